"""Owner, reason and last day are read from comments and front matter; a date that cannot be read is reported."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from speclint.api import check_text, waivers
from speclint.model import Finding
from speclint.waived import ListedWaiver

HEAD = "# PRD: Reply drafting\n\n"
BODY = """
## Reply drafting

An LLM (gpt-4o-mini) drafts a reply to each e-mail; at least 40% of the drafts are sent without an edit.
"""
FRONT = "---\nspeclint:\n  disable:\n{}\n---\n"


def read(text: str, folder: Path) -> ListedWaiver:
    path = folder / "spec.md"
    path.write_text(text, encoding="utf-8")
    (listed,) = waivers(path, isolated=True, today=date(2026, 12, 1)).waivers
    return listed


def found(text: str, *codes: str) -> list[Finding]:
    report = check_text(text, isolated=True, today=date(2026, 12, 1), min_confidence="low", select=codes)
    return list(report.findings)


@pytest.mark.parametrize(
    ("said", "terms"),
    [
        (
            ": nobody waits for the nightly batch (owner: @maria, until 2027-03-31)",
            ("nobody waits for the nightly batch", "@maria", "2027-03-31"),
        ),
        (": nobody waits, owner=@maria, until=2027-03-31", ("nobody waits", "@maria", "2027-03-31")),
        (" (owner @team/search, expires 2027/3/31)", ("", "@team/search", "2027-03-31")),
        (" until 2027-03-31", ("", "", "2027-03-31")),
        (" until: 2027-03-31", ("", "", "2027-03-31")),
        (": until\n  2027-03-31, nobody waits", ("nobody waits", "", "2027-03-31")),
        (": owner: Maria Lopez until 2027-03-31", ("", "Maria Lopez", "2027-03-31")),
        (" -- nightly batch (see PROJ-7; until 2027-03-31)", ("nightly batch (see PROJ-7)", "", "2027-03-31")),
        ("：夜间批量（负责人：李雷，有效期至 2027-03-31）", ("夜间批量", "李雷", "2027-03-31")),
        ("：夜间批量，截至 2027年3月31日", ("夜间批量", "", "2027-03-31")),
        (" 负责人：李雷 截至：2027-03-31", ("", "李雷", "2027-03-31")),
        (": nobody waits until 6 am", ("nobody waits until 6 am", "", None)),
        (": drafts wait until the night", ("drafts wait until the night", "", None)),
        ("：截至目前无人等待", ("截至目前无人等待", "", None)),
        (": the owner decides", ("the owner decides", "", None)),
        (": until 2027-06-30, in the EU until 2027-03-31", ("in the EU", "", "2027-03-31")),
        ("", ("", "", None)),
    ],
)
def test_terms_are_read_from_a_comment(said: str, terms: tuple[str, str, str | None], tmp_path: Path) -> None:
    listed = read(f"{HEAD}<!-- speclint-disable-next-line SL120{said} -->{BODY}", tmp_path)
    assert (listed.reason, listed.owner, listed.until) == terms
    assert (listed.rules, listed.state) == (("SL120",), "active")


@pytest.mark.parametrize(
    "said",
    [
        ": nightly batch, until launch",
        " (until the end of March)",
        ": until 2027-02-30",
        ": until 31.03.2027",
        ": until Q2",
        ": nobody waits until March 2027",
        ": until: soon",
        "：有效期至明年",
        "：截至 2027年",
        " until 2027",
    ],
)
def test_a_date_that_cannot_be_read_is_reported_and_silences_nothing(said: str) -> None:
    text = f"{HEAD}<!-- speclint-disable-next-line SL120{said} -->{BODY}"
    broken, missing = found(text, "SL120", "SL902")
    assert (broken.code, broken.span.line, missing.code) == ("SL902", 3, "SL120")
    assert "cannot read the date" in broken.message


@pytest.mark.parametrize(
    "entry",
    [
        "    - {rule: SL120, reason: nightly batch, owner: '@maria', until: 2027-03-31}",
        "    SL120: {reason: nightly batch, owner: '@maria', until: 2027-03-31}",
        "    SL120: nightly batch (owner @maria, until 2027-03-31)",
        "    - SL120: nightly batch (owner @maria, until 2027-03-31)",
        "    - rule: [SL120]\n      reason: nightly batch (owner @maria)\n      until: 2027-03-31",
    ],
)
def test_front_matter_takes_lists_and_mappings(entry: str, tmp_path: Path) -> None:
    text = FRONT.format(entry) + HEAD + BODY
    listed = read(text, tmp_path)
    assert (listed.reason, listed.owner, listed.until) == ("nightly batch", "@maria", "2027-03-31")
    assert (listed.origin, listed.span.line, listed.codes) == ("front-matter", 4, ("SL120",))
    assert found(text, "SL120") == []
    place = text.splitlines()[3][listed.span.column - 1 : listed.span.end_column - 1]
    assert place == "SL120"


@pytest.mark.parametrize("entry", ["    SL120", "    - SL120\n    - SL130", "    SL120:\n    SL130:", "    - all"])
def test_front_matter_takes_bare_rules(entry: str) -> None:
    assert found(FRONT.format(entry) + HEAD + BODY, "SL120", "SL902") == []


@pytest.mark.parametrize(
    ("entry", "line", "message"),
    [
        ("    - SL12O", 4, "no rule is called 'SL12O': did you mean SL12"),
        ("    - {rule: SL120, onwer: x}", 4, "no key is called 'onwer'"),
        ("    - SL130\n    - {reason: x}", 5, "the entry names no rule"),
        ("    - {rule: SL120, reason: [a, b]}", 4, "reason must be a text"),
        ("    - {rule: SL120, until: soon}", 4, "cannot read the date 'soon'"),
        ("    - {rule: SL120, feature: Reply draftin}", 4, "did you mean 'Reply drafting'?"),
        ("    SL120: true", 4, "reason must be a text"),
    ],
)
def test_what_front_matter_says_wrong_is_named_on_its_line(entry: str, line: int, message: str) -> None:
    text = FRONT.format(entry) + HEAD + BODY
    broken = [finding for finding in found(text, "SL120", "SL902") if finding.code == "SL902"]
    assert [finding.span.line for finding in broken] == [line]
    assert message in broken[0].message
    assert any(finding.code == "SL120" for finding in found(text, "SL120"))


def test_a_control_character_in_an_owner_stays_out_of_what_is_printed() -> None:
    from speclint.show.concise import concise_report
    from speclint.show.terminal import Style

    text = f"{HEAD}<!-- speclint-disable-next-line SL120 (owner: @a\x1b[31m\x07, until 2026-11-01) -->{BODY}"
    report = check_text(text, isolated=True, today=date(2026, 12, 1), select=["SL904"])
    assert len(report.findings) == 1
    assert "\x1b" not in concise_report(report, Style())
