"""Word files: what a reader of the finished text sees becomes the body, and nothing else."""

from __future__ import annotations

import io
import zipfile

import docx
import pytest
from documents import NOTES, SENTENCES
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from office_files import STYLES, box, core, field, mark, notes, p, t, word, zipped
from test_import_scores import score
from test_structure_laws import check

from briefer.errors import ImportRefused
from briefer.model.essay import Essay
from briefer.readers import read

LONG = " ".join(SENTENCES[:4])
SECTION = "<w:sectPr/>"


def only(data: bytes) -> tuple[Essay, str]:
    (piece,) = read("essay.docx", data).pieces
    return piece.essay, piece.body


def asides(essay: Essay, body: str) -> list[tuple[str, str]]:
    return [(aside.kind, body[aside.start : aside.end]) for aside in essay.asides]


def noted(essay: Essay, body: str) -> list[tuple[str, str, str]]:
    return [(note.label, body[: note.mark_at][-6:], note.text) for note in essay.footnotes]


def test_a_file_of_an_ordinary_word_processor():
    made = docx.Document()
    made.add_heading("The missing treaty", 0)
    made.add_paragraph("By Ana Ruiz and Otto Brandt")
    made.add_heading("Where it was", 1)
    made.add_paragraph(SENTENCES[0])
    made.add_paragraph(SENTENCES[1], style="List Bullet")
    made.core_properties.author = "Office User"
    out = io.BytesIO()
    made.save(out)

    essay, body = only(out.getvalue())

    assert essay.reference.title == "The missing treaty"
    assert [name.full for name in essay.reference.authors] == ["Ana Ruiz", "Otto Brandt"]
    assert [section.title for section in essay.sections] == ["Where it was"]
    assert body == f"Where it was\n\n{SENTENCES[0]}\n\n{SENTENCES[1]}"


def test_footnotes_and_endnotes_stand_at_their_marks():
    essay, body = only(
        word(
            p("Tolls", "H1"),
            p(t("They rose.") + mark(7) + t(" Then they fell.") + mark(3, "endnote")),
            p(t("Nobody paid.") + mark(2)),
            footnotes=notes({2: NOTES[0], 7: NOTES[1]}),
            endnotes=notes({3: NOTES[2]}, "endnote"),
        )
    )

    assert body == "They rose. Then they fell.\n\nNobody paid."
    assert noted(essay, body) == [
        ("1", " rose.", NOTES[1]),
        ("i", " fell.", NOTES[2]),
        ("2", " paid.", NOTES[0]),
    ]


def test_a_note_with_a_sign_of_its_own_does_not_count():
    essay, body = only(
        word(
            p(t("Tolls") + mark(1, own="*"), "H1"),
            p(t("By Ana Ruiz")),
            p(t("They rose.") + mark(2)),
            footnotes=notes({1: "The author thanks the guild.", 2: NOTES[0]}),
        )
    )

    assert (essay.reference.title, essay.reference.authors[0].full) == ("Tolls", "Ana Ruiz")
    assert [(note.label, note.mark_at, note.text) for note in essay.footnotes] == [
        ("*", 0, "The author thanks the guild."),
        ("1", len(body), NOTES[0]),
    ]


def test_tracked_changes_are_read_as_accepted():
    essay, body = only(
        word(
            p("Tolls", "H1"),
            p(
                t("They ")
                + f"<w:del>{t('fell').replace('w:t', 'w:delText')}</w:del><w:ins>{t('rose')}</w:ins>"
                + t(".")
            ),
            p(f"<w:moveFrom>{t('Moved.')}</w:moveFrom>", properties="<w:rPr><w:moveFrom/></w:rPr>"),
            p("One paragraph", properties="<w:rPr><w:del/></w:rPr>"),
            p(" of two."),
            p(f"<w:moveTo>{t('Moved.')}</w:moveTo>"),
            p(f"<w:del>{t('Gone.')}{mark(1)}</w:del>" + t("Kept.")),
            footnotes=notes({1: NOTES[0]}),
        )
    )

    assert body == "They rose.\n\nOne paragraph of two.\n\nMoved.\n\nKept."
    assert essay.footnotes == ()


