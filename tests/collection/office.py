"""Word and OpenDocument files of the collection."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from xml.sax.saxutils import escape

import docx
from office_files import STYLES, box, core, field, mark, notes, odt, p, t, word, zipped

from collection.truth import MARK, Block, Document, Essay, Truth
from collection.works import bibliography, essay, interview

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_PARTS = ("styles", "footnotes", "endnotes", "numbering", "settings")
LOCAL = {
    "de": ("berschrift1", "Überschrift 1", "Titel", "Zitat", "Beschriftung"),
    "fr": ("Titre1", "Titre 1", "Titre", "Citation", "Légende"),
    "es": ("Ttulo1", "Título 1", "Título", "Cita", "Epígrafe"),
    "ru": ("a1", "Заголовок 1", "Название", "Цитата", "Название объекта"),
    "zh": ("1", "标题 1", "标题", "引用", "题注"),
}


def related(data: bytes) -> bytes:
    """Return a .docx file with the relationships that Word writes and most programs need to find its parts."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        files = {name: archive.read(name).decode("utf-8") for name in archive.namelist()}
    here = [name for name in _PARTS if f"word/{name}.xml" in files]
    files["word/_rels/document.xml.rels"] = (
        f'<Relationships xmlns="{_PACKAGE}/relationships">'
        + "".join(f'<Relationship Id="p{name}" Type="{_OFFICE}/{name}" Target="{name}.xml"/>' for name in here)
        + "</Relationships>"
    )
    overrides = "".join(
        f'<Override PartName="/word/{name}.xml" '
        f'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.{name}+xml"/>'
        for name in here
    )
    defaults = '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    types = files["[Content_Types].xml"]
    files["[Content_Types].xml"] = types.replace("<Override", f"{defaults}<Override", 1).replace(
        "</Types>", f"{overrides}</Types>"
    )
    return zipped(files)


class Notes:
    """Hands out the ids of notes, which Word counts through a file."""

    def __init__(self, kind: str) -> None:
        self.kind, self.texts = kind, dict[int, str]()

    def runs(self, text: str, texts: dict[str, str]) -> str:
        out = []
        for number, part in enumerate(re.split(MARK, text)):
            if number % 2 == 0:
                out.append(t(part) if part else "")
                continue
            id_ = len(self.texts) + 1
            self.texts[id_] = texts[part]
            own = "" if part.isalnum() else part
            out.append(mark(id_, self.kind, own))
        return "".join(out)


