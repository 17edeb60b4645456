"""The containers that are open while a document is walked."""

from __future__ import annotations

from dataclasses import dataclass

from speclint.model import Text

_CLOSING_MARKS = " \t*_`\"'”’」』)）]】"


@dataclass(frozen=True, slots=True)
class LastTable:
    """A table that rows cut off by a blank line may continue."""

    number: int
    header: tuple[str, ...]
    columns: int


@dataclass(slots=True)
class Frame:
    """An open container: the document, a quote, a list or a list item.

    `floor` is how many sections were open when the innermost quote began. `unopened` is true for an item whose own
    first paragraph is still to come, `introduction` is the paragraph ending in a colon just before, and `last` is the
    type of the token before.
    """

    parents: tuple[int, ...] = ()
    quoted: bool = False
    in_list: bool = False
    floor: int = 1
    ordered: bool = False
    unopened: bool = False
    introduction: int | None = None
    last: str = ""
    last_table: LastTable | None = None

    def introduced(self) -> tuple[int, ...]:
        """The parents of a list, table, quote or fence that begins here."""
        return self.parents if self.introduction is None else (*self.parents, self.introduction)

    def inner_list(self, *, ordered: bool) -> Frame:
        """The frame of a list that begins here."""
        return Frame(self.introduced(), self.quoted, True, self.floor, ordered)

    def inner_item(self) -> Frame:
        """The frame of the next item of this list."""
        return Frame(self.parents, self.quoted, True, self.floor, self.ordered, unopened=True)

    def inner_quote(self, floor: int) -> Frame:
        """The frame of a quote that begins here."""
        return Frame(self.introduced(), True, self.in_list, floor)

    def inner_block(self) -> Frame:
        """The frame of any other block that begins here and holds more."""
        return Frame(self.introduced(), self.quoted, self.in_list, self.floor)


def ends_in_colon(text: Text) -> bool:
    """Whether a text announces what follows: it ends in a colon, closing marks aside."""
    return text.text.rstrip(_CLOSING_MARKS).endswith((":", "："))
