"""Where a path really leads: what comes with a checkout may be a link to a file of somebody else's."""

from __future__ import annotations

import os
from pathlib import Path


def is_within(path: str | Path, folder: str | Path) -> bool:
    """Whether a file really lies in a folder, once all links are followed."""
    return Path(os.path.realpath(path)).is_relative_to(os.path.realpath(folder))


def leads_out(path: str | Path) -> bool:
    """Whether a path leads out of the repository of the current folder, or out of the current folder, by a link.

    A link outside of any repository may lead to what lies in its own folder. A path that names another place without a
    link does what it says.
    """
    here = Path(os.path.realpath("."))
    top = next((folder for folder in (here, *here.parents) if (folder / ".git").exists()), None)
    named = Path(os.path.normpath(here / path))
    if named.is_symlink():
        return not is_within(named, top or named.parent)
    bound = top or here
    return named.is_relative_to(bound) and not is_within(named, bound)


def is_link(path: str | Path) -> bool:
    """Whether the last step of a path is a link that may have come with a checkout, as /dev/stdout has not."""
    return Path(path).is_symlink() and Path(path).absolute().parts[1:2] not in (("dev",), ("proc",))
