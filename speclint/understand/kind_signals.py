"""The signals by which a document shows what it is; their weights are data, fitted on labelled documents.

Titles and headings say most (`kind.py`); what the text is made of says the rest: a guide commands its reader, a
changelog begins its items with what was done, a spec obliges a system, a card reports a model.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence

from speclint.model import Document, Kind
from speclint.understand.acts import says_ai
from speclint.understand.features import Parts
from speclint.understand.kind import KindScores
from speclint.understand.utterances import Utterance

# How a sentence is built, by what it is of: bounded patterns, tried on each utterance.
_TURNS = {
    "obliges": re.compile(r"\b(?:shall|must|should|will)\b|应当?|必须|需要?|支持|将", re.I),
    "commands": re.compile(
        r"^\W*(?:(?:run|install|clone|open|click|copy|create|set|add|use|check|read|make|start|go|see|note|never|always|"
        r"do not|don't|please)\b|运行|安装|打开|点击|复制|执行|使用|请|不要|禁止|参考|查看|确保)",
        re.I,
    ),
    "reports": re.compile(
        r"^\W*(?:added|fixed|implemented|updated|removed|changed|improved|completed|refactored|created|新增|修复|优化|"
        r"完成|更新|移除|已)",
        re.I,
    ),
    "addresses": re.compile(r"\byou(?:r|rs)?\b|你|您", re.I),
    "we": re.compile(r"\b(?:we|our)\b|我们", re.I),
    "story": re.compile(r"\bas an? \w|作为|\bI want\b|用户(?:可以|能)", re.I),
    "path": re.compile(r"\b[\w-]+/[\w./-]{3,}|\b[\w-]{2,}\.(?:py|js|ts|tsx|md|json|ya?ml|sh|env|sql|go|rs|java)\b"),
    "link": re.compile(r"https?://|\bwww\."),
    "done": re.compile(r"^\W*\[[xX]\]|✅|已完成|\bcompleted?\b", re.I),
    "todo": re.compile(r"^\W*\[ \]|\bTODO\b|待办|☐", re.I),
    "paper": re.compile(r"\barxiv\b|\bbibtex\b|\bcitation\b|@(?:article|inproceedings|misc)|论文|引用", re.I),
    "version": re.compile(r"\bv?\d{1,3}\.\d{1,3}\.\d{1,4}\b"),
    "date": re.compile(r"\b20\d\d[-/.]\d{1,2}[-/.]\d{1,2}\b|20\d\d ?年"),
    "trained": re.compile(r"\b(?:pre-?|fine-?)?train(?:ed|ing)\b|\bcheckpoints?\b|\bweights\b|训练|微调|权重", re.I),
    "asks": re.compile(r"[?？]\W*$"),
}
_SHELL = frozenset({"bash", "sh", "shell", "console", "powershell", "zsh", "cmd", "dockerfile"})
_PROGRAM = frozenset({"python", "py", "javascript", "js", "typescript", "ts", "java", "go", "rust", "cpp", "c", "sql"})
_LIKELY = 0.35  # from how likely a part counts
_OPENING = 12  # utterances that open a document


def kind_signals(
    document: Document, utterances: Sequence[Utterance], scores: KindScores, kind: Kind, parts: Parts
) -> Mapping[str, float]:
    """The signals of a document, each about between 0 and 1.

    `kind` is what its titles and the features found in it make it, `parts` what may be a feature and how likely.
    """
    about, likely = parts.about, [p for p in parts.likely if p >= _LIKELY]
    prose = [u for u in utterances if u.block.kind not in ("code", "front-matter")]
    naming = sum(1 for u in prose if says_ai(u))
    signals = {
        "bias": 1.0,
        "score.prd": scores.prd / 10,
        "score.card": scores.card / 10,
        "score.plain": scores.plain / 10,
        "score.shown": float(scores.shown),
        "score.apart": (scores.prd - scores.plain) / 10,
        f"score:{scores.kind}": 1.0,
        f"kind:{kind}": 1.0,
        "ai.titled": float(about.titled),
        "ai.share": min(about.density, 0.6),
        "ai.count": math.log1p(naming) / 4,
        "ai.none": float(naming == 0),
        "ai.once": float(naming == 1),
        "parts.best": parts.best,
        "parts.likely": math.log1p(len(likely)) / 3,
        "few": about.few,
        "few*parts.best": about.few * parts.best,
        "few*parts.likely": about.few * math.log1p(len(likely)) / 3,
        "size.lines": math.log1p(len(document.source.line_starts)) / 6,
        "size.prose": math.log1p(len(prose)) / 6,
        "size.sections": math.log1p(len(document.sections)) / 5,
    }
    signals.update({f"metadata:{key}": 1.0 for key in document.front_matter})
    _add_forms(document, signals)
    _add_turns(prose, signals)
    _add_concepts(prose, signals)
    return signals


def _add_forms(document: Document, signals: dict[str, float]) -> None:
    forms: Counter[str] = Counter(block.kind for block in document.blocks)
    total = max(len(document.blocks), 1)
    for form, number in forms.items():
        signals[f"form:{form}"] = number / total
    fences = [block.info for block in document.blocks if block.kind == "code"]
    signals["form:shell"] = sum(info in _SHELL for info in fences) / total
    signals["form:program"] = sum(info in _PROGRAM for info in fences) / total


def _add_turns(prose: Sequence[Utterance], signals: dict[str, float]) -> None:
    for name, turn in _TURNS.items():
        number = sum(1 for u in prose if turn.search(u.text))
        signals[f"turn:{name}"] = min(3 * number / max(len(prose), 1), 1.0)
        signals[f"turn.any:{name}"] = math.log1p(number) / 4


def _add_concepts(prose: Sequence[Utterance], signals: dict[str, float]) -> None:
    everywhere: Counter[str] = Counter(concept for u in prose for concept in u.marks)
    in_headings: Counter[str] = Counter(c for u in prose if u.block.kind == "heading" for c in u.marks)
    for concept, number in everywhere.items():
        signals[f"count:{concept}"] = min(1.0, math.log1p(number) / 4)
        signals[f"share:{concept}"] = min(1.0, 10 * number / len(prose))
    for concept, number in in_headings.items():
        signals[f"heading:{concept}"] = min(1.0, number / 3)
    for utterance in prose[:_OPENING]:
        for concept in utterance.marks:
            signals[f"opening:{concept}"] = 0.5
