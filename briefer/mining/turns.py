"""Turns of phrase that tell what a sentence does, each with what it is worth and what to call it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cue:
    """A turn of phrase: the pattern, its worth from 0 to 1, and the reason it gives."""

    pattern: re.Pattern[str]
    worth: float
    reason: str


_AUTHOR = (
    r"(?:I|[Ww]e|[Tt]his (?:paper|essay|article|chapter|report|contribution|brief|study|note)|[Tt]he present (?:paper"
    r"|essay|article)"
    r"|[Mm]y|[Oo]ur)"
)
_ARGUING = (
    r"(?:(?:argue|contend|maintain|submit|claim|suggest|propose|conclude|believe|insist|make the case)s?"
    r"|(?:hold|find|show|demonstrate)s?(?= (?:that|how)\b))"
)

THESIS = (
    Cue(
        re.compile(rf"\b{_AUTHOR}\s+(?:\w+ly\s+|will\s+|shall\s+|therefore\s+|thus\s+|also\s+)*{_ARGUING}\b"),
        0.6,
        "says what the author argues",
    ),
    Cue(
        re.compile(
            r"\b(?i:my|our|the|its|this (?:paper|essay|article)[’']s)\s+(?i:(?:central|main|core|key|basic|principal|"
            r"overall|overarching)\s+)?(?i:argument|contention|claim|thesis|message|point|case (?:here|made here)"
            r"|conclusion|upshot"
            r"|lesson|bottom line|takeaway)\s+(?:here\s+)?(?i:is|of this \w+ is|remains|drawn here is"
            r"|that emerges is)\b"
        ),
        0.55,
        "names its own argument",
    ),
)
CONCLUSION = (
    Cue(
        re.compile(
            r"^(?:In (?:conclusion|sum|short|summary|brief|the end|essence)|To (?:conclude|sum up)|Overall"
            r"|Ultimately|All in all"
            r"|Taken together|On balance|Summing up|In the final analysis|At bottom|Put (?:simply|differently"
            r"|bluntly))\b"
        ),
        0.35,
        "sums up",
    ),
    Cue(
        re.compile(
            r"^(?:Thus|Hence|Therefore|Consequently|As a result|It follows|This means|This suggests|The (?:result"
            r"|upshot|lesson)"
            r"|What (?:this|all this) (?:means|shows|suggests))\b|\b(?:it is (?:clear|evident|apparent) that"
            r"|there is (?:little|no) doubt"
            r" that|the evidence (?:shows|suggests))\b"
        ),
        0.25,
        "draws a conclusion",
    ),
)
CONTRAST = (
    Cue(
        re.compile(
            r"\bnot\b(?! (?:only|just|merely|simply)\b)[^.;]{2,70}?(?:,\s*|;\s*|\s)but\b(?!\s+also)"
            r"|\bless\b[^.;]{2,50}\bthan\b|\bnot because\b|\bis not\b[^.;]{2,70}[;,:—–]\s*it is\b"
        ),
        0.25,
        "sets one thing against another",
    ),
    Cue(
        re.compile(
            r"(?:, not|,? and not) (?:an?|the|for|of|to|in|by|on|from|because|with|as|where|when|what|how|who"
            r"|whether)\b"
        ),
        0.25,
        "sets one thing against another",
    ),
    Cue(
        re.compile(
            r"\bnot (?:only|just|merely|simply)\b[^.;]{2,90}\bbut\b|\b(?:never|rarely|seldom)\b[^.;]{2,60}\bbut\b"
        ),
        0.12,
        "sets one thing against another",
    ),
    Cue(re.compile(r", (?:while|whereas)\b|^(?:While|Whereas)\b[^.;]+,"), 0.15, "sets one thing against another"),
    Cue(
        re.compile(r"\b(?:[Rr]ather than|[Ff]ar from|[Cc]ontrary to|[Ii]nstead of|as much as|more than)\b"),
        0.12,
        "contrasts",
    ),
)
WEIGHT = (
    Cue(
        re.compile(
            r"\b(?:(?:[Tt]he|[Oo]ur|[Ii]ts) (?:real|true|deeper|central|main|key|unique|overriding|first|top"
            r"|biggest|greatest"
            r"|most (?:important|serious|urgent)) (?:question|problem|issue|challenge|danger|risk|test|obstacle"
            r"|lesson|reason|threat"
            r"|task|choice|cost|price|value|goal|aim|priority|purpose|feature|need|duty|measure))\b"
        ),
        0.3,
        "says what matters most",
    ),
    Cue(
        re.compile(
            r"\b(?:cannot afford|at stake|no longer|(?:is|are|remains?|proves?) too (?:late|little|weak|slow)"
            r"|(?<!the )(?<!a )(?<!of )(?<!different )(?<!serious )(?<!other )matters?|fails?|failed|undermines?"
            r"|requires?|without (?:which|it|them)|the cost of"
            r"|the price of|is (?:un)?likely to|risks?)\b"
        ),
        0.12,
        "judges",
    ),
)
_TO_BE = r"(?:is|are|was|were|be|been|being|seems?|remains?|becomes?|proves?|looks?|[’']s|[’']re)"
_DEGREES = r"(?:(?:not|never|also|simply|plainly|clearly|merely|only|very|too|so|more|less|far|virtually|often|as)\s+)*"
_VERDICTS = (
    "absurd|acute|avoidable|better|best|broken|cheap|cheaper|clear|costly|counterproductive|crucial|damaging"
    "|dangerous|decisive|deficient|desirable|difficult|dishonest|disruptive|effective|empty|enough|essential"
    "|excellent|expensive|failing|fair|fairer|false|feasible|fragile|futile|hard|harder|harmful|hollow|honest"
    "|illusory|important|impossible|inadequate|incomplete|indispensable|ineffective|inequitable|inevitable"
    "|insufficient|intolerable|irresponsible|legitimate|marginal|meaningless|misguided|mistaken|naive|necessary"
    "|obsolete|obvious|overdue|pointless|political|poor|powerful|powerless|premature|prudent|rare|reckless"
    "|reasonable|right|sensible|serious|short-sighted|shortsighted|silent|simple|sound|strong|sufficient|trivial"
    "|unacceptable|unavoidable|uncertain|unfair|unjust|unlikely|unnecessary|unsustainable|unthinkable|untenable"
    "|urgent|useful|useless|vague|vital|weak|wise|worse|worst|worth|worthless|wrong"
)
_VERDICT_NOUNS = (
    "contradiction|duty|error|excuse|failure|fiction|gamble|illusion|injustice|invitation|lesson|luxury|matter of"
    "|mirage|mistake|necessity|nonsense|obligation|paradox|privilege|promise|question of|recipe"
    "|reason (?:to|for|why)|scandal|silver bullet|substitute|symptom|test|trap|triumph|virtue|warning|waste"
)
OUGHT = (
    Cue(
        re.compile(
            r"\b(?:must|should|ought to|(?<!that )(?<!which )(?<!who )(?<!do )needs? to|(?<!that )ha(?:s|ve) to"
            r"|cannot|can[’']t|can only|deserves?|will never|would never"
            r"|never will)\b|\bneeds? (?!to\b|for\b|of\b)(?:\w+)|\b(?:is|are) (?:\w+ly )?(?:needed|required"
            r"|called for)\b|\b[Ww]hat [^.;]{3,40} needs? is\b"
            r"|\b(?:[Tt]here is|[Tt]here remains) (?:now |still |\w+ )?(?:an? )?(?:\w+ )?(?:need|case)\b"
        ),
        0.12,
        "says what ought to be",
    ),
)
"""What should be: much of a claim, little of a quotation."""
JUDGEMENT = (
    Cue(
        re.compile(rf"\b{_TO_BE}\s+{_DEGREES}(?:{_VERDICTS})\b", re.IGNORECASE),
        0.14,
        "judges",
    ),
    Cue(
        re.compile(
            rf"\b{_TO_BE}\s+(?:\w+\s+)?(?:an?|the|no|nothing but an?)\s+(?:[\w-]+\s+){{0,2}}(?:{_VERDICT_NOUNS})s?\b"
        ),
        0.14,
        "judges",
    ),
    Cue(
        re.compile(
            r"\b[Oo]nly (?:if|when|where|by|within|with|through|after|as|those|a|an)\b|\b[Tt]he only\b"
            r"|\bnothing (?:but|less)\b"
            r"|\b[Nn]o (?:amount|number|other|sensible|substitute|alternative|excuse)\b|\b[Nn]either\b[^.;]*\bnor\b"
        ),
        0.14,
        "excludes the rest",
    ),
    Cue(
        re.compile(
            r"^(?:If|Unless|Without|Wherever|Whenever|As long as|So long as)\b[^.;]{6,}?,[^.;]*\b(?:will|would"
            r"|cannot|can|must"
            r"|should|is|are|fails?|suffers?)\b"
        ),
        0.12,
        "states a condition",
    ),
    Cue(
        re.compile(
            r"\b(?:because|depends? on|leads? to|results? in|means? (?:that\b|\w+ing\b)|amounts? to|comes? at the"
            r"|makes? it"
            r"|has (?:failed|lost|become|proved)|have (?:failed|lost|become|proved)|rewards?|punish(?:es)?"
            r"|protects?|drives?"
            r"|encourages?|forces?|the (?:more|greater|less|fewer|longer|sooner)\b[^.;]*, the (?:more|greater|less"
            r"|fewer|better"
            r"|worse|larger|smaller))\b",
            re.IGNORECASE,
        ),
        0.1,
        "gives cause and effect",
    ),
    Cue(
        re.compile(
            r"\w{3,};\s(?!and\b|or\b)\w|,\s(?:but|yet|although|though|even if|even though)\s|\s[–—-]\s(?:but|yet|not)\s"
        ),
        0.09,
        "weighs one half against the other",
    ),
    Cue(
        re.compile(r"\b(?:always|everywhere|inevitably|invariably|too (?:late|little|few|much|many|soon|often))\b"),
        0.08,
        "is general",
    ),
    Cue(re.compile(r"\w: (?:it|they|the|an?|what|there|we|nobody|nothing)\b"), 0.1, "comes to a point"),
    Cue(
        re.compile(
            r"\bworth \w+ing\b|\bwhat [^.;,]{3,40} (?:cannot|could not|can[’']t|couldn[’']t|does not|did not)\b"
        ),
        0.1,
        "judges",
    ),
)
"""How a sentence passes judgement: what is good or bad, what follows from what."""
NARRATION = re.compile(
    r"\b(?:was|were|had|did|went|came|took|gave|began|rose|fell|grew|became|met|sent|wrote|spent|held|kept|stood"
    r"|ran|sat|led"
    r"|got|walked|asked|invited|promised|announced|published|introduced|launched|signed|adopted|developed|offered"
    r"|agreed|moved"
    r"|reported|produced|called|told|said|seen|found)\b"
)
"""Verbs of a sentence that tells what happened."""
MOMENT = re.compile(
    r"\b(?:last|next|this) (?:week|month|year|spring|summer|autumn|fall|winter|January|February|March|April|June"
    r"|July|August"
    r"|September|October|November|December|[A-Z][a-z]+day)\b|\b(?:yesterday|tomorrow|earlier|ago|meanwhile"
    r"|currently|recently)\b"
    r"|\b(?:in|on|since|by|until|of) (?:(?:early|late|mid)[- ])?(?:January|February|March|April|May|June|July"
    r"|August|September"
    r"|October|November|December|1[5-9]\d\d|20\d\d)\b",
)
"""Words that tie a sentence to a day."""
_QUOTED = re.compile(r"[“«„][^”»]{12,}[”»]|\"[^\"]{12,}\"")
_PLAIN = (
    "that|with|this|these|those|their|them|they|from|have|been|were|which|more|than|will|also|into|when|what|such|would"
)
STYLE = (
    Cue(
        re.compile(r"\b[Tt]he (?:most|least) \w+\b|\b[Tt]he \w{3,}est\b(?! of\b| year\b| week\b)"),
        0.2,
        "goes to the extreme",
    ),
    Cue(re.compile(r"\b(?:more|less|worth more|better|worse|greater|\w{3,}er) (?:\w+ ){0,3}?than\b"), 0.15, "compares"),
    Cue(
        re.compile(r"^(?:An? |No |Every |Nobody |Those who |What |Whoever |Without |[A-Z][a-z]{2,}ing (?:is|are)\b)"),
        0.1,
        "is general",
    ),
    Cue(re.compile(rf"\b(?!(?:{_PLAIN})\b)([a-z]{{4,}})\b[^.;]*\b\1(?:s|ed|ing|d)?\b"), 0.1, "plays on a word"),
    Cue(re.compile(r"\b(?:no|nobody|nothing|never|none|rarely|seldom|hardly)\b"), 0.08, "denies"),
)
"""What makes a sentence worth quoting beyond what it says."""


@dataclass(frozen=True, slots=True)
class Found:
    """What cues say of a sentence: what they are worth together, the words, and the reasons, the weightiest first."""

    worth: float
    words: tuple[str, ...]
    reasons: tuple[str, ...]


def found(text: str, cues: Iterable[Cue]) -> Found:
    """Return what `cues` say of the sentence `text`; what it quotes from somebody is passed over."""
    text = _QUOTED.sub(lambda quoted: " " * len(quoted.group()), text)
    matches = [(cue, match) for cue in cues if (match := cue.pattern.search(text))]
    matches.sort(key=lambda pair: -pair[0].worth)
    return Found(
        sum(cue.worth for cue, _ in matches),
        tuple(" ".join(match.group().split()) for _, match in matches),
        tuple(cue.reason for cue, _ in matches),
    )
