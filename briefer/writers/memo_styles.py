"""The named styles, the numbering and the settings of a Word memo."""

from __future__ import annotations

from briefer.model.memo import Memo
from briefer.specs.brand import Brand
from briefer.typeset import memo as page
from briefer.typeset.memo_rows import SOURCE_SIZE, Scale, voice_size
from briefer.writers.markup import HEAD
from briefer.writers.wordml import NAMESPACES, face, hanging, ink, line, size, spacing, tag, twips, value

_BOLD = "<w:b/><w:bCs/>"
_ITALIC = "<w:i/><w:iCs/>"
_TABLE = (
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
    '<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>'
    '<w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="0" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>'
    '<w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
)
_COMPATIBILITY = {
    "compatibilityMode": 15,
    "overrideTableStyleFontSizeAndJustification": 1,
    "enableOpenTypeFeatures": 1,
    "doNotFlipMirrorIndents": 1,
}


def styles_xml(memo: Memo, scale: Scale, brand: Brand) -> str:
    """Return the style part; the look of a memo stands here and nowhere else."""
    styles = f"{_defaults(memo, scale, brand)}{_paragraphs(scale, brand)}{_letters(scale, brand)}{_TABLE}"
    return f"{HEAD}<w:styles {NAMESPACES}>{styles}</w:styles>"


def numbering_xml(lists: int, brand: Brand) -> str:
    """Return one numbering for each numbered section: the bare number in second ink, 15 points wide."""
    level = (
        f"{value('start', 1)}{value('numFmt', 'decimal')}{value('suff', 'tab')}{value('lvlText', '%1')}"
        f"{value('lvlJc', 'left')}{tag('pPr', hanging(page.NUMERAL))}{tag('rPr', ink(brand.on_paper['ink2']))}"
    )
    definition = f'{value("multiLevelType", "singleLevel")}<w:lvl w:ilvl="0">{level}</w:lvl>'
    anew = f'<w:lvlOverride w:ilvl="0">{value("startOverride", 1)}</w:lvlOverride>'
    numbers = "".join(
        f'<w:num w:numId="{n}">{value("abstractNumId", 0)}{anew}</w:num>' for n in range(1, max(1, lists) + 1)
    )
    return (
        f'{HEAD}<w:numbering {NAMESPACES}><w:abstractNum w:abstractNumId="0">{definition}</w:abstractNum>'
        f"{numbers}</w:numbering>"
    )


def settings_xml(language: str, brand: Brand) -> str:
    """Return the settings: today's layout rules of Word, no hyphenation."""
    rules = "".join(
        f'<w:compatSetting w:name="{name}" w:uri="http://schemas.microsoft.com/office/word" w:val="{setting}"/>'
        for name, setting in _COMPATIBILITY.items()
    )
    return (
        f'{HEAD}<w:settings {NAMESPACES}><w:zoom w:percent="100"/>{value("defaultTabStop", twips(brand.memo.label_width))}'
        f"{value('autoHyphenation', 0)}{value('characterSpacingControl', 'doNotCompress')}{tag('compat', rules)}"
        f"{value('themeFontLang', language or 'en-GB')}{value('decimalSymbol', '.')}{value('listSeparator', ',')}"
        "</w:settings>"
    )


def _defaults(memo: Memo, scale: Scale, brand: Brand) -> str:
    language = memo.language or "en-GB"
    letters = (
        f"{face(brand.body_face)}{ink(brand.on_paper['ink'])}{value('kern', 2)}{size(scale.size)}"
        f'<w:lang w:val="{language}" w:eastAsia="{language}" w:bidi="ar-SA"/>'
    )
    layout = f"{value('widowControl', 0)}<w:suppressAutoHyphens/>{spacing(scale.pitch)}"
    return tag(
        "docDefaults",
        f"{tag('rPrDefault', tag('rPr', letters))}{tag('pPrDefault', tag('pPr', layout))}",
    )


def _paragraphs(scale: Scale, brand: Brand) -> str:
    colours, subject = brand.on_paper, brand.memo.subject
    title = f"{face(brand.family(subject.face))}{_BOLD if subject.bold else ''}{size(subject.size)}"
    rule = tag("pBdr", line("top", colours["rule"], page.HAIRLINE, page.SOURCE_SPACE))
    sources = rule + spacing(page.SOURCE_LEADING) + hanging(brand.memo.label_width)
    mark = spacing(page.MARK_LEADING) + value("jc", "center")
    number = tag("numPr", value("numId", 1)) + hanging(page.NUMERAL)
    styles = (
        _paragraph("Normal", "Normal", based=""),
        _paragraph("Title", "Title", spacing(subject.leading, after=page.SUBJECT_AFTER), title),
        _paragraph("Heading1", "heading 1", value("outlineLvl", 0), _BOLD),
        _paragraph("MemoLeadLabel", "Memo Bottom Line Label", spacing(scale.lead_pitch), based="Heading1"),
        _paragraph("MemoVoiceLabel", "Memo Assessment Label", "", ink(colours["accent"]), based="Heading1"),
        _paragraph("MemoFact", "Memo Fact"),
        _paragraph("MemoLead", "Memo Bottom Line", spacing(scale.lead_pitch), size(scale.lead)),
        _paragraph("MemoPoint", "Memo Key Point", number),
        _paragraph("MemoSources", "Memo Sources", sources, ink(colours["ink2"]) + size(SOURCE_SIZE)),
        _paragraph("MemoFoot", "Memo Foot", spacing(page.FOOT_LEADING), ink(colours["ink2"]) + size(page.FOOT)),
        _paragraph("MemoMark", "Memo Mark", mark, _BOLD + size(page.MARK)),
        _paragraph("MemoSeparator", "Memo Separator", spacing(page.SEPARATOR), size(1)),
    )
    return "".join(styles)


def _letters(scale: Scale, brand: Brand) -> str:
    colours = brand.on_paper
    voice, smaller = f"{face(brand.family(brand.assessment_italic_face))}{_ITALIC}", size(voice_size(scale.size, brand))
    styles = (
        _character("MemoLeadIn", "Memo Lead-in", _BOLD),
        _character("MemoInk", "Memo Ink", ink(colours["ink"])),
        _character("MemoLocator", "Memo Locator", ink(colours["ink2"])),
        _character("MemoAccent", "Memo Accent", ink(colours["accent"])),
        _character("MemoUnconfirmed", "Memo Unconfirmed", value("u", "dotted")),
        _character(
            "MemoSourceNumber", "Memo Source Number", ink(colours["accent"]) + value("vertAlign", "superscript")
        ),
        _character("MemoSourceTitle", "Memo Source Title", _ITALIC),
        _character("MemoVoice", "Memo Assessment Text", voice + smaller),
        _character("MemoVoiceSource", "Memo Assessment Source", voice + ink(colours["ink2"]) + smaller),
    )
    return "".join(styles)


def _paragraph(name: str, title: str, layout: str = "", letters: str = "", *, based: str = "Normal") -> str:
    kind = ' w:default="1"' if not based else ' w:customStyle="1"' if title.startswith("Memo") else ""
    return (
        f'<w:style w:type="paragraph"{kind} w:styleId="{name}">{value("name", title)}{value("basedOn", based)}<w:qFormat/>'
        f"{tag('pPr', layout)}{tag('rPr', letters)}</w:style>"
    )


def _character(name: str, title: str, letters: str) -> str:
    return (
        f'<w:style w:type="character" w:customStyle="1" w:styleId="{name}">{value("name", title)}<w:qFormat/>'
        f"{tag('rPr', letters)}</w:style>"
    )
