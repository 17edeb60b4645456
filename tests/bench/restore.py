"""Put labels beside the public documents they are of: corpora for the scripts that fit.

    python tests/bench/restore.py REPOSITORIES TARGET

`labels/*.jsonl` name documents by repository, commit and path and hold what readers said of them; the documents are
their authors' and not here. REPOSITORIES is a folder of clones, `OWNER/NAME` each (a work tree or a bare one). For each
file TARGET gets a folder with `docs/`, `labels/` and `SOURCES.tsv`; what no clone has is left out and counted.
"""

from __future__ import annotations

import argparse
import json
import subprocess
from pathlib import Path
from typing import Any

LABELS = Path(__file__).resolve().parent / "labels"


def document_of(folder: Path, label: dict[str, Any]) -> bytes | None:
    """The text of a labelled document, None where no clone has it."""
    place = folder / label["repository"]
    git = next((g for g in (place / ".git", place) if (g / "HEAD").exists()), None)
    if git is None:
        return None
    command = ["git", "--git-dir", str(git), "cat-file", "blob", label["blob"]]
    answer = subprocess.run(command, capture_output=True, check=False)
    return answer.stdout if answer.returncode == 0 else None


def candidates_of(places: list[str]) -> list[dict[str, Any]]:
    """`LINE:MARK:LETTER` each, with a question mark where the reader doubted: F is a feature's place."""
    parts = [place.split(":") for place in places]
    return [
        {"line": int(line), "mark": mark, "feature": said[0] == "F", "sure": "?" not in said}
        for line, mark, said in parts
    ]


def statements_of(said: list[str]) -> list[dict[str, Any]]:
    """`LINE:MARK:STATED~RAISED` each, names of dimensions joined by `+`; a question mark where the reader doubted."""
    read = []
    for statement in said:
        line, mark, names = statement.split(":")
        stated, _, vague = names.rstrip("?").partition("~")
        of = {"stated": stated.split("+") if stated else [], "vague": vague.split("+") if vague else []}
        read.append({"line": int(line), "mark": mark, **of, "sure": "?" not in names})
    return read


def restore(file: Path, repositories: Path, target: Path) -> tuple[int, int]:
    """Write one corpus; how many of its documents are there, and how many are not."""
    (target / "docs").mkdir(parents=True, exist_ok=True)
    (target / "labels").mkdir(exist_ok=True)
    rows, absent = ["document\trepository\tpath\tcommit"], 0
    for line in file.read_text(encoding="utf-8").splitlines():
        label = json.loads(line)
        text = document_of(repositories, label)
        if text is None:
            absent += 1
            continue
        name = label["blob"][:12]
        rows.append(f"{name}.md\t{label['repository']}\t{label['path']}\t{label['commit']}")
        if "places" in label:
            label["candidates"] = candidates_of(label.pop("places"))
        if "statements" in label:
            label["said"] = statements_of(label.pop("statements"))
        (target / "docs" / f"{name}.md").write_bytes(text)
        written = json.dumps({"doc": f"{name}.md", **label}, ensure_ascii=False)
        (target / "labels" / f"{name}.json").write_text(written, encoding="utf-8")
    (target / "SOURCES.tsv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    return len(rows) - 1, absent


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("repositories", type=Path, metavar="REPOSITORIES")
    parser.add_argument("target", type=Path, metavar="TARGET")
    args = parser.parse_args()
    for file in sorted(LABELS.glob("*.jsonl")):
        there, absent = restore(file, args.repositories, args.target / file.stem)
        print(f"{file.stem}: {there} documents, {absent} that no clone has")


if __name__ == "__main__":
    main()
