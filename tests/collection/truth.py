"""What a document says, as values: the truth an import is compared with. `^1^` in a text is a mark of a note."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, TypeAlias

MARK = re.compile(r"\^([^^]{1,4})\^")

BlockKind: TypeAlias = Literal["text", "quote", "item", "heading", "pull", "caption", "table"]
RUNNING = frozenset({"text", "quote", "item"})


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading or aside; rows of a table are lines, its cells stand between tabs."""

    kind: BlockKind
    text: str
    level: int = 1


@dataclass(frozen=True, kw_only=True)
class Essay:
    """One piece with its notes in the order of their marks."""

    title: str
    subtitle: str = ""
    authors: tuple[str, ...] = ()
    affiliations: tuple[str, ...] = ()
    kind: str = "essay"
    language: str = "en"
    first_page: str = ""
    last_page: str = ""
    blocks: tuple[Block, ...] = ()
    notes: tuple[tuple[str, str], ...] = ()

    @cached_property
    def paragraphs(self) -> tuple[str, ...]:
        """Return the running text without marks."""
        return tuple(MARK.sub("", block.text) for block in self.blocks if block.kind in RUNNING)

    @property
    def headings(self) -> tuple[str, ...]:
        return tuple(MARK.sub("", block.text) for block in self.blocks if block.kind == "heading")

    @property
    def asides(self) -> tuple[str, ...]:
        return tuple(block.text for block in self.blocks if block.kind in ("pull", "caption", "table"))

    @property
    def marks(self) -> tuple[tuple[str, str], ...]:
        """Return for each mark its label and the running text of its paragraph before it."""
        found = []
        for block in self.blocks:
            if block.kind in RUNNING:
                found += [(one[1], MARK.sub("", block.text[: one.start()])) for one in MARK.finditer(block.text)]
        return tuple(found)


@dataclass(frozen=True, kw_only=True)
class Truth:
    """The pieces of a document in order, and further words that must not stand in the running text of any."""

    essays: tuple[Essay, ...]
    furniture: tuple[str, ...] = ()
    whole: Essay | None = None
    """The same as one piece, where that is no less right: chapters that nobody signed."""


@dataclass(frozen=True, kw_only=True)
class Document:
    """A document of the collection; `make` returns its bytes and the truth about them."""

    name: str
    dimensions: tuple[str, ...]
    make: Callable[[], tuple[bytes, Truth]]

    @property
    def form(self) -> str:
        return self.name.rpartition(".")[2]
