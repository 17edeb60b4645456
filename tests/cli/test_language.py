"""Errors and notes are told in the language that the command line, the configuration or the locale asks for."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from speclint import api, told

Run = Callable[..., Result]
Program = Callable[..., "subprocess.CompletedProcess[bytes]"]
FORMATS = ("text", "concise", "json", "github", "gitlab", "junit", "rdjson", "markdown", "questions")
NAMED = {"LANGUAGE": "", "LC_ALL": "", "LC_MESSAGES": "", "LANG": "en_US.UTF-8"}


@pytest.fixture(autouse=True)
def english_locale(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in NAMED.items():
        monkeypatch.setenv(name, value)


def english_words(text: str) -> list[str]:
    """Find words of a lower-case sentence that no command, name or path has."""
    return re.findall(
        r"(?<![\w./'=-])(?:the|is|no|not|a|are|cannot|called|give|write|there|did|you)(?![\w./'=-])", text
    )


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["check", "nowhere.md"], "错误：nowhere.md：没有这个文件或文件夹：请检查路径"),
        (["check", "image.png"], "错误：image.png：不是 Markdown"),
        (["check", "cut.md"], "错误：cut.md:2：不是 UTF-8：字节 0xff 无法解码"),
        (["check", "--select", "SL12O"], "没有名为 'SL12O' 的规则，是否指 SL"),
        (["check", "--output-format", "jsn"], "没有名为 'jsn' 的输出格式：是否指 json？"),
        (["check", "--today", "soon"], "错误：'--today' 的值无效：'soon' 不是日期"),
        (["check", "--since", "main"], "不在 git 仓库中"),
        (
            ["check", "--config", "stage = 1"],
            "'stage = 1'：stage 的值 1 无效：可用的有 draft、review、launch",
        ),
        (["check", "--config", "stge = 1"], "没有名为 'stge' 的设置：是否指 stage？"),
        (["check", "--config", "exclude = 1"], 'exclude 应为列表，如 ["…"]，而不是 1'),
        (["check", "--config", "nowhere.toml"], "--config：nowhere.toml 不存在"),
        (["explain", "SL99"], "没有名为 'SL99' 的规则"),
        (["explain", "gaps.md:900"], "gaps.md 没有第 900 行"),
        (["diff", "gaps.md"], "gaps.md 是路径"),
        (["baseline", "nowhere.md"], "错误：nowhere.md：没有这个文件或文件夹"),
        (["waivers", "nowhere.md"], "错误：nowhere.md：没有这个文件或文件夹"),
        (["new", "prd", "--output", "gaps.md"], "gaps.md 已存在，不会覆盖"),
        (["init"], "加 --yes 直接写入"),
        (["test-rules", "nowhere"], "nowhere 不是文件、文件夹，也不是已安装的插件"),
        (["plugins", "--config", "rules = ['nowhere']"], "nowhere 不是文件夹"),
    ],
)
def test_an_error_is_told_in_chinese(run: Run, folder: Path, arguments: list[str], message: str) -> None:
    (folder / "image.png").write_bytes(b"")
    (folder / "cut.md").write_bytes(b"# PRD\n\xff\xfe\n")
    result = run(*arguments, "--lang", "zh")
    assert result.exit_code == 2
    assert message in result.stderr
    assert english_words(result.stderr) == []
    assert english_words(run(*arguments).stderr) != []


@pytest.mark.parametrize(
    "arguments",
    [
        *(f"check spec.md --output-format {name}" for name in FORMATS),
        "check spec.md --statistics",
        "check spec.md --fix --unsafe-fixes --diff",
        "check notes.md",
        "config",
        "rules",
        "explain SL9",
        "explain spec.md:7",
        "waivers spec.md",
        "waivers spec.md --output-format markdown",
        "baseline spec.md",
        "diff filled.md spec.md",
        "diff filled.md spec.md --output-format markdown",
        "plugins",
        "new prd --output -",
        "new model-card --output -",
        "init --dry-run --agents",
        "test-rules house",
    ],
)
def test_a_chinese_reader_sees_no_english(run: Run, folder: Path, root: Path, arguments: str) -> None:
    for name, example in (("spec.md", "zh-smart-recruiting.md"), ("filled.md", "zh-filled-prd.md")):
        text = (root / "examples" / example).read_text(encoding="utf-8")
        (folder / name).write_text(f"{text}\n<!-- speclint-disable SL12O -->\n", encoding="utf-8")
    (folder / "house").mkdir()
    result = run(*arguments.split(), "--lang", "zh")
    assert result.exit_code in (0, 1)
    assert re.search(r"[一-鿿]", result.output)
    assert english_words(result.output) == []


def test_the_command_line_outranks_the_configuration_and_that_the_locale(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    assert run("explain", "SL99").stderr.startswith("错误：")
    (folder / "speclint.toml").write_text('language = "en"\n', encoding="utf-8")
    assert run("explain", "SL99").stderr.startswith("error: ")
    assert run("explain", "SL99", "--isolated").stderr.startswith("错误：")
    assert run("explain", "SL99", "--config", 'language = "zh"').stderr.startswith("错误：")
    assert run("explain", "SL99", "--lang=zh").stderr.startswith("错误：")
    assert run("extract", "nowhere.md").stderr.startswith("error: ")


def test_a_broken_configuration_is_told_in_the_language_that_it_asks_for(run: Run, folder: Path) -> None:
    (folder / "speclint.toml").write_text('language = "zh"\nstge = "draft"\n', encoding="utf-8")
    assert run("check").stderr == "错误：speclint.toml:2：没有名为 'stge' 的设置：是否指 stage？\n"
    (folder / "speclint.toml").unlink()
    written = '[tool.speclint]\nlanguage = "zh"\nstge = "draft"\n'
    (folder / "pyproject.toml").write_text(written, encoding="utf-8")
    assert "没有名为 'stge' 的设置" in run("check").stderr


def test_what_cannot_even_be_parsed_is_told_by_the_locale(run: Run, folder: Path) -> None:
    (folder / "speclint.toml").write_text('language = "zh\n', encoding="utf-8")
    assert run("check").stderr.startswith("error: speclint.toml:1")


def test_an_unknown_command_is_told_in_chinese_and_what_click_says_stays(run: Run) -> None:
    assert (
        run("chek", "--lang", "zh").stderr == "错误：没有名为 'chek' 的命令：是否指 check？（参见 speclint --help）\n"
    )
    assert "No such option" in run("check", "--nope", "--lang", "zh").stderr


@pytest.mark.parametrize("name", ["json", "sarif", "github", "gitlab", "junit", "rdjson"])
def test_formats_follow_the_language(run: Run, name: str) -> None:
    printed = run("check", "nowhere.md", "--output-format", name, "--lang", "zh").stdout
    assert "没有这个文件或文件夹" in printed
    assert "no such file" in run("check", "nowhere.md", "--output-format", name).stdout


def test_the_api_follows_the_language(folder: Path) -> None:
    (error,) = api.check("nowhere.md", language="zh").errors
    assert error.message == "没有这个文件或文件夹：请检查路径"
    (error,) = api.check_text(b"\xff\n", language="zh").errors
    assert error.message.startswith("不是 UTF-8")
    assert api.check("nowhere.md").errors[0].message == "no such file or folder; check the path"


def test_a_note_is_told_in_chinese(run: Run, folder: Path) -> None:
    (folder / ".git").mkdir()
    (folder / ".gitignore").write_text("*.md\n", encoding="utf-8")
    result = run("check", ".", "--output-format", "json", "--lang", "zh")
    assert json.loads(result.stdout)["notes"] == [".：其中的 Markdown 都被 .gitignore 忽略：没有可检查的内容"]
    assert "注意：.：其中的 Markdown 都被 .gitignore 忽略" in result.stderr


def test_front_matter_that_cannot_be_read_is_told_in_chinese(run: Run, folder: Path) -> None:
    text = (folder / "gaps.md").read_text(encoding="utf-8")
    (folder / "broken.md").write_text(f"---\ntitle: [\n---\n{text}", encoding="utf-8")
    (folder / "open.md").write_text(f"---\nkind: prd\n\n{text}", encoding="utf-8")
    (folder / "declared.md").write_text(f"{text}\n```yaml speclint\n- {{a\n```\n", encoding="utf-8")
    printed = run("check", "--lang", "zh", "--select", "SL901,SL910", "--output-format", "concise").stdout
    assert "front matter 不是有效的 YAML" in printed
    assert "front matter 没有结束：请在最后一个键下面写一行 `---`" in printed
    assert "声明不是有效的 YAML" in printed


def test_a_rule_folder_is_tested_in_chinese(run: Run, folder: Path) -> None:
    (folder / "house").mkdir()
    (folder / "house" / "ACME100-thing.md").write_text("---\ncode: ACME100\n", encoding="utf-8")
    result = run("test-rules", "house", "--lang", "zh")
    assert result.stdout.startswith("house/ACME100-thing.md:1: front matter 没有以 --- 结束\n")


def test_a_failure_that_nobody_foresaw_is_told_in_chinese(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*given: object, **options: object) -> None:
        raise ZeroDivisionError("half of nothing")

    monkeypatch.setattr(api, "check", fail)
    assert run("check", "--lang", "zh").stderr.startswith(
        "错误：内部错误，请反馈：ZeroDivisionError：half of nothing（"
    )


def test_the_catalogue_is_loaded_only_for_a_message(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []
    monkeypatch.setattr(told, "_catalogue", asked.append)
    assert run("check", "gaps.md", "--lang", "zh").exit_code == 1
    assert run("check", "nowhere.md").exit_code == 2
    assert asked == []


def test_the_program_speaks_chinese_by_its_locale(program: Program) -> None:
    environment = {**NAMED, "LANG": "zh_CN.UTF-8"}
    assert program("explain", "SL99", **environment).stderr.decode().startswith("错误：没有名为 'SL99' 的规则")
