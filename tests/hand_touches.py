"""Ways to touch a finished deck that change no word of it: none may be called a fault."""

from __future__ import annotations

import copy
import re
import unicodedata
from collections.abc import Callable, Iterator
from random import Random
from typing import Any

from lxml import etree
from pptx.dml.color import RGBColor
from pptx.util import Pt

from tests.hand_edits import LEFT_ALONE
from tests.hand_moves import A, P, copied

Touch = Callable[[Any, Random], object]


def _paragraphs(presentation: Any) -> Iterator[Any]:
    """Yield every paragraph of slides and cells, furniture included."""
    for slide in presentation.slides:
        for shape in slide.shapes:
            if shape.has_text_frame:
                yield from shape.text_frame.paragraphs
            elif shape.has_table:
                yield from (p for row in shape.table.rows for cell in row.cells for p in cell.text_frame.paragraphs)


def _runs(presentation: Any) -> Iterator[Any]:
    return (run for paragraph in _paragraphs(presentation) for run in paragraph.runs)


def _written(presentation: Any, change: Callable[[str], str]) -> None:
    for run in _runs(presentation):
        text = change(run.text)
        if text != run.text:
            run.text = text


def straight_marks(presentation: Any, chance: Random) -> None:
    _written(presentation, lambda text: re.sub("[“”„]", '"', re.sub("[‘’]", "'", text)))


def guillemets(presentation: Any, chance: Random) -> None:
    _written(presentation, lambda text: text.replace("“", "«\u202f").replace("”", "\u202f»"))


def german_marks(presentation: Any, chance: Random) -> None:
    _written(presentation, lambda text: text.replace("“", "„").replace("”", "“"))


def common_spaces(presentation: Any, chance: Random) -> None:
    _written(presentation, lambda text: text.replace("\u00a0", " ").replace("\u2060", "").replace("\u202f", " "))


def hard_spaces(presentation: Any, chance: Random) -> None:
    _written(presentation, lambda text: text.replace(" ", "\u00a0"))


def double_spaces(presentation: Any, chance: Random) -> None:
    _written(presentation, lambda text: re.sub(r"(?<=\w) (?=\w)", "  ", text))


def soft_hyphens(presentation: Any, chance: Random) -> None:
    _written(presentation, lambda text: re.sub(r"(?<=[a-z]{4})(?=[a-z]{4})", "\u00ad", text, count=1))


def autocorrected(presentation: Any, chance: Random) -> None:
    """Set ellipses and dashes as AutoCorrect does."""
    _written(presentation, lambda text: text.replace("...", "…").replace(" - ", " – ").replace(" – ", " — "))


def typed_ellipses(presentation: Any, chance: Random) -> None:
    _written(presentation, lambda text: text.replace("…", "..."))


def hyphens_for_dashes(presentation: Any, chance: Random) -> None:
    _written(presentation, lambda text: text.replace("–", "-"))


def decomposed_accents(presentation: Any, chance: Random) -> None:
    _written(presentation, lambda text: unicodedata.normalize("NFD", text))


def look(presentation: Any, chance: Random) -> None:
    """Set other sizes, colours and weights."""
    for run in _runs(presentation):
        run.font.size = Pt(chance.choice((11, 14, 20)))
        run.font.bold = chance.random() < 0.5
        run.font.italic = chance.random() < 0.5
        run.font.underline = chance.random() < 0.2
        run.font.color.rgb = RGBColor(chance.randrange(256), 0, 99)


def languages(presentation: Any, chance: Random) -> None:
    """Set another language, and what a spelling checker leaves behind."""
    for run in _runs(presentation):
        properties = run._r.get_or_add_rPr()
        properties.set("lang", chance.choice(("de-DE", "en-GB", "ja-JP")))
        properties.set("dirty", "0")
        properties.set("err", "1")


def split_runs(presentation: Any, chance: Random) -> None:
    for run in list(_runs(presentation)):
        if len(run.text) > 3:
            at = chance.randrange(1, len(run.text))
            rest = copy.deepcopy(run._r)
            run._r.addnext(rest)
            rest.t.text, run.text = run.text[at:], run.text[:at]


def merged_runs(presentation: Any, chance: Random) -> None:
    """Join neighbouring runs of one look, as PowerPoint does when it saves."""
    for paragraph in _paragraphs(presentation):
        for run in paragraph.runs[::-1]:
            before = run._r.getprevious()
            if before is not None and before.tag == run._r.tag and _look(before) == _look(run._r):
                before.t.text = (before.t.text or "") + (run._r.t.text or "")
                paragraph._p.remove(run._r)


def _look(run: Any) -> bytes:
    return b"" if run.rPr is None else etree.tostring(run.rPr)


def line_breaks(presentation: Any, chance: Random) -> None:
    """Break a line inside a paragraph, in place of a space."""
    for run in list(_runs(presentation)):
        spaces = [m.start() for m in re.finditer(r"(?<=[a-z]) (?=[a-z])", run.text)]
        if spaces and "\t" not in run.text:
            at = chance.choice(spaces)
            rest = copy.deepcopy(run._r)
            rest.t.text, run.text = run.text[at + 1 :], run.text[:at]
            run._r.addnext(rest)
            run._r.addnext(etree.SubElement(run._r.getparent(), f"{{{A}}}br"))


