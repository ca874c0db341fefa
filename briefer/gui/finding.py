"""What the command palette can find: commands, essays, passages, slides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence

from briefer.gui import phrases
from briefer.gui.commands import COMMANDS
from briefer.gui.models.outline import sheets_of
from briefer.gui.widgets.command_palette import Entry
from briefer.model.essay import Essay
from briefer.model.evidence import Passage

if TYPE_CHECKING:
    from briefer.gui.main_window import MainWindow

OFFERED = ("import", "export", "verify", "save-brief", "tab-library", "tab-compose")


def entries(window: MainWindow) -> list[Entry]:
    """Return everything that can be found now."""
    return [*_commands(window), *_essays(window), *_passages(window), *_slides(window)]


def _commands(window: MainWindow) -> list[Entry]:
    found = []
    for command in COMMANDS:
        action = window.commands[command.id]
        if not action.isEnabled() or command.id == "palette":
            continue
        text = action.text().replace("&&", "&")
        if command.group in ("tab", "look", "density"):
            prefix = {"tab": "Go to", "look": "Appearance:", "density": "Density:"}[command.group]
            text = f"{prefix} {text}"
        found.append(
            Entry(
                group="Commands",
                text=text,
                note=command.menu.replace("/", " › "),
                key=action.shortcut().toString(QKeySequence.SequenceFormat.NativeText),
                do=action.trigger,
                offered=command.id in OFFERED,
            )
        )
    return found


def _essays(window: MainWindow) -> list[Entry]:
    def show(id: str) -> None:
        window.rail.choose("Library")
        window.library.choose(id)

    return [
        Entry(
            group="Essays",
            text=essay.reference.title or essay.id,
            note=phrases.cited(essay),
            do=lambda id=essay.id: show(id),  # type: ignore[misc]
        )
        for essay in window.session.shelf.all(Essay)
    ]


def _passages(window: MainWindow) -> list[Entry]:
    library = window.session.shelf
    return [
        Entry(
            group="Passages",
            text=passage.headline or passage.wording,
            note=phrases.source_of(library, passage),
            sign=passage.kind,
            do=lambda id=passage.id: window.show_passage(id),  # type: ignore[misc]
        )
        for passage in library.all(Passage)
    ]


def _slides(window: MainWindow) -> list[Entry]:
    outline = window.kit.outliner.outline

    def show(id: str) -> None:
        window.rail.choose("Compose")
        window.compose.go_to(id)

    return [
        Entry(
            group="Slides",
            text=sheet.page.title,
            note=f"slide {sheet.number}",
            do=lambda id=sheet.id: show(id),  # type: ignore[misc]
            offered=True,
        )
        for sheet in (sheets_of(outline) if outline else ())
    ]
