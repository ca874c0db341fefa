"""Decisions of the user about an import: pure, in any order of fields, and no place in the text is lost."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from libraries import essays, letters, references

from briefer.app.decisions import FIELDS, Decisions, Said, decided, said_of
from briefer.app.importing import import_files
from briefer.errors import UsageError
from briefer.model.essay import Origin, Page
from briefer.model.library import Library
from briefer.model.text import canonical, digest
from briefer.readers import read
from briefer.structure.imported import Imported, Piece, Source

ESSAY = b"Ferries for the delta\n\nThe ferry runs when the tide allows it, and nobody else decides that.\n"
REPORT = (
    b"# The river report\n\nBy Ann Lee\n\nWords that open it.\n\n## Ferries\n\n[p. 3]\n\nThe ferry[^1] runs.\n\n"
    b"## Locks\n\nThe lock opens.\n\n[p. 4]\n\nIt closes again.\n\n[^1]: Timetable, 2020.\n"
)
bodies = st.text(letters, min_size=1, max_size=30).map(canonical).filter(str.strip)


@st.composite
def imports(draw):
    pieces = []
    for number in range(draw(st.integers(1, 3))):
        body = draw(bodies)
        essay = draw(essays(f"e-{number}", body, ()))
        pages = (Page(0, "1", number + 1), *(Page(at, str(at + 1), number + 1 + at) for at in range(1, len(body), 9)))
        pieces.append(Piece(replace(essay, pages=pages), body))
    source = Source(name="a.txt", sha256=digest("a"), media_type="text/plain")
    return Imported(source=source, reference=draw(references), pieces=tuple(pieces))


values = {"date": st.sampled_from(["2020", "2020-10"]), "author": st.sampled_from(["Ann Lee", "Roe, Sam; Quay Board"])}
said = st.sampled_from(sorted(FIELDS)).flatmap(
    lambda f: st.builds(Said, st.just(f), values.get(f, st.text(letters, max_size=5)))
)


@given(imports(), st.lists(said, max_size=4))
def test_the_same_decisions_twice_are_as_good_as_once(found, fields):
    decisions = Decisions(said=tuple(fields))
    once = decided(found, decisions)

    assert decided(once, decisions) == once


@given(imports(), st.lists(said, min_size=1, max_size=4))
def test_what_the_user_sets_is_so_and_is_known_as_theirs(found, fields):
    for piece in decided(found, Decisions(said=tuple(fields))).pieces:
        kinds = {origin.field: origin.kind for origin in piece.essay.origins}
        assert all(kinds[FIELDS[one.field]] == "user" for one in fields)


@given(imports(), st.integers(-30, 30), st.integers(-30, 30))
def test_the_last_page_offset_counts(found, first, second):
    twice = decided(decided(found, Decisions(page_offset=first)), Decisions(page_offset=second))

    assert twice == decided(found, Decisions(page_offset=second))


def stretches(pieces):
    return [
        piece.body[one.start : one.end]
        for piece in pieces
        for one in (*piece.essay.paragraphs, *piece.essay.asides, *piece.essay.sections)
    ]


@settings(max_examples=60)
@given(imports())
def test_joined_pieces_keep_every_stretch_and_its_page(found):
    whole = decided(found, Decisions(split=False))
    [piece] = whole.pieces
    kept = stretches(whole.pieces)

    assert all(stretch in kept for stretch in stretches(found.pieces))
    assert sum(len(one.essay.footnotes) for one in found.pieces) == len(piece.essay.footnotes)
    assert piece.essay.body_sha256 == digest(piece.body) or len(found.pieces) == 1


def test_a_report_is_split_at_its_main_headings():
    found = read("report.md", REPORT)
    pieces = decided(found, Decisions(split=True)).pieces

    assert [piece.essay.reference.title for piece in pieces] == ["The river report: opening", "Ferries", "Locks"]
    assert [piece.body for piece in pieces] == [
        "Words that open it.",
        "The ferry runs.",
        "The lock opens.\n\nIt closes again.",
    ]
    assert [piece.essay.reference.container_title for piece in pieces] == ["The river report"] * 3
    [note] = pieces[1].essay.footnotes
    assert (note.text, pieces[1].body[: note.mark_at]) == ("Timetable, 2020.", "The ferry")
    assert [pieces[2].essay.page_at(at) for at in (0, 20)] == ["3", "4"]
    assert all(piece.essay.body_sha256 == digest(piece.body) for piece in pieces)


def test_splitting_and_joining_gives_one_piece_with_all_words():
    found = decided(read("report.md", REPORT), Decisions(split=True))
    [piece] = decided(found, Decisions(split=False)).pieces

    assert "Ferries\n\nThe ferry runs." in piece.body
    assert [section.title for section in piece.essay.sections] == ["The river report: opening", "Ferries", "Locks"]


def test_an_author_answers_the_doubt_about_the_author():
    before = read("a.txt", ESSAY).pieces[0].essay
    after = (
        decided(read("a.txt", ESSAY), Decisions(said=(said_of("author=Ann Lee"), said_of("date=2020")))).pieces[0].essay
    )

    assert "No author was found." in before.remarks
    assert "No author was found." not in after.remarks
    assert after.confidence > before.confidence
    assert after.id == "lee-2020-ferries-for-the"
    assert Origin("authors", "user") in after.origins


@pytest.mark.parametrize(
    ("argument", "says"),
    [
        ("author", "is no decision"),
        ("titel=x", "did you mean “title”"),
        ("date=soon", "is no date"),
        ("kind=poem", "choose one of"),
    ],
)
def test_a_decision_that_says_nothing_is_refused(argument, says):
    with pytest.raises(UsageError, match=says):
        said_of(argument)


def test_a_piece_that_is_not_there_is_refused():
    with pytest.raises(UsageError, match="has no piece 3; it is one piece"):
        decided(read("a.txt", ESSAY), Decisions(said=(said_of("3.title=x"),)))


def test_a_text_without_headings_is_not_split_and_the_others_go_on(tmp_path):
    (tmp_path / "a.txt").write_bytes(ESSAY)
    (tmp_path / "report.md").write_bytes(REPORT)
    outcome = import_files(sorted(tmp_path.iterdir()), Library(), decisions=Decisions(split=True))

    assert [name for name, _ in outcome.refused] == ["a.txt"]
    assert len(outcome.essays) == 3


def test_numbers_of_pieces_need_one_file(tmp_path):
    with pytest.raises(UsageError, match="one by one"):
        import_files(
            [tmp_path / "a.txt", tmp_path / "b.txt"], Library(), decisions=Decisions(said=(said_of("2.title=x"),))
        )


def test_pages_before_the_first_are_roman():
    pages = tuple(Page(at, str(at), at + 1) for at in range(4))
    piece = read("a.txt", ESSAY).pieces[0]
    found = replace(read("a.txt", ESSAY), pieces=(Piece(replace(piece.essay, pages=pages), piece.body),))

    essay = decided(found, Decisions(page_offset=-2)).pieces[0].essay
    assert [page.label for page in essay.pages] == ["i", "ii", "1", "2"]
    assert essay.reference.page == "i–2"


def test_a_dry_run_shows_the_pieces_as_decided(tmp_path, capsys, monkeypatch):
    from briefer.cli import main

    (tmp_path / "report.md").write_bytes(REPORT)
    arguments = ["import", str(tmp_path / "report.md"), "--dry-run", "--json", "--split", "--set", "2.author=Sam Roe"]
    monkeypatch.setattr("sys.argv", ["briefer", *arguments, "--set", "date=2021"])
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("BRIEFER_LIBRARY", raising=False)
    with pytest.raises(SystemExit):
        main()
    said = json.loads(capsys.readouterr().out)

    assert [(p["piece"], p["title"], p["authors"], p["date"]) for p in said["pieces"]] == [
        (1, "The river report: opening", ["Ann Lee"], "2021"),
        (2, "Ferries", ["Sam Roe"], "2021"),
        (3, "Locks", ["Ann Lee"], "2021"),
    ]
    assert {"field": "authors", "kind": "user", "name": ""} in said["pieces"][1]["origins"]
    assert said["written"] is False
