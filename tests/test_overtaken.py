"""What the analyst says of a passage (doubtful, overtaken, merged) holds in every output."""

from dataclasses import replace
from pathlib import Path

import pytest

from briefer.app.briefs import load_brief
from briefer.app.build import draft
from briefer.app.library import find_library, use_library
from briefer.model.counts import tally
from briefer.model.essay import Essay
from briefer.model.evidence import Passage, Position, Proposition, Recommendation
from briefer.model.library import Put
from briefer.model.register import merging

SAMPLES = Path(__file__).parents[1] / "sample_briefs"


@pytest.fixture(scope="module")
def sample():
    brief = load_brief(SAMPLES / "pacific-partners.yaml").brief
    with use_library(find_library(SAMPLES / "library")) as opened:
        return brief, opened.library, dict(opened.bodies)


def cited(made):
    return {c.passage_id for slide in made.deck.slides for s in slide.statements for c in s.citations if c.passage_id}


def test_a_passage_that_may_be_overtaken_says_so_in_source_line_notes_and_remarks(sample):
    brief, library, bodies = sample
    before = draft(library, bodies, brief)
    chosen = next(
        c
        for slide in before.deck.slides
        for s in slide.statements
        for c in s.citations
        if c.passage_id and any(line.text for line in slide.sources) and c.essay_id.startswith("hildebrand")
    )
    passage = library.get(Passage, chosen.passage_id)
    made = draft(library.after(Put(replace(passage, overtaken=True))), bodies, brief)
    slides = [s for s in made.deck.slides if any(c.passage_id == passage.id for t in s.statements for c in t.citations)]
    assert any("may be overtaken" in line.text for slide in slides for line in slide.sources)
    assert any("may be overtaken" in line for slide in slides for line in slide.notes.evidence)
    assert [r for r in made.remarks if "may be overtaken" in r.text]
    assert not [r for r in before.remarks if "may be overtaken" in r.text]


def test_a_position_that_rests_on_doubtful_passages_only_is_not_counted(sample):
    _, library, _ = sample
    everyone = [e.id for e in library.all(Essay)]
    proposition = library.get(Proposition, "prop/south-china-sea-core-interest")
    position = next(p for p in library.all(Position) if p.proposition_id == proposition.id and p.stand == "for")
    doubts = [Put(replace(library.get(Passage, id), doubtful=True)) for id in position.passages]
    after = tally(library.after(*doubts), proposition, everyone)
    assert tally(library, proposition, everyone).count("for") == after.count("for") + 1
    assert [p.essay_id for p in after.unconfirmed["for"]] == [position.essay_id]
    assert not after.unconfirmed["for"][0].confirmed
    if len(doubts) > 1:
        assert tally(library.after(doubts[0]), proposition, everyone).count("for") == 1


def test_merged_advice_stands_once_with_the_supporters_of_both(sample):
    brief, library, bodies = sample
    kept, other = [library.get(Recommendation, f"rec/{id}") for id in ("cyber-with-partners", "sea-lanes-and-safety")]
    merged = library.after(*merging(library, kept.id, [other.id]))
    made = draft(merged, bodies, brief)
    assert {*kept.passages, *other.passages} & cited(made)
    assert any(f"{other.id} was picked, but it is merged into {kept.id}" in r.text for r in made.remarks), (
        "nothing is dropped in silence"
    )
