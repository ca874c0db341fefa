"""The shapes of a slide: text in placeholders, native tables and charts, pictures, rules. Boxes enter in points.

Names tell which statements a shape holds ("Body · s-1f3a9c2b07 s-…"): they survive where other carriers are lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from briefer.model.colour import TLP_GROUND
from briefer.model.picture import Picture
from briefer.model.text import described
from briefer.typeset.page import (
    CellBox,
    ChartBox,
    Paragraph,
    PictureBox,
    Rule,
    Run,
    Shape,
    TableBox,
    TextBox,
)
from briefer.writers.markup import emu, escaped, xfrm
from briefer.writers.pptx.chart import chart_frame
from briefer.writers.pptx.look import Look, line, painted, solid
from briefer.writers.pptx.master_file import Layout, Placeholder
from briefer.writers.pptx.text import empty_paragraph, paragraphs_xml

NO_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
_NAME_LIMIT = 250
_ANCHORS = {"top": "t", "middle": "ctr", "bottom": "b"}
_TABLE_KINDS = ("tbl", "obj")
_CHART_KINDS = ("chart", "obj")
CHART_RELATION = 4
"""Number of the first chart's relationship; layout, notes and register come before it."""
PICTURE_RELATION = 10
"""Number of the first picture's relationship."""
_WEIGHT = ("", "hairline", "source", "ink", "recommended")
"""Strokes from light to heavy: on an edge that two cells describe the heavier one is drawn."""
_LONE_TITLE = Placeholder("title", 0, 'type="title"')
"""The title of a slide whose layout has none: programs and screen readers still find it."""
_DECORATIVE = (
    '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative '
    'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst>'
)


@dataclass(slots=True)
class SlideShapes:
    """Collects the shapes of one slide in reading order and gives each its id and its placeholder."""

    layout: Layout
    fields: dict[str, int]
    """Placeholder index of each field in this layout."""
    look: Look
    jumps: Mapping[str, str] = field(default_factory=dict)
    """Relationship of the slide to which a click on a text in a table leads, by the text."""
    xml: list[str] = field(default_factory=list)
    charts: list[tuple[str, ChartBox]] = field(default_factory=list)
    """Each chart of the slide with the id of its relationship."""
    pictures: list[tuple[str, Picture]] = field(default_factory=list)
    """Each picture of the slide with the id of its relationship."""
    _used: set[int] = field(default_factory=set)

    def add(self, shape: Shape, link: str = "") -> None:
        """Add one shape; `link` is the relationship of a slide to which a click on a text box leads."""
        number = len(self.xml) + 2
        match shape:
            case TextBox():
                self.xml.append(self._text_box(number, shape, link))
            case TableBox():
                self.xml.append(self._table(number, shape))
            case ChartBox():
                self._chart(number, shape)
            case PictureBox():
                self._picture(number, shape)
            case Rule():
                self.xml.append(_rule(number, shape, self.look))

    def _chart(self, number: int, chart: ChartBox) -> None:
        relation = f"rId{CHART_RELATION + len(self.charts)}"
        self.charts.append((relation, chart))
        place = self._placeholder(chart.field, _CHART_KINDS)
        self.xml.append(chart_frame(number, chart, _reference(place), relation))

    def _picture(self, number: int, box: PictureBox) -> None:
        relation = f"rId{PICTURE_RELATION + len(self.pictures)}"
        self.pictures.append((relation, box.picture))
        name = escaped(shape_name("figure", [box.statement]))
        self.xml.append(
            f'<p:pic><p:nvPicPr><p:cNvPr id="{number}" name="{name}" descr="{escaped(described(box.alt))}"/><p:cNvPicPr>'
            '<a:picLocks noChangeAspect="1"/></p:cNvPicPr><p:nvPr/></p:nvPicPr>'
            f'<p:blipFill><a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch></p:blipFill>'
            f"<p:spPr>{xfrm(box.x, box.y, box.width, box.height)}"
            '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr></p:pic>'
        )

    def _placeholder(self, name: str, kinds: tuple[str, ...]) -> Placeholder | None:
        """Return the free placeholder of the field `name` if it is one of `kinds`, or any text where there are none."""
        found = self.layout.placeholders.get(self.fields[name]) if name in self.fields else None
        if found is None and name == "title":
            found = _LONE_TITLE
        if found is None or found.index in self._used:
            return None
        if (kinds and found.kind not in kinds) or (not kinds and found.kind in ("tbl", "pic", "chart")):
            return None
        self._used.add(found.index)
        return found

    def _text_box(self, number: int, box: TextBox, link: str) -> str:
        place = self._placeholder(box.field, ())
        locks = '<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>' if place else '<p:cNvSpPr txBox="1"/>'
        reference = _reference(place)
        click = f'<a:hlinkClick r:id="{link}" action="ppaction://hlinksldjump"/>' if link else ""
        frame = _frame(self.look, box) if box.framed else ""
        look, fill = painted(self.look, box.painted), "<a:noFill/>"
        if box.painted:
            fill = solid(TLP_GROUND)
        name = escaped(shape_name(box.field, _statements(box.paragraphs)))
        return (
            f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="{name}">{click}</p:cNvPr>{locks}{reference}</p:nvSpPr>'
            f'<p:spPr>{xfrm(box.x, box.y, box.width, box.height)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
            f"{fill}{frame}</p:spPr><p:txBody>{_body_properties(box)}<a:lstStyle/>"
            f"{paragraphs_xml(box.paragraphs, look, place.indents if place else None)}</p:txBody></p:sp>"
        )

    def _table(self, number: int, table: TableBox) -> str:
        place = self._placeholder(table.field, _TABLE_KINDS)
        reference = _reference(place)
        held = _statements(p for row in table.rows for cell in row for p in cell.paragraphs)
        columns = "".join(f'<a:gridCol w="{emu(width)}"/>' for width in table.widths)
        rows = "".join(
            f'<a:tr h="{emu(height)}">{"".join(self._cell(table, r, c) for c in range(len(table.widths)))}</a:tr>'
            for r, height in enumerate(table.heights)
        )
        return (
            f'<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="{number}" name="{escaped(shape_name("table", held))}"'
            f' descr="{escaped(described(table.alt))}"/><p:cNvGraphicFramePr><a:graphicFrameLocks noGrp="1"/>'
            f"</p:cNvGraphicFramePr>{reference}</p:nvGraphicFramePr>"
            f"{xfrm(table.x, table.y, sum(table.widths), sum(table.heights), 'p')}"
            '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/table"><a:tbl>'
            f'<a:tblPr firstRow="{int(table.head)}"><a:tableStyleId>{NO_STYLE}</a:tableStyleId></a:tblPr>'
            f"<a:tblGrid>{columns}</a:tblGrid>{rows}</a:tbl></a:graphicData></a:graphic></p:graphicFrame>"
        )

    def _cell(self, table: TableBox, row: int, column: int) -> str:
        cell = table.rows[row][column]
        above = table.rows[row - 1][column].below if row else ""
        below = table.rows[row + 1][column].above if row + 1 < len(table.rows) else ""
        edges = _edge(self.look, "lnT", cell.above, above) + _edge(self.look, "lnB", cell.below, below)
        return (
            f"<a:tc><a:txBody><a:bodyPr/><a:lstStyle/>{self._cell_text(table, row, cell)}</a:txBody>"
            f'<a:tcPr marL="{emu(cell.left)}" marR="{emu(cell.right)}" marT="{emu(cell.top)}" marB="{emu(cell.bottom)}"'
            f' anchor="{_ANCHORS[cell.anchor]}">{edges}<a:noFill/></a:tcPr></a:tc>'
        )

    def _cell_text(self, table: TableBox, row: int, cell: CellBox) -> str:
        if any(run.text or run.field for paragraph in cell.paragraphs for run in paragraph.runs):
            return paragraphs_xml(cell.paragraphs, self.look, jumps=self.jumps)
        size, leading = _smallest(table.rows[row])
        return empty_paragraph(size, leading, self.look)


