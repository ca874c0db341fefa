"""Damaged files of every format: nothing crashes or hangs, each refusal is a sentence, the library stays as it was.

BRIEFER_FUZZ is how many files are damaged for each format, BRIEFER_FUZZ_FROM the first seed (`make fuzz`).
"""

from __future__ import annotations

import hashlib
import json
import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from coastguards import written as deck
from documents import SENTENCES, markdown, paged, work
from mutations import BYTES, MARKUP, TEXT, ZIP, Change, mutant
from office_files import box, core, field, mark, notes, odt, p, t, word
from pdf_documents import Writer, columns, written
from test_folder import folder
from test_sidecars import BIB, RIS
from webpages import FILLER, NOTES, STYLES, article, book

from briefer.app.briefs import load_brief
from briefer.app.importing import import_files
from briefer.app.library import open_library
from briefer.app.resources import root
from briefer.app.verify import verify_file
from briefer.compose.views import FILTERS
from briefer.errors import BrieferError, SpecError
from briefer.model.library import Library
from briefer.model.text import canonical
from briefer.readers.worker import Worker
from briefer.specs.template import read_memo_template, read_template

COUNT = int(os.environ.get("BRIEFER_FUZZ", "40"))
FIRST = int(os.environ.get("BRIEFER_FUZZ_FROM", "0"))
LIMIT = 10
"""Seconds for one file."""
LONG = " ".join(SENTENCES[:4])


def pdf() -> bytes:
    def write(canvas: object) -> None:
        writer = Writer(canvas, columns(2))
        writer.heading("The missing treaty")
        writer.lines(["By Ana Ruiz"])
        writer.paragraph(f"{LONG}^1^ {LONG}")
        writer.notes(writer.columns[0], [("1", NOTES[0])])

    return written(write, title="The missing treaty")


def docx() -> bytes:
    table = f"<w:tbl><w:tr><w:tc>{p('Port')}</w:tc><w:tc>{p('Depth')}</w:tc></w:tr></w:tbl>"
    return word(
        p("The missing treaty", "T"),
        p("Ana Ruiz", "A"),
        p(field("TOC ", "Contents"), "TOC1"),
        p("Where it was", "H1"),
        p(t(LONG) + mark(2) + t(LONG) + box(p("A box"))),
        table,
        p(t(LONG) + mark(1, "endnote") + t(" more")),
        footnotes=notes({2: NOTES[0]}),
        endnotes=notes({1: NOTES[1]}, "endnote"),
        core=core("The missing treaty", "Ana Ruiz", "2020-01-02T00:00:00Z"),
    )


def opendocument() -> bytes:
    noted = (
        '<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body><text:p>'
        f"{NOTES[0]}</text:p></text:note-body></text:note>"
    )
    return odt(
        f'<text:h text:outline-level="1">The missing treaty</text:h><text:p text:style-name="P1">By Ana Ruiz</text:p>'
        f"<text:p>{LONG}{noted}</text:p><table:table><table:table-row><table:table-cell><text:p>Port</text:p>"
        "</table:table-cell></table:table-row></table:table><text:p><draw:frame><draw:text-box><text:p>A box</text:p>"
        f"</draw:text-box></draw:frame>{LONG}</text:p>",
        '<style:style style:name="P1" style:parent-style-name="Author"><style:text-properties '
        'fo:font-size="11pt"/></style:style>',
        "<dc:title>The missing treaty</dc:title>",
    )


def epub() -> bytes:
    noted = '<a epub:type="noteref" href="#n1" id="r1">1</a>'
    note = f'<aside epub:type="footnote" id="n1"><p><a href="#r1">1.</a> {NOTES[0]}</p></aside>'
    body = f'<h1>Tolls</h1><p>Ida Moor</p><p>Boats waited.{noted}</p><span epub:type="pagebreak" title="7" id="p7"/>{FILLER}'
    nav = '<nav epub:type="toc"><ol><li><a href="a.xhtml">Tolls</a></li></ol></nav>'
    return book({"a.xhtml": body + note, "b.xhtml": body.replace("Tolls", "Locks") + note}, nav=nav)


