"""The outline: read as Markdown it gives back every statement, its source numbers and the sources, slide by slide."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from briefer.model.deck import Cell, Columns, Deck, Line, Lines, Row, Table
from briefer.model.statement import Mark, Span
from briefer.typeset.layout import lay_out
from briefer.writers.markdown import deck_outline
from briefer.writers.markdown_text import marked
from tests.sample_deck import EXTRA, INSTITUTE, SAMPLE, say

ALL = replace(SAMPLE, slides=(*SAMPLE.slides, *EXTRA.slides))
_READER = MarkdownIt("commonmark", {"html": False}).enable("table")


def shown(markdown: str) -> str:
    """Return the words that a reader of Markdown shows, without its marks, on one line."""
    parts = []
    for token in _READER.parse(markdown):
        for child in token.children or []:
            parts.append(child.content if child.type == "text" else "\n" if child.type.endswith("break") else "")
        parts.append("\n" if token.block else "")
    return squeezed("".join(parts))


def squeezed(text: str) -> str:
    return re.sub(r"[\s\u2060]+", " ", text.replace("<br>", " ")).strip()


def words_of(statement) -> str:
    text, end = "", 0
    for mark in sorted(statement.marks, key=lambda mark: mark.at):
        text += statement.text[end : mark.at] + "".join(f"[{number}]" for number in mark.numbers)
        end = mark.at
    return squeezed(text + statement.text[end:])


def sections(outline: str) -> dict[str, str]:
    """Return what stands under each heading of a slide, as it is shown."""
    return {shown(part.split("\n")[0]): shown(part.partition("\n")[2]) for part in re.split(r"\n(?=## )", outline)[1:]}


@pytest.mark.parametrize("deck", [SAMPLE, ALL])
def test_every_statement_comes_back_with_its_sources_under_its_slide(deck: Deck):
    found = sections(deck_outline(deck))

    assert len(found) == len(deck.slides) + (not any(s.layout == "register" for s in deck.slides))
    for at, slide in enumerate(deck.slides, 1):
        text = found[f"{at}. {squeezed(slide.title.text)}"]
        if slide.layout == "register":
            continue
        legends = {b.head[-1].id for b in slide.blocks if isinstance(b, Table) and b.series}
        for statement in slide.statements[1:]:
            assert words_of(statement) in text or statement.id in legends, statement.text
            assert not statement.label or squeezed(statement.label) in text
        for source in slide.sources:
            assert squeezed(f"[{source.number}] {source.text}") in text


def test_slides_have_the_numbers_of_the_deck():
    pages = lay_out(SAMPLE, INSTITUTE).pages
    outline = deck_outline(SAMPLE, pages)

    for number, page in enumerate(pages, 1):
        if page.part == 1:
            assert re.search(rf"^## {number}[.–]", outline, re.M)


def test_every_source_of_the_register_stands_once_in_full_with_where_it_is_cited():
    outline = deck_outline(ALL)
    text = shown(outline)

    assert outline.count("Register of sources") + len([s for s in ALL.slides if s.layout == "register"]) == 1
    for entry in ALL.register:
        assert text.count(squeezed(entry.full)) == 1
        line = next(line for line in outline.split("\n") if line.startswith(f"{entry.number}. "))
        assert all(squeezed(place) in shown(line) for place in entry.cited)


def test_rows_without_heads_are_items_and_bars_are_numbers():
    rows = (
        Row((Cell((say("In favour"),)), Cell((say("2"),), numeral=True), Cell((say("Ada (3)"), say("Bo (4)"))))),
        Row((Cell((say("Against"),)), Cell((say("0"),), numeral=True), Cell((say("–"),)))),
    )
    chart = Table(
        (say("Of nine"), say("legend")), (Row((Cell((say("Ties"),)),), bars=(7, 2)),), "", ("For", "Against"), 9
    )
    deck = replace(SAMPLE, slides=(replace(SAMPLE.slides[1], blocks=(Table((), rows, ""), chart)),), register=())
    outline = deck_outline(deck)

    assert "- **In favour 2:**\n  - Ada (3)\n  - Bo (4)\n- **Against 0:** –\n" in outline
    assert "| Of nine | For | Against |\n| --- | --- | --- |\n| Ties | 7 | 2 |" in outline
    assert "legend" not in outline


hostile = st.text(st.sampled_from("ab1 -+*_#>`|[](){}.!~\\<&;:\n\u2028"), min_size=1, max_size=30).filter(str.strip)


@given(hostile, st.data())
def test_no_word_is_read_as_markup(text, data):
    at = data.draw(st.integers(0, len(text)))
    statement = replace(say("x"), text=text, spans=(), marks=(Mark(at, (3,)),))
    deck = replace(
        SAMPLE,
        title="T",
        slides=(
            replace(
                SAMPLE.slides[1],
                sources=(),
                blocks=(Lines((Line(statement),)), Table((say("h"),), (Row((Cell((statement,)),)),), "")),
            ),
        ),
        register=(),
    )
    (section,) = sections(deck_outline(deck)).values()
    wanted = squeezed(text[:at] + "[3]" + text[at:])

    assert section.replace(" ", "").count(wanted.replace(" ", "")) >= 2
    assert "**" not in marked(replace(statement, spans=()))


@given(hostile)
def test_bold_words_stay_bold(text):
    statement = replace(say("x"), text=f"{text} then", spans=(Span(0, len(text), "bold"),), marks=())

    assert squeezed(shown(f"- {marked(statement)}")).replace(" ", "") == squeezed(f"{text} then").replace(" ", "")


def test_columns_keep_their_headings():
    column = next(b for s in ALL.slides for b in s.blocks if isinstance(b, Columns)).columns[0]

    assert squeezed(column.heading.text) in shown(deck_outline(ALL))
