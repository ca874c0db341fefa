"""Recommendations of an essay in four tiers: explicit, soft, normative (a need, but nobody's), reported (somebody else's)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from briefer.mining.actors import mentions_actor, names
from briefer.mining.cues import Cue, cues, plain
from briefer.mining.details import Details, commanded, details, subject_acts
from briefer.mining.exclusions import announces
from briefer.mining.imperatives import bare, imperative, opens_list, recommends
from briefer.mining.institutions import own_names
from briefer.mining.ownership import Reported, Reports
from briefer.mining.relays import OWN_VOICE, holders
from briefer.mining.sentences import Sentence
from briefer.model.essay import Essay
from briefer.model.suggestion import Suggestion, Tier, suggestion_id

_SCORES: dict[Tier, float] = {"explicit": 0.7, "soft": 0.5, "normative": 0.3, "reported": 0.2}
_FAINT = 0.15
"""What a cue that only leans towards a recommendation takes off."""
_LONGEST = 1500
"""Characters of a sentence; longer ones are tables or damage, and would cost much time."""
_LIST_LINE = 60
"""A sentence of a list has at most this many words."""


def recommendations(essay: Essay, body: str, found: Sequence[Sentence]) -> tuple[Suggestion, ...]:
    """Return the recommendations among the sentences `found` of an essay, in the order of the text.

    `score` ranks them: tier, then section of recommendations, then whether somebody is addressed.
    """
    seen = _Reading(essay, body, found)
    ordinals: Counter[str] = Counter()
    suggestions = []
    for number, sentence in enumerate(found):
        judged = seen.judge(number)
        if judged is None:
            continue
        quote = body[sentence.start : sentence.end]
        key = " ".join(quote.split())
        suggestions.append(
            Suggestion(
                id=suggestion_id(essay.id, "recommendation", quote, ordinals[key]),
                essay_id=essay.id,
                kind="recommendation",
                start=sentence.start,
                end=sentence.end,
                tier=judged.tier,
                cues=judged.cues,
                reason=judged.reason,
                addressee=judged.said.addressee,
                action=judged.said.action,
                object=judged.said.object,
                instrument=judged.said.instrument,
                horizon=judged.said.horizon,
                condition=judged.said.condition,
                holder=judged.holder,
                flags=tuple(
                    flag
                    for flag, missing in (("no actor", not judged.said.addressee), ("no date", not judged.said.horizon))
                    if missing
                ),
                score=_score(judged),
            )
        )
        ordinals[key] += 1
    return tuple(suggestions)


@dataclass(frozen=True, slots=True)
class _Judged:
    tier: Tier
    cues: tuple[str, ...]
    reason: str
    said: Details
    holder: str = ""
    listed: bool = False
    faint: bool = False


def _score(judged: _Judged) -> float:
    return round(
        _SCORES[judged.tier] - _FAINT * judged.faint + 0.15 * judged.listed + 0.1 * bool(judged.said.addressee), 2
    )


class _Reading:
    """One essay read from its first sentence to its last: what a sentence is depends on those before it."""

    def __init__(self, essay: Essay, body: str, found: Sequence[Sentence]) -> None:
        self._essay, self._body, self._found = essay, body, found
        self._texts = [plain(body[sentence.start : sentence.end]) for sentence in found]
        self._names = names(body)
        self._own = own_names(essay.reference)
        self._reports = Reports(body, self._own, [(sentence.start, sentence.end) for sentence in found])
        self._holders = holders(body, found, self._texts, self._reports)
        self._commanded = -2
        self._open = ""
        self._open_block = -1
        self._relayed: tuple[int, str] = (-1, "")
        self._addressed: tuple[int, str] = (-1, "")

    def judge(self, number: int) -> _Judged | None:
        """Return what sentence `number` recommends; to be called once for each, in order."""
        sentence, text = self._found[number], self._texts[number]
        if len(text) > _LONGEST:
            return None
        listed = self._listed(number)
        if announces(text):
            return None
        held = cues(text, lambda before: subject_acts(before, self._names), self._own)
        told = imperative(text, listed)
        run = sentence.block <= self._commanded + 1
        faint = told is None and all(cue.faint for cue in held)
        told = told or (bare(text) if faint else None)
        if told is not None:
            view = self._reports.of(sentence.start, sentence.start + told.end) or self._led_on(number)
            said = commanded(text, told.start, told.end, self._open if listed else "")
            word = text[told.start : told.end]
            if view is None:
                if faint and not run:
                    return _Judged("soft", (word,), told.reason, said, listed=listed, faint=True)
                self._commanded = sentence.block
                return _Judged("explicit", (word,), told.reason, said, listed=listed)
            return _Judged("reported", (word, view.cue), _whose(view.holder), said, view.holder)
        return self._by_cue(number, held, listed)

    def _by_cue(self, number: int, held: list[Cue], listed: bool) -> _Judged | None:
        sentence, text = self._found[number], self._texts[number]
        before = self._texts[number - 1] if number and self._found[number - 1].block == sentence.block else ""
        answer = _ANSWER.match(text) if before.endswith("?") and not held else None
        if answer:
            held = [
                Cue("explicit", answer.start(), answer.end("how"), answer["how"], "answers the author's own question")
            ]
        own = [cue for cue in held if not self._view(number, cue)]
        if own and (own[0].tier == held[0].tier or own[0].tier != "normative"):
            first = own[0]
            last = self._addressed[1] if self._addressed[0] == sentence.block else ""
            said = details(text, first.start, first.end, self._names, before, last)
            if said.addressee:
                self._addressed = (sentence.block, said.addressee)
            if opens_list(text):
                self._open, self._open_block = said.addressee, sentence.block
            tier: Tier = first.tier
            if tier == "normative" and self._somebodys(text, first):
                tier = "soft"
            return _Judged(tier, _texts(own, first.tier), first.reason, said, listed=listed, faint=first.faint)
        view = self._relays(number, text, held)
        if view is None:
            return None
        self._relayed = (sentence.block, view.holder)
        at = held[0] if held else None
        said = details(text, at.start, at.end, self._names, before) if at else Details()
        return _Judged(
            "reported",
            (*_texts(held, held[0].tier if held else "soft"), view.cue),
            _whose(view.holder),
            said,
            view.holder,
        )

    def _somebodys(self, text: str, cue: Cue) -> bool:
        """Tell whether the sentence names whose the need is that it states."""
        if _NEEDING.match(cue.text) and (_SAME.match(text, cue.end) or _RELATIVE.search(text[: cue.start])):
            return False
        return mentions_actor(text, self._names) and not _VAGUE.match(cue.text)

    def _view(self, number: int, cue: Cue) -> Reported | None:
        """Return whose view it is that the cue belongs to, None when it is the author's."""
        sentence = self._found[number]
        view = self._reports.of(sentence.start + cue.start, sentence.start + cue.end) or self._led_on(number)
        if view is not None:
            return view
        text = self._body[sentence.start : sentence.end]
        introduces = self._essay.kind in ("introduction", "foreword") and self._relayed[0] == sentence.block
        if introduces and not OWN_VOICE.search(text):
            return Reported(self._relayed[1], "the sentence before", sentence.start, sentence.start + 1)
        return None

    def _led_on(self, number: int) -> Reported | None:
        """Return whose view the words before sentence `number` lead on to."""
        holder, start = self._holders[number], self._found[number].start
        return Reported(holder, "the words before", start, start + 1) if holder else None

    def _relays(self, number: int, text: str, held: list[Cue]) -> Reported | None:
        for cue in held:
            view = self._view(number, cue)
            if view is not None:
                return view
        sentence = self._found[number]
        if not (_URGING.search(text) or (_ARGUING.search(text) and _MODAL.search(text))):
            return None
        view = self._reports.of(sentence.start, sentence.end)
        if view is None:
            return None
        urged = _URGING.search(text, max(0, view.start - sentence.start)) or (
            _ARGUING.search(view.cue) and _MODAL.search(text)
        )
        return view if urged else None

    def _listed(self, number: int) -> bool:
        """Tell whether sentence `number` stands in a section or list of recommendations."""
        sentence = self._found[number]
        heading = next((s.title for s in reversed(self._essay.sections) if s.start <= sentence.start), "")
        if recommends(heading):
            return True
        if self._open_block < 0:
            return False
        if sentence.block == self._open_block:
            return True
        if sentence.block > self._open_block + 1 and not self._continues(number):
            self._open, self._open_block = "", -1
            return False
        self._open_block = max(self._open_block, sentence.block - 1)
        return True

    def _continues(self, number: int) -> bool:
        """Tell whether an open list goes on: blocks of a list are short, or begin as imperatives do."""
        return len(self._texts[number].split()) <= _LIST_LINE and imperative(self._texts[number], True) is not None