def test_a_text_box_is_read_once_and_stays_beside_the_text():
    essay, body = only(
        word(
            p("Tolls", "H1"), p(t(LONG) + box(p(SENTENCES[1]))), p(t(SENTENCES[5]) + box(p("Read more on our pages.")))
        )
    )

    assert asides(essay, body) == [("pull-quote", SENTENCES[1]), ("box", "Read more on our pages.")]
    assert [body[one.start : one.end] for one in essay.paragraphs] == [LONG, SENTENCES[5]]


def test_text_that_stands_in_boxes_only_is_the_text():
    essay, body = only(word(p(box(p("Tolls", "H1") + p(LONG)))))

    assert LONG in [body[one.start : one.end] for one in essay.paragraphs]


def test_codes_of_fields_hidden_text_and_contents_are_left_out():
    begin, instruction = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>',
        "<w:r><w:instrText>TOC \\o</w:instrText></w:r>",
    )
    separate, end = '<w:r><w:fldChar w:fldCharType="separate"/></w:r>', '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    _, body = only(
        word(
            p("Tolls", "H1"),
            p(begin + instruction + separate + t("Where it was 3")),
            p(t("Who kept it 5") + end),
            p("Tables 7", "TOC1"),
            p(t("See ") + field(" REF _x ", "part 2") + t(".")),
            p(t("Open.") + "<w:r><w:rPr><w:vanish/></w:rPr><w:t>Hidden.</w:t></w:r>"),
        )
    )

    assert body == "See part 2.\n\nOpen."


def test_characters_without_a_letter_of_their_own():
    hyphens = "<w:t>the east</w:t><w:noBreakHyphen/><w:t>bank co</w:t><w:softHyphen/><w:t>unty,</w:t>"
    runs = f"<w:r>{hyphens}<w:tab/><w:t>x</w:t></w:r>"
    _, body = only(word(p("Tolls", "H1"), p(runs), p("<w:r><w:t>one</w:t><w:br/><w:t>two</w:t></w:r>")))

    assert body == "the east-bank county, x\n\none two"


def maths(inside: str) -> str:
    return p(t("Let ") + f"<m:oMath>{inside}</m:oMath>" + t(" hold."))


def m(text: str, name: str = "") -> str:
    run = f"<m:r><m:t>{text}</m:t></m:r>"
    return f"<m:{name}>{run}</m:{name}>" if name else run


@pytest.mark.parametrize(
    ("formula", "line"),
    [
        (f"<m:sSup>{m('x', 'e')}{m('2', 'sup')}</m:sSup>{m('+1')}", "x^2+1"),
        (f"<m:f>{m('a+b', 'num')}{m('c', 'den')}</m:f>", "(a+b)/c"),
        (f"<m:rad><m:deg/>{m('d', 'e')}</m:rad>", "√d"),
        (f"<m:d><m:dPr/>{m('a', 'e')}{m('b', 'e')}</m:d>", "(a|b)"),
        (
            f"<m:nary><m:naryPr><m:chr m:val='∑'/></m:naryPr>{m('i', 'sub')}{m('n', 'sup')}{m('k', 'e')}</m:nary>",
            "∑_i^n k",
        ),
        (f"<m:m><m:mr>{m('1', 'e')}{m('2', 'e')}</m:mr><m:mr>{m('3', 'e')}{m('4', 'e')}</m:mr></m:m>", "[1, 2; 3, 4]"),
    ],
)
def test_a_formula_is_a_line_of_text(formula, line):
    assert only(word(p("Tolls", "H1"), maths(formula)))[1] == f"Let {line} hold."


def test_what_is_not_taken_is_said():
    found = read(
        "a.docx",
        word(p("Tolls", "H1"), p(LONG), '<w:altChunk r:id="c"/>'),
    )

    assert [remark.split(",")[0] for remark in found.remarks] == ["The file embeds another document"]


def comment(number, author, text):
    return f'<w:comment w:id="{number}" w:author="{author}">{p(text)}</w:comment>'


def ranged(number, inside):
    start, end = f'<w:commentRangeStart w:id="{number}"/>', f'<w:commentRangeEnd w:id="{number}"/>'
    return f'{start}{inside}{end}<w:r><w:commentReference w:id="{number}"/></w:r>'


