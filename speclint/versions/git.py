"""The one door to git: a repository's revisions are read, nothing of it is run and nothing is fetched.

A repository may come from anybody. So git is started without a shell, without the environment that steers it, with the
hooks of its configuration off and all transports forbidden; and only objects and the index are read, never the working
tree, so that no filter, text conversion or file system monitor that the repository names is called.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from speclint.errors import SpeclintError
from speclint.told import reason, told

_SAFE = ("core.fsmonitor=false", f"core.hooksPath={os.devnull}", "safe.bareRepository=explicit", "protocol.allow=never")
_ENVIRONMENT = {
    "LC_ALL": "C",
    "GIT_ALLOW_PROTOCOL": "none",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
}
_SECONDS = 120
_FILE_MODES = ("100644", "100755")


class GitError(SpeclintError):
    """What keeps a revision from being read; the message says the mend."""


@dataclass(frozen=True, slots=True)
class Repository:
    """A git repository by the real path of its top folder."""

    top: str

    def commit(self, revision: str) -> str:
        """Give the hash of the commit that a revision names."""
        if revision and not revision.startswith("-") and "\0" not in revision:  # no name of a revision begins so
            found = self._run("rev-parse", "--verify", "--quiet", revision + "^{commit}", may_fail=True)
            if found is not None:
                return _text(found).strip()
        raise GitError(
            told(
                "no commit is called {revision!r}: {mend}",
                revision=revision,
                mend=self._fetch_for(revision),
            )
        )

    def merge_base(self, revision: str, branch: str = "HEAD") -> str:
        """Give the commit at which a branch, the current one if none is named, left the one that a revision names."""
        base = self._run("merge-base", self.commit(revision), self.commit(branch), may_fail=True)
        if base is None:
            raise GitError(
                told(
                    "the commit at which {branch} left {revision} is not here: {mend}",
                    branch=branch,
                    revision=revision,
                    mend=self._fetch_for(revision),
                )
            )
        return _text(base).split()[0]

    def files(self, commit: str) -> dict[str, str]:
        """Name the blob of each regular file of a commit, by its path from the top."""
        listed = self._run("ls-tree", "-r", "-z", "--full-tree", commit) or b""
        files: dict[str, str] = {}
        for line in listed.split(b"\0"):
            head, _, path = line.partition(b"\t")
            if head and _text(head).split()[0] in _FILE_MODES:
                files[os.fsdecode(path)] = _text(head).split()[2]
        return files

    def renames(self, commit: str) -> dict[str, str]:
        """Tell under which path each file that was renamed since a commit stood there; what is staged counts."""
        command = ("diff-index", "--cached", "--find-renames", "--diff-filter=R", "--name-status", "-z")
        listed = self._run(*command, "--no-ext-diff", "--no-textconv", commit, "--") or b""
        fields = iter(listed.split(b"\0"))
        return {os.fsdecode(new): os.fsdecode(old) for status in fields if status for old, new in [_two(fields)]}

    def blob(self, name: str) -> bytes:
        """Read the content of a file by its blob's hash."""
        content = self._run("cat-file", "blob", name, may_fail=True)
        if content is None:
            raise GitError(
                told("the file {name} of an earlier commit is not here: clone without --filter", name=name[:12])
            )
        return content

    def is_shallow(self) -> bool:
        """Whether the history of the clone is cut off."""
        return _text(self._run("rev-parse", "--is-shallow-repository") or b"").strip() == "true"

    def _fetch_for(self, revision: str) -> str:
        """Say how to get what is missing."""
        if self.is_shallow():
            return told(
                "the clone is shallow; run git fetch --unshallow origin"
                " (in a workflow of GitHub: fetch-depth: 0 for actions/checkout; in GitLab: GIT_DEPTH: 0)"
            )
        branch = revision.removeprefix("origin/")
        if not branch or branch == "HEAD" or not all(c.isalnum() or c in "._/-" for c in branch) or branch[0] == "-":
            return told("check the name with git log")
        return told("check the name, or run git fetch origin {branch}", branch=branch)

    def _run(self, *arguments: str, may_fail: bool = False) -> bytes | None:
        """Run a git command that reads; None where it says no and `may_fail`."""
        return _run(self.top, arguments, may_fail)


def repository_of(folder: str | Path) -> Repository:
    """Find the repository that holds a folder."""
    real = Path(os.path.realpath(folder))
    for parent in (real, *real.parents):
        if (parent / ".git").exists():
            return _opened(str(parent))
    raise GitError(
        told(
            "{folder} is in no git repository: run speclint in a clone of the documents",
            folder=Path(folder).as_posix(),
        )
    )


def has_hash(data: bytes, blob: str) -> bool:
    """Whether a blob's hash is that of these bytes."""
    from hashlib import sha1, sha256

    content = b"blob %d\0" % len(data) + data
    return blob == (sha1(content, usedforsecurity=False) if len(blob) == 40 else sha256(content)).hexdigest()


@lru_cache
def _opened(top: str) -> Repository:
    repository = Repository(top)
    repository.is_shallow()  # fails here, and says why, where git does not take the folder for a repository
    return repository


def _run(top: str, arguments: Sequence[str], may_fail: bool) -> bytes | None:
    import subprocess

    settings = [part for setting in _SAFE for part in ("-c", setting)]
    kept = {name: value for name, value in os.environ.items() if not name.upper().startswith("GIT_")}
    try:
        done = subprocess.run(
            [_program(), "-C", top, "--no-pager", "--no-replace-objects", *settings, *arguments],
            env={**kept, **_ENVIRONMENT, "GIT_CEILING_DIRECTORIES": str(Path(top).parent)},  # this one or none
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise GitError(
            told(
                "git {command} takes longer than {most} s: run it by hand to see why",
                command=arguments[0],
                most=_SECONDS,
            )
        ) from None
    except OSError as error:
        raise GitError(told("git cannot be started: {reason}", reason=reason(error))) from None
    if done.returncode == 0:
        return done.stdout
    said = _text(done.stderr).strip()
    if may_fail and "dubious ownership" not in said:
        return None
    raise GitError(
        told(
            "git {command} failed: {error}",
            command=arguments[0],
            error=said or told("it ended with {code}", code=done.returncode),
        )
    )


@lru_cache
def _program() -> str:
    """Find git on the search path, never in the current folder, which may come with a pull request."""
    import shutil

    absolute = [folder for folder in os.environ.get("PATH", os.defpath).split(os.pathsep) if Path(folder).is_absolute()]
    found = shutil.which("git", path=os.pathsep.join(absolute))
    if found is None or not Path(found).is_absolute():
        raise GitError(told("git is not installed, or not on the PATH: install it to compare with a revision"))
    return found


def _two(fields: Iterator[bytes]) -> tuple[bytes, bytes]:
    return next(fields), next(fields)


def _text(data: bytes) -> str:
    return data.decode("utf-8", "replace")
