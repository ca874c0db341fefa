"""What is wrong with a brief before it is built: names that nothing has, quotations that cannot be, titles too long."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from briefer.app import resources
from briefer.compose.attribution import attributed, unquotable, withheld
from briefer.compose.citing import all_cited, broken_cites, is_count, without_cites
from briefer.compose.figures import place_of
from briefer.compose.marking import banner_fault, portion_fault
from briefer.compose.wording import MAX_TITLE
from briefer.errors import Problem, SpecError
from briefer.model.colour import TLP_COLOURS
from briefer.model.essay import Essay
from briefer.model.evidence import Passage, Proposition, Recommendation, Theme
from briefer.model.library import Bodies, Library
from briefer.model.text import ALT_LIMIT
from briefer.specs.brief import Brief, Question
from briefer.specs.figure import Figure, ReadFigure
from briefer.specs.strict_yaml import Document, Path, texts
from briefer.specs.template import LAYOUT_FIELDS, DeckTemplate, MemoTemplate
from briefer.specs.validate import nearest

T = TypeVar("T")

MAX_ANSWER = 40
"""Words of an answer: about a quarter of a minute of speech."""

MAX_UNDER = 400
"""Characters of a caption, and of a permission: with both, half of the slide is left to the figure."""


def problems(brief: Brief, document: Document, library: Library, bodies: Bodies) -> list[Problem]:
    """Return every mistake of `brief` against its library, templates and brand, with its place in the file."""
    found = unknown(brief, document, library, bodies)
    found += _titles(brief, document)
    found += _spoken(brief, document)
    found += _handling(brief, document)
    found += _edits(brief, document)
    found += _figures(brief, document, library)
    found += _slide_ids(brief, document)
    choice = brief.deck
    _loaded("brands", choice.brand, ("deck", "brand"), resources.brand, document, found)
    deck = _loaded("decks", choice.template, ("deck", "template"), resources.deck_template, document, found)
    memo = _loaded("memos", brief.memo.template, ("memo", "template"), resources.memo_template, document, found)
    if deck:
        found += _slides(brief, document, library, deck)
    if memo:
        found += _sections(brief, document, memo)
    if not found:
        found += _named(brief, document, library, bodies)
    return sorted(found)


def unknown(brief: Brief, document: Document, library: Library, bodies: Bodies) -> list[Problem]:
    """Return a problem for each name of `brief` that its library does not have or cannot give."""
    found = [*_ids(brief, document, library), *_cites(brief, document, library)]
    return [*found, *_picks(brief, document, library, bodies)]


def _loaded(
    kind: str, id: str, path: Path, load: Callable[[str], T], document: Document, found: list[Problem]
) -> T | None:
    """Return what `load` gives, or None with what is wrong with it added to `found`."""
    if fault := resources.fault(kind, id):
        found.append(document.problem(path, fault))
        return None
    try:
        return load(id)
    except SpecError as error:
        found += error.problems
        return None


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
        if noun == "essay" and not (known if wanted == ("all",) else wanted):
            yield document.problem(path, "there is no essay to build from; import or pick at least one")
        for index, id in enumerate(wanted if wanted != ("all",) else ()):
            if id not in known:
                yield document.problem((*path, index), f"the library has no {noun} “{id}”{nearest(id, known)}")
            elif id in wanted[:index]:
                yield document.problem((*path, index), f"“{id}” stands twice; keep one")


def _cites(brief: Brief, document: Document, library: Library) -> Iterator[Problem]:
    """Yield a problem for each [@passage] that the library does not have, and for each in a text that cannot cite."""
    citing = dict(cited_texts(brief))
    for path, text in citing.items():
        for id in all_cited(text):
            yield from _passage(brief, document, library, path, id)
        if broken_cites(text):
            yield document.problem(path, "a cite is written [@passage-id], several [@one; @two]")
    for path, text in texts(document.data):
        if "[@" in text and path not in citing:
            what = "only statements, assessments, options, risks, events, objections, answers and changes can cite"
            yield document.problem(path, f"{what}; take the [@…] out")


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
    for i, event in enumerate(brief.events):
        yield ("events", i, "text"), event.text
    for i, raised in enumerate(brief.objections):
        yield ("objections", i, "text"), raised.text
        yield ("objections", i, "answer"), raised.answer
    for i, asked in enumerate(brief.questions):
        yield ("questions", i, "answer"), asked.answer
    for i, change in enumerate(brief.changes):
        yield ("changes", i, "was"), change.was
        yield ("changes", i, "now"), change.now
        yield ("changes", i, "why"), change.why


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
        yield document.problem(path, not_picked(passage.essay_id, id))
    if passage.doubtful:
        yield document.problem(path, f"“{id}” is marked doubtful, do not use; pick another passage")


def not_picked(essay: str, passage: str = "") -> str:
    """Return what is wrong with a text, or with a `passage` of it, that a brief cites and does not pick."""
    return (
        f"“{passage}” belongs to {essay}, which this brief does not pick"
        if passage
        else f"this brief does not pick “{essay}”"
    )


def _picks(brief: Brief, document: Document, library: Library, bodies: Bodies) -> Iterator[Problem]:
    seen: set[tuple[str, str]] = set()
    for i, pick in enumerate(brief.picks):
        path: Path = ("picks", i, "passage")
        yield from _passage(brief, document, library, path, pick.passage)
        if (pick.passage, pick.slide) in seen:
            yield document.problem(path, f"“{pick.passage}” is picked twice for the same place; keep one")
        seen.add((pick.passage, pick.slide))
        passage = library.get(Passage, pick.passage)
        if passage is None or pick.role != "quotation":
            continue
        essay = library.get(Essay, passage.essay_id)
        if essay is None or essay.text == "digest":
            yield document.problem(path, f"“{pick.passage}” is from a digest: it can be paraphrased, never quoted")
        elif passage.anchor is None:
            yield document.problem(path, f"“{pick.passage}” has no place in its text; it cannot be quoted")
        elif bodies[essay.body_sha256][passage.anchor.start : passage.anchor.end] != passage.anchor.quote:
            yield document.problem(path, f"“{pick.passage}” no longer matches its text; locate it again")


def _figures(brief: Brief, document: Document, library: Library) -> Iterator[Problem]:
    """Yield a problem for each figure that nobody allows, that has no one source, or too many words under it."""
    essays = [essay.id for essay in library.all(Essay)]
    for i, figure in enumerate(brief.figures):
        path: Path = ("figures", i)
        if not figure.permission.strip():
            what = "“permission” is missing: say who allows this copy, or on what ground it is taken over"
            yield document.problem(path, what)
        if bool(figure.passage) == bool(figure.essay):
            yield document.problem(path, "name its source once: “passage”, or “essay” with “locator”")
        elif figure.passage:
            if is_count(figure.passage):
                yield document.problem((*path, "passage"), "a figure comes from a passage, not from a count")
            else:
                yield from _passage(brief, document, library, (*path, "passage"), figure.passage)
        else:
            if figure.essay not in essays:
                what = f"the library has no essay “{figure.essay}”{nearest(figure.essay, essays)}"
                yield document.problem((*path, "essay"), what)
            elif brief.essays != ("all",) and figure.essay not in brief.essays:
                yield document.problem((*path, "essay"), not_picked(figure.essay))
            if not place_of(figure.locator):
                what = "say where it stands: p. 12, pp. 12–13 or ¶3"
                yield document.problem((*path, "locator"), what)
        if figure.passage and figure.locator:
            yield document.problem((*path, "locator"), "the passage says where it stands; take the locator out")
        for key, text in (("caption", figure.caption), ("permission", figure.permission)):
            if len(text) > MAX_UNDER:
                what = f"{len(text)} characters do not fit under a figure; at most {MAX_UNDER}"
                yield document.problem((*path, key), what)
        if len(figure.alt) > ALT_LIMIT:
            what = f"{len(figure.alt)} characters are more than screen readers take; at most {ALT_LIMIT}"
            yield document.problem((*path, "alt"), what)
        if not isinstance(figure, ReadFigure):
            what = f"the picture “{figure.file}” is not beside the brief; copy it there and open the brief again"
            yield document.problem((*path, "file"), what)


def _slide_ids(brief: Brief, document: Document) -> Iterator[Problem]:
    """Yield a problem for each question or figure that has the id of another."""
    lists: dict[str, Sequence[Question | Figure]] = {"questions": brief.questions, "figures": brief.figures}
    for name, items in lists.items():
        seen: set[str] = set()
        for i, item in enumerate(items):
            if item.id in seen:
                yield document.problem((name, i, "id"), f"“{item.id}” stands twice; each needs an id of its own")
            seen |= {item.id} - {""}


def _titles(brief: Brief, document: Document) -> Iterator[Problem]:
    """Yield a problem for each text that becomes a slide title and is too long for one."""
    found: list[tuple[Path, str]] = [
        (("title",), brief.title),
        (("decision", "ask"), brief.decision.ask),
        (("decision", "title"), brief.decision.title),
        *((("headlines", key), text) for key, text in brief.headlines.items()),
        *((("picks", i, "headline"), pick.headline) for i, pick in enumerate(brief.picks)),
        *((("questions", i, "text"), asked.text) for i, asked in enumerate(brief.questions)),
        *((("figures", i, "title"), figure.title) for i, figure in enumerate(brief.figures)),
        *((("edits", key, "title"), edit.title) for key, edit in brief.edits.items()),
    ]
    for path, text in found:
        if len(text) > MAX_TITLE:
            what = f"{len(text)} characters do not fit the title of a slide; at most {MAX_TITLE}"
            yield document.problem(path, what)


def _spoken(brief: Brief, document: Document) -> Iterator[Problem]:
    """Yield a problem for each event that nobody reports, and for each answer that is too long to be said."""
    for i, event in enumerate(brief.events):
        if not event.when:
            yield document.problem(("events", i, "when"), "say when: a year, a month or a day, such as 2020-12")
        if not any(not is_count(id) for id in all_cited(event.text)):
            yield document.problem(("events", i, "text"), "an event cites the passage that reports it: [@passage-id]")
    for i, asked in enumerate(brief.questions):
        words = len(without_cites(asked.answer).split())
        if words > MAX_ANSWER:
            what = f"an answer of {words} words is too long to be said; at most {MAX_ANSWER}"
            yield document.problem(("questions", i, "answer"), what)


def _slides(brief: Brief, document: Document, library: Library, deck: DeckTemplate) -> Iterator[Problem]:
    """Yield a problem for each slide that a text is meant for and the template cannot have."""
    slides = [slide.id for slide in deck.slides]
    copies = {key for key, edit in brief.edits.items() if edit.copy_of}
    named = [theme.id for theme in library.all(Theme)] + [p.id for p in library.all(Proposition)]
    named += [essay.id for essay in library.all(Essay)]
    things = [*named, *(p.id for p in library.all(Passage)), *(r.id for r in library.all(Recommendation))]
    for key in ("statements", "assessments", "picks"):
        for i, item in enumerate(getattr(brief, key)):
            if item.slide and item.slide not in copies:
                yield from _slide(document, (key, i, "slide"), item.slide, deck.id, slides, things)
    for key in brief.say:
        yield from _slide(document, ("say", key), key, deck.id, slides, things)
    titled = [*slides, *named]
    for key in brief.headlines:
        if key not in titled and key.split("/")[0] not in slides:
            what = f"there is no slide, theme, proposition or text “{key}”{nearest(key, titled)}"
            yield document.problem(("headlines", key), what)


def _edits(brief: Brief, document: Document) -> Iterator[Problem]:
    """Yield a problem for each layout that there is not, and for each copy under a key that a template could use."""
    for key, edit in brief.edits.items():
        if edit.layout and edit.layout not in LAYOUT_FIELDS:
            what = f"there is no layout “{edit.layout}”{nearest(edit.layout, list(LAYOUT_FIELDS))}"
            yield document.problem(("edits", key, "layout"), what)
        if edit.copy_of and not re.fullmatch(r"own/[1-9]\d*", key):
            yield document.problem(("edits", key), "a copy of a slide has the key own/1, own/2 …")


def _slide(
    document: Document, path: Path, key: str, template: str, slides: list[str], things: list[str]
) -> Iterator[Problem]:
    slide, _, thing = key.partition("/")
    if slide not in slides:
        yield document.problem(path, f"the template {template} has no slide “{slide}”{nearest(slide, slides)}")
    elif thing and thing not in things and not thing.isdigit():
        yield document.problem(path, f"the library has no “{thing}” for a slide “{slide}”{nearest(thing, things)}")


def _sections(brief: Brief, document: Document, memo: MemoTemplate) -> Iterator[Problem]:
    """Yield a problem for each text that no slide and no section of the memo takes."""
    styles = {section.id: section.style for section in memo.sections}
    for key in ("statements", "assessments"):
        for i, item in enumerate(getattr(brief, key)):
            judged = key == "assessments"
            if not item.slide and not item.memo:
                yield document.problem((key, i), "say where it goes: “slide:” or “memo:”")
            elif item.memo and item.memo not in styles:
                what = f"the template {memo.id} has no section “{item.memo}”{nearest(item.memo, list(styles))}"
                yield document.problem((key, i, "memo"), what)
            elif item.memo and (styles[item.memo] == "assessment") != judged:
                what = "takes assessments only" if not judged else "takes no assessments"
                yield document.problem((key, i, "memo"), f"the section “{item.memo}” {what}")


def _handling(brief: Brief, document: Document) -> Iterator[Problem]:
    """Yield a problem for a handling mark that its own rules forbid, and for marks on some portions only."""
    handling = brief.handling
    if fault := banner_fault(handling.marking):
        yield document.problem(("handling", "marking"), fault)
    if handling.colours and handling.marking not in TLP_COLOURS:
        what = "only marks of the Traffic Light Protocol have colours; write one as “marking”, or leave “colours” out"
        yield document.problem(("handling", "colours"), what)
    if handling.portion and (fault := portion_fault(handling.portion, handling.marking)):
        yield document.problem(("handling", "portion"), fault)
    for key, mark in handling.portions.items():
        if not handling.portion:
            what = "portions are marked all or none; say with “portion” how the others are marked"
            yield document.problem(("handling", "portions"), what)
            break
        if fault := portion_fault(mark, handling.marking):
            yield document.problem(("handling", "portions", key), fault)


def _named(brief: Brief, document: Document, library: Library, bodies: Bodies) -> Iterator[Problem]:
    """Yield a problem for what cannot be said without a name that the brief's attribution withholds."""
    mode = brief.citations.attribution
    if mode == "full":
        return
    if name := withheld(library, brief, bodies).in_slug(brief.id):
        what = f"the id names files and footers, and holds the name “{name}”; choose another, attribution is {mode}"
        yield document.problem(("id",), what)
    lost = set(unquotable(attributed(library, brief, bodies), library))
    for i, pick in enumerate(brief.picks):
        if pick.role == "quotation" and pick.passage in lost:
            what = f"“{pick.passage}” names an author in words that cannot be quoted without; take it as a paraphrase"
            yield document.problem(("picks", i, "passage"), what)
