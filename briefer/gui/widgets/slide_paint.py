"""Draws a measured page as it will be printed: every word where the typesetter put it, at any scale."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QImage, QPainter, QPen, QPixmap

from briefer.model.colour import TLP_GROUND
from briefer.model.master import Drawing
from briefer.model.picture import Picture
from briefer.specs.brand import Brand
from briefer.typeset.charts import OUTLINE
from briefer.typeset.page import STROKES, Ink, Page, Stroke
from briefer.typeset.placing import Placed, Word, placed

METRIC_COMPATIBLE = {
    "calibri": "Carlito",
    "cambria": "Caladea",
    "arial": "Liberation Sans",
    "times new roman": "Liberation Serif",
}
"""Faces whose letters are as wide as those of the face on the left; the tables are theirs."""

_EM = 200
"""Letters are shaped at this size and drawn to scale, so that no hinting moves them."""

_UNDER, _DOT = 0.11, 0.055
"""Depth of a dotted underline and width of its dots, as shares of the size."""


_STRONGER, _PALEST = 1.6, 0.35
"""Strength of a rule for each dot of its width, and the least."""


def image_of(drawing: Drawing) -> QImage:
    """Return what the user's own file draws behind the text, dot for dot."""
    form = QImage.Format.Format_RGB888
    return QImage(drawing.dots, drawing.width, drawing.height, 3 * drawing.width, form).copy()


@lru_cache(maxsize=32)
def _fitting(picture: Picture, width: int, height: int) -> QImage:
    """Return `picture` in so many dots of the screen, or its own where it has fewer."""
    image = QImage.fromData(picture.data)
    if image.width() <= width:
        return image
    return image.scaled(
        max(1, width), max(1, height), Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
    )


