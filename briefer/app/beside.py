"""Files that a brief names: only what lies in its own folder, since a brief may come from somebody else."""

from __future__ import annotations

import re
from pathlib import Path, PureWindowsPath


def inside(value: str, folder: Path) -> Path | None:
    """Return what `value` names in `folder`, None where it, or a link on its way, leads out of it."""
    steps = re.split(r"[/\\]", value)
    if ".." in steps or value.startswith(("/", "\\", "~")) or "\0" in value or PureWindowsPath(value).drive:
        return None
    found = folder.joinpath(*steps)
    try:
        return found if found.resolve().is_relative_to(folder.resolve()) else None
    except (OSError, RuntimeError):  # links that lead in a circle
        return None
