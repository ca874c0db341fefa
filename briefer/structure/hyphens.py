"""Hyphens at line ends, soft or hard, decided by the document's own vocabulary."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

_TOKEN = re.compile(r"[^\W_]+(?:[’'\-‐][^\W_]+)*")
_LEFT = re.compile(r"([^\W_]+(?:[’'\-‐][^\W_]+)*)[-‐]$")
_RIGHT = re.compile(r"[^\W_]+(?:[’'\-‐][^\W_]+)*")
_HYPHEN = re.compile("[-‐]")
_LONGEST_WORD = 120
_SOFT = "\u00ad"
UNSPACED = re.compile("[\u2e80-\u312f\u31a0-\u9fff\uf900-\ufaff\uff01-\uff9f\U00020000-\U0003ffff]")
"""Chinese and Japanese writing, which has no spaces between words."""


def _broken(line: str) -> re.Match[str] | None:
    """Return the part of a word, hyphen included, with which `line` ends; no word is longer than the piece searched."""
    return _LEFT.search(line, max(0, len(line) - _LONGEST_WORD)) if line.endswith(("-", "‐")) else None


class Vocabulary:
    """The words of a document; fragments on both sides of a line-end hyphen do not vote for themselves."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._words: Counter[str] = Counter()
        self._parts: Counter[str] = Counter()
        self._lower: Counter[str] = Counter()
        tokens: Counter[str] = Counter()
        pairs: list[tuple[str, str]] = []
        broken: str | None = None
        for line in lines:
            left, right = _broken(line), _RIGHT.match(line) if broken else None
            if broken and right:
                pairs.append((broken, right.group()))
            tokens.update(_TOKEN.findall(line, right.end() if right else 0, left.start() if left else len(line)))
            broken = left.group(1) if left else None
        self._count(tokens)
        votes = [vote for vote in (self._vote(*pair) for pair in pairs) if vote is not None]
        self.mostly_soft = sum(votes) * 2 > len(votes) if votes else None
        """Whether those hyphens are soft that the document decides; None when it decides none."""

    def _count(self, tokens: Counter[str]) -> None:
        for token, times in tokens.items():
            word = token.lower()
            self._words[word] += times
            for part in _HYPHEN.split(word):
                self._parts[part] += times
            if token == word:
                self._lower[word] += times

    def common(self) -> frozenset[str]:
        """Return the words that stand in the document in lower case, twice at least."""
        return frozenset(word for word, times in self._lower.items() if times > 1)

    def joins(self, before: str, after: str) -> bool:
        """Tell whether the hyphen at the end of `before` and the beginning of `after` make a word of the document."""
        left, right = _broken(before), _RIGHT.match(after)
        if not left or not right:
            return False
        return bool(self._words[(left[1] + right[0]).lower()] or self._words[f"{left[1]}-{right[0]}".lower()])

    def joined(self, before: str, after: str) -> str:
        """Return two lines as one: without the hyphen where it is soft, with it where it is hard, else with a space."""
        if before.endswith(_SOFT) and _RIGHT.match(after):
            return before[:-1] + after
        if after and UNSPACED.match(before[-1:]) and UNSPACED.match(after):
            return before + after
        if not before.endswith(("-", "‐")) or before.endswith((" -", " ‐")) or not after:
            return f"{before} {after}"
        left, right = _broken(before), _RIGHT.match(after)
        if left and right and self._is_soft(left.group(1), right.group()):
            return before[:-1] + after
        return before + after

    def _is_soft(self, left: str, right: str) -> bool:
        if not (left[-1].islower() and right[0].islower()):
            return False
        vote = self._vote(left, right)
        if vote is not None:
            return vote
        if self.mostly_soft and len(left) < 3:
            return True
        both = self._words[left.split("-")[-1].lower()] > 0 and self._words[right.split("-")[0].lower()] > 0
        return self.mostly_soft is not False and not both

    def _vote(self, left: str, right: str) -> bool | None:
        """Return True for soft, False for hard, None when the document does not tell."""
        if not (left[-1].islower() and right[0].islower()):
            return None
        left, right = left.lower(), right.lower()
        whole = self._words[left + right] + self._parts[left.split("-")[-1] + right.split("-")[0]]
        hyphenated = self._words[f"{left}-{right}"]
        if whole == hyphenated:
            return None
        return whole > hyphenated
