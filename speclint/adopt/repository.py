"""What `init` sees of a repository: where its specs are, and where it is hosted."""

from __future__ import annotations

import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from speclint.model import Kind

Host = Literal["github", "gitlab"]

MOST_PLACES = 5  # more folders than that are named by what they stand in


@dataclass(frozen=True, slots=True)
class Repository:
    """The top folder; how many Markdown files it has; its specs by kind, as POSIX paths relative to the top."""

    root: Path
    documents: int
    specs: dict[Kind, tuple[str, ...]]
    host: Host | None
    branch: str

    @property
    def places(self) -> tuple[str, ...]:
        """The folders, and files at the top, that hold all specs of both kinds."""
        return places_of(path for paths in self.specs.values() for path in paths)


def look_at(folder: Path) -> Repository:
    """Read the Markdown files of the repository that a folder belongs to; of the folder where it belongs to none."""
    from speclint import api

    top = _git(folder, "rev-parse", "--show-toplevel")
    root = Path(top) if top else folder.resolve()
    specs = api.extract([root]).specs
    kinds: tuple[Kind, ...] = ("prd", "model-card")
    named = {kind: tuple(Path(s.path).relative_to(root).as_posix() for s in specs if s.kind == kind) for kind in kinds}
    branch = _git(root, "symbolic-ref", "--short", "refs/remotes/origin/HEAD").removeprefix("origin/")
    return Repository(root, len(specs), {k: p for k, p in named.items() if p}, _host_of(root), branch or "main")


def places_of(paths: Iterable[str]) -> tuple[str, ...]:
    """Name the fewest folders that hold these files; a file at the top stands for itself."""
    files = sorted(set(paths))
    folders = {path.rpartition("/")[0] for path in files if "/" in path}
    outermost = {f for f in folders if not any(f.startswith(f"{other}/") for other in folders)}
    if len(outermost) > MOST_PLACES:
        outermost = {folder.partition("/")[0] for folder in outermost}
    return (*sorted(outermost), *(path for path in files if "/" not in path))


def _host_of(root: Path) -> Host | None:
    """Tell GitHub from GitLab by the remotes, or else by what stands in the tree."""
    remotes = _git(root, "config", "--get-regexp", r"^remote\..*\.url$").lower()
    hosts: tuple[tuple[Host, tuple[str, ...]], ...] = (
        ("github", (".github",)),
        ("gitlab", (".gitlab-ci.yml", ".gitlab")),
    )
    named = [host for host, _ in hosts if host in remotes]
    kept = [host for host, names in hosts if any((root / name).exists() for name in names)]
    return next(iter([*(host for host in named if host in kept), *named, *kept]), None)


def _git(folder: Path, *arguments: str) -> str:
    """Ask git; empty where there is no answer, or no git."""
    try:
        run = subprocess.run(
            ["git", *arguments], cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False
        )
    except OSError:
        return ""
    return run.stdout.strip() if run.returncode == 0 else ""
