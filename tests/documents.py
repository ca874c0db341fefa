"""Little invented documents in many conventions: the same two essays, broken into lines and pages in different ways."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass

SENTENCES = (
    "Ferries still carry most of the valley's timber, although the railway was finished nine summers ago.",
    "Nobody who visits the harbour office in winter believes the printed timetable.",
    "The cantons disagree about tolls, and their clerks have kept quarrelling since the great flood.",
    "A patient reader of the ledgers finds that grain moved upstream far more often than downstream.",
    "Insurance was cheap because the insurers had never seen the lower rapids with their own eyes.",
    "It would be wrong to blame the lock keepers, who warned everybody and were heard by no one.",
    "Two surveys, one of them lost, put the depth of the northern channel at eleven feet.",
    "Bridges changed the market towns less than the new warehouses did.",
    "The council should publish its dredging plans before the barley harvest, not after it.",
    "Smugglers, for their part, preferred fog to darkness and small boats to fast ones.",
    "What the engineers called a canal was for most of its length a ditch with ambitions.",
    "Every spring the ice took a jetty or two, and every spring somebody proposed stone.",
    "The archive of the pilots' guild fills a cellar that floods whenever the wind turns.",
    "Freight rates fell for a decade while wages along the quays scarcely moved at all.",
    "A treaty that nobody can find is nonetheless quoted in half of the court records.",
    "Children learned to read the water marks on the mill before they learned their letters.",
)
NOTES = (
    "Clara Voss, “Timber on the Water”, Valley Quarterly, March 2011, pp. 14–19. https://example.org/valley/timber-2011",
    "Harbour Board, Annual Ledger, Vol. 7, 1998, p. 33.",
    "Ibid., p. 41.",
    "See Ottmar Brandt, Locks and Lockmen (Seedorf: Uferverlag, 2004), pp. 88–90.",
    "“Dredging resumes after a dry year”, Upper River Gazette, 4 May 2016. https://example.org/gazette/dredging-resumes",
    "Ana Ruiz Peralta, The Lost Survey, Working Paper no. 12, 2009.",
)


@dataclass(frozen=True)
class Part:
    heading: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True)
class Work:
    """An invented essay; `#n` in a paragraph stands where the mark of note n belongs."""

    title: str
    author: str
    parts: tuple[Part, ...]
    notes: tuple[str, ...]

    @property
    def words(self) -> list[str]:
        text = " ".join(paragraph for part in self.parts for paragraph in part.paragraphs)
        return marked(text, "").split()


def work(title: str, author: str, start: int, headings: Sequence[str], notes: int = 4) -> Work:
    """Return an essay of a few paragraphs for each heading; the first part has none."""
    parts: list[Part] = []
    number = 0
    for place, heading in enumerate(("", *headings)):
        paragraphs: list[str] = []
        for row in range(3):
            picked = [SENTENCES[(start + 5 * place + 3 * row + n) % len(SENTENCES)] for n in range(4)]
            if row != 1 and number < notes:
                number += 1
                picked[2] += f"#{number}"
            paragraphs.append(" ".join(picked))
        parts.append(Part(heading, tuple(paragraphs)))
    return Work(title, author, tuple(parts), NOTES[:notes])


RIVER = work("The river that pays for itself", "Dr. Ines Marbach", 0, ["Tolls and tempers", "What the ledgers say"])
LOCKS = work(
    "Locks, keepers and other obstacles", "Prof. Tomás de Vries", 7, ["A ditch with ambitions", "After the flood"], 6
)
VOLUME = (RIVER, LOCKS)
TITLE_PAGE = f"""Rivers and Other Debts

Edited by
Piet Vonk and Jutta Amsel

Published by Uferverlag
Spring 2019
\fContents

{RIVER.title} ........ 11
Ines Marbach

{LOCKS.title} ........ 14
Tomás de Vries
\f"""


def marked(text: str, style: str) -> str:
    """Return `text` with its note marks written as `style` ("{}" glued, "[{}]", …), or without them for ""."""
    for number in range(9, 0, -1):
        text = text.replace(f"#{number}", style.format(number) if style else "")
    return text


def wrapped(text: str, width: int) -> list[str]:
    return textwrap.wrap(text, width, break_long_words=False, break_on_hyphens=False)


def paged(
    works: Sequence[Work],
    *,
    blank_lines: bool = True,
    feed: str = "\f",
    head: str = "",
    first: int = 11,
    author_first: bool = False,
) -> str:
    """Return works with notes at the foot of each page and page numbers below; a page for each part."""
    pages: list[list[str]] = []
    for one in works:
        waiting = list(enumerate(one.notes, start=1))
        for place, part in enumerate(one.parts):
            names = (one.author, one.title) if author_first else (one.title, one.author)
            lines = [names[0], "", names[1], ""] if place == 0 else []
            lines += [part.heading, ""] if part.heading else []
            text = "\n".join(part.paragraphs)
            for paragraph in part.paragraphs:
                lines += [*wrapped(marked(paragraph, "{}"), 62), ""]
            while waiting and f"#{waiting[0][0]}" in text:
                number, note = waiting.pop(0)
                lines += wrapped(f"{number} {note}", 74)
            pages.append(lines)
    out: list[str] = []
    for number, lines in enumerate(pages, start=first):
        page = [*([head, ""] if head else []), *lines, "", str(number)]
        out.append("\n".join(line for line in page if line or blank_lines))
    return ("\n" + feed).join(out) + "\n"


def with_endnotes(works: Sequence[Work], *, width: int = 0, style: str = "[{}]") -> str:
    """Return works without pages, each with its notes under a heading; one line per paragraph when `width` is 0."""
    out: list[str] = []
    for one in works:
        blocks = [one.title, one.author]
        for part in one.parts:
            blocks += [part.heading] if part.heading else []
            blocks += [marked(paragraph, style) for paragraph in part.paragraphs]
        blocks += ["Notes", *(f"{style.format(n)} {note}" for n, note in enumerate(one.notes, start=1))]
        out.append("\n\n".join("\n".join(wrapped(block, width)) if width else block for block in blocks))
    return "\n\n\n\n".join(out) + "\n"


def markdown(works: Sequence[Work], front: str = "") -> str:
    """Return works as a Markdown volume."""
    blocks: list[str] = [front] if front else []
    for number, one in enumerate(works):
        blocks += [f"# {one.title}", f"**{one.author}**"]
        for part in one.parts:
            blocks += [f"## {part.heading}"] if part.heading else []
            blocks += [marked(paragraph, f"[^{number}-{{}}]") for paragraph in part.paragraphs]
        blocks += [f"[^{number}-{n}]: {note}" for n, note in enumerate(one.notes, start=1)]
    return "\n\n".join(blocks) + "\n"
