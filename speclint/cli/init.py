"""`speclint init`: set a repository up."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from speclint.cli.options import SETTINGS, choose_language, language_option
from speclint.cli.output import complain, write
from speclint.told import told

if TYPE_CHECKING:
    from speclint.adopt.plan import Step
    from speclint.adopt.repository import Repository


@click.command(context_settings=SETTINGS)
@click.option("--yes", is_flag=True, help="Write without asking. What exists is never overwritten.")
@click.option("--dry-run", is_flag=True, help="Write nothing; print what would be written as a patch.")
@click.option(
    "--agents",
    is_flag=True,
    help="Also give AGENTS.md a section for writing assistants; where the file exists, you are asked anyway.",
)
@language_option
def init(yes: bool, dry_run: bool, agents: bool, language: str | None) -> None:
    """Set a repository up for speclint.

    Looks where the specs are, and writes speclint.toml, an entry in .pre-commit-config.yaml and, on GitHub or GitLab,
    what runs speclint there. Asks before each file; nothing that exists is overwritten, a second run changes nothing.
    """
    from speclint.adopt.files import refuse_way_out
    from speclint.adopt.plan import AGENTS, plan
    from speclint.adopt.repository import look_at

    language = choose_language(language)
    asks = not yes and not dry_run
    repository = look_at(Path.cwd())
    steps = plan(repository, language, agents=agents or (asks and (repository.root / AGENTS).exists()))
    for step in steps:  # all of them before anything is written
        if step.action in ("write", "change"):
            refuse_way_out(repository.root / step.path)
    if asks and any(step.action in ("write", "change") for step in steps) and not _is_terminal():
        raise click.UsageError(
            told(
                "init asks before it writes, and there is no terminal to ask on: "
                "give --yes to write without asking, or --dry-run to see what would be written"
            )
        )
    _tell_what_was_found(repository, language)
    for step in steps:
        if dry_run and step.action in ("write", "change"):
            write(_patch(step))
        else:
            _take(step, repository.root, language, asks)
    _tell_what_is_next(repository, language)


def _is_terminal() -> bool:
    return sys.stdin is not None and sys.stdin.isatty()


def _take(step: Step, root: Path, language: str, asks: bool) -> None:
    """Do what a step says, with a question before it."""
    from speclint.adopt.files import replace_text, write_new
    from speclint.show.words import say

    if step.action == "keep":
        complain(say(language, "init-keep", path=step.path))
    elif step.action == "by-hand":
        complain(say(language, "init-by-hand", path=step.path))
        write(step.text)
    elif asks and not click.confirm(say(language, f"init-ask-{step.action}", path=step.path), default=True, err=True):
        complain(say(language, "init-left", path=step.path))
    else:
        if step.action == "write":
            write_new(root / step.path, step.text)
        else:
            replace_text(root / step.path, step.text)
        complain(say(language, f"init-{step.action}", path=step.path))


def _patch(step: Step) -> str:
    """Show a step as a patch that git can apply."""
    from difflib import unified_diff

    old = f"a/{step.path}" if step.action == "change" else "/dev/null"
    lines = unified_diff(step.before.splitlines(True), step.text.splitlines(True), old, f"b/{step.path}")
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)


def _tell_what_was_found(repository: Repository, language: str) -> None:
    from speclint.show.words import enumerate_names, say

    count = sum(len(paths) for paths in repository.specs.values())
    phrase = "init-found" if count else "init-found-none"
    places = enumerate_names(language, list(repository.places))
    complain(say(language, phrase, n=count, documents=repository.documents, places=places))
    if repository.host is None:
        complain(say(language, "init-no-host"))


def _tell_what_is_next(repository: Repository, language: str) -> None:
    from speclint.show.words import say

    complain(say(language, "init-next", paths=_words(repository.places or (".",))))


def _words(places: Sequence[str]) -> str:
    from shlex import join

    return join(places)
