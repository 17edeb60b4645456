"""A folder for what can be found out again: in the user's cache, never in the repository that is checked."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

TAG = """Signature: 8a477f597d28d172789f06886806bc55
# This folder holds what speclint has found out and can find out again: it may be deleted at any time.
# See https://bford.info/cachedir/
"""


def folder() -> Path | None:
    """Give the folder by the platform's custom; None where there is no home to put it in."""
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA")
    else:
        base = os.environ.get("XDG_CACHE_HOME")
        if not base or not os.path.isabs(base):  # noqa: PTH117 - the specification wants a relative one passed over
            home = os.path.expanduser("~")  # noqa: PTH111 - Path.home raises where there is none
            base = os.path.join(home, "Library/Caches" if sys.platform == "darwin" else ".cache")  # noqa: PTH118
            base = base if os.path.isabs(home) else None  # noqa: PTH117
    return Path(base, "speclint") if base else None


def load(name: str) -> Any:
    """Read what was kept under a name; None where there is nothing or it cannot be read."""
    place = folder()
    if place is None:
        return None
    try:
        return json.loads((place / name).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None


def save(name: str, data: Any) -> None:
    """Keep data under a name; where it cannot be written, nothing is kept and nothing is said."""
    place = folder()
    if place is None:
        return
    whole = place / f"{name}.{os.getpid()}"
    try:
        place.mkdir(parents=True, exist_ok=True)
        tag = place / "CACHEDIR.TAG"
        if not tag.exists():
            tag.write_text(TAG, encoding="utf-8")
        whole.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
        whole.replace(place / name)  # so that nobody reads half of it
    except OSError:
        return
