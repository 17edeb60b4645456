"""A trigger with an action: what goes wrong, and what happens then."""

from __future__ import annotations

import re
from dataclasses import dataclass

from speclint.understand.clauses import clauses, has_consequence, is_conditional, weight
from speclint.understand.evidence.card_rules import read_for_users
from speclint.understand.evidence.existence import only_exists
from speclint.understand.evidence.in_place import read_below, read_in_place
from speclint.understand.evidence.lacking import lacks_in
from speclint.understand.evidence.reading import Page, Reading
from speclint.understand.evidence.threshold import scores_in
from speclint.understand.knowledge import Dimension
from speclint.understand.utterances import Utterance

_SAYS_SOMETHING = 4  # words that make an item under "While the model is down" an action
_AT_THE_START = 3  # characters before which a word is the sentence's label
_ASKED = re.compile(
    r"^\W*(?:how|what|when|who|which|should|is|are|does|do|can|如何|怎么|怎样|是否)\b[^.。]*[?？]\W*$|"
    r"^[^.。]*(?:怎么办|如何处理|怎么处理)[?？]\W*$",
    re.I,
)
_QUESTION = re.compile(r"[?？][\"”』」)）*_]{0,4}\s*$")
# One beside whom another stands: "primary model X, Y as backup", "主用 X，出问题时切到 Y".
_FIRST = re.compile(
    r"\b(?:primary|main|default|preferred|first)\b|\bas (?:an? |the )?(?:backup|fallback|secondary|spare)\b|"
    r"主模型|主用|首选|主力|默认|优先|作为备[选用份]|做备[选用份]",
    re.I,
)
_RANKED = re.compile(r"\bprimary\b[^.;|]{1,60}\b(?:fallback|backup)\b|主[用备选][^。；|]{1,30}(?:备用|兜底|备选)", re.I)
# What makes a trouble the subject of the product's own work: "fault detection", "故障识别".
_MATTER = re.compile(r"anomal|fault|failure|error|fraud|defect|异常|故障|缺陷|错误|失败|超时|离线|误判|风险", re.I)
_SUBJECT = re.compile(
    r"\s+(?:detection|prediction|rates?|analysis|recognition|classification|diagnosis|reports?)\b|"
    r"的?.{0,2}(?:识别|检测|预测|诊断|定位|分析|告警|报警|概率|率|记录|部件|部位|类型|报告|案例|响应时间)",
    re.I,
)
# What makes it one of the things that the product is asked or looks for: "索引失效、临时表等问题".
_LISTED = re.compile(r"[^，。；|]{0,12}等(?:问题|场景|情形|类型|缺陷|风险|异常情况的)(?![下时，,则→])")
_EXAMPLES = re.compile(
    r"[(（](?:如(?!果|[^()（）]{1,40}则)|例如|比如|e\.g\.|such as|for example)[^()（）]{1,80}[)）]", re.I
)
_LABEL = re.compile(r"[^:：.。,，;；]{2,30}[:：]")
# The project's scope, which is no trouble: "In-Scope", "Out of scope (for later)"; that of requests is.
_SCOPE = re.compile(
    r"\b(?:in|out)[- ](?:of[- ])?scope\b"
    r"(?![\w -]{0,20}\b(?:quer|quest|request|input|topic|messag|intent|handl|respon|behavi))",
    re.I,
)
_QUOTED = re.compile(r"[\"“「『]")
_NEAR = 6  # utterances before an answer among which its question is looked for
_SAME = 40  # characters between a trouble and what is done, where one clause tells both
_OBJECT = 6  # characters between an action and the trouble that it is done to
_TOGETHER = 56  # characters within which two things that a person may do to an output are one choice
_GATED = 60  # characters between what a person does for an output and what waits for it
_STANDS_IN = 30  # characters within which a fallback and what it is stand together
_BY_HAND = 12  # characters between a change and the word that a person makes it


