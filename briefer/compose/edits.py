"""What a person changed: titles, texts, order, hidden slides, locked texts; kept by key and id, never lost in silence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from briefer.compose.marking import unmarked
from briefer.model.deck import Remark, Slide
from briefer.model.statement import Role, Span, Statement
from briefer.model.text import digest, shared
from briefer.specs.brief import Brief, SlideEdit

MEMO = "memo"
"""Key under which the statements of the memo are edited."""


def base_of(text: str) -> str:
    """Return the 8 hex digits by which an edit names the text it replaces."""
    return digest(text)[:8]


def ordered(slides: Sequence[Slide], brief: Brief) -> tuple[list[Slide], tuple[Remark, ...]]:
    """Return the slides with each one that should follow another right behind it, and a remark where it cannot.

    Several that follow the same slide stand in the brief's order.
    """
    by_key = {slide.key: slide for slide in slides}
    wanted = {key: edit.after for key, edit in brief.edits.items() if key in by_key and edit.after}
    remarks = []
    for key, after in wanted.items():
        if after not in by_key:
            remarks.append(_warning(key, f"“{key}” should stand after “{after}”, which this deck does not have."))
        elif _goes_round(key, wanted):
            remarks.append(_warning(key, f"“{key}” should stand after “{after}”, which leads round in a circle."))
    return [by_key[key] for key in _arranged(tuple(by_key), wanted)], tuple(remarks)


def _arranged(order: Sequence[str], after: dict[str, str]) -> list[str]:
    """Return `order` with each key that should follow another right behind it, where that can be."""
    followers: dict[str, list[str]] = {}
    for key, target in after.items():
        if target in order and not _goes_round(key, after):
            followers.setdefault(target, []).append(key)
    follows = {key for found in followers.values() for key in found}
    return [found for key in order if key not in follows for found in _with_followers(key, followers)]


def moved(order: Sequence[str], brief: Brief, key: str, after: str) -> Brief:
    """Return `brief` with slide `key` right behind slide `after`, or first where that is "".

    `order` are the keys as the template has them. All others stay where they stand; edits of slides that are not
    there stay as they are. Raises KeyError for a key that is not in `order`.
    """
    shown = keys_in_order(order, brief)
    if key not in shown or (after and after not in shown):
        raise KeyError(key if key not in shown else after)
    wanted = [each for each in shown if each != key]
    wanted.insert(wanted.index(after) + 1 if after else 0, key)
    alone = _with_after(brief, {key: after})
    if keys_in_order(order, alone) == wanted:
        return alone
    still = frozenset(_longest_run(wanted, order))
    behind = dict(zip(wanted[1:], wanted, strict=False))
    return _with_after(brief, {each: "" if each in still else behind[each] for each in wanted})


def keys_in_order(order: Sequence[str], brief: Brief) -> list[str]:
    """Return the keys of `order`, which the template gave, in the order that the brief's edits make of them."""
    after = {key: edit.after for key, edit in brief.edits.items() if key in order and edit.after}
    return _arranged(order, after)


def _with_after(brief: Brief, after: dict[str, str]) -> Brief:
    edits = dict(brief.edits)
    for key, target in after.items():
        edit = replace(edits.pop(key, SlideEdit()), after=target)
        if edit != SlideEdit():
            edits[key] = edit
    return replace(brief, edits=edits)


def _longest_run(wanted: Sequence[str], order: Sequence[str]) -> list[str]:
    """Return the most keys, the first of `wanted` among them, that stand in `order` as they do in `wanted`."""
    place = {key: at for at, key in enumerate(order)}
    best: list[list[str]] = []
    for at, key in enumerate(wanted):
        before = [run for run in best[:at] if run and place[run[-1]] < place[key]]
        best.append([*max(before, key=len), key] if before else [key] if at == 0 else [])
    return max(best, key=len)


def _goes_round(key: str, after: dict[str, str]) -> bool:
    seen = {key}
    while (key := after.get(key, "")) and key not in seen:
        seen.add(key)
    return bool(key)


def _with_followers(key: str, followers: dict[str, list[str]]) -> Iterator[str]:
    yield key
    for follower in followers.get(key, ()):
        yield from _with_followers(follower, followers)


