"""What readers of a PDF have marked and written on it: highlights, underlines and comments, with the words they touch."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from typing import Any, TypeAlias

from briefer.model.transcript import Annotation
from briefer.readers.pdfpage import LIGATURES, calls

_Box: TypeAlias = tuple[float, float, float, float]
"""Left, bottom, right, top."""

_AROUND = 60
"""Characters before and after the marked words that tell two equal places apart."""
_SIGNS = str.maketrans({"\x02": "-", "\ufffe": "-", "\r": " ", "\n": " ", **LIGATURES})


def annotations_of(page: Any, text: Any, number: int, signs: str) -> Iterator[Annotation]:
    """Return the marks and comments on a page whose characters are `signs`; pop-ups and form fields are none."""
    import pypdfium2.raw as raw

    marks = (raw.FPDF_ANNOT_HIGHLIGHT, raw.FPDF_ANNOT_UNDERLINE, raw.FPDF_ANNOT_SQUIGGLY, raw.FPDF_ANNOT_STRIKEOUT)
    found = _Found()
    for at in range(raw.FPDFPage_GetAnnotCount(page.raw)):
        one = raw.FPDFPage_GetAnnot(page.raw, at)
        try:
            kind = raw.FPDFAnnot_GetSubtype(one)
            if kind not in (*marks, raw.FPDF_ANNOT_TEXT, raw.FPDF_ANNOT_FREETEXT) or raw.FPDFAnnot_HasKey(
                one, b"State"
            ):
                continue
            said = " ".join(_string(one, b"Contents").split())
            answered = _answered(page, one)
            if answered is not None:
                found.answers.append((answered, said))
            elif kind in marks and (quads := list(_quads(one))) and (kind != raw.FPDF_ANNOT_STRIKEOUT or said):
                found.notes[at] = said
                found.marks[at] = quads
            elif said:
                found.notes[at] = said
                found.places[at] = _place(one)
        finally:
            raw.FPDFPage_CloseAnnot(one)
    if not found.notes:
        return
    boxes = list(_boxes(text, len(signs)))
    for answered, said in found.answers:
        if answered in found.notes and said:
            found.notes[answered] = "\n".join(part for part in (found.notes[answered], said) if part)
    for at, note in found.notes.items():
        touched = _under(found.marks[at], boxes) if at in found.marks else _line_at(found.places[at], boxes, signs)
        yield _annotation(number, at in found.marks, touched, signs, note)


class _Found:
    """Annotations of a page by their number on it."""

    def __init__(self) -> None:
        self.notes: dict[int, str] = {}
        self.marks: dict[int, list[_Box]] = {}
        self.places: dict[int, tuple[float, float]] = {}
        self.answers: list[tuple[int, str]] = []


def _annotation(page: int, is_mark: bool, touched: Sequence[int], signs: str, note: str) -> Annotation:
    if not touched:
        return Annotation(page=page, is_mark=is_mark, text="", note=note)
    start, end = touched[0], touched[-1] + 1
    inside = set(touched)
    words = "".join(sign if at in inside or sign.isspace() else "" for at, sign in enumerate(signs[start:end], start))
    return Annotation(
        page=page,
        is_mark=is_mark,
        text=" ".join(words.translate(_SIGNS).split()),
        before=signs[max(0, start - _AROUND) : start].translate(_SIGNS),
        after=signs[end : end + _AROUND].translate(_SIGNS),
        note=note,
    )


def _under(quads: Sequence[_Box], boxes: Sequence[_Box]) -> list[int]:
    """Return the characters whose middle lies under one of the `quads`."""
    out: list[int] = []
    for at, (left, bottom, right, top) in enumerate(boxes):
        x, y = (left + right) / 2, (bottom + top) / 2
        if right > left and any(q[0] <= x <= q[2] and q[1] <= y <= q[3] for q in quads):
            out.append(at)
    return out


def _line_at(place: tuple[float, float], boxes: Sequence[_Box], signs: str) -> list[int]:
    """Return the characters of the line nearest to `place`."""
    x, y = place
    near = [
        (max(bottom - y, y - top, 0.0), max(left - x, x - right, 0.0), at)
        for at, (left, bottom, right, top) in enumerate(boxes)
        if right > left and not signs[at].isspace()
    ]
    if not near:
        return []
    middle = min(near)[-1]
    ends = "\r\n\x02\ufffe"
    start = next((at + 1 for at in range(middle - 1, -1, -1) if signs[at] in ends), 0)
    end = next((at for at in range(middle, len(signs)) if signs[at] in ends), len(signs))
    return list(range(start, end))


def _boxes(text: Any, count: int) -> Iterator[_Box]:
    rect = calls().rect()
    for at in range(count):
        if calls().box(text.raw, at, rect):
            yield rect.left, rect.bottom, rect.right, rect.top
        else:
            yield 0.0, 0.0, 0.0, 0.0


def _quads(one: Any) -> Iterator[_Box]:
    import pypdfium2.raw as raw

    points = raw.FS_QUADPOINTSF()
    for at in range(raw.FPDFAnnot_CountAttachmentPoints(one)):
        if raw.FPDFAnnot_GetAttachmentPoints(one, at, points):
            across = (points.x1, points.x2, points.x3, points.x4)
            up = (points.y1, points.y2, points.y3, points.y4)
            yield min(across), min(up), max(across), max(up)


def _place(one: Any) -> tuple[float, float]:
    """Return the middle of the left edge of an annotation."""
    import pypdfium2.raw as raw

    rect = raw.FS_RECTF()
    raw.FPDFAnnot_GetRect(one, rect)
    return rect.left, (rect.bottom + rect.top) / 2


def _answered(page: Any, one: Any) -> int | None:
    """Return the number of the annotation that `one` answers, None when it stands by itself."""
    import pypdfium2.raw as raw

    if not raw.FPDFAnnot_HasKey(one, b"IRT"):
        return None
    other = raw.FPDFAnnot_GetLinkedAnnot(one, b"IRT")
    if not other:
        return None
    try:
        number: int = raw.FPDFPage_GetAnnotIndex(page.raw, other)
    finally:
        raw.FPDFPage_CloseAnnot(other)
    return number if number >= 0 else None


def _string(one: Any, key: bytes) -> str:
    import pypdfium2.raw as raw

    length = raw.FPDFAnnot_GetStringValue(one, key, None, 0)
    if length <= 2:
        return ""
    buffer = ctypes.create_string_buffer(length)
    raw.FPDFAnnot_GetStringValue(one, key, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), length)
    return buffer.raw[: length - 2].decode("utf-16-le", "replace")
