"""Searching a library as a whole process."""

from __future__ import annotations

from benchmarks.measuring import Bar, process


def run() -> list[Bar]:
    """Print the figure; nothing is asked of it."""
    cost = process(("-m", "briefer", "search", "forum", "--library", "sample_briefs/library"), runs=5)
    print(f"{'whole process':44} {'wall s':>8} {'cpu s':>8}")
    print(f"{'briefer search':44} {cost.wall:8.2f} {cost.cpu:8.2f}")
    return []
