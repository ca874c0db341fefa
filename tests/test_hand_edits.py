"""A finished deck under a careless and a hostile hand: every change is named for what it is, and no touch is one.

The decks are those of the samples, on a brand that comes along and on files of the user's own. Each edit is made on
every slide where it applies; each move once; each touch throughout.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable
from contextlib import nullcontext
from dataclasses import replace
from functools import lru_cache, partial
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from pptx import Presentation

from benchmarks.gallery import EVERY_LAYOUT, TEMPLATES, opened
from briefer.app import resources
from briefer.app.brands import add_brand
from briefer.app.build import draft
from briefer.audit.verification import Finding
from briefer.audit.verify import verify
from briefer.model.essay import Essay
from briefer.model.library import Bodies, Library
from briefer.readers.deck import read_deck
from briefer.writers.pptx import write_deck
from tests.drawn import convert
from tests.hand_edits import EDITS, Edit, Made, bare, lines, spread
from tests.hand_moves import MOVES, Move, statement_on_another_slide
from tests.hand_names import named_as_issued, placeholders_renamed
from tests.hand_touches import TOUCHES, Touch
from tests.masters import MASTERS

SHORT, EVERY = "sea-lanes", "every-layout"
OWN = ("german", "dark", "blank_only")


@lru_cache
def built(name: str) -> tuple[bytes, Library, Bodies]:
    """Return a sample as a finished deck: every layout, a short brief, or that brief on a file of the user's own."""
    with pytest.MonkeyPatch.context() as patch, TemporaryDirectory() as folder:
        patch.setenv("BRIEFER_TEMPLATES", str(TEMPLATES) if name == EVERY else folder)
        brand = ""
        if name in MASTERS:
            file = Path(folder) / f"{name}.pptx"
            file.write_bytes(MASTERS[name]())
            brand = add_brand(file).brand.id
        path = EVERY_LAYOUT if name == EVERY else resources.root("sample_briefs") / f"{SHORT}.yaml"
        with opened(path) as (brief, library):
            own = replace(brief, deck=replace(brief.deck, brand=brand or "institute"))
            made = draft(library.library, library.bodies, own)
            data = write_deck(made.pages, made.deck, made.brand, made.master, made.records)
            return data, library.library, dict(library.bodies)


def authors(name: str) -> list[str]:
    _, library, _ = built(name)
    return sorted({author.short for essay in library.all(Essay) for author in essay.reference.authors})


def changed(name: str, change: Callable[[Any], object], saved: bytes = b"") -> bytes:
    """Return the deck after `change` was made in it, or in what another program `saved` of it."""
    issued = built(name)[0]
    presentation = Presentation(io.BytesIO(saved or issued))
    with named_as_issued(presentation, Presentation(io.BytesIO(issued))) if saved else nullcontext():
        change(presentation)
    out = io.BytesIO()
    presentation.save(out)
    return out.getvalue()


def faults(name: str, data: bytes) -> list[Finding]:
    _, library, bodies = built(name)
    return [f for f in verify(read_deck(data), library, bodies, "deck.pptx").findings if f.severity != "ok"]


def edited(name: str, edits: Iterable[Edit], saved: bytes = b"") -> tuple[bytes, Made]:
    """Return the deck with an edit on every slide where one applies, one after the other of `edits`, and what was done."""
    made: Made = {}
    waiting = list(edits)
    chance, names = Random(f"{name} {[edit.__name__ for edit in waiting]}"), authors(name)
    data = changed(name, lambda presentation: made.update(spread(presentation, waiting, chance, names)), saved)
    return data, made


def about(finding: Finding, text: str) -> bool:
    said, key = bare(finding.found or finding.issued), bare(text)
    return said in key or key in said


def each_is_named_and_nothing_else(found: list[Finding], made: Made) -> None:
    assert made
    for slide, (kind, least, text) in made.items():
        here = [finding for finding in found if finding.slide == slide and about(finding, text)]
        assert here, (slide, kind, text)
        is_source = text.lstrip().startswith("[")
        assert any(kind in f.changes or (is_source and "source-line" in f.changes) for f in here), (kind, text, here)
        assert least == "warn" or any(finding.severity == "fail" for finding in here), (kind, text, here)
    for finding in found:
        assert finding.slide in made and (about(finding, made[finding.slide][2]) or finding.changes == ("order",)), (
            finding
        )


@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: edit.__name__)
def test_an_edit_on_every_slide_is_named(edit: Edit) -> None:
    data, made = edited(SHORT, [edit])

    each_is_named_and_nothing_else(faults(SHORT, data), made)


@pytest.mark.parametrize("name", OWN)
def test_edits_of_a_deck_on_a_file_of_the_users_own_are_named(name: str) -> None:
    assert faults(name, built(name)[0]) == []
    data, made = edited(name, EDITS)

    each_is_named_and_nothing_else(faults(name, data), made)


@pytest.mark.parametrize("move", MOVES, ids=lambda move: move.__name__)
def test_what_is_moved_added_or_taken_away_is_named(move: Move) -> None:
    a_move_is_named(move)


def a_move_is_named(move: Move, saved: bytes = b"") -> None:
    said: list[str] = []
    data = changed(EVERY, lambda presentation: said.extend(move(presentation, Random(1), authors(EVERY))), saved)

    here = [f for f in faults(EVERY, data) if f.role == "count" or any(bare(text) and about(f, text) for text in said)]

    assert said and here
    assert MOVES[move] == "warn" or any(finding.severity == "fail" for finding in here)


