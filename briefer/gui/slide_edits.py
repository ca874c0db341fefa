"""What a person does to one slide: pure, brief in, brief out; everything is kept under the slide's key."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from briefer.compose.edits import base_of
from briefer.compose.wording import MAX_TITLE
from briefer.model.essay import Essay
from briefer.model.evidence import Passage
from briefer.model.library import Library
from briefer.model.statement import Statement
from briefer.specs.brief import Brief, Pick, SlideEdit, StatementEdit
from briefer.specs.template import REGISTER

QUOTED = "A quotation keeps the words of its source. Trim it on Evidence, or make it a paraphrase there."


def edit_of(brief: Brief | None, key: str) -> SlideEdit:
    """Return what was changed by hand on a slide."""
    return brief.edits.get(key, SlideEdit()) if brief else SlideEdit()


def with_edit(brief: Brief, key: str, **change: Any) -> Brief:
    """Return `brief` with the fields of a slide's edit changed; an edit that says nothing any more goes."""
    edit = replace(edit_of(brief, key), **change)
    rest = {other: kept for other, kept in brief.edits.items() if other != key}
    if edit == SlideEdit():
        return replace(brief, edits=rest)
    return replace(brief, edits={**brief.edits, key: edit})


def with_lock(brief: Brief, key: str, statements: Iterable[Statement], on: bool) -> Brief:
    """Return `brief` with the texts of a slide held as they are, or free again."""
    texts = {statement.id: statement.text for statement in statements if statement.text}
    kept = {id: text for id, text in brief.lock.items() if id not in texts}
    return replace(with_edit(brief, key, locked=on), lock={**kept, **texts} if on else kept)


def with_copy(brief: Brief, key: str, title: str) -> tuple[Brief, str]:
    """Return `brief` with a copy of slide `key` behind it, under a title of its own, and the key of the copy."""
    like = edit_of(brief, key)
    number = next(n for n in range(1, len(brief.edits) + 2) if f"own/{n}" not in brief.edits)
    copy = f"own/{number}"
    new = SlideEdit(copy_of=like.copy_of or key, layout=like.layout, title=numbered(title, number + 1))
    return replace(brief, edits={**brief.edits, copy: new}), copy


def numbered(title: str, number: int) -> str:
    """Return a title that differs from its slide's by a number and still fits."""
    tail = f" ({number})"
    return title[: MAX_TITLE - len(tail)].rstrip() + tail


def removed(brief: Brief) -> tuple[str, ...]:
    """Return the keys of the slides that were taken out by hand."""
    return tuple(key for key, edit in brief.edits.items() if edit.removed)


def placed(brief: Brief, library: Library, passage: Passage, key: str) -> Brief:
    """Return `brief` with a passage on slide `key`; one that waits in the tray goes from there.

    A quotation with its place in a full text is quoted, everything else stands in the library's wording.
    """
    essay = library.get(Essay, passage.essay_id)
    exact = passage.kind == "quotation" and passage.anchor is not None and essay is not None and essay.text == "full"
    waiting = next((p for p in brief.picks if p.passage == passage.id and not p.slide), None)
    pick = replace(waiting or Pick(passage=passage.id), slide=key, role="quotation" if exact else "paraphrase")
    return replace(brief, picks=(*(p for p in brief.picks if p is not waiting), pick))


def no_place(brief: Brief, passage: Passage, key: str, takes_lines: bool) -> str:
    """Return why a passage cannot go onto a slide, "" when it can."""
    if not takes_lines:
        return "This slide is made from counts and takes no passage of its own"
    if edit_of(brief, key).locked:
        return "The slide is locked; L unlocks it"
    if passage.doubtful:
        return "The passage is marked doubtful: do not use"
    if brief.essays != ("all",) and passage.essay_id not in brief.essays:
        return "Its essay is not in this brief; tick it under Picks first"
    if any(pick.passage == passage.id and pick.slide == key for pick in brief.picks):
        return "The passage stands on this slide already"
    return ""


def why_fixed(brief: Brief, statement: Statement) -> str:
    """Return why the words of a statement cannot be retyped, "" when they can."""
    edit = edit_of(brief, statement.slide_key)
    if statement.slide_key == REGISTER:
        return "The register is made from what is cited; it cannot be retyped"
    if edit.locked or statement.id in brief.lock:
        return "The slide is locked; L unlocks it"
    if statement.field == "title":
        return ""
    if statement.role == "quotation":
        return QUOTED
    if statement.role == "count":
        return "This is counted from positions; correct the position, and the count follows"
    if statement.role == "boilerplate":
        return "This is a word of the template; change it there"
    return ""


def shortened(title: str) -> str:
    """Return the beginning of a title that fits: up to a pause in its second half, else up to a word."""
    words = " ".join(title.split())
    if len(words) <= MAX_TITLE:
        return words
    room = words[: MAX_TITLE + 1]
    pause = max(room.rfind(mark) for mark in (", ", "; ", ": ", " – ", ". "))
    end = pause if pause > MAX_TITLE // 2 else room.rfind(" ")
    return (room[:end] if end > 0 else words[:MAX_TITLE]).rstrip(" ,;:–.")


def with_short_title(brief: Brief, statement: Statement, title: str) -> Brief:
    """Return `brief` with the beginning of a title that is too long; all of it goes before what the presenter says."""
    said = "\n".join(filter(None, (" ".join(title.split()), brief.say.get(statement.slide_key, ""))))
    return with_say(with_words(brief, statement, shortened(title)), statement.slide_key, said)


def too_long(statement: Statement, text: str) -> str:
    """Return why words are too long for a statement, "" when they are not."""
    used, most, _ = title_room(text)
    if statement.field == "title" and used > most:
        return f"{used} characters do not fit the title of a slide; at most {most}"
    return ""


def title_room(title: str) -> tuple[int, int, str]:
    """Return how long a title is, how long it may be, and that in words."""
    used = len(" ".join(title.split()))
    return used, MAX_TITLE, f"{used} of {MAX_TITLE} characters"


def with_say(brief: Brief, key: str, text: str) -> Brief:
    """Return `brief` with what the presenter says on a slide; without words the template's stand."""
    rest = {other: words for other, words in brief.say.items() if other != key}
    words = "\n".join(" ".join(line.split()) for line in text.strip().splitlines())
    return replace(brief, say={**rest, key: words} if words else rest)


def with_words(brief: Brief, statement: Statement, text: str) -> Brief:
    """Return `brief` with other words for a statement; without words, or with those composed, it has no edit."""
    key, words = statement.slide_key, " ".join(text.split())
    if statement.field == "title":
        same = words == statement.text and not edit_of(brief, key).title
        return brief if same else with_edit(brief, key, title=words)
    edits = dict(edit_of(brief, key).statements)
    before = edits.pop(statement.id, None)
    base = before.base if before is not None else base_of(statement.text)
    if words and base_of(words) != base:
        edits[statement.id] = StatementEdit(text=words, base=base)
    return with_edit(brief, key, statements=edits)
