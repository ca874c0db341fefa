"""Generated libraries: hypothesis strategies for every entity, valid as the rules of the store demand."""

import string

from hypothesis import strategies as st

from briefer.model.essay import Aside, Essay, Footnote, Locator, Origin, Page, Paragraph, Section
from briefer.model.evidence import STANDS, Passage, Position, Proposition, Recommendation, Theme, ThemeMark
from briefer.model.library import Library
from briefer.model.reference import Name, Reference
from briefer.model.text import Anchor, canonical, digest

ESSAYS = ("tan-2020-water", "burton-2020-asia", "ağa-2021-ß")
letters = st.characters(exclude_categories=("Cs",))
odd = st.sampled_from(
    [
        "",
        " ",
        "\n",
        "null",
        "~",
        "---",
        "- a",
        "a: b",
        "#",
        " x ",
        "x\n",
        "\n\nx\n ",
        "[p. 3]",
        "“Ja”",
        "'",
        '"',
        "é\u0338",
        "\ufeff",
        "\t",
    ]
)
texts = (odd | st.text(letters, max_size=12)).map(canonical)
words = st.text(string.ascii_letters + "éß", min_size=1, max_size=6)
full_texts = texts.filter(bool)
numbers = st.integers(0, 99)
slugs = st.text(string.ascii_lowercase, min_size=1, max_size=4)
names = st.builds(Name, family=texts, given=texts, particle=texts, suffix=texts, literal=texts)
dates = st.sampled_from(["", "2020", "2020-10", "2020-10-14", "0987"])
extras = st.dictionaries(
    st.sampled_from(["translator", "number-of-pages", "custom", "x y", "note"]) | slugs.map("x-{}".format),
    texts | st.sampled_from(['{"a": 1}', '{"a": "b"}', "[]", '[{"family": "Le", "given": ""}]', "[1, null]", "5", "{"]),
    max_size=3,
).map(lambda found: tuple(found.items()))
references = st.builds(
    Reference,
    type=st.sampled_from(["chapter", "report"]),
    title=full_texts,
    authors=st.lists(names, max_size=2).map(tuple),
    editors=st.lists(names, max_size=2).map(tuple),
    container_title=texts,
    collection_title=texts,
    publisher=texts,
    publisher_place=texts,
    issued=dates,
    issue=texts,
    volume=texts,
    page=texts,
    url=texts,
    accessed=dates,
    doi=texts,
    language=texts,
    extra=extras,
)


@st.composite
def spans(draw, size):
    start = draw(st.integers(0, size - 1))
    return start, draw(st.integers(start + 1, size))


@st.composite
def essays(draw, id, body, themes):
    size = len(body)
    span = spans(size)
    return Essay(
        id=id,
        reference=draw(references),
        kind=draw(st.sampled_from(["essay", "introduction"])),
        text=draw(st.sampled_from(["full", "digest"])),
        body_sha256=digest(body),
        pages=draw(st.lists(st.builds(Page, st.integers(0, size), texts, st.none() | numbers), max_size=2).map(tuple)),
        sections=draw(st.lists(st.builds(lambda t, s: Section(t, 1, *s), texts, span), max_size=2).map(tuple)),
        paragraphs=draw(st.lists(st.builds(lambda s: Paragraph(*s), span), max_size=3).map(tuple)),
        asides=draw(st.lists(st.builds(lambda s: Aside("table", *s), span), max_size=1).map(tuple)),
        footnotes=draw(
            st.lists(
                st.builds(
                    Footnote, texts, st.none() | st.integers(0, size), texts, st.sampled_from(["linked", "lost"])
                ),
                max_size=2,
            ).map(tuple)
        ),
        affiliations=draw(st.lists(texts, max_size=2).map(tuple)),
        language=draw(texts),
        themes=draw(st.lists(st.sampled_from(themes), unique=True, max_size=2).map(tuple)) if themes else (),
        reading=draw(st.sampled_from(["read", "skimmed", "unread"])),
        order=draw(numbers),
        source_sha256=draw(texts),
        source_name=draw(texts),
        confidence=draw(st.floats(0, 1)),
        remarks=draw(st.lists(texts, max_size=2).map(tuple)),
        note=draw(texts),
        revision=draw(numbers),
        origins=draw(
            st.lists(st.builds(Origin, texts, st.sampled_from(["sidecar", "user"]), texts), max_size=2).map(tuple)
        ),
        dismissed=draw(st.lists(texts, max_size=2).map(tuple)),
        joins=draw(st.lists(numbers, max_size=2).map(tuple)),
        splits=draw(st.lists(numbers, max_size=2).map(tuple)),
    )


