"""One word, one number, a "not", a deleted source line, a pasted bullet: verify names these five and nothing else."""

from __future__ import annotations

import copy
import io
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from pptx import Presentation

from briefer.audit.verification import Finding, Verification
from briefer.audit.verify import verify
from briefer.errors import Exit
from briefer.readers.deck import read_deck
from tests.coastguards import BODIES, LIBRARY, written
from tests.drawn import convert
from tests.sample_deck import EXTRA, SAMPLE

Save = Callable[[bytes], bytes]


@pytest.fixture(params=["as saved", pytest.param("after LibreOffice", marks=pytest.mark.render)])
def save(request: pytest.FixtureRequest, tmp_path: Path) -> Save:
    """Return what happens to a file on its way to verification: nothing, or a save in LibreOffice."""
    if request.param == "as saved":
        return lambda data: data
    soffice = request.getfixturevalue("soffice")
    return lambda data: resaved(data, soffice, tmp_path)


def resaved(data: bytes, soffice: str, folder: Path) -> bytes:
    source, target = folder / "deck.pptx", folder / "out"
    source.write_bytes(data)
    convert(soffice, [source], target, folder / "profile", "pptx")
    return (target / "deck.pptx").read_bytes()


@cache
def deck() -> bytes:
    return written()


def edited(change: Callable[[Presentation], None], data: bytes | None = None) -> bytes:
    """Return the deck after `change` was made in it by hand."""
    presentation = Presentation(io.BytesIO(data or deck()))
    change(presentation)
    out = io.BytesIO()
    presentation.save(out)
    return out.getvalue()


def paragraphs(presentation: Presentation) -> list:  # type: ignore[type-arg]
    """Return every paragraph of the slides, cells included."""
    found = []
    for slide in presentation.slides:
        for shape in slide.shapes:
            if shape.has_text_frame:
                found.extend(shape.text_frame.paragraphs)
            elif shape.has_table:
                found.extend(p for row in shape.table.rows for cell in row.cells for p in cell.text_frame.paragraphs)
    return found


def spaced(text: str) -> str:
    return text.replace("\u00a0", " ")


def put(old: str, new: str) -> Callable[[Presentation], None]:
    """Return the edit that writes `new` for `old` wherever it stands in one run."""

    def change(presentation: Presentation) -> None:
        runs = [run for p in paragraphs(presentation) for run in p.runs if old in spaced(run.text)]
        assert runs, old
        for run in runs:
            run.text = spaced(run.text).replace(old, new)

    return change


def delete(text: str, slide: int) -> Callable[[Presentation], None]:
    """Return the edit that deletes the paragraph of slide `slide` that holds `text`."""

    def change(presentation: Presentation) -> None:
        for shape in presentation.slides[slide].shapes:
            for paragraph in shape.text_frame.paragraphs if shape.has_text_frame else ():
                if text in spaced(paragraph.text):
                    paragraph._p.getparent().remove(paragraph._p)
                    return
        raise AssertionError(text)

    return change


def paste(text: str, slide: int = 0) -> Callable[[Presentation], None]:
    """Return the edit that pastes a bullet below the last one of the body."""

    def change(presentation: Presentation) -> None:
        body = next(s for s in presentation.slides[slide].shapes if s.name.startswith("Body"))
        body.text_frame.add_paragraph().text = text

    return change


def checked(data: bytes) -> Verification:
    return verify(read_deck(data), LIBRARY, BODIES, "deck.pptx")


def named(verification: Verification) -> list[Finding]:
    return [finding for finding in verification.findings if finding.severity != "ok"]


