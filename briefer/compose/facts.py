"""What the engine knows of a brief before any position is counted: facts with their labels, and findings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from briefer.citation.full import long_date, short_date
from briefer.citation.short import place
from briefer.compose.marking import meaning
from briefer.compose.shelf import Shelf
from briefer.compose.wording import called, capitalised, plural, texts, years
from briefer.model.essay import Essay
from briefer.model.statement import Citation
from briefer.specs.brief import NextStep


@dataclass(frozen=True, slots=True)
class Fact:
    """A labelled value on a cover or decision slide; `strong` is set in bold, before the rest."""

    label: str
    text: str
    strong: str = ""
    role: str = "boilerplate"


MOST_PLACES = 4
"""Places that a finding names; one that rests on more holds them in the notes and in its record."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A sentence under its label, with what it rests on; `computed` ones are counts, the others the desk's own words."""

    label: str
    text: str
    citations: tuple[Citation, ...]
    computed: bool


def as_of(shelf: Shelf) -> str:
    """Return the brief's as-of date, by default the date of the newest essay picked."""
    return shelf.brief.as_of or max((essay.reference.issued for essay in shelf.essays), default="")


def cover_facts(shelf: Shelf) -> list[Fact]:
    """Return decision date, addressee, author, evidence and clearances, each only where the brief has it."""
    brief = shelf.brief
    counted = shelf.counted
    when = years([essay.reference.year for essay in counted])
    facts = [
        Fact("Decision by", "", long_date(brief.decision.by) if brief.decision.by else ""),
        Fact("Date", "" if brief.decision.by else long_date(brief.date)),
        Fact("For", brief.audience),
        Fact("From", brief.prepared_by),
        Fact("Evidence", f"{texts(len(counted))}{',' if len(counted) > 1 else ''} {when}", role="count"),
        Fact("Cleared", cleared(shelf)),
    ]
    return [fact for fact in facts if fact.text or fact.strong]


def cleared(shelf: Shelf) -> str:
    """Return who has cleared the brief and when, then who has yet to."""
    given = shelf.brief.clearances
    done = [f"{c.who} {short_date(c.on)}" for c in given if c.on != "pending"]
    return " · ".join(done + [f"{c.who} pending" for c in given if c.on == "pending"])


def decision_facts(shelf: Shelf) -> tuple[list[Fact], list[Fact]]:
    """Return the deadline and the next steps; between them stands the dissent that the analyst puts on record."""
    brief = shelf.brief
    decision = brief.decision
    otherwise = f"If not decided: {decision.otherwise}" if decision.otherwise else ""
    deadline = long_date(decision.by) + "." if decision.by else ""
    steps = [
        f"{step.what} ({', '.join(filter(None, (step.who, short_date(step.by) if step.by else '')))})"
        if step.who or step.by
        else step.what
        for step in in_time(brief.next_steps)
    ]
    before = [Fact("Decides by", otherwise, deadline)] if deadline or otherwise else []
    return before, [Fact("Next steps", " · ".join(steps))] if steps else []


def in_time(steps: Iterable[NextStep]) -> list[NextStep]:
    """Return `steps`, the earliest first; those without a date come last."""
    return sorted(steps, key=lambda step: (not step.by, step.by))


def reading_facts(shelf: Shelf) -> list[Fact]:
    """Return what was read and how old it is; what is unread is named."""
    counted = shelf.counted
    read = [e for e in counted if e.reading == "read"]
    skimmed = [e for e in counted if e.reading == "skimmed"]
    unread = [e for e in counted if e.reading == "unread"]
    parts = [f"{len(read)} in full"] if read else []
    if skimmed:
        parts.append(f"{len(skimmed)} skimmed ({', '.join(shelf.name(e.id) for e in skimmed)})")
    if unread:
        parts.append(f"{len(unread)} not read ({', '.join(shelf.name(e.id) for e in unread)})")
    touched = len(read) + len(skimmed)
    newest = as_of(shelf)
    dates = capitalised(years([e.reference.year for e in counted]).removeprefix("of "))
    cut_off = f"; evidence as of {long_date(newest)}" if newest not in dates else ""
    said = ": " + ", ".join(parts)
    if len(read) == len(counted):
        said = ", in full" if len(read) == 1 else ", all in full"
    elif len(unread) == len(counted):
        said = ": not read yet" if len(unread) == 1 else ": none has been read yet"
    return [
        Fact("Read", said, f"{touched} of {texts(len(counted))}", "count"),
        Fact("Date", cut_off, dates, "count"),
    ]


