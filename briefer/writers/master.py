"""Builds the PowerPoint masters of our own brands: `python -m briefer.writers.master templates/brands/*`.

One slide master, one layout for every layout name, one notes master. The same brand makes the same bytes.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from briefer.errors import SpecError
from briefer.specs.brand import Brand, Colour
from briefer.specs.brand_file import read_brand
from briefer.writers.files import write_atomically
from briefer.writers.markup import DRAWING, FIELD_ID, HEAD, NAMESPACES, TREE, emu, escaped, hundredths, xfrm
from briefer.writers.master_layouts import Slot, layouts
from briefer.writers.notes_master import HEIGHT, WIDTH, notes_master_xml
from briefer.writers.opc import (
    CONTENT_TYPES,
    RELATIONSHIPS_TYPE,
    Relationship,
    content_types_xml,
    office,
    pack,
    relationships_name,
    relationships_xml,
)
from briefer.writers.theme import SLOTS, colour_map, theme_xml

_TYPE = "application/vnd.openxmlformats-officedocument.presentationml"
_NO_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
_PRESENTATION = "ppt/presentation.xml"
_MASTER = "ppt/slideMasters/slideMaster1.xml"
_NOTES = "ppt/notesMasters/notesMaster1.xml"


def build_master(brand: Brand) -> bytes:
    """Return the .pptx that carries the layouts of `brand` and no slide."""
    mapping, on_paper = colour_map(brand), replace(brand, colours=brand.on_paper)
    pages = layouts(brand)
    names = [f"ppt/slideLayouts/slideLayout{n}.xml" for n in range(1, len(pages) + 1)]
    parts: dict[str, str] = {
        _PRESENTATION: _presentation(brand),
        _MASTER: _slide_master(brand, mapping, len(pages)),
        "ppt/theme/theme1.xml": theme_xml(brand, brand.name, mapping),
        **{part: _layout(brand, *page) for part, page in zip(names, pages.items(), strict=True)},
        _NOTES: notes_master_xml(),
        "ppt/theme/theme2.xml": theme_xml(on_paper, f"{brand.name} notes", colour_map(on_paper)),
        "ppt/presProps.xml": f"{HEAD}<p:presentationPr {NAMESPACES}/>",
        "ppt/viewProps.xml": f"{HEAD}<p:viewPr {NAMESPACES}/>",
        "ppt/tableStyles.xml": _table_styles(),
    }
    defaults = {"rels": RELATIONSHIPS_TYPE, "xml": "application/xml"}
    overrides = {name: _content_type(name) for name in parts}
    head = [(CONTENT_TYPES, content_types_xml(defaults, overrides)), *_relationships(names)]
    return pack([*head, *parts.items()])


def _relationships(names: list[str]) -> list[tuple[str, str]]:
    """Return every relationship part; the layouts are `names`."""
    themes = ("ppt/theme/theme1.xml", "ppt/theme/theme2.xml")
    targets: dict[str, list[tuple[str, str]]] = {
        "": [("officeDocument", _PRESENTATION)],
        _PRESENTATION: [
            ("slideMaster", _MASTER),
            ("notesMaster", _NOTES),
            ("presProps", "ppt/presProps.xml"),
            ("viewProps", "ppt/viewProps.xml"),
            ("theme", themes[0]),
            ("tableStyles", "ppt/tableStyles.xml"),
        ],
        _MASTER: [*(("slideLayout", name) for name in names), ("theme", themes[0])],
        **{name: [("slideMaster", _MASTER)] for name in names},
        _NOTES: [("theme", themes[1])],
    }
    return [
        (
            relationships_name(source),
            relationships_xml(source, [Relationship(f"rId{n}", office(k), t) for n, (k, t) in enumerate(found, 1)]),
        )
        for source, found in targets.items()
    ]


def _content_type(name: str) -> str:
    kind = name.rsplit("/", 1)[-1].removesuffix(".xml").rstrip("0123456789")
    if kind == "theme":
        return "application/vnd.openxmlformats-officedocument.theme+xml"
    return f"{_TYPE}.{'presentation.main' if kind == 'presentation' else kind}+xml"


def _presentation(brand: Brand) -> str:
    return (
        f'{HEAD}<p:presentation {NAMESPACES} saveSubsetFonts="1" autoCompressPictures="0">'
        '<p:sldMasterIdLst><p:sldMasterId id="2147483648" r:id="rId1"/></p:sldMasterIdLst>'
        '<p:notesMasterIdLst><p:notesMasterId r:id="rId2"/></p:notesMasterIdLst>'
        f'<p:sldSz cx="{emu(brand.width)}" cy="{emu(brand.height)}"/>'
        f'<p:notesSz cx="{emu(WIDTH)}" cy="{emu(HEIGHT)}"/>'
        f'<p:defaultTextStyle><a:defPPr><a:defRPr lang="{escaped(brand.language)}"/></a:defPPr>'
        f"{''.join(_level(n, brand, 'body') for n in range(1, 6))}</p:defaultTextStyle></p:presentation>"
    )


def _slide_master(brand: Brand, mapping: dict[str, str], count: int) -> str:
    slots = [s for s in layouts(brand)["bluf"] if s.field in ("title", "body", "slide_number", "footer_text", "date")]
    indices = {"title": 0, "body": 1, "date": 2, "footer_text": 3, "slide_number": 4}
    shapes = "".join(_placeholder(brand, n, slot, indices[slot.field]) for n, slot in enumerate(slots, 2))
    named = "".join(f' {slot}="{theme}"' for slot, theme in mapping.items())
    named += "".join(f' {slot}="{slot}"' for slot in (*(f"accent{n}" for n in range(1, 7)), "hlink", "folHlink"))
    ids = "".join(f'<p:sldLayoutId id="{2147483648 + n}" r:id="rId{n}"/>' for n in range(1, count + 1))
    body = "".join(_level(n, brand, "body") for n in range(1, 6))
    return (
        f'{HEAD}<p:sldMaster {NAMESPACES} preserve="1"><p:cSld><p:bg><p:bgPr><a:solidFill><a:schemeClr val="bg1"/>'
        f"</a:solidFill><a:effectLst/></p:bgPr></p:bg><p:spTree>{TREE}{shapes}</p:spTree></p:cSld><p:clrMap{named}/>"
        f"<p:sldLayoutIdLst>{ids}</p:sldLayoutIdLst><p:txStyles>"
        f"<p:titleStyle>{_level(1, brand, 'title')}</p:titleStyle><p:bodyStyle>{body}</p:bodyStyle>"
        f"<p:otherStyle>{body}</p:otherStyle></p:txStyles></p:sldMaster>"
    )


def _layout(brand: Brand, name: str, slots: tuple[Slot, ...]) -> str:
    shapes = "".join(_placeholder(brand, n, slot, slot.index) for n, slot in enumerate(slots, 2))
    return (
        f'{HEAD}<p:sldLayout {NAMESPACES} preserve="1" userDrawn="1"><p:cSld name="{escaped(brand.layouts[name].name)}">'
        f"<p:spTree>{TREE}{shapes}</p:spTree></p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sldLayout>"
    )


def _placeholder(brand: Brand, number: int, slot: Slot, index: int) -> str:
    """Return one placeholder of a layout, or of the master, with all of its formatting."""
    kind = "" if slot.kind == "obj" else f'type="{slot.kind}" '
    place = 'type="title"' if slot.kind == "title" else f'{kind}sz="quarter" idx="{index}"'
    custom = ' hasCustomPrompt="1"' if slot.kind in ("body", "tbl", "obj", "chart") and index >= 10 else ""
    line = '<a:ln w="9525"><a:solidFill><a:schemeClr val="tx1"/></a:solidFill></a:ln>' if slot.framed else ""
    name = slot.field.replace("_", " ").capitalize()
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="{name}"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
        f"<p:nvPr><p:ph {place}{custom}/></p:nvPr></p:nvSpPr>"
        f"<p:spPr>{xfrm(slot.x, slot.y, slot.width, slot.height)}"
        f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/>{line}</p:spPr><p:txBody>'
        '<a:bodyPr vert="horz" wrap="square" lIns="0" tIns="0" rIns="0" bIns="0" rtlCol="0" '
        f'anchor="{"ctr" if slot.framed else "t"}"><a:noAutofit/></a:bodyPr>'
        f"<a:lstStyle>{_level(1, brand, slot)}{_level(2, brand, slot)}</a:lstStyle>"
        f"{_prompt(brand, slot)}</p:txBody></p:sp>"
    )


def _prompt(brand: Brand, slot: Slot) -> str:
    language = f'<a:rPr lang="{escaped(brand.language)}"/>'
    match slot.kind:
        case "sldNum":
            return f'<a:p><a:fld id="{FIELD_ID}" type="slidenum">{language}<a:t>‹#›</a:t></a:fld></a:p>'
        case "ftr" | "dt":
            return f'<a:p><a:endParaRPr lang="{escaped(brand.language)}"/></a:p>'
        case _:
            return f"<a:p><a:r>{language}<a:t>{escaped(slot.prompt)}</a:t></a:r></a:p>"


def _level(level: int, brand: Brand, of: Slot | str) -> str:
    """Return the text style of outline level `level`: that of a slot, or of the master's titles or body."""
    slot = of if isinstance(of, Slot) else None
    style = brand.style(slot.role if slot else "title" if of == "title" else "body")
    ink: Colour = slot.ink if slot else "ink"
    hang = slot.hang if slot else 0
    indent = f'marL="{emu(hang)}" indent="{emu(-hang if level == 1 else 0)}"'
    face = "+mj" if style.face == "title" else "+mn"
    return (
        f'<a:lvl{level}pPr {indent} algn="{"ctr" if slot and slot.framed else "l"}" defTabSz="914400" rtl="0"'
        ' eaLnBrk="1" latinLnBrk="0" hangingPunct="1">'
        f'<a:lnSpc><a:spcPts val="{hundredths(style.leading)}"/></a:lnSpc><a:spcBef><a:spcPts val="0"/></a:spcBef>'
        f'<a:buNone/><a:defRPr sz="{hundredths(style.size)}" b="{int(style.bold)}" kern="1200">'
        f'<a:solidFill><a:schemeClr val="{SLOTS[ink]}"/></a:solidFill><a:latin typeface="{face}-lt"/>'
        f'<a:ea typeface="{face}-ea"/><a:cs typeface="{face}-cs"/></a:defRPr></a:lvl{level}pPr>'
    )


