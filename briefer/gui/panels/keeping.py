"""Keeping or dropping what a draft holds, one statement or one slide at a time, each with one key and one undo step."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

from briefer.gui import brief_edits, phrases
from briefer.gui.keeping_edits import Waiting, dropped, dropping, given, keeping, lacking, waiting
from briefer.gui.kit import Kit
from briefer.gui.models.outline import Sheet, sheet_lines
from briefer.model.evidence import Passage, Recommendation
from briefer.model.statement import Statement
from briefer.specs.brief import Brief

if TYPE_CHECKING:
    from briefer.gui.panels.compose import ComposeDesk

KEYS = ("keep", "drop", "keep-slide", "next-waiting")


class Keeping(QObject):
    """K keeps, X drops, Ctrl+Shift+K keeps a whole slide, U goes to the next statement that waits."""

    def __init__(self, kit: Kit, desk: ComposeDesk) -> None:
        super().__init__(desk)
        self._kit, self._desk = kit, desk
        self._fresh: Brief | None = None
        """The draft whose first statement that waits is to be shown."""
        commands = kit.commands
        for id, do in zip(KEYS, (self.keep, self.drop, self.keep_slide, self.next), strict=True):
            commands.on(id, do)
        for place in (desk.page, desk.storyboard):
            commands.only_in("keep", place)
            commands.only_in("drop", place)
        commands.only_in("keep-slide", desk)
        commands.only_in("next-waiting", desk)
        kit.session.opened.connect(self._allow)
        self._allow()

    def waits(self, sheet: Sheet) -> bool:
        """Tell whether a page holds a statement that nobody has confirmed."""
        return any(not statement.confirmed for statement in _statements(sheet))

    def keep(self) -> None:
        """Confirm what the chosen statement rests on."""
        if (statement := self._chosen()) is not None:
            self._keep(waiting(self._kit.session.shelf, statement), "a statement")

    def keep_slide(self) -> None:
        """Confirm all that stands on the page."""
        sheet = self._desk.sheet
        found = Waiting()
        for statement in _statements(sheet) if sheet else ():
            found |= waiting(self._kit.session.shelf, statement)
        self._keep(found, "a slide")

    def drop(self) -> None:
        """Take the chosen statement out: what rules found leaves the library, a pick of the brief is no pick any more."""
        session, statement = self._kit.session, self._chosen()
        brief = session.brief
        if statement is None or brief is None:
            return
        found = Waiting() if session.read_only else waiting(session.shelf, statement)
        cited = () if found.positions or found.entries else given(session.shelf, statement)
        if not found:
            unpicked = brief_edits.without(brief, cited, ())
            if unpicked == brief:
                self._say("Only what a rule found or you picked can be dropped here")
                return
            session.edit_brief("dropping a statement", unpicked)
            self._done("Taken out of the brief; the library keeps it")
            return
        picks = (pick.passage for pick in brief.picks)
        edits = dropping(
            session.shelf, found, picks, lambda passage: self._kit.services.suggestions_at(session.shelf, passage)
        )
        gone = dropped(edits, Passage)
        text = self._kit.services.brief_text(brief)
        if any(f"@{id}" in text for id in gone):
            self._say("A sentence of your own cites this passage; take the citation out first")
            return
        new = brief_edits.without(brief, (*gone, *cited), dropped(edits, Recommendation))
        session.edit_both("dropping a statement", edits, new)
        self._done("Dropped; no rule suggests it again")

    def next(self) -> None:
        """Go to the next statement that nobody has confirmed, on this page or a later one."""
        sheets, here = self._desk.sheets, self._desk.sheet
        at = sheets.index(here) if here in sheets else 0
        row = self._desk.page.currentIndex().row()
        ahead = [(sheet, -1) for sheet in (*sheets[at + 1 :], *sheets[:at])]
        for sheet, after in ((here, row), *ahead, (here, -1)) if here is not None else ():
            lines = sheet_lines(sheet)
            for place, line in enumerate(lines):
                if place > after and line.statement is not None and not line.statement.confirmed:
                    self._desk.go_to(sheet.id)
                    self._desk.page.choose(place)
                    self._desk.page.setFocus(Qt.FocusReason.ShortcutFocusReason)
                    return
        self._say("Every statement is confirmed")

    def go_on(self) -> None:
        """Show the first statement of a new draft that waits once the slides are there."""
        self._fresh = self._kit.session.brief

    def shown(self) -> None:
        """Take note that the slides were shown afresh."""
        if self._fresh is None or self._fresh is not self._kit.session.brief:
            self._fresh = None
        elif any(self.waits(sheet) for sheet in self._desk.sheets):
            self._fresh = None
            self._desk.go_to(self._desk.sheets[0].id)
            self.next()

    def _keep(self, found: Waiting, what: str) -> None:
        edits, session = keeping(found), self._kit.session
        if not edits or session.read_only:
            why = session.reason if edits else lacking(found)
            self._say(why or "Nothing here waits to be confirmed")
            return
        session.edit_library(f"keeping {what}", *edits)
        rest = f"; {lacking(found)[0].lower()}{lacking(found)[1:]} on Positions for the rest" if lacking(found) else ""
        self._done(f"Kept {phrases.counted(len(edits), 'item')}{rest}")

    def _done(self, words: str) -> None:
        """Say what happened and choose the next statement on the page that waits."""
        self._kit.talk.toast(words)
        page = self._desk.page
        row = page.currentIndex().row()
        for place, line in enumerate(page.lines.rows):
            if place > row and line.statement is not None and not line.statement.confirmed:
                page.choose(place)
                return

    def _chosen(self) -> Statement | None:
        line = self._desk.page.lines.row_at(self._desk.page.currentIndex())
        if line is None or line.statement is None:
            self._say("Choose a statement on the slide first; U goes to the next one that waits")
            return None
        return line.statement

    def _allow(self) -> None:
        for id in KEYS:
            self._kit.commands.allow(id, self._kit.session.library is not None, "Open a library first")

    def _say(self, words: str) -> None:
        self._kit.talk.toast(words, False)


def _statements(sheet: Sheet) -> Iterable[Statement]:
    return (line.statement for line in sheet_lines(sheet) if line.statement is not None)
