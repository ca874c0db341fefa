"""What ooxml-integrity finds in a deck, told what its reader leaves out.

It lays text out anew to judge whether it fits. Of our boxes it does not see columns, labels that hang beside their
text, that source numbers are raised and small, and that an accent may stand on its letter; it breaks lines at no-break
spaces, and does not break them after a hyphen or where an address may part.
A finding on text that is too tall or too wide stands when it is made again with these told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from unicodedata import normalize

from ooxml_integrity import check_pptx
from ooxml_integrity.pptx_layout import Paragraph as Laid
from ooxml_integrity.pptx_layout import Run, Shape, layout_shape, read_deck

from briefer.typeset import fonts
from briefer.typeset.measure import RAISED
from briefer.typeset.page import Page, Paragraph, TextBox

OF_TEXT = ("PPT001", "PPT002", "PPT003")
NOT_MODELLED = "character wrapping outside basic Latin letters/digits is not modelled"
MOST = 1.05
"""The tool's own tolerance: beyond this share of its box a text is too large."""
_BREAK = re.compile("\u200b|(?<=\\w[-–])(?=\\w)")


def findings(file: Path, pages: Sequence[Page]) -> list[str]:
    """Return the findings on the deck in `file`, measured as `pages`."""
    found = [str(one) for one in check_pptx(str(file)) if one.code not in OF_TEXT]
    shapes = read_deck(file).shapes
    for number, page in enumerate(pages, 1):
        boxes = [shape for shape in page.shapes if isinstance(shape, TextBox)]
        mine = [shape for shape in shapes if shape.slide == number]
        for shape, box in zip(mine, boxes, strict=True):
            found += _too_large(shape, box)
    return found


def _too_large(shape: Shape, box: TextBox) -> Iterator[str]:
    columns = box.columns
    width = (shape.width - (columns - 1) * box.column_gap * 12700) / columns
    told = replace(
        shape,
        width=round(width),
        height=shape.height * columns,
        paragraphs=[_told(laid, p) for laid, p in zip(shape.paragraphs, box.paragraphs, strict=True)],
    )
    result = layout_shape(told)
    if result is None or NOT_MODELLED in result.notes:
        return
    if result.vertical_overflow_ratio > MOST:
        yield f"slide {shape.slide}: {shape.name} needs {result.text_height_pt:.0f} of {result.box_height_pt:.0f} points"
    if result.horizontal_overflow_pt > (MOST - 1) * result.box_width_pt:
        yield f"slide {shape.slide}: {shape.name} is {result.widest_line_pt:.0f} of {result.box_width_pt:.0f} points wide"


def _told(laid: Laid, measured: Paragraph) -> Laid:
    """Return a paragraph without the label that hangs beside it, with its sizes and its places to break as they are."""
    styles = [run for run in measured.runs if run.text and not run.field]
    runs = [
        replace(run, size_pt=run.size_pt * RAISED) if style.raised else run
        for run, style in zip(laid.runs, styles, strict=True)
    ]
    hanging = next((at for at, run in enumerate(runs) if "\t" in run.text), None)
    indent = measured.margin
    if hanging is not None and measured.indent < 0:
        rest = runs[hanging]
        runs = [replace(rest, text=rest.text.partition("\t")[2]), *runs[hanging + 1 :]]
    elif measured.indent < 0:
        indent += measured.indent
    told = [part for run in runs for part in _broken(run)]
    return replace(laid, runs=told, bullet_indent_emu=round(indent * 12700))


def _broken(run: Run) -> Iterator[Run]:
    """Yield `run` in parts with what has no width between them where a line may break, and glue for no-break spaces."""
    for number, part in enumerate(_BREAK.split(normalize("NFC", run.text).replace("\u2060", ""))):
        if number:
            yield replace(run, text=" ", size_pt=0.01)
        for at, words in enumerate(part.split("\u00a0")):
            if at:
                share = fonts.width(" ", run.font, 100, run.bold) / fonts.width(".", run.font, 100, run.bold)
                yield replace(run, text=".", size_pt=run.size_pt * share)
            yield replace(run, text=words)
