"""What is done to whole slides, each as one undo step, kept in the brief by slide key."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from briefer.compose.edits import moved
from briefer.compose.wording import capitalised
from briefer.gui import phrases, slide_edits
from briefer.gui.kit import Kit
from briefer.gui.models.fit import body_of
from briefer.gui.models.outline import Sheet, key_of
from briefer.gui.panels.slide_words import SlideWords
from briefer.gui.results import Outline
from briefer.gui.widgets.presenter import Presenter
from briefer.model.evidence import Passage
from briefer.specs.template import REGISTER

if TYPE_CHECKING:
    from briefer.gui.panels.compose import ComposeDesk

ON_SLIDES = ("slide-up", "slide-down", "slide-hide", "slide-lock", "slide-copy", "slide-out", "place-here")


class SlideWork(SlideWords):
    """Order, hiding, locking, copies and passages of the slides of one brief, and their words."""

    def __init__(self, kit: Kit, desk: ComposeDesk) -> None:
        super().__init__(kit, desk)
        self.presenter: Presenter | None = None
        self._wanted = ""
        """The slide to show when it is there."""
        self._grown: tuple[str, dict[str, str]] | None = None
        """What was done that makes the deck longer, and the titles of its slides before."""
        commands = kit.commands
        doing = {
            "slide-up": lambda: self.step(-1),
            "slide-down": lambda: self.step(1),
            "slide-hide": self.hide,
            "slide-lock": self.lock,
            "slide-copy": self.copy,
            "slide-out": self.take_out,
            "slide-back": self.bring_back,
            "place-here": self.place_first,
            "edit-here": self.edit,
        }
        commands.on("present", self.present)
        commands.only_in("present", desk)
        for id, do in doing.items():
            commands.on(id, do)
            for place in (desk.page, desk.storyboard):
                commands.only_in(id, place)
        desk.storyboard.moved.connect(self.move)
        desk.storyboard.given.connect(self.place)
        desk.storyboard.words_for = self.words_for
        desk.page.given.connect(self.place_here)
        desk.page.words_for = lambda passages: self.words_for(passages, self._key)
        kit.session.brief_changed.connect(self._allow)
        kit.session.opened.connect(self._allow)
        self._allow()

    @property
    def _order(self) -> tuple[str, ...]:
        outline = self._kit.outliner.outline
        return outline.order if outline else ()

    def go_to(self, key: str) -> None:
        """Show a slide."""
        self._desk.go_to(key)

    def present(self) -> None:
        """Show the slides over the whole screen, from the chosen one on."""
        painter, sheets = self._desk.painter, self._desk.sheets
        if painter is None or all(sheet.page.hidden for sheet in sheets):
            self._say("There is no slide to show")
            return
        self.presenter = Presenter(sheets, painter, self._desk.storyboard.current_id, self._desk)
        self.presenter.left.connect(self._desk.go_to)
        self.presenter.showFullScreen()

    def move(self, key: str, after: str) -> None:
        """Put a slide right behind another, or first."""
        brief = self._kit.session.brief
        if brief is None or key not in self._order:
            self._say("The register stays last")
            return
        self._kit.session.edit_brief("moving a slide", moved(self._order, brief, key, after))

    def step(self, by: int) -> None:
        """Move the chosen slide one place up or down."""
        keys = list(dict.fromkeys(key_of(sheet.id) for sheet in self._desk.sheets))
        keys = [key for key in keys if key != REGISTER]
        if self._key not in keys:
            self._say("The register stays last")
            return
        at = keys.index(self._key)
        if not 0 <= at + by < len(keys):
            self._say("The slide stands at the end already")
            return
        rest = [key for key in keys if key != self._key]
        self.move(self._key, rest[at + by - 1] if at + by else "")

    def hide(self) -> None:
        """Hide the chosen slide, or show it again."""
        self._toggle("hidden", "hiding a slide", "showing a slide", "Hidden: it stays in the file and is not shown")

    def lock(self) -> None:
        """Hold the texts of the chosen slide as they are, or free them."""
        brief, sheet = self._kit.session.brief, self._sheet()
        if brief is None or sheet is None:
            return
        on = not slide_edits.edit_of(brief, self._key).locked
        changed = slide_edits.with_lock(brief, self._key, sheet.slide.statements, on)
        self._kit.session.edit_brief("locking a slide" if on else "unlocking a slide", changed)
        self._kit.talk.toast("Locked: its texts stay as they are" if on else "Unlocked")

    def copy(self) -> None:
        """Put a copy of the chosen slide behind it."""
        brief, sheet = self._kit.session.brief, self._sheet()
        if brief is None or sheet is None:
            return
        changed, self._wanted = slide_edits.with_copy(brief, self._key, sheet.slide.title)
        self._grow("Doubled: the copy stands behind it")
        self._kit.session.edit_brief("doubling a slide", changed)

    def take_out(self) -> None:
        """Take the chosen slide out of the deck; its edits wait in the brief."""
        brief, sheet = self._kit.session.brief, self._sheet()
        if brief is None or sheet is None:
            return
        if len({key_of(sheet.id) for sheet in self._desk.sheets} - {REGISTER}) == 1:
            self._say("A deck keeps at least one slide")
            return
        changed = slide_edits.with_edit(brief, self._key, removed=True)
        self._kit.session.edit_brief("taking out a slide", changed)
        self._kit.talk.toast("Taken out; Ctrl+Shift+Del brings it back")

    def bring_back(self, key: str = "") -> None:
        """Bring a slide back that was taken out, the last one where none is named."""
        brief = self._kit.session.brief
        gone = slide_edits.removed(brief) if brief else ()
        if brief is None or not gone:
            self._say("No slide was taken out")
            return
        self._wanted = key or gone[-1]
        self._grow("Brought back")
        self._kit.session.edit_brief("bringing a slide back", slide_edits.with_edit(brief, self._wanted, removed=False))

    def set_layout(self, layout: str) -> None:
        """Set the chosen slide in another layout that takes its fields."""
        brief, sheet = self._kit.session.brief, self._sheet()
        if brief is None or sheet is None:
            return
        own = sheet.slide.alternatives[:1]
        changed = slide_edits.with_edit(brief, self._key, layout="" if (layout,) == own else layout)
        self._kit.session.edit_brief("change of layout", changed)

    def words_for(self, passages: Sequence[str], key: str) -> tuple[str, bool]:
        """Return what dropping passages on a slide would do and how full it would be, and whether one of them can."""
        shelf, sheet = self._kit.session.shelf, self._sheet(key)
        found, why = self._placeable(passages, sheet)
        if sheet is None or not found:
            return why, False
        body = body_of(sheet.page)
        what = phrases.source_of(shelf, found[0]) if len(found) == 1 else phrases.counted(len(found), "passage")
        left = f"; {len(passages) - len(found)} cannot go here" if len(found) < len(passages) else ""
        room = body.with_more(passage.wording for passage in found) if body else ""
        return "; ".join(filter(None, (f"adds {what}{left}", room))), True

    def place(self, passages: Sequence[str], key: str) -> None:
        """Put passages on a slide, each with its citation, as one step."""
        brief, sheet = self._kit.session.brief, self._sheet(key)
        words, can = self.words_for(passages, key)
        if not can or brief is None:
            self._say(words)
            return
        found, _ = self._placeable(passages, sheet)
        for passage in found:
            brief = slide_edits.placed(brief, self._kit.session.shelf, passage, key)
        self._wanted = key
        self._grow(capitalised(words))
        what = "a passage" if len(found) == 1 else phrases.counted(len(found), "passage")
        self._kit.session.edit_brief(f"putting {what} on a slide", brief)

    def _placeable(self, passages: Sequence[str], sheet: Sheet | None) -> tuple[list[Passage], str]:
        """Return those of `passages` that can go onto a slide, and why one cannot."""
        brief, shelf = self._kit.session.brief, self._kit.session.shelf
        found, why = [], "The passage is not in this library"
        for passage in (shelf.get(Passage, id) for id in passages):
            if brief is None or passage is None or sheet is None:
                continue
            refused = slide_edits.no_place(brief, passage, key_of(sheet.id), sheet.slide.takes_lines)
            if refused:
                why = refused
            else:
                found.append(passage)
        return found, why

    def place_first(self) -> None:
        """Put the first passage of the tray on the chosen slide."""
        brief = self._kit.session.brief
        waiting = [pick.passage for pick in brief.picks if not pick.slide] if brief else []
        if waiting:
            self.place(waiting[:1], self._key)
        else:
            self._say("The tray is empty; A puts a passage into it")

    def place_here(self, passages: Sequence[str]) -> None:
        """Put passages on the chosen slide."""
        if self._desk.isVisible():
            self.place(passages, self._key)

    def shown(self, outline: Outline | None) -> None:
        """Take note that the slides were shown afresh: go to one that was waited for, say how what is written fits."""
        if outline is not None and self._wanted and any(s.key == self._wanted for s in outline.slides):
            wanted, self._wanted = self._wanted, ""
            self._desk.storyboard.choose(wanted)
        if outline is not None and self._grown is not None and not self._kit.outliner.overtaken:
            self._tell_grown(outline)
        sheet = self._sheet()
        if sheet is not None:
            self._show_fit(sheet)

    def _grow(self, done: str) -> None:
        """Take note of the slides before the deck gets longer."""
        outline = self._kit.outliner.outline
        self._grown = done, {slide.key: slide.title for slide in outline.slides} if outline else {}

    def _tell_grown(self, outline: Outline) -> None:
        """Say what was done, and which slides gave way to it because the brief limits their number."""
        done, before = self._grown or ("", {})
        self._grown = None
        brief = self._kit.session.brief
        there = {slide.key for slide in outline.slides}
        lost = [f"“{title}”" for key, title in before.items() if key not in there]
        if lost and brief is not None:
            most = brief.deck.max_slides
            limit = f"to {phrases.counted(most, 'slide')}" if most else "short"
            done = f"{done}. To keep the deck {limit}, {phrases.listed(lost)} gave way"
        self._kit.talk.toast(done)

    def _toggle(self, field: str, on: str, off: str, words: str) -> None:
        brief, sheet = self._kit.session.brief, self._sheet()
        if brief is None or sheet is None:
            return
        now = not getattr(slide_edits.edit_of(brief, self._key), field)
        changed = slide_edits.with_edit(brief, self._key, **{field: now})
        self._kit.session.edit_brief(on if now else off, changed)
        if now:
            self._kit.talk.toast(words)

    def _allow(self) -> None:
        brief = self._kit.session.brief
        for id in (*ON_SLIDES, "edit-here", "present"):
            self._kit.commands.allow(id, brief is not None, "Open a library first")
        gone = slide_edits.removed(brief) if brief else ()
        self._kit.commands.allow("slide-back", bool(gone), "No slide was taken out")
