"""An honest draft: a question becomes a brief that builds; what nobody confirmed is marked and never counted."""

from dataclasses import replace

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from test_sentences import essay_of

from briefer.app.briefs import load_brief
from briefer.app.build import draft as composed
from briefer.app.draft import draft_brief, write_draft
from briefer.app.library import export_to, open_library
from briefer.app.positions import stand_hints
from briefer.cli.commands import briefer
from briefer.errors import UsageError
from briefer.model.counts import tally
from briefer.model.essay import Essay
from briefer.model.evidence import Passage, Position, Proposition, Recommendation, Theme
from briefer.model.library import Library, Put
from briefer.model.reference import Name, Reference
from briefer.model.suggestion import hint_id
from briefer.model.text import digest

QUESTION = "Should the Council fund night buses?"
TEXTS = {
    "Ada": (
        "Nurses walk home at two. The last tram leaves at eleven, and taxis cost a third of a shift.",
        "The Council should fund night buses on three lines before winter. A bus that runs is worth two that are planned.",
    ),
    "Ben": (
        "Buses burn money when they run empty. The Council should not fund night buses, since few people would ride.",
        "It must repair the bridges first. Drivers of lorries wait an hour at the southern one.",
    ),
    "Cleo": (
        "Some experts argue that the Council should fund night buses at once. This essay only describes the debate.",
        "The timetable was printed in March. It has forty pages.",
    ),
    "Dov": ("Bees need lime trees. The parks department plants forty a year.",),
}


def shelf(reading="unread"):
    entities, bodies = [Theme(id="transport", label="Transport", seeds=("bus*", "tram*", "timetable"))], {}
    for order, (first, paragraphs) in enumerate(TEXTS.items()):
        essay, body = essay_of(*paragraphs)
        id = f"{first.lower()}-2024-text"
        name = Name(given=first, family=f"{first}son")
        reference = Reference(type="chapter", title=f"Text of {first}", authors=(name,), issued="2024")
        entities.append(
            replace(essay, id=id, reference=reference, body_sha256=digest(body), order=order, reading=reading)
        )
        bodies[digest(body)] = body
    return Library.of(entities), bodies


def made(reading="unread", **changes):
    library, bodies = shelf(reading)
    return library, bodies, draft_brief(library, bodies, QUESTION, "2026-03-02", **changes)


def test_stands_are_proposed_and_none_is_counted():
    library, _, drafted = made()
    after = library.after(*drafted.edits)
    (proposition,) = after.all(Proposition)
    assert proposition.text == "The Council should fund night buses"
    found = tally(after, proposition, [p.essay_id for p in after.all(Position)])
    assert not any(found.confirmed[stand] for stand in ("for", "for-if", "against", "relayed"))
    stands = {p.essay_id: p.stand for p in after.all(Position)}
    assert stands["ada-2024-text"] == "for"
    assert stands["ben-2024-text"] == "against"
    assert stands["cleo-2024-text"] == "relayed"
    assert "dov-2024-text" not in stands


def test_everything_new_is_unconfirmed_and_points_at_its_words():
    library, bodies, drafted = made()
    texts = {
        essay.id: bodies[essay.body_sha256] for essay in library.entities.values() if hasattr(essay, "body_sha256")
    }
    for edit in drafted.edits:
        assert isinstance(edit, Put)
        entity = edit.entity
        if isinstance(entity, (Passage, Position, Recommendation)):
            assert not entity.confirmed
        if isinstance(entity, Passage):
            assert texts[entity.essay_id][entity.anchor.start : entity.anchor.end] == entity.anchor.quote


def test_the_draft_builds_and_says_what_is_unconfirmed():
    library, bodies, drafted = made()
    after = library.after(*drafted.edits)
    deck = composed(after, bodies, replace(drafted.brief, id="buses"))
    titles = [slide.title.text for slide in deck.deck.slides]
    assert any("None of four texts has been read on funding night buses" in title for title in titles)
    assert deck.audit.unconfirmed and not deck.audit.unsourced
    assert any("not been read" in remark for remark in drafted.remarks)


def test_a_draft_asks_only_what_somebody_can_be_for_and_sets_apostrophes():
    asked = {
        question: draft_brief(*shelf(), question, "2026-03-02")
        for question in (
            "How should the Council’s staff fund night buses?",
            "What do the Council's texts say on buses?",
        )
    }
    first, second = asked.values()
    assert next(e.entity.text for e in first.edits if isinstance(e.entity, Proposition)).startswith("The Council")
    assert not any(isinstance(e.entity, Proposition) and "texts say" in e.entity.text for e in second.edits)
    assert second.brief.title == second.brief.question == "What do the Council’s texts say on buses?"
    for drafted in asked.values():
        named = {e.entity.proposition_id for e in drafted.edits if isinstance(e.entity, Position)}
        assert set(drafted.brief.propositions[1:]) <= named, "a view that no text speaks to is not drafted"


def test_what_was_confirmed_comes_first():
    library, bodies, first = made("read")
    kept = library.after(*first.edits)
    passage = next(p for p in kept.all(Passage) if p.essay_id == "ben-2024-text")
    kept = kept.after(Put(replace(passage, confirmed=True, themes=("transport",))))
    again = draft_brief(kept, bodies, QUESTION, "2026-03-02")
    assert again.brief.picks[0].passage == passage.id
    assert again.brief.propositions == first.brief.propositions, "the proposition is known now"


def test_the_same_question_gives_the_same_draft():
    assert made()[2] == made()[2]


