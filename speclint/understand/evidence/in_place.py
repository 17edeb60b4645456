"""What people or older means do where a model gives nothing, said without a word for failing or falling back."""

from __future__ import annotations

import re
from dataclasses import dataclass

from speclint.understand.clauses import is_conditional, weight
from speclint.understand.evidence.lacking import lacks_in
from speclint.understand.evidence.reading import Page, Reading, gap
from speclint.understand.evidence.steps import conditions_of
from speclint.understand.knowledge import Dimension
from speclint.understand.utterances import Utterance

# "No name is given", "no forecast for it is shown": the thing stands between, so that no term holds it.
_NONE_IS = re.compile(r"\bno (?:[a-z-]{2,20} ){1,4}(?:is|are|be) [a-z]{3,}(?:ed|en|wn|de|t)\b", re.I)
_WHERE = re.compile(r"^\W*(?:where|with|for|after|should)\b", re.I)
# What is said or shown then, given in its words: "I read 'Nothing close'", 回「这题我请真人帮您看」.
_TOLD_IN_WORDS = re.compile(
    r"\b(?:says?|reads?|told|tells?|see|sees|shows?|shown|answers?|stands as|writes?|prints?|gets?|posts?|replies|"
    r"with|displays?)\b[^\"“「]{0,30}[\"“「]|"
    r"[回说写示答为条字句][^“「\"]{0,6}[“「\"]",
    re.I,
)
# What stands before and behind somebody who then does something.
_BEFORE_DOER = re.compile(
    r"[,;:] ?(?:then )?(?:the|a|an|our|your) (?:[a-z-]{2,12} )?$|"
    r"[，、；：](?:当班|值班|本组|现场|一线|岗亭)?的?$",
    re.I,
)
_DOES = re.compile(
    r"s? (?!(?:is|are|was|has|have|can(?:not)?|will|may|should|might|of|in|at|on|for|and|or|to)\b)[a-z]{2,}|"
    r"[^，。；、的 ]{2}"
)
_DETERMINED = 24  # characters before somebody in which the clause must begin
# What people have to put up with today is the problem, not what is done about it.
_COMPLAINT = re.compile(
    r"只好|不得不|只能靠|反映|抱怨|\b(?:had to|have to make do|complain\w{0,3})\b",
    re.I,
)
# What is left to somebody: "those pages are the lawyer's to read".
_SOMEBODYS = re.compile(
    r"\b(?:[a-z]{3,20}['’]s|[a-z]{3,20}s['’]|theirs|hers|his|ours|yours) to (?:read|decide|sort|fill|type|check|settle|"
    r"choose|write|answer|judge|do|enter|tag|file|find|say)\b",
    re.I,
)
_SAYS_SOMETHING = 3  # words of a step that tells what is done
_HANDED = range(9)  # characters between that something is handed over and to whom
_DECIDING = ("change", "refuse", "accept", "say", "records")
_GIVEN = range(1, 11)  # characters between whom something is given to and what he does with it
_DECIDES = 80  # characters between what a person does to an output and that his word holds
_SCORES = ("number", "score")
_OF_CHANCE = 16  # characters between a value and the chance that it is of

Places = tuple[tuple[int, int], ...]


def read_in_place(utterance: Utterance, dimension: Dimension, page: Page, troubles: Places) -> Reading | None:
    """Nothing fits or too little is known, and something else or a person stands in; or a person has the last word."""
    if page.kind == "model-card" or utterance.block.kind in ("heading", "code"):
        return None
    conditional = is_conditional(utterance.text) or bool(_WHERE.search(utterance.text))
    if _COMPLAINT.search(utterance.text) and not conditional:
        return None
    told = Told.of(utterance, dimension)
    scores = () if utterance.has("metric.quality") else parts_of_one(utterance) + _chances(utterance)
    lacks = troubles + told.lacks
    own_only = not (utterance.has("ai.name") or utterance.has("model.named"))
    if _follows(told.withheld, told.person) or (
        _follows(lacks, told.withheld) and _follows(lacks, told.person + told.instead)
    ):
        return Reading((), 2.5, own_only=own_only)
    if _follows(lacks + scores, told.person):
        return Reading((), 2.2, own_only=own_only)
    if _follows(told.withheld, told.instead) or (
        (conditional or troubles or utterance.has(dimension.concept("stand-in"))) and _follows(lacks, told.instead)
    ):
        return Reading((), 2.0, own_only=own_only)
    measured = tuple((q.start, q.end) for q in utterance.quantities if q.comparator) if conditional else ()
    aside = tuple(utterance.marks.get(dimension.concept("part-aside"), ()))
    swaps = tuple(utterance.marks.get(dimension.concept("swap"), ()))
    swapped = swaps if measured else _apart(swaps, aside)
    paused = tuple(utterance.marks.get(dimension.concept("paused"), ()))
    quoted = tuple(match.span() for match in _TOLD_IN_WORDS.finditer(utterance.text))
    if _follows(lacks, quoted):
        return Reading((), 2.1, own_only=True)
    if _follows(scores, told.instead + paused) or _follows(lacks, paused):
        return Reading((), 1.7, own_only=True)
    if _follows(lacks + scores + measured, told.withheld) or (conditional and swapped):
        return Reading((), 1.6, own_only=own_only)
    return _decided(utterance, dimension, own_only)


