"""Find the terms of a vocabulary in running text, in one pass, in English and Chinese.

Terms are literal, so a pull request that brings its own vocabulary cannot hang a run: the time is linear in the text.
A term is a sequence of tokens: a Latin word (letters and digits) or one Han character. Blanks, hyphens, slashes,
underscores and apostrophes between tokens are immaterial. In a vocabulary file

- `retrain*` matches every word that begins so (the star ends the term),
- `=CLIP` matches in this spelling only (a name that is a word otherwise),
- an English term matches its plural, too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

_TOKEN = re.compile(r"[A-Za-zÀ-ÖØ-öø-ÿ0-9²]+|[㐀-鿿]|[^\sA-Za-zÀ-ÖØ-öø-ÿ0-9²㐀-鿿]")
_JOINERS = frozenset("-‐‑–—/_'’`*·")
_STAR_BUCKET = 3  # a starred word is filed under its first characters


@dataclass(frozen=True, slots=True)
class Hit:
    """A term of a concept at `start`–`end` (indices into the text searched)."""

    concept: str
    start: int
    end: int


class _Node:
    __slots__ = ("concepts", "following", "starred")

    def __init__(self) -> None:
        self.following: dict[str, _Node] = {}
        self.starred: dict[str, list[tuple[str, _Node]]] = {}
        self.concepts: list[tuple[str, str | None]] = []


def tokens(text: str) -> list[tuple[str, int, int]]:
    """The lower-case tokens of a text with their start and end; joiners are left out."""
    return [
        (m.group().lower(), m.start(), m.end())
        for m in _TOKEN.finditer(text)
        if (m.end() - m.start() > 1 or m.group() not in _JOINERS) and not _is_genitive(text, m.start(), m.end())
    ]


def _is_genitive(text: str, start: int, end: int) -> bool:
    """Whether a token is the s of "the model's"."""
    return end - start == 1 and text[start] == "s" and text[start - 1 : start] in ("'", "’")


def _singulars(word: str) -> Iterable[str]:
    yield word
    if len(word) > 3 and word[-1] == "s" and word.isascii():
        yield word[:-1]
        if word.endswith("ies"):
            yield word[:-3] + "y"
        elif word.endswith("es"):
            yield word[:-2]


class Lexicon:
    """Concepts (dotted names) and the terms that speak of them."""

    def __init__(self, concepts: Mapping[str, Iterable[str]], folding: Mapping[int, str] | None = None) -> None:
        self._folding = folding or {}
        self._root = _Node()
        for concept, terms in concepts.items():
            for term in terms:
                self._add(concept, term)

    def _add(self, concept: str, term: str) -> None:
        exact = term[1:] if term.startswith("=") else None
        star = term.endswith("*")
        words = [token for token, _, _ in tokens(self.fold((exact or term).rstrip("*")))]
        if not words:
            return
        node = self._root
        for word in words[:-1] if star else words:
            node = node.following.setdefault(word, _Node())
        if star:
            last = words[-1]
            starred = node.starred.setdefault(last[:_STAR_BUCKET], [])
            child = next((n for prefix, n in starred if prefix == last), None)
            if child is None:
                child = _Node()
                starred.append((last, child))
            node = child
        node.concepts.append((concept, exact))

    def fold(self, text: str) -> str:
        """The text with traditional characters as simplified ones, each in its place."""
        return text if text.isascii() else text.translate(self._folding)

    def find(self, text: str) -> tuple[Hit, ...]:
        """All terms in the text, ordered by start; of one concept at one start only the longest."""
        text = self.fold(text)
        found = tokens(text)
        hits: list[Hit] = []
        for index, (_, start, _) in enumerate(found):
            best: dict[str, int] = {}
            self._follow(self._root, found, index, text, start, best)
            hits.extend(Hit(concept, start, end) for concept, end in best.items())
        return tuple(hits)

    def _follow(
        self,
        node: _Node,
        found: list[tuple[str, int, int]],
        index: int,
        text: str,
        start: int,
        best: dict[str, int],
    ) -> None:
        if index >= len(found):
            return
        word, _, end = found[index]
        if node.starred and len(word) >= 2:
            for prefix, child in node.starred.get(word[:_STAR_BUCKET], ()):
                if word.startswith(prefix):
                    self._take(child, text, start, end, best)
        for form in _singulars(word):
            child_node = node.following.get(form)
            if child_node is not None:
                self._take(child_node, text, start, end, best)
                if child_node.following or child_node.starred:
                    self._follow(child_node, found, index + 1, text, start, best)

    @staticmethod
    def _take(node: _Node, text: str, start: int, end: int, best: dict[str, int]) -> None:
        for concept, exact in node.concepts:
            if (exact is None or text[start:end] == exact) and best.get(concept, -1) < end:
                best[concept] = end


def flatten(vocabulary: Mapping[str, Any], prefix: str = "") -> dict[str, list[str]]:
    """Concept → terms of a nested vocabulary: `{a: {b: {en: […], zh: […]}}}` gives `a.b`."""
    flat: dict[str, list[str]] = {}
    for key, value in vocabulary.items():
        if key in ("en", "zh"):
            flat.setdefault(prefix, []).extend(str(term) for term in value)
        elif isinstance(value, Mapping):
            for concept, terms in flatten(value, f"{prefix}.{key}" if prefix else str(key)).items():
                flat.setdefault(concept, []).extend(terms)
    return flat
