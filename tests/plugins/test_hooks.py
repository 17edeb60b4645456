"""Each hook is used by the program: what an installed plugin gives is seen in reports."""

from __future__ import annotations

import json
from pathlib import Path

from speclint import api

from .conftest import Install, Run

NO_SPEC = """\
# AI brief: catalogue

Run `make texts` to have gpt-4o-mini write the description of each product. Never commit the LLM's key.

## Product descriptions

The LLM writes them from photos. See texts/README.md.
"""


def claims(path: str, slug: str = "product-descriptions") -> dict[str, str]:
    (spec,) = api.extract([path]).specs
    return {name: claim.verdict for f in spec.features if f.slug == slug for name, claim in f.claims.items()}


def test_dimensions_and_vocabulary_and_pages(install: Install, folder: Path, run: Run) -> None:
    install(
        "acme",
        """
        from speclint.plugins import hookimpl

        @hookimpl
        def speclint_dimensions():
            named = {"en": ["WCAG 2.2"]}
            return {"accessibility": {"title": {"en": "Accessibility"}, "evidence": "named-thing", "named": named}}

        @hookimpl
        def speclint_vocabulary():
            return {"acme": {"accessibility": {"generic": {"en": ["barrier-free"]}}}}

        @hookimpl
        def speclint_rule_pages():
            texts = {"en": "{feature} names no standard"}
            yield {"code": "ACME101", "name": "no-standard", "group": "acme", "path": "acme.py", "message": texts,
                   "severity": {"prd": "error"}, "check": "states", "question": {"en": "Which?"},
                   "summary": {"en": "None."}, "options": {"dimension": "accessibility", "verdict": "missing"}}
        """,
    )
    result = run("check", "shop.md", "--select", "ACME", "--output-format", "concise")
    assert "shop.md:3:4: ACME101" in result.output
    assert run("explain", "ACME101").output.startswith("ACME101 no-standard\nacme, error in a PRD")
    spec = (folder / "shop.md").read_text(encoding="utf-8")
    (folder / "shop.md").write_text(spec + "It is barrier-free.\n", encoding="utf-8")
    assert claims("shop.md")["accessibility"] == "vague"
    (folder / "shop.md").write_text(spec + "It is barrier-free by WCAG 2.2.\n", encoding="utf-8")
    assert claims("shop.md")["accessibility"] == "stated"
    assert run("check", "shop.md", "--select", "ACME").exit_code == 0


def test_document_kinds(install: Install, folder: Path) -> None:
    (folder / "brief.md").write_text(NO_SPEC, encoding="utf-8")
    (folder / "declared.md").write_text("---\nkind: ai-brief\n---\n" + NO_SPEC.replace("AI brief: c", "C"), "utf-8")
    before = {spec.path: spec.kind for spec in api.extract(["brief.md", "declared.md"]).specs}
    install(
        "acme",
        """
        from speclint.plugins import hookimpl

        @hookimpl
        def speclint_document_kinds():
            return {"prd": {"title": {"en": ["AI brief"]}, "declared": ["AI-brief"]}}
        """,
    )
    after = {spec.path: spec.kind for spec in api.extract(["brief.md", "declared.md"]).specs}
    assert (before, after) == (dict.fromkeys(before, "none"), dict.fromkeys(before, "prd"))


def test_configure_markdown(install: Install, folder: Path, run: Run) -> None:
    """A table in a container is read as one, with the container's marks gone."""
    document = (folder / "shop.md").read_text(encoding="utf-8") + "\n+++\np95 latency is at most 2 s.\n+++\n\nEnd.\n"
    (folder / "shop.md").write_text(document, encoding="utf-8")
    install(
        "acme",
        """
        from speclint.plugins import hookimpl

        def fenced(state, start, end, silent):
            def is_mark(line):
                return state.src[state.bMarks[line]:state.eMarks[line]] == "+++"
            if not is_mark(start):
                return False
            last = next((line for line in range(start + 1, end) if is_mark(line)), None)
            if last is None:
                return False
            state.push("acme_open", "div", 1).map = [start, last]
            old, state.lineMax = state.lineMax, last
            state.md.block.tokenize(state, start + 1, last)
            state.lineMax = old
            state.push("acme_close", "div", -1)
            state.line = last + 1
            return True

        @hookimpl
        def speclint_configure_markdown(md):
            md.block.ruler.before("paragraph", "acme", fenced, {"alt": ["paragraph"]})
        """,
    )
    (spec,) = api.extract(["shop.md"]).specs
    assert claims("shop.md")["latency"] == "stated"
    assert [s.text for s in spec.statements if s.span.line > 5] == ["p95 latency is at most 2 s.", "End."]
    assert "+++" in api.extract(["shop.md"], plugins=False).specs[0].statements[-2].text


