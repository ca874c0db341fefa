"""What a reader of PDF lists of a packet: its marks as highlight annotations, sources as bookmarks, labels of pages.

typst has no highlight annotations. The template sets a link where a mark is to be, so that it has its place on the page
and in the structure tree, and here each of these links becomes an annotation of the kind that reviewers make.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from briefer.typeset.joining import unjoined

SCHEME = "briefer:mark/"
"""How the target of a link begins that stands for a mark."""
_COLOUR = (1.0, 0.84, 0.04)
_OPACITY = 0.4
_PRINTED = 4


@dataclass(frozen=True, slots=True)
class Mark:
    """What an annotation says, and its boxes from the top left corner of its link; none where the link is the mark."""

    note: str
    boxes: tuple[tuple[float, float, float, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Bookmarked:
    """A source in the bookmarks: its name, and the name of each of its sheets; a text alone needs none."""

    name: str
    sheets: tuple[str, ...]


def annotated(
    data: bytes,
    marks: Mapping[str, Mark],
    sources: Sequence[Bookmarked],
    labels: Mapping[int, str],
    author: str,
    day: str,
) -> bytes:
    """Return the PDF `data` with its marks as annotations by `author` on `day` (2026-11-22).

    `sources` have all bookmarks of the second level in order; `labels` name pages, counted from 1, others have numbers.
    """
    import pikepdf

    with pikepdf.Pdf.open(io.BytesIO(data)) as pdf:
        look = pdf.make_indirect(pikepdf.Dictionary(BM=pikepdf.Name.Multiply, ca=_OPACITY))
        parents = pikepdf.NumberTree(pdf.Root.StructTreeRoot.ParentTree)
        number = 0
        for page in pdf.pages:
            page.obj.Tabs = pikepdf.Name.S
            for key, links in _links(page).items():
                number += 1
                kept, *others = links
                boxes = _boxes(kept, marks[key]) or [box for link in links for box in _rectangles(link)]
                _leave_out(page, parents, others)
                parents[int(kept.StructParent)].S = pikepdf.Name.Annot
                _mark(pdf, kept, boxes, look)
                kept.Contents = pikepdf.String(marks[key].note)
                kept.T = pikepdf.String(author)
                kept.NM = pikepdf.String(f"mark-{number}")
                kept.M = kept.CreationDate = pikepdf.String(f"D:{day.replace('-', '')}000000Z")
        _gather(pdf, sources)
        _label(pdf, labels)
        pdf.Root.ViewerPreferences.DisplayDocTitle = True
        made = io.BytesIO()
        pdf.save(made, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return made.getvalue()


def _links(page: Any) -> dict[str, list[Any]]:
    """Return the links of a page that stand for marks, by their mark."""
    found: dict[str, list[Any]] = {}
    for link in page.get("/Annots", []):
        target = str(link.A.get("/URI", "")) if "/A" in link else ""
        if target.startswith(SCHEME):
            found.setdefault(target.removeprefix(SCHEME), []).append(link)
    return found


def _rectangle(link: Any) -> tuple[float, float, float, float]:
    left, bottom, right, top = map(float, link.Rect)
    return left, bottom, right, top


def _rectangles(link: Any) -> list[tuple[float, float, float, float]]:
    """Return the lines of a link: typst gives one link a line, or one that has the corners of all lines."""
    corners = [float(edge) for edge in link.get("/QuadPoints", [])]
    quads = [corners[at : at + 8] for at in range(0, len(corners), 8)]
    return [(min(q[::2]), min(q[1::2]), max(q[::2]), max(q[1::2])) for q in quads] or [_rectangle(link)]


def _boxes(link: Any, mark: Mark) -> list[tuple[float, float, float, float]]:
    left, _, _, top = _rectangle(link)
    return [(left + x, top - y - height, left + x + width, top - y) for x, y, width, height in mark.boxes]


def _leave_out(page: Any, parents: Any, links: Iterable[Any]) -> None:
    """Take links off a page and out of the structure: the mark before them holds their boxes."""
    import pikepdf

    gone = {link.objgen for link in links}
    if not gone:
        return
    for link in links:
        key = int(link.StructParent)
        element = parents[key]
        element.K = pikepdf.Array(kid for kid in element.K if not _points_to(kid, gone))
        del parents[key]
    page.obj.Annots = pikepdf.Array(note for note in page.obj.Annots if note.objgen not in gone)


def _points_to(kid: Any, gone: set[tuple[int, int]]) -> bool:
    import pikepdf

    return isinstance(kid, pikepdf.Dictionary) and "/Obj" in kid and kid.Obj.objgen in gone


def _mark(pdf: Any, note: Any, boxes: Sequence[tuple[float, float, float, float]], look: Any) -> None:
    """Make a link a highlight over `boxes`, each as left, bottom, right, top."""
    import pikepdf

    for key in ("/A", "/Border"):
        if key in note:
            del note[key]
    around = [*map(min, zip(*(box[:2] for box in boxes), strict=True))]
    around += map(max, zip(*(box[2:] for box in boxes), strict=True))
    note.Subtype = pikepdf.Name.Highlight
    note.Rect = pikepdf.Array(map(_short, around))
    note.QuadPoints = pikepdf.Array(map(_short, _corners(boxes)))
    note.C = pikepdf.Array(_COLOUR)
    note.CA = _OPACITY
    note.F = _PRINTED
    drawing = ["/Mark gs", f"{' '.join(map(str, _COLOUR))} rg"]
    for left, bottom, right, top in boxes:
        drawing.append(f"{_short(left)} {_short(bottom)} {_short(right - left)} {_short(top - bottom)} re")
    drawn = pikepdf.Stream(pdf, " ".join([*drawing, "f"]).encode("ascii"))
    drawn.Type, drawn.Subtype, drawn.BBox = pikepdf.Name.XObject, pikepdf.Name.Form, note.Rect
    drawn.Resources = pikepdf.Dictionary(ExtGState=pikepdf.Dictionary(Mark=look))
    note.AP = pikepdf.Dictionary(N=drawn)


def _corners(boxes: Iterable[tuple[float, float, float, float]]) -> Iterator[float]:
    """Yield the corners of boxes in the order that readers expect: along the top, then along the bottom."""
    for left, bottom, right, top in boxes:
        yield from (left, top, right, top, left, bottom, right, bottom)


def _short(length: float) -> float:
    return round(length, 3)


def _gather(pdf: Any, sources: Sequence[Bookmarked]) -> None:
    """Put the bookmarks of a source's sheets under the source; sheets without a name are the source."""
    with pdf.open_outline() as outline:
        for root in outline.root[:1]:
            heads, found = list(root.children), []
            for source in sources:
                mine, heads = heads[: len(source.sheets)], heads[len(source.sheets) :]
                if mine:
                    found.append(_over(source, mine))
            root.title = unjoined(root.title)
            root.children[:] = found


def _over(source: Bookmarked, sheets: Sequence[Any]) -> Any:
    import pikepdf

    for item, name in zip(sheets, source.sheets, strict=True):
        item.title = name or source.name
    if not any(source.sheets):
        return sheets[0]
    over = pikepdf.OutlineItem(source.name, destination=sheets[0].destination, action=sheets[0].action)
    over.children.extend(sheets)
    return over


def _label(pdf: Any, labels: Mapping[int, str]) -> None:
    """Name the pages; one without a name keeps its number."""
    import pikepdf

    found = pikepdf.Array()
    for number in range(1, len(pdf.pages) + 1):
        named = labels.get(number)
        label = (
            pikepdf.Dictionary(P=pikepdf.String(named)) if named else pikepdf.Dictionary(S=pikepdf.Name.D, St=number)
        )
        found.append(number - 1)
        found.append(label)
    pdf.Root.PageLabels = pikepdf.Dictionary(Nums=found)
