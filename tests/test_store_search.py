import re
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from libraries import libraries

from briefer.model.essay import Essay, Footnote, Locator, Page
from briefer.model.evidence import Passage, Recommendation, Theme
from briefer.model.library import Library, Put
from briefer.model.reference import Name, Reference
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
    """Return the words of `text` that are plain beyond doubt, those that are operators of a query in quotation marks."""
    found = (word for word in re.split("[ \n\t]", text) if re.fullmatch("[A-Za-z0-9éßÉ]+", word))
    return [f'"{word}"' if word in ("AND", "OR", "NOT", "NEAR") else word for word in found]


def test_a_word_that_is_an_operator_is_found_in_quotation_marks():
    body = "Read NOT and OR as words."
    essay = replace(ESSAY, body_sha256=digest(body), pages=(), note="")

    for word in words_of("NOT OR"):
        found = search_folder(Library.of([essay]), {essay.body_sha256: body}, word, 5).hits
        assert {hit.id for hit in found} == {ESSAY.id}


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


NOTED = Essay(
    id="roe-2019-harbours",
    reference=Reference(title="Quiet harbours", authors=(Name(given="Piotr", family="Kłos"),), issued="2019-05"),
    body_sha256=digest("Straße und Hafen: a harbour wall of stones, they stand near the old harbour gate."),
    pages=(Page(0, "11"),),
    footnotes=(Footnote("7", 18, "See the pilot's ledger.", "linked"), Footnote("8", None, "", "lost")),
    themes=("maritime",),
    reading="read",
    order=2,
)
SHELF = Library.of(
    (*ENTITIES, NOTED, replace(PASSAGE, id="roe-2019-harbours/00000002", essay_id=NOTED.id, doubtful=True))
)
TEXTS = {
    **BODIES,
    NOTED.body_sha256: "Straße und Hafen: a harbour wall of stones, they stand near the old harbour gate.",
}


def look(query, limit=50):
    return search_folder(SHELF, TEXTS, query, limit)


def ids(query):
    return {(hit.kind, hit.id) for hit in look(query).hits}


HARBOUR = ("body", NOTED.id)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("harbour OR roads", {HARBOUR, ("body", ESSAY.id)}),
        ("harbour roads", set()),
        ("stand -harbour", {("body", ESSAY.id)}),
        ("stand NOT harbour", {("body", ESSAY.id)}),
        ("NEAR(harbour stones, 2)", {HARBOUR}),
        ("NEAR(harbour und, 1)", set()),
        ("strasse", {HARBOUR}),
        ("STRAßE", {HARBOUR}),
        ("klos", {("essay", NOTED.id)}),
        ("author:klos stand", {HARBOUR}),
        ('author:"piotr kłos" kind:note', {("note", "roe-2019-harbours#n1")}),
        ("author:klo* in:headings quiet", {("essay", NOTED.id)}),
        ("title:friends roads", {("body", ESSAY.id)}),
        ("year:2018..2020 stand", {HARBOUR}),
        ("year:>2019 stand", set()),
        ("theme:maritime stand", {HARBOUR}),
        ('theme:"Maritime security" stones', {HARBOUR}),
        ("pilot", {("note", "roe-2019-harbours#n1")}),
        ("in:notes ledger", {("note", "roe-2019-harbours#n1")}),
        ("in:text ledger", set()),
        ("doubtful:yes commerce", {("passage", "roe-2019-harbours/00000002")}),
        ("reading:unread stand", {("body", ESSAY.id)}),
        (f"essay:{NOTED.id} stand", {HARBOUR}),
        ("kind:essay (pilot OR quiet OR stones)", {HARBOUR, ("essay", NOTED.id)}),
        ("(stones author:klos) OR roads", {HARBOUR, ("body", ESSAY.id)}),
        ("-stones year:2019 kind:note", {("note", "roe-2019-harbours#n1")}),
        ("http://x.org/a", set()),
    ],
)
def test_fields_and_operators(query, found):
    assert ids(query) == found


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("", "Give at least one word or number to search for."),
        (" *** ", "Give at least one word or number to search for."),
        ("ha*", "“ha*” is too short; give at least 3 letters before the *."),
        ('"sea', "A quotation mark has no partner; put the other one in."),
        ("(sea", "A “(” is never closed; put a “)” in."),
        ("sea)", "A “)” has no “(” before it; take it out, or put the other one in."),
        ("sea OR", "“OR” stands between two words; give one on either side."),
        ("-sea", "Say also what to look for, not only what to leave out."),
        ("auther:lee", "There is no field “auther:”; did you mean “author”?"),
        ("year:old", "“year:old” is no year; write year:2018, year:2018..2020 or year:>2019."),
        ("theme:maritim", "The library has no theme “maritim”; did you mean “maritime”?"),
        ("in:notes", "Say also what to look for, not only what to leave out."),
        ("sea (in:notes OR land)", "Put “in:” beside the other words, outside “OR”, “-” and brackets."),
        ("NEAR(sea)", "NEAR(…) needs two words or more, such as NEAR(trade war, 5)."),
    ],
)
def test_what_cannot_be_read_is_refused_with_one_sentence(query, sentence):
    with pytest.raises(QueryError) as refused:
        look(query)

    assert str(refused.value) == sentence


