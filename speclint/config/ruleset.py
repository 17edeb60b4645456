"""Settle by the configuration which rules are in force, how severe they are and with which options."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import cast

from speclint.config.settings import EDITIONS, Settings
from speclint.judge.rules import Rule
from speclint.judge.selection import codes_meant, exactness, unknown_rule, words
from speclint.model import Kind, Severity
from speclint.told import told

_SEVERITIES: tuple[str, ...] = ("error", "warning", "info")


def rules_in_force(rules: Sequence[Rule], settings: Settings) -> tuple[Rule, ...]:
    """Give the rules that are on, with the severities and options that the settings give them.

    Raises `ConfigError` where the settings name a rule or an option that does not exist, in tables as in lists.
    """
    for name in settings.table("per-file-ignores"):
        _codes(rules, settings, ("per-file-ignores", name))
    rules = [_at(rule, settings.edition) for rule in rules]
    severities = _severities(rules, settings)
    options = dict(_options(rules, settings))
    return tuple(
        replace(
            rule,
            severity=severities[rule.code],
            settled=rule.settled or severities[rule.code] != rule.severity,
            options={**rule.options, **options.get(rule.code, {})},
        )
        for rule in _selected(rules, settings)
        if severities[rule.code]
    )


def forbidden_codes(rules: Sequence[Rule], settings: Settings) -> frozenset[str]:
    """Give the codes of the rules that documents may not silence."""
    return _codes(rules, settings, ("suppressions", "forbid"))


def codes_ignored_in(path: str, rules: Sequence[Rule], settings: Settings) -> frozenset[str]:
    """Give the codes of the rules that are off in one document."""
    return frozenset(code for word in words(settings.ignored_in(path)) for code in codes_meant(word, rules))


def _at(rule: Rule, edition: str) -> Rule:
    """Give a rule as it was in an edition: severities that came later do not hold yet."""
    severity = rule.severity
    for change in rule.changes:
        if _has_come(change.edition, edition):
            severity = change.severity
    return replace(rule, severity=severity)


def _selected(rules: Sequence[Rule], settings: Settings) -> list[Rule]:
    named = {word.lower() for word in words([*settings.select, *settings.extend_select])}
    chosen = _codes(rules, settings, ("select",)) if words(settings.select) else frozenset(rule.code for rule in rules)
    chosen |= _codes(rules, settings, ("extend-select",))
    chosen -= _codes(rules, settings, ("ignore",)) | _codes(rules, settings, ("extend-ignore",))
    return [
        rule
        for rule in rules
        if rule.code in chosen
        and (settings.preview or _has_come(rule.edition, settings.edition) or {rule.code.lower(), rule.name} & named)
    ]


def _has_come(edition: str, pinned: str) -> bool:
    """Whether what an edition brings is there in the pinned one; an edition that does not exist is still to come."""
    return edition in EDITIONS and EDITIONS.index(edition) <= EDITIONS.index(pinned)


def _codes(rules: Sequence[Rule], settings: Settings, key: tuple[str, ...]) -> frozenset[str]:
    """Give the codes that the words of a list mean."""
    codes: set[str] = set()
    for word in words(settings.value(*key) or ()):
        codes |= _meant(word, rules, settings, key)
    return frozenset(codes)


def _meant(word: str, rules: Sequence[Rule], settings: Settings, key: tuple[str, ...]) -> frozenset[str]:
    meant = codes_meant(word, rules)
    layer = settings.layer(*key)
    if not meant and layer:
        raise layer.error(key, unknown_rule(word, rules), word)
    return meant


def _severities(rules: Sequence[Rule], settings: Settings) -> Mapping[str, Mapping[Kind, Severity]]:
    table = settings.table("severity")
    chosen = {word: (_meant(word, rules, settings, ("severity", word)), choice) for word, choice in table.items()}
    severities: dict[str, Mapping[Kind, Severity]] = {}
    for rule in rules:
        meant = [word for word, (codes, _) in chosen.items() if rule.code in codes]
        word = max(meant, key=lambda word: exactness(word, rule), default=None)
        severities[rule.code] = rule.severity if word is None else _chosen(rule, chosen[word][1])
    return severities


def _chosen(rule: Rule, choice: str | Mapping[str, str]) -> Mapping[Kind, Severity]:
    """Lay a choice over the severities of a page: a bare word raises nothing that is softer for model cards."""
    if isinstance(choice, Mapping):
        severity: dict[str, str] = {**{str(kind): str(own) for kind, own in rule.severity.items()}, **choice}
    else:
        severity = dict.fromkeys(rule.severity or ("prd",), choice)
        page = rule.severity
        if "prd" in page and "model-card" in page and _rank(page["model-card"]) > _rank(page["prd"]):
            severity["model-card"] = max(choice, page["model-card"], key=_rank)
    return cast(Mapping[Kind, Severity], {kind: chosen for kind, chosen in severity.items() if chosen != "off"})


def _rank(severity: str) -> int:
    return _SEVERITIES.index(severity) if severity in _SEVERITIES else len(_SEVERITIES)


def _options(rules: Sequence[Rule], settings: Settings) -> Iterable[tuple[str, Mapping[str, object]]]:
    for word, given in settings.table("options").items():
        key = ("options", word)
        layer = settings.layer(*key)
        rule = next((rule for rule in rules if word.lower() in (rule.code.lower(), rule.name)), None)
        if layer is None:
            continue
        if rule is None:
            raise layer.error(key, unknown_rule(word, rules))
        for name in given:
            if name not in rule.options:
                known = sorted(rule.options) or told("none")
                raise layer.error(
                    (*key, name),
                    told(
                        "rule {code} has no option {name!r}: its options are {known}",
                        code=rule.code,
                        name=name,
                        known=known,
                    ),
                )
            if type(given[name]) is not type(rule.options[name]):
                kind = type(rule.options[name]).__name__
                raise layer.error(
                    (*key, name),
                    told("option {name!r} of rule {code} must be of type {kind}", name=name, code=rule.code, kind=kind),
                )
        yield rule.code, given
