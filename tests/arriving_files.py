"""Files to import, made in code: a volume as PDF with a foreword, four essays and one without an author; a report."""

from __future__ import annotations

from pathlib import Path

from pdf_documents import BOLD, SERIF, Column, Writer, prose, running, written
from reportlab.pdfgen.canvas import Canvas

VOLUME = "The Patient Harbour"
ESSAYS = (
    ("Lamps below the northern shoals", "Ines Okafor", 3),
    ("A toll that nobody pays twice", "Joris Haakon", 2),
    ("Rope, salt and other currencies", "", 3),
    ("What the surveyors forgot", "J. Haakon", 2),
)
REPORT = (
    "# The river report\n\nBy Ann Lee\n\nWords that open it, and say what follows in it at some length.\n\n"
    "## Ferries\n\nThe ferry runs when the tide allows it, and the pilots decide.\n\n"
    "## Locks\n\nThe lock opens at noon and closes again when the boats are through.\n"
)


def volume() -> bytes:
    """Return a PDF of 12 pages: a title page, a foreword on page v, and essays from page 1 on."""

    def write(canvas: Canvas) -> None:
        canvas.setFont(BOLD, 24)
        canvas.drawString(90, 600, VOLUME)
        canvas.setFont(SERIF, 12)
        canvas.drawString(90, 560, "Edited by Ruth Adeyemi")
        canvas.showPage()
        _piece(canvas, "Foreword", "Ruth Adeyemi", 1, ["v"])
        at = 1
        for title, author, count in ESSAYS:
            _piece(canvas, title, author, count, [str(at + n) for n in range(count)])
            at += count

    return written(write)


def _piece(canvas: Canvas, title: str, author: str, count: int, labels: list[str]) -> None:
    for page in range(count):
        running(canvas, VOLUME if page else "", labels[page])
        writer = Writer(canvas, [Column(55, 480, 740)])
        if page == 0:
            writer.lines([title], BOLD, 18)
            writer.columns[0].y -= 8
            if author:
                writer.lines([f"By {author}"], SERIF, 12)
            writer.columns[0].y -= 16
        for start in range(4):
            writer.paragraph(f"{title.split()[0]} {labels[page]}. {prose(6, start + page)}")
        canvas.showPage()


def image_only() -> bytes:
    """Return a PDF without letters, as a scanner makes it."""
    return written(lambda canvas: [(canvas.rect(90, 90, 300, 500, fill=1), canvas.showPage()) for _ in range(2)])  # type: ignore[func-returns-value,arg-type,return-value]


def put(folder: Path) -> list[Path]:
    """Write volume, report and scan into `folder` and return their paths."""
    files = {"volume.pdf": volume(), "report.md": REPORT.encode(), "scan.pdf": image_only()}
    for name, data in files.items():
        (folder / name).write_bytes(data)
    return [folder / name for name in files]
