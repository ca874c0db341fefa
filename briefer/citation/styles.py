"""References in the published styles: APA (7th edition), Chicago author-date and Chicago notes (17th edition).

Titles keep the capitals they have. What pandoc's citeproc makes of the same works is the yardstick of the tests.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefer.citation.full import MONTHS, inner_marks
from briefer.citation.short import NBSP, known_by_title
from briefer.model.reference import Name, Reference
from briefer.specs.brief import CitationStyle

_ONLINE = frozenset({"webpage", "post", "post-weblog", "article-newspaper", "article-magazine"})
_APA_MOST, _APA_SHOWN = 20, 19
_SHORT_TITLE = 48
_CHICAGO_MOST, _CHICAGO_SHOWN = 10, 7


def bibliography(reference: Reference, style: CitationStyle, year: str = "") -> str:
    """Return the entry of a register in `style`, with its full stop; `year` may carry a letter ("2020a")."""
    year = year or reference.year
    return _apa(reference, year) if style == "apa" else _chicago(reference, style, year)


def volume_entry(reference: Reference, style: CitationStyle) -> str:
    """Return the entry of the edited volume that a piece stands in."""
    people = () if known_by_title(reference) else reference.editors
    if style == "apa":
        mark = f" ({'Eds.' if len(people) > 1 else 'Ed.'})." if people else ""
        first = f"{_apa_people(people).rstrip()}{mark}" if people else _stopped(reference.container_title)
        last = [reference.container_title] if people else []
        return " ".join([first, f"({reference.year}).", *map(_stopped, [*last, *_held(reference.publisher)])])
    label = "eds." if len(people) > 1 else "ed."
    first = f"{_chicago_people(people)}, {label}" if people else _stopped(reference.container_title)
    title = [_stopped(reference.container_title)] if people else []
    if style == "chicago-author-date":
        return " ".join([first, _stopped(reference.year), *title, *map(_stopped, _held(_imprint(reference)))])
    end = ", ".join([*_held(_imprint(reference)), reference.year])
    return " ".join([first, *title, _stopped(end)])


def note(reference: Reference, where: str = "") -> str:
    """Return a full note of Chicago's notes style, ending in the place cited or the pages of the piece: "…, 36."."""
    people = reference.authors
    names = [_natural(name) for name in people]
    who = f"{names[0]} et al." if len(names) > 3 else _serial(names)
    held = reference.container_title or reference.collection_title
    parts = [who] if who else []
    pages = _held(bare(where) if where else "" if _is_online(reference) else _collapsed(reference.page))
    if reference.type == "article-journal":
        issue = f" {reference.volume}" if reference.volume else ""
        issue += f", no. {reference.issue}" if reference.issue else ""
        place = f": {pages[0]}" if pages else ""
        return _stopped(f"{', '.join([*parts, _quoted(reference.title, ',')])} {held}{issue} ({reference.year}){place}")
    if _is_online(reference):
        rest = [*_held(reference.container_title or reference.publisher or held), _long_american(reference.issued)]
        told = ", ".join([*_held(*rest), *pages, *_held(reference.url)])
        return _stopped(f"{', '.join([*parts, _quoted(reference.title, ',')])} {told}")
    imprint = ", ".join([*_held(_imprint(reference)), reference.year])
    if reference.container_title:
        editors = "" if known_by_title(reference) else _serial([_natural(name) for name in reference.editors])
        inside = f"in {reference.container_title}{f', ed. {editors}' if editors else ''} ({imprint})"
        return _stopped(f"{', '.join([*parts, _quoted(reference.title, ',')])} {', '.join([inside, *pages])}")
    return _stopped(", ".join([*parts, f"{reference.title} ({imprint})", *pages]))


def short_note(reference: Reference, names: str, where: str) -> str:
    """Return a shortened note: 'Mora, “A long quay,” 36'; the title without its subtitle, cut where it is long."""
    whole = dict(reference.extra).get("title-short") or re.split(r"[:.] ", reference.title)[0]
    title = whole if len(whole) <= _SHORT_TITLE else whole[:_SHORT_TITLE].rsplit(" ", 1)[0].rstrip(",;:.–- ") + " …"
    told = f"“{inner_marks(title)}{',' if where and title[-1:] not in '?!' else ''}”"
    return " ".join([f"{names},", told, *_held(bare(where))])


