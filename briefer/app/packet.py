"""The source packet: for every source of deck and memo the cited pages of its original, or the paragraphs of its text.

Never the whole work: only pages and paragraphs that hold a cited passage.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from briefer.app.companions import Companion, Grounds
from briefer.citation.short import NBSP, place
from briefer.compose.used import Use, slides_named
from briefer.errors import ImportRefused, LibraryError, OutputError
from briefer.model.deck import Deck, RegisterEntry, Remark, Table
from briefer.model.essay import Essay
from briefer.model.evidence import Passage
from briefer.model.text import Anchor, ranges
from briefer.readers.kinds import is_pdf
from briefer.readers.pdf_cited import CitedPages, Wanted
from briefer.readers.worker import Worker
from briefer.writers.packet_pdf import Excerpt, Marking, PacketEntry, PageSheet, Part, Place, TextSheet, write_packet

_BESIDE = 900
"""Characters of its paragraph that stand before and after a passage at most."""
MOST_BYTES = 64 * 2**20
"""Pages of originals that a packet holds at most; texts stand for those of the sources that come after."""
_DIGEST = "the library has a digest of it, whose sentences stand here"
_WHOLE = "cited as a whole, so no page is shown"


@dataclass(frozen=True, slots=True)
class _Piece:
    """The part of a cited passage that stands on one page of the original."""

    page: int
    label: str
    words: str
    before: str
    use: Use


@dataclass(frozen=True, slots=True)
class _Taken:
    """Pages of one original as a file of the packet, in the order in which they were `asked` for."""

    file: str
    asked: tuple[Wanted, ...]
    found: CitedPages


def packet(grounds: Grounds, uses: Sequence[Use]) -> Companion:
    """Return the packet of a draft; what could not be shown or marked is told in its contents and in remarks."""
    draft = grounds.draft
    by_number: dict[int, list[Use]] = {}
    for use in uses:
        by_number.setdefault(use.number, []).append(use)
    pieces = {number: list(_pieces(grounds, mine)) for number, mine in by_number.items()}
    taken, lost = _taken(grounds, [piece for some in pieces.values() for piece in some])
    named = _registered(draft.deck)
    register = [replace(entry, full=named.get(entry.number, entry.full)) for entry in draft.deck.register]
    sources = [(entry, by_number.get(entry.number, []), pieces.get(entry.number, [])) for entry in register]
    entries = [_entry(grounds, *source, taken, lost) for source in sources]
    files = {one.file: one.found.pdf for one in taken.values()}
    remarks = []
    paper = draft.brief.memo.paper
    try:
        data, pages, told = write_packet(draft.deck, entries, files, paper, draft.brand)
    except OutputError as error:
        if not files:
            raise
        entries = [_entry(grounds, *source, {}, {}) for source in sources]
        data, pages, told = write_packet(draft.deck, entries, {}, paper, draft.brand)
        remarks.append(Remark("", f"The packet shows texts in place of pages. {error}", "warn"))
    remarks += _remarks(entries)
    remarks += [Remark("", text, "warn") for text in told]
    return Companion(content=data, parts=pages, remarks=tuple(remarks))


def _remarks(entries: Iterable[PacketEntry]) -> Iterator[Remark]:
    """Yield what the contents tell, each note once with the numbers of its sources."""
    numbers: dict[str, list[int]] = {}
    for entry in entries:
        for note in entry.notes:
            numbers.setdefault(note, []).append(entry.number)
    for note, told in numbers.items():
        sources = "source" if len(told) == 1 else "sources"
        expected = note in (_DIGEST, _WHOLE)
        yield Remark("", f"Packet, {sources} {ranges(told)}: {note}.", "info" if expected else "warn")


def _pieces(grounds: Grounds, uses: Iterable[Use]) -> Iterator[_Piece]:
    """Yield what of cited passages stands on which page of an original that has pages."""
    for use in uses:
        essay, passage = _cited(grounds, use)
        if passage is None or passage.anchor is None or essay.text == "digest":
            continue
        anchor, body = passage.anchor, grounds.bodies[essay.body_sha256]
        ends = [*(page.start for page in essay.pages[1:]), len(body)]
        for page, end in zip(essay.pages, ends, strict=False):
            start, stop = max(anchor.start, page.start), min(anchor.end, end)
            if page.index is not None and start < stop and body[start:stop].strip():
                before = body[max(page.start, start - 80) : start]
                yield _Piece(page.index, page.label, body[start:stop], before, use)


def _taken(grounds: Grounds, pieces: Iterable[_Piece]) -> tuple[dict[str, _Taken], dict[str, str]]:
    """Return the cited pages of each original that is a PDF, by its hash, and why others have none."""
    wanted: dict[str, dict[int, list[tuple[str, str]]]] = {}
    names: dict[str, str] = {}
    for piece in pieces:
        essay = _essay(grounds, piece.use)
        if essay.source_sha256:
            names[essay.source_sha256] = essay.source_name
            wanted.setdefault(essay.source_sha256, {}).setdefault(piece.page, []).append((piece.words, piece.before))
    found: dict[str, _Taken] = {}
    lost: dict[str, str] = {}
    room = MOST_BYTES
    with Worker() as worker:
        for sha256, pages in wanted.items():
            asked = tuple(Wanted(page=page, quotes=tuple(dict.fromkeys(pages[page]))) for page in sorted(pages))
            try:
                data = _original(grounds, sha256, names[sha256])
                if data is None:
                    continue
                cut = worker.cited(names[sha256], data, asked)
            except ImportRefused as refusal:
                lost[sha256] = _said(refusal)
                continue
            if len(cut.pdf) > room:
                lost[sha256] = f"“{names[sha256]}”: its pages are too large for the packet"
                continue
            room -= len(cut.pdf)
            found[sha256] = _Taken(f"source-{len(found) + 1}.pdf", asked, cut)
    return found, lost


def _original(grounds: Grounds, sha256: str, name: str) -> bytes | None:
    """Return the original PDF, None of a text of another kind; raises ImportRefused where a PDF is not there."""
    try:
        data = grounds.source(sha256)
    except LibraryError as error:
        raise ImportRefused(f"the copy of “{name}” in the library is damaged") from error
    if data is not None and is_pdf(data):
        return data
    if not name.lower().endswith(".pdf"):
        return None
    raise ImportRefused(f"the library no longer has “{name}”" if data is None else f"“{name}” is no PDF")


def _said(refusal: ImportRefused) -> str:
    """Return what happened, without what to do about it: the first sentence after the name of the file."""
    before, quote, after = str(refusal).partition("”")
    return before + quote + after.split(". ")[0].removesuffix(".")


def _entry(
    grounds: Grounds,
    entry: RegisterEntry,
    uses: Sequence[Use],
    pieces: Sequence[_Piece],
    taken: dict[str, _Taken],
    lost: dict[str, str],
) -> PacketEntry:
    if len(entry.essay_ids) > 1:
        return PacketEntry(number=entry.number, name=entry.short, full=entry.full, cited="see its texts", slides="")
    essay = _essay_of(grounds, entry.essay_ids[0])
    cut = taken.get(essay.source_sha256)
    shown = pieces if cut else ()
    sheets: list[PageSheet | TextSheet] = []
    notes: list[str] = []
    if cut:
        for page in sorted({piece.page for piece in shown}):
            mine = [piece for piece in shown if piece.page == page]
            sheet = _page_sheet(entry, mine, cut)
            sheets.append(sheet)
            if not all(mark.places for mark in sheet.marks):
                notes.append(f"the cited words were not found on {_page_name(mine[0])}; the page stands without a mark")
    on_pages = {piece.use.citation for piece in shown}
    rest = [use for use in uses if use.citation not in on_pages and use.citation.passage_id]
    excerpts = tuple(_excerpts(grounds, entry, essay, rest))
    if excerpts:
        where = slides_named(rest)
        sheets.append(TextSheet(head=f"[{entry.number}] {entry.short} · {where}", excerpts=excerpts))
    if excerpts and essay.text == "digest":
        notes.append(_DIGEST)
    if rest and essay.source_sha256 in lost:
        notes.append(f"{lost[essay.source_sha256]}; its text stands in its place")
    if not sheets and uses:
        notes.append(_WHOLE)
    named = slides_named(uses) if uses else ""
    return PacketEntry(
        number=entry.number,
        name=f"{entry.short}: {essay.reference.title}",
        full=entry.full,
        cited="; ".join(entry.cited) or "–",
        slides=named.removeprefix("slides ").removeprefix("slide "),
        sheets=tuple(sheets),
        notes=tuple(notes),
    )


def _registered(deck: Deck) -> dict[int, str]:
    """Return the references of the deck's register slide, which name a volume once."""
    tables = (b for s in deck.slides if s.layout == "register" for b in s.blocks if isinstance(b, Table))
    rows = ([[s.text for s in cell.statements] for cell in row.cells[:2]] for table in tables for row in table.rows)
    return {int(number): text for (number,), (text,) in rows}


