"""Content that cannot be read as text and may hold what a feature seems to miss."""

from __future__ import annotations

from speclint.model import Claim, Feature, Opaque, Spec

_NAMES = {
    "en": {"image": "image", "iframe": "embedded page", "embed": "embedded sheet"},
    "zh": {"image": "图片", "iframe": "嵌入页面", "embed": "嵌入表格"},
}
_SUFFIX = {"en": "; cannot read the {name} at line {line}", "zh": "；无法读取第 {line} 行的{name}"}


def unreadable_for(spec: Spec, feature: Feature, claim: Claim) -> Opaque | None:
    """Find the first content that may hide a statement on this feature.

    All that stands in the feature's own text counts. Of what stands in no feature's text, sheets and embedded pages
    count, and images only where the claim rests on document-wide statements: elsewhere they are logos and diagrams.
    """
    for opaque in spec.opaque:
        line = opaque.span.line
        if _holds(feature, line):
            return opaque
        shared = not any(_holds(other, line) for other in spec.features)
        if shared and (opaque.kind != "image" or claim.scope == "document"):
            return opaque
    return None


def unreadable_suffix(opaque: Opaque, language: str) -> str:
    """Say what could not be read and where, as the end of a message."""
    language = language if language in _SUFFIX else "en"
    return _SUFFIX[language].format(name=_NAMES[language][opaque.kind], line=opaque.span.line)


def _holds(feature: Feature, line: int) -> bool:
    extents = feature.extents or ((feature.span.line, feature.end_line),)
    return any(first <= line <= last for first, last in extents)
