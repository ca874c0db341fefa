"""Composing: counts, citations and titles follow from the library; nothing cited is lost, nothing uncited is called cited."""

from dataclasses import replace
from pathlib import Path

import pytest

from briefer.app import resources
from briefer.citation.short import ShortName
from briefer.compose.brief import compose_brief, register_slide
from briefer.compose.citing import Citer, Words, all_cited, pieces_of
from briefer.compose.deck import NO_CAPS, compose_slides
from briefer.compose.memo import compose_memo
from briefer.compose.shelf import numbered, shelf_of
from briefer.compose.views import FILTERS, context
from briefer.compose.wording import title_line
from briefer.errors import SpecError
from briefer.model.counts import tally
from briefer.model.essay import Essay
from briefer.model.evidence import Passage, Position, Proposition, Recommendation
from briefer.model.library import Put
from briefer.model.text import Anchor
from briefer.specs.brief import (
    Assessment,
    Brief,
    Citations,
    Pick,
    RecommendationChoice,
    SlideEdit,
    StatementEdit,
    WrittenLine,
)
from briefer.specs.template import read_memo_template, read_template
from briefer.store.folder import read_folder

SAMPLES = Path(__file__).parent.parent / "sample_briefs"


@pytest.fixture(scope="module")
def shelf():
    return read_folder(SAMPLES / "library")


BRIEF = Brief(title="Four partners", date="2026-11-22", id="four", propositions=("all",), prepared_by="Asia desk")


def composed(shelf, brief=BRIEF, template="information-brief", library=None, caps=NO_CAPS):
    deck = resources.deck_template(template)
    memo = resources.memo_template("information-memo")
    brand, _ = resources.brand("institute")
    library = library or shelf.library
    return compose_brief(library, brief, deck, memo, brand=brand, version="test", caps=caps)


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

    assert [entry.number for entry in made.deck.register] == list(range(1, len(made.deck.register) + 1))
    assert made.memo.register == made.deck.register


def test_the_register_is_complete(shelf):
    made = composed(shelf)
    table = register_slide(made, {}).blocks[0]

    assert len(table.rows) == len(made.deck.register)


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

    assert (line.statement.role, line.statement.by, line.under) == (
        "assessment",
        "Asia desk",
        "Confidence: low · Asia desk",
    )


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


def test_a_hand_edited_title_leaves_the_rest_of_the_draft_line(shelf):
    ties = [p for p in shelf.library.all(Position) if p.proposition_id == "prop/closer-ties" and p.stand == "for"]
    library = shelf.library.after(Put(replace(ties[0], confirmed=False)))
    edit = {"positions/prop/closer-ties": SlideEdit(title="Most want closer ties.")}
    found = slide(composed(shelf, replace(BRIEF, edits=edit), library=library), "positions/prop/closer-ties")

    assert found.status == "Draft: 1 of 13 positions unconfirmed"
    assert (found.title.role, found.title.edited) == ("paraphrase", True)


def test_the_memo_takes_hand_edits_too(shelf):
    first = composed(shelf).memo.statements[0]
    edit = {"memo": SlideEdit(statements={first.id: StatementEdit(text="In my words.")})}
    made = composed(shelf, replace(BRIEF, edits=edit))

    assert made.memo.statements[0].text == "In my words."
    assert not any("memo" in remark.text for remark in made.deck.remarks)


def test_words_that_no_slide_and_no_section_takes_are_remarks(shelf):
    lines = (
        WrittenLine(slide="theme-summary/nowhere", text="Lost on a slide."),
        WrittenLine(slide="title", text="Lost on the cover."),
        WrittenLine(memo="assessment", text="Lost in the memo."),
        WrittenLine(slide="bluf", text="Found."),
    )
    remarks = " ".join(remark.text for remark in composed(shelf, replace(BRIEF, statements=lines)).deck.remarks)

    assert all(f"“{line.text}”" in remarks for line in lines[:3])
    assert "“Found.”" not in remarks


def test_an_edit_without_a_slide_becomes_a_remark(shelf):
    made = composed(shelf, replace(BRIEF, edits={"gone": SlideEdit(title="x")}))

    assert any("“gone”" in remark.text for remark in made.deck.remarks)


