"""What several test files share: where the project and the corpus are, and a fresh clone to build from."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(autouse=True)
def plain_locale(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let messages be English whatever the machine's language."""
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(scope="session", autouse=True)
def own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep what the tests leave in the cache out of the user's."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture(scope="session")
def root() -> Path:
    """The top of the project's tree."""
    return ROOT


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The folder of labelled documents (`docs/` and `labels/`), where there is one."""
    folder = Path(os.environ.get("SPECLINT_CORPUS") or ROOT.parent / "shared" / "corpus") / "dev"
    if not (folder / "docs").is_dir():
        pytest.skip(f"no corpus at {folder}: set SPECLINT_CORPUS to the folder that holds dev/")
    return folder


@pytest.fixture(scope="session")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fresh clone of the project as it is now; builds in it cannot lean on leftovers of the working tree."""
    if not (ROOT / ".git").exists():
        pytest.skip("not a git checkout: nothing says which files belong to the project")
    destination = tmp_path_factory.mktemp("clone") / "speclint"
    subprocess.run([sys.executable, ROOT / ".ci" / "fresh_copy.py", destination], check=True, stdout=subprocess.DEVNULL)
    return destination
