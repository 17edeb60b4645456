"""What `speclint check` does with fixes: write them, or show what they would change."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import click

from speclint.cli import exit_codes
from speclint.cli.output import complain, complain_of_files, write
from speclint.told import translated

if TYPE_CHECKING:
    from speclint.mend.files import Repair
    from speclint.model import FileError, Report
    from speclint.show.terminal import Style


@dataclass(frozen=True, slots=True)
class Fixing:
    """The fixes of a report; `data` is the document that came by standard input; `options` are those of the check."""

    report: Report
    data: bytes | None
    unsafe: bool
    options: Mapping[str, Any]
    style: Style

    def apply(self, look: Callable[[bytes | None], Report]) -> Report:
        """Write the mended documents and `look` again: what is left is reported. Standard input goes to the output."""
        from speclint.errors import SourceError
        from speclint.mend.files import write as write_document
        from speclint.model import FileError

        repairs, errors = self._repairs()
        done: list[Repair] = []
        failed = list(errors)
        for repair in repairs:
            try:
                if self.data is None:
                    write_document(repair)
                done.append(repair)
            except SourceError as error:
                failed.append(FileError(error.path, translated(error.message, self.style.language), error.line))
        text = self.data
        if self.data is not None:
            text = done[0].after if done else self.data
            click.echo(text, nl=False)
        for repair in done:
            complain(self._told(repair, "fixed"))
        report = look(text) if done else self.report
        self._say_what_is_left(report)
        return replace(report, errors=_merged((*report.errors, *failed)))

    def show(self, exit_zero: bool) -> int:
        """Show what would change and give the exit code: 1 where anything would."""
        from speclint.show.diff import diff
        from speclint.show.words import say

        repairs, errors = self._repairs()
        inexact = []
        for repair in repairs:
            text, exact = diff(repair.path, repair.before.decode(), repair.after.decode(), self.style)
            write(text)
            if not exact:
                inexact.append(repair.path)
        for repair in repairs:
            complain(self._told(repair, "would-fix"))
        for path in inexact:
            self._note(say(self.style.language, "inexact-diff", path=path))
        fixed = {finding for repair in repairs for finding in repair.fixed}
        report = replace(
            self.report,
            findings=tuple(finding for finding in self.report.findings if finding not in fixed),
            errors=_merged((*self.report.errors, *errors)),
        )
        complain_of_files(report, self.style.language)
        self._say_what_is_left(report)
        self._say("not-in-diff", len(report.findings))
        if report.errors:
            return exit_codes.FAILURE
        return exit_codes.FINDINGS if repairs and not exit_zero else exit_codes.CLEAN

    def _repairs(self) -> tuple[tuple[Repair, ...], tuple[FileError, ...]]:
        from speclint import api

        return api.fix(self.report, unsafe_fixes=self.unsafe, text=self.data, **self.options)

    def _told(self, repair: Repair, phrase: str) -> str:
        """Say what was done to a document: by which rules, and how often."""
        from speclint.show.words import say

        language = self.style.language
        parts = []
        for kind in ("safe", "unsafe"):
            of = [f for f in repair.fixed if f.fix is not None and f.fix.applicability == kind]
            codes = Counter(finding.code for finding in of)
            rules = say(language, "comma").join(f"{code} × {n}" if n > 1 else code for code, n in sorted(codes.items()))
            if of:
                parts.append(say(language, f"{phrase}-{kind}", n=len(of), rules=rules))
        return repair.path + say(language, "colon") + say(language, "clause").join(parts)

    def _say_what_is_left(self, report: Report) -> None:
        left = [finding for finding in report.findings if finding.fix is not None]
        if self.unsafe:
            self._say("no-place", len(left))
        else:
            self._say("left-unsafe", sum(f.fix is not None and f.fix.applicability == "unsafe" for f in left))

    def _say(self, phrase: str, count: int) -> None:
        from speclint.show.words import say

        if count:
            self._note(say(self.style.language, phrase, n=count))

    def _note(self, message: str) -> None:
        from speclint.show.words import say

        complain(say(self.style.language, "note", message=message))


def _merged(errors: tuple[FileError, ...]) -> tuple[FileError, ...]:
    return tuple(sorted(set(errors), key=lambda error: (error.path, error.line or 0, error.message)))
