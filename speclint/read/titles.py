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

from speclint.read.wrappers import outside_fences

DEEPEST_LEVEL = 6

_HAN_COUNT = "[一二三四五六七八九十]{1,3}"
_SIGN = "[\u2600-\u27bf\U0001f300-\U0001faff]\ufe0f?"
_NUMBERED = re.compile(
    r"\u3000*(?:(?P<dotted>\d{1,2}(?:\.\d{1,2}){1,3})[.、)）]?(?=[ \t\u3000]|[㐀-鿿])|"
    r"(?P<plain>\d{1,2})(?:[.)][ \t]+|[、．][ \t]*)|"
    rf"(?P<chapter>第(?:{_HAN_COUNT}|\d{{1,2}})[章节部](?:分)?|{_HAN_COUNT}[、.．]|"
    r"(?:Chapter|Part|Section) \d{1,2}\b|[IVX]{1,4}\.[ \t])|"
    rf"(?P<round>[（(]{_HAN_COUNT}[)）]))[ \t\u3000:：.]*(?P<title>\S.*)"
)
_ATX = re.compile(r" {0,3}#{1,6}(?:[ \t]|$)")
_BOLD = re.compile(r" {0,3}(?:\*\*|__)[^*_]{1,80}(?:\*\*|__)[:：]?\s*")
_RULE = re.compile(r" {0,3}(?:=+|-{2,})[ \t]*")
# A line that is something else than a title by what it begins with: a mark of Markdown, an indent, a bullet.
_MARKED = re.compile(r"\s{4}|\t|\s*(?:[#>|*+\-–—•·●○■□▪▸►➤☐✅✓❌<\[!`~①-⑳⑴-⒇\d\"'“‘「(（])")
_HTML = re.compile(r" {0,3}<(?:(?P<comment>!--)|/?[A-Za-z])")
_MARKUP = re.compile(r"[#>|*+<\[!`~_-]")
_ENDS = re.compile(r"[.。;；,，!！?？:：…、][\s\"'”’」]*$|[。；！？]")
_SAYS = re.compile(r"[:：]\s*\S|\t|\s{3}|https?://|[=<>≤≥→|{}@]")
_WORD = re.compile(r"[A-Za-zÀ-ÿ0-9][\w'’./&‑-]*")
_HAN = re.compile("[㐀-鿿]")
_MOST_WORDS, _MOST_HAN, _MOST_CHARACTERS = 9, 26, 80
_MOST_BARE_WORDS, _MOST_BARE_HAN = 6, 14
_LEAST_SHARE = 0.6  # of the lines of one form that must be titles with a text below them
_DEPTHS = {"chapter": 0, "plain": 1, "round": 2, "dotted": 2}
_FEW = 2  # bare titles that may be something else where no other title stands in the text
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
    levels = _heading_levels(lines, open_)
    numbered = {title.number: title for title in _numbered(lines, open_)}
    forms = _forms_of_titles(lines, numbered)
    chosen: dict[int, _Title] = {}
    for title in numbered.values():
        if title.form in forms and (title.form != "plain" or not levels) and _stands_apart(lines, title, chosen):
            chosen[title.number] = title
    if not levels and sum(bool(_BOLD.fullmatch(lines[number])) for number in open_) <= _FEW:
        bare = _bare(lines, open_, chosen)
        chosen |= {number: _Title(number, "bare", DEEPEST_LEVEL, "") for number in bare}
        if whole and chosen:
            chosen |= _own_title(lines, open_, chosen)
    depth = 1
    depths = sorted({title.depth for title in chosen.values() if title.form != "whole"})
    for number in open_:
        depth = levels.get(number, depth)
        if number in chosen:
            title = chosen[number]
            level = 1 if title.form == "whole" else min(depth + depths.index(title.depth) + 1, DEEPEST_LEVEL)
            seen[number] = f"{'#' * level} {lines[number].strip()}"
    return Titled(seen, bool(chosen) and not levels)


