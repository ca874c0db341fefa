"""Figures taken over from sources: read safely, shown whole, cited, allowed by somebody, and watched over."""

from __future__ import annotations

import io
import re
import struct
import zlib
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from zipfile import ZipFile

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw, ImageOps, PngImagePlugin
from pptx import Presentation
from PySide6.QtCore import QSize

from benchmarks.gallery import draw_figure
from briefer.app.briefs import checked_briefs, load_brief
from briefer.app.build import Draft, build, draft
from briefer.app.changes import settings as settings_of
from briefer.app.services import DesktopServices
from briefer.audit.verification import Finding
from briefer.audit.verify import verify
from briefer.compose.figures import place_of
from briefer.errors import ImportRefused, SpecError, UsageError
from briefer.gui.widgets.slide_paint import SlidePainter
from briefer.model.deck import Figure as Shown
from briefer.model.deck import Line
from briefer.model.essay import Locator
from briefer.model.library import Library
from briefer.model.picture import Picture
from briefer.readers.deck import read_deck
from briefer.readers.picture import MAX_BYTES, MAX_DOTS, read_picture
from briefer.specs.brand_file import read_brand
from briefer.specs.brief import Citations, read_brief, write_brief
from briefer.typeset.figures import DENSITY, picture_box
from briefer.typeset.grid import grid_of
from briefer.typeset.page import Page, PictureBox, TextBox
from briefer.typeset.scaling import measured
from briefer.writers.package_check import check
from briefer.writers.pptx import write_deck
from tests.accessible import faults
from tests.sample_deck import BRANDS, say
from tests.validators import findings_in

SAMPLES = Path(__file__).parent.parent / "sample_briefs"
SECRET = "Quillon Zebulon"
PASSAGE = "tan-2020-can-distant-water/3ea7ba75"
CAPTION = "Four bars of unequal height"
PERMISSION = "Drawn for this test, free for any use"
ALT = "Upright bars, the third the highest"
TITLE = "The third bar is the highest of four"
every_brand = pytest.mark.parametrize("brand", BRANDS.values(), ids=list(BRANDS))


