"""What each command of the window does, and when it is off."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from shiboken6 import isValid

from briefer.gui import areas
from briefer.gui.commands import COMMANDS
from briefer.gui.palette import Mode
from briefer.gui.widgets.banner import Notice

if TYPE_CHECKING:
    from briefer.gui.main_window import MainWindow

NEED_LIBRARY = (
    "close-library",
    "new-brief",
    "draft",
    "save-brief",
    "save-brief-as",
    "copy-brief",
    "export",
    "palette",
)


def connect_commands(window: MainWindow) -> None:
    """Connect every command that belongs to no single panel."""
    kit = window.kit
    actions: dict[str, Callable[[], object]] = {
        "import": kit.imports.ask,
        "new-library": kit.libraries.ask_new,
        "open-library": kit.libraries.ask_open,
        "open-library-folder": kit.libraries.ask_open_folder,
        "open-sample": kit.briefs.open_sample,
        "close-library": kit.libraries.close,
        "verify": kit.outputs.ask_verify,
        "quit": window.close,
        "palette": window.palette_box.open,
        "vocabulary": window.edit_vocabulary,
        "fold-left": lambda: window.desk.fold_left(),
        "fold-right": lambda: window.desk.fold_right(),
        "focus-mode": lambda: focus_mode(window),
        "next-area": lambda: areas.go(window, 1),
        "previous-area": lambda: areas.go(window, -1),
        "next-finding": lambda: window.desk.next_finding(),
        "new-brief": kit.briefs.new,
        "draft": lambda: ask_draft(window),
        "open-brief": kit.briefs.ask_open,
        "save-brief": kit.briefs.save,
        "save-brief-as": kit.briefs.ask_save,
        "copy-brief": kit.briefs.copy_text,
        "export": lambda: export(window),
        "open-folder": kit.outputs.open_folder,
        "keys": lambda: show_keys(window),
    }
    for id, do in actions.items():
        window.commands.on(id, do)
    _connect_look(window)
    _connect_undo(window)
    kit.outputs.built.connect(lambda _: refresh_commands(window))
    window.status.asked.connect(lambda _: show_finding(window))
    window.commands.allow("open-sample", kit.services.sample_brief() is not None, "The sample is not installed")


def refresh_commands(window: MainWindow) -> None:
    """Switch commands on or off as the session stands."""
    session = window.session
    for id in NEED_LIBRARY:
        window.commands.allow(id, session.library is not None, "Open a library first")
    importing = window.kit.imports.active
    why = "Finish or leave the import first" if importing else "Open a library first"
    window.commands.allow("vocabulary", session.library is not None and not importing, why)
    window.commands.allow("open-folder", window.kit.outputs.written is not None, "Nothing has been written yet")
    read_only = session.library is not None and session.read_only
    window.commands.allow("import", not read_only, session.reason or session.why_not)


def ask_draft(window: MainWindow) -> None:
    """Ask for the question of a draft, in the centre of Compose."""
    window.rail.choose("Compose")
    window.compose.ask_draft()


def export(window: MainWindow) -> None:
    """Show the export panel of the desk one is at; from elsewhere that of Compose."""
    if window.rail.current == "Memo":
        if window.memo.right is not None and not window.memo.right.isVisible():
            window.memo.fold_right()
        window.memo.open_export()
        return
    window.rail.choose("Compose")
    if window.compose.right is not None and not window.compose.right.isVisible():
        window.compose.fold_right()
    window.compose.inspector.open_export()


def show_finding(window: MainWindow) -> None:
    """Go to the next slide with something to look at."""
    window.rail.choose("Compose")
    window.compose.next_finding()


def focus_mode(window: MainWindow) -> None:
    """Hide both sides and the tray, or bring them back."""
    folded = window.desk.fold_sides()
    window.tray.setVisible(bool(window.desk.tray_hint) and not folded and window.session.library is not None)


def show_keys(window: MainWindow) -> None:
    """List the most used keys in a banner; all stand in the menus."""
    wanted = ("import", "palette", "export", "verify", "save-brief", "undo", "next-area", "next-finding")
    texts = {command.id: command for command in COMMANDS}
    keys = " · ".join(f"{texts[id].key} {texts[id].text.replace('…', '').lower()}" for id in wanted)
    tabs = "Ctrl+1 to Ctrl+7 change the tab · F9, F10, F11 fold the sides · Space ticks"
    window.banners.say(
        Notice(
            kind="info",
            finding="Every command stands in the menus with its key.",
            advice=f"{keys} · {tabs}",
            about="keys",
        )
    )


def _connect_look(window: MainWindow) -> None:
    look, settings = window.kit.look, window.settings
    modes: tuple[Mode, ...] = ("system", "light", "dark")

    def set_mode(mode: Mode) -> None:
        look.set_mode(mode)
        settings.setValue("appearance", mode)

    for mode in modes:
        window.commands.on(f"look-{mode}", lambda mode=mode: set_mode(mode))  # type: ignore[misc]
    saved = settings.value("appearance", "system")
    chosen: Mode = next((mode for mode in modes if mode == saved), "system")
    window.commands[f"look-{chosen}"].setChecked(True)
    if chosen != look.mode:
        look.set_mode(chosen)
    densities = {"dense": -4, "normal": 0, "airy": 4}
    for name, pixels in densities.items():
        window.commands.on(name, lambda pixels=pixels: look.set_density(pixels))  # type: ignore[misc]
    window.commands["normal"].setChecked(True)


def _connect_undo(window: MainWindow) -> None:
    stack, commands = window.session.undo_stack, window.commands
    commands.on("undo", stack.undo)
    commands.on("redo", stack.redo)

    def follow(_: object = None) -> None:
        if not isValid(stack):  # it signals once more while the window is taken down
            return
        for id, word, text, can in (
            ("undo", "Undo", stack.undoText(), stack.canUndo()),
            ("redo", "Redo", stack.redoText(), stack.canRedo()),
        ):
            commands[id].setText(f"{word} {text}".strip().replace("&", "&&") if can else word)
            commands.allow(id, can, f"Nothing to {word.lower()}")

    for signal in (stack.indexChanged, stack.canUndoChanged, stack.canRedoChanged, stack.undoTextChanged):
        signal.connect(follow)
    follow()