def edited(slide: Slide, brief: Brief) -> tuple[Slide, tuple[Remark, ...]]:
    """Return `slide` as the brief's edits and locks have it, and a remark for each that met another text."""
    edit = brief.edits.get(slide.key, SlideEdit())
    remarks: list[Remark] = []
    if edit.locked:
        new = [s.text for s in slide.statements if s.text and s.id not in brief.lock]
        remarks += [_warning(slide.key, f"“{text}” is new on “{slide.key}”, which is locked.") for text in new]
    changed = slide.reworded(lambda statement: reworded(statement, brief, remarks))
    title = by_hand(changed.title, edit.title) if edit.title else changed.title
    return replace(changed, title=title, hidden=edit.hidden), tuple(remarks)


def reworded(statement: Statement, brief: Brief, remarks: list[Remark]) -> Statement:
    """Return `statement` with the text that a person wrote for it or locked; an edit counts before a lock."""
    key = statement.slide_key
    change = brief.edits.get(key, SlideEdit()).statements.get(statement.id)
    if change is not None:
        marks = {brief.handling.portion, *brief.handling.portions.values()} - {""}
        if change.base and change.base not in map(
            base_of, (statement.text, *(f"({m}) {statement.text}" for m in marks))
        ):
            remarks.append(_warning(key, f"The text under a hand edit on “{key}” has changed since; read it again."))
        return by_hand(statement, unmarked(change.text, brief.handling))
    locked = unmarked(brief.lock.get(statement.id, statement.text), brief.handling)
    if locked == statement.text:
        return statement
    remarks.append(_warning(key, f"“{locked}” is locked on “{key}”; it would now read “{statement.text}”."))
    return by_hand(statement, locked)


def by_hand(statement: Statement, text: str) -> Statement:
    """Return `statement` with a text that a person wrote; what the program counted is no longer its count."""
    sourced: Role = "paraphrase" if statement.citations else "own"
    role = sourced if statement.role in ("count", "boilerplate") else statement.role
    same = shared(statement.text, text)
    tail = shared(statement.text[same:][::-1], text[same:][::-1])
    end, shift = len(statement.text) - tail, len(text) - len(statement.text)
    spans = (_moved(span, same, end, shift) for span in statement.spans)
    marks = (replace(mark, at=mark.at if mark.at <= same else max(mark.at, end) + shift) for mark in statement.marks)
    return replace(
        statement,
        text=text,
        role=role,
        spans=tuple(span for span in spans if span),
        marks=tuple(marks),
        computed=False,
        edited=True,
    )


def _moved(span: Span, same: int, end: int, shift: int) -> Span | None:
    """Return `span` where its words stand after a change between `same` and `end`; None when they were changed."""
    if span.end <= same:
        return span
    return replace(span, start=span.start + shift, end=span.end + shift) if span.start >= end else None


def structural(brief: Brief) -> Brief:
    """Return `brief` with only those hand edits that decide which slides there are and what stands on them."""
    shaping = {
        key: SlideEdit(layout=edit.layout, copy_of=edit.copy_of, removed=edit.removed)
        for key, edit in brief.edits.items()
        if edit.layout or edit.copy_of or edit.removed
    }
    return replace(brief, edits=shaping, lock={})


def _slideless(key: str, edit: SlideEdit) -> str:
    """Return why the edits under `key` have no slide."""
    if edit.copy_of:
        return f"“{key}” is a copy of “{edit.copy_of}”, which this deck does not have; it stays in the brief."
    if key.startswith("own/"):
        return f"“{key}” does not say of which slide it is a copy; name it with “copy_of”. It stays in the brief."
    return f"The edits of “{key}” have no slide in this deck; they stay in the brief."


def without_target(
    brief: Brief, slides: Iterable[Slide], statements: Iterable[Statement], removed: Iterable[str] = ()
) -> Iterator[Remark]:
    """Yield a remark for each edit and lock of which the slide or statement is not there.

    The edits of a slide that was `removed` by hand only wait for it.
    """
    gone = frozenset(removed)
    keys = {slide.key for slide in slides} | {MEMO}
    ids = {statement.id for statement in statements}
    for key, edit in brief.edits.items():
        if key in gone or (edit.removed and edit.copy_of):
            continue
        if key not in keys:
            yield _warning("", _slideless(key, edit))
            continue
        for id in edit.statements:
            if id not in ids:
                yield _warning(key, f"A hand edit on “{key}” has no statement {id} any more; it stays in the brief.")
    for id in brief.lock:
        if id not in ids:
            yield _warning("", f"The locked statement {id} is no longer made; the lock stays in the brief.")


def _warning(key: str, text: str) -> Remark:
    return Remark(key, text, "warn")
