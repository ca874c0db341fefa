"""Necessity that is described and not advised: rules in force, how things are done, what is inferred, expected or meant."""

from __future__ import annotations

import re

from briefer.mining.lexicon import words

_ROUTINE = re.compile(
    r"\b(?:(?:once|twice|\d+ times|\w+ (?:days|times|hours|nights)) (?:a|an|per|every) (?:day|week|month|year|night)|"
    r"(?:every|each) (?:\w+ )?(?:day|week|month|year|night|morning|summer|winter|time)|"
    r"within (?:\w+ )?[\w-]+ (?:hours?|days?)|"
    r"(?:before|when|whenever|after|until|as soon as) (?:they|he|she|it|one) (?:is|are|can|may|could|enters?|"
    r"leaves?|arrives?|"
    r"get|gets|were|was|has|have|reach|reaches|turn|turns|apply|applies|register|registers))\b"
)
"""Times and occasions of a rule or habit, not of a plan."""
_EPISTEMIC = re.compile(
    r" (?:\w+ly |also |still |all )?be (?!(?:an?|the|our|their) (?:\w+ )?(?:priority|priorities|end|stop|limit|duty|aim|goal|"
    r"task|condition|basis|beginning|start|part|rule|concern|focus|objective|test|exception)\b)"
    r"(?:(?:the|a|an|some|about|around|at least|over|under|more than|nearly|in|at|"
    r"on|such|so|very|quite|"
    r"as|one of|among|something|what|why|how|where|because|due|down) |\w+ing\b|(?:tempting|hard|difficult|"
    r"frustrating|easy|"
    r"true|possible|aware|proud|tired|afraid|happy|glad|sad|wrong|right|clear|nice|awful|terrible|lonely|worth)\b)"
)
_PERSONAL = re.compile(r"(?:^|[\s“(])(?:[Ss]he|[Hh]e|[Ii]t|[Tt]here|one of them|[Tt]hey|[Tt]his|[Tt]hat)$")
_EXISTS = re.compile(
    r"\b[Tt]here be (?:an?|no|some|the) "
    r"(?!(?:\w+ )?(?:reasons?|way|mistake|explanation|connection|word|doubt|limit|people|something)\b)"
)
"""“There must be a register”: wanted, not guessed."""
_ON_TERMS = re.compile(
    r"\b[Ii]f\b[^.;]* (?:is|are|wants?|wish(?:es)?) to\b|^To \w+[^.;]*, |\b(?:[Tt]hat|[Tt]his) means\b"
)
"""“If the pier is to last, it must …”: what an end takes is advice, not a guess."""
_META = re.compile(
    r"\b(?:terms?|words?|notion|concept|label|phrase|expression|findings?|results?|figures?|estimates?|numbers?|"
    r"data|statistics|"
    r"conclusions?|comparisons?|table|chart|model|analysis|caveats?|it|this|these|they|story|argument|claim|passage|"
    r"text|title|points?|remarks?|distinctions?|qualifications?)"
    r"(?: [“‘\"][^”’\"]*[”’\"])?(?: (?:above|below|here|themselves))?$",
    re.I,
)
_READING = re.compile(
    r" (?:\w+ly |also |not |rather |therefore |thus |then |always )*be (?:\w+ly )?(?:treated|interpreted|read|"
    r"translated|understood|"
    r"taken|viewed|seen|regarded|handled|compared|used|distinguished|confused|mistaken|approached|placed|situated|"
    r"qualified|made|"
    r"stated|added|mentioned|spelled out|defined)"
    r"(?: (?:\w+ )?(?:with|as|in|here|from|against|to mean|for|only|carefully|first)\b|[.,;]|$)"
)
_ADDRESSED = re.compile(r"\b(?:[Tt]he reader|[Rr]eaders|[Yy]ou|[Oo]ne|I)$")
_MENTAL = re.compile(
    r" (?:also |first |then |only |always |\w+ly |just |never )*(?:imagine|picture|remember|know|wonder|admire|"
    r"laugh|admit|concede|"
    r"think of|bear|suspect|conclude|assume|suppose|grant|ask|look|smile|marvel|go back|turn|distinguish|understand|"
    r"picture|"
    r"recall|forgive|excuse|take|guess|confess|choose between|be careful|see|squint|hand it)\b"
)
_CHANGE = re.compile(
    r" (?:also |then |soon |eventually |\w+ly |not |have |to )*(?:rise|fall|grow|shrink|increase|decline|decrease|"
    r"drop|improve|ease|"
    r"recover|rebound|continue|expand|slow|level off|peak|settle|arrive|open|come (?:into|on|as|online)|begin to|"
    r"start to|take (?:about|only|less|"
    r"some|between|place|up)|last|reach|exceed|cost|yield|save|bring|produce|result|"
    r"lead(?! \S+(?: \S+){0,4} to\b)|follow|become|pose|"
    r"make it (?:easier|possible|harder|cheaper)|"
    r"give|help|"
    r"allow|enable|be (?:able|complete|completed|ready|finished|available|operational|over|under|enough|sufficient|"
    r"possible|easier|cheaper|good|"
    r"visible|apparent|in place|online|known|clear))\b"
)
_QUANTITY = re.compile(
    r" (?:\w+ly |also |then )*(?:need|have) to (?:\w+ly )?(?:rise|fall|grow|shrink|decline|increase|expand|double|"
    r"triple|live with|wait|"
    r"fall back|cope|make do)(?= (?:by|to|if|in|with|on|when|until|for|even|further|without)\b|[.,;]|$| two\b)"
)
_EXPECTED = re.compile(
    r"(?<!at )\b(?:once|as soon as|after|next (?:year|month|spring|summer|autumn|winter|week)|later this|"
    r"this (?:year|month|spring|summer|autumn|winter|week)|in the (?:spring|summer|autumn|fall|winter|new year)|"
    r"by (?:the end of )?(?:20\d\d|next|"
    r"mid|early|late)|in (?:the )?(?:coming|next|due course|time)|soon|within|eventually|over the next|"
    r"if (?:properly|all|well)|in theory|in principle|by (?:noon|then|midnight|morning|evening|\w+day|January|"
    r"February|March|April|May|June|July|August|September|October|November|December))\b"
)
_WHEN = re.compile(r"^[Ww]hen (?!\w+,)|, when \w+ |^(?!.* be (?:able|available)\b).* when \w+ \w+ ")
_POSSESSED = re.compile(
    r"\b(?:before|so that|in order that) (?:it|they|one|we|he|she|any|anyone) (?:can|could|may|might|will|"
    r"would)\b|"
    r"\bunder (?:the|this|that) (?:\w+ ){0,4}(?:[Aa]ct|[Ll]aw|[Cc]ode|[Tt]reaty|[Dd]irective|[Rr]egulations?|"
    r"[Cc]onvention|[Ss]tatute|[Cc]harter)\b|"
    r"\bunder (?:[Ss]ection|[Aa]rticle|[Rr]ule|[Pp]art|[Pp]aragraph|§) ?\d|\bsays (?:the|a) (?:sign|notice|label|"
    r"form|manual|rule)|"
    r"\b(?:as|the) (?:the )?(?:law|rules?|statutes?|regulations?|treaty|constitution) (?:now )?(?:stands?|requires?|"
    r"demands?)\b"
)
_THEORY = re.compile(
    r"(?:On (?:this|that) (?:view|reading|account|theory)|In theory|In principle|If (?:the|this|"
    r"that) (?:\w+ )?(?:is|are) (?:right|true|correct))\b"
)
_SEEING = re.compile(r"To (?:understand|see|grasp|appreciate|explain|follow|answer (?:this|that))\b[^,]*,")
_TEXTUAL = re.compile(
    r"(?:,[^,]{2,30},)? (?:also |now |then |here |first |still |therefore |first of all |\w+ly )*(?:turn (?:to|now|back|"
    r"our attention|next)|return|"
    r"leave (?:aside|this|it|"
    r"that)|go back|look (?:at|back|more|again|to the)|begin (?:by|with)|pass|postpone|proceed|assume|suppose|"
    r"deduct|add|subtract|"
    r"distinguish|bear|conclude|infer|retrace|digress|remind)\b"
)
_PUTATIVE = re.compile(
    r"\b(?:surpris\w+|strange|curious|odd|natural|inevitable|monstrous|intolerable|incredible|unfortunate|"
    r"regrettable|shocking|ironic|"
    r"fitting|remarkable|astonish\w+|extraordinary|amazing|absurd|sad|pity|wonder|afraid|impossible|unlikely|likely|"
    r"probable|"
    r"accident|coincidence|anomal\w+|reason why|shame)\b[^.;:]{0,40} (?:that|why) [^.;:]*$"
)
"""“It is strange that ports should close”: the word belongs to the feeling, not to any duty."""
_AMOUNT = re.compile(
    r" (?:\w+ )?be (?:\w+ly |no |not )?(?:more than |less than )?"
    r"(?:(?:sufficient|enough)(?! to\b)|about|around|roughly|nearly|some|between|"
    r"from \w+ to|"
    r"(?:less|more|fewer) than|\d)"
)
CLEFT = re.compile(r"\b[Ii]t is (?:\S+ ){1,6}who$")
"""“It is the sponsor who must pay”: the clause names who ought to, and describes nobody."""
_RELATIVE = re.compile(r"\b(?:which|who)(?:, [^,]{2,60},)?(?: \w+ly| then| also| still)?$")
_PASSIVE = re.compile(r" (?:to )?(?:\w+ly )?be (?:\w+ly )?\w+(?:ed|en|t|wn|de|ld)\b")
_CARED = re.compile(
    r" (?:to )?(?:\w+ly |also )?be (?:\w+ly )?(?:paid|given|heard|trained|told|protected|consulted|treated|taught|helped|"
    r"compensated|seen|informed|offered|allowed|included|involved|supported|asked|freed|spared|cared)\b"
)
"""What others have to do for them is advice, not their lot: “patients must be seen within four hours”."""
_CONSEQUENCE = re.compile(
    r" (?:(?:\w+ )?(?:inevitably|necessarily|surely|otherwise|soon|sooner or later|presumably|doubtless|ultimately|"
    r"by now|eventually)\b|"
    r"(?:\w+ly )?(?:impair|elapse|depend|result|ensue|entail|suffer|perish|compete|appear|yield|vary|come about|"
    r"fail|lose|spin|"
    r"differ|diminish|lead to|give rise|spring from|derive|stem)\b)"
)
_CAUSE = re.compile(r"\b(?:because|since|as|so that|where|when|whenever|while) (?:they|he|she|it|people|one|you)$")
_PRIOR = re.compile(r"\bbefore (?:an?|the|any|each) \w+(?: \w+)? (?:is|are|can|may)\b")
_FREE = re.compile(
    r"^What (?:should|must|ought|needs?)\b.{3,90}? (?:has|have|is|remains?|was) (?:been |long been |still |also |now )?"
    r"(?:debated|contested|disputed|unclear|uncertain|unknown|a matter|open|another|beyond|less clear|harder)\b"
)


