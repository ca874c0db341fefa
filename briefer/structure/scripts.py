"""Personal names in scripts without capitals: Han, Hangul and Arabic, told by what marks them or by a common name."""

from __future__ import annotations

import re

from briefer.model.reference import Name

_HAN_SURNAMES = (
    "王李张張刘劉陈陳杨楊赵趙黄黃周吴吳徐孙孫胡朱高林何郭马馬罗羅梁宋郑鄭谢謝韩韓唐冯馮于董萧蕭程曹袁邓鄧许許傅沈曾彭吕呂苏蘇"
    "卢盧蒋蔣蔡贾賈丁魏薛叶葉阎閻余潘杜戴夏钟鍾汪田任姜范方石姚谭譚廖邹鄒熊金陆陸郝孔白崔康毛邱秦江史顾顧侯邵孟龙龍万萬段"
)
_HANGUL_SURNAMES = "김이박최정강조윤장임한오서신권황안송전홍유고문양손배백허남심노하곽성차주우구민류나진지엄채원천방공"
_HAN = re.compile(r"[\u4e00-\u9fff々]{2,4}|[\u4e00-\u9fff々]{1,4}[ \u3000·・][\u4e00-\u9fff々]{1,4}")
_HANGUL = re.compile(r"[가-힣]{3}|[가-힣]{1,2} [가-힣]{2}")
_ARABIC = re.compile(r"[\u0621-\u065f\u066e-\u06d3'’\-]{2,}(?: [\u0621-\u065f\u066e-\u06d3'’\-]{2,}){1,4}")
_ARABIC_NAME = re.compile(
    r"(?:^|\s)(?:بن|ابن|بنت|أبو|ابو|آل|عبد\S*|محمد|أحمد|احمد|علي|حسن|حسين|محمود|مصطفى|إبراهيم|ابراهيم|خالد|يوسف|عمر|"
    r"سعيد|فاطمة|عائشة|مريم|ليلى|نور|سارة|زينب|رضا|حسینی|محمدی)(?=\s|$)"
)
_MARKED = re.compile(
    r"(?:(?:作者|著者|撰文|文|글|بقلم|تأليف|الكاتب)\s*[:：/／|]\s*|(?:بقلم|تأليف)\s+)(?P<after>\S.*)|"
    r"(?P<before>\S.{0,12}?)\s*(?:著|撰|氏|지음)"
)
_BETWEEN = re.compile(r"\s*[、，,;；]\s*| و(?=\S)")


def names_in(line: str) -> tuple[tuple[Name, ...], bool]:
    """Return whom a line without capitals names, and whether a word marks them as authors; ((), False) for others."""
    if line[:1].isascii() or len(line) > 80 or re.search(r"[A-Za-z]", line):
        return (), False
    marked = _MARKED.fullmatch(line)
    said = (marked["after"] or marked["before"]) if marked else line
    parts = [part.strip() for part in _BETWEEN.split(said.strip()) if part.strip()]
    if not parts or not all(_is_name(part, bool(marked)) for part in parts):
        return (), False
    return tuple(Name(literal=part) for part in parts), bool(marked)


def _is_name(text: str, marked: bool) -> bool:
    if _HAN.fullmatch(text):
        return marked or text[0] in _HAN_SURNAMES
    if _HANGUL.fullmatch(text):
        return marked or text[0] in _HANGUL_SURNAMES
    return bool(_ARABIC.fullmatch(text)) and (marked or bool(_ARABIC_NAME.search(text)))