def body(one: Essay, held: Notes, names: dict[str, str]) -> str:
    """Return the paragraphs of an essay; `names` are the styles of what stands in it."""
    texts = dict(one.notes)
    out = []
    if "title" in names:
        out.append(p(one.title, names["title"]))
        out += [p(one.subtitle, names["subtitle"])] if one.subtitle else []
        out += [p(author, names.get("author", "")) for author in one.authors]
        out += [p(line, names.get("affiliation", "")) for line in one.affiliations]
    for block in one.blocks:
        if block.kind == "table":
            rows = ("".join(f"<w:tc>{p(cell)}</w:tc>" for cell in row.split("\t")) for row in block.text.split("\n"))
            out.append(f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>")
        elif block.kind == "pull":
            out.append(p(box(p(block.text))))
        else:
            out.append(p(held.runs(block.text, texts), names.get(block.kind, "")))
    return "".join(out)


NAMED = {
    "title": "T",
    "subtitle": "Sub",
    "author": "A",
    "heading": "H1",
    "quote": "Quote",
    "item": "ListBullet",
    "caption": "Cap",
}
ALL = (
    *STYLES,
    ("Sub", "Subtitle", ""),
    ("Quote", "Quote", ""),
    ("ListBullet", "List Bullet", ""),
    ("Aff", "Affiliation", ""),
)


def written(
    essays: Sequence[Essay],
    names: dict[str, str] = NAMED,
    *,
    kind: str = "footnote",
    styles: tuple[tuple[str, str, str], ...] = ALL,
    before: str = "",
    **parts: str,
) -> tuple[bytes, Truth]:
    """Return essays as one Word file."""
    held = Notes(kind)
    inside = "".join(body(one, held, names) for one in essays)
    if held.texts:
        parts[f"{kind}s"] = notes(held.texts, kind)
    return related(word(before + inside, styles=styles, **parts)), Truth(essays=tuple(essays))


def localised(language: str, title: str, author: str, seed: int) -> tuple[bytes, Truth]:
    """Return an essay in a file of a Word that names its styles in `language`."""
    heading, heading_name, title_name, quote, caption = LOCAL[language]
    styles = (
        ("Normal", "Normal", ""),
        (heading, heading_name, '<w:pPr><w:outlineLvl w:val="0"/></w:pPr>'),
        ("LT", title_name, ""),
        ("LQ", quote, ""),
        ("LC", caption, ""),
    )
    one = essay(seed, title, [author], language=language, sections=2, extras=("quote",))
    return written([one], {"title": "LT", "heading": heading, "quote": "LQ", "caption": "LC"}, styles=styles)


def tracked() -> tuple[bytes, Truth]:
    """Return an essay with insertions to keep, and deletions, moved words and comments to leave out."""
    one = essay(103, "The Tariff in Two Drafts", ["Clara Voss"], notes=2)
    data = written([one])[0]
    added, gone = "A sentence that was put in by the second reader. ", "A sentence that the second reader struck out. "
    first = one.blocks[0].text
    inside = (
        f'<w:del w:id="90" w:author="R"><w:r><w:delText xml:space="preserve">{gone}</w:delText></w:r></w:del>'
        f'<w:ins w:id="91" w:author="R">{t(added)}</w:ins>'
        f'<w:moveFrom w:id="92" w:author="R">{t("Words that were moved away. ")}</w:moveFrom>'
    )
    start = MARK.split(first)[0]
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        files = {name: archive.read(name).decode("utf-8") for name in archive.namelist()}
    files["word/document.xml"] = files["word/document.xml"].replace(t(start), inside + t(start), 1)
    changed = replace(one, blocks=(Block("text", added + first), *one.blocks[1:]))
    return zipped(files), Truth(essays=(changed,), furniture=(gone.strip(), "Words that were moved away."))


_RUN = re.compile(r'<w:r><w:t xml:space="preserve">([^<]+)</w:t></w:r>')


def revised(data: bytes, every: int = 9) -> bytes:
    """Return a .docx file as Word leaves it after some rounds of editing: a run of its own every few words."""
    look = '<w:rPr><w:rFonts w:asciiTheme="minorHAnsi"/><w:sz w:val="22"/><w:lang w:val="en-GB"/></w:rPr>'

    def runs(found: re.Match[str]) -> str:
        words = found[1].split(" ")
        parts = [" ".join(words[at : at + every]) for at in range(0, len(words), every)]
        return '<w:proofErr w:type="spellStart"/>'.join(
            f'<w:r w:rsidR="00A{at % 10}77B3E" w:rsidRPr="00C31D52">{look}'
            f'<w:t xml:space="preserve">{part}{" " if at + 1 < len(parts) else ""}</w:t></w:r>'
            for at, part in enumerate(parts)
        )

    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        files = {name: archive.read(name).decode("utf-8") for name in archive.namelist()}
    files["word/document.xml"] = _RUN.sub(runs, files["word/document.xml"])
    return zipped(files)


def edited() -> tuple[bytes, Truth]:
    """Return an essay that was edited so often that each word has a run of its own."""
    data, truth = written([essay(116, "The Joint Inventory", ["Clara Voss"], notes=5)])
    return revised(data, every=1), truth


def both() -> tuple[bytes, Truth]:
    """Return an essay with footnotes in its first half and endnotes in its second, counted apart."""
    one = essay(117, "Two Kinds of Debt", ["Yusuf Demirel"], notes=6)
    feet, ends = Notes("footnote"), Notes("endnote")
    texts = dict(one.notes)
    parts = [p(one.title, "T"), p("Yusuf Demirel", "A")]
    for block in one.blocks:
        held = feet if len(feet.texts) < 3 else ends
        parts.append(p(held.runs(block.text, texts), NAMED.get(block.kind, "")))
    data = related(word("".join(parts), styles=ALL, footnotes=notes(feet.texts), endnotes=notes(ends.texts, "endnote")))
    return data, Truth(essays=(one,))


def by_python_docx() -> tuple[bytes, Truth]:
    """Return an essay as python-docx writes it, on the template of Word itself; it has no notes."""
    one = essay(
        104, "Ballast", ["Idris Kane"], subtitle="A Short History of Weight", notes=0, extras=("quote", "list", "table")
    )
    made = docx.Document()
    made.add_heading(one.title, 0)
    made.add_paragraph(one.subtitle, style="Subtitle")
    made.add_paragraph("Idris Kane")
    for block in one.blocks:
        if block.kind == "heading":
            made.add_heading(block.text, 1)
        elif block.kind == "table":
            rows = [row.split("\t") for row in block.text.split("\n")]
            table = made.add_table(len(rows), len(rows[0]))
            for at, row in enumerate(rows):
                for to, cell in enumerate(row):
                    table.cell(at, to).text = cell
        else:
            made.add_paragraph(block.text, style={"quote": "Intense Quote", "item": "List Bullet"}.get(block.kind))
    made.sections[0].header.paragraphs[0].text = "Draft of the Lantern Working Group"
    out = io.BytesIO()
    made.save(out)
    return out.getvalue(), Truth(essays=(one,), furniture=("Draft of the Lantern Working Group",))


def unstyled() -> tuple[bytes, Truth]:
    """Return an essay whose headings are nothing but bold lines."""
    one = essay(105, "A Quarrel about Chains", ["Greta Halloran"], notes=3, sections=3)
    held = Notes("footnote")
    texts = dict(one.notes)

    def bold(text: str, size: int) -> str:
        return f'<w:r><w:rPr><w:b/><w:sz w:val="{size}"/></w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'

    parts = [p(bold(one.title, 36)), p(t("Greta Halloran"))]
    for block in one.blocks:
        parts.append(p(bold(block.text, 24)) if block.kind == "heading" else p(held.runs(block.text, texts)))
    return related(word("".join(parts), footnotes=notes(held.texts))), Truth(essays=(one,))


def volume() -> tuple[bytes, Truth]:
    """Return a volume with contents, front matter and headings of two levels."""
    names = {**NAMED, "title": "H1", "heading": "H2"}
    essays = (
        essay(110, "Foreword", ["Piet Vonk"], notes=0, sections=0, kind="foreword"),
        essay(111, "The Salt Road and Its Critics", ["Clara Voss"]),
        essay(112, "Ropes", ["Tomás de Vries"], notes=6),
        essay(113, "What the Pilots Know", ["Ana Ruiz Peralta", "Idris Kane"]),
        bibliography(114),
    )
    contents = p("Contents", "TOC1") + "".join(p(f"{one.title}\t{at * 6}", "TOC1") for at, one in enumerate(essays))
    before = p("Rivers and Other Debts", "T") + p("Edited by Piet Vonk and Jutta Amsel") + contents
    return written(essays, names, before=before)


_ODT_STYLES = "".join(
    f'<style:style style:name="{name}" style:family="paragraph" style:parent-style-name="{parent}"/>'
    for name, parent in (("P1", "Title"), ("P2", "Subtitle"), ("P3", "Quotations"), ("P4", "Illustration"))
)


_ODF = "urn:oasis:names:tc:opendocument:xmlns"


def _complete(data: bytes) -> bytes:
    """Return an .odt file with the styles and the list of parts that every program expects in it."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        files = {name: archive.read(name).decode("utf-8") for name in archive.namelist()}
    files["styles.xml"] = (
        f'<office:document-styles xmlns:office="{_ODF}:office:1.0" office:version="1.2"><office:styles/>'
        "</office:document-styles>"
    )
    entries = (("/", files["mimetype"]), *((name, "text/xml") for name in ("content.xml", "styles.xml", "meta.xml")))
    listed = "".join(f'<m:file-entry m:full-path="{path}" m:media-type="{kind}"/>' for path, kind in entries)
    files["META-INF/manifest.xml"] = f'<m:manifest xmlns:m="{_ODF}:manifest:1.0">{listed}</m:manifest>'
    return zipped(files)


def opened(one: Essay, kind: str = "footnote", authors: str = "By {}") -> tuple[bytes, Truth]:
    """Return an essay as an OpenDocument text."""
    texts = dict(one.notes)

    def inside(text: str) -> str:
        out = []
        for number, part in enumerate(re.split(MARK, text)):
            own = f' text:label="{part}"' if number % 2 and not part.isdigit() else ""
            out.append(
                escape(part)
                if number % 2 == 0
                else f'<text:note text:note-class="{kind}"><text:note-citation{own}>{part}</text:note-citation>'
                f"<text:note-body><text:p>{escape(texts[part])}</text:p></text:note-body></text:note>"
            )
        return "".join(out)

    def row(line: str) -> str:
        cells = (f"<table:table-cell><text:p>{cell}</text:p></table:table-cell>" for cell in line.split("\t"))
        return f"<table:table-row>{''.join(cells)}</table:table-row>"

    parts = [f'<text:p text:style-name="P1">{escape(one.title)}</text:p>']
    parts += [f'<text:p text:style-name="P2">{escape(one.subtitle)}</text:p>'] if one.subtitle else []
    parts += [f"<text:p>{authors.format(' and '.join(one.authors))}</text:p>"] if one.authors else []
    for block in one.blocks:
        shown = inside(block.text)
        match block.kind:
            case "heading":
                parts.append(f'<text:h text:outline-level="1">{shown}</text:h>')
            case "item":
                parts.append(f"<text:list><text:list-item><text:p>{shown}</text:p></text:list-item></text:list>")
            case "pull":
                parts.append(
                    f"<text:p><draw:frame><draw:text-box><text:p>{shown}</text:p></draw:text-box></draw:frame></text:p>"
                )
            case "table":
                parts.append(f"<table:table>{''.join(map(row, block.text.split(chr(10))))}</table:table>")
            case kind_:
                style = {"quote": "P3", "caption": "P4"}.get(kind_, "")
                parts.append(f'<text:p text:style-name="{style}">{shown}</text:p>')
    return _complete(odt("".join(parts), _ODT_STYLES)), Truth(essays=(one,))


def _docx(name: str, dimensions: str, make: Callable[[], tuple[bytes, Truth]]) -> Document:
    return Document(name=f"{name}.docx", dimensions=tuple(dimensions.split(", ")), make=make)


def _odt(name: str, dimensions: str, make: Callable[[], tuple[bytes, Truth]]) -> Document:
    return Document(name=f"{name}.odt", dimensions=tuple(dimensions.split(", ")), make=make)


def _fields() -> tuple[bytes, Truth]:
    one = essay(106, "The Register of Small Debts", ["Pavel Sorokin"], notes=0)
    link = p(field('HYPERLINK "https://example.org"', "The register is open to the public on every second market day."))
    data = written([one])[0]
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        files = {name: archive.read(name).decode("utf-8") for name in archive.namelist()}
    files["word/document.xml"] = files["word/document.xml"].replace("</w:body>", link + "</w:body>")
    last = Block("text", "The register is open to the public on every second market day.")
    return zipped(files), Truth(essays=(replace(one, blocks=(*one.blocks, last)),), furniture=("HYPERLINK",))


EVERYTHING = ("quote", "list", "pull", "caption", "table")
OFFICE = (
    _docx(
        "footnotes",
        "single essay, restarting notes",
        lambda: written([essay(101, "Water by Subscription", ["Clara Voss"], notes=8)]),
    ),
    _docx(
        "endnotes",
        "endnotes",
        lambda: written([essay(102, "The Clerk’s Arithmetic", ["Yusuf Demirel"], notes=7)], kind="endnote"),
    ),
    _docx("edited-runs", "single essay, many runs", edited),
    _docx("both-notes", "endnotes, restarting notes", both),
    _docx("tracked", "tracked changes", tracked),
    _docx(
        "python-docx",
        "tables and captions, pull quotes, block quotes and lists, title over lines, subtitle",
        by_python_docx,
    ),
    _docx("unstyled", "headings without styles", unstyled),
    _docx("fields", "fields and links", _fields),
    _docx(
        "styles-german",
        "localised styles, german quotes",
        lambda: localised("de", "Das Maß der Schleusen", "Ottmar Brandt", 120),
    ),
    _docx(
        "styles-french",
        "localised styles, french typography",
        lambda: localised("fr", "La patience des passeurs", "Aude Marceau", 121),
    ),
    _docx("styles-spanish", "localised styles", lambda: localised("es", "El peso de la sal", "Ana Ruiz Peralta", 122)),
    _docx(
        "styles-russian", "localised styles, cyrillic", lambda: localised("ru", "Соль и терпение", "Павел Сорокин", 123)
    ),
    _docx("styles-chinese", "localised styles, cjk", lambda: localised("zh", "盐与耐心", "林晓河", 124)),
    _docx(
        "asides",
        "tables and captions, pull quotes, block quotes and lists",
        lambda: written([essay(107, "A Ledger with Pictures", ["Clara Voss"], extras=EVERYTHING)]),
    ),
    _docx(
        "affiliations",
        "several authors",
        lambda: written(
            [
                essay(
                    108,
                    "Three Registers, One River",
                    ["Ana Ruiz Peralta", "Idris Kane"],
                    affiliations=("University of Vierhaven", "College of Aldern"),
                )
            ],
            {**NAMED, "affiliation": "Aff"},
            core=core("Three Registers, One River", "typist7"),
        ),
    ),
    _docx(
        "signs", "symbol notes", lambda: written([essay(109, "Signs at the Ford", ["Clara Voss"], signs=True, notes=3)])
    ),
    _docx("volume", "edited volume, restarting notes", volume),
    _docx("interview", "interview", lambda: written([interview(115, "The Radio Amateur", ["Greta Halloran"])])),
    _odt(
        "footnotes",
        "single essay, restarting notes",
        lambda: opened(essay(130, "The Ferry Concession", ["Clara Voss"], notes=6)),
    ),
    _odt(
        "endnotes", "endnotes", lambda: opened(essay(131, "A Provisional Licence", ["Idris Kane"], notes=5), "endnote")
    ),
    _odt(
        "asides",
        "tables and captions, pull quotes, block quotes and lists",
        lambda: opened(
            essay(132, "Storm Barriers", ["Clara Voss", "Idris Kane"], subtitle="Five Proposals", extras=EVERYTHING)
        ),
    ),
    _odt(
        "greek",
        "greek",
        lambda: opened(essay(133, "Ο δρόμος του αλατιού", ["Νίκος Θεοδώρου"], language="el", sections=2), authors="{}"),
    ),
    _odt(
        "arabic",
        "arabic",
        lambda: opened(essay(134, "طريق الملح", ["يوسف دمير"], language="ar", sections=2), authors="{}"),
    ),
    _odt(
        "signs", "symbol notes", lambda: opened(essay(135, "Marks in the Margin", ["Clara Voss"], signs=True, notes=3))
    ),
)
