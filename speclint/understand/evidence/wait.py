"""What a time is said of: of the AI that one waits for, or of something else in the same sentence."""

from __future__ import annotations

import re

from speclint.model import Quantity
from speclint.understand.evidence.reading import gap
from speclint.understand.knowledge import Dimension
from speclint.understand.utterances import Utterance

_BESIDE = 3  # characters between a word and its number that leave no doubt
_CLOSE = 12  # and between two words that make one phrase
_CLAUSE = re.compile(r"[,，](?!\d{3})|[;；。•]")
_SINCE = re.compile(r"[\s内]{0,2}(?:of|from|after|upon|following|since|when|once)\b", re.I)
_THINKING = ("ai.name", "ai.weak", "model.named", "model.generic")
_PHRASE = 60  # characters of the words before a time that say what takes it
_PATIENCE = 600.0  # seconds from which a time is that of people, or of a training run
_AT_ONCE = 5.0  # and within which people finish nothing that is worth timing
_UPPER = ("<=", "<")
_PER_TIME = frozenset({"second", "minute", "hour"})
_RATE = re.compile(r"\s?(?:[a-z-]{2,16}\s){0,2}[a-z-]{2,16}\s?(?:/|\bper )(?:s|sec|second|min|minute)\b", re.I)
_NOTICE = 6  # characters between what is going on and how long it is said to take
_NOTHING_BEHIND = re.compile(r"\s?(?:[)）.。,，;；|]|$)")
_JOURNEY = re.compile(
    r"从[^,，。;；]{1,24}[到至]|[按说拍点问念传](?:下|完|好|出)[^,，。;；]{0,8}[到至](?=[^,，。;；]{0,4}[出结听看显回拿])|\bfrom\s[^,.;]{1,40}\sto\s|[→➜]",
    re.I,
)
# One of what is worked on, and the time that it takes: 调用一次约 35 毫秒, "reading a page takes 2 s".
_ONE_TAKES = re.compile(
    r"(?:[一每单][张页次条段遍份篇帧句题封通行个幅首集单趟轮]|每(?=[^\d,，。;；]{1,6}(?:约|要|需|用|花)))[^\d,，。;；:：]{0,8}$|"
    r"\b(?:an?|one|each|every|single)\s[a-z-]{2,20}(?:\s[a-z-]{2,20})?\s"
    r"(?:takes?|costs?|needs?|is (?:done|over|through|read) in|in)\s"
    r"(?:about |around |roughly |some |~ ?|less than |under )?$",
    re.I,
)
_OF_PEOPLE = frozenset(
    {"user", "customer", "person", "day", "week", "month", "year", "session", "seat", "account", "hour"}
)
_SHORTER = re.compile(r"shorter|less|fewer|under|below|少于|不足|不到|短于|小于|未满")
_TOLERANCE = re.compile(r"±\s?$")
_OF_IT = re.compile(r"\s(?:of|long)\b|的")
_OF = re.compile(r"\s?(?:of\s|-|的|长的?|时长)?\s?", re.I)
_WITHIN = re.compile(r"\b(?:in|within|takes)\s(?:about\s|~\s?|≈\s?)?$", re.I)
_NO_LENGTH = re.compile(r"\d|within|inside", re.I)
_KEPT = re.compile(
    r"(?:\b(?:under|below|within|than|exceed)\s(?:the\s)?|不超过|低于|小于)(?:current|existing|present|现有的?|当前|目前)\s?$",
    re.I,
)


def is_kept(quantity: Quantity, utterance: Utterance) -> bool:
    """Whether a present value is the bound itself: "remains under the current 90 ms"."""
    if quantity.kind != "duration" or utterance.block.kind == "row":
        return False
    return quantity.comparator in ("<", "<=") or bool(_KEPT.search(utterance.text, 0, quantity.start))


def is_rate_or_setting(quantity: Quantity, utterance: Utterance, dimension: Dimension) -> bool:
    """Whether a number is a rate of work, a multiple of real time, or the value of a key that names its unit."""
    if quantity.kind == "multiple":
        factor = gap(utterance, quantity, dimension.concept("factor")) <= _CLOSE
        return factor or gap(utterance, quantity, dimension.concept("real-time")) <= _BESIDE
    if quantity.kind == "count":
        return (quantity.per or "").split("/")[0] in _PER_TIME
    if quantity.kind != "number":
        return False
    if any(
        0 <= quantity.start - end <= _BESIDE + 1 for _, end in utterance.marks.get(dimension.concept("setting"), ())
    ):
        return True
    return bool(_RATE.match(utterance.text, quantity.end))


