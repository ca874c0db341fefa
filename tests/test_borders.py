"""Pieces merged, split, begun elsewhere: no word, note or place is lost, and what cannot be done is said."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from arriving_files import REPORT
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from test_decisions import imports

from briefer.app.decisions import Change, Decisions, Said, change_of, decided, taken
from briefer.app.guesses import doubts
from briefer.cli.commands import briefer
from briefer.errors import UsageError
from briefer.model.reference import Name
from briefer.model.text import digest
from briefer.readers import read
from briefer.structure.borders import begun_at, merged, places, split_at
from briefer.structure.variants import spellings


def words(imported):
    """Return everything that is told: bodies, and titles that became or were headings."""
    return sorted(c for piece in imported.pieces for c in piece.body if not c.isspace())


def marks(imported):
    """Return each note with the letters before its mark; blanks may have been cut away there."""
    return sorted(
        (note.label, note.text, note.mark_at is None, "".join(piece.body[: note.mark_at or 0].split())[-1:])
        for piece in imported.pieces
        for note in piece.essay.footnotes
    )


def sound(imported):
    for piece in imported.pieces:
        essay, size = piece.essay, len(piece.body)
        assert essay.body_sha256 == digest(piece.body)
        stretches = (*essay.paragraphs, *essay.sections, *essay.asides)
        assert all(0 <= one.start <= one.end <= size for one in stretches)
        assert all(note.mark_at is None or 0 <= note.mark_at <= size for note in essay.footnotes)
        assert [page.start for page in essay.pages] == sorted(page.start for page in essay.pages)


def consistent(found):
    """Give the bodies of drawn pieces their own digests."""
    pieces = (replace(p, essay=replace(p.essay, body_sha256=digest(p.body))) for p in found.pieces)
    return replace(found, pieces=tuple(pieces))


found_imports = imports().map(consistent)


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(found_imports, st.data())
def test_a_piece_split_at_a_page_keeps_every_word_and_note(found, data):
    number = data.draw(st.integers(1, len(found.pieces)))
    there = places(found.pieces[number - 1])
    pages = [page.label for page in found.pieces[number - 1].essay.pages if page.label in there]
    if not pages:
        return
    where = data.draw(st.sampled_from(pages))
    if any(section.start == there[where] for section in found.pieces[number - 1].essay.sections):
        return
    after = split_at(found, number, where)

    sound(after)
    assert len(after.pieces) == len(found.pieces) + 1
    assert words(after) == words(found)
    assert [m[:3] for m in marks(after)] == [m[:3] for m in marks(found)]
    assert after.pieces[number].essay.reference.authors == ()


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(found_imports, st.data())
def test_a_border_can_move_there_and_back_without_losing_a_word(found, data):
    if len(found.pieces) < 2:
        return
    number = data.draw(st.integers(2, len(found.pieces)))
    near = [*places(found.pieces[number - 1]), *places(found.pieces[number - 2])]
    if not near:
        return
    after = begun_at(found, number, data.draw(st.sampled_from(near)))

    sound(after)
    assert len(after.pieces) == len(found.pieces)
    assert words(after) == words(found)
    assert [m[:3] for m in marks(after)] == [m[:3] for m in marks(found)]
    assert [p.essay.reference.title for p in after.pieces] == [p.essay.reference.title for p in found.pieces]


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(found_imports, st.data())
def test_merged_pieces_keep_the_second_title_as_a_heading(found, data):
    if len(found.pieces) < 2:
        return
    number = data.draw(st.integers(1, len(found.pieces) - 1))
    first, second = found.pieces[number - 1 : number + 1]
    after = merged(found, number)

    sound(after)
    whole = after.pieces[number - 1]
    assert whole.body.startswith(first.body)
    assert whole.body.endswith(second.body)
    assert len(whole.essay.footnotes) == len(first.essay.footnotes) + len(second.essay.footnotes)
    if second.essay.reference.title:
        assert second.essay.reference.title in [section.title for section in whole.essay.sections]


def test_a_report_is_split_at_a_heading_and_merged_again():
    found = read("report.md", REPORT.encode())
    after = split_at(found, 1, "Locks")

    assert [p.essay.reference.title for p in after.pieces] == ["The river report", "Locks"]
    assert after.pieces[1].body.startswith("The lock opens")
    assert after.pieces[1].essay.reference.container_title == "The river report"
    whole = merged(after, 1).pieces[0]
    assert "Locks\n\nThe lock opens" in whole.body


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (Change("merge", 1), "has no piece 2"),
        (Change("split", 1, "Bridges"), "has no “Bridges”"),
        (Change("begin", 1, "2"), "Nothing stands before piece 1"),
    ],
)
def test_a_change_that_cannot_be_done_is_refused(change, says):
    with pytest.raises(UsageError, match=says):
        decided(read("report.md", REPORT.encode()), Decisions(changes=(change,)))


@pytest.mark.parametrize("wrong", ["", "merge", "merge:1@2", "split:1", "begin:x@2", "cut:1@2"])
def test_a_change_that_is_none_is_refused(wrong):
    with pytest.raises(UsageError, match="is no change"):
        change_of(wrong)


def test_what_is_said_of_a_piece_keeps_to_it_when_others_are_merged_or_split():
    said = tuple(Said("title", f"t{n}", n) for n in range(1, 5))
    decisions = Decisions(said=said, left_out=frozenset({2, 4}))

    joined = decisions.changing(Change("merge", 1))
    assert [(one.value, one.piece) for one in joined.said] == [("t1", 1), ("t3", 2), ("t4", 3)]
    assert joined.left_out == {3}
    cut = decisions.changing(Change("split", 2, "x"))
    assert [(one.value, one.piece) for one in cut.said] == [("t1", 1), ("t2", 2), ("t3", 4), ("t4", 5)]
    assert cut.left_out == {2, 5}


def test_pieces_left_out_are_not_taken():
    decisions = Decisions(split=True, left_out=frozenset({1}))
    found = taken(decided(read("report.md", REPORT.encode()), decisions), decisions)

    assert [p.essay.reference.title for p in found.pieces] == ["Ferries", "Locks"]


def test_the_command_line_decides_as_the_window_does(tmp_path):
    path = tmp_path / "report.md"
    path.write_text(REPORT)
    options = ["--divide", "split:1@Locks", "--leave-out", "1", "--set", "2.affiliation=Lock Office; Quay Board"]
    told = CliRunner().invoke(briefer, ["import", str(path), "--dry-run", "--json", *options], standalone_mode=False)
    outcome = json.loads(told.output)

    assert [piece["title"] for piece in outcome["pieces"]] == ["Locks"]
    decisions = Decisions(
        changes=(Change("split", 1, "Locks"),),
        left_out=frozenset({1}),
        said=(Said("affiliation", "Lock Office; Quay Board", 2),),
    )
    found = taken(decided(read("report.md", REPORT.encode()), decisions), decisions)
    assert [piece["id"] for piece in outcome["pieces"]] == [piece.essay.id for piece in found.pieces]
    assert found.pieces[0].essay.affiliations == ("Lock Office", "Quay Board")


@pytest.mark.parametrize(
    ("one", "other", "pair"),
    [
        ("J. Burton", "Joe Burton", True),
        ("Joe Burton", "Ann Burton", False),
        ("Marta Brandao", "Marta Brandão", True),
        ("Jiro Nakagawa", "Jiro Nakagava", True),
        ("Ann Lee", "Ann Roe", False),
        ("Joe M. Burton", "Joe Burton", True),
    ],
)
def test_two_spellings_of_one_name_are_told(one, other, pair):
    def name(text):
        *given, family = text.split()
        return Name(given=" ".join(given), family=family)

    assert [{a.full, b.full} for a, b in spellings([name(one), name(other)])] == ([{one, other}] if pair else [])


def test_a_missing_author_is_guessed_from_where_one_is_named():
    text = (
        b"# A short report\n\n## Lamps\n\nThe lamps are low, and nobody in the council has asked why they are.\n\n"
        b"Ines Okafor\n\n## Tolls\n\nThe toll is paid twice, which nobody likes, and yet it is paid by all.\n"
    )
    found = decided(read("short.md", text), Decisions(split=True, said=(Said("author", "", None),)))
    unsaid = replace(
        found,
        pieces=tuple(
            replace(p, essay=replace(p.essay, origins=(), remarks=("No author was found.",))) for p in found.pieces
        ),
    )

    guesses = {
        piece.essay.reference.title: [(d.guess, d.seen) for d in doubts(unsaid, number) if d.field == "author"]
        for number, piece in enumerate(unsaid.pieces, 1)
    }
    assert guesses["Lamps"] == [("Ines Okafor", "on a line of its own at the end of the piece")]
    assert guesses["Tolls"] == [("", "")]
