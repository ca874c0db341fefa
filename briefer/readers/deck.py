"""Reads a finished presentation back: its slides' words in order, its notes, and the records it still carries."""

from __future__ import annotations

import io
from dataclasses import replace

from pptx.package import Package
from pptx.slide import Slide

from briefer.errors import ImportRefused
from briefer.model.found import FoundDeck, FoundSlide
from briefer.model.provenance import parse_verify_line
from briefer.readers.deck_records import records_in
from briefer.readers.deck_slide import notes_lines, pictures_of, texts_of
from briefer.readers.zip_guard import DECK, check_zip


def read_deck(data: bytes, name: str = "the presentation") -> FoundDeck:
    """Return what the .pptx in `data` says; raises ImportRefused with one sentence when it cannot be read."""
    check_zip(data, name, DECK)
    try:
        return _deck(data)
    except Exception as error:  # python-pptx answers damage with many kinds of exception
        raise ImportRefused(f"“{name}” is no PowerPoint presentation that can be read.") from error


def _deck(data: bytes) -> FoundDeck:
    main = Package.open(io.BytesIO(data)).main_document_part  # pptx.Presentation refuses templates and shows
    records, run, edited = records_in(main, data)
    slides = tuple(_slide(number, slide, bool(records)) for number, slide in enumerate(main.presentation.slides, 1))
    return FoundDeck(slides=slides, records=records, run=run, records_edited=edited)


def _slide(number: int, slide: Slide, ours: bool) -> FoundSlide:
    notes = notes_lines(slide.notes_slide) if slide.has_notes_slide else ()
    texts, names, unread = texts_of(slide, ours or any(parse_verify_line(line) for line in notes))
    return FoundSlide(
        number=number,
        texts=tuple(replace(text, paragraph=at) for at, text in enumerate(texts, 1)),
        notes=notes,
        names=names,
        pictures=pictures_of(slide),
        hidden=slide.element.get("show") in ("0", "false"),
        unread=unread,
    )
