"""What a model is tried on, told by the ways in which people describe a sample: what opens the line, what is done with
so many of something, who said what is right, what it did not learn from, of which parts it is made up."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from speclint.understand.evidence.plain_trial import COUNTED, read_plain_trial
from speclint.understand.evidence.reading import Page, Reading
from speclint.understand.evidence.sample import read_sample
from speclint.understand.utterances import Utterance

_FEWEST = 5
_MANY = 20
_ENOUGH = 2.0  # how much must speak for a trial
_CERTAIN = 4.0  # and so much that it is none of what people do otherwise
_OPENING = 14  # characters before the words that open a line: its number, a dash, a bracket
_LABEL = 28  # characters of a label that a line begins with
_LONGEST_QUESTION = 140  # characters of a heading or a sentence before that asks how it is known
_REACH = 90  # characters between what is done and the sample
_BEHIND = 110  # characters behind a sample in which it is told where it is from or what its parts are
_WORDS = (
    r"(?:five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|"
    r"a hundred|two hundred|three hundred|five hundred|a thousand|two thousand|dozens|a dozen|two dozen)"
)
# What is counted in words that tell of no sample: times, shares, money, places, parts of the machine.
_NO_SAMPLE = (
    r"(?!(?:%|percent|per cent|points?|ms|milliseconds?|seconds?|minutes?|hours?|days?|weeks?|months?|years?|"
    r"quarters?|times|steps?|epochs?|layers?|GPUs?|GB|MB|TB|KB|tokens?|parameters?|euros?|dollars?|pounds?|cents|kg|km|m|languages|"
    r"fields|criteria|rules|characters|words|wrong|retries|attempts|or|and|to|in|at|of|if|is|for|with|by|pm|am|"
    r"per|out|more|fewer|less|tones|million|billion|concurrent|people|users|staff|customers|members|percentage|"
    r"stars?|levels?|items per|results|suggestions|free)\b)"
)
_ENGLISH = re.compile(
    rf"(?<![\w.,$€£%#+-])(?:(?P<value>\d[\d,]{{0,8}})|(?:{_WORDS}))\+?\s{_NO_SAMPLE}[a-z][\w-]{{2,30}}"
    r"(?!\s?(?:a|per|each|every)\s(?:day|week|month|hour|minute|second|year)\b)|"
    r"\((?:about |n ?= ?|some )?(?P<bare>\d{2,3},\d{3}|\d,\d{3}|\d{3,6})"
    r"(?=[);, ])|\((?P<few>\d{2,5}) of them\b|\b\d{1,4} hours of (?:\w{1,20} ){0,3}"
    r"(?:recordings?|audio|video|talk|calls|footage|speech)",
    re.I,
)
_PEOPLE = re.compile(
    r"(?<![\w.,$-])(?P<value>\d[\d,]{1,8}) (?:people|members|patients|users|students|volunteers|customers|speakers)\b",
    re.I,
)
_LIMIT = re.compile(
    r"(?:\b(?:up to|at most|at least|no more than|fewer than|less than|more than|under|within|top|max|maximum|per|"
    r"every|\d\s(?:in|of)|\bout of)\s|[<>≤≥]\s?|"
    r"(?:最多|至多|至少|不超过|超过|少于|不少于|每[天日周月次]|前|上限|低于|高于)[^，。；\d]{0,2})$",
    re.I,
)
_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|spring|summer|autumn|"
    r"winter|season|Q[1-4]|(?:first|second|third|fourth|last) (?:quarter|half))"
)
_TIME = re.compile(
    rf"\b(?:of|in|from|for|season|since) (?:the )?(?:last |this )?(?:season )?{_MONTH}\b|"
    r"\b(?:of|in|from|for|season) (?:the (?:year|season) )?(?:19|20)\d\d\b|"
    r"\b(?:of|from|in|for) (?:the )?last (?:\w{1,8} )?"
    r"(?:years?|seasons?|quarters?|months?|winters?|summers?|terms?|weeks)\b|"
    r"\b(?:the|our) (?:last|past|previous) \w{1,8} (?:weeks|months|quarters|years|seasons|terms) of [a-z]|"
    r"\b(?:two|three|four|five|six|eight|nine|ten|twelve|\d{1,2}) (?:weeks|months|quarters|seasons|days|nights) of "
    r"(?!notice|delay|use|free|work|development|trial|training)[A-Za-z]|"
    r"(?:19|20)\d\d\s?年?(?![\d-])|去年|前年|今年[^，。；]{0,3}月|上个?(?:学期|学年|季度|赛季|季|月)|"
    r"[近前][一两二三四五六半\d]{1,2}(?:年|个月|个学期|季)|[上下]半年|[暑寒]假|[一二三四]季度|最[后近][一两二三四五六\d]{1,2}(?:个月|周|天)|"
    r"\d{1,2}\s?(?:月|、\d{1,2}\s?[月两])|\d{1,3}\s?天的|这\s?\d{1,3}\s?天|"
    r"\blast (?:year|month|winter|summer|spring|autumn|season|term|quarter)['’]s\b|[一二三四五六七八九十]月",
)
_JUDGES = re.compile(
    r"\b(?:judged|marked|graded|labell?ed|rated|scored|checked|keyed|typed|transcribed|annotated|sorted|named|confirmed|"
    r"coded|counted|corrected|reviewed|verified|assessed|classified|written out|typed out|read|heard)\b"
    r"[^.;,|]{0,24}\b(?:by (?:a|an|the|our|its|their|two|three|four|five|\d{1,2}|hand|people|experts)\b|"
    r"twice|independently)|"
    r"\b(?:two|three|four|five|six|\d{1,2}) (?:[\w'’-]{1,20} ){1,5}(?:judged?|marked?|graded?|labell?ed|label|rated?|"
    r"scored?|checked?|named|wrote|typed|read|compared?|agreed?|said|transcribed?)\b|"
    r"\b(?:have|had|has) (?:written|marked|judged|labell?ed|named|graded|typed|confirmed|sorted)\b|"
    r"\b(?:that|which|whom?) (?:a|an|the|our|two|three) (?:[\w'’-]{1,20} ){1,4}(?:judged|marked|graded|labell?ed|"
    r"confirmed|keyed|sorted|typed|transcribed|wrote|named|rated|checked)\b|"
    r"\bwhich (?:ones? )?it [a-z]{3,14} (?:right|wrong|rightly|wrongly|correctly|badly)|"
    r"\bwhat (?:the|our|a|an|they) (?:[\w'’-]{1,20} ){0,3}"
    r"(?:really|actually|typed|wrote|sent|chose|decided|said|did|answered)\b|"
    r"(?:由|请|经|让)[^，。；,;]{1,14}(?:标|判|校|评|改|定|核|听打|转写|复核|打分|认定|确认|分类|归类|逐)|"
    r"[两三双多几2-9]\s?[位名人个][^，。；,;]{0,10}(?:标|判|校|评|改|定档|核|听打|各看|打分)|"
    r"逐[字条张份帧句篇段单封一题][^，。；,;]{0,4}(?:校|核|标|判|听|看|打|确认|定)",
    re.I,
)
_UNSEEN = re.compile(
    r"\b(?:none|not|never|no|nothing|neither|nor)\b[^.;|]{0,40}\b(?:train(?:ed|ing)?|learn(?:ed|t|ing)?|fine-?tun\w{1,6}|"
    r"prompting|tuning|fitting)\b|"
    r"\b(?:training|learning|the model|model|detector|network|classifier|it)\b[^.;,|]{0,16}"
    r"\b(?:does not see|do not see|did not see|never saw|never sees|never heard|has not seen|had not seen|"
    r"has never seen|had never seen|has never heard|leaves out|"
    r"left out|skipped|has not read|never read|never met|has never met)\b|"
    r"\b(?:left|kept|held|set|put|locked)\b[^.;,|]{0,12}\b(?:out|back|aside|apart|away)\b[^.;,|]{0,10}\b(?:altogether|"
    r"entirely|completely|of (?:the )?(?:training|learning)|from (?:the )?(?:training|learning)|during training)|"
    r"\b(?:after|later than|apart from|separate from|outside) (?:everything|all|anything|what|the data)?"
    r"[^.;,|]{0,16}\btraining\b|"
    r"\bbefore the (?:machine|model|computer|system|app) (?:saw|sees|heard|read)|"
    r"(?:不|没|未|别|从不|绝不)[^，。；,;（）()]{0,8}(?:训练|学习|微调|调参|喂给|进模型|给它学|拿去学|拿来学)|"
    r"(?:训练|学习|模型|机器)[^，。；,;]{0,6}(?:不|没|未|从未)[^，。；,;]{0,4}(?:碰|见|用|看|学|听)|"
    r"(?:不|没|未)[^，。；,;]{0,3}(?:给|让)(?:模型|它|机器|系统|算法)[^，。；,;]{0,3}(?:看|见|学|碰)|"
    r"留(?:着|下|出|给|来|作)?[^，。；,;]{0,20}(?:来?验|来?测|来?考|来?比|算误差)",
    re.I,
)
# Said of nothing but a trial: "we check this offline first on", "the same 200 contracts", 拿……来验.
_DIRECTLY = re.compile(
    r"\b(?:check|measur|test|scor|judg|h[eo]ld|tr[yi]|grad|rat|verif|prov)[a-z]{0,3} "
    r"(?:this|it|that|these|them|both|each|the (?:model|results?|figures?|numbers?|share|answers?))"
    r"(?: [a-z]{1,12}){0,2} (?:on|with|against|over)\b|\bthe same \d[\d,]{1,8} [a-z]{3}|"
    r"[拿用以][^。；]{4,60}?(?:来验|来测|来考|来量|来检验|为准|当标准|作标准|当考题)",
    re.I,
)
_SINGLE = re.compile(r"(?:名|位|人)$")
_LEARNT = re.compile(r"\b(?:train\w{0,5}|learn\w{0,4}|taught|fitted|fine-?tun\w{1,6})\b|训练|微调|学的|喂", re.I)
_PEOPLE_TRAINED = re.compile(
    r"\b(?:staff|employees|people|users|operators|nurses|colleagues|teams?|volunteers|drivers|agents|members|students)\b"
    r"[^.;]{0,20}\btrain",
    re.I,
)
_LABELLED = re.compile(r"(?:labell?ed|annotated) by", re.I)
_AGAIN = re.compile(
    r"\b(?:each|every|per) (?:week|month|day|quarter|night|Monday|Friday|"
    r"year|spring|summer|autumn|winter|season|shift)\b|每[周月天日季]",
    re.I,
)
_SPOKEN = re.compile(r"[?？]\s*$")
_WORD = re.compile(r"\w")
_LABEL_ENDS = re.compile(r"[^,，。.;；:：|]{0,24}[:：|.?？]")  # "How we know it is right: ", "怎么验 | "
_CLAUSE_ENDS = re.compile(r"[,，。；;]\s?$")


def read_trial(utterance: Utterance, page: Page) -> Reading | None:
    """A sample that a quality is told by, in the words of the trade or in everyday ones."""
    return read_sample(utterance, page) or read_plain_trial(utterance, page) or read_tryout(utterance, page)


def read_tryout(utterance: Utterance, page: Page) -> Reading | None:
    """A described sample: so many of something, or the records of a time, and enough that tells of a trial."""
    if utterance.block.kind in ("code", "front-matter", "heading") or utterance.has("evaluation.not"):
        return None
    opened, label = _opened(utterance, page)
    places = list(_material(utterance, alone=opened > 1))
    ready = any(start >= label for start, _ in utterance.marks.get("tryout.release", ()))
    if not places:  # it is to be tried, and nobody says on what
        raised = (opened > 1 and label) or (ready and utterance.has("tryout.run"))
        return Reading(("not-described",), 0.9, own_only=opened <= 1) if raised else None
    around = _around(utterance, page)
    unseen = any(_is_unseen(one) for one in (utterance, *around))
    judged = _is_judged(utterance) or any(_is_judged(one) for one in around)
    acts = ("tryout.run", "tryout.people-judge") if ready else ("tryout.run",)
    done = any(_is_upon(utterance, act, place, label) for place in places for act in acts)
    if not (opened or unseen or judged or done):
        return None
    if utterance.has("tryout.examinee") and not (unseen or judged):
        return None
    if not (unseen or opened > 1) and _LEARNT.search(utterance.text):
        return None  # what it learned from may be labelled by people, too
    told = 1.0 * _is_told(utterance, places) + 0.5 * _has_parts(utterance, places)
    told += 1.0 * (done and _DIRECTLY.search(utterance.text) is not None)
    speaking = opened + 2.0 * unseen + 1.0 * judged + 1.0 * done + 1.0 * ready + told
    if speaking < _ENOUGH + 0.5 or (not told and speaking < _ENOUGH + 1 and opened <= 1):
        return None
    certain = unseen or opened > 1 or speaking >= _CERTAIN
    return Reading((), min(1.6 + 0.3 * speaking, 3.0), own_only=not certain)


def is_of_teaching(utterance: Utterance) -> bool:
    """Whether those who labelled something labelled what a model learned from: no word for a trial stands beside."""
    return "data.taught" in utterance.marks and is_of_labels(utterance) and not _is_unseen(utterance)


def is_of_labels(utterance: Utterance) -> bool:
    """Whether no other word of a trial stands there than who labelled something."""
    places = utterance.marks.get("evaluation.terms", ())
    return bool(places) and all(_LABELLED.fullmatch(utterance.text, start, end) for start, end in places)


def _material(utterance: Utterance, *, alone: bool) -> Iterator[tuple[int, int]]:
    """Where so many of something stand, or the time of records; people only with an opening."""
    text = utterance.text
    least = _FEWEST if alone or _is_unseen(utterance) else _MANY
    produced = utterance.marks.get("evaluation.criteria", ())
    patterns = [_ENGLISH, _PEOPLE] if alone else [_ENGLISH]
    for pattern in patterns:
        for match in pattern.finditer(text):
            digits = next((d for d in match.groupdict().values() if d), "")
            if digits and float(digits.replace(",", "")) < least:
                continue
            if any(a <= match.end() and match.start() < b for a, b in produced):
                continue
            if not _LIMIT.search(text[max(match.start() - 16, 0) : match.start()]):
                yield match.span()
    if not text.isascii():
        for match in COUNTED.finditer(text):
            digits = match.group("value").replace(",", "")
            value = float(digits) if digits.isdigit() else float(_MANY)
            if value < least or any(a <= match.end() and match.start() < b for a, b in produced):
                continue
            if not alone and _SINGLE.search(match.group()):
                continue
            if not _LIMIT.search(text[max(match.start() - 8, 0) : match.start()]):
                yield match.span()
    if alone or _is_unseen(utterance) or utterance.has("tryout.run"):
        for match in _TIME.finditer(text):
            if alone or any(match.start() - _REACH <= a <= match.end() + _BEHIND for a, _ in _records(utterance)):
                yield match.span()


def _records(utterance: Utterance) -> list[tuple[int, int]]:
    concepts = ("trial.records", "origin.records", "tryout.opens")
    return [place for concept in concepts for place in utterance.marks.get(concept, ())]


def _opened(utterance: Utterance, page: Page) -> tuple[float, int]:
    """How plainly the line's first words, its label, or the question above it tell of a trial, and where they end."""
    text = utterance.text
    for concept, weight in (("tryout.opens", 2.0), ("tryout.headed", 1.0)):
        for start, end in utterance.marks.get(concept, ()):
            label = start <= _LABEL and _LABEL_ENDS.match(text, end)
            if label and utterance.has("tryout.business") and _is_of_business(utterance, end, label.end()):
                return 0.0, 0
            first = weight > 1 and not _WORD.search(text[: min(start, _OPENING)]) and start <= _OPENING
            if label or first or (weight > 1 and _CLAUSE_ENDS.search(text[max(start - 3, 0) : start])):
                return weight, label.end() if label else end
    if _is_introduced(utterance, page, "tryout.opens"):
        return 2.0, 0
    labelled = not utterance.label_marks.isdisjoint(("tryout.opens", "tryout.headed"))
    return (1.0 if labelled or _is_introduced(utterance, page, "tryout.headed") else 0.0), 0


