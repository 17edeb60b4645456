"""Titles of texts that were pasted without the marks of Markdown: `3.1 Call summaries`, `一、背景`, a bare line.

Word processors and chats lose the marks when their text is pasted. What is left are numbers and short lines that stand
alone, and CommonMark runs them together with what stands below, or takes them for items.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from speclint.read.tables import is_tabbed
from speclint.read.wrappers import outside_fences

DEEPEST_LEVEL = 6

_HAN_COUNT = "[一二三四五六七八九十]{1,3}"
_SIGN = "[\u2300-\u23ff\u2600-\u27bf\u2b00-\u2bff\U0001f300-\U0001faff]\ufe0f?"
_NUMBERED = re.compile(
    r"\u3000*(?:(?P<dotted>\d{1,2}(?:\.\d{1,2}){1,3})[.、)）]?(?=[ \t\u3000]|[㐀-鿿])|"
    r"(?P<plain>\d{1,2})(?:[.)][ \t]+|[、．][ \t]*|[ \t]+(?=[A-Z]{3}))|"
    rf"(?P<chapter>第(?:{_HAN_COUNT}|\d{{1,2}})[章节部](?:分)?|{_HAN_COUNT}[、.．]|"
    r"(?:Chapter|Part|Section) \d{1,2}\b|[IVX]{1,4}\.[ \t])|"
    rf"(?P<round>[（(]{_HAN_COUNT}[)）])|(?P<sign>{_SIGN})(?=[ \t\u3000]|[㐀-鿿])|"
    r"(?P<id>[A-Z]{1,5}[-‑]?\d{1,3}(?:\.\d{1,2})?)(?=[ :：.]))[ \t\u3000:：.]*(?P<title>\S.*)"
)
_LISTED = re.compile(r"(?:\t|[.…]{3,}|\s{3,})\s*\d{1,3}\s*")  # ends a line of a table of contents
_ATX = re.compile(r" {0,3}#{1,6}(?:[ \t]|$)")
_BOLD = re.compile(r" {0,3}(?:\*\*|__)[^*_]{1,80}(?:\*\*|__)[:：]?\s*")
_RULE = re.compile(r" {0,3}(?:=+|-{2,})[ \t]*")
# A line that is something else than a title by what it begins with: a mark of Markdown, an indent, a bullet.
_MARKED = re.compile(r"\s{4}|\t|\s*(?:[#>|*+\-–—•·●○■□▪▸►➤☐✅✓❌<\[!`~①-⑳⑴-⒇\d\"'“‘「(（])")
_HTML = re.compile(r" {0,3}<(?:(?P<comment>!--)|/?[A-Za-z])")
_BULLET = re.compile(r"(?P<indent>[ \t\u3000]*)(?:(?<=[ \t\u3000])[•·●○■□◆◇▪▫‣◦][ \t\u3000]*|o\t)(?=\S)")
_MARKUP = re.compile(r"[#>|*+<\[!`~_-]")
_ENDS = re.compile(r"[.。;；,，!！?？:：…、][\s\"'”’」]*$|[。；！？]")
_SAYS = re.compile(r"[:：]\s*\S|\t|\s{3}|https?://|[=<>≤≥→|{}@]")
_WORD = re.compile(r"[A-Za-zÀ-ÿ0-9][\w'’./&‑-]*")
_HAN = re.compile("[㐀-鿿]")
_MOST_WORDS, _MOST_HAN, _MOST_CHARACTERS = 9, 26, 80
_MOST_BARE_WORDS, _MOST_BARE_HAN = 6, 14
_LEAST_SHARE = 0.6  # of the lines of one form that must be titles with a text below them
_DEPTHS = {"chapter": 0, "plain": 1, "sign": 1, "round": 2, "dotted": 2, "id": 6}
_BARE, _LABEL = 7, 8  # how deep titles without a number stand
_OF_UNMARKED = frozenset({"plain", "sign", "id"})  # forms of titles only in a text without a marked heading
_FEW = 2  # bare titles that may be something else where no other title stands in the text
_FILLER = "."  # in place of a blank line between two rows, which keeps them in one paragraph
_ONE_BLANK_BETWEEN = 2
_MOST_BARE_SHARE = 0.4  # of the lines that stand alone: where more are short, they are items or verses


@dataclass(frozen=True, slots=True)
class _Title:
    """A line that may be a title: its form, and how deep that form stands below the others."""

    number: int
    form: str
    depth: int
    counted: str


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
    for before, number in pairwise(spoken):
        if number - before == _ONE_BLANK_BETWEEN and is_tabbed(lines[before]) and is_tabbed(lines[number]):
            seen[before + 1] = _FILLER
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


def _chosen(lines: Sequence[str], spoken: Sequence[int], *, marked: bool, whole: bool) -> dict[int, _Title]:
    """The titles among the lines that are not blank; `marked`: the text has headings of Markdown, too."""
    numbered = {title.number: title for title in _numbered(lines, spoken)}
    forms = _forms_of_titles(lines, numbered) - (_OF_UNMARKED if marked else frozenset())
    chosen: dict[int, _Title] = {}
    for title in numbered.values():
        if title.form in forms and _stands_apart(lines, title, numbered, chosen):
            chosen[title.number] = title
    bold = sum(bool(_BOLD.fullmatch(lines[number])) for number in spoken)
    if marked or bold > _FEW:
        return chosen
    chosen |= {number: _Title(number, "bare", _BARE, "") for number in _bare(lines, spoken, numbered, chosen)}
    if chosen:
        chosen |= {number: _Title(number, "label", _LABEL, "") for number in _labels(lines, spoken, chosen)}
    if chosen and whole:
        chosen |= _own_title(lines, spoken[0], chosen)
    return chosen


def _mark_items(seen: list[str], open_: Sequence[int]) -> None:
    """Put the mark of an item in place of a bullet, whose indent Markdown would take for a program's."""
    outer = -1
    for number in open_:
        if match := _BULLET.match(seen[number]):
            outer = len(match["indent"]) if outer < 0 else min(outer, len(match["indent"]))
            seen[number] = f"{'  ' * (len(match['indent']) > outer)}- {seen[number][match.end() :]}"
        elif seen[number].strip():
            outer = -1


