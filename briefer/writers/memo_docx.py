"""A memo as a Word file: named styles, two edges, one page. The same memo makes the same bytes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import count

from briefer.model.colour import TLP_GROUND
from briefer.model.memo import Memo, Paper
from briefer.model.provenance import Record
from briefer.specs.brand import Brand
from briefer.typeset import memo as page
from briefer.typeset.memo_rows import (
    SHEETS,
    MemoParagraph,
    MemoRow,
    header_rows,
    rows_of,
    scale_of,
    source_runs,
    voice_size,
)
from briefer.typeset.page import Run
from briefer.writers.markup import HEAD, escaped
from briefer.writers.memo_package import pack_memo
from briefer.writers.memo_styles import numbering_xml, settings_xml, styles_xml
from briefer.writers.wordml import (
    NAMESPACES,
    SIDES,
    cell,
    field,
    ink,
    line,
    paragraph,
    row,
    run,
    shade,
    size,
    spacing,
    table,
    tag,
    twips,
    value,
)

_NOT_NAME = re.compile(r"\W")
_HEADER_TOP = 23.4
_LABELS = {"": "Heading1", "lead": "MemoLeadLabel", "assessment": "MemoVoiceLabel"}
_INKS = {"ink2": "MemoLocator", "accent": "MemoAccent"}
_SEPARATOR = paragraph("MemoSeparator", "")


def write_memo_docx(memo: Memo, paper: Paper, brand: Brand, records: Sequence[Record] = ()) -> bytes:
    """Return `memo` as a .docx on `paper` in `brand`; `records` go into a custom XML part, statements into bookmarks.

    The bookmark of a statement is its id with an underscore for the hyphen (`s_1f3a9c2b07`).
    """
    width, height = SHEETS[paper]
    text = width - 2 * page.EDGE
    parts = {
        "document": _document(memo, width, height, brand),
        "styles": styles_xml(memo, scale_of(memo, brand), brand),
        "settings": settings_xml(memo.language, brand),
        "numbering": numbering_xml(sum(row.numbered for row in rows_of(memo, brand)), brand),
        "header": _header(memo, text, brand),
        "footer": _footer(memo, text, brand),
    }
    return pack_memo(memo, parts, records, brand)


def _document(memo: Memo, width: float, height: float, brand: Brand) -> str:
    text = width - 2 * page.EDGE
    subject = page.subject(memo, text, brand)
    words = "".join(run(item.text) for item in subject.runs)
    parts = [paragraph("Title", words, f'<w:ind w:right="{twips(subject.right)}"/>' if subject.right else "")]
    if memo.header:
        parts += [_facts(memo, text, brand), _SEPARATOR]
    if rows_of(memo, brand):
        parts.append(_sections(memo, text, brand))
    parts += [_sources(memo, width, height, brand), _SEPARATOR, _section(memo, width, height, brand)]
    return f"{HEAD}<w:document {NAMESPACES}><w:body>{''.join(parts)}</w:body></w:document>"


def _section(memo: Memo, width: float, height: float, brand: Brand) -> str:
    edge, bottom = twips(page.EDGE), twips(page.bottom(memo, width - 2 * page.EDGE, brand))
    return (
        '<w:sectPr><w:headerReference w:type="default" r:id="header"/>'
        '<w:footerReference w:type="default" r:id="footer"/>'
        f'<w:pgSz w:w="{twips(width)}" w:h="{twips(height)}"/>'
        f'<w:pgMar w:top="{twips(page.TOP)}" w:right="{edge}" w:bottom="{bottom}" w:left="{edge}"'
        f' w:header="{twips(_HEADER_TOP)}" w:footer="{twips(page.FOOT_UNDER - page.SEPARATOR)}" w:gutter="0"/>'
        "</w:sectPr>"
    )


def _facts(memo: Memo, text: float, brand: Brand) -> str:
    """Return the header as a table of four columns, a rule under it."""
    widths = page.facts(text, brand)
    lines = header_rows(memo)
    rows = []
    for at, fields in enumerate(lines):
        last = at == len(lines) - 1
        rule = line("bottom", brand.on_paper["ink"], page.RULE) if last else ""
        below = scale_of(memo, brand).band if last else 0
        cells = []
        for n, fact in enumerate(fields):
            span = 3 if len(fields) == 1 else 1
            wide = sum(widths[1:]) if span == 3 else widths[2 * n + 1]
            label = paragraph("MemoFact", run(fact.label, "MemoLocator"))
            words = paragraph("MemoFact", run(fact.value, "MemoLeadIn" if fact.bold else ""))
            cells.append(cell(widths[2 * n], label, borders=rule, below=below, right=page.CELL_GAP))
            cells.append(cell(wide, words, borders=rule, below=below, right=page.CELL_GAP, span=span))
        rows.append(row(cells))
    return table(widths, rows, "Who the memo is for, from whom, and of what date")


def _sections(memo: Memo, text: float, brand: Brand) -> str:
    """Return the sections as a table: the label, and beside it what it says."""
    scale, rows, edge = scale_of(memo, brand), rows_of(memo, brand), brand.memo.label_width
    bookmarks = _Bookmarks(voice_size(scale.size, brand))
    lists = count(1)
    found = []
    for at, section in enumerate(rows):
        follows = rows[at + 1] if at + 1 < len(rows) else None
        below = 0.0 if follows is None else scale.band if follows.ruled else scale.gap
        above = scale.band - page.RULE - page.SEPARATOR if at == 0 else scale.band - page.HAIRLINE
        above = above if section.ruled or at == 0 else 0
        hairline = line("top", brand.on_paper["hairline"], page.HAIRLINE) if section.ruled and at else ""
        number = next(lists) if section.numbered else 0
        points = "".join(
            _point(words, section, number, scale.gap if n else 0, bookmarks)
            for n, words in enumerate(section.paragraphs)
        )
        label = paragraph(_LABELS[section.style], run(section.label))
        left = cell(edge, label, borders=hairline, above=above, below=below, right=page.CELL_GAP)
        found.append(row([left, cell(text - edge, points, borders=hairline, above=above, below=below)]))
    return table((edge, text - edge), found, "The sections of the memo, each with its label")


def _point(words: MemoParagraph, section: MemoRow, number: int, gap: float, bookmarks: _Bookmarks) -> str:
    style = "MemoPoint" if number else "MemoLead" if section.style == "lead" else "Normal"
    other = tag("numPr", value("ilvl", 0) + value("numId", number)) if number > 1 else ""
    before = spacing(words.leading, before=gap) if gap else ""
    return paragraph(style, bookmarks.runs(words), other + before)


class _Bookmarks:
    """Writes runs and encloses each statement in a bookmark, the first time that its id occurs."""

    def __init__(self, voice: float) -> None:
        self._numbers: dict[str, int] = {}
        self._voice = voice

    def runs(self, words: MemoParagraph) -> str:
        last = {item.statement: at for at, item in enumerate(words.runs)}
        parts: list[str] = []
        opened = set()
        for at, item in enumerate(words.runs):
            if item.statement and item.statement not in self._numbers:
                number = self._numbers[item.statement] = len(self._numbers)
                name = escaped(_NOT_NAME.sub("_", item.statement)[:40])
                parts.append(f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>')
                opened.add(item.statement)
            parts.append(_run(item, words.size, self._voice))
            if item.statement in opened and last[item.statement] == at:
                parts.append(f'<w:bookmarkEnd w:id="{self._numbers[item.statement]}"/>')
        return "".join(parts)


def _run(item: Run, usual: float, voice: float) -> str:
    """Return a run in the character style of its look; a size is written only where no style says it.

    `usual` is the size of the paragraph, `voice` that of assessments.
    """
    if item.raised:
        return run(item.text, "MemoSourceNumber")
    if item.italic:
        style = "MemoVoiceSource" if item.ink == "ink2" else "MemoVoice"
        return run(item.text, style, size(item.size) if item.size != voice else "")
    style = "MemoUnconfirmed" if item.dotted else "MemoLeadIn" if item.bold else _INKS.get(item.ink, "")
    return run(item.text, style, size(item.size) if item.size != usual else "")


def _sources(memo: Memo, width: float, height: float, brand: Brand) -> str:
    """Return the sources in a frame that stands at the bottom of the page's text."""
    runs = source_runs(memo)
    if not runs:
        return ""
    text = width - 2 * page.EDGE
    top = height - page.bottom(memo, text, brand) - page.sources_height(memo, text, brand)
    frame = (
        f'<w:framePr w:w="{twips(text)}" w:hSpace="0" w:vSpace="0" w:wrap="notBeside" w:vAnchor="page" w:hAnchor="margin"'
        f' w:xAlign="left" w:y="{twips(top)}"/>'
    )
    words = "".join(run(item.text, "MemoSourceTitle" if item.italic else "") for item in runs)
    return paragraph("MemoSources", f"{run('Sources')}<w:r><w:tab/></w:r>{words}", frame)


