"""Each mistake in a declaration is a finding of its own, on its line and with the mend; what is valid still counts."""

from __future__ import annotations

import pytest

from speclint.api import check_text
from speclint.model import Report

BODY = "# Desk\n\n## Reply drafting\n\nAn LLM drafts replies.\n"
NAME = "ai-features:\n  Reply drafting:\n"


def check(front_matter: str, language: str = "en", body: str = BODY) -> Report:
    return check_text(f"---\n{front_matter}\n---\n{body}", language=language)


def broken(report: Report) -> list[tuple[int, str]]:
    return [(f.span.line, f.message.split(": ", 1)[-1]) for f in report.findings if f.code == "SL910"]


@pytest.mark.parametrize(
    ("entry", "line", "message"),
    [
        ("latnecy: {value: 3, unit: s}", 4, "a feature has no key `latnecy`: did you mean `latency`?"),
        ("speed: {value: 3}", 4, "its keys are name, task, mode, target, latency"),
        ("task: clasify", 4, "`task` is 'clasify', which is none of generate, classify"),
        ("task: clasify", 4, "did you mean `classify`?"),
        ("mode: [batch]", 4, "`mode` is a list, which is none of interactive, batch, on-device"),
        ("latency: 3 s", 4, "`latency` is '3 s': write keys and values instead"),
        ("latency:", 4, "`latency` is empty: write keys and values, or take the key out"),
        ("latency: []", 4, "`latency` is empty"),
        ("latency: {value: fast, unit: s}", 4, "`latency.value` is 'fast': write a number instead"),
        ("latency:\n      unit: s\n      value: 0", 6, "`latency.value` is 0: it must be more than 0"),
        ("latency: {value: .nan, unit: s}", 4, "`latency.value` is '.nan': write a number instead"),
        ("latency: {value: true, unit: s}", 4, "`latency.value` is true: write a number instead"),
        ("latency: {value: 3}", 4, "`latency` lacks `unit`: add it"),
        ("latency: {value: 3, unit: parsecs}", 4, "`latency.unit` is 'parsecs', which is no unit for it"),
        ("latency:\n      value: 3\n      unit: s\n      statistc: p95", 7, "did you mean `statistic`?"),
        ("cost: {value: 3, per: month}", 4, "`cost` lacks `unit` or `currency`: add at least one of them"),
        ("cost: {value: 3, unit: bananas, per: month}", 4, "write one such as USD, CNY, tokens"),
        ("target: {metric: F1, value: 0.9}", 4, "`target` lacks `comparator`: add it"),
        ("target: {metric: F1, comparator: ~, value: 0.9}", 4, "`target.comparator` is empty"),
        ("target: {metric: F1, comparator: about, value: 0.9}", 4, "`target.comparator` is 'about', which is none of"),
        ("target: {metric: F1, comparator: ≥, value: high}", 4, "is 'high': write a number or a percentage instead"),
        (
            "target:\n    - {metric: F1, comparator: ≥, value: 0.9}\n    - {metric: F1, value: 1}",
            6,
            "`target` lacks `comparator`",
        ),
        ("confidence: {threshold: 0.7}", 4, "lacks `below`, `above` or `action`: add at least one of them"),
        ("fallback: {action: hide it}", 4, "`fallback` lacks `trigger`: add it"),
        (
            "drift:\n      what: edits\n      interval: weekly\n      threshold: 5%",
            7,
            "has `threshold` without `action`",
        ),
        ("drift: {interval: weekly}", 4, "`drift` lacks `what` or `statistic`"),
        ("evaluation: {dataset: Q3, slices: [1]}", 4, "`evaluation.slices` is 1: write text instead"),
        ("model: {version: 3}", 4, "`model` lacks `name`: add it"),
        ("model: ''", 4, "`model` is empty"),
        ("data: {size: 0, source: CRM}", 4, "`data.size` is 0: it must be at least 1"),
        ("latency: {waived: not needed}", 4, "`latency.waived` is 'not needed': write keys and values instead"),
        ("latency: {waived: {owner: Mei}}", 4, "`latency.waived` lacks `reason`: add it"),
        (
            "latency: {waived: {reason: x, until: 31.3.2027}}",
            4,
            "is '31.3.2027', which is no date, so that nothing is waived: write one as YYYY-MM-DD",
        ),
        ("latency: {waived: {reason: x, until: 2027-02-30}}", 4, "is '2027-02-30', which is no date"),
        (
            "latency: {waived: {reason: x, till: 2027-03-31}}",
            4,
            "`latency.waived` has no key `till`: did you mean `until`?",
        ),
        ("latency: {waived: {reason: x}, value: 3, unit: s}", 4, "is waived and states something as well"),
        ("latency: {value: 3, unit: s}\n    latency: {value: 4, unit: s}", 5, "`latency` is written twice"),
    ],
)
def test_a_mistake_is_told_on_its_line_with_the_mend(entry: str, line: int, message: str) -> None:
    found = broken(check(f"{NAME}    {entry}"))
    assert [place for place, _ in found] == [line]
    assert message in found[0][1]


@pytest.mark.parametrize(
    ("front_matter", "line", "message"),
    [
        ("ai-features: 3", 2, "`ai-features` is 3: write a list of features"),
        ("title: x\nai-features:", 3, "`ai-features` is empty: write a list"),
        ("ai-features: []", 2, "write a list of features"),
        ("ai-features:\n- task: act", 3, "a feature lacks `name`: add it"),
        ("ai-features:\n- name: 3", 3, "`name` is 3: write text instead"),
        ("ai-features:\n- 3", 3, "`ai-features` is 3: write what the feature promises"),
        ("ai-features:\n  Reply drafting: fast", 3, "`Reply drafting` is 'fast': write what the feature promises"),
        ("ai-features:\n  latency: {value: 3, unit: s}", 2, "this feature has no name"),
        (
            "kind: prd\nai_features:\n  Reply drafting: {task: act}",
            4,
            "`ai_features` is not read: did you mean `ai-features`?",
        ),
    ],
)
def test_a_declaration_that_is_none_is_told(front_matter: str, line: int, message: str) -> None:
    found = broken(check(front_matter))
    assert [place for place, _ in found] == [line]
    assert message in found[0][1]


