"""The main job on real essays: import a volume and an article, quote them, build, and find every word and page again.

The reference corpus is other people's text; it is read here and never copied into the project.
"""

import json
import re
from dataclasses import replace
from io import BytesIO

import pytest
from pptx import Presentation

from briefer.app.briefs import checked
from briefer.app.build import build
from briefer.app.importing import import_into
from briefer.app.library import open_library
from briefer.app.passages import make_passage
from briefer.app.verify import verify_file
from briefer.mining.ownership import reported
from briefer.model.counts import tally
from briefer.model.essay import Essay
from briefer.model.evidence import Passage, Position, Proposition
from briefer.model.library import Put
from briefer.specs.brief import Brief, Pick, read_brief, write_brief
from briefer.typeset.joining import unjoined as plain

pytestmark = pytest.mark.corpus


@pytest.fixture(scope="module")
def gold(shared):
    essays = []
    for name in ("volume", "article"):
        essays += json.loads((shared / "gold" / f"{name}.json").read_text("utf-8"))["essays"]
    return essays


@pytest.fixture(scope="module")
def library(shared, tmp_path_factory):
    """Return a library with the volume and the article, imported from text."""
    with open_library(tmp_path_factory.mktemp("shelf"), create=True) as opened:
        filled, outcome = import_into(opened, [shared / "corpus" / name for name in ("volume.txt", "article.txt")])
        assert not outcome.refused
        yield filled


def quotable(body, essay):
    """Return stretches of whole sentences that stand on one page and are the author's own."""
    authors = [name.family for name in essay.reference.authors]
    spans = []
    for match in re.finditer(r"(?<=[.!?] )[A-Z][^.!?“”\"‘’'()\[\]\n]{60,170}\.(?= [A-Z])", body):
        start, end = match.span()
        if essay.page_at(start) == essay.page_at(end - 1) and not reported(body, start, end, authors):
            spans.append((start, end))
    return spans


@pytest.fixture(scope="module")
def brief_and_library(library):
    """Return a brief with two quotations from each of five authors and two propositions, and the library it runs on."""
    voices = [essay for essay in library.library.all(Essay) if essay.kind == "essay"]
    edits, picks = [], []
    for essay in [e for e in voices if e.pages][:5] + [e for e in voices if not e.pages]:
        body = library.bodies[essay.body_sha256]
        for start, end in quotable(body, essay)[1:6:3]:
            passage = make_passage(library.library, library.bodies, essay.id, start, end)
            edits.append(Put(passage))
            picks.append(Pick(passage=passage.id, role="quotation", slide="quotation"))
    edits += [Put(replace(essay, reading="read")) for essay in library.library.all(Essay)]
    for number, word in enumerate(("ties", "ships"), start=1):
        proposition = Proposition(
            id=f"prop/{word}", text=f"There should be more {word}", short=f"more {word}", order=number
        )
        edits.append(Put(proposition))
        for i, essay in enumerate(voices):
            cited = tuple(
                e.entity.id
                for e in edits
                if isinstance(e, Put) and isinstance(e.entity, Passage) and e.entity.essay_id == essay.id
            )
            stand = ("for", "against", "for-if", "silent")[(i + number) % 4]
            edits.append(
                Put(
                    Position(
                        id=Position.key(proposition.id, essay.id),
                        proposition_id=proposition.id,
                        essay_id=essay.id,
                        stand=stand,
                        condition="money is found" if stand == "for-if" else "",
                        passages=() if stand == "silent" else cited,
                        confirmed=True,
                    )
                )
            )
    opened = library.apply(edits)
    brief = Brief(
        title="What the texts advise", date="2026-11-22", id="main-job", propositions=("all",), picks=tuple(picks)
    )
    return brief, opened


def test_a_volume_and_an_article_become_fifteen_pieces_outside_and_inside_the_denominator(library):
    essays = library.library.all(Essay)
    proposition = Proposition(id="prop/x", text="x")

    assert len(essays) == 15
    assert {e.kind for e in essays if not e.counts} == {"foreword", "introduction"}
    assert tally(library.library, proposition, [e.id for e in essays]).denominator == 13


