"""Plain text and Markdown of the collection: pages, hard-wrapped lines, mail, pasted web text, encodings."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable, Sequence
from dataclasses import replace

from collection.truth import MARK, RUNNING, Document, Essay, Truth
from collection.works import bibliography, contributors, essay, interview


def wrapped(text: str, width: int, hyphens: bool = False) -> list[str]:
    """Return lines of `text`; with `hyphens` long words are divided where a line ends."""
    if not hyphens:
        return textwrap.wrap(text, width, break_long_words=False, break_on_hyphens=False)
    lines, line, words = [], "", text.split()
    while words:
        word = words.pop(0)
        if len(line) + len(word) + 1 <= width:
            line = f"{line} {word}".strip()
            continue
        room = width - len(line) - 2
        if word.isalpha() and len(word) > 7 and room > 3:
            cut = min(room, len(word) - 3)
            line, word = f"{line} {word[:cut]}-", word[cut:]
        lines.append(line)
        line, _ = "", words.insert(0, word)
    return [*lines, line] if line else lines


def marked(text: str, style: str) -> str:
    """Return `text` with its marks written as `style`."""
    return MARK.sub(lambda found: style.format(found[1]), text)


def paged(
    essays: Sequence[Essay],
    *,
    width: int = 62,
    head: str = "",
    start: int = 1,
    feed: str = "\f",
    rows: int = 40,
    style: str = "{}",
    numbers: bool = True,
    hyphens: bool = False,
    blank: bool = True,
) -> tuple[bytes, Truth]:
    """Return essays as pages of `rows` lines with their notes below the text of the page where they are marked."""
    out, number, found = [], start, []
    for one in essays:
        lines = [one.title, *([one.subtitle] if one.subtitle else []), *one.authors, *one.affiliations]
        lines = [entry for line in lines for entry in (line, "")]
        for block in one.blocks:
            shown = f"• {block.text}" if block.kind == "item" else block.text
            lines += (
                [block.text, ""]
                if block.kind == "heading"
                else [*wrapped(marked(shown, f"\1{style}\2"), width, hyphens), ""]
            )
        waiting, first = list(one.notes), number
        while lines:
            page, foot = [], []
            while lines and len(page) + len(foot) < rows:
                line = lines.pop(0)
                for _ in re.findall("\1", line):
                    label, text = waiting.pop(0)
                    foot += wrapped(f"{style.format(label)} {text}", width + 10)
                page.append(re.sub("[\1\2]", "", line))
            tail = ["", str(number)] if numbers else []
            top = [head.format(title=one.title), ""] if head else []
            kept = [*top, *page, *([""] if blank and foot and page[-1] else []), *foot, *tail]
            out.append("\n".join(line for line in kept if line or blank))
            number += 1
        found.append(replace(one, first_page=str(first), last_page=str(number - 1)) if feed else one)
    text = f"\n{feed}".join(out) + "\n"
    return text.encode(), Truth(essays=tuple(found), furniture=(head,) if head and "{" not in head else ())


def flat(
    one: Essay,
    *,
    style: str = "[{}]",
    width: int = 0,
    notes: str = "Notes",
    gap: str = "\n\n",
    before: str = "",
    after: str = "",
    encoding: str = "utf-8",
    byline: str = "{}",
    furniture: Sequence[str] = (),
    quote: str = "",
) -> tuple[bytes, Truth]:
    """Return one essay without pages; lines are as long as they are, or `width`, each behind `quote`."""
    authors = " and ".join(one.authors)
    parts = [one.title, *([one.subtitle] if one.subtitle else []), *([byline.format(authors)] if authors else [])]
    parts += [f"• {block.text}" if block.kind == "item" else marked(block.text, style) for block in one.blocks]
    if notes and one.notes:
        parts += [notes, *(f"{style.format(label)} {text}" for label, text in one.notes)]
    shown = gap.join("\n".join(wrapped(part, width)) if width else part for part in parts)
    if quote:
        shown = "\n".join(f"{quote}{line}".rstrip() for line in shown.split("\n"))
    return f"{before}{shown}\n{after}".encode(encoding), Truth(essays=(one,), furniture=tuple(furniture))


def markdown(essays: Sequence[Essay], front: str = "", level: int = 1, bold: bool = True) -> tuple[bytes, Truth]:
    """Return essays as Markdown with footnotes."""
    parts = [front] if front else []
    for number, one in enumerate(essays):
        parts.append(f"{'#' * level} {one.title}")
        parts += [f"*{one.subtitle}*"] if one.subtitle else []
        parts += [f"**{author}**" if bold else f"By {author}" for author in one.authors]
        for block in one.blocks:
            shown = marked(block.text, f"[^{number}-{{}}]" if len(essays) > 1 else "[^{}]")
            match block.kind:
                case "heading":
                    parts.append(f"{'#' * (level + 1)} {shown}")
                case "quote":
                    parts.append(f"> {shown}")
                case "item":
                    parts.append(f"- {shown}")
                case "table":
                    first, *rest = (" | ".join(row.split("\t")) for row in shown.split("\n"))
                    parts.append("\n".join((first, " | ".join(["---"] * 3), *rest)))
                case _:
                    parts.append(shown)
        parts += [f"[^{f'{number}-' if len(essays) > 1 else ''}{label}]: {text}" for label, text in one.notes]
    return ("\n\n".join(parts) + "\n").encode(), Truth(essays=tuple(essays))


def _glued() -> tuple[bytes, Truth]:
    one = essay(310, "Cheap Lanterns", ["Idris Kane"], notes=4)
    return _with_notes_behind(one)


def _with_notes_behind(one: Essay) -> tuple[bytes, Truth]:
    data, truth = flat(one, style="{}", notes="")
    text = data.decode()
    return (text + "\n" + "\n\n".join(f"{label} {note}" for label, note in one.notes) + "\n").encode(), truth


def _mail() -> tuple[bytes, Truth]:
    one = essay(311, "The Toll Papers", ["Greta Halloran"], notes=3)
    before = (
        "From: Greta Halloran <greta@quay.example>\nTo: readers@quay.example\nDate: Mon, 3 May 2021 09:14:00 +0200\n"
        "Subject: The Toll Papers\n\n"
    )
    after = "\n-- \nSent by the Lantern List. To leave it, answer with the word stop.\n"
    leaks = ("Sent by the Lantern List", "readers@quay.example", "answer with the word stop")
    return flat(one, width=72, before=before, after=after, furniture=leaks)


def _volume(seed: int, **each: object) -> tuple[Essay, ...]:
    return (
        essay(seed, "Foreword", ["Piet Vonk"], notes=0, sections=0, paragraphs=4, kind="foreword"),
        essay(seed + 1, "The Salt Road and Its Critics", ["Clara Voss"], **each),  # type: ignore[arg-type]
        essay(seed + 2, "Ropes", ["Tomás de Vries"], **each),  # type: ignore[arg-type]
        essay(seed + 3, "What the Pilots Know", ["Ana Ruiz Peralta", "Idris Kane"], **each),  # type: ignore[arg-type]
    )


def _doc(name: str, dimensions: str, make: Callable[[], tuple[bytes, Truth]]) -> Document:
    return Document(name=name, dimensions=tuple(dimensions.split(", ")), make=make)


def _latin(one: Essay) -> Essay:
    return replace(
        one,
        blocks=tuple(
            replace(b, text=b.text.replace("\u202f", "\u00a0"))
            for b in one.blocks
            if b.kind in RUNNING or b.kind == "heading"
        ),
    )


VOSS = ["Clara Voss"]
PLAIN = (
    _doc("paged.txt", "text with pages", lambda: paged([essay(300, "The Iron Bell", VOSS, sections=4, notes=6)])),
    _doc("volume.txt", "text with pages, edited volume, restarting notes", lambda: paged(_volume(301), start=11)),
    _doc(
        "volume-heads.txt",
        "text with pages, edited volume, changing heads",
        lambda: paged(_volume(303), start=5, head="Rivers and Other Debts"),
    ),
    _doc(
        "volume-no-blanks.txt",
        "text with pages, edited volume, no empty lines",
        lambda: paged(_volume(305), blank=False),
    ),
    _doc(
        "hyphens.txt",
        "text with pages, soft hyphens",
        lambda: paged([essay(306, "The Second Lock", VOSS, sections=4)], hyphens=True, width=52),
    ),
    _doc("brackets.txt", "endnotes", lambda: flat(essay(307, "Numbers for the Ministry", VOSS, notes=6))),
    _doc(
        "hard-wrapped.txt",
        "hard-wrapped text, endnotes",
        lambda: flat(essay(308, "Rain on the Terraces", VOSS, notes=5), width=72),
    ),
    _doc(
        "one-newline.txt", "no empty lines, endnotes", lambda: flat(essay(309, "A Theatre for Sailors", VOSS), gap="\n")
    ),
    _doc("glued.txt", "glued notes, endnotes", _glued),
    _doc("mail.txt", "mail, hard-wrapped text", _mail),
    _doc(
        "quoted-mail.txt",
        "mail, hard-wrapped text",
        lambda: flat(essay(312, "An Answer to the Bakers", VOSS, notes=2), width=66, quote="> "),
    ),
    _doc(
        "latin1.txt",
        "encodings, french typography",
        lambda: flat(
            _latin(essay(313, "Le prix du silence", ["Aude Marceau"], language="fr", sections=2, notes=0)),
            encoding="windows-1252",
        ),
    ),
    _doc("utf16.txt", "encodings", lambda: flat(essay(314, "Copper and Clocks", VOSS), encoding="utf-16")),
    _doc(
        "windows-1251.txt",
        "encodings, cyrillic",
        lambda: flat(
            essay(315, "Соль", ["Павел Сорокин"], language="ru", sections=2, notes=0), encoding="windows-1251"
        ),
    ),
    _doc(
        "shift-jis.txt",
        "encodings, cjk",
        lambda: flat(essay(316, "塩と忍耐", ["林明子"], language="ja", sections=2, notes=0), encoding="shift_jis"),
    ),
    _doc(
        "arabic.txt",
        "arabic",
        lambda: flat(essay(317, "دفاتر الملح", ["يوسف دمير"], language="ar", sections=2, notes=3)),
    ),
    _doc(
        "interview.txt",
        "interview, hard-wrapped text",
        lambda: flat(interview(318, "Ten Questions about Ice"), width=70),
    ),
    _doc(
        "german.txt",
        "german quotes, hard-wrapped text",
        lambda: flat(essay(319, "Die Waage am Hafen", ["Ottmar Brandt"], language="de", sections=2), width=68),
    ),
    _doc("no-author.txt", "single essay", lambda: flat(essay(320, "Memorandum on Ballast", (), notes=2), style="[{}]")),
    _doc(
        "essay.md",
        "single essay",
        lambda: markdown([essay(330, "The Grain Reserve", VOSS, subtitle="A Reply", notes=5)]),
    ),
    _doc(
        "volume.md",
        "edited volume, restarting notes",
        lambda: markdown(
            (*_volume(331), bibliography(335), contributors(["Clara Voss", "Idris Kane"])),
            front="---\ntitle: Rivers and Other Debts\n---",
        ),
    ),
    _doc(
        "asides.md",
        "tables and captions, block quotes and lists",
        lambda: markdown([essay(336, "What the Flood Left", VOSS, extras=("quote", "list", "table"))], bold=False),
    ),
    _doc(
        "greek.md", "greek", lambda: markdown([essay(337, "Το αλάτι", ["Νίκος Θεοδώρου"], language="el", sections=2)])
    ),
)
