"""An invented library and services for the window's tests; no essay, person or place here is real."""

from __future__ import annotations

import os
import struct
import sys
import threading
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

import masters
from sample_deck import INSTITUTE

from briefer.app.brands import CheckedBrand
from briefer.app.changes import SinceBuild
from briefer.app.evidence import Context, PassageCheck, check_passages, context
from briefer.app.importing import ImportOutcome
from briefer.app.previews import Preview
from briefer.app.shelving import Chosen, Review, import_of, standings
from briefer.app.sidecars import Sidecars
from briefer.app.stage import Staged
from briefer.app.vocabulary import seed_terms
from briefer.branding.problems import remarks_on
from briefer.branding.proposing import proposed, remapped
from briefer.errors import (
    BrandError,
    Cancelled,
    ImportRefused,
    LibraryError,
    OutputError,
    Problem,
    SpecError,
    UsageError,
)
from briefer.mining.merging import merge_proposals
from briefer.mining.seedterms import SeedTerm
from briefer.model.counts import Tally, tally
from briefer.model.deck import Deck, Line, Lines, Remark, Slide, SourceLine
from briefer.model.essay import Essay, Footnote, Page, Paragraph, Section
from briefer.model.evidence import Passage, PassageKind, Position, Proposition, Recommendation, Stand, Theme
from briefer.model.library import Edit, Entity, Library, Put
from briefer.model.master import Drawing
from briefer.model.memo import Paper
from briefer.model.reference import Name, Reference
from briefer.model.statement import Citation, Mark, Role, Statement, statement_id
from briefer.model.suggestion import MergeProposal, StandHint, Suggestion, ThemeTag, suggestion_id
from briefer.model.text import Anchor, digest, slug
from briefer.readers.master import read_brand_file
from briefer.readers.pdf_pictures import Picture
from briefer.specs.brand import Brand
from briefer.specs.brief import Assessment, Brief, DeckChoice, Handling, Pick
from briefer.store.search import SearchResult
from briefer.store.sqlite import search_folder
from briefer.structure.imported import Imported, Piece, Source
from briefer.typeset.layout import lay_out
from briefer.typeset.memo_rows import SHEETS
from briefer.typeset.page import Page as MeasuredPage

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from briefer.gui.main_window import MainWindow
    from briefer.gui.palette import Look

VOLUME = "The Quiet Grid"

BODIES: dict[str, str] = {}
"""The invented texts, by essay."""

TEXTS: list[tuple[str, str, str, str, list[tuple[PassageKind, str, str, tuple[str, ...]]]]] = [
    (
        "Signe",
        "Lind",
        "A reserve that nobody owns",
        "1–6",
        [
            (
                "quotation",
                "A shared reserve should be run by a body that sells no power.",
                "A body that sells no power",
                ("reserve",),
            ),
            (
                "recommendation",
                "Ministers should sign a reserve treaty before the next winter.",
                "A treaty before winter",
                ("reserve", "rules"),
            ),
            (
                "fact",
                "In the cold week of the invented year 2019 four regions lost supply for nine hours.",
                "Nine hours without supply",
                ("outages",),
            ),
        ],
    ),
    (
        "Chidi",
        "Okoro",
        "What the cold week taught",
        "7–13",
        [
            (
                "quotation",
                "The lines held; the agreements did not.",
                "The agreements failed, not the lines",
                ("outages", "rules"),
            ),
            (
                "paraphrase",
                "A common reserve is worth having if the small regions may call on it first.",
                "Small regions first",
                ("reserve",),
            ),
            (
                "recommendation",
                "Operators should publish their spare capacity every hour.",
                "Publish spare capacity",
                ("rules",),
            ),
        ],
    ),
    (
        "Elena",
        "Marchetti",
        "Against one more table",
        "14–19",
        [
            (
                "quotation",
                "Another council would add minutes, not megawatts.",
                "Minutes, not megawatts",
                ("reserve", "rules"),
            ),
            (
                "recommendation",
                "Regions should first repair the contracts they already have.",
                "Repair existing contracts",
                ("rules",),
            ),
        ],
    ),
    (
        "Amina",
        "Yusuf",
        "Storage on the coast",
        "20–27",
        [
            (
                "fact",
                "Two coastal stores could carry the whole area for eleven hours.",
                "Eleven hours from two stores",
                ("storage",),
            ),
            (
                "recommendation",
                "The coast should build storage before new lines are laid.",
                "Storage before lines",
                ("storage", "cost"),
            ),
            (
                "paraphrase",
                "A reserve without storage is a promise without stock.",
                "No reserve without storage",
                ("reserve", "storage"),
            ),
        ],
    ),
    (
        "Bruno",
        "Tveit",
        "Who pays for idle plants",
        "28–33",
        [
            (
                "fact",
                "Idle plants cost the area about 40 million crowns a year.",
                "About 40 million crowns a year",
                ("cost",),
            ),
            ("paraphrase", "Cost should follow use, not size.", "Cost follows use", ("cost", "rules")),
        ],
    ),
    (
        "Marta",
        "Brandão",
        "The mountain regions and their dams",
        "34–39",
        [
            ("quotation", "We will lend water, not control.", "Lend water, keep control", ("reserve", "storage")),
            (
                "comment",
                "The author speaks for two of the five mountain regions only.",
                "Two of five regions",
                ("reserve",),
            ),
        ],
    ),
    (
        "Jiro",
        "Nakagawa-Reyes",
        "Rules that survive a storm",
        "40–46",
        [
            (
                "recommendation",
                "A storm clause should suspend exports for no longer than six hours.",
                "A six-hour storm clause",
                ("rules", "outages"),
            ),
            (
                "quotation",
                "Rules are kept in bad weather only if they were written for it.",
                "Rules for bad weather",
                ("rules",),
            ),
        ],
    ),
    (
        "Olena",
        "Hrytsenko",
        "Small meters, large effects",
        "47–52",
        [("claim", "Metered homes shift a fifth of their use within a day.", "A fifth shifts within a day", ("cost",))],
    ),
    ("Pál", "Zsigmond", "Letters from the island line", "53–58", []),
]

