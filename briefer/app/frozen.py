"""Programs packed into one executable: the process that reads files is that executable, started again."""

from __future__ import annotations

import sys


def work_when_started_to() -> None:
    """Be the process that reads files, and end, when a packed program was started for that; else return at once."""
    if getattr(sys, "frozen", False):  # the import takes longer than the rest of a short command
        from multiprocessing import freeze_support

        freeze_support()
