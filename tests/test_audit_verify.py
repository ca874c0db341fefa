"""Verification with records and library, with records alone, and with nothing but the text."""

from __future__ import annotations

import io
import json
import random
from dataclasses import replace

import pytest
from pptx import Presentation

from briefer.audit.verification import Finding, Verification, severity_of, verify_json
from briefer.audit.verify import verify
from briefer.model.found import CHANGES, Change, FoundDeck, FoundSlide, FoundText
from briefer.model.library import Library, Put
from briefer.model.provenance import Record
from briefer.model.statement import statement_id
from briefer.readers.deck import read_deck
from tests.coastguards import BODIES, DECK, ESSAYS, JOINT, LIBRARY, LIND, MORA, TRAINING, issued, revised, written
from tests.quotation_changes import HARMFUL, hard_spaces, soft_hyphens, straight_marks
from tests.test_tamper import checked, deck, edited, named, paste, put


def loose(*texts: str, sources: tuple[str, ...] = ()) -> FoundDeck:
    """Return a deck that carries nothing but these paragraphs on one slide."""
    found = [FoundText(text=text, paragraph=at) for at, text in enumerate(texts, 1)]
    found.extend(FoundText(text=source, place="source") for source in sources)
    return FoundDeck(slides=(FoundSlide(number=1, texts=tuple(found)),))


def by_text(*texts: str, library: Library | None = LIBRARY) -> list[Finding]:
    return list(verify(loose(*texts), library, BODIES, "x.pptx").findings)


def quotation(verification: Verification) -> Finding:
    return next(finding for finding in verification.findings if finding.role == "quotation")


def test_the_document_is_verify_1() -> None:
    told = verify_json(checked(edited(put("may begin small", "may not begin small"))))

    assert json.loads(json.dumps(told)) == told
    assert list(told) == ["briefer", "file", "mode", "summary", "statements"]
    assert (told["briefer"], told["file"], told["mode"]) == ("verify/1", "deck.pptx", "ids")
    assert told["summary"] == {"statements": 18, "ok": 17, "warn": 0, "fail": 1}
    row = next(row for row in told["statements"] if row["severity"] == "fail")
    assert row["source"] == {
        "essay": "mora-2020-patrols",
        "page": "4",
        "start": 265,
        "end": 299,
        "text": "at a cost of US$20 million a year",
    } | {"start": row["source"]["start"], "end": row["source"]["end"]}
    assert (row["slide"], row["verdict"], row["changes"]) == (4, "reworded", ["negation"])
    assert row["found"] == "Mora: a joint patrol that may not begin small (4)"


def test_a_file_without_library_is_compared_as_issued() -> None:
    found = verify(read_deck(edited(put("national fleets”", "local fleets”"))), None, {}, "deck.pptx")

    assert found.mode == "as-issued"
    assert [(f.verdict, f.changes) for f in named(found)] == [("altered", ("word",))]
    assert "No library" in found.remarks[0]


def test_an_untouched_file_without_library_matches() -> None:
    found = verify(read_deck(deck()), None, {}, "deck.pptx")

    assert named(found) == []
    assert quotation(found).verdict == "verbatim"


def test_records_kept_elsewhere_stand_in_for_lost_ones() -> None:
    found = verify(read_deck(written(carried=False)), LIBRARY, BODIES, "deck.pptx", known=issued())

    assert found.mode == "ids"
    assert named(found) == []


def test_a_quotation_that_its_source_lost_is_source_changed() -> None:
    library, bodies = revised(MORA, "replace the national fleets", "replace any fleet")

    found = quotation(verify(read_deck(deck()), library, bodies, "deck.pptx"))

    assert (found.verdict, found.severity) == ("source-changed", "warn")


def test_a_source_that_kept_the_words_still_matches() -> None:
    library, bodies = revised(MORA, "one by one", "slowly, one by one")

    assert quotation(verify(read_deck(deck()), library, bodies, "deck.pptx")).verdict == "verbatim"