def in_text(names: str, year: str, where: str, style: CitationStyle) -> str:
    """Return a cite in brackets without them: "Lorenz, 2020, p. 36" (APA), "Lorenz 2020, 36" (Chicago)."""
    told = f"{names}, {year}" if style == "apa" and names else " ".join(_held(names, year))
    return ", ".join([told, *_held(bare(where) if style.startswith("chicago") else where)])


def names_in_text(names: Sequence[str], style: CitationStyle) -> str:
    """Return family names as `style` cites them: "Young & Hale", "Mora, Quill, and Lund", "Reed et al."."""
    if len(names) > (2 if style == "apa" else 3):
        return f"{names[0]} et{NBSP}al."
    return " & ".join(names) if style == "apa" else _serial(names)


def bare(where: str) -> str:
    """Return a place without the abbreviation for pages before it."""
    return re.sub(rf"^pp?\.[{NBSP} ]", "", where)


def _apa(reference: Reference, year: str) -> str:
    online = _is_online(reference)
    who = _apa_people(reference.authors) or (reference.publisher if online else "")
    date = f"({_apa_date(reference.issued, year) if online else year})."
    title = inner_marks(reference.title)
    head = [_stopped(who), date, _stopped(title)] if who else [_stopped(title), date]
    publisher = "" if reference.publisher == who else reference.publisher
    if reference.type == "article-journal":
        issue = reference.volume + (f"({reference.issue})" if reference.issue else "")
        tail = [", ".join(_held(reference.container_title, issue, _dashed(reference.page)))]
    elif online:
        tail = [reference.container_title or publisher or reference.collection_title]
    elif reference.container_title:
        tail = [_apa_container(reference), publisher]
    else:
        tail = [publisher]
    return " ".join([*head, *map(_stopped, _held(*tail)), *_held(reference.url)])


def _apa_container(reference: Reference) -> str:
    people = () if known_by_title(reference) else reference.editors
    names = [f"{_initials(name.given)} {name.short}".strip() if name.family else name.full for name in people]
    mark = f" ({'Eds.' if len(names) > 1 else 'Ed.'}), " if names else ""
    told = f"{names[0]} & {names[1]}" if len(names) == 2 else _serial(names, "&")
    several = re.search(r"\D", reference.page)
    pages = f" ({'pp.' if several else 'p.'}{NBSP}{_dashed(reference.page)})" if reference.page else ""
    return f"In {told}{mark}{reference.container_title}{pages}"


def _apa_people(people: Sequence[Name]) -> str:
    names = []
    for name in people:
        given = _initials(name.given)
        names.append(", ".join(_held(name.short, given, name.suffix)) if name.family else name.full)
    if len(names) > _APA_MOST:
        return f"{', '.join(names[:_APA_SHOWN])}, … {names[-1]}"
    return f"{', '.join(names[:-1])}, & {names[-1]}" if len(names) > 1 else "".join(names)


def _apa_date(iso: str, year: str) -> str:
    _, *rest = iso.split("-") if iso else [""]
    words = [MONTHS[int(rest[0]) - 1], *(str(int(day)) for day in rest[1:])] if rest else []
    return ", ".join(_held(year, " ".join(words)))


