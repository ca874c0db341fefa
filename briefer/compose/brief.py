"""One brief to one deck and one memo that share counts, numbers and register."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace

from briefer.citation.full import long_date, piece_reference
from briefer.citation.short import volume_name
from briefer.compose.citing import Citer
from briefer.compose.deck import NO_CAPS, Composed, compose_slides, overtaken
from briefer.compose.edits import without_target
from briefer.compose.facts import as_of
from briefer.compose.marking import designated, handling_remarks, marked_memo, marked_slide
from briefer.compose.memo import ComposedMemo, compose_memo
from briefer.compose.shelf import Shelf, numbered, register, shelf_of
from briefer.compose.statements import Maker
from briefer.compose.used import ranges
from briefer.compose.wording import plural
from briefer.model.deck import Cell, Deck, RegisterEntry, Row, Slide, Table
from briefer.model.evidence import Position, Recommendation
from briefer.model.library import Library
from briefer.model.memo import Memo
from briefer.specs.brand import Brand
from briefer.specs.brief import Brief
from briefer.specs.template import REGISTER, DeckTemplate, MemoTemplate


@dataclass(frozen=True, slots=True, kw_only=True)
class Composition:
    """Everything a brief says, before it is measured."""

    shelf: Shelf
    deck: Deck
    memo: Memo


def compose_brief(
    library: Library,
    brief: Brief,
    deck_template: DeckTemplate,
    memo_template: MemoTemplate,
    *,
    brand: Brand,
    version: str,
    caps: Mapping[str, int] = NO_CAPS,
) -> Composition:
    """Return deck and memo of a checked brief; composed once to see what is used, then again with its numbers.

    `caps` says how many items `best` gives at most, by the id of the template slide.
    """
    shelf = shelf_of(library, brief)
    run = run_id(shelf, deck_template, memo_template, brand, version)
    first, first_memo = _both(shelf, deck_template, memo_template, caps, run)
    cited = (citation.essay_id for citation in (*first.citations, *first_memo.citations))
    shelf = numbered(shelf, (*first.keys, *first_memo.keys, *cited))
    slides, memo = _both(shelf, deck_template, memo_template, caps, run)
    statements = (*(s for slide in slides.slides for s in slide.statements), *memo.memo.statements)
    entries = register(shelf, (*slides.citations, *memo.citations))
    deck = replace(
        _empty_deck(shelf, deck_template.name, run),
        slides=tuple(marked_slide(slide, brief.handling) for slide in designated(slides.slides, brief.handling)),
        register=entries,
        remarks=(
            *slides.remarks,
            *memo.remarks,
            *without_target(brief, slides.slides, statements),
            *overtaken(shelf, (*slides.citations, *memo.citations)),
            *handling_remarks(brief.handling),
        ),
    )
    return Composition(shelf=shelf, deck=deck, memo=replace(marked_memo(memo.memo, brief.handling), register=entries))


def _empty_deck(shelf: Shelf, subject: str, run: str) -> Deck:
    brief = shelf.brief
    newest = as_of(shelf)
    footer = (brief.id, f"v{brief.version}", f"evidence as of {long_date(newest)}" if newest else "")
    return Deck(
        brief_id=brief.id,
        title=brief.title,
        subject=subject,
        author=brief.prepared_by,
        date=brief.date,
        language=brief.language,
        footer=" · ".join(filter(None, footer)),
        marking=brief.handling.marking,
        brand=brief.deck.brand,
        run=run,
        slides=(),
        register=(),
    )


def _both(
    shelf: Shelf, deck: DeckTemplate, memo: MemoTemplate, caps: Mapping[str, int], run: str
) -> tuple[Composed, ComposedMemo]:
    return compose_slides(deck, shelf, caps), compose_memo(memo, shelf, run)


def register_slide(composition: Composition, shown_on: Mapping[str, Sequence[int]]) -> Slide:
    """Return the complete register; `shown_on` gives the slide numbers on which each essay is cited."""
    shelf = composition.shelf
    maker = Maker(shelf, Citer(shelf, "marks"), REGISTER)
    rows = []
    for entry in composition.deck.register:
        numbers = sorted({n for essay in entry.essay_ids for n in shown_on.get(essay, ())})
        whole_volume = len(entry.essay_ids) > 1
        texts = (
            str(entry.number),
            _reference(shelf, entry),
            "see its essays" if whole_volume else "; ".join(entry.cited) or "–",
            "" if whole_volume else _reading(shelf, entry),
            ranges(numbers) or "memo",
        )
        rows.append(Row(tuple(Cell((maker.words("cell", text),)) if text else Cell() for text in texts)))
    head = tuple(maker.words("head", word) for word in ("", "Source", "Cited", "Read", "Slides"))
    counted = sum(not key.startswith("volume:") for key in shelf.numbers)
    total = len(shelf.essays)
    pieces = f"{total} {plural(total, 'piece', 'pieces')}"
    title = f"Sources: {counted} of {pieces} on the shelf {plural(counted, 'is', 'are')} cited"
    alt = "Numbered sources with the places and slides on which they are cited"
    slide = Slide(
        key=REGISTER,
        layout="register",
        title=maker.words("title", title),
        blocks=(Table(head, tuple(rows), alt),),
        section="Sources",
        uncounted=True,
    )
    return marked_slide(slide, shelf.brief.handling)


def cited_on(slides: Sequence[Slide], numbers: Mapping[str, Sequence[int]]) -> dict[str, list[int]]:
    """Return the slide numbers on which each essay is cited; `numbers` are those of each slide key."""
    found: dict[str, list[int]] = {}
    for slide in slides:
        for essay_id in {c.essay_id for statement in slide.statements for c in statement.citations}:
            found.setdefault(essay_id, []).extend(numbers.get(slide.key, ()))
    return found


def run_id(shelf: Shelf, deck: DeckTemplate, memo: MemoTemplate, brand: Brand, version: str) -> str:
    """Return 8 hex over brief, selected entities, templates, brand and program version; equal inputs have equal runs."""
    picked = (shelf.essays, shelf.passages(), shelf.themes(), shelf.propositions(), shelf.library.all(Recommendation))
    positions = [p for p in shelf.library.all(Position) if p.essay_id in shelf.names]
    seen = hashlib.sha256()
    for part in (shelf.brief, *picked, positions, deck, memo, brand, version):
        seen.update(_stable(part).encode())
    return seen.hexdigest()[:8]


def _stable(value: object) -> str:
    """Return a text that is equal for equal values, whatever the order of a mapping's keys."""
    if is_dataclass(value) and not isinstance(value, type):
        return type(value).__name__ + _stable([getattr(value, f.name) for f in fields(value) if f.compare])
    if isinstance(value, Mapping):
        return "{" + ",".join(f"{key}:{_stable(item)}" for key, item in sorted(value.items())) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ",".join(_stable(item) for item in value) + "]"
    return repr(value)


def _reference(shelf: Shelf, entry: RegisterEntry) -> str:
    """Return the full reference; a piece of a volume that has its own entry points to it."""
    key = shelf.volume_key(entry.essay_ids[0])
    if len(entry.essay_ids) == 1 and shelf.number(key) and shelf.brief.citations.style == "short":
        reference = shelf.essay(entry.essay_ids[0]).reference
        return piece_reference(reference, f"{volume_name(reference)} (no.\u00a0{shelf.number(key)})")
    return entry.full


def _reading(shelf: Shelf, entry: RegisterEntry) -> str:
    essay = shelf.essay(entry.essay_ids[0])
    return {"read": "in full", "skimmed": "skimmed", "unread": "not read"}[essay.reading]
