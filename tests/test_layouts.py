"""Layouts: each shows what its fields give, keeps to its limits and leaves nothing out; templates build on the samples."""

import re
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pptx import Presentation

from briefer.app import resources
from briefer.app.build import draft
from briefer.app.check import MAX_ANSWER, problems
from briefer.compose.brief import compose_brief
from briefer.compose.layouts import LAYOUTS
from briefer.compose.matrix import SIGNS
from briefer.compose.views import FILTERS
from briefer.compose.wording import MAX_TITLE
from briefer.gui.tokens import contrast
from briefer.model.counts import tally
from briefer.model.deck import CONDITIONAL, Cell, Line, Lines, Row, Table
from briefer.model.essay import Essay
from briefer.model.evidence import Passage, Position, Proposition, Recommendation, Theme
from briefer.model.library import Put
from briefer.model.matrix import theme_matrix
from briefer.model.register import register_lines
from briefer.model.text import Anchor
from briefer.specs.brief import (
    AgendaItem,
    Assessment,
    Brief,
    Change,
    Event,
    Exchange,
    MemoChoice,
    NextStep,
    Pick,
    Question,
    RecommendationChoice,
    WrittenLine,
    read_brief,
)
from briefer.specs.template import LAYOUT_FIELDS, read_template
from briefer.store.folder import read_folder
from briefer.typeset.charts import BAR, bars_of, charted
from briefer.typeset.grid import MOST
from briefer.typeset.layout import lay_out
from briefer.typeset.page import ChartBox, Rule, Series
from briefer.writers.pptx import write_deck
from tests.sample_deck import BRANDS, say

KINDS = tuple(BAR)
every_brand = pytest.mark.parametrize("brand", BRANDS.values(), ids=list(BRANDS))
ROOT = Path(__file__).parent.parent
HENG = "heng-2020-enabling-natos-engagement/468b4896"
JENNE = "jenne-2020-beyond-fanfare-and/85f44965"
SPAIN = "klodkowski-2020-an-india-nato/70b61390"
BRIEF = Brief(title="Four partners", date="2026-11-22", id="four", prepared_by="Asia desk", propositions=("all",))


@pytest.fixture(scope="module")
def library():
    return read_folder(ROOT / "sample_briefs/library").library


def slides(library, brief, *entries):
    text = "briefer: deck-template/1\nname: T\nslides:\n" + "".join(f"  - {{{entry}}}\n" for entry in entries)
    brand, _ = resources.brand("institute")
    template = read_template(text, "t.yaml", "t", FILTERS)
    memo = resources.memo_template("information-memo")
    return compose_brief(library, brief, template, memo, brand=brand, version="test").deck


def only(library, brief, entry):
    (found,) = slides(library, brief, entry).slides
    return found


def table(slide):
    return next(block for block in slide.blocks if isinstance(block, Table))


def grid(slide):
    return [[" / ".join(s.text for s in cell.statements) for cell in row.cells] for row in table(slide).rows]


def cited(statement):
    return {citation.passage_id for citation in statement.citations}


@every_brand
def test_every_layout_has_fields_a_maker_a_place_in_the_brand_and_a_line_in_the_guide(brand):
    guide = (ROOT / "docs/guide-templates.md").read_text(encoding="utf-8")
    guide = guide.partition("## Layouts and their fields")[2].partition("## Leaves")[0]
    told = dict(re.findall(r"^\| `([a-z-]+)` \| ((?:`[a-z]+`(?:, )?)+) \|", guide, re.M))

    assert set(LAYOUTS) == set(LAYOUT_FIELDS) == set(brand.layouts) - {"register"}
    assert {name: re.findall(r"`(\w+)`", fields) for name, fields in told.items()} == {
        name: list(fields) for name, fields in LAYOUT_FIELDS.items()
    }
    for name, most in MOST.items():
        assert re.search(rf"^\| `{name}` .*\b{most} ", guide, re.M), name


def test_purpose_says_what_is_covered_left_out_and_read(library):
    brief = replace(BRIEF, question="Which?", themes=("cyber",), memo=MemoChoice(limits="Costs."))
    brief = replace(brief, statements=(WrittenLine(text="The desk is new.", slide="p", label="Why now"),))
    rows = grid(
        only(library, brief, "id: p, layout: purpose-and-scope, title: T, rows: scope.rows, lines: slide.lines")
    )
    told = dict(rows)

    assert told["Question"] == "Which?"
    assert told["Leaves out"] == "Costs."
    assert told["Evidence"].startswith("13 texts: ")
    assert rows[-1] == ["Why now", "The desk is new."]


def test_an_agenda_lists_the_sections_that_the_deck_has(library):
    entries = (
        "id: a, layout: agenda, title: Agenda, rows: agenda",
        "id: b, layout: statement, title: B, section: First",
        "id: c, layout: statement, title: C, section: Never, when: risks",
        "id: d, layout: agenda, title: Agenda again, rows: agenda, now: Last, section: Last",
    )
    first, _, again = slides(library, BRIEF, *entries).slides

    assert grid(first) == [["1", "First"], ["2", "Last"]]
    assert grid(again) == [["1", "First"], ["Now", "Last"]]
    assert [row.cells[1].bold for row in table(again).rows] == [False, True]


def test_an_agenda_of_the_brief_comes_with_its_minutes(library):
    brief = replace(BRIEF, agenda=(AgendaItem(text="Talk", minutes=5), AgendaItem(text="End")))
    rows = grid(only(library, brief, "layout: agenda, title: Agenda, rows: agenda"))

    assert rows == [["1", "Talk", "5 min"], ["2", "End", ""]]


