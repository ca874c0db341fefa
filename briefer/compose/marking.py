"""Handling marks: what may stand in a banner, the designation indicator of CUI, and the marks of single portions.

TLP after the Traffic Light Protocol 2.0 of FIRST (2022); CUI after the marking rules of the US Department of Defense
(DoDI 5200.48): no categories or controls in the banner, a designation indicator on the first page, portion marks on
every portion or on none.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from briefer.citation.short import listed
from briefer.compose.wording import TLP_MEANING
from briefer.model.colour import TLP_COLOURS
from briefer.model.deck import Block, Choices, Columns, Figure, Line, Lines, Row, Slide, Table
from briefer.model.memo import Memo, Point
from briefer.model.statement import Mark, Span, Statement, statement_id
from briefer.specs.brief import Handling

CUI = "CUI"
UNCLASSIFIED = "UNCLASSIFIED"
_MAX_BANNER = 60
_PORTION = re.compile(r"[^()\s](?:[^()\n]{0,18}[^()\s])?")


def banner_fault(marking: str) -> str:
    """Return what is wrong with a banner and what to write instead, "" when it may stand on a page."""
    loose = re.sub(r"[\s_-]", "", marking).upper()
    if loose == "TLP:WHITE" or loose == "TLPWHITE":
        return "TLP 2.0 has no TLP:WHITE any more; write TLP:CLEAR"
    if loose.startswith("TLP") and marking not in TLP_MEANING:
        meant = next((name for name in TLP_MEANING if _letters(name) == _letters(loose)), "")
        return f"write {meant}" if meant else f"there is no “{marking}”; TLP 2.0 has {', '.join(TLP_MEANING)}"
    if re.search(r"\bmay contain\b", marking, re.IGNORECASE):
        return "a banner says what a page is, never what it may contain"
    if marking != CUI and (loose == CUI or re.match(r"CUI\s*(//|[-–:(])", marking, re.IGNORECASE)):
        return "the banner is CUI alone; category and dissemination stand in “category” and “dissemination”"
    if marking.upper() == UNCLASSIFIED != marking:
        return f"write {UNCLASSIFIED}"
    if len(marking) > _MAX_BANNER or "\n" in marking:
        return f"a banner is one line of at most {_MAX_BANNER} characters"
    return ""


def designation(handling: Handling) -> str:
    """Return the designation indicator of CUI in one line, "" where there is nothing to say."""
    parts = [f"Controlled by: {who}" for who in handling.controlled_by]
    rest = (("CUI category", handling.category), ("Dissemination", handling.dissemination), ("POC", handling.contact))
    return " · ".join([*parts, *(f"{label}: {value}" for label, value in rest if value)])


def meaning(handling: Handling) -> str:
    """Return what stands at the foot of a cover: what a TLP mark allows, or the designation indicator."""
    if handling.marking in TLP_MEANING:
        return f"{handling.marking}: {TLP_MEANING[handling.marking]}"
    return designation(handling)


def designated(slides: tuple[Slide, ...], handling: Handling) -> tuple[Slide, ...]:
    """Return `slides` with the designation indicator on the first one, where its foot does not hold it already."""
    words = designation(handling)
    if not slides or not words or slides[0].foot is not None:
        return slides
    first = slides[0]
    label = handling.marking or "Handling"
    id = statement_id(first.key, "designation", (label,))
    said = Statement(id=id, slide_key=first.key, field="body", role="boilerplate", text=words, label=label)
    at = next((n for n, block in enumerate(first.blocks) if isinstance(block, Lines)), None)
    blocks = list(first.blocks)
    if at is None:
        blocks.append(Lines((Line(said, "fact"),)))
    else:
        held = blocks[at]
        blocks[at] = Lines((*(held.lines if isinstance(held, Lines) else ()), Line(said, "fact")))
    return (replace(first, blocks=tuple(blocks)), *slides[1:])


def designation_fault(handling: Handling) -> str:
    """Return what the designation indicator of a CUI brief lacks and where to write it, "" where it is complete."""
    parts = (
        ("controlled_by", "who controls it", handling.controlled_by),
        ("category", "its category in the CUI Registry", handling.category),
        ("contact", "whom to ask", handling.contact),
    )
    gaps = [f"“{name}” ({what})" for name, what, value in parts if not value] if handling.marking == CUI else []
    if not gaps:
        return ""
    them = "it" if len(gaps) == 1 else "them"
    return f"The designation indicator of CUI on the first page lacks {listed(gaps)}; write {them} under “handling”."


def mark_colour(handling: Handling) -> str:
    """Return the colour of the mark's letters on black, RRGGBB; "" where it is set in ink."""
    return TLP_COLOURS.get(handling.marking, "") if handling.colours else ""


