"""Words that tell names of people from names of places, institutions and posts."""

from __future__ import annotations

import re

ORGANISATION = re.compile(
    r"\b(?:Institut[eo]?|University|Universit\w+|College|School|Association|Council|Cent(?:er|re)|Foundation|Society|"
    r"Academy|Press|Ministry|Department|Faculty|Agency|Office|Bureau|Committee|Commission|Fund|Forum|Think Tank|"
    r"Laborator(?:y|ies)|Lab|Bank|Group|Trust|Organi[sz]ation|Corporation|Stiftung|Parliament|Embassy|Directorate)\b"
)
ROLE = re.compile(
    r"\b(?:Minister|Editor|Director|President|Chair(?:man|woman|person)?|Professor|Fellow|Lecturer|Ambassador|Secretary|"
    r"Researcher|Analyst|Intern|Assistant|Associate|Advis[eo]r|Officer|Head|Dean|Reader|Scholar|Candidate|Student|"
    r"Chancellor|Commander|Coordinator|Manager|Founder|Correspondent|Journalist|Representative|Member|Senator)\b",
    re.IGNORECASE,
)
_ALSO_NAMES = re.compile(r"dean|head|reader|chair|chancellor", re.IGNORECASE)
NOT_A_NAME = re.compile(
    r"the|an?|and|of|in|on|for|to|from|with|at|by|as|or|nor|but|not|is|are|was|without|what|how|why|when|where|who|"
    r"which|between|beyond|after|before|under|over|into|through|against|"
    r"south|east|northern|southern|eastern|western|central|asia|africa|europe|america|pacific|atlantic|ocean|sea|war|"
    r"cold|world|union|nations|states|kingdom|republic|united|international|national|global|regional|strategic|policy|"
    r"security|defen[cs]e|report|review|journal|chapter|part|section|table|figure|contents|introduction|conclusions?|"
    r"foreword|preface|acknowledge?ments|abstract|summary|executive|notes|endnotes|references|bibliography|appendix|"
    r"annex|index|vice|deputy|admiral|general|colonel|captain|about|contributors|authors|editors|new|way|forward|next|steps|key|findings|recommendations|background|"
    r"challenges|opportunities|lessons|future|january|february|march|july|september|october|november|december|"
    r"monday|tuesday|wednesday|thursday|friday|saturday|sunday|spring|autumn|government|parliament|congress|alliance|"
    r"partnership|strategy|climate|change|energy|economic|political|military|related|experts|image|photo|source|series|"
    r"issue|volume|edition|press|association|council|institute|university",
    re.IGNORECASE,
)


def is_post(text: str) -> bool:
    """Tell whether a word of `text` names a post or an institution and is no family name."""
    posts = (match.group() for match in ROLE.finditer(text))
    return bool(ORGANISATION.search(text)) or any(not _ALSO_NAMES.fullmatch(post) for post in posts)
