"""A bound of a unit kind: a time, a price, an amount of tokens, memory or accelerators."""

from __future__ import annotations

import re

from speclint.model import Quantity
from speclint.understand.evidence.reading import Page, Reading, begins_with, gap, is_bare
from speclint.understand.evidence.reading import apart as speaks
from speclint.understand.evidence.spent import read_spent
from speclint.understand.evidence.wait import (
    is_kept,
    is_no_wait,
    is_of_a_way,
    is_of_each,
    is_of_material,
    is_pace,
    is_rate_or_setting,
    leaves_out_ai,
    stands_apart,
    takes,
    yields,
)
from speclint.understand.knowledge import Dimension
from speclint.understand.utterances import Utterance

_LONGEST_WAIT = 6 * 3600.0  # a longer time is a schedule, a retention or a project, not a wait
_SHORT_WAIT = 120.0  # a bound this short, in a feature's own text, is a wait even where no word says so
_BESIDE = 3  # characters between a word and its number that leave no doubt
_SUBSCRIBED = frozenset({"month", "year", "seat"})  # what plans are sold by
_QUOTATION = re.compile('[“”"]')
_TINY = 1.0  # unit of a currency, below which money is hardly anything but what a call takes
_ONE = re.compile(r"\b(?:an?|each|every|one|single)\b|[一单每](?=[㐀-鿿])", re.I)
_ASKED = frozenset({"target", "gate"})  # columns of a table that ask for a value
_UPPER = frozenset({"<=", "<"})
_RATED = frozenset({"count", "number", "multiple"})  # kinds in which a rate of work may be told
_STEADY = frozenset({"compute", "throughput", "ratio"})  # kinds that hardly anything but a model's run has


def read_bound(utterance: Utterance, dimension: Dimension, page: Page) -> Reading | None:
    """Latency and cost: a quantity of the right unit where the words or the structure say what it bounds."""
    terms = dimension.concept("terms")
    own = utterance.has(terms)
    announced = dimension.concept("headings") in utterance.announced or (
        terms in (utterance.parent_marks | utterance.label_marks)
        or (is_bare(utterance) and terms in utterance.heading_marks)
    )
    labelled = begins_with(utterance, dimension.concept("label"))  # "time: 170 ms per frame", 机器：12G 显存
    done = utterance.has(dimension.concept("verbs"))
    apart: list[Quantity] = []  # said beside words for something else, of which they only tell the occasion
    other = speaks(utterance, (dimension.concept("not"),), terms) or dimension.concept("not") in utterance.label_marks
    named = utterance.has("ai.name") or utterance.has("model.named")
    spent = read_spent(utterance, dimension, page)
    if spent is not None:
        return spent
    units = [
        q
        for q in utterance.quantities
        if _is_unit(q, utterance, dimension)
        and (q.role != "baseline" or is_kept(q, utterance))
        and not _is_spoken(q, utterance)
        and not is_no_wait(q, utterance, dimension)
    ]
    if units and leaves_out_ai(utterance, dimension):
        return None
    if other and not named:  # of something else, but for what stands right beside the word: "cost ($0.002 a call)"
        beside = [q for q in units if _is_beside(q, utterance, terms)]
        apart = [] if beside else [q for q in units if q.kind == "duration" and stands_apart(q, utterance, dimension)]
        units = beside or apart
    bought = utterance.has("model.named") or utterance.has(dimension.concept("model"))
    if dimension.concept("sold") in utterance.heading_marks and not bought:
        units = [q for q in units if q.kind != "money"]
    if units and page.kind == "model-card" and all(_is_setting(q, utterance) for q in units):
        return Reading(("no-number",), 1.0, tuple(units))
    if units:
        spoken = own or announced or labelled
        fitting = [q for q in units if _fits(q, utterance, dimension, page, spoken, done)]
        if fitting:
            best = min(fitting, key=lambda q: gap(utterance, q, terms))
            strength = 2.0 + own + 0.5 * announced + 0.5 * bool(best.statistic) + 0.5 * bool(best.comparator) + named
            loose = labelled and not (own or announced or done)
            return Reading((), strength, tuple(fitting), own_only=bool(apart) or loose)
        implied = [q for q in units if _implies(q, utterance, page)]
        if implied:
            return Reading((), 1.8 + 0.5 * named, tuple(implied), own_only=True)
    weak = utterance.has(dimension.concept("weak"))
    if other and not weak:
        return None
    if own or weak or (announced and terms in utterance.label_marks):
        praised = utterance.has(dimension.concept("praise"))
        strength = 0.4 + 0.3 * own + 0.2 * weak + 0.2 * praised + 0.2 * announced + 0.3 * named
        return Reading(("no-number",), strength)
    return None


def _is_spoken(quantity: Quantity, utterance: Utterance) -> bool:
    """Whether it stands in quotation marks, as what a user says: "lunch was $12"."""
    spoken = False
    for mark in _QUOTATION.finditer(utterance.text, 0, quantity.start):
        inches = not spoken and utterance.text[mark.start() - 1 : mark.start()].isdigit()
        spoken = mark.group() != "”" and not inches and (mark.group() == "“" or not spoken)
    return spoken


