"""A file is written whole or not at all."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from briefer.errors import OutputError
from briefer.writers.files import write_atomically


def test_a_file_holds_what_was_written_and_nothing_else_is_left(tmp_path: Path) -> None:
    path = tmp_path / "deck.pptx"

    write_atomically(path, b"one")
    write_atomically(path, b"two")

    assert path.read_bytes() == b"two"
    assert list(tmp_path.iterdir()) == [path]


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match=r"no folder .*absent"):
        write_atomically(tmp_path / "absent" / "deck.pptx", b"x")


def test_a_folder_of_that_name_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "deck.pptx").mkdir()

    with pytest.raises(OutputError, match="a folder has that name"):
        write_atomically(tmp_path / "deck.pptx", b"x")


@pytest.mark.parametrize(
    ("number", "words"),
    [(errno.ENOSPC, "disk .* is full"), (errno.EROFS, "may not write"), (errno.EIO, "was not written")],
)
def test_a_failed_write_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, words: str
) -> None:
    path = tmp_path / "deck.pptx"
    path.write_bytes(b"old")

    def fail(_: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(OutputError, match=words):
        write_atomically(path, b"new")

    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_locked_file_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "deck.pptx"
    path.write_bytes(b"old")

    def refuse(*_: object) -> None:
        raise PermissionError(errno.EACCES, "in use")

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(OutputError, match="Close it in PowerPoint"):
        write_atomically(path, b"new")

    assert path.read_bytes() == b"old"


def test_permissions_and_links_survive(tmp_path: Path) -> None:
    path, link = tmp_path / "deck.pptx", tmp_path / "latest.pptx"
    path.write_bytes(b"old")
    path.chmod(0o640)
    link.symlink_to(path)

    write_atomically(link, b"new")

    assert link.is_symlink()
    assert path.read_bytes() == b"new"
    assert path.stat().st_mode & 0o777 == 0o640
