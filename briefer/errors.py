"""What Briefer tells a user who gave it something it cannot use, and the exit code that goes with it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum


class Exit(IntEnum):
    """Exit codes of the command line (docs/json.md lists them for scripts)."""

    DONE = 0
    USAGE = 1
    YAML = 2
    IMPORT = 3
    LIBRARY = 4
    BRAND = 5
    OUTPUT = 6
    GATE = 7
    BUG = 70
    CANCELLED = 130


class BrieferError(Exception):
    """A refusal in one sentence that says what happened, where, and what to do next."""

    exit = Exit.USAGE


class UsageError(BrieferError):
    """A call that cannot be carried out, or a named file that is missing."""


def no_file(path: object) -> UsageError:
    """Return the refusal of a file that was named and is not there."""
    return UsageError(f"There is no file “{path}”. Check the name.")


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One mistake in a user's file; line and column count from 1, 0 means the whole file."""

    file: str
    line: int
    column: int
    where: str
    what: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}:{self.column}" if self.line else self.file
        said = f"{place}: {self.where}: {self.what}" if self.where else f"{place}: {self.what}"
        return said if said.isprintable() else "".join(c if c.isprintable() else ascii(c)[1:-1] for c in said)


class SpecError(BrieferError):
    """All the mistakes of one or more YAML files at once."""

    exit = Exit.YAML

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = sorted(set(problems))
        super().__init__("\n".join(str(p) for p in self.problems))


class ImportRefused(BrieferError):
    """A source file that cannot become essays."""

    exit = Exit.IMPORT


class LibraryError(BrieferError):
    """A library that cannot be opened, read or written."""

    exit = Exit.LIBRARY


class BrandError(BrieferError):
    """A PowerPoint master or memo master that cannot carry the output."""

    exit = Exit.BRAND


class OutputError(BrieferError):
    """An output that cannot be written or does not fit its limits."""

    exit = Exit.OUTPUT


class GateRefused(BrieferError):
    """The brief's own gate forbids the output."""

    exit = Exit.GATE


class Cancelled(BrieferError):
    """The user stopped the work; nothing was written."""

    exit = Exit.CANCELLED
