"""Find where the text of a feature promises another bound than its declaration does.

Nothing is said where the two may mean different things: another statistic, slice, stretch of the way or point in time,
today's value, a stretch goal. A contradiction that is missed costs less than one that is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from math import isclose

from speclint.model import Claim, Document, Evidence, Problem, Quantity
from speclint.understand.declared.claims import Said
from speclint.understand.declared.entries import Declared
from speclint.understand.utterances import Utterance

CONTRADICTION = "declaration-contradicts-text"
_COMPARED = ("target", "latency", "cost", "confidence")
_UPPER = frozenset({"<=", "<"})
_LOWER = frozenset({">=", ">"})
_PROMISED = frozenset({None, "target"})
_PLAIN = frozenset({"rate", "score", "number"})  # a share may be written as 0.85 or as 85%
_MARGIN = 1e-3  # of two values that are one, rounded
# Words by which a sentence holds for a part only: of the requests, of the time, of the way to the goal.
_PART = re.compile(
    r"\b(?:among|when|whenever|while|if|during|except|unless|only|under|without|initially|eventually|later|beta|alpha|"
    r"pilot|mvp|phase|stage|milestone|stretch|ideal(?:ly)?|aspiration(?:al)?|long[- ]term|short[- ]term|interim|first "
    r"(?:release|version|month|week|quarter|half)|launch|ga|v\d|q[1-4]|20\d\d|today|currently|current|previous(?:ly)?|"
    r"baseline|existing|competitor|industry|benchmark|worst|best[- ]case|peak|off[- ]peak|mobile|cached?|cold|warm|"
    r"warn|alert|alarm|page|roll(?:ed)? ?back|kill|abort|stop|block|gate|per[- ]class|each class|simple|complex|short|"
    r"long|large|small|premium|free)\b"
    r"|\bfor (?!\d|all\b|every\b|each\b|any\b|the (?:ai|model|feature)\b|an? (?:answer|reply|response|request)\b)"
    r"|\b(?:do|does|did|will|can)(?: not |n't )(?:promise|guarantee|commit|require|need|aim)"
    r"|不承诺|不保证|不要求|当|若|如果|仅|只有|除|对于|针对|高峰|初期|首期|一期|二期|三期|阶段|试点|灰度|上线|版本|里程碑|长期|短期|"
    r"理想|挑战|争取|目前|当前|现有|现状|基线|竞品|行业|最差|告警|报警|预警|回滚|熔断|停用|缓存|冷启动|简单|复杂|"
    r"第[一二三四]|20\d\d|其中",
    re.I,
)
# Stretches of the way and other figures, of which text and declaration must name the same.
_STRETCH = re.compile(
    r"first[- ]token|ttft|time to first|first (?:byte|word|result|sentence)|inter-?token|per token|each token|"
    r"retriev\w*|rerank\w*|embed\w*|search|time-?out|timed out|queue\w*|upload\w*|ocr|network|render\w*|"
    r"end[- ]to[- ]end|e2e|model call|inference|macro|micro|weighted|top[- ]?\d+|@ ?\d+|training|fine-?tun\w*|input|"
    r"output|prompt|completion|"
    r"首字|首包|首个|首token|首句|首帧|检索|召回阶段|重排|向量|超时|排队|上传|网络|渲染|端到端|模型调用|推理|宏|微平均|"
    r"加权|前\d|训练|微调|输入|输出",
    re.I,
)
# What must stand before a number for it to be a threshold of a score, and beside it for a wait without a statistic.
_SCORE = re.compile(
    r"(?:confidence|score|similarity|probability|certainty|置信度|置信|相似度|得分|分数|概率|可信度)[^,;.，；。]{0,25}$",
    re.I,
)
_WAIT = re.compile(r"latency|response time|turnaround|延迟|时延|响应时间|响应时长|耗时", re.I)
_WORD = re.compile(r"[a-z0-9]+|[㐀-鿿]+", re.I)
_PERCENTILE = re.compile(r"p(\d{2})(?:\.(\d+))?")
_CLAUSE = re.compile(r"[,;，；、|()（）]|\band\b|\bwith\b|和|且|并", re.I)
_QUOTED = 80  # characters of what is quoted in a message


def contradictions(
    slug: str, title: str, said: Said, prose: Mapping[str, Claim], utterances: Sequence[Utterance], document: Document
) -> Iterator[Problem]:
    """Each line of a feature's own text, or that names it, that promises another bound than is declared.

    `title` is the heading that defines the feature.
    """
    for dimension in _COMPARED:
        claim = prose.get(dimension)
        declared = said.declared.get(dimension, ())
        if claim is None or claim.verdict != "stated" or claim.scope not in ("own", "named"):
            continue
        if any(one.waived for one in declared):
            continue
        bounds = [
            (one, quantity)
            for one, piece in zip(declared, said.evidence.get(dimension, ()), strict=True)
            for quantity in piece.quantities
        ]
        for evidence in claim.evidence if bounds else ():
            utterance = utterances[evidence.statement]
            if evidence.reasons or _is_partial(utterance, title, document):
                continue
            found = _contradicted(bounds, utterance, dimension)
            if found is not None:
                yield _problem(slug, dimension, evidence, *found)


def _is_partial(utterance: Utterance, title: str, document: Document) -> bool:
    """Whether a statement is no promise of the whole: its words, or those that it stands under, speak of a part."""
    block = utterance.block
    if utterance.standing != "asserted" or block.kind in ("code", "front-matter", "heading"):
        return True
    path = utterance.headings
    below = path[len(path) - path[::-1].index(title) :] if title in path else path[-1:]
    above = [document.blocks[index].text.text for index in block.parents]
    return any(_PART.search(text) for text in (utterance.text, *below, *above))


def _contradicted(
    bounds: list[tuple[Declared, Quantity]], utterance: Utterance, dimension: str
) -> tuple[Declared, Quantity] | None:
    """The declared bound that a statement contradicts, None where it agrees or speaks of something else."""
    promised = [q for q in utterance.quantities if q.role in _PROMISED and q.high is None and _is_whole(q, utterance)]
    for one, bound in bounds:
        same = [
            q for q in promised if _is_comparable(q, bound, dimension, utterance) and _is_same(q, bound, one, utterance)
        ]
        agree = any(isclose(q.value, bound.value, rel_tol=_MARGIN) for q in promised if _is_kind(q, bound))
        if len(same) == 1 and not agree and not _said_otherwise(same[0], bounds, bound):
            return one, bound
    return None


def _is_whole(quantity: Quantity, utterance: Utterance) -> bool:
    """Whether a number of a row stands in a column that is for all of it, not for a stage or a slice."""
    return not any(_PART.search(header) for header in _column(quantity, utterance)[:1])


def _column(quantity: Quantity, utterance: Utterance) -> tuple[str, ...]:
    """The header above a number of a row and the cell that it stands in; none where a row has no header."""
    position = 0
    for cell, header in zip(utterance.block.cells, utterance.block.header, strict=False):
        position += len(cell.text) + 3
        if quantity.start < position:
            return header, cell.text
    return ()


def _said_otherwise(quantity: Quantity, bounds: list[tuple[Declared, Quantity]], bound: Quantity) -> bool:
    """Whether another declared statement has the text's value."""
    return any(
        other is not bound and _is_kind(quantity, other) and isclose(quantity.value, other.value, rel_tol=_MARGIN)
        for _, other in bounds
    )


