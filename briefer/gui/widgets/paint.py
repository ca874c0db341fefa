"""Grounds, rings and tick boxes that lists and tables share."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QStyle

from briefer.gui.palette import Look

INSET = 14
BAR = 3
BOX = 16
GAP = 8


def paint_row_ground(painter: QPainter, rect: QRect, look: Look, state: QStyle.StateFlag, focused: bool) -> None:
    """Fill a row: selected rows get a fill and a bar at their start, and half the fill without focus."""
    if state & QStyle.StateFlag.State_Selected:
        fill = look.colour("sel")
        painter.fillRect(rect, fill)
        if not focused:
            veil = look.colour("window")
            veil.setAlphaF(0.35)
            painter.fillRect(rect, veil)
        painter.fillRect(QRect(rect.left(), rect.top(), BAR, rect.height()), look.colour("accent"))
    elif state & QStyle.StateFlag.State_MouseOver:
        painter.fillRect(rect, look.colour("hover"))


def paint_focus_ring(painter: QPainter, rect: QRect, look: Look) -> None:
    """Draw the 2 px ring of the focus inside `rect`."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(look.colour("accent"), 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(QRectF(rect).adjusted(1, 1, -1, -1), 3, 3)
    painter.restore()


def paint_tick(painter: QPainter, rect: QRectF, look: Look, state: Qt.CheckState, enabled: bool = True) -> None:
    """Draw a tick box: empty, ticked, or with a dash when only some are."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    on = state != Qt.CheckState.Unchecked
    edge, inside = ("accent", "accent") if on else ("strong", "base")
    if not enabled:
        edge, inside = "text3", "text3" if on else "window"
    painter.setPen(QPen(look.colour(edge), 1))
    painter.setBrush(look.colour(inside))
    box = rect.adjusted(0.5, 0.5, -0.5, -0.5)
    painter.drawRoundedRect(box, 3, 3)
    ink = look.colour("onaccent" if enabled else "window")
    pen = QPen(ink, 1.8, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    x, y, side = rect.x(), rect.y(), rect.width()
    if state == Qt.CheckState.Checked:
        painter.drawPolyline([_at(x, y, side, *p) for p in ((0.25, 0.53), (0.43, 0.7), (0.75, 0.32))])
    elif state == Qt.CheckState.PartiallyChecked:
        painter.drawLine(_at(x, y, side, 0.28, 0.5), _at(x, y, side, 0.72, 0.5))
    painter.restore()


def _at(x: float, y: float, side: float, dx: float, dy: float) -> QPointF:
    return QPointF(x + side * dx, y + side * dy)


def paint_aim(painter: QPainter, place: QRect, words: str, view: QRect, inks: tuple[QColor, QColor]) -> None:
    """Draw where a drop in a `view` would go and what it would do, in an ink on a ground."""
    ink, ground = inks
    painter.setPen(QPen(ink, 2))
    painter.drawRect(place)
    wrap = int(Qt.TextFlag.TextWordWrap)
    inside = painter.fontMetrics().boundingRect(QRect(0, 0, view.width() - 24, 400), wrap, words)
    top = place.bottom() - inside.height() - 8 if place.height() > inside.height() + 16 else place.bottom() + 3
    label = QRect(8, min(top, view.height() - inside.height() - 8), view.width() - 16, inside.height() + 6)
    painter.fillRect(label, ground)
    painter.drawRect(label)
    painter.drawText(label.adjusted(4, 3, -4, -3), wrap, words)
