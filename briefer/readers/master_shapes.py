"""The outlines of shapes on a master: frames, groups, turns, and the paths that a file draws for itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from math import cos, radians, sin, tau
from typing import TypeAlias

from lxml import etree

from briefer.readers.master_colours import A

P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
ALTERNATIVE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
EMU = 12_700
"""In a point."""
_STEPS = 12
"""Straight pieces of a curve."""

Matrix: TypeAlias = tuple[float, float, float, float, float, float]
"""a, b, c, d, e, f: a point x, y goes to ax + by + c, dx + ey + f."""

Point: TypeAlias = tuple[float, float]

_POLYGONS: dict[str, tuple[Point, ...]] = {
    "triangle": ((0.5, 0), (1, 1), (0, 1)),
    "rtTriangle": ((0, 0), (1, 1), (0, 1)),
    "diamond": ((0.5, 0), (1, 0.5), (0.5, 1), (0, 0.5)),
    "parallelogram": ((0.25, 0), (1, 0), (0.75, 1), (0, 1)),
    "trapezoid": ((0.25, 0), (0.75, 0), (1, 1), (0, 1)),
    "hexagon": ((0.25, 0), (0.75, 0), (1, 0.5), (0.75, 1), (0.25, 1), (0, 0.5)),
    "homePlate": ((0, 0), (0.75, 0), (1, 0.5), (0.75, 1), (0, 1)),
    "chevron": ((0, 0), (0.5, 0), (1, 0.5), (0.5, 1), (0, 1), (0.5, 0.5)),
}
_ROUND = ("ellipse", "flowChartConnector", "donut", "arc", "pie", "chord")


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """Where a shape stands in EMU of what holds it, how far it is turned in degrees, and whether it is mirrored."""

    x: float
    y: float
    width: float
    height: float
    turned: float = 0
    across: bool = False
    down: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """A path of a shape."""

    points: tuple[Point, ...]
    closed: bool = True
    filled: bool = True


def is_hidden(shape: etree._Element) -> bool:
    """Tell whether a shape is not shown, whatever its parts are."""
    return any(named.get("hidden") in ("1", "true") for named in shape.iterfind(f"*/{P}cNvPr"))


def frame_of(shape: etree._Element) -> Frame | None:
    """Return the frame of a shape, None where it inherits one."""
    frame = shape.find(f"{P}grpSpPr/{A}xfrm") if shape.tag == f"{P}grpSp" else shape.find(f"{P}spPr/{A}xfrm")
    off, ext = (frame.find(f"{A}off"), frame.find(f"{A}ext")) if frame is not None else (None, None)
    if frame is None or off is None or ext is None:
        return None
    return Frame(
        x=int(off.get("x", "0")),
        y=int(off.get("y", "0")),
        width=int(ext.get("cx", "0")),
        height=int(ext.get("cy", "0")),
        turned=int(frame.get("rot", "0")) / 60_000,
        across=frame.get("flipH") in ("1", "true"),
        down=frame.get("flipV") in ("1", "true"),
    )


def placed_by(group: etree._Element, matrix: Matrix) -> Matrix:
    """Return where the parts of a group go."""
    frame = frame_of(group)
    inner = group.find(f"{P}grpSpPr/{A}xfrm/{A}chOff"), group.find(f"{P}grpSpPr/{A}xfrm/{A}chExt")
    if frame is None or inner[0] is None or inner[1] is None:
        return matrix
    wide, high = int(inner[1].get("cx", "0")) or frame.width, int(inner[1].get("cy", "0")) or frame.height
    across, down = frame.width / wide if wide else 1, frame.height / high if high else 1
    x, y = int(inner[0].get("x", "0")), int(inner[0].get("y", "0"))
    moved: Matrix = (across, 0, frame.x - across * x, 0, down, frame.y - down * y)
    return joined(turned_by(frame, matrix), moved)


def turned_by(frame: Frame, matrix: Matrix) -> Matrix:
    """Return `matrix` after the turn and the mirroring of a shape round its middle."""
    x, y = frame.x + frame.width / 2, frame.y + frame.height / 2
    c, s = cos(radians(frame.turned)), sin(radians(frame.turned))
    h, v = (-1 if frame.across else 1), (-1 if frame.down else 1)
    turn: Matrix = (c * h, -s * v, x - c * h * x + s * v * y, s * h, c * v, y - s * h * x - c * v * y)
    return joined(matrix, turn)


def joined(outer: Matrix, inner: Matrix) -> Matrix:
    """Return what does `inner` first, then `outer`."""
    a, b, c, d, e, f = outer
    g, h, i, j, k, m = inner
    return (a * g + b * j, a * h + b * k, a * i + b * m + c, d * g + e * j, d * h + e * k, d * i + e * m + f)


def applied(matrix: Matrix, x: float, y: float) -> Point:
    """Return where a point goes."""
    a, b, c, d, e, f = matrix
    return a * x + b * y + c, d * x + e * y + f


def outline_of(properties: etree._Element, frame: Frame) -> Iterator[Outline]:
    """Yield the paths of a shape in EMU of what holds it; a form that is not known is a rectangle."""
    own = properties.find(f"{A}custGeom")
    if own is not None:
        for path in own.iterfind(f"{A}pathLst/{A}path"):
            yield from _paths(path, frame)
        return
    preset = properties.find(f"{A}prstGeom")
    form = preset.get("prst", "rect") if preset is not None else "rect"
    if form == "line" or form.startswith(("straightConnector", "bentConnector", "curvedConnector")):
        ends = (frame.x, frame.y), (frame.x + frame.width, frame.y + frame.height)
        yield Outline(points=ends, closed=False, filled=False)
        return
    if form in _ROUND:
        shares = tuple((0.5 + cos(tau * n / 64) / 2, 0.5 + sin(tau * n / 64) / 2) for n in range(64))
    elif form in ("roundRect", "flowChartAlternateProcess"):
        shares = _rounded(frame, preset)
    else:
        shares = _POLYGONS.get(form, ((0, 0), (1, 0), (1, 1), (0, 1)))
    yield Outline(points=tuple((frame.x + x * frame.width, frame.y + y * frame.height) for x, y in shares))


def _rounded(frame: Frame, preset: etree._Element | None) -> tuple[Point, ...]:
    """Return a rectangle with round corners as shares of its sides."""
    guide = preset.find(f"{A}avLst/{A}gd") if preset is not None else None
    share = _number_of(guide.get("fmla", "").removeprefix("val "), 16_667) if guide is not None else 16_667
    radius = min(0.5, max(0.0, share / 100_000)) * min(frame.width, frame.height)
    across, down = (radius / side if side else 0 for side in (frame.width, frame.height))
    corners = ((across, down, 180), (1 - across, down, 270), (1 - across, 1 - down, 0), (across, 1 - down, 90))
    return tuple(
        (x + across * cos(radians(first + 15 * n)), y + down * sin(radians(first + 15 * n)))
        for x, y, first in corners
        for n in range(7)
    )


def _paths(path: etree._Element, frame: Frame) -> Iterator[Outline]:
    wide, high = int(path.get("w", "0")) or frame.width or 1, int(path.get("h", "0")) or frame.height or 1
    filled = path.get("fill", "norm") != "none"
    points: list[Point] = []

    def outline(closed: bool) -> Outline:
        on = tuple((frame.x + x / wide * frame.width, frame.y + y / high * frame.height) for x, y in points)
        return Outline(points=on, closed=closed, filled=filled)

    for step in path:
        name = etree.QName(step).localname if isinstance(step.tag, str) else ""
        given = [(_number(point, "x"), _number(point, "y")) for point in step.iterfind(f"{A}pt")]
        if name == "moveTo" and given:
            if points:
                yield outline(False)
            points = given[:1]
        elif name == "lnTo":
            points += given
        elif name in ("cubicBezTo", "quadBezTo") and points:
            points += _curve([points[-1], *given])
        elif name == "arcTo" and points:
            points += _arc(points[-1], step)
        elif name == "close" and points:
            yield outline(True)
            points = []
    if points:
        yield outline(False)


def _curve(given: list[Point]) -> Iterator[Point]:
    """Yield points on a Bézier curve of any degree."""
    for step in range(1, _STEPS + 1):
        at, row = step / _STEPS, given
        while len(row) > 1:
            row = [(x + (z - x) * at, y + (w - y) * at) for (x, y), (z, w) in pairwise(row)]
        yield row[0]


def _arc(start: Point, step: etree._Element) -> Iterator[Point]:
    wide, high = _number(step, "wR"), _number(step, "hR")
    first, sweep = radians(_number(step, "stAng") / 60_000), radians(_number(step, "swAng") / 60_000)
    x, y = start[0] - wide * cos(first), start[1] - high * sin(first)
    for n in range(1, _STEPS + 1):
        angle = first + sweep * n / _STEPS
        yield x + wide * cos(angle), y + high * sin(angle)


def _number(element: etree._Element, name: str) -> float:
    """Return a number of a path; one that a formula would give counts as 0."""
    return _number_of(element.get(name, "0"), 0.0)


def _number_of(text: str, otherwise: float) -> float:
    try:
        return float(text)
    except ValueError:
        return otherwise
