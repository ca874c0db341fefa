"""One brief to one deck and one memo that share counts, numbers and register."""

from __future__ import annotations

import hashlib
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from functools import cache, lru_cache

from briefer.citation.full import long_date, piece_reference
from briefer.compose.citing import Citer
from briefer.compose.deck import NO_CAPS, Composed, compose_slides, finished, overtaken
from briefer.compose.edits import structural, without_target
from briefer.compose.facts import as_of
from briefer.compose.marking import designated, mark_colour, marked_memo, marked_slide
from briefer.compose.memo import ComposedMemo, compose_memo, finished_memo
from briefer.compose.recent import Recent
from briefer.compose.shelf import Shelf, numbered, register, shelf_of
from briefer.compose.stated import count_remarks
from briefer.compose.statements import Maker
from briefer.compose.views import context
from briefer.compose.wording import plural
from briefer.model.deck import Cell, Deck, RegisterEntry, Row, Slide, Table
from briefer.model.evidence import Position, Recommendation
from briefer.model.library import Entity, Library
from briefer.model.memo import Memo
from briefer.model.text import ranges
from briefer.specs.brand import Brand
from briefer.specs.brief import Brief
from briefer.specs.template import REGISTER, DeckTemplate, MemoTemplate


@dataclass(frozen=True, slots=True, kw_only=True)
class Composition:
    """Everything a brief says, before it is measured."""

    shelf: Shelf
    deck: Deck
    memo: Memo
    cites: bool
    """False where the slides cite nothing: a register among them would hold sources of the memo alone."""


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
    """Return deck and memo of a checked brief.

    What hand edits do not touch is remembered by value, so that one costs its slide only; the result is that of
    composing everything. `caps` says how many items `best` gives at most, by the id of the template slide.
    """
    made = RECENT.of(library, structural(brief), deck_template, memo_template, caps)
    shelf = replace(made.shelf, brief=brief)
    run = run_id(shelf, deck_template, memo_template, brand, version)
    slides, edited = finished(made.deck, brief)
    memo, memo_edited = finished_memo(made.memo.memo, brief)
    statements = (*(s for slide in slides for s in slide.statements), *memo.statements)
    cited = (*made.deck.citations, *made.memo.citations)
    entries = register(shelf, cited)
    deck = replace(
        _empty_deck(shelf, deck_template.name, run),
        slides=tuple(marked_slide(slide, brief.handling) for slide in designated(slides, brief.handling)),
        register=entries,
        remarks=(
            *edited,
            *made.deck.remarks,
            *memo_edited,
            *made.memo.remarks,
            *without_target(brief, slides, statements, made.deck.removed),
            *overtaken(shelf, cited),
            *count_remarks(shelf),
        ),
        order=tuple(slide.key for slide in made.deck.slides),
    )
    memo = replace(marked_memo(memo, brief.handling), register=entries, run=run)
    return Composition(shelf=shelf, deck=deck, memo=memo, cites=bool(made.deck.citations))


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
        mark_colour=mark_colour(brief.handling),
        brand=brief.deck.brand,
        run=run,
        slides=(),
        register=(),
    )


@dataclass(frozen=True, slots=True)
class _Unedited:
    """Deck and memo before the texts and the order that a person gave them."""

    shelf: Shelf
    deck: Composed
    memo: ComposedMemo


def _unedited(
    library: Library, brief: Brief, deck: DeckTemplate, memo: MemoTemplate, caps: Mapping[str, int]
) -> _Unedited:
    """Return deck and memo, the deck with the numbers that the sources have in the register.

    Which sources are used is known only when all is composed. So numbers are guessed first: those of the last time, at
    the beginning those of the whole shelf. The deck is composed again where the guess was wrong; what is used and what a
    template sees do not depend on numbers, and the memo has none.
    """
    shelf = shelf_of(library, brief)
    looked_at = context(shelf)
    newest = RECENT.newest
    everything = (key for essay in shelf.essays for key in (essay.id, shelf.volume_key(essay.id)))
    guessed = replace(shelf, numbers=newest.shelf.numbers) if newest else numbered(shelf, everything)
    slides, words = compose_slides(deck, guessed, looked_at, caps), compose_memo(memo, guessed, looked_at)
    cited = (citation.essay_id for citation in (*slides.citations, *words.citations))
    shelf = numbered(shelf, (*slides.keys, *words.keys, *cited))
    if shelf.numbers != guessed.numbers:
        slides = compose_slides(deck, shelf, looked_at, caps)
    return _Unedited(shelf, slides, words)


