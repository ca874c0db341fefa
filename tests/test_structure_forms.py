"""One essay in the many forms plain text takes: heads, headings, marks, pages, tables, lists, tags."""

from __future__ import annotations

import textwrap
from collections.abc import Callable

import documents
import pytest

from briefer.readers import read
from briefer.structure.imported import Imported

WORK = documents.RIVER
SENTENCES = documents.SENTENCES
HEADINGS = [part.heading for part in WORK.parts if part.heading]
PARAGRAPHS = tuple(" ".join(SENTENCES[at : at + 4]) for at in (0, 4, 8, 12))


def essay(heading: Callable[[int, str], str] = lambda at, text: text, width: int = 72, gap: str = "\n\n") -> str:
    """Return the essay with its headings written by `heading`; one line per paragraph when `width` is 0."""
    blocks = [WORK.title, "By Ines Marbach"]
    for at, part in enumerate(WORK.parts):
        blocks += [heading(at, part.heading)] if part.heading else []
        texts = [documents.marked(paragraph, "") for paragraph in part.paragraphs]
        blocks += ["\n".join(textwrap.wrap(text, width)) if width else text for text in texts]
    return gap.join(blocks) + "\n"


def with_block(block: str) -> str:
    """Return the essay with `block` between two paragraphs."""
    blocks = essay().split("\n\n")
    return "\n\n".join((*blocks[:4], block, *blocks[4:]))


def imported(text: str, name: str = "water.txt") -> Imported:
    return read(name, text.encode())


def words(found: Imported) -> list[str]:
    piece = found.pieces[0]
    return " ".join(piece.body[p.start : p.end] for p in piece.essay.paragraphs).split()


def sections(found: Imported) -> list[str]:
    return [section.title for section in found.pieces[0].essay.sections]


HEADED = {
    "underlined": lambda at, text: f"{text}\n{'-' * len(text)}",
    "underlined twice": lambda at, text: f"{text}\n{'=' * len(text)}",
    "number signs": lambda at, text: f"## {text}",
    "asterisks": lambda at, text: f"**{text}**",
    "underscores": lambda at, text: f"_{text}_",
}
NUMBERED = {
    "numbered": lambda at, text: f"{at}. {text}",
    "twice numbered": lambda at, text: f"1.{at} {text}",
    "Roman": lambda at, text: f"{'I' * at}. {text}",
    "upper case": lambda at, text: text.upper(),
}


@pytest.mark.parametrize("width", [0, 60, 72, 80])
@pytest.mark.parametrize("style", list(HEADED))
def test_signs_that_only_mark_a_heading_go(style, width):
    found = imported(essay(HEADED[style], width))

    assert sections(found) == HEADINGS
    assert words(found) == WORK.words


@pytest.mark.parametrize("style", list(NUMBERED))
def test_a_heading_keeps_its_number(style):
    found = imported(essay(NUMBERED[style]))

    assert sections(found) == [NUMBERED[style](at, text) for at, text in enumerate(HEADINGS, start=1)]
    assert words(found) == WORK.words


def test_one_line_for_each_paragraph_needs_no_blank_lines():
    found = imported(essay(width=0, gap="\n"))

    assert sections(found) == HEADINGS
    assert words(found) == WORK.words
    assert len(found.pieces[0].essay.paragraphs) == 9


def test_paragraphs_may_be_indented_by_tabs_alone():
    text = essay().replace("\n\n", "\n\t").replace("\n\tBy Ines", "\nBy Ines")
    for heading in HEADINGS:
        text = text.replace(f"\t{heading}", heading)

    found = imported(text)

    assert sections(found) == HEADINGS
    assert len(found.pieces[0].essay.paragraphs) == 9


PRINTED = ["- {} -", "Page {} of 30", "[{}]", "p. {}", "{} | Page", "~ {} ~", "Seite {}", "[Pg {}]", "{}/30"]


@pytest.mark.parametrize("feed", ["\n\f", "\n\n\n"])
@pytest.mark.parametrize("printed", PRINTED)
def test_a_page_number_has_many_forms(printed, feed):
    lines = essay(width=66).split("\n")
    sheets = ["\n".join(lines[at : at + 12]).strip("\n") for at in range(0, len(lines), 12)]

    found = imported(feed.join(f"{sheet}\n\n{printed.format(at)}" for at, sheet in enumerate(sheets, start=11)) + "\n")

    assert [page.label for page in found.pieces[0].essay.pages] == [str(at + 11) for at in range(len(sheets))]
    assert words(found) == WORK.words


