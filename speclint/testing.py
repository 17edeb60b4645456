"""Test rules and plugins of your own, as speclint tests its own.

A rule page is a test: its bad examples break its rule at exactly the lines that they name, its good ones do not.

    from speclint.testing import RuleTester

    tester = RuleTester("house-rules")          # folders, modules or objects; several work together

    @pytest.mark.parametrize("case", tester.cases(), ids=str)
    def test_an_example_gives_what_its_page_says(case):
        case.verify()

    def test_a_spec_without_owner():
        tester.assert_findings("# PRD: Mail\\n…", ACME101=[3])

It needs no pytest: what is not as expected raises `AssertionError`, with file, line, what was expected and what got.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from speclint.errors import RulePackError, SpeclintError, UsageError
from speclint.judge.pages import Example, Page, page_text, parse_page
from speclint.judge.rules import Rule
from speclint.judge.suppression_policy import DEFAULT_POLICY, SuppressionPolicy
from speclint.plugins import Plugins, RuleFolder, from_folder
from speclint.told import Told, told, translated

if TYPE_CHECKING:
    from speclint.model import Finding, Spec, Stage

_LAUNCH: Stage = "launch"  # the stage at which no rule is off


@dataclass(frozen=True, slots=True)
class Failure:
    """What is not as a page says: its file, the 1-based line there, and what was expected and got."""

    path: str
    line: int
    message: str

    def __str__(self) -> str:
        return self.in_language("en")

    def in_language(self, language: str) -> str:
        """Tell the failure in English or in Chinese."""
        message = translated(self.message, language)
        return f"{self.path}:{self.line}: {message}" if self.path else message


@dataclass(frozen=True, slots=True)
class Case:
    """One example of a page, to be run with its rule alone."""

    tester: RuleTester
    page: Page
    example: Example

    def __str__(self) -> str:
        return f"{self.page.rule.code}-{'good' if self.example.good else 'bad'}-{self.example.language}-{self._place}"

    @property
    def _place(self) -> str:
        return f"line{self.example.line}"

    def failure(self) -> Failure | None:
        """Run the example; None where it gives what its page says."""
        rule, wanted = self.page.rule, list(self.example.lines)
        spec = self.tester.read(self.example.text, self.page.path)
        try:
            got = [finding.span.line for finding in self._findings(spec) if finding.code == rule.code]
        except SpeclintError as error:
            return Failure(self.page.path, self.example.line, _located(error).message)
        if got == wanted:
            return None
        kind = told("good example") if self.example.good else told("bad example")
        message = told(
            "{kind}: expected {wanted}, got {got} ({reading})",
            kind=kind,
            wanted=_at(rule.code, wanted),
            got=_at(rule.code, got),
            reading=_read_as(spec, rule),
        )
        return Failure(self.page.path, self.example.line, message)

    def _findings(self, spec: Spec) -> tuple[Finding, ...]:
        """Run the page's rule, and those that the example wants beside it, as the example says."""
        tester, example = self.tester, self.example
        beside = tuple(rule for rule in tester.rules if rule.code in example.beside)
        return tester.judge(spec, (self.page.rule, *beside), policy=example.policy, today=example.today)

    def verify(self) -> None:
        """Raise `AssertionError` where the example does not give what its page says."""
        failure = self.failure()
        if failure is not None:
            raise AssertionError(str(failure))


