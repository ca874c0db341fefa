"""Personal names without a model: who a line names, and what stands beside the name."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from briefer.model.reference import Name
from briefer.structure.namewords import NOT_A_NAME, ORGANISATION, ROLE, is_post
from briefer.structure.scripts import names_in

HONORIFIC = (
    r"(?:The\s+)?(?:Rt\.?\s+Hon|Hon(?:ou?rable)?|Drs?|Prof(?:essor)?|Mr|Ms|Mrs|Mx|Sir|Dame|Lord|Lady|Baroness|"
    r"Amb(?:assador)?|Gen(?:eral)?|Lt|Lieutenant|Col(?:onel)?|Maj(?:or)?|Capt(?:ain)?|Cmdr|Adm(?:iral)?|Brig(?:adier)?|"
    r"Senator|Minister|Judge|Justice|Rev(?:erend)?|Fr|M\.|Mme|Herr|Frau|Shri|Smt|"
    r"Sheikh|Eng|Dipl\.-\w+|h\. ?c|habil|em)\.?"
)
_HONORIFICS = re.compile(rf"^(?:{HONORIFIC}\s+)+(?=[^\W\d_])")
_DEGREE = (
    r"(?:Ph\.?\s?D\.?|D\.?Phil\.?|M\.?D\.?|M\.?A\.?|B\.?A\.?|M\.?Sc\.?|B\.?Sc\.?|M\.?Phil\.?|MBA|MPP|MPA|LL\.?[BMD]\.?|J\.?D\.?|"
    r"M\.?P\.?|QC|KC|C\.?M\.?M?\.?|OBE|CBE|MBE|FRS|Esq\.?|\(ret[^)]*\))"
)
_DEGREES = re.compile(rf"(?:,?\s+{_DEGREE})+$")
_LISTED_DEGREES = re.compile(rf"(?:,\s+{_DEGREE})+(?=\s*(?:[,;|(–—]|(?:and|&)\s|$))")
_NOTE_SIGNS = re.compile(r"(?<=[^\W\d_])[⁰¹²³⁴-⁹*†‡§]+(?:,[⁰¹²³⁴-⁹*†‡§]+)*(?=[\s,;|(]|$)")
_BESIDE = re.compile(r"(.+?)\s*(?:\s[|–—/-]\s|\||\()\s*(.+?)\s*\)?$")
"""A name and, after a bar, a dash or in brackets, who that is."""
_REVERSED = re.compile(r"((?:[^\W\d_]|[’'-]){2,}),\s+(.+)")
_SUFFIX = re.compile(r",?\s+(Jr\.?|Sr\.?|II|III|IV)$")
_PARTICLE = re.compile(
    r"de|da|das|do|dos|du|del|della|di|van|von|der|den|ter|ten|la|le|el|al|bin|bint|ibn|ben|y|e|zu|af|av"
)
_FIRST_PARTICLE = re.compile(r"de|van|von|al")
_WORD = re.compile(r"[^\W\d_](?:[\w’'ʼ.\-]*[^\W\d_])?\.?")
_INITIALS = re.compile(r"(?:[^\W\d_]\.-?){1,4}|[^\W\d_]")
_LONGEST_BYLINE = 400
_BYLINE = re.compile(
    r"^(?:(?:written|text|essay|article) by|by|par|von|por|authors?|autor(?:in|es)?|auteure?s?|автор)(?::\s*|\s+)(?=\S)",
    re.IGNORECASE,
)
_SEPARATOR = re.compile(r"\s*(?:;|,\s*(?:and|&|et|und|y)\s|,|\s(?:and|&|et|und|y)\s)\s*")


@dataclass(frozen=True, slots=True)
class Person:
    """A name as it is printed, without honorifics; `affiliation` stood beside it."""

    name: Name
    titled: bool = False
    affiliation: str = ""


def person(text: str) -> Person | None:
    """Return whom `text` names when it is nothing but one personal name, else None."""
    text = text.strip().rstrip(",;*†‡")
    bare = _HONORIFICS.sub("", text)
    if text.startswith("M. ") and (len(bare.split()) < 2 or _INITIALS.fullmatch(bare.split()[0])):
        bare = text
    titled = bare != text
    bare = _DEGREES.sub("", bare)
    name = _name(bare)
    return Person(name, titled) if name else None


def people(text: str) -> tuple[Person, ...]:
    """Return everybody a by-line names, with "By" or without; () when it is not a by-line."""
    if len(text) > _LONGEST_BYLINE:
        return ()
    others, marked = names_in(text)
    if others:
        return tuple(Person(name, marked) for name in others)
    text = _NOTE_SIGNS.sub("", text)
    if "," in text:
        text = _LISTED_DEGREES.sub("", text)
    by = _BYLINE.match(text)
    rest = text[by.end() :] if by else text
    beside = _BESIDE.fullmatch(rest)
    if beside and is_affiliation(beside[2]) and (named := people(beside[1])):
        last = named[-1]
        return (*named[:-1], Person(last.name, last.titled or bool(by), beside[2]))
    turned = _REVERSED.fullmatch(rest)
    if turned and turned[1].isupper() and (one := person(f"{turned[2]} {_capitalised(turned[1])}")):
        return (Person(one.name, one.titled or bool(by)),)
    first, comma, said = rest.partition(",")
    alone = person(first) if comma and is_affiliation(said) else None
    if alone and not any(person(part) for part in _SEPARATOR.split(said) if part):
        return (Person(alone.name, alone.titled or bool(by), said.strip().rstrip(";")),)
    found: list[Person] = []
    for part in (part for part in _SEPARATOR.split(rest) if part):
        one = person(part)
        if one:
            found.append(one)
        elif found and is_affiliation(part):
            last = found[-1]
            found[-1] = Person(last.name, last.titled, ", ".join(filter(None, (last.affiliation, part.strip()))))
        else:
            return ()
    return tuple(Person(one.name, one.titled or bool(by), one.affiliation) for one in found)


def is_affiliation(text: str) -> bool:
    """Tell whether `text` names a post or an institution."""
    return bool(ORGANISATION.search(text) or ROLE.search(text))


def parsed(full: str) -> Name:
    """Return a full name in its parts; the family name is the last word with the particles before it."""
    suffix = _SUFFIX.search(full)
    words = (full[: suffix.start()] if suffix else full).split()
    if len(words) < 2:
        return Name(literal=full.strip())
    start = len(words) - 1
    first = start
    while first > 1 and _PARTICLE.fullmatch(words[first - 1]):
        first -= 1
    return Name(
        given=" ".join(words[:first]),
        particle=" ".join(words[first:start]),
        family=words[start],
        suffix=suffix.group(1) if suffix else "",
    )


def unlikely(name: Name, common: Collection[str]) -> bool:
    """Tell whether a word of `name` is an ordinary word: one that `common`, the text's lower-case words, holds."""
    return any(len(word) > 2 and word.lower() in common for word in f"{name.given} {name.family}".split())


