"""What a brief makes of a library, as the window shows it: slides as lists of statements, memo, figures of the gate."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from briefer.app.brands import drawings_of
from briefer.app.build import Draft, counted
from briefer.model.deck import Remark
from briefer.model.master import Drawing
from briefer.model.memo import Paper
from briefer.model.statement import Statement
from briefer.specs.brand import Brand
from briefer.typeset.memo import height_of
from briefer.typeset.memo_rows import SHEETS
from briefer.typeset.page import Page


@dataclass(frozen=True, slots=True, kw_only=True)
class OutlineSlide:
    """One measured slide as a list of statements."""

    key: str
    numbers: tuple[int, ...]
    """Numbers of its pages; a slide that is continued has several."""
    layout: str
    title: str
    statements: tuple[Statement, ...]
    sources: tuple[str, ...]
    remarks: tuple[Remark, ...]
    status: str
    alternatives: tuple[str, ...] = ()
    """Layouts that show the same, its own among them."""
    takes_lines: bool = False
    """Tells whether a passage that is given to this slide stands on it."""
    say: str = ""
    """What the presenter says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OutlineSection:
    """One section of the memo."""

    id: str
    label: str
    words: int
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """The gate's figures: sourced of total, exact of quotations, and what to look at."""

    sourced: int
    total: int
    exact: int
    quotations: int
    unconfirmed: int
    single_source: int
    fits: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """What a brief makes of a library; `pages` are the slides as measured, `brand` their colours and faces."""

    slides: tuple[OutlineSlide, ...]
    pages: tuple[Page, ...]
    brand: Brand
    memo: tuple[OutlineSection, ...]
    memo_fill: Mapping[Paper, float]
    """How much of one page the memo takes, as it is written for Word; 1 is a full page."""
    remarks: tuple[Remark, ...]
    audit: Figures
    order: tuple[str, ...] = ()
    """Keys of the slides as the template has them, before anybody moved one."""
    counted: int = 0
    """Pages that count against `max_slides`."""
    drawings: Mapping[str, Drawing] = field(default_factory=dict)
    """What the user's own file draws behind the text, by the name of its layout."""
    waiting: int = 0
    """How many parts of the brief have no place in it."""


def outline_of(made: Draft, waiting: tuple[Remark, ...] = ()) -> Outline:
    """Return what the window shows of a draft; `waiting` names what of its brief has no place in it."""
    numbers: dict[str, tuple[int, ...]] = {}
    for number, page in enumerate(made.pages, start=1):
        numbers[page.key] = (*numbers.get(page.key, ()), number)
    slides = tuple(
        OutlineSlide(
            key=slide.key,
            numbers=numbers.get(slide.key, ()),
            layout=slide.layout,
            title=slide.title.text,
            statements=slide.statements,
            sources=tuple(f"[{line.number}] {line.text}" for line in slide.sources),
            remarks=tuple(remark for remark in made.remarks if remark.slide_key == slide.key),
            status=slide.status,
            alternatives=slide.alternatives,
            takes_lines=slide.takes_lines,
            say="\n".join(slide.notes.say),
        )
        for slide in made.deck.slides
    )
    sections = tuple(
        OutlineSection(
            id=section.id,
            label=section.label,
            words=sum(len(s.text.split()) for point in section.points for s in point.statements),
            statements=tuple(s for point in section.points for s in point.statements),
        )
        for section in made.memo.sections
    )
    heights = {paper: height_of(made.memo, paper, made.brand) for paper in SHEETS}
    return Outline(
        slides=slides,
        pages=made.pages,
        brand=made.brand,
        memo=sections,
        memo_fill={paper: height.used / height.available for paper, height in heights.items()},
        remarks=(*waiting, *(remark for remark in made.remarks if not remark.slide_key)),
        waiting=len(waiting),
        audit=_figures(made),
        order=made.deck.order,
        counted=counted(made.deck, made.pages),
        drawings=drawings_of(made.brand),
    )


def _figures(made: Draft) -> Figures:
    overfull = {remark.slide_key for remark in made.remarks if remark.severity == "fail"}
    audit = made.audit
    return Figures(
        sourced=len(audit.sourced),
        total=len(audit.sourced) + len(audit.unsourced),
        exact=audit.exact,
        quotations=audit.quotations,
        unconfirmed=len(audit.unconfirmed),
        single_source=len(audit.single_source),
        fits=sum(page.key not in overfull for page in made.pages),
    )
