"""`speclint completion`: print what lets a shell complete commands, options and files."""

from __future__ import annotations

import click

from speclint.cli.options import SETTINGS
from speclint.cli.output import write
from speclint.told import told

VARIABLE = "_SPECLINT_COMPLETE"  # click's own name for it: the program answers the shell where it is set


@click.command(context_settings=SETTINGS)
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(shell: str) -> None:
    """Print the completion script of a shell.

    Put `eval "$(speclint completion bash)"` into ~/.bashrc, the same with zsh into ~/.zshrc, or `speclint completion
    fish | source` into ~/.config/fish/config.fish. Bash has to be 4.4 or newer.
    """
    from click.shell_completion import get_completion_class

    from speclint.cli.main import cli

    made = get_completion_class(shell)
    if made is None:  # not with the shells above
        raise click.BadParameter(told("click knows no completion for {shell}", shell=shell))
    # not `source()`, which starts the reader's bash to ask for its version
    instance = made(cli, {}, "speclint", VARIABLE)
    write(instance.source_template % instance.source_vars())