def _page_sheet(entry: RegisterEntry, pieces: Sequence[_Piece], cut: _Taken) -> PageSheet:
    """Return a page with the marks of one source; one whose words were not found has no places."""
    at, quotes = next((at, wish.quotes) for at, wish in enumerate(cut.asked) if wish.page == pieces[0].page)
    page = cut.found.pages[at]
    uses: dict[tuple[str, str], list[Use]] = {}
    for piece in pieces:
        uses.setdefault((piece.words, piece.before), []).append(piece.use)
    named = _page_name(pieces[0])
    slides = slides_named(piece.use for piece in pieces)
    marks = [
        Marking(
            " ".join(quote[0].split()),
            tuple(dict.fromkeys(Place(b.x, b.y, b.width, b.height) for b in page.found[quotes.index(quote)])),
            _note(entry, named, mine),
        )
        for quote, mine in uses.items()
    ]
    return PageSheet(
        head=f"[{entry.number}] {entry.short}, {named} · {slides}",
        label=named,
        slides=slides,
        file=cut.file,
        page=at + 1,
        width=page.width,
        height=page.height,
        marks=tuple(marks),
    )


def _note(entry: RegisterEntry, where: str, uses: Sequence[Use]) -> str:
    """Return what a mark says: source, page, slides and the statements that cite the words."""
    ids = ", ".join(dict.fromkeys(id for use in uses for id in use.statements))
    source = ", ".join(filter(None, (f"[{entry.number}] {entry.short}", where)))
    return f"{source} · {slides_named(uses)} · {'statements' if ',' in ids else 'statement'} {ids}"


