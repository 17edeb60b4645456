"""Choose, among a document's candidates, the AI features: what a product manager would count, each once."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from speclint.model import Document
from speclint.understand.acts import capable, says_ai
from speclint.understand.candidates import Candidate, find_candidates, words_of
from speclint.understand.comparison import comparison_signals
from speclint.understand.declared_rows import as_declared
from speclint.understand.knowledge import Knowledge
from speclint.understand.leanings import Leanings
from speclint.understand.same_name import is_same
from speclint.understand.signals import DocumentSignals, all_signals, document_signals, probability, words_weigh
from speclint.understand.silent import beside_speaking, silent
from speclint.understand.surroundings import context_signals
from speclint.understand.utterances import Reader, Utterance

# From how likely a candidate is a feature: in the group of siblings that speaks most for itself, and elsewhere, where
# the same features are told again and their parts listed. From held-out documents (tests/bench/fit_trees.py).
THRESHOLD = 0.54
THRESHOLD_ELSEWHERE = 0.6
ASKED = 0.02  # below this the trees, which were fitted on likelier ones, are not asked
_LEAST = 0.2  # below this a candidate says nothing for its group
_HEADING = 1.5  # how much more a heading says for its group than a row or an item
MOST_FEATURES = 300  # the likeliest: no spec has more, and each is asked every question
_REQUIREMENTS = 3  # numbered ones from which on a section is described by them
_DIGITS = re.compile(r"\d+")
_IN_BRACKETS = re.compile(r"[(（\[【][^)）\]】]{0,20}$")
_COLON = re.compile(r"\W{0,2}[:：]")
_COLUMNS = frozenset({"section.feature-column", "section.other-column"})  # "Answers" heads a column, or is a feature
_NEVER = ("heading.out-of-scope", "heading.future", "heading.bonus")
# Such a heading parts the AI from the rest; on 36 labelled places one was the feature itself.
_AI_CLASS = re.compile(
    r"(?:core |key |main )?(?:AI|ML)(?:[- ](?:powered|driven|based))? "
    r"(?:features?|capabilit(?:y|ies)|functions?|functionality|modules?|requirements?|components?|services?|integrations?)|"
    r"(?:核心|主要|关键)? ?(?:AI|智能|人工智能) ?(?:核心)?(?:功能|能力|模块|需求|特性|服务|应用)"
    r"(?:需求|列表|清单|设计|说明|概述|模块)?",
    re.I,
)
# A section of questions, and a question about how something does its work, not about what it does: features only where
# nothing else is.
_QUESTIONS = re.compile(
    r"(?:frequently asked )?questions\b(?! answering)|(?:[a-z]+ )?FAQs?$|常见问题|问与答|"
    r"\W*(?:问\W\s?)?(?:how (?:long|good|much|many|quick|quickly|fast|often|well|sure|precise|accurate|do we|do you)\b|"
    r"(?:and|but|so|what) if\b|what happens\b|(?:and|which|who|when|why|is|are|does|do|can|will)\b).{0,160}\?$|"
    r"[^？?]{0,60}(?:多少|多久|多快|多准|谁|为什么|如果|万一|怎么办|会不会|是不是)[^？?]{0,60}[？?]$",
    re.I,
)


Signals = Sequence[Mapping[str, float]]  # of each candidate


@dataclass(frozen=True, slots=True)
class Found:
    """A chosen feature before its claims: its candidate's place and how likely it is one."""

    name: str
    title: Utterance
    line: int
    extents: tuple[tuple[int, int], ...]
    probability: float


_Chosen = tuple[int, frozenset[str], dict[tuple[int, int], None]]  # the candidate, its words, its extents in order


def is_barred(candidate: Candidate) -> bool:
    """Whether it stands where nothing is promised: out of scope, ideas for later, the market, a struck-out status."""
    marks = candidate.title.heading_marks | candidate.title.parent_marks
    own = candidate.title.own_classes if candidate.form == "heading" else frozenset()
    if candidate.form == "heading" and _is_class(candidate):
        return True
    if any(concept in marks or concept in own for concept in _NEVER) or _is_declined(candidate.title):
        return True
    return candidate.title.standing in ("out-of-scope", "optional", "negated")


