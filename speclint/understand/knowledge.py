"""What speclint knows about specs, compiled from `rules/dimensions` and `rules/vocabulary` once for all documents."""

from __future__ import annotations

import re
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from speclint.errors import RulePackError
from speclint.model import DIMENSIONS, Confidence, Kind
from speclint.told import told
from speclint.understand.kind_weights import KindWeights
from speclint.understand.lexicon import Lexicon, flatten
from speclint.understand.quantities import QuantityGrammar
from speclint.understand.statement_weights import StatementWeights
from speclint.understand.statement_words import StatementWords
from speclint.understand.trees import Trees

EVIDENCE_KINDS = frozenset(
    {"metric", "bound", "threshold", "trigger-action", "observation", "described-set", "named-thing"}
)


_NO_TERMS = frozenset(
    {
        "coverage-weights",
        "feature-trees",
        "feature-weights",
        "kind-weights",
        "metric-directions",
        "quantities",
        "statement-weights",
        "statement-words",
        "taiwan",
        "traditional",
    }
)
_NO_TERMS_OF_DIMENSIONS = frozenset({"title", "skeleton"})


@dataclass(frozen=True, slots=True)
class Skeleton:
    """What asks for a dimension in a document: a label, and a text with blanks, each by language."""

    label: Mapping[str, str]
    text: Mapping[str, str]


@dataclass(frozen=True, slots=True, eq=False)  # one object a dimension: it keys what is read of it
class Dimension:
    """One question asked of every feature; `roles` name the concepts its evidence kind looks for.

    The terms of its file are the concepts `NAME.terms`, `NAME.weak`, `NAME.headings`, `NAME.not` and so on; what an
    evidence kind takes from a shared vocabulary is named in `roles` (`trigger: trigger`). `silence` is how sure
    it is that a dimension which no statement raises is missing, `mention` that one which statements only raise is not
    stated; `loose` is the strength below which a statement that does not state it does not raise it either. A feature
    that runs in one of the `unasked_modes`, or whose name speaks of the concept `unasked_names`, owes nothing of it.
    """

    name: str
    evidence: str
    skeleton: Skeleton
    quantities: frozenset[str]
    roles: Mapping[str, str]
    silence: Confidence = "medium"
    mention: Confidence = "medium"
    loose: float = 0.0
    unasked_modes: frozenset[str] = frozenset()
    unasked_names: str = ""

    def concept(self, role: str) -> str:
        """The concept that plays this role for the dimension."""
        return self.roles.get(role) or f"{self.name}.{role}"


@dataclass(frozen=True, slots=True)
class Knowledge:
    """The dimensions, the one lexicon of all terms, and the quantity grammar."""

    dimensions: tuple[Dimension, ...]
    lexicon: Lexicon
    grammar: QuantityGrammar
    feature_weights: Mapping[str, Mapping[str, float]]
    feature_trees: Trees
    kind_weights: KindWeights
    statement_weights: StatementWeights
    coverage_weights: Mapping[str, float]
    declared_kinds: Mapping[str, Kind]
    titles: Mapping[str, Mapping[str, str]]

    @classmethod
    def from_mapping(cls, data: Mapping[str, Any]) -> Knowledge:
        """Compile `{"dimensions": {name: …}, "vocabulary": {file: …}}`; raises RulePackError on a bad dimension.

        `declared-kinds` beside them maps words by which front matter may declare a kind, beyond ours, to the kind.
        """
        concepts: dict[str, list[str]] = {}
        vocabulary: Mapping[str, Any] = data["vocabulary"]
        for name, content in vocabulary.items():
            if name not in _NO_TERMS:
                _collect(concepts, flatten(content))
        folding = _folding(vocabulary.get("traditional", {}))
        dimensions = []
        for name, content in data["dimensions"].items():
            dimensions.append(_dimension(name, content))
            terms = {
                key: value
                for key, value in content.items()
                if key not in _NO_TERMS_OF_DIMENSIONS and isinstance(value, Mapping)
            }
            _collect(concepts, flatten({name: terms}))
        return cls(
            _in_order(dimensions),
            Lexicon(_also(concepts, vocabulary.get("taiwan", {})), folding),
            QuantityGrammar.from_mapping(vocabulary.get("quantities", {})),
            vocabulary.get("feature-weights", {}),
            Trees.from_mapping(vocabulary.get("feature-trees", {})),
            KindWeights.from_mapping(vocabulary.get("kind-weights", {})),
            StatementWeights.from_mapping(
                vocabulary.get("statement-weights", {}),
                StatementWords.from_mapping(vocabulary.get("statement-words", {}), folding),
            ),
            vocabulary.get("coverage-weights", {}),
            data.get("declared-kinds", {}),
            {n: content.get("title", {}) for n, content in data["dimensions"].items() if n not in DIMENSIONS},
        )