def test_comments_stand_on_the_sentences_they_are_beside():
    texts = [comment(0, "Ida Moor", "Is that so?"), comment(1, "Uwe Pohl", "It is."), comment(2, "", "Cut?")]
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    found = read(
        "a.docx",
        word(
            p("Tolls", "T"),
            p("Ana Ruiz", "A"),
            p(t("They rose. ") + ranged(0, ranged(1, t("Nobody") + mark(2) + t(" paid") + "<w:del/>"))).replace(
                "</w:p>", t(" the tolls. They rose.") + "</w:p>"
            ),
            p(ranged(2, t("Then came winter."))),
            footnotes=notes({2: NOTES[0]}),
            comments=f'<w:comments xmlns:w="{space}">{"".join(texts)}</w:comments>',
        ),
    )

    assert [(one.kind, one.anchor.quote, one.note) for one in found.annotations] == [
        ("comment", "Nobody paid the tolls.", "Ida Moor: Is that so?\nUwe Pohl: It is."),
        ("comment", "Then came winter.", "Cut?"),
    ]
    assert found.remarks == ()


def test_a_comment_on_the_title_is_told():
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    comments = f'<w:comments xmlns:w="{space}">{comment(0, "Ida", "Shorter?")}</w:comments>'

    found = read("a.docx", word(p(ranged(0, t("Tolls")), "T"), p("Ana Ruiz", "A"), p(LONG), comments=comments))

    assert found.annotations == ()
    assert any("“Ida: Shorter?”" in remark for remark in found.remarks)


def test_tables_and_captions_are_no_running_text():
    cells = "".join(f"<w:tc>{p(text)}</w:tc>" for text in ("quay", "depth"))
    gone = f"<w:tr><w:trPr><w:del/></w:trPr><w:tc>{p('gone')}</w:tc></w:tr>"
    essay, body = only(
        word(
            p("Tolls", "H1"),
            p(SENTENCES[0]),
            p("Quays of the valley", "Cap"),
            f"<w:tbl><w:tr>{cells}</w:tr>{gone}</w:tbl>",
            p(t("Figure ") + field(" SEQ Figure ", "1") + t(": The locks")),
        )
    )

    assert asides(essay, body) == [
        ("caption", "Quays of the valley"),
        ("table", "quay | depth"),
        ("caption", "Figure 1: The locks"),
    ]


def test_a_table_that_lays_out_the_page_is_text():
    row = f"<w:tr><w:tc>{p('Tolls', 'H1')}{p('By Ana Ruiz')}{p(LONG)}</w:tc></w:tr>"
    essay, body = only(word(f"<w:tbl>{row}</w:tbl>", p(SENTENCES[4])))

    assert (essay.reference.title, body) == ("Tolls", f"{LONG}\n\n{SENTENCES[4]}")


@pytest.mark.parametrize(
    ("style", "name", "rest"),
    [
        ("berschrift1", "heading 1", ""),
        ("Titre1", "Titre 1", ""),
        ("Kop1", "Kop 1", ""),
        ("Own", "Chapter opening", '<w:pPr><w:outlineLvl w:val="0"/></w:pPr>'),
        ("Based", "House style A", '<w:basedOn w:val="H1"/>'),
    ],
)
def test_headings_are_known_by_style_name_outline_level_and_ancestry(style, name, rest):
    pieces = read(
        "volume.docx",
        word(
            p("Tolls", style),
            p("Ida Moor"),
            p(SENTENCES[0]),
            p("Locks", style),
            p("Uwe Pohl"),
            p(SENTENCES[1]),
            styles=(*STYLES, (style, name, rest)),
        ),
    ).pieces

    assert [(one.essay.reference.title, one.essay.reference.authors[0].full) for one in pieces] == [
        ("Tolls", "Ida Moor"),
        ("Locks", "Uwe Pohl"),
    ]


def test_a_direct_outline_level_makes_a_heading():
    essay, _ = only(word(p("Tolls", "T"), p("They rose", properties='<w:outlineLvl w:val="0"/>'), p(SENTENCES[0])))

    assert [section.title for section in essay.sections] == ["They rose"]


