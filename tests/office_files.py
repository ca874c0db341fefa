"""Word and OpenDocument files written by hand, part by part, so that their truth is known."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from xml.sax.saxutils import escape

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SPACES = (
    f'xmlns:w="{_W}" xmlns:r="{_R}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_RELS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="r1" Type="{_R}/officeDocument" Target="word/document.xml"/></Relationships>'
)
STYLES = (
    ("Normal", "Normal", '<w:rPr><w:sz w:val="22"/></w:rPr>'),
    ("H1", "heading 1", '<w:pPr><w:outlineLvl w:val="0"/></w:pPr>'),
    ("H2", "heading 2", '<w:pPr><w:outlineLvl w:val="1"/></w:pPr>'),
    ("T", "Title", ""),
    ("A", "Author", ""),
    ("D", "Date", ""),
    ("TOC1", "toc 1", ""),
    ("Cap", "caption", ""),
    ("Hidden", "Secret", "<w:rPr><w:vanish/></w:rPr>"),
)


def t(text: str) -> str:
    """Return a run of text."""
    return f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def p(inside: str, style: str = "", properties: str = "") -> str:
    """Return a paragraph of runs; plain text becomes one run."""
    runs = inside if inside.startswith("<") else t(inside)
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{named}{properties}</w:pPr>{runs}</w:p>"


def mark(number: int, kind: str = "footnote", own: str = "") -> str:
    """Return the run that marks a note."""
    follows, sign = (' w:customMarkFollows="1"', f"<w:t>{own}</w:t>") if own else ("", "")
    return f'<w:r><w:{kind}Reference{follows} w:id="{number}"/>{sign}</w:r>'


def notes(texts: Mapping[int, str], kind: str = "footnote") -> str:
    """Return the part that holds notes, with the separator every Word file has."""
    held = "".join(
        f'<w:{kind} w:id="{number}">{p(f"<w:r><w:{kind}Ref/></w:r>" + t(f" {text}"))}</w:{kind}>'
        for number, text in texts.items()
    )
    separator = f'<w:{kind} w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:{kind}>'
    return f"<w:{kind}s {_SPACES}>{separator}{held}</w:{kind}s>"


def box(inside: str) -> str:
    """Return a run with a text box, once as Word writes it today and once for older programs."""
    content = f"<w:txbxContent>{inside}</w:txbxContent>"
    return (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>{content}</wps:txbx></w:drawing>'
        f"</mc:Choice><mc:Fallback><w:pict><v:textbox>{content}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


def field(code: str, result: str) -> str:
    """Return a field: its code is not text, its result is."""
    return (
        f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>{code}</w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{t(result)}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def word(*body: str, styles: tuple[tuple[str, str, str], ...] = STYLES, **parts: str) -> bytes:
    """Return a .docx file; `parts` are further parts of it by name ("footnotes", "settings", "core")."""
    written = "".join(
        f'<w:style w:type="paragraph" w:styleId="{id_}"{" w:default=" + chr(34) + "1" + chr(34) if name == "Normal" else ""}>'
        f'<w:name w:val="{name}"/>{rest}</w:style>'
        for id_, name, rest in styles
    )
    files = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _RELS,
        "word/document.xml": f"<w:document {_SPACES}><w:body>{''.join(body)}</w:body></w:document>",
        "word/styles.xml": f"<w:styles {_SPACES}>{written}</w:styles>",
    }
    for name, content in parts.items():
        files["docProps/core.xml" if name == "core" else f"word/{name}.xml"] = content
    return zipped(files)


def core(title: str = "", creator: str = "", created: str = "") -> str:
    """Return the document properties of a .docx file."""
    return (
        '<c:coreProperties xmlns:c="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/">'
        f"<dc:title>{title}</dc:title><dc:creator>{creator}</dc:creator><dcterms:created>{created}</dcterms:created>"
        "</c:coreProperties>"
    )


def zipped(files: Mapping[str, str]) -> bytes:
    """Return a zip of text parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


_ODF = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for short, name in (
        ("office", "office"),
        ("text", "text"),
        ("table", "table"),
        ("draw", "drawing"),
        ("style", "style"),
        ("fo", "xsl-fo-compatible"),
        ("meta", "meta"),
        ("manifest", "manifest"),
    )
)


def odt(body: str, styles: str = "", meta: str = "", manifest: str = "") -> bytes:
    """Return an .odt file with `body` as its text."""
    dc = 'xmlns:dc="http://purl.org/dc/elements/1.1/"'
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": f"<office:document-content {_ODF}><office:automatic-styles>{styles}</office:automatic-styles>"
            f"<office:body><office:text>{body}</office:text></office:body></office:document-content>",
            "meta.xml": f"<office:document-meta {_ODF} {dc}><office:meta>{meta}</office:meta></office:document-meta>",
            "META-INF/manifest.xml": f"<manifest:manifest {_ODF}>{manifest}</manifest:manifest>",
        }
    )
