"""Lanes: one job after the other, reports on the GUI thread, cancel at once."""

from __future__ import annotations

import threading

import pytest

from briefer.errors import Cancelled, OutputError
from briefer.gui.lanes import Lane


@pytest.fixture
def lane(qapp):
    made = Lane("test")
    yield made
    made.close(wait=True)


def test_a_result_arrives_on_the_gui_thread(qtbot, lane):
    threads = []
    job = lane.run("Adding", lambda progress, cancelled: threading.get_ident())
    job.done.connect(lambda worker: threads.extend((worker, threading.get_ident())))

    with qtbot.waitSignal(job.ended):
        pass

    assert threads[0] != threads[1] == threading.get_ident()
    assert lane.jobs == ()


def test_progress_is_reported_and_the_last_step_is_never_left_out(qtbot, lane):
    def work(progress, cancelled):
        for step in range(1, 101):
            progress(step, 100, f"step {step}")

    steps = []
    job = lane.run("Counting", work)
    job.progressed.connect(lambda done, total, text: steps.append(done))
    with qtbot.waitSignal(job.ended):
        pass

    assert steps[-1] == 100
    assert len(steps) < 100


def test_a_cancelled_job_ends_at_once_and_its_result_is_dropped(qtbot, lane):
    go, results = threading.Event(), []
    job = lane.run("Waiting", lambda progress, cancelled: go.wait(5))
    job.done.connect(results.append)

    with qtbot.waitSignals([job.cancelled, job.ended]):
        job.cancel()
    go.set()
    after = lane.run("Next", lambda progress, cancelled: "next")
    with qtbot.waitSignal(after.done):
        pass

    assert results == []
    assert job.state == "cancelled"


def test_a_job_that_waits_never_begins_once_cancelled(qtbot, lane):
    go, begun = threading.Event(), []
    lane.run("First", lambda progress, cancelled: go.wait(5))
    second = lane.run("Second", lambda progress, cancelled: begun.append(1))

    second.cancel()
    go.set()
    third = lane.run("Third", lambda progress, cancelled: None)
    with qtbot.waitSignal(third.done):
        pass

    assert begun == []


@pytest.mark.parametrize(
    ("error", "state"), [(OutputError("The disk is full."), "failed"), (Cancelled("stopped"), "cancelled")]
)
def test_a_refusal_comes_back_as_it_is(qtbot, lane, error, state):
    def work(progress, cancelled):
        raise error

    errors = []
    job = lane.run("Writing", work)
    job.failed.connect(errors.append)
    with qtbot.waitSignal(job.ended):
        pass

    assert job.state == state
    assert errors == ([error] if state == "failed" else [])


def test_closing_finishes_what_was_queued_when_asked_to(qapp):
    lane, done = Lane("writer"), []
    for number in range(20):
        lane.run("Saving", lambda progress, cancelled, number=number: done.append(number))

    lane.close(wait=True)

    assert done == list(range(20))
