"""Words that make a sentence a recommendation, and what takes that meaning away from them again.

Modal first and never gated by who is addressed: on texts by strangers a list of addressees lost two recommendations in
three. Tiers and reasons come from `words/cues.txt`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from briefer.mining.exclusions import excluded
from briefer.mining.institutions import performing
from briefer.mining.lexicon import sections, words
from briefer.model.suggestion import Tier

_ADVERBS = (
    r"(?:(?:\w+ly|also|now|then|thus|therefore|first|soon|still|even|hence|so|very|more|again|too|well|long|far|just|"
    r"always|further|never|instead|nonetheless|nevertheless|however|all|at least|at once|by now|indeed|not) ){1,2}"
)
_NOUN = r"(?:(?!(?:this|that|it|which|who|they|we|is|are) )[^\s,.;:?!]+ ){0,7}(?!(?:this|that|it|which)\b)[^\s,.;:?!]+"


@dataclass(frozen=True, slots=True)
class Cue:
    """Words at `start:end` of a sentence that make it a recommendation of this tier, and why."""

    tier: Tier
    start: int
    end: int
    text: str
    reason: str
    faint: bool = False
    """It only leans towards a recommendation, and counts where nothing plainer stands in the sentence."""


def plain(text: str) -> str:
    """Return `text` with one kind of white space and apostrophe, character for character, as the rules read it."""
    return re.sub(r"\s", " ", text).replace("'", "’").replace("‑", "-")


def cues(text: str, acts: Callable[[str], bool] = bool, own: frozenset[str] = frozenset()) -> list[Cue]:
    """Return the cues that hold in the sentence `text` (see `plain`), the strongest tier first, then by place.

    `acts` tells of the words in front of a modal whether their subject can act; `own` are the authors' names.
    """
    if _ABOUT.fullmatch(text):
        return []
    asked = bool(re.search(r"\?[”’\")\]]*$", text))
    if asked and not _SUGGESTS.match(text):
        return []
    found: list[Cue] = []
    for tier, reason, pattern in _patterns():
        for match in pattern.finditer(text):
            if not excluded(text, match):
                found.append(Cue(tier, match.start(), match.end(), match.group().strip(), reason))
    institution = performing(own)
    for match in institution.finditer(text) if institution else ():
        found.append(Cue("explicit", match.start(), match.end(), match.group(), _INSTITUTION))
    found += _possible(text, acts)
    if not found:
        found = _leaning(text, acts)
    return sorted(found, key=lambda cue: (_RANK[cue.tier], cue.start))


_SUGGESTS = re.compile(
    r"(?:So |And |But |Then |Or )?(?:[Ww]hy not |[Ii]s(?:n’t)? it (?:not )?time\b|[Ww]ould(?:n’t| it not|"
    r" it (?:kill|hurt|harm))\b|"
    r"[Hh]ow about |[Ww]hat about |[Ss]houldn’t |[Ss]hould \w+ not |[Ww]hy (?:should|do|does|can) \S+(?: \S+)? not |"
    r"[Ww]hy (?:don|doesn|shouldn|can)’t |"
    r"(?:[Mm]ay|[Mm]ight|[Cc]an) I (?:suggest|propose|recommend)|[Mm]ight it not |[Cc]ould \S+(?: \S+)? not\b)"
)
"""Questions that propose: “Why not begin with the hospital?”"""
_ABOUT = re.compile(r"(?:And |But |So )?(?:What|what|How|how) about (?:\S+ ?){1,3}")
"""“What about the pier?” asks, and proposes nothing."""
_RANK: dict[Tier, int] = {"explicit": 0, "soft": 1, "normative": 2, "reported": 3}


@cache
def _patterns(faint: str = "") -> tuple[tuple[Tier, str, re.Pattern[str]], ...]:
    """Return the patterns of the sections whose tier follows the word `faint`: tier, reason, pattern."""
    found: list[tuple[Tier, str, re.Pattern[str]]] = []
    for head, lines in sections("cues"):
        tier, _, reason = head.partition(": ")
        for known in _RANK:
            if tier == f"{faint}{known}":
                filled = (_filled(line) for line in lines)
                found.append((known, reason, re.compile(rf"(?<![\w-])(?:{'|'.join(filled)})(?!\w)")))
    return tuple(found)


_TOLD = re.compile(
    r"\b(?:was|were|had|did|ago|in (?:1\d|20[01])\d\d)\b|"
    r"\b(?:[Ww]hile|[Aa]lthough|[Tt]hough|[Aa]s long as|[Ww]hen|[Ww]henever)\b"
)
"""What happened, and what is granted: in such a clause a faint cue leans nowhere."""
_CLAUSE = re.compile(r"[,;:—–(]")


def _told(text: str, match: re.Match[str]) -> bool:
    """Tell whether the clause before a faint cue, or the words right after it, tell a story or grant a point."""
    before = text[: match.start()]
    clause = _CLAUSE.split(before)[-1]
    after = _CLAUSE.split(text[match.end() :])[0][:60]
    return bool(_TOLD.search(f"{clause}{match.group()}") or re.search(r"\b(?:was|were|had|did|ago)\b", after))


_NOBODY = re.compile(
    r"\b(?:[Ii]t|[Tt]his|[Tt]hat|[Tt]hese|[Tt]here|[Ww]hich|[Hh]e|[Ss]he|[Yy]ou|I|who|that|[Ww]hat)(?: \w+ly)?$"
)
"""Subjects of “could” whom nobody asks to act."""


def _leaning(text: str, acts: Callable[[str], bool]) -> list[Cue]:
    """Return the faint cues of a sentence."""
    could = [
        Cue("soft", match.start(), match.end(), match.group(), _COULD, faint=True)
        for match in _could().finditer(text)
        if (match["done"] or acts(text[: match.start()]))
        and not _NOBODY.search(text[: match.start()].rstrip())
        and not (_told(text, match) or excluded(text, match))
    ]
    return could + [
        Cue(tier, match.start(), match.end(), match.group().strip(), reason, faint=True)
        for tier, reason, pattern in _patterns("faint ")
        for match in pattern.finditer(text)
        if not (_told(text, match) or excluded(text, match))
    ]


@cache
def _could() -> re.Pattern[str]:
    """Return a pattern of what could be done: `done` where the verb is one of doing."""
    verbs = "|".join(_proposable())
    return re.compile(
        rf"\b(?:could|might) {_OPENING}(?:(?P<done>{verbs})|(?!(?:have|be|not|{_HAPPENING})\b)[a-z]+)\b"
        r"(?! (?:to an end|place)\b)"
    )


_HAPPENING = (
    "grow|face|lose|become|fall|find|see|appear|seem|say|argue|expect|suffer|happen|end|cost|rise|get|feel|mean|think|"
    "claim|ask|come|go|die|fail|want|wish|like|need|know|believe|hope|trigger|cause|lead|threaten|pose|never|well|only|"
    "hardly|scarcely|even|easily|also|then|still|instead|perhaps|both|play|employ|influence|experience|view|stand|run|"
    "look|remain|prove|afford|hit|hurt|kill|win|emerge|arise|provoke|imagine|suspect|object"
)
"""What stands after “could” where nobody proposes anything: words of happening and thinking, and adverbs of doubt."""


def _filled(line: str) -> str:
    doing = "|".join(sorted(words("actions", "plain")))
    acting = "|".join(sorted(words("actors")))
    known = {"{adv}": _ADVERBS, "{noun}": _NOUN, "{doing}": doing, "{actor}": acting, "{done}": _done()}
    for name, pattern in known.items():
        line = line.replace(name, pattern)
    return line


@cache
def _done() -> str:
    """Return a pattern of the participles of verbs of doing."""
    return "|".join(
        sorted({_participle(verb) for verb in words("actions", "plain")} | words("actions", "irregular participles"))
    )


_OPENING = (
    r"(?:also |then |therefore |thus |now |instead |perhaps |together |jointly |even |at least |first |later |"
    r"too |\w+ly ){0,2}"
)


_INSTITUTION = "the institution whose text this is recommends it"
_COULD = "says what could be done"
_CONTRAST = re.compile(
    r"(?:(?:Rather than|Instead of) [^.;]{3,80},|Instead,?) [^.;,]{2,60} (?P<modal>could)(?! (?:be|have|not)\b)"
)


@cache
def _proposable() -> list[str]:
    """Return the verbs of doing that “could” may propose."""
    unsaid = {"fall", "go", "face", "view", "employ", "influence", "experience", "stand", "run", "look", "end", "play"}
    return sorted(words("actions", "plain") - unsaid)


@cache
def _possibility() -> tuple[re.Pattern[str], re.Pattern[str]]:
    verbs = "|".join(_proposable())
    done = _done()
    active = re.compile(
        rf"\b(?P<modal>can|(?:could|might)(?:,[^,;]{{3,80}},)?) {_OPENING}(?:{verbs})\b(?! (?:to an end|place)\b)"
    )
    passive = re.compile(rf"\b(?P<modal>could) {_OPENING}(?:be {_OPENING}(?:{done}|a part|part of)|include|involve)\b")
    return active, passive


def _participle(verb: str) -> str:
    if verb.endswith("e"):
        return f"{verb}d"
    return f"{verb[:-1]}ied" if verb.endswith("y") and verb[-2] not in "aeo" else f"{verb}(?:{verb[-1]})?ed"


def _possible(text: str, acts: Callable[[str], bool]) -> list[Cue]:
    """Return “could be established” and, of a subject that can act, “could establish” and “can establish”.

    After “rather than …” or “instead …” it may be any verb.
    """
    found = []
    contrast = _CONTRAST.match(text)
    if contrast and not excluded(text, contrast):
        found.append(Cue("soft", contrast.start("modal"), contrast.end("modal"), contrast["modal"], _COULD))
    for number, pattern in enumerate(_possibility()):
        for match in pattern.finditer(text):
            if number == 0 and not acts(text[: match.start()]):
                continue
            if not excluded(text, match):
                found.append(Cue("soft", match.start(), match.end(), match.group(), _COULD))
    return found