def test_a_picked_passage_that_no_slide_takes_becomes_a_remark(shelf):
    passage = next(p for p in shelf.library.all(Passage) if p.essay_id.startswith("jenne"))
    made = composed(shelf, replace(BRIEF, picks=(Pick(passage=passage.id, slide="nowhere"),)))

    assert any(passage.id in remark.text for remark in made.deck.remarks)


def test_a_quotation_that_nobody_confirmed_is_marked(shelf):
    quote = next(p for p in shelf.library.all(Passage) if p.kind == "quotation" and p.anchor)
    library = shelf.library.after(Put(replace(quote, confirmed=False)))
    brief = replace(BRIEF, picks=(Pick(passage=quote.id, role="quotation", slide="quotation"),))
    found = slide(composed(shelf, brief, library=library), f"quotation/{quote.id}")

    assert not found.blocks[0].lines[0].statement.confirmed


def advice(shelf, library=None, unconfirmed="mark", **choice):
    brief = replace(BRIEF, recommendations=RecommendationChoice(**choice), unconfirmed=unconfirmed)
    return slide(composed(shelf, brief, library=library), "recommendations")


def numerals(found):
    return [int(s.text) for s in found.statements if s.field == "count"]


def test_the_register_is_ranked_by_how_many_voices_support_an_entry(shelf):
    found = advice(shelf, limit=3)
    rows = found.blocks[0].rows
    cited = [{c.essay_id for c in row.cells[2].statements[0].citations} for row in rows]

    assert len(rows) == 3
    assert numerals(found) == sorted((len(essays) for essays in cited), reverse=True)
    assert found.title.computed


def test_entries_picked_by_hand_stand_in_the_order_that_was_asked_for(shelf):
    ids = ("rec/cyber-with-democracies", "rec/cyber-with-partners")

    assert numerals(advice(shelf, ids=ids, order="register")) == [1, 5]
    assert numerals(advice(shelf, ids=ids, order="support")) == [5, 1]


def test_an_entry_that_no_essay_of_the_brief_supports_is_a_remark(shelf):
    brief = replace(
        BRIEF,
        essays=("burton-2020-why-asia-matters",),
        recommendations=RecommendationChoice(ids=("rec/cyber-with-democracies",)),
    )
    made = composed(shelf, brief)

    assert not any(s.key == "recommendations" for s in made.deck.slides)
    assert any("rec/cyber-with-democracies was picked" in remark.text for remark in made.deck.remarks)


def test_an_entry_that_nobody_confirmed_is_marked_or_left_out(shelf):
    entry = shelf.library.get(Recommendation, "rec/cyber-with-partners")
    library = shelf.library.after(Put(replace(entry, confirmed=False)))
    ids = ("rec/cyber-with-democracies", entry.id)

    assert [row.emphasis for row in advice(shelf, library, ids=ids).blocks[0].rows] == ["unconfirmed", ""]
    assert len(advice(shelf, library, "leave-out", ids=ids).blocks[0].rows) == 1


def test_a_run_is_another_when_anything_it_draws_on_is(shelf):
    position = shelf.library.all(Position)[0]
    moved = shelf.library.after(Put(replace(position, reason="another ground")))
    runs = {composed(shelf).deck.run, composed(shelf, library=moved).deck.run}

    assert len(runs) == 2
    assert composed(shelf).deck.run in runs


def test_a_cap_leaves_passages_out_and_names_each(shelf):
    brief = replace(BRIEF, themes=("maritime",), propositions=())
    whole, capped = composed(shelf, brief), composed(shelf, brief, caps={"theme-summary": 2})
    lines = [slide(made, "theme-summary/maritime").blocks[0].lines for made in (whole, capped)]
    left_out = [r.text for r in capped.deck.remarks if "left out" in r.text]

    assert [len(found) for found in lines] == [4, 2]
    assert len(left_out) == 2
    assert all(
        any(c.passage_id in text for text in left_out) for line in lines[0][2:] for c in line.statement.citations
    )


DECK = "briefer: deck-template/1\nname: T\nslides:\n  - {{layout: title, title: T}}\n  - {{id: a, layout: {}}}\n"