def _is_kind(quantity: Quantity, bound: Quantity) -> bool:
    if quantity.kind != bound.kind:
        shares = quantity.kind in _PLAIN and bound.kind in _PLAIN
        return shares and 0 <= quantity.value <= 1 and 0 <= bound.value <= 1
    return quantity.unit == bound.unit


def _is_comparable(quantity: Quantity, bound: Quantity, dimension: str, utterance: Utterance) -> bool:
    """Whether two numbers bound the same side of the same figure in the same unit."""
    if not _is_kind(quantity, bound) or (quantity.per or None) != (bound.per or None):
        return False
    if dimension == "confidence":
        return True
    if _figure(quantity.statistic or _labelled(utterance)) != _figure(bound.statistic):
        return False
    sides = [side for side in (_UPPER, _LOWER) if bound.comparator in side]
    if not sides:
        return False
    return quantity.comparator in sides[0] or (quantity.role == "target" and quantity.comparator in ("", "="))


_STATISTIC = re.compile(r"\bp\d{2}(?:\.\d)?\b|median|mean|average|中位|平均|均值", re.I)


def _labelled(utterance: Utterance) -> str | None:
    """The figure that a row's label names for the numbers beside it; in a sentence the number itself has it."""
    match = _STATISTIC.search(utterance.block.cells[0].text) if utterance.block.cells else None
    named = match.group().lower() if match else None
    return {"中位": "median", "平均": "mean", "均值": "mean"}.get(named or "", named)


