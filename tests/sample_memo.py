"""The information memo of the reference brief, composed by hand, for tests of trimming, measuring and writing.

The markup of the literals: braces hold a locator (`pages`), two asterisks bold words, tildes unconfirmed names.
"""

from __future__ import annotations

import random
import re
from dataclasses import replace

from briefer.model.deck import RegisterEntry
from briefer.model.memo import HeaderField, Memo, MemoSection, Point
from briefer.model.provenance import Record
from briefer.model.statement import Mark, Role, Span, SpanKind, Statement, statement_id

_TOKEN = re.compile(r"\{(?P<pages>[^{}]+)\}|\*\*(?P<bold>.+?)\*\*|~(?P<unconfirmed>.+?)~|\^\[(?P<mark>\d+)\]")
_KINDS: tuple[SpanKind, ...] = ("pages", "bold", "unconfirmed")


def say(markup: str, role: Role = "paraphrase", key: str = "memo") -> Statement:
    """Return the statement that `markup` describes."""
    text, spans, marks, end = "", [], [], 0
    for token in _TOKEN.finditer(markup):
        text += markup[end : token.start()]
        end = token.end()
        if token["mark"]:
            marks.append(Mark(len(text), (int(token["mark"]),)))
        for kind in _KINDS:
            if token[kind]:
                spans.append(Span(len(text), len(text) + len(token[kind]), kind))
                text += token[kind]
    text += markup[end:]
    return Statement(
        id=statement_id(key, "body", (text,)),
        slide_key=key,
        field="body",
        role=role,
        text=text,
        spans=tuple(spans),
        marks=tuple(marks),
        by="Asia desk" if role == "assessment" else "",
        confidence="moderate" if role == "assessment" else None,
    )


def point(*markup: str, lead: str = "", optional: int = 0, dissent: bool = False, role: Role = "paraphrase") -> Point:
    """Return a point of one statement a text; the last `optional` of them may be dropped."""
    opened = (f"**{lead}** {markup[0]}" if lead else markup[0], *markup[1:])
    statements = tuple(say(text, role) for text in opened)
    droppable = tuple(s.id for s in statements[len(statements) - optional :])
    return Point(statements, droppable, dissent)


_KEY_POINTS = (
    point(
        "Shetler-Jones {(2020, p. 7)} holds that Asia has come to the Alliance, which therefore no longer chooses.",
        "Lorenz {(2020, pp. 32, 35)} gives the transatlantic reason: an alliance of no use to Washington on China may "
        "lose its hold on Washington in Europe.",
        lead="Adjusting is treated as unavoidable.",
        optional=1,
    ),
    point(
        "Lorenz {(2020, p. 36)} designs a forum with Australia, Japan, New Zealand and South Korea, mainly for talks "
        "among ministers and leaders.",
        "Hildebrand et al. {(2020, Policy recommendations ¶2)} would tie the four into one consultative network.",
        "Tan {(2020, p. 30)} asks for formal mechanisms, which existing structures could house.",
        lead="Three texts propose a standing format.",
    ),
    point(
        "Burton {(2020, p. 5)} would revive the global-partners scheme; Lai {(2020, pp. 49, 51)} would use the "
        "enhanced-partner scheme for exercises with three US allies in Asia.",
        lead="Others prefer tools at hand.",
    ),
    point(
        "Heng {(2020, p. 24)}, Lorenz {(2020, pp. 36–37)} and Lai {(2020, p. 50)} name cyber defence; Jenne "
        "{(2020, p. 55)} puts safety at sea, health and disaster relief first.",
        "Money is thin: about US$20 million a year for all partner programmes {(Bağbaşlıoğlu 2020, p. 57)}.",
        lead="Work would start with cyber and the sea.",
        optional=1,
    ),
)
_DIFFER = (
    point(
        "Jenne {(2020, p. 54)} rejects another dialogue in a crowded field and warns that too visible a role feeds "
        "rivalry {(p. 52)}.",
        lead="Form.",
        dissent=True,
    ),
    point(
        "Tan {(2020, p. 29)} calls the South China Sea a core interest because of Allied trade.",
        "Lorenz {(2020, p. 35)} and Heng {(2020, p. 25)} consider a military role out of reach; Burton {(2020, p. 5)} "
        "and Cottey {(2020, p. 14)} see no appetite or no consensus; Jenne {(2020, p. 55)} wants a role beyond "
        "defence.",
        lead="Ships.",
        dissent=True,
    ),
    point(
        "Cottey {(2020, pp. 14–15)} favours discreet military contacts over a NATO-China council; Tan {(2020, p. 30)} "
        "relays a proposal for one by Brzezinski.",
        lead="Beijing.",
        dissent=True,
    ),
)
_SECTIONS = (
    MemoSection(
        "bluf",
        "Bottom line",
        (
            point(
                "Eleven of thirteen texts want or expect closer ties with Asian partners, and none argues against.",
                "They part ways over form (a new body or concrete work) and over ships (one author for a role in the "
                "South China Sea, five doubtful).",
                role="count",
            ),
        ),
        style="lead",
    ),
    MemoSection("key-points", "Key points", _KEY_POINTS, numbered=True),
    MemoSection("differ", "Where they differ", _DIFFER),
    MemoSection(
        "watch",
        "What to watch",
        (
            point(
                "Whether the four ask to be treated as a group: no text shows it (Burton {2020, p. 1,} says only that "
                "they want ties).",
                "Whether eastern and southern Allies object {(Burton 2020, p. 5)}.",
                "Whether Beijing answers with institutions of its own {(Lai 2020, pp. 50–51)}.",
                optional=1,
            ),
        ),
    ),
    MemoSection(
        "sourcing",
        "Sourcing",
        (
            point(
                "13 texts; at least seven quote the same Secretary General; no partner government among them.",
                "Thomas (Africa) and Hirakawa (Japan’s diplomacy) take no position; Kłodkowski {(2020, p. 47)} speaks "
                "for India only.",
                role="count",
            ),
        ),
    ),
    MemoSection(
        "assessment",
        "Assessment",
        (point("The count is firm, the currency is low.", role="assessment"),),
        style="assessment",
    ),
)