@pytest.mark.parametrize(
    ("slide", "where", "what"),
    [
        ('bluf, title: "{{ brief.titel }}"', "title", "there is no “titel” here"),
        ("bluf, title: T, when: nothing_here", "when", "nothing_here"),
        ("bluf, title: T, lines: brief.title", "lines", "expected a list"),
        ("bluf, title: T, lines: essays", "lines", "cannot show"),
        ("options, title: T, rows: risks_of_mine", "rows", "risks_of_mine"),
        ("consensus-map, title: T, map: decision", "map", "cannot show"),
        ("consensus-map, title: T, map: brief.title", "map", "expected one thing"),
        ('"{{ brief.title }}", title: T', "layout", "there is no layout “Four partners”"),
        ("bluf, title: T, for_each: letter in brief.title", "for_each", "expected a list"),
        ('bluf, title: "{{ brief.title | number }}"', "title", "wrong kind"),
        ("bluf, title: T, when: brief.title < facts", "when", "wrong kind"),
        ('bluf, title: T, lines: "slide.lines | best(brief.title)"', "lines", "wrong kind"),
    ],
)
def test_what_a_template_asks_for_in_vain_is_a_mistake_at_its_place(shelf, slide, where, what):
    template = read_template(DECK.format(slide), "t/template.yaml", "t", FILTERS)
    brief = replace(BRIEF, statements=(WrittenLine(slide="a", text="Words."),))
    with pytest.raises(SpecError) as caught:
        _slides(template, shelf_of(shelf.library, brief))

    (problem,) = caught.value.problems
    assert (problem.file, problem.line, problem.where) == ("t/template.yaml", 5, f"slides[1].{where}")
    assert what in problem.what


@pytest.mark.parametrize(
    ("subject", "points", "where"),
    [
        ('"{{ brief.x }}"', "memo.watch", "subject"),
        ("S", "memo.x", "sections[0].points"),
        ("S", "themes", "sections[0].points"),
    ],
)
def test_what_a_memo_template_asks_for_in_vain_is_a_mistake_too(shelf, subject, points, where):
    head = f"briefer: memo-template/1\nname: M\nkind: Memo\nsubject: {subject}\n"
    text = f"{head}sections: [{{id: a, label: A, points: {points}}}]\n"
    template = read_memo_template(text, "m/template.yaml", "m", FILTERS)
    with pytest.raises(SpecError) as caught:
        found = shelf_of(shelf.library, replace(BRIEF, themes=("maritime",)))
        compose_memo(template, found, context(found))

    assert [(p.line > 0, p.where) for p in caught.value.problems] == [(True, where)]


def _slides(template, shelf):
    return compose_slides(template, shelf, context(shelf))


def test_best_gives_as_many_as_the_template_asks_for(shelf):
    text = DECK.format(
        'theme-summary, for_each: theme in themes, title: "{{ theme.label }}", evidence: theme.passages | best(7)'
    )
    template = read_template(text, "t", "t", FILTERS)
    brief = replace(BRIEF, themes=("maritime",))
    made = _slides(template, shelf_of(shelf.library, brief))

    assert len(made.slides[1].blocks[0].lines) == 7


def test_a_cite_bracket_splits_into_ids():
    assert all_cited("One [@a/1; @b/2] and [@c/3].") == ["a/1", "b/2", "c/3"]
    assert [p.text for p in pieces_of("No cite [here].") if isinstance(p, Words)] == ["No cite [here]."]


def test_a_memo_that_nobody_wrote_says_what_is_confirmed_and_the_rest_of_the_deck_too(shelf):
    unsure = replace(shelf.library.all(Recommendation)[0], confirmed=False)
    library = shelf.library.after(Put(unsure))
    brief = replace(BRIEF, themes=("cyber", "maritime"), propositions=("prop/standing-format",))
    brief = replace(brief, unconfirmed="mark", recommendations=RecommendationChoice(ids=("all",)))
    made = composed(shelf, brief, library=library)
    points = next(section.points for section in made.memo.sections if section.id == "key-points")
    said = [" ".join(s.text for s in point.statements) for point in points]
    cited = [c.passage_id for point in points for s in point.statements for c in s.citations]

    assert said[0].startswith("For a new standing format. ")
    assert [" Advised by " in text for text in said] == [False, True, True, True, False, False]
    assert all(s.confirmed and s.citations for point in points for s in point.statements)
    assert not any(unsure.text.rstrip(".") in text for text in said)
    assert len(cited) == len(set(cited))
    assert not points[0].optional and all(point.optional for point in points[1:])