def test_a_summary_has_a_sentence_for_each_proposition_and_theme_with_what_it_counts(library):
    brief = replace(BRIEF, themes=("cyber",))
    found = only(library, brief, "layout: executive-summary, title: T, lines: summary.rows")
    essays = [essay.id for essay in library.all(Essay)]
    statements = [row.cells[1].statements[0] for row in table(found).rows]

    assert len(statements) == len(library.all(Proposition)) + 1
    for statement, proposition in zip(statements, library.all(Proposition), strict=False):
        counted = tally(library, proposition, essays)
        positions = [p for stand in ("for", "for-if", "against") for p in counted.confirmed[stand]]
        assert {c.essay_id for c in statement.citations} == {p.essay_id for p in positions}
        assert statement.role == "count"
    assert statements[-1].citations


def test_a_section_names_the_texts_that_speak_in_it(library):
    entry = "layout: section, for_each: t in themes, title: '{{ t.label }}', finding: One finding, facts: t.facts"
    found = only(library, replace(BRIEF, themes=("cyber",)), entry)
    (lines,) = found.blocks
    texts = lines.lines[1].statement

    assert [line.style for line in lines.lines] == ["lead", "fact"]
    assert texts.text.startswith("6 of 13: ")
    assert texts.role == "count"


def test_evidence_stands_beside_the_judgement_of_the_same_place(library):
    brief = replace(
        BRIEF,
        statements=(
            WrittenLine(text=f"Heng expects an audience [@{HENG}].", slide="e", label="Wish"),
            WrittenLine(text=f"Jenne sees no gain [@{JENNE}].", slide="e"),
        ),
        assessments=(Assessment(text="Broad.", slide="e", confidence="low"),),
    )
    found = only(library, brief, "id: e, layout: evidence-assessment, title: T, lines: slide.lines")
    first, second = table(found).rows

    assert grid(found)[0][0] == "Wish"
    assert [s.text for s in first.cells[2].statements] == ["Broad.", "Confidence: low"]
    assert first.cells[2].statements[0].role == "assessment"
    assert cited(second.cells[1].statements[0]) == {JENNE}
    assert second.cells[2].statements == ()


def test_an_objection_stands_beside_its_answer(library):
    brief = replace(
        BRIEF, objections=(Exchange(text=f"No gain [@{JENNE}].", answer=f"Heng differs [@{HENG}].", by="J"),)
    )
    found = only(library, brief, "layout: objection-answer, title: T, rows: objections")
    (row,) = table(found).rows

    assert grid(found)[0][0] == "J"
    assert [cited(cell.statements[0]) for cell in row.cells[1:]] == [{JENNE}, {HENG}]


def test_a_matrix_says_of_every_text_and_proposition_what_the_counts_say(library):
    found = only(
        library,
        BRIEF,
        "layout: position-matrix, for_each: part in matrices, title: '{{ part.headline }}', matrix: part",
    )
    *rows, sums = table(found).rows
    essays = [essay.id for essay in library.all(Essay)]

    assert len(rows) == sum(essay.counts for essay in library.all(Essay))
    for column, proposition in enumerate(library.all(Proposition), start=1):
        counted = tally(library, proposition, essays)
        words = [row.cells[column].statements[0].text for row in rows]
        for stand, sign in SIGNS.items():
            assert sum(word.startswith(sign) for word in words) == len(counted.confirmed[stand]), (
                proposition.id,
                stand,
            )
        numbers = [int(n) for n in re.findall(r"\d+", sums.cells[column].statements[0].text)]
        assert numbers == [counted.count("for"), counted.count("for-if"), counted.count("against")]
    assert all(cell.statements[0].citations for row in rows for cell in row.cells[1:])


@pytest.mark.parametrize(("unconfirmed", "shown"), [("mark", "+ for"), ("leave-out", "open")])
def test_a_position_that_nobody_confirmed_is_marked_or_open_and_in_no_sum(library, unconfirmed, shown):
    position = next(p for p in library.all(Position) if p.proposition_id == "prop/closer-ties" and p.stand == "for")
    doubted = library.after(Put(replace(position, confirmed=False)))
    entry = "layout: position-matrix, for_each: p in matrices, title: '{{ p.headline }}', matrix: p"
    found = only(doubted, replace(BRIEF, unconfirmed=unconfirmed), entry)
    row = next(r for r in table(found).rows if r.cells[1].statements[0].citations[0].essay_id == position.essay_id)

    assert row.cells[1].statements[0].text.startswith(shown)
    assert row.cells[1].statements[0].confirmed == (unconfirmed == "leave-out")
    assert table(found).rows[-1].cells[1].statements[0].text == "for 6, if 4, against 0"


@pytest.mark.parametrize("layout", ["ranked-table", "recommendations"])
@pytest.mark.parametrize("confirmed", [True, False])
def test_tables_of_advice_begin_with_what_to_do_as_a_paraphrase_and_only_once_confirmed(library, layout, confirmed):
    entry = next(e for e in library.all(Recommendation) if e.passages and not e.condition)
    said = replace(entry, text="The harbour board should lend ships", actor="harbour board", confirmed=confirmed)
    brief = replace(BRIEF, recommendations=RecommendationChoice(ids=(entry.id,)))
    found = only(library.after(Put(said)), brief, f"layout: {layout}, title: T, rows: recommendations.rows")
    (row,) = table(found).rows
    statement = row.cells[2].statements[0]

    assert statement.text.startswith("Lend ships (should)" if confirmed else said.text)
    assert statement.role == "paraphrase" and "“" not in statement.text
    assert cited(statement) & set(entry.passages)
    assert "Harbour board" in [s.text for cell in row.cells for s in cell.statements]


