"""The map of one proposition: groups of texts in a fixed order, one tile each; silent and not read behind a line."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen, QTextLayout, QTextOption
from PySide6.QtWidgets import QSizePolicy, QWidget

from briefer.gui import phrases, signs
from briefer.gui.palette import Look
from briefer.gui.signs import paint_sign
from briefer.gui.widgets.paint import INSET
from briefer.model.counts import Tally
from briefer.model.essay import Essay
from briefer.model.evidence import STANDS, Passage, Position
from briefer.model.library import Library

TILE, GAP = 22, 4
_LEAST = 64
_LISTED = 3
"""Names up to this many stand one below the other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Texts with one stand: its heading, how many are counted, and the names that stand under the tiles."""

    sign: str
    words: str
    confirmed: int
    unconfirmed: int
    names: tuple[str, ...]

    @property
    def heading(self) -> str:
        """Return "For, 3", with what nobody has confirmed apart: "For, 3 + 1"."""
        more = f" + {self.unconfirmed}" if self.unconfirmed else ""
        return f"{self.words}, {self.confirmed}{more}"


def groups_of(library: Library, tally: Tally) -> tuple[Group, ...]:
    """Return the groups of the map in their fixed order; empty ones keep their place."""
    found = []
    for stand in STANDS:
        confirmed, waiting = tally.confirmed[stand], tally.unconfirmed[stand]
        bare = stand == "silent"
        names = tuple(_named(library, p, bare) for p in (*confirmed, *waiting))
        words = signs.WORDS[signs.STAND_SIGNS[stand]].capitalize()
        found.append(
            Group(
                sign=signs.STAND_SIGNS[stand],
                words=words,
                confirmed=len(confirmed),
                unconfirmed=len(waiting),
                names=names,
            )
        )
    unread = tuple(_author(library, id) for id in tally.not_read)
    return (*found, Group(sign="not-read", words="Not read", confirmed=len(unread), unconfirmed=0, names=unread))


def _named(library: Library, position: Position, bare: bool) -> str:
    places = (library.get(Passage, id) for id in position.passages)
    first = next((p for p in places if p is not None), None)
    page = "" if bare or first is None else library.locator(first).page or phrases.place(library.locator(first))
    return f"{_author(library, position.essay_id)} {page}".strip()


def _author(library: Library, essay_id: str) -> str:
    essay = library.get(Essay, essay_id)
    return phrases.authors(essay) if essay else essay_id


class StandMap(QWidget):
    """Paints the groups side by side; as wide as it is given, as high as the longest group needs."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._groups: tuple[Group, ...] = ()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setMouseTracking(True)
        look.changed.connect(self.update)

    def show_groups(self, groups: tuple[Group, ...]) -> None:
        """Show `groups`."""
        self._groups = groups
        self.setAccessibleName("Map of positions")
        self.setAccessibleDescription(
            "; ".join(f"{group.heading}: {', '.join(group.names) or 'none'}" for group in groups)
        )
        self.setToolTip("\n".join(f"{group.heading}: {', '.join(group.names)}" for group in groups if group.names))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(700, self.heightForWidth(max(self.width(), 560)))

    def minimumSizeHint(self) -> QSize:
        return QSize(420, 80)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return max((self._lay(group, room, None, 0) for group, room in self._rooms(width)), default=0) + 4

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        left = 0.0
        for group, room in self._rooms(self.width()):
            if group.sign in ("silent", "not-read"):
                painter.setPen(QPen(self._look.colour("line"), 1))
                painter.drawLine(QPointF(left - INSET / 2, 0), QPointF(left - INSET / 2, self.height()))
            self._lay(group, room, painter, left)
            left += room + INSET

    def _rooms(self, width: int) -> list[tuple[Group, float]]:
        """Return the groups with the width each is given: what its names need, the rest to the fullest."""
        if not self._groups:
            return []
        bold = QFontMetricsF(self._look.font("small-strong"))
        least = [max(bold.horizontalAdvance(group.heading), _LEAST) for group in self._groups]
        free = width - sum(least) - INSET * (len(least) - 1)
        weight = [max(len(", ".join(group.names)), 1) if group.names else 0 for group in self._groups]
        whole = sum(weight) or 1
        share = [max(free, 0) * w / whole for w in weight]
        return [(g, base + extra) for g, base, extra in zip(self._groups, least, share, strict=True)]

    def _lay(self, group: Group, room: float, painter: QPainter | None, left: float) -> int:
        """Paint one group where there is a painter; returns its height."""
        look = self._look
        bold, small = look.font("small-strong"), look.font("small")
        top = QFontMetricsF(bold).height()
        if painter is not None:
            painter.setFont(bold)
            painter.setPen(look.colour("text"))
            painter.drawText(QPointF(left, QFontMetricsF(bold).ascent()), group.heading)
        top += 8
        columns = max(1, int((room + GAP) // (TILE + GAP)))
        total = group.confirmed + group.unconfirmed
        for at in range(total):
            x, y = left + (at % columns) * (TILE + GAP), top + (at // columns) * (TILE + GAP)
            if painter is not None:
                tile = QRectF(x, y, TILE, TILE)
                paint_sign(painter, tile, group.sign, look.tokens)
                if at >= group.confirmed:
                    paint_sign(painter, tile.adjusted(TILE - 12, TILE - 12, 2, 2), "unconfirmed", look.tokens)
        if not total and painter is not None:
            painter.setPen(QPen(look.colour("line"), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(left + 1, top + 1, TILE - 2, TILE - 2), 3, 3)
        top += max(1, -(-total // columns)) * (TILE + GAP) + 4
        separator = ", " if group.sign in ("silent", "not-read") or total > _LISTED else "\n"
        layout = QTextLayout(separator.join(group.names).replace("\n", "\u2028"), small)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WordWrap)
        layout.setTextOption(option)
        layout.beginLayout()
        height = 0.0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(room, 20))
            line.setPosition(QPointF(0, height))
            height += line.height() * 1.15
        layout.endLayout()
        if painter is not None:
            painter.setPen(look.colour("text2"))
            layout.draw(painter, QPointF(left, top))
        return int(top + height)
