"""Generated briefs on generated libraries and on the sample library: the same seed makes the same brief everywhere.

    python -m tests.generated COUNT

prints the hash of the deck of each brief as a JSON list.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from hashlib import sha256
from pathlib import Path
from random import Random

from briefer.app import resources
from briefer.app.build import Draft, draft
from briefer.app.library import open_library
from briefer.model.essay import Essay, Locator, Page, Paragraph, Section
from briefer.model.evidence import (
    STANDS,
    Passage,
    Position,
    Proposition,
    Recommendation,
    Theme,
    passage_id,
)
from briefer.model.library import Bodies, Entity, Library
from briefer.model.reference import Name, Reference
from briefer.model.text import Anchor, canonical, digest
from briefer.specs.brief import (
    AgendaItem,
    Assessment,
    Brief,
    Clearance,
    Decision,
    DeckChoice,
    Event,
    Exchange,
    Handling,
    MemoChoice,
    NextStep,
    Option,
    Pick,
    Question,
    RecommendationChoice,
    Risk,
    WrittenLine,
)
from briefer.writers.pptx import write_deck
from tests.generated_words import SCRIPTS, Words

SAMPLES = Path(__file__).parent.parent / "sample_briefs/library"
TITLE = 105
"""Characters of a title at most."""
SOURCES = ("slide", "notes", "end")
MARKS = ("", "", "", "TLP:GREEN", "TLP:AMBER+STRICT", "UNCLASSIFIED", "CUI")


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A brief and what it is built on."""

    brief: Brief
    library: Library
    bodies: Bodies

    def __str__(self) -> str:
        return self.brief.id


@cache
def sample() -> tuple[Library, Bodies]:
    """Return the library that ships, in memory."""
    with open_library(SAMPLES) as opened:
        used = {essay.body_sha256 for essay in opened.library.all(Essay)}
        return opened.library, {sha: opened.bodies[sha] for sha in used}


