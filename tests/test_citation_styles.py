"""Published styles: 900 lines that pandoc's citeproc 3.9 made of invented works, letter for letter but for capitals."""

import json
from pathlib import Path

import pytest

from briefer.citation.csl_json import reference_from_csl
from briefer.citation.short import creators
from briefer.citation.styles import bibliography, in_text, names_in_text, note, short_note, volume_entry
from briefer.model.reference import Name, Reference

FROZEN = json.loads((Path(__file__).parent / "data/citations.json").read_text(encoding="utf-8"))
LINES = [tuple(line) for line in FROZEN["lines"]]


def alike(text):
    """Return `text` without capitals: titles keep those of their source, pandoc sets them by rule."""
    return " ".join(text.replace("\u00a0", " ").casefold().split())


def reference(work):
    return reference_from_csl(FROZEN["works"][work])


@pytest.mark.parametrize("style", ["apa", "chicago-author-date", "chicago-notes"])
def test_entries_are_those_of_the_yardstick(style):
    wrong = {
        work: (alike(bibliography(reference(work), style)), alike(entry))
        for name, work, _, _, entry in LINES
        if name == style and alike(bibliography(reference(work), style)) != alike(entry)
    }

    assert wrong == {}


def cite(style, work, where):
    told = reference(work)
    if style == "chicago-notes":
        return note(told, where.replace("-", "–"))
    people = [name.short for name in creators(told)] or [told.publisher]
    return in_text(names_in_text(people, style), told.year, where.replace("-", "–"), style)


@pytest.mark.parametrize("style", ["apa", "chicago-author-date", "chicago-notes"])
def test_cites_are_those_of_the_yardstick(style):
    wrong = {
        (work, where): (alike(cite(style, work, where)), alike(said))
        for name, work, where, said, _ in LINES
        if name == style and alike(cite(style, work, where)) != alike(said)
    }

    assert wrong == {}


def test_there_are_as_many_lines_as_the_yardstick_gave():
    assert len(LINES) == 450


def test_a_letter_tells_two_works_of_a_year_apart_in_the_entry():
    work = Reference(type="report", title="Piers", authors=(Name(family="Mora", given="Joan"),), issued="2020")

    assert bibliography(work, "apa", "2020a") == "Mora, J. (2020a). Piers."
    assert bibliography(work, "chicago-author-date", "2020a") == "Mora, Joan. 2020a. Piers."


def test_a_shortened_note_names_author_title_and_page():
    work = Reference(title="A long quay: how it was built", authors=(Name(family="Mora"),), issued="2020")

    assert short_note(work, "Mora", "p.\u00a036") == "Mora, “A long quay,” 36"


@pytest.mark.parametrize(
    ("style", "entry"),
    [
        ("apa", "Quill, B., & Lund, I. (Eds.). (2020). Two harbours. Harbour Press."),
        ("chicago-author-date", "Quill, Bo, and Ida Lund, eds. 2020. Two harbours. Harbour Press."),
        ("chicago-notes", "Quill, Bo, and Ida Lund, eds. Two harbours. Harbour Press, 2020."),
    ],
)
def test_a_volume_is_an_entry_of_its_own(style, entry):
    assert volume_entry(reference("k0p0"), style) == entry
