"""Tell the language of a document from its letters."""

from __future__ import annotations

import re

from speclint.model import Document, Language

_HAN = re.compile(r"[㐀-鿿]")
_LATIN_WORD = re.compile(r"[A-Za-z]{2,}")
_OTHER_LETTER = re.compile(r"[぀-ヿ가-힯Ѐ-ӿ؀-ۿ฀-๿ऀ-ॿ֐-׿]")
_ENGLISH = frozenset(
    ("the and of to in is for that with are be this by on as it from or an will must should can not user when").split()
)
# A Chinese text carries many Latin names and an English one few Han characters; a Han character weighs about as much
# as a word of two characters does.
_CHINESE_SHARE = 0.30
_MIXED_SHARE = 0.12
_OTHER_SHARE = 0.25
_ENGLISH_SHARE = 0.06


def language_of(document: Document) -> Language:
    """`en`, `zh`, `mixed` (prose in both) or `other`, from the prose outside fences."""
    prose = [b.text.text for b in document.blocks if b.kind not in ("code", "front-matter")]
    text = "\n".join(prose) or document.source.text
    han = len(_HAN.findall(text)) / 2
    words = _LATIN_WORD.findall(text)
    other = len(_OTHER_LETTER.findall(text)) / 3
    total = han + len(words) + other
    if not total:
        return "en"
    if other / total > _OTHER_SHARE:
        return "other"
    if han / total >= _CHINESE_SHARE:
        return "mixed" if _english_prose(prose) else "zh"
    if han / total >= _MIXED_SHARE and _english_prose(prose):
        return "mixed"
    if han / total >= _MIXED_SHARE:
        return "zh"
    english = sum(1 for word in words if word.lower() in _ENGLISH)
    return "en" if len(words) < 40 or english / len(words) >= _ENGLISH_SHARE else "other"


def _english_prose(blocks: list[str]) -> bool:
    """Whether a quarter of the longer blocks are English sentences, not names within Chinese ones."""
    longer = [b for b in blocks if len(b) > 30]
    english = sum(1 for b in longer if len(_LATIN_WORD.findall(b)) >= 8 and len(_HAN.findall(b)) < 4)
    return bool(longer) and english / len(longer) > 0.25
