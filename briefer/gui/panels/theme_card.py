"""The fields of one theme, and terms that could become its seeds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QVBoxLayout, QWidget

from briefer.gui.kit import Kit
from briefer.gui.models.rows import Row
from briefer.gui.newest import Newest
from briefer.gui.theme_edits import labelled, terms
from briefer.gui.widgets.buttons import TickBox, explain
from briefer.gui.widgets.entries import Combo, Line, Words
from briefer.gui.widgets.panel import Scroll, group
from briefer.gui.widgets.row_list import RowList
from briefer.gui.widgets.text import Text
from briefer.mining.seedterms import SeedTerm
from briefer.model.evidence import Theme
from briefer.model.library import Put

FACETS = (("issue", "Issue"), ("region", "Region"))
_SHOWN = 5
_NO_TERMS = (
    "None yet: terms come from passages that you put under the theme, and from sentences that rules tag with it."
)


class _Terms(Newest):
    """Looks for terms again whenever another theme is shown or the library has changed."""

    def __init__(self, kit: Kit, parent: QObject) -> None:
        super().__init__(kit.reading, "Looking for terms", wait=120, parent=parent)
        self._kit = kit
        self.theme = ""

    def work(self) -> Callable[..., tuple[str, Sequence[SeedTerm]]] | None:
        library, theme, services = self._kit.session.library, self.theme, self._kit.services
        if library is None or not theme:
            return None
        return lambda progress, cancelled: (theme, services.seed_terms(library, theme))


class ThemeCard(Scroll):
    """Shows and changes one theme; a field is written when the cursor leaves it."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(margins=(14, 14, 14, 14))
        self._kit = kit
        self._theme: Theme | None = None
        look = kit.look
        self.finder = _Terms(kit, self)
        self._title = Text(look, "", "subject")
        self._id = Text(look, "", "small", "text2")
        self.label = Line(look)
        self.scope, self.seeds, self.exclude = Words(look), Words(look), Words(look)
        self.facet = Combo(look)
        self.auto = TickBox(look, "Tag with it by rule")
        self.offered = RowList(look, "Suggested seeds, Enter adds one", two_lines=True)
        self._none = Text(look, _NO_TERMS, "small", "text2")
        self._fields = QWidget()
        column = QVBoxLayout(self._fields)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        named: tuple[tuple[str, QWidget], ...] = (
            ("Label", self.label),
            ("Scope note", self.scope),
            ("Seeds, between commas", self.seeds),
            ("Exclude, between commas", self.exclude),
            ("Facet", self.facet),
        )
        for words, field in named:
            field.setAccessibleName(words.partition(",")[0])
            column.addWidget(group(look, words))
            column.addWidget(field)
        self.seeds.setAccessibleDescription("Ending in * for any ending; in capitals to match case")
        self.seeds.setToolTip("“sea lane*” finds “sea lanes”; “WHO” does not find “who”")
        column.addWidget(self.auto)
        self._seeds_head = group(look, "Suggested seeds", "Enter adds one")
        column.addWidget(self._seeds_head)
        column.addWidget(self.offered)
        column.addWidget(self._none)
        for part in (self._title, self._id, self._fields):
            self.column.addWidget(part)
        self.column.addStretch(1)
        self._connect()
        self.show_theme(None)

    def show_theme(self, theme: Theme | None) -> None:
        """Show the fields of `theme`."""
        if self._theme and theme and theme.id != self._theme.id:
            self.keep_fields()
        self._theme = theme
        self._fields.setVisible(theme is not None)
        self._title.setText(theme.label if theme else "No theme chosen")
        self._id.setText(f"Id {theme.id}; it stays when the theme is renamed" if theme else "")
        if theme is None:
            self.finder.theme = ""
            return
        editable = not self._kit.session.read_only
        if self.label.text() != theme.label:
            self.label.setText(theme.label)
            self.label.setCursorPosition(0)
        self.label.setReadOnly(not editable)
        for field, words in (
            (self.scope, theme.scope),
            (self.seeds, ", ".join(theme.seeds)),
            (self.exclude, ", ".join(theme.exclude)),
        ):
            field.setReadOnly(not editable)
            if field.toPlainText() != words:
                field.setPlainText(words)
        self.facet.show_pairs(FACETS, theme.facet)
        self.auto.setChecked(theme.auto)
        for choice in (self.facet, self.auto):
            choice.setEnabled(editable)
            explain(choice, self._kit.session.why_not)
        if self.finder.theme != theme.id:
            self._offer(None)
        self.finder.theme = theme.id
        self.finder.refresh()

    def keep_fields(self) -> None:
        """Write what stands in the fields, where it differs."""
        theme = self._current()
        if theme is None:
            return
        self._write("scope note", scope=" ".join(self.scope.toPlainText().split()))
        if terms(self.seeds.toPlainText()) != terms(", ".join(theme.seeds)):
            self._write("seeds", seeds=terms(self.seeds.toPlainText()))
        if terms(self.exclude.toPlainText()) != terms(", ".join(theme.exclude)):
            self._write("excluded terms", exclude=terms(self.exclude.toPlainText()))
        self._rename()

    def _connect(self) -> None:
        self.label.editingFinished.connect(self._rename)
        for field in (self.scope, self.seeds, self.exclude):
            field.left.connect(self.keep_fields)
        self.facet.activated.connect(lambda _: self._write("facet", facet=self.facet.currentData()))
        self.auto.clicked.connect(lambda on: self._write("tagging", auto=on))
        self.offered.opened.connect(self._add_term)
        self.finder.ready.connect(self._offer)

    def _current(self) -> Theme | None:
        """Return the shown theme as the library has it now; None when it is gone."""
        return self._kit.session.shelf.get(Theme, self._theme.id) if self._theme else None

    def _write(self, what: str, **changes: object) -> None:
        theme = self._current()
        if theme is None or self._kit.session.read_only:
            return
        new = replace(theme, **changes)  # type: ignore[arg-type]
        if new != theme:
            self._kit.session.edit_library(f"{what} of “{theme.label}”", Put(new))

    def _rename(self) -> None:
        theme, label = self._current(), " ".join(self.label.text().split())
        if theme is None or label == theme.label:
            return
        there = labelled(self._kit.session.shelf, label, but=theme.id)
        if not label or there is not None:
            self.label.setText(theme.label)
            why = f"“{label}” is in the vocabulary already" if there else "A theme needs a label"
            self._kit.talk.toast(why, False)
            return
        self._write("label", label=label)

    def _add_term(self, term: str) -> None:
        theme = self._current()
        if theme is not None:
            self._write("seeds", seeds=tuple(dict.fromkeys((*theme.seeds, term))))

    def _offer(self, found: tuple[str, Sequence[SeedTerm]] | None) -> None:
        if found is not None and (self._theme is None or found[0] != self._theme.id):
            return
        offered = found[1] if found and not self._kit.session.read_only else ()
        self.offered.show_rows([Row(id=seed.term, text=seed.term, note=seed.why) for seed in offered])
        self.offered.setVisible(bool(offered))
        self._none.setVisible(found is not None and not found[1])
        self._seeds_head.setVisible(not self._kit.session.read_only)
        rows = range(min(len(offered), _SHOWN))
        heights = (self.offered.sizeHintForIndex(self.offered.rows.index(at)).height() for at in rows)
        self.offered.setFixedHeight(max(sum(heights), 1))
