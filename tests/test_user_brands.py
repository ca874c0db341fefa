"""Files of the user's own as brands: whatever the file looks like, the sample brief is built whole in it."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pypdfium2
import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.opc.constants import RELATIONSHIP_TYPE

from briefer.app import brands, resources
from briefer.app.brands import CheckedBrand, add_brand, check_brand, remap
from briefer.app.briefs import checked_briefs
from briefer.app.build import build
from briefer.app.built import Built
from briefer.app.library import OpenLibrary
from briefer.app.verify import library_of, verify_file
from briefer.branding.areas import fitting_scale, free, scale_of
from briefer.branding.mapping import is_vertical
from briefer.branding.palette import legible
from briefer.branding.problems import remarks_on
from briefer.branding.proposing import proposed, remapped
from briefer.cli.commands import briefer
from briefer.errors import BrandError, SpecError, UsageError
from briefer.model.colour import LARGE, contrast
from briefer.model.master import Box, FoundLayout, FoundMark
from briefer.readers.master import drawn_layouts, read_brand_file
from briefer.specs.brand import COVERS, Brand
from briefer.specs.brand_file import read_brand, write_brand
from briefer.specs.brief import Brief
from briefer.typeset.layout import lay_out
from briefer.typeset.page import ChartBox, Page, Rule, TableBox
from briefer.writers.package_check import check
from briefer.writers.pptx import write_deck
from briefer.writers.pptx.master_copy import master_copy
from tests import masters
from tests.conftest import unavailable
from tests.drawn import convert, outside
from tests.masters import MASTERS as USUAL
from tests.odd_masters import ODD
from tests.sample_deck import EXTRA, SAMPLE
from tests.validators import schema_errors

BRIEF = "pacific-partners"
MASTERS = {**USUAL, **ODD}
every_master = pytest.mark.parametrize("name", MASTERS)
numbers = st.floats(0, 900, allow_nan=False)
boxes = st.builds(Box, numbers, numbers, st.floats(1, 900), st.floats(1, 500))


@dataclass(frozen=True)
class Case:
    """A brand added from one of the files, and the sample brief built in it."""

    checked: CheckedBrand
    built: Built

    @property
    def path(self) -> Path:
        return next(file.path for file in self.built.files if file.format == "pptx")

    @property
    def pages(self) -> tuple[Page, ...]:
        return self.built.draft.pages


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("own")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(resources.VARIABLE, str(folder / "templates"))
        yield folder


class Cases(dict[str, Case]):
    """The sample brief in each of the files, built when it is asked for."""

    def __init__(self, home: Path, brief: Brief, opened: OpenLibrary) -> None:
        super().__init__()
        self._home, self._brief, self._opened = home, brief, opened

    def __missing__(self, name: str) -> Case:
        file, opened = self._home / f"{name}.pptx", self._opened
        file.write_bytes(MASTERS[name]())
        checked = add_brand(file)
        own = replace(self._brief, deck=replace(self._brief.deck, brand=checked.brand.id), id=checked.brand.id)
        built = build(opened.library, opened.bodies, own, self._home / "out", ("pptx",), library_path=opened.path)
        found = self[name] = Case(checked, built)
        return found


@pytest.fixture(scope="module")
def cases(home: Path) -> Iterator[Cases]:
    """Yield the sample brief in each of the files."""
    with checked_briefs([resources.root("sample_briefs") / f"{BRIEF}.yaml"], None) as ready:
        (brief, opened), *_ = ready
        yield Cases(home, brief, opened)


@pytest.fixture(scope="module")
def rendered(cases: Cases, soffice: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with every deck as LibreOffice draws it, all drawn in one run."""
    folder = tmp_path_factory.mktemp("rendered")
    convert(soffice, [cases[name].path for name in MASTERS], folder, tmp_path_factory.mktemp("profile"))
    return folder


def proposal(name: str) -> Brand:
    found = read_brand_file(MASTERS[name](), f"{name}.pptx")
    return proposed(found, resources.brand("institute")[0], name, name)


