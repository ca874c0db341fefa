"""Hand-made pages: what the layout stage hands to a writer, small enough to know every word of."""

from __future__ import annotations

from briefer.model.deck import Deck, Notes
from briefer.model.provenance import Record
from briefer.typeset.page import CellBox, Page, Paragraph, Rule, Run, Shape, TableBox, TextBox

TITLE_ID, TEXT_ID, CELL_ID = "s-1f3a9c2b07", "s-2f3a9c2b07", "s-3f3a9c2b07"


def paragraph(*runs: Run, leading: float = 26, margin: float = 0, **rest: float) -> Paragraph:
    return Paragraph(runs, leading, ("".join(run.text for run in runs),), margin=margin, indent=-margin, **rest)


def frame(title: str, statement: str = TITLE_ID, marking: str = "TLP:GREEN") -> tuple[Shape, ...]:
    """Return title, sources, footers and marks as every content page has them."""
    quiet = {"size": 11.0, "ink": "ink2"}
    number = paragraph(Run("1", size=11, field="slidenum"), Run(" / 3", **quiet), leading=14)
    source = paragraph(Run("[1]\tLorenz 2020, p. 36", **quiet), leading=14, margin=20)
    heading = paragraph(Run(title, "title", 30, statement=statement), leading=36, right=300)
    mark = Paragraph((Run(marking, size=12, bold=True),), 14, (marking,), align="center")
    return (
        TextBox("title", 54, 48, 852, 76, (heading,)),
        Rule(54, 441, 852, "source"),
        TextBox("source_label", 54, 450, 132, 14, (paragraph(Run("Sources", **quiet), leading=14),)),
        TextBox("source_line", 198, 450, 708, 42, (source,)),
        TextBox("slide_number", 54, 508, 132, 14, (number,)),
        TextBox("footer_text", 198, 508, 480, 14, (paragraph(Run("nato · v3", **quiet), leading=14),)),
        TextBox("banner_top", 821, 18, 85, 20, (mark,), anchor="middle", framed=True),
        TextBox("banner_bottom", 821, 505, 85, 20, (mark,), anchor="middle", framed=True),
    )


def lines_page(text: str = "The idea has named sponsors & <friends>", key: str = "bluf", **rest: object) -> Page:
    body = TextBox(
        "body",
        54,
        138,
        852,
        294,
        (
            paragraph(
                Run("Evidence\t", size=16, ink="ink2"),
                Run(text, statement=TEXT_ID),
                Run("\u2060[1]", size=20, ink="accent", raised=True),
                margin=144,
            ),
        ),
    )
    title, *others = frame("We ask you to support a political format")
    return Page(
        key=key,
        layout="bluf",
        title="We ask you to support a political format",
        shapes=(title, body, *others),
        notes=Notes(say=("I need one decision.",), sources=("[1] Lorenz 2020",)),
        statement_ids=(TITLE_ID, TEXT_ID),
        **rest,  # type: ignore[arg-type]
    )


def table_page(key: str = "options", **rest: object) -> Page:
    head = CellBox((paragraph(Run("Option", size=14, ink="ink2"), leading=16),), below="ink", anchor="bottom")
    row = CellBox((paragraph(Run("Go on one by one", size=16, statement=CELL_ID), leading=20),), below="recommended")
    table = TableBox("body", 54, 138, (426, 426), (24, 40), ((head, CellBox(())), (row, row)), True, "Options by cost")
    title, *others = frame("A consultation format gains most for least", "s-4f3a9c2b07")
    return Page(
        key=key,
        layout="options",
        title="A consultation format gains most for least",
        shapes=(title, table, *others),
        notes=Notes(),
        statement_ids=("s-4f3a9c2b07", CELL_ID),
        **rest,  # type: ignore[arg-type]
    )


DECK = Deck(
    brief_id="nato",
    title="Consult four partners",
    subject="Decision brief",
    author="Asia desk",
    date="2026-11-22",
    language="en-GB",
    footer="nato · v3",
    marking="TLP:GREEN",
    brand="institute",
    run="0a1b2c3d",
    slides=(),
    register=(),
    stamp="matches its sources as of 2026-11-22",
)

RECORDS = (
    Record(
        id=TEXT_ID,
        slide_key="bluf",
        field="body",
        role="paraphrase",
        passages=("lorenz-2020/9c1f20ab",),
        essays=("lorenz-2020",),
        locator="p. 36",
        issued="Evidence\tThe idea has named sponsors & <friends>\u2060[1]",
        source_sha256="ab" * 32,
        start=10,
        end=60,
        quote="“an idea”",
        before="before ",
        after=" after",
    ),
)
