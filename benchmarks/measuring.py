"""Whole processes measured from outside, and the bars that figures are held to."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What a process and its children took: seconds of wall and CPU time, and the most memory of any of them in MB."""

    wall: float
    cpu: float
    memory: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A figure and what is asked of it: at least `asked`, or at most."""

    name: str
    reached: float
    asked: float
    at_most: bool = False

    @property
    def met(self) -> bool:
        return self.reached <= self.asked if self.at_most else self.reached >= self.asked

    def __str__(self) -> str:
        sign = "≤" if self.at_most else "≥"
        return f"{'met   ' if self.met else 'MISSED'} {self.name:64} {self.reached:8.2f} / {sign} {self.asked:g}"


def process(arguments: Sequence[str], runs: int = 3, warm: bool = True, program: str = sys.executable) -> Cost:
    """Return the least cost of `program` with `arguments` in several runs; a first run that fills caches is left out.

    Modules are compiled once, as an installed program has them.
    """
    costs = [_once(program, arguments) for _ in range(runs + warm)][int(warm) :]
    return Cost(
        wall=min(cost.wall for cost in costs),
        cpu=min(cost.cpu for cost in costs),
        memory=max(cost.memory for cost in costs),
    )


def inside(work: Callable[[], object], runs: int = 3) -> float:
    """Return the median CPU seconds of `work` in this process, after one warm-up."""
    found = []
    for run in range(runs + 1):
        start = time.process_time()
        work()
        if run:
            found.append(time.process_time() - start)
    return statistics.median(found)


_LAUNCHER = """
import os, subprocess, sys, time
start = time.perf_counter()
child = subprocess.Popen(sys.argv[1:], stdout=subprocess.DEVNULL)
_, status, usage = os.wait4(child.pid, 0)
print(time.perf_counter() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss)
sys.exit(os.waitstatus_to_exitcode(status) != 0)
"""
"""A small process between: what one starts is charged with the memory its parent had at that moment."""


def _once(program: str, arguments: Sequence[str]) -> Cost:
    done = subprocess.run(
        [sys.executable, "-c", _LAUNCHER, program, *arguments],
        check=True,
        stdout=subprocess.PIPE,
        cwd=ROOT,
        env={name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"},
        encoding="utf-8",
    )
    wall, cpu, memory = map(float, done.stdout.split())
    unit = 1 << 20 if sys.platform == "darwin" else 1 << 10
    return Cost(wall=wall, cpu=cpu, memory=memory / unit)


def until(there: Callable[[], bool]) -> None:
    """Let the window work until `there`; raises TimeoutError after two minutes."""
    from PySide6.QtCore import QDeadlineTimer, QEventLoop
    from PySide6.QtWidgets import QApplication

    deadline = QDeadlineTimer(120_000)
    while not there():
        if deadline.hasExpired():
            raise TimeoutError("the window did not come to rest in two minutes")
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
