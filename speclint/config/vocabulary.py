"""Add the terms that a configuration brings to the vocabulary."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from typing import Any

from speclint.config.settings import Settings
from speclint.told import did_you_mean, told
from speclint.understand.lexicon import flatten


def with_terms(knowledge: Mapping[str, Any], settings: Settings) -> Mapping[str, Any]:
    """Give the data of the dimensions and vocabularies with the terms of `[vocabulary]` among them.

    Raises `ConfigError` where a concept does not exist.
    """
    terms = settings.table("vocabulary")
    if not terms:
        return knowledge
    concepts = _concepts(knowledge)
    for concept in terms:
        layer = settings.layer("vocabulary", concept)
        if concept not in concepts and layer:
            nearest = get_close_matches(concept, concepts, n=1)
            hint = did_you_mean(nearest) or told("see rules/dimensions and rules/vocabulary for them")
            raise layer.error(
                ("vocabulary", concept), told("no concept is called {concept!r}: {hint}", concept=concept, hint=hint)
            )
    own = {concept: {"en": words} for concept, words in terms.items()}
    return {**knowledge, "vocabulary": {**knowledge["vocabulary"], "configuration": own}}


def _concepts(knowledge: Mapping[str, Any]) -> set[str]:
    concepts: set[str] = set()
    for content in knowledge["vocabulary"].values():
        concepts.update(flatten(content) if isinstance(content, Mapping) else ())
    for name, content in knowledge["dimensions"].items():
        parts = {key: value for key, value in content.items() if key != "title" and isinstance(value, Mapping)}
        concepts.update(flatten({name: parts}))
    return concepts
