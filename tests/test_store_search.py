import re
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from libraries import libraries

from briefer.model.essay import Essay, Locator, Page
from briefer.model.evidence import Passage, Recommendation, Theme
from briefer.model.library import Library, Put
from briefer.model.reference import Reference
from briefer.model.text import Anchor, canonical, digest
from briefer.store.query import QueryError, parse
from briefer.store.sqlite import create_store, open_store, search_folder

BODY = (
    "The sea lanes carry trade.\n\nOn land, lanes are roads. "
    + "Filler words stand here. " * 40
    + "Trade by sea is cheap."
)
ESSAY = Essay(
    id="lee-2020-friends",
    reference=Reference(title="Friends"),
    body_sha256=digest(BODY),
    pages=(Page(0, "5"), Page(28, "6")),
    note="Read twice: Bağbaşlıoğlu",
)
PASSAGE = Passage(
    id="lee-2020-friends/00000001",
    essay_id=ESSAY.id,
    anchor=Anchor.of(BODY, 4, 26),
    kind="claim",
    text="Commerce floats.",
    headline="A stake in calm waters",
    note="check figures",
)
ENTITIES = (
    ESSAY,
    PASSAGE,
    Theme(id="maritime", label="Maritime security"),
    Recommendation(id="rec/r", text="Patrol together", actor="the Allies"),
)
LIBRARY = Library.of(ENTITIES)
BODIES = {ESSAY.body_sha256: BODY}


def find(query, limit=50):
    return search_folder(LIBRARY, BODIES, query, limit)


def kinds(query):
    return [hit.kind for hit in find(query).hits]


def words_of(text):
    """Return the words of `text` that are plain beyond doubt."""
    return [word for word in re.split("[ \n\t]", text) if re.fullmatch("[A-Za-z0-9éßÉ]+", word)]


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(libraries())
def test_every_word_that_was_put_in_is_found(drawn):
    library, bodies = drawn

    for essay in library.all(Essay):
        for word in words_of(bodies[essay.body_sha256])[:5]:
            found = search_folder(library, bodies, word, 500).hits
            assert essay.id in {hit.id for hit in found if hit.kind == "body"}
    for passage in library.all(Passage):
        for word in words_of(f"{passage.text} {passage.headline} {passage.note}")[:5]:
            assert passage.id in {hit.id for hit in search_folder(library, bodies, word, 500).hits}


@settings(max_examples=300, deadline=None)
@given(st.text() | st.text("\"*()-+:^{}~ANDORNEAR \x00\t'", max_size=30))
def test_no_query_is_an_error(query):
    try:
        result = find(query)
    except QueryError as refused:
        assert re.fullmatch(r"[^\n]+[.?]", str(refused))
    else:
        assert result.hits or result.remark


@settings(deadline=None)
@given(st.sampled_from(["sea", "lanes carry", "trade", "roads", "commerce", "stake"]), st.integers(1, 5))
def test_marked_stretches_of_a_snippet_are_what_was_asked_for(query, limit):
    result = find(f'"{query}"', limit)

    assert 0 < len(result.hits) <= limit
    for hit in result.hits:
        for span in hit.found:
            assert hit.snippet[span.start : span.end].casefold() == query


def test_a_hit_in_a_body_names_its_place_and_offset():
    (hit,) = [hit for hit in find('"lanes are"').hits if hit.kind == "body"]

    assert (hit.essay_id, hit.place) == (ESSAY.id, Locator(page="6"))
    assert BODY[hit.start :].startswith("lanes are")
    assert "On land, lanes are roads." in hit.snippet


def test_a_body_with_far_apart_places_gives_one_hit_each():
    places = [hit.start for hit in find("trade").hits if hit.kind == "body"]

    assert places == [BODY.index("trade"), BODY.index("Trade")]


def test_what_the_analyst_kept_is_found_by_wording_quote_headline_and_note():
    for query in ("commerce", '"sea lanes carry"', "calm", "figures"):
        assert "passage" in kinds(query), query
    assert kinds("maritime") == ["theme"]
    assert kinds("allies patrol") == ["recommendation"]
    assert kinds("bağbaşlıoğlu") == ["essay"]
    assert kinds("Bagbaşlıoglu") == ["essay"]


@pytest.mark.parametrize("query", ["COMM*", "Commerce", '"commerce floats"', "commerce float*", '"commerce flo"*'])
def test_case_beginnings_and_phrases(query):
    assert "passage" in kinds(query)


@pytest.mark.parametrize("query", ['"floats commerce"', "comm", "commerce submarine"])
def test_what_does_not_match_is_not_found(query):
    assert "passage" not in kinds(query)


@pytest.mark.parametrize(
    ("query", "remark"),
    [
        ("submarine", "Nothing in 1 text has “submarine”. End the word in * to find longer forms."),
        ("submar*", "Nothing in 1 text has “submar*”."),
        (
            "sea submarine",
            "Nothing in 1 text has “sea submarine”. All words must stand in one place; try fewer of them.",
        ),
        ('"sea trade"', 'Nothing in 1 text has “"sea trade"”. Without the quotation marks its words may stand apart.'),
        ("sea", ""),
    ],
)
def test_finding_nothing_is_told_in_a_sentence(query, remark):
    assert find(query).remark == remark


def test_a_limit_keeps_room_for_both_and_says_so():
    result = find("trade", 2)

    assert [hit.kind for hit in result.hits] == ["passage", "body"]
    assert result.remark == "Only the first 2 places are shown."


def test_terms_keep_what_belongs_together():
    terms = [(text.text, text.prefix) for text in parse('30+4 "sea  lanes" mari* ** -').texts]

    assert terms == [("30+4", False), ("sea lanes", False), ("mari", True)]


def test_the_index_follows_every_change():
    with TemporaryDirectory() as scratch:
        path = Path(scratch) / "library.briefer"
        create_store(path, "Small")
        with closing(open_store(path)) as store:
            store.apply(map(Put, ENTITIES), BODIES)
            new = "Rivers freeze."
            changed = Essay(id=ESSAY.id, reference=ESSAY.reference, body_sha256=digest(new))
            edits = (*(Put(e) for e in (changed, Theme(id="maritime", label="Oceans"))),)
            store.apply(edits, {changed.body_sha256: canonical(new)})
            library = store.snapshot()

            def found(query):
                return [hit.kind for hit in store.search(library, query).hits]

            assert found("rivers") == ["body"]
            assert found("roads") == []
            assert found("oceans") == ["theme"]
            assert found("security") == []
            assert store.problems() == []
