"""What changed between two briefs, since a build, since a day: nothing for equal states, each difference by its name."""

import json
import shutil
import sys
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefer.app.changes import diff, note_changes, since_day, whats_new
from briefer.app.library import import_from, open_library
from briefer.audit.changing import changes
from briefer.cli import main
from briefer.errors import LibraryError, UsageError
from briefer.model.essay import Essay
from briefer.model.evidence import Position, Proposition
from briefer.model.library import Put
from briefer.model.state import SIDES, LineState, PropositionState, SideState, SlideState, State, TextState, text_key
from briefer.model.text import canonical
from briefer.specs.brief import Brief, read_brief, rewritten, write_brief

SAMPLES = Path(__file__).parent.parent / "sample_briefs"
KEYS = st.sampled_from("abcdef")
WORDS = st.text(st.characters(categories=["L", "Nd"]), min_size=1, max_size=8)


def unique(values, key):
    return st.lists(values, max_size=5, unique_by=key).map(tuple)


SIDED = st.builds(SideState, text=KEYS, side=st.sampled_from(SIDES))
STATES = st.builds(
    State,
    texts=unique(st.builds(TextState, key=KEYS, title=WORDS, body=WORDS, reading=WORDS), lambda text: text.key),
    propositions=unique(
        st.builds(PropositionState, id=KEYS, words=WORDS, sides=unique(SIDED, lambda side: side.text)),
        lambda proposition: proposition.id,
    ),
    slides=unique(st.builds(SlideState, key=KEYS, title=WORDS, hidden=st.booleans()), lambda slide: slide.key),
    lines=unique(st.builds(LineState, id=KEYS, where=WORDS, words=WORDS), lambda line: line.id),
)


@given(STATES)
def test_equal_states_have_no_changes(state):
    assert changes(state, state) == ()


@given(STATES, STATES)
def test_what_is_new_one_way_is_gone_the_other_way(before, after):
    pairs = {
        "new text": "text gone",
        "new slide": "slide gone",
        "new statement": "retired",
        "new proposition": "proposition gone",
    }
    forth, back = changes(before, after), changes(after, before)

    for came, went in pairs.items():
        assert sum(c.kind == came for c in forth) == sum(c.kind == went for c in back)
    assert sum(c.kind == "count" for c in forth) == sum(c.kind == "count" for c in back)


@given(st.permutations("abcdef"))
def test_slides_that_kept_their_order_are_not_called_moved(keys):
    before = State(slides=tuple(SlideState(key=key, title=key) for key in "abcdef"))
    after = State(slides=tuple(SlideState(key=key, title=key) for key in keys))
    moved = {change.about for change in changes(before, after)}

    assert {change.kind for change in changes(before, after)} <= {"slide moved"}
    assert [key for key in keys if key not in moved] == sorted(set(keys) - moved)


@pytest.fixture
def shelf(tmp_path, monkeypatch):
    """Return a brief on a library file of its own, both in a folder of their own."""
    monkeypatch.delenv("BRIEFER_LIBRARY", raising=False)
    with open_library(tmp_path / "library", create=True) as opened:
        import_from(SAMPLES / "library", opened)
    shutil.copy(SAMPLES / "pacific-partners.yaml", tmp_path)
    return tmp_path / "pacific-partners.yaml"


def built(shelf, monkeypatch):
    arguments = ["briefer", "build", str(shelf), "-o", str(shelf.parent / "out"), "--format", "md"]
    monkeypatch.setattr(sys, "argv", arguments)
    with pytest.raises(SystemExit) as ended:
        main()
    assert not ended.value.code


def changed(shelf, *entities):
    with open_library(shelf.parent / "library") as opened:
        opened.apply(Put(entity) for entity in entities)


def entities(shelf, kind):
    with open_library(shelf.parent / "library", read_only=True) as opened:
        return opened.library.all(kind)


def against(shelf):
    """Return a confirmed position against a proposition of the brief."""
    asked = read_brief(shelf.read_text(encoding="utf-8"), "")[0].propositions
    found = (p for p in entities(shelf, Position) if p.stand == "against" and p.confirmed)
    return next(p for p in found if p.proposition_id in asked)


def test_a_build_keeps_what_a_later_one_compares_with(shelf, monkeypatch):
    built(shelf, monkeypatch)

    assert whats_new(str(shelf), None, shelf.parent / "out").changes == ()


