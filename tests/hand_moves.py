"""Ways to move, copy, add and take away what stands in a finished deck, and ways to touch it that say nothing else."""

from __future__ import annotations

import copy
import re
from collections.abc import Callable, Iterator, Sequence
from itertools import combinations
from random import Random
from typing import Any

from lxml import etree

from tests.hand_edits import Line, bare, lines, plain

A = "http://schemas.openxmlformats.org/drawingml/2006/main"
P = "http://schemas.openxmlformats.org/presentationml/2006/main"
Move = Callable[[Any, Random, Sequence[str]], list[str] | None]
"""Takes a deck, a source of chance and the names of authors; returns the texts of which one must be named, None where it
does not apply."""


def _swap_texts(one: Any, other: Any) -> None:
    """Exchange what two paragraphs say, each with its own look of runs."""
    first, second = list(one.iterfind("{*}r")), list(other.iterfind("{*}r"))
    for run in first:
        other.append(run)
    for run in second:
        one.append(run)
    for paragraph in (one, other):
        for end in paragraph.findall("{*}endParaRPr"):
            paragraph.append(end)


def _titles(presentation: Any) -> list[Line]:
    return [line for line in lines(presentation) if line.shape.name.lower().startswith("title")]


def titles_swapped(presentation: Any, chance: Random, authors: Sequence[str]) -> list[str] | None:
    found = [(a, b) for a, b in combinations(_titles(presentation), 2) if _stem(a.text) != _stem(b.text)]
    found = [(a, b) for a, b in found if not {a.slide, b.slide} & {1}]
    if not found:
        return None
    one, other = chance.choice(found)
    said = [one.text, other.text]
    _swap_texts(one.element, other.element)
    return said


def _stem(title: str) -> str:
    return re.sub(r"\s*\(\d+ of \d+\)$", "", title)


def _statements(presentation: Any) -> list[Line]:
    """Return the paragraphs of bodies that say more than a few words and are no source lines."""
    return [
        line
        for line in lines(presentation)
        if line.shape.name.lower().startswith("body") and len(line.text.split()) > 5 and not _is_source(line)
    ]


def _is_source(line: Line) -> bool:
    return line.shape.name.lower().startswith("source line")


def statement_on_another_slide(presentation: Any, chance: Random, authors: Sequence[str]) -> list[str] | None:
    found = _statements(presentation)
    pairs = [(a, b) for a in found for b in found if a.slide != b.slide]
    if not pairs:
        return None
    one, other = chance.choice(pairs)
    other.element.addnext(one.element)
    return [one.text]


def statements_swapped(presentation: Any, chance: Random, authors: Sequence[str]) -> list[str] | None:
    found = _statements(presentation)
    pairs = [(a, b) for a, b in combinations(found, 2) if a.slide != b.slide and bare(a.text) != bare(b.text)]
    if not pairs:
        return None
    one, other = chance.choice(pairs)
    said = [one.text, other.text]
    _swap_texts(one.element, other.element)
    return said


def _tables(presentation: Any) -> Iterator[tuple[int, Any]]:
    for number, slide in enumerate(presentation.slides, 1):
        yield from ((number, shape.table) for shape in slide.shapes if shape.has_table)


def _cell(cell: Any) -> str:
    return plain(cell.text_frame.text)


def _swap_bodies(one: Any, other: Any) -> None:
    first, second = one._tc.txBody, other._tc.txBody
    place = etree.Element("place")
    first.addprevious(place)
    second.addprevious(first)
    place.addprevious(second)
    place.getparent().remove(place)


def cells_of_a_column_swapped(presentation: Any, chance: Random, authors: Sequence[str]) -> list[str] | None:
    """Swap two cells of a column whose rows have other cells to tell them by."""
    found = []
    for _, table in _tables(presentation):
        grid = [list(row.cells) for row in table.rows]
        for column in range(len(grid[0])):
            for a, b in combinations(range(len(grid)), 2):
                one, other = _cell(grid[a][column]), _cell(grid[b][column])
                if bare(one) != bare(other) and bare(one) and bare(other):
                    found.append((grid[a][column], grid[b][column]))
    if not found:
        return None
    one, other = chance.choice(found)
    said = [*_cell(one).split("\n"), *_cell(other).split("\n")]
    _swap_bodies(one, other)
    return said