def _frame(look: Look, box: TextBox) -> str:
    """Return a line of the thickness of ink in the colour of the words inside it."""
    _, width = look.strokes["ink"]
    ink = next((run.ink for paragraph in box.paragraphs for run in paragraph.runs), "ink")
    return f'<a:ln w="{width}" cap="flat">{look.fills[ink]}</a:ln>'


def _reference(place: Placeholder | None) -> str:
    return f"<p:nvPr><p:ph {place.attributes}/></p:nvPr>" if place else "<p:nvPr/>"


def shape_name(kind: str, statements: Iterable[str]) -> str:
    """Return "Body 2 · s-1f3a9c2b07 s-…": the field and as many statement ids as fit 250 characters."""
    name = _called(kind)
    ids = " ".join(statements)
    if not ids:
        return name
    full = f"{name} · {ids}"
    return full if len(full) <= _NAME_LIMIT else full[: _NAME_LIMIT - 1].rsplit(" ", 1)[0] + " …"


@lru_cache(maxsize=256)
def _called(kind: str) -> str:
    return re.sub(r"(\d+)$", r" \1", kind.replace("_", " ")).capitalize()


def _statements(paragraphs: Iterable[Paragraph]) -> list[str]:
    """Return the ids of the statements in `paragraphs`, each once, in reading order."""
    return list(dict.fromkeys([run.statement for p in paragraphs for run in p.runs if run.statement]))


def _body_properties(box: TextBox) -> str:
    """Return the properties of a text body: no insets but the one that balances a title, no autofit."""
    right = min([paragraph.right for paragraph in box.paragraphs], default=0)
    columns = f' numCol="{box.columns}" spcCol="{emu(box.column_gap)}"' if box.columns > 1 else ""
    return (
        f'<a:bodyPr vert="horz" wrap="square" lIns="0" tIns="0" rIns="{emu(right)}" bIns="0"{columns} rtlCol="0"'
        f' anchor="{_ANCHORS[box.anchor]}" anchorCtr="0"><a:noAutofit/></a:bodyPr>'
    )


def _rule(number: int, rule: Rule, look: Look) -> str:
    told = f'name="Axis" descr="{escaped(rule.alt)}"/>' if rule.alt else f'name="Rule">{_DECORATIVE}</p:cNvPr>'
    return (
        f'<p:cxnSp><p:nvCxnSpPr><p:cNvPr id="{number}" {told}<p:cNvCxnSpPr/><p:nvPr/>'
        f"</p:nvCxnSpPr><p:spPr>{xfrm(rule.x, rule.y, rule.width, 0)}"
        f'<a:prstGeom prst="line"><a:avLst/></a:prstGeom>{line(look, rule.stroke)}</p:spPr></p:cxnSp>'
    )


def _edge(look: Look, tag: str, one: str, other: str) -> str:
    stroke = max(one, other, key=_WEIGHT.index)
    return line(look, stroke, tag) if stroke else ""


def _smallest(cells: tuple[CellBox, ...]) -> tuple[float, float]:
    """Return size and leading of the smallest text in a row, 14/16 in a row without any."""
    found = [(run.size, p.leading) for cell in cells for p in cell.paragraphs for run in p.runs if _shown(run)]
    return min(found, default=(14, 16))


def _shown(run: Run) -> bool:
    return bool(run.text.strip()) and not run.raised