def _own_title(lines: Sequence[str], open_: Sequence[int], chosen: Mapping[int, _Title]) -> dict[int, _Title]:
    """The first line, where it is no numbered title and as short as the title of a document."""
    first = next(number for number in open_ if lines[number].strip())
    if (first in chosen and chosen[first].form != "bare") or _NUMBERED.fullmatch(lines[first].rstrip()):
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


def _numbered(lines: Sequence[str], open_: Sequence[int]) -> Iterator[_Title]:
    for number in open_:
        if match := _NUMBERED.fullmatch(lines[number].rstrip()):
            form = next(name for name in _DEPTHS if match[name])
            dots = match[form].count(".") if form == "dotted" else 0
            yield _Title(number, f"{form}{'.' * dots}", _DEPTHS[form] + dots, match[form])


def _forms_of_titles(lines: Sequence[str], numbered: Mapping[int, _Title]) -> frozenset[str]:
    """The forms whose lines are titles: short, of different numbers, and with a text of their own below them."""
    by_form: dict[str, list[_Title]] = defaultdict(list)
    for title in numbered.values():
        by_form[title.form].append(title)
    return frozenset(
        form
        for form, titles in by_form.items()
        if len({title.counted for title in titles}) > 1
        and sum(_is_title(lines, title, numbered) for title in titles) >= _LEAST_SHARE * len(titles)
    )


def _is_title(lines: Sequence[str], title: _Title, numbered: Mapping[int, _Title]) -> bool:
    match = _NUMBERED.fullmatch(lines[title.number].rstrip())
    if match is None or not _is_short(match["title"], _MOST_WORDS, _MOST_HAN):
        return False
    following = next((n for n in range(title.number + 1, len(lines)) if lines[n].strip()), None)
    if following is None:
        return False
    if title.form == "plain":
        opens = not title.number or not lines[title.number - 1].strip()
        if not opens or lines[following].startswith(("  ", "\t")):
            return False
    # where the next line is the next of its form, or of one above, nothing stands below the title
    return following not in numbered or numbered[following].depth > title.depth


def _stands_apart(lines: Sequence[str], title: _Title, chosen: Mapping[int, _Title]) -> bool:
    """Whether a line is no sentence, and no item of a list that a line above announces or begins."""
    match = _NUMBERED.fullmatch(lines[title.number].rstrip())
    if match is None or not _is_short(match["title"], _MOST_WORDS, _MOST_HAN):
        return False
    before = lines[title.number - 1].strip() if title.number else ""
    return not (before.endswith((":", "：")) or (_NUMBERED.fullmatch(before) and title.number - 1 not in chosen))


def _is_short(text: str, words: int, han: int) -> bool:
    """Whether a text is as short as a title, and ends and says nothing as a sentence or a `label: value` does."""
    if len(text) > _MOST_CHARACTERS or _ENDS.search(text) or _SAYS.search(text):
        return False
    latin, chinese = len(_WORD.findall(text)), len(_HAN.findall(text))
    return latin + chinese > 0 and latin <= words and chinese <= han


def _bare(lines: Sequence[str], open_: Sequence[int], chosen: Container[int]) -> list[int]:
    """Short lines that open a block which goes on otherwise; none where so many lines are short that they are items."""
    spoken = [number for number in open_ if lines[number].strip()]
    blank_below = {before for before, number in pairwise(spoken) if number - before > 1}
    opening = [
        number
        for before, number in pairwise((-2, *spoken))
        if number - before > 1 or (before in chosen and number in blank_below)
    ]
    short = {
        number
        for number in opening
        if number not in chosen
        and not _MARKED.match(lines[number])
        and not lines[number].strip()[0].islower()
        and _is_short(lines[number].strip(), _MOST_BARE_WORDS, _MOST_BARE_HAN)
    }
    if len(short) > _MOST_BARE_SHARE * len(opening):
        return []
    followed = [
        number for number, after in pairwise(spoken) if number in short and after not in short and after not in chosen
    ]
    return followed if chosen or len(followed) > _FEW else []
