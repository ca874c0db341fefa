"""Spaces that LibreOffice sets between East Asian and other scripts."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefer.app import resources
from briefer.typeset.fonts import font
from briefer.typeset.measure import advance, pieces_of
from briefer.typeset.page import Run
from briefer.typeset.scripts import SPACE, changes, is_asian, widened


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("ab开放cd", ["ab", "开放", "cd"]),
        ("ab 开放 cd", ["ab ", "开放 ", "cd"]),
        ("开放 (as) 开放", ["开放 ", "(as) ", "开放"]),
        ("开放: 5 开放.", ["开放", ": 5 ", "开放", "."]),
        ("“开放” cd", ["“", "开放” ", "cd"]),
        ("ab “开放” cd", ["ab “", "开放” ", "cd"]),
        ("开放\u2060[1]", ["开放\u2060", "[1]"]),
        ("フ—b", ["フ—", "b"]),
        ("ab（开）。cd", ["ab", "（开）。", "cd"]),
        ("한국 ab", ["한국 ", "ab"]),
        ("○\u00a0李 (5)", ["○\u00a0", "李 ", "(5)"]),
        ("Größe und Übermaß, Ελλάδα", ["Größe und Übermaß, Ελλάδα"]),
    ],
)
def test_where_scripts_change(text: str, parts: list[str]) -> None:
    bounds = [0, *changes(text), len(text)]

    assert [text[a:b] for a, b in pairwise(bounds)] == parts


@given(st.text(alphabet="ab 1(“”)—开放。（かフ", max_size=12), st.sampled_from(["Calibri", "Arial", "Cambria"]))
def test_text_is_as_wide_as_its_stretches_and_what_libreoffice_adds(text: str, family: str) -> None:
    face, size = font(family), 20.0
    bounds = [0, *changes(text), len(text)]
    parts = [text[a:b] for a, b in pairwise(bounds)]
    added = sum(widened(text).values()) - sum(sum(widened(part).values()) for part in parts)

    kerned = 0.1 * size  # a mark of the one script before a letter of the other
    apart = sum(face.drawn(p, size) for p in parts)
    assert face.drawn(text, size) == pytest.approx(apart + added * size, abs=kerned)
    assert sum(share >= SPACE for share in widened(text).values()) >= len(changes(text))
    assert is_asian(text) or not widened(text)


def test_quotation_marks_are_wide_after_east_asian_text_and_before_it_at_the_beginning() -> None:
    assert sorted(widened("“开放”。")) == [0, 3]
    assert widened("“开放”。")[0] > widened("ab “开放”。")[3] == SPACE
    assert sorted(widened("开放 “ab”")) == [3]
    assert widened("“ab” — ‘cd’") == {}


@given(st.lists(st.text(alphabet="ab 1“”—开放。か", min_size=1, max_size=8), min_size=1, max_size=4))
def test_pieces_are_as_wide_as_the_whole_line(texts: list[str]) -> None:
    brand = resources.brand("plain")[0]
    runs = tuple(Run(text, "body", 18.0) for text in texts)
    whole = "".join(texts)

    assert sum(extent.drawn for _, _, extent in pieces_of(whole, runs, brand)) == pytest.approx(
        advance(whole, runs[0], brand)[1], abs=1.5
    )
