"""Slides with more than five sources: they continue, or their sources stand one after the other."""

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefer.app import resources
from briefer.model.deck import MAX_SOURCES, Cell, Line, Lines, Row, Slide, SourceLine, Table
from briefer.model.essay import Locator
from briefer.model.statement import Citation, Mark, Span, Statement
from briefer.typeset.joining import unjoined
from briefer.typeset.layout import lay_out
from briefer.typeset.page import TextBox
from tests.sample_deck import SAMPLE

BRANDS = {name: resources.brand(name)[0] for name in ("institute", "command", "plain")}
NUMBERED = re.compile(r"\[(\d+)\](?:–\[(\d+)\])?")
REGISTER = Slide(
    key="register",
    layout="register",
    title=Statement(id="s-r", slide_key="register", field="title", role="boilerplate", text="Sources"),
    uncounted=True,
)


def place(number):
    return Citation(f"essay-{number}", Locator(page=str(number)))


def said(at, marked, paged=()):
    """Return a statement with marks of the sources `marked` that cites those in a volume by their pages."""
    text = f"Harbour {at} asks for a pilot boat."
    return Statement(
        id=f"s-{at}",
        slide_key="x",
        field="line",
        role="paraphrase",
        text=text,
        spans=(Span(0, 7, "pages"),) if paged else (),
        marks=(Mark(len(text), tuple(marked)),) if marked else (),
        citations=tuple(place(n) for n in (*marked, *paged)),
    )


def slide_of(groups, words="Mora 2020, p. 4", rows=False, whole=False, volume=()):
    """Return a slide whose n-th line or row cites the sources of the n-th of `groups`; some stand in one volume."""
    statements = [
        said(at, [n for n in group if n not in volume], [n for n in group if n in volume])
        for at, group in enumerate(groups)
    ]
    cited = sorted({n for group in groups for n in group})
    lines = [SourceLine(n, words, (place(n),)) for n in cited if n not in volume]
    if within := tuple(place(n) for n in cited if n in volume):
        lines.append(SourceLine(99, "Mora and Lind (eds) 2020: all pages in brackets", within))
    table = Table((), tuple(Row((Cell((statement,)),)) for statement in statements), "Harbours")
    return Slide(
        key="x",
        layout="recommendations" if rows else "assertion-evidence",
        title=Statement(id="s-t", slide_key="x", field="title", role="own", text="Harbours ask for pilots"),
        blocks=(table,) if rows else (Lines(tuple(map(Line, statements))),),
        sources=tuple(lines),
        whole=whole,
    )


def feet(page):
    """Return the paragraphs at the foot of a page as they are read."""
    boxes = [s for s in page.shapes if isinstance(s, TextBox) and s.field in ("source_line", "source_line2")]
    return [unjoined("".join(run.text for run in p.runs)) for box in boxes for p in box.paragraphs]


def named(page):
    """Return the numbers of the sources that the foot of a page names, alone or in a range."""
    ends = [(int(a), int(b or a)) for text in feet(page) for a, b in NUMBERED.findall(text)]
    return [n for first, last in ends for n in range(first, last + 1)]


def pages_of(slide, brand, register=True):
    slides = (slide, REGISTER) if register else (slide,)
    return [page for page in lay_out(replace(SAMPLE, slides=slides), BRANDS[brand]).pages if page.key == "x"]


GROUPS = st.lists(st.lists(st.integers(1, 14), max_size=7, unique=True), min_size=1, max_size=8)


@given(GROUPS, st.sampled_from(sorted(BRANDS)), st.booleans(), st.booleans(), st.integers(0, 14))
def test_every_source_that_a_page_points_to_stands_at_its_foot(groups, brand, whole, rows, alone):
    slide = slide_of(groups, rows=rows, whole=whole, volume=range(alone + 1, 15))
    found = set()
    for page in pages_of(slide, brand):
        cited = {c for s in slide.statements if s.id in page.statement_ids for c in s.citations}
        told = named(page)

        assert set(told) >= {line.number for line in slide.sources if not cited.isdisjoint(line.places)}
        assert len(told) == len(set(told))
        assert len(feet(page)) <= MAX_SOURCES
        found |= set(told)
    assert found == {line.number for line in slide.sources}


def test_a_part_that_shows_no_page_does_not_say_that_pages_stand_in_brackets():
    slide = slide_of([(1, 14), (2, 3), (4, 5), (6, 7)], volume=(14,))
    first, *others = slide.blocks[0].lines
    counted = [
        replace(x, statement=replace(x.statement, citations=(*x.statement.citations, place(14)))) for x in others
    ]
    pages = pages_of(replace(slide, blocks=(Lines((first, *counted)),)), "institute")

    assert [99 in named(page) for page in pages] == [True, False]


@given(GROUPS.map(lambda groups: groups[:4]))
def test_a_slide_continues_where_each_part_can_do_with_five_sources(groups):
    slide = slide_of(groups)
    pages = pages_of(slide, "institute")

    if all(len(group) <= MAX_SOURCES for group in groups):
        assert all(len(named(page)) <= MAX_SOURCES for page in pages)
        assert (len(pages) > 1) == (len(slide.sources) > MAX_SOURCES)
    else:
        assert len(pages) == 1


def test_a_continuation_has_the_title_and_its_own_sources_and_says_why():
    typeset = lay_out(replace(SAMPLE, slides=(slide_of([(1, 2), (3, 4), (5, 6), (7,)]),)), BRANDS["institute"])

    assert [page.title for page in typeset.pages] == ["Harbours ask for pilots", "Harbours ask for pilots (2 of 2)"]
    assert [named(page) for page in typeset.pages] == [[1, 2, 3, 4], [5, 6, 7]]
    assert [remark.text for remark in typeset.remarks] == ["Slide 1 cites seven sources, so it became two slides."]


@pytest.mark.parametrize("brand", sorted(BRANDS))
def test_many_sources_of_one_sentence_stand_one_after_the_other(brand):
    (page,) = pages_of(slide_of([range(1, 14)]), brand)

    (foot,) = feet(page)
    assert foot == " · ".join(f"[{n}] Mora 2020, p. 4" for n in range(1, 14))
    assert not page.remarks


@pytest.mark.parametrize(("register", "where"), [(True, "register, slide 2, and notes"), (False, "notes")])
def test_sources_that_have_no_room_are_numbered_with_where_they_stand(register, where):
    words = "Mora and others 2020, a heading of very many words in the second part of a report, ¶3"
    slide = slide_of([range(1, 41)], words)

    (page,) = pages_of(slide, "institute", register)

    (foot,) = feet(page)
    kept = foot.count(" · ")
    assert foot.endswith(f"[{kept + 1}]–[40]: {where}")
    assert kept > 5
    assert named(page) == list(range(1, 41))
    words = f"Slide 1 has room to name {kept} of its 40 sources; its notes name them all."
    assert [(remark.severity, remark.text) for remark in page.remarks] == [("info", words)]


def test_what_is_compared_stays_on_one_slide():
    groups = [(1, 2, 3), (4, 5, 6), (7, 8)]

    (page,) = pages_of(slide_of(groups, whole=True), "institute")

    assert named(page) == list(range(1, 9))