def test_advice_in_the_very_words_of_its_text_is_a_quotation_in_the_memo_too(shelf):
    words = "Lend pilot boats to every village that has none of its own"
    passage = next(p for p in shelf.library.all(Passage) if p.kind == "recommendation" and not p.relays)
    anchor = Anchor.of(f"{words}, before winter.", 0, len(words))
    entry = Recommendation(id="rec/new", text=f"{words}.", passages=(passage.id,), confirmed=True)
    library = shelf.library.after(Put(replace(passage, kind="recommendation", anchor=anchor)), Put(entry))
    brief = replace(BRIEF, propositions=(), recommendations=RecommendationChoice(ids=("rec/new",)))
    points = next(s.points for s in composed(shelf, brief, library=library).memo.sections if s.id == "key-points")
    advised = points[0].statements[0]

    assert advised.text.startswith(f"“{words}”: ")
    assert advised.role == "quotation"


def test_a_memo_without_propositions_opens_with_how_many_texts_speak_to_its_themes(shelf):
    made = composed(shelf, replace(BRIEF, themes=("cyber", "maritime"), propositions=()))
    first, second = next(section.points for section in made.memo.sections if section.id == "bottom-line")

    assert first.statements[0].text == "Six of thirteen texts speak to cyber and space domains."
    assert first.statements[0].role == second.statements[0].role == "count"


def test_the_memo_gives_the_year_once_per_author(shelf):
    by_essay = {}
    for passage in shelf.library.all(Passage):
        by_essay.setdefault(passage.essay_id, []).append(passage)
    jenne = next(ps for id, ps in by_essay.items() if id.startswith("jenne"))
    base = shelf_of(shelf.library, BRIEF)
    citer = Citer(numbered(base, ()), "memo")
    text = citer.set(pieces_of(f"Jenne [@{jenne[0].id}] doubts it and warns [@{jenne[1].id}].")).text

    assert text.startswith("Jenne (2020, p")
    assert text.count("2020") == 1


def test_propositions_of_the_samples_have_thirteen_positions_each(shelf):
    for proposition in shelf.library.all(Proposition):
        assert sum(p.proposition_id == proposition.id for p in shelf.library.all(Position)) == 13


def test_an_editors_gloss_stands_under_relayed_and_moves_no_count(shelf):
    introduction = next(e for e in shelf.library.all(Essay) if e.kind == "introduction")
    key = Position.key("prop/closer-ties", introduction.id)
    gloss = Position(id=key, proposition_id="prop/closer-ties", essay_id=introduction.id, stand="for", confirmed=True)
    library = type(shelf.library)({**shelf.library.entities, (Position, key): gloss}, "x")
    found = slide(composed(shelf, library=library), "positions/prop/closer-ties")

    assert [s.text for s in found.statements if s.field == "count"] == ["7", "4", "0", "–", "2", "13"]
    relayed = [s for s in found.statements if s.role == "relayed"]
    assert [s.text for s in relayed] == ["McQuade and Lao: relays what others hold"]


def test_titles_of_views_keep_their_grammar_and_say_when_nothing_was_read(shelf):
    known = next(p for p in shelf.library.all(Proposition) if p.id == "prop/closer-ties")
    essays = [essay.id for essay in shelf.library.all(Essay)]
    names = dict.fromkeys(essays, ShortName("Author", "2020"))

    def line(text, library=shelf.library):
        return title_line(tally(library, replace(known, text=text, short="", labels=()), essays), names)

    assert line("The four should be asked").startswith("Eleven of thirteen texts say that the four should be asked")
    assert line("NATO should ask the four").startswith("Eleven of thirteen texts say that NATO should ask the four")
    assert line("NATO should ask the four, " * 5).startswith("Eleven of thirteen texts support the view below")
    unread = shelf.library.after(*(Put(replace(essay, reading="unread")) for essay in shelf.library.all(Essay)))
    waiting = unread.after(*(Put(replace(p, confirmed=False)) for p in unread.all(Position)))
    assert line("The four should be asked", waiting) == (
        "None of thirteen texts has been read on the view below; eleven positions are unconfirmed"
    )
    assert line("Ask the four", unread.after(*(Put(replace(p, stand="silent")) for p in waiting.all(Position)))) == (
        "None of thirteen texts has been read on whether Ask the four"
    )
    assert line("Should the four be asked").startswith("Eleven of thirteen texts say yes: should the four be asked")


