"""What each dimension has reached: the least a later version may reach. A floor rises, it never falls.

Floors hold for the documents they were measured on: when a dimension gets more of them its floors are measured anew.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

from collection.score import EXTRAS, Counts, rates, totals
from collection.truth import Document

FILE = Path(__file__).parent / "floors.json"
LESS_IS_BETTER = frozenset({*EXTRAS, "wer"})
DOCUMENTS = "documents"
Floors = dict[str, dict[str, float]]


def reached(counts: Iterable[tuple[Document, Counts]]) -> Floors:
    """Return the rates of every format and dimension."""
    named = [((f".{one.form}", *one.dimensions), found) for one, found in counts]
    documents = Counter(name for names, _ in named for name in names)
    return {name: rates(total) | {DOCUMENTS: documents[name]} for name, total in sorted(totals(named).items())}


def held() -> Floors:
    """Return the floors."""
    found: Floors = json.loads(FILE.read_text(encoding="utf-8")) if FILE.exists() else {}
    return found


def below(found: Mapping[str, Mapping[str, float]], floors: Mapping[str, Mapping[str, float]]) -> list[str]:
    """Return a sentence for each rate that is worse than its floor."""
    out = []
    for dimension, asked in floors.items():
        for name, floor in asked.items():
            rate = found.get(dimension, {}).get(name)
            if rate is None or _worse(name, rate, floor) or (name == DOCUMENTS and rate != floor):
                out.append(f"{dimension}: {name} is {rate}, and was {floor}.")
    return out


def lifted(found: Floors) -> int:
    """Write each rate that is better than its floor as the new floor; return how many were raised."""
    floors = held()
    count = 0
    for dimension, rates_found in found.items():
        asked = floors.setdefault(dimension, {})
        if asked.get(DOCUMENTS) != rates_found.get(DOCUMENTS):
            asked.clear()
        for name, rate in rates_found.items():
            if name not in asked or _worse(name, asked[name], rate):
                asked[name] = rate
                count += 1
    FILE.write_text(json.dumps(floors, indent=1, ensure_ascii=False, sort_keys=True) + "\n", encoding="utf-8")
    return count


def _worse(name: str, rate: float, than: float) -> bool:
    return rate > than if name in LESS_IS_BETTER else rate < than
