"""What comes back from the program: values to read, as the window needs them; frozen dataclasses of any layer fit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Protocol

from briefer.model.deck import Remark
from briefer.model.essay import Essay
from briefer.model.evidence import Passage
from briefer.model.library import Edit, Library
from briefer.model.master import Drawing
from briefer.model.memo import Paper
from briefer.model.state import Change
from briefer.model.statement import Statement
from briefer.model.suggestion import StandHint
from briefer.specs.brand import Brand
from briefer.specs.brief import Brief
from briefer.specs.brief import Change as ToldChange
from briefer.typeset.page import Page


class OpenLibrary(Protocol):
    """A library as it was found on disk."""

    @property
    def path(self) -> Path: ...
    @property
    def name(self) -> str: ...
    @property
    def library(self) -> Library: ...
    @property
    def read_only(self) -> bool: ...
    @property
    def reason(self) -> str:
        """Why it can only be read; "" when it can be changed."""
        ...

    @property
    def remark(self) -> str:
        """What the user should know besides, such as that no backup could be made."""
        ...


class ImportResult(Protocol):
    """Essays found in files; nothing is in the library before the edits are saved."""

    @property
    def edits(self) -> tuple[Edit, ...]: ...
    @property
    def bodies(self) -> Mapping[str, str]:
        """Canonical texts of the essays, under their SHA-256; the service keeps them for `save`."""
        ...

    @property
    def essays(self) -> tuple[Essay, ...]:
        """The new ones, in the order of the files."""
        ...

    @property
    def remarks(self) -> tuple[str, ...]: ...


class TemplateInfo(Protocol):
    """A shape of a deck or memo."""

    @property
    def id(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def kind(self) -> str:
        """`deck` or `memo`."""
        ...


class OutlineSlide(Protocol):
    """One slide as a list of statements."""

    @property
    def key(self) -> str: ...
    @property
    def numbers(self) -> tuple[int, ...]:
        """Numbers of its pages; a slide that is continued has several."""
        ...

    @property
    def layout(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def statements(self) -> tuple[Statement, ...]: ...
    @property
    def sources(self) -> tuple[str, ...]: ...
    @property
    def remarks(self) -> Sequence[str | Remark]: ...
    @property
    def status(self) -> str: ...
    @property
    def alternatives(self) -> tuple[str, ...]:
        """Layouts that show the same, its own among them."""
        ...

    @property
    def takes_lines(self) -> bool:
        """Tells whether a passage that is given to this slide stands on it."""
        ...

    @property
    def say(self) -> str:
        """What the presenter says."""
        ...


class OutlineSection(Protocol):
    """One section of the memo."""

    @property
    def id(self) -> str: ...
    @property
    def label(self) -> str: ...
    @property
    def words(self) -> int: ...
    @property
    def statements(self) -> tuple[Statement, ...]: ...


class Audit(Protocol):
    """Figures of the brief's gate."""

    @property
    def sourced(self) -> int:
        """Statements with a source, of `total`."""
        ...

    @property
    def total(self) -> int: ...
    @property
    def exact(self) -> int:
        """Quotations that match their source word for word, of `quotations`."""
        ...

    @property
    def quotations(self) -> int: ...
    @property
    def unconfirmed(self) -> int: ...
    @property
    def single_source(self) -> int: ...
    @property
    def fits(self) -> int:
        """Pages on which everything fits."""
        ...


class Outline(Protocol):
    """What a brief makes of a library: slides, memo, remarks and audit."""

    @property
    def slides(self) -> Sequence[OutlineSlide]: ...
    @property
    def pages(self) -> tuple[Page, ...]:
        """The slides as measured, in order; a continued slide has several."""
        ...

    @property
    def brand(self) -> Brand:
        """Colours and faces of the pages."""
        ...

    @property
    def memo(self) -> Sequence[OutlineSection]: ...
    @property
    def memo_fill(self) -> Mapping[Paper, float]:
        """How much of one page the memo takes, as it is written for Word; 1 is a full page."""
        ...

    @property
    def remarks(self) -> Sequence[str | Remark]: ...
    @property
    def audit(self) -> Audit: ...
    @property
    def order(self) -> tuple[str, ...]:
        """Keys of the slides as the template has them, before anybody moved one."""
        ...

    @property
    def counted(self) -> int:
        """Pages that count against the limit of slides: neither the register, back-up nor hidden ones."""
        ...

    @property
    def drawings(self) -> Mapping[str, Drawing]:
        """What the user's own file draws behind the text, by the name of its layout."""
        ...

    @property
    def waiting(self) -> int:
        """How many parts of the brief have no place; the first remarks name them."""
        ...