def _is_of_business(utterance: Utterance, start: int, end: int) -> bool:
    """Whether a label asks after sales or growth: "How we measure success: 500 sign-ups"."""
    return any(start <= a < end for a, _ in utterance.marks.get("tryout.business", ()))


def _is_introduced(utterance: Utterance, page: Page, concept: str) -> bool:
    """Whether what stands right before or above asks how it is known: bold words, a sentence, a question."""
    if utterance.block.kind != "row" and concept in utterance.label_marks | utterance.parent_marks:
        return True
    if utterance.sentence:
        before = page.utterances[utterance.siblings[utterance.sentence - 1]]
        if before.has(concept) and len(before.text) <= _LABEL + _OPENING:
            return True
    asked = utterance.headings[-1] if utterance.headings else ""
    return concept in utterance.heading_marks and bool(_SPOKEN.search(asked[-_LONGEST_QUESTION:]))


def _around(utterance: Utterance, page: Page) -> tuple[Utterance, ...]:
    """The sentences just before and behind in the same block."""
    here = utterance.sentence
    return tuple(page.utterances[i] for i in utterance.siblings[here + 1 : here + 3])


def _is_unseen(utterance: Utterance) -> bool:
    """Whether it is said that nothing was learned from it, and not for the sake of privacy."""
    if utterance.has("tryout.privacy") or utterance.has("trial.privacy"):
        return False
    trained, unseen = _learned_from(utterance.text)
    return not trained and (unseen or utterance.has("trial.unseen"))


