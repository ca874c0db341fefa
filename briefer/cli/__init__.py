"""The command line: arguments in, use-cases called, sentences and JSON out. No decision is made here."""

from __future__ import annotations

import gc
import sys
from typing import TYPE_CHECKING

from briefer.app.frozen import work_when_started_to
from briefer.errors import BrieferError, Cancelled, Exit

if TYPE_CHECKING:
    import click


def main() -> None:
    """Run the command line and exit with the code of docs/json.md; every refusal is one sentence on stderr."""
    work_when_started_to()
    gc.set_threshold(
        100_000
    )  # a command makes many small values and ends; collecting them early costs a tenth of its time
    try:
        from briefer.cli.commands import briefer

        code = briefer.main(standalone_mode=False)
        sys.exit(code if isinstance(code, int) else Exit.DONE)
    except BrieferError as error:
        _say(str(error))
        sys.exit(error.exit)
    except KeyboardInterrupt:
        _say("Cancelled; nothing was written.")
        sys.exit(Cancelled.exit)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(Exit.DONE)
    except Exception as error:
        sys.exit(_unexpected(error))


def _say(text: str) -> None:
    from briefer.cli.report import printable

    sys.stderr.write(printable(text.rstrip()) + "\n")


def _sentence(error: click.ClickException) -> str:
    """Return what click refuses as one sentence and where to read on; all help where a group wants a command."""
    import click

    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        return error.format_message()
    said = error.format_message().rstrip()
    where = error.ctx.command_path if isinstance(error, click.UsageError) and error.ctx else "briefer"
    return f"{said}{'' if said.endswith(('.', '?')) else '.'} See {where} --help."


def _unexpected(error: Exception) -> int:
    """Say what click refuses in one sentence, log what is our own mistake; return the exit code."""
    import click

    if isinstance(error, click.exceptions.Abort):
        _say("Cancelled; nothing was written.")
        return Exit.CANCELLED
    if isinstance(error, click.exceptions.Exit):
        return error.exit_code
    if isinstance(error, click.ClickException):
        _say(_sentence(error))
        return Exit.USAGE
    from briefer.app.log import write_log

    place = write_log(error)
    _say(
        f"Briefer made a mistake of its own ({type(error).__name__}). Nothing of yours was changed; details are in {place}."
    )
    return Exit.BUG
