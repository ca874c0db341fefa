"""The card of a suggestion: what it would become, why it was found, and what a passage of it would say."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen, QTextOption
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QVBoxLayout, QWidget

from briefer.compose.wording import capitalised
from briefer.gui import phrases, signs
from briefer.gui.kit import Kit
from briefer.gui.palette import Look, Type
from briefer.gui.signs import paint_sign
from briefer.gui.widgets.paint import paint_focus_ring
from briefer.gui.widgets.panel import Scroll, clear, fact_line, group
from briefer.gui.widgets.text import Text
from briefer.model.essay import Essay
from briefer.model.evidence import Theme
from briefer.model.suggestion import KIND_OF, Suggestion

TIER_WORDS = {
    "explicit": "said outright",
    "soft": "said softly",
    "normative": "a need, but nobody is asked",
    "reported": "somebody else’s, only reported",
}
_PARTS = (
    ("Who", "addressee"),
    ("Does what", "action"),
    ("To what", "object"),
    ("By what means", "instrument"),
    ("By when", "horizon"),
    ("On what condition", "condition"),
    ("Whose view", "holder"),
)


def title_of(suggestion: Suggestion) -> str:
    """Return what a suggestion would become: "Recommendation"."""
    return signs.WORDS[KIND_OF[suggestion.kind]].capitalize()


def reason_of(suggestion: Suggestion) -> str:
    """Return in a line why it was found: "“should”: said outright"."""
    cues = ", ".join(f"“{cue}”" for cue in suggestion.cues[:3])
    return ": ".join(part for part in (cues, TIER_WORDS.get(suggestion.tier, "")) if part) or suggestion.reason


class SuggestionCard(Scroll):
    """Shows one suggestion."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(margins=(14, 14, 14, 14))
        self._kit = kit
        self._title = Text(kit.look, "", "subject")
        self._title.set_sign("unconfirmed")
        self._source = Text(kit.look, "", "small", "text2")
        holder = QWidget()
        self._rows = QVBoxLayout(holder)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(6)
        for part in (self._title, self._source, holder):
            self.column.addWidget(part)
        self.column.addStretch(1)

    def show_suggestion(self, suggestion: Suggestion, essay: Essay, number: int, total: int) -> None:
        """Show a suggestion, the `number`th of `total` that wait."""
        clear(self._rows)
        look, library = self._kit.look, self._kit.session.shelf
        self._title.setText(f"{title_of(suggestion)}, suggested")
        place = phrases.place(essay.locator(suggestion.start, suggestion.end))
        source = ", ".join(part for part in (phrases.cited(essay), place) if part)
        self._source.setText(f"{source} · {number} of {total} to decide")
        self._rows.addWidget(group(look, "Why it was found"))
        self._rows.addWidget(Text(look, reason_of(suggestion)))
        if suggestion.reason:
            self._rows.addWidget(Text(look, suggestion.reason, "small", "text2"))
        said = [(words, str(getattr(suggestion, field))) for words, field in _PARTS if getattr(suggestion, field)]
        if said:
            self._rows.addWidget(group(look, "What it says"))
        for words, value in said:
            self._rows.addWidget(_pair(look, words, value))
        if suggestion.themes:
            self._rows.addWidget(group(look, "Themes it would get"))
        for tag in suggestion.themes:
            theme = library.get(Theme, tag.theme)
            self._rows.addWidget(Text(look, theme.label if theme else tag.theme))
            self._rows.addWidget(Text(look, tag.why, "small", "text2"))
        remarks = [*suggestion.flags, *(f"the same words stand in {id}" for id in suggestion.shared_with)]
        if remarks:
            self._rows.addWidget(group(look, "To look at"))
        for remark in remarks:
            self._rows.addWidget(fact_line(look, "info", capitalised(remark)))


def _pair(look: Look, words: str, value: str) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    name = Text(look, words, "small", "text2", wrap=False)
    name.setFixedWidth(name.fontMetrics().horizontalAdvance("On what condition") + 4)
    row.addWidget(name, alignment=Qt.AlignmentFlag.AlignTop)
    row.addWidget(Text(look, value), 1)
    return holder


class SuggestionTile(QAbstractButton):
    """A suggestion that waits, as a card with a broken edge; pressing it goes there."""

    asked = Signal(str)

    def __init__(self, look: Look, suggestion: Suggestion, words: str) -> None:
        super().__init__()
        self._look, self._words, self._why = look, words, reason_of(suggestion)
        self._sign = "relayed" if suggestion.holder else KIND_OF[suggestion.kind]
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(f"{title_of(suggestion)}, suggested: {words}. {self._why}")
        self.clicked.connect(lambda: self.asked.emit(suggestion.id))
        look.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(200, 2 * self._high("body") + self._high("small") + 18)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.sizeHint().height())

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Enter, QEvent.Type.Leave):
            self.update()
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        look, area = self._look, QRectF(self.rect())
        pen = QPen(look.colour("warn"), 1)
        pen.setDashPattern([5, 3])
        painter.setPen(pen)
        painter.setBrush(look.colour("hover" if self.underMouse() else "base"))
        painter.drawRoundedRect(area.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        line = self._high("body")
        paint_sign(painter, QRectF(10, 8 + (line - 16) / 2, 16, 16), self._sign, look.tokens)
        painter.setPen(look.colour("text"))
        painter.setFont(look.font())
        metrics, wide = painter.fontMetrics(), self.width() - 34 - 10
        shown = metrics.elidedText(self._words, Qt.TextElideMode.ElideRight, int(wide * 1.85))
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WordWrap)
        painter.drawText(QRectF(34, 8, wide, 2 * line + 2), shown, option)
        used = painter.boundingRect(QRectF(34, 8, wide, 2 * line + 2), shown, option).height()
        painter.setPen(look.colour("text2"))
        painter.setFont(look.font("small"))
        why = painter.fontMetrics().elidedText(self._why, Qt.TextElideMode.ElideRight, wide)
        top = 8 + max(min(2 * line, int(used)), line) + 2
        painter.drawText(QRectF(34, top, wide, self._high("small") + 2), why, QTextOption())
        if self.hasFocus():
            paint_focus_ring(painter, self.rect(), look)

    def _high(self, role: Type) -> int:
        return QFontMetrics(self._look.font(role)).height()
