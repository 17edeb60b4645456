"""The manager: registers plugins, asks each for what it gives, and names the one that fails."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import pluggy

from speclint.errors import PluginError
from speclint.plugins import contributions
from speclint.plugins.folder import RuleFolder, from_folder
from speclint.plugins.hooks import PROJECT, Hooks
from speclint.plugins.member import Member, Origin, failed, failure, same_name
from speclint.told import Told, told

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

    from speclint.judge.checks import Check
    from speclint.model import Document, Feature
    from speclint.show.reporter import Reporter
    from speclint.understand.additions import Additions, GivenEvidence, GivenFeature

Result = TypeVar("Result")
Item = TypeVar("Item")


class Plugins:
    """The registered plugins, asked one by one, so that one that fails is named and nobody else is blamed.

    Those that are given at once are the program's own: they are relied on. `notes` tells of others that failed.
    """

    def __init__(self, *own: object) -> None:
        self._manager = pluggy.PluginManager(PROJECT)
        self._manager.add_hookspecs(Hooks)
        self._members: dict[str, Member] = {}
        self._broken: dict[str, str] = {}
        self._kept: dict[str, Any] = {}
        self._givers: dict[str, Member] = {}
        self._with_installed: Plugins | None = None
        self.notes: list[str] = []
        for plugin in own:
            self.register(plugin, origin="built-in", required=True)

    def register(
        self,
        plugin: object,
        name: str | None = None,
        *,
        version: str | None = None,
        origin: Origin = "given",
        required: bool = False,
    ) -> None:
        """Add a plugin, under its module's name where none is given."""
        shown = name or str(getattr(plugin, "__name__", type(plugin).__name__))
        key = shown if shown not in self._members else f"{shown} ({len(self._members)})"
        known_version = version if version is not None else str(getattr(plugin, "__version__", ""))
        self._add(Member(key, shown, known_version, origin, plugin, required))

    def with_installed(self) -> Plugins:
        """Give these plugins and those that installed packages bring; one that cannot be imported is noted."""
        from speclint.plugins.discovery import installed

        if self._with_installed is not None:
            return self._with_installed
        found = installed()
        derived = self._with_installed = self._derived() if found else self
        for entry in found:
            try:
                plugin = entry.load()
            except (Exception, SystemExit) as error:
                what = told("its entry point {name} = {value}", name=entry.name, value=entry.value)
                member = Member(entry.distribution, entry.distribution, entry.version, "installed", None, False)
                derived._broken[entry.distribution] = failed(member, what, error)
                derived._note(member, what, error)
            else:
                derived.register(plugin, entry.distribution, version=entry.version, origin="installed")
        return derived

    def with_folders(self, folders: Iterable[str | Path]) -> Plugins:
        """Give these plugins and folders of rules, dimensions and vocabularies."""
        paths = dict.fromkeys(Path(folder) for folder in folders)
        return self.with_required(*map(from_folder, paths)) if paths else self

    def requiring(self, requirements: Iterable[str]) -> Plugins:
        """Give these plugins so that those named (`acme-speclint`, `acme-speclint>=1.2`) end the run where they fail.

        Raises `PluginError` where one is not installed, is of another version or is broken.
        """
        wanted = list(requirements)
        if not wanted:
            return self
        from speclint.plugins.requirements import unmet

        names = []
        for requirement in wanted:
            name, problem = unmet(requirement, [(member.name, member.version) for member in self._members.values()])
            broken = next((problem for package, problem in self._broken.items() if same_name(package, name)), None)
            if broken or problem:
                raise PluginError(broken or problem)
            names.append(name)
        return self._derived(lambda member: any(same_name(member.name, name) for name in names))

    def with_required(self, *plugins: object) -> Plugins:
        """Give these plugins and more, all of which are relied on; one that is there already is only that."""
        derived = self._derived(lambda member: any(member.plugin is plugin for plugin in plugins))
        for plugin in plugins:
            if not any(member.plugin is plugin for member in self._members.values()):
                if isinstance(plugin, RuleFolder):
                    derived.register(plugin, plugin.name, origin="folder", required=True)
                else:
                    derived.register(plugin, required=True)
        return derived

    def members(self) -> tuple[Member, ...]:
        """The plugins in the order in which they are asked."""
        return tuple(self._members.values())

    def broken(self) -> Mapping[str, str]:
        """What is wrong with installed plugins that could not be registered, by package."""
        return dict(self._broken)

    def ask_all(self) -> None:
        """Ask for all that can be given without a document, so that `notes` tells of all that is wrong."""
        self.rule_pages()
        self.knowledge()
        self.reporters()
        self.parser()
        self.config_defaults()

    def rule_pages(self) -> tuple[Mapping[str, Any], ...]:
        """Collect the rule pages of all plugins in the order of their codes."""
        return self._once("rule_pages", self._rule_pages)

    def dimensions(self) -> Mapping[str, Mapping[str, Any]]:
        """Collect the dimensions of all plugins."""
        return self._merged("speclint_dimensions", contributions.dimensions)

    def knowledge(self) -> Mapping[str, Any]:
        """Collect what understanding is told: dimensions, vocabularies, marks and names of kinds."""
        vocabulary = self._merged("speclint_vocabulary", contributions.mappings)
        kinds = list(self._each("speclint_document_kinds", contributions.kinds))
        marks = {f"kinds of {member.key}": {"kind": given} for member, (given, _) in kinds}
        names: dict[str, str] = {}
        for _, (_, declared) in kinds:
            names = {**declared, **names}  # what a word means already, it goes on to mean
        return {"dimensions": self.dimensions(), "vocabulary": {**vocabulary, **marks}, "declared-kinds": names}

    def checks(self) -> Mapping[str, Check]:
        """Collect the checks of all plugins; one that raises names its plugin."""
        return self._merged("speclint_checks", contributions.functions, self._guarded_check)

    def reporters(self) -> Mapping[str, Reporter]:
        """Collect the output formats of all plugins; one that raises names its plugin."""
        return self._merged("speclint_reporters", contributions.functions, contributions.guarded_reporter)

    def parser(self) -> MarkdownIt | None:
        """Make the Markdown parser with the syntax that plugins add; None where none does."""
        return self._once("parser", self._parser)

    def additions(self) -> Additions | None:
        """Give the way to ask for features and evidence; None where no plugin has any."""
        if not (self._implements("speclint_extract_features") or self._implements("speclint_collect_evidence")):
            return None
        from speclint.understand.additions import Additions

        return Additions(self._features, self._evidence)

    def config_of(self, name: str) -> Mapping[str, Any] | None:
        """Give the configuration that an installed package brings; None where there is no such package."""
        return next((given for key, given in self.config_defaults().items() if same_name(key, name)), None)

    def config_defaults(self) -> Mapping[str, Mapping[str, Any]]:
        """Collect configurations by the name of the package that brings them."""
        return {m.name: given for m, given in self._each("speclint_config_defaults", contributions.mapping)}

    def hooks_of(self, member: Member) -> tuple[str, ...]:
        """Name the hooks that a plugin implements, in the order in which a run comes by them."""
        callers = {caller.name for caller in self._manager.get_hookcallers(member.plugin) or ()}
        return tuple(name for name in vars(Hooks) if name in callers)

    def names_given(self, member: Member, hook: str) -> tuple[str, ...]:
        """Name what a plugin gives to a hook that collects by name."""
        if hook == "speclint_rule_pages":
            self.rule_pages()
            return tuple(sorted(code for code, giver in self._givers.items() if giver is member))
        if hook not in ("speclint_dimensions", "speclint_checks", "speclint_reporters"):
            return ()
        return next((tuple(given) for one, given in self._each(hook, contributions.mapping) if one is member), ())

    def _derived(self, required: Callable[[Member], bool] = lambda member: False) -> Plugins:
        derived = Plugins()
        derived.notes, derived._broken = self.notes, self._broken
        for member in self._members.values():
            derived._add(replace(member, required=member.required or required(member)))
        return derived

    def _add(self, member: Member) -> None:
        self._kept.clear()
        try:
            self._manager.register(member.plugin, member.key)
            self._manager.check_pending()
            contributions.refuse_wrappers(self._manager, member.plugin)
        except (pluggy.PluginValidationError, ValueError) as error:
            if self._manager.has_plugin(member.key):
                self._manager.unregister(name=member.key)
            lines = [re.sub(r" in plugin <.*", "", line) for line in str(error).splitlines()]  # which is named anyway
            problem = PluginError(
                error.args[0] if isinstance(error.args[0], Told) else ": ".join(dict.fromkeys((lines[0], lines[-1])))
            )
            self._broken[member.name] = failed(member, told("its hooks"), problem)
            self._note(member, told("its hooks"), problem)
            return
        self._members[member.key] = member

    def _note(self, member: Member, what: str, error: BaseException) -> None:
        note = failure(member, what, error)
        if note not in self.notes:
            self.notes.append(note)

    def _implements(self, hook: str) -> bool:
        return bool(getattr(self._manager.hook, hook).get_hookimpls())

    def _each(self, hook: str, take: Callable[[Any], Result], **arguments: Any) -> Iterator[tuple[Member, Result]]:
        """Ask each plugin in the order in which they were registered, whatever it says of trying first."""
        by_key = {each.plugin_name: each for each in getattr(self._manager.hook, hook).get_hookimpls()}
        for key, member in self._members.items():
            if key not in by_key:
                continue
            implementation = by_key[key]
            try:
                # Not the hook itself: that call ends at the first plugin that raises and does not say which it was.
                given = take(implementation.function(*(arguments[name] for name in implementation.argnames)))
            except Exception as error:
                self._note(member, hook, error)
            else:
                yield member, given

    def _once(self, name: str, make: Callable[[], Result]) -> Result:
        if name not in self._kept:
            self._kept[name] = make()
        kept: Result = self._kept[name]
        return kept

    def _merged(
        self,
        hook: str,
        named: Callable[[Any], dict[str, Item]],
        guarded: Callable[[Member, str, Any], Any] | None = None,
    ) -> dict[str, Item]:
        """Join what each plugin gives to one hook by name."""

        def merge() -> dict[str, Item]:
            merged: dict[str, Item] = {}
            givers: dict[str, str] = {}
            for member, given in self._each(hook, named):
                taken = [name for name in given if name in merged]
                if taken:
                    self._note(
                        member,
                        hook,
                        PluginError(
                            told(
                                "it gives {name!r}, which {other} gives already",
                                name=taken[0],
                                other=givers[taken[0]],
                            )
                        ),
                    )
                    continue
                givers.update(dict.fromkeys(given, member.label))
                guard = guarded if member.origin != "built-in" else None
                merged.update({name: guard(member, name, item) if guard else item for name, item in given.items()})
            return merged

        return self._once(hook, merge)

    def _rule_pages(self) -> tuple[Mapping[str, Any], ...]:
        pages: dict[str, Mapping[str, Any]] = {}
        names: set[str] = set()
        for member, given in self._each("speclint_rule_pages", list[Mapping[str, Any]]):
            for page in given:
                try:
                    if member.origin != "built-in":
                        contributions.require_fit(page, pages, names, self.checks(), self.dimensions())
                except Exception as error:
                    self._note(member, "speclint_rule_pages", error)
                    continue
                if page["code"] in pages:
                    raise PluginError(
                        told("plugin {label} gives {code!r} twice", label=member.label, code=page["code"])
                    )
                pages[page["code"]] = page
                self._givers[page["code"]] = member
                names.add(page["name"])
        return tuple(pages[code] for code in sorted(pages))

    def _guarded_check(self, member: Member, name: str, check: Check) -> Check:
        return contributions.guarded_check(name, check, lambda what, error: self._note(member, what, error))

    def _parser(self) -> MarkdownIt | None:
        hook = "speclint_configure_markdown"
        if not self._implements(hook):
            return None
        from speclint.read.markdown import configured

        accepted: list[Callable[[MarkdownIt], object]] = []
        for implementation in getattr(self._manager.hook, hook).get_hookimpls():
            try:
                configured([*accepted, implementation.function])
            except Exception as error:
                self._note(self._members[implementation.plugin_name], hook, error)
            else:
                accepted.append(implementation.function)
        return configured(accepted)

    def _features(self, document: Document) -> Sequence[GivenFeature]:
        take = contributions.features_within(len(document.source.line_starts))
        found = self._each("speclint_extract_features", take, document=document)
        return [feature for _, given in found for feature in given]

    def _evidence(self, document: Document, features: Sequence[Feature]) -> Sequence[GivenEvidence]:
        take = contributions.evidence_within(document, tuple(self.dimensions()))
        found = self._each("speclint_collect_evidence", take, document=document, features=tuple(features))
        return [evidence for _, given in found for evidence in given]
