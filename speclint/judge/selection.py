"""Which rules a word means: a code, a name, the beginning of a code, a group, or all of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from speclint.errors import UsageError
from speclint.judge.rules import Rule
from speclint.told import told

_CODE = re.compile(r"([a-z]+)(\d*)")


def find_rule(rules: Sequence[Rule], word: str) -> Rule:
    """Find the one rule with this code or name."""
    for rule in rules:
        if word.lower() in (rule.code.lower(), rule.name.lower()):
            return rule
    raise UsageError(unknown_rule(word, rules))


def codes_meant(word: str, rules: Iterable[Rule]) -> frozenset[str]:
    """Give the codes that a word means; none where it means no rule."""
    return frozenset(rule.code for rule in rules if _means(word.lower(), rule))


def unknown_rule(word: str, rules: Sequence[Rule]) -> str:
    """Say that a word means no rule, with the nearest that does."""
    nearest = nearest_word(word, rules)
    if nearest is None:
        return told("no rule is called {word!r}: see speclint rules", word=word)
    return told("no rule is called {word!r}: did you mean {nearest}?", word=word, nearest=nearest)


def nearest_word(word: str, rules: Sequence[Rule]) -> str | None:
    """Find the code, name or group that is spelled most like a word."""
    from difflib import get_close_matches

    spellings = {known.lower(): known for rule in rules for known in (rule.code, rule.name, rule.group)}
    matches = get_close_matches(word.lower(), spellings, n=1)
    return spellings[matches[0]] if matches else None


def words(selectors: Iterable[str]) -> list[str]:
    """Part selectors into words: several may be given in one, separated by commas."""
    return [word for selector in selectors for word in re.split(r"[,，、\s]+", selector) if word]


def exactness(word: str, rule: Rule) -> tuple[int, int]:
    """Rank how exactly a word means a rule: its code or name, then longer beginnings of its code, then its group."""
    written = word.lower()
    if written in (rule.code.lower(), rule.name.lower()):
        return 3, 0
    if written == rule.group.lower():
        return 1, 0
    return (0, 0) if written == "all" else (2, len(written))


def _means(word: str, rule: Rule) -> bool:
    if word in ("all", rule.name.lower(), rule.group.lower()):
        return True
    wanted, code = _CODE.fullmatch(word), _CODE.fullmatch(rule.code.lower())
    return bool(wanted and code and wanted[1] == code[1] and code[2].startswith(wanted[2]))
