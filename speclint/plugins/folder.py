"""A folder of rule pages, dimensions and vocabularies as a plugin: rules of a team's own without any packaging."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from speclint.errors import RulePackError
from speclint.plugins import cache
from speclint.plugins.contributions import CODE
from speclint.plugins.hooks import hookimpl
from speclint.read.regular import UnfitFileError, read_regular
from speclint.told import did_you_mean, placed, reason, shortened, told

if TYPE_CHECKING:
    from speclint.judge.pages import Page

_MAX_BYTES = 500_000


def from_folder(path: str | Path) -> RuleFolder:
    """Make a plugin of a folder with rule pages (`CODE-name.md`), `dimensions/*.yaml` and `vocabulary/*.yaml`.

    The folder is read when it is first asked. What is wrong in it raises `RulePackError` with file, line and mend.
    """
    return RuleFolder(Path(path))


class RuleFolder:
    """The plugin that `from_folder` makes; a package gives its hooks as its own."""

    def __init__(self, root: Path) -> None:
        self.root = root.absolute()
        self.name = _shown(self.root)

    @hookimpl
    def speclint_rule_pages(self) -> Iterable[Mapping[str, Any]]:
        """Give the pages of the folder and of the folders in it."""
        pages: list[Mapping[str, Any]] = self._contents["pages"]
        return pages

    @hookimpl
    def speclint_dimensions(self) -> Mapping[str, Mapping[str, Any]]:
        """Give the files in `dimensions`."""
        dimensions: dict[str, Mapping[str, Any]] = self._contents["dimensions"]
        return dimensions

    @hookimpl
    def speclint_vocabulary(self) -> Mapping[str, Mapping[str, Any]]:
        """Give the files in `vocabulary`, each under its path, so that no two folders are in each other's way."""
        vocabulary = self._contents["vocabulary"]
        return {f"{self.name}/vocabulary/{name}": content for name, content in vocabulary.items()}

    @cached_property
    def _contents(self) -> dict[str, Any]:
        """All that the folder gives, read and validated once and kept in the user's cache until a file changes."""
        from dataclasses import asdict

        from speclint import __version__

        stamp = [__version__, self.name, *map(list, self._state())]
        name = f"rules-{sha256(str(self.root).encode()).hexdigest()[:16]}.json"
        kept = cache.load(name)
        if isinstance(kept, dict) and kept.get("stamp") == stamp:
            contents: dict[str, Any] = kept["contents"]
            return contents
        contents = {
            "pages": [asdict(page.rule) for page in self.pages],
            "dimensions": self._dimensions,
            "vocabulary": self._vocabulary,
        }
        cache.save(name, {"stamp": stamp, "contents": contents})
        return contents

    def _state(self) -> Iterator[tuple[str, int, int]]:
        """Tell the files of the folder apart from what they were: by their times and sizes."""
        if not self.root.is_dir():
            raise RulePackError(told("{name} is no folder: name one that holds rule pages", name=self.name))
        try:
            paths = sorted(self.root.glob("**/*"))
        except RecursionError:
            problem = told("nests folders too deeply to be read: flatten them")
            raise RulePackError(placed(self.name, problem)) from None
        for path in paths:
            if path.suffix in (".md", ".yaml", ".yml") and path.is_file():
                status = path.stat()
                yield path.relative_to(self.root).as_posix(), status.st_mtime_ns, status.st_size

    @cached_property
    def pages(self) -> tuple[Page, ...]:
        """The rule pages in the order of their codes, validated, each code and name once."""
        pages = sorted((self.read_page(path) for path in self.page_files()), key=lambda page: page.rule.code)
        taken: dict[str, str] = {}
        for page in pages:
            for label in (page.rule.code, page.rule.name):
                if label in taken:
                    raise RulePackError(
                        placed(
                            f"{page.path}:1",
                            told(
                                "{label} is taken by {other}: give each page its own", label=label, other=taken[label]
                            ),
                        )
                    )
                taken[label] = page.path
        return tuple(pages)

    def page_files(self) -> Iterator[Path]:
        """Find the files that are rule pages by their name or by the code in their front matter."""
        for shown, _, _ in self._state():
            path, inner = self.root / shown, Path(shown)
            if path.suffix != ".md":
                continue
            if not any(part.startswith(".") for part in inner.parts) and _is_page(path):
                yield path

    def read_page(self, path: Path) -> Page:
        """Read and validate a page; raises `RulePackError`."""
        from speclint.judge.pages import parse_page

        inner = path.relative_to(self.root)
        shown = f"{self.name}/{inner.as_posix()}"
        page = parse_page(
            _text(path, shown, self.root),
            shown,
            schema=schema("rule"),
            group=inner.parent.name or self.root.name,
            source=str(path),
        )
        if not CODE.fullmatch(page.rule.code):
            code = page.rule.code
            raise RulePackError(
                placed(
                    f"{shown}:2",
                    told(
                        "{code} is a code of speclint's own: take other letters, as in ACME{digits}",
                        code=code,
                        digits=code[2:],
                    ),
                )
            )
        return page

    @cached_property
    def _dimensions(self) -> dict[str, Mapping[str, Any]]:
        from speclint.judge.pages import line_of

        given: dict[str, Mapping[str, Any]] = {}
        for path, data in self._data("dimensions", "dimension"):
            if data["name"] != path.stem:
                shown = f"{self.name}/dimensions/{path.name}"
                line = line_of(_text(path, shown, self.root), ["name"], first=1)
                raise RulePackError(
                    placed(
                        f"{shown}:{line}",
                        told("its name is {name}: call the file {name}.yaml", name=shortened(data["name"])),
                    )
                )
            given[path.stem] = data
        return given

    @cached_property
    def _vocabulary(self) -> dict[str, Mapping[str, Any]]:
        from difflib import get_close_matches

        from speclint.judge.pages import line_of

        given: dict[str, Mapping[str, Any]] = {}
        for path, data in self._data("vocabulary", "vocabulary"):
            known = _concepts(self._dimensions)
            for concept in _concepts_of(data):
                if concept not in known:
                    shown = f"{self.name}/vocabulary/{path.name}"
                    line = line_of(_text(path, shown, self.root), concept.split("."), first=1)
                    near = get_close_matches(concept, known, n=1)
                    hint = did_you_mean(near) or told("name one of a dimension, as in latency.terms")
                    raise RulePackError(
                        placed(
                            f"{shown}:{line}",
                            told("no dimension looks for {concept!r}: {hint}", concept=shortened(concept), hint=hint),
                        )
                    )
            given[path.stem] = data
        return given

    def _data(self, folder: str, shape: str) -> Iterator[tuple[Path, dict[str, Any]]]:
        from speclint.judge.pages import read_yaml

        for path in sorted((self.root / folder).glob("*.y*ml")):
            shown = f"{self.name}/{folder}/{path.name}"
            yield path, read_yaml(_text(path, shown, self.root), shown, schema(shape))


