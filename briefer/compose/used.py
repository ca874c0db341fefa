"""What an output rests on: every cited place with the source number, the roles and the slides where it is cited."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from briefer.model.deck import Deck
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
    for statement, slides, in_memo in (*_on_slides(deck, pages), *((s, (), True) for s in memo.statements)):
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


def _on_slides(deck: Deck, pages: Sequence[Page]) -> Iterator[tuple[Statement, tuple[int, ...], bool]]:
    for slide in deck.slides:
        mine = [(number, page) for number, page in enumerate(pages, 1) if page.key == slide.key and not page.hidden]
        for statement in slide.statements:
            there = tuple(number for number, page in mine if statement.id in page.statement_ids)
            yield statement, there or tuple(number for number, _ in mine[:1]), False
