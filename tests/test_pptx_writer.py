"""What a written deck must be: the same every time, complete, in reading order, native, traceable, valid."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import zipfile
from dataclasses import replace
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.opc.constants import RELATIONSHIP_TYPE as RT

from briefer.errors import BrandError
from briefer.model.deck import Notes
from briefer.model.provenance import NAMESPACE, from_json, parse_verify_line
from briefer.model.text import canonical, described
from briefer.specs.brand import Brand, LayoutMap
from briefer.typeset.page import Page, Paragraph, Run
from briefer.writers.markup import NAMESPACES, legal
from briefer.writers.master import build_master
from briefer.writers.opc import pack
from briefer.writers.pptx import write_deck
from briefer.writers.pptx.look import look_of
from briefer.writers.pptx.master_file import MAIN_TYPE, read_master
from briefer.writers.pptx.shapes import shape_name
from briefer.writers.pptx.text import paragraph_xml
from tests.pages import CELL_ID, DECK, RECORDS, TEXT_ID, TITLE_ID, lines_page, table_page
from tests.sample_deck import BRANDS, FOLDER, INSTITUTE

MASTER = build_master(INSTITUTE)
LOOK = look_of(INSTITUTE, read_master(MASTER).layouts[INSTITUTE.layouts["bluf"].name], "bluf", "en")
PAGES = (
    lines_page(section="Summary"),
    table_page(section="Evidence"),
    replace(table_page(key="own/1", hidden=True), title="Back-up"),
)


def written(*pages: Page, **options: bool) -> bytes:
    return write_deck(pages or PAGES, DECK, INSTITUTE, MASTER, RECORDS, **options)


def part(data: bytes, name: str) -> etree._Element:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return etree.fromstring(archive.read(name))


def entries(data: bytes) -> list[tuple[str, bytes]]:
    """Return what is in a package; the bytes of the zip itself depend on the machine's zlib."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return [(name, archive.read(name)) for name in archive.namelist()]


def opened(data: bytes) -> Presentation:
    return Presentation(BytesIO(data))


def texts(slide: object) -> list[str]:
    """Return the text of every paragraph in reading order, table cells included."""
    found: list[str] = []
    for shape in slide.shapes:  # type: ignore[attr-defined]
        if shape.has_text_frame:
            found += [paragraph.text for paragraph in shape.text_frame.paragraphs]
        elif shape.has_table:
            found += [cell.text_frame.text for row in shape.table.rows for cell in row.cells]
    return found


def test_the_same_pages_make_the_same_bytes() -> None:
    assert written() == written()
    assert build_master(INSTITUTE) == MASTER


def test_the_master_is_small_and_has_every_layout() -> None:
    names = {layout.name for layout in opened(MASTER).slide_layouts}

    assert len(MASTER) < 300_000
    assert names == {layout.name for layout in INSTITUTE.layouts.values()}


@pytest.mark.parametrize("brand", BRANDS.values(), ids=list(BRANDS))
def test_the_committed_master_is_the_one_the_script_builds(brand: Brand) -> None:
    committed = (FOLDER / brand.id / brand.master).read_bytes()

    assert len(committed) < 300_000
    assert entries(committed) == entries(build_master(brand))


def test_every_mapped_placeholder_stands_in_the_master() -> None:
    layouts = {layout.name: layout for layout in opened(MASTER).slide_layouts}

    for mapped in INSTITUTE.layouts.values():
        held = {p.placeholder_format.idx: p for p in layouts[mapped.name].placeholders}
        assert set(mapped.placeholders.values()) <= set(held), mapped.name
        assert all(p.width and p.height for p in held.values())


@settings(max_examples=60, deadline=None)
@given(st.text(min_size=1).map(canonical).filter(lambda text: text.strip() != ""))
def test_any_text_arrives_as_it_was_given(text: str) -> None:
    slide = opened(written(lines_page(text))).slides[0]

    assert f"Evidence\t{legal(text)}\u2060[1]" in texts(slide)


