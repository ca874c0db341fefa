"""Every layout and every template in every brand: decks and contact sheets to look at, `make gallery`.

`make pictures` draws the few of them that docs/gallery.md shows.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image, ImageDraw
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter

from benchmarks.build import SAMPLES
from benchmarks.measuring import ROOT
from briefer.app import resources
from briefer.app.briefs import checked_briefs
from briefer.app.build import Draft, draft
from briefer.app.library import OpenLibrary
from briefer.errors import BrieferError
from briefer.gui.widgets.slide_paint import SlidePainter
from briefer.specs.brief import Brief
from briefer.typeset.page import Page
from briefer.writers.files import write_atomically
from briefer.writers.pptx import write_deck

ACROSS, WIDE, GAP = 3, 640, 12
BETWEEN = "#808080"
"""The grey between the pages of a sheet: it can be told from a light ground and from a dark one."""

TEMPLATES = ROOT / "benchmarks" / "templates"
EVERY_LAYOUT = ROOT / "benchmarks" / "every-layout.yaml"
"""A brief on the sample library that fills one slide of every layout, and the folder of its template."""

FIGURE = "figure.png"
"""Name of the picture in that brief."""

IMAGES = ROOT / "docs" / "images"
PICTURE = QSize(960, 540)
SHOWN = {
    "bluf": ("institute", "bluf"),
    "map": ("institute", "map"),
    "voices": ("institute", "two"),
    "matrix": ("institute", "matrix/1"),
    "chart": ("institute", "chart"),
    "timeline": ("institute", "timeline"),
    "options": ("institute", "options"),
    "changes": ("institute", "changes"),
    "decision": ("institute", "decision"),
    "command": ("command", "options"),
    "plain": ("plain", "chart"),
}
"""Brand and slide of each picture of docs/gallery.md, by the name of its file."""


def templates() -> list[str]:
    """Return the templates that come along."""
    return [id for id in resources.ids("decks") if not (TEMPLATES / "decks" / id).is_dir()]


def variants(path: Path, brief: Brief) -> Iterator[tuple[str, Brief]]:
    """Yield the brief at `path` with each template and brand, under the name of its files; every layout as it is."""
    own = path == EVERY_LAYOUT
    for template in [brief.deck.template] if own else templates():
        for brand in resources.ids("brands"):
            choice = replace(brief.deck, template=template, brand=brand, max_slides=0)
            name = f"{template}-{brand}" if own else f"{template}-{brand}-{path.stem}"
            yield name, replace(brief, deck=choice)


@contextmanager
def opened(path: Path) -> Iterator[tuple[Brief, OpenLibrary]]:
    """Give the brief at `path` with its open library; that of every layout is the library of the samples."""
    if path != EVERY_LAYOUT:
        with checked_briefs([path], None) as ready:
            yield ready[0]
        return
    with TemporaryDirectory(prefix="briefer-") as folder:
        draw_figure(Path(folder) / FIGURE)
        brief = Path(shutil.copy(EVERY_LAYOUT, folder))
        with checked_briefs([brief], SAMPLES / "library") as ready:
            yield ready[0]


def draw_figure(path: Path) -> None:
    """Draw the figure of the brief of every layout: four bars, the third the highest."""
    image = Image.new("RGB", (1200, 520), "#FFFFFF")
    canvas = ImageDraw.Draw(image)
    for at, high in enumerate((150, 250, 420, 330)):
        left = 120 + 250 * at
        canvas.rectangle((left, 480 - high, left + 150, 480), fill="#0B4F6C" if at == 2 else "#8A97A0")
    canvas.line((60, 480, 1140, 480), fill="#222222", width=3)
    image.save(path)


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


def gallery(folder: Path, paths: Sequence[Path]) -> None:
    """Write the gallery of `paths` into `folder`; what a template cannot make of a brief is said and left out."""
    folder.mkdir(parents=True, exist_ok=True)
    for path in paths:
        with opened(path) as (brief, library):
            for name, variant in variants(path, brief):
                try:
                    made = draft(library.library, library.bodies, variant)
                except BrieferError as error:
                    print(f"{name}: {str(error).splitlines()[0]}")
                    continue
                write(made, folder / f"{name}.pptx")
                print(f"{name}: {len(made.pages)} slides, {len(made.remarks)} remarks")


def pictures(folder: Path) -> None:
    """Draw the slides of `SHOWN` into `folder`."""
    with opened(EVERY_LAYOUT) as (brief, library):
        for brand in dict.fromkeys(brand for brand, _ in SHOWN.values()):
            look = replace(brief, deck=replace(brief.deck, brand=brand))
            made = draft(library.library, library.bodies, look)
            pages = {page.key: page for page in reversed(made.pages)}
            painter = SlidePainter(made.brand)
            for name, (shown, key) in SHOWN.items():
                if shown == brand:
                    image = painter.picture(pages[key], PICTURE, 1).toImage()
                    image.save(str(folder / f"gallery-{name}.png"))


def main(arguments: Sequence[str]) -> None:
    """Draw the pictures of the documentation (`--pictures`), or write the gallery of some briefs into a folder."""
    os.environ[resources.VARIABLE] = str(TEMPLATES)
    application = QGuiApplication(["gallery"])
    if arguments[0] == "--pictures":
        pictures(IMAGES)
    else:
        named = [Path(name) for name in arguments[1:]]
        gallery(Path(arguments[0]), named or [*sorted(SAMPLES.glob("*.yaml")), EVERY_LAYOUT])
    application.quit()


if __name__ == "__main__":
    main(sys.argv[1:])
