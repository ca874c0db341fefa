"""What is the desk's own and what nobody has confirmed: told apart by form on every slide of every template and brand."""

from dataclasses import replace
from pathlib import Path

import pytest

from briefer.app import resources
from briefer.app.briefs import library_for, load_brief
from briefer.app.build import draft
from briefer.model.evidence import Passage, Position, Recommendation
from briefer.model.library import Put
from briefer.typeset.page import TableBox, TextBox

SAMPLES = sorted((Path(__file__).parent.parent / "sample_briefs").glob("*.yaml"))
every = pytest.mark.parametrize(
    ("path", "brand"), [(p, b) for p in SAMPLES for b in resources.ids("brands")], ids=lambda v: getattr(v, "stem", v)
)


def drafted(path, brand, confirmed):
    loaded = load_brief(path)
    brief = replace(loaded.brief, deck=replace(loaded.brief.deck, brand=brand, max_slides=0))
    with library_for(loaded, None, {}) as opened:
        library = opened.library
        kinds = (*library.all(Passage), *library.all(Position), *library.all(Recommendation))
        library = library.after(*(Put(replace(entity, confirmed=confirmed)) for entity in kinds))
        return draft(library, opened.bodies, brief)


def paragraphs(page):
    for shape in page.shapes:
        if isinstance(shape, TextBox):
            yield from ((shape.field, (paragraph,)) for paragraph in shape.paragraphs)
        elif isinstance(shape, TableBox):
            yield from (("table", tuple(p for cell in row for p in cell.paragraphs)) for row in shape.rows)


@every
def test_an_assessment_is_set_in_its_own_voice_and_says_whose_it_is(path, brand):
    made = drafted(path, brand, True)
    judged = {s.id: s for slide in made.deck.slides for s in slide.statements if s.role == "assessment"}
    runs = [run for page in made.pages for _, group in paragraphs(page) for p in group for run in p.runs]
    evidence = "\n".join(line for slide in made.deck.slides for line in slide.notes.evidence)

    for run in runs:
        if run.statement in judged and run.ink == "ink" and not run.text.startswith("☐"):
            assert run.italic or run.bold, run.text
    for statement in judged.values():
        assert f"{statement.by}, {statement.confidence} confidence" in evidence


@every
def test_what_nobody_confirmed_is_marked_beside_its_words(path, brand):
    made = drafted(path, brand, False)
    waiting = {s.id: s.text for slide in made.deck.slides for s in slide.statements if not s.confirmed}
    unmarked = [
        waiting[run.statement]
        for page in made.pages
        for _, group in paragraphs(page)
        for p in group
        for run in p.runs
        if run.statement in waiting and not any(other.dotted for q in group for other in q.runs)
    ]

    assert unmarked == []
