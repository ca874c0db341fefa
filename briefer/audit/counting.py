"""The attribution audit of an output before it leaves: what is sourced, what is exact, what is neither."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from briefer.audit.records import quotations
from briefer.audit.sources import Sources
from briefer.model.deck import Deck
from briefer.model.essay import Essay
from briefer.model.evidence import Passage
from briefer.model.library import Bodies, Library
from briefer.model.memo import Memo
from briefer.model.statement import Citation, Role, Statement
from briefer.quotation.match import match
from briefer.quotation.quoted import quoted
from briefer.quotation.tokens import Words

_DIGIT = re.compile(r"\d")
_CLAIMS: tuple[Role, ...] = ("paraphrase",)


@dataclass(frozen=True, slots=True, kw_only=True)
class Audit:
    """What the audit counts. Tuples hold statement ids in reading order; an id stands where its statement is at fault.

    `boilerplate` is counted under its role and nowhere else.
    """

    roles: tuple[tuple[Role, int], ...]
    """How many statements each role has, in the order of first appearance."""
    sourced: tuple[str, ...]
    unsourced: tuple[str, ...]
    """Uncited text that holds a digit, a quotation mark or an author's name."""
    own: tuple[str, ...]
    """Other uncited text: the desk's own words."""
    quotations: int
    """How many quotations there are."""
    inexact: tuple[str, ...]
    """Statements of which a quotation does not stand in its source, or may not be quoted."""
    exact: int
    """How many quotations stand in their source word for word."""
    assessments: tuple[str, ...]
    """Assessments without a name or a confidence."""
    single_source: tuple[str, ...]
    """Claims that rest on one essay and do not name its author."""
    unread: tuple[str, ...]
    """Essays that are cited though nobody has read them."""
    unconfirmed: tuple[str, ...]

    @property
    def statements(self) -> int:
        """Return how many statements there are, boilerplate left out."""
        return sum(count for role, count in self.roles if role != "boilerplate")


def audit_outputs(deck: Deck, memo: Memo | None, library: Library, bodies: Bodies) -> Audit:
    """Return one audit over deck and memo; a title is sourced by the citations of its slide."""
    lent: dict[str, tuple[Citation, ...]] = {}
    statements: list[Statement] = []
    for slide in deck.slides:
        statements.extend(slide.statements)
        lent[slide.title.id] = tuple(c for statement in slide.statements for c in statement.citations)
    return audit_statements([*statements, *(memo.statements if memo else ())], library, bodies, lent)


def audit_statements(
    statements: Sequence[Statement],
    library: Library,
    bodies: Bodies,
    lent: dict[str, tuple[Citation, ...]] | None = None,
) -> Audit:
    """Return the audit of `statements`; `lent` gives citations to statements that have none of their own."""
    sources = Sources(library, bodies)
    authors = sources.authors()
    said = [statement for statement in statements if statement.role != "boilerplate"]
    cited = {id(s): s.citations or (lent or {}).get(s.id, ()) for s in said}
    uncited = [s for s in said if not cited[id(s)] and s.role != "assessment"]
    checked = [(s, quote, _stands(quote, s, sources)) for s in said for quote in quotations(s)]
    essays = dict.fromkeys(c.essay_id for s in said for c in cited[id(s)])
    return Audit(
        roles=tuple(Counter(s.role for s in statements).items()),
        sourced=tuple(s.id for s in said if cited[id(s)]),
        unsourced=tuple(s.id for s in uncited if needs_source(s.text, authors)),
        own=tuple(s.id for s in uncited if not needs_source(s.text, authors)),
        quotations=len(checked),
        exact=sum(stands for _, _, stands in checked),
        inexact=_ids(s for s, _, stands in checked if not stands),
        assessments=tuple(s.id for s in said if s.role == "assessment" and not (s.by and s.confidence)),
        single_source=tuple(s.id for s in said if _is_single(s, library)),
        unread=tuple(id for id in essays if (e := library.get(Essay, id)) is not None and e.reading == "unread"),
        unconfirmed=tuple(s.id for s in said if not s.confirmed),
    )


def needs_source(text: str, authors: Collection[str]) -> bool:
    """Tell whether uncited text says what only a source can know: a number, a quotation, what an author holds."""
    if _DIGIT.search(text) or quoted(text):
        return True
    words = Words.of(text)
    return any(
        key.removesuffix("'s") in authors and words.raw[words.starts[at]].isupper() for at, key in enumerate(words.keys)
    )


def _stands(quote: str, statement: Statement, sources: Sources) -> bool:
    """Tell whether `quote` stands in an essay that the statement cites and that may be quoted."""
    for citation in statement.citations:
        essay = sources.essay(citation.essay_id)
        words = sources.words(essay.body_sha256) if essay else None
        if essay is None or essay.text == "digest" or words is None:
            continue
        passage = sources.library.get(Passage, citation.passage_id)
        anchor = passage.anchor if passage else None
        if match(quote, words, (anchor.start, anchor.end) if anchor else None).exact:
            return True
    return False


def _is_single(statement: Statement, library: Library) -> bool:
    """Tell whether a claim rests on one essay and is put as if it were established."""
    essays = {citation.essay_id for citation in statement.citations}
    if len(essays) != 1 or statement.role not in _CLAIMS:
        return False
    essay = library.get(Essay, essays.pop())
    names = [name.short for name in essay.reference.authors] if essay else []
    return not any(name and name in f"{statement.label} {statement.text}" for name in names)


def _ids(statements: Iterable[Statement]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(statement.id for statement in statements))