def test_text_stands_in_reading_order_with_the_title_first() -> None:
    first, second, _ = opened(written()).slides

    assert texts(first)[:2] == [PAGES[0].title, "Evidence\tThe idea has named sponsors & <friends>\u2060[1]"]
    assert texts(second)[1:5] == ["Option", "\u00a0", "Go on one by one", "Go on one by one"]
    assert texts(second)[-1] == "TLP:GREEN"


def test_text_stands_in_placeholders_and_rules_are_decoration() -> None:
    slide = opened(written()).slides[0]
    kinds = {shape.placeholder_format.idx: shape for shape in slide.placeholders}
    others = [shape for shape in slide.shapes if not shape.is_placeholder]

    assert set(kinds) == {0, 10, 20, 21, 22, 23, 30, 31}
    assert [shape.name for shape in others] == ["Rule"]
    assert b"decorative" in etree.tostring(others[0]._element)
    assert 'type="slidenum"' in etree.tostring(kinds[31]._element).decode()


def test_a_table_is_native_with_a_header_row_and_alt_text() -> None:
    table = next(shape for shape in opened(written()).slides[1].shapes if shape.has_table)

    assert table.table.first_row
    assert table.is_placeholder
    assert table._element.xpath("string(.//p:cNvPr/@descr)") == "Options by cost"
    assert [row.height.pt for row in table.table.rows] == [24, 40]


def test_an_edge_that_two_cells_describe_is_written_the_same_on_both() -> None:
    slide = part(written(), "ppt/slides/slide2.xml")
    cells = slide.findall(".//{*}tr[1]/{*}tc[1]") + slide.findall(".//{*}tr[2]/{*}tc[1]")
    below, above = cells[0].find("{*}tcPr/{*}lnB"), cells[1].find("{*}tcPr/{*}lnT")

    assert below is not None
    assert above is not None
    assert below.get("w") == above.get("w") == "9525"


def test_every_run_says_its_language_and_size() -> None:
    slide = part(written(), "ppt/slides/slide1.xml")
    runs = list(slide.iter("{*}rPr"))

    assert {run.get("lang") for run in runs} == {"en-GB"}
    assert all(int(run.get("sz", "0")) >= 1100 for run in runs)


def test_hidden_slides_sections_and_links_to_the_register() -> None:
    register = replace(lines_page(key="register"), layout="register")
    data = written(*PAGES, register)
    main = part(data, "ppt/presentation.xml")
    held = {s.get("name"): len(list(s.iter("{*}sldId"))) for s in main.iter("{*}section")}

    assert held == {"Summary": 1, "Evidence": 3}
    assert [part(data, f"ppt/slides/slide{n}.xml").get("show") for n in (1, 2, 3)] == [None, None, "0"]
    label = next(s for s in opened(data).slides[0].placeholders if s.placeholder_format.idx == 20)
    assert label.click_action.target_slide.slide_id == opened(data).slides[3].slide_id


def test_properties_say_what_the_deck_is() -> None:
    properties = opened(written()).core_properties

    assert (properties.title, properties.subject, properties.author) == (DECK.title, DECK.subject, DECK.author)
    assert properties.created == properties.modified
    assert properties.created.date().isoformat() == DECK.date


def test_records_come_back_from_the_file() -> None:
    data = written()
    root = part(data, "customXml/item1.xml")
    custom = {e.get("name"): "".join(e.itertext()) for e in part(data, "docProps/custom.xml")}

    assert root.tag == f"{{{NAMESPACE}}}provenance"
    assert from_json(root.text or "") == RECORDS
    assert custom["BrieferDigest"] == hashlib.sha256((root.text or "").encode()).hexdigest() == root.get("sha256")
    assert custom["BrieferRun"] == DECK.run


def test_context_can_be_left_out() -> None:
    rows = json.loads(part(written(strip_context=True), "customXml/item1.xml").text or "")["statements"]

    assert all("before" not in row and "after" not in row for row in rows)


def test_shape_names_hold_the_ids_of_their_statements() -> None:
    names = [shape.name for slide in opened(written()).slides for shape in slide.shapes]

    assert f"Title · {TITLE_ID}" in names
    assert f"Body · {TEXT_ID}" in names
    assert f"Table · {CELL_ID}" in names
    assert shape_name("body2", []) == "Body 2"


