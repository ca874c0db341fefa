"""What stands above and below the title of a piece: subtitle, authors, who they are, the date."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from briefer.model.reference import Name
from briefer.structure.document import DocBlock, plain_text
from briefer.structure.headings import body_size
from briefer.structure.names import Person, is_affiliation, people
from briefer.structure.volume import is_date

EDITORS = re.compile(r"\s*\((?:eds?|editors?)\.?\)", re.IGNORECASE)
_ADDRESS = re.compile(r"(?:e-?mail:?\s*)?\S+@\S+\.\w+", re.IGNORECASE)
_HEAD_BLOCKS = 6
_COVER_WORDS = 80
_TITLE_WORDS = 30
_LINES = 6


@dataclass(frozen=True, slots=True)
class Head:
    """What stands below a title: the text begins at block `end`."""

    end: int
    people: tuple[Person, ...] = ()
    affiliations: tuple[str, ...] = ()
    subtitle: str = ""
    dates: tuple[str, ...] = ()


def head_below(found: Sequence[DocBlock], at: int, title: str = "") -> Head:
    """Return what the lines from block `at` on say of the piece: subtitle, authors, what is said of them, date."""
    named: list[Person] = []
    affiliations: list[str] = []
    dates: list[str] = []
    subtitle = ""
    start = at
    while at < len(found) and at - start < _HEAD_BLOCKS:
        block = found[at]
        if block.kind == "note":
            at += 1
            continue
        if block.kind not in ("paragraph", "heading") or block.item:
            break
        lines = [line for line in (" ".join(plain_text(x).split()) for x in lines_of(block)) if line]
        if lines and block.role in ("title", "subtitle") and not named and not subtitle and plain_text(block) != title:
            subtitle = plain_text(block)
        elif block.role == "date":
            dates.append(plain_text(block))
        elif block.role == "affiliation":
            affiliations.extend(lines)
        elif block.role == "author":
            for line in lines:
                who = _by(line)
                named.extend(who)
                affiliations.extend(one.affiliation for one in who if one.affiliation)
        elif named and len(lines) == 1 and is_date(lines[0]):
            dates.append(lines[0])
        elif named and lines and all(_ADDRESS.fullmatch(line) for line in lines):
            affiliations.extend(lines)
        elif not _plain_author_lines(block, lines, named, affiliations):
            if not _is_subtitle(found, at, start, bool(named or subtitle)):
                break
            subtitle = plain_text(block)
        at += 1
    return Head(at, tuple(named), tuple(affiliations), subtitle, tuple(dates))


def lines_of(block: DocBlock) -> list[DocBlock]:
    return [replace(block, text=line) for line in block.text.split("\n")]


def _plain_author_lines(block: DocBlock, lines: list[str], named: list[Person], affiliations: list[str]) -> bool:
    """Add what author lines without a style of their own say; False when `lines` are none."""
    if not lines or len(lines) > _LINES or any(len(line) > 400 for line in lines):
        return False
    kinds = [people(line) for line in lines]
    if not named and not kinds[0]:
        return False
    if block.kind == "heading" and not kinds[0]:
        return False
    plain = all(who or (is_affiliation(line) and len(line) < 120) for who, line in zip(kinds, lines, strict=True))
    if not plain or (named and not block.strong and lines[-1].endswith(".") and not any(kinds)):
        return False
    for who, line in zip(kinds, lines, strict=True):
        named.extend(who)
        affiliations.extend([one.affiliation for one in who if one.affiliation] if who else [line])
    return True


def _is_subtitle(found: Sequence[DocBlock], at: int, start: int, late: bool) -> bool:
    """Tell whether a heading right below a title goes on with it: authors follow at once."""
    block = found[at]
    if late or at != start or at + 1 >= len(found) or not (block.kind == "heading" or block.strong):
        return False
    after = found[at + 1]
    return (
        after.kind == "paragraph"
        and not after.item
        and len(plain_text(after)) < 120
        and bool(after.role == "author" or people(plain_text(lines_of(after)[0])))
    )


def _by(line: str) -> tuple[Person, ...]:
    """Return whom a line in the style of authors names."""
    text = EDITORS.sub("", line)
    return people(text) or ((Person(Name(literal=text)),) if not is_affiliation(text) and len(text) < 80 else ())


def head_above(before: Sequence[DocBlock]) -> Head:
    """Return authors and dates that stand above the title."""
    named: list[Person] = []
    dates: list[str] = []
    for block in before:
        if block.role == "date":
            dates.append(plain_text(block))
        elif block.kind == "paragraph" and len(plain_text(block)) < 120:
            named.extend(people(plain_text(block)))
    return Head(0, tuple(named), tuple(one.affiliation for one in named if one.affiliation), "", tuple(dates))


def title_at(found: Sequence[DocBlock], known: str) -> int | None:
    """Return the block that is the title of a single essay; `known` is the title its metadata give."""
    roled = next((at for at, block in enumerate(found) if block.role == "title"), None)
    if roled is not None:
        return roled
    first = next((at for at, block in enumerate(found) if block.kind == "heading"), None)
    above = found[:first]
    words = sum(len(plain_text(block).split()) for block in above if block.kind == "paragraph")
    if first is not None and words < _COVER_WORDS:
        level = found[first].level
        alone = sum(block.kind == "heading" and block.level <= level for block in found) == 1
        same = plain_text(found[first]).casefold() == known.casefold()
        if alone or same or head_below(found, first + 1).people:
            return first
    return _typed_title(found, known)


def _typed_title(found: Sequence[DocBlock], known: str) -> int | None:
    """Return the line above the text that its type, its author below or the metadata show to be the title."""
    lines: list[int] = []
    for at, block in enumerate(found):
        if block.kind == "heading" or (block.kind == "paragraph" and len(plain_text(block).split()) > _TITLE_WORDS):
            break
        if block.kind == "paragraph" and not block.item and not block.role:
            lines.append(at)
    lines = [at for at in lines[:_HEAD_BLOCKS] if not plain_text(found[at]).endswith((".", ",", ";"))]
    texts = {at: plain_text(found[at]) for at in lines if not people(plain_text(found[at]))}
    named = next((at for at, text in texts.items() if known and text.casefold() == known.casefold()), None)
    if named is not None:
        return named
    body = body_size(found)
    larger = [at for at in texts if body and found[at].size > body * 1.08]
    if larger:
        return max(larger, key=lambda at: (found[at].size, -at))
    return next((at for at in texts if found[at].strong or head_below(found, at + 1).people), None)
