"""The steps of action.yml, run with bash in an imitated event as a GitHub runner would run them."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

EXPRESSION = re.compile(r"\$\{\{\s*(.*?)\s*\}\}")
FORK = "stranger/product"
OWN = "acme/product"


@dataclass
class Outcome:
    """What a run of the action gave."""

    code: int
    stdout: str
    stderr: str
    outputs: dict[str, str]
    summary: str
    uploaded: dict[str, str] | None


@dataclass
class Event:
    """What the runner says of the event; `head` is the repository that a pull request comes from."""

    name: str = "push"
    base: str = ""
    head: str = ""
    actor: str = "octo"
    environment: dict[str, str] = field(default_factory=dict)


class Action:
    """action.yml, with the outputs that some steps are taken to have had."""

    def __init__(self, path: Path, known: Mapping[str, dict[str, str]], work: Path) -> None:
        self.data: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
        self.path = path.parent
        self.known = known
        self.work = work

    def run(self, folder: Path, event: Event, **inputs: str) -> Outcome:
        """Run all steps in a folder; the names of inputs have `_` for `-`."""
        given = {name.replace("_", "-"): value for name, value in inputs.items()}
        assert given.keys() <= self.data["inputs"].keys()
        values = {
            "github.action_path": str(self.path),
            "github.event.pull_request.head.repo.full_name": event.head,
            **{f"inputs.{name}": given.get(name, spec["default"]) for name, spec in self.data["inputs"].items()},
            **{f"steps.{step}.outputs.{name}": v for step, out in self.known.items() for name, v in out.items()},
        }
        outcome = Outcome(0, "", "", {}, "", None)
        summary = self.work / "summary.md"
        summary.write_text("", encoding="utf-8")
        for step in self.data["runs"]["steps"]:
            if outcome.code or step.get("id") in self.known or not self._holds(step.get("if"), values):
                continue
            if "uses" in step:
                outcome.uploaded = {name: self._resolved(value, values) for name, value in step["with"].items()}
                continue
            self._run_step(step, folder, event, values, summary, outcome)
        outcome.outputs = {name: self._resolved(o["value"], values) for name, o in self.data["outputs"].items()}
        outcome.summary = summary.read_text(encoding="utf-8")
        return outcome

    def _run_step(
        self, step: dict[str, Any], folder: Path, event: Event, values: dict[str, str], summary: Path, outcome: Outcome
    ) -> None:
        output = self.work / "output.txt"
        output.write_text("", encoding="utf-8")
        inherited = {n: v for n, v in os.environ.items() if not n.startswith(("GIT_", "GITHUB_", "PYTHON", "SPECLINT"))}
        head = subprocess.run(["git", "rev-parse", "HEAD"], cwd=folder, capture_output=True, text=True, check=False)
        environment = {
            **inherited,
            "GITHUB_OUTPUT": str(output),
            "GITHUB_STEP_SUMMARY": str(summary),
            "GITHUB_EVENT_NAME": event.name,
            "GITHUB_BASE_REF": event.base,
            "GITHUB_REPOSITORY": OWN,
            "GITHUB_ACTOR": event.actor,
            "GITHUB_ACTIONS": "true",
            "GITHUB_SHA": head.stdout.strip(),
            "RUNNER_TEMP": str(self.work),
            **event.environment,
            **{name: self._resolved(value, values) for name, value in step.get("env", {}).items()},
        }
        assert step["shell"] == "bash"
        run = subprocess.run(
            ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", "-c", step["run"]],
            cwd=folder,
            env=environment,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
        outcome.code = run.returncode
        outcome.stdout += run.stdout
        outcome.stderr += run.stderr
        for line in output.read_text(encoding="utf-8").splitlines():
            name, _, value = line.partition("=")
            values[f"steps.{step['id']}.outputs.{name}"] = value

    def _resolved(self, text: str, values: Mapping[str, str]) -> str:
        """Put values in place of expressions; an output that no step has set is empty, as GitHub has it."""

        def value(match: re.Match[str]) -> str:
            assert match[1] in values or match[1].startswith("steps."), match[1]
            return values.get(match[1], "")

        return EXPRESSION.sub(value, text)

    def _holds(self, condition: str | None, values: Mapping[str, str]) -> bool:
        if condition is None:
            return True
        name, literal = condition.split(" == ")
        return values.get(name, "") == literal.strip("'")
