"""Checking, building and verifying as whole processes, and decks of many slides beside other programs."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

from benchmarks import decks
from benchmarks.measuring import ROOT, Bar, Cost, inside, process

SAMPLES = ROOT / "sample_briefs"
BRIEF = "sample_briefs/pacific-partners.yaml"
SIZES = (30, 300, 1000, 2000)
MOST_WITH_PANDOC = 300
"""Pandoc's time grows with the square of the slides; of more than these it is not asked."""


def run() -> list[Bar]:
    """Print every figure, and return what is asked of them."""
    with tempfile.TemporaryDirectory() as folder:
        rows = [
            ("briefer --help", ("--help",)),
            ("briefer check", ("check", BRIEF)),
            ("briefer build (deck, two memos, outline)", ("build", BRIEF, "-o", folder)),
            ("briefer verify", ("verify", f"{folder}/nato-pacific-v3-TLP-GREEN.pptx")),
        ]
        print(f"{'whole process':44} {'wall s':>8} {'cpu s':>8}")
        for name, arguments in rows:
            cost = process(("-m", "briefer", *arguments), runs=5)
            print(f"{name:44} {cost.wall:8.2f} {cost.cpu:8.2f}")
    return many()


def many() -> list[Bar]:
    """Print what decks of many slides cost beside other programs, and return the bars."""
    costs: dict[tuple[str, int], Cost] = {}
    stages: dict[int, tuple[float, float]] = {}
    print(f"\n{'deck as a whole process':28} {'slides':>6} {'cpu s':>8} {'MB':>6}")
    for slides in SIZES:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            brief = decks.shelf(slides, folder)
            build = ("-m", "briefer", "build", str(brief), "-o", str(folder / "out"), "--format", "pptx")
            costs["briefer", slides] = process(build, runs=2, warm=slides < SIZES[-1])
            stages[slides] = writing(brief)
            decks.content(brief, folder)
            for program in decks.programs():
                if program.path and (program.name != "pandoc" or slides <= MOST_WITH_PANDOC):
                    command = decks.command(program, folder)
                    costs[program.name, slides] = process(command, runs=2, warm=False, program=program.path)
                elif not program.path and slides == SIZES[0]:
                    print(f"{program.name:28} is not installed")
        for (name, count), cost in costs.items():
            if count == slides:
                print(f"{name:28} {slides:6} {cost.cpu:8.2f} {cost.memory:6.0f}")
        for name, seconds in zip(
            ("  briefer, measuring alone", "  briefer, writing alone"), stages[slides], strict=True
        ):
            print(f"{name:28} {slides:6} {seconds:8.2f}")
    return _bars(costs, stages)


def writing(brief: Path) -> tuple[float, float]:
    """Return the CPU seconds of the last two stages: composed slides to measured ones, these to the bytes of a deck.

    The first is timed once, before anything is remembered.
    """
    from briefer.app import resources
    from briefer.app.briefs import library_for, load_brief
    from briefer.app.build import draft
    from briefer.compose.brief import compose_brief
    from briefer.typeset.layout import lay_out
    from briefer.writers.pptx import write_deck

    loaded = load_brief(brief)
    deck, memo = loaded.brief.deck, loaded.brief.memo
    templates = resources.deck_template(deck.template), resources.memo_template(memo.template)
    brand, _ = resources.brand(deck.brand)
    with library_for(loaded, None) as opened:
        composed = compose_brief(opened.library, loaded.brief, *templates, brand=brand, version="0")
        start = time.process_time()
        lay_out(composed.deck, brand)
        measuring = time.process_time() - start
        made = draft(opened.library, opened.bodies, loaded.brief)
    return measuring, inside(lambda: write_deck(made.pages, made.deck, made.brand, made.master, made.records), runs=3)


def _bars(costs: dict[tuple[str, int], Cost], stages: dict[int, tuple[float, float]]) -> list[Bar]:
    def ratio(what: str, mine: float, theirs: float, asked: float) -> Bar:
        return Bar(name=what, reached=mine / theirs, asked=asked, at_most=True)

    cpu = {key: cost.cpu for key, cost in costs.items()}
    bars = [ratio("build: 2,000 slides over 1,000", cpu["briefer", 2000], cpu["briefer", 1000], 2.2)]
    if ("pandoc", 300) in cpu:
        bars.append(ratio("build: 300 slides over pandoc", cpu["briefer", 300], cpu["pandoc", 300], 0.5))
    if ("PptxGenJS", 1000) in cpu:
        theirs = cpu["PptxGenJS", 1000]
        bars.append(ratio("measuring and writing 1,000 slides over PptxGenJS", sum(stages[1000]), theirs, 1))
        bars.append(ratio("writing 1,000 measured slides over PptxGenJS", stages[1000][1], theirs, 1))
    most = max(cost.memory for (name, _), cost in costs.items() if name == "briefer")
    return [*bars, Bar(name="build: memory at 2,000 slides, MB", reached=most, asked=150, at_most=True)]
