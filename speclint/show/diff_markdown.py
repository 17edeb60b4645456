"""What a change does to the promises of specs, as a comment on a pull request."""

from __future__ import annotations

from collections.abc import Iterator

from speclint.change.difference import Difference, DocumentChange
from speclint.show.diff_words import Line, come_and_gone, lines_of, names_of, stage_change, title_of_document, totals
from speclint.show.markdown import plain
from speclint.show.terminal import Style
from speclint.show.words import say, term

_MOST = 50  # changes of a document: a comment is read by people, and a forge cuts it


def diff_markdown_report(difference: Difference, style: Style) -> str:
    """Write a table a document; what documents say stands in it as plain text."""
    lines = [f"## speclint: {plain(totals(difference, style.language))}", ""]
    for document in difference.documents:
        lines += [*_document(document, style.language), ""]
    return "\n".join(lines).rstrip() + "\n"


def _document(document: DocumentChange, language: str) -> Iterator[str]:
    yield f"### {plain(title_of_document(document, language))}"
    yield ""
    stage = stage_change(document, language)
    told = [*([stage] if stage else []), *come_and_gone(document, language)]
    for item in told:
        yield f"- {plain(item)}"
    changes = lines_of(document, language)
    if not changes:
        return
    if told:
        yield ""
    heads = [say(language, f"diff-head-{head}") for head in ("effect", "feature", "what", "was", "is")]
    yield f"| {' | '.join(heads)} |"
    yield "|---" * len(heads) + "|"
    for line in changes[:_MOST]:
        yield _row(line, language)
    if len(changes) > _MOST:
        yield ""
        yield say(language, "found-more", n=len(changes) - _MOST)


def _row(line: Line, language: str) -> str:
    effect = plain(term(language, "effect", line.effect))
    shown = f"**{effect}**" if line.effect == "weakened" else effect
    cells = [plain(names_of(line.features, language)), plain(line.title), plain(line.old), plain(line.new)]
    return f"| {' | '.join([shown, *cells])} |"