def describes(word: str, before: str, rest: str, text: str) -> bool:
    """Tell whether the modal `word`, between `before` and `rest` in `text`, says how things are, not how they ought to be."""
    if _THEORY.match(text) or (_SEEING.match(text) and re.search(r"\b(?:we|one|you)$", before)):
        return True
    if re.search(r"\bI$", before) or (re.search(r"\b[Ww]e$", before) and _TEXTUAL.match(rest.removeprefix(" to"))):
        return True
    if word == "should" and (_PUTATIVE.search(before) or _AMOUNT.match(rest)):
        return True
    if (
        word in ("must", "has", "have", "needs")
        and _RELATIVE.search(before)
        and not (_PASSIVE.match(rest) or CLEFT.search(before))
    ):
        return True
    if word == "must" and _CONSEQUENCE.match(rest):
        return True
    if _FREE.match(text) or (word != "should" and not before.endswith(("we", "We")) and _POSSESSED.search(text)):
        return True
    if word in ("has", "have") and (_CAUSE.search(before) or _PRIOR.search(rest)):
        return True
    if _META.search(before) and _READING.match(rest.removeprefix(" to")):
        return True
    if (
        _ADDRESSED.search(before)
        and word != "should"
        and not _ON_TERMS.search(before)
        and _MENTAL.match(rest.removeprefix(" to"))
    ):
        return True
    if (
        word == "must"
        and _puts_up(before)
        and re.match(r" be (?:over|under|aged|at least|older|resident|members? of)\b", rest)
    ):
        return True
    if word == "should" and re.match(
        r" (?:cost|take|last|yield|suffice) (?:about|around|some|no more|less|only|\d|\w+ (?:years?|months?|weeks?|"
        r"days?|hours?|minutes?))",
        rest,
    ):
        return True
    if word == "should":
        return bool(_CHANGE.match(rest) and (_EXPECTED.search(before + rest) or _WHEN.search(f"{before} {rest}")))
    if (
        word == "must"
        and _PERSONAL.search(before)
        and _EPISTEMIC.match(rest)
        and not (_EXISTS.search(before + rest) or _ON_TERMS.search(before))
    ):
        return True
    if word in ("must", "has", "have", "need", "needs") and _ROUTINE.search(rest) and not _CARED.match(rest):
        return True
    if word == "need" and before.endswith("will") and re.match(r"(?:By|In) (?:the )?(?:\w+ )?(?:19|20)\d\d", before):
        return True
    if word in ("has", "have") and _puts_up(before) and not _CARED.match(rest):
        return True
    if word in ("will", "would"):
        wanted = re.search(r"\b(?:[Ii]f|[Tt]o|[Ff]or)\b[^,]*\b(?:to|serious|wants?|want)\b[^,]*, ", before)
        return bool(_QUANTITY.match(rest) and not wanted) or bool(re.match(r" have to\b", rest) and _puts_up(before))
    return word == "has" and bool(re.search(r"(?:^|[.;:,] )[Aa]n? \w+(?: \w+)?$", before))


def _puts_up(before: str) -> bool:
    """Tell whether the subject names those who have to put up with how things are."""
    head = re.search(r"([\w-]+)$", before.casefold())
    known = words("actors", "those who put up with things")
    return bool(head and {head[1], head[1].removesuffix("s")} & known)
