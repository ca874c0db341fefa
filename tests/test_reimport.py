"""A changed file again: what moved, what broke, what is ambiguous, and nothing changed in silence."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from briefer.app.decisions import Decisions, decided, said_of
from briefer.app.importing import import_files, import_into
from briefer.app.library import export_to, open_library
from briefer.app.reimport import reimported, touched, update_files, update_in
from briefer.errors import ImportRefused
from briefer.model.essay import Essay
from briefer.model.evidence import Passage, Position, Proposition, passage_id
from briefer.model.library import Library, Put
from briefer.model.text import Anchor
from briefer.readers import read
from briefer.readers.worker import Worker
from briefer.store.folder import read_folder

SENTENCES = [
    "The ferry runs when the tide allows it.",
    "No lock on this river opens at night.",
    "Cargo waits for the morning, and so do the crews.",
    "A second quay would end the waiting.",
    "The council must pay for it before winter.",
]
kept = st.lists(st.sampled_from(range(5)), min_size=1, max_size=8)


def text(sentences):
    return "\n\n".join(["Ferries for the delta", "By Ann Lee", *sentences]) + "\n"


def passage_of(essay, body, sentence):
    start = body.index(sentence)
    anchor = Anchor.of(body, start, start + len(sentence))
    return Passage(id=passage_id(essay.id, "quotation", start, sentence), essay_id=essay.id, anchor=anchor)


def shelf(sentences):
    """Return (library, body) of one essay with a passage for each sentence."""
    imported = read("ferries.txt", text(sentences).encode())
    [piece] = imported.pieces
    passages = [passage_of(piece.essay, piece.body, sentence) for sentence in sentences]
    return Library.of([piece.essay, *passages]), piece.body


def change(library, sentences):
    return reimported(library, read("ferries.txt", text(sentences).encode()))


@settings(max_examples=60)
@given(kept)
def test_every_passage_is_accounted_for_and_found_words_are_the_quoted_ones(order):
    library, _ = shelf(SENTENCES)
    updated = change(library, [SENTENCES[at] for at in order])
    assume(updated.revisions)
    [revision] = updated.revisions
    after = library.after(*updated.edits)

    assert sorted(p.id for p in revision.passages) == sorted(p.id for p in library.all(Passage))
    for fate in revision.passages:
        passage = after.get(Passage, fate.id)
        number = order.count(SENTENCES.index(fate.quote))
        assert fate.fate == "broken" if number == 0 else fate.fate in ("kept", "moved", "ambiguous")
        if fate.fate in ("kept", "moved"):
            anchor = passage.anchor
            assert revision.body[anchor.start : anchor.end] == anchor.quote == fate.quote
        else:
            assert passage.doubtful
            assert passage.anchor == library.get(Passage, fate.id).anchor


@settings(max_examples=30)
@given(kept)
def test_an_update_can_be_undone(order):
    library, _ = shelf(SENTENCES)
    edits = change(library, [SENTENCES[at] for at in order]).edits

    assert library.after(*edits).after(*library.inverse(*edits)) == library


@given(st.permutations(range(5)))
def test_every_passage_that_changes_its_place_is_in_the_list(order):
    library, _ = shelf(SENTENCES)
    updated = change(library, [SENTENCES[at] for at in order])
    after = library.after(*updated.edits)
    places = {p.id: (p.anchor.start, p.anchor.end) for p in after.all(Passage)}
    changed = {p.id for p in library.all(Passage) if places[p.id] != (p.anchor.start, p.anchor.end)}
    listed = {fate.id for revision in updated.revisions for fate in revision.passages if fate.fate != "kept"}

    assert changed <= listed


def test_the_same_file_changes_nothing():
    library, _ = shelf(SENTENCES)
    updated = change(library, SENTENCES)

    assert updated.edits == ()
    assert updated.remarks == ("ferries.txt: lee-ferries-for-the is as it was.",) or updated.remarks[-1].endswith(
        "is as it was."
    )


def test_what_the_analyst_said_of_the_text_stays():
    library, _ = shelf(SENTENCES)
    [essay] = library.all(Essay)
    noted = replace(essay, note="Read twice.", reading="read", order=7, dismissed=("sg-0123456789", "sh-0123456789"))
    updated = change(library.after(Put(noted)), [*SENTENCES, "A new end."])
    [revision] = updated.revisions

    assert (revision.essay.id, revision.essay.revision) == (essay.id, 2)
    assert (revision.essay.note, revision.essay.reading, revision.essay.order) == ("Read twice.", "read", 7)
    assert revision.essay.dismissed == noted.dismissed, "what was dropped stays dropped"


def test_sentences_that_were_joined_or_split_stay_so_while_the_words_are_the_same():
    library, _ = shelf(SENTENCES)
    [essay] = library.all(Essay)
    renamed = decided(
        read("ferries.txt", text(SENTENCES).encode()), Decisions(said=(said_of("title=Ferries for the river"),))
    )
    [revision] = reimported(library.after(Put(replace(essay, joins=(40,), splits=(8,)))), renamed).revisions
    assert (revision.essay.joins, revision.essay.splits) == ((40,), (8,))
    [changed] = change(library.after(Put(replace(essay, joins=(40,)))), SENTENCES[1:]).revisions
    assert changed.essay.joins == (), "offsets of other words say nothing"


def test_a_reference_corrected_by_hand_is_kept_and_the_difference_told():
    library, _ = shelf(SENTENCES)
    [essay] = library.all(Essay)
    corrected = replace(essay, reference=replace(essay.reference, title="Ferries of the delta", issued="2021"))
    updated = change(library.after(Put(corrected)), [*SENTENCES, "A new end."])
    reference = updated.revisions[0].essay.reference

    assert (reference.title, reference.issued) == ("Ferries of the delta", "2021")
    assert any(
        remark.endswith("the file says title “Ferries for the delta”; “Ferries of the delta” is kept.")
        for remark in updated.remarks
    )


def test_a_field_set_with_the_update_counts():
    library, _ = shelf(SENTENCES)
    imported = decided(read("ferries.txt", text(SENTENCES).encode()), Decisions(said=(said_of("author=Sam Roe"),)))
    [revision] = reimported(library, imported).revisions

    assert [name.full for name in revision.essay.reference.authors] == ["Sam Roe"]
    assert revision.essay.id == "lee-ferries-for-the"
    assert {fate.fate for fate in revision.passages} == {"kept"}


def test_a_reworded_passage_is_broken_and_shows_what_stands_there_now():
    library, _ = shelf(SENTENCES)
    reworded = [SENTENCES[4].replace("must", "should"), *SENTENCES[:4]]
    broken = next(fate for fate in change(library, reworded).revisions[0].passages if fate.fate == "broken")

    assert broken.quote == SENTENCES[4]
    assert "council should pay" in broken.nearest


def test_an_ambiguous_passage_lists_its_places():
    library, _ = shelf(SENTENCES[:1])
    [fate] = change(library, ["Now.", SENTENCES[0], "Then.", SENTENCES[0], "Then."]).revisions[0].passages

    assert fate.fate == "ambiguous"
    assert len(fate.places) == 2


def test_positions_that_rest_on_a_broken_passage_are_named():
    library, _ = shelf(SENTENCES)
    essay, passage = library.all(Essay)[0], library.all(Passage)[0]
    proposition = Proposition(id="prop/quay", text="Build a quay.")
    key = Position.key(proposition.id, essay.id)
    position = Position(id=key, proposition_id=proposition.id, essay_id=essay.id, stand="for", passages=(passage.id,))
    updated = change(library.after(Put(proposition), Put(position)), ["Nothing of it."])

    assert next(fate for fate in updated.revisions[0].passages if fate.id == passage.id).positions == (key,)


def test_a_file_that_nothing_came_from_is_refused():
    library, _ = shelf(SENTENCES)
    other = read("other.txt", b"Canals of the north\n\nBy Sam Roe\n\nIce closes them.\n")

    with pytest.raises(ImportRefused, match="without --update"):
        reimported(library, other)


def test_a_renamed_file_is_known_by_its_reference():
    library, _ = shelf(SENTENCES)
    renamed = read("ferries-v2.txt", text([*SENTENCES, "More."]).encode())

    assert [revision.essay.id for revision in reimported(library, renamed).revisions] == ["lee-ferries-for-the"]


def test_briefs_that_cite_what_moved_are_named():
    library, _ = shelf(SENTENCES)
    updated = change(library, SENTENCES[::-1])
    passage = next(fate.id for fate in updated.revisions[0].passages if fate.fate == "moved")
    briefs = {"a.yaml": f"text: It waits [@{passage}].", "b.yaml": "text: nothing", "c.yaml": "essays: all"}

    assert touched(updated.revisions, briefs, ["c.yaml"]) == ("a.yaml", "c.yaml")


def test_an_update_is_written_and_its_library_survives_an_export(tmp_path):
    file = tmp_path / "ferries.txt"
    file.write_text(text(SENTENCES))
    with open_library(tmp_path / "shelf", create=True) as opened:
        opened, outcome = import_into(opened, [file])
        [essay] = outcome.essays
        body = outcome.bodies[essay.body_sha256]
        passages = [passage_of(essay, body, sentence) for sentence in SENTENCES]
        opened.apply([Put(passage) for passage in passages])
    file.write_text(text([SENTENCES[4], *SENTENCES[1:3], SENTENCES[1]]))

    updated = update_in(tmp_path / "shelf", [file])

    with open_library(tmp_path / "shelf") as opened:
        assert opened.library.get(Essay, essay.id).revision == 2
        assert opened.bodies[opened.library.get(Essay, essay.id).body_sha256] == updated.revisions[0].body
        export_to(tmp_path / "out", opened)
        assert read_folder(tmp_path / "out").library == opened.library


def test_the_command_lists_what_an_update_would_do(tmp_path, capsys, monkeypatch):
    from briefer.cli import main

    file = tmp_path / "ferries.txt"
    file.write_text(text(SENTENCES))
    with open_library(tmp_path / "shelf", create=True) as opened:
        import_into(opened, [file])
    file.write_text(text(SENTENCES[::-1]))
    monkeypatch.setattr(
        "sys.argv",
        ["briefer", "import", "--update", "--dry-run", "--json", str(file), "--library", str(tmp_path / "shelf")],
    )
    with pytest.raises(SystemExit):
        main()
    said = json.loads(capsys.readouterr().out)

    assert (said["briefer"], said["written"]) == ("update/1", False)
    assert [(essay["id"], essay["revision"]) for essay in said["essays"]] == [("lee-ferries-for-the", 2)]


def test_a_changed_file_among_many_is_updated_alone(tmp_path):
    for name in ("ferries", "canals"):
        (tmp_path / f"{name}.txt").write_text(text(SENTENCES).replace("Ferries", name.title()))
    library = Library().after(*import_files(sorted(tmp_path.iterdir()), Library()).edits)
    (tmp_path / "canals.txt").write_text(text(SENTENCES[:2]).replace("Ferries", "Canals"))
    with Worker() as worker:
        updated = update_files(sorted(tmp_path.iterdir()), library, worker)

    assert [revision.essay.source_name for revision in updated.revisions] == ["canals.txt"]
