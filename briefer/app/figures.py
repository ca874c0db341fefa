"""The pictures of a brief's figures, read from its own folder."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from briefer.app.beside import inside
from briefer.errors import ImportRefused, Problem, SpecError, UsageError
from briefer.specs.brief import Brief
from briefer.specs.figure import Figure, ReadFigure, with_picture
from briefer.specs.strict_yaml import Document


def with_pictures(brief: Brief, document: Document, path: Path, lacking: bool = False) -> Brief:
    """Return the brief at `path` with the pictures of its figures; where they may be `lacking`, without a missing one.

    Raises SpecError with every figure whose file leads out of the folder or is no picture that can be taken, and
    UsageError when a picture is missing.
    """
    found, read = list[Problem](), list[Figure]()
    for at, figure in enumerate(brief.figures):
        try:
            read.append(_read(figure, path.parent))
        except ImportRefused as error:
            found.append(document.problem(("figures", at, "file"), str(error)))
        except FileNotFoundError:
            if lacking:
                read.append(figure)
                continue
            what = f"there is no picture “{figure.file}” beside the brief; copy it there."
            raise UsageError(str(document.problem(("figures", at, "file"), what))) from None
        except OSError as error:
            what = f"the picture “{figure.file}” cannot be read: {error.strerror}."
            raise UsageError(str(document.problem(("figures", at, "file"), what))) from error
    if found:
        raise SpecError(found)
    return replace(brief, figures=tuple(read))


def _read(figure: Figure, folder: Path) -> ReadFigure:
    from briefer.readers.picture import MAX_BYTES, read_picture

    place = inside(figure.file, folder)
    if place is None:
        raise ImportRefused(f"“{figure.file}” leads out of the brief's folder; copy the picture beside the brief")
    if not place.is_file():
        raise FileNotFoundError
    with place.open("rb") as file:
        data = file.read(MAX_BYTES + 1)
    return with_picture(figure, read_picture(data, figure.file))
