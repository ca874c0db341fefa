"""Every layout there is, edited by hand: verification names each edit where it was made, and nothing else."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import lru_cache
from random import Random
from typing import Any

import pytest
from pptx import Presentation

from benchmarks.gallery import EVERY_LAYOUT, TEMPLATES, opened
from briefer.app.build import draft
from briefer.app.withholding import nameless
from briefer.audit.verification import Finding, Verification
from briefer.audit.verify import verify
from briefer.model.essay import Essay
from briefer.model.library import Bodies, Library
from briefer.quotation.quoted import quoted
from briefer.readers.deck import read_deck
from briefer.specs.brief import Citations, Handling
from briefer.writers.pptx import write_deck
from tests.hand_edits import EDITS, Made, bare, lines, plain, spread
from tests.hand_moves import copied
from tests.hand_touches import (
    Touch,
    common_spaces,
    copied_slide,
    german_marks,
    hyphens_for_dashes,
    links_lost,
    reordered_slides,
    split_runs,
    straight_marks,
)

KINDS = ("word", "number", "negation", "modal", "author", "page")
GRAVE = ("number", "negation", "author", "page")
LOOKS = ("institute", "command", "plain", "institution", "chatham-house", "portions")
every_look = pytest.mark.parametrize("look", LOOKS)


@lru_cache
def built(look: str) -> tuple[bytes, Library, Bodies]:
    """Return a deck of every layout in a brand, in a mode that names nobody, or with portion marks."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BRIEFER_TEMPLATES", str(TEMPLATES))
        with opened(EVERY_LAYOUT) as (brief, library):
            if look == "portions":
                brief = replace(brief, handling=Handling(marking="CUI", controlled_by=("Asia desk",), portion="CUI"))
            elif "-" in look or look == "institution":
                kept = {key: text for key, text in brief.headlines.items() if not re.search("Tan|Lorenz", text)}
                brief = replace(brief, citations=Citations(attribution=look), headlines=kept)  # type: ignore[arg-type]
            else:
                brief = replace(brief, deck=replace(brief.deck, brand=look))
            made = nameless(draft(library.library, library.bodies, brief), library.library)
            data = write_deck(made.pages, made.deck, made.brand, made.master, made.records)
            return data, library.library, dict(library.bodies)


def checked(look: str, change: Callable[[Any], None] = lambda presentation: None) -> Verification:
    """Return what verification says of the deck after `change` was made in it."""
    data, library, bodies = built(look)
    presentation = Presentation(io.BytesIO(data))
    change(presentation)
    out = io.BytesIO()
    presentation.save(out)
    return verify(read_deck(out.getvalue()), library, bodies, "deck.pptx")


def named(verification: Verification) -> list[Finding]:
    return [finding for finding in verification.findings if finding.severity != "ok"]


@every_look
def test_an_untouched_deck_matches(look: str) -> None:
    assert named(checked(look)) == []


@pytest.mark.parametrize("kind", KINDS)
@every_look
def test_an_edit_on_every_slide_is_named_and_nothing_else(look: str, kind: str) -> None:
    _, library, _ = built(look)
    authors = sorted({name.short for essay in library.all(Essay) for name in essay.reference.authors})
    chance, edits = Random(f"{look} {kind}"), Made()
    (edit,) = (edit for edit in EDITS if edit.__name__ == kind)

    def change(presentation: Any) -> None:
        edits.update(spread(presentation, [edit], chance, authors))

    found = named(checked(look, change))
    if kind == "author":  # a row of another name: what stands in it stands in another row now
        found = [finding for finding in found if finding.changes != ("order",)]

    assert sorted(f.slide for f in found) == sorted(edits)
    for finding in found:
        _, _, text = edits[finding.slide]
        is_source = re.match(r"\s*(?:\(\w+\)\s*)?\[\d+\]", text)
        assert bare(finding.found) in bare(text) or bare(text) in bare(finding.found)
        assert kind in finding.changes or (is_source and "source-line" in finding.changes) or quoted(text), finding
        assert finding.severity == "fail" or kind not in GRAVE, finding


@every_look
def test_another_count_in_a_cell_is_named_alone(look: str) -> None:
    data, library, bodies = built(look)
    found = read_deck(data)
    cells = [(s, at) for s in found.slides for at, t in enumerate(s.texts) if t.place == "cell" and t.text.isdecimal()]
    for slide, at in Random(look).sample(cells, 6):
        texts = (
            *slide.texts[:at],
            replace(slide.texts[at], text=str(int(slide.texts[at].text) + 1)),
            *slide.texts[at + 1 :],
        )
        slides = tuple(replace(each, texts=texts) if each is slide else each for each in found.slides)

        faults = named(verify(replace(found, slides=slides), library, bodies, "deck.pptx"))

        assert [(f.slide, f.paragraph, f.severity) for f in faults] == [(slide.number, at + 1, "fail")]


def _typed_anew(presentation: Any, chance: Random) -> None:
    for touch in (common_spaces, straight_marks, hyphens_for_dashes):
        touch(presentation, chance)


def _renamed(presentation: Any, chance: Random) -> None:
    for slide in presentation.slides:
        for shape in slide.shapes:
            shape.name = "Shape"


def _without_placeholders(presentation: Any, chance: Random) -> None:
    for place in [x for slide in presentation.slides for x in slide._element.iter("{*}ph")]:
        place.getparent().remove(place)


