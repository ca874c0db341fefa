"""The presentation part: which slides there are, in which order and sections."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from lxml import etree

from briefer.model.deck import Deck
from briefer.model.provenance import NAMESPACE
from briefer.typeset.page import Page
from briefer.writers.markup import P, R, legal
from briefer.writers.opc import Part, Relationship, free_ids, office
from briefer.writers.pptx.master_file import MAIN_TYPE, MasterFile

_FIRST_ID = 256
_SECTIONS = "{521415D9-36F7-43E2-AB2F-B90AF26B5E84}"
_OFFICE_2010 = "http://schemas.microsoft.com/office/powerpoint/2010/main"
_BEFORE_SLIDES = ("sldMasterIdLst", "notesMasterIdLst", "handoutMasterIdLst")


def presentation_part(
    file: MasterFile, pages: Sequence[Page], deck: Deck, slides: Sequence[str], provenance: str
) -> Part:
    """Return the presentation with the parts `slides` in order and a link to the provenance part."""
    root = file.presentation
    ids = free_ids(file.relationships, len(slides) + 1)
    added = [Relationship(i, office("slide"), name) for i, name in zip(ids, slides, strict=False)]
    relations = (*file.relationships, *added, Relationship(ids[-1], office("customXml"), provenance))
    list_notes_master(root, file)
    if slides:
        _list_slides(root, ids[: len(slides)])
    names = section_names(pages, deck.title)
    if names:
        _list_sections(root, names, deck.run)
    data = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return Part(file.main, data, MAIN_TYPE, relations)


def section_names(pages: Sequence[Page], opening: str) -> list[str]:
    """Return the section of every page, [] when none has one.

    A page without a section stays in the one before it; pages before the first section are called `opening`.
    """
    if not any(page.section for page in pages):
        return []
    names: list[str] = []
    for page in pages:
        names.append(page.section or (names[-1] if names else opening))
    return names


def list_notes_master(root: etree._Element, file: MasterFile) -> None:
    """Put the notes master on the list of the presentation, where its file leaves that out."""
    if root.find(f"{P}notesMasterIdLst") is not None:
        return
    relation = next(r for r in file.relationships if r.kind == "notesMaster")
    holder = etree.Element(f"{P}notesMasterIdLst")
    etree.SubElement(holder, f"{P}notesMasterId", {f"{R}id": relation.id})
    _insert(root, holder, _BEFORE_SLIDES[:1])


def _list_slides(root: etree._Element, ids: Sequence[str]) -> None:
    holder = etree.Element(f"{P}sldIdLst")
    for number, relation in enumerate(ids):
        etree.SubElement(holder, f"{P}sldId", {"id": str(_FIRST_ID + number), f"{R}id": relation})
    _insert(root, holder, _BEFORE_SLIDES)


def _insert(root: etree._Element, element: etree._Element, after: Sequence[str]) -> None:
    """Put `element` behind the last child named in `after`."""
    at = max((n for n, child in enumerate(root) if etree.QName(child).localname in after), default=-1)
    root.insert(at + 1, element)


def _list_sections(root: etree._Element, names: Sequence[str], seed: str) -> None:
    """Write one section for each run of equal names; ids follow from the deck's run and the section's place."""
    extensions = root.find(f"{P}extLst")
    if extensions is None:
        extensions = etree.SubElement(root, f"{P}extLst")
    extension = etree.SubElement(extensions, f"{P}ext", {"uri": _SECTIONS})
    tag = f"{{{_OFFICE_2010}}}"
    sections = etree.SubElement(extension, f"{tag}sectionLst", nsmap={"p14": _OFFICE_2010})
    slides = None
    for number, name in enumerate(names):
        if slides is None or name != names[number - 1]:
            identity = str(uuid.uuid5(uuid.NAMESPACE_URL, f"{NAMESPACE}/{seed}/{number}/{name}")).upper()
            section = etree.SubElement(sections, f"{tag}section", {"name": legal(name), "id": f"{{{identity}}}"})
            slides = etree.SubElement(section, f"{tag}sldIdLst")
        etree.SubElement(slides, f"{tag}sldId", {"id": str(_FIRST_ID + number)})