@st.composite
def passages(draw, id, essay, body, themes):
    kinds = ["paraphrase", "fact", "claim", "comment"]
    anchor = Anchor.of(body, *draw(spans(len(body))))
    if essay.text == "digest":
        anchor = draw(st.none() | st.just(anchor))
    else:
        kinds.append("quotation")
    locators = st.builds(Locator, page=texts, section=texts, paragraph=texts, note=texts)
    return Passage(
        id=f"{essay.id}/{id}",
        essay_id=essay.id,
        kind=draw(st.sampled_from(kinds)),
        anchor=anchor,
        text=draw(texts if anchor else full_texts),
        locator=draw(locators.filter(bool) if essay.text == "digest" else locators),
        themes=draw(st.lists(st.sampled_from(themes), unique=True, max_size=2).map(tuple)) if themes else (),
        headline=draw(texts),
        note=draw(texts),
        relays=draw(texts),
        footnotes=draw(st.lists(texts, max_size=2).map(tuple)),
        doubtful=draw(st.booleans()),
        overtaken=draw(st.booleans()),
        marks=draw(
            st.lists(
                st.builds(ThemeMark, texts, st.sampled_from(["found", "accepted", "added", "refused"]), texts),
                max_size=2,
            ).map(tuple)
        ),
        confirmed=draw(st.booleans()),
        score=draw(st.floats(allow_nan=False, allow_infinity=False)),
        order=draw(numbers),
    )


@st.composite
def positions(draw, proposition, essay, passage_ids):
    return Position(
        id=Position.key(proposition, essay),
        proposition_id=proposition,
        essay_id=essay,
        stand=draw(st.sampled_from(STANDS)),
        condition=draw(full_texts),
        reason=draw(texts),
        scope=draw(texts),
        holder=draw(full_texts),
        passages=chosen(draw, passage_ids),
        confirmed=draw(st.booleans()),
    )


def chosen(draw, ids):
    return draw(st.lists(st.sampled_from(ids), unique=True, max_size=2).map(tuple)) if ids else ()


themes_drawn = st.builds(
    Theme,
    id=full_texts,
    label=texts,
    scope=texts,
    seeds=st.lists(texts, max_size=2).map(tuple),
    exclude=st.lists(texts, max_size=1).map(tuple),
    facet=st.sampled_from(["issue", "region"]),
    auto=st.booleans(),
    order=numbers,
)


@st.composite
def propositions(draw, id, themes):
    labels = tuple(draw(st.dictionaries(st.sampled_from(STANDS), texts, max_size=2)).items())
    return Proposition(
        id=id, text=draw(texts), short=draw(texts), labels=labels, themes=chosen(draw, themes), order=draw(numbers)
    )


@st.composite
def recommendations(draw, id, themes, passage_ids):
    return Recommendation(
        id=id,
        text=draw(texts),
        actor=draw(texts),
        action=draw(texts),
        instrument=draw(texts),
        horizon=draw(texts),
        condition=draw(texts),
        merged_from=draw(st.lists(texts, max_size=1).map(tuple)),
        confirmed=draw(st.booleans()),
        order=draw(numbers),
        themes=chosen(draw, themes),
        passages=chosen(draw, passage_ids),
    )


@st.composite
def shelves(draw, themes):
    """Draw (essays and their passages, bodies)."""
    found, bodies = [], {}
    for id in draw(st.lists(st.sampled_from(ESSAYS), unique=True, max_size=3)):
        body = draw(st.lists(texts, min_size=1).map("".join).map(canonical).filter(bool))
        bodies[digest(body)] = body
        essay = draw(essays(canonical(id), body, themes))
        found.append(essay)
        found += [draw(passages(f"{number:08x}", essay, body, themes)) for number in range(draw(st.integers(0, 2)))]
    return found, bodies


@st.composite
def libraries(draw):
    """Draw (library, bodies)."""
    vocabulary = draw(st.lists(themes_drawn, unique_by=lambda theme: theme.id, max_size=3))
    themes = [theme.id for theme in vocabulary]
    shelf, bodies = draw(shelves(themes))
    found = [*vocabulary, *shelf]
    passage_ids = [entity.id for entity in shelf if isinstance(entity, Passage)]
    essay_ids = [entity.id for entity in shelf if isinstance(entity, Essay)]
    for id in draw(st.lists(full_texts, unique=True, max_size=2)):
        found.append(draw(propositions(id, themes)))
        found += [draw(positions(id, essay, passage_ids)) for essay in essay_ids[: draw(st.integers(0, 3))]]
    for id in draw(st.lists(full_texts, unique=True, max_size=2)):
        found.append(draw(recommendations(id, themes, passage_ids)))
    return Library.of(found, draw(texts)), bodies