def test_headings_made_by_hand_are_headings():
    def bold(text: str, size: int) -> str:
        return p(f'<w:r><w:rPr><w:b/><w:sz w:val="{size}"/></w:rPr><w:t>{text}</w:t></w:r>')

    essay, body = only(
        word(bold("Tolls and treaties", 36), p("By Ana Ruiz"), p(LONG), bold("Where it was", 24), p(LONG), p(LONG))
    )

    assert (essay.reference.title, essay.reference.authors[0].full) == ("Tolls and treaties", "Ana Ruiz")
    assert [section.title for section in essay.sections] == ["Where it was"]
    assert body.startswith(LONG)


def test_a_title_typed_above_sections_with_heading_styles():
    essay, body = only(
        word(
            p('<w:r><w:rPr><w:sz w:val="40"/></w:rPr><w:t>Tolls and treaties</w:t></w:r>'),
            p("Ana Ruiz"),
            p("May 2019"),
            p("Why", "H1"),
            p(LONG),
            p("How", "H1"),
            p(LONG),
        )
    )

    assert (essay.reference.title, essay.reference.authors[0].full) == ("Tolls and treaties", "Ana Ruiz")
    assert essay.reference.issued == "2019-05"
    assert [section.title for section in essay.sections] == ["Why", "How"]
    assert body.startswith("Why\n\n")


def test_a_plain_first_line_above_an_author_is_the_title():
    essay, body = only(word(p("Tolls and treaties"), p("By Ana Ruiz"), p(LONG), p(LONG)))

    assert (essay.reference.title, essay.reference.authors[0].full) == ("Tolls and treaties", "Ana Ruiz")
    assert body == f"{LONG}\n\n{LONG}"


def test_a_first_heading_named_in_the_properties_is_the_title():
    essay, _ = only(word(p("Tolls", "H1"), p(LONG), p("Why", "H1"), p(LONG), core=core("Tolls")))

    assert (essay.reference.title, [section.title for section in essay.sections]) == ("Tolls", ["Why"])


def test_a_volume_with_a_title_page_and_notes_counted_through():
    found = read(
        "volume.docx",
        word(
            p("Rivers and Other Debts", "T"),
            p("Piet Vonk and Jutta Amsel (eds.)", "A"),
            p("Spring 2019", "D"),
            p("Tolls", "H1"),
            p("Ida Moor"),
            p(t(SENTENCES[0]) + mark(1)),
            p("Locks", "H1"),
            p("Uwe Pohl"),
            p(t(SENTENCES[1]) + mark(2)),
            footnotes=notes({1: NOTES[0], 2: NOTES[1]}),
        ),
    )

    assert found.reference.title == "Rivers and Other Debts"
    assert [name.full for name in found.reference.editors] == ["Piet Vonk", "Jutta Amsel"]
    assert (found.reference.issued, found.reference.issue) == ("2019", "Spring 2019")
    assert [[(n.label, n.text) for n in one.essay.footnotes] for one in found.pieces] == [
        [("1", NOTES[0])],
        [("1", NOTES[1])],
    ]
    assert any("through" in remark for remark in found.remarks)


def test_each_essay_with_a_title_style_is_a_piece():
    found = read(
        "volume.docx",
        word(
            p("Tolls", "T"),
            p("Ida Moor"),
            p(SENTENCES[0]),
            p("Why", "H1"),
            p(LONG),
            p("Locks", "T"),
            p("Uwe Pohl"),
            p(LONG),
        ),
    )

    assert [one.essay.reference.title for one in found.pieces] == ["Tolls", "Locks"]
    assert [section.level for section in found.pieces[0].essay.sections] == [1]


def test_properties_speak_where_the_text_does_not():
    essay, _ = only(word(p(LONG), p(LONG), core=core("Tolls", "Ana Ruiz", "2019-05-04T10:00:00Z")))

    assert (essay.reference.title, essay.reference.authors[0].full) == ("Tolls", "Ana Ruiz")
    assert essay.reference.issued == "2019-05-04"
    assert any("properties" in remark for remark in essay.remarks)
    assert any("day on which the file was made" in remark for remark in essay.remarks)


