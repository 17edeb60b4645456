"""What a change of words or numbers does to a promise, read from real text in English and Chinese."""

from __future__ import annotations

from pathlib import Path

import pytest

from speclint import api
from speclint.change.difference import Difference

ENGLISH = """\
# Product requirements document: support assistant

## AI features

### Answer drafting

The LLM assistant drafts a reply to every support ticket.

- {said}
"""
CHINESE = """\
# 产品需求文档：智能客服

## AI 功能

### 智能回复

大模型为每个工单起草回复草稿，由客服确认后发送。

- {said}
"""


def compared(tmp_path: Path, old: str, new: str) -> Difference:
    """Compare two texts as two files."""
    for name, text in (("old.md", old), ("new.md", new)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    return api.diff(str(tmp_path / "old.md"), str(tmp_path / "new.md"))


def effects(difference: Difference) -> dict[str, tuple[str, str]]:
    """Give way and effect of the changes by dimension; there is one at most of each here."""
    changes = [
        change for document in difference.documents for feature in document.features for change in feature.changes
    ]
    assert len({change.dimension for change in changes}) == len(changes), changes
    return {change.dimension: (change.way, change.effect) for change in changes}


def of_sentences(tmp_path: Path, old: str, new: str) -> dict[str, tuple[str, str]]:
    """Compare two documents that differ in one sentence."""
    document = ENGLISH if old.isascii() else CHINESE
    return effects(compared(tmp_path, document.format(said=old), document.format(said=new)))


@pytest.mark.parametrize(
    ("dimension", "looser", "tighter"),
    [
        ("latency", "p95 latency is at most 3 s.", "p95 latency is at most 800 ms."),
        ("latency", "p95 latency is at most 2 s.", "p95 latency is at most 1,500 ms."),
        ("latency", "p50 latency is at most 2 s.", "p95 latency is at most 2 s."),
        ("latency", "90% of replies arrive within 2 s.", "99% of replies arrive within 2 s."),
        ("latency", "Drafts appear within 4 s for 50% of e-mails.", "Drafts appear within 4 s for 95% of e-mails."),
        ("latency", "p95 latency is about 2 s.", "p95 latency is at most 2 s."),
        ("cost", "每次调用的模型成本约 0.02 元。", "每次调用的模型成本不超过 0.02 元。"),
        ("target", "Accuracy is around 0.8.", "Accuracy is at least 0.8."),
        ("latency", "生成耗时 P95 不超过 3 秒。", "生成耗时 P95 不超过 800 毫秒。"),
        ("cost", "Inference costs at most $0.05 per call.", "Inference costs at most $0.02 per call."),
        ("cost", "每次调用的模型成本不超过 0.2 元。", "每次调用的模型成本不超过 5 分。"),
        ("target", "Accuracy is at least 85%.", "Accuracy is at least 0.9."),
        ("target", "Accuracy of 85%.", "Accuracy of 90%."),
        ("target", "Hallucination rate 5%.", "Hallucination rate 2%."),
        ("target", "The false positive rate is below 3%.", "The false positive rate is below 1%."),
        ("target", "WER 12%.", "Word error rate 9%."),
        ("target", "草稿采纳率不低于 50%。", "草稿采纳率不低于 60%。"),
        ("target", "幻觉率 5%。", "幻觉率 2%。"),
        ("target", "字错率 8%。", "字错率 5%。"),
        (
            "drift",
            "Accuracy is re-evaluated every quarter after release.",
            "Accuracy is re-evaluated every week after release.",
        ),
        (
            "drift",
            "Every week we re-score 100 tickets; if accuracy drops by more than 6 points we retrain.",
            "Every week we re-score 100 tickets; if accuracy drops by more than 4 points we retrain.",
        ),
        (
            "drift",
            "每周抽 200 张工单复核，准确率掉到 80% 以下就重新训练。",
            "每周抽 200 张工单复核，准确率掉到 88% 以下就重新训练。",
        ),
        (
            "drift",
            "Every month 50 drafts are read again; above 5% wrong we change the prompt.",
            "Every week 50 drafts are read again; above 5% wrong we change the prompt.",
        ),
        ("drift", "每月抽 50 条复核，错误率超过 5% 就改提示词。", "每周抽 50 条复核，错误率超过 5% 就改提示词。"),
        (
            "evaluation",
            "Measured on a test set of 200 labelled tickets.",
            "Measured on a test set of 500 labelled tickets.",
        ),
    ],
)
def test_a_number_is_looser_or_tighter_by_what_it_measures(
    dimension: str, looser: str, tighter: str, tmp_path: Path
) -> None:
    assert of_sentences(tmp_path, tighter, looser)[dimension] == ("value", "weakened")
    assert of_sentences(tmp_path, looser, tighter)[dimension] == ("value", "strengthened")


@pytest.mark.parametrize(
    ("dimension", "old", "new"),
    [
        ("latency", "p95 latency is at most 2 s.", "p99 latency is at most 3 s."),
        ("cost", "Inference costs at most $0.05 per call.", "Inference costs at most $20 per month."),
        ("cost", "Inference costs at most $0.05 per call.", "Inference costs at most €0.02 per call."),
        (
            "confidence",
            "Replies with a confidence score below 0.7 go to human review.",
            "Replies with a confidence score below 0.6 go to human review.",
        ),
        ("model", "It runs on GPT-4o.", "It runs on GPT-5."),
    ],
)
def test_what_nobody_can_call_more_or_less_is_changed(dimension: str, old: str, new: str, tmp_path: Path) -> None:
    assert of_sentences(tmp_path, old, new)[dimension][1] == "changed"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("p95 latency is at most 2 s.", "p95 latency is at most 2,000 ms."),
        ("p95 latency is at most 2 s.", "p95 latency is ≤ 2 seconds."),
        ("Accuracy is at least 90%.", "Accuracy is at least 0.90."),
        ("生成耗时 P95 不超过 2 秒。", "生成耗时 P95 在 2000 毫秒以内。"),
    ],
)
def test_the_same_in_other_units_is_no_change(old: str, new: str, tmp_path: Path) -> None:
    assert of_sentences(tmp_path, old, new) == {}


