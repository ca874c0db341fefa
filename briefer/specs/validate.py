"""The one door to pydantic: plain data in, frozen dataclasses out, all problems at once.

Scalars arrive as text, so numbers, truth values and dates have validators of their own; unknown keys are errors with
the nearest known key offered.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Hashable, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date
from difflib import get_close_matches
from functools import cache
from types import UnionType
from typing import Annotated, Any, TypeAlias, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from pydantic import BeforeValidator, TypeAdapter, ValidationError, WithJsonSchema

from briefer.errors import Problem, SpecError
from briefer.specs.strict_yaml import Data, Document, Path, without

T = TypeVar("T")

_LANGUAGE = r"[A-Za-z]{2,3}(-[A-Za-z]{4})?(-([A-Za-z]{2}|\d{3}))?"
"""Language, script and region of BCP 47."""


def _whole(value: object) -> int:
    if isinstance(value, str) and re.fullmatch(r"[+-]?\d{1,9}", value.strip()):
        return int(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if isinstance(value, str) and re.fullmatch(r"[+-]?\d+", value.strip()):
        raise ValueError("expected a number of at most nine digits")
    raise ValueError("expected a whole number")


def _from(least: int) -> Callable[[object], object]:
    def check(value: object) -> object:
        number = _whole(value)
        if number < least:
            raise ValueError(f"expected a whole number from {least} up")
        return number

    return check


def _number(value: object) -> object:
    if isinstance(value, str) and re.fullmatch(r"[+-]?\d{1,9}(\.\d{1,9})?", value.strip()):
        return float(value)
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return float(value)
    raise ValueError("expected a number")


def _size(value: object) -> object:
    number = _number(value)
    if not isinstance(number, float) or number <= 0:
        raise ValueError("expected a number of points above 0")
    return number


def _size_or_zero(value: object) -> object:
    number = _number(value)
    if not isinstance(number, float) or number < 0:
        raise ValueError("expected a number of points from 0 up")
    return number


def _colour(value: object) -> object:
    if isinstance(value, str) and re.fullmatch(r"[0-9A-Fa-f]{6}", value):
        return value.upper()
    raise ValueError("expected six hexadecimal digits, red, green and blue: 0B4F6C")


def _truth(value: object) -> object:
    if isinstance(value, bool):
        return value
    words = {"true": True, "yes": True, "false": False, "no": False}
    if isinstance(value, str) and value.strip().lower() in words:
        return words[value.strip().lower()]
    raise ValueError("expected true or false")


def _day(value: object) -> object:
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
        try:
            date.fromisoformat(value)
        except ValueError:
            raise ValueError("no such day; write YYYY-MM-DD") from None
        return value
    raise ValueError("expected a date, YYYY-MM-DD")


def _day_or(word: str) -> Callable[[object], object]:
    return lambda value: value if value == word else _day(value)


def _period(value: object) -> object:
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
        return _day(value)
    if isinstance(value, str) and re.fullmatch(r"(\d{4}(-(0[1-9]|1[0-2]))?)?", value):
        return value
    raise ValueError("expected a year, a month or a day: 2020, 2020-12, 2020-12-31")


def _filled(value: object) -> object:
    if isinstance(value, str) and not value.strip():
        raise ValueError("must not be empty")
    return value


def _file_name(value: object) -> object:
    if isinstance(value, str) and (value == "" or re.fullmatch(r"\w[\w-]{0,63}", value)):
        return value
    raise ValueError("expected letters, digits and hyphens, at most 64: it names the files")


def _language(value: object) -> object:
    if isinstance(value, str) and re.fullmatch(_LANGUAGE, value):
        return value
    raise ValueError("expected the tag of a language, such as en, en-GB or zh-Hant")


def _ids(value: object) -> object:
    if value == "all":
        return ("all",)
    if isinstance(value, list):
        return value
    raise ValueError("expected a list of ids in [ ], or all")


def _listed(value: object) -> object:
    if value == "":
        return ()
    if isinstance(value, (list, tuple)):
        return value
    raise ValueError("expected a list")


def _of(check: Callable[[object], object], schema: dict[str, Any]) -> tuple[BeforeValidator, WithJsonSchema]:
    return BeforeValidator(check), WithJsonSchema(schema)


Int: TypeAlias = Annotated[int, *_of(_whole, {"type": "integer"})]
FromZero: TypeAlias = Annotated[int, *_of(_from(0), {"type": "integer", "minimum": 0})]
FromOne: TypeAlias = Annotated[int, *_of(_from(1), {"type": "integer", "minimum": 1})]
Float: TypeAlias = Annotated[float, *_of(_number, {"type": "number"})]
Points: TypeAlias = Annotated[float, *_of(_size, {"type": "number", "exclusiveMinimum": 0})]
Points0: TypeAlias = Annotated[float, *_of(_size_or_zero, {"type": "number", "minimum": 0})]
Hex: TypeAlias = Annotated[str, *_of(_colour, {"type": "string", "pattern": "^[0-9A-Fa-f]{6}$"})]
Bool: TypeAlias = Annotated[bool, *_of(_truth, {"type": "boolean"})]
Day: TypeAlias = Annotated[str, *_of(_day, {"type": "string", "format": "date"})]
DayOrNothing: TypeAlias = Annotated[str, *_of(_day_or(""), {"type": "string", "pattern": r"^(\d{4}-\d{2}-\d{2})?$"})]
DayOrPending: TypeAlias = Annotated[
    str, *_of(_day_or("pending"), {"type": "string", "pattern": r"^(\d{4}-\d{2}-\d{2}|pending)$"})
]
Period: TypeAlias = Annotated[str, *_of(_period, {"type": "string", "pattern": r"^(\d{4}(-\d{2}(-\d{2})?)?)?$"})]
Filled: TypeAlias = Annotated[str, *_of(_filled, {"type": "string", "minLength": 1})]
FileName: TypeAlias = Annotated[str, *_of(_file_name, {"type": "string", "pattern": r"^(\w[\w-]{0,63})?$"})]
Language: TypeAlias = Annotated[str, *_of(_language, {"type": "string", "pattern": f"^{_LANGUAGE}$"})]
Ids: TypeAlias = Annotated[tuple[str, ...], BeforeValidator(_ids)]
Texts: TypeAlias = Annotated[tuple[str, ...], BeforeValidator(_listed)]


@cache
def _adapter(kind: Hashable) -> TypeAdapter[Any]:
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # what other packages install has no say in a brief
    return TypeAdapter(cast("type[Any]", kind))


def validate(document: Document, kind: type[T], version: str) -> T:
    """Return `document` as a `kind`; raises SpecError with every mistake. `version` is the value of its `briefer` key."""
    problems = [*document.problems, *_version(document, version)]
    value: T | None = None
    try:
        value = _adapter(cast(Hashable, kind)).validate_python(_body(document))
    except ValidationError as error:
        found = (_fault(document, kind, details) for details in error.errors(include_url=False))
        problems += [document.problem(path, what) for path, what in found]
    if problems or value is None:
        raise SpecError(problems)
    return value


def sound(kind: type[T], data: object) -> T:
    """Return `data`, which this program wrote as JSON, as a `kind`; raises ValueError where it is something else."""
    return cast(T, _adapter(cast(Hashable, kind)).validate_python(data))


def sound_part(document: Document, kind: type[T], **stand_ins: str) -> tuple[T, Document] | None:
    """Return what `document` says without its mistakes, to be checked further; None when too little is left.

    A list item with a mistake goes as a whole; `stand_ins` fill in for keys that must be there.
    """
    gone = {_whole_item(_fault(document, kind, details)[0]) for details in _errors(document, kind, stand_ins)}
    if () in gone:
        return None
    rest = without(document, gone)
    if _errors(rest, kind, stand_ins):
        return None
    return _adapter(cast(Hashable, kind)).validate_python({**stand_ins, **_body(rest)}), rest


def _body(document: Document) -> dict[str, Data]:
    return {key: value for key, value in document.data.items() if key != "briefer"}


def _errors(document: Document, kind: type[Any], stand_ins: Mapping[str, str]) -> list[Any]:
    try:
        _adapter(cast(Hashable, kind)).validate_python({**stand_ins, **_body(document)})
    except ValidationError as error:
        return [*error.errors(include_url=False)]
    return []


def _whole_item(path: Path) -> Path:
    """Return the list item that `path` leads into, else `path`."""
    return next((path[: at + 1] for at, step in enumerate(path) if isinstance(step, int)), path)


def json_schema(kind: type[Any], version: str) -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of a file of `kind`, with its version key."""
    schema = _adapter(cast(Hashable, kind)).json_schema()
    schema["properties"] = {"briefer": {"const": version}, **schema["properties"]}
    schema["required"] = ["briefer", *schema.get("required", [])]
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


