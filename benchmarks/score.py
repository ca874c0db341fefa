"""`make score`: how much of each document of the collection, and of the reference corpus beside it, an import gets right.

`--raise` lifts the floors of the tests to what is reached; a floor never falls.
"""

from __future__ import annotations

import importlib
import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from briefer.app.inspect import inspect_json
from briefer.errors import ImportRefused
from briefer.readers import read

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"
sys.path.insert(0, str(ROOT / "tests"))

from collection import floors, score  # noqa: E402
from collection.library import COLLECTION  # noqa: E402
from collection.truth import Document  # noqa: E402

CORPUS = (
    ("volume.txt", "volume.json"),
    ("volume.pdf", "volume_pdf.json"),
    ("volume.docx", "volume_nopages.json"),
    ("volume.epub", "volume_nopages.json"),
    ("volume.html", "volume_nopages.json"),
    ("volume.md", "volume_nopages.json"),
    ("volume_textlayer.txt", "volume_pdf.json"),
    ("article.txt", "article.json"),
)
"""Files of the corpus and the truth about each, which the scorer beside them compares."""
FURTHER = ("benchmarks.score_recommendations", "benchmarks.score_themes")
"""Modules with a `report(shared: Path | None) -> None` that prints the scores of other steps; one may be missing."""


def collected(documents: Sequence[Document]) -> None:
    """Print a line for each document, then for each format and dimension."""
    print(score.HEAD)
    counts = []
    for one in documents:
        data, truth = one.make()
        try:
            found = score.scored(truth, inspect_json(read(one.name, data)))
        except ImportRefused:
            found = score.refused(truth)
        counts.append((one, found))
        print(score.line(one.name, found))
    for title, names in (
        ("Formats", lambda one: (one.form,)),
        ("Dimensions", lambda one: one.dimensions),
        ("In all", lambda one: (f"{len(counts)} documents",)),
    ):
        print(f"\n{title}")
        for name, total in sorted(score.totals((names(one), found) for one, found in counts).items()):
            print(score.line(name, total))
    if "--raise" in sys.argv and len(documents) == len(COLLECTION):
        print(f"\n{floors.lifted(floors.reached(counts))} floors were raised.")


def corpus(shared: Path) -> None:
    """Print what the official scorer says of each form of the reference corpus."""
    keys = ("titles", "authors", "pages", "headings_right", "headings_found", "markers_right", "markers_found")
    keys += ("notes_right", "must_not_leaked", "extra_essays", "reference_right", "wer")
    print(f"\n{'Reference corpus':24}" + "".join(f"{key.replace('_', ' '):>16}" for key in keys))
    with tempfile.TemporaryDirectory() as folder:
        for file, gold in CORPUS:
            path, found = shared / "corpus" / file, Path(folder) / "found.json"
            if not path.exists():
                continue
            found.write_text(json.dumps(inspect_json(read(file, path.read_bytes()))), encoding="utf-8")
            scorer = [sys.executable, shared / "score/score_import.py", shared / "gold" / gold, found, "--json"]
            printed = subprocess.run(scorer, capture_output=True, check=True, encoding="utf-8").stdout
            total = json.loads(printed.splitlines()[-1])
            of = {"titles": "essays", "authors": "essays", "pages": "paged", "headings_right": "headings"}
            of |= {"markers_right": "markers", "notes_right": "notes", "must_not_leaked": "must_not"}
            of |= {"reference_right": "reference"}
            cells = (f"{total[key]}/{total[of[key]]}" if key in of else f"{total[key]}" for key in keys)
            print(f"{file:24}" + "".join(f"{cell:>16}" for cell in cells))


def further(shared: Path | None) -> None:
    """Let the scorers of other steps print what they find."""
    for name in FURTHER:
        try:
            report: Callable[[Path | None], None] = importlib.import_module(name).report
        except ModuleNotFoundError as error:
            if error.name != name:
                raise
            continue
        print()
        report(shared)


def main() -> None:
    """Print every score; words on the command line choose documents by their names."""
    chosen = [word for word in sys.argv[1:] if not word.startswith("-")]
    documents = [one for one in COLLECTION if not chosen or any(word in one.name for word in chosen)]
    collected(documents)
    if chosen:
        return
    there = (SHARED / "corpus").is_dir()
    if there:
        corpus(SHARED)
    else:
        print("\nThe reference corpus is not beside the checkout (../shared): its scores are left out.")
    further(SHARED if there else None)


if __name__ == "__main__":
    main()
