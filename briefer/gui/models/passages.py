"""Passages as a table: kind, headline, source, the slides they stand on, and how they check against their text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, QSortFilterProxyModel, Qt

from briefer.gui import phrases, signs
from briefer.gui.models.rows import Index, Row
from briefer.gui.models.table import TableModel, shown_anew
from briefer.gui.results import Outline, PassageCheck
from briefer.model.essay import Essay
from briefer.model.evidence import Passage, PassageKind, Theme
from briefer.model.library import Library

HEADS = ("Kind", "Headline", "Source", "Slides", "Check")
KIND, HEADLINE, SOURCE, SLIDES, CHECK = range(len(HEADS))
FACTS = Qt.ItemDataRole.UserRole + 1
SORT = Qt.ItemDataRole.UserRole + 2
KINDS: tuple[PassageKind, ...] = ("quotation", "paraphrase", "recommendation", "fact", "claim", "summary", "comment")


@dataclass(frozen=True, slots=True, kw_only=True)
class PassageFacts:
    """A passage with what the table says of it."""

    passage: Passage
    essay: Essay
    place: str
    slides: tuple[int, ...]
    check: str
    sign: str
    order: tuple[int, int, str]

    @property
    def headline(self) -> str:
        """Return the first line: the user's headline, else the wording."""
        return self.passage.headline or self.passage.wording

    @property
    def under(self) -> str:
        """Return the second line: the wording under a headline, or whose view it is."""
        if self.passage.relays:
            return f"Relayed: the view of {self.passage.relays}"
        return self.passage.wording if self.passage.headline else self.passage.note


def facts_of(library: Library, outline: Outline | None, checks: Mapping[str, PassageCheck]) -> tuple[PassageFacts, ...]:
    """Return the passages of `library` in shelf order, with their checks as far as they are known."""
    slides = _slides(outline)
    shelf = {essay.id: (at, essay) for at, essay in enumerate(library.all(Essay))}
    found = []
    for passage in library.all(Passage):
        at, essay = shelf[passage.essay_id]
        check = checks.get(passage.id)
        sign, words = (check.state, check.words) if check else _said(passage)
        start = passage.anchor.start if passage.anchor else passage.order
        found.append(
            PassageFacts(
                passage=passage,
                essay=essay,
                place=phrases.place(library.locator(passage)),
                slides=slides.get(passage.id, ()),
                check=words,
                sign=sign,
                order=(at, start, passage.id),
            )
        )
    return tuple(sorted(found, key=lambda fact: fact.order))


def _said(passage: Passage) -> tuple[str, str]:
    """Return what a passage says of itself before it was compared."""
    if passage.doubtful:
        return "doubtful", "Doubtful: do not use"
    return ("", "") if passage.confirmed else ("unconfirmed", "Unconfirmed")


def _slides(outline: Outline | None) -> dict[str, tuple[int, ...]]:
    found: dict[str, dict[int, None]] = {}
    for slide in outline.slides if outline else ():
        for statement in slide.statements:
            for citation in statement.citations:
                if citation.passage_id:
                    found.setdefault(citation.passage_id, {}).update(dict.fromkeys(slide.numbers[:1]))
    return {id: tuple(numbers) for id, numbers in found.items()}


def filter_rows(library: Library, shelf: Sequence[PassageFacts]) -> list[Row]:
    """Return the filters with their counts: state, kind, theme."""
    rows = [
        _filter("all", "All passages", len(shelf)),
        _filter("look", "To look at", sum(f.sign in ("warn", "fail") for f in shelf), "warn"),
        _filter("unconfirmed", "Unconfirmed", sum(not f.passage.confirmed for f in shelf), "unconfirmed"),
        _filter("doubtful", "Doubtful", sum(f.passage.doubtful for f in shelf), "doubtful"),
        _filter("unused", "Not used in this brief", sum(not f.slides for f in shelf)),
        Row(id="h:kinds", text="Kind", heading=True),
    ]
    kinds = Counter(f.passage.kind for f in shelf)
    rows += [_filter(f"kind:{k}", signs.WORDS[k].capitalize(), kinds[k], k) for k in KINDS if kinds[k]]
    themes = Counter(theme for f in shelf for theme in f.passage.themes)
    if themes:
        rows.append(Row(id="h:themes", text="Themes", heading=True))
        rows += [_filter(f"theme:{t.id}", t.label, themes[t.id]) for t in library.all(Theme) if themes[t.id]]
    return rows


