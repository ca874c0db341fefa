"""Every layout there is, edited by hand: verification names each edit where it was made, and nothing else."""

from __future__ import annotations

import copy
import io
import random
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import lru_cache
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
from briefer.quotation.kinds import MODALS, is_negation, is_number, page_spans
from briefer.quotation.quoted import quoted
from briefer.readers.deck import read_deck
from briefer.specs.brief import Citations, Handling
from briefer.writers.pptx import write_deck

KINDS = ("word", "number", "negation", "modal", "author", "page")
GRAVE = ("number", "negation", "author", "page")
LOOKS = ("institute", "command", "plain", "institution", "chatham-house", "portions")
LEFT_ALONE = ("banner", "footer", "slide number", "source label", "status")
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


def runs(slide: Any) -> Iterator[tuple[Any, Any, Any]]:
    """Yield shape, paragraph and run of everything on a slide that says something of its own."""
    for shape in slide.shapes:
        texts = [shape.text_frame] if shape.has_text_frame else []
        if shape.has_table:
            texts = [cell.text_frame for row in shape.table.rows for cell in row.cells]
        if not shape.name.lower().startswith(LEFT_ALONE):
            yield from ((shape, p, r) for text in texts for p in text.paragraphs for r in p.runs)


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u2060", "")


def bare(text: str) -> str:
    """Return the letters and digits of `text`, source numbers left out."""
    return re.sub(r"\W+", "", re.sub(r"\[\d+\]", "", text)).casefold()


def changed(text: str, kind: str, authors: list[str], chance: random.Random) -> str | None:
    """Return `text` with one change of `kind`, None where it does not apply."""
    pages = [text[a:b] and (a, b) for a, b in page_spans(text) if re.search(r"\d", text[a:b])]
    words = [
        m
        for m in re.finditer(r"(?<![\w’'@./–-])[a-z]{4,}(?![\w’'@./–-])", text)
        if not (is_number(m[0]) or is_negation(m[0]) or m[0] in MODALS or m[0] in ("hardly", "half"))
    ]
    end = part.start() if (part := re.search(r"\(\d+ of \d+\)$", text)) else len(text)
    figures = list(re.finditer(r"(?<![\w.,:/–\[-])\d+(?![\w\]:/–-])", text[:end]))
    found = {
        "word": words,
        "negation": words,
        "number": [m for m in figures if not any(a <= m.start() < b for a, b in pages)],
        "page": [m for a, b in pages for m in re.finditer(r"\d+", text) if a <= m.start() < b],
        "modal": list(re.finditer(r"\b(?:may|must|can|could|should|would|will|might)\b", text)),
        "author": [m for name in authors for m in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text)],
    }[kind]
    if not found:
        return None
    match = chance.choice(found)
    other = {
        "word": lambda: "zebra",
        "negation": lambda: f"{match[0]} not",
        "number": lambda: str(int(match[0]) + 1),
        "page": lambda: str(int(match[0]) + 1),
        "modal": lambda: "may" if match[0] == "must" else "must",
        "author": lambda: chance.choice([name for name in authors if name not in text]),
    }[kind]()
    return text[: match.start()] + other + text[match.end() :]


@every_look
def test_an_untouched_deck_matches(look: str) -> None:
    assert named(checked(look)) == []


@pytest.mark.parametrize("kind", KINDS)
@every_look
def test_an_edit_on_every_slide_is_named_and_nothing_else(look: str, kind: str) -> None:
    _, library, _ = built(look)
    authors = sorted({name.short for essay in library.all(Essay) for name in essay.reference.authors})
    chance, edits = random.Random(f"{look} {kind}"), dict[int, tuple[str, bool]]()

    def edit(presentation: Any) -> None:
        for number, slide in enumerate(presentation.slides, 1):
            places = [(p, r) for _, p, r in runs(slide) if r._r.rPr is None or r._r.rPr.get("baseline", "0") == "0"]
            chance.shuffle(places)
            for paragraph, run in places:
                text = changed(plain(run.text), kind, authors, chance)
                if text is not None and not paragraph.text.isdecimal():
                    run.text = text
                    whole = plain("".join(each.text for each in paragraph.runs))
                    edits[number] = whole, bool(re.match(r"\s*(?:\(\w+\)\s*)?\[\d+\]", whole))
                    break

    found = named(checked(look, edit))
    if kind == "author":  # a row of another name: what stands in it stands in another row now
        found = [finding for finding in found if finding.changes != ("order",)]

    assert sorted(f.slide for f in found) == sorted(edits)
    for finding in found:
        text, is_source = edits[finding.slide]
        assert bare(finding.found) in bare(text) or bare(text) in bare(finding.found)
        assert kind in finding.changes or (is_source and "source-line" in finding.changes) or quoted(text), finding
        assert finding.severity == "fail" or kind not in GRAVE, finding


