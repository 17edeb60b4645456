"""`speclint test-rules`: run the examples of rule pages."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from speclint.cli import exit_codes
from speclint.cli.options import SETTINGS, choose_language, language_option, plugins_option
from speclint.cli.output import write
from speclint.errors import PluginError
from speclint.told import told

if TYPE_CHECKING:
    from collections.abc import Iterator

    from speclint.plugins import Plugins
    from speclint.testing import Failure, RuleTester


@click.command(context_settings=SETTINGS)
@click.argument("subjects", nargs=-1, required=True, metavar="FOLDER|PAGE|PLUGIN...")
@plugins_option
@language_option
def test_rules(subjects: tuple[str, ...], plugins: bool, language: str | None) -> None:
    """Run the examples of rule pages.

    For a folder of rules, one page, or an installed plugin by its package's name: each page is validated, its codes and
    names are nobody else's, its bad examples break its rule at exactly the lines that they name, and its good ones do
    not. Ends with 1 where something is not so.
    """
    from speclint.show.terminal import visible
    from speclint.show.words import say

    language = choose_language(language)
    pages = examples = 0
    failures: dict[Failure, None] = {}
    for tester, wanted in _testers(subjects, plugins):
        found = list(tester.problems())
        failures.update(dict.fromkeys(one for one in found if one.path.startswith(wanted)))
        cases = [case for case in tester.readable_cases() if case.page.path.startswith(wanted)]
        pages += len({case.page.path for case in cases})
        examples += len(cases)
    for failure in failures:
        write(visible(failure.in_language(language)) + "\n")
    counts = say(language, "tested-pages", n=pages) + say(language, "comma") + say(language, "tested", n=examples)
    write(counts + say(language, "colon") + say(language, "test-failures", n=len(failures)) + "\n")
    click.get_current_context().exit(exit_codes.FINDINGS if failures else exit_codes.CLEAN)


def _testers(subjects: tuple[str, ...], with_installed: bool) -> Iterator[tuple[RuleTester, str]]:
    """Make what tests each subject, and how the paths of the pages begin that are meant."""
    from speclint import builtin
    from speclint.plugins import Plugins, from_folder
    from speclint.testing import RuleTester, folder_of

    installed = Plugins(builtin).with_installed() if with_installed else Plugins(builtin)
    for subject in subjects:
        path = Path(subject)
        home = _plugin_of(path, installed) if path.exists() else None
        if home is not None:
            yield RuleTester(home, beside=installed), from_folder(path).name
        elif path.is_dir():
            yield RuleTester(path, beside=installed), ""
        elif path.is_file():
            folder = from_folder(folder_of(path))
            yield (
                RuleTester(folder, beside=installed),
                f"{folder.name}/{path.absolute().relative_to(folder.root).as_posix()}",
            )
        else:
            yield RuleTester(*_installed(subject, installed), beside=installed), ""


def _plugin_of(path: Path, plugins: Plugins) -> object:
    """Find the installed plugin whose own folder holds a path: its rules need what else it gives."""
    for member in plugins.members():
        file = getattr(member.plugin, "__file__", None)
        if member.origin == "installed" and file and Path(file).resolve().parent in path.resolve().parents:
            return member.plugin
    return None


def _installed(name: str, plugins: Plugins) -> list[object]:
    """Find an installed plugin by the name of its package."""
    from speclint.plugins.member import same_name

    broken = next((problem for package, problem in plugins.broken().items() if same_name(package, name)), None)
    if broken:
        raise PluginError(broken)
    members = [member for member in plugins.members() if member.origin == "installed"]
    found = [member.plugin for member in members if same_name(member.name, name)]
    if not found:
        raise click.BadParameter(told("{name} is no file, folder or installed plugin; see speclint plugins", name=name))
    return found
