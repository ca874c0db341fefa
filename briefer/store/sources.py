"""Original files, kept once each under the SHA-256 of their bytes: `ab/<sha256>`."""

from __future__ import annotations

import hashlib
import os
import re
from pathlib import Path

from briefer.errors import LibraryError

_SHA256 = re.compile(r"[0-9a-f]{64}")


def put_source(folder: Path, data: bytes) -> str:
    """Keep `data` under `folder` and return its SHA-256; when this returns, it is on the disk."""
    sha256 = hashlib.sha256(data).hexdigest()
    kept = folder / sha256[:2] / sha256
    if kept.is_file() and kept.read_bytes() == data:
        return sha256
    kept.parent.mkdir(parents=True, exist_ok=True)
    write_durably(kept, data)
    return sha256


def source(folder: Path, sha256: str) -> bytes | None:
    """Return the bytes kept under `sha256`, None when they are not; raises LibraryError when they have changed."""
    kept = folder / sha256[:2] / sha256
    if not _SHA256.fullmatch(sha256) or not kept.is_file():
        return None
    data = kept.read_bytes()
    if hashlib.sha256(data).hexdigest() != sha256:
        raise LibraryError(f"The kept original “{kept}” is damaged. Import the file again to replace it.")
    return data


def write_durably(path: Path, data: bytes) -> None:
    """Write `path` so that after a crash it is either absent, old or complete."""
    part = path.with_name(f"{path.name}.part")
    with part.open("wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())
    part.replace(path)
    sync_folder(path.parent)


def sync_file(path: Path) -> None:
    """Make the contents of a file that another library wrote last through a power cut."""
    with path.open("rb+") as stream:
        os.fsync(stream.fileno())


def sync_folder(path: Path) -> None:
    """Make renames in `path` last through a power cut; Windows does so by itself."""
    if os.name == "nt":
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
