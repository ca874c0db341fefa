"""A small library of invented essays and a deck on it, for tests of the audit and of verification."""

from __future__ import annotations

from dataclasses import replace

from briefer.audit.records import records
from briefer.model.deck import (
    Cell,
    Column,
    Columns,
    Deck,
    Line,
    Lines,
    LineStyle,
    Notes,
    RegisterEntry,
    Row,
    Slide,
    SourceLine,
    Table,
)
from briefer.model.essay import Essay, Page, TextKind
from briefer.model.evidence import Passage, PassageKind
from briefer.model.library import Library
from briefer.model.provenance import Record
from briefer.model.reference import Name, Reference
from briefer.model.statement import Citation, Confidence, Mark, Role, Span, Statement, statement_id
from briefer.model.text import Anchor, digest
from briefer.typeset.layout import lay_out
from briefer.typeset.page import Page as Sheet
from briefer.writers.master import build_master
from briefer.writers.pptx import write_deck
from tests.sample_deck import INSTITUTE

MORA = (
    "The coastal states have built their coastguards one by one. None of them can watch its own waters for a whole "
    "year, and none has asked a neighbour for help.\n\n"
    "A joint patrol should not replace the national fleets unless the smaller states ask for it. It may begin with "
    "two ships and a common radio channel, at a cost of US$20 million a year. The ministers, however, prefer to wait."
)
LIND = (
    "Whoever speaks of a joint patrol speaks of money first. The budget of 2019 left 1.5 per cent for partners, and "
    "nobody wants a second fleet. A standing office in Porto Alto would be neither feasible nor desirable.\n\n"
    "What the partners need is anti-piracy training, fuel and a common language. Training could start within a year."
)
OSEI = "This summary says that the fishing towns distrust patrols of any flag and want their harbours mended first."


def essay(id: str, body: str, name: Name, pages: tuple[Page, ...], text: TextKind = "full", order: int = 0) -> Essay:
    reference = Reference(title=f"On coastguards, {order}", authors=(name,), issued="2020")
    return Essay(
        id=id, reference=reference, text=text, body_sha256=digest(body), pages=pages, reading="read", order=order
    )


def _pages(body: str, turn: str, first: int) -> tuple[Page, ...]:
    """Return two pages: the second begins with the words `turn`."""
    return Page(0, str(first)), Page(body.index(turn), str(first + 1))


ESSAYS = (
    essay("mora-2020-patrols", MORA, Name(family="Mora", given="Inés"), _pages(MORA, "A joint", 3), order=1),
    essay("lind-2020-money", LIND, Name(family="Lind", given="Karl"), _pages(LIND, "What the", 11), order=2),
    essay("osei-2020-harbours", OSEI, Name(family="Osei", given="Ama"), (), "digest", order=3),
)
BODIES = {digest(body): body for body in (MORA, LIND, OSEI)}


def passage(id: str, body: str, quote: str, kind: PassageKind = "quotation", text: str = "") -> Passage:
    start = body.index(quote)
    return Passage(
        id=id, essay_id=id.split("/")[0], kind=kind, text=text, anchor=Anchor.of(body, start, start + len(quote))
    )


JOINT = passage("mora-2020-patrols/00000001", MORA, "A joint patrol should not replace the national fleets")
COST = passage(
    "mora-2020-patrols/00000002",
    MORA,
    "at a cost of US$20 million a year",
    "paraphrase",
    "Mora puts the price of a joint patrol at US$20 million a year.",
)
OFFICE = passage("lind-2020-money/00000003", LIND, "neither feasible nor desirable")
TRAINING = passage(
    "lind-2020-money/00000004", LIND, "Training could start within a year", "paraphrase", "Training first"
)
LIBRARY = Library.of((*ESSAYS, JOINT, COST, OFFICE, TRAINING))


def cited(*passages: Passage) -> tuple[Citation, ...]:
    return tuple(Citation(p.essay_id, LIBRARY.locator(p), p.id) for p in passages)


def say(
    key: str,
    text: str,
    role: Role = "paraphrase",
    *passages: Passage,
    marks: tuple[int, ...] = (),
    label: str = "",
    by: str = "",
    confidence: Confidence | None = None,
    field: str = "body",
) -> Statement:
    citations = cited(*passages)
    start = text.find("“")
    spans = (Span(start + 1, text.find("”"), "quoted"),) if start >= 0 and role == "paraphrase" else ()
    return Statement(
        id=statement_id(key, field, (text, label)),
        slide_key=key,
        field=field,
        role=role,
        text=text,
        spans=spans,
        marks=(Mark(len(text), marks),) if marks else (),
        citations=citations,
        label=label,
        by=by,
        confidence=confidence,
    )


def _cited_as(other: Statement, statement: Statement) -> Statement:
    """Return `statement` with the citations of `other`."""
    return replace(statement, citations=other.citations)


def line(statement: Statement, style: LineStyle = "body", under: str = "") -> Line:
    return Line(statement, style, under)


