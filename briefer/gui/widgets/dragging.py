"""What is dragged inside the window: slides by their keys, passages by their ids."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QDrag, QPixmap
from PySide6.QtWidgets import QWidget

SLIDE = "application/x-briefer-slide"
PASSAGE = "application/x-briefer-passage"


def carrying(kind: str, ids: Iterable[str]) -> QMimeData:
    """Return what a drag carries."""
    data = QMimeData()
    data.setData(kind, "\n".join(ids).encode())
    return data


def carried(data: QMimeData, kind: str) -> tuple[str, ...]:
    """Return the ids of one kind that a drag carries."""
    return tuple(bytes(data.data(kind).data()).decode().split("\n")) if data.hasFormat(kind) else ()


def drag(source: QWidget, data: QMimeData, picture: QPixmap | None = None) -> None:
    """Let the user drag `data` away from `source`."""
    made = QDrag(source)
    made.setMimeData(data)
    if picture is not None:
        made.setPixmap(picture)
        made.setHotSpot(QPoint(picture.width() // 3, 12))
    made.exec(Qt.DropAction.MoveAction | Qt.DropAction.CopyAction, Qt.DropAction.MoveAction)
