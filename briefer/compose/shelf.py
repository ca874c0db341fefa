"""What one brief draws on: its essays in order, their short names, their numbers in the register."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from briefer.citation.full import full_reference, volume_reference
from briefer.citation.short import ShortName, creator_names, creators, merged_places, short_names, volume_name
from briefer.citation.styles import bibliography, in_text, names_in_text, short_note, volume_entry
from briefer.model.counts import Tally, tally
from briefer.model.deck import RegisterEntry
from briefer.model.essay import Essay, Locator
from briefer.model.evidence import Passage, Position, Proposition, Recommendation, Theme
from briefer.model.library import Library
from briefer.model.reference import Reference
from briefer.model.register import passages_of
from briefer.model.statement import Citation
from briefer.specs.brief import Brief, CitationStyle

T = TypeVar("T", Essay, Theme, Proposition, Recommendation)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """The library as one brief sees it; `numbers` holds the register number of each used essay or volume key."""

    library: Library
    brief: Brief
    essays: tuple[Essay, ...]
    names: Mapping[str, ShortName]
    numbers: Mapping[str, int] = field(default_factory=dict)
    by_essay: Mapping[str, Sequence[Passage]] = field(compare=False, repr=False)
    """The library's passages by essay, in the order of the text."""
    counted: tuple[Essay, ...] = field(init=False, repr=False, compare=False)
    """The essays that count as voices; a brief on a foreword or an introduction alone counts what it has."""
    _usable: dict[str, list[Passage]] = field(default_factory=dict, init=False, repr=False, compare=False)
    """Usable passages by theme, and all of them under ""."""
    _volumes: dict[str, str] = field(default_factory=dict, init=False, repr=False, compare=False)
    """The keys of volumes that were asked for, by essay."""
    _tallies: dict[str, Tally] = field(default_factory=dict, init=False, repr=False, compare=False)
    """The tallies that were asked for, by proposition."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "counted", tuple(essay for essay in self.essays if essay.counts) or self.essays)

    def essay(self, essay_id: str) -> Essay:
        """Return an essay that a passage belongs to."""
        found = self.library.get(Essay, essay_id)
        if found is None:
            raise KeyError(essay_id)
        return found

    def name(self, essay_id: str) -> str:
        """Return the short name of an essay's authors ("Hildebrand et al.")."""
        return self.names[essay_id].names

    def cite(self, essay_id: str, where: str, style: CitationStyle) -> str:
        """Return how an essay is cited in a style: "Lorenz 2020, p. 36", in APA "Lorenz, 2020, p. 36"."""
        name = self.names[essay_id]
        if style == "short":
            return f"{name.dated}, {where}" if where else name.dated
        reference = self.essay(essay_id).reference
        if style == "chicago-notes":
            return short_note(reference, name.names, where)
        people = [person.short for person in creators(reference)]
        shared = name.names != creator_names(reference)
        return in_text(name.names if shared or not people else names_in_text(people, style), name.year, where, style)

    def entry(self, essay_id: str) -> str:
        """Return an essay's full reference in the brief's style; published styles end in a full stop."""
        style, reference = self.brief.citations.style, self.essay(essay_id).reference
        if style == "short":
            return full_reference(reference)
        return bibliography(reference, style, self.names[essay_id].year)

    def volume(self, reference: Reference) -> str:
        """Return the edited volume of a piece in the brief's style; published styles end in a full stop."""
        style = self.brief.citations.style
        return volume_reference(reference) if style == "short" else volume_entry(reference, style)

    def passage(self, passage_id: str) -> Passage:
        """Return a passage that the brief was checked to have."""
        found = self.library.get(Passage, passage_id)
        if found is None:
            raise KeyError(passage_id)
        return found

    def citation(self, passage_id: str) -> Citation:
        """Return the citation of a passage."""
        passage = self.passage(passage_id)
        return Citation(passage.essay_id, self.library.locator(passage), passage.id)

    def overtaken(self, citation: Citation) -> bool:
        """Tell whether the user holds that events may have overtaken the cited passage."""
        passage = self.library.get(Passage, citation.passage_id) if citation.passage_id else None
        return passage is not None and passage.overtaken

    def counted_in(self, positions: Iterable[Position]) -> tuple[Citation, ...]:
        """Return what a count cites: the passages of each position, or the essay itself where it has none."""
        found: list[Citation] = []
        for position in positions:
            cited = [id for id in position.passages if self.library.get(Passage, id) is not None]
            found += [self.citation(id) for id in cited] or [Citation(position.essay_id, Locator())]
        return tuple(dict.fromkeys(found))

    def counted_on(self, proposition_id: str) -> tuple[Citation, ...]:
        """Return what a count on a proposition cites: the confirmed positions of the counted essays."""
        wanted = {essay.id for essay in self.counted}
        positions = [p for p in self.library.all(Position) if p.proposition_id == proposition_id and p.confirmed]
        return self.counted_in(p for p in positions if p.essay_id in wanted)

    def read(self) -> tuple[Citation, ...]:
        """Return what a statement about the whole shelf cites: every counted essay."""
        return tuple(Citation(essay.id, Locator()) for essay in self.counted)

    def number(self, key: str) -> int:
        """Return the register number of an essay id or volume key; 0 while numbers are not yet given out."""
        return self.numbers.get(key, 0)

    def volume_key(self, essay_id: str) -> str:
        """Return the key of the edited volume an essay stands in, "" for one that stands alone."""
        known = self._volumes.get(essay_id)
        if known is None:
            known = self._volumes[essay_id] = volume_key(self.essay(essay_id))
        return known

    def themes(self) -> list[Theme]:
        """Return the brief's themes in the brief's order."""
        return _picked(self.brief.themes, self.library.all(Theme))

    def propositions(self) -> list[Proposition]:
        """Return the brief's propositions in the brief's order; none where no essay of the brief is a voice."""
        if not any(essay.counts for essay in self.essays):
            return []
        return _picked(self.brief.propositions, self.library.all(Proposition))

    def tally(self, proposition: Proposition) -> Tally:
        """Return how the brief's essays stand on a proposition."""
        known = self._tallies.get(proposition.id)
        if known is None:
            known = self._tallies[proposition.id] = tally(
                self.library, proposition, [essay.id for essay in self.essays]
            )
        return known

    def usable(self, passage: Passage) -> bool:
        """Tell whether a passage may stand in an output: of a picked essay, not doubtful, confirmed or to be marked."""
        settled = passage.confirmed or self.brief.unconfirmed == "mark"
        return passage.essay_id in self.names and not passage.doubtful and settled

    def passages(self, theme_id: str = "") -> list[Passage]:
        """Return usable passages, of one theme where given, in the order of the essays and their texts."""
        if not self._usable:
            for passage in (p for essay in self.essays for p in self.by_essay.get(essay.id, ()) if self.usable(p)):
                for id in dict.fromkeys(("", *passage.themes)):
                    self._usable.setdefault(id, []).append(passage)
        return list(self._usable.get(theme_id, ()))

    def passages_in(self, essay_id: str) -> list[Passage]:
        """Return the usable passages of one essay in the order of the text."""
        return [p for p in self.by_essay.get(essay_id, ()) if self.usable(p)]

    def recommendations(self) -> list[Recommendation]:
        """Return the register entries of the brief that an essay of it supports, in the order the brief asks for."""
        choice = self.brief.recommendations
        themes = set(self.brief.themes)
        picked = choice.ids != ("all",)
        merged = {id for entry in self.library.all(Recommendation) for id in entry.merged_from}
        found = [
            entry
            for entry in _picked(choice.ids, self.library.all(Recommendation))
            if entry.id not in merged
            and self.supporters(entry)
            and (entry.confirmed or self.brief.unconfirmed == "mark")
            if picked or not themes or themes == {"all"} or themes & set(entry.themes)
        ]
        if choice.order == "support":
            found.sort(key=lambda entry: -len(self.supporters(entry)))
        return found

    def supporters(self, recommendation: Recommendation) -> list[Passage]:
        """Return one usable passage per counted essay, of merged entries too; relayed views support nothing."""
        mine: dict[str, Passage] = {}
        for passage_id in passages_of(self.library, recommendation):
            passage = self.library.get(Passage, passage_id)
            if passage is not None and self.usable(passage) and not passage.relays:
                mine.setdefault(passage.essay_id, passage)
        return [mine[essay.id] for essay in self.counted if essay.id in mine]