def read_trigger_action(utterance: Utterance, dimension: Dimension, page: Page) -> Reading | None:
    """Fallback: the failure and the concrete reaction, in one sentence or from the structure around it."""
    named = utterance.has("ai.name") or utterance.has("model.named")
    if (utterance.has(dimension.concept("not")) and not named) or _only_watches(utterance, dimension):
        return None
    terms = dimension.concept("terms")
    if _ASKED.search(utterance.text) or (_QUESTION.search(utterance.text) and _has_trouble(utterance, dimension)):
        return _asked(utterance, dimension, page)
    announced = dimension.concept("headings") in utterance.heading_marks or terms in utterance.heading_marks
    if _is_instruction(utterance):
        fails = utterance.has(dimension.concept("trigger"))
        return _raised(utterance, dimension, fails, acts=False, announced=announced)
    if only_exists(utterance):
        return Reading(("no-trigger",), 1.0)
    strength = 0.4 * (named or utterance.has("ai.weak")) + 0.4 * announced + 0.5 * utterance.has(terms)
    if utterance.has(dimension.concept("control")):
        return Reading((), 2.2 + strength)
    other = utterance.has("model.named") and utterance.has(dimension.concept("instead")) and page.kind != "model-card"
    at_risk = dimension.concept("label") in utterance.heading_marks | utterance.parent_marks | utterance.label_marks
    if (other and _is_second(utterance, dimension)) or (
        ((utterance.has(terms) or at_risk) and _is_substituted(utterance, dimension))
        or (utterance.has(terms) and named and _RANKED.search(utterance.text))
    ):
        return Reading((), 2.0 + strength)  # what answers instead
    if utterance.has(dimension.concept("refuses")) and page.kind != "model-card":
        return Reading((), 2.0 + strength, own_only=not (named or utterance.has(dimension.concept("specific"))))
    if (named or "ai.name" in utterance.heading_marks) and _is_retried(utterance, dimension):
        return Reading((), 1.9 + strength)
    scores = scores_in(utterance)
    triggers = _troubles(utterance, dimension) + scores
    acts = _apart(utterance, dimension.concept("action"), triggers + _examples(utterance))
    return (
        _said(utterance, dimension, page, _Said(triggers, bool(scores), acts, announced, strength))
        or (
            read_for_users(utterance, dimension, page)
            if page.kind == "model-card"
            else _from_structure(utterance, dimension, page, acts, strength)
        )
        or read_in_place(utterance, dimension, page, triggers)
        or read_below(utterance, dimension, page)
        or _raised(utterance, dimension, bool(triggers), acts=acts, announced=announced)
    )


def _only_watches(utterance: Utterance, dimension: Dimension) -> bool:
    """Whether a quality is watched at an interval and nothing but an alert follows: no answer becomes another."""
    if not utterance.has("metric.quality") or not any(q.kind == "interval" for q in utterance.quantities):
        return False
    alerts = utterance.marks.get("watch.reaction", ())
    acts = utterance.marks.get(dimension.concept("action"), ())
    return bool(alerts) and all(any(a < end and start < b for a, b in alerts) for start, end in acts)


def _is_second(utterance: Utterance, dimension: Dimension) -> bool:
    """Whether the model that is named takes another one's place: the dimension's own word for it, or beside a first."""
    return utterance.has(dimension.concept("terms")) or bool(_FIRST.search(utterance.text))


def _is_substituted(utterance: Utterance, dimension: Dimension) -> bool:
    """Whether what takes a model's place is told: "rule-based fallback", "fall back to search", "降级为规则"."""
    return _near(_places(utterance, dimension, "substitute"), _places(utterance, dimension, "instead"), _STANDS_IN)


def _is_retried(utterance: Utterance, dimension: Dimension) -> bool:
    """Whether calls to a model are said to be made again, with how often or how long between."""
    retries = utterance.marks.get(dimension.concept("retried"), ())
    return len(retries) > 1 or (bool(retries) and any(q.kind == "count" for q in utterance.quantities))


def _asked(utterance: Utterance, dimension: Dimension, page: Page) -> Reading | None:
    """A question what happens when something goes wrong, which states it where the next sentence answers."""
    if not _has_trouble(utterance, dimension):
        return None
    answers = [u for u in page.beside(utterance) if u.sentence == utterance.sentence + 1]
    if any(weight(u.text) >= _SAYS_SOMETHING and not _ASKED.search(u.text) for u in answers):
        return Reading((), 2.1)
    return Reading(("no-action",), 0.6)


