"""The part of a web page that is the text: menus, forms, advertisements and comments left out."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from briefer.readers.dom import BLOCKS, HEADINGS, Element, block_of, dropped, elements, names, roles, value, words_in
from briefer.readers.domblocks import MARK
from briefer.readers.webmeta import same_title

_FURNITURE = frozenset({"nav", "form", "button", "select", "textarea", "dialog", "noscript", "input", "progress"}) | {
    f"amp-{name}" for name in ("ad", "embed", "consent", "sidebar", "social-share", "auto-ads", "user-notification")
}

_ROLES = frozenset(
    {
        "navigation",
        "banner",
        "contentinfo",
        "search",
        "complementary",
        "dialog",
        "alertdialog",
        "menu",
        "menubar",
        "toolbar",
        "doc-toc",
        "toc",
        "landmarks",
    }
)
_CALLED = re.compile(
    r"(?:^|[\s_-])(?:share|sharing|social|related|recommend(?:ed|ations)|newsletter|subscri(?:be|ption)|sign-?up|promo|"
    r"advert\w*|ads?|sponsor(?:ed)?|comments?|respond|breadcrumbs?|cookies?|widgets?|navigation|pagination|pager|toolbar|"
    r"popup|modal|paywall|donate|skip-?link|sharedaddy|jp-relatedposts|tags|tag-list|tag-links|cat-links|post-tags|"
    r"metadata-tags|read-?more|more-stories|trending|most-read|site-header|site-footer|masthead|menu|toc|"
    r"table-of-contents|printfriendly|edit-?section|mw-editsection|navbox|catlinks|mw-jump-link|noprint|hatnote|"
    r"author-?(?:box|bio|card|info)|about-?author|post-?meta-?footer|entry-footer|reading-?time|likes?|reactions?|"
    r"post-ufi|button-wrapper|subscription-widget\w*|captioned-button-wrap)(?:$|[\s_-])"
)
_DISCUSSION = re.compile(
    r"(?:^|\s)(?:comments?(?:-?(?:area|list|section|wrapper|container|thread))?|disqus_thread|respond|discussion)(?:$|\s)"
)
_TEXT = re.compile(
    r"(?:^|\s)(?:entry-content|post-content|article-?_*body\w*|article-?_*content|available-content|body markup|"
    r"mw-parser-output|story-?body|post-?body|page-content|field--name-body|content-body|rich-?text|td-post-content)(?:$|\s)",
    re.IGNORECASE,
)
_SIDE = re.compile(r"(?:^|[\s_-])side-?bar(?:$|[\s_-])")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_UNSEEN = re.compile(
    r"(?:^|\s)(?:sr-only|screen-reader-\w+|visually-?hidden|assistive-text|hidden)(?:$|\s)", re.IGNORECASE
)
_PERMALINK = re.compile(r"[#¶§∞⚓🔗\ufe0f]{1,2}|(?:perma|anchor|direct )link.{0,40}", re.IGNORECASE)
_MOST = 0.5
_NEARLY_ALL = 0.85
_SHORT = 40


def without_permalinks(root: Element) -> None:
    """Take out the signs beside headings that link to the headings themselves."""
    for link in [one for one in elements(root) if one.tag == "a" and "#" in value(one, "href")]:
        if link.getparent() is not None and _PERMALINK.fullmatch(words_in(link)) and block_of(link).tag in HEADINGS:
            dropped(link)


def articles_below(main: Element, titles: Collection[str]) -> list[Element]:
    """Return the articles of their own that follow the one called by one of `titles`, as pages that go on for ever load."""
    stories = [one for one in elements(main) if one.tag == "article" and one is not main]
    headed = [(one, next((words_in(x) for x in elements(one) if x.tag in HEADINGS), "")) for one in stories]
    at = next((n for n, (_, head) in enumerate(headed) if any(same_title(head, title) for title in titles)), None)
    if at is None:
        return []
    first = headed[at][0]
    return [one for one, head in headed[at + 1 :] if head and first not in one.iterancestors()]


def main_part(root: Element) -> Element:
    """Return the element that holds the text of a page; what is furniture in the page is taken out."""
    _without_furniture(root)
    mass = _masses(root)
    total = mass.get(root, 0)
    if not total:
        return root
    named = [one for one in elements(root) if mass.get(one, 0) >= total * _MOST and _is_main(one)]
    if named:
        most = max(mass[one] for one in named)
        return [one for one in named if mass[one] >= most * _NEARLY_ALL][-1]
    dense = [one for one in elements(root) if one.tag in BLOCKS and mass.get(one, 0) >= total * _NEARLY_ALL]
    return dense[-1] if dense else root


def _is_main(one: Element) -> bool:
    if one.tag in ("article", "main") or {"main", "article"} & roles(one):
        return True
    return value(one, "itemprop") == "articleBody" or bool(_TEXT.search(value(one, "class")))


def _without_furniture(root: Element) -> None:
    mass = _masses(root)
    total = max(1, mass.get(root, 0))
    for one in list(elements(root)):
        if one.getparent() is None or one.tag in ("html", "body", "main", "article", MARK):
            continue
        part = mass.get(one, 0) / total
        if one.tag in _FURNITURE or (part < 0.3 and _is_furniture(one)) or (part < 0.9 and _is_discussion(one)):
            dropped(one)


def _is_discussion(one: Element) -> bool:
    """Tell whether an element holds what readers wrote below a text, however much it is."""
    return bool(_DISCUSSION.search(names(one))) and next(one.iter("h1"), None) is None


def _is_furniture(one: Element) -> bool:
    if one.get("hidden") is not None or _HIDDEN.search(value(one, "style")) or _UNSEEN.search(value(one, "class")):
        return True
    if _ROLES & roles(one) or (one.tag not in HEADINGS and _CALLED.search(names(one))):
        return True
    if one.tag in ("footer", "header"):
        inside = any(up.tag in ("article", "main", "blockquote") for up in one.iterancestors())
        titled = any(child.tag in HEADINGS for child in elements(one))
        return not inside and not titled
    if one.tag == "aside" or _SIDE.search(names(one)):
        return not any(up.tag == "article" or _TEXT.search(value(up, "class")) for up in one.iterancestors())
    return one.tag in ("ul", "div", "section", "p") and _is_link_list(one)


def _is_link_list(one: Element) -> bool:
    links = list(one.iter("a"))
    if len(links) < 4 or one.find(f".//{MARK}") is not None:
        return False
    text = len(words_in(one))
    return bool(text) and sum(len(words_in(link)) for link in links) > 0.85 * text and text / len(links) < 80


def _masses(root: Element) -> Mapping[Element, int]:
    """Return how much running text each element holds."""
    out: dict[Element, int] = {}
    for one in elements(root):
        if one.tag not in BLOCKS or one.tag in HEADINGS or one.tag in ("head", "nav", "form"):
            continue
        own = _own_text(one)
        if own < _SHORT:
            continue
        out[one] = out.get(one, 0) + own
        for up in one.iterancestors():
            out[up] = out.get(up, 0) + own
    return out


def _own_text(block: Element) -> int:
    """Return how many characters stand in `block` itself, in no block below it and in no link."""
    count = 0
    stack = [block]
    while stack:
        one = stack.pop()
        count += len((one.text or "").strip())
        for child in one:
            count += len((child.tail or "").strip())
            if isinstance(child.tag, str) and child.tag not in BLOCKS and child.tag != "a":
                stack.append(child)
    return count
