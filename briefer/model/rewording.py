"""The same value with other texts in it: a change made to every text of a frozen value, however deep it stands."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

T = TypeVar("T")


def reworded(value: T, change: Callable[[str], str], kept: Collection[str] = ()) -> T:
    """Return `value` with `change` made to every text of its fields, tuples and mappings.

    Keys of mappings stay, and so do texts in a field named in `kept`, at any depth.
    """
    return _reworded(value, change, frozenset(kept))  # type: ignore[no-any-return]


def texts_of(value: object, kept: Collection[str] = ()) -> Iterator[str]:
    """Yield every text of `value` in order, keys of mappings included, without those in a field named in `kept`."""
    if isinstance(value, str):
        yield value
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            if field.name not in kept:
                yield from texts_of(getattr(value, field.name), kept)
    elif isinstance(value, Mapping):
        for key, item in value.items():
            yield from texts_of(key, kept)
            yield from texts_of(item, kept)
    elif isinstance(value, (tuple, list)):
        for item in value:
            yield from texts_of(item, kept)


def _reworded(value: Any, change: Callable[[str], str], kept: frozenset[str]) -> Any:
    if isinstance(value, str):
        return change(value)
    if is_dataclass(value) and not isinstance(value, type):
        old = {f.name: getattr(value, f.name) for f in fields(value) if f.init and f.name not in kept}
        new = {name: _reworded(item, change, kept) for name, item in old.items()}
        changed = {name: item for name, item in new.items() if item != old[name]}
        return replace(value, **changed) if changed else value
    if isinstance(value, Mapping):
        return {key: _reworded(item, change, kept) for key, item in value.items()}
    if isinstance(value, tuple):
        return tuple(_reworded(item, change, kept) for item in value)
    return value
