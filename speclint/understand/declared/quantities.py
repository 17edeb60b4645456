"""The quantities of a declared statement, in canonical units, by the grammar that reads those of the text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from speclint.model import Quantity
from speclint.understand.quantities import QuantityGrammar

COMPARATORS: Mapping[str, str] = {
    "≤": "<=", "at most": "<=", "≥": ">=", "at least": ">=", "below": "<", "above": ">",
}  # fmt: skip
_CURRENCY = re.compile(r"[A-Z]{3}")
_SYMBOL = re.compile(r"[$€£¥￥₹]")
_HUGE = 1e15  # a number beyond it is no promise, and too long to be written out


def quantities_of(dimension: str, data: Any, said: str, grammar: QuantityGrammar) -> tuple[Quantity, ...]:
    """What a statement bounds or counts; each quantity stands at its number in `said`, the statement as written."""
    if not isinstance(data, Mapping) or "waived" in data:
        return ()
    return tuple(_placed(quantity, said) for quantity in _found(dimension, data, grammar))


def _found(dimension: str, data: Mapping[str, Any], grammar: QuantityGrammar) -> Iterator[Quantity]:
    if "value" in data:
        yield _bound(dimension, data, grammar)
    if "threshold" in data:
        sign = _comparator(data) or ("" if dimension == "confidence" else ">")
        quantity = _number(data["threshold"], sign, "", grammar)
        yield replace(quantity, statistic=_text(data, "statistic") or None)
    if "interval" in data:
        yield from grammar.find(_text(data, "interval"))[:1]
    if "size" in data:
        size = data["size"]
        if isinstance(size, str):
            yield from grammar.find(size)[:1]
        else:
            yield _number(size, "", _text(data, "unit"), grammar)
    if "trigger" in data:
        yield from grammar.find(_text(data, "trigger"))


def _text(data: Mapping[str, Any], key: str) -> str:
    return str(data.get(key) or "")


def _comparator(data: Mapping[str, Any]) -> str:
    written = _text(data, "comparator")
    return COMPARATORS.get(written, written)


def _bound(dimension: str, data: Mapping[str, Any], grammar: QuantityGrammar) -> Quantity:
    unit = _text(data, "unit") or _text(data, "currency")
    per = _text(data, "per")
    statistic = _text(data, "statistic")
    quantity = _number(data["value"], _comparator(data) or "<=", unit, grammar, statistic, per)
    if not data.get("comparator") and quantity.kind == "throughput":
        quantity = replace(quantity, comparator=">=")  # of so much a second, the least is promised
    if dimension == "cost" and quantity.kind == "number" and _CURRENCY.fullmatch(unit):
        quantity = replace(quantity, kind="money", unit=unit)
    return replace(
        quantity,
        statistic=quantity.statistic or statistic or None,
        per=per if " and " in per else quantity.per or per or None,
        role="target" if dimension == "target" else quantity.role,
    )


def _number(value: Any, sign: str, unit: str, grammar: QuantityGrammar, statistic: str = "", per: str = "") -> Quantity:
    """A number with its unit, as the grammar reads it in a phrase, else as it is given."""
    share = isinstance(value, str)
    amount = float(value.rstrip(" %％")) / 100 if share else float(value)
    if abs(amount) < _HUGE:
        written = value.replace(" ", "") if share else format(Decimal(str(value)), "f")
        counted = (
            f"{unit}{written}"
            if _SYMBOL.fullmatch(unit)
            else f"{written}{unit}"
            if unit == "%"
            else f"{written} {unit}"
        )
        phrase = " ".join(part for part in (statistic, sign, counted.strip(), f"per {per}" if per else "") if part)
        for quantity in grammar.find(phrase):
            if written.rstrip("%％") in quantity.text:
                return replace(quantity, comparator=sign or quantity.comparator)
    return Quantity(
        f"{sign} {value} {unit}".strip(), 0, 0, amount, "rate" if share else "number", unit, comparator=sign
    )


_NUMERAL = re.compile(r"\d[\d,._]*")


def _placed(quantity: Quantity, said: str) -> Quantity:
    number = _NUMERAL.search(quantity.text)
    start = said.find(number.group()) if number else -1
    if number is None or start < 0:  # written in another way, such as 1e3: the statement as a whole
        return replace(quantity, start=0, end=len(said))
    return replace(quantity, start=start, end=start + len(number.group()))
