"""Mining the essays of a library: a few in the program itself, many in processes of their own.

What goes over the pipes is JSON; the outcome is the same in any number of processes.
"""

from __future__ import annotations

import json
import os
import signal
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from typing import Any, TypeAlias

from briefer.app.inspect import suggestion_json
from briefer.app.library import OpenLibrary
from briefer.app.progress import Counted, Stop
from briefer.citation.short import NBSP, place
from briefer.errors import Cancelled, UsageError
from briefer.mining.conflicts import Conflict, conflicts
from briefer.mining.duplicates import marked
from briefer.mining.facts import Fact, facts_of
from briefer.mining.mine import mine
from briefer.mining.sentences import sentences
from briefer.mining.themes import Tagger, accepted_texts
from briefer.model.codec import decode_all, encode
from briefer.model.essay import Essay
from briefer.model.evidence import Passage, Theme
from briefer.model.library import Bodies, Library
from briefer.model.suggestion import Suggestion

IN_PROGRAM = 600_000
"""Characters up to here are mined in the program itself; starting processes takes about as long."""


_POLL = 0.05


@dataclass(frozen=True, slots=True)
class Mined:
    """What rules found in an essay; `reason` says why it was not looked through, "" when it was."""

    essay: Essay
    suggestions: tuple[Suggestion, ...] = ()
    reason: str = ""


def mine_library(
    library: Library,
    bodies: Bodies,
    ids: Sequence[str] = (),
    processes: int | None = None,
    progress: Counted = lambda done, total: None,
    stop: Stop = lambda: False,
) -> list[Mined]:
    """Return what rules find in the essays `ids`, or in all, in the order of the library; digests are left out.

    `processes` 0 means in the program itself; by default it depends on how much there is to read. Raises UsageError
    for an id that the library does not have, Cancelled when `stop` tells so.
    """
    essays = _chosen(library, ids)
    themes, accepted = library.all(Theme), accepted_texts(p for p in library.all(Passage) if p.confirmed)
    reasons = {essay.id: _reason(essay, bodies) for essay in essays}
    jobs = [essay for essay in essays if not reasons[essay.id]]
    if processes is None:
        large = sum(len(bodies[essay.body_sha256]) for essay in jobs) > IN_PROGRAM
        processes = (os.cpu_count() or 1) if large else 0
    found: dict[str, tuple[Suggestion, ...]] = {}
    work = (
        _in_processes(jobs, bodies, themes, accepted, processes, stop)
        if processes and jobs
        else _in_program(jobs, bodies, Tagger.of(themes, accepted), stop)
    )
    for essay, suggestions in work:
        found[essay.id] = suggestions
        progress(len(found), len(jobs))
    texts = {essay.id: bodies[essay.body_sha256] for essay in jobs}
    shared: dict[str, list[Suggestion]] = {}
    contradicted = _contradicted(library, conflicts(_facts(jobs, bodies)))
    for suggestion in marked([s for essay in jobs for s in found[essay.id]], texts):
        more = contradicted.get((suggestion.essay_id, suggestion.start, suggestion.end), ())
        flagged = replace(suggestion, flags=(*suggestion.flags, *more)) if suggestion.kind == "fact" else suggestion
        shared.setdefault(suggestion.essay_id, []).append(flagged)
    return [Mined(essay, tuple(shared.get(essay.id, ())), reasons[essay.id]) for essay in essays]


def fact_conflicts(library: Library, bodies: Bodies, ids: Sequence[str] = ()) -> tuple[Conflict, ...]:
    """Return where two full texts give different figures for what seems to be the same thing."""
    return conflicts(_facts([essay for essay in _chosen(library, ids) if not _reason(essay, bodies)], bodies))


def _facts(essays: Sequence[Essay], bodies: Bodies) -> list[Fact]:
    found: list[Fact] = []
    for essay in essays:
        body = bodies[essay.body_sha256]
        found += facts_of(essay, body, ((s.start, s.end) for s in sentences(essay, body)))
    return found


def _contradicted(library: Library, found: Sequence[Conflict]) -> dict[tuple[str, int, int], list[str]]:
    """Return what to flag on the facts that another text contradicts: "40 per cent in Lee 2021"."""
    flags: dict[tuple[str, int, int], list[str]] = {}
    for conflict in found:
        pairs = ((conflict.a, conflict.b, conflict.values[1]), (conflict.b, conflict.a, conflict.values[0]))
        for mine_, other, value in pairs:
            work = _essay(library, other.essay_id).reference
            who = work.authors[0].short if work.authors else work.title
            flag = f"{value} in {who} {work.year}".strip()
            flags.setdefault((mine_.essay_id, mine_.start, mine_.end), []).append(flag)
    return flags


def mine_json(opened: OpenLibrary, ids: Sequence[str] = ()) -> dict[str, Any]:
    """Return what rules find in essays of an open library, as the document `mine/1`."""
    return {
        "briefer": "mine/1",
        "library": opened.name,
        "essays": [_essay_json(mined, opened) for mined in mine_library(opened.library, opened.bodies, ids)],
        "conflicts": [_conflict_json(one, opened) for one in fact_conflicts(opened.library, opened.bodies, ids)],
    }


