"""The header: the brief, what this tab needs, the search, the screen's one primary button."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from briefer.gui import brief_edits
from briefer.gui.commands import Commands
from briefer.gui.palette import Look
from briefer.gui.session import Session
from briefer.gui.widgets.buttons import MenuButton
from briefer.gui.widgets.desk import Desk
from briefer.gui.widgets.text import Elided, Ground, KeyCap, rule

HEIGHT = 46


class Header(Ground):
    """One line over the desk; its middle changes with the tab."""

    def __init__(self, look: Look, commands: Commands, session: Session) -> None:
        super().__init__("window")
        self._session, self._commands = session, commands
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        line = QWidget()
        line.setMinimumHeight(HEIGHT - 1)
        self._row = QHBoxLayout(line)
        self._row.setContentsMargins(16, 0, 14, 0)
        self._row.setSpacing(8)
        self._nothing = Elided(look, "No library open", "body", "text2")
        self._brief = MenuButton(look, "Brief", self._fill, bold=True)
        self._row.addWidget(self._nothing)
        self._row.addWidget(self._brief)
        self._row.addSpacing(8)
        self._row.addStretch(1)
        self._search = SearchButton(look, commands)
        self._row.addWidget(self._search)
        self._row.addSpacing(4)
        column.addWidget(line)
        column.addWidget(rule())
        self._parts: list[QWidget] = []
        session.brief_changed.connect(self.refresh)
        session.file_changed.connect(self.refresh)
        session.opened.connect(self.refresh)
        self.refresh()

    def show_desk(self, desk: Desk | None) -> None:
        """Show the parts that `desk` needs."""
        for part in self._parts:
            part.hide()
        tools, primary = (desk.tools, desk.primary) if desk else (None, None)
        self._parts = [part for part in (tools, primary) if part is not None]
        if tools is not None:
            self._row.insertWidget(3, tools)
        if primary is not None:
            self._row.addWidget(primary)
        for part in self._parts:
            part.show()

    def refresh(self) -> None:
        """Show how the brief is called and whether its file holds all changes."""
        brief = self._session.brief
        self._nothing.setVisible(brief is None)
        self._brief.setVisible(brief is not None)
        self._search.setVisible(brief is not None)
        if brief is not None:
            self._brief.show_text(
                brief_edits.caption(brief, self._session.brief_path) + (" •" if self._session.unsaved else "")
            )

    def _fill(self, menu: QMenu) -> None:
        for name in ("new-brief", "open-brief", "save-brief", "save-brief-as", "copy-brief"):
            menu.addAction(self._commands[name])
        menu.addSeparator()
        for name in ("open-library", "open-library-folder", "close-library"):
            menu.addAction(self._commands[name])


class SearchButton(QPushButton):
    """Looks like a field, opens the command palette."""

    def __init__(self, look: Look, commands: Commands) -> None:
        super().__init__()
        self.setAccessibleName("Search or run a command")
        self.setToolTip(commands["palette"].toolTip())
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 0, 6, 0)
        row.setSpacing(8)
        glass = QPushButton()
        glass.setProperty("kind", "figure")
        glass.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        glass.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        glass.setAccessibleName("Search")
        glass.setFixedWidth(20)
        look.dress(glass, "ph.magnifying-glass", "text2", 16)
        self._words = Elided(look, "Search or run a command", "body", "text2")
        key = commands["palette"].shortcut().toString(QKeySequence.SequenceFormat.NativeText).replace("+", " ")
        row.addWidget(glass)
        row.addWidget(self._words, 1)
        row.addWidget(KeyCap(look, key))
        for part in self.findChildren(QWidget):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.clicked.connect(lambda: commands["palette"].trigger())

    def sizeHint(self) -> QSize:
        layout = self.layout()
        wide = layout.sizeHint().width() if layout is not None else 0
        return QSize(wide + 8, super().sizeHint().height())
