"""The assessment's data: categories, sensitive PI, crosswalk, findings."""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from pii_sweep.entities import ENTITIES
from pii_sweep.report.packet.activity import said_yes
from pii_sweep.report.packet.scope import Scope, bounds, count_seen, estimate_people, order
from pii_sweep.report.packet.statutes import SENSITIVE, statute
from pii_sweep.report.tables.frames import BucketDetail
from pii_sweep.risk import counted_sets
from pii_sweep.risk.categories import LETTERS, SPI, SpiRow, letters
from pii_sweep.types import Answer

MAX_FINDINGS = 1000
TOO_RARE = "It was found too rarely to count: is it what it looks like, and if so, whose is it?"
# 45 CFR §164.514(b)(2)(i): the Safe Harbor identifier that each entity type is.
HIPAA: Mapping[str, str] = {item.name: item.hipaa for item in ENTITIES if item.hipaa}
SPECIAL: Mapping[str, str] = {item.name: item.special for item in ENTITIES if item.special}


def object_entities(scope: Scope) -> pd.DataFrame:
    """Return bucket, stratum, modified, and the mapping of counts of each object that holds something."""
    objects = scope.table("objects")
    held = objects.loc[objects["counts"] != "{}", ["bucket", "stratum", "modified", "counts"]]
    return held.assign(counts=[json.loads(text) for text in held["counts"]])


def found_entities(scope: Scope) -> Counter[str]:
    """Count the objects read that hold each entity type."""
    found: Counter[str] = Counter()
    for detail in scope.details:
        found.update(detail.tally.objects_with)
    return found


def categories(scope: Scope, declared: Mapping[str, Any], held: pd.DataFrame) -> list[dict[str, Any]]:
    """Return a row for each letter of §1798.140(v)(1): present, declared, how much, of whom."""
    rows = []
    for letter, name in LETTERS.items():
        sets = sets_of(scope, letter)
        types = sorted(frozenset().union(*sets))
        present, objects = _judge_present(scope, letter, sets), _objects(scope, letter, sets, held)
        persons = _persons(scope, sets)
        rows.append(
            {
                "letter": letter,
                "name": name,
                "present": present,
                "declared": letter in declared["categories"] if "categories" in declared else None,
                "undeclared": _is_undeclared(letter, present, declared),
                "objects": objects,
                # Where any number of objects may hold what was not looked for, so may any number of people.
                "persons_est": persons | ({"high": None} if objects["high"] is None else {}),
                "entity_types": types,
                "confidence": _confidence(types, held),
                "min_necessary": _is_necessary(letter, declared),
            }
        )
    return rows


def sets_of(scope: Scope, letter: str) -> list[frozenset[str]]:
    """Return the entity sets that were found and give a category; L has combinations too."""
    overrides, found = scope.frames.settings.risk.categories, found_entities(scope)
    sets = {frozenset((entity,)) for entity in found if letter in letters(entity, overrides)}
    if letter == "L":
        sets |= {item.entities for item in SPI if item.state == "confirmed" and _is_met(scope, item)}
    return sorted(sets, key=sorted)


def spi(scope: Scope, answers: Sequence[Mapping[str, Any]] = ()) -> list[dict[str, Any]]:
    """Return the sensitive-PI rows met, with the question that a person must answer.

    What was found too rarely to count for the rating is a candidate: it may be the detector's error.
    """
    risk = scope.frames.settings.risk
    counted = {one for detail in scope.details for one in counted_sets(detail.tally, risk)}
    given = [row for row in answers if {"entities", "answer"} <= row.keys()]
    said = {frozenset(row["entities"]): row["answer"] for row in given}
    rows = []
    for item in SPI:
        if not _is_met(scope, item):
            continue
        sure = any(item.entities <= one for one in counted)
        rows.append(
            {
                "cite": item.cite,
                "text": statute(item.cite),
                "state": item.state if sure else "candidate",
                "entity_types": sorted(item.entities),
                "persons_seen": count_seen(scope, [item.entities]),
                "persons_est": _persons(scope, [item.entities]),
                "human_question": (item.question if sure else TOO_RARE) or None,
                "answer": said.get(item.entities),
            }
        )
    return rows


