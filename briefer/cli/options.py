"""What several commands share: options, a group that offers the nearest command, printing."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from briefer.errors import UsageError

LIBRARY = click.option(
    "--library",
    "library",
    type=click.Path(path_type=Path),
    help="Library file or folder to use instead of the brief's.",
)
AS_JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON instead of text.")


class FromOne(click.IntRange):
    """A whole number from 1 up."""

    def __init__(self) -> None:
        super().__init__(min=1)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the number; raises click's error with what is wrong."""
        try:
            return super().convert(value, param, ctx)
        except click.BadParameter:
            self.fail(f"“{value}” is no whole number from 1 up", param, ctx)


class Commands(click.Group):
    """A group that offers the nearest command for one it does not know."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError:
            from briefer.specs.validate import nearest

            offer = nearest(args[0], self.list_commands(ctx)) or "."
            raise UsageError(f"There is no command “{args[0]}”{offer} See briefer --help.") from None


def show(what: dict[str, Any] | str, one_line: bool = False) -> None:
    """Print a report, or a JSON document, which has `one_line` when several follow one another."""
    from briefer.cli.report import printable

    if isinstance(what, str):
        click.echo(printable(what))
    else:
        click.echo(json.dumps(what, ensure_ascii=False, indent=None if one_line else 2))
