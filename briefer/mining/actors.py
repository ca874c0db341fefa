"""Who can act, as far as a text names it: the addressee of a recommendation is a field, never a condition."""

from __future__ import annotations

import re
from functools import cache

from briefer.mining.lexicon import words

_NAME = re.compile(r"(?:[A-ZÀ-Ž][\w&’.-]*[\w]|[A-ZÀ-Ž])")
_PRONOUNS = frozenset(["we", "they", "it", "he", "she", "you"])


@cache
def _not_names() -> frozenset[str]:
    return words("actors", "capitals that are no names")


@cache
def _heads() -> frozenset[str]:
    single = words("actors")
    return single | {_plural(word) for word in single}


def _plural(word: str) -> str:
    return (
        f"{word[:-1]}ies"
        if word.endswith("y") and word[-2] not in "aeou"
        else f"{word}es"
        if word.endswith("s")
        else f"{word}s"
    )


def names(body: str) -> frozenset[str]:
    """Return the words with a capital in mid-sentence: those that are names also where they begin a sentence."""
    return frozenset(re.findall(r"(?<=[a-z,;] )(?:the )?([A-ZÀ-Ž][\w’&-]+)", body)) - _not_names()


def leads(phrase: str) -> bool:
    """Tell whether a noun phrase names something through which people act: an effort, a dialogue, a programme."""
    core = re.split(r" (?:of|in|on|for|with|to|between|among|at) ", phrase)[0]
    found = re.findall(r"\w[\w-]*", core)
    return bool(found) and found[-1].casefold() in _instruments()


@cache
def _instruments() -> frozenset[str]:
    single = words("actors", "through which people act")
    return single | {_plural(word) for word in single}


def is_actor(phrase: str, known: frozenset[str], opens: bool = False) -> bool:
    """Tell whether a noun phrase names somebody who can act; `opens` where its first capital begins the sentence."""
    found = re.findall(r"[\w’&.-]*\w", phrase)
    if not found:
        return False
    if len(found) == 1 and found[0].casefold() in _PRONOUNS:
        return bool(found[0].casefold() != "it")
    core = re.split(r" (?:of|in|on|for|with|to|from|at|under|across|that|which|who|whose|including|such as) ", phrase)[
        0
    ]
    inner = re.findall(r"[\w’&.-]*\w", core)
    heads = {word.casefold() for word in inner[-1:]} | {
        word.casefold() for word in re.findall(r"(\w+)(?:,| and | or )", core)
    }
    if heads & _heads():
        return True
    for at, word in enumerate(inner):
        last = at == len(inner) - 1
        if not _NAME.fullmatch(word) or word in _not_names() or word.endswith(("’s", "s’")) or not last:
            continue
        if at or not opens or word.isupper() or word in known:
            return True
    return False


def mentions_actor(text: str, known: frozenset[str]) -> bool:
    """Tell whether a sentence names anybody who can act, or speaks of “we”."""
    for at, word in enumerate(re.findall(r"[\w’&.-]*\w", text)):
        bare = word.removesuffix("’s")
        if bare.casefold() in _heads() or bare.casefold() in ("we", "us", "our"):
            return True
        if _NAME.fullmatch(bare) and bare not in _not_names() and (at or bare.isupper() or bare in known):
            return True
    return False
