"""Fields of a form that nobody filled in: items that are labels with a colon and have nothing behind or below them."""

from __future__ import annotations

from itertools import groupby

from speclint.model import Block, Document

_COLONS = (":", "：")
_FIELDS = 2  # beside one another: one line with a colon alone may announce what the page shows next


def unfilled_items(document: Document) -> frozenset[int]:
    """The indices of the blocks that are such fields: "- Number of images:" above "- Training date:"."""
    blocks = document.blocks
    parents = {parent for block in blocks for parent in block.parents}

    def is_field(block: Block) -> bool:
        return block.kind == "item" and block.index not in parents and block.text.text.rstrip().endswith(_COLONS)

    found: set[int] = set()
    for empty, run in groupby(blocks, is_field):
        fields = [block.index for block in run]
        if empty and len(fields) >= _FIELDS:
            found.update(fields if _ends_a_list(blocks, fields[-1]) else fields[:-1])
    return frozenset(found)


def _ends_a_list(blocks: tuple[Block, ...], last: int) -> bool:
    """Whether nothing that the last field could announce stands right below it."""
    return last + 1 == len(blocks) or blocks[last + 1].kind in ("heading", "item")
