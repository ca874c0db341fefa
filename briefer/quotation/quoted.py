"""Which parts of a text stand in quotation marks."""

from __future__ import annotations

import re

from briefer.quotation.tokens import Words

_PAIRS = (
    re.compile(r"[“„](?P<in>[^“”„]+)[”“]"),
    re.compile(r"[«»](?P<in>[^«»]+)[»«]"),
    re.compile(r"[\"″＂](?P<in>[^\"″＂]+)[\"″＂]"),
    re.compile(r"(?<!\w)[‘‚](?P<in>[^\W](?:[^‘’]|’(?=\w))*)[’‘](?!\w)"),
    re.compile(r"(?<!\S)'(?P<in>\w(?:[^']|(?<=\w)'(?=\w)){1,2000})'(?!\w)"),
)
_OPEN_ENDED = re.compile(r"[“„](?P<in>[^“”„]+)$")


def quoted_spans(text: str) -> list[tuple[int, int]]:
    """Return the outermost stretches in quotation marks of any style, the marks left out; one never closed runs on."""
    spans: list[tuple[int, int]] = []
    for pattern in (*_PAIRS, _OPEN_ENDED):
        for match in pattern.finditer(text):
            start, end = match.span("in")
            closing = pattern is _OPEN_ENDED and any(start - 1 == after for _, after in spans)
            if not closing and not any(first <= start < after or start <= first < end for first, after in spans):
                spans.append((start, end))
    return sorted(span for span in spans if Words.of(text[span[0] : span[1]]).keys)


def quoted(text: str) -> list[str]:
    """Return what stands in quotation marks."""
    return [text[start:end] for start, end in quoted_spans(text)]


def unquoted(text: str) -> str:
    """Return `text` with every quotation replaced by one ellipsis."""
    for start, end in reversed(quoted_spans(text)):
        text = text[:start] + "…" + text[end:]
    return text