HEAD = (
    '<script type="application/ld+json">{"@graph": [{"@type": "Article", "headline": "The toll", "author": '
    '[{"@type": "Person", "name": "Ida Moor"}], "datePublished": "2019-03-04T10:00:00Z"}]}</script>'
    '<meta name="citation_date" content="2019/03/04"><meta name="citation_author" content="Moor, Ida">'
)


def html() -> bytes:
    return article(STYLES["kramdown"], HEAD, "<table><tr><td>old</td><td>11</td></tr></table>").encode()


def xhtml() -> bytes:
    return b'<?xml version="1.0" encoding="utf-8"?>' + article(STYLES["easy-footnotes"], HEAD).encode()


def mhtml() -> bytes:
    part = "--b\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
    head = 'MIME-Version: 1.0\r\nContent-Type: multipart/related; type="text/html"; boundary="b"\r\n\r\n'
    return f"{head}{part}{article(STYLES['wiki'])}\r\n--b--\r\n".encode()


def text() -> bytes:
    works = [work("The missing treaty", "Ana Ruiz", 0, ["Where it was"]), work("Tolls", "Ida Moor", 3, ["The quay"])]
    return paged(works).encode()


def mark_down() -> bytes:
    works = [work("The missing treaty", "Ana Ruiz", 0, ["Where it was"]), work("Tolls", "Ida Moor", 3, ["The quay"])]
    return markdown(works, "---\ntitle: Rivers\nauthor: [Ana Ruiz]\ndate: 2020-01-02\n---\n").encode()


def csl() -> bytes:
    item = {
        "type": "chapter",
        "title": "Ferries",
        "author": [{"family": "Lee", "given": "Ann"}],
        "issued": {"date-parts": [[2021, 3, 4]]},
        "page": "11-19",
    }
    return json.dumps([item, {"DOI": "10.1000/x1"}]).encode()


PARSED: dict[str, tuple[str, Callable[[], bytes], tuple[Change, ...]]] = {
    "pdf": ("essay.pdf", pdf, BYTES),
    "pdf text": ("essay.pdf", pdf, TEXT),
    "docx": ("essay.docx", docx, ZIP),
    "odt": ("essay.odt", opendocument, ZIP),
    "epub": ("essay.epub", epub, ZIP),
    "html": ("essay.html", html, MARKUP),
    "xhtml": ("essay.xhtml", xhtml, MARKUP),
    "mhtml": ("essay.mhtml", mhtml, MARKUP),
    "md": ("essay.md", mark_down, TEXT),
    "txt": ("essay.txt", text, TEXT),
    "bib": ("refs.bib", lambda: BIB.encode(), TEXT),
    "ris": ("refs.ris", lambda: RIS.encode(), TEXT),
    "csl": ("refs.json", csl, TEXT),
}
"""What the process that may crash reads: file name, healthy file, kinds of damage."""


@pytest.fixture(scope="module")
def worker() -> Iterator[Worker]:
    with Worker(timeout=LIMIT) as made:
        yield made


@pytest.mark.parametrize("kind", PARSED)
def test_a_damaged_file_is_read_or_refused_in_a_sentence(kind: str, worker: Worker, tmp_path: Path) -> None:
    name, healthy, changes = PARSED[kind]
    data = healthy()

    def attempt(damaged: bytes) -> None:
        (tmp_path / name).write_bytes(damaged)
        outcome = import_files([tmp_path / name], Library(), worker=worker)
        for _, reason in outcome.refused:
            assert not outcome.edits
            check_sentence(reason, name)
        for body in outcome.bodies.values():
            assert canonical(body) == body

    each_damaged(data, changes, attempt)


def each_damaged(data: bytes, changes: tuple[Change, ...], attempt: Callable[[bytes], None]) -> None:
    """Try `attempt` on damaged forms of `data`, and name the seeds of those that fail."""
    failures = []
    for seed in range(FIRST, FIRST + COUNT):
        try:
            attempt(mutant(seed, data, changes))
        except Exception as error:
            failures.append(f"seed {seed}: {type(error).__name__}: {str(error)[:300]}")
    assert not failures, f"{len(failures)} failed\n" + "\n".join(failures[:10])


