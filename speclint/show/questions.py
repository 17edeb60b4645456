"""What is left to ask, by whom to ask: a list in Markdown to take into a review."""

from __future__ import annotations

from speclint.model import Report
from speclint.show.grouping import document_entries
from speclint.show.markdown import plain
from speclint.show.terminal import Style, without_commands
from speclint.show.text import LONGEST_NAME, shortened
from speclint.show.words import known_term, say


def questions_report(report: Report, style: Style) -> str:
    """Write each document's questions under those who can answer them, each with the features that it is about."""
    language = style.language
    lines: list[str] = []
    for document in document_entries(report):
        asked: dict[str, dict[str, list[str]]] = {}
        for entry in document.entries:
            question, whom = entry.first.question, known_term(language, "whom", entry.first.dimension)
            if question:
                names = [shortened(name, LONGEST_NAME) for name, _ in entry.features if name]
                asked.setdefault(whom, {}).setdefault(question, []).extend(names)
        if not asked:
            continue
        lines += [f"**{plain(document.path)}**", ""]
        for whom, questions in asked.items():
            lines.append(
                say(language, "label-ask-whom", whom=whom).rstrip() if whom else say(language, "label-ask").rstrip()
            )
            for question, names in questions.items():
                about = say(language, "comma").join(dict.fromkeys(names))
                lines.append(f"- [ ] {plain(question)}" + (f" ({plain(about)})" if about else ""))
            lines.append("")
    return without_commands("\n".join(lines))
