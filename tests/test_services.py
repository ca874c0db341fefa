"""What the window is given of the shipped sample."""

from __future__ import annotations

from dataclasses import replace

import pytest

from briefer.app.services import DesktopServices


@pytest.fixture
def opened():
    services = DesktopServices()
    place = services.sample_brief()
    brief = services.load_brief(place)
    library = services.open_library(place.parent / brief.library).library
    yield services, library, brief
    services.close_library()


def test_every_page_belongs_to_a_slide_that_knows_its_number(opened):
    services, library, brief = opened
    outline = services.outline(library, brief)

    numbers = {slide.key: slide.numbers for slide in outline.slides}
    for number, page in enumerate(outline.pages, start=1):
        assert numbers[page.key][page.part - 1] == number
    assert sum(map(len, numbers.values())) == len(outline.pages)


def test_every_brand_can_be_chosen_and_previewed(opened):
    services, library, brief = opened

    assert {"command", "institute", "plain"} <= set(services.brands())
    for brand in services.brands():
        outline = services.outline(library, replace(brief, deck=replace(brief.deck, brand=brand)))
        assert outline.brand.id == brand


def test_every_statement_on_a_page_is_one_of_its_slide(opened):
    from briefer.gui.models.outline import sheets_of, statement_ids

    services, library, brief = opened
    for sheet in sheets_of(services.outline(library, brief)):
        assert set(statement_ids(sheet.page)) <= {statement.id for statement in sheet.slide.statements}


def test_the_memo_is_pictured_as_it_is_written(opened):
    services, library, brief = opened
    outline = services.outline(library, brief)

    pages = services.memo_preview(library, brief, 40)

    assert [page[:4] for page in pages] == [b"\x89PNG"]
    assert all(0.5 < share <= 1 for share in outline.memo_fill.values())
    letter = replace(brief, memo=replace(brief.memo, paper="letter"))
    assert services.memo_preview(library, letter, 40) != pages
