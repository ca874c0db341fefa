"""Floors for the import of real documents, measured with the scorer that lies beside them."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest
from conftest import unavailable

from briefer.app.inspect import inspect_json
from briefer.readers import read

SHARED = Path(__file__).parent.parent.parent / "shared"

pytestmark = pytest.mark.corpus


def score(file: str, gold: str, folder: Path) -> dict[str, float]:
    """Return the totals of the scorer for a file of the corpus."""
    if not (SHARED / "corpus" / file).exists():
        unavailable(f"{SHARED / 'corpus' / file} is not there: the reference corpus lies beside the checkout")
    found = folder / "found.json"
    data = (SHARED / "corpus" / file).read_bytes()
    found.write_text(json.dumps(inspect_json(read(file, data))), encoding="utf-8")
    scorer = [sys.executable, SHARED / "score/score_import.py", SHARED / "gold" / gold, found, "--json"]
    printed = subprocess.run(scorer, capture_output=True, check=True, encoding="utf-8").stdout
    return json.loads(printed.splitlines()[-1])


def test_the_volume_of_two_columns(tmp_path):
    total = score("volume.txt", "volume.json", tmp_path)

    assert (total["titles"], total["authors"], total["extra_essays"]) == (14, 14, 0)
    assert total["pages"] == total["paged"] == 12
    assert total["headings_right"] == total["headings_found"] == 42
    assert total["markers_right"] == total["markers_found"] == 167
    assert total["notes_right"] >= 160
    assert total["wer"] <= 0.002
    assert total["reference_right"] == total["reference"] == 4


def test_the_pasted_web_article(tmp_path):
    total = score("article.txt", "article.json", tmp_path)

    assert (total["titles"], total["authors"], total["extra_essays"]) == (1, 1, 0)
    assert total["notes_right"] == total["markers_right"] == total["markers_found"] == 11
    assert total["headings_right"] == total["headings_found"] == 4
    assert total["must_not_leaked"] == 0
    assert total["wer"] == 0
    assert total["reference_right"] == total["reference"] == 4


def test_the_volume_in_markdown(tmp_path):
    total = score("volume.md", "volume_nopages.json", tmp_path)

    assert (total["titles"], total["authors"], total["extra_essays"]) == (14, 14, 0)
    assert total["headings_right"] == total["headings_found"] == 42
    assert total["markers_right"] == total["markers_found"] == 167
    assert total["notes_right"] >= 165
    assert total["wer"] <= 0.0005


def test_the_text_layer_with_other_conventions(tmp_path):
    total = score("volume_textlayer.txt", "volume_pdf.json", tmp_path)

    assert (total["titles"], total["authors"], total["extra_essays"]) == (14, 14, 0)
    assert total["pages"] == total["paged"] == 14
    assert total["headings_right"] >= 39
    assert total["headings_found"] - total["headings_right"] <= 2
    assert total["markers_right"] >= 164
    assert total["notes_right"] >= 110
    assert total["wer"] <= 0.02
    assert total["reference_right"] == total["reference"] == 4


def test_a_volume_is_imported_in_well_under_two_seconds():
    file = SHARED / "corpus/volume.txt"
    if not file.exists():
        unavailable(f"{file} is not there: the reference corpus lies beside the checkout")
    data = file.read_bytes()

    started = time.process_time()
    read(file.name, data)

    assert time.process_time() - started < 1.5
