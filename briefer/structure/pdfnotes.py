"""Notes of a paginated file: at the foot of columns and pages, flowing on across them, or listed at the end."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby, pairwise

from briefer.model.essay import Footnote, NoteStatus
from briefer.model.transcript import Rule
from briefer.structure.draft import token
from briefer.structure.hyphens import Vocabulary
from briefer.structure.notes import joined
from briefer.structure.pdflines import SIGNS, TextLine

_SMALL = 0.94
_TOKEN = re.compile("\x02([^\x03]*)\x03")
_RAISED_START = re.compile("\\s*\x02([^\x03]*)\x03[.)]?\\s*(.*)", re.DOTALL)
_PLAIN_START = re.compile(rf"[\[(]?(\d{{1,3}}|[{re.escape(SIGNS)}]{{1,3}})[\])]?[.:]?\s+(\S.*)", re.DOTALL)
_LISTED = re.compile(
    r"(?:end|foot)?notes?(?: and references)?|references(?: and notes)?|anmerkungen|sources", re.IGNORECASE
)
_MOST_SKIPPED = 3
_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


@dataclass(slots=True)
class PdfNote:
    """A note while its lines are gathered; `listed` notes stand at the end, not at the foot of a page."""

    label: str
    page: int
    listed: bool
    lines: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Linked:
    """Body lines whose marks are tokens of the places of their notes in `notes`; other raised signs are text again."""

    body: tuple[TextLine, ...]
    notes: tuple[PdfNote, ...]
    lost: tuple[str, ...]
    """Labels of marks without a note, whose tokens follow those of the notes."""


def plain(text: str) -> str:
    """Return `text` with its tokens as superscripts."""
    return _TOKEN.sub(lambda found: found[1].translate(_SUPERSCRIPT), text)


def without_marks(text: str) -> str:
    """Return `text` without its tokens."""
    return _TOKEN.sub("", text)


def marks_of(text: str) -> list[str]:
    """Return the labels of the tokens in `text`."""
    return _TOKEN.findall(text)


def note_lines(lines: Sequence[TextLine], body_size: float, rules: Sequence[Sequence[Rule]] = ()) -> set[int]:
    """Return which of the lines of a file belong to notes at the foot of a column or page.

    `rules` are those drawn on each page; notes in the size of the text are known by one, or by the space above them.
    """
    found: set[int] = set()
    is_open = False
    on_page: dict[int, set[str]] = defaultdict(set)
    for line in lines:
        if line.size >= body_size * _SMALL:
            on_page[line.page].update(_TOKEN.findall(line.text[_raised_length(line.text) :]))
    start = newest = 0
    is_list = False
    for _, group in groupby(lines, key=lambda line: line.region):
        column = list(group)
        page = column[0].page
        is_list = _goes_on_listing(column, body_size, is_list)
        if is_list:
            is_open = False
            start += len(column)
            continue
        near = on_page[page] | on_page.get(page - 1, set())
        first = _foot(column, body_size, near, is_open)
        if first == len(column) and near:
            first = _foot_in_body_size(column, near, rules[page] if rules else ())
        if first < len(column):
            is_open = True
            newest = start + len(column) - 1
        elif any(line.size >= body_size * _SMALL for line in column[-3:]) and len(column) > 3:
            is_open = is_open and start - newest <= 60
        found.update(range(start + first, start + len(column)))
        start += len(column)
    return found


def _goes_on_listing(column: Sequence[TextLine], body_size: float, is_list: bool) -> bool:
    """Tell whether a column belongs to a list of notes under a heading, not to a text with notes at its foot."""
    small = sum(line.size < body_size * _SMALL for line in column) * 2 > len(column)
    heads = any(line.size >= body_size * _SMALL and is_notes_heading(line.text) for line in column)
    return small and (heads or (is_list and not any(line.size > body_size * 1.15 for line in column)))


def _foot(column: Sequence[TextLine], body_size: float, marks: set[str], is_open: bool) -> int:
    """Return where the notes at the foot of a column begin."""
    first = len(column)
    while first > 0 and column[first - 1].size < body_size * _SMALL and not column[first - 1].table:
        first -= 1
    starts = [at for at in range(first, len(column)) if _begins(column[at].text, marks)]
    if first < len(column) and starts and (first > 0 or is_open or starts[0] == first):
        return first if is_open else starts[0]
    if first < len(column) and is_open and first > 0:
        return first
    if first == 0 and is_open and column and column[0].size < body_size * _SMALL:
        return 0
    same = [
        at
        for at, line in enumerate(column)
        if at and (match := _RAISED_START.match(line.text)) and match[1] in marks and _stands_below(column, at)
    ]
    return same[0] if same else len(column)


def _foot_in_body_size(column: Sequence[TextLine], marks: set[str], rules: Sequence[Rule]) -> int:
    """Return where notes in the size of the text begin: below a rule or a gap, with the number of a mark."""
    for at in range(1, len(column)):
        begins = _PLAIN_START.match(column[at].text) or _RAISED_START.match(column[at].text)
        if not begins or begins[1] not in marks or column[at].table:
            continue
        if not _is_set_apart(column[at - 1], column[at], column, rules):
            continue
        labels = [found[1] for line in column[at:] if (found := _PLAIN_START.match(line.text)) and found[1].isdigit()]
        if all(0 < int(b) - int(a) <= _MOST_SKIPPED for a, b in pairwise(labels)):
            return at
    return len(column)


def _is_set_apart(above: TextLine, line: TextLine, column: Sequence[TextLine], rules: Sequence[Rule]) -> bool:
    """Tell whether a rule stands between two lines, or more space than between any others of the column."""
    if any(line.y + line.size * 0.4 < rule.y < above.y and abs(rule.x0 - line.left) < 2 * line.size for rule in rules):
        return True
    steps = sorted(a.y - b.y for a, b in pairwise(column) if a is not above)
    return bool(steps) and above.y - line.y > max(1.5 * steps[len(steps) // 2], steps[-1] * 1.2)


def _raised_length(text: str) -> int:
    """Return how long the raised label is with which a note of the size of the text begins."""
    raised = _RAISED_START.match(text)
    return raised.start(2) if raised else 0


def _stands_below(column: Sequence[TextLine], at: int) -> bool:
    """Tell whether only notes stand from line `at` on: no line marks what is not raised at its beginning."""
    return all(line.size <= column[at].size + 0.1 and not line.bold for line in column[at:])


def _begins(text: str, marks: set[str]) -> bool:
    if _RAISED_START.match(text):
        return True
    begins = _PLAIN_START.match(text)
    return begins is not None and begins[1] in marks


def gathered(
    lines: Iterable[tuple[int, TextLine]], marks: Mapping[int, set[str]], listed: bool = False, first: int = 1
) -> list[tuple[int, PdfNote]]:
    """Return the notes in `lines`, each line and note with its place; `marks` are the labels marked on each page.

    `first` is the number with which a list begins.
    """
    notes: list[tuple[int, PdfNote]] = []
    lines = list(lines)
    raised = any(_RAISED_START.match(line.text) for _, line in lines)
    for at, line in lines:
        last = notes[-1][1].label if notes else str(first - 1)
        here = marks.get(line.page, set()) | marks.get(line.page - 1, set())
        begins = _start(line.text, int(last) if last.isdigit() else None, here, listed, raised)
        if begins:
            notes.append((at, PdfNote(begins[0], line.page, listed, [begins[1]])))
        elif notes:
            notes[-1][1].lines.append(plain(line.text))
    return notes


def _start(
    text: str, last: int | None, marks: set[str], listed: bool, only_raised: bool = False
) -> tuple[str, str] | None:
    raised = _RAISED_START.match(text)
    if raised:
        if (
            not raised[1].isdigit()
            or raised[1] in marks
            or listed
            or last is None
            or 0 < int(raised[1]) - last <= _MOST_SKIPPED
        ):
            return raised[1], plain(raised[2])
        return None
    numbered = _PLAIN_START.match(text)
    if not numbered or only_raised:
        return None
    if not numbered[1].isdigit():
        return (numbered[1], plain(numbered[2])) if numbered[1] in marks else None
    number = int(numbered[1])
    follows = last is not None and number == last + 1
    return (
        (numbered[1], plain(numbered[2]))
        if follows or (not listed and numbered[1] in marks and number != last)
        else None
    )


def is_notes_heading(text: str) -> bool:
    """Tell whether a line heads a list of notes."""
    return _LISTED.fullmatch(text.strip(" .:")) is not None


def listed_number(text: str) -> int | None:
    """Return the number with which a note in a list begins, None for any other line."""
    begins = _PLAIN_START.match(text) or _RAISED_START.match(text)
    return int(begins[1]) if begins and begins[1].isdigit() else None


def listed_from(lines: Sequence[TextLine], is_heading: Sequence[bool]) -> int:
    """Return at which heading the endnotes of a piece begin; the number of lines when there are none."""
    for at in range(len(lines) - 1, -1, -1):
        if is_notes_heading(lines[at].text) and (is_heading[at] or len(lines[at].text) < 22):
            after = lines[at + 1 : at + 4]
            if any(_start(line.text, 0, set(), True) for line in after):
                return at
    return len(lines)


def linked(body: Sequence[TextLine], notes: Sequence[PdfNote]) -> Linked:
    """Return the body lines with tokens that name the place of each mark's note."""
    marks = [(at, nth, label) for at, line in enumerate(body) for nth, label in enumerate(marks_of(line.text))]
    of_mark = _matched([(label, body[at].page) for at, _, label in marks], notes)
    lost: list[str] = []
    names: dict[tuple[int, int], str] = {}
    linked_numbers = [int(marks[m][2]) for m in of_mark if marks[m][2].isdigit()]
    for place, (at, nth, label) in enumerate(marks):
        if place in of_mark:
            names[at, nth] = str(of_mark[place])
        elif _is_lost(label, linked_numbers, lost):
            names[at, nth] = str(len(notes) + len(lost))
            lost.append(label)
    return Linked(tuple(_renamed(body, names)), tuple(notes), tuple(lost))


