"""The exceptions of speclint: each message names the thing, the place and the mend."""

from __future__ import annotations


class SpeclintError(Exception):
    """Base of all errors that end a run with exit code 2."""


class UsageError(SpeclintError):
    """An option, rule name or path that does not exist."""


class SourceError(SpeclintError):
    """A file that cannot be read as text; `line` is 1-based, None where no line is to blame."""

    def __init__(self, path: str, message: str, line: int | None = None) -> None:
        super().__init__(message)
        self.path = path
        self.message = message
        self.line = line


class RulePackError(SpeclintError):
    """A rule page, dimension or vocabulary file that is malformed."""


class PluginError(SpeclintError):
    """A plugin that raised; the message names plugin, version and hook."""


class ConfigError(SpeclintError):
    """A configuration that cannot be read or followed; the message names file, line and mend."""
