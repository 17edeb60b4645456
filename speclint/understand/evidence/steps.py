"""Steps of a scenario: what a Then step says is done on the condition of the Given and When steps above it."""

from __future__ import annotations

import re

from speclint.understand.evidence.reading import Page
from speclint.understand.utterances import Utterance

_STEP = re.compile(
    r"\W{0,4}(?:(?P<given>(?:given|when)\b|假如|假设|假定|前提|当(?!前|地|天|班|日))|(?P<then>then\b|那么|那麼)|"
    r"(?P<more>(?:and|but)\b|而且|并且|同时|但是)|"
    r"(?P<title>(?:scenario(?: outline)?|example|background)\s?[:：]|场景(?:大纲)?\s?[:：]))",
    re.I,
)
_STEPS = 16  # utterances above a step among which its condition is looked for


def conditions_of(utterance: Utterance, page: Page) -> tuple[Utterance, ...]:
    """The steps on whose condition a Then step stands, and the title of their scenario; none of any other line."""
    kind = _kind(utterance)
    if kind not in ("then", "more"):
        return ()
    then = kind == "then"
    found: list[Utterance] = []
    for above in reversed(page.utterances[max(utterance.index - _STEPS, 0) : utterance.index]):
        step = _kind(above)
        if step == "title":
            return (*found, above) if then else ()
        if not step or (step == "then" and found):
            break
        if step == "then":
            then = True
        elif then:
            found.append(above)
        elif step == "given":
            break  # one more condition, no consequence
    return tuple(found)


def _kind(utterance: Utterance) -> str:
    """Which step an utterance is, empty where it is none; the later sentences of one go on with it."""
    if utterance.block.kind in ("heading", "row"):
        return ""
    if utterance.sentence and utterance.block.kind != "code":
        return "more"
    match = _STEP.match(utterance.text)
    return (match.lastgroup or "") if match else ""
