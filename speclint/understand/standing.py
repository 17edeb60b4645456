"""Decide with what force a statement is made: asserted, or negated, deferred, a placeholder, an example, optional …"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from speclint.model import Block, Standing

_PLACEHOLDER = re.compile(
    r"\{\{[^{}\n]{0,200}\}\}|\{%[^{}\n]{0,200}%\}|_{3,}|"
    r"\[\s{0,4}(?:[A-Z][^\]\d]{2,60}|\.\.\.|…|X{1,60}|TBD|TODO|待\w{1,60}|填写[^\]]{0,200}|"
    r"[^\]\d]{2,40}(?:名称|描述|说明|内容))\s{0,4}\](?!\()"
    r"|\[(?:date|(?:which|what|who|how|your|name of|number of|insert)\s[^\]\d\n]{2,60})\](?![(\[])"
    r"|(?:^|[:：=≥≤<>~|]\s?|\bof\s)\[N\](?=\s[a-z])"
    r"|(?:^|\|\s)\[(?=[^\[\]|\n]{0,300}?[A-Za-z一-鿿]{2})[^\[\]|\n]{3,300}\](?=\s\||\s{0,4}$)"
    r"|<[A-Za-z][A-Za-z _-]{2,40}>|TODO\(speclint\)"
    r"|(?<![\w.])(?:(?:XX+|X|N|xx+|__)\s?(?:%|％|ms|秒|s\b|元|天|条)|(?:XX+|X|__)\s?(?:(?:percent|milliseconds?|seconds?|"
    r"minutes?|hours?|days?|dollars?|euros?|pounds?|cents?|yuan|tokens?)\b|美元|欧元|美分|毫秒|分钟|小时|分钱))|[$€£¥￥]X+\b|\?\?\?|（\s*）|\(\s*\)",
)
_PUT_OFF = re.compile(
    r"[尚有仍还]?(?<!等)待(?![办机处审命遇])[^，。；,“”「」]{0,10}?(?:商定|确定|確定|确认|確認|敲定|拍板|决定|評估|评估)|"
    r"\bto be (?:\w{1,40} )?(?:agreed|settled|fixed|chosen)\b",
    re.I,
)
_EXAMPLE_LEAD = re.compile(
    r"^\W*(?:e\.g\.?|for example|for instance|example|sample|例如|比如|示例|举例|如)[\s:：,，]", re.I
)
_BINDS_NOBODY = frozenset({"heading.problem", "heading.reference", "heading.glossary"})
_INSTRUCTION_END = re.compile(r"[?？]\s*$")


def is_placeholder(text: str) -> bool:
    """Whether a text holds an unfilled slot: brackets, blanks, Jinja, `X%`."""
    return bool(_PLACEHOLDER.search(text))


def standing_of(
    text: str,
    block: Block,
    marks: Mapping[str, Sequence[tuple[int, int]]],
    heading_marks: frozenset[str],
    parent_marks: frozenset[str],
) -> Standing:
    """The force of a statement from its words, its headings and what it stands under; the weakest wins."""
    if "heading.out-of-scope" in heading_marks:
        return "out-of-scope"
    blanks = [start for start, _ in marks.get("standing.placeholder", ()) if not _is_quoted(text, start)]
    if (block.kind != "code" and is_placeholder(text)) or blanks:
        return "placeholder"
    if any(not _is_quoted(text, start) for start, _ in marks.get("standing.deferred", ())):
        return "deferred"
    put_off = _PUT_OFF.search(text)
    if put_off and not _is_quoted(text, put_off.start()):
        return "deferred"
    if any(_denies(text, place, marks.get("target.absolute", ())) for place in marks.get("standing.negated", ())):
        return "negated"
    if "heading.future" in heading_marks or "heading.bonus" in heading_marks or "heading.bonus" in parent_marks:
        return "optional"
    if "standing.optional" in marks and _is_wholly_optional(text):
        return "optional"
    if _EXAMPLE_LEAD.match(text):
        return "example"
    if "standing.someone-else" in marks or heading_marks & _BINDS_NOBODY:
        return "someone-else"
    return "asserted"


def _denies(text: str, place: tuple[int, int], absolutes: Sequence[tuple[int, int]]) -> bool:
    """Whether a word of denial is the author's: not a label shown to a user, nor a part of "inventing is forbidden"."""
    start, end = place
    return not _is_quoted(text, start) and not any(a < end and start < b for a, b in absolutes)


def _is_quoted(text: str, start: int) -> bool:
    """Whether a word stands in quotation marks: a label shown to a user, not the author's own remark."""
    return start > 0 and text[start - 1] in "“「『\"'‘《"


_OPTIONAL_PLACE = re.compile(
    r"^\W*(?:optional|bonus|nice[- ]to[- ]have|stretch|可选|加分项)\b|[(\[（【]\s*(?:optional|bonus|"
    r"nice[- ]to[- ]have|stretch|可选|P3)[^)\]）】]{0,12}[)\]）】]|可选[。.]?$",
    re.I,
)


def _is_wholly_optional(text: str) -> bool:
    return bool(_OPTIONAL_PLACE.search(text))
