"""The data that passes between the rooms: read → understand → judge → show.

Everything here is frozen and imports nothing of ours but `source.py`, which says how a place is told. Positions are
1-based lines and 1-based columns counted in characters (not bytes), columns exclusive at the end. *Offsets* are 0-based
character indices into `Source.text`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from speclint.source import Source as Source
from speclint.source import Span as Span
from speclint.source import Text as Text

Kind = Literal["prd", "model-card", "none"]
Language = Literal["en", "zh", "mixed", "other"]
Verdict = Literal["stated", "vague", "missing", "waived"]
Scope = Literal["own", "named", "document", "linked", "declared"]
Confidence = Literal["high", "medium", "low"]
Severity = Literal["error", "warning", "info"]
Stage = Literal["draft", "review", "launch"]
Standing = Literal[
    "asserted", "negated", "deferred", "placeholder", "example", "optional", "out-of-scope", "someone-else"
]
Role = Literal["baseline", "target", "gate", "stretch", "kill", "result", "example"]
Task = Literal["generate", "classify", "rank", "retrieve", "forecast", "perceive", "act"]
Mode = Literal["interactive", "batch", "on-device"]
Applicability = Literal["safe", "unsafe"]
BlockKind = Literal["heading", "paragraph", "item", "row", "code", "front-matter"]
OpaqueKind = Literal["image", "iframe", "embed"]

CORE: tuple[str, ...] = ("target", "latency", "cost", "confidence", "fallback", "drift", "evaluation")
DIMENSIONS: tuple[str, ...] = (*CORE, "model", "data")


# ---------------------------------------------------------------------------------------------------- read


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and all that stands below it up to the next heading of its level or above.

    Section 0 is the document itself: level 0, no title, line 1. A paragraph that is one bold run acts as a heading
    below the real ones: level 7. `parent` is the index of the enclosing section (-1 for section 0).
    """

    index: int
    level: int
    title: str
    parent: int
    line: int
    end_line: int


@dataclass(frozen=True, slots=True)
class Block:
    """One piece of a document that is read as a unit.

    `section` is the index of the innermost section that holds it (for a heading, its own section). `parents` are the
    indices into `Document.blocks` of what it stands under, outermost first: enclosing list items, and the paragraph
    ending in a colon that introduces the list, table or fence. Rows carry `cells` and the texts of their table's
    `header` (spans resolved: each row has one entry a column; empty where a table has none); `text` is then the cells
    joined by " | ". `info` is a fence's language (for code) or a front matter entry's dotted key. `strong` is how many
    characters of `text` a leading bold run covers.
    """

    index: int
    kind: BlockKind
    text: Text
    section: int
    line: int
    end_line: int
    parents: tuple[int, ...] = ()
    cells: tuple[Text, ...] = ()
    header: tuple[str, ...] = ()
    table: int = -1
    info: str = ""
    strong: int = 0
    quoted: bool = False
    ordered: bool = False
    checked: bool | None = None
    italic: bool = False


@dataclass(frozen=True, slots=True)
class Comment:
    """An HTML comment, whose text (without the marks) is no statement but may direct the linter.

    `lines` are the places of its lines, before which a quote or list may have marks of its own.
    One that is not `closed` reaches to the end of the document.
    """

    text: str
    span: Span
    lines: tuple[Span, ...] = ()
    closed: bool = True


@dataclass(frozen=True, slots=True)
class Opaque:
    """Content that cannot be read as text: an image, an embedded sheet, an iframe."""

    kind: OpaqueKind
    section: int
    span: Span


@dataclass(frozen=True, slots=True)
class Fix:
    """How to mend what is found: put `replacement` in the place of `span`; an empty one takes it out.

    It is safe where it changes nothing of what the document says. `span` is None for a skeleton of a missing statement,
    whose place is found only when the document is mended.
    """

    applicability: Applicability
    span: Span | None = None
    replacement: str = ""


@dataclass(frozen=True, slots=True)
class Node:
    """A piece of YAML: its plain data, its place from its key on, itself as written, and its parts by key or index."""

    key: str
    key_span: Span
    value: Any
    span: Span
    text: str
    parts: tuple[Node, ...] = ()


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong with the document's form, such as broken front matter: `name` is the rule that reports it.

    `translations` are the message in other languages than English. `feature` is the slug of the feature that it is
    about, `meaning` tells it from others of its name and does not change when lines move. Where something else of the
    document is at odds with it, that stands `against` it, and `{line}` and `{against}` in the message are their lines.
    """

    name: str
    message: str
    span: Span
    fix: Fix | None = None
    translations: Mapping[str, str] = field(default_factory=dict)
    feature: str = ""
    meaning: str = ""
    against: Span | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A parsed source. `front_matter` is the data of its YAML head (empty if none or broken).

    `declared` is what it declares as data: values of `ai-features` (with that key) and fences of speclint's own (none).
    """

    source: Source
    front_matter: Mapping[str, Any]
    sections: tuple[Section, ...]
    blocks: tuple[Block, ...]
    comments: tuple[Comment, ...]
    opaque: tuple[Opaque, ...]
    problems: tuple[Problem, ...]
    declared: tuple[Node, ...] = ()