def extent(shape) -> tuple[float, float, float, float]:
    if isinstance(shape, TableBox):
        return shape.x, shape.y, sum(shape.widths), sum(shape.heights)
    height = 0 if isinstance(shape, Rule) else shape.height
    return shape.x, shape.y, shape.width, height


@given(boxes, st.lists(boxes, max_size=6))
def test_free_room_is_part_of_the_box_and_clear_of_what_it_was_cut_for_last(box: Box, marks: list[Box]):
    found = free(box, marks)

    if found.width > 0 and found.height > 0:
        assert box.covers(found, 0.999)
        assert not marks or not found.meets(marks[-1]) or found == box


@given(st.floats(200, 3000), st.floats(200, 3000))
def test_the_scale_grows_with_the_page(width: float, height: float):
    assert 0 < scale_of(width, height) <= scale_of(2 * width, 2 * height)
    assert scale_of(2 * width, 2 * height) == pytest.approx(2 * scale_of(width, height))


@every_master
def test_a_brand_is_written_and_read_back_as_it_is(name: str):
    brand = proposal(name)

    again = read_brand(write_brand(brand), "brand.yaml", brand.id)

    assert again.areas == brand.areas and again.covers == brand.covers
    assert again.layouts == brand.layouts and again.type == brand.type
    assert write_brand(again) == write_brand(brand)


@every_master
def test_every_layout_is_mapped_with_a_reason_and_never_to_vertical_text(name: str, cases: Cases):
    checked = cases[name].checked
    vertical = {layout.name for layout in checked.found.layouts if is_vertical(layout)}

    assert set(checked.brand.layouts) == set(resources.brand("institute")[0].layouts)
    for mapped in checked.brand.layouts.values():
        assert mapped.name not in vertical and mapped.reason


def test_names_do_not_matter(cases: Cases):
    here, *others = (cases[name].checked for name in ("default", "german", "japanese", "arabic"))
    order = [layout.name for layout in here.found.layouts]
    for other in others:
        names = [layout.name for layout in other.found.layouts]
        for layout, mapped in here.brand.layouts.items():
            there = other.brand.layouts[layout]
            assert names.index(there.name) == order.index(mapped.name)
            assert there.placeholders == mapped.placeholders


@every_master
def test_the_sample_fits_the_page(name: str, cases: Cases):
    case = cases[name]
    brand = case.checked.brand

    assert [remark.text for remark in case.built.remarks if remark.severity == "fail"] == []
    for page in case.pages:
        for shape in page.shapes:
            x, y, width, height = extent(shape)
            assert x >= -0.1 and y >= -0.1
            assert x + width <= brand.width + 0.2 and y + height <= brand.height + 0.2
            assert getattr(shape, "fill_used", 0) <= 1.001 or page.layout in COVERS


@every_master
def test_every_layout_there_is_fits_too(name: str):
    brand = proposal(name)
    master = master_copy(MASTERS[name]())
    for deck in (SAMPLE, EXTRA):
        made = lay_out(replace(deck, marking="TLP:AMBER"), brand)
        assert [remark.text for remark in made.remarks if remark.severity == "fail"] == []
        assert check(write_deck(made.pages, deck, brand, master)) == []


@pytest.mark.parametrize("name", ["default", "square", "portrait", "small_wide"])
def test_a_long_marking_leaves_the_footer_on_the_page(name: str):
    brand = proposal(name)
    marking = "CONTROLLED UNCLASSIFIED INFORMATION"
    made = lay_out(replace(SAMPLE, marking=marking, footer="A brief on the reserve · version 3 · as of 2026-11"), brand)
    for page in made.pages:
        shapes = {shape.field: extent(shape) for shape in page.shapes if not isinstance(shape, Rule)}
        foot, mark = shapes["footer_text"], shapes["banner_bottom"]
        assert foot[1] + foot[3] <= brand.height and foot[0] + foot[2] <= mark[0] + 0.1
        assert mark[0] >= 0 and shapes["banner_top"][0] >= 0