class Preview(Protocol):
    """A slide of the brief in one template or brand."""

    @property
    def kind(self) -> str:
        """`template` or `brand`."""
        ...

    @property
    def id(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def drawings(self) -> Mapping[str, Drawing]:
        """What the user's own file draws behind the text, by the name of its layout."""
        ...

    @property
    def brand(self) -> Brand | None: ...
    @property
    def page(self) -> Page | None:
        """The slide as measured; None where it cannot be made."""
        ...

    @property
    def slides(self) -> int:
        """How many slides the deck has; 0 where it cannot be made."""
        ...

    @property
    def note(self) -> str:
        """What the user should know before taking it, "" for nothing."""
        ...


class BuildResult(Protocol):
    """Files written, and what the gate said."""

    @property
    def files(self) -> tuple[Path, ...]: ...
    @property
    def remarks(self) -> Sequence[str | Remark]: ...
    @property
    def gate(self) -> str: ...


class VerifyRow(Protocol):
    """One statement of a finished file beside its source. `slide` is 0 in a memo."""

    @property
    def slide(self) -> int: ...
    @property
    def verdict(self) -> str: ...
    @property
    def severity(self) -> str:
        """`ok`, `warn` or `fail`."""
        ...

    @property
    def changes(self) -> tuple[str, ...]: ...
    @property
    def issued(self) -> str: ...
    @property
    def found(self) -> str: ...
    @property
    def source(self) -> str:
        """The source's own words, or what was compared."""
        ...

    @property
    def page(self) -> str:
        """Short citation with its place: "Tanaka 2020, p. 41"."""
        ...


class VerifyResult(Protocol):
    """All statements of a finished file."""

    @property
    def rows(self) -> Sequence[VerifyRow]: ...
    @property
    def mode(self) -> str:
        """`ids`, `text` or `as-issued`."""
        ...


class PassageCheck(Protocol):
    """How a passage stands against its text."""

    @property
    def state(self) -> str:
        """The sign: ok, unconfirmed, doubtful, warn or fail."""
        ...

    @property
    def words(self) -> str:
        """What was compared, in two words: "Verbatim", "Page seen", "Found in 3 places"."""
        ...

    @property
    def places(self) -> Sequence[tuple[int, int]]:
        """The stretches of the body to choose from, when its place is not certain."""
        ...


class Context(Protocol):
    """A passage between the words around it."""

    @property
    def before(self) -> str: ...
    @property
    def quote(self) -> str: ...
    @property
    def after(self) -> str: ...


class StandHintLine(Protocol):
    """A sentence that bears on a proposition, as a passage that is not in the library yet."""

    @property
    def passage(self) -> Passage: ...
    @property
    def place(self) -> str:
        """Where it stands, as a reader cites it: "p. 36"."""
        ...


class StandHints(Protocol):
    """What rules take the stands on one proposition to be, by essay."""

    @property
    def hints(self) -> Mapping[str, StandHint]: ...
    @property
    def lines(self) -> Mapping[str, Sequence[StandHintLine]]: ...


class Drafted(Protocol):
    """A brief drafted from a question; nothing is in the library before the edits are saved."""

    @property
    def brief(self) -> Brief: ...
    @property
    def edits(self) -> tuple[Edit, ...]: ...
    @property
    def remarks(self) -> tuple[str, ...]: ...


def as_remark(value: str | Remark, slide_key: str = "") -> Remark:
    """Return `value` as a remark; bare text is something to look at."""
    return value if isinstance(value, Remark) else Remark(slide_key, value, "warn")


class SinceBuild(Protocol):
    """What changed since a brief was last built."""

    @property
    def changes(self) -> Sequence[Change]: ...
    @property
    def noted(self) -> tuple[ToldChange, ...]:
        """What the brief itself would say of it."""
        ...
