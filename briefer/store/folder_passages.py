"""Passages of front matter: each finds its place in the body and gets an id."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import lru_cache

from briefer.model.essay import Essay
from briefer.model.evidence import Passage, passage_id
from briefer.model.text import Ambiguous, Anchor
from briefer.specs.library_files import PassageEntry, PlacedPassage, StructureFile
from briefer.specs.strict_yaml import Path
from briefer.store.folder_body import Body


@dataclass(slots=True)
class PlacedPassages:
    """Passages with their place in the front matter, and what was wrong with them."""

    passages: list[tuple[Passage, Path]] = field(default_factory=list)
    problems: list[tuple[Path, str]] = field(default_factory=list)
    unplaced: set[str] = field(default_factory=set)
    """Ids of passages left out because of a problem."""


def place_passages(
    entries: tuple[PassageEntry, ...], essay: Essay, body: Body, structure: StructureFile | None
) -> PlacedPassages:
    """Return the passages of `essay`; those that cannot be placed become problems instead."""
    placed = PlacedPassages()
    taken = {entry.id for entry in entries if entry.id}
    for index, entry in enumerate(entries):
        path: Path = ("passages", index)
        known = structure.passages.get(entry.id) if structure else None
        anchor = _remembered(known, entry, body) if known else _found(entry, essay, body)
        if isinstance(anchor, str):
            placed.problems.append(((*path, "quote" if entry.quote else "text"), anchor))
            placed.unplaced.add(entry.id)
            continue
        passage = _passage(entry, essay, anchor, index, known.score if known else 0.0, taken)
        taken.add(passage.id)
        placed.passages.append((passage, path))
    return placed


def _passage(
    entry: PassageEntry, essay: Essay, anchor: Anchor | None, index: int, score: float, taken: set[str]
) -> Passage:
    text = entry.text
    if anchor and entry.kind == "quotation" and not entry.quote:
        text = ""
    start, quote = (anchor.start, anchor.quote) if anchor else (0, entry.text)
    return Passage(
        id=entry.id or passage_id(essay.id, entry.kind, start, quote, taken),
        essay_id=essay.id,
        kind=entry.kind,
        anchor=anchor,
        text=text,
        locator=entry.locator,
        themes=entry.themes,
        headline=entry.headline,
        note=entry.note,
        relays=entry.relays,
        footnotes=entry.footnotes,
        doubtful=entry.doubtful,
        overtaken=entry.overtaken,
        marks=entry.marks,
        confirmed=entry.confirmed,
        score=score,
        order=default_order(essay, index) if entry.order is None else entry.order,
    )


def default_order(essay: Essay, index: int) -> int:
    """Return the order of a passage that states none: a digest's stand in file order, others in text order."""
    return index + 1 if essay.text == "digest" else 0


def _remembered(known: PlacedPassage, entry: PassageEntry, body: Body) -> Anchor | str | None:
    """Return where an exported passage stands, or what became of it when words or body were edited since."""
    words = entry.quote or entry.text
    if not known.end:
        return None
    if body.verbatim and words == body.text[known.start : known.end]:
        return Anchor.of(body.text, known.start, known.end)
    anchor = Anchor(known.start, known.end, words, known.before, known.after)
    if body.verbatim and entry.doubtful:  # a later revision of the text lost it, and nobody has decided yet
        return anchor
    match anchor.locate(body.text):
        case Ambiguous(places):
            return f"stands {len(places)} times in the edited body; give a longer quote"
        case None:
            return "no longer stands in the body" + _like(words, body.text)
        case anchor:
            return anchor


def _found(entry: PassageEntry, essay: Essay, body: Body) -> Anchor | str | None:
    """Return the place of the words of `entry`, None where it needs none, or what is wrong."""
    words = entry.quote or entry.text
    spans = list(_spans(words, body.text)) if words else []
    if entry.locator.page and len(spans) > 1:
        spans = [span for span in spans if essay.locator(*span).page == entry.locator.page] or spans
    if len(spans) == 1 or (spans and not entry.quote and essay.text == "digest"):
        return Anchor.of(body.text, *spans[0])
    if spans:
        return f"stands {len(spans)} times in the body; say which with locator: {{page: …}} or a longer quote"
    if essay.text == "digest" and not entry.quote:
        return None
    if words and (entry.quote or entry.kind == "quotation"):
        return "does not stand in the body word for word" + _like(words, body.text)
    return "a wording of your own needs `quote`: the words in the body that it rests on"


def _spans(words: str, text: str) -> Iterator[tuple[int, int]]:
    """Yield where `words` stand in `text`; the breaks between words may differ."""
    at = text.find(words)
    if at < 0 and words.strip() and " ".join(words.split()) in _on_one_line(text):
        loose = r"\s+".join(re.escape(word) for word in words.split())
        yield from ((match.start(), match.end()) for match in re.finditer(loose, text))
    while at >= 0:
        yield at, at + len(words)
        at = text.find(words, at + 1)


@lru_cache(maxsize=32)
def _on_one_line(text: str) -> str:
    return " ".join(text.split())


def _like(words: str, text: str) -> str:
    """Return "; the nearest is …" for the sentence of `text` most like `words`, or ""."""
    sentences = [" ".join(sentence.split()) for sentence in re.split(r"(?<=[.!?])\s+|\n\n", text)][:400]
    close = get_close_matches(" ".join(words.split()), sentences, n=1, cutoff=0.5)
    return f"; the nearest is “{close[0]}”" if close else ""
