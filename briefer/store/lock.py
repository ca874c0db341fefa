"""One writer a library: an operating-system lock that a crash releases by itself."""

from __future__ import annotations

import os
import sys
from pathlib import Path

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl


class WriterLock:
    """Holds `path` for one writer; raises BlockingIOError when another holds it, OSError when it cannot be made.

    The lock file stays behind: removing it while another waits for it would let two in.
    """

    def __init__(self, path: Path) -> None:
        self._handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
        try:
            _take(self._handle)
        except OSError as error:
            os.close(self._handle)
            raise BlockingIOError(str(path)) from error

    def release(self) -> None:
        """Let the next writer in; once is enough, twice does no harm."""
        if self._handle >= 0:
            os.close(self._handle)
            self._handle = -1


def _take(handle: int) -> None:
    if sys.platform == "win32":
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
    else:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
