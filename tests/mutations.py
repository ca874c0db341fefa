"""Damage done to files on purpose: the same seed does the same damage, so a failure can be repeated."""

from __future__ import annotations

import copy
import io
import random
import re
import warnings
import zipfile
from collections.abc import Callable
from contextlib import suppress

from lxml import etree

Change = Callable[[random.Random, bytes], bytes]

_XML_NAMES = (".xml", ".rels", ".opf", ".ncx", ".xhtml", ".html")
_TAG = re.compile(rb"<[^<>]{1,200}>")
_NAME = re.compile(rb"<(/?[\w:.-]+)")
_VALUE = re.compile(rb'"[^"<>]{0,200}"')
_WORD = re.compile(rb"[\w-]{2,}")
_HOSTILE = (
    b"\x00",
    b"\x02n:1\x03",
    b"\x1b[2J",
    b"\xff\xfe",
    b"\xed\xa0\x80",
    b"\xf4\x90\x80\x80",
    b"&#0;",
    b"&#2;",
    b"&#xFFFF;",
    b"&#x110000;",
    b"&#99999999999;",
    b"&entity;",
    b"<![CDATA[",
    b"]]>",
    b"<!--",
    b"<!DOCTYPE a [<!ENTITY b 'c'>]>",
    b"<?xml version='1.0' encoding='utf-32'?>",
    "\u202e\u200f\ufeff\u2028\u0085".encode(),
    "e\u0301\u0327".encode() * 50,
    b"-1",
    b"0",
    b"99999999999999999999",
    "\u00b2\u0663\u2460".encode(),
    b"1e999",
    b"NaN",
    b"",
    b"null",
    b"[]",
    b"{}",
    b"../../x",
    b"'",
    b"%",
    b"{{ 1 }}",
    b"\n",
    b": ",
    b"- ",
    b"\t",
)


def mutant(seed: int, data: bytes, changes: tuple[Change, ...]) -> bytes:
    """Return `data` with one to four `changes`, chosen by `seed`."""
    rng = random.Random(seed)
    for _ in range(rng.choice((1, 1, 2, 4))):
        data = rng.choice(changes)(rng, data)
    return data


def _span(rng: random.Random, data: bytes, most: int) -> tuple[int, int]:
    start = rng.randrange(len(data) + 1)
    return start, min(len(data), start + rng.randint(1, most))


def flip(rng: random.Random, data: bytes) -> bytes:
    """Change single bytes."""
    out = bytearray(data)
    for _ in range(rng.choice((1, 3, 20)) if out else 0):
        out[rng.randrange(len(out))] = rng.randrange(256)
    return bytes(out)


def cut(rng: random.Random, data: bytes) -> bytes:
    """Lose the end, or the beginning."""
    at = rng.randrange(len(data) + 1)
    return data[:at] if rng.random() < 0.8 else data[at:]


def lose(rng: random.Random, data: bytes) -> bytes:
    start, end = _span(rng, data, 400)
    return data[:start] + data[end:]


def repeat(rng: random.Random, data: bytes) -> bytes:
    start, end = _span(rng, data, 400)
    return data[:end] + data[start:end] * rng.choice((1, 2, 50)) + data[end:]


def swap(rng: random.Random, data: bytes) -> bytes:
    """Put a stretch elsewhere."""
    start, end = _span(rng, data, 400)
    rest, at = data[:start] + data[end:], rng.randrange(len(data) - (end - start) + 1)
    return rest[:at] + data[start:end] + rest[at:]


def insert(rng: random.Random, data: bytes) -> bytes:
    """Put in what readers do not expect."""
    at = rng.randrange(len(data) + 1)
    return data[:at] + rng.choice(_HOSTILE) + data[at:]


def _each(pattern: re.Pattern[bytes]) -> Change:
    def change(rng: random.Random, data: bytes) -> bytes:
        found = list(pattern.finditer(data))
        if not found:
            return insert(rng, data)
        one = rng.choice(found)
        new = rng.choice((*_HOSTILE, rng.choice(found)[0], one[0] * 2))
        return data[: one.start()] + new + data[one.end() :]

    return change


word, tag, name, value = (_each(pattern) for pattern in (_WORD, _TAG, _NAME, _VALUE))


