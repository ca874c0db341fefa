"""Sets essays in columns and pages: justified or ragged, hyphenated, with notes at the foot of a column or at the end."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal, TypeAlias

from pdf_documents import BOLD, HEIGHT, ITALIC, SERIF, WIDTH
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from collection.truth import MARK, Block, Essay
from collection.works import SIGNS, relabelled

Notes: TypeAlias = Literal["foot", "foot by page", "end", "later"]
_SYLLABLE = re.compile(r"(?<=[aeiouäöüy][bcdfgklmnprstvxz])(?=[bcdfgklmnprstvxz][aeiouäöüy])")
_SPACELESS = re.compile(r"\^[^^]+\^|[ -~]+|.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How a document is set; lengths in points."""

    font: str = SERIF
    bold: str = BOLD
    italic: str = ITALIC
    size: float = 10.5
    leading: float = 1.22
    columns: int = 1
    gutter: float = 18
    margin: float = 60
    top: float = 760
    floor: float = 80
    indent: float = 14
    gap: float = 0
    """Between paragraphs."""
    justified: bool = False
    hyphens: bool = False
    spaceless: bool = False
    spaces: bool = True
    """Without them each word has a place of its own and no space is drawn, as TeX sets."""
    drop: bool = False
    """A paragraph that opens an essay begins with a letter over three lines."""
    rightward: bool = False
    """Letters of a line are drawn in the order of the eye, from right to left."""
    notes: Notes = "foot"
    note_size: float = 8.2
    flowing: bool = False
    """A note may go on in the next column."""
    rule: bool = False
    title_size: float = 19
    centred: bool = True
    head_size: float = 12.5


@dataclass(slots=True)
class _Column:
    x: float
    y: float
    floor: float
    notes: list[list[str]] = field(default_factory=list)