@pytest.mark.parametrize(
    ("dimension", "stated", "worse"),
    [
        ("latency", "p95 latency is at most 2 s.", "Replies are fast."),
        ("latency", "p95 latency is at most 2 s.", "Replies are polite."),
        ("fallback", "When the model times out, the agent gets the template reply.", "Errors are handled gracefully."),
        (
            "confidence",
            "Replies with a confidence score below 0.7 go to human review.",
            "Low-confidence replies are flagged.",
        ),
        ("latency", "生成耗时 P95 不超过 2 秒。", "生成速度要快。"),
    ],
)
def test_what_is_no_longer_stated_is_weakened_and_back(dimension: str, stated: str, worse: str, tmp_path: Path) -> None:
    assert of_sentences(tmp_path, stated, worse)[dimension] == ("verdict", "weakened")
    assert of_sentences(tmp_path, worse, stated)[dimension] == ("verdict", "strengthened")


def test_a_bound_that_goes_while_another_stays_is_removed(tmp_path: Path) -> None:
    both = ENGLISH.format(said="Accuracy is at least 90%.\n- The hallucination rate is below 2%.")
    one = ENGLISH.format(said="Accuracy is at least 90%.")
    assert effects(compared(tmp_path, both, one)) == {"target": ("removed", "weakened")}
    assert effects(compared(tmp_path, one, both)) == {"target": ("added", "strengthened")}


def test_a_fallback_that_goes_while_another_stays_is_removed(tmp_path: Path) -> None:
    both = ENGLISH.format(
        said="When the model times out, the agent gets the template reply.\n"
        "- If no source is found, the ticket is handed over to a person."
    )
    one = ENGLISH.format(said="When the model times out, the agent gets the template reply.")
    assert effects(compared(tmp_path, both, one))["fallback"] == ("removed", "weakened")


def test_a_renamed_feature_is_found_again_by_its_text(tmp_path: Path) -> None:
    old = ENGLISH.format(said="p95 latency is at most 2 s.")
    new = old.replace("### Answer drafting", "### Suggested replies").replace("2 s", "4 s")
    (document,) = compared(tmp_path, old, new).documents
    (feature,) = document.features
    assert feature.old is not None
    assert feature.new is not None
    assert (feature.status, feature.old.name, feature.new.name) == ("renamed", "Answer drafting", "Suggested replies")
    assert [(change.dimension, change.effect) for change in feature.changes] == [("latency", "weakened")]


def test_features_come_and_go(tmp_path: Path) -> None:
    old = ENGLISH.format(said="p95 latency is at most 2 s.")
    new = old + "\n### Image search\n\nA vision model finds products in photos that shoppers upload.\n"
    difference = compared(tmp_path, old, new)
    assert (difference.features("added"), difference.features("removed")) == (1, 0)
    back = compared(tmp_path, new, old)
    assert (back.features("added"), back.features("removed")) == (0, 1)


def test_a_statement_for_all_features_is_told_once(tmp_path: Path) -> None:
    features = "\n\n### Ticket triage\n\nThe ML classifier assigns each ticket to a queue.\n"
    general = "\n## Operations\n\nAll AI calls together cost at most ${n} per month.\n"
    old, new = (
        ENGLISH.format(said="Replies are polite.") + features + general.replace("{n}", n) for n in ("500", "900")
    )
    difference = compared(tmp_path, old, new)
    (document,) = difference.documents
    assert len(document.features) == 2
    assert difference.count("weakened") == 1