@pytest.mark.parametrize(
    ("fence", "line", "message"),
    [
        ("```yaml speclint\nlatency: {value: 3\nunit: s\n```", 9, "the declaration is not valid YAML"),
        ("```yaml speclint\n```", 7, "the declaration is empty"),
        ("```yaml speclint\nfast\n```", 8, "`ai-features` is 'fast'"),
        ("```yaml speclint\nlatnecy: {value: 3, unit: s}\n```", 8, "did you mean `latency`?"),
        ("```yaml speclint\nlatency: {value: 3, unit: s}\n", 7, "the declaration's fence is not closed"),
        (
            "- so\n\n  ```yaml speclint\n  cost:\n    value: 3\n    per: x\n  ```",
            10,
            "`cost` lacks `unit` or `currency`",
        ),
    ],
)
def test_a_mistake_in_a_fence_is_told_on_its_line(fence: str, line: int, message: str) -> None:
    found = broken(check_text(f"{BODY}\n{fence}", kind="prd"))
    assert [place for place, _ in found] == [line]
    assert message in found[0][1]


@pytest.mark.parametrize(
    "text",
    [
        "```yaml speclint\nmodel: gpt-4o\n```\n\n# Desk\n\nWords.\n",
        "# Desk\n\n## Requirements\n\n```yaml speclint\nmodel: gpt-4o\n```\n",
        "---\nai-features: [One, Other]\n---\n# Desk\n\n```yaml speclint\nmodel: gpt-4o\n```\n",
    ],
)
def test_a_fence_without_a_name_outside_all_features_is_told(text: str) -> None:
    line = text.split("\n").index("model: gpt-4o") + 1
    assert broken(check_text(text)) == [
        (line, "this feature has no name, and the text around it defines none: add `name`")
    ]


def test_each_mistake_is_a_finding_of_its_own_and_the_rest_counts() -> None:
    report = check(
        f"{NAME}    task: clasify\n    latency: {{value: 3, unit: s, statistc: p95}}\n    cost: {{value: 1}}\n"
        "    drift: {what: edits, interval: weekly, threshold: 0.2}\n"
        "    model: {waived: {reason: under negotiation, until: soon}}\n    fallbck: {}"
    )
    assert [line for line, _ in broken(report)] == [4, 5, 6, 6, 7, 8, 9]
    claims = report.specs[0].features[0].claims
    assert {name: claims[name].scope for name in ("latency", "drift")} == dict.fromkeys(
        ("latency", "drift"), "declared"
    )
    assert claims["model"].verdict != "waived"  # nobody knows until when
    assert claims["cost"].verdict == "missing"
    assert len({f.fingerprint for f in report.findings}) == len(report.findings)


def test_fingerprints_stay_when_lines_move() -> None:
    entry = "    cost: {value: 1}\n    latency: {value: x, unit: s}"
    one, other = check(NAME + entry), check("title: moved\nauthor: Mei\n" + NAME + entry)
    assert {f.fingerprint for f in one.findings} == {f.fingerprint for f in other.findings}


def test_mistakes_are_told_in_chinese_too() -> None:
    entry = "latnecy: {}\n    latency: {value: 快, unit: 秒}\n    confidence: {threshold: 0.7}"
    messages = [f.message for f in check(f"{NAME}    {entry}", "zh").findings if f.code == "SL910"]
    assert messages == [
        "声明有误：功能没有 `latnecy` 这个键：是否指 `latency`？",
        "声明有误：`latency.value` 写的是 '快'：应写数字",
        "声明有误：`confidence` 缺少 `below`、`above` 或 `action`：至少补上其中一个",
    ]


def test_the_metadata_of_a_card_that_declares_something_are_held_against_their_schema() -> None:
    head = "kind: model-card\npipeline_tag: [text-classification]\nmodel-index: none\nbase_model: 3\nfoo: {bar: 1}\n"
    declared = "ai-features: {sorter: {mode: batch}}"
    body = "# Sorter\n\nA model that sorts.\n"
    assert broken(check(head.rstrip(), body=body)) == []
    found = broken(check(head + declared, body=body))
    assert [line for line, _ in found] == [3, 4, 5]
    assert "`pipeline_tag` is a list: write text instead" in found[0][1]
    results = "kind: model-card\nmodel-index:\n- name: sorter\n  results:\n  - task: {type: x}\n    metrics: {f1: 1}\n"
    assert broken(check(results + declared, body=body)) == [
        (7, "`model-index.results.metrics` is a mapping: write a list instead")
    ]
    assert broken(check("kind: model-card\nlicense: my-own\npipeline_tag: new-task\n" + declared, body=body)) == []


def test_a_document_that_means_to_declare_is_checked_though_nothing_in_it_can_be_read() -> None:
    body = "# Notes\n\nSome words.\n"
    broken_head = "ai-features:\n  Sorting:\n    target: {metric: F1, comparator: >=, value: 0.9}"
    findings = check(broken_head, body=body).findings
    assert [(f.code, f.span.line) for f in findings if f.code == "SL901"] == [("SL901", 4)]
    assert broken(check_text(body + "\n```yaml speclint\na: [\n```\n"))
