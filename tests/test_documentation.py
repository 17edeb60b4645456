"""The documentation says what the program does: generated pages are up to date, links lead somewhere."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from speclint import api
from speclint.config import toml
from speclint.config.layer import layer_of
from speclint.model import DIMENSIONS

COMPLAINTS = "docs/explanation/what-people-ask-of-linters.md"
LINK = re.compile(r"(?<!!)\[[^\]]*\]\((?P<target>[^)\s]+)\)")
FENCE = re.compile(r"^(?P<ticks>```+)(?P<info>[^\n`]*)\n(?P<body>.*?)^(?P=ticks)[ ]*$", re.MULTILINE | re.DOTALL)


def documents(root: Path) -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "*.md"], cwd=root, capture_output=True, text=True, check=False)
    names = listed.stdout.split() or [path.name for path in root.glob("*.md")]
    return [root / name for name in names if name.startswith("docs/") or "/" not in name]


def anchors(text: str) -> set[str]:
    headings = re.findall(r"^#+ (.+)$", FENCE.sub("", text), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-") for heading in headings}


def broken_links(path: Path) -> Iterator[str]:
    text = path.read_text(encoding="utf-8")
    for match in LINK.finditer(FENCE.sub("", text)):
        target, _, anchor = match["target"].partition("#")
        if re.match(r"[a-z]+:", target):
            continue
        aim = (path.parent / target).resolve() if target else path
        if not aim.exists() or (anchor and aim.suffix == ".md" and anchor not in anchors(aim.read_text("utf-8"))):
            yield f"{path.name}: {match['target']}"


def test_every_link_within_the_documentation_leads_somewhere(root: Path) -> None:
    assert [broken for path in documents(root) for broken in broken_links(path)] == []


def test_every_test_that_a_page_names_exists(root: Path) -> None:
    named = re.findall(r"\[(test_\w+)\]\(../../(tests/[\w/]+\.py)\)", (root / COMPLAINTS).read_text(encoding="utf-8"))
    assert len(named) > 20
    assert [name for name, file in named if f"def {name}(" not in (root / file).read_text(encoding="utf-8")] == []


def test_the_reference_is_up_to_date(root: Path) -> None:
    run = subprocess.run(
        [sys.executable, root / ".ci" / "reference.py", "--check"], capture_output=True, text=True, check=False
    )
    assert (run.returncode, run.stdout) == (0, ""), run.stdout + run.stderr


def test_every_configuration_that_is_shown_is_a_valid_one(root: Path) -> None:
    shown = 0
    for path in documents(root):
        for match in FENCE.finditer(path.read_text(encoding="utf-8")):
            if match["info"].strip() == "toml":
                data = toml.loads(match["body"])
                layer_of(data.get("tool", {}).get("speclint", data), path.name, root)
                shown += 1
    assert shown > 5


def test_every_declaration_that_is_shown_can_be_used(root: Path) -> None:
    page = (root / "docs" / "how-to" / "declare-features.md").read_text(encoding="utf-8")
    shown = [match["body"] for match in FENCE.finditer(page) if match["info"].strip() == "yaml"]
    beside = [match["body"] for match in FENCE.finditer(page) if match["info"].strip() == "md"]
    assert (len(shown), len(beside)) == (4, 1)
    for text in (*(f"---\n{body}---\n# Desk\n" for body in shown), *beside):
        report = api.check_text(text, select=["SL9"])
        assert report.findings == ()
        assert any(claim.scope == "declared" for f in report.specs[0].features for claim in f.claims.values()) or (
            "mode: interactive" in text
        )


FRAMES = {
    "en": """# PRD: customer service

## AI answer drafting

An assistant drafts an answer to each customer question; the agent edits and sends it.

""",
    "zh": """# 客服产品需求文档

## AI 回复草稿

智能助手为每个客户问题起草回复，客服修改后发送。

""",
}


def read_examples(root: Path) -> Iterator[tuple[str, str, str]]:
    """The verdict, dimension and text of all that the page shows as read so: line by line where it is a list."""
    page = (root / "docs" / "explanation" / "what-stated-means.md").read_text(encoding="utf-8")
    for match in FENCE.finditer(page):
        mark = re.fullmatch(r"md (stated|vague|missing|waived) ([a-z]+)", match["info"].strip())
        if mark:
            lines = match["body"].splitlines()
            for text in lines if all(line.startswith("- ") for line in lines) else [match["body"]]:
                yield mark[1], mark[2], text


def test_what_stated_means_is_read_as_it_says(root: Path, tmp_path: Path) -> None:
    examples = list(read_examples(root))
    paths = [tmp_path / f"{number:03}.md" for number in range(len(examples))]
    for path, (_, _, text) in zip(paths, examples, strict=True):
        frame = FRAMES["zh" if re.search("[\u4e00-\u9fff]", text) else "en"]
        path.write_text(frame + text, encoding="utf-8")
    specs = api.extract(paths, kind="prd", isolated=True).specs
    read = [spec.features[0].claims[dimension] for spec, (_, dimension, _) in zip(specs, examples, strict=True)]
    wrong = [(*e, claim.verdict) for e, claim in zip(examples, read, strict=True) if claim.verdict != e[0]]
    assert wrong == []
    shown = {(verdict, dimension) for verdict, dimension, _ in examples}
    assert shown >= {(verdict, dimension) for verdict in ("stated", "vague") for dimension in DIMENSIONS}
    assert (root / "docs" / "explanation" / "what-stated-means.md").read_text("utf-8").count(FRAMES["en"].strip()) == 1


def test_every_page_is_in_the_index(root: Path) -> None:
    index = root / "docs" / "README.md"
    linked = {(index.parent / match["target"]).resolve() for match in LINK.finditer(index.read_text("utf-8"))}
    pages = {path for path in documents(root) if path.is_relative_to(root / "docs")} - {index}
    assert [path.relative_to(root).as_posix() for path in sorted(pages - linked)] == []


def test_the_tutorial_leads_from_gaps_to_none(root: Path) -> None:
    folder = root / "examples" / "tutorial"
    before, after = (
        api.check([folder / f"receipts-{name}.md"], min_confidence="low", isolated=True) for name in ("before", "after")
    )
    assert {finding.severity for finding in before.findings} == {"error", "warning", "info"}
    assert after.findings == ()
    assert [feature.name for feature in before.specs[0].features] == [after.specs[0].features[0].name]


@pytest.mark.parametrize(
    ("name", "stated", "unreadable"),
    [
        ("feishu.md", {"target", "latency", "cost", "confidence", "fallback", "model"}, [57, 63]),
        ("notion.md", {"target", "latency", "fallback", "model"}, [34, 40]),
    ],
)
def test_the_examples_of_exports_are_read_as_the_how_to_says(
    root: Path, name: str, stated: set[str], unreadable: list[int]
) -> None:
    (spec,) = api.extract([root / "examples" / "exports" / name], isolated=True).specs
    (feature,) = spec.features
    assert {dimension for dimension, claim in feature.claims.items() if claim.verdict == "stated"} == stated
    assert [opaque.span.line for opaque in spec.opaque] == unreadable
