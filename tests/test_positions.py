"""Propositions, hints of stands, the register and the matrices: what is counted, and what is only proposed."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefer.mining.merging import merge_proposals
from briefer.mining.propositions import Advice, proposed, proposition_of, short_of
from briefer.mining.stands import MOST, Topic, bearings, hint
from briefer.mining.terms import Weights, terms
from briefer.model.counts import tally
from briefer.model.essay import Essay, Locator
from briefer.model.evidence import Passage, Position, Proposition, Recommendation, Theme
from briefer.model.library import Library
from briefer.model.matrix import stand_matrix, theme_matrix
from briefer.model.reference import Name, Reference
from briefer.model.register import merging, names_counted, passages_of, register_lines, splitting

TAX = Proposition(id="prop/sugar", text="The Ministry should tax sugared drinks", short="a tax on sugared drinks")

FOR = (
    "Children drink more sugar than they need. The Ministry should tax sugared drinks before the next school year. "
    "Shops will adapt."
)
AGAINST = "A tax is easily announced. The Ministry should not tax sugared drinks, since the poor would pay most of it."
CONDITION = (
    "Prices steer demand. The Ministry should tax sugared drinks only if the money goes to school meals. So be it."
)
RELAYED = (
    "Opinions differ. Some experts argue that the Ministry should tax sugared drinks at once. We describe the debate."
)
SILENT = "Rivers carry silt to the coast. Harbour masters dredge every spring. The boats wait."


def essay(id, family, *, reading="read", kind="essay", affiliations=()):
    return Essay(
        id=id,
        reference=Reference(type="chapter", title=f"Text of {family}", authors=(Name(family=family, given="Ada"),)),
        kind=kind,
        text="digest",
        body_sha256="0" * 64,
        reading=reading,
        affiliations=affiliations,
    )


def passage(essay_id, n, **more):
    return Passage(
        id=f"{essay_id}/{n:08x}",
        essay_id=essay_id,
        kind="paraphrase",
        text=f"Point {n}.",
        locator=Locator(page=str(n)),
        **more,
    )


def spans(body):
    found, at = [], 0
    for sentence in body.split(". "):
        found.append((at, min(len(body), at + len(sentence) + 1)))
        at += len(sentence) + 2
    return found


def stand(body):
    bodies = (FOR, AGAINST, CONDITION, RELAYED, SILENT)
    weights = Weights.of(terms(text[a:b]) for text in bodies for a, b in spans(text))
    return hint(Topic.of(TAX), "doe-2020-text", body, spans(body), weights, ("Doe",))


@pytest.mark.parametrize(
    ("body", "expected"),
    [(FOR, "for"), (AGAINST, "against"), (CONDITION, "for-if"), (RELAYED, "relayed"), (SILENT, "silent")],
)
def test_a_plain_sentence_gives_the_hint_it_should(body, expected):
    assert stand(body).stand == expected


def test_a_hint_shows_what_it_rests_on():
    conditional, relayed = stand(CONDITION), stand(RELAYED)
    assert "school meals" in conditional.condition
    assert "experts" in relayed.holder
    assert "should not" in stand(AGAINST).reason
    assert stand(SILENT).bearings == ()
    at = conditional.bearings[0]
    assert CONDITION[at.start : at.end].startswith("The Ministry should tax")


def test_a_negative_proposition_turns_the_stands_round():
    topic = Topic.of(replace(TAX, text="The Ministry should not tax sugared drinks"))
    weights = Weights.of([terms(FOR), terms(AGAINST), terms(SILENT)])
    assert hint(topic, "x", AGAINST, spans(AGAINST), weights).stand == "for"
    assert hint(topic, "x", FOR, spans(FOR), weights).stand == "against"


def test_sentences_that_bear_without_a_stand_are_never_called_silent():
    body = "Drinks with sugar are sold in every school. The Ministry publishes the tax on sugared drinks each year."
    weights = Weights.of([terms(FOR), terms(SILENT), terms(body)])
    found = hint(Topic.of(TAX), "x", body, spans(body), weights)
    assert found.stand is None and found.bearings


@given(
    st.lists(
        st.sampled_from(["Tax sugar now.", "Drinks cost more.", "The Ministry should wait.", "Fish swim."]), max_size=12
    )
)
def test_bearings_are_few_inside_the_text_and_in_a_fixed_order(sentences):
    body = " ".join(sentences)
    places, at = [], 0
    for sentence in sentences:
        places.append((at, at + len(sentence)))
        at += len(sentence) + 1
    weights = Weights.of(terms(sentence) for sentence in sentences)
    found = bearings(Topic.of(TAX), body, places, weights)
    assert len(found) <= MOST
    assert all((b.start, b.end) in places and 0 < b.score <= 1 for b in found)
    assert list(found) == sorted(found, key=lambda b: (-b.score, b.start))
    assert found == bearings(Topic.of(TAX), body, places, weights)


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("Should the Council fund night buses?", "The Council should fund night buses"),
        ("Should schools ban phones?", "Schools should ban phones"),
        ("Must Norway and Sweden share a grid by 2030?", "Norway and Sweden must share a grid by 2030"),
        ("Should local councils run clinics?", "Local councils should run clinics"),
        ("How should the Council pay for dredging?", "The Council should pay for dredging"),
        ("Where could whoever pays begin?", ""),
        ("Does the port need dredging?", "Does the port need dredging"),
        ("What went wrong?", ""),
        ("How do ports pay for dredging?", ""),
    ],
)
def test_a_question_becomes_the_sentence_it_asks_about(question, sentence):
    assert proposition_of(question) == sentence


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("Should the Council fund night buses?", "funding night buses"),
        ("Should schools ban phones?", "banning phones"),
        ("Must Norway close the mine by 2030?", "closing the mine by 2030"),
        ("Should the Council lend more of its halls to clubs?", "lending more of the Council’s halls to clubs"),
        ("Should Norway help Sweden mend its roads?", "helping Sweden mend its roads"),
        ("Should the Council ask the port to open its gates?", "asking the port to open its gates"),
        ("Should hospitals be closed?", ""),
        ("What went wrong?", ""),
    ],
)
def test_a_question_gives_a_short_form_for_titles_where_its_verb_is_plain(question, short):
    assert short_of(question) == short


@given(st.text(max_size=60))
def test_any_question_gives_some_sentence_without_inventing_a_word(question):
    words = set(question.casefold().replace("?", " ").split())
    assert set(proposition_of(question).casefold().replace("?", " ").split()) <= words


ADVICE = [
    Advice(
        source="a1",
        essay_id="a",
        text="Therefore, the Council should fund night buses.",
        themes=("transport",),
        score=1.0,
    ),
    Advice(
        source="b1",
        essay_id="b",
        text="Night buses ought to be funded by the Council.",
        themes=("transport",),
        score=0.9,
    ),
    Advice(source="c1", essay_id="c", text="Hospitals must publish waiting times.", score=0.9),
    Advice(source="a2", essay_id="a", text="Hospitals could publish their waiting times monthly.", score=0.5),
    Advice(source="d1", essay_id="d", text="Farmers should plant hedges.", score=0.4),
]


def test_advice_that_two_texts_give_is_proposed_in_its_own_words():
    found = proposed(ADVICE)
    assert [set(p.members) for p in found] == [{"c1", "a2"}, {"a1", "b1"}] or [set(p.members) for p in found] == [
        {"a1", "b1"},
        {"c1", "a2"},
    ]
    buses = next(p for p in found if "a1" in p.members)
    assert buses.text == "The Council should fund night buses"
    assert buses.themes == ("transport",)
    assert all(len(p.essays) >= 2 for p in found)


@given(st.permutations(ADVICE))
def test_proposals_do_not_depend_on_the_order_of_what_was_found(advice):
    assert proposed(advice) == proposed(ADVICE)


def test_words_compare_by_what_they_mean_in_any_spelling_and_number():
    assert terms("organisations") == terms("organization")
    assert terms("partnerships") == terms("partnership")
    assert terms("the policies") == terms("policy")
    assert terms("they should") == ()


@given(st.lists(st.lists(st.sampled_from("abcdef"), max_size=4), max_size=6))
def test_likeness_is_a_symmetric_share(texts):
    weights = Weights.of(texts)
    for a in texts:
        for b in texts:
            assert weights.likeness(a, b) == weights.likeness(b, a)
            assert 0 <= weights.likeness(a, b) <= 1


@pytest.fixture
def library():
    return Library.of(
        [
            Theme(id="health", label="Health"),
            essay("doe-2020-a", "Doe", affiliations=("Harbour Institute",)),
            essay("roe-2020-b", "Roe", affiliations=("Harbour Institute",)),
            essay("poe-2020-c", "Poe", reading="unread"),
            essay("foe-2020-d", "Foe", kind="introduction"),
            passage("doe-2020-a", 1, themes=("health",)),
            passage("roe-2020-b", 2, themes=("health",)),
            passage("roe-2020-b", 3, themes=("health",), relays="Poe"),
            passage("doe-2020-a", 4, themes=("health",), doubtful=True),
            passage("foe-2020-d", 5, themes=("health",)),
            TAX,
            Position(
                id=Position.key(TAX.id, "doe-2020-a"),
                proposition_id=TAX.id,
                essay_id="doe-2020-a",
                stand="for",
                passages=("doe-2020-a/00000001",),
                confirmed=True,
            ),
            Recommendation(
                id="rec/tax", text="Tax sugared drinks", actor="the Ministry", passages=("doe-2020-a/00000001",)
            ),
            Recommendation(
                id="rec/levy",
                text="Put a tax on sugared drinks",
                actor="the Ministry",
                passages=("roe-2020-b/00000002", "roe-2020-b/00000003", "doe-2020-a/00000004"),
                order=1,
            ),
        ]
    )


def test_the_register_counts_independent_voices_and_says_what_is_missing(library):
    tax, levy = register_lines(library)
    assert (tax.entry.id, tax.voices, tax.flags) == ("rec/tax", ("doe-2020-a",), ("no date", "one source"))
    assert [p.id for p in levy.passages] == ["roe-2020-b/00000002"], "relayed and doubtful passages support nothing"


def test_merged_entries_are_one_line_with_all_supporters_and_a_split_undoes_it(library):
    merged = library.after(*merging(library, "rec/tax", ["rec/levy"]))
    (line,) = register_lines(merged)
    assert line.voices == ("doe-2020-a", "roe-2020-b")
    assert [entry.id for entry in line.merged] == ["rec/levy"]
    assert "roe-2020-b/00000002" in passages_of(merged, line.entry)
    assert register_lines(merged.after(*splitting(merged, "rec/tax", "rec/levy"))) == register_lines(library)


def test_entries_merged_in_a_circle_are_not_counted_for_ever(library):
    merged = library.after(*merging(library, "rec/tax", ["rec/levy"]))
    assert merging(merged, "rec/levy", ["rec/levy"]) == ()
    assert merging(merged, "rec/tax", ["rec/levy"]) == (), "an entry is merged once"


def test_two_authors_of_one_institution_count_once_by_institution(library):
    everyone = [e.id for e in library.all(Essay)]
    assert len(names_counted(library, everyone, "text")) == 3, "an introduction is no voice"
    assert (
        names_counted(library, everyone, "author") == ("Ada Doe", "Ada Poe", "Ada Roe")
        or len(names_counted(library, everyone, "author")) == 3
    )
    assert "Harbour Institute" in names_counted(library, everyone, "institution")
    assert len(names_counted(library, everyone, "institution")) == 2, "who names no institution counts under the author"


def test_the_same_advice_in_other_words_is_proposed_for_merging_with_its_reason(library):
    (proposal,) = merge_proposals(library.all(Recommendation))
    assert {proposal.kept, proposal.other} == {"rec/tax", "rec/levy"}
    assert "drink" in proposal.why and "actor the Ministry" in proposal.why
    merged = library.after(*merging(library, proposal.kept, [proposal.other]))
    assert merge_proposals(merged.all(Recommendation)) == ()


def test_the_matrix_of_themes_tells_silent_from_not_read(library):
    found = theme_matrix(library, ["health"], [e.id for e in library.all(Essay)])
    assert found.essays == ("doe-2020-a", "poe-2020-c", "roe-2020-b")
    doe, poe, roe = found.cells[0]
    assert doe.own == ("doe-2020-a/00000001",) and not poe.read and not poe.own
    assert roe.relayed == ("roe-2020-b/00000003",)
    assert found.voices(0) == 2


def test_the_matrix_of_stands_agrees_with_the_tally(library):
    everyone = [e.id for e in library.all(Essay)]
    found = stand_matrix(library, [TAX.id], everyone)
    counted = tally(library, TAX, everyone)
    stands = {id: row[0].stand for id, row in zip(found.essays, found.cells, strict=True)}
    assert stands == {"doe-2020-a": "for", "poe-2020-c": None, "roe-2020-b": "silent"}
    assert [id for id, stand in stands.items() if stand is None] == list(counted.not_read)
    assert found.cells[0][0].locator.page == "1"
