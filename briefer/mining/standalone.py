"""Whether a sentence is understood by itself: nothing in it points to words before it."""

from __future__ import annotations

import re

_OPENERS = (
    r"He|She|They|Her|His|Its|Their|Them|That|These|Those(?! (?:who|that|of|in|with)\b)|Such(?! (?:an?|as)\b)|Here|Both"
    r"|Neither(?! \w+(?: \w+){0,4} nor\b)|Either|Another|Others|Some|One(?! in \w+\b)|Each",
    r"It(?! (?:is|was) (?:not|only|the|an?|no|in|from|by)\b[^.;]{3,90}\b(?:that|who|but)\b)",
    r"This(?! (?:essay|paper|article|report|study)\b)",
    r"There(?! (?:is|are|was|were|has|have|can|will)\b)",
    r"However|But|And|Or|Yet|So|Thus|Hence|Therefore|Moreover|Furthermore|Nevertheless|Nonetheless|Consequently",
    r"Accordingly|Additionally|Likewise|Similarly|Conversely|Instead|Otherwise|Indeed|Meanwhile|Also|Still|Then"
    r"|Besides",
    r"First(?:ly)?|Second(?:ly)?|Third(?:ly)?|Finally|Lastly|Rather|Again|Overall|Ultimately|After all|That said",
    r"Because of (?:this|that)|Despite (?:this|that|these)|With (?:this|that|these)|To (?:this|that) end",
    r"For (?:example|instance|this|these|that)|As (?:a result|such|noted|mentioned|discussed|we have seen)",
    r"In (?:addition|contrast|this|that|these|such|other words|turn|fact|particular|response)",
    r"Unsurprisingly|Simultaneously|Subsequently|Elsewhere|Specifically|Fortunately|Unfortunately|Crucially"
    r"|Importantly",
    r"More (?:generally|troubling|specifically|broadly|importantly)|Above all|Since then|By then|Until then"
    r"|Even then|Only then",
    r"Not (?:necessarily|alone)|None of (?:this|that|these|those|them)|(?:Many|Most|Much|Few|All|Several|Some"
    r"|Part) of (?:this|that|it|these"
    r"|those|them)|(?:Several |Many |Two |Three |Some )?[Oo]ther(?! than)|Of (?:these|those|the)|Among (?:these"
    r"|them|those)",
    r"On the contrary|At the (?:very )?least|In the (?:shorter|longer|meantime|short|long|meanwhile)|Still more"
    r"|(?:Take|Consider|Compare|Recall|Look at|Note|Let us) (?:the|a|an|that|this|what|how)|(?:[\w’'-]+ ){1,4}also",
    r"In (?:sum|short|conclusion|summary|brief|essence|the end)|To (?:conclude|sum up)|All in all",
    r"At the same time|On the (?:other|one) hand|What is more|By contrast|If so|Not so|Even so|All (?:this|these"
    r"|of this)",
    r"The (?:former|latter|same|above|following|first|second|third|other|others|two|three)",
    r"The (?:lesson|answer|result|upshot|reason|problem|question|figure|point|conclusion|consequence|reverse"
    r"|opposite)s? (?:is|are|was|were)",
)
"""How a sentence begins that leans on the one before."""
_LEANS_BACK = re.compile(rf"\W*(?:{'|'.join(_OPENERS)})\b")
_UNRESOLVED = re.compile(
    r"\b(?:therefore|thus|(?<!; )(?<!, )however|(?<![;:—–] )this|these|that(?=\s+(?:year|time|case|way|end|question"
    r"|point)\b)"
    r"|those(?!\s+(?:who|that|of|in|with|which|on|at|from|whose)\b)|such(?!\s+as\b|\s+(?:a|an)\b)"
    r"|the (?:former|latter)|above-mentioned|aforementioned"
    r"|(?:do|does|did|done|doing) so|either(?=[,.])|too(?=\.)|the two(?! (?:are|is)\b)(?=\W|\s+\w+s\b)|in question"
    r"|respectively"
    r"|(?:owes?|owed|tells?|told|gives?|gave|forgets?|says?|said|does|did|do|know|knows|of|for|to|by|with"
    r"|than) that(?=[.,;])"
    r"|(?:if|when|until|unless|once|because|sooner|as|where) that (?:is|was|has|had|happens?|fails?|can|could|will)"
    r"|the (?:authors?|(?:working )?paper|study|survey|researchers|team|interviewees)"
    r"|as (?:noted|mentioned|discussed|described) (?:above|earlier|before)|see (?:above|below|figure|table|note))\b",
    re.IGNORECASE,
)
_OF_NOW = re.compile(
    r"\bthis (?:year|decade|century|essay|paper|article|chapter|report|study|country|continent|planet)\b", re.IGNORECASE
)
_PRONOUN_SUBJECT = re.compile(
    r"^\W*(?:When|While|If|Although|Though|As|Since|Because|Once|After|Before|Until|Unless|Where)\s+(?:it|they|he"
    r"|she|one)\b"
)
_UNNAMED = re.compile(
    r"^\W*(?:the |an? )?[\w’'-]+ [\w’'-]+ (?:him|them)\b|^\W*(?:I|[Ww]e|[Yy]ou)(?: (?!the\b|an?\b"
    r"|that\b)[\w’'-]+){1,3} (?:it|them|him|her)\b"
    r"|^\W*(?:(?:of|in|on|to|for|by|with|at|from|as|like|unlike|many|most|much|few|all|some|several|half|both|what"
    r"|how|why"
    r"|today|now|usually|often|perhaps|even|only|let|among|between|behind|without|besides|despite|because|and"
    r"|not),?\s+)+"
    r"(?:them|they|their|theirs|him|his|her|hers|he|she|its?)\b",
    re.IGNORECASE,
)
"""A third person is spoken of before the sentence has named anybody."""


def stands_alone(text: str) -> bool:
    """Tell whether a sentence can open a quotation: it has its own subject and nothing in it points back."""
    now = _OF_NOW.sub("", text)
    pointing = (
        _LEANS_BACK.match(text) or _PRONOUN_SUBJECT.match(text) or _UNNAMED.match(text) or _UNRESOLVED.search(now)
    )
    return not pointing and bool(re.match(r"[“\"'(]?[A-Z0-9À-Ž]", text))
