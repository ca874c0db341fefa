"""Measured pages beside what LibreOffice draws of them: text outside its box, lines that break elsewhere."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import pypdfium2

from briefer.typeset.page import ChartBox, Page, Paragraph, TableBox, TextBox

TOLERANCE = 1.5
"""Points by which a glyph may hang over its box: an italic's overhang, a quotation mark hung on purpose apart."""
_PIECEWISE, _FROM_THE_RIGHT = 4.0, 12.0
"""The same where LibreOffice draws a line in pieces, in substitute fonts or between places to break, each rounded; and
where it reads from the right, for there the space at the end of a line may stand before its beginning."""
_PIECES = re.compile("[\u200b\u0300-\uffff]")
_TYPOGRAPHIC = dict.fromkeys(map(ord, "–—‘’“”…•\u2060□○"))
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff]")


AT_ONCE = 100
"""Files that one run of LibreOffice draws: it leaves some of each open, and after about 250 it stops without a word."""


def convert(soffice: str, files: Iterable[Path], folder: Path, profile: Path, kind: str = "pdf") -> None:
    """Draw all `files` as PDF into `folder`, or save them there as another kind of file, in few runs of LibreOffice."""
    command = [soffice, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to", kind]
    names = [str(file) for file in files]
    for at in range(0, len(names), AT_ONCE):
        some = names[at : at + AT_ONCE]
        subprocess.run(
            [*command, "--outdir", str(folder), *some], check=True, capture_output=True, timeout=180 + 20 * len(some)
        )


def outside(pages: Sequence[Page], pdf: Path, scale: float = 1) -> Iterator[tuple[str, str]]:
    """Yield the key of a slide and the words of every text that stands outside all boxes of its page.

    `scale` is how much larger than 960 by 540 points the page is drawn.
    """
    document = pypdfium2.PdfDocument(pdf)
    assert len(document) == len(pages)
    for page, drawn in zip(pages, document, strict=True):
        height = drawn.get_height()
        text = drawn.get_textpage()
        hanging = _tolerance(page) * max(1.0, scale)
        boxes = [placed(shape) for shape in page.shapes if isinstance(shape, (TextBox, TableBox, ChartBox))]
        for index in range(text.count_rects()):
            left, bottom, right, top = text.get_rect(index)
            words = text.get_text_bounded(left, bottom, right, top)
            right -= max(5 * scale, 0.3 * (top - bottom)) if words.endswith(" ") else 0
            middle = height - (top + bottom) / 2
            if words.strip() and not any(
                x - hanging - hang <= left and right <= x + width + hanging and y - 4 <= middle <= y + high + 4
                for x, y, width, high, hang in boxes
            ):
                yield page.key, words


def _tolerance(page: Page) -> float:
    text = "".join(run.text for paragraph in paragraphs(page) for run in paragraph.runs)
    if _RIGHT_TO_LEFT.search(text):
        return _FROM_THE_RIGHT
    return _PIECEWISE if _PIECES.search(text.translate(_TYPOGRAPHIC)) else TOLERANCE


def placed(shape: TextBox | TableBox | ChartBox) -> tuple[float, float, float, float, float]:
    """Return x, y, width, height and how far a quotation mark may hang out on the left, in points."""
    if isinstance(shape, TableBox):
        return shape.x, shape.y, sum(shape.widths), sum(shape.heights), 0
    return shape.x, shape.y, shape.width, shape.height, 18 if shape.field == "body" else 0


def elsewhere(pages: Sequence[Page], pdf: Path) -> tuple[list[tuple[str, str]], int]:
    """Return the lines that are drawn with other words than measured, with their slides, and how many were measured."""
    missed, total = [], 0
    for page, drawn in zip(pages, pypdfium2.PdfDocument(pdf), strict=True):
        found = {bare(line) for line in drawn.get_textpage().get_text_range().splitlines()}
        whole = " ".join(found)
        for line in measured(page):
            total += 1
            if bare(line) not in found and bare(line) not in whole:
                missed.append((page.key, line))
    return missed, total


def paragraphs(page: Page) -> Iterator[Paragraph]:
    """Yield every paragraph of the text boxes and tables of a page."""
    for shape in page.shapes:
        if isinstance(shape, TextBox):
            yield from shape.paragraphs
        elif isinstance(shape, TableBox):
            yield from (p for row in shape.rows for cell in row for p in cell.paragraphs)


def measured(page: Page) -> list[str]:
    """Return the lines of the text boxes of a page, those with a tab apart."""
    boxes = [shape for shape in page.shapes if isinstance(shape, TextBox)]
    return [line for box in boxes for p in box.paragraphs for line in p.lines if "\t" not in line and line.strip()]


def bare(text: str) -> str:
    """Return the letters and digits of `text`."""
    return re.sub(r"\W+", "", text)
