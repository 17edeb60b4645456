"""Cut a document into utterances and mark what each is about, from its own words and from what stands above it.

An utterance is a sentence, a list item's sentence, a table row, a line of a fence or a heading. Structure lends it
meaning: the headings of its section, the items and the colon-ended line it stands under, its column's header.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from speclint.model import Block, Document, Quantity, Role, Span, Standing
from speclint.understand.knowledge import Knowledge
from speclint.understand.lexicon import Lexicon
from speclint.understand.marks import marks_of
from speclint.understand.numbering import Finder, series_of, without_numbers
from speclint.understand.row_quantities import RowQuantities
from speclint.understand.standing import standing_of
from speclint.understand.unfilled import unfilled_items

Marks = Mapping[str, Sequence[tuple[int, int]]]

_SENTENCE_END = re.compile(
    r"[。！？!?]+[”’\"』」）)]*|(?<![A-Z]\.[A-Za-z])(?<=[\w)\]%`\"”'’*])\.(?=\s+[\"“(\[*`]?[A-Z0-9一-鿿])|；(?=\s*\S)"
)
_ABBREVIATION = re.compile(
    r"(?<!\d\s)\b(?:e\.g|i\.e|etc|vs|approx|no|fig|al|cf|incl|max|min|resp|dr|mr|ms|inc|st|[A-Za-z])$", re.I
)
_LONGEST_ABBREVIATION = 12  # and the longest number of an item: no more is looked at before a full stop
_ROLES: tuple[Role, ...] = ("baseline", "target", "gate", "stretch", "kill", "result")  # the first that a header gives


# Start and end of an utterance in its block's text; its quantities, None where the text alone tells them.
Piece = tuple[int, int, "tuple[Quantity, ...] | None"]
LONGEST = 2000  # characters of an utterance; a longer sentence is read as several
_CUTS = " \u3000，、；。"
_KEY = re.compile(r"[\w .()/-]{1,40}[:：]\s{0,16}\S")
_ENUMERATED = re.compile(
    r"(?:\(?[a-z0-9]{1,2}[.)]|[（(][一二三四五六七八九十\d]{1,2}[)）]|\d{1,2}、|[•·▪])(?=\s|[㐀-鿿])"
)
_KEYED = 0.6  # share of a paragraph's lines that must be `key: value`


@dataclass(frozen=True, slots=True)
class Utterance:
    """A piece of text with its marks (concept → places in `text`) and those of what it stands under.

    `said` is the text as written, `text` the same with traditional characters folded to simplified ones. `announced`
    are the concepts of its headings, parents, header and row label; `origin` is where `text` begins in its block's text
    (0 for rows).
    """

    index: int
    block: Block
    text: str
    said: str
    origin: int
    marks: Marks
    announced: frozenset[str]
    headings: tuple[str, ...]
    heading_marks: frozenset[str]
    parent_marks: frozenset[str]
    label_marks: frozenset[str]
    quantities: tuple[Quantity, ...]
    standing: Standing
    span: Span
    sentence: int = 0
    siblings: tuple[int, ...] = field(default=())
    own_classes: frozenset[str] = frozenset()

    def has(self, concept: str) -> bool:
        """Whether its own words speak of the concept."""
        return concept in self.marks


class Reader:
    """Reads one document's blocks into utterances, remembering what each section and block is about."""

    def __init__(self, document: Document, knowledge: Knowledge, language: str) -> None:
        self.document = document
        self.lexicon: Lexicon = knowledge.lexicon
        self.find = without_numbers(knowledge.lexicon.find, series_of(document.blocks))
        self.grammar = knowledge.grammar
        self.language = language
        self._section_marks: dict[int, frozenset[str]] = {}
        self._own_section_marks: dict[int, frozenset[str]] = {}
        self._block_marks: dict[int, frozenset[str]] = {}
        self._path: dict[int, tuple[str, ...]] = {}
        self._header: dict[str, frozenset[str]] = {}
        self._rows = RowQuantities(self.lexicon, self.grammar, language, self._role)
        self._labels: dict[int, frozenset[str]] = {}
        self._section_classes: dict[int, frozenset[str]] = {}
        self._leads = _leads(document)
        self._unfilled = unfilled_items(document)

    def path(self, section: int) -> tuple[str, ...]:
        """The titles of a section and those above it, outermost first."""
        if section not in self._path:
            here = self.document.sections[section]
            above = self.path(here.parent) if here.parent >= 0 else ()
            self._path[section] = (*above, here.title) if here.title else above
        return self._path[section]

    def own_section_marks(self, section: int) -> frozenset[str]:
        """The concepts of a section's own heading."""
        if section not in self._own_section_marks:
            title = self.document.sections[section].title
            self._own_section_marks[section] = heading_concepts(title, self.find)
        return self._own_section_marks[section]

    def section_marks(self, section: int) -> frozenset[str]:
        """The concepts of a section's heading and those above it, but not of the document's title."""
        if section not in self._section_marks:
            here = self.document.sections[section]
            above = self.section_marks(here.parent) if here.parent >= 0 else frozenset()
            own = self.own_section_marks(section) if not self.is_title(section) else frozenset()
            self._section_marks[section] = above | own
        return self._section_marks[section]

    def is_title(self, section: int) -> bool:
        """Whether the section is the document itself: its first heading, with (nearly) all else beneath it."""
        here = self.document.sections[section]
        if here.level == 0:
            return True
        first = self.document.sections[1]
        if here.index == first.index:
            return here.level <= 2 and here.end_line >= 0.8 * len(self.document.source.line_starts)
        return here.index == 2 and here.line - first.line <= 3 and self._names_the_document_kind(first.title)

    def _names_the_document_kind(self, title: str) -> bool:
        """Whether a title only says what sort of document it is, so that the next heading is the real title."""
        letters = len(_NO_LETTER.sub("", title)) or 1
        covered: set[int] = set()
        for hit in self.lexicon.find(title):
            if hit.concept.startswith("kind.") and hit.concept.endswith(".title"):
                covered.update(i for i in range(hit.start, hit.end) if not _NO_LETTER.match(title[i]))
        return len(covered) / letters >= _KIND_COVER

    def block_marks(self, index: int) -> frozenset[str]:
        """The concepts of a block's own text."""
        if index not in self._block_marks:
            text = self.document.blocks[index].text.text
            self._block_marks[index] = frozenset(h.concept for h in self.find(text))
        return self._block_marks[index]

    def header_marks(self, header: str) -> frozenset[str]:
        """The concepts of a column's header."""
        if header not in self._header:
            self._header[header] = frozenset(h.concept for h in self.lexicon.find(header))
        return self._header[header]

    def read(self) -> tuple[Utterance, ...]:
        """All utterances in document order."""
        utterances: list[Utterance] = []
        for block in self.document.blocks:
            pieces = list(self._pieces(block))
            first = len(utterances)
            siblings = tuple(range(first, first + len(pieces)))
            for number, (start, end, quantities) in enumerate(pieces):
                utterances.append(self._utterance(len(utterances), block, start, end, quantities, number, siblings))
        return tuple(utterances)

    def utterance_of(self, block: Block) -> Utterance:
        """A block of no document as one utterance."""
        return self._utterance(0, block, 0, len(block.text.text), None, 0, ())

    def _pieces(self, block: Block) -> Iterator[Piece]:
        """Where the utterances of a block begin and end, and their quantities where its cells must be read for them."""
        for piece in self._sentences(block):
            yield from _cut(block.text.text, *piece)

    def _sentences(self, block: Block) -> Iterator[Piece]:
        text = block.text.text
        if block.kind == "row":
            yield 0, len(text), self._rows.read(block)
        elif block.kind in ("heading", "code", "front-matter"):
            yield 0, len(text), None
        else:
            for first, last in self._entries(block):
                for start, end in sentences(text[first:last]):
                    yield first + start, first + end, None

    def _entries(self, block: Block) -> Iterator[tuple[int, int]]:
        """The lines of a paragraph of key-value lines (`timeout: 30 s` below `retries: 2`); else parts a., b., c."""
        text, source = block.text, self.document.source.text
        breaks = [i for i, c in enumerate(text.text) if c == " " and source[text.starts[i]] in "\r\n"]
        starts = [0, *(i + 1 for i in breaks)]
        ends = [*breaks, len(text.text)]
        keyed = sum(1 for start, end in zip(starts, ends, strict=True) if _KEY.match(text.text[start:end]))
        if breaks and keyed >= _KEYED * len(starts):
            yield from zip(starts, ends, strict=True)
            return
        starts = [0, *(start for start in starts[1:] if _ENUMERATED.match(text.text, start))]
        yield from zip(starts, [*(start - 1 for start in starts[1:]), len(text.text)], strict=True)

    def _utterance(
        self,
        index: int,
        block: Block,
        start: int,
        end: int,
        quantities: tuple[Quantity, ...] | None,
        number: int,
        siblings: tuple[int, ...],
    ) -> Utterance:
        said = block.text.text[start:end]
        text = self.lexicon.fold(said)
        marks = marks_of(text, block, self.find, self._role)
        if quantities is None:
            quantities = self.grammar.find(text, self.language)
            if block.kind == "heading":  # begins with its number in the document: "6.3 Accuracy"
                quantities = tuple(q for q in quantities if q.start or q.kind != "number")
        heading_marks = self.section_marks(block.section)
        parents = block.parents or self._leads.get(block.index, ())
        parent_marks = frozenset().union(*(self.block_marks(p) for p in parents)) if parents else frozenset()
        label_marks = self._label_marks(block, start)
        first, last = block.text.source_range(start, end) if end > start else (0, 1)
        return Utterance(
            index=index,
            block=block,
            text=text,
            said=said,
            origin=start,
            marks=marks,
            announced=heading_marks | parent_marks | label_marks,
            headings=self.path(block.section),
            heading_marks=heading_marks,
            parent_marks=parent_marks,
            label_marks=label_marks,
            quantities=quantities,
            standing="placeholder"
            if block.index in self._unfilled
            else standing_of(text, block, marks, heading_marks, parent_marks),
            span=self.document.source.span(first, last),
            sentence=number,
            siblings=siblings,
            own_classes=self._classes(block) if block.kind == "heading" else frozenset(),
        )

    def _classes(self, block: Block) -> frozenset[str]:
        """What class of section a heading opens, where its words say so."""
        if block.section not in self._section_classes:
            title = self.document.sections[block.section].title
            concepts = heading_concepts(title, self.find, _WHOLE_COVER)
            classes = frozenset(c for c in concepts if c.startswith(("section.", "heading.")))
            self._section_classes[block.section] = classes
        return self._section_classes[block.section]

    def _label_marks(self, block: Block, start: int) -> frozenset[str]:
        """The concepts of a row's label and headers, or of the bold run that a block begins with."""
        if block.kind != "row" and not (start and block.strong):
            return frozenset()
        if block.index not in self._labels:
            label = block.text.text[: block.strong]
            if block.kind == "row":
                label = block.cells[0].text if block.cells else ""
            found = frozenset(h.concept for h in self.find(label))
            self._labels[block.index] = found.union(*(self.header_marks(h) for h in block.header))
        return self._labels[block.index]

    def _role(self, header: str) -> Role | None:
        """The role that a column's header gives the numbers below it, None where it gives none."""
        marks = self.header_marks(header)
        return next((role for role in _ROLES if f"role.{role}" in marks), None)


