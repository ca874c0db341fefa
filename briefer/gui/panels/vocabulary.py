"""The vocabulary in the Library tab: themes in the user's order; each change is one undoable step."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from briefer.app.library import removal
from briefer.gui import brief_edits, phrases
from briefer.gui.kit import Kit
from briefer.gui.models.vocabulary import AUTO, FACET, LABEL, PASSAGES, SEEDS, TEXTS, VocabularyModel
from briefer.gui.panels.theme_card import ThemeCard
from briefer.gui.theme_edits import labelled, moving, new_theme
from briefer.gui.widgets.buttons import button, explain, icon_button
from briefer.gui.widgets.desk import Desk
from briefer.gui.widgets.panel import SubBar
from briefer.gui.widgets.plain_table import PlainTable
from briefer.gui.widgets.text import Elided, Ground, Text, rule
from briefer.model.evidence import Theme
from briefer.model.library import Put

_WIDTHS = {FACET: 84, AUTO: 84, SEEDS: 76, PASSAGES: 98, TEXTS: 76}
_COMMANDS = ("theme-up", "theme-down", "drop-theme")


class VocabularyDesk(Desk):
    """Stands in the place of the shelf until the user is done."""

    name = "Vocabulary"
    right_width = 380
    turned = Signal()
    """It begins or ends."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._active = False
        look = kit.look
        self.model = VocabularyModel(self)
        self.table = PlainTable(look, self.model, "Themes", _WIDTHS)
        self.card = ThemeCard(kit)
        self.tools = Text(look, "Vocabulary", "strong", wrap=False)
        done = button(look, "Done", "primary", "ph.check")
        done.setToolTip("Back to the shelf (Esc)")
        done.clicked.connect(self.end)
        self.primary = done
        self.assemble(None, self._centre(), self.card)
        self.table.chosen.connect(self._show_card)
        self.table.opened.connect(lambda: self.card.label.setFocus(Qt.FocusReason.ShortcutFocusReason))
        kit.session.opened.connect(self._leave)
        kit.session.library_edited.connect(self.refresh)
        commands = kit.commands
        commands.on("theme-up", lambda: self._move(-1))
        commands.on("theme-down", lambda: self._move(1))
        commands.on("drop-theme", self._drop)
        commands.only_in("theme-up", self)
        commands.only_in("theme-down", self)
        commands.only_in("drop-theme", self.table)
        self._allow()

    @property
    def active(self) -> bool:
        """Tell whether it stands in the place of the shelf."""
        return self._active

    def begin(self) -> None:
        """Stand in the place of the shelf."""
        if not self._active and self._kit.session.library is not None:
            self._active = True
            self.refresh()
            self.turned.emit()

    def end(self) -> None:
        """Give the shelf its place back; what was typed is kept."""
        if self._active:
            self.card.keep_fields()
            self._active = False
            self._allow()
            self.turned.emit()

    def first_focus(self) -> QWidget:
        return self.table if self.model.rowCount() else self._new

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.end()
        else:
            super().keyPressEvent(event)

    def refresh(self, _: object = None) -> None:
        """Show the themes as they are now; the chosen one stays chosen, or the next takes its place."""
        if not self._active:
            return
        row = self.table.currentIndex().row()
        was = self.model.theme_at(row)
        self.model.show(self._kit.session.shelf)
        count = self.model.rowCount()
        at = self.model.row_of(was.id) if was else 0
        if count:
            self.table.setCurrentIndex(self.model.index(at if at >= 0 else min(max(row, 0), count - 1), LABEL))
        self._count.set_text(phrases.counted(count, "theme"))
        self._none.setVisible(not count)
        self.table.setVisible(bool(count))
        self._new.setEnabled(not self._kit.session.read_only)
        explain(self._new, self._kit.session.why_not)
        self._show_card()

    def choose(self, id: str) -> None:
        """Make a theme current."""
        row = self.model.row_of(id)
        if row >= 0:
            self.table.setCurrentIndex(self.model.index(row, LABEL))
            self.table.scrollTo(self.table.currentIndex())

    def _centre(self) -> QWidget:
        look, commands = self._kit.look, self._kit.commands
        centre = Ground("base")
        column = QVBoxLayout(centre)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        bar = SubBar(look, "base")
        self._new = QLineEdit()
        self._new.setAccessibleName("New theme")
        self._new.setPlaceholderText("A new theme, Enter adds it")
        self._new.setFont(look.font())
        self._new.setMinimumWidth(look.scaled(220))
        self._new.returnPressed.connect(self._add)
        bar.row.addWidget(self._new, 1)
        for icon, words, id in (
            ("ph.arrow-up", "Move the theme up", "theme-up"),
            ("ph.arrow-down", "Move the theme down", "theme-down"),
            ("ph.trash", "Take the theme away", "drop-theme"),
        ):
            bar.row.addWidget(icon_button(look, icon, words, commands[id]))
        bar.row.addStretch(1)
        self._count = Elided(look, "", "small", "text2")
        bar.row.addWidget(self._count)
        bar.row.setContentsMargins(14, 6, 14, 6)
        column.addWidget(bar)
        column.addWidget(rule())
        self._none = Text(look, "No theme yet. Name one above: what several texts speak to.", ink="text2")
        self._none.setContentsMargins(14, 28, 14, 14)
        column.addWidget(self._none, 1, Qt.AlignmentFlag.AlignTop)
        column.addWidget(self.table, 1)
        return centre

    def _leave(self) -> None:
        """End without writing: another library is open, and what was typed belongs to the one before."""
        self.card.show_theme(None)
        self.end()

    def _theme(self) -> Theme | None:
        return self.model.theme_at(self.table.currentIndex().row())

    def _show_card(self) -> None:
        self.card.show_theme(self._theme())
        self._allow()

    def _allow(self) -> None:
        theme, read_only = self._theme() if self._active else None, self._kit.session.read_only
        why = self._kit.session.why_not or "Choose a theme in the vocabulary first"
        rows: Sequence[int] = (0, self.model.rowCount() - 1, -1)
        for id, last in zip(_COMMANDS, rows, strict=True):
            at_end = theme is not None and self.table.currentIndex().row() == last
            allowed = theme is not None and not read_only and not at_end
            self._kit.commands.allow(id, allowed, "It stands there already" if at_end and not read_only else why)

    def _add(self) -> None:
        label = " ".join(self._new.text().split())
        session = self._kit.session
        if not label or session.read_only:
            return
        there = labelled(session.shelf, label)
        theme = there or new_theme(session.shelf, label)
        if there is None:
            session.edit_library(f"the theme “{label}”", Put(theme))
        else:
            self._kit.talk.toast(f"“{there.label}” is in the vocabulary already", False)
        self._new.clear()
        self.choose(theme.id)

    def _move(self, by: int) -> None:
        theme = self._theme()
        edits = moving(self._kit.session.shelf, theme.id, by) if theme else ()
        if theme is not None and edits:
            self._kit.session.edit_library(f"moving “{theme.label}”", *edits)

    def _drop(self) -> None:
        """Take a theme away, out of all that names it and out of the brief, as one step."""
        theme, session = self._theme(), self._kit.session
        if theme is None or session.read_only:
            return
        words, brief = f"taking “{theme.label}” away", session.brief
        edits = removal(session.shelf, (Theme, theme.id))
        session.undo_stack.beginMacro(words)
        if brief is not None and theme.id in brief.themes:
            session.edit_brief(words, brief_edits.with_ticks(brief, session.shelf, "themes", [theme.id], False))
        session.edit_library(words, *edits)
        session.undo_stack.endMacro()
        mended = f", out of {phrases.counted(len(edits) - 1, 'entry', 'entries')} too" if len(edits) > 1 else ""
        self._kit.talk.toast(f"“{theme.label}” is out of the vocabulary{mended}")
