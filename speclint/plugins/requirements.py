"""Whether a plugin that a configuration requires is there."""

from __future__ import annotations

from collections.abc import Iterable

from speclint.errors import PluginError
from speclint.plugins.member import same_name
from speclint.told import told


def unmet(requirement: str, members: Iterable[tuple[str, str]]) -> tuple[str, str]:
    """Give the package that a requirement names and what is wrong, empty where nothing is.

    `members` are names and versions of the plugins that are there. Raises `PluginError` for what is no requirement.
    """
    from packaging.requirements import InvalidRequirement, Requirement

    try:
        wanted = Requirement(requirement)
    except InvalidRequirement:
        raise PluginError(
            told(
                "require-plugins: {requirement!r} is no requirement: "
                "write a package, as in acme-speclint or acme-speclint>=1.2",
                requirement=requirement,
            )
        ) from None
    versions = [version for name, version in members if same_name(name, wanted.name)]
    if not versions:
        return wanted.name, told(
            "plugin {name} is required, but not installed: {mend}", name=wanted.name, mend=_how_to(requirement)
        )
    wrong = next((v for v in versions if wanted.specifier and not wanted.specifier.contains(v, prereleases=True)), None)
    if wrong is not None:
        return wanted.name, told(
            "plugin {name} {version} is installed, but {name}{wanted} is required: {mend}",
            name=wanted.name,
            version=wrong,
            wanted=wanted.specifier,
            mend=_how_to(requirement),
        )
    return wanted.name, ""


def _how_to(requirement: str) -> str:
    return told(
        "pip install '{requirement}' (in pre-commit, add it to additional_dependencies of the hook)",
        requirement=requirement,
    )
