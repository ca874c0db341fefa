"""`python -m benchmarks editing`: from a change in the window to the new preview, on the sample library.

The window composes, measures, checks and audits the whole brief after every change and paints one slide. What a change
does not touch is remembered by value; the same change with everything forgotten stands beside it.
"""

from __future__ import annotations

import os
import statistics
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace

from benchmarks.measuring import Bar
from briefer.app import resources
from briefer.app.outlines import Outline
from briefer.app.services import DesktopServices
from briefer.compose import brief as composing
from briefer.specs.brief import Brief, SlideEdit
from briefer.typeset import layout

RUNS, ASKED = 25, 50.0
"""Changes measured, and milliseconds asked of one."""


def run() -> list[Bar]:
    """Measure four kinds of change and print what each takes by the clock."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import QSize
    from PySide6.QtGui import QGuiApplication

    from briefer.gui.widgets.slide_paint import SlidePainter

    application = QGuiApplication.instance() or QGuiApplication([])
    services = DesktopServices()
    samples = resources.root("sample_briefs")
    painter: list[SlidePainter] = []
    bars = []
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_DATA_HOME"] = folder
        library = services.open_library(samples / "library").library
        brief = services.load_brief(samples / "pacific-partners.yaml")
        first = services.outline(library, brief)
        key = first.slides[1].key

        def shown(changed: Brief) -> Outline:
            outline = services.outline(library, changed)
            if not painter:
                painter.append(SlidePainter(outline.brand))
            painter[0].picture(next(page for page in outline.pages if page.key == key), QSize(1080, 608), 1)
            return outline

        shown(brief)
        for name, change in _changes(brief, key).items():
            kept = [_milliseconds(shown, change(n)) for n in range(RUNS)]
            afresh = [_milliseconds(shown, change(n), _forget) for n in range(5)]
            middle, high, whole = statistics.median(kept), sorted(kept)[-2], statistics.median(afresh)
            print(f"{name:28} median {middle:5.1f} ms   highest but one {high:5.1f}   nothing remembered {whole:6.1f}")
            bars.append(Bar(name=f"{name}: ms from a change to the preview", reached=middle, asked=ASKED, at_most=True))
    services.close_library()
    del application
    return bars


def _changes(brief: Brief, key: str) -> dict[str, Callable[[int], Brief]]:
    """Return a brief for each kind of change and each number, no two alike."""

    def judged(n: int) -> Brief:
        first, *rest = brief.assessments
        return replace(brief, assessments=(replace(first, text=f"{first.text} {n}"), *rest))

    return {
        "a title by hand": lambda n: replace(brief, edits={**brief.edits, key: SlideEdit(title=f"A title, take {n}")}),
        "a slide hidden": lambda n: replace(
            brief, edits={**brief.edits, key: SlideEdit(hidden=True, title=f"No. {n}")}
        ),
        "an assessment of the brief": judged,
        "the title of the brief": lambda n: replace(brief, title=f"{brief.title} {n}"),
    }


def _forget() -> None:
    composing.RECENT.forget()
    layout._sheets.cache_clear()


def _milliseconds(show: Callable[[Brief], object], brief: Brief, before: Callable[[], None] = lambda: None) -> float:
    before()
    start = time.perf_counter()
    show(brief)
    return (time.perf_counter() - start) * 1000


if __name__ == "__main__":
    for bar in run():
        print(bar)
