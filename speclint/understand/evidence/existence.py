"""A fallback that is only said to be there: "There is a human fallback.", 有人工兜底."""

from __future__ import annotations

import re

from speclint.understand.utterances import Utterance

_EXISTS = re.compile(
    r"\W*(?:"
    r"(?:there is|we have|we offer|it has|with) (?:a|an|some) (?:\w{1,10} )?(?:fallback|override|backup|hand-?over)|"
    r"(?:a )?(?:human|manual|person|user)s? (?:can|may) (?:always )?(?:override|take over|step in|intervene)|"
    r"(?:有|提供|具备|支持|设有|配有|保留)(?:人工|手动|规则)(?:兜底|接管|介入|干预|降级)(?:机制|方案|通道|能力)?"
    r")\W*",
    re.I,
)


def only_exists(utterance: Utterance) -> bool:
    """Whether an utterance says that there is a fallback and nothing of when, nor of what then happens."""
    return _EXISTS.fullmatch(utterance.text) is not None
