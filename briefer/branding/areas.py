"""Where things may stand on a layout that was not made for Briefer: beside its logos, inside its panels, over its foot.

Everything is points of the page; `scale` is how large the spaces of the visual language are on it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from briefer.branding.ground import calm, restless
from briefer.model.master import TITLES, Anchor, Box, FoundLayout, FoundMark, FoundPlace
from briefer.typeset.grid import KICKER, SOURCES, SOURCES_GAP

_MARK = 20.0
_FOOT = 14.0
_TITLE_LINES = 76.0
_COVER_LINES = 150.0
_FACTS = 150.0
_KICKER = KICKER + 8
_PAGE = 0.6
"""A shape that takes at least this share of the page is its ground."""
_SHARES = (1.0, 0.97, 0.94, 0.91, 0.88, 0.85, 0.82, 0.79, 0.76)
"""How large type may be as a share of the usual; at the last, sources are as high as on a usual page with 8.4 points."""
_ENOUGH_HIGH, _ENOUGH_WIDE, _LEAST_WIDE = 294.0, 852.0, 640.0
"""Height and width of content on a page of 540 points for which slides are designed; a narrow one may be higher."""
_NARROW = 0.55
"""A title or text of less than this share of the page is too narrow for full sentences."""
_DISTURBED = 0.05
"""A cover is set elsewhere where more of its room than this cannot be read on."""
_LEAST_COVER = 0.42, 0.42
"""Least width and height of a cover's text as shares of the page."""
_CONTENT = ("obj", "body", "tbl", "chart", "subTitle", "pic", "dgm")


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """The parts of a page, boxes in points."""

    title: Box
    content: Box
    sources: Box
    foot: Box
    number: Box
    top: Box
    anchor: Anchor


def scale_of(width: float, height: float) -> float:
    """Return how large the spaces of the visual language are on a page: by its height, smaller where it is narrow."""
    return max(0.8 * height, min(height, width * 540 / 800)) / 540 if width >= height else width * 540 / 600 / 540


def content_place(layout: FoundLayout) -> FoundPlace | None:
    """Return the placeholder that carries content: the largest of those that can."""
    found = [place for place in layout.of(*_CONTENT) if place.box is not None and not place.vertical]
    return max(found, key=lambda place: place.box.area if place.box else 0, default=None)


def title_place(layout: FoundLayout) -> FoundPlace | None:
    """Return the title of a layout, None where it has none."""
    return next((place for place in layout.of(*TITLES) if place.box is not None), None)


def fitting_scale(layout: FoundLayout, width: float, height: float, wider: float = 1) -> float:
    """Return the scale at which `layout` has the room that slides are designed for, or the smallest that can be read.

    Decoration at head and foot leaves some pages low; type and spaces are smaller there, as a designer sets them.
    `wider` is how much wider than usual its face is measured.
    """
    usual = scale_of(width, height)
    for share in _SHARES:
        scale = share * usual
        room = placed(layout, width, height, False, scale).content
        high, wide, enough = _ENOUGH_HIGH * wider * scale, _LEAST_WIDE * scale, _ENOUGH_WIDE * scale
        if room.height >= high and room.width >= wide and room.area >= high * enough:
            break
    return scale


def placed(layout: FoundLayout, width: float, height: float, cover: bool, scale: float = 0) -> Placed:
    """Return where things stand on `layout`; a `cover` has a large title over its facts.

    Spaces are as large as `scale` says, 0 for the usual one of the page.
    """
    page = _Page(layout, width, height, scale or scale_of(width, height))
    return page.cover() if cover else page.inner()


def free(box: Box, marks: Sequence[Box]) -> Box:
    """Return the part of `box` that none of `marks` reaches into: from each, the side is cut that costs least."""
    for mark in marks:
        if not box.meets(mark):
            continue
        cuts = (
            Box(box.x, box.y, mark.x - box.x, box.height),
            Box(mark.right, box.y, box.right - mark.right, box.height),
            Box(box.x, box.y, box.width, mark.y - box.y),
            Box(box.x, mark.bottom, box.width, box.bottom - mark.bottom),
        )
        box = max(cuts, key=lambda cut: cut.area if cut.width > 0 and cut.height > 0 else -1)
    return box


