"""Generated briefs of every template and brand: drawn inside their boxes, valid, accessible, nothing lost.

BRIEFER_GENERATED is how many (`make generated` takes 300); they are drawn in one run of LibreOffice.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import pytest

from briefer.app import resources
from briefer.app.build import Draft, draft
from briefer.app.check import problems
from briefer.audit.verify import verify
from briefer.compose.citing import all_cited
from briefer.readers.deck import read_deck
from briefer.specs.brief import Brief, read_brief, write_brief
from briefer.store.rules import flaws
from briefer.typeset.joining import unjoined
from briefer.writers.package_check import check
from tests import drawn
from tests.accessible import faults
from tests.generated import Case, case, deck
from tests.integrity import findings
from tests.validators import schema_errors

ROOT = Path(__file__).parent.parent
COUNT = int(os.environ.get("BRIEFER_GENERATED", "30"))
every_brief = pytest.mark.parametrize("seed", range(COUNT))


@dataclass(frozen=True, slots=True)
class Made:
    """A case, its draft and its deck."""

    case: Case
    draft: Draft
    path: Path

    @property
    def data(self) -> bytes:
        return self.path.read_bytes()


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Callable[[int], Made]:
    folder = tmp_path_factory.mktemp("generated")
    known: dict[int, Made] = {}

    def of(seed: int) -> Made:
        if seed not in known:
            one = case(seed)
            found = draft(one.library, one.bodies, one.brief)
            path = folder / f"{one}.pptx"
            path.write_bytes(deck(found))
            known[seed] = Made(one, found, path)
        return known[seed]

    return of


@pytest.fixture(scope="module")
def pdfs(made: Callable[[int], Made], soffice: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with every deck as LibreOffice draws it."""
    folder = tmp_path_factory.mktemp("drawn")
    drawn.convert(soffice, [made(seed).path for seed in range(COUNT)], folder, folder / "profile")
    return folder


def test_all_templates_brands_and_places_of_sources_are_among_them() -> None:
    choices = [case(seed).brief.deck for seed in range(max(COUNT, 30))]

    assert {(c.template, c.brand) for c in choices} == {
        (template, brand) for template in resources.ids("decks") for brand in resources.ids("brands")
    }
    assert {(c.brand, c.sources) for c in choices} == {
        (brand, where) for brand in resources.ids("brands") for where in ("slide", "notes", "end")
    }


@every_brief
def test_it_is_a_brief_that_a_person_could_write(seed: int) -> None:
    one = case(seed)
    brief, document = read_brief(write_brief(one.brief), "brief.yaml")

    assert brief == one.brief
    assert problems(brief, document, one.library, one.bodies) == []
    assert list(flaws(one.library, one.bodies)) == []


@every_brief
def test_everything_fits_and_has_a_title_of_its_own(made: Callable[[int], Made], seed: int) -> None:
    found = made(seed).draft

    assert [remark.text for remark in found.remarks if remark.severity == "fail"] == []
    assert [page.key for page in found.pages if page.fill_used > 1.0001] == []
    titles = [page.title for page in found.pages]
    assert all(titles) and len(set(titles)) == len(titles)


@every_brief
def test_no_statement_is_lost(made: Callable[[int], Made], seed: int) -> None:
    found = made(seed).draft
    shown: dict[str, str] = {}
    for run in (run for page in found.pages for paragraph in drawn.paragraphs(page) for run in paragraph.runs):
        shown[run.statement] = shown.get(run.statement, "") + run.text
    for statement in (statement for slide in found.deck.slides for statement in slide.statements if statement.text):
        assert letters(statement.text) in letters(shown[statement.id])

    cited = {c.passage_id for slide in found.deck.slides for s in slide.statements for c in s.citations}
    told = " ".join(remark.text for remark in found.remarks)
    assert [id for id in selected(found.brief) if id not in cited and id not in told] == []


def letters(text: str) -> str:
    return re.sub(r"\s", "", unjoined(text))


def selected(brief: Brief) -> list[str]:
    """Return the passages that are picked for the deck, and those that sentences for its slides cite."""
    written = [line.text for line in (*brief.statements, *brief.assessments) if line.slide]
    return [pick.passage for pick in brief.picks] + [id for text in written for id in all_cited(text)]


@every_brief
def test_it_agrees_with_its_sources(made: Callable[[int], Made], seed: int) -> None:
    one = made(seed)
    found = verify(read_deck(one.data), one.case.library, one.case.bodies, one.path.name)

    assert [(f.slide, f.issued, f.found, f.changes) for f in found.findings if f.severity == "fail"] == []


@every_brief
def test_those_who_do_not_see_it_can_read_it(made: Callable[[int], Made], seed: int) -> None:
    assert faults(made(seed).data) == []


@pytest.mark.render
@every_brief
def test_no_text_is_drawn_outside_its_box(made: Callable[[int], Made], pdfs: Path, seed: int) -> None:
    one = made(seed)

    assert list(drawn.outside(one.draft.pages, pdfs / f"{one.case}.pdf")) == []


@every_brief
def test_its_package_is_sound(made: Callable[[int], Made], seed: int) -> None:
    one = made(seed)

    assert check(one.data) == []
    assert findings(one.path, one.draft.pages) == []


@pytest.mark.validator
@every_brief
def test_validators_accept_it(made: Callable[[int], Made], ooxml_validator: str, seed: int) -> None:
    assert schema_errors(made(seed).path, ooxml_validator) == []


def test_another_run_elsewhere_makes_the_same_bytes(made: Callable[[int], Made]) -> None:
    places = {"TZ": "Pacific/Auckland", "LC_ALL": "tr_TR.UTF-8", "PYTHONHASHSEED": "7", "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "tests.generated", str(COUNT)]
    done = subprocess.run(command, env={**os.environ, **places}, capture_output=True, check=True, cwd=ROOT)

    assert json.loads(done.stdout) == [sha256(made(seed).data).hexdigest() for seed in range(COUNT)]
