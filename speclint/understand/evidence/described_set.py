"""A described data set: a name, or a size, source, split, language or segment."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from speclint.model import Quantity
from speclint.understand.evidence.data_source import read_data_source
from speclint.understand.evidence.learned_from import read_learned_from
from speclint.understand.evidence.media import is_of_media
from speclint.understand.evidence.origin_told import read_origin
from speclint.understand.evidence.reading import Page, Reading, apart, gap
from speclint.understand.evidence.split import is_part
from speclint.understand.evidence.tryout import is_of_labels, is_of_teaching, read_trial
from speclint.understand.evidence.wait import is_of_speed
from speclint.understand.knowledge import Dimension
from speclint.understand.utterances import Utterance

_NEAR = 30  # characters between a count and the word for the set, whatever it counts
_BESIDE = 4  # and between it and a bare number
_FEWEST = 5
_MANY = 50  # of whatever it is, under a heading of a model card that announces a set
_PUBLIC = "evaluation.datasets"
_SAID_BY_FORM = {  # what no fixed term catches
    "evaluation": re.compile(
        r"\b\d[\d,.]{1,9}k?\s(?:test|dev|validation|held-out|evaluation)\b|chronological split|(?:测试|验证)\s?\d{2,}",
        re.I,
    ),
    "data": re.compile(
        r"\b\d[\d,.]{1,9}k?\strain(?:ing)?\b|"
        r"每(?:个|种|类)?[^，。；\d]{1,8}(?:采集|收集|拍摄|标注|准备)[^，。；\d]{0,8}\d{2,}\s?(?:张|条|段|份)|"
        r"\b\d{2,4}\+?\s(?:images|photos|samples|recordings|clips)\sper\s(?:class|category|label|species|intent)\b|"
        r"\b(?:database|library|catalog(?:ue)?|collection|glossary|bank|repository|corpus)\b"
        r"[^.;\d]{0,20}\d[\d,.]{0,11}[kKM]?\+?\s\w|"
        r"库[：:][^，。\d]{0,10}\d{2,}|"
        r"(?:内置|预置|收录|录入)(?:了|有|的)?[^，。；\d]{0,16}(?!(?:19|20)\d\d)\d{2,}|"
        r"(?:标注|整理|收集|采集)[^，。；\d]{0,8}\d{2,}[^，。；]{0,16}(?:用于|用来|作为|进行)[^，。；]{0,4}(?:训练|微调)|"
        r"\b(?:search(?:es)?|index(?:es)?|retriev\w{1,6}|over|across)\b[^.;\d]{0,20}"
        r"\d[\d,.]{0,11}[kKM]?\+?\s(?:[\w-]{1,20}\s){0,2}"
        r"(?:papers|articles|documents|docs|guidelines|records|titles|pages|books|cases|recipes|products)\b|"
        r"(?:数据|语料|样本|音频|录音|图像|图片|图文对|文本|指令|tokens?|token)[^，。；]{0,4}(?:训练|微调|精调)|"
        r"\b(?:(?:re)?trained|fine-?tuned|adapted)\b[^.;]{1,80}\bon\b|训练(?:集|数据|样本|用|了|于|语料|所用)[^，。；]{0,12}\d{2,}",
        re.I,
    ),
}
_BRACKETED = re.compile(r"[(（]([^()（）]{2,242})[)）]")
# Between what a list is of and its bracket: "data of all stores (…)", 数据包括三类（…）.
_LIST_GAP = re.compile(r"[^一-鿿]{0,40}|[^一-鿿]{0,6}[一-鿿]{0,8}")
_LIST_PART = 80  # characters before, between and behind two commas in brackets
# A collection by its full name: "CFPB Consumer Complaint Database".
_COLLECTION = re.compile(
    r"\b(?:[A-Z][\w&'’-]{1,30} ){2,5}(?:Data ?[Bb]ase|Data ?[Ss]et|Corpus|Registry|Archive|Census|Survey|Collection)\b"
)
_WHOLE = re.compile(r"全文(?!检索|搜索|索引|匹配)|\b(?:full|complete) texts? of\b", re.I)
_HOLDS = re.compile(
    r"\W{0,4}(?:knowledge ?base|knowledge sources?|corpus|training data|知识库(?:内容|来源|资料|范围)?|"
    r"语料(?:库|来源)?|训练数据|检索范围)"
    r"\W{0,3}[:：|]\s?[^.。;；:：/]{2,40}[,，、+][^.。;；:：/]{2,40}[,，、+]",
    re.I,
)
_FILES = re.compile(
    r"\b(?:\d{1,6}|two|three|four|five|six|several) (?:csv|jsonl?|parquet|excel|text|audio|image|pdf)s? files\b|"
    r"\d{1,6}\s?[个份]\s?(?:csv|jsonl?|parquet|excel|文本|音频|图像|pdf)\s?文件",
    re.I,
)
_MEDIA = re.compile(
    r"\b(?:hours?|h) of\b|小时的?(?:音频|语音|录音|视频|数据)|audio|speech|recording|dictation|音频|语音|录音", re.I
)
# Names as data sets have them: SQuAD1.1, HAM10000, LVD-142M, CoNLL04, a file, a path; not an id such as A08.
_NAME = re.compile(
    r"\b(?![A-Z]{1,4}-?\d{1,3}\b)(?!(?:ISO|RFC|IEC|IEEE|FIPS|SHA|UTF|WCAG|ECMA)[- ]?\d)"
    r"(?:[A-Z](?=[A-Za-z]*[A-Z])[A-Za-z]+|[A-Z][a-z]+)(?!-0)-?\d+[A-Za-z]?(?:\.\d+)?\b"
    r"|(?<![\w/.-])[\w/.-]+\.(?:csv|json|jsonl|parquet|xlsx|tsv)\b"
    r"|(?<![\w-])[\w-]+/[\w-]*(?:data|set|corpus|bench)"
    r"|\b[A-Z](?=[\w-]{0,60}[A-Z\d])[\w-]{1,61}(?= (?:data ?set|corpus|benchmark|test set|suite))"
)
_SPLIT = re.compile(
    r"\b(?:expanding|rolling|sliding|moving)[- ]window|walk-?\s?forward|滚动窗口|扩展窗口|滑动窗口|"
    r"\b\d{2}\s*/\s*\d{1,2}(?:\s*/\s*\d{1,2})?\b|\b(?:k|\d{1,2})-?fold\b|"
    r"temporal(?:ly)? split|split\b.{0,60}\btempora|chronological|[\d十]{1,2}折|按时间|\d[\d,]{0,9}\s?(?:张|条|"
    r"个|例)?\s?(?:验证|测试)|\b(?:val|test|validation)\b[^.\d]{0,12}\d[\d,]{2,}",
    re.I,
)
# "7,491 train / 63 dev"
_TRAINED_ON = re.compile(r"\b\d[\d,.]{1,9}k?\s?train(?:ing)?\b|训练集?\s?\d{2,}", re.I)
# A source by its name, in a list of sources.
_NAMED_SOURCE = re.compile(
    r"\b[A-Z][\w.&'-]{1,30}(?: [A-Z][\w.&'-]{1,30}){0,4} (?:API|[Dd]atabase|[Dd]ata ?set|[Ff]eed|[Aa]rchive|[Ww]iki)\b|"
    r"《|官网|公开(?:数据|资料|指南)|年鉴"
)
# "Data: 380 h of podcasts": what stands behind it is the data
_LABEL = re.compile(
    r"\W{0,4}(?:(?:training|fine-?tuning|source) )?(?:data|corpus|data ?set)(?: (?:size|volume))?\W{0,3}[:：|]|"
    r"\W{0,4}(?:训练|微调)?(?:数据|数据集|语料|样本)(?:量|规模)?[^\w，。]{0,3}[:：|]",
    re.I,
)
_SOURCE = re.compile(
    r"\b(?:from|sourced from|drawn from|collected (?:from|by|via)|label(?:l?ed|l?ing) (?:by|via)|"
    r"provided by|published by|based on)"
    r"\s+(?:the\s+|our\s+|a\s+)?(?!(?:AI|API|CSV|DB|KB|LLM|ML|PDF|UI)\b)[A-Z][\w-]+|来自|来源于|采集自|取自|由.{1,12}提供|《[^《》]+》|"
    r"(?:局|院|署|委员会|大学|医院|中心|官网|平台)(?:[(（][^()（）]{1,40}[)）])?(?:提供|发布|公布|公开|采集|取得)|"
    r"\b(?:19|20)\d\d\s?[-–—~～至到]{1,2}\s?(?:19|20)\d\d\b|\b[Dd][Oo][Ii]\b|"
    r"\b\d{1,2}\+?[- ]years?(?: of)? (?:[\w-]{1,20} ){0,2}(?:data|records|history|logs|transactions|tickets)\b|"
    r"(?:过去|近|最近)[\d一二三四五六七八九十]{1,3}年"
)
_HOLDER = re.compile(
    r"《|(?:院|局|委员会|部门|官网|医院|大学|公司|平台|数据库|标准|手册|规范|指南|词典|年鉴|"
    r"公告)(?:的|中|发布)|\bofficial\b|\bpublished by\b"
)
# What may stand between what something is based on and how much of it there is: "based on about", 基于近三年.
_AMONG = re.compile(r"[^,，;；。一-鿿]{0,25}|[^,，;；。一-鿿]{0,6}[一-鿿]{1,3}\s?")
_JUST_BEFORE = 12  # characters
_DENIED = re.compile(r"\W{0,4}(?:(?:No|Not|Never)\b|不(?:使用|含|包含|采集)|未使用|无需)")  # opens a line
_TOP = re.compile(r"\b(?:top|at most|up to)[- ]{0,2}$|(?:前|最多)\s?$", re.I)
_PER_TIME = re.compile(r"/\s?(?:min|s|sec|h|hr|hour)\b|\bper (?:minute|second|hour)\b|每[秒分]", re.I)
_SAMPLE_WORDS = re.compile(
    r"sample|example|case|ticket|image|row|record|item|question|quer|document|conversation|prompt|"
    r"answer|review|advert|job|user|transaction|impression|article|page|photo|video|hour|token|"
    r"sentence|utterance|call|resume|essay|report|pair|label|class|sku|message|scenario|file|post|"
    r"e-?mail|letter|invoice|contract|draft|clip|track|transcript|recording|scan|chat|dialog|response|repl[yi]|comment|"
    r"passage|snippet|command|occupation|entit|individual|observation|loan|patient|"
    r"条|个|张|份|篇|例|题|段|小时|次|对|道|词|句|首|名|人|组|样本|万|类",
    re.I,
)


@dataclass(frozen=True, slots=True)
class _Said:
    """What an utterance says of a set of data, found once for all the ways in which it may state one."""

    utterance: Utterance
    dimension: Dimension
    page: Page
    own: bool  # it speaks of such data itself
    above: bool  # its parent or label does
    announced: bool  # its heading does
    counts: Sequence[Quantity]
    known: bool  # a public set stands in it or in its label
    named: bool

    def has(self, key: str) -> bool:
        """Whether the utterance has a concept of the dimension."""
        return self.utterance.has(self.dimension.concept(key))

    @property
    def card(self) -> bool:
        return self.page.kind == "model-card"

    @property
    def of_data(self) -> bool:
        return self.dimension.name == "data"

    @property
    def coded(self) -> bool:
        return self.utterance.block.kind == "code"


def read_described_set(utterance: Utterance, dimension: Dimension, page: Page) -> Reading | None:
    """Evaluation and data: which data it is, by name or description, where the words say what it is for."""
    said = _said(utterance, dimension, page)
    return None if _is_of_another(said) else next((r for way in _WAYS if (r := way(said)) is not None), None)


def _said(utterance: Utterance, dimension: Dimension, page: Page) -> _Said:
    terms = dimension.concept("terms")
    by_form = _SAID_BY_FORM.get(dimension.name)
    own = _names(utterance, terms) or bool(by_form and by_form.search(utterance.text))
    public = utterance.has(_PUBLIC)
    return _Said(
        utterance,
        dimension,
        page,
        own=own,
        above=terms in (utterance.parent_marks | utterance.label_marks),
        announced=dimension.concept("headings") in utterance.heading_marks,
        counts=_counts(utterance, terms),
        known=public or _PUBLIC in utterance.label_marks,
        named=public or (own and _names_a_set(utterance)),
    )


def _is_of_another(said: _Said) -> bool:
    """Whether the data is of another kind: evaluation where data is asked for, storage, an input."""
    if any(other(said.utterance) for other in ((_is_evaluation,) if said.of_data else (is_of_speed, is_of_teaching))):
        return True
    if not said.has("not") or (said.of_data and said.has("training")):
        return False
    return not said.utterance.has(_PUBLIC) and not (said.own and said.counts)


def _denied(said: _Said) -> Reading | None:
    if said.of_data and said.own and _DENIED.match(said.utterance.text):
        return Reading(("not-described",), 0.9)
    return Reading((), 1.9) if said.has("fixed") else None


def _spoken_of(said: _Said) -> Reading | None:
    """A set that is spoken of, with its size, name, parts or source."""
    if not (said.own or said.above):
        return None
    utterance, dimension, text = said.utterance, said.dimension, said.utterance.text
    told = _lists(text, utterance.marks.get(dimension.concept("terms"), ())) or _is_told(utterance)
    listed = said.of_data and said.own and told
    if said.counts or said.named or listed or _SPLIT.search(text) or _is_sourced(utterance, dimension):
        strength = 2.4 + 0.6 * bool(said.counts) + 0.4 * said.named + 0.3 * said.announced
        return Reading((), strength, tuple(said.counts))
    if _holdings(utterance, dimension) or (said.own and (said.has("segment") or said.has("period"))):
        return Reading((), 1.9 + 0.3 * said.announced)
    return None


def _told(said: _Said) -> Reading | None:
    """Data with its size behind a label, or in everyday words what a model learned from."""
    if not said.of_data:
        return None
    if _LABEL.match(said.utterance.text) and (
        _counts(said.utterance, "data.headings") or _TRAINED_ON.search(said.utterance.text)
    ):
        return Reading((), 2.2)
    return read_learned_from(said.utterance) or read_origin(said.utterance, said.page)


def _measured(said: _Said) -> Reading | None:
    """A metric that is measured on so many cases, or on a public set."""
    if said.of_data:
        return None
    utterance = said.utterance
    if said.counts and utterance.has("metric.quality") and utterance.has("evaluation.verb"):
        return Reading((), 1.9, tuple(said.counts))
    return Reading((), 2.0) if said.known and _is_measured(utterance, said.card) else None


def _based(said: _Said) -> Reading | None:
    """What something rests on or comes from, where that is data of a known kind, size, name or holder."""
    utterance, dimension = said.utterance, said.dimension
    origin = said.has("origin")
    if not (origin or said.has("basis")) or utterance.has("evaluation.terms") or utterance.has("data.paperwork"):
        return None
    holding = _holdings(utterance, dimension)
    if origin:
        counts = said.counts or _counts(utterance, dimension.concept("origin"))
    else:
        first = utterance.marks[dimension.concept("basis")][0][1]
        holding = [place for place in holding if place[0] >= first]
        counts = _counts_behind(utterance, dimension)
    if holding:
        return Reading((), 2.0, tuple(counts), own_only=True)
    if counts or utterance.has(_PUBLIC) or _HOLDER.search(utterance.text) or _names_a_set(utterance):
        return Reading((), 2.1 + 0.4 * said.announced, tuple(counts), own_only=True)
    return None


def _under_its_words(said: _Said) -> Reading | None:
    """A size or a source below the words that announce it, and in a card below its heading."""
    utterance = said.utterance
    announced = said.dimension.concept("terms") in utterance.announced
    if said.counts and announced and not said.coded:
        return Reading((), 1.9, tuple(said.counts))
    listed = announced and utterance.block.kind in ("item", "row")
    if said.of_data and listed and _NAMED_SOURCE.search(utterance.text):
        return Reading((), 1.9)
    if not (said.announced and said.card) or said.coded:
        return None
    sizes = said.counts or [q for q in utterance.quantities if _is_many(q)]
    learned = not said.of_data and utterance.has("data.training") and not said.own and not utterance.quantities
    public = said.known and not learned
    if public or sizes or _COLLECTION.search(utterance.text) or _FILES.search(utterance.text):
        return Reading((), 2.0 + 0.4 * utterance.has(_PUBLIC), tuple(sizes))
    return None


def _sampled(said: _Said) -> Reading | None:
    if said.of_data:
        return read_data_source(said.utterance, card=said.card)
    sampled = read_trial(said.utterance, said.page)
    parted = said.page.sourced and is_part(said.utterance)
    return Reading((), 1.8) if parted and (sampled is None or sampled.reasons) else sampled


def _raised(said: _Said) -> Reading | None:
    return Reading(("not-described",), 0.7 + 0.2 * said.own) if said.own or said.has("weak") else None


# Tried in this order: what says most of the set comes first.
_WAYS = (_denied, _spoken_of, _told, _measured, _based, _under_its_words, _sampled, _raised)


def _holdings(utterance: Utterance, dimension: Dimension) -> Sequence[tuple[int, int]]:
    """Where data of a known kind is named, unless all of it is paperwork about the project (需求规格说明书)."""
    holding = dimension.concept("holding")
    return utterance.marks.get(holding, ()) if apart(utterance, (holding,), "data.paperwork") else ()


def _is_told(utterance: Utterance) -> bool:
    """Whether it is told what is in it: whole texts ("the full text of …"), or three things behind a label."""
    if _WHOLE.search(utterance.text):
        return True
    return bool(_HOLDS.match(utterance.text)) and not utterance.has("data.managing")


def _counts_behind(utterance: Utterance, dimension: Dimension) -> list[Quantity]:
    """How much there is of what something is based on: a count behind these words, in the same clause."""
    basis = dimension.concept("basis")
    ends = [end for _, end in utterance.marks.get(basis, ())]
    counts = _counts(utterance, basis)
    return [q for q in counts if any(_AMONG.fullmatch(utterance.text, e, q.start) for e in ends)]


def _names(utterance: Utterance, terms: str) -> bool:
    """Whether a word for such data stands in the text, other than as a part of another ("BQ Corpus")."""
    sets = (*utterance.marks.get("evaluation.datasets", ()), *utterance.marks.get("evaluation.cross-check", ()))
    return any(not any(a <= start and end <= b for a, b in sets) for start, end in utterance.marks.get(terms, ()))


def _names_a_set(utterance: Utterance) -> bool:
    """Whether a name as data sets have them stands in the text, that is neither a model's nor a software's."""
    return any(not _is_software(match, utterance) for match in _NAME.finditer(utterance.text))


def _is_software(match: re.Match[str], utterance: Utterance) -> bool:
    """Whether a match names a model or software."""
    places = (place for c in ("model.named", "data.accounts") for place in utterance.marks.get(c, ()))
    return any(match.start() < end and start < match.end() for start, end in places)


def _is_sourced(utterance: Utterance, dimension: Dimension) -> bool:
    """Whether a source is told that is not the set itself ("from the Test Set")."""
    terms = utterance.marks.get(dimension.concept("terms"), ())
    for match in _SOURCE.finditer(utterance.text):
        if dimension.name == "data" and _is_software(match, utterance):
            continue
        if not any(start < match.end() <= end for start, end in terms):
            return True
    return False


def _is_many(quantity: Quantity) -> bool:
    """Whether a quantity may be the size of a set of whatever it is, and not how fast it is worked off."""
    return quantity.kind in ("count", "number") and quantity.value >= _MANY and not _PER_TIME.search(quantity.text)


def _is_measured(utterance: Utterance, card: bool) -> bool:
    """Whether a public data set is named to say what a quality was measured on, not what a model learned from."""
    if utterance.has("data.training") or "data.headings" in utterance.heading_marks | utterance.label_marks:
        return False
    return card or (utterance.has("metric.quality") and bool(utterance.quantities))


def _lists(text: str, places: Sequence[tuple[int, int]]) -> bool:
    """Whether brackets close behind one of the places hold a list of three or more: "data (age, income, history)"."""
    for match in _BRACKETED.finditer(text):
        if not any(_LIST_GAP.fullmatch(text, end, match.start()) for _, end in places if end <= match.start()):
            continue
        inside = match.group(1)
        commas = [i for i, character in enumerate(inside) if character in ",，、+＋"]
        early = [i for i in commas if i <= _LIST_PART]
        if early and any(
            other - min(one, early[-1]) - 1 <= _LIST_PART and len(inside) - other - 1 <= _LIST_PART
            for one, other in pairwise(commas)
        ):
            return True
    return False


def _is_evaluation(utterance: Utterance) -> bool:
    """Whether a sentence speaks of the data that quality is measured on, and not of training or retrieval."""
    if is_of_labels(utterance) or utterance.has("cost.training") or not utterance.has("evaluation.terms"):
        return False
    return not apart(utterance, ("data.training", "data.taught"), "data.tested")


def _counts(utterance: Utterance, terms: str) -> list[Quantity]:
    media = any(q.kind == "duration" for q in utterance.quantities) and bool(_MEDIA.search(utterance.text))
    return [q for q in utterance.quantities if _is_size(q, utterance, terms, media)]


def _is_size(quantity: Quantity, utterance: Utterance, terms: str, media: bool) -> bool:
    """Whether a quantity is how much data there is: samples, tokens, hours of audio, a number under "Samples"."""
    beside = gap(utterance, quantity, terms)
    if quantity.kind == "duration":
        return (media and quantity.value >= _FEWEST * 3600) or is_of_media(utterance, quantity)
    if quantity.kind == "number":
        sized = utterance.block.kind == "row" and "evaluation.size" in utterance.label_marks
        return quantity.value >= 2 * _FEWEST and (
            beside <= _BESIDE or (sized and quantity.value == int(quantity.value))
        )
    if quantity.kind not in ("count", "tokens") or quantity.value < _FEWEST:
        return False
    if quantity.comparator == "<=" or _TOP.search(
        utterance.text[max(quantity.start - _JUST_BEFORE, 0) : quantity.start]
    ):
        return False  # how many are retrieved or must be borne, not how many there are
    criteria = utterance.marks.get("evaluation.criteria", ())
    if any(a <= quantity.end + 1 and quantity.start < b for a, b in criteria) or _PER_TIME.search(quantity.text):
        return False  # by what it is judged, or how fast
    return quantity.unit == "" or bool(_SAMPLE_WORDS.search(quantity.unit)) or beside <= _NEAR
