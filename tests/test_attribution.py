"""Who is named: in the narrower modes no part of any file holds an author's name, and the owner can still verify it."""

import io
import re
import unicodedata
import zipfile
from dataclasses import replace
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefer.app.briefs import checked, library_for, load_brief
from briefer.app.build import FORMATS, build
from briefer.app.verify import verify_file
from briefer.compose.attribution import attributed, unquotable
from briefer.compose.naming import Names, Person
from briefer.errors import GateRefused, SpecError
from briefer.model.essay import Essay
from briefer.model.evidence import Passage
from briefer.model.library import Library
from briefer.model.opaque import exchanging, opaque_ids, own_ids
from briefer.model.reference import Name, Reference
from briefer.model.text import Anchor, digest, spelled_out
from briefer.specs.brief import Brief, Citations, WrittenLine
from briefer.store.folder import read_folder
from tests.validators import findings_in

SAMPLES = Path(__file__).parent.parent / "sample_briefs"
BRIEF = SAMPLES / "pacific-partners.yaml"
MODES = ("institution", "chatham-house")
BODY = "The harbour stays open. As Mora told the council, the gates may close in winter. Its young crews learn fast."


def text(id, *authors, body=BODY, **about):
    reference = Reference(
        type="chapter", title=about.pop("title", "Open gates"), authors=authors, issued="2020", **about
    )
    return Essay(id=id, reference=reference, body_sha256=digest(body))


MORA = Name(family="Mora", given="Ana Lucía")
YOUNG = Name(family="Young", given="Peter")
BAG = Name(family="Bağbaşlıoğlu", given="Arif")
ONE = text("mora-2020-open-gates", MORA, container_title="Two Harbours", editors=(Name(family="Quill", given="Bo"),))
TWO = text("young-2020-crews", YOUNG, title="Crews", publisher="Harbour Institute")
THREE = text("bag-2020", BAG, title="What Mora forgot")
QUOTE = "As Mora told the council, the gates may close in winter."
SAID = Passage(
    id="mora-2020-open-gates/0a0a0a0a", essay_id=ONE.id, kind="quotation", anchor=Anchor.of(BODY, 24, 24 + len(QUOTE))
)
LIBRARY = Library.of([ONE, TWO, THREE, SAID])
BODIES = {digest(BODY): BODY}


def told(mode, **values):
    brief = Brief(
        **{"title": "T", "date": "2026-11-22", "id": "gates", "citations": Citations(attribution=mode), **values}
    )
    return attributed(LIBRARY, brief, BODIES)


def test_full_attribution_changes_nothing():
    made = told("full")

    assert made.library is LIBRARY
    assert made.names is None


def test_chatham_house_calls_texts_by_letters_and_drops_whatever_leads_to_persons():
    made = told("chatham-house")
    one, two = (made.library.get(Essay, id).reference for id in (ONE.id, TWO.id))

    assert [name.full for name in (*one.authors, *two.authors)] == ["Text\u00a0B", "Text\u00a0C"]
    assert (one.container_title, one.title) == ("Two Harbours", "Open gates")
    assert two.publisher == ""


def test_institution_takes_the_publisher_of_a_work_alone_and_else_the_publication():
    made = told("institution")
    one, two = (made.library.get(Essay, id).reference for id in (ONE.id, TWO.id))

    assert [name.full for name in one.authors] == ["Author\u00a0B of Two Harbours"]
    assert [name.full for name in two.authors] == ["Harbour Institute"]


def test_a_title_that_names_an_author_is_reworded_and_others_stay():
    assert told("chatham-house").library.get(Essay, THREE.id).reference.title == "What Text\u00a0B forgot"


def test_a_quotation_that_names_an_author_keeps_its_other_words():
    quotation = told("chatham-house").library.get(Passage, SAID.id)

    assert quotation.kind == "quotation"
    assert quotation.text == "As [Text\u00a0B] told the council, the gates may close in winter."


