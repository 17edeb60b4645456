"""A folder of pages, dimensions and vocabularies works without packaging, and every mistake in it names its line."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from speclint import api
from speclint.errors import RulePackError

from .conftest import Run

PAGE = "house-rules/acme/ACME101-missing-accessibility.md"
DIMENSION = "house-rules/dimensions/accessibility.yaml"
VOCABULARY = "house-rules/vocabulary/terms.yaml"
TERMS = "latency:\n  weak:\n    en: [swiftly]\naccessibility:\n  named:\n    en: [BITV 2.0]\n"


@pytest.fixture
def house(folder: Path, root: Path) -> Path:
    """The data of the example plugin as a team's own folder, named by its configuration."""
    shutil.copytree(root / "examples" / "plugin" / "acme_speclint" / "rules", folder / "house-rules")
    (folder / "house-rules" / "acme" / "ACME201-no-owner.md").unlink()
    (folder / "house-rules" / "README.md").write_text("# How we write rules\n", encoding="utf-8")
    (folder / "house-rules" / "vocabulary").mkdir()
    (folder / VOCABULARY).write_text(TERMS, encoding="utf-8")
    (folder / "speclint.toml").write_text('rules = ["house-rules"]\n', encoding="utf-8")
    return folder


def test_a_tenth_dimension_goes_through_every_command(house: Path, run: Run) -> None:
    text = (house / "shop.md").read_text(encoding="utf-8")
    (house / "shop.md").write_text(text + "\n## Reply drafts\n\nAn LLM drafts accessible replies.\n", encoding="utf-8")
    told = run("check", "shop.md").stdout
    assert "warning ACME101 line 3: Product descriptions names no accessibility standard" in told
    assert (
        "  AI feature            Accessibility\n  Product descriptions        ✗\n  Reply drafts                ~\n"
        in told
    )
    assert " 无障碍\n" in run("check", "shop.md", "--lang", "zh").stdout
    assert "| evaluation | Accessibility |" in run("check", "shop.md", "--output-format", "markdown").stdout
    assert "Accessibility" in run("check", "shop.md", "--statistics").stdout
    (document,) = json.loads(run("extract", "shop.md").stdout)["documents"]
    assert [f["dimensions"]["accessibility"]["verdict"] for f in document["features"]] == ["missing", "vague"]
    assert "Accessibility of Reply drafts: vague" in run("explain", "shop.md:9").stdout
    assert "Accessibility  ✗ missing" in run("explain", "shop.md:3").stdout
    assert "ACME101  missing-accessibility " in run("rules").stdout
    assert "ACME sells to public bodies" in run("explain", "ACME101").stdout
    assert "house-rules (rule folder)\n  rule-pages: ACME101\n  dimensions: accessibility\n" in run("plugins").stdout


def test_what_all_features_lack_is_called_by_the_dimensions_title(house: Path, run: Run) -> None:
    text = (house / "shop.md").read_text(encoding="utf-8")
    (house / "shop.md").write_text(text + "\n## Reply drafts\n\nAn LLM drafts the reply.\n", encoding="utf-8")
    assert "ACME101 line 3: no Accessibility in either AI feature" in run("check", "shop.md").stdout


def test_a_vocabulary_adds_terms(house: Path) -> None:
    text = (house / "shop.md").read_text(encoding="utf-8")
    (house / "shop.md").write_text(text + "It answers swiftly. It conforms to BITV 2.0.\n", encoding="utf-8")
    (spec,) = api.extract(["shop.md"]).specs
    assert (spec.claims["latency"].verdict, spec.claims["accessibility"].verdict) == ("vague", "stated")


def test_a_caller_names_folders_too(house: Path) -> None:
    (house / "speclint.toml").unlink()
    found = api.check(["shop.md"], rule_folders=[house / "house-rules"], select=["ACME101"]).findings
    assert [(finding.code, finding.span.line) for finding in found] == [("ACME101", 3)]
    assert "ACME101" not in {rule.code for rule in api.rules()}


