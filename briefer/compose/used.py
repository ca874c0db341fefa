"""What an output rests on: every cited place and essay, with the slides where it is cited."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from briefer.model.deck import Deck, Slide
from briefer.model.memo import Memo
from briefer.model.statement import Citation, Role, Statement
from briefer.model.text import ranges
from briefer.typeset.page import Page


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """A cited place; `number` is that of the register, `slides` those of the deck, `statements` ids of what cites it."""

    citation: Citation
    number: int
    roles: tuple[Role, ...]
    statements: tuple[str, ...]
    slides: tuple[int, ...]
    memo: bool


def used(deck: Deck, pages: Sequence[Page], memo: Memo) -> tuple[Use, ...]:
    """Return every cited place once, by source number, then as it is first cited."""
    numbers = {entry.essay_ids[0]: entry.number for entry in deck.register if len(entry.essay_ids) == 1}
    found: dict[Citation, list[tuple[Statement, tuple[int, ...], bool]]] = {}
    on_slides = ((statement, slides, False) for statement, slides in _shown(deck.slides, pages))
    for statement, slides, in_memo in (*on_slides, *((s, (), True) for s in memo.statements)):
        for citation in statement.citations:
            found.setdefault(citation, []).append((statement, slides, in_memo))
    uses = (
        Use(
            citation=citation,
            number=numbers.get(citation.essay_id, 0),
            roles=tuple(dict.fromkeys(statement.role for statement, _, _ in places)),
            statements=tuple(dict.fromkeys(statement.id for statement, _, _ in places)),
            slides=tuple(sorted({number for _, slides, _ in places for number in slides})),
            memo=any(in_memo for _, _, in_memo in places),
        )
        for citation, places in found.items()
    )
    return tuple(sorted(uses, key=lambda use: use.number))


def slides_named(uses: Iterable[Use]) -> str:
    """Return "slide 4", "slides 2, 4–6", or "memo" for what only the memo cites."""
    kept = tuple(uses)
    numbers = sorted({number for use in kept for number in use.slides})
    if not numbers:
        return "memo" if any(use.memo for use in kept) else "hidden slide"
    return f"{'slide' if len(numbers) == 1 else 'slides'} {ranges(numbers)}"


def cited_on(slides: Sequence[Slide], pages: Sequence[Page]) -> dict[str, list[int]]:
    """Return the slide numbers on which each essay is cited, hidden ones apart."""
    found: dict[str, set[int]] = {}
    for statement, numbers in _shown(slides, pages):
        for citation in statement.citations if numbers else ():
            found.setdefault(citation.essay_id, set()).update(numbers)
    return {essay_id: sorted(numbers) for essay_id, numbers in found.items()}


def _shown(slides: Sequence[Slide], pages: Sequence[Page]) -> Iterator[tuple[Statement, tuple[int, ...]]]:
    """Yield each statement with the numbers of the slides that show it, hidden ones apart.

    The title of a slide that continues stands on every part and cites what any part does: it shows nothing itself.
    """
    parts: dict[str, list[tuple[int, Page]]] = {}
    for number, page in enumerate(pages, start=1):
        if not page.hidden:
            parts.setdefault(page.key, []).append((number, page))
    for slide in slides:
        mine = parts.get(slide.key, [])
        for statement in slide.statements:
            if statement is slide.title and len(mine) > 1:
                yield statement, ()
                continue
            there = tuple(number for number, page in mine if statement.id in page.statement_ids)
            yield statement, there or tuple(number for number, _ in mine[:1])
