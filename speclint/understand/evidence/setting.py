"""A least confidence as a program is told it: `min_detection_confidence: 0.65`, "conf=0.25, iou=0.5"."""

from __future__ import annotations

import re

_SETTING = re.compile(
    r"\b(?=\w{1,60}\b)\w*"
    r"(?:min\w*_?(?:conf|score|prob|sim)|(?:conf|score|prob|sim)\w*_(?:thr|min|cut|floor|gate))\w*[\"`]?"
    r"(?:\s*[:=]|\s(?:to|of|is|at)\s|\s?(?:设为|为|取))|"
    r"(?:--|\.|^)(?:conf|score)(?:[_-](?:thr|thresh|thres|threshold|min))?\s?[:=\s]\s?0?\.\d|"
    r"\bconf(?:idence)?\s?[:=：]?\s?0?\.\d{1,3}(?=\W{1,3}(?:and )?(?:nms|iou)\b)|\boperating point\W{1,3}"
    r"(?:conf(?:idence)?|score|probability)\s?[:=：]?\s?0?\.\d",  # what a detector is run with
    re.I,
)


def is_setting(text: str) -> bool:
    """Whether it is a configuration's key for a least confidence, or what a detector is run with."""
    return bool(_SETTING.search(text))
