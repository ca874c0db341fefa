"""The ten slides of the reference brief as a composed deck, and the `institute` brand, for tests of layout and writers.

`SAMPLE` has ten slides; `EXTRA` holds one slide of every layout the ten do not use. The markup of the literals:
`**bold**`, `~unconfirmed~`, `^[1][2]` source numbers; brackets that hold a page or a section are `pages` spans.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import Any

from briefer.model.deck import (
    Cell,
    Choices,
    Column,
    Columns,
    Deck,
    Line,
    Lines,
    LineStyle,
    Notes,
    RegisterEntry,
    Row,
    Slide,
    SourceLine,
    Table,
)
from briefer.model.statement import Mark, Role, Span, SpanKind, Statement, statement_id
from briefer.specs.brand import Brand, LayoutMap, TypeStyle
from briefer.specs.brand_file import read_brand

_TOKEN = re.compile(
    r"\*\*(?P<bold>.+?)\*\*|~(?P<unconfirmed>.+?)~|\^(?P<marks>(?:\[\d+\])+)|(?P<pages>\([^()]*\d[^()]*\))"
)


def say(markup: str, role: Role = "paraphrase", label: str = "", key: str = "s", field: str = "body") -> Statement:
    """Return the statement that `markup` describes; its id follows from key, field and text."""
    text, spans, marks, end = "", [], [], 0
    for token in _TOKEN.finditer(markup):
        text += markup[end : token.start()]
        end = token.end()
        if token["marks"]:
            marks.append(Mark(len(text), tuple(int(n) for n in re.findall(r"\d+", token["marks"]))))
            continue
        for kind in ("bold", "unconfirmed", "pages"):
            if token[kind]:
                spans.append(_span(len(text), token[kind], kind))
                text += token[kind]
    text += markup[end:]
    return Statement(
        id=statement_id(key, field, (text, label)),
        slide_key=key,
        field=field,
        role=role,
        text=text,
        spans=tuple(spans),
        marks=tuple(marks),
        label=label,
        confidence="moderate" if role == "assessment" else None,
        confirmed="~" not in markup,
    )


def _span(start: int, text: str, kind: str) -> Span:
    kinds: dict[str, SpanKind] = {"bold": "bold", "unconfirmed": "unconfirmed", "pages": "pages"}
    return Span(start, start + len(text), kinds[kind])


def line(
    label: str, markup: str, role: Role = "paraphrase", style: LineStyle = "body", under: str = "", key: str = "s"
) -> Line:
    """Return a labelled line."""
    return Line(say(markup, role, label, key=key), style, under)


def cell(*markup: str, role: Role = "paraphrase", bold: bool = False, quiet: bool = False, key: str = "s") -> Cell:
    """Return a cell with one paragraph per text."""
    return Cell(tuple(say(m, role, key=key) for m in markup), bold=bold, quiet=quiet)


def count(markup: str, key: str = "s") -> Cell:
    """Return a count cell: "7", "+ 2", "5 + 1 if"."""
    return Cell((say(markup, "count", key=key),), numeral=True)


def verdict(word: str, key: str = "s") -> Cell:
    """Return a label cell in bold ink."""
    return cell(word, role="boilerplate", bold=True, key=key)


def descriptive(word: str, key: str = "s") -> Cell:
    """Return a label cell in second ink."""
    return cell(word, role="boilerplate", quiet=True, key=key)


def head(*words: str, key: str = "s") -> tuple[Statement, ...]:
    """Return the head of a table."""
    return tuple(say(word, "boilerplate", key=key, field="head") for word in words)


def title(text: str, key: str) -> Statement:
    """Return a title."""
    return say(text, "own", key=key, field="title")


LORENZ = SourceLine(1, "Lorenz 2020, p. 36")
VOLUME = SourceLine(4, "McQuade and Lao (eds) 2020: all pages in brackets")


def _hildebrand(place: str) -> SourceLine:
    return SourceLine(2, f"Hildebrand et al. 2020, {place}")


COVER = Slide(
    key="title",
    layout="title",
    title=title("The Alliance should consult four Pacific partners as a group, and stay out of their waters", "title"),
    kicker=say("Decision brief", "boilerplate", key="title", field="kicker"),
    foot=say(
        "TLP:GREEN: limited disclosure; recipients may share it within their community, not publicly.",
        "boilerplate",
        key="title",
        field="foot",
    ),
    blocks=(
        Lines(
            (
                line("Decision by", "**4 December 2026**", "boilerplate", "fact"),
                line("For", "Policy Director", "boilerplate", "fact"),
                line("From", "Asia desk", "boilerplate", "fact"),
                line("Evidence", "13 texts, all of 2020", "count", "fact"),
                line("Cleared", "Legal 20 Nov · Defence staff 21 Nov · Finance **pending**", "boilerplate", "fact"),
            )
        ),
    ),
    notes=Notes(say=("I need one decision: do we support a standing ministerial format with the four?",)),
)

BLUF = Slide(
    key="bluf",
    layout="bluf",
    title=title("We ask you to support a political format and to rule out a naval task", "bluf"),
    blocks=(
        Lines(
            (
                line(
                    "Assessment",
                    "Support “NATO+4” at foreign-minister level, limited to consultation.",
                    "assessment",
                    "lead",
                    "Confidence: moderate",
                ),
                line(
                    "Evidence",
                    "The idea has named sponsors: Lorenz wants a forum of ministers and leaders; "
                    "Hildebrand et al. want a “30+4” network.^[1][2]",
                ),
                line("Objection", "Jenne sees no gain in one more dialogue and prefers joint projects.^[3]"),
                line(
                    "Assessment",
                    "No decision before the next ministerial means that each partner goes on talking to us alone.",
                    "assessment",
                ),
            )
        ),
    ),
    sources=(LORENZ, _hildebrand("Policy recommendations ¶2"), SourceLine(3, "Jenne 2020, p. 54")),
    notes=Notes(
        say=("We advise yes, under two conditions.",),
        evidence=("Lorenz, p. 36: a forum of ministers and leaders.",),
        sources=("[1] Lorenz 2020, p. 36", "[2] Hildebrand et al. 2020, Policy recommendations ¶2"),
        verify=("s-0000000001 [1] p. 36",),
    ),
)

SOURCE_SUMMARY = Slide(
    key="source-summary",
    layout="source-summary",
    title=title("Our evidence is broad in origin but six years old and leans on one speaker", "source-summary"),
    blocks=(
        Table(
            (),
            (
                Row(
                    (
                        descriptive("Read"),
                        cell("**13 of 13 texts**: 10 in full, 3 skimmed (Thomas, Kłodkowski, Hirakawa)", role="count"),
                    )
                ),
                Row(
                    (
                        descriptive("Date"),
                        cell(
                            "**All 2020**; the editors say that the December 2020 expert report "
                            "came too late for them^[4]"
                        ),
                    )
                ),
                Row(
                    (
                        descriptive("Common origin"),
                        cell(
                            "**At least 7 of 13** quote the Secretary General’s 2019–20 statements: "
                            "agreement there is one voice, not seven^[5]",
                            role="count",
                        ),
                    )
                ),
                Row(
                    (
                        descriptive("Missing"),
                        cell("**No government paper** from any of the four partners; nothing after 2020", role="count"),
                    )
                ),
                Row(
                    (
                        cell("Assessment", role="assessment"),
                        cell("The desk must add later events before use.  □  added", role="assessment"),
                    ),
                    "assessment",
                ),
            ),
            "What was read, how old it is, what it shares and what is missing",
        ),
    ),
    sources=(
        SourceLine(4, "McQuade and Lao 2020, Introduction"),
        SourceLine(
            5,
            "Burton pp. 1, 3; Shetler-Jones pp. 6, 10; Thomas p. 20; Heng p. 23; Tan p. 27; Jenne p. 52; "
            "Hildebrand et al., Policy recommendations, last ¶",
        ),
    ),
)

CONSENSUS = Slide(
    key="consensus-map",
    layout="consensus-map",
    title=title("Eleven of thirteen texts want or expect closer ties in Asia; four set conditions", "consensus-map"),
    blocks=(
        Table(
            (),
            (
                Row(
                    (
                        verdict("In favour"),
                        count("7"),
                        cell(
                            "Burton (5) · Heng (25) · Tan (30) · Lorenz (36) · Kłodkowski (47, India only) · "
                            "Lai (50) · "
                            "Hildebrand et al. (intro ¶5)"
                        ),
                    )
                ),
                Row(
                    (
                        verdict("In favour if …"),
                        count("4"),
                        cell(
                            "Shetler-Jones (10): the Alliance finds a niche",
                            "Cottey (14): step by step, Beijing not provoked",
                            "Jenne (53): not an arm of US policy",
                            "Bağbaşlıoğlu (57–58): money and feasible aims",
                        ),
                    )
                ),
                Row((verdict("Against"), count("0"), cell("–", role="count"))),
                Row(
                    (
                        verdict("No position"),
                        count("2"),
                        cell("Thomas (16–21, on Africa) · Hirakawa (38–42, on Japan’s own diplomacy)"),
                    )
                ),
                Row(
                    (
                        descriptive("Texts read"),
                        count("13"),
                        cell(
                            "of 13 on the shelf; a text counts once, however many authors it has",
                            role="count",
                            quiet=True,
                        ),
                    ),
                    "sum",
                ),
            ),
            "How the thirteen texts stand on closer ties, with names and pages",
        ),
    ),
    sources=(_hildebrand("Introduction ¶5"), VOLUME),
)

TWO_VOICES = Slide(
    key="two-voices",
    layout="two-voices",
    title=title("Form divides them: three build a new table, two mend old tools, one wants neither", "two-voices"),
    blocks=(
        Columns(
            (
                Column(
                    say("Build a format", "count"),
                    3,
                    (
                        say("**Lorenz**: ministers and leaders of the four, consultation first (36)"),
                        say("**Hildebrand et al.**: turn four bilateral ties into one network^[2]"),
                        say("**Tan**: formal mechanisms, if need be inside existing structures (30)"),
                    ),
                ),
                Column(
                    say("Use what exists", "count"),
                    2,
                    (
                        say("**Burton**: revive the global-partners scheme and widen it (5)"),
                        say(
                            "**Lai**: use the enhanced-partner scheme (49), for exercises "
                            "with Tokyo, Seoul and Manila (51)"
                        ),
                    ),
                ),
                Column(
                    say("No new table", "count"),
                    1,
                    (
                        say(
                            "**Jenne**: the calendar is full and results are few; "
                            "small coalitions on concrete tasks (54–55)"
                        ),
                    ),
                ),
            )
        ),
        Lines(
            (
                line(
                    "No position  7",
                    "Shetler-Jones, Cottey, Thomas, Heng, Hirakawa, Kłodkowski, Bağbaşlıoğlu",
                    "count",
                    "note",
                ),
                line(
                    "Assessment",
                    "The two sides are closer than they look: Lorenz fills his forum with projects (36–37), "
                    "Jenne needs some dialogue to choose hers (55).",
                    "assessment",
                    "note",
                ),
            )
        ),
    ),
    sources=(_hildebrand("Policy rec. ¶2"), VOLUME),
)

VOICES = Slide(
    key="voices",
    layout="voices",
    title=title("Only Tan wants the South China Sea made a core interest; five texts doubt a military role", "voices"),
    blocks=(
        Table(
            (),
            (
                Row(
                    (
                        verdict("For"),
                        count("1"),
                        cell(
                            "Tan argues from trade: above US$770 bn of six Allies’ goods crossed "
                            "that sea in 2016 (28–29), "
                            "so it belongs to the Alliance’s core interests (29)"
                        ),
                    )
                ),
                Row(
                    (
                        verdict("Doubt"),
                        count("5"),
                        cell(
                            "Lorenz: military plans there are neither possible nor wise (35)",
                            "Heng: no forces to spare (25)",
                            "Burton: no wish for them in the region (5)",
                            "Cottey: no consensus on exercises (14)",
                            "Jenne: a broader role than defence (55)",
                        ),
                    )
                ),
                Row(
                    (
                        verdict("Between"),
                        count("2"),
                        cell(
                            "Lai favours exercises with Asian states (51); Hildebrand et al. favour shared "
                            "intelligence "
                            "and later joint planning^[2]"
                        ),
                    )
                ),
                Row(
                    (
                        verdict("Silent"),
                        count("5"),
                        cell("Shetler-Jones, Thomas, Hirakawa, Kłodkowski, Bağbaşlıoğlu", role="count"),
                    )
                ),
            ),
            "Who is for and who doubts a task in the South China Sea",
        ),
    ),
    sources=(_hildebrand("Introduction ¶5, Policy recommendations ¶3"), VOLUME),
)

RANKED = Slide(
    key="ranked-table",
    layout="ranked-table",
    title=title("Cyber and maritime safety are where most authors would start work", "ranked-table"),
    blocks=(
        Table(
            head("Field", "of 13", "Named by", "First step on offer"),
            (
                Row(
                    (
                        verdict("Cyber, disinformation"),
                        count("5 + 1 if"),
                        cell(
                            "Heng (24), Lorenz (36–37), Lai (50), Hildebrand et al.,^[2] Bağbaşlıoğlu (58, partners in "
                            "general); Jenne (55) only with liberal democracies"
                        ),
                        cell("Places in the centres in Estonia, Latvia and Finland (Lorenz 37)"),
                    )
                ),
                Row(
                    (
                        verdict("Sea lanes, piracy, safety at sea"),
                        count("4"),
                        cell("Tan (29), Lorenz (36–37), Jenne (55), Hildebrand et al.^[2]"),
                        cell("Build on the Gulf of Aden record (Lorenz 36–37)"),
                    )
                ),
                Row(
                    (
                        verdict("Disasters, climate, health"),
                        count("3"),
                        cell("Heng (24–25), Jenne (55), Bağbaşlıoğlu (58, environment; partners in general)"),
                        cell("Existing disaster-response links with all four (Heng 24)"),
                    )
                ),
            ),
            "Fields of cooperation, ranked by the number of texts that name them",
        ),
        Lines(
            (
                line(
                    "Price tag",
                    "Under one per cent of common funding, about US$20 m a year, went to partner programmes "
                    "(Bağbaşlıoğlu 57; 2020 figure)",
                    style="note",
                ),
            )
        ),
    ),
    sources=(_hildebrand("Policy recommendations ¶3–6"), VOLUME),
)

OPTIONS = Slide(
    key="options",
    layout="options",
    title=title("A consultation format gains most for least, if projects follow within a year", "options"),
    blocks=(
        Table(
            head("", "Option", "US commitment", "Beijing risk", "Cost", "For", "Against"),
            (
                Row(
                    (
                        cell("0", role="boilerplate"),
                        cell("Go on one by one"),
                        cell("none"),
                        cell("none"),
                        cell("none"),
                        cell("nobody", role="count"),
                        cell("Lorenz (36), Jenne (53–54), Hildebrand et al.^[2]"),
                    )
                ),
                Row(
                    (
                        cell("1", role="boilerplate", bold=True),
                        Cell(
                            (
                                say("Consultation format"),
                                Statement(
                                    id="s-recommended",
                                    slide_key="options",
                                    field="table",
                                    role="boilerplate",
                                    text="Recommended",
                                    spans=(Span(0, 11, "accent"),),
                                ),
                            ),
                            bold=True,
                        ),
                        cell("visible signal (Lorenz 36)", bold=True),
                        cell("some (Lai 50)", bold=True),
                        cell("low", bold=True),
                        cell("Lorenz (36), Tan (30), Hildebrand et al.^[2]"),
                        cell("Jenne (54)"),
                    ),
                    "recommended",
                ),
                Row(
                    (
                        cell("2", role="boilerplate"),
                        cell("Projects without a format"),
                        cell("small"),
                        cell("least (Jenne 52)"),
                        cell("low to medium"),
                        cell("Jenne (54–55); near: Heng (25)"),
                        cell("nobody", role="count"),
                    )
                ),
                Row(
                    (
                        cell("3", role="boilerplate"),
                        cell("South China Sea task"),
                        cell("large"),
                        cell("most"),
                        cell("high"),
                        cell("Tan (29–30)"),
                        cell("Lorenz (35), Heng (25); doubtful: Burton (5), Cottey (14)"),
                    )
                ),
            ),
            "Four options by commitment, risk and cost, with who is for and against; option 1 is recommended",
        ),
        Lines((line("Assessment", "The criteria are ours; the evidence is theirs.", "assessment", "note"),)),
    ),
    sources=(_hildebrand("Policy recommendations ¶2"), VOLUME),
)

RISKS = Slide(
    key="risks",
    layout="risks",
    title=title("Our advice falls if the partners decline, Beijing escalates or Allies balk", "risks"),
    blocks=(
        Table(
            head("", "What the advice rests on", "Test or answer"),
            (
                Row(
                    (
                        verdict("Assumption"),
                        cell(
                            "**The four want it as a group.** No text shows it: Burton says only that they "
                            "want ties (1); "
                            "Shetler-Jones leaves open what partners will ask of us (10)"
                        ),
                        cell("Test: sound out the four capitals", role="own"),
                    )
                ),
                Row(
                    (
                        verdict("Risk"),
                        cell(
                            "**Beijing reads it as encirclement** and speeds up its "
                            "own institutions (Lai 50–51; Jenne 53)"
                        ),
                        cell("Open to all who accept its aims (Lorenz 37); say little (Jenne 52; Heng 25)"),
                    )
                ),
                Row(
                    (
                        verdict("Risk"),
                        cell("**Eastern and southern Allies see a distraction** (Burton 5)"),
                        cell("No forces, no new headquarters", role="own"),
                    )
                ),
                Row(
                    (
                        cell("Assessment", role="assessment"),
                        cell("If two of the four decline, fall back to option 2.", role="assessment"),
                        cell(),
                    ),
                    "assessment",
                ),
            ),
            "Assumptions and risks with their tests and answers; the last row is the fallback",
        ),
    ),
    sources=(VOLUME,),
)

DECISION = Slide(
    key="decision",
    layout="decision",
    title=title("Decision: support NATO+4 consultations, with no military task, reviewed after one year", "decision"),
    blocks=(
        Lines(
            (
                line(
                    "Exact wording",
                    "That the Ministry supports foreign-minister consultations of the Allies with Australia, Japan, "
                    "New Zealand and South Korea as one group; excludes any naval task; and reviews results after "
                    "twelve months.",
                    "own",
                    "wording",
                ),
            )
        ),
        Choices("Policy Director", ("Approve", "Approve without review", "Discuss", "Reject")),
        Lines(
            (
                line(
                    "Decides by",
                    "**4 December 2026.** If not decided: off the ministerial agenda until spring",
                    "own",
                    "fact",
                ),
                line(
                    "Dissent on record",
                    "Jenne would not create it (54); Tan would go much further (29–30)",
                    style="fact",
                ),
                line(
                    "Next steps",
                    "Sound out four capitals (Asia desk, 11 Dec) · Cost note (Finance, 15 Dec) · "
                    "Lines to take (Press, 4 Dec)",
                    "own",
                    "fact",
                ),
            )
        ),
    ),
    sources=(VOLUME,),
)

QUOTATION = Slide(
    key="quotation",
    layout="quotation",
    title=title("Lorenz, who designs the forum, rules out military plans for the South China Sea", "quotation"),
    blocks=(
        Lines((line("Quotation", "“neither feasible nor desirable”^[1]", "quotation", "quotation"),)),
        Lines(
            (
                line("Who", "**Lorenz**, essay of 2020, page 35", "own"),
                line("Context", "In a passage about military plans of the Alliance in the South China Sea", "own"),
                line("Opposed by", "Tan: the sea belongs to the Alliance’s core interests (29)"),
            )
        ),
    ),
    sources=(SourceLine(1, "Lorenz 2020, p. 35 · exact match with the source"),),
)

UNCONFIRMED = Slide(
    key="consensus-map/unconfirmed",
    layout="consensus-map",
    title=title(
        "Eight of thirteen texts want or expect closer ties in Asia; three more are unconfirmed", "unconfirmed"
    ),
    status="Draft: 3 of 13 positions unconfirmed · title computed, not yet reviewed",
    blocks=(
        Table(
            (),
            (
                Row(
                    (
                        verdict("In favour"),
                        count("5"),
                        cell("Burton (5) · Heng (25) · Tan (30) · Lorenz (36) · Hildebrand et al. (intro ¶5)"),
                    )
                ),
                Row((cell("Unconfirmed"), count("+ 2"), cell("~Lai~ (50) · ~Kłodkowski~ (47)")), "unconfirmed"),
                Row((verdict("In favour if …"), count("3"), cell("Cottey (14) · Jenne (53) · Bağbaşlıoğlu (57–58)"))),
                Row(
                    (cell("Unconfirmed"), count("+ 1"), cell("~Shetler-Jones~ (10): the Alliance finds a niche")),
                    "unconfirmed",
                ),
                Row((verdict("Against"), count("0"), cell("–", role="count"))),
                Row(
                    (
                        verdict("No position"),
                        count("2"),
                        cell("Thomas (16–21, on Africa) · Hirakawa (38–42, on Japan’s own diplomacy)"),
                    )
                ),
            ),
            "How the thirteen texts stand on closer ties; three positions are unconfirmed",
        ),
    ),
    sources=(_hildebrand("Introduction ¶5"), VOLUME),
)

THEME = Slide(
    key="theme-summary/cyber",
    layout="theme-summary",
    title=title("On cyber most authors agree, and only Jenne asks for a condition", "theme-summary/cyber"),
    blocks=(
        Lines(
            (
                line("Heng", "Cyber defence is where both sides have most to learn from each other (24)"),
                line("Lorenz", "Offers places in the centres of excellence in Estonia, Latvia and Finland (36–37)"),
                line("Lai", "Names disinformation as the shared problem of open societies (50)"),
                line("Objection", "Jenne would share methods with liberal democracies only (55)"),
            )
        ),
    ),
    sources=(VOLUME,),
)

NEXT_STEPS = Slide(
    key="next-steps",
    layout="next-steps",
    title=title("Three steps before the ministerial", "next-steps"),
    blocks=(
        Table(
            head("When", "What", "Who"),
            (
                Row((descriptive("4 Dec"), cell("Lines to take", role="own"), cell("Press", role="own"))),
                Row((descriptive("11 Dec"), cell("Sound out four capitals", role="own"), cell("Asia desk"))),
                Row((descriptive("15 Dec"), cell("Cost note", role="own"), cell("Finance", role="own"))),
            ),
            "Steps with their dates and owners",
        ),
    ),
)

SECTION = Slide(key="section/ships", layout="section", title=title("Ships", "section/ships"), section="Ships")

STATEMENT = Slide(
    key="own/1",
    layout="statement",
    title=title("No partner government speaks in these texts", "own/1"),
    blocks=(
        Lines(
            (
                line("", "All thirteen texts were written outside the four governments.^[4]", "own"),
                line(
                    "Relayed", "Heng reports a survey of Southeast Asian elites that shows unease with both powers (23)"
                ),
            )
        ),
    ),
    sources=(VOLUME,),
)

REGISTER = Slide(
    key="register",
    layout="register",
    title=title("All sources of this brief", "register"),
    uncounted=True,
    blocks=(
        Table(
            head("", "Source", "Pages", "Read", "Slides"),
            tuple(
                Row((cell(str(n), role="boilerplate"), cell(text), cell(pages), cell("in full"), cell()))
                for n, text, pages in (
                    (
                        1,
                        "Lorenz, “A Forum for the Pacific”, in McQuade and Lao (eds), NATO and the Asia-Pacific, 2020",
                        "32–37",
                    ),
                    (2, "Hildebrand, Lee, Mizuno, Oh and Sato, “Build an Atlantic-Pacific Partnership”, 2020", "–"),
                    (3, "Jenne, in McQuade and Lao (eds), NATO and the Asia-Pacific, 2020", "52–55"),
                    (4, "McQuade and Lao (eds), NATO and the Asia-Pacific, 2020, NATO Association of Canada", "1–58"),
                )
            ),
            "Numbered sources with the pages and slides on which they are cited",
        ),
    ),
)


def _keyed(value: Any, key: str, seen: Counter[tuple[str, ...]]) -> Any:
    """Return `value` with every statement in it keyed to slide `key` and given an id of its own."""
    if isinstance(value, Statement):
        seen[value.field, value.text] += 1
        new = statement_id(key, value.field, (value.text,), seen[value.field, value.text] - 1)
        return replace(value, slide_key=key, id=new)
    if isinstance(value, tuple):
        return tuple(_keyed(part, key, seen) for part in value)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{f.name: _keyed(getattr(value, f.name), key, seen) for f in fields(value)})
    return value


def _deck(*slides: Slide) -> Deck:
    return Deck(
        brief_id="nato-pacific",
        title="The Alliance should consult four Pacific partners as a group, and stay out of their waters",
        subject="Decision brief",
        author="Asia desk",
        date="2026-11-22",
        language="en-GB",
        footer="nato-pacific · v3 · evidence as of Oct–Dec 2020",
        marking="TLP:GREEN",
        brand="institute",
        run="0000000000000000",
        slides=tuple(_keyed(slide, slide.key, Counter()) for slide in slides),
        register=(
            RegisterEntry(1, ("lorenz-2020",), "Lorenz, NATO and the Asia-Pacific, 2020", "Lorenz 2020", ("p. 36",)),
            RegisterEntry(2, ("hildebrand-2020",), "Hildebrand et al., 2020", "Hildebrand et al. 2020"),
            RegisterEntry(3, ("jenne-2020",), "Jenne, NATO and the Asia-Pacific, 2020", "Jenne 2020", ("p. 54",)),
            RegisterEntry(4, ("mcquade-lao-2020",), "McQuade and Lao (eds), 2020", "McQuade and Lao 2020"),
        ),
        stamp="matches its sources as of 2026-11-22",
    )


SAMPLE = _deck(COVER, BLUF, SOURCE_SUMMARY, CONSENSUS, TWO_VOICES, VOICES, RANKED, OPTIONS, RISKS, DECISION)
EXTRA = _deck(QUOTATION, UNCONFIRMED, THEME, NEXT_STEPS, SECTION, STATEMENT, REGISTER)


def _layout(name: str, bodies: int, **extra: int) -> LayoutMap:
    fields = {"body" if n == 0 else f"body{n + 1}": 10 + n for n in range(bodies)}
    return LayoutMap(name=name, placeholders={**fields, **extra})


INSTITUTE = Brand(
    id="institute",
    name="Institute",
    master="institute.pptx",
    title_face="Cambria",
    body_face="Calibri",
    type={
        "cover": TypeStyle(face="title", size=42, leading=50),
        "title": TypeStyle(face="title", size=30, leading=36),
        "lead": TypeStyle(face="title", size=26, leading=32),
        "lead_small": TypeStyle(face="title", size=24, leading=30),
        "wording": TypeStyle(face="title", size=24, leading=30),
        "body": TypeStyle(face="body", size=20, leading=26),
        "roomy": TypeStyle(face="body", size=18, leading=24),
        "roomy_small": TypeStyle(face="body", size=18, leading=22),
        "note": TypeStyle(face="body", size=18, leading=22),
        "dense": TypeStyle(face="body", size=16, leading=20),
        "dense_small": TypeStyle(face="body", size=14, leading=18),
        "head": TypeStyle(face="body", size=14, leading=16),
        "label": TypeStyle(face="body", size=16, leading=20),
        "numeral": TypeStyle(face="title", size=28, leading=34),
        "quotation": TypeStyle(face="title", size=34, leading=44),
        "quotation_long": TypeStyle(face="title", size=26, leading=34),
        "source": TypeStyle(face="body", size=11, leading=14),
        "mark": TypeStyle(face="body", size=12, leading=14, bold=True),
        "status": TypeStyle(face="body", size=12, leading=14, bold=True),
        "confidence": TypeStyle(face="body", size=16, leading=18),
        "kicker": TypeStyle(face="body", size=14, leading=20),
    },
    colours={
        "ground": "FFFFFF",
        "ink": "1A1D21",
        "ink2": "4B535D",
        "accent": "0B4F6C",
        "rule": "8A929B",
        "hairline": "BFC5CB",
    },
    frame={
        "title": 0,
        "banner_top": 22,
        "banner_bottom": 23,
        "status": 24,
        "footer_text": 30,
        "slide_number": 31,
        "source_label": 20,
        "source_line": 21,
        "source_line2": 27,
    },
    layouts={
        "title": _layout("Title", 1, kicker=25, foot=26),
        "bluf": _layout("Bottom line", 1),
        "source-summary": _layout("Source summary", 2),
        "consensus-map": _layout("Consensus map", 2),
        "two-voices": _layout("Voices in columns", 8),
        "voices": _layout("Voices in rows", 2),
        "ranked-table": _layout("Ranked table", 2),
        "options": _layout("Options", 2),
        "risks": _layout("Risks", 2),
        "decision": _layout("Decision", 3),
        "purpose-and-scope": _layout("Purpose and scope", 1),
        "agenda": _layout("Agenda", 1),
        "executive-summary": _layout("Executive summary", 1),
        "assertion-evidence": _layout("Assertion and evidence", 1),
        "evidence-assessment": _layout("Evidence and assessment", 1),
        "objection-answer": _layout("Objection and answer", 2),
        "position-matrix": _layout("Position matrix", 2),
        "position-chart": _layout("Position chart", 3),
        "theme-matrix": _layout("Theme matrix", 2),
        "recommendations": _layout("Recommendations", 2),
        "essay-card": _layout("Essay card", 2),
        "timeline": _layout("Timeline", 9),
        "what-changed": _layout("What changed", 2),
        "question-answer": _layout("Question and answer", 1),
        "contact-and-version": _layout("Contact and version", 1),
        "theme-summary": _layout("Theme summary", 1),
        "quotation": _layout("Quotation", 2),
        "register": _layout("Register", 2),
        "next-steps": _layout("Next steps", 2),
        "section": _layout("Section", 1, kicker=25),
        "statement": _layout("Statement", 1),
        "figure": _layout("Statement", 1),
    },
)

FOLDER = Path(__file__).parent.parent / "templates" / "brands"
BRANDS = {
    path.parent.name: read_brand(path.read_text(encoding="utf-8"), str(path), path.parent.name)
    for path in sorted(FOLDER.glob("*/brand.yaml"))
}
"""The brands that come along, by id."""
PLAIN = BRANDS["plain"]
