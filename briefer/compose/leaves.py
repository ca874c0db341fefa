"""The leaves of one slide of a template, filled in; what a template asks for in vain is a problem with its place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from briefer.compose.views import FILTERS
from briefer.errors import SpecError
from briefer.specs.expressions import Engine, Part, TemplateError, View
from briefer.specs.template import DeckTemplate, SlideTemplate


class Leaves:
    """Fills in the leaves of `entry`; `cap` is the most that `best` gives, `left_out` names what it kept back."""

    def __init__(self, template: DeckTemplate, entry: SlideTemplate, cap: int | None) -> None:
        self.left_out: list[str] = []
        self._template = template
        self._entry = entry
        self._cap = cap
        self._engine = Engine({**FILTERS, "best": self._best})

    def text(self, key: str, leaf: str, scope: Mapping[str, Any]) -> str:
        """Return a text leaf filled in."""
        return "".join(part.text for part in self.parts(key, leaf, scope)).strip()

    def parts(self, key: str, leaf: str, scope: Mapping[str, Any]) -> Sequence[Part]:
        """Return a text leaf filled in, with the origin of its words."""
        try:
            return self._engine.render(leaf, scope)
        except TemplateError as error:
            raise self.refusal(key, str(error.message or error)) from error

    def value(self, key: str, leaf: str, scope: Mapping[str, Any]) -> Any:
        """Return what an expression gives."""
        try:
            return self._engine.evaluate(leaf, scope)
        except TemplateError as error:
            raise self.refusal(key, str(error.message or error)) from error

    def view(self, key: str, leaf: str, scope: Mapping[str, Any]) -> View:
        """Return the one thing that an expression gives."""
        found = self.value(key, leaf, scope)
        if not isinstance(found, View):
            raise self.refusal(key, f"expected one thing to show, such as “proposition.positions”, not “{leaf}”")
        return found

    def views(self, key: str, leaf: str, scope: Mapping[str, Any]) -> Sequence[View]:
        """Return the list that an expression gives."""
        found = self.value(key, leaf, scope)
        if not isinstance(found, (list, tuple)) or not all(isinstance(item, View) for item in found):
            raise self.refusal(key, f"expected a list of things to show, such as “slide.lines”, not “{leaf}”")
        return found

    def refusal(self, key: str, what: str) -> SpecError:
        """Return the error that says what is wrong with the leaf under `key`."""
        return SpecError([self._template.problem(self._entry, key, what)])

    def _best(self, values: Sequence[Any], limit: int = 4) -> list[Any]:
        chosen: list[Any] = FILTERS["best"](values, limit)
        if self._cap is None:
            return chosen
        self.left_out += [str(item["id"]) for item in chosen[self._cap :] if isinstance(item, View) and "id" in item]
        return chosen[: self._cap]