def _essay_json(mined: Mined, opened: OpenLibrary) -> dict[str, Any]:
    essay = mined.essay
    return {
        "id": essay.id,
        "title": essay.reference.title,
        "authors": [name.full for name in essay.reference.authors],
        "reason": mined.reason,
        "suggestions": [
            suggestion_json(found)
            | {
                "place": place(essay.locator(found.start, found.end)).replace(NBSP, " "),
                "text": opened.bodies[essay.body_sha256][found.start : found.end],
            }
            for found in mined.suggestions
        ],
    }


def _conflict_json(conflict: Conflict, opened: OpenLibrary) -> dict[str, Any]:
    return {
        "what": conflict.what,
        "values": list(conflict.values),
        "places": [
            {
                "essay": fact.essay_id,
                "start": fact.start,
                "end": fact.end,
                "place": _place(opened.library, fact.essay_id, fact.start, fact.end),
                "text": opened.bodies[_essay(opened.library, fact.essay_id).body_sha256][fact.start : fact.end],
            }
            for fact in (conflict.a, conflict.b)
        ],
    }


def _essay(library: Library, id: str) -> Essay:
    found = library.get(Essay, id)
    if found is None:
        raise KeyError(id)
    return found


def _place(library: Library, essay_id: str, start: int, end: int) -> str:
    return place(_essay(library, essay_id).locator(start, end)).replace(NBSP, " ")


def _chosen(library: Library, ids: Sequence[str]) -> list[Essay]:
    for id in ids:
        if library.get(Essay, id) is None:
            raise UsageError(f"The library has no essay “{id}”. List them with “briefer list essays”.")
    return [essay for essay in library.all(Essay) if not ids or essay.id in ids]


def _reason(essay: Essay, bodies: Bodies) -> str:
    if essay.text == "digest":
        return "a digest in somebody else's words"
    return "" if essay.body_sha256 in bodies else "its text is missing"


_Found: TypeAlias = Iterator[tuple[Essay, tuple[Suggestion, ...]]]


def _cancelled() -> Cancelled:
    return Cancelled("The search for suggestions was cancelled; nothing was changed.")


def _in_program(jobs: Sequence[Essay], bodies: Bodies, tagger: Tagger, stop: Stop) -> _Found:
    for essay in jobs:
        if stop():
            raise _cancelled()
        yield essay, mine(essay, bodies[essay.body_sha256], tagger)


def _in_processes(
    jobs: Sequence[Essay],
    bodies: Bodies,
    themes: Sequence[Theme],
    accepted: Mapping[str, Sequence[str]],
    processes: int,
    stop: Stop,
) -> _Found:
    """Yield the outcomes as they come; each process has one essay at a time."""
    waiting = list(reversed(jobs))
    with _workers(min(processes, len(jobs))) as pipes:
        vocabulary = json.dumps([[encode(theme) for theme in themes], accepted]).encode("ascii")
        for pipe in pipes:
            pipe.send_bytes(vocabulary)
        busy: dict[Connection, Essay] = {}
        idle = list(pipes)
        while waiting or busy:
            while waiting and idle:
                pipe, essay = idle.pop(), waiting.pop()
                pipe.send_bytes(json.dumps([encode(essay), bodies[essay.body_sha256]]).encode("ascii"))
                busy[pipe] = essay
            if stop():
                raise _cancelled()
            for ready in wait(list(busy), _POLL):
                assert isinstance(ready, Connection)
                yield busy.pop(ready), tuple(decode_all(Suggestion, json.loads(ready.recv_bytes())))
                idle.append(ready)


@contextmanager
def _workers(count: int) -> Iterator[list[Connection]]:
    spawning = get_context("spawn")
    pairs = [spawning.Pipe() for _ in range(count)]
    started = [spawning.Process(target=_work, args=(theirs,), name="mining", daemon=True) for _, theirs in pairs]
    try:
        for process, (_, theirs) in zip(started, pairs, strict=True):
            process.start()
            theirs.close()
        yield [ours for ours, _ in pairs]
    finally:
        for process, (ours, _) in zip(started, pairs, strict=True):
            ours.close()
            if process.pid is not None:
                process.kill()
                process.join()
                process.close()


def _work(pipe: Connection) -> None:
    """Be a process: take the vocabulary, then mine what comes until the other side is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C reaches the whole group; the program decides
    tagger: Tagger | None = None
    while True:
        try:
            first, second = json.loads(pipe.recv_bytes())
        except EOFError:
            return
        if tagger is None:
            tagger = Tagger.of(decode_all(Theme, first), second)
            continue
        found = mine(decode_all(Essay, [first])[0], second, tagger)
        pipe.send_bytes(json.dumps([encode(suggestion) for suggestion in found]).encode("ascii"))
