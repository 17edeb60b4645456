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
from functools import lru_cache
from typing import Any

_TOKEN = re.compile(r"[A-Za-zÀ-ÖØ-öø-ÿ0-9²]+|[㐀-鿿]|[^\sA-Za-zÀ-ÖØ-öø-ÿ0-9²㐀-鿿]")
_FIRST = re.compile(r"=?(?:['’]s\b)?[-‐‑–—/_'’`*·\s]*([A-Za-zÀ-ÖØ-öø-ÿ0-9²]+|[㐀-鿿]|[^\sA-Za-zÀ-ÖØ-öø-ÿ0-9²㐀-鿿])")
_JOINERS = frozenset("-‐‑–—/_'’`*·")
_GENITIVE = ("'", "’")
_SHORT, _MOST_SEEN = 80, 4096  # characters of a text that is remembered, and texts
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
    """The lower-case tokens of a text with their start and end; joiners and the s of "the model's" are left out."""
    lowered = text.lower()
    if len(lowered) != len(text):  # a letter that becomes two when lowered would shift all places behind it
        lowered = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    found = []
    for match in _TOKEN.finditer(lowered):
        start, end = match.span()
        if end - start == 1:
            mark = lowered[start]
            if mark in _JOINERS or (mark == "s" and lowered[start - 1 : start] in _GENITIVE):
                continue
        found.append((match.group(), start, end))
    return found


@lru_cache(maxsize=1 << 15)
def _forms(word: str) -> tuple[str, ...]:
    """A word and what it may be the plural of."""
    if len(word) <= 3 or word[-1] != "s" or not word.isascii():
        return (word,)
    if word.endswith("ies"):
        return (word, word[:-1], word[:-3] + "y")
    return (word, word[:-1], word[:-2]) if word.endswith("es") else (word, word[:-1])


class Lexicon:
    """Concepts (dotted names) and the terms that speak of them."""

    def __init__(self, concepts: Mapping[str, Iterable[str]], folding: Mapping[int, str] | None = None) -> None:
        self._folding = folding or {}
        self._root = _Node()
        self._seen: dict[str, tuple[Hit, ...]] = {}
        # by their first word, until a text holds it: no text holds more than a few of some thousands
        self._waiting: dict[str, list[tuple[str, str]]] = {}
        for concept, terms in concepts.items():
            for term in terms:
                first = self._first_word(term)
                if not first or (term.endswith("*") and len(tokens(term)) == 1):
                    self._add(concept, term)
                else:
                    self._waiting.setdefault(first, []).append((concept, term))

    def _first_word(self, term: str) -> str:
        """The first token of a term; most terms begin with a plain word or a Han character, which is quickly told."""
        word = term.partition(" ")[0]
        if word.isascii() and word.isalnum():
            return word.lower()
        if "㐀" <= term[:1] <= "鿿":
            return self.fold(term[0])
        first = _FIRST.match(self.fold(term).lower())
        return first[1] if first else ""

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
        """All terms in the text, ordered by start; of one concept at one start only the longest.

        Headings and labels are asked for again and again, for themselves and for all that stands below them.
        """
        if len(text) > _SHORT:
            return self._find(text)
        known = self._seen.get(text)
        if known is None:
            if len(self._seen) >= _MOST_SEEN:
                self._seen.clear()
            known = self._seen[text] = self._find(text)
        return known

    def _find(self, text: str) -> tuple[Hit, ...]:
        text = self.fold(text)
        found = tokens(text)
        hits: list[Hit] = []
        following, starred = self._root.following, self._root.starred
        waiting = self._waiting
        for index, (word, start, _) in enumerate(found):
            opens = word[:_STAR_BUCKET] in starred
            for form in _forms(word):
                if form in waiting:
                    for concept, term in waiting.pop(form):
                        self._add(concept, term)
                opens = opens or form in following
            if not opens:
                continue
            best: dict[str, int] = {}
            self._follow(self._root, found, index, text, start, best)
            for concept, end in best.items():
                hits.append(Hit(concept, start, end))
        return tuple(_without_the_words_of_another(hits))

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
        for form in _forms(word):
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


_ANOTHER = (
    ".another"  # how the concept ends of longer terms that mean something else: "configuration drift" is no drift
)


def _without_the_words_of_another(hits: list[Hit]) -> list[Hit]:
    """The hits but those within a term that means something else."""
    longer = [hit for hit in hits if hit.concept.endswith(_ANOTHER)]
    if not longer:
        return hits
    return [hit for hit in hits if hit in longer or not any(a.start <= hit.start and hit.end <= a.end for a in longer)]
