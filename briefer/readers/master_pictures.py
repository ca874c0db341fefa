"""Pictures of a master: decoded within limits, and their mean colour, which text on them has to stand out from."""

from __future__ import annotations

import io
import warnings
from functools import lru_cache

from lxml import etree
from PIL import Image
from pptx.opc.package import Part

_EMBED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}embed"
_BLIP = "{http://schemas.openxmlformats.org/drawingml/2006/main}blip"
_MOST_PIXELS = 60_000_000
_FORMATS = ("PNG", "JPEG", "GIF", "BMP", "TIFF")


def opened(holder: etree._Element, part: Part, most: int) -> Image.Image | None:
    """Return the first picture in `holder` in RGBA and no side much longer than `most` dots, None for none that opens."""
    blip = next(holder.iter(_BLIP), None)
    link = blip.get(_EMBED, "") if blip is not None else ""
    try:
        return _decoded(part.related_part(link).blob, most)
    except KeyError:
        return None


@lru_cache(maxsize=16)
def _decoded(data: bytes, most: int) -> Image.Image | None:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            with Image.open(io.BytesIO(data), formats=_FORMATS) as image:
                if image.width * image.height > _MOST_PIXELS:
                    return None
                image.draft("RGB", (most, most))
                found = image.convert("RGBA")
        if max(found.size) > most:
            found.thumbnail((most, most), Image.Resampling.BOX)
    except Exception:  # a picture may be damaged in any way; then nothing is known of it
        return None
    return found


def picture_colour(holder: etree._Element, part: Part) -> str:
    """Return the mean colour of the first picture in `holder` as RRGGBB, "" where it cannot be told."""
    found = opened(holder, part, 64)
    if found is None:
        return ""
    raw = found.resize((16, 16)).tobytes()
    seen = [raw[at : at + 3] for at in range(0, len(raw), 4) if raw[at + 3] > 127]
    if len(seen) < 128:
        return ""
    return "".join(f"{sum(point[n] for point in seen) // len(seen):02X}" for n in range(3))
