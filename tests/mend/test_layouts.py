"""A skeleton stands where the document states its requirements, and is written as the document writes them."""

from __future__ import annotations

from mending import added, look, mended

HEAD = "# PRD: Support assistant\n\n## Reply drafting\n\nThe LLM (gpt-4o-mini) drafts a reply to every ticket.\n\n"
LATENCY = "TODO(speclint): at most … at the 95th percentile, for … (ask product and engineering)"
COST = "TODO(speclint): at most … per … (ask engineering and finance)"


def test_in_a_table_of_requirements_it_is_a_row_with_the_label_in_its_column() -> None:
    table = (
        "| No. | Aspect | Requirement | Owner |\n| --- | --- | --- | --- |\n"
        "| R1 | Accuracy | at least 90% of drafts are sent unchanged, on 500 labelled tickets of Q3 | data |\n"
        "| R2 | Fallback | if the model is down the agent gets an empty draft | product |\n"
    )
    text = HEAD + table + "\n## Roll-out\n\nIn March.\n"
    assert f"| | Latency | {LATENCY} | |" in added(text)
    lines = mended(text).split("\n")
    assert lines[
        lines.index("| R2 | Fallback | if the model is down the agent gets an empty draft | product |") + 1
    ].startswith("| | Latency |")


def test_among_items_with_bold_labels_it_is_one_with_their_bullet_and_marks() -> None:
    text = (
        HEAD + "* **Accuracy**: at least 90% on 500 labelled tickets\n* **Fallback**: if the model is down, no draft\n"
    )
    assert f"* **Latency**: {LATENCY}" in added(text)


def test_among_items_with_plain_labels_it_has_a_plain_one() -> None:
    text = HEAD + "+ Accuracy: at least 90% on 500 labelled tickets\n+ Fallback: if the model is down, no draft\n"
    assert f"+ Latency: {LATENCY}" in added(text)


def test_numbered_items_go_on() -> None:
    text = HEAD + "1. **Accuracy:** at least 90% on 500 tickets\n2. **Fallback:** if the model is down, no draft\n"
    assert added(text)[:2] == [f"3. **Latency:** {LATENCY}", f"4. **Cost:** {COST}"]


def test_among_paragraphs_with_labels_it_is_a_paragraph() -> None:
    text = HEAD + "**Accuracy:** at least 90% on 500 labelled tickets\n\n**Fallback:** if the model is down, no draft\n"
    assert f"**Latency:** {LATENCY}" in added(text)
    assert f"no draft\n\n**Latency:** {LATENCY}\n\n**Cost:**" in mended(text)


def test_a_section_without_labels_gets_a_list_at_its_end_in_front_of_the_next_heading() -> None:
    text = HEAD + "Agents see it at once.\n### Screens\n\nOne.\n\n## Roll-out\n\nIn March.\n"
    after = mended(text)
    assert "Agents see it at once.\n\n- **Quality target:** TODO(speclint)" in after
    assert "(ask data science and legal)\n\n### Screens\n\nOne.\n\n## Roll-out\n\nIn March.\n" in after


def test_a_list_at_the_end_of_a_section_goes_on() -> None:
    text = HEAD + "* Agents see it at once\n* Agents may edit it\n\n## Roll-out\n\nIn March.\n"
    assert "* Agents may edit it\n* **Quality target:** TODO(speclint)" in mended(text)


def test_a_list_with_blank_lines_between_its_items_goes_on_with_them() -> None:
    text = HEAD + "- Agents see it at once\n\n- Agents may edit it\n\n## Roll-out\n\nIn March.\n"
    assert f"\n\n- **Latency:** {LATENCY}\n\n- **Cost:** {COST}\n\n" in mended(text)


STORIES = """\
# PRD: Support assistant

## AI features

- The LLM drafts a reply to every ticket
   - in the tone of the company
- The ML classifier assigns every ticket to a queue

## Out of scope

Billing.
"""


