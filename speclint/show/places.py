"""Where a finding stands and which it is, as the machines of others want to be told."""

from __future__ import annotations

import os
from hashlib import sha256

from speclint.model import Finding


def slashed(path: str) -> str:
    """Give a path with forward slashes and without the dot that a shell puts before it."""
    text = path.replace(os.sep, "/")  # where a backslash is no separator, it is a part of a name
    while text.startswith("./"):
        text = text[2:]
    return text


def uri(path: str) -> str:
    """Give a path as the relative reference of a URI, an absolute one as a file's; bytes that are no UTF-8 stay."""
    from urllib.parse import quote

    text = slashed(path)
    try:
        data = text.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        data = text.encode("utf-8", "replace")
    return ("file://" if text.startswith("/") else "") + quote(data)


def global_fingerprint(finding: Finding) -> str:
    """Tell a finding from those of all documents: its own fingerprint knows only those of its document."""
    identity = f"{slashed(finding.path)}\0{finding.fingerprint}"
    return sha256(identity.encode("utf-8", "surrogatepass")).hexdigest()[:16]
