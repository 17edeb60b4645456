"""A benchmark or data set that something was tried on, told by a name no vocabulary lists."""

from __future__ import annotations

import re

from speclint.understand.utterances import Utterance

_BENCHMARK = re.compile(
    r"\b[A-Z][A-Za-z-]{1,30}(?:[Bb]ench|QA)\b|\b(?!Deep|Auto)[A-Z][A-Za-z]{0,30}-?Eval\b(?=\s?[\d(（:：|,，、])"
)
_NO_SET = r"(?!(?:AI|API|AWS|CPU|CSV|GCP|GPU|JSON|LLM|ML|NVIDIA|AMD|OCR|RAG|TPU|UI)\b)"
_SET = rf"({_NO_SET}[A-Z]{{2,}}[\w&-]{{0,30}})"
_NAME = rf"({_NO_SET}[A-Z][\w.-]{{1,30}})"
_PART = r"(?:dev(?:elopment)?|val(?:id(?:ation)?)?|test(?:ing)?|eval(?:uation)?)"
_PART_OF_IT = r"(?:开发|验证|测试|评测|留出)集"
# The name of a set, behind what says that something was tried on it.
_TRIED_ON = re.compile(
    r"\b(?:[Ee]valuat\w{1,4}|[Tt]est(?:ed|ing|s)?|[Bb]enchmark(?:ed|s)?|[Rr]esults?|[Pp]erformance|[Ss]cores?|[Rr]eport(?:ed|s)?|"
    rf"[Vv]alidated|[Mm]easured|[Mm]etrics)\b[^.;]{{0,30}}?\b(?:on|across)\s(?:the\s)?{_SET}"
    rf"|在\s?{_SET}\s?(?:数据集|基准|榜单|测试集)?上"
    rf"|\b(?i:{_PART})[- ](?i:set|split|partition)s? (?:of|from|in) (?:the )?{_NAME}"
    rf"|\bon (?:the )?(?!(?:Training|Train|Test|Evaluation|Validation|Full|Same)\b){_NAME} "
    r"(?:data ?set|benchmark|corpus|leaderboard)\b"
    rf"|{_NAME}\s?(?:数据集)?(?:上|中)?的?\s?{_PART_OF_IT}|在\s?{_NAME}[^，。；]{{0,24}}{_PART_OF_IT}"
    rf"|{_NAME}\s?(?:数据集|基准|榜单)上的?(?:效果|结果|性能|表现|精度|准确|指标|得分|评估|测试|评测|验证|对比)"
)
_RESULTS = ("metric.quality", "evaluation.verb", "evaluation.judged")
_NO_SETS = ("cost.hardware", "cost.accelerator", "model.named", "metric.quality", "ai.name")


def names_a_benchmark(utterance: Utterance, *, card: bool) -> bool:
    """Whether a name stands there that only benchmarks have, or in a card one that something was tried on."""
    learned = utterance.has("data.training") or utterance.has("data.terms")
    if _BENCHMARK.search(utterance.text):
        results = any(utterance.has(concept) for concept in _RESULTS)
        return results or "evaluation.headings" in utterance.announced or (card and not learned)
    if not card or utterance.has("data.training"):
        return False
    if (
        utterance.has("evaluation.benchmarks")
        and "data.headings" not in utterance.heading_marks | utterance.label_marks
    ):
        return True
    others = [place for concept in _NO_SETS for place in utterance.marks.get(concept, ())]
    return any(
        not any(first < match.end() and match.start(match.lastindex or 0) < last for first, last in others)
        for match in _TRIED_ON.finditer(utterance.text)
    )
