"""The commands, their arguments and their help. Use-cases are imported when they run, so that help is quick."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import click

from briefer import __version__
from briefer.cli.brands import brand_group
from briefer.cli.changes import diff, whatsnew
from briefer.cli.libraries import library_group
from briefer.cli.options import AS_JSON, LIBRARY, Commands, FromOne, show
from briefer.cli.templates import templates
from briefer.errors import Exit, UsageError


@click.group(cls=Commands, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="briefer", message="%(prog)s %(version)s")
@click.pass_context
def briefer(context: click.Context) -> None:
    """Turn essays into decks and memos in which every statement leads back to its page.

    Without a command the desktop app opens.
    """
    if context.invoked_subcommand is None:
        from briefer.gui import main

        sys.exit(main([]))


@briefer.command("import")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@LIBRARY
@click.option("--dry-run", is_flag=True, help="Show what would be imported and write nothing.")
@click.option(
    "--set",
    "said",
    multiple=True,
    metavar="[N.]FIELD=VALUE",
    help="Set a field of every piece, or of piece N: author, title, date, editor, in, kind, doi … (names with ;).",
)
@click.option(
    "--split/--no-split", default=None, help="One piece for each main heading, or the whole file as one piece."
)
@click.option(
    "--divide",
    "changes",
    multiple=True,
    metavar="WHAT:N[@PAGE]",
    help="merge:3 joins piece 3 with the next; split:3@12 cuts it, begin:3@12 begins it at that page or heading.",
)
@click.option("--leave-out", type=int, multiple=True, metavar="N", help="Do not import piece N.")
@click.option("--page-offset", type=int, metavar="N", help="Printed page = page of the file + N.")
@click.option("--ocr", "with_ocr", is_flag=True, help="Let OCRmyPDF read scanned PDFs, where it is installed.")
@click.option("--update", is_flag=True, help="Take FILES as new versions of texts that are in the library.")
@click.option(
    "--briefs",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="With --update: name the briefs in this folder that a change touches.",
)
@AS_JSON
def import_(
    files: tuple[Path, ...],
    library: Path | None,
    dry_run: bool,
    said: tuple[str, ...],
    split: bool | None,
    changes: tuple[str, ...],
    leave_out: tuple[int, ...],
    page_offset: int | None,
    with_ocr: bool,
    update: bool,
    briefs: Path | None,
    as_json: bool,
) -> int:
    """Import essays from FILES into the library; files that cannot be read are named, the others go on.

    References (.bib, .ris, CSL-JSON) among FILES, or beside a file under its name, complete what the files say.
    """
    from briefer.app.decisions import Decisions, change_of, said_of
    from briefer.app.importing import import_to
    from briefer.cli.report import import_report, update_report

    decisions = Decisions(
        said=tuple(map(said_of, said)),
        split=split,
        changes=tuple(map(change_of, changes)),
        page_offset=page_offset,
        left_out=frozenset(leave_out),
    )
    if update:
        from briefer.app.reimport import update_in

        updated = update_in(library, files, briefs, dry_run, decisions)
        show(updated.as_json() if as_json else update_report(updated))
        return Exit.IMPORT if updated.refused else Exit.DONE
    result = import_to(library, files, dry_run, decisions, with_ocr)
    show(result.as_json() if as_json else import_report(result))
    return Exit.IMPORT if result.refused else Exit.DONE


@briefer.command()
@click.argument("file", type=click.Path(path_type=Path))
@AS_JSON
def inspect(file: Path, as_json: bool) -> None:
    """Show the essays, pages and notes that an import of FILE would find."""
    from briefer.app.inspect import inspect_json
    from briefer.app.reading import read_file
    from briefer.app.resources import starter_themes
    from briefer.cli.report import inspect_report

    imported = read_file(file)
    show(inspect_json(imported, starter_themes()) if as_json else inspect_report(imported))


_FORMATS_HELP = "Formats, with commas; there are also handout, packet (PDF), html (memo) and xlsx (evidence)."
_OUT = click.option("-o", "--out", type=click.Path(path_type=Path), help="Write a file: .csv, .xlsx or .json.")
_FORMAT = click.option("--format", "form", type=click.Choice(["csv", "xlsx", "json"]), help="Format of that file.")


@briefer.command("list")
@click.argument("kind", type=click.Choice(["essays", "themes", "passages", "propositions", "recommendations"]))
@_FORMAT
@_OUT
@LIBRARY
@AS_JSON
def list_(kind: str, form: str | None, out: Path | None, library: Path | None, as_json: bool) -> None:
    """List what the library holds; “list passages -o evidence.xlsx” writes the evidence table."""
    from briefer.app.library import use_library
    from briefer.app.listing import list_json
    from briefer.app.tables import listed, write_table
    from briefer.cli.report import list_report

    _named_file(form, out)
    with use_library(library) as opened:
        if out:
            show(write_table(out, lambda: listed(opened, kind), lambda: list_json(opened, kind), form or ""))
            return
        found = list_json(opened, kind)
    show(found if as_json else list_report(found))


@briefer.command()
@click.option("--by", type=click.Choice(["text", "author", "institution"]), default="text", show_default=True)
@_FORMAT
@_OUT
@LIBRARY
@AS_JSON
def positions(by: str, form: str | None, out: Path | None, library: Path | None, as_json: bool) -> None:
    """Count who is for, against or silent on each proposition, with the denominator."""
    from briefer.app.library import use_library
    from briefer.app.tables import positions_json, positions_table, write_table
    from briefer.cli.report import positions_report
    from briefer.model.register import UNITS

    _named_file(form, out)
    with use_library(library) as opened:
        found = positions_json(opened, next(unit for unit in UNITS if unit == by))
    if out:
        show(write_table(out, lambda: positions_table(found), lambda: found, form or ""))
    else:
        show(found if as_json else positions_report(found))


def _named_file(form: str | None, out: Path | None) -> None:
    if form and not out:
        raise UsageError(f"Name the file to write with -o, such as -o table.{form}.")


@briefer.command(context_settings={"ignore_unknown_options": True})
@click.argument("query", nargs=-1, required=True)
@LIBRARY
@click.option("--limit", type=FromOne(), default=20, show_default=True, help="Most hits to show.")
@click.option("--facets", is_flag=True, help="Count all hits by author, theme, year and kind.")
@AS_JSON
def search(query: tuple[str, ...], library: Path | None, limit: int, facets: bool, as_json: bool) -> None:
    """Search essays, footnotes, passages and recommendations for QUERY.

    Words must all be there; "a phrase" stays together; begin* finds longer words from three letters on; OR, -word,
    NEAR(trade war, 5), author:, title:, theme:, year:2018..2020, kind:note, essay:, reading:unread, doubtful:yes,
    in:notes.
    """
    from briefer.app.library import use_library
    from briefer.app.listing import search_json
    from briefer.cli.report import search_report

    with use_library(library) as opened:
        found = search_json(opened, " ".join(query), limit)
    show(found if as_json else search_report(found, facets))


@briefer.command("mine")
@click.argument("essays", nargs=-1)
@LIBRARY
@AS_JSON
def mine_(essays: tuple[str, ...], library: Path | None, as_json: bool) -> None:
    """Show what rules find in ESSAYS, or in all: recommendations, by whom to whom, and why each was found."""
    from briefer.app.library import use_library
    from briefer.app.mining import mine_json
    from briefer.cli.report import mine_report

    with use_library(library) as opened:
        found = mine_json(opened, essays)
    show(found if as_json else mine_report(found))


@briefer.command()
@click.option("--question", required=True, help="What the brief is to answer, as one sentence.")
@click.option("--essays", multiple=True, help="An essay to draw on, by id; may be given again. All without it.")
@click.option("-o", "--out", "path", required=True, type=click.Path(path_type=Path), help="The brief to write.")
@LIBRARY
def draft(question: str, essays: tuple[str, ...], path: Path, library: Path | None) -> None:
    """Draft a brief on a question: confirmed material first, then the best found by rule, marked as unconfirmed."""
    from briefer.app.draft import draft_to

    ids = [id.strip() for one in essays for id in one.split(",") if id.strip()]
    show(draft_to(library, question, ids, path))


@briefer.command()
@click.argument("briefs", nargs=-1, required=True, type=click.Path(path_type=Path))
@LIBRARY
def check(briefs: tuple[Path, ...], library: Path | None) -> None:
    """Say everything that is wrong with each of BRIEFS, with line and column, and what a build would remark."""
    from briefer.app.briefs import checked_briefs
    from briefer.app.build import draft, refusals
    from briefer.cli.report import check_report

    with checked_briefs(briefs, library) as ready:
        for path, (brief, opened) in zip(briefs, ready, strict=True):
            made = draft(opened.library, opened.bodies, brief)
            show(check_report(path, made, refusals(brief, made)))


@briefer.command()
@click.argument("briefs", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("-o", "--out", "folder", type=click.Path(path_type=Path), default=Path("out"), show_default=True)
@click.option("--format", "formats", default="pptx,docx,pdf,md", show_default=True, help=_FORMATS_HELP)
@click.option("--max", "most", type=FromOne(), metavar="N", help="Most slides, instead of the brief's max_slides.")
@LIBRARY
@AS_JSON
def build(
    briefs: tuple[Path, ...], folder: Path, formats: str, most: int | None, library: Path | None, as_json: bool
) -> None:
    """Build deck and memo of each of BRIEFS into a folder; none is built while one has a mistake."""
    from briefer.app.briefs import checked_briefs
    from briefer.app.build import build as build_brief
    from briefer.app.built import card_json
    from briefer.cli.report import build_report

    wanted = [name.strip().lower() for name in formats.split(",") if name.strip()]
    if not wanted:
        raise UsageError("No format was named; name one or more with --format, such as pptx,pdf.")
    with checked_briefs(briefs, library) as ready:
        for brief, opened in ready:
            if most is not None:
                brief = replace(brief, deck=replace(brief.deck, max_slides=most))
            made = build_brief(
                opened.library, opened.bodies, brief, folder, wanted, library_path=opened.path, source=opened.source
            )
            show(card_json(made) if as_json else build_report(made), one_line=len(briefs) > 1)


@briefer.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@LIBRARY
@AS_JSON
def verify(files: tuple[Path, ...], library: Path | None, as_json: bool) -> int:
    """Compare every statement of finished decks with the library; exit code 7 when one does not match its source."""
    from briefer.app.verify import library_of, verify_file
    from briefer.audit.verification import verify_json
    from briefer.cli.report import verify_report

    worst = Exit.DONE
    for path in files:
        with library_of(path, library) as (opened, remark):
            result = verify_file(path, opened)
        if remark:
            result = replace(result, remarks=(*result.remarks, remark))
        worst = max(worst, result.exit)
        show(verify_json(result) if as_json else verify_report(result), one_line=len(files) > 1)
    return worst


@briefer.command()
@click.argument("kind", type=click.Choice(["brief", "template", "vocabulary"]))
def schema(kind: str) -> None:
    """Print the JSON Schema of a brief, template or vocabulary."""
    from briefer.app.schemas import schema_of

    show(schema_of(kind))


for command in (diff, whatsnew, library_group, templates, brand_group):
    briefer.add_command(command)