def test_a_shape_name_stays_within_its_limit() -> None:
    name = shape_name("body", [f"s-{n:010x}" for n in range(100)])

    assert len(name) <= 250
    assert name.endswith(" …")
    assert all(len(word) == 12 for word in name.split(" · ")[1].split(" ")[:-1])


def test_notes_carry_four_blocks_and_one_verify_line_a_record() -> None:
    notes = Notes(say=("One.",), evidence=("Two.",), sources=("Three.",), verify=("The editors miscount.",))
    lines = opened(written(replace(lines_page(), notes=notes))).slides[0].notes_slide.notes_text_frame.text.split("\n")
    parsed = [line for line in map(parse_verify_line, lines) if line]

    assert lines[:8] == ["SAY", "One.", "EVIDENCE", "Two.", "SOURCES", "Three.", "VERIFY", DECK.stamp]
    assert lines[8] == "The editors miscount."
    assert [(line["id"], line["sha"]) for line in parsed] == [(TEXT_ID, "abababab")]


def test_a_layout_that_the_master_lacks_is_refused_by_name() -> None:
    brand = replace(
        INSTITUTE, layouts={**INSTITUTE.layouts, "bluf": LayoutMap(name="Elsewhere", placeholders={"body": 10})}
    )

    with pytest.raises(BrandError, match="Elsewhere"):
        write_deck(PAGES, DECK, brand, MASTER)
    with pytest.raises(BrandError, match="not a PowerPoint file"):
        write_deck(PAGES, DECK, INSTITUTE, b"PK")


def foreign(main: str = "application/vnd.openxmlformats-officedocument.presentationml.template.main+xml") -> bytes:
    """Return somebody else's .potx: two slides, no notes master, another theme; `main` is its content type."""
    deck = Presentation()
    for _ in range(2):
        deck.slides.add_slide(deck.slide_layouts[1])
    saved, changed = BytesIO(), BytesIO()
    deck.save(saved)
    with zipfile.ZipFile(saved) as old, zipfile.ZipFile(changed, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(MAIN_TYPE.encode(), main.encode()))
    return changed.getvalue()


FOREIGN = replace(
    INSTITUTE,
    layouts={
        "bluf": LayoutMap(
            name="Title and Content", placeholders={"title": 0, "body": 1, "footer_text": 11, "slide_number": 12}
        ),
        "options": LayoutMap(name="Title and Content", placeholders={"title": 0, "body": 1}),
    },
)


def test_a_brand_of_any_shape_carries_a_deck() -> None:
    data = write_deck(PAGES, DECK, FOREIGN, foreign(), RECORDS)
    deck = opened(data)
    table = next(shape for shape in deck.slides[1].shapes if shape.has_table)

    assert len(deck.slides) == len(PAGES)
    assert [s.placeholder_format.idx for s in deck.slides[0].placeholders] == [0, 1, 11, 12]
    assert table.is_placeholder
    assert "VERIFY" in deck.slides[0].notes_slide.notes_text_frame.text
    assert 'typeface="Cambria"' in etree.tostring(part(data, "ppt/slides/slide1.xml")).decode()


@pytest.mark.parametrize("kind", ["presentation", "template", "slideshow"])
def test_macros_of_a_brand_are_left_behind(kind: str) -> None:
    brand = foreign(f"application/vnd.ms-powerpoint.{kind}.macroEnabled.main+xml")

    assert write_deck(PAGES, DECK, FOREIGN, brand, RECORDS) == write_deck(PAGES, DECK, FOREIGN, foreign(), RECORDS)


