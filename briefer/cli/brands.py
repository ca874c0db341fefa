"""The commands for brands from files of the user's own."""

from __future__ import annotations

import json
from pathlib import Path

import click

from briefer.errors import Exit


@click.group("brand")
def brand_group() -> None:
    """Make a PowerPoint file of your own into a brand, or check one."""


@brand_group.command("add")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--name", default="", help="What to call the brand, instead of the name of the file.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of text.")
def brand_add(file: Path, name: str, as_json: bool) -> None:
    """Add FILE (.pptx or .potx) to your brands: its layouts, faces and colours carry your decks from then on."""
    from briefer.app.brands import add_brand, brand_json
    from briefer.cli.brand_report import brand_report
    from briefer.cli.report import printable

    made = add_brand(file, name)
    click.echo(
        json.dumps(brand_json(made), ensure_ascii=False, indent=2) if as_json else printable(brand_report(made, True))
    )


@brand_group.command("check")
@click.argument("what", metavar="FILE|NAME")
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of text.")
def brand_check(what: str, as_json: bool) -> int:
    """Say which layout carries what in a brand or in a file that could become one, and what is wrong with it.

    The exit code is 5 when slides may not fit or cannot be read.
    """
    from briefer.app.brands import brand_json, check_brand
    from briefer.cli.brand_report import brand_report
    from briefer.cli.report import printable

    found = check_brand(what)
    click.echo(
        json.dumps(brand_json(found), ensure_ascii=False, indent=2)
        if as_json
        else printable(brand_report(found, False))
    )
    return Exit.BRAND if any(remark.weight == "fail" for remark in found.remarks) else Exit.DONE
