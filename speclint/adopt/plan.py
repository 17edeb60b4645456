"""What `init` would do: a step a file, settled before anything is written."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from speclint import __version__
from speclint.adopt.agents import has_section, with_section
from speclint.adopt.precommit import add_entry, hook_entry, runs_hook
from speclint.adopt.repository import Repository
from speclint.adopt.templates import template
from speclint.errors import UsageError
from speclint.model import Kind
from speclint.told import reason, told

# write: a new file; change: more lines in one that is there; keep: nothing to do; by-hand: `text` is for its owner
Action = Literal["write", "change", "keep", "by-hand"]

CONFIGURATIONS = ("speclint.toml", ".speclint.toml")
HOOKS = ".pre-commit-config.yaml"
WORKFLOWS = ".github/workflows"
GITLAB = ".gitlab-ci.yml"
AGENTS = "AGENTS.md"
_RUNS = re.compile(r"speclint/speclint@|\bspeclint check\b")


@dataclass(frozen=True, slots=True)
class Step:
    """What is done with one file, its path relative to the repository; `text` is all of it, `before` what it was."""

    path: str
    action: Action
    text: str = ""
    before: str = ""


def plan(repository: Repository, language: str, *, agents: bool) -> tuple[Step, ...]:
    """Settle a step for each file; `agents` adds the section for writing assistants where it is not there yet."""
    steps = [_configuration(repository, language), _hooks(repository), *_pipeline(repository)]
    return (*steps, *_agents(repository.root, language, agents))


def _configuration(repository: Repository, language: str) -> Step:
    root = repository.root
    there = next((name for name in CONFIGURATIONS if (root / name).exists()), None)
    if there is None and re.search(r"^\[tool\.speclint\b", _read(root, "pyproject.toml"), re.MULTILINE):
        there = "pyproject.toml"
    if there is not None:
        return Step(there, "keep")
    text = template("config", language, "toml")
    return Step("speclint.toml", "write", text.replace("@FILES@\n", _file_patterns(repository, language)))


def _file_patterns(repository: Repository, language: str) -> str:
    """Suggest the patterns of `[files]`, as comments: what the documents say of themselves is enough to begin with."""
    from speclint.adopt.repository import places_of

    lines = []
    kinds: tuple[Kind, ...] = ("prd", "model-card")
    for kind in kinds:
        found = places_of(repository.specs.get(kind, ()))
        usual = ["docs/specs/"] if kind == "prd" else ["model-cards/"]
        patterns = [p if p.lower().endswith((".md", ".markdown")) else f"{p}/" for p in found] or usual
        lines.append(f"# {kind} = {json.dumps(patterns, ensure_ascii=False)}\n")
    return "".join(lines)


def _hooks(repository: Repository) -> Step:
    before = _read(repository.root, HOOKS)
    entry = hook_entry(repository.places)
    if not before.strip():
        return Step(HOOKS, "write" if not (repository.root / HOOKS).exists() else "by-hand", f"repos:\n{_in(entry, 2)}")
    if runs_hook(before):
        return Step(HOOKS, "keep")
    after = add_entry(before, entry)
    return Step(HOOKS, "by-hand", _in(entry, 2)) if after is None else Step(HOOKS, "change", after, before)


def _pipeline(repository: Repository) -> Iterator[Step]:
    """Run speclint where changes are reviewed."""
    root = repository.root
    if repository.host == "github":
        running = (path for path in sorted((root / WORKFLOWS).glob("*.y*ml")) if _RUNS.search(_read(root, str(path))))
        there = next(running, root / WORKFLOWS / "speclint.yml")
        if there.exists():
            yield Step(there.relative_to(root).as_posix(), "keep")
        else:
            yield Step(f"{WORKFLOWS}/speclint.yml", "write", _workflow(repository))
    elif repository.host == "gitlab":
        before = _read(root, GITLAB)
        job = template("gitlab", "ci", "yml").replace("@PATHS@", " ".join(_quoted(repository.places)))
        job = job.replace("@VERSION@", __version__)
        if re.search(r"^speclint:", before, re.MULTILINE) or _RUNS.search(before):
            yield Step(GITLAB, "keep")
        else:  # its stages, and what they include, are for its owner to know
            yield Step(GITLAB, "by-hand" if before.strip() else "write", job)


def _workflow(repository: Repository) -> str:
    paths = "".join(f"            {place}\n" for place in repository.places or (".",))
    text = template("workflow", "github", "yml").replace("@BRANCH@", json.dumps(repository.branch, ensure_ascii=False))
    return text.replace("@VERSION@", __version__).replace("            @PATHS@\n", paths)


def _quoted(places: tuple[str, ...]) -> list[str]:
    from shlex import quote

    return [quote(place) for place in places or (".",)]


def _agents(root: Path, language: str, wanted: bool) -> Iterator[Step]:
    before = _read(root, AGENTS)
    if not wanted and not has_section(before):
        return
    after = with_section(before, language)
    if after is None:
        yield Step(AGENTS, "by-hand", template("agents", language))
    elif after == before:
        yield Step(AGENTS, "keep")
    else:
        yield Step(AGENTS, "change" if (root / AGENTS).exists() else "write", after, before)


def _in(text: str, indent: int) -> str:
    return "".join(f"{' ' * indent}{line}\n" for line in text.splitlines())


def _read(root: Path, name: str) -> str:
    """Read a file of the repository with its line ends; empty where there is none."""
    try:
        with (root / name).open(encoding="utf-8", newline="") as file:
            return file.read()
    except FileNotFoundError:
        return ""
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(
            told(
                "cannot read {name}: {reason}: mend it, or move it away, and run init again",
                name=name,
                reason=reason(error),
            )
        ) from error
