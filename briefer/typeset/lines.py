"""Labelled lines: label, tab and text in one paragraph, hanging on the text edge."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import ceil

from briefer.model.deck import Choices, Line, LineStyle
from briefer.specs.brand import Brand, TypeRole, TypeStyle
from briefer.typeset import fonts
from briefer.typeset.grid import Grid, style_of
from briefer.typeset.joining import NBSP, TICK, joined
from briefer.typeset.measure import Measure, advance, paragraph, text_width
from briefer.typeset.page import Paragraph, Run, TextBox
from briefer.typeset.voices import label_run, statement_runs, voice

_ROLES: dict[LineStyle, TypeRole] = {
    "lead": "lead",
    "body": "body",
    "answer": "body",
    "fact": "note",
    "note": "note",
    "quotation": "quotation",
    "wording": "wording",
}
_GAPS: dict[LineStyle, float] = {
    "lead": 14,
    "body": 14,
    "answer": 14,
    "fact": 6,
    "note": 8,
    "quotation": 14,
    "wording": 14,
}
"""Space over a line of this style, in points."""

_SMALLEST: dict[TypeRole, TypeRole] = {"body": "note", "wording": "body"}
"""The sizes in which lines stand together that would part in their own."""

_ANSWER_LARGER = 2
"""Points by which an answer stands over body text, so that it can be read out at a glance."""

_AFTER_LEAD = 20
_CLOSER = 8.0
"""Space over a line where a slide would not fit otherwise."""
_UNDER = 6
LABEL_GAP = 8
"""Points between a label and its text at least."""
_LONG_QUOTATION = 12
"""A quotation of more words than this is set in the smaller size."""

_OPENING = tuple("“‘«„\"'")

_CHOICE_TABS = (144.0, 288.0, 504.0, 648.0)
"""Where choices stand in the visual language, in points from the left edge; the first is that of the text."""
_CHOICE_GAPS = (24.0, 12.0)
"""Points between two choices at least, and where there is no room for these."""
_TAB = 72.0
"""The stops that LibreOffice takes, whatever the paragraph says: choices stand on some of them."""
_PAST = 8.0
"""Points by which spaces lead past a stop that is too near."""


def line_paragraphs(line: Line, brand: Brand, role: TypeRole, before: float, grid: Grid) -> list[Paragraph]:
    """Return the paragraph of `line` and that of what stands under it; mere names in a note are in second ink."""
    style = brand.style(role)
    if line.style == "answer":
        style = replace(style, size=style.size + _ANSWER_LARGER, leading=style.leading + _ANSWER_LARGER)
    statement = line.statement
    quiet = line.style == "note" and statement.role == "count"
    runs = statement_runs(statement, voice(statement, style, brand, quiet=quiet), _upright(style, brand))
    found = [_labelled(line, runs, brand, style, before, grid)]
    if line.under:
        small = brand.style("confidence")
        under = Run(joined(line.under), small.face, small.size, ink="ink2")
        found.append(paragraph((under,), brand, small.leading, Measure(grid.wide, grid.hang), _UNDER))
    return found


def _upright(style: TypeStyle, brand: Brand) -> float:
    """Return the size of upright words inside an italic sentence."""
    return style.size - (brand.assessment_smaller if style.face == "title" else 0)


def _labelled(
    line: Line, runs: tuple[Run, ...], brand: Brand, style: TypeStyle, before: float, grid: Grid
) -> Paragraph:
    label, width, hang = line.statement.label, grid.wide, grid.hang
    if not label:
        return paragraph(runs, brand, style.leading, Measure(width, hang), before)
    mark = label_run(label, line.statement, brand.style("label").size)
    if text_width((mark,), brand) > hang - LABEL_GAP:
        mark = label_run(label, line.statement, brand.style("dense_small").size)
    if text_width((mark,), brand) > hang - LABEL_GAP:
        mark = replace(mark, text=f"{mark.text}: ")
        return paragraph((mark, *runs), brand, style.leading, Measure(width, hang, -hang), before)
    tab = Run("\t", mark.face, mark.size)
    if style == brand.style("quotation") and line.style == "quotation" and runs[0].text[:1] in _OPENING:
        margin = hang - round(advance(runs[0].text[:1], runs[0], brand)[0])
        hung = paragraph((mark, tab, *runs), brand, style.leading, Measure(width, margin, -margin), before)
        if len(hung.lines) == 1:
            return hung
    return paragraph((mark, tab, *runs), brand, style.leading, Measure(width, hang, -hang), before)


def quotation_role(line: Line) -> TypeRole:
    """Return the size of a quotation by its length."""
    return "quotation" if len(line.statement.text.split()) <= _LONG_QUOTATION else "quotation_long"


def lines_paragraphs(
    lines: Sequence[Line],
    brand: Brand,
    grid: Grid,
    step: int = 0,
    facts: TypeRole | None = None,
    body_gap: float = 14,
) -> tuple[Paragraph, ...]:
    """Return all paragraphs of `lines`: with `step` 1 closer, with 2 smaller too; cover facts in the type `facts`."""
    found: list[Paragraph] = []
    previous: Line | None = None
    for line in lines:
        role = facts if facts and line.style == "fact" else _ROLES[line.style]
        if line.style == "quotation":
            role = quotation_role(line)
        role = _smaller(role, step)
        gap = 4.0 if facts else body_gap if line.style == "body" else _GAPS[line.style]
        if previous is not None and (previous.style in ("lead", "answer") or previous.under):
            gap = max(gap, _AFTER_LEAD)
        gap = min(gap, _CLOSER) if step else gap
        found += line_paragraphs(line, brand, role, gap if previous is not None else 0, grid)
        previous = line
    return tuple(found)


def _smaller(role: TypeRole, step: int) -> TypeRole:
    if step > 1 and role in _SMALLEST:
        return _SMALLEST[role]
    return "lead_small" if role == "lead" and step else role


def height_of(paragraphs: Sequence[Paragraph]) -> float:
    """Return the height of `paragraphs` one under the other; space before the first one counts nothing."""
    if not paragraphs:
        return 0
    return sum(p.height for p in paragraphs) - paragraphs[0].space_before


def lines_box(field: str, y: float, height: float, paragraphs: tuple[Paragraph, ...], grid: Grid) -> TextBox:
    """Return a box of labelled lines over the full width; it grows when `height` is too small."""
    used = height_of(paragraphs)
    return TextBox(
        field,
        grid.left,
        y,
        grid.wide,
        max(height, used),
        paragraphs,
        fill_used=used / (height or grid.band) if paragraphs else 0,
    )


def choices_paragraph(choices: Choices, brand: Brand, grid: Grid) -> Paragraph:
    """Return who decides and the boxes to tick on one line, the recommended choice bold.

    In a file of the user's own spaces part the choices: LibreOffice drops the tab stops of a paragraph that says its own
    indent, and only the layouts of the shipped brands have that indent.
    """
    style, label = style_of("roomy", brand), brand.style("label")
    mark = Run(joined(choices.label), "body", label.size, ink="ink2")
    box = Run(TICK + NBSP * 2, "body", style.size, bold=True)
    words = [Run(word.replace(" ", NBSP), "body", style.size, bold=not n) for n, word in enumerate(choices.choices)]
    widths = [text_width((box, word), brand) for word in words]
    tabs = () if brand.foreign else _choice_tabs(widths, grid)
    runs, space = [mark], Run(" ", "body", style.size)
    for number, word in enumerate(words):
        apart = " " + NBSP * 5 if brand.foreign and number else "\t"
        if tabs and number:
            past = tabs[number] - _TAB + _PAST - tabs[number - 1] - widths[number - 1]
            apart = NBSP * max(0, ceil(past / advance(" ", space, brand)[0])) + apart
        runs += [replace(space, text=apart), box, word]
    return paragraph(tuple(runs), brand, style.leading, Measure(grid.wide, grid.hang, -grid.hang, tabs=tabs))


def _choice_tabs(widths: Sequence[float], grid: Grid) -> tuple[float, ...]:
    """Return where the choices stand: on the stops of the visual language, else on others that every program has.

    Closer than these they stand only where these leave no room.
    """
    own, ends = _CHOICE_TABS[: len(widths)], (*_CHOICE_TABS[1:], grid.wide)
    fits = [tab + width + _CHOICE_GAPS[0] <= end for tab, width, end in zip(own, widths, ends, strict=False)]
    if fits and grid.hang == _CHOICE_TABS[0] and len(own) == len(widths) and all(fits):
        return own
    tabs: list[float] = []
    for step, gap in ((_TAB, _CHOICE_GAPS[0]), (_TAB, _CHOICE_GAPS[1]), (1.0, _CHOICE_GAPS[1])):
        tabs = [grid.hang]
        for width in widths[:-1]:
            tabs.append(ceil((tabs[-1] + width + gap) / step) * step)
        if not widths or tabs[-1] + widths[-1] <= grid.wide:
            break
    return tuple(tabs)


def descent(style: TypeStyle, brand: Brand) -> float:
    """Return how deep a line of `style` reaches under its baseline, in points."""
    return fonts.font(brand.family(style.face), style.bold).below(style.size)
