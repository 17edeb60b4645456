"""Titles of texts that were pasted without the marks of Markdown: `3.1 Call summaries`, `一、背景`, a bare line.

Word processors and chats lose the marks when their text is pasted. What is left are numbers and short lines that stand
alone, and CommonMark runs them together with what stands below, or takes them for items.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from speclint.read.paragraphs import DEEPEST_LEVEL
from speclint.read.tables import is_tabbed
from speclint.read.title_forms import Title, is_bare, is_ended, may_head, numbered
from speclint.read.wrappers import outside_fences

_ATX = re.compile(r" {0,3}#{1,6}(?:[ \t]|$)")
_BOLD = re.compile(r" {0,3}(?:\*\*|__)[^*_]{1,80}(?:\*\*|__)[:：]?\s*")
_RULE = re.compile(r" {0,3}(?:=+|-{2,})[ \t]*")
_HTML = re.compile(r" {0,3}</?[A-Za-z]")
_BULLET = re.compile(r"(?P<indent>[ \t\u3000]*)(?:(?<=[ \t\u3000])[•·●○■□◆◇▪▫‣◦][ \t\u3000]*|o\t)(?=\S)")
_SENTENCE = (".", "。", "!", "！", "?", "？", ";", "；")
_LEAST_SHARE = 0.6  # of the lines of one form that must be titles with a text below them
_LEAST_RISING = 0.7  # of the counts of one form that must be greater than the one before
_LEAST_BODY = 2  # lines below `1. Title` where no other form shows that such lines are titles
_BARE, _LABEL = 7, 8  # how deep titles without a number stand
# Forms of titles only in a text without a marked heading.
_OF_UNMARKED = frozenset({"plain", "letter", "boxed", "sign", "named", "id"})
_SURE = frozenset({"dotted.", "chapter", "round"})  # beside which `1. Title` is one
_FEW = 2  # bare titles that may be something else where no other title stands in the text
_MOST_BARE_SHARE = 0.4  # of the lines that stand alone: where more are short, they are items or verses
_FILLER = "."  # in place of a blank line between two rows, which keeps them in one paragraph
_ONE_BLANK_BETWEEN = 2


@dataclass(frozen=True, slots=True)
class Titled:
    """The lines as the parser should see them, and whether their author's titles were all `unmarked`."""

    lines: list[str]
    unmarked: bool


def titled(lines: Sequence[str], *, whole: bool) -> Titled:
    """Put hashes before what the author meant for titles; the first line of a `whole` document may be its own.

    Only the front of a line changes, so that its text is found again in the source.
    """
    seen = list(lines)
    open_ = list(_outside_html(outside_fences(lines)))
    spoken = [number for number in open_ if lines[number].strip()]
    levels = _heading_levels(lines, open_)
    chosen = _chosen(lines, spoken, marked=bool(levels), whole=whole)
    _join_rows(seen, lines, spoken)
    unmarked = bool(chosen) and not levels
    if unmarked:
        _mark_items(seen, open_)
    depth = 1
    depths = sorted({title.depth for title in chosen.values() if title.form != "whole"})
    for number in spoken:
        depth = levels.get(number, depth)
        if title := chosen.get(number):
            level = 1 if title.form == "whole" else min(depth + depths.index(title.depth) + 1, DEEPEST_LEVEL)
            seen[number] = f"{'#' * level} {lines[number].strip()}"
    return Titled(seen, unmarked)


def _join_rows(seen: list[str], lines: Sequence[str], spoken: Sequence[int]) -> None:
    """Fill the blank line between two rows of one table of tabs."""
    for before, number in pairwise(spoken):
        if number - before == _ONE_BLANK_BETWEEN and not lines[before + 1].strip():
            above, below = is_tabbed(lines[before]), is_tabbed(lines[number])
            if above and above == below:
                seen[before + 1] = _FILLER


