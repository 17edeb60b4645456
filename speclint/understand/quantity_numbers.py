"""Numerals: folding of full-width forms, Arabic and Chinese numbers, and digits that are no quantity."""

from __future__ import annotations

import re
from collections.abc import Mapping

_FOLDED = {
    **{code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F) if chr(code) not in "，"},
    **dict.fromkeys(map(ord, "–—−‐‑‒―"), "-"),
    **dict.fromkeys(map(ord, "～〜"), "~"),
    **dict.fromkeys(map(ord, "\u00a0\u2009\u202f\u2007\u3000\u200b\ufeff\t\n\r"), " "),
    ord("￥"): "¥",
    ord("’"): "'",
    ord("‘"): "'",
    ord("µ"): "μ",
}


def fold(text: str) -> str:
    """Return the text with full-width forms, dashes and blanks in their plain form, each character in its place."""
    return text if text.isascii() and not _BLANKS.search(text) else text.translate(_FOLDED)


_BLANKS = re.compile(r"[\t\n\r]")

NUMBER = re.compile(
    r"(?:\d{1,3}(?:,\d{3}){1,5}(?!\d)|\d{1,3}(?:[ ']\d{3}){1,4}(?![\d.,'-]|[ ]\d)|\d+)(?:\.\d+)?(?:[eE][+-]?\d{1,2}(?!\w))?"
)
_DECIMAL_COMMA = re.compile(r"\d{1,6},\d{1,3}(?![\d,.])")
_ZERO_COMMA = re.compile(r"0,\d{1,4}(?![\d,.])")
# words that a digit is glued to: v2, 4o, REQ-001, gpt-4.1-mini
GLUED = re.compile(r"[A-Za-z0-9_]*(?:[.\-/][A-Za-z0-9_]+)*")

_YEAR = r"(?:19|20)\d\d"
NOT_QUANTITY = re.compile(
    r"|".join(
        (
            # dates: 2026-11-21, 2026/11, 2026年11月3日, 2024-2025, 11/2026, 3月15日, 21.11.2026
            rf"{_YEAR}(?:[-/.](?:0?[1-9]|1[0-2]|Q[1-4]|H[12])(?:[-/.]\d{{1,2}})?(?![\d%]|\s?(?:ms|s)\b)|\s?[-~至到]\s?{_YEAR}\b"
            rf"|\s?年(?:\s?\d{{1,2}}\s?月(?:\s?\d{{1,2}}\s?[日号])?)?)(?:T\d[\d:.Z+]*)?",
            rf"\d{{1,2}}[/.-]\d{{1,2}}[/.-](?:{_YEAR}|\d\d)(?!\d|%)",
            rf"\d{{1,2}}/{_YEAR}(?!\d)",
            r"\d{1,2}\s?月(?:\s?\d{1,2}\s?[日号]|份|底|初|中旬|末)?",
            r"\d{1,2}\s?(?:st|nd|rd|th)?\s(?:January|February|March|April|May|June|July|August|September|October|November"
            r"|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b",
            # times and ratios of parts: 10:30, 80:20
            r"\d{1,2}:\d{2}(?::\d{2})?(?:\.\d{1,3})?(?:\s?[ap]m\b)?",
            r"\d{1,2}\s?[ap]m\b",
            r"\d{1,4}:\d{1,4}(?::\d{1,4})*",
            # versions, addresses, telephone numbers, sizes in two dimensions
            r"\d{1,4}\.\d{1,4}\.\d{1,6}[\w.\-]*",
            r"1[3-9]\d{9}(?!\d)",
            r"\d{3,4}[- ]\d{3,4}[- ]\d{4}(?!\d)",
            r"(?:7\s?[x×*]\s?24|24\s?[x×*/]\s?7)(?!\d)(?:\s?(?:小时|h\b|hours))?",
            r"\d{1,5}\s?[x×*]\s?\d{1,5}(?:\s?[x×*]\s?\d{1,5})?(?!\d|\.\d|\s?[GTM]i?B|\s?[AHVTLBR]\d)(?:\s?px\b)?",
            r"[45]\d\d(?=\s?(?:errors?|responses?|status|too many|错误|超时|/|or [45]))",
            r"[45]\d\d(?=\s?[(（])(?!\s?\(p)",
            # the file 3.csv
            r"\d{1,8}\.[A-Za-z]{2,5}\b",
        )
    ),
    re.IGNORECASE,
)
AT_START = re.compile(
    r"\s*(?:[#>*§]{1,6}\s?)?(?:\d{1,2}(?:\.\d{1,2}){1,4}\.?(?=\s(?![A-Za-z]{1,3}\b|%)[A-Z\u4e00-\u9fff])"
    r"|\d{1,3}[.)、](?!\d)|\d{1,2}(?:\.\d{1,2}){2,4}|\(\d{1,2}\))"
)
FRACTION = re.compile(r"(\d{1,6}(?:\.\d{1,3})?)\s?/\s?(\d{1,7})(?![\d/]|\.\d|%)")
OUT_OF = re.compile(r"(\d{1,6}(?:\.\d{1,3})?)\s(?:out of|in|of)\s(?:every\s)?(\d[\d,]{0,8})(?![\d%]|\.\d)")


def read_number(text: str, position: int, currency: str = "") -> tuple[float, int] | None:
    """Return the number written in digits at a position and its end; None where it is no number of sensible length."""
    decimal = _ZERO_COMMA.match(text, position)
    if decimal is None and currency == "EUR":
        decimal = _DECIMAL_COMMA.match(text, position)
    if decimal is not None:
        return float(decimal.group().replace(",", ".")), decimal.end()
    match = NUMBER.match(text, position)
    if match is None or match.end() - position > 24:
        return None
    return float(match.group().replace(",", "").replace(" ", "").replace("'", "")), match.end()


def chinese_number(numeral: str, digits: Mapping[str, int], scales: Mapping[str, int]) -> tuple[float, float | None] | None:
    """Return the value of a Chinese numeral, and the upper one of 两三; None for what is no numeral (二零二六, 一一)."""
    if len(numeral) > 12:
        return None
    half = numeral.endswith("半") and len(numeral) > 1
    body = numeral[:-1] if half else numeral
    if body == "半":
        return 0.5, None
    if half or "半" in body:
        return None
    if all(character in digits for character in body):
        values = [digits[character] for character in body]
        if len(values) == 1:
            return float(values[0]), None
        if len(values) == 2 and values[0] > 0 and values[1] == values[0] + 1:
            return float(values[0]), float(values[1])
        return None
    total = section = digit = 0
    for character in body:
        if character in digits:
            digit = digits[character]
        elif scales[character] >= 10000:
            section = (section + digit) * scales[character]
            total, section, digit = total + section, 0, 0
        else:
            section += (digit or 1) * scales[character]
            digit = 0
    return float(total + section + digit), None
