import json
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from libraries import libraries, references

from briefer.citation.csl_json import reference_from_csl, reference_to_csl
from briefer.errors import LibraryError, SpecError
from briefer.model.essay import Essay, Locator
from briefer.model.evidence import Passage, Position, Proposition, passage_id
from briefer.model.library import Library, Put
from briefer.model.reference import Name
from briefer.store.folder import read_folder
from briefer.store.folder_write import write_folder

SAMPLE = Path(__file__).parent.parent / "sample_briefs/library"
ESSAY = """---
briefer: essay/1
reading: read
reference: {type: chapter, title: Friends, author: [{given: Ann, family: Lee}], issued: "2020"}
passages:
%s---

[p. 1]

Water is life. Trade
is power.

[p. 2]

Water is life, again.
"""


def folder(path, passages="", **files):
    """Write a small library folder and return it."""
    texts = {
        "library.yaml": "briefer: library/1\nname: Small\nsettings: {language: en}\n",
        "vocabulary.yaml": "briefer: vocabulary/1\nthemes:\n  - {id: trade, label: Trade}\n",
        "essays/lee-2020-friends/essay.md": ESSAY % passages if passages else ESSAY.replace("passages:\n%s", ""),
        **files,
    }
    for name, text in texts.items():
        file = path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="\n")
    return path


def problems(path):
    """Return the mistakes of a library folder, each as `file:line:column: …` with a bare file name."""
    with pytest.raises(SpecError) as refused:
        read_folder(path)
    return [str(problem).removeprefix(f"{path}/") for problem in refused.value.problems]


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(libraries())
def test_what_was_exported_is_imported_unchanged(drawn):
    library, bodies = drawn

    with TemporaryDirectory() as scratch:
        write_folder(library, bodies, Path(scratch) / "out")
        found = read_folder(Path(scratch) / "out")

    assert found.library == library
    assert found.bodies == bodies


@given(references)
def test_a_reference_survives_csl_json(reference):
    item = json.loads(json.dumps(reference_to_csl(reference)))

    assert reference_from_csl(item) == reference


@pytest.mark.parametrize(
    ("item", "field", "value"),
    [
        ({"issued": {"date-parts": [[2020, 10]]}}, "issued", "2020-10"),
        ({"issued": {"date-parts": [[2020], [2021]]}}, "issued", "2020"),
        ({"issued": {"raw": "Fall 2020"}}, "issued", "2020"),
        ({"issued": {"literal": "forthcoming"}}, "issued", ""),
        ({"issued": {"date-parts": [[2020]], "season": "4"}}, "issued", "2020"),
        (
            {"author": [{"family": "Vries", "non-dropping-particle": "de"}]},
            "authors",
            (Name(family="Vries", particle="de"),),
        ),
        ({"author": [{"family": "Lee", "ORCID": "0000"}]}, "authors", (Name(family="Lee"),)),
    ],
)
def test_csl_json_that_a_field_cannot_hold_in_full_is_still_written_again(item, field, value):
    reference = reference_from_csl({"type": "chapter", **item})

    assert getattr(reference, field) == value
    assert reference_to_csl(reference) == {"type": "chapter", **item}


@pytest.mark.parametrize(
    ("item", "written"),
    [
        ({"issued": {"date-parts": [["2020", "10", "4"]]}}, {"issued": {"date-parts": [[2020, 10, 4]]}}),
        ({"issued": "2020-10"}, {"issued": {"date-parts": [[2020, 10]]}}),
        ({"issued": "Fall 2020"}, {"issued": {"raw": "Fall 2020"}}),
        ({"page": 5, "id": "x", "author": ""}, {"page": "5"}),
    ],
)
def test_csl_json_is_written_in_one_way(item, written):
    assert reference_to_csl(reference_from_csl(item)) == {"type": "document", **written}


def test_an_edited_field_wins_over_what_was_kept_of_it():
    reference = reference_from_csl({"issued": {"raw": "Fall 2020"}})

    assert reference_to_csl(replace(reference, issued="2021"))["issued"] == {"date-parts": [[2021]]}


