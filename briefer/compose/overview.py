"""What a whole brief says at a glance: a sentence a proposition and theme, and who stands where on several of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from briefer.compose.facts import Finding
from briefer.compose.shelf import Shelf
from briefer.compose.wording import capitalised, count_line, in_sentence, none_word, number_word, plural
from briefer.model.counts import Tally, tally
from briefer.model.evidence import Passage, Stand, Theme
from briefer.model.matrix import StandMatrix, ThemeMatrix, stand_matrix, theme_matrix

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
    names = {essay.id: shelf.name(essay.id) for essay in shelf.essays}
    for proposition in shelf.propositions():
        counts = tally(shelf.library, proposition, list(names))
        positions = [p for stand in _TAKEN for p in counts.confirmed[stand]]
        own = shelf.brief.headlines.get(proposition.id, "")
        label = next((theme.label for theme in shelf.themes() if theme.id in proposition.themes), "Position")
        text = own or count_line(counts, names)
        found.append(Finding(label, text, shelf.counted_in(positions), not own))
    for theme in shelf.themes():
        own = shelf.brief.headlines.get(theme.id, "")
        passages = [p for p in shelf.passages(theme.id) if p.kind != "comment"]
        voices = list({p.essay_id: shelf.citation(p.id) for p in reversed(spoken(shelf, passages))}.values())
        if voices:
            found.append(Finding(theme.label, own or theme_line(shelf, theme, len(voices)), tuple(voices), not own))
    return found


def spoken(shelf: Shelf, passages: Sequence[Passage]) -> list[Passage]:
    """Return the passages in which counted texts speak for themselves."""
    return [p for p in passages if shelf.essay(p.essay_id).counts and not p.relays]


def theme_line(shelf: Shelf, theme: Theme, voices: int) -> str:
    """Return how many texts speak to a theme."""
    total = len(shelf.counted)
    return (
        f"{capitalised(none_word(voices))} of {number_word(total)} {plural(total, 'text', 'texts')} "
        f"{plural(voices, 'speaks', 'speak')} to {in_sentence(theme.label, theme.seeds)}"
    )


def matrices(shelf: Shelf) -> Iterator[tuple[Matrix, str, tuple[str, ...]]]:
    """Yield the propositions in groups of up to five, each with its title and the positions it rests on."""
    asked = shelf.propositions()
    essays = [essay.id for essay in shelf.essays]
    parts = -(-len(asked) // _MOST_COLUMNS)
    for part in range(parts):
        group = asked[part * _MOST_COLUMNS : (part + 1) * _MOST_COLUMNS]
        stands = stand_matrix(shelf.library, [p.id for p in group], essays)
        made = Matrix(stands, tuple(tally(shelf.library, p, essays) for p in group))
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
        who = f"{number_word(len(whole.essays))} {plural(len(whole.essays), 'text', 'texts')}"
        about = f"{number_word(len(rows))} {plural(len(rows), 'theme', 'themes')}"
        about = about if chosen else f"the {about} that most texts speak to"
        line = _in_parts(f"What {who} {plural(len(whole.essays), 'has', 'have')} on {about}", number, len(groups))
        yield part, line, tuple(id for row in cells for cell in row for id in cell.own)


def _matrix_line(voices: int, asked: int, part: int, parts: int) -> str:
    """Return "Where thirteen texts stand on three questions", with the part where there are several."""
    who = f"{number_word(voices)} {plural(voices, 'text stands', 'texts stand')}"
    line = f"Where {who} on {number_word(asked)} {plural(asked, 'question', 'questions')}"
    return _in_parts(line, part, parts)


def _in_parts(line: str, part: int, parts: int) -> str:
    return f"{line}, part {number_word(part)} of {number_word(parts)}" if parts > 1 else line
