"""Pictures that briefs take over: PNG and JPEG, decoded within limits, freed of everything that is not the picture.

What a file says besides (Exif, comments, thumbnails, what follows its end) can name people and places and show what was
cut away. Only the blocks that the picture needs are kept, so no dot of it changes. A picture that its camera holds
sideways is turned, and one with clear places is set on white; these two are written anew.
"""

from __future__ import annotations

import hashlib
import io
import struct
import warnings
from collections.abc import Iterator
from typing import NoReturn

from PIL import Image, ImageOps

from briefer.errors import ImportRefused
from briefer.model.picture import Picture, PictureKind

MAX_BYTES = 20_000_000
MAX_DOTS = 40_000_000
"""Dots of a picture at most: in colour they take 160 MB while it is decoded."""

_ORIENTATION = 0x0112
_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_CHUNKS = (b"IHDR", b"PLTE", b"gAMA", b"cHRM", b"sRGB", b"pHYs", b"IDAT", b"IEND")
"""What a PNG is made of, and how its colours and its size are meant."""
_JFIF = b"JFIF\0\x01\x01\0\0\x01\0\x01\0\0"
"""Version 1.1, dots as wide as high, no thumbnail."""
_END, _SCAN, _COMMENT = 0xD9, 0xDA, 0xFE
_APP0, _APP2, _ADOBE, _LAST_APP = 0xE0, 0xE2, 0xEE, 0xEF
_ALONE = (0x01, *range(0xD0, 0xD9))
"""Markers that nothing follows."""


def read_picture(data: bytes, name: str) -> Picture:
    """Return the picture in `data`, the file called `name`; raises ImportRefused with one sentence."""
    if len(data) > MAX_BYTES:
        raise ImportRefused(f"“{name}” is larger than {MAX_BYTES // 1_000_000} MB. Save the picture smaller.")
    if not data.startswith((_SIGNATURE, b"\xff\xd8\xff")):
        raise ImportRefused(f"“{name}” is neither PNG nor JPEG. Save the figure as one of them.")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data), formats=("PNG", "JPEG")) as image:
                if image.width * image.height > MAX_DOTS:
                    _too_many(name)
                kind: PictureKind = "png" if image.format == "PNG" else "jpeg"
                image.load()
                is_clear = "A" in image.getbands() or "transparency" in image.info
                upright = ImageOps.exif_transpose(image)
                is_new = is_clear or image.getexif().get(_ORIENTATION, 1) not in (0, 1)
                kept = _anew(_on_white(upright) if is_clear else upright, kind) if is_new else data
                width, height = upright.size
        bare = _png(kept) if kind == "png" else b"".join(_jpeg(kept))
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        _too_many(name)
    except ImportRefused:
        raise
    except Exception as error:  # a picture may be damaged in any way
        raise ImportRefused(f"“{name}” is damaged: it cannot be read to its end. Save the figure again.") from error
    return Picture(kind=kind, width=width, height=height, sha256=hashlib.sha256(bare).hexdigest(), data=bare)


def _too_many(name: str) -> NoReturn:
    raise ImportRefused(f"“{name}” has more than {MAX_DOTS // 1_000_000} million dots. Save the picture smaller.")


def _on_white(image: Image.Image) -> Image.Image:
    """Return a picture with clear places on white, as on paper: on a dark slide its ink would be lost."""
    image = image.convert("RGBA")
    return Image.alpha_composite(Image.new("RGBA", image.size, "white"), image).convert("RGB")


def _anew(image: Image.Image, kind: PictureKind) -> bytes:
    out = io.BytesIO()
    if kind == "png":
        image.save(out, "PNG")
    else:
        image.save(out, "JPEG", quality=95, subsampling=0, icc_profile=image.info.get("icc_profile"))
    return out.getvalue()


def _png(data: bytes) -> bytes:
    """Return a PNG with the chunks of its first picture alone."""
    kept, at = [_SIGNATURE], len(_SIGNATURE)
    while kept[-1][4:8] != b"IEND":
        (length,) = struct.unpack_from(">I", data, at)
        chunk = data[at : at + 12 + length]
        at += 12 + length
        if chunk[4:8] in _CHUNKS:
            kept.append(chunk)
    return b"".join(kept)


def _jpeg(data: bytes) -> Iterator[bytes]:
    """Yield the segments of a JPEG that its picture needs, with the profile of its colours, up to its end."""
    yield data[:2]
    at = 2
    while True:
        if data[at] != 0xFF:
            raise ValueError("no marker where one must stand")
        marker = data[at + 1]
        if marker == 0xFF:
            at += 1
            continue
        if marker == _END:
            yield data[at : at + 2]
            return
        if marker in _ALONE:
            yield data[at : at + 2]
            at += 2
            continue
        (length,) = struct.unpack_from(">H", data, at + 2)
        body = data[at + 4 : at + 2 + length]
        yield _segment(marker, body)
        at += 2 + length
        if marker == _SCAN:
            end = _scan_end(data, at)
            yield data[at:end]
            at = end


def _segment(marker: int, body: bytes) -> bytes:
    if marker == _APP0 and body.startswith(b"JFIF\0"):
        body = _JFIF
    elif marker == _COMMENT or (
        _APP0 <= marker <= _LAST_APP
        and not (marker == _APP2 and body.startswith(b"ICC_PROFILE\0"))
        and not (marker == _ADOBE and body.startswith(b"Adobe"))
    ):
        return b""
    elif marker == _ADOBE:
        body = body[:12]
    return bytes((0xFF, marker)) + struct.pack(">H", len(body) + 2) + body


def _scan_end(data: bytes, at: int) -> int:
    """Return where the coded dots that begin at `at` end: before a marker that is no restart."""
    while True:
        at = data.index(b"\xff", at)
        following = data[at + 1]
        if following and not 0xD0 <= following <= 0xD7 and following != 0xFF:
            return at
        at += 1 if following == 0xFF else 2
