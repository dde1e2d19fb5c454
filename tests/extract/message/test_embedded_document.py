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
