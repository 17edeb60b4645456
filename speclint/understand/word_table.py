"""Look words up at a place of a text: a table, which is ready at once where a pattern of as many words takes long."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Generic, NamedTuple, TypeVar

Entry = TypeVar("Entry")
_END = ""  # the key under which a node of the trie holds the word that ends there
_HYPHEN = re.compile(r"-(?![->])")  # those of arrows stay


class Ending(NamedTuple, Generic[Entry]):
    """A word that ends at a node of the trie, and whether it has to be whole there."""

    entry: Entry
    whole: bool


def spelled(text: str) -> str:
    """The text in lower case with blanks for hyphens, every character in its place: what tables are read in."""
    lowered = text.lower()
    if len(lowered) != len(text):  # a letter that becomes two when lowered would shift all places behind it
        lowered = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    return _HYPHEN.sub(" ", lowered) if "-" in lowered else lowered


class WordTable(Generic[Entry]):
    """Words, each with what it means; one that ends in a Latin letter or digit is a whole word there."""

    def __init__(self, entries: Mapping[str, Entry], backwards: bool = False) -> None:
        """File the words, or with `backwards` their letters from the last to the first."""
        self._root: dict[str, Any] = {}
        for word, entry in entries.items():
            letters = spelled(word)[::-1] if backwards else spelled(word)
            node = self._root
            for letter in letters:
                node = node.setdefault(letter, {})
            node[_END] = Ending(entry, letters[-1].isascii() and letters[-1].isalnum())

    def at(self, text: str, position: int) -> tuple[Entry, int] | None:
        """What the longest word at a position of a spelled text means, and where it ends; None where none stands."""
        node, size = self._root, len(text)
        found = None
        while position < size and text[position] in node:
            node = node[text[position]]
            position += 1
            ending = node.get(_END)
            if ending is not None and not (ending.whole and position < size and _is_latin(text[position])):
                found = ending.entry, position
        return found


def _is_latin(letter: str) -> bool:
    return letter.isascii() and (letter.isalnum() or letter == "_")