@every_master
def test_content_keeps_clear_of_what_the_master_draws(name: str, cases: Cases):
    checked = cases[name].checked
    layouts = {layout.name: layout for layout in checked.found.layouts}
    for key, mapped in checked.brand.layouts.items():
        if key in COVERS:
            continue
        areas = checked.brand.areas[mapped.name]
        room = Box(areas.content.x, areas.content.y, areas.content.width, areas.sources.bottom - areas.content.y)
        assert not any(mark.box.meets(room) for mark in layouts[mapped.name].marks)
        assert areas.title.bottom <= areas.content.y + 0.2
        assert areas.sources.bottom <= areas.foot.y + 0.2


@every_master
def test_slides_stand_on_the_file_with_real_placeholders_and_none_empty(name: str, cases: Cases):
    case = cases[name]
    deck = Presentation(str(case.path))
    slides = list(deck.slides)

    assert len(slides) == len(case.pages)
    assert (deck.slide_width, deck.slide_height) == (
        Presentation(io.BytesIO(MASTERS[name]())).slide_width,
        Presentation(io.BytesIO(MASTERS[name]())).slide_height,
    )
    titles = [slide.shapes.title.text_frame.text for slide in slides]
    assert len(set(titles)) == len(titles) and all(titles)
    for slide, page in zip(slides, case.pages, strict=True):
        mapped = case.checked.brand.layouts[page.layout]
        assert re.sub(r" \(\d+\)$", "", mapped.name) in (slide.slide_layout.name, mapped.name)
        held = {place.placeholder_format.idx for place in slide.placeholders}
        wanted = {"body"} & set(mapped.placeholders)
        layout = next(one for one in case.checked.found.layouts if one.name == mapped.name)
        texts_only = not any(place.index == mapped.placeholders.get("body") for place in layout.of("obj", "tbl"))
        apart = any(isinstance(shape, ChartBox | TableBox if texts_only else ChartBox) for shape in page.shapes)
        assert apart or all(mapped.placeholders[field] in held for field in wanted)
        for place in slide.placeholders:
            assert place.placeholder_format.type != PP_PLACEHOLDER.DATE
            assert not place.has_text_frame or place.text_frame.text.strip()


@every_master
def test_titles_and_text_can_be_read_on_their_ground(name: str, cases: Cases):
    brand = cases[name].checked.brand
    for layout in brand.layouts:
        colours = brand.colours_on(layout)
        assert contrast(colours["ink"], colours["ground"]) >= 4.5
        assert contrast(colours["ink2"], colours["ground"]) >= 4.5
        assert contrast(colours["accent"], colours["ground"]) >= 4.5
        assert contrast(colours["rule"], colours["ground"]) >= LARGE


@every_master
def test_the_deck_verifies(name: str, cases: Cases):
    path = cases[name].path
    with library_of(path, None) as (opened, _):
        found = verify_file(path, opened)
    assert {finding.severity for finding in found.findings} == {"ok"}


@every_master
def test_the_same_file_makes_the_same_brand(name: str):
    data = MASTERS[name]()
    assert master_copy(data) == master_copy(data)
    assert master_copy(master_copy(data)) == master_copy(data)


@pytest.mark.validator
@every_master
def test_validators_find_nothing(name: str, cases: Cases, ooxml_validator: str):
    path = cases[name].path
    assert schema_errors(path, ooxml_validator) == []
    assert check(path.read_bytes()) == []


@pytest.mark.render
@every_master
def test_libreoffice_draws_every_slide_and_every_title(name: str, cases: Cases, rendered: Path):
    case = cases[name]
    document = pypdfium2.PdfDocument(rendered / f"{case.path.stem}.pdf")

    assert len(document) == len(case.pages)
    for page, drawn in zip(case.pages, document, strict=True):
        words = _bare(drawn.get_textpage().get_text_range())
        assert _bare(page.title) in words


