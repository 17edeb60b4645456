"""Find the places of a document that may define a feature: headings, items, rows, user stories, requirements."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from speclint.model import Block, Document
from speclint.understand.utterances import Reader, Utterance

# Each of these is tried at the start of a name, once or a few times; none repeats what repeats.
_ORNAMENT = re.compile(r"[^\w(（\[【《\"“'‘<]+|[①-⑳►▶●■◆★☆✅❌]")
_NUMBERING = re.compile(
    r"第?[一二三四五六七八九十\d]{1,3}[章节、.．)）：:](?:\d{1,3}[.．]?){0,4}\s*|"
    r"[（(][一二三四五六七八九十\d]{1,3}[)）]\s*|\d{1,3}(?:\.\d{1,3}){0,4}[.)、：:]?\s+"
)
_ID = re.compile(
    r"(?:(?:[A-Z]{1,5}[-_ ‑–]?){1,3}\d{1,4}(?:\.\d{1,3}){0,3}|(?:[A-Z]{1,6}\d{0,2}[-_‑–]){1,4}\d{1,4}|"
    r"(?:User Story|Use Case|Feature|"
    r"Requirement|Epic|Story|Module|Scenario|Capability|Component|Phase|Step|"
    r"Goal)\s?#?\d{1,3}(?:\.\d{1,3}){0,3}|(?:需求|功能|模块|场景|用户故事|方案|用例|史诗|特性|"
    r"能力)\s?[一二三四五六七八九十\d]{1,3}(?:\.\d{1,3}){0,3})(?![A-Za-z\d%％])\s?[:：.\-–—|]?\s*"
)
_TAIL = re.compile(
    r"[(（\[【](?:priority|P\d|must|should|could|MVP|mandatory|optional|优先级|核心|推荐|"
    r"第.阶段)[^)）\]】]{0,40}[)）\]】]\s?$",
    re.I,
)
_STORY = re.compile(r"^\W*(?:as an? [^,.]{2,60},?\s{0,4}I (?:want|need|can|would like)|作为.{1,30}[，,])", re.I)
_WISH = re.compile(
    r"\bI (?:want|need|would like|can)(?: to)?(?: be able to| have)?\s+([^,;.。]{3,200})|"
    r"我(?:希望|想要?|需要|可以|能够?)(?:能够?|系统能够?)?([^，,。；;]{3,100})",
    re.I,
)
_NAME_KEY = re.compile(
    r"(?:feature|module|function|capability)(?: name)?|name|(?:功能|模块|能力|特性)?名称?|功能名", re.I
)
_SHORTEST_LEAD = 3  # characters
_SEVERAL_LEADS = 3
_CLAUSE_NUMBER = re.compile(r"\d{1,2}(?:\.\d{1,2}){1,3}[ \t\u3000]+(?=[^\W\d])")  # "3.2.1 The system shall …"
_NUMBER = re.compile(r"\d{1,4}(?:\.\d{1,3}){0,4}\.?")
_KEY_AND_VALUE = 2
_LOOK_BELOW = 6  # utterances under a bare number in which what it is about must stand
_LONGEST_LABEL = 14  # characters of a label such as "User Story:"
_LABEL_END = re.compile(r"[:：]|\s[-–—]\s|——")
_LONGEST_NAME = 80
MOST_CANDIDATES = 3000  # the first: no spec has more, and each is weighed against the others
_LONGEST_PLAIN_ITEM = 110


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that may define a feature. `title` is the utterance that does; `first`–`last` are its lines, inclusive.

    `body` are the indices of the utterances that stand within its extent, its own line included.
    """

    form: str
    name: str
    title: Utterance
    line: int
    first: int
    last: int
    parent: int
    body: Sequence[int]
    identified: bool
    leaf: bool = True
    siblings: int = 0
    position: float = 0.0


def find_candidates(document: Document, utterances: Sequence[Utterance], reader: Reader) -> tuple[Candidate, ...]:
    """All candidates in document order; `parent` is the index of the smallest that encloses one (-1: none)."""
    first_of: dict[int, Utterance] = {}
    last_of: dict[int, int] = {}
    for utterance in utterances:
        first_of.setdefault(utterance.block.index, utterance)
        last_of[utterance.block.index] = utterance.index
    descendants = _descendants(document)
    led = _led_to(document)
    found: list[tuple[str, Block, int, int]] = []
    for block in document.blocks:
        form = _form(block, document, reader)
        if form is None or block.index not in first_of:
            continue
        if len(found) == MOST_CANDIDATES:
            break
        if form == "heading":
            section = document.sections[block.section]
            found.append((form, block, section.line, section.end_line))
        else:
            last = max((document.blocks[i].end_line for i in descendants.get(block.index, ())), default=block.end_line)
            found.append((form, block, block.line, max(block.end_line, last, led.get(block.index, 0))))
    lines = [u.span.line for u in utterances]
    headings = [first_of[block.index].index for form, block, _, _ in found if form == "heading"]
    candidates: list[Candidate] = []
    open_: list[int] = []
    for form, block, first, last in found:
        while open_ and candidates[open_[-1]].last < first:
            open_.pop()
        while open_ and not (candidates[open_[-1]].first <= first and last <= candidates[open_[-1]].last):
            open_.pop()
        title = first_of[block.index]
        name, identified = name_of(block)
        body = _between(lines, first, last)
        if form == "heading" and _ID.fullmatch(name + " "):
            title, name = _told_below(title, name, [utterances[i] for i in body[:_LOOK_BELOW]])
        if first == last:  # a line may hold any number of candidates, to each of which all of it would belong
            inner = (block.index, *descendants.get(block.index, ()))
            following = bisect_right(headings, title.index)
            within = headings[following] if following < len(headings) else len(utterances)
            end = min(within, body.stop) if form == "heading" else max(last_of.get(i, 0) for i in inner) + 1
            body = range(title.index, end)
        candidates.append(
            Candidate(form, name, title, block.line, first, last, open_[-1] if open_ else -1, body, identified)
        )
        if last > first or form == "heading":
            open_.append(len(candidates) - 1)
    return _related(candidates, len(document.source.line_starts))