def test_a_digest_may_not_be_quoted() -> None:
    library = LIBRARY.after(Put(replace(ESSAYS[0], text="digest")))

    found = quotation(verify(read_deck(deck()), library, BODIES, "deck.pptx"))

    assert (found.verdict, found.severity) == ("unquotable", "fail")


def test_a_shortened_quotation_is_named_though_it_is_exact() -> None:
    shorter = quotation(checked(edited(put("the national fleets”", "the national”"))))

    assert (shorter.verdict, shorter.changes, shorter.severity) == ("verbatim", ("word",), "warn")


def test_an_honest_ellipsis_is_exact_and_its_cut_is_warned_of() -> None:
    cut = quotation(checked(edited(put("should not replace the national", "should … replace the national"))))

    assert cut.verdict == "verbatim-marked"
    assert "omits-negation" in [warning.kind for warning in cut.warnings]
    assert cut.severity == "fail"


def test_another_quotation_of_the_same_source_is_elsewhere() -> None:
    data = edited(put("A joint patrol should not replace the national fleets", "None of them can watch its own waters"))

    found = quotation(checked(data))

    assert (found.verdict, found.severity) == ("elsewhere", "fail")
    assert "page" in found.changes


def test_a_quotation_without_its_marks_is_no_longer_one() -> None:
    found = quotation(checked(edited(put("“A joint", "A joint"))))

    assert found.verdict == "verbatim"


def test_a_changed_source_number_is_a_change_of_source() -> None:
    def renumber(presentation: Presentation) -> None:
        for slide in presentation.slides:
            for shape in slide.shapes:
                for paragraph in shape.text_frame.paragraphs if shape.has_text_frame else ():
                    for run in paragraph.runs:
                        if "[2]" in run.text and "Objection" in paragraph.text:
                            run.text = run.text.replace("[2]", "[1]")

    found = named(checked(edited(renumber)))

    assert [(f.changes, f.severity) for f in found] == [(("source-line",), "fail")]
    assert found[0].found.endswith("[1]")


def test_a_copied_slide_is_told_and_is_no_fault() -> None:
    found = read_deck(deck())
    twice = replace(found, slides=(*found.slides, replace(found.slides[0], number=5)))

    verification = verify(twice, LIBRARY, BODIES, "deck.pptx")

    assert named(verification) == []
    assert sum(finding.verdict == "copied" for finding in verification.findings) == 4


def test_a_pasted_title_of_an_essay_is_no_quotation() -> None:
    found = named(checked(edited(paste("See also Lind, “On coastguards, 2”"))))

    assert [(f.verdict, f.severity) for f in found] == [("new", "warn")]


def test_a_change_on_a_copied_slide_is_found() -> None:
    found = read_deck(deck())
    texts = tuple(replace(t, text=t.text.replace("US$20", "US$90")) for t in found.slides[0].texts)
    twice = replace(found, slides=(*found.slides, replace(found.slides[0], number=5, texts=texts)))

    faults = named(verify(twice, LIBRARY, BODIES, "deck.pptx"))

    assert [(f.slide, f.changes) for f in faults] == [(5, ("number",))]


def test_a_slide_of_another_deck_is_new() -> None:
    found = read_deck(deck())
    side = [t for t in found.slides[0].texts if t.place == "source" or t.text.startswith("Confidence")]
    other = FoundText(text="[2] Lind 2020, p. 11", place="source", paragraph=9)
    pasted = replace(found.slides[0], number=5, texts=(*side, other), notes=(), names=())

    faults = named(verify(replace(found, slides=(*found.slides, pasted)), LIBRARY, BODIES, "deck.pptx"))

    assert [(f.verdict, f.severity, f.found) for f in faults] == [("new", "warn", other.text)]


def test_a_deleted_slide_is_named_by_its_statements() -> None:
    found = read_deck(deck())

    faults = named(verify(replace(found, slides=found.slides[1:]), LIBRARY, BODIES, "deck.pptx"))

    assert {f.verdict for f in faults} == {"removed"}
    assert {f.severity for f in faults} == {"warn"}
    assert all("patrol" in f.issued or "Start" in f.issued or "Lind" in f.issued for f in faults)