def _mark(memo: Memo) -> str:
    return run(memo.marking, letters=ink(memo.mark_colour) if memo.mark_colour else "")


def _ground(memo: Memo) -> str:
    return TLP_GROUND if memo.mark_colour else ""


def _header(memo: Memo, text: float, brand: Brand) -> str:
    """Return the header: the handling mark in its frame at the right edge."""
    frame = "".join(
        line(side, brand.on_paper["ink"], page.RULE, 2 if side in ("top", "bottom") else 0) for side in SIDES
    )
    left = twips(text - page.mark_width(memo.marking, brand))
    layout = f'{tag("pBdr", frame)}{shade(_ground(memo))}<w:ind w:left="{left}"/>'
    content = paragraph("MemoMark", _mark(memo), layout) if memo.marking else _SEPARATOR
    return f"{HEAD}<w:hdr {NAMESPACES}>{content}</w:hdr>"


def _footer(memo: Memo, text: float, brand: Brand) -> str:
    """Return the foot: page of pages, what the brief is, and the handling mark."""
    edge, wide = brand.memo.label_width, page.mark_width(memo.marking, brand)
    number = paragraph("MemoFoot", f"{field('PAGE', '1', 'MemoInk')}{run(' / ')}{field('NUMPAGES', '1')}")
    words = paragraph("MemoFoot", run(memo.foot))
    cells = [
        cell(edge, number, middle=True),
        cell(text - edge - wide, words, right=page.CELL_GAP, middle=True),
    ]
    if wide:
        frame = "".join(line(side, brand.on_paper["ink"], page.RULE) for side in SIDES)
        cells.append(cell(wide, paragraph("MemoMark", _mark(memo)), borders=frame, middle=True, ground=_ground(memo)))
    widths = (edge, text - edge - wide, wide)[: len(cells)]
    return f"{HEAD}<w:ftr {NAMESPACES}>{table(widths, [row(cells, page.MARK_HEIGHT)])}{_SEPARATOR}</w:ftr>"
