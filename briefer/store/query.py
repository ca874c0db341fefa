"""What a search asks for: the grammar of docs/guide-search.md, read into a tree. Pure.

query := all (OR all)*          all := one+ (AND may stand between them)
one := -one | NOT one | ( query ) | NEAR(words, n) | field:value | "phrase" | "phrase"* | word | word*
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TypeAlias, get_args

from briefer.errors import UsageError
from briefer.model.essay import Reading
from briefer.model.text import canonical
from briefer.specs.validate import nearest

KINDS = ("essay", "body", "theme", "passage", "note", "proposition", "position", "recommendation")
FIELDS = ("author", "title", "theme", "year", "kind", "essay", "reading", "doubtful", "in")
PARTS = {"text": ("wording", "text"), "quotes": ("quote",), "headings": ("heading",), "notes": ("note",)}
"""What `in:` can name, and the columns of the index that it stands for."""
SHORTEST_PREFIX = 3
UNDATED = (-1, -1)
"""The years of works without one, year:n.d."""
_FARTHEST = 1_000
_DEEPEST = 40
_LONGEST = 1_000
_LEXEME = re.compile(
    r'(?P<space>\s+)|(?P<near>NEAR\()|(?P<open>\()|(?P<close>\))|(?P<not>-(?=["(\w]))|(?P<quote>"[^"]*"\*?)|'
    r'(?P<field>[A-Za-z]+:(?:"[^"]*"|[^\s()"]*))|(?P<word>[^\s()"]+)|(?P<bad>")'
)
_YEARS = re.compile(r"(\d{4})?\.\.(\d{4})?|(>=|<=|>|<)?(\d{4})")


class QueryError(UsageError):
    """The query cannot be read; the message is one sentence for the user."""


@dataclass(frozen=True, slots=True)
class Text:
    """A word, or words that must stand together; `prefix` matches how the last one begins."""

    text: str
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class Near:
    """Texts that stand at most `distance` words apart."""

    texts: tuple[Text, ...]
    distance: int


@dataclass(frozen=True, slots=True)
class Field:
    """A property of the essay or entry: `value` as typed; `years` are the first and last year of `year:`."""

    name: str
    value: str
    years: tuple[int, int] = (0, 9999)


@dataclass(frozen=True, slots=True)
class Not:
    """What must not be so."""

    node: Node


@dataclass(frozen=True, slots=True)
class All:
    """What must all be so."""

    nodes: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Any:
    """Of which one must be so."""

    nodes: tuple[Node, ...]


Node: TypeAlias = Text | Near | Field | Not | All | Any


@dataclass(frozen=True, slots=True)
class Query:
    """A query that can be answered; `columns` are those that `in:` names, none for all."""

    node: All
    columns: tuple[str, ...] = ()

    @property
    def texts(self) -> tuple[Text, ...]:
        """Return every text that is looked for, in the order typed; what must not be there is left out."""
        return tuple(_texts(self.node))


def parse(typed: str) -> Query:
    """Return what `typed` asks for; raises QueryError with one sentence when that cannot be told."""
    if len(typed) > _LONGEST:
        raise QueryError(f"A query has at most {_LONGEST} characters; leave some words out.")
    parser = _Parser(canonical(typed))
    node = parser.query(0)
    if parser.at < len(parser.lexemes):
        raise QueryError("A “)” has no “(” before it; take it out, or put the other one in.")
    if node is None:
        raise QueryError("Give at least one word or number to search for.")
    nodes = node.nodes if isinstance(node, All) else (node,)
    places = [part for part in nodes if isinstance(part, Field) and part.name == "in"]
    rest = tuple(part for part in nodes if part not in places)
    if _holds_in(All(rest)):
        raise QueryError("Put “in:” beside the other words, outside “OR”, “-” and brackets.")
    query = Query(All(rest), tuple(column for place in places[-1:] for column in PARTS[place.value]))
    if all(isinstance(part, Not) for part in rest):
        raise QueryError("Say also what to look for, not only what to leave out.")
    if places and not query.texts:
        raise QueryError(f"Give at least one word to look for in {places[-1].value}.")
    return query


def has_letters(text: str) -> bool:
    """Tell whether `text` has a letter or digit, so that an index can hold it."""
    return any(unicodedata.category(letter)[0] in "LN" for letter in text)


def _texts(node: Node) -> list[Text]:
    match node:
        case Text():
            return [node]
        case Near(texts, _):
            return list(texts)
        case All(nodes) | Any(nodes):
            return [text for part in nodes for text in _texts(part)]
    return []


def _holds_in(node: Node) -> bool:
    match node:
        case Field(name):
            return name == "in"
        case Not(part):
            return _holds_in(part)
        case All(nodes) | Any(nodes):
            return any(map(_holds_in, nodes))
    return False


class _Parser:
    def __init__(self, typed: str) -> None:
        found = ((match.lastgroup or "", match.group()) for match in _LEXEME.finditer(typed))
        self.lexemes = [lexeme for lexeme in found if lexeme[0] != "space"]
        self.at = 0

    def query(self, depth: int) -> Node | None:
        """Read alternatives up to a closing bracket or the end; None when nothing in them can be looked for."""
        if depth > _DEEPEST:
            raise QueryError("The brackets stand too deep in one another; take some out.")
        choices: list[Node] = []
        while True:
            if (found := self._all(depth)) is not None:
                choices.append(found)
            if self._peek() != ("word", "OR"):
                break
            self.at += 1
            if not choices or self._peek()[0] in ("", "close"):
                raise QueryError("“OR” stands between two words; give one on either side.")
        return choices[0] if len(choices) == 1 else Any(tuple(choices)) if choices else None

    def _all(self, depth: int) -> Node | None:
        nodes: list[Node] = []
        while self._peek()[0] not in ("", "close") and self._peek() != ("word", "OR"):
            if self._peek() == ("word", "AND"):
                self.at += 1
                if not nodes or self._peek()[0] in ("", "close"):
                    raise QueryError("“AND” stands between two words; give one on either side.")
            elif (node := self._one(depth)) is not None:
                nodes += node.nodes if isinstance(node, All) else (node,)
        return nodes[0] if len(nodes) == 1 else All(tuple(nodes)) if nodes else None

    def _one(self, depth: int) -> Node | None:
        kind, text = self._next()
        match kind:
            case "not":
                return self._without(depth)
            case "word" if text == "NOT":
                return self._without(depth)
            case "open":
                found = self.query(depth + 1)
                self._close()
                return found
            case "near":
                return self._near()
            case "quote":
                return _text(text.rstrip("*").strip('"'), text.endswith("*"))
            case "field":
                return _field(text)
            case "bad":
                raise QueryError("A quotation mark has no partner; put the other one in.")
        return _text(text.rstrip("*"), text.endswith("*"))

    def _without(self, depth: int) -> Node | None:
        if depth > _DEEPEST:
            raise QueryError("Too many “-” and “NOT” follow one another; take some out.")
        if self._peek()[0] in ("", "close") or self._peek() in (("word", "OR"), ("word", "AND")):
            raise QueryError("“NOT” needs a word after it.")
        found = self._one(depth + 1)
        return Not(found) if found is not None else None

    def _near(self) -> Node:
        texts: list[Text] = []
        distance = 10
        while self._peek()[0] not in ("", "close"):
            kind, text = self._next()
            number = re.fullmatch(r",?(\d{1,9})", text) if texts and self._peek()[0] == "close" else None
            if number and (text.startswith(",") or self.lexemes[self.at - 2][1].endswith(",")):
                distance = min(int(number[1]), _FARTHEST)
                continue
            bare = text.rstrip(",") if kind == "word" else text
            if kind not in ("word", "quote"):
                raise QueryError("In NEAR(…) stand words or phrases, then a number: NEAR(trade war, 5).")
            found = _text(bare.rstrip("*").strip('"'), bare.endswith("*"))
            texts += [found] if found else []
        self._close()
        if len(texts) < 2:
            raise QueryError("NEAR(…) needs two words or more, such as NEAR(trade war, 5).")
        return Near(tuple(texts), distance)

    def _close(self) -> None:
        if self._next()[0] != "close":
            raise QueryError("A “(” is never closed; put a “)” in.")

    def _peek(self) -> tuple[str, str]:
        return self.lexemes[self.at] if self.at < len(self.lexemes) else ("", "")

    def _next(self) -> tuple[str, str]:
        found = self._peek()
        self.at += 1
        return found


def _text(text: str, prefix: bool) -> Text | None:
    text = " ".join(text.split())
    if not has_letters(text):
        return None
    if prefix and sum(map(has_letters, re.split(r"[\W_]+", text)[-1])) < SHORTEST_PREFIX:
        raise QueryError(f"“{text}*” is too short; give at least {SHORTEST_PREFIX} letters before the *.")
    return Text(text, prefix)


def _field(typed: str) -> Node | None:
    name, _, said = typed.partition(":")
    name, value = name.lower(), said.strip('"').strip()
    if name not in FIELDS:
        offer = nearest(name, list(FIELDS))
        if offer and value:
            raise QueryError(f"There is no field “{name}:”{offer}")
        return _text(typed.rstrip("*").replace('"', " "), typed.endswith("*"))
    if not value:
        raise QueryError(f"“{name}:” needs a value right after the colon.")
    match name:
        case "year":
            return Field(name, value, _years(value))
        case "kind":
            return Field(name, _choice(name, value, KINDS))
        case "in":
            return Field(name, _choice(name, value, tuple(PARTS)))
        case "reading":
            return Field(name, _choice(name, value, get_args(Reading)))
        case "doubtful":
            return Field(name, _choice(name, value, ("yes", "no")))
    return Field(name, value)


def _choice(name: str, value: str, known: tuple[str, ...]) -> str:
    chosen = value.lower()
    if chosen not in known:
        raise QueryError(f"“{name}:” takes {', '.join(known[:-1])} or {known[-1]}, not “{value}”.")
    return chosen


def _years(value: str) -> tuple[int, int]:
    if value.lower() == "n.d.":
        return UNDATED
    found = _YEARS.fullmatch(value)
    if not found or value == "..":
        raise QueryError(f"“year:{value}” is no year; write year:2018, year:2018..2020 or year:>2019.")
    first, last, sign, year = found.groups()
    if year is None:
        return int(first or 0), int(last or 9999)
    at = int(year)
    return {">": (at + 1, 9999), ">=": (at, 9999), "<": (0, at - 1), "<=": (0, at)}.get(sign or "", (at, at))