def empty_paragraphs(presentation: Any, chance: Random) -> None:
    for slide in presentation.slides:
        for shape in slide.shapes:
            if shape.has_text_frame and shape.name.lower().startswith("body"):
                shape.text_frame.add_paragraph()


def moved_boxes(presentation: Any, chance: Random) -> None:
    for slide in presentation.slides:
        for shape in slide.shapes:
            if shape.left is not None:
                shape.left, shape.top = shape.left + chance.randrange(90_000), shape.top + chance.randrange(90_000)
                shape.width = shape.width + 1_000


def hidden_slides(presentation: Any, chance: Random) -> None:
    for slide in presentation.slides:
        slide._element.set("show", chance.choice("01"))


def reordered_slides(presentation: Any, chance: Random) -> None:
    ids = presentation.slides._sldIdLst
    parts = list(ids)
    chance.shuffle(parts)
    ids.extend(parts)


def copied_slide(presentation: Any, chance: Random) -> None:
    plain = [n for n, slide in enumerate(presentation.slides) if not any(shape.has_chart for shape in slide.shapes)]
    copied(presentation, chance.choice(plain))


def sections(presentation: Any, chance: Random) -> None:
    ids = "".join(f'<p14:sldId id="{part.get("id")}"/>' for part in presentation.slides._sldIdLst)
    presentation.part._element.append(
        etree.fromstring(
            f'<p:extLst xmlns:p="{P}"><p:ext uri="{{521415D9-36F7-43E2-AB2F-B90AF26B5E84}}">'
            '<p14:sectionLst xmlns:p14="http://schemas.microsoft.com/office/powerpoint/2010/main">'
            f'<p14:section name="The argument" id="{{6F4C9A3A-0000-4000-8000-000000000001}}"><p14:sldIdLst>{ids}'
            "</p14:sldIdLst></p14:section></p14:sectionLst></p:ext></p:extLst>"
        )
    )


def theme_fonts(presentation: Any, chance: Random) -> None:
    for master in presentation.slide_masters:
        for relation in master.part.rels.values():
            if relation.reltype.endswith("/theme"):
                part = relation.target_part
                part._blob = re.sub(rb'(<a:latin typeface=")[^"]*', rb"\1Georgia", part.blob)


def shapes_renamed(presentation: Any, chance: Random) -> None:
    for slide in presentation.slides:
        for number, shape in enumerate(slide.shapes, 2):
            if not shape.name.lower().startswith(LEFT_ALONE):
                shape.name = f"Text Placeholder {number}"
            shape._element._nvXxPr.cNvPr.set("id", str(1000 + number))


def notes_cleared(presentation: Any, chance: Random) -> None:
    for slide in presentation.slides:
        if slide.has_notes_slide:
            slide.notes_slide.notes_text_frame.text = ""


def notes_written(presentation: Any, chance: Random) -> None:
    for slide in presentation.slides:
        slide.notes_slide.notes_text_frame.add_paragraph().text = "Speak slowly here"


def links_lost(presentation: Any, chance: Random) -> None:
    for slide in presentation.slides:
        for link in list(slide._element.iter("{*}hlinkClick")):
            link.getparent().remove(link)


def source_lines_reordered(presentation: Any, chance: Random) -> None:
    """Turn round the sources at the foot of every slide."""
    for slide in presentation.slides:
        for shape in slide.shapes:
            if shape.name.lower().startswith("source line") and shape.has_text_frame:
                body = shape.text_frame._txBody
                for paragraph in list(body.p_lst):
                    body.insert(list(body).index(body.p_lst[0]), paragraph)


def transitions(presentation: Any, chance: Random) -> None:
    for slide in presentation.slides:
        slide._element.append(etree.fromstring(f'<p:transition xmlns:p="{P}" spd="slow"><p:fade/></p:transition>'))


def grouped(presentation: Any, chance: Random) -> None:
    """Group the text boxes of every slide that are no placeholders."""
    for slide in presentation.slides:
        boxes = [shape for shape in slide.shapes if not shape.is_placeholder and shape.has_text_frame]
        if len(boxes) > 1:
            slide.shapes.add_group_shape(boxes)


def rows_reordered(presentation: Any, chance: Random) -> None:
    """Let two whole rows of every table change places, citations and all, but not beside a chart."""
    for slide in presentation.slides:
        if any(shape.has_chart for shape in slide.shapes):
            continue
        for shape in slide.shapes:
            if shape.has_table and len(shape.table.rows) > 3:
                rows = list(shape.table._tbl.tr_lst)
                rows[1].addprevious(rows[-1])


TOUCHES: tuple[Touch, ...] = (
    straight_marks,
    guillemets,
    german_marks,
    common_spaces,
    hard_spaces,
    double_spaces,
    soft_hyphens,
    autocorrected,
    typed_ellipses,
    hyphens_for_dashes,
    decomposed_accents,
    look,
    languages,
    split_runs,
    merged_runs,
    line_breaks,
    empty_paragraphs,
    moved_boxes,
    hidden_slides,
    reordered_slides,
    copied_slide,
    sections,
    theme_fonts,
    shapes_renamed,
    notes_cleared,
    notes_written,
    links_lost,
    source_lines_reordered,
    transitions,
    grouped,
    rows_reordered,
)