def picture(mode: str, width: int, height: int, seed: int = 0) -> Image.Image:
    """Return a picture whose dots follow from `seed`."""
    size = width * height * len(Image.new(mode, (1, 1)).getbands())
    raw = bytes((seed + 31 * at + at // 7) % 256 for at in range(size))
    return Image.frombytes(mode, (width, height), raw)


def saved(image: Image.Image, kind: str, **options: Any) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def talkative_png(image: Image.Image) -> bytes:
    """Return a PNG that names somebody wherever a PNG can, and after its end."""
    told = PngImagePlugin.PngInfo()
    told.add_text("Author", SECRET)
    told.add_text("Comment", SECRET, zip=True)
    told.add_itxt("XML:com.adobe.xmp", f"<x>{SECRET}</x>")
    told.add(b"prVt", SECRET.encode())
    return saved(image, "PNG", pnginfo=told, exif=exif()) + SECRET.encode()


def exif(orientation: int = 1) -> Image.Exif:
    made = Image.Exif()
    made[0x010E], made[0x013B], made[0x0112] = SECRET, SECRET, orientation
    return made


def talkative_jpeg(image: Image.Image, **options: Any) -> bytes:
    data = saved(image, "JPEG", exif=exif(), comment=SECRET.encode(), **options)
    xmp = b"http://ns.adobe.com/xap/1.0/\0" + SECRET.encode()
    return data[:2] + b"\xff\xe1" + struct.pack(">H", len(xmp) + 2) + xmp + data[2:] + SECRET.encode()


def dots(data: bytes) -> tuple[tuple[int, int], bytes]:
    """Return the size of a picture, and its dots as they stand on white."""
    with Image.open(io.BytesIO(data)) as image:
        seen = image.convert("RGBA")
        return seen.size, Image.alpha_composite(Image.new("RGBA", seen.size, "white"), seen).tobytes()


sizes = st.integers(1, 24)


@given(st.sampled_from(["1", "L", "LA", "RGB", "RGBA", "P"]), sizes, sizes, st.integers(0, 255))
def test_a_png_keeps_every_dot_and_nothing_that_names_anybody(mode, width, height, seed):
    image = picture("L" if mode in "1P" else mode, width, height, seed).convert(mode)
    data = talkative_png(image)

    found = read_picture(data, "figure.png")

    assert (found.kind, found.width, found.height) == ("png", width, height)
    assert dots(found.data) == dots(data)
    assert SECRET.encode() not in found.data
    assert found.data.endswith(b"IEND" + struct.pack(">I", zlib.crc32(b"IEND")))
    assert read_picture(found.data, "figure.png") == found
    with Image.open(io.BytesIO(found.data)) as shown:
        assert "A" not in shown.getbands()


@given(st.sampled_from(["L", "RGB", "CMYK"]), sizes, sizes, st.booleans())
def test_a_jpeg_keeps_every_dot_and_nothing_that_names_anybody(mode, width, height, progressive):
    data = talkative_jpeg(picture(mode, width, height), progressive=progressive, restart_marker_rows=1)

    found = read_picture(data, "figure.jpg")

    assert (found.kind, found.width, found.height) == ("jpeg", width, height)
    assert dots(found.data) == dots(data)
    assert SECRET.encode() not in found.data
    assert found.data.endswith(b"\xff\xd9")
    assert read_picture(found.data, "figure.jpg") == found


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_picture_that_is_held_sideways_is_turned(kind, orientation):
    image = Image.new("RGB", (40, 20), "white")
    ImageDraw.Draw(image).rectangle((0, 0, 19, 9), fill="black")
    data = saved(image, kind, exif=exif(orientation), quality=95)

    found = read_picture(data, "figure")

    with Image.open(io.BytesIO(found.data)) as upright, Image.open(io.BytesIO(data)) as held:
        wanted = ImageOps.exif_transpose(held).convert("L")
        assert (found.width, found.height) == upright.size == wanted.size
        assert upright.getexif().get(0x0112, 1) == 1
        corners = [(2, 2), (wanted.width - 3, 2), (2, wanted.height - 3), (wanted.width - 3, wanted.height - 3)]
        grey = upright.convert("L")
        assert [grey.getpixel(c) > 127 for c in corners] == [wanted.getpixel(c) > 127 for c in corners]
    assert SECRET.encode() not in found.data


@given(st.sampled_from(["png", "jpeg"]), st.data())
@settings(max_examples=150)
def test_a_damaged_picture_is_read_or_refused_in_one_sentence(kind, drawn):
    image = picture("RGB", 16, 12)
    data = bytearray(talkative_png(image) if kind == "png" else talkative_jpeg(image))
    for _ in range(drawn.draw(st.integers(1, 4))):
        data[drawn.draw(st.integers(0, len(data) - 1))] = drawn.draw(st.integers(0, 255))
    data = data[: drawn.draw(st.integers(0, len(data)))] if drawn.draw(st.booleans()) else data

    try:
        found = read_picture(bytes(data), "figure")
    except ImportRefused as error:
        assert str(error).startswith("“figure”")
        assert "\n" not in str(error)
    else:
        assert dots(found.data)[0] == (found.width, found.height)


@pytest.mark.parametrize("kind", ["GIF", "BMP", "WEBP", "TIFF"])
def test_other_formats_are_refused(kind):
    with pytest.raises(ImportRefused, match="neither PNG nor JPEG"):
        read_picture(saved(picture("RGB", 8, 8), kind), "figure")


def test_a_picture_of_too_many_dots_is_refused_before_it_is_decoded():
    head = struct.pack(">IIBBBBB", 60_000, MAX_DOTS // 60_000 + 1, 8, 2, 0, 0, 0)
    chunk = struct.pack(">I", 13) + b"IHDR" + head + struct.pack(">I", zlib.crc32(b"IHDR" + head))
    data = saved(picture("RGB", 8, 8), "PNG")

    with pytest.raises(ImportRefused, match="million dots"):
        read_picture(data[:8] + chunk + data[33:], "figure")
    with pytest.raises(ImportRefused, match="larger than 20 MB"):
        read_picture(data + bytes(MAX_BYTES), "figure")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("p. 12", Locator(page="12")),
        ("pp. 12–13", Locator(page="12–13")),
        ("pp. 12-13", Locator(page="12–13")),
        ("xii", Locator(page="xii")),
        ("¶3", Locator(paragraph="3")),
        ("para. 3", Locator(paragraph="3")),
        ("somewhere", Locator()),
        ("", Locator()),
    ],
)
def test_a_place_is_a_page_or_a_paragraph(text, place):
    assert place_of(text) == place


def figure(width: int, height: int, caption: str = CAPTION) -> Shown:
    held = Picture(kind="png", width=width, height=height, sha256="0" * 64, data=b"")
    lines = [Line(say(text, label=label), "note") for text, label in ((caption, "Figure"), (PERMISSION, "Permission"))]
    return Shown(held, ALT, *lines)


@every_brand
@given(st.integers(1, 9000), st.integers(1, 9000), st.floats(0, 400))
@settings(max_examples=60)
def test_a_picture_keeps_its_proportions_in_the_content_and_its_dots_carry_it(brand, width, height, room):
    look = measured(brand)
    grid = grid_of("figure", look)

    box = picture_box(figure(width, height), look, grid, room)

    assert box.width / box.height == pytest.approx(width / height)
    assert grid.left <= box.x
    assert box.x + box.width <= grid.right + 0.01
    assert box.height <= max(room, 120) + 0.01
    assert width / (box.width * look.drawn_at / 72) >= DENSITY - 0.01


BRIEF = f"""briefer: brief/1
title: Bars of four heights
id: bars
date: 2026-11-22
propositions: [prop/standing-format]
themes: [maritime]
figures:
  - passage: {PASSAGE}
    file: images/bars.png
    title: {TITLE}
    caption: {CAPTION}
    alt: {ALT}
    permission: {PERMISSION}
"""


def written(folder: Path, text: str = BRIEF) -> Path:
    """Write a brief with its figure into `folder` and return its path."""
    (folder / "images").mkdir(exist_ok=True)
    draw_figure(folder / "images" / "bars.png")
    path = folder / "bars.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def made(folder: Path, text: str = BRIEF, **changes: Any) -> tuple[Draft, Library, Any]:
    with checked_briefs([written(folder, text)], SAMPLES / "library") as ((brief, opened),):
        found = draft(opened.library, opened.bodies, replace(brief, **changes))
        return found, opened.library, dict(opened.bodies)


@lru_cache
def deck() -> tuple[bytes, Library, Any, Draft]:
    """Return a deck with one figure, its library and bodies, and its draft."""
    with TemporaryDirectory() as folder:
        found, library, bodies = made(Path(folder))
        return write_deck(found.pages, found.deck, found.brand, found.master, found.records), library, bodies, found


def figure_page(pages: tuple[Page, ...]) -> Page:
    return next(page for page in pages if page.layout == "figure")


def test_a_slide_shows_the_picture_with_caption_source_page_and_permission():
    page = figure_page(deck()[3].pages)
    (box,) = (shape for shape in page.shapes if isinstance(shape, PictureBox))
    under = next(shape for shape in page.shapes if isinstance(shape, TextBox) and shape.field == "body")
    texts = ["".join(run.text for run in p.runs) for p in under.paragraphs]
    sources = next(shape for shape in page.shapes if isinstance(shape, TextBox) and shape.field == "source_line")

    assert page.title == TITLE
    assert under.y >= box.y + box.height
    assert texts[0].startswith(f"Figure\t{CAPTION}")
    assert texts[1] == f"Permission\t{PERMISSION}"
    assert "p." in "".join(run.text for p in sources.paragraphs for run in p.runs)
    assert box.alt == ALT


def test_the_caption_is_a_statement_that_rests_on_its_passage():
    found = deck()[3]
    record = next(record for record in found.records if record.field == "caption")

    assert (record.role, record.passages, record.essays) == ("paraphrase", (PASSAGE,), ("tan-2020-can-distant-water",))
    assert any(entry.essay_ids == ("tan-2020-can-distant-water",) for entry in found.deck.register)
    assert not any("figure" in remark.text.lower() for remark in found.remarks)


def test_a_figure_may_name_an_essay_and_a_place(tmp_path):
    text = BRIEF.replace(f"passage: {PASSAGE}", "essay: burton-2020-why-asia-matters\n    locator: p. 31")
    found, _, _ = made(tmp_path, text)
    slide = next(slide for slide in found.deck.slides if slide.layout == "figure")

    assert [source.text for source in slide.sources] == ["Burton 2020, p.\u00a031"]
    assert slide.blocks[0].caption.statement.citations[0].locator == Locator(page="31")


def test_the_file_holds_the_picture_once_and_the_same_brief_makes_the_same_bytes(tmp_path):
    second = BRIEF + BRIEF[BRIEF.index("  - passage") :].replace(TITLE, "The same bars once more")
    found, _, _ = made(tmp_path, second)
    data = write_deck(found.pages, found.deck, found.brand, found.master, found.records)

    with ZipFile(io.BytesIO(data)) as archive:
        media = [name for name in archive.namelist() if name.startswith("ppt/media/figure")]
        kept = [archive.read(name) for name in media]
    assert kept == [figure_page(found.pages).shapes[1].picture.data]
    assert check(data) == []
    assert faults(data) == []
    assert data == write_deck(found.pages, found.deck, found.brand, found.master, found.records)


@pytest.mark.validator
def test_every_validator_accepts_a_deck_with_a_figure(ooxml_validator, tmp_path):
    path = tmp_path / "bars.pptx"
    path.write_bytes(deck()[0])

    assert findings_in(path, ooxml_validator) == []


def test_the_picture_says_what_it_shows_and_can_be_read_back():
    slide = next(s for s in Presentation(io.BytesIO(deck()[0])).slides if s.shapes.title.text_frame.text == TITLE)
    (shape,) = (shape for shape in slide.shapes if shape._element.tag.endswith("}pic"))

    assert shape._element.xpath(".//p:cNvPr")[0].get("descr") == ALT
    assert shape.image.size == (1200, 520)
    assert shape.width / shape.height == pytest.approx(1200 / 520, rel=1e-4)


def test_a_caption_too_long_for_the_slide_leaves_the_picture_its_room(tmp_path):
    long = " ".join(["Bars of many heights stand side by side in this drawing;"] * 7)
    found, _, _ = made(tmp_path, BRIEF.replace(CAPTION, long))
    page = figure_page(found.pages)
    box = page.shapes[1]

    assert isinstance(box, PictureBox)
    assert box.height >= 100
    assert page.fill_used <= 1.001
    assert not [remark for remark in found.remarks if remark.severity == "fail"]


@pytest.mark.parametrize("template", ["information-brief", "volume-digest"])
def test_shipped_templates_show_figures_where_there_are_any(tmp_path, template):
    text = BRIEF + f"deck: {{template: {template}}}\n"
    with_figure, _, _ = made(tmp_path, text)
    without, _, _ = made(tmp_path, text[: text.index("figures:")] + f"deck: {{template: {template}}}\n")

    keys = [slide.key for slide in with_figure.deck.slides]
    assert [key for key in keys if key != "figures/1"] == [slide.key for slide in without.deck.slides]
    assert "figures/1" in keys


def test_a_figure_that_no_slide_takes_is_told_and_one_whose_slide_was_removed_waits(tmp_path):
    homeless, _, _ = made(tmp_path, BRIEF + "deck: {template: leadership-five}\n")
    removed, _, _ = made(tmp_path, BRIEF + "edits:\n  figures/1: {removed: true}\n")

    assert [remark.text for remark in homeless.remarks if CAPTION in remark.text] == [
        f"The figure “{CAPTION}” is in the brief, but no slide of this deck takes it."
    ]
    assert not [remark for remark in removed.remarks if CAPTION in remark.text]


def mistakes(folder: Path, old: str, new: str) -> list[str]:
    path = written(folder, BRIEF.replace(old, new))
    with pytest.raises(SpecError) as caught, checked_briefs([path], SAMPLES / "library"):
        pass
    return [str(problem).removeprefix(f"{path}:") for problem in caught.value.problems]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (f"    permission: {PERMISSION}\n", "", "8:5: figures[0]: “permission” is missing: say who allows"),
        (PERMISSION, '"  "', "8:5: figures[0]: “permission” is missing: say who allows"),
        (f"passage: {PASSAGE}", "essay: burton-2020-why-asia-matters", "say where it stands: p. 12"),
        (f"passage: {PASSAGE}", "essay: burton-2020-why-asia-mattrs\n    locator: p. 3", "did you mean"),
        (f"- passage: {PASSAGE}\n    file", "- file", "name its source once"),
        (PASSAGE, "tan-2020-can-distant-water/3ea7ba76", "the library has no passage"),
        (PASSAGE, f"{PASSAGE}\n    locator: p. 3", "take the locator out"),
        (f"    caption: {CAPTION}\n", "", "“caption” is missing"),
        (CAPTION, "x" * 401, "401 characters do not fit under a figure"),
        (ALT, "x" * 251, "more than screen readers take"),
        (TITLE, "x" * 200, "do not fit the title of a slide"),
        ("images/bars.png", "../bars.png", "leads out of the brief's folder"),
        ("images/bars.png", "/etc/passwd", "leads out of the brief's folder"),
        ("images/bars.png", "images/link.png", "leads out of the brief's folder"),
        ("images/bars.png", "bars.yaml", "neither PNG nor JPEG"),
        (f"alt: {ALT}", f"alt: {ALT}\n    picture: {{}}", "unknown key"),
    ],
)
def test_a_mistake_of_a_figure_is_told_with_its_place(tmp_path, old, new, told):
    (tmp_path / "brief" / "images").mkdir(parents=True)
    (tmp_path / "outside.png").write_bytes(b"")
    (tmp_path / "brief" / "images" / "link.png").symlink_to(tmp_path / "outside.png")

    found = mistakes(tmp_path / "brief", old, new)

    assert len(found) == 1
    assert told in found[0]
    assert found[0].split(":")[0].isdigit()