def _mark_items(seen: list[str], open_: Sequence[int]) -> None:
    """Put the mark of an item in place of a bullet, whose indent Markdown would take for a program's."""
    outer = -1
    for number in open_:
        if match := _BULLET.match(seen[number]):
            outer = len(match["indent"]) if outer < 0 else min(outer, len(match["indent"]))
            seen[number] = f"{'  ' * (len(match['indent']) > outer)}- {seen[number][match.end() :]}"
        elif seen[number].strip():
            outer = -1


def _chosen(lines: Sequence[str], spoken: Sequence[int], *, marked: bool, whole: bool) -> dict[int, Title]:
    """The titles among the lines that are not blank; `marked`: the text has headings of Markdown, too."""
    counted = {title.number: title for title in numbered(lines, spoken)}
    forms = _forms_of_titles(lines, spoken, counted) - (_OF_UNMARKED if marked else frozenset())
    chosen: dict[int, Title] = {}
    for title in counted.values():
        heads = title.number - 1 == spoken[0] and may_head(lines[spoken[0]])
        if title.form in forms and title.is_short and (heads or _stands_apart(lines, title, counted, chosen)):
            chosen[title.number] = title
    bold = sum(bool(_BOLD.fullmatch(lines[number])) for number in spoken)
    if marked or bold > _FEW:
        return chosen
    chosen |= {number: Title(number, "bare", _BARE) for number in _bare(lines, spoken, counted, chosen)}
    if chosen:
        chosen |= {number: Title(number, "label", _LABEL) for number in _labels(lines, spoken, chosen)}
    if chosen and whole:
        chosen |= _own_title(lines, spoken[0], counted, chosen)
    return chosen


def _own_title(
    lines: Sequence[str], first: int, counted: Mapping[int, Title], chosen: Mapping[int, Title]
) -> dict[int, Title]:
    """The first line, where it is no numbered title and as short as the title of a document."""
    forms = {titles[first].form for titles in (counted, chosen) if first in titles}
    return {first: Title(first, "whole", 0)} if forms <= {"bare", "sign"} and may_head(lines[first]) else {}


def _outside_html(lines: Iterable[tuple[int, str]]) -> Iterator[int]:
    """The numbers of the lines that begin in no comment and in no block of HTML."""
    commented = blocked = False
    for number, line in lines:
        if commented:
            commented = "-->" not in line
            continue
        blocked = bool(line.strip()) and (blocked or bool(_HTML.match(line)))
        if not blocked and not line.lstrip().startswith("<!--"):
            yield number
        opened = line.rfind("<!--")
        commented = opened >= 0 and "-->" not in line[opened:]


def _heading_levels(lines: Sequence[str], open_: Sequence[int]) -> dict[int, int]:
    """The level of each heading that is marked as one, by the number of its line."""
    levels = {}
    for number in open_:
        if match := _ATX.match(lines[number]):
            levels[number] = match[0].count("#")
        elif number and _RULE.fullmatch(lines[number]) and lines[number - 1].strip() and "|" not in lines[number - 1]:
            levels[number - 1] = 1 if "=" in lines[number] else 2
    return levels


def _forms_of_titles(lines: Sequence[str], spoken: Sequence[int], counted: Mapping[int, Title]) -> frozenset[str]:
    """The forms whose lines are titles: short, counted upwards, and with a text of their own below them."""
    by_form: dict[str, list[Title]] = defaultdict(list)
    announced: set[int] = set()  # the lines of a list below a colon
    for title in counted.values():
        above = title.number - 1
        if above in announced or (title.number and lines[above].rstrip().endswith((":", "："))):
            announced.add(title.number)
        else:
            by_form[title.form].append(title)
    plain = by_form.pop("plain", [])
    forms = {form for form, titles in by_form.items() if _are_titles(lines, spoken, counted, titles, 1)}
    if _are_titles(lines, spoken, counted, plain, 1 if forms & _SURE else _LEAST_BODY):
        forms.add("plain")
    return frozenset(forms)


