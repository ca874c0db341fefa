"""Anchors, edits, page maps, ids: the laws the whole program rests on."""

import json
from dataclasses import asdict

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefer.model import codec, provenance
from briefer.model.essay import Essay, Locator, Page, Paragraph, Section
from briefer.model.evidence import Passage, Proposition, Theme, passage_id
from briefer.model.library import Drop, Library, Put
from briefer.model.provenance import Record, from_json, json_pieces, parse_verify_line, to_json, verify_line
from briefer.model.reference import Name, Reference
from briefer.model.statement import statement_id
from briefer.model.text import Ambiguous, Anchor, canonical, slug

ids = st.sampled_from("abc")
entities = st.builds(lambda id, label: Theme(id=id, label=label), ids, st.text(max_size=4)) | st.builds(
    lambda id, text: Proposition(id=id, text=text), ids, st.text(max_size=4)
)
edits = entities.map(Put) | st.builds(lambda kind, id: Drop((kind, id)), st.sampled_from([Theme, Proposition]), ids)
texts = st.text().map(canonical)


@given(st.lists(edits), st.lists(edits))
def test_every_compound_edit_can_be_undone(history, change):
    library = Library().after(*history)

    assert library.after(*change).after(*library.inverse(*change)) == library


@given(texts)
def test_canonical_text_is_a_fixed_point_without_what_xml_forbids(text):
    assert canonical(text) == text
    assert not set(text) & {"\r", "\x02", "\x03", "\x85", "\u2028"}


@given(texts, texts.filter(bool), texts)
def test_an_anchor_finds_its_own_text(before, quote, after):
    text = before + quote + after
    anchor = Anchor.of(text, len(before), len(before) + len(quote))

    assert anchor.locate(text) == anchor


def test_an_anchor_follows_the_right_repetition():
    old = "Water is life. Water is power."

    assert Anchor.of(old, 15, 20).locate("Note. " + old) == Anchor.of("Note. " + old, 21, 26)


def test_an_anchor_that_cannot_tell_two_places_apart_asks():
    anchor = Anchor.of("one two one", 4, 7)

    assert anchor.locate(",two,two") == Ambiguous((1, 5))
    assert anchor.locate("nothing") is None


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (2, 2), (3, 2), (0, 99)])
def test_an_anchor_outside_its_text_is_refused(start, end):
    with pytest.raises(ValueError, match="not a span"):
        Anchor.of("short", start, end)


def essay(**values):
    return Essay(id="a", reference=Reference(title="T", authors=(Name(family="A"),)), body_sha256="0", **values)


def test_a_locator_names_the_printed_pages_of_both_ends():
    paged = essay(pages=(Page(0, "14"), Page(100, "15"), Page(180, "16")))

    assert paged.locator(20, 40) == Locator(page="14")
    assert paged.locator(90, 101) == Locator(page="14–15")
    assert paged.locator(90, 100) == Locator(page="14")


def test_without_pages_a_locator_is_section_and_paragraph():
    web = essay(
        sections=(Section("Advice", 1, 50, 56),), paragraphs=(Paragraph(0, 40), Paragraph(58, 80), Paragraph(82, 99))
    )

    assert web.locator(84, 90) == Locator(section="Advice", paragraph="2")
    assert web.locator(3, 9) == Locator(paragraph="1")


@given(st.sets(st.from_regex(r"[0-9a-f]{8}", fullmatch=True), max_size=3), st.text(max_size=9))
def test_passage_ids_never_collide(hexes, quote):
    taken = {f"e/{h}" for h in hexes} | {passage_id("e", "quotation", 0, quote)}

    assert passage_id("e", "quotation", 0, quote, taken) not in taken


def test_statement_ids_tell_equals_apart_and_stay():
    assert statement_id("bluf", "body", ["x/1"], 0) != statement_id("bluf", "body", ["x/1"], 1)
    assert statement_id("bluf", "body", ["x/1"], 0) == statement_id("bluf", "body", ["x/1"], 0)


def test_slugs_fold_letters_of_every_latin_alphabet():
    assert slug("Bağbaşlıoğlu 2020: Kłodkowski’s view!", 3) == "bagbaslioglu-2020-klodkowskis"


words = st.text(st.characters(blacklist_categories=("Cs", "Cc")), max_size=12)
records = st.builds(
    Record,
    id=st.from_regex(r"s-[0-9a-f]{10}", fullmatch=True),
    slide_key=words,
    field=words,
    role=st.sampled_from(["quotation", "paraphrase", "count"]),
    passages=st.tuples(words),
    essays=st.tuples(st.just("tan-2020-water")),
    locator=st.sampled_from(["", "p. 28", "Advice ¶2"]),
    issued=words,
    source_sha256=st.sampled_from(["", "ab" * 32]),
    start=st.integers(0, 99),
    end=st.integers(100, 200),
    quote=words,
)


@given(st.lists(records, max_size=3))
def test_provenance_survives_its_json(found):
    assert from_json(to_json(found, "run")) == tuple(found)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(records, max_size=5), st.integers(1, 6), st.booleans())
def test_the_json_of_many_records_is_that_of_each_in_a_row(monkeypatch, found, at_once, strip):
    monkeypatch.setattr(provenance, "_AT_ONCE", at_once)
    rows = [{f: v for f, v in asdict(r).items() if not (strip and f in ("before", "after"))} for r in found]

    assert json.loads("".join(json_pieces(found, "run", strip)))["statements"] == json.loads(json.dumps(rows))


@given(st.lists(entities, max_size=5), st.integers(1, 6))
def test_values_are_read_back_a_few_at_a_time_as_they_were_written(found, at_once):
    themes = [entity for entity in found if isinstance(entity, Theme)]
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(codec, "_AT_ONCE", at_once)

        assert codec.decode_all(Theme, map(codec.encode, themes)) == themes


@given(records)
def test_a_verify_line_reads_back(record):
    parsed = parse_verify_line(verify_line(record))

    assert parsed is not None
    assert (parsed["id"], parsed["role"], parsed["essay"]) == (record.id, record.role, record.essays[0])
    assert parsed["locator"] == record.locator
    assert parsed["sha"] == record.source_sha256[:8]


def test_order_is_data_not_insertion():
    late = Passage(id="e/2", essay_id="e", text="b", order=1)
    soon = Passage(id="e/1", essay_id="e", text="a", order=2)

    assert [p.id for p in Library.of([soon, late]).passages_of("e")] == ["e/2", "e/1"]