THEMES = [
    Theme(id="reserve", label="A shared reserve", scope="One reserve for all regions, and who runs it.", order=1),
    Theme(id="storage", label="Storage", scope="Dams, coastal stores, batteries.", order=2),
    Theme(id="rules", label="Rules and contracts", scope="What holds in a crisis.", order=3),
    Theme(id="outages", label="The cold week", scope="What failed, and why.", order=4),
    Theme(id="cost", label="Cost and who bears it", scope="", order=5),
]


BODIES: dict[str, str] = {}
"""The texts of the invented essays, under their digests."""


def _essay(order: int, given: str, family: str, title: str, pages: str, sentences: list[str]) -> tuple[Essay, str]:
    filler = "The regions trade power every day. Most winters are mild, and most contracts are never read."
    body = (
        title
        + "\n\n"
        + "\n\n".join(
            f"{filler} {sentence} What follows from this is argued at length below."
            for sentence in sentences or [filler]
        )
    )
    first = int(pages.split("–")[0])
    marks = [at for at in range(len(body)) if body.startswith("\n\n", at)]
    starts = [0, *marks[1:]] if len(marks) > 1 else [0]
    last = int(pages.split("–")[1])
    labels = [*range(first, first + len(starts) - 1), last]
    ends = [*marks[1:], len(body)] if len(marks) > 1 else [len(body)]
    BODIES[digest(body)] = body
    reading = "unread" if family == "Zsigmond" else "skimmed" if family in ("Hrytsenko", "Tveit") else "read"
    essay = Essay(
        id=slug(f"{family} 2024 {title}", 5),
        reference=Reference(
            type="chapter",
            title=title,
            authors=(Name(given=given, family=family),),
            editors=(Name(given="Ruth", family="Adeyemi"), Name(given="Karl", family="Voss")),
            container_title=VOLUME,
            publisher="Institute for Dull Infrastructure",
            issued="2024-03",
            page=pages,
        ),
        body_sha256=digest(body),
        pages=tuple(Page(start, str(label), label + 6) for label, start in zip(labels, starts, strict=True)),
        sections=(Section(title, 1, 0, len(title)),),
        paragraphs=tuple(Paragraph(start + 2, end) for start, end in zip([marks[0], *marks[1:]], ends, strict=True)),
        footnotes=tuple(
            Footnote(str(n), at, f"Note {n} of {family}.", "linked") for n, at in enumerate(ends[:3], start=1)
        ),
        reading=reading,  # type: ignore[arg-type]
        order=order,
        source_sha256=digest("volume"),
        source_name="quiet-grid.pdf",
        remarks=("p. 44: is a heading missing?",) if family == "Nakagawa-Reyes" else (),
        confidence=0.7 if family == "Hrytsenko" else 1.0,
    )
    return essay, body


def _passages(essay: Essay, body: str, items: list[tuple[PassageKind, str, str, tuple[str, ...]]]) -> list[Passage]:
    found = []
    for order, (kind, sentence, headline, themes) in enumerate(items):
        start = body.index(sentence)
        found.append(
            Passage(
                id=f"{essay.id}/{order:08x}",
                essay_id=essay.id,
                kind=kind,
                anchor=Anchor.of(body, start, start + len(sentence)),
                themes=themes,
                headline=headline,
                confirmed=kind != "claim",
                order=order,
            )
        )
    return found


def invented_library() -> Library:
    """Return a volume of nine essays with foreword, one web article, themes, positions and recommendations."""
    entities: list[Entity] = list(THEMES)
    ids: dict[str, str] = {}
    recommendations = 0
    for order, (given, family, title, pages, items) in enumerate(TEXTS, 1):
        essay, body = _essay(order, given, family, title, pages, [sentence for _, sentence, _, _ in items])
        BODIES[essay.id] = body
        passages = _passages(essay, body, items)
        entities += [essay, *passages]
        ids[family] = essay.id
        for passage in passages:
            if passage.kind == "recommendation":
                recommendations += 1
                entities.append(
                    Recommendation(
                        id=f"rec/{slug(passage.headline, 4)}",
                        text=passage.wording,
                        passages=(passage.id,),
                        themes=passage.themes,
                        order=recommendations,
                    )
                )
    entities += _front_matter()
    entities += _positions(ids)
    return Library.of(entities, "Quiet grid")


def invented_bodies() -> dict[str, str]:
    """Return the texts of the invented library."""
    texts = [
        _essay(order, given, family, title, pages, [sentence for _, sentence, _, _ in items])[1]
        for order, (given, family, title, pages, items) in enumerate(TEXTS, 1)
    ]
    return {digest(text): text for text in (*texts, "foreword", "article")}


def _front_matter() -> list[Entity]:
    reference = Reference(
        type="chapter",
        title="Foreword",
        authors=(Name(given="Ruth", family="Adeyemi"),),
        container_title=VOLUME,
        issued="2024-03",
        page="iii–iv",
    )
    article = Reference(
        type="webpage",
        title="Build the coastal stores together: five questions that the ministers have so far left open",
        authors=tuple(
            Name(given=g, family=f) for g, f in (("Ida", "Solheim"), ("Tom", "Achterberg"), ("Lea", "Quist"))
        ),
        container_title="Grid Review",
        issued="2025-06-14",
    )
    return [
        Essay(
            id="adeyemi-2024-foreword",
            reference=reference,
            kind="foreword",
            body_sha256=digest("foreword"),
            order=0,
            reading="read",
        ),
        Essay(
            id="solheim-2025-build",
            reference=article,
            kind="article",
            body_sha256=digest("article"),
            order=20,
            reading="read",
        ),
    ]


