"""Of claims that overlap the surer is kept, and a whole before its part."""

from __future__ import annotations

import pytest

from pii_sweep.detect.score.overlap import settle
from pii_sweep.detect.text.candidate import Hit


@pytest.mark.parametrize(
    ("whole", "end"), [("EMAIL_ADDRESS", 24), ("STREET_ADDRESS", 24)], ids=["mailbox", "address"]
)
def test_a_name_in_a_mailbox_or_an_address_is_a_part_of_it_however_sure(whole: str, end: int) -> None:
    name, all_of_it = Hit("PERSON", 0, 5, 0.999, "A"), Hit(whole, 0, end, 0.9, "B")
    assert settle([name, all_of_it]) == [all_of_it]


def test_of_other_claims_the_surer_is_kept() -> None:
    name, number = Hit("PERSON", 0, 5, 0.9, "A"), Hit("PHONE_NUMBER", 3, 12, 0.6, "B")
    assert settle([number, name]) == [name]


def test_a_name_in_a_password_is_a_part_of_it_and_a_name_alone_is_none() -> None:
    password = Hit("PASSWORD", 3, 15, 0.6, "Credential")
    name = Hit("PERSON", 3, 9, 0.9, "Person")
    assert settle([password, name]) == [password]
    assert settle([password.at(end=9), name]) == [name]


@pytest.mark.parametrize(("recognizer", "kept"), [("Vectors", 2), ("Form", 1)])
def test_between_pieces_of_one_claim_there_is_room_only_where_they_stand_in_lists(
    recognizer: str, kept: int
) -> None:
    parted = Hit("STREET_ADDRESS", 0, 35, 0.9, recognizer, pieces=((0, 5), (30, 35)))
    assert len(settle([parted, Hit("PHONE_NUMBER", 10, 22, 0.6, "B")])) == kept