def test_edited_records_are_remarked_and_fail() -> None:
    found = replace(read_deck(deck()), records_edited=True)

    told = verify(found, LIBRARY, BODIES, "x")

    assert any("not the ones" in remark for remark in told.remarks)
    assert [(f.verdict, f.severity) for f in named(told)] == [("altered", "fail")]


def test_changed_evidence_in_the_notes_is_named() -> None:
    def edit(presentation: Presentation) -> None:
        for paragraph in presentation.slides[0].notes_slide.notes_text_frame.paragraphs:
            for run in paragraph.runs:
                run.text = run.text.replace("should not replace", "should replace")

    assert [(f.verdict, f.severity) for f in named(checked(edited(edit)))] == [("altered", "fail")]


@pytest.mark.parametrize(
    ("text", "verdict", "severity"),
    [
        ("Mora: “A joint patrol should not replace the national fleets”", "verbatim", "ok"),
        ("Mora: “A joint patrol … the national fleets”", "verbatim-marked", "ok"),
        ("Mora: “A joint patrol should replace the national fleets”", "altered", "fail"),
        ("Osei: “distrust patrols of any flag”", "unquotable", "fail"),
        ("He said “the moon is made of old cheese”", "unrecognised", "warn"),
        ("“neither feasible nor desirable” (11)", "verbatim", "ok"),
        ("“neither feasible nor desirable” (12)", "verbatim", "fail"),
        ("Mora puts the price of a joint patrol at US$20 million a year.", "unchanged", "ok"),
        ("Mora puts the price of a joint patrol at US$30 million a year.", "reworded", "fail"),
        ("Mora puts the price of a joint patrol at US$20 million a year (4).", "unchanged", "ok"),
        ("Mora puts the price of a joint patrol at US$20 million a year (3).", "reworded", "fail"),
        ("Mora puts the price of a joint patrol at US$20 million a year (Lind 4).", "reworded", "fail"),
        ("Lind, Karl, “On coastguards, 2” (2020)", "new", "warn"),
        ("Our harbour has a new lantern", "new", "warn"),
    ],
)
def test_text_alone_must_do(text: str, verdict: str, severity: str) -> None:
    found = by_text(text)

    assert [(f.verdict, f.severity) for f in found] == [(verdict, severity)]


@pytest.mark.parametrize(("name", "severity"), [("Lind", "ok"), ("Mora", "fail")])
def test_an_author_in_brackets_is_the_one_of_the_passage(name: str, severity: str) -> None:
    wording = replace(TRAINING, text="Training of the crews comes before fuel and ships.")

    found = by_text(
        f"Training of the crews comes before fuel and ships ({name} 12).", library=LIBRARY.after(Put(wording))
    )

    assert [f.severity for f in found] == [severity]


def test_nothing_is_recognised_without_library_and_records() -> None:
    assert {f.verdict for f in by_text("He said “the moon is made of old cheese”", library=None)} == {"unrecognised"}


def test_a_file_without_records_says_so() -> None:
    found = verify(read_deck(written(carried=False)), LIBRARY, BODIES, "deck.pptx")

    assert found.mode == "text"
    assert "by text alone" in found.remarks[0]
    assert found.count("fail") == 0
    assert {"verbatim"} <= {f.verdict for f in found.findings}


def test_the_notes_tell_where_a_quotation_came_from() -> None:
    whole = replace(read_deck(edited(put("national fleets”", "own hulls”"))), records=())

    found = verify(whole, LIBRARY, BODIES, "deck.pptx")

    fault = next(f for f in found.findings if f.severity == "fail")
    assert found.mode == "ids"
    assert (fault.id, fault.verdict) == (next(r.id for r in issued() if r.role == "quotation"), "altered")


