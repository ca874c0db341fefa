"""Files that arrive at the window, dropped on it or named on the command line: verified, opened or imported."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData

from briefer.gui.library_work import SUFFIX

if TYPE_CHECKING:
    from briefer.gui.main_window import MainWindow


def dropped(data: QMimeData) -> list[Path]:
    """Return the local files in what is being dragged."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]


def take(window: MainWindow, paths: list[Path]) -> None:
    """Do with files what they ask for: verify a deck, make a template a brand, open a brief or library, import the rest."""
    if not paths:
        return
    kinds = {path.suffix.lower() for path in paths}
    if paths[0].is_dir() or paths[0].name == "library.yaml":
        window.kit.libraries.open(paths[0] if paths[0].is_dir() else paths[0].parent)
    elif kinds <= {".potx"} and window.session.brief is not None:
        window.kit.brands.add(paths[0])
    elif window.rail.current == "Verify" or kinds <= {".pptx"}:
        window.kit.outputs.verify(paths[0])
    elif kinds <= {".yaml", ".yml"}:
        window.kit.briefs.open(paths[0])
    elif kinds <= {SUFFIX}:
        window.kit.libraries.open(paths[0])
    else:
        window.kit.imports.begin(paths)
