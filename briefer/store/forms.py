"""Which form a library has on disk: a file, or a folder of text files."""

from __future__ import annotations

from pathlib import Path


def is_folder_library(path: Path) -> bool:
    """Tell whether `path` is a library in folder form."""
    return (path / "library.yaml").is_file()