def test_a_feature_that_is_an_item_gets_items_below_it() -> None:
    assert len(look(STORIES).specs[0].features) == 2
    after = mended(STORIES)
    assert "   - in the tone of the company\n   - **Quality target:** TODO(speclint)" in after
    assert "assigns every ticket to a queue\n  - **Quality target:** TODO(speclint)" in after


def test_a_tight_numbered_list_of_features_stays_tight() -> None:
    text = (
        "# PRD: Support assistant\n\n## AI features\n\n1. The LLM drafts a reply to every ticket\n"
        "2. The ML classifier assigns every ticket to a queue\n3. The LLM summarises every closed ticket\n"
        "\n## Out of scope\n\nBilling.\n"
    )
    after = mended(text)
    assert len(added(text)) > 3
    assert "\n   - **Quality target:** TODO(speclint)" in after
    assert "1. The" in after
    assert "\n\n2." not in after
    assert "\n\n3." not in after


FEATURES_TABLE = """\
# PRD: Support assistant

The assistant uses an LLM throughout. AI answers and AI scores are shown to agents only.

## AI features

| Feature | Description |
| --- | --- |
| AI reply drafting | The LLM drafts a reply to every ticket |
| AI ticket triage | The ML classifier assigns every ticket to a queue |

## Roll-out

In March.
"""


def test_a_feature_that_is_a_row_is_named_in_a_list_behind_its_table() -> None:
    names = [feature.name for feature in look(FEATURES_TABLE).specs[0].features]
    assert names == ["AI reply drafting", "AI ticket triage"]
    new = added(FEATURES_TABLE)
    assert [line for line in new if "Latency" in line] == [f"- **{name} – Latency:** {LATENCY}" for name in names]
    assert "to a queue |\n\n- **AI reply drafting – " in mended(FEATURES_TABLE)


def test_a_name_with_marks_in_it_stays_a_name() -> None:
    text = FEATURES_TABLE.replace("AI ticket triage", "AI ticket\\_triage (v\\*2)")
    assert look(text).specs[0].features[1].name == "AI ticket_triage (v*2)"
    assert f"- **AI ticket\\_triage (v\\*2) – Latency:** {LATENCY}" in added(text)
    assert mended(mended(text)) == mended(text)


CHINESE = """\
# 智能客服 PRD

## 功能需求

### 智能回复

大模型（Qwen2.5-7B）为每张工单起草回复。

- **准确率**：在 500 条 2025 年三季度工单上不低于 90%
- **兜底**：模型不可用时不展示草稿

## 上线计划

三月上线。
"""


def test_in_chinese_it_is_chinese_with_full_width_colons() -> None:
    assert "- **延迟**：TODO(speclint)：95% 的 … 不超过 …（请产品与工程确认）" in added(CHINESE)
    plain = CHINESE.replace(
        "- **准确率**：在 500 条 2025 年三季度工单上不低于 90%\n- **兜底**：模型不可用时不展示草稿\n", ""
    )
    assert "- **延迟：** TODO(speclint)：95% 的 … 不超过 …（请产品与工程确认）" in added(plain)


def test_what_other_features_hold_is_not_touched() -> None:
    other = "## Ticket triage\n\nThe ML classifier assigns tickets.\n\n- **Latency:** p95 ≤ 200 ms\n"
    text = HEAD + other
    before, after = mended(text).split("## Ticket triage")
    assert "**Latency:** TODO(speclint)" in before
    assert "**Latency:** TODO(speclint)" not in after


def test_below_a_title_that_was_pasted_without_marks_it_ends_the_section_of_its_feature() -> None:
    text = (
        "Support desk, product requirements\n\n1. Why\n1.1 Problem\nAgents type the same reply all day.\n2. Functions\n"
        "2.1 Reply drafting\nThe LLM (gpt-4o-mini) drafts a reply to every ticket.\nAgents may edit it.\n"
        "2.2 Ticket export\nTickets are exported as CSV.\n"
    )
    after = mended(text)
    assert "Agents may edit it.\n\n- **Quality target:** TODO(speclint)" in after
    assert after.endswith("(ask data science and legal)\n\n2.2 Ticket export\nTickets are exported as CSV.\n")