_LEAD = 60  # characters of a line right above a list that lends its items meaning without a colon


def _leads(document: Document) -> dict[int, tuple[int, ...]]:
    """The short line right above a list for each of its items that has no parents ("Nice to have")."""
    leads: dict[int, tuple[int, ...]] = {}
    lead: Block | None = None
    last = 0
    for block in document.blocks:
        if block.kind == "item" and not block.parents:
            if lead is not None and block.line - last <= 1:
                leads[block.index] = (lead.index,)
            else:
                lead = None
        elif block.kind == "paragraph" and not block.parents:
            short = len(block.text.text) <= _LEAD and not block.text.text.rstrip().endswith((".", "。", "!", "?", "？"))
            lead = block if short else None
        elif block.kind == "heading":
            lead = None
        last = block.end_line
    return leads


_CLASS_COVER = 0.45  # what share of a heading's letters a class word must make up: "Metrics", not "Metrics page export"
_KIND_COVER = 0.9  # a title that names nothing but the kind of document
_WHOLE_COVER = 0.75  # and to say nothing else
_NO_LETTER = re.compile(r"[\W\d_]+")
_BOTH = re.compile(
    r"goals? (?:&|and|/|vs\.?) non-?goals?|in[- ]scope ?(?:&|and|/|vs\.?|versus|\|) ?out|"
    r"目标(?:与|和|及)非目标|范围(?:与|和|及)(?:非|不)",
    re.I,
)


