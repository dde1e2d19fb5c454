"""Papers of offices by authors who had not seen the rules: what is found of each kind.

`python -m tests.benchmarks.bench_papers [--misses] [FILE …]` reads `fixtures/papers`: documents in which
whatever is personal is marked `[[ENTITY:value]]`, each read as a file of plain text. A marked value is
found where a finding of its kind covers it (`evaluate.match`), a finding right where it lies in a marked
value of its kind, or, as an address is marked without its town, where it covers one; what is an office's
own is neither right nor wrong. Of statements on health and amounts of orders a paper has many, which
authors mark as they see fit: they count by paper (`BY_PAPER`). A number may rightly be called several
things (`ALIKE`). A clean paper is flagged by any finding but an office's own. Each file was read for the
first time before anything was changed for it (`FIRST`, recall and precision); what is printed now is a
regression test. Prints; has no bar.
"""

from __future__ import annotations

import argparse
import io
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from models.train import marked
from pii_sweep import detect
from pii_sweep.config import Settings
from pii_sweep.detect.detector import Detector
from pii_sweep.evaluate import match
from pii_sweep.extract.walk import walk
from pii_sweep.types import Blob, Detection, ObjectRef, Where

ROOT = Path(__file__).parents[2] / "fixtures" / "papers"
FIRST: dict[str, dict[str, tuple[float, float]]] = {
    "twentythird": {
        "PERSON": (0.918, 0.931),
        "PHONE_NUMBER": (0.933, 0.933),
        "STREET_ADDRESS": (0.857, 0.939),
        "HEALTH": (0.945, 0.983),
        "NATIONAL_ID": (0.956, 0.935),
        "TRAIT": (0.390, 1.000),
        "DATE_OF_BIRTH": (0.865, 1.000),
        "EMAIL_ADDRESS": (1.000, 1.000),
        "ORDER_VALUE": (0.893, 0.784),
        "LICENSE_PLATE": (0.704, 1.000),
        "USERNAME_PASSWORD": (0.500, 1.000),
        "BANK_ACCOUNT": (0.579, 1.000),
        "IBAN_CODE": (1.000, 1.000),
        "MEDICAL_RECORD_NUMBER": (0.417, 1.000),
        "HEALTH_INSURANCE_NUMBER": (0.545, 0.857),
    },
    "twentysecond": {
        "PERSON": (0.957, 0.903),
        "PHONE_NUMBER": (0.959, 0.940),
        "HEALTH": (0.956, 1.000),
        "STREET_ADDRESS": (0.769, 0.861),
        "NATIONAL_ID": (0.906, 0.938),
        "DATE_OF_BIRTH": (1.000, 1.000),
        "LICENSE_PLATE": (0.909, 0.909),
        "EMAIL_ADDRESS": (0.950, 1.000),
        "TRAIT": (0.500, 1.000),
        "ORDER_VALUE": (0.944, 0.720),
        "BANK_ACCOUNT": (0.625, 1.000),
        "USERNAME_PASSWORD": (0.833, 1.000),
        "IBAN_CODE": (1.000, 1.000),
        "MEDICAL_RECORD_NUMBER": (0.700, 0.875),
        "CREDIT_CARD": (1.000, 1.000),
        "HEALTH_INSURANCE_NUMBER": (1.000, 0.857),
        "DRIVER_LICENSE": (0.833, 1.000),
        "PASSPORT": (0.800, 1.000),
        "IP_ADDRESS": (1.000, 0.800),
        "US_SSN": (1.000, 1.000),
    },
    "nineteenth": {
        "PERSON": (0.945, 0.930),
        "HEALTH": (0.950, 1.000),
        "PHONE_NUMBER": (0.949, 0.951),
        "STREET_ADDRESS": (0.861, 0.941),
        "ORDER_VALUE": (0.765, 0.765),
        "DATE_OF_BIRTH": (0.818, 0.900),
        "NATIONAL_ID": (0.938, 0.882),
        "USERNAME_PASSWORD": (0.786, 1.000),
        "TRAIT": (0.462, 1.000),
        "BANK_ACCOUNT": (0.917, 1.000),
        "EMAIL_ADDRESS": (1.000, 1.000),
        "IBAN_CODE": (1.000, 1.000),
        "HEALTH_INSURANCE_NUMBER": (0.857, 1.000),
        "PASSPORT": (0.857, 1.000),
        "MEDICAL_RECORD_NUMBER": (0.400, 0.500),
        "LICENSE_PLATE": (1.000, 0.833),
        "US_SSN": (1.000, 1.000),
        "DRIVER_LICENSE": (0.667, 1.000),
        "CREDIT_CARD": (1.000, 1.000),
        "IP_ADDRESS": (1.000, 0.667),
    },
    "sixteenth": {
        "PERSON": (0.914, 0.963),
        "HEALTH": (0.904, 1.000),
        "STREET_ADDRESS": (0.780, 0.816),
        "PHONE_NUMBER": (0.939, 0.958),
        "ORDER_VALUE": (0.551, 0.806),
        "DATE_OF_BIRTH": (0.800, 1.000),
        "NATIONAL_ID": (0.800, 0.842),
        "EMAIL_ADDRESS": (1.000, 0.947),
        "TRAIT": (0.278, 1.000),
        "USERNAME_PASSWORD": (0.357, 1.000),
        "LICENSE_PLATE": (1.000, 1.000),
        "IBAN_CODE": (1.000, 1.000),
        "CREDIT_CARD": (1.000, 1.000),
        "BANK_ACCOUNT": (0.556, 1.000),
        "MEDICAL_RECORD_NUMBER": (0.375, 0.600),
        "IP_ADDRESS": (1.000, 1.000),
        "HEALTH_INSURANCE_NUMBER": (0.600, 1.000),
        "DRIVER_LICENSE": (0.750, 1.000),
        "US_SSN": (1.000, 1.000),
        "PASSPORT": (0.667, 1.000),
    },
    "seventeenth": {
        "PERSON": (0.921, 0.938),
        "HEALTH": (0.927, 1.000),
        "ORDER_VALUE": (0.569, 0.906),
        "STREET_ADDRESS": (0.735, 0.974),
        "PHONE_NUMBER": (0.958, 0.920),
        "DATE_OF_BIRTH": (0.829, 1.000),
        "NATIONAL_ID": (0.957, 0.846),
        "EMAIL_ADDRESS": (1.000, 1.000),
        "HEALTH_INSURANCE_NUMBER": (0.412, 1.000),
        "TRAIT": (0.062, 1.000),
        "USERNAME_PASSWORD": (0.500, 1.000),
        "MEDICAL_RECORD_NUMBER": (0.700, 1.000),
        "LICENSE_PLATE": (0.556, 0.833),
        "BANK_ACCOUNT": (0.750, 1.000),
        "IBAN_CODE": (1.000, 1.000),
        "CREDIT_CARD": (1.000, 1.000),
        "US_SSN": (1.000, 1.000),
        "IP_ADDRESS": (1.000, 0.833),
        "PASSPORT": (0.250, 1.000),
        "DRIVER_LICENSE": (1.000, 1.000),
    },
    "eighteenth": {
        "PERSON": (0.900, 0.912),
        "HEALTH": (0.881, 1.000),
        "STREET_ADDRESS": (0.809, 0.932),
        "PHONE_NUMBER": (0.933, 1.000),
        "ORDER_VALUE": (0.707, 0.818),
        "DATE_OF_BIRTH": (0.771, 1.000),
        "NATIONAL_ID": (0.962, 0.893),
        "TRAIT": (0.450, 1.000),
        "EMAIL_ADDRESS": (1.000, 1.000),
        "USERNAME_PASSWORD": (0.500, 1.000),
        "MEDICAL_RECORD_NUMBER": (0.333, 0.800),
        "HEALTH_INSURANCE_NUMBER": (0.667, 1.000),
        "BANK_ACCOUNT": (0.727, 1.000),
        "IBAN_CODE": (1.000, 1.000),
        "LICENSE_PLATE": (0.900, 1.000),
        "CREDIT_CARD": (1.000, 0.889),
        "IP_ADDRESS": (1.000, 0.636),
        "PASSPORT": (0.400, 1.000),
        "US_SSN": (1.000, 1.000),
        "DRIVER_LICENSE": (1.000, 1.000),
    },
    "twentieth": {
        "PERSON": (0.909, 0.932),
        "STREET_ADDRESS": (0.918, 0.938),
        "HEALTH": (0.951, 1.000),
        "PHONE_NUMBER": (0.923, 0.947),
        "DATE_OF_BIRTH": (0.733, 1.000),
        "ORDER_VALUE": (0.692, 0.792),
        "NATIONAL_ID": (0.957, 0.917),
        "TRAIT": (0.471, 1.000),
        "EMAIL_ADDRESS": (1.000, 1.000),
        "MEDICAL_RECORD_NUMBER": (0.600, 0.857),
        "LICENSE_PLATE": (0.300, 1.000),
        "USERNAME_PASSWORD": (0.778, 1.000),
        "BANK_ACCOUNT": (0.667, 1.000),
        "IBAN_CODE": (1.000, 1.000),
        "HEALTH_INSURANCE_NUMBER": (0.600, 1.000),
        "DRIVER_LICENSE": (0.750, 1.000),
        "CREDIT_CARD": (1.000, 1.000),
        "IP_ADDRESS": (1.000, 0.600),
        "US_SSN": (1.000, 1.000),
        "US_PASSPORT": (1.000, 0.667),
        "PASSPORT": (1.000, 1.000),
    },
    "twentyfirst": {
        "PERSON": (0.931, 0.956),
        "HEALTH": (0.900, 0.989),
        "PHONE_NUMBER": (0.947, 0.875),
        "STREET_ADDRESS": (0.857, 0.909),
        "DATE_OF_BIRTH": (0.793, 0.958),
        "ORDER_VALUE": (0.778, 0.864),
        "NATIONAL_ID": (0.941, 0.842),
        "EMAIL_ADDRESS": (1.000, 0.929),
        "TRAIT": (0.538, 1.000),
        "USERNAME_PASSWORD": (0.500, 1.000),
        "MEDICAL_RECORD_NUMBER": (0.625, 0.833),
        "IBAN_CODE": (0.875, 1.000),
        "LICENSE_PLATE": (0.714, 1.000),
        "IP_ADDRESS": (1.000, 0.600),
        "HEALTH_INSURANCE_NUMBER": (0.800, 0.800),
        "BANK_ACCOUNT": (1.000, 1.000),
        "CREDIT_CARD": (1.000, 1.000),
        "PASSPORT": (1.000, 1.000),
        "US_PASSPORT": (0.500, 1.000),
        "US_SSN": (0.500, 1.000),
        "DRIVER_LICENSE": (1.000, 1.000),
    },
}
OFFICE = "_OFFICE"
NATIONAL = frozenset({"NATIONAL_ID", "US_SSN", "US_ITIN"})
BANK = frozenset({"US_BANK_NUMBER", "BANK_ACCOUNT", "IBAN_CODE"})
INSURANCE = frozenset({"HEALTH_INSURANCE_NUMBER", "MEDICAL_RECORD_NUMBER"})
ALIKE = {
    "PASSPORT": {"US_PASSPORT"}, "DRIVER_LICENSE": {"US_DRIVER_LICENSE"}, "BANK_ACCOUNT": BANK,
    "NATIONAL_ID": NATIONAL | INSURANCE, "US_SSN": NATIONAL, "HEALTH_INSURANCE_NUMBER": INSURANCE | NATIONAL,
    "MEDICAL_RECORD_NUMBER": INSURANCE, "USERNAME_PASSWORD": {"PASSWORD", "USERNAME_PASSWORD"},
    "HEALTH": {"HEALTH"}, "TRAIT": {"SENSITIVE_TRAIT"},
}  # fmt: skip
# A paper holds them or does not; of its order the total is found, not each line.
BY_PAPER = frozenset({"HEALTH", "ORDER_VALUE", "TRAIT"})
# What authors were not asked to mark: right or wrong in a paper of people, false in a clean one.
UNASKED = frozenset(
    {"MINOR", "ORDER_ID", "USERNAME", "IDENTITY_DOCUMENT", "TRACKING_NUMBER", "MEDICAL_LICENSE"}
)


