"""A Markdown file as essays: one, or a volume with a heading for each piece and its author below."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath

from briefer.errors import ImportRefused
from briefer.model.reference import Name, Reference
from briefer.model.text import canonical
from briefer.structure.imported import Imported, Source
from briefer.structure.markdown import drafted, marks_in, plain_text
from briefer.structure.mdblocks import MdBlock, md_blocks
from briefer.structure.names import Person, is_affiliation, people
from briefer.structure.openings import Opening, front_kind
from briefer.structure.paragraphs import is_statement
from briefer.structure.records import Doubt, Parts, author_doubts, pieces
from briefer.structure.volume import FRONT, Evidence, chapter_of, iso_date, volume_reference

_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_FIELD = re.compile(r"^([A-Za-z][\w-]*):[ \t]*(.*)$", re.MULTILINE)
_EDITORS = re.compile(r"\s*\((?:eds?|editors?)\.?\)", re.IGNORECASE)
_SEASON = re.compile(r"(?:spring|summer|fall|autumn|winter)\b", re.IGNORECASE)
_CLOSING = 4


@dataclass(frozen=True, slots=True)
class _MdPiece:
    """A heading with its authors, and the blocks below it."""

    opening: Opening
    blocks: tuple[MdBlock, ...]


def imported_markdown(raw: str, source: Source) -> Imported:
    """Return the essays in `raw`."""
    text = canonical(raw)
    fields, rest = _front_matter(text)
    found = md_blocks(rest)
    if not any(block.kind != "note" for block in found):
        raise ImportRefused(f"“{source.name}” holds no text. Choose a file with an essay in it.")
    split = _split(found)
    given = _given(fields)
    if split:
        return _volume(found, split, given, source)
    return _one_essay(found, given, source)


def _volume(found: Sequence[MdBlock], split: Sequence[_MdPiece], given: Reference, source: Source) -> Imported:
    definitions = {block.label: block.text for block in found if block.kind == "note"}
    signed = [_signed(piece) for piece in split]
    fronts = [piece for piece in signed if piece.opening.kind in FRONT]
    evidence = Evidence(
        title_page=tuple(plain_text(b) for b in found[: split[0].opening.start] if b.kind == "heading"),
        front=tuple(" ".join(plain_text(b) for b in piece.blocks if b.kind != "note") for piece in fronts),
        signers=tuple(one for piece in fronts for one in piece.opening.people),
    )
    volume = _merged(given, volume_reference(evidence))
    used = [marks_in(piece.blocks) for piece in signed]
    parts = [
        _parts(piece, chapter_of(volume), definitions, set().union(*used[:at], *used[at + 1 :]))
        for at, piece in enumerate(signed)
    ]
    remarks = _left_out(found[: split[0].opening.start])
    return Imported(source=source, reference=volume, pieces=pieces(parts, source), remarks=remarks)


def _one_essay(found: Sequence[MdBlock], given: Reference, source: Source) -> Imported:
    titled = found[0].kind == "heading" and sum(b.kind == "heading" and b.level == found[0].level for b in found) == 1
    title = plain_text(found[0]) if titled else given.title or PurePath(source.name).stem
    body, named, affiliations = _authors(found, int(titled)) if titled or given.title else (0, (), ())
    opening = Opening(0, body, title, "essay", named, affiliations)
    doubts = () if titled or given.title else (Doubt(0.85, "No title was found: the file's name stands for it."),)
    piece = _signed(_MdPiece(opening, tuple(found[body:])))
    part = _parts(piece, given, {}, set())
    authors = part.reference.authors or given.authors
    part = replace(
        part, reference=replace(part.reference, authors=authors, title=title), doubts=(*part.doubts, *doubts)
    )
    made = pieces([part], source)
    return Imported(source=source, reference=made[0].essay.reference, pieces=made)


def _split(found: Sequence[MdBlock]) -> list[_MdPiece]:
    """Return the pieces below the highest headings of which two at least have an author; [] for a single essay."""
    for level in (1, 2):
        places = [at for at, block in enumerate(found) if block.kind == "heading" and block.level == level]
        openings = [_opening(found, at) for at in places]
        voices = [one for one in openings if one.people and one.kind == "essay"]
        fronts = [one for one in openings if one.kind != "essay"]
        if len(voices) < 2 and not (len(voices) == 1 and level == 1 and fronts and fronts[0].start < voices[0].start):
            continue
        ends = [*(one.start for one in openings[1:]), len(found)]
        return [_MdPiece(one, tuple(found[one.body : end])) for one, end in zip(openings, ends, strict=True)]
    return []


def _opening(found: Sequence[MdBlock], at: int) -> Opening:
    title = plain_text(found[at])
    body, named, affiliations = _authors(found, at + 1)
    return Opening(at, body, title, front_kind(title) or "essay", named, affiliations)


def _authors(found: Sequence[MdBlock], at: int) -> tuple[int, tuple[Person, ...], tuple[str, ...]]:
    """Return where the text begins after the authors' lines, who they are, and what is said of them."""
    named: list[Person] = []
    affiliations: list[str] = []
    start = at
    while at < len(found) and at - start < 4 and found[at].kind in ("paragraph", "heading") and not found[at].item:
        lines = [" ".join(line.split()) for line in found[at].text.split("\n") if line.strip()]
        if len(lines) > 6 or any("\x02" in line for line in lines):
            break
        kinds = [people(line) for line in lines]
        if not named and not kinds[0]:
            break
        plain = all(who or (is_affiliation(line) and len(line) < 120) for who, line in zip(kinds, lines, strict=True))
        if not plain or (named and not found[at].strong and lines[-1].endswith(".") and not any(kinds)):
            break
        for who, line in zip(kinds, lines, strict=True):
            named.extend(who)
            affiliations.extend([one.affiliation for one in who if one.affiliation] if who else [line])
        at += 1
    return at, tuple(named), tuple(affiliations)


