"""Ways to change a quotation: those that a reader must be told of, and those that are only typography.

Each takes a quotation and a source of chance, and returns the changed quotation, or None where it does not apply.
They know nothing of the rule: words are what stands between spaces.
"""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Callable

Change = Callable[[str, random.Random], str | None]

_OTHER = re.findall(
    r"\w+",
    "harbour lantern seldom gravel winter council purple measure eastern bridge oppose window quickly paper treaty",
)
_DENIALS = re.compile(r"\b(?:not|no|never|none|neither|nor|without|cannot)\b", re.IGNORECASE)
_MODALS = ("may", "might", "can", "could", "should", "would", "must", "shall", "will")


def _inner(quote: str, chance: random.Random, wanted: str = r"[^\W\d_]{2,}") -> re.Match[str] | None:
    """Return a word that is neither the first nor the last."""
    ends = [match.span() for match in re.finditer(r"\w+", quote)]
    found = [
        m for m in re.finditer(rf"(?<!\w){wanted}(?!\w)", quote) if ends[0][1] <= m.start() and m.end() <= ends[-1][0]
    ]
    return chance.choice(found) if found else None


def _put(quote: str, match: re.Match[str] | None, new: str) -> str | None:
    return None if match is None else quote[: match.start()] + new + quote[match.end() :]


def replace_word(quote: str, chance: random.Random) -> str | None:
    return _put(quote, _inner(quote, chance), chance.choice(_OTHER))


def replace_first_word(quote: str, chance: random.Random) -> str | None:
    return re.sub(r"^\W*\w+", chance.choice(_OTHER), quote)


def delete_word(quote: str, chance: random.Random) -> str | None:
    shorter = _put(quote, _inner(quote, chance, r"(?<![-’'])[^\W\d_]{2,}(?![-’'])"), "")
    return shorter and shorter.replace("  ", " ")


def insert_word(quote: str, chance: random.Random) -> str | None:
    match = _inner(quote, chance)
    return match and _put(quote, match, f"{match.group()} {chance.choice(_OTHER)}")


def insert_not(quote: str, chance: random.Random) -> str | None:
    match = _inner(quote, chance)
    return match and _put(quote, match, f"{match.group()} not")


def insert_bracketed_not(quote: str, chance: random.Random) -> str | None:
    match = _inner(quote, chance)
    return match and _put(quote, match, f"{match.group()} [not]")


def delete_denial(quote: str, chance: random.Random) -> str | None:
    found = [m for m in _DENIALS.finditer(quote) if m.start() and m.end() < len(quote) - 1]
    return _put(quote, chance.choice(found), "") if found else None


def swap_words(quote: str, chance: random.Random) -> str | None:
    found = list(re.finditer(r"(?<!\w)([^\W\d_]+) ([^\W\d_]+)(?!\w)", quote))
    match = chance.choice(found) if found else None
    return match and _put(quote, match, f"{match[2]} {match[1]}")


def repeat_word(quote: str, chance: random.Random) -> str | None:
    match = _inner(quote, chance)
    return match and _put(quote, match, f"{match.group()} {match.group()}")


def change_digit(quote: str, chance: random.Random) -> str | None:
    found = list(re.finditer(r"\d", quote))
    match = chance.choice(found) if found else None
    return match and _put(quote, match, str((int(unicodedata.digit(match.group())) + chance.randint(1, 9)) % 10))


def delete_digit(quote: str, chance: random.Random) -> str | None:
    found = list(re.finditer(r"(?<=\d)\d", quote))
    return _put(quote, chance.choice(found), "") if found else None


def change_modal(quote: str, chance: random.Random) -> str | None:
    found = list(re.finditer(rf"(?<!\w)(?:{'|'.join(_MODALS)})(?!\w)", quote))
    match = chance.choice(found) if found else None
    return match and _put(quote, match, chance.choice([m for m in _MODALS if m != match.group()]))


def change_name(quote: str, chance: random.Random) -> str | None:
    return _put(quote, _inner(quote, chance, r"[A-Z][a-z]{2,}"), chance.choice(("Portugal", "Hansen", "Nairobi")))


def lose_hyphen(quote: str, chance: random.Random) -> str | None:
    match = _inner(quote, chance, r"[^\W\d_]+-[^\W\d_]+")
    return match and _put(quote, match, match.group().replace("-", ""))


def space_hyphen(quote: str, chance: random.Random) -> str | None:
    match = _inner(quote, chance, r"[^\W\d_]+-[^\W\d_]+")
    return match and _put(quote, match, match.group().replace("-", " "))


def join_words(quote: str, chance: random.Random) -> str | None:
    found = list(re.finditer(r"(?<=[^\W\d_]) (?=[^\W\d_])", quote))
    return _put(quote, chance.choice(found), "") if found else None


def split_word(quote: str, chance: random.Random) -> str | None:
    match = _inner(quote, chance, r"[^\W\d_]{4,}")
    return match and _put(quote, match, f"{match.group()[:2]} {match.group()[2:]}")


