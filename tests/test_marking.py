"""Handling marks: what may stand in a banner, where it stands, and portions marked all or none."""

import json
import re
import zipfile
from dataclasses import replace
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pptx import Presentation

from briefer.app.briefs import checked, library_for, load_brief
from briefer.app.build import build, draft
from briefer.app.verify import verify_file
from briefer.compose.edits import base_of
from briefer.compose.marking import banner_fault, designation, designation_fault, file_mark, mark_colour, portion_fault
from briefer.compose.wording import TLP_MEANING
from briefer.errors import GateRefused, SpecError
from briefer.model.colour import LEGIBLE, TLP_COLOURS, TLP_GROUND, contrast
from briefer.model.deck import Choices
from briefer.specs.brief import Handling, SlideEdit, StatementEdit
from briefer.typeset.placing import placed
from tests.validators import findings_in

SAMPLES = Path(__file__).parent.parent / "sample_briefs"
BRIEF = SAMPLES / "pacific-partners.yaml"
HELD = Handling(
    marking="CUI",
    controlled_by=("Ministry of Harbours", "Asia desk"),
    category="General",
    dissemination="FED ONLY",
    contact="Desk, 555-0100",
    portion="CUI",
    portions={"bluf": "U"},
)


@pytest.mark.parametrize("marking", ["", *TLP_MEANING, "CUI", "UNCLASSIFIED", "NATO UNCLASSIFIED", "For the desk only"])
def test_marks_of_the_rules_and_banners_of_ones_own_may_stand(marking):
    assert banner_fault(marking) == ""


@pytest.mark.parametrize(
    ("marking", "instead"),
    [
        ("TLP:WHITE", "TLP:CLEAR"),
        ("tlp white", "TLP:CLEAR"),
        ("TLP: AMBER", "write TLP:AMBER"),
        ("TLP:AMBER STRICT", "write TLP:AMBER+STRICT"),
        ("TLP-red", "write TLP:RED"),
        ("TLP:BLUE", "TLP:GREEN"),
        ("CUI//SP-PRVCY", "CUI alone"),
        ("cui", "CUI alone"),
        ("Unclassified", "write UNCLASSIFIED"),
        ("May contain CUI", "never what it may contain"),
        ("x" * 61, "at most 60"),
    ],
)
def test_a_mark_that_its_rules_forbid_is_refused_with_what_to_write(marking, instead):
    assert instead in banner_fault(marking)


def test_portion_marks_stand_without_brackets_and_never_above_the_banner():
    assert portion_fault("U", "CUI") == portion_fault("TLP:GREEN", "TLP:GREEN") == ""
    assert "without brackets" in portion_fault("(U)", "CUI")
    assert "above the banner" in portion_fault("CUI", "UNCLASSIFIED")


def test_file_names_carry_the_mark():
    assert file_mark("TLP:AMBER+STRICT") == "TLP-AMBER+STRICT"
    assert file_mark("") == ""


def loaded_with(handling, template=""):
    loaded = load_brief(BRIEF)
    deck = replace(loaded.brief.deck, max_slides=0, **({"template": template} if template else {}))
    return replace(loaded, brief=replace(loaded.brief, handling=handling, deck=deck))


def made_with(handling, folder, template="", brand="institute"):
    loaded = loaded_with(handling, template)
    brief = replace(loaded.brief, deck=replace(loaded.brief.deck, brand=brand))
    with library_for(loaded, None, {}) as opened:
        result = build(opened.library, opened.bodies, brief, folder)
        deck = next(file.path for file in result.files if file.format == "pptx")
        return result, {file.format: file.path for file in result.files}, verify_file(deck, opened)


@pytest.fixture(scope="module", params=["institute", "command", "plain"])
def held(request, tmp_path_factory):
    return made_with(HELD, tmp_path_factory.mktemp("held"), brand=request.param)


def test_an_old_mark_is_refused_at_its_place():
    loaded = loaded_with(Handling(marking="TLP:WHITE"))
    with library_for(loaded, None, {}) as opened, pytest.raises(SpecError, match="write TLP:CLEAR"):
        checked(loaded, opened.library, opened.bodies)


