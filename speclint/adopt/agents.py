"""The section of AGENTS.md that tells writing assistants how to go about a spec, between marks of its own."""

from __future__ import annotations

from speclint.adopt.templates import template

BEGIN = "<!-- begin: written by speclint init, which keeps it up to date -->"
END = "<!-- end: written by speclint init -->"


def has_section(text: str) -> bool:
    """Whether a text holds the section, or a mark of it."""
    return BEGIN in text or END in text


def with_section(text: str, language: str) -> str | None:
    """Give a text with the section, put at the end or brought up to date; None where its marks are out of order."""
    newline = "\r\n" if "\r\n" in text else "\n"
    section = f"{BEGIN}\n{template('agents', language)}{END}".replace("\n", newline)
    if not has_section(text):
        gap = "" if not text else newline if text.endswith("\n") else newline * 2
        return f"{text}{gap}{section}{newline}"
    before, begin, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end or END in before or has_section(after):
        return None
    return f"{before}{section}{after}"
