"""What the name of a paragraph style says of its text, in the languages word processors write style names in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from briefer.structure.document import Role

_HEADING = re.compile(
    r"(?:heading|überschrift|titre|título|titulo|titolo|kop|rubrik|overskrift|otsikko|nagłówek|nadpis|naslov|címsor|"
    r"başlık|titlu|cabeçalho|encabezado|intestazione|заголовок|επικεφαλίδα|标题|標題|見出し|제목)\s*([1-9])"
)
_TITLE = re.compile(
    "title|titel|titre|título|titulo|titolo|tytuł|rubrik|tittel|otsikko|název|naslov|cím|konu başlığı|titlu|название|"
    "заголовок|τίτλος|标题|標題|表題|제목|document title|article title|paper title|chapter title|essay title|main title|"
    "book title|report title|titre principal|haupttitel|hoofdtitel"
)
_SUBTITLE = re.compile(
    "subtitle|untertitel|sous-titre|subtítulo|subtitulo|sottotitolo|ondertitel|underrubrik|undertitel|"
    "undertittel|alaotsikko|podtytuł|podtitul|alcím|altyazı|subtitlu|подзаголовок|υπότιτλος|副标题|副標題|副題|부제|"
    "article subtitle|chapter subtitle"
)
_AUTHOR = re.compile(
    "author|authors|author name|authornames|author names|byline|by-line|autor|autoren|auteur|auteurs|autore|autores|"
    "autori|författare|forfatter|chapter author|article author|essay author|verfasser|signature line author"
)
_AFFILIATION = re.compile("affiliation|affiliations|author affiliation|author info|institution|zugehörigkeit")
_DATE = re.compile("date|datum|fecha|data|dato|pubdate|publication date")
_CONTENTS = re.compile(
    r"(?:toc|contents|verzeichnis|tm|tdc|sommario|inhopg|innehåll|indholdsfortegnelse|спис\w*|оглавление|spis treści)"
    r"\s*(?:\d|heading)|table of (?:figures|authorities|contents)|abbildungsverzeichnis|contents heading|"
    r"index (?:\d|heading)|(?:illustration|figure|table|user) index.*|inhaltsverzeichnis.*"
)
_CAPTION = re.compile(
    r"caption|beschriftung|légende|leyenda|epígrafe|didascalia|bijschrift|beskrivning|billedtekst|legenda|podpis|"
    r"(?:figure|table|image|photo|picture) ?(?:caption|legend|title|source)|illustration|figure|drawing|captioned figure|"
    r"table caption|image caption|название объекта|题注|図表番号|캡션"
)
_PULL_QUOTE = re.compile(r"pull[- _]?(?:quote|out)|callout|call-out|side ?bar|text ?box|box(?: text)?|zitat groß")
_QUOTE = re.compile(
    r"(?:block ?|intense |long )?quot(?:e|es|ation|ations)|block ?text|(?:intensives )?zitat|citation(?: intense)?|"
    r"cita|citazione|citaat|citat|quote \w+"
)


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a style stands for; all empty for running text."""

    level: int = 0
    """Of a heading."""
    role: Role = ""
    aside: str = ""
    quote: bool = False


@cache
def meaning_of(name: str) -> Meaning:
    """Return what the style called `name` stands for."""
    text = " ".join(name.lower().replace("_20_", " ").replace("_", " ").split())
    heading = _HEADING.fullmatch(text)
    if heading:
        return Meaning(level=int(heading[1]))
    roles: tuple[tuple[re.Pattern[str], Role], ...] = (
        (_TITLE, "title"),
        (_SUBTITLE, "subtitle"),
        (_AUTHOR, "author"),
        (_AFFILIATION, "affiliation"),
        (_DATE, "date"),
    )
    role = next((role for names, role in roles if names.fullmatch(text)), None)
    if role:
        return Meaning(role=role)
    if _CONTENTS.fullmatch(text):
        return Meaning(role="contents")
    if _CAPTION.fullmatch(text):
        return Meaning(aside="caption")
    if _PULL_QUOTE.fullmatch(text):
        return Meaning(aside="pull-quote")
    return Meaning(quote=bool(_QUOTE.fullmatch(text)))
