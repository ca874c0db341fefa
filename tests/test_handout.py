"""The handout: every statement of every shown slide in order, tagged for those who listen, the same bytes twice."""

from __future__ import annotations

import io
import re
from dataclasses import replace

import pikepdf
import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_memo_pdf import tags, text_of

from briefer.model.deck import Cell, Deck, Line, Lines, Row, Table
from briefer.typeset.joining import RING
from briefer.typeset.layout import lay_out
from briefer.writers.handout_pdf import _shares, handout_data, write_handout
from tests.sample_deck import EXTRA, INSTITUTE, SAMPLE, say

ALL = replace(SAMPLE, slides=(*SAMPLE.slides, *EXTRA.slides))


def handout(deck: Deck = SAMPLE, paper="a4") -> bytes:
    return write_handout(deck, lay_out(deck, INSTITUTE).pages, paper, INSTITUTE)[0]


def opened(deck: Deck = SAMPLE) -> pikepdf.Pdf:
    return pikepdf.Pdf.open(io.BytesIO(handout(deck)))


def plain(text: str) -> str:
    return "".join(c for c in text if not c.isspace() and c not in RING + "-\u00ad")


def words_of(statement) -> str:
    """Return the words of a statement with its source numbers, as they are set."""
    text, end = "", 0
    for mark in sorted(statement.marks, key=lambda mark: mark.at):
        text += statement.text[end : mark.at] + "".join(f"[{number}]" for number in mark.numbers)
        end = mark.at
    return plain(text + statement.text[end:])


@pytest.mark.parametrize("deck", [SAMPLE, ALL])
def test_every_statement_of_every_slide_stands_in_the_handout(deck):
    whole = plain(text_of(handout(deck)))
    legends = {
        table.head[-1].id for s in deck.slides for table in s.blocks if isinstance(table, Table) and table.series
    }

    for slide in deck.slides:
        for statement in slide.statements:
            if statement.id not in legends:
                assert words_of(statement) in whole, (slide.key, statement.text)
        for source in slide.sources:
            assert plain(f"[{source.number}] {source.text}") in whole
        for line in slide.notes.say:
            assert plain(line) in whole


def test_titles_stand_in_the_order_of_the_deck_with_its_numbers():
    pages = lay_out(ALL, INSTITUTE).pages
    data = handout_data(ALL, pages, "a4", INSTITUTE)

    for slide in data["slides"]:
        first = int(slide["number"].split()[1].split("–")[0])
        title = "".join(run["text"] for run in slide["title"]).replace(RING + "\u00a0", "")
        assert plain(pages[first - 1].title)[:20] in plain(title)


def test_the_same_deck_makes_the_same_bytes():
    assert handout() == handout()


def test_the_tags_have_one_title_a_heading_a_slide_and_heads_of_tables():
    pdf = opened()
    found = tags(pdf.Root.StructTreeRoot)
    headings = [tag for tag in found if tag in ("H1", "H2", "H3", "H4")]

    assert headings == ["H1", *["H2"] * (len(SAMPLE.slides) - 1)]
    assert found.count("Table") == sum(bool(b.head) for s in SAMPLE.slides for b in s.blocks if isinstance(b, Table))
    assert found.count("TH") >= found.count("Table") > 0
    assert str(pdf.Root.Lang) == SAMPLE.language
    assert pdf.Root.ViewerPreferences.DisplayDocTitle
    assert pdf.open_metadata()["pdfuaid:part"] == "1"
    with pdf.open_outline() as outline:
        assert len(outline.root[0].children) == len(SAMPLE.slides) - 1


def test_every_page_bears_the_handling_mark_twice_and_the_properties_say_what_it_is():
    data = handout(replace(SAMPLE, marking="TLP:GREEN", stamp="matches its sources as of 2026-11-22"))
    pdf = pikepdf.Pdf.open(io.BytesIO(data))
    told = [page.get_textpage().get_text_bounded().count("TLP:GREEN") for page in pypdfium2.PdfDocument(data)]

    assert min(told) >= 2
    assert "TLP:GREEN" in str(pdf.docinfo["/Keywords"])
    assert str(pdf.docinfo["/Subject"]) == "matches its sources as of 2026-11-22"
    assert str(pdf.docinfo["/CreationDate"]).startswith(f"D:{SAMPLE.date.replace('-', '')}")


