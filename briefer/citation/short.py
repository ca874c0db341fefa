"""The short cite of slides and memos: family name, year, place ("Lorenz 2020, p. 36"), unambiguous within one brief."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from briefer.model.essay import Essay, Locator
from briefer.model.reference import Name, Reference

NBSP = "\u00a0"

_CLOSING = {"“": "”", "„": "“", "«": "»", '"': '"'}


@dataclass(frozen=True, slots=True)
class ShortName:
    """How one essay is named: "Lorenz" and "2020", or "2020a" when the same names wrote twice in a year."""

    names: str
    year: str

    @property
    def dated(self) -> str:
        """Return names and year ("Lorenz 2020")."""
        return f"{self.names} {self.year}"


def short_names(essays: Sequence[Essay]) -> dict[str, ShortName]:
    """Return each essay's short name under its id; essays in the order of the brief decide who is "a" and who "b"."""
    persons: dict[str, set[str]] = defaultdict(set)
    for essay in essays:
        for person in creators(essay.reference):
            persons[person.short].add(person.full)
    shared = {family for family, full in persons.items() if len(full) > 1}
    names = {essay.id: creator_names(essay.reference, shared) for essay in essays}
    wrote: Counter[tuple[str, str]] = Counter((names[e.id], e.reference.year) for e in essays)
    seen: Counter[tuple[str, str]] = Counter()
    found = {}
    for essay in essays:
        key = (names[essay.id], essay.reference.year)
        letter = _letter(seen[key]) if wrote[key] > 1 else ""
        seen[key] += 1
        found[essay.id] = ShortName(names[essay.id], key[1] + letter)
    return found


def creators(reference: Reference) -> tuple[Name, ...]:
    """Return the authors, or the editors of a work that has no author."""
    return reference.authors or reference.editors


def creator_names(reference: Reference, shared: Iterable[str] = ()) -> str:
    """Return "Burton", "McQuade and Lao", "Hildebrand et al."; first initials where a family name is `shared`."""
    ambiguous = set(shared)
    names = [_initialled(name) if name.short in ambiguous else name.short for name in creators(reference)]
    if not names:
        return reference.publisher or _first_words(reference.title)
    return f"{names[0]} et{NBSP}al." if len(names) > 3 else listed(names)


def volume_name(reference: Reference) -> str:
    """Return how the edited volume of a piece is named: "McQuade and Lao (eds) 2020", by its title where nobody may be."""
    if known_by_title(reference):
        return f"{reference.container_title} {reference.year}"
    editors = [name.short for name in reference.editors]
    names = f"{editors[0]} et{NBSP}al." if len(editors) > 3 else listed(editors)
    return f"{names} ({'eds' if len(editors) > 1 else 'ed.'}) {reference.year}"


def known_by_title(reference: Reference) -> bool:
    """Tell whether the volume of a piece stands under its title because its editors are not to be named."""
    return [name.literal for name in reference.editors] == [reference.container_title]


def listed(names: Sequence[str]) -> str:
    """Return "A", "A and B", "A, B and C"."""
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def place(locator: Locator) -> str:
    """Return the place as a source line has it: "p. 36", "pp. 36–37", "Policy recommendations ¶2", "p. 28 n. 9"."""
    words = []
    if locator.page:
        plural = re.search(r"[–,;-]", locator.page)
        words.append(f"{'pp.' if plural else 'p.'}{NBSP}{locator.page}")
    elif locator.section:
        words.append(locator.section)
    if locator.paragraph and not locator.page:
        words.append(f"¶{locator.paragraph}")
    if locator.note:
        words.append(f"n.{NBSP}{locator.note}")
    return " ".join(words)


def bare_place(locator: Locator) -> str:
    """Return the place as brackets in running text have it: "36", "36–37"; other places as `place` says them."""
    return locator.page if locator.page and not locator.note else place(locator)


def merged_places(locators: Iterable[Locator]) -> str:
    """Return several places of one essay in one phrase: "pp. 36–38, 41", "Introduction ¶5, Policy recommendations ¶3"."""
    unique = list(dict.fromkeys(locator for locator in locators if locator))
    pages = united_pages(locator.page for locator in unique if locator.page and not locator.note)
    phrases = [place(Locator(page=", ".join(pages)))] if pages else []
    noted = [place(locator) for locator in unique if locator.page and locator.note]
    return ", ".join([*phrases, *noted, *_sections(locator for locator in unique if not locator.page)])


def united_pages(pages: Iterable[str]) -> list[str]:
    """Return page labels in order, each once; those that overlap or follow one another are one range: "52–55"."""
    united: list[str] = []
    for label in sorted(set(pages), key=_page_order):
        mine, before = _range(label), _range(united[-1]) if united else None
        if mine and before and mine[0] <= before[1] + 1:
            last = max(mine[1], before[1])
            united[-1] = f"{before[0]}–{last}" if last > before[0] else united[-1]
        else:
            united.append(label)
    return united


def _sections(locators: Iterable[Locator]) -> list[str]:
    """Return "Policy recommendations ¶2, ¶4–6": each heading once, its paragraphs in order, neighbours joined."""
    groups: dict[str, list[Locator]] = {}
    for locator in locators:
        groups.setdefault(locator.section, []).append(locator)
    phrases = []
    for section, members in groups.items():
        paragraphs = united_pages(m.paragraph for m in members if m.paragraph and not m.note)
        rest = [place(m) for m in members if m.note or not m.paragraph]
        if paragraphs:
            numbers = ", ".join(f"¶{number}" for number in paragraphs)
            phrases.append(f"{section} {numbers}".strip())
        phrases += rest if not paragraphs else [words for words in rest if words != section]
    return phrases


def _range(label: str) -> tuple[int, int] | None:
    """Return the first and the last page of a label in figures; None where it has others or shortens its end."""
    match = re.fullmatch(r"(\d+)(?:[–-](\d+))?", label)
    first, last = (int(match[1]), int(match[2] or match[1])) if match else (0, -1)
    return (first, last) if first <= last else None


def _page_order(page: str) -> tuple[int, int, str]:
    numbers = re.match(r"(\d+)(?:[–-](\d+))?", page)
    return (int(numbers[1]), int(numbers[2] or numbers[1]), page) if numbers else (-1, -1, page)


def _initialled(name: Name) -> str:
    initials = " ".join(f"{part[0]}." for part in name.given.split() if part)
    return f"{initials} {name.short}".strip()


def _letter(index: int) -> str:
    return chr(ord("a") + index) if index < 26 else f"-{index + 1}"


def _first_words(title: str) -> str:
    words = title.split()
    return _closed(" ".join(words[:4]) + ("…" if len(words) > 4 else "")) or "Untitled"


def _closed(text: str) -> str:
    """Return `text` with the quotation mark closed that a cut has left open."""
    closing = ""
    for before, char in pairwise(f" {text}"):
        if char == closing:
            closing = ""
        elif not closing and before.isspace():
            closing = _CLOSING.get(char, "")
    return text + closing