def _is_declined(title: Utterance) -> bool:
    """Whether a name says that the part is not built: 不做人脸识别, "Out of scope: chat", "Chat (out of scope)"."""
    places = [place for concept in _NEVER for place in title.marks.get(concept, ())]
    before = min((start for start, _ in title.marks.get("heading.declined", ())), default=None)
    if before is not None and not any(c.isalnum() for c in title.text[:before]):
        return True
    return any(
        _IN_BRACKETS.search(title.text[:start])
        or (not any(c.isalnum() for c in title.text[:start]) and _COLON.match(title.text, end))
        for start, end in places
    )


def _is_class(candidate: Candidate) -> bool:
    """Whether a heading only names the class of its section ("AI features", "技术栈"); "F7 Summaries" is a part."""
    if _AI_CLASS.fullmatch(candidate.name):
        return True
    classes = candidate.title.own_classes - (_COLUMNS if capable(candidate.title) else frozenset())
    return bool(classes) and not candidate.identified and not says_ai(candidate.title)


@dataclass(frozen=True, slots=True)
class Parts:
    """What may be a feature in a document, how likely each is one, and what holds for the whole document.

    `likely` is what the regressions say of those that speak of AI, `chosen` what the trees make of all: the latter
    tells which of several are the features, the former whether there are any. `leanings` is what utterances were found
    to say on the way.
    """

    candidates: tuple[Candidate, ...]
    likely: Sequence[float]
    about: DocumentSignals
    chosen: Sequence[float]
    leanings: Leanings

    @property
    def best(self) -> float:
        """How likely the likeliest is."""
        return max(self.likely, default=0.0)

    @property
    def sure(self) -> Sequence[float]:
        """How sure each is if it is chosen; what either says of them was right as often."""
        return [max(pair) for pair in zip(self.likely, self.chosen, strict=True)]


def weigh_parts(document: Document, utterances: Sequence[Utterance], reader: Reader, knowledge: Knowledge) -> Parts:
    """All candidates of a document with their probabilities."""
    weights, trees = knowledge.feature_weights, knowledge.feature_trees
    leanings = Leanings(knowledge.statement_weights)
    candidates = find_candidates(document, utterances, reader)
    about = about_document(document, utterances, reader, candidates)
    barred = [is_barred(c) for c in candidates]
    signals = all_signals(candidates, utterances, about)
    likely, context = first_two(candidates, signals, barred, weights)
    mute = silent(candidates, signals)
    speaking = hushed(candidates, signals, barred, mute, likely, weights)
    if not trees.trees:
        return Parts(candidates, speaking, about, speaking, leanings)
    said = said_by(candidates, utterances, leanings, likely, ASKED)
    asked = asked_of(candidates, signals, context, said, likely, weights.get("first", {}), ASKED)
    chosen = [trees.likely(shown) if shown else 0.0 for shown in asked]
    chosen = as_declared(candidates, beside_speaking(candidates, chosen, mute, THRESHOLD))
    return Parts(candidates, speaking, about, chosen, leanings)


def first_two(
    candidates: Sequence[Candidate],
    signals: Signals,
    barred: Sequence[bool],
    weights: Mapping[str, Mapping[str, float]],
) -> tuple[list[float], Signals]:
    """How likely each candidate is a feature beside the others, and what of the others that was told from."""
    first, second = weights.get("first", {}), weights.get("second", {})
    likely = [0.0 if out else probability(first, own) for own, out in zip(signals, barred, strict=True)]
    context = context_signals(candidates, likely)
    both = zip(signals, context, barred, strict=True)
    return [0.0 if out else probability(second, own, beside) for own, beside, out in both], context


