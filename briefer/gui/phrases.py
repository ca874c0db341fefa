"""How the window words library values. Pure: values in, plain text out."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from briefer.compose.wording import capitalised
from briefer.model.counts import Tally
from briefer.model.essay import Essay, Locator
from briefer.model.evidence import Passage, Proposition
from briefer.model.library import Library
from briefer.model.reference import Name

_SMALL = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def authors(essay: Essay) -> str:
    """Return the short form of who wrote `essay`: "Lind", "Lind and Okoro", "Lind et al."; its title without any."""
    names = essay.reference.authors
    if not names:
        return essay.reference.title or essay.id
    if len(names) > 2:
        return f"{names[0].short} et al."
    return " and ".join(name.short for name in names)


def cited(essay: Essay) -> str:
    """Return author and year ("Lind 2024")."""
    return f"{authors(essay)} {essay.reference.year}"


def persons(names: Sequence[Name]) -> str:
    """Return full names as they are read out."""
    return ", ".join(name.full for name in names)


def place(locator: Locator) -> str:
    """Return a locator as it stands behind a name: "p. 14", "pp. 14–15", "Form ¶2"."""
    if locator.page:
        many = "–" in locator.page or "," in locator.page
        return f"{'pp.' if many else 'p.'} {locator.page}"
    if locator.section or locator.paragraph:
        paragraph = f"¶{locator.paragraph}" if locator.paragraph else ""
        return " ".join(part for part in (locator.section, paragraph) if part)
    return f"n. {locator.note}" if locator.note else ""


def pages(essay: Essay) -> str:
    """Return the printed pages of `essay`, or the signs for sections and paragraphs."""
    if essay.reference.page:
        return essay.reference.page
    if essay.pages:
        first, last = essay.pages[0].label, essay.pages[-1].label
        return first if first == last else f"{first}–{last}"
    return "§ ¶"


def source_of(library: Library, passage: Passage) -> str:
    """Return author, year and place of a passage."""
    essay = library.get(Essay, passage.essay_id)
    parts = [cited(essay) if essay else passage.essay_id, place(library.locator(passage))]
    return ", ".join(part for part in parts if part)


def tray_line(library: Library, passage: Passage) -> str:
    """Return a passage in a few words: "Lind 14: minutes, not megawatts"."""
    essay = library.get(Essay, passage.essay_id)
    locator = library.locator(passage)
    at = locator.page or place(locator)
    who = " ".join(part for part in (authors(essay) if essay else passage.essay_id, at) if part)
    return f"{who}: {passage.headline or passage.wording}"


def topic(proposition: Proposition) -> str:
    """Return a proposition in a few words, as a heading: "Closer ties in Asia"."""
    return capitalised(proposition.short or proposition.text)


def tip(text: str) -> str:
    """Return `text` as a tooltip shows it word for word; Qt would take tags in it for markup."""
    return f"<p>{escape(text)}</p>" if "<" in text else text


def counted(number: int, one: str, many: str = "") -> str:
    """Return "1 essay", "4 essays"."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def said(number: int, one: str, many: str = "") -> str:
    """Return a number as a word up to ten: "three essays"."""
    word = _SMALL[number] if number < len(_SMALL) else str(number)
    return f"{word} {one if number == 1 else many or one + 's'}"


def listed(parts: Sequence[str]) -> str:
    """Return "a, b and c"."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} and {parts[-1]}"


def tally_line(tally: Tally) -> str:
    """Return "3 for · 1 if · 1 against · 4 silent · 1 not read"; what is nobody's stand is left out."""
    stands = (("for", "for"), ("for-if", "if"), ("against", "against"))
    parts = [f"{len(tally.confirmed[stand])} {word}" for stand, word in stands]  # type: ignore[index]
    unconfirmed = sum(len(found) for found in tally.unconfirmed.values())
    rest = (
        (len(tally.confirmed["relayed"]), "relayed"),
        (len(tally.confirmed["silent"]), "silent"),
        (unconfirmed, "unconfirmed"),
        (len(tally.not_read), "not read"),
    )
    return " · ".join([*parts, *(f"{count} {word}" for count, word in rest if count)])


def shelf_line(library: Library) -> str:
    """Return what the library holds: "14 essays, 212 passages"."""
    essays, passages = library.all(Essay), library.all(Passage)
    voices = sum(essay.counts for essay in essays)
    return f"{counted(voices, 'essay')}, {counted(len(passages), 'passage')}"


def layout_name(layout: str) -> str:
    """Return a layout's name as a person says it: "consensus-map" -> "Consensus map"."""
    return "BLUF" if layout == "bluf" else layout.replace("-", " ").capitalize()
