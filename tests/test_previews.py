"""A brief in every template and brand: each with a slide of its own, and what stands against taking it."""

from dataclasses import replace
from pathlib import Path

from briefer.app import resources
from briefer.app.briefs import load_brief
from briefer.app.previews import previews
from briefer.store.folder import read_folder

SAMPLES = Path(__file__).parent.parent / "sample_briefs"


def test_every_template_and_brand_shows_a_slide_or_says_why_not():
    shelf = read_folder(SAMPLES / "library")
    brief = load_brief(SAMPLES / "pacific-partners.yaml").brief

    found = list(previews(shelf.library, shelf.bodies, brief))

    decks = [info.id for info in resources.templates() if info.kind == "deck"]
    assert [preview.id for preview in found] == [*decks, *resources.ids("brands")]
    assert all(preview.page and preview.brand and preview.slides for preview in found)
    own = [preview for preview in found if preview.id in (brief.deck.template, brief.deck.brand)]
    assert [preview.note for preview in own] == ["", ""]
    assert any("to change first: the template" in preview.note for preview in found)


def test_a_template_that_cannot_be_made_says_why():
    shelf = read_folder(SAMPLES / "library")
    brief = load_brief(SAMPLES / "pacific-partners.yaml").brief

    found = list(previews(shelf.library, shelf.bodies, replace(brief, deck=replace(brief.deck, template="gone"))))

    refused = [preview for preview in found if preview.page is None]
    assert [preview.id for preview in refused] == resources.ids("brands")
    assert all(preview.slides == 0 and "no deck template “gone”" in preview.note for preview in refused)