@pytest.mark.parametrize(
    "moved",
    [
        pytest.param(lambda text: "Some words.\n\n" + text, id="text above"),
        pytest.param(lambda text: text.replace("drafts a reply", "drafts\na reply"), id="wrapped anew"),
        pytest.param(lambda text: text.replace("\n", "\r\n"), id="other newlines"),
    ],
)
def test_what_only_moved_is_no_change(moved: object, tmp_path: Path) -> None:
    text = ENGLISH.format(said="p95 latency is at most 2 s and accuracy is at least 90%.")
    assert callable(moved)
    assert compared(tmp_path, text, moved(text)).documents == ()


def test_the_examples_compared_with_themselves_show_no_change(root: Path) -> None:
    examples = str(root / "examples")
    assert api.diff(examples, examples).documents == ()


def test_thousands_of_numbers_features_and_words_end(tmp_path: Path) -> None:
    numbers = " ".join(
        f"The LLM answers {n} in at most {n} ms with accuracy {n % 100}% at $0.{n} per call;" for n in range(2000)
    )
    features = "".join(f"\n### Reply {n}\n\nThe LLM drafts reply {n}.\n" for n in range(150))
    old = ENGLISH.format(said=numbers) + features
    difference = compared(tmp_path, old, old.replace(" ms", " s").replace("### Reply", "### Mail"))
    assert sum(len(document.features) for document in difference.documents) > 50


MAIL = """\
# PRD: Mail assistant

## Draft reply

GPT-4o drafts replies to customer e-mails.

- {draft}
- Fallback: the agent writes by hand.

## Summaries

Claude 3.5 summarises threads.

{summaries}
"""
ABOVE, BELOW = "Latency: p95 within 4 s", "Latency: 2 s at p95"


@pytest.mark.parametrize(
    ("draft", "effect"),
    [
        ("Replies are polite.", ("removed", "weakened")),
        (f"{ABOVE} (stretch goal)", ("removed", "weakened")),
        (f"{ABOVE} (not yet decided)", ("removed", "weakened")),
        (BELOW, ("value", "strengthened")),  # said a second time, here
        ("Latency: p95 within 3 s", ("value", "strengthened")),
    ],
)
def test_what_stood_elsewhere_before_replaces_nothing_that_went(
    tmp_path: Path, draft: str, effect: tuple[str, str]
) -> None:
    old, new = (MAIL.format(draft=said, summaries=BELOW) for said in (ABOVE, draft))
    assert effects(compared(tmp_path, old, new))["latency"] == effect


@pytest.mark.parametrize(
    ("dimension", "old", "new"),
    [
        ("latency", "Drafts appear within 4 s for 95% of e-mails.", "Drafts appear within 3 s for 90% of e-mails."),
        ("target", "F1 is at least 0.8.", "Precision is at least 0.8."),
        ("target", "F1 is at least 0.8 on 500 tickets.", "Precision is at least 0.9 on 500 tickets."),
    ],
)
def test_where_nobody_can_tell_which_promises_more_it_is_changed(
    tmp_path: Path, dimension: str, old: str, new: str
) -> None:
    for before, after in ((old, new), (new, old)):
        found = of_sentences(tmp_path, before, after)
        assert {dimension: effect for dimension, (_, effect) in found.items()} == {dimension: "changed"}


def test_a_larger_sample_promises_more_of_the_evaluation_and_nothing_of_the_target(tmp_path: Path) -> None:
    few, many = "F1 is at least 0.8 on 500 tickets.", "F1 is at least 0.8 on 5,000 tickets."
    for before, after, effect in ((few, many, "strengthened"), (many, few, "weakened")):
        found = of_sentences(tmp_path, before, after)
        assert {dimension: effect for dimension, (_, effect) in found.items()} == {"evaluation": effect}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (
            "Every week we re-score 100 tickets; if accuracy drops by more than 4 points we retrain.",
            "Every week we re-score 100 tickets; if accuracy drops by more than 6 points we retrain.",
        ),
        (
            "每周抽 200 张工单复核，准确率掉到 88% 以下就重新训练。",
            "每周抽 200 张工单复核，准确率掉到 80% 以下就重新训练。",
        ),
        (
            "Every week 50 drafts are read again; above 5% wrong we change the prompt.",
            "Every week 50 drafts are read again; above 8% wrong we change the prompt.",
        ),
    ],
)
def test_the_condition_of_a_watch_is_no_target_and_no_fallback(old: str, new: str, tmp_path: Path) -> None:
    assert set(of_sentences(tmp_path, old, new)) == {"drift"}
