"""Reading documents: speed and memory on long ones, and how true the text is, beside other programs on the same files."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from rapidfuzz.distance import Levenshtein

from benchmarks.longer import handbook, pages
from benchmarks.measuring import ROOT, Bar, Cost, process
from benchmarks.peers import PEERS

from collection import score  # isort: skip  # benchmarks.longer makes it known
from collection.library import COLLECTION  # isort: skip
from collection.truth import Truth  # isort: skip

LENGTHS = (51, 200, 510)
HANDBOOK = 870
MARKED = 18
"""Letters before a mark that are looked for together with it."""


@dataclass(slots=True)
class Quality:
    """How much of the running text of some documents a program gives, and what it gives that is none."""

    words: int = 0
    wrong: int = 0
    more: int = 0
    paragraphs: int = 0
    whole: int = 0
    marks: int = 0
    left: int = 0

    def add(self, truth: Truth, text: str) -> None:
        """Count one document."""
        tokens = [re.findall(r"\w+", score.fold(side).lower()) for side in ("\n".join(body_of(truth)), text)]
        ids: dict[str, int] = {}
        true, found = ([ids.setdefault(word, len(ids)) for word in side] for side in tokens)
        edits = Levenshtein.editops(true, found)
        plain = score.bare(text)
        self.words += len(true)
        self.more += sum(edit.tag == "insert" for edit in edits)
        self.wrong += sum(edit.tag != "insert" for edit in edits)
        wanted = [score.bare(paragraph) for paragraph in body_of(truth)]
        self.paragraphs += len(wanted)
        self.whole += sum(paragraph in plain for paragraph in wanted)
        true_plain = score.bare("".join(body_of(truth)))
        for one in truth.essays:
            for label, before in one.marks:
                mark = f"{score.bare(before)[-MARKED:]}{label}"
                if label.isdigit() and len(mark) > MARKED and mark not in true_plain:
                    self.marks += 1
                    self.left += mark in plain

    def line(self, name: str) -> str:
        cells = (self.wrong / self.words, self.more / self.words, self.whole / self.paragraphs)
        marks = f"{self.left / self.marks:7.1%}" if self.marks else f"{'-':>7}"
        return f"{name:26}" + "".join(f"{cell:11.2%}" for cell in cells) + f"{marks:>11}"


def body_of(truth: Truth) -> list[str]:
    return [paragraph for one in truth.essays for paragraph in one.paragraphs]


def read_by(name: str, files: Sequence[Path], folder: Path) -> dict[Path, str]:
    """Return the text that a program finds in each file, all in one process."""
    out = folder / "texts.json"
    subprocess.run(
        [sys.executable, "-m", "benchmarks.peers", name, str(out), *map(str, files)],
        check=True,
        cwd=ROOT,
        stderr=subprocess.DEVNULL,
    )
    return {Path(file): text for file, text in json.loads(out.read_text(encoding="utf-8")).items()}


def quality(folder: Path) -> None:
    """Print for each format how true the text of each program is to the collection."""
    truths: dict[Path, Truth] = {}
    for one in COLLECTION:
        data, truth = one.make()
        path = folder / one.name
        path.write_bytes(data)
        truths[path] = truth
    print(f"\n{'text of the collection':26}{'words lost':>11}{'not body':>11}{'paras whole':>11}{'marks left':>11}")
    for form in ("pdf", "docx", "odt", "epub", "html", "md"):
        files = [path for path in truths if path.suffix == f".{form}"]
        for name, peer in PEERS.items():
            if form not in peer.forms:
                continue
            if not peer.installed:
                print(f"{f'{form}, {name}':26} is not installed (pip install 'briefer[bench]')")
                continue
            total = Quality()
            for path, text in read_by(name, files, folder).items():
                total.add(truths[path], text)
            print(total.line(f"{form}, {name}"))
    print("\nbriefer alone tells pieces, pages and notes apart:")
    counts = [(path.suffix, score.totals([(("",), _scored(path, truth))])[""]) for path, truth in truths.items()]
    print(score.HEAD)
    for name, total in score.totals(((suffix,), found) for suffix, found in counts).items():
        print(score.line(name, total))


def _scored(path: Path, truth: Truth) -> score.Counts:
    from briefer.app.inspect import inspect_json
    from briefer.errors import ImportRefused
    from briefer.readers import read

    try:
        return score.scored(truth, inspect_json(read(path.name, path.read_bytes())))
    except ImportRefused:
        return score.refused(truth)


def cost(name: str, file: Path, runs: int = 3) -> Cost | None:
    """Return what a program takes for one file; None, with a line, where it is not installed."""
    if not PEERS[name].installed:
        print(f"{name:32} is not installed (pip install 'briefer[bench]')")
        return None
    found = process(("-m", "benchmarks.peers", name, "-", str(file)), runs=runs, warm=runs > 1)
    print(f"{name:32} {found.wall:8.2f} {found.cpu:8.2f} {found.memory:8.0f}")
    return found


def speed(folder: Path) -> list[Bar]:
    """Print what long documents take; return the bars on them."""
    bars = []
    for count in LENGTHS:
        file = folder / f"{count}.pdf"
        file.write_bytes(pages(count))
        print(f"\n{f'PDF of {count} pages, two columns':32} {'wall s':>8} {'cpu s':>8} {'MB':>8}")
        ours = cost("briefer", file)
        inspect = process(("-m", "briefer", "inspect", str(file), "--json"))
        print(f"{'briefer inspect --json':32} {inspect.wall:8.2f} {inspect.cpu:8.2f} {inspect.memory:8.0f}")
        bare = cost("pypdfium2 characters", file)
        theirs = cost("pdfplumber characters", file, runs=1)
        if ours and theirs:
            bars.append(
                Bar(
                    name=f"{count} pages: pages/s of pdfplumber's bare characters",
                    reached=theirs.cpu / ours.cpu,
                    asked=5,
                )
            )
        if ours and bare:
            name = f"{count} pages: pages/s of a bare loop over PDFium's characters"
            bars.append(Bar(name=name, reached=bare.cpu / ours.cpu, asked=0.6))
        if ours and count == LENGTHS[-1]:
            bars.append(
                Bar(
                    name=f"{count} pages: memory in MB",
                    reached=max(ours.memory, inspect.memory),
                    asked=250,
                    at_most=True,
                )
            )
    file = folder / "handbook.docx"
    file.write_bytes(handbook(HANDBOOK))
    print(f"\n{f'Word file of about {HANDBOOK} pages':32} {'wall s':>8} {'cpu s':>8} {'MB':>8}")
    ours, theirs = cost("briefer", file), cost("mammoth", file, runs=1)
    cost("pandoc", file, runs=1)
    if ours and theirs:
        name = f"{HANDBOOK} pages of Word: share of mammoth's CPU"
        bars.append(Bar(name=name, reached=ours.cpu / theirs.cpu, asked=0.1, at_most=True))
    return bars


def run() -> list[Bar]:
    """Print speed, memory and quality; return the bars on speed and memory."""
    with tempfile.TemporaryDirectory() as folder:
        bars = speed(Path(folder))
        quality(Path(folder))
    return bars