def case(seed: int) -> Case:
    """Return brief number `seed`: templates, brands and places of sources in turn, all else by chance."""
    random = Random(seed)
    templates, brands = resources.ids("decks"), resources.ids("brands")
    scripts = list(SCRIPTS)
    script = scripts[seed // 2 % len(scripts)] if seed % 2 else "english"
    library, bodies = sample() if seed % 5 == 2 else generated(random, script)
    brief = Brief(
        title=Words(random, script).title(TITLE),
        date="2026-11-22",
        id=f"generated-{seed}",
        deck=DeckChoice(
            template=templates[seed % len(templates)],
            brand=brands[seed // len(templates) % len(brands)],
            sources=SOURCES[(seed // 18 + seed) % 3],  # type: ignore[arg-type]
        ),
        memo=MemoChoice(paper=("a4", "letter")[seed // 3 % 2]),  # type: ignore[arg-type]
    )
    return Case(brief=_filled(random, brief, library, script), library=library, bodies=bodies)


def generated(random: Random, script: str) -> tuple[Library, Bodies]:
    """Return a library of one to eight essays, now and then forty, and all that an analyst kept of them."""
    words = Words(random, script)
    count = 40 if random.random() < 0.12 else random.randint(1, 8)
    many = random.random() < 0.2
    themes = [
        Theme(id=f"t{n}", label=words.odd(words.title(40)), order=n)
        for n in range(random.randint(0, 14 if many else 5))
    ]
    found: list[Entity] = list(themes)
    bodies: dict[str, str] = {}
    passages: list[Passage] = []
    volume = _volume(words) if random.random() < 0.5 else Reference()
    for n in range(count):
        essay, body = _essay(random, words, n, volume)
        bodies[essay.body_sha256] = body
        kept = _passages(random, words, essay, body, [theme.id for theme in themes])
        found += [essay, *kept]
        passages += kept
    essays = [entity for entity in found if isinstance(entity, Essay)]
    found += _positions(random, words, essays, passages, many)
    found += _advice(random, words, themes, passages, many)
    return Library.of(found), bodies


def _volume(words: Words) -> Reference:
    return Reference(
        container_title=words.title(140), editors=(Name(family=words.name(), given="A."),), publisher=words.title(30)
    )


def _essay(random: Random, words: Words, number: int, volume: Reference) -> tuple[Essay, str]:
    body, paragraphs, sections, pages = "", [], [], []
    for _ in range(random.randint(1, 4)):
        heading = words.title(90)
        sections.append(Section(heading, 1, len(body), len(body) + len(heading)))
        body += heading + "\n\n"
        for _ in range(random.randint(1, 3)):
            text = canonical(" ".join(words.sentence() for _ in range(random.randint(1, 4))))
            pages.append(Page(len(body), str(10 + len(pages)), len(pages) + 1))
            paragraphs.append(Paragraph(len(body), len(body) + len(text)))
            body += text + "\n\n"
    authors = tuple(
        Name(family=words.name(), given=random.choice(("A.", "Maria", "")))
        for _ in range(random.choice((1, 1, 1, 2, 3, 6)))
    )
    reference = replace(
        volume,
        type="chapter" if volume.container_title else "article-journal",
        title=words.odd(words.title(random.choice((40, 90, 220)))),
        authors=authors if random.random() < 0.95 else (),
        issued=random.choice(("2019", "2020-10", "2021-03-05", "")),
        page="10–21" if random.random() < 0.5 else "",
        url="https://example.org/" + "long/" * random.randint(0, 20) + "file.html" if random.random() < 0.4 else "",
        language=words.language,
    )
    paged = random.random() < 0.7
    reference = replace(reference, title=canonical(reference.title))
    essay = Essay(
        id=f"essay-{number}",
        reference=reference,
        kind=random.choice(("essay", "essay", "essay", "essay", "introduction")) if number else "essay",
        text="digest" if random.random() < 0.1 else "full",
        body_sha256=digest(body),
        pages=tuple(pages) if paged else (),
        sections=tuple(sections),
        paragraphs=tuple(paragraphs),
        language=words.language,
        reading=random.choice(("read", "read", "skimmed", "unread")),
        order=number,
    )
    return essay, body


def _passages(random: Random, words: Words, essay: Essay, body: str, themes: list[str]) -> list[Passage]:
    found: list[Passage] = []
    for n in range(random.choice((0, 1, 2, 3, 6, 12))):
        place = random.choice(essay.paragraphs)
        text = body[place.start : place.end]
        end = random.choice([m.end() for m in re.finditer(r"[.。।](?=\s|$)", text)])
        kinds = ("paraphrase", "fact", "claim", "summary") + (("quotation",) * 4 if essay.text == "full" else ())
        kind = random.choice(kinds)
        anchor = Anchor.of(body, place.start, place.start + end)
        taken = [passage.id for passage in found]
        found.append(
            Passage(
                id=passage_id(essay.id, kind, place.start + n, anchor.quote, taken),  # type: ignore[arg-type]
                essay_id=essay.id,
                kind=kind,  # type: ignore[arg-type]
                anchor=anchor if essay.text == "full" else None,
                text=""
                if kind == "quotation"
                else canonical(words.odd(words.sentence(4, random.choice((12, 30, 60))))),
                locator=Locator(page=str(n + 3)) if essay.text == "digest" else Locator(),
                themes=tuple(random.sample(themes, min(len(themes), random.randint(0, 2)))),
                headline=words.title(90) if random.random() < 0.2 else "",
                relays="the council" if random.random() < 0.1 else "",
                doubtful=random.random() < 0.05,
                overtaken=random.random() < 0.05,
                confirmed=random.random() < 0.8,
                order=n,
            )
        )
    return found


def _positions(
    random: Random, words: Words, essays: Sequence[Essay], passages: Sequence[Passage], many: bool
) -> list[Entity]:
    found: list[Entity] = []
    for n in range(random.randint(0, 12 if many else 4)):
        proposition = Proposition(
            id=f"prop/p{n}",
            text=words.title(random.choice((60, 160))),
            short=words.title(random.choice((20, 60))),
            order=n,
        )
        found.append(proposition)
        reasoned = random.random() < 0.6
        for essay in essays:
            if random.random() < 0.2:
                continue
            stand = random.choice(STANDS)
            own = [p.id for p in passages if p.essay_id == essay.id and not p.doubtful]
            found.append(
                Position(
                    id=Position.key(proposition.id, essay.id),
                    proposition_id=proposition.id,
                    essay_id=essay.id,
                    stand=stand,
                    condition=words.phrase(2, 8) if stand == "for-if" else "",
                    reason=words.phrase(2, random.choice((5, 14))) if reasoned and stand != "silent" else "",
                    holder=words.title(30) if stand == "relayed" else "",
                    passages=tuple(random.sample(own, min(len(own), 2))) if stand != "silent" else (),
                    confirmed=random.random() < 0.8,
                )
            )
    return found


def _advice(
    random: Random, words: Words, themes: Sequence[Theme], passages: Sequence[Passage], many: bool
) -> list[Entity]:
    usable = [p.id for p in passages if not p.doubtful]
    return [
        Recommendation(
            id=f"rec/r{n}",
            text=words.odd(words.phrase(3, random.choice((8, 25)))),
            actor=words.title(30) if random.random() < 0.5 else "",
            action=words.phrase(1, 6) if random.random() < 0.5 else "",
            instrument=words.phrase(1, 4) if random.random() < 0.3 else "",
            horizon=random.choice(("", "2030", "within two years")),
            condition=words.phrase(2, 8) if random.random() < 0.2 else "",
            themes=tuple(t.id for t in random.sample(list(themes), min(len(themes), 1))),
            passages=tuple(random.sample(usable, min(len(usable), random.randint(1, 5)))),
            confirmed=random.random() < 0.8,
            order=n,
        )
        for n in range(random.randint(0, 24 if many else 7))
    ]


def _filled(random: Random, brief: Brief, library: Library, script: str) -> Brief:
    """Return `brief` with everything that a person may put into one."""
    words = Words(random, script)
    usable = [p for p in library.all(Passage) if not p.doubtful]
    quotable = [p for p in usable if p.kind == "quotation" and p.anchor]
    slides = [slide.id for slide in resources.deck_template(brief.deck.template).slides]

    def cited(text: str) -> str:
        chosen = random.sample(usable, min(len(usable), random.choice((1, 1, 2, 6))))
        return f"{text.rstrip('.。')} [{'; '.join(f'@{p.id}' for p in chosen)}]." if chosen else text

    def line(slide: str) -> WrittenLine:
        return WrittenLine(
            text=cited(words.sentence(3, random.choice((10, 25, 45)))),
            slide=slide,
            label=words.title(random.choice((12, 30))) if random.random() < 0.6 else "",
            lead=words.phrase(1, 5) if random.random() < 0.3 else "",
            dissent=random.random() < 0.1,
        )

    def some(most: int) -> range:
        return range(random.choice((0, 1, 2, most // 2, most)))

    picks = [
        Pick(passage=p.id, role="quotation", slide="quotation" if "quotation" in slides else "")
        for p in random.sample(quotable, min(len(quotable), random.randint(0, 3)))
    ]
    rest = [p for p in usable if p.id not in {pick.passage for pick in picks}]
    picks += [
        Pick(passage=p.id, slide=random.choice(("", random.choice(slides))), label=random.choice(("", words.title(14))))
        for p in random.sample(rest, min(len(rest), random.randint(0, 6)))
    ]
    lined = random.sample(slides, random.randint(0, len(slides)))
    full = random.random() < 0.15
    criteria = tuple(words.title(18) for _ in range(random.randint(0, 4)))
    whole = bool(usable)
    return replace(
        brief,
        question=words.title(TITLE),
        audience=words.title(40),
        prepared_by=random.choice(("Harbour desk", words.title(60))),
        contact=random.choice(("", "desk@example.org")),
        themes=("all",) if random.random() < 0.8 else (),
        propositions=("all",) if random.random() < 0.8 else (),
        recommendations=RecommendationChoice(limit=random.choice((3, 6, 24))),
        picks=tuple(picks),
        statements=tuple(line(slide) for slide in lined for _ in range(random.randint(1, 9 if full else 3))),
        assessments=tuple(
            Assessment(
                text=words.sentence(4, 25), slide=random.choice(slides), by="Harbour desk", confidence="moderate"
            )
            for _ in some(2)
        ),
        decision=Decision(
            ask=words.title(TITLE),
            wording=words.sentence(8, 40),
            title=words.title(TITLE),
            decides=words.title(30),
            by="2026-12-04",
            choices=tuple(words.title(24) for _ in range(random.randint(2, 5))),
            otherwise=words.phrase(2, 12),
        )
        if random.random() < 0.8
        else Decision(),
        criteria=criteria,
        options=tuple(
            Option(
                name=words.title(40),
                criteria=tuple(words.phrase(1, 5) for _ in criteria),
                supporters=cited(words.phrase(1, 8)),
                opponents=cited(words.phrase(1, 8)),
                recommended=n == 0,
            )
            for n in some(6)
        ),
        risks=tuple(
            Risk(text=words.sentence(4, 25), lead=words.phrase(1, 4), answer=words.phrase(3, 15)) for _ in some(6)
        ),
        next_steps=tuple(NextStep(what=words.phrase(3, 15), who=words.title(20), by="2027-01-31") for _ in some(8)),
        agenda=tuple(AgendaItem(text=words.title(60), minutes=random.choice((0, 5))) for _ in some(10)),
        events=tuple(Event(when=str(1990 + n), text=cited(words.sentence(3, 20))) for n in (some(10) if whole else ())),
        objections=tuple(
            Exchange(text=words.sentence(4, 20), answer=cited(words.sentence(4, 20)), by=words.name()) for _ in some(5)
        ),
        questions=tuple(Question(text=words.title(TITLE), answer=cited(words.sentence(4, 25))) for _ in some(4)),
        clearances=(Clearance(who="Legal", on="2026-11-20"), Clearance(who="Finance")),
        unconfirmed=random.choice(("mark", "mark", "leave-out")),
        handling=Handling(marking=random.choice(MARKS)),
        say={random.choice(slides): words.sentence()} if random.random() < 0.3 else {},
    )


def deck(made: Draft) -> bytes:
    """Return the deck of a draft."""
    return write_deck(made.pages, made.deck, made.brand, made.master, made.records)


def hashes(count: int) -> list[str]:
    """Return the hash of the deck of each of the first `count` briefs."""
    cases = map(case, range(count))
    return [sha256(deck(draft(c.library, c.bodies, c.brief))).hexdigest() for c in cases]


if __name__ == "__main__":
    sys.stdout.write(json.dumps(hashes(int(sys.argv[1]))))
