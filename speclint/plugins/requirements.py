"""Whether a plugin that a configuration requires is there."""

from __future__ import annotations

from collections.abc import Iterable

from speclint.errors import PluginError
from speclint.plugins.member import same_name


def unmet(requirement: str, members: Iterable[tuple[str, str]]) -> tuple[str, str]:
    """Give the package that a requirement names and what is wrong, empty where nothing is.

    `members` are names and versions of the plugins that are there. Raises `PluginError` for what is no requirement.
    """
    from packaging.requirements import InvalidRequirement, Requirement

    try:
        wanted = Requirement(requirement)
    except InvalidRequirement:
        raise PluginError(
            f"require-plugins: {requirement!r} is no requirement: "
            "write a package, as in acme-speclint or acme-speclint>=1.2"
        ) from None
    versions = [version for name, version in members if same_name(name, wanted.name)]
    if not versions:
        return wanted.name, f"plugin {wanted.name} is required, but not installed: {_how_to(requirement)}"
    wrong = next((v for v in versions if wanted.specifier and not wanted.specifier.contains(v, prereleases=True)), None)
    if wrong is not None:
        told = f"plugin {wanted.name} {wrong} is installed, but {wanted.name}{wanted.specifier} is required"
        return wanted.name, f"{told}: {_how_to(requirement)}"
    return wanted.name, ""


def _how_to(requirement: str) -> str:
    return f"pip install '{requirement}' (in pre-commit, add it to additional_dependencies of the hook)"