def plain(value: object) -> Data:
    """Return a validated value as the data it came from; fields that have their default are left out."""
    if is_dataclass(value) and not isinstance(value, type):
        said = [f for f in fields(value) if getattr(value, f.name) != _default(f)]
        return {f.name: _plain_field(value, f.name) for f in said}
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, (tuple, list)):
        return [plain(item) for item in value]
    if isinstance(value, bool):
        return "true" if value else "false"
    if value is None:
        return ""
    return str(value)


def _plain_field(owner: object, name: str) -> Data:
    value = getattr(owner, name)
    every = value == ("all",) and _hints(cast(Hashable, type(owner)))[name] == Ids
    return "all" if every else plain(value)


@cache
def _hints(kind: Hashable) -> dict[str, Any]:
    return get_type_hints(cast("type[Any]", kind), include_extras=True)


def _default(field: Field[Any]) -> Any:
    return field.default if field.default_factory is MISSING else field.default_factory()


def nearest(word: str, known: list[str]) -> str:
    """Return "; did you mean 'x'?" for the known word most like `word`, or ""."""
    close = get_close_matches(word, known, n=1, cutoff=0.6)
    return f"; did you mean “{close[0]}”?" if close else ""


def _version(document: Document, version: str) -> list[Problem]:
    said = document.data.get("briefer")
    if said == version:
        return []
    if said is None:
        return [document.problem((), f"the first line must be “briefer: {version}”")]
    return [document.problem(("briefer",), f"“{said}” is not “{version}”; this program reads only that")]


