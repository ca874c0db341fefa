"""What readers marked in a paginated file, found again in the bodies of its essays."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from briefer.model import transcript
from briefer.model.text import Anchor, shared
from briefer.structure.imported import Annotation, Imported, Piece

_SENTENCE_END = re.compile(r"[.!?…。！？][”’\"')\]]*(?=\s|$)|[。！？]")
_LONGEST_SHOWN = 120


def annotated(imported: Imported, found: Sequence[transcript.Annotation]) -> Imported:
    """Return `imported` with the marks and comments of its file; a remark names each that touches no body."""
    if not found:
        return imported
    letters = [_Letters(piece.body) for piece in imported.pieces]
    placed: list[Annotation] = []
    remarks: list[str] = []
    for one in found:
        best = max(_places(one, imported.pieces, letters), key=lambda place: place[0], default=None)
        if best:
            _, at, start, end = best
            piece = imported.pieces[at]
            if not one.is_mark:
                start, end = _sentence(piece.body, start, end)
            anchor = Anchor.of(piece.body, start, end)
            same = next((at for at, x in enumerate(placed) if _is_same(x, anchor, one, piece)), None)
            if same is not None:
                note = "\n".join(dict.fromkeys(part for part in (placed[same].note, one.note) if part))
                placed[same] = replace(placed[same], note=note)
                continue
            placed.append(
                Annotation(
                    kind="quotation" if one.is_mark else "comment",
                    anchor=anchor,
                    note=one.note,
                    body_sha256=piece.essay.body_sha256,
                )
            )
        else:
            remarks.append(_outside(one))
    return replace(imported, annotations=tuple(placed), remarks=(*imported.remarks, *remarks))


def _is_same(known: Annotation, anchor: Anchor, one: transcript.Annotation, piece: Piece) -> bool:
    """Tell whether the same words were marked, or commented on, before: highlighted and underlined, say."""
    return (known.anchor, known.body_sha256, known.kind == "quotation") == (
        anchor,
        piece.essay.body_sha256,
        one.is_mark,
    )


class _Letters:
    """A body as its letters only, so that line breaks, hyphens and marks of notes do not count."""

    def __init__(self, body: str) -> None:
        self.at = [at for at, sign in enumerate(body) if sign.isalpha()]
        self.text = "".join(body[at] for at in self.at)


def _places(
    one: transcript.Annotation, pieces: Sequence[Piece], letters: Sequence[_Letters]
) -> Iterator[tuple[tuple[bool, int], int, int, int]]:
    """Return each place of the marked words: how good it is, the number of the piece, start and end in its body."""
    wanted, before, after = _letters(one.text), _letters(one.before), _letters(one.after)
    if not wanted:
        return
    for number, (piece, own) in enumerate(zip(pieces, letters, strict=True)):
        for match in re.finditer(f"(?={re.escape(wanted)})", own.text):
            first, last = match.start(), match.start() + len(wanted)
            start, end = _widened(piece.body, own.at[first], own.at[last - 1] + 1, one.text)
            around = shared(own.text[max(0, first - len(before)) : first][::-1], before[::-1])
            around += shared(own.text[last : last + len(after)], after)
            yield (_page_of(piece, start) == one.page, around), number, start, end


def _letters(text: str) -> str:
    return "".join(filter(str.isalpha, text))


def _widened(body: str, start: int, end: int, text: str) -> tuple[int, int]:
    """Return a stretch of the body with the signs and figures before and after its letters that are marked too."""
    lead = text[: next(at for at, sign in enumerate(text) if sign.isalpha())]
    tail = text[len(text) - next(at for at, sign in enumerate(reversed(text)) if sign.isalpha()) :]
    for sign in reversed(lead):
        if start and body[start - 1] == sign:
            start -= 1
    for sign in tail:
        if end < len(body) and body[end] == sign:
            end += 1
    stretch = body[start:end]
    return start + len(stretch) - len(stretch.lstrip()), start + len(stretch.rstrip())


def _page_of(piece: Piece, offset: int) -> int | None:
    """Return the page of the file, from 0, on which a place of the body stands."""
    pages = piece.essay.pages
    at = bisect_right([page.start for page in pages], offset) - 1
    index = pages[at].index if at >= 0 else None
    return index - 1 if index is not None else None


def _sentence(body: str, start: int, end: int) -> tuple[int, int]:
    """Return the sentences that a line of the body stands in, inside its paragraph."""
    first = body.rfind("\n\n", 0, start) + 2 if "\n\n" in body[:start] else 0
    limit = body.find("\n\n", end)
    last = limit if limit >= 0 else len(body)
    ends = [match.end() for match in _SENTENCE_END.finditer(body, first, last)]
    begin = max((at for at in ends if at <= start), default=first)
    finish = min((at for at in ends if at >= end), default=last)
    return begin + len(body[begin:finish]) - len(body[begin:finish].lstrip()), finish


def _outside(one: transcript.Annotation) -> str:
    said = f"“{_short(one.note)}”" if one.note else f"on “{_short(one.text)}”" if one.text else "without words"
    what = "mark" if one.is_mark else "comment"
    place = f" on page {one.page + 1} of the file" if one.page >= 0 else ""
    return f"A reader's {what}{place} ({said}) touches no text of an essay: it was left out."


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN].rstrip()}…"
