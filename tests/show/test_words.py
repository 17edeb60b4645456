"""What speclint says is complete in both languages."""

from __future__ import annotations

import re
import string
from pathlib import Path

import pytest
import yaml

from speclint.model import DIMENSIONS
from speclint.show import chinese, english
from speclint.show.words import enumerate_names, known_term, say, term
from speclint.understand.declared import faults


def fields(template: str | tuple[str, str]) -> set[str]:
    forms = (template,) if isinstance(template, str) else template
    return {name for form in forms for _, name, _, _ in string.Formatter().parse(form) if name}


def test_both_languages_have_the_same_phrases_with_the_same_places_to_fill() -> None:
    assert list(english.PHRASES) == list(chinese.PHRASES)
    for name, phrase in english.PHRASES.items():
        # What is counted may be counted in another way.
        counts = {"n", "total"}
        assert fields(phrase) - counts == fields(chinese.PHRASES[name]) - counts, name


def test_both_languages_name_the_same_values() -> None:
    named = {group: list(terms) for group, terms in english.TERMS.items()}
    assert named == {group: list(terms) for group, terms in chinese.TERMS.items()}


def test_no_chinese_phrase_was_left_in_english() -> None:
    same = {name for name, phrase in english.PHRASES.items() if chinese.PHRASES[name] == phrase}
    assert same <= {"quoted", "path-of-headings"}


@pytest.mark.parametrize("group", ["column", "noun", "hint", "whom"])
def test_every_built_in_dimension_is_named(group: str) -> None:
    assert set(english.TERMS[group]) == set(DIMENSIONS)


def test_every_value_that_the_data_model_knows_is_named() -> None:
    from typing import get_args

    from speclint import model

    for group in ("Severity", "Confidence", "Kind", "Language", "Stage", "Verdict", "Scope", "Standing"):
        assert set(get_args(getattr(model, group))) <= set(english.TERMS[group.lower()]), group
    for group in ("Role", "Task", "Mode"):
        assert set(get_args(getattr(model, group))) == set(english.TERMS[group.lower()]), group
    assert set(get_args(model.OpaqueKind)) == set(english.TERMS["opaque"])


def test_every_kind_of_quantity_is_named(root: Path) -> None:
    grammar = yaml.safe_load((root / "rules/vocabulary/quantities.yaml").read_text(encoding="utf-8"))
    kinds = {unit["kind"] for unit in grammar["units"]}
    kinds.discard("skip")  # what looks like a quantity and is none
    assert {"duration", "money", "rate"} <= kinds <= set(english.TERMS["quantity"])


def test_what_is_wrong_with_a_declaration_is_told_in_both_languages() -> None:
    for told in (faults._TOLD, faults._WANTED):
        for name, (in_english, in_chinese) in told.items():
            assert fields(in_english) == fields(in_chinese), name
            assert in_english != in_chinese, name


def test_every_reason_that_a_reading_can_have_is_told_in_words(root: Path) -> None:
    sources = [path.read_text(encoding="utf-8") for path in (root / "speclint" / "understand").rglob("*.py")]
    made = [line for source in sources for line in source.splitlines() if "Reading((" in line]
    reasons = {reason for line in made for reason in re.findall(r'"([a-z]+-[a-z-]+)"', line)}
    assert "no-number" in reasons
    assert reasons <= set(english.TERMS["reason"])


def test_one_and_more_are_told_apart() -> None:
    assert say("en", "features", n=1) == "1 AI feature"
    assert say("en", "features", n=0) == "0 AI features"
    assert say("zh", "features", n=1) == "1 个 AI 功能"


def test_a_long_list_is_cut() -> None:
    assert enumerate_names("en", ["a", "b", "c"]) == "a, b, c"
    assert enumerate_names("en", ["a", "b", "c", "d", "e"]) == "a, b, c and 2 more"
    assert enumerate_names("zh", ["甲", "乙", "丙", "丁"]) == "甲、乙、丙等 4 个"


def test_an_unknown_value_is_shown_as_it_is_written() -> None:
    assert term("en", "reason", "no-owner") == "no owner"
    assert known_term("en", "hint", "accessibility") == ""
    assert known_term("en", "hint", None) == ""
