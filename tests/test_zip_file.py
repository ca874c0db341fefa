"""What a zip must be: readable by others, in the order given, whole, and the same bytes every time."""

from __future__ import annotations

import errno
import zipfile
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefer.errors import OutputError
from briefer.writers import files, zip_file
from briefer.writers.master import build_master
from briefer.writers.pptx import write_deck
from briefer.writers.zip_file import write_zip
from tests.pages import DECK, RECORDS, lines_page, table_page
from tests.sample_deck import INSTITUTE

NAMES = st.text(st.characters(codec="utf-8", exclude_characters="\x00\\", exclude_categories=("Cs",)), min_size=1)
ENTRIES = st.lists(st.tuples(NAMES, st.lists(st.binary(max_size=300), max_size=4)), unique_by=lambda entry: entry[0])


def _zip(entries: list[tuple[str, list[bytes]]]) -> bytes:
    file = BytesIO()
    write_zip(file, entries)
    return file.getvalue()


@given(ENTRIES)
def test_what_goes_in_comes_out_in_its_order(entries: list[tuple[str, list[bytes]]]) -> None:
    data = _zip(entries)

    with zipfile.ZipFile(BytesIO(data)) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == [name for name, _ in entries]
        assert [archive.read(entry) for entry in archive.infolist()] == [b"".join(pieces) for _, pieces in entries]
        assert {(entry.date_time, entry.create_system) for entry in archive.infolist()} <= {((1980, 1, 1, 0, 0, 0), 0)}
    assert _zip(entries) == data


def test_more_than_a_zip_holds_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zip_file, "_MOST_ENTRIES", 2)

    with pytest.raises(OutputError, match="Pick fewer themes"):
        _zip([(name, [b"x"]) for name in "abc"])


def test_a_deck_made_on_the_disk_has_the_bytes_of_one_made_in_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    def written() -> bytes:
        return write_deck([lines_page(), table_page()], DECK, INSTITUTE, build_master(INSTITUTE), RECORDS)

    in_memory = written()
    monkeypatch.setattr(files, "HELD", 1)

    assert written() == in_memory


def test_a_full_disk_under_a_long_deck_is_told_in_a_sentence() -> None:
    with pytest.raises(OutputError, match="where large files are made, is full"), files.held_file():
        raise OSError(errno.ENOSPC, "No space left on device")
    with pytest.raises(OSError, match="Input/output"), files.held_file():
        raise OSError(errno.EIO, "Input/output error")
