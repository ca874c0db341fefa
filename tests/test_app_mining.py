"""Mining a library: the same in the program and in processes, stoppable, honest about what was not looked through."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from test_cli import SAMPLES, run
from test_sentences import essay_of

from briefer.app.library import open_library
from briefer.app.mining import mine_json, mine_library
from briefer.errors import Cancelled, UsageError
from briefer.mining.mine import mine
from briefer.model.essay import Essay
from briefer.model.library import Library

assert run  # the fixture


@pytest.fixture
def shelf():
    """Return a library of five essays and its bodies."""
    essays, bodies = [], {}
    for number in range(5):
        essay, body = essay_of(f"Port {number} should close.", "“It must not,” said Ann Berg.", "The sea is calm.")
        essays.append(replace(essay, id=f"e{number}", body_sha256=f"{number}", order=number))
        bodies[f"{number}"] = body
    return Library.of(essays), bodies


def test_processes_find_what_the_program_finds(shelf):
    library, bodies = shelf
    steps = []
    alone = mine_library(library, bodies, processes=0)
    together = mine_library(library, bodies, processes=2, progress=lambda done, total: steps.append((done, total)))

    assert alone == together
    assert [mined.essay.id for mined in together] == ["e0", "e1", "e2", "e3", "e4"]
    assert all(mined.suggestions == mine(mined.essay, bodies[mined.essay.body_sha256]) for mined in alone)
    assert steps == [(n, 5) for n in range(1, 6)]


@pytest.mark.parametrize("processes", [0, 2])
def test_it_can_be_stopped(shelf, processes):
    library, bodies = shelf

    with pytest.raises(Cancelled):
        mine_library(library, bodies, processes=processes, stop=lambda: True)


def test_only_the_named_essays_are_mined(shelf):
    library, bodies = shelf

    assert [mined.essay.id for mined in mine_library(library, bodies, ["e3"])] == ["e3"]
    with pytest.raises(UsageError, match="no essay “e9”"):
        mine_library(library, bodies, ["e9"])


def test_digests_and_missing_texts_are_named(shelf):
    library, bodies = shelf
    first, *others = library.all(Essay)
    del bodies["4"]
    found = mine_library(Library.of([replace(first, text="digest"), *others]), bodies)

    assert [mined.reason for mined in found] == ["a digest in somebody else's words", "", "", "", "its text is missing"]
    assert not found[0].suggestions and not found[4].suggestions


def test_the_document_has_places_and_words():
    with open_library(SAMPLES / "library") as opened:
        found = mine_json(opened)
    essay = next(essay for essay in found["essays"] if essay["suggestions"])
    suggestion = essay["suggestions"][0]

    assert found["briefer"] == "mine/1"
    assert suggestion["place"].startswith("p. ")
    assert suggestion["text"] and suggestion["cue"] and suggestion["reason"]


def test_the_command_prints_a_list_or_json(run):
    code, out, _ = run("mine", "--library", SAMPLES / "library")
    assert code == 0
    assert "not looked through: a digest" in out
    assert "none is accepted yet" in out

    code, out, _ = run("mine", "tanaka-2020-foreword-a-table", "--library", SAMPLES / "library", "--json")
    found = json.loads(out)
    assert (code, found["briefer"], len(found["essays"])) == (0, "mine/1", 1)

    code, _, err = run("mine", "nobody", "--library", SAMPLES / "library")
    assert (code, "no essay “nobody”" in err) == (1, True)


def test_an_essay_without_suggestions_says_so(run, tmp_path):
    (tmp_path / "calm.txt").write_text("The sea\n\nby Ann Lee\n\nThe sea is calm. Ships pass.\n", encoding="utf-8")
    code, _, _ = run("import", "calm.txt", "--library", tmp_path / "lib")
    code, out, _ = run("mine", "--library", tmp_path / "lib")

    assert (code, "none found" in out) == (0, True)


def test_inspect_shows_suggestions(run, tmp_path):
    (tmp_path / "port.txt").write_text(
        "The port\n\nby Ann Lee\n\nThe council should close the port.\n", encoding="utf-8"
    )
    _, out, _ = run("inspect", "port.txt", "--json")
    [essay] = json.loads(out)["essays"]
    [suggestion] = essay["suggestions"]

    assert essay["text"][suggestion["start"] : suggestion["end"]] == "The council should close the port."
    assert (suggestion["tier"], suggestion["cue"], suggestion["addressee"]) == ("explicit", "should", "The council")
