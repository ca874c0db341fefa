"""The mean colour of a picture on a master: what text on it has to stand out from."""

from __future__ import annotations

import io
import warnings

from lxml import etree
from PIL import Image
from pptx.opc.package import Part

_EMBED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}embed"
_BLIP = "{http://schemas.openxmlformats.org/drawingml/2006/main}blip"
_MOST_PIXELS = 60_000_000
_FORMATS = ("PNG", "JPEG", "GIF", "BMP", "TIFF")


def picture_colour(holder: etree._Element, part: Part) -> str:
    """Return the mean colour of the first picture in `holder` as RRGGBB, "" where it cannot be told."""
    blip = next(holder.iter(_BLIP), None)
    link = blip.get(_EMBED, "") if blip is not None else ""
    try:
        data = part.related_part(link).blob
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            with Image.open(io.BytesIO(data), formats=_FORMATS) as image:
                if image.width * image.height > _MOST_PIXELS:
                    return ""
                image.draft("RGB", (64, 64))
                small = image.convert("RGBA").resize((16, 16))
        raw = small.tobytes()
        seen = [raw[at : at + 3] for at in range(0, len(raw), 4) if raw[at + 3] > 127]
    except Exception:  # a picture may be damaged in any way; then nothing is known of it
        return ""
    if len(seen) < 128:
        return ""
    return "".join(f"{sum(point[n] for point in seen) // len(seen):02X}" for n in range(3))
