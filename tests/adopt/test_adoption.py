"""An old repository takes speclint up in three commands, and from then on sees what is new and nothing else."""

from __future__ import annotations

import json
import re
import shlex
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from speclint.cli.main import cli

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "cli"))
from git_repository import GitRepository

PRODUCTS = ("claims", "billing", "support", "search", "onboarding", "routing", "pricing", "returns", "hiring", "travel")
ENGLISH = """\
# PRD: {product} assistant

Status: In review

## Background

The {product} team answers every request by hand, which takes two days.

## AI features

### Reply drafts for {product}

An LLM (GPT-4o) drafts a reply to each {product} request. Drafts should be accurate and fast.

### Priority of {product} requests

A classifier sorts incoming {product} requests by urgency. Accuracy is at least 90% on 400 labelled requests of 2025.

## Out of scope

Payments.
"""
CHINESE = """\
# {product} 智能助手产品需求文档

## 背景

{product} 团队目前人工处理全部请求，平均需要两天。

## AI 功能

### 智能回复

使用大模型为每个 {product} 请求生成回复草稿，要求准确、快速。

### 智能分派

机器学习模型自动将 {product} 请求分派给对应小组，准确率不低于 90%。

## 不在范围内

支付。
"""
CARD = """\
# Model card: {product} classifier

## Model details

A classifier fine-tuned from BERT that sorts {product} requests.

## Training data

Requests of the {product} desk of last year.

## Evaluation

F1 is 0.87 on 500 held-out requests.
"""
OTHERS = (
    "# Minutes of {product}, week {number}\n\nWe spoke of the office plants. The AI vendor cancelled.\n",
    "# {product} service\n\nInstall it with `make install`, then run `bin/{product}`.\n\n## Licence\n\nMIT\n",
    "# Changelog\n\n## 1.{number}\n\n- Faster start of {product}\n- Fix a crash\n",
    "# How to rotate the keys of {product}\n\n1. Open the console.\n2. Press *Rotate*.\n3. Deploy.\n",
    "# 第 {number} 周周会纪要\n\n讨论了 {product} 的排期，下周二评审。\n",
)
NEW = """\
### Refund forecasts

A machine learning model predicts which customers will ask for a refund. It is smart and quick.

"""


def specs() -> Iterator[tuple[str, str]]:
    for product in PRODUCTS:
        yield f"docs/specs/{product}.md", ENGLISH.format(product=product)
        yield f"docs/specs/zh/{product}.md", CHINESE.format(product=product)
        yield f"models/{product}/CARD.md", CARD.format(product=product)


def others() -> Iterator[tuple[str, str]]:
    for number in range(170):
        product, text = PRODUCTS[number % 10], OTHERS[number % 5]
        yield f"docs/notes/{number:03}-{product}.md", text.format(product=product, number=number)


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> GitRepository:
    """200 Markdown files, of which 30 are specs, on a branch called main."""
    made = GitRepository(tmp_path / "repository")
    for name, text in (*specs(), *others()):
        made.write(name, text)
    made.commit("years of work")
    monkeypatch.chdir(made.folder)
    for name in ("GITHUB_STEP_SUMMARY", "GITHUB_ACTIONS"):
        monkeypatch.delenv(name, raising=False)
    return made


def speclint(*arguments: str) -> Result:
    return CliRunner().invoke(cli, arguments, prog_name="speclint")


def adopted(repository: GitRepository, root: Path) -> None:
    page = (root / "docs" / "how-to" / "adopt-in-an-old-repository.md").read_text(encoding="utf-8")
    commands = page.split("```sh\n", 1)[1].split("```", 1)[0].splitlines()
    assert len(commands) == 3
    results = [speclint(*shlex.split(command)[1:]) for command in commands]
    assert [result.exit_code for result in results] == [0, 0, 0], [result.output for result in results]
    repository.commit("adopt speclint")


def with_a_bad_feature(repository: GitRepository) -> None:
    text = ENGLISH.format(product="claims")
    repository.write("docs/specs/claims.md", text.replace("## Out of scope", NEW + "## Out of scope"))
    repository.commit("a feature")


def test_only_the_specs_are_judged(repository: GitRepository) -> None:
    report = json.loads(speclint("check", "--exit-zero", "--output-format", "json").stdout)
    assert {document["path"] for document in report["documents"] if document["features"]} == {
        name for name, _ in specs()
    }
    assert {finding["path"] for finding in report["findings"]} <= {name for name, _ in specs()}


def test_three_commands_turn_it_green_and_a_bad_feature_shows_exactly_its_findings(
    repository: GitRepository, root: Path
) -> None:
    adopted(repository, root)
    with_a_bad_feature(repository)
    text = speclint("check", "--output-format", "text", "--output-format", "sarif=found.sarif")
    annotations = speclint("check", "--output-format", "github")
    assert (text.exit_code, annotations.exit_code) == (1, 1)
    told = re.findall(r"^  (?:error|warning|info) (SL\d+) line (\d+): Refund forecasts", text.stdout, re.MULTILINE)
    assert len(told) == len(re.findall(r"^  (?:error|warning|info) SL", text.stdout, re.MULTILINE)) >= 6
    (run,) = json.loads(Path("found.sarif").read_text(encoding="utf-8"))["runs"]
    places = [result["locations"][0]["physicalLocation"] for result in run["results"]]
    found = [
        (result["ruleId"], place["artifactLocation"]["uri"], str(place["region"]["startLine"]))
        for result, place in zip(run["results"], places, strict=True)
    ]
    assert sorted(found) == sorted((code, "docs/specs/claims.md", line) for code, line in told)
    commands = re.findall(r"^::(\w+) file=([^,]+),line=(\d+).*?title=(SL\d+)", annotations.stdout, re.MULTILINE)
    assert sorted((code, file, line) for _, file, line, code in commands) == sorted(found)
    line = 1 + Path("docs/specs/claims.md").read_text(encoding="utf-8").split("\n").index("### Refund forecasts")
    assert {place for _, _, place in found} == {str(line)}


def test_without_a_baseline_since_shows_the_same(repository: GitRepository, root: Path) -> None:
    repository.git("checkout", "--quiet", "-b", "feature")
    with_a_bad_feature(repository)
    report = json.loads(speclint("check", "--since", "main", "--output-format", "json").stdout)
    assert {(finding["path"], finding["feature"]) for finding in report["findings"]} == {
        ("docs/specs/claims.md", "Refund forecasts")
    }


def test_the_comment_on_the_pull_request_explains_itself(repository: GitRepository, root: Path) -> None:
    adopted(repository, root)
    with_a_bad_feature(repository)
    summary = speclint("check", "--output-format", "markdown").stdout
    assert summary.startswith("## speclint: ")
    assert "Refund forecasts" in summary
    assert "billing" not in summary
    assert "whom to ask" in summary
    assert "✗ missing" in summary
    assert re.search(r"- \*\*error SL140\*\* Refund forecasts .* \(line \d+\)\n  <br>ask data science: ", summary)
