"""Specs, findings and reports built by hand, so that what is shown is tested apart from what is read."""

from __future__ import annotations

from collections.abc import Mapping

from speclint.model import (
    DIMENSIONS,
    Claim,
    Confidence,
    Evidence,
    Feature,
    Finding,
    Found,
    Quantity,
    Report,
    Severity,
    Span,
    Spec,
    Statement,
    Verdict,
)

QUESTIONS = {
    "latency": {"en": "How long may a user wait at the 95th percentile?", "zh": "95% 的用户最多等多久？"},
    "target": {"en": "How good must the output be to ship?", "zh": "输出要好到什么程度才能上线？"},
}
CODES = {"target": 110, "latency": 120, "cost": 130}
NOUNS = {
    "en": {"latency": "latency budget", "target": "quality target"},
    "zh": {"latency": "延迟预算", "target": "质量目标"},
}


def quantity(text: str = "≤ 800 ms", value: float = 0.8) -> Quantity:
    return Quantity(text, 4, 4 + len(text), value, "duration", "s", None, "<=", "p95", None, "target")


def evidence(line: int = 12, text: str = "p95 ≤ 800 ms", *reasons: str, statement: int = 0) -> Evidence:
    quantities = () if reasons else (quantity(),)
    return Evidence(Span(line, 5, line, 5 + len(text)), text, "asserted", reasons, quantities, statement, 1.0)


def claim(dimension: str, verdict: Verdict = "missing", *pieces: Evidence) -> Claim:
    scope = None if verdict == "missing" else "own"
    return Claim(dimension, verdict, scope, "high", pieces)


def claims(**said: Claim) -> Mapping[str, Claim]:
    return {dimension: said.get(dimension, claim(dimension)) for dimension in DIMENSIONS}


def feature(name: str, line: int, **said: Claim) -> Feature:
    slug = name.lower().replace(" ", "-")
    span = Span(line, 1, line, 1 + len(name))
    return Feature(name, slug, span, line + 9, 1, "generate", "interactive", "high", claims(**said))


def spec(path: str, *features: Feature, **values: object) -> Spec:
    defaults: dict[str, object] = {
        "kind": "prd",
        "language": "en",
        "claims": features[0].claims if features else {},
        "statements": (),
        "comments": (),
        "opaque": (),
        "problems": (),
        "lines": 120,
    }
    return Spec(path=path, features=features, **{**defaults, **values})  # type: ignore[arg-type]


def statement(line: int, text: str, *quantities: Quantity, headings: tuple[str, ...] = ("Goals",)) -> Statement:
    return Statement(0, 0, text, Span(line, 1, line, 1 + len(text)), 1, headings, quantities, "asserted")


def finding(
    of: Feature,
    dimension: str = "latency",
    verdict: Verdict = "missing",
    *found: Found,
    path: str = "prd.md",
    severity: Severity = "error",
    confidence: Confidence = "high",
    language: str = "en",
) -> Finding:
    code = f"SL{CODES[dimension] + (verdict == 'vague')}"
    noun = NOUNS[language][dimension]
    if language == "zh":
        message = f"{of.name} 没有说明{noun}" if verdict == "missing" else f"{of.name} 的{noun}没有数值"
    else:
        message = f"{of.name} states {'no' if verdict == 'missing' else 'only a vague'} {noun}"
    return Finding(
        code=code,
        name=f"{verdict}-{dimension}",
        severity=severity,
        confidence=confidence,
        message=message,
        question=QUESTIONS[dimension][language],
        path=path,
        span=of.span,
        dimension=dimension,
        verdict=verdict,
        feature=of.name,
        slug=of.slug,
        found=found,
        fingerprint=f"{code}-{of.slug}",
    )


def english_report() -> Report:
    """Three specs' worth of findings: grouped in full, grouped in part, alone."""
    stated = claim("target", "stated", evidence(40, "F1 ≥ 0.85"))
    vague = claim("target", "vague", evidence(62, "high accuracy", "no-number"))
    drafting = feature("Answer drafting", 34, target=stated)
    triage = feature("Ticket triage", 60, target=vague)
    summaries = feature("Conversation summaries for the shift handover", 90, target=vague)
    search = feature("Semantic search", 110, target=stated)
    first = spec("docs/prd.md", drafting, triage, summaries, search)
    second = spec("docs/card.md", feature("Ranker", 1, target=stated), kind="model-card", stage="draft")
    notes = spec("docs/README.md", kind="none")
    accuracy = Found("high accuracy", 62, ("no-number",))
    good = Found("summaries must be good, and nobody has said how good", 93, ("no-number", "no-metric"))
    findings = (
        *(finding(of, path="docs/prd.md") for of in first.features),
        finding(triage, "target", "vague", accuracy, path="docs/prd.md", severity="warning"),
        finding(summaries, "target", "vague", good, path="docs/prd.md", severity="warning"),
        finding(second.features[0], path="docs/card.md", severity="info"),
    )
    return Report((first, second, notes), findings, (), skipped=1)


def chinese_report() -> Report:
    """A Chinese document with one entry of each form."""
    stated = claim("latency", "stated", evidence(20, "P95 不超过 2 秒"))
    reply = feature("智能客服自动回复", 18, latency=stated)
    summary = feature("会话摘要 Summary", 40)
    document = spec("产品/客服需求.md", reply, summary, language="zh")
    found = Found(
        "回答要准确、流畅，并且尽可能地让每一位用户都感到满意，具体标准由各业务方后续自行商定", 22, ("no-number",)
    )
    findings = (
        finding(summary, path=document.path, language="zh"),
        finding(reply, "target", "vague", found, path=document.path, severity="warning", language="zh"),
        finding(summary, "target", "vague", path=document.path, severity="warning", language="zh"),
    )
    return Report((document,), findings, ())