@pytest.mark.parametrize("touch", TOUCHES, ids=lambda touch: touch.__name__)
def test_a_touch_that_changes_no_word_is_no_fault(touch: Touch) -> None:
    for name in (SHORT, OWN[0]):
        assert faults(name, changed(name, lambda presentation: touch(presentation, Random(1)))) == []


def test_rows_beside_a_chart_may_move_with_their_bars() -> None:
    def change(presentation: Any) -> None:
        slide = next(s for s in presentation.slides if any(shape.has_chart for shape in s.shapes))
        chart = next(shape.chart for shape in slide.shapes if shape.has_chart)
        rows = list(next(shape.table for shape in slide.shapes if shape.has_table)._tbl.tr_lst)[-2:]
        rows[0].addprevious(rows[1])
        for holder in (part for series in chart._chartSpace.iter("{*}ser") for part in series.iter("{*}cat", "{*}val")):
            first, second = list(holder.iter("{*}v"))[-2:]
            first.text, second.text = second.text, first.text

    assert faults(EVERY, changed(EVERY, change)) == []


def test_a_cell_that_says_what_every_slide_repeats_is_missed_when_it_is_gone() -> None:
    def change(presentation: Any) -> None:
        placeholders_renamed(presentation)
        tables = [shape.table for slide in presentation.slides for shape in slide.shapes if shape.has_table]
        rows = [
            (t, row) for t in tables for row in t.rows if any(cell.text_frame.text == "Sources" for cell in row.cells)
        ]
        for table, row in rows:
            table._tbl.remove(row._tr)

    gone = [finding.issued for finding in faults(EVERY, changed(EVERY, change)) if finding.verdict == "removed"]

    assert gone.count("Sources") == 2


@pytest.mark.parametrize("whole", [True, False])
def test_text_that_was_struck_through_is_named_once_a_paragraph(whole: bool) -> None:
    struck: list[int] = []

    def change(presentation: Any) -> None:
        for line in [line for line in lines(presentation) if len(line.text.split()) > 5][::5]:
            for text in line.texts if whole else line.texts[-1:]:
                text.getparent().get_or_add_rPr().set("strike", "sngStrike")
            struck.append(line.slide)

    found = faults(SHORT, changed(SHORT, change))

    assert [finding.slide for finding in found] == struck
    assert {(finding.severity, finding.note) for finding in found} == {("warn", "It is struck through.")}


def test_text_that_was_struck_through_and_moved_is_named_as_both() -> None:
    moved: list[str] = []

    def change(presentation: Any) -> None:
        moved.extend(statement_on_another_slide(presentation, Random(1), authors(EVERY)))
        line = next(line for line in lines(presentation) if line.text == moved[0])
        for text in line.texts:
            text.getparent().get_or_add_rPr().set("strike", "sngStrike")

    (found,) = (finding for finding in faults(EVERY, changed(EVERY, change)) if about(finding, moved[0]))

    assert found.note == "It stands on another slide than it was issued on. It is struck through."


def test_a_name_that_an_address_writes_small_is_a_name_all_the_same() -> None:
    def change(presentation: Any) -> None:
        line = next(line for line in lines(presentation) if line.text == "Asia desk")
        line.write(0, 4, "Brazil")

    (finding,) = faults(EVERY, changed(EVERY, change))

    assert "name" in finding.changes
    assert finding.severity == "fail"


@pytest.mark.parametrize("name", [SHORT, *OWN])
def test_edits_of_a_deck_whose_placeholders_were_renamed_are_named(name: str) -> None:
    saved = changed(name, placeholders_renamed)
    assert faults(name, saved) == []
    data, made = edited(name, EDITS, saved)

    each_is_named_and_nothing_else(faults(name, data), made)


@pytest.fixture(scope="module")
def resaved(soffice: str, tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[str, bytes, Made]]:
    """Return decks untouched, with edits and with touches as LibreOffice saves them, all in one run."""
    files: dict[str, tuple[str, bytes, Made]] = {name: (name, built(name)[0], {}) for name in (EVERY, SHORT, OWN[0])}
    for name in (SHORT, *OWN[1:]):
        files[f"edited-{name}"] = (name, *edited(name, EDITS))
    for touch in TOUCHES[::6]:
        files[touch.__name__] = (SHORT, changed(SHORT, partial(touch, chance=Random(2))), {})
    folder = tmp_path_factory.mktemp("resaved")
    for title, (_, data, _) in files.items():
        (folder / f"{title}.pptx").write_bytes(data)
    convert(soffice, [folder / f"{title}.pptx" for title in files], folder / "out", folder / "profile", "pptx")
    return {
        title: (name, (folder / "out" / f"{title}.pptx").read_bytes(), made) for title, (name, _, made) in files.items()
    }


@pytest.mark.render
def test_after_a_save_in_libreoffice_the_same_is_named(resaved: dict[str, tuple[str, bytes, Made]]) -> None:
    for name, data, made in resaved.values():
        found = faults(name, data)
        if made:
            each_is_named_and_nothing_else(found, made)
        else:
            assert found == []


@pytest.mark.render
@pytest.mark.parametrize("name", [SHORT, OWN[0]])
def test_edits_after_a_save_in_libreoffice_are_named(name: str, resaved: dict[str, tuple[str, bytes, Made]]) -> None:
    data, made = edited(name, EDITS, resaved[name][1])

    each_is_named_and_nothing_else(faults(name, data), made)


@pytest.mark.render
@pytest.mark.parametrize("move", MOVES, ids=lambda move: move.__name__)
def test_moves_after_a_save_in_libreoffice_are_named(move: Move, resaved: dict[str, tuple[str, bytes, Made]]) -> None:
    a_move_is_named(move, resaved[EVERY][1])
