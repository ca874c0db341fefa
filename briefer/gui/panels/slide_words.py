"""The words of the slides: an editor on the place of a statement, the fields beside it, and what is too long."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

from briefer.gui import phrases, slide_edits
from briefer.gui.kit import Kit
from briefer.gui.models.fit import fit_of
from briefer.gui.models.outline import Sheet, key_of
from briefer.gui.slide_edits import QUOTED
from briefer.gui.widgets.slide_editor import SlideEditor
from briefer.model.statement import Statement
from briefer.specs.brief import Brief
from briefer.specs.template import REGISTER

if TYPE_CHECKING:
    from briefer.gui.panels.compose import ComposeDesk


class SlideWords(QObject):
    """Wording of statements, each turn one undo step; words that cannot be taken wait where they were typed."""

    def __init__(self, kit: Kit, desk: ComposeDesk) -> None:
        super().__init__(desk)
        self._kit, self._desk = kit, desk
        self.editor: SlideEditor | None = None
        self._edited: tuple[Statement, Brief] | None = None
        """The statement under the editor as it was, and the brief before."""
        self.unfit: dict[str, str] = {}
        """Words that are too long to be taken, by statement: they wait where they were typed."""
        self._turn = 0
        desk.page.wanted.connect(self.edit)
        desk.remarks.shorten.connect(self.shorten)
        kit.outliner.failed.connect(lambda _: self._refused())
        kit.session.opened.connect(self.unfit.clear)

    @property
    def _key(self) -> str:
        return key_of(self._desk.storyboard.current_id)

    def edit(self) -> None:
        """Open an editor on the place of the chosen statement."""
        brief, page, sheet = self._kit.session.brief, self._desk.page, self._sheet()
        if not page.currentIndex().isValid() and page.lines.rows:
            page.choose(0)
        line = page.lines.row_at(page.currentIndex())
        if brief is None or sheet is None or line is None or line.statement is None:
            self._say("Choose a statement on the slide first")
            return
        why = slide_edits.why_fixed(brief, line.statement)
        if why:
            self._say(why)
            if why == QUOTED:
                self._desk.behind.show_line(line)
            return
        self._turn += 1
        self._edited = line.statement, brief
        self.editor = SlideEditor(self._kit.look, page.viewport())
        self.editor.typed.connect(self._typed)
        self.editor.ended.connect(self._ended)
        self.editor.cut.connect(lambda: self.cut(line.statement))
        name = "Title" if line.kind == "title" else f"Words of statement {page.currentIndex().row() + 1}"
        words = self.unfit.get(line.statement.id, line.statement.text)
        self.editor.begin(name, words, page.visualRect(page.currentIndex()))
        self._show_fit(sheet)
        self._refuse_long(line.statement, words)

    def reword(self, statement: Statement, text: str) -> str:
        """Set other words for `statement`, as it stood when its field was entered; return why they cannot be taken."""
        brief = self._kit.session.brief
        if brief is None:
            return ""
        if why := slide_edits.too_long(statement, text):
            self.unfit[statement.id] = text
            return why
        self.unfit.pop(statement.id, None)
        self._reworded(statement, slide_edits.with_words(brief, statement, text), statement.id)
        return ""

    def cut(self, statement: Statement | None) -> None:
        """Keep the beginning of a title that is too long; all of it goes to what the presenter says."""
        brief = self._kit.session.brief
        words = self.unfit.pop(statement.id, "") if statement is not None else ""
        if brief is None or statement is None or not words:
            return
        self._kit.session.edit_brief("shortening a title", slide_edits.with_short_title(brief, statement, words))
        if self.editor is not None:
            self.editor.end(True)
        self._kit.talk.toast("Shortened; the whole title stands in what you say")

    def say(self, text: str) -> None:
        """Set what the presenter says on the chosen slide."""
        brief = self._kit.session.brief
        if brief is not None and self._sheet() is not None:
            changed = slide_edits.with_say(brief, self._key, text)
            self._kit.session.edit_brief("what you say", changed, merge=f"say:{self._key}")

    def choose_statement(self, id: str) -> None:
        """Choose a statement of the page that is shown."""
        for at, line in enumerate(self._desk.page.lines.rows):
            if line.statement is not None and line.statement.id == id:
                self._desk.page.choose(at)

    def go_back(self) -> None:
        """Give the focus back to the slide."""
        self._desk.page.setFocus(Qt.FocusReason.OtherFocusReason)

    def shorten(self, what: str) -> None:
        """Open an editor on the title, or on the longest statement that can be retyped."""
        brief = self._kit.session.brief
        if brief is None:
            return
        found = [
            (line.kind == "title", len(line.text), line.statement.id)
            for line in self._desk.page.lines.rows
            if line.statement is not None and not slide_edits.why_fixed(brief, line.statement)
        ]
        wanted = [(length, id) for is_title, length, id in found if is_title == (what == "title")]
        if not wanted:
            self._say("Nothing here can be retyped: quotations and counts keep their words")
            return
        self.choose_statement(max(wanted)[1])
        self.edit()

    def _typed(self, text: str) -> None:
        if self._edited is None or self.editor is None:
            return
        statement, brief = self._edited
        if not self._refuse_long(statement, text):
            changed = slide_edits.with_words(brief, statement, text) if text.strip() != statement.text else brief
            self._reworded(statement, changed, str(self._turn))

    def _refuse_long(self, statement: Statement, text: str) -> bool:
        """Say in the editor that words are too long; tells whether they are."""
        why = slide_edits.too_long(statement, text)
        if why:
            self.unfit[statement.id] = text
        else:
            self.unfit.pop(statement.id, None)
        if self.editor is not None:
            self.editor.say(why, bool(why))
            if why:
                self.editor.fit.show_fit(*slide_edits.title_room(text))
        return bool(why)

    def _reworded(self, statement: Statement, changed: Brief, turn: str) -> None:
        what = "title" if statement.field == "title" else "statement"
        self._kit.session.edit_brief(f"rewording a {what}", changed, merge=f"words:{turn}")

    def _ended(self, keep: bool, here: bool) -> None:
        statement, before = self._edited or (None, None)
        if statement is not None and not keep:
            self.unfit.pop(statement.id, None)
        self.editor = self._edited = None
        if not keep and before is not None and self._kit.session.brief != before:
            self._kit.session.undo_stack.undo()
        if here:
            self._desk.page.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_fit(self, sheet: Sheet) -> None:
        if self.editor is None or self._edited is None or self._edited[0].id in self.unfit:
            return
        pages = [other.page for other in self._desk.sheets if key_of(other.id) == key_of(sheet.id)]
        found = [fit for page in pages if (fit := fit_of(page, self._edited[0].id))]
        if found:
            parts = f" · {phrases.counted(len(pages), 'slide')}" if len(pages) > 1 else ""
            self.editor.fit.show_fit(found[0].used, 1, found[0].words + parts)

    def _refused(self) -> None:
        if self.editor is not None:
            self.editor.say("These words cannot be composed; the banner says why")

    def _sheet(self, key: str = "") -> Sheet | None:
        """Return the first page of a slide that can be changed; says so for the register."""
        key = key or self._key
        if key == REGISTER:
            self._say("The register is made from what is cited; it cannot be changed here")
            return None
        return next((sheet for sheet in self._desk.sheets if key_of(sheet.id) == key), None)

    def _say(self, words: str) -> None:
        self._kit.talk.toast(words, False)