@pytest.mark.render
@every_master
def test_no_text_leaves_its_box(name: str, cases: Cases, rendered: Path):
    case = cases[name]
    drawn = rendered / f"{case.path.stem}.pdf"

    assert list(outside(case.pages, drawn, case.checked.brand.scale)) == []


def _bare(text: str) -> str:
    return re.sub(r"\W+", "", text)


@pytest.fixture(scope="module")
def office_templates(soffice: str, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Return some templates of LibreOffice as it exports them to PowerPoint."""
    folder = Path("/usr/lib/libreoffice/share/template/common/presnt")
    found = sorted(folder.glob("*.otp"))[:6]
    if not found:
        unavailable("LibreOffice has no templates for presentations here")
    out = tmp_path_factory.mktemp("office")
    convert(soffice, found, out, tmp_path_factory.mktemp("profile"), "pptx")
    return sorted(out.glob("*.pptx"))


@pytest.mark.render
def test_templates_of_libreoffice_carry_every_layout(office_templates: list[Path]):
    for path in office_templates:
        data = path.read_bytes()
        brand = proposed(read_brand_file(data, path.name), resources.brand("institute")[0], "office", path.stem)
        made = lay_out(replace(SAMPLE, slides=(*SAMPLE.slides, *EXTRA.slides), marking="TLP:AMBER"), brand)
        assert [remark.text for remark in made.remarks if remark.severity == "fail"] == []
        assert check(write_deck(made.pages, SAMPLE, brand, master_copy(data))) == []


PLAIN = FoundLayout(name="", type="", master=0, places=(), marks=(), ground="FFFFFF", theme={"tx1": "333333"})
colours = st.integers(0, 0xFFFFFF).map("{:06X}".format)


@given(colours, colours)
def test_a_text_colour_can_always_be_read(wanted: str, ground: str):
    found = legible(wanted, ground, 4.5, PLAIN)
    assert contrast(found, ground) >= 4.5
    assert found == wanted or contrast(wanted, ground) < 4.5


def test_a_dark_file_makes_a_dark_brand_with_paper_of_its_own(cases: Cases):
    brand = cases["dark"].checked.brand
    assert brand.colours["ground"] == "000000" and brand.colours["ink"] == "FFFFFF"
    assert brand.on_paper["ground"] == "FFFFFF"


def test_a_title_is_as_light_as_its_band_is_dark(cases: Cases):
    brand = cases["title_band"].checked.brand
    assert brand.colours["title"] == "FFFFFF" and brand.colours["ink"] == "000000"
    xml = zipfile.ZipFile(cases["title_band"].path).read("ppt/slides/slide2.xml").decode()
    assert 'cap="none"' in xml and 'spc="0"' in xml


def test_a_page_with_little_room_has_smaller_type_and_keeps_its_slides(cases: Cases):
    brand = cases["title_below"].checked.brand
    assert 0.75 <= brand.scale < 1 and brand.style("body").size < 20
    assert {page.layout for page in cases["default"].pages} == {page.layout for page in cases["title_below"].pages}


@given(st.floats(0, 0.2), st.floats(0, 0.2))
def test_less_room_never_makes_type_larger(head: float, foot: float):
    bands = tuple(
        FoundMark(box=Box(0, y, 960, high), kind="shape")
        for y, high in ((0.0, head * 540), (540 - foot * 540, foot * 540))
        if high >= 1
    )
    scales = [fitting_scale(replace(PLAIN, marks=marks), 960, 540) for marks in ((), bands)]
    assert 0.75 * scales[0] <= scales[1] <= scales[0]


def test_a_calm_layout_is_preferred_to_a_restless_picture(cases: Cases):
    checked = cases["photograph"].checked
    restless_one = next(layout for layout in checked.found.layouts if layout.type == "obj")
    assert checked.brand.layouts["bluf"].name != restless_one.name


def test_a_restless_picture_is_named_with_layout_and_figure(cases: Cases):
    checked = cases["photograph"].checked
    name = next(layout.name for layout in checked.found.layouts if layout.type == "obj")
    texts = [remark.text for remark in remarks_on(remapped(checked.found, checked.brand, "bluf", name), checked.found)]
    said = next(text for text in texts if name in text and "too near" in text)
    assert re.search(r"\d+% of what lies behind text .* a contrast of 1\.\d, where 4\.5 is needed", said)


def test_a_rule_between_columns_never_runs_through_text(cases: Cases):
    assert cases["divided_columns"].checked.brand.layouts["bluf"].name != "Two Content"


def test_what_a_file_draws_is_drawn_where_it_stands():
    data = masters.logo()
    drawing = drawn_layouts(data, "logo.pptx", {"Title and Content"}, 960)["Title and Content"]
    assert (drawing.width, drawing.height) == (960, 540)
    assert drawing.colours(Box(845, 25, 80, 50)).most_common(1)[0][0] == "145AA0"
    assert drawing.colours(Box(10, 505, 900, 30)).most_common(1)[0][0] == "1F3864"
    assert set(drawing.colours(Box(50, 150, 800, 300))) == {"FFFFFF"}


@every_master
def test_every_layout_can_be_drawn(name: str):
    data = MASTERS[name]()
    found = read_brand_file(data, name)
    names = {layout.name for layout in found.layouts}
    made = drawn_layouts(data, name, names, 64)
    assert set(made) == names
    assert all(len(one.dots) == 3 * one.width * one.height for one in made.values())


def test_a_logo_is_left_alone(cases: Cases):
    areas = cases["logo"].checked.brand.areas["Title and Content"]
    assert areas.title.right <= 840 and areas.foot.bottom <= 500


def test_slides_of_the_file_are_left_behind(cases: Cases):
    folder = cases["with_slides"].checked.folder
    assert folder is not None
    names = zipfile.ZipFile(folder / "master.pptx").namelist()
    assert not [name for name in names if name.startswith("ppt/slides/")]


def test_a_face_without_widths_is_named(cases: Cases):
    texts = [remark.text for remark in cases["japanese"].checked.remarks]
    assert any("Yu Gothic" in text and "measured as Arial" in text for text in texts)


# what may not come along


def packed(data: bytes, changes: dict[str, bytes]) -> bytes:
    """Return a package with parts changed or added."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in old.namelist():
            if name not in changes:
                new.writestr(name, old.read(name))
        for name, content in changes.items():
            new.writestr(name, content)
    return buffer.getvalue()


def linked(kind: str, target: str, part: str = "ppt/slideMasters/_rels/slideMaster1.xml.rels") -> bytes:
    data = masters.default()
    rels = zipfile.ZipFile(io.BytesIO(data)).read(part).decode()
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    mode = ' TargetMode="External"' if "//" in target else ""
    link = f'<Relationship Id="rId99" Type="{office}/{kind}" Target="{target}"{mode}/>'
    return packed(data, {part: rels.replace("</Relationships>", f"{link}</Relationships>").encode()})


def by_a_detour(data: bytes) -> bytes:
    """Return a package whose presentation names its master by a way that leads out of the package first."""
    part = "ppt/_rels/presentation.xml.rels"
    rels = zipfile.ZipFile(io.BytesIO(data)).read(part)
    return packed(data, {part: rels.replace(b'"slideMasters/', b'"../../../ppt/slideMasters/')})


def with_macros() -> bytes:
    return packed(masters.default(), {"ppt/vbaProject.bin": b"\xd0\xcf"})


def macro_type() -> bytes:
    plain = "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
    return _typed(plain, "application/vnd.ms-powerpoint.presentation.macroEnabled.main+xml")


REFUSED = {
    "macros": (with_macros, "ppt/vbaProject.bin holds macros", "Save it as .pptx or .potx"),
    "macro type": (macro_type, "holds macros", "Save it as"),
    "ole": (lambda: linked("oleObject", "../embeddings/o.bin"), "slideMaster1.xml holds an embedded object", "Delete"),
    "activex": (lambda: linked("control", "../activeX/a.xml"), "slideMaster1.xml holds an ActiveX control", "Delete"),
    "remote picture": (lambda: linked("image", "https://e.example/x.png"), "a picture that lies elsewhere", "Insert"),
    "remote picture by a detour": (
        lambda: by_a_detour(linked("image", "https://e.example/x.png")),
        "a picture that lies elsewhere",
        "Insert",
    ),
    "remote film": (lambda: linked("video", "https://e.example/f.mp4"), "a link to a file elsewhere (video)", "Remove"),
    "remote theme": (
        lambda: linked("attachedTemplate", "file:///elsewhere.potx", "ppt/_rels/presentation.xml.rels"),
        "a link to a file elsewhere (attachedTemplate)",
        "Remove",
    ),
    "ppt": (lambda: b"\xd0\xcf\x11\xe0" + bytes(600), "a .ppt of old", "Save it as .pptx"),
    "text": (lambda: b"no presentation", "damaged", ""),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_could_act_or_reach_out_is_refused_in_one_sentence(name: str, tmp_path: Path, monkeypatch):
    made, what, remedy = REFUSED[name]
    monkeypatch.setenv(resources.VARIABLE, str(tmp_path / "own"))
    path = tmp_path / "theirs.pptx"
    path.write_bytes(made())

    with pytest.raises(BrandError) as refused:
        add_brand(path)

    assert what in str(refused.value) and remedy in str(refused.value) and "theirs.pptx" in str(refused.value)
    assert refused.value.exit == 5
    assert not (tmp_path / "own").exists()


def test_a_web_link_of_a_slide_is_no_fault(tmp_path: Path, monkeypatch):
    monkeypatch.setenv(resources.VARIABLE, str(tmp_path / "own"))
    deck = Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[1])
    run = slide.shapes.title.text_frame.paragraphs[0].add_run()
    run.text, run.hyperlink.address = "Ours", "https://e.example/"
    deck.save(str(tmp_path / "linked.pptx"))

    assert add_brand(tmp_path / "linked.pptx").brand.id == "linked"


def _with_link_on_the_master() -> bytes:
    """Return the usual file with a word on its master that can be clicked on, and one that leads to a slide."""
    deck = Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[1])
    master = deck.slide_master
    body = next(shape for shape in master.placeholders if shape.has_text_frame and shape.text_frame.text)
    run = body.text_frame.paragraphs[0].runs[0]
    run.hyperlink.address = "https://e.example/"
    jump = master.part.relate_to(slide.part, RELATIONSHIP_TYPE.SLIDE)
    named = master.element.find(f".//{masters.P}cNvPr")
    click = etree.SubElement(named, f"{masters.A}hlinkClick", {"action": "ppaction://hlinksldjump"})
    click.set("{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id", jump)
    return masters.saved(deck)