@every_look
def test_another_count_in_a_cell_is_named_alone(look: str) -> None:
    data, library, bodies = built(look)
    found = read_deck(data)
    cells = [(s, at) for s in found.slides for at, t in enumerate(s.texts) if t.place == "cell" and t.text.isdecimal()]
    for slide, at in random.Random(look).sample(cells, 6):
        texts = (
            *slide.texts[:at],
            replace(slide.texts[at], text=str(int(slide.texts[at].text) + 1)),
            *slide.texts[at + 1 :],
        )
        slides = tuple(replace(each, texts=texts) if each is slide else each for each in found.slides)

        faults = named(verify(replace(found, slides=slides), library, bodies, "deck.pptx"))

        assert [(f.slide, f.paragraph, f.severity) for f in faults] == [(slide.number, at + 1, "fail")]


def _typed_anew(presentation: Any) -> None:
    for slide in presentation.slides:
        for _, _, run in runs(slide):
            run.text = plain(run.text).replace("“", '"').replace("”", '"').replace("’", "'").replace("–", "-")


def _german_marks(presentation: Any) -> None:
    for slide in presentation.slides:
        for _, _, run in runs(slide):
            run.text = run.text.replace("“", "„").replace("”", "“")


def _split(presentation: Any) -> None:
    for slide in presentation.slides:
        for _, _, run in list(runs(slide)):
            if len(run.text) > 6 and "[" not in run.text:
                rest = copy.deepcopy(run._r)
                run._r.addnext(rest)
                rest.t.text, run.text = run.text[4:], run.text[:4]


def _turned_round(presentation: Any) -> None:
    for part in list(presentation.slides._sldIdLst):
        presentation.slides._sldIdLst.insert(0, part)


def _renamed(presentation: Any) -> None:
    for slide in presentation.slides:
        for shape in slide.shapes:
            shape.name = "Shape"


def _without_links(presentation: Any) -> None:
    for link in [x for slide in presentation.slides for x in slide._element.iter("{*}hlinkClick")]:
        link.getparent().remove(link)


def _without_placeholders(presentation: Any) -> None:
    for place in [x for slide in presentation.slides for x in slide._element.iter("{*}ph")]:
        place.getparent().remove(place)


def _copied(presentation: Any, number: int = 2) -> Any:
    origin = presentation.slides[number]
    slide = presentation.slides.add_slide(origin.slide_layout)
    for shape in list(slide.shapes):
        shape._element.getparent().remove(shape._element)
    for shape in origin.shapes:
        slide.shapes._spTree.append(copy.deepcopy(shape._element))
    return slide


HARMLESS = (_typed_anew, _german_marks, _split, _turned_round, _renamed, _without_links, _without_placeholders, _copied)


@pytest.mark.parametrize("change", HARMLESS, ids=lambda change: change.__name__)
def test_what_changes_no_word_matches(change: Callable[[Any], Any]) -> None:
    assert named(checked("institute", change)) == []


def test_a_change_on_a_copied_slide_is_named_there() -> None:
    def change(presentation: Any) -> None:
        run = next(r for s, _, r in runs(_copied(presentation)) if s.has_table and "consult" in r.text)
        run.text = run.text.replace("consult", "not consult")

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
        run = next(r for _, p, r in runs(presentation.slides[1]) if r.text.startswith("(CUI)"))
        run.text = run.text.removeprefix("(CUI)").lstrip()

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
        heading = next(p for slide in presentation.slides for _, p, r in runs(slide) if r.text == "No new table")
        for run in list(heading.runs):
            run._r.getparent().remove(run._r)

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
