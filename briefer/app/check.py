"""What is wrong with a brief before it is built: ids that the library does not have, quotations that cannot be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefer.compose.citing import all_cited, is_count
from briefer.errors import Problem
from briefer.model.essay import Essay
from briefer.model.evidence import Passage, Proposition, Recommendation, Theme
from briefer.model.library import Bodies, Library
from briefer.specs.brief import Brief
from briefer.specs.strict_yaml import Document, Path
from briefer.specs.template import DeckTemplate, MemoTemplate
from briefer.specs.validate import nearest

MAX_TITLE = 105
"""Code points that fit two lines of a slide title in every shipped brand."""


def problems(
    brief: Brief, document: Document, library: Library, bodies: Bodies, deck: DeckTemplate, memo: MemoTemplate
) -> list[Problem]:
    """Return every mistake of `brief` against its library and templates, with its place in the file."""
    found = [*_ids(brief, document, library), *_texts(brief, document, library)]
    found += _picks(brief, document, library, bodies)
    found += _places(brief, document, deck, memo)
    found += _unsupported(brief, document)
    return sorted(found)


def _ids(brief: Brief, document: Document, library: Library) -> Iterator[Problem]:
    lists: list[tuple[Path, Sequence[str], list[str], str]] = [
        (("essays",), brief.essays, [e.id for e in library.all(Essay)], "essay"),
        (("themes",), brief.themes, [t.id for t in library.all(Theme)], "theme"),
        (("propositions",), brief.propositions, [p.id for p in library.all(Proposition)], "proposition"),
        (
            ("recommendations", "ids"),
            brief.recommendations.ids,
            [r.id for r in library.all(Recommendation)],
            "recommendation",
        ),
    ]
    for path, wanted, known, noun in lists:
        if wanted == ("all",):
            continue
        for index, id in enumerate(wanted):
            if id not in known:
                yield document.problem((*path, index), f"the library has no {noun} “{id}”{nearest(id, known)}")


def _texts(brief: Brief, document: Document, library: Library) -> Iterator[Problem]:
    """Yield a problem for each [@passage] that the library does not have or the brief has not picked."""
    for path, text in cited_texts(brief):
        for id in all_cited(text):
            yield from _passage(brief, document, library, path, id)


def cited_texts(brief: Brief) -> Iterator[tuple[Path, str]]:
    """Yield every text of a brief that may cite, with its place."""
    for i, line in enumerate(brief.statements):
        yield ("statements", i, "text"), line.text
    for i, item in enumerate(brief.assessments):
        yield ("assessments", i, "text"), item.text
    for i, option in enumerate(brief.options):
        yield from ((("options", i, "criteria", j), text) for j, text in enumerate(option.criteria))
        yield ("options", i, "supporters"), option.supporters
        yield ("options", i, "opponents"), option.opponents
    for i, risk in enumerate(brief.risks):
        yield ("risks", i, "text"), risk.text
        yield ("risks", i, "answer"), risk.answer


def _passage(brief: Brief, document: Document, library: Library, path: Path, id: str) -> Iterator[Problem]:
    if is_count(id):
        if library.get(Proposition, id) is None:
            propositions = [p.id for p in library.all(Proposition)]
            yield document.problem(path, f"the library has no proposition “{id}”{nearest(id, propositions)}")
        return
    passage = library.get(Passage, id)
    if passage is None:
        known = [p.id for p in library.all(Passage)]
        yield document.problem(path, f"the library has no passage “{id}”{nearest(id, known)}")
        return
    if brief.essays != ("all",) and passage.essay_id not in brief.essays:
        yield document.problem(path, f"“{id}” belongs to {passage.essay_id}, which this brief does not pick")
    if passage.doubtful:
        yield document.problem(path, f"“{id}” is marked doubtful, do not use; pick another passage")


def _picks(brief: Brief, document: Document, library: Library, bodies: Bodies) -> Iterator[Problem]:
    for i, pick in enumerate(brief.picks):
        path: Path = ("picks", i, "passage")
        yield from _passage(brief, document, library, path, pick.passage)
        passage = library.get(Passage, pick.passage)
        if passage is None or pick.role != "quotation":
            continue
        essay = library.get(Essay, passage.essay_id)
        if essay is None or essay.text == "digest":
            yield document.problem(path, f"“{pick.passage}” is a digest: it can be paraphrased, never quoted")
        elif passage.anchor is None:
            yield document.problem(path, f"“{pick.passage}” has no place in its text; it cannot be quoted")
        elif bodies[essay.body_sha256][passage.anchor.start : passage.anchor.end] != passage.anchor.quote:
            yield document.problem(path, f"“{pick.passage}” no longer matches its text; locate it again")


def _places(brief: Brief, document: Document, deck: DeckTemplate, memo: MemoTemplate) -> Iterator[Problem]:
    slides = [slide.id for slide in deck.slides]
    sections = [section.id for section in memo.sections]
    for key in ("statements", "assessments", "picks"):
        for i, item in enumerate(getattr(brief, key)):
            slide, section = item.slide, getattr(item, "memo", "")
            if slide and slide not in slides and slide.split("/")[0] not in slides:
                known = f"the template {deck.id} has no slide “{slide}”{nearest(slide, slides)}"
                yield document.problem((key, i, "slide"), known)
            if section and section not in sections:
                known = f"the template {memo.id} has no section “{section}”{nearest(section, sections)}"
                yield document.problem((key, i, "memo"), known)
            if key != "picks" and not slide and not section:
                yield document.problem((key, i), "say where it goes: “slide:” or “memo:”")
    for key, headline in brief.headlines.items():
        if len(headline) > MAX_TITLE:
            what = f"{len(headline)} characters do not fit two lines; at most {MAX_TITLE}"
            yield document.problem(("headlines", key), what)


def _unsupported(brief: Brief, document: Document) -> Iterator[Problem]:
    """Yield a problem for what the schema knows and this version cannot yet honour; nothing is ignored in silence."""
    if brief.citations.style != "short":
        yield document.problem(("citations", "style"), "this version writes the short style only")
    if brief.citations.attribution != "full":
        yield document.problem(("citations", "attribution"), "this version names authors in full only")
    if brief.lock:
        yield document.problem(("lock",), "this version does not freeze statements; lock slides under “edits”")
