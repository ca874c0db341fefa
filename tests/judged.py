"""Invented essays whose sentences were judged by hand: read from data/judged_*.txt."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from briefer.model.essay import Essay, Paragraph, Section
from briefer.model.reference import Reference
from briefer.model.text import digest

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True)
class Judged:
    """An essay, its body, its sentences, and the judgement on each."""

    essay: Essay
    body: str
    sentences: list[tuple[int, int]]
    marks: dict[int, str]

    def marked(self, mark: str) -> set[int]:
        return {start for start, marks in self.marks.items() if mark in marks}


def judged_essays(name: str = "judged_essays.txt") -> list[Judged]:
    """Return the judged essays in the order of the file."""
    pieces = (DATA / name).read_text("utf-8").split("\n= ")[1:]
    return [_essay(piece) for piece in pieces]


def essay_of(paragraphs: list[list[str]], id: str = "a-2024-b") -> Judged:
    """Return an essay whose sentences are given by paragraph."""
    return _built(id, [("", paragraph) for paragraph in paragraphs])


def _essay(piece: str) -> Judged:
    title, _, rest = piece.partition("\n")
    blocks: list[tuple[str, list[str]]] = []
    for block in rest.strip().split("\n\n"):
        lines = block.splitlines()
        heading = lines.pop(0).removeprefix("## ") if lines[0].startswith("## ") else ""
        blocks.append((heading, lines))
    return _built(title.casefold().replace(" ", "-"), blocks, judged=True)


def _built(id: str, blocks: list[tuple[str, list[str]]], judged: bool = False) -> Judged:
    body, sections, paragraphs, sentences, marks = "", [], [], [], {}
    for heading, lines in blocks:
        if heading:
            sections.append(Section(heading, 1, len(body), len(body) + len(heading)))
            body += heading + "\n\n"
        first = len(body)
        for line in lines:
            mark, _, text = line.partition(" ") if judged else ("", "", line)
            marks[len(body)] = mark
            sentences.append((len(body), len(body) + len(text)))
            body += text + " "
        body = body.rstrip()
        paragraphs.append(Paragraph(first, len(body)))
        body += "\n\n"
    body = body.rstrip()
    essay = Essay(
        id=id,
        reference=Reference(title=id),
        body_sha256=digest(body),
        sections=tuple(sections),
        paragraphs=tuple(paragraphs),
    )
    return Judged(essay, body, sentences, marks)
