"""A brief: the saved preset from which decks and memos are built again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal, TypeAlias

from briefer.errors import SpecError
from briefer.model.memo import Paper
from briefer.model.statement import Confidence
from briefer.model.text import canonical
from briefer.specs import STRICT
from briefer.specs.figure import Figure, as_written
from briefer.specs.strangers import screened
from briefer.specs.strict_yaml import Data, Document, dump, load, top_blocks
from briefer.specs.validate import (
    Bool,
    Day,
    DayOrNothing,
    DayOrPending,
    FileName,
    Filled,
    FromOne,
    FromZero,
    Ids,
    Language,
    Period,
    Texts,
    plain,
    sound_part,
    validate,
)

VERSION = "brief/1"

GateLevel: TypeAlias = Literal["ignore", "warn", "stamp", "refuse"]
IndicatorLevel: TypeAlias = Literal["ignore", "warn", "refuse"]
CitationStyle: TypeAlias = Literal["short", "chicago-notes", "chicago-author-date", "apa"]
Attribution: TypeAlias = Literal["full", "institution", "chatham-house"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pick:
    """A passage chosen by hand; `slide` is the template slide it goes to, "" for the theme's own."""

    passage: str
    role: Literal["quotation", "paraphrase"] = "paraphrase"
    headline: str = ""
    slide: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenLine:
    """A sentence of the analyst's own for one slide or memo section.

    `[@passage-id]` in `text` cites; several stand in one bracket, `[@a; @b]`. `lead` opens it in bold.
    """

    text: str
    slide: str = ""
    memo: str = ""
    label: str = ""
    lead: str = ""
    dissent: Bool = False
    optional: Bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """The desk's own judgement: it needs a name and a confidence instead of a citation."""

    text: str
    slide: str = ""
    memo: str = ""
    by: str = ""
    confidence: Confidence | None = None
    label: str = "Assessment"


@dataclass(frozen=True, slots=True, kw_only=True)
class RecommendationChoice:
    """Which register entries go in; `all` = those supported by the essays and touching the themes."""

    ids: Ids = ("all",)
    order: Literal["support", "register"] = "support"
    limit: FromOne = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What is asked of whom, by when, in which exact words."""

    ask: str = ""
    """The ask as the title of slide 2."""
    wording: str = ""
    title: str = ""
    decides: str = ""
    by: DayOrNothing = ""
    choices: Texts = ("Approve", "Discuss", "Reject")
    otherwise: str = ""
    """What happens if nothing is decided."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """A row of the options table; `criteria` in the order of the brief's `criteria`. Texts may cite with [@passage]."""

    name: str
    criteria: Texts = ()
    supporters: str = ""
    opponents: str = ""
    recommended: Bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Risk:
    """An assumption or risk of the advice, with its test or answer; `lead` opens it in bold."""

    text: str = ""
    lead: str = ""
    kind: Literal["assumption", "risk"] = "risk"
    answer: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NextStep:
    """Who does what by when."""

    what: str
    who: str = ""
    by: DayOrNothing = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaItem:
    """An item of the agenda; 0 minutes for none given."""

    text: Filled
    minutes: FromZero = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """A dated event that a text reports: `when` is a year, a month or a day, and `text` cites where it is reported."""

    when: Period
    text: Filled


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """A question or an objection with its answer, which may cite; `by` names who raises it."""

    text: Filled
    answer: Filled
    by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question(Exchange):
    """A question that has a slide of its own; `id` is that of the slide, "" for its number."""

    id: FileName = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What stands differently since an earlier version: `label` names it; the texts may cite."""

    was: Filled
    now: Filled
    label: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Clearance:
    """Who has seen the brief; `on` is a day, or "pending"."""

    who: str
    on: DayOrPending = "pending"


@dataclass(frozen=True, slots=True, kw_only=True)
class DeckChoice:
    """`sources`: where the short sources stand."""

    template: str = "information-brief"
    brand: str = "institute"
    max_slides: FromZero = 0
    """0 for no limit; counts all but register, source summary at the end and back-up."""
    sources: Literal["slide", "notes", "end"] = "slide"


@dataclass(frozen=True, slots=True, kw_only=True)
class MemoChoice:
    """The memo's form; `subject` is its title, "" for a computed one."""

    template: str = "information-memo"
    paper: Paper = "a4"
    subject: str = ""
    limits: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Citations:
    """How sources are named."""

    style: CitationStyle = "short"
    attribution: Attribution = "full"


