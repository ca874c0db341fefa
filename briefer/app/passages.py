"""Making passages: a stretch of an essay becomes citable, with its page, its notes, and whose view it is."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace

from briefer.errors import UsageError
from briefer.mining.ownership import reported
from briefer.model.essay import Essay
from briefer.model.evidence import Passage, PassageKind, passage_id
from briefer.model.library import Bodies, Library
from briefer.model.text import Anchor
from briefer.structure.imported import Annotation


def make_passage(
    library: Library, bodies: Bodies, essay_id: str, start: int, end: int, kind: PassageKind = "quotation"
) -> Passage:
    """Return a new passage on `start:end` of an essay's body; the user may overrule `relays`, which is set by rule.

    A gloss in an editor's piece (introduction, foreword) on somebody else's essay is relayed too. Raises UsageError
    when the essay is not there, is a digest, or has no such stretch.
    """
    essay = library.get(Essay, essay_id)
    if essay is None:
        raise UsageError(f"The library has no essay “{essay_id}”. List them with “briefer list essays”.")
    if essay.text == "digest":
        raise UsageError(f"“{essay_id}” is a digest: it can be paraphrased, never quoted.")
    body = bodies[essay.body_sha256]
    if not 0 <= start < end <= len(body):
        raise UsageError(f"{start}–{end} is no stretch of “{essay_id}”, which has {len(body)} characters.")
    return passage_on(essay, body, start, end, kind, {passage.id for passage in library.all(Passage)})


def passage_on(
    essay: Essay, body: str, start: int, end: int, kind: PassageKind, taken: Collection[str] = ()
) -> Passage:
    """Return a passage on `start:end` of the body of `essay` with an id that is not `taken`."""
    view = reported(body, start, end, [name.family or name.literal for name in essay.reference.authors])
    anchor = Anchor.of(body, start, end)
    return Passage(
        id=passage_id(essay.id, kind, start, anchor.quote, taken),
        essay_id=essay.id,
        kind=kind,
        anchor=anchor,
        relays=view.holder if view else "",
        note=f"Reported: “{view.cue}”" if view else "",
        footnotes=tuple(n.label for n in essay.footnotes if n.mark_at is not None and start < n.mark_at <= end),
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