def hushed(
    candidates: Sequence[Candidate],
    signals: Signals,
    barred: Sequence[bool],
    mute: Sequence[bool],
    likely: Sequence[float],
    weights: Mapping[str, Mapping[str, float]],
) -> list[float]:
    """How likely each candidate is where those that speak of nothing a model does (`mute`) are none, for itself and
    for those around it; `likely` is what it is where they may be some.
    """
    if not any(mute):
        return list(likely)
    out = [bar or one for bar, one in zip(barred, mute, strict=True)]
    return first_two(candidates, signals, out, weights)[0]


def said_by(
    candidates: Sequence[Candidate],
    utterances: Sequence[Utterance],
    leanings: Leanings,
    likely: Sequence[float],
    least: float = 0.0,
) -> Signals:
    """What each candidate's text says of the dimensions; nothing of one that is less likely than `least`."""
    return [leanings.signals(c, utterances) if p >= least else {} for c, p in zip(candidates, likely, strict=True)]


def asked_of(
    candidates: Sequence[Candidate],
    signals: Signals,
    context: Signals,
    said: Signals,
    likely: Sequence[float],
    first: Mapping[str, float],
    least: float = 0.0,
) -> Signals:
    """What the trees are asked of each candidate: all signals, what its words come to, `said`, and how it compares.

    Nothing is asked of one that is less likely than `least`.
    """
    compared = comparison_signals(candidates, likely)
    return [
        {**own, **beside, **spoken, **other, "words": words_weigh(own, first)} if p >= least else {}
        for own, beside, spoken, other, p in zip(signals, context, said, compared, likely, strict=True)
    ]


def about_document(
    document: Document, utterances: Sequence[Utterance], reader: Reader, candidates: Sequence[Candidate] = ()
) -> DocumentSignals:
    """How much a document speaks of AI, and with its candidates how small it is."""
    marks = reader.own_section_marks(1) if len(document.sections) > 1 else frozenset()
    return document_signals(utterances, marks, candidates)


def choose(
    candidates: Sequence[Candidate], likely: Sequence[float], sure: Sequence[float] | None = None
) -> tuple[Found, ...]:
    """The features among scored candidates: a parent or its parts, not both, and no feature twice.

    `sure` is what their confidence follows from, where it is not `likely` itself.
    """
    sure = likely if sure is None else sure
    group = _main_group(candidates, likely)
    chosen = [
        i for i, p in enumerate(likely) if p >= (THRESHOLD if _group(candidates[i]) == group else THRESHOLD_ELSEWHERE)
    ]
    chosen = [i for i in chosen if not _QUESTIONS.match(candidates[i].name)] or chosen
    chosen = _parent_or_parts(candidates, likely, _sections_of_requirements(candidates, chosen))
    found: list[_Chosen] = []
    for i in sorted(chosen, key=lambda i: (-_weight(candidates[i], likely[i]), candidates[i].line)):
        candidate = candidates[i]
        words = words_of(candidate.name)
        same = (
            f
            for f in found
            if is_same(candidates[f[0]].name, f[1], candidate.name, words)
            and not _numbered_apart(candidates[f[0]], candidate)
        )
        twin = next(same, None)
        if twin is not None:
            twin[2].setdefault((candidate.first, candidate.last))
        elif len(found) < MOST_FEATURES:
            found.append((i, words, {(candidate.first, candidate.last): None}))
    _add_sections_of_their_own(candidates, found)
    features = [
        Found(candidates[i].name, candidates[i].title, candidates[i].line, tuple(extents), sure[i])
        for i, _, extents in found
    ]
    return tuple(sorted(features, key=lambda f: f.line))


