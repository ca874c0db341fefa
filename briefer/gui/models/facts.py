"""What a library snapshot says about each essay and theme, counted once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from briefer.gui import phrases
from briefer.gui.models.rows import Row
from briefer.model.essay import Essay
from briefer.model.evidence import Passage, Recommendation, Theme
from briefer.model.library import Library


@dataclass(frozen=True, slots=True, kw_only=True)
class EssayFacts:
    """One essay with what was found in it."""

    essay: Essay
    passages: int
    unconfirmed: int
    recommendations: int
    themes: frozenset[str]
    check: str
    check_sign: str


def facts(library: Library) -> tuple[EssayFacts, ...]:
    """Return every essay of `library` in shelf order with its counts."""
    passages: dict[str, list[Passage]] = {}
    for passage in library.all(Passage):
        passages.setdefault(passage.essay_id, []).append(passage)
    backing = _backing(library)
    found = []
    for essay in library.all(Essay):
        mine = passages.get(essay.id, [])
        sign, words = check(essay)
        found.append(
            EssayFacts(
                essay=essay,
                passages=len(mine),
                unconfirmed=sum(not passage.confirmed for passage in mine),
                recommendations=backing[essay.id],
                themes=frozenset(essay.themes).union(*(passage.themes for passage in mine)),
                check=words,
                check_sign=sign,
            )
        )
    return tuple(found)


def _backing(library: Library) -> Counter[str]:
    found: Counter[str] = Counter()
    for recommendation in library.all(Recommendation):
        backers = (library.get(Passage, id) for id in recommendation.passages)
        found.update({passage.essay_id for passage in backers if passage})
    return found


def check(essay: Essay) -> tuple[str, str]:
    """Return the sign and the words for how sure one can be of an essay's text and pages."""
    if essay.remarks:
        return "warn", essay.remarks[0]
    if essay.confidence < 0.8:
        return "doubtful", "is it one piece?"
    if essay.text == "digest":
        return "paraphrase", "digest"
    if essay.pages:
        return "ok", "pages mapped"
    return "", "by paragraph"


def shelf_rows(library: Library, shelf: tuple[EssayFacts, ...]) -> list[Row]:
    """Return the filters over the shelf: all, what to look at, volumes, themes, each with its count."""
    rows = [
        _filter("all", "All pieces", len(shelf)),
        _filter("look", "To look at", sum(f.check_sign in ("warn", "doubtful") for f in shelf), "warn"),
        _filter("unread", "Not read", sum(f.essay.reading == "unread" for f in shelf), "not-read"),
    ]
    volumes = volume_counts(shelf)
    if volumes:
        rows.append(Row(id="h:volumes", text="Volumes", heading=True))
        rows += [_filter(f"volume:{title}", title, count) for title, count in volumes.items()]
    themes = library.all(Theme)
    if themes:
        rows.append(Row(id="h:themes", text="Themes", heading=True))
        touched = Counter(theme for f in shelf for theme in f.themes)
        rows += [_filter(f"theme:{theme.id}", theme.label, touched[theme.id]) for theme in themes]
    return rows


def volume_counts(shelf: tuple[EssayFacts, ...]) -> Mapping[str, int]:
    """Return how many pieces each edited volume or series has on the shelf."""
    return Counter(f.essay.reference.container_title for f in shelf if f.essay.reference.container_title)


def passes(fact: EssayFacts, chosen: str) -> bool:
    """Tell whether an essay belongs to the shelf filter `chosen`."""
    kind, _, name = chosen.partition(":")
    match kind:
        case "look":
            return fact.check_sign in ("warn", "doubtful")
        case "unread":
            return fact.essay.reading == "unread"
        case "volume":
            return fact.essay.reference.container_title == name
        case "theme":
            return name in fact.themes
        case _:
            return True


def _filter(id: str, text: str, count: int, sign: str = "") -> Row:
    spoken = f"{text}, {phrases.counted(count, 'piece')}"
    return Row(id=id, text=text, count=str(count), sign=sign, spoken=spoken, zero=count == 0)