def test_marks_of_some_portions_alone_are_refused():
    loaded = loaded_with(Handling(marking="CUI", portions={"bluf": "U"}))
    with library_for(loaded, None, {}) as opened, pytest.raises(SpecError, match="all or none"):
        checked(loaded, opened.library, opened.bodies)


def test_every_slide_has_the_banner_above_and_below(held):
    made, paths, _ = held

    for slide in Presentation(str(paths["pptx"])).slides:
        banners = [shape for shape in slide.shapes if shape.has_text_frame and shape.text_frame.text == "CUI"]
        assert sorted(shape.top < 100 * 12700 for shape in banners) == [False, True]
    assert len(made.draft.pages) > 10


def test_the_first_slide_and_the_memo_say_who_controls_it(held):
    _, paths, _ = held
    first = " ".join(s.text_frame.text for s in Presentation(str(paths["pptx"])).slides[0].shapes if s.has_text_frame)
    memo = pypdfium2.PdfDocument(paths["pdf"])[0].get_textpage().get_text_bounded()
    for words in ("Controlled by: Ministry of Harbours", "CUI category: General", "POC: Desk"):
        assert words in first.replace("\u00a0", " ")
        assert words in " ".join(memo.split())
    assert designation(HELD) in paths["md"].read_text()


def test_a_deck_without_a_cover_has_the_indicator_on_its_first_slide(tmp_path):
    made, _, verified = made_with(HELD, tmp_path, "leadership-five")

    assert designation(HELD) in [s.text.removeprefix("(U) ") for s in made.draft.deck.slides[0].statements]
    assert {finding.severity for finding in verified.findings} == {"ok"}


def test_portions_are_marked_every_one(held):
    made, _, verified = held

    for slide in made.draft.deck.slides:
        mark = "(U) " if slide.key == "bluf" else "(CUI) "
        assert slide.title.text.startswith(mark)
        assert all(source.text.startswith(mark) for source in slide.sources)
        assert all(block.label.startswith(mark) for block in slide.blocks if isinstance(block, Choices))
    assert all(point.statements[0].text.startswith("(CUI) ") for s in made.draft.memo.sections for point in s.points)
    assert {finding.severity for finding in verified.findings} == {"ok"}
    assert made.draft.audit.inexact == made.draft.audit.unsourced == ()


def test_a_text_edited_with_its_mark_is_marked_once(tmp_path):
    first, _, _ = made_with(HELD, tmp_path / "first")
    slide = next(slide for slide in first.draft.deck.slides if slide.key == "bluf")
    said = slide.statements[1]
    edit = SlideEdit(statements={said.id: StatementEdit(text="(U) Support a forum.", base=base_of(said.text))})
    loaded = loaded_with(HELD)
    with library_for(loaded, None, {}) as opened:
        made = draft(opened.library, opened.bodies, replace(loaded.brief, edits={"bluf": edit}))

    now = next(slide for slide in made.deck.slides if slide.key == "bluf").statements[1]
    assert now.text == "(U) Support a forum."
    assert not any("has changed since" in remark.text for remark in made.remarks)


def test_names_and_properties_of_all_files_carry_the_mark(held):
    _, paths, _ = held

    assert all("-CUI" in path.name for path in paths.values())
    assert "CUI" in zipfile.ZipFile(paths["pptx"]).read("docProps/core.xml").decode()
    assert "BrieferMarking" in zipfile.ZipFile(paths["pptx"]).read("docProps/custom.xml").decode()
    assert "<cp:keywords>CUI" in zipfile.ZipFile(paths["docx"]).read("docProps/core.xml").decode()
    with pikepdf.open(paths["pdf"]) as memo:
        assert "CUI" in str(memo.docinfo["/Keywords"])
    card = json.loads(next(paths["md"].parent.glob("*.build.json")).read_text())
    assert card["brief"]["marking"] == "CUI"


@pytest.mark.validator
def test_validators_find_nothing_in_marked_files(held, ooxml_validator):
    _, paths, _ = held

    assert [findings_in(paths[kind], ooxml_validator) for kind in ("pptx", "docx")] == [[], []]


GAPS = {
    "controlled_by": (("Ministry of Harbours",), "who controls it"),
    "category": ("General", "its category in the CUI Registry"),
    "contact": ("Desk", "whom to ask"),
}


