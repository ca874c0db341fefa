"""Composing: counts, citations and titles follow from the library; nothing cited is lost, nothing uncited is called cited."""

from dataclasses import replace
from pathlib import Path

import pytest

from briefer.app import resources
from briefer.compose.brief import compose_brief, register_slide
from briefer.compose.citing import Citer, Words, all_cited, pieces_of
from briefer.compose.shelf import numbered, shelf_of
from briefer.model.essay import Essay
from briefer.model.evidence import Passage, Position, Proposition
from briefer.specs.brief import Assessment, Brief, Pick, SlideEdit, WrittenLine
from briefer.store.folder import read_folder

SAMPLES = Path(__file__).parent.parent / "sample_briefs"


@pytest.fixture(scope="module")
def shelf():
    return read_folder(SAMPLES / "library")


BRIEF = Brief(title="Four partners", date="2026-11-22", id="four", propositions=("all",), prepared_by="Asia desk")


def composed(shelf, brief=BRIEF, template="information-brief", library=None):
    deck = resources.deck_template(template)
    memo = resources.memo_template("information-memo")
    return compose_brief(library or shelf.library, shelf.bodies, brief, deck, memo, version="test")


def slide(made, key):
    return next(s for s in made.deck.slides if s.key == key)


def texts(found):
    return [s.text for s in found.statements]


def test_the_counts_of_the_samples_are_those_of_the_shelf(shelf):
    made = composed(shelf)
    ties = slide(made, "positions/prop/closer-ties")
    numerals = [s.text for s in ties.statements if s.field == "count"]

    assert numerals == ["7", "4", "0", "2", "13"]
    assert ties.title.text == "Eleven of thirteen texts support closer ties in Asia; four of them set conditions"
    assert ties.title.computed
    assert "title computed" in ties.status


@pytest.mark.parametrize(
    ("proposition", "counts"),
    [("prop/standing-format", [3, 2, 1, 7]), ("prop/south-china-sea-core-interest", [1, 2, 5, 5])],
)
def test_every_text_stands_somewhere_on_each_proposition(shelf, proposition, counts):
    found = [p for p in shelf.library.all(Position) if p.proposition_id == proposition]

    assert [sum(p.stand == s for p in found) for s in ("for", "for-if", "against", "silent")] == counts


def test_every_bracketed_page_is_the_page_of_a_cited_passage(shelf):
    made = composed(shelf)
    for found in made.deck.slides:
        for statement in found.statements:
            pages = {c.locator.page for c in statement.citations}
            for span in statement.spans:
                if span.kind == "pages":
                    inside = statement.text[span.start : span.end].strip("()")
                    assert any(page and page.split("–")[0] in inside for page in pages), statement.text


def test_marks_point_to_sources_that_the_slide_names(shelf):
    made = composed(shelf, replace(BRIEF, themes=("maritime", "cyber")))
    for found in made.deck.slides:
        named = {line.number for line in found.sources}
        marked = {n for s in found.statements for mark in s.marks for n in mark.numbers}
        assert marked <= named
        assert len(found.sources) <= 5


def test_numbers_run_over_used_sources_without_a_gap_and_are_shared_with_the_memo(shelf):
    made = composed(shelf)

    assert [entry.number for entry in made.register] == list(range(1, len(made.register) + 1))
    assert made.memo.register == made.register


def test_the_register_is_complete(shelf):
    made = composed(shelf)
    table = register_slide(made, {}).blocks[0]

    assert len(table.rows) == len(made.register)


def test_titles_are_unique_and_ids_too(shelf):
    made = composed(shelf, replace(BRIEF, themes=("maritime", "cyber", "forums")))
    titles = [s.title.text for s in made.deck.slides]
    ids = [s.id for found in made.deck.slides for s in found.statements]

    assert len(set(titles)) == len(titles)
    assert len(set(ids)) == len(ids)


def test_composing_twice_gives_the_same_deck(shelf):
    assert composed(shelf).deck == composed(shelf).deck


def test_an_assessment_keeps_its_name_and_confidence(shelf):
    judged = Assessment(slide="bluf", text="Wait.", confidence="low")
    made = composed(shelf, replace(BRIEF, assessments=(judged,)), "decision-brief")
    line = slide(made, "bluf").blocks[0].lines[0]

    assert (line.statement.role, line.statement.by, line.under) == ("assessment", "Asia desk", "Confidence: low")


def test_a_written_line_cites_and_an_uncited_one_is_own_text(shelf):
    passage = next(p for p in shelf.library.all(Passage) if p.essay_id.startswith("jenne") and not p.relays)
    lines = (
        WrittenLine(slide="bluf", text=f"Jenne doubts it [@{passage.id}]."),
        WrittenLine(slide="bluf", text="We add this."),
    )
    made = composed(shelf, replace(BRIEF, statements=lines), "decision-brief")
    cited, own = (line.statement for line in slide(made, "bluf").blocks[0].lines)

    assert (cited.text, cited.role, own.role) == ("Jenne doubts it.", "paraphrase", "own")
    assert [m.at for m in cited.marks] == [len("Jenne doubts it.")]
    assert cited.citations[0].passage_id == passage.id


