"""The terms on which something is waived: why, who answers for it, and until when.

They are read from the reason that a comment gives: `nobody waits for it (owner: @maria, until 2027-03-31)`. Documents
are untrusted: every repetition below is bounded, so that no text costs more than its length times a constant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Terms:
    """`until` is the last day on which a waiver holds; `unread` a date that is meant and cannot be read."""

    reason: str = ""
    owner: str = ""
    until: date | None = None
    unread: str = ""


NO_TERMS = Terms()


@dataclass(frozen=True, slots=True)
class _Term:
    start: int
    end: int
    owner: str = ""
    until: date | None = None
    unread: str = ""


LONGEST = 80  # characters of an owner, and of a date that cannot be read
_BLANK = " ?"
_SET = rf"{_BLANK}[:：=]{_BLANK}"
_CALENDAR = rf"(\d{{4}}){_BLANK}[-/.－年]{_BLANK}(\d{{1,2}}){_BLANK}[-/.－月]{_BLANK}(\d{{1,2}})(?!\d){_BLANK}日?"
_DATE = re.compile(_CALENDAR)
_UNTIL = re.compile(
    r"(?P<word>(?<![a-z])(?:valid until|until|expires(?: on)?|expiry|expiration|exp)(?![a-z])"
    r"|有效期(?:截至|截止|至|到|限)?|(?:截止|到期)(?:日期|日|时间|到|至|于)?|截至)"
    rf"(?P<set>{_SET})?{_BLANK}",
    re.I,
)
_OWNER = re.compile(
    rf"(?:(?<![a-z])(?:owner|owned by)|负责人|责任人)(?:{_SET}| (?=@))"
    r"(?:(?P<handle>@[^\s,，、;；()（）]{1,80})|(?P<name>[^,，;；()（）]{1,80}))",
    re.I,
)
# What stands behind "until" where a day is meant; anything else is how people speak of processes.
_DATE_LIKE = re.compile(
    r"(?:19|20)\d\d(?!\d)|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|(?:the )?(?:end|beginning|start) of\b|[QH][1-4]\b"
    r"|(?:\d{1,2}(?:st|nd|rd|th)? )?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\b[ .]{0,2}\d",
    re.I,
)
_CLAUSE_OPENS = ("(", "（", ",", "，", ";", "；")
# "as of" and "due" are prose wherever they stand, unless a date follows.
_OF_A_DATE_ALONE = re.compile(r"截|到期|exp$", re.I)
_UNREAD_ENDS = re.compile(r"[,，;；()（）]")


def read_terms(text: str) -> Terms:
    """Part a reason from the owner and the date in it."""
    text = " ".join(text.split())  # a date may stand on the next line
    found = sorted([*_owners(text), *_dates(text)], key=lambda term: term.start)
    owner = next((term.owner for term in found if term.owner), "")
    untils = [term.until for term in found if term.until]
    unread = next((term.unread for term in found if term.unread), "")
    return Terms(_rest(text, found), owner, min(untils, default=None), unread)


def read_date(text: str) -> date | None:
    """Read a day written as 2027-03-31, 2027/3/31 or 2027年3月31日; None where it is none."""
    match = _DATE.fullmatch(text.strip())
    return _day(match) if match else None


def _owners(text: str) -> Iterator[_Term]:
    for match in _OWNER.finditer(text):
        group = "handle" if match["handle"] else "name"
        name, end = match[group], match.end()
        cut = _UNTIL.search(name)
        if group == "name" and cut:
            name, end = name[: cut.start()], match.start(group) + cut.start()
        if name.strip():
            yield _Term(match.start(), end, owner=name.strip().strip("\"'“”"))


def _dates(text: str) -> Iterator[_Term]:
    for match in _UNTIL.finditer(text):
        day = _DATE.match(text, match.end())
        until = _day(day) if day else None
        if day and until:
            yield _Term(match.start(), day.end(), until=until)
        elif day or _means_a_date(text, match):
            rest = text[match.end() : match.end() + LONGEST]
            end = _UNREAD_ENDS.search(rest)
            said = rest[: end.start()] if end else rest
            yield _Term(match.start(), match.end() + len(said), unread=said.strip() or match["word"])


def _means_a_date(text: str, match: re.Match[str]) -> bool:
    """Whether a date is meant that is not written as one: "until Q3", not "drafts wait until the night"."""
    if match["set"] or _DATE_LIKE.match(text, match.end()):
        return True
    before = text[max(match.start() - 10, 0) : match.start()].rstrip()
    opens = before.endswith(_CLAUSE_OPENS) if before else match.start() < 10
    return opens and not _OF_A_DATE_ALONE.match(match["word"])


def _day(match: re.Match[str]) -> date | None:
    try:
        return date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return None


def _rest(text: str, found: list[_Term]) -> str:
    """Give the text without the terms in it and the brackets and commas that held them."""
    kept, last = [], 0
    for term in found:
        kept.append(text[last : max(term.start, last)])
        last = max(term.end, last)
    rest = " ".join("".join([*kept, text[last:]]).split())
    rest = re.sub(r"[(（][\s,，;；]{0,9}[)）]", "", rest)
    rest = re.sub(r"([(（])[\s,，;；]{1,9}", r"\1", rest)
    rest = re.sub(r"[\s,，;；]{1,9}([)）])", r"\1", rest)
    return rest.strip(" ,，;；、")
