"""Where an authored piece opens: title lines with a name under them, or the word for a piece of front matter."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from briefer.model.essay import EssayKind
from briefer.structure.lines import Gap, Line
from briefer.structure.names import Person, is_affiliation, people

_KINDS: tuple[tuple[str, EssayKind], ...] = (
    (
        r"(?:a )?(?:foreword|preface|letter from the \w+|message from the \w+)(?: by .*)?|avant-propos|vorwort",
        "foreword",
    ),
    (r"(?:general |editors?[’'s]* )?introduction|editors?[’'s]* (?:note|preface)|einleitung", "introduction"),
    (r"conclusions?|concluding remarks|afterword|epilogue|postscript", "conclusion"),
    (r"(?:select(?:ed)? )?bibliography|works cited|further reading", "bibliography"),
    (r"(?:about|notes on)? ?(?:the )?(?:contributors|authors|editors)", "contributors"),
    (r"executive summary|acknowledge?ments?", "foreword"),
)
_CONTENTS = re.compile(r"(?:table of )?contents", re.IGNORECASE)
_CHAPTER = re.compile(r"(?:(?:chapter|essay|part)\s+(?:\d{1,2}|[IVX]+|\w+)|\d{1,2}|[IVX]{1,4})[.:]?", re.IGNORECASE)
_NO_TITLE = re.compile(
    r"^(?:table of )?contents\b|^(?:end|foot)?notes$|\bedited by$|\bpublished by\b|\.{4,}|(?:\. ){4,}",
    re.IGNORECASE,
)
_DATE_LINE = re.compile(r"(?:\w+day,?\s+)?(?:\d{1,2}\s+)?[A-Z]\w+\.?\s+(?:\d{1,2},?\s+)?(?:19|20)\d\d")
_NOTE_SIGN = re.compile(r"(?<=[^\s*†‡§¶])[*†‡§¶]{1,3}$")
_LONGEST_TITLE = 4
_TITLE_WORDS = 34
_NEAR = 40


@dataclass(frozen=True, slots=True)
class Opening:
    """A piece opens at line `start`; its text begins at line `body`."""

    start: int
    body: int
    title: str
    kind: EssayKind = "essay"
    people: tuple[Person, ...] = ()
    affiliations: tuple[str, ...] = field(default=())

    @property
    def sure(self) -> bool:
        """Tell whether a title of honour, "by" or an institution marks the name as an author's."""
        return bool(self.affiliations) or any(one.titled or one.affiliation for one in self.people)


def front_kind(title: str) -> EssayKind | None:
    """Return the kind of front or back matter that `title` names, None for any other title."""
    text = title.strip().rstrip(".:")
    return next((kind for pattern, kind in _KINDS if re.fullmatch(pattern, text, re.IGNORECASE)), None)


def is_contents(title: str) -> bool:
    """Tell whether `title` heads a table of contents."""
    return bool(_CONTENTS.fullmatch(title.strip()))


def is_chapter_label(title: str) -> bool:
    """Tell whether `title` only counts ("Chapter 2", "IV.")."""
    return bool(_CHAPTER.fullmatch(title.strip()))


def opening_at(lines: Sequence[Line], at: int) -> Opening | None:
    """Return the piece that opens at line `at`: one to four title lines, then a line of authors."""
    start = at
    if at + 1 < len(lines) and is_chapter_label(lines[at].text):
        at += 1
    for title_end in _title_ends(lines, at):
        authors = people(lines[title_end].text)
        if not authors or not _is_title(lines, at, title_end):
            continue
        title = title_of([line.text for line in lines[at:title_end]])
        front = front_kind(title)
        found = _with_authors(lines, Opening(start, title_end, title, front or "essay", authors))
        if found.body < len(lines) and (lines[found.body].gap or found.sure or _is_top(lines, start)):
            return found
    return None


def author_first_at(lines: Sequence[Line], at: int) -> Opening | None:
    """Return the piece that opens at line `at` with its authors, and the title below them."""
    authors = people(lines[at].text)
    end = at + 1
    while end < len(lines) and end - at <= _LONGEST_TITLE and (end == at + 1 or lines[end].gap is Gap.NONE):
        end += 1
    texts = [line.text for line in lines[at + 1 : end]]
    if not authors or not texts or end >= len(lines) or not lines[end].gap or not _reads_as_title(texts):
        return None
    title = title_of(texts)
    return Opening(at, end, title, front_kind(title) or "essay", authors)


