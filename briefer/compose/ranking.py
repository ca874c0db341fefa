"""What texts recommend: fields of work and pieces of advice, ranked by how many texts name them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from briefer.compose.citing import Piece, Words, in_quotes
from briefer.compose.shelf import Shelf
from briefer.compose.wording import MAX_TITLE, capitalised, in_sentence, none_word, plural, short_label
from briefer.model.evidence import Passage, Recommendation, Theme
from briefer.model.numbers import number_word
from briefer.model.statement import Role
from briefer.quotation.match import match
from briefer.quotation.rewriting import whole_imperative
from briefer.specs.brief import WrittenLine


@dataclass(frozen=True, slots=True)
class RankedField:
    """A theme with the essays that recommend work in it; `conditional` ones do so only on a condition."""

    theme: Theme
    own: tuple[Passage, ...]
    conditional: tuple[tuple[Passage, str], ...]
    first_step: Recommendation | WrittenLine | None
    """What the analyst wrote for `fields/<theme>`, else the first of the brief's register entries for it."""

    @property
    def essays(self) -> tuple[str, ...]:
        """Return the ids of the essays that recommend work in the field without a condition."""
        return tuple(dict.fromkeys(passage.essay_id for passage in self.own))


@dataclass(frozen=True, slots=True)
class Advice:
    """A register entry with one supporting passage of each essay that gives the advice."""

    entry: Recommendation
    passages: tuple[Passage, ...]

    @property
    def said(self) -> str:
        """Return the advice as a table gives it."""
        return advised(self.entry)

    @property
    def quoted(self) -> bool:
        """Tell whether the advice stands in the very words of the one text that gives it."""
        anchor = self.passages[0].anchor if len(self.passages) == 1 else None
        if anchor is None or len(self.said.split()) < _TERM:
            return False
        found = match(self.said, anchor.quote)
        return found.verdict == "verbatim" and anchor.quote[found.start] == self.said[0]

    @property
    def role(self) -> Role | None:
        """Return the role of a statement that gives the advice: a quotation where it stands in its text's own words."""
        return "quotation" if self.quoted else None

    def pieces(self) -> list[Piece]:
        """Return the advice as a table gives it, its own words in quotation marks."""
        words = self.said.removesuffix(".")
        return in_quotes(words) if self.quoted else [Words(words)]


_TERM = 5
"""Fewer words are a term that anybody may use, not a quotation."""


def advised(entry: Recommendation) -> str:
    """Return what to do first, with the strength it is said with ("Lend ships (should)"); else the words as they are.

    Only a confirmed entry is put so, and only where its grammar leaves no doubt: it is a paraphrase, in nobody's words.
    """
    found = whole_imperative(entry.text, entry.actor) if entry.confirmed else None
    return f"{found.text.rstrip('.')} ({found.strength})" if found else entry.text


def ranked_fields(shelf: Shelf) -> list[RankedField]:
    """Return the brief's themes in which a text recommends work, the one that most texts name first."""
    found = filter(None, (_field(shelf, theme) for theme in shelf.themes()))
    return sorted(found, key=lambda row: (-len(row.essays), -len(row.conditional)))


def fields_headline(rows: Sequence[RankedField], total: int) -> str:
    """Return how many texts recommend work in the first field; "more than in any other" only where that is so."""
    count = len(rows[0].essays)
    alone = len(rows) > 1 and count > len(rows[1].essays)
    label = short_label(rows[0].theme.label) if alone else rows[0].theme.label
    words = (
        f"{capitalised(none_word(count))} of {number_word(total)} {plural(total, 'text', 'texts')} "
        f"{plural(count, 'recommends', 'recommend')} work on {in_sentence(label, rows[0].theme.seeds)}"
    )
    return f"{words}, more than on any other field" if alone else words


def advice_headline(most: Advice, total: int) -> str:
    """Return what most texts advise, or how many do where the advice is too long for a title."""
    count = len(most.passages)
    if count == 1 < total:
        return f"No piece of advice has more than one of {number_word(total)} texts behind it"
    of = f"{capitalised(number_word(count))} of {number_word(total)} {plural(total, 'text', 'texts')}"
    said = in_sentence(most.entry.text, (most.entry.actor,))
    words = f"{of} {plural(count, 'gives', 'give')} this advice: {said}"
    return words if len(words) <= MAX_TITLE else f"{of} {plural(count, 'agrees', 'agree')} on the first piece of advice"


def _field(shelf: Shelf, theme: Theme) -> RankedField | None:
    mine = [p for p in shelf.passages(theme.id) if p.kind == "recommendation" and not p.relays]
    conditions = {
        passage: entry.condition
        for entry in shelf.library.all(Recommendation)
        for passage in entry.passages
        if entry.condition
    }
    own: dict[str, list[Passage]] = {}
    conditional: dict[str, tuple[Passage, str]] = {}
    for passage in mine:
        if not shelf.essay(passage.essay_id).counts:
            continue
        if passage.id in conditions:
            conditional.setdefault(passage.essay_id, (passage, conditions[passage.id]))
        else:
            own.setdefault(passage.essay_id, []).append(passage)
    if not own and not conditional:
        return None
    themed = [entry for entry in shelf.recommendations() if theme.id in entry.themes and not entry.condition]
    written = [line for line in shelf.brief.statements if line.slide == f"fields/{theme.id}"]
    steps: tuple[Recommendation | WrittenLine, ...] = (*written, *themed)
    return RankedField(
        theme,
        tuple(p for found in own.values() for p in found),
        tuple(item for essay, item in conditional.items() if essay not in own),
        steps[0] if steps else None,
    )