def test_a_position_that_flips_changes_its_count_and_its_side(shelf, monkeypatch):
    built(shelf, monkeypatch)
    flipped = against(shelf)
    changed(shelf, replace(flipped, stand="for"))

    found = {change.kind: change for change in whats_new(str(shelf), None, shelf.parent / "out").changes}

    assert (found["side"].was, found["side"].now) == ("against", "for")
    assert found["side"].text == text_key(flipped.essay_id)
    assert found["count"].id == flipped.proposition_id
    assert found["count"].was != found["count"].now


def test_a_line_that_is_taken_out_is_a_retired_statement(shelf, monkeypatch):
    built(shelf, monkeypatch)
    brief = read_brief(shelf.read_text(encoding="utf-8"), "")[0]
    gone = next(line for line in brief.statements if line.slide == "bluf")
    kept = tuple(line for line in brief.statements if line is not gone)
    shelf.write_text(write_brief(replace(brief, statements=kept)), encoding="utf-8")

    retired = [c for c in whats_new(str(shelf), None, shelf.parent / "out").changes if c.kind == "retired"]

    assert [change.about for change in retired] == ["bluf"]
    assert gone.text.startswith(retired[0].was[:20])


def test_a_brief_that_was_never_built_says_what_to_do(shelf):
    with pytest.raises(UsageError, match="Build it first"):
        whats_new(str(shelf), None, shelf.parent / "out")


@pytest.mark.parametrize("card", ["", "[]", "{}", '{"state": 3}', '{"state": {"texts": [{"key": 1}]}}'])
def test_a_card_that_cannot_be_read_is_no_build(shelf, card):
    out = shelf.parent / "out"
    out.mkdir()
    (out / "nato-pacific-v3.build.json").write_text(card, encoding="utf-8")

    with pytest.raises(UsageError, match="Build it first"):
        whats_new(str(shelf), None, out)


def test_since_a_day_is_since_the_backup_of_that_day(shelf):
    with open_library(shelf.parent / "library") as opened:
        opened.back_up(datetime(2026, 11, 1, 12, tzinfo=UTC))
        opened.back_up(datetime(2026, 11, 20, 12, tzinfo=UTC))
        essay = next(essay for essay in opened.library.all(Essay) if essay.reading == "read")
        opened = opened.apply([Put(replace(essay, reading="skimmed"))])
        found = since_day(opened, date(2026, 11, 10))
        late = since_day(opened, date(2026, 10, 1))

    assert found.since.startswith("backup of 2026-11-01")
    assert [(c.kind, c.about, c.was, c.now) for c in found.changes if c.kind == "read"] == [
        ("read", essay.reference.title, "read", "skimmed")
    ]
    assert "oldest" in late.remark and late.since.startswith("backup of 2026-11-01")


def test_a_library_without_backups_says_so(shelf):
    with open_library(shelf.parent / "library", read_only=True) as opened, pytest.raises(LibraryError, match="backup"):
        since_day(opened, date(2026, 11, 10))


def test_a_library_folder_says_why_it_knows_no_day():
    with open_library(SAMPLES / "library") as opened, pytest.raises(LibraryError, match="library folder"):
        since_day(opened, date(2026, 11, 10))


def test_two_briefs_differ_in_settings_items_and_slides(shelf):
    other = shelf.with_name("other.yaml")
    brief = read_brief(shelf.read_text(encoding="utf-8"), "")[0]
    other.write_text(
        write_brief(replace(brief, audience="Minister", propositions=brief.propositions[1:])), encoding="utf-8"
    )

    found = diff(shelf, other, None).changes

    assert ("audience", brief.audience, "Minister") in [(c.about, c.was, c.now) for c in found if c.kind == "setting"]
    assert ("propositions", brief.propositions[0], "") in [
        (c.about, c.was, c.now) for c in found if c.kind == "setting"
    ]
    assert {"proposition gone", "slide gone", "retired"} <= {change.kind for change in found}
    assert diff(shelf, shelf, None).changes == ()


def test_the_command_says_it_in_text_and_in_json(shelf, monkeypatch, capsys):
    built(shelf, monkeypatch)
    capsys.readouterr()
    for more in ([], ["--json"]):
        monkeypatch.setattr(
            sys, "argv", ["briefer", "whatsnew", "--since", str(shelf), "-o", str(shelf.parent / "out"), *more]
        )
        with pytest.raises(SystemExit) as ended:
            main()
        assert not ended.value.code
    text, _, data = capsys.readouterr().out.partition("{")

    assert "Nothing changed." in text
    assert json.loads("{" + data)["briefer"] == "whatsnew/1"