def _page_name(piece: _Piece) -> str:
    return f"p.{NBSP}{piece.label}" if piece.label else f"page {piece.page} of the file"


def _excerpts(grounds: Grounds, entry: RegisterEntry, essay: Essay, uses: Sequence[Use]) -> Iterator[Excerpt]:
    """Yield the paragraphs round cited passages, each paragraph once, in the order of the text."""
    body = grounds.bodies[essay.body_sha256]
    spans: dict[tuple[int, int], list[tuple[Use, Anchor]]] = {}
    digested: list[tuple[tuple[int, int], Use, Passage]] = []
    for use in uses:
        passage = _cited(grounds, use)[1]
        if passage is None:
            continue
        anchor = passage.anchor
        if anchor is not None and essay.text != "digest":
            spans.setdefault(_round(essay, body, anchor), []).append((use, anchor))
        else:
            digested.append(((anchor.start if anchor else len(body), passage.order), use, passage))
    for _, use, passage in sorted(digested, key=lambda one: one[0]):
        yield _excerpt([use], ((Part(passage.wording),),))
    for (start, end), found in sorted(spans.items()):
        marks = [(anchor, _note(entry, place(use.citation.locator), [use])) for use, anchor in found]
        yield _excerpt([use for use, _ in found], _marked(body, start, end, marks))


def _excerpt(uses: Sequence[Use], paragraphs: tuple[tuple[Part, ...], ...]) -> Excerpt:
    where = ", ".join(dict.fromkeys(place(use.citation.locator) for use in uses))
    return Excerpt(place=where, slides=slides_named(uses), paragraphs=paragraphs)


def _round(essay: Essay, body: str, anchor: Anchor) -> tuple[int, int]:
    """Return the paragraphs that hold a passage, cut to what stands near it."""
    inside = [p for p in essay.paragraphs if p.start < anchor.end and p.end > anchor.start]
    start = min([anchor.start, *(p.start for p in inside)])
    end = max([anchor.end, *(p.end for p in inside)])
    if not inside:
        start = body.rfind("\n", 0, anchor.start) + 1
        end = next((at for at in (body.find("\n", anchor.end),) if at >= 0), len(body))
    return max(start, anchor.start - _BESIDE), min(end, anchor.end + _BESIDE)


def _marked(body: str, start: int, end: int, marks: Iterable[tuple[Anchor, str]]) -> tuple[tuple[Part, ...], ...]:
    """Return `body[start:end]` as paragraphs whose cited words have the notes of `marks`, a line each."""
    notes: list[tuple[str, ...]] = [()] * (end - start)
    for anchor, note in marks:
        for at in range(max(anchor.start, start) - start, min(anchor.end, end) - start):
            notes[at] += () if note in notes[at] else (note,)
    edges = [at for at in range(1, end - start) if notes[at] != notes[at - 1]]
    paragraphs: list[list[Part]] = [[]]
    for first, last in zip([0, *edges], [*edges, end - start], strict=True):
        for at, line in enumerate(body[start + first : start + last].split("\n")):
            if at and paragraphs[-1]:
                paragraphs.append([])
            if line:
                paragraphs[-1].append(Part(line, "\n".join(notes[first])))
    return tuple(tuple(parts) for parts in paragraphs if parts)


def _cited(grounds: Grounds, use: Use) -> tuple[Essay, Passage | None]:
    id = use.citation.passage_id
    return _essay(grounds, use), grounds.library.get(Passage, id) if id else None


def _essay(grounds: Grounds, use: Use) -> Essay:
    return _essay_of(grounds, use.citation.essay_id)


def _essay_of(grounds: Grounds, id: str) -> Essay:
    found = grounds.library.get(Essay, id)
    if found is None:
        raise KeyError(id)
    return found
