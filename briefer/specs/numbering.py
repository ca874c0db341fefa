"""The ids of slides that questions and figures have: their own, or else their numbers.

What was changed on such a slide is kept under its id, so ids stay when another question goes, waits or comes between.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import count

from briefer.specs.brief import Brief, Question
from briefer.specs.figure import Figure


def ids_of(items: Sequence[Question | Figure]) -> tuple[str, ...]:
    """Return the id of each: its own, its number from 1, or the next free number where another has that."""
    own = {item.id for item in items}
    free = (id for n in count(len(items) + 1) if (id := str(n)) not in own)
    numbers = map(str, count(1))
    return tuple(item.id or (next(free) if n in own else n) for item, n in zip(items, numbers, strict=False))


def with_ids(brief: Brief) -> Brief:
    """Return `brief` with every id written out, so that its questions and figures can be taken out and moved."""
    return replace(
        brief,
        questions=tuple(
            replace(item, id=id) for item, id in zip(brief.questions, ids_of(brief.questions), strict=True)
        ),
        figures=tuple(replace(item, id=id) for item, id in zip(brief.figures, ids_of(brief.figures), strict=True)),
    )


def without_plain_ids(brief: Brief) -> Brief:
    """Return `brief` without the ids that are the number of their place."""
    return replace(
        brief,
        questions=tuple(replace(q, id="") if q.id == str(n) else q for n, q in enumerate(brief.questions, start=1)),
        figures=tuple(replace(f, id="") if f.id == str(n) else f for n, f in enumerate(brief.figures, start=1)),
    )
