"""`briefer templates`: list templates, start one of your own, or check one. Use-cases are imported when they run."""

from __future__ import annotations

from pathlib import Path

import click

from briefer.cli.options import AS_JSON, Commands, show


@click.group(cls=Commands, invoke_without_command=True)
@AS_JSON
@click.pass_context
def templates(context: click.Context, as_json: bool) -> None:
    """List deck and memo templates, start one of your own, or check one."""
    if context.invoked_subcommand is not None:
        return
    from briefer.app.listing import templates_json
    from briefer.cli.report import list_report

    found = templates_json()
    show(found if as_json else list_report(found))


@templates.command("new")
@click.argument("name")
@click.option("--from", "source", default="information-brief", show_default=True, help="Template to start from.")
@click.option(
    "-o", "--out", "folder", type=click.Path(path_type=Path), help="Folder to make it in instead of your templates."
)
def templates_new(name: str, source: str, folder: Path | None) -> None:
    """Start a template NAME as a copy of one that there is."""
    from briefer.app.templates import new_template

    made = new_template(name, source, folder)
    show(f"{made / 'template.yaml'} is yours to change. Check it with: briefer templates check {made}")


@templates.command("check")
@click.argument("folders", nargs=-1, required=True, type=click.Path(path_type=Path))
def templates_check(folders: tuple[Path, ...]) -> None:
    """Say everything that is wrong with the templates in FOLDERS, with line and column."""
    from briefer.app.templates import check_template

    for folder in folders:
        show(f"{folder}: “{check_template(folder)}” has no mistakes.")
