"""Recommendations by rule: laws on any text, examples of each idea, floors on judged sentences."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_sentences import TEXTS, essay_of

from benchmarks.score_recommendations import SETS, score_corpus, score_set
from briefer.mining.lexicon import sections
from briefer.mining.mine import mine
from briefer.mining.sentences import sentences
from briefer.mining.themes import Tagger
from briefer.model.essay import Section
from briefer.model.evidence import Theme
from briefer.model.reference import Name, Reference
from briefer.model.suggestion import TIERS


def advice(essay, body):
    return [s for s in mine(essay, body) if s.kind == "recommendation"]


def found(text, **changes):
    essay, body = essay_of(*text.split("\n\n"))
    return advice(replace(essay, **changes), body)


def only(text, **changes):
    [suggestion] = found(text, **changes)
    return suggestion


def tiers(text):
    return [suggestion.tier for suggestion in found(text)]


@settings(deadline=None)
@given(st.lists(TEXTS, min_size=1, max_size=3))
def test_what_is_found_points_at_a_sentence_and_says_why(paragraphs):
    essay, body = essay_of(*paragraphs)
    spans = {(s.start, s.end) for s in sentences(essay, body)}
    suggestions = advice(essay, body)

    assert mine(essay, body) == mine(essay, body)
    assert [s.start for s in suggestions] == sorted(s.start for s in suggestions)
    assert len({s.id for s in suggestions}) == len(suggestions)
    for suggestion in suggestions:
        assert (suggestion.start, suggestion.end) in spans
        assert suggestion.tier in TIERS
        assert suggestion.cues and suggestion.reason
        assert (suggestion.tier == "reported") == bool(suggestion.holder)
        assert 0 <= suggestion.score <= 1


@pytest.mark.parametrize(
    "text",
    [
        "The harbour board should publish its tariffs.",
        "Ferries ought to run at night.",
        "The two banks of the river need to agree on a timetable.",
        "The council cannot afford to wait.",
        "I would therefore urge the mayor to open the books.",
        "We encourage the pilots to share their charts.",
        "It is essential that the buoys be lit.",
        "It is high time the quay was repaired.",
        "What is needed is a single register.",
        "The first step is to count the ferries.",
        "My main recommendation is a joint office.",
        "Let the villages choose the hours.",
        "Close the old pier.",
        "Do not sell the old pier.",
        "Do not wait for the next storm.",
        "Assign each boat a number.",
        "Pilots, be patient.",
        "Let us repair the quay.",
        "Let us take a first step.",
        "Finally, it is the owner who must pay for the pier.",
        "It is hoped that the toll will be dropped.",
        "The first thing to do is to mend the pier.",
        "Step one is to count the boats.",
        "More importantly, stop charging pilots twice.",
        "Remember to count the small boats.",
        "The council can, and should, mend the pier.",
        "Ministers ought, at the very least, to count the boats.",
        "If pilots want a safer port, the toll has got to go.",
        "It remains for the council to act.",
        "There can be no more excuses.",
        "We should like to see the toll dropped.",
        "Your committee therefore recommends that the toll be dropped.",
        "Resolved, That the toll be dropped.",
        "To keep the pier safe, a stock of planks should be maintained.",
        "By all means paint the pier; just mend the steps first.",
        "Their advice is simple: hire the pilots.",
        "This storm is the moment to act.",
        "The answer lies in smaller boats.",
        "The priority is a new pier.",
        "The task now is to mend the pier.",
        "What the port cannot do is wait.",
        "The least the board can do is apologise.",
        "We share their demand.",
        "The board owes the pilots an apology.",
        "Steps should be taken to train pilots.",
        "We ask that the pier be closed.",
        "As a general rule, plan to mend the pier every spring.",
        "So rather than buying one large ferry, insist that the yard builds three.",
        "To find out whether the pier is sound, begin by asking the pilots.",
        "By all means wire the lamps to the pier.",
        "Sell it, and then come back for the rest.",
        "Share charts that show the wrecks wherever you can.",
        "Think about who uses the pier.",
        "The practice of charging pilots whether they moor or not should end.",
        "That is why it is important to mend the pier.",
        "If the pilots agree to such a toll we should not oppose it.",
        "If the port is to thrive its pier must be mended.",
        "Nor should we close the pier.",
        "There must be an honest register of wrecks.",
        "We trust the board will mend the pier.",
        "Where the boards can be relied upon to make well thought through plans, we should be prepared to pay.",
        "Although critics say the port should close, the council should keep it open.",
        "Critics say the port should close, but the council should keep it open.",
    ],
)
def test_explicit(text):
    assert tiers(text) == ["explicit"]


@pytest.mark.parametrize(
    "text",
    [
        "The port would do well to hire pilots.",
        "The ministry could begin with the small islands.",
        "One option would be a joint office.",
        "Norway is well placed to lead the talks.",
        "There is a strong case for a toll.",
        "The pilots' idea deserves a second look.",
        "It would make sense to share the charts.",
        "The tariffs could be published every month.",
        "Why not start with the pier?",
        "More could be done to train pilots.",
        "Equally important is the training of pilots.",
        "There is no good reason to keep the pier.",
        "A bolder board would publish the tariffs.",
        "Only a toll will pay for the pier.",
        "We might provide pilots even without a toll.",
        "The councils could then show pilots where the wrecks lie.",
        "The pilots have it in their hands to record each wreck.",
        "Another would be to hire pilots.",
        "The best answer to this kind of damage is a toll.",
        "I hope that we can do something about the pier.",
        "By lighting the pier, the council can save lives.",
        "What would help is a single register.",
        "There is much the council can do.",
        "Anything less would be a betrayal of the pilots.",
        "You may want to ask the pilots.",
        "I would go further and drop the toll.",
        "The board might, after asking the pilots, set a toll.",
        "A joint toll could be the next step in this work.",
        "The best way, and I believe the fairest way, to help the pilots is to light the pier.",
        "While some argue that ports must pay for themselves, it would be wise to help them.",
        "Common sense suggests starting with the pier.",
    ],
)
def test_soft(text):
    assert tiers(text) == ["soft"]


@pytest.mark.parametrize(
    "text", ["There is an urgent need for clarity.", "Success will depend on patience.", "Patience is needed."]
)
def test_normative(text):
    assert tiers(text) == ["normative"]


@pytest.mark.parametrize(
    "text",
    [
        "Should the talks fail, the ferries stop.",
        "This should come as no surprise.",
        "It must be noted that the quay is old.",
        "The captain must have known.",
        "They had to close the port in 1987.",
        "Under the treaty, parties must notify the office within a month.",
        "Should the port close?",
        "The debate is about what the council should do.",
        "If the council has to pay, the ferries stop.",
        "This paper will present recommendations for the ports.",
        "The next section examines how the ports could be financed.",
        "The ports do not have to be new.",
        "The storm could undermine the quay.",
        "Consider the case of the old pier.",
        "It is important to note that ferries are slow.",
        "Such a toll would bring in money.",
        "We do what we must.",
        "Drivers have to sign a form.",
        "A pilot has to pass an exam.",
        "Crews must log their hours every day.",
        "The lock must be drained before it can be repaired.",
        "The toll must be paid under section 9 of the Ports Act.",
        "She must be proud of her boat.",
        "Traffic should rise once the new lock opens.",
        "The repair should take two years.",
        "These figures should be treated with caution.",
        "The reader must imagine a port without cranes.",
        "The belief that ports should pay for themselves is old.",
        "What should count as a port has been debated for years.",
        "It would be a mistake to think that ports never close.",
        "It is worth noting that the pier is old.",
        "Do not imagine that this was easy.",
        "Ask any pilot and you will hear the same.",
        "Alongside the old pier, the council has built a wall.",
        "It will grow more serious should the storm last.",
        "The captain must be tempted to stay.",
        "You’ll always need to paint the pier.",
        "They will never need to be replaced.",
        "What about the pier?",
        "If nobody knows the coast, they are not well placed to judge.",
        "Six years is a long time to wait for a pier.",
        "They spent a fortune over a decade that will help to keep the pier.",
        "A storm for which nobody is asked to account was soon forgotten.",
        "His selfless work deserves the gratitude of the port.",
        "The demands of the port have grown.",
        "The court directed that a ruling be obtained.",
        "For sheer ambition, take the new pier at Berg.",
        "Share prices fell.",
        "Allow me to thank the pilots.",
        "These loans will not have to be repaid.",
        "If the toll rises, a pilot would have to pay twice.",
        "I would like to take this chance to thank the pilots.",
        "Let’s look at the pier.",
        "It has to do entirely with the pier.",
        "The pier is not worth mending.",
        "Just as a pier may break, so may a boat.",
    ],
)
def test_nothing_is_recommended(text):
    assert tiers(text) == []


@pytest.mark.parametrize(
    ("text", "holder"),
    [
        ("Critics say the port should close.", "Critics"),
        ("The union of pilots insists that the port must close.", "The union of pilots"),
        ("According to Ann Berg, the port should close.", "Ann Berg"),
        ("According to one official, the port should close.", "one official"),
        ("In the eyes of many pilots, the port should close.", "many pilots"),
        ("The port, its neighbours say, should close.", "its neighbours"),
        ("The port should close, according to the coast guard.", "the coast guard"),
        ("Berg (2002) contends that the port should close.", "Berg"),
        ("It was put to us that the port should close.", "unnamed voices"),
        ("The rail lobby wants the city to pay.", "The rail lobby"),
        ("It has often been argued that the port should close.", "unnamed voices"),
        ("Boards on both sides have called instead for tolls they could spend as they like.", "Boards on both sides"),
        ("My old captain used to say that a pilot must be patient.", "old captain"),
        ("One hears that the port should close.", "unnamed voices"),
        ("What is needed, Ann Berg writes in The Pilot, is a toll.", "Ann Berg"),
        ("Some argue that, if the port loses money, the council should close it.", "Some"),
        ("The union insists that the port should close, but that the council must pay.", "The union"),
        ("Those who believe that the port should close are few.", "Those who"),
        ("“The port must close,” said the harbour master.", "the harbour master"),
        ('"The port must close," said Ann Berg.', "Ann Berg"),
    ],
)
def test_reported_speech_keeps_whose_view_it_is(text, holder):
    suggestion = only(text)

    assert (suggestion.tier, suggestion.holder) == ("reported", holder)


@pytest.mark.parametrize(
    "text",
    [
        "The harbour needs a second crane.",
        "Pilots will need better charts.",
        "New charts are vital to keeping the channel open.",
        "Dredging is an almost indispensable preliminary.",
        "The proper reform is not only to lower the toll but to fix it by law.",
        "Job number one for the new board is to count the boats.",
        "A sensible starting point for the survey is to walk the quay.",
        "It would be fitting for the port to consult the pilots.",
        "The harbour cannot permit the channel to silt up.",
        "The board need not know the names of the crews.",
        "Names might be omitted and the lists shredded.",
        "Waste can be cut by charging for it.",
        "Prefer small boats.",
        "Work with the pilots to mark the channel.",
        "The charter does not go far enough.",
    ],
)
def test_what_only_leans_towards_advice_counts_but_ranks_last(text):
    [suggestion] = found(text)

    assert suggestion.tier in ("soft", "normative")
    assert suggestion.score < only("The port should close.").score - 0.2
    assert suggestion.reason


@pytest.mark.parametrize(
    "text",
    [
        "The harbour needed a second crane.",
        "When harbours need cranes, the board hires some.",
        "The quay was in need of repair.",
        "The board had to be persuaded by the pilots.",
        "Trade policy cannot please everybody.",
        "The pilots who need a chart buy one.",
    ],
)
def test_a_faint_cue_in_a_story_or_a_granted_clause_leans_nowhere(text):
    assert tiers(text) == []


def test_a_faint_cue_never_speaks_where_a_plainer_one_does():
    suggestion = only("The harbour needs a second crane, and the board should buy it.")

    assert (suggestion.tier, suggestion.cues) == ("explicit", ("should",))


@pytest.mark.parametrize(
    "text",
    [
        "The rule of law should apply at sea.",
        "Never again should a boat be left to rot.",
        "A condition of every grant should be open data.",
        "Contrary to what Berg claims, ports should not close.",
        "Because boats are often lost here, a light must be built.",
        "This must be a priority for the new board.",
        "If the quay is to last, it must be very strong.",
        "That means it must be on the quay.",
        "Farmers have to be paid for what they lose.",
        "The charter states that ports are free; this principle must be defended.",
        "The tide should lead the board to rethink its plans.",
        "The two ports on which the board should spend are Berg and Holm.",
        "The toll should be sufficient to pay for the quay.",
        "Experience in Norway shows that ports should train pilots.",
        "The board says it has no money, but it must find some.",
        "The report was clear, and the board should now carry it out.",
    ],
)
def test_advice_is_no_rule_in_force_and_nobody_elses(text):
    assert tiers(text) == ["explicit"]


def test_a_block_announced_by_what_somebody_argued_is_theirs():
    text = "Ann Berg argued that a toll was fair:\n\nThe port should charge. It must not give way.\n\nWe should wait."

    assert [(s.tier, s.holder) for s in found(text)][-3:] == [
        ("reported", "Ann Berg"),
        ("reported", "Ann Berg"),
        ("explicit", ""),
    ]
    assert tiers("We said in our letter:\n\nThe port should close.")[-1] == "explicit"


def test_a_school_of_thought_goes_on_to_the_end_of_its_paragraph():
    text = "One school of thought holds that tolls are fair. Ships should pay them.\n\nThe port should close."

    assert [(s.tier, s.holder) for s in found(text)] == [("reported", "One school of thought"), ("explicit", "")]


def test_a_text_that_sums_up_chapters_lets_its_contributors_go_on():
    text = (
        "In Chapter 3, Ann Berg argues that ports are dear. Tolls should be lowered.\n\n"
        "In Chapter 4, Jan Holm writes that pilots are few. They should be paid more. We should all read him.\n\n"
        "Chapter 5 is on tides."
    )

    assert [(s.tier, s.holder) for s in found(text)] == [
        ("reported", "Ann Berg"),
        ("reported", "Jan Holm"),
        ("explicit", ""),
    ]


def test_a_quotation_goes_on_over_sentences_and_paragraphs():
    assert tiers("Ann Berg put it so: “Ports must close. They should never open again.” We should disagree.") == [
        "reported",
        "reported",
        "explicit",
    ]
    assert tiers("The governor answered in a letter:\n\nThe port should close at once.") == ["reported"]


def test_an_institution_speaks_of_itself():
    text = "The Committee calls on the ports to publish their tariffs. In the Committee's view, pilots should be paid."
    body = Reference(authors=(Name(literal="Committee on Ports"),))

    assert [s.tier for s in found(text, reference=body)] == ["explicit", "explicit"]
    assert tiers(text) == ["reported", "reported"]


def test_a_question_answered_by_a_means():
    assert tiers("How can trust be built? By opening the books first.") == ["explicit"]


def test_a_list_of_recommendations_takes_measures_without_a_verb():
    text = "Recommendations\n\nClear rules on access to the quay.\n\nThe quay was built in 1910."
    essay, body = essay_of(*text.split("\n\n"))
    essay = replace(essay, sections=(Section("Recommendations", 1, 0, 15),), paragraphs=essay.paragraphs[1:])

    assert [body[s.start : s.end] for s in advice(essay, body)] == ["Clear rules on access to the quay."]


def test_an_own_view_after_a_reported_one_is_the_authors():
    assert (
        only("Fox argues that the port should close.", reference=Reference(authors=(Name(family="Fox"),))).tier
        == "explicit"
    )
    assert tiers("History tells us that ports should stay open.") == ["explicit"]


def test_in_an_introduction_a_gloss_on_an_essay_goes_on():
    text = "Ann Berg argues that ports should close. The coast will need a new plan."

    assert [s.tier for s in found(text, kind="introduction")] == ["reported", "reported"]
    assert tiers(text) == ["reported", "normative"]


def test_a_section_of_recommendations_takes_nouns_that_are_verbs_too():
    text = "Way forward\n\nFunding: support small ports. Share pilots."
    essay, body = essay_of(*text.split("\n\n"))
    essay = replace(essay, sections=(Section("Way forward", 1, 0, 11),), paragraphs=essay.paragraphs[1:])

    assert [body[s.start : s.end] for s in advice(essay, body)] == ["Funding: support small ports.", "Share pilots."]


def test_a_lead_opens_a_list_for_its_addressee():
    suggestions = found("The ministry should:\n\npublish its tariffs;\n\nsupport small ports.\n\nThe sea is calm.")

    assert [s.tier for s in suggestions] == ["explicit"] * 3
    assert {s.addressee for s in suggestions} == {"The ministry"}


def test_who_what_how_when_and_on_what_condition():
    suggestion = only("If traffic grows, the harbour board should publish its tariffs by 2030 through a joint office.")

    assert suggestion.addressee == "the harbour board"
    assert suggestion.action == "publish"
    assert suggestion.object.startswith("its tariffs")
    assert suggestion.horizon == "by 2030"
    assert suggestion.instrument == "through a joint office"
    assert suggestion.condition == "If traffic grows"
    assert suggestion.flags == ()


def test_what_is_not_said_is_flagged():
    suggestion = only("The tariffs should be published.")

    assert (suggestion.addressee, suggestion.action, suggestion.object) == ("", "published", "The tariffs")
    assert suggestion.flags == ("no actor", "no date")


def test_a_pronoun_means_the_addressee_before():
    last = found("The Harbour Board should publish its tariffs. It should also hire pilots.")[-1]

    assert last.addressee == "The Harbour Board"


def test_what_was_dismissed_stays_away_and_equal_sentences_are_told_apart():
    text = "Ports should close. Ports should close."
    first, second = found(text)

    assert first.id != second.id
    assert [s.id for s in found(text, dismissed=(first.id,))] == [second.id]


def test_a_tagger_adds_themes_with_their_reason():
    essay, body = essay_of("The council should close the ports.")
    tagger = Tagger.of([Theme(id="ports", label="Ports", seeds=("port*",))])
    [suggestion] = [s for s in mine(essay, body, tagger) if s.kind == "recommendation"]

    assert [(tag.theme, "port" in tag.why) for tag in suggestion.themes] == [("ports", True)]


def test_the_lists_of_words_are_read_by_section():
    assert [name for name, _ in sections("actions")][:2] == ["", "plain"]


@pytest.mark.parametrize(
    ("name", "recall", "precision"),
    [
        ("fields", 0.95, 0.9),
        ("genres", 0.9, 0.9),
        ("unseen", 0.9, 0.9),
        ("fresh", 0.9, 0.8),
        ("families", 0.95, 0.9),
        ("strangers", 0.9, 0.9),
        ("departments", 0.9, 0.9),
        ("evening", 0.9, 0.9),
    ],
)
def test_floors_on_judged_sentences(name, recall, precision):
    score = score_set(SETS / f"{name}.txt")

    assert score.recall >= recall
    assert score.precision >= precision
    assert score.reported_as_own <= (2 if name == "families" else 0)
    assert score.reported_right >= (0.9 if name in ("fields", "genres", "unseen", "fresh") else 0.8) * score.reported


@pytest.mark.corpus
def test_floors_on_the_reference_corpus(shared):
    import json

    total = json.loads(score_corpus().splitlines()[-1])

    assert total["recall"] >= 0.92
    assert total["precision"] >= 0.9
    assert total["reported_as_own"] <= 3
    assert total["reported_right"] >= 16
