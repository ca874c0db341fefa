"""The desktop app: one window on a library and a brief."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from briefer.app.frozen import work_when_started_to


def main(argv: Sequence[str] | None = None) -> int:
    """Open the window, with the library, brief or finished file that `argv` names (the command line's, if None)."""
    work_when_started_to()
    from PySide6.QtCore import QSettings
    from PySide6.QtWidgets import QApplication

    from briefer.app.services import DesktopServices
    from briefer.gui import arrivals
    from briefer.gui.main_window import MainWindow
    from briefer.gui.palette import Look

    app = QApplication.instance() or QApplication(sys.argv[:1])
    if not isinstance(app, QApplication):
        raise TypeError("Briefer needs a desktop application")
    app.setApplicationName("Briefer")
    app.setOrganizationName("Briefer")
    window = MainWindow(DesktopServices(), Look(app), QSettings())
    window.show()
    paths = [Path(argument) for argument in (sys.argv[1:] if argv is None else argv) if not argument.startswith("-")]
    if paths:
        arrivals.take(window, paths)
    return app.exec()
