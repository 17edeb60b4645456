"""The signals by which a candidate shows that it defines an AI feature; their weights are data, fitted on labels."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from speclint.understand.acts import act_signals
from speclint.understand.candidates import Candidate, enclosing, words_of
from speclint.understand.clauses import is_conditional, weight
from speclint.understand.utterances import Utterance

CAPABILITIES = ("generate", "classify", "rank", "retrieve", "forecast", "perceive", "act")
_CAPABILITY_CONCEPTS = tuple(f"capability.{task}" for task in CAPABILITIES)
_DIMENSION_CONCEPTS = (
    "latency.terms", "cost.terms", "confidence.strong", "watch.strong", "evaluation.terms", "data.terms",
    "fallback.terms", "metric.business", "metric.service",
)  # fmt: skip
_ACCEPTANCE = re.compile(r"^\W*(?:given|when|while|if|then|and the|where)\b|^\W*(?:当|如果|若|假如|假设|给定|一旦)|\bTHEN\b")
_BOX = re.compile(r"^\W*\[[ xX]\]|[✅☑✔]")
_NEGATED = re.compile(r"^\W*(?:no|not|never|don't|do not|without)\b|\b(?:must|shall|should) not\b|不(?:得|做|会|能|可|应|是|支持)|禁止|避免", re.I)
_STEP = re.compile(r"^\W*(?:step|phase|stage|sprint|week|milestone|task|epic)\s?\d|^\W*(?:第.{1,3}[步阶期周]|阶段|步骤|里程碑|任务)|(?:→|->).*(?:→|->)", re.I)
_PATH = re.compile(r"[\w-]+/[\w./-]+|\.(?:py|ts|tsx|js|md|json|yaml|vue|go)\b|\w+\(\)|\b(?:GET|POST|PUT|DELETE)\b|\w_\w")
_AGENT = re.compile(r"agent|assistant|bot\b|copilot|tutor|coach|智能体|助手|助理|机器人", re.I)
_MODULE = re.compile(r"module|service|engine|system|platform|component|layer|center|pipeline|模块|服务|引擎|系统|平台|中心|组件|层", re.I)
_STORY = re.compile(r"\bas an? [^,.]{2,60},?\s{0,4}I (?:want|need|can|would)|作为.{1,30}[，,]", re.I)
_NUMBERED = re.compile(r"\d+\.\d+")
_TOLD = 160  # characters of what defines a feature beside its name
_QUESTION = re.compile(r"[?？]\s*$")
_SYSTEM_DOES = re.compile(r"\b(?:SHALL|MUST|shall|must|will)\b|系统(?:应|必须|需|会|支持|自动)|支持|自动")


@dataclass(frozen=True, slots=True)
class DocumentSignals:
    """What holds for a whole document: how much it speaks of AI, and whether its title does."""

    titled: bool
    density: float


def document_signals(utterances: Sequence[Utterance], title_marks: frozenset[str]) -> DocumentSignals:
    """Measure a document once for all its candidates."""
    prose = [u for u in utterances if u.block.kind not in ("code", "front-matter")]
    speaking = sum(1 for u in prose if says_ai(u))
    return DocumentSignals("ai.name" in title_marks or "ai.weak" in title_marks, speaking / max(len(prose), 1))


def says_ai(utterance: Utterance) -> bool:
    """Whether an utterance names AI or a model outright."""
    return utterance.has("ai.name") or utterance.has("model.named")


def capable(utterance: Utterance) -> bool:
    """Whether an utterance names something that learned models do."""
    return any(utterance.has(concept) for concept in _CAPABILITY_CONCEPTS)


def signals_of(
    candidates: Sequence[Candidate], index: int, utterances: Sequence[Utterance], document: DocumentSignals
) -> Mapping[str, float]:
    """The signals of one candidate, each about between 0 and 1."""
    candidate = candidates[index]
    title = candidate.title
    own = title.marks
    body = [utterances[i] for i in candidate.body if utterances[i].block.kind != "code"]
    rest = [u for u in body if u.index != title.index and u.block.index != title.block.index]
    same = [utterances[i] for i in title.siblings if i != title.index]
    ai_rest = sum(1 for u in rest if says_ai(u))
    weak_rest = sum(1 for u in rest if u.has("ai.weak") and not u.has("ai.not"))
    above = [candidates[i] for i in enclosing(candidates, index)]
    heads = title.heading_marks if candidate.form != "heading" else _headings_above(above)
    heading = candidate.form == "heading"
    classes = title.own_classes
    parent = candidates[candidate.parent] if candidate.parent >= 0 else None
    signals = {
        "bias": 1.0,
        f"form.{candidate.form}": 1.0,
        "title.ai": float("ai.name" in own or "model.named" in own),
        "title.weak": float("ai.weak" in own),
        "title.capable": float(capable(title)),
        "title.plain": float("plain" in own),
        "title.not": float("ai.not" in own),
        "title.model": float("model.named" in own),
        "title.metric": float("metric.quality" in own or "metric.business" in own),
        "title.number": float(bool(title.quantities)),
        "title.length": min(len(title.text), 200) / 200,
        "title.strong": float(title.block.strong > 0),
        "title.question": float(bool(_QUESTION.search(title.text))),
        "title.does": float(bool(_SYSTEM_DOES.search(title.text))),
        "title.identified": float(candidate.identified),
        "title.class": float(bool(classes)),
        "title.features": float("section.features" in classes),
        "leaf": float(candidate.leaf),
        "siblings": min(math.log1p(candidate.siblings), 3) / 3,
        "position": candidate.position,
        "parent.ai": float(parent is not None and says_ai(parent.title)),
        "parent.capable": float(parent is not None and capable(parent.title)),
        "parent.heading": float(parent is not None and parent.form == "heading"),
        "title.word": float(len(title.text) < 14),
        "title.short": float(len(title.text) < 45),
        "title.trigger": float("trigger" in own),
        "title.dimension": float(any(concept in own for concept in _DIMENSION_CONCEPTS)),
        "title.compared": float(any(q.comparator for q in title.quantities)),
        "title.conditional": float("trigger" in own and is_conditional(title.text)),
        "title.sentence": float(title.text.rstrip().endswith((".", "。", "；", ";"))),
        "title.words": min(weight(title.text), 30) / 30,
        "define.ai": float(bool(rest) and says_ai(rest[0])) if heading else 0.0,
        "define.capable": float(bool(rest) and capable(rest[0])) if heading else 0.0,
        "define.paragraph": float(bool(rest) and rest[0].block.kind == "paragraph") if heading else 0.0,
        "alone": float(candidate.siblings == 0 and heading),
        "title.manage": float("plain.manage" in own),
        "title.part": float("plain.part" in own),
        "row.header": float("section.feature-column" in title.label_marks) if candidate.form == "row" else 0.0,
        "row.other": float("section.other-column" in title.label_marks) if candidate.form == "row" else 0.0,
        "beside.ai": float(any(says_ai(u) for u in same)),
        "body.ai": min(ai_rest, 4) / 4,
        "body.share": ai_rest / len(rest) if rest else 0.0,
        "body.weak": min(weak_rest, 4) / 4,
        "body.plain": sum(1 for u in rest if u.has("plain")) / len(rest) if rest else 0.0,
        "body.none": float(not rest),
        "body.size": min(math.log1p(len(rest)), 5) / 5,
        "above.features": float("section.features" in heads),
        "above.wide": float("section.document-wide" in heads),
        "above.stack": float("section.stack" in heads),
        "above.ai": float("ai.name" in heads or "model.named" in heads),
        "above.weak": float("ai.weak" in heads),
        "above.plain": float("plain" in heads),
        "above.item": float(bool(title.block.parents)),
        "above.market": float("heading.market" in title.heading_marks or "heading.market" in title.parent_marks),
        "title.market": float(heading and "heading.market" in classes),
        "above.parent-ai": float("ai.name" in title.parent_marks or "model.named" in title.parent_marks),
        "depth": min(len(title.headings), 5) / 5,
        "document.titled": float(document.titled),
        "document.density": min(document.density * 2, 1.0),
    }
    modelled = max(signals["title.ai"], signals["title.weak"], signals["title.capable"])
    plain = max(signals["title.plain"], signals["title.manage"])
    signals["plain-only"] = plain * (1 - modelled)
    signals["plain-only*heading"] = signals["plain-only"] * heading
    signals["plain-only*density"] = signals["plain-only"] * signals["document.density"]
    signals["unsaid*heading"] = (1 - plain) * (1 - modelled) * heading
    for name in (
        "title.ai",
        "title.capable",
        "title.weak",
        "body.ai",
        "leaf",
        "title.identified",
        "above.features",
        "document.titled",
        "document.density",
    ):
        signals[f"{name}*heading"] = signals[name] * heading
        signals[f"{name}*features"] = signals[name] * signals["above.features"]
    signals["capable*density"] = signals["title.capable"] * signals["document.density"]
    signals["capable*above.ai"] = signals["title.capable"] * signals["above.ai"]
    signals["any.ai"] = max(signals["title.ai"], signals["beside.ai"], float(ai_rest > 0))
    signals["any.ai*capable"] = signals["any.ai"] * signals["title.capable"]
    signals["identified*density"] = signals["title.identified"] * signals["document.density"]
    signals["identified*titled"] = signals["title.identified"] * signals["document.titled"]
    signals["identified*capable"] = signals["title.identified"] * signals["title.capable"]
    signals["strong*features"] = signals["title.strong"] * signals["above.features"]
    signals["strong*capable"] = signals["title.strong"] * signals["title.capable"]
    signals["capable*features*density"] = (
        signals["title.capable"] * signals["above.features"] * signals["document.density"]
    )
    signals.update(dict.fromkeys(name_words(candidate.name), 1.0))
    told = title.text[len(candidate.name) :] if not heading else rest[0].text if rest else ""
    signals.update((f"d:{word}", 1.0) for word in name_words(told[:_TOLD]) if word[0] in "wz")
    read = rest[:60]
    if read:
        signals["more.capable"] = sum(1 for u in read if capable(u)) / len(read)
        signals["more.manage"] = sum(1 for u in read if u.has("plain.manage")) / len(read)
        signals["more.number"] = sum(1 for u in read if u.quantities) / len(read)
        signals["more.quality"] = float(any(u.has("metric.quality") for u in read))
        signals["more.confidence"] = float(any(u.has("confidence.strong") for u in read))
        signals["more.model"] = float(any(u.has("model.named") for u in read))
        signals["more.latency"] = float(any(u.has("latency.terms") for u in read))
        signals["more.weak-share"] = weak_rest / len(rest)
    for task in CAPABILITIES:
        signals[f"task.{task}"] = float(title.has(f"capability.{task}"))
        if heading and rest:
            signals[f"task.body.{task}"] = min(sum(1 for u in read if u.has(f"capability.{task}")), 4) / 4
    signals["look.acceptance"] = float(bool(_ACCEPTANCE.search(title.said)))
    signals["look.box"] = float(bool(_BOX.search(title.said)))
    signals["look.negated"] = float(bool(_NEGATED.search(title.said)))
    signals["look.colon"] = float(title.text.rstrip().endswith((":", "：")))
    signals["look.step"] = float(bool(_STEP.search(title.said)))
    signals["look.path"] = float(bool(_PATH.search(title.said)))
    signals["look.agent"] = float(bool(_AGENT.search(candidate.name)))
    signals["look.module"] = float(bool(_MODULE.search(candidate.name)))
    signals["look.story"] = float(bool(_STORY.search(title.text)))
    signals["look.level"] = min(_level(title), 6) / 6 if heading else 0.0
    signals["look.numbered"] = float(bool(_NUMBERED.search(title.said)))
    signals["look.children"] = min(math.log1p(sum(1 for u in rest if u.block.kind == "heading")), 3) / 3
    signals["look.stories"] = float(any(_STORY.search(u.text) for u in read))
    signals["look.criteria"] = min(sum(1 for u in read if _ACCEPTANCE.search(u.text)), 5) / 5
    signals.update(act_signals(title, candidate.name, heading, rest))
    signals["stack*ai"] = signals["above.stack"] * signals["title.ai"]
    return signals


def _level(title: Utterance) -> int:
    return len(title.headings)


def context_signals(candidates: Sequence[Candidate], likely: Sequence[float]) -> list[dict[str, float]]:
    """What a first reading of all candidates says of each: its rank, its parts, its siblings and its restatements.

    A feature is told from a step, a field or a restatement by what stands around it, which no candidate shows alone.
    """
    best = max(likely, default=0.0)
    ranked = sorted(range(len(likely)), key=lambda i: (-likely[i], i))
    rank = {i: r for r, i in enumerate(ranked)}
    above, parts = _above(candidates, likely), _parts(candidates, likely)
    groups: dict[tuple[int, str], _Group] = {}
    kin: dict[tuple[int, str], list[float]] = {}
    echoes = _echoes(candidates, likely)
    twins: dict[frozenset[str], _Group] = {}
    names = [words_of(candidate.name) for candidate in candidates]
    for i, candidate in enumerate(candidates):
        groups.setdefault((candidate.parent, candidate.form), _Group()).add(likely[i])
        twins.setdefault(names[i], _Group()).add(likely[i])
        told = kin.setdefault((candidate.parent, candidate.form), [0.0, 0.0, 0.0, 0.0, 0.0, 0.0])
        marks = candidate.title.marks
        for at, value in enumerate((1.0, says_ai(candidate.title), "act.model" in marks, "act.use" in marks or "act.run" in marks,
            candidate.title.block.strong > 0, _log_odds(likely[i]))):
            told[at] += value
    found = []
    for i, candidate in enumerate(candidates):
        heading = float(candidate.form == "heading")
        beside = groups[candidate.parent, candidate.form]
        same = twins[names[i]] if names[i] else _Group(1)
        twin = same.best_but(likely[i])
        n, ai, model, other, strong, odds = kin[candidate.parent, candidate.form]
        mean_odds = odds / n
        found.append(
            {
                "first": _log_odds(likely[i]),
                "first/best": likely[i] / max(best, 1e-3),
                "rank": 1.0 / (1 + rank[i]),
                "rank.far": min(rank[i], 20) / 20,
                "parts.best": parts[i].best,
                "parts.sum": min(parts[i].total, 5.0) / 5,
                "parts.several": float(parts[i].likely >= 2),
                "siblings.mean": beside.mean_but(likely[i]),
                "siblings.best": beside.best_but(likely[i]),
                "siblings.any": float(beside.size > 1),
                "above.best": above[i],
                "above.next": likely[candidate.parent] if candidate.parent >= 0 else 0.0,
                "twin.best": twin,
                "twin.any": float(same.size > 1),
                "twin.better": float(twin > likely[i]),
                "parts.best*heading": heading * parts[i].best,
                "kin.ai": ai / n,
                "kin.model": model / n,
                "kin.other": other / n,
                "kin.strong": strong / n,
                "kin.ai-apart": float(says_ai(candidate.title)) - ai / n,
                "kin.model-apart": float("act.model" in candidate.title.marks) - model / n,
                "kin.all": float(n > 1 and model == n),
                "kin.all-ai": float(n > 1 and ai == n),
                "kin.ahead": (_log_odds(likely[i]) - mean_odds) / 3,
                "kin.ahead*heading": heading * (_log_odds(likely[i]) - mean_odds) / 3,
                "kin.mean": mean_odds / 3,
                "kin.mean*heading": heading * mean_odds / 3,
                **echoes[i],
                "above.best*part": (1 - heading) * above[i],
            }
        )
    return found


_LIKELY = 0.5
_RARE = 6  # candidates of a document that a word may stand in to tell two of them to be one


def _echoes(candidates: Sequence[Candidate], likely: Sequence[float]) -> list[dict[str, float]]:
    """Where else a document speaks of the same: in how many other groups, and whether one there is likelier."""
    names = [words_of(candidate.name) for candidate in candidates]
    places: dict[str, list[int]] = {}
    for i, words in enumerate(names):
        for word in words:
            places.setdefault(word, []).append(i)
    found = []
    for i, words in enumerate(names):
        shared: dict[int, int] = {}
        for word in words:
            if len(places[word]) <= _RARE or len(words) == 1:
                for j in places[word][: 2 * _RARE]:
                    shared[j] = shared.get(j, 0) + 1
        least = 2 if len(words) > 1 else 1
        others = [
            j
            for j, n in shared.items()
            if j != i and n >= least and n >= 0.4 * min(len(words), len(names[j]))
            and (candidates[j].parent, candidates[j].form) != (candidates[i].parent, candidates[i].form)
        ]
        apart = [j for j in others if not (candidates[j].first <= candidates[i].first <= candidates[j].last or candidates[i].first <= candidates[j].first <= candidates[i].last)]
        best = max((likely[j] for j in apart), default=0.0)
        found.append(
            {
                "echo.any": float(bool(apart)),
                "echo.count": min(len(apart), 4) / 4,
                "echo.best": best,
                "echo.better": float(best > likely[i]),
                "echo.before": float(any(j < i and likely[j] >= 0.3 for j in apart)),
                "echo.after": float(any(j > i and likely[j] >= 0.3 for j in apart)),
                "echo.within": float(len(others) > len(apart)),
            }
        )
    return found


def _log_odds(likely: float) -> float:
    bounded = min(max(likely, 1e-3), 1 - 1e-3)
    return math.log(bounded / (1 - bounded))


@dataclass(slots=True)
class _Group:
    """Candidates of which each asks what the others are: kept as sums, since a list for each would be a square."""

    size: int = 0
    total: float = 0.0
    best: float = 0.0
    second: float = 0.0
    likely: int = 0

    def add(self, likely: float) -> None:
        """Count a member in."""
        self.size += 1
        self.total += likely
        self.likely += likely > _LIKELY
        self.best, self.second = max(self.best, likely), max(self.second, min(self.best, likely))

    def best_but(self, likely: float) -> float:
        """The likeliest of the others, for a member that is this likely; 0 where there is none."""
        return self.second if likely == self.best else self.best

    def mean_but(self, likely: float) -> float:
        """The mean of the others; 0 where there is none."""
        return (self.total - likely) / (self.size - 1) if self.size > 1 else 0.0


def _above(candidates: Sequence[Candidate], likely: Sequence[float]) -> list[float]:
    """The likeliest of those that enclose each candidate; a parent comes before its parts."""
    best: list[float] = []
    for candidate in candidates:
        parent = candidate.parent
        best.append(max(best[parent], likely[parent]) if parent >= 0 else 0.0)
    return best


def _parts(candidates: Sequence[Candidate], likely: Sequence[float]) -> list[_Group]:
    """What each candidate encloses, at any depth."""
    groups = [_Group() for _ in candidates]
    for i in range(len(candidates) - 1, -1, -1):
        parent = candidates[i].parent
        if parent >= 0:
            inner, outer = groups[i], groups[parent]
            outer.add(likely[i])
            outer.total += inner.total
            outer.best = max(outer.best, inner.best)
            outer.likely += inner.likely
    return groups


_NAME_WORD = re.compile(r"[a-z][a-z0-9]+")
_HAN_RUN = re.compile(r"[㐀-鿿]+")


def name_words(name: str) -> frozenset[str]:
    """The words of a name as signals: English words, and Han characters singly, in pairs and as the last pair."""
    text = name.lower()
    found = {f"w:{w[:-1] if len(w) > 4 and w.endswith('s') else w}" for w in _NAME_WORD.findall(text)}
    for run in _HAN_RUN.findall(text):
        found.update(f"z:{run[i : i + 2]}" for i in range(len(run) - 1))
        found.update(f"c:{character}" for character in run)
        found.add(f"e:{run[-2:]}")
    return frozenset(found)


def _headings_above(above: Sequence[Candidate]) -> frozenset[str]:
    marks: frozenset[str] = frozenset()
    for candidate in above:
        if candidate.form == "heading":
            marks |= frozenset(candidate.title.marks)
    return marks


def probability(signals: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """How likely a candidate with these signals is a feature, by the fitted weights."""
    total = 0.0
    for name, value in signals.items():
        if value and name in weights:
            total += weights[name] * value
    return 1.0 / (1.0 + math.exp(-max(min(total, 30.0), -30.0)))
