"""Verifying: a finished file statement by statement, as generated, as found, and in its source."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from briefer.gui import phrases
from briefer.gui.kit import Kit
from briefer.gui.models.verdicts import (
    VerdictModel,
    VerdictProxy,
    passes,
    spoken_change,
    verdict_rows,
    verdict_word,
    where,
)
from briefer.gui.panels.start import DropZone
from briefer.gui.results import VerifyResult, VerifyRow
from briefer.gui.widgets.banner import Notice
from briefer.gui.widgets.buttons import button
from briefer.gui.widgets.desk import Desk
from briefer.gui.widgets.panel import Panel, centred
from briefer.gui.widgets.row_list import RowList
from briefer.gui.widgets.text import Elided, Ground, Text, rule
from briefer.gui.widgets.verdict_table import VerdictTable
from briefer.model.essay import Essay

MODES = {
    "text": "Compared by text alone: the file carries no record of its statements.",
    "as-issued": "Compared with what was issued: no library is open.",
}


class VerifyDesk(Desk):
    """A finished file beside its sources; the file is only read."""

    name = "Verify"

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        look = kit.look
        self.path: Path | None = None
        self.model = VerdictModel(self)
        self.proxy = VerdictProxy(self.model, self)
        self.table = VerdictTable(look, self.proxy)
        self.filters = RowList(look, "Verdicts")
        self._unfolded = False
        left = Panel(look, "Verdicts")
        left.column.addWidget(self.filters, 1)
        self.tools = QWidget()
        row = QHBoxLayout(self.tools)
        row.setContentsMargins(0, 0, 0, 0)
        self._file = Elided(look, "", "body", cut_middle=True)
        row.addWidget(self._file)
        self.primary = button(look, "Verify a file…", "primary", "ph.shield-check", kit.commands["verify"])
        self.assemble(left, self._centre(), None)
        self.filters.chosen.connect(lambda _: self._filter())
        self.table.chosen.connect(self._show_row)
        kit.outputs.verifying.connect(self._begin)
        kit.outputs.verified.connect(self._show)
        kit.outputs.stopped.connect(self._stopped)
        self._show_empty()

    def first_focus(self) -> QWidget:
        return self.table if self.model.rows else self._choose

    def next_finding(self) -> None:
        """Go to the next statement that fails or is to be looked at."""
        rows = self.proxy.rowCount()
        start = self.table.currentIndex().row() + 1
        for step in range(rows):
            index = self.proxy.index((start + step) % rows, 0)
            row = self.proxy.row_at(index)
            if row is not None and row.severity != "ok":
                self.table.setCurrentIndex(index)
                self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)
                return
        self._kit.talk.toast("Nothing to look at in this file", False)

    def _centre(self) -> QWidget:
        centre = Ground("base")
        column = QVBoxLayout(centre)
        column.setContentsMargins(0, 0, 0, 0)
        self._pages = QStackedWidget()
        self._pages.addWidget(self._invitation())
        self._pages.addWidget(self._result())
        column.addWidget(self._pages)
        return centre

    def _invitation(self) -> QWidget:
        look = self._kit.look
        page = Ground("base")
        outer = QVBoxLayout(page)
        outer.addStretch(2)
        body = QWidget()
        body.setFixedWidth(look.scaled(520))
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        zone = DropZone(look)
        zone.column.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._invite = Text(look, "Drop an edited deck here", "subject")
        self._invite.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        words = "Every quotation, page, number and source line is compared with the library. The file is not changed."
        explain = Text(look, words, "small", "text2")
        explain.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._choose = button(look, "Choose a file…", "plain", "ph.folder-open", self._kit.commands["verify"])
        zone.column.addWidget(self._invite)
        zone.column.addWidget(explain)
        zone.column.addSpacing(6)
        zone.column.addWidget(self._choose, alignment=Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(zone)
        outer.addLayout(centred(body))
        outer.addStretch(3)
        return page

    def _result(self) -> QWidget:
        look = self._kit.look
        page = Ground("base")
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.table, 1)
        foot = Ground("window")
        outer = QVBoxLayout(foot)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(rule())
        row = QHBoxLayout()
        row.setContentsMargins(14, 8, 14, 8)
        row.setSpacing(8)
        self._what = Elided(look, "", "strong")
        self._how = Elided(look, "", "small", "text2")
        row.addWidget(self._what)
        row.addWidget(self._how, 1)
        self._more = button(look, "", "link")
        self._more.clicked.connect(self._unfold)
        row.addWidget(self._more)
        row.addWidget(button(look, "Next to look at", "plain", "ph.arrow-down", self._kit.commands["next-finding"]))
        outer.addLayout(row)
        column.addWidget(foot)
        return page

    def _begin(self, path: Path) -> None:
        self.path = path
        self._file.set_text(path.name)
        self._invite.setText(f"Comparing {path.name}…")
        self._kit.talk.solved.emit("verdict")
        self._kit.talk.solved.emit("mode")
        self.model.show([], {})
        self._pages.setCurrentIndex(0)
        self.filters.show_rows([])

    def _stopped(self) -> None:
        self._show_empty()

    def _show_empty(self) -> None:
        self.path = None
        self._file.set_text("")
        self._invite.setText("Drop an edited deck here")
        self.filters.show_rows(verdict_rows([]))
        self._pages.setCurrentIndex(0)

    def _show(self, path: Path, result: VerifyResult) -> None:
        self.path, self._unfolded = path, False
        self._file.set_text(path.name)
        self._invite.setText("Drop an edited deck here")
        names = {essay.id: phrases.cited(essay) for essay in self._kit.session.shelf.all(Essay)}
        self.model.show(result.rows, names)
        self.filters.show_rows(verdict_rows(result.rows))
        self.filters.choose("all")
        self._filter()
        self._pages.setCurrentIndex(1)
        self._say(result)
        if self.proxy.rowCount():
            self.table.setCurrentIndex(self.proxy.index(0, 0))
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _say(self, result: VerifyResult) -> None:
        self._kit.talk.solved.emit("mode")
        counts = {name: sum(row.severity == name for row in result.rows) for name in ("fail", "warn", "ok")}
        look = f", {counts['warn']} to look at" if counts["fail"] else ""
        rest = f"{counts['ok']} match{look}. The file has not been changed."
        following = (("Next", self.next_finding),)
        if counts["fail"]:
            words = phrases.counted(counts["fail"], "statement")
            fails = "fails" if counts["fail"] == 1 else "fail"
            finding = f"Does not match its sources: {words} {fails}."
            notice = Notice(
                kind="fail", finding=finding, advice=rest, actions=following, about="verdict", where=(self.name,)
            )
        elif counts["warn"]:
            finding = f"{phrases.counted(counts['warn'], 'statement')} to look at."
            notice = Notice(
                kind="warn", finding=finding, advice=rest, actions=following, about="verdict", where=(self.name,)
            )
        else:
            verb = "matches its" if counts["ok"] == 1 else "match their"
            finding = f"{phrases.counted(counts['ok'], 'statement')} {verb} sources."
            notice = Notice(
                kind="ok", finding=finding, advice="The file has not been changed.", about="verdict", where=(self.name,)
            )
        self._kit.talk.say(notice)
        if result.mode in MODES:
            self._kit.talk.say(Notice(kind="info", finding=MODES[result.mode], about="mode", where=(self.name,)))

    def _filter(self) -> None:
        chosen = self.filters.current_id or "all"
        unfolded = self._unfolded or chosen == "severity:ok"
        self.proxy.keep(lambda row: passes(row, chosen), unfolded)
        self._more.setVisible(bool(self.proxy.folded))
        self._more.setText(f"Show {self.proxy.folded} more that match")
        self._show_row()

    def _unfold(self) -> None:
        self._unfolded = True
        self._filter()

    def _show_row(self) -> None:
        row = self.proxy.row_at(self.table.currentIndex())
        self._what.set_text(verdict_word(row) if row else "")
        self._how.set_text(self._detail(row) if row else "")

    def _detail(self, row: VerifyRow) -> str:
        return " · ".join(part for part in (where(row), spoken_change(row)) if part)