_latest = threading.local()  # what is compiled learns as it reads: no two threads share it


def knowledge_of(data: Mapping[str, Any]) -> Knowledge:
    """Compile as `Knowledge.from_mapping` does, or give what was compiled last in this thread where that is the same.

    Who judges many texts one by one, as an editor does, waits for it once. Raises RulePackError on a bad dimension.
    """
    if getattr(_latest, "data", None) != data:
        _latest.knowledge = Knowledge.from_mapping(data)
        _latest.data = data
    return cast(Knowledge, _latest.knowledge)


def _folding(table: Mapping[str, Sequence[str]]) -> dict[int, str]:
    """Code point of a traditional character → the simplified one that terms are written in."""
    traditional, simplified = "".join(table.get("traditional", ())), "".join(table.get("simplified", ()))
    return {ord(old): new for old, new in zip(traditional, simplified, strict=True)}


def _also(concepts: Mapping[str, Sequence[str]], words: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    """Each concept's terms, and each of them again with the words that another region has for one in it."""
    if not words:
        return {concept: list(terms) for concept, terms in concepts.items()}
    held = re.compile("|".join(map(re.escape, words))).search  # one search a term, of tens of thousands at each start
    also = {
        concept: [
            term.replace(word, other)
            for term in terms
            if not term.isascii() and held(term)
            for word in words
            if word in term
            for other in words[word]
        ]
        for concept, terms in concepts.items()
    }
    return {concept: [*terms, *also[concept]] for concept, terms in concepts.items()}


def _collect(concepts: dict[str, list[str]], more: Mapping[str, Sequence[str]]) -> None:
    for concept, terms in more.items():
        concepts.setdefault(concept, []).extend(terms)


def _dimension(name: str, content: Mapping[str, Any]) -> Dimension:
    evidence = content.get("evidence")
    if evidence not in EVIDENCE_KINDS:
        raise RulePackError(
            told(
                "dimension {name}: evidence is {evidence!r}, not one of {known}",
                name=name,
                evidence=evidence,
                known=sorted(EVIDENCE_KINDS),
            )
        )
    return Dimension(
        name,
        str(evidence),
        _skeleton(name, content),
        frozenset(content.get("quantities", ())),
        dict(content.get("concepts", {})),
        content.get("silence", "medium"),
        content.get("mention", "medium"),
        float(content.get("loose", 0.0)),
        frozenset(content.get("unasked", {}).get("modes", ())),
        str(content.get("unasked", {}).get("names", "")),
    )


def _skeleton(name: str, content: Mapping[str, Any]) -> Skeleton:
    """Read the skeleton of a dimension, whose label is its title where none is given and whose text may be none."""
    given = content.get("skeleton", {})
    label, text = given.get("label", content.get("title", {"en": name})), given.get("text", {})
    for key, texts in (("label", label), ("text", text)):
        for language, words in texts.items():
            if not isinstance(words, str) or not words.strip() or _MARKUP.search(words):
                raise RulePackError(
                    told(
                        "dimension {name}: skeleton.{key}.{language} is {words!r}: give one line of plain text",
                        name=name,
                        key=key,
                        language=language,
                        words=words,
                    )
                )
    return Skeleton(label, text)


_MARKUP = re.compile(r"[\r\n|`*_\[\]<>]")  # what would end a row, a line or a bold label


def _in_order(dimensions: Sequence[Dimension]) -> tuple[Dimension, ...]:
    """The built-in dimensions in their usual order, a team's own behind them by name."""
    rank = {name: index for index, name in enumerate(DIMENSIONS)}
    return tuple(sorted(dimensions, key=lambda d: (rank.get(d.name, len(rank)), d.name)))