BLUF = Slide(
    key="bluf",
    layout="bluf",
    title=say("bluf", "Two texts want a joint patrol, and one doubts that it can be paid for", "count", field="title"),
    blocks=(
        Lines(
            (
                line(
                    say(
                        "bluf",
                        "Start with two ships, and ask the smaller states first.",
                        "assessment",
                        label="Assessment",
                        by="Sea desk",
                        confidence="moderate",
                    ),
                    "lead",
                    "Confidence: moderate",
                ),
                line(say("bluf", COST.text, "paraphrase", COST, marks=(1,), label="Evidence")),
                line(
                    say(
                        "bluf",
                        "Lind sees no money for partners in the budget and prefers training.",
                        "paraphrase",
                        TRAINING,
                        marks=(2,),
                        label="Objection",
                    )
                ),
            )
        ),
    ),
    sources=(SourceLine(1, "Mora 2020, p. 4"), SourceLine(2, "Lind 2020, p. 12")),
    notes=Notes(
        say=("Ask for two ships only.",),
        evidence=("Mora, p. 4: “A joint patrol should not replace the national fleets”",),
    ),
)
QUOTATION = Slide(
    key="quotation",
    layout="quotation",
    title=say("quotation", "Mora, who designs the patrol, keeps the national fleets", "own", field="title"),
    blocks=(
        Lines(
            (
                line(
                    say("quotation", f"“{JOINT.wording}”", "quotation", JOINT, marks=(1,), label="Quotation"),
                    "quotation",
                ),
            )
        ),
        Lines((line(say("quotation", "Mora, essay of 2020, page 4", "paraphrase", JOINT, label="Who")),)),
    ),
    sources=(SourceLine(1, "Mora 2020, p. 4 · exact match with the source"),),
)
_ROWS = (
    ("In favour", "1", say("voices", "Mora: two ships and one radio channel (4)", "paraphrase", COST)),
    (
        "Against",
        "1",
        say("voices", "Lind: an office would be “neither feasible nor desirable” (11)", "paraphrase", OFFICE),
    ),
)
VOICES = Slide(
    key="voices",
    layout="voices",
    title=say("voices", "Form divides the texts: one wants ships, one wants training", "count", field="title"),
    blocks=(
        Table(
            (),
            tuple(
                Row(
                    (
                        Cell((say("voices", stand, "boilerplate", field=f"stand{at}"),), bold=True),
                        Cell((_cited_as(statement, say("voices", count, "count", field=f"count{at}")),), numeral=True),
                        Cell((statement,)),
                    )
                )
                for at, (stand, count, statement) in enumerate(_ROWS)
            ),
            "Who is for a joint patrol and who is not",
        ),
    ),
    sources=(SourceLine(1, "Mora 2020, p. 4"), SourceLine(2, "Lind 2020, pp. 11–12")),
)
COLUMNS = Slide(
    key="two-voices",
    layout="two-voices",
    title=say("two-voices", "Nobody in these texts wants a second fleet", "count", field="title"),
    blocks=(
        Columns(
            (
                Column(
                    say("two-voices", "Ships first", "count", field="heading"),
                    1,
                    (
                        say(
                            "two-voices",
                            "Mora: a joint patrol that may begin small (4)",
                            "paraphrase",
                            COST,
                            field="cell",
                        ),
                        say("two-voices", "Mora again: one radio channel (4)", "paraphrase", COST, field="cell"),
                    ),
                ),
                Column(
                    say("two-voices", "Training first", "count", field="heading"),
                    1,
                    (
                        say(
                            "two-voices",
                            "Lind: training and fuel before ships (12)",
                            "paraphrase",
                            TRAINING,
                            field="cell",
                        ),
                    ),
                ),
            )
        ),
    ),
    sources=(SourceLine(3, "Mora and Lind 2020: all pages in brackets"),),
)

DECK = Deck(
    brief_id="patrols",
    title="Joint patrols",
    subject="Coastguards",
    author="Sea desk",
    date="2026-11-22",
    language="en-GB",
    footer="patrols · v1 · evidence as of 2020",
    marking="TLP:GREEN",
    brand="institute",
    run="0a1b2c3d",
    slides=(BLUF, QUOTATION, VOICES, COLUMNS),
    register=(
        RegisterEntry(1, ("mora-2020-patrols",), "Mora, Inés, On coastguards (2020)", "Mora 2020"),
        RegisterEntry(2, ("lind-2020-money",), "Lind, Karl, On money (2020)", "Lind 2020"),
    ),
)
MASTER = build_master(INSTITUTE)


def sheets(deck: Deck = DECK) -> tuple[Sheet, ...]:
    """Return the measured pages of `deck`."""
    return lay_out(deck, INSTITUTE).pages


def issued(deck: Deck = DECK) -> tuple[Record, ...]:
    """Return the records of `deck`."""
    return records(deck, sheets(deck), LIBRARY, BODIES)


def written(deck: Deck = DECK, carried: bool = True) -> bytes:
    """Return `deck` as a .pptx, with its records or without."""
    return write_deck(sheets(deck), deck, INSTITUTE, MASTER, issued(deck) if carried else ())


def revised(body: str, old: str, new: str) -> tuple[Library, dict[str, str]]:
    """Return library and bodies after the essay with `body` was imported anew with `new` for `old`."""
    changed = body.replace(old, new)
    essay = next(essay for essay in ESSAYS if essay.body_sha256 == digest(body))
    entities = {**LIBRARY.entities, (Essay, essay.id): replace(essay, body_sha256=digest(changed))}
    return Library(entities), {**BODIES, digest(changed): changed}