def test_a_missing_picture_is_a_missing_file(tmp_path):
    path = written(tmp_path, BRIEF.replace("bars.png", "other.png"))

    with pytest.raises(UsageError, match=r"bars\.yaml:9:5: .*there is no picture “images/other\.png”"):
        load_brief(path)


@pytest.fixture
def opened():
    """Return the services of the window and the sample library."""
    services = DesktopServices()
    yield services, services.open_library(SAMPLES / "library").library
    services.close_library()


def test_the_window_opens_a_brief_without_a_picture_and_its_figure_waits_by_name(tmp_path, opened):
    services, library = opened
    path = written(tmp_path, BRIEF.replace("bars.png", "other.png"))
    brief = services.load_brief(path)
    outline = services.outline(library, brief)

    assert outline.waiting == 1 and len(outline.slides) > 2
    assert outline.remarks[0].text == (
        f"“{CAPTION}” waits: the picture “images/other.png” is not beside the brief; copy it there and open the brief again."
    )
    assert read_brief(write_brief(brief), str(path))[0].figures == brief.figures
    with pytest.raises(SpecError, match=r"images/other\.png"):
        services.build(library, brief, tmp_path / "out", ["pptx"], lambda *_: None, lambda: False)
    assert not (tmp_path / "out").exists()