def test_a_quotation_is_placed_in_the_text_and_gets_an_id(tmp_path):
    found = read_folder(folder(tmp_path, "  - {text: Trade is power., themes: [trade]}\n"))

    (passage,) = found.library.all(Passage)
    essay = found.library.get(Essay, "lee-2020-friends")
    body = found.bodies[essay.body_sha256]
    assert passage.anchor.quote == "Trade is power."
    assert body[passage.anchor.start : passage.anchor.end] == passage.anchor.quote
    assert passage.id == passage_id(essay.id, "quotation", passage.anchor.start, passage.anchor.quote)
    assert found.library.locator(passage) == Locator(page="1")
    assert found.settings == {"language": "en"}


def test_a_wording_of_the_analysts_own_rests_on_its_quote(tmp_path):
    found = read_folder(folder(tmp_path, "  - {kind: claim, text: Commerce rules., quote: Trade is power.}\n"))

    (passage,) = found.library.all(Passage)
    assert (passage.wording, passage.anchor.quote) == ("Commerce rules.", "Trade is power.")


def test_a_page_tells_repeated_words_apart(tmp_path):
    found = read_folder(folder(tmp_path, '  - {text: Water is life, locator: {page: "2"}}\n'))

    (passage,) = found.library.all(Passage)
    assert passage.anchor.start > 20


def test_passages_of_a_digest_need_no_place_in_its_text_and_keep_their_order(tmp_path):
    entries = [f"  - {{kind: fact, text: {words}, locator: {{page: 3}}}}\n" for words in ("Zebra", "Short.", "Apple")]
    head = "---\nbriefer: essay/1\ntext: digest\nreference: {title: D}\npassages:\n"
    digest = f"{head}{''.join(entries)}---\n\nShort.\n"

    library = read_folder(folder(tmp_path, **{"essays/dee-2020-d/essay.md": digest})).library

    kept = library.passages_of("dee-2020-d")
    assert [passage.wording for passage in kept] == ["Zebra", "Short.", "Apple"]
    assert [passage.anchor is None for passage in kept] == [True, False, True]


@pytest.mark.parametrize(
    ("passages", "expected"),
    [
        (
            "  - {text: Trade is pow.}\n",
            "6:6: passages[0].text: does not stand in the body word for word; the nearest is “Trade is power.”",
        ),
        ("  - {text: Water is life}\n", "6:6: passages[0].text: stands 2 times in the body"),
        ("  - {kind: claim, text: Mine.}\n", "6:19: passages[0].text: a wording of your own needs `quote`"),
        (
            "  - {text: Trade is power., themes: [trad]}\n",
            "6:38: passages[0].themes[0]: no theme “trad”; did you mean “trade”?",
        ),
        ("  - {id: x/1, text: Trade is power.}\n", "6:6: passages[0].id: the id of a passage begins with its essay"),
        ("  - {txt: Trade}\n", "6:6: passages[0].txt: unknown key; did you mean “text”?"),
    ],
)
def test_a_mistake_in_a_passage_names_its_place_and_what_to_do(tmp_path, passages, expected):
    (problem,) = problems(folder(tmp_path, passages))

    assert problem.startswith(f"essays/lee-2020-friends/essay.md:{expected}")


