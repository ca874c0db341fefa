"""Imperatives that recommend: in lists, under headings such as recommendations, after a run-in lead, and plainly."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from briefer.mining.actors import is_actor
from briefer.mining.lexicon import sections, words

_LEAD = re.compile(
    r"(?:[•·▪–—*-] ?|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)] ?|(?:[Rr]ecommendation|[Pp]riority|[Ss]tep|"
    r"[Pp]oint) (?:\d+|one|two|three|four|five|\w)[.:,]? ?[–—-]? ?|"
    r"(?:[Ff]irst|[Ss]econd|[Tt]hird|[Ff]ourth|[Ff]ifth|[Ss]ixth|[Ff]inal|[Ll]ast)(?:ly)?(?: of all)?[,:–—-]+ ?|"
    r"(?:[Ff]inally|[Ll]astly|[Nn]ext|[Tt]hen|[Ii]nstead(?! of)|[Rr]ather(?! than)|[Mm]eanwhile|[Mm]oreover|[Aa]lso|"
    r"[Ff]urther(?:more)?|[Aa]dditionally|[Aa]bove all|"
    r"[Ii]n (?:addition|parallel|particular|short|the (?:short|medium|long|near) (?:term|run)|time)|"
    r"[Aa]t the (?:same time|very least|least)|"
    r"[Aa]t (?:home|once)|[Tt]herefore|[Ss]o|[Aa]nd|[Bb]ut|[Oo]r|[Pp]lease|[Tt]hus|[Tt]o (?:this|that) end|"
    r"[Hh]ence|[Oo]ver time|[Bb]y all means|[Bb]etter (?:still|yet)|[Ff]or now|[Ww]here (?:possible|"
    r"necessary))(?:, ?| )|"
    r"(?:[A-Za-z]+ly|(?:[Mm]ore|[Mm]ost) \w+ly), |"
    r"(?:[Ff]ine|[Yy]es|[Nn]o|[Oo]kay|[Ss]ure|[Ww]ell), |"
    r"(?:(?:[Ss]o|[Aa]nd|[Bb]ut|[Tt]hen|[Oo]r),? )?"
    r"(?:[Tt]o|[Ii]n|[Bb]y|[Ff]or|[Bb]efore|[Aa]fter|[Ww]hen|[Ww]here|[Ww]hile|[Oo]nce|[Ii]f|[Uu]nless|[Uu]ntil|"
    r"[Rr]ather than|[Ii]nstead of|[Ww]ith|[Ww]ithout|[Uu]sing|[Bb]uilding on|[Aa]s|[Dd]uring|[Ww]henever|[Ww]herever|"
    r"[Aa]t|[Oo]n|[Dd]espite|[Gg]iven|[Bb]ecause|[Ss]ince) [^.;:]{3,170}?, ?)+"
)
_LEADS = 3
"""At most so many words and phrases are read off in front of an order: “So, rather than wait, …”."""
_SETTING = re.compile(r"(?:In|As|After|Before|With|By|For|When|Until|Using|At)\b")
_VOCATIVE = re.compile(r"(?:(?:[Dd]ear|[Tt]o) )?(?P<who>(?:[A-Za-z’&-]+ ){0,5}[A-Za-z’&-]+)(?:,|:) ")
_LATER = re.compile(
    r"(?:; |\s[—–-] ?)(?:just|instead|please|simply|rather|so) "
    r"|^(?!.*\b(?:was|were|did|had|\w{3,}ed|this|one|who)\b[^:]*:)[^:?“]{3,120}: (?=\w+ (?:up |out |down |off |"
    r"back )?(?:the|an?|their|its|our|your|every|each|all)\b)"
    r"|(?:is|seems|are) (?:\w+ )?(?:simple|clear|obvious|plain|straightforward|this): "
    r"|\b(?:actions?|steps?|things|ideas?|measures|rules?|priorities|reforms|lessons?|changes|tasks|advice|part|bit|"
    r"recommendations?|proposals?|suggestions?|remedy|remedies|answers?|solutions?|asks|demands)\b[^:?]{0,60}: "
)
_RUN_IN = re.compile(r"(?:[A-Z][^.:;?!]{2,60}?[.:] |(?:[A-Z][\w’&-]*,? ?(?:and |the |of |for )?){1,7}: )")
_NEGATIVE = re.compile(r"(?:[Dd]o not|[Dd]on’t|(?P<never>[Nn]ever)) (?:\w+ly |just |ever |again )?(?P<verb>[a-z]+)\b")
_REMARKED = re.compile(
    r"(?:mistake|misunderstand|get me|be (?:fooled|deceived|misled|surprised|alarmed)|worry|blame me|ask me|imagine|"
    r"suppose|think|take my|forget,|forget that|mind|panic|despair|even|all|the|know|we|they|you|I)\b"
)
_NOT_BASE = re.compile(
    r"(?:before|again|mind|did|does|was|were|is|are|had|has|have|been|since|far|once|in|to|would|could|will|can|"
    r"more|less|"
    r"the|a|an|so|quite|one|at|on|for|and|or|nor|have|should|must|may|might|without|as|this|that|because|where|when|"
    r"saw|came|went|took|made|gave|knew|got|became|\w{2,}ed|\w+ing|\w+ly)$"
)
_LET = re.compile(
    r"[Ll]et (?!’s\b|us\b|alone\b|me\b|no one\b|the reader|readers\b|those\b|him\b|her\b|"
    r"anyone\b)\S+(?P<rest>(?: \S+){1,8})"
)
_LET_US = re.compile(
    r"[Ll]et(?: us|’s) (?:not |also |at least |therefore |then |\w+ly )*(?P<verb>(?!now\b|first\b|return|turn|start|"
    r"begin|examine|"
    r"explore|discuss|deal|be (?:clear|honest|frank|precise|candid)|pause|review|grant|run|put|look|recall|"
    r"just|assume|pass|leave|go|"
    r"say|get|hope|pray|focus|leave aside|put aside)\w+)"
)
_TAKEN = re.compile(
    r"(?:take (?:up|on|care|action|steps|(?:an?|the|this|these) (?:\w+ ){0,2}"
    r"(?:steps?|lead|time|chance|opportunity|risk|course|road|path))|"
    r"keep|find (?:a|the|our) (?:\w+ )?(?:way|means)|face|open|lose no)\b"
)
"""“Let us take a step” urges, “let us take an example” does not."""
_BARE = "begins with a verb and has no other"
_SHORT = re.compile(
    r"(?:Have|Prefer|Expect|Know|See to|Think of|Condition|Authori[sz]e|Stay|Listen|Build|Trust) (?!not\b)[a-z]+\b"
)
_PREDICATED = re.compile(
    r"\w+(?:-\w+)* (?:\w+ )?[a-z]+s (?:the|an?|its|their|on|in|to|no|with|about|when|from)\b|\w+ing\b"
)
_STORY = re.compile(
    r"[Aa]llow me\b|[Mm]ake no mistake\b|[Ss]imply put\b|"
    r"[Tt]ry (?:that|it|this|telling|to (?:tell|explain|imagine))\b|(?:[Cc]onsider|[Tt]ake|[Ll]ook|[Ii]magine|"
    r"[Ss]uppose|[Aa]dd|[Cc]all|[Rr]ecall|[Rr]eview)(?:,|"
    r" (?:for (?:example|instance)|the (?:case|example|fate|story|following|numbers)|[A-Z]\w+ as an?\b|"
    r"an? (?:typical|ordinary|average|common)\b|a (?:\w+ )?(?:case|"
    r"example|town|country|family)|at\b|it\b|to this|in \w+ that|how\b|what\b|this\b|[A-Z]\w+(?:,|\.|:)))"
)
_FOR_EXAMPLE = re.compile(r"(?:For|As) [^,]{3,80}, (?:take|consider|see|look|compare|witness|read)\b")
_NOUNY = re.compile(
    r" (?:of|for|in|on|from|among|between|by|at|with|is|are|was|were|has|have|had|will|would|can|could|should|"
    r"must|may|might|and|or|to|"
    r"\w+s? (?:is|are|was|were|has|have|will|would|can|could|should|must|may))\b|[.,;:]|$"
)
_DETERMINED = re.compile(
    r" (?:the|a|an|this|that|these|those|its|their|our|your|his|her|all|every|each|any|some|more|no|one|two|to|"
    r"three|it|them|us)\b"
)
_AFTER_VERB = re.compile(
    r" (?:\w+, not|(?!well )\w+ as an?|\w+ing)\b| (?!as )\w+s (?!and\b)"
    r"| [a-z]+(?: [a-z]+)? (?:from|with|that|by|between|among|across|where|wherever|to|so|and|into)\b"
)
_PAST = re.compile(
    r"\b(?:\w{3,}ed|fell|grew|came|went|took|made|gave|led|kept|says?|needs?|wants?|makes?|takes?|goes|do|does)\b"
)
_FINITE = re.compile(
    r"^\w+(?: (?!that\b|which\b|who\b|where\b|what\b|how\b|when\b|if\b|and\b|because\b|as\b|"
    r"than\b)[\w’-]+){0,4} (?:is|are|was|were|has|had|have|remains?|became|will|would|can|could|may|might|"
    r"does|did)\b"
)

_DARED = re.compile(
    r" and (?:you|he|she|they|it) \w+|, and (?:you|they|it|the|he|she|we|a|one)\b[^.;]*(?:’ll|\bwill|\bcan|\bis|"
    r"\bare|\bmay)\b"
)
"""“Ask a nurse, and she will tell you” tells of what happens, not of what to do."""
_FRAMED = re.compile(
    r"[^,]{3,140}, (?:the|an?|it|they|we|I|this|these|[A-Z]\w+)\b(?: [^\s,]+){0,7} (?:is|are|was|were|has|have|had|"
    r"will|would|should|can|could|may|must|\w+ed)\b"
)
"""A phrase before the subject, not an order: “Alongside the old pier, the council has …”."""
_HEEDING = frozenset(
    {"heed", "obey", "shed", "think", "drop", "pick", "tell", "bear", "ditch", "resolve", "rely", "stay", "embark"}
)
_REQUIRING = re.compile(
    r"(?:(?:[Ii]nsist|[Dd]emand|[Rr]equire|[Ee]nsure|[Pp]lan|[Rr]esolve|[Aa]im) (?:that|to)|"
    r"[Pp]lan on|[Tt]alk to|[Ee]xpect to)\b"
)
_MEASURE = re.compile(
    r"(?:(?:An?|The) )?(?:(?:[A-Za-z-]+ ){0,2}\w+(?:tion|ment|sion|ance|ence|ure|al|ing|age|cy) (?:of|in|for|to|on|"
    r"with|by|between)\b"
    r"|(?:(?:Much |Far )?(?:More|Better|Greater|Fewer|Less)|[A-Z]\w+er|Clear|Improved|Increased|Enhanced|Regular|"
    r"Full|Joint|New|"
    r"Independent|Mandatory|Free|Annual|Equal|Dedicated|Early|Targeted|Strong|Common) \w+)"
)
_VERB = re.compile(
    r"\b(?:is|are|was|were|has|have|had|does|did|will|would|can|cannot|could|should|must|may|might|remains?|shows?|follows?|"
    r"became|ran|began|rose|fell|continues?|seems?)\b"
)


@dataclass(frozen=True, slots=True)
class Imperative:
    """A verb at `start:end` of a sentence that tells somebody to do something."""

    start: int
    end: int
    reason: str


@cache
def _recommending() -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(line for _, lines in sections('headings') for line in lines)})", re.I)


@cache
def _doing() -> frozenset[str]:
    return words("actions", "plain") | words("actions", "noun") | {"be", "decide", "come"}


def recommends(heading: str) -> bool:
    """Tell whether a section under `heading` is one of recommendations."""
    return bool(re.search(rf"(?<!\w){_recommending().pattern}(?!\w)", heading, re.I))


def opens_list(text: str) -> bool:
    """Tell whether a sentence that recommends introduces a list: “The ministry should:”."""
    return bool(re.search(r"(?::|…)\s*$", text))


def imperative(text: str, listed: bool) -> Imperative | None:
    """Return the imperative that the sentence `text` is; `listed` where a list or section of recommendations is open."""
    if re.search(r"\?[”’\")]*$", text):
        return None
    for start in _starts(text, listed):
        found = _at(text, start, listed)
        if found is not None:
            return found
    for match in _LATER.finditer(text):
        rest = text[match.end() :]
        known = _known(rest, match.end(), True, "an imperative") if match.group().endswith(": ") else None
        found = known or _command(rest, match.end(), "an imperative", shy="just" not in match.group())
        if found is not None:
            return found
    return _measure(text) if listed else None


def bare(text: str) -> Imperative | None:
    """Return the imperative that a sentence without any other verb must be: “Work with the pilots.”"""
    if not re.search(r"[.!;][”’\")\]]*$", text) or any(
        known.match(text) for known in (_PREDICATED, _STORY, _FOR_EXAMPLE)
    ):
        return None
    if not _verbless(text):
        return None
    found = _known(text, 0, True, _BARE)
    if found is None and (plain := _SHORT.match(text)):
        found = Imperative(0, plain.end(), _BARE)
    return found if found and not text[: found.end].endswith("ing") else None


def _starts(text: str, listed: bool) -> list[int]:
    starts = [0]
    for _ in range(_LEADS):
        lead = _LEAD.match(text, starts[-1])
        if lead is None or re.search(r", and $", lead.group()):
            break
        starts.append(lead.end())
    if listed:
        starts += [run.end() for run in [_RUN_IN.match(text, starts[-1])] if run]
    called = _VOCATIVE.match(text)
    if called and (called["who"].endswith("s") or called.group().startswith("Dear")):
        single = called["who"].isalpha() and called["who"].endswith("s")
        if (single or is_actor(called["who"].casefold(), frozenset())) and _called(text[called.end() :]):
            starts.append(called.end())
    return starts


def _called(rest: str) -> bool:
    """Tell whether what follows a name and a comma is said to those named, not of them."""
    word = re.match(r"[a-z]+", rest)
    return bool(word and (word.group() in words("actions", "plain") | {"be", "get", "come", "do"} | _HEEDING))


def _at(text: str, start: int, listed: bool) -> Imperative | None:
    rest = text[start:]
    if (
        _STORY.match(rest)
        or _FOR_EXAMPLE.match(text)
        or re.match(r"To (?:see|understand|grasp|appreciate|explain)\b", text)
    ):
        return None
    reason = "an imperative in a list or section of recommendations" if listed else "an imperative"
    negative = _NEGATIVE.match(rest)
    if negative:
        allowed = not _REMARKED.match(negative["verb"] + rest[negative.end() :]) and not (
            negative["never"] and _NOT_BASE.match(negative["verb"])
        )
        return Imperative(start, start + negative.end(), reason) if allowed else None
    urged = _LET_US.match(rest) or re.match(
        r"(?:Do|do|Please|please|Just|just|[Bb]y all means,?) (?P<verb>(?!as\b|about\b|over\b|under\b|like\b|for\b|after\b|"
        r"before\b)[a-z]+) (?:the|a|an|your|it|them|this|these|that|every|each)\b",
        rest,
    )
    if urged and not (
        urged["verb"] in words("actions", "telling")
        and not _TAKEN.match(rest, urged.start("verb"))
        and urged.group().lower().startswith(("let us", "let’s"))
    ):
        return Imperative(start, start + urged.end("verb"), reason)
    let = _LET.match(rest)
    if let and (
        _doing() & set(re.findall(r"[a-z]+", let["rest"])) or (re.search(r"\.$", text) and len(rest.split()) < 6)
    ):
        return Imperative(start, start + 3, reason)
    being = re.match(
        r"Beware\b|[Rr]emember to\b|[Ll]ook for (?!example|instance)\w+|"
        r"(?:\w+ly )?[Tt]hink (?:small|big|again|twice|local|long|hard|about|carefully|through|in terms)\b|"
        r"Do (?:less|more|it|better)\b|"
        r"[Bb]e (?!that as|it\b|they|this|\w+ed\b)[a-z]+|[Gg]et (?:out|on|rid|down|back|to|the|a|serious|real)\b",
        rest,
    )
    if being:
        return Imperative(start, start + being.end(), reason)
    return _known(rest, start, listed, reason) or _command(
        rest, start, reason, listed, bool(start and _SETTING.match(text))
    )


def _known(rest: str, start: int, listed: bool, reason: str) -> Imperative | None:
    """Return the imperative that begins with a verb of the list."""
    word = re.match(
        r"(?:(?:[A-Z]?[a-z]+ly|Also|also|then|first) )?(?P<verb>[A-Za-z]+)(?P<and>(?:,| and|"
        r" or) (?P<second>[a-z]+))?\b",
        rest,
    )
    if word is None:
        return None
    verb = word["verb"].lower()
    if verb not in words("actions", "plain") and not (listed and verb in words("actions", "noun")):
        gerund = re.match(r"(?P<stem>[A-Z][a-z]+)ing\b(?! (?:in|on|to|for|from|of|by)\b)", rest)
        return _gerund(gerund, rest, start) if listed and gerund else None
    after = rest[word.end("verb") :]
    if _FINITE.match(rest) or re.match(
        r" (?:of|is|are|was|were|has|had|will|would|can|could|should|must|may)\b|[-:]", after
    ):
        return None
    if not listed and _DARED.search(after):
        return None
    if _REQUIRING.match(rest[word.start("verb") :]):
        return Imperative(start, start + word.end("verb"), reason)
    if verb in ("start", "begin") and re.match(r" (?:with|by|from|at|small)\b", after):
        return Imperative(start, start + word.end("verb"), reason)
    if verb in words("actions", "noun"):
        if listed and _NOUNY.match(after) and not re.match(r" (?:for|on|with|in|to|at|from) ", after):
            return None
        if not listed and not (_DETERMINED.match(after) or (_AFTER_VERB.match(after) and _verbless(after))):
            return None
    return Imperative(start, start + word.end("verb"), reason)


def _verbless(text: str) -> bool:
    """Tell whether what follows a first word has no verb of its own, so that this word must be it: “Share data with …”."""
    main = re.sub(r"\b(?:that|which|who|where|wherever|when|whenever|if|unless|because|so|as|until)\b.*", "", text)
    return not (_VERB.search(main) or _PAST.search(main))


def _command(rest: str, start: int, reason: str, listed: bool = False, shy: bool = True) -> Imperative | None:
    """Return the imperative that the shape of the words shows: a base form, then the determiner of its object."""
    word = re.match(
        r"(?P<verb>[A-Za-z]+(?:-[a-z]+)?) (?:(?:up|out|down|off|away|back) )?"
        r"(?:the|a|an|this|these|those|its|their|our|your|his|her|every|each|any|no|all|it|them|us|him)[ ,.;]",
        f"{rest} ",
    )
    if word is None or _FINITE.match(rest):
        return None
    shy = shy or (not start and rest[0].islower())
    verb = word["verb"].lower()
    base = verb.split("-")[-1] if "-" in verb else verb
    if (
        ("-" in verb and base not in words("actions", "plain") | {"fence", "track"})
        or base in words("actions", "no verbs")
        or (base in words("actions", "telling") and not listed)
        or (
            re.search(r"(?:ly|ing|tion|ness|ity|[^s]s|[^e]ed|ous|ful|less|ic|er|est|or|al)$", base)
            and base not in words("actions", "plain") | words("actions", "verbs by their ending")
        )
    ):
        return None
    if not listed and (
        _DARED.search(rest) or _FRAMED.match(rest) or (shy and base not in words("actions", "plain") | _HEEDING)
    ):
        return None
    return Imperative(start, start + word.end("verb"), reason)


def _measure(text: str) -> Imperative | None:
    """Return the measure that a list names without a verb: “Clear rules on access.”"""
    named = _MEASURE.match(text)
    if named is None or len(text.split()) < 4 or not re.search(r"[.;,]$", text):
        return None
    if _VERB.search(re.sub(r"\b(?:who|which|that|where|whose)\b[^,;]*", "", text)):
        return None
    return Imperative(0, named.end(), "a measure in a list of recommendations")


def _gerund(match: re.Match[str], rest: str, start: int) -> Imperative | None:
    stem = match["stem"].lower()
    known = words("actions", "plain")
    if (
        not ({stem, f"{stem}e", stem[:-1]} & known)
        or _FINITE.match(rest)
        or re.search(
            r"\b(?:is|are|was|were|has|have|would|will|should|must|need|needs|said|says|requires?|means)\b", rest
        )
    ):
        return None
    return Imperative(start, start + match.end(), "a measure in a list of recommendations")
