"""The commands for brands from files of the user's own."""

from __future__ import annotations

from pathlib import Path

import click

from briefer.cli.options import AS_JSON, Commands, show
from briefer.errors import Exit


@click.group("brand", cls=Commands)
def brand_group() -> None:
    """Make a PowerPoint file of your own into a brand, or check one."""


@brand_group.command("add")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--name", default="", help="What to call the brand, instead of the name of the file.")
@AS_JSON
def brand_add(file: Path, name: str, as_json: bool) -> None:
    """Add FILE (.pptx or .potx) to your brands: its layouts, faces and colours carry your decks from then on."""
    from briefer.app.brands import add_brand, brand_json
    from briefer.cli.brand_report import brand_report

    made = add_brand(file, name)
    show(brand_json(made) if as_json else brand_report(made, True))


@brand_group.command("check")
@click.argument("what", metavar="FILE|NAME")
@AS_JSON
def brand_check(what: str, as_json: bool) -> int:
    """Say which layout carries what in a brand or in a file that could become one, and what is wrong with it.

    The exit code is 5 when slides may not fit or cannot be read.
    """
    from briefer.app.brands import brand_json, check_brand
    from briefer.cli.brand_report import brand_report

    found = check_brand(what)
    show(brand_json(found) if as_json else brand_report(found, False))
    return Exit.BRAND if any(remark.weight == "fail" for remark in found.remarks) else Exit.DONE
