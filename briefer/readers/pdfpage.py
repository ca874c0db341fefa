"""One page of a PDF: its characters become runs, read in the direction that most of its text has."""

from __future__ import annotations

import ctypes
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from math import hypot
from typing import Any

from briefer.model.transcript import Rule, Run, Sheet, Style

_BOLD = re.compile(r"bold|black|heavy|semi|demi|cmbx|sfbx|bx\d|medi$|-bd|,b$", re.IGNORECASE)
_ITALIC = re.compile(r"ital|obli|slant|cmti|cmsl|sfti|-it$|reguita", re.IGNORECASE)
_WIDE_GAP = 1.6
"""Ems between two words from which they belong to different columns or cells."""
_NUMBER_GAP = 0.6
"""Ems between a word and a number from which the number may stand in the margin."""
_SAME_BASE = 0.08
LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
_SIGNS = str.maketrans({"\x02": "-", "\ufffe": "-", "\u00ad": "-", "\x03": None, **LIGATURES})
"""A word broken at the end of a line comes as U+0002; no token of the body may come from a file."""
_BLANK = " \r\n\t\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u3000"
_NOTHING = "\x00\ufeff\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\uffff"
_WORD = re.compile(f"[^{_BLANK}{_NOTHING}](?:[^{_BLANK}]*[^{_BLANK}{_NOTHING}])?")
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_FIGURES = re.compile(r"(?<!\d)\d{1,3}(?!\d)")
_SUPERIOR_SIZE, _SUPERIOR_RISE, _SUPERIOR_CLEAR = 0.6, 0.35, 0.15
"""How small superior figures are taken to be and how high they stand; how far their ink is above the baseline."""
_TURN = 0.2
"""How far text may be turned, as a slope, and still count as straight."""
_RIGHT, _UP, _BACK, _DOWN = range(4)
"""Where a line of text runs to on the page; columns of vertical writing run down."""
_SAMPLED = 200
"""Characters of a page that are asked which way it is drawn."""
_LEAST_RULE = 24
_THICKEST_RULE = 2.5


def characters(text: Any, calls: Calls) -> str:
    """Return the characters of a page, one for each index of the library."""
    count = text.count_chars()
    if not count:
        return ""
    buffer = ctypes.create_string_buffer(2 * count + 2)
    length = calls.text(text.raw, 0, count, buffer)
    whole = buffer.raw[: 2 * max(0, length - 1)].decode("utf-16-le", "replace")
    if len(whole) == count:
        return whole
    return "".join(chr(code) if (code := calls.unicode(text.raw, at)) < 0x110000 else " " for at in range(count))


def text_of(page: Any) -> Any:
    """Return the text of a page, which is turned so that most of it stands upright.

    Shown otherwise its lines can come in the wrong order.
    """
    text = page.get_textpage()
    if (wanted := _upright(text)) == page.get_rotation():
        return text
    text.close()
    page.set_rotation(wanted)
    return page.get_textpage()


def _upright(text: Any) -> int:
    """Return the rotation in degrees in which most of a text stands upright."""
    matrix, turn, count = calls().matrix, calls().transform(), text.count_chars()
    seen: Counter[int] = Counter()
    for at in range(0, count, max(1, count // _SAMPLED)):
        if matrix(text.raw, at, turn) and (way := _way(turn)) is not None:
            seen[way] += 1
    return 90 * max(seen, key=lambda way: (seen[way], -way), default=_RIGHT)


@dataclass(frozen=True, slots=True)
class Calls:
    """The functions of the library that are called for every character; pointers as plain integers."""

    text: Callable[..., int]
    unicode: Callable[..., int]
    owner: Callable[..., int | None]
    box: Callable[..., int]
    ink: Callable[..., int]
    origin: Callable[..., int]
    matrix: Callable[..., int]
    size: Callable[..., float]
    font: Callable[..., int]
    rect: Any
    transform: Any


@lru_cache(maxsize=1)
def calls() -> Calls:
    """Return the functions, looked up once."""
    import pypdfium2.raw as raw

    address = ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int)
    return Calls(
        text=lambda page, start, count, buffer: raw.FPDFText_GetText(
            page, start, count, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort))
        ),
        unicode=raw.FPDFText_GetUnicode,
        owner=address(ctypes.cast(raw.FPDFText_GetTextObject, ctypes.c_void_p).value or 0),
        box=raw.FPDFText_GetLooseCharBox,
        ink=raw.FPDFText_GetCharBox,
        origin=raw.FPDFText_GetCharOrigin,
        matrix=raw.FPDFText_GetMatrix,
        size=raw.FPDFText_GetFontSize,
        font=raw.FPDFText_GetFontInfo,
        rect=raw.FS_RECTF,
        transform=raw.FS_MATRIX,
    )


