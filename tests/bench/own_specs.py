"""Write the small specs of this repository as labelled corpora, for `fit_statements.py`.

    python tests/bench/own_specs.py FOLDER

FOLDER gets `vectors`, `examples`, `pages` (those in the rules' pages), `stated` (what docs/explanation says is read so)
and `lines` (those of the tests), each with `docs/` and `labels/`. Most of them say but of one dimension what is to be
read; the others are left out of their label.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests"))

from test_documentation import FRAMES, read_examples  # type: ignore[import-not-found]  # noqa: E402
from test_vectors import of_language, read_vectors  # type: ignore[import-not-found]  # noqa: E402
from understand.test_lines import CONTEXTS, LINES  # type: ignore[import-not-found]  # noqa: E402
from understand.test_reading import FEATURE, test_a_line_in_a_feature  # type: ignore[import-not-found]  # noqa: E402

from speclint.judge.index import read_pages, read_schema  # noqa: E402
from speclint.model import CORE, DIMENSIONS  # noqa: E402

VERDICTS = ("stated", "vague", "missing")


@dataclass(frozen=True)
class Labelled:
    """A spec with what it says: of each dimension a verdict and its lines, and the lines of its features."""

    text: str
    language: str
    dimensions: Mapping[str, tuple[str, Sequence[int]]]
    features: Sequence[int] = ()
    kind: str = "prd"

    def label(self, document: str) -> dict[str, Any]:
        """The label as the corpus has it; what holds of the document holds of each feature."""
        verdicts = {name: verdict for name, (verdict, _) in self.dimensions.items() if name in CORE}
        lines = self.text.splitlines()
        return {
            "doc": document,
            "kind": self.kind,
            "lang": self.language,
            "dimensions": {n: {"verdict": v, "lines": list(at)} for n, (v, at) in self.dimensions.items()},
            "features": [{"name": lines[n - 1].strip("# "), "line": n, "verdicts": verdicts} for n in self.features],
        }


def kind_of(text: str) -> str:
    """The kind that the title of a small spec names."""
    return "model-card" if re.search("model card|模型卡", text[:60], re.IGNORECASE) else "prd"


def vectors() -> Iterator[Labelled]:
    for vector in read_vectors():
        said: dict[str, tuple[str, Sequence[int]]] = {}
        for name in DIMENSIONS:
            if name in vector.said and vector.said[name]["verdict"] in VERDICTS:
                line = of_language(vector.said[name].get("line"), vector.language)
                said[name] = (vector.said[name]["verdict"], [line] if line else [])
        at = of_language(vector.said.get("feature", []), vector.language)
        features = [at] if isinstance(at, int) else at
        if said or features or "kind" in vector.said:
            kind = vector.said.get("kind", kind_of(vector.text))
            yield Labelled(vector.text, vector.language, said, features, kind)


def pages() -> Iterator[Labelled]:
    for page in read_pages(ROOT / "rules", read_schema(ROOT / "schemas" / "rule.schema.json")):
        dimension = page.rule.options.get("dimension")
        for example in page.examples if dimension in DIMENSIONS else ():
            verdict = "stated" if example.good else page.rule.options["verdict"]
            said: dict[str, tuple[str, Sequence[int]]] = {str(dimension): (verdict, [])}
            yield Labelled(example.text, example.language, said, example.lines, kind_of(example.text))


def stated() -> Iterator[Labelled]:
    for verdict, dimension, text in read_examples(ROOT):
        language = "zh" if re.search("[一-鿿]", text) else "en"
        frame = FRAMES[language]
        first = frame.count("\n") + 1
        lines = range(first, first + text.count("\n")) if verdict != "missing" else ()
        if verdict in VERDICTS:
            yield Labelled(frame + text, language, {dimension: (verdict, lines)}, [3])


def lines() -> Iterator[Labelled]:
    (mark,) = test_a_line_in_a_feature.pytestmark
    for line, dimension, verdict in mark.args[1]:
        language = "zh" if re.search("[一-鿿]", line) else "en"
        at = [FEATURE.count("\n") + 1] if verdict != "missing" else []
        yield Labelled(f"{FEATURE}{line}\n", language, {dimension: (verdict, at)}, [3])
    for dimension, entries in LINES.items():
        for context, line, verdict in entries:
            before = CONTEXTS[context]
            first = before.count("\n") + 1
            places = range(first, first + line.count("\n") + 1) if verdict != "missing" else ()
            language, kind = "zh" if context in ("特性", "卡") else "en", kind_of(before)
            if verdict in VERDICTS:
                said = {dimension: (verdict, places)}
                yield Labelled(f"{before}{line}\n", language, said, [3] if kind == "prd" else [], kind)


def write(folder: Path, name: str, specs: Sequence[tuple[str, dict[str, Any]]]) -> None:
    for part in ("docs", "labels"):
        (folder / name / part).mkdir(parents=True, exist_ok=True)
    for text, label in specs:
        (folder / name / "docs" / label["doc"]).write_text(text, encoding="utf-8")
        path = folder / name / "labels" / f"{Path(label['doc']).stem}.json"
        path.write_text(json.dumps(label, ensure_ascii=False), encoding="utf-8")
    print(f"{name}: {len(specs)}")


def examples() -> Iterator[tuple[str, dict[str, Any]]]:
    expected = yaml.safe_load((ROOT / "examples" / "expected.yaml").read_text(encoding="utf-8"))
    for name, said in expected.items():
        features = [{"name": "", **feature} for feature in said["features"]]
        label = {"doc": name, "kind": said["kind"], "lang": said["language"], "dimensions": said["dimensions"]}
        yield (ROOT / "examples" / name).read_text(encoding="utf-8"), {**label, "features": features}


def main(folder: Path) -> None:
    for name, found in (("vectors", vectors()), ("pages", pages()), ("stated", stated()), ("lines", lines())):
        write(folder, name, [(one.text, one.label(f"{number:03}.md")) for number, one in enumerate(found)])
    write(folder, "examples", list(examples()))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
