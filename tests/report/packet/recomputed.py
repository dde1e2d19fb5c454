"""A packet's numbers once more, from the Parquet tables alone: written without the package's own counting."""

from __future__ import annotations

import json
import math
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd

from pii_sweep.risk.categories import ENTITIES, LETTERS, SPI
from pii_sweep.risk.elements import ELEMENTS

DAMAGES = (107, 799)  # §1798.150(a)(1)(A) from 2025-01-01
TABLES = ("buckets", "strata", "objects", "findings", "subjects", "estimates")


def disagreements(packet: dict[str, Any], folder: Path) -> list[str]:
    """Return what a packet says otherwise than the Parquet tables of its sweep directory do."""
    names = packet["scope"]["buckets"]
    tables = {name: pd.read_parquet(folder / f"{name}.parquet") for name in TABLES}
    tables = {name: table[table["bucket"].isin(names)] for name, table in tables.items()}
    wanted = {**_scope(tables), **_people(tables), **_data(tables), **_ratings(tables), **_law(tables)}
    wrong = [
        f"{path}: packet {_at(packet, path)}, tables {value}"
        for path, value in wanted.items()
        if _at(packet, path) != value
    ]
    return wrong + list(unordered(packet))


def unordered(body: Any, path: str = "") -> list[str]:
    """Return every interval whose point is not between its ends."""
    if isinstance(body, list):
        return [line for n, item in enumerate(body) for line in unordered(item, f"{path}[{n}]")]
    if not isinstance(body, dict):
        return []
    found = [line for name, item in body.items() for line in unordered(item, f"{path}.{name}")]
    if {"low", "point", "high"} <= body.keys():
        ends = [body["low"], body["point"], body["high"]]
        known = [end for end in ends if end is not None]
        found += [f"{path}: {ends}"] if known != sorted(known) else []
    return found


def _at(body: Any, path: str) -> Any:
    for part in path.split("."):
        body = body[int(part)] if isinstance(body, list) else body[part]
    return body


def _whole(tables: dict[str, pd.DataFrame]) -> pd.Series:
    buckets = tables["buckets"].set_index("bucket")
    read = buckets["objects"] == buckets["analysed"]
    return read & buckets["rating"].ne("UNKNOWN")


def _scope(tables: dict[str, pd.DataFrame]) -> dict[str, Any]:
    buckets = tables["buckets"]
    objects, read = int(buckets["objects"].sum()), int((buckets["analysed"] + buckets["partial"]).sum())
    return {
        "scope.objects_total": objects,
        "scope.scanned": read,
        "scope.bytes": int(buckets["bytes"].sum()),
        "findings_total": len(tables["findings"]),
    }


def _persons(tables: dict[str, pd.DataFrame]) -> dict[str, dict[str, Any]]:
    """Return by subject id the entities of all buckets, the best evidence, and whether they are placed."""
    order = ["strong", "medium", "conflict", "weak", "unknown"]
    people: dict[str, dict[str, Any]] = {}
    for row in tables["subjects"].itertuples():
        one = people.setdefault(row.subject_id, {"held": set(), "residency": "unknown", "placed": False})
        one["held"] |= set(row.entities)
        one["residency"] = min(one["residency"], row.residency, key=order.index)
        one["placed"] |= row.state is not None
    return people


