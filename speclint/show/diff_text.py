"""What a change does to the promises of specs, for people at a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from speclint.change.difference import Difference, DocumentChange
from speclint.show.diff_words import Line, come_and_gone, lines_of, names_of, stage_change, title_of_document, totals
from speclint.show.terminal import Style, visible, visible_line, without_commands
from speclint.show.width import hang
from speclint.show.words import say, term

_COLOURS = {"weakened": "red", "changed": "yellow", "strengthened": "green"}
_BODY = "      "


def diff_text_report(difference: Difference, style: Style) -> str:
    """Write a paragraph a change, those that weaken a promise first, and the totals."""
    lines: list[str] = []
    for document in difference.documents:
        lines += [*_document(document, style), ""]
    lines += hang("", visible(totals(difference, style.language)), style.width, 2)
    return without_commands("\n".join(lines) + "\n")


def _document(document: DocumentChange, style: Style) -> Iterator[str]:
    yield style.paint(visible_line(title_of_document(document, style.language)), "bold")
    stage = stage_change(document, style.language)
    told = [*([stage] if stage else []), *come_and_gone(document, style.language)]
    changes = lines_of(document, style.language)
    if told or changes:
        yield ""
    for item in told:
        yield from hang("  ", visible(item), style.width, len(_BODY))
    for line in changes:
        yield from _line(line, style)


def _line(line: Line, style: Style) -> Iterator[str]:
    effect = term(style.language, "effect", line.effect)
    head = "  " + effect + say(style.language, "colon")
    names = say(style.language, "label-in") + names_of(line.features, style.language)
    first, *rest = hang(head, visible(f"{line.title}{say(style.language, 'clause')}{names}"), style.width, len(_BODY))
    yield first.replace(effect, style.paint(effect, "bold", _COLOURS[line.effect]), 1)
    yield from rest
    for label, quote in (("diff-was", line.old), ("diff-is", line.new)):
        if quote:
            yield from hang(_BODY + say(style.language, label), visible(quote), style.width, len(_BODY) + 2)
