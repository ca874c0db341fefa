"""Ways to move, copy, add and take away what stands in a finished deck, and ways to touch it that say nothing else."""

from __future__ import annotations

import copy
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import combinations
from random import Random
from typing import Any

from lxml import etree

from tests.hand_edits import Line, bare, lines, plain

A = "http://schemas.openxmlformats.org/drawingml/2006/main"
P = "http://schemas.openxmlformats.org/presentationml/2006/main"
Move = Callable[[Any, Random, Sequence[str]], list[str]]
"""Takes a deck, a source of chance and the names of authors; returns the texts of which one must be named."""


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


def titles_swapped(presentation: Any, chance: Random, authors: Sequence[str]) -> list[str]:
    found = [(a, b) for a, b in combinations(_titles(presentation), 2) if _stem(a.text) != _stem(b.text)]
    found = [(a, b) for a, b in found if not {a.slide, b.slide} & {1}]
    one, other = chance.choice(found)
    said = [one.text, other.text]
    _swap_texts(one.element, other.element)
    return said


def _stem(title: str) -> str:
    return re.sub(r"\s*\(\d+ of \d+\)$", "", title)


def _statements(presentation: Any) -> list[Line]:
    """Return the paragraphs of bodies that say more than a few words."""
    return [
        line
        for line in lines(presentation)
        if line.shape.name.lower().startswith("body") and len(line.text.split()) > 5
    ]


def _is_source(line: Line) -> bool:
    return line.shape.name.lower().startswith("source line")


def statement_on_another_slide(presentation: Any, chance: Random, authors: Sequence[str]) -> list[str]:
    found = _statements(presentation)
    pairs = [(a, b) for a in found for b in found if a.slide != b.slide]
    one, other = chance.choice(pairs)
    other.element.addnext(one.element)
    return [one.text]


def statements_swapped(presentation: Any, chance: Random, authors: Sequence[str]) -> list[str]:
    found = _statements(presentation)
    pairs = [(a, b) for a, b in combinations(found, 2) if a.slide != b.slide and bare(a.text) != bare(b.text)]
    one, other = chance.choice(pairs)
    said = [one.text, other.text]
    _swap_texts(one.element, other.element)
    return said


def _tables(presentation: Any) -> Iterator[tuple[int, Any]]:
    for number, slide in enumerate(presentation.slides, 1):
        yield from ((number, shape.table) for shape in slide.shapes if shape.has_table)


def _cell(cell: Any) -> str:
    return plain(cell.text_frame.text)


def _swap_elements(one: Any, other: Any) -> None:
    place = etree.Element("place")
    one.addprevious(place)
    other.addprevious(one)
    place.addprevious(other)
    place.getparent().remove(place)


def _cells_swapped(found: Sequence[tuple[Any, Any]], chance: Random) -> list[str]:
    """Exchange what two cells say that say something else; return their paragraphs."""
    said = [(a, b) for a, b in found if bare(_cell(a)) and bare(_cell(b)) and bare(_cell(a)) != bare(_cell(b))]
    one, other = chance.choice(said)
    texts = [*_cell(one).split("\n"), *_cell(other).split("\n")]
    _swap_elements(one._tc.txBody, other._tc.txBody)
    return texts


def cells_of_a_column_swapped(presentation: Any, chance: Random, authors: Sequence[str]) -> list[str]:
    grids = [[list(row.cells) for row in table.rows] for _, table in _tables(presentation)]
    columns = [column for grid in grids for column in zip(*grid, strict=True)]
    return _cells_swapped([pair for column in columns for pair in combinations(column, 2)], chance)


def cells_of_a_row_swapped(presentation: Any, chance: Random, authors: Sequence[str]) -> list[str]:
    rows = [row for _, table in _tables(presentation) if len(table.rows) > 2 for row in table.rows]
    return _cells_swapped([pair for row in rows for pair in combinations(list(row.cells), 2)], chance)


