"""The list of what is silenced and waived: judge makes it, show writes it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from speclint.model import FileError, Span

WaiverOrigin = Literal["comment", "front-matter", "declared", "text"]
WaiverState = Literal["active", "expires-soon", "expired", "unused", "forbidden"]


@dataclass(frozen=True, slots=True)
class ListedWaiver:
    """Something that is not asked of a spec, for a list of all of them.

    `rules` are the words that name rules, as written ("all" where none is named), and `codes` those that they mean;
    a waiver in the text or in declared features has a `dimension` instead. `features` are names; empty where the
    whole document is meant, or a place in it. `directive` is that of a comment.
    """

    path: str
    span: Span
    origin: WaiverOrigin
    state: WaiverState
    rules: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    dimension: str | None = None
    features: tuple[str, ...] = ()
    directive: str | None = None
    reason: str = ""
    owner: str = ""
    until: str | None = None


@dataclass(frozen=True, slots=True)
class WaiverList:
    """All suppressions and waivers of the documents that are specs, in order of path and place."""

    waivers: tuple[ListedWaiver, ...]
    errors: tuple[FileError, ...]
    notes: tuple[str, ...] = ()