def change_letter(quote: str, chance: random.Random) -> str | None:
    match = _inner(quote, chance, r"[a-z]{3,}")
    if match is None:
        return None
    at = chance.randrange(len(match.group()))
    letter = chance.choice([c for c in "abcdefghijklmnopqrstuvwxyz" if c != match.group()[at]])
    return _put(quote, match, match.group()[:at] + letter + match.group()[at + 1 :])


def add_ending(quote: str, chance: random.Random) -> str | None:
    match = _inner(quote, chance, r"[a-z]{3,}")
    return match and _put(quote, match, match.group() + chance.choice(("s", "ed", "ing")))


HARMFUL: tuple[Change, ...] = (
    replace_word,
    replace_first_word,
    delete_word,
    insert_word,
    insert_not,
    insert_bracketed_not,
    delete_denial,
    swap_words,
    repeat_word,
    change_digit,
    delete_digit,
    change_modal,
    change_name,
    lose_hyphen,
    space_hyphen,
    join_words,
    split_word,
    change_letter,
    add_ending,
)


def straight_marks(quote: str, chance: random.Random) -> str:
    return quote.translate(str.maketrans("“”„«»‘’", '"""""\'\''))


def curly_marks(quote: str, chance: random.Random) -> str:
    return re.sub(r"(?<!\w)\"(?=\w)", "“", quote).replace('"', "”").replace("'", "’")


def guillemets(quote: str, chance: random.Random) -> str:
    return quote.replace("“", "«").replace("”", "»")


def framed(quote: str, chance: random.Random) -> str:
    left, right = chance.choice(("“”", '""', "«»", "„“", "‘’"))
    return left + quote + right


def other_dashes(quote: str, chance: random.Random) -> str:
    return re.sub(r"[–—]", lambda m: chance.choice("–—"), quote)


def spaced_dashes(quote: str, chance: random.Random) -> str:
    return re.sub(r"\s?—\s?", chance.choice((" – ", " — ", "--", " - ")), quote)


def hard_hyphens(quote: str, chance: random.Random) -> str:
    return re.sub(r"(?<=\w)-(?=\w)", chance.choice("\u2010\u2011"), quote)


def hard_spaces(quote: str, chance: random.Random) -> str:
    return re.sub(" ", lambda m: chance.choice((" ", "\u00a0", "\u202f", "\u2009")), quote)


def wide_spaces(quote: str, chance: random.Random) -> str:
    return re.sub(" ", lambda m: chance.choice((" ", "  ", "\n", "\t")), quote)


def soft_hyphens(quote: str, chance: random.Random) -> str:
    return re.sub(r"(?<=[a-z]{2})(?=[a-z]{2})", lambda m: chance.choice(("", "", "\u00ad")), quote)


def joiners(quote: str, chance: random.Random) -> str:
    return re.sub(r"(?<=\w)(?=\W)", lambda m: chance.choice(("", "\u2060", "\u200b")), quote)


def decomposed(quote: str, chance: random.Random) -> str:
    return unicodedata.normalize("NFD", quote)


def ligatures(quote: str, chance: random.Random) -> str:
    return quote.replace("ffi", "ﬃ").replace("fi", "ﬁ").replace("fl", "ﬂ")


def first_letter(quote: str, chance: random.Random) -> str:
    return quote[:1].swapcase() + quote[1:]


def bracketed_letter(quote: str, chance: random.Random) -> str | None:
    return f"[{quote[0].swapcase()}]{quote[1:]}" if re.match(r"[A-Za-z][a-z]", quote) else None


def capitals(quote: str, chance: random.Random) -> str:
    return quote.upper()


def no_end(quote: str, chance: random.Random) -> str:
    return quote.rstrip(" .!?,;:")


def sic(quote: str, chance: random.Random) -> str | None:
    match = _inner(quote, chance, r"[^\W\d_]{2,}(?=[ ,;])")
    return match and _put(quote, match, match.group() + " [sic]")


def omission(quote: str, chance: random.Random) -> str | None:
    words = quote.split(" ")
    if len(words) < 9:
        return None
    at = chance.randrange(3, len(words) - 5)
    dots = chance.choice(("…", "...", "[…]", "[...]", ". . ."))
    return " ".join((*words[:at], dots, *words[at + 2 :]))


def comment(quote: str, chance: random.Random) -> str:
    return quote + " [emphasis added]"


HARMLESS: tuple[Change, ...] = (
    straight_marks,
    curly_marks,
    guillemets,
    framed,
    other_dashes,
    spaced_dashes,
    hard_hyphens,
    hard_spaces,
    wide_spaces,
    soft_hyphens,
    joiners,
    decomposed,
    ligatures,
    first_letter,
    bracketed_letter,
    capitals,
    no_end,
    sic,
    omission,
    comment,
)


def stands(quote: str, body: str) -> bool:
    """Tell whether a changed quotation happens to be the body's own words after all."""
    return _bare(quote) in _bare(body)


def _bare(text: str) -> str:
    return (
        " " + " ".join(re.findall(r"[\w'’-]+", unicodedata.normalize("NFC", text).replace("’", "'"))).casefold() + " "
    )
