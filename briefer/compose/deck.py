"""A deck from a template and a shelf, slide by slide."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from briefer.citation.full import full_reference
from briefer.citation.short import place
from briefer.compose.blocks import LAYOUTS
from briefer.compose.citing import MAX_SOURCES, Citer, Mode, Words
from briefer.compose.edits import edited, ordered
from briefer.compose.shelf import Shelf
from briefer.compose.statements import Maker
from briefer.compose.views import FILTERS, Computed, context, slide_view
from briefer.errors import Problem, SpecError
from briefer.model.counts import Tally
from briefer.model.deck import Notes, Remark, Slide
from briefer.model.statement import Citation, Role, Statement
from briefer.specs.expressions import Engine, Part, TemplateError, View
from briefer.specs.template import DeckTemplate, SlideTemplate

_PAGED_LAYOUTS = frozenset({"consensus-map", "voices", "two-voices", "ranked-table", "options", "risks", "decision"})


@dataclass(frozen=True, slots=True)
class Composed:
    """The slides of a deck, what they cite and what the user should know."""

    slides: tuple[Slide, ...]
    citations: tuple[Citation, ...]
    keys: tuple[str, ...]
    """Register keys (essay ids, volume keys) that the slides point to."""
    remarks: tuple[Remark, ...]


def compose_slides(template: DeckTemplate, shelf: Shelf, best_limit: int = 4) -> Composed:
    """Return the slides of `template` on `shelf`; raises SpecError when the template names what is not there."""
    filters = {**FILTERS, "best": lambda values, limit=4: FILTERS["best"](values, min(int(limit), best_limit))}
    engine = Engine(filters)
    values = context(shelf)
    made = [_Made(shelf, engine, slide, key, scope) for slide, key, scope in _entries(template, engine, shelf, values)]
    built = [item.build() for item in made]
    slides, remarks = ordered([slide for slide, _ in built], shelf.brief)
    finished = [edited(slide, shelf.brief) for slide in slides]
    keys = list(dict.fromkeys(key for _, citer in built for key in citer.register_keys()))
    citations = [citation for _, citer in built for citation in citer.cited]
    found = [remark for _, more in finished for remark in more]
    return Composed(
        tuple(slide for slide, _ in finished),
        tuple(citations),
        tuple(keys),
        (*remarks, *found, *_unused(shelf, citations)),
    )


def _entries(
    template: DeckTemplate, engine: Engine, shelf: Shelf, values: Mapping[str, Any]
) -> Iterator[tuple[SlideTemplate, str, dict[str, Any]]]:
    """Yield each slide to make: its template, its key, and what it may look into."""
    for entry in template.slides:
        items: Iterable[Any] = (None,)
        if entry.each:
            items = _evaluate(engine, template, entry, entry.among, values)
        for item in items:
            key = f"{entry.id}/{item['id']}" if isinstance(item, View) and entry.each else entry.id
            scope = {**values, "slide": slide_view(shelf, entry.id, key)}
            if entry.each:
                scope[entry.each] = item
            if entry.when and not _evaluate(engine, template, entry, entry.when, scope):
                continue
            yield entry, key, scope


class _Made:
    """One slide in the making; built once with source numbers, again with pages where the numbers are too many."""

    def __init__(self, shelf: Shelf, engine: Engine, entry: SlideTemplate, key: str, scope: Mapping[str, Any]) -> None:
        self.shelf = shelf
        self.engine = engine
        self.entry = entry
        self.key = key
        self.scope = scope
        self.layout = "".join(part.text for part in self._render(entry.layout))

    def build(self) -> tuple[Slide, Citer]:
        if self.layout in _PAGED_LAYOUTS:
            return self._build("pages")
        slide, citer = self._build("marks")
        return (slide, citer) if len(citer.register_keys()) <= MAX_SOURCES else self._build("pages")

    def _build(self, mode: Mode) -> tuple[Slide, Citer]:
        citer = Citer(self.shelf, mode)
        maker = Maker(self.shelf, citer, self.key)
        entry = self.entry
        fields: dict[str, Any] = {name: self._text(leaf) for name, leaf in entry.texts.items()}
        fields |= {name: self._value(leaf) for name, leaf in (*entry.lists.items(), *entry.values.items())}
        blocks = LAYOUTS[self.layout](maker, fields)
        title = self._title(maker)
        shown = self.shelf.brief.deck.sources == "slide"
        slide = Slide(
            key=self.key,
            layout=self.layout,
            title=title,
            blocks=blocks,
            kicker=maker.words("kicker", fields["kicker"]) if fields.get("kicker") else None,
            foot=maker.words("foot", fields["foot"]) if fields.get("foot") else None,
            status=_status(fields, title),
            sources=citer.source_lines() if shown else (),
            notes=self._notes(citer),
            section=entry.section,
            uncounted=entry.uncounted,
        )
        return slide, citer

    def _title(self, maker: Maker) -> Statement:
        parts = self._render(self.entry.title)
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

    def _notes(self, citer: Citer) -> Notes:
        shelf = self.shelf
        said = shelf.brief.say.get(self.key, shelf.brief.say.get(self.entry.id, "")) or self._text(self.entry.say)
        evidence = []
        for citation in dict.fromkeys(citer.cited):
            passage = shelf.passage(citation.passage_id)
            words = f"“{passage.anchor.quote}”" if passage.kind == "quotation" and passage.anchor else passage.wording
            where = place(citation.locator)
            evidence.append(f"{shelf.names[citation.essay_id].dated}, {where}: {words}" if where else words)
        return Notes(say=(said,) if said else (), evidence=tuple(evidence), sources=full_sources(shelf, citer.cited))

    def _text(self, leaf: str) -> str:
        return "".join(part.text for part in self._render(leaf)).strip()

    def _render(self, leaf: str) -> Sequence[Part]:
        try:
            return self.engine.render(leaf, self.scope)
        except TemplateError as error:
            raise _refused(self.entry, leaf, error) from error

    def _value(self, leaf: str) -> Any:
        try:
            return self.engine.evaluate(leaf, self.scope)
        except TemplateError as error:
            raise _refused(self.entry, leaf, error) from error


def full_sources(shelf: Shelf, citations: Iterable[Citation]) -> tuple[str, ...]:
    """Return one full reference per cited essay, in the register's order, with every place cited."""
    places: dict[str, list[str]] = {}
    for citation in citations:
        places.setdefault(citation.essay_id, []).append(place(citation.locator))
    lines = []
    for essay_id in sorted(places, key=lambda id: (shelf.number(id), id)):
        where = "; ".join(dict.fromkeys(filter(None, places[essay_id])))
        number = f"[{shelf.number(essay_id)}] " if shelf.number(essay_id) else ""
        lines.append(f"{number}{full_reference(shelf.essay(essay_id).reference)}" + (f", at {where}" if where else ""))
    return tuple(lines)


