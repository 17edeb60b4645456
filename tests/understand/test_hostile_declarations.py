"""Declarations in a pull request are untrusted: nothing in them blows up, hangs or passes for a finding of ours."""

from __future__ import annotations

import pytest

from speclint.api import check_text
from speclint.cli.main import cli
from speclint.model import Report

BODY = "# Desk\n\n## Reply drafting\n\nAn LLM drafts replies.\n"
LAUGHS = "\n".join(
    ["a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol]"]
    + [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 9)]
)


def in_both(yaml: str) -> list[Report]:
    """The document with this YAML below `ai-features` of its front matter, and with it in a fence."""
    indented = "".join(f"  {line}\n" for line in yaml.split("\n"))
    return [
        check_text(f"---\nai-features:\n{indented}---\n{BODY}"),
        check_text(f"{BODY}\n```yaml speclint\n{yaml}\n```\n"),
    ]


def mistakes(report: Report) -> list[str]:
    assert report.errors == ()
    return [f.message for f in report.findings if f.code in ("SL901", "SL910")]


@pytest.mark.parametrize(
    "yaml",
    [
        LAUGHS,
        "a: &a\n  latency: *a",
        "&a [*a]",
        "[" * 3000 + "]" * 3000,
        "Reply drafting: {latency: " + "{a: " * 60 + "1" + "}" * 60 + "}",
        "\n".join(f"feature {n}: {{latnecy: {{}}}}" for n in range(3000)),
        "latency: !!python/object/apply:os.system [echo]",
        "latency: {value: !!float x, unit: s}",
        "? [complex, key]\n: {latency: 3}",
        "1: {2: 3}\n~: {null: x}\n2027-01-01: {yes: no}",
        "latency: {value: 1" + "0" * 5000 + ", unit: s}",
        "latency: {value: 1e999, unit: s}",
        "? &k a\n: *k",
        "---\na: 1\n---\nb: 2",
        "task: " + "x" * 100_000,
        "\x07: \x1b[31m",
    ],
)
def test_yaml_that_is_built_to_harm_is_told_and_harms_nothing(yaml: str) -> None:
    for report in in_both(yaml):
        told = mistakes(report)
        assert told
        assert len(told) <= 200
        assert max(map(len, told)) < 1000


@pytest.mark.parametrize(
    "yaml", ["latency: {value: 3, unit: s, <<: {value: 3}, <<: [1]}\n<<: 3", "name: " + "x" * 100_000, "name: '```'"]
)
def test_yaml_that_is_odd_and_valid_harms_nothing(yaml: str) -> None:
    for report in in_both(yaml):
        assert report.specs[0].features


def test_aliases_merges_and_keys_of_other_types_are_read() -> None:
    yaml = (
        "Reply drafting:\n  latency: &usual {statistic: p95, value: 3, unit: s}\n"
        "Tagging:\n  latency: *usual\n"
        "Sorting:\n  latency:\n    <<: *usual\n    value: 9\n"
        "2027: {latency: *usual}\n"
    )
    for report in in_both(yaml):
        assert mistakes(report) == []
        bounds = {f.name: f.claims["latency"].evidence[0].quantities[0].value for f in report.specs[0].features}
        assert bounds == {"Reply drafting": 3.0, "Tagging": 3.0, "Sorting": 9.0, "2027": 3.0}


def test_what_is_declared_cannot_forge_output(tmp_path, capsys: pytest.CaptureFixture[str]) -> None:  # type: ignore[no-untyped-def]
    name = r'"x\n::error::forged\e[31m"'
    path = tmp_path / "prd.md"
    path.write_text(f"---\nai-features:\n  {name}:\n    {name}: 1\n---\n{BODY}", encoding="utf-8")
    for form in ("text", "concise", "github", "markdown"):
        with pytest.raises(SystemExit):
            cli(["check", str(path), "--output-format", form, "--color", "never"], prog_name="speclint")
        printed = capsys.readouterr().out
        assert "forged" in printed
        assert "\x1b" not in printed
        assert not any(line.startswith("::error::forged") for line in printed.splitlines())
