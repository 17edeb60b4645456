"""Tell where a text vows something absolute of what the AI puts out: nothing is made up, and each claim has its source.

The words are concepts of the target's file; here is only how they must stand to one another to be a vow.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

Places = Sequence[tuple[int, int]]

# The concepts that must follow one another in a clause, in any wording between them.
_VOWS = (
    ("promise.denial", "promise.fabrication"),
    ("promise.every", "promise.claim", "promise.sourced"),
    ("promise.only", "promise.drawing", "promise.source"),
    ("promise.denial", "promise.claim", "promise.beyond"),
    ("promise.denial", "promise.telling", "promise.content", "promise.beyond"),
    ("promise.denial", "promise.telling", "promise.beyond", "promise.content"),
    ("promise.denial", "promise.naming", "promise.missing"),
    ("promise.naming", "promise.denial", "promise.missing"),
)
_APART = 32  # characters between two words of a vow
_CLAUSE_END = re.compile(r"[.,;:!?|，。；：！？]")
_HAN = re.compile(r"[㐀-鿿]")
_APART_CHINESE = 14
# So is where the word stands behind what acts on it: "no loop to catch hallucinations".
_AGAINST = re.compile(
    r"\b(?:catch|detect|prevent|avoid|check|guard|against|flag|reduc|mitigat|measur)|检测|防止|避免|检查|识别|评估|降低|减少",
    re.I,
)
# What is denied is then a check or a measure of it, not the thing.
_OF_IT = re.compile(
    r"[\s-]{0,2}(?:check|detect|guard|filter|test|risk|prevent|mitigat|monitor|metric|score|检测|检查|校验|评估|监测|防护|风险)",
    re.I,
)


def absolutes(text: str, marks: Mapping[str, Places]) -> Iterator[tuple[int, int]]:
    """Where the text vows that nothing is made up, or that every claim rests on a source."""
    for vow in _VOWS:
        if all(concept in marks for concept in vow):
            for start, end in marks[vow[0]]:
                last = _followed(text, end, [marks[concept] for concept in vow[1:]])
                guarded = vow[0] == "promise.denial" and _AGAINST.search(text, end, last)
                if last and not guarded and not _OF_IT.match(text, last):
                    yield start, last


def kept(vows: Sequence[tuple[int, int]], marks: Mapping[str, Places]) -> list[tuple[int, int]]:
    """The vows that the text does not itself call none ("is not guaranteed to be 100% accurate")."""
    open_ = marks.get("promise.unwarranted", ())
    return [vow for vow in vows if not any(0 <= vow[0] - start <= _APART for start, _ in open_)]


def _followed(text: str, end: int, following: Sequence[Places]) -> int:
    """The end of the last of the words that follow one another from `end` on in one clause; 0 where they do not."""
    for places in following:
        found = next((place for place in places if place[0] >= end and _is_near(text, end, place[0])), None)
        if found is None:
            return 0
        end = found[1]
    return end


def _is_near(text: str, end: int, start: int) -> bool:
    if start - end > _APART:
        return False
    between = text[end:start]
    return not _CLAUSE_END.search(between) and len(_HAN.findall(between)) <= _APART_CHINESE
