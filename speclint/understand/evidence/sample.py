"""A sample that a quality is measured on, told by its parts: how many there are, how picked, and what is tried."""

from __future__ import annotations

import re
from collections.abc import Iterator

from speclint.understand.evidence.benchmark import names_a_benchmark
from speclint.understand.evidence.reading import Page, Reading
from speclint.understand.evidence.split import is_split
from speclint.understand.utterances import Utterance

_FEW = 3  # items that were picked for the purpose
_SEVERAL = 5  # of what is only counted
_WITHIN = 16  # characters behind a count in which the word stands that says how its items were picked
_BEFORE = 14  # and before it
_NEAR = 28  # characters between a count and what is done with it
_EACH = 8  # and the word that says that there are as many of every kind
_PRODUCED = 14  # characters before a count in which a word makes it an output or a limit
_PERSON = 6  # characters behind a count in which a word makes it one of people
_COUNTED = re.compile(
    r"(?<![\d.,#第v≥>-])(\d[\d,]{0,8})\+?\s?(?:余|多)?\s?"
    r"(?:条|个|张|份|篇|例|题|段|道|句|首|组|封|幅|通|单|轮|套|件|则|对|次|页|问)(?!月|小时|工作日|以内|字|数|/)"
)
_ITEM = re.compile("[条张份篇例题段道句首组封幅通单轮套件则对页问]$")  # classifiers of what people are not
_PERSONS = re.compile(r"\d\s?(?:名|位|人|家)")
_UPON = re.compile(r"\b(?:on|across)\s(?:the\s|our\s|a total of\s|all\s|about\s)?$|在[^，。；]{0,12}$", re.I)
# "在 500 条工单上不低于 90%": not the first half of another word
_UPON_IT = re.compile(r"[^，。；,.;]{0,24}(?<![以线网马])上(?![传线限下述面升报班午海市架门级月周次一个年涨])")
_OF_SO_MANY = re.compile(r"\b(?:[5-9]|[1-9]\d[\d,]{0,6})-[a-z]{3,15}\b(?!-)")  # a 200-question golden set
_BREAK = re.compile(r"[.;]\s|[。；|]")
_RATED = frozenset({"rate", "score", "points", "number"})


def read_sample(utterance: Utterance, page: Page) -> Reading | None:
    """What says of how many, picked how, a quality was or will be told, though no word for a test set stands there."""
    if utterance.block.kind == "code":
        return None
    text = utterance.text
    if is_split(text, sourced=page.sourced):
        return Reading((), 2.2)
    if utterance.has("evaluation.not"):
        return None
    tried = utterance.marks.get("evaluation.verb", ())
    picked = utterance.marks.get("evaluation.picked", ())
    accepted = "evaluation.acceptance" in utterance.announced or utterance.has("evaluation.acceptance")
    spread = utterance.marks.get("evaluation.each", ())
    measured = _is_measured(utterance)
    set_apart = "evaluation.terms" in utterance.announced
    shared = accepted and any(q.kind == "rate" for q in utterance.quantities)
    for start, end, value in _counts(utterance):
        chosen = any(start <= a <= end + _WITHIN or start - _BEFORE <= b <= start for a, b in picked)
        if value < (_FEW if chosen else _SEVERAL):
            continue
        if text[start:end].endswith("页") and not chosen:
            continue  # how long a document is
        used = any(_is_near(text, start, end, place) for place in tried)
        every = any(start - _EACH <= a < start or end <= a <= end + _EACH for a, b in spread)
        upon = bool(_UPON.search(text[max(start - _PRODUCED, 0) : start]) and _follows(text, start, end))
        purpose = used or measured or shared or set_apart
        if (chosen and purpose) or (measured and (accepted or every or upon)) or (every and used):
            size = tuple(q for q in utterance.quantities if q.start == start)
            return Reading((), 1.9 + 0.2 * (chosen and used) + 0.2 * (measured and used), size)
    if utterance.has("evaluation.planted") and (tried or set_apart or utterance.has("evaluation.terms")):
        return Reading((), 2.0)
    if any(_is_of_so_many(utterance, match) for match in _OF_SO_MANY.finditer(text)):
        return Reading((), 2.0)
    if names_a_benchmark(utterance, card=page.kind == "model-card"):
        return Reading((), 2.0)
    if measured and utterance.has("evaluation.segment") and (tried or accepted):
        return Reading((), 1.9)
    if "evaluation.pilot" in utterance.announced or utterance.has("evaluation.pilot"):
        return Reading((), 1.8) if _is_tried_by_people(utterance, measured=measured) else None
    return None


def _is_of_so_many(utterance: Utterance, match: re.Match[str]) -> bool:
    """Whether a word such as "200-question" says how large the set or the test is that it stands before."""
    end = match.end()
    if any(q.kind != "count" and q.start < end and match.start() < q.end for q in utterance.quantities):
        return False
    if any(match.start() < last <= end for _, last in utterance.marks.get("evaluation.order", ())):
        return False
    named = (*utterance.marks.get("evaluation.terms", ()), *utterance.marks.get("evaluation.verb", ()))
    return any(end < first <= end + _WITHIN for first, _ in named)


def _follows(text: str, start: int, end: int) -> bool:
    """Whether a count is what something is told upon: behind "on", or between 在 and 上."""
    return text[:start].rstrip().isascii() or bool(_UPON_IT.match(text[end : end + _NEAR]))


def _is_tried_by_people(utterance: Utterance, *, measured: bool) -> bool:
    """Whether it is told how many people try it, and that they judge it or how good it must be for them."""
    people = utterance.marks.get("evaluation.people", ())
    several = any(
        (q.kind == "count" and q.unit.isascii() and q.value >= _FEW)
        or (q.kind in ("count", "rate") and any(q.start < b and a <= q.end + _WITHIN for a, b in people))
        for q in utterance.quantities
    )
    several = several or bool(_PERSONS.search(utterance.text))
    return several and (measured or utterance.has("evaluation.judged"))


def _counts(utterance: Utterance) -> Iterator[tuple[int, int, float]]:
    """Where how many of something stands, and how many; not what is put out, nor how many there may be at most."""
    produced = utterance.marks.get("evaluation.produced", ())
    people = utterance.marks.get("evaluation.people", ())
    criteria = utterance.marks.get("evaluation.criteria", ())
    found = [(q.start, q.end, q.value) for q in utterance.quantities if q.kind == "count" and q.unit]
    taken = {start for start, _, _ in found}
    for match in _COUNTED.finditer(utterance.text):
        if match.start() not in taken:
            found.append((match.start(), match.end(), float(match.group(1).replace(",", ""))))
    for start, end, value in sorted(found):
        out = any(start - _PRODUCED <= b <= start + 1 or end <= a <= end + 1 for a, b in produced)
        person = not _ITEM.search(utterance.text[start:end]) and any(
            start < b and a <= end + _PERSON for a, b in people
        )
        if not out and not person and not any(start < b and a <= end + 1 for a, b in criteria):
            yield start, end, value


def _is_measured(utterance: Utterance) -> bool:
    """Whether a quality is told with its number."""
    if not utterance.has("metric.quality") and not utterance.has("metric.outcome"):
        return False
    return any(q.kind in _RATED for q in utterance.quantities)


def _is_near(text: str, start: int, end: int, place: tuple[int, int]) -> bool:
    first, last = place
    between = text[end:first] if first >= end else text[last:start]
    return len(between) <= _NEAR and not _BREAK.search(between)
