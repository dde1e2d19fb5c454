"""Documents that fields of messages hold: results of HL7, pictures of LDIF."""

from __future__ import annotations

import base64
import io
from functools import partial
from textwrap import wrap

import pytest

from pii_sweep.config import Extract
from pii_sweep.extract.walk import walk
from pii_sweep.types import Blob, Gap, ObjectRef, Passage, Where

RTF = b"{\\rtf1\\ansi Maria Lopez lives at 12 Elm Street, Denver.\\par}"
HEAD = "MSH|^~\\&|A|B|C|D|202601011200||ORU^R01|1|P|2.5\rPID|1||77^^^H^MR||LOPEZ^MARIA\r"


def _texts(name: str, data: str) -> list[str]:
    body = data.encode()
    blob = Blob(Where(ObjectRef("b", name)), partial(io.BytesIO, body), len(body))
    pieces = list(walk(blob, Extract()))
    assert not [piece for piece in pieces if isinstance(piece, Gap)]
    return [piece.text for piece in pieces if isinstance(piece, Passage)]


def test_a_document_in_a_result_of_hl7_is_read_as_a_document() -> None:
    data = base64.b64encode(RTF).decode()
    texts = _texts("r.hl7", f"{HEAD}OBX|1|ED|R^Report||^application^rtf^Base64^{data}||||||F\r")
    assert any("Maria Lopez lives at 12 Elm Street" in text for text in texts)
    assert not any(data in text for text in texts)


def test_plain_text_as_data_of_a_result_of_hl7_is_read() -> None:
    texts = _texts("r.hl7", f"{HEAD}OBX|1|ED|R^Report||^TEXT^^A^Patient Maria Lopez, 12 Elm Street||||||F\r")
    assert any("patient.result: Patient Maria Lopez, 12 Elm Street" in text for text in texts)


@pytest.mark.parametrize("attribute", ["jpegPhoto", "thumbnailPhoto", "photo;binary"])
@pytest.mark.parametrize("padding", [0, 1 << 17])
def test_what_a_picture_of_a_directory_holds_is_read_whatever_its_length(
    attribute: str, padding: int
) -> None:
    inner = b"{\\rtf1\\ansi " + b"plain words, " * (padding // 13) + RTF[12:]
    folded = "\n ".join(wrap(base64.b64encode(inner).decode(), 70))
    texts = _texts("p.ldif", f"dn: uid=u1,dc=acme\n{attribute}:: {folded}\nsn: Lopez\n\n")
    assert any("Maria Lopez lives at 12 Elm Street" in text for text in texts)
    assert any("last name: Lopez" in text for text in texts)


def test_keys_and_certificates_of_a_directory_give_neither_text_nor_gaps() -> None:
    key = base64.b64encode(bytes(range(7, 250)) * 3).decode()
    texts = _texts("p.ldif", f"dn: uid=u1,dc=acme\nuserCertificate;binary:: {key}\nsn: Lopez\n\n")
    assert not any(key[:40] in text for text in texts)
    assert any("last name: Lopez" in text for text in texts)


ENVELOPE = (
    "ISA*00*          *00*          *ZZ*S              *ZZ*R              *261101*1200*^*00501*000000905*0*P*"
    ":~ST*275*1~NM1*QC*1*LOPEZ*MARIA~"
)


@pytest.mark.parametrize("padding", [0, 1 << 17])
@pytest.mark.parametrize("wrapped", [False, True])
def test_a_document_that_a_segment_of_x12_carries_is_read_whatever_its_length(
    padding: int, wrapped: bool
) -> None:
    inner = b"{\\rtf1\\ansi " + b"plain words, " * (padding // 13) + RTF[12:]
    data = base64.b64encode(inner).decode()
    data = "\n".join(wrap(data, 76)) if wrapped else data
    texts = _texts("a.edi", f"{ENVELOPE}BDS*B64*{len(data)}*{data}~SE*3*1~IEA*1*1~")
    assert any("Maria Lopez lives at 12 Elm Street" in text for text in texts)
    assert any("patient.last name: LOPEZ" in text for text in texts)
    assert not any(data[:60] in text for text in texts)


def test_a_document_of_xml_in_a_segment_of_x12_is_read_as_one() -> None:
    data = "<ClinicalDocument><patient><city>Denver</city></patient></ClinicalDocument>"
    texts = _texts("a.edi", f"{ENVELOPE}BIN*{len(data)}*{data}~SE*3*1~IEA*1*1~")
    assert any("city: Denver" in text for text in texts)


@pytest.mark.parametrize("segment", ["BDS*ZIP*9*xyz", "BIN*9*%PDF-1.4 xyz", "BDS*B64*9*!!!"])
def test_data_of_x12_that_are_not_read_are_a_gap(segment: str) -> None:
    body = f"{ENVELOPE}{segment}~SE*3*1~IEA*1*1~".encode()
    blob = Blob(Where(ObjectRef("b", "a.edi")), partial(io.BytesIO, body), len(body))
    assert any(isinstance(piece, Gap) for piece in walk(blob, Extract()))
