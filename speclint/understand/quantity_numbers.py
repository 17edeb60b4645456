"""Numerals: full-width forms folded, Arabic and Chinese numbers read, digits that are no quantity told apart."""

from __future__ import annotations

import re
from collections.abc import Mapping

_FOLDED: dict[int, int | str] = {
    **{code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F) if chr(code) != "，"},
    **dict.fromkeys(map(ord, "–—−‐‑‒―"), "-"),
    **dict.fromkeys(map(ord, "～〜"), "~"),
    **dict.fromkeys(map(ord, "\u00a0\u2009\u202f\u2007\u3000\u200b\ufeff\t\n\r"), " "),
    ord("￥"): "¥",
    ord("’"): "'",
    ord("‘"): "'",
    ord("µ"): "μ",
}
_ASCII_BLANK = re.compile(r"[\t\n\r]")
_WIDE_THOUSANDS = re.compile(r"(?<=[０-９])，(?=[０-９]{3}(?![０-９]))")
_LONGEST = 24


def fold(text: str) -> str:
    """Return the text with full-width forms, dashes and blanks made plain; every character keeps its place."""
    if text.isascii() and _ASCII_BLANK.search(text) is None:
        return text
    return (_WIDE_THOUSANDS.sub(",", text) if "，" in text else text).translate(_FOLDED)


_NUMBER = re.compile(
    r"(?:\d{1,3}(?:,\d{3}){1,5}(?!\d)|\d{1,3}(?:[ ']\d{3}){1,4}(?![\d.,'-]|[ ]\d)|\d+)"
    r"(?:\.\d+)?(?:[eE][+-]?\d{1,2}(?!\w))?"
)
_DECIMAL_COMMA = re.compile(r"\d{1,6},\d{1,3}(?![\d,.])")
_ZERO_COMMA = re.compile(r"0,\d{1,4}(?![\d,.])")
CHINESE_NUMERAL = re.compile(
    r"[零〇一二两三四五六七八九十百千万亿半]+(?:点[零〇一二三四五六七八九]{1,6}(?![十百千万亿]))?"
)
CHINESE_RANGE = re.compile(r"\s?(?:到|至|[-~])\s?(?P<high>" + CHINESE_NUMERAL.pattern + ")")
NUMERAL = re.compile(r"\d+|" + CHINESE_NUMERAL.pattern)

# the rest of a name such as v2, 4o, REQ-001, gpt-4.1-mini
NAME = re.compile(r"[A-Za-z0-9_]*(?:[.\-/][A-Za-z0-9_]+)*")

