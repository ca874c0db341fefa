"""Files are read in a process of their own: whatever a file does to it, the program goes on and says so."""

from __future__ import annotations

import multiprocessing
import os
import sys
from time import monotonic

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reading_doubles import by_name

import briefer.cli
from briefer.app.importing import import_files
from briefer.errors import BrieferError, Cancelled, ImportRefused
from briefer.model.codec import decode_all, encode
from briefer.model.library import Library
from briefer.readers import read
from briefer.readers.worker import Worker
from briefer.structure.imported import Imported

TEXT = "A title\n\nBy Ann Lee\n\nSome words that make a paragraph of an essay.\n"


@pytest.fixture(scope="module")
def worker():
    with Worker(reader=by_name) as made:
        yield made


@given(st.text(min_size=1, max_size=300), st.sampled_from(["a.txt", "a.md", "Über \udce4.txt"]))
def test_essays_survive_the_pipe(text, name):
    try:
        found = read(name, text.encode("utf-8", "ignore"))
    except BrieferError:
        return

    assert decode_all(Imported, [encode(found)]) == [found]


@settings(max_examples=25, deadline=None)
@given(st.binary(max_size=300))
def test_the_process_reads_what_the_program_would(worker, data):
    assert outcome(worker.read, data) == outcome(read, data)


def outcome(reading, data):
    try:
        return reading("essay.txt", data)
    except ImportRefused as refusal:
        return str(refusal)


def test_every_page_is_told(worker):
    told = []
    worker.read("a.txt", TEXT.encode(), lambda done, total: told.append((done, total)))

    assert told == [(1, 3), (2, 3), (3, 3)]


@pytest.mark.parametrize("damage", ["crash", "dies", "bug", "greedy"])
def test_what_breaks_the_reader_is_refused_in_one_sentence_and_the_next_is_read(worker, damage):
    with pytest.raises(ImportRefused) as refusal:
        worker.read(f"{damage}-it.pdf", b"%PDF-")

    assert f"“{damage}-it.pdf”" in str(refusal.value)
    assert "\n" not in str(refusal.value)
    assert worker.read("a.txt", TEXT.encode()).reference.title == "A title"


@pytest.mark.parametrize("way", ["hang", "busy"])
def test_a_file_that_takes_too_long_is_given_up(way):
    with Worker(timeout=0.2, reader=by_name) as worker:
        with pytest.raises(ImportRefused, match=r"within 0\.2 seconds"):
            worker.read(f"{way}.pdf", b"")
        assert not worker.warm


def test_the_reader_cannot_write_a_file(worker, tmp_path, monkeypatch):
    target = tmp_path / "written"
    monkeypatch.setenv("READER_MAY_NOT_WRITE", str(target))
    worker.close()
    with pytest.raises(ImportRefused):
        worker.read("writes.pdf", b"")

    assert not target.exists() or target.stat().st_size == 0


@pytest.mark.parametrize("way", ["hang", "busy"])
def test_cancelling_ends_a_hanging_file_at_once(worker, way):
    worker.read("a.txt", TEXT.encode())
    old, asked = worker.pid, []

    def stop():
        asked.append(monotonic())
        return len(asked) > 3

    with pytest.raises(Cancelled):
        worker.read(f"{way}.pdf", b"", stop=stop)

    assert monotonic() - asked[-1] < 0.2
    with pytest.raises(ProcessLookupError):
        os.kill(old, 0)


def test_a_failing_listener_leaves_no_process_behind(worker):
    worker.read("a.txt", TEXT.encode())
    with pytest.raises(ZeroDivisionError):
        worker.read("hang.pdf", b"", lambda done, total: 1 // 0)

    assert not worker.warm


def test_the_process_is_kept_between_files(worker):
    worker.read("a.txt", TEXT.encode())
    first = worker.pid
    worker.read("b.txt", TEXT.encode())

    assert worker.pid == first


def test_of_forty_files_two_are_damaged_and_thirty_eight_come_in(tmp_path):
    names = [f"{'crash' if n == 7 else 'hang' if n == 23 else 'good'}-{n}.pdf" for n in range(40)]
    for number, name in enumerate(names):
        (tmp_path / name).write_text(TEXT.replace("Some", f"{number} some"))
    with Worker(timeout=1, reader=by_name) as worker:
        outcome = import_files([tmp_path / name for name in names], Library(), worker=worker)

    assert len(outcome.essays) == 38
    assert [name for name, _ in outcome.refused] == ["crash-7.pdf", "hang-23.pdf"]


def test_pages_are_part_of_the_progress_of_an_import(tmp_path):
    for name in ("a.pdf", "b.pdf"):
        (tmp_path / name).write_text(TEXT.replace("Some", name))
    told = []
    with Worker(reader=by_name) as worker:
        import_files(sorted(tmp_path.iterdir()), Library(), lambda *said: told.append(said), worker=worker)

    assert told[:2] == [(0, 2, "Reading a.pdf"), (0, 2, "Reading a.pdf, page 1 of 3")]
    assert told[-2:] == [(1, 2, "Reading b.pdf, page 3 of 3"), (2, 2, "Read")]


def test_cancelling_an_import_ends_the_file_it_is_at(tmp_path):
    (tmp_path / "hang.pdf").write_text(TEXT)
    told = []
    with Worker(reader=by_name) as worker, pytest.raises(Cancelled):
        import_files(
            [tmp_path / "hang.pdf"],
            Library(),
            lambda *said: told.append(said[2]),
            lambda: "Reading hang.pdf, page 1 of 2" in told,
            worker,
        )

    assert not worker.warm


def test_a_packed_program_started_to_read_files_does_that_first(monkeypatch):
    begun = []
    monkeypatch.setattr(multiprocessing, "freeze_support", lambda: begun.append("reading"))
    monkeypatch.setattr(sys, "argv", ["briefer", "--version"])
    for frozen in (False, True):
        monkeypatch.setattr(sys, "frozen", frozen, raising=False)
        with pytest.raises(SystemExit):
            briefer.cli.main()

    assert begun == ["reading"]


def test_small_plain_text_needs_no_process(tmp_path):
    (tmp_path / "a.txt").write_text(TEXT)
    with Worker(reader=by_name) as worker:
        outcome = import_files([tmp_path / "a.txt"], Library(), worker=worker)
        assert not worker.warm

    assert len(outcome.essays) == 1
