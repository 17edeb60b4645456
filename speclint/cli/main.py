"""The command `speclint`: find the command that is asked for, and end with the right exit code whatever happens."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Any, NoReturn, cast

import click

from speclint import __version__
from speclint.cli import exit_codes
from speclint.cli.options import SETTINGS
from speclint.cli.output import complain, use_utf8
from speclint.errors import SourceError, SpeclintError, problem_of
from speclint.told import Told, did_you_mean, placed, reason, told, translated

# Imported on use, so that asking for the version, or for one command, does not pay for the others.
COMMANDS = (
    "baseline",
    "check",
    "completion",
    "config",
    "diff",
    "explain",
    "extract",
    "init",
    "new",
    "plugins",
    "rules",
    "test-rules",
    "waivers",
)


class LazyGroup(click.Group):
    """A group whose commands are the modules beside this one."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Name the commands."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the command that is asked for."""
        if cmd_name not in COMMANDS:
            return None
        module = cmd_name.replace("-", "_")
        return cast(click.Command, getattr(import_module(f"speclint.cli.{module}"), module))

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command, or say which is spelled most like what was asked for."""
        if args[0] not in COMMANDS and not args[0].startswith("-") and not ctx.resilient_parsing:
            from difflib import get_close_matches

            nearest = get_close_matches(args[0], COMMANDS, n=1)
            hint = did_you_mean(nearest, COMMANDS)
            raise click.UsageError(told("no command is called {word!r}: {hint}", word=args[0], hint=hint), ctx)
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; where nobody reads what it prints, end quietly as other programs do."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:  # click would end with 1, which here means that something was found
            _abandon_output()
            ctx.exit(exit_codes.BROKEN_PIPE)

    def main(self, *args: Any, **extra: Any) -> Any:
        """Run, and turn every way in which a run can end into its exit code."""
        use_utf8()
        given = args[0] if args else extra.get("args")
        arguments = sys.argv[1:] if given is None else list(given)
        try:
            code = super().main(*args, **{**extra, "standalone_mode": False})
            _flush()
        except click.Abort:
            code = exit_codes.INTERRUPTED
        except click.ClickException as error:
            code = _fail(_told_by(error), arguments)
        except SourceError as error:
            code = _fail(placed(error.path, error.message), arguments)
        except SpeclintError as error:
            code = _fail(error.message, arguments)
        except BrokenPipeError:
            _abandon_output()
            code = exit_codes.BROKEN_PIPE
        except OSError as error:
            code = _fail(told("cannot write the output: {reason}", reason=reason(error)), arguments)
            _abandon_output()
        except Exception as error:
            code = _fail(_missing(error) or _bug(error), arguments)
        sys.exit(code if isinstance(code, int) else exit_codes.CLEAN)


@click.group(cls=LazyGroup, context_settings=SETTINGS, invoke_without_command=True)
@click.version_option(__version__, "-V", "--version", prog_name="speclint", message="%(prog)s %(version)s")
@click.pass_context
def cli(context: click.Context) -> None:
    """Find what the specs of AI features fail to state.

    For each AI feature of a PRD or model card written in Markdown, in English or in Chinese, speclint tells which of
    target, latency, cost, confidence, fallback, drift and evaluation is stated, vague or missing, and on which line.
    """
    if context.invoked_subcommand is None:
        click.echo(context.get_help(), err=True)
        context.exit(exit_codes.FAILURE)


def main() -> NoReturn:
    """Run the command line."""
    # What is read of a document is many small objects that live to its end: to look through them every 700 new ones
    # costs a sixth of a run, and what is in no circle goes without that.
    gc.set_threshold(50_000, 20, 100)
    cli(prog_name="speclint")
    raise AssertionError("the command line returned")


def _fail(problem: str, arguments: Sequence[str]) -> int:
    """Tell why a run fails, in the language that its arguments, its configuration or the locale ask for."""
    from speclint.cli.language import language_for

    complain(translated(told("error: {problem}", problem=problem), language_for(arguments)))
    return exit_codes.FAILURE


def _told_by(error: click.ClickException) -> str:
    """Tell what is wrong with the arguments, and where the options of the command are told."""
    problem = error.message
    if not isinstance(problem, Told):
        problem = error.format_message()
    elif isinstance(error, click.BadParameter):
        option = error.param_hint or (error.param.get_error_hint(error.ctx) if error.param and error.ctx else None)
        problem = told("Invalid value for {option}: {problem}", option=option, problem=problem) if option else problem
    context = error.ctx if isinstance(error, click.UsageError) else None
    if context is None:
        return problem
    return told("{problem} (see {command} --help)", problem=problem, command=context.command_path)


def _flush() -> None:
    # What is buffered may fail to be written only now; at the interpreter's end it would be too late to tell.
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            stream.flush()


def _abandon_output() -> None:
    """Let the interpreter's last flush go nowhere, since nobody reads it."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, ValueError, AttributeError):  # not a real file, as in tests
        return


def _missing(error: Exception) -> str | None:
    """Name a package that is not installed; a module of ours that is not there is our mistake."""
    package = (error.name or "").partition(".")[0] if isinstance(error, ModuleNotFoundError) else ""
    if not package or package == "speclint":
        return None
    return told(
        "{package} is not installed, which speclint needs: install speclint with pip, not its files alone",
        package=package,
    )


def _bug(error: Exception) -> str:
    if os.environ.get("SPECLINT_DEBUG"):
        from traceback import print_exc

        print_exc()
    return told("internal error, please report it: {what} (SPECLINT_DEBUG=1 shows more)", what=problem_of(error))