def _figure(statistic: str | None) -> str | None:
    """A figure of a distribution by one name: the 95th percentile bounds 95% of the cases."""
    match = _PERCENTILE.fullmatch((statistic or "").lower())
    if match:
        return f"share:{float(f'0.{match[1]}{match[2] or str()}'):g}"
    return {"p50": "median", "average": "mean"}.get(statistic or "", statistic)


def _is_same(quantity: Quantity, bound: Quantity, declared: Declared, utterance: Utterance) -> bool:
    """Whether the words around both numbers speak of the same thing."""
    data = declared.data
    scoped = " ".join(
        str(data.get(key) or "") for key in ("metric", "scope", "population", "score", "statistic", "denominator")
    )
    if _stretches(utterance.text) != _stretches(scoped):
        return False
    around = _around(quantity, utterance)
    if declared.dimension == "confidence" and not _SCORE.search(utterance.text[: quantity.start]):
        return False
    if declared.dimension == "latency" and not bound.statistic and not _WAIT.search(around):
        return False
    if "metric" in data and not _holds(around, str(data["metric"])):
        return False
    return "population" not in data or _holds(utterance.text, str(data["population"]))


def _stretches(text: str) -> frozenset[str]:
    return frozenset("".join(match.group().lower().split()).replace("-", "") for match in _STRETCH.finditer(text))


def _around(quantity: Quantity, utterance: Utterance) -> str:
    """The words that belong to a number: its clause, or, where that is little more than the number, those before."""
    if utterance.block.kind == "row":
        return " ".join((utterance.block.cells[0].text, *_column(quantity, utterance)))
    others = [q for q in utterance.quantities if q is not quantity]
    first = max((q.end for q in others if q.end <= quantity.start), default=0)
    last = min((q.start for q in others if q.start >= quantity.end), default=len(utterance.text))
    text, start = utterance.text[first:last], quantity.start - first
    cuts = [match.start() for match in _CLAUSE.finditer(text) if match.start() >= quantity.end - first]
    return text[: min(cuts, default=len(text))] if first == 0 or start > 3 else text


def _holds(text: str, wanted: str) -> bool:
    """Whether all words of what is wanted stand in a text."""
    folded = text.lower()
    present = {_stem(word) for word in _WORD.findall(folded)}
    return all(
        word in folded if ord(word[0]) > 255 else _stem(word) in present for word in _WORD.findall(wanted.lower())
    )


def _stem(word: str) -> str:
    return word.rstrip("s") if len(word) > 3 else word


def _problem(slug: str, dimension: str, evidence: Evidence, declared: Declared, bound: Quantity) -> Problem:
    of_what = declared.data.get("metric") or bound.statistic
    text, said = _cut(evidence.text), _cut(f"{of_what} {bound.text}" if of_what else f"{dimension} {bound.text}")
    return Problem(
        CONTRADICTION,
        f"the text says “{text}” (line {{line}}), but “{said}” is declared (line {{against}}): keep one of the two",
        evidence.span,
        translations={
            "zh": f"正文写的是“{text}”（第 {{line}} 行），声明的却是“{said}”（第 {{against}} 行）：请保持一致"
        },
        feature=slug,
        meaning=f"{dimension}/{said}",
        against=declared.node.span,
    )


def _cut(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _QUOTED else text[: _QUOTED - 1] + "…"