def _is_unit(quantity: Quantity, utterance: Utterance, dimension: Dimension) -> bool:
    """Whether a quantity is of a kind that is asked for, as a bare number of what was just named is ("tokens ≤ 9k")."""
    if quantity.kind in dimension.quantities:
        return True
    if "throughput" in dimension.quantities and is_rate_or_setting(quantity, utterance, dimension):
        return True
    spent = dimension.concept("spent")
    if quantity.kind != "number":
        return False
    if utterance.block.kind == "row" and spent in utterance.label_marks:  # "Tokens per request | mean | > 5000"
        return quantity.role in _ASKED or quantity.comparator in _UPPER
    return quantity.comparator in _UPPER and gap(utterance, quantity, spent) <= _BESIDE


def _fits(quantity: Quantity, utterance: Utterance, dimension: Dimension, page: Page, spoken: bool, done: bool) -> bool:
    """Whether the words say that this quantity bounds what is asked."""
    if quantity.kind == "memory":
        # What bounds the whole application bounds the model that runs within it.
        whole = page.kind == "model-card" or (page.ai_document and quantity.comparator in _UPPER)
        if _is_required(quantity, utterance):
            return True
        filed = utterance.has("cost.files") and not utterance.has("cost.room")
        return spoken and not filed and (whole or utterance.has("cost.bearer") or _about_model(utterance))
    if quantity.kind == "duration":
        bounded = quantity.comparator in _UPPER or utterance.text[: quantity.start].endswith((" in ", " within "))
        told = bounded or (quantity.high is not None and utterance.has("model.named"))  # "Whisper transcribes in 3–5 s"
        told = told or takes(quantity, utterance, dimension)
        infers = utterance.has(dimension.concept("infers")) or yields(quantity, utterance, dimension)
        return quantity.value <= _LONGEST_WAIT and (spoken or infers or (done and told))
    if quantity.kind in _RATED and "throughput" in dimension.quantities:
        if quantity.kind == "multiple" or is_pace(quantity, utterance, dimension):
            return True
        return any(utterance.has(dimension.concept(r)) for r in ("terms", "setting"))
    if quantity.kind == "number" and "tokens" in dimension.quantities:
        return True  # right behind the name of what is spent
    if quantity.kind == "tokens":
        return (spoken or done) and (quantity.per is not None or quantity.comparator in _UPPER or spoken)
    if quantity.kind == "money" and quantity.per == "hour" and not _about_model(utterance):
        return False  # what a person or a parking lot takes
    return spoken or (quantity.kind == "money" and quantity.per is not None and done) or quantity.kind == "compute"


def _is_setting(quantity: Quantity, utterance: Utterance) -> bool:
    """Whether an accelerator is only what a speed was measured on: "on one L4 it scores 900 segments per second"."""
    return quantity.kind == "compute" and any(
        other.kind == "throughput"
        or (other.kind == "count" and other.per == "second")
        or (other.kind == "duration" and other.value <= _SHORT_WAIT)
        for other in utterance.quantities
    )


def _is_beside(quantity: Quantity, utterance: Utterance, terms: str) -> bool:
    """Whether what else the words speak of leaves no doubt about a quantity: "cost ($0.002 a call)", "64 GB RAM"."""
    if quantity.kind == "memory":
        return gap(utterance, quantity, "cost.room") <= _BESIDE
    return bool(quantity.per) and quantity.per not in _SUBSCRIBED and gap(utterance, quantity, terms) <= _BESIDE


def _is_required(quantity: Quantity, utterance: Utterance) -> bool:
    """Whether it is the memory, not the disk, of the machine that all is to run on."""
    required = utterance.has("cost.required") or "cost.required" in utterance.announced
    return required and gap(utterance, quantity, "cost.room") <= _BESIDE


def _implies(quantity: Quantity, utterance: Utterance, page: Page) -> bool:
    """Whether the unit alone says it, in a text that is about a model anyway."""
    if quantity.kind == "duration":
        bounded = quantity.comparator in _UPPER or utterance.has("latency.after")
        if quantity.value <= _SHORT_WAIT:
            return bounded or is_of_a_way(utterance) or is_of_each(quantity, utterance)
        return bounded and is_of_material(quantity, utterance)
    if quantity.kind == "memory":
        if utterance.has("cost.files") or "cost.files" in utterance.announced:
            return False
        bounded = quantity.comparator in _UPPER
        return _about_model(utterance) or (bounded and utterance.has("cost.bearer")) or utterance.has("cost.room")
    if quantity.kind == "money":
        return quantity.per != "hour" and (quantity.per is not None or _is_of_one(quantity, utterance))
    if quantity.kind == "tokens":
        bounded = quantity.per is not None or quantity.comparator in _UPPER or utterance.has("cost.cut")
        return bounded and page.kind != "model-card"  # there it is how much the model reads
    return quantity.kind in _STEADY


def _is_of_one(quantity: Quantity, utterance: Utterance) -> bool:
    """Whether money without "per" is what a single run may take: a few cents, or a bound beside "one", 一次, 单个."""
    bounded, tiny = quantity.comparator in _UPPER, quantity.value < _TINY
    return (bounded and tiny) or ((bounded or tiny) and _ONE.search(utterance.text) is not None)


def _about_model(utterance: Utterance) -> bool:
    """Whether memory is that of a model or an accelerator, not of the whole application."""
    marks = frozenset(utterance.marks) | utterance.label_marks | utterance.parent_marks | utterance.heading_marks
    return bool(marks & {"ai.name", "model.named", "cost.hardware", "cost.accelerator"})