def portion_fault(mark: str, banner: str) -> str:
    """Return what is wrong with the mark of a portion under `banner`, "" when it may stand."""
    if not _PORTION.fullmatch(mark):
        return f"“{mark}” is no mark of a portion; write it without brackets, such as U or CUI"
    if banner == UNCLASSIFIED and mark.upper().startswith(CUI):
        return f"a portion marked {mark} is above the banner {UNCLASSIFIED}; mark the brief CUI"
    return ""


def file_mark(marking: str) -> str:
    """Return a marking as file names carry it ("TLP-AMBER+STRICT"), "" for none."""
    return re.sub(r"[^\w+]+", "-", marking).strip("-")[:40].rstrip("-")


def unmarked(text: str, handling: Handling) -> str:
    """Return `text` without the mark of a portion before it, as it stood before it was marked."""
    marks = {handling.portion, *handling.portions.values()} - {""}
    return next((text.removeprefix(f"({mark}) ") for mark in marks if text.startswith(f"({mark}) ")), text)


def marked_slide(slide: Slide, handling: Handling) -> Slide:
    """Return `slide` with a mark before its title, each paragraph, table row and source, where the brief marks portions."""
    if not handling.portion:
        return slide
    usual = handling.portions.get(slide.key, handling.portions.get(slide.key.partition("/")[0], handling.portion))

    def marked(statement: Statement) -> Statement:
        return _marked(statement, handling.portions.get(statement.id, usual))

    return replace(
        slide,
        title=marked(slide.title),
        blocks=tuple(_block(block, marked, usual) for block in slide.blocks),
        sources=tuple(replace(s, text=f"({usual}) {s.text}") for s in slide.sources),
    )


def marked_memo(memo: Memo, handling: Handling) -> Memo:
    """Return `memo` with a mark before its subject, each point and the sources, where the brief marks portions."""
    if not handling.portion:
        return memo

    def point(item: Point) -> Point:
        first, *rest = item.statements
        mark = handling.portions.get(first.id, handling.portion)
        return replace(item, statements=(_marked(first, mark), *rest))

    sections = tuple(replace(section, points=tuple(map(point, section.points))) for section in memo.sections)
    return replace(
        memo,
        subject=f"({handling.portion}) {memo.subject}",
        sections=sections,
        sources=_first(memo.sources, handling.portion),
        short_sources=_first(memo.short_sources, handling.portion),
    )


def _first(texts: tuple[str, ...], mark: str) -> tuple[str, ...]:
    return (f"({mark}) {texts[0]}", *texts[1:]) if texts else ()


def _block(block: Block, marked: Callable[[Statement], Statement], usual: str) -> Block:
    match block:
        case Lines():
            return Lines(tuple(Line(marked(line.statement), line.style, line.under) for line in block.lines))
        case Table():
            return replace(block, rows=tuple(_row(row, marked) for row in block.rows))
        case Columns():
            return Columns(tuple(replace(c, statements=tuple(map(marked, c.statements))) for c in block.columns))
        case Choices():
            return replace(block, label=f"({usual}) {block.label}".rstrip())
        case Figure():
            caption, permission = (
                replace(line, statement=marked(line.statement)) for line in (block.caption, block.permission)
            )
            return replace(block, caption=caption, permission=permission)


def _row(row: Row, marked: Callable[[Statement], Statement]) -> Row:
    """Return a row with a mark before its first words; a number alone is no portion."""
    cells = list(row.cells)
    for at, cell in enumerate(cells):
        if cell.statements and not cell.numeral and not cell.statements[0].text.isdigit():
            cells[at] = replace(cell, statements=(marked(cell.statements[0]), *cell.statements[1:]))
            break
    return replace(row, cells=tuple(cells))


def _marked(statement: Statement, mark: str) -> Statement:
    before = f"({mark}) "
    shift = len(before)
    return replace(
        statement,
        text=before + statement.text,
        spans=tuple(Span(s.start + shift, s.end + shift, s.kind) for s in statement.spans),
        marks=tuple(Mark(m.at + shift, m.numbers) for m in statement.marks),
    )


def _letters(text: str) -> str:
    return re.sub(r"[^A-Z]", "", text.upper())