def test_slides_of_a_brand_are_left_behind_with_all_that_names_them() -> None:
    bare, saved = BytesIO(), BytesIO()
    deck = opened(MASTER)
    deck.save(bare)
    slide = deck.slides.add_slide(deck.slide_layouts[0])
    relation = deck.slides._sldIdLst[0].rId
    show = f"""<p:custShowLst {NAMESPACES}><p:custShow name="Short" id="0"><p:sldLst><p:sld r:id="{relation}"/>
        </p:sldLst></p:custShow></p:custShowLst>"""
    deck.slides._sldIdLst.getparent().append(etree.fromstring(show))
    slide.notes_slide.notes_text_frame.text = "Ours only"
    deck.save(saved)

    assert read_master(saved.getvalue()).parts == read_master(bare.getvalue()).parts
    ours, theirs = (write_deck(PAGES, DECK, INSTITUTE, file.getvalue(), RECORDS) for file in (bare, saved))
    assert entries(theirs) == entries(ours)


def test_a_brand_without_a_notes_master_is_lent_one() -> None:
    deck = opened(write_deck(PAGES, DECK, FOREIGN, foreign(), RECORDS))

    assert deck.element.find("{*}notesMasterIdLst") is not None
    assert {p.placeholder_format.type for p in deck.notes_master.placeholders} >= {PP_PLACEHOLDER.BODY}
    themes = [m.part.part_related_by(RT.THEME) for m in (deck.slide_masters[0], deck.notes_master)]
    assert themes[0] is not themes[1]
    assert themes[0].blob == themes[1].blob


def test_the_parts_of_a_master_are_handed_over_as_they_are() -> None:
    with zipfile.ZipFile(BytesIO(MASTER)) as archive:
        kept = {part.name: part.data for part in read_master(MASTER).parts}

        assert kept == {name: archive.read(name) for name in kept}
        assert {name for name in archive.namelist() if name.startswith("ppt/slideLayouts/slide")} <= kept.keys()


def test_a_relationship_that_a_program_voided_is_passed_over() -> None:
    with zipfile.ZipFile(BytesIO(MASTER)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = "ppt/_rels/presentation.xml.rels"
    voided = f'<Relationship Id="rId99" Type="{RT.TAGS}" Target="/ppt/tags/NULL"/></Relationships>'
    parts[name] = parts[name].replace(b"</Relationships>", voided.encode())

    assert read_master(pack(parts.items())).relationships == read_master(MASTER).relationships


def test_a_document_of_another_program_is_no_master() -> None:
    with zipfile.ZipFile(BytesIO(MASTER)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["ppt/presentation.xml"] = b'<document xmlns="http://example.org/another"/>'

    with pytest.raises(BrandError, match="not a PowerPoint file"):
        read_master(pack(parts.items()))


def test_a_deck_is_written_without_the_library_that_reads_decks() -> None:
    code = "import sys; import briefer.writers.pptx; sys.exit('pptx' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_strict_package_is_named() -> None:
    with zipfile.ZipFile(BytesIO(MASTER)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    usual, strict = (
        b"http://schemas.openxmlformats.org/officeDocument/2006/",
        b"http://purl.oclc.org/ooxml/officeDocument/",
    )
    parts["_rels/.rels"] = parts["_rels/.rels"].replace(usual, strict)

    with pytest.raises(BrandError, match="Strict"):
        read_master(pack(parts.items()))


def test_a_paragraph_reads_as_its_first_letter_does() -> None:
    arabic, english = (
        paragraph_xml(Paragraph((Run(text),), 26, (text,)), LOOK) for text in ("(12) ارتفعت", "(12) rose")
    )

    assert 'algn="r" rtl="1"' in arabic
    assert 'algn="l">' in english


def test_east_asian_punctuation_does_not_hang_out_of_its_box() -> None:
    chinese, english = (
        paragraph_xml(Paragraph((Run(text),), 26, (text,)), LOOK) for text in ("Ferries, 渡船。", "Ferries, “ferries”.")
    )

    assert 'hangingPunct="0"' in chinese
    assert "hangingPunct" not in english


def test_what_a_shape_shows_is_told_in_a_length_that_screen_readers_take() -> None:
    told = described("Where each of thirty texts stands on " + ", ".join(f"proposition {n}" for n in range(40)))

    assert len(told) <= 250 and told.endswith(" …")
    assert described("Two rows") == "Two rows"