def test_a_pasted_quotation_that_is_exact_is_only_new() -> None:
    found = named(checked(edited(paste("Lind adds that “nobody wants a second fleet”"))))

    assert [(f.verdict, f.severity) for f in found] == [("new", "warn")]
    assert found[0].source is not None and found[0].source.essay == "lind-2020-money"


def test_a_small_word_in_the_title_of_an_essay_is_no_name() -> None:
    found = read_deck(edited(put("Start with two ships", "On with two ships")))
    titled = replace(found.records[0], slide_key="register", field="cell", issued="Lind, “On the Seas”, on money")

    told = verify(replace(found, records=(*found.records, titled)), LIBRARY, BODIES, "deck.pptx")

    assert next(f.changes for f in told.findings if f.verdict == "reworded") == ("word",)


@pytest.mark.parametrize("change", HARMFUL, ids=lambda change: change.__name__)
def test_any_change_to_any_statement_is_found(change) -> None:  # type: ignore[no-untyped-def]
    found = read_deck(deck())
    chance = random.Random(7)
    for slide in found.slides:
        for at, text in enumerate(slide.texts):
            changed = change(text.text, chance) if text.place in ("title", "body", "cell") else None
            if changed is None or len(text.text.split()) < 4:
                continue
            texts = (*slide.texts[:at], replace(text, text=changed), *slide.texts[at + 1 :])
            slides = tuple(replace(s, texts=texts) if s is slide else s for s in found.slides)

            faults = named(verify(replace(found, slides=slides), LIBRARY, BODIES, "x"))

            assert len(faults) == 1, (text.text, changed, faults)


@pytest.mark.parametrize("change", [straight_marks, hard_spaces, soft_hyphens], ids=lambda change: change.__name__)
def test_typography_of_a_whole_deck_never_alarms(change) -> None:  # type: ignore[no-untyped-def]
    found = read_deck(deck())
    chance = random.Random(3)
    slides = tuple(
        replace(slide, texts=tuple(replace(text, text=change(text.text, chance)) for text in slide.texts))
        for slide in found.slides
    )

    assert named(verify(replace(found, slides=slides), LIBRARY, BODIES, "x")) == []


def test_grave_changes_fail() -> None:
    fatal = {change for change in CHANGES if severity_of("reworded", (change,)) == "fail"}

    assert fatal == {"number", "name", "negation", "page", "author", "source-line"}
    assert severity_of("altered", ("word",)) == severity_of("unquotable", ()) == "fail"
    assert severity_of("copied", ()) == severity_of("verbatim-marked", ()) == "ok"


def test_the_bodies_are_the_ones_the_tests_speak_of() -> None:
    assert JOINT.wording in MORA
    assert "second fleet" in LIND
    assert io.BytesIO(deck()).read(2) == b"PK"


def test_the_number_of_a_slide_is_not_taken_for_a_figure_in_a_table() -> None:
    found = read_deck(written())
    cell = replace(issued()[0], id="s-0000000000", field="cell", role="boilerplate", issued="1, 7")
    number = FoundText(text="/ 17", place="furniture", paragraph=9)
    slides = tuple(replace(slide, texts=(*slide.texts, number)) for slide in found.slides)

    told = verify(replace(found, slides=slides, records=(*found.records, cell)), LIBRARY, BODIES, "deck.pptx")

    assert [f for f in told.findings if f.found == "/ 17"] == []


def test_a_label_too_long_to_be_one_is_read_as_text_on_both_sides() -> None:
    long = "The Standing Conference of Harbour Masters and Ferry Operators of the North"
    deck = replace(
        DECK,
        slides=tuple(s.reworded(lambda each: replace(each, label=long) if each.label else each) for s in DECK.slides),
    )

    told = verify(read_deck(written(deck)), LIBRARY, BODIES, "deck.pptx")

    assert long in "".join(f.found for f in told.findings)
    assert told.count("fail") == 0