def test_changes_are_noted_in_the_brief_and_nothing_else_moves(shelf, monkeypatch):
    shelf.write_text("# our brief\n" + shelf.read_text(encoding="utf-8"), encoding="utf-8")
    written = shelf.read_text(encoding="utf-8")
    built(shelf, monkeypatch)
    flipped = against(shelf)
    changed(shelf, replace(flipped, stand="for"))

    note_changes(str(shelf), None, shelf.parent / "out")

    noted = read_brief(shelf.read_text(encoding="utf-8"), "")[0].changes
    assert shelf.read_text(encoding="utf-8").startswith(written)
    side = next(change for change in noted if change.was.endswith(": against"))
    assert all(f"@{id}" in side.now for id in flipped.passages) and side.now.startswith("For")
    assert side.was[0].isupper()
    assert any(change.now.endswith(f"[@{flipped.proposition_id}]") for change in noted)


def test_what_is_noted_is_said_in_words_and_bare_numbers_are_no_statements(shelf, monkeypatch):
    built(shelf, monkeypatch)
    changed(shelf, replace(against(shelf), stand="for-if", condition="the wall is mended"))
    found = note_changes(str(shelf), None, shelf.parent / "out")

    lines = [c for c in found.changes if c.kind in ("new statement", "retired", "reworded")]
    assert all(any(map(str.isalpha, c.was or c.now)) for c in lines)
    noted = read_brief(shelf.read_text(encoding="utf-8"), "")[0].changes
    said = " ".join(f"{c.was} {c.now}" for c in noted)
    assert "for-if" not in said and "silent " not in said
    assert any(c.now.startswith("For, on a condition: the wall is mended") for c in noted)


def test_a_day_cannot_be_noted(tmp_path):
    with pytest.raises(UsageError, match="--note"):
        note_changes("2026-11-01", None, tmp_path)


TEXTS = st.text(st.characters(categories=["L", "Nd", "P", "Zs"]), max_size=20).map(str.strip)
BRIEFS = st.builds(
    Brief,
    title=TEXTS.filter(bool),
    date=st.just("2026-11-22"),
    question=TEXTS,
    audience=TEXTS,
    themes=st.lists(st.sampled_from(["maritime", "cyber", "forums"]), unique=True).map(tuple),
    version=st.integers(1, 9),
)


@given(BRIEFS, BRIEFS)
def test_a_brief_written_over_another_says_what_it_says(old, new):
    assert read_brief(rewritten(write_brief(old), new), "")[0] == read_brief(write_brief(new), "")[0]


@given(BRIEFS)
def test_a_brief_that_says_the_same_is_left_as_it_was_written(brief):
    text = f"# ours\n{write_brief(brief)}# the end\n"

    assert rewritten(text, brief) == canonical(text)


def test_comments_and_layout_of_other_keys_stay():
    text = "briefer: brief/1\n# who asks\naudience:   Director\ntitle: Old   # for now\ndate: 2026-11-22\nmemo: {paper: a4}\n"
    brief = replace(read_brief(text, "")[0], title="New", question="Why?")

    assert rewritten(text, brief) == (
        "briefer: brief/1\n# who asks\naudience:   Director\ntitle: New\ndate: 2026-11-22\nmemo: {paper: a4}\n"
        "question: Why?\n"
    )


def test_propositions_are_named_by_their_short_words(shelf):
    short = next(p for p in entities(shelf, Proposition) if p.short)
    with open_library(shelf.parent / "library") as opened:
        opened.back_up(datetime(2026, 11, 1, tzinfo=UTC))
        stand = next(p for p in opened.library.all(Position) if p.proposition_id == short.id and p.stand == "for")
        opened = opened.apply([Put(replace(stand, stand="against"))])
        found = since_day(opened, date(2026, 11, 2))

    assert [c.about for c in found.changes if c.kind == "count"] == [short.short]


@pytest.mark.parametrize("attribution", ["institution", "chatham-house"])
def test_a_build_without_names_is_compared_without_names(shelf, monkeypatch, attribution):
    brief = read_brief(shelf.read_text(encoding="utf-8"), "")[0]
    shelf.write_text(
        write_brief(replace(brief, citations=replace(brief.citations, attribution=attribution))), encoding="utf-8"
    )
    built(shelf, monkeypatch)
    flipped = against(shelf)
    out = shelf.parent / "out"

    assert whats_new(str(shelf), None, out).changes == ()
    changed(shelf, replace(flipped, stand="for"))
    note_changes(str(shelf), None, out)

    noted = read_brief(shelf.read_text(encoding="utf-8"), "")[0].changes
    assert any(change.was.endswith(": against") for change in noted)
    assert text_key(flipped.essay_id) not in next(out.glob("*.build.json")).read_text(encoding="utf-8")
