"""A registered plugin, and what is told of one that fails."""

from __future__ import annotations

import os
import re
import sys
from dataclasses import dataclass
from typing import Literal

from speclint.errors import PluginError, RulePackError, problem_of
from speclint.told import told

Origin = Literal["built-in", "installed", "folder", "given"]


@dataclass(frozen=True, slots=True)
class Member:
    """A plugin by the name that people know it by; a run that `requires` it ends where it fails."""

    key: str
    name: str
    version: str
    origin: Origin
    plugin: object
    required: bool

    @property
    def label(self) -> str:
        """The name with the version."""
        return f"{self.name} {self.version}".rstrip()


def failure(member: Member, what: str, error: BaseException) -> str:
    """Tell of a failure; raises where the plugin is required, otherwise the run goes on without what it would give."""
    if os.environ.get("SPECLINT_DEBUG"):
        from traceback import format_exception

        sys.stderr.write("".join(format_exception(error)))
    if member.origin == "folder" and isinstance(error, RulePackError):
        raise error  # it names its file and line
    message = failed(member, what, error)
    if member.required:
        raise PluginError(message) from error
    return told("{problem}; the run goes on without it (SPECLINT_DEBUG=1 shows more)", problem=message)


def failed(member: Member, what: str, error: BaseException) -> str:
    """Name the plugin, what it failed in and why."""
    return told(
        "plugin {plugin} failed in {what}: {problem}", plugin=member.label, what=what, problem=problem_of(error)
    )


def same_name(one: str, other: str) -> bool:
    """Whether two names are one package's, as package indexes see it."""
    return re.sub(r"[-_.]+", "-", one).lower() == re.sub(r"[-_.]+", "-", other).lower()
