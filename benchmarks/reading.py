"""`python -m benchmarks reading`: what the window takes to open an essay, and to keep or drop a suggestion.

The window of the program with its own services reads essays of 5,000 words from a library in a file. Times are CPU
times of the thread that paints, from the key to the last repaint; what other threads find out is not in them.
"""

from __future__ import annotations

import os
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.measuring import Bar, until
from benchmarks.mining import essay, sentences

if TYPE_CHECKING:
    from briefer.gui.main_window import MainWindow

ESSAYS, ROUNDS = 14, 24
OPENED, DECIDED, GONE_ON = 100, 50, 50
"""Milliseconds asked for opening, for keeping or dropping, for going to the next."""


def run() -> list[Bar]:
    """Print the median and the worst of each step."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as folder:
        window = _window(Path(folder))
        found = _steps(window)
        window.lanes.store.run("Closing", lambda *_: window.kit.services.close_library(), shown=False)
        window.lanes.close()
    bars = []
    for name, asked in (("open", OPENED), ("next", GONE_ON), ("keep", DECIDED), ("drop", DECIDED)):
        times = sorted(1000 * seconds for seconds in found[name])
        print(f"{name:5} median {statistics.median(times):5.1f} ms, worst {times[-1]:5.1f} ms of {len(times)}")
        bars.append(
            Bar(
                name=f"{name}: median ms on the GUI thread", reached=statistics.median(times), asked=asked, at_most=True
            )
        )
    return bars


def _window(folder: Path) -> MainWindow:
    """Return the window in light mode, with a library of generated essays open."""
    from PySide6.QtCore import QSettings
    from PySide6.QtWidgets import QApplication

    from briefer.app.library import open_library
    from briefer.app.resources import starter_themes
    from briefer.app.services import DesktopServices
    from briefer.gui.main_window import MainWindow
    from briefer.gui.palette import Look
    from briefer.model.library import Put

    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    path, known = folder / "library.briefer", sentences()
    made = [essay(number, known) for number in range(ESSAYS)]
    with open_library(path, create=True) as opened:
        entities = (*starter_themes(), *(one for one, _ in made))
        opened.apply([Put(entity) for entity in entities], {one.body_sha256: body for one, body in made})
    settings = QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat)
    window = MainWindow(DesktopServices(), Look(app), settings)
    window.resize(1440, 900)
    window.show()
    window.kit.libraries.open(path)
    until(lambda: len(window.session.shelf.entities) == len(entities))
    return window


def _steps(window: MainWindow) -> dict[str, list[float]]:
    """Return the seconds of each step, again and again, once everything is mined."""
    from PySide6.QtCore import Qt

    from briefer.model.essay import Essay

    desk, shelf = window.read, window.session.shelf.all(Essay)
    window.rail.choose("Read")
    desk.open_essay(shelf[0].id)
    until(lambda: all(desk.suggested.of(one) is not None for one in shelf))
    desk.text.setFocus()
    times: dict[str, list[float]] = {"open": [], "next": [], "keep": [], "drop": []}
    for turn in range(ROUNDS):
        one = shelf[(turn + 1) % len(shelf)]
        times["open"].append(_cost(lambda one=one: desk.open_essay(one.id)))
        for name, key in (("next", Qt.Key.Key_N), ("keep", Qt.Key.Key_Return), ("drop", Qt.Key.Key_Delete)):
            until(lambda: not window.kit.outliner.busy)
            times[name].append(_cost(lambda key=key: _press(window, key)))
    return times


def _press(window: MainWindow, key: object) -> None:
    ids = {"Key_N": "next-suggestion", "Key_Return": "keep-suggestion", "Key_Delete": "drop-here"}
    window.commands[ids[getattr(key, "name", "")]].trigger()


def _cost(work: Callable[[], object]) -> float:
    """Return the CPU seconds of this thread until `work` is done and everything is painted."""
    from PySide6.QtWidgets import QApplication

    start = time.thread_time()
    work()
    QApplication.processEvents()
    return time.thread_time() - start
