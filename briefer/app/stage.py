"""A file before it is imported: read, with its references, and nothing of it in the library."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from briefer.app import ocr
from briefer.app.progress import Stop
from briefer.app.reading import bytes_of, parsed
from briefer.app.sidecars import Sidecars, completed
from briefer.errors import ImportRefused
from briefer.readers.dispatch import Pages
from briefer.readers.worker import Worker
from briefer.structure.imported import Imported


@dataclass(frozen=True, slots=True, kw_only=True)
class Staged:
    """A file as it was read and completed by references."""

    path: Path
    imported: Imported
    data: bytes
    """What is kept as the source; after OCR it is not what `path` holds."""


def stage(
    path: Path,
    worker: Worker,
    references: Sidecars,
    pages: Pages = lambda done, total: None,
    stop: Stop = lambda: False,
    with_ocr: bool = False,
) -> Staged:
    """Return the file at `path`; raises ImportRefused, UsageError, or Cancelled when stopped.

    With `with_ocr`, a scanned PDF gets a text layer first.
    """
    data = bytes_of(path)
    try:
        imported = parsed(path.name, data, worker, pages, stop)
    except ImportRefused as error:
        if not (with_ocr and ocr.needed(str(error))):
            raise
        data = ocr.recognised(path, stop)
        imported = parsed(path.name, data, worker, pages, stop)
        imported = replace(imported, remarks=(*imported.remarks, ocr.REMARK))
    imported = completed(imported, references.beside.get(path, ()), references.given)
    return Staged(path=path, imported=imported, data=data)
