"""Every fault that makes PowerPoint offer a repair is found; a sound deck has none."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from io import BytesIO
from typing import TypeAlias

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from briefer.errors import OutputError
from briefer.writers import opc, package_check
from briefer.writers.master import build_master
from briefer.writers.opc import Kept, Relationship, parse_relationships, parse_xml, relationships_xml
from briefer.writers.package_check import check, check_entries
from briefer.writers.pptx import deck_file, write_deck
from tests.pages import DECK, RECORDS, lines_page, table_page
from tests.sample_deck import INSTITUTE

Entries: TypeAlias = list[tuple[str, bytes]]
R = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SLIDE, NOTES, MAIN = "ppt/slides/slide1.xml", "ppt/notesSlides/notesSlide1.xml", "ppt/presentation.xml"
CHART = b'<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" %s>%s</c:chartSpace>'
CHART_REL = (
    b'<Relationship Id="rId9" Target="../charts/chart1.xml"'
    b' Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/chart"/></Relationships>'
)


@pytest.fixture(scope="module")
def sound() -> Entries:
    data = write_deck([lines_page(), table_page()], DECK, INSTITUTE, build_master(INSTITUTE), RECORDS)
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return [(name, archive.read(name)) for name in archive.namelist()]


def swap(name: str, old: str, new: str) -> Callable[[Entries], Entries]:
    """Return a change that puts `new` for the first `old` in the part `name`."""

    def change(entries: Entries) -> Entries:
        assert old.encode() in dict(entries)[name]
        return [(n, d.replace(old.encode(), new.encode(), 1) if n == name else d) for n, d in entries]

    return change


def cut(name: str, pattern: str) -> Callable[[Entries], Entries]:
    """Return a change that takes the first match of `pattern` out of the part `name`."""
    return lambda entries: [(n, re.sub(pattern.encode(), b"", d, count=1) if n == name else d) for n, d in entries]


def added(*more: tuple[str, bytes]) -> Callable[[Entries], Entries]:
    return lambda entries: [*entries, *more]


def without(name: str) -> Callable[[Entries], Entries]:
    return lambda entries: [entry for entry in entries if entry[0] != name]


def with_chart(content: bytes) -> Callable[[Entries], Entries]:
    """Return a change that gives slide 1 a chart part with `content`."""

    def change(entries: Entries) -> Entries:
        rels = "ppt/slides/_rels/slide1.xml.rels"
        kind = (
            b'<Override PartName="/ppt/charts/chart1.xml"'
            b' ContentType="application/vnd.openxmlformats-officedocument.drawingml.chart+xml"/></Types>'
        )
        changed = [
            (n, d.replace(b"</Relationships>", CHART_REL) if n == rels else d.replace(b"</Types>", kind))
            for n, d in entries
        ]
        return [*changed, ("ppt/charts/chart1.xml", content)]

    return change


DEFECTS: dict[str, Callable[[Entries], Entries]] = {
    "children in the wrong order": swap(SLIDE, "<a:bodyPr", "<a:lstStyle/><a:bodyPr"),
    "shape without properties": swap(NOTES, "<p:spPr/>", ""),
    "text body without paragraph": cut(NOTES, r"(?<=<a:lstStyle/>)<a:p>.*?</a:p>(?=</p:txBody>)"),
    "value outside its list": swap(SLIDE, 'anchor="t"', 'anchor="top"'),
    "unknown attribute": swap(SLIDE, "<a:bodyPr", '<a:bodyPr colour="red"'),
    "slide id below 256": swap(MAIN, 'sldId id="256"', 'sldId id="255"'),
    "slide id twice": swap(MAIN, 'sldId id="257"', 'sldId id="256"'),
    "negative size": swap(SLIDE, '<a:ext cx="', '<a:ext cx="-'),
    "dangling reference in a slide": swap(SLIDE, "<a:avLst/>", '<a:avLst r:id="rId77"/>'),
    "dangling reference in a chart": with_chart(
        CHART
        % (
            b'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"',
            b'<c:externalData r:id="rId1"/>',
        )
    ),
    "negative chart axis": with_chart(CHART % (b"", b'<c:axId val="-2068027336"/>')),
    "shape id twice": swap(SLIDE, '<p:cNvPr id="3"', '<p:cNvPr id="2"'),
    "no layout": swap("ppt/slides/_rels/slide1.xml.rels", "/slideLayout", "/slideLayou"),
    "content type of a part that is not there": swap(
        "[Content_Types].xml", "</Types>", '<Override PartName="/ppt/slides/slide9.xml" ContentType="x"/></Types>'
    ),
    "folder entry": added(("ppt/slides/", b"")),
    "part that nothing refers to": added(("ppt/media/image1.xml", b"<a/>")),
    "more cells than columns": swap("ppt/slides/slide2.xml", '<a:gridCol w="5410200"/>', ""),
    "notes master not listed": cut(MAIN, "<p:notesMasterIdLst>.*</p:notesMasterIdLst>"),
    "master and layout share an id": swap(
        "ppt/slideMasters/slideMaster1.xml", 'sldLayoutId id="2147483649"', 'sldLayoutId id="2147483648"'
    ),
    "notes of another slide": swap("ppt/notesSlides/_rels/notesSlide1.xml.rels", "slides/slide1", "slides/slide2"),
    "no content type": swap("[Content_Types].xml", 'PartName="/ppt/slides/slide1.xml"', 'PartName="/ppt/x.xml"'),
    "entry twice": lambda entries: [*entries, entries[-1]],
    "control character": swap(SLIDE, "Evidence", "Evid\x0bence"),
    "no title": swap(SLIDE, 'type="title"', 'type="body"'),
    "placeholder twice": swap(SLIDE, 'idx="21"', 'idx="20"'),
    "relationship to a missing part": without("ppt/theme/theme2.xml"),
    "relationship id twice": swap("ppt/slides/_rels/slide1.xml.rels", 'Id="rId2"', 'Id="rId1"'),
    "slide left out of the list": swap(MAIN, '<p:sldId id="257"', '<p:sldIe id="257"'),
    "content types last": lambda entries: [*entries[1:], entries[0]],
}


def test_a_sound_deck_has_no_findings(sound: Entries) -> None:
    assert check_entries(sound) == []


@pytest.mark.parametrize("defect", DEFECTS)
def test_a_fault_is_found(sound: Entries, defect: str) -> None:
    mutated = DEFECTS[defect](sound)
    findings = check_entries(mutated)

    assert mutated != sound
    assert findings
    assert any("is not XML" in finding for finding in findings) == (defect == "control character"), findings


def test_a_fault_in_the_zip_is_found(sound: Entries) -> None:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive, pytest.warns(UserWarning, match="Duplicate"):
        for name, data in [*sound, sound[-1]]:
            archive.writestr(name, data)

    assert check(buffer.getvalue())
    assert check(buffer.getvalue()[:-30])
    assert check(b"")


def test_a_deck_with_a_fault_is_not_written(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(deck_file, "slide_name", lambda number: "ppt/slides/slide1.xml")

    with pytest.raises(OutputError, match="its package is not sound"):
        write_deck([lines_page(), table_page()], DECK, INSTITUTE, build_master(INSTITUTE))


@settings(max_examples=200)
@given(
    rows=st.lists(
        st.builds(
            Relationship,
            st.text("rId0123456789&<é", min_size=1, max_size=5),
            st.sampled_from([opc.office("slide"), "urn:x"]),
            st.text("abc./&<>'\"é #", min_size=1, max_size=9).map("ppt/slides/{}.xml".format),
            st.booleans(),
        ),
        max_size=4,
    ),
    put=st.sampled_from(["", " ", "<", "&", "&#9;", '"', "'", "<!---->", "\t", "é", "\n"]),
    at=st.floats(0, 1),
    source=st.sampled_from(["ppt/slides/slide1.xml", "", "ppt/presentation.xml"]),
)
def test_relationships_read_by_a_pattern_are_those_that_a_parser_reads(
    rows: list[Relationship], put: str, at: float, source: str
) -> None:
    written = relationships_xml(source, rows)
    place = round(at * len(written))
    data = (written[:place] + put + written[place:]).encode()
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(opc, "_AS_WRITTEN", re.compile(b"(?!)"))
        try:
            parsed = parse_relationships(data, source)
        except etree.XMLSyntaxError:
            with pytest.raises(etree.XMLSyntaxError):
                patched.undo()
                parse_relationships(data, source)
            return

    assert parse_relationships(data, source) == parsed


def test_a_fault_between_two_pieces_of_a_part_is_found(sound: Entries) -> None:
    name = "customXml/item1.xml"
    root = dict(sound)[name]
    cut = root.index(b"statements")
    whole = [(n, Kept(d[:cut], BytesIO(), d[cut:]) if n == name else d) for n, d in sound]
    broken = [(n, Kept(d[:cut], BytesIO(b"<"), d[cut:]) if n == name else d) for n, d in sound]
    astray = [(n, d.replace(b" run=", b' r:id="rId77" xmlns:r="%s" run=' % R) if n == name else d) for n, d in sound]

    assert check_entries(whole) == []
    assert any("is not XML" in finding for finding in check_entries(broken))
    assert any("uses rId77" in finding for finding in check_entries(astray))


PIECES = ("<", ">", "&", '"', "0", "-1", "\x00", "\xef\xbf\xbf", " ", "r:id", "<!---->", "<a:p>", "</a:p>", "<a:t/>")
"""What a change puts in: markup, numbers, and what hides from a look at the bytes."""


@pytest.fixture(scope="module")
def alike() -> Entries:
    """Return the entries of a deck of slides that differ in their places only, and one with a table."""
    data = write_deck([lines_page(), table_page(), *[lines_page()] * 3], DECK, INSTITUTE, build_master(INSTITUTE))
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return [(name, archive.read(name)) for name in archive.namelist()]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    name=st.sampled_from(["ppt/slides/slide4.xml", "ppt/notesSlides/notesSlide4.xml", "ppt/slides/slide2.xml"]),
    at=st.floats(0, 1, exclude_max=True),
    gone=st.integers(0, 12),
    put=st.sampled_from(PIECES) | st.text(max_size=3),
    word=st.booleans(),
)
def test_a_part_like_a_sound_one_is_judged_as_if_it_were_parsed(
    alike: Entries, monkeypatch: pytest.MonkeyPatch, name: str, at: float, gone: int, put: str, word: bool
) -> None:
    data = dict(alike)[name]
    start = round(at * len(data))
    start = max(0, data.find(b">" if word else b'"', start)) + 1
    changed = data[:start] + put.encode("latin-1", "replace") + data[start + gone :]
    entries = [(n, changed if n == name else d) for n, d in alike]
    with monkeypatch.context() as patched:
        patched.setattr(package_check, "form_of", lambda data: None)
        parsed = check_entries(entries)

    assert check_entries(entries) == parsed


def test_slides_that_differ_in_words_and_places_are_parsed_once(
    alike: Entries, monkeypatch: pytest.MonkeyPatch
) -> None:
    parsed: list[bytes] = []

    def parse(data: bytes, own: bool = False) -> etree._Element:
        parsed.append(data)
        return parse_xml(data, own=own)

    monkeypatch.setattr(package_check, "parse_xml", parse)
    other = [(n, d.replace(b"Evidence", b"Other") if n == "ppt/slides/slide4.xml" else d) for n, d in alike]

    assert check_entries(other) == []
    assert sum(b"<p:sld " in data for data in parsed) == 2


def test_records_of_some_thousand_slides_are_no_fault(sound: Entries) -> None:
    name = "customXml/item1.xml"
    root = dict(sound)[name].rstrip()
    at = root.rindex(b"</")

    assert check_entries([(n, root[:at] + b"x" * 11_000_000 + root[at:] if n == name else d) for n, d in sound]) == []