def _status(fields: Mapping[str, Any], title: Statement) -> str:
    """Return the draft line: how many positions are unconfirmed, and whether the title was computed."""
    words = []
    tally = getattr(fields.get("map"), "value", None)
    if isinstance(tally, Tally):
        waiting = sum(len(found) for found in tally.unconfirmed.values())
        if waiting:
            words.append(f"{waiting} of {tally.denominator} positions unconfirmed")
    if title.computed:
        words.append("title computed, not yet reviewed")
    return "Draft: " + " · ".join(words) if words else ""


def _unused(shelf: Shelf, citations: Sequence[Citation]) -> Iterator[Remark]:
    """Yield a remark for each passage the user picked that stands on no slide."""
    used = {citation.passage_id for citation in citations}
    for pick in shelf.brief.picks:
        if pick.passage not in used:
            name = shelf.name(shelf.passage(pick.passage).essay_id)
            text = f"The passage {pick.passage} ({name}) was picked, but no slide of this template takes it."
            yield Remark("", text, "warn")


def _evaluate(engine: Engine, template: DeckTemplate, entry: SlideTemplate, leaf: str, scope: Mapping[str, Any]) -> Any:
    try:
        return engine.evaluate(leaf, scope)
    except TemplateError as error:
        raise _refused(entry, leaf, error) from error


def _refused(entry: SlideTemplate, leaf: str, error: TemplateError) -> SpecError:
    return SpecError([Problem(f"template slide “{entry.id}”", 0, 0, leaf, str(error.message or error))])


def with_verify(slides: Sequence[Slide], lines: Mapping[str, Sequence[str]]) -> tuple[Slide, ...]:
    """Return the slides with the VERIFY lines of their statements in the notes; `lines` are keyed by slide."""
    return tuple(replace(s, notes=replace(s.notes, verify=tuple(lines.get(s.key, ())))) for s in slides)