def _own_title(lines: Sequence[str], first: int, chosen: Mapping[int, _Title]) -> dict[int, _Title]:
    """The first line, where it is no numbered title and as short as the title of a document."""
    match = _NUMBERED.fullmatch(lines[first].rstrip())
    if (match and not match["sign"]) or (first in chosen and chosen[first].form not in ("bare", "sign")):
        return {}
    text = lines[first].strip()
    if len(text) > _MOST_CHARACTERS or _ENDS.search(text) or _MARKUP.match(text):
        return {}
    return {first: _Title(first, "whole", 0, "")}


def _outside_html(lines: Iterable[tuple[int, str]]) -> Iterator[int]:
    """The numbers of the lines that stand in no comment and in no block of HTML."""
    end = ""
    for number, line in lines:
        if not end and (match := _HTML.match(line)):
            end = "-->" if match["comment"] else "\n"
        if not end:
            yield number
        elif (end in line) if end == "-->" else not line.strip():
            end = ""


def _heading_levels(lines: Sequence[str], open_: Sequence[int]) -> dict[int, int]:
    """The level of each heading that is marked as one, by the number of its line."""
    levels = {}
    for number in open_:
        if match := _ATX.match(lines[number]):
            levels[number] = match[0].count("#")
        elif number and _RULE.fullmatch(lines[number]) and lines[number - 1].strip() and "|" not in lines[number - 1]:
            levels[number - 1] = 1 if "=" in lines[number] else 2
    return levels


def _numbered(lines: Sequence[str], spoken: Sequence[int]) -> Iterator[_Title]:
    for number in spoken:
        match = _NUMBERED.fullmatch(lines[number].rstrip())
        if match and not _LISTED.search(lines[number]):
            form = next(name for name in _DEPTHS if match[name])
            dots = match[form].count(".") if form == "dotted" else 0
            yield _Title(number, f"{form}{'.' * dots}", _DEPTHS[form] + dots, match[form])


