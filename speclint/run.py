"""One run: which settings hold for which document, and what is made once for all documents that share them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from speclint.errors import ConfigError
from speclint.model import Confidence, Kind, Severity, Stage
from speclint.told import told

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

    from speclint.config.layer import Layer
    from speclint.config.settings import Settings
    from speclint.judge.checks import Check
    from speclint.judge.rules import Rule
    from speclint.judge.suppression_policy import SuppressionPolicy
    from speclint.plugins import Plugins
    from speclint.understand.additions import Additions
    from speclint.understand.knowledge import Knowledge


@dataclass(frozen=True, slots=True)
class Options:
    """What a caller asks for; all of it outranks configuration files.

    `config` are configuration files, or settings as `key = value`; a file stands for those that would be found.
    `isolated` leaves out the files that would be found. Waivers expire by `today`, the current date where not given.
    `plugins` is false where installed plugins are left out, whatever the files say; `rule_folders` are folders of rules
    beside those that the files name.
    """

    select: Sequence[str] = ()
    ignore: Sequence[str] = ()
    stage: Stage | None = None
    kind: Kind | None = None
    language: str | None = None
    min_confidence: Confidence | None = None
    fail_on: Severity | None = None
    config: Sequence[str | Path] = ()
    isolated: bool = False
    today: date | None = None
    plugins: bool = True
    rule_folders: Sequence[str | Path] = ()


@dataclass(frozen=True, slots=True)
class Bench:
    """What reads and judges the documents that share settings: what plugins give, and of it the rules in force."""

    rules: tuple[Rule, ...]
    known: tuple[Rule, ...]
    checks: Mapping[str, Check]
    knowledge: Knowledge
    parser: MarkdownIt | None
    additions: Additions | None
    forbidden: frozenset[str] = field(default=frozenset())


class Run:
    """Finds the settings of each document; a configuration is read once, whatever the number of documents."""

    def __init__(self, options: Options, plugins: Plugins) -> None:
        self.options = options
        self.today = options.today or date.today()
        self._plugins = plugins
        self._files: dict[Path, Path | None] = {}
        self._settings: dict[Path | None, Settings] = {}
        self._settled: dict[Path | None, Plugins] = {}
        self._benches: dict[Path | None, Bench] = {}
        self._given: Path | None = None
        self._above: tuple[Layer, ...] = ()
        self._take(options)

    def settings(self, path: str | Path | None = None) -> Settings:
        """Give the settings of a file, of what a folder holds where the path ends in a slash, or of the current folder.

        Raises `ConfigError`.
        """
        file = self._file_for(path)
        if file not in self._settings:
            self._settings[file] = self._made(file)
        return self._settings[file]

    def bench(self, path: str | Path) -> Bench:
        """Give what judges a document; raises `ConfigError` where its settings name a rule that does not exist."""
        file = self._file_for(path)
        if file not in self._benches:
            self._benches[file] = self._bench(self.settings(path), self.plugins(path))
        return self._benches[file]

    def plugins(self, path: str | Path | None = None) -> Plugins:
        """Give speclint's own plugin, the installed ones and the rule folders, as the settings of a document say.

        Raises `PluginError` where one that the settings require is not there or fails.
        """
        file = self._file_for(path)
        if file not in self._settled:
            self._settled[file] = self._plugins_by(self.settings(path))
        return self._settled[file]

    @property
    def notes(self) -> tuple[str, ...]:
        """What is to say of plugins that failed and that nobody requires."""
        return tuple(self._plugins.notes)

    def excludes(self, path: str) -> bool:
        """Whether a file is left out even where it is named."""
        return self.settings(path).excludes(path)

    def kind(self, path: str) -> tuple[Kind | None, Kind | None]:
        """Give the kind to read a document as whatever it says, and the one where it says nothing."""
        if self.options.kind:
            return self.options.kind, None
        settings = self.settings(path)
        fixed = settings.kind_of(path)
        return (fixed, None) if settings.locked("files") else (None, fixed)

    def stage(self, path: str) -> tuple[Stage | None, Stage]:
        """Give the stage to judge a document at whatever it says, and the one where it says nothing."""
        settings = self.settings(path)
        return (settings.stage if self.options.stage or settings.locked("stage") else None), settings.stage

    def policy(self, path: str) -> SuppressionPolicy:
        """Give what is demanded of the suppressions and waivers of a document."""
        from speclint.judge.suppression_policy import SuppressionPolicy

        value = self.settings(path).value
        expired, expiring = (value("suppressions", name) for name in ("expired", "expiring"))
        return SuppressionPolicy(
            require_reason=value("suppressions", "require-reason"),
            forbid=self.bench(path).forbidden,
            warn_days=value("suppressions", "warn-days"),
            expired=None if expired == "off" else expired,
            expiring=None if expiring == "off" else expiring,
        )

    def _take(self, options: Options) -> None:
        from speclint.config.layer import SELECTION, Layer, parse_option

        layers = []
        for given in options.config:
            path = Path(given)
            if "=" in str(given) and not path.exists():
                layers.append(parse_option(str(given)))
            elif self._given is not None:
                raise ConfigError(
                    told(
                        "--config names two files, {given} and {path}: one may extend the other",
                        given=self._given,
                        path=path,
                    )
                )
            elif not path.is_file():
                raise ConfigError(
                    told("--config: {path} does not exist: give a file, or a setting as 'key = value'", path=path)
                )
            else:
                self._given = path.absolute()
        asked: dict[str, tuple[str, Any]] = {
            "--select": ("select", list(options.select)),
            "--ignore": ("extend-ignore", list(options.ignore)),
            "--stage": ("stage", options.stage),
            "--lang": ("language", options.language),
            "--min-confidence": ("min-confidence", options.min_confidence),
            "--fail-on": ("fail-on", options.fail_on),
        }
        here = Path.cwd()
        # who names the rules to report means these, whatever the files turn on or off beside them
        layers += [
            Layer(label, here, {(key,): value}, replaces=SELECTION if key == "select" else ())
            for label, (key, value) in asked.items()
            if value
        ]
        self._above = tuple(layers)

    def _file_for(self, path: str | Path | None) -> Path | None:
        from speclint.config.find import nearest

        if self._given is not None:
            return self._given
        if self.options.isolated:
            return None
        if path is None:
            return nearest(Path.cwd(), self._files)
        whole = Path(path).absolute()
        return nearest(whole if str(path).endswith("/") else whole.parent, self._files)

    def _made(self, file: Path | None) -> Settings:
        from speclint.config.layers import layers_of, merged
        from speclint.config.settings import Settings

        below = layers_of(file, self._configuration_of) if file is not None else ()
        return Settings(file.parent if file is not None else Path.cwd(), merged((*below, *self._above)))

    def _configuration_of(self, package: str) -> Mapping[str, Any] | None:
        """Give the configuration of an installed package; an empty one where plugins are left out for this run."""
        return self._plugins.with_installed().config_of(package) if self.options.plugins else {}

    def _plugins_by(self, settings: Settings) -> Plugins:
        plugins = self._plugins
        if self.options.plugins and settings.value("plugins"):
            plugins = plugins.with_installed().requiring(settings.value("require-plugins"))
        return plugins.with_folders([*settings.rule_folders, *self.options.rule_folders])

    def _bench(self, settings: Settings, plugins: Plugins) -> Bench:
        from speclint.config.ruleset import forbidden_codes, rules_in_force
        from speclint.config.vocabulary import with_terms
        from speclint.judge.rules import Rule
        from speclint.understand.knowledge import knowledge_of

        known = tuple(Rule.from_mapping(page) for page in plugins.rule_pages())
        return Bench(
            rules_in_force(known, settings),
            known,
            plugins.checks(),
            knowledge_of(with_terms(plugins.knowledge(), settings)),
            plugins.parser(),
            plugins.additions(),
            forbidden_codes(known, settings),
        )
