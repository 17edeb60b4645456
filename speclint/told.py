"""Messages that remember how they were made, so that they can be told again in another language.

Where an error arises its text is written in English, with names for what is filled in:
`told("{path} has no line {line}", path=path, line=line)`. The result is that text, a `str` like any other. Where it is
shown, `translated` tells it in the language of the reader. The translations are in `locale/`, as gettext has them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from gettext import NullTranslations


class Told(str):
    """A message in English with the template and the values that it is made of."""

    __slots__ = ("template", "values")

    template: str
    values: Mapping[str, Any]


def told(template: str, /, **values: Any) -> Told:
    """Fill in a message; a value may be a message in turn, and lists are listed."""
    message = Told(template.format(**{name: _listed(value, ", ") for name, value in values.items()}))
    message.template = template
    message.values = values
    return message


def placed(place: object, problem: str) -> Told:
    """Put the place, a file with its line or an option, before what is wrong there."""
    return told("{place}: {problem}", place=place, problem=problem)


def did_you_mean(nearest: Sequence[str], otherwise: Sequence[str] = ()) -> str:
    """Propose the nearest name, or else name those that there are; empty where there is nothing to propose."""
    if nearest:
        return told("did you mean {name}?", name=nearest[0])
    return told("there are {names}", names=otherwise) if otherwise else ""


def reason(error: BaseException) -> str:
    """Give the reason of an error that is not ours in the system's own words, which are translated where usual."""
    words = str(getattr(error, "strerror", None) or error)
    return _REASONS.get(words, words)


def shortened(value: object, most: int = 40) -> str:
    """Cut what a message quotes of a file, which may be long, and nobody's business."""
    text = str(value)
    return text if len(text) <= most else f"{text[:most]}…"


def translated(message: str, language: str) -> str:
    """Tell a message in a language; text that was not made by `told`, such as a parser's, stays as it is."""
    if language == "en" or not isinstance(message, Told):
        return message
    values = {name: _in_language(value, language) for name, value in message.values.items()}
    return _catalogue(language).gettext(message.template).format(**values)


def _in_language(value: Any, language: str) -> Any:
    if isinstance(value, (list, tuple)):
        return _listed([_in_language(one, language) for one in value], "、" if language == "zh" else ", ")
    return translated(value, language) if isinstance(value, str) else value


def _listed(value: Any, comma: str) -> Any:
    return comma.join(map(str, value)) if isinstance(value, (list, tuple)) else value


@cache
def _catalogue(language: str) -> NullTranslations:
    """Load the translations of a language, when the first message is told in it; none for one that has none."""
    from gettext import GNUTranslations, NullTranslations
    from importlib.resources import files

    compiled = files("speclint").joinpath(f"locale/{language}/LC_MESSAGES/speclint.mo")
    if not compiled.is_file():
        return NullTranslations()
    with compiled.open("rb") as file:
        return GNUTranslations(file)


# What systems say most often of files.
_REASONS: Mapping[str, Told] = {
    str(words): words
    for words in (
        told("Permission denied"),
        told("No such file or directory"),
        told("Not a directory"),
        told("Is a directory"),
        told("File exists"),
        told("File name too long"),
        told("No space left on device"),
        told("Read-only file system"),
        told("Too many levels of symbolic links"),
        told("Too many open files"),
        told("Input/output error"),
        told("Operation not permitted"),
    )
}
