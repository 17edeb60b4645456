"""List suppressions and waivers: as a table for people, as JSON for programs, as Markdown for a page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby

from speclint.show.markdown import plain
from speclint.show.serialise import SCHEMAS, VERSION, excerpt, file_error, position, to_json
from speclint.show.terminal import Style, visible, visible_line, without_commands
from speclint.show.text import LONGEST_NAME, shortened
from speclint.show.width import columns, fit, hang, wrap
from speclint.show.words import enumerate_names, say, term
from speclint.waived import ListedWaiver, WaiverList, WaiverState

COLOURS: dict[WaiverState, str] = {
    "active": "green",
    "expires-soon": "yellow",
    "expired": "red",
    "unused": "yellow",
    "forbidden": "red",
}
LONGEST_OWNER = 16
LONGEST_REASON = 200
_TITLES = ("line", "state", "until", "owner")
_WIDEST_DAY = 10


def waivers_json(listed: WaiverList, today: date) -> str:
    """Write the list as `schemas/waivers.schema.json` describes it."""
    counts = Counter(waiver.state for waiver in listed.waivers)
    return to_json(
        {
            "schema": SCHEMAS + "waivers.schema.json",
            "version": VERSION,
            "today": today.isoformat(),
            "errors": [file_error(error) for error in listed.errors],
            "notes": list(listed.notes),
            "waivers": [
                {
                    "path": waiver.path,
                    **position(waiver.span),
                    "origin": waiver.origin,
                    "directive": waiver.directive,
                    "state": waiver.state,
                    "rules": list(waiver.rules),
                    "codes": list(waiver.codes),
                    "dimension": waiver.dimension,
                    "features": list(waiver.features),
                    "reason": excerpt(waiver.reason),
                    "owner": excerpt(waiver.owner),
                    "until": waiver.until,
                }
                for waiver in listed.waivers
            ],
            "summary": {state: counts[state] for state in COLOURS},
        }
    )


def waivers_table(listed: WaiverList, style: Style) -> str:
    """Write the list document by document, each reason below what it is the reason for."""
    if not listed.waivers:
        return say(style.language, "waivers-none") + "\n"
    titles = [say(style.language, f"waiver-{name}") for name in _TITLES]
    rows = [_cells(waiver, style.language) for waiver in listed.waivers]
    widths = [max(map(columns, cells)) for cells in zip(titles, *rows, strict=True)]
    head = "  " + "  ".join([*map(fit, titles, widths), say(style.language, "waiver-what")])
    lines: list[str] = []
    for path, members in groupby(listed.waivers, key=lambda waiver: waiver.path):
        lines += [style.paint(visible_line(path), "bold"), style.paint(head.rstrip(), "dim")]
        for waiver in members:
            lines += _row(waiver, widths, style)
        lines.append("")
    lines += wrap(_totals(listed.waivers, style.language), style.width)
    return without_commands("\n".join(lines) + "\n")


def waivers_markdown(listed: WaiverList, style: Style) -> str:
    """Write the list as a table in Markdown, in which what documents say is plain text."""
    language = style.language
    lines = [f"## speclint: {plain(_totals(listed.waivers, language) or say(language, 'waivers-none'))}"]
    if listed.waivers:
        titles = ("place", "what", "features", "reason", "owner", "until", "state")
        lines += ["", f"| {' | '.join(plain(say(language, f'waiver-{name}')) for name in titles)} |"]
        lines.append("|---" * len(titles) + "|")
    for waiver in listed.waivers:
        cells = (
            f"{waiver.path}:{waiver.span.line}",
            _waived(waiver, language),
            enumerate_names(language, list(waiver.features)),
            shortened(waiver.reason, LONGEST_REASON),
            waiver.owner,
            waiver.until or "",
            term(language, "waiver-state", waiver.state),
        )
        lines.append(f"| {' | '.join(map(plain, cells))} |")
    return "\n".join(lines) + "\n"


def _cells(waiver: ListedWaiver, language: str) -> tuple[str, str, str, str]:
    owner = shortened(waiver.owner, LONGEST_OWNER)
    return str(waiver.span.line), term(language, "waiver-state", waiver.state), waiver.until or "", owner


def _row(waiver: ListedWaiver, widths: Sequence[int], style: Style) -> Iterator[str]:
    line, state, until, owner = (
        fit(cell, width) for cell, width in zip(_cells(waiver, style.language), widths, strict=True)
    )
    label = "  " + "  ".join([line, state, until, owner, ""])
    what = _waived(waiver, style.language)
    if waiver.features:
        names = [shortened(name, LONGEST_NAME) for name in waiver.features]
        what = say(style.language, "waived-for", what=what, features=enumerate_names(style.language, names))
    first, *rest = hang(label, what, style.width, columns(label))
    yield first.replace(state, style.paint(state, COLOURS[waiver.state]), 1).rstrip()
    yield from rest
    if waiver.reason:
        indent = " " * (4 + widths[0])
        yield from (indent + told for told in wrap(shortened(waiver.reason, LONGEST_REASON), style.width - len(indent)))


def _waived(waiver: ListedWaiver, language: str) -> str:
    """Name the dimension that is waived, or the rules that are silenced."""
    if waiver.dimension is not None:
        return visible(term(language, "column", waiver.dimension))
    if waiver.rules == ("all",):
        return say(language, "waived-all")
    return visible(say(language, "comma").join(waiver.rules))


def _totals(waivers: Sequence[ListedWaiver], language: str) -> str:
    if not waivers:
        return ""
    counts = Counter(waiver.state for waiver in waivers)
    told = [f"{counts[state]} {term(language, 'waiver-state', state)}" for state in COLOURS if counts[state]]
    return say(language, "waivers", n=len(waivers), states=say(language, "comma").join(told))
