"""Paragraphs and runs as DrawingML. Sizes enter in points; every run says its size, colour, face and language."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import TypeAlias

from briefer.typeset.joining import unjoined
from briefer.typeset.page import Paragraph, Run
from briefer.typeset.scripts import is_asian
from briefer.writers.markup import FIELD_ID, content, emu, escaped, hundredths
from briefer.writers.pptx.look import Look

NBSP = "\u00a0"
_NO_JUMPS: Mapping[str, str] = MappingProxyType({})
_OWN_COLOUR = (
    '<a:extLst><a:ext uri="{A12FA001-AC4F-418D-AE19-62706E023703}"><ahyp:hlinkClr '
    'xmlns:ahyp="http://schemas.microsoft.com/office/drawing/2018/hyperlinkcolor" val="tx"/></a:ext></a:extLst>'
)
"""Keeps the colour of a text that is a link."""
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_LETTER = re.compile(r"[^\W\d_]")
_ALIGN = {"left": "l", "center": "ctr", "right": "r"}
_ALIGN_RIGHT_TO_LEFT = {"left": "r", "center": "ctr", "right": "l"}


Indents: TypeAlias = tuple[int, int] | None
"""Left margin and indent in EMU that paragraphs inherit from their placeholder; None where nothing is known."""


def paragraphs_xml(
    paragraphs: tuple[Paragraph, ...], look: Look, inherited: Indents = None, jumps: Mapping[str, str] = _NO_JUMPS
) -> str:
    """Return the paragraphs of one text body; a body without text gets one empty paragraph.

    `jumps` gives the relationship of the slide to which a click on a run leads, by the text of the run.
    """
    return "".join([paragraph_xml(paragraph, look, inherited, jumps) for paragraph in paragraphs]) or "<a:p/>"


def paragraph_xml(
    paragraph: Paragraph, look: Look, inherited: Indents = None, jumps: Mapping[str, str] = _NO_JUMPS
) -> str:
    """Return one paragraph on its fixed leading, without a bullet; breaks are left to the width of the box.

    East Asian punctuation stays inside the box.
    Margin and indent are written where they are not the `inherited` ones: a line that somebody adds hangs as well.
    """
    runs = "".join(
        [
            run_xml(run, look, jumps.get(unjoined(run.text), "") if jumps else "")
            for run in paragraph.runs
            if run.text or run.field
        ]
    )
    return f"<a:p>{_properties(paragraph, look, inherited)}{runs}</a:p>"


def empty_paragraph(size: float, leading: float, look: Look) -> str:
    """Return the paragraph of an empty cell: a no-break space of `size` points, or Office makes the row grow."""
    blank = Run(NBSP, size=size)
    return paragraph_xml(Paragraph((blank,), leading, (NBSP,)), look)


def run_xml(run: Run, look: Look, jump: str = "") -> str:
    """Return one run, or the slide-number field; `jump` is the relationship of the slide to which a click leads."""
    key = (run.face, run.size, run.bold, run.italic, run.ink, run.raised, run.dotted, run.language)
    style = look.runs.get(key) or look.runs.setdefault(key, _style(run, look))
    if jump:
        click = f'<a:hlinkClick r:id="{jump}" action="ppaction://hlinksldjump">{_OWN_COLOUR}</a:hlinkClick>'
        style = style.replace("</a:rPr>", f"{click}</a:rPr>")
    if run.field:
        return f'<a:fld id="{FIELD_ID}" type="{escaped(run.field)}">{style}<a:t>{content(run.text)}</a:t></a:fld>'
    return f"<a:r>{style}<a:t>{content(run.text)}</a:t></a:r>"


def _style(run: Run, look: Look) -> str:
    dotted = ' u="dotted"' if run.dotted else ' u="none"' if look.plain else ""
    raised = ' baseline="30000"' if run.raised else ""
    return (
        f'<a:rPr lang="{escaped(run.language or look.language)}" sz="{hundredths(run.size)}" b="{int(run.bold)}"'
        f' i="{int(run.italic)}"{dotted}{raised}{look.plain}>{look.fills[run.ink]}{look.faces[run.face]}</a:rPr>'
    )


def _properties(paragraph: Paragraph, look: Look, inherited: Indents) -> str:
    text = "".join([run.text for run in paragraph.runs])
    right_to_left = asian = False
    if not text.isascii():
        right_to_left, asian = _reads_right_to_left(text), is_asian(text)
    p = paragraph
    key = (inherited, p.margin, p.indent, p.leading, p.space_before, p.align, p.tabs, right_to_left, asian)
    return look.paragraphs.get(key) or look.paragraphs.setdefault(
        key, _layout(paragraph, right_to_left, asian, inherited, look)
    )


def _layout(paragraph: Paragraph, right_to_left: bool, asian: bool, inherited: Indents, look: Look) -> str:
    align = (_ALIGN_RIGHT_TO_LEFT if right_to_left else _ALIGN)[paragraph.align]
    direction = ' rtl="1"' if right_to_left else look.direction
    hanging = ' hangingPunct="0"' if asian else ""
    tabs = "".join(f'<a:tab pos="{emu(tab)}" algn="l"/>' for tab in paragraph.tabs)
    tab_list = f"<a:tabLst>{tabs}</a:tabLst>" if tabs else ""
    own = (emu(paragraph.margin), emu(paragraph.indent))
    indents = "" if own == inherited else f'marL="{own[0]}" indent="{own[1]}" '
    return (
        f'<a:pPr {indents}algn="{align}"{direction}{hanging}>'
        f'<a:lnSpc><a:spcPts val="{hundredths(paragraph.leading)}"/></a:lnSpc>'
        f'<a:spcBef><a:spcPts val="{hundredths(paragraph.space_before)}"/></a:spcBef>'
        f'<a:spcAft><a:spcPts val="0"/></a:spcAft><a:buNone/>{tab_list}</a:pPr>'
    )


def _reads_right_to_left(text: str) -> bool:
    first = _LETTER.search(text)
    return bool(first and _RIGHT_TO_LEFT.match(first.group()))
