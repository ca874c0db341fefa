"""Sheets of paper by typst: templates joined with what every sheet has, words as JSON. The same data make the same bytes."""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal

import briefer
from briefer.errors import OutputError
from briefer.model.colour import TLP_GROUND
from briefer.model.deck import Deck
from briefer.model.memo import Memo, Paper
from briefer.specs.brand import Brand
from briefer.typeset.joining import NBSP
from briefer.typeset.memo_rows import SHEETS
from briefer.typeset.page import Run
from briefer.writers.typefaces import faces_of, named

COMMON = "sheets/common.typ"
_TIED = 16
"""The last line of a title has at least about so many characters."""
NO_FILES: Mapping[str, bytes] = MappingProxyType({})
_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})")


def sheet_data(paper: Paper, brand: Brand, told: Memo | Deck, *, title: str, foot: str) -> dict[str, Any]:
    """Return what every sheet of `told` needs, in points; raises OutputError for a date that is no day."""
    width, height = SHEETS[paper]
    spoken, *subtags = (told.language or "en-GB").split("-")
    return {
        "width": width,
        "height": height,
        "colours": dict(brand.on_paper),
        "title": title,
        "author": told.author,
        "date": _date(told.date),
        "lang": spoken,
        "region": next((tag.upper() for tag in subtags if len(tag) == 2), None),
        "marking": told.marking,
        "mark": [told.mark_colour, TLP_GROUND] if told.mark_colour else None,
        "foot": foot,
    }


def runs_data(runs: Iterable[Run]) -> list[dict[str, Any]]:
    """Return runs with what differs from plain text."""
    looks = ("bold", "italic", "raised", "dotted")
    return [
        {"text": run.text, "size": run.size, "ink": run.ink} | {look: True for look in looks if getattr(run, look)}
        for run in runs
    ]


def tied(text: str) -> str:
    """Return a title whose last line has more than one short word."""
    last = min(_TIED, len(text) // 3)
    return text[: len(text) - last] + text[len(text) - last :].replace(" ", NBSP)


def compiled(
    template: str,
    data: Mapping[str, Any],
    what: str,
    kind: Literal["pdf", "png"] = "pdf",
    resolution: float | None = None,
    files: Mapping[str, bytes] = NO_FILES,
) -> tuple[bytes, ...]:
    """Return the pages as one PDF tagged for PDF/UA-1, or as pictures; `what` names the file in a refusal.

    `files` are pictures, by the names in `data`. Raises OutputError when a PDF holds a letter that no font has.
    """
    import typst

    faces = faces_of(data)
    if kind == "pdf" and faces.lacking:
        raise OutputError(
            f"The {what}’s PDF was not written: no font here has {named(faces.lacking)}. "
            f"Write the word in other letters, install a font that has them, or write {_instead(what)}."
        )
    try:
        with _folder_of(files) as root:
            found = typst.compile(
                _source(template),
                root=root,
                format=kind,
                ppi=resolution,
                font_paths=faces.fonts,
                ignore_system_fonts=True,
                sys_inputs=_inputs(data),
                pdf_standards="ua-1" if kind == "pdf" else [],
                timestamp=0,
            )
    except typst.TypstError as error:
        raise OutputError(_sentence(str(error), what)) from error
    return (found,) if isinstance(found, bytes) else tuple(found or ())


def compiled_with_pages(
    template: str, data: Mapping[str, Any], files: Mapping[str, bytes], what: str
) -> tuple[bytes, int, tuple[tuple[int, str], ...]]:
    """Return a tagged PDF in which pages of the PDFs `files` stand by the names in `data`.

    Its page count follows, and what the template says of its sheets: the page and label of each.
    Pages taken from elsewhere make no promise of PDF/UA, so none is made with them. Raises OutputError.
    """
    import typst

    with _folder_of(files) as name:
        folder = Path(name)
        (folder / "main.typ").write_bytes(_source(template))
        compiler = typst.Compiler(
            str(folder / "main.typ"),
            root=name,
            font_paths=faces_of(data).fonts,
            ignore_system_fonts=True,
            sys_inputs=_inputs(data),
        )
        try:
            found = compiler.compile(format="pdf", timestamp=0, pdf_standards=[] if files else "ua-1")
            pages = compiler.query("<pages>", field="value", one=True)
            sheets = compiler.query("<sheets>", field="value", one=True)
        except typst.TypstError as error:
            raise OutputError(_sentence(str(error), what)) from error
        except BaseException as error:
            if type(error).__name__ != "PanicException":  # what Rust raises is no Exception
                raise
            raise OutputError(_sentence("a page of an original is damaged", what)) from error
    told = tuple((int(page), str(label)) for page, label in json.loads(sheets))
    return (found if isinstance(found, bytes) else b""), int(json.loads(pages)), told


@contextmanager
def _folder_of(files: Mapping[str, bytes]) -> Iterator[str]:
    """Give a folder that holds `files` as long as they are needed."""
    with tempfile.TemporaryDirectory(prefix="briefer-") as name:
        for file, content in files.items():
            (Path(name) / file).write_bytes(content)
        yield name


def pages_in(template: str, data: Mapping[str, Any], what: str, files: Mapping[str, bytes] = NO_FILES) -> int:
    """Return how many pages the PDF of `data` has."""
    import typst

    try:
        with _folder_of(files) as root:
            found = typst.query(
                _source(template),
                "<pages>",
                root=root,
                field="value",
                one=True,
                font_paths=faces_of(data).fonts,
                ignore_system_fonts=True,
                sys_inputs=_inputs(data),
            )
    except typst.TypstError as error:
        raise OutputError(_sentence(str(error), what)) from error
    return int(json.loads(found))


def _date(date: str) -> list[int]:
    match = _DATE.match(date)
    if not match:
        raise OutputError(f"The date “{date}” is no day. Write it as 2026-11-22 in the brief.")
    return [int(part) for part in match.groups()]


def _inputs(data: Mapping[str, Any]) -> dict[str, str]:
    return {"data": json.dumps(data, ensure_ascii=False)}


def _sentence(message: str, what: str) -> str:
    """Return what to tell the user when typst refuses."""
    return f"The {what}’s PDF was not written: {message}. Write {_instead(what)} instead."


def _instead(what: str) -> str:
    return "the memo as .docx" if what == "memo" else "the file in another format"


@lru_cache(maxsize=4)
def _source(template: str) -> bytes:
    """Return a template after what all sheets have."""
    return b"\n".join(map(_file, (COMMON, template)))


def _file(name: str) -> bytes:
    package = Path(briefer.__file__).parent
    for folder in (package / "templates", package.parent / "templates"):
        if (folder / name).is_file():
            return (folder / name).read_bytes()
    raise OutputError(f"The template {name} is missing beside {package}. Install Briefer again.")
