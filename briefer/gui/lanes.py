"""Lanes: threads that work one job after the other, so that the GUI thread never waits.

A job is touched by the GUI thread only; the working thread reports through one queued signal and reads one flag.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any, TypeAlias

from PySide6.QtCore import QObject, Qt, Signal

from briefer import errors
from briefer.gui.services import Cancelled, Progress

Work: TypeAlias = Callable[[Progress, Cancelled], Any]

_PROGRESS_EVERY = 0.05


class Job(QObject):
    """One piece of work on a lane: what it is, how far it is, and how it ended."""

    progressed = Signal(int, int, str)
    done = Signal(object)
    failed = Signal(object)
    cancelled = Signal()
    ended = Signal()

    def __init__(self, verb: str, parent: QObject | None = None, shown: bool = True) -> None:
        super().__init__(parent)
        self.verb = verb
        """Verb and object: "Importing volume.pdf"."""
        self.shown = shown
        self.state = "waiting"
        self._stop = threading.Event()

    @property
    def running(self) -> bool:
        """Tell whether the job has not ended yet."""
        return self.state in ("waiting", "running")

    def cancel(self) -> None:
        """End the job for the user at once; the thread stops at its next look at the flag, its result is dropped."""
        if self.running:
            self._stop.set()
            self._end("cancelled")
            self.cancelled.emit()
            self.ended.emit()

    def is_cancelled(self) -> bool:
        """Tell the working thread whether to stop."""
        return self._stop.is_set()

    def progress(self, done: int, total: int, text: str) -> None:
        """Take a report of the working thread; runs on the GUI thread."""
        if self.running:
            self.state = "running"
            self.progressed.emit(done, total, text)

    def settle(self, result: object, error: BaseException | None) -> None:
        """Take the outcome; runs on the GUI thread."""
        if not self.running:
            return
        if isinstance(error, errors.Cancelled):
            self.cancel()
            return
        self._end("failed" if error else "done")
        if error:
            self.failed.emit(error)
        else:
            self.done.emit(result)
        self.ended.emit()

    def _end(self, state: str) -> None:
        self.state = state


class Lane(QObject):
    """One thread and the jobs that wait for it."""

    started = Signal(object)
    idle = Signal()
    _report = Signal(object)

    def __init__(self, name: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix=f"briefer-{name}")
        self._jobs: list[Job] = []
        self._closed = False
        self._report.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    @property
    def jobs(self) -> tuple[Job, ...]:
        """Return the jobs that have not ended, oldest first."""
        return tuple(self._jobs)

    def run(self, verb: str, work: Work, shown: bool = True) -> Job:
        """Queue `work` and return its job at once; connect its signals before going back to the event loop."""
        job = Job(verb, self, shown)
        self._jobs.append(job)
        job.ended.connect(self._forget)
        if self._closed:
            job.cancel()
            return job
        self._pool.submit(self._work, job, work)
        self.started.emit(job)
        return job

    def close(self, wait: bool) -> None:
        """Stop taking jobs; with `wait`, those already queued are still done."""
        self._closed = True
        if not wait:
            for job in self.jobs:
                job.cancel()
        self._pool.shutdown(wait=wait, cancel_futures=not wait)

    def _work(self, job: Job, work: Work) -> None:
        last = 0.0

        def progress(done: int, total: int, text: str) -> None:
            nonlocal last
            now = time.monotonic()
            if now - last >= _PROGRESS_EVERY or done == total:
                last = now
                self._report.emit(partial(job.progress, done, total, text))

        result: object = None
        error: BaseException | None = None
        if not job.is_cancelled():
            try:
                result = work(progress, job.is_cancelled)
            except Exception as raised:  # every failure goes back to whoever asked for the job
                error = raised
        self._report.emit(partial(job.settle, result, error))

    def _deliver(self, report: Callable[[], None]) -> None:
        report()

    def _forget(self) -> None:
        job = self.sender()
        if isinstance(job, Job) and job in self._jobs:
            self._jobs.remove(job)
            job.deleteLater()
        if not self._jobs:
            self.idle.emit()


class Lanes(QObject):
    """The lanes of one window.

    `store` reads and writes the library, `compose` outlines, `preview` sets the memo, `work` does what takes long.
    """

    started = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.store = Lane("store", self)
        self.compose = Lane("compose", self)
        self.preview = Lane("preview", self)
        self.reading = Lane("reading", self)
        self.work = Lane("work", self)
        for lane in self.all:
            lane.started.connect(self.started)

    @property
    def all(self) -> tuple[Lane, ...]:
        """Return every lane."""
        return self.store, self.compose, self.preview, self.reading, self.work

    def close(self) -> None:
        """Give up what was only for show; finish what was being saved."""
        self.compose.close(wait=False)
        self.preview.close(wait=False)
        self.reading.close(wait=False)
        self.work.close(wait=False)
        self.store.close(wait=True)
