"""What speclint ends with."""

from __future__ import annotations

import signal

CLEAN = 0
FINDINGS = 1
FAILURE = 2
INTERRUPTED = 128 + signal.SIGINT
BROKEN_PIPE = 128 + 13  # SIGPIPE, which Windows does not have