@pytest.mark.parametrize("layout", ["ranked-table", "recommendations"])
@pytest.mark.parametrize("own", [True, False])
def test_advice_in_the_very_words_of_its_text_stands_in_quotation_marks(library, layout, own):
    words = "The harbour board must lend its pilot boats to every village"
    passage = library.get(Passage, HENG)
    anchor = Anchor.of(f"{words} before winter comes.", 0, len(words) + 21)
    entry = Recommendation(
        id="rec/new", text=f"{words}." if own else words.replace("lend", "give"), passages=(HENG,), confirmed=False
    )
    brief = replace(BRIEF, recommendations=RecommendationChoice(ids=("rec/new",)))
    changed = library.after(Put(replace(passage, kind="recommendation", anchor=anchor)), Put(entry))
    found = only(changed, brief, f"layout: {layout}, title: T, rows: recommendations.rows")
    statement = table(found).rows[0].cells[2].statements[0]

    assert statement.role == ("quotation" if own else "paraphrase")
    assert statement.text.startswith(f"“{words}”" if own else entry.text)
    assert [statement.text[s.start : s.end] for s in statement.spans if s.kind == "quoted"] == ([words] if own else [])
    assert not statement.confirmed


THEMES = "layout: theme-matrix, for_each: part in theme_matrices, title: '{{ part.headline }}', matrix: part"


@every_brand
def test_a_theme_matrix_says_of_every_text_and_theme_what_desk_and_titles_count(library, brand):
    brief = replace(BRIEF, themes=("cyber", "maritime"))
    found = only(library, brief, THEMES)
    *rows, sums = table(found).rows
    whole = theme_matrix(library, ["cyber", "maritime"], [e.id for e in library.all(Essay)])

    assert len(rows) == len(whole.essays) == 13
    for column in range(2):
        cells = [row.cells[column + 1].statements[0] for row in rows]
        assert sum(cell.text.startswith("speaks") for cell in cells) == whole.voices(column)
        assert sums.cells[column + 1].statements[0].text == whole.counted(column)
        for cell, known in zip(cells, whole.cells[column], strict=True):
            assert cited(cell) - {""} == (set(known.own) or set(known.relayed))
            assert cell.text.split(" ")[0] in ("speaks", "relays", "none")
    deck = slides(library, brief, THEMES)
    pages = lay_out(deck, brand).pages
    tables = [shape for page in pages for shape in page.shapes if hasattr(shape, "heights")]
    assert all(len(box.rows) <= 1 + 8 + 1 and box.head for box in tables)
    assert all(box.widths == (144, 354, 354) for box in tables)


def test_a_theme_matrix_tells_none_from_not_read_and_confirmed_from_unconfirmed(library):
    brief = replace(BRIEF, themes=("cyber",))
    essays = {essay.id: essay for essay in library.all(Essay)}
    (before,) = theme_matrix(library, ["cyber"], essays).cells
    silent = next(id for id, cell in zip(_voices(library), before, strict=True) if not cell.own and not cell.relayed)
    speaks, mine = next((id, c.own) for id, c in zip(_voices(library), before, strict=True) if c.own)
    changed = library.after(
        Put(replace(essays[silent], reading="unread")),
        *(Put(replace(library.get(Passage, id), confirmed=False)) for id in mine),
    )
    found = only(changed, brief, THEMES)
    *rows, sums = table(found).rows
    cells = {s.citations[0].essay_id: s for row in rows for cell in row.cells for s in cell.statements if s.citations}

    assert (cells[silent].text, cells[speaks].confirmed) == ("not read", False)
    (total,) = sums.cells[1].statements
    assert total.text == f"{sum(bool(c.own) for c in before) - 1} of 13, 1 unconfirmed"
    assert not cited(total) & set(mine)
    left_out = only(changed, replace(brief, unconfirmed="leave-out"), THEMES)
    assert table(left_out).rows[-1].cells[1].statements[0].text == f"{sum(bool(c.own) for c in before) - 1} of 13"


@every_brand
@pytest.mark.parametrize("texts", [7, 8, 9, 13])
def test_a_matrix_of_one_column_stands_on_one_slide(library, brand, texts):
    essays = tuple(_voices(library)[:texts])
    brief = replace(BRIEF, themes=("cyber",), propositions=(library.all(Proposition)[0].id,), essays=essays)
    for entry in (THEMES, "layout: position-matrix, for_each: p in matrices, title: '{{ p.headline }}', matrix: p"):
        deck = slides(library, brief, entry)
        (made,), pages = deck.slides, lay_out(deck, brand).pages
        *rows, _ = table(made).rows
        labels = [
            row.cells[n].statements[0].text
            for n in range(0, len(rows[0].cells), 2)
            for row in rows
            if row.cells[n].statements
        ]

        assert len(pages) == 1
        assert len(table(made).head) == (2 if texts <= 8 else 4)
        assert len(labels) == len(set(labels)) == texts


def _voices(library):
    return [essay.id for essay in library.all(Essay) if essay.counts]


def test_a_brief_on_all_themes_shows_those_that_most_texts_speak_to_five_a_slide(library):
    themes = [theme.id for theme in library.all(Theme)]
    whole = theme_matrix(library, themes, [e.id for e in library.all(Essay)])
    found = slides(library, replace(BRIEF, themes=("all",)), THEMES).slides
    shown = [statement.text for slide in found for statement in table(slide).head[1:]]
    labels = [theme.label for theme in library.all(Theme)]
    voices = {label: whole.voices(at) for at, label in enumerate(labels)}

    assert all(len(table(slide).head) <= 6 for slide in found)
    assert shown == [label for label in labels if label in shown] and len(shown) <= 10
    assert min(voices[label] for label in shown) >= max(
        (count for label, count in voices.items() if label not in shown), default=0
    )
    assert len({slide.title.text for slide in found}) == len(found)


