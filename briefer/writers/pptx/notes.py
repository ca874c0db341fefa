"""Speaker notes: SAY, EVIDENCE, SOURCES and VERIFY, each a heading in capitals with its paragraphs."""

from __future__ import annotations

from collections.abc import Iterable

from briefer.model.deck import Notes
from briefer.model.provenance import Record, parse_verify_line, verify_line
from briefer.writers.markup import FIELD_ID, HEAD, NAMESPACES, TREE, escaped


def blocks_of(notes: Notes, records: Iterable[Record], stamp: str = "") -> list[tuple[str, tuple[str, ...]]]:
    """Return heading and paragraphs of each block that has any.

    VERIFY gives one line for each of `records`, equal lines once; lines of `notes.verify` that are no such
    line stand before them.
    """
    remarks = [line for line in notes.verify if parse_verify_line(line) is None]
    lines = dict.fromkeys(line for line in notes.verify if parse_verify_line(line) is not None)
    known = {line.split(" ", 1)[0] for line in lines}
    written = [verify_line(record) for record in records if record.id not in known]
    verify = ([stamp] if stamp else []) + remarks + list(dict.fromkeys((*lines, *written)))
    blocks = (("SAY", notes.say), ("EVIDENCE", notes.evidence), ("SOURCES", notes.sources), ("VERIFY", tuple(verify)))
    return [(heading, paragraphs) for heading, paragraphs in blocks if paragraphs]


def notes_xml(blocks: list[tuple[str, tuple[str, ...]]], language: str, marking: str, places: dict[str, str]) -> str:
    """Return the notes part of a slide; `places` are the notes master's placeholders, `marking` stands in the header."""
    paragraphs = "".join(
        _heading(heading, language, first=at == 0) + "".join(_paragraph(text, language) for text in texts)
        for at, (heading, texts) in enumerate(blocks)
    )
    number = f'<a:p><a:fld id="{FIELD_ID}" type="slidenum"><a:rPr lang="{language}"/><a:t>‹#›</a:t></a:fld></a:p>'
    shapes = [_PICTURE.format(places["sldImg"])] if "sldImg" in places else []
    texts = (("body", "Notes", paragraphs or "<a:p/>"), ("hdr", "Marking", marking and _paragraph(marking, language)))
    for kind, name, content in (*texts, ("sldNum", "Slide number", number)):
        if kind in places and content:
            shapes.append(_shape(len(shapes) + 2, name, places[kind], content))
    return (
        f"{HEAD}<p:notes {NAMESPACES}><p:cSld><p:spTree>{TREE}{''.join(shapes)}</p:spTree></p:cSld>"
        "<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:notes>"
    )


_PICTURE = (
    '<p:sp><p:nvSpPr><p:cNvPr id="2" name="Slide"/><p:cNvSpPr><a:spLocks noGrp="1" noRot="1" noChangeAspect="1"/>'
    "</p:cNvSpPr><p:nvPr><p:ph {}/></p:nvPr></p:nvSpPr><p:spPr/></p:sp>"
)


def _shape(number: int, name: str, place: str, paragraphs: str) -> str:
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="{name}"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
        f"<p:nvPr><p:ph {place}/></p:nvPr></p:nvSpPr><p:spPr/>"
        f"<p:txBody><a:bodyPr/><a:lstStyle/>{paragraphs}</p:txBody></p:sp>"
    )


def _heading(text: str, language: str, first: bool) -> str:
    space = "" if first else '<a:pPr><a:spcBef><a:spcPts val="600"/></a:spcBef></a:pPr>'
    return f'<a:p>{space}<a:r><a:rPr lang="{language}" b="1"/><a:t>{text}</a:t></a:r></a:p>'


def _paragraph(text: str, language: str) -> str:
    return f'<a:p><a:r><a:rPr lang="{language}"/><a:t>{escaped(text)}</a:t></a:r></a:p>'