def open_or_confirmed(rows: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Return the rows of `spi` without the candidates to whose question a person answered no."""
    return [row for row in rows if row["state"] == "confirmed" or said_yes(row["answer"]) is not False]


def sensitive_categories(
    scope: Scope, declared: Mapping[str, Any], found: Sequence[Mapping[str, Any]]
) -> list[dict[str, Any]]:
    """Return a row for each category of §1798.140(ae): whether it was found, and whether it is declared.

    `found` is what `spi` returns. A candidate counts as a person answered its question, and leaves the
    category open until then. A category that no entity type gives was not looked for, so it is open.
    """
    rows, said = [], declared.get("sensitive")
    for item in SENSITIVE:
        mine = [row for row in found if row["cite"] == item.cite]
        sure = any(row["state"] == "confirmed" or said_yes(row["answer"]) for row in mine)
        types = frozenset().union(*(row.entities for row in SPI if row.cite == item.cite))
        sought = bool(types) and not types & scope.unsought
        absent = "no" if scope.whole and sought and not open_or_confirmed(mine) else "indeterminate"
        rows.append(
            {
                "key": item.key,
                "cite": item.cite,
                "text": item.text,
                "present": "yes" if sure else absent,
                "declared": None if said is None else item.key in said,
            }
        )
    return rows


def crosswalk(scope: Scope) -> dict[str, Any]:
    """Return the same findings under GDPR Art. 9, HIPAA Safe Harbor and PCI DSS v4.0.1."""
    found = found_entities(scope).keys()
    absent = "no" if scope.whole else "indeterminate"
    return {
        "gdpr_special": sorted(SPECIAL[entity] for entity in found & SPECIAL.keys()),
        "hipaa_ids": sorted({HIPAA[entity] for entity in found & HIPAA.keys()}),
        "pci": {
            "pan_found": "yes" if "CREDIT_CARD" in found else absent,
            "sad_found": "yes" if "CREDIT_CARD_CODE" in found else absent,
            "pan_masked": "yes",
        },
    }


def findings(scope: Scope) -> tuple[list[dict[str, Any]], int]:
    """Return at most MAX_FINDINGS masked findings, and how many there are.

    The surest of each kind of data come in turn, so that none hides behind the names.
    """
    table = scope.table("findings")
    hashed = scope.frames.settings.report.hash_keys
    surest = table.sort_values(["score", "finding_id"], ascending=[False, True], kind="stable")
    turn = surest.groupby("entity", sort=False).cumcount()
    best = surest.assign(turn=turn).sort_values("turn", kind="stable").head(MAX_FINDINGS)
    etags = _etags(scope)
    rows = [
        {
            "finding_id": row["finding_id"],
            "bucket": row["bucket"],
            "key_hash" if hashed else "key": row["key"],
            "version_id": _to_plain(row["version_id"]),
            "etag": etags.get((row["bucket"], row["key"], _to_plain(row["version_id"]))),
            "location": {
                name: _to_plain(row[name])
                for name in ("member", "page", "line", "row", "column", "json_path")
                if _to_plain(row[name]) is not None
            },
            "entity": row["entity"],
            "categories": list(row["categories"]),
            "masked_sample": row["masked"],
            "person_key_hmac": _to_plain(row["subject_id"]),
            "confidence": row["score"],
            "detector": row["recognizer"],
        }
        for row in best.to_dict("records")
    ]
    return rows, len(table)


def _etags(scope: Scope) -> dict[tuple[str, str, str | None], str | None]:
    objects = scope.table("objects")
    return {
        (bucket, key, _to_plain(version)): _to_plain(etag)
        for bucket, key, version, etag in objects[["bucket", "key", "version_id", "etag"]].itertuples(
            index=False
        )
    }


def _to_plain(value: Any) -> Any:
    if value is None or (not isinstance(value, (str, list)) and pd.isna(value)):
        return None
    if (
        isinstance(value, float)
        and not isinstance(value, bool)
        and math.isfinite(value)
        and value.is_integer()
    ):
        return int(value)
    return value.item() if hasattr(value, "item") else value


def _is_met(scope: Scope, item: SpiRow) -> bool:
    """Return whether a sensitive-PI row's entities were found: of one person, or a single one anywhere."""
    alone = len(item.entities) == 1 and item.entities <= found_entities(scope).keys()
    return alone or count_seen(scope, [item.entities]) > 0


def _judge_present(scope: Scope, letter: str, sets: list[frozenset[str]]) -> Answer:
    """Answer by what counts for the ratings; what was found too rarely to count leaves it open.

    So does a category that no entity type gives (biometric, education, inferences): it was not looked for.
    """
    if any(letter in detail.rating.categories for detail in scope.details):
        return "yes"
    types = _types(scope, letter)
    sought = bool(types) and not types & scope.unsought
    return "no" if scope.whole and sought and not sets else "indeterminate"


def _types(scope: Scope, letter: str) -> frozenset[str]:
    """Return the entity types that give a category."""
    overrides = scope.frames.settings.risk.categories
    return frozenset(item.name for item in ENTITIES if letter in letters(item.name, overrides))


def select_holding(held: pd.DataFrame, sets: list[frozenset[str]]) -> pd.Series[bool]:
    """Return which objects hold one of the sets."""
    found = [any(one <= counts.keys() for one in sets) for counts in held["counts"]]
    return pd.Series(found, index=held.index, dtype=bool)


def _is_undeclared(letter: str, present: Answer, declared: Mapping[str, Any]) -> bool | None:
    if "categories" not in declared:
        return None
    return present == "yes" and letter not in declared["categories"]


def _is_necessary(letter: str, declared: Mapping[str, Any]) -> bool | None:
    if "minimum_necessary" not in declared:
        return None
    return letter in declared["minimum_necessary"]


def _objects(scope: Scope, letter: str, sets: list[frozenset[str]], held: pd.DataFrame) -> dict[str, Any]:
    """Return the objects that hold a category: seen, and bounds from its entity types' intervals.

    The low bound is the greatest of the types' low bounds, the high one their sum at most the
    population: the union of sets is no smaller than the largest and no larger than the sum. A set of
    several types has the least of their high bounds and no low one but what was seen. Objects that were
    not read may hold the types that no reading held; there is no high bound where any was not looked for.
    """
    types = _types(scope, letter)
    having = held[select_holding(held, sets)]
    low = point = high = 0.0
    for detail in scope.details:
        mine = {item.measure: item for item in detail.estimates}
        ends = [[mine.get(f"objects_with:{entity}") for entity in one] for one in sets]
        known = [[item for item in one if item is not None] for one in ends]
        here = having[having["bucket"] == detail.frame.bucket]
        population = max((item.population for one in known for item in one), default=0)
        most = sum(min((item.high for item in one), default=0.0) for one in known)
        if types - detail.tally.objects_with.keys():
            population, most = max(population, detail.tally.listed), most + detail.tally.unseen
        least = max((one[0].low for one in known if len(one) == 1), default=0.0)
        part = order(max(least, len(here)), _expand(scope, detail, here), max(min(most, population), 0.0))
        low, point, high = low + part[0], point + part[1], high + part[2]
        if not (detail.tally.listing_complete and types) or types & detail.tally.unsought:
            high = math.inf
    return {"seen": len(having), **bounds(low, point, high)}


def _expand(scope: Scope, detail: BucketDetail, having: pd.DataFrame) -> float:
    """Return how many of a bucket's objects hold it: each stratum's share of those read, of its size."""
    strata = scope.frames.strata
    mine = strata[strata["bucket"] == detail.frame.bucket].set_index("stratum")
    read = (mine["analysed"] + mine["partial"]).clip(lower=1)
    return float((having["stratum"].value_counts() * mine["objects"] / read).sum())


def _persons(scope: Scope, sets: list[frozenset[str]]) -> dict[str, Any]:
    """Return the people who hold one of the sets; what was found and linked to nobody has no upper end."""
    found = found_entities(scope).keys()
    if any(one <= found for one in sets) and not count_seen(scope, sets):
        return {"low": 0, "point": None, "high": None}
    return bounds(*estimate_people(scope, sets))


def _confidence(types: list[str], held: pd.DataFrame) -> float | None:
    scores = [
        counts[entity]["max_score"] for counts in held["counts"] for entity in counts.keys() & set(types)
    ]
    return max(scores, default=None)
