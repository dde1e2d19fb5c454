"""How bad a breach of a bucket would be, and what to do first. Pure: counts in, a `Rating` out."""

from __future__ import annotations

from dataclasses import dataclass

from pii_sweep.config import Risk
from pii_sweep.risk import elements
from pii_sweep.risk.adjustments import adjustments, below_floor
from pii_sweep.risk.categories import letters_of, spi_labels
from pii_sweep.risk.enisa import (
    Circumstances,
    Vector,
    band,
    circumstances,
    circumstances_high,
    dpc,
    ei,
    find_worst,
    volume,
)
from pii_sweep.risk.evidence import HIGH, LOW, MATERIAL, Evidence, evidence, select_admitted
from pii_sweep.risk.nist import nist_level
from pii_sweep.risk.priority import priority
from pii_sweep.risk.why import overrides, permissions_unread, reasons
from pii_sweep.types import Adjustment, BucketTally, Exposure, Level, Rating

__all__ = ["MATERIAL", "counted_sets", "rate"]

WORST = 4.0  # DPC 4, EI 1


@dataclass(frozen=True, slots=True)
class _Score:
    """One reading of a bucket: the entity sets that count, DPC, EI, CB, and the band."""

    combos: dict[frozenset[str], int]
    dpc: float
    ei: float
    cb: float
    level: Level

    @property
    def se(self) -> float:
        return self.dpc * self.ei + self.cb


def rate(tally: BucketTally, exposure: Exposure, settings: Risk) -> Rating:
    """Rate one bucket by ENISA 2013, with the NIST label and the CCPA flags next to it.

    The level is that of the whole bucket as far as the sample estimates it (`sample.extent`).
    `rating_low` takes what was not listed, not read or not looked for as clean and exposure that could
    not be read as private.
    `rating_high` takes what was not read as no worse than the worst that was read, each kind of
    data as frequent as its interval allows, and unread write permission as given; kinds that were not
    looked for are held of everybody. Where the listing broke off, something outside of the objects read may
    hold anything (`open_ended`), or `MATERIAL` of the objects may hold a kind that no reading held, it is
    the worst there is. Nothing analysed is UNKNOWN, a whole listing without an object EMPTY unless
    versions were left out; coverage is never mixed in.
    """
    parts = circumstances(exposure)
    if tally.listing_complete and tally.listed == 0 and not tally.open_ended:
        return _blank(tally, exposure, settings, parts, "EMPTY")
    if tally.analysed == 0:
        return _blank(tally, exposure, settings, parts, "UNKNOWN")
    many = settings.many_people
    middle = _score(tally, evidence(tally, many), parts.total, settings)
    low = _score(tally, evidence(tally, many, LOW), _cb_low(exposure, parts), settings)
    high = _score(tally, evidence(tally, many, HIGH), _cb_high(exposure, parts), settings)
    worse = _worst_hidden(tally, high, settings)
    return _rating(tally, exposure, settings, middle, (low.level, worse))


def counted_sets(tally: BucketTally, settings: Risk) -> dict[frozenset[str], int]:
    """Return the entity sets that count for the rating, with how many people hold each."""
    return select_admitted(tally, evidence(tally, settings.many_people))


def _worst_hidden(tally: BucketTally, high: _Score, settings: Risk) -> Level:
    """Return the worst band that what was not listed, not read or not looked for still allows."""
    hidden = tally.unread and tally.unseen + tally.passed_over >= MATERIAL * max(tally.listed, 1)
    if hidden or tally.open_ended or not tally.listing_complete:
        return band(WORST + high.cb, settings.thresholds)
    if not tally.unsought:
        return high.level
    record = find_worst([combo | tally.unsought for combo in (*high.combos, frozenset[str]())], settings.dpc)
    return band(round(dpc(record, settings.dpc) * ei(record) + high.cb, 9), settings.thresholds)


