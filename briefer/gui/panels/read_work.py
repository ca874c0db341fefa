"""What is done to passages and suggestions where they stand in the text; every command of the reading desk."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu

from briefer.gui.commands import MAKING
from briefer.gui.kit import Kit
from briefer.model.essay import Essay, Reading
from briefer.model.evidence import PassageKind
from briefer.model.suggestion import Suggestion

if TYPE_CHECKING:
    from briefer.gui.panels.read import ReadDesk


class ReadWork(QObject):
    """Suggestions kept or dropped, passages made, cut, tagged and picked."""

    def __init__(self, kit: Kit, desk: ReadDesk) -> None:
        super().__init__(desk)
        self._kit, self._desk = kit, desk
        commands, text = kit.commands, desk.text
        text.asked_menu.connect(self._menu)
        desk.inspector.state_chosen.connect(self.set_reading)
        keys: dict[str, Callable[[], object]] = {
            "next-suggestion": lambda: self._step(1),
            "previous-suggestion": lambda: self._step(-1),
            "keep-suggestion": self._keep,
            "drop-here": self._drop,
            "move-begin": lambda: self._desk.border.begin(True),
            "move-end": lambda: self._desk.border.begin(False),
            "add-theme": self._add_theme,
            "pick-here": self._pick,
            "next-page": lambda: self._desk.page.turn(1),
            "previous-page": lambda: self._desk.page.turn(-1),
            "join-sentences": lambda: self._sentence(self._desk.marker.join),
            "split-sentence": lambda: self._sentence(self._desk.marker.split),
            **{f"theme-{at}": partial(self._theme, at) for at in range(1, 10)},
            **{f"make-{kind}": partial(self._make, kind) for kind, _, _ in MAKING},
        }
        for id, do in keys.items():
            commands.on(id, partial(self._act, do))
            commands.only_in(id, text)
        wide: dict[str, Callable[[], object]] = {
            "find-text": self._desk.pane.open_find,
            "go-to-page": self._desk.pane.open_pages,
            "larger-text": lambda: text.set_size(text.size_ + 1),
            "smaller-text": lambda: text.set_size(text.size_ - 1),
        }
        for id, do in wide.items():
            commands.on(id, partial(self._act, do))
            commands.only_in(id, desk)
        commands["keep-suggestion"].setShortcuts([QKeySequence("Return"), QKeySequence("Enter")])
        commands["larger-text"].setShortcuts([QKeySequence("Ctrl++"), QKeySequence("Ctrl+=")])

    def allow(self) -> None:
        """Switch the commands on or off as the essay, the cursor and the library stand."""
        commands, essay = self._kit.commands, self._desk.essay
        text = essay is not None and bool(self._desk.body)
        edit = text and not self._kit.session.read_only
        why = self._kit.session.why_not if text else "Open an essay first"
        for id in ("find-text", "go-to-page", "next-page", "previous-page", "next-suggestion", "previous-suggestion"):
            commands.allow(id, text, why)
        for id in ("join-sentences", "split-sentence", *(f"make-{kind}" for kind, _, _ in MAKING)):
            commands.allow(id, edit, why)
        passage, suggestion = self._desk.passage is not None, self._desk.suggestion is not None
        commands.allow("keep-suggestion", edit, why)
        commands.allow("drop-here", edit and (passage or suggestion), "Go to a passage or a suggestion first")
        for id in ("move-begin", "move-end", "add-theme", *(f"theme-{at}" for at in range(1, 10))):
            commands.allow(id, edit and passage, why if not edit else "Go to a passage first")
        commands.allow("pick-here", passage, "Go to a passage first")

    def _step(self, way: int) -> None:
        """Go to the next suggestion that waits, round the end."""
        self._desk.border.end()
        found = self._desk.waiting
        if not found:
            essay = self._desk.essay
            looking = essay is not None and self._desk.suggested.of(essay) is None
            self._kit.talk.toast("Looking for suggestions…" if looking else "No suggestion is left in this text", False)
            return
        ids = [s.id for s in found]
        if self._desk.current in ids:
            self._desk.choose(ids[(ids.index(self._desk.current) + way) % len(ids)])
            return
        after = [s for s in found if s.start >= self._desk.text.caret]
        before = [s for s in found if s.start < self._desk.text.caret]
        ahead = [*after, *before] if way > 0 else [*reversed(before), *reversed(after)]
        self._desk.choose(ahead[0].id)

    def _keep(self) -> None:
        if self._desk.border.draft is not None:
            self._desk.border.end()
            return
        essay, suggestion = self._desk.essay, self._desk.suggestion
        if essay is None or suggestion is None:
            self._kit.talk.toast("Enter keeps a suggestion: press N for the next one", False)
        else:
            self._decide(suggestion, partial(self._desk.marker.keep, essay, self._desk.body, suggestion))

    def _drop(self) -> None:
        essay, passage, suggestion = self._desk.essay, self._desk.passage, self._desk.suggestion
        self._desk.border.end()
        if essay is not None and suggestion is not None:
            self._decide(suggestion, partial(self._desk.marker.dismiss, essay, self._desk.body, suggestion))
        elif passage is not None:
            self._kit.passages.drop([passage.id])
            self._desk.moved()

    def _decide(self, suggestion: Suggestion, decide: Callable[[], object]) -> None:
        """Keep or drop a suggestion and go on; what is current then is shown once."""
        before = self._kit.session.shelf
        self._desk.deciding = True
        try:
            decide()
        finally:
            self._desk.deciding = False
        if self._kit.session.shelf is not before:
            self._go_on(suggestion)

    def _go_on(self, decided: Suggestion) -> None:
        """Go to the suggestion after one that was decided; to the first when it was the last."""
        left = self._desk.waiting
        after = [s for s in left if s.start >= decided.start] or list(left)
        if after:
            self._desk.choose(after[0].id)
        else:
            self._desk.show_current()
            self._desk.go(decided.start)

    def _make(self, kind: PassageKind) -> None:
        essay, chosen, suggestion, passage = (
            self._desk.essay,
            self._desk.text.selection,
            self._desk.suggestion,
            self._desk.passage,
        )
        if essay is None or self._kit.session.read_only:
            return
        self._desk.border.end()
        if chosen is not None:
            id = self._desk.marker.make(essay, self._desk.body, *chosen, kind)
        elif suggestion is not None:
            id = self._desk.marker.keep(essay, self._desk.body, suggestion, kind)
        elif passage is not None:
            self._desk.marker.change_kind(passage, kind)
            id = passage.id
        else:
            id = self._desk.marker.make_of_sentence(essay, self._desk.body, self._desk.text.caret, kind)
        if id:
            self._desk.choose(id)

    def _add_theme(self) -> None:
        if self._desk.passage is not None:
            if not self._desk.inspector.isVisible():
                self._desk.fold_right()
            field = self._desk.inspector.passage.theme
            field.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self._desk.inspector.passage.ensureWidgetVisible(field)

    def _theme(self, number: int) -> None:
        if self._desk.passage is not None:
            self._kit.passages.put_under([self._desk.passage.id], number)

    def _pick(self) -> None:
        if self._desk.passage is not None:
            self._kit.passages.to_tray([self._desk.passage.id])

    def set_reading(self, reading: Reading) -> None:
        """Set how far the essay is read."""
        essay = self._desk.essay
        if essay is not None and not self._kit.session.read_only:
            self._desk.marker.set_reading(essay, reading)

    def _sentence(self, change: Callable[[Essay, str, int], None]) -> None:
        essay = self._desk.essay
        if essay is not None and not self._kit.session.read_only:
            change(essay, self._desk.body, self._desk.text.caret)

    def _menu(self, at: QPoint) -> None:
        commands = self._kit.commands
        menu = QMenu(self._desk)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        groups = (
            ("keep-suggestion", "drop-here") if self._desk.suggestion is not None else (),
            tuple(f"make-{kind}" for kind, _, _ in MAKING),
            ("add-theme", "pick-here", "move-begin", "move-end"),
            ("drop-here",) if self._desk.suggestion is None else (),
            ("join-sentences", "split-sentence"),
        )
        for ids in groups:
            for id in ids:
                menu.addAction(commands[id])
            menu.addSeparator()
        menu.popup(at)

    def _act(self, do: Callable[[], object]) -> None:
        """Run a command; called from the menu of another tab, show this one first: nothing happens out of sight."""
        if self._desk.isVisible():
            do()
        else:
            self._kit.talk.went.emit(self._desk.name)
