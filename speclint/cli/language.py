"""The language in which a run that failed says why, even where its options were never understood."""

from __future__ import annotations

import os
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

from speclint.cli.options import LANGUAGES, choose_language, locale_language


def language_for(arguments: Sequence[str]) -> str:
    """Give the language that arguments ask for, or the configuration, or the locale; never fails."""
    asked = [word for word in _values(arguments, "--lang") if word in LANGUAGES]
    if asked:
        return asked[-1]
    try:
        return choose_language(None, config=_values(arguments, "--config"), isolated="--isolated" in arguments)
    except Exception:  # it may be the configuration that cannot be read: what it says of the language may still count
        return _nearest_language() or locale_language(os.environ)


def _values(arguments: Sequence[str], option: str) -> list[str]:
    following = [value for word, value in pairwise(arguments) if word == option]
    return following + [word.partition("=")[2] for word in arguments if word.startswith(f"{option}=")]


def _nearest_language() -> str | None:
    """Read the language of the nearest configuration, whatever else is wrong with it."""
    from speclint.config.find import TABLE, nearest
    from speclint.config.toml import loads

    try:
        path = nearest(Path.cwd(), {})
        data = loads(path.read_text(encoding="utf-8-sig")) if path is not None else {}
        for name in TABLE if path is not None and path.name == "pyproject.toml" else ():
            data = data[name]
        return data["language"] if data["language"] in LANGUAGES else None
    except Exception:
        return None
