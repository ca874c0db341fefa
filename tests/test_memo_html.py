"""The memo as a web page: same words and order as the others, nothing that runs or loads, headings in order."""

from __future__ import annotations

from dataclasses import replace

import pytest
from lxml import html
from sample_memo import SAMPLE, invented, point

from briefer.model.memo import Memo, MemoSection
from briefer.typeset.joining import RING, unjoined
from briefer.writers.memo_html import write_memo_html
from tests.sample_deck import INSTITUTE


def page_of(memo: Memo) -> html.HtmlElement:
    return html.document_fromstring(write_memo_html(memo, "a4", INSTITUTE).decode())


def words(node: html.HtmlElement) -> str:
    return " ".join(unjoined(node.text_content()).replace("\u00a0", " ").replace(RING + " ", "").split())


@pytest.mark.parametrize("memo", [SAMPLE, *map(invented, range(24))])
def test_every_statement_stands_in_the_page_in_order(memo):
    whole, at = words(page_of(memo)), 0
    for statement in memo.statements:
        text = " ".join(statement.text.replace("\u00a0", " ").split())
        at = whole.find(text, at)

        assert at >= 0, statement.text


def test_the_page_has_one_title_a_heading_a_section_and_its_language():
    page = page_of(SAMPLE)
    headings = [node.tag for node in page.iter("h1", "h2", "h3")]

    assert headings == ["h1", *["h2"] * (len(SAMPLE.sections) + 1)]
    assert page.get("lang") == SAMPLE.language
    assert page.findtext(".//title") == SAMPLE.subject
    assert [node.tag for node in page.find("body")] == ["main", "footer"]
    assert len(page.findall(".//ol/li")) == 4


def test_nothing_in_the_page_runs_or_comes_from_elsewhere():
    page = page_of(SAMPLE)
    policy = page.find(".//meta[@http-equiv='Content-Security-Policy']").get("content")

    assert policy.startswith("default-src 'none'")
    assert not {node.tag for node in page.iter()} & {"script", "link", "img", "iframe", "object", "form", "a"}
    assert not [
        name for node in page.iter() for name in node.attrib if name.startswith("on") or name in ("src", "href")
    ]
    assert "url(" not in page.findtext(".//style")
    assert "@import" not in page.findtext(".//style")


def test_words_that_look_like_markup_stay_words():
    hostile = "</p><script>alert(1)</script><img src=x onerror=y> & \" ' &amp;"
    memo = replace(
        SAMPLE, subject=hostile, marking=hostile, foot=hostile, author=hostile, language='en"><b>',
        sections=(MemoSection("a", hostile, (point(hostile),)),), sources=(hostile,), stamp=hostile,
    )  # fmt: skip
    page = page_of(memo)

    assert not list(page.iter("script", "img", "b"))
    assert words(page.find("body")).count(" ".join(hostile.split())) == 8


def test_the_handling_mark_stands_at_head_and_foot():
    page = page_of(replace(SAMPLE, marking="TLP:AMBER"))

    assert [node.text for node in page.findall(".//p[@class='marking']")] == ["TLP:AMBER", "TLP:AMBER"]
    assert "TLP:AMBER" in page.find(".//meta[@name='keywords']").get("content")


@pytest.mark.parametrize(("paper", "name"), [("a4", "A4"), ("letter", "letter")])
def test_it_prints_on_the_paper_asked_for(paper, name):
    assert f"@page {{ size: {name};" in write_memo_html(SAMPLE, paper, INSTITUTE).decode()
