"""Where a quotation stands in its source, and where it says that it departs from it."""

from __future__ import annotations

from dataclasses import dataclass

from briefer.quotation.parse import Insertion, Item, Omission


@dataclass(frozen=True, slots=True)
class Departure:
    """A mark in the quotation and the words `first:after` of the source that it stands for."""

    first: int
    after: int
    mark: Item


@dataclass(frozen=True, slots=True)
class Placing:
    """The words `first:after` of the source that a quotation covers."""

    first: int
    after: int
    departures: tuple[Departure, ...]

    @property
    def gaps(self) -> tuple[Departure, ...]:
        """Return the departures that leave words out."""
        return tuple(d for d in self.departures if d.after > d.first and isinstance(d.mark, (Omission, Insertion)))
