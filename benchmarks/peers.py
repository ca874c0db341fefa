"""Other programs that read documents, and Briefer beside them, each as a process of its own.

    python -m benchmarks.peers NAME OUT FILE…

writes a JSON object with the text that NAME finds in each FILE, "" where it fails; OUT "-" writes nothing.
"""

from __future__ import annotations

import importlib.util
import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Peer:
    """A program: the module it needs, the formats it reads, and how it returns the text of a file."""

    module: str
    forms: frozenset[str]
    text: Callable[[Path], str]

    @property
    def installed(self) -> bool:
        return importlib.util.find_spec(self.module) is not None


def _briefer(path: Path) -> str:
    from briefer.readers import read

    pieces = read(path.name, path.read_bytes()).pieces
    return "\n\n".join(piece.body[p.start : p.end] for piece in pieces for p in piece.essay.paragraphs)


def _pdfplumber(path: Path) -> str:
    import pdfplumber

    with pdfplumber.open(path) as pdf:
        return "\n\n".join(page.extract_text() for page in pdf.pages)


def _pdfplumber_characters(path: Path) -> str:
    import pdfplumber

    with pdfplumber.open(path) as pdf:
        for page in pdf.pages:
            _ = page.chars
            page.close()
    return ""


def _pdfium(path: Path) -> str:
    import pypdfium2

    pdf = pypdfium2.PdfDocument(path)
    return "\n\n".join(page.get_textpage().get_text_range() for page in pdf)


def _pdfium_characters(path: Path) -> str:
    """Ask PDFium for each character, its box and its font size, and do nothing with them."""
    import ctypes

    import pypdfium2
    import pypdfium2.raw as pdfium

    pdf = pypdfium2.PdfDocument(path)
    box = pdfium.FS_RECTF()
    for page in pdf:
        text = page.get_textpage()
        for index in range(pdfium.FPDFText_CountChars(text.raw)):
            pdfium.FPDFText_GetUnicode(text.raw, index)
            pdfium.FPDFText_GetLooseCharBox(text.raw, index, ctypes.byref(box))
            pdfium.FPDFText_GetFontSize(text.raw, index)
        text.close()
        page.close()
    return ""


def _markitdown(path: Path) -> str:
    from markitdown import MarkItDown

    return MarkItDown().convert(str(path)).text_content


def _pandoc(path: Path) -> str:
    import pypandoc

    return pypandoc.convert_file(str(path), "plain", extra_args=["--wrap=none"])


def _mammoth(path: Path) -> str:
    import mammoth

    with path.open("rb") as file:
        return mammoth.convert_to_markdown(file).value


def _trafilatura(path: Path) -> str:
    import trafilatura

    return trafilatura.extract(path.read_bytes()) or ""


PEERS = {
    "briefer": Peer(
        module="briefer", forms=frozenset({"pdf", "docx", "odt", "epub", "html", "md", "txt"}), text=_briefer
    ),
    "pypdfium2": Peer(module="pypdfium2", forms=frozenset({"pdf"}), text=_pdfium),
    "pypdfium2 characters": Peer(module="pypdfium2", forms=frozenset(), text=_pdfium_characters),
    "pdfplumber": Peer(module="pdfplumber", forms=frozenset({"pdf"}), text=_pdfplumber),
    "pdfplumber characters": Peer(module="pdfplumber", forms=frozenset(), text=_pdfplumber_characters),
    "markitdown": Peer(module="markitdown", forms=frozenset({"pdf", "docx", "epub", "html"}), text=_markitdown),
    "pandoc": Peer(module="pypandoc", forms=frozenset({"docx", "odt", "epub", "html", "md"}), text=_pandoc),
    "mammoth": Peer(module="mammoth", forms=frozenset({"docx"}), text=_mammoth),
    "trafilatura": Peer(module="trafilatura", forms=frozenset({"html"}), text=_trafilatura),
}
"""Those without formats serve for speed alone."""


def main() -> None:
    """Read each file with one program."""
    name, out, *files = sys.argv[1:]
    texts = {}
    for file in files:
        try:
            texts[file] = PEERS[name].text(Path(file))
        except Exception as error:
            if out == "-":
                raise
            print(f"{name}: {Path(file).name}: {error}", file=sys.stderr)
            texts[file] = ""
    if out != "-":
        Path(out).write_text(json.dumps(texts), encoding="utf-8")


if __name__ == "__main__":
    main()
