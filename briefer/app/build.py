"""Building: from a brief and a library to files, with the audit's gate before anything is written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import IO

from briefer import __version__
from briefer.app import resources
from briefer.app.built import Built, stem_of, write_files
from briefer.app.companions import COMPANIONS, Companion, Grounds, Source, companion, without_packet
from briefer.app.memo import fit_memo
from briefer.app.progress import Progress, Stop
from briefer.app.shortening import left_out, shorter
from briefer.app.withholding import nameless, refuse_names
from briefer.audit.changing import deck_state
from briefer.audit.counting import Audit, audit_outputs
from briefer.audit.gate import Clearance, gate
from briefer.audit.records import records
from briefer.branding.problems import unmeasured
from briefer.compose.attribution import Attributed, attributed
from briefer.compose.brief import Composition, compose_brief, register_slide
from briefer.compose.marking import designation_fault
from briefer.compose.naming import Names
from briefer.compose.used import cited_on
from briefer.errors import Cancelled, GateRefused, OutputError, UsageError
from briefer.model.codec import no_collection
from briefer.model.deck import Deck, Remark
from briefer.model.library import Bodies, Library
from briefer.model.memo import Memo
from briefer.model.provenance import Record
from briefer.model.state import State
from briefer.specs.brand import Brand
from briefer.specs.brief import Brief, GateLevel
from briefer.typeset.layout import Typeset, lay_out
from briefer.typeset.page import Page
from briefer.writers.files import Content, held_file

USUAL = ("pptx", "docx", "pdf", "md")
"""What `build` writes unless told otherwise."""

FORMATS = (*USUAL, *COMPANIONS)
"""What `build` can write, in the order it writes them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A brief, composed and measured, with its audit; nothing is written yet."""

    brief: Brief
    deck: Deck
    pages: tuple[Page, ...]
    memo: Memo
    audit: Audit
    clearance: Clearance
    records: tuple[Record, ...]
    state: State
    """What a later build compares itself with."""
    remarks: tuple[Remark, ...]
    brand: Brand
    master: bytes
    names: Names | None = None
    """The names that the files may not tell; None where all may be told."""


@no_collection()
def draft(library: Library, bodies: Bodies, brief: Brief, recorded: bool = True) -> Draft:
    """Return `brief` composed, measured and audited; raises SpecError or BrandError, writes nothing.

    A deck over `max_slides`, of the brief or of its template, is composed again with fewer items where the template
    takes the `best`, then without the slides of lowest priority; one that is still over is refused with GateRefused.
    What is only looked at need not be `recorded`: it lacks the records that a file carries.
    """
    told = attributed(library, brief, bodies)
    library, brief = told.library, told.brief
    deck_template = resources.deck_template(brief.deck.template)
    memo_template = resources.memo_template(brief.memo.template)
    brand, master = resources.brand(brief.deck.brand)
    allowed = [most for most in (brief.deck.max_slides, deck_template.max_slides) if most]
    limit = full = min(allowed, default=0)
    limited = replace(brief, deck=replace(brief.deck, max_slides=limit))
    whole: set[str] = set()
    for shown, caps in shorter(deck_template):
        made = compose_brief(library, limited, shown, memo_template, brand=brand, version=__version__, caps=caps)
        measured = lay_out(made.deck, brand)
        over = counted(made.deck, measured.pages) - limit
        whole |= {slide.key.partition("/")[0] for slide in made.deck.slides}
        if not limit or -limit < over <= 0:
            remarks = (*told.remarks, *made.deck.remarks, *left_out(deck_template, shown, whole))
            made = replace(made, deck=replace(made.deck, remarks=remarks))
            return _finished(told, bodies, made, measured, (brand, master), recorded)
        full = limit + over if over > 0 else full
    raise GateRefused(
        f"At its shortest the deck has {full} slides, {full - limit} more than max_slides allows. "
        "Pick or write less for them, or raise max_slides."
    )


def _finished(
    told: Attributed,
    bodies: Bodies,
    made: Composition,
    measured: Typeset,
    look: tuple[Brand, bytes],
    recorded: bool,
) -> Draft:
    library, brief = told.library, told.brief
    slides = made.deck.slides
    if made.cites:
        slides = (*slides, register_slide(made, cited_on(slides, measured.pages)))
    audit = audit_outputs(replace(made.deck, slides=slides), made.memo, library, bodies)
    levels: dict[str, GateLevel] = {field.name: getattr(brief.gate, field.name) for field in fields(brief.gate)}
    clearance = gate(audit, levels, brief.date, designation_fault(brief.handling))
    deck = replace(made.deck, slides=slides, stamp=clearance.stamp)
    measured = lay_out(deck, look[0])
    return Draft(
        brief=brief,
        deck=deck,
        pages=measured.pages,
        memo=replace(made.memo, stamp=clearance.stamp),
        audit=audit,
        clearance=clearance,
        records=records(deck, measured.pages, library, bodies) if recorded else (),
        state=deck_state(library, made.shelf.essays, made.shelf.propositions(), deck),
        remarks=(*made.deck.remarks, *measured.remarks, *unmeasured(look[0])),
        brand=look[0],
        master=look[1],
        names=told.names,
    )


def build(
    library: Library,
    bodies: Bodies,
    brief: Brief,
    folder: Path,
    formats: Sequence[str] = USUAL,
    progress: Progress = lambda done, total, what: None,
    stop: Stop = lambda: False,
    library_path: Path | None = None,
    source: Source = lambda sha256: None,
) -> Built:
    """Write the brief's files into `folder` and return what was made.

    Files of an earlier build are replaced only while nobody has changed them; an edited file is kept and the new
    one gets another name. Raises GateRefused when the gate is shut, OutputError when a file cannot be written; all
    bytes are made before the first file is touched. `source` gives the original files of a packet.
    """
    unknown = [name for name in formats if name not in FORMATS]
    if unknown or not formats:
        what = f"There is no format “{unknown[0]}”" if unknown else "No format was named"
        raise UsageError(f"{what}; there are {', '.join(FORMATS)}.")
    progress(0, len(formats) + 1, "Composing")
    made = draft(library, bodies, brief)
    if made.clearance.outcome == "refused":
        raise GateRefused("Nothing was written: " + " ".join(made.clearance.reasons))
    grounds = Grounds(library=library, bodies=bodies, brief=brief, draft=made, source=source)
    formats, refused = without_packet(tuple(formats), made)
    made = nameless(made, library)
    outputs: list[tuple[str, Content, int]] = []
    remarks = [*made.remarks, *refused]
    memo, memo_remarks = (
        fit_memo(made.memo, brief.memo.paper, made.brand)
        if {"docx", "pdf", "md", "html"} & set(formats)
        else (None, ())
    )
    remarks += memo_remarks
    refuse_names(made.names, (made.deck, made.pages, made.records, memo, remarks), (stem_of(made.brief),))
    with held_file() as deck:
        for done, name in enumerate((f for f in FORMATS if f in formats), start=1):
            if stop():
                raise Cancelled("The build was cancelled; nothing was written.")
            progress(done, len(formats) + 1, f"Writing {name}")
            told = companion(name, made, memo, grounds) if name in COMPANIONS else _usual(name, made, memo, deck)
            outputs.append((name, told.content, told.parts))
            remarks += told.remarks
        return write_files(folder, made, outputs, remarks, library_path)


def _usual(format: str, made: Draft, memo: Memo | None, deck: IO[bytes]) -> Companion:
    """Return the deck, which is written into the file `deck`, the memo or the outline."""
    if format == "pptx":
        from briefer.writers.pptx import write_deck_into

        write_deck_into(deck, made.pages, made.deck, made.brand, made.master, made.records)
        return Companion(content=deck, parts=len(made.pages))
    if memo is None:
        raise TypeError("a memo format needs a memo")
    paper = made.brief.memo.paper
    if format == "docx":
        from briefer.writers.memo_docx import write_memo_docx

        return Companion(content=write_memo_docx(memo, paper, made.brand), parts=1)
    if format == "pdf":
        from briefer.writers.memo_pdf import letters_remark, write_memo_pdf

        letters = letters_remark(memo, paper, made.brand)
        remarks = (Remark("", letters, "warn"),) if letters else ()
        return Companion(content=write_memo_pdf(memo, paper, made.brand), parts=1, remarks=remarks)
    from briefer.writers.markdown import deck_outline
    from briefer.writers.memo_markdown import memo_markdown

    text = deck_outline(made.deck, made.pages) + "\n\n---\n\n" + memo_markdown(memo)
    return Companion(content=text.encode("utf-8"))


def refusals(brief: Brief, made: Draft) -> list[str]:
    """Return what a build of `made` would be refused or stamped for, one sentence each."""
    found = list(made.clearance.reasons) if made.clearance.outcome != "allowed" else []
    try:
        fit_memo(made.memo, brief.memo.paper, made.brand)
    except OutputError as error:
        found.append(str(error))
    return found


def counted(deck: Deck, pages: Sequence[Page]) -> int:
    """Return how many pages count against `max_slides`: neither those outside it nor hidden ones."""
    outside = {slide.key for slide in deck.slides if slide.uncounted}
    return sum(page.key not in outside and not page.hidden for page in pages)
