"""`speclint check`: find what specs fail to state."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click

from speclint.cli import exit_codes
from speclint.cli.options import (
    SETTINGS,
    choose_language,
    colour_option,
    config_options,
    kind_option,
    language_option,
    plugins_option,
    today_option,
)
from speclint.cli.output import (
    complain,
    complain_of_files,
    progress,
    read_stdin,
    style_for,
    write,
    write_file,
    write_step_summary,
)
from speclint.told import did_you_mean, told, translated

if TYPE_CHECKING:
    from speclint.model import Report
    from speclint.show.reporter import Reporter

FORMATS = "text, concise, json, json-lines, sarif, github, gitlab, junit, rdjson, markdown, questions, statistics"
RULES = "Rules by code, beginning of a code, name or group, separated by commas; may be repeated."


@click.command(context_settings=SETTINGS)
@click.argument("paths", nargs=-1, metavar="[PATH]...", type=click.Path())
@click.option("--select", multiple=True, metavar="RULES", help=f"Report these rules only. {RULES}")
@click.option("--ignore", multiple=True, metavar="RULES", help="Report all but these rules.")
@click.option(
    "--stage",
    type=click.Choice(["draft", "review", "launch"]),
    help="Judge every document at this stage; otherwise a document says its own, and review holds where it does not.",
)
@kind_option
@click.option(
    "--min-confidence",
    type=click.Choice(["low", "medium", "high"]),
    help="Report only what is read with at least this confidence, medium unless configured; the rest is counted.",
)
@click.option(
    "--fail-on",
    type=click.Choice(["error", "warning", "info"]),
    help="End with 1 where a finding is at least this severe: error, unless configured.",
)
@click.option("--baseline", metavar="FILE", help="Hold back the findings that FILE names; see speclint baseline.")
@click.option(
    "--since", metavar="REF", help="Report only what changed since this branch left the git revision REF, by feature."
)
@click.option("--statistics", is_flag=True, help="Count findings by rule and features by dimension, in place of text.")
@click.option("--fix", "fixing", is_flag=True, help="Mend what can be mended safely, then report the rest.")
@click.option(
    "--unsafe-fixes",
    is_flag=True,
    help="With --fix or --diff also write, for each missing statement, a line that asks for it: TODO(speclint).",
)
@click.option(
    "--diff",
    "differing",
    is_flag=True,
    help="Show what --fix would change, and write nothing; ends with 1 if anything.",
)
@click.option("--exit-zero", is_flag=True, help="End with 0 whatever is found; with 2 still where speclint fails.")
@click.option(
    "--output-format",
    "formats",
    multiple=True,
    metavar="FORMAT[=FILE]",
    help=f"{FORMATS} or a plugin's; text where none is given. May be repeated; all but one need a FILE.",
)
@click.option(
    "--stdin-filename", metavar="NAME", help="What a document that comes by standard input is called; PATH is - then."
)
@config_options
@plugins_option
@today_option
@colour_option
@language_option
def check(
    paths: tuple[str, ...],
    formats: tuple[str, ...],
    colour: str,
    statistics: bool,
    exit_zero: bool,
    stdin_filename: str | None,
    fixing: bool,
    unsafe_fixes: bool,
    differing: bool,
    **choices: Any,
) -> None:
    """Find what specs fail to state.

    PATH is a Markdown file, a folder that is searched for Markdown, or - for standard input; the current folder where
    none is given.
    Documents that are no spec are counted and left alone. Ends with 0 where nothing is amiss, with 1 where there is an
    error among the findings (see --fail-on), and with 2 where speclint could not do its work.
    """
    from speclint import api
    from speclint.read.source import MAX_BYTES

    given = api.plugins(**{name: choices[name] for name in ("config", "isolated", "plugins")})
    reporters = given.reporters()
    outputs = _outputs(formats or (("statistics",) if statistics else ("text",)), reporters)
    language = choose_language(choices.pop("language"), config=choices["config"], isolated=choices["isolated"])
    choices["language"] = language
    data = read_stdin(MAX_BYTES) if _is_stdin(paths, stdin_filename) else None

    def look(text: bytes | None) -> Report:
        if text is not None:
            return api.check_text(text, path=stdin_filename or "<stdin>", **choices)
        return api.check(paths or (".",), track=progress(language), **choices)

    report = look(data)
    if fixing or differing:
        from speclint.cli.fixing import Fixing

        # what is held back is not in the report, and so is not mended
        reading = {name: choice for name, choice in choices.items() if name not in ("baseline", "since")}
        fixes = Fixing(report, data, unsafe_fixes, reading, style_for(colour, language))
        if differing:
            click.get_current_context().exit(fixes.show(exit_zero))
        report = fixes.apply(look)
    _spare_documents(outputs, report)
    for name, file in sorted(outputs, key=lambda output: bool(output[1])):  # a file that fails must not cost the rest
        if file:
            write_file(file, reporters[name](report, style_for("never", language)))
        else:
            write(reporters[name](report, style_for(colour, language)), aside=fixing and data is not None)
    if any(name == "github" for name, _ in outputs):
        write_step_summary(reporters["markdown"](report, style_for("never", language)), language)
    notes = [translated(note, language) for note in (*report.notes, *given.notes)]
    complain_of_files(replace(report, notes=tuple(dict.fromkeys(notes))), language)
    _say_that_nothing_was_checked(report, language)
    if any(name == "concise" for name, _ in outputs):  # its lines are findings, and nothing else
        _say_what_is_held_back(report, language)
    click.get_current_context().exit(_exit_code(report, exit_zero))


def _is_stdin(paths: tuple[str, ...], name: str | None) -> bool:
    """Whether the document comes by standard input: it is the only one then."""
    if "-" in paths and len(paths) > 1:
        raise click.BadParameter(told("- is standard input, and stands alone: check the files in another run"))
    if name is not None and paths not in ((), ("-",)):
        raise click.BadParameter(
            told("it names what comes by standard input: give - as PATH"), param_hint="'--stdin-filename'"
        )
    return paths == ("-",) or (name is not None and not paths)


def _outputs(formats: tuple[str, ...], reporters: Mapping[str, Reporter]) -> list[tuple[str, str]]:
    """Part each format from the file that it goes to; empty where it goes to standard output, as one may."""
    outputs = []
    for given in formats:
        name, _, file = given.partition("=")
        _require(name, reporters)  # a wrong name is told before any work
        outputs.append((name, file))
    files = [os.path.realpath(file) for _, file in outputs if file]
    if len(set(files)) < len(files):
        raise click.BadParameter(
            told("two formats would go to one file: give each its own"), param_hint="'--output-format'"
        )
    bare = [name for name, file in outputs if not file]
    if len(bare) > 1:
        raise click.BadParameter(
            told(
                "{names} would both go to standard output: give one a file, as {last}=report.{last}",
                names=bare,
                last=bare[1],
            ),
            param_hint="'--output-format'",
        )
    return outputs


def _spare_documents(outputs: list[tuple[str, str]], report: Report) -> None:
    """Refuse to write a report over a document that it is about."""
    paths = [*(spec.path for spec in report.specs), *(error.path for error in report.errors)]
    read = {os.path.realpath(path) for path in paths}
    for _, file in outputs:
        if file and os.path.realpath(file) in read:
            raise click.BadParameter(
                told("{file} is a document under check: name another", file=file), param_hint="'--output-format'"
            )


def _require(name: str, reporters: Mapping[str, Reporter]) -> None:
    """Refuse the name of a format that nobody gives."""
    if name in reporters:
        return
    from difflib import get_close_matches

    nearest = get_close_matches(name, reporters, n=1)
    hint = did_you_mean(nearest, sorted(reporters))
    raise click.BadParameter(
        told("no output format is called {name!r}: {hint}", name=name, hint=hint), param_hint="'--output-format'"
    )


def _say_that_nothing_was_checked(report: Report, language: str) -> None:
    """Tell apart a run that found nothing amiss from one that looked at nothing."""
    from speclint.show.words import say

    if len(report.specs) > report.skipped or report.errors:
        return
    if report.excluded:
        complain(say(language, "excluded", n=report.excluded))
    if report.skipped:
        complain(say(language, "nothing-checked", n=report.skipped))
    elif not report.excluded:
        complain(say(language, "nothing-found"))


def _say_what_is_held_back(report: Report, language: str) -> None:
    from speclint.show.grouping import held_back

    unsure = held_back(report, language)
    if unsure:
        complain(unsure)


def _exit_code(report: Report, exit_zero: bool) -> int:
    if report.errors:
        return exit_codes.FAILURE
    return exit_codes.FINDINGS if report.failing and not exit_zero else exit_codes.CLEAN
