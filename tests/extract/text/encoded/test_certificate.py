"""The owners of certificates, of requests for one and of keys are read, in PEM, DER and cells."""

from __future__ import annotations

import base64
import csv
import io
import json
from datetime import UTC, datetime, timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from pii_sweep.extract.text.encoded.certificate import is_certificate, read_owner
from tests.extract.mail.test_reader import gaps
from tests.extract.office.test_document import read
from tests.extract.samples import every_text

NAME, MAIL = "Wilma Torsson", "w.torsson@tidal.example"
KEY = ec.generate_private_key(ec.SECP256R1())
START = datetime(2025, 3, 4, tzinfo=UTC)
ISSUER = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Tidal Issuing Authority 7")])
PERSON = x509.Name(
    [x509.NameAttribute(NameOID.COMMON_NAME, NAME), x509.NameAttribute(NameOID.EMAIL_ADDRESS, MAIL)]
)


def certificate(
    subject: x509.Name, issuer: x509.Name = ISSUER, *, mail: str = "", authority: bool = False
) -> x509.Certificate:
    builder = x509.CertificateBuilder(subject_name=subject, issuer_name=issuer, public_key=KEY.public_key())
    builder = builder.serial_number(77).not_valid_before(START).not_valid_after(START + timedelta(days=9))
    if mail:
        builder = builder.add_extension(x509.SubjectAlternativeName([x509.RFC822Name(mail)]), critical=True)
    if authority:
        builder = builder.add_extension(x509.BasicConstraints(ca=True, path_length=2), critical=True)
    return builder.sign(KEY, SHA256())


REQUEST = x509.CertificateSigningRequestBuilder(PERSON).sign(KEY, SHA256())
PEM = certificate(PERSON).public_bytes(Encoding.PEM).decode()
SAID = f"Signer: {NAME}\nE-mail: {MAIL}"


@pytest.mark.parametrize("encoding", [Encoding.PEM, Encoding.DER])
def test_certificates_and_requests_name_their_owner(encoding: Encoding) -> None:
    for one in (certificate(PERSON), REQUEST):
        pieces = read("owner.crt", one.public_bytes(encoding))
        assert SAID in every_text(pieces) and not gaps(pieces)


def test_each_certificate_of_a_chain_is_read_but_an_authority_that_another_signed() -> None:
    middle = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Tidal Middle")])
    chain = certificate(middle, authority=True).public_bytes(Encoding.PEM).decode() + PEM
    text = every_text(read("chain.pem", chain.encode()))
    assert SAID in text and "Tidal Middle" not in text
    alone = certificate(PERSON, PERSON, authority=True).public_bytes(Encoding.DER)
    assert read_owner(alone) == [("Signer", NAME), ("E-mail", MAIL)]
    twice = certificate(PERSON).public_bytes(Encoding.DER) + b"Torsson again, in plain words"
    assert "plain words" in every_text(read("two.cer", twice))


def test_halves_of_a_name_and_mailboxes_of_an_extension_are_read() -> None:
    halves = x509.Name(
        [x509.NameAttribute(NameOID.GIVEN_NAME, "Wilma"), x509.NameAttribute(NameOID.SURNAME, "Torsson")]
    )
    owner = read_owner(certificate(halves, mail=MAIL).public_bytes(Encoding.DER))
    assert owner == [("Signer", NAME), ("E-mail", MAIL)]


def test_a_certificate_in_a_cell_and_in_a_value_is_read() -> None:
    rows = io.StringIO()
    csv.writer(rows).writerows([["id", "held"], *([at, PEM] for at in range(4))])
    assert SAID in every_text(read("held.csv", rows.getvalue().encode()))
    for value in (PEM, base64.b64encode(PEM.encode()).decode(), "".join(PEM.splitlines()[1:-1])):
        assert SAID in every_text(read("held.json", json.dumps({"held": value, "of": 3}).encode()))


def test_user_ids_of_a_key_are_read() -> None:
    said = f"{NAME} <{MAIL}>".encode()
    key = b"\x98\x06\x04" + b"\x11" * 5 + b"\xb4" + bytes([len(said)]) + said
    assert read_owner(key) == [("Signer", said.decode())]
    new = b"\xc6\x06\x06" + b"\x11" * 5 + b"\xcd" + bytes([len(said)]) + said
    assert read_owner(new) == [("Signer", said.decode())]


def test_keys_and_other_bytes_are_no_certificates() -> None:
    private = KEY.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    for data in (private, b"0\x82\x01\x00" + b"\0" * 256, b"00 A text that begins with its digits", b"0\x80"):
        assert not is_certificate(data) and read_owner(data) is None
    assert read_owner(certificate(PERSON).public_bytes(Encoding.DER)[:90]) == []
