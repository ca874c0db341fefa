"""`make bench`: what the user waits for, as whole processes, and other programs on the same files in the same run.

    python -m benchmarks [import] [build] [search] [mining] [reading] [editing] [--strict]

Ratios compare processes of one run. With `--strict` a bar that is missed ends the run with exit code 1.
"""

from __future__ import annotations

import importlib
import sys

MODULES = {
    "import": "benchmarks.imports",
    "build": "benchmarks.build",
    "search": "benchmarks.search",
    "mining": "benchmarks.mining",
    "reading": "benchmarks.reading",
    "editing": "benchmarks.editing",
}
"""Each has a `run() -> list[Bar]` that prints its figures."""


def main() -> int:
    """Run what the command line names, or everything; return the exit code."""
    names = [word for word in sys.argv[1:] if not word.startswith("-")]
    unknown = sorted(set(names) - set(MODULES))
    if unknown:
        print(f"There is no benchmark “{unknown[0]}”. There are: {', '.join(MODULES)}.", file=sys.stderr)
        return 1
    bars = []
    for number, name in enumerate(names or MODULES):
        print(f"{chr(10) if number else ''}== {name}")
        bars += importlib.import_module(MODULES[name]).run()
    if bars:
        print("\nreached / asked")
        print("\n".join(map(str, bars)))
    return int("--strict" in sys.argv and not all(bar.met for bar in bars))


if __name__ == "__main__":
    sys.exit(main())
