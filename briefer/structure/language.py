"""The language of a text, by its commonest words."""

from __future__ import annotations

import re
from collections import Counter

_COMMON = {
    "en": "the of and to in is that for with as on are this by be from",
    "fr": "le la les des et est dans que pour une qui sur pas du au avec",
    "de": "der die das und ist nicht den von mit ein eine für auf dem des zu",
    "es": "el los las que y en por con una para del como es su al más",
    "it": "il che di per una è con del della non gli sono dei nel più la",
    "nl": "de het een van en is dat niet op te voor met zijn aan ook als",
    "pt": "o os que e do da em um uma para com não por mais as dos",
    "pl": "i w na z że się nie do jest to po o od jak oraz dla",
}
_SURE = 0.06


def language_of(text: str) -> str:
    """Return the language code of `text`, "" when it is too short or none of the known ones."""
    words = Counter(re.findall(r"[^\W\d_]+", text[:20000].lower()))
    total = sum(words.values())
    if total < 20:
        return ""
    shares = {code: sum(words[word] for word in set(common.split())) / total for code, common in _COMMON.items()}
    best = max(shares, key=lambda code: shares[code])
    return best if shares[best] >= _SURE else ""
