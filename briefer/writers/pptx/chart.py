"""A native bar chart and the workbook behind it, so that PowerPoint can show and edit its numbers."""

from __future__ import annotations

from collections.abc import Sequence

from briefer.model.text import described
from briefer.typeset.charts import AXIS_HIGH, BAR, GAP, OUTLINE, Inks, bars_of
from briefer.typeset.grid import PLOT_LEFT
from briefer.typeset.page import ChartBox, Fill, Series
from briefer.writers.markup import DRAWING, HEAD, OFFICE, content, emu, escaped, hundredths
from briefer.writers.opc import (
    CONTENT_TYPES,
    RELATIONSHIPS_TYPE,
    Relationship,
    content_types_xml,
    office,
    pack,
    relationships_name,
    relationships_xml,
)
from briefer.writers.pptx.look import Look

CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
CHART_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
WORKBOOK_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_CELLS = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_NONE = "<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>"
_AXES = 111111111, 222222222
"""Ids of the two axes; they only have to agree within the chart."""


def chart_frame(number: int, box: ChartBox, place: str, relation: str) -> str:
    """Return the graphic frame of `box` on its slide; `place` is its reference to a placeholder, or empty."""
    return (
        f'<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="{number}" name="Chart" descr="{escaped(described(box.alt))}"/>'
        f'<p:cNvGraphicFramePr><a:graphicFrameLocks noGrp="1"/></p:cNvGraphicFramePr>{place}</p:nvGraphicFramePr>'
        f'<p:xfrm><a:off x="{emu(box.x)}" y="{emu(box.y)}"/><a:ext cx="{emu(box.width)}" cy="{emu(box.height)}"/></p:xfrm>'
        f'<a:graphic><a:graphicData uri="{CHART}"><c:chart xmlns:c="{CHART}" r:id="{relation}"/></a:graphicData>'
        "</a:graphic></p:graphicFrame>"
    )


def chart_xml(box: ChartBox, look: Look, workbook: str) -> str:
    """Return the chart part: stacked horizontal bars over an axis from 0 to the denominator, without grid or legend."""
    series = "".join(_series(box, at, look) for at in range(len(box.series)))
    axis, value = _AXES
    inner = {
        "x": PLOT_LEFT * box.scale / box.width,
        "y": 0.0,
        "w": (box.width - 2 * PLOT_LEFT * box.scale) / box.width,
        "h": (box.height - AXIS_HIGH * box.scale) / box.height,
    }
    layout = "".join(f'<c:{name} val="{size:.5f}"/>' for name, size in inner.items())
    rule = f'<c:spPr><a:ln w="{emu(0.5)}">{look.fills["rule"]}</a:ln></c:spPr>'
    return (
        f'{HEAD}<c:chartSpace xmlns:c="{CHART}" xmlns:a="{DRAWING}" xmlns:r="{OFFICE}">'
        '<c:date1904 val="0"/><c:roundedCorners val="0"/><c:chart><c:autoTitleDeleted val="1"/><c:plotArea>'
        '<c:layout><c:manualLayout><c:layoutTarget val="inner"/><c:xMode val="edge"/><c:yMode val="edge"/>'
        f"{layout}</c:manualLayout></c:layout>"
        f'<c:barChart><c:barDir val="bar"/><c:grouping val="stacked"/><c:varyColors val="0"/>{series}'
        f'<c:gapWidth val="{round(100 * GAP)}"/><c:overlap val="100"/><c:axId val="{axis}"/><c:axId val="{value}"/>'
        "</c:barChart>"
        f'<c:catAx><c:axId val="{axis}"/><c:scaling><c:orientation val="maxMin"/></c:scaling><c:delete val="0"/>'
        '<c:axPos val="l"/><c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/>'
        f'<c:minorTickMark val="none"/><c:tickLblPos val="none"/>{rule}<c:crossAx val="{value}"/>'
        '<c:crosses val="autoZero"/><c:auto val="0"/><c:lblAlgn val="ctr"/><c:lblOffset val="100"/>'
        '<c:noMultiLvlLbl val="1"/></c:catAx>'
        f'<c:valAx><c:axId val="{value}"/><c:scaling><c:orientation val="minMax"/><c:max val="{box.maximum}"/>'
        '<c:min val="0"/></c:scaling><c:delete val="0"/><c:axPos val="b"/><c:numFmt formatCode="0" sourceLinked="0"/>'
        '<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/>'
        f"<c:spPr><a:ln><a:noFill/></a:ln></c:spPr>{_text(box.axis_size, look.fills['ink2'], look)}"
        f'<c:crossAx val="{axis}"/><c:crosses val="max"/><c:crossBetween val="between"/>'
        f'<c:majorUnit val="{box.maximum}"/></c:valAx>{_NONE}</c:plotArea><c:plotVisOnly val="1"/>'
        f'<c:dispBlanksAs val="gap"/></c:chart>{_NONE}{_text(box.label_size, look.fills["ink"], look)}'
        f'<c:externalData r:id="{workbook}"><c:autoUpdate val="0"/></c:externalData></c:chartSpace>'
    )


