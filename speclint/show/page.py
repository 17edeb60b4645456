"""Render a rule page for a terminal: headings, lists, tables and examples, wrapped."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from speclint.model import Kind, Severity
from speclint.show.terminal import Style, visible, visible_line
from speclint.show.width import columns, fit, hang, wrap
from speclint.show.words import say, term

if TYPE_CHECKING:
    from markdown_it.tree import SyntaxTreeNode

CODE_INDENT = "    "
_FRONT_MATTER = re.compile(r"\A---\r?\n.*?\r?\n---[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_CODE = re.compile(r"`[^`]+`")


def rule_page(
    *,
    code: str,
    name: str,
    group: str,
    severity: Mapping[Kind, Severity],
    question: str,
    summary: str,
    markdown: str,
    style: Style,
) -> str:
    """Write a rule's head and its page."""
    language = style.language
    severities = [
        say(language, "severity-for", severity=term(language, "severity", each), kind=term(language, "kind", kind))
        for kind, each in severity.items()
    ]
    facts = say(language, "clause").join([visible(group), *severities])
    lines = [style.paint(visible(f"{code} {name}"), "bold"), *wrap(facts, style.width)]
    lines += hang(say(language, "asks") + say(language, "colon"), visible(question), style.width, 2)
    if language != "en":  # in which pages are written
        lines += ["", *wrap(visible(summary), style.width), *wrap(say(language, "page-in-english"), style.width)]
    return "\n".join([*lines, "", *render(_FRONT_MATTER.sub("", markdown), style)]) + "\n"


def render(markdown: str, style: Style) -> list[str]:
    """Render Markdown as lines of text, without a blank line at either end."""
    from markdown_it import MarkdownIt
    from markdown_it.tree import SyntaxTreeNode

    tree = SyntaxTreeNode(MarkdownIt("commonmark").enable("table").parse(markdown))
    return list(_blocks(tree.children, style, style.width))


def _blocks(nodes: list[SyntaxTreeNode], style: Style, width: int, *, tight: bool = False) -> Iterator[str]:
    """Render blocks one below the other, a blank line between them unless they are the items of a tight list."""
    begun = False
    for node in nodes:
        lines = list(_block(node, style, width))
        if lines and begun and not tight:
            yield ""
        begun = begun or bool(lines)
        yield from lines


def _block(node: SyntaxTreeNode, style: Style, width: int) -> Iterator[str]:
    if node.type == "heading":
        yield from _heading(node, style, width)
    elif node.type == "paragraph":
        for part in _inline(node).split("\n"):
            yield from _painted(wrap(visible(part), width), style)
    elif node.type in ("bullet_list", "ordered_list"):
        yield from _list(node, style, width)
    elif node.type == "blockquote":
        yield from (f"│ {line}".rstrip() for line in _blocks(node.children, style, width - 2))
    elif node.type in ("fence", "code_block"):
        yield from _fence(node, style, width)
    elif node.type == "table":
        yield from _table(node, style, width)
    elif node.type == "hr":
        yield style.paint("─" * width, "dim")


def _heading(node: SyntaxTreeNode, style: Style, width: int) -> Iterator[str]:
    lines = wrap(visible(_inline(node)), width)
    yield from (style.paint(line, "bold") for line in lines)
    if node.tag in ("h1", "h2"):
        yield style.paint(("=" if node.tag == "h1" else "-") * max(map(columns, lines)), "dim")


def _list(node: SyntaxTreeNode, style: Style, width: int) -> Iterator[str]:
    start = int(node.attrs.get("start", 1))
    tight = all(child.hidden for item in node.children for child in item.children if child.type == "paragraph")
    for number, item in enumerate(node.children, start):
        mark = "- " if node.type == "bullet_list" else f"{number}. "
        if number > start and not tight:
            yield ""
        for index, line in enumerate(_blocks(item.children, style, width - len(mark), tight=tight)):
            yield ((mark if index == 0 else " " * len(mark)) + line).rstrip()


def _fence(node: SyntaxTreeNode, style: Style, width: int) -> Iterator[str]:
    label = _label(node.info.split() if node.type == "fence" else [], style.language)
    if label:
        yield style.paint(label, "dim")
    for line in node.content.rstrip("\n").split("\n"):
        shown = visible_line(line.expandtabs(4))
        indent = len(CODE_INDENT) + len(shown) - len(shown.lstrip())
        if columns(shown) + len(CODE_INDENT) <= width:
            yield (CODE_INDENT + shown).rstrip()
        else:
            yield from hang(" " * indent, shown, width, indent)


def _label(info: list[str], language: str) -> str:
    """Name an example of a rule page by what stands behind its fence: `md bad en lines=3`."""
    verdicts = {"bad": "bad-example", "good": "good-example"}
    facts = [say(language, verdicts[word]) for word in info[1:] if word in verdicts]
    facts += [term(language, "language", word) for word in info[1:] if facts and word in ("en", "zh")]
    return say(language, "clause").join(facts) + say(language, "colon").rstrip() if facts else ""


def _table(node: SyntaxTreeNode, style: Style, width: int) -> Iterator[str]:
    """Draw a table in columns where it fits, else each row as a list of what stands under which head."""
    head, *rows = [[visible(_inline(cell)) for cell in row.children] for part in node.children for row in part.children]
    widths = [max(columns(row[index]) for row in (head, *rows)) for index in range(len(head))]
    if sum(widths) + 2 * (len(head) - 1) <= width:
        for row in (head, ["─" * each for each in widths], *rows):
            line = "  ".join(fit(cell, each) for cell, each in zip(row, widths, strict=True)).rstrip()
            yield from _painted([line], style)
        return
    for row in rows:
        cells = [f"{name}: {cell}" if name else cell for name, cell in zip(head, row, strict=True) if cell]
        yield from _painted(hang("- ", "; ".join(cells), width, 2), style)


def _inline(node: SyntaxTreeNode) -> str:
    """Give the text of a block's inline content: code keeps its marks, a link its address."""
    if node.type in ("text", "html_inline"):
        return node.content if node.type == "text" else ""
    if node.type == "code_inline":
        return f"`{node.content}`"
    if node.type == "softbreak":
        return " "
    if node.type == "hardbreak":
        return "\n"
    text = "".join(map(_inline, node.children))
    if node.type == "link":
        address = str(node.attrs.get("href", ""))
        return f"{text} ({address})" if address.startswith("http") and address != text else text
    return text


def _painted(lines: list[str], style: Style) -> list[str]:
    """Colour code within lines; one that is broken over two lines stays plain."""
    return [_CODE.sub(lambda match: style.paint(match.group(), "cyan"), line) for line in lines]
