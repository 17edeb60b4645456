"""What each setting does to a run."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from jsonschema import Draft202012Validator

Run = Callable[..., Result]
Write = Callable[[str, str], Path]
Codes = Callable[..., dict[str, str]]

CARD = """\
---
license: mit
pipeline_tag: text-classification
---
# Model card: ticket classifier

## Model details

A classifier fine-tuned from BERT that assigns support tickets to queues.

## Intended use

Routing of English support tickets.

## Training data

Tickets of our help desk.
"""


def test_the_command_line_outranks_the_files(write: Write, codes: Codes) -> None:
    write("speclint.toml", 'select = ["SL130"]\nextend-ignore = ["SL160"]\nextend-select = ["SL140"]\n')
    assert set(codes()) == {"SL130", "SL140"}
    assert set(codes("--select", "SL160", "docs")) == {"SL160"}
    assert set(codes("--ignore", "SL130", "docs")) == {"SL140"}
    assert codes("--config", 'severity.SL130 = "info"', "docs")["SL130"] == "info"


def test_the_most_exact_word_decides_on_a_severity(write: Write, codes: Codes) -> None:
    write("speclint.toml", '[severity]\nmissing-cost = "info"\ncore = "error"\nSL1 = "warning"\nSL16 = "off"\n')
    found = codes()
    assert (found["SL130"], found["SL140"]) == ("info", "warning")
    assert "SL160" not in found


def test_a_chosen_severity_holds_at_launch_and_is_softened_in_a_draft(write: Write, codes: Codes) -> None:
    write("speclint.toml", 'select = ["SL130", "SL160"]\n[severity]\nSL130 = "warning"\n')
    assert codes("--stage", "launch", "docs") == {"SL130": "warning", "SL160": "error"}
    assert codes("--stage", "draft", "docs") == {"SL130": "info", "SL160": "info"}


def test_a_word_alone_does_not_raise_what_is_softer_for_model_cards(write: Write, codes: Codes) -> None:
    write("card.md", CARD)
    assert codes("card.md")["SL120"] == "info"
    write("speclint.toml", '[severity]\ncore = "error"\n')
    assert codes("card.md")["SL120"] == "info"
    write("speclint.toml", '[severity]\nSL120 = {model-card = "error"}\n')
    assert codes("card.md")["SL120"] == "error"
    assert codes("docs")["SL120" if "SL120" in codes("docs") else "SL121"]


def test_rules_are_off_in_the_documents_that_a_pattern_fits(write: Write, codes: Codes) -> None:
    write("docs/speclint.toml", '[per-file-ignores]\n"spec.md" = ["SL13", "SL160"]\n"*.txt" = ["core"]\n')
    found = codes()
    assert "SL130" not in found
    assert "SL160" not in found
    assert "SL140" in found


def test_what_is_excluded_stays_so_when_it_is_named(write: Write, run: Run) -> None:
    write("speclint.toml", 'exclude = ["docs/"]\n')
    result = run("check", "docs/spec.md", "docs/notes.md")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "2 files are excluded by the configuration (speclint config shows it)\n"
    spec = Path("docs/spec.md").read_text(encoding="utf-8")
    write("spec.md", spec)
    result = run("check", "--output-format", "concise", "spec.md", "docs/spec.md")
    assert result.exit_code == 1
    assert "docs/" not in result.stdout


def test_standard_input_under_an_excluded_name_is_left_out(write: Write, run: Run) -> None:
    write("speclint.toml", 'exclude = ["docs/"]\n')
    result = run("check", "--stdin-filename", "docs/spec.md")
    assert (result.exit_code, result.stdout) == (0, "")


@pytest.mark.parametrize(("front", "kind"), [("", "none"), ("---\nkind: prd\n---\n", "prd")])
def test_a_kind_is_fixed_by_pattern_unless_the_document_says(front: str, kind: str, write: Write, run: Run) -> None:
    spec = Path("docs/spec.md").read_text(encoding="utf-8")
    write("docs/spec.md", front + spec)
    write("speclint.toml", '[files]\nnone = ["docs/**"]\n')
    answer = json.loads(run("extract", "docs/spec.md").stdout)
    assert answer["documents"][0]["kind"] == kind
    write("base.toml", '[files]\nnone = ["docs/**"]\n')
    write("speclint.toml", 'extends = "./base.toml"\nlocked = ["files"]\n')
    answer = json.loads(run("extract", "docs/spec.md").stdout)
    assert answer["documents"][0]["kind"] == "none"


def test_a_document_that_a_pattern_calls_a_prd_must_have_a_feature(write: Write, codes: Codes) -> None:
    write("speclint.toml", '[files]\nprd = ["docs/notes.md"]\n')
    assert codes("docs/notes.md") == {"SL802": "warning"}


def test_the_stage_holds_for_documents_that_say_none(write: Write, codes: Codes) -> None:
    write("speclint.toml", 'stage = "draft"\n')
    assert set(codes().values()) == {"info"}
    spec = Path("docs/spec.md").read_text(encoding="utf-8")
    write("docs/spec.md", "---\nstage: review\n---\n" + spec)
    assert "error" in codes().values()
    write("speclint.toml", 'stage = "draft"\nlocked = ["stage"]\n')
    assert set(codes().values()) == {"info"}


def test_the_failing_severity_is_that_of_each_document(write: Write, run: Run) -> None:
    write("speclint.toml", 'select = ["SL130"]\nfail-on = "error"\n[severity]\nSL130 = "warning"\n')
    assert run("check", "docs").exit_code == 0
    write("docs/speclint.toml", 'extends = "../speclint.toml"\nfail-on = "warning"\n')
    assert run("check", "docs").exit_code == 1
    assert run("check", "--fail-on", "error", "docs").exit_code == 0


def test_messages_are_in_the_configured_language(write: Write, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    write("speclint.toml", 'language = "zh"\n')
    assert "没有说明" in run("check", "docs").stdout
    assert "没有说明" not in run("check", "--lang", "en", "docs").stdout
    write("speclint.toml", "")
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    assert "没有说明" in run("check", "docs").stdout
    monkeypatch.setenv("LC_ALL", "C")
    assert "没有说明" not in run("check", "docs").stdout


def test_a_term_of_the_team_counts(write: Write, codes: Codes) -> None:
    spec = Path("docs/spec.md").read_text(encoding="utf-8").replace("fast and accurate", "accurate")
    write("docs/spec.md", spec + "\nThe zeitraum of the assistant is short.\n")
    assert "SL120" in codes()
    write("speclint.toml", '[vocabulary]\n"latency.terms" = ["zeitraum"]\n')
    assert {"SL120", "SL121"} & set(codes()) == {"SL121"}
    write("speclint.toml", "")
    assert {"SL120", "SL121"} & set(codes()) == {"SL120"}


def test_what_is_locked_cannot_be_changed_from_above(write: Write, run: Run) -> None:
    write("org.toml", 'ignore = []\nlocked = ["severity", "ignore", "stage"]\n')
    write("speclint.toml", 'extends = "./org.toml"\n\n[severity]\nSL130 = "off"\n')
    result = run("check", "docs")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == "error: speclint.toml:4: severity is locked by org.toml:2: leave it out\n"
    write("speclint.toml", 'extends = "./org.toml"\n')
    result = run("check", "--ignore", "SL130", "docs")
    assert (result.exit_code, result.stderr) == (2, "error: --ignore: severity is locked by org.toml:2: leave it out\n")
    result = run("check", "--stage", "draft", "docs")
    assert (result.exit_code, result.stderr) == (2, "error: --stage: stage is locked by org.toml:2: leave it out\n")
    assert run("check", "docs").exit_code == 1


@pytest.mark.parametrize(
    "way", ['ignore = ["SL130"]', '[per-file-ignores]\n"docs/**" = ["SL130"]', 'select = ["SL140"]']
)
def test_a_locked_severity_cannot_be_got_round(way: str, write: Write, run: Run) -> None:
    write("org.toml", 'locked = ["severity"]\n')
    write("speclint.toml", f'extends = "./org.toml"\n{way}\n')
    result = run("check", "docs")
    assert (result.exit_code, "severity is locked by org.toml:1" in result.stderr) == (2, True)
    write("speclint.toml", 'extends = "./org.toml"\n')
    assert run("check", "--ignore", "SL130", "docs").exit_code == 2
    assert run("check", "--select", "SL130", "docs").exit_code == 1  # to look closer is no way round


def test_the_effective_settings_are_shown_with_their_origin(write: Write, run: Run, root: Path) -> None:
    write("org.toml", '[severity]\nSL130 = "warning"\n')
    write("docs/speclint.toml", 'extends = "../org.toml"\n"exclude" = ["a*.md"]\n')
    shown = run("config", "docs/spec.md").stdout
    assert "# the settings that hold for docs/spec.md" in shown
    assert any(line.startswith('SL130 = "warning" ') and line.endswith("org.toml:2") for line in shown.splitlines())
    assert any(line.startswith('fail-on = "error" ') and line.endswith("# default") for line in shown.splitlines())
    answer = json.loads(run("config", "--output-format", "json", "docs/spec.md").stdout)
    schema = json.loads((root / "schemas" / "settings.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator(schema).validate(answer)
    origins = {".".join(setting["key"]): setting["origin"] for setting in answer["settings"]}
    assert origins["exclude"] == "docs/speclint.toml:2"
    assert origins["stage"] is None


def test_what_is_shown_is_a_configuration_that_gives_the_same(write: Write, run: Run) -> None:
    write(
        "speclint.toml",
        'exclude = ["a \\"b\\".md"]\n[per-file-ignores]\n"docs/**" = ["SL130"]\n[severity]\n"SL14" = "off"\n',
    )
    shown = run("config", "--color", "never").stdout
    write("speclint.toml", shown)
    again = run("config", "--color", "never").stdout
    strip = [line.split("  #")[0].rstrip() for line in shown.splitlines()]
    assert [line.split("  #")[0].rstrip() for line in again.splitlines()] == strip


def test_the_published_schema_is_one(root: Path) -> None:
    for name in ("config.schema.json", "settings.schema.json"):
        Draft202012Validator.check_schema(json.loads((root / "schemas" / name).read_text(encoding="utf-8")))


def test_paths_are_shown_as_the_file_would_say_them(write: Write, run: Run) -> None:
    write("org/base.toml", 'baseline = "known.txt"\n')
    write("speclint.toml", 'extends = "org/base.toml"\n')
    assert 'baseline = "org/known.txt"' in run("config", "docs/spec.md").stdout
