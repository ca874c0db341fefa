"""A deck that lost its records and kept its notes: what stands as it was issued is no fault, and what was edited is one."""

from __future__ import annotations

from dataclasses import replace
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefer.audit.verification import Finding, Verification
from briefer.audit.verify import verify
from briefer.model.provenance import fingerprint
from briefer.readers.deck import read_deck
from tests.hand_edits import EDITS, Edit, lines
from tests.hand_names import placeholders_renamed
from tests.hand_touches import TOUCHES, Touch, notes_cleared, notes_written
from tests.test_hand_edits import EVERY, OWN, SHORT, about, built, changed, edited

KEPT = [touch for touch in TOUCHES if touch is not notes_cleared and touch is not notes_written]
words = st.text(st.characters(categories=["L"]), min_size=1, max_size=8)


def stripped(name: str, data: bytes, with_library: bool = True) -> Verification:
    """Return what is said of a deck of which the custom XML part was taken away."""
    _, library, bodies = built(name)
    found = replace(read_deck(data), records=(), run="")
    return verify(found, library if with_library else None, bodies if with_library else {}, "deck.pptx")


def faults(verification: Verification) -> list[Finding]:
    return [finding for finding in verification.findings if finding.severity != "ok"]


@pytest.mark.parametrize("with_library", [True, False])
@pytest.mark.parametrize("name", [SHORT, EVERY, *OWN])
def test_an_untouched_deck_has_no_fault(name: str, with_library: bool) -> None:
    verification = stripped(name, built(name)[0], with_library)

    assert len(verification.findings) > 50
    assert faults(verification) == []
    assert "VERIFY lines" in verification.remarks[0]


@pytest.mark.parametrize("touch", [*KEPT, notes_written], ids=lambda touch: touch.__name__)
def test_a_touch_is_no_fault(touch: Touch) -> None:
    def change(presentation: Any) -> None:
        touch(presentation, Random(1))
        placeholders_renamed(presentation)

    assert faults(stripped(SHORT, changed(SHORT, change))) == []


@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: edit.__name__)
def test_an_edit_is_named_and_nothing_else(edit: Edit) -> None:
    data, made = edited(SHORT, [edit])
    found = faults(stripped(SHORT, data))

    for slide, (_, _, text) in made.items():
        if not text.lstrip().startswith("["):
            assert any(f.slide == slide and about(f, text) for f in found), text
    assert {finding.slide for finding in found} <= made.keys()


def test_a_number_in_a_cell_is_named() -> None:
    def change(presentation: Any) -> None:
        line = next(line for line in lines(presentation) if line.row and line.text.isdecimal())
        line.write(0, len(line.text), "73")

    assert [finding.found for finding in faults(stripped(SHORT, changed(SHORT, change)))] == ["73"]


@given(st.lists(words, min_size=1, max_size=6), words, st.sampled_from((" ", "  ", "\u00a0", "\n", " – ", "\u00ad ")))
def test_a_fingerprint_tells_words_and_not_how_they_are_set(said: list[str], other: str, space: str) -> None:
    shown = " ".join(said)

    assert fingerprint(space.join(said) + "[2]\u2060[1]") == fingerprint(shown + "[1][2]") != fingerprint(shown)
    assert fingerprint(shown + " " + other) != fingerprint(shown)
