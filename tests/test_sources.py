"""Sources: where they stand, how many a slide shows, and a register in which every mark has its entry."""

import re
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefer.app import resources
from briefer.app.briefs import library_for, load_brief
from briefer.app.build import build, draft
from briefer.app.verify import verify_file
from briefer.compose.citing import Cite, Citer, Words
from briefer.compose.shelf import numbered, shelf_of
from briefer.model.essay import Essay, Locator
from briefer.model.evidence import Passage
from briefer.model.library import Library
from briefer.model.reference import Name, Reference
from briefer.model.text import digest
from briefer.specs.brief import Brief, Citations

SAMPLES = Path(__file__).parent.parent / "sample_briefs"
BODY = "The pier was mended in spring."
NUMBER = re.compile(r"\[(\d+)\]")


def shelf_with(total, in_volume=0):
    """Return a shelf of `total` essays that are all used, the first `in_volume` of them in one volume."""
    editors = (Name(family="Quill", given="Bo"),)
    essays = [
        Essay(
            id=f"essay-{at}",
            reference=Reference(
                title=f"Piers {at}",
                authors=(Name(family=f"Author{at}", given="Ida"),),
                issued="2021",
                container_title="Piers" if at < in_volume else "",
                editors=editors if at < in_volume else (),
            ),
            body_sha256=digest(BODY),
            order=at,
        )
        for at in range(total)
    ]
    passages = [
        Passage(
            id=f"{essay.id}/0", essay_id=essay.id, kind="claim", text="Piers hold.", locator=Locator(page=str(at + 1))
        )
        for at, essay in enumerate(essays)
    ]
    shelf = shelf_of(Library.of([*essays, *passages]), Brief(title="Piers", date="2026-11-22"))
    keys = [*(essay.id for essay in essays), *(shelf.volume_key(essay.id) for essay in essays[:in_volume])]
    return numbered(shelf, keys)


@given(st.integers(1, 14), st.integers(0, 6))
def test_the_lines_name_every_source_of_a_slide_once_and_each_place_under_one(total, in_volume):
    shelf = shelf_with(total, min(in_volume, total))
    for mode in ("marks", "pages"):
        citer = Citer(shelf, mode)
        for essay in shelf.essays:
            citer.set([Words("Piers hold"), Cite((f"{essay.id}/0",))])
        lines = citer.source_lines()

        assert [line.number for line in lines] == [shelf.number(key) for key in citer.register_keys()]
        assert Counter(place for line in lines for place in line.places) == Counter(citer.cited)
        assert sum("all pages in brackets" in line.text for line in lines) == (mode == "pages" and in_volume > 0)


@pytest.mark.parametrize("where", ["slide", "notes", "end"])
@pytest.mark.parametrize("path", sorted(SAMPLES.glob("*.yaml")), ids=lambda path: path.stem)
def test_every_mark_has_its_entry_and_every_entry_its_use(path, where):
    loaded = load_brief(path)
    brief = replace(loaded.brief, deck=replace(loaded.brief.deck, sources=where))
    with library_for(loaded, None, {}) as opened:
        made = draft(opened.library, opened.bodies, brief)
    slides = [slide for slide in made.deck.slides if slide.layout != "register"]
    marks = {n for slide in slides for s in slide.statements for mark in s.marks for n in mark.numbers}
    entries = [entry.number for entry in made.deck.register]
    cited = {c.essay_id for item in (*slides, made.memo) for s in item.statements for c in s.citations}

    assert entries == list(range(1, len(entries) + 1))
    assert marks <= set(entries)
    assert {id for entry in made.deck.register for id in entry.essay_ids} >= cited
    assert all(set(entry.essay_ids) & cited for entry in made.deck.register)
    assert any(slide.sources for slide in slides) == (where == "slide")
    assert all(slide.notes.sources for slide in slides if any(s.marks for s in slide.statements))
    register = next(slide for slide in made.deck.slides if slide.layout == "register")
    shown = [row.cells[0].statements[0].text for row in register.blocks[0].rows]
    assert shown == [str(number) for number in entries]


def test_a_register_of_sixty_shows_sixty():
    from briefer.compose.brief import Composition, compose_brief, register_slide
    from briefer.specs.brief import WrittenLine
    from briefer.typeset.layout import lay_out
    from briefer.typeset.page import TableBox

    shelf = shelf_with(60)
    lines = tuple(WrittenLine(slide="bluf", text=f"Piers hold [@essay-{at}/0].") for at in range(60))
    brand, _ = resources.brand("institute")
    deck, memo = resources.deck_template("leadership-five"), resources.memo_template("information-memo")
    brief = replace(shelf.brief, statements=lines)
    made: Composition = compose_brief(shelf.library, brief, deck, memo, brand=brand, version="test")
    slide = register_slide(made, {})
    pages = lay_out(replace(made.deck, slides=(*made.deck.slides, slide)), brand).pages
    tables = [shape for page in pages if page.key == slide.key for shape in page.shapes if isinstance(shape, TableBox)]
    rows = [row[0].paragraphs for table in tables for row in table.rows]
    numbers = ["".join(run.text for run in paragraphs[0].runs) for paragraphs in rows if paragraphs]

    assert slide.title.text == "Sources: all 60 pieces on the shelf are cited"
    assert [int(n) for n in numbers if n.isdigit()] == list(range(1, 61))


@pytest.mark.parametrize(
    ("style", "cite", "point"),
    [
        ("short", "Author1 2021, p.\u00a02", "(2021, p.\u00a02)"),
        ("apa", "Author1, 2021, p.\u00a02", "(2021, p.\u00a02)"),
        ("chicago-author-date", "Author1 2021, 2", "(2021, 2)"),
        ("chicago-notes", "Author1, “Piers 1,” 2", "(2021, p.\u00a02)"),
    ],
)
def test_slides_and_memo_cite_in_the_style_of_the_brief(style, cite, point):
    shelf = shelf_with(2)
    shelf = replace(shelf, brief=replace(shelf.brief, citations=Citations(style=style)))
    slide, memo = Citer(shelf, "marks"), Citer(shelf, "memo")
    slide.set([Words("Piers hold"), Cite(("essay-1/0",))])
    said = memo.set([Words("Author1"), Cite(("essay-1/0",)), Words(" holds.")])

    assert [line.text for line in slide.source_lines()] == [cite]
    assert said.text == f"Author1 {point} holds."


@pytest.mark.parametrize("attribution", ["full", "institution", "chatham-house"])
@pytest.mark.parametrize("style", ["apa", "chicago-author-date", "chicago-notes"])
def test_every_style_goes_with_every_attribution(style, attribution, tmp_path):
    loaded = load_brief(SAMPLES / "pacific-partners.yaml")
    brief = replace(loaded.brief, citations=Citations(style=style, attribution=attribution))
    with library_for(loaded, None, {}) as opened:
        made = build(opened.library, opened.bodies, brief, tmp_path, ["pptx"])
        verified = verify_file(made.files[0].path, opened)

    assert made.draft.clearance.outcome == "allowed"
    assert {finding.severity for finding in verified.findings} == {"ok"}
    assert all(entry.full.endswith(".") for entry in made.draft.deck.register)
    assert any("Lorenz" in entry.full for entry in made.draft.deck.register) == (attribution == "full")
