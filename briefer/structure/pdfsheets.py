"""Pages as later steps expect them: from left to right, drawn once, in steady sizes; and what they leave out."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from briefer.model.transcript import Rule, Run, Sheet

_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_LETTER = re.compile(r"[^\W\d_]")
_TURNED = 100
"""Characters on their side that are more than a stamp in the margin."""
_NEAR = 0.12
_OVER = 0.1
_LEAST_KINDS = 5
_USUAL, _WAVERING = 0.6, 0.35
"""Shares of the text: in sizes near the middle one, and in the most frequent one of them."""


def levelled(sheets: Sequence[Sheet]) -> list[Sheet]:
    """Return pages whose lines run from left to right, as in a mirror where they do not, and in steady sizes.

    A text layer made by recognition gives every line a size of its own; sizes near the usual one become that one.
    """
    sizes: Counter[float] = Counter()
    for sheet in sheets:
        for run in sheet.runs:
            sizes[run.style.size] += len(run.text)
    usual = _wavering_about(sizes)
    return [_levelled(sheet, usual) for sheet in sheets]


def left_out(sheets: Sequence[Sheet]) -> list[str]:
    """Return remarks about pages without text and about text that is in no essay."""
    remarks: list[str] = []
    pictures = [at for at, sheet in enumerate(sheets, start=1) if sheet.picture]
    if pictures:
        one = len(pictures) == 1
        remarks.append(
            f"{_pages(pictures)} of the file {'is a picture' if one else 'are pictures'} without text; "
            f"run OCR on it, then import it again, to have {'it' if one else 'them'} too."
        )
    turned = [at for at, sheet in enumerate(sheets, start=1) if sheet.turned >= _TURNED]
    if turned:
        where = _pages(turned)
        remarks.append(f"Text set sideways on {where[0].lower()}{where[1:]} of the file is in no essay.")
    return remarks


def _pages(numbers: Iterable[int]) -> str:
    """Return page numbers as text: "Pages 2, 4–6 and 9"."""
    stretches: list[list[int]] = []
    for number in numbers:
        if stretches and number == stretches[-1][-1] + 1:
            stretches[-1].append(number)
        else:
            stretches.append([number])
    shown = [str(one[0]) if len(one) == 1 else f"{one[0]}–{one[-1]}" for one in stretches]
    listed = shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}"
    return f"{'Page' if listed.isdigit() else 'Pages'} {listed}"


def _wavering_about(sizes: Counter[float]) -> float | None:
    """Return the middle size where hardly two lines have the same, None where sizes are set on purpose."""
    total = sum(sizes.values())
    passed, usual = 0, 0.0
    for usual in sorted(sizes):
        passed += sizes[usual]
        if passed * 2 >= total:
            break
    near = {size: count for size, count in sizes.items() if abs(size - usual) <= usual * _NEAR}
    wavers = len(near) >= _LEAST_KINDS and max(near.values()) < _WAVERING * total
    return usual if wavers and sum(near.values()) > _USUAL * total else None


def _levelled(sheet: Sheet, usual: float | None) -> Sheet:
    runs = _once(sheet.runs)
    if usual is not None:
        runs = tuple(
            replace(run, style=replace(run.style, size=usual)) if abs(run.style.size - usual) <= usual * _NEAR else run
            for run in runs
        )
    if not _is_right_to_left(runs):
        return replace(sheet, runs=runs)
    width = sheet.width
    return replace(
        sheet,
        runs=tuple(replace(run, x0=width - run.x1, x1=width - run.x0) for run in runs),
        rules=tuple(Rule(width - rule.x1, width - rule.x0, rule.y) for rule in sheet.rules),
    )


def _once(runs: Sequence[Run]) -> tuple[Run, ...]:
    """Return `runs` without what is drawn over itself once more, as where bold type is feigned."""
    out: list[Run] = []
    drawn: dict[str, list[Run]] = defaultdict(list)
    for run in runs:
        same = drawn[run.text.strip()]
        reach = run.style.size * _OVER
        if not any(abs(run.x0 - one.x0) < reach and abs(run.y - one.y) < reach for one in same):
            same.append(run)
            out.append(run)
    return tuple(out)


def _is_right_to_left(runs: Sequence[Run]) -> bool:
    if not any(_RIGHT_TO_LEFT.search(run.text) for run in runs):
        return False
    text = "".join(run.text for run in runs)
    return len(_RIGHT_TO_LEFT.findall(text)) * 2 > len(_LETTER.findall(text))
