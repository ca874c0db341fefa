"""A deck from a template and a shelf, slide by slide."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any, TypeAlias

from briefer.citation.short import place
from briefer.compose.citing import Citer, Mode, Words, all_cited, without_cites
from briefer.compose.edits import edited, ordered
from briefer.compose.layouts import LAYOUTS, alternatives, misfit
from briefer.compose.leaves import Leaves
from briefer.compose.shelf import Shelf
from briefer.compose.speaking import evidence_lines, full_sources, judgements, spoken_of
from briefer.compose.statements import Maker
from briefer.compose.views import Computed, slide_view
from briefer.model.counts import Tally
from briefer.model.deck import MAX_SOURCES, Block, Notes, Remark, Slide
from briefer.model.evidence import Recommendation
from briefer.model.statement import Citation, Role, Statement
from briefer.specs.brief import AgendaItem, Assessment, Brief, WrittenLine
from briefer.specs.expressions import View
from briefer.specs.figure import Figure
from briefer.specs.template import DeckTemplate, SlideTemplate

_PAGED_LAYOUTS = frozenset(
    {
        "consensus-map",
        "voices",
        "two-voices",
        "ranked-table",
        "options",
        "risks",
        "decision",
        "evidence-assessment",
        "objection-answer",
        "what-changed",
        "position-matrix",
        "position-chart",
        "theme-matrix",
        "recommendations",
        "timeline",
    }
)
_WHOLE_LAYOUTS = frozenset(
    {
        "bluf",
        "consensus-map",
        "decision",
        "evidence-assessment",
        "figure",
        "objection-answer",
        "options",
        "position-chart",
        "two-voices",
        "voices",
    }
)
"""Layouts that set a majority beside its opponents, or show one thing: their sources do not part them."""
NO_CAPS: Mapping[str, int] = MappingProxyType({})


_TAKES = re.compile(r"\bslide\.(?:lines|facts)\b")


@dataclass(frozen=True, slots=True)
class Composed:
    """The slides of a deck as the template has them, what they cite and what the user should know."""

    slides: tuple[Slide, ...]
    citations: tuple[Citation, ...]
    keys: tuple[str, ...]
    """Register keys (essay ids, volume keys) that the slides point to."""
    remarks: tuple[Remark, ...]
    removed: tuple[str, ...] = ()
    """Keys of the slides that the brief leaves out by hand."""


def compose_slides(
    template: DeckTemplate, shelf: Shelf, looked_at: Mapping[str, Any], caps: Mapping[str, int] = NO_CAPS
) -> Composed:
    """Return the slides of `template` on `shelf`, without the texts and the order that a person gave them.

    `looked_at` is the context of the shelf: everything that the template may look into, whatever its numbers.
    Raises SpecError when the template names what is not there. `caps` says how many items `best` gives at most, by
    the id of the template slide.
    """
    values = dict(looked_at)
    if not shelf.brief.agenda:
        values["agenda"] = _agenda(template.slides)
    entries = [
        (leaves, slide, key, scope)
        for slide in template.slides
        for leaves in (Leaves(template, slide, caps.get(slide.id)),)
        for key, scope in _entries(slide, leaves, shelf, values)
    ]
    edits = shelf.brief.edits
    removed = tuple(key for _, _, key, _ in entries if key in edits and edits[key].removed)
    waiting = [scope[slide.each].value for _, slide, key, scope in entries if key in removed and slide.each]
    entries = list(_with_copies(shelf, entries, removed))
    if not shelf.brief.agenda:
        values["agenda"] = _agenda(slide for _, slide, _, _ in entries)
    made = [
        _Made(shelf, leaves, slide, key, {**scope, "agenda": values["agenda"]}) for leaves, slide, key, scope in entries
    ]
    built = [item.build() for item in made]
    keys = list(dict.fromkeys(key for _, maker in built for key in maker.citer.register_keys()))
    citations = [citation for _, maker in built for citation in maker.citer.everything]
    left_out = {id for item in made for id in item.leaves.left_out}
    shown = [line for _, maker in built for line in maker.shown]
    homeless = _homeless(shelf, citations, shown, removed, waiting)
    return Composed(
        tuple(slide for slide, _ in built),
        tuple(citations),
        tuple(keys),
        (*(remark for item in made for remark in item.remarks), *_capped(shelf, left_out), *homeless),
        removed,
    )


def finished(composed: Composed, brief: Brief) -> tuple[tuple[Slide, ...], tuple[Remark, ...]]:
    """Return the slides with the texts and in the order that a person gave them, and what met no match."""
    slides, remarks = ordered(composed.slides, brief)
    changed = [edited(slide, brief) for slide in slides]
    found = [remark for _, more in changed for remark in more]
    return tuple(replace(slide, status=_status(slide)) for slide, _ in changed), (*remarks, *found)


_Entry: TypeAlias = tuple[Leaves, SlideTemplate, str, dict[str, Any]]


def _with_copies(shelf: Shelf, entries: Sequence[_Entry], removed: Sequence[str]) -> Iterator[_Entry]:
    """Yield what is to be made, the copies of a slide behind it by their numbers; they stay when it is `removed`."""
    edits = sorted(shelf.brief.edits.items(), key=lambda item: (len(item[0]), item[0]))
    copies = [(key, edit.copy_of) for key, edit in edits if edit.copy_of and not edit.removed]
    for entry in entries:
        leaves, slide, key, scope = entry
        if key not in removed:
            yield entry
        for copy, like in copies:
            if like == key:
                yield leaves, slide, copy, {**scope, "slide": slide_view(shelf, slide.id, copy, like)}


def _agenda(slides: Iterable[SlideTemplate]) -> tuple[View, ...]:
    """Return the sections of `slides` in their order, as the items of an agenda."""
    sections = dict.fromkeys(slide.section for slide in slides if slide.section and slide.layout != "title")
    return tuple(View(AgendaItem(text=section), text=section) for section in sections)


def _entries(
    entry: SlideTemplate, leaves: Leaves, shelf: Shelf, values: Mapping[str, Any]
) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the key of each slide to make and what it may look into."""
    items: Sequence[View | None] = leaves.views("for_each", entry.among, values) if entry.each else (None,)
    for number, item in enumerate(items, start=1):
        key = entry.id if item is None else f"{entry.id}/{item.get('id', number)}"
        scope = {**values, "slide": slide_view(shelf, entry.id, key)}
        if item is not None:
            scope[entry.each] = item
        if not entry.when or leaves.value("when", entry.when, scope):
            yield key, scope