def sheet_of(page: Any, text: Any, label: str, signs: str) -> Sheet:
    """Return the page with the runs of its characters `signs`, straightened to the direction of most of them."""
    reader = _Page(calls(), text.raw, *page.get_bbox())
    reader.read(signs)
    way = reader.main_way
    frame = reader.frame(way)
    rules, picture = _drawn(page, frame)
    return Sheet(
        frame.width,
        frame.height,
        label,
        tuple(reader.runs[way]),
        rules=rules,
        picture=picture,
        turned=sum(len(run.text) for other, runs in reader.runs.items() if other != way for run in runs),
    )


@dataclass(frozen=True, slots=True)
class _Frame:
    """The page as the reader of a line holds it: `x` along the line, `y` up."""

    way: int
    left: float
    bottom: float
    right: float
    top: float

    @property
    def width(self) -> float:
        return self.right - self.left if self.way in (_RIGHT, _BACK) else self.top - self.bottom

    @property
    def height(self) -> float:
        return self.top - self.bottom if self.way in (_RIGHT, _BACK) else self.right - self.left

    def box(self, left: float, bottom: float, right: float, top: float) -> tuple[float, float, float]:
        """Return where a box begins and ends along the line, and its lower edge."""
        if self.way == _RIGHT:
            return left - self.left, right - self.left, bottom - self.bottom
        if self.way == _UP:
            return bottom - self.bottom, top - self.bottom, self.right - right
        if self.way == _BACK:
            return self.right - right, self.right - left, self.top - top
        return self.top - top, self.top - bottom, left - self.left


def _drawn(page: Any, frame: _Frame) -> tuple[tuple[Rule, ...], bool]:
    """Return the horizontal rules on a page, and whether it shows a picture."""
    import pypdfium2.raw as raw

    rules: list[Rule] = []
    picture = False
    edges = [ctypes.c_float() for _ in range(4)]
    for at in range(raw.FPDFPage_CountObjects(page.raw)):
        one = raw.FPDFPage_GetObject(page.raw, at)
        kind = raw.FPDFPageObj_GetType(one)
        if kind in (raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_FORM):
            picture = True
        elif kind == raw.FPDF_PAGEOBJ_PATH and raw.FPDFPageObj_GetBounds(one, *edges):
            left, bottom, right, top = (edge.value for edge in edges)
            x0, x1, y = frame.box(left, bottom, right, top)
            thick = right - left if frame.way in (_UP, _DOWN) else top - bottom
            if x1 - x0 >= _LEAST_RULE and thick <= _THICKEST_RULE:
                rules.append(Rule(x0, x1, y))
    return tuple(rules), picture


@lru_cache(maxsize=4096)
def _style(size: float, name: str) -> Style:
    return Style(size, bool(_BOLD.search(name)), bool(_ITALIC.search(name)))