def test_links_to_click_on_are_taken_out_of_masters(tmp_path: Path, monkeypatch):
    monkeypatch.setenv(resources.VARIABLE, str(tmp_path / "own"))
    (tmp_path / "linked.pptx").write_bytes(_with_link_on_the_master())

    made = add_brand(tmp_path / "linked.pptx")

    assert "2 links on masters or layouts are taken out, never followed; the words stay." in [
        remark.text for remark in made.remarks
    ]
    assert made.folder is not None
    with zipfile.ZipFile(made.folder / "master.pptx") as kept:
        everything = b"".join(kept.read(name) for name in kept.namelist())
    assert b"e.example" not in everything and b"hlinkClick" not in everything and b"/slide1.xml" not in everything
    assert check((made.folder / "master.pptx").read_bytes()) == []


def test_how_much_smaller_a_prompt_was_made_is_not_kept():
    deck = Presentation()
    body = deck.slide_master.element.find(f".//{masters.A}normAutofit")
    assert body is not None
    body.set("fontScale", "39000")
    with zipfile.ZipFile(io.BytesIO(master_copy(masters.saved(deck)))) as kept:
        assert not any(b"fontScale" in kept.read(name) for name in kept.namelist())


def test_what_only_slides_hold_is_no_fault(tmp_path: Path, monkeypatch):
    monkeypatch.setenv(resources.VARIABLE, str(tmp_path / "own"))
    data = masters.with_slides()
    rels = "ppt/slides/_rels/slide1.xml.rels"
    old = zipfile.ZipFile(io.BytesIO(data)).read(rels).decode()
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    link = f'<Relationship Id="rId98" Type="{office}/oleObject" Target="https://e.example/x" TargetMode="External"/>'
    (tmp_path / "sheets.pptx").write_bytes(
        packed(data, {rels: old.replace("</Relationships>", f"{link}</Relationships>").encode()})
    )

    assert add_brand(tmp_path / "sheets.pptx").brand.id == "sheets"