def _has_trouble(utterance: Utterance, dimension: Dimension) -> bool:
    return any(utterance.has(dimension.concept(key)) for key in ("trigger", "lack")) or bool(lacks_in(utterance))


def _answers(utterance: Utterance, dimension: Dimension, page: Page) -> bool:
    """Whether an item stands under a question what happens in a trouble, or behind it in its own block."""
    if weight(utterance.text) < _SAYS_SOMETHING or _ASKED.search(utterance.text):
        return False
    if dimension.concept("trigger") in utterance.parent_marks:
        return any(
            utterance.index in (child.index for child in page.below(asked)) and _ASKED.search(asked.text)
            for asked in page.utterances[max(utterance.index - _NEAR, 0) : utterance.index]
            if asked.has(dimension.concept("trigger"))
        )
    return any(
        u.sentence == utterance.sentence - 1 and _has_trouble(u, dimension) and _QUESTION.search(u.text)
        for u in page.beside(utterance)
    )


def _troubles(utterance: Utterance, dimension: Dimension) -> tuple[tuple[int, int], ...]:
    """Where a trouble is named that is one.

    Not the error that an action shows ("an error message") or that is "handled", nor what the product is about ("fault
    detection"), nor one of its examples ("test cases for edge cases (such as a missing number)").
    """
    examples = _examples(utterance)
    acts = tuple(place for key in ("action", "graceful", "aside") for place in _places(utterance, dimension, key))
    return tuple(
        (start, end)
        for start, end in (*utterance.marks.get(dimension.concept("trigger"), ()), *lacks_in(utterance))
        if not any(a <= start and end <= b and b - a > end - start for a, b in acts)
        and not (_MATTER.search(utterance.text[start:end]) and _SUBJECT.match(utterance.text, end))
        and not _LISTED.match(utterance.text, end)
        and not any(a < start and end <= b for a, b in examples)
    )


def _examples(utterance: Utterance) -> tuple[tuple[int, int], ...]:
    return tuple(match.span() for match in _EXAMPLES.finditer(utterance.text))


@dataclass(frozen=True, slots=True)
class _Said:
    """What a sentence was found to hold: its triggers, whether one is a score, an action, and what announces it."""

    triggers: tuple[tuple[int, int], ...]
    scored: bool
    acts: bool
    announced: bool
    strength: float


def _said(utterance: Utterance, dimension: Dimension, page: Page, said: _Said) -> Reading | None:
    """A trigger and what follows, in the sentence itself."""
    if not said.triggers or _is_vague(utterance, dimension, said.triggers):
        return None
    card = page.kind == "model-card"
    conditional = is_conditional(utterance.text) or said.scored
    limits = utterance.has(dimension.concept("weak")) or not utterance.has(dimension.concept("specific"))
    split = _split(utterance.text) and not (card and limits)  # a card's limits are troubles without a reaction
    follows = said.acts and (utterance.block.kind == "row" or split)
    if (said.acts and conditional) or (follows and _before(said.triggers, utterance, dimension)):
        return Reading((), 2.6 + said.strength)
    specific = utterance.has(dimension.concept("specific"))
    if specific and not card and _at_once(utterance, dimension, said.triggers):
        return Reading((), 1.5 + said.strength)
    if card:
        return None
    bare = _is_bare(utterance, dimension, said)
    conditions = tuple(t for t in said.triggers if _is_condition(utterance.text, t)) or said.triggers
    if conditional and not bare and has_consequence(utterance.text, conditions, 3):
        covered = specific or utterance.has(dimension.concept("terms")) or said.announced or said.scored
        return Reading((), 2.1 + said.strength, own_only=not covered)
    if said.acts and (said.announced or utterance.has(dimension.concept("terms"))):
        return Reading((), 2.1 + said.strength)
    return None


def _at_once(utterance: Utterance, dimension: Dimension, troubles: tuple[tuple[int, int], ...]) -> bool:
    """Whether a trouble's own clause tells its reaction: "low-confidence items go to review", "拦截无效输出"."""
    acts = utterance.marks.get(dimension.concept("action"), ())
    apart = tuple((a, b) for a, b in acts if not any(start < b and a < end for start, end in troubles))
    return any(
        first <= start < last and first <= a < last and (0 <= a - end <= _SAME or 0 <= start - b <= _OBJECT)
        for first, last in (clauses(utterance.text) if apart else ())
        for start, end in troubles
        for a, b in apart
    )