@settings(max_examples=10, deadline=None)
@given(more=st.integers(1, 9))
def test_a_matrix_holds_five_propositions_and_a_slide_eight_texts(more):
    library = read_folder(ROOT / "sample_briefs/library").library
    for number in range(more):
        library = library.after(Put(Proposition(id=f"prop/more-{number}", text=f"Sentence {number}")))
    deck = slides(
        library, BRIEF, "layout: position-matrix, for_each: p in matrices, title: '{{ p.headline }}', matrix: p"
    )
    brand, _ = resources.brand("institute")
    pages = lay_out(deck, brand).pages
    asked = [len({head.text for head in table(slide).head} - {""}) for slide in deck.slides]
    tables = [shape for page in pages for shape in page.shapes if hasattr(shape, "heights")]

    assert sum(asked) == len(library.all(Proposition))
    assert max(asked) <= 5
    assert all(len(box.rows) <= 1 + 8 + 1 and box.head for box in tables)
    assert len({page.title for page in pages}) == len(pages)


@every_brand
@pytest.mark.parametrize(("layout", "most"), sorted(MOST.items()))
@given(count=st.integers(1, 40))
@settings(max_examples=8, deadline=None)
def test_no_slide_holds_more_than_its_layout_takes_and_nothing_is_lost(brand, layout, most, count):
    library = read_folder(ROOT / "sample_briefs/library").library
    deck = slides(library, BRIEF, "layout: statement, title: T")
    said = [say(f"Sentence {number}", key="s") for number in range(count)]
    if layout == "assertion-evidence":
        block = Lines(tuple(Line(statement) for statement in said))
    else:
        block = Table((), tuple(Row((Cell((say("a"),)), Cell((statement,)))) for statement in said), "x")
    pages = lay_out(replace(deck, slides=(replace(deck.slides[0], layout=layout, blocks=(block,)),)), brand).pages
    per_page = [sum(f"Sentence {n}" in _words(page) for n in range(count)) for page in pages]

    assert max(per_page) <= most
    assert sum(per_page) == count
    assert not any(remark.severity == "fail" for page in pages for remark in page.remarks)


def _words(page):
    boxes = [p for s in page.shapes for p in getattr(s, "paragraphs", ())]
    cells = [p for s in page.shapes for row in getattr(s, "rows", ()) for cell in row for p in cell.paragraphs]
    return {run.text for p in (*boxes, *cells) for run in p.runs}


def test_recommendations_count_as_the_register_counts(library):
    brief = replace(BRIEF, recommendations=RecommendationChoice(limit=40))
    found = only(library, brief, "layout: recommendations, title: T, rows: recommendations.rows")
    register = {line.entry.text: len(line.voices) for line in register_lines(library)}

    assert len(grid(found)) == len(register)
    for row in table(found).rows:
        said, count, names = (row.cells[n].statements[0] for n in (2, -2, -1))
        entry = next(e for e in library.all(Recommendation) if e.id and said.text.startswith(e.text))
        assert int(count.text) == register[entry.text] == len({c.essay_id for c in names.citations})


def test_an_essay_card_names_its_source_and_cites_only_that_text(library):
    shown = "facts: e.facts, evidence: e.passages | best(3)"
    entry = f"layout: essay-card, for_each: e in essays, title: '{{{{ e.headline }}}}', {shown}"
    made = slides(library, BRIEF, entry).slides

    assert len({slide.title.text for slide in made}) == len(library.all(Essay))
    for slide, essay in zip(made, library.all(Essay), strict=True):
        labels = [row[0] for row in grid(slide)]
        assert essay.reference.authors[0].family in dict(grid(slide))["Source"]
        assert labels[-2:] == ["Source", "Read"]
        assert len(set(labels)) == len(labels)
        assert {c.essay_id for s in slide.statements for c in s.citations} <= {essay.id}


def test_a_timeline_runs_forward_and_names_who_reports_each_event(library):
    events = (
        Event(when="2020", text=f"Later [@{HENG}]."),
        Event(when="1962-11", text=f"Earlier [@{SPAIN}; @{JENNE}]."),
    )
    found = only(library, replace(BRIEF, events=events), "layout: timeline, title: T, rows: events")

    assert grid(found) == [
        ["November 1962", "Earlier.", "Kłodkowski (44–45), Jenne (54)"],
        ["2020", "Later.", "Heng (25)"],
    ]
    assert [cited(row.cells[1].statements[0]) for row in table(found).rows] == [{SPAIN, JENNE}, {HENG}]


