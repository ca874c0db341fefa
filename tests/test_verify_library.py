"""What verification says when the library moved on after a deck was built."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from briefer.audit.verification import Finding, Verification
from briefer.audit.verify import verify
from briefer.model.essay import Essay, Page
from briefer.model.evidence import Passage
from briefer.model.library import Drop, Library, Put
from briefer.readers.deck import read_deck
from tests.coastguards import BODIES, ESSAYS, LIBRARY, MORA, revised
from tests.test_tamper import deck, edited, named, put

Sources = tuple[Library, dict[str, str]]
QUOTED = next(essay for essay in ESSAYS if BODIES[essay.body_sha256] == MORA)


def checked(sources: Sources, data: bytes | None = None) -> Verification:
    return verify(read_deck(data or deck()), *sources, "deck.pptx")


def of(verification: Verification, role: str) -> list[Finding]:
    return [finding for finding in verification.findings if finding.role == role]


def rests_on(finding: Finding, essay: str) -> bool:
    records = {record.id: record for record in read_deck(deck()).records}
    return finding.id in records and essay in records[finding.id].essays


def removed() -> Sources:
    return LIBRARY.after(Drop((Essay, QUOTED.id))), dict(BODIES)


def turned_over() -> Sources:
    """Return the library after every page of the quoted essay got the next number."""
    pages = tuple(Page(start=page.start, label=str(int(page.label) + 1)) for page in QUOTED.pages)
    return LIBRARY.after(Put(replace(QUOTED, pages=pages))), dict(BODIES)


def doubted() -> Sources:
    library = LIBRARY
    for passage in LIBRARY.all(Passage):
        if passage.essay_id == QUOTED.id:
            library = library.after(Put(replace(passage, doubtful=True)))
    return library, dict(BODIES)


def dropped() -> Sources:
    library = LIBRARY
    for passage in LIBRARY.all(Passage):
        if passage.essay_id == QUOTED.id:
            library = library.after(Drop((Passage, passage.id)))
    return library, dict(BODIES)


def reworded() -> Sources:
    return revised(MORA, "replace the national fleets", "replace any fleet")


MOVED_ON: dict[Callable[[], Sources], tuple[tuple[str, ...], str, str]] = {
    removed: ((), "warn", "Its source is no longer in the library."),
    turned_over: (("page",), "fail", "The library has it at "),
    doubted: ((), "warn", "A passage it rests on was set aside as doubtful."),
    dropped: ((), "warn", "A passage it rests on is no longer in the library."),
    reworded: ((), "warn", "The source was imported anew and no longer holds these words."),
}


@pytest.mark.parametrize("moved_on", MOVED_ON, ids=lambda moved_on: moved_on.__name__)
def test_a_quotation_whose_source_moved_on_is_source_changed(moved_on: Callable[[], Sources]) -> None:
    changes, severity, note = MOVED_ON[moved_on]

    [found] = of(checked(moved_on()), "quotation")

    assert (found.verdict, found.changes, found.severity) == ("source-changed", changes, severity)
    assert found.note.startswith(note)


@pytest.mark.parametrize("moved_on", [removed, turned_over, doubted, dropped], ids=lambda moved_on: moved_on.__name__)
def test_nothing_else_than_what_rests_on_it_is_named(moved_on: Callable[[], Sources]) -> None:
    found = named(checked(moved_on()))

    assert found and all(rests_on(finding, QUOTED.id) for finding in found)
    assert {finding.verdict for finding in found} == {"source-changed"}


@pytest.mark.parametrize("moved_on", MOVED_ON, ids=lambda moved_on: moved_on.__name__)
def test_an_altered_quotation_stays_altered_when_its_source_moved_on(moved_on: Callable[[], Sources]) -> None:
    data = edited(put("national fleets”", "local fleets”"))

    [found] = of(checked(moved_on(), data), "quotation")

    assert (found.verdict, found.severity) == ("altered", "fail")


def test_a_source_imported_anew_that_still_holds_the_words_matches() -> None:
    assert named(checked(revised(MORA, "one by one", "slowly, one by one"))) == []


def test_a_library_of_other_texts_is_none() -> None:
    found = checked((Library({}), {}))

    assert found.mode == "as-issued" and named(found) == []
    assert any("holds none of the sources" in remark for remark in found.remarks)