HARMLESS: tuple[Touch, ...] = (
    _typed_anew, german_marks, split_runs, reordered_slides, _renamed, links_lost, _without_placeholders, copied_slide,
)  # fmt: skip


@pytest.mark.parametrize("touch", HARMLESS, ids=lambda touch: touch.__name__)
def test_what_changes_no_word_matches(touch: Touch) -> None:
    assert named(checked("institute", lambda presentation: touch(presentation, Random(1)))) == []


def test_a_change_on_a_copied_slide_is_named_there() -> None:
    def change(presentation: Any) -> None:
        copied(presentation, 2)
        last = [line for line in lines(presentation) if line.slide == len(presentation.slides)]
        line = next(line for line in last if line.row and "consult" in line.text)
        at = line.text.index("consult")
        line.write(at, at, "not ")

    found = named(checked("institute", change))

    assert [("negation" in f.changes, f.severity) for f in found] == [(True, "fail")]


def _without(slides: slice, *names: str) -> Callable[[Any], None]:
    def change(presentation: Any) -> None:
        for slide in list(presentation.slides)[slides]:
            for shape in list(slide.shapes):
                if shape.name.lower().startswith(names):
                    shape._element.getparent().remove(shape._element)

    return change


@pytest.mark.parametrize(
    ("slides", "names", "note"),
    [
        (slice(2, 3), ("banner top",), "It is missing on slide 3."),
        (slice(2, 4), ("banner top", "banner bottom"), "It is missing on slides 3, 4."),
        (slice(0, 1), ("banner bottom",), "It is missing on slide 1."),
    ],
)
def test_a_missing_handling_mark_is_named_once(slides: slice, names: tuple[str, ...], note: str) -> None:
    found = named(checked("institute", _without(slides, *names)))

    assert [(f.verdict, f.severity, f.issued, f.note) for f in found] == [("removed", "warn", "TLP:GREEN", note)]


def test_another_handling_mark_is_a_change_of_the_one_that_was_issued() -> None:
    def change(presentation: Any) -> None:
        banner = next(s for s in presentation.slides[2].shapes if s.name.lower().startswith("banner top"))
        banner.text_frame.paragraphs[0].runs[0].text = "UNCLASSIFIED"

    found = named(checked("institute", change))

    assert [(f.verdict, f.severity, f.issued, f.found) for f in found] == [
        ("reworded", "warn", "TLP:GREEN", "UNCLASSIFIED")
    ]


def test_a_missing_portion_mark_is_named() -> None:
    def change(presentation: Any) -> None:
        line = next(line for line in lines(presentation) if line.slide == 2 and line.text.startswith("(CUI) "))
        line.write(0, len("(CUI) "), "")

    assert [f.verdict for f in named(checked("portions", change))] == ["reworded"]


def _charts(presentation: Any) -> Iterator[Any]:
    yield from (s for slide in presentation.slides for s in slide.shapes if s.has_chart)


def test_another_number_in_a_chart_is_named() -> None:
    def change(presentation: Any) -> None:
        next(next(_charts(presentation)).chart._chartSpace.iter("{*}val")).find(".//{*}pt/{*}v").text = "9"

    found = named(checked("institute", change))

    assert [(f.verdict, f.changes, f.severity, f.role) for f in found] == [("reworded", ("number",), "fail", "count")]
    assert ": For 9, " in found[0].found


def test_a_chart_without_figures_does_not_stop_the_reader() -> None:
    def change(presentation: Any) -> None:
        for value in next(_charts(presentation)).chart._chartSpace.iter("{*}v"):
            value.text = "#N/A"

    assert {f.verdict for f in named(checked("institute", change))} == {"removed"}


def test_a_chart_of_a_file_whose_charts_had_no_records_is_left_alone() -> None:
    data, library, bodies = built("institute")
    found = read_deck(data)
    older = replace(found, records=tuple(r for r in found.records if r.field != "chart"))

    assert named(verify(older, library, bodies, "deck.pptx")) == []


def test_a_deleted_heading_does_not_move_what_stood_under_it() -> None:
    def change(presentation: Any) -> None:
        said = "No new table"
        heading = next(x for x in lines(presentation) if any(text.text == said for text in x.texts))
        for run in heading.element.findall("{*}r"):
            heading.element.remove(run)

    found = named(checked("institute", change))

    assert [(f.verdict, f.severity) for f in found] == [("removed", "warn")]


def test_a_note_is_compared_on_its_own_slide() -> None:
    def change(presentation: Any) -> None:
        for slide in presentation.slides:
            for paragraph in slide.notes_slide.notes_text_frame.paragraphs:
                if re.match(r"Lorenz wants .* \(2020, p\. 36\)", plain(paragraph.text)):
                    paragraph.runs[0].text = paragraph.runs[0].text.replace("Lorenz wants", "Lorenz never wants")
                    return
        raise AssertionError

    assert [(f.changes, f.severity) for f in named(checked("institute", change))] == [(("negation",), "fail")]


def test_a_source_in_the_notes_is_compared() -> None:
    def change(presentation: Any) -> None:
        for slide in presentation.slides:
            for paragraph in slide.notes_slide.notes_text_frame.paragraphs:
                if re.match(r"\[\d+\] .*pp\. 1–5", plain(paragraph.text)):
                    paragraph.runs[-1].text = plain(paragraph.runs[-1].text).replace("1–5", "1–7")
                    return
        raise AssertionError

    assert [("page" in f.changes, f.severity) for f in named(checked("institute", change))] == [(True, "fail")]
