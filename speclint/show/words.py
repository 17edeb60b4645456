"""What speclint itself says, in the reader's language; the words stand in `english.py` and `chinese.py`.

`PHRASES` are sentences with places to fill; one that counts is a pair, for one and for more. `TERMS` are the names of
the values of the data model, by group. A value that has no name yet (a plugin's dimension) is shown as it is written.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

Phrases = Mapping[str, str | tuple[str, str]]
Terms = Mapping[str, Mapping[str, str]]


@lru_cache
def _vocabulary(language: str) -> tuple[Phrases, Terms]:
    if language == "zh":
        from speclint.show import chinese

        return chinese.PHRASES, chinese.TERMS
    from speclint.show import english

    return english.PHRASES, english.TERMS


def say(language: str, phrase: str, **values: Any) -> str:
    """Fill in a phrase; `n` decides between one and more."""
    template = _vocabulary(language)[0][phrase]
    if isinstance(template, tuple):
        template = template[values["n"] != 1]
    return template.format(**values)


def term(language: str, group: str, name: str) -> str:
    """Name a value of the data model."""
    return _vocabulary(language)[1][group].get(name) or name.replace("-", " ")


def sentences(language: str, *parts: str) -> str:
    """Put sentences that may lack their full stop one behind the other; empty ones are left out."""
    stop = "。" if language == "zh" else ". "
    told = [part.rstrip(".。 ") for part in parts[:-1] if part] + [part for part in parts[-1:] if part]
    return stop.join(told)


def known_term(language: str, group: str, name: str | None) -> str:
    """Name a value of the data model; empty where there is no word for it."""
    return _vocabulary(language)[1][group].get(name or "", "")


def dimension_term(language: str, group: str, name: str, titles: Mapping[str, Mapping[str, str]]) -> str:
    """Name a dimension; one that speclint does not have of its own is called by its title."""
    title = titles.get(name, {})
    return known_term(language, group, name) or title.get(language) or title.get("en") or term(language, group, name)


def enumerate_names(language: str, names: list[str], most: int = 3) -> str:
    """List the first names and say how many more there are."""
    listed = say(language, "comma").join(names[:most])
    if len(names) <= most:
        return listed
    return listed + say(language, "and-more", n=len(names) - most, total=len(names))