@dataclass(slots=True)
class Press:
    """Sets one document; `furniture` draws heads and feet of a page that is full, `label` names it."""

    canvas: Canvas
    look: Look
    label: Callable[[int], str] = str
    furniture: Callable[[Canvas, int, str, Essay | None], None] = lambda canvas, page, label, essay: None
    page: int = 1
    essay: Essay | None = None
    at: int = 0
    columns: list[_Column] = field(default_factory=list)
    carried: list[list[str]] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)
    on_page: int = 0
    waiting: list[tuple[str, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.columns_from(self.look.top)

    @property
    def width(self) -> float:
        look = self.look
        return (WIDTH - 2 * look.margin - look.gutter * (look.columns - 1)) / look.columns

    def piece(self, essay: Essay, *, lines: Sequence[str] = (), byline: str = "{}", signature: bool = False) -> Essay:
        """Set `essay` from the top of a page and return it with its pages and the labels its marks were given.

        `lines` are the lines of the title where it has several.
        """
        look = self.look
        self.essay, self.labels, self.waiting = essay, [], list(essay.notes)
        first = self.label(self.page)
        y = look.top
        for line in lines or (essay.title,):
            y = self._banner(line, y, look.bold, look.title_size)
        if essay.subtitle:
            y = self._banner(essay.subtitle, y - 3, look.italic, look.title_size * 0.74)
        if not signature:
            for number, author in enumerate(essay.authors):
                y = self._banner(byline.format(author), y - (8 if number == 0 else 0), look.font, look.size + 1)
                if number < len(essay.affiliations):
                    y = self._banner(essay.affiliations[number], y, look.italic, look.size - 0.5)
        self.columns_from(y - 14)
        self.blocks(essay.blocks)
        if signature:
            for number, author in enumerate(essay.authors):
                self._room(look.size).y -= look.size if number == 0 else 0
                self._line([author], look.bold, look.size, 0, self.width, False)
                if number < len(essay.affiliations):
                    self._line([essay.affiliations[number]], look.italic, look.size, 0, self.width, False)
        found = essay
        if self.labels:
            found = relabelled(essay, self.labels)
        if look.notes == "end" and essay.notes:
            self.heading("Notes")
            self.endnotes(found.notes)
        last = self.label(self.page)
        self.close()
        return replace(found, first_page=first, last_page=last)

    def opening(self, title: str, author: str = "") -> None:
        """Set a title above the columns of a page."""
        y = self._banner(title, self.look.top, self.look.bold, self.look.title_size)
        y = self._banner(author, y - 6, self.look.font, self.look.size + 1) if author else y
        self.columns_from(y - 12)

    def blocks(self, blocks: Sequence[Block]) -> None:
        """Set blocks one after the other."""
        look = self.look
        opening = True
        for block in blocks:
            match block.kind:
                case "heading":
                    self.heading(block.text)
                case "text" if look.drop and block is blocks[0]:
                    self._dropped(block.text)
                case "text":
                    self.paragraph(block.text, indent=0 if opening or look.gap else look.indent)
                case "quote":
                    self._skip(look.size * 0.5)
                    self.paragraph(block.text, size=look.size - 0.8, inset=22)
                    self._skip(look.size * 0.5)
                case "item":
                    self.paragraph(f"• {block.text}", inset=12, indent=-9)
                case "pull":
                    self._skip(look.size)
                    self.paragraph(block.text, size=look.size * 1.5, font=look.italic, inset=12, justified=False)
                    self._skip(look.size)
                case "caption":
                    self._room(130).y -= 10
                    column = self.columns[self.at]
                    self.canvas.rect(column.x, column.y - 90, self.width, 90)
                    column.y -= 90 + 14
                    self.paragraph(block.text, size=look.size - 2, font=look.italic, justified=False)
                    self._skip(look.size)
                case "table":
                    self._table([row.split("\t") for row in block.text.split("\n")])
            opening = block.kind == "heading"

    def heading(self, text: str) -> None:
        look = self.look
        self._room(look.head_size * 4).y -= look.head_size * 0.9
        for line in self._wrapped(text, look.bold, look.head_size, 0, self.width):
            self._line(line, look.bold, look.head_size, 0, self.width, False)
        self._skip(look.head_size * 0.35)

    def paragraph(
        self,
        text: str,
        *,
        size: float = 0,
        font: str = "",
        indent: float = 0,
        inset: float = 0,
        justified: bool | None = None,
    ) -> None:
        look = self.look
        size, font = size or look.size, font or look.font
        width = self.width - 2 * inset
        full = look.justified if justified is None else justified
        lines = self._wrapped(text, font, size, indent, width)
        for number, line in enumerate(lines):
            shift = indent if number == 0 else 0
            self._line(line, font, size, inset + shift, width - shift, full and number + 1 < len(lines))
        self._skip(look.gap)

    def _dropped(self, text: str) -> None:
        look = self.look
        size = look.size * 3.3
        letter, rest = text[0], text[1:]
        inset = stringWidth(letter, look.bold, size) + 3
        lines = self._wrapped(rest, look.font, look.size, 0, self.width - inset)[:3]
        column = self._room(look.size * look.leading * 4)
        self._draw([letter], column.x, column.y - 2 * look.size * look.leading, look.bold, size, 0)
        for line in lines:
            self._line(line, look.font, look.size, inset, self.width - inset, look.justified)
        self.paragraph(" ".join(rest.split(" ")[sum(map(len, lines)) :]))

    def endnotes(self, notes: Sequence[tuple[str, str]]) -> None:
        """Set notes as a list of numbered paragraphs."""
        for label, text in notes:
            self.paragraph(f"{label}. {text}", size=self.look.size - 1.2, indent=0)

    def close(self) -> None:
        """Finish the open page."""
        self._finish_column()
        while self.carried:
            self._next_column()
            self._finish_column()
        self.furniture(self.canvas, self.page, self.label(self.page), self.essay)
        self.canvas.showPage()
        self.page, self.on_page = self.page + 1, 0
        self.columns_from(self.look.top)

    def columns_from(self, top: float) -> None:
        """Begin columns at height `top` of the open page."""
        look = self.look
        self.columns = [
            _Column(look.margin + at * (self.width + look.gutter), top - look.size, look.floor)
            for at in range(look.columns)
        ]
        self.at = 0
        self._begin_column()

    def _begin_column(self) -> None:
        if self.carried:
            column, (carried, self.carried) = self.columns[self.at], (self.carried, [])
            column.notes = carried
            column.floor += self._note_height(len(carried))

    def _note_height(self, lines: int) -> float:
        return lines * self.look.note_size * 1.2 + (8 if lines else 0)

    def _next_column(self) -> None:
        if self.at + 1 < len(self.columns):
            self.at += 1
            self._begin_column()
        else:
            self.furniture(self.canvas, self.page, self.label(self.page), self.essay)
            self.canvas.showPage()
            self.page, self.on_page = self.page + 1, 0
            self.columns_from(self.look.top)

    def _finish_column(self) -> None:
        column, size = self.columns[self.at], self.look.note_size
        y = self.look.floor + self._note_height(len(column.notes)) - 8 - size
        if column.notes and self.look.rule:
            self.canvas.line(column.x, y + size * 1.2, column.x + 60, y + size * 1.2)
        for words in column.notes:
            self._draw(words, column.x, y, self.look.font, size, 0)
            y -= size * 1.2

    def _room(self, height: float) -> _Column:
        while self.columns[self.at].y - height * 0.2 < self.columns[self.at].floor:
            self._finish_column()
            self._next_column()
        return self.columns[self.at]

    def _skip(self, height: float) -> None:
        self.columns[self.at].y -= height

    def _banner(self, text: str, y: float, font: str, size: float) -> float:
        look = self.look
        width = stringWidth(text, font, size)
        x = (WIDTH - width) / 2 if look.centred else (WIDTH - look.margin - width if look.rightward else look.margin)
        self._draw([text], x, y - size, font, size, 0)
        return y - size * 1.28

    def _line(self, words: list[str], font: str, size: float, x: float, width: float, full: bool) -> None:
        marked = [mark for word in words for mark in MARK.findall(word)]
        notes = [self.waiting[n][1] for n in range(min(len(marked), len(self.waiting)))] if marked else []
        at_foot = self.look.notes.startswith("foot")
        column = self._room(size * self.look.leading)
        set_notes: list[list[list[str]]] = []
        while notes and at_foot:
            labels = self._labels(marked, peek=True)
            set_notes = [
                self._wrapped(f"^{label}^ {text}", self.look.font, self.look.note_size, 0, self.width)
                for label, text in zip(labels, notes, strict=True)
            ]
            lines = sum(map(len, set_notes))
            if self.look.flowing and column.y - size > column.floor + self._note_height(1):
                break
            if column.y - size * 0.4 > column.floor + self._note_height(lines + len(column.notes)) - self._note_height(
                len(column.notes)
            ):
                break
            self._finish_column()
            self._next_column()
            column = self.columns[self.at]
        if marked and self.waiting:
            labels = self._labels(marked, peek=False)
            following = iter(labels)
            words = [MARK.sub(lambda _: f"^{next(following)}^", word) for word in words]
            del self.waiting[: len(marked)]
        for note in set_notes:
            for line in note:
                height = self._note_height(len(column.notes) + 1) - self._note_height(len(column.notes))
                if self.carried or (self.look.flowing and column.y - size * 1.2 < column.floor + height):
                    self.carried.append(line)
                else:
                    column.floor += height
                    column.notes.append(line)
        extra = 0.0
        if full and len(words) > 1:
            joint = "" if self.look.spaceless else " "
            extra = (width - self._width(joint.join(words), font, size)) / (len(words) - 1)
        if self.look.rightward:
            x = width - self._width(" ".join(words), font, size)
        self._draw(words, column.x + x, column.y, font, size, extra)
        column.y -= size * self.look.leading

    def _labels(self, marked: Sequence[str], peek: bool) -> list[str]:
        if self.look.notes != "foot by page":
            labels = list(marked)
        else:
            signs = bool(self.essay and self.essay.notes and not self.essay.notes[0][0].isdigit())
            numbers = range(self.on_page, self.on_page + len(marked))
            labels = [SIGNS[number] if signs else str(number + 1) for number in numbers]
        if not peek:
            self.on_page += len(marked)
            self.labels += labels
        return labels

    def _table(self, rows: Sequence[Sequence[str]]) -> None:
        size = self.look.size - 1
        self._room(size * 1.4 * (len(rows) + 1)).y -= 8
        column = self.columns[self.at]
        for row in rows:
            for number, cell in enumerate(row):
                at = column.x + number * self.width / len(row)
                self._draw([cell], at, column.y, self.look.font, size, 0)
            column.y -= size * 1.4
        column.y -= 10

    def _wrapped(self, text: str, font: str, size: float, indent: float, width: float) -> list[list[str]]:
        joint = "" if self.look.spaceless else " "
        words = _SPACELESS.findall(text) if self.look.spaceless else text.split(" ")
        lines: list[list[str]] = []
        line: list[str] = []
        while words:
            room = width - (indent if not lines else 0)
            word = words.pop(0)
            if not line or self._width(joint.join([*line, word]), font, size) <= room:
                line.append(word)
                continue
            parts = self._divided(word, room - self._width(" ".join([*line, ""]), font, size), font, size)
            if parts:
                line.append(parts[0])
                words.insert(0, parts[1])
            else:
                words.insert(0, word)
            lines.append(line)
            line = []
        return [*lines, line] if line else lines

    def _divided(self, word: str, room: float, font: str, size: float) -> tuple[str, str] | None:
        if self.look.spaceless or not word.strip("“”„().,;:?!").replace("-", "").isalpha():
            return None
        at = word.find("-") + 1
        if at and at < len(word):
            return (word[:at], word[at:]) if self._width(word[:at], font, size) <= room else None
        for cut in reversed([one.start() for one in _SYLLABLE.finditer(word)] if self.look.hyphens else []):
            if 2 < cut < len(word) - 3 and self._width(word[:cut] + "-", font, size) <= room:
                return word[:cut] + "-", word[cut:]
        return None

    def _width(self, text: str, font: str, size: float) -> float:
        parts = enumerate(text.split("^"))
        return sum(stringWidth(part, font, size * (0.64 if number % 2 else 1)) for number, part in parts)

    def _draw(self, words: Sequence[str], x: float, y: float, font: str, size: float, extra: float) -> None:
        if self.look.rightward:
            self.canvas.setFont(font, size)
            self.canvas.drawString(x, y, " ".join(words)[::-1])
            return
        if len(words) > 1 and (not self.look.spaces or (extra and self.look.spaceless)):
            gap = extra if self.look.spaceless else extra + self._width(" ", font, size)
            for word in words:
                self._draw([word], x, y, font, size, 0)
                x += self._width(word, font, size) + gap
            return
        pen = self.canvas.beginText(x, y)
        pen.setWordSpace(extra)
        joint = "" if self.look.spaceless else " "
        for number, part in enumerate(joint.join(words).split("^")):
            if part:
                raised = number % 2
                pen.setFont(font, size * (0.64 if raised else 1))
                pen.setRise(size * 0.36 if raised else 0)
                pen.textOut(part)
        self.canvas.drawText(pen)


def head(left: str, right: str, inside: bool = True) -> Callable[[Canvas, int, str, Essay | None], None]:
    """Return furniture: `left` and `right` above pages by turns, labels below ("{title}" and "{author}" are filled)."""

    def draw(canvas: Canvas, page: int, label: str, essay: Essay | None) -> None:
        text = left if page % 2 else right
        if essay:
            text = text.format(title=essay.title, author=", ".join(essay.authors))
        canvas.setFont(SERIF, 8.5)
        if page % 2 or not inside:
            canvas.drawString(60, HEIGHT - 40, text)
        else:
            canvas.drawRightString(WIDTH - 60, HEIGHT - 40, text)
        canvas.drawCentredString(WIDTH / 2, 36, label)

    return draw
