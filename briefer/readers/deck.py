"""Reads a finished presentation back: its slides' words in order, its notes, and the records it still carries."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace

from lxml import etree

from briefer.errors import ImportRefused
from briefer.model.found import FoundDeck, FoundSlide
from briefer.model.provenance import Record, parse_verify_line
from briefer.readers.deck_records import records_of
from briefer.readers.deck_slide import local, notes_lines, texts_of, tree_of
from briefer.readers.zip_guard import DECK, check_zip

_CUSTOM = re.compile(r"customXml/[^/]+\.xml")


def read_deck(data: bytes, name: str = "the presentation") -> FoundDeck:
    """Return what the .pptx in `data` says; raises ImportRefused with one sentence when it cannot be read."""
    check_zip(data, name, DECK)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _Package(archive).deck()
    except ImportRefused:
        raise
    except Exception as error:  # a damaged file answers with many kinds of exception
        raise ImportRefused(f"“{name}” is no PowerPoint presentation that can be read.") from error


class _Package:
    """The parts of one presentation."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._names = set(archive.namelist())

    def deck(self) -> FoundDeck:
        main = next(target for kind, _, target in self._relations("") if kind == "officeDocument")
        root = self._xml(main)
        if local(root) != "presentation":
            raise ValueError(f"{main} is no presentation")
        slides = {key: target for kind, key, target in self._relations(main) if kind == "slide"}
        order = [slides[key] for key in _slide_keys(root) if key in slides]
        records, run, edited = self._records(main)
        found = tuple(self._slide(number, part, bool(records)) for number, part in enumerate(order, 1))
        return FoundDeck(slides=found, records=records, run=run, records_edited=edited)

    def _slide(self, number: int, part: str, ours: bool) -> FoundSlide:
        root = self._xml(part)
        page = next((target for kind, _, target in self._relations(part) if kind == "notesSlide"), "")
        notes = notes_lines(self._xml(page)) if page in self._names else ()
        ours = ours or any(parse_verify_line(line) for line in notes)
        tree = tree_of(root)
        texts, names, unread = texts_of(tree, ours) if tree is not None else ((), (), 0)
        return FoundSlide(
            number=number,
            texts=tuple(replace(text, paragraph=at) for at, text in enumerate(texts, 1)),
            notes=notes,
            names=names,
            hidden=root.get("show") in ("0", "false"),
            unread=unread,
        )

    def _records(self, main: str) -> tuple[tuple[Record, ...], str, bool]:
        """Return records, run and whether somebody edited them; LibreOffice keeps the part but not what points at it."""
        named = [target for kind, _, target in self._relations(main) if kind == "customXml"]
        loose = sorted(name for name in self._names if _CUSTOM.fullmatch(name))
        for part in dict.fromkeys((*named, *loose)):
            found = records_of(self._archive.read(part)) if part in self._names else None
            if found is not None:
                return found
        return (), "", False

    def _relations(self, part: str) -> Iterator[tuple[str, str, str]]:
        """Yield kind, id and target part of every inner relationship of `part`, "" for the package itself."""
        folder, base = posixpath.split(part)
        name = posixpath.join(folder, "_rels", f"{base}.rels")
        if name not in self._names:
            return
        for relation in self._xml(name):
            if local(relation) == "Relationship" and relation.get("TargetMode") != "External":
                target = relation.get("Target", "")
                path = target[1:] if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
                yield relation.get("Type", "").rsplit("/", 1)[-1], relation.get("Id", ""), path

    def _xml(self, part: str) -> etree._Element:
        return etree.fromstring(self._archive.read(part), etree.XMLParser(resolve_entities=False, no_network=True))


def _slide_keys(root: etree._Element) -> Iterator[str]:
    """Yield the relationship ids of the slides in the order of the presentation."""
    for listing in root:
        if local(listing) == "sldIdLst":
            for slide in listing:
                yield from (str(value) for name, value in slide.attrib.items() if str(name).endswith("}id"))
