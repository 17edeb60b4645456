"""A baseline hides what was there before, and nothing else, from wherever it is met."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from git_repository import GitRepository

from speclint.cli.main import cli

Run = Callable[..., Result]

NAME = "speclint-baseline.txt"
BAD_FEATURE = """
### Reply translation

The LLM translates each reply into the customer's language. Translations are fast.
"""


GAPS = """\
# Product requirements document: support assistant

## AI features

### Answer drafting

The LLM assistant drafts a reply to every support ticket with GPT-4o. Answers are fast and accurate.

### Ticket triage

The ML classifier assigns each incoming ticket to a queue. Accuracy is at least 90%.

## Out of scope

Billing and refunds.
"""


@pytest.fixture(autouse=True)
def document(folder: Path) -> None:
    """Put the document there that the baseline is about."""
    (folder / "gaps.md").write_text(GAPS, encoding="utf-8")


def with_bad_feature(text: str) -> str:
    return text.replace("## Out of scope", BAD_FEATURE.lstrip("\n") + "\n## Out of scope")


def entries(folder: Path, name: str = NAME) -> list[str]:
    lines = (folder / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def shown(run: Run, *arguments: str) -> list[dict[str, object]]:
    result = run("check", "--output-format", "json", "--baseline", NAME, *arguments)
    assert result.exit_code in (0, 1), result.stderr
    findings: list[dict[str, object]] = json.loads(result.stdout)["findings"]
    return findings


def test_what_is_in_the_baseline_is_hidden_counted_and_does_not_fail(folder: Path, run: Run) -> None:
    assert run("check").exit_code == 1
    written = run("baseline")
    assert (written.exit_code, written.stdout) == (0, "")
    assert f"{NAME}: {len(entries(folder))} findings are in the baseline" in written.stderr
    result = run("check", "--baseline", NAME)
    assert result.exit_code == 0
    told = " ".join(result.stdout.split())
    assert f"nothing to report; 1 document is no spec; {len(entries(folder))} findings in the baseline" in told
    assert "SL120" not in result.stdout
    chinese = run("check", "--baseline", NAME, "--lang", "zh")
    assert f"基线中已有 {len(entries(folder))} 个问题" in "".join(chinese.stdout.split("\n"))[:400].replace("  ", "")


def test_a_new_feature_shows_exactly_its_own_findings_and_fails(folder: Path, run: Run) -> None:
    run("baseline")
    (folder / "gaps.md").write_text(with_bad_feature(GAPS), encoding="utf-8")
    assert run("check", "--baseline", NAME).exit_code == 1
    found = shown(run)
    assert {finding["feature"] for finding in found} == {"Reply translation"}
    assert {"SL110", "SL121"} <= {finding["code"] for finding in found}
    for format_, expected in (("sarif", '"ruleId"'), ("github", "::error "), ("concise", "gaps.md:")):
        output = run("check", "--output-format", format_, "--baseline", NAME).stdout
        assert output.count(expected) >= 1
        assert "Answer drafting" not in output


@pytest.mark.parametrize(
    "moved",
    [
        pytest.param("# A word before\n\nSome words.\n\n" + GAPS, id="text above"),
        pytest.param(GAPS.replace("with GPT-4o. Answers are", "with\nGPT-4o.\nAnswers are"), id="wrapped anew"),
        pytest.param(GAPS.replace("\n", "\r\n"), id="other newlines"),
        pytest.param(GAPS.replace("## AI features\n", "## AI features\n\nWhat the AI does.\n"), id="text between"),
    ],
)
def test_an_entry_is_met_again_wherever_its_lines_move(moved: str, folder: Path, run: Run) -> None:
    run("baseline")
    before = entries(folder)
    (folder / "gaps.md").write_bytes(moved.encode("utf-8"))
    assert shown(run) == []
    run("baseline")
    assert entries(folder) == before


def test_a_document_is_the_same_from_wherever_one_runs(folder: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "docs" / "deep").mkdir(parents=True)
    (folder / "gaps.md").rename(folder / "docs" / "deep" / "my gaps.md")
    run("baseline", "docs")
    assert all(line.startswith("docs/deep/my%20gaps.md ") for line in entries(folder))
    for start, baseline, path in (
        (".", NAME, "docs"),
        (".", f"./{NAME}", "./docs/../docs/deep/my gaps.md"),
        ("docs", f"../{NAME}", "."),
        ("docs/deep", f"../../{NAME}", "my gaps.md"),
        ("docs", str(folder / NAME), str(folder)),
    ):
        monkeypatch.chdir(folder / start)
        result = run("check", "--baseline", baseline, path)
        assert (result.exit_code, "SL1" in result.stdout, result.stderr) == (0, False, "")
    monkeypatch.chdir(folder / "docs")
    again = run("baseline", "--output", f"../{NAME}")
    assert again.stderr.count("\n") == 1, again.stderr


def test_what_is_mended_is_told_but_fails_nothing_and_is_pruned(folder: Path, run: Run) -> None:
    run("baseline")
    mended = GAPS.replace("Answers are fast", "p95 latency is at most 2 seconds. Answers are not")
    (folder / "gaps.md").write_text(mended, encoding="utf-8")
    result = run("check", "--baseline", NAME)
    assert result.exit_code == 0
    assert f"note: {NAME}: 1 entry is no longer found: gaps.md answer-drafting SL121; drop it with" in result.stderr
    assert json.loads(run("check", "--baseline", NAME, "--output-format", "json").stdout)["notes"]
    pruned = run("baseline", "--prune")
    assert "1 is no longer found, and dropped:" in pruned.stderr
    assert not any("SL121" in line for line in entries(folder))
    assert run("check", "--baseline", NAME).stderr == ""


def test_pruning_adds_nothing(folder: Path, run: Run) -> None:
    run("baseline")
    before = entries(folder)
    (folder / "gaps.md").write_text(with_bad_feature(GAPS), encoding="utf-8")
    run("baseline", "--prune")
    assert entries(folder) == before
    added = run("baseline")
    assert "are new in it:" in added.stderr
    assert len(entries(folder)) > len(before)


def test_a_run_says_nothing_of_documents_and_rules_that_it_did_not_look_at(folder: Path, run: Run) -> None:
    (folder / "other.md").write_text(GAPS, encoding="utf-8")
    run("baseline")
    assert run("check", "--baseline", NAME, "gaps.md").stderr == ""
    assert run("check", "--baseline", NAME, "--select", "SL110").stderr == ""
    (folder / "other.md").unlink()
    assert run("check", "--baseline", NAME, "gaps.md").stderr == ""
    assert "other.md answer-drafting" in run("check", "--baseline", NAME).stderr


def test_writing_for_some_documents_keeps_the_entries_of_the_others(folder: Path, run: Run) -> None:
    (folder / "other.md").write_text(GAPS, encoding="utf-8")
    run("baseline")
    before = entries(folder)
    run("baseline", "gaps.md")
    assert entries(folder) == before
    (folder / "other.md").unlink()
    dropped = run("baseline", "gaps.md")
    assert "no longer found, and dropped" in dropped.stderr
    assert entries(folder) == [line for line in before if line.startswith("gaps.md ")]


def test_a_file_that_cannot_be_read_keeps_its_entries(folder: Path, run: Run) -> None:
    run("baseline")
    before = entries(folder)
    (folder / "gaps.md").write_bytes(b"\xff\xfe\x00 broken")
    result = run("baseline")
    assert (result.exit_code, "gaps.md" in result.stderr) == (2, True)
    assert entries(folder) == before
    assert "no longer found" not in run("check", "--baseline", NAME).stderr


def test_what_is_unsure_is_recorded_so_that_no_option_brings_it_up(folder: Path, run: Run) -> None:
    unsure = GAPS.replace("Answers are fast", "![latency](latency.png) Answers are good")
    (folder / "gaps.md").write_text(unsure, encoding="utf-8")
    assert "unsure" in run("check").stdout
    run("baseline")
    assert shown(run, "--min-confidence", "low") == []


def test_a_finding_graver_than_recorded_is_shown_again(folder: Path, run: Run) -> None:
    (folder / "gaps.md").write_text("---\nstatus: draft\n---\n\n" + GAPS, encoding="utf-8")
    run("baseline")
    assert shown(run) == []
    (folder / "gaps.md").write_text("---\nstatus: review\n---\n\n" + GAPS, encoding="utf-8")
    grave = shown(run)
    assert grave
    assert "no longer found" not in run("check", "--baseline", NAME).stderr
    (folder / "gaps.md").write_text("---\nstatus: review\n---\n\n" + GAPS, encoding="utf-8")
    run("baseline")
    (folder / "gaps.md").write_text("---\nstatus: draft\n---\n\n" + GAPS, encoding="utf-8")
    assert shown(run) == []


def test_an_unknown_rule_is_told_and_no_error(folder: Path, run: Run) -> None:
    run("baseline")
    text = (folder / NAME).read_text(encoding="utf-8")
    (folder / NAME).write_text(text + "gaps.md answer-drafting XY999 error 0123456789abcdef\n", encoding="utf-8")
    result = run("check", "--baseline", NAME)
    assert result.exit_code == 0
    assert "no rule is called XY999" in result.stderr
    assert f"{NAME}:{len(text.splitlines()) + 1}:" in result.stderr
    run("baseline", "--prune")
    assert "XY999" not in (folder / NAME).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("<<<<<<< HEAD", "a merge conflict is left here"),
        ("=======", "a merge conflict is left here"),
        (">>>>>>> topic", "a merge conflict is left here"),
        ("gaps.md answer-drafting SL120 error", "no entry of a baseline"),
        ("gaps.md answer-drafting SL120 grave 0123456789abcdef", "no entry of a baseline"),
        ("gaps.md answer-drafting SL120 error 0123", "no entry of a baseline"),
        ("gaps.md answer drafting SL120 error 0123456789abcdef", "no entry of a baseline"),
    ],
)
def test_a_line_that_is_no_entry_is_an_error_with_its_place_and_mend(
    line: str, told: str, folder: Path, run: Run
) -> None:
    (folder / NAME).write_text(f"# mine\n\n{line}\n", encoding="utf-8")
    for arguments in (("check", "--baseline", NAME), ("baseline",), ("baseline", "--prune")):
        result = run(*arguments)
        assert result.exit_code == 2
        assert f"{NAME}:3: {told}" in result.stderr
        assert "run speclint baseline" in result.stderr
    assert line in (folder / NAME).read_text(encoding="utf-8")


def test_a_baseline_that_is_not_there_is_an_error_with_the_mend(folder: Path, run: Run) -> None:
    result = run("check", "--baseline", "none.txt")
    assert (result.exit_code, "speclint baseline --output none.txt" in result.stderr) == (2, True)
    assert run("baseline", "--prune", "--output", "none.txt").exit_code == 2
    into_nothing = run("baseline", "--output", "no/such/folder.txt")
    assert (into_nothing.exit_code, "'--output'" in into_nothing.stderr) == (2, True)


def test_a_path_that_does_not_exist_makes_no_baseline(folder: Path, run: Run) -> None:
    result = run("baseline", "nope.md")
    assert (result.exit_code, "nope.md" in result.stderr) == (2, True)
    assert not (folder / NAME).exists()


def test_a_baseline_is_never_written_over_something_else(folder: Path, run: Run) -> None:
    result = run("baseline", "--output", "gaps.md")
    assert result.exit_code == 2
    assert (folder / "gaps.md").read_text(encoding="utf-8") == GAPS


def test_comments_blank_lines_order_and_repetition_do_not_matter(folder: Path, run: Run) -> None:
    run("baseline")
    lines = (folder / NAME).read_text(encoding="utf-8").splitlines()
    mixed = "\r\n\r\n# why\r\n".join(reversed([line for line in lines if not line.startswith("#")])) * 2
    (folder / NAME).write_bytes(b"\xef\xbb\xbf" + mixed.encode("utf-8"))
    result = run("check", "--baseline", NAME)
    assert (result.exit_code, result.stderr) == (0, "")


@pytest.mark.skipif(os.name == "nt", reason="such names cannot be had there")
@pytest.mark.parametrize("name", ["a b.md", "#1.md", "<<<<<<< x.md", "50%.md", "zeile\nneu.md", "规格 文档.md", "=.md"])
def test_any_name_of_a_document_is_written_and_read_again(name: str, folder: Path, run: Run) -> None:
    (folder / "gaps.md").rename(folder / name)
    run("baseline")
    result = run("check", "--baseline", NAME)
    assert (result.exit_code, result.stderr) == (0, "")
    assert all(len(line.split()) == 5 for line in entries(folder))


def test_the_baseline_holds_from_standard_input_too(folder: Path, run: Run) -> None:
    run("baseline")
    arguments = ["check", "-", "--stdin-filename", "gaps.md", "--baseline", NAME]
    assert CliRunner().invoke(cli, arguments, input=GAPS).exit_code == 0
    assert CliRunner().invoke(cli, arguments, input=with_bad_feature(GAPS)).exit_code == 1


def test_the_file_is_sorted_and_the_same_whatever_the_order_of_paths(folder: Path, run: Run) -> None:
    (folder / "b.md").write_text(GAPS, encoding="utf-8")
    run("baseline", "gaps.md", "b.md", "--output", "one.txt")
    run("baseline", "b.md", "gaps.md", "--output", "two.txt")
    assert (folder / "one.txt").read_bytes() == (folder / "two.txt").read_bytes()
    assert entries(folder, "one.txt") == sorted(entries(folder, "one.txt"))


def mend(repository: GitRepository, run: Run, name: str) -> None:
    """On a branch of its own, mend one document and prune the baseline."""
    repository.git("checkout", "--quiet", "-b", f"mend-{name}", "main")
    repository.write(f"{name}.md", GAPS.replace("Answers are fast", "p95 latency is at most 2 s. Answers are not"))
    run("baseline", "--prune")
    repository.commit(f"mend {name}")


def test_branches_that_prune_and_add_merge_without_conflict(folder: Path, run: Run) -> None:
    repository = GitRepository(folder)
    for name in ("a", "b", "c"):
        repository.write(f"{name}.md", GAPS)
    run("baseline")
    repository.commit()
    for name in ("a", "b"):
        mend(repository, run, name)
    repository.git("checkout", "--quiet", "-b", "add", "main")
    repository.write("c.md", with_bad_feature(GAPS))
    run("baseline", "c.md")
    repository.commit("put up with another")
    repository.git("checkout", "--quiet", "main")
    for branch in ("mend-a", "mend-b", "add"):
        repository.git("merge", "--quiet", "--no-edit", branch)
    result = run("check", "--baseline", NAME)
    assert (result.exit_code, result.stderr) == (0, "")
    merged = (folder / NAME).read_bytes()
    run("baseline")
    assert (folder / NAME).read_bytes() == merged


def test_branches_that_touch_neighbouring_entries_merge_with_the_union_driver(folder: Path, run: Run) -> None:
    repository = GitRepository(folder)
    repository.write(".gitattributes", f"{NAME} merge=union\n")
    run("baseline")
    repository.commit()
    for branch, old, new in (
        ("latency", "Answers are fast and", "p95 latency is at most 2 s. Answers are"),
        ("target", "accurate.", "sent unchanged in at least 60% of cases."),
    ):
        repository.git("checkout", "--quiet", "-b", branch, "main")
        repository.write("gaps.md", GAPS.replace(old, new))
        run("baseline", "--prune")
        repository.commit()
    # of the document itself, which both change on one line, take the text that a person would write
    repository.git("merge", "--quiet", "--no-edit", "latency", may_fail=True)
    repository.write(
        "gaps.md",
        GAPS.replace("Answers are fast and accurate.", "p95 latency is at most 2 s. At least 60% are sent unchanged."),
    )
    assert "<<<<" not in (folder / NAME).read_text(encoding="utf-8")
    assert run("check", "--baseline", NAME).exit_code == 0


def test_the_configured_baseline_holds_and_is_the_one_that_is_written(
    folder: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "quality").mkdir()
    (folder / "docs").mkdir()
    (folder / "gaps.md").rename(folder / "docs" / "gaps.md")
    (folder / "speclint.toml").write_text('baseline = "quality/known.txt"\n', encoding="utf-8")
    assert run("check").exit_code == 1  # nobody has written it yet
    monkeypatch.chdir(folder / "docs")
    assert run("baseline").exit_code == 0
    assert all(line.startswith("../docs/gaps.md ") for line in entries(folder, "quality/known.txt"))
    for start in (".", "docs"):
        monkeypatch.chdir(folder / start)
        result = run("check")
        assert (result.exit_code, result.stderr) == (0, "")
    assert run("check", "--isolated").exit_code == 1
    (folder / "docs" / "gaps.md").write_text(with_bad_feature(GAPS), encoding="utf-8")
    monkeypatch.chdir(folder)
    assert run("check").exit_code == 1


def test_the_three_commands_of_the_documentation_are_green(folder: Path, run: Run, root: Path) -> None:
    page = (root / "docs" / "how-to" / "adopt-in-an-old-repository.md").read_text(encoding="utf-8")
    commands = page.split("```sh\n", 1)[1].split("```", 1)[0].splitlines()
    (folder / "docs").mkdir()
    (folder / "gaps.md").rename(folder / "docs" / "gaps.md")
    assert len(commands) == 3
    assert [run(*command.split()[1:]).exit_code for command in commands] == [0, 0, 0]
