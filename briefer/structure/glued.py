"""A pasted web article: a head with date and by-line, notes glued to their marks, and the furniture of the page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from briefer.model.essay import Footnote
from briefer.model.reference import Reference
from briefer.structure.draft import Block, collapsed, composed, resolved, token
from briefer.structure.lines import Line
from briefer.structure.names import people
from briefer.structure.records import Parts, author_doubts
from briefer.structure.volume import frequent_organisation, iso_date

_HEAD = 16
_PROSE_WORDS = 25
_DATE_LINE = re.compile(
    r"^(?:[A-Z]\w+day,?\s+)?(?:\w+\.?\s+\d{1,2},?\s+\d{4}|\d{1,2}\s+\w+\.?,?\s+\d{4}|\d{4}-\d\d-\d\d)\b.{0,20}$"
)
_RULE = re.compile(r"[*\s_\-–—⁂#]{3,}")
_CALL = re.compile(
    r"^(?:watch|explore|subscribe|sign up|read more|listen|download|share|related|follow|donate|learn more|click|print|"
    r"email|tweet|advertisement|comments?|tags?:|topics?:|this field is for|•)\b|^•",
    re.IGNORECASE,
)
_CAPTION = re.compile(r"\((?:source|photo|image|credit)s?\s*:|^(?:image|photo|figure|caption)\s*:", re.IGNORECASE)
_IBID = re.compile(r"\s*(?:Ibid|Idem|Op\. cit)\.?(?:,? (?:at |p\.|pp\.)? ?\d+\.?)?")
_ADDRESS = re.compile(r"https?://\S+|doi:\S+")
_CLAIM_WORDS = 4


@dataclass(frozen=True, slots=True)
class Article:
    """A web article and what was set aside from it."""

    parts: Parts
    remarks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Head:
    reference: Reference
    length: int


def article(lines: Sequence[Line]) -> Article | None:
    """Return the web article in `lines`, None when they are no such thing: notes glued to the text show it."""
    texts = [collapsed(line.text) for line in lines]
    byline = next(
        (at for at, text in enumerate(texts[:_HEAD]) if re.match(r"(?i)(?:written )?by\s", text) and people(text)), None
    )
    marks = _glued_marks(texts)
    if len(marks) < 2 and (byline is None or not _is_web_page(texts)):
        return None
    head = _head(texts, byline)
    blocks, notes, rest = _body(texts[head.length :])
    draft, places = resolved(composed(blocks))
    at_mark = dict(places)
    footnotes = tuple(Footnote(label, at_mark[label], text, "linked") for label, text in notes.items())
    reference = Reference(
        type="article",
        title=head.reference.title or texts[0],
        authors=head.reference.authors,
        issued=head.reference.issued,
        collection_title=head.reference.collection_title,
        publisher=frequent_organisation(rest),
    )
    doubts = author_doubts("essay", reference.authors, sure=byline is not None)
    remarks = (
        (f"{len(rest)} lines around the article (captions, links, about the authors) were set aside.",) if rest else ()
    )
    return Article(Parts(reference=reference, draft=draft, footnotes=footnotes, doubts=doubts), remarks)


def _is_web_page(texts: Sequence[str]) -> bool:
    """Tell whether lines that only web pages have stand in the text, and paragraphs are not broken into lines."""
    return sum(bool(_CALL.match(text) and len(text) < 60) for text in texts) >= 2 and max(map(len, texts)) > 200


def _head(texts: Sequence[str], byline: int | None) -> _Head:
    length = next((at for at, text in enumerate(texts[:_HEAD]) if _is_prose(text)), 0)
    if byline is not None and byline >= length:
        length = byline + 1
    title_at = byline - 1 if byline else _longest_title(texts[:length])
    others = [text for at, text in enumerate(texts[:length]) if at not in (title_at, byline)]
    dates = [text for text in others if _DATE_LINE.match(text)]
    series = [text for text in others if text not in dates and len(text) < 60 and re.search(r"\d", text)]
    return _Head(
        Reference(
            title=texts[title_at] if 0 <= title_at < length else "",
            authors=tuple(one.name for one in people(texts[byline])) if byline is not None else (),
            issued=iso_date(dates[0]) if dates else "",
            collection_title=series[0] if series else "",
        ),
        length,
    )


def _is_prose(text: str) -> bool:
    return len(text.split()) >= _PROSE_WORDS and bool(re.search(r"[.!?][”\"’]?(?:\d{0,2}[A-Z“]|\s|$)", text))


def _longest_title(head: Sequence[str]) -> int:
    """Return the line of the head that is most likely the title."""
    fit = [at for at, text in enumerate(head) if len(text.split()) <= 20 and not _DATE_LINE.match(text)]
    return max(fit, key=lambda at: len(head[at]), default=-1)


def _body(texts: Sequence[str]) -> tuple[list[Block], dict[str, str], list[str]]:
    """Return the article's blocks with tokens for marks, its notes, and the lines that are not the article's."""
    blocks: list[Block] = []
    notes: dict[str, str] = {}
    rest: list[str] = []
    bare = [_letters(text) for text in texts]
    after_rule = False
    for at, text in enumerate(texts):
        after_rule = after_rule or bool(_RULE.fullmatch(text))
        kind = "" if _RULE.fullmatch(text) else "boilerplate" if after_rule else _aside(text, bare, at)
        if kind:
            rest.append(text)
            blocks.append(Block("aside", text, aside=kind))
        elif not _RULE.fullmatch(text):
            text, found = _without_notes(text, len(notes) + 1)
            notes.update(found)
            blocks.append(Block("heading" if _is_heading(text) else "paragraph", text))
    return blocks, notes, rest


def _aside(text: str, bare: Sequence[str], at: int) -> str:
    if _CALL.match(text) and len(text) < 120:
        return "boilerplate"
    if _CAPTION.search(text) and len(text) < 160:
        return "caption"
    own = bare[at]
    if len(text.split()) > 4 and any(own in other and len(other) > len(own) for other in bare):
        return "pull-quote"
    return ""


def _letters(text: str) -> str:
    return re.sub(r"\W+", "", text)


def _is_heading(text: str) -> bool:
    return len(text.split()) <= 14 and not re.search(r"[.!?:,;”\"\x03]$", text)


def _mark(number: int) -> re.Pattern[str]:
    """Return what the glued mark of note `number` looks like: a number between the text's end and the note's capital."""
    return re.compile(rf"(?<=[.,;:!?”’\")\]a-z%]){number}(?=[A-Z“‘\"«À-Ž])|(?<=(?:19|20)\d\d[.,]){number}(?=[A-Z“‘\"])")


def _glued_marks(texts: Sequence[str]) -> list[int]:
    found: list[int] = []
    for text in texts:
        at = 0
        while match := _mark(len(found) + 1).search(text, at):
            found.append(match.start())
            at = match.end()
    return found


def _without_notes(text: str, first: int) -> tuple[str, dict[str, str]]:
    """Return a paragraph with a token for each mark, and the notes that were glued to them."""
    spans: list[tuple[int, int]] = []
    at = 0
    while match := _mark(first + len(spans)).search(text, at):
        spans.append(match.span())
        at = match.end()
    out, notes, at = "", {}, 0
    for number, (start, end) in enumerate(spans):
        limit = spans[number + 1][0] if number + 1 < len(spans) else len(text)
        stop = end + _note_end(text[end:limit], last=number + 1 == len(spans))
        label = str(first + number)
        notes[label] = text[end:stop].strip()
        out += text[at:start] + token(label) + (" " if text[stop : stop + 1].strip() else "")
        at = stop
    return (out + text[at:]).strip(), notes


def _note_end(text: str, last: bool) -> int:
    """Return where the note ends in the text up to the next mark: after its last address, or as Ibid. does.

    What follows must hold the sentence of the next mark: one address is given back when no words would be left.
    """
    ends = [match.end() for match in _ADDRESS.finditer(text)]
    if len(ends) > 1 and not last and len(text[ends[-1] :].split()) < _CLAIM_WORDS:
        return ends[-2]
    if ends:
        return ends[-1]
    ibid = _IBID.match(text)
    if ibid:
        return ibid.end()
    year = re.search(r"\d{4}[.)]?(?=\s+[A-Z])|$", text)
    return year.end() if year else len(text)
