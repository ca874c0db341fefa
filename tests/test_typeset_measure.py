"""Laws of measuring: widths, breaks, joined words and balanced titles."""

from __future__ import annotations

import time
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from briefer.app import resources
from briefer.typeset import fonts
from briefer.typeset.balance import balanced
from briefer.typeset.joining import BREAK, NBSP, RING, WORD_JOINER, joined, unjoined
from briefer.typeset.measure import SHORTEST_LAST_LINE, Measure, break_lines, break_points, paragraph, text_width
from briefer.typeset.page import Paragraph, Run
from tests.sample_deck import EXTRA, INSTITUTE, SAMPLE

FAMILIES = ("Calibri", "Cambria", "Arial", "Times New Roman")

words = st.text("abcdefghilmnoprstuvwéßłαж", min_size=1, max_size=12)
separators = st.sampled_from([" ", " ", " ", ", ", "; ", " – ", "-", "/", NBSP, " · ", ": ", "—", "  "])
sentences = st.lists(st.tuples(words, separators), min_size=1, max_size=30).map(
    lambda parts: "".join(word + gap for word, gap in parts).strip()
)
anything = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=200)
sizes = st.sampled_from([11.0, 14.0, 16.0, 18.0, 20.0, 26.0, 30.0])
widths = st.integers(80, 708).map(float)


def runs_of(text: str, size: float = 20) -> tuple[Run, ...]:
    third = len(text) // 3
    parts = [text[:third], text[third : 2 * third], text[2 * third :]]
    styles = [{"bold": True}, {}, {"face": "title", "italic": True}]
    return tuple(Run(part, size=size, **style) for part, style in zip(parts, styles, strict=True) if part)


def breaks_of(paragraph: Paragraph) -> list[int]:
    at, found = 0, []
    for line in paragraph.lines[:-1]:
        at += len(line)
        found.append(at)
    return found


def slices(runs: tuple[Run, ...], lines: tuple[str, ...]) -> list[tuple[Run, ...]]:
    """Return the runs of each line without the spaces at its end."""
    found, start = [], 0
    for line in lines:
        end, at, parts = start + len(line.rstrip()), 0, []
        for run in runs:
            text = run.text[max(0, start - at) : max(0, end - at)]
            parts += [replace(run, text=text)] if text else []
            at += len(run.text)
        found.append(tuple(parts))
        start += len(line)
    return found


@given(anything | sentences, sizes, widths)
def test_breaking_loses_no_character(text, size, width):
    lines = break_lines(runs_of(text, size), INSTITUTE, Measure(width))

    assert "".join(lines) == text
    assert all(lines)


@example("0000000000\U00020000¼", 11.0, 80.0, 0.0)
@given(anything | sentences, sizes, widths, st.sampled_from([0.0, 20.0, 60.0]))
def test_no_line_is_wider_than_its_box(text, size, width, margin):
    runs = runs_of(text, size)

    lines = break_lines(runs, INSTITUTE, Measure(width, margin))

    for line, parts in zip(lines, slices(runs, lines), strict=True):
        one_character = len(line.strip()) <= 1
        assert one_character or text_width(parts, INSTITUTE) <= width - margin + 1


@given(sentences, sizes, widths)
def test_a_wider_box_never_needs_more_lines(text, size, width):
    runs = runs_of(text, size)

    narrow, wide = (break_lines(runs, INSTITUTE, Measure(w)) for w in (width, width * 1.5))

    assert len(wide) <= len(narrow)


@given(sentences, widths)
def test_words_that_fit_a_line_are_never_cut(text, width):
    set_ = paragraph((Run(text, size=14),), INSTITUTE, 18, Measure(max(width, 400)))

    assert set(breaks_of(set_)) <= set(break_points("".join(run.text for run in set_.runs)))


@pytest.mark.parametrize(
    "tied", ["a\u00a0b", "a\u2060-\u2060b", "36\u2060–\u206037", "word\u2060[1]\u2060[2]", "(a", "a)"]
)
def test_no_line_ends_inside_what_is_tied(tied):
    assert break_points(tied) == ()


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("foreign-minister level", ["foreign-", "minister ", "level"]),
        ("2019–20 and", ["2019–", "20 ", "and"]),
        ("one—two", ["one", "—", "two"]),
        ("日本、韓国", ["日", "本、", "韓", "国"]),
        ("a · b", ["a ", "· ", "b"]),
    ],
)
def test_lines_may_break_where_readers_expect_it(text, parts):
    points = (0, *break_points(text), len(text))

    assert [text[a:b] for a, b in pairwise(points)] == parts


@given(st.text(f"ab A1é .,;:()[]“”‘’'…·\t{NBSP}{WORD_JOINER}", max_size=20))
def test_a_text_breaks_where_it_does_before_a_dash_that_needs_every_rule(text):
    longer = break_points(f"{text}\N{EM DASH}x")

    assert break_points(text) == tuple(at for at in longer if at < len(text))


