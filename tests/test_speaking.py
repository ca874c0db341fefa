"""Speaker notes: sentences to say, evidence that names nobody twice, places in one phrase."""

from dataclasses import replace

import pytest

from briefer.compose.shelf import shelf_of
from briefer.compose.speaking import evidence_lines, full_sources, spoken_of
from briefer.model.counts import tally
from briefer.model.essay import Essay, Locator
from briefer.model.evidence import Passage, Position, Proposition
from briefer.model.library import Library
from briefer.model.reference import Name, Reference
from briefer.model.statement import Citation
from briefer.model.text import Anchor, digest
from briefer.specs.brief import Brief, Decision
from briefer.specs.expressions import View

GATES = Proposition(id="prop/gates", text="The gates should open", short="open gates")
NAMES = ("Mora", "Lind", "Ruiz", "Quill", "Ibsen", "Okafor")


def shelf_with(*stands, labels=(), passages=()):
    essays = [
        Essay(
            id=f"e-{at}",
            reference=Reference(title=f"Gates {at}", authors=(Name(family=NAMES[at], given="Ida"),), issued="2021"),
            body_sha256=digest("Gates."),
            reading="read",
            order=at,
        )
        for at in range(len(stands))
    ]
    asked = Proposition(id=GATES.id, text=GATES.text, short=GATES.short, labels=labels)
    taken = [
        Position(id=Position.key(GATES.id, e.id), proposition_id=GATES.id, essay_id=e.id, stand=stand, confirmed=True)
        for e, stand in zip(essays, stands, strict=True)
    ]
    brief = Brief(title="Gates", date="2026-11-22", propositions=(GATES.id,))
    shelf = shelf_of(Library.of([*essays, asked, *taken, *passages]), brief)
    return shelf, tally(shelf.library, asked, [essay.id for essay in essays])


@pytest.mark.parametrize(
    ("stands", "labels", "said"),
    [
        (
            ("for", "for", "for-if", "against", "silent", "silent"),
            (),
            "Three of six texts are in favour, one of them on a condition. Quill argues against. "
            "Ibsen and Okafor take no position.",
        ),
        (
            ("for-if", "silent"),
            (),
            "One of two texts is in favour, on a condition. Nobody argues against. Lind takes no position.",
        ),
        (("against",) * 4, (), "None of four texts is in favour. Four argue against."),
        (
            ("for", "for", "against"),
            (("for", "Build a gate"), ("against", "No gate")),
            "“Build a gate”: Mora and Lind. “No gate”: Ruiz.",
        ),
    ],
)
def test_a_presenter_says_the_counts_and_a_few_names(stands, labels, said):
    shelf, found = shelf_with(*stands, labels=labels)

    assert spoken_of(shelf, {"map": View(found)}) == (said,)
    assert spoken_of(shelf, {}) == ()


def test_nobody_is_said_to_be_against_what_nobody_has_read():
    shelf, found = shelf_with("for", "against")
    blank = replace(found, confirmed=dict.fromkeys(found.confirmed, ()), not_read=("e-0",), unconfirmed={"for": (1,)})

    assert spoken_of(shelf, {"map": View(blank)}) == (
        "No position on this is confirmed yet, so nobody is counted. One has not been read. "
        "One is unconfirmed and not counted.",
    )


def test_words_of_the_source_stand_in_quotation_marks():
    said = Anchor.of("Gates. The “old” gates stay open. Gates.", 7, 33)
    claim = Passage(id="e-0/1", essay_id="e-0", kind="recommendation", anchor=said, locator=Locator(page="3"))
    shelf, _ = shelf_with("for", passages=(claim,))

    (line,) = evidence_lines(shelf, [shelf.citation(claim.id)])
    assert line.replace("\u00a0", " ") == "Mora 2021, p. 3: “The ‘old’ gates stay open.”"


def test_a_presenter_asks_for_the_decision():
    shelf, _ = shelf_with("for")
    asked = Decision(wording="Open the gates.", by="2026-12-04", otherwise="the gates stay shut")

    assert spoken_of(shelf, {"decision": View(asked)}) == (
        "We ask for a decision by 4 December 2026. Without one: the gates stay shut.",
    )


@pytest.mark.parametrize(
    ("words", "line"),
    [
        ("Mora wants open gates.", "Mora wants open gates (2021, p. 3)."),
        ("Gates cost a lot, Mora reports", "Gates cost a lot, Mora reports (2021, p. 3)"),
        ("Gates cost a lot.", "Mora 2021, p. 3: Gates cost a lot."),
        ("Moraine gates cost a lot.", "Mora 2021, p. 3: Moraine gates cost a lot."),
    ],
)
def test_evidence_names_its_author_once(words, line):
    claim = Passage(id="e-0/1", essay_id="e-0", kind="claim", text=words, locator=Locator(page="3"))
    shelf, _ = shelf_with("for", passages=(claim,))

    assert [told.replace("\u00a0", " ") for told in evidence_lines(shelf, [shelf.citation(claim.id)] * 2)] == [line]


def test_evidence_of_many_authors_names_them_once():
    shelf, _ = shelf_with("for")
    crowd = tuple(Name(family=family) for family in NAMES)
    essay = replace(shelf.essays[0], reference=replace(shelf.essays[0].reference, authors=crowd))
    claim = Passage(id="e-0/1", essay_id="e-0", kind="claim", text="Mora et al. want gates.", locator=Locator(page="3"))
    shelf = shelf_of(Library.of([essay, claim]), shelf.brief)

    (line,) = evidence_lines(shelf, [shelf.citation(claim.id)])
    assert line.replace("\u00a0", " ") == "Mora et al. want gates (2021, p. 3)."


def test_a_source_gives_its_pages_in_one_phrase():
    shelf, _ = shelf_with("for")
    places = [Citation("e-0", Locator(page=page)) for page in ("53", "52", "52")]

    (line,) = full_sources(shelf, places)
    assert line.replace("\u00a0", " ").endswith(", at pp. 52–53")