@dataclass(slots=True)
class Tally:
    """What papers truly hold and what was found of it, by kind of value."""

    true: defaultdict[str, int] = field(default_factory=lambda: defaultdict(int))
    found: defaultdict[str, int] = field(default_factory=lambda: defaultdict(int))
    said: defaultdict[str, int] = field(default_factory=lambda: defaultdict(int))
    right: defaultdict[str, int] = field(default_factory=lambda: defaultdict(int))
    clean: int = 0
    flagged: int = 0

    def lines(self) -> Iterator[str]:
        """Yield recall and precision of each kind of value, and the clean papers that are flagged."""
        for entity in sorted(set(self.true) | set(self.said), key=lambda one: -self.true[one]):
            recall = self.found[entity] / self.true[entity] if self.true[entity] else 1.0
            precision = self.right[entity] / self.said[entity] if self.said[entity] else 1.0
            yield (
                f"  {entity:24} recall {recall:.3f} of {self.true[entity]:4}, "
                f"precision {precision:.3f} of {self.said[entity]:4}"
            )
        yield f"  clean papers flagged {self.flagged} of {self.clean}"


def read_papers(file: Path) -> Iterator[tuple[str, str, list[tuple[str, str]]]]:
    """Yield each paper's head, its text, and each kind and value that is marked."""
    for head, block in marked.read_blocks(file):
        text, marks = marked.read_marked(block)
        yield head, text, [(mark.entity, text[mark.start : mark.end]) for mark in marks]


