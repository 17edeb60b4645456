"""Compare documents before and after: pair them, pair their features, and compare what each promises."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from speclint.change.compare_claims import Sides, compare_claims
from speclint.change.difference import Change, DocumentChange, FeatureChange
from speclint.change.features import own_text
from speclint.change.likeness import bag, best_pairs, likeness, overlap
from speclint.change.metrics import Metrics
from speclint.change.promises import promises_of, unwatched, with_beside
from speclint.change.statements import unchanged
from speclint.model import Claim, Feature, Spec

_SAME_DOCUMENT = 0.6
_SAME_NAME = 0.7
_SAME_TEXT = 0.6


def compare(old: Mapping[str, Spec], new: Mapping[str, Spec], metrics: Metrics) -> tuple[DocumentChange, ...]:
    """Compare the documents of two sides, each by the name that pairs it; what is no spec on both is left out."""
    pairs: list[tuple[Spec | None, Spec | None]] = [(old[name], new[name]) for name in old if name in new]
    gone = [old[name] for name in sorted(old) if name not in new]
    come = [new[name] for name in sorted(new) if name not in old]
    said = {id(spec): frozenset(statement.text for statement in spec.statements) for spec in (*gone, *come)}

    def alike(one: Spec, other: Spec) -> float:
        before, after = said[id(one)], said[id(other)]
        share = 2 * len(before & after) / (len(before) + len(after) or 1)
        return share if share >= _SAME_DOCUMENT else 0.0

    moved = best_pairs(gone, come, alike)
    pairs += [(gone[i], come[j]) for i, j in moved]
    pairs += [(spec, None) for i, spec in enumerate(gone) if i not in {i for i, _ in moved}]
    pairs += [(None, spec) for j, spec in enumerate(come) if j not in {j for _, j in moved}]
    renamed = {id(come[j]) for _, j in moved}
    changes = [_document(before, after, metrics, id(after) in renamed) for before, after in pairs]
    return tuple(sorted((change for change in changes if change is not None), key=_order))


def _document(old: Spec | None, new: Spec | None, metrics: Metrics, renamed: bool) -> DocumentChange | None:
    features = _features(old, new, metrics)
    old_stage, new_stage = old.stage if old else None, new.stage if new else None
    is_spec = any(spec is not None and spec.features for spec in (old, new))
    if not features and not (is_spec and (renamed or (old and new and old_stage != new_stage))):
        return None
    return DocumentChange(
        status="added" if old is None else "removed" if new is None else "renamed" if renamed else "changed",
        old_path=old.path if old else None,
        new_path=new.path if new else None,
        old_stage=old_stage,
        new_stage=new_stage,
        features=features,
    )


def _features(old: Spec | None, new: Spec | None, metrics: Metrics) -> tuple[FeatureChange, ...]:
    was, now = old.features if old else (), new.features if new else ()
    by_slug = {feature.slug: feature for feature in was}
    pairs = {feature.slug: by_slug[feature.slug] for feature in now if feature.slug in by_slug}
    gone = [feature for feature in was if feature.slug not in pairs]
    come = [feature for feature in now if feature.slug not in pairs]
    if old is not None and new is not None:
        pairs.update(_renamed(old, new, gone, come))
    sides = Sides(old, new, unchanged(old.statements, new.statements)) if old is not None and new is not None else None
    found: list[FeatureChange] = []
    for feature in now:
        before = pairs.get(feature.slug)
        if before is None:
            found.append(FeatureChange("added", None, feature))
        elif sides is not None:
            changes = _changes(sides, before, feature, metrics)
            renamed = before.slug != feature.slug
            if changes or renamed:
                found.append(FeatureChange("renamed" if renamed else "changed", before, feature, changes))
    kept = {feature.slug for feature in pairs.values()}
    found += [FeatureChange("removed", feature, None) for feature in was if feature.slug not in kept]
    return tuple(found)


def _renamed(old: Spec, new: Spec, gone: Sequence[Feature], come: Sequence[Feature]) -> dict[str, Feature]:
    """Find features again under another name, by how alike the names or the texts are."""
    words_old = {feature.slug: bag(own_text(old, feature)) for feature in gone}
    words_new = {feature.slug: bag(own_text(new, feature)) for feature in come}

    def alike(one: Feature, other: Feature) -> float:
        name = likeness(one.name, other.name)
        text = overlap(words_old[one.slug], words_new[other.slug])
        return name + text if name >= _SAME_NAME or text >= _SAME_TEXT else 0.0

    return {come[j].slug: gone[i] for i, j in best_pairs(gone, come, alike)}


def _changes(sides: Sides, before: Feature, after: Feature, metrics: Metrics) -> tuple[Change, ...]:
    changes: list[Change] = []
    drift_before, drift_after = before.claims.get("drift"), after.claims.get("drift")
    for dimension in [*before.claims, *(name for name in after.claims if name not in before.claims)]:
        was = before.claims.get(dimension) or _silence(dimension)
        now = after.claims.get(dimension) or _silence(dimension)
        changes += compare_claims(
            was,
            now,
            with_beside(
                unwatched(promises_of(was, sides.old, metrics), drift_before), sides.old, before.claims.values()
            ),
            with_beside(unwatched(promises_of(now, sides.new, metrics), drift_after), sides.new, after.claims.values()),
            sides,
        )
    return tuple(changes)


def _silence(dimension: str) -> Claim:
    return Claim(dimension, "missing", None, "medium", ())


def _order(change: DocumentChange) -> tuple[str, str]:
    return change.new_path or change.old_path or "", change.old_path or ""
