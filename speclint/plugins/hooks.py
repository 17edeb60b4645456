"""The hooks that a plugin may implement."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import pluggy

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

    from speclint.judge.checks import Check
    from speclint.model import Document, Feature
    from speclint.show.reporter import Reporter
    from speclint.understand.additions import GivenEvidence, GivenFeature

PROJECT = "speclint"
hookspec = pluggy.HookspecMarker(PROJECT)
hookimpl = pluggy.HookimplMarker(PROJECT)


class Hooks:
    """The hooks in the order in which a run comes by them; a plugin implements those that it needs."""

    @hookspec
    def speclint_config_defaults(self) -> Mapping[str, Any]:
        """Give a configuration, as the data that a `speclint.toml` would hold.

        It holds for whoever writes `extends = ["NAME"]`, NAME being that of the installed package, and for nobody else.
        Paths in it are relative to the configuration that extends it.
        """
        raise NotImplementedError

    @hookspec
    def speclint_rule_pages(self) -> Iterable[Mapping[str, Any]]:
        """Give rule pages: each page's front matter, completed by `group`, `path` and `source`.

        `schemas/rule.schema.json` describes the front matter. `path` is what messages call the page, `source` the file
        that `speclint explain` prints; it may be left out. Codes beginning with SL are speclint's own. A page whose
        check or dimension nobody gives is refused. `from_folder` gives the pages of a folder in this form.
        """
        raise NotImplementedError

    @hookspec
    def speclint_dimensions(self) -> Mapping[str, Mapping[str, Any]]:
        """Give dimensions by name, each as the data that `rules/dimensions/NAME.yaml` would hold.

        `schemas/dimension.schema.json` describes it. Every feature is asked for each dimension, with what a rule page
        makes of it: without a page that names the dimension nothing is reported.
        """
        raise NotImplementedError

    @hookspec
    def speclint_vocabulary(self) -> Mapping[str, Mapping[str, Any]]:
        """Give more terms, by a name of your own, each as the data that a file in `rules/vocabulary` would hold.

        Terms are added to the concepts that they stand below (`{"latency": {"terms": {"en": ["tail latency"]}}}`) and
        take nothing away. They are literal: words in any case, singular or plural, a star for any ending.
        """
        raise NotImplementedError

    @hookspec
    def speclint_document_kinds(self) -> Mapping[str, Mapping[str, Any]]:
        """Give marks by which a document shows that it is a `prd`, a `model-card` or `none` of them.

        For each kind: `title`, `heading` and `signature` (headings that hardly any other kind has), each with terms by
        language, and `declared`, the words that mean this kind where front matter says `kind: WORD`; of `none` also
        `study`, terms of surveys and experiments: a title that ends on one, and names no other kind, decides; and
        `guide`, terms of guides and prompts: a title that ends on one decides, whatever it names before. Marks add to
        those that speclint knows; there are no further kinds, since rules are severe by kind.

            {"prd": {"title": {"en": ["AI brief"]}, "declared": ["ai-brief"]}}
        """
        raise NotImplementedError

    @hookspec
    def speclint_configure_markdown(self, md: MarkdownIt) -> None:
        """Add syntax to the Markdown parser, such as containers or definition lists from `mdit_py_plugins`.

        Asked once a run. What stands inside the blocks that are added is read as anywhere else. A plugin that disables
        a rule of the parser, or replaces the parser of inline text, is refused. Core rules do not run.
        """
        raise NotImplementedError

    @hookspec
    def speclint_extract_features(self, document: Document) -> Iterable[GivenFeature]:
        """Find AI features that prose does not show, say in a layout of your own.

        Asked once for each document that is a PRD or a model card. A feature is added where no other is defined on its
        line, and is asked for every dimension.
        """
        raise NotImplementedError

    @hookspec
    def speclint_collect_evidence(self, document: Document, features: Sequence[Feature]) -> Iterable[GivenEvidence]:
        """Find evidence for dimensions that speclint would not take for any, say the number of a service level.

        Asked once for each document in which there are features, which are given with what is read of them. Evidence
        without reasons against it makes its dimension stated, any other makes a missing one vague; none lowers a
        verdict.
        """
        raise NotImplementedError

    @hookspec
    def speclint_checks(self) -> Mapping[str, Check]:
        """Give checks by the name that a rule page's `check` calls them by.

        A check is a function of a spec and a rule (which has the page's `options`) that yields a
        `speclint.judge.checks.Fact` for each place at which the rule is broken. It is pure and knows nothing of
        severities and output.
        """
        raise NotImplementedError

    @hookspec
    def speclint_reporters(self) -> Mapping[str, Reporter]:
        """Give output formats of `speclint check` by the name that `--output-format` calls them by.

        A reporter is a function of a report and a style (language, width, colour) that returns the whole text.
        """
        raise NotImplementedError
