"""Word differences between two texts, and where in a source a changed text most likely comes from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

from briefer.model.found import Change
from briefer.quotation.kinds import Word, exchanged, kinds, words_in
from briefer.quotation.tokens import Joint, Words

if TYPE_CHECKING:
    from rapidfuzz.distance import Opcode

PieceKind: TypeAlias = Literal["same", "gone", "come"]

_MANY = 1_000_000
_VOTES = 16
"""So many places in the text may speak for one word of the source."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a word difference; set the pieces one after the other with a space between them."""

    kind: PieceKind
    text: str


@dataclass(frozen=True, slots=True)
class Difference:
    """What separates two texts: pieces in reading order, and the words that went and came."""

    pieces: tuple[Piece, ...]
    gone: tuple[Word, ...]
    come: tuple[Word, ...]
    old: tuple[Word, ...] = ()
    new: tuple[Word, ...] = ()
    """All words of the two texts."""
    rejoined: bool = False
    """The words are the same; how they are joined, or their capitals, is not."""

    def kinds(self, authors: Collection[str] = (), names: Collection[str] = ()) -> tuple[Change, ...]:
        """Return what kinds of change these are; see `kinds.kinds`."""
        if self.rejoined:
            return ("word",)
        found = kinds(self.gone, self.come, authors, names)
        return exchanged(self.old, self.new, self.gone, authors, names) if found == ("order",) else found


def difference(old: Words, new: Words) -> Difference:
    """Return the word difference that leads from `old` to `new`."""
    from rapidfuzz.distance import Levenshtein  # 4 MB that a build without a wrong word never needs

    old_units, new_units = _units(old, new), _units(new, old)
    opcodes = Levenshtein.opcodes([key for key, _, _ in old_units], [key for key, _, _ in new_units])
    old_words, new_words = words_in(old), words_in(new)
    pieces: list[Piece] = []
    gone: list[Word] = []
    come: list[Word] = []
    for code in opcodes:
        left = _stretch(old_units, code.src_start, code.src_end)
        right = _stretch(new_units, code.dest_start, code.dest_end)
        pieces.extend(_pieces(code, old.text(*left), new.text(*right)))
        if code.tag != "equal":
            gone.extend(old_words[left[0] : left[1]])
            come.extend(new_words[right[0] : right[1]])
    return Difference(tuple(pieces), tuple(gone), tuple(come), old_words, new_words, old.keys == new.keys)


def _pieces(code: Opcode, old: str, new: str) -> list[Piece]:
    if code.tag == "equal":
        return [Piece("same", new)]
    found = [Piece("gone", old), Piece("come", new)]
    return [piece for piece in found if piece.text]


def _stretch(units: list[tuple[str, int, int]], start: int, end: int) -> tuple[int, int]:
    """Return the words (first, after) that units `start:end` hold."""
    if start >= end:
        return 0, 0
    return units[start][1], units[end - 1][2]


def _units(words: Words, other: Words) -> list[tuple[str, int, int]]:
    """Return the units that are compared: words, and compounds that the other text does not hold word by word.

    A compound is one unit, so that a lost hyphen shows as a change.
    """
    units: list[tuple[str, int, int]] = []
    at = 0
    while at < len(words):
        after = at + 1
        while after < len(words) and words.joint(after - 1) is Joint.HYPHEN and not _is_digit(words, after):
            after += 1
        key = "-".join(words.keys[at:after])
        if words.is_shouted(at) and after == at + 1:
            key = _shouted(words, at, other)
        units.append((key, at, after))
        at = after
    return units


def _is_digit(words: Words, at: int) -> bool:
    return words.keys[at][0].isdigit() and words.keys[at - 1][0].isdigit()


def _shouted(words: Words, at: int, other: Words) -> str:
    """Return "US" in capitals where the other text holds "us" in small letters: two words, not one."""
    key = words.keys[at]
    small = any(other.keys[i] == key and other.is_small(i) for i in range(len(other)))
    return key.upper() if small else key


def common(words: Words, source: Words, first: int, after: int) -> int:
    """Return how many of `words` stand in order among words `first` to `after` of the source."""
    from rapidfuzz.distance import LCSseq

    return int(LCSseq.similarity(words.keys, source.keys[first:after]))


def trimmed(words: Words, source: Words, first: int, after: int) -> tuple[int, int]:
    """Return the part of words `first:after` of the source that leads to `words` with the fewest changes."""
    there = source.keys[first:after]
    if len(words) * len(there) > _MANY:
        return first, after
    costs = list(range(len(words) + 1))
    starts = [0] * (len(words) + 1)
    best = (costs[-1], 0, 0)
    for end, key in enumerate(there, 1):
        cost, start = 0, end
        row, begun = [cost], [start]
        for at, other in enumerate(words.keys, 1):
            cost, start = min(
                (costs[at - 1] + (key != other), starts[at - 1]), (costs[at] + 1, starts[at]), (cost + 1, start)
            )
            row.append(cost)
            begun.append(start)
        costs, starts = row, begun
        if costs[-1] < best[0]:
            best = (costs[-1], starts[-1], end)
    return (first + best[1], first + best[2]) if best[2] > best[1] else (first, after)


def likely_place(words: Words, source: Words) -> tuple[int, int] | None:
    """Return the words (first, after) of `source` that share most with `words`, None when hardly any are shared.

    Every word that both hold votes for the place it would put the text at; rare words weigh more.
    """
    wanted: dict[str, list[int]] = {}
    for at, key in enumerate(words.keys):
        wanted.setdefault(key, []).append(at)
    there = [(at, key) for at, key in enumerate(source.keys) if key in wanted]
    often = Counter(key for _, key in there)
    votes: Counter[int] = Counter()
    for at, key in there:
        for here in wanted[key][:_VOTES]:
            votes[(at - here) // 8] += 840 // min(often[key], 840)
    if not votes:
        return None
    best = max(votes, key=lambda place: (votes[place] + votes[place + 1], -place))
    first = max(0, best * 8 - 8)
    return first, min(len(source), best * 8 + len(words) + 24)