def test_a_change_of_the_folder_is_noticed(house: Path, run: Run) -> None:
    assert "ACME101" in run("rules").stdout
    page = (house / PAGE).read_text(encoding="utf-8")
    (house / PAGE).write_text(page.replace("ACME101", "ACME102"), encoding="utf-8")
    (house / PAGE).rename(house / PAGE.replace("ACME101", "ACME102"))
    assert "ACME102" in run("rules").stdout


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        (PAGE, "{prd: warning}", "{prd: fatal}", f"{PAGE}:4: severity.prd: is none of error, warning, info"),
        (PAGE, "code: ACME101", "code: SL777", f"{PAGE}:1: the page of SL777"),
        (PAGE, "code: ACME101", "code: acme", f"{PAGE}:2: code: does not match ^[A-Z]"),
        (PAGE, "dimension: accessibility", "dimension: acessibility", "did you mean accessibility?"),
        (PAGE, "````md good en", "````md fine en", "'md fine en' is no example"),
        (DIMENSION, "evidence: named-thing", "evidence: named", f"{DIMENSION}:4: evidence: is none of bound, "),
        (
            DIMENSION,
            "a11y, ",
            "yes, ",
            f"{DIMENSION}:9: generic.en.2: must be a text, a whole number, not true",
        ),
        (DIMENSION, "name: acc", "name: axx", f"{DIMENSION}:2: its name is axxessibility: call the file"),
        (DIMENSION, "headings: {", "headings: [", f"{DIMENSION}:12: the file is not valid YAML"),
        (VOCABULARY, "latency:", "latancy:", f"{VOCABULARY}:2: no dimension looks for 'latancy.weak': did you mean"),
        (VOCABULARY, "  named:", "  namd:", f"{VOCABULARY}:5: no dimension looks for 'accessibility.namd': did you"),
        (VOCABULARY, "[swiftly]", "swiftly", f"{VOCABULARY}:3: latency.weak.en: must be a list, not a text"),
    ],
)
def test_a_mistake_names_file_and_line(file: str, old: str, new: str, told: str, house: Path, run: Run) -> None:
    text = (house / file).read_text(encoding="utf-8")
    assert old in text
    (house / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    result = run("check", "shop.md")
    assert (result.exit_code, result.stdout) == (2, "")
    assert told in result.stderr, result.stderr


def test_a_folder_that_is_not_there_is_named(house: Path, run: Run) -> None:
    (house / "speclint.toml").write_text('rules = ["houserules"]\n', encoding="utf-8")
    assert "error: houserules is no folder" in run("check", "shop.md").stderr


def test_two_pages_of_one_code_are_refused(house: Path) -> None:
    (house / "house-rules" / "other").mkdir()
    shutil.copy(house / PAGE, house / "house-rules" / "other")
    with pytest.raises(RulePackError, match="ACME101 is taken by house-rules/acme/ACME101"):
        api.rules()


def test_terms_are_literal_so_that_a_pull_request_cannot_hang_a_run(house: Path) -> None:
    text = (house / VOCABULARY).read_text(encoding="utf-8")
    (house / VOCABULARY).write_text(text.replace("[swiftly]", '["(a+)+$"]'), encoding="utf-8")
    (house / "shop.md").write_text((house / "shop.md").read_text("utf-8") + "a" * 50_000 + "!\n", encoding="utf-8")
    (spec,) = api.extract(["shop.md"]).specs
    assert spec.claims["latency"].verdict == "missing"


def test_the_built_in_dimensions_fit_the_schema(root: Path) -> None:
    from speclint.judge.pages import read_yaml
    from speclint.plugins.folder import schema

    for kind, shape in (("dimensions", "dimension"), ("vocabulary", "vocabulary")):
        for path in (root / "rules" / kind).glob("*.yaml"):
            if path.stem not in (
                "quantities",
                "coverage-weights",
                "feature-trees",
                "feature-weights",
                "kind-weights",
                "statement-weights",
                "statement-words",
                "taiwan",
                "traditional",
            ):
                read_yaml(path.read_text(encoding="utf-8"), str(path), schema(shape))