def scope_facts(shelf: Shelf) -> list[Fact]:
    """Return what a brief is for, what it covers and leaves out, and what it rests on, each only where it is known."""
    brief = shelf.brief
    covers = [theme.label for theme in shelf.themes()]
    asked = [capitalised(called(proposition)) for proposition in shelf.propositions()]
    newest = as_of(shelf)
    facts = [
        Fact("Question", brief.question),
        Fact("For", brief.audience),
        Fact("Covers", " · ".join(covers)),
        Fact("Positions on", " · ".join(asked)),
        Fact("Leaves out", brief.memo.limits, role="own"),
        Fact("Evidence", f": {_kinds(shelf.counted)}", texts(len(shelf.counted)), "count"),
        Fact("Cut-off", long_date(newest) if newest else ""),
    ]
    return [fact for fact in facts if fact.text]


_KINDS = {"essay": ("essay", "essays"), "chapter": ("chapter", "chapters"), "report": ("report", "reports")}


def _kinds(essays: tuple[Essay, ...]) -> str:
    """Return "12 essays, 1 article": how many texts there are of each kind; "all essays" where there is one kind."""
    counts = Counter(essay.kind for essay in essays)
    if len(counts) == 1 and len(essays) > 1:
        (kind,) = counts
        return f"all {_KINDS.get(kind, (kind, f'{kind}s'))[1]}"
    return ", ".join(
        f"{count} {plural(count, *_KINDS.get(kind, (kind, f'{kind}s')))}" for kind, count in counts.most_common()
    )


def contact_facts(shelf: Shelf) -> list[Fact]:
    """Return who answers for a brief, for whom it is, which version this is and who has cleared it."""
    brief = shelf.brief
    newest = as_of(shelf)
    facts = [
        Fact("Prepared by", brief.prepared_by),
        Fact("Contact", brief.contact if brief.contact != brief.prepared_by else ""),
        Fact("For", brief.audience),
        Fact("Version", f"{brief.version}, dated {long_date(brief.date)}"),
        Fact("Brief", brief.id),
        Fact("Evidence", f"As of {long_date(newest)}" if newest else ""),
        Fact("Cleared", cleared(shelf)),
        Fact("Handling", meaning(brief.handling) or brief.handling.marking),
    ]
    return [fact for fact in facts if fact.text]


def essay_facts(shelf: Shelf, essay: Essay) -> list[Fact]:
    """Return the full reference of a text and how it was read."""
    reading = {"read": "In full", "skimmed": "Skimmed", "unread": "Not read"}[essay.reading]
    return [Fact("Source", shelf.entry(essay.id)), Fact("Read", reading)]


def people_facts(shelf: Shelf) -> list[Fact]:
    """Return who the authors are and what they were when they wrote, as their texts say; none where no text does."""
    said = [essay for essay in shelf.essays if essay.affiliations]
    facts = []
    for essay in said:
        people = ", ".join(name.full for name in essay.reference.authors) or shelf.name(essay.id)
        year = f" ({essay.reference.year})" if essay.reference.year else ""
        facts.append(Fact(shelf.name(essay.id), f", {'; '.join(essay.affiliations)}{year}", people))
    rest = ", ".join(shelf.name(essay.id) for essay in shelf.essays if not essay.affiliations)
    return [*facts, Fact("Not given", rest)] if facts and rest else facts


def doubtful_findings(shelf: Shelf) -> list[Finding]:
    """Return where a passage is marked as not to be used, and why; what it says is not repeated.

    An output that withholds names has none of them: the reasons are the desk's own words and may name anybody.
    """
    if shelf.brief.citations.attribution != "full":
        return []
    found = [p for essay in shelf.essays for p in shelf.by_essay.get(essay.id, ()) if p.doubtful]
    findings = []
    for passage in found:
        why = passage.note or (passage.wording if passage.kind == "comment" else "") or "marked as doubtful by the desk"
        where = place(shelf.library.locator(passage))
        said = f"{capitalised(where)}: {why}" if where else why
        cited = Citation(passage.essay_id, shelf.library.locator(passage))
        findings.append(Finding(shelf.name(passage.essay_id), said, (cited,), False))
    return findings


def texts_fact(shelf: Shelf, essays: list[str]) -> Fact:
    """Return which texts speak in a part of a brief, as a fact that counts them."""
    names = ", ".join(shelf.name(id) for id in essays)
    return Fact("Texts", f": {names}" if names else "", f"{len(essays)} of {len(shelf.counted)}", "count")