_YEAR = r"(?:19|20)\d\d"
NOT_QUANTITY = re.compile(
    "|".join(
        (
            # dates: 2026-11-21, 2026/11, 2024-2025, 2026年11月3日, 11/2026, 21.11.2026, 3月15日
            rf"{_YEAR}[-/.](?:0?[1-9]|1[0-2]|Q[1-4]|H[12])(?:[-/.]\d{{1,2}})?(?![\d%]|\s?m?s\b)(?:T\d[\d:.Z+]*)?",
            rf"{_YEAR}(?:\s?[-~至到]\s?{_YEAR}\b|\s?年(?:\s?\d{{1,2}}\s?月(?:\s?\d{{1,2}}\s?[日号])?)?)",
            rf"\d{{1,2}}[/.-]\d{{1,2}}[/.-](?:{_YEAR}|\d\d)(?!\d|%)",
            rf"\d{{1,2}}/{_YEAR}(?!\d)",
            r"\d{1,2}\s?月(?:\s?\d{1,2}\s?[日号]|份|底|初|中旬|末)?",
            # times and ratios: 10:30, 3 pm, 80:20
            r"\d{1,2}\s?[ap]m\b",
            r"\d{1,4}:\d{1,4}(?::\d{1,4}){0,8}(?:\.\d{1,3})?(?:\s?[ap]m\b)?",
            # versions and addresses, telephone numbers, 24/7, 1920×1080, 3.csv
            r"\d{1,4}\.\d{1,4}\.\d{1,6}[\w.\-]*(?::\d{1,5})?",
            r"1[3-9]\d{9}(?!\d)",
            r"\d{3,4}[- ]\d{3,4}[- ]\d{4}(?!\d)",
            r"(?:7\s?[x×*]\s?24|24\s?[x×*/]\s?7)(?!\d)(?:\s?(?:小时|h\b|hours))?",
            r"\d{1,5}\s?[x×*]\s?\d{1,5}(?:\s?[x×*]\s?\d{1,5})?(?!\d|\.\d|\s?[GTM]i?B|\s?[AHVTLBR]\d)(?:\s?px\b)?",
            r"\d{1,8}\.[A-Za-z]{2,5}\b",
        )
    ),
    re.IGNORECASE,
)
# 3.2 Latency, 3.2.1, 1. …, 2) …, 1、…
SECTION_NUMBER = re.compile(r"\s*(?:§\s?)?(?P<number>[1-9]\d?(?:\.\d{1,2}){1,5})\.?(?= (?P<title>[A-Z\u4e00-\u9fff]))")
ITEM_NUMBER = re.compile(r"\s*(?:\d{1,3}[.)、](?!\d)|\(\d{1,2}\)|\d{1,2}(?:\.\d{1,2}){2,5}\.?)")
FRACTION = re.compile(
    r"(?P<value>\d{1,6}(?:\.\d{1,3})?)(?P<gap>\s?)/\s?(?P<whole>\d{1,7}(?:\.0{1,2})?)(?![\d/]|\.\d|%)"
)
OUT_OF = re.compile(
    r"(?P<value>\d{1,6}(?:\.\d{1,3})?)\+?\s(?:(?P<noun>[a-z-]{2,20}(?:\s[a-z-]{2,20})??)\s)??"
    r"(?P<link>out of|in|of)\s(?:every\s|the\s)?"
    r"(?P<whole>\d[\d,]{0,8})(?![\d%]|\.\d)"
)


def read_number(text: str, position: int, currency: str = "") -> tuple[float, int] | None:
    """Return the number in digits at a position and its end; None where there is none of a sensible length."""
    if text[position : position + 1] == ".":
        position, lead = position + 1, "0."
    else:
        lead = ""
        comma = _ZERO_COMMA.match(text, position)
        if comma is None and currency == "EUR":
            comma = _DECIMAL_COMMA.match(text, position)
        if comma is not None:
            return float(comma.group().replace(",", ".")), comma.end()
    match = _NUMBER.match(text, position)
    if match is None or match.end() - position > _LONGEST:
        return None
    digits = match.group()
    if lead and not digits.isdigit():
        return None
    return float(lead + digits.replace(",", "").replace(" ", "").replace("'", "")), match.end()


def chinese_number(
    numeral: str, digits: Mapping[str, int], scales: Mapping[str, int]
) -> tuple[float, float | None] | None:
    """Return the value of a Chinese numeral and the upper one of 两三; None where it is none (二零二六, 千万)."""
    whole, point, decimals = numeral.partition("点")
    if point:
        read = chinese_number(whole, digits, scales)
        part = float("0." + "".join(str(digits[character]) for character in decimals))
        return None if read is None or read[1] is not None else (read[0] + part, None)
    if numeral == "半":
        return 0.5, None
    if len(numeral) > 12 or "半" in numeral or (numeral[0] in scales and numeral[0] != "十"):
        return None
    if all(character in digits for character in numeral):
        values = [float(digits[character]) for character in numeral]
        if len(values) == 1:
            return values[0], None
        return (values[0], values[1]) if len(values) == 2 and 0 < values[0] == values[1] - 1 else None
    return _sum(numeral, digits, scales), None


def _sum(numeral: str, digits: Mapping[str, int], scales: Mapping[str, int]) -> float:
    total = section = digit = 0
    for character in numeral:
        if character in digits:
            digit = digits[character]
        elif scales[character] >= 10000:
            total += (section + digit) * scales[character]
            section = digit = 0
        else:
            section += (digit or 1) * scales[character]
            digit = 0
    return float(total + section + digit)
