"""Tables as other firms' systems export them: recall by family, and false findings in tables without people.

`python -m tests.benchmarks.bench_exports [--misses] [--sets NAME …]` reads `fixtures/exports`: tables, some
of them without personal data. Each set was written without a look at the rules, and read for the first time
before anything was changed for it (`FIRST`); what is printed now is a regression test. Exits with 1 where a
bar is missed.
"""

from __future__ import annotations

import argparse
import io
import json
import re
import sys
from collections import Counter
from collections.abc import Container, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from pii_sweep import detect
from pii_sweep.config import Settings
from pii_sweep.detect.detector import Detector
from pii_sweep.detect.tables.column import birth_column
from pii_sweep.evaluate.match import COVER, measure_cover, normalise, tokens
from pii_sweep.extract.walk import walk
from pii_sweep.types import Blob, Detection, Gap, ObjectRef, Where

ROOT = Path(__file__).parents[2] / "fixtures" / "exports"
BARS = {"people": 0.90, "addresses": 0.90, "identifiers": 0.98}
# People, addresses, identifiers when the set was first read; a set that is missing here was not read yet.
FIRST = {
    "first": (0.898, 0.904, 0.888), "second": (0.898, 0.995, 0.960), "third": (0.966, 1.000, 0.884),
    "fourth": (0.767, 0.877, 0.791), "fifth": (0.887, 0.975, 0.898), "sixth": (0.884, 0.945, 0.920),
    "seventh": (0.839, 0.871, 0.880), "eighth": (0.814, 0.918, 0.789),
    "ninth": (0.648, 0.880, 0.776), "tenth": (0.761, 0.900, 0.857),
    "eleventh": (0.768, 0.846, 0.862), "twelfth": (0.782, 0.952, 0.838),
    "thirteenth": (0.725, 0.750, 0.877), "fourteenth": (0.714, 0.778, 0.809),
    "fifteenth": (0.864, 0.978, 0.955), "sixteenth": (0.854, 0.904, 0.706),
    "seventeenth": (0.908, 0.968, 0.904), "eighteenth": (0.879, 0.984, 0.853),
    "nineteenth": (0.989, 0.989, 0.942), "twentieth": (0.959, 0.959, 0.914),
    "twentyfirst": (0.958, 1.000, 0.888), "twentysecond": (0.903, 0.922, 0.894),
    "twentythird": (0.803, 0.883, 0.802),
    "twentyfourth": (0.911, 0.841, 0.867), "twentyfifth": (0.886, 0.984, 0.933),
    "twentysixth": (0.843, 0.947, 0.927), "twentyseventh": (0.837, 0.781, 0.697),
    "twentyeighth": (0.865, 0.972, 0.863), "twentyninth": (0.946, 0.879, 0.953),
    "thirtieth": (0.592, 0.734, 0.791), "thirtyfirst": (0.729, 0.975, 0.881),
    "thirtysecond": (0.849, 0.845, 0.781), "thirtythird": (0.812, 0.786, 0.797),
    "thirtyfourth": (0.897, 0.964, 0.974), "thirtyfifth": (0.781, 0.990, 0.869),
    "thirtysixth": (0.647, 0.600, 0.546), "thirtyseventh": (0.931, 0.992, 0.956),
    "thirtyeighth": (0.779, 0.888, 0.834), "thirtyninth": (0.836, 0.901, 0.885),
    "fortieth": (0.977, 0.885, 0.893), "fortyfirst": (0.870, 0.909, 0.930),
    "fortysecond": (0.805, 0.750, 0.717), "fortythird": (0.942, 0.881, 0.907),
    "fortyfourth": (0.955, 0.990, 0.974), "fortyfifth": (0.900, 0.572, 0.875),
    "fortysixth": (0.883, 0.898, 0.960), "fortyseventh": (0.869, 0.939, 0.872),
    "fortyeighth": (0.877, 0.923, 0.865),
    "fortyninth": (0.821, 0.730, 0.805),
    "fiftieth": (0.757, 0.739, 0.841),
    "fiftyfirst": (0.928, 0.850, 0.897),
    "fiftysecond": (0.981, 0.731, 0.986), "fiftythird": (0.764, 0.679, 0.784),
    "fiftyfourth": (0.990, 0.993, 0.992), "fiftyfifth": (0.996, 0.994, 0.974),
    "fiftysixth": (0.973, 0.953, 0.914), "fiftyseventh": (0.982, 0.999, 0.949),
    "fiftyeighth": (0.978, 1.000, 0.925),
    "fiftyninth": (0.999, 0.991, 0.978),
    "sixtieth": (0.988, 0.990, 0.976),
    "sixtyfirst": (0.963, 0.855, 0.989),
    "sixtysecond": (0.950, 0.852, 0.951),
}  # fmt: skip
FAMILIES = {"PERSON": "people", "STREET_ADDRESS": "addresses"}
NUMBERS = frozenset({"PHONE_NUMBER", "US_SSN", "CREDIT_CARD", "IBAN_CODE"})
LAST_DIGITS = 9
_IDEOGRAPH = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]")


