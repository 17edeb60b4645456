"""Measure what `speclint extract` costs beside a bare parse of the same Markdown, and where its time goes.

    python tests/bench/extract_speed.py [--rounds N] [PATH ...]

Both are run side by side, in turn, as processes of their own, so that a busy machine is busy for both: trust the ratio
and the minimum. PATH defaults to the documents of the corpus (see tests/conftest.py).
"""

from __future__ import annotations

import argparse
import cProfile
import os
import pstats
import resource
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import speclint

ROOT = Path(__file__).resolve().parent.parent.parent
PACKAGE = Path(speclint.__file__).resolve().parent
START = "pass"
BARE = """\
import sys
from pathlib import Path
from markdown_it import MarkdownIt
md = MarkdownIt("commonmark").enable("table")
for name in sys.argv[1:]:
    md.parse(Path(name).read_text(encoding="utf-8"))
"""
EXTRACT = """\
import sys
from speclint.cli.main import main
sys.argv[1:1] = ["extract", "--output-format", "json"]
main()
"""
Function = tuple[str, int, str]
ELSEWHERE = "(start and imports)"


def measured(program: str, paths: list[str]) -> tuple[float, float]:
    """Run a Python program on the paths in a new process; give its wall and CPU seconds."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    run = subprocess.run([sys.executable, "-c", program, *paths], stdout=subprocess.DEVNULL, cwd=ROOT, check=False)
    wall = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if run.returncode:
        raise SystemExit(f"a measured program ended with {run.returncode}")
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def side_by_side(paths: list[str], rounds: int) -> dict[str, tuple[float, float]]:
    """Give the least wall and CPU seconds of each program over some rounds, taking turns."""
    programs = {"python alone": START, "bare markdown-it parse": BARE, "speclint extract": EXTRACT}
    times: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for _ in range(rounds):
        for name, program in programs.items():
            times[name].append(measured(program, paths))
    return {name: (min(wall for wall, _ in runs), min(cpu for _, cpu in runs)) for name, runs in times.items()}


def profiled(paths: list[str]) -> dict[Function, Any]:
    """Profile one extract in this process, after one that loads and compiles all that is kept."""
    from speclint import api

    api.extract(paths[:1])
    profile = cProfile.Profile()
    profile.runcall(api.extract, paths)
    statistics: dict[Function, Any] = pstats.Stats(profile).stats  # type: ignore[attr-defined]
    return statistics


@cache
def room(function: Function) -> str | None:
    """Name the file of speclint, relative to the package, that a function is of; None for all others."""
    path = Path(function[0])
    return path.relative_to(PACKAGE).as_posix() if path.is_relative_to(PACKAGE) else None


def owners(statistics: dict[Function, Any], passes: int = 30) -> dict[Function, dict[str, float]]:
    """Say for each function which files of speclint it worked for, in shares: a library works for its callers."""
    shares: dict[Function, dict[str, float]] = {f: {name: 1.0} for f in statistics if (name := room(f))}
    for _ in range(passes):
        for function, (*_, callers) in statistics.items():
            if room(function):
                continue
            total = sum(edge[3] for edge in callers.values()) or 1.0
            mixed: dict[str, float] = defaultdict(float)
            for caller, edge in callers.items():
                for name, share in shares.get(caller, {}).items():
                    mixed[name] += share * edge[3] / total
            shares[function] = dict(mixed)
    return shares


def by_room(statistics: dict[Function, Any]) -> dict[str, tuple[float, float]]:
    """Give for each file of speclint its own seconds, and those with the libraries that worked for it."""
    shares = owners(statistics)
    own: dict[str, float] = defaultdict(float)
    whole: dict[str, float] = defaultdict(float)
    for function, (_, _, seconds, _, _) in statistics.items():
        name = room(function)
        if name:
            own[name] += seconds
        for owner, share in (shares[function] or {ELSEWHERE: 1.0}).items():
            whole[owner] += seconds * share
    return {name: (own[name], whole[name]) for name in whole}


def folders(files: dict[str, tuple[float, float]]) -> dict[str, tuple[float, float]]:
    """Sum the files up by their folder."""
    sums: dict[str, tuple[float, float]] = {}
    for name, (own, whole) in files.items():
        folder = name.split("/")[0]
        before = sums.get(folder, (0.0, 0.0))
        sums[folder] = (before[0] + own, before[1] + whole)
    return sums


def table(title: str, rows: dict[str, tuple[float, float]]) -> Iterable[str]:
    """Lay out a profile, the costliest first, with the share of each."""
    total = sum(whole for _, whole in rows.values()) or 1.0
    yield f"{title:34}{'own s':>9}{'with libraries s':>18}{'share':>8}"
    for name, (own, whole) in sorted(rows.items(), key=lambda row: -row[1][1]):
        if whole / total >= 0.005:
            yield f"  {name:32}{own:9.3f}{whole:18.3f}{whole / total:8.1%}"


def default_paths() -> list[str]:
    """List the documents of the corpus."""
    corpus = Path(os.environ.get("SPECLINT_CORPUS") or ROOT.parent / "shared" / "corpus")
    return sorted(map(str, (corpus / "dev" / "docs").rglob("*.md")))


def main() -> int:
    """Read the command line, measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5, help="how often each is run; the least time counts")
    parser.add_argument("paths", nargs="*", help="Markdown files")
    arguments = parser.parse_args()
    paths = [str(Path(path).resolve()) for path in arguments.paths] or default_paths()
    if not paths:
        parser.error("no documents: name some, or set SPECLINT_CORPUS")
    size = sum(Path(path).stat().st_size for path in paths)
    print(f"{len(paths)} documents, {size / 1e3:.0f} kB, least of {arguments.rounds} rounds\n")
    least = side_by_side(paths, arguments.rounds)
    bare = least["bare markdown-it parse"]
    print(f"{'':34}{'wall s':>9}{'cpu s':>9}{'cpu over bare parse':>22}")
    for name, (wall, cpu) in least.items():
        print(f"  {name:32}{wall:9.3f}{cpu:9.3f}{cpu / bare[1]:22.2f}")
    files = by_room(profiled(paths))
    print()
    print("\n".join(table("profile by room", folders(files))))
    print()
    print("\n".join(table("profile by file", files)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
