"""Saved web pages and e-books of the collection."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from html import escape

from webpages import STYLES, book

from collection.truth import MARK, Document, Essay, Truth
from collection.works import bibliography, contributors, essay, interview, joined

NAV = "<nav><ul><li><a href='/'>Home</a></li><li><a href='/essays'>All essays by subject</a></li></ul></nav>"
COOKIES = (
    "<div class='cookie-banner' role='dialog'>"
    "<p>We use cookies to remember which lamps you have lit on this site.</p></div>"
)
SHARE = "<div class='share-buttons'><a>Share on every platform</a><a>Print this page for later</a></div>"
SIGN_UP = (
    "<div class='newsletter-signup'><h3>The Lantern Letter</h3>"
    "<p>Subscribe to our weekly letter from the eastern quay.</p></div>"
)
RELATED = (
    "<section class='related-posts'><h3>Read next in this series</h3>"
    "<ul><li><a>Why the ferries stopped at noon</a></li></ul></section>"
)
COMMENTS = (
    "<div id='comments' class='comments'><h3>2 comments</h3>"
    "<p>I was a pilot myself and I never saw such a chart in my life.</p></div>"
)
FOOTER = "<footer><p>© The Lamp. All rights reserved by the publishers of this page.</p></footer>"
SITES = {
    "plain": "{head}{text}",
    "blog": f"<header><a href='/'>The Lamp</a></header>{NAV}{COOKIES}<main><article>{{head}}{SHARE}"
    f"<div class='entry-content'>{{text}}</div>{RELATED}</article>{COMMENTS}</main>{SIGN_UP}{FOOTER}",
    "paper": f"{COOKIES}<div class='header'>{NAV}</div><div class='content'><div class='story'>{{head}}{{text}}</div>"
    f"<div class='sidebar'>{SIGN_UP}{RELATED}</div></div>{COMMENTS}<div class='footer'>{FOOTER}</div>",
    "institute": f"{NAV}<main role='main'>{{head}}{SHARE}{{text}}{SIGN_UP}</main>{RELATED}{FOOTER}",
}
CLUTTER = (
    "We use cookies to remember which lamps you have lit on this site.",
    "Subscribe to our weekly letter from the eastern quay.",
    "Why the ferries stopped at noon",
    "I was a pilot myself and I never saw such a chart in my life.",
    "All essays by subject",
    "All rights reserved by the publishers of this page.",
    "Share on every platform",
)


def blocks(one: Essay, style: str, level: int = 2, path: str = "") -> str:
    """Return the paragraphs of an essay with its notes as a program called `style` writes them."""
    chosen, texts = STYLES[style], dict(one.notes)

    def inside(text: str) -> str:
        parts = re.split(MARK, text)
        return "".join(
            chosen.mark.format(n=part, text=escape(texts[part])).replace('href="#', f'href="{path}#')
            if number % 2
            else escape(part, quote=False)
            for number, part in enumerate(parts)
        )

    out = []
    for block in one.blocks:
        shown = inside(block.text)
        match block.kind:
            case "heading":
                out.append(f"<h{level}>{shown}</h{level}>")
            case "quote":
                out.append(f"<blockquote><p>{shown}</p></blockquote>")
            case "item":
                out.append(f"<ul><li>{shown}</li></ul>")
            case "pull":
                out.append(f"<aside class='pullquote'><p>{shown}</p></aside>")
            case "caption":
                out.append(f"<figure><img src='quay.png' alt=''><figcaption>{shown}</figcaption></figure>")
            case "table":
                rows = (f"<tr>{''.join(f'<td>{c}</td>' for c in row.split(chr(9)))}</tr>" for row in shown.split("\n"))
                out.append(f"<table>{''.join(rows)}</table>")
            case _:
                out.append(f"<p>{shown}</p>")
    return "".join(out).replace("</ul><ul>", "")


def notes(one: Essay, style: str, path: str = "") -> str:
    chosen = STYLES[style]
    if not chosen.note or not one.notes:
        return ""
    listed = "".join(chosen.note.format(n=label, text=escape(text)) for label, text in one.notes)
    return chosen.around.format(listed.replace('href="#', f'href="{path}#'))


def page(
    one: Essay, style: str, *, encoding: str = "utf-8", site: str = "plain", byline: str = "By {}"
) -> tuple[bytes, Truth]:
    """Return a saved web page; `site` is one of SITES."""
    authors = ", ".join(one.authors[:-1]) + " and " + one.authors[-1] if len(one.authors) > 1 else "".join(one.authors)
    named = f"<p class='byline'>{byline.format(escape(authors))}</p>" if authors else ""
    below = f"<p class='subtitle'>{one.subtitle}</p>" if one.subtitle else ""
    head = f"<h1>{escape(one.title)}</h1>{below}{named}"
    text = blocks(one, style) + notes(one, style)
    meta = ""
    if site == "institute":
        people = [{"@type": "Person", "name": name} for name in one.authors]
        graph = {"@context": "https://schema.org", "@type": "Article", "headline": one.title, "author": people}
        meta = f"<script type='application/ld+json'>{json.dumps(graph)}</script>"
        meta += "<meta property='og:site_name' content='The Lamp'>"
    inside = SITES[site].format(head=head, text=text)
    html = (
        f"<!DOCTYPE html><html lang='{one.language}'><head><meta charset='{encoding}'><title>{escape(one.title)} | The Lamp"
        f"</title>{meta}<style>p {{ margin: 0 }}</style></head><body>{inside}</body></html>"
    )
    return html.encode(encoding), Truth(essays=(one,), furniture=() if site == "plain" else CLUTTER)


_EPUB_MARK = '<a epub:type="noteref" href="{path}#n{n}" id="r{n}">{n}</a>'
_EPUB_NOTE = '<aside epub:type="footnote" id="n{n}"><p><a href="{path}#r{n}">{n}.</a> {text}</p></aside>'


def bound(essays: Sequence[Essay], *, apart: bool = False, style: str = "", nav: bool = True) -> tuple[bytes, Truth]:
    """Return an e-book with a page for each essay; notes stand at the end of their page, or `apart` in one of their own.

    With a `style` marks and notes are written as web pages write them.
    """
    chapters: dict[str, str] = {}
    gathered = []
    for number, one in enumerate(essays):
        name, texts = f"c{number}.xhtml", dict(one.notes)
        named = "".join(f"<p class='author'>{author}</p>" for author in one.authors)
        below = f"<p class='subtitle'>{one.subtitle}</p>" if one.subtitle else ""
        if style:
            text, tail = blocks(one, style), notes(one, style)
        else:
            text, where = blocks(one, "no links"), "notes.xhtml" if apart else ""

            def mark(found: re.Match[str], where: str = where, number: int = number) -> str:
                return _EPUB_MARK.format(n=f"{number}-{found[1]}", path=where).replace(
                    f">{number}-{found[1]}<", f">{found[1]}<"
                )

            text = re.sub(r"<sup>([^<]+)</sup>", mark, text)
            shown = "".join(
                _EPUB_NOTE.format(n=f"{number}-{label}", path=name if apart else "", text=escape(note)).replace(
                    f">{number}-{label}.<", f">{label}.<"
                )
                for label, note in texts.items()
            )
            tail = "" if apart else shown
            gathered.append(f"<h2>{escape(one.title)}</h2>{shown}" if one.notes else "")
        chapters[name] = f"<h1>{escape(one.title)}</h1>{below}{named}{text}{tail}"
    if apart:
        chapters["notes.xhtml"] = "<h1>Notes</h1>" + "".join(gathered)
    listed = "".join(f"<li><a href='c{at}.xhtml'>{escape(one.title)}</a></li>" for at, one in enumerate(essays))
    contents = f"<nav epub:type='toc'><h1>Contents</h1><ol>{listed}</ol></nav>" if nav else ""
    return book(chapters, contents), Truth(essays=tuple(essays))


def _doc(name: str, dimensions: str, make: Callable[[], tuple[bytes, Truth]]) -> Document:
    return Document(name=name, dimensions=tuple(dimensions.split(", ")), make=make)


def _volume(seed: int) -> tuple[Essay, ...]:
    return (
        essay(seed, "Foreword", ["Piet Vonk"], notes=0, sections=0, kind="foreword"),
        essay(seed + 1, "The Salt Road and Its Critics", ["Clara Voss"]),
        essay(seed + 2, "Ropes", ["Tomás de Vries"], notes=6),
        essay(seed + 3, "What the Pilots Know", ["Ana Ruiz Peralta", "Idris Kane"]),
        contributors(["Clara Voss", "Tomás de Vries", "Idris Kane"]),
    )


def _two() -> tuple[Essay, ...]:
    return (
        essay(255, "The Mole and the Tide", ["Clara Voss"]),
        essay(256, "Low Water", ["Idris Kane"]),
        bibliography(257),
    )


def _chapters() -> tuple[bytes, Truth]:
    titles = ("Where the Water Goes", "Who Pays for the Barrier", "What Should Be Done")
    data, truth = bound([essay(240 + at, title, kind="chapter", notes=3) for at, title in enumerate(titles)])
    return data, replace(truth, whole=joined("Rivers and Other Debts", truth.essays))


EVERYTHING = ("quote", "list", "pull", "caption", "table")
VOSS = ["Clara Voss"]
WEB = (
    _doc("plain.html", "single essay", lambda: page(essay(200, "Grain by Moonlight", VOSS), "chicago")),
    _doc(
        "blog.html",
        "web clutter",
        lambda: page(essay(201, "The Copper Mine’s Last Winter", VOSS, extras=EVERYTHING), "wordpress", site="blog"),
    ),
    _doc(
        "newspaper.html",
        "web clutter",
        lambda: page(essay(202, "A Bypass to Nowhere", ["Greta Halloran"]), "easy-footnotes", site="paper"),
    ),
    _doc(
        "institute.html",
        "web clutter, several authors",
        lambda: page(
            essay(203, "Five Ways to Share a River", ["Ana Ruiz Peralta", "Idris Kane", "Yusuf Demirel"]),
            "modern-footnotes",
            site="institute",
        ),
    ),
    _doc("sidenotes.html", "side notes", lambda: page(essay(204, "Voices under the Dome", VOSS), "tufte", site="blog")),
    _doc("no-links.html", "endnotes", lambda: page(essay(205, "The Lending Library at War", VOSS), "no links")),
    _doc("from-word.html", "endnotes", lambda: page(essay(206, "A Narrow Majority", ["Pavel Sorokin"]), "word")),
    _doc(
        "subtitle.html",
        "title over lines, subtitle, web clutter",
        lambda: page(essay(207, "Flour", VOSS, subtitle="How a price became a promise"), "substack", site="blog"),
    ),
    _doc(
        "windows-1252.html",
        "encodings",
        lambda: page(
            essay(208, "La barca de medianoche", ["Ana Ruiz Peralta"], language="es", sections=2),
            "chicago",
            encoding="windows-1252",
            byline="{}",
        ),
    ),
    _doc(
        "windows-1251.html",
        "encodings, cyrillic",
        lambda: page(
            essay(209, "О терпении", ["Павел Сорокин"], language="ru", sections=2),
            "chicago",
            encoding="windows-1251",
            byline="{}",
        ),
    ),
    _doc(
        "shift-jis.html",
        "encodings, cjk",
        lambda: page(
            essay(210, "塩の道", ["林明子"], language="ja", sections=2, notes=0),
            "chicago",
            encoding="shift_jis",
            byline="{}",
        ),
    ),
    _doc(
        "arabic.html",
        "arabic",
        lambda: page(essay(211, "مجلس الميناء", ["يوسف دمير"], language="ar", sections=2), "chicago", byline="{}"),
    ),
    _doc(
        "interview.html",
        "interview, web clutter",
        lambda: page(interview(212, "The Woman Who Counts Boats", ["Greta Halloran"]), "chicago", site="blog"),
    ),
    _doc("volume.epub", "edited volume, restarting notes", lambda: bound(_volume(220))),
    _doc(
        "volume-notes-apart.epub", "edited volume, endnotes of the whole book", lambda: bound(_volume(230), apart=True)
    ),
    _doc("chapters.epub", "report with chapters", _chapters),
    _doc("single.epub", "single essay", lambda: bound([essay(250, "Bees in the Ministry", VOSS)], nav=False)),
    _doc(
        "linked-notes.epub",
        "endnotes, bibliography",
        lambda: bound(_two(), style="chicago"),
    ),
    _doc(
        "asides.epub",
        "tables and captions, pull quotes, block quotes and lists",
        lambda: bound([essay(257, "Pictures of a Flood", VOSS, extras=EVERYTHING)]),
    ),
    _doc(
        "french.epub",
        "french typography",
        lambda: bound([essay(258, "Le sel et la patience", ["Aude Marceau"], language="fr", sections=2)]),
    ),
    _doc("chinese.epub", "cjk", lambda: bound([essay(259, "水与账本", ["林晓河"], language="zh", sections=2)])),
)
