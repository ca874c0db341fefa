"""What reading changes in the library: passages made, suggestions kept and dropped, borders, sentences; undoable steps."""

from __future__ import annotations

from dataclasses import replace

from briefer.app.passages import begin_at, end_at, kept, make_passage, recut, sentence_of, sentences_near
from briefer.errors import BrieferError
from briefer.gui import phrases, signs
from briefer.gui.evidence_edits import with_kind
from briefer.gui.kit import Kit
from briefer.gui.position_edits import with_dismissed
from briefer.mining.sentences import join, sentence_at, split
from briefer.model.essay import Essay, Reading
from briefer.model.evidence import Passage, PassageKind
from briefer.model.library import Put
from briefer.model.suggestion import Suggestion

_WORDS = 5


class Marker:
    """Works on one essay and its text; refusals are said in passing, with the sentence that gives the reason."""

    def __init__(self, kit: Kit) -> None:
        self._kit = kit

    def make(self, essay: Essay, body: str, start: int, end: int, kind: PassageKind) -> str:
        """Make a passage on a stretch and return its id, "" when it cannot be made."""
        return self._put_new(essay, body, start, end, kind)

    def make_of_sentence(self, essay: Essay, body: str, offset: int, kind: PassageKind) -> str:
        """Make a passage on the sentence at `offset` and return its id."""
        found = sentence_of(essay, body, offset)
        if found is None:
            self._kit.talk.toast("No sentence stands here: select the words first", False)
            return ""
        return self._put_new(essay, body, *found, kind)

    def change_kind(self, passage: Passage, kind: PassageKind) -> None:
        """Make a passage one of another kind."""
        essay = self._kit.session.shelf.get(Essay, passage.essay_id)
        if essay is not None and essay.text == "digest" and kind == "quotation":
            self._refuse_digest(essay)
        elif kind != passage.kind:
            self._kit.session.edit_library(f"the kind of {_opening(passage.wording)}", Put(with_kind(passage, kind)))
            self._kit.talk.toast(f"Now a {signs.WORDS[kind]}")

    def keep(self, essay: Essay, body: str, suggestion: Suggestion, kind: PassageKind | None = None) -> str:
        """Make the passage that a suggestion stands for and return its id."""
        try:
            made = kept(self._kit.session.shelf, {essay.body_sha256: body}, suggestion, kind)
        except BrieferError as error:
            self._kit.talk.toast(str(error), False)
            return ""
        self._kit.session.edit_library(f"keeping {_opening(made.wording)}", Put(made))
        self._kit.talk.toast(f"Kept as {signs.WORDS[made.kind]}: {_opening(made.wording)}")
        return made.id

    def dismiss(self, essay: Essay, body: str, suggestion: Suggestion) -> None:
        """Drop a suggestion; it is not proposed again."""
        new = with_dismissed(essay, suggestion.id)
        words = _opening(body[suggestion.start : suggestion.end])
        self._kit.session.edit_library(f"dropping the suggestion {words}", Put(new))
        self._kit.talk.toast(f"Suggestion dropped: {words}")

    def cut(self, essay: Essay, body: str, passage: Passage, start: int, end: int) -> None:
        """Give a passage other borders."""
        new = recut(essay, body, passage, start, end)
        if new.anchor != passage.anchor:
            self._kit.session.edit_library(f"the borders of {_opening(passage.wording)}", Put(new))

    def moved(
        self, essay: Essay, body: str, place: tuple[int, int], begin: bool, step: int, whole: bool
    ) -> tuple[int, int]:
        """Return a stretch with its begin or end moved by a word, or a sentence when `whole`."""
        if begin:
            return begin_at(essay, body, place, step, whole), place[1]
        return place[0], end_at(essay, body, place, step, whole)

    def join(self, essay: Essay, body: str, offset: int) -> None:
        """Join the sentence at `offset` with the next of its paragraph."""
        near = sentences_near(essay, body, offset)
        here = sentence_at(near, offset)
        after = near[near.index(here) + 1 :] if here is not None else ()
        if here is None or not after or after[0].block != here.block:
            self._kit.talk.toast("No sentence follows here in the same paragraph", False)
            return
        self._kit.session.edit_library("joining two sentences", Put(join(essay, after[0].start)))
        self._kit.talk.toast("Read as one sentence from now on")

    def split(self, essay: Essay, body: str, offset: int) -> None:
        """Let a sentence begin at the word at `offset`."""
        here = sentence_at(sentences_near(essay, body, offset), offset)
        at = offset
        while here is not None and at > here.start and not body[at - 1].isspace():
            at -= 1
        if here is None or at == here.start:
            self._kit.talk.toast("Put the cursor on the word with which the second sentence begins", False)
            return
        self._kit.session.edit_library("splitting a sentence", Put(split(essay, at)))
        self._kit.talk.toast("Read as two sentences from now on")

    def set_reading(self, essay: Essay, reading: Reading) -> None:
        """Say how far an essay was read."""
        if reading != essay.reading:
            self._kit.session.edit_library(
                f"reading state of {phrases.authors(essay)}", Put(replace(essay, reading=reading))
            )

    def _put_new(self, essay: Essay, body: str, start: int, end: int, kind: PassageKind) -> str:
        if essay.text == "digest" and kind == "quotation":
            self._refuse_digest(essay)
            return ""
        library = self._kit.session.shelf
        same = [p for p in library.passages_of(essay.id) if p.kind == kind and p.anchor is not None]
        for passage in same:
            if passage.anchor is not None and (passage.anchor.start, passage.anchor.end) == (start, end):
                self._kit.talk.toast(f"It is a {signs.WORDS[kind]} already", False)
                return passage.id
        try:
            made = make_passage(library, {essay.body_sha256: body}, essay.id, start, end, kind)
        except BrieferError as error:
            self._kit.talk.toast(str(error), False)
            return ""
        words = f"{signs.WORDS[kind]} {_opening(made.wording)}"
        self._kit.session.edit_library(f"marking the {words}", Put(made))
        self._kit.talk.toast(f"Marked as {words}")
        return made.id

    def _refuse_digest(self, essay: Essay) -> None:
        self._kit.talk.toast(f"{phrases.cited(essay)} is a summary: it can be paraphrased, never quoted", False)


def _opening(words: str) -> str:
    """Return the first words of a text in quotation marks."""
    found = words.split()
    return f"“{' '.join(found[:_WORDS])}{'…' if len(found) > _WORDS else ''}”"