def _add_sections_of_their_own(candidates: Sequence[Candidate], found: Sequence[_Chosen]) -> None:
    """Give features the sections that bear their name, however unlikely those are to define one.

    What stands below "## 3 F1 Triage" belongs to the F1 of the table above, and to no other feature of it.
    """
    speaking: dict[str, list[_Chosen]] = {}
    for feature in found:
        for word in feature[1]:
            speaking.setdefault(word, []).append(feature)
    lines = [candidates[i].line for i, _, _ in found]
    for candidate in candidates:
        encloses = any(candidate.first < line <= candidate.last for line in lines)
        if candidate.form != "heading" or encloses or is_barred(candidate):
            continue
        words = words_of(candidate.name)
        kin = {feature[0]: feature for word in words for feature in speaking.get(word, ())}
        same = [f for f in kin.values() if is_same(candidates[f[0]].name, f[1], candidate.name, words)]
        if len(same) == 1:
            same[0][2].setdefault((candidate.first, candidate.last))


def _numbered_apart(one: Candidate, other: Candidate) -> bool:
    """Whether two siblings have one name but for its number: "Classifier 1" and "Classifier 2" are two."""
    return _group(one) == _group(other) and _DIGITS.findall(one.name) != _DIGITS.findall(other.name)


def _group(candidate: Candidate) -> tuple[int, str]:
    return candidate.parent, candidate.form


def _main_group(candidates: Sequence[Candidate], likely: Sequence[float]) -> tuple[int, str] | None:
    """The siblings of one form under one heading or item that together are likeliest to be the document's features."""
    speaking: dict[tuple[int, str], float] = {}
    for candidate, p in zip(candidates, likely, strict=True):
        if p >= _LEAST:
            said = p * (_HEADING if candidate.form == "heading" else 1.0)
            speaking[_group(candidate)] = speaking.get(_group(candidate), 0.0) + said
    return max(speaking, key=lambda group: speaking[group], default=None)


def _weight(candidate: Candidate, likely: float) -> float:
    """Which of two restatements defines the feature: a heading before an item before a row, the likelier first."""
    return likely + {"heading": 0.3, "story": 0.1, "item": 0.05, "paragraph": 0.05}.get(candidate.form, 0.0)


def _sections_of_requirements(candidates: Sequence[Candidate], chosen: Sequence[int]) -> list[int]:
    """In place of the first of several numbered requirements, where it alone defines a feature, their section.

    "FR-1 The model shall predict swarming" below "4.1 Swarm warning", before FR-2 to FR-6, says what 4.1 is.
    """
    lists: dict[int, list[int]] = {}
    for i, candidate in enumerate(candidates):
        if candidate.identified and candidate.form == "item" and candidate.parent >= 0:
            lists.setdefault(candidate.parent, []).append(i)
    kept = set(chosen)
    for parent, members in lists.items():
        section = candidates[parent]
        within = _within(candidates, parent, set(chosen))
        named = section.form == "heading" and section.siblings > 0 and not is_barred(section)
        if named and len(members) >= _REQUIREMENTS and within == {members[0]}:
            kept = kept - within | {parent}
    return sorted(kept)


def _parent_or_parts(candidates: Sequence[Candidate], likely: Sequence[float], chosen: Sequence[int]) -> list[int]:
    """Of an enclosing candidate and those within it keep the parts where several are likelier, the whole otherwise."""
    keep = set(chosen)
    children: dict[int, list[int]] = {}
    for i in chosen:
        parent = candidates[i].parent
        while parent >= 0 and parent not in keep:
            parent = candidates[parent].parent
        if parent >= 0:
            children.setdefault(parent, []).append(i)
    for parent in sorted(children, reverse=True):  # innermost first
        parts = [i for i in children[parent] if i in keep]
        if not parts:
            continue
        own_form = candidates[parent].form
        strong = [i for i in parts if likely[i] >= likely[parent] * 0.9]
        if own_form == "heading" and (len(strong) >= 2 or (likely[parent] < 0.6 and strong)):
            keep.discard(parent)
        else:
            keep.difference_update(_within(candidates, parent, keep))
    return sorted(keep)


def _within(candidates: Sequence[Candidate], parent: int, keep: set[int]) -> set[int]:
    first, last = candidates[parent].first, candidates[parent].last
    return {i for i in keep if i != parent and first <= candidates[i].first and candidates[i].last <= last}