class _Page:
    """Reads the runs of one page; asks for the place of a character only where a word begins or ends."""

    def __init__(self, calls: Calls, page: Any, left: float, bottom: float, right: float, top: float) -> None:
        self._calls, self._page = calls, page
        self._frames = [_Frame(way, left, bottom, right, top) for way in range(4)]
        self._frame: _Frame | None = self._frames[_RIGHT]
        self._rect, self._transform = calls.rect(), calls.transform()
        self._x, self._y = ctypes.c_double(), ctypes.c_double()
        self._name, self._flags = ctypes.create_string_buffer(160), ctypes.c_int()
        self._edges = tuple(ctypes.c_double() for _ in range(4))
        self._drawn_by: int | None = None
        self._style = Style(1.0)
        self._rise = 0.0
        self._parts: list[str] = []
        self._x0 = self._x1 = self._base = 0.0
        self._open = Style(0.0)
        self._open_way = _RIGHT
        self.runs: dict[int, list[Run]] = {way: [] for way in range(4)}

    @property
    def main_way(self) -> int:
        """Return the direction of most of the text."""
        return max(self.runs, key=lambda way: sum(len(run.text) for run in self.runs[way]))

    def frame(self, way: int) -> _Frame:
        """Return the page as text of this direction stands on it."""
        return self._frames[way]

    def read(self, text: str) -> None:
        """Take in the characters `text` that lie on the page, straight or turned by a quarter.

        A word whose first and last characters one text object draws is drawn by that object alone.
        """
        owner, page = self._calls.owner, ctypes.cast(self._page, ctypes.c_void_p)
        for found in _WORD.finditer(text):
            start, last = found.span()
            last -= 1
            blank = start > 0
            drawn_by = owner(page, start)
            if last == start or owner(page, last) == drawn_by:
                self._word(text, start, last, drawn_by, blank)
            else:
                self._parts_of_word(text, start, last, blank)
        self._close()

    def _parts_of_word(self, text: str, start: int, last: int, blank: bool) -> None:
        """Take in a word that several text objects draw."""
        owner, page = self._calls.owner, ctypes.cast(self._page, ctypes.c_void_p)
        current, begun, ended = owner(page, start), start, start
        for at in range(start + 1, last + 1):
            if text[at] in _NOTHING:
                continue
            drawn_by = owner(page, at)
            if drawn_by != current:
                self._word(text, begun, ended, current, blank)
                current, begun, blank = drawn_by, at, False
            ended = at
        self._word(text, begun, ended, current, blank)

    def _word(self, text: str, start: int, last: int, drawn_by: int | None, blank: bool) -> None:
        """Add the characters from `start` to `last` to the open run, or begin a new one with them."""
        word = text[start : last + 1].translate(_SIGNS)
        if drawn_by is None:
            self._parts.append(word)
            return
        box = self._box(start)
        if drawn_by != self._drawn_by:
            self._drawn_by = drawn_by
            self._measure(start, box, last)
            box = self._box(start)
        frame = self._frame
        if frame is None:
            return
        if _FIGURES.search(word) and self._with_superior(text, start, last, drawn_by, blank):
            return
        if frame.way == _RIGHT:
            x0, x1, low = box.left - frame.left, box.right - frame.left, box.bottom - frame.bottom
            if last != start:
                x1 = self._box(last).right - frame.left
        else:
            x0, x1, low = frame.box(box.left, box.bottom, box.right, box.top)
            if last != start:
                box = self._box(last)
                x1 = frame.box(box.left, box.bottom, box.right, box.top)[1]
        y = low + self._rise
        if self._goes_on(x0, x1, y, frame.way):
            self._parts.append(f" {word}" if blank else word)
            self._x1 = x1
            return
        backward = x1 < x0
        if backward:
            x0, x1 = (box.left - frame.left, x0 + self._style.size * 0.5) if frame.way == _RIGHT else (x1, x0)
        if not (-1 <= x0 <= frame.width + 1 and 0 <= y <= frame.height):
            return
        self._add(word, x0, x1, y, frame.way, blank)

    def _with_superior(self, text: str, start: int, last: int, drawn_by: int, blank: bool) -> bool:
        """Add a word that holds superior figures, which a font draws small and raised at full size; False if it does not."""
        for found in _FIGURES.finditer(text, start, last + 1):
            if not self._is_superior(found.start()):
                continue
            if found.start() > start:
                self._word(text, start, found.start() - 1, drawn_by, blank)
            box, frame = self._box(found.start()), self._frames[_RIGHT]
            x0, y = box.left - frame.left, box.bottom - frame.bottom + self._rise
            x1 = self._box(found.end() - 1).right - frame.left
            usual = self._style
            self._style = Style(round(usual.size * _SUPERIOR_SIZE, 1), usual.bold, usual.italic)
            self._add(found.group(), x0, x1, y + usual.size * _SUPERIOR_RISE, _RIGHT, blank and found.start() == start)
            self._style = usual
            if found.end() <= last:
                self._word(text, found.end(), last, drawn_by, False)
            return True
        return False

    def _is_superior(self, at: int) -> bool:
        """Tell whether the ink of a figure stands clear above its baseline."""
        if self._frame is not self._frames[_RIGHT]:
            return False
        left, right, bottom, top = self._edges
        self._calls.ink(self._page, at, left, right, bottom, top)
        self._calls.origin(self._page, at, self._x, self._y)
        return bool(top.value > bottom.value > self._y.value + self._style.size * _SUPERIOR_CLEAR)

    def _goes_on(self, x0: float, x1: float, y: float, way: int) -> bool:
        """Tell whether a word follows the open run as most words do, so that nothing else need be looked at."""
        size = self._style.size
        return (
            self._style is self._open
            and way == self._open_way
            and -size * 0.5 < x0 - self._x1 < size * _NUMBER_GAP
            and x0 <= x1 <= self._frames[way].width
            and abs(y - self._base) <= size * _SAME_BASE
        )

    def _add(self, word: str, x0: float, x1: float, y: float, way: int, blank: bool) -> None:
        size, gap = self._style.size, x0 - self._x1
        if gap < -size * 0.5 and _RIGHT_TO_LEFT.search(word):
            gap = self._x0 - x1
        if (
            self._style is not self._open
            or way != self._open_way
            or abs(y - self._base) > size * _SAME_BASE
            or not -size * 0.5 < gap < size * _WIDE_GAP
            or (
                gap > size * _NUMBER_GAP
                and (word.isdigit() or (len(self._parts) == 1 and self._parts[0].strip().isdigit()))
            )
        ):
            self._close()
            self._open, self._x0, self._x1, self._base, self._open_way = self._style, x0, x1, y, way
        self._parts.append(f" {word}" if blank else word)
        self._x0, self._x1 = min(self._x0, x0), max(self._x1, x1) if x0 < self._x0 else x1

    def _close(self) -> None:
        if self._parts and self._open.size:
            self.runs[self._open_way].append(Run("".join(self._parts), self._x0, self._x1, self._base, self._open))
        self._parts = []

    def _box(self, at: int) -> Any:
        self._calls.box(self._page, at, self._rect)
        return self._rect

    def _measure(self, at: int, box: Any, last: int) -> None:
        """Note size, font, direction and baseline of the text object that draws character `at`."""
        calls, page = self._calls, self._page
        calls.matrix(page, at, self._transform)
        calls.origin(page, at, self._x, self._y)
        length = calls.font(page, at, self._name, len(self._name), self._flags)
        turn = self._transform
        size = calls.size(page, at) * hypot(turn.c, turn.d) or 1.0
        name = self._name.raw[: max(0, min(length, len(self._name)) - 1)].decode("latin-1")
        self._style = _style(round(size, 1), name.partition("+")[2] or name)
        way = _way(turn)
        left, bottom, right, top = box.left, box.bottom, box.right, box.top
        if way == _RIGHT and last != at and self._stacked(left, right, bottom, last):
            way = _DOWN
        self._frame = self._frames[way] if way is not None else None
        if self._frame is None:
            return
        low = self._frame.box(left, bottom, right, top)[2]
        x, y = self._x.value, self._y.value
        self._rise = self._frame.box(x, y, x, y)[2] - low if way != _DOWN or turn.b else 0.0

    def _stacked(self, left: float, right: float, bottom: float, last: int) -> bool:
        """Tell whether the last character of a word stands below its first, as in vertical writing."""
        box = self._box(last)
        return bool(box.left < right and left < box.right and bottom - box.bottom > self._style.size * 0.6)


def _way(turn: Any) -> int | None:
    """Return where text drawn by a matrix runs to, None when it runs aslant."""
    if abs(turn.b) <= abs(turn.a) * _TURN:
        return _RIGHT if turn.d > 0 else _BACK if turn.a < 0 else None
    if abs(turn.a) <= abs(turn.b) * _TURN:
        return _UP if turn.b > 0 else _DOWN
    return None
