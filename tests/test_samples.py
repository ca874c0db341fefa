"""The briefs that ship, in every brand: built without a mistake, nothing unsourced, drawn inside their boxes, valid."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest

from briefer.app import resources
from briefer.app.briefs import checked, library_for, load_brief
from briefer.app.build import build
from briefer.app.built import Built
from tests.drawn import convert, elsewhere, outside
from tests.validators import findings_in

SAMPLES = Path(__file__).parent.parent / "sample_briefs"
BRIEFS = sorted(SAMPLES.glob("*.yaml"))
BRANDS = resources.ids("brands")
every_output = pytest.mark.parametrize("name", [f"{path.stem} {brand}" for path in BRIEFS for brand in BRANDS])


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
    for brand in BRANDS:
        made = (made for name, made in outputs.items() if name.endswith(f" {brand}"))
        files = [file.path for each in made for file in each.files if file.format in ("pptx", "docx")]
        convert(soffice, files, folder / brand, folder / "profile")
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

    assert list(outside(made.draft.pages, rendered / made.draft.brand.id / f"{deck.stem}.pdf")) == []


@pytest.mark.render
@every_output
def test_lines_break_where_they_were_measured_to(outputs: dict[str, Built], rendered: Path, name: str) -> None:
    made = outputs[name]
    deck = next(f.path for f in made.files if f.format == "pptx")

    missed, total = elsewhere(made.draft.pages, rendered / made.draft.brand.id / f"{deck.stem}.pdf")

    assert len(missed) <= 0.05 * total


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
