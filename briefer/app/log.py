"""The log of the program's own mistakes, on this machine only."""

from __future__ import annotations

import tempfile
import traceback
from pathlib import Path

from platformdirs import user_log_path


def write_log(error: BaseException) -> Path:
    """Write the trace of `error` to the user's log folder, or to the temporary folder, and return where it is."""
    text = "".join(traceback.format_exception(error))
    for folder in (user_log_path("briefer", appauthor=False), Path(tempfile.gettempdir())):
        try:
            folder.mkdir(parents=True, exist_ok=True)
            path = folder / "briefer-error.log"
            path.write_text(text, encoding="utf-8")
        except OSError:
            continue
        return path
    return Path("(no log could be written)")
