#!/usr/bin/env python3
"""Collect the messages of speclint/ for translation, and compile the translations; or tell whether that was done.

    messages.py [--check]

It writes what `told("…")` is called with to speclint/locale/LANGUAGE/LC_MESSAGES/speclint.po, where translators fill in
what is empty, and compiles that to speclint.mo, which gettext reads. Run it again after translating.
"""

from __future__ import annotations

import io
import sys
from gettext import GNUTranslations
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
LANGUAGES = ("zh",)
# Not Babel's, which has the day and its own version in it.
HEAD = """\
# What speclint tells in errors and notes. Written by .ci/messages.py, which keeps the translations.
msgid ""
msgstr ""
"Project-Id-Version: speclint\\n"
"Language: {language}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""


def collected(language: str, known: Catalog) -> Catalog:
    """Give the messages of the program with the translations that are known of them, in the order of files."""
    catalog = Catalog(locale=language, fuzzy=False)
    for file, _, message, _, _ in extract_from_dir(ROOT / "speclint", keywords={"told": None}, comment_tags=()):
        there = known.get(message)
        catalog.add(message, there.string if there else "", locations=[(f"speclint/{file}", 1)])
    return catalog


def translations(compiled: bytes) -> dict[str, str]:
    """Read what is compiled."""
    if not compiled:
        return {}
    catalog: dict[str, str] = vars(GNUTranslations(io.BytesIO(compiled)))["_catalog"]
    return {message: text for message, text in catalog.items() if message}


def main(arguments: list[str]) -> int:
    """Write both files of each language, or say which is out of date or incomplete."""
    wrong = []
    for language in LANGUAGES:
        source = ROOT / "speclint" / "locale" / language / "LC_MESSAGES" / "speclint.po"
        compiled = source.with_suffix(".mo")
        before = source.read_bytes() if source.exists() else b""
        catalog = collected(language, read_po(io.BytesIO(before), locale=language))
        written, binary = io.BytesIO(), io.BytesIO()
        write_po(written, catalog, width=120, omit_header=True, include_lineno=False)
        write_mo(binary, catalog)
        text = HEAD.format(language=language).encode() + written.getvalue()
        fresh = translations(compiled.read_bytes() if compiled.exists() else b"") == translations(binary.getvalue())
        lacking = [message.id for message in catalog if message.id and not message.string]
        wrong += [f"{source}: not translated: {message}" for message in lacking]
        if "--check" in arguments:
            if text != before or not fresh:
                wrong.append(f"{source.parent}: out of date: run python .ci/messages.py")
        else:
            source.parent.mkdir(parents=True, exist_ok=True)
            source.write_bytes(text)
            if not fresh:  # its head names the version of Babel, which alone is no change
                compiled.write_bytes(binary.getvalue())
    sys.stderr.write("".join(f"{line}\n" for line in wrong))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