def _signed(piece: _MdPiece) -> _MdPiece:
    """Take the signature at the end of a piece without an author line for its authors."""
    if piece.opening.people:
        return piece
    blocks = list(piece.blocks)
    named: list[Person] = []
    for at in range(len(blocks) - 1, 0, -1):
        block = blocks[at]
        if block.kind == "note":
            continue
        first, *more = block.text.split("\n")
        who = people(first)
        if block.kind != "paragraph" or not who or len(block.text) > 300:
            break
        said = ", ".join(filter(None, (who[0].affiliation, *more)))
        named = [*([Person(who[0].name, who[0].titled, said)] if len(who) == 1 else who), *named]
        blocks[at] = replace(block, kind="aside", aside="signature")
    affiliations = tuple(one.affiliation for one in named if one.affiliation)
    return _MdPiece(replace(piece.opening, people=tuple(named), affiliations=affiliations), tuple(blocks))


def _parts(piece: _MdPiece, frame: Reference, definitions: dict[str, str], used: set[str]) -> Parts:
    draft, footnotes, pages = drafted(_with_statements(piece.blocks), definitions, used)
    authors = tuple(one.name for one in piece.opening.people)
    lost = [note.label for note in footnotes if note.status == "lost"]
    doubts = (Doubt(0.95, f"The file holds no text for note {', '.join(lost)}."),) if lost else ()
    known = authors or frame.authors
    return Parts(
        reference=replace(frame, title=piece.opening.title, authors=authors),
        draft=draft,
        kind=piece.opening.kind,
        pages=pages,
        footnotes=footnotes,
        affiliations=piece.opening.affiliations,
        doubts=(*author_doubts(piece.opening.kind, known, sure=True), *doubts),
    )


def _with_statements(blocks: Sequence[MdBlock]) -> list[MdBlock]:
    """Set apart what author or publisher states at the end of a piece."""
    text = [at for at, block in enumerate(blocks) if block.kind != "note"]
    closing = set(text[-_CLOSING:])
    return [
        replace(block, kind="aside", aside="disclaimer")
        if at in closing and block.kind == "paragraph" and is_statement(plain_text(block))
        else block
        for at, block in enumerate(blocks)
    ]


def _front_matter(text: str) -> tuple[dict[str, str], str]:
    """Return the plain `key: value` lines of the front matter, and the text after it."""
    match = _FRONT_MATTER.match(text)
    if not match or not _FIELD.search(match[1]):
        return {}, text
    fields = {key.lower(): value.strip().strip("'\"") for key, value in _FIELD.findall(match[1])}
    return fields, text[match.end() :]


def _given(fields: dict[str, str]) -> Reference:
    """Return what the front matter says of the file."""
    author = fields.get("author", "") or fields.get("authors", "")
    listed = author.strip("[]")
    edited = bool(_EDITORS.search(listed))
    names = _names(_EDITORS.sub("", listed))
    editors = names if edited else _names(fields.get("editor", "").strip("[]") or fields.get("editors", "").strip("[]"))
    date = fields.get("date", "") or fields.get("issued", "")
    return Reference(
        title=fields.get("title", ""),
        authors=() if edited else names,
        editors=editors,
        publisher=fields.get("publisher", ""),
        issued=iso_date(date),
        issue=fields.get("issue", "") or (date if _SEASON.match(date) else ""),
        collection_title=fields.get("series", ""),
        language=fields.get("lang", "") or fields.get("language", ""),
    )


def _names(text: str) -> tuple[Name, ...]:
    return tuple(one.name for one in people(text.replace('"', ""))) if text else ()


def _merged(given: Reference, found: Reference) -> Reference:
    """Return the volume as the front matter gives it, completed from the text."""
    return replace(
        found,
        title=given.title or found.title,
        editors=given.editors or found.editors,
        publisher=given.publisher or found.publisher,
        issued=given.issued or found.issued,
        issue=given.issue or found.issue,
        collection_title=given.collection_title,
        language=given.language,
    )


def _left_out(before: Sequence[MdBlock]) -> tuple[str, ...]:
    words = sum(len(plain_text(block).split()) for block in before)
    return (f"{words} words before the first piece (title page, contents) are in no essay.",) if words else ()
