"""What goes with deck and memo: named after them, safe in a spreadsheet, the same bytes anywhere, loaded only when asked."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from test_sheets import from_xlsx, parts

from briefer.app.briefs import checked, library_for, load_brief
from briefer.app.build import FORMATS, USUAL, build
from briefer.app.companions import COMPANIONS
from briefer.compose.used import ranges, used
from briefer.errors import UsageError
from briefer.gui.panels.export import FORMAT_WORDS
from briefer.model.evidence import Passage
from briefer.writers.sheets import About, Table, write_xlsx

ROOT = Path(__file__).parent.parent
BRIEF = ROOT / "sample_briefs" / "pacific-partners.yaml"


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    loaded = load_brief(BRIEF)
    with library_for(loaded, None, {}) as opened:
        brief = checked(loaded, opened.library, opened.bodies)
        made = build(
            opened.library, opened.bodies, brief, tmp_path_factory.mktemp("out"), COMPANIONS, source=opened.source
        )
        return made, opened.library


def test_files_are_named_after_the_deck_and_what_they_are(built):
    names = {file.format: file.path.name for file in built[0].files}

    assert names == {
        "handout": "nato-pacific-v3-TLP-GREEN-handout.pdf",
        "packet": "nato-pacific-v3-TLP-GREEN-packet.pdf",
        "html": "nato-pacific-v3-TLP-GREEN-memo.html",
        "xlsx": "nato-pacific-v3-TLP-GREEN-evidence.xlsx",
    }


def test_a_build_that_names_no_formats_writes_the_usual_four():
    assert USUAL == ("pptx", "docx", "pdf", "md")
    assert (*USUAL, *COMPANIONS) == FORMATS


def test_the_window_has_a_word_for_every_format():
    assert set(FORMAT_WORDS) == set(FORMATS)


def test_the_evidence_used_has_a_row_for_every_cited_place(built):
    made, library = built
    data = next(file.path for file in made.files if file.format == "xlsx").read_bytes()
    head, *rows = from_xlsx(data, 12)
    uses = used(made.draft.deck, made.draft.pages, made.draft.memo)
    cited = {c for slide in made.draft.deck.slides for s in slide.statements for c in s.citations}
    cited |= {c for s in made.draft.memo.statements for c in s.citations}

    assert head == [
        "no.", "passage", "role", "author", "title", "publication", "date", "page", "slides", "memo", "verdict", "confirmed",
    ]  # fmt: skip
    assert {use.citation for use in uses} == cited
    assert len(rows) == len(uses) == len(cited)
    assert sorted(row[1] for row in rows) == sorted(
        library.get(Passage, c.passage_id).wording if c.passage_id else "" for c in cited
    )
    assert [int(float(row[0])) for row in rows] == sorted(int(float(row[0])) for row in rows)


def test_the_numbers_of_slides_are_those_that_show_the_statement(built):
    made, _ = built
    pages = made.draft.pages
    for use in used(made.draft.deck, pages, made.draft.memo):
        assert use.number
        assert use.slides or use.memo
        assert all(not pages[number - 1].hidden for number in use.slides)


@pytest.mark.parametrize(("numbers", "told"), [((), ""), ((2,), "2"), ((2, 3), "2–3"), ((1, 3, 4, 5, 9), "1, 3–5, 9")])
def test_numbers_in_a_row_are_a_range(numbers, told):
    assert ranges(numbers) == told


def test_a_workbook_says_its_marking_on_every_printed_page():
    package = parts(write_xlsx(Table("T", ("a",), (("b",),)), About(title="T", author="A & B", marking="CUI//R&D")))

    assert package["xl/worksheets/sheet1.xml"].count(b"CUI//R&amp;&amp;D") == 2
    assert b"CUI//R&amp;D" in package["docProps/core.xml"]


def test_the_same_brief_makes_the_same_files_in_another_place(built, tmp_path):
    made, _ = built
    wanted = {file.path.name: file.sha256 for file in made.files}
    for at, (zone, language) in enumerate((("Pacific/Auckland", "C"), ("America/Los_Angeles", "de_DE.UTF-8"))):
        env = {**os.environ, "PYTHONHASHSEED": str(at), "TZ": zone, "LC_ALL": language, "PYTHONPATH": str(ROOT)}
        folder = tmp_path / str(at)
        command = [
            sys.executable,
            "-m",
            "briefer",
            "build",
            str(BRIEF),
            "-o",
            str(folder),
            "--format",
            ",".join(COMPANIONS),
        ]
        subprocess.run(command, env=env, check=True, capture_output=True)
        card = json.loads(next(folder.glob("*.build.json")).read_text())

        assert {file["name"]: file["sha256"] for file in card["files"]} == wanted


def test_the_usual_formats_load_nothing_of_the_others(tmp_path):
    code = (
        "import atexit, sys; from briefer.cli import main\n"
        "late = ['briefer.app.packet', 'briefer.writers.handout_pdf', 'briefer.writers.memo_html', 'xlsxwriter']\n"
        "atexit.register(lambda: print([name for name in late if name in sys.modules]))\n"
        f"sys.argv = ['briefer', 'build', {str(BRIEF)!r}, '-o', {str(tmp_path)!r}]\n"
        "sys.exit(main())"
    )
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True)

    assert done.returncode == 0
    assert done.stdout.splitlines()[-1] == "[]"


def test_an_unknown_format_is_refused_with_the_list(built, tmp_path):
    made, library = built

    with pytest.raises(UsageError, match="there are pptx, docx, pdf, md, handout, packet, html, xlsx"):
        build(library, {}, made.draft.brief, tmp_path, ["odp"])
