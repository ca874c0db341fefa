"""Plain text out of a text that holds the tags and entities of a web page."""

from __future__ import annotations

import html
import re

_BLOCK = "p|div|h[1-6]|li|ul|ol|blockquote|table|tr|section|article|header|footer|hr|pre|body|html|head|figure|dl|dt|dd"
_INLINE = "a|abbr|b|i|em|strong|u|s|span|sup|sub|small|font|cite|q|code|br|img|td|th|tbody|thead|title|mark|center"
_TAG = re.compile(rf"<(/?)({_BLOCK}|{_INLINE})(?:\s[^<>]*)?/?>", re.IGNORECASE)
_HIDDEN = re.compile(r"<!--.*?-->|<(script|style)\b.*?</\1\s*>|<!DOCTYPE[^>]*>", re.DOTALL | re.IGNORECASE)
_RAISED = re.compile(r"<sup(?:\s[^<>]*)?>(?:\s*<a\b[^<>]*>)?\s*\[?(\d{1,3})\]?\s*(?:</a>)?\s*</sup>", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:[A-Za-z]{2,8}|#\d{2,6}|#[xX][0-9A-Fa-f]{2,5});")
_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_ENOUGH = 3
REMARK = "HTML tags in the text were left out."


def untagged(raw: str) -> str | None:
    """Return `raw` without tags, with its entities as characters; None when it holds next to none."""
    tags = sum(1 for _ in _TAG.finditer(raw))
    if tags < _ENOUGH and sum(1 for _ in _ENTITY.finditer(raw)) < _ENOUGH:
        return None
    text = _RAISED.sub(lambda match: match[1].translate(_SUPERSCRIPTS), _HIDDEN.sub("", raw))
    return _ENTITY.sub(lambda match: html.unescape(match[0]), _TAG.sub(_space, text)).replace("\xa0", " ")


def _space(tag: re.Match[str]) -> str:
    name = tag[2].lower()
    if name in ("td", "th"):
        return " | " if tag[1] else ""
    if name == "br":
        return "\n"
    return "\n\n" if re.fullmatch(_BLOCK, name) else ""
