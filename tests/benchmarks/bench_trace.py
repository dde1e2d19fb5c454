"""Trace every person of the fixture estate in one sweep, and measure recall and precision of the objects.

`python -m tests.benchmarks.bench_trace` sweeps the estate's two buckets of orders, or takes a sweep of them
with `--sweep DIR`. A person's file holds name, address, telephone and e-mail address as the person would
write them, as far as the truth knows them. An object is theirs where its truth has an entity of theirs.
Prints the figures and what was missed by kind of object; ends with 1 where recall misses its bar.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pii_sweep.journal import Journal
from pii_sweep.trace import forms_to_seek, trace_each

ESTATE = Path(__file__).parents[2] / "fixtures" / "estate"
BUCKETS = ("photosquared-prod", "photosquared-backup")
TOLD = ("PERSON", "STREET_ADDRESS", "PHONE_NUMBER", "EMAIL_ADDRESS")
LEAST_RECALL, LEAST_PRECISION = 0.97, 0.9
SHOWN = 12
SURE = ("value", "person")  # what is not by the name alone, which a namesake may share


@dataclass(slots=True)
class Known:
    """What the truth knows of a person: values by kind, as printed, and objects."""

    values: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    objects: dict[tuple[str, str], str] = field(default_factory=dict)


def known(estate: Path) -> dict[str, Known]:
    """Return the people of the estate by their number in the truth."""
    people: dict[str, Known] = defaultdict(Known)
    for line in (estate / "truth.jsonl").read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        bucket, _, key = record["key"].partition("/")
        if bucket in BUCKETS:
            for entity in record["entities"]:
                if "subject" in entity:
                    one = people[entity["subject"]]
                    one.values[entity["type"]][entity["value"]] += 1
                    one.objects[bucket, key] = f"{record['kind']} {record['format']}"
    return people


def request(values: Mapping[str, Iterable[str]]) -> str:
    """Return a person's file: a name and an address as one writes them, every telephone and mailbox."""
    lines = []
    for entity in TOLD:
        forms = [", ".join(value.splitlines()) for value in values.get(entity, ())]
        if entity in ("PERSON", "STREET_ADDRESS"):
            forms = sorted(forms, key=lambda text: (text.isupper(), entity == "PERSON" and "," in text))[:1]
        lines += dict.fromkeys(forms)
    return "\n".join(lines)


def measure(sweep: Path, estate: Path) -> int:
    """Print the figures; return 1 where one misses its bar."""
    people = [one for one in known(estate).values() if request(one.values)]
    with Journal.look(sweep) as journal:
        wanted = [forms_to_seek(journal, request(one.values)) for one in people]
        traced = trace_each(journal, wanted)
    missed: Counter[str] = Counter()
    sure, right, named, examples = 0, 0, Counter[bool](), list[str]()
    for one, (places, _) in zip(people, traced, strict=True):
        told = {(place.bucket, place.key) for place in places}
        linked = {(place.bucket, place.key) for place in places if place.by in SURE}
        sure, right = sure + len(linked), right + len(linked & one.objects.keys())
        named.update(item in one.objects for item in told - linked)
        for item in sorted(one.objects.keys() - told):
            missed[one.objects[item]] += 1
            examples.append("/".join(item))
    wanted_objects = right + named[True] + missed.total()
    recall, precision = 1 - missed.total() / wanted_objects, right / max(1, sure)
    for kind, count in missed.most_common():
        print(f"missed {count:4} {kind}")
    print(*examples[:SHOWN], sep="\n")
    print(
        f"{len(people)} people, {wanted_objects} of their objects: recall {recall:.4f}; {sure} objects by a "
        f"value or by linkage: precision {precision:.4f}; {named.total()} by the name alone, "
        f"{named[True]} right"
    )
    return int(recall < LEAST_RECALL or precision < LEAST_PRECISION)


def main() -> int:
    """Sweep the estate where no sweep is given, and measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sweep", type=Path)
    given = parser.parse_args().sweep
    if given is not None:
        return measure(given, ESTATE)
    with tempfile.TemporaryDirectory() as folder:
        sweep = Path(folder) / "sweep"
        places = [str(ESTATE / bucket) for bucket in BUCKETS]
        command = [sys.executable, "-m", "pii_sweep", "run", *places, "--sample", "all", "--no-thumbnails"]
        subprocess.run([*command, "--out", str(sweep)], check=True)
        return measure(sweep, ESTATE)


if __name__ == "__main__":
    sys.exit(main())
