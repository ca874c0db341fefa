"""References beside a file: read, matched to the pieces, merged field by field, and every field knows whence it came."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from libraries import references, words

from briefer.app.importing import import_files
from briefer.app.sidecars import completed, matched
from briefer.citation.csl_json import reference_to_csl
from briefer.errors import BrieferError, ImportRefused
from briefer.model.codec import decode_all, encode
from briefer.model.essay import Origin
from briefer.model.library import Library
from briefer.model.reference import Name, Reference
from briefer.readers import read
from briefer.readers.bibliography import Bibliography, read_bibliography
from briefer.readers.worker import Worker
from briefer.structure.identifiers import own_numbers

ESSAY = "Ferries for the delta\n\nBy Ann Lee\n\nThe ferry runs when the tide allows it, and nobody else decides that.\n"
FERRIES = Reference(title="Ferries for the Delta", authors=(Name(family="Lee", given="Ann"),), issued="2021-03")
BIB = r"""
@article{lee, author = {Lee, Ann and de Vries, Jan and {Harbour Board}}, title = {Ferries for the {Delta} --- a caf\'e},
  journal = {River Review}, year = 2021, month = mar, volume = 4, number = {2}, pages = {11--19}, doi = {https://doi.org/10.1000/x1}}
@book{broken, title = {No end
@collection{shelf, title = {Rivers}, editor = {Roe, Sam}, publisher = {Quay Press}, location = {Utrecht}, date = {2020-10-14}}
"""
RIS = """TY  - CHAP
AU  - Lee, Ann
ED  - Roe, Sam
TI  - Ferries for the delta
T2  - Rivers
PY  - 2021/03/14/
SP  - 11
EP  - 19
PB  - Quay Press
CY  - Utrecht
SN  - 978-3-16-148410-0
DO  - 10.1000/x1
ER  -\x20
"""


def imported():
    return read("ferries.txt", ESSAY.encode())


def bibliography(*found, name="refs.bib"):
    return Bibliography(name=name, references=found)


@given(st.binary(max_size=200), st.sampled_from(["a.bib", "a.ris", "a.json"]))
def test_any_bytes_are_references_or_refused(data, name):
    try:
        assert read_bibliography(name, data).references
    except BrieferError as refusal:
        assert "\n" not in str(refusal)


@given(st.lists(references, min_size=1, max_size=3))
def test_a_csl_list_reads_as_the_references_it_was_written_from(found):
    data = json.dumps([reference_to_csl(one) for one in found]).encode()
    again = read_bibliography("a.json", data)

    assert [reference_to_csl(one) for one in again.references] == [reference_to_csl(one) for one in found]
    assert decode_all(Bibliography, [encode(again)]) == [again]


@given(st.lists(st.builds(Reference, title=words, doi=words | st.just("")), max_size=4), st.randoms())
def test_no_reference_belongs_to_two_pieces(pieces, order):
    shuffled = list(pieces)
    order.shuffle(shuffled)
    found = matched(pieces, shuffled)

    assert len(found) <= len(shuffled)
    assert len({id(one) for one in found.values()}) == len(found)


@settings(max_examples=30)
@given(references)
def test_completing_twice_with_the_same_references_says_nothing_new(reference):
    sidecar = bibliography(reference)
    once = completed(imported(), [sidecar])
    twice = completed(once, [sidecar])

    assert [piece.essay for piece in twice.pieces] == [piece.essay for piece in once.pieces]


@given(references)
def test_what_a_reference_adds_has_an_origin_and_the_rest_is_the_files(reference):
    before = imported().pieces[0].essay
    after = completed(imported(), [bibliography(reference)]).pieces[0].essay
    named = {origin.field for origin in after.origins}
    changed = {
        field
        for field in Reference.__dataclass_fields__
        if getattr(before.reference, field) != getattr(after.reference, field)
    }

    assert changed - {"extra", "type"} <= named
    assert all(origin.kind == "sidecar" and origin.name == "refs.bib" for origin in after.origins)


def test_bibtex_is_read_and_a_broken_entry_is_told():
    found = read_bibliography("r.bib", BIB.encode())
    ferry = found.references[0]

    assert ferry.title == "Ferries for the Delta — a café"
    assert [name.full for name in ferry.authors] == ["Ann Lee", "Jan de Vries", "Harbour Board"]
    assert ferry.authors[2].literal == "Harbour Board"
    assert (ferry.type, ferry.container_title, ferry.issued) == ("article-journal", "River Review", "2021-03")
    assert (ferry.volume, ferry.issue, ferry.page, ferry.doi) == ("4", "2", "11–19", "10.1000/x1")
    assert found.references[-1].editors[0].full == "Sam Roe"
    assert found.remarks == ("1 entry could not be read and was left out.",)


def test_ris_is_read():
    [chapter] = read_bibliography("r.ris", RIS.encode()).references

    assert (chapter.type, chapter.title, chapter.container_title) == ("chapter", "Ferries for the delta", "Rivers")
    assert [name.full for name in (*chapter.authors, *chapter.editors)] == ["Ann Lee", "Sam Roe"]
    assert (chapter.issued, chapter.page, chapter.publisher_place) == ("2021-03-14", "11–19", "Utrecht")
    assert dict(chapter.extra)["ISBN"] == "978-3-16-148410-0"


@pytest.mark.parametrize(("name", "data"), [("a.bib", b"nothing"), ("a.ris", b"nothing"), ("a.json", b'{"name": "x"}')])
def test_a_file_without_references_is_refused(name, data):
    with pytest.raises(ImportRefused, match="holds no references"):
        read_bibliography(name, data)


def test_empty_fields_are_filled_and_conflicts_are_told():
    theirs = replace(FERRIES, authors=(Name(family="Leigh", given="Ann"),), publisher="Quay Press")
    done = completed(imported(), given=[bibliography(theirs)])
    reference = done.pieces[0].essay.reference

    assert (reference.title, reference.publisher, reference.issued) == (
        "Ferries for the delta",
        "Quay Press",
        "2021-03",
    )
    assert reference.authors == theirs.authors
    assert done.remarks[-1] == (
        "Ferries for the delta: refs.bib says author “Ann Leigh”, the file “Ann Lee”; refs.bib is followed."
    )


def test_one_reference_beside_one_text_is_its_own_and_differences_are_told():
    theirs = Reference(title="Boats", authors=(Name(family="Leigh", given="Ann"),), page="3–4")
    done = completed(imported(), beside=[bibliography(theirs, name="ferries.bib")])
    essay = done.pieces[0].essay

    assert essay.reference.title == "Boats"
    assert Origin("title", "sidecar", "ferries.bib") in essay.origins
    assert (
        "Ferries for the delta: ferries.bib says title “Boats”, the file “Ferries for the delta”; ferries.bib is followed."
        in (done.remarks)
    )
    assert essay.id == "leigh-boats"


def test_the_first_of_two_references_is_followed():
    first, second = replace(FERRIES, publisher="Quay Press"), replace(FERRIES, publisher="Other House")
    done = completed(imported(), given=[bibliography(first, name="a.bib"), bibliography(second, name="b.bib")])

    assert done.pieces[0].essay.reference.publisher == "Quay Press"
    assert done.remarks[-1].endswith("b.bib says publisher “Other House”, a.bib “Quay Press”; a.bib is followed.")


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("https://doi.org/10.1000/x.1\n\nText", {"DOI": "10.1000/x.1"}),
        ("Text\n\nDOI: 10.1000/182.", {"DOI": "10.1000/182"}),
        ("He cites doi 10.1000/182 in passing.", {}),
        ("ISBN 978-3-16-148410-0\nISSN 0317-8471", {"ISBN": "9783161484100", "ISSN": "0317-8471"}),
        ("ISBN 978-3-16-148410-1\nISSN 0317-8472", {}),
        ("x" * 2001 + "\nDOI: 10.1000/182\n" + "x" * 2001, {}),
    ],
)
def test_a_text_that_names_itself_is_heard(body, found):
    assert own_numbers(body) == found


def test_references_beside_a_file_and_among_the_files_are_used(tmp_path):
    (tmp_path / "ferries.txt").write_text(ESSAY)
    (tmp_path / "ferries.ris").write_text(RIS)
    (tmp_path / "more.bib").write_text("@misc{a, title={Something else}}")
    with Worker() as worker:
        outcome = import_files([tmp_path / "ferries.txt", tmp_path / "more.bib"], Library(), worker=worker)
    [essay] = outcome.essays

    assert essay.reference.container_title == "Rivers"
    assert essay.id == "lee-2021-ferries-for-the"
    assert any(remark.endswith("more.bib has no reference that fits.") for remark in outcome.remarks)
    assert outcome.refused == ()