def test_what_a_program_put_into_the_properties_is_nobody_s_name():
    essay, _ = only(word(p(LONG), core=core("Microsoft Word - draft7.doc", "Windows User")))

    assert (essay.reference.title, essay.reference.authors) == ("essay", ())


def test_a_strict_file_is_read_like_any_other():
    data = word(p("Tolls", "H1"), p(LONG))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        files = {name: archive.read(name).decode() for name in archive.namelist()}
    usual = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    files["word/document.xml"] = files["word/document.xml"].replace(usual, strict)

    assert only(zipped(files))[1] == LONG


def test_damaged_encrypted_and_empty_files_are_refused_with_a_sentence():
    good = word(p("Tolls", "H1"), p(LONG))
    encrypted = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 900 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 90
    broken = zipped({"[Content_Types].xml": _types(good), "word/document.xml": "<w:document"})
    declares = zipped(
        {"[Content_Types].xml": _types(good), "word/document.xml": "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"}
    )

    for data in (good[:-200], encrypted, broken, declares, word(), word(p(" ")), b""):
        with pytest.raises(ImportRefused, match=r"^“essay\.docx” .*\.$"):
            read("essay.docx", data)


def _types(data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read("[Content_Types].xml").decode()


runs = st.sampled_from(
    [
        t(SENTENCES[0]),
        t(" "),
        t("e\u0301\u2028x"),
        t("\u0301"),
        mark(1),
        mark(9),
        box(p("Boxed.")),
        field("REF x", "1"),
        "<w:r><w:br/></w:r>",
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>',
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
        f"<w:ins>{t('in')}</w:ins>",
        f"<w:del>{t('out')}</w:del>",
    ]
)
written = st.builds(
    lambda inside, style, properties: p("".join(inside) or t("x"), style, properties),
    st.lists(runs, max_size=4),
    st.sampled_from(["", "H1", "H2", "T", "A", "Cap", "TOC1", "none"]),
    st.sampled_from(["", "", '<w:numPr><w:numId w:val="1"/></w:numPr>', "<w:rPr><w:del/></w:rPr>", SECTION]),
)


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.lists(written, max_size=12), st.booleans())
def test_every_word_file_becomes_essays_or_is_refused_with_a_sentence(paragraphs, tabled):
    body = f"<w:tbl><w:tr><w:tc>{''.join(paragraphs)}</w:tc></w:tr></w:tbl>" if tabled else "".join(paragraphs)
    try:
        check(read("essay.docx", word(body, footnotes=notes({1: NOTES[0]}))))
    except ImportRefused as error:
        assert str(error).endswith(".")


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 3000), st.integers(0, 255)), min_size=1, max_size=8))
def test_a_damaged_file_never_breaks_the_reader(changes):
    data = bytearray(word(p("Tolls", "H1"), p(t(LONG) + mark(1)), footnotes=notes({1: NOTES[0]})))
    for place, value in changes:
        data[place % len(data)] = value
    try:
        check(read("essay.docx", bytes(data)))
    except ImportRefused as error:
        assert str(error).endswith(".")


@pytest.mark.corpus
def test_the_volume_as_a_word_file(tmp_path):
    total = score("volume.docx", "volume_nopages.json", tmp_path)

    assert (total["titles"], total["authors"], total["extra_essays"]) == (14, 14, 0)
    assert total["headings_right"] == total["headings_found"] == 42
    assert total["markers_right"] == total["markers_found"] == 167
    assert total["notes_right"] >= 165
    assert total["wer"] <= 0.0002
    assert total["reference_right"] == total["reference"] == 4


def test_hidden_words_of_a_note_are_left_out():
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>secretly </w:t></w:r>"
    body = p("Tolls", "T") + p(t(f"{SENTENCES[0]} ") + mark(2))
    note = notes({2: "Told "}).replace("Told </w:t></w:r>", f"Told </w:t></w:r>{hidden}{t('by the pilots.')}")

    found = read("essay.docx", word(body, footnotes=note))

    assert [one.text for one in found.pieces[0].essay.footnotes] == ["Told by the pilots."]
