"""The collection of invented documents: what the import of each format and dimension has reached, and laws of the scorer."""

from __future__ import annotations

from typing import Any

import pytest
from collection import floors, score
from collection.library import COLLECTION
from collection.truth import MARK, RUNNING, Document, Essay, Truth
from hypothesis import given, settings
from hypothesis import strategies as st

from briefer.app.inspect import inspect_json
from briefer.errors import ImportRefused
from briefer.readers import read

Made = dict[str, tuple[bytes, Truth]]


@pytest.fixture(scope="module")
def made() -> Made:
    return {one.name: one.make() for one in COLLECTION}


def counted(one: Document, made: Made) -> score.Counts:
    data, truth = made[one.name]
    try:
        return score.scored(truth, inspect_json(read(one.name, data)))
    except ImportRefused:
        return score.refused(truth)


def faithful(one: Essay) -> dict[str, Any]:
    """Return the piece that an import without a fault would find."""
    text, parts = "", {"paragraphs": [], "sections": [], "asides": []}
    marks = iter(one.marks)
    placed: list[int] = []
    for block in one.blocks:
        shown = MARK.sub("", block.text)
        entry = {"start": len(text), "end": len(text) + len(shown), "title": shown, "kind": block.kind}
        name = "paragraphs" if block.kind in RUNNING else "sections" if block.kind == "heading" else "asides"
        parts[name].append(entry)
        if block.kind in RUNNING:
            placed += [len(text) + len(next(marks)[1]) for _ in MARK.findall(block.text)]
        text += f"{shown}\n\n"
    notes = [{"label": label, "text": note, "mark_at": at} for (label, note), at in zip(one.notes, placed, strict=True)]
    kept = {name: getattr(one, name) for name in ("kind", "language", "first_page", "last_page")}
    named = {"authors": list(one.authors), "affiliations": list(one.affiliations), "footnotes": notes}
    return {**kept, **named, **parts, "title": f"{one.title}: {one.subtitle}", "text": text}


def test_no_format_and_no_dimension_falls_below_what_it_reached(made):
    found = floors.reached([(one, counted(one, made)) for one in COLLECTION])

    assert floors.below(found, floors.held()) == []


def test_every_format_and_dimension_has_a_floor():
    named = {name for one in COLLECTION for name in (f".{one.form}", *one.dimensions)}

    assert set(floors.held()) == named


def test_names_tell_documents_apart():
    assert len({one.name for one in COLLECTION}) == len(COLLECTION) >= 72


def test_a_document_is_the_same_whenever_it_is_made(made):
    for one in COLLECTION[::8]:
        if one.form not in ("docx", "odt", "epub"):
            assert one.make()[0] == made[one.name][0], one.name


def test_an_import_without_a_fault_scores_in_full(made):
    for name, (_, truth) in made.items():
        rates = score.rates(score.scored(truth, {"essays": [faithful(one) for one in truth.essays]}))
        wrong = {key: rate for key, rate in rates.items() if rate != (0 if key in floors.LESS_IS_BETTER else 1)}
        assert wrong == {}, name


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_words_that_go_or_come_are_counted(data):
    truth = next(one for one in COLLECTION if one.name == "brackets.txt").make()[1]
    found = faithful(truth.essays[0])
    paragraphs = found["paragraphs"]
    at = data.draw(st.integers(0, len(paragraphs) - 1))
    stretch = paragraphs.pop(at)
    lost = len(score.words(found["text"][stretch["start"] : stretch["end"]]))

    total = score.scored(truth, {"essays": [found]})

    assert total["word_errors"] == lost
    assert total["paragraphs"] == total["paragraphs_of"] - 1


def test_what_must_not_stand_in_the_text_is_a_leak():
    truth = next(one for one in COLLECTION if one.name == "brackets.txt").make()[1]
    found = faithful(truth.essays[0])
    note = found["footnotes"][0]["text"]
    found["paragraphs"].append({"start": len(found["text"]), "end": len(found["text"]) + len(note)})
    found["text"] += note

    assert score.scored(truth, {"essays": [found]})["leaks"] == 1


def test_a_refused_document_has_nothing_right():
    truth = next(one for one in COLLECTION if one.name == "volume.md").make()[1]

    total = score.refused(truth)

    assert total["pieces"] == 0
    assert total["word_errors"] == total["words"] > 0


def test_a_floor_rises_and_never_falls(tmp_path, monkeypatch):
    monkeypatch.setattr(floors, "FILE", tmp_path / "floors.json")
    floors.lifted({"mail": {"pieces": 0.5, "leaks": 2}})

    assert floors.lifted({"mail": {"pieces": 0.4, "leaks": 1}}) == 1
    assert floors.held() == {"mail": {"leaks": 1, "pieces": 0.5}}
    assert floors.below({"mail": {"pieces": 0.4, "leaks": 1}}, floors.held()) == ["mail: pieces is 0.4, and was 0.5."]


def test_more_documents_of_a_dimension_have_floors_of_their_own(tmp_path, monkeypatch):
    monkeypatch.setattr(floors, "FILE", tmp_path / "floors.json")
    floors.lifted({"mail": {"pieces": 0.5, "documents": 2}})

    assert floors.below({"mail": {"pieces": 0.5, "documents": 3}}, floors.held()) == [
        "mail: documents is 3, and was 2."
    ]
    floors.lifted({"mail": {"pieces": 0.4, "documents": 3}})
    assert floors.held() == {"mail": {"pieces": 0.4, "documents": 3}}
