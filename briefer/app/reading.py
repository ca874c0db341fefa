"""Files to essays and references: small plain text in the program, everything else in the process that may crash."""

from __future__ import annotations

from pathlib import Path

from briefer.app.progress import Stop
from briefer.errors import ImportRefused, UsageError, no_file
from briefer.readers.dispatch import Pages, is_plain, read
from briefer.readers.worker import Worker
from briefer.structure.imported import Imported

MAX_BYTES = 200 * 2**20
"""Larger files are refused before they are read; a book of text has a few megabytes."""
PLAIN_BYTES = 2 * 2**20
"""Plain text up to here is read in the program while no process runs: starting one takes longer."""


def read_file(path: Path) -> Imported:
    """Return the essays in the file at `path`; raises UsageError when it is missing, ImportRefused otherwise."""
    with Worker() as worker:
        return parsed(path.name, bytes_of(path), worker)


def parsed(
    name: str,
    data: bytes,
    worker: Worker,
    pages: Pages = lambda done, total: None,
    stop: Stop = lambda: False,
) -> Imported:
    """Return the essays in `data`; raises ImportRefused, or Cancelled when `stop` tells so."""
    if not worker.warm and len(data) < PLAIN_BYTES and is_plain(name, data):
        return read(name, data, pages)
    return worker.read(name, data, pages, stop)


def bytes_of(path: Path) -> bytes:
    """Return what the file at `path` holds; raises UsageError when it is missing, ImportRefused otherwise."""
    try:
        if path.stat().st_size > MAX_BYTES:
            raise ImportRefused(f"“{path.name}” is larger than {MAX_BYTES // 2**20} MB. Import its parts one by one.")
        return path.read_bytes()
    except FileNotFoundError:
        raise no_file(path) from None
    except IsADirectoryError:
        raise UsageError(f"“{path}” is a folder. Name the files in it.") from None
    except OSError as error:
        raise ImportRefused(f"“{path.name}” cannot be read: {error.strerror}. Check who may read it.") from error