def _series(box: ChartBox, at: int, look: Look) -> str:
    series, column, last = box.series[at], "BCDEF"[at], len(box.names) + 1
    names = "".join(f'<c:pt idx="{n}"><c:v>{content(name)}</c:v></c:pt>' for n, name in enumerate(box.names))
    values = "".join(f'<c:pt idx="{n}"><c:v>{value}</c:v></c:pt>' for n, value in enumerate(series.values))
    count = f'<c:ptCount val="{len(box.names)}"/>'
    label = look.fills[BAR[series.fill][2]]
    points = "".join(
        f'<c:dPt><c:idx val="{bar.row}"/><c:invertIfNegative val="0"/><c:bubble3D val="0"/>'
        f"{_bar(bar.inks, bar.fill, look)}</c:dPt>"
        for bar in bars_of(box)
        if bar.told and bar.fill == series.fill
    )
    plate = f"<c:spPr>{look.fills['ground']}<a:ln><a:noFill/></a:ln></c:spPr>" if series.fill == "striped" else _NONE
    return (
        f'<c:ser><c:idx val="{at}"/><c:order val="{at}"/><c:tx><c:strRef><c:f>Sheet1!${column}$1</c:f><c:strCache>'
        f'<c:ptCount val="1"/><c:pt idx="0"><c:v>{content(series.name)}</c:v></c:pt></c:strCache></c:strRef></c:tx>'
        f'{_bar(BAR[series.fill], series.fill, look)}<c:invertIfNegative val="0"/>{points}'
        f'<c:dLbls><c:numFmt formatCode="{escaped(_format(series))}" sourceLinked="0"/>'
        f"{plate}{_text(box.label_size, label, look, True)}"
        '<c:dLblPos val="inEnd"/><c:showLegendKey val="0"/><c:showVal val="1"/><c:showCatName val="0"/>'
        '<c:showSerName val="0"/><c:showPercent val="0"/><c:showBubbleSize val="0"/></c:dLbls>'
        f"<c:cat><c:strRef><c:f>Sheet1!$A$2:$A${last}</c:f><c:strCache>{count}{names}</c:strCache></c:strRef></c:cat>"
        f"<c:val><c:numRef><c:f>Sheet1!${column}$2:${column}${last}</c:f><c:numCache><c:formatCode>0</c:formatCode>"
        f"{count}{values}</c:numCache></c:numRef></c:val></c:ser>"
    )


def _format(series: Series) -> str:
    """Return how the numbers of `series` are shown: with its words, a nought not at all."""
    before, after = (f'"{words}"' if words else "" for words in series.words)
    return f"{before}0{after};;"


def _bar(inks: Inks, fill: Fill, look: Look) -> str:
    inside, edge, _ = inks
    stroke = f'<a:ln w="{emu(OUTLINE)}">{look.fills[edge]}</a:ln>' if edge else "<a:ln><a:noFill/></a:ln>"
    stripes = f"<a:fgClr>{look.colours[inside]}</a:fgClr><a:bgClr>{look.colours['ground']}</a:bgClr>"
    filled = f'<a:pattFill prst="wdUpDiag">{stripes}</a:pattFill>' if fill == "striped" else look.fills[inside]
    return f"<c:spPr>{filled}{stroke}</c:spPr>"


def _text(size: float, fill: str, look: Look, bold: bool = False) -> str:
    return (
        f'<c:txPr><a:bodyPr wrap="none"/><a:lstStyle/><a:p><a:pPr><a:defRPr sz="{hundredths(size)}" b="{int(bold)}">{fill}'
        f'{look.faces["body"]}</a:defRPr></a:pPr><a:endParaRPr lang="{escaped(look.language)}"/></a:p></c:txPr>'
    )


def workbook(box: ChartBox) -> bytes:
    """Return the .xlsx with the names in column A and a column for each series; the same chart makes the same bytes."""
    rows: list[tuple[str | int, ...]] = [("", *(series.name for series in box.series))]
    rows += [(name, *(series.values[n] for series in box.series)) for n, name in enumerate(box.names)]
    sheet = "".join(_row(number, row) for number, row in enumerate(rows, start=1))
    main, first = "xl/workbook.xml", "xl/worksheets/sheet1.xml"
    types = content_types_xml(
        {"rels": RELATIONSHIPS_TYPE, "xml": "application/xml"},
        {main: f"{_CELLS}.sheet.main+xml", first: f"{_CELLS}.worksheet+xml"},
    )
    return pack(
        [
            (CONTENT_TYPES, types),
            (relationships_name(""), relationships_xml("", [Relationship("rId1", office("officeDocument"), main)])),
            (
                main,
                f'{HEAD}<workbook xmlns="{_SHEET}" xmlns:r="{OFFICE}"><sheets><sheet name="Sheet1" sheetId="1" '
                'r:id="rId1"/></sheets></workbook>',
            ),
            (relationships_name(main), relationships_xml(main, [Relationship("rId1", office("worksheet"), first)])),
            (first, f'{HEAD}<worksheet xmlns="{_SHEET}"><sheetData>{sheet}</sheetData></worksheet>'),
        ]
    )


def _row(number: int, cells: Sequence[str | int]) -> str:
    made = []
    for column, value in zip("ABCDEF", cells, strict=False):
        place = f'r="{column}{number}"'
        if isinstance(value, int):
            made.append(f"<c {place}><v>{value}</v></c>")
        elif value:
            made.append(f'<c {place} t="inlineStr"><is><t>{content(value)}</t></is></c>')
    return f'<row r="{number}">{"".join(made)}</row>'