def _from_structure(
    utterance: Utterance, dimension: Dimension, page: Page, acts: bool, strength: float
) -> Reading | None:
    """An action whose trigger stands in a column's header, a heading or the item above, or a person's corrections."""
    above = utterance.parent_marks | utterance.label_marks
    trigger, graceful = dimension.concept("trigger"), dimension.concept("graceful")
    if utterance.block.kind == "row" and {dimension.concept("situation"), dimension.concept("reaction")} <= above:
        return Reading((), 2.0 + strength, own_only=True)
    if _is_under_trouble(utterance, dimension) and (acts or _tells_what_then(utterance.text)):
        return Reading((), 1.9 + strength, own_only=True)
    if _is_corrected(utterance, dimension):
        named = any(utterance.has(concept) for concept in (dimension.concept("terms"), graceful, "ai.name", "ai.weak"))
        return Reading((), 1.8 + strength, own_only=not named)
    if _answers(utterance, dimension, page):
        return Reading((), 2.0 + strength)
    triggers = _troubles(utterance, dimension) + scores_in(utterance)
    led = trigger in above or (dimension.concept("terms") in above and weight(utterance.text) >= 2)
    if acts and led and not _is_vague(utterance, dimension, triggers):
        return Reading((), 2.1 + strength)
    return None


def _is_under_trouble(utterance: Utterance, dimension: Dimension) -> bool:
    """Whether text stands under a heading that names a trouble and is neither an instruction nor a trouble's effect."""
    above = utterance.heading_marks
    if dimension.concept("trigger") not in above or "heading.out-of-scope" in above:
        return False
    if any(_SCOPE.search(heading) for heading in utterance.headings):
        return False
    if utterance.block.kind in ("heading", "code") or weight(utterance.text) < _SAYS_SOMETHING:
        return False
    barred = (dimension.concept("graceful"), dimension.concept("label"))
    return not any(utterance.has(concept) for concept in barred) and not _is_instruction(utterance)


def _tells_what_then(text: str) -> bool:
    """Whether text says when, or what a user is told."""
    return is_conditional(text) or bool(_QUOTED.search(text))


def _is_instruction(utterance: Utterance) -> bool:
    """Whether a sentence asks its reader to write something down ("说明低置信度预测的处理策略")."""
    asked = any(start <= _AT_THE_START for start, _ in utterance.marks.get("standing.instruction", ()))
    return asked and not is_conditional(utterance.text) and not _QUOTED.search(utterance.text)


def _is_corrected(utterance: Utterance, dimension: Dimension) -> bool:
    """Whether a person decides on an output: a choice between two things, a change by hand, or nothing happens before.

    "Create, edit and delete" is what is done with records.
    """
    if any(q.comparator or q.kind == "rate" for q in utterance.quantities):
        return False  # how many outputs are accepted or changed is measured
    changes, refusals, accepts = (_places(utterance, dimension, key) for key in ("change", "refuse", "accept"))
    if _near(accepts, changes + refusals, _TOGETHER):
        return True
    if not utterance.has(dimension.concept("records")) and _near(changes, refusals, _TOGETHER):
        return True
    told = any(utterance.has(concept) for concept in (dimension.concept("output"), "ai.name", "ai.weak", "model.named"))
    of_ai = "ai.name" in utterance.heading_marks and not utterance.has(dimension.concept("records"))
    if not told and not of_ai:
        return False
    return _near(accepts, _places(utterance, dimension, "gate"), _GATED) or _near(
        changes, _places(utterance, dimension, "by-hand"), _BY_HAND
    )


def _places(utterance: Utterance, dimension: Dimension, key: str) -> tuple[tuple[int, int], ...]:
    return tuple(utterance.marks.get(dimension.concept(key), ()))


def _near(some: tuple[tuple[int, int], ...], others: tuple[tuple[int, int], ...], most: int) -> bool:
    """Whether a place of the first lies within so many characters of another one of the second."""
    return any(max(b - d, c - a) <= most for a, d in some for b, c in others)


