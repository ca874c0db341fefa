"""Office packages: part names, relationships, content types and a zip with the same bytes every time.

Part names are given without the leading slash; the package itself, as the source of relationships, is "".
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from sys import intern
from typing import IO, Protocol, TypeAlias, cast

from lxml import etree

from briefer.writers.markup import HEAD, OFFICE, escaped
from briefer.writers.zip_file import write_zip

CONTENT_TYPES = "[Content_Types].xml"
_VALUE = "([ !#-%'-;=?-~]*)"
"""A value of an attribute that says itself: printable ASCII without quotation marks, references and tags."""
_ROW_FORM = f'<Relationship Id="{_VALUE}" Type="{_VALUE}" Target="{_VALUE}"( TargetMode="External")?/>'
_ROW = re.compile(_ROW_FORM)
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_AS_WRITTEN = re.compile(
    f'{re.escape(HEAD)}<Relationships xmlns="{_PACKAGE}/relationships">((?:{_ROW_FORM})*)</Relationships>'.encode()
)
RELATIONSHIPS_TYPE = "application/vnd.openxmlformats-package.relationships+xml"
_PIECE = 1 << 18


@dataclass(frozen=True, slots=True)
class Kept:
    """A text too long to be held: what stands before it, a file that holds it, what stands after it."""

    before: bytes
    file: IO[bytes]
    after: bytes

    def __iter__(self) -> Iterator[bytes]:
        yield self.before
        self.file.seek(0)
        while piece := self.file.read(_PIECE):
            yield piece
        yield self.after


Data: TypeAlias = str | bytes | Kept
"""What a part says."""


@dataclass(frozen=True, slots=True)
class Relationship:
    """One relationship; `target` is a part name, or an address when `external`."""

    id: str
    type: str
    target: str
    external: bool = False

    @property
    def kind(self) -> str:
        """Return the last word of the type: "slide", "slideLayout", "core-properties"."""
        return self.type.rsplit("/", 1)[-1]


@dataclass(frozen=True, slots=True)
class Part:
    """A part made anew: its bytes or text, its content type and what it refers to."""

    name: str
    data: Data
    content_type: str
    relationships: tuple[Relationship, ...] = ()


@lru_cache(maxsize=64)
def office(kind: str) -> str:
    """Return the full type of an officeDocument relationship ("slide")."""
    return f"{OFFICE}/{kind}"


def relationships_name(source: str) -> str:
    """Return the name of the part that holds the relationships of `source`."""
    folder, name = posixpath.split(source)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def parse_xml(data: bytes, own: bool = False) -> etree._Element:
    """Return the root of an XML part; entities are not expanded, nothing is fetched.

    A part of our `own` making may be of any length.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=own)
    return etree.fromstring(data, parser)