TAMPERED = {
    "one word of a quotation": (put("national fleets”", "local fleets”"), "altered", ("word",), "fail"),
    "one word of a paraphrase": (put("prefers training", "favours training"), "reworded", ("word",), "warn"),
    "one number": (put("US$20", "US$30"), "reworded", ("number",), "fail"),
    "a not": (put("may begin small", "may not begin small"), "reworded", ("negation",), "fail"),
    "a deleted not": (put("should not replace", "should replace"), "altered", ("negation",), "fail"),
    "a deleted source line": (delete("Lind 2020", 0), "removed", ("source-line",), "fail"),
    "a pasted bullet": (paste("The finance ministry has asked for a cost note"), "new", (), "warn"),
    "a pasted quotation": (paste("Mora adds that “every fleet must be given up at once”"), "new", (), "fail"),
    "a page in brackets": (put("training and fuel before ships (12)", "training and fuel before ships (13)"),
                           "reworded", ("page",), "fail"),
    "a page of a source line": (put("Mora 2020, p. 4 ·", "Mora 2020, p. 5 ·"), "reworded", ("page",), "fail"),
    "an author": (put("Lind sees no money", "Mora sees no money"), "reworded", ("author",), "fail"),
    "the first word after a label": (put("Start with two", "Begin with two"), "reworded", ("word",), "warn"),
    "a modal verb": (put("that may begin small", "that must begin small"), "reworded", ("modal",), "warn"),
    "a count": (put("Two texts want", "Three texts want"), "reworded", ("number",), "fail"),
    "a label": (put("Objection", "Evidence"), "reworded", ("role",), "warn"),
    "a quotation in a sentence": (put("neither feasible nor", "both feasible and"), "altered", ("negation", "word"), "fail"),
    "invented quotation marks": (put("no money for partners in the budget", "“no money for partners in the budget”"),
                                 "altered", ("role",), "fail"),
    "a confidence": (put("Confidence: moderate", "Confidence: high"), "reworded", ("word",), "warn"),
    "a handling mark": (put("TLP:GREEN", "TLP:CLEAR"), "reworded", ("name",), "warn"),
    "a deleted statement": (delete("Lind sees no money", 0), "removed", (), "warn"),
}  # fmt: skip


@pytest.mark.parametrize("name", TAMPERED)
def test_one_edit_is_named_and_nothing_else(name: str) -> None:
    change, verdict, changes, severity = TAMPERED[name]

    found = named(checked(edited(change)))

    assert [(f.verdict, f.changes, f.severity) for f in found] == [(verdict, changes, severity)]


FIVE = (
    "one word of a quotation",
    "one number",
    "a not",
    "a deleted source line",
    "a pasted bullet",
)


def test_the_five_edits_are_named_and_nothing_else(save: Save) -> None:
    def tamper(presentation: Presentation) -> None:
        for name in FIVE:
            TAMPERED[name][0](presentation)

    found = checked(save(edited(tamper)))

    assert found.mode == "ids"
    assert sorted((f.verdict, f.changes, f.severity) for f in named(found)) == sorted(
        TAMPERED[name][1:] for name in FIVE
    )
    assert found.exit == Exit.GATE


@pytest.mark.parametrize("name", ["coastguards", "sample", "layouts"])
def test_an_untouched_deck_matches(name: str, save: Save) -> None:
    data = deck() if name == "coastguards" else written(SAMPLE if name == "sample" else EXTRA)

    found = checked(save(data))

    assert named(found) == []
    assert found.count("ok") > 10
    assert found.exit == Exit.DONE


def _restyle(presentation: Presentation) -> None:
    for paragraph in paragraphs(presentation):
        for run in paragraph.runs:
            run.font.bold = True
            run.text = run.text.replace("“", '"').replace("”", '"').replace("\u00a0", " ").replace("\u2060", "")


def _reorder(presentation: Presentation) -> None:
    slides = presentation.slides._sldIdLst
    slides.append(slides[0])


def _hide(presentation: Presentation) -> None:
    presentation.slides[1]._element.set("show", "0")


def _split_runs(presentation: Presentation) -> None:
    for paragraph in paragraphs(presentation):
        for run in paragraph.runs:
            if len(run.text) > 6 and "[" not in run.text:
                other = copy.deepcopy(run._r)
                run._r.addnext(other)
                text, run.text = run.text, run.text[:5]
                other.findall("{*}t")[0].text = text[5:]


def _move_lines(presentation: Presentation) -> None:
    body = next(s for s in presentation.slides[0].shapes if s.name.startswith("Body")).text_frame._txBody
    body.append(body.p_lst[0])


def _clear_notes(presentation: Presentation) -> None:
    for slide in presentation.slides:
        slide.notes_slide.notes_text_frame.text = ""


def _rename(presentation: Presentation) -> None:
    for slide in presentation.slides:
        for shape in slide.shapes:
            shape.name = "Shape"


