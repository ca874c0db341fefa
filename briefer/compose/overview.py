"""What a whole brief says at a glance: a sentence a proposition and theme, and who stands where on several of them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from briefer.compose.facts import MOST_PLACES, Finding
from briefer.compose.shelf import Shelf
from briefer.compose.wording import (
    MAX_TITLE,
    called,
    capitalised,
    count_line,
    in_sentence,
    none_word,
    plural,
    short_label,
)
from briefer.model.counts import Tally
from briefer.model.essay import Locator
from briefer.model.evidence import Passage, Proposition, Recommendation, Stand, Theme
from briefer.model.matrix import StandMatrix, ThemeMatrix, stand_matrix, theme_matrix
from briefer.model.numbers import number_word
from briefer.model.register import advice_on
from briefer.model.statement import Citation

_TAKEN: tuple[Stand, ...] = ("for", "for-if", "against")


@dataclass(frozen=True, slots=True)
class Matrix:
    """Where each text stands on up to five propositions, and the tally of each."""

    stands: StandMatrix
    tallies: tuple[Tally, ...]


_MOST_COLUMNS = 5
"""Propositions or themes that one matrix holds; more are further matrices."""
_MOST_THEMES = 10
"""Themes that are shown where the brief names none: those that most texts speak to."""


def findings(shelf: Shelf) -> list[Finding]:
    """Return one sentence for each proposition, then for each theme: the brief's own title, or the computed count."""
    found = []
    for proposition in shelf.propositions():
        counts = shelf.tally(proposition)
        positions = [p for stand in _TAKEN for p in counts.confirmed[stand]]
        own = shelf.brief.headlines.get(proposition.id, "")
        field = next((theme.label for theme in shelf.themes() if theme.id in proposition.themes), "")
        label = capitalised(proposition.short) or field or "Position"
        text = own or count_line(counts, shelf.names)
        found.append(Finding(label, text, shelf.counted_in(positions), not own))
    for theme in shelf.themes():
        own = shelf.brief.headlines.get(theme.id, "")
        voices = tuple(shelf.citation(p.id) for p in voices_on(shelf, theme).values())
        if voices:
            found.append(Finding(theme.label, own or theme_line(shelf, theme, len(voices)), voices, not own))
    return found


def by_support(shelf: Shelf, propositions: Sequence[Proposition]) -> list[Tally]:
    """Return the tally of each proposition, the one that most texts support first, with or without a condition."""
    return sorted(
        map(shelf.tally, propositions), key=lambda counted: (-counted.count("for", "for-if"), -counted.count("for"))
    )


def support_line(found: Sequence[Tally]) -> str:
    """Return which proposition has most support, and how much; a plain heading where none stands out."""
    plain = "How much support each proposition has"
    if not found or not (count := found[0].count("for", "for-if")):
        return plain
    if len(found) > 1 and found[1].count("for", "for-if") == count:
        return plain
    conditional, total = found[0].count("for-if"), found[0].denominator
    condition = f", {number_word(conditional)} of them on a condition" if conditional else ""
    if conditional == count:
        condition = ", on a condition" if count == 1 else ", all on a condition"
    name = called(found[0].proposition)
    share = f"{number_word(count)} of {number_word(total)} {plural(total, 'text', 'texts')}"
    line = f"Most support goes to {name}: {share}{condition}"
    if len(found) == 1:
        line = f"{capitalised(share)} {plural(count, 'supports', 'support')} {in_sentence(name)}{condition}"
    return line if len(line) <= MAX_TITLE else plain


def voices_on(shelf: Shelf, theme: Theme) -> dict[str, Passage]:
    """Return the counted texts that speak on a theme for themselves, as the matrix counts them, each with a place."""
    counted = {essay.id for essay in shelf.counted}
    spoken = [p for p in shelf.passages(theme.id) if p.kind != "comment" and p.essay_id in counted and not p.relays]
    advice = advice_on(shelf.library, (theme.id,))[theme.id]
    given = [p for essay, mine in advice.items() if essay in counted for p in mine if shelf.usable(p)]
    first: dict[str, Passage] = {}
    for passage in (*spoken, *given):
        first.setdefault(passage.essay_id, passage)
    return first


def theme_line(shelf: Shelf, theme: Theme, voices: int) -> str:
    """Return how many texts speak to a theme."""
    total = len(shelf.counted)
    return (
        f"{capitalised(none_word(voices))} of {number_word(total)} {plural(total, 'text', 'texts')} "
        f"{plural(voices, 'speaks', 'speak')} to {in_sentence(theme.label, theme.seeds)}"
    )


