"""A memo from the same shelf as the deck: the same counts, the same numbers, its own way of citing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from briefer.citation.full import long_date, volume_reference
from briefer.citation.short import listed, volume_name
from briefer.compose.citing import Citer, Words, pieces_of, without_cites
from briefer.compose.edits import MEMO, reworded
from briefer.compose.facts import as_of, reading_facts
from briefer.compose.marking import designation, mark_colour
from briefer.compose.memo_points import COMPUTED, ComputedPoint, bottom_line, dissent, key_points, point_of
from briefer.compose.shelf import Shelf, volume_key
from briefer.compose.statements import Maker, written_pieces
from briefer.compose.views import FILTERS
from briefer.compose.wording import capitalised, judge, texts, years
from briefer.errors import SpecError
from briefer.model.deck import Remark
from briefer.model.memo import HeaderField, Memo, MemoSection, Point
from briefer.model.numbers import number_word
from briefer.model.statement import Citation
from briefer.specs.brief import Assessment, Brief, WrittenLine
from briefer.specs.expressions import Engine, TemplateError, View
from briefer.specs.template import MemoTemplate, SectionTemplate


@dataclass(frozen=True, slots=True)
class ComposedMemo:
    """A memo and what it cites; the register is shared with the deck and is filled in when both are known."""

    memo: Memo
    citations: tuple[Citation, ...]
    keys: tuple[str, ...]
    remarks: tuple[Remark, ...] = ()


def compose_memo(template: MemoTemplate, shelf: Shelf, looked_at: Mapping[str, Any]) -> ComposedMemo:
    """Return the memo of a brief without the texts that a person gave it; it names sources and holds no numbers.

    `looked_at` is the context of the shelf.
    Raises SpecError when the template names what is not there.
    """
    values = {**looked_at, "memo": _memo_view(shelf, looked_at)}
    values["brief"] = View(shelf.brief, **dict(values["brief"]), memo_subject=shelf.brief.memo.subject)
    citer = Citer(shelf, "memo")
    maker = Maker(shelf, citer, MEMO)
    brief = shelf.brief
    sections = tuple(_sections(template, values, maker))
    remarks = tuple(_homeless(maker))
    sources = sources_of(shelf, citer.cited)
    memo = Memo(
        brief_id=brief.id,
        kind=template.kind,
        subject=_subject(template, values),
        header=_header(shelf, template),
        sections=sections,
        sources=sources.full,
        short_sources=sources.short,
        source_titles=sources.titles,
        foot=" · ".join(
            filter(None, (brief.id, f"v{brief.version}", f"contact: {brief.contact}" if brief.contact else ""))
        ),
        marking=brief.handling.marking,
        mark_colour=mark_colour(brief.handling),
        language=brief.language,
        author=brief.prepared_by,
        date=brief.date,
        register=(),
        run="",
    )
    return ComposedMemo(memo, tuple(citer.cited), tuple(citer.register_keys()), remarks)


def finished_memo(memo: Memo, brief: Brief) -> tuple[Memo, tuple[Remark, ...]]:
    """Return `memo` with the texts that a person gave it, and a remark for each that met another text."""
    remarks: list[Remark] = []
    sections = tuple(
        replace(
            section,
            points=tuple(
                replace(point, statements=tuple(reworded(s, brief, remarks) for s in point.statements))
                for point in section.points
            ),
        )
        for section in memo.sections
    )
    return replace(memo, sections=sections), tuple(remarks)


def _sections(template: MemoTemplate, values: Mapping[str, Any], maker: Maker) -> Iterator[MemoSection]:
    """Yield the sections that have something to say."""
    for entry, items in _items(template, values):
        points = tuple(_point(maker, item, entry.id) for item in items)
        if points:
            yield MemoSection(entry.id, entry.label, points, entry.numbered, entry.style)


def _homeless(maker: Maker) -> Iterator[Remark]:
    """Yield a remark for each sentence that was written for the memo and does not stand in it."""
    brief = maker.shelf.brief
    lines: tuple[WrittenLine | Assessment, ...] = (*brief.statements, *brief.assessments)
    for line in lines:
        if line.memo and line not in maker.shown:
            text = f"“{without_cites(line.text)}” was written for “{line.memo}”, but the memo has no place for it."
            yield Remark(MEMO, text, "warn")


def _subject(template: MemoTemplate, values: Mapping[str, Any]) -> str:
    try:
        return "".join(part.text for part in Engine(FILTERS).render(template.subject, values))
    except TemplateError as error:
        raise SpecError([template.document.problem(("subject",), str(error.message or error))]) from error


def _items(
    template: MemoTemplate, values: Mapping[str, Any]
) -> Iterator[tuple[SectionTemplate, list[WrittenLine | Assessment | ComputedPoint]]]:
    """Yield each section with what its expression gives; raises SpecError when that is nothing a memo can say."""
    engine = Engine(FILTERS)
    for number, entry in enumerate(template.sections):
        try:
            found = engine.evaluate(entry.points, values)
            what = f"expected a list of points, such as “memo.key_points”, not “{entry.points}”"
        except TemplateError as error:
            found, what = None, str(error.message or error)
        items: list[Any] = [None]
        if isinstance(found, (list, tuple)):
            items = [getattr(item, "value", None) for item in found]
        if not all(isinstance(item, (WrittenLine, Assessment, *COMPUTED)) for item in items):
            raise SpecError([template.document.problem(("sections", number, "points"), what)])
        yield entry, items


@dataclass(frozen=True, slots=True)
class Sources:
    """The sources of a memo in full, in the shortest form that still tells them apart, and their titles."""

    full: tuple[str, ...]
    short: tuple[str, ...]
    titles: tuple[str, ...]


def sources_of(shelf: Shelf, cited: Iterable[Citation]) -> Sources:
    """Return the sources in as few sentences as they need: a volume that several essays stand in is named once."""
    used = {citation.essay_id for citation in cited}
    full, short, titles = list[str](), list[str](), list[str]()
    volumes: dict[str, list[str]] = {}
    for essay in shelf.essays:
        if essay.id in used and volume_key(essay):
            volumes.setdefault(volume_key(essay), []).append(essay.id)
    for members in volumes.values():
        reference = shelf.essay(members[0]).reference
        names = [shelf.name(id) for id in members]
        who = listed(names) if len(members) <= 3 else f"{capitalised(number_word(len(members)))} essays"
        who = "All essays" if len(members) == len(used) > 1 else who
        full.append(f"{who} in {volume_reference(reference)}.")
        short.append(f"{who} in {volume_name(reference)}.")
        titles.append(reference.container_title)
    for essay in shelf.essays:
        if essay.id in used and not volume_key(essay):
            full.append(shelf.entry(essay.id).removesuffix(".") + ".")
            short.append(f"{shelf.names[essay.id].dated}, {essay.reference.publisher or essay.reference.title}.")
            titles.append(essay.reference.collection_title or essay.reference.title)
    return Sources(tuple(full), tuple(short), tuple(titles))


def _header(shelf: Shelf, template: MemoTemplate) -> tuple[HeaderField, ...]:
    brief = shelf.brief
    newest = as_of(shelf)
    fields = [
        HeaderField(f"{template.kind} for", brief.audience),
        HeaderField("Date", long_date(brief.date)),
        HeaderField("From", brief.prepared_by),
        HeaderField("As of", long_date(newest) if newest else "undated", bold=True),
    ]
    limits = brief.memo.limits or "Later events are not covered."
    indicator = designation(brief.handling)
    held = (HeaderField(brief.handling.marking or "Handling", indicator, wide=True),) if indicator else ()
    return (*(field for field in fields if field.value), HeaderField("Limits", limits, wide=True), *held)


def _memo_view(shelf: Shelf, looked_at: Mapping[str, Any]) -> View:
    tallies = list(map(shelf.tally, shelf.propositions()))
    found = [row.value for row in looked_at["summary"]["rows"]]
    advice = [row.value for row in looked_at["recommendations"]["rows"]]
    return View(
        None,
        bottom_line=_lines(shelf, "bottom-line") or tuple(map(View, bottom_line(tallies, found))),
        key_points=_lines(shelf, "key-points")
        or tuple(map(View, key_points(shelf, tallies, looked_at["themes"], advice))),
        differ=_lines(shelf, "differ") or tuple(map(View, dissent(tallies))),
        watch=_lines(shelf, "watch"),
        sourcing=(View(_sourcing(shelf)), *_lines(shelf, "sourcing")),
        assessments=tuple(View(item) for item in shelf.brief.assessments if item.memo),
    )


def _lines(shelf: Shelf, section: str) -> tuple[View, ...]:
    return tuple(View(line) for line in shelf.brief.statements if line.memo == section)


def _sourcing(shelf: Shelf) -> WrittenLine:
    counted = shelf.counted
    read = reading_facts(shelf)[0].text.removeprefix(": ")
    when = years([essay.reference.year for essay in counted])
    comma = "," if len(counted) > 1 else ""
    return WrittenLine(text=f"{texts(len(counted))}{comma} {when}: {read}.")


def _point(maker: Maker, item: WrittenLine | Assessment | ComputedPoint, section: str) -> Point:
    match item:
        case WrittenLine():
            maker.shown.append(item)
            pieces = written_pieces(item)
            sourcing = section == "sourcing" and not item.memo
            read = maker.shelf.read() if sourcing else ()
            statement = maker.make(section, pieces, role="count" if sourcing else None, computed=sourcing, extra=read)
            optional = (statement.id,) if item.optional else ()
            return Point((statement,), optional, item.dissent or section == "differ")
        case Assessment():
            maker.shown.append(item)
            by = item.by or maker.shelf.brief.prepared_by
            whose = judge(by, item.confidence)
            statement = maker.make(
                section,
                (*pieces_of(item.text), *([Words(f" ({whose})", "quiet")] if whose else [])),
                role="assessment",
                by=by,
                confidence=item.confidence,
            )
            return Point((statement,))
        case _:
            return point_of(maker, item, section)
