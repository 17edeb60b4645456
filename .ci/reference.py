#!/usr/bin/env python3
"""Write docs/reference/ from the rules, the configuration's schema and the commands, or tell whether it has changed.

    reference.py [--check]

Run it with the Python that speclint is installed in. tests/test_documentation.py asks it for drift.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "docs" / "reference"
NOTE = "<!-- Written by .ci/reference.py; do not edit by hand. -->"


def pages() -> dict[str, str]:
    """Give the pages by file name."""
    return {
        "rules.md": rules_page(),
        "configuration.md": configuration_page(),
        "declarations.md": declarations_page(),
        "commands.md": commands_page(),
        "plugin-hooks.md": hooks_page(),
    }


def rules_page() -> str:
    """List the rules, each with a link to its page."""
    from speclint.judge.rules import load_rules

    lines = [
        "# Rules",
        NOTE,
        "Severities are those at the stage review. Each page says what its rule asks and why, with texts that pass and",
        "fail; `speclint explain CODE` prints it.",
    ]
    group = ""
    for rule in load_rules():
        if rule.group != group:
            group = rule.group
            lines += [
                "",
                f"## {group}",
                "",
                "| code | name | PRD | model card | reports |",
                "| --- | --- | --- | --- | --- |",
            ]
        severities = " | ".join(rule.severity.get(kind, "off") for kind in ("prd", "model-card"))
        lines.append(f"| [{rule.code}](../../rules/{rule.path}) | {rule.name} | {severities} | {rule.summary['en']} |")
    return _joined(lines)


def configuration_page() -> str:
    """Describe every setting as the schema does."""
    schema = json.loads((ROOT / "schemas" / "config.schema.json").read_text(encoding="utf-8"))
    lines = [
        "# Settings",
        NOTE,
        schema["description"],
        "[Configure speclint](../how-to/configure.md) shows them at work; `speclint config` shows which hold.",
        "",
        "| setting | value | default | |",
        "| --- | --- | --- | --- |",
    ]
    lines += [
        f"| `{name}` | {value} | {_default(name)} | {text} |"
        for name, value, text in _settings(schema, schema["$defs"])
    ]
    return _joined(lines)


def declarations_page() -> str:
    """Describe every key of a declaration as the schema does."""
    shared = json.loads((ROOT / "schemas" / "prd.schema.json").read_text(encoding="utf-8"))["$defs"]
    lines = [
        "# Declarations",
        NOTE,
        "What may be declared of an AI feature in front matter under `ai-features`, or in a fence with the info string",
        "`yaml speclint`. [Declare features](../how-to/declare-features.md) shows it at work.",
    ]
    dimensions = [name for name, key in shared["feature"]["properties"].items() if "anyOf" in key]
    for name in ("feature", *dimensions, "waived"):
        lines += ["", f"## {name}", "", shared[name]["description"], "", "| key | value | for example | |"]
        lines += ["| --- | --- | --- | --- |"]
        for key, part in shared[name]["properties"].items():
            if "$ref" in part:
                lines.append(f"| `{key}` | [waived](#waived) | | {shared[key]['description']} |")
            else:
                value = f"[{key}](#{key}), or a list" if "anyOf" in part else _value(part)
                lines.append(f"| `{key}` | {value} | {_examples(part)} | {part['description']} |")
    return _joined(lines)


def commands_page() -> str:
    """Give the help of every command."""
    os.environ["COLUMNS"] = "80"
    import click

    from speclint.cli.main import cli

    parent = click.Context(cli, info_name="speclint")
    lines = ["# Commands", NOTE]
    for name in ["", *cli.list_commands(parent)]:
        command = cli.get_command(parent, name) if name else cli
        assert command is not None
        context = click.Context(
            command, info_name=name or "speclint", parent=parent if name else None, max_content_width=80
        )
        context.terminal_width = 80
        lines += ["", f"## speclint {name}".rstrip(), "", "```text", command.get_help(context), "```"]
    return _joined(lines)


def hooks_page() -> str:
    """Describe every hook as its docstring does."""
    from inspect import cleandoc, signature

    from speclint.plugins import Hooks

    lines = [
        "# Plugin hooks",
        NOTE,
        "A plugin is a module or object with functions of these names, marked with `speclint.plugins.hookimpl`.",
        "[Write a plugin](../how-to/write-a-plugin.md) shows them at work. They are called in this order. All collect:",
        "a plugin adds to what others give, and a name that is taken is refused.",
    ]
    for name, hook in vars(Hooks).items():
        if name.startswith("speclint_"):
            signed = str(signature(hook)).replace("(self, ", "(").replace("(self)", "()").replace("'", "")
            lines += ["", f"## {name}", "", "```python", f"def {name}{signed}", "```", ""]
            lines.append(_fenced(cleandoc(hook.__doc__ or "")))
    return _joined(lines)


def _fenced(docstring: str) -> str:
    """Put the code of a docstring, which is indented, into a fence."""
    from textwrap import dedent

    parts = docstring.split("\n\n")
    fenced = (f"```python\n{dedent(part)}\n```" if part.startswith("    ") else part for part in parts)
    return "\n\n".join(fenced)


def _settings(schema: Mapping[str, Any], shared: Mapping[str, Any], table: str = "") -> Iterator[tuple[str, str, str]]:
    for name, setting in schema["properties"].items():
        whole = {**shared.get(setting.get("$ref", "").rpartition("/")[2], {}), **setting}
        if "properties" in whole:
            yield from _settings(whole, shared, f"{name}.")
        else:
            yield table + name, _value(whole), whole["description"]


def _value(setting: Mapping[str, Any]) -> str:
    if "enum" in setting:
        return ", ".join(f"`{value}`" for value in setting["enum"])
    if "oneOf" in setting:
        return "text or list"
    words = {
        "array": "list",
        "object": "table",
        "string": "text",
        "boolean": "true or false",
        "integer": "number",
        "number": "number",
    }
    types = [setting["type"]] if isinstance(setting["type"], str) else setting["type"]
    return " or ".join(words[name] for name in types)


def _examples(part: Mapping[str, Any]) -> str:
    told = [json.dumps(example, ensure_ascii=False) for example in part.get("examples", ())]
    return ", ".join(f"`{example}`" for example in told)


def _default(name: str) -> str:
    from speclint.config.settings import DEFAULTS

    value = DEFAULTS.get(tuple(name.split(".")))
    return "" if value in (None, []) else f"`{json.dumps(value)}`"


def _joined(lines: list[str]) -> str:
    title, note, *rest = lines
    return "\n".join([title, "", note, "", *rest]) + "\n"


def main(arguments: list[str]) -> int:
    """Write the pages, or with --check name those that are out of date."""
    stale = [name for name, text in pages().items() if _current(name) != text]
    if arguments == ["--check"]:
        for name in stale:
            print(f"docs/reference/{name} is out of date: run python .ci/reference.py")
        return bool(stale)
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name in stale:
        (FOLDER / name).write_text(pages()[name], encoding="utf-8", newline="\n")
    return 0


def _current(name: str) -> str:
    path = FOLDER / name
    return path.read_text(encoding="utf-8") if path.exists() else ""


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
