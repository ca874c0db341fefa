"""What a change does not touch is remembered; the outcome is that of composing and measuring everything."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefer.app import resources
from briefer.compose import brief as composing
from briefer.compose.brief import compose_brief, register_slide
from briefer.compose.recent import Recent
from briefer.compose.used import cited_on, used
from briefer.specs.brief import Assessment, Brief, Pick, SlideEdit, StatementEdit, read_brief
from briefer.store.folder import read_folder
from briefer.typeset import layout
from briefer.typeset.layout import lay_out

SAMPLES = Path(__file__).parent.parent / "sample_briefs"
NAMES = sorted(path.stem for path in SAMPLES.glob("*.yaml"))
LIBRARY = read_folder(SAMPLES / "library").library
PLAIN = Brief(title="Four partners", date="2026-11-22", id="four", propositions=("all",), prepared_by="Asia desk")
BRAND, _ = resources.brand("institute")


def made(brief):
    deck, memo = resources.deck_template("information-brief"), resources.memo_template("information-memo")
    found = compose_brief(LIBRARY, brief, deck, memo, brand=BRAND, version="test")
    return found, lay_out(found.deck, BRAND)


def afresh(brief):
    composing.RECENT.forget()
    layout._sheets.cache_clear()
    return made(brief)


FIRST, _ = made(PLAIN)
KEYS = [*FIRST.deck.order, "own/1", "gone"]
STATEMENTS = [s for slide in FIRST.deck.slides for s in slide.statements][:40]

edits = st.builds(
    SlideEdit,
    title=st.sampled_from(["", "A title by hand"]),
    after=st.sampled_from(["", *KEYS]),
    layout=st.sampled_from(["", "", "voices", "consensus-map", "statement"]),
    copy_of=st.sampled_from(["", "", *KEYS]),
    hidden=st.booleans(),
    locked=st.booleans(),
    removed=st.sampled_from([False, False, True]),
    statements=st.dictionaries(
        st.sampled_from([s.id for s in STATEMENTS]), st.builds(StatementEdit, text=st.just("By hand.")), max_size=2
    ),
)
changes = st.one_of(
    st.builds(lambda key, edit: lambda b: replace(b, edits={**b.edits, key: edit}), st.sampled_from(KEYS), edits),
    st.builds(lambda s: lambda b: replace(b, lock={**b.lock, s.id: s.text + " Held."}), st.sampled_from(STATEMENTS)),
    st.builds(lambda t: lambda b: replace(b, title=t), st.sampled_from(["One", "Two"])),
    st.builds(
        lambda t: lambda b: replace(b, assessments=(Assessment(text=t, slide="bluf"),)), st.sampled_from(["Go.", "No."])
    ),
    st.builds(
        lambda i: lambda b: replace(b, picks=(Pick(passage=LIBRARY.passages_of(i)[0].id, slide="bluf"),)),
        st.sampled_from(sorted(LIBRARY.passages_by_essay())),
    ),
)


@settings(max_examples=12, deadline=None)
@given(st.lists(changes, min_size=1, max_size=4))
def test_a_deck_changed_step_by_step_is_the_deck_made_at_once(steps):
    brief = PLAIN
    for step in steps:
        brief = step(brief)
        by_steps = made(brief)

    assert by_steps == afresh(brief)


def test_a_hand_edit_composes_nothing_again(monkeypatch):
    made(PLAIN)
    monkeypatch.setattr(composing, "compose_slides", lambda *_: pytest.fail("composed again"))

    first, *_, last = FIRST.deck.order
    found, _ = made(replace(PLAIN, edits={last: SlideEdit(title="By hand", after=first, hidden=True)}))

    assert found.deck.slides[1].title.text == "By hand"


def test_a_deck_that_cites_every_text_of_its_brief_is_composed_once(monkeypatch):
    composed, compose = [], composing.compose_slides
    monkeypatch.setattr(composing, "compose_slides", lambda *args: composed.append(args[1].numbers) or compose(*args))
    cited = tuple(key for key in FIRST.shelf.numbers if not key.startswith("volume:"))

    once, _ = afresh(replace(PLAIN, essays=cited))
    assert composed == [once.shelf.numbers]

    composed.clear()
    again, _ = afresh(PLAIN)
    assert len(composed) == 2
    assert composed[-1] == again.shelf.numbers != composed[0]


def test_a_memory_keeps_the_last_results_and_calls_for_others():
    calls = []
    recent = Recent(lambda n: calls.append(n) or n * 2, most=2)

    assert [recent.of(n) for n in ([1], [1], [2], [3], [1])] == [[1, 1], [1, 1], [2, 2], [3, 3], [1, 1]]
    assert calls == [[1], [2], [3], [1]]


def test_a_removed_slide_is_not_made_and_its_sources_leave_the_register():
    cited = {c.essay_id for slide in FIRST.deck.slides for s in slide.statements for c in s.citations}
    gone = {key: SlideEdit(removed=True) for key in FIRST.deck.order if key != "title"}

    found, _ = made(replace(PLAIN, edits=gone))

    assert [slide.key for slide in found.deck.slides] == ["title"]
    assert len(found.deck.register) <= len(cited)
    assert not [r for r in found.deck.remarks if "no slide in this deck" in r.text]


def sample(name):
    path = SAMPLES / f"{name}.yaml"
    return read_brief(path.read_text(encoding="utf-8"), path.name)[0]


@pytest.mark.parametrize("name", NAMES)
def test_the_register_and_what_names_each_place_say_the_same_slides(name):
    brief = sample(name)
    brief = replace(brief, deck=replace(brief.deck, max_slides=0))
    deck, memo = resources.deck_template(brief.deck.template), resources.memo_template("information-memo")
    found = compose_brief(LIBRARY, brief, deck, memo, brand=BRAND, version="test")
    pages = lay_out(found.deck, BRAND).pages

    of_essays = {}
    for use in used(found.deck, pages, found.memo):
        of_essays.setdefault(use.citation.essay_id, set()).update(use.slides)

    shown = cited_on(found.deck.slides, pages)
    assert {id: sorted(numbers) for id, numbers in of_essays.items() if numbers} == shown


@pytest.mark.parametrize("name", NAMES)
def test_every_slide_of_a_brief_can_be_removed_and_what_was_picked_for_it_waits(name):
    brief = sample(name)
    deck, memo = resources.deck_template(brief.deck.template), resources.memo_template("information-memo")
    whole = compose_brief(LIBRARY, brief, deck, memo, brand=BRAND, version="test").deck
    gone = {slide.key: SlideEdit(removed=True) for slide in whole.slides if slide.key != "title"}

    left = compose_brief(LIBRARY, replace(brief, edits=gone), deck, memo, brand=BRAND, version="test").deck

    assert {slide.key for slide in left.slides} <= {"title"}
    quotations = {pick.passage for pick in brief.picks if pick.slide == "quotation"}
    assert not [r for r in left.remarks if "no slide of this" in r.text and r.text.split()[2] in quotations]


def test_a_copy_stands_behind_its_slide_with_ids_of_its_own():
    key = next(slide.key for slide in FIRST.deck.slides if slide.layout == "consensus-map" or "positions" in slide.key)

    found, _ = made(replace(PLAIN, edits={"own/1": SlideEdit(copy_of=key, title="Once more")}))

    keys = [slide.key for slide in found.deck.slides]
    copy, like = found.deck.slides[keys.index("own/1")], found.deck.slides[keys.index(key)]
    assert keys[keys.index(key) + 1] == "own/1"
    assert [s.text for s in copy.statements[1:]] == [s.text for s in like.statements[1:]]
    assert not {s.id for s in copy.statements} & {s.id for s in like.statements}


def test_copies_stand_by_their_numbers_in_whatever_order_they_were_edited():
    key = FIRST.deck.order[1]
    edits = {f"own/{n}": SlideEdit(copy_of=key) for n in (1, 2, 10)}

    found, _ = made(replace(PLAIN, edits=edits))
    again, _ = made(replace(PLAIN, edits=dict(reversed(edits.items()))))

    assert [slide.key for slide in found.deck.slides][2:5] == ["own/1", "own/2", "own/10"]
    assert again == replace(found, shelf=again.shelf)


def test_a_cover_stays_a_cover_and_nothing_else_becomes_one():
    assert FIRST.deck.slides[0].alternatives == ("title",)
    assert not [slide for slide in FIRST.deck.slides[1:] if "title" in slide.alternatives]


def test_a_slide_is_set_in_a_layout_that_takes_its_fields_and_says_when_one_does_not():
    like = next(slide for slide in FIRST.deck.slides if len(slide.alternatives) > 1)
    other = like.alternatives[1]

    found, _ = made(replace(PLAIN, edits={like.key: SlideEdit(layout=other)}))
    refused, _ = made(replace(PLAIN, edits={like.key: SlideEdit(layout="quotation")}))

    assert next(s for s in found.deck.slides if s.key == like.key).layout == other
    assert next(s for s in refused.deck.slides if s.key == like.key).layout == like.layout
    assert any("has nothing for the layout “quotation”" in remark.text for remark in refused.deck.remarks)


def test_a_source_of_hidden_slides_alone_keeps_its_number_and_says_so():
    hidden = {key: SlideEdit(hidden=True) for key in FIRST.deck.order}

    found, pages = made(replace(PLAIN, edits=hidden))

    last = register_slide(found, cited_on(found.deck.slides, pages.pages)).blocks[0]
    assert [entry.number for entry in found.deck.register] == [entry.number for entry in FIRST.deck.register]
    assert {row.cells[4].statements[0].text for row in last.rows} <= {"hidden", "memo"}
    assert "hidden" in {row.cells[4].statements[0].text for row in last.rows}


def test_a_copy_stays_when_its_slide_is_taken_out():
    key = FIRST.deck.order[1]

    found, _ = made(replace(PLAIN, edits={"own/1": SlideEdit(copy_of=key), key: SlideEdit(removed=True)}))

    keys = [slide.key for slide in found.deck.slides]
    assert keys[1] == "own/1"
    assert key not in keys


def test_a_copy_that_cannot_be_made_says_why():
    found, _ = made(replace(PLAIN, edits={"own/1": SlideEdit(copy_of="quay"), "own/2": SlideEdit(title="Mine")}))

    told = " ".join(remark.text for remark in found.deck.remarks)
    assert "“own/1” is a copy of “quay”, which this deck does not have" in told
    assert "“own/2” does not say of which slide it is a copy" in told


def test_edits_of_a_slide_wait_for_it_when_the_selection_changes():
    key = next(key for key in FIRST.deck.order if key.startswith("positions/"))
    edit = SlideEdit(title="By hand", hidden=True, after="title", locked=True)
    others = tuple(p for p in (k.removeprefix("positions/") for k in FIRST.deck.order) if "prop/" in p)[1:]

    gone, _ = made(replace(PLAIN, propositions=others, edits={key: edit}))
    back, pages = made(replace(PLAIN, edits={key: edit}))

    slide = next(slide for slide in back.deck.slides if slide.key == key)
    assert key not in [slide.key for slide in gone.deck.slides]
    assert any(f"The edits of “{key}” have no slide in this deck" in r.text for r in gone.deck.remarks)
    assert (slide.title.text, slide.hidden) == ("By hand", True)
    assert back.deck.slides[1].key == key
    assert [page.hidden for page in pages.pages if page.key == key] == [True]