@every_brand
@pytest.mark.parametrize("count", [1, 3, 4, 5, 8, 9])
def test_a_timeline_is_drawn_along_an_axis_in_the_order_of_its_events(library, brand, count):
    events = tuple(Event(when=str(1990 + n), text=f"Event {n} [@{HENG}].") for n in range(count))
    deck = slides(library, replace(BRIEF, events=events), "layout: timeline, title: T, rows: events")
    pages = lay_out(deck, brand).pages
    order = []
    for page in pages:
        axes = [shape for shape in page.shapes if isinstance(shape, Rule) and shape.stroke == "ink"]
        drawn = [shape for shape in page.shapes if getattr(shape, "field", "").startswith("body")]
        first = {shape.y for shape in drawn}

        assert [axis.y - y for axis, y in zip(axes, sorted(first), strict=True)] == [40] * len(axes)
        assert len(axes) == -(-len(drawn) // 4)
        assert f"{count} event" in axes[0].alt
        assert all(shape.x == pytest.approx(54 + n * 72) for shape in drawn for n in [(shape.x - 54) / 72])
        order += [shape.paragraphs[1].runs[0].text for shape in drawn]

    assert order == [f"Event {n}." for n in range(count)]


def test_dates_of_one_timeline_are_of_one_size(library):
    brand, _ = resources.brand("command")
    events = tuple(
        Event(when=when, text=f"It happened [@{HENG}].") for when in ("1962-11", "2008", "2009", "2020-12-24")
    )
    deck = slides(library, replace(BRIEF, events=events), "layout: timeline, title: T, rows: events")
    (page,) = lay_out(deck, brand).pages
    drawn = [shape for shape in page.shapes if getattr(shape, "field", "").startswith("body")]

    assert len({shape.paragraphs[0].runs[0].size for shape in drawn}) == 1
    assert all(len(shape.paragraphs[0].lines) == 1 for shape in drawn)


def test_what_changed_stands_beside_what_was_with_the_reason_in_second_ink(library):
    change = Change(label="Form", was="We did not know.", now=f"Heng would [@{HENG}].", why="It was read.")
    found = only(library, replace(BRIEF, changes=(change,)), "layout: what-changed, title: T, rows: changes")
    label, was, now = table(found).rows[0].cells
    brand, _ = resources.brand("institute")
    (page,) = lay_out(
        slides(library, replace(BRIEF, changes=(change,)), "layout: what-changed, title: T, rows: changes"), brand
    ).pages
    drawn = next(shape for shape in page.shapes if hasattr(shape, "heights")).rows[1]

    assert grid(found) == [["Form", "We did not know.", "Heng would (25). / It was read."]]
    assert (label.quiet, was.quiet, now.quiet) == (True, True, False)
    assert cited(now.statements[0]) == {HENG}
    assert [p.runs[0].ink for cell in drawn for p in cell.paragraphs] == ["ink2", "ink2", "ink", "ink2"]


@pytest.mark.parametrize(("why", "head"), [("It was read.", "Now, and why"), ("", "Now")])
def test_the_head_of_what_changed_speaks_of_reasons_only_where_there_are_any(library, why, head):
    change = Change(label="Form", was="We did not know.", now=f"Heng would [@{HENG}].", why=why)
    found = only(library, replace(BRIEF, changes=(change,)), "layout: what-changed, title: T, rows: changes")

    assert [statement.text for statement in table(found).head][1:] == ["Was", head]


def test_a_quotation_says_what_its_passage_is_about_and_who_objects(library):
    pick = Pick(passage="tanaka-2020-foreword-a-table/66101e8b", role="quotation", slide="quotation")
    line = WrittenLine(text=f"Heng [@{HENG}]", slide="quotation", label="Opposed by")
    entry = "layout: quotation, for_each: q in quotations, title: '{{ q.headline }}', quotation: q, lines: slide.lines"
    found = only(library, replace(BRIEF, picks=(pick,), statements=(line,)), entry)
    told = [line.statement for line in found.blocks[0].lines]

    assert [statement.label for statement in told] == ["Quotation", "Who", "Context", "Opposed by"]
    assert told[1].text == "Naoko Tanaka, Two Oceans (sample), 2020"
    assert told[2].text.startswith("In a passage about maritime security")


def test_steps_stand_by_date_and_those_without_one_last(library):
    steps = tuple(NextStep(what=what, by=by) for what, by in (("C", ""), ("B", "2026-12-11"), ("A", "2026-12-04")))
    found = only(library, replace(BRIEF, next_steps=steps), "layout: next-steps, title: T, rows: next_steps")

    assert [row[1] for row in grid(found)] == ["A", "B", "C"]


def test_advice_without_a_date_has_no_column_for_dates(library):
    brief = replace(BRIEF, recommendations=RecommendationChoice(ids=("rec/cyber-with-partners",)))
    found = only(library, brief, "layout: recommendations, title: T, rows: recommendations.rows")

    assert [head.text for head in table(found).head] == ["", "Who", "What", "of 13", "Supported by"]


@settings(max_examples=20, deadline=None)
@given(words=st.lists(st.text("abcdefgh", min_size=1, max_size=12), min_size=1, max_size=60))
def test_a_computed_title_fits_its_slide_and_the_whole_proposition_stands_under_the_map(words):
    library = read_folder(ROOT / "sample_briefs/library").library
    text = " ".join(words)
    library = library.after(Put(Proposition(id="prop/long", text=text)))
    brief = replace(BRIEF, propositions=("prop/long",))
    entry = "layout: consensus-map, for_each: p in propositions, title: '{{ p.headline }}', map: p.positions"
    deck = slides(library, brief, entry)
    shown = [s.text for s in deck.slides[0].statements]
    brand, _ = resources.brand("plain")

    assert len(deck.slides[0].title.text) <= MAX_TITLE
    assert any(text in one for one in shown)
    assert not [r for r in lay_out(deck, brand).remarks if r.severity == "fail"]


def test_a_ranking_without_ways_has_no_column_for_them_and_names_nobody_confirmed_wear_a_ring(library):
    entry = Recommendation(id="rec/new", text="Do it.", passages=(HENG,), confirmed=False)
    brief = replace(BRIEF, recommendations=RecommendationChoice(ids=("rec/new",)))
    found = only(
        library.after(Put(entry)),
        brief,
        "layout: ranked-table, title: '{{ recommendations.headline }}', rows: recommendations.rows",
    )
    said = table(found).rows[0].cells[2].statements[0]

    assert [head.text for head in table(found).head] == ["Who acts", "of 13", "Advice, and who gives it"]
    assert said.text == "Do it: Heng (25)"
    assert [said.text[s.start : s.end] for s in said.spans if s.kind == "unconfirmed"] == ["Heng"]
    assert not said.confirmed
    assert found.title.text == "No piece of advice has more than one of thirteen texts behind it"


def test_a_theme_says_what_most_advise_and_who_is_silent(library):
    brief = replace(BRIEF, themes=("cyber",))
    found = only(
        library, brief, "layout: theme-summary, for_each: t in themes, title: '{{ t.headline }}', counts: t.counts"
    )
    told = {line.statement.label: line.statement for line in found.blocks[0].lines}

    assert told["Most backed"].text.startswith("5 of 13: Work with Asian partners on cyber")
    assert told["Gap"].text.startswith("7 of 13 say nothing on it: ")
    assert all(statement.computed for statement in told.values())


def test_who_gives_advice_on_a_theme_is_not_silent_on_it(library):
    theme = Theme(id="docks", label="Docks")
    entry = Recommendation(id="rec/docks", text="Share the docks.", passages=(HENG, JENNE), themes=("docks",))
    brief = replace(BRIEF, themes=("docks",), recommendations=RecommendationChoice(ids=("rec/docks",)))
    found = only(
        library.after(Put(theme), Put(entry)),
        brief,
        "layout: theme-summary, for_each: t in themes, title: '{{ t.headline }}', counts: t.counts",
    )
    told = {line.statement.label: line.statement.text for line in found.blocks[0].lines}

    assert told["Most backed"].startswith("2 of 13: Share the docks")
    assert told["Gap"].startswith("11 of 13 say nothing on it: ")
    assert not re.search(r"Heng|Jenne", told["Gap"])
    assert found.title.text == "Two of thirteen texts speak to Docks"
    whole = theme_matrix(library.after(Put(theme), Put(entry)), ["docks"], [e.id for e in library.all(Essay)])
    assert whole.voices(0) == 2


def test_the_only_proposition_is_compared_with_nothing(library):
    brief = replace(BRIEF, propositions=("prop/standing-format",))
    found = only(library, brief, "layout: position-chart, title: '{{ support.headline }}', rows: support.rows")

    assert found.title.text == "Five of thirteen texts support a new standing format, two of them on a condition"


@pytest.mark.parametrize(
    ("asked", "shown"), [(("prop/standing-format",), 0), (("prop/standing-format", "prop/closer-ties"), 1)]
)
def test_the_only_finding_is_no_summary(library, asked, shown):
    brief = replace(BRIEF, propositions=asked, themes=())
    entry = "id: summary, layout: executive-summary, when: summary.rows, title: T, lines: summary.rows"

    assert (
        len(slides(library, brief, entry, "layout: purpose-and-scope, title: T, rows: scope.rows").slides) == shown + 1
    )


def test_a_name_beside_a_row_is_not_said_again_with_the_page(library):
    raised = Exchange(text=f"No gain [@{JENNE}].", answer=f"There is [@{HENG}].", by="Jenne")
    found = only(library, replace(BRIEF, objections=(raised,)), "layout: objection-answer, title: T, rows: objections")

    assert grid(found) == [["Jenne", "No gain (54).", "There is (Heng 25)."]]


@every_brand
def test_the_bars_that_the_title_speaks_of_are_in_the_accent(library, brand):
    entry = "layout: position-chart, title: '{{ support.headline }}', rows: support.rows"
    deck = slides(library, BRIEF, entry)
    _, master = resources.brand(brand.id)
    pages = lay_out(deck, brand).pages
    box = next(shape for shape in pages[0].shapes if isinstance(shape, ChartBox))
    shown = Presentation(BytesIO(write_deck(pages, deck, brand, master))).slides[0].shapes
    chart = next(shape for shape in shown if shape.has_chart).chart
    points = chart._chartSpace.xpath(".//c:dPt/c:idx/@val")
    formats = chart._chartSpace.xpath(".//c:dLbls/c:numFmt/@formatCode")

    assert deck.slides[0].title.text.startswith("Most support goes to closer ties in Asia: eleven of thirteen texts")
    assert box.told == (0,)
    assert {bar.inks[0] for bar in bars_of(box) if bar.told} == {"accent", "ground"}
    assert [bar.label for bar in bars_of(box)][:2] == ["7", "+ 4 if"]
    assert points == ["0", "0"]
    assert formats == ["0;;", '"+ "0" if";;', "0;;"]
    assert set(chart._chartSpace.xpath(".//c:dLbls//a:bodyPr/@wrap")) == {"none"}


def test_conditional_bars_too_short_for_words_hold_the_bare_number():
    brand, _ = resources.brand("institute")
    cell = Cell((say("a"),))
    for total, label in ((13, "+ 1 if"), (60, "1")):
        rows = (Row((cell, Cell()), bars=(4, 1, 0)),)
        made = charted(
            Table((), rows, "x", ("For", CONDITIONAL, "Against"), total), "position-chart", brand, 0, ("body", "body2")
        )
        chart = next(shape for shape in made.place(138) if isinstance(shape, ChartBox))
        assert [bar.label for bar in bars_of(chart)] == ["4", label]


def test_an_agenda_leads_to_the_first_slide_of_each_section(library):
    entries = (
        "id: a, layout: agenda, title: Agenda, rows: agenda, section: Start",
        "id: b, layout: statement, title: B, section: First part",
        "id: c, layout: statement, title: C, section: First part",
        "id: d, layout: statement, title: D, section: Last",
    )
    deck = slides(library, BRIEF, *entries)
    brand, master = resources.brand("institute")
    shown = list(Presentation(BytesIO(write_deck(lay_out(deck, brand).pages, deck, brand, master))).slides)
    runs = shown[0]._element.xpath(".//a:tc//a:r[a:rPr/a:hlinkClick]")
    links = {run.xpath("string(a:t)"): run.xpath("a:rPr/a:hlinkClick/@r:id")[0] for run in runs}

    assert {text: shown[0].part.related_part(id).partname for text, id in links.items()} == {
        "First part": shown[1].part.partname,
        "Last": shown[3].part.partname,
    }
    assert all(run.xpath("a:rPr/a:hlinkClick/@action") == ["ppaction://hlinksldjump"] for run in runs)


def test_an_answer_stands_over_the_passages_it_cites(library):
    brief = replace(BRIEF, questions=(Question(text="Do they want it?", answer=f"Heng thinks so [@{HENG}]."),))
    entry = "layout: question-answer, for_each: q in questions, title: '{{ q.text }}', question: q"
    found = only(library, brief, entry)
    answer, passage = found.blocks[0].lines

    assert found.title.text == "Do they want it?"
    assert answer.statement.label == "Answer"
    assert cited(answer.statement) == cited(passage.statement) == {HENG}


def test_contact_says_which_version_of_which_brief(library):
    brief = replace(BRIEF, contact="Room 12", version=3)
    told = dict(grid(only(library, brief, "layout: contact-and-version, title: T, rows: contact.rows")))

    assert (told["Contact"], told["Version"], told["Brief"]) == ("Room 12", "3, dated 22 November 2026", "four")


def test_an_answer_of_many_words_and_an_event_without_a_source_are_mistakes(library, tmp_path):
    long = "word " * (MAX_ANSWER + 1)
    text = (
        "briefer: brief/1\ntitle: T\ndate: 2026-11-22\nevents:\n  - {when: '', text: Nobody says so}\n"
        f"questions:\n  - {{text: Why?, answer: {long}}}\n"
    )
    brief, document = read_brief(text, "b.yaml")
    bodies = read_folder(ROOT / "sample_briefs/library").bodies
    told = {(p.where, p.line) for p in problems(brief, document, library, bodies)}

    assert {("events[0].when", 5), ("events[0].text", 5), ("questions[0].answer", 7)} <= told


@every_brand
def test_bars_are_as_long_as_the_counts_and_the_words_say_them(library, brand):
    entry = "layout: position-chart, title: T, rows: propositions"
    deck = slides(library, BRIEF, entry)
    _, master = resources.brand(brand.id)
    pages = lay_out(deck, brand).pages
    shown = Presentation(BytesIO(write_deck(pages, deck, brand, master))).slides[0].shapes
    chart = next(shape for shape in shown if shape.has_chart)
    essays = [essay.id for essay in library.all(Essay)]
    wanted = {}
    for proposition in library.all(Proposition):
        counted = tally(library, proposition, essays)
        wanted[proposition.short.lower()] = [counted.count(stand) for stand in ("for", "for-if", "against")]
    plot = chart.chart.plots[0]
    drawn = zip(*(series.values for series in plot.series), strict=True)
    words = [row.cells[0].statements[1].text for row in table(deck.slides[0]).rows]
    book = ZipFile(BytesIO(chart.chart.part.chart_workbook.xlsx_part.blob))
    sheet = book.read("xl/worksheets/sheet1.xml").decode()

    found = {
        name.lower(): [int(value) for value in values] for name, values in zip(plot.categories, drawn, strict=True)
    }
    assert found == wanted
    assert [[int(n) for n in re.findall(r"\d+", text)] for text in words] == list(found.values())
    assert chart.is_placeholder
    assert "out of 13" in chart._element.nvGraphicFramePr.cNvPr.get("descr")
    assert [int(n) for n in re.findall(r"<v>(\d+)</v>", sheet)] == [n for row in found.values() for n in row]
    assert deck.slides[0].notes.sources


@every_brand
def test_the_bars_of_every_brand_differ_without_hue_and_their_numbers_can_be_read(brand):
    for kind, (inside, edge, label) in BAR.items():
        behind = brand.colours["ground" if kind == "striped" else inside]
        assert contrast(f"#{brand.colours[label]}", f"#{behind}") >= 4.5
        assert contrast(f"#{brand.colours[edge or inside]}", f"#{brand.colours['ground']}") >= 3
    looks = {(kind == "striped", brand.colours[inside]) for kind, (inside, _, _) in BAR.items()}
    assert len(looks) == len(BAR)


@given(values=st.lists(st.tuples(*[st.integers(0, 9)] * 3), min_size=1, max_size=6))
def test_drawn_bars_stand_in_their_rows_one_after_the_other(values):
    series = tuple(Series(kind, kind, tuple(row[n] for row in values)) for n, kind in enumerate(KINDS))
    box = ChartBox("body2", 318, 162, 588, 40 * len(values) + 24, ("n",) * len(values), series, 27, "x", 16, 14)
    bars = bars_of(box)
    unit = (box.width - 24) / 27

    assert [bar.value for bar in bars] == [n for row in values for n in row if n]
    assert all(bar.width == pytest.approx(bar.value * unit) for bar in bars)
    assert all(bar.x >= 330 and bar.x + bar.width <= 894.01 for bar in bars)
    assert all(bar.y >= 162 and bar.y + bar.height <= 162 + 40 * len(values) for bar in bars)


def test_a_finding_on_a_proposition_is_labelled_by_what_it_says(library):
    brief = replace(BRIEF, themes=("maritime",))
    found = only(library, brief, "layout: executive-summary, title: T, lines: summary.rows")
    labels = [row[0] for row in grid(found)]
    shorts = [f"{p.short[:1].upper()}{p.short[1:]}" for p in library.all(Proposition)]

    assert labels[: len(shorts)] == shorts
    assert len(set(labels)) == len(labels)


def test_advice_is_said_by_most_only_where_more_than_half_give_it_and_many_are_named(library):
    entry = "layout: theme-summary, for_each: t in themes, title: T, counts: t.counts"
    found = only(library, replace(BRIEF, themes=("cyber",)), entry)
    five = {line.statement.label: line.statement.text for line in found.blocks[0].lines}
    few = tuple(essay.id for essay in library.all(Essay) if essay.counts)[-3:]
    found = only(library, replace(BRIEF, themes=("cyber",), essays=few), entry)
    most = {line.statement.label: line.statement.text for line in found.blocks[0].lines}

    assert five["Most backed"].endswith("disinformation (Heng, Lorenz, Lai, Bağbaşlıoğlu, Hildebrand et\u00a0al.)")
    assert "Most say" not in five and most["Most say"].startswith("2 of 3: ")


def test_a_theme_matrix_says_which_theme_most_texts_speak_to_where_one_stands_out(library):
    themes = ("cyber", "climate"), ("cyber",), ("climate", "cyber", "maritime")
    titles = [only(library, replace(BRIEF, themes=chosen), THEMES).title for chosen in themes]

    assert [title.text for title in titles] == [
        "Six of thirteen texts speak to cyber and space domains, more than to any other theme",
        "What thirteen texts have on one theme",
        "What thirteen texts have on three themes",
    ]
    assert all(len(title.text) <= MAX_TITLE and title.computed for title in titles)


def test_ways_begin_with_a_capital_as_the_other_cells_do(library):
    brief = replace(BRIEF, recommendations=RecommendationChoice(ids=("all",)))
    found = only(library, brief, "layout: ranked-table, title: T, rows: recommendations.rows")
    ways = [row[-1] for row in grid(found) if row[-1]]

    assert ways and all(way[0] == way[0].upper() for way in ways)


def test_steps_stand_in_their_order_of_time_wherever_they_stand(library):
    steps = (NextStep(what="Second", by="2026-12-11"), NextStep(what="Third"), NextStep(what="First", by="2026-12-04"))
    brief = replace(BRIEF, next_steps=steps)
    rows = grid(only(library, brief, "layout: next-steps, title: T, rows: next_steps"))
    decision = replace(brief.decision, wording="That it be so.", choices=("Yes", "No"))
    found = only(
        library, replace(brief, decision=decision), "layout: decision, title: T, decision: decision, facts: slide.facts"
    )

    assert [row[1] for row in rows] == ["First", "Second", "Third"]
    assert found.blocks[2].lines[-1].statement.text == "First (4 Dec) · Second (11 Dec) · Third"


def test_texts_that_nobody_has_read_are_not_listed_one_by_one(library):
    unread = library.after(*(Put(replace(essay, reading="unread")) for essay in library.all(Essay)))
    rows = dict(grid(only(unread, BRIEF, "layout: source-summary, title: T, rows: evidence.rows")))

    assert rows["Read"] == "0 of 13 texts: none has been read yet"


def test_a_text_says_the_same_once(library):
    essay = library.get(Passage, HENG).essay_id
    twin = replace(library.get(Passage, HENG), id=f"{essay}/twin", kind="argument")
    entry = "layout: essay-card, for_each: e in essays, title: T, evidence: e.passages"
    twice = library.after(Put(twin))
    brief = replace(BRIEF, essays=(essay,))
    picked = replace(brief, picks=(Pick(passage=HENG), Pick(passage=twin.id)))
    words = library.get(Passage, HENG).wording

    said = [
        [s.text for row in table(only(twice, b, entry)).rows for s in row.cells[1].statements] for b in (brief, picked)
    ]
    assert [sum(text.startswith(words.rstrip(".")) for text in texts) for texts in said] == [1, 2]


def test_a_digest_has_no_chart_without_a_position_and_says_who_answers_only_where_it_is_known(library):
    template = resources.deck_template("volume-digest")
    empty = library.after(Put(Proposition(id="prop/new", text="Ferries should run at night")))
    brief = replace(BRIEF, propositions=("prop/new",))

    def keys(brief):
        brand, _ = resources.brand("institute")
        memo = resources.memo_template("information-memo")
        deck = compose_brief(empty, brief, template, memo, brand=brand, version="test").deck
        return {slide.key: slide.title.text for slide in deck.slides}

    assert "chart" not in keys(brief)
    assert "chart" in keys(replace(brief, propositions=("all",)))
    assert keys(brief)["contact"] == "Who answers for this digest"
    assert keys(replace(brief, prepared_by=""))["contact"] == "Which version of the digest this is"


def test_a_deck_that_cites_nothing_has_no_register(library):
    brief = replace(BRIEF, propositions=(), deck=replace(BRIEF.deck, template="hearing-prep"))
    bodies = read_folder(ROOT / "sample_briefs/library").bodies
    asked = replace(brief, questions=(Question(text="Why?", answer=f"Heng says so [@{HENG}]."),))
    keys = [[slide.key for slide in draft(library, bodies, b).deck.slides] for b in (brief, asked)]

    assert keys == [["title", "contact"], ["title", "questions/1", "contact", "register"]]
