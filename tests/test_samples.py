"""The briefs that ship, in every brand: built without a mistake, nothing unsourced, drawn inside their boxes, valid."""

from __future__ import annotations

import re
import subprocess
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest

from briefer.app import resources
from briefer.app.briefs import checked, library_for, load_brief
from briefer.app.build import Built, build
from briefer.typeset.page import ChartBox, Page, TableBox, TextBox
from tests.validators import findings_in

SAMPLES = Path(__file__).parent.parent / "sample_briefs"
BRIEFS = sorted(SAMPLES.glob("*.yaml"))
BRANDS = resources.ids("brands")
every_output = pytest.mark.parametrize("name", [f"{path.stem} {brand}" for path in BRIEFS for brand in BRANDS])
TOLERANCE = 1.5
"""Points by which a glyph may hang over its box: an italic's overhang, a quotation mark hung on purpose apart."""


def built(path: Path, brand: str, folder: Path) -> Built:
    loaded = load_brief(path)
    loaded = replace(loaded, brief=replace(loaded.brief, deck=replace(loaded.brief.deck, brand=brand)))
    with library_for(loaded, None, {}) as opened:
        return build(opened.library, opened.bodies, checked(loaded, opened.library, opened.bodies), folder)


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Built]:
    folder = tmp_path_factory.mktemp("samples")
    return {f"{path.stem} {brand}": built(path, brand, folder / brand) for path in BRIEFS for brand in BRANDS}


@pytest.fixture(scope="module")
def rendered(outputs: dict[str, Built], soffice: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a folder for each brand: every deck and memo as LibreOffice draws it."""
    folder = tmp_path_factory.mktemp("rendered")
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    for brand in BRANDS:
        made = (made for name, made in outputs.items() if name.endswith(f" {brand}"))
        files = [str(file.path) for each in made for file in each.files if file.format in ("pptx", "docx")]
        convert = [soffice, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder / brand), *files]
        subprocess.run(convert, check=True, capture_output=True, timeout=300)
    return folder


def test_there_are_at_least_four_briefs() -> None:
    assert len(BRIEFS) >= 4


@every_output
def test_a_shipped_brief_matches_its_sources(outputs: dict[str, Built], name: str) -> None:
    made = outputs[name]

    assert made.draft.clearance.stamp == f"matches its sources as of {made.draft.brief.date}"
    assert made.draft.audit.unsourced == made.draft.audit.inexact == ()
    assert made.draft.audit.exact == made.draft.audit.quotations
    assert [r.text for r in made.remarks if r.severity == "fail"] == []
    titles = [page.title for page in made.draft.pages]
    assert len(set(titles)) == len(titles)


@pytest.mark.render
@every_output
def test_no_text_leaves_its_box(outputs: dict[str, Built], rendered: Path, name: str) -> None:
    made = outputs[name]
    deck = next(f.path for f in made.files if f.format == "pptx")
    document = pypdfium2.PdfDocument(rendered / made.draft.brand.id / f"{deck.stem}.pdf")

    assert len(document) == len(made.draft.pages)
    for page, drawn in zip(made.draft.pages, document, strict=True):
        height = drawn.get_height()
        text = drawn.get_textpage()
        boxes = [placed(shape) for shape in page.shapes if isinstance(shape, (TextBox, TableBox, ChartBox))]
        for index in range(text.count_rects()):
            left, bottom, right, top = text.get_rect(index)
            words = text.get_text_bounded(left, bottom, right, top)
            right -= 5 if words.endswith(" ") else 0  # a space at a line's end hangs, nobody sees it
            middle = height - (top + bottom) / 2
            assert any(
                x - TOLERANCE - hang <= left and right <= x + width + TOLERANCE and y - 4 <= middle <= y + high + 4
                for x, y, width, high, hang in boxes
            ), (page.key, words)


def placed(shape: TextBox | TableBox | ChartBox) -> tuple[float, float, float, float, float]:
    """Return x, y, width, height and how far a quotation mark may hang out on the left, in points."""
    if isinstance(shape, TableBox):
        return shape.x, shape.y, sum(shape.widths), sum(shape.heights), 0
    return shape.x, shape.y, shape.width, shape.height, 18 if shape.field == "body" else 0


@pytest.mark.render
@every_output
def test_lines_break_where_they_were_measured_to(outputs: dict[str, Built], rendered: Path, name: str) -> None:
    made = outputs[name]
    deck = next(f.path for f in made.files if f.format == "pptx")
    document = pypdfium2.PdfDocument(rendered / made.draft.brand.id / f"{deck.stem}.pdf")
    right = total = 0
    for page, drawn in zip(made.draft.pages, document, strict=True):
        found = {bare(line) for line in drawn.get_textpage().get_text_range().splitlines()}
        whole = " ".join(found)
        for line in predicted(page):
            total += 1
            right += bare(line) in found or bare(line) in whole
    assert right >= 0.95 * total


def predicted(page: Page) -> list[str]:
    boxes = [shape for shape in page.shapes if isinstance(shape, TextBox)]
    return [line for box in boxes for p in box.paragraphs for line in p.lines if "\t" not in line and line.strip()]


def bare(text: str) -> str:
    return re.sub(r"\W+", "", text)


@pytest.mark.render
@every_output
def test_the_memo_is_one_page(outputs: dict[str, Built], rendered: Path, name: str) -> None:
    files = {f.format: f.path for f in outputs[name].files}

    assert len(pypdfium2.PdfDocument(files["pdf"])) == 1
    assert len(pypdfium2.PdfDocument(rendered / outputs[name].draft.brand.id / f"{files['docx'].stem}.pdf")) == 1


@pytest.mark.validator
@every_output
def test_validators_accept_deck_and_memo(outputs: dict[str, Built], ooxml_validator: str, name: str) -> None:
    for file in outputs[name].files:
        if file.format in ("pptx", "docx"):
            assert findings_in(file.path, ooxml_validator) == []