def test_a_figure_of_an_essay_that_is_not_chosen_waits(tmp_path, opened):
    services, library = opened
    brief = replace(services.load_brief(written(tmp_path)), essays=("burton-2020-why-asia-matters",))
    outline = services.outline(library, brief)

    assert outline.waiting == 1
    assert outline.remarks[0].text.startswith(f"“{CAPTION}” waits: it cites Tan ")


def test_a_brief_writes_its_figures_without_their_pictures(tmp_path):
    loaded = load_brief(written(tmp_path)).brief

    again, _ = read_brief(write_brief(loaded), "b.yaml")

    assert write_brief(again) == write_brief(loaded)
    assert again == read_brief(BRIEF, "b.yaml")[0]


def test_a_comparison_of_briefs_names_the_words_of_a_figure(tmp_path):
    one, other = tmp_path / "one", tmp_path / "other"
    one.mkdir()
    other.mkdir()
    granted = "Granted by the press that printed the volume in which it stands"

    briefs = load_brief(written(one)).brief, load_brief(written(other, BRIEF.replace(PERMISSION, granted))).brief
    told = [str(change) for change in settings_of(*briefs)]

    assert any(granted in text for text in told)
    assert not [text for text in told if "PNG" in text]


def checked(change: Any) -> list[Finding]:
    """Return what verification names after `change` was made in the deck."""
    data, library, bodies, _ = deck()
    presentation = Presentation(io.BytesIO(data))
    slide = next(s for s in presentation.slides if s.shapes.title.text_frame.text == TITLE)
    pic = next(shape for shape in slide.shapes if shape._element.tag.endswith("}pic"))
    change(presentation, slide, pic)
    out = io.BytesIO()
    presentation.save(out)
    found = verify(read_deck(out.getvalue()), library, bodies, "deck.pptx")
    assert not found.remarks or change is replaced or change is added
    return [finding for finding in found.findings if finding.severity != "ok"]