# ---------------------------------------------------------------------------------------------- understand


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with what it counts.

    `start` and `end` are indices into the text it was found in. `value` (and `high`, where it is a range) is in the
    canonical unit of its kind: seconds for duration and interval, 0–1 for rate, bytes for memory, the ISO code's main
    unit for money; `unit` names that unit. Unit-less numbers are of kind `number`.
    """

    text: str
    start: int
    end: int
    value: float
    kind: str
    unit: str = ""
    high: float | None = None
    comparator: str = ""
    statistic: str | None = None
    per: str | None = None
    role: Role | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence, list item, table row or other piece read as one utterance; `headings` is its section path."""

    index: int
    block: int
    text: str
    span: Span
    section: int
    headings: tuple[str, ...]
    quantities: tuple[Quantity, ...]
    standing: Standing


@dataclass(frozen=True, slots=True)
class Evidence:
    """A statement read as speaking of a dimension: the words it rests on, and why it is not enough (`reasons`)."""

    span: Span
    text: str
    standing: Standing
    reasons: tuple[str, ...]
    quantities: tuple[Quantity, ...]
    statement: int
    strength: float = 0.0
    path: str = ""


@dataclass(frozen=True, slots=True)
class Claim:
    """What is said of one dimension of one feature (or of the document); evidence strongest first.

    `owed` is false where what the feature does, or how it runs, makes the dimension mere information.
    """

    dimension: str
    verdict: Verdict
    scope: Scope | None
    confidence: Confidence
    evidence: tuple[Evidence, ...]
    owed: bool = True


@dataclass(frozen=True, slots=True)
class Feature:
    """An AI feature: where it is defined, how far its own text reaches, and its claim for each dimension.

    `extents` are pairs of 1-based first and last line, both inclusive.
    """

    name: str
    slug: str
    span: Span
    end_line: int
    section: int
    task: Task
    mode: Mode
    confidence: Confidence
    claims: Mapping[str, Claim]
    extents: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Waiver:
    """A dimension that a declaration gives up for a feature, told by its slug; `until` is its last day."""

    feature: str
    dimension: str
    reason: str
    owner: str
    until: date | None
    span: Span


@dataclass(frozen=True, slots=True)
class Disabling:
    """An entry of `speclint: {disable: …}` in the front matter, as written and not yet understood.

    `rules` are the words that name rules, empty where it has none; `said` what it says of them under which key: a
    reason, an owner, a date; None where that is no text.
    """

    rules: str
    said: Mapping[str, str | None]
    span: Span


@dataclass(frozen=True, slots=True)
class Spec:
    """What a document specifies. `template` is true where it is an unfilled template; `stage` None where not said.

    `doubtful`: it may be no spec at all, so that nothing found in it is sure.

    `titles` are what people call the dimensions that speclint does not have of its own, by language.
    """

    path: str
    kind: Kind
    language: Language
    features: tuple[Feature, ...]
    claims: Mapping[str, Claim]
    statements: tuple[Statement, ...]
    comments: tuple[Comment, ...]
    opaque: tuple[Opaque, ...]
    problems: tuple[Problem, ...]
    lines: int
    stage: Stage | None = None
    template: bool = False
    declared_kind: Kind | None = None
    doubtful: bool = False
    waivers: tuple[Waiver, ...] = ()
    disabled: tuple[Disabling, ...] = ()
    titles: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


# --------------------------------------------------------------------------------------------------- judge


@dataclass(frozen=True, slots=True)
class Found:
    """What was found instead of what is asked: quoted, with its line and the reasons why it is not enough."""

    text: str
    line: int
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """One rule broken by one feature (`feature` None: by the document)."""

    code: str
    name: str
    severity: Severity
    confidence: Confidence
    message: str
    question: str
    path: str
    span: Span
    dimension: str | None = None
    verdict: Verdict | None = None
    feature: str | None = None
    slug: str | None = None
    found: tuple[Found, ...] = ()
    fingerprint: str = ""
    fix: Fix | None = None


@dataclass(frozen=True, slots=True)
class FileError:
    """A file that could not be read or understood; `line` is None where no line is to blame."""

    path: str
    message: str
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """All that a run found, in path order.

    `skipped` counts documents that are no spec, `excluded` files that the configuration leaves out, `failing` findings
    grave enough to fail the run, `unsure` findings left out since they are too unsure, `baselined` those that a
    baseline names, `unchanged` those of features that no change touched. `settled` are the paths of documents of which
    these leave nothing to show.
    """

    specs: tuple[Spec, ...]
    findings: tuple[Finding, ...]
    errors: tuple[FileError, ...]
    skipped: int = 0
    failing: int = 0
    suppressed: int = 0
    unsure: int = 0
    excluded: int = 0
    baselined: int = 0
    unchanged: int = 0
    settled: tuple[str, ...] = ()
    notes: tuple[str, ...] = field(default=())
