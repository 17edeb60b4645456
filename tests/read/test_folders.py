"""Which files the paths of a command name."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from speclint.read.files import find_files


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository of several folders, which is also the current folder."""
    for name in [
        "b.md",
        "a.markdown",
        "UPPER.MD",
        "notes.txt",
        "docs/z.md",
        "docs/deep/y.md",
        "docs/drafts/x.md",
        "docs/keep.draft.md",
        "docs/lose.draft.md",
        "build/out.md",
        ".kiro/specs/design.md",
        ".github/issue.md",
        ".git/description.md",
        "node_modules/pkg/README.md",
        ".venv/lib/README.md",
        "env/pyvenv.cfg",
        "env/lib/README.md",
        "empty/nothing.txt",
    ]:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("text", encoding="utf-8")
    (tmp_path / ".gitignore").write_text("build/\n*.draft.md\n", encoding="utf-8")
    (tmp_path / "docs/.gitignore").write_text("/drafts\n!keep.draft.md\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.usefixtures("tree")
def test_a_folder_is_walked_in_order_without_what_is_ignored() -> None:
    found = find_files(["."])
    assert found.files == (
        ".github/issue.md",
        ".kiro/specs/design.md",
        "UPPER.MD",
        "a.markdown",
        "b.md",
        "docs/deep/y.md",
        "docs/keep.draft.md",
        "docs/z.md",
    )
    assert found.errors == ()


@pytest.mark.usefixtures("tree")
def test_what_git_ignores_above_a_folder_holds_below_it() -> None:
    assert find_files(["docs"]).files == ("docs/deep/y.md", "docs/keep.draft.md", "docs/z.md")


@pytest.mark.usefixtures("tree")
def test_what_is_named_is_read_even_if_ignored() -> None:
    found = find_files(["docs/lose.draft.md", "build", ".venv", "./b.md"])
    assert found.files == ("docs/lose.draft.md", "build/out.md", ".venv/lib/README.md", "b.md")
    assert found.errors == ()


def test_paths_are_given_back_as_they_came(tree: Path) -> None:
    assert find_files([tree / "b.md", "docs/deep"]).files == ((tree / "b.md").as_posix(), "docs/deep/y.md")


@pytest.mark.usefixtures("tree")
def test_each_file_is_found_once() -> None:
    assert find_files(["docs/z.md", "docs/deep", "docs", "./docs/../b.md", "b.md"]).files == (
        "docs/z.md",
        "docs/deep/y.md",
        "docs/keep.draft.md",
        "docs/../b.md",
    )


def test_links_make_no_loop_and_no_second_reading(tree: Path) -> None:
    (tree / "docs/deep/up").symlink_to(tree / "docs")
    (tree / "docs/deep/same.md").symlink_to(tree / "docs/deep/y.md")
    (tree / "docs/deep/broken.md").symlink_to("nowhere.md")
    assert find_files(["docs/deep"]).files == ("docs/deep/broken.md", "docs/deep/same.md")


@pytest.mark.usefixtures("tree")
def test_paths_that_give_nothing_are_errors_and_the_others_are_still_found() -> None:
    found = find_files(["absent", "empty", "notes.txt", "b.md"])
    assert found.files == ("b.md",)
    assert [error.path for error in found.errors] == ["absent", "empty", "notes.txt"]
    absent, empty, text = (error.message for error in found.errors)
    assert "no such file" in absent
    assert "no Markdown" in empty
    assert "not Markdown" in text


def test_without_a_repository_only_the_ignore_files_within_count(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / ".gitignore").write_text("*.md\n", encoding="utf-8")
    (tmp_path / "in/a.md").write_text("text", encoding="utf-8")
    (tmp_path / "in/b.md").write_text("text", encoding="utf-8")
    (tmp_path / "in/.gitignore").write_text("b.md\n", encoding="utf-8")
    assert find_files([tmp_path / "in"]).files == ((tmp_path / "in/a.md").as_posix(),)


def test_folders_that_nest_deeper_than_functions_do_are_walked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from speclint import api

    monkeypatch.chdir(tmp_path)
    depth = 1_500 if sys.platform == "linux" else 20
    for _ in range(depth):
        Path("d").mkdir()
        os.chdir("d")
    Path("x.md").write_text("# x\n", encoding="utf-8")
    os.chdir(tmp_path)
    report = api.check(["d"])
    assert ([len(spec.path) for spec in report.specs], report.errors) == ([2 * depth + 4], ())
    for inner in range(depth, 0, -1):  # shutil would recurse
        for path in Path("d/" * inner).glob("x.md"):
            path.unlink()
        Path("d/" * inner).rmdir()
