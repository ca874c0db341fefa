"""The evidence that one brief uses, as a table: a row for each cited place, in the order of the source numbers."""

from __future__ import annotations

from collections.abc import Iterable

from briefer.app.listing import place_text
from briefer.app.tables import check_of
from briefer.compose.used import Use
from briefer.model.essay import Essay
from briefer.model.evidence import Passage
from briefer.model.library import Bodies, Library
from briefer.model.text import ranges
from briefer.writers.sheets import Cell, Table

_COLUMNS = (
    "no.", "passage", "role", "author", "title", "publication", "date", "page", "slides", "memo", "verdict", "confirmed",
    "statements",
)  # fmt: skip


def used_table(library: Library, bodies: Bodies, uses: Iterable[Use]) -> Table:
    """Return what a brief cites; `library` is as the output may know it, so no withheld name stands in the table.

    `verdict` says whether the quote stands in the text; a place without a passage is the text as a whole. `statements`
    are the ids of what cites it, as the notes of the deck and the packet have them.
    """
    return Table("Evidence used", _COLUMNS, tuple(_row(library, bodies, use) for use in uses))


def _row(library: Library, bodies: Bodies, use: Use) -> tuple[Cell, ...]:
    essay = library.get(Essay, use.citation.essay_id)
    passage = library.get(Passage, use.citation.passage_id) if use.citation.passage_id else None
    if essay is None:
        raise KeyError(use.citation.essay_id)
    work = essay.reference
    return (
        use.number or "",
        passage.wording if passage else "",
        ", ".join(use.roles),
        "; ".join(name.full for name in work.authors),
        work.title,
        work.container_title or work.publisher,
        work.issued,
        place_text(use.citation.locator),
        ranges(use.slides),
        "yes" if use.memo else "",
        check_of(bodies, essay, passage) if passage else "",
        ("yes" if passage.confirmed else "no") if passage else "",
        "\n".join(" ".join(use.statements[at : at + 2]) for at in range(0, len(use.statements), 2)),
    )