def front_matter_at(lines: Sequence[Line], at: int) -> Opening | None:
    """Return the piece of front or back matter that opens at line `at`: its title stands there alone."""
    kind = front_kind(lines[at].text)
    alone = at + 1 < len(lines) and (lines[at + 1].gap or lines[at + 1].feeds or _is_top(lines, at))
    return Opening(at, at + 1, lines[at].text, kind) if kind and alone else None


def title_of(texts: Sequence[str]) -> str:
    """Return the lines of a title as one; a subtitle's colon stands close."""
    joined = " ".join(" ".join(texts).split())
    joined = re.sub(r"\.\s\.\s\.", "…", _NOTE_SIGN.sub("", joined))
    return re.sub(r"\s+([:;,?!…])", r"\1", joined).strip()


def _is_top(lines: Sequence[Line], at: int) -> bool:
    return at == 0 or lines[at].feeds > 0


def _title_ends(lines: Sequence[Line], at: int) -> list[int]:
    """Return where the author line may stand: at the first break of the title's block, at the next, or inside it."""
    ends: list[int] = []
    for end in range(at + 1, min(at + _LONGEST_TITLE + 2, len(lines))):
        if lines[end].feeds:
            break
        ends.append(end)
        if len([x for x in range(at + 1, end + 1) if lines[x].gap]) == 2:
            break
    return ends


def _is_title(lines: Sequence[Line], at: int, end: int) -> bool:
    if not _reads_as_title([line.text for line in lines[at:end]]):
        return False
    separated = lines[end].gap is not Gap.NONE or _is_top(lines, at)
    return separated or any(one.titled or one.affiliation for one in people(lines[end].text))


def _reads_as_title(texts: Sequence[str]) -> bool:
    whole = " ".join(texts)
    if len(whole.split()) > _TITLE_WORDS or len(texts) > _LONGEST_TITLE or re.search(r"[.;,]$", whole):
        return False
    if _NO_TITLE.search(whole):
        return False
    return bool(re.match(r"[^\W_]|[“‘\"'«(]", whole)) and not whole[0].islower()


def _with_authors(lines: Sequence[Line], opening: Opening) -> Opening:
    """Take in further lines of authors and the lines that say who they are."""
    authors, affiliations = list(opening.people), [one.affiliation for one in opening.people if one.affiliation]
    at = opening.body + 1
    while at < len(lines) and at - opening.body < 8:
        more = people(lines[at].text)
        if more and (lines[at].gap is Gap.NONE or any(one.titled for one in more) or _one_more(lines, at, more)):
            authors.extend(more)
            affiliations.extend(one.affiliation for one in more if one.affiliation)
        elif is_affiliation(lines[at].text) and len(lines[at].text) < 90 and _is_apart(lines, at):
            affiliations.append(lines[at].text)
        elif not _DATE_LINE.fullmatch(lines[at].text):
            break
        at += 1
    return Opening(opening.start, at, opening.title, opening.kind, tuple(authors), tuple(affiliations))


def _one_more(lines: Sequence[Line], at: int, named: Sequence[Person]) -> bool:
    """Tell whether line `at` stands apart as the author's line above it does, and names nobody the text speaks of."""
    alike = lines[at].blanks == lines[at - 1].blanks and at + 1 < len(lines) and lines[at + 1].gap is not Gap.NONE
    names = [one.name.family or one.name.full for one in named]
    return alike and not any(name in line.text for line in lines[at + 1 : at + _NEAR] for name in names)


def _is_apart(lines: Sequence[Line], at: int) -> bool:
    """Tell whether the block of line `at` is short and no sentence: not the first lines of the text."""
    end = at + 1
    while end < len(lines) and lines[end].gap is Gap.NONE and end - at < 4:
        end += 1
    last = lines[end - 1].text
    return end - at < 4 and end < len(lines) and not re.search(r"[.?!]$", last)
