"""False findings in text without personal data: what counts, what is an author, what is read."""

from __future__ import annotations

from pathlib import Path

import pytest

from pii_sweep.config import Settings
from pii_sweep.errors import UsageError
from pii_sweep.evaluate import clean
from pii_sweep.types import Detection, ObjectRef, Where


class Finder:
    """Finds one value in every passage."""

    def __init__(self, entity: str, value: str) -> None:
        self.entity, self.value = entity, value

    def examine(self, pieces):
        for piece in pieces:
            if self.value in getattr(piece, "text", ""):
                yield Detection(self.entity, self.value, Where(ObjectRef("b", "k")), 0.9, 0, 1, "Person")


@pytest.mark.parametrize(
    ("text", "entity", "value", "count"),
    [
        ("# the Nagle algorithm delays\n", "PERSON", "Nagle", 1),
        ("# Written by Ada Nagle\n# the Nagle algorithm\n", "PERSON", "Nagle", 0),
        ("# as Ada Lovelace observed\n", "PERSON", "Ada Lovelace", 0),
        ("see https://docs.example/ and 10.0.0.1\n", "IP_ADDRESS", "10.0.0.1", 0),
        ("call 555-0100\n", "PHONE_NUMBER", "555-0100", 1),
    ],
)
def test_what_is_no_author_and_no_mailbox_counts(
    tmp_path: Path, text: str, entity: str, value: str, count: int
) -> None:
    file = tmp_path / "module.py"
    file.write_text(text)
    measured = clean.measure([file], Finder(entity, value), Settings(), most=1000)
    assert measured.false.total() == count
    assert measured.characters == len(text)


def test_the_rate_is_by_the_million_characters() -> None:
    measured = clean.Measured(500_000)
    measured.false["PERSON"] = 4
    assert measured.rate == 8.0


def test_tests_and_lists_of_people_are_not_read(tmp_path: Path) -> None:
    for name in ("module.py", "AUTHORS.txt", "test/module.py", "image.png"):
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        file.write_text("x")
    assert [file.name for file in clean.sources([tmp_path])] == ["module.py"]
    with pytest.raises(UsageError, match="name a folder"):
        list(clean.sources([tmp_path / "missing"]))


def test_every_machine_has_a_standard_library_to_read() -> None:
    assert sum(1 for _ in clean.standard_library()) > 300
