"""Which runs of a Word file are hidden or raised, found once for all of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set

from lxml import etree

from briefer.readers.word_styles import VAL, Style, W, is_on

_R, _RPR = f"{W}r", f"{W}rPr"


def hidden_runs(roots: Iterable[etree._Element], styles: Mapping[str, Style]) -> Set[etree._Element]:
    """Return the runs below `roots` that nobody sees."""
    named = {key for key, style in styles.items() if style.hidden}
    return _runs(roots, f"{W}vanish", named)


def raised_runs(roots: Iterable[etree._Element], styles: Mapping[str, Style]) -> Set[etree._Element]:
    """Return the runs below `roots` that are set as superscripts."""
    named = {key for key, style in styles.items() if style.raised}
    return _runs(roots, f"{W}vertAlign", named)


def _runs(roots: Iterable[etree._Element], tag: str, named: Set[str]) -> Set[etree._Element]:
    """Return the runs that the switch `tag`, or else a style in `named`, applies to."""
    found: set[etree._Element] = set()
    for root in roots:
        said: set[etree._Element] = set()
        for one in root.iter(tag):
            letters = one.getparent()
            run = letters.getparent() if letters is not None and letters.tag == _RPR else None
            if run is not None and run.tag == _R:
                said.add(run)
                if _applies(letters, one, tag):
                    found.add(run)
        for style in root.iter(f"{W}rStyle") if named else ():
            letters = style.getparent()
            run = letters.getparent() if letters is not None else None
            if run is not None and run.tag == _R and run not in said and style.get(VAL) in named:
                found.add(run)
    return found


def _applies(letters: etree._Element | None, one: etree._Element, tag: str) -> bool:
    return bool(is_on(letters, tag)) if tag == f"{W}vanish" else one.get(VAL) == "superscript"
