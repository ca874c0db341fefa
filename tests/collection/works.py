"""Invented essays of many shapes, before anything is typeset."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace

from collection.prose import SPACELESS, citations, sentences
from collection.truth import MARK, Block, Essay

HEADINGS = {
    "en": (
        "Tolls and Tempers",
        "What the Ledgers Say",
        "A Debt Deferred",
        "After the Flood",
        "Counting the Lamps",
        "Who Repairs the Lock?",
        "Three Harbours Compared",
        "The Limits of Patience",
    ),
    "de": ("Das Maß der Müller", "Wer zahlt?", "Nach der Flut"),
    "fr": ("La mesure des meuniers", "Qui doit payer\u202f?", "Après la crue"),
    "ru": ("Мера мельников", "Кто заплатит?", "После паводка"),
    "el": ("Το μέτρο των μυλωνάδων", "Ποιος πληρώνει;", "Μετά την πλημμύρα"),
    "ar": ("مقاييس الطواحين", "من يدفع؟", "بعد الفيضان"),
    "zh": ("磨坊主的量器", "谁来付款", "洪水之后"),
    "ja": ("粉屋の升", "誰が払うのか", "洪水のあと"),
    "es": ("La medida de los molineros", "¿Quién paga?", "Después de la crecida"),
}
SIGNS = ("*", "†", "‡", "§", "**", "††")


def essay(
    seed: int,
    title: str,
    authors: Sequence[str] = (),
    *,
    notes: int = 4,
    sections: int = 3,
    paragraphs: int = 3,
    length: int = 5,
    language: str = "en",
    extras: Sequence[str] = (),
    signs: bool = False,
    first_note: int = 1,
    **fields: object,
) -> Essay:
    """Return an essay of `sections` headed parts (and one before them); marks are spread over its paragraphs.

    `extras` are set in where they fit: "quote", "list", "pull", "caption", "table".
    """
    rng = random.Random(seed)
    gap = "" if language in SPACELESS else " "
    total = (sections + 1) * paragraphs
    pool = iter(sentences(total * length + 8, seed, language))
    texts = [[next(pool) for _ in range(length)] for _ in range(total)]
    for number in range(notes):
        at = number * total // max(notes, 1)
        place = rng.randrange(length)
        label = SIGNS[number] if signs else str(number + first_note)
        texts[at][place] += f"^{label}^"
    blocks: list[Block] = []
    for number, text in enumerate(texts):
        part, row = divmod(number, paragraphs)
        if part and row == 0:
            blocks.append(Block("heading", HEADINGS[language][(seed + part) % len(HEADINGS[language])]))
        blocks.append(Block("text", gap.join(text)))
        if number == 1:
            blocks += _extras(extras, blocks[0].text, pool)
    texts_of_notes = citations(notes, seed)
    labels = [SIGNS[n] if signs else str(n + first_note) for n in range(notes)]
    return Essay(
        title=title,
        authors=tuple(authors),
        language=language,
        blocks=tuple(blocks),
        notes=tuple(zip(labels, texts_of_notes, strict=True)),
        **fields,  # type: ignore[arg-type]
    )


def _extras(names: Sequence[str], first: str, pool: object) -> list[Block]:
    following = iter(pool)  # type: ignore[call-overload]
    out: list[Block] = []
    for name in names:
        if name == "quote":
            out.append(Block("quote", f"{next(following)} {next(following)}"))
        elif name == "list":
            out += [Block("item", next(following)) for _ in range(3)]
        elif name == "pull":
            out.append(Block("pull", MARK.sub("", first).split(". ")[0].rstrip(".") + "."))
        elif name == "caption":
            out.append(Block("caption", "Figure 1. The quay at low water, drawn from the western mole."))
        elif name == "table":
            out.append(
                Block("table", "Harbour\tVessels\tToll\nAldern\t118\t4.20\nPort Hale\t96\t3.75\nVierhaven\t41\t2.10")
            )
    if names:
        out.append(Block("text", f"{next(following)} {next(following)} {next(following)}"))
    return out


def interview(seed: int, title: str, authors: Sequence[str] = (), **fields: object) -> Essay:
    """Return an interview: questions and answers by turns, each with the name of who speaks."""
    said = sentences(24, seed)
    blocks = [Block("text", " ".join(said[:3]))]
    for turn in range(5):
        at = 3 + turn * 4
        blocks.append(
            Block("text", f"Review: How do you see it today, and why was {said[at][0].lower()}{said[at][1:-1]}?")
        )
        blocks.append(Block("text", f"Halloran: {' '.join(said[at + 1 : at + 4])}"))
    return Essay(title=title, authors=tuple(authors), blocks=tuple(blocks), **fields)  # type: ignore[arg-type]


def bibliography(seed: int, title: str = "Bibliography") -> Essay:
    """Return a list of works."""
    return Essay(title=title, kind="bibliography", blocks=tuple(Block("text", one) for one in citations(9, seed)))


def contributors(names: Sequence[str], title: str = "Contributors") -> Essay:
    """Return the notes on the authors of a volume."""
    lives = (
        "{} teaches the history of measures at the College of Aldern and keeps bees.",
        "{} was for nine years secretary of the Pilots' Guild and writes on insurance.",
        "{} is a surveyor; her maps of the outer islands appeared in four editions.",
        "{} directs the Archive of Small Harbours in Vierhaven.",
    )
    texts = tuple(Block("text", lives[at % len(lives)].format(name)) for at, name in enumerate(names))
    return Essay(title=title, kind="contributors", blocks=texts)


def joined(title: str, chapters: Sequence[Essay], kind: str = "report") -> Essay:
    """Return chapters as one piece; their titles become headings."""
    blocks = tuple(block for one in chapters for block in (Block("heading", one.title), *one.blocks))
    return Essay(
        title=title,
        kind=kind,
        language=chapters[0].language,
        first_page=chapters[0].first_page,
        last_page=chapters[-1].last_page,
        blocks=blocks,
        notes=tuple(note for one in chapters for note in one.notes),
    )


def relabelled(one: Essay, labels: Sequence[str]) -> Essay:
    """Return `one` with `labels` as those of its marks and notes, in order."""
    following = iter(labels)
    blocks = tuple(replace(block, text=MARK.sub(lambda _: f"^{next(following)}^", block.text)) for block in one.blocks)
    return replace(one, blocks=blocks, notes=tuple(zip(labels, (text for _, text in one.notes), strict=True)))
