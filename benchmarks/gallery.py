"""Every template in every brand with every sample brief: decks and contact sheets to look at, `make gallery`."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter

from benchmarks.build import SAMPLES
from briefer.app import resources
from briefer.app.briefs import load_brief
from briefer.app.build import Draft, draft
from briefer.app.library import open_library
from briefer.errors import BrieferError
from briefer.gui.widgets.slide_paint import SlidePainter
from briefer.specs.brief import Brief
from briefer.typeset.page import Page
from briefer.writers.files import write_atomically
from briefer.writers.pptx import write_deck

ACROSS, WIDE, GAP = 3, 640, 12
BETWEEN = "#808080"
"""The grey between the pages of a sheet: it can be told from a light ground and from a dark one."""


def briefs() -> Iterator[tuple[str, Brief]]:
    """Yield every sample brief with each template and brand, under the name of its files."""
    for path in sorted(SAMPLES.glob("*.yaml")):
        brief = load_brief(path).brief
        for template in resources.ids("decks"):
            for brand in resources.ids("brands"):
                choice = replace(brief.deck, template=template, brand=brand, max_slides=0)
                yield f"{template}-{brand}-{path.stem}", replace(brief, deck=choice)


def sheet(pages: Sequence[Page], painter: SlidePainter) -> QImage:
    """Return all pages in one picture, three in a row."""
    high = round(WIDE * painter.brand.height / painter.brand.width)
    rows = -(-len(pages) // ACROSS)
    image = QImage(ACROSS * (WIDE + GAP) + GAP, rows * (high + GAP) + GAP, QImage.Format.Format_RGB32)
    image.fill(QColor(BETWEEN))
    canvas = QPainter(image)
    for at, page in enumerate(pages):
        x, y = GAP + at % ACROSS * (WIDE + GAP), GAP + at // ACROSS * (high + GAP)
        canvas.drawPixmap(x, y, painter.picture(page, QSize(WIDE, high), 1))
    canvas.end()
    return image


def write(made: Draft, path: Path) -> None:
    """Write the deck at `path` and its contact sheet beside it."""
    write_atomically(path, write_deck(made.pages, made.deck, made.brand, made.master, made.records))
    sheet(made.pages, SlidePainter(made.brand)).save(str(path.with_suffix(".png")))


def main(folder: Path) -> None:
    """Write the gallery into `folder`; what a template cannot make of a brief is said and left out."""
    application = QGuiApplication(sys.argv[:1])
    folder.mkdir(parents=True, exist_ok=True)
    with open_library(SAMPLES / "library") as opened:
        for name, brief in briefs():
            try:
                made = draft(opened.library, opened.bodies, brief)
            except BrieferError as error:
                print(f"{name}: {str(error).splitlines()[0]}")
                continue
            write(made, folder / f"{name}.pptx")
            print(f"{name}: {len(made.pages)} slides, {len(made.remarks)} remarks")
    application.quit()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
