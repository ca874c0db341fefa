"""YAML files: strict, lossless, and every mistake at once with its place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefer.compose.views import FILTERS
from briefer.errors import SpecError
from briefer.model.text import canonical
from briefer.specs.brief import Assessment, Brief, Decision, Pick, read_brief, write_brief
from briefer.specs.strict_yaml import dump, load
from briefer.specs.template import read_template

line = st.text(st.characters(blacklist_categories=("Cs", "Cc")), max_size=20)
scalars = line | st.sampled_from(
    ["no", "3:20", "2020-10", "~", "null", "1e3", "- x", "a: b", "# c", " x ", "“q”", "a\nb"]
)
data = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(line.filter(bool), inner, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(line.filter(bool), data, max_size=4))
def test_what_is_dumped_is_read_back(value):
    def clean(item):
        if isinstance(item, str):
            return canonical(item)
        if isinstance(item, list):
            return [clean(i) for i in item]
        return {canonical(k): clean(v) for k, v in item.items()}

    value = clean(value)
    if value and all(value):
        assert load(dump(value), "x.yaml").data == value


def test_plain_scalars_stay_text():
    found = load("country: NO\npage: 3:20\nmonth: 2020-10\nyes: off\n", "x.yaml").data

    assert found == {"country": "NO", "page": "3:20", "month": "2020-10", "yes": "off"}


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("a: &x 1\nb: *x\n", "aliases"),
        ("a: !!python/object:os.system {}\n", "tags"),
        ("a: 1\na: 2\n", "stands twice"),
        ("a: 1\n---\nb: 2\n", "second document"),
    ],
)
def test_hostile_structure_is_named_with_its_line(text, what):
    problems = load(text, "x.yaml").problems

    assert what in " ".join(p.what for p in problems)
    assert all(p.line for p in problems)


@pytest.mark.parametrize("text", ["", "- a\n- b\n", "just words", "a: [1, 2\n", "a:\n" + " [" * 99])
def test_what_is_no_mapping_is_refused_in_a_sentence(text):
    with pytest.raises(SpecError):
        load(text, "x.yaml")


def test_six_mistakes_are_six_problems_with_line_and_column():
    text = """briefer: brief/1
title: T
date: 22 November
version: three
picks:
  - {passage: x/1, role: quote}
