"""Benchmarks: bars, peers that are not there, and the text of a file by Briefer as by any other program."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent.parent))

from collection.library import COLLECTION

from benchmarks import __main__ as bench
from benchmarks import gallery, imports, peers, search
from benchmarks.measuring import Bar, process
from briefer.app.briefs import load_brief
from briefer.specs.template import LAYOUT_FIELDS, REGISTER
from tests.every_layout import every_layout


def test_a_bar_says_what_is_reached_and_what_is_asked():
    assert Bar(name="speed", reached=5, asked=5).met
    assert not Bar(name="memory", reached=251, asked=250, at_most=True).met
    assert "≤ 250" in str(Bar(name="memory", reached=251, asked=250, at_most=True))


@pytest.mark.parametrize(("strict", "code"), [((), 0), (("--strict",), 1)])
def test_a_missed_bar_ends_the_run_only_when_it_is_strict(monkeypatch, capsys, strict, code):
    monkeypatch.setattr(search, "run", lambda: [Bar(name="speed", reached=1, asked=2)])
    monkeypatch.setattr(sys, "argv", ["benchmarks", "search", *strict])

    assert bench.main() == code
    assert "MISSED speed" in capsys.readouterr().out


def test_an_unknown_benchmark_is_named(monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["benchmarks", "sail"])

    assert bench.main() == 1
    assert "There is no benchmark “sail”" in capsys.readouterr().err


def test_a_peer_that_is_not_installed_is_left_out_with_a_line(monkeypatch, capsys, tmp_path):
    absent = peers.Peer(module="no_such_reader", forms=frozenset({"pdf"}), text=str)
    monkeypatch.setitem(peers.PEERS, "absent", absent)

    assert imports.cost("absent", tmp_path / "a.pdf") is None
    assert "absent" in capsys.readouterr().out


def test_a_process_costs_time_and_memory():
    cost = process(("-c", "sum(range(100_000))"), runs=1, warm=False)

    assert cost.wall > 0
    assert cost.cpu > 0
    assert cost.memory > 1


def test_quality_counts_words_paragraphs_and_marks(tmp_path):
    one = next(entry for entry in COLLECTION if entry.name == "footnotes.docx")
    data, truth = one.make()
    path = tmp_path / one.name
    path.write_bytes(data)
    ours, glued = imports.Quality(), imports.Quality()

    ours.add(truth, peers.PEERS["briefer"].text(path))
    glued.add(truth, "\n".join(block.text.replace("^", "") for block in truth.essays[0].blocks))

    assert (ours.wrong, ours.more, ours.left) == (0, 0, 0)
    assert ours.whole == ours.paragraphs
    assert glued.left == glued.marks > 0
    assert glued.more > 0


def test_the_gallery_shows_every_template_in_every_brand_with_every_sample():
    from briefer.app import resources

    samples = sorted(gallery.SAMPLES.glob("*.yaml"))
    names = [name for path in samples for name, _ in gallery.variants(path, load_brief(path).brief)]

    assert len(set(names)) == len(names)
    assert len(names) == len(resources.ids("decks")) * len(resources.ids("brands")) * len(samples)


def test_the_gallery_has_a_slide_of_every_layout():
    layouts = {page.layout for page in every_layout("institute").pages}

    assert layouts == {*LAYOUT_FIELDS, REGISTER}


def test_the_pictures_of_the_documentation_are_there_small_and_of_slides_that_exist():
    text = (gallery.ROOT / "docs" / "gallery.md").read_text(encoding="utf-8")
    shown = re.findall(r"!\[([^\]]+)\]\(images/gallery-(\w+)\.png\)", text)

    assert [name for _, name in shown] == list(gallery.SHOWN)
    for alt, name in shown:
        brand, key = gallery.SHOWN[name]
        assert len(alt) > 20
        assert (gallery.IMAGES / f"gallery-{name}.png").stat().st_size < 150_000
        assert key in {page.key for page in every_layout(brand).pages}