def heading_concepts(title: str, find: Finder, cover: float = _CLASS_COVER) -> frozenset[str]:
    """The concepts of a heading; one that tells the class of a section only where it is most of the heading."""
    letters = len(_NO_LETTER.sub("", title)) or 1
    both = bool(_BOTH.search(title))
    return frozenset(
        h.concept
        for h in find(title)
        if not h.concept.startswith(("section.", "heading."))
        or (
            len(_NO_LETTER.sub("", title[h.start : h.end])) / letters >= cover
            and not (both and h.concept == "heading.out-of-scope")
        )
    )


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """The start and end of each sentence of a text, blanks around it left out."""
    start = 0
    for match in _SENTENCE_END.finditer(text):
        if match.group().startswith(".") and _is_abbreviated(text, start, match.start()):
            continue
        yield from _trimmed(text, start, match.end())
        start = match.end()
    yield from _trimmed(text, start, len(text))


def _cut(text: str, start: int, end: int, quantities: tuple[Quantity, ...] | None) -> Iterator[Piece]:
    """A sentence as it is, or, where it is longer than any that was written to be read, as several."""
    if end - start <= LONGEST:
        yield start, end, quantities
        return
    while start < end:
        stop = end if end - start <= LONGEST else start + LONGEST
        if stop < end:
            stop = max(text.rfind(mark, start, stop) for mark in _CUTS) + 1 or stop
        for first, last in _trimmed(text, start, stop):
            inside = quantities and tuple(
                replace(q, start=q.start - first, end=q.end - first)
                for q in quantities
                if first <= q.start and q.end <= last
            )
            yield first, last, inside
        start = stop


def _is_abbreviated(text: str, start: int, stop: int) -> bool:
    """Whether a full stop ends an abbreviation or an item's number rather than the sentence begun at `start`."""
    last = text[max(start, stop - _LONGEST_ABBREVIATION - 1) : stop]
    if _ABBREVIATION.search(last, min(1, max(len(last) - _LONGEST_ABBREVIATION, 0))):
        return True
    return stop - start <= _LONGEST_ABBREVIATION and last.strip().isdecimal()


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if end > start:
        yield start, end
