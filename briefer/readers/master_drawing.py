"""Draws what a master and its layouts have behind the text: grounds, pictures, shapes and lines; never words.

Pictures come from the package itself, are decoded within limits and left out where they cannot be.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from lxml import etree
from PIL import Image, ImageChops, ImageDraw
from pptx.opc.package import Part

from briefer.model.colour import channels
from briefer.model.master import Drawing
from briefer.readers.master_colours import A, colour_of, fill_of
from briefer.readers.master_pictures import opened
from briefer.readers.master_shapes import (
    ALTERNATIVE,
    EMU,
    Matrix,
    Outline,
    P,
    applied,
    frame_of,
    is_hidden,
    outline_of,
    placed_by,
    turned_by,
)

_FINE = 2
"""Everything is drawn this many times as large and reduced, so that edges are smooth."""
_MOST_SHAPES = 4000


class Canvas:
    """A page of `width` × `height` points in the making, `wide` dots across in the end."""

    def __init__(self, width: float, height: float, wide: int) -> None:
        self._size = wide, max(1, round(wide * height / width))
        self._dot = width / wide
        dots = _FINE / self._dot / EMU
        self._page: Matrix = (dots, 0, 0, 0, dots, 0)
        self._image = Image.new("RGB", (self._size[0] * _FINE, self._size[1] * _FINE), "white")
        self._left = _MOST_SHAPES

    def drawing(self) -> Drawing:
        """Return what was drawn so far."""
        small = self._image.resize(self._size, Image.Resampling.BOX)
        return Drawing(width=small.width, height=small.height, dot=self._dot, dots=small.tobytes())

    def ground(self, properties: Iterable[etree._Element], part: Part, theme: Mapping[str, str], own: str = "") -> None:
        """Fill the page; `own` is the colour that a reference to the theme brings along."""
        width, height = self._image.size
        whole = [(0.0, 0.0), (width, 0.0), (width, height), (0.0, height)]
        self._filled([whole], properties, part, theme, own)

    def shapes(self, tree: etree._Element | None, part: Part, theme: Mapping[str, str]) -> None:
        """Draw what stands in a shape tree besides its placeholders."""
        self._tree(tree if tree is not None else (), part, theme, self._page)

    def _tree(self, tree: Iterable[etree._Element], part: Part, theme: Mapping[str, str], matrix: Matrix) -> None:
        for shape in tree:
            if not isinstance(shape.tag, str) or self._left <= 0:
                continue
            if shape.tag == f"{ALTERNATIVE}AlternateContent":
                self._tree(shape.iterfind(f"{ALTERNATIVE}Fallback/*"), part, theme, matrix)
                continue
            name = etree.QName(shape).localname
            if name == "grpSp" and not is_hidden(shape):
                self._tree(shape, part, theme, placed_by(shape, matrix))
            elif name in ("sp", "cxnSp", "pic") and not is_hidden(shape) and next(shape.iter(f"{P}ph"), None) is None:
                self._left -= 1
                self._shape(shape, part, theme, matrix)

    def _shape(self, shape: etree._Element, part: Part, theme: Mapping[str, str], matrix: Matrix) -> None:
        properties, frame = shape.find(f"{P}spPr"), frame_of(shape)
        if properties is None or frame is None:
            return
        own = turned_by(frame, matrix)
        outlines = [
            Outline(points=tuple(applied(own, x, y) for x, y in made.points), closed=made.closed, filled=made.filled)
            for made in outline_of(properties, frame)
        ]
        area = [list(made.points) for made in outlines if made.filled and len(made.points) > 2]
        if shape.tag == f"{P}pic":
            self._filled(area, shape.iterfind(f"{P}blipFill"), part, theme)
        elif shape.tag == f"{P}sp" and area:
            bare = fill_of(properties, theme) is None and properties.find(f"{A}noFill") is None
            reference = shape.find(f"{P}style/{A}fillRef") if bare else None
            if reference is not None and reference.get("idx", "0") != "0":
                self._flat(area, colour_of(reference, theme), 1.0)
            else:
                self._filled(area, properties, part, theme)
        self._stroked(outlines, shape, theme, matrix[0])

    def _stroked(self, outlines: list[Outline], shape: etree._Element, theme: Mapping[str, str], dots: float) -> None:
        line = shape.find(f"{P}spPr/{A}ln")
        reference = shape.find(f"{P}style/{A}lnRef")
        colour = fill_of(line, theme) if line is not None else None
        if colour is None and reference is not None and (line is None or line.find(f"{A}noFill") is None):
            colour = colour_of(reference, theme) if reference.get("idx", "0") != "0" else None
        if not colour:
            return
        wide = int(line.get("w", "9525")) if line is not None else 9525
        pen = ImageDraw.Draw(self._image)
        for made in outlines:
            points = [*made.points, made.points[0]] if made.closed and made.points else list(made.points)
            if len(points) > 1:
                pen.line(points, fill=f"#{colour}", width=max(1, round(wide * abs(dots))), joint="curve")

    def _filled(
        self,
        area: list[list[tuple[float, float]]],
        properties: Iterable[etree._Element],
        part: Part,
        theme: Mapping[str, str],
        own: str = "",
    ) -> None:
        for fill in properties:
            name = etree.QName(fill).localname if isinstance(fill.tag, str) else ""
            if name == "gradFill" and (stops := _stops(fill, theme, own)):
                self._blended(area, fill, stops)
                return
            if name == "blipFill":
                self._pictured(area, fill, part)
                return
            if name in ("solidFill", "pattFill") and (colour := fill_of([fill], theme, own)):
                self._flat(area, colour, _opacity(fill))
                return

    def _flat(self, area: list[list[tuple[float, float]]], colour: str, opacity: float) -> None:
        if colour and (found := self._mask(area, opacity)) is not None:
            mask, corner = found
            self._image.paste(Image.new("RGB", mask.size, f"#{colour}"), corner, mask)

    def _blended(
        self, area: list[list[tuple[float, float]]], fill: etree._Element, stops: list[tuple[float, str]]
    ) -> None:
        found = self._mask(area, _opacity(fill))
        if found is None:
            return
        mask, corner = found
        line = fill.find(f"{A}lin")
        angle = int(line.get("ang", "0")) / 60_000 if line is not None else 90
        if fill.find(f"{A}path") is not None:
            shade = Image.radial_gradient("L")
        else:
            shade = Image.linear_gradient("L").rotate(round((90 - angle) / 90) * 90)
        shade = shade.resize(mask.size)
        bands = [shade.point([_between(stops, n / 255)[at] for n in range(256)]) for at in range(3)]
        self._image.paste(Image.merge("RGB", bands), corner, mask)

    def _pictured(self, area: list[list[tuple[float, float]]], fill: etree._Element, part: Part) -> None:
        found = self._mask(area, 1.0)
        if found is None:
            return
        mask, corner = found
        picture = opened(fill, part, max(mask.size))
        if picture is None:
            return
        crop = fill.find(f"{A}srcRect")
        if crop is not None:
            picture = picture.crop(_cropped(crop, picture.size))
        tile = fill.find(f"{A}tile")
        if tile is not None:
            picture = _tiled(picture, mask.size, self._page[0] * 9525)
        if picture.width < 1 or picture.height < 1:
            return
        picture = picture.resize(mask.size)
        alpha = next(fill.iter(f"{A}alphaModFix"), None)
        share = int(alpha.get("amt", "100000")) / 100_000 if alpha is not None else 1.0
        through = Image.new("L", mask.size, 0)
        through.paste(picture.getchannel("A").point([round(n * share) for n in range(256)]), (0, 0), mask)
        self._image.paste(picture.convert("RGB"), corner, through)

    def _mask(
        self, area: list[list[tuple[float, float]]], opacity: float
    ) -> tuple[Image.Image, tuple[int, int]] | None:
        """Return which dots lie inside outlines, holes left out, and where the mask stands; None off the page."""
        xs, ys = [x for points in area for x, _ in points], [y for points in area for _, y in points]
        if not xs or opacity <= 0:
            return None
        left, top, right, bottom = round(min(xs)), round(min(ys)), round(max(xs)), round(max(ys))
        width, height = self._image.size
        if right <= 0 or bottom <= 0 or left >= width or top >= height:
            return None
        if right - left > 4 * width or bottom - top > 4 * height:
            return None
        mask = Image.new("1", (max(1, right - left), max(1, bottom - top)))
        for points in area:
            one = Image.new("1", mask.size)
            ImageDraw.Draw(one).polygon([(x - left, y - top) for x, y in points], fill=1)
            mask = ImageChops.logical_xor(mask, one) if len(area) > 1 else one
        return mask.convert("L").point([round(n * opacity) for n in range(256)]), (left, top)


def _tiled(picture: Image.Image, size: tuple[int, int], dots: float) -> Image.Image:
    """Return `picture` side by side over `size`, a dot of it `dots` dots wide; a very small one is stretched."""
    wide, high = round(picture.width * dots), round(picture.height * dots)
    if wide < 4 or high < 4:
        return picture
    one, found = picture.resize((wide, high)), Image.new("RGBA", size)
    for x in range(0, size[0], wide):
        for y in range(0, size[1], high):
            found.paste(one, (x, y))
    return found


def _cropped(crop: etree._Element, size: tuple[int, int]) -> tuple[int, int, int, int]:
    left, top, right, bottom = (int(crop.get(name, "0")) / 100_000 for name in ("l", "t", "r", "b"))
    width, height = size
    x, y = round(left * width), round(top * height)
    return x, y, max(x + 1, round((1 - right) * width)), max(y + 1, round((1 - bottom) * height))


def _stops(fill: etree._Element, theme: Mapping[str, str], own: str) -> list[tuple[float, str]]:
    found = ((int(stop.get("pos", "0")) / 100_000, colour_of(stop, theme, own)) for stop in fill.iter(f"{A}gs"))
    return sorted((at, colour) for at, colour in found if colour)


def _between(stops: list[tuple[float, str]], at: float) -> tuple[int, int, int]:
    before = max((stop for stop in stops if stop[0] <= at), default=stops[0])
    after = min((stop for stop in stops if stop[0] >= at), default=stops[-1])
    share = (at - before[0]) / (after[0] - before[0]) if after[0] > before[0] else 0
    r, g, b = (round(a + (z - a) * share) for a, z in zip(channels(before[1]), channels(after[1]), strict=True))
    return r, g, b


def _opacity(fill: etree._Element) -> float:
    alphas = [int(alpha.get("val", "100000")) / 100_000 for alpha in fill.iter(f"{A}alpha")]
    return min(1.0, sum(alphas) / len(alphas)) if alphas else 1.0
