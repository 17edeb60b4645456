"""The exceptions of speclint: each message names the thing, the place and the mend."""

from __future__ import annotations

from speclint.told import told


class SpeclintError(Exception):
    """Base of all errors that end a run with exit code 2; `message` is made by `told`, so that it can be translated."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class UsageError(SpeclintError):
    """An option, rule name or path that does not exist."""


class SourceError(SpeclintError):
    """A file that cannot be read as text; `line` is 1-based, None where no line is to blame."""

    def __init__(self, path: str, message: str, line: int | None = None) -> None:
        super().__init__(message)
        self.path = path
        self.line = line


class RulePackError(SpeclintError):
    """A rule page, dimension or vocabulary file that is malformed."""


class PluginError(SpeclintError):
    """A plugin that raised; the message names plugin, version and hook."""


class ConfigError(SpeclintError):
    """A configuration that cannot be read or followed; the message names file, line and mend."""


def problem_of(error: BaseException) -> str:
    """Tell what an error says; one that is not ours goes by the name of its type."""
    if isinstance(error, SpeclintError):
        return error.message
    problem = error.args[0] if len(error.args) == 1 and isinstance(error.args[0], str) else str(error)
    if not problem:
        return type(error).__name__
    return told("{type}: {problem}", type=type(error).__name__, problem=problem)
