"""The one-page contract: what may be cut, in which order, and what is said when nothing more may go."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sample_memo import SAMPLE, invented, point

from briefer.app.memo import fit_memo
from briefer.compose.trim import FEWEST_POINTS, trim_steps
from briefer.errors import OutputError
from briefer.model.memo import Memo, MemoSection, Paper
from briefer.model.statement import Statement
from briefer.typeset.memo import height_of
from briefer.typeset.memo_rows import FLOOR
from briefer.writers.memo_pdf import page_count
from tests.sample_deck import INSTITUTE

PAPERS: tuple[Paper, ...] = ("a4", "letter")
memos = st.integers(0, 5000).map(invented)


def protected(memo: Memo) -> list[Statement]:
    """Return what no trimming may touch."""
    return [
        statement
        for section in memo.sections
        for found in section.points
        for statement in found.statements
        if found.dissent or statement.role == "quotation"
    ]


@given(memos)
def test_trimming_never_touches_a_quotation_or_a_dissent(memo):
    for shorter, _ in trim_steps(memo):
        assert protected(shorter) == protected(memo)


@given(memos)
def test_trimming_drops_whole_statements_and_changes_none(memo):
    for shorter, _ in trim_steps(memo):
        kept = iter(memo.statements)

        assert all(statement in kept for statement in shorter.statements)
        assert (shorter.subject, shorter.header, shorter.register) == (memo.subject, memo.header, memo.register)


@settings(max_examples=30, deadline=None)
@given(memos, st.sampled_from(PAPERS))
def test_every_step_is_at_most_as_high_as_the_one_before(memo, paper):
    heights = [height_of(step, paper, INSTITUTE).used for step in (memo, *(shorter for shorter, _ in trim_steps(memo)))]

    assert all(after <= before for before, after in itertools.pairwise(heights))


@given(memos)
def test_every_statement_that_goes_is_told(memo):
    for shorter, _ in [*trim_steps(memo)][-1:]:
        told = " ".join(remark.text for _, remark in trim_steps(memo))

        assert all(s.text in told for s in memo.statements if s not in shorter.statements)


def test_the_ladder_takes_the_mildest_step_first():
    remarks = [remark.text for _, remark in trim_steps(SAMPLE)]

    assert remarks[0] == "Sources shortened to one sentence a volume."
    assert [text.split(",")[0].split(":")[0] for text in remarks[1:]] == [
        "Left out",
        "Left out",
        "Left out",
        "Space between paragraphs reduced.",
        "Moved to the packet",
        "Set in 10.5 points.",
    ]


def test_steps_are_made_only_when_asked_for():
    steps = trim_steps(SAMPLE)

    assert next(steps)[0].sources == SAMPLE.short_sources
    assert len(next(steps)[0].statements) == len(SAMPLE.statements) - 1


def test_three_key_points_and_the_floor_of_the_type_stay():
    *_, (last, _) = trim_steps(SAMPLE)

    assert len(last.sections[1].points) == FEWEST_POINTS
    assert last.size == FLOOR == 10.5


def test_a_memo_that_fits_is_left_alone():
    assert fit_memo(SAMPLE, "a4", INSTITUTE) == (SAMPLE, ())


def test_letter_paper_takes_only_the_first_step():
    memo, remarks = fit_memo(SAMPLE, "letter", INSTITUTE)

    assert memo.statements == SAMPLE.statements
    assert [remark.text for remark in remarks] == ["Sources shortened to one sentence a volume."]
    assert memo.remarks == remarks


@pytest.mark.parametrize("seed", range(40))
def test_a_memo_fits_one_page_or_is_refused_in_words(seed):
    paper = PAPERS[seed % 2]
    try:
        memo, _ = fit_memo(invented(seed), paper, INSTITUTE)
    except OutputError as error:
        assert "too long" in str(error)
    else:
        assert height_of(memo, paper, INSTITUTE).fits
        assert page_count(memo, paper, INSTITUTE) == 1


def test_the_refusal_counts_the_words_that_must_go():
    with pytest.raises(OutputError, match=r"(\d+) words too long in Background for one page of A4") as refusal:
        fit_memo(long_memo(0), "a4", INSTITUTE)
    words = int(str(refusal.value).split()[3])

    fit_memo(long_memo(words), "a4", INSTITUTE)
    with pytest.raises(OutputError, match="1 word too long in Background"):
        fit_memo(long_memo(words - 1), "a4", INSTITUTE)


def test_a_memo_far_too_long_is_refused_without_a_number():
    sections = tuple(MemoSection(str(n), f"Part {n}", (point("word " * 300),)) for n in range(6))

    with pytest.raises(OutputError, match="far too long"):
        fit_memo(replace(SAMPLE, sections=sections), "letter", INSTITUTE)


def long_memo(fewer: int) -> Memo:
    """Return a memo with a dissent that fills the page, cut at its end by `fewer` words."""
    words = " ".join(statement.text for statement in SAMPLE.statements).split()
    text = " ".join((words * 4)[: 760 - fewer])
    return replace(SAMPLE, sections=(MemoSection("background", "Background", (point(text, dissent=True),)),))