def _rating(
    tally: BucketTally, exposure: Exposure, settings: Risk, score: _Score, bounds: tuple[Level, Level]
) -> Rating:
    people = max(tally.persons[1], _at_least_one(score))
    added = _collect_adjustments(tally, exposure, settings, score)
    vector = Vector(
        score.dpc,
        score.ei,
        score.cb,
        volume(people, settings.many_people),
        exposure.level,
        tuple((item.code, item.amount) for item in added),
    )
    found = frozenset(tally.objects_with) | frozenset().union(*tally.combos)
    closed = tally.listing_complete and not tally.open_ended
    whole = closed and tally.unread == 0 and not tally.tagged and not tally.unsought & elements.CONCERNED
    return Rating(
        bucket=tally.bucket,
        level=score.level,
        low=bounds[0],
        high=bounds[1],
        priority=priority(score.level, exposure.level),
        se=round(score.se, 4),
        dpc=score.dpc,
        ei=score.ei,
        cb=score.cb,
        vector=str(vector),
        nist=nist_level(score.combos, people, exposure.level),
        categories=_letters(score, settings),
        spi=spi_labels(score.combos),
        breach_150=elements.answer(tally.combos, found, whole, "150"),
        breach_82=elements.answer(tally.combos, found, whole, "82"),
        reasons=reasons(tally, exposure, settings, score.combos, vector, added=added),
        overrides=overrides(settings),
        adjustments=added,
        priority_high=priority(bounds[1], exposure.level),
    )


def _collect_adjustments(
    tally: BucketTally, exposure: Exposure, settings: Risk, score: _Score
) -> tuple[Adjustment, ...]:
    """Return what the project added to ENISA's score, the noise floor's part last."""
    found = [frozenset((entity,)) for entity in tally.objects_with]
    everything = find_worst([*found, *(combo for combo, n in tally.combos.items() if n > 0)], settings.dpc)
    whole = dpc(everything, settings.dpc) * ei(everything)
    return (
        *adjustments(find_worst(score.combos, settings.dpc), settings.dpc, exposure.level),
        *below_floor(score.dpc * score.ei, whole),
    )


def _score(tally: BucketTally, counted: Evidence, cb: float, settings: Risk) -> _Score:
    combos = select_admitted(tally, counted)
    top = find_worst(combos, settings.dpc)
    context, identification = dpc(top, settings.dpc), ei(top)
    level = band(round(context * identification + cb, 9), settings.thresholds)
    return _Score(combos, context, identification, cb, level)


def _letters(score: _Score, settings: Risk) -> tuple[str, ...]:
    found = letters_of(frozenset().union(*score.combos), settings.categories)
    confirmed = any(label.endswith("confirmed") for label in spi_labels(score.combos))
    return tuple(sorted({*found, "L"})) if confirmed else found


def _at_least_one(score: _Score) -> float:
    """Return 1 where anyone is held, since an estimate of 0 people must not deny a finding."""
    return 1.0 if any("PERSON" in combo for combo in score.combos) else 0.0


def _cb_low(exposure: Exposure, parts: Circumstances) -> float:
    return 0.0 if exposure.level == "UNKNOWN" else parts.total


def _cb_high(exposure: Exposure, parts: Circumstances) -> float:
    return circumstances_high(exposure).total if permissions_unread(exposure) else parts.total


def _blank(
    tally: BucketTally, exposure: Exposure, settings: Risk, parts: Circumstances, level: Level
) -> Rating:
    """Rate a bucket of which there is nothing to score: EMPTY, or UNKNOWN, never LOW."""
    known = level == "EMPTY"
    added = adjustments(frozenset(), settings.dpc, exposure.level)
    vector = Vector(
        0.0 if known else None,
        0.0 if known else None,
        parts.total,
        "0" if known else "?",
        exposure.level,
        tuple((item.code, item.amount) for item in added),
    )
    return Rating(
        bucket=tally.bucket,
        level=level,
        low=level,
        high=level,
        priority=priority(level, exposure.level),
        se=None,
        dpc=None,
        ei=None,
        cb=parts.total,
        vector=str(vector),
        nist="-",
        breach_150="no" if known else "indeterminate",
        breach_82="no" if known else "indeterminate",
        reasons=reasons(tally, exposure, settings, {}, vector, added=added),
        overrides=overrides(settings),
        adjustments=added,
        priority_high=priority(level if known else "VERY_HIGH", exposure.level),
    )
