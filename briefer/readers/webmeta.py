"""What a web page says about itself: structured data, citation and sharing tags, then its visible by-line."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from briefer.model.reference import Name, Reference
from briefer.readers.dom import Element, clean, elements, value, words_in
from briefer.structure.document import tidy
from briefer.structure.names import parsed, people
from briefer.structure.stamps import stated_date

_ARTICLES = re.compile(r"article|posting|report|webpage|book|chapter|thesis|creativework", re.IGNORECASE)
_SITE = re.compile(r"\s+(?:[|–—·»•-]|::)\s+")
_NOBODY = re.compile(
    r"https?:|@|\b(?:admin\w*|editor(?:s|ial)?|staff|team|user\w*|guest|webmaster|unknown)\b", re.IGNORECASE
)
_DATES = (
    "citation_publication_date", "citation_date", "citation_online_date", "article:published_time", "dc.date",
    "dc.date.issued", "dcterms.date", "dcterms.created", "prism.publicationdate", "date", "pubdate", "publish_date",
    "parsely-pub-date", "sailthru.date", "og:article:published_time", "datepublished", "datecreated", "dcterms.issued",
    "govuk:first-published-at", "publication_date", "publishdate", "article.published", "og:published_time",
)  # fmt: skip
_AUTHORS = ("dc.creator", "dcterms.creator", "author", "parsely-author", "article:author", "sailthru.author")
_TITLES = ("citation_title", "dc.title", "dcterms.title", "og:title", "parsely-title", "twitter:title")


@dataclass(frozen=True, slots=True)
class PageData:
    """What a page states; `titles` are all forms of its title, the surest first."""

    reference: Reference
    titles: tuple[str, ...] = field(default=())
    free: bool = True
    """Whether the page does not say that its text is for subscribers."""


def page_data(root: Element) -> PageData:
    """Return the reference a page gives of itself, as far as it does."""
    meta = _meta(root)
    linked = _linked_data(root)
    titles = [_text(linked.get("headline")), *_all(meta, _TITLES), *_headed(root)]
    titles = list(dict.fromkeys(tidy(title) for title in titles if title))
    site = _first(meta, ("og:site_name", "application-name")) or _name_of(linked.get("publisher"))
    journal = _first(meta, ("citation_journal_title", "citation_inbook_title", "citation_conference_title"))
    publisher = _first(meta, ("citation_publisher", "dc.publisher")) or _name_of(linked.get("publisher")) or site
    editors = tuple(name for text in meta.get("citation_editor", ()) for name in _names(text))
    reference = Reference(
        type="article-journal" if journal else "webpage",
        title=titles[0] if titles else "",
        authors=_authors(meta, linked, root),
        editors=editors,
        container_title=journal or (site if site != publisher else ""),
        publisher=publisher,
        issued=_date(meta, linked, root),
        volume=_first(meta, ("citation_volume",)),
        issue=_first(meta, ("citation_issue",)),
        url=_address(meta, root),
        doi=re.sub(r"^(?:doi:|https?://(?:dx\.)?doi\.org/)", "", _first(meta, ("citation_doi", "dc.identifier.doi"))),
        language=value(root, "lang").strip()[:2] if re.match(r"[a-z]{2}(?:$|-)", value(root, "lang")) else "",
    )
    return PageData(reference, tuple(titles), str(linked.get("isAccessibleForFree", True)).lower() != "false")


def same_title(a: str, b: str) -> bool:
    """Tell whether two titles are one, whatever their punctuation."""
    return bool(_bare(a)) and _bare(a) == _bare(b)


def _meta(root: Element) -> dict[str, list[str]]:
    out: dict[str, list[str]] = {}
    for one in root.iter("meta"):
        content = clean(value(one, "content")).strip()
        for key in (value(one, "name"), value(one, "property"), value(one, "itemprop")):
            if key and content:
                out.setdefault(key.lower(), []).append(content)
    return out


def _linked_data(root: Element) -> Mapping[str, object]:
    """Return the structured data of the article: the first thing that has a headline or an author."""
    things: list[Mapping[str, object]] = []
    for script in list(root.iter("script")):
        try:
            things += _things(json.loads(script.text or "", strict=False))
        except (ValueError, RecursionError):
            continue
    by_id = {str(thing["@id"]): thing for thing in things if "@id" in thing and len(thing) > 1}
    for thing in things:
        kinds = thing.get("@type")
        kind = " ".join(map(str, kinds)) if isinstance(kinds, list) else str(kinds or "")
        if _ARTICLES.search(kind) and (thing.get("headline") or thing.get("author")):
            return {**thing, **{key: _resolved(thing[key], by_id) for key in ("author", "publisher") if key in thing}}
    return {}


def _resolved(found: object, by_id: Mapping[str, Mapping[str, object]]) -> object:
    """Return what structured data refer to by its id."""
    if isinstance(found, list):
        return [_resolved(one, by_id) for one in found]
    if isinstance(found, dict) and "@id" in found and "name" not in found:
        return by_id.get(str(found["@id"]), found)
    return found


def _things(found: object) -> Iterator[Mapping[str, object]]:
    stack = [found]
    while stack:
        one = stack.pop(0)
        if isinstance(one, dict):
            yield one
            stack.extend(one[key] for key in ("@graph", "mainEntity") if key in one)
        elif isinstance(one, list):
            stack.extend(one)


def _authors(meta: Mapping[str, Sequence[str]], linked: Mapping[str, object], root: Element) -> tuple[Name, ...]:
    for texts in ([*meta.get("citation_author", ())], _linked_names(linked.get("author"))):
        found = tuple(name for text in texts for name in _names(text))
        if found:
            return tuple(dict.fromkeys(found))
    for key in _AUTHORS:
        found = tuple(name for text in meta.get(key, ()) for name in _names(text))
        if found:
            return tuple(dict.fromkeys(found))
    return tuple(dict.fromkeys(name for one in elements(root) if _is_byline(one) for name in _by_line(words_in(one))))


def _by_line(text: str) -> tuple[Name, ...]:
    """Return whom a by-line names, dates and reading times beside the names left out."""
    text = re.split(r"\s*(?:[|•·]|\s[–—-]\s|\b\d|\b(?:Published|Posted|Updated|on)\b)", clean(text).strip())[0]
    return tuple(one.name for one in people(text))


def _is_byline(one: Element) -> bool:
    if "author" in value(one, "rel").split() or value(one, "itemprop") == "author":
        return True
    called = value(one, "class").lower().split()
    return bool(
        {"author", "byline", "author-name", "entry-author", "p-author", "post-author", "authors", "ltx_personname"}
        & set(called)
    )


def _linked_names(found: object) -> list[str]:
    if isinstance(found, list):
        return [name for one in found for name in _linked_names(one)]
    if isinstance(found, dict) and str(found.get("@type", "Person")) not in ("Organization", "NewsMediaOrganization"):
        return _linked_names(found.get("name"))
    return [found] if isinstance(found, str) else []


def _names(text: str) -> tuple[Name, ...]:
    """Return the people in a field; "Moor, Ida" is one."""
    text = clean(text).strip()
    if not text or _NOBODY.search(text):
        return ()
    named = tuple(one.name for one in people(re.sub(r"\s*\((?:eds?|editors?)\.?\)", "", text)))
    if named and not re.search(r"\((?:eds?|editors?)\.?\)", text):
        return named
    turned = re.fullmatch(r"([^,]+),\s*([^,]+)", text)
    if turned and not named:
        return (parsed(f"{turned[2]} {turned[1]}"),)
    return ()


def _date(meta: Mapping[str, Sequence[str]], linked: Mapping[str, object], root: Element) -> str:
    stamps = [_text(linked.get("datePublished")), _text(linked.get("dateCreated")), *_all(meta, _DATES)]
    marked = [one for one in elements(root) if value(one, "itemprop").lower() == "datepublished" and one.tag != "meta"]
    stamps += [value(one, "datetime") or words_in(one) for one in (*marked, *root.iter("time"))][:1]
    return next((date for date in map(stated_date, stamps) if date), "")


def _address(meta: Mapping[str, Sequence[str]], root: Element) -> str:
    for one in root.iter("link"):
        if "canonical" in value(one, "rel").split() and value(one, "href").startswith("http"):
            return value(one, "href").strip()
    found = _first(meta, ("og:url", "citation_fulltext_html_url", "citation_public_url"))
    return found if found.startswith("http") else ""


def _headed(root: Element) -> list[str]:
    heads = [words_in(one) for one in root.iter("h1")]
    window = [words_in(one) for one in root.iter("title")][:1]
    return [*(heads if len(heads) == 1 else []), *(part for text in window for part in (text, *_SITE.split(text)[:1]))]


def _first(meta: Mapping[str, Sequence[str]], keys: Sequence[str]) -> str:
    return next(iter(_all(meta, keys)), "")


def _all(meta: Mapping[str, Sequence[str]], keys: Sequence[str]) -> list[str]:
    return [_text(text) for key in keys for text in meta.get(key, ())[:1]]


def _text(found: object) -> str:
    return " ".join(re.sub(r"<[^>]*>", "", clean(found)).split()) if isinstance(found, str) else ""


def _name_of(found: object) -> str:
    if isinstance(found, list):
        found = found[0] if found else None
    return _text(found.get("name")) if isinstance(found, dict) else _text(found)


def _bare(text: str) -> str:
    return re.sub(r"\W+", "", text).casefold()