def _name(text: str) -> Name | None:
    suffix = _SUFFIX.search(text)
    words = (text[: suffix.start()] if suffix else text).split()
    if not 2 <= len(words) <= 6 or len(text) > 60 or not all(_is_name_word(word) for word in words):
        return None
    full = [word for word in words if not _INITIALS.fullmatch(word) and not _PARTICLE.fullmatch(word)]
    if (
        not full
        or words[0] == "A"
        or (_PARTICLE.fullmatch(words[0]) and not _FIRST_PARTICLE.fullmatch(words[0]))
        or _INITIALS.fullmatch(words[-1])
    ):
        return None
    if is_post(text) or any(
        NOT_A_NAME.fullmatch(word.strip(".")) for word in full if word != "An" or word != words[-1]
    ):
        return None
    if any(len(word) > 3 and word.isupper() for word in full):
        family = [word.isupper() for word in full]
        if not all(word.isupper() or _PARTICLE.fullmatch(word) for word in words) and family != sorted(family):
            return None
        text = " ".join(_capitalised(word) if word.isupper() else word for word in text.split())
    return parsed(text)


def _is_name_word(word: str) -> bool:
    if _PARTICLE.fullmatch(word) or _INITIALS.fullmatch(word):
        return True
    return (
        bool(_WORD.fullmatch(word)) and (word[0].isupper() or word[:2] in ("d’", "d'", "al")) and "." not in word[:-1]
    )


def _capitalised(word: str) -> str:
    if _INITIALS.fullmatch(word):
        return word
    if _PARTICLE.fullmatch(word.lower()):
        return word.lower()
    return re.sub(r"[^\W\d_]+", lambda part: part.group().capitalize(), word)