class RuleTester:
    """Runs rules of plugins and folders, beside all that comes with speclint.

    `subjects` are folders of rule pages by their path, or plugins: modules and objects with hooks. Without any, the
    rules that come with speclint are tested. A subject that fails raises `SpeclintError`. Configuration files and
    installed plugins are not heeded, so that a test gives the same everywhere; `beside` are plugins to build on.
    """

    def __init__(self, *subjects: object, beside: Plugins | None = None) -> None:
        from speclint import builtin

        own = beside or Plugins(builtin)
        self._folders = [from_folder(one) for one in subjects if isinstance(one, (str, Path))]
        self._folders += [one for one in subjects if isinstance(one, RuleFolder)]
        plugins = [one for one in subjects if not isinstance(one, (str, Path, RuleFolder))]
        self.plugins = own.with_required(*self._folders, *plugins)
        self._tested = [*self._folders, *plugins]

    @cached_property
    def rules(self) -> tuple[Rule, ...]:
        """All rules that are known, by code."""
        return tuple(Rule.from_mapping(page) for page in self.plugins.rule_pages())

    @cached_property
    def pages(self) -> tuple[Page, ...]:
        """The pages of the rules that are tested, validated; a rule that comes without a page has none."""
        members = self.plugins.members()
        tested = [m for m in members if any(m.plugin is one for one in self._tested)] or list(members)
        codes = {code for member in tested for code in self.plugins.names_given(member, "speclint_rule_pages")}
        return tuple(_page(rule) for rule in self.rules if rule.code in codes and page_text(rule))

    def readable_cases(self) -> list[Case]:
        """Give the examples as `cases` does, none where the pages cannot be read."""
        try:
            return self.cases()
        except SpeclintError:
            return []

    def cases(self) -> list[Case]:
        """Give the examples of all pages, to parametrise a test with."""
        return [Case(self, page, example) for page in self.pages for example in page.examples]

    def problems(self) -> Iterator[Failure]:
        """Run all: pages that cannot be read or lack examples, and examples that do not give what their page says."""
        broken = [problem for folder in self._folders for problem in _broken_pages(folder)]
        if broken:
            yield from broken
            return
        try:
            pages = self.pages
        except SpeclintError as error:
            yield _located(error)
            return
        for page in pages:
            yield from _without_examples(page)
        yield from filter(None, (case.failure() for case in self.cases()))

    def assert_page(self, path: str | Path) -> None:
        """Raise `AssertionError` where a page, given by its file, lacks an example or is not as it says."""
        page = self._page_at(Path(path))
        failures = [*_without_examples(page)]
        failures += [f for example in page.examples if (f := Case(self, page, example).failure()) is not None]
        if failures:
            raise AssertionError("\n".join(map(str, failures)))

    def check_text(self, text: str, *, select: Iterable[str] = (), path: str = "<text>.md") -> tuple[Finding, ...]:
        """Give what rules, all or those that `select` names by code or name, find in a text at the stage launch."""
        from speclint.judge.selection import find_rule

        chosen = [find_rule(self.rules, word) for word in select] or self.rules
        return self.judge(self.read(text, path), chosen)

    def assert_findings(self, text: str, **expected: Sequence[int]) -> None:
        """Raise `AssertionError` unless rules, by code, report a text at exactly these lines; none means silence."""
        found = self.check_text(text, select=expected)
        got = {code: [finding.span.line for finding in found if finding.code == code] for code in expected}
        wrong = [
            f"expected {_at(code, list(lines))}, got {_at(code, got[code])}"
            for code, lines in expected.items()
            if got[code] != list(lines)
        ]
        if wrong:
            raise AssertionError("; ".join(wrong))

    def read(self, text: str, path: str = "<text>.md") -> Spec:
        """Read a text as a spec."""
        from speclint.read.document import parse
        from speclint.read.source import source_from_text
        from speclint.understand.spec import understand

        document = parse(source_from_text(path, text), self.plugins.parser())
        return understand(document, self._knowledge, additions=self.plugins.additions())

    def judge(
        self,
        spec: Spec,
        rules: Sequence[Rule],
        policy: SuppressionPolicy = DEFAULT_POLICY,
        today: date | None = None,
    ) -> tuple[Finding, ...]:
        """Judge a spec at the stage launch, with what the team demands of suppressions, on a day."""
        from speclint.judge.engine import judge

        checks = self.plugins.checks()
        return judge(spec, rules, checks, stage=_LAUNCH, known=self.rules, policy=policy, today=today).findings

    @cached_property
    def _knowledge(self) -> Any:
        from speclint.understand.knowledge import knowledge_of

        return knowledge_of(self.plugins.knowledge())

    def _page_at(self, path: Path) -> Page:
        whole = path.absolute()
        page = next((page for page in self.pages if Path(page.rule.source or page.path).absolute() == whole), None)
        if page is None:
            raise UsageError(
                told("{path} is no page of what is tested: give its folder or plugin to RuleTester", path=path)
            )
        return page


def assert_page(path: str | Path, *plugins: object) -> None:
    """Raise `AssertionError` where a rule page, given by its file, is not as it says.

    Its folder is tested with it, for the dimensions that may stand there; `plugins` give the checks that it calls for.
    """
    RuleTester(folder_of(Path(path)), *plugins).assert_page(path)


def folder_of(page: Path) -> Path:
    """Find the rule folder of a page: the one above it that has dimensions or a vocabulary, else its own."""
    above = page.absolute().parents[:2]
    return next((one for one in above if (one / "dimensions").is_dir() or (one / "vocabulary").is_dir()), above[0])


def _page(rule: Rule) -> Page:
    from speclint.plugins.folder import schema

    return parse_page(page_text(rule), rule.path, schema=schema("rule"), group=rule.group, source=rule.source)


def _broken_pages(folder: RuleFolder) -> Iterator[Failure]:
    """Tell of every page that cannot be read, not only of the first."""
    try:
        files = list(folder.page_files())
    except RulePackError as error:
        yield _located(error)
        return
    for path in files:
        try:
            folder.read_page(path)
        except RulePackError as error:
            yield _located(error)


def _located(error: SpeclintError) -> Failure:
    """Part a message from the file and line that it begins with."""
    if not isinstance(error.message, Told) or "place" not in error.message.values:
        return Failure("", 1, error.message)
    path, _, line = str(error.message.values["place"]).partition(":")
    return Failure(path, int(line) if line.isdecimal() else 1, error.message.values["problem"])


def _without_examples(page: Page) -> Iterator[Failure]:
    for good, word in ((False, "bad"), (True, "good")):
        if not any(example.good == good for example in page.examples):
            yield Failure(
                page.path, 1, told("no example is marked 'md {word} en' or 'md {word} zh': add one", word=word)
            )


def _at(code: str, lines: list[int]) -> str:
    if not lines:
        return told("no {code}", code=code)
    if len(lines) == 1:
        return told("{code} at line {line}", code=code, line=lines[0])
    return told("{code} at lines {lines}", code=code, lines=lines)


def _read_as(spec: Spec, rule: Rule) -> str:
    kinds: Mapping[str, str] = {"prd": told("a PRD"), "model-card": told("a model card"), "none": told("no spec")}
    kind, count = kinds[spec.kind], len(spec.features)
    if count == 1:
        reading = told("the example is read as {kind} with 1 AI feature", kind=kind)
    else:
        reading = told("the example is read as {kind} with {n} AI features", kind=kind, n=count)
    if spec.kind == "none" or spec.kind in rule.severity:
        return reading
    return told("{reading}, for which {code} has no severity", reading=reading, code=rule.code)