def _decided(utterance: Utterance, dimension: Dimension, own_only: bool) -> Reading | None:
    """A person's word holds over an output: "the vet strikes what she likes, nothing leaves unread"."""
    places = {key: tuple(utterance.marks.get(dimension.concept(key), ())) for key in _DECIDING}
    if places["records"]:
        return None
    decided = places["change"] + places["refuse"] + places["accept"]
    if any(max(b - d, c - a) <= _DECIDES for a, d in _apart(decided, places["say"]) for b, c in places["say"]):
        return Reading((), 1.8, own_only=own_only)
    return None


@dataclass(frozen=True, slots=True)
class Told:
    """Where a sentence tells of a lack, of what is withheld, of a person who does it, of what stands in for it."""

    lacks: Places
    withheld: Places
    person: Places
    instead: Places

    @staticmethod
    def of(utterance: Utterance, dimension: Dimension) -> Told:
        """What a sentence tells."""

        def places(key: str) -> Places:
            return tuple(utterance.marks.get(dimension.concept(key), ()))

        aside, promised = places("part-aside"), places("graceful")
        given = _given(_apart(places("part-given"), aside), places("part-work"), _GIVEN)
        handed = _given(_apart(places("part-handed"), aside), places("part-whom"), _HANDED)
        return Told(
            lacks=places("lack"),
            withheld=places("withheld") + tuple(match.span() for match in _NONE_IS.finditer(utterance.text)),
            person=(
                *_apart(places("hand"), promised),
                *(*given, *handed, *_doers(utterance.text, places("part-whom"))),
                *(match.span() for match in _SOMEBODYS.finditer(utterance.text)),
            ),
            instead=places("stand-in") + (() if promised else places("action")),
        )


def read_below(utterance: Utterance, dimension: Dimension, page: Page) -> Reading | None:
    """What is done, where the trouble stands in the steps above a Then step, or in the sentence before."""
    if weight(utterance.text) < _SAYS_SOMETHING or utterance.has(dimension.concept("graceful")):
        return None
    told = Told.of(utterance, dimension)
    does = told.person + told.instead
    for above in conditions_of(utterance, page):
        if above.has(dimension.concept("not")):
            return None
        sure = above.has(dimension.concept("specific")) or parts_of_one(above) or lacks_in(above)
        fails = sure or any(above.has(dimension.concept(key)) for key in ("trigger", "lack"))
        if fails and (does or (sure and (told.withheld or _TOLD_IN_WORDS.search(utterance.text)))):
            return Reading((), 2.3 if does else 2.0, own_only=True)
    if not utterance.sentence:
        return None
    before = next((u for u in page.beside(utterance) if u.sentence == utterance.sentence - 1), None)
    kept_back = told.withheld if before is not None and lacks_in(before) else ()
    if not (told.person or kept_back or utterance.has(dimension.concept("stand-in"))):
        return None
    if before is None or before.has(dimension.concept("not")) or before.standing != "asserted":
        return None
    conditional = is_conditional(before.text) or bool(_WHERE.search(before.text))
    specific = before.has(dimension.concept("trigger")) and before.has(dimension.concept("specific"))
    if lacks_in(before) or (conditional and (specific or before.has(dimension.concept("lack")))):
        return Reading((), 1.9, own_only=True)
    return None


def parts_of_one(utterance: Utterance) -> Places:
    """Where a value is a part of one, as scores are: "between 0.6 and 0.85", "得分 0.4 以下"."""
    return tuple((q.start, q.end) for q in utterance.quantities if q.kind in _SCORES and 0 < q.value < 1)


def _chances(utterance: Utterance) -> Places:
    """Where how sure or how likely something is, is held against a value: "more than a 30% chance of being late"."""
    return tuple(
        (q.start, q.end)
        for q in utterance.quantities
        if q.kind == "rate" and q.comparator and gap(utterance, q, "confidence.chance") <= _OF_CHANCE
    )


def _given(whom: Places, work: Places, between: range) -> Places:
    """Where something is given to somebody, or who then does it: "由店员填", "请老师批阅", "转给馆员"."""
    return tuple((a, d) for a, b in whom for c, d in work if c - b in between)


def _doers(text: str, whom: Places) -> Places:
    """Where somebody is the subject of a clause that follows: "…, the cataloguer chooses", "认不准的，师傅手抬杆"."""
    return tuple(
        (a, b) for a, b in whom if _BEFORE_DOER.search(text[max(a - _DETERMINED, 0) : a]) and _DOES.match(text, b)
    )


def _follows(first: Places, second: Places) -> bool:
    """Whether one of the second stands behind one of the first, beyond its words."""
    return any(b <= c for _, b in first for c, _ in second)


def _apart(some: Places, others: Places) -> Places:
    """Those that no other one overlaps."""
    return tuple((a, b) for a, b in some if not any(a < d and c < b for c, d in others))
