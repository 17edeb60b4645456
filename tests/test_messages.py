"""Whatever an error or a note says can be told in Chinese: none is without a translation, and none is forgotten."""

from __future__ import annotations

import ast
import string
import subprocess
import sys
from collections.abc import Iterator
from gettext import GNUTranslations
from pathlib import Path

import pytest

LANGUAGES = ("zh",)
# What people are shown the message of: our exceptions, click's, and what is told without being raised.
SHOWN = {"BadParameter", "ClickException", "FileError", "complain", "placed", "error"}
# Exceptions of Python whose message says what a plugin did wrong.
OF_PLUGINS = {"TypeError", "ValueError"}


def sources(root: Path) -> Iterator[tuple[Path, ast.AST]]:
    for path in sorted((root / "speclint").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            yield path.relative_to(root), node


def called(node: ast.AST) -> str:
    function = node.func if isinstance(node, ast.Call) else None
    return function.id if isinstance(function, ast.Name) else getattr(function, "attr", "")


def is_wordy(node: ast.expr) -> bool:
    text = node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""
    return any(character.isalpha() for character in text) and " " in text.strip()


def says(argument: ast.expr) -> bool:
    """Whether an argument is words in English that nothing can translate."""
    if isinstance(argument, ast.BinOp):
        return says(argument.left) or says(argument.right)
    parts = argument.values if isinstance(argument, ast.JoinedStr) else [argument]
    return any(map(is_wordy, parts))


def own_errors(root: Path) -> set[str]:
    """Name the exceptions of speclint."""
    return {node.name for _, node in sources(root) if isinstance(node, ast.ClassDef) and node.name.endswith("Error")}


def places(template: str) -> list[tuple[str, str, str]]:
    parsed = string.Formatter().parse(template)
    return sorted({(name, spec or "", conversion or "") for _, name, spec, conversion in parsed if name is not None})


@pytest.fixture(scope="module")
def templates(root: Path) -> set[str]:
    found = set()
    for path, node in sources(root):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "told":
            assert isinstance(node.args[0], ast.Constant), f"{path}:{node.lineno}: write the message itself"
            found.add(node.args[0].value)
    return found


@pytest.fixture(scope="module", params=LANGUAGES)
def translations(root: Path, request: pytest.FixtureRequest) -> dict[str, str]:
    compiled = root / "speclint" / "locale" / request.param / "LC_MESSAGES" / "speclint.mo"
    with compiled.open("rb") as file:
        catalogue: dict[str, str] = vars(GNUTranslations(file))["_catalog"]
    return {template: text for template, text in catalogue.items() if template}


def test_every_message_has_a_translation_and_no_translation_is_left_over(
    templates: set[str], translations: dict[str, str]
) -> None:
    assert len(templates) > 150
    assert templates == set(translations)


def test_a_translation_fills_in_the_same_places(translations: dict[str, str]) -> None:
    assert [template for template, text in translations.items() if places(template) != places(text)] == []


def test_a_translation_is_one(translations: dict[str, str]) -> None:
    chinese = {template for template, text in translations.items() if any("一" <= c <= "鿿" for c in text)}
    untranslated = set(translations) - chinese
    # what has no words but names, and marks between them
    assert untranslated == {
        "{place}: {problem}",
        "{problem}: {hint}",
        "{type}: {problem}",
        "an {type}",
        "a {type}",
        "a PRD",
        "front matter",
    }


def test_no_message_is_written_so_that_it_cannot_be_translated(root: Path) -> None:
    shown = SHOWN | own_errors(root)
    forgotten = []
    for path, node in sources(root):
        name = called(node)
        if name in shown or (name in OF_PLUGINS and "plugins" in path.parts):
            assert isinstance(node, ast.Call)
            if any(says(argument) for argument in node.args):
                forgotten.append(f"{path}:{node.lineno}")
    assert forgotten == []


@pytest.mark.parametrize(
    "code", ['UsageError(f"no line {n} here")', 'SourceError(path, "is a folder")', 'BadParameter("is no " + word)']
)
def test_that_test_sees_what_it_looks_for(code: str) -> None:
    calls = [node for node in ast.walk(ast.parse(code)) if isinstance(node, ast.Call)]
    assert any(says(argument) for call in calls for argument in call.args)


def test_the_catalogues_are_up_to_date(root: Path) -> None:
    command = [sys.executable, str(root / ".ci" / "messages.py"), "--check"]
    checked = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    assert checked.returncode == 0, checked.stderr