@pytest.mark.parametrize("label", ["“Patrols and the law of the sea”", "“Patrols and the law…”"])
def test_a_label_that_is_the_title_of_a_work_in_quotation_marks_is_no_quotation(label: str) -> None:
    anonymous = replace(
        ESSAYS[0], reference=replace(ESSAYS[0].reference, title="“Patrols and the law of the sea”", authors=())
    )
    objection = next(s for slide in DECK.slides for s in slide.statements if s.role == "quotation")
    long = replace(objection, label=f"{label} of the Standing Conference of Harbour Masters of the North")
    deck = replace(
        DECK, slides=tuple(s.reworded(lambda each: long if each.id == objection.id else each) for s in DECK.slides)
    )

    told = verify(read_deck(written(deck)), LIBRARY.after(Put(anonymous)), BODIES, "deck.pptx")

    assert label in quotation(told).found
    assert [(f.verdict, f.changes) for f in told.findings if f.severity == "fail"] == []


def test_a_quotation_that_was_issued_with_other_words_than_its_source_has_is_altered() -> None:
    wrong = "“A joint patrol should replace the national fleets”"
    deck = replace(
        DECK,
        slides=tuple(
            s.reworded(lambda each: replace(each, text=wrong, spans=()) if each.role == "quotation" else each)
            for s in DECK.slides
        ),
    )

    found = quotation(verify(read_deck(written(deck)), LIBRARY, BODIES, "deck.pptx"))

    assert (found.verdict, found.severity) == ("altered", "fail")
    assert "negation" in found.changes


def test_a_page_is_compared_with_its_own_source_where_one_line_names_several() -> None:
    slide = FoundSlide(
        number=1,
        texts=(
            FoundText(text="Lind: “neither feasible nor desirable”", marks=(2,), paragraph=1),
            FoundText(text="[1] Mora 2020, p. 4 · [2] Lind 2020, p. 44", place="source", paragraph=2),
        ),
    )

    (found,) = verify(FoundDeck(slides=(slide,)), LIBRARY, BODIES, "x.pptx").findings

    assert found.changes == ("page",)


@pytest.mark.parametrize(
    ("mark", "foot", "there", "changes"),
    [
        (2, "[2] Lind 2020, p. 11", "[1] Mora 2020, p. 4 · [2] Lind 2020, p. 11", ("order",)),
        (3, "[3] Lind 2020, p. 11", "[1] Mora 2020, p. 4 · [2]–[4]: notes", ("order",)),
        (2, "[1] Mora 2020, p. 3 · [2] Lind 2020, p. 11", "[1] Mora 2020, p. 4", ("source-line", "order")),
    ],
)
def test_a_statement_on_another_slide_finds_its_source_in_a_line_that_names_several(
    mark: int, foot: str, there: str, changes: tuple[Change, ...]
) -> None:
    said = f"The partners have no money for ships[{mark}]"
    first = (("title", "Ships cost too much"), ("body", "Two ships are enough"), ("body", said), ("source_line", foot))
    second = (("title", "Training costs little"), ("body", "Fuel is wanted"), ("source_line", there))
    records = tuple(
        Record(
            id=statement_id(key, field, (text,)),
            slide_key=key,
            field=field,
            role="boilerplate" if field == "source_line" else "own",
            passages=(),
            essays=(),
            locator="",
            issued=text,
            source_sha256="",
        )
        for key, texts in (("money", first), ("training", second))
        for field, text in texts
    )
    moved = FoundText(text=said.partition("[")[0], marks=(mark,), paragraph=9)
    slides = tuple(
        FoundSlide(
            number=number,
            texts=tuple(
                FoundText(text=text, place="source" if field == "source_line" else "body", paragraph=at)
                for at, (field, text) in enumerate(texts, 1)
                if text != said
            )
            + (moved,) * (number == 2),
        )
        for number, texts in enumerate((first, second), 1)
    )

    (found,) = named(verify(FoundDeck(slides=slides, records=records), None, {}, "x.pptx"))

    assert (found.found, found.changes) == (moved.text, changes)