def test_running_heads_that_alternate_bear_the_page_numbers_without_form_feeds():
    lines = essay(width=66).split("\n")
    sheets = ["\n".join(lines[at : at + 12]).strip("\n") for at in range(0, len(lines), 12)]
    heads = [f"{at} THE WATER READER" if at % 2 else f"The river {at}" for at in range(11, 11 + len(sheets))]

    found = imported("\n\n".join(f"{head}\n\n{sheet}" for head, sheet in zip(heads, sheets, strict=True)))

    assert found.pieces[0].essay.reference.title == WORK.title
    assert [page.label for page in found.pieces[0].essay.pages] == [str(at + 11) for at in range(len(sheets))]
    assert words(found) == WORK.words


TABLES = {
    "drawn": "+-------+-----+\n| Quay  |Grain|\n+-------+-----+\n| North | 123 |\n| South | 456 |\n+-------+-----+",
    "bars": "Quay | Grain\n-----|------\nNorth | 123\nSouth | 456",
    "gaps": "Quay        Grain\nNorth         123\nSouth         456",
    "tabs": "Quay\tGrain\nNorth\t123\nSouth\t456",
}


@pytest.mark.parametrize("style", list(TABLES))
def test_a_table_stays_out_of_the_running_text(style):
    found = imported(with_block(TABLES[style]))

    (table,) = [aside for aside in found.pieces[0].essay.asides if aside.kind == "table"]
    assert found.pieces[0].body[table.start : table.end] == "Quay | Grain\nNorth | 123\nSouth | 456"
    assert words(found) == WORK.words


@pytest.mark.parametrize("signs", ["---", "***", "123", "abc"])
def test_items_of_a_list_are_paragraphs_of_their_own(signs):
    dot = {"-": " ", "*": " "}.get(signs[0], ") ")
    items = [
        f"{signs[0]}{dot}Mend the jetty before the",
        f"{signs[1]}{dot}Paint the mill.",
        f"{signs[2]}{dot}Find the treaty.",
    ]

    piece = imported(with_block("\n".join((items[0], "  barley harvest comes in.", *items[1:])))).pieces[0]

    paragraphs = [piece.body[p.start : p.end] for p in piece.essay.paragraphs]
    assert paragraphs[2:5] == [f"{items[0]} barley harvest comes in.", *items[1:]]


@pytest.mark.parametrize("heading", ["Notes\n\n", "Endnotes\n\n", ""])
@pytest.mark.parametrize(
    ("mark", "start"),
    [("[{}]", "[{}] "), ("({})", "({}) "), ("({})", "{}) "), ("{}", "{}. "), ("^{}", "^{} "), ("[^{}]", "[^{}]: ")],
)
def test_a_note_is_numbered_in_many_ways(mark, start, heading):
    blocks = [text.replace("own eyes.", "own eyes." + mark.format(2)) for text in PARAGRAPHS]
    blocks[0] = blocks[0].replace("summers ago.", "summers ago." + mark.format(1))
    notes = [start.format(n) + documents.NOTES[n] for n in (1, 2)]

    found = imported("\n\n".join((WORK.title, "By Ines Marbach", *blocks, heading + notes[0], notes[1])))

    assert words(found) == " ".join(PARAGRAPHS).split()
    assert [(note.label, note.status) for note in found.pieces[0].essay.footnotes] == [("1", "linked"), ("2", "linked")]
    assert [note.text for note in found.pieces[0].essay.footnotes] == list(documents.NOTES[1:3])


BODY = "\n\n".join(PARAGRAPHS)


def test_an_ordinary_essay_is_not_suspected_to_be_a_volume():
    assert imported(essay()).remarks == ()
    assert imported(essay()).pieces[0].essay.remarks == ()


def test_a_table_of_contents_makes_a_single_essay_suspect():
    found = imported("Contents\n\nOn tolls ........ 3\n\nOn ledgers ........ 9\n\n\n\n" + essay())

    assert any("imported as one essay" in remark for remark in found.remarks)


def test_the_header_of_an_e_mail_names_subject_and_sender():
    head = "From: Ines Marbach <ines@example.org>\nTo: Piet Vonk <piet@example.org>\n"
    head += "Subject: Fwd: On the water\nDate: Mon, 3 Jun 2019 10:00:00 +0200\n\n"

    found = imported(head + BODY)

    reference = found.reference
    assert (reference.title, reference.authors[0].full) == ("On the water", "Ines Marbach")
    assert reference.issued == "2019-06-03"
    assert found.pieces[0].body == BODY
    assert any("e-mail" in remark for remark in found.remarks)


def test_an_e_mail_may_send_an_essay_with_a_title_of_its_own():
    found = imported("From: Piet Vonk\nSubject: For you\n\n" + essay())

    assert (found.reference.title, found.reference.authors[0].full) == (WORK.title, "Ines Marbach")
    assert words(found) == WORK.words


