"""The Markdown memo: every statement in order, nothing read as markup."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from markdown_it import MarkdownIt
from sample_memo import SAMPLE, invented, point, say

from briefer.model.memo import MemoSection, Point
from briefer.writers.memo_markdown import memo_markdown


def words_of(markdown: str) -> str:
    """Return what a reader of the rendered Markdown sees."""
    tokens = MarkdownIt().parse(markdown)
    inline = (child for token in tokens for child in token.children or ())
    return "".join(child.content if child.type == "text" else " " * (child.type == "softbreak") for child in inline)


@pytest.mark.parametrize("seed", range(12))
def test_every_statement_stands_in_the_text_in_order(seed):
    memo = invented(seed) if seed else SAMPLE
    whole = words_of(memo_markdown(memo))
    at = 0
    for statement in memo.statements:
        at = whole.find(statement.text, at)

        assert at >= 0, statement.text


def test_header_sources_foot_and_stamp_are_there():
    words = words_of(memo_markdown(SAMPLE))

    for text in (SAMPLE.subject, "Info memo for: Policy Director", *SAMPLE.sources, SAMPLE.foot, SAMPLE.stamp):
        assert text in words


def test_key_points_are_numbered_and_assessments_in_italics():
    text = memo_markdown(SAMPLE)

    assert re.search(r"^4\. \*\*Work would start with cyber and the sea\.\*\* Heng", text, re.MULTILINE)
    assert "*The count is firm, the currency is low.*" in text
    assert "*NATO and the Asia-Pacific*" in text


def test_words_that_look_like_markup_stay_words():
    hostile = "1. # *b* _i_ `c` [l](u) <b> | ~s~"
    statement = replace(say("x"), text=hostile)
    memo = replace(SAMPLE, sections=(MemoSection("a", "A", (Point((statement,)), point("- two"))),))

    assert hostile in words_of(memo_markdown(memo))
    assert "- two" in words_of(memo_markdown(memo))


def test_an_unconfirmed_statement_says_so():
    statement = replace(say("Lai wants more."), confirmed=False)
    memo = replace(SAMPLE, sections=(MemoSection("a", "A", (Point((statement,)),)),))

    assert "Lai wants more. (unconfirmed)" in memo_markdown(memo)
