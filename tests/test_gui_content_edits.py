"""The rows of a brief: every part can be filled, changed and emptied, and a brief that was changed can be written."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefer.gui import content_edits
from briefer.gui.content_edits import PARTS, part_of
from briefer.specs.brief import Brief, Option, read_brief, write_brief

BRIEF = Brief(title="A reserve", date="2026-03-09", criteria=("Cost", "Speed"))
MANY = [part for part in PARTS if part.noun]
SAMPLES = {"day": "2026-04-01", "period": "2025-06", "number": "12", "tick": "yes", "choice": "assumption"}
every_part = pytest.mark.parametrize("part", PARTS, ids=[part.id for part in PARTS])


@every_part
def test_every_field_takes_what_is_typed_and_the_brief_can_be_read_back(part):
    brief = content_edits.added(BRIEF, part, 0, "lind-2024/00000000")
    for field in part.fields:
        text = SAMPLES.get(field.kind, "One\nTwo" if field.kind == "list" else "Words [@lind-2024/00000000]")
        brief = content_edits.with_value(brief, part, 0, field, text)

        assert content_edits.value(content_edits.rows(brief, part)[0], field) == text

    assert read_brief(write_brief(brief), "brief")[0] == brief


@given(st.sampled_from(MANY), st.lists(st.tuples(st.sampled_from("+-<>"), st.integers(0, 3)), max_size=8))
def test_rows_are_added_moved_and_taken_out_and_no_other_is_touched(part, steps):
    brief, model = BRIEF, []
    for number, (what, at) in enumerate(steps):
        if what == "+":
            at = min(at, len(model))
            brief = content_edits.added(brief, part, at, "lind-2024/00000000")
            first = next(f for f in part.fields if f.needed and not f.cites and f.kind in ("line", "words", "period"))
            text = "2020" if first.kind == "period" else f"Row {number}"
            brief = content_edits.with_value(brief, part, at, first, text)
            model.insert(at, content_edits.rows(brief, part)[at])
        elif model:
            at = min(at, len(model) - 1)
            if what == "-":
                brief = content_edits.dropped(brief, part, at)
                model.pop(at)
            else:
                by = -1 if what == "<" else 1
                brief = content_edits.moved(brief, part, at, by)
                model.insert(max(0, min(at + by, len(model) - 1)), model.pop(at))

        assert list(content_edits.rows(brief, part)) == model
    assert replace(brief, **{part.id: ()}) == BRIEF


@pytest.mark.parametrize(
    ("part", "field", "text", "why"),
    [
        ("agenda", "text", " ", "Item cannot be empty"),
        ("agenda", "minutes", "ten", "Write a whole number"),
        ("next_steps", "by", "soon", "Write the day as 2026-11-22"),
        ("events", "when", "last year", "Write a year, a month or a day: 2026-11"),
        ("events", "text", "It rained.", "An event cites the passage that reports it: [@passage-id]"),
        ("decision", "title", "x" * 400, "400 characters do not fit the title of a slide"),
    ],
)
def test_a_field_says_what_it_wants(part, field, text, why):
    found = part_of(part)
    said = content_edits.refusal(found, next(f for f in found.fields if f.name == field), text)

    assert said.startswith(why)
    with pytest.raises(ValueError, match=why[:8]):
        content_edits.with_value(
            content_edits.added(BRIEF, found, 0, "a/b"),
            found,
            0,
            next(f for f in found.fields if f.name == field),
            text,
        )


def test_an_event_needs_a_passage_to_begin_with():
    with pytest.raises(ValueError, match="rests on a passage"):
        content_edits.added(BRIEF, part_of("events"), 0, "")


def test_an_option_has_a_line_for_each_criterion():
    brief = content_edits.added(BRIEF, part_of("options"), 0, "")

    assert brief.options == (Option(name="New option", criteria=("", "")),)
    assert content_edits.summary(brief.options[0], part_of("options"))[0] == "New option"
