"""Pages of a PDF as small pictures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from briefer.errors import ImportRefused

MOST_PIXELS = 2_000
"""No picture is wider or higher."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A page drawn on white: `pixels` are rows of blue, green, red and one unused byte, without gaps."""

    width: int
    height: int
    pixels: bytes


def page_pictures(name: str, data: bytes, indexes: Sequence[int], width: int) -> tuple[Picture, ...]:
    """Return the pages at `indexes`, counted from 1, `width` pixels wide; raises ImportRefused when one is not there."""
    import pypdfium2
    import pypdfium2.raw as raw

    try:
        document = pypdfium2.PdfDocument(data)
        try:
            return tuple(_picture(document, index, width, raw.FPDFBitmap_BGRx) for index in indexes)
        finally:
            document.close()
    except (pypdfium2.PdfiumError, IndexError) as error:
        raise ImportRefused(f"A page of “{name}” cannot be drawn. Its text can be read all the same.") from error


def _picture(document: object, index: int, width: int, form: int) -> Picture:
    page = document[index - 1]  # type: ignore[index]
    try:
        points_wide, points_high = page.get_size()
        scale = min(width / max(points_wide, 1), MOST_PIXELS / max(points_high, 1))
        bitmap = page.render(scale=scale, force_bitmap_format=form)
        rows, stride, used = bytes(bitmap.buffer), bitmap.stride, bitmap.width * 4
        pixels = rows if stride == used else b"".join(rows[at : at + used] for at in range(0, len(rows), stride))
        return Picture(width=bitmap.width, height=bitmap.height, pixels=pixels)
    finally:
        page.close()
