"""Shortening a quotation word by word, and making an imperative of a recommendation; nothing is saved unasked."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from briefer.gui import phrases
from briefer.gui.kit import Kit
from briefer.gui.widgets.buttons import button
from briefer.gui.widgets.flow import Flow
from briefer.gui.widgets.panel import clear, fact_line, group
from briefer.gui.widgets.text import Text
from briefer.gui.widgets.word_strip import WordStrip
from briefer.model.essay import Essay
from briefer.model.evidence import Passage, Recommendation
from briefer.quotation.rewriting import imperative
from briefer.quotation.trimming import (
    Offer,
    Span,
    TrimRefused,
    hazards,
    kept_in,
    less,
    offers,
    quoted_words,
    tokens,
    trimmed,
)

_SHOWN = 130
"""Width in pixels from which an offer is cut on its button; the tooltip has it whole."""


class _Part(QWidget):
    """A part of the card that is there for some passages only."""

    saved = Signal(object)
    """The passage as it is to be."""

    def __init__(self, kit: Kit, title: str) -> None:
        super().__init__()
        self._kit = kit
        self._passage: Passage | None = None
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(6)
        self.column.addWidget(group(kit.look, title))

    def _is_full(self, passage: Passage) -> bool:
        essay = self._kit.session.shelf.get(Essay, passage.essay_id)
        return essay is not None and essay.text == "full" and passage.anchor is not None


class Trimmer(_Part):
    """The words of a quotation, what can safely go, and how it will read."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit, "Shorten the quotation")
        look = kit.look
        self._body, self._span = "", (0, 0)
        self._words: tuple[Span, ...] = ()
        self._out: set[int] = set()
        self._taken: set[Offer] = set()
        self._text = ""
        self.offered = False
        """Whether the passage can be shortened here."""
        self.strip = WordStrip(look)
        self.column.addWidget(self.strip)
        self._offers = Flow()
        holder = QWidget()
        holder.setLayout(self._offers)
        self.column.addWidget(holder)
        self._warnings = QVBoxLayout()
        self._warnings.setSpacing(4)
        self.column.addLayout(self._warnings)
        self.preview = Text(look, "", ink="text2")
        self.column.addWidget(self.preview)
        row = QHBoxLayout()
        row.setSpacing(8)
        self.use = button(look, "Use this wording")
        self.whole = button(look, "Whole passage", "link")
        row.addWidget(self.use)
        row.addWidget(self.whole)
        row.addStretch(1)
        self.column.addLayout(row)
        self.strip.toggled.connect(self._toggle)
        self.use.clicked.connect(self._save)
        self.whole.clicked.connect(self._reset)
        self.hide()

    def show_passage(self, passage: Passage, editable: bool) -> None:
        """Offer to shorten `passage` where it is a quotation of a full text whose words stand at their place."""
        known, self._passage = self._passage, passage
        body = self._kit.services.passage_body(self._kit.session.shelf, passage) if self._is_full(passage) else ""
        self.offered = editable and passage.kind == "quotation" and bool(body)
        self.setVisible(self.offered)
        anchor = passage.anchor
        if not self.offered or anchor is None:
            return
        same = known is not None and (known.id, known.text, known.anchor) == (passage.id, passage.text, anchor)
        if not (same and body == self._body):
            self._body, self._span = body, (anchor.start, anchor.end)
            self._words = tokens(body, *self._span)
            kept = set(kept_in(body, self._span, quoted_words(passage)))
            self._out, self._taken = {at for at, word in enumerate(self._words) if word not in kept}, set()
        self._show()

    def kept(self) -> tuple[Span, ...]:
        """Return the stretches of the body that stay."""
        words = (word for at, word in enumerate(self._words) if at not in self._out)
        return less(words, (offer.drop for offer in self._taken))

    def _show(self) -> None:
        passage = self._passage
        if passage is None:
            return
        gone = [offer.drop for offer in self._taken]
        struck = {at for at, word in enumerate(self._words) if at in self._out or not less((word,), gone)}
        self.strip.show_words([self._body[a:b] for a, b in self._words], struck)
        self._show_offers()
        clear(self._warnings)
        look, kept = self._kit.look, self.kept()
        try:
            self._text = trimmed(self._body, self._span, kept)
        except TrimRefused as refused:
            self._text = ""
            self._warnings.addWidget(fact_line(look, "fail", str(refused)))
        else:
            if risky := hazards(self._body, self._span, kept):
                named = phrases.listed([f"“{word}”" for word in risky])
                said = f"{named} {'is' if len(risky) == 1 else 'are'} left out: that may turn or widen what is said."
                self._warnings.addWidget(fact_line(look, "warn", said))
        current = quoted_words(passage)
        self.preview.setVisible(bool(self._text))
        self.preview.setText(f"“{self._text}”")
        changed = bool(self._text) and self._text != current
        self.use.setEnabled(changed)
        self.use.setToolTip("" if changed else "This is how the quotation reads now")
        self.whole.setEnabled(bool(passage.text or self._out or self._taken))

    def _show_offers(self) -> None:
        self._offers.clear()
        left = [offer for offer in offers(self._body, *self._span) if less((offer.drop,), self._gone())]
        for offer in left:
            room = self._kit.look.scaled(_SHOWN)
            words = self.strip.fontMetrics().elidedText(offer.text, Qt.TextElideMode.ElideRight, room)
            press = button(self._kit.look, f"Drop “{words}” −{offer.words}")
            press.setAccessibleName(f"Drop “{offer.text}”, saves {phrases.counted(offer.words, 'word')}")
            press.setToolTip(phrases.tip(f"Drop “{offer.text}”"))
            press.clicked.connect(lambda _=False, offer=offer: self._take(offer))
            self._offers.addWidget(press)

    def _gone(self) -> tuple[Span, ...]:
        """Return what is left out, white space beside it included."""
        return less((self._span,), self.kept())

    def _take(self, offer: Offer) -> None:
        self._taken.add(offer)
        self._show()
        self.strip.setFocus()

    def _toggle(self, at: int) -> None:
        word = self._words[at]
        taken = {offer for offer in self._taken if offer.drop[0] < word[1] and word[0] < offer.drop[1]}
        if taken:
            self._taken -= taken
            self._out.discard(at)
        else:
            self._out ^= {at}
        self._show()

    def _save(self) -> None:
        if self._passage is not None and self._passage.anchor is not None and self._text:
            text = "" if self._text == self._passage.anchor.quote else self._text
            self.saved.emit(replace(self._passage, text=text))

    def _reset(self) -> None:
        self._out, self._taken = set(), set()
        if self._passage is not None and self._passage.text:
            self.saved.emit(replace(self._passage, text=""))
        else:
            self._show()