class _Page:
    def __init__(self, layout: FoundLayout, width: float, height: float, scale: float) -> None:
        self._layout, self._width, self._height, self._scale = layout, width, height, scale
        self._whole = Box(0, 0, width, height)
        place = content_place(layout)
        self._title = title_place(layout)
        seat = self._of(self._title, True)
        narrow = bool(seat and self._title and self._title.box and seat.width > self._title.box.width + 1)
        self._body = self._of(place, len(layout.of(*_CONTENT)) == 1, 0.9 if narrow else _NARROW)
        if self._body is not None and (self._body.width <= 0 or self._body.height <= 0):
            self._body = None
        self._seat = seat if seat and seat.width > 0 and seat.height > 0 else None
        self._edge = 0.05 * width

    def _of(self, place: FoundPlace | None, usual: bool, share: float = _NARROW) -> Box | None:
        """Return where a placeholder stands; if it is too narrow and `usual`, where its master has it."""
        if place is None or place.box is None:
            return None
        there = place.usual.common(self._whole).width if place.usual else 0.0
        if usual and place.usual and place.box.width < share * self._width and there >= _NARROW * self._width:
            return place.usual.common(self._whole)
        return place.box.common(self._whole)

    def _marks(self, inside: Box | None) -> list[Box]:
        """Return what has to be kept clear of by something that stands in `inside`: panels round it are no obstacle."""
        gap = 10 * self._scale
        found = []
        for mark in self._layout.marks:
            if mark.box.area >= _PAGE * self._whole.area or (inside is not None and _panel(mark, inside)):
                continue
            box = mark.box.common(self._whole)
            if box.width < 0 or box.height < 0:
                continue
            found.append(Box(box.x - gap, box.y - gap, box.width + 2 * gap, box.height + 2 * gap))
        return found

    def _within(self, inside: Box) -> Box:
        """Return the panel that `inside` stands on, the page where there is none."""
        pad = 10 * self._scale
        panels = [mark.box for mark in self._layout.marks if _panel(mark, inside)]
        found = self._whole
        for panel in panels:
            shared = found.common(Box(panel.x + pad, panel.y + pad, panel.width - 2 * pad, panel.height - 2 * pad))
            if panel.area < 0.97 * self._whole.area and shared.width > 0 and shared.height > 0:
                found = shared
        return found

    def inner(self) -> Placed:
        """Return the parts of a slide with content: at the file's own places, or where there is far more room."""
        s = self._scale
        usual = self._inner(self._span())
        if usual.content.height < _ENOUGH_HIGH * s:
            usual = max(usual, self._inner(self._span(), close=True), key=lambda made: made.content.height)
        room = usual.content
        if room.height >= 190 * s and room.width >= 0.7 * self._width:
            return usual
        margin = 36 * s
        self._seat = None
        other = self._inner(Box(margin, 0, self._width - 2 * margin, self._height), close=True)
        return other if other.content.area > 1.3 * room.area else usual

    def _inner(self, span: Box, close: bool = False) -> Placed:
        """Return the parts between the edges of `span`; `close` leaves no more room to the title than it needs."""
        s = self._scale
        body = self._body or Box(span.x, 0.3 * self._height, span.width, 0.5 * self._height)
        top = self._top(self._seat, span, body)
        title = self._title_box(span, top, _TITLE_LINES * s, close)
        foot, number, floor = self._foot(span, body)
        start = title.bottom + 12 * s
        if self._body is not None and not close and start < self._body.y < start + 50 * s:
            start = self._body.y
        room = self._room(Box(span.x, start, span.width, max(1.0, floor - start)), body)
        return self._parted(title, room, foot, number, top)

    def cover(self) -> Placed:
        """Return the parts of a cover: title and facts one over the other in the room round the file's title."""
        s = self._scale
        seat = self._seat or Box(self._edge, 0.3 * self._height, self._width - 2 * self._edge, 0.2 * self._height)
        left, right = max(seat.x, 24 * s), min(seat.right, self._width - 24 * s)
        if right - left < 0.5 * self._width:
            right = max(right, self._width - self._edge) if left < self._width / 2 else right
            left = min(left, self._edge) if right - left < 0.4 * self._width else left
        span = Box(left, 0, right - left, self._height)
        top = self._top(None, span, seat)
        foot, number, floor = self._foot(span, seat)
        whole = Box(left, top.bottom + 4 * s, right - left, max(1.0, floor - top.bottom - 4 * s))
        room = self._room(whole, seat)
        if (quiet := self._quiet(room, top)) is not None:
            room, foot, number, top = quiet
        lines, facts = _COVER_LINES * s, (_FACTS + SOURCES + 8) * s
        lines = min(lines, max(60 * s, room.height - facts - _KICKER * s))
        end = min(max(seat.bottom, room.y + _KICKER * s + lines), room.bottom - facts - 18 * s)
        end = max(end, room.y + _KICKER * s + lines)
        start = max(room.y + _KICKER * s, min(seat.y, end - lines))
        title = Box(room.x, start, room.width, end - start)
        rest = Box(room.x, end + 18 * s, room.width, max(1.0, room.bottom - end - 18 * s))
        return self._parted(title, rest, foot, number, top)

    def _quiet(self, room: Box, top: Box) -> tuple[Box, Box, Box, Box] | None:
        """Return room, foot, number and top of a cover where the file draws nothing that disturbs, if `room` is not it."""
        s, layout = self._scale, self._layout
        if restless(layout, room) <= _DISTURBED:
            return None
        pad = 10 * s
        page = Box(2 * pad, top.y, self._width - 4 * pad, self._height - top.y - pad)
        found = calm(layout, page)
        if found is None:
            return None
        x, y, wide = found.x + pad, found.y + pad, found.width - 2 * pad
        strip = Box(x, found.bottom - (_FOOT + 4) * s, wide, _FOOT * s)
        clear = Box(x, y + _MARK * s, wide, strip.y - 14 * s - y - _MARK * s)
        if wide < _LEAST_COVER[0] * self._width or clear.height < _LEAST_COVER[1] * self._height:
            return None
        number = Box(x, strip.y, 132 * s, strip.height)
        foot = Box(x + 144 * s, strip.y, wide - 144 * s, strip.height)
        return clear, foot, number, Box(x, y, wide, _MARK * s)

    def _room(self, whole: Box, inside: Box) -> Box:
        """Return the free part of `whole`; where decoration leaves too little, it is taken to lie behind the text."""
        least = Box(0, 0, 0.55 * whole.width, 0.55 * whole.height)
        for room in (free(whole.common(self._within(inside)), self._marks(inside)), free(whole, self._marks(inside))):
            if room.width >= least.width and room.height >= least.height:
                return room
        return whole

    def _parted(self, title: Box, room: Box, foot: Box, number: Box, top: Box) -> Placed:
        """Return the parts, with the sources at the lower end of `room`."""
        s = self._scale
        sources = Box(room.x, room.bottom - SOURCES * s, room.width, SOURCES * s)
        content = Box(room.x, room.y, room.width, max(1.0, sources.y - 2 * SOURCES_GAP * s - room.y))
        anchor = self._title.anchor if self._title else "top"
        return Placed(title=title, content=content, sources=sources, foot=foot, number=number, top=top, anchor=anchor)

    def _span(self) -> Box:
        """Return between which edges content stands: those of the content or the title, whichever is wide."""
        wide = [box for box in (self._body, self._seat) if box is not None and box.width >= 0.55 * self._width]
        if wide:
            margin = 24 * self._scale
            left, right = max(margin, wide[0].x), min(self._width - margin, wide[0].right)
            return Box(left, 0, right - left, self._height)
        return Box(self._edge, 0, self._width - 2 * self._edge, self._height)

    def _top(self, seat: Box | None, span: Box, inside: Box) -> Box:
        """Return the strip over the title for the draft status and the handling mark."""
        s = self._scale
        high = _MARK * s
        y = max(2 * s, min(18 * s, (seat.y if seat and seat.y < self._height / 3 else 40 * s) - high - 2 * s))
        strip = Box(span.x, y, span.width, high)
        found = free(strip, self._marks(seat or inside))
        return found if found.width > 0.4 * span.width and found.height > high - 1 else strip

    def _title_box(self, span: Box, top: Box, lines: float, close: bool) -> Box:
        """Return a box for two lines of title: that of the file, made higher or wider where it is too small.

        A `close` one is as high as its lines, where in its box the file has them.
        """
        s = self._scale
        seat = self._seat
        if seat is None or seat.y > 0.5 * self._height:
            clear = self._room(Box(span.x, top.bottom + 4 * s, span.width, 0.8 * self._height - top.bottom), span)
            return Box(clear.x, clear.y, clear.width, lines)
        if seat.width < 0.55 * self._width:
            seat = Box(min(seat.x, span.x), seat.y, max(seat.right, span.right) - min(seat.x, span.x), seat.height)
        left, right = max(seat.x, 24 * s), min(seat.right, self._width - 24 * s)
        seat = Box(left, seat.y, right - left, seat.height)
        start = max(seat.y, top.bottom + 2 * s)
        height = lines if close else max(lines, seat.bottom - start)
        clear = free(Box(seat.x, start, seat.width, height), self._marks(seat))
        wide = clear.height >= lines - 1 and clear.width >= 0.5 * seat.width
        if wide and restless(self._layout, clear) <= _DISTURBED:
            return clear
        usual = Box(seat.x, start, seat.width, height)
        lower = (replace(usual, y=usual.y + n * 4 * s, height=lines) for n in range(int(0.2 * self._height / (4 * s))))
        if restless(self._layout, usual) > _DISTURBED:
            return next((box for box in lower if restless(self._layout, box) <= _DISTURBED), usual)
        return usual

    def _foot(self, span: Box, body: Box) -> tuple[Box, Box, float]:
        """Return footer, slide number, and the y over which content has to end."""
        s = self._scale
        low = [p.box for p in self._layout.of("ftr", "sldNum", "dt") if p.box and p.box.y > 0.75 * self._height]
        middle = sum(box.y + box.height / 2 for box in low) / len(low) if low else self._height - 25 * s
        y = min(middle - _FOOT * s / 2, self._height - 20 * s)
        strip = self._clear_strip(Box(span.x, y, span.width, _FOOT * s), body)
        seat = next((p.box for p in self._layout.of("sldNum") if p.box and p.box.common(self._whole).area > 0), None)
        own = Box(strip.x, strip.y, 132 * s, _FOOT * s)
        number = own
        if seat is not None and seat.y > 0.6 * self._height and not any(seat.meets(m) for m in self._marks(body)):
            number = self._number(seat, strip)
        left = Box(strip.x, strip.y, number.x - 12 * s - strip.x, strip.height)
        right = Box(number.right + 12 * s, strip.y, strip.right - number.right - 12 * s, strip.height)
        if number == own:
            right = Box(strip.x + 144 * s, strip.y, strip.width - 144 * s, strip.height)
        foot = max(left, right, key=lambda box: box.width) if number.meets(strip) else strip
        return foot, number, strip.y - 14 * s

    def _number(self, seat: Box, strip: Box) -> Box:
        """Return the end of the file's box where the number stands: boxes are often far wider than a number."""
        wide = min(max(seat.width, 30 * self._scale), 60 * self._scale)
        middle = seat.x + seat.width / 2
        x = (
            seat.x
            if middle < 0.4 * self._width
            else seat.right - wide
            if middle > 0.6 * self._width
            else middle - wide / 2
        )
        return Box(x, strip.y, wide, _FOOT * self._scale).common(self._whole)

    def _clear_strip(self, strip: Box, body: Box) -> Box:
        """Return a strip at the foot that is clear of bands and logos: narrower, else higher up."""
        s = self._scale
        for _ in range(8):
            inside = strip.common(self._within(body))
            inside = inside if inside.height >= strip.height - 1 else strip
            found = free(inside, self._marks(body))
            if found.height >= strip.height - 1 and found.width >= 0.6 * strip.width:
                return found
            blocking = [mark for mark in self._marks(body) if mark.meets(strip)]
            if not blocking:
                return strip
            strip = Box(strip.x, min(mark.y for mark in blocking) - strip.height - 2 * s, strip.width, strip.height)
            if strip.y < 0.7 * self._height:
                break
        return Box(strip.x, max(strip.y, 0.7 * self._height), strip.width, strip.height)


def _panel(mark: FoundMark, inside: Box) -> bool:
    """Tell whether a mark is a panel behind something: a shape or picture that holds all of it."""
    return mark.kind in ("shape", "picture", "group") and mark.box.covers(inside, 0.95)
