"""Lines: where a text may break, and where it does break in a given width."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import Literal, TypeAlias

from briefer.specs.brand import Brand
from briefer.typeset import fonts
from briefer.typeset.joining import NBSP, WORD_JOINER
from briefer.typeset.page import Paragraph, Run
from briefer.typeset.scripts import SPACE, changes, is_asian, widened

SAFETY = 0.995
"""Lines are counted in this share of the width as well: a program may measure a little wider than the tables."""

RAISED = 0.66
"""Size of a superscript, as a share of the size before raising."""

DEFAULT_TAB = 72.0
"""Distance of the tab stops after the last declared one, in points."""

SHORTEST_LAST_LINE = 13
"""Characters that the last line of a paragraph has at least, where words can be moved down."""

_ID = (
    "\u2e80-\u2fff\u3005-\u3007\u3021-\u3029\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff"
    "\uff10-\uff5a"
)
NARROW = 240.0
"""In columns narrower than this, in points, a short last line is left alone: two words often fill a line."""

_ARTICLE = re.compile(r"(?:^|[ (“‘])(?:[Aa]n?|I) $")
"""The end of a line that leaves a short word behind which belongs to the next line."""

_SPACE, _HYPHEN = re.compile(" "), re.compile(r"(?<=\w)-(?=[^\W\d])")
_MARK = re.compile(rf"{WORD_JOINER}\[\d+\]")
_STOPS = "\u3001\u3002\u300d\u300f\uff01\uff09\uff0c\uff1a\uff1b\uff1f"
_NO_START = rf"\s)\]}}!?;:,./»”’%{WORD_JOINER}{NBSP}{_STOPS}\u30fc"
_BREAKS = re.compile(
    rf"(?<=[ \u3000])(?![ \u3000)\]}}!?;:,/{WORD_JOINER}])(?<![(\[{{] )"
    rf"|(?<=[^\s(“‘{WORD_JOINER}{NBSP}-][-\u00ad])(?=[^\W\d]|[“‘(\[])"
    rf"|(?<=[^\s{WORD_JOINER}{NBSP}][\u2010\u2012\u2013])(?![{_NO_START}–—-])"
    rf"|(?<=[\u2014])(?![{_NO_START}—-])|(?<=[\w.,”’)])(?=\u2014)"
    r"|(?<=[^\W\d]/)(?=[^\W\d])|(?<=[?!|}])(?=\w)|(?<=[)\]])(?=[(\[])"
    r"|(?<=\u200b)(?!\s)|(?<=\t)"
    rf"|(?<=[{_ID}])(?![{_NO_START}])(?=[{_ID}\w(\[“‘])|(?<=[\w.,)\]”’{_STOPS}])(?=[{_ID}])"
)


_PLAIN = re.compile(rf"[A-Za-z0-9\u00a1-\u00ac\u00ae-\u024f\u0370-\u052f{NBSP}{WORD_JOINER} \t.,;:()\[\]“”‘’'\"…]*")
_TOUCHING = re.compile(r"[)\]][(\[]")
_SPACED = re.compile(rf"\t| (?![ )\];:,{WORD_JOINER}])(?<![(\[] )")
"""What `_BREAKS` amounts to in a text that `_PLAIN` matches and that has nothing `_TOUCHING`."""


@lru_cache(maxsize=512)  # a text is measured again while its slide is laid out, hardly later
def break_points(text: str) -> tuple[int, ...]:
    """Return the offsets at which a line may begin, in the order of the text; 0 and the end are not among them."""
    found = (_SPACED if _PLAIN.fullmatch(text) and not _TOUCHING.search(text) else _BREAKS).finditer(text)
    return tuple([at for m in found if 0 < (at := m.end()) < len(text)])


def ruler(run: Run, brand: Brand) -> fonts.Ruler:
    """Return what measures texts in the style of `run`: by design, and as LibreOffice draws them."""
    size = run.size * RAISED if run.raised else run.size
    return fonts.ruler(brand.family(run.face), size, run.bold, run.italic, brand.drawn_at)


def advance(text: str, run: Run, brand: Brand) -> tuple[float, float]:
    """Return the width of `text` in the style of `run` in points: by design, and as LibreOffice draws it."""
    extent = ruler(run, brand)[text]
    return extent.full, extent.drawn


def text_width(runs: Sequence[Run], brand: Brand) -> float:
    """Return the width of `runs` on one line, in points; tabs count nothing."""
    texts = [run.text.replace("\t", "") for run in runs]
    return sum(max(advance(text, run, brand)) for text, run in zip(texts, runs, strict=True)) + _beside(texts, runs)


def _beside(texts: Sequence[str], runs: Sequence[Run]) -> float:
    """Return how much wider LibreOffice draws `texts`, each in the style of its run, beside one another than alone."""
    whole = "".join(texts)
    if not is_asian(whole):
        return 0
    more = sum(widened(whole).values()) - sum(sum(widened(text).values()) for text in texts)
    return more * max(run.size for run in runs)


@dataclass(frozen=True, slots=True)
class Measure:
    """Where lines begin and end inside a box: margins and tab stops from its left edge, in points."""

    width: float
    margin: float = 0
    indent: float = 0
    right: float = 0
    tabs: tuple[float, ...] = ()

    def stop(self, x: float) -> float:
        """Return the tab stop after `x`: a declared one, the hanging margin, or the next default stop."""
        declared = sorted({*self.tabs, *([self.margin] if self.indent < 0 else [])})
        return next((tab for tab in declared if tab > x + 0.01), (x // DEFAULT_TAB + 1) * DEFAULT_TAB)


Piece: TypeAlias = tuple[int, int, fonts.Extent]
"""What stands between two break points: where it begins and ends, and how wide it is."""


def break_lines(runs: tuple[Run, ...], brand: Brand, measure: Measure) -> tuple[str, ...]:
    """Return the text of `runs` line by line; spaces stay at the end of their line, nothing is lost.

    Lines are those of the full width, unless the safe width needs more of them: then those of the safe width.
    """
    text = runs[0].text if len(runs) == 1 else "".join([run.text for run in runs])
    pieces = pieces_of(text, runs, brand)
    safe = _fill(text, runs, brand, measure, pieces, SAFETY)
    if len(safe) == 1:
        return (text,)
    starts = _fill(text, runs, brand, measure, pieces, 1)
    return tuple(text[a:b] for a, b in pairwise([*(safe if len(safe) > len(starts) else starts), len(text)]))


def _fill(
    text: str, runs: tuple[Run, ...], brand: Brand, measure: Measure, pieces: list[Piece], share: float
) -> list[int]:
    """Return where lines begin when they are filled to `share` of their width."""
    margin = measure.margin
    room = measure.width - measure.right
    limit = margin + (room - margin) * share
    starts = [0]
    x = y = margin + measure.indent
    for piece in pieces:
        start, _, (ink, full, drawn_ink, drawn, tab) = piece
        if (x + ink > limit or y + drawn_ink > room) and start > starts[-1]:
            starts.append(start)
            x = y = margin
        if x + ink > limit or y + drawn_ink > room:
            x = y = _chop(text, runs, brand, limit, margin, piece, x, starts)
        elif tab:
            x = y = measure.stop(max(x + ink, y + drawn_ink))
        else:
            x += full
            y += drawn
    return starts


def _chop(
    text: str,
    runs: tuple[Run, ...],
    brand: Brand,
    limit: float,
    margin: float,
    piece: Piece,
    x: float,
    starts: list[int],
) -> float:
    """Break a word that is wider than a line wherever the line is full; return where its last part ends."""
    at = 0
    wider = widened(text) if is_asian(text) else {}
    for run in runs:
        for n in range(max(at, piece[0]), min(at + len(run.text), piece[1])):
            width = max(advance(text[n], run, brand)) + wider.get(n, 0.0) * run.size
            if x + width > limit and n > starts[-1] and not text[n].isspace():
                starts.append(n)
                x = margin
            x += width
        at += len(run.text)
    return x


def pieces_of(text: str, runs: tuple[Run, ...], brand: Brand) -> list[Piece]:
    """Return the unbreakable pieces of a paragraph with their widths."""
    parts = pairwise((0, *break_points(text), len(text)))
    if len(runs) == 1:
        measured = ruler(runs[0], brand)
        found = [(start, end, measured[text[start:end]]) for start, end in parts]
    else:
        found = list(_pieces(text, parts, runs, [ruler(run, brand) for run in runs]))
    return _widened(found, text, runs) if is_asian(text) else found


def _pieces(
    text: str, parts: Iterable[tuple[int, int]], runs: tuple[Run, ...], rulers: list[fonts.Ruler]
) -> Iterator[Piece]:
    """Yield each of `parts` as wide as its run or runs make it."""
    number, edge = 0, len(runs[0].text) if runs else 0
    for start, end in parts:
        while edge <= start and number < len(runs) - 1:
            number += 1
            edge += len(runs[number].text)
        yield (start, end, rulers[number][text[start:end]]) if end <= edge else _spread(text, start, end, runs, rulers)


def _widened(pieces: list[Piece], text: str, runs: tuple[Run, ...]) -> list[Piece]:
    """Return `pieces` as wide as LibreOffice draws them in `text`, where other scripts stand beside them.

    Most of that is measured with each piece, but only what stands before it tells the script of its first characters.
    """
    size = max(run.size for run in runs)
    wider, apart = widened(text), frozenset(changes(text))
    sums = [0.0, *accumulate(wider.get(at, 0.0) for at in range(len(text)))]
    found = []
    for start, end, extent in pieces:
        more = sums[end] - sums[start] - sum(widened(text[start:end]).values())
        ink = more - (SPACE if end in apart else 0.0)
        extent = extent._replace(drawn_ink=extent.drawn_ink + ink * size, drawn=extent.drawn + more * size)
        found.append((start, end, extent))
    return found


def _spread(text: str, start: int, end: int, runs: tuple[Run, ...], rulers: list[fonts.Ruler]) -> Piece:
    """Return a piece that begins in one run and ends in another."""
    ink = full = drawn_ink = drawn = 0.0
    tab = False
    at = 0
    parts = []
    for run, measured in zip(runs, rulers, strict=True):
        a, b = max(at, start), min(at + len(run.text), end)
        at += len(run.text)
        if a >= b:
            continue
        parts.append((text[a:b], run))
        extent = measured[text[a:b]]
        if extent.ink:
            ink, drawn_ink = full + extent.ink, drawn + extent.drawn_ink
        full, drawn, tab = full + extent.full, drawn + extent.drawn, extent.tab
    spaces = _beside(*zip(*parts, strict=True))
    return start, end, fonts.Extent(ink, full, drawn_ink + spaces, drawn + spaces, tab)


def paragraph(
    runs: tuple[Run, ...],
    brand: Brand,
    leading: float,
    measure: Measure,
    space_before: float = 0,
    align: Literal["left", "center"] = "left",
) -> Paragraph:
    """Return `runs` broken into lines, without a short last line where words can be moved down."""
    lines = break_lines(runs, brand, measure)
    if any(_ARTICLE.search(line) for line in lines[:-1]):
        runs, lines = _without_loose_articles(runs, brand, measure, lines)
    if len(lines) > 1 and measure.width >= NARROW:
        runs, lines = _without_orphan(runs, brand, measure, lines)
    return Paragraph(
        runs=runs,
        leading=leading,
        lines=lines,
        space_before=space_before,
        margin=measure.margin,
        indent=measure.indent,
        right=measure.right,
        align=align,
        tabs=measure.tabs,
    )


def _without_loose_articles(
    runs: tuple[Run, ...], brand: Brand, measure: Measure, lines: tuple[str, ...]
) -> tuple[tuple[Run, ...], tuple[str, ...]]:
    """Take an article at the end of a line to the word it stands before, unless that costs a line."""
    at = 0
    for line in lines[:-1]:
        at += len(line)
        if _ARTICLE.search(line):
            new = joined_between(runs, at - 1, at)
            broken = break_lines(new, brand, measure)
            if len(broken) == len(lines):
                return _without_loose_articles(new, brand, measure, broken)
    return runs, lines


def _without_orphan(
    runs: tuple[Run, ...], brand: Brand, measure: Measure, lines: tuple[str, ...]
) -> tuple[tuple[Run, ...], tuple[str, ...]]:
    """Join the last words of a paragraph until its last line is long enough, unless that costs a line.

    A hyphen among them is joined only where it would still part them: a joiner keeps readers from finding the word.
    """
    tail = _said(lines[-1])
    text = "".join(lines)
    start = len(text) - len(lines[-1])
    floor = start - len(lines[-2])
    while tail < SHORTEST_LAST_LINE:
        start = text.rfind(" ", 0, start - 1) + 1
        if start <= floor:
            return runs, lines
        tail = _said(text[start:])
    if start == len(text) - len(lines[-1]):
        return runs, lines
    spaced = joined_between(runs, start, len(text))
    for new in dict.fromkeys((spaced, _replaced(spaced, start, len(text), _HYPHEN, f"-{WORD_JOINER}"))):
        broken = break_lines(new, brand, measure)
        if len(broken) == len(lines) and _said(broken[-1]) >= SHORTEST_LAST_LINE:
            return new, broken
    return runs, lines


def _said(line: str) -> int:
    """Return how many characters of a line a reader reads as words; source numbers do not fill it."""
    return len(_MARK.sub("", line).strip())


def joined_between(runs: tuple[Run, ...], start: int, end: int) -> tuple[Run, ...]:
    """Make one word of everything from offset `start` to `end`."""
    return _replaced(runs, start, end, _SPACE, NBSP)


def _replaced(runs: tuple[Run, ...], start: int, end: int, what: re.Pattern[str], by: str) -> tuple[Run, ...]:
    changed, at = [], 0
    for run in runs:
        a, b = max(0, start - at), max(0, end - at)
        text = run.text[:a] + what.sub(by, run.text[a:b]) + run.text[b:]
        changed.append(run if text == run.text else replace(run, text=text))
        at += len(run.text)
    return tuple(changed)
