"""The language of a text: by its script, and where many languages share one, by its commonest words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

_LATIN = {
    "en": "the of and to in is that for with as on are this by be from was it which not",
    "fr": "le la les des et est dans que pour une qui sur pas du au avec ne par plus il",
    "de": "der die das und ist nicht den von mit ein eine für auf dem des zu im sich war als",
    "es": "el los las que y en por con una para del como es su al más se lo un era",
    "it": "il che di per una è con del della non gli sono dei nel più la le un da si",
    "nl": "de het een van en is dat niet op te voor met zijn aan ook als in wordt door maar",
    "pt": "o os que e do da em um uma para com não por mais as dos no na se ao",
    "pl": "i w na z że się nie do jest to po o od jak oraz dla przez był który ale",
    "tr": "ve bir bu da de için ile olarak çok daha olan en ne gibi kadar değil ama sonra her o",
    "sv": "och att det som en på är av för med den till inte om ett han har var men från",
    "da": "og at det som en på er af for med den til ikke et har var efter op ud nu noget blev mig",
    "nb": "og at det som en på er av for med den til ikke et har var etter opp ut nå noe ble meg",
    "fi": "ja on ei että se hän oli ovat mutta kun niin myös tai joka sen olla kuin mukaan sekä jo",
    "cs": "a je se na v že to s z do o i jako ale který by pro za k není",
    "sk": "a je sa na v že to s z do o i ako ale ktorý by pre za k nie",
    "hu": "a az és hogy nem is egy van volt meg de csak mint ez már vagy el azt ki még",
    "ro": "și în de la a cu pe nu este care din că un o mai pentru sunt au fi ce",
}
_CYRILLIC = {
    "ru": "и в не на что с как это по из к для от о но за его то был бы",
    "uk": "і в не на що з як це та до у від за але або для його було й про",
    "bg": "и на да се не за от е в с са като по ще че това което беше но този",
    "sr": "и у је да се на не су за од као што који али са то био по из ће",
}
_ARABIC = {
    "ar": "في من على أن إلى التي الذي عن لا ما هذا هذه كان مع أو لم بين ذلك قد كل",
    "fa": "و در به از که این را با است برای آن یک تا می بود شد او خود ها نیز",
    "ur": "اور کے کی میں ہے سے کا کو نے پر یہ ہیں کہ تھا بھی نہیں اس تھے ہو ایک",
}
_SHARED: Mapping[str, Mapping[str, frozenset[str]]] = {
    script: {code: frozenset(common.split()) for code, common in languages.items()}
    for script, languages in (("latin", _LATIN), ("cyrillic", _CYRILLIC), ("arabic", _ARABIC))
}
_OF_ITS_OWN = {"greek": "el", "hebrew": "he", "hangul": "ko", "kana": "ja", "han": "zh", "thai": "th"}
_SCRIPTS = {
    "latin": "A-Za-zÀ-ÖØ-öø-ɏḀ-ỿ",
    "cyrillic": "Ѐ-ԯ",
    "greek": "Ͱ-Ͽἀ-῿",
    "hebrew": "\u05d0-\u05ea",
    "arabic": "\u0620-\u064a\u066e-\u06d3",
    "hangul": "\uac00-\ud7a3",
    "kana": "\u3041-\u30ff",
    "han": "\u3400-\u9fff\uf900-\ufaff",
    "thai": "\u0e01-\u0e3a",
}
_LETTER = {script: re.compile(f"[{letters}]") for script, letters in _SCRIPTS.items()}
_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE = 6000
_SCRIPT_SAMPLE = 1500
_LEAST_LETTERS = 20
_LEAST_WORDS = 20
_SURE = {"latin": 0.06, "cyrillic": 0.04, "arabic": 0.04}
"""Of the words: how many are common ones of the language."""
_APART = 1.1
"""How many times as many as of the next language."""
_JAPANESE = 0.1
"""Of Chinese and Japanese letters: how many are kana where the text is Japanese."""


def language_of(text: str) -> str:
    """Return the ISO 639-1 code of the language of `text`, "" when it is too short or not sure."""
    sample = text[:_SAMPLE]
    script = _script(sample[:_SCRIPT_SAMPLE])
    if script in _OF_ITS_OWN or not script:
        return _OF_ITS_OWN.get(script, "")
    words = Counter(_WORD.findall(sample.lower()))
    total = sum(words.values())
    if total < _LEAST_WORDS:
        return ""
    shares = {code: sum(words[word] for word in common) / total for code, common in _SHARED[script].items()}
    second, first = sorted(shares, key=lambda code: shares[code])[-2:]
    sure = shares[first] >= _SURE[script] and shares[first] >= shares[second] * _APART
    return first if sure else ""


def _script(text: str) -> str:
    """Return the script most letters of `text` belong to, "" when there are few."""
    if text.isascii():
        return "latin" if len(text) >= _LEAST_LETTERS else ""
    letters = {script: len(letter.findall(text)) for script, letter in _LETTER.items()}
    unspaced = letters["kana"] + letters["han"]
    if letters["kana"] > unspaced * _JAPANESE:
        letters["kana"], letters["han"] = unspaced, 0
    most = max(letters, key=lambda script: letters[script])
    return most if letters[most] >= _LEAST_LETTERS else ""
