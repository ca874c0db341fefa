"""Compares what an import found with the truth: pieces, names, pages, headings, marks, notes, text, leaks."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from rapidfuzz.distance import Levenshtein

from collection.truth import Essay, Truth

_FOLD = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "`": "'", "–": "-", "—": "-", "\u00ad": ""})
_CJK = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef"
_BULLET = re.compile(r"(?m)^\s*[•‣▪–*·-]\s+")
_TOKEN = re.compile(rf"[{_CJK}]|␣|[^\s{_CJK}␣]+")
VOICES = frozenset({"essay", "chapter", "report", "article"})
SAME_NOTE = 0.97
Counts = Counter[str]

RATES = (
    "pieces",
    "titles",
    "authors",
    "affiliations",
    "kinds",
    "languages",
    "pages",
    "headings",
    "paragraphs",
    "marks",
    "notes",
    "linked",
    "asides",
)
"""Measures of the form "right of all": `x` and `x_of`. Where more may be found than there is, `x_extra` counts it."""
EXTRAS = ("pieces_extra", "headings_extra", "marks_extra", "leaks")


def fold(text: str) -> str:
    """Return `text` with one form for each quotation mark, dash and space."""
    text = unicodedata.normalize("NFKC", text).replace("...", "…").translate(_FOLD)
    return re.sub(r"[^\S\n]+", " ", re.sub(r"[^\S\n]*([-…])[^\S\n]*", r"\1", text)).strip()


def bare(text: str) -> str:
    """Return the letters and digits of `text`."""
    return re.sub(r"\W+", "", fold(text)).lower()


def words(text: str) -> list[str]:
    """Return the words of `text`; where words have no spaces its letters, and a sign for each space too many."""
    text = fold(_BULLET.sub("", text))
    return _TOKEN.findall(re.sub(rf"(?<=[{_CJK}])[ ](?=[{_CJK}])", "␣", text))


def edits(true: Sequence[str], found: Sequence[str]) -> int:
    """Return how many words must be put in, left out or changed."""
    ids: dict[str, int] = {}
    both = ([ids.setdefault(word, len(ids)) for word in side] for side in (true, found))
    return Levenshtein.distance(*both)


def running_text(found: Mapping[str, Any]) -> str:
    return "\n\n".join(found["text"][p["start"] : p["end"]] for p in found["paragraphs"])


def scored(truth: Truth, found: Mapping[str, Any]) -> Counts:
    """Return the counts of one document; `found` is an `inspect/1` document."""
    if truth.whole and len(found["essays"]) == 1:
        return scored(Truth(essays=(truth.whole,), furniture=truth.furniture), found)
    total: Counts = Counter()
    left = list(found["essays"])
    pairs = [(one, _by_title(one, left)) for one in truth.essays]
    pairs = [(one, match or _by_text(one, left)) for one, match in pairs]
    total["pieces_extra"] += len(left)
    for one, match in pairs:
        total += _essay(one, match, truth.furniture)
    for name in (*RATES, *(f"{name}_of" for name in RATES), *EXTRAS, "words", "word_errors"):
        total.setdefault(name, 0)
    return total


def refused(truth: Truth) -> Counts:
    """Return the counts of a document that was not read at all."""
    return scored(truth, {"essays": []})


def _by_title(one: Essay, left: list[Mapping[str, Any]]) -> Mapping[str, Any] | None:
    wanted = bare(one.title + one.subtitle)
    match = next((entry for entry in left if bare(entry["title"]) == wanted), None)
    if match is not None:
        left.remove(match)
    return match


def _by_text(one: Essay, left: list[Mapping[str, Any]]) -> Mapping[str, Any] | None:
    """Return the piece under another title that holds most of the same text, and no more than twice as much."""
    wanted = Counter(words("\n".join(one.paragraphs)))
    size = sum(wanted.values())
    for entry in left:
        held = Counter(words(running_text(entry)))
        if (wanted & held).total() > 0.6 * size and held.total() < 2 * size:
            left.remove(entry)
            return entry
    return None


def _essay(one: Essay, match: Mapping[str, Any] | None, furniture: Iterable[str]) -> Counts:
    total: Counts = Counter()
    true = words("\n\n".join(one.paragraphs))
    marks, notes = list(one.marks), dict(one.notes)
    paged = bool(one.first_page)
    of = {
        "pieces": 1,
        "titles": 1,
        "authors": 1,
        "affiliations": len(one.affiliations),
        "kinds": 1,
        "languages": 1,
        "pages": int(paged),
        "headings": len(one.headings),
        "paragraphs": len(one.paragraphs),
        "marks": len(marks),
        "notes": len(one.notes),
        "linked": len(marks),
        "asides": len(one.asides),
    }
    total.update({f"{name}_of": count for name, count in of.items()})
    total["words"] += len(true)
    if match is None:
        total["word_errors"] += len(true)
        return total
    text = running_text(match)
    total["pieces"] += 1
    total["titles"] += bare(match["title"]) == bare(one.title + one.subtitle)
    total["authors"] += [bare(name) for name in match["authors"]] == [bare(name) for name in one.authors]
    total["affiliations"] += _shared(map(bare, one.affiliations), map(bare, match["affiliations"]))
    total["kinds"] += match["kind"] == one.kind or {match["kind"], one.kind} <= VOICES
    total["languages"] += match["language"] == one.language
    total["pages"] += paged and (match["first_page"], match["last_page"]) == (one.first_page, one.last_page)
    heads = [bare(section["title"]) for section in match["sections"]]
    right = _shared(map(bare, one.headings), heads)
    total["headings"] += right
    total["headings_extra"] += len(heads) - right
    paragraphs = [match["text"][p["start"] : p["end"]] for p in match["paragraphs"]]
    total["paragraphs"] += _shared(map(bare, one.paragraphs), map(bare, paragraphs))
    total += _noted(one, match, marks, notes)
    asides = " ".join(bare(match["text"][aside["start"] : aside["end"]]) for aside in match["asides"])
    total["asides"] += sum(bare(aside) in asides for aside in one.asides)
    total["word_errors"] += min(edits(true, words(text)), 2 * len(true))
    total["leaks"] += _leaks(one, text, furniture)
    return total


def _shared(true: Iterable[str], found: Iterable[str]) -> int:
    return (Counter(true) & Counter(found)).total()


def _noted(one: Essay, match: Mapping[str, Any], marks: Sequence[tuple[str, str]], notes: Mapping[str, str]) -> Counts:
    """Return how many marks stand where they stood, how many notes say what they said, and how many pairs are both."""
    total: Counts = Counter()
    left = list(match["footnotes"])
    total["marks_extra"] += sum(note["mark_at"] is not None for note in left)
    for (_, text), (_, before) in zip(one.notes, marks, strict=True):
        ending = bare(before)[-18:]
        placed = next(
            (
                note
                for note in left
                if note["mark_at"] is not None
                and bare(match["text"][max(0, note["mark_at"] - 200) : note["mark_at"]]).endswith(ending)
            ),
            None,
        )
        said = next((note for note in match["footnotes"] if same(text, note["text"])), None)
        total["marks"] += placed is not None
        total["marks_extra"] -= placed is not None
        total["notes"] += said is not None
        total["linked"] += placed is not None and same(text, placed["text"])
        if placed is not None:
            left.remove(placed)
    return total


def same(true: str, found: str) -> bool:
    """Tell whether a note says what it should, but for one letter in thirty."""
    return Levenshtein.normalized_similarity(bare(true), bare(found)) >= SAME_NOTE


def _leaks(one: Essay, text: str, furniture: Iterable[str]) -> int:
    plain, true = bare(text), bare("".join(one.paragraphs))
    kept_out = [bare(part) for part in (*furniture, *one.asides, *(text for _, text in one.notes))]
    return sum(plain.count(part) > true.count(part) for part in kept_out if len(part) > 12)


def totals(counts: Iterable[tuple[Iterable[str], Counts]]) -> dict[str, Counts]:
    """Return the sum of counts for each name they are filed under."""
    found: dict[str, Counts] = {}
    for names, one in counts:
        for name in names:
            found.setdefault(name, Counter()).update(one)
    return found


def rates(total: Mapping[str, int]) -> dict[str, float]:
    """Return shares of right answers, extras per piece, and the word error rate; what does not occur is left out."""
    out = {name: round(total[name] / total[f"{name}_of"], 4) for name in RATES if total[f"{name}_of"]}
    out |= {name: total[name] for name in EXTRAS}
    return out | {"wer": round(total["word_errors"] / max(1, total["words"]), 4)}


def line(name: str, total: Mapping[str, int]) -> str:
    """Return one line of figures: right/all, + what is too much."""

    def of(measure: str, extra: str = "") -> str:
        if not total[f"{measure}_of"] and not (extra and total[extra]):
            return "-"
        more = f"+{total[extra]}" if extra and total[extra] else ""
        return f"{total[measure]}/{total[f'{measure}_of']}{more}"

    wer = total["word_errors"] / max(1, total["words"])
    cells = (
        of("pieces", "pieces_extra"),
        of("titles"),
        of("authors"),
        of("affiliations"),
        of("kinds"),
        of("languages"),
        of("pages"),
        of("headings", "headings_extra"),
        of("paragraphs"),
        of("marks", "marks_extra"),
        of("notes"),
        of("linked"),
        of("asides"),
        str(total["leaks"]),
        f"{wer:.2%}",
    )
    return f"{name:34.34}" + "".join(f"{cell:>{width}}" for cell, width in zip(cells, WIDTHS, strict=True))


WIDTHS = (9, 9, 9, 7, 9, 9, 9, 11, 11, 11, 9, 9, 8, 6, 9)
HEAD = f"{'':34}" + "".join(
    f"{name:>{width}}"
    for name, width in zip(
        (
            "pieces",
            "titles",
            "authors",
            "affil.",
            "kinds",
            "langs",
            "pages",
            "headings",
            "paras",
            "marks",
            "notes",
            "linked",
            "asides",
            "leaks",
            "WER",
        ),
        WIDTHS,
        strict=True,
    )
)