def test_a_relayed_passage_is_never_the_authors_own(shelf):
    relayed = [p for p in shelf.library.all(Passage) if p.relays]
    assert relayed
    lines = tuple(WrittenLine(slide="bluf", text=f"So it is said [@{p.id}].") for p in relayed)
    made = composed(shelf, replace(BRIEF, statements=lines), "decision-brief")

    assert {s.role for s in slide(made, "bluf").statements if s.field == "body"} == {"relayed"}


def test_a_quotation_stands_in_marks_and_is_the_sources_own(shelf):
    quote = next(p for p in shelf.library.all(Passage) if p.kind == "quotation" and p.anchor)
    made = composed(shelf, replace(BRIEF, picks=(Pick(passage=quote.id, role="quotation", slide="quotation"),)))
    statement = slide(made, f"quotation/{quote.id}").blocks[0].lines[0].statement

    assert statement.role == "quotation"
    assert statement.text.startswith("“")
    span = next(s for s in statement.spans if s.kind == "quoted")
    assert statement.text[span.start : span.end] == quote.anchor.quote.replace("“", "‘").replace("”", "’")


def test_an_unread_essay_is_not_read_and_never_silent(shelf):
    thomas = next(e for e in shelf.library.all(Essay) if e.id.startswith("thomas"))
    positions = [p for p in shelf.library.all(Position) if p.essay_id == thomas.id]
    library = shelf.library
    for position in positions:
        library = type(library)({k: v for k, v in library.entities.items() if v is not position}, library.name)
    library = type(library)({**library.entities, (Essay, thomas.id): replace(thomas, reading="unread")}, library.name)
    ties = slide(composed(shelf, library=library), "positions/prop/closer-ties")

    assert "Not read" in texts(ties)
    assert not any("Thomas" in s.text for s in ties.statements if s.field == "cell" and s.text.startswith("Hirakawa"))


def test_an_unconfirmed_position_is_marked_and_leaves_the_title(shelf):
    ties = [p for p in shelf.library.all(Position) if p.proposition_id == "prop/closer-ties" and p.stand == "for"]
    changed = replace(ties[0], confirmed=False)
    library = type(shelf.library)({**shelf.library.entities, (Position, changed.id): changed}, "x")
    found = slide(composed(shelf, library=library), "positions/prop/closer-ties")

    assert found.title.text.startswith("Ten of thirteen texts")
    assert "one more is unconfirmed" in found.title.text
    assert "1 of 13 positions unconfirmed" in found.status
    assert "+ 1" in texts(found)


def test_a_hand_edited_title_replaces_the_computed_one_and_its_warning(shelf):
    edit = {"positions/prop/closer-ties": SlideEdit(title="Most want closer ties.", after="title")}
    made = composed(shelf, replace(BRIEF, edits=edit))

    assert slide(made, "positions/prop/closer-ties").title.text == "Most want closer ties."
    assert slide(made, "positions/prop/closer-ties").status == ""
    assert made.deck.slides[1].key == "positions/prop/closer-ties"


def test_an_edit_without_a_slide_becomes_a_remark(shelf):
    made = composed(shelf, replace(BRIEF, edits={"gone": SlideEdit(title="x")}))

    assert any("“gone”" in remark.text for remark in made.remarks)


def test_a_picked_passage_that_no_slide_takes_becomes_a_remark(shelf):
    passage = next(p for p in shelf.library.all(Passage) if p.essay_id.startswith("jenne"))
    made = composed(shelf, replace(BRIEF, picks=(Pick(passage=passage.id, slide="nowhere"),)))

    assert any(passage.id in remark.text for remark in made.remarks)


def test_a_cite_bracket_splits_into_ids():
    assert all_cited("One [@a/1; @b/2] and [@c/3].") == ["a/1", "b/2", "c/3"]
    assert [p.text for p in pieces_of("No cite [here].") if isinstance(p, Words)] == ["No cite [here]."]


def test_the_memo_gives_the_year_once_per_author(shelf):
    by_essay = {}
    for passage in shelf.library.all(Passage):
        by_essay.setdefault(passage.essay_id, []).append(passage)
    jenne = next(ps for id, ps in by_essay.items() if id.startswith("jenne"))
    base = shelf_of(shelf.library, shelf.bodies, BRIEF)
    citer = Citer(numbered(base, ()), "memo")
    text = citer.set(pieces_of(f"Jenne [@{jenne[0].id}] doubts it and warns [@{jenne[1].id}].")).text

    assert text.startswith("Jenne (2020, p")
    assert text.count("2020") == 1


def test_propositions_of_the_samples_have_thirteen_positions_each(shelf):
    for proposition in shelf.library.all(Proposition):
        assert sum(p.proposition_id == proposition.id for p in shelf.library.all(Position)) == 13
