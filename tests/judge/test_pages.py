"""Reading a rule page: every flaw is named with its file and line."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from speclint.errors import RulePackError
from speclint.judge.index import build_index, main, read_schema, render_index
from speclint.judge.pages import parse_page, require_examples

PATH = "acme/ACME101-names-an-owner.md"
HEAD = """---
code: ACME101
name: names-an-owner
severity: {prd: warning}
check: names-an-owner
options: {}
message:
  en: "{feature} has no owner"
question: {en: "Who owns it?"}
summary: {en: "No owner is named."}
---
"""
BODY = """# An owner

````md bad en lines=1,3
# PRD: One

```yaml
owner: nobody
```
````

````md good zh
# PRD：二
````
"""


@pytest.fixture(scope="module")
def schema() -> Mapping[str, Any]:
    return read_schema(Path(__file__).parents[2] / "schemas" / "rule.schema.json")


def test_a_page_gives_its_rule_and_its_examples(schema: Mapping[str, Any]) -> None:
    page = parse_page(HEAD + BODY, PATH, schema=schema)
    assert (page.rule.code, page.rule.group, page.rule.path) == ("ACME101", "acme", PATH)
    bad, good = page.examples
    assert (bad.good, bad.language, bad.lines, bad.line) == (False, "en", (1, 3), 14)
    assert bad.text == "# PRD: One\n\n```yaml\nowner: nobody\n```\n"
    assert (good.good, good.language, good.text) == (True, "zh", "# PRD：二\n")


@pytest.mark.parametrize(
    ("old", "new", "error"),
    [
        ("---\ncode", "code", ":1: a rule page begins with front matter"),
        ('named."}\n---', 'named."}\n', ":1: the front matter has no closing ---"),
        ("name: names", "name: : names", ":3: front matter is not valid YAML"),
        ("code: ACME101", "code: 101", r":2: code: must be a text, not a whole number"),
        ("{prd: warning}", "{prd: fatal}", r":4: severity.prd: is none of error, warning, info"),
        ("{prd: warning}", "{readme: info}", ":4: severity: 'readme' is unknown: there are model-card, prd"),
        ("check: names-an-owner\n", "", ":1: 'check' is missing"),
        (
            "check: names-an-owner\noptions: {}",
            "check: states\noptions: {dimension: cost}",
            ":6: options: 'verdict' is",
        ),
        ('  en: "{feature}', '  de: "{feature}', ":7: message: "),
        ("name: names-an-owner", "name: has-owner", ":1: the page of ACME101 has-owner must be called"),
        ("bad en lines=1,3", "bad en", ":14: a bad example says lines="),
        ("good zh", "good zh lines=1", ":22: a bad example says lines=…"),
        ("bad en lines=1,3", "bad fr lines=1", ":14: 'md bad fr lines=1' is no example"),
        ("lines=1,3", "lines=9", ":14: the example has 5 lines"),
        ("# PRD：二\n````", "# PRD：二\n```", ":22: the fence that opens here is never closed"),
    ],
)
def test_a_flaw_is_named_with_file_and_line(old: str, new: str, error: str, schema: Mapping[str, Any]) -> None:
    text = HEAD + BODY
    assert old in text
    with pytest.raises(RulePackError) as raised:
        parse_page(text.replace(old, new, 1), PATH, schema=schema)
    assert str(raised.value).startswith(PATH + error), str(raised.value)


def test_a_page_without_all_four_examples_is_refused() -> None:
    with pytest.raises(RulePackError, match="no example is marked 'md good en'"):
        require_examples(parse_page(HEAD + BODY, PATH))


def test_an_index_is_the_same_text_for_the_same_pages_and_reads_back_as_it_was(
    root: Path, schema: Mapping[str, Any]
) -> None:
    index = build_index(root / "rules", schema)
    assert json.loads(render_index(index)) == index
    assert render_index(build_index(root / "rules", schema)) == render_index(index)
    assert [rule["code"] for rule in index["rules"]] == sorted(rule["code"] for rule in index["rules"])


@pytest.mark.parametrize(
    ("text", "error"),
    [("terms: {on: 1}", "the key True is no text"), ("since: 2026-01-01", "is a date"), ("a: [", "not valid YAML")],
)
def test_a_vocabulary_that_json_would_change_is_refused(
    text: str, error: str, tmp_path: Path, schema: Mapping[str, Any]
) -> None:
    (tmp_path / "vocabulary").mkdir()
    (tmp_path / "vocabulary" / "odd.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(RulePackError, match=error):
        build_index(tmp_path, schema)


def test_the_index_command_builds_then_agrees_then_notices_a_change(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    vocabulary = tmp_path / "rules" / "vocabulary" / "units.yaml"
    vocabulary.parent.mkdir(parents=True)
    vocabulary.write_text("time: [s]\n", encoding="utf-8")
    (tmp_path / "schemas").mkdir()
    (tmp_path / "schemas" / "rule.schema.json").write_bytes((root / "schemas" / "rule.schema.json").read_bytes())
    monkeypatch.chdir(tmp_path)
    assert main(["--check"]) == 1
    assert main([]) == 0
    assert main(["--check"]) == 0
    vocabulary.write_text("time: [s, ms]\n", encoding="utf-8")
    assert main(["--check"]) == 1
    assert "run python -m speclint.judge.index" in capsys.readouterr().err
    assert main(["--chek"]) == 2