def volume_key(essay: Essay) -> str:
    """Return the key of the edited volume an essay stands in, "" for one that stands alone."""
    key = essay.reference.volume_key
    return "volume:" + "|".join(key) if key else ""


def shelf_of(library: Library, brief: Brief) -> Shelf:
    """Return the shelf of a brief whose ids were checked; the brief's order of essays is the order of everything."""
    essays = tuple(_picked(brief.essays, library.all(Essay)))
    return Shelf(
        library=library, brief=brief, essays=essays, names=short_names(essays), by_essay=library.passages_by_essay()
    )


def numbered(shelf: Shelf, used: Iterable[str]) -> Shelf:
    """Return the shelf with register numbers: the used essays in the brief's order, then the used volumes."""
    keys = set(used)
    order = [essay.id for essay in shelf.essays] + list(
        dict.fromkeys(volume_key(essay) for essay in shelf.essays if volume_key(essay))
    )
    return replace(shelf, numbers={key: n for n, key in enumerate((k for k in order if k in keys), start=1)})


def register(shelf: Shelf, citations: Iterable[Citation]) -> tuple[RegisterEntry, ...]:
    """Return the numbered sources with every place cited."""
    places: dict[str, list[Locator]] = {}
    for citation in citations:
        places.setdefault(citation.essay_id, []).append(citation.locator)
    entries = []
    for key, number in shelf.numbers.items():
        members = [essay for essay in shelf.essays if key in (essay.id, volume_key(essay))]
        if key.startswith("volume:"):
            reference = members[0].reference
            cited = tuple(
                f"{shelf.name(essay.id)}: {merged_places(places[essay.id])}" for essay in members if essay.id in places
            )
            entries.append(
                RegisterEntry(
                    number, tuple(e.id for e in members), shelf.volume(reference), volume_name(reference), cited
                )
            )
        else:
            where = merged_places(places.get(key, ()))
            full = shelf.entry(key)
            entries.append(RegisterEntry(number, (key,), full, shelf.names[key].dated, (where,) if where else ()))
    return tuple(entries)


def _picked(ids: tuple[str, ...], known: list[T]) -> list[T]:
    if ids == ("all",):
        return known
    by_id = {entity.id: entity for entity in known}
    return [by_id[id] for id in ids if id in by_id]