def authors_swapped(presentation: Any, chance: Random, authors: Sequence[str]) -> list[str]:
    """Exchange the authors' names of two lines of one slide."""
    named = []
    for line in lines(presentation):
        if not _is_source(line):
            there = [name for name in authors if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", line.text)]
            if len(there) == 1:
                named.append((line, there[0]))
    pairs = [(a, b) for a, b in combinations(named, 2) if a[0].slide == b[0].slide and a[1] != b[1]]
    (one, first), (other, second) = chance.choice(pairs)
    for line, old, new in ((one, first, second), (other, second, first)):
        m = re.search(rf"(?<!\w){re.escape(old)}(?!\w)", line.text)
        assert m
        line.write(*m.span(), new)
    return [one.text, other.text]


def _marked(presentation: Any) -> list[tuple[Line, Any]]:
    """Return lines, but no source lines, with the run that holds their raised source number."""
    return [
        (line, run)
        for line in lines(presentation)
        if not _is_source(line)
        for run in line.element.iterfind("{*}r")
        if run.rPr is not None and run.rPr.get("baseline", "0").strip("0%") and re.search(r"\d", run.t.text or "")
    ]


def source_number_changed(presentation: Any, chance: Random, authors: Sequence[str]) -> list[str]:
    line, run = chance.choice(_marked(presentation))
    run.t.text = re.sub(r"\d+", lambda m: str(int(m[0]) + 1), run.t.text, count=1)
    return [line.text]


def source_number_lost(presentation: Any, chance: Random, authors: Sequence[str]) -> list[str]:
    line, run = chance.choice(_marked(presentation))
    run.getparent().remove(run)
    return [line.text]


def source_numbers_swapped(presentation: Any, chance: Random, authors: Sequence[str]) -> list[str]:
    pairs = [
        (a, b)
        for a, b in combinations(_marked(presentation), 2)
        if a[1].t.text != b[1].t.text and a[0].text != b[0].text
    ]
    (one, first), (other, second) = chance.choice(pairs)
    first.t.text, second.t.text = second.t.text, first.t.text
    return [one.text, other.text]


def source_line_lost(presentation: Any, chance: Random, authors: Sequence[str]) -> list[str]:
    found = [line for line in lines(presentation) if _is_source(line)]
    line = chance.choice(found)
    line.element.getparent().remove(line.element)
    return [line.text]


def source_lines_renumbered(presentation: Any, chance: Random, authors: Sequence[str]) -> list[str]:
    """Exchange the numbers before two source lines of a slide."""
    found = [line for line in lines(presentation) if _is_source(line) and re.match(r"\[\d+\]", line.text)]
    pairs = [(a, b) for a, b in combinations(found, 2) if a.slide == b.slide and a.text[:4] != b.text[:4]]
    one, other = chance.choice(pairs)
    first, second = (re.match(r"\[\d+\]", line.text) for line in (one, other))
    assert first and second
    one.write(*first.span(), second[0])
    other.write(*second.span(), first[0])
    return [one.text, other.text]


def paragraph_lost(presentation: Any, chance: Random, authors: Sequence[str]) -> list[str]:
    found = [line for line in _statements(presentation) if len(line.element.getparent().findall("{*}p")) > 1]
    line = chance.choice(found)
    line.element.getparent().remove(line.element)
    return [line.text]


def row_lost(presentation: Any, chance: Random, authors: Sequence[str]) -> list[str]:
    found = [(table, row) for _, table in _tables(presentation) if len(table.rows) > 2 for row in list(table.rows)[1:]]
    table, row = chance.choice(found)
    said = [text for cell in row.cells for text in _cell(cell).split("\n") if len(text) > 2]
    table._tbl.remove(row._tr)
    return said


def slide_lost(presentation: Any, chance: Random, authors: Sequence[str]) -> list[str]:
    titles = [line.text for line in _titles(presentation)]
    once = [line for line in _titles(presentation) if titles.count(line.text) == 1 and line.slide > 1]
    once = [line for line in once if not re.search(r"\(\d+ of \d+\)$", line.text)]
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


def copied_and_changed(presentation: Any, chance: Random, authors: Sequence[str]) -> list[str]:
    """Copy a slide and put a negation into the copy."""
    found = [line for line in _statements(presentation) if re.search(r" (?:a|the|to|in) ", line.text)]
    slide = chance.choice(found).slide
    copied(presentation, slide - 1)
    here = [line for line in _statements(presentation) if line.slide == len(presentation.slides)]
    line = chance.choice([line for line in here if re.search(r" (?:a|the|to|in) ", line.text)])
    m = re.search(r" (?:a|the|to|in) ", line.text)
    assert m
    line.write(m.start(), m.start(), " never")
    return [line.text]


def statement_added(presentation: Any, chance: Random, authors: Sequence[str]) -> list[str]:
    found = _statements(presentation)
    said = "The finance ministry has asked for another note on cost"
    frame = chance.choice(found).shape.text_frame
    frame.add_paragraph().text = said
    return [said]


def box_added(presentation: Any, chance: Random, authors: Sequence[str]) -> list[str]:
    said = f"{chance.choice(authors)} has withdrawn this advice"
    slide = chance.choice(list(presentation.slides))
    box = slide.shapes.add_textbox(0, 0, 3_000_000, 300_000)
    box.name = chance.choice(("TextBox 7", "Footer text", "Banner top", "Slide number", "Source label"))
    box.text_frame.text = said
    return [said]


def cell_added(presentation: Any, chance: Random, authors: Sequence[str]) -> list[str]:
    found = [row for _, table in _tables(presentation) for row in table.rows]
    cell = chance.choice(list(chance.choice(found).cells))
    said = "The ministers will never agree to it"
    cell.text_frame.add_paragraph().text = said
    return [said]


def _charts(presentation: Any) -> list[tuple[int, Any]]:
    return [(n, s.chart) for n, slide in enumerate(presentation.slides, 1) for s in slide.shapes if s.has_chart]


def _values(chart: Any) -> list[list[Any]]:
    return [list(ser.find("{*}val").iter("{*}v")) for ser in chart._chartSpace.iter("{*}ser")]


def _swap_values(pairs: Iterable[tuple[Any, Any]]) -> None:
    for one, other in pairs:
        one.text, other.text = other.text, one.text


def chart_value_changed(presentation: Any, chance: Random, authors: Sequence[str]) -> list[str]:
    _, chart = chance.choice(_charts(presentation))
    value = chance.choice([v for series in _values(chart) for v in series])
    value.text = str(int(float(value.text)) + 1)
    return ["CHART"]


def chart_series_swapped(presentation: Any, chance: Random, authors: Sequence[str]) -> list[str]:
    """Exchange the values of two series."""
    series = [pair for _, chart in _charts(presentation) for pair in combinations(_values(chart), 2)]
    one, other = chance.choice([(a, b) for a, b in series if [v.text for v in a] != [v.text for v in b]])
    _swap_values(zip(one, other, strict=True))
    return ["CHART"]


def _swap_categories(presentation: Any, chance: Random, holders: Sequence[str]) -> list[str]:
    """Exchange what two categories of other values have in `holders`, in every series of one chart."""
    found = []
    for _, chart in _charts(presentation):
        rows = list(zip(*([v.text for v in series] for series in _values(chart)), strict=True))
        found += [(chart, a, b) for a, b in combinations(range(len(rows)), 2) if rows[a] != rows[b]]
    chart, a, b = chance.choice(found)
    held = [list(part.iter("{*}v")) for ser in chart._chartSpace.iter("{*}ser") for part in ser.iter(*holders)]
    _swap_values((values[a], values[b]) for values in held)
    return ["CHART"]


def chart_names_swapped(presentation: Any, chance: Random, authors: Sequence[str]) -> list[str]:
    """Exchange two categories in every series, their values left where they are."""
    return _swap_categories(presentation, chance, ("{*}cat",))


def chart_rows_swapped(presentation: Any, chance: Random, authors: Sequence[str]) -> list[str]:
    """Exchange two categories with their values: each bar then stands beside the row of another."""
    return _swap_categories(presentation, chance, ("{*}cat", "{*}val"))


def rows_beside_a_chart_swapped(presentation: Any, chance: Random, authors: Sequence[str]) -> list[str]:
    charted = {number for number, _ in _charts(presentation)}
    tables = [[row for row in t.rows if _cell(row.cells[0])][1:] for n, t in _tables(presentation) if n in charted]
    one, other = chance.choice([pair for rows in tables for pair in combinations(rows, 2)])
    said = [t for row in (one, other) for c in row.cells for t in _cell(c).split("\n")]
    _swap_elements(one._tr, other._tr)
    return ["CHART", *said]


def chart_axis_turned(presentation: Any, chance: Random, authors: Sequence[str]) -> list[str]:
    chart = next(chart for _, chart in _charts(presentation) if len(_values(chart)[0]) > 1)
    axis = next(chart._chartSpace.iter("{*}catAx")).find(".//{*}orientation")
    axis.set("val", "minMax" if axis.get("val") == "maxMin" else "maxMin")
    return ["CHART"]


def chart_label_written(presentation: Any, chance: Random, authors: Sequence[str]) -> list[str]:
    """Write another text over the label of a bar, as PowerPoint does when a label is typed into."""
    _, chart = _charts(presentation)[0]
    labels = next(chart._chartSpace.iter("{*}dLbls"))
    c = etree.QName(labels).namespace
    label = etree.fromstring(
        f'<c:dLbl xmlns:c="{c}" xmlns:a="{A}"><c:idx val="0"/><c:tx><c:rich><a:bodyPr/><a:p><a:r><a:t>9 of 9 agree'
        '</a:t></a:r></a:p></c:rich></c:tx><c:showLegendKey val="0"/><c:showVal val="1"/><c:showCatName val="0"/>'
        '<c:showSerName val="0"/><c:showPercent val="0"/><c:showBubbleSize val="0"/></c:dLbl>'
    )
    labels.insert(0, label)
    return ["9 of 9 agree"]


def chart_title_added(presentation: Any, chance: Random, authors: Sequence[str]) -> list[str]:
    _, chart = _charts(presentation)[0]
    chart.has_title = True
    chart.chart_title.text_frame.text = "Most texts have changed sides"
    return ["Most texts have changed sides"]


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
