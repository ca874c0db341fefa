"""The one door to YAML: no aliases, no tags, no duplicate keys, every scalar stays text, every node knows its place."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, replace
from typing import Any, TypeAlias

import yaml

from briefer.errors import Problem, SpecError
from briefer.model.text import canonical

Data: TypeAlias = "str | list[Data] | dict[str, Data]"
Path: TypeAlias = tuple[str | int, ...]

MAX_DEPTH = 32
MAX_CHARACTERS = 8 * 1024 * 1024
_TOP_KEY = re.compile(r"([A-Za-z_][\w-]*):(?:\s|$)")
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Document:
    """A YAML file as plain data, with the line and column (from 1) of every value and key."""

    file: str
    data: dict[str, Data]
    marks: dict[Path, tuple[int, int]]
    problems: tuple[Problem, ...] = ()
    """Structural mistakes (a key that stands twice, an alias); `validate` reports them with all others."""
    moved: dict[Path, Path] = field(default_factory=dict)
    """Where items of shortened lists stand in the file."""

    def problem(self, path: Path, what: str) -> Problem:
        """Return a problem at `path`, or at the nearest place above it that the file has."""
        at = path
        while at and at not in self.moved:
            at = at[:-1]
        path = (*self.moved.get(at, at), *path[len(at) :])
        at = path
        while at and at not in self.marks:
            at = at[:-1]
        line, column = self.marks.get(at, (0, 0))
        return Problem(self.file, line, column, spell(path), what)


def without(document: Document, gone: Collection[Path]) -> Document:
    """Return `document` without what stands at the paths `gone`; problems still name the places of the file."""
    moved: dict[Path, Path] = {}

    def kept(data: Data, old: Path, new: Path) -> Data:
        if isinstance(data, dict):
            left = {key: value for key, value in data.items() if (*old, key) not in gone}
            return {key: kept(value, (*old, key), (*new, key)) for key, value in left.items()}
        if isinstance(data, list):
            rest = [at for at in range(len(data)) if (*old, at) not in gone]
            moved.update({(*new, to): (*old, at) for to, at in enumerate(rest)})
            return [kept(data[at], (*old, at), (*new, to)) for to, at in enumerate(rest)]
        return data

    data = kept(document.data, (), ())
    return replace(document, data=data if isinstance(data, dict) else {}, moved=moved)


def spell(path: Path) -> str:
    """Return `path` as people read it: `slides[0].title`."""
    words = ""
    for step in path:
        words += f"[{step}]" if isinstance(step, int) else f".{step}" if words else step
    return words


def texts(data: Data, path: Path = ()) -> Iterator[tuple[Path, str]]:
    """Yield every text in `data` with its place; a key stands at the place of its mapping."""
    if isinstance(data, str):
        yield path, data
    elif isinstance(data, dict):
        for key, value in data.items():
            yield path, key
            yield from texts(value, (*path, key))
    else:
        for index, value in enumerate(data):
            yield from texts(value, (*path, index))


def load(text: str, file: str) -> Document:
    """Parse one YAML mapping; raises SpecError where it cannot be read at all. Other mistakes are in `problems`."""
    if len(text) > MAX_CHARACTERS:
        raise SpecError([Problem(file, 0, 0, "", f"larger than {MAX_CHARACTERS // 2**20} MB; split it")])
    builder = _Builder(file)
    try:
        events = iter(yaml.parse(canonical(text), Loader=_Loader))
        data = builder.document(events)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (0, 0)
        what = f"not valid YAML: {error.problem or error.context}"
        raise SpecError([*builder.problems, Problem(file, line, column, "", what)]) from error
    except yaml.reader.ReaderError as error:
        found = yaml.reader.Reader.NON_PRINTABLE.search(canonical(text))
        lines = canonical(text)[: found.start() if found else 0].split("\n")
        sign = f"the character U+{ord(found[0]):04X}" if found else "a character"
        what = f"not valid YAML: {sign} may not stand in it"
        raise SpecError([*builder.problems, Problem(file, len(lines), len(lines[-1]) + 1, "", what)]) from error
    if not isinstance(data, dict):
        raise SpecError(
            [*builder.problems, Problem(file, 1, 1, "", "expected keys and values (“title: …”) at the top")]
        )
    return Document(file, data, builder.marks, tuple(builder.problems))


def dump(data: Data) -> str:
    """Return `data` as YAML that `load` reads back to the same value; keys keep their order."""
    return yaml.dump(data, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=100, default_flow_style=False)


def top_blocks(text: str) -> list[tuple[str, str]]:
    """Return `text`, a mapping in block style, cut before each of its keys: (key, lines); "" for lines before the first.

    Comment lines right above a key belong to it.
    """
    blocks: list[tuple[str, list[str]]] = [("", [])]
    for line in text.splitlines(keepends=True):
        if match := _TOP_KEY.match(line):
            above = blocks[-1][1]
            at = len(above)
            while at and above[at - 1].startswith("#"):
                at -= 1
            blocks.append((match[1], [*above[at:], line]))
            del above[at:]
        else:
            blocks[-1][1].append(line)
    return [(key, "".join(lines)) for key, lines in blocks]


class _Builder:
    def __init__(self, file: str) -> None:
        self.file = file
        self.marks: dict[Path, tuple[int, int]] = {}
        self.problems: list[Problem] = []

    def document(self, events: Iterator[yaml.Event]) -> Data:
        data: Data = ""
        seen = 0
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                seen += 1
            elif isinstance(event, yaml.NodeEvent):
                if seen > 1:
                    self._refuse((), event, "a second document ('---') is not read; keep one a file")
                    break
                data = self._node(event, events, ())
        return data

    def _node(self, event: yaml.Event, events: Iterator[yaml.Event], path: Path) -> Data:
        self.marks.setdefault(path, _place(event))
        if len(path) > MAX_DEPTH:
            line, column = _place(event)
            raise SpecError(
                [Problem(self.file, line, column, spell(path[:3]), f"nested deeper than {MAX_DEPTH} levels")]
            )
        if isinstance(event, yaml.AliasEvent):
            self._refuse(path, event, "aliases (*name) are not allowed; write the value out")
            return ""
        if getattr(event, "anchor", None):
            self._refuse(path, event, "anchors (&name) are not allowed; write the value out")
        if tag := getattr(event, "tag", None):
            self._refuse(path, event, f"tags ({tag}) are not allowed")
        if isinstance(event, yaml.ScalarEvent):
            value = canonical(str(event.value))
            return "" if event.style is None and value in ("~", "null") else value
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(events, path)
        return self._mapping(events, path)

    def _sequence(self, events: Iterator[yaml.Event], path: Path) -> list[Data]:
        items: list[Data] = []
        for event in events:
            if isinstance(event, yaml.SequenceEndEvent):
                break
            items.append(self._node(event, events, (*path, len(items))))
        return items

    def _mapping(self, events: Iterator[yaml.Event], path: Path) -> dict[str, Data]:
        found: dict[str, Data] = {}
        for event in events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            if not isinstance(event, yaml.ScalarEvent):
                self._refuse(path, event, "a key must be plain text")
                self._node(event, events, (*path, "?"))
                self._node(next(events), events, (*path, "?"))
                continue
            key = canonical(str(event.value))
            if key in found:
                self._refuse((*path, key), event, "stands twice; keep one")
            self.marks.setdefault((*path, key), _place(event))
            found[key] = self._node(next(events), events, (*path, key))
        return found

    def _refuse(self, path: Path, event: yaml.Event, what: str) -> None:
        self.problems.append(Problem(self.file, *_place(event), spell(path), what))


def _place(event: yaml.Event) -> tuple[int, int]:
    mark = event.start_mark
    return (mark.line + 1, mark.column + 1) if mark else (0, 0)


class _Dumper(yaml.SafeDumper):
    """Text that YAML would read as something else is still text to our loader, so it needs no quotes for its type."""

    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012

    def ignore_aliases(self, data: object) -> bool:
        return True


def _text(dumper: yaml.SafeDumper, value: str) -> yaml.ScalarNode:
    if "\n" in value and not any(line != line.rstrip() for line in value.split("\n")):
        return dumper.represent_scalar("tag:yaml.org,2002:str", value, style="|")
    quoted = '"' if value in ("~", "null", "") or value != value.strip() else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style=quoted)


_Dumper.add_representer(str, _text)