FRAGMENTS = [
    "sea",
    "har*",
    '"old harbour"',
    "OR",
    "AND",
    "NOT",
    "-",
    "(",
    ")",
    "NEAR(",
    ", 3",
    '"',
    "author:",
    "year:>2018",
]
FRAGMENTS += [
    "theme:maritime",
    "in:notes",
    "kind:note",
    "ß",
    "*",
    ":",
    "^",
    "{wording}",
    "x:y",
    "doubtful:no",
    "\u0301",
]


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(FRAGMENTS) | st.text(max_size=3), max_size=12).map(" ".join))
def test_any_mixture_of_operators_is_answered_or_refused(query):
    try:
        result = look(query)
    except QueryError as refused:
        assert re.fullmatch(r"[^\n]+[.?]", str(refused))
    else:
        assert result.hits or result.remark
        assert result.total == sum(count for _, count in result.facets["kind"])
        for hit in result.hits:
            assert all(0 <= span.start < span.end <= len(hit.snippet) for span in hit.found)


def test_a_deep_nest_is_answered_or_refused():
    for depth in (5, 39, 60, 400):
        try:
            look("(" * depth + "sea" + ")" * depth)
        except QueryError as refused:
            assert "too deep" in str(refused)
        look("sea " * 200)


def test_a_footnote_is_found_with_its_label_and_page():
    (hit,) = look("pilot").hits

    assert hit.place == Locator(page="11", note="7")
    assert (hit.start, hit.essay_id) == (18, NOTED.id)
    assert hit.snippet[hit.found[0].start : hit.found[0].end] == "pilot"


def test_found_letters_are_marked_as_they_are_printed():
    (hit,) = [hit for hit in look("strasse").hits if hit.kind == "body"]

    assert [hit.snippet[span.start : span.end] for span in hit.found] == ["Straße"]


def test_headings_come_before_quotes_and_those_before_other_words():
    kept = [
        Passage(id=f"{ESSAY.id}/0000000{n}", essay_id=ESSAY.id, anchor=Anchor.of(BODY, 4, 26), **words)
        for n, words in enumerate(
            [{"note": "tide word word"}, {"text": "tide word word"}, {"headline": "tide word word"}]
        )
    ]
    result = search_folder(Library.of((ESSAY, *kept)), BODIES, "tide")

    assert [hit.id[-1] for hit in result.hits] == ["2", "1", "0"]


def test_facets_count_all_hits_and_their_values_find_them_again():
    result = look("stand OR pilot OR commerce", 1)

    assert result.total == 5
    for name, values in result.facets.items():
        for value, count in values:
            assert look(f'{name}:"{value}" (stand OR pilot OR commerce)').total == count, (name, value)


def test_a_spelling_is_offered_and_not_applied():
    result = look("harbuor stones")

    assert (result.hits, result.suggestion) == ((), "harbour stones")
    assert look("harbour").suggestion == ""


def test_a_folder_and_a_file_find_the_same():
    with TemporaryDirectory() as scratch:
        path = Path(scratch) / "library.briefer"
        create_store(path, "Small")
        with closing(open_store(path)) as store:
            store.apply(map(Put, SHELF.entities.values()), TEXTS)
            for query in ("stand", "har*", "kind:note pilot", "author:klos", "year:2019 stones"):
                assert store.search(store.snapshot(), query).hits == look(query).hits


def test_footnotes_follow_the_essay():
    with TemporaryDirectory() as scratch:
        path = Path(scratch) / "library.briefer"
        create_store(path, "Small")
        with closing(open_store(path)) as store:
            store.apply(map(Put, SHELF.entities.values()), TEXTS)
            store.apply([Put(replace(NOTED, footnotes=(Footnote("7", 18, "A tide table.", "linked"),)))])
            assert store.search(store.snapshot(), "pilot").hits == ()
            assert [hit.id for hit in store.search(store.snapshot(), "tide table").hits] == ["roe-2019-harbours#n1"]
            assert store.problems() == []
