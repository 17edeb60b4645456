"""`speclint waivers` lists all that is silenced and waived, for people and for programs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from conftest import Run
from jsonschema import Draft202012Validator

SPEC = """\
---
speclint:
  disable:
    - {rule: SL130, reason: paid by the platform team, owner: "@ops", until: 2026-12-10}
---
# Product requirements document: support assistant

## AI features

<!-- speclint-disable-next-line SL120, SL150: decided after the pilot (owner: @maria, until 2026-11-30) -->
### Answer drafting

<!-- speclint-disable-feature SL160 -->
The LLM assistant drafts a reply to every support ticket with GPT-4o; at least 40% are sent without an edit.

### Ticket triage

<!-- speclint-disable-line SL110: measured -->
The ML classifier assigns each incoming ticket to a queue. Accuracy is at least 90%.

- Latency: not applicable, since this is a nightly batch
"""
CHINESE = """\
# 智能客服 PRD

## 智能回复

<!-- speclint-disable-feature SL120：夜间批量 | 无人 @all 等待（负责人：李雷，有效期至 2027-03-31） -->
大模型（Qwen2.5-7B）为每封邮件起草回复，采纳率不低于 40%。
"""


@pytest.fixture
def waived(folder: Path) -> Path:
    (folder / "waived.md").write_text(SPEC, encoding="utf-8")
    return folder


def listed(run: Run, *arguments: str) -> Any:
    result = run("waivers", "--today", "2026-12-01", "--output-format", "json", *arguments)
    assert result.exit_code == 0, result.stderr
    return json.loads(result.stdout)


def test_every_suppression_and_waiver_is_listed_with_its_state(waived: Path, run: Run) -> None:
    answer = listed(run, "waived.md")
    assert [(each["line"], each["origin"], each["state"]) for each in answer["waivers"]] == [
        (4, "front-matter", "expires-soon"),
        (10, "comment", "expired"),
        (13, "comment", "active"),
        (18, "comment", "unused"),
        (21, "text", "active"),
    ]
    dated = answer["waivers"][1]
    assert (dated["rules"], dated["directive"]) == (["SL120", "SL150"], "disable-next-line")
    assert (dated["reason"], dated["owner"], dated["until"]) == ("decided after the pilot", "@maria", "2026-11-30")
    assert [each["features"] for each in answer["waivers"]] == [
        [],
        ["Answer drafting"],
        ["Answer drafting"],
        [],
        ["Ticket triage"],
    ]
    assert answer["waivers"][4]["dimension"] == "latency"
    assert answer["summary"] == {"active": 2, "expires-soon": 1, "expired": 1, "unused": 1, "forbidden": 0}


def test_the_answer_is_as_its_schema_says(waived: Path, run: Run, root: Path) -> None:
    schema = json.loads((root / "schemas" / "waivers.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    answer = listed(run, "waived.md")
    Draft202012Validator(schema).validate(answer)
    assert set(answer) == set(schema["properties"])
    assert set(answer["waivers"][0]) == set(schema["$defs"]["waiver"]["properties"])


def test_people_get_a_table_within_the_width_of_their_terminal(waived: Path, run: Run) -> None:
    result = run("waivers", "--today", "2026-12-01", "waived.md")
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert lines[0] == "waived.md"
    assert lines[1].split() == ["line", "state", "until", "owner", "waives"]
    assert "  10    expired       2026-11-30  @maria  SL120, SL150 of Answer drafting" in lines
    assert lines[-1] == "5 suppressions and waivers: 2 active, 1 expires soon, 1 expired, 1 unused"
    assert max(map(len, lines)) <= 80


def test_chinese_and_colour(folder: Path, run: Run) -> None:
    (folder / "waived.md").write_text(CHINESE, encoding="utf-8")
    result = run("waivers", "--today", "2027-03-25", "--lang", "zh", "--color", "always", "waived.md")
    assert "\x1b[33m即将到期\x1b[0m  2027-03-31  李雷    智能回复：SL120" in result.stdout
    assert "共 1 项屏蔽和豁免：1 即将到期" in result.stdout


def test_markdown_shows_what_documents_say_and_obeys_none_of_it(folder: Path, run: Run) -> None:
    (folder / "waived.md").write_text(CHINESE, encoding="utf-8")
    result = run("waivers", "--today", "2026-12-01", "--output-format", "markdown", "waived.md")
    row = result.stdout.splitlines()[-1]
    assert row.count("|") == 8
    assert "@all" not in row
    assert "李雷" in row


def test_an_expired_waiver_fails_only_where_that_is_asked_for(waived: Path, run: Run) -> None:
    assert run("waivers", "--today", "2026-12-01", "waived.md").exit_code == 0
    assert run("waivers", "--today", "2026-12-01", "--fail-on-expired", "waived.md").exit_code == 1
    assert run("waivers", "--today", "2026-11-30", "--fail-on-expired", "waived.md").exit_code == 0


def test_what_the_configuration_forbids_is_listed_as_such(waived: Path, run: Run) -> None:
    (waived / "speclint.toml").write_text('[suppressions]\nforbid = ["SL160"]\n', encoding="utf-8")
    states = {each["line"]: each["state"] for each in listed(run, "waived.md")["waivers"]}
    assert states[13] == "forbidden"


def test_nothing_to_list_is_said(folder: Path, run: Run) -> None:
    assert run("waivers", "gaps.md").stdout == "no suppressions and no waivers\n"
    assert listed(run, "gaps.md")["waivers"] == []


def test_a_day_that_is_none_ends_with_2(waived: Path, run: Run) -> None:
    for command in ("check", "waivers"):
        result = run(command, "--today", "1 December", "waived.md")
        assert result.exit_code == 2
        assert "'1 December' is no day: write it as 2027-03-31" in result.stderr


def test_a_file_that_cannot_be_read_ends_with_2_and_the_others_are_listed(waived: Path, run: Run) -> None:
    (waived / "broken.md").write_bytes(b"\xff\xfe\x00")
    result = run("waivers", "--today", "2026-12-01", "waived.md", "broken.md")
    assert result.exit_code == 2
    assert "5 suppressions and waivers" in result.stdout
    assert "broken.md" in result.stderr


def test_check_takes_the_day_too(waived: Path, run: Run) -> None:
    before = run("check", "--select", "SL904", "--today", "2026-11-30", "waived.md")
    after = run("check", "--select", "SL904", "--today", "2026-12-01", "waived.md")
    assert (before.exit_code, after.exit_code) == (0, 1)
    assert "SL904" in after.stdout
