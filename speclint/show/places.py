"""Where a finding stands, as the machines of others want to be told."""

from __future__ import annotations


def slashed(path: str) -> str:
    """Give a path with forward slashes and without the dot that a shell puts before it."""
    text = path.replace("\\", "/")
    while text.startswith("./"):
        text = text[2:]
    return text


def uri(path: str) -> str:
    """Give a path as the relative reference of a URI; an absolute one as a file's URI."""
    from urllib.parse import quote

    text = slashed(path)
    if text.startswith("/"):
        return "file://" + quote(text)
    return quote(text)
