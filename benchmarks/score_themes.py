"""How well the shipped vocabulary tags: hit@1 and mean average precision against a judged set, beside seeds alone.

`python -m benchmarks.score_themes [FOLDER]`; the folder holds recommendations.jsonl, whose rows name their themes, and
lies beside the checkout unless named.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TypeAlias

from briefer.app.resources import starter_themes
from briefer.mining.themes import Tagger
from briefer.model.evidence import Theme

GOLD = Path(__file__).parents[2] / "shared" / "gold"
Ranking: TypeAlias = Sequence[str]


def rows(folder: Path = GOLD) -> list[dict[str, object]]:
    """Return all judged sentences; `themes` is None where nobody judged."""
    return [json.loads(line) for line in (folder / "recommendations.jsonl").read_text("utf-8").splitlines()]


def rankings(themes: Iterable[Theme], judged: Sequence[dict[str, object]]) -> tuple[list[Ranking], list[Ranking]]:
    """Return for each sentence that has themes the ranking of the tagger and that of seeds alone."""
    tagger = Tagger.of(themes)
    ours, seeds = [], []
    damped = {
        essay: tagger.damped(str(row["sentence"]) for row in judged if row["essay"] == essay)
        for essay in {row["essay"] for row in judged}
    }
    for row in judged:
        if row["themes"]:
            text = str(row["sentence"])
            ours.append([tag.theme for tag in damped[row["essay"]].ranked(text)])
            seeds.append(_by_seeds(tagger, text))
    return ours, seeds


def _by_seeds(tagger: Tagger, text: str) -> Ranking:
    found: dict[str, set[str]] = {}
    for hit in tagger.lexicon.hits(text):
        found.setdefault(hit.term.theme, set()).add(hit.term.written)
    order = {theme.id: place for place, theme in enumerate(tagger.themes)}
    return sorted(found, key=lambda id: (-len(found[id]), order[id]))


def hit_at_1(ranking: Ranking, right: set[str]) -> float:
    """Return 1 when the first theme is right."""
    return float(bool(ranking) and ranking[0] in right)


def average_precision(ranking: Ranking, right: set[str]) -> float:
    """Return the precision at each right theme, averaged over all right ones; what is not ranked counts 0."""
    places = [place for place, theme in enumerate(ranking, start=1) if theme in right]
    return sum(found / place for found, place in enumerate(places, start=1)) / len(right)


def mean(measure: Callable[[Ranking, set[str]], float], ranked: Sequence[Ranking], right: Sequence[set[str]]) -> float:
    """Return the mean of `measure` over all sentences."""
    return sum(map(measure, ranked, right)) / len(right)


def scores(folder: Path = GOLD) -> dict[str, float]:
    """Return hit@1 and MAP of the tagger and of seeds alone."""
    judged = rows(folder)
    right = [set(map(str, row["themes"])) for row in judged if isinstance(row["themes"], list) and row["themes"]]
    ours, seeds = rankings(starter_themes(), judged)
    return {
        "sentences": len(right),
        "hit@1": mean(hit_at_1, ours, right),
        "MAP": mean(average_precision, ours, right),
        "seeds hit@1": mean(hit_at_1, seeds, right),
        "seeds MAP": mean(average_precision, seeds, right),
    }


def report(shared: Path | None) -> None:
    """Print how well the shipped vocabulary tags, where the judged sentences lie beside the checkout."""
    if shared is None or not (shared / "gold" / "recommendations.jsonl").is_file():
        print("themes: the judged sentences are not beside this checkout")
        return
    for name, value in scores(shared / "gold").items():
        print(f"themes, {name:12} {value:.3f}" if isinstance(value, float) else f"themes, {name:12} {value}")


def main() -> None:
    """Print every figure."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else GOLD
    for name, value in scores(folder).items():
        print(f"{name:12} {value:.3f}" if isinstance(value, float) else f"{name:12} {value}")


if __name__ == "__main__":
    main()
