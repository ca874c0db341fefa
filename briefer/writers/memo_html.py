"""A memo as one web page: no script, nothing loaded from elsewhere, headings for those who listen, one sheet in print."""

from __future__ import annotations

from collections.abc import Iterable

from briefer.model.colour import TLP_GROUND
from briefer.model.memo import HeaderField, Memo, Paper
from briefer.specs.brand import Brand
from briefer.typeset.memo_rows import MemoRow, header_rows, rows_of, source_runs
from briefer.typeset.page import Run
from briefer.writers.markup import escaped

_STYLE = """
:root { color-scheme: light; }
body { margin: 0 auto; max-width: 42em; padding: 2em 1.25em; background: GROUND; color: INK;
  font: 1.0625rem/1.45 Georgia, "Times New Roman", serif; }
h1 { font-size: 1.7em; line-height: 1.2; font-weight: normal; margin: .4em 0 .6em; text-wrap: balance; }
h2 { font-size: 1em; line-height: inherit; margin: 0; flex: 0 0 7.2em; }
p, ol, dl, dd { margin: 0; }
p + p, li + li { margin-top: .4em; }
ol { padding-left: 1.3em; }
header { border-bottom: 1px solid INK; padding-bottom: .6em; }
dl { display: flex; flex-wrap: wrap; }
dl div { width: 50%; }
dl div.wide { width: 100%; }
dl div { display: flex; }
dt { flex: 0 0 7.2em; }
dt, .quiet, footer, .sources, .sources h2 { color: INK2; }
section { display: flex; padding: .55em 0; }
section.ruled { border-top: 1px solid HAIRLINE; }
header + section.ruled { border-top: 0; }
.lead { font-size: 1.06em; }
.voice h2, .accent, sup { color: ACCENT; }
sup { font-size: .7em; line-height: 0; }
.unconfirmed { text-decoration: underline dotted; }
.marking { display: inline-block; border: 1px solid INK; padding: .1em .5em; font-weight: bold; color: INK; }
header .marking { float: right; margin: 0 0 .4em 1em; }
.sources { border-top: 1px solid RULE; }
.sources p, .sources h2, footer { font-size: .85em; }
.sources h2 { font-weight: normal; flex-basis: 8.47em; }
footer { display: flex; justify-content: space-between; gap: 1em; align-items: center; }
@media (max-width: 34rem) { section { display: block; } dl div { width: 100%; } }
@media screen { body { overflow-wrap: break-word; } }
@page { size: SHEET; margin: 12mm 18mm; }
@media print { body { max-width: none; padding: 0; font: SIZEpt/1.25 "Times New Roman", "Liberation Serif", Times, serif; }
  section { padding-top: .4em; padding-bottom: .4em; } p + p, li + li { margin-top: .25em; } }
"""
_PRINTED = 0.95
"""Size in print over that of the measured memo: the reader’s typeface may be wider than the one measured with."""


def write_memo_html(memo: Memo, paper: Paper, brand: Brand) -> bytes:
    """Return `memo` as a page of HTML in UTF-8 with the words, order and sources of the other formats."""
    language = escaped(memo.language or "en-GB")
    head = [
        '<meta charset="utf-8">',
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">",
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{escaped(memo.subject)}</title>",
        *(
            f'<meta name="{name}" content="{escaped(value)}">'
            for name, value in (
                ("author", memo.author),
                ("date", memo.date),
                ("description", memo.stamp),
                ("keywords", ", ".join(filter(None, (memo.brief_id, memo.run, memo.marking)))),
            )
            if value
        ),
        f"<style>{_style(memo, paper, brand)}</style>",
    ]
    body = ["<main>", _header(memo), *(_section(row) for row in rows_of(memo, brand)), *_sources(memo), "</main>"]
    lines = ["<!DOCTYPE html>", f'<html lang="{language}">', "<head>", *head, "</head>", "<body>", *body, _footer(memo)]
    return "\n".join([*lines, "</body>", "</html>", ""]).encode("utf-8")


def _style(memo: Memo, paper: Paper, brand: Brand) -> str:
    style = _STYLE.strip().replace("SHEET", {"a4": "A4", "letter": "letter"}[paper])
    style = style.replace("SIZE", f"{memo.size * _PRINTED:g}")
    if memo.mark_colour:
        style += f"\n.marking {{ color: #{memo.mark_colour}; background: #{TLP_GROUND}; print-color-adjust: exact; }}"
    for name in ("ink2", "ink", "ground", "accent", "hairline", "rule"):
        style = style.replace(name.upper(), f"#{brand.on_paper[name]}")
    return style


def _header(memo: Memo) -> str:
    fields = "\n".join(
        f"<div{_class('wide' if field.wide else '')}><dt>{escaped(field.label)}</dt> <dd>{_value(field)}</dd></div>"
        for row in header_rows(memo)
        for field in row
    )
    title = f"<h1>{escaped(memo.subject)}</h1>"
    parts = ("<header>", _marking(memo), title, f"<dl>\n{fields}\n</dl>" if fields else "", "</header>")
    return "\n".join(filter(None, parts))


def _value(field: HeaderField) -> str:
    return f"<strong>{escaped(field.value)}</strong>" if field.bold else escaped(field.value)


def _section(row: MemoRow) -> str:
    kind = " ".join(filter(None, ("ruled" if row.ruled else "", "voice" if row.style == "assessment" else "")))
    lead = _class("lead" if row.style == "lead" else "")
    texts = [_runs(paragraph.runs) for paragraph in row.paragraphs]
    if row.numbered:
        inside = "\n".join(["<ol>", *(f"<li>{text}</li>" for text in texts), "</ol>"])
    else:
        inside = "\n".join(f"<p{lead}>{text}</p>" for text in texts)
    return f"<section{_class(kind)}>\n<h2>{escaped(row.label)}</h2>\n<div>\n{inside}\n</div>\n</section>"


def _sources(memo: Memo) -> list[str]:
    if not memo.sources:
        return []
    return [f'<section class="sources">\n<h2>Sources</h2>\n<p>{_runs(source_runs(memo))}</p>\n</section>']


def _footer(memo: Memo) -> str:
    told = " · ".join(escaped(part) for part in (memo.foot, memo.stamp) if part)
    return f"<footer><p>{told}</p>{_marking(memo)}</footer>"


def _marking(memo: Memo) -> str:
    return f'<p class="marking">{escaped(memo.marking)}</p>' if memo.marking else ""


def _runs(runs: Iterable[Run]) -> str:
    return "".join(map(_run, runs))


def _run(run: Run) -> str:
    text = escaped(run.text)
    if run.raised:
        return f"<sup>{text}</sup>"
    if run.dotted:
        text = f'<span class="unconfirmed">{text}</span>'
    elif run.ink in ("ink2", "accent"):
        text = f'<span class="{"quiet" if run.ink == "ink2" else "accent"}">{text}</span>'
    if run.italic:
        text = f"<em>{text}</em>"
    return f"<strong>{text}</strong>" if run.bold else text


def _class(name: str) -> str:
    return f' class="{name}"' if name else ""