def test_hidden_slides_are_left_out_and_back_up_stands_after_the_rest():
    hidden, backup, *rest = SAMPLE.slides[1:]
    slides = (SAMPLE.slides[0], replace(hidden, hidden=True), replace(backup, uncounted=True), *rest)
    deck = replace(SAMPLE, slides=slides)
    whole = plain(text_of(handout(deck)))
    places = [whole.find(words_of(slide.title)) for slide in (backup, *rest)]

    assert words_of(hidden.title) not in whole
    counted = [
        at for at, slide in zip(places, (replace(backup, uncounted=True), *rest), strict=True) if not slide.uncounted
    ]
    assert places[0] > max(counted)


def test_the_bars_of_a_chart_are_columns_of_numbers():
    head = (say("Of nine", "boilerplate"), say("legend", "boilerplate"))
    table = Table(head, (Row((Cell((say("Closer ties"),)),), bars=(7, 2)),), "chart", ("For", "Against"), 9)
    deck = replace(SAMPLE, slides=(replace(SAMPLE.slides[1], blocks=(table,)),))
    data = handout_data(deck, lay_out(SAMPLE, INSTITUTE).pages, "a4", INSTITUTE)
    (made,) = data["slides"][0]["blocks"]

    assert ["".join(run["text"] for run in cell) for cell in made["head"]] == ["Of nine", "For", "Against"]
    assert [[run["text"] for p in cell for run in p] for cell in made["rows"][0]["cells"]] == [
        ["Closer ties"],
        ["7"],
        ["2"],
    ]


def test_words_that_look_like_markup_stay_words():
    hostile = '#eval("1") *b* _i_ $x$ `c` <l> @r = h \\ "q" #sys.inputs'
    slide = replace(SAMPLE.slides[1], title=replace(SAMPLE.slides[1].title, text=hostile, spans=(), marks=()))
    deck = replace(SAMPLE, slides=(slide,), footer=hostile)

    assert text_of(handout(deck)).replace("\u00a0", " ").count(hostile) >= 2


@pytest.mark.parametrize(("paper", "size"), [("a4", (595.28, 841.89)), ("letter", (612, 792))])
def test_the_sheet_is_the_paper_asked_for(paper, size):
    with pikepdf.Pdf.open(io.BytesIO(handout(paper=paper))) as pdf:
        assert [float(edge) for edge in pdf.pages[0].MediaBox][2:] == pytest.approx(size, abs=0.01)


def test_a_short_slide_stands_on_one_sheet():
    line = Line(say("Ferries sail at dawn, at noon and at dusk, and nobody has asked for more."))
    slides = [
        replace(SAMPLE.slides[1], key=f"s{at}", title=say(f"Title {at}"), blocks=(Lines((line,) * (at % 7 + 2)),))
        for at in range(20)
    ]
    deck = replace(SAMPLE, slides=tuple(slides))
    sheets = pypdfium2.PdfDocument(handout(deck))
    pages = [page.get_textpage().get_text_bounded().replace("\u00a0", " ") for page in sheets]

    assert len(pages) > 2
    for at, slide in enumerate(slides):
        (page,) = [text for text in pages if re.search(rf"Title {at}\b", text)]
        own = re.split(rf"Title {at}\b", page)[1].split("Title")[0]
        assert own.count("Ferries") == at % 7 + 2, slide.key


@given(
    st.lists(st.lists(st.text("abcdefgh ", min_size=1, max_size=90), min_size=1, max_size=5), min_size=1, max_size=6)
)
def test_columns_hold_their_longest_word_where_the_sheet_can(columns):
    shares = _shares(columns, 487)
    wide = [at for at, texts in enumerate(columns) if max(map(len, texts)) > 12]
    words = {at: 5.2 * max((len(word) for text in columns[at] for word in text.split()), default=0) for at in wide}
    room = 487 - 9 * (len(columns) - 1) - sum(5.2 * max(map(len, c)) for at, c in enumerate(columns) if at not in wide)

    assert [at for at, share in enumerate(shares) if share] == [at for at in wide if shares[at]]
    if sum(words.values()) <= room:
        assert all(shares[at] >= words[at] - 0.1 for at in wide)
        assert not wide or sum(shares) == pytest.approx(room, abs=1)


def test_a_long_place_in_one_row_does_not_squeeze_the_other_columns():
    cited = ["Cited", *["p. 3"] * 9, "Policy recommendations, Introduction, Mechanisms and more"]
    source, places = _shares([["Source", *["A title of some length, in a volume, with pages 3–9"] * 10], cited], 400)

    assert source > 1.7 * places
