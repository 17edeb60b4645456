"""Documents mended by the public functions, for the tests of this folder."""

from __future__ import annotations

from speclint import api
from speclint.model import Report

OPTIONS = {"isolated": True, "min_confidence": "low"}


def look(text: str | bytes) -> Report:
    return api.check_text(text, path="prd.md", **OPTIONS)


def mended(text: str | bytes, *, unsafe: bool = True) -> str:
    """The text after its fixes."""
    data = text.encode() if isinstance(text, str) else text
    repairs, errors = api.fix(look(data), unsafe_fixes=unsafe, text=data, **OPTIONS)
    assert not errors
    return (repairs[0].after if repairs else data).decode()


def added(text: str, *, unsafe: bool = True) -> list[str]:
    """The lines that fixing adds; all others must still be there, in their order."""
    before, after = text.split("\n"), mended(text, unsafe=unsafe).split("\n")
    new = []
    for line in after:
        if before and line == before[0]:
            before.pop(0)
        else:
            new.append(line)
    assert not before, "a line of the document is gone"
    return [line for line in new if line.strip()]


def verdicts(report: Report) -> list[dict[str, dict[str, str]]]:
    return [{f.slug: {name: c.verdict for name, c in f.claims.items()} for f in s.features} for s in report.specs]