_ANSWER = re.compile(r"(?P<how>By \w+ing) [^.?]{3,120}\.$")
_VAGUE = re.compile(
    r"(?:requires?|demands?|necessitates?|presupposes?|calls for|(?:the|an?|this|that|of|growing|urgent|pressing|"
    r"clear) |(?:will|would)? ?depends?|matters?|(?:has|have) )"
)
_NEEDING = re.compile(r"needs? ")
_SAME = re.compile(r" same\b")
_RELATIVE = re.compile(r"\b(?:that|which|who) $")
_URGING = re.compile(
    r"\b(?:(?:recommend|propos|urg|advocat|demand|insist|plead|prefer|favou?r)(?:e?[sd]|ing)?|(?:call|press|"
    r"push|ask)(?:s|ed|ing)? (?:for|on|upon)|"
    r"wants?|wanted|would (?:like|prefer)|(?:suggest|ask|request)(?:s|ed)? that\b.* be)\b"
)
_ARGUING = re.compile(
    r"\b(?:argu|believ|contend|see|say|said|tell|told|think|thought|feel|felt|maintain|claim|suggest|demonstrat|"
    r"warn|stat|put to us)\w*"
)
_MODAL = re.compile(r"\b(?:can|could|should|must|ought|need|needs|may|might|would|have to|has to|best|better)\b")


def _whose(holder: str) -> str:
    return f"a view that the author reports: {holder}"


def _texts(held: Sequence[Cue], tier: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(cue.text for cue in held if cue.tier == tier))
