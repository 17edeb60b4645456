"""A linter for AI product specs: which AI feature fails to state what a spec owes its readers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from speclint.api import check, check_text, explain_position, extract

__version__ = "0.1.0"
__all__ = ["__version__", "check", "check_text", "explain_position", "extract"]


def __getattr__(name: str) -> Any:
    """Load the public functions on first use: asking for the version must not cost a parser."""
    if name in __all__:
        from speclint import api

        return getattr(api, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
