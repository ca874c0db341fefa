"""Names, hyphens, marks, ids: the small decisions an import is made of."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefer.model.reference import Name, Reference
from briefer.structure.draft import Block, composed, resolved, token
from briefer.structure.hyphens import Vocabulary
from briefer.structure.ids import essay_id
from briefer.structure.language import language_of
from briefer.structure.lines import full_width
from briefer.structure.mail import posted
from briefer.structure.marks import found_marks
from briefer.structure.names import people, person
from briefer.structure.notes import joined
from briefer.structure.openings import front_kind
from briefer.structure.variants import name_variants
from briefer.structure.volume import iso_date


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Dr. Ines Marbach", Name(given="Ines", family="Marbach")),
        ("Hon. Jutta K. Amsel", Name(given="Jutta K.", family="Amsel")),
        ("Prof. Dr. Tomás de Vries", Name(given="Tomás", particle="de", family="Vries")),
        ("H.W.S. Lindqvist", Name(given="H.W.S.", family="Lindqvist")),
        ("Anna-Lena Örsted, PhD", Name(given="Anna-Lena", family="Örsted")),
        ("Martin Okafor Jr.", Name(given="Martin", family="Okafor", suffix="Jr.")),
        ("Rupert O’Shea", Name(given="Rupert", family="O’Shea")),
        ("M. L. Thornbury", Name(given="M. L.", family="Thornbury")),
        ("M. Thornbury", Name(given="M.", family="Thornbury")),
        ("M. Jean Dupont", Name(given="Jean", family="Dupont")),
        ("Ines MARBACH", Name(given="Ines", family="Marbach")),
        ("Tomás DE VRIES", Name(given="Tomás", particle="de", family="Vries")),
        ("NATO Partners", None),
        ("A Reply", None),
        ("Vice Admiral", None),
        ("Harbour Council", None),
        ("North Sea", None),
        ("The Missing Treaty", None),
        ("Research Fellow", None),
        ("a patient reader", None),
        ("What the ledgers say", None),
    ],
)
def test_a_name_is_told_from_other_capitals(line, name):
    found = person(line)

    assert (found.name if found else None) == name


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Ines Marbach, H.W. Lee, and Tomás de Vries", ["Ines Marbach", "H.W. Lee", "Tomás de Vries"]),
        ("Ines Marbach and Jutta Amsel", ["Ines Marbach", "Jutta Amsel"]),
        ("Ines Marbach, University of Seedorf", ["Ines Marbach"]),
        ("INES MARBACH", ["Ines Marbach"]),
        ("By the time the boats came back", []),
    ],
)
def test_a_by_line_names_everybody(line, names):
    assert [one.name.full for one in people(line)] == names


def test_a_line_keeps_what_it_says_of_the_person():
    (one,) = people("Dr. Ines Marbach, Director, Institute for Waterways; Fellow, School of Ports and Public Policy")

    assert one.affiliation == "Director, Institute for Waterways; Fellow, School of Ports and Public Policy"


def test_a_hyphen_stays_where_the_document_writes_it_and_goes_where_it_does_not():
    lines = [
        "The rules-based order and the transport of timber.",
        "A rules-",
        "based system needs trans-",
        "port and COVID-",
        "19",
    ]

    vocabulary = Vocabulary(lines)

    assert vocabulary.joined("A rules-", "based system") == "A rules-based system"
    assert vocabulary.joined("needs trans-", "port and") == "needs transport and"
    assert vocabulary.joined("and COVID-", "19") == "and COVID-19"
    assert vocabulary.joined("the Baltic-", "Adriatic line") == "the Baltic-Adriatic line"
    assert vocabulary.joined("a dash -", "then more") == "a dash - then more"


@given(st.lists(st.text(alphabet="abcde-’ ", max_size=12), max_size=12))
def test_joining_lines_only_ever_takes_a_hyphen_away(lines):
    vocabulary = Vocabulary(lines)

    for before, after in pairwise(lines):
        bare = vocabulary.joined(before, after).replace(" ", "").replace("-", "")
        assert bare == (before + after).replace(" ", "").replace("-", "")


def test_addresses_of_a_note_are_put_together():
    lines = ["Gazette, 4 May 2016. https://example.org/river-", "and-lake/arti", "cle_7.html accessed in June"]

    text = joined(lines, Vocabulary(lines))

    assert text == "Gazette, 4 May 2016. https://example.org/river-and-lake/article_7.html accessed in June"


def marks(text, *numbers):
    return [
        (mark.number, text[mark.start : mark.end])
        for mark in found_marks(text, [(0, len(text))], dict.fromkeys(numbers), ())
    ]


def test_marks_are_found_glued_spaced_raised_and_bracketed():
    text = "The tolls rose.1 Nobody paid. 2 The clerks,3 in fact, fled,⁴ as one reads.[5] “Stone!”6"

    assert [number for number, _ in marks(text, 1, 2, 3, 4, 5, 6)] == [1, 2, 3, 4, 5, 6]


@pytest.mark.parametrize(
    "text",
    [
        "The G7 met in May.",
        "It costs 2 million.",
        "On the 2nd day it rained.",
        "Chapter 2 of the plan.",
        "See (1) and (2) below.",
        "The year 1998 was dry.",
    ],
)
def test_other_numbers_are_no_marks(text):
    assert marks(text, 1, 2, 7, 8) == []


def test_marks_rise_with_the_text():
    text = "One.3 Two.1 Three.2 Four.3"

    assert marks(text, 1, 2, 3) == [(1, "1"), (2, "2"), (3, "3")]


blocks = st.lists(
    st.builds(Block, st.sampled_from(["paragraph", "heading", "aside"]), st.text("ab c", max_size=9)), max_size=8
)


@given(blocks, st.data())
def test_tokens_leave_no_trace_and_move_nothing(some, data):
    marked = []
    for block in some:
        at = data.draw(st.integers(0, len(block.text)))
        marked.append(Block(block.kind, block.text[:at] + token("n:1") + block.text[at:]) if block.text else block)

    clean, places = resolved(composed(marked))
    plain = composed(some)

    assert (clean.body, clean.paragraphs, clean.sections, clean.asides) == (
        plain.body,
        plain.paragraphs,
        plain.sections,
        plain.asides,
    )
    assert all(0 <= offset <= len(clean.body) for _, offset in places)


def test_an_id_is_made_of_author_year_and_title_and_is_fresh():
    reference = Reference(title="Łódź and its rivers", authors=(Name(given="Ana", family="Núñez"),), issued="2019-05")

    first = essay_id(reference)

    assert first == "nunez-2019-lodz-and-its"
    assert essay_id(reference, {first}) == "nunez-2019-lodz-and-its-2"
    assert essay_id(Reference(), ()) == "essay"


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("October 14, 2020", "2020-10-14"),
        ("3 May 2016", "2016-05-03"),
        ("June 2011", "2011-06"),
        ("2020-12-01", "2020-12-01"),
        ("© 1998 Uferverlag", "1998"),
        ("no date", ""),
    ],
)
def test_dates_become_iso_dates(text, date):
    assert iso_date(text) == date


def test_front_matter_has_its_kind():
    kinds = {
        title: front_kind(title)
        for title in ("Foreword", "INTRODUCTION", "Editors’ note", "About the authors", "Tolls")
    }

    assert kinds == {
        "Foreword": "foreword",
        "INTRODUCTION": "introduction",
        "Editors’ note": "introduction",
        "About the authors": "contributors",
        "Tolls": None,
    }


def test_another_spelling_of_the_author_in_the_introduction_is_remarked():
    name = Name(given="Piotr", family="Kłos")

    remarks = name_variants([name], [("Introduction", "In this volume Piotr Klos asks who pays.")])

    assert remarks == ["“Introduction” spells the author's name “Piotr Klos”."]
    assert name_variants([name], [("Introduction", "Here Piotr Kłos asks who pays.")]) == []


def test_the_language_is_told_by_common_words():
    assert (
        language_of("The river and the town were of no use to the people that lived in it, as it is said by many.")
        == "en"
    )
    assert (
        language_of(
            "Der Fluss und die Stadt sind nicht für den, der mit dem Boot von der See auf das Land will, das ist klar."
        )
        == "de"
    )
    assert language_of("zzz qqq") == ""


@given(st.lists(st.integers(40, 48), min_size=12, max_size=60), st.data())
def test_a_full_line_is_as_long_as_before_where_some_swallowed_the_next(lengths, data):
    swallowed = data.draw(st.lists(st.sampled_from(lengths), max_size=len(lengths) // 3))

    alone = full_width(["x" * length for length in lengths])
    joined = full_width(["x" * length for length in lengths] + ["x" * (2 * length - 1) for length in swallowed])

    assert 40 <= alone <= 48
    assert joined == alone


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("tr", "Nehir ve kasaba için bir karar verildi, ama bu karar çok geç olarak geldi; su ise daha yavaş aktı, her gün "
         "gibi, ne var ki kimse bir şey demedi."),
        ("ru", "Никто в долине не знал, кто заплатит за шлюз, и что будет с водой, но все говорили о нём, как о деле "
         "города, а не о деле мельников."),
        ("uk", "Ніхто в долині не знав, хто заплатить за шлюз, і що буде з водою, але всі говорили про нього як про справу "
         "міста, а не про справу мельників."),
        ("bg", "Никой в долината не знаеше кой ще плати за шлюза и какво ще стане с водата, но всички говореха за него "
         "като за работа на града, а не на мелничарите."),
        ("el", "Κανείς στην κοιλάδα δεν ήξερε ποιος θα πλήρωνε."),
        ("he", "איש בעמק לא ידע מי ישלם על הסכר החדש."),
        ("ar", "لم يكن أحد في الوادي يعرف من سيدفع ثمن القنطرة، ولا ما هو السبب في ذلك، أو إلى من تعود هذه القناة التي "
         "كانت على النهر مع الطواحين."),
        ("fa", "هیچ کس در دره نمی دانست که چه کسی هزینه این سد را می پردازد و آن را از شهر به روستا می برد، با این همه "
         "برای آسیابان ها کار آسان بود."),
        ("zh", "山谷里没有人知道谁该支付第二道船闸的修理费。"),
        ("ja", "谷では、二番目の水門の修理代を誰が払うのか誰も知らなかった。"),
        ("ko", "골짜기에서는 아무도 누가 수문의 수리비를 낼지 몰랐다고 한다."),
    ],
)  # fmt: skip
def test_other_languages_are_told_by_script_and_common_words(language, text):
    assert language_of(text) == language


def test_a_quoted_mail_loses_its_signs_and_a_mail_its_signature():
    found = posted("> The ferry waits.\n>\n> > It leaves at noon.\n")
    assert found.text == "The ferry waits.\n\nIt leaves at noon.\n"
    assert found.remarks == ("The signs of quotation (“>”) before the lines were left out.",)

    found = posted("The ferry waits.\n-- \nIda Moor\nHarbour Council\n")
    assert found.text == "The ferry waits."
    assert found.remarks == ("4 words of a mail signature below “--” were left out.",)

    spoken = "The ferry waits.\n--\nIt leaves at noon.\n> a quotation\n"
    assert posted(spoken).text == spoken
    assert not posted(spoken).remarks