def _is_lost(label: str, numbers: Sequence[int], lost: Sequence[str]) -> bool:
    """Tell whether a mark without a note lies between marks that have one."""
    if not label.isdigit() or not numbers or label in lost or len(set(numbers)) < len(numbers):
        return False
    return min(numbers) < int(label) < max(numbers) and int(label) not in numbers


def _renamed(body: Sequence[TextLine], names: Mapping[tuple[int, int], str]) -> Iterator[TextLine]:
    for at, line in enumerate(body):
        if "\x02" not in line.text:
            yield line
            continue
        parts = _TOKEN.split(line.text)
        for nth in range(len(parts) // 2):
            name = names.get((at, nth))
            shown = parts[2 * nth + 1]
            parts[2 * nth + 1] = token(name) if name is not None else shown.translate(_SUPERSCRIPT)
        yield replace(line, text="".join(parts))


def _matched(marks: Sequence[tuple[str, int]], notes: Sequence[PdfNote]) -> dict[int, int]:
    """Return the note of each mark by place: equal labels in order, else the nearest page."""
    out: dict[int, int] = {}
    for label in dict.fromkeys(note.label for note in notes):
        ours = [at for at, mark in enumerate(marks) if mark[0] == label]
        theirs = [at for at, note in enumerate(notes) if note.label == label]
        if len(ours) == len(theirs):
            out.update(zip(ours, theirs, strict=True))
            continue
        for at in theirs:
            note = notes[at]
            free = [mark for mark in ours if mark not in out and (note.listed or abs(marks[mark][1] - note.page) <= 1)]
            if free:
                out[min(free, key=lambda mark: (0 if note.listed else abs(marks[mark][1] - notes[at].page), mark))] = at
    return out


def footnotes(found: Linked, places: Sequence[tuple[str, int]], vocabulary: Vocabulary) -> tuple[Footnote, ...]:
    """Return the notes in the order of their marks, with the offsets at which their tokens stood."""
    at_mark = {int(name): offset for name, offset in places if name.isdigit()}
    labels = [*(note.label for note in found.notes), *found.lost]
    unique = len(set(labels)) == len(labels)
    order = sorted(range(len(labels)), key=lambda at: (at_mark.get(at, _before(at, at_mark)), at))
    out: list[Footnote] = []
    for number, at in enumerate(order, start=1):
        text = joined(found.notes[at].lines, vocabulary) if at < len(found.notes) else ""
        status: NoteStatus = "lost" if not text else "linked" if at in at_mark else "unlinked"
        out.append(Footnote(labels[at] if unique else str(number), at_mark.get(at), text, status))
    return tuple(out)


def _before(at: int, at_mark: Mapping[int, int]) -> int:
    return max((at_mark[other] for other in at_mark if other < at), default=0)
