"""What a reporter is."""

from __future__ import annotations

from typing import Protocol

from speclint.model import Report
from speclint.show.terminal import Style


class Reporter(Protocol):
    """An output format of `check`: pure, ending in a newline where there is anything to say."""

    def __call__(self, report: Report, style: Style, /) -> str:
        """Write the whole report."""
        ...