def _led_to(document: Document) -> dict[int, int]:
    """The last line of what stands below each paragraph that a bold name leads, of several beside one another."""
    leads: dict[int, list[int]] = {}
    last_of: dict[tuple[int, int], int] = {}  # by section and how many of its leads stand above
    for block in document.blocks:
        mine = leads.setdefault(block.section, [])
        if block.kind == "paragraph" and _SHORTEST_LEAD < block.strong < len(block.text.text) and not block.parents:
            mine.append(block.index)
        place = block.section, len(mine)
        last_of[place] = max(last_of.get(place, 0), block.end_line)
    return {
        lead: last_of[section, number]
        for section, mine in leads.items()
        if len(mine) >= _SEVERAL_LEADS
        for number, lead in enumerate(mine, 1)
    }


def _told_below(title: Utterance, name: str, below: Sequence[Utterance]) -> tuple[Utterance, str]:
    """What a heading that is only a number ("Requirement 3") is about: the story or first sentence under it."""
    told = next((u for u in below if u.block.kind in ("paragraph", "item") and len(u.text) > _LONGEST_LABEL), None)
    if told is None:
        return title, name
    wish = _WISH.search(told.said)
    said = (wish.group(1) or wish.group(2)) if wish else told.said
    return replace(told, own_classes=frozenset(), span=title.span), short_name(said)


def _related(candidates: Sequence[Candidate], lines: int) -> tuple[Candidate, ...]:
    """The candidates knowing of their place: whether headings stand below, how many stand beside, how far down."""
    inner = {c.parent for c in candidates if c.form == "heading"}
    beside = Counter((c.parent, c.form) for c in candidates)
    return tuple(
        replace(c, leaf=i not in inner, siblings=beside[c.parent, c.form] - 1, position=c.line / max(lines, 1))
        for i, c in enumerate(candidates)
    )


def _between(lines: Sequence[int], first: int, last: int) -> range:
    # utterances come in line order but for front matter and merged cells, which no candidate holds
    return range(bisect_left(lines, first), bisect_right(lines, last))


def _descendants(document: Document) -> dict[int, list[int]]:
    below: dict[int, list[int]] = {}
    for block in document.blocks:
        for parent in block.parents:
            below.setdefault(parent, []).append(block.index)
    return below


def _form(block: Block, document: Document, reader: Reader) -> str | None:
    text = block.text.text
    if block.kind == "heading":
        return None if reader.is_title(block.section) else "heading"
    if block.kind == "row":
        return "row" if block.cells and not block.quoted else None
    if _STORY.match(text):
        return "story"
    if block.kind == "item":
        return "item"
    if block.kind == "paragraph" and not block.quoted:
        begins = block.strong > 3 or _ID.match(text) or _CLAUSE_NUMBER.match(text)
        return "paragraph" if begins or len(text) < 60 else None
    return None


def name_of(block: Block) -> tuple[str, bool]:
    """The short name of what a block defines, and whether it carries a requirement's or story's number."""
    if block.kind == "row":
        cells = [c.text.strip() for c in block.cells]
        identified = bool(cells and _ID.fullmatch(cells[0] + " "))
        named = next((c for c in cells if c and not _ID.fullmatch(c + " ") and not _NUMBER.fullmatch(c)), "")
        if len(cells) == _KEY_AND_VALUE and _NAME_KEY.fullmatch(named) and cells[-1]:
            named = cells[-1]
        return short_name(named), identified
    text = block.text.text
    text = _unnumbered(text)
    match = _ID.match(text)
    identified = bool(match)
    if match and len(text) - match.end() >= 2:
        text = text[match.end() :]
    text = _TAIL.sub("", text)
    strong = block.text.text[: block.strong].strip(" :：*")
    if block.kind != "heading" and 2 <= len(strong) <= _LONGEST_NAME and not identified:
        return short_name(_TAIL.sub("", _unnumbered(strong))), identified
    if block.kind != "heading":
        label = _LABEL_END.search(text)
        if label and 2 <= label.start() <= 60:
            text = text[: label.start()]
    return short_name(text), identified


def _unnumbered(text: str) -> str:
    """A heading's text without its number and the ornaments before it."""
    rest = text
    for _ in range(3):
        match = _ORNAMENT.match(rest) or _NUMBERING.match(rest)
        if not match:
            break
        rest = rest[match.end() :]
    return rest or text


def short_name(text: str, longest: int = _LONGEST_NAME) -> str:
    """A name on one line without marks around it, cut where it is no name any more."""
    text = " ".join(text.split()).strip(" :：.。;；,，|-–—*")
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"


_WORD = re.compile(r"[a-z0-9]+|[㐀-鿿]")
_STOP = frozenset(
    "the a an of for and or to in on with by ai ml smart based powered driven system feature module engine user".split()
)


def words_of(name: str) -> frozenset[str]:
    """The words of a name that tell it from others; each Han character is one."""
    return frozenset(
        w.rstrip("s") for w in _WORD.findall(name.lower()) if w not in _STOP and (len(w) > 2 or ord(w[0]) > 255)
    )


def enclosing(candidates: Sequence[Candidate], index: int) -> Iterator[int]:
    """The indices of the candidates that enclose one, innermost first."""
    parent = candidates[index].parent
    while parent >= 0:
        yield parent
        parent = candidates[parent].parent