deck: {max_slide: 3}
handling: TLP:RED
colour: blue
"""
    with pytest.raises(SpecError) as caught:
        read_brief(text, "b.yaml")

    places = [(p.line, p.where) for p in caught.value.problems]
    assert places == [
        (3, "date"),
        (4, "version"),
        (6, "picks[0].role"),
        (7, "deck.max_slide"),
        (8, "handling"),
        (9, "colour"),
    ]
    assert all(p.column for p in caught.value.problems)
    assert "did you mean “max_slides”?" in str(caught.value)


@pytest.mark.parametrize(
    ("said", "what"),
    [
        ("title: ''", "must not be empty"),
        ("id: ../../x", "names the files"),
        ("id: " + "x" * 65, "names the files"),
        ("version: -3", "from 1 up"),
        ("deck: {max_slides: -1}", "from 0 up"),
        ("recommendations: {limit: 0}", "from 1 up"),
        ("version: 12345678901", "at most nine digits"),
        ("deck: {max_slides: 2.5}", "a whole number"),
        ("language: klingon-!!", "the tag of a language"),
        ("as_of: 2020-02-31", "no such day"),
        ("as_of: 2020-13", "expected a year"),
        ("decision: {by: soon}", "expected a date"),
        ("next_steps: [{what: x, by: 2020-02-31}]", "no such day"),
        ("clearances: [{who: Legal, on: 2026-13-01}]", "no such day"),
        ('question: "a\\u202eb"', "invisible character (U+202E)"),
        ('headlines: {"a\\u009b": b}', "invisible character (U+009B)"),
        ("question: " + "x" * 5001, "5,001 characters"),
    ],
)
def test_a_value_that_would_break_the_output_is_one_problem(said, what):
    text = "briefer: brief/1\ndate: 2026-11-22\n" + ("" if said.startswith("title") else "title: T\n") + said + "\n"
    with pytest.raises(SpecError) as caught:
        read_brief(text, "b.yaml")

    (problem,) = caught.value.problems
    assert what in problem.what
    assert problem.line >= 3
    assert "function" not in problem.where


def test_an_escape_cannot_bring_in_what_the_text_may_not_hold():
    assert load('a: "b\\x07\\0c\\u2028d"\n', "x.yaml").data == {"a": "bc\nd"}


seen = st.text(st.characters(blacklist_categories=("Cs", "Cc", "Cf")), max_size=20).map(canonical)
briefs = st.builds(
    Brief,
    title=seen.filter(str.strip),
    date=st.just("2026-11-22"),
    question=seen,
    version=st.integers(1, 99),
    themes=st.lists(st.sampled_from(["a", "b"]), max_size=2).map(tuple),
    essays=st.sampled_from([("all",), ("x", "y"), ()]),
    criteria=st.sampled_from([(), ("all",), ("Cost", "Risk")]),
    decision=st.builds(Decision, choices=st.sampled_from([(), ("all",), ("Yes", "No")])),
    picks=st.lists(st.builds(Pick, passage=st.just("x/1"), role=st.sampled_from(["quotation", "paraphrase"]))).map(
        tuple
    ),
    assessments=st.lists(
        st.builds(Assessment, text=seen, slide=st.just("bluf"), confidence=st.sampled_from([None, "low", "high"]))
    ).map(tuple),
    headlines=st.dictionaries(st.sampled_from(["a", "prop/x"]), seen, max_size=2),
)


@given(briefs)
def test_a_saved_brief_is_the_same_brief(brief):
    assert read_brief(write_brief(brief), "b.yaml")[0] == brief


TEMPLATE = "briefer: deck-template/1\nname: T\nslides:\n  - {{id: a, layout: bluf, title: {title}, lines: {lines}}}\n"


@pytest.mark.parametrize(
    ("title", "lines", "what"),
    [
        ('"{{ brief.title() }}"', "slide.lines", "calls"),
        ('"{{ 9 ** 9 }}"', "slide.lines", "arithmetic"),
        ('"{% for x in y %}{% endfor %}"', "slide.lines", "statements"),
        ('"{# hidden #}"', "slide.lines", "comments"),
        ('"{{ brief.title | upper }}"', "slide.lines", "no filter"),
        ('"{{ brief.title is sameas }}"', "slide.lines", "test"),
        ("T", '"range(9)"', "calls"),
        ("T", '"slide.lines[1:2]"', "slices"),
        ("T", '"{{ slide.lines }}"', "bare expression"),
        ("T", '"[x for x in y]"', ""),
    ],
)
def test_a_template_that_could_do_more_than_look_up_is_refused(title, lines, what):
    with pytest.raises(SpecError) as caught:
        read_template(TEMPLATE.format(title=title, lines=lines), "t.yaml", "t", FILTERS)

    problem = caught.value.problems[0]
    assert what in problem.what
    assert problem.line == 4
    assert problem.column > 5


@pytest.mark.parametrize(
    ("slide", "what"),
    [
        ("{layout: consensus-map, title: T}", "needs “map”"),
        ("{layout: register, title: T}", "unknown layout"),
        ("{layout: bluf, title: T, id: a/b}", "cannot be the id"),
        ("{layout: bluf, title: T, id: register}", "cannot be the id"),
        ('{layout: "{{ slide.id }}", title: T}', "cannot be the id"),
        ("{layout: bluf, title: T, uncounted: yes}", "true or false"),
        ("{layout: bluf, title: T, when: " + "'" + "(" * 300 + "x" + ")" * 300 + "'}", "nested too deeply"),
        ("{layout: bluf, title: T, when: " + "'" + "not " * 1200 + "x'}", "nested too deeply"),
        ('{layout: bluf, title: "T\\u202e"}', "invisible character"),
    ],
)
def test_a_slide_that_could_not_be_made_is_refused_when_the_template_is_read(slide, what):
    with pytest.raises(SpecError) as caught:
        read_template(f"briefer: deck-template/1\nname: T\nslides:\n  - {slide}\n", "t.yaml", "t", FILTERS)

    assert any(what in problem.what and problem.line == 4 for problem in caught.value.problems)


def test_a_template_names_every_mistake_at_once():
    text = TEMPLATE.format(title='"{{ a() }}"', lines="x + 1") + "  - {id: a, layout: blof, title: T, lnes: x}\n"
    with pytest.raises(SpecError) as caught:
        read_template(text, "t.yaml", "t", FILTERS)

    assert len(caught.value.problems) >= 4