def test_all_mistakes_of_all_files_are_told_at_once(tmp_path):
    folder(
        tmp_path,
        **{
            "vocabulary.yaml": "briefer: vocabulary/1\nthemes:\n  - {id: a, label: A}\n  - {id: a, label: B}\n",
            "positions.yaml": "briefer: positions/1\npropositions:\n  - id: prop/p\n    text: P\n    positions:\n"
            "      - {essay: lee-2020-friends, stand: for-if}\n"
            "      - {essay: lee-2020-friends, stand: for}\n"
            "      - {essay: lee-2020-freinds, stand: relayed, passages: [lee-2020-friends/0]}\n",
            "recommendations.yaml": "briefer: recommendations/1\nrecommendations:\n  - {id: rec/r, text: R, themes: [b]}\n",
            "essays/dee-2020-d/essay.md": "---\nbriefer: essay/1\ntext: digest\nreference: {title: D}\n"
            "passages:\n  - {kind: quotation, text: X}\n---\nX\n",
            "essays/eel-2020-e/essay.md": "no front matter\n",
        },
    )
    (tmp_path / "essays/fee-2020-f").mkdir()

    assert problems(tmp_path) == [
        "essays/dee-2020-d/essay.md:6:5: passages[0].locator: a passage of a digest needs a locator, such as {page: 5}",
        "essays/dee-2020-d/essay.md:6:6: passages[0].kind: a digest holds nobody's own words; use paraphrase, fact or claim",
        "essays/eel-2020-e/essay.md:1:1: begins with “---”, the reference and a second “---” before the body",
        "essays/fee-2020-f: holds no essay.md",
        "positions.yaml:6:35: propositions[0].positions[0].stand: “for-if” needs a condition: what the support depends on",
        "positions.yaml:7:9: propositions[0].positions[1]: the position “lee-2020-friends” stands twice; "
        f"the first is in {tmp_path}/positions.yaml, line 6",
        "positions.yaml:8:10: propositions[0].positions[2].essay: no essay “lee-2020-freinds”; "
        "did you mean “lee-2020-friends”?",
        "positions.yaml:8:35: propositions[0].positions[2].stand: “relayed” needs a holder: whose view it is",
        "positions.yaml:8:62: propositions[0].positions[2].passages[0]: no passage “lee-2020-friends/0”",
        "recommendations.yaml:3:35: recommendations[0].themes[0]: no theme “b”",
        f"vocabulary.yaml:4:5: themes[1]: the theme “a” stands twice; the first is in {tmp_path}/vocabulary.yaml, line 3",
    ]


def test_what_names_an_essay_that_cannot_be_read_is_no_second_mistake(tmp_path):
    positions = "briefer: positions/1\npropositions:\n  - id: prop/p\n    text: P\n    themes: [trade]\n    positions:\n" \
        "      - {essay: lee-2020-friends, stand: for, passages: [lee-2020-friends/00000000]}\n"  # fmt: skip
    folder(tmp_path, **{"positions.yaml": positions, "vocabulary.yaml": "briefer: vocabulary/1\ntheme: []\n"})
    (tmp_path / "essays/lee-2020-friends/essay.md").write_bytes(b"---\nbriefer: essay/1\n\xff")

    assert problems(tmp_path) == [
        "essays/lee-2020-friends/essay.md: is not UTF-8 text; save it as UTF-8",
        "vocabulary.yaml:2:1: theme: unknown key; did you mean “themes”?",
    ]


def test_a_link_out_of_the_folder_is_refused(tmp_path):
    inside = folder(tmp_path / "library")
    (tmp_path / "secret.md").write_text("---\nbriefer: essay/1\nreference: {title: S}\n---\nsecret\n", encoding="utf-8")
    (inside / "essays/sly-2020-s").mkdir()
    (inside / "essays/sly-2020-s/essay.md").symlink_to(tmp_path / "secret.md")

    assert problems(inside) == ["essays/sly-2020-s: is a link that leads out of the library; copy the file here"]


@pytest.mark.parametrize("name", ["vocabulary.yaml", "positions.yaml", "recommendations.yaml", "library.yaml"])
def test_a_yaml_file_that_is_a_link_out_of_the_folder_is_refused(tmp_path, name):
    inside = folder(tmp_path / "library")
    outside = tmp_path / "elsewhere.yaml"
    outside.write_text("secret: 1\n", encoding="utf-8")
    (inside / name).unlink(missing_ok=True)
    (inside / name).symlink_to(outside)

    found = [problem for problem in problems(inside) if problem.startswith(name)]
    assert found == [f"{name}: is a link that leads out of the library; copy the file here"]


def test_an_essay_shelf_that_is_a_link_out_of_the_folder_is_refused(tmp_path):
    inside = folder(tmp_path / "library")
    (inside / "essays").rename(tmp_path / "elsewhere")
    (inside / "essays").symlink_to(tmp_path / "elsewhere", target_is_directory=True)

    assert any("leads out of the library" in problem for problem in problems(inside))


def test_a_folder_without_library_yaml_is_no_library(tmp_path):
    with pytest.raises(LibraryError, match="is not a library folder"):
        read_folder(tmp_path)