def check_sentence(reason: str, name: str) -> None:
    """Check what a refusal says: one line, the file's name, no word of the program's own insides."""
    assert name in reason
    assert "\n" not in reason
    assert reason.endswith((".", "!", "?")), reason
    assert len(reason) < 600, reason
    assert "made the reader crash" not in reason
    assert "was not read within" not in reason
    assert "cannot be read (" not in reason, reason


@contextmanager
def in_time() -> Iterator[None]:
    """Stop what takes longer than LIMIT, where the system can."""
    if not hasattr(signal, "SIGALRM"):
        yield
        return

    def stop(*_: object) -> None:
        raise TimeoutError(f"longer than {LIMIT} s")

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(LIMIT)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def refused_well(act: Callable[[], object]) -> None:
    """Do `act`; what it refuses it refuses in sentences."""
    with in_time():
        try:
            act()
        except SpecError as refusal:
            assert refusal.problems
            assert all("\n" not in str(problem) for problem in refusal.problems), str(refusal)
        except BrieferError as refusal:
            assert "\n" not in str(refusal), str(refusal)


BRIEFS = Path(root("sample_briefs"))
TEMPLATES = Path(root("templates"))


@pytest.mark.parametrize("name", ["pacific-partners.yaml", "one-essay.yaml"])
def test_a_damaged_brief_is_read_or_refused_with_its_mistakes(name: str, tmp_path: Path) -> None:
    path = tmp_path / name

    def attempt(damaged: bytes) -> None:
        path.write_bytes(damaged)
        refused_well(lambda: load_brief(path))

    each_damaged((BRIEFS / name).read_bytes(), TEXT, attempt)


@pytest.mark.parametrize(
    "path", sorted(TEMPLATES.glob("*s/*/template.yaml")), ids=lambda path: "-".join(path.parts[-3:-1])
)
def test_a_damaged_template_is_read_or_refused_with_its_mistakes(path: Path) -> None:
    reading = read_template if path.parts[-3] == "decks" else read_memo_template

    def attempt(damaged: bytes) -> None:
        refused_well(lambda: reading(damaged.decode("utf-8", "replace"), "template.yaml", "x", FILTERS))

    each_damaged(path.read_bytes(), TEXT, attempt)


def test_a_damaged_library_folder_is_read_or_refused_and_stays_as_it_is(tmp_path: Path) -> None:
    passages = "  - {quote: Trade is power., kind: quotation}\n"
    healthy = folder(tmp_path / "shelf", passages, **{"positions.yaml": "briefer: positions/1\npropositions: []\n"})
    files = sorted(path for path in healthy.rglob("*") if path.is_file())
    kept = {path: path.read_bytes() for path in files}

    def attempt(damaged: bytes, path: Path) -> None:
        path.write_bytes(damaged)
        before = tree(healthy)
        try:
            refused_well(lambda: open_library(healthy, read_only=True).close())
            assert tree(healthy) == before
        finally:
            path.write_bytes(kept[path])

    for path in files:
        each_damaged(kept[path], TEXT, lambda damaged, path=path: attempt(damaged, path))


def tree(path: Path) -> dict[str, str]:
    return {str(one): hashlib.sha256(one.read_bytes()).hexdigest() for one in path.rglob("*") if one.is_file()}


def test_a_damaged_library_file_is_opened_or_refused_and_stays_as_it_is(tmp_path: Path) -> None:
    healthy = tmp_path / "healthy.briefer"
    open_library(healthy, create=True).close()
    path = tmp_path / "shelf" / "shelf.briefer"
    path.parent.mkdir()

    def attempt(damaged: bytes) -> None:
        path.write_bytes(damaged)
        refused_well(lambda: open_library(path, read_only=True).close())
        assert path.read_bytes() == damaged

    each_damaged(healthy.read_bytes(), BYTES, attempt)


def test_a_damaged_deck_is_verified_or_refused(tmp_path: Path) -> None:
    path = tmp_path / "deck.pptx"

    def attempt(damaged: bytes) -> None:
        path.write_bytes(damaged)
        refused_well(lambda: verify_file(path, None))
        assert path.read_bytes() == damaged

    each_damaged(deck(), ZIP, attempt)