def fits(entity: str, said: str) -> bool:
    """Return whether a finding of one kind finds what is marked as another."""
    entity = entity.removesuffix(OFFICE)
    return said == entity or said in ALIKE.get(entity, ())


def count(tally: Tally, head: str, marks: Sequence[tuple[str, str]], found: Sequence[Detection]) -> list[str]:
    """Count a paper; return what was missed and what was said wrongly, a line each."""
    lines, held = [], defaultdict[str, list[bool]](list)
    for entity, value in marks:
        if entity.endswith(OFFICE):
            continue
        covered = any(
            fits(entity, one.entity)
            and (entity in BY_PAPER or match.found_by(one.entity, value, one.value, ocr=False))
            for one in found
        )
        held[entity].append(covered)
        if not covered:
            lines.append(f"{head}: missed {entity} {value!r}")
    for entity, those in held.items():
        tally.true[entity] += 1 if entity in BY_PAPER else len(those)
        tally.found[entity] += any(those) if entity in BY_PAPER else sum(those)
    for one in found:
        own = judge(one, marks)
        if own.endswith(OFFICE) or (marks and not own and one.entity in UNASKED):
            continue
        tally.said[own or one.entity] += 1
        tally.right[own or one.entity] += bool(own)
        if not own:
            lines.append(f"{head}: said {one.entity} {one.value!r} {one.score:.2f}")
    return lines