def _table_styles() -> str:
    borders = "".join(f"<a:{edge}><a:ln><a:noFill/></a:ln></a:{edge}>" for edge in _EDGES)
    return (
        f'{HEAD}<a:tblStyleLst xmlns:a="{DRAWING}" def="{_NO_STYLE}">'
        f'<a:tblStyle styleId="{_NO_STYLE}" styleName="No Style, No Grid"><a:wholeTbl>'
        '<a:tcTxStyle><a:fontRef idx="minor"><a:scrgbClr r="0" g="0" b="0"/></a:fontRef>'
        '<a:schemeClr val="tx1"/></a:tcTxStyle>'
        f"<a:tcStyle><a:tcBdr>{borders}</a:tcBdr><a:fill><a:noFill/></a:fill></a:tcStyle>"
        "</a:wholeTbl></a:tblStyle></a:tblStyleLst>"
    )


_EDGES = ("left", "right", "top", "bottom", "insideH", "insideV")


def main(folders: Sequence[Path]) -> None:
    """Build the master of each brand described in `folders`, beside its brand.yaml."""
    for folder in folders:
        path = folder / "brand.yaml"
        brand = read_brand(path.read_text(encoding="utf-8"), str(path), folder.name)
        write_atomically(folder / brand.master, build_master(brand))


if __name__ == "__main__":
    try:
        main([Path(name) for name in sys.argv[1:]])
    except SpecError as error:
        sys.exit(str(error))