def test_words_kept_as_a_claim_that_name_an_author_cannot_be_quoted():
    claim = replace(SAID, kind="claim")
    library = Library.of([ONE, TWO, THREE, claim])
    brief = Brief(title="T", date="2026-11-22", id="gates", citations=Citations(attribution="chatham-house"))

    assert list(unquotable(attributed(library, brief, BODIES), library)) == [claim.id]
    assert list(unquotable(told("chatham-house"), LIBRARY)) == []


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Mora wants gates", "Text\u00a0B wants gates"),
        ("Ana Lucía Mora’s gates", "Text\u00a0B’s gates"),
        ("A. L. Mora and Dr Mora agree", "Text\u00a0B agrees"),
        ("MORA and Bagbaslioglu differ", "Text\u00a0B and Text\u00a0A differ"),
        ("Young crews, and Peter Young", "Young crews, and Text\u00a0C"),
        ("Young [@young-2020-crews/1] says", "Text\u00a0C [@young-2020-crews/1] says"),
        ("She said “Mora was right”", "She said “[Text\u00a0B] was right”"),
        ("Moralists differ", "Moralists differ"),
        ("Bo Quill (ed.)", "An editor (ed.)"),
    ],
)
def test_names_in_written_texts_give_way_and_cites_stay(written, read):
    made = told("chatham-house", statements=(WrittenLine(text=written, slide="bluf"),))

    assert made.brief.statements[0].text == read


FAMILIES = ("Mora", "de Vries", "O’Brien", "Shetler-Jones", "Bağbaşlıoğlu", "Łazar", "Ng")
PEOPLE = [
    Person(Name(family=f.split()[-1], particle=" ".join(f.split()[:-1]), given="Ida"), f"Text {f[0]}x")
    for f in FAMILIES
]
NAMES = Names(PEOPLE, ["the gates of the harbour stay open in may and in winter"])
WORDS = st.sampled_from(
    ("the", "gates", "open", ",", "(2020)", "argues", "‘so’", "and", "[@mora-2020/1]", "May", "morale")
)
NAMED = st.sampled_from(PEOPLE).flatmap(
    lambda p: st.sampled_from(
        (p.name.full, p.name.short, p.name.family.upper(), f"Dr {p.name.short}", f"I. {p.name.short} et al.")
    )
)


@given(st.lists(st.one_of(WORDS, NAMED), max_size=12).map(" ".join))
def test_no_name_is_left_however_it_is_written(text):
    without = NAMES.without(text)

    assert NAMES.named(re.sub(r"\[@[^\]]*\]", "", without)) == ""
    assert NAMES.without(without) == without
    assert re.findall(r"\[@[^\]]*\]", without) == re.findall(r"\[@[^\]]*\]", text)


@given(st.lists(WORDS, max_size=12).map(" ".join))
def test_a_text_without_names_stays(text):
    assert NAMES.without(text) == text


@given(
    st.lists(st.sampled_from((ONE.id, TWO.id, SAID.id, "essay-card", "positions", "prop/x")), max_size=5).map("/".join)
)
def test_the_owner_of_a_library_reads_opaque_ids_back(key):
    there, back = exchanging(opaque_ids(LIBRARY)), exchanging(own_ids(LIBRARY))

    assert back(there(key)) == key
    assert "mora" not in there(key)


def test_opaque_ids_cannot_be_made_from_names_alone():
    other = Library.of([replace(ONE, body_sha256=digest("another text"))])

    assert opaque_ids(LIBRARY)[ONE.id] != opaque_ids(other)[ONE.id]


def folded(data):
    shown = unicodedata.normalize("NFKD", spelled_out(data.decode("utf-8", "replace")))
    return "".join(c for c in shown if not unicodedata.combining(c)).casefold()


def parts_of(path):
    """Yield name and bytes of everything in a file, unpacked."""
    data = path.read_bytes()
    yield path.name, path.name.encode()
    if path.suffix in (".pptx", ".docx", ".xlsx"):
        package = zipfile.ZipFile(io.BytesIO(data))
        for name in package.namelist():
            yield f"{path.name}/{name}", name.encode() + b" " + package.read(name)
    elif path.suffix == ".pdf":
        with pikepdf.open(path) as document:
            told = [
                repr(document.docinfo),
                *(repr(item) for item in document.objects if not isinstance(item, pikepdf.Stream)),
            ]
            yield path.name, " ".join(told).encode()
            yield path.name, document.Root.Metadata.read_bytes()
        for page in pypdfium2.PdfDocument(data):
            yield path.name, page.get_textpage().get_text_bounded().encode()
    else:
        yield path.name, data


