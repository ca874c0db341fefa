"""A memory for pure functions whose arguments can be compared but not hashed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


class Recent(Generic[P, T]):
    """Remembers what a pure function gave for its last `most` different arguments; equal arguments share a result."""

    def __init__(self, function: Callable[P, T], most: int) -> None:
        self._function, self._most = function, most
        self._kept: tuple[tuple[object, T], ...] = ()

    def of(self, *args: P.args, **kwargs: P.kwargs) -> T:
        """Return what the function gives; it is called only for arguments that are not remembered."""
        asked = (args, kwargs)
        for known, found in self._kept:
            if known == asked:
                return found
        made = self._function(*args, **kwargs)
        self._kept = ((asked, made), *self._kept[: self._most - 1])
        return made

    @property
    def newest(self) -> T | None:
        """Return the last result that was made, None where there is none."""
        return self._kept[0][1] if self._kept else None

    def forget(self) -> None:
        """Forget everything."""
        self._kept = ()
