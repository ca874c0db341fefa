"""Signs: a state as a shape and a character, drawn exactly at any size; the word stands beside them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QIcon, QPainter, QPainterPath, QPen, QPixmap, QPolygonF

from briefer.gui.tokens import Tokens
from briefer.model.essay import Reading
from briefer.model.evidence import PassageKind, Stand

Drawing: TypeAlias = Callable[[QPainter, Tokens], None]

WORDS: dict[str, str] = {
    "for": "for",
    "for-if": "for, if",
    "against": "against",
    "relayed": "relayed",
    "silent": "silent",
    "not-read": "not read",
    "ok": "matches its source",
    "unconfirmed": "unconfirmed",
    "doubtful": "doubtful",
    "warn": "look at",
    "fail": "does not match",
    "info": "note",
    "evidence": "evidence",
    "count": "count",
    "assessment": "assessment",
    "own": "own text",
    "quotation": "quotation",
    "paraphrase": "paraphrase",
    "recommendation": "recommendation",
    "fact": "fact",
    "summary": "summary",
    "comment": "comment",
    "claim": "claim",
    "read": "read in full",
    "skimmed": "skimmed",
}
"""The word that goes with each sign."""

READING_SIGNS: dict[Reading, str] = {"read": "read", "skimmed": "skimmed", "unread": "not-read"}
STAND_SIGNS: dict[Stand, str] = {
    "for": "for",
    "for-if": "for-if",
    "against": "against",
    "relayed": "relayed",
    "silent": "silent",
}
KIND_LETTERS: dict[PassageKind, str] = {
    "quotation": "Q",
    "paraphrase": "P",
    "summary": "S",
    "fact": "F",
    "claim": "Cl",
    "recommendation": "R",
    "comment": "C",
}


def paint_sign(painter: QPainter, rect: QRectF, kind: str, tokens: Tokens) -> None:
    """Draw the sign `kind` into the largest square in the middle of `rect`; unknown kinds draw nothing."""
    drawing = _DRAWINGS.get(kind)
    if drawing is None:
        return
    side = min(rect.width(), rect.height())
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(rect.center().x() - side / 2, rect.center().y() - side / 2)
    painter.scale(side / 16, side / 16)
    drawing(painter, tokens)
    painter.restore()


def sign_icon(kind: str, tokens: Tokens, size: int = 16) -> QIcon:
    """Return the sign as an icon that stays sharp at 100, 200 and 300 %."""
    icon = QIcon()
    for ratio in (1, 2, 3):
        pixmap = QPixmap(size * ratio, size * ratio)
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        paint_sign(painter, QRectF(0, 0, size, size), kind, tokens)
        painter.end()
        icon.addPixmap(pixmap)
    return icon


_SQUARE = QRectF(1, 1, 14, 14)
_DISC = QRectF(1, 1, 14, 14)


def _pen(colour: str, width: float = 1.4, dash: list[float] | None = None) -> QPen:
    pen = QPen(QColor(colour), width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
    if dash:
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        pen.setDashPattern(dash)
    return pen


def _strokes(painter: QPainter, colour: str, *lines: tuple[float, ...], width: float = 1.8) -> None:
    painter.setPen(_pen(colour, width))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for points in lines:
        painter.drawPolyline(QPolygonF([QPointF(x, y) for x, y in zip(points[::2], points[1::2], strict=True)]))


def _filled(painter: QPainter, colour: str, shape: QRectF | QPolygonF, radius: float = 3.5) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colour))
    if isinstance(shape, QPolygonF):
        painter.drawPolygon(shape)
    else:
        painter.drawRoundedRect(shape, radius, radius)


def _outlined(painter: QPainter, colour: str, shape: QRectF | QPolygonF, radius: float = 3.5) -> None:
    painter.setPen(_pen(colour))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if isinstance(shape, QPolygonF):
        painter.drawPolygon(shape)
    else:
        painter.drawRoundedRect(shape.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)


def _letters(painter: QPainter, colour: str, text: str, size: float) -> None:
    font = QFont(painter.font())
    font.setPixelSize(20)
    font.setWeight(QFont.Weight.Bold)
    path = QPainterPath()
    path.addText(0, 0, font, text)
    height = QFontMetricsF(font).capHeight()
    scale = size / height
    width = path.boundingRect().left() + path.boundingRect().right()
    painter.save()
    painter.translate(8, 8)
    painter.scale(scale, scale)
    painter.translate(-width / 2, height / 2)
    painter.fillPath(path, QBrush(QColor(colour)))
    painter.restore()


def _for(p: QPainter, t: Tokens) -> None:
    _filled(p, t.accent, _SQUARE)
    _strokes(p, t.onaccent, (8, 4.6, 8, 11.4), (4.6, 8, 11.4, 8))


def _for_if(p: QPainter, t: Tokens) -> None:
    _outlined(p, t.accent, _SQUARE)
    _letters(p, t.accent, "if", 6.2)


def _against(p: QPainter, t: Tokens) -> None:
    _filled(p, t.against, _DISC, 7)
    _strokes(p, t.base, (4.8, 8, 11.2, 8))


def _relayed(p: QPainter, t: Tokens) -> None:
    _outlined(p, t.text2, _SQUARE)
    _strokes(p, t.text2, (4.8, 10.8, 4.8, 7.2, 10.6, 7.2), (8.6, 4.9, 10.9, 7.2, 8.6, 9.5), width=1.5)


def _silent(p: QPainter, t: Tokens) -> None:
    _strokes(p, t.text2, (4, 8, 12, 8), width=1.6)


def _not_read(p: QPainter, t: Tokens) -> None:
    clip = QPainterPath()
    clip.addRect(_SQUARE)
    p.save()
    p.setClipPath(clip)
    p.setPen(_pen(t.strong, 0.9))
    for at in range(-16, 17, 3):
        p.drawLine(QPointF(at, 16), QPointF(at + 16, 0))
    p.restore()
    p.setPen(_pen(t.strong, 1))
    p.setBrush(Qt.BrushStyle.NoBrush)
    p.drawRect(_SQUARE.adjusted(0.5, 0.5, -0.5, -0.5))


def _ok(p: QPainter, t: Tokens) -> None:
    _filled(p, t.ok, _DISC, 7)
    _strokes(p, t.base, (4.9, 8.3, 7.1, 10.4, 11.1, 5.9))


def _unconfirmed(p: QPainter, t: Tokens) -> None:
    p.setPen(_pen(t.warn, 1.7, [2.3, 1.1]))
    p.setBrush(Qt.BrushStyle.NoBrush)
    p.drawEllipse(_DISC.adjusted(1, 1, -1, -1))


def _doubtful(p: QPainter, t: Tokens) -> None:
    _outlined(p, t.warn, QPolygonF([QPointF(8, 0.8), QPointF(15.2, 8), QPointF(8, 15.2), QPointF(0.8, 8)]))
    _letters(p, t.warn, "?", 6.4)


def _warn(p: QPainter, t: Tokens) -> None:
    _outlined(p, t.warn, QPolygonF([QPointF(8, 1.4), QPointF(15.2, 14.2), QPointF(0.8, 14.2)]))
    _strokes(p, t.warn, (8, 6, 8, 9.2), (8, 11.7, 8, 11.8), width=1.6)


def _fail(p: QPainter, t: Tokens) -> None:
    cut = 4.6
    points = [(cut, 0.8), (16 - cut, 0.8), (15.2, cut), (15.2, 16 - cut)]
    points += [(16 - x, 16 - y) for x, y in points]
    _filled(p, t.fail, QPolygonF([QPointF(x, y) for x, y in points]))
    _strokes(p, t.base, (5.5, 5.5, 10.5, 10.5), (10.5, 5.5, 5.5, 10.5))


def _info(p: QPainter, t: Tokens) -> None:
    _outlined(p, t.accent, _DISC, 7)
    _strokes(p, t.accent, (8, 7.4, 8, 11.2), (8, 4.7, 8, 4.8), width=1.6)


def _assessment(p: QPainter, t: Tokens) -> None:
    p.setPen(_pen(t.assess, 1.5, [2.6, 1.2]))
    p.setBrush(Qt.BrushStyle.NoBrush)
    p.drawEllipse(_DISC.adjusted(0.5, 0.5, -0.5, -0.5))
    _letters(p, t.assess, "A", 6.2)


def _ring(p: QPainter, t: Tokens, half: bool) -> None:
    p.setPen(_pen(t.text2, 1.3))
    p.setBrush(Qt.BrushStyle.NoBrush)
    p.drawEllipse(_DISC.adjusted(1, 1, -1, -1))
    p.setPen(Qt.PenStyle.NoPen)
    p.setBrush(QColor(t.text2))
    inner = _DISC.adjusted(3.2, 3.2, -3.2, -3.2)
    if half:
        p.drawPie(inner, 90 * 16, 180 * 16)
    else:
        p.drawEllipse(inner)


def _letter(text: str) -> Drawing:
    def draw(p: QPainter, t: Tokens) -> None:
        _outlined(p, t.text2, _SQUARE)
        _letters(p, t.text, text, 6.4)

    return draw


_DRAWINGS: dict[str, Drawing] = {
    "for": _for,
    "for-if": _for_if,
    "against": _against,
    "relayed": _relayed,
    "silent": _silent,
    "not-read": _not_read,
    "ok": _ok,
    "unconfirmed": _unconfirmed,
    "doubtful": _doubtful,
    "warn": _warn,
    "fail": _fail,
    "info": _info,
    "evidence": _letter("E"),
    "count": _letter("Σ"),
    "own": _letter("O"),
    "assessment": _assessment,
    **{kind: _letter(letter) for kind, letter in KIND_LETTERS.items()},
    "read": lambda p, t: _ring(p, t, half=False),
    "skimmed": lambda p, t: _ring(p, t, half=True),
}