RECENT = Recent(_unedited, most=6)
"""The last compositions, so that a hand edit composes nothing again."""


def register_slide(composition: Composition, shown_on: Mapping[str, Sequence[int]]) -> Slide:
    """Return the complete register; `shown_on` gives the slide numbers on which each essay is cited.

    A source of hidden slides alone keeps its number and is said to be "hidden".
    """
    shelf = composition.shelf
    maker = Maker(shelf, Citer(shelf, "marks"), REGISTER)
    hidden = {
        c.essay_id for slide in composition.deck.slides if slide.hidden for s in slide.statements for c in s.citations
    }
    rows = []
    for entry in composition.deck.register:
        numbers = sorted({n for essay in entry.essay_ids for n in shown_on.get(essay, ())})
        whole_volume = len(entry.essay_ids) > 1
        texts = (
            str(entry.number),
            _reference(shelf, entry),
            "see its essays" if whole_volume else "; ".join(entry.cited) or "–",
            "" if whole_volume else _reading(shelf, entry),
            ranges(numbers) or ("hidden" if hidden & set(entry.essay_ids) else "memo"),
        )
        rows.append(Row(tuple(Cell((maker.words("cell", text),)) if text else Cell() for text in texts)))
    head = tuple(maker.words("head", word) for word in ("", "Source", "Cited", "Read", "Slides"))
    counted = sum(not key.startswith("volume:") for key in shelf.numbers)
    total = len(shelf.essays)
    pieces = f"{total} {plural(total, 'piece', 'pieces')}"
    some = (
        f"all {pieces}" if counted == total > 1 else "the only piece" if counted == total else f"{counted} of {pieces}"
    )
    title = f"Sources: {some} on the shelf {plural(counted, 'is', 'are')} cited"
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


def run_id(shelf: Shelf, deck: DeckTemplate, memo: MemoTemplate, brand: Brand, version: str) -> str:
    """Return 8 hex over brief, selected entities, templates, brand and program version; equal inputs have equal runs."""
    picked: tuple[Sequence[Entity], ...] = (
        shelf.essays,
        shelf.passages(),
        shelf.themes(),
        shelf.propositions(),
        shelf.library.all(Recommendation),
    )
    positions = [p for p in shelf.library.all(Position) if p.essay_id in shelf.names]
    seen = hashlib.sha256()
    seen.update(_stable(shelf.brief).encode())
    for entities in (*picked, positions):
        seen.update(b"[%b]" % b"".join(map(_stable_entity, entities)))
    for part in (deck, memo, brand):
        seen.update(_STABLE.of(part).encode())
    seen.update(_stable(version).encode())
    return seen.hexdigest()[:8]


@lru_cache(maxsize=65536)
def _stable_entity(entity: Entity) -> bytes:
    """Return a digest that is equal for equal entities; it is remembered, as their texts would take much room."""
    return hashlib.sha256(_stable(entity).encode()).digest()


def _stable(value: object) -> str:
    """Return a text that is equal for equal values, whatever the order of a mapping's keys."""
    if isinstance(value, str):
        return repr(value)
    kind: type[Hashable] = type(value)
    names = _compared(kind)
    if names is not None:
        return f"{kind.__name__}[{','.join([_stable(getattr(value, name)) for name in names])}]"
    if isinstance(value, Mapping):
        return "{" + ",".join(f"{key}:{_stable(item)}" for key, item in sorted(value.items())) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ",".join(_stable(item) for item in value) + "]"
    return repr(value)


@cache
def _compared(kind: type[Hashable]) -> tuple[str, ...] | None:
    """Return the fields by which values of a dataclass are compared, None for any other kind."""
    return tuple(field.name for field in fields(kind) if field.compare) if is_dataclass(kind) else None


_STABLE = Recent(_stable, most=12)
"""Texts of the last templates and brands: they are large, and the same from one change of a brief to the next."""


def _reference(shelf: Shelf, entry: RegisterEntry) -> str:
    """Return the full reference; a piece of a volume that has its own entry points to it."""
    key = shelf.volume_key(entry.essay_ids[0])
    if len(entry.essay_ids) == 1 and shelf.number(key) and shelf.brief.citations.style == "short":
        reference = shelf.essay(entry.essay_ids[0]).reference
        return piece_reference(reference, f"no.\u00a0{shelf.number(key)}")
    return entry.full


def _reading(shelf: Shelf, entry: RegisterEntry) -> str:
    essay = shelf.essay(entry.essay_ids[0])
    return {"read": "in full", "skimmed": "skimmed", "unread": "not read"}[essay.reading]