def untouched(presentation: Any, slide: Any, pic: Any) -> None:
    pass


def replaced(presentation: Any, slide: Any, pic: Any) -> None:
    _, relation = slide.part.get_or_add_image_part(io.BytesIO(saved(picture("RGB", 30, 13), "PNG")))
    pic._element.blipFill.find("{*}blip").set(
        "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}embed", relation
    )


def deleted(presentation: Any, slide: Any, pic: Any) -> None:
    pic._element.getparent().remove(pic._element)


def cropped(presentation: Any, slide: Any, pic: Any) -> None:
    pic.crop_right = 0.3


def retold(presentation: Any, slide: Any, pic: Any) -> None:
    pic._element.xpath(".//p:cNvPr")[0].set("descr", "Upright bars, the first the highest")


def moved(presentation: Any, slide: Any, pic: Any) -> None:
    blob = pic.image.blob
    deleted(presentation, slide, pic)
    added_to = presentation.slides[1] if presentation.slides[1] is not slide else presentation.slides[2]
    added_to.shapes.add_picture(io.BytesIO(blob), 0, 0)


def added(presentation: Any, slide: Any, pic: Any) -> None:
    slide.shapes.add_picture(io.BytesIO(saved(picture("RGB", 9, 9), "PNG")), 0, 0)


