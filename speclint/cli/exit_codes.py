"""What speclint ends with."""

from __future__ import annotations

CLEAN = 0
FINDINGS = 1
FAILURE = 2
INTERRUPTED = 130  # 128 and the number of the signal, as shells tell it
BROKEN_PIPE = 141
