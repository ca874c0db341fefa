"""OpenDocument texts: what a reader of the finished text sees becomes the body, and nothing else."""

from __future__ import annotations

import pytest
from documents import NOTES, SENTENCES
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from office_files import odt
from test_structure_laws import check

from briefer.errors import ImportRefused
from briefer.model.essay import Essay
from briefer.readers import read

LONG = " ".join(SENTENCES[:4])
STYLES = (
    '<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Title"/>'
    '<style:style style:name="P2" style:family="paragraph" style:parent-style-name="Heading_20_1"/>'
    '<style:style style:name="P3" style:family="paragraph" style:parent-style-name="Illustration"/>'
    '<style:style style:name="T1" style:family="text"><style:text-properties text:display="none"/></style:style>'
)


def p(inside: str, style: str = "") -> str:
    return f'<text:p text:style-name="{style}">{inside}</text:p>'


def h(inside: str, level: int = 1) -> str:
    return f'<text:h text:outline-level="{level}">{inside}</text:h>'


def note(sign: str, text: str, kind: str = "footnote", label: str = "") -> str:
    own = f' text:label="{label}"' if label else ""
    return (
        f'<text:note text:note-class="{kind}"><text:note-citation{own}>{sign}</text:note-citation>'
        f"<text:note-body>{p(text)}</text:note-body></text:note>"
    )


def box(inside: str) -> str:
    return f"<draw:frame><draw:text-box>{inside}</draw:text-box></draw:frame>"


def only(data: bytes) -> tuple[Essay, str]:
    (piece,) = read("essay.odt", data).pieces
    return piece.essay, piece.body


def test_title_authors_headings_and_lists():
    essay, body = only(
        odt(
            p("The missing treaty", "P1")
            + p("By Ana Ruiz")
            + h("Where it was")
            + p(SENTENCES[0])
            + f"<text:list><text:list-item>{p(SENTENCES[1])}</text:list-item></text:list>",
            STYLES,
        )
    )

    assert (essay.reference.title, essay.reference.authors[0].full) == ("The missing treaty", "Ana Ruiz")
    assert [section.title for section in essay.sections] == ["Where it was"]
    assert body == f"Where it was\n\n{SENTENCES[0]}\n\n{SENTENCES[1]}"


def test_notes_stand_at_their_marks_with_the_number_they_show():
    essay, body = only(
        odt(
            h("Tolls")
            + p(
                f"They rose.{note('1', NOTES[0])} Then fell.{note('i', NOTES[1], 'endnote')}{note('2', 'x', label='*')}"
            )
        )
    )

    assert body == "They rose. Then fell."
    assert [(one.label, one.mark_at, one.text) for one in essay.footnotes] == [
        ("1", 10, NOTES[0]),
        ("i", 21, NOTES[1]),
        ("*", 21, "x"),
    ]


def test_deleted_hidden_and_commented_text_is_left_out():
    deleted = (
        f"<text:tracked-changes><text:changed-region><text:deletion>{p('Gone.')}</text:deletion></text:changed-region>"
    )
    found = read(
        "essay.odt",
        odt(
            f"{deleted}</text:tracked-changes>"
            + h("Tolls")
            + p('They <text:change text:change-id="a"/><text:change-start/>rose<text:change-end/>.')
            + p(
                'Open.<text:span text:style-name="T1">Hidden.</text:span>'
                "<office:annotation><text:p>No.</text:p></office:annotation>"
            )
            + f'<text:section text:display="none">{p("Not here.")}</text:section>'
            + f"<text:section>{p('But here.')}</text:section>",
            STYLES,
        ),
    )

    assert found.pieces[0].body == "They rose.\n\nOpen.\n\nBut here."
    assert found.remarks == ("The file holds 1 comment, which was not imported.",)


def test_blanks_breaks_and_tabs():
    _, body = only(
        odt(h("Tolls") + p('a<text:s text:c="3"/>b<text:tab/>c\n  d<text:line-break/>e<text:soft-page-break/>f'))
    )

    assert body == "a b c d ef"


def test_contents_tables_captions_and_boxes_keep_apart():
    contents = f"<text:table-of-content><text:index-body>{p('Tolls 3')}</text:index-body></text:table-of-content>"
    cells = "".join(f"<table:table-cell>{p(text)}</table:table-cell>" for text in ("quay", "depth"))
    essay, body = only(
        odt(
            h("Tolls")
            + contents
            + p(f"{LONG}{box(p('The locks', 'P3'))}")
            + f"<table:table><table:table-row>{cells}</table:table-row></table:table>"
            + p(f"{SENTENCES[4]}{box(p(SENTENCES[1]))}"),
            STYLES,
        )
    )

    assert [(one.kind, body[one.start : one.end]) for one in essay.asides] == [
        ("caption", "The locks"),
        ("table", "quay | depth"),
        ("pull-quote", SENTENCES[1]),
    ]
    assert [body[one.start : one.end] for one in essay.paragraphs] == [LONG, SENTENCES[4]]


def test_a_volume_of_two_pieces():
    found = read("volume.odt", odt("".join((h("Tolls"), p("Ida Moor"), p(LONG), h("Locks"), p("Uwe Pohl"), p(LONG)))))

    assert [one.essay.reference.authors[0].full for one in found.pieces] == ["Ida Moor", "Uwe Pohl"]


def test_properties_speak_where_the_text_does_not():
    meta = "<dc:title>Tolls</dc:title><meta:initial-creator>Ana Ruiz</meta:initial-creator>"

    essay, _ = only(odt(p(LONG) + p(LONG), meta=meta))

    assert (essay.reference.title, essay.reference.authors[0].full) == ("Tolls", "Ana Ruiz")


def test_encrypted_damaged_and_empty_files_are_refused_with_a_sentence():
    locked = "<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>"

    for data in (odt(p(LONG), manifest=locked), odt(p(LONG))[:-200], odt(p(" ")), odt("<text:p>&lost;</text:p>")):
        with pytest.raises(ImportRefused, match=r"^“essay\.odt” .*\.$"):
            read("essay.odt", data)


insides = st.lists(
    st.sampled_from(
        [
            SENTENCES[0],
            "e\u0301",
            "\u0301",
            "<text:s/>",
            "<text:line-break/>",
            note("1", "a"),
            note("", ""),
            box(p("b")),
        ]
    ),
    max_size=4,
).map("".join)
blocks = st.one_of(
    st.builds(p, insides, st.sampled_from(["", "P1", "P2", "P3"])),
    st.builds(h, insides, st.integers(0, 12)),
    insides.map(lambda inside: f"<text:list><text:list-item>{p(inside)}</text:list-item></text:list>"),
    insides.map(
        lambda one: (
            f"<table:table><table:table-row><table:table-cell>{p(one)}</table:table-cell></table:table-row></table:table>"
        )
    ),
)


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.lists(blocks, max_size=10).map("".join))
def test_every_opendocument_text_becomes_essays_or_is_refused_with_a_sentence(body):
    try:
        check(read("essay.odt", odt(body, STYLES)))
    except ImportRefused as error:
        assert str(error).endswith(".")