def takes(quantity: Quantity, utterance: Utterance, dimension: Dimension) -> bool:
    """Whether a time without a bound is said to be what the work takes: "about 40 s", "40 s per image"."""
    if quantity.per is not None or (quantity.comparator == "≈" and not _OF_IT.match(utterance.text, quantity.end)):
        return True
    told = utterance.marks.get(dimension.concept("takes"), ())
    return any(0 <= quantity.start - end <= _BESIDE for _, end in told) or _is_announced(quantity, utterance, dimension)


def is_of_a_way(utterance: Utterance) -> bool:
    """Whether it is said from where to where a time runs: "from shutter to result", 按下搜索到结果出来."""
    return _JOURNEY.search(utterance.text) is not None


def is_of_each(quantity: Quantity, utterance: Utterance) -> bool:
    """Whether a time is what one of many takes: "170 ms per frame", 读一页要 2 秒."""
    if quantity.per is not None:
        return quantity.per not in _OF_PEOPLE
    return _ONE_TAKES.search(utterance.text, max(quantity.start - _PHRASE, 0), quantity.start) is not None


def is_of_material(quantity: Quantity, utterance: Utterance) -> bool:
    """Whether a time is what so much that is heard or seen takes: "an hour of audio within ten minutes"."""
    return any(
        other.kind == "duration"
        and other.end <= quantity.start
        and other.value > quantity.value
        and not other.comparator
        and _OF_IT.match(utterance.text, other.end)
        for other in utterance.quantities
    )


def yields(quantity: Quantity, utterance: Utterance, dimension: Dimension) -> bool:
    """Whether right behind a time stands what then comes of it: "3 秒出结果", "a 3-second response"."""
    return any(
        quantity.start < start < quantity.end < end
        for start, end in utterance.marks.get(dimension.concept("yields"), ())
    )


def is_pace(quantity: Quantity, utterance: Utterance, dimension: Dimension) -> bool:
    """Whether a rate tells how much work is done: "processes 1,000 images per hour", not what one may ask for."""
    bounded = quantity.comparator in _UPPER or utterance.has(dimension.concept("people"))
    return quantity.kind == "count" and not bounded and utterance.has(dimension.concept("works"))


def _is_announced(quantity: Quantity, utterance: Utterance, dimension: Dimension) -> bool:
    """Whether a time is shown to one who waits: "Generating… (10–30 seconds)"."""
    if not _NOTHING_BEHIND.match(utterance.text, quantity.end):
        return False
    shown = utterance.marks.get(dimension.concept("progress"), ())
    return any(0 < quantity.start - end <= _NOTICE for _, end in shown)


def is_no_wait(quantity: Quantity, utterance: Utterance, dimension: Dimension) -> bool:
    """Whether a time is a tolerance, a recording's length, or people's own: "new users finish within 5 minutes"."""
    if quantity.kind != "duration":
        return False
    if _TOLERANCE.search(utterance.text, 0, quantity.start) or _is_length(quantity, utterance, dimension):
        return True
    start, end = _clause(utterance, quantity)
    if _is_of_another(quantity, utterance, dimension, (start, end)):
        return True
    if quantity.value <= _AT_ONCE or _ends_with_ai(utterance, start, end):
        return False
    doing = [place for place in utterance.marks.get(dimension.concept("people"), ()) if start <= place[0]]
    if not doing or doing[0][0] >= quantity.start:
        return False
    return not any(place[0] >= start for place in utterance.marks.get(dimension.concept("receives"), ()))


def _ends_with_ai(utterance: Utterance, start: int, stop: int) -> bool:
    """Whether what a time is of ends in something that the AI makes: "from upload to the generated cards"."""
    journey = _JOURNEY.search(utterance.text, start, stop)
    if journey is None:
        return False
    made = [place for concept in _THINKING for place in utterance.marks.get(concept, ())]
    return any(journey.end() <= first < stop for first, _ in made)


