"""The full reference of notes and register, in the order of Chicago's notes style (17th edition, 14.1–14.18)."""

from __future__ import annotations

from briefer.citation.short import known_by_title, listed, place
from briefer.model.essay import Locator
from briefer.model.reference import Reference

MONTHS = tuple(
    "January February March April May June July August September October November December".split()  # noqa: SIM905
)
"""English month names, January first."""

_ONLINE = ("webpage", "post", "post-weblog", "article-newspaper", "article-magazine")


def full_reference(reference: Reference) -> str:
    """Return the work and its pages: 'Joe Burton, “Why Asia …”, in …, eds … (…), pp. 1–5'."""
    parts = [listed([name.full for name in reference.authors])] if reference.authors else []
    online = reference.type in _ONLINE or reference.url
    inside = reference.container_title or (reference.collection_title if online else "")
    parts.append(f"“{inner_marks(reference.title)}”" if inside or online else reference.title)
    if reference.container_title:
        parts.append(f"in {reference.container_title}" if reference.editors else reference.container_title)
    elif online and reference.collection_title:
        parts.append(reference.collection_title)
    if reference.editors and reference.authors and not known_by_title(reference):
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
    if reference.url:
        text += f", {reference.url}"
    return text


def piece_reference(reference: Reference, volume: str) -> str:
    """Return a piece whose volume is named elsewhere: 'Joe Burton, “Why Asia …”, in no. 16, pp. 1–5'."""
    authors = listed([name.full for name in reference.authors])
    text = ", ".join(filter(None, (authors, f"“{inner_marks(reference.title)}”", f"in {volume}")))
    return f"{text}, {place(Locator(page=reference.page))}" if reference.page else text


def volume_reference(reference: Reference) -> str:
    """Return the edited volume that a piece stands in."""
    imprint = ", ".join(filter(None, (reference.publisher, _issued(reference))))
    if known_by_title(reference):
        return f"{reference.container_title} ({imprint})"
    people = listed([name.full for name in reference.editors])
    kind = "eds" if len(reference.editors) > 1 else "ed."
    return f"{people} ({kind}), {reference.container_title} ({imprint})"


def inner_marks(quote: str) -> str:
    """Return words with their own double marks made single, as they are set inside double marks."""
    single = quote.replace("“", "‘").replace("”", "’")
    parts = single.split('"')
    return "".join(part + ("‘" if i % 2 == 0 else "’") for i, part in enumerate(parts[:-1])) + parts[-1]


def long_date(iso: str) -> str:
    """Return "22 November 2026", "December 2020" or "2020" for an ISO date of any precision."""
    parts = iso.split("-")
    if len(parts) == 1:
        return parts[0]
    month = MONTHS[int(parts[1]) - 1]
    return f"{int(parts[2])} {month} {parts[0]}" if len(parts) == 3 else f"{month} {parts[0]}"


def short_date(iso: str) -> str:
    """Return "22 Nov" for a day; other precisions as `long_date`."""
    parts = iso.split("-")
    return f"{int(parts[2])} {MONTHS[int(parts[1]) - 1][:3]}" if len(parts) == 3 else long_date(iso)


def _issued(reference: Reference) -> str:
    if reference.issue and reference.issue[:1].isalpha():
        return reference.issue
    return long_date(reference.issued) if reference.issued else "n.d."