def _estimate(tables: dict[str, pd.DataFrame], sets: list[set[str]], ca: bool = False) -> dict[str, Any]:
    """Return the people who hold one of the sets: each bucket's people by the share of holders seen."""
    whole, subjects = _whole(tables), tables["subjects"]
    low = point = high = 0.0
    rows = 0
    for row in tables["buckets"].itertuples():
        mine = subjects[subjects["bucket"] == row.bucket]
        if mine.empty:
            high = high if whole[row.bucket] or row.rating == "EMPTY" else math.inf
            continue
        having = mine[[any(one <= set(held) for one in sets) for held in mine["entities"]]]
        shares = [len(having)] * 3
        rows += len(having)
        if ca:
            away = (having["residency"] == "unknown") & having["state"].notna()
            strong, medium = (int((having["residency"] == word).sum()) for word in ("strong", "medium"))
            shares = [strong, strong + medium, len(having) - int(away.sum())]
        low = max(low, shares[0] / len(mine) * row.subjects_low)
        point += shares[1] / len(mine) * row.subjects_point
        high += shares[2] / len(mine) * row.subjects_high if whole[row.bucket] else math.inf
    people = [one["held"] for one in _persons(tables).values()]
    distinct = sum(any(one <= held for one in sets) for held in people)
    return _interval(low, point * min(1.0, distinct / rows) if rows else point, high)


def _interval(low: float, point: float, high: float) -> dict[str, Any]:
    floor = math.floor(low + 1e-9)
    top = None if math.isinf(high) else max(floor, math.ceil(high - 1e-9))
    middle = max(floor, round(min(max(low, point), max(low, high))))
    return {"low": floor, "point": middle if top is None else min(middle, top), "high": top}


def _people(tables: dict[str, pd.DataFrame]) -> dict[str, Any]:
    buckets, subjects, people = tables["buckets"], tables["subjects"], _persons(tables)
    found: dict[str, Any] = {}
    for name, prefix in (("all_persons", "subjects"), ("ca", "subjects_ca")):
        some = subjects[subjects["residency"] == "strong"] if name == "ca" else subjects
        distinct = some["subject_id"].nunique() / len(some) if len(some) else 1.0
        low, high = buckets[f"{prefix}_low"].max(), buckets[f"{prefix}_high"].sum()
        found[f"consumers.{name}"] = _interval(low, buckets[f"{prefix}_point"].sum() * distinct, high)
    for word in ("strong", "medium", "conflict", "weak", "unknown"):
        found[f"consumers.evidence_mix.{word}"] = sum(one["residency"] == word for one in people.values())
    homes = tables["findings"][tables["findings"]["entity"] == "STREET_ADDRESS"]
    houses = homes.loc[homes["subject_id"].notna(), "value_digest"].nunique()
    found["consumers.households_est.low"] = min(houses, found["consumers.all_persons"]["low"])
    return found


def _sets(tables: dict[str, pd.DataFrame], letter: str) -> list[set[str]]:
    """Return the entity sets of a category that any object or person holds."""
    counts = [set(json.loads(text)) for text in tables["objects"]["counts"]]
    sets = [{name} for name, row in ENTITIES.items() if letter in row.letters]
    sets = [one for one in sets if any(one <= held for held in counts)]
    if letter == "L":
        held = [one["held"] for one in _persons(tables).values()]
        for item in SPI:
            alone = len(item.entities) == 1 and any(item.entities <= one for one in counts)
            if item.state == "confirmed" and (alone or any(item.entities <= one for one in held)):
                sets.append(set(item.entities))
    return [one for n, one in enumerate(sets) if one not in sets[:n]]


