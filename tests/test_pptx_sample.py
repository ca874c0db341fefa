"""The reference deck through layout and writer: nothing is lost, renderers and validators are content."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from pptx import Presentation

from briefer.model.deck import Deck, statements_of
from briefer.specs.brand import Brand
from briefer.typeset.layout import lay_out
from briefer.writers.master import build_master
from briefer.writers.pptx import write_deck
from tests.drawn import convert
from tests.sample_deck import BRANDS, EXTRA, INSTITUTE, SAMPLE
from tests.test_pptx_writer import DECK, FOREIGN, PAGES, RECORDS, foreign, texts
from tests.validators import findings_in, schema_errors

_JOINERS = str.maketrans({"\u00a0": " ", "\u2060": "", "\u25cb": ""})
CLEAR = {
    "left margin": (0, 0, 52, 540),
    "right margin": (908, 0, 960, 540),
    "top": (0, 0, 960, 16),
    "bottom": (0, 527, 960, 540),
    "above the foot": (0, 494, 960, 503),
}
CLEAR_INSIDE = {"under the title": (0, 124, 960, 136), "above the sources": (0, 432, 960, 440)}
"""Boxes in points (left, top, right, bottom) without ink; the second kind not on covers."""


def deck_bytes(deck: Deck, brand: Brand) -> bytes:
    return write_deck(lay_out(deck, brand).pages, deck, brand, build_master(brand))


every_brand = pytest.mark.parametrize("brand", BRANDS.values(), ids=list(BRANDS))


def plain(text: str) -> str:
    """Return `text` without source numbers, joiners and rings, spaces as one."""
    return " ".join(re.sub(r"\[\d+\]", "", text.translate(_JOINERS)).split())


@every_brand
@pytest.mark.parametrize("deck", [SAMPLE, EXTRA], ids=["sample", "extra"])
def test_every_statement_stands_on_its_slide_in_order(deck: Deck, brand: Brand) -> None:
    pages = lay_out(deck, brand).pages
    slides = Presentation(BytesIO(deck_bytes(deck, brand))).slides

    for composed in deck.slides:
        shown = [
            text for page, slide in zip(pages, slides, strict=True) if page.key == composed.key for text in texts(slide)
        ]
        found = plain("\n".join(shown))
        for statement in composed.statements:
            assert plain(statement.text) in found
        at = 0
        for block in composed.blocks:
            for statement in statements_of(block):
                at = found.find(plain(statement.text), at)
                assert at >= 0, statement.text


@every_brand
@pytest.mark.parametrize("deck", [SAMPLE, EXTRA], ids=["sample", "extra"])
def test_every_text_stands_in_a_placeholder(deck: Deck, brand: Brand) -> None:
    for slide in Presentation(BytesIO(deck_bytes(deck, brand))).slides:
        assert [shape.name for shape in slide.shapes if not shape.is_placeholder and shape.name != "Rule"] == []
        assert slide.shapes[0].placeholder_format.idx == 0


def drawn(path: Path, soffice: str, pdftoppm: str) -> Iterator[bytes]:
    """Yield the pages of a deck as LibreOffice draws them: grey, a pixel a point."""
    folder = path.parent
    convert(soffice, [path], folder, folder / "profile")
    raster = [pdftoppm, "-scale-to-x", "960", "-scale-to-y", "540", "-gray", str(path.with_suffix(".pdf"))]
    subprocess.run([*raster, str(folder / "page")], check=True, capture_output=True, timeout=180)
    for picture in sorted(folder.glob("page*.pgm")):
        head, _, pixels = picture.read_bytes().partition(b"\n255\n")
        assert head.split() == [b"P5", b"960", b"540"]
        yield pixels


@pytest.mark.render
@every_brand
@pytest.mark.parametrize("deck", [SAMPLE, EXTRA], ids=["sample", "extra"])
def test_margins_and_bands_are_clear_on_every_page(
    deck: Deck, brand: Brand, tmp_path: Path, soffice: str, pdftoppm: str
) -> None:
    path = tmp_path / "deck.pptx"
    path.write_bytes(deck_bytes(deck, brand))
    pages = lay_out(deck, brand).pages
    pictures = list(drawn(path, soffice, pdftoppm))

    assert len(pictures) == len(pages)
    for page, picture in zip(pages, pictures, strict=True):
        ground = picture[2 * 960 + 2]
        boxes = CLEAR if page.layout in ("title", "section") else {**CLEAR, **CLEAR_INSIDE}
        for name, (left, top, right, bottom) in boxes.items():
            band = b"".join(picture[960 * y + left : 960 * y + right] for y in range(top, bottom))
            assert max(abs(shade - ground) for shade in (min(band), max(band))) < 40, (page.key, name)


@pytest.mark.validator
@pytest.mark.parametrize(
    "kind",
    [*(f"{deck} {brand}" for deck in ("sample", "extra") for brand in BRANDS), "small", "foreign"],
)
def test_validators_find_nothing(kind: str, tmp_path: Path, ooxml_validator: str) -> None:
    path = tmp_path / "deck.pptx"
    match kind.split():
        case [("sample" | "extra") as deck, brand]:
            path.write_bytes(deck_bytes(SAMPLE if deck == "sample" else EXTRA, BRANDS[brand]))
        case ["small"]:
            path.write_bytes(write_deck(PAGES, DECK, INSTITUTE, build_master(INSTITUTE), RECORDS))
        case _:
            path.write_bytes(write_deck(PAGES, DECK, FOREIGN, foreign(), RECORDS))
    found = schema_errors if kind == "foreign" else findings_in

    assert found(path, ooxml_validator) == []
