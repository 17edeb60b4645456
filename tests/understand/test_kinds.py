"""What a document is told to be by headings that are no form's: read through `check_text`."""

from __future__ import annotations

from speclint.api import check_text

CARD = """# crack-finder v2

## What it is for
It looks at photos of bridge bearings and marks cracks.

## What it learned from
41,000 photos of our own inspections from 2019 to 2023, outlined by six inspectors.

## How good it is
It finds 93 of 100 cracks on 1,200 photos of bridges that it never saw.

## When not to trust it
Wet concrete and photos by flashlight.
"""


def test_headings_in_plain_words_tell_a_model_card() -> None:
    (spec,) = check_text(CARD).specs
    assert spec.kind == "model-card"
