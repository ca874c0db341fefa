"""What kind of change it is when words go or come: a number, a negation, a name, a page, or only a word."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from briefer.model.found import CHANGES, Change
from briefer.model.numbers import ONES, TENS
from briefer.quotation.tokens import Words

_DENIALS = ("not", "no", "never", "none", "neither", "nor", "without", "cannot", "nobody", "nothing", "nowhere")
NEGATIONS = frozenset((*_DENIALS, "hardly", "scarcely", "barely"))
CONDITIONS = frozenset(("unless", "if", "except", "only", "until", "provided", "but", "however", "although", "though"))
MODALS = frozenset(("may", "might", "can", "could", "should", "would", "must", "shall", "will", "ought"))

_ORDINALS = ("second", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_LARGE = {"dozen": 12, "hundred": 10**2, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_SHORT = {"mn": 10**6, "bn": 10**9, "tn": 10**12}
_PARTS = {"half": 2, "½": 2, "third": 3, "thirds": 3, "⅓": 3, "quarter": 4, "¼": 4}
_AS_WRITTEN = (*_ORDINALS, "double", "triple", "twice", "decade", *"<>≤≥≈×÷%‰$€£¥¾⅔")
_VALUES: dict[str, Fraction | str] = {
    **{word: Fraction(value) for value, word in enumerate(ONES)},
    **{word: Fraction(10 * value) for value, word in enumerate(TENS, start=2)},
    **{word: Fraction(value) for table in (_LARGE, _SHORT) for word, value in table.items()},
    **{word: Fraction(1, parts) for word, parts in _PARTS.items()},
    **{word: word for word in _AS_WRITTEN},
    "percent": "%",
}
_PLACED: tuple[Change, ...] = ("number", "author", "name")
_NEGATING = ("un", "in", "im", "ir", "il", "dis", "non", "non-")

_PAGES = r"\d{1,3}(?:\s*[-–\u2060]+\s*\d{1,3})*(?:\s*(?:,|and|&)\s*\d{1,3}(?:\s*[-–\u2060]+\s*\d{1,3})*)*"
_BEFORE_PAGES = r"(?:\b(?:pp?|nn?|para)\.|¶+|\bpages?\b|\bparagraphs?\b)"
_PAGE_PLACES = re.compile(
    rf"[(;]\s*(?:[^\W\d_][^\d();]*\s)?(?P<bare>{_PAGES})(?=\s*[),;:])"
    rf"|{_BEFORE_PAGES}\s*(?P<named>(?:[ivxlc]+\b|{_PAGES}))"
)
_SENTENCE_END = re.compile(r"[.!?:][\"'”’»)\]]*\s+[\"'“‘«(\[]*$")


@dataclass(frozen=True, slots=True)
class Word:
    """A word in a difference: how it compares, how it is written, and what is known of its place."""

    key: str
    written: str
    opens: bool = False
    """It begins a sentence, so that its capital says nothing."""
    page: bool = False
    """It is a page, paragraph or note number of a reference."""

    @property
    def is_name(self) -> bool:
        """Tell whether its writing shows a name: a capital inside a sentence, or capitals throughout."""
        letters = [c for c in self.written if c.isalpha()]
        if not letters or self.key == "i":
            return False
        shouted = len(letters) > 1 and all(c.isupper() for c in letters)
        return shouted or (letters[0].isupper() and not self.opens)


def words_in(words: Words) -> tuple[Word, ...]:
    """Return each of `words` with what its place tells."""
    pages = page_spans(words.raw)
    found = []
    for at, key in enumerate(words.keys):
        start, end = words.starts[at], words.ends[at]
        opens = at == 0 or bool(_SENTENCE_END.search(words.raw[words.ends[at - 1] : start]))
        page = any(first <= start and end <= after for first, after in pages)
        found.append(Word(key, words.raw[start:end], opens, page))
    return tuple(found)


def page_spans(text: str) -> list[tuple[int, int]]:
    """Return where `text` names pages, paragraphs or notes: "(36)", "pp. 54–55", "¶ 2"."""
    matches = _PAGE_PLACES.finditer(text)
    return [match.span("bare") if match["bare"] else match.span("named") for match in matches]


def is_negation(key: str) -> bool:
    """Tell whether a word denies: "not", "never", "isn't"."""
    return key in NEGATIONS or key.endswith("n't")


def is_number(key: str) -> bool:
    """Tell whether a word or sign states a quantity: "20", "twenty", "million", "%"."""
    return key in _VALUES or key.lstrip("-")[:1].isdigit()


def kinds(
    gone: Iterable[Word], come: Iterable[Word], authors: Collection[str] = (), names: Collection[str] = ()
) -> tuple[Change, ...]:
    """Return what kinds of change lead from the words `gone` to the words `come`, the gravest first.

    `authors` and `names` are words, as they compare, that are known as such wherever they stand.
    """
    left, right = list(gone), list(come)
    before, after = Counter(word.key for word in left), Counter(word.key for word in right)
    if before and before == after and not any(word.page for word in (*left, *right)):
        return ("order",)
    rest = [*_minus(left, after), *_minus(right, before)]
    found = set(_prefixed(_minus(left, after), _minus(right, before)))
    negated = bool(found)
    for word in rest:
        kind = _kind(word, authors, names)
        if kind != "word" or not negated:
            found.add(kind)
    if "number" in found and _amounts(_minus(left, after)) == _amounts(_minus(right, before)):
        found = (found - {"number"}) | {"word"}
    return tuple(change for change in CHANGES if change in found) or ("word",)


def exchanged(
    old: Sequence[Word],
    new: Sequence[Word],
    moved: Iterable[Word],
    authors: Collection[str] = (),
    names: Collection[str] = (),
) -> tuple[Change, ...]:
    """Return what changes when words change their order: which numbers, names and authors do among each other.

    A negation denies something else wherever it was `moved` to.
    """
    found: set[Change] = {"order"}
    if any(is_negation(word.key) for word in moved):
        found.add("negation")
    for kind in _PLACED:
        first, second = ([w.key for w in words if _kind(w, authors, names) == kind] for words in (old, new))
        if first != second:
            found.add(kind)
    return tuple(change for change in CHANGES if change in found)


def _kind(word: Word, authors: Collection[str], names: Collection[str]) -> Change:
    if word.page:
        return "page"
    if is_number(word.key):
        return "number"
    if is_negation(word.key):
        return "negation"
    if word.key in MODALS and not word.is_name:
        return "modal"
    bare = word.key.removesuffix("'s")
    if bare in authors and not word.written[:1].islower():
        return "author"
    if word.is_name or (bare in names and word.written[:1].isupper()):
        return "name"
    return "word"


def _minus(words: list[Word], others: Counter[str]) -> list[Word]:
    """Return `words` without those that also stand in `others`, each as often as it does."""
    left = Counter(others)
    kept = []
    for word in words:
        if left[word.key] and not word.page:
            left[word.key] -= 1
        else:
            kept.append(word)
    return kept


def _prefixed(gone: list[Word], come: list[Word]) -> Iterator[Change]:
    """Yield a negation when a word lost or gained a denying prefix: "likely", "unlikely"."""
    for one in gone:
        for other in come:
            short, long = sorted((one.key, other.key), key=len)
            if any(long == prefix + short for prefix in _NEGATING) and len(short) > 2:
                yield "negation"


def _amounts(words: list[Word]) -> Counter[Fraction | str]:
    """Return the quantities stated, so that "eleven" and "11" are one."""
    return Counter(amount(word.key) for word in words if is_number(word.key) and not word.page)


def amount(key: str) -> Fraction | str:
    if key in _VALUES:
        return _VALUES[key]
    digits = re.sub(r",(?=\d{3}(?!\d))", "", key)
    return Fraction(digits) if re.fullmatch(r"-?\d+(?:\.\d+)?", digits) else key