class Rewriter(_Part):
    """A recommendation as an imperative with the strength it had; a paraphrase that nobody has confirmed."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit, "As an imperative")
        self._lines = QVBoxLayout()
        self._lines.setSpacing(4)
        self.column.addLayout(self._lines)
        self.use = button(kit.look, "Imperative")
        row = QHBoxLayout()
        row.addWidget(self.use)
        row.addStretch(1)
        self.column.addLayout(row)
        self.use.clicked.connect(self._save)
        self._new: Passage | None = None
        self.hide()

    def show_passage(self, passage: Passage, editable: bool) -> None:
        """Offer an imperative where `passage` is a recommendation in the words of a full text."""
        self._passage, self._new = passage, None
        offered = editable and passage.kind == "recommendation" and self._is_full(passage)
        self.setVisible(offered)
        clear(self._lines)
        if not offered or passage.anchor is None:
            return
        look = self._kit.look
        entries = self._kit.session.shelf.all(Recommendation)
        actor = next((one.actor for one in entries if passage.id in one.passages and one.actor), "")
        made = imperative(passage.anchor.quote, actor)
        self.use.setEnabled(made is not None)
        self.use.setToolTip(
            "A paraphrase with its strength; it stays unconfirmed until you keep it"
            if made
            else "Its grammar does not allow it by rule; write the sentence yourself"
        )
        if made is None:
            self._lines.addWidget(Text(look, "Not by rule: write the sentence yourself.", "small", "text2"))
            return
        self._new = replace(passage, kind="paraphrase", text=made.shown, confirmed=False)
        self._lines.addWidget(Text(look, made.shown))
        if made.addressee:
            self._lines.addWidget(Text(look, f"To: {made.addressee}", "small", "text2"))
        for question in made.asks:
            self._lines.addWidget(fact_line(look, "warn", question))

    def _save(self) -> None:
        if self._new is not None:
            self.saved.emit(self._new)
            self._kit.talk.toast("A paraphrase now, unconfirmed until you keep it")