SAMPLE = Memo(
    brief_id="nato-pacific",
    kind="Info memo",
    subject="What thirteen texts of 2020 advise on the Alliance and its Pacific partners",
    header=(
        HeaderField("Info memo for", "Policy Director"),
        HeaderField("Date", "22 November 2026"),
        HeaderField("From", "Asia desk"),
        HeaderField("As of", "December 2020", bold=True),
        HeaderField("Limits", "Later events are not covered. No decision is required.", wide=True),
    ),
    sections=_SECTIONS,
    sources=(
        "All essays in McQuade and Lao (eds), NATO and the Asia-Pacific (Fall 2020, NATO Association of Canada); "
        "Hildebrand, Lee, Mizuno, Oh and Sato, “Build an Atlantic-Pacific Partnership” (Atlantic Council, 14 Oct "
        "2020).",
        "Cited pages in the packet, nos 1–12.",
    ),
    short_sources=(
        "McQuade and Lao (eds) 2020 (NATO Association of Canada); Hildebrand et al. 2020 (Atlantic Council); packet, "
        "nos 1–12.",
    ),
    source_titles=("NATO and the Asia-Pacific",),
    foot="nato-pacific · v3 · contact: Asia desk · cleared: Defence staff 21 Nov",
    marking="TLP:GREEN",
    language="en-GB",
    author="Asia desk",
    date="2026-11-22",
    register=(
        RegisterEntry(
            1,
            ("lorenz-2020-partners",),
            "McQuade and Lao (eds), NATO and the Asia-Pacific (Fall 2020, NATO Association of Canada)",
            "McQuade and Lao 2020",
            ("p. 36",),
        ),
    ),
    run="1f3a9c2b",
    stamp="matches its sources as of 2026-11-22",
)


def records(memo: Memo = SAMPLE) -> tuple[Record, ...]:
    """Return a provenance record of every statement of `memo`."""
    return tuple(
        Record(
            id=statement.id,
            slide_key=statement.slide_key,
            field=statement.field,
            role=statement.role,
            passages=(),
            essays=("lorenz-2020-partners",),
            locator="36",
            issued=statement.text,
            source_sha256="",
        )
        for statement in memo.statements
    )


def invented(seed: int) -> Memo:
    """Return a memo of 0.6 to 1.5 pages out of the sample's words, the same for the same seed."""
    chance = random.Random(seed)
    words = " ".join(statement.text for statement in SAMPLE.statements).split()

    def sentence(length: int) -> str:
        start = chance.randrange(len(words) - length)
        locator = chance.choice(("", " {(2020, p. 7)}", " {(2020, pp. 36–37)}", " {(2020, Policy recommendations ¶2)}"))
        return re.sub(r"[{}~*^]", "", " ".join(words[start : start + length])) + locator + "."

    def paragraph(name: str) -> Point:
        texts = [sentence(chance.randint(6, 32)) for _ in range(chance.randint(1, 3))]
        return point(
            *texts,
            lead=sentence(3).replace("{", "").replace("}", "") if chance.random() < 0.6 else "",
            optional=chance.randint(0, 1),
            dissent=name == "Where they differ" or chance.random() < 0.1,
            role=chance.choice(("paraphrase", "paraphrase", "paraphrase", "quotation", "assessment", "count")),
        )

    sections = [MemoSection("bluf", "Bottom line", (point(sentence(chance.randint(20, 45))),), style="lead")]
    for name, most in (("Key points", 5), ("Where they differ", 4), ("What to watch", 2), ("Sourcing", 2)):
        points = tuple(paragraph(name) for _ in range(chance.randint(1, most)))
        sections.append(MemoSection(name.lower(), name, points, numbered=name == "Key points"))
    sections.append(MemoSection("voice", "Assessment", (point(sentence(9), role="assessment"),), style="assessment"))
    return replace(
        SAMPLE,
        subject=sentence(chance.randint(4, 14)).replace("{", "").replace("}", ""),
        sections=tuple(sections),
        sources=tuple(sentence(chance.randint(5, 30)).replace("{", "").replace("}", "") for _ in range(2)),
        spacing=chance.choice(("normal", "tight")),
        size=chance.choice((11.0, 10.5)),
        marking=chance.choice(("TLP:GREEN", "", "NATO UNCLASSIFIED")),
    )
