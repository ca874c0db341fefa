"""The audit counts what a deck rests on, and the gate decides on it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefer.audit.counting import audit_outputs, audit_statements
from briefer.audit.gate import Level, gate, stamp
from briefer.audit.records import records
from briefer.audit.visible import issued as taken_apart
from briefer.audit.visible import sources_in
from briefer.model.library import Library, Put
from briefer.model.provenance import from_json, to_json
from briefer.model.statement import Citation, Locator
from briefer.model.text import ranges
from tests.coastguards import BODIES, COST, DECK, ESSAYS, JOINT, LIBRARY, OFFICE, TRAINING, issued, say

AS_OF = "2026-11-22"


def audited(*statements, library: Library = LIBRARY):  # type: ignore[no-untyped-def]
    return audit_statements(statements, library, BODIES)


def test_a_deck_is_counted_by_roles() -> None:
    audit = audit_outputs(DECK, None, LIBRARY, BODIES)

    assert dict(audit.roles) == {
        "count": 7,
        "assessment": 1,
        "paraphrase": 8,
        "own": 1,
        "quotation": 1,
        "boilerplate": 2,
    }
    assert audit.statements == 18
    assert (audit.quotations, audit.exact, audit.inexact) == (2, 2, ())


def test_a_title_is_sourced_by_its_slide() -> None:
    audit = audit_outputs(DECK, None, LIBRARY, BODIES)

    assert {slide.title.id for slide in DECK.slides} <= set(audit.sourced)


@pytest.mark.parametrize(
    ("text", "unsourced"),
    [
        ("The harbour is closed", False),
        ("The harbour closed in 2019", True),
        ("He calls it “a mess of wires”", True),
        ("As Mora says, it is late", True),
        ("The moral of it is plain", False),
    ],
)
def test_uncited_text_that_only_a_source_can_know_is_unsourced(text: str, unsourced: bool) -> None:
    audit = audited(say("s", text, "own"))

    assert (len(audit.unsourced), len(audit.own)) == ((1, 0) if unsourced else (0, 1))


def test_a_quotation_must_stand_in_the_essay_it_cites() -> None:
    exact = say("s", "“neither feasible nor desirable”", "quotation", OFFICE)
    wrong = say("s", "“neither possible nor desirable”", "quotation", OFFICE)
    astray = say("s", "“neither feasible nor desirable” ", "quotation", JOINT)

    audit = audited(exact, wrong, astray)

    assert (audit.quotations, audit.exact) == (3, 1)
    assert audit.inexact == (wrong.id, astray.id)


def test_a_digest_is_never_quoted() -> None:
    citation = Citation("osei-2020-harbours", Locator(page="9"))
    quotation = replace(say("s", "“distrust patrols of any flag”", "quotation"), citations=(citation,))

    assert audited(quotation).inexact == (quotation.id,)


def test_an_assessment_needs_a_name_and_a_confidence() -> None:
    whole = say("s", "We should wait", "assessment", by="Sea desk", confidence="low")
    nameless = say("s", "We should go", "assessment", confidence="low")

    audit = audited(whole, nameless)

    assert audit.assessments == (nameless.id,)
    assert audit.own == audit.unsourced == ()


def test_a_claim_on_one_source_names_its_author() -> None:
    named = say("s", "Mora puts it at US$20 million", "paraphrase", COST)
    bare = say("s", "It would cost US$20 million", "paraphrase", COST)
    shared = say("s", "Training and ships would cost", "paraphrase", COST, TRAINING)

    assert audited(named, bare, shared).single_source == (bare.id,)


def test_unread_essays_and_unconfirmed_statements_are_named() -> None:
    library = LIBRARY.after(Put(replace(ESSAYS[0], reading="unread")))
    statement = replace(say("s", "Mora wants ships", "paraphrase", COST), confirmed=False)

    audit = audited(statement, library=library)

    assert audit.unread == ("mora-2020-patrols",)
    assert audit.unconfirmed == (statement.id,)


@pytest.mark.parametrize(
    ("level", "outcome", "said"),
    [
        ("ignore", "allowed", "matches its sources as of 2026-11-22"),
        ("warn", "allowed", "matches its sources as of 2026-11-22"),
        ("stamp", "stamped", "not verified: 1 statement"),
        ("refuse", "refused", "not verified: 1 statement"),
    ],
)
def test_the_gate_does_what_the_brief_sets(level: Level, outcome: str, said: str) -> None:
    audit = audited(say("s", "The harbour closed in 2019", "own"))

    cleared = gate(audit, {"unsourced": level}, AS_OF)

    assert (cleared.outcome, cleared.stamp) == (outcome, said)
    assert cleared.reasons == (() if level == "ignore" else ("1 statement names no source.",))


@pytest.mark.parametrize("level", ["ignore", "warn", "stamp", "refuse"])
def test_no_stamp_says_matches_over_a_quotation_that_does_not(level: Level) -> None:
    audit = audited(say("s", "“neither possible nor desirable”", "quotation", OFFICE))

    cleared = gate(audit, {"inexact": level}, AS_OF)

    assert cleared.stamp == "not verified: 1 statement"
    assert cleared.outcome == ("refused" if level == "refuse" else "stamped")


def test_a_clean_deck_passes_the_strictest_gate() -> None:
    strict: dict[str, Level] = dict.fromkeys(("unsourced", "inexact", "assessment", "unread"), "refuse")

    assert gate(audit_outputs(DECK, None, LIBRARY, BODIES), strict, AS_OF).outcome == "allowed"


def test_the_stamp_counts_statements() -> None:
    assert stamp(3, AS_OF) == "not verified: 3 statements"


def test_everything_readable_has_a_record() -> None:
    made = issued()

    statements = {s.id for slide in DECK.slides for s in slide.statements}
    assert statements <= {record.id for record in made}
    assert sum(record.field == "source_line" for record in made) == 6
    assert "Sources" in {record.issued for record in made if record.field == "furniture"}
    assert [record.issued for record in made if record.field == "banner"] == 2 * ["TLP:GREEN"]


def test_a_record_of_a_quotation_tells_where_it_stands() -> None:
    record = next(record for record in issued() if record.role == "quotation")

    body = BODIES[record.source_sha256]
    assert body[record.start : record.end] == record.quote == JOINT.wording
    assert record.locator == "4"
    assert body[: record.start].endswith(record.before)


def test_records_survive_their_carrier() -> None:
    assert from_json(to_json(issued(), "run")) == issued()


def test_a_record_keeps_label_and_marks() -> None:
    record = next(record for record in issued() if record.issued.startswith("Evidence\t"))

    part = taken_apart(record)

    assert (part.label, part.marks) == ("Evidence", (1,))


def test_records_can_be_made_before_measuring() -> None:
    made = records(DECK, (), LIBRARY, BODIES)

    assert {s.id for slide in DECK.slides for s in slide.statements} <= {record.id for record in made}


@given(st.sets(st.integers(1, 40), min_size=1), st.integers(0, 40))
def test_every_source_that_one_line_names_is_found_with_what_it_says_of_it(numbers: set[int], kept: int) -> None:
    named, rest = sorted(numbers)[:kept], sorted(numbers)[kept:]
    parts = [f"[{number}] Mora 2020, p. {number}" for number in named]
    told = sources_in(" · ".join([*parts, *([f"{ranges(rest, '[{}]')}: notes"] if rest else [])]))

    assert told.keys() == numbers
    assert all(told[number].strip(" ·") == f"Mora 2020, p. {number}" for number in named)
    assert not rest or told[rest[-1]] == ": notes"
