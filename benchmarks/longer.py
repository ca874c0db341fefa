"""Long documents with known truth, made in code: volumes in two columns, and a handbook for a word processor."""

from __future__ import annotations

import sys
from dataclasses import replace

from reportlab.pdfgen.canvas import Canvas

from benchmarks.measuring import ROOT

sys.path.insert(0, str(ROOT / "tests"))

from collection.office import revised
from collection.office import written as word_file
from collection.pdfs import TWO
from collection.press import Press, head
from collection.works import essay
from pdf_documents import written

AUTHORS = ("Clara Voss", "Tomás de Vries", "Ana Ruiz Peralta", "Idris Kane", "Greta Halloran", "Pavel Sorokin")


def pages(count: int) -> bytes:
    """Return a PDF of `count` pages: essays in two columns with notes at the foot."""

    def setting(canvas: Canvas) -> None:
        press = Press(canvas, TWO, str, head("Rivers and Other Debts", "{title}"))
        number = 0
        while press.page <= count:
            left = count - press.page + 1
            size = 1 if left < 6 else 9
            one = essay(
                1000 + number,
                f"{AUTHORS[number % 6].split()[0]}’s Account of Place {number + 1}",
                [AUTHORS[number % 6]],
                notes=3 * size,
                sections=2 * size,
                paragraphs=3 if size > 1 else 1,
            )
            press.piece(one)
            number += 1

    return written(setting)


def handbook(pages_of_word: int) -> bytes:
    """Return a .docx file of about `pages_of_word` pages at 450 words each, with a note on each page,
    as Word leaves it after some rounds of editing.
    """
    chapters = [
        replace(
            essay(
                5000 + at,
                f"Part {at + 1}: {AUTHORS[at % 6]}’s Harbour",
                [AUTHORS[at % 6]],
                notes=30,
                sections=9,
                length=7,
            ),
            kind="chapter",
        )
        for at in range(pages_of_word * 450 // (30 * 7 * 17))
    ]
    names = {"title": "H1", "subtitle": "Sub", "heading": "H2", "author": "A"}
    return revised(word_file(chapters, names)[0])