def deepen(rng: random.Random, data: bytes) -> bytes:
    """Nest an element in itself, hundreds of times."""
    found = [one for one in _TAG.finditer(data) if one[0][1:2] not in b"/!?" and not one[0].endswith(b"/>")]
    if not found:
        return insert(rng, data)
    one, times = rng.choice(found), rng.choice((30, 255, 3000))
    closing = b"</" + re.split(rb"[\s>]", one[0][1:])[0] + b">"
    at = rng.choice((one.start(), one.end()))
    ends = data.find(closing, at)
    inside = data[at:ends] if ends >= 0 and rng.random() < 0.5 else b""
    return data[:at] + one[0] * times + closing * times + data[at + len(inside) :]


def huge(rng: random.Random, data: bytes) -> bytes:
    """Make an attribute or a text very long."""
    found = list(rng.choice((_VALUE, _WORD)).finditer(data))
    if not found:
        return data + b"x" * 200_000
    one = rng.choice(found)
    return data[: one.end() - 1] + one[0][1:3] * rng.choice((500, 50_000)) + data[one.end() - 1 :]


def entities(rng: random.Random, data: bytes) -> bytes:
    """Declare entities that grow, and use one."""
    grow = b"".join(b'<!ENTITY e%d "%s">' % (n, b"&e%d;" % (n - 1) * 10 if n else b"ha") for n in range(12))
    start = re.sub(rb"^(?:<\?xml[^>]*\?>)?", lambda xml: xml[0] + b"<!DOCTYPE r [" + grow + b"]>", data, count=1)
    return start.replace(b"</", b"&e11;</", 1)


_ODD = (
    "",
    " ",
    "-1",
    "0",
    "7",
    "99999999999999999999",
    "\u00b2",
    "\u0663",
    "true",
    "nil",
    "#",
    "../x",
    "x" * 5000,
    "a:b",
    "\u00ad",
)


BYTES: tuple[Change, ...] = (flip, cut, lose, repeat, swap, insert)
TEXT: tuple[Change, ...] = (*BYTES, word, word, huge)
MARKUP: tuple[Change, ...] = (*TEXT, tag, tag, name, value, value, deepen, entities)


def reshape(rng: random.Random, data: bytes) -> bytes:
    """Move, drop, double, nest or rewrite elements of a page or part; it stays well-formed."""
    root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, recover=True, huge_tree=True))
    nodes = [one for one in root.iter() if isinstance(one.tag, str)] if root is not None else []
    if len(nodes) < 2:
        return insert(rng, data)
    for _ in range(rng.choice((1, 2, 6))):
        one, other = rng.choice(nodes[1:]), rng.choice(nodes)
        inside = other in one.iter()
        match rng.randrange(8):
            case 0 if one.getparent() is not None:
                one.getparent().remove(one)
            case 1 if not inside:
                other.insert(rng.randrange(len(other) + 1), copy.deepcopy(one))
            case 2 if not inside:
                other.insert(rng.randrange(len(other) + 1), one)
            case 3:
                one.tag = other.tag
            case 4 if one.attrib:
                one.set(rng.choice(list(one.attrib)), rng.choice(_ODD))
            case 5 if other.attrib:
                one.set(*rng.choice(list(other.attrib.items())))
            case 6:
                one.text = rng.choice((*_ODD, other.text))
            case 7:
                outer = one
                for _ in range(rng.choice((3, 60, 250))):
                    with suppress(ValueError):  # names that earlier damage has made impossible
                        outer = etree.SubElement(outer, one.tag, one.attrib)
                outer.text = rng.choice((*_ODD, other.text))
    return etree.tostring(root)


def packed(rng: random.Random, data: bytes) -> bytes:
    """Change a member of a zip, and pack it again with the right checksums."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = [(one.filename, archive.read(one)) for one in archive.infolist()]
    except Exception:
        return flip(rng, data)
    if not members:
        return flip(rng, data)
    at = rng.randrange(len(members))
    path, content = members[at]
    kind = rng.random()
    if kind < 0.8:
        markup = path.endswith(_XML_NAMES)
        members[at] = (path, rng.choice((*MARKUP, *(reshape,) * 30) if markup else BYTES)(rng, content))
    elif kind < 0.87:
        del members[at]
    elif kind < 0.94:
        members[at] = (path, rng.choice(members)[1])
    else:
        members[at] = (rng.choice((path.upper(), f"../{path}", f"{path}\x00", path[:3])), content)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of a name that stands twice, which is damage too
        for path, content in members:
            archive.writestr(path, content)
    return out.getvalue()


ZIP: tuple[Change, ...] = (packed,) * 9 + (flip, cut, lose)