def sample_names():
    essays = read_folder(SAMPLES / "library").library.all(Essay)
    people = {name for essay in essays for name in (*essay.reference.authors, *essay.reference.editors)}
    names = {name.family for name in people} | {part for name in people for part in name.given.split() if len(part) > 3}
    return {folded(name.encode()) for name in names}


@pytest.fixture(scope="module")
def built_in(tmp_path_factory):
    """Return a function that builds the sample in a mode and a brand, once."""
    made = {}

    def one(mode, brand="institute"):
        if (mode, brand) not in made:
            folder = tmp_path_factory.mktemp("out")
            loaded = load_brief(BRIEF)
            brief = loaded.brief
            changed = replace(
                brief, deck=replace(brief.deck, brand=brand, max_slides=0), citations=Citations(attribution=mode)
            )
            loaded = replace(loaded, brief=changed)
            with library_for(loaded, None, {}) as opened:
                brief = checked(loaded, opened.library, opened.bodies)
                result = build(opened.library, opened.bodies, brief, folder, FORMATS, library_path=opened.path)
                deck = next(f.path for f in result.files if f.format == "pptx")
                made[mode, brand] = (result, folder, verify_file(deck, opened))
        return made[mode, brand]

    return one


def found_in(folder):
    names = re.compile(rf"(?<![a-z])(?:{'|'.join(sorted(map(re.escape, sample_names())))})(?![a-z])")
    return [
        (part, m.group())
        for path in folder.iterdir()
        for part, data in parts_of(path)
        for m in names.finditer(folded(data))
    ]


def test_the_search_for_names_finds_them_where_they_may_stand(built_in):
    _, folder, _ = built_in("full")

    assert {Path(part).suffix for part, _ in found_in(folder)} >= {".xml", ".md", ".pdf", ".html"}


@pytest.mark.parametrize("brand", ["institute", "command", "plain"])
@pytest.mark.parametrize("mode", MODES)
def test_no_part_of_any_file_names_an_author(built_in, mode, brand):
    made, folder, _ = built_in(mode, brand)

    assert found_in(folder) == []
    assert {f.format for f in made.files} == {*FORMATS} - {"packet"}
    assert any("withheld" in remark.text for remark in made.remarks)


@pytest.mark.validator
@pytest.mark.parametrize("brand", ["institute", "command", "plain"])
@pytest.mark.parametrize("mode", MODES)
def test_validators_find_nothing_in_nameless_files(built_in, ooxml_validator, mode, brand):
    made, _, verified = built_in(mode, brand)

    assert [findings_in(f.path, ooxml_validator) for f in made.files if f.format in ("pptx", "docx")] == [[], []]
    assert {finding.severity for finding in verified.findings} == {"ok"}


@pytest.mark.parametrize("mode", MODES)
def test_the_owner_verifies_a_nameless_deck_by_its_records(built_in, mode):
    made, _, verified = built_in(mode)

    assert verified.mode == "ids"
    assert {finding.severity for finding in verified.findings} == {"ok"}
    sources = {finding.source.essay for finding in verified.findings if finding.source}
    assert "lorenz-2020-a-nato-pacific" in sources
    assert made.draft.clearance.outcome == "allowed"


@pytest.mark.parametrize("mode", MODES)
def test_counts_by_text_are_those_of_full_attribution(built_in, mode):
    def numerals(result):
        statements = [s for slide in result.draft.deck.slides for s in slide.statements]
        return [s.text for s in statements if s.role == "count" and s.text.isdigit()]

    assert numerals(built_in(mode)[0]) == numerals(built_in("full")[0])
    assert len(built_in(mode)[0].draft.deck.register) == len(built_in("full")[0].draft.deck.register)


def test_a_brief_whose_files_would_name_an_author_is_refused(tmp_path):
    path = tmp_path / "lorenz-brief.yaml"
    path.write_text(BRIEF.read_text().replace("id: nato-pacific\n", "citations: {attribution: chatham-house}\n"))
    loaded = load_brief(path)
    with library_for(loaded, SAMPLES / "library", {}) as opened:
        with pytest.raises(SpecError, match="Lorenz"):
            checked(loaded, opened.library, opened.bodies)
        with pytest.raises(GateRefused, match="Lorenz"):
            build(opened.library, opened.bodies, loaded.brief, tmp_path / "out", ["md"])