PROPOSITIONS = [
    (
        "prop/shared-reserve",
        "The regions should keep one shared reserve",
        "one shared reserve",
        {"Lind": "for", "Okoro": "for-if", "Marchetti": "against", "Yusuf": "for", "Brandão": "for-if"},
    ),
    (
        "prop/new-body",
        "A new body should run the reserve",
        "a new body",
        {"Lind": "for", "Marchetti": "against", "Brandão": "against", "Tveit": "relayed"},
    ),
    ("prop/storage-first", "Storage should come before new lines", "storage first", {"Yusuf": "for", "Okoro": "for"}),
]


def _positions(ids: dict[str, str]) -> list[Entity]:
    found: list[Entity] = []
    for order, (id, text, short, stands) in enumerate(PROPOSITIONS):
        found.append(Proposition(id=id, text=text, short=short, order=order, themes=("reserve",)))
        for family, stand in stands.items():
            kind: Stand = stand  # type: ignore[assignment]
            found.append(
                Position(
                    id=Position.key(id, ids[family]),
                    proposition_id=id,
                    essay_id=ids[family],
                    stand=kind,
                    condition="the small regions may call first" if stand == "for-if" else "",
                    holder="the operators" if stand == "relayed" else "",
                    passages=(f"{ids[family]}/00000000",),
                    confirmed=family != "Brandão",
                )
            )
    return found


def invented_brief(library: Library) -> Brief:
    """Return a brief on the invented library with some of everything ticked."""
    return Brief(
        title="One reserve for the quiet grid",
        id="quiet-grid",
        date="2026-03-09",
        as_of="2025-06",
        question="Should the regions keep one shared reserve?",
        audience="Energy minister",
        prepared_by="Grid desk",
        version=2,
        essays=tuple(essay.id for essay in library.all(Essay) if essay.counts and essay.reading != "unread"),
        themes=("reserve", "storage", "rules"),
        propositions=("prop/shared-reserve", "prop/new-body"),
        assessments=(
            Assessment(
                text="Support one reserve, run by the operators' own office.",
                slide="bluf",
                by="Grid desk",
                confidence="moderate",
            ),
            Assessment(
                text="Without storage the reserve will be empty in a cold week.",
                slide="bluf",
                by="Grid desk",
                confidence="low",
            ),
        ),
        deck=DeckChoice(template="decision-brief", max_slides=10),
        handling=Handling(marking="TLP:GREEN"),
    )


@dataclass(frozen=True)
class FakeOpen:
    path: Path
    name: str
    library: Library
    read_only: bool = False
    reason: str = ""
    remark: str = ""


@dataclass(frozen=True)
class FakeTemplate:
    id: str
    name: str
    kind: str


@dataclass(frozen=True)
class FakeSlide:
    key: str
    layout: str
    title: str
    statements: tuple[Statement, ...] = ()
    sources: tuple[str, ...] = ()
    remarks: tuple[str | Remark, ...] = ()
    status: str = ""
    numbers: tuple[int, ...] = ()
    alternatives: tuple[str, ...] = ()
    takes_lines: bool = True
    say: str = ""


@dataclass(frozen=True)
class FakeSection:
    id: str
    label: str
    words: int
    statements: tuple[Statement, ...] = ()


@dataclass(frozen=True)
class FakeAudit:
    sourced: int
    total: int
    exact: int
    quotations: int
    unconfirmed: int
    single_source: int
    fits: int


@dataclass(frozen=True)
class FakeOutline:
    slides: tuple[FakeSlide, ...]
    memo: tuple[FakeSection, ...]
    remarks: tuple[str | Remark, ...]
    audit: FakeAudit
    pages: tuple[MeasuredPage, ...]
    brand: Brand
    memo_fill: Mapping[Paper, float]
    order: tuple[str, ...] = ()
    counted: int = 0
    drawings: Mapping[str, Drawing] = field(default_factory=dict)
    waiting: int = 0


@dataclass(frozen=True)
class FakeBuild:
    files: tuple[Path, ...]
    remarks: tuple[str | Remark, ...] = ()
    gate: str = "matches its sources as of 2025-06"


@dataclass(frozen=True)
class FakeVerdict:
    slide: int
    verdict: str
    severity: str
    changes: tuple[str, ...]
    issued: str
    found: str
    source: str = ""
    page: str = ""


@dataclass(frozen=True)
class FakeVerify:
    rows: tuple[FakeVerdict, ...]
    mode: str = "ids"


