"""Formulas of a Word file as one line of text, so that a power is no digit: x^2, (a + b)/c, √(d)."""

from __future__ import annotations

from collections.abc import Callable

from lxml import etree

M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_VAL = f"{M}val"
_DEEPEST = 60


def linear(formula: etree._Element, depth: int = 0) -> str:
    """Return a formula, or a part of one, as a line of text."""
    if depth > _DEEPEST:
        return ""

    def part(name: str) -> str:
        found = formula.find(f"{M}{name}")
        return linear(found, depth + 1) if found is not None else ""

    tag = formula.tag.removeprefix(M) if isinstance(formula.tag, str) else ""
    if tag == "t":
        return (formula.text or "").replace("\n", " ")
    if tag in _FORMS:
        return _FORMS[tag](part)
    if tag == "d":
        inside = (linear(one, depth + 1) for one in formula.iterchildren(f"{M}e"))
        return f"{_sign(formula, 'begChr', '(')}{_sign(formula, 'sepChr', '|').join(inside)}{_sign(formula, 'endChr', ')')}"
    if tag == "nary":
        return f"{_sign(formula, 'chr', '∫')}{_behind('_', part('sub'))}{_behind('^', part('sup'))} {part('e')}"
    if tag == "m":
        rows = (", ".join(linear(one, depth + 1) for one in row) for row in formula.iterchildren(f"{M}mr"))
        return f"[{'; '.join(rows)}]"
    return "".join(linear(one, depth + 1) for one in formula if not str(one.tag).endswith("Pr"))


def _sign(formula: etree._Element, name: str, usual: str) -> str:
    found = next(formula.iterfind(f"*/{M}{name}"), None)
    return usual if found is None else found.get(_VAL) or ""


def _grouped(text: str) -> str:
    """Return `text` in brackets where it is more than one number, name or group."""
    text = text.strip()
    return text if len(text) < 2 or text.replace(".", "").isalnum() else f"({text})"


def _behind(sign: str, text: str) -> str:
    return f"{sign}{_grouped(text)}" if text.strip() else ""


_Part = Callable[[str], str]
_FORMS: dict[str, Callable[[_Part], str]] = {
    "f": lambda part: f"{_grouped(part('num'))}/{_grouped(part('den'))}",
    "sSup": lambda part: part("e") + _behind("^", part("sup")),
    "sSub": lambda part: part("e") + _behind("_", part("sub")),
    "sSubSup": lambda part: part("e") + _behind("_", part("sub")) + _behind("^", part("sup")),
    "sPre": lambda part: _behind("_", part("sub")) + _behind("^", part("sup")) + part("e"),
    "rad": lambda part: f"{part('deg')}√{_grouped(part('e'))}",
    "func": lambda part: f"{part('fName')} {part('e')}",
    "limLow": lambda part: part("e") + _behind("_", part("lim")),
    "limUpp": lambda part: part("e") + _behind("^", part("lim")),
}
