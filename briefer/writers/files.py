"""Writing a file whole or not at all."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import secrets
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO, TypeAlias

from briefer.errors import OutputError

_FULL = (errno.ENOSPC, errno.EDQUOT)
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)

HELD = 4 << 20
"""A file that grows beyond so many bytes while it is made is kept on the disk, not in memory."""


@contextlib.contextmanager
def held_file() -> Iterator[IO[bytes]]:
    """Give a file that is gone afterwards: in memory, or beyond `HELD` on the disk.

    Raises OutputError where the disk has no room for it.
    """
    try:
        with tempfile.SpooledTemporaryFile(HELD) as file:
            yield file
    except OSError as error:
        if error.errno not in _FULL:
            raise
        folder = tempfile.gettempdir()
        told = f"Nothing was written: the disk of “{folder}”, where large files are made, is full."
        raise OutputError(f"{told} Free some space and write again.") from error


Content: TypeAlias = bytes | IO[bytes]
"""What a file is to hold: its bytes, or an open file that has them."""


def sha256_of(content: Content) -> str:
    """Return the SHA-256 of `content` as 64 hex digits."""
    if isinstance(content, bytes):
        return hashlib.sha256(content).hexdigest()
    content.seek(0)
    return hashlib.file_digest(content, "sha256").hexdigest()  # type: ignore[arg-type]


def write_atomically(path: Path, content: Content) -> None:
    """Put `content` at `path`; until all of it is on the disk an older file of that name stays as it was.

    Raises OutputError in a sentence for the user: folder missing or not writable, disk full, file open elsewhere.
    """
    target = path.resolve()
    temporary = target.with_name(f".{target.name[:80]}.{secrets.token_hex(4)}.part")
    try:
        with os.fdopen(os.open(temporary, _NEW, 0o666), "wb") as file:
            if isinstance(content, bytes):
                file.write(content)
            else:
                content.seek(0)
                shutil.copyfileobj(content, file)
            file.flush()
            os.fsync(file.fileno())
        if target.exists():
            temporary.chmod(target.stat().st_mode & 0o777)
        temporary.replace(target)
    except OSError as error:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise OutputError(_sentence(target, error)) from error
    _flush_folder(target.parent)


def _flush_folder(folder: Path) -> None:
    """Make the new name last through a power cut, where the system lets a folder be opened."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _sentence(path: Path, error: OSError) -> str:
    folder = path.parent
    match error.errno:
        case errno.ENOENT | errno.ENOTDIR:
            return f"“{path.name}” was not written: there is no folder “{folder}”. Create it or choose another."
        case full if full in _FULL:
            return f"“{path.name}” was not written: the disk of “{folder}” is full. Free some space and write again."
        case _ if path.is_dir():
            return f"“{path.name}” was not written: a folder has that name. Choose another name."
        case errno.EACCES | errno.EPERM if os.access(folder, os.W_OK) and path.exists():
            return f"“{path.name}” was not written: the file is locked. Close it in PowerPoint or Word and write again."
        case errno.EACCES | errno.EPERM | errno.EROFS:
            return f"“{path.name}” was not written: you may not write in “{folder}”. Choose another folder."
        case errno.ENAMETOOLONG:
            return f"“{path.name}” was not written: the name is too long. Choose a shorter one."
        case _:
            return f"“{path.name}” was not written: {error.strerror or error}. Choose another folder."