def test_notes_that_a_layout_names_are_left_behind_with_what_they_hold():
    layout = "ppt/slideLayouts/_rels/slideLayout1.xml.rels"
    data = linked("notesSlide", "../notesSlides/notesSlide9.xml", layout)
    types = zipfile.ZipFile(io.BytesIO(data)).read("[Content_Types].xml")
    kind = b"application/vnd.openxmlformats-officedocument.presentationml.notesSlide+xml"
    named = b'<Override PartName="/ppt/notesSlides/notesSlide9.xml" ContentType="%b"/></Types>' % kind
    changes = {
        "ppt/notesSlides/notesSlide9.xml": b"<p:notes xmlns:p='p'/>",
        "[Content_Types].xml": types.replace(b"</Types>", named),
    }
    with zipfile.ZipFile(io.BytesIO(master_copy(packed(data, changes)))) as kept:
        assert not any("notesSlide9" in name for name in kept.namelist())


def test_a_group_is_an_obstacle_though_one_of_its_parts_is_hidden():
    deck = masters.sized(960, 540)
    parts = [masters.band(40, 20 + 40 * at, 80, 30, "203864") for at in range(2)]
    parts[1].find(f".//{masters.P}cNvPr").set("hidden", "1")
    group = etree.fromstring(
        f'<p:grpSp xmlns:p="{masters.P[1:-1]}" xmlns:a="{masters.A[1:-1]}"><p:nvGrpSpPr><p:cNvPr id="900" name="Group"/>'
        '<p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm><a:off x="508000" y="254000"/>'
        '<a:ext cx="1016000" cy="889000"/><a:chOff x="508000" y="254000"/><a:chExt cx="1016000" cy="889000"/></a:xfrm>'
        "</p:grpSpPr></p:grpSp>"
    )
    group.extend(parts)
    deck.slide_master.shapes._spTree.insert(2, group)
    found = read_brand_file(masters.saved(deck), "grouped.pptx")
    assert [mark.kind for mark in found.layouts[0].marks] == ["group"]
    assert found.layouts[0].marks[0].box == Box(40, 20, 80, 70)