def cells_of_a_row_swapped(presentation: Any, chance: Random, authors: Sequence[str]) -> list[str] | None:
    found = []
    for _, table in _tables(presentation):
        if len(table.rows) < 3:
            continue
        for row in table.rows:
            for one, other in combinations(list(row.cells), 2):
                if bare(_cell(one)) != bare(_cell(other)) and bare(_cell(one)) and bare(_cell(other)):
                    found.append((one, other))
    if not found:
        return None
    one, other = chance.choice(found)
    said = [*_cell(one).split("\n"), *_cell(other).split("\n")]
    _swap_bodies(one, other)
    return said


def authors_swapped(presentation: Any, chance: Random, authors: Sequence[str]) -> list[str] | None:
    """Exchange the authors' names of two lines of one slide."""
    named = []
    for line in lines(presentation):
        if not _is_source(line):
            there = [name for name in authors if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", line.text)]
            if len(there) == 1:
                named.append((line, there[0]))
    pairs = [(a, b) for a, b in combinations(named, 2) if a[0].slide == b[0].slide and a[1] != b[1]]
    if not pairs:
        return None
    (one, first), (other, second) = chance.choice(pairs)
    for line, old, new in ((one, first, second), (other, second, first)):
        m = re.search(rf"(?<!\w){re.escape(old)}(?!\w)", line.text)
        assert m
        line.write(*m.span(), new)
    return [one.text, other.text]


def _marked(presentation: Any) -> list[tuple[Line, Any]]:
    """Return lines with the run that holds their raised source number."""
    return [
        (line, run)
        for line in lines(presentation)
        for run in line.element.iterfind("{*}r")
        if run.rPr is not None and run.rPr.get("baseline", "0").strip("0%") and re.search(r"\d", run.t.text or "")
    ]


def source_number_changed(presentation: Any, chance: Random, authors: Sequence[str]) -> list[str] | None:
    found = [(line, run) for line, run in _marked(presentation) if not _is_source(line)]
    if not found:
        return None
    line, run = chance.choice(found)
    run.t.text = re.sub(r"\d+", lambda m: str(int(m[0]) + 1), run.t.text, count=1)
    return [line.text]


def source_number_lost(presentation: Any, chance: Random, authors: Sequence[str]) -> list[str] | None:
    found = [(line, run) for line, run in _marked(presentation) if not _is_source(line)]
    if not found:
        return None
    line, run = chance.choice(found)
    run.getparent().remove(run)
    return [line.text]


def source_numbers_swapped(presentation: Any, chance: Random, authors: Sequence[str]) -> list[str] | None:
    found = [(line, run) for line, run in _marked(presentation) if not _is_source(line)]
    pairs = [(a, b) for a, b in combinations(found, 2) if a[1].t.text != b[1].t.text and a[0].text != b[0].text]
    if not pairs:
        return None
    (one, first), (other, second) = chance.choice(pairs)
    first.t.text, second.t.text = second.t.text, first.t.text
    return [one.text, other.text]


def source_line_lost(presentation: Any, chance: Random, authors: Sequence[str]) -> list[str] | None:
    found = [line for line in lines(presentation) if _is_source(line)]
    if not found:
        return None
    line = chance.choice(found)
    line.element.getparent().remove(line.element)
    return [line.text]


def source_lines_renumbered(presentation: Any, chance: Random, authors: Sequence[str]) -> list[str] | None:
    """Exchange the numbers before two source lines of a slide."""
    found = [line for line in lines(presentation) if _is_source(line) and re.match(r"\[\d+\]", line.text)]
    pairs = [(a, b) for a, b in combinations(found, 2) if a.slide == b.slide and a.text[:4] != b.text[:4]]
    if not pairs:
        return None
    one, other = chance.choice(pairs)
    first, second = (re.match(r"\[\d+\]", line.text) for line in (one, other))
    assert first and second
    one.write(*first.span(), second[0])
    other.write(*second.span(), first[0])
    return [one.text, other.text]


def paragraph_lost(presentation: Any, chance: Random, authors: Sequence[str]) -> list[str] | None:
    found = [line for line in _statements(presentation) if len(line.element.getparent().findall("{*}p")) > 1]
    if not found:
        return None
    line = chance.choice(found)
    line.element.getparent().remove(line.element)
    return [line.text]


def row_lost(presentation: Any, chance: Random, authors: Sequence[str]) -> list[str] | None:
    found = [(table, row) for _, table in _tables(presentation) if len(table.rows) > 2 for row in list(table.rows)[1:]]
    if not found:
        return None
    table, row = chance.choice(found)
    said = [text for cell in row.cells for text in _cell(cell).split("\n") if len(text) > 2]
    table._tbl.remove(row._tr)
    return said


def slide_lost(presentation: Any, chance: Random, authors: Sequence[str]) -> list[str] | None:
    titles = [line.text for line in _titles(presentation)]
    once = [line for line in _titles(presentation) if titles.count(line.text) == 1 and line.slide > 1]
    once = [line for line in once if not re.search(r"\(\d+ of \d+\)$", line.text)]
    if not once:
        return None
    line = chance.choice(once)
    ids = presentation.slides._sldIdLst
    presentation.part.drop_rel(ids[line.slide - 1].rId)
    ids.remove(ids[line.slide - 1])
    return [line.text]


def copied(presentation: Any, number: int) -> Any:
    """Append a copy of slide `number`, counted from 0, and return it."""
    origin = presentation.slides[number]
    slide = presentation.slides.add_slide(origin.slide_layout)
    for shape in list(slide.shapes):
        shape._element.getparent().remove(shape._element)
    for shape in origin.shapes:
        if not shape.has_chart:
            slide.shapes._spTree.append(copy.deepcopy(shape._element))
    return slide


def copied_and_changed(presentation: Any, chance: Random, authors: Sequence[str]) -> list[str] | None:
    """Copy a slide and put a negation into the copy."""
    found = [line for line in _statements(presentation) if re.search(r" (?:a|the|to|in) ", line.text)]
    if not found:
        return None
    slide = chance.choice(found).slide
    copied(presentation, slide - 1)
    here = [line for line in _statements(presentation) if line.slide == len(presentation.slides)]
    line = chance.choice([line for line in here if re.search(r" (?:a|the|to|in) ", line.text)])
    m = re.search(r" (?:a|the|to|in) ", line.text)
    assert m
    line.write(m.start(), m.start(), " never")
    return [line.text]


def statement_added(presentation: Any, chance: Random, authors: Sequence[str]) -> list[str] | None:
    found = _statements(presentation)
    if not found:
        return None
    said = "The finance ministry has asked for another note on cost"
    frame = chance.choice(found).shape.text_frame
    frame.add_paragraph().text = said
    return [said]


def box_added(presentation: Any, chance: Random, authors: Sequence[str]) -> list[str] | None:
    said = f"{chance.choice(authors)} has withdrawn this advice"
    slide = chance.choice(list(presentation.slides))
    box = slide.shapes.add_textbox(0, 0, 3_000_000, 300_000)
    box.name = chance.choice(("TextBox 7", "Footer text", "Banner top", "Slide number", "Source label"))
    box.text_frame.text = said
    return [said]


def cell_added(presentation: Any, chance: Random, authors: Sequence[str]) -> list[str] | None:
    found = [row for _, table in _tables(presentation) for row in table.rows]
    if not found:
        return None
    cell = chance.choice(list(chance.choice(found).cells))
    said = "The ministers will never agree to it"
    cell.text_frame.add_paragraph().text = said
    return [said]


def _charts(presentation: Any) -> list[tuple[int, Any]]:
    return [(n, s) for n, slide in enumerate(presentation.slides, 1) for s in slide.shapes if s.has_chart]


def _values(chart: Any) -> list[list[Any]]:
    return [list(ser.find("{*}val").iter("{*}v")) for ser in chart._chartSpace.iter("{*}ser")]


def chart_value_changed(presentation: Any, chance: Random, authors: Sequence[str]) -> list[str] | None:
    charts = _charts(presentation)
    if not charts:
        return None
    value = chance.choice([v for series in _values(chance.choice(charts)[1].chart) for v in series])
    value.text = str(int(float(value.text)) + 1)
    return ["CHART"]


def chart_series_swapped(presentation: Any, chance: Random, authors: Sequence[str]) -> list[str] | None:
    """Exchange the values of two series."""
    for _, shape in _charts(presentation):
        found = [
            (a, b)
            for a, b in combinations(_values(shape.chart), 2)
            if [v.text for v in a] != [v.text for v in b] and len(a) == len(b)
        ]
        if found:
            one, other = chance.choice(found)
            for a, b in zip(one, other, strict=True):
                a.text, b.text = b.text, a.text
            return ["CHART"]
    return None


def chart_names_swapped(presentation: Any, chance: Random, authors: Sequence[str]) -> list[str] | None:
    """Exchange two categories in every series, their values left where they are."""
    for _, shape in _charts(presentation):
        series = _values(shape.chart)
        rows = list(zip(*([v.text for v in s] for s in series), strict=False))
        found = [(a, b) for a, b in combinations(range(len(rows)), 2) if rows[a] != rows[b]]
        if found:
            a, b = chance.choice(found)
            for ser in shape.chart._chartSpace.iter("{*}ser"):
                names = list(ser.find("{*}cat").iter("{*}v"))
                names[a].text, names[b].text = names[b].text, names[a].text
            return ["CHART"]
    return None


def chart_rows_swapped(presentation: Any, chance: Random, authors: Sequence[str]) -> list[str] | None:
    """Exchange two categories with their values: each bar then stands beside the row of another."""
    for _, shape in _charts(presentation):
        series = _values(shape.chart)
        rows = list(zip(*([v.text for v in s] for s in series), strict=False))
        found = [(a, b) for a, b in combinations(range(len(rows)), 2) if rows[a] != rows[b]]
        if found:
            a, b = chance.choice(found)
            for ser in shape.chart._chartSpace.iter("{*}ser"):
                for holder in ("cat", "val"):
                    values = list(ser.find(f"{{*}}{holder}").iter("{*}v"))
                    values[a].text, values[b].text = values[b].text, values[a].text
            return ["CHART"]
    return None


def rows_beside_a_chart_swapped(presentation: Any, chance: Random, authors: Sequence[str]) -> list[str] | None:
    for number, _ in _charts(presentation):
        for slide, table in _tables(presentation):
            rows = [row for row in table.rows if _cell(next(iter(row.cells)))]
            if slide != number or len(rows) < 3:
                continue
            one, other = chance.choice(list(combinations(rows[1:], 2)))
            said = [t for row in (one, other) for c in row.cells for t in _cell(c).split("\n")]
            _swap_elements(one._tr, other._tr)
            return ["CHART", *said]
    return None


def chart_axis_turned(presentation: Any, chance: Random, authors: Sequence[str]) -> list[str] | None:
    for _, shape in _charts(presentation):
        if len(_values(shape.chart)[0]) < 2:
            continue
        axis = next(shape.chart._chartSpace.iter("{*}catAx")).find(".//{*}orientation")
        axis.set("val", "minMax" if axis.get("val") == "maxMin" else "maxMin")
        return ["CHART"]
    return None


def chart_label_written(presentation: Any, chance: Random, authors: Sequence[str]) -> list[str] | None:
    """Write another text over the label of a bar, as PowerPoint does when a label is typed into."""
    for _, shape in _charts(presentation):
        labels = next(shape.chart._chartSpace.iter("{*}dLbls"))
        c = etree.QName(labels).namespace
        label = etree.fromstring(
            f'<c:dLbl xmlns:c="{c}" xmlns:a="{A}"><c:idx val="0"/><c:tx><c:rich><a:bodyPr/><a:p><a:r><a:t>9 of 9 agree'
            '</a:t></a:r></a:p></c:rich></c:tx><c:showLegendKey val="0"/><c:showVal val="1"/><c:showCatName val="0"/>'
            '<c:showSerName val="0"/><c:showPercent val="0"/><c:showBubbleSize val="0"/></c:dLbl>'
        )
        labels.insert(0, label)
        return ["9 of 9 agree"]
    return None


def chart_title_added(presentation: Any, chance: Random, authors: Sequence[str]) -> list[str] | None:
    for _, shape in _charts(presentation):
        shape.chart.has_title = True
        shape.chart.chart_title.text_frame.text = "Most texts have changed sides"
        return ["Most texts have changed sides"]
    return None


def _swap_elements(one: Any, other: Any) -> None:
    place = etree.Element("place")
    one.addprevious(place)
    other.addprevious(one)
    place.addprevious(other)
    place.getparent().remove(place)


MOVES: dict[Move, str] = {
    titles_swapped: "fail",
    statement_on_another_slide: "warn",
    statements_swapped: "warn",
    cells_of_a_column_swapped: "fail",
    cells_of_a_row_swapped: "fail",
    authors_swapped: "fail",
    source_number_changed: "fail",
    source_number_lost: "fail",
    source_numbers_swapped: "fail",
    source_line_lost: "fail",
    source_lines_renumbered: "fail",
    paragraph_lost: "warn",
    row_lost: "warn",
    slide_lost: "warn",
    copied_and_changed: "fail",
    statement_added: "warn",
    box_added: "warn",
    cell_added: "warn",
    chart_value_changed: "fail",
    chart_series_swapped: "fail",
    chart_names_swapped: "fail",
    chart_rows_swapped: "fail",
    rows_beside_a_chart_swapped: "fail",
    chart_axis_turned: "fail",
    chart_label_written: "warn",
    chart_title_added: "warn",
}
"""How grave each is at least."""