@dataclass(frozen=True, slots=True, kw_only=True)
class Handling:
    """The marking on every page: TLP:CLEAR … TLP:RED, CUI, UNCLASSIFIED or a banner of the user's own; "" for none.

    `controlled_by`, `category`, `dissemination` and `contact` are the designation indicator of CUI on the first page.
    `portion` marks every title, paragraph, table row and source ("U"); `portions` marks those of single slides or
    statements otherwise, by slide key or statement id. `colours` sets a TLP mark in its colour on black.
    """

    marking: str = ""
    colours: bool = False
    controlled_by: Texts = ()
    category: str = ""
    dissemination: str = ""
    contact: str = ""
    portion: str = ""
    portions: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """What happens when the audit finds something."""

    unsourced: GateLevel = "stamp"
    inexact: GateLevel = "refuse"
    assessment: GateLevel = "warn"
    single_source: GateLevel = "warn"
    unread: GateLevel = "warn"
    designation: IndicatorLevel = "warn"
    """For CUI whose designation indicator is not complete."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementEdit:
    """A hand-written text for one statement; `base` is 8 hex of the sha256 of the text it replaces."""

    text: str
    base: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SlideEdit:
    """What a person changed on one slide; survives a new run and a changed selection."""

    title: str = ""
    after: str = ""
    layout: str = ""
    """A layout that takes the fields of the slide, in place of the template's."""
    copy_of: str = ""
    """Key of the slide that this one, `own/<n>`, is made like."""
    hidden: Bool = False
    locked: Bool = False
    """The texts of the slide stand in the brief's `lock`; what comes new onto it is a remark."""
    removed: Bool = False
    """The slide is not made; its edits stay for when it is wanted again."""
    statements: dict[str, StatementEdit] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """Question, selection, shape, look and hand edits; its date is the only clock the program knows."""

    title: Filled
    date: Day
    id: FileName = ""
    """Short name for the footer and file names; the file's own name when empty."""
    question: str = ""
    audience: str = ""
    prepared_by: str = ""
    contact: str = ""
    as_of: Period = ""
    version: FromOne = 1
    language: Language = "en-GB"
    library: str = ""
    essays: Ids = ("all",)
    themes: Ids = ()
    propositions: Ids = ()
    recommendations: RecommendationChoice = RecommendationChoice()
    picks: tuple[Pick, ...] = ()
    statements: tuple[WrittenLine, ...] = ()
    assessments: tuple[Assessment, ...] = ()
    headlines: dict[str, str] = field(default_factory=dict)
    decision: Decision = Decision()
    criteria: Texts = ()
    options: tuple[Option, ...] = ()
    risks: tuple[Risk, ...] = ()
    next_steps: tuple[NextStep, ...] = ()
    agenda: tuple[AgendaItem, ...] = ()
    """Items of the agenda, by default the sections of the template."""
    events: tuple[Event, ...] = ()
    figures: tuple[Figure, ...] = ()
    """Pictures taken over from sources, each with who allows it."""
    objections: tuple[Exchange, ...] = ()
    questions: tuple[Question, ...] = ()
    changes: tuple[Change, ...] = ()
    """What changed since the last build; “briefer whatsnew --note” writes them."""
    clearances: tuple[Clearance, ...] = ()
    unconfirmed: Literal["mark", "leave-out"] = "mark"
    deck: DeckChoice = DeckChoice()
    memo: MemoChoice = MemoChoice()
    citations: Citations = Citations()
    handling: Handling = Handling()
    say: dict[str, str] = field(default_factory=dict)
    """What the presenter says, under the id of a slide of the template."""
    gate: Gate = Gate()
    edits: dict[str, SlideEdit] = field(default_factory=dict)
    lock: dict[str, str] = field(default_factory=dict)
    """Texts that stay as they are, under the ids of their statements."""

    __pydantic_config__ = STRICT


def read_brief(text: str, file: str) -> tuple[Brief, Document]:
    """Return the brief in `text` and its source marks; raises SpecError with all mistakes."""
    document = screened(load(text, file))
    return validate(document, Brief, VERSION), document


def sound_part_of(text: str, file: str) -> tuple[Brief, Document] | None:
    """Return what a brief with mistakes says besides them, so that its ids can be checked in the same round."""
    try:
        return sound_part(load(text, file), Brief, title="-", date="2000-01-01")
    except SpecError:
        return None


def write_brief(brief: Brief) -> str:
    """Return `brief` as YAML that `read_brief` reads back to an equal value; defaults are left out."""
    return dump(brief_data(brief))


def brief_document(brief: Brief) -> Document:
    """Return the document that `write_brief` would write, without places; raises SpecError as reading it back would."""
    document = Document(file="brief", data=brief_data(brief), marks={})
    validate(document, Brief, VERSION)
    return document


def brief_data(brief: Brief) -> dict[str, Data]:
    """Return what `write_brief` writes of `brief`, as plain data."""
    data = plain(replace(brief, figures=tuple(map(as_written, brief.figures))))
    if not isinstance(data, dict):
        raise TypeError("a brief is a mapping")
    return {"briefer": VERSION, **data}


def rewritten(text: str, brief: Brief) -> str:
    """Return `text`, a brief as a person wrote it, made to say what `brief` says.

    Keys that say the same keep their words, comments, order and layout. A text that cannot be kept in part is
    written anew.
    """
    whole = write_brief(brief)
    try:
        before, wanted = load(write_brief(read_brief(text, "")[0]), "").data, load(whole, "").data
        blocks = top_blocks(canonical(text))
        kept = "".join(_block(key, words, before, wanted) for key, words in blocks)
        new = [dump({key: value}) for key, value in wanted.items() if key not in {key for key, _ in blocks}]
        made = "".join((kept if kept.endswith("\n") or not kept else f"{kept}\n", *new))
        return made if read_brief(made, "")[0] == read_brief(whole, "")[0] else whole
    except SpecError:
        return whole


def _block(key: str, words: str, before: Mapping[str, Data], wanted: Mapping[str, Data]) -> str:
    if not key or before.get(key) == wanted.get(key):
        return words
    return dump({key: wanted[key]}) if key in wanted else ""
