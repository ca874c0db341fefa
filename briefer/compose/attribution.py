"""Who is named in an output: everybody, institutions only, or nobody (the Chatham House Rule).

The two narrower modes are made here, before anything is composed: library and brief are returned as they would read if
nobody had known the names. So slides, memo, notes, register and properties cannot say what the engine does not know.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from briefer.citation.short import NBSP
from briefer.compose.affiliations import institution_of
from briefer.compose.agreement import SOMEBODY, gendered
from briefer.compose.naming import Names, Person
from briefer.model.deck import Remark
from briefer.model.essay import Essay
from briefer.model.evidence import Passage, Position, Proposition, Recommendation, Theme
from briefer.model.library import Bodies, Entity, Library
from briefer.model.reference import Name, Reference
from briefer.model.rewording import reworded, texts_of
from briefer.quotation.match import match
from briefer.quotation.trimming import quoted_words
from briefer.specs.brief import Brief

_IDS_OF_BRIEF = frozenset({"id", "essays", "themes", "propositions", "ids", "passage", "slide", "after", "base"})
_IDS_OF_BRIEF |= {"template", "brand", "library", "date", "layout", "copy_of", "essay", "file", "locator", "picture"}
_IDS_OF_LIBRARY = frozenset(
    {"id", "essay_id", "proposition_id", "passages", "themes", "merged_from", "anchor", "marks"}
)
_IDS_OF_LIBRARY |= {"kind", "stand", "facet", "seeds", "exclude", "footnotes"}
_AN_EDITOR = "an editor"


@dataclass(frozen=True, slots=True, kw_only=True)
class Attributed:
    """Library and brief as an output may know them; `names` are those that may not be told, None where all may."""

    library: Library
    brief: Brief
    names: Names | None = None
    remarks: tuple[Remark, ...] = ()


def attributed(library: Library, brief: Brief, bodies: Bodies) -> Attributed:
    """Return `library` and `brief` with the names that the brief's attribution mode withholds put out of both.

    Words of a source that name an author stay a quotation, with the name in square brackets replaced; where that would
    not match its source any more, they stay as a paraphrase.
    """
    if brief.citations.attribution == "full":
        return Attributed(library=library, brief=brief)
    essays = _essays(library, brief)
    called = _called(essays, brief.citations.attribution == "chatham-house")
    names = withheld(library, brief, bodies)
    essays_now = [_essay(essay, called[essay.id], names, brief.citations.attribution) for essay in essays]
    rest = [entity for entity in library.entities.values() if not isinstance(entity, Essay)]
    others = [entity for entity in library.all(Essay) if entity.id not in called]
    changed = Library.of([*others, *essays_now, *(_entity(entity, names) for entity in rest)], library.name)
    told = reworded(brief, names.without, _IDS_OF_BRIEF)
    texts = (*texts_of(brief, _IDS_OF_BRIEF), *(text for one in rest for text in texts_of(one, _IDS_OF_LIBRARY)))
    touched = [names.without(text) for text in texts if names.named(text)]
    return Attributed(
        library=changed, brief=told, names=names, remarks=tuple(_remarks(brief, essays, names, touched, library))
    )


def withheld(library: Library, brief: Brief, bodies: Bodies) -> Names:
    """Return the names of authors and editors that an output of `brief` may not tell in its attribution mode."""
    essays = _essays(library, brief)
    anonymous = brief.citations.attribution == "chatham-house"
    called = _called(essays, anonymous)
    people: dict[Name, str] = {}
    for essay in essays:
        for name in essay.reference.authors:
            if not anonymous and name.literal:
                continue
            label = called[essay.id][0].short if len(called[essay.id]) == 1 else SOMEBODY
            people[name] = label if people.get(name, label) == label else SOMEBODY
    for essay in essays:
        for name in essay.reference.editors:
            if anonymous or not name.literal:
                people.setdefault(name, _AN_EDITOR)
    persons = [Person(name, instead) for name, instead in people.items()]
    return Names(persons, [bodies.get(essay.body_sha256, "") for essay in essays])


def _essays(library: Library, brief: Brief) -> list[Essay]:
    """Return the essays of a brief in its order."""
    known = {essay.id: essay for essay in library.all(Essay)}
    wanted = list(known) if brief.essays == ("all",) else [id for id in brief.essays if id in known]
    return [known[id] for id in wanted]


def _called(essays: Sequence[Essay], anonymous: bool) -> dict[str, tuple[Name, ...]]:
    """Return what stands for the authors of each essay: "Text C", or their institutions, or "Author C of …"."""
    if anonymous:
        return {essay.id: (Name(family=f"Text{NBSP}{_letters(at)}"),) for at, essay in enumerate(essays)}
    return {essay.id: _institutions(essay) or (_an_author(essay, at),) for at, essay in enumerate(essays)}


def _institutions(essay: Essay) -> tuple[Name, ...]:
    """Return the institutions of an essay: its authors', else the publisher of a work that stands alone."""
    reference = essay.reference
    names = _own_names(reference)
    bodies = tuple(name for name in reference.authors if name.literal)
    places = dict.fromkeys(filter(None, map(institution_of, essay.affiliations)))
    given = tuple(Name(literal=place) for place in places if not names.named(place))
    alone = not reference.container_title and not names.named(reference.publisher)
    return bodies or given or ((Name(literal=reference.publisher),) if alone and reference.publisher else ())