@lru_cache(maxsize=64)  # asked again for the sentences beside
def _learned_from(text: str) -> tuple[bool, bool]:
    """Whether people were trained, and whether nothing was learned from something."""
    return bool(_PEOPLE_TRAINED.search(text)), bool(_UNSEEN.search(text))


def _is_judged(utterance: Utterance) -> bool:
    """Whether people said what is right."""
    if _AGAIN.search(utterance.text):
        return False
    return utterance.has("tryout.truth") or bool(_JUDGES.search(utterance.text))


def _is_upon(utterance: Utterance, act: str, place: tuple[int, int], label: int) -> bool:
    """Whether something is done with a sample that shows how good it is, in the same clause and behind the label."""
    text = utterance.text
    for start, end in utterance.marks.get(act, ()):
        if start < label:
            continue
        ahead, behind = place[0] - end, start - place[1]
        if 0 <= ahead <= _REACH and not re.search(r"[;|。；]|\.\s", text[end : place[0]]):
            return True
        if not text[start:end].isascii() and 0 <= behind <= _REACH and "。" not in text[place[1] : start]:
            return True
    return False


def _is_told(utterance: Utterance, places: list[tuple[int, int]]) -> bool:
    """Whether it is told from where or when a sample is."""
    text = utterance.text
    near = [
        *utterance.marks.get("tryout.made", ()),
        *utterance.marks.get("trial.drawn", ()),
        *(m.span() for m in _TIME.finditer(text)),
    ]
    return any(a <= first <= b + _BEHIND or 0 <= a - last <= _REACH for a, b in places for first, last in near)


def _has_parts(utterance: Utterance, places: list[tuple[int, int]]) -> bool:
    """Whether it is told of which parts a sample is made up."""
    parts = utterance.marks.get("tryout.parts", ())
    return any(b <= first <= b + _BEHIND for _, b in places for first, _ in parts)
