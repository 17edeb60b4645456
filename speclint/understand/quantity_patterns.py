"""Patterns made of word lists. None has nested repetition, so that hostile text costs linear time."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any


def spelling(word: str) -> str:
    """Return the form under which a word is looked up: lower case, with blanks for hyphens."""
    return word.lower().replace("-", " ")


def alternatives(words: Iterable[str]) -> str:
    """Return a pattern of the longest of these words: a trie, which reads each character of the text once."""
    root: dict[str, Any] = {}
    for word in words:
        node = root
        for character in word:
            node = node.setdefault(character, {})
        node[""] = {}
    return _branches(root)


def bounded(words: Iterable[str]) -> str:
    """Return a pattern of these words in which one that ends in a Latin letter or digit ends a word there."""
    latin: list[str] = []
    other: list[str] = []
    for word in words:
        (latin if word[-1].isascii() and word[-1].isalnum() else other).append(word)
    patterns = ([alternatives(latin) + "(?![A-Za-z0-9_])"] if latin else []) + ([alternatives(other)] if other else [])
    return "(?:" + "|".join(patterns) + ")"


def anywhere(words: Iterable[str]) -> str:
    """Return a pattern of these words, to be searched for, in which a Latin one begins a word."""
    return "|".join((r"(?<![A-Za-z])" if word[0].isascii() else "") + re.escape(word) for word in words)


def _branches(node: Mapping[str, Any]) -> str:
    options = [_character(character) + _branches(child) for character, child in node.items() if character]
    if not options:
        return ""
    body = options[0] if len(options) == 1 and "" not in node else "(?:" + "|".join(options) + ")"
    return body + "?" if "" in node else body


def _character(character: str) -> str:
    return "[ -]" if character == " " else re.escape(character)
