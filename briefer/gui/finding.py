"""What the command palette can find: commands, essays, passages, slides, and places in the library."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence

from briefer.gui import phrases, searching
from briefer.gui.commands import COMMANDS
from briefer.gui.models.outline import sheets_of
from briefer.gui.searching import Found
from briefer.gui.widgets.command_palette import Answer, Entry
from briefer.model.essay import Essay
from briefer.model.evidence import Passage, Position
from briefer.store.search import Hit

if TYPE_CHECKING:
    from briefer.gui.main_window import MainWindow

OFFERED = ("import", "export", "verify", "save-brief", "tab-library", "tab-compose")
LIBRARY = "In the library"


def entries(window: MainWindow) -> list[Entry]:
    """Return everything that can be found now."""
    return [*_commands(window), *_essays(window), *_passages(window), *_slides(window)]


def answer(window: MainWindow, found: Found | None) -> Answer:
    """Return what a search of the library came to, as the palette shows it."""
    if found is None or found.result is None:
        return Answer(remark=found.reason if found else "")
    result, entries = found.result, []
    if result.suggestion:
        entries.append(
            Entry(
                group=LIBRARY,
                text=f"Search for “{result.suggestion}” instead",
                do=lambda: window.palette_box.replace_words(result.suggestion),
                stays=True,
            )
        )
    entries += [_hit(window, hit) for hit in result.hits]
    shelf = window.session.shelf
    return Answer(entries=tuple(entries), remark=result.remark, counts=searching.counts(shelf, result))


def open_hit(window: MainWindow, hit: Hit) -> None:
    """Show what a search found where it is worked on."""
    match hit.kind:
        case "passage":
            window.talk.show_passage(hit.id)
        case "body" | "note":
            window.talk.show_place(hit.essay_id, hit.start)
        case "theme":
            window.rail.choose("Evidence")
            window.evidence.show_theme(hit.id)
        case "recommendation":
            window.rail.choose("Positions")
            window.positions.show_recommendation(hit.id)
        case "proposition":
            window.rail.choose("Positions")
            window.positions.show_proposition(hit.id)
        case "position":
            window.rail.choose("Positions")
            position = window.session.shelf.get(Position, hit.id)
            if position is not None:
                window.positions.go_to(position.essay_id, position.proposition_id)
        case "essay":
            window.show_on_shelf(hit.id)


def _hit(window: MainWindow, hit: Hit) -> Entry:
    text, match = searching.excerpt(hit)
    shelf = window.session.shelf
    return Entry(
        group=LIBRARY,
        text=text,
        note=searching.source(shelf, hit),
        sign=searching.sign(shelf, hit),
        match=match,
        stacked=True,
        do=lambda: open_hit(window, hit),
    )


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
    return [
        Entry(
            group="Essays",
            text=essay.reference.title or essay.id,
            note=phrases.cited(essay),
            do=lambda id=essay.id: window.show_on_shelf(id),  # type: ignore[misc]
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
            do=lambda id=passage.id: window.talk.show_passage(id),  # type: ignore[misc]
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
