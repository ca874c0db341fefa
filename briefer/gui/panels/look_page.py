"""Template and brand by their looks: this brief's own slide in each, drawn as they arrive."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon, QKeyEvent, QPainter, QPixmap, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QListView, QListWidget, QListWidgetItem
from shiboken6 import isValid

from briefer.gui import brief_edits, phrases
from briefer.gui.kit import Kit
from briefer.gui.lanes import Job
from briefer.gui.palette import Look
from briefer.gui.results import Preview
from briefer.gui.widgets.buttons import button
from briefer.gui.widgets.panel import Scroll
from briefer.gui.widgets.slide_paint import SlidePainter
from briefer.gui.widgets.text import Text

PICTURE = QSize(208, 117)


class PictureList(QListWidget):
    """Pictures side by side, each with its name; Enter or a click takes one."""

    taken = Signal(str)

    def __init__(self, look: Look, name: str) -> None:
        super().__init__()
        self._look = look
        self.setAccessibleName(name)
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setMovement(QListView.Movement.Static)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setIconSize(PICTURE)
        self.setWordWrap(True)
        self.setSpacing(6)
        self.setFont(look.font())
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.itemClicked.connect(self._take)

    def show_previews(self, previews: Sequence[Preview], chosen: str) -> None:
        """Show what there is, with `chosen` current."""
        self.clear()
        metrics = self.fontMetrics()
        cell = QSize(PICTURE.width() + 16, PICTURE.height() + 4 * metrics.lineSpacing() + 22)
        for preview in previews:
            words = f"{preview.name} ✓" if preview.id == chosen else preview.name
            count = phrases.counted(preview.slides, "slide") if preview.slides else "cannot be made"
            room = 2 * PICTURE.width() - 3 * metrics.averageCharWidth()
            look_at = metrics.elidedText(preview.note, Qt.TextElideMode.ElideRight, room)
            item = QListWidgetItem(self._icon(preview), "\n".join(filter(None, (words, count, look_at))))
            item.setData(Qt.ItemDataRole.UserRole, preview.id)
            now = ", in use" if preview.id == chosen else ""
            spoken = f"{preview.name}{now}, {count}. {preview.note}".strip()
            item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken)
            item.setToolTip(phrases.tip(preview.note or preview.name))
            item.setSizeHint(cell)
            self.addItem(item)
            if preview.id == chosen:
                self.setCurrentItem(item)
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self.currentItem():
            self._take(self.currentItem())
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._fit()

    def _take(self, item: QListWidgetItem) -> None:
        self.taken.emit(str(item.data(Qt.ItemDataRole.UserRole)))

    def _fit(self) -> None:
        """Be as high as the rows of pictures."""
        self.doItemsLayout()
        last = self.visualItemRect(self.item(self.count() - 1)).bottom() if self.count() else PICTURE.height()
        self.setFixedHeight(last + 14)

    def _icon(self, preview: Preview) -> QIcon:
        if preview.page is None or preview.brand is None:
            picture = QPixmap(PICTURE)
            picture.fill(self._look.colour("alt"))
        else:
            slides = SlidePainter(preview.brand, preview.drawings)
            picture = slides.picture(preview.page, PICTURE, self.devicePixelRatioF())
        frame = QPainter(picture)
        frame.setPen(self._look.colour("strong"))
        frame.drawRect(0, 0, PICTURE.width() - 1, PICTURE.height() - 1)
        frame.end()
        icon = QIcon(picture)
        icon.addPixmap(picture, QIcon.Mode.Selected)
        return icon


class LookPage(Scroll):
    """Every template and every brand with a slide of this brief."""

    left = Signal()

    def __init__(self, kit: Kit) -> None:
        super().__init__("desk", (22, 18, 22, 18))
        self._kit = kit
        look = kit.look
        head = QHBoxLayout()
        head.addWidget(Text(look, "Template and brand", "subject", wrap=False), 1)
        self.done = button(look, "Done")
        head.addWidget(self.done)
        self.column.addLayout(head)
        self._state = Text(look, "", "small", "text2")
        self.column.addWidget(self._state)
        self.templates = PictureList(look, "Template")
        self.brands = PictureList(look, "Brand")
        for words, list_ in (("Template", self.templates), ("Brand", self.brands)):
            self.column.addWidget(Text(look, words, "small-strong", "text2", wrap=False))
            self.column.addWidget(list_)
        self.column.addStretch(1)
        self.templates.taken.connect(lambda id: self._take("template", id))
        self.brands.taken.connect(lambda id: self._take("brand", id))
        self.done.clicked.connect(self.left)
        self._found: tuple[Preview, ...] = ()
        self._job: Job | None = None

    def begin(self) -> None:
        """Draw this brief in every template and brand; what was drawn before stays until then."""
        session, services = self._kit.session, self._kit.services
        library, brief = session.library, session.brief
        if library is None or brief is None:
            return
        self._state.setText("Drawing this brief in each…")
        if self._job is not None and isValid(self._job):
            self._job.cancel()
        self._job = job = self._kit.reading.run(
            "Drawing templates and brands", lambda progress, cancelled: services.previews(library, brief, cancelled)
        )
        job.done.connect(self._show)
        job.failed.connect(lambda error: self._state.setText(str(error)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _show(self, found: tuple[Preview, ...]) -> None:
        self._found = found
        self._state.setText("A slide of this brief in each. Enter takes one; what stands against it is said under it.")
        self._mark()

    def _mark(self) -> None:
        brief = self._kit.session.brief
        if brief is None:
            return
        for kind, list_ in (("template", self.templates), ("brand", self.brands)):
            chosen = brief_edits.value(brief, f"deck.{kind}")
            list_.show_previews([preview for preview in self._found if preview.kind == kind], chosen)

    def _take(self, kind: str, id: str) -> None:
        brief = self._kit.session.brief
        if brief is not None:
            new = brief_edits.with_value(brief, f"deck.{kind}", id)
            self._kit.session.edit_brief(f"change of {kind}", new)
            self.begin()
            self._mark()
