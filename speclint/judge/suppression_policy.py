"""What a team allows its authors to silence, and how it is told of what runs out."""

from __future__ import annotations

from dataclasses import dataclass

from speclint.model import Severity

UNUSED = "unused-suppression"
EXPIRED = "expired-waiver"
EXPIRING = "waiver-expires-soon"
UNREASONED = "suppression-without-reason"
FORBIDDEN = "forbidden-suppression"
# The problems that are known only once the other rules are judged; `BROKEN` is known before.
REPORTS = (UNUSED, EXPIRED, EXPIRING, UNREASONED, FORBIDDEN)
BROKEN = "broken-suppression"
# What a team demands of suppressions: a document that could silence these could free itself of the demand.
BINDING = (UNREASONED, FORBIDDEN)


@dataclass(frozen=True, slots=True)
class SuppressionPolicy:
    """What is demanded of suppressions and waivers.

    `forbid` are the codes of rules that nobody may silence. A waiver is told to expire soon from `warn_days` ahead.
    `expired` and `expiring` are the severities of the two reports on dates, None for no report: what an expired waiver
    silenced comes back all the same.
    """

    require_reason: bool = False
    forbid: frozenset[str] = frozenset()
    warn_days: int = 14
    expired: Severity | None = "error"
    expiring: Severity | None = "warning"


DEFAULT_POLICY = SuppressionPolicy()