def larger(presentation: Any, slide: Any, pic: Any) -> None:
    pic.width, pic.height = pic.width * 2, pic.height * 2


@pytest.mark.parametrize(
    ("change", "verdict", "severity", "note"),
    [
        (replaced, "altered", "fail", "Another picture"),
        (deleted, "removed", "warn", "no longer in the file"),
        (cropped, "altered", "fail", "cut off"),
        (retold, "reworded", "warn", "do not see it"),
        (moved, "altered", "fail", "another slide"),
    ],
)
def test_what_was_done_to_a_picture_is_named(change, verdict, severity, note):
    (found,) = checked(change)

    assert (found.verdict, found.severity) == (verdict, severity)
    assert note in found.note
    assert found.issued == f"Picture: {ALT}"


@pytest.mark.parametrize("change", [untouched, added, larger])
def test_a_picture_as_it_was_issued_is_no_finding(change):
    assert checked(change) == []


@pytest.mark.parametrize("with_library", [True, False])
def test_an_untouched_figure_is_no_finding_when_the_records_are_lost(with_library):
    data, library, bodies, _ = deck()
    stripped = replace(read_deck(data), records=(), run="")

    found = verify(stripped, library if with_library else None, bodies if with_library else {}, "deck.pptx")

    assert {CAPTION, PERMISSION} <= {finding.found for finding in found.findings}
    assert [finding for finding in found.findings if finding.severity != "ok"] == []


