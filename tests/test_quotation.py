"""The quotation rule: typography never alarms, a changed word always does."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from briefer.quotation.match import match
from briefer.quotation.parse import Omission, parse
from briefer.quotation.quoted import quoted, unquoted
from briefer.quotation.tokens import Words, same_words
from tests.quotation_changes import HARMFUL, HARMLESS, omission, stands

DOC = (Path(__file__).parents[1] / "docs/quotation-rule.md").read_text("utf-8")
SOURCE = "\n".join(line.removeprefix("> ") for line in DOC.split("Source:")[1].split("\n\n")[1].splitlines())
EXAMPLES = [
    [cell.strip() for cell in row.strip("|").split("|")]
    for row in DOC.split("## Examples")[1].splitlines()
    if row.startswith("| `")
]

VOCABULARY = re.findall(
    r"\S+",
    "council partners should not widen its anti-piracy patrols unless coastal states ask for them the a of in two "
    "never may lend ships 2019 20 million 1.5 per cent budget fleet Nairobi Portugal minister’s long-range plan "
    "agrees finds that cooperation with forum would cost US$3 none but talks about trade routes efficient office "
    "1,000 14–15 co-operation don’t financial affairs fishing Élise café",
)


def body(chosen: bytes) -> str:
    """Return the text that each byte chooses a word of; high ones end a sentence."""
    words = [VOCABULARY[byte % len(VOCABULARY)] + "." * (byte >= 220) for byte in chosen]
    return " ".join(words).removesuffix(".") + "."


bodies = st.binary(min_size=16, max_size=90).map(body)


@st.composite
def quotations(draw: st.DrawFn) -> tuple[str, str, tuple[int, int]]:
    """Return a body, a stretch of whole words of it, and its place."""
    body = draw(bodies)
    words = [m.span() for m in re.finditer(r"\S+", body)]
    first = draw(st.integers(0, len(words) - 6))
    last = draw(st.integers(first + 5, min(first + 30, len(words) - 1)))
    start, end = words[first][0], words[last][1]
    return body, body[start:end].rstrip("."), (start, end)


def test_the_document_has_examples() -> None:
    assert len(EXAMPLES) > 20


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example[0].strip("`"))
def test_every_example_of_the_document_holds(example: list[str]) -> None:
    quote, verdict, changes, omitted = example

    found = match(quote.strip("`"), SOURCE)

    assert found.verdict == verdict
    assert " ".join(found.changes) == changes
    assert str(found.omitted) == omitted or not omitted


@given(quotations())
def test_what_is_cut_from_a_body_is_verbatim_there(cut: tuple[str, str, tuple[int, int]]) -> None:
    body, quote, near = cut

    found = match(quote, body, near)

    assert found.verdict == "verbatim"
    assert body[found.start : found.end].strip("’") in quote + "."


@pytest.mark.parametrize("change", HARMLESS, ids=lambda change: change.__name__)
@settings(max_examples=40, suppress_health_check=[HealthCheck.filter_too_much])
@given(cut=quotations(), seed=st.integers(0, 2**16))
def test_typography_never_alarms(change, cut, seed) -> None:  # type: ignore[no-untyped-def]
    body, quote, near = cut
    changed = change(quote, random.Random(seed))
    assume(changed is not None)

    assert match(changed, body, near).exact


@pytest.mark.parametrize("change", HARMFUL, ids=lambda change: change.__name__)
@settings(max_examples=40, suppress_health_check=[HealthCheck.filter_too_much])
@given(cut=quotations(), seed=st.integers(0, 2**16))
def test_a_changed_word_is_always_caught(change, cut, seed) -> None:  # type: ignore[no-untyped-def]
    body, quote, near = cut
    changed = change(quote, random.Random(seed))
    assume(changed is not None and not stands(changed, body))

    found = match(changed, body, near)

    assert found.verdict == "altered"
    assert found.changes
    assert any(piece.kind != "same" for piece in found.pieces)


@given(quotations(), st.integers(0, 2**16))
def test_the_number_of_words_left_out_is_told(cut: tuple[str, str, tuple[int, int]], seed: int) -> None:
    body, quote, near = cut
    changed = omission(quote, random.Random(seed))
    assume(changed is not None)

    found = match(str(changed), body, near)

    assert found.verdict == "verbatim-marked"


@given(st.text(max_size=40), st.text(max_size=60))
def test_no_text_breaks_the_matcher(quote: str, body: str) -> None:
    found = match(quote, body)

    assert 0 <= found.start <= found.end <= len(body)


@given(st.text(max_size=60))
def test_words_point_at_their_places(text: str) -> None:
    words = Words.of(text)

    assert all(0 <= start < end <= len(text) for start, end in zip(words.starts, words.ends, strict=True))
    assert same_words(words, Words.of(text))


def test_the_place_nearest_to_the_expected_one_is_taken() -> None:
    body = "They agree on trade. Later they agree on trade again."

    found = match("agree on trade", body, near=(32, 46))

    assert body[found.start : found.end] == "agree on trade"
    assert (found.verdict, found.start) == ("verbatim", 32)


def test_words_from_another_place_are_elsewhere() -> None:
    body = "They agree on trade. Later they differ on fish."

    assert match("differ on fish", body, near=(0, 19)).verdict == "elsewhere"


def test_capitals_make_another_word_of_us() -> None:
    assert match("a threat to us all", "They saw a threat to US all along.").verdict == "altered"
    assert match("A THREAT TO US ALL", "They saw a threat to US all along.").verdict == "verbatim"


def test_an_ellipsis_may_not_reach_too_far() -> None:
    body = "The plan begins. " + "More of it follows here. " * 100 + "The plan ends."

    assert match("The plan begins … The plan ends", body).verdict == "altered"


def test_the_pieces_of_a_difference_read_as_both_texts() -> None:
    found = match("the forum must meet twice", "Some say the forum should meet twice.", near=(9, 36))

    assert [(piece.kind, piece.text) for piece in found.pieces] == [
        ("same", "the forum"),
        ("gone", "should"),
        ("come", "must"),
        ("same", "meet twice"),
    ]


@pytest.mark.parametrize(
    ("body", "quote", "kinds"),
    [
        ("The ministers agreed to meet. They left.", "The ministers agreed to meet.", []),
        ("The ministers agreed not to speak in public.", "The ministers agreed … in public.", ["omits-negation"]),
        ("They agreed to meet, but only if asked.", "They agreed to meet … if asked.", ["omits-condition"]),
        ("They all left.", "They [the envoys] left.", ["insertion"]),
        ("The ministers agreed to meet.", "agreed to meet.", ["starts-mid"]),
        ("The ministers agreed to meet.", "… agreed to meet.", []),
        ("They left early at last.", "They left early", ["ends-mid"]),
        ("They left early at last.", "They left early …", []),
    ],
)
def test_unfair_cuts_are_warned_of(body: str, quote: str, kinds: list[str]) -> None:
    assert [warning.kind for warning in match(quote, body).warnings] == kinds


def test_the_rest_of_a_sentence_that_turns_it_is_named() -> None:
    found = match("They will pay", "They will pay unless others do. So be it.")

    assert found.warnings[0].text == "it ends in mid-sentence; the sentence goes on with “unless”"


def test_long_omissions_and_paragraphs_are_warned_of() -> None:
    body = "It begins here. " + "And so on and on. " * 10 + "\n\nIt ends there."

    assert {w.kind for w in match("It begins here … It ends there.", body).warnings} == {
        "long-omission",
        "crosses-paragraph",
    }


def test_many_ellipses_and_common_words_take_no_time() -> None:
    body = " ".join(random.Random(1).choices(("the", "of", "sea", "and", "a"), k=20_000))

    for quote in ("the … of … sea … and … the … of the of the sea and zebra", "the of " * 300, "'a " * 3_000):
        assert match(quote, body).verdict in ("altered", "unrecognised")


def test_ellipses_of_every_style_are_omissions() -> None:
    for dots in ("…", "...", ". . .", "[…]", "[ ... ]", "(…)", "...."):
        assert [type(item) for item in parse(f"one two {dots} three").items].count(Omission) == 1, dots


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Lorenz: “neither feasible nor desirable”.", ["neither feasible nor desirable"]),
        ("„Das ist“ so «voilà»", ["Das ist", "voilà"]),
        ('the "30+4" network', ["30+4"]),
        ("partners’ views ‘don’t matter’ at allies’ cost", ["don’t matter"]),
        ("She wrote “no end", ["no end"]),
        ("the allies’ and partners' own", []),
        ("“an ‘inner’ one”", ["an ‘inner’ one"]),
    ],
)
def test_quotation_marks_of_every_style_are_seen(text: str, parts: list[str]) -> None:
    assert quoted(text) == parts


def test_a_text_can_be_had_without_its_quotations() -> None:
    assert unquoted("Lorenz: “neither”, says “he”.") == "Lorenz: “…”, says “…”."