class _Made:
    """One slide in the making; built once with source numbers, again with pages where the numbers are too many."""

    def __init__(self, shelf: Shelf, leaves: Leaves, entry: SlideTemplate, key: str, scope: Mapping[str, Any]) -> None:
        self.shelf = shelf
        self.leaves = leaves
        self.entry = entry
        self.key = key
        self.scope = scope
        self.layout = leaves.text("layout", entry.layout, scope)
        if self.layout not in LAYOUTS:
            raise leaves.refusal("layout", f"there is no layout “{self.layout}”")
        self.remarks: list[Remark] = []
        self.alternatives: tuple[str, ...] = ()

    def build(self) -> tuple[Slide, Maker]:
        fields = self._fields()
        self.alternatives = alternatives(self.layout, fields)
        edit = self.shelf.brief.edits.get(self.key)
        if edit is not None and edit.layout in self.alternatives:
            self.layout = edit.layout
        elif edit is not None and edit.layout:
            what = f"“{self.key}” has nothing for the layout “{edit.layout}”; it is set as “{self.layout}”."
            self.remarks.append(Remark(self.key, what, "warn"))
        if self.layout in _PAGED_LAYOUTS:
            return self._build("pages", fields)
        slide, maker = self._build("marks", fields)
        return (slide, maker) if len(maker.citer.register_keys()) <= MAX_SOURCES else self._build("pages", fields)

    def _build(self, mode: Mode, fields: Mapping[str, Any]) -> tuple[Slide, Maker]:
        citer = Citer(self.shelf, mode)
        maker = Maker(self.shelf, citer, self.key)
        entry = self.entry
        blocks = LAYOUTS[self.layout](maker, fields)
        shown = self.shelf.brief.deck.sources == "slide"
        slide = Slide(
            key=self.key,
            layout=self.layout,
            title=self._title(maker),
            blocks=blocks,
            kicker=maker.words("kicker", fields["kicker"]) if fields.get("kicker") else None,
            foot=maker.words("foot", fields["foot"]) if fields.get("foot") else None,
            status=_unconfirmed(fields),
            sources=citer.source_lines() if shown else (),
            notes=self._notes(citer, fields, blocks),
            section=entry.section,
            uncounted=entry.uncounted,
            alternatives=self.alternatives,
            whole=self.layout in _WHOLE_LAYOUTS or bool(self.shelf.brief.deck.max_slides),
            takes_lines=any(_TAKES.search(leaf) for leaf in entry.lists.values()),
        )
        return slide, maker

    def _fields(self) -> dict[str, Any]:
        """Return the fields of the layout filled in; raises SpecError for one that holds what the layout cannot show."""
        entry, leaves = self.entry, self.leaves
        fields: dict[str, Any] = {name: leaves.text(name, leaf, self.scope) for name, leaf in entry.texts.items()}
        fields["title"] = leaves.text("title", entry.title, self.scope)
        fields |= {name: leaves.views(name, leaf, self.scope) for name, leaf in entry.lists.items()}
        fields |= {name: leaves.view(name, leaf, self.scope) for name, leaf in entry.values.items()}
        if name := misfit(self.layout, fields):
            raise leaves.refusal(name, f"the layout “{self.layout}” cannot show what “{name}” gives it")
        return fields

    def _title(self, maker: Maker) -> Statement:
        parts = self.leaves.parts("title", self.entry.title, self.scope)
        computed = any(isinstance(part.origin, Computed) for part in parts)
        positions = [id for part in parts if isinstance(part.origin, Computed) for id in part.origin.positions]
        union = tuple(dict.fromkeys(maker.citer.cited))
        text = "".join(part.text for part in parts).strip()
        role: Role = "own"
        if computed or union or self.layout == "title":
            role = "count" if computed else "paraphrase" if union else "boilerplate"
        return maker.make(
            "title", (Words(text),), role=role, computed=computed, extra=union, sources=positions or ["title"]
        )

    def _notes(self, citer: Citer, fields: Mapping[str, Any], blocks: Sequence[Block]) -> Notes:
        say = self.shelf.brief.say
        written = say.get(self.key, say.get(self.entry.id, ""))
        said = written or self.leaves.text("say", self.entry.say, self.scope)
        return Notes(
            say=(said,) if said else spoken_of(self.shelf, fields),
            evidence=(*evidence_lines(self.shelf, citer.everything), *judgements(blocks)),
            sources=full_sources(self.shelf, citer.everything),
        )


