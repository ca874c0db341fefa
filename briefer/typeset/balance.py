"""Titles in balanced lines: broken where a reader would pause, by a right indent and by joined words."""

from __future__ import annotations

import re
from itertools import combinations, pairwise
from math import ceil

from briefer.specs.brand import Brand
from briefer.typeset.measure import SAFETY, Measure, break_lines, joined_between, paragraph, pieces_of, text_width
from briefer.typeset.page import Paragraph, Run

FULL = 0.8
"""A title wider than this share of its box takes two lines."""

SHORTEST = 0.5
"""The shorter line of a balanced title has at least this share of the longer one."""

SHORTEST_OF_THREE = 0.4
"""The same for a cover of three lines."""

_SLACK = 0.5
"""Points left free at the right of the longest line."""

_SPARE = 1.02
"""A title may be drawn wider than measured by this factor and still keep its lines."""

_STOP = re.compile(r"(?:[;:?!–—]|(?<!\bal)(?<!\betc)(?<!\bvs)\.)$")
_YEAR = re.compile(r"\d{4}[a-z]?:")
_TURN = re.compile(r"(?:and|but|if|with|are|or|while|because|unless|though|yet|so|nor)$")
_LEANS = re.compile(
    r"(?:a|an|the|of|to|in|on|at|by|for|from|with|into|onto|over|under|about|as|than|per|no|not|and|or|but|if|its|his|her|"
    r"their|our|your|my|this|that|these|those|each|every|some|any|few|both|all|zero|one|two|three|four|five|six|seven|"
    r"eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|"
    r"fifty|hundred|that|which|who|where|when|how|what|has|have|had|is|was|were|be|been|will|would|should|"
    r"could|may|might|must|can|[\d.,]+)$",
    re.IGNORECASE,
)


def balanced(
    runs: tuple[Run, ...], brand: Brand, leading: float, width: float, most: int = 2, like: tuple[Run, ...] = ()
) -> Paragraph:
    """Return a title in as few lines as it needs, at most `most` when it can, of about equal length.

    A title that `most` lines cannot hold comes back in more lines; the caller remarks on it. One that is `like` a longer
    one, which begins with the same words, is broken where that one is.
    """
    plain, longer = paragraph(runs, brand, leading, Measure(width)), like or runs
    full = text_width(longer, brand)
    count = max(len(paragraph(longer, brand, leading, Measure(width)).lines), 1 if full <= FULL * width else 2)
    if most > 2 and full > 1.25 * width:
        count = max(count, min(most, ceil(full / (0.67 * width))))
    if count == 1 or count > most:
        return plain
    for lines in range(count, most + 1):
        if breaks := _best(_Widths(longer, brand), width, lines):
            inside = tuple(at for at in breaks if at < sum(len(run.text) for run in runs))
            return _set(runs, brand, leading, width, inside) if inside else plain
    return plain


class _Widths:
    """Widths of the ink between any two places of a title where a line may begin or end."""

    def __init__(self, runs: tuple[Run, ...], brand: Brand) -> None:
        self.text = "".join(run.text for run in runs)
        self._upto = {0: 0.0}
        self._trim: dict[int, float] = {}
        x = 0.0
        for _, end, extent in pieces_of(self.text, runs, brand):
            x += max(extent.full, extent.drawn)
            self._upto[end] = x
            self._trim[end] = max(extent.full, extent.drawn) - max(extent.ink, extent.drawn_ink)
        self.gaps = [at for at in self._upto if 0 < at < len(self.text) and self.text[at - 1] == " "]

    def between(self, start: int, end: int) -> float:
        return self._upto[end] - self._upto[start] - self._trim.get(end, 0)


def _best(widths: _Widths, width: float, lines: int) -> tuple[int, ...]:
    """Return where the second and later lines begin, () when no division in `lines` lines fits."""
    text = widths.text
    good = [at for at in widths.gaps if not _held(text, at)]
    least = SHORTEST if lines == 2 else SHORTEST_OF_THREE
    for candidates, ratio in ((good, least), (good, 0.3), (widths.gaps, 0.0)):
        scored = []
        for breaks in combinations(candidates, lines - 1):
            inks = [widths.between(a, b) for a, b in pairwise((0, *breaks, len(text)))]
            if max(inks) + _SLACK <= width * SAFETY and min(inks) >= ratio * max(inks):
                pauses = sum(_pause(text, at) for at in breaks) / len(breaks)
                scored.append((1 - min(inks) / max(inks) - pauses, breaks))
        if scored:
            return min(scored)[1]
    return ()


def _held(text: str, at: int) -> bool:
    """Tell whether the words around offset `at` belong together.

    An article and its noun do, the parts of a name, a name and its year, and the first word of a sentence and the next.
    """
    words, after = text[:at].split(), text[at:]
    name = len(words) > 1 and words[-1][0].isupper() and words[-1].isalpha() and after[:1].isupper()
    severed = len(words) > 1 and bool(_STOP.search(words[-2]))
    return name or severed or bool(_YEAR.match(after)) or bool(_LEANS.match(words[-1]))


def _pause(text: str, at: int) -> float:
    """Return how welcome a break before offset `at` is."""
    before, after = text[:at].split()[-1], text[at:].split()[0]
    stop = 0.52 if _STOP.search(before) else 0.46 if before.endswith(",") else 0
    return stop + (0.3 if _TURN.match(after) else 0)


def _set(runs: tuple[Run, ...], brand: Brand, leading: float, width: float, breaks: tuple[int, ...]) -> Paragraph:
    """Break at `breaks`: narrow the paragraph to its longest line, and join words that would still go up a line."""
    widths = _Widths(runs, brand)
    text = widths.text
    edges = list(pairwise((0, *breaks, len(text))))
    right = max(0.0, float(int(width - max(widths.between(a, b) for a, b in edges) * _SPARE - _SLACK)))
    for (before, start), (_, end) in pairwise(edges):
        room = width - right - widths.between(before, start)
        at = next((g for g in (*widths.gaps, end) if start < g <= end and widths.between(start, g) > room), end)
        if text[start:at].rstrip().count(" ") and at > start:
            runs = joined_between(runs, start, start + len(text[start:at].rstrip()))
    lines = break_lines(runs, brand, Measure(width, right=right))
    return Paragraph(runs=runs, leading=leading, lines=lines, right=right)
