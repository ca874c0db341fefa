"""Every layout by name: what makes its content, and what its fields must hold."""

from __future__ import annotations

from collections.abc import Callable

from briefer.compose import blocks, columns, deciding, figures, listing
from briefer.compose.blocks import Fields
from briefer.compose.facts import Fact, Finding
from briefer.compose.matrix import matrix, position_chart, themes_by_text
from briefer.compose.overview import Matrix
from briefer.compose.ranking import Advice, RankedField
from briefer.compose.statements import Maker
from briefer.model.counts import Tally
from briefer.model.deck import Block
from briefer.model.evidence import Passage, Proposition
from briefer.model.matrix import ThemeMatrix
from briefer.specs.brief import (
    AgendaItem,
    Assessment,
    Change,
    Decision,
    Event,
    Exchange,
    NextStep,
    Option,
    Pick,
    Risk,
    WrittenLine,
)
from briefer.specs.figure import ReadFigure
from briefer.specs.template import LAYOUT_FIELDS

LAYOUTS: dict[str, Callable[[Maker, Fields], tuple[Block, ...]]] = {
    "title": blocks.cover,
    "bluf": blocks.bluf,
    "purpose-and-scope": listing.purpose,
    "agenda": listing.agenda,
    "executive-summary": listing.summary,
    "section": blocks.section,
    "assertion-evidence": blocks.listed_lines,
    "evidence-assessment": columns.evidence_assessment,
    "objection-answer": columns.objection_answer,
    "source-summary": blocks.source_summary,
    "consensus-map": blocks.consensus_map,
    "voices": blocks.voices,
    "two-voices": blocks.two_voices,
    "position-matrix": matrix,
    "position-chart": position_chart,
    "theme-matrix": themes_by_text,
    "ranked-table": blocks.ranked_table,
    "recommendations": columns.recommendations,
    "options": deciding.options,
    "risks": deciding.risks,
    "decision": deciding.decision,
    "next-steps": deciding.next_steps,
    "theme-summary": blocks.listed_lines,
    "quotation": blocks.quotation,
    "figure": figures.figure,
    "essay-card": listing.essay_card,
    "timeline": columns.timeline,
    "question-answer": listing.question_answer,
    "what-changed": columns.what_changed,
    "contact-and-version": listing.contact,
    "statement": blocks.listed_lines,
}

_NAMES = frozenset(name for fields in LAYOUT_FIELDS.values() for name in fields) - {"kicker", "foot"}
_COVER = "title"
_LINES = (WrittenLine, Assessment, Pick, Passage, Fact, Finding)
_SHOWN: dict[str, dict[str, type | tuple[type, ...]]] = {
    "title": {"facts": Fact},
    "purpose-and-scope": {"rows": Fact},
    "agenda": {"rows": AgendaItem},
    "section": {"facts": Fact},
    "objection-answer": {"rows": Exchange},
    "source-summary": {"rows": Fact},
    "consensus-map": {"map": Tally},
    "voices": {"map": Tally},
    "two-voices": {"map": Tally},
    "position-matrix": {"matrix": Matrix},
    "position-chart": {"rows": Proposition},
    "theme-matrix": {"matrix": ThemeMatrix},
    "ranked-table": {"rows": (RankedField, Advice)},
    "recommendations": {"rows": Advice},
    "options": {"rows": Option},
    "risks": {"rows": Risk},
    "next-steps": {"rows": NextStep},
    "decision": {"decision": Decision},
    "theme-summary": {"counts": Finding},
    "quotation": {"quotation": Pick},
    "figure": {"figure": ReadFigure},
    "essay-card": {"facts": Fact},
    "timeline": {"rows": Event},
    "question-answer": {"question": Exchange},
    "what-changed": {"rows": Change},
    "contact-and-version": {"rows": Fact},
}
"""What the fields of a layout must hold; fields that are not named hold lines."""


def alternatives(own: str, fields: Fields) -> tuple[str, ...]:
    """Return the layouts that show everything in `fields` and leave no part of them empty; `own` stands first.

    A cover stays one, and nothing else becomes one.
    """
    if own == _COVER:
        return (own,)
    given = {name for name in _NAMES if fields.get(name)}
    found = [own]
    for layout, known in LAYOUT_FIELDS.items():
        needed = {name for name, kind in known.items() if kind == "list" and name != "lines"}
        if layout not in (own, _COVER) and needed <= given <= known.keys() and not misfit(layout, fields):
            found.append(layout)
    return tuple(found)


def misfit(layout: str, fields: Fields) -> str:
    """Return the name of a field that is missing or holds what `layout` has no way to show, "" where all fit."""
    wanted = _SHOWN.get(layout, {})
    for name, kind in LAYOUT_FIELDS[layout].items():
        if kind == "value" and not (name in fields and isinstance(fields[name].value, wanted[name])):
            return name
        if kind == "list" and not all(isinstance(v.value, wanted.get(name, _LINES)) for v in fields.get(name, ())):
            return name
    return ""
