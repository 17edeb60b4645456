"""What the plugin gives to speclint: a function a hook."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from speclint.plugins import from_folder, hookimpl

if TYPE_CHECKING:
    from speclint.judge.checks import Check
    from speclint.show.reporter import Reporter

# The rule pages and the dimension are data in a folder, as `rules = ["house-rules"]` in a configuration would name it.
_house = from_folder(Path(__file__).with_name("rules"))
speclint_rule_pages = _house.speclint_rule_pages
speclint_dimensions = _house.speclint_dimensions


@hookimpl
def speclint_checks() -> Mapping[str, Check]:
    """Give the check that ACME201 calls for."""
    from acme_speclint.owner import names_an_owner

    return {"names-an-owner": names_an_owner}


@hookimpl
def speclint_reporters() -> Mapping[str, Reporter]:
    """Give the format of `--output-format acme-checklist`."""
    from acme_speclint.checklist import checklist

    return {"acme-checklist": checklist}


@hookimpl
def speclint_config_defaults() -> Mapping[str, Any]:
    """Give what holds for who writes `extends = ["acme-speclint"]`."""
    return {"require-plugins": ["acme-speclint"], "severity": {"ACME201": "error"}, "locked": ["severity.ACME201"]}