def test_a_label_a_tab_and_a_text_hang_on_the_text_edge():
    label, text = Run("Evidence\t", size=16), Run("word " * 40)

    hung = break_lines((label, text), INSTITUTE, Measure(852, 144, -144))
    plain = break_lines((text,), INSTITUTE, Measure(708))

    assert [hung[0].removeprefix("Evidence\t"), *hung[1:]] == list(plain)


def test_a_label_wider_than_its_column_takes_the_next_stop():
    measure = Measure(852, 144, -144)

    assert measure.stop(100) == 144
    assert measure.stop(150) == 216
    assert Measure(852, 144, -144, tabs=(288, 504)).stop(150) == 288


@pytest.mark.parametrize(
    ("composed", "issued"),
    [
        ("Burton (5) · Hildebrand et al. (intro ¶5)", "Burton_(5)_· Hildebrand_et_al._(intro_¶5)"),
        ("p. 36, pp. 36–37", "p._36, pp._36^–^37"),
        ("as Mora et\u00a0al. say", "as Mora_et_al. say"),
        ("the Shetler-Jones paper on Çelik-Öz", "the Shetler-Jones paper on Çelik-Öz"),
        ("well-known, COVID-19", "well-known, COVID-19"),
        ("Interdepartmental-Working group", "Interdepartmental-Working group"),
        ("about US$20 m on 20 Nov", "about US$20_m on 20_Nov"),
        ("In favour if …", "In favour if_…"),
        ("say little (Jenne 52; Heng 25)", "say little (Jenne_52; Heng_25)"),
        ("use.  □  added", "use.  □__added"),
        ("slide 4 of J. Smith", "slide_4 of J._Smith"),
        ("“A title”, in no. 14, pp. 1–5", "“A title”, in_no._14, pp._1^–^5"),
        ("“A title”, in no.\u00a014", "“A title”, in_no._14"),
        ("https://example.org/a/b/c/d/e", "https://|example.|org/|a/|b/|c/|d/|e"),
        ("a short and/or 2020", "a short and/or 2020"),
    ],
)
def test_what_belongs_together_is_joined(composed, issued):
    shown = joined(composed).replace(NBSP, "_").replace(WORD_JOINER, "^").replace(BREAK, "|")

    assert shown == issued


@given(st.text().filter(lambda text: not set(text) & {NBSP, WORD_JOINER, BREAK, RING}) | sentences)
def test_joiners_can_be_taken_out_again(text):
    assert unjoined(joined(text)) == text.replace(NBSP, " ")


@given(st.lists(st.text("abcdefghilmnoprstuvw", min_size=2, max_size=11), min_size=6, max_size=40), widths)
def test_no_paragraph_ends_in_an_orphan_that_could_be_avoided(letters, width):
    width = max(width, 250)

    set_ = paragraph((Run(" ".join(letters)),), INSTITUTE, 26, Measure(width))

    if len(set_.lines) > 1 and len(set_.lines[-2].split()) > 3:
        assert len(set_.lines[-1].rstrip()) >= SHORTEST_LAST_LINE


@given(st.lists(st.text("abcdefghilmnoprstuvw", min_size=3, max_size=9), min_size=12, max_size=30), widths)
def test_what_follows_a_hyphen_is_no_last_line_by_itself(letters, width):
    *said, first, second = letters
    text = f"{' '.join(said)} {first}-{second}."

    set_ = paragraph((Run(text),), INSTITUTE, 26, Measure(max(width, 250)))

    assert unjoined("".join(set_.lines)) == text
    assert len(set_.lines) == len(break_lines((Run(text),), INSTITUTE, Measure(max(width, 250))))
    if len(set_.lines) > 1 and len(set_.lines[-2].split()) > 3:
        assert len(set_.lines[-1].rstrip()) >= SHORTEST_LAST_LINE


@given(st.lists(st.text("abcdefghilmnoprstuvw", min_size=5, max_size=11), min_size=1, max_size=11))
def test_a_title_has_two_lines_at_most_and_the_shorter_is_half_the_longer(letters):
    runs = (Run(" ".join(letters), "title", 30),)
    assume(text_width(runs, INSTITUTE) <= 1.6 * 852)

    title = balanced(runs, INSTITUTE, 36, 852)

    assert "".join(title.lines).replace(NBSP, " ") == runs[0].text
    assert len(title.lines) <= 2
    if len(title.lines) == 2:
        inks = [text_width((replace(runs[0], text=line.rstrip()),), INSTITUTE) for line in title.lines]
        assert len(letters) < 4 or min(inks) >= 0.5 * max(inks)
        assert max(inks) <= 852 - title.right


