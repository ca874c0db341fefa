"""The command line: every refusal one sentence and its exit code, and nothing lost."""

import json
import os
import shutil
import sqlite3
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from briefer.cli import main
from briefer.store.sqlite import open_store

SAMPLES = Path(__file__).parent.parent / "sample_briefs"
BRIEF = SAMPLES / "pacific-partners.yaml"


@pytest.fixture
def run(monkeypatch, capsys, tmp_path):
    """Return a function that runs the command line in an empty folder and gives exit code, output and errors."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("BRIEFER_LIBRARY", raising=False)
    monkeypatch.delenv("BRIEFER_TEMPLATES", raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))

    def call(*arguments):
        monkeypatch.setattr(sys, "argv", ["briefer", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            main()
        out, err = capsys.readouterr()
        return ended.value.code or 0, out, err

    return call


def one_sentence(text):
    return text.count("\n") == 1 and text.strip()[-1] in ".?”"


def test_a_missing_brief_is_a_usage_error(run):
    code, _, err = run("check", "nope.yaml")

    assert (code, one_sentence(err)) == (1, True)
    assert "nope.yaml" in err


def test_an_unknown_command_offers_the_nearest(run):
    code, _, err = run("biuld")

    assert code == 1
    assert "“build”" in err


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("empty.txt", b"", "empty"),
        ("binary.txt", b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "PNG"),
        ("zeros.txt", b"text\0with\0zeros" * 50, "zeros.txt"),
        ("book.pdf", b"%PDF-1.7\n", "PDF"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_and_the_others_go_on(run, tmp_path, name, data, words):
    (tmp_path / name).write_bytes(data)
    (tmp_path / "good.txt").write_text("A title\n\nBy Ann Lee\n\nSome words that make a paragraph of an essay.\n")
    code, out, _ = run("import", name, "good.txt", "--library", "shelf")

    assert code == 3
    assert words in out
    assert "1 essay imported" in out


@pytest.mark.parametrize("command", ["inspect", "import", "verify"])
def test_a_missing_file_is_refused_by_name(run, command):
    code, _, err = run(command, "gone.txt")

    assert (code, one_sentence(err)) == (1, True)


def test_an_unknown_command_is_refused_in_a_sentence(run):
    code, _, err = run("zzz")

    assert (code, err.strip()) == (1, "There is no command “zzz”. See briefer --help.")


def test_at_least_one_hit_is_asked_for(run):
    code, _, err = run("search", "sea", "--limit", "-5", "--library", SAMPLES / "library")

    assert code == 1
    assert "--limit" in err


def test_a_build_needs_a_format_in_letters_of_any_case(run, tmp_path):
    sample = SAMPLES / "one-essay.yaml"

    assert run("build", sample, "-o", tmp_path, "--format", " ,")[0] == 1
    assert list(tmp_path.iterdir()) == []
    assert run("build", sample, "-o", tmp_path, "--format", "MD")[0] == 0


def test_six_mistakes_of_a_brief_come_with_line_and_column(run, tmp_path):
    (tmp_path / "b.yaml").write_text(
        "briefer: brief/1\ntitle: T\ndate: soon\nversion: x\nessays: none\ndeck: {max_slide: 1}\n"
        "picks:\n  - {passage: a/1, role: quote}\nblue: 1\n"
    )
    code, _, err = run("check", "b.yaml", "--library", SAMPLES / "library")

    lines = err.strip().split("\n")
    assert code == 2
    assert len(lines) == 6
    assert all(
        line.startswith("b.yaml:") and line.split(":")[1].isdigit() and line.split(":")[2].isdigit() for line in lines
    )


def test_an_unknown_essay_gets_the_nearest_one_offered(run, tmp_path):
    (tmp_path / "b.yaml").write_text(
        "briefer: brief/1\ntitle: T\ndate: 2026-11-22\nessays: [tan-2020-can-distant-watr]\n"
    )
    code, _, err = run("check", "b.yaml", "--library", SAMPLES / "library")

    assert code == 2
    assert "did you mean “tan-2020-can-distant-water”?" in err
    assert "b.yaml:4:10" in err


def test_a_brief_cannot_point_out_of_its_folder(run, tmp_path):
    (tmp_path / "b.yaml").write_text("briefer: brief/1\ntitle: T\ndate: 2026-11-22\nlibrary: ../../etc\n")
    code, _, err = run("check", "b.yaml")

    assert code == 2
    assert "out of the brief" in err


def test_a_digest_is_never_quoted(run, tmp_path):
    digest = next(p for p in (SAMPLES / "library/essays").iterdir() if p.name.startswith("jenne"))
    passage = next(
        line.split("id:")[1].strip()
        for line in (digest / "essay.md").read_text("utf-8").splitlines()
        if "- id:" in line
    )
    (tmp_path / "b.yaml").write_text(
        f"briefer: brief/1\ntitle: T\ndate: 2026-11-22\npicks:\n  - {{passage: {passage}, role: quotation}}\n"
    )
    code, _, err = run("check", "b.yaml", "--library", SAMPLES / "library")

    assert code == 2
    assert "never quoted" in err


@pytest.mark.skipif(os.name == "nt", reason="needs a file where the folder should be")
def test_an_output_folder_that_cannot_be_made(run, tmp_path):
    (tmp_path / "out").write_text("a file")
    code, _, err = run("build", BRIEF, "-o", "out/deck")

    assert (code, one_sentence(err)) == (6, True)


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write everywhere")
def test_an_output_folder_that_is_not_writable(run, tmp_path):
    (tmp_path / "out").mkdir()
    (tmp_path / "out").chmod(stat.S_IRUSR | stat.S_IXUSR)
    code, _, err = run("build", BRIEF, "-o", "out")

    assert (code, one_sentence(err)) == (6, True)


def test_a_library_of_a_newer_program_is_refused_and_kept(run, tmp_path):
    run("library", "import", SAMPLES / "library", "--library", "shelf")
    file = next((tmp_path / "shelf").glob("*.briefer"))
    connection = sqlite3.connect(file)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    before = file.read_bytes()
    code, _, err = run("list", "essays", "--library", "shelf")

    assert (code, one_sentence(err)) == (4, True)
    assert "newer" in err
    assert file.read_bytes() == before


def test_a_library_that_another_program_writes_is_not_written(run, tmp_path):
    run("library", "import", SAMPLES / "library", "--library", "shelf")
    (tmp_path / "a.txt").write_text("A title\n\nBy Ann Lee\n\nSome words of an essay.\n")
    holder = open_store(next((tmp_path / "shelf").glob("*.briefer")))
    try:
        code, _, err = run("import", "a.txt", "--library", "shelf")
        listed, out, _ = run("list", "essays", "--library", "shelf")
    finally:
        holder.close()

    assert (code, one_sentence(err)) == (4, True)
    assert (listed, "burton-2020" in out) == (0, True)


def test_a_template_that_calls_is_refused(run, tmp_path, monkeypatch):
    from briefer.app import resources

    decks = tmp_path / "templates" / "decks" / "evil"
    decks.mkdir(parents=True)
    (decks / "template.yaml").write_text(
        'briefer: deck-template/1\nname: E\nslides:\n  - {layout: title, title: "{{ brief.title.upper() }}"}\n'
    )
    shutil.copytree(resources.root("templates") / "memos", tmp_path / "templates" / "memos")
    monkeypatch.setattr(resources, "root", lambda kind: tmp_path / kind)
    (tmp_path / "b.yaml").write_text("briefer: brief/1\ntitle: T\ndate: 2026-11-22\ndeck: {template: evil}\n")
    code, _, err = run("check", "b.yaml", "--library", SAMPLES / "library")

    assert code == 2
    assert "calls are not allowed" in err
    assert "template.yaml:4:" in err


def test_building_twice_gives_the_same_bytes_and_counts(run, tmp_path):
    first = run("build", BRIEF, "-o", "one", "--json")
    second = run("build", BRIEF, "-o", "two", "--json")

    assert first[0] == 0
    files = sorted(p.name for p in (tmp_path / "one").iterdir() if p.suffix != ".json")
    assert {Path(f).suffix for f in files} == {".pptx", ".docx", ".pdf", ".md"}
    for name in files:
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes(), name
    card = json.loads(first[1])
    assert card["briefer"] == "build/1"
    assert card["audit"]["exact"] == card["audit"]["quotations"] >= 3
    assert json.loads(second[1])["run"] == card["run"]
    slides = next(f["parts"] for f in card["files"] if f["format"] == "pptx")
    assert 8 <= slides <= 24


def test_a_file_changed_by_hand_is_never_overwritten(run, tmp_path):
    run("build", BRIEF, "-o", "out", "--format", "md")
    path = next((tmp_path / "out").glob("*.md"))
    path.write_text("My own words.")
    code, out, _ = run("build", BRIEF, "-o", "out", "--format", "md")

    assert code == 0
    assert path.read_text() == "My own words."
    assert "changed by hand" in out


def test_formats_built_apart_replace_their_own_files_the_next_time(run, tmp_path):
    (tmp_path / "next.yaml").write_text(
        BRIEF.read_text().replace("audience: Policy Director", "audience: The Minister")
    )
    library = ("--library", SAMPLES / "library")
    run("build", BRIEF, "-o", "out", "--format", "md", *library)
    run("build", BRIEF, "-o", "out", "--format", "docx", *library)
    code, out, _ = run("build", "next.yaml", "-o", "out", "--format", "md,docx", *library)

    assert code == 0
    assert "changed by hand" not in out
    assert sorted(path.suffix for path in (tmp_path / "out").iterdir()) == [".docx", ".json", ".md"]


def test_an_untouched_deck_verifies(run, tmp_path):
    run("build", BRIEF, "-o", "out", "--format", "pptx")
    deck = next((tmp_path / "out").glob("*.pptx"))
    code, out, _ = run("verify", deck, "--library", SAMPLES / "library", "--json")
    result = json.loads(out)

    assert code == 0
    assert result["briefer"] == "verify/1"
    assert result["mode"] == "ids"
    assert result["summary"]["fail"] == result["summary"]["warn"] == 0


def test_a_build_card_is_followed_beside_the_deck_and_nowhere_else(run, tmp_path):
    shutil.copytree(SAMPLES / "library", tmp_path / "mine/library")
    shutil.copy(BRIEF, tmp_path / "mine/b.yaml")
    run("build", tmp_path / "mine/b.yaml", "-o", "mine/out", "--format", "pptx")
    deck = next((tmp_path / "mine/out").glob("*.pptx"))
    assert json.loads(run("verify", deck, "--json")[1])["mode"] == "ids"

    shutil.copytree(tmp_path / "mine/library", tmp_path / "theirs")
    card = next((tmp_path / "mine/out").glob("*.build.json"))
    card.write_text(card.read_text("utf-8").replace('"../library"', '"../../theirs"'), "utf-8")
    assert json.loads(run("verify", deck, "--json")[1])["mode"] == "as-issued"
    assert "names a library elsewhere; to compare with it, use --library ../../theirs" in run("verify", deck)[1]


def test_mistakes_of_form_and_unknown_names_come_in_one_round(run, tmp_path):
    (tmp_path / "b.yaml").write_text(
        "briefer: brief/1\ntitle: T\ndate: soon\nthemes: [maritim]\npicks:\n  - {passage: a/1, role: quote}\n"
        "  - {passage: nobody-2020-x/1}\nblue: 1\n"
    )
    code, _, err = run("check", "b.yaml", "--library", SAMPLES / "library")

    assert code == 2
    assert [line.split(": ")[:2] for line in err.strip().split("\n")] == [
        ["b.yaml:3:1", "date"],
        ["b.yaml:4:10", "themes[0]"],
        ["b.yaml:6:20", "picks[0].role"],
        ["b.yaml:7:6", "picks[1].passage"],
        ["b.yaml:8:1", "blue"],
    ]


def test_verifying_without_a_library_says_as_issued(run, tmp_path):
    run("build", BRIEF, "-o", "out", "--format", "pptx")
    deck = next((tmp_path / "out").glob("*.pptx"))
    moved = tmp_path / "elsewhere.pptx"
    deck.rename(moved)
    code, out, _ = run("verify", moved, "--json")

    assert code == 0
    assert json.loads(out)["mode"] == "as-issued"


def test_a_format_that_is_not_there_is_named(run):
    code, _, err = run("build", BRIEF, "--format", "pptx,odp")

    assert (code, one_sentence(err)) == (1, True)
    assert "odp" in err


def test_an_output_that_is_a_file_is_refused(run, tmp_path):
    (tmp_path / "deck").write_text("a file")
    code, _, err = run("build", BRIEF, "-o", "deck")

    assert (code, one_sentence(err)) == (6, True)
    assert "is a file" in err


def test_a_folder_in_the_way_of_an_output_is_left_alone(run, tmp_path):
    (tmp_path / "out/nato-pacific-v3-TLP-GREEN.md").mkdir(parents=True)
    code, _, _ = run("build", BRIEF, "-o", "out", "--format", "md")

    assert code == 0
    assert (tmp_path / "out/nato-pacific-v3-TLP-GREEN-2.md").is_file()


@pytest.mark.parametrize("id", ["../../x", "/x", "a/b", "..", "a\\b", "x" * 200])
def test_a_brief_cannot_name_files_outside_the_output_folder(run, tmp_path, id):
    (tmp_path / "b.yaml").write_text(f"briefer: brief/1\ntitle: T\ndate: 2026-11-22\nid: {id}\n")
    code, _, err = run("build", "b.yaml", "--library", SAMPLES / "library", "-o", "out")

    assert code == 2
    assert err.startswith("b.yaml:4:1: id: ")
    assert not (tmp_path / "out").exists()


def test_no_brief_is_built_while_another_has_a_mistake(run, tmp_path):
    (tmp_path / "b.yaml").write_text("briefer: brief/1\ntitle: T\ndate: 2026-11-22\nthemes: [nope]\n")
    code, _, err = run("build", BRIEF, "b.yaml", "--library", SAMPLES / "library", "-o", "out")

    assert (code, "b.yaml:4:10" in err) == (2, True)
    assert not (tmp_path / "out").exists()


def test_several_documents_are_one_line_each(run):
    briefs = [SAMPLES / name for name in ("one-essay.yaml", "sea-lanes.yaml")]
    code, out, _ = run("build", *briefs, "-o", "out", "--format", "md", "--json")
    cards = [json.loads(line) for line in out.splitlines()]

    assert code == 0
    assert [card["briefer"] for card in cards] == ["build/1", "build/1"]
    assert all(card["library"].endswith("sample_briefs/library") for card in cards)


def test_check_says_what_a_build_would_remark(run, tmp_path):
    (tmp_path / "b.yaml").write_text(
        "briefer: brief/1\ntitle: T\ndate: 2026-11-22\nstatements: [{slide: title, text: Lost words}]\n"
    )
    code, out, _ = run("check", "b.yaml", "--library", SAMPLES / "library")

    assert code == 0
    assert "no mistakes found" in out
    assert "Remark: “Lost words”" in out


def test_what_a_terminal_would_obey_is_not_printed(run):
    code, _, err = run("check", "a\u009b2Jb.yaml")

    assert (code, "\u009b" in err) == (1, False)


def test_a_list_for_people_has_headings(run):
    for kind in ("essays", "themes", "passages", "propositions", "recommendations"):
        code, out, _ = run("list", kind, "--library", SAMPLES / "library")
        assert (code, out.startswith("ID ")) == (0, True)


def test_schemas_are_json_schemas(run):
    for kind in ("brief", "template", "vocabulary"):
        code, out, _ = run("schema", kind)
        assert code == 0
        assert json.loads(out)["$schema"].endswith("2020-12/schema")


def test_lists_and_search_speak_the_same_json(run):
    for kind in ("essays", "themes", "passages", "propositions", "recommendations"):
        code, out, _ = run("list", kind, "--library", SAMPLES / "library", "--json")
        found = json.loads(out)
        assert (code, found["briefer"], found["kind"]) == (0, "list/1", kind)
        assert found["items"]
    code, out, _ = run("search", "forum", "--library", SAMPLES / "library", "--json")
    assert json.loads(out)["briefer"] == "search/1"


def test_the_evidence_table_is_written_in_every_format(run, tmp_path):
    for form in ("csv", "xlsx", "json"):
        code, out, _ = run("list", "passages", "-o", tmp_path / f"evidence.{form}", "--library", SAMPLES / "library")
        assert (code, out.startswith("Written: ")) == (0, True)
    head, first = (tmp_path / "evidence.csv").read_text("utf-8-sig").splitlines()[:2]
    assert head.startswith("id,author,year,title,in,page,kind,role,wording,quote,themes,headline,relays,note,check")
    assert "/" in first.split(",")[0]
    assert json.loads((tmp_path / "evidence.json").read_text("utf-8"))["kind"] == "passages"
    for kind in ("essays", "themes", "propositions", "recommendations"):
        assert run("list", kind, "--format", "csv", "-o", tmp_path / kind, "--library", SAMPLES / "library")[0] == 0

    assert run("list", "themes", "-o", tmp_path / "themes.doc", "--library", SAMPLES / "library")[0] == 1
    assert run("list", "themes", "--format", "csv", "--library", SAMPLES / "library")[0] == 1


def test_positions_count_texts_authors_and_institutions_with_their_denominator(run, tmp_path):
    for unit in ("text", "author", "institution"):
        code, out, _ = run("positions", "--by", unit, "--library", SAMPLES / "library", "--json")
        found = json.loads(out)
        assert (code, found["briefer"], found["by"]) == (0, "positions/1", unit)
        for item in found["items"]:
            assert all(
                len(set(names)) == item["counts"][stand] <= item["of"] for stand, names in item["stands"].items()
            )
    assert run("positions", "--library", SAMPLES / "library")[1].startswith("ID ")
    assert run("positions", "-o", tmp_path / "positions.xlsx", "--library", SAMPLES / "library")[0] == 0


def test_a_query_may_leave_words_out_and_one_that_cannot_be_read_is_refused(run):
    code, out, _ = run("search", "forum", "-trade", "--facets", "--limit", "2", "--library", SAMPLES / "library")
    assert (code, "kind: passage" in out) == (0, True)
    code, _, err = run("search", '"forum', "--library", SAMPLES / "library")
    assert (code, err.strip()) == (1, "A quotation mark has no partner; put the other one in.")


def test_help_is_quick_because_it_imports_nothing_heavy():
    code = (
        "import sys; sys.argv=['briefer','--help']\ntry:\n import briefer.cli as c; c.main()\nexcept SystemExit: pass\n"
    )
    code += "print([m for m in ('PySide6','pydantic','jinja2','lxml','pptx','typst','yaml','rapidfuzz') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.strip().endswith("[]")


def test_our_own_mistake_is_logged_and_nothing_else(run, monkeypatch, tmp_path):
    from briefer.app import resources

    def broken():
        raise RuntimeError("a bug")

    monkeypatch.setattr(resources, "templates", broken)
    code, _, err = run("templates")

    assert code == 70
    assert "log" in err


def test_a_template_is_started_checked_and_listed(run, tmp_path):
    started = run("templates", "new", "mine", "--from", "hearing-prep", "-o", "made")
    folder = tmp_path / "made" / "mine"
    fine = run("templates", "check", folder)
    text = (folder / "template.yaml").read_text(encoding="utf-8")
    (folder / "template.yaml").write_text(text.replace("rows: objections", "rows: objection"), encoding="utf-8")
    broken = run("templates", "check", folder)
    own = run("templates", "new", "theirs")
    listed = run("templates", "--json")

    assert (started[0], fine[0], own[0]) == (0, 0, 0)
    assert "no mistakes" in fine[1]
    assert broken[0] == 2
    assert "template.yaml:" in broken[2]
    assert "slides[2].rows" in broken[2]
    assert {"theirs", "hearing-prep"} <= {item["id"] for item in json.loads(listed[1])["items"]}
    assert "mine" not in {item["id"] for item in json.loads(listed[1])["items"]}


def test_a_deck_is_cut_to_the_slides_that_the_command_allows(run):
    code, out, _ = run("build", BRIEF, "--max", "3", "--format", "pptx", "--json")

    assert code == 0
    assert [w for w in json.loads(out)["remarks"] if "left out to keep the deck short" in str(w)]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("build",), "BRIEFS"),
        (("build", BRIEF, "--max", "0"), "“0” is no whole number from 1 up"),
        (("build", BRIEF, "--max", "some"), "“some” is no whole number from 1 up"),
        (("search", "ships", "--limit", "-1"), "“-1” is no whole number from 1 up"),
        (("build", BRIEF, "--formats", "pptx"), "--format"),
        (("list", "essay"), "essays"),
        (("whatsnew",), "--since"),
        (("import", "a.pdf", "--page-offset", "two"), "--page-offset"),
    ],
)
def test_what_the_command_line_does_not_take_is_one_line(run, arguments, said):
    code, out, err = run(*arguments)

    assert (code, out, err.count("\n")) == (1, "", 1)
    assert said in err
    assert err.endswith(f"{arguments[0]} --help.\n")
