"""Checking, building and verifying as whole processes, and the writing stage beside python-pptx."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from io import BytesIO

from benchmarks.measuring import ROOT, Bar, inside, process

SAMPLES = ROOT / "sample_briefs"
BRIEF = "sample_briefs/pacific-partners.yaml"


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


def run() -> list[Bar]:
    """Print every figure; nothing is asked of them."""
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
    print(f"\n{'measure and write, CPU s':24} {'briefer':>8} {'python-pptx':>12} {'ratio':>6}")
    for slides in (30, 300, 1000):
        ours, theirs = writing(slides)
        print(f"{slides:6} slides {'':10} {ours:8.2f} {theirs:12.2f} {ours / theirs:6.2f}")
    return []
