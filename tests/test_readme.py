"""What README.md promises exists."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from importlib import util as importlib_util
from pathlib import Path
from types import ModuleType
from typing import Any

import click
import pytest

from speclint.api import check_text
from speclint.cli.main import cli

RULE_CODE = re.compile(r"\bSL\d{3}\b")
COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)


@pytest.fixture(scope="module")
def readme(root: Path) -> str:
    return (root / "README.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def helper(root: Path) -> Callable[[str], ModuleType]:
    """Load a script of `.ci/`, which is no package."""

    def load(name: str) -> ModuleType:
        spec = importlib_util.spec_from_file_location(name, root / ".ci" / f"{name}.py")
        assert spec is not None
        assert spec.loader is not None
        module = importlib_util.module_from_spec(spec)
        spec.loader.exec_module(module)
        return module

    return load


@pytest.fixture(scope="module")
def blocks(readme: str, helper: Callable[[str], Any]) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = helper("readme_block").fenced_blocks(readme)
    return found


def commands() -> dict[str, click.Command]:
    context = click.Context(cli)
    found = {name: cli.get_command(context, name) for name in cli.list_commands(context)}
    return {name: command for name, command in found.items() if command is not None}


def options(command: click.Command) -> set[str]:
    return {option for parameter in command.params for option in (*parameter.opts, *parameter.secondary_opts)}


def test_the_quick_start_is_the_first_two_blocks_and_the_only_shell_blocks(blocks: list[tuple[str, str]]) -> None:
    assert [info for info, _ in blocks[:2]] == ["sh", "sh"]
    assert [info for info, _ in blocks[2:] if info in ("sh", "bash", "shell", "console")] == []


def test_the_first_block_checks_the_examples_and_the_second_runs_the_tests(blocks: list[tuple[str, str]]) -> None:
    assert "speclint check" in blocks[0][1]
    assert "examples/" in blocks[0][1]
    assert blocks[1][1].rstrip().endswith("pytest")
    assert all("python3 -m venv" in body for _, body in blocks[:2])


def test_every_command_it_names_exists_and_every_command_is_named(readme: str) -> None:
    named = set(re.findall(r"(?:^|[`/ ])speclint ([a-z][a-z-]+)", COMMENT.sub("", readme), re.MULTILINE))
    in_code = {name for name in named if re.search(rf"`speclint {name}\b", readme)}
    assert in_code == set(commands())


def test_every_option_it_names_exists(readme: str) -> None:
    known = {option for command in (cli, *commands().values()) for option in options(command)} | {"--help"}
    named = {option for code in re.findall(r"`([^`\n]+)`", readme) for option in re.findall(r"--[a-z][a-z-]+", code)}
    assert len(named) > 3
    assert named <= known


def test_every_rule_it_names_has_a_page(root: Path, readme: str) -> None:
    pages = {path.name[:5] for path in (root / "rules").rglob("SL*.md")}
    assert set(RULE_CODE.findall(readme)) <= pages


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md", "CHANGELOG.md", "examples/README.md"])
def test_every_file_it_links_to_exists(root: Path, page: str) -> None:
    text = (root / page).read_text(encoding="utf-8")
    targets = [target.split("#")[0] for target in re.findall(r"\]\(([^)\s]+)\)", text) if "://" not in target]
    assert [target for target in targets if target and not (root / page).parent.joinpath(target).exists()] == []


def test_a_changed_output_block_is_noticed_and_mended(
    tmp_path: Path, helper: Callable[[str], Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    page = tmp_path / "page.md"
    page.write_text("<!-- output of: speclint --version -->\n```text\nold\n```\n", encoding="utf-8")
    script = helper("readme_output")
    monkeypatch.setattr(sys, "argv", ["readme_output.py", "--check", str(page)])
    assert script.main() == 1
    monkeypatch.setattr(sys, "argv", ["readme_output.py", str(page)])
    assert script.main() == 0
    assert "0.1.0" in page.read_text(encoding="utf-8")
    monkeypatch.setattr(sys, "argv", ["readme_output.py", "--check", str(page)])
    assert script.main() == 0


def test_a_figure_below_its_floor_is_noticed(helper: Callable[[str], Any]) -> None:
    compare = helper("floor").compare
    floor = {"minimum": {"document.kappa": 0.65, "documents": 73}, "maximum": {"disturbed": 2}}
    high = {"document": {"kappa": 0.65}, "documents": 73, "disturbed": 2}
    assert [row[-1] for row in compare(high, floor)] == [True, True, True]
    assert [row[-1] for row in compare({"document": {"kappa": 0.64}, "disturbed": 3}, floor)] == [False, False, False]


@pytest.mark.parametrize(
    ("dimension", "phrase"),
    [
        ("target", "F1 ≥ 0.85"),
        ("target", "准确率不低于 90%"),
        ("target", "30% of drafts accepted"),
        ("latency", "p95 ≤ 800 ms"),
        ("latency", "first token within 1 s"),
        ("cost", "$0.02 per call"),
        ("confidence", "score below 0.7 goes to review"),
        ("fallback", "on timeout, show the cached reply"),
        ("fallback", "if unsure, hand over to a person"),
        ("drift", "weekly re-evaluation"),
        ("drift", "PSI > 0.2"),
        ("evaluation", "500 labelled tickets of the third quarter"),
    ],
)
def test_what_it_calls_stated_is_read_so(dimension: str, phrase: str, readme: str) -> None:
    row = next(line for line in readme.splitlines() if line.startswith(f"| {dimension} |"))
    assert phrase in row
    said = {"drift": "We watch for drift: ", "evaluation": "Evaluated on "}.get(dimension, "")
    text = f"# PRD: Inbox\n\n## AI reply drafts\n\nGPT-4o drafts replies.\n\n- {said}{phrase}\n"
    (spec,) = check_text(text).specs
    assert spec.features[0].claims[dimension].verdict == "stated"
