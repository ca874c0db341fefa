"""Where cues recommend nothing: doubt, conditions, law, history, questions, mere possibility, plans of the text."""

from __future__ import annotations

import re

from briefer.mining.necessity import CLEFT, describes

_MODAL = re.compile(
    r"(?:should|must|ought to|needs?|ha(?:s|ve) (?!it in).*to|could|might|may|can|will|would|can and must|should and must)\b"
)
_CUT = re.compile(r"(?: not)?(?:[.;?!)”]|:(?! *$)|-|,(?! [^,]{1,60}, [a-z])| \()")
_AND = re.compile(r"\b(?:can|could|may|might|will|does|do),? (?:and|but)(?: indeed)?$")
"""“The council can, and should, repair it”: the verb comes after the comma."""
_INVERTED = re.compile(r"(?:^|[,;:–—(“]|\b(?:and|or|but|yet))$")
_SUBJECT = re.compile(
    r" (?:the|a|an|it|they|he|she|we|I|you|this|that|these|those|there|any|such|one|some|either|both|his|her|"
    r"their|its|our|my|"
    r"no|[A-Z][\w’.-]*|\w+(?:ing|ions?|ments?|ies|ers|ors|ants|ents|ts|ps|ks|ls|ns|ms|ds|gs|rs)) "
)
_INVERSION = re.compile(r" (?:the|an?|they|he|she|we|I|you|these|those|there|its|their|his|her|our) ")
_CONSEQUENT = re.compile(
    r"^(?:[Aa]nd |[Bb]ut |[Ss]o )?[Ii]f (?:\S+ ){3,}?(?!(?:that|think|say|said|believe|how|what|where|when|which|why|who|"
    r"and|or|than|as|"
    r"until|if|because) )\S+ we$"
)
"""“If the town agrees we should …”: no comma parts the condition from what follows."""
_FRONTED = re.compile(
    r"\b(?:[Nn]or|[Nn]either|[Nn]ever(?: again)?|[Ss]o(?: too)?|[Nn]o longer|[Nn]ot only|[Nn]owhere|[Rr]arely|[Ss]eldom|"
    r"(?:[Oo]nly|[Nn]ot until|(?:[Ii]n|[Uu]nder|[Aa]t|[Oo]n) no) [^;:]*)$"
)
"""“Nor should the port …”: the words in front turn the order round, and no condition does."""
_IF = re.compile(r"\b(?:if|lest|in case|even if|as if|should) [^,;:–—]*$", re.I)
_PERFECT = re.compile(
    r" (?:not |never |also |already |long |well |all |ever )*have (?:not |never |also |already |long |well |always )*"
    r"(?:been|become|had|come|gone|done|made|taken|given|seen|known|felt|left|led|lost|kept|told|thought|won|"
    r"shown|meant|cost|hit|"
    r"built|brought|begun|broken|chosen|fallen|got|gotten|grown|heard|held|paid|put|read|risen|run|said|sent|"
    r"set|spent|"
    r"stood|understood|written|\w{2,}ed)\b"
)
_REMARK = re.compile(
    r" (?:also |not |perhaps |first |always |never |just |of course )*(?:be |)(?:also |not |perhaps |always |"
    r"then |again |first )*"
    r"(?:noted?|stress(?:ed)?|remember(?:ed)?|said|mention(?:ed)?|admit(?:ted)?|acknowledged?|recalled?|"
    r"emphasi[sz]ed?|add(?:ed)?|"
    r"underlined|pointed out|confess(?:ed)?|conceded?|obvious|clear|evident|apparent|surpris\w+|familiar|"
    r"borne in mind|kept in mind|overlooked|left to (?:[Cc]hapter|another|a later|the next)|"
    r"bear in mind|keep in mind|forgotten|taken for|mistaken|confused with|understood as|read as|seen as|"
    r"interpreted|cautioned|ask (?:ourselves|oneself|why|what|how|whether|who)|"
    r"no (?:surprise|doubt|wonder|secret|mystery)|a surprise|the case|like to|love to|hope|true|possible|"
    r"(?:enough|sufficient)(?! to\b)|warned|read with|known|know "
    r"that|come as|feel|felt|seem|appear|sound|suffice|wonder|believe|prove|turn out|look like|mean that|imply|reminded|"
    r"tempted)\b"
)
_ASIDE = re.compile(r"\b(?:I|one|you|the reader|readers)$", re.I)
_EITHER = re.compile(r"\bwhether\b[^;:.]* or not(?=[ ,]|$)|\b(?:[Tt]hat|[Tt]his|[Ww]hich) is (?:\w+ )?why\b")
_ASKING = re.compile(
    r"\b(?:questions?|debate|discuss\w*|consensus|ask\w*|wonder\w*|about|over|of|on|decid\w*|know\w*|"
    r"determin\w*|explor\w*|"
    r"consider\w*|explain\w*|show\w*|examin\w*|agree\w*|disagree\w*|clear|unclear|is|argued|divided|doubts?|"
    r"see|tell|understand\w*"
    r"|not|to|matters?|issue|heard?|saw|described?|recounts?|learn\w*) "
    r"(?:whether|what|how|why|who|whom|when|which (?!the\b|an?\b|it\b|they\b|we\b|its\b|their\b|our\b|[A-Z])\w+)\b"
    r"(?: \S+){0,9}$|^(?:[Ww]hether|[Hh]ow|[Ww]hy|[Ww]ho)\b[^,]*$"
)
_LAW = re.compile(
    r"\b(?:(?:law|laws|act|constitution|treaty|statute|article \w+|regulations?|directive|rules?|charter|"
    r"convention|protocol|clause|"
    r"contracts?|statutes|code|agreement) (?:of (?:\d{4}|[A-Z]\w+) )?(?:\w+ )?(?:said|required|provided|stipulated|"
    r"prescribed|obliged|demanded|stated|says?|requires?|provides?|stipulates?|prescribes?|"
    r"obliges?|demands?|states?|"
    r"holds?|lays? down|specif\w+|forbids?|mandates?)|by law|legally|(?:^|, )under (?:the|its|this|that|"
    r"article|section|federal|"
    r"state|existing|current|international|EU|national|domestic|article)[^,]{0,60}"
    r"(?:act|law|laws|treaty|rules?|directive|regulations?|convention|charter|constitution|scheme|statute|"
    r"protocol|terms|\d+)\b|"
    r"(?:meet|satisfy|comply with|conform to|fulfil|observe) (?:the|all|these|its) (?:\w+ ){0,2}(?:limits?|"
    r"criteria|criterion|requirements?|"
    r"standards?|conditions)|notify|ratif\w+ by|in order to (?:vote|qualify|apply)|to be eligible|to qualify)\b",
    re.I,
)
_HABIT = re.compile(
    r"\b(?:often|usually|typically|normally|frequently|routinely|sometimes|generally|currently|presently|"
    r"already|habitually)\b"
)
_WHEN = re.compile(
    r"\b(?:until (?:now|then|recently)|at present|these days|in those days|back then|every (?:day|week|year|"
    r"night)|still (?:drive|wait|queue)|"
    r"in (?:1\d|20[01])\d\d|ago)\b"
    r"|^In (?:some|many|most|several|certain|parts of|places)\b"
)
_WHO = re.compile(r"\b(?:who|those that|people that|whoever|anyone who)(?: \w+){0,2}$")
_NOUN_BEFORE = re.compile(
    r"(?:\b(?:the|a|an|no|any|this|that|their|its|our|his|her|little|less|without|such|for)|’s)"
    r"(?: (?:urgent|pressing|growing|clear|obvious|real|greater|great|evident|basic|perceived|immediate|"
    r"strategic|practical|continuing|"
    r"constant|increasing|further|felt|dire|desperate))*$"
)
_NO_NEED = re.compile(r"\b(?:do|does|did|would|will|may|need|should)(?: not|n’t| never)(?: \w+)?$")
_VIEW = re.compile(
    r"\b(?i:the|a|an|any|some|this|that|no|widespread|common|growing|general|old|their|its|his|her) (?:\w+ ){0,3}"
    r"(?:view|belief|argument|claim|idea|notion|contention|assumption|rebuttal|demand|suggestion|fear|hope|"
    r"expectation|perception|"
    r"impression|illusion|myth|objection|consensus|conviction|feeling|sense|thesis|dictum|"
    r"slogan|provision|clause|stipulation|condition|undertaking|promise|pledge|decision|resolution|requirement|"
    r"insistence|request|maxim|motto|premise|theory|doctrine|proposition|rule|plan|deal|bargain|wisdom) "
    r"(?:is |was |being )?(?:that|by which|under which) [^,;]+$"
    r"|\b(?:view|belief|idea|notion|fear|hope|expectation|illusion|myth|sense) of [^,;]{1,30}$"
    r"|\b(?:believing|assuming|fearing|knew|feared|thought|felt|realised|realized|understood|"
    r"assumed|seemed|hoped|worried|sensed|agreed|decided|"
    r"pretended|forgot|swore)(?: that(?: (?!and |but |so )\S+){1,8}|(?: (?!and |but |so |on |to |in )[^\s,]+){1,3})$"
    r"|^That (?!means\b)(?:the|an?|it|they|there|this|such|some|\w{3,}s)\b[^,;]*$"
)
_PURPOSE = re.compile(
    r"\b(?:so that|so as|in the hope that|ensur\w+ that|guarantee\w* that|such that|that|which|who|where|"
    r"through which|in which|as|than|until|before|because|since|although|though|while|whereas|if|unless|when|"
    r"once|whether|what|how)\b[^,;:–—]{0,70}$"
)
_SEEN = re.compile(
    r" (?:\w+ )?be (?:\w+ly )?(?:(?:seen|viewed|understood|interpreted|read|judged|regarded|taken) "
    r"(?:within|in|as|against|through|from)|(?:considered|evaluated|analy[sz]ed|taken) (?:as|within the)|(?:seen|"
    r"taken) to (?:be|mean))\b"
)
_HARM = re.compile(
    r"\b(?:pressure on|discourag|complicat|undermin|destabili[sz]|weaken|threaten|worsen|to delay|the risk of|"
    r"at the expense|leverage over|coerce|"
    r"blackmail|sabotage|block|cripple|paraly[sz]e|jeopardi[sz]e|exploit|"
    r"pose a threat)"
)
_NEGATED = re.compile(r" (?:not|never|hardly|scarcely|barely|n’t|no longer)\b")
_PLAN = re.compile(
    r"\b(?:[Tt]his|[Tt]he present|[Tt]he (?:following|next|second|third|final|first|last|concluding)|[Oo]ur) "
    r"(?:paper|essay|article|chapter|section|report|brief|study|part|volume|contribution|analysis|piece|note)s?"
    r"(?: \w+ly| then| also| first| therefore| thus| does not| will| would| aims? to| seeks? to| attempts? to|"
    r" tries to| goes on to| concludes by| ends? (?:by|with)){0,3} "
    r"(?:explor\w*|examin\w*|discuss\w*|analys\w*|analyz\w*|look\w*|ask\w*|consider\w*|assess\w*|describ\w*|"
    r"outlin\w*|review\w*|"
    r"investigat\w*|address\w*|turn\w*|set\w* out|sets?|present\w*|offer\w*|identif\w*|evaluat\w*|sketch\w*|"
    r"trac\w*|map\w*|"
    r"summari[sz]\w*|deal\w*|focus\w*|provid\w*|highlight\w*|recommendations|will|end\w*|conclud\w*|contain\w*)\b"
    r"|\b(?:I|[Ww]e) (?:will|shall|now|then|first|next|want to|wish to|would like to)(?: \w+ly| then| now|"
    r" first| also)? "
    r"(?:turn|present|outline|discuss|examine|describe|set out|return|come back|explain|show|look|review|"
    r"offer (?:some )?recommendations)\b"
    r"|\b(?:recommendations|proposals|policy options) (?:are|will be|is) (?:presented|discussed|set out|"
    r"outlined|listed|given|made|offered|available|summari[sz]ed)\b"
)