def test_extract_features_adds_and_takes_nothing_away(install: Install, folder: Path) -> None:
    spec = (folder / "shop.md").read_text(encoding="utf-8")
    (folder / "shop.md").write_text(spec + "\n## Search\n\nOrdered as in AB-17. p95 latency at most 2 s.\n", "utf-8")
    install(
        "acme",
        """
        import re
        from speclint.plugins import hookimpl
        from speclint.understand.additions import GivenFeature

        @hookimpl
        def speclint_extract_features(document):
            for section in document.sections[1:]:
                if section.title in ("Search", "Product descriptions"):
                    yield GivenFeature(f"{section.title} by AI", section.line, section.end_line)
        """,
    )
    (found,) = api.extract(["shop.md"]).specs
    assert [(f.name, f.span.line) for f in found.features] == [("Product descriptions", 3), ("Search by AI", 7)]
    assert found.features[1].claims["latency"].verdict == "stated"


def test_collect_evidence_raises_verdicts_and_lowers_none(install: Install, folder: Path, run: Run) -> None:
    spec = (folder / "shop.md").read_text(encoding="utf-8")
    (folder / "shop.md").write_text(spec + "It follows SLO-7 and maybe SLO-9.\n", encoding="utf-8")
    install(
        "acme",
        """
        from speclint.model import Span
        from speclint.plugins import hookimpl
        from speclint.understand.additions import GivenEvidence

        @hookimpl
        def speclint_collect_evidence(document, features):
            assert [feature.slug for feature in features] == ["product-descriptions"]
            line = 6
            yield GivenEvidence("latency", Span(line, 12, line, 17))
            yield GivenEvidence("cost", Span(line, 28, line, 33), ("no-number",))
            yield GivenEvidence("model", Span(line, 28, line, 33), ("no-name",))
        """,
    )
    verdicts = claims("shop.md")
    assert (verdicts["latency"], verdicts["cost"], verdicts["model"]) == ("stated", "vague", "stated")
    data = json.loads(run("extract", "shop.md").stdout)["documents"][0]["features"][0]["dimensions"]
    assert data["latency"]["evidence"][0]["text"] == "SLO-7"
    assert data["cost"]["evidence"][0]["reasons"] == ["no-number"]
    assert data["model"]["evidence"][-1]["text"] == "SLO-9"


def test_config_defaults_are_what_extends_names(install: Install, folder: Path, run: Run) -> None:
    install(
        "acme-house",
        """
        from speclint.plugins import hookimpl

        @hookimpl
        def speclint_config_defaults():
            return {"severity": {"SL120": "info"}, "locked": ["severity"]}
        """,
    )
    (folder / "speclint.toml").write_text('extends = ["acme_house"]\n', encoding="utf-8")
    assert "info SL120" in run("check", "shop.md", "--select", "SL120").output
    (folder / "speclint.toml").write_text('extends = ["acme-house"]\nseverity.SL120 = "off"\n', encoding="utf-8")
    assert "severity is locked by acme-house" in run("check", "shop.md").stderr


def test_an_installed_check_and_format(install: Install, run: Run) -> None:
    install(
        "acme",
        """
        from speclint.judge.checks import Fact
        from speclint.plugins import hookimpl

        @hookimpl
        def speclint_checks():
            return {"always": lambda spec, rule: [Fact(spec.features[0].span, parameters={"who": "nobody"})]}

        @hookimpl
        def speclint_rule_pages():
            texts = {"en": "{who} owns it"}
            return [{"code": "ACME201", "name": "no-owner", "group": "acme", "path": "acme.py", "message": texts,
                     "severity": {"prd": "error"}, "check": "always", "question": texts, "summary": texts}]

        @hookimpl
        def speclint_reporters():
            return {"shout": lambda report, style: "".join(f"{f.message}!\\n" for f in report.findings)}
        """,
    )
    result = run("check", "shop.md", "--select", "acme", "--output-format", "shout")
    assert (result.stdout, result.exit_code) == ("nobody owns it!\n", 1)
