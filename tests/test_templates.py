"""Templates: those shipped fit the samples; one's own is started, checked with line and field, and named by a brief."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefer.app import resources
from briefer.app.briefs import checked, library_for, load_brief
from briefer.app.build import draft
from briefer.app.templates import check_template, new_template
from briefer.errors import GateRefused, SpecError, UsageError
from briefer.specs.brief import Decision

SAMPLES = Path(__file__).parent.parent / "sample_briefs"


@pytest.fixture
def own(tmp_path, monkeypatch):
    monkeypatch.setenv("BRIEFER_TEMPLATES", str(tmp_path / "own"))
    return tmp_path / "own"


@pytest.mark.parametrize("kind", ["decks", "memos"])
def test_every_shipped_template_has_no_mistakes(kind):
    for id in resources.ids(kind):
        assert check_template(resources.folder(kind, id))


def test_every_deck_template_has_a_sample_brief():
    used = {load_brief(path).brief.deck.template for path in SAMPLES.glob("*.yaml")}

    assert used == set(resources.ids("decks"))


def test_a_started_template_is_listed_checked_and_built_from(own, tmp_path):
    made = new_template("mine", "leadership-five", None)
    brief = tmp_path / "b.yaml"
    text = (SAMPLES / "leadership.yaml").read_text(encoding="utf-8")
    brief.write_text(text.replace("template: leadership-five", "template: mine"), encoding="utf-8")
    loaded = load_brief(brief)
    with library_for(loaded, SAMPLES / "library") as opened:
        drawn = draft(opened.library, opened.bodies, checked(loaded, opened.library, opened.bodies))

    assert made == own / "decks" / "mine"
    assert check_template(made) == "mine"
    assert ("mine", "mine", "deck") in {(t.id, t.name, t.kind) for t in resources.templates()}
    assert drawn.audit.unsourced == ()
    assert len(drawn.deck.slides) == 6


def test_a_memo_template_can_be_started_too(own):
    made = new_template("short", "information-memo", None)

    assert made == own / "memos" / "short"
    assert check_template(made) == "short"


@pytest.mark.parametrize(("name", "source"), [("a/b", "hearing-prep"), ("..", "hearing-prep"), ("mine", "nothing")])
def test_what_cannot_be_started_is_refused_and_nothing_is_made(own, tmp_path, name, source):
    with pytest.raises(UsageError):
        new_template(name, source, None)

    assert not own.exists()


def test_no_template_is_written_over_and_none_shipped_is_hidden(own, tmp_path):
    new_template("mine", "hearing-prep", tmp_path)

    with pytest.raises(UsageError, match="already there"):
        new_template("mine", "hearing-prep", tmp_path)
    with pytest.raises(UsageError, match="already a template"):
        new_template("hearing-prep", "hearing-prep", None)


def test_mistakes_are_told_together_with_line_and_field(tmp_path):
    made = new_template("mine", "hearing-prep", tmp_path)
    file = made / "template.yaml"
    text = file.read_text(encoding="utf-8")
    text = text.replace('"{{ brief.title }}"', '"{{ brief.titel }}"').replace("rows: contact.rows", "rows: essays")
    file.write_text(text, encoding="utf-8")
    with pytest.raises(SpecError) as caught:
        check_template(made)
    told = {(p.line, p.where) for p in caught.value.problems}

    assert {where for _, where in told} == {"slides[0].title", "slides[4].rows"}
    assert all(text.splitlines()[line - 1].lstrip(" -").startswith(where.rpartition(".")[2]) for line, where in told)


def test_a_folder_without_a_template_is_refused(tmp_path):
    with pytest.raises(UsageError, match="Name the folder"):
        check_template(tmp_path)


@pytest.mark.parametrize("path", sorted(SAMPLES.glob("*.yaml")), ids=lambda path: path.stem)
def test_a_deck_of_one_slide_is_the_one_that_matters_most(path):
    loaded = load_brief(path)
    brief = replace(loaded.brief, deck=replace(loaded.brief.deck, max_slides=1))
    with library_for(loaded, None, {}) as opened:
        drawn = draft(opened.library, opened.bodies, brief)
    counted = [slide.key for slide in drawn.deck.slides if not slide.uncounted]

    assert counted in (["bluf"], ["summary"])
    assert any("“title” was left out" in remark.text for remark in drawn.remarks) == (path.stem != "leadership")


@pytest.mark.parametrize("template", resources.ids("decks"))
def test_no_slide_is_empty_where_nobody_has_written_anything(template):
    loaded = load_brief(SAMPLES / "leadership.yaml")
    deck = replace(loaded.brief.deck, template=template)
    brief = replace(loaded.brief, statements=(), assessments=(), picks=(), decision=Decision(), deck=deck)
    with library_for(loaded, None, {}) as opened:
        drawn = draft(opened.library, opened.bodies, brief)

    assert drawn.deck.slides
    assert [slide.key for slide in drawn.deck.slides if not slide.blocks] == []


@settings(max_examples=12, deadline=None)
@given(most=st.integers(1, 12))
def test_a_shorter_deck_keeps_the_slides_of_the_highest_priority(most):
    loaded = load_brief(SAMPLES / "pacific-partners.yaml")
    brief = replace(loaded.brief, deck=replace(loaded.brief.deck, max_slides=most))
    template = resources.deck_template(brief.deck.template)
    with library_for(loaded, None, {}) as opened:
        drawn = draft(opened.library, opened.bodies, brief)
        uncut = draft(opened.library, opened.bodies, replace(brief, deck=replace(brief.deck, max_slides=0)))
    kept = {slide.key.partition("/")[0] for slide in drawn.deck.slides}
    gone = {slide.id for slide in template.slides if f"“{slide.id}” was left out" in str(drawn.remarks)}

    assert sum(not slide.uncounted for slide in drawn.deck.slides) <= most
    assert not kept & gone
    assert kept | gone >= {slide.key.partition("/")[0] for slide in uncut.deck.slides} >= gone
    priority = {slide.id: slide.priority for slide in template.slides}
    assert max((priority[id] for id in gone), default=0) < min(priority[id] for id in kept - {"register"})


@pytest.mark.parametrize("path", sorted(SAMPLES.glob("*.yaml")), ids=lambda path: path.stem)
def test_the_leadership_deck_has_five_slides_at_most_whatever_the_brief(path):
    loaded = load_brief(path)
    brief = replace(loaded.brief, deck=replace(loaded.brief.deck, template="leadership-five", max_slides=0))
    with library_for(loaded, None, {}) as opened:
        made = draft(opened.library, opened.bodies, brief)

    assert sum(page.layout != "register" for page in made.pages) <= 5


def test_a_deck_that_no_cut_makes_short_enough_says_how_short_it_can_be():
    loaded = load_brief(SAMPLES / "pacific-partners.yaml")
    long = replace(loaded.brief.statements[0], text="A ferry waits for the night and for light on the quay. " * 60)
    brief = replace(loaded.brief, statements=(long,), deck=replace(loaded.brief.deck, max_slides=1))
    with library_for(loaded, None, {}) as opened, pytest.raises(GateRefused) as caught:
        draft(opened.library, opened.bodies, brief)

    assert re.match(r"At its shortest the deck has \d+ slides, \d+ more than max_slides allows\.", str(caught.value))


def test_a_priority_that_is_none_is_a_mistake(tmp_path):
    made = new_template("mine", "hearing-prep", tmp_path)
    file = made / "template.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("priority: 7", "priority: high"), encoding="utf-8")
    with pytest.raises(SpecError, match="whole number from 1"):
        check_template(made)