def _table(presentation: Presentation) -> Any:
    return next(s for slide in presentation.slides for s in slide.shapes if s.has_table).table


def _swap_rows(presentation: Presentation) -> None:
    first, second = _table(presentation)._tbl.tr_lst
    first.addprevious(second)


def _swap_columns(presentation: Presentation) -> None:
    for row in _table(presentation)._tbl.tr_lst:
        row.tc_lst[0].addprevious(row.tc_lst[2])


def _split_line(presentation: Presentation) -> None:
    body = next(s for s in presentation.slides[0].shapes if s.name.startswith("Body")).text_frame
    line = next(p for p in body.paragraphs if "Lind sees" in p.text)
    rest = copy.deepcopy(line._p)
    line._p.addnext(rest)
    run = next(run for run in line.runs if "budget and" in run.text)
    other = next(t for t in rest.iter("{*}t") if t.text == run.text)
    for earlier in list(rest.iter("{*}r")):
        if earlier is other.getparent():
            break
        rest.remove(earlier)
    other.text = run.text.partition("budget ")[2]
    run.text = run.text.partition("and prefers")[0]
    for later in list(run._r.itersiblings("{*}r")):
        line._p.remove(later)


def _run_lines_together(presentation: Presentation) -> None:
    body = next(s for s in presentation.slides[0].shapes if s.name.startswith("Body")).text_frame
    first, second = (p for p in body.paragraphs if "Mora puts" in p.text or "Lind sees" in p.text)
    first.add_run().text = " "
    for run in list(second.runs):
        first._p.append(run._r)
    second._p.getparent().remove(second._p)


HARMLESS = (
    _split_line,
    _run_lines_together,
    _swap_rows,
    _swap_columns,
    _restyle,
    _reorder,
    _hide,
    _split_runs,
    _move_lines,
    _clear_notes,
    _rename,
)


@pytest.mark.parametrize("change", HARMLESS, ids=lambda change: change.__name__)
def test_a_harmless_edit_matches(change: Callable[[Presentation], None]) -> None:
    assert named(checked(edited(change))) == []


def _swap_cells(column: int) -> Callable[[Presentation], None]:
    """Return the edit that swaps two cells of one column."""

    def change(presentation: Presentation) -> None:
        first, second = (row.tc_lst[column].txBody for row in _table(presentation)._tbl.tr_lst)
        first.addprevious(second.__copy__())
        second.addprevious(first)
        second.getparent().remove(second)

    return change


def _to_other_heading(presentation: Presentation) -> None:
    bodies = [s.text_frame for s in presentation.slides[3].shapes if s.name.startswith("Body")]
    line = next(p._p for body in bodies for p in body.paragraphs if "one radio channel" in p.text)
    bodies[-1]._txBody.append(line)


def _swap_headings(presentation: Presentation) -> None:
    first, second = (
        p._p
        for s in presentation.slides[3].shapes
        if s.name.startswith("Body")
        for p in s.text_frame.paragraphs
        if p.text.endswith(" first")
    )
    home = second.getparent()
    first.addprevious(second)
    home.append(first)


MOVED = {
    "two stands": (_swap_cells(0), ["Against", "In favour"]),
    "what two authors say": (
        _swap_cells(2),
        ["Lind: an office would be “neither feasible nor desirable” (11)", "Mora: two ships and one radio channel (4)"],
    ),
    "a line under another heading": (_to_other_heading, ["Mora again: one radio channel (4)"]),
    "two headings": (_swap_headings, ["1  Ships first", "1  Training first"]),
}


@pytest.mark.parametrize("name", MOVED)
def test_a_text_that_says_something_else_where_it_was_moved_to_is_altered(name: str, save: Save) -> None:
    change, moved = MOVED[name]

    found = named(checked(save(edited(change))))

    assert sorted(spaced(f.found) for f in found) == moved
    assert {(f.verdict, f.changes, f.severity) for f in found} == {("altered", ("order",), "fail")}


def test_all_harmless_edits_together_match(save: Save) -> None:
    def tidy(presentation: Presentation) -> None:
        for change in (_restyle, _reorder, _hide, _split_runs):
            change(presentation)

    found = checked(save(edited(tidy)))

    assert named(found) == []
    assert found.exit == Exit.DONE
