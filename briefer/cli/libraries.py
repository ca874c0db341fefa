"""`briefer library`: export, import, back up and check a library. Use-cases are imported when they run."""

from __future__ import annotations

from pathlib import Path

import click

from briefer.cli.options import LIBRARY, Commands, show


@click.group("library", cls=Commands)
def library_group() -> None:
    """Export, import, back up and check a library."""


@library_group.command("export")
@click.argument("folder", type=click.Path(path_type=Path))
@LIBRARY
def library_export(folder: Path, library: Path | None) -> None:
    """Write the library as a folder of text files."""
    from briefer.app.library import export_library

    show(export_library(library, folder))


@library_group.command("import")
@click.argument("folder", type=click.Path(path_type=Path))
@LIBRARY
@click.option("--overwrite", is_flag=True, help="Replace entries of the same id that differ.")
def library_import(folder: Path, library: Path | None, overwrite: bool) -> None:
    """Read a library folder into the library."""
    from briefer.app.library import import_library

    show(import_library(folder, library, overwrite))


@library_group.command("backup")
@LIBRARY
def library_backup(library: Path | None) -> None:
    """Make a backup now and check it."""
    from briefer.app.library import backup_library

    show(backup_library(library))


@library_group.command("check")
@LIBRARY
def library_check(library: Path | None) -> None:
    """Check the library file, its index and its sources."""
    from briefer.app.library import check_library

    show(check_library(library))
