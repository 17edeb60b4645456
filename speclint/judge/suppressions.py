"""What silences findings: `<!-- speclint-disable-next-line SL120: the reason -->` and its kin, and front matter."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Literal, cast

from speclint.judge.phrases import phrase
from speclint.judge.rules import Rule
from speclint.judge.selection import codes_meant, unknown_rule
from speclint.judge.suppression_policy import BROKEN
from speclint.judge.terms import LONGEST, NO_TERMS, Terms, read_date, read_terms
from speclint.model import Comment, Disabling, Feature, Problem, Span, Spec
from speclint.told import translated

Directive = Literal["disable", "enable", "disable-line", "disable-next-line", "disable-feature", "disable-file"]

_DIRECTIVES = ("disable", "enable", "disable-line", "disable-next-line", "disable-feature", "disable-file")
_ATTEMPT = re.compile(
    r"\s*speclint(?:(?P<dash>-)|\s*[:：]\s*|\s+)(?P<word>[a-z]+(?:-[a-z]+)*)(?P<rest>.*)", re.I | re.S
)
_VERB = re.compile(r"disable|enable|ignore|suppress|skip", re.I)
# A reason begins behind a colon or dashes, or with the bracket or the term that opens it.
_REASON = re.compile(
    r"[:：]|(?:^|\s)--(?:\s|$)|(?=[(（])|(?<=[\s,，;；])(?=(?:owner|until|expires)(?![a-z])|负责人|有效期|截至|截止|到期)",
    re.I,
)
_WORD = re.compile(r"[^,，、;；\s]+")
_KEYS = ("reason", "owner", "until", "feature")
# To look for what is spelled most like a word takes long, and nobody reads the hundredth proposal.
_MOST_PROPOSALS = 50
_LONGEST_WORD = 60


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a suppression that names rules, where it stands, and the codes it means: none where it is unknown."""

    text: str
    codes: frozenset[str]
    span: Span


@dataclass(frozen=True, slots=True)
class Suppression:
    """A directive with the words that name its rules (none: all rules are meant) and all codes that it means.

    `span` is that of the whole comment, or of the entry in the front matter. `slug` is the feature that
    `disable-feature` means. What is not `removable` is no comment of its own that could be taken out.
    """

    directive: Directive
    words: tuple[Word, ...]
    codes: frozenset[str]
    span: Span
    terms: Terms = NO_TERMS
    slug: str | None = None
    in_front_matter: bool = False
    removable: bool = True

    @property
    def blanket(self) -> bool:
        """Whether it silences all rules without naming one."""
        return not self.words or any(word.text.lower() == "all" for word in self.words)