def _is_of_another(quantity: Quantity, utterance: Utterance, dimension: Dimension, clause: tuple[int, int]) -> bool:
    """Whether its clause says that a time is a difference, a ration, a silence, a training run or people answering."""

    def speaks(role: str, stop: int = clause[1]) -> bool:
        return any(clause[0] <= first < stop for first, _ in utterance.marks.get(dimension.concept(role), ()))

    if utterance.has(dimension.concept("rationed")) and not speaks("terms"):
        return True
    if speaks("tolerance", quantity.start) or (speaks("idle") and quantity.comparator not in _UPPER):
        return True
    if _is_theirs(quantity, utterance, dimension):
        return True
    if quantity.value < _PATIENCE:
        return False
    if speaks("learning") and not speaks("infers"):
        return True
    return speaks("staff", quantity.start) and not utterance.has("ai.name")


def _is_theirs(quantity: Quantity, utterance: Utterance, dimension: Dimension) -> bool:
    """Whether users are said to do nothing for that time: "the user, for 5 minutes without a reply"."""
    users = utterance.marks.get(dimension.concept("users"), ())
    silent = utterance.marks.get(dimension.concept("after"), ())
    return (
        quantity.comparator not in _UPPER
        and any(0 <= quantity.start - end <= _BESIDE for _, end in users)
        and any(0 <= start - quantity.end <= _BESIDE for start, _ in silent)
    )


def _is_length(quantity: Quantity, utterance: Utterance, dimension: Dimension) -> bool:
    """Whether a time is how long a recording is: "clips of up to 30 s", "30 s of audio"."""
    text = utterance.text
    places = (p for role in ("media", "occasions") for p in utterance.marks.get(dimension.concept(role), ()))
    for start, end in places:
        short = quantity.comparator == "<" and _SHORTER.match(text, quantity.start)  # "clips under 3 s"
        if (
            end <= quantity.start
            and (quantity.comparator == "<=" or short)
            and _OF.fullmatch(text, end, quantity.start)
        ):
            return not _NO_LENGTH.match(text, quantity.start)
        if start >= quantity.end and _OF.fullmatch(text, quantity.end, start):
            bounded = quantity.comparator in _UPPER and not _OF_IT.match(text, quantity.end)
            within = _WITHIN.search(text, 0, quantity.start) or text.startswith(("within", "inside"), quantity.start)
            return not bounded and not within
    return False


def leaves_out_ai(utterance: Utterance, dimension: Dimension) -> bool:
    """Whether the time is one without the model's: "model time not included"."""
    marks = utterance.marks
    named = [place for concept in _THINKING for place in marks.get(concept, ())]
    without = marks.get(dimension.concept("without"), ())
    if any(0 <= start - end <= _CLOSE for _, end in without for start, _ in named):
        return not utterance.has(dimension.concept("warm-up"))
    left_out = marks.get(dimension.concept("left-out"), ())
    return any(0 <= start - end <= _CLOSE for _, end in named for start, _ in left_out)


def stands_apart(quantity: Quantity, utterance: Utterance, dimension: Dimension) -> bool:
    """Whether the words for something else only tell the occasion: "when a page is uploaded, it answers within 3 s"."""
    if dimension.concept("not") in utterance.label_marks:
        return False
    start, end = _clause(utterance, quantity)
    journey = _JOURNEY.search(utterance.text, start, end)
    said = [
        place
        for role in ("terms", "verbs", "timeout")
        for place in utterance.marks.get(dimension.concept(role), ())
        if start <= place[0] < end
    ]
    counted = [(q.start, q.end) for q in utterance.quantities if q.kind == "count"]
    since = _SINCE.match(utterance.text, quantity.end)
    for first, last in utterance.marks.get(dimension.concept("not"), ()):
        if any(begin <= first and last <= stop for begin, stop in counted):  # "a 20-page report"
            continue
        if said and not start <= first < end:
            continue
        if since and first >= since.end():
            continue
        if journey and journey.start() <= first < journey.end():  # where it begins: "from upload to …"
            continue
        return False
    return True


def _clause(utterance: Utterance, quantity: Quantity) -> tuple[int, int]:
    """Where the clause begins and ends in which a quantity stands."""
    start = max((match.end() for match in _CLAUSE.finditer(utterance.text, 0, quantity.start)), default=0)
    following = _CLAUSE.search(utterance.text, quantity.end)
    return start, following.start() if following else len(utterance.text)


def is_of_speed(utterance: Utterance) -> bool:
    """Whether what is measured is how fast it is, and no quality ("average response time over 500 requests")."""
    quality = ("metric.quality", "metric.outcome", "evaluation.fixed", "evaluation.picked")
    return utterance.has("latency.terms") and not any(utterance.has(concept) for concept in quality)