def test_a_potx_becomes_a_pptx(tmp_path: Path, monkeypatch):
    monkeypatch.setenv(resources.VARIABLE, str(tmp_path / "own"))
    (tmp_path / "tide.potx").write_bytes(_typed("presentationml.presentation", "presentationml.template"))

    folder = add_brand(tmp_path / "tide.potx").folder

    assert folder is not None
    assert len(Presentation(str(folder / "master.pptx")).slide_layouts) == 11


def _typed(old: str, new: str) -> bytes:
    """Return the usual file under another content type."""
    data = masters.default()
    types = zipfile.ZipFile(io.BytesIO(data)).read("[Content_Types].xml").decode()
    assert old in types
    return packed(data, {"[Content_Types].xml": types.replace(old, new).encode()})


# by hand


@pytest.fixture
def own(tmp_path: Path, monkeypatch) -> CheckedBrand:
    monkeypatch.setenv(resources.VARIABLE, str(tmp_path / "own"))
    (tmp_path / "harbour.pptx").write_bytes(masters.a4())
    return add_brand(tmp_path / "harbour.pptx", "Harbour board")


def test_a_name_is_taken_once(own: CheckedBrand, tmp_path: Path):
    assert own.brand.id == "harbour-board" and "harbour-board" in resources.ids("brands")
    with pytest.raises(UsageError, match=r"already a brand “harbour-board”.*--name"):
        add_brand(tmp_path / "harbour.pptx", "Harbour board")
    with pytest.raises(UsageError, match="already a brand “plain”"):
        add_brand(tmp_path / "harbour.pptx", "Plain")