@pytest.mark.parametrize("words", [(CAPTION, "Four bars of equal height"), (PERMISSION, "Free for any use")])
def test_changed_words_under_a_picture_are_named(words):
    def change(presentation: Any, slide: Any, pic: Any) -> None:
        for run in (r for s in slide.shapes if s.has_text_frame for p in s.text_frame.paragraphs for r in p.runs):
            run.text = run.text.replace(*words)

    (found,) = checked(change)
    assert words[1] in found.found


def test_preview_handout_and_outline_show_the_figure(qapp, tmp_path):
    found = deck()[3]
    page = figure_page(found.pages)
    box = page.shapes[1]
    image = SlidePainter(found.brand).picture(page, QSize(960, 540), 1).toImage()
    third = image.pixelColor(round(box.x + box.width * 690 / 1200), round(box.y + box.height * 300 / 520))

    assert third.name() == "#0b4f6c"
    with checked_briefs([written(tmp_path)], SAMPLES / "library") as ((brief, opened),):
        build(opened.library, opened.bodies, brief, tmp_path / "out", ["handout", "md"])
    outline = (tmp_path / "out" / "bars-v1.md").read_text(encoding="utf-8")
    assert f"- **Picture:** {ALT}\n- **Figure:** {CAPTION}" in outline
    assert f"- **Permission:** {PERMISSION}" in outline
    with pikepdf.open(tmp_path / "out" / "bars-v1-handout.pdf") as pdf:
        images = [image for page in pdf.pages for image in page.get_images().values()]
        alts = [
            str(o.get("/Alt")) for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and o.get("/S") == "/Figure"
        ]
    assert len(images) == 1
    assert alts == [ALT]


@pytest.mark.parametrize("mode", ["institution", "chatham-house"])
def test_a_file_that_names_nobody_holds_no_name_in_or_under_a_figure(tmp_path, mode):
    path = written(
        tmp_path, BRIEF.replace(PERMISSION, "Granted by Alexander C. Tan").replace(CAPTION, "Tan counts the bars")
    )
    told = PngImagePlugin.PngInfo()
    told.add_text("Author", "Alexander C. Tan")
    saved_picture = saved(picture("RGB", 40, 30), "PNG", pnginfo=told)
    (tmp_path / "images" / "bars.png").write_bytes(saved_picture)

    with checked_briefs([path], SAMPLES / "library") as ((brief, opened),):
        told_brief = replace(brief, citations=Citations(attribution=mode), propositions=(), themes=("cyber",))
        build(opened.library, opened.bodies, told_brief, tmp_path / "out", ["pptx", "md"])

    with ZipFile(tmp_path / "out" / "bars-v1.pptx") as archive:
        parts = [archive.read(name) for name in archive.namelist()]
    assert not [part for part in parts if re.search(rb"\bTan\b|Alexander", part)]
    card = (tmp_path / "out" / "bars-v1.build.json").read_text(encoding="utf-8")
    assert "look at the picture before you share" in card


def test_a_brand_without_a_place_for_figures_shows_them_like_statements():
    text = (SAMPLES.parent / "templates/brands/plain/brand.yaml").read_text(encoding="utf-8")
    without = "".join(line for line in text.splitlines(keepends=True) if not line.startswith("  figure:"))
    brand = read_brand(without, "brand.yaml", "plain")

    assert without != text
    assert brand.layouts["figure"] == brand.layouts["statement"]
    assert list(brand.layouts)[-1] == "figure"