def passes(fact: PassageFacts, chosen: str) -> bool:
    """Tell whether a passage belongs to the filter `chosen`."""
    kind, _, name = chosen.partition(":")
    match kind:
        case "look":
            return fact.sign in ("warn", "fail")
        case "unconfirmed":
            return not fact.passage.confirmed
        case "doubtful":
            return fact.passage.doubtful
        case "unused":
            return not fact.slides
        case "kind":
            return fact.passage.kind == name
        case "theme":
            return name in fact.passage.themes
        case _:
            return True


def _filter(id: str, text: str, count: int, sign: str = "") -> Row:
    spoken = f"{text}, {phrases.counted(count, 'passage')}"
    return Row(id=id, text=text, count=str(count), sign=sign, spoken=spoken, zero=count == 0)


class PassageModel(TableModel):
    """The passages as they are."""

    heads = HEADS

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._shelf: tuple[PassageFacts, ...] = ()

    def show(self, shelf: tuple[PassageFacts, ...]) -> None:
        """Show `shelf`; where the passages are the same, the selection stays."""
        with shown_anew(self, [f.passage.id for f in shelf] == [f.passage.id for f in self._shelf]):
            self._shelf = shelf

    def fact_at(self, row: int) -> PassageFacts | None:
        """Return the passage of a row."""
        return self._shelf[row] if 0 <= row < len(self._shelf) else None

    def row_of(self, passage_id: str) -> int:
        """Return the row of a passage, -1 when it is not there."""
        return next((at for at, fact in enumerate(self._shelf) if fact.passage.id == passage_id), -1)

    def rows_shown(self) -> int:
        return len(self._shelf)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        fact = self.fact_at(index.row()) if index.isValid() else None
        if fact is None:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return lines(fact, index.column())[0]
            case Qt.ItemDataRole.ToolTipRole:
                return phrases.tip("\n".join(filter(None, lines(fact, index.column()))))
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{HEADS[index.column()]}: {', '.join(filter(None, lines(fact, index.column()))) or 'none'}"
        if role == SORT:
            return _sorted_by(fact, index.column())
        return fact if role == FACTS else None


def lines(fact: PassageFacts, column: int) -> tuple[str, str]:
    """Return the two lines of a cell."""
    match column:
        case 0:
            return signs.WORDS[fact.passage.kind].capitalize(), ""
        case 1:
            return fact.headline, fact.under
        case 2:
            return phrases.authors(fact.essay), fact.place
        case 3:
            return ", ".join(map(str, fact.slides)) or "–", ""
        case _:
            return fact.check, ""


def _sorted_by(fact: PassageFacts, column: int) -> Any:
    match column:
        case 2:
            return "{:06d} {:09d} {}".format(*fact.order)
        case 3:
            return fact.slides[0] if fact.slides else 9999
        case _:
            return lines(fact, column)[0].casefold()


class PassageProxy(QSortFilterProxyModel):
    """The passages as filtered and sorted; without a sorted column they keep shelf order."""

    def __init__(self, model: PassageModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._keep: Callable[[PassageFacts], bool] = lambda _: True
        self.setSourceModel(model)
        self.setSortRole(SORT)

    def keep(self, test: Callable[[PassageFacts], bool]) -> None:
        """Show only passages for which `test` holds."""
        self._keep = test
        self.invalidate()

    def fact_at(self, index: Index) -> PassageFacts | None:
        """Return the passage at an index of the filtered table."""
        return self._model.fact_at(self.mapToSource(index).row()) if index.isValid() else None

    def place_of(self, passage_id: str) -> QModelIndex:
        """Return where a passage stands now, an invalid index when it is filtered away."""
        return self.mapFromSource(self._model.index(self._model.row_of(passage_id), HEADLINE))

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsDragEnabled if index.isValid() else flags

    def filterAcceptsRow(self, row: int, parent: Index) -> bool:
        fact = self._model.fact_at(row)
        return fact is not None and self._keep(fact)