@dataclass(slots=True)
class Tally:
    """What one set truly holds and what of it was found, by family; `silent` are objects without either."""

    true: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    false: Counter[str] = field(default_factory=Counter)
    silent: list[str] = field(default_factory=list)

    def recall(self, family: str) -> float:
        """Return the share of a family's true values that were found; 1 for a family without any."""
        return self.found[family] / self.true[family] if self.true[family] else 1.0


def examine(detector: Detector, key: str) -> tuple[list[Detection], list[Gap]]:
    """Return what the detector finds in one export, and its gaps."""
    data = (ROOT / key).read_bytes()
    blob = Blob(Where(ObjectRef("exports", key, size=len(data))), lambda: io.BytesIO(data), len(data))
    results = list(detector.examine(walk(blob, Settings().extract)))
    found = [one for one in results if isinstance(one, Detection)]
    return found, [one for one in results if isinstance(one, Gap)]


def is_found(entities: frozenset[str], value: str, found: list[Detection]) -> bool:
    """Return whether a true value was found as one of the types that fit it.

    A finding covers it (`evaluate.match`); a name is found by its parts too, where cells hold them, an
    address by its words, whatever the order of its columns, a number by its last nine digits, however it
    is written, and a birth without the midnight that databases add to its day.
    """
    values = [one.value for one in found if one.entity in entities]
    if "DATE_OF_BIRTH" in entities:  # a birth's midnight is no part of the finding
        value = birth_column.trim_births([value])[0]
    true, digits = normalise(value), "".join(filter(str.isdigit, value))[-LAST_DIGITS:]
    if any(true in normalise(one) or measure_cover(true, normalise(one)) >= COVER for one in values):
        return True
    if "STREET_ADDRESS" in entities:
        parts = Counter(tokens(value))
        if any(parts <= Counter(tokens(one)) for one in values):
            return True
    if "PERSON" in entities:
        if _IDEOGRAPH.search(value) and "".join(reversed(value.split())) in values:
            return True  # the family name first, as such names are written
        words = set(tokens(value))
        return any(words <= set(tokens(one)) for one in values) or words <= {normalise(one) for one in values}
    return bool(entities & NUMBERS) and any(
        digits in "".join(filter(str.isdigit, one)) for one in values if len(digits) == LAST_DIGITS
    )


def truths() -> Iterator[tuple[str, list[tuple[frozenset[str], str]]]]:
    """Yield each export's key with its true values and the types that fit each."""
    for line in (ROOT / "truth.jsonl").read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        yield record["key"], [(frozenset(types.split("|")), value) for types, value in record["entities"]]


def measure(*, misses: bool, sets: Container[str] = ()) -> dict[str, Tally]:
    """Return the tally of each set, or of some; prints what was missed on request."""
    detector, tallies = detect.load(Settings()), {}
    for key, true in truths():
        name = key.split("/")[0]
        if sets and name not in sets:
            continue
        tally = tallies.setdefault(name, Tally())
        found, gaps = examine(detector, key)
        for entities, value in true:
            family = next((FAMILIES[one] for one in entities if one in FAMILIES), "identifiers")
            tally.true[family] += 1
            if is_found(entities, value, found):
                tally.found[family] += 1
            elif misses:
                print(f"{key}: missed {'|'.join(sorted(entities))} {value!r}")
        if not true:
            # A firm's address is counted apart, as a firm's (`tally`).
            held = (one for one in found if (one.role, one.entity) != ("merchant", "STREET_ADDRESS"))
            tally.false.update(one.entity for one in held)
        elif not found and not gaps:
            tally.silent.append(key)
    return tallies


def _tell_first(first: float | None) -> str:
    """Return what was found when the set was first read, or nothing where that is not known."""
    return "" if first is None else f"; first read {first:.3f}"


def main() -> None:
    """Print recall by set and family with its bar; exit with 1 where one is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--misses", action="store_true", help="print each value that was not found")
    parser.add_argument("--sets", nargs="+", default=(), help="names of sets, all by default")
    options = parser.parse_args()
    missed, misses = False, options.misses
    for name, tally in measure(misses=misses, sets=options.sets).items():
        if not tally.true:
            missed |= bool(tally.false)
            print(f"{'MISS' if tally.false else 'ok  '} {name}: findings {dict(tally.false)} (none wanted)")
            continue
        before = FIRST.get(name, (None,) * len(BARS))
        for (family, bar), first in zip(BARS.items(), before, strict=True):
            recall = tally.recall(family)
            missed |= recall < bar
            verdict, count = "ok  " if recall >= bar else "MISS", tally.true[family]
            print(f"{verdict} {name}, {family}: {recall:.3f} of {count} (>= {bar}){_tell_first(first)}")
        missed |= bool(tally.silent)
        silent = tally.silent if misses else len(tally.silent)  # a set that is held out stays unread
        print(f"{'MISS' if tally.silent else 'ok  '} {name}: nothing found and no gap: {silent}")
    sys.exit(missed)


if __name__ == "__main__":
    main()
