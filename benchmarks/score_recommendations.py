"""How many recommendations the rules find: on sentences judged by people, of our own and of the reference corpus.

Classes of a judged sentence: rec (the author recommends it), may (debatable) and need (a need, but nobody's), which
count neither way, reported (somebody else's), other.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from briefer.app.inspect import inspect_json
from briefer.mining.mine import mine
from briefer.model.essay import Essay, Paragraph, Section
from briefer.model.reference import Name, Reference
from briefer.model.suggestion import Suggestion
from briefer.readers import read

ROOT = Path(__file__).parent.parent
SETS = ROOT / "tests" / "data" / "recommendations"
SHARED = ROOT.parent / "shared"

_BODY = re.compile(r"\b(?:Committee|Commission|Council|Office|Observatory|Facility|Trust|Rights)\b")
OWN = ("explicit", "soft")


@dataclass(frozen=True, slots=True)
class Judged:
    """A sentence and its class, where it stands in the body of `essay`."""

    label: str
    start: int
    end: int


@dataclass(slots=True)
class JudgedEssay:
    """An essay of a set; its lines are `class<TAB>sentence`, `## heading`, and blank between paragraphs."""

    title: str
    author: str
    body: str = ""
    paragraphs: list[Paragraph] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)
    judged: list[Judged] = field(default_factory=list)

    @property
    def essay(self) -> Essay:
        """Return the essay as an import would."""
        who = self.author.split("(")[0].strip()
        name = Name(literal=who) if _BODY.search(who) else Name(family=who.split()[-1])
        return Essay(
            id="judged",
            reference=Reference(title=self.title, authors=(name,)),
            body_sha256="",
            paragraphs=tuple(self.paragraphs),
            sections=tuple(self.sections),
        )


@dataclass(frozen=True, slots=True)
class Score:
    """Figures as the scorer of the reference corpus has them, and the sentences judged wrongly."""

    rec: int
    found: int
    flagged: int
    wrong: int
    reported: int
    reported_as_own: int
    reported_right: int
    mistakes: tuple[str, ...]

    @property
    def recall(self) -> float:
        return self.found / max(1, self.rec)

    @property
    def precision(self) -> float:
        return 1 - (self.wrong + self.reported_as_own) / max(1, self.flagged)

    def __str__(self) -> str:
        return (
            f"recall {self.recall:.3f} ({self.found} of {self.rec}), precision {self.precision:.3f} "
            f"({self.wrong} wrong of {self.flagged}), reported as own {self.reported_as_own}, "
            f"reported right {self.reported_right} of {self.reported}"
        )


def read_set(path: Path) -> list[JudgedEssay]:
    """Return the essays of a set of judged sentences."""
    found: list[JudgedEssay] = []
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        lines = block.strip().splitlines()
        while lines and lines[0].startswith("#"):
            head = lines.pop(0)
            if head.startswith("# "):
                title, _, author = head[2:].partition(" | ")
                found.append(JudgedEssay(title, author))
            else:
                _add_heading(found[-1], head[3:])
        if lines:
            _add_paragraph(found[-1], [tuple(line.split("\t", 1)) for line in lines])  # type: ignore[misc]
    return found


def _add_heading(essay: JudgedEssay, title: str) -> None:
    start = len(essay.body)
    essay.body += f"{title}\n\n"
    essay.sections.append(Section(title, 1, start, start + len(title)))


def _add_paragraph(essay: JudgedEssay, lines: list[tuple[str, str]]) -> None:
    start = len(essay.body)
    for label, sentence in lines:
        at = len(essay.body)
        essay.judged.append(Judged(label, at, at + len(sentence)))
        essay.body += f"{sentence} "
    essay.paragraphs.append(Paragraph(start, len(essay.body) - 1))
    essay.body = f"{essay.body[:-1]}\n\n"


def score_set(path: Path) -> Score:
    """Return how the rules do on a set."""
    count = dict.fromkeys(["rec", "found", "flagged", "wrong", "reported", "reported_as_own", "reported_right"], 0)
    mistakes: list[str] = []
    for judged in read_set(path):
        suggestions = [s for s in mine(judged.essay, judged.body) if s.kind == "recommendation"]
        for sentence in judged.judged:
            tiers = [s.tier for s in suggestions if _covers(s, sentence)]
            own = any(tier in OWN for tier in tiers)
            count["flagged"] += own
            count["rec"] += sentence.label == "rec"
            count["found"] += sentence.label == "rec" and own
            count["wrong"] += sentence.label == "other" and own
            count["reported"] += sentence.label == "reported"
            count["reported_as_own"] += sentence.label == "reported" and own
            count["reported_right"] += sentence.label == "reported" and "reported" in tiers
            right = {"rec": own, "other": not own, "reported": "reported" in tiers}.get(sentence.label, True)
            if not right:
                said = judged.body[sentence.start : sentence.end]
                mistakes.append(f"{sentence.label}, taken for {', '.join(tiers) or 'nothing'}: {said}")
    return Score(**count, mistakes=tuple(mistakes))


def _covers(suggestion: Suggestion, sentence: Judged) -> bool:
    shared = min(suggestion.end, sentence.end) - max(suggestion.start, sentence.start)
    return 2 * shared >= sentence.end - sentence.start


def score_corpus() -> str:
    """Return what the scorer beside the reference corpus prints, "" where there is none."""
    scorer, gold = SHARED / "score" / "score_recommendations.py", SHARED / "gold" / "recommendations.jsonl"
    files = [SHARED / "corpus" / name for name in ("volume.txt", "article.txt")]
    if not all(path.exists() for path in (scorer, gold, *files)):
        return ""
    with tempfile.TemporaryDirectory() as folder:
        found = [Path(folder) / f"{path.stem}.json" for path in files]
        for path, made in zip(files, found, strict=True):
            made.write_text(json.dumps(inspect_json(read(path.name, path.read_bytes()))), encoding="utf-8")
        run = [sys.executable, str(scorer), str(gold), *map(str, found)]
        return subprocess.run(run, check=True, capture_output=True, encoding="utf-8").stdout


def lines(verbose: bool = False) -> Iterator[str]:
    """Yield the lines of the report."""
    corpus = score_corpus().splitlines()
    yield f"recommendations, reference corpus: {corpus[-1] if corpus else 'not beside this checkout'}"
    for path in sorted(SETS.glob("*.txt")):
        score = score_set(path)
        yield f"recommendations, {path.stem}: {score}"
        if verbose:
            yield from (f"  {mistake}" for mistake in score.mistakes)


def report(shared: Path | None) -> None:
    """Print the scores; those of the reference corpus where it lies beside the checkout."""
    print("\n".join(lines()))


def main() -> None:
    """Print the scores; with -v every sentence judged wrongly."""
    for line in lines("-v" in sys.argv[1:]):
        print(line)


if __name__ == "__main__":
    main()
