"""What a title looks like that was pasted without the marks of Markdown, line by line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from speclint.read.enumerated import HAN_COUNT

_SIGN = "[\u2300-\u23ff\u2600-\u27bf\u2b00-\u2bff\U0001f300-\U0001faff]\ufe0f?|\\d\ufe0f?\u20e3"
_NUMBERED = re.compile(
    r"\u3000*(?:(?P<dotted>[1-9]\d?(?:\.\d{1,2}){1,3})[.、)）]?"
    r"(?=[ \t\u3000]|(?![万亿千百元秒分天年月日米个倍度])[㐀-鿿])|"
    r"(?P<plain>[1-9]\d?)(?:[.)][ \t]+|[、．][ \t]*|[ \t]+(?=[A-Z][A-Za-z]))|"
    rf"(?P<chapter>第(?:{HAN_COUNT}|\d{{1,2}})[章节部](?:分)?|{HAN_COUNT}[、.．]|"
    r"(?:Chapter|Part|Section) \d{1,2}(?=\s?[:：.–—-])|[IVX]{1,4}\.[ \t])|"
    r"(?P<letter>[A-H])\.[ \t]+|【(?P<boxed>[^【】]{1,30})(?=】$)|"
    rf"(?P<named>(?:功能|模块|需求|特性|场景|故事|能力|用例|Feature|Module|Story|Requirement|Epic|Use case)\s?"
    rf"(?:{HAN_COUNT}|\d{{1,2}}))(?=[:：.、 \t])|"
    rf"(?P<round>[（(]{HAN_COUNT}[)）])|(?P<sign>{_SIGN})(?=[ \t\u3000]|[㐀-鿿])|"
    r"(?P<id>[A-Z]{1,5}[-‑]?\d{1,3}(?:\.\d{1,2})?)(?=[ :：.]))[ \t\u3000:：.、–—-]*(?P<title>\S.*)"
)
_DEPTHS = {
    "chapter": 0, "boxed": 0, "plain": 1, "letter": 1, "sign": 1, "round": 2, "dotted": 2, "named": 6, "id": 6
}  # fmt: skip
_MOST_CHAPTERS = 30  # a greater number before a line counts something else
# A line that is something else than a title by what it begins with: a mark of Markdown, an indent, a bullet, a quote.
_MARKED = re.compile(r"\s{4}|\t|\s*(?:[#>|*+\-–—•·●○■□▪▸►➤☐✅✓❌<\[!`~①-⑳⑴-⒇\d\"'“‘「(（])")
_ENDS = re.compile(r"[.。;；,，!！?？:：…、][\s\"'”’」]*$|[。；！？]")
_ENDED = re.compile(r"[.。;；!！?？:：…)）][\s\"'”’」*_]*$")  # what stands below a line that ends so begins anew
_SAYS = re.compile(r"[:：]\s*\S|\t|\s{3}|https?://|[=<>≤≥→|{}@]")
_WORD = re.compile(r"[A-Za-zÀ-ÿ0-9][\w'’./&‑-]*")
_HAN = re.compile("[㐀-鿿]")
_MOST_CHARACTERS, _MOST_WORDS, _MOST_HAN = 80, 9, 26
_MOST_BARE_WORDS, _MOST_BARE_HAN = 6, 14
_PAGE = re.compile(r"\d{1,3}$")  # ends a line of a table of contents, behind a tab, dots or blanks
_MOST_BLANKS = 2


@dataclass(frozen=True, slots=True)
class Title:
    """A line that may be a title: its form, how deep that form stands below the others, its count and its text."""

    number: int
    form: str
    depth: int
    counted: str = ""
    text: str = ""

    @property
    def is_short(self) -> bool:
        """Whether the text is as short as a title, and says nothing as a sentence or a `label: value` does."""
        return _is_short(self.text, _MOST_WORDS, _MOST_HAN)

    @property
    def count(self) -> tuple[int, ...]:
        """The numbers that are counted, none where they are no digits."""
        return tuple(map(int, self.counted.split("."))) if self.form.startswith(("plain", "dotted")) else ()


def numbered(lines: Sequence[str], spoken: Sequence[int]) -> Iterator[Title]:
    """The lines (of those `spoken`, by 0-based number) that a number, a sign or an id begins."""
    for number in spoken:
        line = lines[number].rstrip()
        match = _NUMBERED.fullmatch(line)
        if match is None or _is_listed(line) or match["title"][0].islower() or match["title"][0].isdigit():
            continue
        form = next(name for name in _DEPTHS if match[name])
        dots = match[form].count(".") if form == "dotted" else 0
        title = Title(
            number, f"{form}{'.' * dots}", _DEPTHS[form] + dots, match[form], match["boxed"] or match["title"]
        )
        if not title.count or title.count[0] <= _MOST_CHAPTERS:
            yield title


def is_bare(line: str) -> bool:
    """Whether a line without a number is as short as a title."""
    if _MARKED.match(line) or line.lstrip()[:1].islower():
        return False
    return _is_short(line.strip(), _MOST_BARE_WORDS, _MOST_BARE_HAN)


def may_head(line: str) -> bool:
    """Whether a line may be the title of the whole document: no mark begins it and no sentence ends it."""
    text = line.strip()
    return len(text) <= _MOST_CHARACTERS and not _ENDS.search(text) and text[0] not in "#>|*+<[!`~_-"


def is_ended(line: str) -> bool:
    """Whether what stands below a line begins anew: a sentence ends there, or it is an item or a row."""
    return bool(_ENDED.search(line) or _MARKED.match(line) or "\t" in line)


def _is_listed(line: str) -> bool:
    """Whether a line is one of a table of contents: "2. Users	4"."""
    page = _PAGE.search(line)
    if page is None:
        return False
    before = line[: page.start()]
    return before.endswith(("\t", "...", "…")) or len(before) - len(before.rstrip()) > _MOST_BLANKS


def _is_short(text: str, words: int, han: int) -> bool:
    if len(text) > _MOST_CHARACTERS or _ENDS.search(text) or _SAYS.search(text):
        return False
    latin, chinese = len(_WORD.findall(text)), len(_HAN.findall(text))
    return latin + chinese > 0 and latin <= words and chinese <= han