def test_an_unconfirmed_row_names_its_stand_where_no_row_above_does(shelf):
    positions = [
        p for p in shelf.library.all(Position) if p.proposition_id == "prop/closer-ties" and p.stand == "for-if"
    ]
    library = shelf.library.after(*(Put(replace(p, confirmed=False)) for p in positions))
    found = slide(composed(shelf, library=library), "positions/prop/closer-ties")

    labels = [s.text for s in found.statements if s.field == "label"]
    assert "In favour if …: unconfirmed" in labels and "In favour if …" not in labels


def test_a_judgement_by_others_names_them_wherever_it_stands(shelf):
    judged = (
        Assessment(slide="bluf", text="Ask first.", by=BRIEF.prepared_by, confidence="low"),
        Assessment(slide="bluf", text="Ask later.", by="Legal", confidence="high"),
        Assessment(slide="bluf", text="Ask never.", confidence="high"),
    )
    lines = slide(composed(shelf, replace(BRIEF, assessments=judged)), "bluf").blocks[0].lines

    assert [line.under for line in lines] == ["Confidence: low · Asia desk", "Confidence: high · Legal", ""]


def _shown(made, theme):
    lines = slide(made, f"theme-summary/{theme}").blocks[0].lines
    return {c.passage_id for line in lines for c in line.statement.citations}


def test_a_passage_leads_one_theme_where_the_next_has_others(shelf):
    made = composed(shelf, replace(BRIEF, themes=("cyber", "partners")), "information-brief")
    cited = [_shown(made, id) for id in ("cyber", "partners")]

    assert len(cited[1]) > 1 and not cited[0] & cited[1]


def test_advice_nobody_confirmed_stands_in_the_words_of_its_text_alone(shelf):
    known = next(r for r in shelf.library.all(Recommendation) if r.id == "rec/cyber-with-partners")
    waiting = replace(known, confirmed=False, instrument="by means of courses", condition="if asked")
    brief = replace(BRIEF, recommendations=RecommendationChoice(ids=(known.id,)))
    found = slide(composed(shelf, brief, "information-brief", shelf.library.after(Put(waiting))), "recommendations")

    assert not any("means of courses" in s.text for s in found.statements)
    assert [s.text for s in found.blocks[0].head] == ["Who acts", "of 13", "Advice, and who gives it"]


def test_back_up_says_who_the_authors_are_and_what_not_to_use(shelf):
    doubtful = next(p for p in shelf.library.all(Passage) if p.kind == "claim" and p.essay_id.startswith("burton"))
    library = shelf.library.after(Put(replace(doubtful, doubtful=True, note="The year is wrong.")))
    made = composed(shelf, BRIEF, "decision-brief", library)

    people, warned = slide(made, "people"), slide(made, "doubtful")
    assert people.uncounted and warned.uncounted
    assert any("former Ambassador" in s.text for s in people.statements)
    lines = [line.statement for line in warned.blocks[0].lines]
    (own,) = (s for s in lines if s.label == "Burton")
    assert "The year is wrong." in own.text and doubtful.wording not in own.text
    assert [c.essay_id for c in own.citations] == [doubtful.essay_id]
    nameless = replace(BRIEF, citations=Citations(attribution="chatham-house"))
    assert not any(s.key == "doubtful" for s in composed(shelf, nameless, "decision-brief", library).deck.slides)


def test_a_line_without_a_place_is_named_without_the_marks_of_its_cites(shelf):
    passage = shelf.library.all(Passage)[0].id
    brief = replace(BRIEF, statements=(WrittenLine(slide="nowhere", text=f"A line of ours [@{passage}]."),))
    found = shelf_of(shelf.library, brief)
    made = _slides(resources.deck_template(brief.deck.template), found)

    assert [r.text for r in made.remarks if "nowhere" in r.text] == [
        f"“A line of ours.” (on {passage}) was written for “nowhere”, but no slide of this deck takes it."
    ]


@pytest.mark.parametrize(
    ("essays", "told"),
    [
        (("all",), "13 texts: 12 essays, 1 article"),
        (("heng-2020-enabling-natos-engagement", "jenne-2020-beyond-fanfare-and"), "2 texts: all essays"),
    ],
)
def test_kinds_of_texts_are_counted_where_there_are_several(shelf, essays, told):
    made = composed(shelf, replace(BRIEF, essays=essays, propositions=()), template="volume-digest")

    assert told in [s.text for found in made.deck.slides for s in found.statements]
