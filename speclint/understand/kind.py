"""Decide what a document is: a product spec, a model card, or neither."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from speclint.model import Document, Kind
from speclint.understand.lexicon import Lexicon

# A title says more than a heading; metadata that only model hubs use says most.
_TITLE_WEIGHT = 4.0
_CARD_TITLE_WEIGHT = 5.0
_METADATA = {
    "model-index": 6.0, "pipeline_tag": 5.0, "base_model": 4.0, "library_name": 4.0, "datasets": 3.0, "metrics": 2.0,
    "license": 1.0, "widget": 3.0, "co2_eq_emissions": 3.0,
}  # fmt: skip
_HUB = 9.0  # a task and the model it starts from, or an index of results and what it was measured on
_SHELL = frozenset({"bash", "sh", "shell", "console", "powershell", "zsh", "cmd", "dockerfile"})
_SCENARIOS = frozenset({"gherkin", "cucumber", "feature"})
_REQUIREMENT = re.compile(r"\b(?:SHALL|MUST)\b|系统(?:应|必须|需要?|支持)|\bshall\b")
_REQUIREMENT_ID = re.compile(r"^\W*(?:FR|NFR|US|SC|REQ|UC|AC|BR|F|R|US)[-_ ]?(?:[A-Z]{1,5}[-_])?\d+", re.I)
_USER_STORY = re.compile(
    r"\bas an? [^,.]{2,60},? I (?:want|need|can|would|[a-z]{2,15} [^.]{2,160}\bso that\b)|"
    r"作为.{1,30}[，,].{0,6}(?:我|希望|想|可以)",
    re.I,
)
_TRAINING = re.compile(
    r"\b(?:trained|fine-?tuned|pre-?trained|checkpoints?|parameters|hyperparameters|epochs?)\b|训练|"
    r"微调|参数量|权重|预训练|收敛",
    re.I,
)
_THE_MODEL = re.compile(
    r"\bthis (?:model|card|checkpoint)\b|\bthe model\b|\bmodels? (?:is|are|was|were)\b|本模型|该模型|"
    r"模型(?:基于|采用|由|是)|的.{0,12}模型",
    re.I,
)
_END_OF_STUDY = re.compile(r"\s*(?:reports?|notes|papers?|documents?|报告|笔记|文档|总结|结论)?\s*(?:$|[\W\d_])", re.I)
_END_OF_GUIDE = re.compile(r"\s*(?:$|[:：—–|(（\[【]|-\s|[vV]?\d)")
_AS_LABEL = re.compile(r"\s?(?:[:：—–]|-\s)")  # "PRD: The dairy handbook" is of a handbook, and none itself
_LONGEST_TITLE = 100
_MINIMUM = 2.5
_FEW_HEADINGS = 2
_COVER = 0.34
_SIGNATURE = 0.5  # what a heading that is peculiar to a kind says beyond any heading of that kind


@dataclass(frozen=True, slots=True)
class KindScores:
    """How much speaks for each kind; `plain` are the documents that are neither.

    `shown`: a title, heading or metadata of a model card, not only talk of training. `titled`: a title of either kind.
    `hub`: the metadata by which a model hub files a card, which nothing else has. `other`: a title that ends on a word
    for a survey or an experiment, and names no spec or card, or on one for a guide or a prompt, whatever it guides to.
    """

    prd: float
    card: float
    plain: float
    shown: bool = True
    titled: bool = False
    hub: bool = False
    other: bool = False

    @property
    def kind(self) -> Kind:
        """The kind that most speaks for; a document with nothing to show is none."""
        if self.card >= _MINIMUM + 1 and self.card > self.prd and self.card >= self.plain / 2 and self.shown:
            return "model-card"
        if self.prd >= _MINIMUM and self.prd >= self.plain:
            return "prd"
        return "none"


def kind_scores(document: Document, lexicon: Lexicon) -> KindScores:
    """Weigh titles, headings, metadata and turns of phrase."""
    scores = {"prd": 0.0, "card": 0.0, "other": 0.0}
    titles = _titles(document)
    named = _name(document, titles)
    study = _ends_on("study", _END_OF_STUDY, named, lexicon)
    guide = _ends_on("guide", _END_OF_GUIDE, named, lexicon)
    for title in titles:
        for family in _families(title, lexicon, "title", 0.0):
            weight = _CARD_TITLE_WEIGHT if family == "card" else _TITLE_WEIGHT
            scores[family] = max(scores[family], weight)
    titled = bool(scores["prd"] or scores["card"])
    headed = 0
    for section in document.sections[1:]:
        families = _families(section.title, lexicon, "heading", _COVER)
        headed += "prd" in families
        for family in families:
            scores[family] += 1.0
        for family in _families(section.title, lexicon, "signature", _COVER):
            scores[family] += _SIGNATURE
    if headed >= _FEW_HEADINGS and headed >= len(document.sections) - 2:
        scores["prd"] = max(scores["prd"], _MINIMUM)  # a short one: all but its title are headings of a spec
    before = scores["card"]
    _add_metadata(document.front_matter, scores)
    hub = scores["card"] - before >= _HUB
    shown = scores["card"] >= 1
    _add_turns(document, scores)
    other = guide or (study and not titled)
    return KindScores(scores["prd"], scores["card"], scores["other"], shown, titled, hub, other)


def _titles(document: Document) -> list[str]:
    """The title and the subtitle: the first headings, and the first line where it is no heading."""
    headings = [s for s in document.sections[1:] if s.level <= 2][:2]
    titles = [s.title for s in headings if not titles_far(s.line, headings[0].line)]
    first = next((b for b in document.blocks if b.kind != "front-matter"), None)
    if first is not None and first.kind == "paragraph":
        titles.append(document.source.line(first.line)[:_LONGEST_TITLE])
    return titles


def _name(document: Document, titles: Sequence[str]) -> str:
    """What the document is called: its first heading, or its first line where no heading stands above all others."""
    headed = len(document.sections) > 1 and document.sections[1].level == 1
    return (titles[0] if headed else titles[-1]) if titles else ""


def titles_far(line: int, first: int) -> bool:
    """Whether a heading stands too far below the first to be a subtitle."""
    return line - first > 4


def _families(title: str, lexicon: Lexicon, place: str, cover: float) -> set[str]:
    """The kinds that a title or heading speaks for, by terms that cover enough of it."""
    letters = len(re.sub(r"[\W\d_]+", "", title)) or 1
    families = set()
    for hit in lexicon.find(title):
        parts = hit.concept.split(".")
        if parts[0] == "kind" and parts[2] == place:
            covered = len(re.sub(r"[\W\d_]+", "", title[hit.start : hit.end]))
            if covered / letters >= cover:
                families.add(parts[1])
    return families


def _ends_on(family: str, end: re.Pattern[str], title: str, lexicon: Lexicon) -> bool:
    """Whether a title, or what stands before its colon or dash, ends on a word of a family: not a tool for it."""
    hits = lexicon.find(title)
    if any(hit.concept == "kind.prd.title" and _AS_LABEL.match(title, hit.end) for hit in hits):
        return False
    return any(hit.concept == f"kind.other.{family}" and end.match(title, hit.end) for hit in hits)


def _add_turns(document: Document, scores: dict[str, float]) -> None:
    requirements = ids = stories = shell = training = scenarios = 0
    opening = [b for b in document.blocks if b.kind in ("paragraph", "item")][:4]
    scores["card"] += 2.0 * any(_THE_MODEL.search(b.text.text) for b in opening)
    for block in document.blocks:
        if block.kind == "code":
            shell += block.info in _SHELL
            scenarios += block.info in _SCENARIOS
            continue
        text = block.text.text
        requirements += bool(_REQUIREMENT.search(text))
        training += bool(_TRAINING.search(text))
        ids += bool(_REQUIREMENT_ID.match(text))
        stories += bool(_USER_STORY.search(text))
    scores["prd"] += min(4.0, requirements / 3) + min(4.0, ids / 3) + min(3.0, stories) + min(2.0, scenarios)
    scores["card"] += min(3.0, 20 * training / max(len(document.blocks), 40))
    scores["other"] += min(4.0, shell / 4)


def _add_metadata(front_matter: Mapping[str, object], scores: dict[str, float]) -> None:
    scores["card"] += sum(weight for key, weight in _METADATA.items() if key in front_matter)
