"""Every command of the window, once: its words, its key, its menu. The menu bar and the palette are made from this."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from briefer.model.evidence import PassageKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """A command as the user reads it. `group` makes it one of several that exclude each other."""

    id: str
    text: str
    key: str = ""
    menu: str
    icon: str = ""
    rule: bool = False
    """True when a separator stands before it."""
    group: str = ""
    checkable: bool = False
    where: str = ""
    """The tab in which alone its key acts; "" for everywhere."""
    also: str = ""
    """A second key that does the same."""


TABS = ("Library", "Read", "Evidence", "Positions", "Compose", "Memo", "Verify")

MAKING: tuple[tuple[PassageKind, str, str], ...] = (
    ("quotation", "Quote", "Q"),
    ("paraphrase", "Paraphrase", "P"),
    ("recommendation", "Recommend", "R"),
    ("fact", "Fact", "F"),
    ("comment", "Comment", "C"),
    ("summary", "Summary", "S"),
)
"""Kinds of passages with the words and the key that make one."""

COMMANDS: tuple[Command, ...] = (
    Command(id="import", text="Import files…", key="Ctrl+O", menu="File", icon="ph.export"),
    Command(id="new-library", text="New library…", key="Ctrl+Shift+N", menu="File", icon="ph.folder-plus", rule=True),
    Command(id="open-library", text="Open a library…", key="Ctrl+Shift+O", menu="File", icon="ph.folder-open"),
    Command(id="open-library-folder", text="Open a library folder…", menu="File", icon="ph.folder-open"),
    Command(id="open-sample", text="Open the sample", menu="File", icon="ph.book-open"),
    Command(id="close-library", text="Close the library", menu="File", icon="ph.folder"),
    Command(id="verify", text="Verify a file…", key="Ctrl+Shift+V", menu="File", icon="ph.shield-check", rule=True),
    Command(id="quit", text="Quit", key="Ctrl+Q", menu="File", icon="ph.sign-out", rule=True),
    Command(id="undo", text="Undo", key="Ctrl+Z", menu="Edit", icon="ph.arrow-u-up-left"),
    Command(id="redo", text="Redo", key="Ctrl+Shift+Z", menu="Edit", icon="ph.arrow-u-up-right"),
    Command(
        id="palette", text="Search or run a command…", key="Ctrl+K", menu="Edit", icon="ph.magnifying-glass", rule=True
    ),
    Command(
        id="find-text", text="Find in the text…", key="Ctrl+F", menu="Edit", icon="ph.magnifying-glass", where="Read"
    ),
    Command(id="go-to-page", text="Go to page…", key="Ctrl+G", menu="Edit", icon="ph.arrow-right", where="Read"),
    Command(id="join-sentences", text="Join sentences", key="Ctrl+J", menu="Edit", rule=True, where="Read"),
    Command(id="split-sentence", text="Split sentence here", key="Ctrl+Shift+J", menu="Edit", where="Read"),
    Command(id="vocabulary", text="Edit the vocabulary…", menu="Edit", icon="ph.tag", rule=True),
    Command(id="theme-up", text="Move the theme up", key="Alt+Up", menu="Edit/Theme", where="Vocabulary"),
    Command(id="theme-down", text="Move the theme down", key="Alt+Down", menu="Edit/Theme", where="Vocabulary"),
    Command(id="drop-theme", text="Take the theme away", key="Del", menu="Edit/Theme", rule=True, where="Vocabulary"),
    *(
        Command(id=f"tab-{name.lower()}", text=name, key=f"Ctrl+{at}", menu="View", group="tab", checkable=True)
        for at, name in enumerate(TABS, 1)
    ),
    Command(id="fold-left", text="Left list", key="F9", menu="View", icon="ph.sidebar-simple", rule=True),
    Command(id="fold-right", text="Inspector", key="F10", menu="View", icon="ph.sidebar-simple"),
    Command(id="focus-mode", text="Only the centre", key="F11", menu="View", icon="ph.arrows-out"),
    Command(id="next-area", text="Next area", key="F6", menu="View", icon="ph.arrow-right", rule=True),
    Command(id="previous-area", text="Previous area", key="Shift+F6", menu="View", icon="ph.arrow-left"),
    Command(id="next-finding", text="Next thing to look at", key="F8", menu="View", icon="ph.warning"),
    Command(
        id="next-page", text="Next page", key="PgDown", menu="View", icon="ph.caret-right", rule=True, where="Read"
    ),
    Command(id="previous-page", text="Previous page", key="PgUp", menu="View", icon="ph.caret-left", where="Read"),
    Command(id="larger-text", text="Larger text", key="Ctrl++", menu="View", where="Read"),
    Command(id="smaller-text", text="Smaller text", key="Ctrl+-", menu="View", where="Read"),
    Command(id="look-system", text="Like the system", menu="View/Appearance", group="look", checkable=True),
    Command(id="look-light", text="Light", menu="View/Appearance", group="look", checkable=True),
    Command(id="look-dark", text="Dark", menu="View/Appearance", group="look", checkable=True),
    Command(id="dense", text="Dense", menu="View/Density", group="density", checkable=True),
    Command(id="normal", text="Normal", menu="View/Density", group="density", checkable=True),
    Command(id="airy", text="Airy", menu="View/Density", group="density", checkable=True),
    Command(id="tick-essay", text="Take into the brief, or out", key="Ctrl+B", menu="Essay", icon="ph.check-square"),
    Command(id="retitle", text="Edit the title", key="F2", menu="Essay", icon="ph.pencil-simple"),
    Command(id="mark-read", text="Mark as read in full", menu="Essay", icon="ph.circle", rule=True),
    Command(id="mark-skimmed", text="Mark as skimmed", menu="Essay", icon="ph.circle-half"),
    Command(id="mark-unread", text="Mark as not read", menu="Essay", icon="ph.circle-dashed"),
    Command(
        id="drop-essay", text="Take off the shelf", key="Del", menu="Essay", icon="ph.trash", rule=True, where="Library"
    ),
    Command(id="import-next", text="Next step", key="Ctrl+PgDown", menu="Import", icon="ph.arrow-right"),
    Command(id="import-back", text="Step back", key="Ctrl+PgUp", menu="Import", icon="ph.arrow-left"),
    Command(
        id="import-guess",
        text="Take the guess, or finish",
        key="Ctrl+Return",
        menu="Import",
        icon="ph.check",
        rule=True,
    ),
    Command(
        id="import-merge",
        text="Merge with the next piece",
        key="Ctrl+M",
        menu="Import",
        icon="ph.arrows-merge",
        where="Import",
    ),
    Command(id="import-split", text="Split the piece at…", menu="Import", icon="ph.scissors"),
    Command(id="import-leave", text="Leave the piece out, or take it", menu="Import", icon="ph.x"),
    Command(id="next-suggestion", text="Next suggestion", key="N", menu="Passage", icon="ph.caret-down", where="Read"),
    Command(
        id="previous-suggestion",
        text="Previous suggestion",
        key="Shift+N",
        menu="Passage",
        icon="ph.caret-up",
        where="Read",
    ),
    Command(
        id="keep-suggestion", text="Keep the suggestion", key="Return", menu="Passage", icon="ph.check", where="Read"
    ),
    Command(
        id="drop-here", text="Drop suggestion or passage", key="Del", menu="Passage", icon="ph.trash", where="Read"
    ),
    *(
        Command(id=f"make-{kind}", text=text, key=key, menu="Passage", rule=kind == "quotation", where="Read")
        for kind, text, key in MAKING
    ),
    Command(id="move-begin", text="Move the begin", key="B", menu="Passage", rule=True, where="Read"),
    Command(id="move-end", text="Move the end", key="E", menu="Passage", where="Read"),
    Command(id="add-theme", text="Add a theme", key="T", menu="Passage", icon="ph.tag", rule=True, where="Read"),
    *(
        Command(id=f"theme-{at}", text=f"Recent theme {at}", key=str(at), menu="Passage/Recent theme", where="Read")
        for at in range(1, 10)
    ),
    Command(id="pick-here", text="Add to tray", key="A", menu="Passage", icon="ph.tray", where="Read"),
    Command(
        id="drop-passage",
        text="Drop the passage",
        key="Del",
        menu="Passage",
        icon="ph.trash",
        rule=True,
        where="Evidence",
    ),
    Command(id="export-evidence", text="Export the table…", menu="Passage", icon="ph.export", rule=True),
    Command(id="new-proposition", text="Add a proposition…", menu="Position", icon="ph.plus"),
    Command(
        id="drop-proposition",
        text="Take the proposition away",
        key="Del",
        menu="Position",
        icon="ph.trash",
        where="Positions",
    ),
    Command(
        id="drop-stand", text="Drop the stand", key="X", also="Del", menu="Position", icon="ph.trash", where="Positions"
    ),
    Command(
        id="next-unconfirmed", text="Next unconfirmed", key="U", menu="Position", icon="ph.circle-dashed", rule=True
    ),
    Command(id="copy-count", text="Copy the count line", menu="Position", icon="ph.copy"),
    Command(id="send-proposition", text="Send to a slide", key="Ctrl+Shift+M", menu="Position", icon="ph.presentation"),
    Command(
        id="merge",
        text="Merge with the likeliest",
        key="Ctrl+M",
        menu="Position",
        icon="ph.git-merge",
        rule=True,
        where="Positions",
    ),
    Command(id="new-brief", text="New brief", key="Ctrl+N", menu="Brief", icon="ph.file-plus"),
    Command(id="draft", text="Draft from a question…", key="Ctrl+Shift+D", menu="Brief", icon="ph.magic-wand"),
    Command(id="open-brief", text="Open a brief…", key="Ctrl+Alt+O", menu="Brief", icon="ph.stack"),
    Command(id="save-brief", text="Save the brief", key="Ctrl+S", menu="Brief", icon="ph.floppy-disk"),
    Command(id="save-brief-as", text="Save the brief as…", key="Ctrl+Shift+S", menu="Brief", icon="ph.floppy-disk"),
    Command(id="copy-brief", text="Copy the brief as YAML", menu="Brief", icon="ph.copy"),
    Command(
        id="to-tray", text="Add the passage behind it to the tray", key="A", menu="Brief", icon="ph.tray", rule=True
    ),
    Command(id="keep", text="Keep the statement", key="K", menu="Brief", icon="ph.check", rule=True, where="Compose"),
    Command(id="drop", text="Drop the statement", key="X", also="Del", menu="Brief", icon="ph.trash", where="Compose"),
    Command(
        id="keep-slide",
        text="Keep all on this slide",
        key="Ctrl+Shift+K",
        menu="Brief",
        icon="ph.checks",
        where="Compose",
    ),
    Command(
        id="next-waiting",
        text="Next unconfirmed statement",
        key="U",
        menu="Brief",
        icon="ph.circle-dashed",
        where="Compose",
    ),
    Command(id="slide-up", text="Move up", key="Alt+Up", menu="Brief/Slide", icon="ph.caret-up", where="Compose"),
    Command(id="slide-down", text="Move down", key="Alt+Down", menu="Brief/Slide", where="Compose"),
    Command(
        id="slide-hide", text="Hide, or show again", key="H", menu="Brief/Slide", icon="ph.eye-slash", where="Compose"
    ),
    Command(
        id="slide-lock",
        text="Lock its texts, or unlock",
        key="L",
        menu="Brief/Slide",
        icon="ph.lock-simple",
        where="Compose",
    ),
    Command(id="slide-copy", text="Double", key="Ctrl+D", menu="Brief/Slide", icon="ph.copy", where="Compose"),
    Command(id="slide-out", text="Take out", key="Ctrl+Del", menu="Brief/Slide", icon="ph.trash", where="Compose"),
    Command(id="slide-back", text="Bring back the last one", key="Ctrl+Shift+Del", menu="Brief/Slide", where="Compose"),
    Command(
        id="edit-here",
        text="Edit the words",
        key="F2",
        menu="Brief/Slide",
        icon="ph.pencil-simple",
        rule=True,
        where="Compose",
    ),
    Command(
        id="place-here", text="Place the first of the tray here", key="Shift+A", menu="Brief/Slide", where="Compose"
    ),
    Command(id="pick-look", text="Choose template and brand…", key="Ctrl+Shift+B", menu="Brief/Slide", rule=True),
    Command(id="present", text="Present", key="F5", menu="Brief", icon="ph.presentation", where="Compose"),
    Command(id="export", text="Export…", key="Ctrl+E", menu="Brief", icon="ph.export", rule=True),
    Command(id="open-folder", text="Open the output folder", menu="Brief", icon="ph.folder-open"),
    Command(id="keys", text="Keys", key="F1", menu="Help", icon="ph.keyboard"),
)

MENUS = ("File", "Edit", "View", "Import", "Essay", "Passage", "Position", "Brief", "Help")


class Commands(QObject):
    """The actions of one window, by id."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._actions: dict[str, QAction] = {}
        self._groups: dict[str, QActionGroup] = {}
        for command in COMMANDS:
            self._actions[command.id] = self._action(command)

    def __getitem__(self, id: str) -> QAction:
        return self._actions[id]

    def on(self, id: str, do: Callable[[], object]) -> None:
        """Run `do` when the command is called."""
        self._actions[id].triggered.connect(lambda _=False: do())

    def allow(self, id: str, allowed: bool, why: str = "") -> None:
        """Switch a command on or off; `why` is shown when it is off."""
        action = self._actions[id]
        action.setEnabled(allowed)
        key = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        plain = action.text().replace("…", "")
        action.setToolTip(why if not allowed else f"{plain} ({key})" if key else plain)
        action.setStatusTip(why if not allowed else "")

    def only_in(self, id: str, widget: QWidget) -> None:
        """Let a command's key act only while the focus is in `widget`."""
        action = self._actions[id]
        self._window.removeAction(action)
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        widget.addAction(action)

    def fill(self, bar: QMenuBar) -> None:
        """Put every command into the menu bar."""
        menus: dict[str, QMenu] = {name: bar.addMenu(f"&{name}") for name in MENUS}
        for command in COMMANDS:
            if command.menu not in menus:
                parent, _, name = command.menu.partition("/")
                menus[command.menu] = menus[parent].addMenu(name)
            if command.rule:
                menus[command.menu].addSeparator()
            menus[command.menu].addAction(self._actions[command.id])

    def _action(self, command: Command) -> QAction:
        action = QAction(command.text, self._window)
        action.setObjectName(command.id)
        action.setCheckable(command.checkable)
        if command.key:
            action.setShortcuts([QKeySequence(key) for key in (command.key, command.also) if key])
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        key = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        plain = command.text.replace("…", "")
        action.setToolTip(f"{plain} ({key})" if key else plain)
        if command.group:
            group = self._groups.setdefault(command.group, QActionGroup(self))
            group.addAction(action)
        self._window.addAction(action)
        return action