def _chicago(reference: Reference, style: CitationStyle, year: str) -> str:
    dated = style == "chicago-author-date"
    online = _is_online(reference)
    who = _chicago_people(reference.authors) or (reference.publisher if online else "")
    publisher = "" if reference.publisher == who and online else reference.publisher
    inside = reference.container_title or (reference.collection_title if online else "")
    title = _quoted(reference.title, ".") if inside or online else _stopped(reference.title)
    head = [_stopped(who)] if who else []
    head += [_stopped(year), title] if dated and who else [title, *([_stopped(year)] if dated else [])]
    end = "" if dated else reference.year
    if reference.type == "article-journal":
        volume = f"{reference.container_title} {reference.volume}".strip()
        number = f" ({reference.issue})" if dated else f", no. {reference.issue}"
        issue = (number if reference.issue else "") + ("" if dated else f" ({reference.year})")
        pages = f": {_collapsed(reference.page)}" if reference.page else ""
        tail = [f"{volume}{issue}{pages}"]
    elif online:
        when = _day_american(reference.issued) if dated else _long_american(reference.issued)
        tail = [", ".join(_held(reference.container_title or publisher or reference.collection_title, when))]
    elif reference.container_title:
        editors = "" if known_by_title(reference) else _serial([_natural(name) for name in reference.editors])
        volume = ", ".join(
            _held(reference.container_title, f"edited by {editors}" if editors else "", _collapsed(reference.page))
        )
        tail = [f"In {volume}", ", ".join(_held(_imprint(reference), end))]
    else:
        tail = [", ".join(_held(_imprint(reference), end))]
    return " ".join([*head, *map(_stopped, _held(*tail, reference.url))])


def _chicago_people(people: Sequence[Name]) -> str:
    names = [_inverted(name) if at == 0 else _natural(name) for at, name in enumerate(people)]
    if len(names) > _CHICAGO_MOST:
        return f"{', '.join(names[:_CHICAGO_SHOWN])}, et al."
    return f"{', '.join(names[:-1])}, and {names[-1]}" if len(names) > 1 else "".join(names)


def _inverted(name: Name) -> str:
    given = " ".join(_held(_dotted(name.given), name.particle))
    return ", ".join(_held(name.family, given, name.suffix)) if name.family else name.full


def _natural(name: Name) -> str:
    return " ".join(_held(_dotted(name.given), name.particle, name.family, name.suffix)) if name.family else name.full


def _dotted(given: str) -> str:
    """Return given names with a full stop behind each lone letter ("A" -> "A.")."""
    return re.sub(r"\b([^\W\d_])(?=\s|$)", r"\1.", given)


def _initials(given: str) -> str:
    """Return "P. J.", "Y.-K."."""
    parts = (re.findall(r"[^\W\d_]+", part) for part in re.split(r"[\s.]+", given))
    return " ".join("-".join(f"{word[0]}." for word in part) for part in parts if part)


def _serial(names: Sequence[str], word: str = "and") -> str:
    if len(names) < 3:
        return f" {word} ".join(names)
    return f"{', '.join(names[:-1])}, {word} {names[-1]}"


def _is_online(reference: Reference) -> bool:
    return reference.type in _ONLINE


def _imprint(reference: Reference) -> str:
    return ": ".join(_held(reference.publisher_place, reference.publisher))


def _quoted(title: str, stop: str) -> str:
    return f"“{inner_marks(title)}{'' if title[-1:] in '?!.' else stop}”"


def _stopped(text: str) -> str:
    return text if re.search(r"[.?!][”’]?$", text) else f"{text}."


def _dashed(pages: str) -> str:
    return pages.replace("-", "–")


def _collapsed(pages: str) -> str:
    """Return a range of pages as Chicago shortens it (9.61): "201–29", "101–8", "32–37"."""
    match = re.fullmatch(r"(\d+)[-–](\d+)", pages)
    if not match or len(match[1]) != len(match[2]) or len(match[1]) < 3 or int(match[1]) % 100 == 0:
        return _dashed(pages)
    first, last = match.groups()
    same = next(n for n in range(len(first) + 1) if n == len(first) or first[n] != last[n])
    least = 1 if int(first) % 100 < 10 else 2
    return f"{first}–{last[min(same, len(last) - least) :]}"


def _day_american(iso: str) -> str:
    parts = iso.split("-")[1:]
    return " ".join([MONTHS[int(parts[0]) - 1], *(str(int(day)) for day in parts[1:])]) if parts else ""


def _long_american(iso: str) -> str:
    """Return "October 14, 2020", "March 2022" or "2020"."""
    year, day = iso[:4] or "n.d.", _day_american(iso)
    return f"{day}, {year}" if day[-1:].isdigit() else f"{day} {year}".strip()


def _held(*texts: str) -> list[str]:
    return [text for text in texts if text]
