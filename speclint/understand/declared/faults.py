"""What may be wrong with a declaration, and how each fault is told in English and in Chinese."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from speclint.model import Problem, Span

BROKEN = "broken-declaration"
_LONGEST = 40  # characters of what is written that a message repeats
_MOST_NAMED = 12  # keys that a message lists

_TOLD: Mapping[str, tuple[str, str]] = {
    "unknown-key": ("{owner} has no key {key}{hint}", "{owner}没有 {key} 这个键{hint}"),
    "unknown-value": (
        "{owner} is {written}, which is none of {known}{hint}",
        "{owner}写的是 {written}，应为 {known} 之一{hint}",
    ),
    "wrong-type": ("{owner} is {written}: write {wanted} instead", "{owner}写的是 {written}：应写{wanted}"),
    "empty": ("{owner} is empty: write {wanted}, or take the key out", "{owner}是空的：请写{wanted}，或者删去这个键"),
    "missing": ("{owner} lacks {key}: add it", "{owner}缺少 {key}：请补上"),
    "missing-one": ("{owner} lacks {known}: add at least one of them", "{owner}缺少 {known}：至少补上其中一个"),
    "without": (
        "{owner} has {other} without {key}: add what happens there",
        "{owner}写了 {other}，却没有 {key}：请写明到了这个值会怎样",
    ),
    "no-date": (
        "{owner} is {written}, which is no date: write one as YYYY-MM-DD, such as 2027-03-31",
        "{owner}写的是 {written}，不是日期：请写成 YYYY-MM-DD，例如 2027-03-31",
    ),
    "no-last-day": (
        "{owner} is {written}, which is no date, so that nothing is waived: "
        "write one as YYYY-MM-DD, such as 2027-03-31",
        "{owner}写的是 {written}，不是日期，因此不作豁免：请写成 YYYY-MM-DD，例如 2027-03-31",
    ),
    "too-small": ("{owner} is {written}: it must be {wanted}", "{owner}写的是 {written}：应当{wanted}"),
    "wrong-unit": (
        "{owner} is {written}, which is no unit for it: write one such as {known}",
        "{owner}写的是 {written}，不是它的单位：请写 {known} 之类的单位",
    ),
    "waived-too": (
        "{owner} is waived and states something as well: keep one of the two",
        "{owner}既写了豁免，又写了内容：请只留一样",
    ),
    "twice": (
        "{owner} is written twice: keep one of the two (only the last one counts)",
        "{owner}写了两次：请只留一处（只有最后一处起作用）",
    ),
    "no-name": (
        "this feature has no name, and the text around it defines none: add {key}",
        "这个功能没有名称，上下文也没有定义功能：请补上 {key}",
    ),
    "no-features": (
        "{owner} is {written}: write a list of features, or a mapping from their names to what they promise",
        "{owner}写的是 {written}：请写功能的列表，或者从功能名称到承诺的映射",
    ),
    "no-feature": (
        "{owner} is {written}: write what the feature promises, a dimension a key",
        "{owner}写的是 {written}：请逐项写明这个功能的承诺，每个维度一个键",
    ),
    "too-many": (
        "more than {known} features are declared: split the document",
        "声明的功能超过 {known} 个：请拆分文档",
    ),
}
_WANTED: Mapping[str, tuple[str, str]] = {
    "string": ("text", "文本"),
    "number": ("a number", "数字"),
    "number|string": ("a number or a percentage", "数字或百分比"),
    "integer": ("a whole number", "整数"),
    "boolean": ("true or false", " true 或 false"),
    "null": ("nothing", "空值"),
    "array": ("a list", "列表"),
    "object": ("keys and values", "键和值"),
    "positive": ("more than 0", "大于 0"),
    "at-least": ("at least {limit}", "不小于 {limit}"),
}


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong at a place of a declaration; `owner` is the dotted path of what it is about, empty for a feature.

    `known` are the words that would do, of which the message names the nearest.
    """

    kind: str
    span: Span
    owner: str = ""
    key: str = ""
    other: str = ""
    written: object = None
    wanted: Sequence[str] = ()
    known: Sequence[str] = ()
    feature: str = ""
    limit: object = field(default=0)

    @property
    def problem(self) -> Problem:
        """The fault as a problem of the document, in both languages."""
        english, chinese = (self._told(number) for number in range(2))
        meaning = "/".join((self.feature, self.owner, self.key, self.kind))
        return Problem(BROKEN, english, self.span, translations={"zh": chinese}, meaning=meaning)

    def _told(self, language: int) -> str:
        return _TOLD[self.kind][language].format(
            owner=f"`{_cut(self.owner)}`{('', ' ')[language]}" if self.owner else ("a feature", "功能")[language],
            key=f"`{_cut(self.key)}`",
            other=f"`{self.other}`",
            written=_written(self.written, language),
            wanted=self._wanted(language),
            known=_listed(self.known, language) if self.kind == "missing-one" else ", ".join(self.known),
            hint=self._hint(language),
        )

    def _wanted(self, language: int) -> str:
        texts = [_WANTED[name][language].format(limit=self.limit) for name in self.wanted]
        return (" or ", "或")[language].join(texts)

    def _hint(self, language: int) -> str:
        from difflib import get_close_matches

        word = self.key if self.kind == "unknown-key" else str(self.written)
        nearest = get_close_matches(word[:_LONGEST].lower(), self.known, n=1)
        if nearest:
            return (f": did you mean `{nearest[0]}`?", f"：是否指 `{nearest[0]}`？")[language]
        if self.kind == "unknown-key":
            named = ", ".join(self.known[:_MOST_NAMED])
            return (f": its keys are {named}", f"：可用的键有 {named}")[language]
        return ""


def _written(value: object, language: int) -> str:
    if value is None:
        return ("empty", "空")[language]
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dict):
        return ("a mapping", "一组键值")[language]
    if isinstance(value, list):
        return ("a list", "列表")[language]
    return repr(_cut(value)) if isinstance(value, str) else _cut(str(value))


def _cut(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def _listed(words: Sequence[str], language: int) -> str:
    quoted = [f"`{word}`" for word in words]
    return ((", ", " or "), ("、", " 或 "))[language][0].join(quoted[:-1]) + (" or ", " 或 ")[language] + quoted[-1]
