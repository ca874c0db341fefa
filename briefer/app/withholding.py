"""The last door of an output that must not name its authors: ids exchanged, every text looked through, or refused."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from briefer.audit.nameless import nameless_deck, nameless_page, nameless_records, nameless_remarks, nameless_state
from briefer.compose.naming import Names
from briefer.errors import GateRefused
from briefer.model.library import Library
from briefer.model.opaque import exchanging, opaque_ids
from briefer.model.rewording import texts_of
from briefer.model.state import text_key

if TYPE_CHECKING:
    from briefer.app.build import Draft


def nameless(made: Draft, library: Library) -> Draft:
    """Return `made` as it may be written: without ids that hold authors' names, and without words beside quotations."""
    if made.names is None:
        return made
    ids = opaque_ids(library)
    exchange = exchanging(ids)
    return replace(
        made,
        deck=nameless_deck(made.deck, exchange),
        pages=tuple(nameless_page(page, exchange) for page in made.pages),
        records=nameless_records(made.records, exchange, made.names.named),
        state=nameless_state(made.state, exchange, {text_key(id): opaque for id, opaque in ids.items()}),
        remarks=nameless_remarks(made.remarks, exchange),
        audit=replace(made.audit, unread=tuple(map(exchange, made.audit.unread))),
    )


def refuse_names(names: Names | None, values: Iterable[object], words: Iterable[str] = ()) -> None:
    """Raise GateRefused when a text of `values`, or an id or file name of `words`, still holds a withheld name."""
    if names is None:
        return
    told = next((text for value in values for text in texts_of(value) if names.named(text)), "")
    name = names.named(told) if told else next(filter(None, map(names.in_slug, words)), "")
    if name:
        where = f"in “{told[:60]}”" if told else "in the brief’s id, which names its files"
        raise GateRefused(
            f"Nothing was written: the name “{name}” would still stand {where}. Write it without the name."
        )


def card_without_names(card: dict[str, Any], names: Names | None) -> dict[str, Any]:
    """Return a build card without the way to a library whose folder names an author."""
    return {**card, "library": ""} if names is not None and names.in_slug(str(card["library"])) else card
