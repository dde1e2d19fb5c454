"""Claims of pharmacies are read alone, in batches and as answers."""

from __future__ import annotations

import pytest

from pii_sweep.extract.kinds import Kind
from pii_sweep.types import Note, Passage
from tests.extract.message.test_segment import read, records

HEADER = "610415D0B1PCN       1011234567890     20250402VEND000001"
PATIENT = "\x1e\x1cAM01\x1cC419760815\x1cCAMARIA\x1cCBHOLT\x1cCM12 ELM ST"
SENDER = "\x0200THOLLOWBYRX               0000001202504020712P12SWITCH                  \x03"


@pytest.mark.parametrize("end", ["\r\n", ""])
def test_claims_of_a_batch_are_records_behind_their_senders(end: str) -> None:
    claims = [f"\x02G1000000000{at}{HEADER}{PATIENT}\x03" for at in (1, 2)]
    _, *held = records(end.join((SENDER, *claims, "\x029900000010000000002END\x03")))
    assert [one.get("patient.last name") for one in held] == [["HOLT"], ["HOLT"], None]
    assert held[0]["patient.street"] == ["12 ELM ST"]


def test_an_answer_without_a_bin_names_its_patient() -> None:
    (answer,) = records(f"D0B11A011234567890     20250402{PATIENT}\n")
    assert answer["patient.first name"] == ["MARIA"] and answer["patient.date of birth"] == ["19760815"]


def test_a_list_with_such_a_number_before_it_is_no_claim() -> None:
    note, *pieces = read("a.txt", b"00THOLLOWBY RX LIST OF OPEN ORDERS\nG10000000001 D0B1 Maria Holt\n")
    assert isinstance(note, Note) and note.label != Kind.NCPDP.value
    assert any("Maria Holt" in piece.text for piece in pieces if isinstance(piece, Passage))
