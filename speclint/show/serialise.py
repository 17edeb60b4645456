"""Write JSON: the same bytes for the same data, readable in Chinese, and harmless in a terminal."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from re import Match
from typing import Any

from speclint.model import FileError, Span
from speclint.show.terminal import DECEPTIVE

# The names that our schemas bear; an answer's version grows when one of its fields changes its meaning or goes.
SCHEMAS = "https://speclint.dev/schemas/"
PROJECT = "https://github.com/speclint/speclint"
VERSION = 1
LONGEST_EXCERPT = 500


def to_json(data: Mapping[str, Any] | Sequence[Any]) -> str:
    """Write data as indented JSON that ends in a newline."""
    text = json.dumps(data, ensure_ascii=False, allow_nan=False, indent=2)
    # json.dumps escapes control characters within strings, so that the only ones left are the newlines of its own.
    return "\n".join(DECEPTIVE.sub(_escape, line) for line in text.split("\n")) + "\n"


def to_json_line(data: Mapping[str, Any]) -> str:
    """Write data as JSON on one line that ends in a newline."""
    return DECEPTIVE.sub(_escape, json.dumps(data, ensure_ascii=False, allow_nan=False)) + "\n"


def excerpt(text: str) -> str:
    """Give a document's text as far as it is of use; a sentence hardly ever is longer, a table's row may be."""
    return text if len(text) <= LONGEST_EXCERPT else text[: LONGEST_EXCERPT - 1] + "…"


def position(span: Span) -> dict[str, int]:
    """Give a span's lines and columns."""
    return {"line": span.line, "end_line": span.end_line, "column": span.column, "end_column": span.end_column}


def file_error(error: FileError) -> dict[str, Any]:
    """Give a file that could not be read; `line` is null where no line is to blame."""
    return {"path": error.path, "line": error.line, "message": error.message}


def _escape(match: Match[str]) -> str:
    number = ord(match.group())
    if number < 0x10000:
        return f"\\u{number:04x}"
    number -= 0x10000
    return f"\\u{0xD800 + (number >> 10):04x}\\u{0xDC00 + (number & 0x3FF):04x}"