def test_mistakes_of_a_brand_are_named_with_their_place(own: CheckedBrand):
    assert own.folder is not None
    path = own.folder / "brand.yaml"
    text = path.read_text(encoding="utf-8")
    text = text.replace('name: "Title and Content"', 'name: "Title and Contents"', 1).replace(
        "body: 1,", "body: 77,", 1
    )
    path.write_text(text, encoding="utf-8")

    with pytest.raises(SpecError) as wrong:
        check_brand("harbour-board")
    lines = str(wrong.value).splitlines()

    assert len(lines) == 2
    assert re.match(r".*brand\.yaml:\d+:\d+: layouts\.title\.placeholders\.body: .*no placeholder 77", lines[0])
    assert re.match(r".*brand\.yaml:\d+:\d+: layouts\.bluf\.name: the file has no layout.*Title and Content", lines[1])
    with pytest.raises(SpecError):
        resources.brand("harbour-board")


def test_an_area_outside_the_page_is_named(own: CheckedBrand):
    assert own.folder is not None
    path = own.folder / "brand.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub(r"content: \{x: [\d.]+", "content: {x: 700", text, count=1), encoding="utf-8")

    with pytest.raises(SpecError, match=r"brand\.yaml:\d+:\d+: areas\..*content: reaches outside the page"):
        check_brand("harbour-board")


def test_a_layout_can_be_chosen_by_hand(own: CheckedBrand):
    changed = remap("harbour-board", "quotation", "Title Only")

    assert changed.brand.layouts["quotation"].name == "Title Only"
    assert resources.brand("harbour-board")[0].layouts["quotation"].reason == "chosen by hand"
    with pytest.raises(UsageError, match="no layout"):
        remap("harbour-board", "quotation", "Nowhere")


def test_the_commands_say_what_was_mapped_and_why(tmp_path: Path, monkeypatch):
    monkeypatch.setenv(resources.VARIABLE, str(tmp_path / "own"))
    (tmp_path / "tide.potx").write_bytes(masters.no_title())
    run = CliRunner()

    before = run.invoke(briefer, ["brand", "check", str(tmp_path / "tide.potx")])
    added = run.invoke(briefer, ["brand", "add", str(tmp_path / "tide.potx"), "--name", "tide"])
    after = json.loads(run.invoke(briefer, ["brand", "check", "tide", "--json"]).output)

    assert before.exit_code == 0 and "no title placeholder" in before.output
    assert "brand: tide" in added.output and "brand.yaml" in added.output
    assert after["briefer"] == "brand-check/1" and after["page"]["width"] == 960
    assert {entry["layout"] for entry in after["layouts"]} >= {"title", "bluf", "register"}
    assert all(entry["reason"] for entry in after["layouts"])
    assert any("no title placeholder" in remark["text"] for remark in after["remarks"])


def test_text_that_cannot_be_read_is_wrong(own: CheckedBrand):
    assert own.folder is not None
    path = own.folder / "brand.yaml"
    text = path.read_text(encoding="utf-8").replace('  ink: "000000"', '  ink: "EEEEEE"', 1)
    path.write_text(text, encoding="utf-8")

    said = CliRunner().invoke(briefer, ["brand", "check", "harbour-board"], standalone_mode=False)

    assert said.return_value == 5 and "a contrast of 1.2, less than 4.5" in said.output


def test_shipped_brands_can_be_checked(tmp_path: Path):
    assert brands.brand_json(check_brand("institute"))["remarks"] == []
    with pytest.raises(UsageError, match=r"no file “nothing-here”.*there are"):
        check_brand("nothing-here")