def _is_page(path: Path) -> bool:
    if CODE.fullmatch(path.name.partition("-")[0]) or path.name.startswith("SL"):
        return True
    with path.open(encoding="utf-8", errors="replace") as file:
        if file.readline().rstrip() != "---":
            return False
        for line in file:
            if line.startswith("code:"):
                return True
            if line.rstrip() == "---":
                return False
    return False


def _text(path: Path, shown: str, root: Path) -> str:
    """Read a file of the folder; a link that leads out of it may lead to what is secret."""
    if not Path(os.path.realpath(path)).is_relative_to(os.path.realpath(root)):
        raise RulePackError(placed(shown, told("leads out of the rule folder: put the file itself there")))
    try:
        return read_regular(path, _MAX_BYTES).decode("utf-8-sig").replace("\r\n", "\n")
    except UnfitFileError as error:
        raise RulePackError(placed(shown, error.message)) from None
    except UnicodeDecodeError:
        raise RulePackError(placed(shown, told("is not UTF-8: save it as UTF-8"))) from None
    except OSError as error:
        raise RulePackError(placed(shown, told("cannot be read: {reason}", reason=reason(error)))) from None


def schema(name: str) -> Mapping[str, Any]:
    """Read one of the schemas that rule folders are held against."""
    import json
    from importlib.resources import files

    text = files("speclint.schemas").joinpath(f"{name}.schema.json").read_text(encoding="utf-8")
    loaded: Mapping[str, Any] = json.loads(text)
    return loaded


def _concepts_of(data: Mapping[str, Any]) -> Iterable[str]:
    from speclint.understand.lexicon import flatten

    return flatten(data)


def _concepts(dimensions: Mapping[str, Mapping[str, Any]]) -> set[str]:
    """The concepts that somebody looks for: those that speclint has, and what dimensions name."""
    from speclint.judge.rules import load_index

    knowledge = load_index()["knowledge"]
    concepts = {concept for content in knowledge["vocabulary"].values() for concept in _concepts_of(content)}
    for name, content in {**knowledge["dimensions"], **dimensions}.items():
        terms = {
            key: value
            for key, value in content.items()
            if isinstance(value, Mapping) and key not in ("title", "skeleton")
        }
        concepts.update(_concepts_of({name: terms}))
        concepts.update(content.get("concepts", {}).values())
        concepts.add(content.get("unasked", {}).get("names", "") or f"{name}.terms")
    return concepts


def _shown(path: Path) -> str:
    """Name a folder as seen from here, so that messages are short and the same on every machine."""
    try:
        return path.relative_to(Path.cwd()).as_posix()
    except ValueError:
        return path.as_posix()
