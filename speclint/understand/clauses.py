"""Cut a sentence into clauses, to tell a condition from its consequence in English and Chinese."""

from __future__ import annotations

import re

# 答不上来就转馆员: what follows is done on the condition before
_SO = r"(?<=[㐀-鿿])(?<![成造屈迁高俯])就(?![是医业餐职地近绪算诊读座像好要义任此])"
_BOUNDARY = re.compile(
    r"[,，:：;；、|]|→|->|=>|⇒|—+|\s[-–]\s|\bthen\b|\bTHEN\b|则|"
    r"(?<![实及小延同随暂按历耗临工即计学省年平当])(?<![^不]准)(?<![^确指设认判]定)(?<![^超受达上]限)(?<![^可使调启引]用)"
    r"时(?!间|长|延|段|刻|效|序|代|期|候|常)|期间|" + _SO + r"|"
    r"后(?=[^续台端者期])|\b(?=(?:if|when|whenever|where|unless|in case|upon|once|after|until)\b)",
    re.I,
)
_CONDITION = re.compile(
    r"\b(?:if|when|whenever|unless|in case|upon|once|otherwise|in the event)\b|(?:^|[.;(]\s*)(?:on|should|"
    r"without|for)\s|\bon_\w+|\bon[A-Z]\w+|\bwhile\b|\bduring\b|\bin cases? of\b|"
    r"\b(?:on|for) (?:\w+ ){0,3}(?:failure|error|timeout|outage)|"
    r"\bafter (?:\w+ ){0,2}(?:failure|error|"
    r"retr|attempt|reject)|若|如果|如遇|如(?=[^何此下图上])|当|一旦|遇到|[^实及小延同]时(?!间|长|延)|"
    r"→|->|=>|⇒|否则|情况下|期间|后(?=[^续台端])|" + _SO,
    re.I,
)
# A main clause that follows without a comma: "when the service is down the agent writes the reply by hand".
_RUN_ON = re.compile(r"\s{1,3}(?:confidence |certainty |[a-z]{2,12}(?:ed|le) )?(?:the|it|we|they|users?|our)\s", re.I)
# What happens to those that meet the condition: 低于 0.7 的由店长自己归
_OF_THOSE = re.compile(r"\s?的(?:一律|统统|都|均|就|则)?(?:由|交|转|给|送|走|归|不|要|先|须|再|进|按|标|留|打回)")
_SENTENCE = 5  # words of such a clause
_LATIN = re.compile(r"[A-Za-z]{2,}")
_HAN = re.compile(r"[㐀-鿿]")


def clauses(text: str) -> list[tuple[int, int]]:
    """The start and end of each clause of a sentence."""
    spans = []
    start = 0
    for match in _BOUNDARY.finditer(text):
        if match.start() > start:
            spans.append((start, match.start()))
        start = match.end()
    if start < len(text):
        spans.append((start, len(text)))
    return spans


def is_conditional(text: str) -> bool:
    """Whether a sentence says when or under what condition."""
    return bool(_CONDITION.search(text))


def weight(text: str) -> int:
    """How much a clause says: its words, two Han characters for one."""
    return len(_LATIN.findall(text)) + len(_HAN.findall(text)) // 2


def has_consequence(text: str, condition: tuple[tuple[int, int], ...], least: int = 2) -> bool:
    """Whether a clause other than those that hold the condition's words says enough to be a consequence."""
    words = sorted(condition)
    met = reach = 0
    for start, end in clauses(text):
        while met < len(words) and words[met][0] < end:
            reach = max(reach, words[met][1])
            met += 1
        if reach > start:
            if _RUN_ON.match(text, reach, end) and weight(text[reach:end]) >= _SENTENCE:
                return True
            if _OF_THOSE.match(text, reach, end) and weight(text[reach:end]) > least:
                return True
            continue
        if weight(text[start:end]) >= least:
            return True
    return False
