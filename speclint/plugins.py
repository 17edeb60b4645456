"""The plugin surface: what may be added to speclint, and the manager that asks for it.

A plugin is a module or object with functions that bear the names of the hooks below, marked with `hookimpl`. Every hook
collects: a plugin adds to what the others give and changes nothing of it, and a name that is taken already is refused.
Speclint's own rules, dimensions, checks and formats come by the same road, from `speclint.builtin`.

    from speclint.plugins import hookimpl

    @hookimpl
    def speclint_checks():
        return {"names-an-owner": names_an_owner}
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

import pluggy

from speclint.errors import PluginError

if TYPE_CHECKING:
    from speclint.judge.checks import Check
    from speclint.show.reporter import Reporter

Result = TypeVar("Result")
Specification = TypeVar("Specification", bound=Callable[..., Any])

PROJECT = "speclint"
hookspec = pluggy.HookspecMarker(PROJECT)
hookimpl = pluggy.HookimplMarker(PROJECT)


class Hooks:
    """The hooks that a plugin may implement, each without a parameter and called once a run."""

    @hookspec
    def speclint_rule_pages(self) -> Iterable[Mapping[str, Any]]:
        """Give rule pages: each page's front matter, completed by `group` and by `path`, where the page stands.

        `schemas/rule.schema.json` describes the front matter. A code that exists already is refused.
        """
        raise NotImplementedError

    @hookspec
    def speclint_dimensions(self) -> Mapping[str, Mapping[str, Any]]:
        """Give dimensions by name, each as the data that `rules/dimensions/NAME.yaml` would hold."""
        raise NotImplementedError

    @hookspec
    def speclint_checks(self) -> Mapping[str, Check]:
        """Give checks by the name that a rule page's `check` calls them by."""
        raise NotImplementedError

    @hookspec
    def speclint_reporters(self) -> Mapping[str, Reporter]:
        """Give output formats of `speclint check` by the name that `--output-format` calls them by."""
        raise NotImplementedError


class Plugins:
    """The registered plugins, asked one by one, so that one that fails is named and nobody else is blamed."""

    def __init__(self, *plugins: object) -> None:
        self._manager = pluggy.PluginManager(PROJECT)
        self._manager.add_hookspecs(Hooks)
        for plugin in plugins:
            self.register(plugin)

    def register(self, plugin: object, name: str | None = None) -> None:
        """Add a plugin, under its module's name where none is given."""
        registered = self._manager.register(plugin, name)
        try:
            self._manager.check_pending()
        except pluggy.PluginValidationError as error:
            raise PluginError(f"plugin {_label(registered or '', plugin)} does not fit: {error}") from error

    def rule_pages(self) -> tuple[Mapping[str, Any], ...]:
        """Collect the rule pages of all plugins in the order of their codes."""
        pages = self._merged("speclint_rule_pages", lambda given: {str(page["code"]): page for page in given})
        return tuple(pages[code] for code in sorted(pages))

    def dimensions(self) -> Mapping[str, Mapping[str, Any]]:
        """Collect the dimensions of all plugins."""
        return self._merged("speclint_dimensions", dict)

    def checks(self) -> Mapping[str, Check]:
        """Collect the checks of all plugins."""
        return self._merged("speclint_checks", dict)

    def reporters(self) -> Mapping[str, Reporter]:
        """Collect the output formats of all plugins."""
        return self._merged("speclint_reporters", dict)

    def _merged(self, hook: str, named: Callable[[Any], dict[str, Result]]) -> dict[str, Result]:
        """Join what each plugin gives to one hook, in the order in which they were registered."""
        merged: dict[str, Result] = {}
        for implementation in getattr(self._manager.hook, hook).get_hookimpls():
            label = _label(implementation.plugin_name, implementation.plugin)
            try:
                # Not the hook itself: that call ends at the first plugin that raises and does not say which it was.
                given = named(cast(Any, implementation.function()))
            except Exception as error:
                raise PluginError(f"plugin {label} failed in {hook}: {type(error).__name__}: {error}") from error
            for name in given:
                if name in merged:
                    raise PluginError(f"plugin {label} gives {name!r} in {hook}, which another gives already")
            merged.update(given)
        return merged


def _label(name: str, plugin: object) -> str:
    version = getattr(plugin, "__version__", None)
    return f"{name} {version}" if version else name
