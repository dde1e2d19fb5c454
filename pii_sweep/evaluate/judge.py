"""One object's detections against its truth."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from pii_sweep.evaluate import match
from pii_sweep.evaluate.score import Outcome, Score, Sure
from pii_sweep.evaluate.truth import Labelled, Truth
from pii_sweep.types import Box, Detection


@dataclass(frozen=True, slots=True)
class Verdict:
    """Which truths were found by which detection, and which detections are right.

    `found[i]` is the place of the detection that found truth i, or None. `right[j]` is None for a
    detection that is neither right nor wrong.
    """

    found: tuple[int | None, ...]
    right: tuple[bool | None, ...]
    truth: Labelled = field(repr=False)
    detections: tuple[Detection, ...] = field(repr=False)


def judge(truth: Labelled, detections: Sequence[Detection]) -> Verdict:
    """Compare the detections of an object with its truth, by the two rules of `match`."""
    kept = tuple(item for item in detections if truth.judges(item.entity))
    wanted = tuple(item for item in truth.entities if truth.judges(item.entity))
    narrowed = replace(truth, entities=wanted)
    found = tuple(_finder(item, kept, truth.ocr) for item in wanted)
    right = tuple(_judge(item, narrowed) for item in kept)
    return Verdict(found, right, narrowed, kept)


def _finder(item: Truth, detections: Sequence[Detection], ocr: bool) -> int | None:
    places = (place for place, detection in enumerate(detections) if _finds(detection, item, ocr))
    return next(places, None)


def _finds(detection: Detection, item: Truth, ocr: bool) -> bool:
    read = ocr or detection.ocr_confidence is not None
    return detection.entity == item.entity and match.found_by(
        item.entity, item.value, detection.value, ocr=read, share=item.share
    )


def _judge(detection: Detection, truth: Labelled) -> bool | None:
    read = truth.ocr or detection.ocr_confidence is not None
    values = [item.value for item in truth.entities if item.entity == detection.entity]
    if match.lies_in(detection.entity, detection.value, values, ocr=read):
        return True
    context = truth.context.get(detection.entity, ())
    if context and match.lies_in(detection.entity, detection.value, context, ocr=read):
        return True
    ignored = match.lies_in(detection.entity, detection.value, truth.ignore, ocr=read)
    return None if ignored else False


def outcome(
    verdict: Verdict, gaps: int = 0, characters: int = 0, seconds: float = 0.0, digest: str = ""
) -> Outcome:
    """Return the counts of a verdict."""
    truth, detections = verdict.truth, verdict.detections
    flagged = frozenset(
        item.entity for item, right in zip(detections, verdict.right, strict=True) if right is not None
    )
    entities = flagged | {item.entity for item in truth.entities}
    scores = {entity: _score(entity, verdict) for entity in sorted(entities)}
    sure = tuple(
        Sure(item.entity, item.score, right)
        for item, right in zip(detections, verdict.right, strict=True)
        if right is not None
    )
    return Outcome(
        format=truth.format,
        kind=truth.kind,
        scores=scores,
        holds=bool(truth.entities),
        flagged=bool(flagged),
        overlaps=tuple(_overlaps(verdict)),
        sure=sure,
        damage=truth.damage,
        gaps=gaps,
        characters=characters,
        seconds=seconds,
        holding=frozenset(item.entity for item in truth.entities),
        flags=flagged,
        unsure=frozenset(item.entity for item in detections) - flagged,
        judged=truth.judged,
        digest=digest,
    )


def _score(entity: str, verdict: Verdict) -> Score:
    truths = [
        place
        for item, place in zip(verdict.truth.entities, verdict.found, strict=True)
        if item.entity == entity
    ]
    rights = [
        right
        for item, right in zip(verdict.detections, verdict.right, strict=True)
        if item.entity == entity and right is not None
    ]
    return Score(len(truths), sum(place is not None for place in truths), len(rights), sum(rights))


def _overlaps(verdict: Verdict) -> list[float]:
    """Return, for each true box whose value was found on its page, how well the best box meets it.

    A value may stand on a page more than once, and in a barcode too: each has a box of its own.
    """
    overlaps = []
    for item, place in zip(verdict.truth.entities, verdict.found, strict=True):
        if item.box is None or place is None:
            continue
        boxes = [
            detection.where.box
            for detection in verdict.detections
            if detection.where.box is not None
            and item.page in (None, detection.where.page)
            and _finds(detection, item, verdict.truth.ocr)
        ]
        if boxes:
            overlaps.append(max(overlap(item.box, box) for box in boxes))
    return overlaps


def overlap(one: Box, two: Box) -> float:
    """Return the intersection over union of two boxes, 0 to 1."""
    width = min(one.x1, two.x1) - max(one.x0, two.x0)
    height = min(one.y1, two.y1) - max(one.y0, two.y0)
    if width <= 0 or height <= 0:
        return 0.0
    shared = width * height
    areas = sum((box.x1 - box.x0) * (box.y1 - box.y0) for box in (one, two))
    return shared / (areas - shared)