def _data(tables: dict[str, pd.DataFrame]) -> dict[str, Any]:
    objects, people = tables["objects"], _persons(tables)
    counts = [set(json.loads(text)) for text in objects["counts"]]
    letters = {letter for row in tables["buckets"]["categories"] for letter in row}
    estimates = tables["estimates"]
    unseen = estimates.loc[estimates["measure"] == "unseen", "high"].sum()
    unsought = {"FACE"}  # whether faces were looked for stands in no table
    found: dict[str, Any] = {}
    for number, letter in enumerate(LETTERS):
        sets = _sets(tables, letter)
        found[f"pi_categories.{number}.objects.seen"] = sum(any(s <= one for s in sets) for one in counts)
        found[f"pi_categories.{number}.entity_types"] = sorted(set().union(*sets))
        if any(any(s <= one["held"] for s in sets) for one in people.values()):
            found[f"pi_categories.{number}.persons_est"] = _estimate(tables, sets)
        if letter in letters:
            found[f"pi_categories.{number}.present"] = "yes"
        types = {name for name, row in ENTITIES.items() if letter in row.letters}
        if not sets and not types & unsought:  # what was not read may hold what no reading held
            high = math.ceil(unseen - 1e-9) if types and tables["buckets"]["listing_complete"].all() else None
            found[f"pi_categories.{number}.objects.high"] = high
            if high is None:  # what was not looked for, anybody may have
                found[f"pi_categories.{number}.persons_est.high"] = None
    held = [one["held"] for one in people.values()]
    met = [
        set(item.entities)
        for item in SPI
        if any(item.entities <= one for one in held)
        or (len(item.entities) == 1 and any(item.entities <= one for one in counts))
    ]
    for number, one in enumerate(met):
        found[f"spi.{number}.entity_types"] = sorted(one)
        found[f"spi.{number}.persons_seen"] = sum(one <= theirs for theirs in held)
        if found[f"spi.{number}.persons_seen"]:
            found[f"spi.{number}.persons_est"] = _estimate(tables, [one])
    return found


def _law(tables: dict[str, pd.DataFrame]) -> dict[str, Any]:
    held, found = [one["held"] for one in _persons(tables).values()], dict[str, Any]()
    answers = {law: set(tables["buckets"][f"breach_{law}"]) for law in ("150", "82")}
    for law, name in (("150", "sec150"), ("82", "sec82")):
        met = [item for item in ELEMENTS if law in item.laws and any(item.entities <= one for one in held)]
        sure = [set(item.entities) for item in met if item.sure]
        place = f"breach_elements.{name}"
        for number, item in enumerate(met):
            found[f"{place}.combos.{number}.entities"] = sorted(item.entities)
            found[f"{place}.combos.{number}.persons_seen"] = sum(item.entities <= one for one in held)
        found[f"{place}.persons_seen"] = sum(any(one <= theirs for one in sure) for theirs in held)
        counted = _estimate(tables, sure, ca=True)
        low, point = counted["low"], counted["point"]
        found[f"{place}.persons_ca.low"] = low
        if answers[law] == {"no"}:
            found[f"{place}.persons_ca.high"] = 0
        elif met:
            high = _estimate(tables, [set(item.entities) for item in met], ca=True)["high"]
            found[f"{place}.persons_ca.high"] = high
            most = point if high is None else high
            if law == "150":
                yes = "yes" in answers[law]
                found["exposure_range.low_usd"] = low * DAMAGES[0] if yes else 0
                found["exposure_range.high_usd"] = most * DAMAGES[1] if yes else 0
    return found


def _ratings(tables: dict[str, pd.DataFrame]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for number, row in enumerate(tables["buckets"].itertuples()):
        place = f"buckets.{number}"
        found[f"{place}.bucket"] = row.bucket
        found[f"{place}.ratings.enisa.vector"] = row.vector
        found[f"{place}.ratings.enisa.band"] = row.rating
        found[f"{place}.ratings.priority"] = row.priority
        found[f"{place}.exposure.level"] = row.exposure
        if not pd.isna(row.se):
            found[f"{place}.ratings.enisa.se"] = row.se
    order = ["VERY_HIGH", "HIGH", "MEDIUM", "UNKNOWN", "LOW", "EMPTY"]
    found["ratings.enisa.band"] = min(tables["buckets"]["rating"], key=order.index)
    return found


def retention_dates(tables: dict[str, pd.DataFrame], letter: str) -> tuple[date, date]:
    """Return the oldest and newest day of the objects read that hold a category."""
    objects, sets = tables["objects"], _sets(tables, letter)
    mask = [any(one <= set(json.loads(text)) for one in sets) for text in objects["counts"]]
    dates = objects.loc[mask, "modified"].dropna()
    return dates.min().date(), dates.max().date()