def test_fields_above_the_text_are_its_reference():
    found = imported("Title: On the water\nAuthors: Ines Marbach and Piet Vonk\nDate: 3 May 2017\n\n" + BODY)

    assert found.reference.title == "On the water"
    assert [name.full for name in found.reference.authors] == ["Ines Marbach", "Piet Vonk"]
    assert found.reference.issued == "2017-05-03"
    assert found.pieces[0].body == BODY


def test_the_frame_of_a_digital_library_is_left_out():
    frame = "The Sample Library eBook of the river\n\nFree for all.\n\nTitle: On the water\n\nAuthor: Ines Marbach\n\n"
    opened = "*** START OF THE SAMPLE LIBRARY EBOOK OF THE RIVER ***\n\n\n\n"
    closed = "\n\n\n*** END OF THE SAMPLE LIBRARY EBOOK OF THE RIVER ***\n\nConditions of use go on for pages.\n"

    found = imported(frame + opened + "On the water\n\nby Ines Marbach\n\n" + BODY + closed)

    assert (found.reference.title, found.reference.authors[0].full) == ("On the water", "Ines Marbach")
    assert found.pieces[0].body == BODY
    assert any("notice" in remark for remark in found.remarks)


def test_tags_and_entities_in_a_text_file_are_no_text():
    text = "<h1>On the water</h1>\n<p>By Ines Marbach</p>\n" + "".join(
        "<p>" + paragraph.replace("'", "&#39;").replace("valley", "<b>valley</b>") + "</p>" for paragraph in PARAGRAPHS
    )

    found = imported(text)

    assert found.reference.title == "On the water"
    assert found.pieces[0].body == BODY
    assert any("tags" in remark for remark in found.remarks)


def test_a_few_angle_brackets_are_text():
    found = imported(with_block("Where a < b and c > d, nothing <but> the ledgers of R&amp;D counts."))

    assert "a < b and c > d, nothing <but> the ledgers of R&amp;D" in found.pieces[0].body


AUTHORS = {
    "李雷": ["李雷"],
    "作者：山田太郎": ["山田太郎"],
    "김철수": ["김철수"],
    "محمد بن سلمان": ["محمد بن سلمان"],
    "بقلم: ليلى حداد": ["ليلى حداد"],
    "Иван Петрович Сидоров": ["Иван Петрович Сидоров"],
    "Nguyễn Văn An": ["Nguyễn Văn An"],
    "Ahmed al-Rashid and Omar bin Laith": ["Ahmed al-Rashid", "Omar bin Laith"],
    "By Ludwig van Damme": ["Ludwig van Damme"],
    "Dr. Ines Marbach, PhD": ["Ines Marbach"],
    "Prof. Dr. h.c. Ines Marbach": ["Ines Marbach"],
    "Ines Marbach, PhD, and Piet Vonk, MA": ["Ines Marbach", "Piet Vonk"],
    "Ines Marbach | Harbour Institute": ["Ines Marbach"],
    "Ines Marbach (Harbour Institute)": ["Ines Marbach"],
    "Ines Marbach – Senior Fellow": ["Ines Marbach"],
    "Ines Marbach¹ and Piet Vonk²": ["Ines Marbach", "Piet Vonk"],
    "MARBACH, Ines": ["Ines Marbach"],
    "INES MARBACH": ["Ines Marbach"],
    "Written by: Ines Marbach": ["Ines Marbach"],
}


@pytest.mark.parametrize("line", list(AUTHORS))
def test_the_author_stands_below_or_above_the_title(line):
    for head in (f"On the water\n\n{line}", f"{line}\n\nOn the water"):
        found = imported(f"{head}\n\n{BODY}")

        assert found.reference.title == "On the water"
        assert [name.full for name in found.reference.authors] == AUTHORS[line]
        assert found.pieces[0].body == BODY


@pytest.mark.parametrize("line", ["引言", "Rivers (Part Two)", "Ports – a History", "Who pays | Who does not"])
def test_what_looks_like_a_name_only_at_first_sight_is_no_author(line):
    assert imported(f"On the water\n\n{line}\n\n{BODY}").reference.authors == ()


@pytest.mark.parametrize(
    ("line", "heading"),
    [("What the Ledgers Say:", True), ("THE MISSING TREATY:", True), ("As the pilots told the council:", False)],
)
def test_a_line_with_a_colon_is_a_heading_only_in_title_case(line, heading):
    found = imported(with_block(line))

    assert (line in [section.title for section in found.pieces[0].essay.sections]) is heading
