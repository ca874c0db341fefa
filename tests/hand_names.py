"""Shapes under the names and in the places that another program gives them, for edits made after it saved a deck."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from tests.hand_edits import bare

_KEPT = ("title", "ctrTitle", "sldNum", "ftr", "dt")


def placeholders_renamed(presentation: Any) -> None:
    """Name placeholders and take their numbers away as LibreOffice does when it saves."""
    for slide in presentation.slides:
        for number, shape in enumerate((shape for shape in slide.shapes if shape.is_placeholder), 1):
            shape.name = f"PlaceHolder {number}"
            place = shape._element.ph
            if place.get("type") not in _KEPT:
                place.attrib.pop("type", None)
                place.attrib.pop("idx", None)


@contextmanager
def named_as_issued(presentation: Any, issued: Any) -> Iterator[None]:
    """Give shapes the names that `issued` has for those that say the same on the same slide; take them away at the end.

    Copies made meanwhile lose their names as well.
    """
    named: dict[str, str] = {}
    for slide, origin in zip(presentation.slides, issued.slides, strict=True):
        waiting = [(shape.name, _said(shape)) for shape in origin.shapes]
        for shape in slide.shapes:
            said = _said(shape)
            found = next((pair for pair in waiting if pair[1] == said), None)
            if found and (said or shape.has_chart):
                waiting.remove(found)
                named[found[0]] = shape.name
                shape.name = found[0]
    yield
    for shape in (shape for slide in presentation.slides for shape in slide.shapes):
        shape.name = named.get(shape.name, shape.name)


def _said(shape: Any) -> Counter[str]:
    """Return what the paragraphs of a shape say beside fields, whose values programs set anew."""
    runs = ((run.findtext("{*}t") or "" for run in p.iter("{*}r")) for p in shape._element.iter("{*}p"))
    return Counter(map(bare, map("".join, runs)))
