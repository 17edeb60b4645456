"""Which findings are silenced, by which suppression, and which suppressions silence nothing."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from speclint.judge.suppression_policy import SuppressionPolicy
from speclint.judge.suppressions import Suppression, Word
from speclint.model import Finding, Spec

Key = tuple[int, int]  # of a suppression, and of the word in it that is meant; of one without words -1


@dataclass(frozen=True, slots=True)
class UnusedSuppression:
    """A suppression some words of which, or all of it, silence nothing.

    `words` are those words (empty for a directive that names no rule), each with its span. `whole` says that nothing of
    use would be left: the whole of `suppression.span` can go, otherwise only the spans of the words. `misplaced` are
    what it misses: findings of the rules it names about the same feature, or the document, on other lines.
    """

    suppression: Suppression
    words: tuple[Word, ...]
    whole: bool
    misplaced: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Silence:
    """What the suppressions of a document do to its findings.

    `matched` gives for the index of each suppression the findings that it is meant to silence, whether it is allowed
    to and still holds or not.
    """

    kept: tuple[Finding, ...]
    silenced: tuple[Finding, ...]
    matched: Mapping[int, tuple[Finding, ...]]
    used: frozenset[Key]


@dataclass(slots=True)
class _Reach:
    """Where suppressions reach, by code and by line, feature or block, so that each finding is looked up once.

    What is kept are indices of suppressions; in a block None stands for where it ends.
    """

    suppressions: Sequence[Suppression]
    files: dict[str, list[int]] = field(default_factory=dict)
    features: dict[tuple[str, str], list[int]] = field(default_factory=dict)
    lines: dict[tuple[str, int], list[int]] = field(default_factory=dict)
    blocks: dict[str, list[tuple[int, int | None]]] = field(default_factory=dict)
    _keys: dict[tuple[int, str], tuple[Key, ...]] = field(default_factory=dict)

    def add(self, index: int, next_line: int | None) -> None:
        suppression = self.suppressions[index]
        span = suppression.span
        for code in suppression.codes:
            if suppression.directive == "disable-file":
                self.files.setdefault(code, []).append(index)
            elif suppression.directive == "disable-feature":
                self.features.setdefault((code, suppression.slug or ""), []).append(index)
            elif suppression.directive == "disable-line":
                for line in range(span.line, span.end_line + 1):
                    self.lines.setdefault((code, line), []).append(index)
            elif suppression.directive == "disable-next-line" and next_line is not None:
                self.lines.setdefault((code, next_line), []).append(index)
            elif suppression.directive in ("disable", "enable"):
                opened = index if suppression.directive == "disable" else None
                self.blocks.setdefault(code, []).append((span.line, opened))

    def settle(self) -> None:
        """Put the blocks in order of place: comments in tables may be met late."""
        for blocks in self.blocks.values():
            blocks.sort(key=lambda block: block[0])

    def keys(self, finding: Finding) -> Iterator[Key]:
        """Give what reaches a finding; of the blocks that are open the last."""
        code, line = finding.code, finding.span.line
        found = [*self.files.get(code, ()), *self.lines.get((code, line), ())]
        if finding.slug is not None:
            found += self.features.get((code, finding.slug), ())
        blocks = self.blocks.get(code, [])
        place = bisect_right(blocks, line, key=lambda block: block[0])
        opened = blocks[place - 1][1] if place else None
        for index in found if opened is None else [*found, opened]:
            yield from self._words(index, code)

    def _words(self, index: int, code: str) -> tuple[Key, ...]:
        """Give the words of a suppression that mean a code."""
        if (index, code) not in self._keys:
            parts = _parts(self.suppressions[index], index)
            self._keys[index, code] = tuple(key for key, codes in parts if code in codes)
        return self._keys[index, code]


def silence(
    findings: Iterable[Finding],
    suppressions: Sequence[Suppression],
    spec: Spec,
    policy: SuppressionPolicy,
    today: date | None,
    *,
    reports: bool = False,
) -> Silence:
    """Part the findings that stand from those that are silenced; what has expired or is forbidden silences nothing.

    `reports` on suppressions are silenced by what names them only, and by none that they are about: a directive on all
    rules would otherwise hide that it has expired.
    """
    found = tuple(findings)
    if not suppressions:
        return Silence(found, (), {}, frozenset())
    occupied = occupied_lines(spec, found)
    # Apart: a block that has expired must not close the one that it stands in.
    holding, gone = _Reach(suppressions), _Reach(suppressions)
    for index, suppression in enumerate(suppressions):
        if reports and suppression.blanket:
            continue
        expired = is_expired(suppression, today)
        next_line = next_line_of(occupied, suppression.span.end_line)
        if not expired:
            holding.add(index, next_line)
        if expired or suppression.directive == "enable":
            gone.add(index, next_line)
    holding.settle()
    gone.settle()
    kept: list[Finding] = []
    silenced: list[Finding] = []
    matched: dict[int, list[Finding]] = {}
    used: set[Key] = set()
    for finding in found:
        held = [key for key in holding.keys(finding) if not (reports and _is_about(finding, suppressions[key[0]]))]
        (silenced if held and finding.code not in policy.forbid else kept).append(finding)
        used_here = {*held, *gone.keys(finding)}
        used |= used_here
        for index in sorted({key[0] for key in used_here}):
            matched.setdefault(index, []).append(finding)
    return Silence(tuple(kept), tuple(silenced), {i: tuple(each) for i, each in matched.items()}, frozenset(used))


def is_expired(suppression: Suppression, today: date | None) -> bool:
    """Whether the last day of a suppression is over; without a day of today nothing ever is."""
    until = suppression.terms.until
    return today is not None and until is not None and until < today


def _is_about(report: Finding, suppression: Suppression) -> bool:
    return (report.span.line, report.span.column) == (suppression.span.line, suppression.span.column)


def unused_suppressions(
    suppressions: Sequence[Suppression], used: Collection[Key], judged: Collection[str], unjudged: Collection[str]
) -> dict[int, UnusedSuppression]:
    """Find by index the suppressions that silence nothing though the rules that they name were judged.

    `judged` are the codes that could have been found here, `unjudged` those that could be in another run: not selected,
    or off at this stage. What names one of these may be of use then, and is left alone.
    """
    found: dict[int, UnusedSuppression] = {}
    opened: dict[str, Key | None] = {}  # by code the block that is open, None where it is one of no use
    for index, suppression in enumerate(suppressions):
        idle = []
        for key, codes in _parts(suppression, index):
            if suppression.directive == "enable":
                closed = [opened.pop(code) for code in codes if code in opened]
                unused = not any(closed)
            else:
                unused = key not in used and not codes.isdisjoint(judged) and codes.isdisjoint(unjudged)
            if suppression.directive == "disable":
                opened.update({code: opened.get(code) or (None if unused else key) for code in codes})
            if unused and codes:
                idle.append(key[1])
        if idle:
            words = tuple(suppression.words[number] for number in idle if number >= 0)
            found[index] = UnusedSuppression(suppression, words, len(words) == len(suppression.words))
    return found


def _parts(suppression: Suppression, index: int) -> list[tuple[Key, frozenset[str]]]:
    """Give each word of a suppression, or its whole where it names none, with the codes that it means."""
    if not suppression.words:
        return [((index, -1), suppression.codes)]
    return [((index, number), word.codes) for number, word in enumerate(suppression.words)]


def occupied_lines(spec: Spec, findings: Iterable[Finding]) -> list[int]:
    """Give the lines of a document that hold something which can be silenced, in order."""
    # Blank lines and comments hold no statement, so that directives may be stacked and set off by a blank line.
    lines = {line for item in spec.statements for line in range(item.span.line, item.span.end_line + 1)}
    lines.update(feature.span.line for feature in spec.features)
    lines.update(opaque.span.line for opaque in spec.opaque)
    lines.update(finding.span.line for finding in findings)
    return sorted(lines)


def next_line_of(occupied: Sequence[int], line: int) -> int | None:
    """Give the first of these lines below a line."""
    index = bisect_right(occupied, line)
    return occupied[index] if index < len(occupied) else None
