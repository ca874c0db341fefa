"""Notes an author typed by hand: raised numbers and a list at the end become notes, other raised numbers stay "
"digits."""

from __future__ import annotations

import re

import pytest
from documents import NOTES, SENTENCES
from hypothesis import given
from hypothesis import strategies as st
from office_files import odt, p, t, word

from briefer.model.essay import Essay
from briefer.readers import read
from briefer.structure.document import DocBlock, marks_in
from briefer.structure.typednotes import raised, with_typed_notes

RAISED = '<style:style style:name="S"><style:text-properties style:text-position="super 58%"/></style:style>'


def up(number: object) -> str:
    return f'<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>{number}</w:t></w:r>'


def over(number: object) -> str:
    return f'<text:span text:style-name="S">{number}</text:span>'


def only(name: str, data: bytes) -> tuple[Essay, str]:
    (piece,) = read(name, data).pieces
    return piece.essay, piece.body


def linked(essay: Essay, body: str) -> list[tuple[str, str, str]]:
    return [(note.label, body[: note.mark_at or 0][-5:], note.text) for note in essay.footnotes]


TEXT = [
    p(t(SENTENCES[0]) + up(1) + t(" They rose.") + up("2")),
    p(t("The hall has 40 m") + up(2) + t(" of floor.") + up(3)),
]
WANT = [("1", SENTENCES[0][-5:], NOTES[0]), ("2", "rose.", NOTES[1]), ("3", "loor.", NOTES[2])]
ITEM = '<w:numPr><w:numId w:val="3"/></w:numPr>'


@pytest.mark.parametrize(
    "listed",
    [
        [p("Notes", "H1"), *(p(f"{n}. {text}") for n, text in enumerate(NOTES[:3], 1))],
        [p("ENDNOTES:"), *(p(f"[{n}] {text}") for n, text in enumerate(NOTES[:3], 1))],
        [p("Notes", "H2"), *(p(text, properties=ITEM) for text in NOTES[:3])],
        [p(up(n) + t(f" {text}")) for n, text in enumerate(NOTES[:3], 1)],
        [p("Notes"), *(p(up(n) + t(text)) for n, text in enumerate(NOTES[:3], 1))],
    ],
    ids=["numbers", "brackets", "list", "raised", "raised under a heading"],
)
def test_raised_numbers_that_a_list_explains_are_notes(listed: list[str]) -> None:
    essay, body = only("essay.docx", word(p("Tolls", "T"), p("Ana Ruiz", "A"), *TEXT, *listed))

    assert linked(essay, body) == WANT
    assert body == f"{SENTENCES[0]} They rose.\n\nThe hall has 40 m2 of floor."


def test_each_piece_has_its_own_list() -> None:
    def piece(title: str, author: str, at: int) -> list[str]:
        text = [p(title, "H1"), p(author), p(t(SENTENCES[at]) + up(1)), p(SENTENCES[at + 1])]
        return [*text, p("Notes", "H2"), p(f"1. {NOTES[at]}")]

    pieces = read("a.docx", word(*piece("Tolls", "Ana Ruiz", 0), *piece("Locks", "Ida Moor", 1))).pieces

    assert [[note.text for note in one.essay.footnotes] for one in pieces] == [[NOTES[0]], [NOTES[1]]]


def test_raised_numbers_without_a_list_stay_in_the_text() -> None:
    essay, body = only(
        "essay.docx", word(p("Tolls", "H1"), p("Ana Ruiz"), p(t("It took 40 m") + up(2) + t(" of rope.")))
    )

    assert (body, essay.footnotes) == ("It took 40 m2 of rope.", ())


def test_an_opendocument_text_has_typed_notes_too() -> None:
    lines = "".join(f"<text:p>{n}. {text}</text:p>" for n, text in enumerate(NOTES[:2], 1))
    body = (
        '<text:h text:outline-level="1">Tolls</text:h><text:p>Ana Ruiz</text:p>'
        f"<text:p>They rose.{over(1)} They fell.{over(2)}</text:p><text:p>Notes</text:p>{lines}"
    )

    essay, text = only("essay.odt", odt(body, RAISED))

    assert linked(essay, text) == [("1", "rose.", NOTES[0]), ("2", "fell.", NOTES[1])]
    assert text == "They rose. They fell."


@given(st.lists(st.sampled_from(["They rose.", "1", "2", "3,4", "th", "Notes", "2. Ibid.", "x"]), max_size=12))
def test_no_raised_sign_is_lost_or_left_as_a_token(parts: list[str]) -> None:
    blocks = [DocBlock("paragraph", f"They rose.{raised(part)}") if part[0] in "123" and len(part) < 4 else
              DocBlock("paragraph", part) for part in parts]  # fmt: skip

    found = with_typed_notes(blocks)

    assert not any("\x02s:" in block.text for block in found)
    labels = {block.label for block in found if block.kind == "note"}
    assert marks_in(found) <= labels
    if not labels:
        assert [re.sub("\x02s:|\x03", "", one.text) for one in blocks] == [one.text for one in found]
