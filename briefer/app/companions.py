"""What goes with deck and memo: the handout, the source packet, the memo as a web page, the evidence as a table."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefer.app.withholding import refuse_names
from briefer.compose.attribution import attributed
from briefer.errors import GateRefused
from briefer.model.deck import Remark
from briefer.model.library import Bodies, Library
from briefer.model.memo import Memo
from briefer.specs.brief import Brief
from briefer.writers.files import Content

if TYPE_CHECKING:
    from briefer.app.build import Draft

COMPANIONS = ("handout", "packet", "html", "xlsx")
SUFFIXES = {"handout": "-handout.pdf", "packet": "-packet.pdf", "html": "-memo.html", "xlsx": "-evidence.xlsx"}
"""How the names of their files end."""

Source = Callable[[str], bytes | None]
"""Returns the original file kept under a hash, None where there is none."""

NO_PACKET = (
    "The source packet was not written: its pages name their authors, and this brief withholds names. "
    "Set citations.attribution to full for a packet."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Companion:
    """What one file holds, how many slides or pages that is (0 where it means nothing), and what the user should know."""

    content: Content
    parts: int = 0
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Grounds:
    """What companions are made from: the brief as it was written, its library and original files, and the draft."""

    library: Library
    bodies: Bodies
    brief: Brief
    draft: Draft
    """With the library's own ids, as before names were withheld."""
    source: Source


def without_packet(formats: tuple[str, ...], draft: Draft) -> tuple[tuple[str, ...], tuple[Remark, ...]]:
    """Return the formats that may be written, and why one may not; raises GateRefused where none is left."""
    if draft.names is None or "packet" not in formats:
        return formats, ()
    left = tuple(name for name in formats if name != "packet")
    if not left:
        raise GateRefused(NO_PACKET)
    return left, (Remark("", NO_PACKET, "warn"),)


def companion(format: str, made: Draft, memo: Memo | None, grounds: Grounds) -> Companion:
    """Return one of `COMPANIONS`; `made` is the draft as it may be written, `memo` the fitted one for a web page.

    Raises OutputError when letters cannot be set, GateRefused when a withheld name would stand in it.
    """
    paper = made.brief.memo.paper
    if format == "handout":
        from briefer.writers.handout_pdf import write_handout

        data, parts, told = write_handout(made.deck, made.pages, paper, made.brand)
        return Companion(content=data, parts=parts, remarks=(Remark("", told, "warn"),) if told else ())
    if format == "html":
        from briefer.writers.memo_html import write_memo_html

        if memo is None:
            raise TypeError("a web page needs a memo")
        return Companion(content=write_memo_html(memo, paper, made.brand))
    from briefer.compose.used import used

    uses = used(grounds.draft.deck, grounds.draft.pages, grounds.draft.memo)
    if format == "xlsx":
        from briefer.app.used_table import used_table
        from briefer.writers.sheets import About, write_xlsx

        known = attributed(grounds.library, grounds.brief, grounds.bodies).library
        table = used_table(known, grounds.bodies, uses)
        refuse_names(made.names, table.rows)
        deck = made.deck
        about = About(title=deck.title, author=deck.author, marking=deck.marking, stamp=deck.stamp)
        return Companion(content=write_xlsx(table, about))
    from briefer.app.packet import packet

    return packet(grounds, uses)
