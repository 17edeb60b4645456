"""How a candidate's text looks: an acceptance criterion, a step, a path, a module, and what stands below it."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from speclint.understand.acts import CAPABILITIES, capable
from speclint.understand.candidates import Candidate
from speclint.understand.utterances import Utterance

_READ = 60  # utterances below a candidate
_ACCEPTANCE = re.compile(
    r"^\W*(?:given|when|while|if|then|and the|where)\b|^\W*(?:当|如果|若|假如|假设|给定|一旦)|\bTHEN\b"
)
_NEGATED = re.compile(
    r"^\W*(?:no|not|never|don't|do not|without)\b|\b(?:must|shall|should) not\b"
    r"|不(?:得|做|会|能|可|应|是|支持)|禁止|避免",
    re.I,
)
_STEP = re.compile(
    r"^\W*(?:step|phase|stage|sprint|week|milestone|task|epic)\s?\d|^\W*(?:第.{1,3}[步阶期周]|阶段|步骤|里程碑|任务)"
    r"|(?:→|->).*(?:→|->)",
    re.I,
)
_PATH = re.compile(r"[\w-]/[\w./-]|\.(?:py|ts|tsx|js|md|json|yaml|vue|go)\b|\w\(\)|\b(?:GET|POST|PUT|DELETE)\b|\w_\w")
_STORY = re.compile(r"\bas an? [^,.]{2,60},?\s{0,4}I (?:want|need|can|would)|作为.{1,30}[，,]", re.I)
_OF_TITLE = {
    "look.acceptance": _ACCEPTANCE,
    "look.box": re.compile(r"^\W*\[[ xX]\]|[✅☑✔]"),
    "look.negated": _NEGATED,
    "look.step": _STEP,
    "look.path": _PATH,
    "look.numbered": re.compile(r"\d\.\d"),
    "look.colon": re.compile(r"[:：]\s?$"),
    "look.story": _STORY,
}
_OF_NAME = {
    "look.agent": re.compile(r"agent|assistant|bot\b|copilot|tutor|coach|智能体|助手|助理|机器人", re.I),
    "look.module": re.compile(
        r"module|service|engine|system|platform|component|layer|center|pipeline"
        r"|模块|服务|引擎|系统|平台|中心|组件|层",
        re.I,
    ),
}
_SHARES = {"more.manage": "plain.manage"}
_ANY = {
    "more.quality": "metric.quality",
    "more.confidence": "confidence.strong",
    "more.model": "model.named",
    "more.latency": "latency.terms",
}
_TASKS = tuple((f"task.{task}", f"task.body.{task}", f"capability.{task}") for task in CAPABILITIES)


def look_signals(candidate: Candidate, rest: Sequence[Utterance]) -> dict[str, float]:
    """What a candidate looks like, and what the text below it (`rest`) speaks of beside AI."""
    title = candidate.title
    read = rest[:_READ]
    signals = {name: float(bool(pattern.search(title.said))) for name, pattern in _OF_TITLE.items()}
    signals.update((name, float(bool(pattern.search(candidate.name)))) for name, pattern in _OF_NAME.items())
    for task, below, concept in _TASKS:
        signals[task] = float(title.has(concept))
        if candidate.form == "heading":
            signals[below] = min(sum(1 for u in read if u.has(concept)), 4) / 4
    if read:
        signals["more.capable"] = sum(1 for u in read if capable(u)) / len(read)
        signals["more.number"] = sum(1 for u in read if u.quantities) / len(read)
        signals["more.weak"] = sum(1 for u in rest if u.has("ai.weak") and not u.has("ai.not")) / len(rest)
        for name, concept in _SHARES.items():
            signals[name] = sum(1 for u in read if u.has(concept)) / len(read)
        for name, concept in _ANY.items():
            signals[name] = float(any(u.has(concept) for u in read))
        signals["look.stories"] = float(any(_STORY.search(u.text) for u in read))
        signals["look.criteria"] = min(sum(1 for u in read if _ACCEPTANCE.search(u.text)), 5) / 5
        signals["look.children"] = min(math.log1p(sum(1 for u in rest if u.block.kind == "heading")), 3) / 3
    return signals
