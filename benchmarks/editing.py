"""`python -m benchmarks editing`: from a change in the window to the new preview, on the sample library.

The window composes, measures, checks and audits the whole brief after every change and paints one slide. What a change
does not touch is remembered by value; the same change with everything forgotten stands beside it. Then the window
itself: what its own thread takes from a change to the last repaint, and the longest it does not answer. All are CPU
times of the thread at work.
"""

from __future__ import annotations

import os
import statistics
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from benchmarks.measuring import Bar, until
from briefer.app import resources
from briefer.app.outlines import Outline
from briefer.app.services import DesktopServices
from briefer.compose import brief as composing
from briefer.specs.brief import Brief, SlideEdit
from briefer.typeset import layout

RUNS, ASKED, ANSWERS = 25, 50.0, 100.0
"""Changes measured, milliseconds asked of one, and how long the window may not answer."""


def run() -> list[Bar]:
    """Measure four kinds of change and print what each takes."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import QSize
    from PySide6.QtWidgets import QApplication

    from briefer.gui.widgets.slide_paint import SlidePainter

    application = QApplication.instance() or QApplication([])
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
        bars += _in_the_window(samples, key)
    del application
    return bars


def _in_the_window(samples: Path, key: str) -> list[Bar]:
    """Measure the same changes in the window with Compose in sight."""
    from PySide6.QtCore import QSettings
    from PySide6.QtWidgets import QApplication

    from briefer.gui.main_window import MainWindow
    from briefer.gui.palette import Look

    app = QApplication.instance()
    assert isinstance(app, QApplication)
    settings = QSettings(str(samples / "none.ini"), QSettings.Format.IniFormat)
    window = MainWindow(DesktopServices(), Look(app), settings)
    session, outliner = window.session, window.kit.outliner
    window.resize(1440, 900)
    window.show()
    window.kit.briefs.open_sample()
    until(lambda: session.brief is not None and outliner.outline is not None)
    window.rail.choose("Compose")
    window.compose.go_to(key)
    until(lambda: not outliner.busy and window.compose.storyboard.current_id == key)
    bars = []
    assert session.brief is not None
    for name, change in _changes(session.brief, key).items():
        whole, longest = [], []
        for n in range(RUNS):
            started = outliner.outline
            steps = [_cpu(partial(session.edit_brief, "a change", change(n)))]
            while outliner.outline is started or outliner.busy:
                steps.append(_cpu(app.processEvents))
                time.sleep(0.001)
            steps += [_cpu(app.processEvents) for _ in range(3)]
            whole.append(sum(steps))
            longest.append(max(steps))
        middle, worst = statistics.median(whole), sorted(longest)[-2]
        print(f"{name:28} window {middle:5.1f} ms, at most {worst:5.1f} ms without an answer")
        bars.append(Bar(name=f"{name}: ms of the window's thread", reached=middle, asked=ASKED, at_most=True))
        bars.append(Bar(name=f"{name}: longest ms without an answer", reached=worst, asked=ANSWERS, at_most=True))
    window.lanes.store.run("Closing", lambda *_: window.kit.services.close_library(), shown=False)
    window.lanes.close()
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
    return _cpu(lambda: show(brief))


def _cpu(do: Callable[[], object]) -> float:
    """Return the milliseconds of CPU time that this thread takes for `do`."""
    start = time.thread_time()
    do()
    return (time.thread_time() - start) * 1000


if __name__ == "__main__":
    for bar in run():
        print(bar)
