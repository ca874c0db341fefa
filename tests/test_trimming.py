"""Trims are quotations by law, offers are harmless by law, and an imperative is only ever a paraphrase."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefer.app import resources
from briefer.app.briefs import load_brief
from briefer.app.build import draft
from briefer.app.library import open_library
from briefer.audit.records import records
from briefer.audit.verify import verify
from briefer.model.essay import Essay
from briefer.model.evidence import Passage
from briefer.model.library import Put
from briefer.model.text import Anchor, canonical
from briefer.quotation.kinds import is_negation
from briefer.quotation.match import match
from briefer.quotation.rewriting import imperative, whole_imperative
from briefer.quotation.tokens import Words
from briefer.quotation.trimming import (
    HAZARDS,
    Replacement,
    TrimRefused,
    hazards,
    kept_in,
    less,
    offers,
    quoted_words,
    tokens,
    trimmed,
    without,
)
from briefer.readers.deck import read_deck
from briefer.typeset.layout import lay_out
from briefer.writers.pptx import write_deck

BODY = (
    "An opening sentence. However, the council (founded in 1910) should, in winter at least, lend two ships to its "
    "neighbours unless ice forms. A closing sentence."
)
SPAN = (BODY.index("However"), BODY.index(" A closing"))

_ODD_WORDS = (
    "The the council Council should not lend two ships US us a I to its neighbours’ anti-piracy 1,200 5% However, "
    "unless (the board) (EU) “No one” said. It then, – and; In winter, if only ice… forms! over-\nseas [sic] [now]"
)
_PROSE = "The council should not lend two ships us to its neighbours, in winter; while ice forms."
WORDS = st.sampled_from(_ODD_WORDS.split(" "))
PASSAGES = st.lists(WORDS, min_size=1, max_size=30).map(lambda words: canonical(" ".join(words)))


PARTS = st.tuples(st.just("") | PASSAGES, PASSAGES, st.just("") | PASSAGES)
"""What stands before a passage, the passage, and what stands after it."""


@st.composite
def chosen(draw, parts=PARTS):
    """Draw a body, the span of a passage in it, and which of its words are kept."""
    before, text, after = draw(parts)
    body = canonical(f"{before} {text} {after}")
    span = (len(before) + 1, len(before) + 1 + len(text))
    words = tokens(body, *span)
    flags = draw(st.lists(st.booleans(), min_size=len(words), max_size=len(words)))
    return body, span, [word for word, flag in zip(words, flags, strict=True) if flag]


@given(chosen())
def test_any_trim_of_any_passage_is_a_quotation_of_it(drawn):
    body, span, kept = drawn
    try:
        text = trimmed(body, span, kept)
    except TrimRefused:
        return
    whole = text == body[slice(*span)].strip()  # may hold no word to compare
    assert whole or match(text, body, span).verdict in ("verbatim", "verbatim-marked")


@st.composite
def plain(draw):
    """Draw prose in three parts in which no word comes again: of two a trim cannot always tell which it keeps."""
    words = draw(st.permutations([word for word in _PROSE.split(" ") if word != "The"]))
    first = draw(st.integers(0, len(words) - 1))
    after = draw(st.integers(first + 1, len(words)))
    return " ".join(words[:first]), " ".join(words[first:after]), " ".join(words[after:])


@given(chosen(plain()))
def test_no_choice_of_words_of_plain_prose_is_refused(drawn):
    body, span, kept = drawn
    if kept:
        assert match(trimmed(body, span, kept), body, span).exact


@given(chosen())
def test_offers_never_drop_a_hazard_word_and_leave_a_quotation(drawn):
    body, span, _ = drawn
    made = offers(body, *span)
    gone = [key for offer in made for key in Words.of(body[slice(*offer.drop)]).keys]

    assert not [key for key in gone if key in HAZARDS or is_negation(key)]
    assert all(span[0] <= offer.drop[0] < offer.drop[1] <= span[1] for offer in made)
    if made:
        assert match(trimmed(body, span, without(body, span, made)), body, span).exact
        assert hazards(body, span, without(body, span, made)) == ()


@given(chosen())
def test_every_hazard_word_left_out_is_named(drawn):
    body, span, kept = drawn
    before = {key for key in Words.of(body[slice(*span)]).keys if key in HAZARDS or is_negation(key)}
    if kept:
        named = set(hazards(body, span, kept))
        assert named <= before
        assert before - named <= set(Words.of(" ".join(body[a:b] for a, b in kept)).keys)


@given(chosen())
def test_everything_kept_is_the_passage_itself(drawn):
    body, span, _ = drawn
    assert trimmed(body, span, tokens(body, *span)) == body[slice(*span)].strip()


@given(chosen())
def test_a_trim_can_be_gone_on_with(drawn):
    body, span, choice = drawn
    try:
        text = trimmed(body, span, choice)
        again = trimmed(body, span, kept_in(body, span, text))
    except TrimRefused:
        return
    assert again in (text, trimmed(body, span, tokens(body, *span)))


@given(chosen(plain()))
def test_a_trim_of_plain_prose_names_the_words_it_keeps(drawn):
    body, span, choice = drawn
    if not choice:
        return
    text = trimmed(body, span, choice)
    assert trimmed(body, span, kept_in(body, span, text)) == text


@given(chosen())
def test_what_is_taken_off_is_gone_and_nothing_else(drawn):
    _, span, choice = drawn
    rest = less((span,), choice)
    covered = {at for a, b in choice for at in range(a, b)}
    assert {at for a, b in rest for at in range(a, b)} == set(range(*span)) - covered


def kept(*parts):
    return [(BODY.index(part), BODY.index(part) + len(part)) for part in parts]


def test_omissions_and_capitals_are_marked():
    assert (
        trimmed(BODY, SPAN, kept("the council", "should", "lend two ships"))
        == "[T]he council … should … lend two ships …"
    )
    assert hazards(BODY, SPAN, kept("the council", "should", "lend two ships")) == ("unless",)


def test_brackets_stand_for_what_they_replace():
    its = Replacement(BODY.index("its"), BODY.index("its") + 3, "the council’s")
    shown = trimmed(BODY, SPAN, kept("lend two ships to its neighbours"), [its])

    assert shown == "[L]end two ships to [the council’s] neighbours …"
    assert match(shown, BODY, SPAN).insertions == ("the council’s",)


@pytest.mark.parametrize(
    ("choice", "brackets", "says"),
    [
        ([], [], "Nothing is left"),
        ([(0, 5)], [], "lies outside"),
        (kept("lend two ships"), [Replacement(*kept("should")[0], "may")], "left out"),
        (kept("the council"), [Replacement(*kept("council")[0], "council not")], "is not a quotation"),
        (
            kept("the council"),
            [Replacement(*kept(words)[0], "it") for words in ("the council", "council")],
            "same words",
        ),
    ],
)
def test_a_trim_that_is_no_quotation_is_refused(choice, brackets, says):
    with pytest.raises(TrimRefused, match=says):
        trimmed(BODY, SPAN, choice, brackets)


def test_offers_are_named_and_count_what_they_save():
    assert [(offer.name, offer.words, offer.text) for offer in offers(BODY, *SPAN)] == [
        ("leading connective", 1, "However,"),
        ("parentheses", 3, "(founded in 1910)"),
    ]
    assert trimmed(BODY, SPAN, without(BODY, SPAN, offers(BODY, *SPAN)[:1])).startswith("[T]he council (founded")


@pytest.mark.parametrize(
    "text",
    [
        "In the absence of ice, the council lends two ships to its neighbours.",
        "In 2019, the council lent two ships to its neighbours.",
        "In principle, the council lends two ships to its neighbours.",
        "Only in winter, the council lends two ships to its neighbours.",
        "The Northern Harbour Board (NHB) lends ships, and the NHB repairs them.",
        "The council (if it meets) lends two ships to its neighbours.",
        "Instead, the council lends two ships to its neighbours.",
        "However, they agree.",
    ],
)
def test_what_may_carry_meaning_is_not_offered(text):
    assert offers(text, 0, len(text)) == ()


def test_a_leading_phrase_of_place_is_offered():
    text = "In the northern harbours, the council lends two ships to its neighbours."

    assert [(offer.name, offer.words) for offer in offers(text, 0, len(text))] == [("leading phrase", 4)]


def test_a_passage_quotes_its_trim_only_when_it_is_exact():
    passage = Passage(id="e/1", essay_id="e", anchor=Anchor.of(BODY, *SPAN))
    trim = "[T]he council … should … lend two ships …"

    assert quoted_words(passage) == BODY[slice(*SPAN)]
    assert quoted_words(replace(passage, text=trim)) == trim
    assert quoted_words(replace(passage, text=trim.replace("two", "ten"))) == BODY[slice(*SPAN)]
    assert quoted_words(replace(passage, text=trim, kind="paraphrase")) == BODY[slice(*SPAN)]


@pytest.mark.parametrize(
    ("sentence", "text", "addressee", "strength"),
    [
        ("The board should lend two ships.", "Lend two ships.", "The board", "should"),
        ("However, the boards must also lend ships!", "Lend ships!", "the boards", "must"),
        ("The board would do well to lend ships", "Lend ships.", "The board", "would do well to"),
        ("Towns ought to quickly mend their quays.", "Quickly mend their quays.", "Towns", "ought to"),
        ("The board should not lend ships.", "Do not lend ships.", "The board", "should not"),
        ("The board will need to lend ships.", "Lend ships.", "The board", "needs to"),
    ],
)
def test_an_imperative_keeps_the_strength_of_its_modal(sentence, text, addressee, strength):
    made = imperative(sentence)

    assert made is not None
    assert (made.text, made.addressee, made.strength) == (text, addressee, strength)
    assert made.confirmed is False
    assert made.shown == f"{text} ({strength})"


@pytest.mark.parametrize(
    "sentence",
    [
        "The ships should be lent.",
        "Its aim should and must be the lending of ships.",
        "The quay could have failed.",
        "Not every board should lend ships.",
        "What the board does is something it has to reckon with and lending is what it should.",
        "Ships sail.",
    ],
)
def test_what_the_grammar_does_not_allow_is_left_to_the_user(sentence):
    assert imperative(sentence) is None


def test_pronouns_are_asked_about():
    made = imperative("It should lend its ships to them.")

    assert made is not None
    assert made.asks == ("Who is “It”?", "What is “its”?", "What is “them”?")
    assert imperative("It should lend ships.", "Harbour board").addressee == "Harbour board"


@given(st.text(max_size=80) | PASSAGES)
def test_no_sentence_breaks_the_imperative(sentence):
    made = imperative(sentence)
    assert made is None or (made.text and made.addressee and made.strength)


def test_a_trimmed_quotation_is_issued_and_verified_as_one():
    with open_library(resources.root("sample_briefs") / "library") as opened:
        library, bodies = opened.library, opened.bodies
    brief = load_brief(resources.root("sample_briefs") / "one-essay.yaml").brief
    passage = library.get(Passage, next(pick.passage for pick in brief.picks if pick.role == "quotation"))
    body = bodies[library.get(Essay, passage.essay_id).body_sha256]
    span = (passage.anchor.start, passage.anchor.end)
    words = tokens(body, *span)
    trim = trimmed(body, span, [*words[:3], *words[5:]])
    library = library.after(Put(replace(passage, text=trim)))

    deck = draft(library, bodies, brief).deck
    shown = [statement for slide in deck.slides for statement in slide.statements if f"“{trim}”" in statement.text]
    brand, master = resources.brand("institute")
    pages = lay_out(deck, brand).pages
    data = write_deck(pages, deck, brand, master, records(deck, pages, library, bodies))
    findings = verify(read_deck(data), library, bodies, "deck.pptx").findings
    found = [one for one in findings if trim in one.issued.replace("\u00a0", " ")]

    assert shown and {statement.role for statement in shown} == {"quotation"}
    assert found and {one.verdict for one in found} == {"verbatim-marked"}


@pytest.mark.parametrize(
    ("sentence", "actor", "text", "strength"),
    [
        ("The harbour board should lend ships.", "harbour board", "Lend ships.", "should"),
        ("Pilots must not sail at night", "pilots", "Do not sail at night.", "must not"),
        ("The board could lend ships before winter.", "The board", "Lend ships before winter.", "could"),
    ],
)
def test_an_imperative_takes_only_actor_and_modal_away(sentence, actor, text, strength):
    made = whole_imperative(sentence, actor)
    assert (made.text, made.strength, made.confirmed) == (text, strength, False)


@pytest.mark.parametrize(
    ("sentence", "actor"),
    [
        ("The board should lend ships.", ""),
        ("The board should lend ships.", "the crews"),
        ("If the tide allows, the board should lend ships.", "the board"),
        ("Pilots say the board should lend ships.", "the board"),
        ("In winter the board should lend ships.", "the board"),
        ("The board should lend its ships.", "the board"),
        ("The board should lend ships. Crews must train.", "the board"),
        ("The board should lend “tide ships”.", "the board"),
        ("Lend ships that can turn.", "the board"),
        ("Ships should be lent.", "ships"),
        ("The board can lend ships.", "the board"),
    ],
)
def test_what_would_lose_or_twist_anything_keeps_its_words(sentence, actor):
    assert whole_imperative(sentence, actor) is None


@given(st.text(max_size=60), st.text(max_size=12))
def test_a_whole_imperative_ends_as_the_sentence_did(sentence, actor):
    made = whole_imperative(sentence, actor)
    if made is not None:
        assert " ".join(sentence.split()).rstrip(".").endswith(made.text.rstrip(".").split(" ", 1)[-1].rstrip(".!"))