def judge(found: Detection, marks: Sequence[tuple[str, str]]) -> str:
    """Return the kind of the marked value that makes a finding right, empty where none does."""
    for entity, value in marks:
        if not fits(entity, found.entity):
            continue
        near = match.lies_in(found.entity, found.value, [value], ocr=False)
        whole = found.entity != "ORDER_VALUE" and match.found_by(found.entity, value, found.value, ocr=False)
        if near or whole or entity in ("HEALTH", "TRAIT"):
            return entity
    return ""


def measure(detector: Detector, file: Path, *, misses: bool) -> Tally:
    """Return the tally of a file's papers; prints what is wrong on request."""
    tally = Tally()
    for number, (head, text, marks) in enumerate(read_papers(file)):
        data = text.encode()
        blob = Blob(
            Where(ObjectRef("papers", f"{file.stem}_{number}.txt")), partial(io.BytesIO, data), len(data)
        )
        results = detector.examine(walk(blob, Settings().extract))
        found = [one for one in results if isinstance(one, Detection)]
        lines = count(tally, f"{number} {head}", marks, found)
        if marked.is_clean(head):
            tally.clean += 1
            tally.flagged += any(": said " in line for line in lines)
        if misses:
            print("\n".join(lines))
    return tally


def main() -> None:
    """Print the figures of each file of papers."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.bench_papers", description=__doc__)
    parser.add_argument(
        "files", nargs="*", type=Path, help="files of marked papers, all of fixtures/papers by default"
    )
    parser.add_argument(
        "--misses", action="store_true", help="print what was missed and what was said wrongly"
    )
    given = parser.parse_args()
    detector = detect.load(Settings())
    for file in given.files or sorted(ROOT.glob("*.txt")):
        tally = measure(detector, file, misses=given.misses)
        print(f"{file.stem}:", *tally.lines(), sep="\n")
        for entity, (recall, precision) in FIRST.get(file.stem, {}).items():
            print(f"  first read: {entity:24} recall {recall:.3f}, precision {precision:.3f}")


if __name__ == "__main__":
    main()
