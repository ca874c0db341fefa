"""The notes master: slide picture above, speaker notes under it; 540 × 720 points, black on white."""

from __future__ import annotations

from briefer.writers.markup import FIELD_ID, HEAD, NAMESPACES, TREE, xfrm

WIDTH, HEIGHT = 540, 720
_MAP = (
    '<p:clrMap bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" accent1="accent1" accent2="accent2" accent3="accent3"'
    ' accent4="accent4" accent5="accent5" accent6="accent6" hlink="hlink" folHlink="folHlink"/>'
)


def notes_master_xml() -> str:
    """Return the notes master part."""
    shapes = "".join(
        (
            _text(2, "Header", 'type="hdr" sz="quarter"', (54, 30, 324, 16), "l", 1000),
            _picture(),
            _text(4, "Notes", 'type="body" sz="quarter" idx="1"', (54, 330, 432, 330), "l", 1100, prompt="Notes"),
            _text(5, "Footer", 'type="ftr" sz="quarter" idx="4"', (54, 676, 324, 16), "l", 1000),
            _text(6, "Slide number", 'type="sldNum" sz="quarter" idx="5"', (396, 676, 90, 16), "r", 1000),
        )
    )
    return (
        f'{HEAD}<p:notesMaster {NAMESPACES}><p:cSld><p:bg><p:bgPr><a:solidFill><a:schemeClr val="bg1"/></a:solidFill>'
        f"<a:effectLst/></p:bgPr></p:bg><p:spTree>{TREE}{shapes}</p:spTree></p:cSld>{_MAP}"
        f"<p:notesStyle>{_style(1, 1100, 'l')}</p:notesStyle></p:notesMaster>"
    )


def _picture() -> str:
    return (
        '<p:sp><p:nvSpPr><p:cNvPr id="3" name="Slide"/><p:cNvSpPr><a:spLocks noGrp="1" noRot="1" noChangeAspect="1"/>'
        '</p:cNvSpPr><p:nvPr><p:ph type="sldImg" idx="2"/></p:nvPr></p:nvSpPr>'
        f'<p:spPr>{xfrm(54, 60, 432, 243)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/>'
        '<a:ln w="6350"><a:solidFill><a:schemeClr val="tx1"/></a:solidFill></a:ln></p:spPr></p:sp>'
    )


def _text(
    number: int, name: str, kind: str, box: tuple[float, float, float, float], align: str, size: int, prompt: str = ""
) -> str:
    if "sldNum" in kind:
        words = f'<a:fld id="{FIELD_ID}" type="slidenum"><a:rPr lang="en-GB"/><a:t>‹#›</a:t></a:fld>'
    else:
        words = f'<a:r><a:rPr lang="en-GB"/><a:t>{prompt}</a:t></a:r>' if prompt else '<a:endParaRPr lang="en-GB"/>'
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="{name}"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
        f"<p:nvPr><p:ph {kind}/></p:nvPr></p:nvSpPr><p:spPr>{xfrm(*box)}"
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr><p:txBody>'
        '<a:bodyPr vert="horz" wrap="square" lIns="0" tIns="0" rIns="0" bIns="0" rtlCol="0"/>'
        f"<a:lstStyle>{_style(1, size, align)}</a:lstStyle><a:p>{words}</a:p></p:txBody></p:sp>"
    )


def _style(level: int, size: int, align: str) -> str:
    return (
        f'<a:lvl{level}pPr marL="0" algn="{align}" defTabSz="914400" rtl="0" eaLnBrk="1" latinLnBrk="0"'
        ' hangingPunct="1">'
        f'<a:defRPr sz="{size}" kern="1200"><a:solidFill><a:schemeClr val="tx1"/></a:solidFill>'
        '<a:latin typeface="+mn-lt"/><a:ea typeface="+mn-ea"/><a:cs typeface="+mn-cs"/></a:defRPr>'
        f"</a:lvl{level}pPr>"
    )