@given(st.sets(st.sampled_from(sorted(GAPS))), st.sampled_from(["", "TLP:RED", "UNCLASSIFIED", "CUI"]))
def test_what_an_indicator_lacks_is_named_and_nothing_else(given_, marking):
    handling = Handling(marking=marking, **{name: GAPS[name][0] for name in given_})
    fault = designation_fault(handling)

    for name, (_, what) in GAPS.items():
        assert (f"“{name}” ({what})" in fault) == (marking == "CUI" and name not in given_)
    assert bool(fault) == (marking == "CUI" and len(given_) < len(GAPS))


@pytest.mark.parametrize(("level", "outcome"), [("refuse", "refused"), ("warn", "allowed"), ("ignore", "allowed")])
def test_cui_without_its_indicator_is_named_and_refused_where_the_brief_says_so(level, outcome, tmp_path):
    loaded = loaded_with(Handling(marking="CUI", controlled_by=("Ministry of Harbours",), category="General"))
    brief = replace(loaded.brief, gate=replace(loaded.brief.gate, designation=level))
    with library_for(loaded, None, {}) as opened:
        made = draft(opened.library, opened.bodies, brief)
        if level == "refuse":
            with pytest.raises(GateRefused, match=r"lacks “contact” \(whom to ask\); write it .*designation: warn"):
                build(opened.library, opened.bodies, brief, tmp_path)

    assert not list(tmp_path.iterdir())
    assert made.clearance.outcome == outcome
    assert any("contact" in reason for reason in made.clearance.reasons) == (level != "ignore")


@pytest.mark.parametrize("marking", ["", "CUI", "UNCLASSIFIED"])
def test_colours_are_for_marks_that_have_some(marking):
    loaded = loaded_with(replace(HELD, marking=marking, colours=True, portion="", portions={}))
    with library_for(loaded, None, {}) as opened, pytest.raises(SpecError, match="Traffic Light Protocol"):
        checked(loaded, opened.library, opened.bodies)


@pytest.mark.parametrize("marking", sorted(TLP_COLOURS))
def test_marks_in_colour_can_be_read_and_have_none_unless_the_brief_says_so(marking):
    assert contrast(TLP_COLOURS[marking], TLP_GROUND) >= LEGIBLE
    assert mark_colour(Handling(marking=marking)) == ""
    assert mark_colour(Handling(marking=marking, colours=True)) == TLP_COLOURS[marking]


@pytest.mark.parametrize("brand", ["institute", "command"])
@pytest.mark.parametrize("colours", [False, True])
def test_the_frame_of_a_mark_alone_has_its_colour(brand, colours, tmp_path):
    handling = Handling(marking="TLP:AMBER+STRICT", colours=colours)
    loaded = loaded_with(handling)
    brief = replace(loaded.brief, deck=replace(loaded.brief.deck, brand=brand))
    with library_for(loaded, None, {}) as opened:
        formats = ("pptx", "docx", "pdf", "html", "handout")
        result = build(opened.library, opened.bodies, brief, tmp_path, formats)
        paths = {file.format: file.path for file in result.files}
        verified = verify_file(paths["pptx"], opened)

    with zipfile.ZipFile(paths["pptx"]) as package:
        slides = [package.read(name).decode() for name in package.namelist() if name.startswith("ppt/slides/slide")]
    with zipfile.ZipFile(paths["docx"]) as package:
        parts = [package.read(name).decode() for name in package.namelist() if re.search(r"word/(head|foot)er", name)]
    assert {slide.count('<a:srgbClr val="FFC000"/>') for slide in slides} == {2 if colours else 0}
    assert {part.count('w:val="FFC000"') for part in parts} == {1 if colours else 0}
    assert ("#FFC000" in paths["html"].read_text()) == colours
    assert {finding.severity for finding in verified.findings} == {"ok"}
    page = result.draft.pages[1]
    frames = placed(page, result.draft.brand).frames
    assert [frame.painted for frame in frames] == (["FFC000"] * 2 if colours else [""] * 2)
    for name in ("pdf", "handout"):
        picture = pypdfium2.PdfDocument(paths[name])[0].render().to_pil().convert("RGB")
        black = sum(count for count, colour in picture.getcolors(1 << 24) if colour == (0, 0, 0))
        assert (black > 2000) == colours
