"""What `check` says of a brief: every mistake of it at once, at its place, and nothing of a sound one."""

import shutil
from pathlib import Path

import pytest

from briefer.app import resources
from briefer.app.briefs import checked_briefs
from briefer.app.check import problems
from briefer.errors import SpecError, UsageError
from briefer.specs.brief import read_brief
from briefer.store.folder import read_folder

SAMPLES = Path(__file__).parent.parent / "sample_briefs"
HEAD = "briefer: brief/1\ntitle: T\ndate: 2026-11-22\n"
CITED = "lorenz-2020-a-nato-pacific/59908a34"
QUOTED = "tanaka-2020-foreword-a-table/fa2f19ff"


@pytest.fixture(scope="module")
def shelf():
    return read_folder(SAMPLES / "library")


def found(shelf, text):
    brief, document = read_brief(HEAD + text, "b.yaml")
    return [(p.line, p.column, p.where, p.what) for p in problems(brief, document, shelf.library, shelf.bodies)]


@pytest.mark.parametrize(
    ("text", "place", "what"),
    [
        ("essays: [tan-2020-can-distant-water, tan-2020-can-distant-water]", (4, 38), "stands twice"),
        ("essays: []", (4, 1), "no essay to build from"),
        ("themes: [maritime, maritme]", (4, 20), "did you mean “maritime”?"),
        ("deck: {template: decision-breef}", (4, 8), "did you mean “decision-brief”?"),
        ("deck: {brand: ../institute}", (4, 8), "there is no brand"),
        ("memo: {template: memo}", (4, 8), "there is only information-memo"),
        ("decision: {ask: " + "x" * 106 + "}", (4, 12), "at most 105"),
        ("decision: {title: " + "x" * 106 + "}", (4, 12), "at most 105"),
        ("edits: {bluf: {title: " + "x" * 106 + "}}", (4, 16), "at most 105"),
        (f"picks: [{{passage: {QUOTED}, headline: {'x' * 106}}}]", (4, 58), "at most 105"),
        (f"picks: [{{passage: {QUOTED}}}, {{passage: {QUOTED}}}]", (4, 60), "picked twice"),
        (f"picks: [{{passage: {CITED}, role: quotation}}]", (4, 10), "never quoted"),
        ("headlines: {maritme: x}", (4, 13), "did you mean “maritime”?"),
        ("say: {blof: x}", (4, 7), "did you mean “bluf”?"),
        ("statements: [{slide: blof, text: x}]", (4, 15), "did you mean “bluf”?"),
        ("statements: [{slide: theme-summary/maritme, text: x}]", (4, 15), "did you mean “maritime”?"),
        ("statements: [{memo: assessment, text: x}]", (4, 15), "takes assessments only"),
        ("assessments: [{memo: differ, text: x}]", (4, 16), "takes no assessments"),
        ("statements: [{text: x}]", (4, 14), "say where it goes"),
        ('statements: [{slide: bluf, text: "x [@nope/1]"}]', (4, 28), "no passage “nope/1”"),
        ('statements: [{slide: bluf, text: "x [@ nope]"}]', (4, 28), "a cite is written"),
        ('statements: [{slide: bluf, text: "x [@;]"}]', (4, 28), "a cite is written"),
        (f'audience: "Me [@{CITED}]"', (4, 1), "only statements, assessments"),
        (f'decision: {{otherwise: "x [@{CITED}]"}}', (4, 12), "only statements, assessments"),
    ],
)
def test_a_mistake_is_told_at_its_place(shelf, text, place, what):
    ((line, column, _, said),) = found(shelf, text)

    assert what in said
    assert (line, column) == place


def test_mistakes_of_a_brief_and_of_its_template_come_together(shelf, tmp_path, monkeypatch):
    shutil.copytree(resources.root("templates"), tmp_path / "templates")
    (tmp_path / "templates/decks/odd").mkdir()
    template = tmp_path / "templates/decks/odd/template.yaml"
    template.write_text("briefer: deck-template/1\nname: O\nslides:\n  - {layout: blof, title: T}\n")
    monkeypatch.setattr(resources, "root", lambda kind: tmp_path / kind)
    told = found(shelf, "deck: {template: odd}\nthemes: [nope]")

    assert [where for _, _, where, _ in told] == ["themes[0]", "slides[0].layout"]


def test_mistakes_of_several_briefs_come_together_and_sorted(tmp_path):
    for name, text in (("b.yaml", HEAD + "themes: [nope]\n"), ("a.yaml", HEAD + "colour: blue\n")):
        (tmp_path / name).write_text(text)
    (tmp_path / "c.yaml").write_text(HEAD + "library: ../elsewhere\n")
    paths = [tmp_path / name for name in ("c.yaml", "b.yaml", "a.yaml")]
    with pytest.raises(SpecError) as caught, checked_briefs(paths[1:], SAMPLES / "library"):
        pass
    with pytest.raises(SpecError) as led_out, checked_briefs(paths[:1], None):
        pass

    assert [Path(p.file).name for p in caught.value.problems] == ["a.yaml", "b.yaml"]
    assert (led_out.value.problems[0].line, led_out.value.problems[0].where) == (4, "library")


def test_two_briefs_that_would_write_the_same_files_are_refused(tmp_path):
    for name in ("a.yaml", "b.yaml"):
        (tmp_path / name).write_text(HEAD + "id: same\n")
    with (
        pytest.raises(UsageError, match="both write “same-v1”"),
        checked_briefs([tmp_path / "a.yaml", tmp_path / "b.yaml"], SAMPLES / "library"),
    ):
        pass


def test_a_file_without_letters_in_its_name_still_has_an_id(tmp_path):
    (tmp_path / "….yaml").write_text(HEAD)
    with checked_briefs([tmp_path / "….yaml"], SAMPLES / "library") as ready:
        assert ready[0][0].id == "brief"
