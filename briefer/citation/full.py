"""The full reference of notes and register, in the order of Chicago's notes style (17th edition, 14.1–14.18)."""

from __future__ import annotations

from briefer.citation.short import listed, place
from briefer.model.essay import Locator
from briefer.model.reference import Reference

_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


_ONLINE = ("webpage", "post", "post-weblog", "article-newspaper", "article-magazine")


def full_reference(reference: Reference, locator: Locator | None = None) -> str:
    """Return the work, its pages and, where given, the place cited: 'Joe Burton, “Why Asia …,” in *…*, 1–5, at p. 5'."""
    parts = [listed([name.full for name in reference.authors])] if reference.authors else []
    online = (
        reference.type in ("webpage", "post", "post-weblog", "article-newspaper", "article-magazine") or reference.url
    )
    inside = reference.container_title or (reference.collection_title if online else "")
    inner = reference.title.replace("“", "‘").replace("”", "’")
    parts.append(f"“{inner}”" if inside or online else reference.title)
    if reference.container_title:
        parts.append(f"in {reference.container_title}" if reference.editors else reference.container_title)
    elif online and reference.collection_title:
        parts.append(reference.collection_title)
    if reference.editors and reference.authors:
        people = listed([name.full for name in reference.editors])
        parts.append(f"{'eds' if len(reference.editors) > 1 else 'ed.'} {people}")
    imprint = ", ".join(filter(None, (reference.publisher, _issued(reference))))
    if reference.publisher_place:
        imprint = f"{reference.publisher_place}: {imprint}"
    text = ", ".join(part for part in parts if part)
    if imprint:
        text += f" ({imprint})"
    if reference.page:
        text += f", {place(Locator(page=reference.page))}"
    if locator:
        text += f", at {place(locator)}"
    if reference.url:
        text += f", {reference.url}"
    return text


def piece_reference(reference: Reference, volume: str) -> str:
    """Return a piece whose volume is named elsewhere: 'Joe Burton, “Why Asia …”, in McQuade and Lao (eds) 2020 (no. 16)'."""
    authors = listed([name.full for name in reference.authors])
    inner = reference.title.replace("“", "‘").replace("”", "’")
    text = ", ".join(filter(None, (authors, f"“{inner}”", f"in {volume}")))
    return f"{text}, {place(Locator(page=reference.page))}" if reference.page else text


def volume_reference(reference: Reference) -> str:
    """Return the edited volume that a piece stands in."""
    people = listed([name.full for name in reference.editors])
    kind = "eds" if len(reference.editors) > 1 else "ed."
    imprint = ", ".join(filter(None, (reference.publisher, _issued(reference))))
    return f"{people} ({kind}), {reference.container_title} ({imprint})"


def long_date(iso: str) -> str:
    """Return "22 November 2026", "December 2020" or "2020" for an ISO date of any precision."""
    parts = iso.split("-")
    if len(parts) == 1:
        return parts[0]
    month = _MONTHS[int(parts[1]) - 1]
    return f"{int(parts[2])} {month} {parts[0]}" if len(parts) == 3 else f"{month} {parts[0]}"


def short_date(iso: str) -> str:
    """Return "22 Nov" for a day; other precisions as `long_date`."""
    parts = iso.split("-")
    return f"{int(parts[2])} {_MONTHS[int(parts[1]) - 1][:3]}" if len(parts) == 3 else long_date(iso)


def _issued(reference: Reference) -> str:
    if reference.issue and reference.issue[:1].isalpha():
        return reference.issue
    return long_date(reference.issued) if reference.issued else "n.d."