def test_every_quotation_on_the_slides_is_found_letter_by_letter(brief_and_library, gold, shared, tmp_path):
    brief, opened = brief_and_library
    made = build(opened.library, opened.bodies, brief, tmp_path, ["pptx"])
    deck = Presentation(BytesIO(made.files[0].path.read_bytes()))
    found = []
    for slide in deck.slides:
        shown = [shape.text_frame.text for shape in slide.placeholders if shape.has_text_frame]
        for text in shown:
            found += [(quote, shown) for quote in re.findall(r"“([^”]{40,})”", text)]

    bodies = {essay["title"]: re.sub(r"\s+", " ", essay["body"]) for essay in gold}
    by_author = {essay["authors"][0].split()[-1]: essay for essay in gold if essay["kind"] == "essay"}
    authors = set()
    for quote, shown in found:
        words = plain(quote)
        homes = [title for title, body in bodies.items() if words in body]
        assert homes, words
        essay = next(e for e in gold if e["title"] == homes[0])
        source = next(text for text in shown if re.search(r"\b20\d\d\b.*(p\.|¶)", plain(text)))
        author = next(name for name in by_author if name in source)
        assert by_author[author]["title"] == essay["title"]
        authors.add(author)
        if essay["first_page"].isdigit():
            page = int(re.search(r"p\.\s*(\d+)", plain(source)).group(1))
            assert int(essay["first_page"]) <= page <= int(essay["last_page"])
            mine = next(
                e for e in opened.library.all(Essay) if e.reference.authors and e.reference.authors[0].family == author
            )
            body = opened.bodies[mine.body_sha256]
            assert mine.page_at(body.index(words)) == str(page)
    assert len(found) >= 8
    assert len(authors) >= 5


def test_the_deck_of_the_main_job_verifies_against_its_library(brief_and_library, tmp_path):
    brief, opened = brief_and_library
    made = build(opened.library, opened.bodies, brief, tmp_path, ["pptx"])
    result = verify_file(made.files[0].path, opened)

    assert result.mode == "ids"
    assert result.count("fail") == result.count("warn") == 0
    assert sum(finding.verdict == "verbatim" for finding in result.findings) >= 8


def test_the_brief_of_the_main_job_has_no_mistakes(brief_and_library):
    from pathlib import Path

    from briefer.app.briefs import LoadedBrief

    brief, opened = brief_and_library
    loaded, document = read_brief(write_brief(brief), "main.yaml")

    assert checked(LoadedBrief(Path("main.yaml"), loaded, document), opened.library, opened.bodies) == brief


def sentence(library, family, words):
    """Return the essay of an author and the span of the sentence that holds `words`."""
    essay = next(
        e
        for e in library.library.all(Essay)
        if e.kind == "essay" and any(family in n.family for n in e.reference.authors)
    )
    body = library.bodies[essay.body_sha256]
    at = body.index(words)
    start = max(body.rfind(". ", 0, at) + 2, body.rfind("\n", 0, at) + 1)
    return essay, start, body.index(".", at + len(words)) + 1


@pytest.mark.parametrize(
    ("family", "words", "holder"),
    [
        ("Tan", "Brzezinski", "Brzezinski"),
        ("Cottey", "some observers", "some observers"),
        ("Cottey", "some analysts", "some analysts"),
        ("Burton", "Stoltenberg recently said", "Stoltenberg"),
        ("Heng", "Stoltenberg however qualified", "Stoltenberg"),
        ("Heng", "General Stoltenberg stated", "Stoltenberg"),
        ("Jenne", "Stoltenberg, when launching", "Stoltenberg"),
        ("Thomas", "Stoltenberg remarked", "Stoltenberg"),
    ],
)
def test_what_an_essay_reports_of_somebody_else_is_never_its_authors_own(library, family, words, holder):
    essay, start, end = sentence(library, family, words)
    passage = make_passage(library.library, library.bodies, essay.id, start, end, "claim")

    assert holder in passage.relays


def test_glosses_of_the_introduction_on_the_essays_are_relayed(library):
    introduction = next(e for e in library.library.all(Essay) if e.kind == "introduction")
    body = library.bodies[introduction.body_sha256]
    glosses = [m.start() for m in re.finditer(r"Dr\. [A-Z][\w-]+(?: [A-Z][\w-]+)* (?:argues|warns|demonstrates)", body)]
    holders = [
        make_passage(library.library, library.bodies, introduction.id, at, body.index(".", at + 4) + 1).relays
        for at in glosses
    ]

    assert len(glosses) >= 3
    assert all(holders)


def test_the_ownership_rule_holds_on_the_judged_sentences(gold, shared):
    """Of the sentences that people judged to be reported, most are seen; of the authors' own, hardly any are."""
    rows = [json.loads(line) for line in (shared / "gold" / "recommendations.jsonl").read_text("utf-8").splitlines()]
    essays = {essay["id"]: essay for essay in gold}
    seen: dict[str, list[bool]] = {"reported": [], "own": []}
    for row in rows:
        essay = essays[row["essay"]]
        at = essay["body"].find(row["sentence"])
        if at < 0 or row["class"] == "other":
            continue
        family = [name.split()[-1] for name in essay["authors"]]
        view = reported(essay["body"], at, at + len(row["sentence"]), family)
        seen["reported" if row["class"] == "reported" else "own"].append(view is not None)

    assert sum(seen["reported"]) >= 0.75 * len(seen["reported"])
    assert sum(seen["own"]) <= 0.03 * len(seen["own"])
