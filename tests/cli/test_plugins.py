"""Plugins add, change nothing, and are named when they fail."""

from __future__ import annotations

from types import ModuleType

import pytest

from speclint import builtin
from speclint.cli.check import FORMATS
from speclint.errors import PluginError
from speclint.model import Report
from speclint.plugins import Plugins, hookimpl
from speclint.show.terminal import Style


class Shouting:
    """A plugin that adds a format."""

    @hookimpl
    def speclint_reporters(self) -> dict[str, object]:
        return {"shout": lambda report, style: f"{len(report.findings)}!\n"}


class Broken:
    """A plugin that fails."""

    __version__ = "2.1"

    @hookimpl
    def speclint_checks(self) -> dict[str, object]:
        raise RuntimeError("no network")


def test_what_comes_with_speclint_takes_the_plugin_road() -> None:
    plugins = Plugins(builtin)
    assert set(plugins.reporters()) == set(FORMATS.split(", "))
    assert {"states", "unfilled-template"} <= set(plugins.checks())
    assert {"target", "latency", "data"} <= set(plugins.dimensions())
    codes = [page["code"] for page in plugins.rule_pages()]
    assert "SL120" in codes
    assert codes == sorted(codes)


def test_every_check_that_a_page_calls_for_is_there() -> None:
    plugins = Plugins(builtin)
    assert {page["check"] for page in plugins.rule_pages()} <= set(plugins.checks())


def test_a_plugin_adds_to_what_is_there() -> None:
    reporters = Plugins(builtin, Shouting()).reporters()
    assert set(reporters) == {*Plugins(builtin).reporters(), "shout"}
    assert reporters["shout"](Report((), (), ()), Style()) == "0!\n"


def test_a_plugin_that_raises_is_named_with_its_version_and_hook_and_others_are_heard() -> None:
    plugins = Plugins(builtin)
    plugins.register(Broken(), "acme-rules")
    assert plugins.checks() == Plugins(builtin).checks()
    (note,) = plugins.notes
    assert note.startswith("plugin acme-rules 2.1 failed in speclint_checks: RuntimeError: no network; the run goes on")


def test_a_required_plugin_that_raises_ends_the_run() -> None:
    plugins = Plugins(builtin)
    plugins.register(Broken(), "acme-rules", required=True)
    with pytest.raises(PluginError, match=r"acme-rules 2\.1 failed in speclint_checks: RuntimeError: no network$"):
        plugins.checks()
    assert plugins.reporters()


def test_a_plugin_that_gives_no_mapping_is_named() -> None:
    plugin = ModuleType("acme")
    plugin.speclint_dimensions = hookimpl(lambda: 42)  # type: ignore[attr-defined]
    with pytest.raises(PluginError, match="acme failed in speclint_dimensions: TypeError"):
        Plugins(plugin).dimensions()


def test_a_name_that_is_taken_is_refused() -> None:
    with pytest.raises(PluginError, match="it gives 'shout', which Shouting gives already"):
        Plugins(Shouting(), Shouting()).reporters()


def test_a_hook_that_does_not_exist_is_refused() -> None:
    plugin = ModuleType("acme")
    plugin.speclint_reports = hookimpl(lambda: {"shout": 1})  # type: ignore[attr-defined]
    with pytest.raises(PluginError, match="acme failed in its hooks: unknown hook 'speclint_reports'"):
        Plugins(plugin)