def _are_titles(
    lines: Sequence[str], spoken: Sequence[int], counted: Mapping[int, Title], titles: Sequence[Title], least: int
) -> bool:
    """Whether lines of one form are titles, most of which have `least` lines of text below them."""
    if len({title.counted for title in titles}) < _FEW:
        return False
    rising = sum(before.count < after.count for before, after in pairwise(titles) if before.count)
    if titles[0].count and rising < _LEAST_RISING * (len(titles) - 1):
        return False
    sure = sum(title.is_short and _body(lines, spoken, counted, title) >= least for title in titles)
    return sure >= _LEAST_SHARE * len(titles)


def _body(lines: Sequence[str], spoken: Sequence[int], counted: Mapping[int, Title], title: Title) -> int:
    """How many lines stand below a title before the next of its form or of one above, at most two; 0 for no title."""
    at = bisect_right(spoken, title.number)
    below = spoken[at : at + _LEAST_BODY]
    if not below or lines[below[0]][0].islower():  # the sentence goes on
        return 0
    if title.form == "plain" and lines[below[0]].startswith(("  ", "\t")):  # an item and its own paragraph
        return 0
    if below[0] in counted:  # a part of it, or the next one
        return int(counted[below[0]].depth > title.depth)
    return sum(number not in counted for number in below)


def _stands_apart(lines: Sequence[str], title: Title, counted: Mapping[int, Title], chosen: Container[int]) -> bool:
    """Whether a line goes on with no sentence, and is no item of a list that a line above announces or begins."""
    above = lines[title.number - 1].rstrip() if title.number else ""
    if not above or title.number - 1 in chosen:
        return True
    before = counted.get(title.number - 1)
    if before is not None and before.form == title.form:
        return False
    return is_ended(above) and not above.endswith((":", "："))


def _bare(lines: Sequence[str], spoken: Sequence[int], counted: Container[int], chosen: Container[int]) -> list[int]:
    """Short lines that open a block or stand alone above one.

    There are none of the latter where so many lines that stand alone are short that they are items, and none at all
    where nothing but they looks like a title and what stands below them are no sentences: verses, addresses, code.
    """
    blank_below = {before for before, number in pairwise(spoken) if number - before > 1}
    told = {before for before, number in pairwise(spoken) if lines[number].rstrip().endswith(_SENTENCE)}
    opening = [
        number
        for before, number in pairwise((-2, *spoken))
        if number - before > 1 or (before in chosen and (number in blank_below or number in told))
    ]
    short = {n for n in opening if n not in counted and is_bare(lines[n])}
    alone = blank_below.intersection(opening)
    if len(short & alone) > max(_FEW, _MOST_BARE_SHARE * len(alone)):
        short -= alone
    followed = {
        number: after
        for number, after in pairwise(spoken)
        if number in short and after not in short and after not in chosen
    }
    sentences = sum(lines[after].rstrip().endswith(_SENTENCE) for after in followed.values())
    headed = bool(spoken) and spoken[0] in blank_below and may_head(lines[spoken[0]])
    several = len(followed) >= (_FEW if headed else _FEW + 1)
    if chosen or (several and sentences >= _LEAST_SHARE * len(followed)):
        return list(followed)
    return []


def _labels(lines: Sequence[str], spoken: Sequence[int], chosen: Container[int]) -> list[int]:
    """Short lines that come again, with another text below them each time: 速度, "Acceptance"."""
    places: dict[str, list[int]] = defaultdict(list)
    below: dict[str, set[str]] = defaultdict(set)
    for number, after in pairwise(spoken):
        if number not in chosen and after not in chosen and after == number + 1 and is_bare(lines[number]):
            label = lines[number].strip()
            places[label].append(number)
            below[label].add(lines[after].strip())
    again = [numbers for label, numbers in places.items() if len(below[label]) == len(numbers) > 1]
    return [number for numbers in again for number in numbers]
