"""Leaf expressions: citable text keeps its origin, and nothing but look-ups gets through."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import TemplateError

from briefer.specs.expressions import Citable, Engine, Part, View

FILTERS = {"lower": lambda text: text.lower(), "best": lambda values, n: values[:n]}


def test_a_citable_word_keeps_its_origin_through_a_template():
    parts = Engine(FILTERS).render("Lead: {{ theme.text }}.", {"theme": View(None, text=Citable("water", "p/1"))})

    assert parts == (Part("Lead: "), Part("water", "p/1"), Part("."))


def test_a_filter_that_drops_the_mark_makes_the_text_uncited():
    parts = Engine(FILTERS).render("{{ text | lower }}", {"text": Citable("WATER", "p/1")})

    assert parts == (Part("water"),)


@given(st.text(st.characters(blacklist_characters="\x02\x03", blacklist_categories=("Cs",)), min_size=1))
def test_no_text_can_break_out_of_its_mark(text):
    parts = Engine(FILTERS).render("a{{ t }}b", {"t": Citable(text, 1)})

    assert parts == (Part("a"), Part(text, 1), Part("b"))


def test_a_templates_own_words_are_never_executed():
    parts = Engine(FILTERS).render("{{ t }}", {"t": "{{ 7 * 7 }}"})

    assert "".join(p.text for p in parts) == "{{ 7 * 7 }}"


@pytest.mark.parametrize(
    "leaf", ["a.b", "a.__class__", "missing", "a['__class__']", "a.keys", "a.value", "a._fields", "a.b.c"]
)
def test_nothing_behind_the_fields_can_be_reached(leaf):
    with pytest.raises(TemplateError):
        Engine(FILTERS).evaluate(leaf, {"a": View(object(), title="x")})


def test_item_look_ups_work_on_lists_and_views():
    context = {"a": View(None, items=[View(None, name="one")])}

    assert Engine(FILTERS).evaluate("a.items[0].name", context) == "one"
    assert Engine(FILTERS).evaluate("'x' if not a.items else 'y'", context) == "y"


def test_a_name_that_is_not_there_is_told_in_a_sentence():
    with pytest.raises(TemplateError, match="there is no “themen” here"):
        Engine(FILTERS).evaluate("themen", {"themes": ()})
    with pytest.raises(TemplateError, match="there is no “themen” here"):
        Engine(FILTERS).render("{{ themen }}", {"themes": ()})
