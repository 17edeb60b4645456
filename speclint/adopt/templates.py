"""The texts that `new` and `init` write, kept as files in `speclint/templates/`."""

from __future__ import annotations

import re
from importlib.resources import files

SPEC_TEMPLATES = ("prd", "model-card")

# The blank of the document's own name, in both languages: what `new --title` fills in.
_NAME_BLANK = re.compile(r"\[(?:Product|Model) name\]|【请填写：(?:产品|模型)名称】")


def template(name: str, language: str, suffix: str = "md") -> str:
    """Read a template in a language."""
    return (files("speclint") / "templates" / f"{name}.{language}.{suffix}").read_text(encoding="utf-8")


def spec_template(name: str, language: str, title: str | None = None) -> str:
    """Give the template of a spec, its name filled in where there is one."""
    text = template(name, language)
    return text if title is None else _NAME_BLANK.sub(lambda _: " ".join(title.split()), text)