def _an_author(essay: Essay, at: int) -> Name:
    reference = essay.reference
    publication = reference.container_title or reference.collection_title or reference.title
    of = f"of {_own_names(reference).without(publication)}" if publication else ""
    return Name(family=f"Author{NBSP}{_letters(at)}", suffix=of)


def _own_names(reference: Reference) -> Names:
    return Names([Person(n, SOMEBODY) for n in (*reference.authors, *reference.editors) if not n.literal], ())


def _letters(at: int) -> str:
    """Return "A" … "Z", "AA", "AB" …"""
    return (_letters(at // 26 - 1) if at >= 26 else "") + chr(ord("A") + at % 26)


def _essay(essay: Essay, authors: tuple[Name, ...], names: Names, mode: str) -> Essay:
    reference = essay.reference
    container = names.without(reference.container_title)
    told = Reference(
        type=reference.type,
        title=names.without(reference.title),
        authors=authors,
        editors=(Name(literal=container),) if reference.editors and container else (),
        container_title=container,
        collection_title=names.without(reference.collection_title),
        issued=reference.issued,
        issue=names.without(reference.issue),
        volume=reference.volume,
        page=reference.page,
        language=reference.language,
    )
    if mode == "institution":
        told = replace(told, publisher=names.without(reference.publisher), publisher_place=reference.publisher_place)
    sections = reworded(essay.sections, names.without)
    return replace(
        essay, reference=told, sections=sections, affiliations=(), note="", remarks=(), source_name="", origins=()
    )


def _entity(entity: Entity, names: Names) -> Entity:
    if isinstance(entity, Passage):
        return _passage(entity, names)
    if isinstance(entity, (Theme, Proposition, Position, Recommendation)):
        return reworded(entity, names.without, _IDS_OF_LIBRARY)
    return entity


def _passage(passage: Passage, names: Names) -> Passage:
    """Return a passage without names; a quotation keeps its words, names in square brackets."""
    told = reworded(passage, names.without, _IDS_OF_LIBRARY)
    quote = passage.anchor.quote if passage.anchor else ""
    if passage.kind != "quotation" or not passage.anchor:
        return replace(told, text=names.without(passage.wording)) if names.named(passage.wording) else told
    words = quoted_words(passage)
    if not names.named(words):
        return told
    marked = names.bracketed(words)
    if match(marked, quote).verdict == "verbatim-marked":
        return replace(told, text=marked)
    return replace(told, kind="paraphrase", text=names.without(words))


def unquotable(attributed: Attributed, library: Library) -> Iterator[str]:
    """Yield the ids of passages that name an author in their words so that they cannot be quoted any more."""
    for passage in library.all(Passage):
        now = attributed.library.get(Passage, passage.id)
        if now is None or attributed.names is None:
            continue
        if now.kind != passage.kind or attributed.names.named(quoted_words(now)):
            yield passage.id


def _remarks(
    brief: Brief, essays: Sequence[Essay], names: Names, touched: Sequence[str], library: Library
) -> Iterator[Remark]:
    """Yield what was withheld, without naming anybody."""
    people = {n for essay in essays for n in (*essay.reference.authors, *essay.reference.editors)}
    count = f"{len(people)} {'name' if len(people) == 1 else 'names'} of authors and editors"
    if brief.citations.attribution == "institution":
        what = f"Attribution by institution: {count} and all web addresses are withheld."
        if lost := sum(not _institutions(essay) for essay in essays):
            what += f" {lost} of {len(essays)} texts name no institution: each is an author of its publication."
    else:
        what = f"Chatham House Rule: {count}, their institutions, publishers and web addresses are withheld."
    yield Remark("", f"{what} Titles and pages stay: who has the publications can look the authors up.", "warn")
    if brief.figures:
        which = "the picture" if len(brief.figures) == 1 else f"each of the {len(brief.figures)} pictures"
        yield Remark(
            "", f"Names inside a figure are not seen by the program; look at {which} before you share.", "warn"
        )
    if touched:
        he = sum(map(gendered, touched))
        still = f"; {he} of them still {'says' if he == 1 else 'say'} “he” or “she”" if he else ""
        what = f"{len(touched)} texts of brief and library named an author and were reworded; read them{still}."
        yield Remark("", what, "warn")
    if names.ordinary:
        number = len(names.ordinary)
        words = "family name is also an ordinary word" if number == 1 else "family names are also ordinary words"
        yield Remark("", f"{number} {words} in the sources and may stand where it cannot be told from one.", "warn")
    quoted = Counter(
        bool(names.named(quoted_words(p))) for p in library.all(Passage) if p.kind == "quotation" and p.anchor
    )
    if quoted[True]:
        what = f"{quoted[True]} quotations of the library name an author; the name is replaced in square brackets."
        yield Remark("", what, "warn")
