"""The plugin surface: what may be added to speclint, and the manager that asks for it.

A plugin is a module or object with functions that bear the names of the hooks (`speclint.plugins.hooks`), marked with
`hookimpl`; a folder of rule pages is one by `from_folder`. Every hook collects: a plugin adds to what the others give
and changes nothing of it, and a name that is taken already is refused. Speclint's own rules, dimensions, checks and
formats come by the same road, from `speclint.builtin`.

    from speclint.plugins import hookimpl

    @hookimpl
    def speclint_checks():
        return {"names-an-owner": names_an_owner}
"""

from __future__ import annotations

from speclint.plugins.folder import RuleFolder, from_folder
from speclint.plugins.hooks import PROJECT, Hooks, hookimpl
from speclint.plugins.manager import Plugins

__all__ = ["PROJECT", "Hooks", "Plugins", "RuleFolder", "from_folder", "hookimpl"]
