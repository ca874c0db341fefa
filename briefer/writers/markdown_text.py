"""Words of statements in Markdown: nothing in them is read as markup, bold words and source numbers are kept."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

from briefer.model.statement import Statement

_SPECIAL = re.compile(r"([\\`*_\[\]<>#|~]|&(?=#?\w+;))")
_LIST_START = re.compile(r"^(\d+)([.)])(?=\s|$)|^([-+])(?=\s|$)")
_LINE_END = re.compile(r"\s*[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]\s*")


def plain(text: str, starts: bool = True) -> str:
    """Return `text` on one line with nothing in it that Markdown would read as markup; `starts` where a line begins."""
    flat = _SPECIAL.sub(r"\\\1", _LINE_END.sub(" ", text))
    return _LIST_START.sub(lambda m: f"{m[1]}\\{m[2]}" if m[1] else f"\\{m[3]}", flat) if starts else flat


def numbered(numbers: Iterable[int], after: str = "") -> str:
    """Return source numbers in brackets, which stay words before any text `after` them."""
    text = "".join(f"[{number}]" for number in numbers)
    return text.replace("[", r"\[").replace("]", r"\]") if after.startswith(("(", ":", "[")) else text


def marked(statement: Statement, starts: bool = True) -> str:
    """Return a statement's text with bold words and source numbers; an unconfirmed one says so."""
    bold = [span for span in statement.spans if span.kind == "bold"]
    edges = {0, len(statement.text), *(m.at for m in statement.marks)}
    edges |= {edge for span in bold for edge in (span.start, span.end)}
    numbers = {mark.at: numbered(mark.numbers, statement.text[mark.at :]) for mark in statement.marks}
    text = numbers.get(0, "")
    for start, end in pairwise(sorted(edges)):
        whole = statement.text[start:end]
        words = plain(whole.strip(), starts and not text)
        before, after = whole[: len(whole) - len(whole.lstrip())], whole[len(whole.rstrip()) :]
        heavy = any(span.start <= start and end <= span.end for span in bold) and words
        text += before + (f"**{words}**" if heavy else words) + (after if words else "") + numbers.get(end, "")
    return _LINE_END.sub(" ", text).strip() + ("" if statement.confirmed else " (unconfirmed)")
