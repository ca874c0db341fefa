"""Notes that an author typed by hand: raised numbers in the text, and a numbered list at the end of the piece."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from briefer.structure.document import DocBlock, note_mark, plain_text
from briefer.structure.draft import token

_HEAD = re.compile(
    r"(?:\d+[.:]?\s*)?(?:foot-?|end-?)?notes?(?: and references)?|references(?: and notes)?|citations|sources|"
    r"anmerkungen|fu(?:ß|ss)noten|endnoten|notas|notes de bas de page|notes de fin|note|przypisy|примечания",
    re.IGNORECASE,
)
_RAISED = re.compile("\\s?((?:\x02s:[^\x03]*\x03)+)")
_SIGN = re.compile("\x02s:([^\x03]*)\x03")
_RAISED_FIRST = re.compile("(?:\x02s:(\\d{1,3})\x03[.)]?\\s*)(?=\\S)")
_TYPED_FIRST = re.compile(r"[\[(]?(\d{1,3})(?:[\])]|[.:])?\s+(?=\S)")
_NUMBERS = re.compile(r"\d{1,3}(?:\s*[,;]\s*\d{1,3})*")


@dataclass(frozen=True, slots=True)
class _List:
    """Blocks `start` to `end` are a list of notes by number; the text they belong to begins at `since`."""

    since: int
    start: int
    end: int
    notes: dict[int, str]


def is_notes_heading(text: str) -> bool:
    """Tell whether `text` heads a list of notes."""
    return bool(_HEAD.fullmatch(text.strip().rstrip(":.")))


def raised(text: str) -> str:
    """Return what stands in a block's text for raised `text`: a token where it may be the mark of a note."""
    number = text.strip()
    return text.replace(number, token(f"s:{number}")) if _NUMBERS.fullmatch(number) else text


def with_typed_notes(blocks: Sequence[DocBlock]) -> list[DocBlock]:
    """Return `blocks` with notes for raised numbers that a list explains; raised numbers that none does are digits."""
    if not any("\x02s:" in block.text for block in blocks):
        return list(blocks)
    out: list[DocBlock] = []
    at = 0
    for number, one in enumerate(_lists(blocks)):
        marked, found = _marked(blocks[one.since : one.start], one, number)
        if 2 * len(found) >= len(one.notes):
            made = [DocBlock("note", _digits(text), label=_label(number, n)) for n, text in one.notes.items()]
            out += [*(_plain(block) for block in blocks[at : one.since]), *marked, *made]
            at = one.end
    return [*out, *(_plain(block) for block in blocks[at:])]


def _lists(blocks: Sequence[DocBlock]) -> list[_List]:
    found: list[_List] = []
    since = at = 0
    while at < len(blocks):
        heads = blocks[at].kind in ("heading", "paragraph") and is_notes_heading(plain_text(blocks[at]))
        start = at + 1 if heads else at
        notes, end = _numbered(blocks, start, headed=heads)
        if notes and (heads or len(notes) > 1):
            found.append(_List(since, at, end, notes))
            since = at = end
        else:
            at += 1
    return found


def _numbered(blocks: Sequence[DocBlock], at: int, headed: bool) -> tuple[dict[int, str], int]:
    """Return the notes that begin at block `at`, and where they end; under a heading their numbers need not be raised."""
    notes: dict[int, str] = {}
    listed = headed and at < len(blocks) and blocks[at].item and not _first(blocks[at], headed)
    while at < len(blocks) and blocks[at].kind in ("paragraph", "note"):
        block = blocks[at]
        first = None if listed else _first(block, headed)
        if block.kind == "note":
            break
        if listed and block.item:
            notes[len(notes) + 1] = block.text
        elif first and int(first[1]) == max(notes, default=0) + 1:
            notes[int(first[1])] = block.text[first.end() :]
        elif notes and headed and not listed:
            notes[max(notes)] += f" {block.text}"
        else:
            break
        at += 1
    return notes, at


def _first(block: DocBlock, headed: bool) -> re.Match[str] | None:
    return _RAISED_FIRST.match(block.text) or (_TYPED_FIRST.match(block.text) if headed else None)


def _marked(blocks: Sequence[DocBlock], notes: _List, place: int) -> tuple[list[DocBlock], set[int]]:
    """Return `blocks` with marks for the numbers that follow one another, and these numbers."""
    found: set[int] = set()

    def put(match: re.Match[str]) -> str:
        said = "".join(_SIGN.findall(match[1]))
        numbers = [int(one) for one in re.findall(r"\d+", said)]
        last = max(found, default=0)
        if any(n not in notes.notes for n in numbers) or not last < numbers[0] <= last + 3:
            return _shown(match)
        found.update(numbers)
        return "".join(note_mark(_label(place, n)) for n in numbers)

    return [_rewritten(block, put) if block.kind != "note" else _plain(block) for block in blocks], found


def _plain(block: DocBlock) -> DocBlock:
    return _rewritten(block, _shown)


def _rewritten(block: DocBlock, put: Callable[[re.Match[str]], str]) -> DocBlock:
    return replace(block, text=_RAISED.sub(put, block.text)) if "\x02s:" in block.text else block


def _shown(match: re.Match[str]) -> str:
    return _SIGN.sub(lambda sign: sign[1], match[0])


def _digits(text: str) -> str:
    return _RAISED.sub(_shown, text)


def _label(place: int, number: int) -> str:
    return f"typed-{place}-{number}#{number}"