def test_a_library_that_can_only_be_read_gives_what_it_has():
    _, _, drafted = made(writable=False)
    assert drafted.edits == ()
    assert drafted.brief.question == QUESTION


def test_a_dismissed_suggestion_is_not_drafted_again():
    library, bodies, drafted = made()
    from briefer.mining.mine import mine

    essay = library.get(Essay, "ada-2024-text")
    ids = tuple(s.id for s in mine(essay, bodies[essay.body_sha256]))
    dropped = library.after(Put(replace(essay, dismissed=ids)))
    again = draft_brief(dropped, bodies, QUESTION, "2026-03-02")
    picked = {pick.passage.split("/")[0] for pick in again.brief.picks}
    assert essay.id in {pick.passage.split("/")[0] for pick in drafted.brief.picks}
    assert essay.id not in picked


@given(st.sets(st.sampled_from(["ada-2024-text", "ben-2024-text", "cleo-2024-text"])))
def test_a_dropped_stand_is_proposed_neither_by_a_second_draft_nor_by_hints(dropped):
    library, bodies, first = made()
    (proposition,) = (edit.entity for edit in first.edits if isinstance(edit.entity, Proposition))
    known = library.after(Put(proposition))
    for id in dropped:
        essay = known.get(Essay, id)
        known = known.after(Put(replace(essay, dismissed=(hint_id(id, proposition),))))
    second = draft_brief(known, bodies, QUESTION, "2026-03-02")
    drafted = {edit.entity.essay_id for edit in second.edits if isinstance(edit.entity, Position)}
    assert drafted == {edit.entity.essay_id for edit in first.edits if isinstance(edit.entity, Position)} - dropped
    assert any("that you dropped before" in remark for remark in second.remarks) == bool(dropped)
    assert not dropped & stand_hints(known, bodies, proposition.id).hints.keys()


def test_a_dropped_hint_holds_for_the_proposition_as_it_is_worded():
    one = Proposition(id="prop/a", text="The Council should fund night buses")
    same = replace(one, id="prop/b", text="The council should fund  night buses.")
    other = replace(one, text="The Council should fund night trams")
    assert hint_id("ada", one) == hint_id("ada", same)
    assert len({hint_id("ada", one), hint_id("ada", other), hint_id("ben", one)}) == 3


@pytest.mark.parametrize("name", ["library.briefer", "shelf"])
def test_a_dropped_stand_is_kept_in_the_library_in_both_forms(tmp_path, name):
    library, bodies, first = made()
    (proposition,) = (edit.entity for edit in first.edits if isinstance(edit.entity, Proposition))
    essay = library.get(Essay, "ada-2024-text")
    dropped = replace(essay, dismissed=(hint_id(essay.id, proposition),))
    whole = library.after(Put(proposition), Put(dropped))
    with open_library(tmp_path / "library.briefer", create=True) as opened:
        filled = opened.apply([Put(entity) for entity in whole.entities.values()], bodies)
        if name == "shelf":
            export_to(tmp_path / name, filled)
    with open_library(tmp_path / name) as again:
        assert essay.id not in stand_hints(again.library, again.bodies, proposition.id).hints
        second = draft_brief(again.library, again.bodies, QUESTION, "2026-03-02")
    assert all(edit.entity.essay_id != essay.id for edit in second.edits if isinstance(edit.entity, Position))


@pytest.mark.parametrize("question", ["", "   "])
def test_a_draft_needs_a_question(question):
    library, bodies = shelf()
    with pytest.raises(UsageError, match="needs a question"):
        draft_brief(library, bodies, question, "2026-03-02")


def test_an_unknown_essay_and_an_existing_file_are_refused_and_nothing_is_written(tmp_path):
    library, bodies = shelf()
    with open_library(tmp_path / "library.briefer", create=True) as opened:
        filled = opened.apply([Put(entity) for entity in library.entities.values()], bodies)
        with pytest.raises(UsageError, match="no essay “eve”"):
            write_draft(filled, QUESTION, ["eve"], tmp_path / "brief.yaml", "2026-03-02")
        (tmp_path / "there.yaml").write_text("mine", encoding="utf-8")
        with pytest.raises(UsageError, match="there already"):
            write_draft(filled, QUESTION, [], tmp_path / "there.yaml", "2026-03-02")
    assert (tmp_path / "there.yaml").read_text(encoding="utf-8") == "mine"
    assert not (tmp_path / "brief.yaml").exists()


def opened_as(place):
    with open_library(place) as opened:
        return opened.library, dict(opened.bodies)


def test_the_command_writes_a_brief_that_builds(tmp_path):
    library, bodies = shelf()
    place = tmp_path / "library.briefer"
    with open_library(place, create=True) as opened:
        opened.apply([Put(entity) for entity in library.entities.values()], bodies)
    brief = tmp_path / "buses.yaml"
    asked = CliRunner().invoke(
        briefer, ["draft", "--question", QUESTION, "--library", str(place), "-o", str(brief)], catch_exceptions=False
    )
    assert asked.exit_code == 0, asked.output
    assert "not confirmed by anybody" in asked.output
    assert load_brief(brief).brief.library == "library.briefer"
    built = CliRunner().invoke(briefer, ["build", str(brief), "-o", str(tmp_path / "out"), "--format", "pptx"])
    assert built.exit_code == 0, built.output
    audit = composed(*opened_as(place), load_brief(brief).brief).audit
    assert f"Unconfirmed {len(audit.unconfirmed)}: marked on their slides" in built.output
    assert (tmp_path / "out" / "buses-v1.pptx").is_file()
