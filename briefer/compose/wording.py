"""The few words that the engine itself writes: what a number counts, labels in sentences, count lines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from briefer.citation.short import ShortName, listed
from briefer.model.counts import Tally
from briefer.model.evidence import Proposition, Stand
from briefer.model.numbers import number_word

TLP_MEANING = {
    "TLP:CLEAR": "no limit on disclosure.",
    "TLP:GREEN": "limited disclosure; recipients may share it within their community, not publicly.",
    "TLP:AMBER": "limited disclosure; only those who need to know in the organisation and among its clients.",
    "TLP:AMBER+STRICT": "limited disclosure; recipients may share it within their organisation only.",
    "TLP:RED": "for the named recipients only; no further disclosure.",
}
"""What each marking allows, in our words, after the Traffic Light Protocol 2.0 of FIRST (2022)."""


MAX_TITLE = 105
"""Code points that fit the title of a slide in every shipped brand: two lines, on a cover three."""


MAX_NAME = 60
"""Code points of a proposition that stand in the head of a table or beside a bar."""


def none_word(number: int) -> str:
    """Return the number as it stands before "of": "none of thirteen", "one of thirteen"."""
    return number_word(number) if number else "none"


def capitalised(text: str) -> str:
    """Return `text` with its first letter in upper case, the rest untouched."""
    return text[:1].upper() + text[1:]


def in_sentence(label: str, names: Iterable[str] = ()) -> str:
    """Return a label as it stands inside a sentence: no capital unless the word is an acronym or one of `names`."""
    first, _, rest = label.partition(" ")
    named = any(first in name.split() for name in names)
    lowered = first.lower() if first[1:].islower() and rest and not named else first
    return f"{lowered} {rest}".strip()


def short_label(label: str) -> str:
    """Return what a label says before its colon: in the middle of a sentence its list would not be understood."""
    return label.partition(":")[0]


def plural(number: int, one: str, many: str) -> str:
    """Return the word that fits `number`."""
    return one if number == 1 else many


def judge(by: str, confidence: str | None) -> str:
    """Return whose a judgement is and how sure: "Asia desk, moderate confidence"."""
    return ", ".join(filter(None, (by, confidence and f"{confidence} confidence")))


def called(proposition: Proposition, most: int = MAX_NAME) -> str:
    """Return the short name of a proposition; without one its text, cut at a word when it is longer than `most`."""
    if proposition.short or len(proposition.text) <= most:
        return proposition.short or proposition.text
    return proposition.text[:most].rsplit(" ", 1)[0].rstrip(" ,;:–") + "…"


_NO_NAME = re.compile(
    r"(?:The|An?|Th(?:is|at|ese|ose|ere)|It|Its|We|Our|They|Their|He|She|His|Her|You|Your|All|Both|Each|Every|Some|Many|Most"
    r"|Few|No|Any|Other|Another|More|Less|New|As|At|By|For|From|If|In|On|To|With|Without|When|While|Where|After|Before|Since"
    r"|Until|Unless|Because|Although|Though|What|How|Who|Only|Such|Should|Must|Can|Could|Ought|Will|Would|May|Does|Do|Is"
    r"|Are|[A-Z][a-z]+ing|[A-Z][a-z]+ly)\b"
)
"""First words of a sentence that have their capital from it."""
_ASKS = re.compile(r"(?:Should|Must|Can|Could|Ought|Will|Would|May|Does|Do|Is|Are)\b")
_BELOW = "the view below"
"""What a title calls a proposition that is too long for it; the slide gives it in full."""


def title_line(tally: Tally, names: Mapping[str, ShortName]) -> str:
    """Return the count line as a title: a proposition without a short name and too long stands on the slide instead."""
    line = count_line(tally, names)
    if tally.proposition.short or max(len(line) / MAX_TITLE, len(tally.proposition.text) / MAX_NAME) <= 1:
        return line
    return count_line(replace(tally, proposition=replace(tally.proposition, short=_BELOW)), names)


def stands_below(tally: Tally, names: Mapping[str, ShortName]) -> bool:
    """Tell whether the computed title has no room for the proposition, so that the slide gives it."""
    return title_line(tally, names) != count_line(tally, names)


def texts(number: int) -> str:
    """Return "1 text", "13 texts"."""
    return f"{number} {plural(number, 'text', 'texts')}"


_SEVERAL = re.compile(r" and | et al\.$")
"""What shows that the name of a text is that of several authors."""


def count_line(tally: Tally, names: Mapping[str, ShortName]) -> str:
    """Return the computed title of a proposition: confirmed positions only, denominator and dissent always."""
    subject = tally.proposition.short or tally.proposition.text
    labelled = bool(tally.proposition.labels)
    words = [_labelled_counts(tally, subject)] if labelled else _support(tally, names)
    waiting = sum(len(found) for stand, found in tally.unconfirmed.items() if stand in ("for", "for-if", "against"))
    if waiting:
        more = "more" if tally.count("for", "for-if", "against") else plural(waiting, "position", "positions")
        words.append(f"{number_word(waiting)} {more} {plural(waiting, 'is', 'are')} unconfirmed")
    return "; ".join(words)


def _support(tally: Tally, names: Mapping[str, ShortName]) -> list[str]:
    """Return the clauses of a count line: support of the denominator, conditions, dissent by name where it is small."""
    support, conditional, against = tally.count("for", "for-if"), tally.count("for-if"), tally.positions("against")
    of = f"of {number_word(tally.denominator)} {plural(tally.denominator, 'text', 'texts')}"
    if 0 < tally.denominator == len(tally.not_read) + len(tally.unread):
        who = f"None {of} has" if tally.denominator > 1 else "The text has not"
        return [f"{who} been read{_on(tally.proposition)}"]
    words = [f"{capitalised(none_word(support))} {of} {_says(tally.proposition, support)}"]
    if conditional:
        words.append(f"{number_word(conditional)} of them {plural(conditional, 'sets a condition', 'set conditions')}")
    if against:
        dissenters = [names[position.essay_id].names for position in against]
        who = listed(dissenters) if len(dissenters) <= 2 else number_word(len(dissenters))
        one = len(dissenters) == 1 and not _SEVERAL.search(who)
        disagree, are = ("disagrees", "is") if one else ("disagree", "are")
        words.append(f"{who} {disagree if support and len(dissenters) <= 2 else f'{are} against'}")
    return words


def _says(proposition: Proposition, number: int) -> str:
    """Return what texts do to a proposition: support what has a short name, say the rest, say yes to a question."""
    if proposition.short:
        return f"{plural(max(number, 1), 'supports', 'support')} {proposition.short}"
    yes = "yes:" if _ASKS.match(proposition.text) else "that"
    return f"{plural(max(number, 1), 'says', 'say')} {yes} {_in_clause(proposition.text)}"


def _on(proposition: Proposition) -> str:
    if proposition.short:
        return f" on {proposition.short}"
    return f"{':' if _ASKS.match(proposition.text) else ' on whether'} {_in_clause(proposition.text)}"


def _in_clause(text: str) -> str:
    """Return a sentence as it stands behind "that": without its capital where the first word is no name for certain."""
    return f"{text[:1].lower()}{text[1:]}" if _NO_NAME.match(text) else text


def _labelled_counts(tally: Tally, subject: str) -> str:
    """Return "Texts divide on a new format: build a format 3, no new table 1, no position 9 of 13"."""
    stands: tuple[Stand, ...] = ("for", "for-if", "against", "silent")
    groups = [f"{_lowered(tally.proposition.label(s))} {tally.count(s)}" for s in stands if tally.count(s)]
    return f"Texts divide on {subject}: {', '.join(groups)} of {tally.denominator}"


def _lowered(label: str) -> str:
    return label[:1].lower() + label[1:]


def years(found: Sequence[str]) -> str:
    """Return "all of 2020" or "of 2016–2020" for the years of several texts, "of 2020" for that of one."""
    known = sorted({year for year in found if year.isdigit()})
    if not known:
        return "undated"
    if len(known) > 1:
        return f"of {known[0]}–{known[-1]}"
    return f"all of {known[0]}" if len(found) > 1 else f"of {known[0]}"
