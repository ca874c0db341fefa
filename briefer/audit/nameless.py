"""What leaves the house without names: opaque ids in place of those that hold authors' names, and no words beside.

Composing knew no names any more; what is left are ids of essays and passages, and the words of sources in records.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from briefer.model.deck import Deck, Remark, Slide
from briefer.model.library import Library
from briefer.model.opaque import exchanging, own_ids
from briefer.model.provenance import Record
from briefer.model.state import State
from briefer.typeset.page import Page

Exchange = Callable[[str], str]


def nameless_page(page: Page, exchange: Exchange) -> Page:
    """Return a measured slide under a key without names."""
    return replace(page, key=exchange(page.key), notes=replace(page.notes, verify=_all(page.notes.verify, exchange)))


def nameless_deck(deck: Deck, exchange: Exchange) -> Deck:
    """Return `deck` with keys, ids and remarks without names."""
    slides = tuple(_slide(slide, exchange) for slide in deck.slides)
    register = tuple(replace(entry, essay_ids=_all(entry.essay_ids, exchange)) for entry in deck.register)
    return replace(deck, slides=slides, register=register, remarks=nameless_remarks(deck.remarks, exchange))


def nameless_remarks(remarks: Iterable[Remark], exchange: Exchange) -> tuple[Remark, ...]:
    """Return remarks with opaque ids; a bare word that happens to be an id stays in their sentences."""

    def told(text: str) -> str:
        return " ".join(
            exchange(word) if "/" in word or "-" in word or "@" in word else word for word in text.split(" ")
        )

    return tuple(replace(r, slide_key=exchange(r.slide_key), text=told(r.text)) for r in remarks)


def nameless_records(records: Iterable[Record], exchange: Exchange, named: Callable[[str], str]) -> tuple[Record, ...]:
    """Return records with opaque ids, without the words round a quotation, and without a quote that names somebody."""
    return tuple(
        replace(
            record,
            slide_key=exchange(record.slide_key),
            passages=_all(record.passages, exchange),
            essays=_all(record.essays, exchange),
            quote="" if named(record.quote) else record.quote,
            before="",
            after="",
        )
        for record in records
    )


def with_own_ids(records: Sequence[Record], library: Library) -> tuple[Record, ...]:
    """Return records as the library's owner knows them: its own ids in place of opaque ones."""
    ids = own_ids(library)
    if not any(essay in ids for record in records for essay in record.essays):
        return tuple(records)
    exchange = exchanging(ids)
    return tuple(
        replace(
            record,
            slide_key=exchange(record.slide_key),
            passages=_all(record.passages, exchange),
            essays=_all(record.essays, exchange),
        )
        for record in records
    )


def _slide(slide: Slide, exchange: Exchange) -> Slide:
    kept = replace(slide.notes, verify=_all(slide.notes.verify, exchange))
    told = slide.reworded(lambda statement: replace(statement, slide_key=exchange(statement.slide_key)))
    return replace(told, key=exchange(slide.key), notes=kept)


def _all(texts: Iterable[str], exchange: Exchange) -> tuple[str, ...]:
    return tuple(map(exchange, texts))


def nameless_state(state: State, exchange: Callable[[str], str], keys: Mapping[str, str]) -> State:
    """Return `state` with other keys for its texts, as `keys` has them, and without ids that hold names."""
    return State(
        texts=tuple(replace(text, key=keys.get(text.key, text.key)) for text in state.texts),
        propositions=tuple(
            replace(
                proposition,
                sides=tuple(replace(side, text=keys.get(side.text, side.text)) for side in proposition.sides),
            )
            for proposition in state.propositions
        ),
        slides=tuple(replace(slide, key=exchange(slide.key)) for slide in state.slides),
        lines=tuple(replace(line, where=exchange(line.where)) for line in state.lines),
    )