def _unconfirmed(fields: Mapping[str, Any]) -> str:
    """Return how many positions of the slide are unconfirmed, "" where there are none."""
    tally = getattr(fields.get("map"), "value", None)
    waiting = sum(len(found) for found in tally.unconfirmed.values()) if isinstance(tally, Tally) else 0
    return f"{waiting} of {tally.denominator} positions unconfirmed" if isinstance(tally, Tally) and waiting else ""


def _status(slide: Slide) -> str:
    """Return the draft line of a finished slide: what is unconfirmed, and whether nobody has written its title.

    A title that only names author and text says nothing that could be reviewed.
    """
    review = slide.title.computed and slide.layout != "essay-card"
    words = [slide.status, "title computed, not yet reviewed" if review else ""]
    return "Draft: " + " · ".join(filter(None, words)) if any(words) else ""


def _capped(shelf: Shelf, left_out: Iterable[str]) -> Iterator[Remark]:
    """Yield a remark for each passage or theme that a slide leaves out to keep to the brief's number of slides."""
    for what in sorted(left_out):
        text = f"{what} was left out to keep the deck to {shelf.brief.deck.max_slides} slides."
        yield Remark("", text, "warn")


def _homeless(
    shelf: Shelf,
    citations: Sequence[Citation],
    shown: Iterable[WrittenLine | Assessment | Figure],
    removed: Sequence[str],
    waiting: Sequence[object],
) -> Iterator[Remark]:
    """Yield a remark for each passage, entry, figure and sentence that the user gave and that stands on no slide.

    What belongs to a slide that was `removed` by hand, or is `waiting` as what such a slide was made for, only waits.
    """
    placed = frozenset(shown)
    used = {citation.passage_id for citation in citations}
    for pick in shelf.brief.picks:
        if pick.passage not in used and pick.slide not in removed and pick not in waiting:
            name = shelf.name(shelf.passage(pick.passage).essay_id)
            text = f"The passage {pick.passage} ({name}) was picked, but no slide of this deck takes it."
            yield Remark("", text, "warn")
    supported = {entry.id for entry in shelf.recommendations()}
    merged = {id: entry.id for entry in shelf.library.all(Recommendation) for id in entry.merged_from}
    for id in shelf.brief.recommendations.ids:
        if id in merged:
            yield Remark("", f"{id} was picked, but it is merged into {merged[id]}; pick that one.", "warn")
        elif id != "all" and id not in supported:
            yield Remark("", f"{id} was picked, but no essay of this brief supports it; it is left out.", "warn")
    for figure in shelf.brief.figures:
        if figure not in placed and figure not in waiting:
            text = f"The figure “{figure.caption}” is in the brief, but no slide of this deck takes it."
            yield Remark("", text, "warn")
    lines: tuple[WrittenLine | Assessment, ...] = (*shelf.brief.statements, *shelf.brief.assessments)
    for line in lines:
        if line.slide and line not in placed and line.slide not in removed:
            cited = all_cited(line.text)
            behind = f" (on {', '.join(cited)})" if cited else ""
            said = f"“{without_cites(line.text)}”{behind} was written for “{line.slide}”"
            yield Remark("", f"{said}, but no slide of this deck takes it.", "warn")


def overtaken(shelf: Shelf, citations: Iterable[Citation]) -> Iterator[Remark]:
    """Yield a remark for each cited passage that events may have overtaken."""
    for citation in dict.fromkeys(citations):
        if shelf.overtaken(citation):
            where = ", ".join(filter(None, (shelf.names[citation.essay_id].dated, place(citation.locator))))
            yield Remark("", f"{where} may be overtaken by events, as you marked; check it before you present.", "warn")
