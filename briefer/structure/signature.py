"""Signatures: the names under a foreword or an essay, with the lines that say who signs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from briefer.structure.lines import Gap, ends_sentence
from briefer.structure.names import Person, is_affiliation, people
from briefer.structure.paragraphs import Placed

_LONGEST = 115
_NEAR_THE_END = 30


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signs, and which lines (by index) are the signature's."""

    people: tuple[Person, ...]
    lines: frozenset[int]

    @property
    def affiliations(self) -> tuple[str, ...]:
        return tuple(one.affiliation for one in self.people if one.affiliation)


def signature(placed: Sequence[Placed]) -> Signature:
    """Return the signature in the lines of a piece: mostly at its end, in scrambled columns anywhere."""
    signers: list[Person] = []
    used: set[int] = set()
    at = 0
    while at < len(placed):
        one = _signer(placed[at].line.text) if _stands_apart(placed, at, used) else None
        end = _end(placed, at + 1) if one else at + 1
        if one and _is_signed(placed, at, end, one):
            said = " ".join((one.affiliation, *(x.line.text for x in placed[at + 1 : end])))
            signers.append(Person(one.name, one.titled, said.strip().rstrip(",;")))
            used |= set(range(at, end))
        at = end
    return Signature(tuple(signers), frozenset(used))


def _signer(text: str) -> Person | None:
    """Return the one who signs with a line of a name, or of a name and a post."""
    named = people(text)
    return named[0] if len(named) == 1 else None


def _stands_apart(placed: Sequence[Placed], at: int, used: set[int]) -> bool:
    """Tell whether line `at` does not go on with the sentence before it."""
    return at > 0 and (at - 1 in used or ends_sentence(placed[at - 1].line.text) or placed[at].line.blanks > 1)


def _is_signed(placed: Sequence[Placed], at: int, end: int, one: Person) -> bool:
    says_who = bool(one.affiliation) or any(is_affiliation(x.line.text) for x in placed[at + 1 : end])
    last = end >= len(placed) or len(placed) - at <= _NEAR_THE_END
    texts = [x.line.text for x in placed[at:]]
    return (says_who and (one.titled or last)) or (one.titled and last) or all(map(_signer, texts))


def _end(placed: Sequence[Placed], at: int) -> int:
    """Return where the lines end that say who signs; they go on over a page when they break off at a comma."""
    start = at
    while at < len(placed) and at - start < 8:
        line, before = placed[at].line, placed[at - 1].line.text
        open_end = at > start and before.endswith((",", ";", "-"))
        if (line.gap is not Gap.NONE and not open_end) or len(line.text) > _LONGEST:
            break
        if _signer(line.text) or (at == start and not is_affiliation(line.text)) or ends_sentence(line.text):
            break
        at += 1
    return at
