"""`make bench`: what the user waits for, measured as whole processes, and the writing stage beside python-pptx.

Each figure is the median of several runs, wall seconds and CPU seconds; ratios compare runs of the same minute.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path

ROOT = Path(__file__).parent.parent
SAMPLES = ROOT / "sample_briefs"


def process(*arguments: str, runs: int = 5) -> tuple[float, float]:
    """Return median wall and CPU seconds of `briefer` with these arguments, after one warm-up."""
    walls, cpus = [], []
    for run in range(runs + 1):
        before, start = os.times(), time.perf_counter()
        subprocess.run([sys.executable, "-m", "briefer", *arguments], check=True, stdout=subprocess.DEVNULL, cwd=ROOT)
        after = os.times()
        if run:
            walls.append(time.perf_counter() - start)
            cpus.append(after.children_user + after.children_system - before.children_user - before.children_system)
    return statistics.median(walls), statistics.median(cpus)


def inside(work: Callable[[], object], runs: int = 3) -> float:
    """Return the median CPU seconds of `work` in this process, after one warm-up."""
    found = []
    for run in range(runs + 1):
        start = time.process_time()
        work()
        if run:
            found.append(time.process_time() - start)
    return statistics.median(found)


def writing(slides: int) -> tuple[float, float]:
    """Return CPU seconds to measure and write `slides` slides, and of python-pptx for the same titles and lines."""
    from pptx import Presentation

    from briefer.app import resources
    from briefer.app.briefs import load_brief
    from briefer.app.build import draft
    from briefer.app.library import open_library
    from briefer.typeset.layout import lay_out
    from briefer.writers.pptx import write_deck

    with open_library(SAMPLES / "library") as opened:
        made = draft(opened.library, opened.bodies, load_brief(SAMPLES / "pacific-partners.yaml").brief)
    brand, master = resources.brand("institute")
    some = made.deck.slides
    many = tuple(replace(some[n % len(some)], key=f"slide-{n}") for n in range(slides))
    deck = replace(made.deck, slides=many)

    def plain() -> None:
        presentation = Presentation()
        for slide in many:
            page = presentation.slides.add_slide(presentation.slide_layouts[1])
            page.shapes.title.text = slide.title.text
            page.placeholders[1].text = "\n".join(s.text for s in slide.statements)
            page.notes_slide.notes_text_frame.text = "\n".join(slide.notes.evidence)
        presentation.save(BytesIO())

    ours = inside(lambda: write_deck(lay_out(deck, brand).pages, deck, brand, master), runs=2)
    return ours, inside(plain, runs=1)


def main() -> None:
    """Print every figure."""
    with tempfile.TemporaryDirectory() as folder:
        rows = [
            ("briefer --help", ("--help",)),
            ("briefer check", ("check", "sample_briefs/pacific-partners.yaml")),
            (
                "briefer build (deck, two memos, outline)",
                ("build", "sample_briefs/pacific-partners.yaml", "-o", folder),
            ),
            ("briefer verify", ("verify", f"{folder}/nato-pacific-v3.pptx")),
            ("briefer search", ("search", "forum", "--library", "sample_briefs/library")),
        ]
        print(f"{'whole process':44} {'wall s':>8} {'cpu s':>8}")
        for name, arguments in rows:
            wall, cpu = process(*arguments)
            print(f"{name:44} {wall:8.2f} {cpu:8.2f}")
    print(f"\n{'measure and write, CPU s':24} {'briefer':>8} {'python-pptx':>12} {'ratio':>6}")
    for slides in (30, 300, 1000):
        ours, theirs = writing(slides)
        print(f"{slides:6} slides {'':10} {ours:8.2f} {theirs:12.2f} {ours / theirs:6.2f}")


if sys.argv[1:2] == ["search"]:
    from benchmarks.search import main as search

    search(sys.argv[2:])
else:
    main()
