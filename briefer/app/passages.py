"""Making passages: a stretch of an essay becomes citable, with its page, its notes, and whose view it is."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import replace

from briefer.errors import UsageError
from briefer.mining.ownership import reported
from briefer.mining.sentences import Sentence, sentences
from briefer.model.essay import Essay, Locator
from briefer.model.evidence import Passage, PassageKind, ThemeMark, passage_id
from briefer.model.library import Bodies, Library
from briefer.model.suggestion import KIND_OF, Suggestion
from briefer.model.text import Anchor
from briefer.quotation.match import match
from briefer.structure.imported import Annotation

_WORD = re.compile(r"\S+")


def make_passage(
    library: Library, bodies: Bodies, essay_id: str, start: int, end: int, kind: PassageKind = "quotation"
) -> Passage:
    """Return a new passage on `start:end` of an essay's body; the user may overrule `relays`, which is set by rule.

    A gloss in an editor's piece (introduction, foreword) on somebody else's essay is relayed too. A digest yields
    anything but quotations, with the place that its own text names. Raises UsageError when the essay is not there,
    has no such stretch, or cannot be quoted.
    """
    essay = library.get(Essay, essay_id)
    if essay is None:
        raise UsageError(f"The library has no essay “{essay_id}”. List them with “briefer list essays”.")
    if essay.text == "digest" and kind == "quotation":
        raise UsageError(f"“{essay_id}” is a digest: it can be paraphrased, never quoted.")
    body = bodies[essay.body_sha256]
    if not 0 <= start < end <= len(body):
        raise UsageError(f"{start}–{end} is no stretch of “{essay_id}”, which has {len(body)} characters.")
    return passage_on(essay, body, start, end, kind, {passage.id for passage in library.all(Passage)})


def passage_on(
    essay: Essay, body: str, start: int, end: int, kind: PassageKind, taken: Collection[str] = ()
) -> Passage:
    """Return a passage on `start:end` of the body of `essay` with an id that is not `taken`."""
    view = reported(body, start, end, _authors(essay))
    anchor = Anchor.of(body, start, end)
    return Passage(
        id=passage_id(essay.id, kind, start, anchor.quote, taken),
        essay_id=essay.id,
        kind=kind,
        anchor=anchor,
        locator=_place_in_digest(essay, start, end) if essay.text == "digest" else Locator(),
        relays=view.holder if view else "",
        note=f"Reported: “{view.cue}”" if view else "",
        footnotes=notes_in(essay, start, end),
    )


def marked_passages(
    essay: Essay, body: str, annotations: Iterable[Annotation], ids: Collection[str], here: Iterable[Passage] = ()
) -> list[Passage]:
    """Return passages on what readers marked in a file, without those that are among `ids` or on the words of one `here`."""
    seen = set(ids)
    spans = {
        (one.kind, one.anchor.start, one.anchor.end) for one in here if one.anchor is not None and not one.doubtful
    }
    out: list[Passage] = []
    for one in annotations:
        passage = passage_on(essay, body, one.anchor.start, one.anchor.end, one.kind)
        if passage.id not in seen and (one.kind, one.anchor.start, one.anchor.end) not in spans:
            seen.add(passage.id)
            out.append(replace(passage, note="\n".join(part for part in (one.note, passage.note) if part)))
    return out


def kept(library: Library, bodies: Bodies, suggestion: Suggestion, kind: PassageKind | None = None) -> Passage:
    """Return the confirmed passage that a suggestion becomes; its themes count as accepted. Raises as `make_passage`."""
    made = make_passage(
        library,
        bodies,
        suggestion.essay_id,
        suggestion.start,
        suggestion.end,
        kind or KIND_OF[suggestion.kind],
    )
    return replace(
        made,
        relays=suggestion.holder or made.relays,
        themes=tuple(tag.theme for tag in suggestion.themes),
        marks=tuple(ThemeMark(tag.theme, "accepted", tag.why) for tag in suggestion.themes),
        score=suggestion.score,
    )


def recut(essay: Essay, body: str, passage: Passage, start: int, end: int) -> Passage:
    """Return the passage with other borders; raises ValueError when that is no stretch of `body`."""
    moved = replace(passage, anchor=Anchor.of(body, start, end), footnotes=notes_in(essay, start, end))
    return replace(moved, locator=_place_in_digest(essay, start, end)) if essay.text == "digest" else moved


def notes_in(essay: Essay, start: int, end: int) -> tuple[str, ...]:
    """Return the labels of the notes whose mark stands in `start:end`, one right behind it too."""
    return tuple(note.label for note in essay.footnotes if note.mark_at is not None and start < note.mark_at <= end)


def cut_remarks(body: str, anchor: Anchor) -> tuple[str, ...]:
    """Return what a fair reader would want to know of where a passage is cut, as phrases; () when the cut is fair.

    Conditions and negations of its first and last sentence that are left out are named.
    """
    first = body.rfind("\n\n", 0, anchor.start) + 2 if "\n\n" in body[: anchor.start] else 0
    last = body.find("\n\n", anchor.end)
    around = body[first : len(body) if last < 0 else last]
    place = (anchor.start - first, anchor.end - first)
    return tuple(warning.text for warning in match(anchor.quote, around, place).warnings)


def sentences_near(essay: Essay, body: str, offset: int) -> tuple[Sentence, ...]:
    """Return the sentences of the paragraph that holds `offset`, and of one on each side; quick in any text."""
    near = sorted(essay.paragraphs, key=lambda p: max(p.start - offset, offset - p.end, 0))[:3]
    boxes = tuple(a for a in essay.asides if a.start <= offset <= a.end)
    return tuple(sorted(sentences(replace(essay, paragraphs=tuple(near), asides=boxes), body), key=lambda s: s.start))


def sentence_of(essay: Essay, body: str, offset: int) -> tuple[int, int] | None:
    """Return the sentence at `offset`, or the one it stands right behind; None in headings and between paragraphs."""
    near = sentences_near(essay, body, offset)
    inside = [s for s in near if s.start <= offset < s.end] or [s for s in near if s.end == offset]
    return (inside[0].start, inside[0].end) if inside else None


def begin_at(essay: Essay, body: str, passage: tuple[int, int], step: int, whole: bool) -> int:
    """Return the begin of a stretch moved by one word, or to the next begin of a sentence when `whole`."""
    start, end = passage
    if whole:
        begins = [s.start for s in sentences_near(essay, body, start)]
    else:
        begins = [m.start() for m in _WORD.finditer(body, max(start - 400, 0), end)]
    found = [at for at in begins if at < start] if step < 0 else [at for at in begins if start < at < end]
    return (found[-1] if step < 0 else found[0]) if found else start


def end_at(essay: Essay, body: str, passage: tuple[int, int], step: int, whole: bool) -> int:
    """Return the end of a stretch moved by one word, or to the next end of a sentence when `whole`."""
    start, end = passage
    if whole:
        ends = [s.end for s in sentences_near(essay, body, end)]
    else:
        ends = [m.end() for m in _WORD.finditer(body, start, min(end + 400, len(body)))]
    found = [at for at in ends if start < at < end] if step < 0 else [at for at in ends if at > end]
    return (found[-1] if step < 0 else found[0]) if found else end


def _authors(essay: Essay) -> list[str]:
    return [name.family or name.literal for name in essay.reference.authors]


def _place_in_digest(essay: Essay, start: int, end: int) -> Locator:
    """Return where a digest says a stretch stands; raises UsageError when it does not say."""
    place = essay.locator(start, end)
    if not place:
        raise UsageError(f"“{essay.id}” is a digest that names no place here: a passage needs one to be cited.")
    return place