def announces(text: str) -> bool:
    """Tell whether the sentence speaks of what the text itself is going to do."""
    found = _PLAN.search(text)
    return bool(found and found.start() < max(60, len(text) // 2))


def excluded(text: str, match: re.Match[str]) -> bool:
    """Tell whether the cue `match` recommends nothing where it stands in the sentence `text`."""
    cue, before, after = match.group(), text[: match.start()].rstrip(), text[match.end() :]
    if _EVER.match(cue):
        return True
    if not _MODAL.match(cue) or not re.match(r"[a-z’ ]+", cue):
        return _no_advice(cue, before, after)
    word = cue.split()[0]
    rest = text[match.start() + len(word) :]
    possible = (
        word in ("could", "might", "may", "can") and "afford" not in cue and not cue.startswith(("cannot", "can no"))
    )
    return (
        _conditional(word, before, rest)
        or bool(_PERFECT.match(rest.removeprefix(" to")))
        or bool(_CUT.match(rest) and not (rest.startswith(",") and _AND.search(before)))
        or _asked(before)
        or _held(before)
        or (possible and _merely_possible(before, rest))
        or (not possible and (_no_duty(word, before, rest, text) or describes(word, before, rest, text)))
    )


def _held(before: str) -> bool:
    """Tell whether the words before a cue name a view without sharing it: “the belief that”."""
    view = _VIEW.search(before)
    return bool(view) and not re.search(
        r"\b(?:this (?:paper|essay|article|report|chapter|brief)|[Mm]y|[Oo]ur)\b", before
    )


def _conditional(word: str, before: str, rest: str) -> bool:
    if word == "should" and _INVERTED.search(before) and (not before.strip() or _SUBJECT.match(rest)):
        return True
    if word == "should" and _INVERSION.match(rest) and not _FRONTED.search(before):
        return True
    return bool(_IF.search(before)) and not (
        re.search(r"\bif (?:not|so|possible|necessary|ever|any)\b", before[-20:])
        or re.search(r"\b[Ii]f (?:\S+ ){1,5}(?:is|are) to\b", before)
        or _CONSEQUENT.search(before)
    )


_FRONTED_VIEW = re.compile(
    r"^(?:Contrary to|Despite|Besides|Beyond|Unlike|Given|Judging (?:from|by)) (?:what|how)\b[^,]*, "
)
"""“Contrary to what some claim, …”: what follows the comma is asked by nobody."""


def _asked(before: str) -> bool:
    told = _EITHER.sub("", _FRONTED_VIEW.sub("", before))
    clause = re.split(r"[;:–—]|, (?:and|but|so|yet|then|it|they|we) |,$", told)[-1].rstrip()
    return bool(_ASKING.search(clause)) or bool(re.search(r"\bwhether\b[^,]*$", clause))


def _merely_possible(before: str, rest: str) -> bool:
    return bool(
        _NEGATED.match(rest)
        or re.search(r"\b(?:[Hh]e|[Ss]he|I)(?: \w+ly)?$", before)
        or re.search(r"\b(?:[Rr]eaders?|[Yy]ou|[Tt]hose [^,]{0,40})$", before)
        or (re.match(r" (?:\w+ )?(?:have|need) to\b", rest) and re.search(r"\b[Ii]f\b", before))
        or _HARM.search(rest[:160])
        or _PURPOSE.search(before)
        or re.search(r"\b(?:nothing|nobody|no one|neither|only)\b[^,]*$", before, re.I)
    )


def _no_duty(word: str, before: str, rest: str, text: str) -> bool:
    if (
        _REMARK.match(rest.removeprefix(" to"))
        or _SEEN.match(rest)
        or (
            _ASIDE.search(before)
            and re.match(
                r" (?:say|add|admit|note|stress|ask|highlight|mention|point out|emphasi[sz]e|declare|disclose)", rest
            )
        )
    ):
        return True
    if word != "should" and _LAW.search(before.split(";")[-1] + f" {word}" + rest.split(";")[0]):
        return True
    if word in ("must", "has", "have", "need", "needs"):
        if (
            _HABIT.search(re.split(r"[,;]", before[-30:])[-1] + rest[:30])
            or _WHEN.search(text)
            or (_WHO.search(before) and not CLEFT.search(before))
        ):
            return True
        if re.search(r"\b(?:had|have|has|having)(?: \w+)?$", before):
            return True
    if word == "would" and re.search(r"\b[Ii]f\b", before) and not _AIMED.search(before):
        return True
    if word == "need" and _NOUN_BEFORE.search(before):
        return True
    if word == "have" and before.endswith((" to", " having")):
        return True
    if word in ("have", "need") and re.search(r"(?:\bwill|\bwould|’ll) (?:always|never|still|ever)$", before):
        return True
    if word in ("have", "has", "need", "needs") and _NO_NEED.search(before):
        return True
    return bool(re.search(r"\b(?:as|than) (?:it|they|he|she|one|we|you|I|anyone|anybody)$|\bthan$", before))


_AIMED = re.compile(
    r"\b[Ii]f\b[^;]* (?:wants?|wish(?:es)?|(?:is|are) (?:ever |really )?(?:to|serious))\b(?! (?:be )?\w+ed\b)"
)
_EVER = re.compile(r"(?:will|would|may|might|’ll) (?:always|never|still|ever|not) (?:need|have) to")
_NAMED = re.compile(
    r"\b(?:with|despite|amid|amidst|of|the|these|those|such|by|from|to|hear|heard|hearing|and|or|no|repeated|"
    r"new|many|more|\w+ing|\w+ened|’s)$"
)
_MENTIONED = re.compile(
    r"(?:deserv|merit|warrant)\w* (?:an? |the |our )?(?:[\w’]+ )?"
    r"(?:gratitude|thanks|credit|praise|blame|separate|little|brief|short|word|mention|quotation|note|"
    r"comment|name)\b"
)
_NOTING = re.compile(
    r" (?:\w+ly )?(?:note|notice|stress|remember|recall|recogni[sz]e|understand|know|distinguish|emphasi[sz]e|"
    r"mention|point out|say|see|think|assume|suppose|conclude|draw (?:\w+ )?(?:conclusions?|inferences?|lessons)|"
    r"compare|speak of|blame|"
    r"describe|dwell|characteri[sz]e|call|be (?:classed|called|known|remembered|mentioned|quoted)|believe|infer|"
    r"claim|pretend|imagine|"
    r"bear in mind|keep in mind|ask|realise|realize|acknowledge|look at|highlight|underline|add|appreciate|"
    r"underscore)\b"
)


def _no_advice(cue: str, before: str, after: str) -> bool:
    if re.search(r"\b(?:to|that|for)$", cue) and _NOTING.match(after) and re.match(r"[Ii]t\b", cue):
        return True
    if re.match(r"(?:is|are) ", cue) and re.search(r"\b(?:which|that|who)(?: \w+)?$|\b(?:nobody|no one|none)$", before):
        return True
    if cue.endswith(("deserve to", "deserves to")) and _NOTING.match(after):
        return True
    if re.match(r"deserv|merit|warrant", cue) and _MENTIONED.search(f"{cue}{after}"):
        return True
    if re.match(
        r"[Ii]t (?:is|would be) (?:\w+ )*(?:briefly|here|not(?! too| unreasonable)|hardly|scarcely|never) ", cue
    ):
        return True
    if cue.endswith("propose") and re.match(
        r"[^.]{0,40} to (?:set|examine|discuss|consider|show|describe|deal|explore|argue|trace)\b", after
    ):
        return True
    if cue.startswith("calls ") and _NAMED.search(before):
        return True
    if _IF.search(before) or _asked(before) or re.search(r"\b(?:not|n’t|no longer|hardly|never)(?: \w+)?$", before):
        return True
    if cue.startswith("that ") and re.search(r"\b(?:directed|ordered|ruled|decreed|voted|agreed)$", before):
        return True
    if cue.startswith("that ") and _LAW.search(f"{before} {cue}"):
        return True
    return bool(re.match(r" ?(?:\w+ ){0,2}(?:by law|by the treaty)\b", after)) or _held(before)
