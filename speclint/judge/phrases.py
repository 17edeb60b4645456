"""What is said of suppressions and waivers, in English and Chinese; rule pages carry the words around it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

PHRASES: Mapping[str, Mapping[str, str]] = {
    "en": {
        "comma": ", ",
        "all-rules": "all rules",
        "owned": " (owner {owner})",
        "no-directive": "no directive is called {written!r}: did you mean {nearest}?",
        "no-directive-unsure": "no directive is called {written!r}",
        "reason-unset": "a reason goes after a colon; ",
        "no-rule-named": "the entry names no rule: write rule: SL120",
        "no-key": "no key is called {key!r}: there are rule, reason, owner, until and feature",
        "no-text": "{key} must be a text",
        "no-date": "cannot read the date {written!r}, so that nothing is silenced: write until 2027-03-31",
        "no-feature-here": "no AI feature's section holds this comment: put it below the feature's heading",
        "no-feature": "no AI feature is called {written!r}",
        "no-feature-near": "no AI feature is called {written!r}: did you mean {nearest!r}?",
        "unused": "{rules} would find nothing here: take that out",
        "misplaced": "{places}: {mend}",
        "reported": "{rules} is reported on line {line}",
        "reported-several": "{rules} are reported on line {line}",
        "put-above": "put this above that line",
        "put-on-line": "put this on that line",
        "put-into-section": "put this below that line, into the section of that feature",
        "or-use-feature": " (or use speclint-disable-feature)",
        "or-use-file": " (or use speclint-disable-file)",
        "use-file": "use speclint-disable-file",
        "also": "; ",
        "unused-all": "there is nothing to silence here: remove it",
        "unused-enable": "nothing is disabled at this point: remove it",
        "expired": "the waiver of {what} expired on {until}{owner}: remove it, or agree on a new date",
        "expired-back": "the waiver of {what} expired on {until}{owner}, and what it silenced is back ({n}): "
        "state what is missing, or agree on a new date",
        "expires": "the waiver of {what} expires on {until}{owner}, {n} days from now: "
        "state by then what is missing, or agree on a new date",
        "expires-tomorrow": "the waiver of {what} expires on {until}{owner}, tomorrow: "
        "state by then what is missing, or agree on a new date",
        "expires-today": "the waiver of {what} holds today for the last time{owner}: "
        "state what is missing, or agree on a new date",
        "unreasoned": "nothing says why {what} may be silent: add the reason behind a colon",
        "unreasoned-entry": "nothing says why {what} may be silent: add reason:",
        "forbidden": "{rules} must not be silenced here, and is not: state what is asked for, "
        "or ask those who keep the configuration",
    },
    "zh": {
        "comma": "、",
        "all-rules": "所有规则",
        "owned": "（负责人：{owner}）",
        "no-directive": "没有指令 {written!r}，是否指 {nearest}？",
        "no-directive-unsure": "没有指令 {written!r}",
        "reason-unset": "理由请写在冒号之后，",
        "no-rule-named": "这一项没有写明规则：请写 rule: SL120",
        "no-key": "没有名为 {key!r} 的键：可用的有 rule、reason、owner、until、feature",
        "no-text": "{key} 应为文字",
        "no-date": "无法读懂日期 {written!r}，因此不屏蔽任何规则：请写成“有效期至 2027-03-31”",
        "no-feature-here": "这条注释不在任何 AI 功能的章节内：请放到该功能的标题之下",
        "no-feature": "没有名为 {written!r} 的 AI 功能",
        "no-feature-near": "没有名为 {written!r} 的 AI 功能，是否指 {nearest!r}？",
        "unused": "{rules} 在这里没有可报告的问题：请删除",
        "misplaced": "{places}：{mend}",
        "reported": "{rules} 报告在第 {line} 行",
        "reported-several": "{rules} 报告在第 {line} 行",
        "put-above": "请把这条注释移到该行上方",
        "put-on-line": "请把这条注释移到该行",
        "put-into-section": "请把这条注释移到该行下方、该功能的章节内",
        "or-use-feature": "（或改用 speclint-disable-feature）",
        "or-use-file": "（或改用 speclint-disable-file）",
        "use-file": "请改用 speclint-disable-file",
        "also": "；",
        "unused-all": "这里没有可屏蔽的问题：请删除",
        "unused-enable": "此处没有被屏蔽的规则：请删除",
        "expired": "对 {what} 的豁免已于 {until} 到期{owner}：请删除，或重新约定日期",
        "expired-back": "对 {what} 的豁免已于 {until} 到期{owner}，原先屏蔽的问题已恢复（{n} 个）："
        "请补充说明，或重新约定日期",
        "expires": "对 {what} 的豁免将于 {until} 到期{owner}，还剩 {n} 天：请在此之前补充说明，或重新约定日期",
        "expires-tomorrow": "对 {what} 的豁免将于明天（{until}）到期{owner}：请在此之前补充说明，或重新约定日期",
        "expires-today": "对 {what} 的豁免今天是最后一天{owner}：请补充说明，或重新约定日期",
        "unreasoned": "没有说明为什么屏蔽 {what}：请在冒号之后写明理由",
        "unreasoned-entry": "没有说明为什么屏蔽 {what}：请加上 reason:",
        "forbidden": "{rules} 不允许屏蔽，因此仍会报告：请写明所要求的内容，或与配置的维护者商量",
    },
}


def phrase(language: str, name: str, **values: Any) -> str:
    """Fill in a phrase; English stands in for the languages that there are no phrases in."""
    return PHRASES.get(language, PHRASES["en"])[name].format(**values)
