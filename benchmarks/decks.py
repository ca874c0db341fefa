"""Decks of many slides: a library and a brief that make them, and other programs on the same titles, lines and notes.

    python -m benchmarks.decks CONTENT.json OUT.pptx

writes them with python-pptx.
"""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

ROOT = Path(__file__).parent.parent
PER_SLIDE = 4
ESSAYS = 40
_WORDS = (
    "harbour ferry grid council river ledger pilot tunnel orchard signal quarry lantern market bridge keeps opens pays "
    "asks shares guards mends slowly early together before after under the northern public common water in winter"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Program:
    """Another program that writes decks, and the command by which it does; `path` is "" where it is not there."""

    name: str
    path: str
    arguments: tuple[str, ...]
    takes: str
    """The ending of the file of content that it reads."""


def programs() -> Iterator[Program]:
    """Yield the other programs, those that are not there too."""
    yield Program(name="python-pptx", path=sys.executable, arguments=("-m", "benchmarks.decks"), takes="json")
    yield Program(
        name="PptxGenJS",
        path=(shutil.which("node") or "") if _pptxgenjs() else "",
        arguments=(str(ROOT / "benchmarks/pptxgenjs.cjs"), _pptxgenjs()),
        takes="json",
    )
    yield Program(name="pandoc", path=_pandoc(), arguments=("--from=markdown", "-o"), takes="md")


def command(program: Program, folder: Path) -> tuple[str, ...]:
    """Return the arguments with which `program` writes the content in `folder` as a deck beside it."""
    source, out = str(folder / f"content.{program.takes}"), str(folder / f"{program.name}.pptx")
    return (source, *program.arguments, out) if program.takes == "md" else (*program.arguments, source, out)


def _pptxgenjs() -> str:
    """Return the folder of PptxGenJS: BRIEFER_PPTXGENJS, or the one in the tools folder; "" for none."""
    known = os.environ.get("BRIEFER_PPTXGENJS") or str(Path.home() / ".cache/briefer-tools/node_modules/pptxgenjs")
    return known if Path(known).is_dir() else ""


def _pandoc() -> str:
    if importlib.util.find_spec("pypandoc") is None:
        return shutil.which("pandoc") or ""
    import pypandoc

    return str(pypandoc.get_pandoc_path())


def shelf(slides: int, folder: Path) -> Path:
    """Write a library and a brief whose deck has about `slides` slides into `folder`, and return the brief.

    Each theme makes a slide of four paraphrases out of forty essays, none of which says the same as another.
    """
    from briefer.app.library import open_library
    from briefer.model.essay import Essay, Locator
    from briefer.model.evidence import Passage, Theme, passage_id
    from briefer.model.library import Put
    from briefer.model.reference import Name, Reference
    from briefer.model.text import digest
    from briefer.store.sqlite import create_store

    random = Random(slides)

    def words(count: int) -> str:
        return " ".join(random.choice(_WORDS.split()) for _ in range(count)).capitalize()

    bodies: dict[str, str] = {}
    entities: list[Essay | Theme | Passage] = []
    for n in range(ESSAYS):
        body = f"{words(40)}. Number {n}."
        bodies[digest(body)] = body
        work = Reference(title=words(6), authors=(Name(family=f"Voss{n}", given="C."),), issued="2020")
        entities.append(Essay(id=f"essay-{n}", reference=work, body_sha256=digest(body), text="digest", order=n))
    for n in range(slides):
        entities.append(Theme(id=f"t{n}", label=f"{words(2)} {n}", order=n))
        for at in range(PER_SLIDE):
            essay = f"essay-{(n * PER_SLIDE + at) % ESSAYS}"
            text = f"{words(random.randint(10, 18))}."
            entities.append(
                Passage(
                    id=passage_id(essay, "paraphrase", n, text),
                    essay_id=essay,
                    kind="paraphrase",
                    text=text,
                    locator=Locator(page=str(n + 1)),
                    themes=(f"t{n}",),
                )
            )
    create_store(folder / "library.briefer", "Bench")
    with open_library(folder / "library.briefer") as opened:
        opened.apply(map(Put, entities), bodies)
    brief = folder / "many.yaml"
    brief.write_text(
        "briefer: brief/1\ntitle: Many themes\ndate: 2026-11-22\nlibrary: library.briefer\nthemes: all\n"
        "deck: {template: information-brief}\n",
        encoding="utf-8",
    )
    return brief


def content(brief: Path, folder: Path) -> None:
    """Write what stands on the slides of `brief` into `folder`, as content.json and content.md."""
    from briefer.app.briefs import library_for, load_brief
    from briefer.app.build import draft

    loaded = load_brief(brief)
    with library_for(loaded, None) as opened:
        made = draft(opened.library, opened.bodies, loaded.brief)
    slides = [
        {
            "title": slide.title.text,
            "lines": [s.text for s in slide.statements[1:]] + [f"[{s.number}] {s.text}" for s in slide.sources],
            "notes": [*slide.notes.evidence, *slide.notes.sources],
        }
        for slide in made.deck.slides
    ]
    (folder / "content.json").write_text(json.dumps(slides), encoding="utf-8")
    (folder / "content.md").write_text("\n".join(map(_markdown, slides)), encoding="utf-8")


def _markdown(slide: dict[str, object]) -> str:
    lines, notes = ([str(line).replace("\n", " ") for line in slide[key]] for key in ("lines", "notes"))  # type: ignore[attr-defined]
    listed = "\n".join(f"- {line}" for line in lines)
    return f"# {slide['title']}\n\n{listed}\n\n::: notes\n" + "\n\n".join(notes) + "\n:::\n"


def plain(source: Path, out: Path) -> None:
    """Write the content in `source` with python-pptx: title, lines and notes on each slide."""
    from pptx import Presentation

    deck = Presentation()
    for slide in json.loads(source.read_text(encoding="utf-8")):
        page = deck.slides.add_slide(deck.slide_layouts[1])
        page.shapes.title.text = slide["title"]
        page.placeholders[1].text = "\n".join(slide["lines"])
        page.notes_slide.notes_text_frame.text = "\n".join(slide["notes"])
    deck.save(str(out))


if __name__ == "__main__":
    plain(Path(sys.argv[1]), Path(sys.argv[2]))