def png(width: int, height: int) -> bytes:
    """Return a picture that is white all over."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress((b"\0" + b"\xff" * width) * height)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def verdicts() -> tuple[FakeVerdict, ...]:
    """Return what an edited deck of the invented brief could yield."""
    same = "The idea has sponsors: Lind wants a body that sells no power."
    rows = [
        FakeVerdict(2, "unchanged", "ok", (), same, same, "", "Lind 2024, p. 2"),
        FakeVerdict(
            5,
            "altered",
            "fail",
            ("modal",),
            "“Ministers should sign a reserve treaty before the next winter.” [1]",
            "“Ministers must sign a reserve treaty before the next winter.” [1]",
            "Ministers should sign a reserve treaty before the next winter.",
            "Lind 2024, p. 3",
        ),
        FakeVerdict(
            7,
            "removed",
            "fail",
            ("source-line",),
            "Idle plants cost about 40 million crowns a year. [5]",
            "",
            "Idle plants cost the area about 40 million crowns a year.",
            "Tveit 2024, p. 29",
        ),
        FakeVerdict(
            3,
            "reworded",
            "warn",
            ("word",),
            "The strongest objection: Marchetti sees minutes, no gain.",
            "The strongest objection: Marchetti sees minutes, no benefit.",
            "paraphrase; names, numbers and negations intact",
            "Marchetti 2024, p. 15",
        ),
        FakeVerdict(
            9, "new", "warn", (), "", "Finance has asked for a cost note.", "no number, quotation or author", ""
        ),
    ]
    rows += [
        FakeVerdict(
            n, "verbatim", "ok", (), f"Sentence {n} stays.", f"Sentence {n} stays.", "", f"Okoro 2024, p. {n + 4}"
        )
        for n in range(3, 17)
    ]
    return tuple(rows)


@dataclass(frozen=True)
class FakeHintLine:
    """A sentence behind a hint."""

    passage: Passage
    place: str


@dataclass(frozen=True)
class FakeHints:
    """Hints by essay."""

    hints: Mapping[str, StandHint] = field(default_factory=dict)
    lines: Mapping[str, Sequence[FakeHintLine]] = field(default_factory=dict)


WINTERS = "Most winters are mild, and most contracts are never read."


def suggestions_of(essay: Essay, body: str) -> tuple[Suggestion, ...]:
    """Return a suggestion on the second sentence of every paragraph; the first one only reports a view."""
    places = [at for at in range(len(body)) if body.startswith(WINTERS, at)]
    return tuple(
        Suggestion(
            id=suggestion_id(essay.id, "recommendation", WINTERS, number),
            essay_id=essay.id,
            kind="recommendation",
            start=at,
            end=at + len(WINTERS),
            tier="explicit" if number else "reported",
            cues=("should",),
            reason="a modal of duty",
            addressee="the regions",
            action="read",
            holder="" if number else "the operators",
            condition="if they are mild" if number else "",
            themes=(ThemeTag("rules", 0.8, "seed “contract*”"),),
            flags=("no date",),
        )
        for number, at in enumerate(places)
    )


@dataclass(frozen=True)
class FakeDrafted:
    """A draft."""

    brief: Brief
    edits: tuple[Edit, ...]
    remarks: tuple[str, ...] = ()


def found_by_rule(library: Library) -> list[Passage]:
    """Return two passages that nobody has confirmed, each the words of one that the library has."""
    known = [p for p in library.all(Passage) if p.kind == "paraphrase" and p.anchor][:2]
    return [
        replace(p, id=f"{p.essay_id}/fffffff{n}", themes=("reserve",), confirmed=False, order=n)
        for n, p in enumerate(known)
    ]


class FakeServices:
    """Services over values in memory; what was saved, written and asked is kept in lists."""

    def __init__(self, library: Library | None = None) -> None:
        self.library = invented_library() if library is None else library
        self.read_only = False
        self.remark = ""
        self.saved: list[tuple[Edit, ...]] = []
        self.briefs: dict[Path, Brief] = {}
        self.broken: set[Path] = set()
        self.outlined: list[Brief] = []
        self.pictured: list[tuple[Brief, float]] = []
        self.memo_pages = 1
        self.undrawable = False
        self.unset = False
        """Whether the memo holds letters that cannot be set."""
        self.blank = False
        """Whether a new brief asks for nothing yet."""
        self.asked: list[tuple[str, tuple[str, ...]]] = []
        """Questions drafted from, with their essays."""
        self.built: list[tuple[str, ...]] = []
        self.last_build: SinceBuild | None = None
        self.hints = FakeHints()
        self.checks: dict[str, PassageCheck] = {}
        self.drawn: list[tuple[str, int, int]] = []
        self.refused_brands: set[str] = set()
        self.remapped: list[tuple[str, str, str]] = []
        self.searched: list[str] = []
        self.tables: list[tuple[tuple[str, ...], Path]] = []
        self.hold = threading.Event()
        """While unset, long work waits at every step."""
        self.hold.set()

    def open_library(self, path: Path, create: bool = False) -> FakeOpen:
        if path in self.broken:
            raise LibraryError(f"{path.name} was written by a newer Briefer; update this one to open it.")
        library = Library(name=path.stem) if create else self.library
        reason = "Another Briefer window has this library open. You can read and verify here." if self.read_only else ""
        return FakeOpen(path, library.name, library, self.read_only, reason, self.remark)

    def save(self, path: Path, edits: tuple[Edit, ...]) -> None:
        if path in self.broken:
            raise LibraryError("The disk is full; free some space.")
        self.saved.append(edits)

    def close_library(self) -> None:
        pass

    def search(self, query: str, limit: int) -> SearchResult:
        self.searched.append(query)
        while not self.hold.wait(0.002):
            pass
        return search_folder(self.library, invented_bodies(), query, limit)

    def references(self, paths: Sequence[Path], cancelled: Callable[[], bool]) -> Sidecars:
        return Sidecars(texts=list(paths))

    def stage(
        self,
        path: Path,
        references: Sidecars,
        progress: Callable[[int, int, str], None],
        cancelled: Callable[[], bool],
        with_ocr: bool = False,
    ) -> Staged:
        progress(0, 1, path.name)
        while not self.hold.wait(0.002):
            if cancelled():
                raise Cancelled("stopped")
        if path.suffix == ".locked":
            raise ImportRefused("The file asks for a password. Save a copy without one, then import it.")
        essay = Essay(
            id=slug(f"imported {path.stem}"),
            reference=Reference(title=path.stem.title(), issued="2025"),
            body_sha256=digest(path.stem),
            source_name=path.name,
        )
        source = Source(name=path.name, sha256=digest(path.name), media_type="text/plain")
        imported = Imported(source=source, reference=essay.reference, pieces=(Piece(essay, path.stem),))
        return Staged(path=path, imported=imported, data=b"")

    def can_ocr(self, reason: str) -> bool:
        return False

    def review(
        self,
        library: Library,
        files: Sequence[Imported],
        brief: Brief | None,
        folder: Path | None,
        cancelled: Callable[[], bool],
    ) -> Review:
        return Review(
            standings=tuple(standings(library, one) for one in files),
            found=tuple(tuple({} for _ in one.pieces) for one in files),
            spellings=(),
        )

    def found_by_rule(self, essay: Essay, body: str) -> Mapping[str, int]:
        return {}

    def page_pictures(self, staged: Staged, indexes: Sequence[int], width: int) -> tuple[Picture, ...]:
        return ()

    def import_of(self, library: Library, files: Sequence[Chosen]) -> ImportOutcome:
        return import_of(library, files)

    def body(self, essay: Essay) -> str:
        if essay.body_sha256 not in BODIES:
            raise LibraryError(f"The text of “{essay.id}” is missing. Import its file again.")
        return BODIES[essay.body_sha256]

    def suggestions(self, library: Library, essay_id: str) -> tuple[Suggestion, ...]:
        while not self.hold.wait(0.002):
            pass
        essay = library.get(Essay, essay_id)
        return suggestions_of(essay, BODIES.get(essay.body_sha256, "")) if essay else ()

    def page_picture(self, library: Library, essay_id: str, index: int, width: int) -> Picture:
        while not self.hold.wait(0.002):
            pass
        self.drawn.append((essay_id, index, width))
        if self.undrawable:
            raise LibraryError("The file “quiet-grid.pdf” is not kept in this library, so its pages cannot be shown.")
        return Picture(width=60, height=85, pixels=b"\xf0" * (60 * 85 * 4))

    def passage_checks(self, library: Library) -> dict[str, PassageCheck]:
        return {**check_passages(library, {}), **self.checks}

    def passage_context(self, library: Library, passage: Passage, start: int | None = None) -> Context:
        return context(library, {}, passage, start)

    def moved_passage(self, library: Library, passage: Passage, start: int) -> Passage | None:
        anchor = passage.anchor
        return replace(passage, anchor=replace(anchor, start=start, end=start + len(anchor.quote)), doubtful=False)

    def evidence_table(self, library: Library, ids: Sequence[str], path: Path) -> Path:
        self.tables.append((tuple(ids), path))
        return path

    def count_line(self, library: Library, found: Tally) -> str:
        return f"{found.count('for', 'for-if')} of {found.denominator} texts want {found.proposition.short}"

    def stand_hints(self, library: Library, proposition_id: str, cancelled: Callable[[], bool]) -> FakeHints:
        return self.hints

    def seed_terms(self, library: Library, theme_id: str) -> tuple[SeedTerm, ...]:
        return seed_terms(library, theme_id)

    def merge_proposals(self, library: Library) -> tuple[MergeProposal, ...]:
        return merge_proposals(library.all(Recommendation))

    def draft(
        self,
        library: Library,
        brief: Brief,
        question: str,
        essay_ids: Sequence[str],
        progress: Callable[[int, int, str], None],
        cancelled: Callable[[], bool],
    ) -> FakeDrafted:
        progress(0, 2, "text 1 of 2")
        while not self.hold.wait(0.002):
            if cancelled():
                raise Cancelled("stopped")
        if not essay_ids and not library.all(Essay):
            raise UsageError("The library holds no essay yet. Import some files first.")
        self.asked.append((question, tuple(essay_ids)))
        edits = () if self.read_only else tuple(Put(passage) for passage in found_by_rule(library))
        picks = tuple(Pick(passage=edit.entity.id) for edit in edits)
        made = replace(brief, title=question, question=question, themes=("reserve", "storage"), picks=picks)
        return FakeDrafted(made, edits, (f"Found by rule: {len(edits)} passages.",))

    def suggestions_at(self, library: Library, passage: Passage) -> tuple[str, ...]:
        return (f"sg-{passage.order}",)

    def passage_body(self, library: Library, passage: Passage) -> str:
        body = BODIES.get(passage.essay_id, "")
        anchor = passage.anchor
        return body if anchor and body[anchor.start : anchor.end] == anchor.quote else ""

    def new_brief(self, library: Library) -> Brief:
        if self.blank:
            return Brief(title="New brief", date="2026-03-09", deck=DeckChoice(template="decision-brief"))
        return invented_brief(library) if library.all(Essay) else Brief(title="Untitled brief", date="2026-03-09")

    def load_brief(self, path: Path) -> Brief:
        if path in self.broken:
            raise SpecError([Problem(path.name, 6, 5, "deck.max_slides", "expected a whole number")])
        return self.briefs[path]

    def brief_text(self, brief: Brief) -> str:
        return f"briefer: brief/1\ntitle: {brief.title}\n"

    def save_brief(self, path: Path, brief: Brief) -> None:
        self.briefs[path] = brief

    def sample_brief(self) -> Path | None:
        return None

    def templates(self) -> Sequence[FakeTemplate]:
        return (
            FakeTemplate("decision-brief", "Decision brief", "deck"),
            FakeTemplate("information-brief", "Information brief", "deck"),
            FakeTemplate("information-memo", "Information memo", "memo"),
            FakeTemplate("decision-memo", "Decision memo", "memo"),
        )

    def brands(self) -> Sequence[str]:
        return ("institute", "command", "plain")

    def add_brand(self, path: Path) -> CheckedBrand:
        if path.name in self.refused_brands:
            raise BrandError(f"“{path.name}” was not taken: ppt/vbaProject.bin holds macros.")
        return self._user_brand(path.stem)

    def user_brand(self, id: str) -> CheckedBrand | None:
        return self._user_brand(id)

    def remap_brand(self, id: str, layout: str, name: str) -> CheckedBrand:
        self.remapped.append((id, layout, name))
        made = self._user_brand(id)
        return replace(made, brand=remapped(made.found, made.brand, layout, name))

    def _user_brand(self, id: str) -> CheckedBrand:
        found = read_brand_file(masters.no_title(), f"{id}.pptx")
        brand = proposed(found, INSTITUTE, id, id.capitalize())
        return CheckedBrand(brand=brand, found=found, remarks=remarks_on(brand, found))

    def formats(self) -> Sequence[str]:
        return ("pptx", "docx", "pdf", "md", "handout", "packet", "html", "xlsx")

    def outline(self, library: Library, brief: Brief) -> FakeOutline:
        self.outlined.append(brief)
        return outline_of(library, brief)

    def previews(self, library: Library, brief: Brief, cancelled: Callable[[], bool]) -> tuple[Preview, ...]:
        made = outline_of(library, brief)
        names = [("template", t.id) for t in self.templates() if t.kind == "deck"]
        names += [("brand", id) for id in self.brands()]
        return tuple(
            Preview(kind=kind, id=id, name=id, brand=made.brand, page=made.pages[1], slides=len(made.pages))  # type: ignore[arg-type]
            for kind, id in names
        )

    def memo_preview(self, library: Library, brief: Brief, pixels_per_inch: float) -> tuple[bytes, ...]:
        if self.unset:
            raise OutputError("The memo’s PDF was not written: its typeface has no “𝄞”.")
        self.pictured.append((brief, pixels_per_inch))
        width, height = (round(points / 72 * pixels_per_inch) for points in SHEETS[brief.memo.paper])
        return (png(width, height),) * self.memo_pages

    def build(
        self,
        library: Library,
        brief: Brief,
        folder: Path,
        formats: Sequence[str],
        progress: Callable[[int, int, str], None],
        cancelled: Callable[[], bool],
    ) -> FakeBuild:
        for at, name in enumerate(formats):
            progress(at, len(formats), name)
            while not self.hold.wait(0.002):
                if cancelled():
                    raise Cancelled("stopped")
        self.built.append(tuple(formats))
        return FakeBuild(tuple(folder / f"quiet-grid.{name}" for name in formats))

    def since_build(self, library: Library, brief: Brief, folder: Path) -> SinceBuild | None:
        return self.last_build

    def verify(self, path: Path, library: Library | None) -> FakeVerify:
        while not self.hold.wait(0.002):
            pass
        return FakeVerify(verdicts(), "ids" if library else "as-issued")


def _say(key: str, field: str, role: Role, text: str, passages: Sequence[Passage] = (), **more: object) -> Statement:
    citations = tuple(Citation(p.essay_id, p.locator, p.id) for p in passages)
    made = Statement(
        id=statement_id(key, field, [p.id for p in passages] or [text]),
        slide_key=key,
        field=field,
        role=role,
        text=text,
        citations=citations,
    )
    return replace(made, **more)  # type: ignore[arg-type]


def outline_of(library: Library, brief: Brief) -> FakeOutline:
    """Return a plausible outline of `brief`."""
    from briefer.gui import brief_edits, phrases

    essays = brief_edits.ticked(brief, library, "essays")
    themes = brief_edits.ticked(brief, library, "themes")
    numbers: dict[str, int] = {}

    def cite(passage: Passage, key: str, field: str, label: str = "") -> tuple[Statement, str]:
        number = numbers.setdefault(passage.essay_id, len(numbers) + 1)
        quoted = passage.kind == "quotation"
        essay = library.get(Essay, passage.essay_id)
        who = phrases.authors(essay) if essay else ""
        text = f"{who}: “{passage.wording}”" if quoted else passage.wording
        role: Role = "quotation" if quoted else "paraphrase"
        statement = _say(
            key,
            field,
            role,
            text,
            [passage],
            label=label or who,
            marks=(Mark(len(text), (number,)),),
            confirmed=passage.confirmed,
        )
        return statement, f"[{number}] {phrases.source_of(library, passage)}"

    passages = [p for p in library.all(Passage) if p.essay_id in essays]
    slides: list[FakeSlide] = [
        FakeSlide(
            "title",
            "title",
            brief.title,
            (
                _say(
                    "title",
                    "subtitle",
                    "boilerplate",
                    f"For the {brief.audience.lower()} · {brief.prepared_by}, {brief.date}",
                ),
            ),
        )
    ]
    slides.append(_bluf(brief, passages, cite))
    for theme in library.all(Theme):
        chosen = [p for p in passages if theme.id in p.themes][:4]
        if theme.id not in themes or not chosen:
            continue
        key = f"theme-summary/{theme.id}"
        made = [cite(p, key, f"body{at}") for at, p in enumerate(chosen)]
        title = {
            "reserve": "Most texts want one reserve; one sees only another council",
            "storage": "Storage decides what a reserve is worth",
            "rules": "Rules must be written for bad weather",
        }.get(theme.id, theme.label)
        remarks: tuple[str | Remark, ...] = (
            ("Rests on one text: add a second author, or say so.",) if len({p.essay_id for p in chosen}) == 1 else ()
        )
        slides.append(
            FakeSlide(
                key,
                "theme-summary",
                title,
                tuple(s for s, _ in made),
                tuple(dict.fromkeys(t for _, t in made)),
                remarks,
            )
        )
    for proposition in library.all(Proposition):
        if proposition.id in brief.propositions:
            slides.append(_map(library, proposition, essays))
    advice = [library.get(Recommendation, id) for id in sorted(brief_edits.ticked(brief, library, "recommendations"))]
    key = "ranked-table"
    backed = [p for rec in advice if rec for p in (library.get(Passage, rec.passages[0]),) if p]
    if backed:
        made = [cite(p, key, f"row{at}") for at, p in enumerate(backed[: brief.recommendations.limit])]
        slides.append(
            FakeSlide(
                key,
                "ranked-table",
                f"{phrases.said(len(made), 'recommendation').capitalize()} stand in the texts",
                tuple(s for s, _ in made),
                tuple(dict.fromkeys(t for _, t in made))[:5],
            )
        )
    statements = [s for slide in slides for s in slide.statements if s.role != "boilerplate"]
    cited = [s for s in statements if s.citations or s.role in ("count", "assessment")]
    quotes = [s for s in statements if s.role == "quotation"]
    single = sum(bool(slide.remarks) for slide in slides)
    pages = lay_out(deck_of(slides, brief), INSTITUTE).pages
    audit = FakeAudit(
        len(cited),
        len(statements),
        len(quotes),
        len(quotes),
        sum(not s.confirmed for s in statements),
        single,
        len(pages),
    )
    return FakeOutline(
        tuple(
            replace(
                slide,
                statements=(_title(slide), *slide.statements),
                numbers=tuple(at for at, page in enumerate(pages, 1) if page.key == slide.key),
            )
            for slide in slides
        ),
        _memo(slides),
        (Remark("", "The newest text is of June 2025; later events are not covered.", "info"),),
        audit,
        pages,
        INSTITUTE,
        {"a4": 0.96, "letter": 1.02},
        tuple(slide.key for slide in slides),
        len(slides),
    )


def _title(slide: FakeSlide) -> Statement:
    return _say(slide.key, "title", "own", slide.title)


def _source(text: str) -> SourceLine:
    number, words = text.removeprefix("[").split("] ", 1)
    return SourceLine(int(number), words)


def deck_of(slides: Sequence[FakeSlide], brief: Brief) -> Deck:
    """Return the slides as a composed deck: labelled lines only."""
    return Deck(
        brief_id=brief.id,
        title=brief.title,
        subject="",
        slides=tuple(
            Slide(
                key=slide.key,
                layout=slide.layout,
                title=_title(slide),
                blocks=(Lines(tuple(Line(s) for s in slide.statements)),),
                status=slide.status,
                sources=tuple(_source(text) for text in slide.sources),
            )
            for slide in slides
        ),
        register=(),
        footer=f"{brief.id} · v{brief.version}",
        marking=brief.handling.marking,
        language="en-GB",
        author=brief.prepared_by,
        date=brief.date,
        run="",
        brand="institute",
    )


def _bluf(brief: Brief, passages: Sequence[Passage], cite: Callable[..., tuple[Statement, str]]) -> FakeSlide:
    made = [
        cite(p, "bluf", f"body{at}", label)
        for at, (p, label) in enumerate(zip(passages[::5][:2], ("Evidence", "Objection"), strict=False))
    ]
    judged = [
        _say("bluf", f"judged{at}", "assessment", a.text, by=a.by, confidence=a.confidence, label="Assessment")
        for at, a in enumerate(brief.assessments)
    ]
    statements = (*judged[:1], *(s for s, _ in made), *judged[1:])
    return FakeSlide(
        "bluf",
        "bluf",
        "We ask you to support one reserve and to leave its office with the operators",
        statements,
        tuple(t for _, t in made),
    )


def _map(library: Library, proposition: Proposition, essays: frozenset[str]) -> FakeSlide:
    from briefer.gui import phrases

    count = tally(library, proposition, essays)
    key = f"consensus-map/{proposition.id}"
    rows = []
    for stand, found in count.confirmed.items():
        names = [phrases.authors(e) for p in found if (e := library.get(Essay, p.essay_id))]
        if names:
            citations = tuple(
                Citation(p.essay_id, library.locator(q) if q else p_locator(), q.id if q else "")
                for p in found
                for q in [library.get(Passage, (p.passages or ("",))[0])]
            )
            rows.append(
                replace(
                    _say(key, stand, "count", f"{len(names)}  {phrases.listed(names)}"),
                    label=proposition.label(stand),
                    citations=citations,
                )
            )
    unconfirmed = [p for found in count.unconfirmed.values() for p in found]
    status = f"Draft: {len(unconfirmed)} of {count.denominator} positions unconfirmed" if unconfirmed else ""
    if unconfirmed:
        names = [phrases.authors(e) for p in unconfirmed if (e := library.get(Essay, p.essay_id))]
        rows.append(
            replace(
                _say(key, "unconfirmed", "count", phrases.listed(names)),
                label="Unconfirmed",
                confirmed=False,
                citations=tuple(Citation(p.essay_id, p_locator(), (p.passages or ("",))[0]) for p in unconfirmed),
            )
        )
    wanting = phrases.said(count.count("for", "for-if"), "text").capitalize()
    title = f"{wanting} of {count.denominator} want {proposition.short}"
    return FakeSlide(key, "consensus-map", title, tuple(rows), (), (), status)


def p_locator():  # type: ignore[no-untyped-def]
    from briefer.model.essay import Locator

    return Locator()


def _memo(slides: Sequence[FakeSlide]) -> tuple[FakeSection, ...]:
    names = {
        "bluf": "Bottom line",
        "theme-summary": "Key points",
        "consensus-map": "Where they differ",
        "ranked-table": "What they advise",
    }
    found: dict[str, list[Statement]] = {}
    for slide in slides:
        if slide.layout in names:
            found.setdefault(slide.layout, []).extend(slide.statements)
    return tuple(
        FakeSection(layout, names[layout], sum(len(s.text.split()) for s in ss), tuple(ss))
        for layout, ss in found.items()
    )


class FakeDialogs:
    """Answers file dialogs with what a test laid ready, last first."""

    def __init__(self) -> None:
        self.answers: list[Path] = []
        self.shown: list[Path] = []

    def files(self, title: str, kinds: str) -> list[Path]:
        return [self.answers.pop()] if self.answers else []

    def file(self, title: str, kinds: str) -> Path | None:
        return self.answers.pop() if self.answers else None

    def new_file(self, title: str, start: Path, kinds: str) -> Path | None:
        return self.answers.pop() if self.answers else None

    def folder(self, title: str, start: Path | None = None) -> Path | None:
        return self.answers.pop() if self.answers else None

    def show_folder(self, folder: Path) -> None:
        self.shown.append(folder)


def new_window(look: Look, services: FakeServices, folder: Path) -> MainWindow:
    """Return a window on `services` that remembers nothing and asks no one."""
    from PySide6.QtCore import QSettings

    from briefer.gui.main_window import MainWindow

    settings = QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat)
    return MainWindow(services, look, settings, FakeDialogs())  # type: ignore[arg-type]


def clipped(root: QWidget) -> list[str]:
    """Return every visible text below `root` that is wider or higher than its box."""
    from PySide6.QtWidgets import QAbstractButton, QHeaderView, QLabel

    from briefer.gui.widgets.buttons import MenuButton
    from briefer.gui.widgets.excerpt import Excerpt
    from briefer.gui.widgets.finding import Finding
    from briefer.gui.widgets.text import Elided

    found = []
    for label in root.findChildren(QLabel):
        if not label.isVisible() or isinstance(label, Elided) or not label.text():
            continue
        box = label.contentsRect()
        if label.wordWrap():
            needed, room = label.heightForWidth(label.width()), label.height()
        else:
            needed, room = label.fontMetrics().horizontalAdvance(label.text()), box.width() + 1
        if needed > room:
            found.append(f"label “{label.text()}” needs {needed}, has {room}")
    for button in root.findChildren(QAbstractButton):
        if (
            not isinstance(button, MenuButton)
            and button.isVisible()
            and button.text()
            and button.sizeHint().width() > button.width() + 1
        ):
            found.append(f"button “{button.text()}” needs {button.sizeHint().width()}, has {button.width()}")
    for head in root.findChildren(QHeaderView):
        for at in range(head.count()):
            words = str(head.model().headerData(at, head.orientation()) or "")
            needed = head.fontMetrics().horizontalAdvance(words) + 28
            if head.isVisible() and not head.isSectionHidden(at) and needed > head.sectionSize(at) + 6:
                found.append(f"head “{words}” needs {needed}, has {head.sectionSize(at)}")
    for kind in (Finding, Excerpt):
        for text in root.findChildren(kind):
            if text.isVisible() and text.heightForWidth(text.width()) > text.height() + 1:
                found.append(f"“{text.accessibleName()}” needs more height")
    return found


def screens(window: MainWindow, settle: Callable[[], None]) -> Iterator[str]:
    """Bring one screen of an open window after the other to the front and name it."""
    from briefer.gui.panels.inspector import CONTENT, SETUP, SLIDE_PAGE
    from briefer.gui.widgets.banner import Notice

    for tab in ("Library", "Read", "Evidence", "Positions", "Compose", "Memo", "Verify"):
        window.rail.choose(tab)
        settle()
        yield tab
    window.rail.choose("Library")
    window.kit.imports.begin([Path("one-long-name-of-a-volume-that-nobody-shortened.pdf"), Path("two.pdf")])
    while window.kit.imports.review is None:
        settle()
    for step, name in enumerate(("Files", "Essays", "Page numbers", "What was found")):
        window.wizard.go_to(step)
        settle()
        yield f"Import, {name}"
    window.kit.imports.cancel()
    window.show_essay("lind-2024-a-reserve-that")
    while not window.read.waiting:
        settle()
    for stretch in (window.read.waiting[0], window.session.shelf.passages_of(window.read.essay_id)[0]):
        window.read.choose(stretch.id)
        settle()
        yield f"Read, {type(stretch).__name__.lower()}"
    window.commands["vocabulary"].trigger()
    while window.vocabulary.card.finder.busy:
        settle()
    settle()
    yield "Vocabulary"
    window.vocabulary.end()
    window.kit.outputs.verify(Path("edited.pptx"))
    while not window.verify.model.rows:
        settle()
    settle()
    yield "Verify, with a file"
    window.rail.choose("Compose")
    window.compose.go_to("bluf")
    window.compose.page.choose(3)
    settle()
    yield "Compose, with a statement"
    window.compose.inspector.show_page(SETUP)
    settle()
    yield "Set-up"
    window.compose.inspector.show_page(SLIDE_PAGE)
    settle()
    yield "Slide"
    window.compose.inspector.show_page(CONTENT)
    for part in ("options", "events", "decision"):
        window.compose.inspector.contents.show_part(part)
        settle()
        yield f"Content, {part}"
    window.compose.slides.edit()
    settle()
    if window.compose.slides.editor is not None:
        yield "Compose, editing a statement"
        window.compose.slides.editor.end(False)
    window.compose.pick_look()
    while not window.compose.look_page.brands.count():
        settle()
    settle()
    yield "Template and brand"
    window.compose.look_page.left.emit()
    window.palette_box.open()
    for words in ("", "storage", "author:lind (reserve", "“no such thing", "storrage"):
        window.palette_box.replace_words(words)
        window.search.start()
        while window.search.busy:
            settle()
        settle()
        yield f"Palette, “{words}”"
    window.palette_box.close_palette()
    window.commands["draft"].trigger()
    settle()
    yield "Draft"
    window.kit.drafts.run("Should the regions keep one shared reserve?", ())
    while window.kit.drafts.busy or window.kit.outliner.busy:
        settle()
    window.commands["next-waiting"].trigger()
    settle()
    yield "A draft"
    window.commands["export"].trigger()
    settle()
    yield "Export"
    window.compose.inspector.close_export()
    window.rail.choose("Library")
    advice = "The file asks for a password. Save a copy without one, then import it again; the others were imported."
    window.talk.say(
        Notice(kind="fail", finding="report.pdf was not imported:", advice=advice, actions=(("Try again", list),))
    )
    window.toast.say("3 pieces imported")
    settle()
    yield "Library, with messages"


def measure() -> int:
    """Print every clipped text of every screen in both palettes; run with QT_SCALE_FACTOR set."""
    import tempfile

    from PySide6.QtCore import QEventLoop
    from PySide6.QtGui import QFont
    from PySide6.QtWidgets import QApplication

    from briefer.gui.palette import Look

    app = QApplication([])
    app.setFont(QFont("Inter", float(os.environ.get("BRIEFER_TEST_POINTS", "9"))))
    look, found = Look(app), []
    for mode in ("light", "dark"):
        look.set_mode(mode)
        for size in ((1440, 900), (1180, 720)):
            window = new_window(look, FakeServices(), Path(tempfile.mkdtemp()))
            window.resize(*size)
            window.show()

            def settle() -> None:
                for _ in range(5):
                    app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)

            settle()
            found += [f"{mode} {size[0]} Start: {text}" for text in clipped(window)]
            window.kit.libraries.open(Path("quiet-grid.briefer"))
            while window.kit.outliner.outline is None:
                settle()
            for name in screens(window, settle):
                found += [f"{mode} {size[0]} {name}: {text}" for text in clipped(window)]
            window.lanes.close()
            window.hide()
    sys.stdout.write("\n".join(found))
    return 1 if found else 0


if __name__ == "__main__":
    code = measure()
    sys.stdout.flush()
    os._exit(code)
