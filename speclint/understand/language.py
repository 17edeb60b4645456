"""Tell the language of a document from its letters."""

from __future__ import annotations

import re

from speclint.model import Document, Language

_HAN = re.compile(r"[㐀-鿿]")
_LATIN_WORD = re.compile(r"[A-Za-z]{2,}")
_WORD = re.compile(r"[^\W\d_]{2,}")
_ACCENTED = re.compile(r"[À-ÖØ-öø-ɏḀ-ỿ]")
_OTHER_LETTER = re.compile(r"[぀-ヿ가-힯Ѐ-ӿ؀-ۿ฀-๿ऀ-ॿ֐-׿]")
_ENGLISH = frozenset(
    ("the and of to in is for that with are be this by on as it from or an will must should can not user when").split()
)
# Function words of other languages in Latin letters, none of which is an English word or a usual name in a spec.
_FOREIGN = frozenset(
    (
        "de la el los las que para con una por del se su le les des est une dans pour avec sur et du qui pas "
        "der die das und ist mit für nicht von zu den ein eine auf wird il lo che di per sono gli della nel "
        "os da dos das em um uma não com ao mais ou och att det som är en av på och van het een met voor niet "
        "yang untuk dan dengan ini dari pada tidak của các cho là một không được và trong với ve bir için ile "
        "nie jest się dla na oraz"
    ).split()
)
# A Chinese text carries many Latin names and an English one few Han characters; a Han character weighs about as much
# as a word of two characters does.
_CHINESE_SHARE = 0.30
_MIXED_SHARE = 0.12
_OTHER_SHARE = 0.25
_FEW = 40  # Latin words that tell no language
_FOREIGN_SHARE = 0.05


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
    if len(words) < _FEW:
        return "en"
    # A terse English list has few function words, but hardly any of another language.
    english, foreign = sum(1 for word in words if word.lower() in _ENGLISH), _foreign(text)
    return "other" if foreign > english and foreign / len(words) >= _FOREIGN_SHARE else "en"


def _foreign(text: str) -> int:
    """How many words are function words of another language, or spelt as English words are not."""
    return sum(1 for word in _WORD.findall(text) if word.lower() in _FOREIGN or _ACCENTED.search(word))


def _english_prose(blocks: list[str]) -> bool:
    """Whether a quarter of the longer blocks are English sentences, not names within Chinese ones."""
    longer = [b for b in blocks if len(b) > 30]
    english = sum(1 for b in longer if len(_LATIN_WORD.findall(b)) >= 8 and len(_HAN.findall(b)) < 4)
    return bool(longer) and english / len(longer) > 0.25