def _forms_of_titles(lines: Sequence[str], numbered: Mapping[int, _Title]) -> frozenset[str]:
    """The forms whose lines are titles: short, of different numbers, and with a text of their own below them."""
    by_form: dict[str, list[_Title]] = defaultdict(list)
    for title in numbered.values():
        by_form[title.form].append(title)
    forms: set[str] = set()
    for form in sorted(by_form):  # 1.1 before 1, which is one more surely where 1.1 is
        titles = by_form[form]
        several = len({title.counted for title in titles}) > 1
        sure = sum(_is_title(lines, title, numbered, parted="dotted." in forms) for title in titles)
        if several and sure >= _LEAST_SHARE * len(titles):
            forms.add(form)
    return frozenset(forms)


def _is_title(lines: Sequence[str], title: _Title, numbered: Mapping[int, _Title], *, parted: bool) -> bool:
    """Whether a line is short and has a text of its own below it; `parted`: where there are titles such as 1.1."""
    match = _NUMBERED.fullmatch(lines[title.number].rstrip())
    if match is None or not _is_short(match["title"], _MOST_WORDS, _MOST_HAN):
        return False
    following = next((n for n in range(title.number + 1, len(lines)) if lines[n].strip()), None)
    if following is None:
        return False
    if title.form == "plain":
        opens = not title.number or not lines[title.number - 1].strip()
        if not (opens or parted) or lines[following].startswith(("  ", "\t")):
            return False
    # where the next line is the next of its form, or of one above, nothing stands below the title
    return following not in numbered or numbered[following].depth > title.depth


def _stands_apart(lines: Sequence[str], title: _Title, numbered: Mapping[int, _Title], chosen: Container[int]) -> bool:
    """Whether a line is no sentence, and no item of a list that a line above announces or begins."""
    match = _NUMBERED.fullmatch(lines[title.number].rstrip())
    if match is None or not _is_short(match["title"], _MOST_WORDS, _MOST_HAN):
        return False
    if title.number and lines[title.number - 1].rstrip().endswith((":", "：")):
        return False
    before = numbered.get(title.number - 1)
    return before is None or before.number in chosen or before.form != title.form


def _is_short(text: str, words: int, han: int) -> bool:
    """Whether a text is as short as a title, and ends and says nothing as a sentence or a `label: value` does."""
    if len(text) > _MOST_CHARACTERS or _ENDS.search(text) or _SAYS.search(text):
        return False
    latin, chinese = len(_WORD.findall(text)), len(_HAN.findall(text))
    return latin + chinese > 0 and latin <= words and chinese <= han


def _bare(lines: Sequence[str], spoken: Sequence[int], numbered: Container[int], chosen: Container[int]) -> list[int]:
    """Short lines that open a block or stand alone above one.

    There are none of the latter where so many lines that stand alone are short that they are items.
    """
    blank_below = {before for before, number in pairwise(spoken) if number - before > 1}
    opening = [
        number
        for before, number in pairwise((-2, *spoken))
        if number - before > 1 or (before in chosen and number in blank_below)
    ]
    short = {n for n in opening if n not in numbered and _is_bare(lines[n])}
    alone = blank_below.intersection(opening)
    if len(short & alone) > max(_FEW, _MOST_BARE_SHARE * len(alone)):
        short -= alone
    followed = [
        number for number, after in pairwise(spoken) if number in short and after not in short and after not in chosen
    ]
    return followed if chosen or len(followed) > _FEW else []


def _is_bare(line: str) -> bool:
    if _MARKED.match(line) or line.lstrip()[:1].islower():
        return False
    return _is_short(line.strip(), _MOST_BARE_WORDS, _MOST_BARE_HAN)


def _labels(lines: Sequence[str], spoken: Sequence[int], chosen: Container[int]) -> list[int]:
    """Short lines that come again below other titles, each with a text below it: 速度, "Acceptance"."""
    places: dict[str, list[int]] = defaultdict(list)
    for number, after in pairwise(spoken):
        if number not in chosen and after not in chosen and after == number + 1 and _is_bare(lines[number]):
            places[lines[number].strip()].append(number)
    return [number for numbers in places.values() if len(numbers) > 1 for number in numbers]