@dataclass(slots=True)
class _Reader:
    """Reads the suppressions of one document; what cannot be followed becomes a problem."""

    spec: Spec
    rules: Sequence[Rule]
    language: str
    suppressions: list[Suppression] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    _meant: dict[str, frozenset[str]] = field(default_factory=dict)
    _by_line: dict[int, Feature] = field(default_factory=dict)

    def read_comment(self, comment: Comment) -> None:
        match = _ATTEMPT.fullmatch(comment.text)
        if match is None or not (match["dash"] or _VERB.match(match["word"])):
            return
        directive = match["word"].lower()
        if not match["dash"] or directive not in _DIRECTIVES:
            self._complain(self._unknown_directive(match), comment.span)
            return
        reason = _REASON.search(match["rest"])
        listed, said = (
            (match["rest"][: reason.start()], match["rest"][reason.end() :]) if reason else (match["rest"], "")
        )
        words = self._words(listed, match.start("rest"), comment)
        terms = read_terms(said)
        slug = None
        if directive == "disable-feature":
            self._by_line = self._by_line or features_by_line(self.spec.features)
            holder = self._by_line.get(comment.span.line)
            if holder is None:
                self._complain(phrase(self.language, "no-feature-here"), comment.span)
                return
            slug = holder.slug
        self._add(
            Suppression(
                cast(Directive, directive), words, frozenset(), comment.span, terms, slug, removable=comment.closed
            )
        )

    def read_entry(self, entry: Disabling) -> None:
        before = len(self.problems)
        words = tuple(
            Word(match.group(), self._codes(match.group()), entry.span) for match in _WORD.finditer(entry.rules)
        )
        if not words:
            self._complain(phrase(self.language, "no-rule-named"), entry.span)
        for key, value in entry.said.items():
            if key not in _KEYS:
                self._complain(phrase(self.language, "no-key", key=key[:LONGEST]), entry.span)
            elif value is None:
                self._complain(phrase(self.language, "no-text", key=key), entry.span)
        named = entry.said.get("feature")
        feature = self._feature(named, entry.span) if named else None
        if len(self.problems) > before:
            return
        directive: Directive = "disable-feature" if feature else "disable-file"
        slug = feature.slug if feature else None
        self._add(Suppression(directive, words, frozenset(), entry.span, _terms(entry), slug, True, removable=False))

    def _add(self, suppression: Suppression) -> None:
        """Keep a suppression that can be followed, with what its words mean."""
        unknown = [word for word in suppression.words if not word.codes]
        if unknown:
            # Several unknown words in a row are a reason that nothing sets off.
            lead = phrase(self.language, "reason-unset") if len(unknown) > 1 else ""
            self._complain(lead + self._unknown_rule(unknown[0].text), suppression.span)
        if suppression.terms.unread:
            self._complain(phrase(self.language, "no-date", written=suppression.terms.unread), suppression.span)
        every = frozenset(rule.code for rule in self.rules)
        codes = frozenset().union(*(word.codes for word in suppression.words)) if suppression.words else every
        if codes and not suppression.terms.unread:
            self.suppressions.append(replace(suppression, codes=codes))

    def _words(self, listed: str, start: int, comment: Comment) -> tuple[Word, ...]:
        """Read the words of a directive, each with its place in the source; `start` is where they begin in the text."""
        words = []
        starts = [(line.line, line.column) for line in comment.lines] or [(comment.span.line, comment.span.column + 4)]
        row, begin = comment.text.count("\n", 0, start), comment.text.rfind("\n", 0, start) + 1
        passed = start
        for match in _WORD.finditer(listed):
            place = start + match.start()
            breaks = comment.text.count("\n", passed, place)
            if breaks:
                row, begin = row + breaks, comment.text.rfind("\n", passed, place) + 1
            passed = place
            line, column = starts[row] if row < len(starts) else (comment.span.line + row, 1)
            column += place - begin
            span = Span(line, column, line, column + len(match.group()))
            words.append(Word(match.group(), self._codes(match.group()), span))
        return tuple(words)

    def _codes(self, word: str) -> frozenset[str]:
        if word not in self._meant:
            self._meant[word] = codes_meant(word, self.rules) if len(word) <= _LONGEST_WORD else frozenset()
        return self._meant[word]

    def _feature(self, named: str, span: Span) -> Feature | None:
        from difflib import get_close_matches

        wanted = " ".join(named.split()).casefold()
        spellings = {spelling: each for each in self.spec.features for spelling in (each.name.casefold(), each.slug)}
        if wanted in spellings:
            return spellings[wanted]
        nearest = get_close_matches(wanted[:LONGEST], spellings, n=1) if self._may_propose() else []
        written = named[:LONGEST]
        if nearest:
            near = spellings[nearest[0]].name
            self._complain(phrase(self.language, "no-feature-near", written=written, nearest=near), span)
        else:
            self._complain(phrase(self.language, "no-feature", written=written), span)
        return None

    def _unknown_rule(self, word: str) -> str:
        rules = self.rules if self._may_propose() else ()
        return translated(unknown_rule(word[:_LONGEST_WORD], rules), self.language)

    def _unknown_directive(self, match: re.Match[str]) -> str:
        from difflib import get_close_matches

        written = match.string[: match.start("rest")].strip()[:LONGEST]
        if not self._may_propose():
            return phrase(self.language, "no-directive-unsure", written=written)
        close = get_close_matches(match["word"].lower()[:_LONGEST_WORD], _DIRECTIVES, n=1) or ["disable-next-line"]
        return phrase(self.language, "no-directive", written=written, nearest=f"speclint-{close[0]}")

    def _may_propose(self) -> bool:
        return len(self.problems) < _MOST_PROPOSALS

    def _complain(self, message: str, span: Span) -> None:
        self.problems.append(Problem(BROKEN, message, span))


def read_suppressions(
    spec: Spec, rules: Sequence[Rule], language: str = "en"
) -> tuple[tuple[Suppression, ...], tuple[Problem, ...]]:
    """Read what a document's front matter and comments silence, and what is wrong with what cannot be followed.

    A directive that names a rule and something unknown silences the rule and is reported for the rest; one whose date
    cannot be read silences nothing.
    """
    reader = _Reader(spec, rules, language)
    for entry in spec.disabled:
        reader.read_entry(entry)
    for comment in spec.comments:
        reader.read_comment(comment)
    return tuple(reader.suppressions), tuple(reader.problems)


def _terms(entry: Disabling) -> Terms:
    """Give the terms of an entry; a reason may hold an owner and a date as that of a comment does."""
    said = read_terms(entry.said.get("reason") or "")
    owner = " ".join((entry.said.get("owner") or said.owner).split())
    written = entry.said.get("until")
    if written is None:
        return replace(said, owner=owner)
    until = read_date(written)
    return replace(said, owner=owner, until=until, unread=said.unread or ("" if until else written[:LONGEST]))


def features_by_line(features: Sequence[Feature]) -> dict[int, Feature]:
    """Find for each line the feature whose text holds it; of several that which has the shortest."""
    extents = [
        (first, last, feature)
        for feature in features
        for first, last in feature.extents or ((feature.span.line, feature.end_line),)
    ]
    by_line: dict[int, Feature] = {}
    for first, last, feature in sorted(extents, key=lambda extent: extent[0] - extent[1]):
        by_line.update(dict.fromkeys(range(first, last + 1), feature))
    return by_line