class Reader(Protocol):
    """What is told of each element of a part that is read through."""

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Take an element by its name and attributes."""

    def close(self) -> None:
        """Take the end of the part."""


def read_through(data: Iterable[bytes], reader: Reader) -> None:
    """Tell `reader` of every element of an XML part, whose tree is never held; raises as `parse_xml` does."""
    parser = etree.XMLParser(
        target=cast("etree.ParserTarget", reader),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=True,
    )
    for piece in data:
        parser.feed(piece)
    parser.close()


def parse_relationships(data: bytes, source: str) -> tuple[Relationship, ...]:
    """Return the relationships of `source` in the order of the file, targets resolved to part names.

    Where every byte is as `relationships_xml` writes it, a pattern reads it: a deck has thousands of these parts, and
    they say the same few texts, which are held once.
    """
    folder = posixpath.dirname(source)
    plain = _AS_WRITTEN.fullmatch(data)
    if plain:
        return tuple([_of_row(folder, *row) for row in _ROW.findall(plain[1].decode())])
    found = []
    for element in parse_xml(data).iterchildren("{*}Relationship"):
        external = element.get("TargetMode") == "External"
        target = element.get("Target", "")
        if not external:
            target = _from_folder(folder, target)
        found.append(Relationship(element.get("Id", ""), element.get("Type", ""), target, external))
    return tuple(found)


@lru_cache(maxsize=512)
def _of_row(folder: str, id: str, kind: str, target: str, mode: str) -> Relationship:
    return Relationship(intern(id), intern(kind), target if mode else intern(_from_folder(folder, target)), bool(mode))


def _from_folder(folder: str, target: str) -> str:
    """Return the part to which `target` leads from `folder`."""
    way, slash, name = target.rpartition("/")
    if name in ("", ".", ".."):
        return _folder_from(folder, target)
    there = _folder_from(folder, way + slash)
    return f"{there}/{name}" if there else name


@lru_cache(maxsize=256)
def _folder_from(folder: str, way: str) -> str:
    return posixpath.normpath(posixpath.join("/", folder, way)).lstrip("/")


def _to_part(folder: str, part: str) -> str:
    """Return the way from `folder` to `part`."""
    there, _, name = part.rpartition("/")
    way = _way(folder, there)
    return f"{way}/{name}" if way else name


@lru_cache(maxsize=256)
def _way(folder: str, there: str) -> str:
    way = posixpath.relpath(there or ".", folder or ".")
    return "" if way == "." else way


def free_ids(taken: Iterable[Relationship], count: int = 1) -> list[str]:
    """Return `count` relationship ids that none of `taken` has."""
    numbers = [int(r.id.removeprefix("rId")) for r in taken if r.id.removeprefix("rId").isdigit()]
    first = max(numbers, default=0) + 1
    return [f"rId{first + n}" for n in range(count)]


def relationships_xml(source: str, items: Iterable[Relationship]) -> str:
    """Return the relationship part of `source`."""
    rows = []
    folder = posixpath.dirname(source)
    for item in items:
        target = item.target if item.external else _to_part(folder, item.target)
        mode = ' TargetMode="External"' if item.external else ""
        rows.append(f'<Relationship Id="{escaped(item.id)}" Type="{item.type}" Target="{escaped(target)}"{mode}/>')
    return f'{HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{"".join(rows)}</Relationships>'


def content_types_xml(defaults: Mapping[str, str], overrides: Mapping[str, str]) -> str:
    """Return [Content_Types].xml: types by extension, then types by part name, both sorted."""
    rows = [f'<Default Extension="{escaped(end)}" ContentType="{kind}"/>' for end, kind in sorted(defaults.items())]
    rows += [f'<Override PartName="/{escaped(n)}" ContentType="{kind}"/>' for n, kind in sorted(overrides.items())]
    return f'{HEAD}<Types xmlns="{_PACKAGE}/content-types">{"".join(rows)}</Types>'


def pieces(data: Data) -> Iterable[bytes]:
    """Return what a part says as UTF-8, in pieces, as often as they are asked for."""
    return data if isinstance(data, Kept) else (data.encode() if isinstance(data, str) else data,)


def part_entries(part: Part) -> Iterator[tuple[str, Data]]:
    """Yield the zip entries of `part`: itself and, where it has any, its relationships."""
    yield part.name, part.data
    if part.relationships:
        yield relationships_name(part.name), relationships_xml(part.name, part.relationships)


def parse_content_types(data: bytes) -> tuple[dict[str, str], dict[str, str]]:
    """Return content types by extension (lower case) and by part name."""
    found = _Types()
    read_through((data,), found)
    return found.defaults, found.overrides


class _Types:
    """Collects content types; a deck has thousands of parts of a few types, so each type is held once."""

    def __init__(self) -> None:
        self.defaults: dict[str, str] = {}
        self.overrides: dict[str, str] = {}

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        kind = intern(attributes.get("ContentType", ""))
        if tag == f"{{{_PACKAGE}/content-types}}Default":
            self.defaults[attributes.get("Extension", "").lower()] = kind
        elif tag == f"{{{_PACKAGE}/content-types}}Override":
            self.overrides[attributes.get("PartName", "").removeprefix("/")] = kind

    def close(self) -> None:
        pass


class PackageFile:
    """A package as its file has it; each part is unpacked when it is asked for.

    Relationships with parts that are not there are left out: programs void what they remove ("/ppt/slides/NULL").
    """

    def __init__(self, data: bytes) -> None:
        self._archive = zipfile.ZipFile(io.BytesIO(data))
        self.names = frozenset(self._archive.namelist())
        self._defaults, overrides = parse_content_types(self.data(CONTENT_TYPES))
        self._overrides = {name.lower(): kind for name, kind in overrides.items()}

    def data(self, name: str) -> bytes:
        """Return the bytes of a part; raises KeyError for one that is not there."""
        return self._archive.read(name)

    def content_type(self, name: str) -> str:
        """Return the type of a part by its name, or else by its ending; raises KeyError for one without."""
        return self._overrides.get(name.lower()) or self._defaults[ending(name)]

    def relationships(self, source: str) -> tuple[Relationship, ...]:
        """Return the relationships of `source`, () where it has none; of two with one id the later counts."""
        name = relationships_name(source)
        found = parse_relationships(self.data(name), source) if name in self.names else ()
        return tuple({r.id: r for r in found if r.external or r.target in self.names}.values())


def ending(name: str) -> str:
    """Return the extension of a part name in lower case, without its dot."""
    return posixpath.splitext(name)[1].lower().removeprefix(".")


def pack(parts: Iterable[tuple[str, Data]]) -> bytes:
    """Return a zip of `parts` in the order given; raises OutputError as `write_zip` does."""
    buffer = io.BytesIO()
    write_zip(buffer, ((name, pieces(data)) for name, data in parts))
    return buffer.getvalue()
