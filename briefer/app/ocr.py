"""Text for scanned PDFs by OCRmyPDF, where that program is installed; the user's file is not touched."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
import time
from pathlib import Path

from briefer.app.progress import Stop
from briefer.errors import Cancelled, ImportRefused

PROGRAM = "ocrmypdf"
REMARK = "The text was made by OCR: check quotations against the pages."
_POLL = 0.05
_ASKED_FOR = "Run OCR on it"


def needed(reason: str) -> bool:
    """Tell whether a refusal asks for OCR."""
    return _ASKED_FOR in reason


def available() -> bool:
    """Tell whether OCRmyPDF is on the PATH."""
    return shutil.which(PROGRAM) is not None


def recognised(path: Path, stop: Stop = lambda: False) -> bytes:
    """Return the PDF at `path` with a text layer; raises ImportRefused, or Cancelled when `stop` tells so."""
    program = shutil.which(PROGRAM)
    if program is None:
        raise ImportRefused(
            f"OCR needs the program {PROGRAM}, which is not installed. Run OCR on “{path.name}” elsewhere."
        )
    with tempfile.TemporaryDirectory(prefix="briefer-ocr-") as folder:
        made = Path(folder) / "read.pdf"
        said = Path(folder) / "said.txt"
        with said.open("wb") as log:
            process = subprocess.Popen(  # noqa: S603  a program the user installed, no shell, and a path of the user's
                [program, "--force-ocr", "--output-type", "pdf", "--", str(path.resolve()), str(made)],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )
            try:
                while process.poll() is None:
                    if stop():
                        raise Cancelled("OCR was stopped; nothing was written.")
                    time.sleep(_POLL)
            finally:
                if process.poll() is None:
                    process.kill()
                process.wait()
        if process.returncode or not made.is_file():
            lines = said.read_bytes().decode("utf-8", "replace").strip().splitlines()
            why = lines[-1] if lines else f"it ended with code {process.returncode}"
            raise ImportRefused(f"OCR of “{path.name}” failed: {why}. Run OCR on it elsewhere, then import the result.")
        return made.read_bytes()
