"""The one door to Jinja: leaf expressions that can look things up, compare and join, and nothing else.

Calls, arithmetic, statements, comments and raw blocks are refused when a template is loaded, so a template from a
stranger can neither loop, call nor read. Attribute access is key look-up in `View` values only.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import CodeType
from typing import Any, NoReturn

from jinja2 import StrictUndefined, Template, TemplateSyntaxError, Undefined, nodes
from jinja2 import TemplateError as TemplateError
from jinja2.environment import TemplateExpression
from jinja2.parser import Parser
from jinja2.sandbox import ImmutableSandboxedEnvironment

_ALLOWED = (
    nodes.Template,
    nodes.Output,
    nodes.TemplateData,
    nodes.Name,
    nodes.Getattr,
    nodes.Getitem,
    nodes.Const,
    nodes.Filter,
    nodes.Test,
    nodes.Compare,
    nodes.Operand,
    nodes.And,
    nodes.Or,
    nodes.Not,
    nodes.CondExpr,
    nodes.Concat,
    nodes.Keyword,
)
_TESTS = frozenset({"defined", "undefined", "none", "string", "eq", "ne", "in"})
_WHAT = {
    nodes.Call: "calls are not allowed in templates",
    nodes.BinExpr: "arithmetic is not allowed in templates",
    nodes.UnaryExpr: "arithmetic is not allowed in templates",
    nodes.Stmt: "statements ({% … %}) are not allowed in templates",
    nodes.Slice: "slices are not allowed in templates; use “| best(n)”",
}
_WRONG_KIND = (TypeError, ValueError, ArithmeticError, LookupError)
"""What filters and comparisons raise on a value they are not made for."""
_OPEN, _MIDDLE, _CLOSE = "\x02", "\x03", "\x02\x03"


@dataclass(frozen=True, slots=True)
class Fault:
    """A refused expression: code-point offset in the leaf and what is wrong."""

    offset: int
    what: str


class Citable(str):
    """Text that knows what it rests on; the engine keeps track of it through a template, or it becomes uncited."""

    origin: object

    def __new__(cls, text: str, origin: object) -> Citable:
        made = super().__new__(cls, text)
        made.origin = origin
        return made


class View(Mapping[str, Any]):
    """What a template may look into; `value` is the model value behind it, out of the template's reach."""

    __slots__ = ("_fields", "value")

    def __init__(self, value: Any = None, /, **fields: Any) -> None:
        self.value = value
        self._fields = fields

    def __getitem__(self, key: str) -> Any:
        return self._fields[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._fields)

    def __len__(self) -> int:
        return len(self._fields)

    def __bool__(self) -> bool:
        return True


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of rendered text and the origin of its words, None for words of the template or uncited text."""

    text: str
    origin: object = None


class _Unknown(StrictUndefined):
    """A name that a leaf looks up in vain."""

    @property
    def _undefined_message(self) -> str:
        return self._undefined_hint or f"there is no “{self._undefined_name}” here"


class _Environment(ImmutableSandboxedEnvironment):
    def getattr(self, obj: Any, attribute: str) -> Any:
        return self._look_up(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        if isinstance(obj, (tuple, list)) and isinstance(argument, int):
            try:
                return obj[argument]
            except IndexError:
                return self.undefined(f"there is no item {argument}")
        return self._look_up(obj, argument)

    def _look_up(self, obj: Any, key: Any) -> Any:
        if isinstance(obj, Mapping) and key in obj:
            return obj[key]
        if isinstance(obj, Undefined):
            return obj
        known = ", ".join(sorted(obj)) if isinstance(obj, Mapping) else "nothing"
        return self.undefined(f"there is no “{key}” here, only {known}")

    def call(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise TemplateError("calls are not allowed in templates")


class Engine:
    """Checks and renders leaves with the given filters; between leaves it keeps only how they are filled in.

    A leaf is filled in for slide after slide, and a `Template` is a cycle that only the collector would take away.
    """

    def __init__(self, filters: Mapping[str, Callable[..., Any]]) -> None:
        self._origins: list[object] = []
        self._texts: dict[str, Template] = {}
        self._values: dict[str, TemplateExpression] = {}
        self._environment = _Environment(
            undefined=_Unknown,
            autoescape=False,
            finalize=self._mark,
            keep_trailing_newline=True,
            optimized=False,  # what cannot be worked out is told when the leaf is filled in
        )
        self._environment.filters = dict(filters)
        self._environment.globals = {}

    def faults(self, leaf: str) -> list[Fault]:
        """Return what is wrong with a text leaf ("{{ … }}" among words)."""
        for kind, sign in (("block", "{%"), ("comment", "{#")):
            if sign in leaf:
                what = (
                    "statements ({% … %}) are not allowed in templates"
                    if kind == "block"
                    else "comments are not allowed"
                )
                return [Fault(leaf.index(sign), what)]
        return self._parse(leaf, leaf, 0)

    def expression_faults(self, leaf: str) -> list[Fault]:
        """Return what is wrong with an expression leaf (a list field, `when`, `for_each`)."""
        if any(sign in leaf for sign in ("{{", "{%", "{#", "}}", "%}", "#}")):
            return [Fault(0, "write the bare expression, without braces")]
        return self._parse("{{ " + leaf + " }}", leaf, 3)

    def render(self, leaf: str, context: Mapping[str, Any]) -> tuple[Part, ...]:
        """Return a text leaf filled in, as parts; raises TemplateError (a sentence) for unknown names."""
        if "{" not in leaf:
            return (Part(leaf),) if leaf else ()
        self._origins = []
        template = self._texts.get(leaf)
        if template is None:
            template = self._texts[leaf] = Template.from_code(self._environment, _text_code(leaf), {})
        try:
            return tuple(self._parts(template.render(context)))
        except _WRONG_KIND as error:
            raise TemplateError(f"a value of the wrong kind stands here: {error}") from error

    def evaluate(self, leaf: str, context: Mapping[str, Any]) -> Any:
        """Return the value of an expression leaf; raises TemplateError for unknown names."""
        expression = self._values.get(leaf)
        if expression is None:
            template = Template.from_code(self._environment, _value_code(leaf), {})
            expression = self._values[leaf] = TemplateExpression(template, undefined_to_none=False)
        try:
            value = expression(**context)
        except _WRONG_KIND as error:
            raise TemplateError(f"a value of the wrong kind stands here: {error}") from error
        if isinstance(value, Undefined):
            value._fail_with_undefined_error()
        return value

    def _mark(self, value: Any) -> Any:
        if not isinstance(value, Citable):
            return value
        self._origins.append(value.origin)
        return f"{_OPEN}{len(self._origins) - 1}{_MIDDLE}{value!s}{_CLOSE}"

    def _parts(self, marked: str) -> Iterator[Part]:
        at = 0
        for match in re.finditer(f"{_OPEN}(\\d+){_MIDDLE}(.*?){_CLOSE}", marked, re.DOTALL):
            if match.start() > at:
                yield Part(marked[at : match.start()])
            yield Part(match.group(2), self._origins[int(match.group(1))])
            at = match.end()
        if at < len(marked):
            yield Part(marked[at:])

    def _parse(self, source: str, leaf: str, shift: int) -> list[Fault]:
        try:
            tree = self._environment.parse(source)
            for node in tree.find_all(nodes.Node):
                if what := self._fault(node):
                    return [Fault(_offset(leaf, node, shift), what)]
            self._environment.compile(source)
        except TemplateSyntaxError as error:
            return [Fault(max(0, leaf.find("{{")), f"not a template expression: {error.message}")]
        except (SyntaxError, RecursionError, MemoryError):
            return [Fault(0, "this expression is nested too deeply")]
        return []

    def _fault(self, node: nodes.Node) -> str:
        if isinstance(node, nodes.Filter) and node.name not in self._environment.filters:
            return f"there is no filter “{node.name}”; there are {', '.join(sorted(self._environment.filters))}"
        if isinstance(node, nodes.Test) and node.name not in _TESTS:
            return f"there is no test “{node.name}”; there are {', '.join(sorted(_TESTS))}"
        if isinstance(node, _ALLOWED):
            return ""
        return next(
            (what for kind, what in _WHAT.items() if isinstance(node, kind)), "this is not allowed in templates"
        )


@lru_cache(maxsize=1024)
def _text_code(leaf: str) -> CodeType:
    """Return the code of a text leaf; filters are looked up when it runs, so every engine shares it."""
    return _compiler().compile(leaf)


@lru_cache(maxsize=1024)
def _value_code(leaf: str) -> CodeType:
    """Return the code that computes an expression leaf into `result`."""
    environment = _compiler()
    parser = Parser(environment, leaf, state="variable")
    expression = parser.parse_expression()
    if not parser.stream.eos:
        raise TemplateSyntaxError("chunk after expression", parser.stream.current.lineno)
    expression.set_environment(environment)
    assign = nodes.Assign(nodes.Name("result", "store"), expression, lineno=1)
    return environment.compile(nodes.Template([assign], lineno=1))


class _AnyFilter(dict[str, Callable[..., Any]]):
    """Knows every filter while code is made; whether there is one was checked when the template was loaded."""

    def get(self, key: str, default: Any = None) -> Any:
        return str


def _compiler() -> _Environment:
    environment = _Environment(
        undefined=_Unknown, autoescape=False, finalize=str, keep_trailing_newline=True, optimized=False
    )
    environment.filters = _AnyFilter()
    return environment


def _offset(leaf: str, node: nodes.Node, shift: int) -> int:
    """Return where in `leaf` the refused thing most likely stands (Jinja knows only the line)."""
    name = node
    while not isinstance(name, nodes.Name) and (children := list(name.iter_child_nodes())):
        name = children[0]
    word = name.name if isinstance(name, nodes.Name) else ""
    found = re.search(rf"\b{re.escape(word)}\b", leaf) if word else None
    return found.start() if found else max(0, leaf.find("{{") + 3 - shift)