def test_the_first_word_after_a_stop_does_not_stand_alone_at_the_end_of_a_line():
    runs = (Run("Ravn-Holm 2020: Ferries may not be wanted in the north, but…", "title", 30),)

    assert balanced(runs, INSTITUTE, 36, 852).lines[0].rstrip() == "Ravn-Holm 2020:"


@given(
    st.lists(
        st.sampled_from(["a", "an", "A", "ferry", "council", "of", "islands", "(a", "“A"]), min_size=3, max_size=40
    )
)
def test_an_article_goes_to_the_line_of_its_word_unless_that_costs_a_line(words):
    text = " ".join(words)
    runs = (Run(text, "body", 18),)
    measure = Measure(300)

    set_ = paragraph(runs, INSTITUTE, 24, measure)
    lines = [line.replace(NBSP, " ") for line in set_.lines]

    assert "".join(lines) == text
    assert len(lines) == len(break_lines(runs, INSTITUTE, measure))


def test_an_article_does_not_end_a_line():
    runs = (Run("Positions on the ferries to the far islands · A new timetable", "body", 18),)
    plain = break_lines(runs, INSTITUTE, Measure(335))

    assert plain[0].endswith("A ")
    assert paragraph(runs, INSTITUTE, 24, Measure(335)).lines[1].startswith(f"A{NBSP}new")


@pytest.mark.parametrize("face", ["institute", "command", "plain"])
def test_a_name_with_et_al_keeps_its_year(face):
    brand, _ = resources.brand(face)
    style = brand.style("title")
    runs = (
        Run(
            joined("Hollander et\u00a0al. 2020: Build a Northern-Harbour Partnership"), "title", style.size, style.bold
        ),
    )
    first, *_ = balanced(runs, brand, style.leading, 852).lines

    assert unjoined(first).startswith("Hollander et al. 2020:")


def test_the_titles_of_the_sample_break_as_the_designer_broke_them():
    style = INSTITUTE.style("title")
    broken = {
        slide.key: [line.replace(NBSP, " ").strip() for line in title.lines]
        for slide in (*SAMPLE.slides[1:], *EXTRA.slides)
        for title in [balanced((Run(joined(slide.title.text), "title", style.size),), INSTITUTE, 36, 852)]
    }

    assert broken["bluf"] == ["We ask you to support a political format", "and to rule out a naval task"]
    assert broken["source-summary"][0] == "Our evidence is broad in origin"
    assert broken["consensus-map"][1] == "closer ties in Asia; four set conditions"
    assert broken["two-voices"][0] == "Form divides them: three build a new table,"
    assert broken["voices"][0] == "Only Tan wants the South China Sea made a core interest;"
    assert broken["ranked-table"][1] == "are where most authors would start work"
    assert broken["options"][1] == "if projects follow within a year"
    assert broken["risks"][0] == "Our advice falls if the partners decline,"
    assert broken["decision"][1] == "with no military task, reviewed after one year"
    assert broken["quotation"][0] == "Lorenz, who designs the forum,"
    assert broken["consensus-map/unconfirmed"][1] == "three more are unconfirmed"


@pytest.mark.parametrize("family", FAMILIES)
def test_every_family_has_four_styles_that_differ(family):
    faces = [fonts.width("Assessment of evidence", family, 20, b, i) for b in (False, True) for i in (False, True)]

    assert len(set(faces)) >= 2
    assert fonts.font(family).pitch == pytest.approx(1.2, abs=0.06)


@pytest.mark.parametrize("family", FAMILIES)
def test_pairs_are_kerned(family):
    apart = sum(fonts.width(letter, family, 20) for letter in "AV")

    assert fonts.width("AV", family, 20) < apart


def test_widths_are_those_of_the_fonts():
    assert fonts.width("H", "Calibri", 2048) == 1276
    assert fonts.width("e", "Arial", 2048) == 1139
    assert fonts.width("日", "Calibri", 20) == 20
    assert fonts.width("e\u0301\u2060", "Calibri", 20) == fonts.width("e", "Calibri", 20)
    assert fonts.width("Ж", "Cambria", 20) > 0
    assert fonts.width("abc", "No Such Face", 20) == pytest.approx(1.13 * fonts.width("abc", "Arial", 20), rel=0.001)
    assert fonts.width("abc", "Verdana", 20) > fonts.width("abc", "No Such Face", 20)
    assert fonts.stand_in("Calibri") == ("Calibri", 1) and fonts.stand_in("No Such Face") == ("Arial", 1.13)


def test_tables_load_fast():
    fonts._family.cache_clear()
    fonts._font.cache_clear()
    start = time.process_time()

    for family in FAMILIES:
        fonts.font(family)

    assert time.process_time() - start < 4 * 0.05