class SlidePainter:
    """Draws pages of one brand; keeps a font for each style.

    `drawings` are what the user's own file has behind the text, by the name of its layout.
    """

    def __init__(self, brand: Brand, drawings: Mapping[str, Drawing] | None = None) -> None:
        self.brand = brand
        self._behind = {name: image_of(drawing) for name, drawing in (drawings or {}).items()}
        self._colours = brand.colours_on("")
        self._fonts: dict[tuple[str, bool, bool], tuple[QFont, QFontMetricsF]] = {}

    def picture(self, page: Page, size: QSize, ratio: float) -> QPixmap:
        """Return `page` in `size` pixels of a screen with `ratio` dots to the pixel."""
        pixmap = QPixmap(size * ratio)
        pixmap.setDevicePixelRatio(ratio)
        self._colours = self.brand.colours_on(page.layout)
        pixmap.fill(self._ink("ground"))
        painter = QPainter(pixmap)
        painter.scale(size.width() / self.brand.width, size.height() / self.brand.height)
        mapped = self.brand.layouts.get(page.layout)
        if mapped is not None and mapped.name in self._behind:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(QRectF(0, 0, self.brand.width, self.brand.height), self._behind[mapped.name])
        self.paint(painter, page)
        painter.end()
        return pixmap

    def paint(self, painter: QPainter, page: Page) -> None:
        """Draw what stands on `page`; one unit of the painter is one point."""
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        self._colours = self.brand.colours_on(page.layout)
        found = placed(page, self.brand)
        self._pictures(painter, found)
        self._bars(painter, found)
        self._rules(painter, found)
        self._underlines(painter, found.underlines)
        for word in found.words:
            self._word(painter, word)

    def _pictures(self, painter: QPainter, found: Placed) -> None:
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        for box in found.pictures:
            place = QRectF(box.x, box.y, box.width, box.height)
            dots = painter.deviceTransform().mapRect(place).size().toSize()
            painter.drawImage(place, _fitting(box.picture, dots.width(), dots.height()))

    def _bars(self, painter: QPainter, found: Placed) -> None:
        for bar in found.bars:
            inside, edge, _ = bar.inks
            painter.setPen(QPen(self._ink(edge), OUTLINE) if edge else QPen(Qt.PenStyle.NoPen))
            pattern = Qt.BrushStyle.BDiagPattern if bar.fill == "striped" else Qt.BrushStyle.SolidPattern
            painter.setBrush(QBrush(self._ink(inside), pattern))
            painter.drawRect(QRectF(bar.x, bar.y, bar.width, bar.height))
        for plate in found.plates:
            painter.fillRect(QRectF(plate.x, plate.y, plate.width, plate.height), self._ink("ground"))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(self._ink("rule"), STROKES["source"][1]))
        for axis in found.axes:
            painter.drawLine(QLineF(axis.x, axis.y, axis.x, axis.y + axis.height))

    def _rules(self, painter: QPainter, found: Placed) -> None:
        """Draw rules and frames on whole dots of the screen; thinner than a dot they are paler instead."""
        dots = painter.deviceTransform().m11()

        def snapped(at: float) -> float:
            return round(at * dots) / dots

        for rule in found.rules:
            ink, thick = self._stroke(rule.stroke, dots)
            top = snapped(rule.y - STROKES[rule.stroke][1] / 2)
            painter.fillRect(QRectF(rule.x, top, rule.width, thick), ink)
        ink, thick = self._stroke("ink", dots)
        painter.setPen(QPen(ink, thick, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap, Qt.PenJoinStyle.MiterJoin))
        for frame in found.frames:
            painter.setBrush(QColor(f"#{TLP_GROUND}") if frame.painted else Qt.BrushStyle.NoBrush)
            corner = QPointF(snapped(frame.x) + thick / 2, snapped(frame.y) + thick / 2)
            other = QPointF(snapped(frame.x + frame.width), snapped(frame.y + frame.height)) - QPointF(thick, thick) / 2
            painter.drawRect(QRectF(corner, other))

    def _stroke(self, stroke: Stroke, dots: float) -> tuple[QColor, float]:
        """Return ink and width of a stroke on a screen with `dots` to the point."""
        name, width = STROKES[stroke]
        ink = self._ink(name)
        ink.setAlphaF(min(1.0, max(_PALEST, _STRONGER * width * dots)))
        return ink, max(1, round(width * dots)) / dots

    def _underlines(self, painter: QPainter, stretches: Sequence[Word]) -> None:
        for stretch in stretches:
            pen = QPen(self._ink(stretch.run.ink), stretch.size * _DOT)
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            pen.setDashPattern([1, 1])
            painter.setPen(pen)
            y = stretch.baseline + stretch.size * _UNDER
            painter.drawLine(QLineF(stretch.x, y, stretch.x + stretch.width, y))

    def _word(self, painter: QPainter, word: Word) -> None:
        """Draw a word; a face wider than the tables, because theirs is missing, is narrowed to its place."""
        font, metrics = self._font(word)
        scale = word.size / _EM
        natural = metrics.horizontalAdvance(word.text) * scale
        narrow = min(1.0, word.width / natural) if natural > 0 and word.width > 0 else 1.0
        painter.save()
        painter.translate(word.x, word.baseline)
        painter.scale(scale * narrow, scale)
        painter.setFont(font)
        painter.setPen(QColor(f"#{word.painted}") if word.painted else self._ink(word.run.ink))
        painter.drawText(QPointF(0, 0), word.text)
        painter.restore()

    def _font(self, word: Word) -> tuple[QFont, QFontMetricsF]:
        run = word.run
        family = self.brand.family(run.face)
        key = (family, run.bold, run.italic)
        found = self._fonts.get(key)
        if found is None:
            font = QFont([METRIC_COMPATIBLE.get(family.casefold(), family), family])
            font.setPixelSize(_EM)
            font.setBold(run.bold)
            font.setItalic(run.italic)
            font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
            font.setFeature(QFont.Tag("tnum"), 0)  # else the painter lends the figures of the window's own font
            found = self._fonts[key] = (font, QFontMetricsF(font))
        return found

    def _ink(self, ink: Ink) -> QColor:
        return QColor(f"#{self._colours[ink]}")