def _fault(document: Document, kind: type[Any], details: Any) -> tuple[Path, str]:
    """Return where a mistake that pydantic found stands, and what it is."""
    path = _path(details["loc"])
    what = str(details["msg"]).removeprefix("Value error, ")
    match details["type"]:
        case "unexpected_keyword_argument":
            what = "unknown key" + nearest(str(path[-1]), _known(kind, path[:-1]))
        case "missing" | "missing_keyword_only_argument":
            what = f"“{path[-1]}” is missing"
            path = path[:-1]
        case "literal_error":
            said = details["input"]
            wanted = re.findall(r"'([^']*)'", details["ctx"]["expected"])
            what = f"“{said}” is not one of {', '.join(wanted)}" + nearest(str(said), wanted)
        case "dataclass_type" | "dict_type":
            what = "expected keys and values"
        case "tuple_type" | "list_type":
            what = "expected a list"
        case "string_type":
            what = "expected text"
    return path, what


def _path(loc: tuple[str | int, ...]) -> Path:
    """Drop what pydantic adds to a place (the key marker of mappings)."""
    return tuple(step for step in loc if step != "[key]")


def _known(kind: Any, path: Path) -> list[str]:
    """Return the keys that may stand at `path` of a `kind`."""
    for step in path:
        kind = _inside(kind, step)
    kind = _bare(kind)
    return [f.name for f in fields(kind)] if is_dataclass(kind) else []


def _inside(kind: Any, step: str | int) -> Any:
    kind = _bare(kind)
    if is_dataclass(kind) and isinstance(kind, type):
        return get_type_hints(kind).get(str(step))
    arguments = [argument for argument in get_args(kind) if argument is not Ellipsis]
    return arguments[-1] if arguments else None


def _bare(kind: Any) -> Any:
    if get_origin(kind) is Annotated:
        return _bare(get_args(kind)[0])
    if get_origin(kind) in (Union, UnionType):
        return _bare(next(argument for argument in get_args(kind) if argument is not type(None)))
    return kind