def test_passages_follow_a_body_that_was_edited_after_the_export(tmp_path):
    before = read_folder(folder(tmp_path / "in", "  - {text: Water is life, locator: {page: '2'}}\n"))
    write_folder(before.library, before.bodies, tmp_path / "out")
    file = tmp_path / "out/essays/lee-2020-friends/essay.md"
    file.write_text(file.read_text("utf-8").replace("Trade is power", "Trade is often power"), "utf-8", newline="\n")

    after = read_folder(tmp_path / "out")

    (old,), (new,) = before.library.all(Passage), after.library.all(Passage)
    assert new.id == old.id
    assert new.anchor.start == old.anchor.start + len("often ")


def test_a_passage_whose_words_were_edited_away_is_told(tmp_path):
    before = read_folder(folder(tmp_path / "in", "  - {text: Trade is power.}\n"))
    write_folder(before.library, before.bodies, tmp_path / "out")
    file = tmp_path / "out/essays/lee-2020-friends/essay.md"
    head, body = file.read_text("utf-8").split("\n---\n")
    file.write_text(f"{head}\n---\n{body.replace('power', 'weak')}", "utf-8", newline="\n")

    (problem,) = problems(tmp_path / "out")

    assert "no longer stands in the body; the nearest is “Trade is weak.”" in problem


def test_line_ends_and_byte_order_marks_of_other_editors_do_not_matter(tmp_path):
    before = read_folder(folder(tmp_path / "in", "  - {text: Trade is power.}\n"))
    write_folder(before.library, before.bodies, tmp_path / "out")
    for file in (tmp_path / "out").rglob("*.*"):
        file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes().replace(b"\n", b"\r\n"))

    assert read_folder(tmp_path / "out").library == before.library


@pytest.mark.parametrize("text", ["[]", "{", '{"briefer": "structure/2", "body_sha256": ""}', "[" * 99999])
def test_a_structure_that_is_none_is_told(tmp_path, text):
    folder(tmp_path)
    (tmp_path / "essays/lee-2020-friends/structure.json").write_text(text, encoding="utf-8")

    assert "essays/lee-2020-friends/structure.json: " in problems(tmp_path)[0]


def test_offsets_outside_the_body_are_told(tmp_path):
    before = read_folder(folder(tmp_path / "in"))
    write_folder(before.library, before.bodies, tmp_path / "out")
    file = tmp_path / "out/essays/lee-2020-friends/structure.json"
    structure = json.loads(file.read_text("utf-8"))
    structure["paragraphs"][0]["end"] = 10**6
    file.write_text(json.dumps(structure), encoding="utf-8")

    (problem,) = problems(tmp_path / "out")

    assert "paragraphs: points outside the body" in problem


def test_a_library_that_could_not_be_read_back_is_not_written(tmp_path):
    before = read_folder(folder(tmp_path / "in"))
    unfinished = Position(id="p|lee-2020-friends", proposition_id="p", essay_id="lee-2020-friends", stand="for-if")
    library = before.library.after(Put(Proposition(id="p", text="P")), Put(unfinished))

    with pytest.raises(LibraryError, match=r"position p\|lee-2020-friends: “for-if” needs a condition"):
        write_folder(library, before.bodies, tmp_path / "out")

    assert sorted(path.name for path in tmp_path.iterdir()) == ["in"]


def test_an_export_never_overwrites(tmp_path):
    before = read_folder(folder(tmp_path / "in"))

    with pytest.raises(LibraryError, match="not empty"):
        write_folder(before.library, before.bodies, tmp_path / "in")

    assert read_folder(tmp_path / "in").library == before.library


def test_an_empty_library_is_a_library(tmp_path):
    write_folder(Library(name="Empty"), {}, tmp_path / "out")

    assert read_folder(tmp_path / "out").library == Library(name="Empty")


def test_the_sample_library_reads_and_exports_without_loss(tmp_path):
    found = read_folder(SAMPLE)
    write_folder(found.library, found.bodies, tmp_path / "out")
    again = read_folder(tmp_path / "out")

    assert len(found.library.all(Essay)) >= 14
    assert again.library == found.library
    assert again.bodies == found.bodies
