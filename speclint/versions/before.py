"""What a document was at the commit at which the current branch left another one."""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import cached_property

from speclint.versions.git import Repository, has_hash, repository_of


@dataclass(frozen=True, slots=True)
class Stored:
    """A document as a commit holds it."""

    repository: Repository
    blob: str

    def is_now(self, data: bytes) -> bool:
        """Whether the document is the same still; git may have changed its newlines on the way."""
        return any(has_hash(each, self.blob) for each in (data, data.replace(b"\r\n", b"\n")))

    def read(self) -> bytes:
        """Read the document."""
        return self.repository.blob(self.blob)


class Before:
    """The documents as they stood where HEAD left `revision`; each is looked for in its own repository."""

    def __init__(self, revision: str) -> None:
        self._revision = revision
        self._trees: dict[str, _Tree] = {}

    def require(self, folder: str = ".") -> None:
        """Raise `GitError` where the repository of a folder does not know the revision."""
        self._tree(repository_of(folder))

    def find(self, path: str) -> Stored | None:
        """Find the document as it was, under whichever name; None where it was not there."""
        real = os.path.realpath(path)
        tree = self._tree(repository_of(os.path.dirname(real)))  # noqa: PTH120
        inside = os.path.relpath(real, tree.repository.top).replace(os.sep, "/")
        return tree.find(inside)

    def _tree(self, repository: Repository) -> _Tree:
        if repository.top not in self._trees:
            base = repository.merge_base(self._revision)
            self._trees[repository.top] = _Tree(repository, base)
        return self._trees[repository.top]


@dataclass
class _Tree:
    """A commit of a repository, listed when it is first asked."""

    repository: Repository
    commit: str

    @cached_property
    def _files(self) -> dict[str, str]:
        return self.repository.files(self.commit)

    @cached_property
    def _renames(self) -> dict[str, str]:
        return self.repository.renames(self.commit)

    def find(self, path: str) -> Stored | None:
        blob = self._files.get(path)
        if blob is None:
            blob = self._files.get(self._renames.get(path, ""))
        return None if blob is None else Stored(self.repository, blob)