def _raised(utterance: Utterance, dimension: Dimension, fails: bool, *, acts: bool, announced: bool) -> Reading | None:
    """A promise of a fallback that names no trigger or no action."""
    named = utterance.has("ai.name") or utterance.has("model.named") or utterance.has("ai.weak")
    if utterance.has(dimension.concept("graceful")) or utterance.has(dimension.concept("terms")):
        return Reading(("no-trigger" if acts else "no-action",), 0.8 + 0.3 * fails + 0.2 * named)
    if utterance.has(dimension.concept("weak")) or (fails and announced):
        return Reading(("no-action",), 0.5 + 0.1 * fails)
    return None


def _is_condition(text: str, trouble: tuple[int, int]) -> bool:
    """Whether a trouble stands in a clause that says when ("WHEN a command fails, the failure is explained")."""
    # with the mark that ends the clause, which may be what makes it a condition: 查不到时
    return any(start <= trouble[0] < end and is_conditional(text[start : end + 1]) for start, end in clauses(text))


def _before(triggers: tuple[tuple[int, int], ...], utterance: Utterance, dimension: Dimension) -> bool:
    """Whether, where nothing says that one is the condition of the other, the action follows the trouble.

    Or has it for its object: "redirects off-topic questions", "拦截无效输入".
    """
    first = min(start for start, _ in triggers)
    acts = utterance.marks.get(dimension.concept("action"), ())
    return any(start > first for start, _ in acts) or any(
        0 <= start - end <= _OBJECT for _, end in acts for start, _ in triggers
    )


def _is_vague(utterance: Utterance, dimension: Dimension, triggers: tuple[tuple[int, int], ...]) -> bool:
    """Whether only a phrase such as "degrades gracefully" stands where the action should."""
    graceful = dimension.concept("graceful")
    others = triggers + tuple(utterance.marks.get(graceful, ()))
    if not beyond_label(utterance, graceful):
        return False
    return not _apart(utterance, dimension.concept("action"), others + _name(utterance))


def _name(utterance: Utterance) -> tuple[tuple[int, int], ...]:
    """The first cell of a row, which names what the others tell of ("错误提示 | 友好提示")."""
    cells = utterance.block.cells
    return ((0, len(cells[0].text)),) if len(cells) > 1 else ()


def _is_bare(utterance: Utterance, dimension: Dimension, said: _Said) -> bool:
    """Whether a consequence is none: the mere word for a fallback, or what a risk does ("Impact: …")."""
    if beyond_label(utterance, dimension.concept("graceful")):
        return True
    if (
        beyond_label(utterance, dimension.concept("terms"))
        and not said.acts
        and not _reacts(utterance, dimension, said)
    ):
        return True
    return any(start <= _AT_THE_START for start, _ in utterance.marks.get(dimension.concept("label"), ()))


def _reacts(utterance: Utterance, dimension: Dimension, said: _Said) -> bool:
    """Whether beside a trouble, in its cell, something is said that is neither it nor the mere word for a fallback."""
    words = said.triggers + tuple(utterance.marks.get(dimension.concept("terms"), ()))
    first = 0
    for cell in utterance.text.split(" | "):
        last = first + len(cell)
        if any(first <= trouble < last for trouble, _ in said.triggers):
            inside = tuple((a - first, b - first) for a, b in words if first <= a < last)
            if has_consequence(cell, inside, 3):
                return True
        first = last + 3
    return False


def beyond_label(utterance: Utterance, concept: str) -> bool:
    """Whether a concept is named in the text itself, not only in the row's or item's label."""
    block = utterance.block
    label = len(block.cells[0].text) if block.cells else max(block.strong - utterance.origin, 0)
    colon = None if block.cells else _LABEL.match(utterance.text)
    label = max(label, colon.end() if colon else 0)
    return any(start >= label for start, _ in utterance.marks.get(concept, ()))


def _split(text: str) -> bool:
    return len(clauses(text)) > 1


def _apart(utterance: Utterance, action: str, triggers: tuple[tuple[int, int], ...]) -> bool:
    """Whether an action stands outside the words that are the trigger."""
    return any(
        not any(start < t_end and t_start < end for t_start, t_end in triggers)
        for start, end in utterance.marks.get(action, ())
    )
