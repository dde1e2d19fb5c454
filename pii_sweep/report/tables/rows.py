"""Turns the shared types into rows of the six tables; column names are the contract's."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict
from typing import Any

from pii_sweep.config import Risk
from pii_sweep.journal.picks import is_retryable
from pii_sweep.report.ledger import Account, coverage
from pii_sweep.report.people import Person
from pii_sweep.report.tables.columns import SCHEMAS, Rows
from pii_sweep.risk.categories import letters
from pii_sweep.sample.correct import CORRECTED
from pii_sweep.types import BucketFrame, BucketTally, Estimate, Finding, Rating, Reading, Stratum

ENTITY_STATISTICS = ("objects_with", "hits", "bytes_with")
Row = dict[str, Any]
Hide = Callable[[str], str]


def status_row(account: Account) -> Row:
    """Return the columns of the ledger."""
    return {
        "objects": account.objects,
        "bytes": account.bytes,
        "analysed": account.by_status["ANALYSED"],
        "partial": account.by_status["PARTIAL"],
        "skipped": account.by_status["SKIPPED"],
        "failed": account.by_status["FAILED"],
        "not_sampled": account.not_sampled,
    }


def bucket_row(
    frame: BucketFrame, account: Account, tally: BucketTally, rating: Rating, restrictions: Sequence[str]
) -> Row:
    """Return a row of `buckets`; coverage is absent where there is nothing to cover, or no end is known."""
    exposure = frame.exposure
    bounds = ("low", "point", "high")
    return {
        "bucket": frame.bucket,
        "region": frame.region,
        "target": frame.target,
        "listing_complete": tally.listing_complete,
        "restrictions": list(restrictions),
        **status_row(account),
        "coverage": coverage(account, listed=tally.listing_complete),
        "rating": rating.level,
        "rating_low": rating.low,
        "rating_high": rating.high,
        "priority": rating.priority,
        "priority_high": rating.priority_high,
        "se": rating.se,
        "dpc": rating.dpc,
        "ei": rating.ei,
        "cb": rating.cb,
        "vector": rating.vector,
        "nist_800_122": rating.nist,
        "exposure": exposure.level,
        "exposure_reasons": list(exposure.reasons),
        "encryption": exposure.encryption,
        "versioning": exposure.versioning,
        "logging": exposure.logging,
        "lifecycle": exposure.lifecycle,
        **{f"subjects_{bound}": value for bound, value in zip(bounds, tally.persons, strict=True)},
        **{f"subjects_ca_{bound}": value for bound, value in zip(bounds, tally.persons_ca, strict=True)},
        "categories": list(rating.categories),
        "spi": list(rating.spi),
        "breach_150": rating.breach_150,
        "breach_82": rating.breach_82,
        "started": frame.started,
        "finished": frame.finished,
        "account": frame.account or None,
        "account_name": frame.account_name or None,
    }


def stratum_row(stratum: Stratum, account: Account, hide: Hide, of_account: str = "") -> Row:
    """Return a row of `strata`."""
    return {
        "bucket": stratum.bucket,
        "stratum": hide_stratum(stratum, hide),
        "prefix": hide(stratum.prefix) if stratum.prefix else "",
        "media": stratum.media,
        "size_band": stratum.size_band,
        **status_row(account),
        "sampled": account.sampled,
        "account": of_account or None,
    }


def hide_stratum(stratum: Stratum, hide: Hide) -> str:
    """Return a stratum's name with its prefix hidden as object keys are."""
    if not stratum.prefix or stratum.prefix not in stratum.name:
        return stratum.name
    return stratum.name.replace(stratum.prefix, hide(stratum.prefix))


def object_row(bucket: str, stratum: str, reading: Reading, hide: Hide, of_account: str = "") -> Row:
    """Return a row of `objects`."""
    ref = reading.ref
    counts = {
        entity: {"hits": count.hits, "distinct": count.distinct, "max_score": count.max_score}
        for entity, count in sorted(reading.counts.items())
    }
    return {
        "bucket": bucket,
        "key": hide(ref.key),
        "version_id": ref.version,
        "etag": ref.etag,
        "size": ref.size,
        "modified": ref.modified,
        "storage_class": ref.storage_class,
        "stratum": stratum,
        "media_type": reading.media_type,
        "status": reading.status,
        "reason": reading.reason,
        "pages": reading.pages,
        "ocr_pages": reading.ocr_pages,
        "faces": reading.faces,
        "seconds": reading.seconds,
        "bytes_read": reading.bytes_read,
        "characters": reading.characters,
        "examined": reading.examined,
        "retryable": is_retryable(reading),
        "counts": json.dumps(counts, separators=(",", ":")),
        "account": of_account or None,
    }


def finding_row(bucket: str, finding: Finding, hide: Hide, risk: Risk, of_account: str = "") -> Row:
    """Return a row of `findings`; names of members, columns and paths are hidden as object keys are."""
    where = finding.where
    box = where.box or (None, None, None, None)
    return {
        "finding_id": finding.finding_id,
        "bucket": bucket,
        "key": hide(where.ref.key),
        "version_id": where.ref.version,
        "member": hide(where.member) if where.member else None,
        "entity": finding.entity,
        "score": finding.score,
        "masked": finding.masked,
        "value_digest": finding.digest,
        "subject_id": finding.subject_id,
        "page": where.page,
        **dict(zip(("x0", "y0", "x1", "y1"), box, strict=True)),
        "line": where.line,
        "row": where.row,
        "column": where.column,
        "column_name": hide(where.column_name) if where.column_name else where.column_name,
        "json_path": hide(where.json_path) if where.json_path else where.json_path,
        "start": finding.start,
        "end": finding.end,
        "ocr_confidence": finding.ocr_confidence,
        "recognizer": finding.recognizer,
        "reasons": list(finding.reasons),
        "categories": list(letters(finding.entity, risk.categories)),
        "account": of_account or None,
    }


def subject_row(bucket: str, subject_id: str, person: Person) -> Row:
    """Return a row of `subjects`."""
    return {
        "subject_id": subject_id,
        "bucket": bucket,
        "objects": person.objects,
        "entities": sorted(person.entities),
        "state": person.state,
        "zip3": person.zip3,
        "residency": person.residency,
    }


def estimate_row(estimate: Estimate, stratum: str | None = None) -> Row:
    """Return a row of `estimates`; one of a stratum alone is `stratum:NAME:MEASURE`.

    `measure` is the key of the contract; `stratum`, `statistic`, `entity`, `corrected` and `rule` are its
    parts: `corrected:objects_with:PERSON` is the statistic `objects_with` of the entity PERSON, corrected.
    """
    row = {**asdict(estimate), "stratum": stratum, **_parts(estimate.measure)}
    return row if stratum is None else {**row, "measure": f"stratum:{stratum}:{estimate.measure}"}


def _parts(measure: str) -> Row:
    plain = measure.removeprefix(CORRECTED)
    statistic, _, rest = plain.partition(":")
    of_entity = statistic in ENTITY_STATISTICS
    return {
        "statistic": statistic if of_entity or statistic == "subjects_ca" else plain.replace(":", "_"),
        "entity": rest if of_entity else None,
        "corrected": plain != measure,
        "rule": rest if statistic == "subjects_ca" and rest else None,
    }


def tables() -> dict[str, Rows]:
    """Return the empty rows of all six tables."""
    return {name: Rows(name) for name in SCHEMAS}
