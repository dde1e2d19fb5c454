"""What an object holds does not depend on the objects that its detector examined before."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain
from pathlib import Path

from pii_sweep import detect
from pii_sweep.config import Settings
from pii_sweep.detect import detector as passages
from pii_sweep.detect.detector import Detector
from pii_sweep.detect.model import ner
from pii_sweep.detect.model.ner import Ner
from pii_sweep.extract.walk import walk
from pii_sweep.read import blob_of
from pii_sweep.types import Detection, Gap, Note

# What a network reads in a line: labels, where they begin and end, and how sure it is.
Read = Sequence[tuple[str, int, int, float]]

EXPORTS = Path(__file__).parents[2] / "fixtures" / "exports"
# Accounts in one form differ in little but figures, which the networks read, too.
NAMES = (
    "thirteenth/Bokforing_2024.se", "fifth/bokforing_2024.se", "fifteenth/Bokföring_2026_kvarnbyhk.SE",
    "fiftyfourth_clean/products_export_1.csv", "fiftysecond_clean/products_export_1.csv",
    "first/residents.jsonl", "fourth/appointments.xml", "twelfth/PAYSLIPREG_OCT26.PRN",
    "fortysecond/2026-03-12_BE_KRED_CODA_047.cod", "seventh/u_ex250403.log",
    "seventh/smtp-alerting.secret.yaml",
    "fortythird/Contactos_holded.xlsx", "seventeenth_clean/tabla_apertura.html",
)  # fmt: skip
LINES = [f"#VER A {at} 2026{at:02d}14 {{Medlemsavg Nils-Göran Åkesson {at}}}" for at in range(11, 30)]


def test_files_of_different_kinds_hold_the_same_in_any_order_and_alone() -> None:
    alone = {name: examine(detect.load(Settings()), name) for name in NAMES}
    assert sum(isinstance(item, Detection) for items in alone.values() for item in items) > 10 * len(NAMES)
    assert examine_all(NAMES) == alone
    assert examine_all(reversed(NAMES)) == alone


def test_a_network_reads_a_line_of_a_new_object_as_if_there_were_no_others() -> None:
    for network in (detect.load(Settings()).ner, detect.load(Settings()).second):
        apart = [Ner(network=network.network).read([line])[0] for line in LINES]
        assert any(apart)
        for order in (LINES, LINES[::-1]):
            together, read = Ner(network=network.network), {}
            for line in order:
                together.begin()
                read[line] = together.read([line])[0]
            assert are_alike([read[line] for line in LINES], apart)


def test_lines_of_an_object_that_differ_in_digits_are_read_as_the_first_one_in_any_batch(monkeypatch) -> None:
    network = detect.load(Settings()).second.network
    reader = Ner(network=network)
    assert {str(one) for one in reader.read(LINES)} == {str(Ner(network=network).read(LINES[:1])[0])}
    assert list(reader.seen) == LINES[:1]
    monkeypatch.setattr(ner, "ALIKE", 2)
    mixed = [form.format(line) for line in LINES for form in ("{}", "Ombud: {}", "{} Karin Berg")]
    whole = Ner(network=network).read(mixed)
    for size in (1, 5, 8):
        apart = Ner(network=network)
        read = [one for at in range(0, len(mixed), size) for one in apart.read(mixed[at : at + size])]
        assert are_alike(read, whole)


def test_cells_of_running_text_hold_the_same_however_many_are_examined_at_once(monkeypatch) -> None:
    detector = detect.load(Settings())
    whole = {name: examine(detector, name) for name in NAMES[3:7]}
    monkeypatch.setattr(passages, "CELLS", 7)
    assert {name: examine(detector, name) for name in whole} == whole


def examine_all(names: Iterable[str]) -> dict[str, list[Detection | Gap | Note]]:
    """Return what one detector finds in files, one after the other."""
    detector = detect.load(Settings())
    return {name: examine(detector, name) for name in names}


def examine(detector: Detector, name: str) -> list[Detection | Gap | Note]:
    """Return what a file holds."""
    return list(detector.examine(walk(blob_of(EXPORTS / name), Settings().extract)))


def are_alike(read: Sequence[Read], other: Sequence[Read]) -> bool:
    """Return whether lines were read alike, as sure to four digits: sums of 32 bits depend on their place."""
    pairs = list(zip(chain(*read), chain(*other), strict=True))
    same = [len(one) for one in read] == [len(one) for one in other]
    return same and all(one[:3] == two[:3] and abs(one[3] - two[3]) < 1e-4 for one, two in pairs)