def theme_counts(shelf: Shelf, theme: Theme, voices: Collection[str]) -> list[Finding]:
    """Return the advice on a theme that most texts give, the one that only one of them gives, and who is silent on it.

    `voices` are the texts that speak on the theme themselves. A count stands before its denominator; none is given
    where nothing is advised, or where all speak.
    """
    total = len(shelf.counted)
    entries = [(entry, shelf.supporters(entry)) for entry in shelf.recommendations() if theme.id in entry.themes]
    ranked = sorted(entries, key=lambda pair: -len(pair[1]))
    found = []
    if ranked and len(ranked[0][1]) > 1:
        label = "Most say" if 2 * len(ranked[0][1]) > total else "Most backed"
        found.append(_advice_finding(shelf, label, *ranked[0]))
    if ranked and len(ranked[-1][1]) == 1:
        found.append(_advice_finding(shelf, "Minority", *ranked[-1]))
    silent = [essay for essay in shelf.counted if essay.id not in voices and essay.reading != "unread"]
    if silent:
        names = ", ".join(shelf.name(essay.id) for essay in silent)
        cited = tuple(Citation(essay.id, Locator()) for essay in silent)
        says = plural(len(silent), "says", "say")
        found.append(Finding("Gap", f"{len(silent)} of {total} {says} nothing on it: {names}", cited, True))
    return found


def _advice_finding(shelf: Shelf, label: str, entry: Recommendation, passages: Sequence[Passage]) -> Finding:
    """Return how many texts give a piece of advice, and who they are where their places are too many to name."""
    cited = tuple(shelf.citation(passage.id) for passage in passages)
    text = f"{len(passages)} of {len(shelf.counted)}: {entry.text}"
    if len(passages) > MOST_PLACES:
        text = f"{text.removesuffix('.')} ({', '.join(shelf.name(passage.essay_id) for passage in passages)})"
    return Finding(label, text, cited, True)


def matrices(shelf: Shelf) -> Iterator[tuple[Matrix, str, tuple[str, ...]]]:
    """Yield the propositions in groups of up to five, each with its title and the positions it rests on."""
    asked = shelf.propositions()
    essays = [essay.id for essay in shelf.essays]
    parts = -(-len(asked) // _MOST_COLUMNS)
    for part in range(parts):
        group = asked[part * _MOST_COLUMNS : (part + 1) * _MOST_COLUMNS]
        stands = stand_matrix(shelf.library, [p.id for p in group], essays)
        made = Matrix(stands, tuple(map(shelf.tally, group)))
        positions = tuple(p.id for t in made.tallies for found in t.confirmed.values() for p in found)
        yield made, _matrix_line(len(stands.essays), len(group), part + 1, parts), positions


def theme_matrices(shelf: Shelf) -> Iterator[tuple[ThemeMatrix, str, tuple[str, ...]]]:
    """Yield the themes in groups of up to five, each with its title and the passages it rests on.

    A brief on all themes shows those that most texts speak to, in the order of the vocabulary.
    """
    essays = [essay.id for essay in shelf.essays]
    whole = theme_matrix(shelf.library, [theme.id for theme in shelf.themes()], essays, shelf.usable)
    rows = list(range(len(whole.themes)))
    chosen = shelf.brief.themes != ("all",)
    if not chosen:
        spoken_to = sorted((row for row in rows if whole.voices(row)), key=lambda row: -whole.voices(row))
        rows = sorted(spoken_to[:_MOST_THEMES])
    groups = [rows[at : at + _MOST_COLUMNS] for at in range(0, len(rows), _MOST_COLUMNS)] if whole.essays else []
    for number, group in enumerate(groups, start=1):
        cells = tuple(whole.cells[row] for row in group)
        part = ThemeMatrix(themes=tuple(whole.themes[row] for row in group), essays=whole.essays, cells=cells)
        line = _most_spoken_to(shelf, whole, rows) if len(groups) == 1 else ""
        if not line:
            who = f"{number_word(len(whole.essays))} {plural(len(whole.essays), 'text', 'texts')}"
            about = f"{number_word(len(rows))} {plural(len(rows), 'theme', 'themes')}"
            about = about if chosen else f"the {about} that most texts speak to"
            line = _in_parts(f"What {who} {plural(len(whole.essays), 'has', 'have')} on {about}", number, len(groups))
        yield part, line, tuple(id for row in cells for cell in row for id in cell.own)


def _most_spoken_to(shelf: Shelf, whole: ThemeMatrix, rows: Sequence[int]) -> str:
    """Return which theme most texts speak to, and how many; "" where none stands out or its name is too long."""
    first, *others = sorted(rows, key=lambda row: -whole.voices(row)) if rows else (0,)
    if not others or whole.voices(first) == whole.voices(others[0]):
        return ""
    theme = next(theme for theme in shelf.themes() if theme.id == whole.themes[first])
    short = replace(theme, label=short_label(theme.label))
    line = f"{theme_line(shelf, short, whole.voices(first))}, more than to any other theme"
    return line if len(line) <= MAX_TITLE else ""


def _matrix_line(voices: int, asked: int, part: int, parts: int) -> str:
    """Return "Where thirteen texts stand on three questions", with the part where there are several."""
    who = f"{number_word(voices)} {plural(voices, 'text stands', 'texts stand')}"
    line = f"Where {who} on {number_word(asked)} {plural(asked, 'question', 'questions')}"
    return _in_parts(line, part, parts)


def _in_parts(line: str, part: int, parts: int) -> str:
    return f"{line}, part {number_word(part)} of {number_word(parts)}" if parts > 1 else line
