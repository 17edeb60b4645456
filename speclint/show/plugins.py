"""List the plugins: for people, and as JSON for programs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass

from speclint.show.serialise import VERSION, to_json
from speclint.show.terminal import Style, visible
from speclint.show.width import hang
from speclint.show.words import say, term


@dataclass(frozen=True, slots=True)
class PluginSummary:
    """What a list says of a plugin: where it comes from, its hooks with the names of what it gives, what is wrong."""

    name: str
    version: str
    origin: str
    hooks: Mapping[str, Sequence[str]]
    problem: str = ""


def plugins_json(plugins: Iterable[PluginSummary]) -> str:
    """Write the plugins as JSON."""
    listed = [
        {**asdict(plugin), "hooks": {hook: list(names) for hook, names in plugin.hooks.items()}} for plugin in plugins
    ]
    return to_json({"version": VERSION, "plugins": listed})


def plugins_table(plugins: Iterable[PluginSummary], style: Style) -> str:
    """Write each plugin with a line for each hook."""
    return "\n".join(line for plugin in plugins for line in _plugin(plugin, style)) + "\n"


def _plugin(plugin: PluginSummary, style: Style) -> Iterator[str]:
    head = visible(f"{plugin.name} {plugin.version}".rstrip())
    yield f"{style.paint(head, 'bold')} ({term(style.language, 'origin', plugin.origin)})"
    for hook, names in plugin.hooks.items():
        told = hook.removeprefix("speclint_").replace("_", "-")
        listed = say(style.language, "colon") + visible(", ".join(names)) if names else ""
        yield from hang("  ", told + listed, style.width, 4)
    if plugin.problem:
        yield from hang("  ", style.paint(visible(plugin.problem), "red"), style.width, 4)
