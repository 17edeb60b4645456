"""What a document declares of itself: its kind and its stage, in its front matter or on a `Status:` line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from speclint.model import Block, Document, Fix, Kind, Problem, Span, Stage
from speclint.understand.lexicon import Lexicon

OWN = "speclint"  # the key of the front matter below which everything is meant for speclint
_KINDS: Mapping[str, Kind] = {
    "prd": "prd",
    "spec": "prd",
    "model-card": "model-card",
    "model_card": "model-card",
    "none": "none",
}
_NO_KINDS: Mapping[str, Kind] = MappingProxyType({})
_NAMED_KINDS = ("prd", "model-card", "none")
_LIKE_FEATURES = frozenset({"aifeature", "aifeatures"})
_ALIKE = 0.8  # how alike a kind that others may use for something else must be to be one of ours, misspelled
_TOP = 40  # blocks among which a document says its stage
_MEANT = re.compile(r"^ai-features[ \t]{0,9}:", re.M)
_STAGE_LINE = re.compile(
    r"^\W*(?:document )?(?:status|stage|状态|文档状态|阶段)\W{0,9}[:：|]\W{0,9}([^|\n]{1,20})", re.I
)
_STAGE_AMONG_OTHERS = re.compile(
    r"[\s.;；|，,](?:status|stage|状态|文档状态|阶段)\s{0,3}[:：]\s{0,3}([^|.;；，,\s][^|.;；，,\n]{0,19})", re.I
)
_STAGES: tuple[Stage, ...] = ("draft", "review", "launch")


def declared_kind(front_matter: Mapping[str, object], more: Mapping[str, Kind] = _NO_KINDS) -> Kind | None:
    """The kind that front matter gives as `kind`, or under `speclint`; `more` are words for kinds beside our own."""
    kinds = {**more, **_KINDS}
    for holder in (front_matter.get(OWN), front_matter):
        if isinstance(holder, Mapping) and str(holder.get("kind", "")).lower() in kinds:
            return kinds[str(holder["kind"]).lower()]
    return None


def stage_of(document: Document, lexicon: Lexicon) -> Stage | None:
    """The stage that front matter or a `Status:` line near the top gives, None where nothing says."""
    own = document.front_matter.get(OWN)
    said = [own.get("stage")] if isinstance(own, Mapping) else []
    said.append(document.front_matter.get("stage") or document.front_matter.get("status"))
    for block in document.blocks[:_TOP]:
        if block.kind != "code":
            lines = _lines(document, block)
            said += [match[1] for line in lines if (match := _STAGE_LINE.match(line))]
            said += [
                match[1]
                for line in lines
                if line.count(":") + line.count("：") > 1
                for match in _STAGE_AMONG_OTHERS.finditer(line)
            ]
    return next((stage for words in said if (stage := _stage(words, lexicon))), None)


def _lines(document: Document, block: Block) -> list[str]:
    """A block's text; of a paragraph on several lines each of these, since the properties of a page stand so."""
    if block.kind != "paragraph" or block.line == block.end_line:
        return [block.text.text]
    return [document.source.line(number) for number in range(block.line, block.end_line + 1)]


def _stage(words: object, lexicon: Lexicon) -> Stage | None:
    concepts = {hit.concept for hit in lexicon.find(words)} if isinstance(words, str) else ()
    return next((s for s in _STAGES if f"stage.{s}" in concepts), None)


def wrong_declarations(document: Document, lexicon: Lexicon, more: Mapping[str, Kind] = _NO_KINDS) -> Iterator[Problem]:
    """What the front matter declares in words that mean nothing here, and would otherwise be passed over in silence.

    `kind` and `stage` are keys that other tools use: outside `speclint:` only a misspelled kind is a mistake.
    """
    from difflib import get_close_matches

    kinds = {**more, **_KINDS}
    own = document.front_matter.get(OWN)
    if isinstance(own, Mapping):
        if "kind" in own and str(own["kind"]).lower() not in kinds:
            yield _wrong(document, f"{OWN}.kind", own["kind"], _NAMED_KINDS)
        if "stage" in own and _stage(own["stage"], lexicon) is None:
            yield _wrong(document, f"{OWN}.stage", own["stage"], _STAGES)
    kind = document.front_matter.get("kind")
    if isinstance(kind, str) and kind.lower() not in kinds and get_close_matches(kind.lower(), kinds, 1, _ALIKE):
        yield _wrong(document, "kind", kind, _NAMED_KINDS)


def declares(document: Document) -> bool:
    """Whether a document declares features as data, or means to, in words that cannot be read."""
    if document.declared:
        return True
    names = {problem.name for problem in document.problems}
    return "broken-declaration" in names or (
        "broken-front-matter" in names and bool(_MEANT.search(document.source.text))
    )


def misspelled_key(document: Document) -> Iterator[Problem]:
    """A key of the front matter that is meant for `ai-features`, and would otherwise be passed over in silence."""
    for key, value in document.front_matter.items():
        like = "".join(c for c in key.lower() if c.isalnum())
        if key != "ai-features" and like in _LIKE_FEATURES and isinstance(value, (dict, list)) and value:
            span = _place(document, key)
            told = f"`{key}` is not read: did you mean `ai-features`?"
            yield Problem(
                "broken-declaration",
                told,
                span,
                translations={"zh": f"`{key}` 不会被读取：是否指 `ai-features`？"},
                meaning=key,
            )


def _wrong(document: Document, key: str, value: object, allowed: tuple[str, ...]) -> Problem:
    from difflib import get_close_matches

    nearest = get_close_matches(str(value).lower(), allowed, n=1)
    hint = f": did you mean {nearest[0]}?" if nearest else ""
    written = value if isinstance(value, str) else "no word"
    message = f"`{key}` is {written!r} in the front matter, which is none of {', '.join(allowed)}{hint}"
    entry = _entry_at(document, key)
    fix = _respelled(document, entry, value, allowed) if entry else None
    return Problem("broken-front-matter", message, _place(document, key), fix)


def _entry_at(document: Document, key: str) -> Block | None:
    """The first entry at or below a dotted key of the front matter."""
    entries = (b for b in document.blocks if b.kind == "front-matter" and f"{b.info}.".startswith(f"{key}."))
    return next(entries, None)


def _place(document: Document, key: str) -> Span:
    """Where the first entry at or below a dotted key of the front matter stands."""
    entry = _entry_at(document, key)
    if entry is None:
        return Span(1, 1, 1, 1)
    return document.source.span(entry.text.starts[0], entry.text.ends[-1])


def _respelled(document: Document, entry: Block, value: object, allowed: tuple[str, ...]) -> Fix | None:
    """The fix of a word that is a slip of the pen for one of those allowed, and for no other."""
    from difflib import get_close_matches

    alike = get_close_matches(value.lower(), allowed, len(allowed), _ALIKE) if isinstance(value, str) else []
    start, end = entry.text.starts[0], entry.text.ends[-1]
    written = document.source.text[start:end]
    if len(alike) != 1 or not isinstance(value, str) or written.count(value) != 1:
        return None
    at = start + written.index(value)
    return Fix("safe", document.source.span(at, at + len(value)), alike[0])
