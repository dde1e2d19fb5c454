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


def test_the_owners_of_certificates_that_follow_each_other_in_a_file_are_all_read() -> None:
    other = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Odo Brandt")])
    both = b"".join(certificate(one).public_bytes(Encoding.DER) for one in (PERSON, other))
    text = every_text(read("both.der", both))
    assert SAID in text and "Signer: Odo Brandt" in text


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
    assert read_owner(certificate(PERSON).public_bytes(Encoding.DER)[:90]) is None


def der(tag: int, *inner: bytes) -> bytes:
    value = b"".join(inner)
    return bytes([tag, len(value)]) + value


RECORDS = [
    der(0x30, der(0x30, der(2, bytes([row])), der(0x30, der(12, NAME.encode())), der(22, MAIL.encode())))
    for row in range(1, 9)
]


def test_records_of_other_kinds_in_the_same_encoding_are_no_certificates() -> None:
    assert gaps(read("staff.der", b"".join(RECORDS))) and gaps(read("staff.der", RECORDS[0]))
    for data in (b"".join(RECORDS), RECORDS[0] + bytes(1)):
        assert not is_certificate(data) and read_owner(data) is None
        value = json.dumps({"held": base64.b64encode(data).decode(), "of": 3})
        text = every_text(read("held.json", value.encode()))
        assert NAME in text and MAIL in text


def test_lists_of_revoked_certificates_and_names_that_were_not_read_are_no_clean_ones() -> None:
    builder = x509.CertificateRevocationListBuilder(PERSON).last_update(START)
    builder = builder.next_update(START + timedelta(days=9))
    revoked = builder.sign(KEY, SHA256()).public_bytes(Encoding.DER)
    user = x509.Name([x509.NameAttribute(NameOID.USER_ID, "wtorsson7")])
    unknown = certificate(user).public_bytes(Encoding.DER)
    for data in (revoked, unknown):
        assert read_owner(data) is None and gaps(read("one.der", data))
    empty = certificate(x509.Name([]), mail=MAIL).public_bytes(Encoding.DER)
    assert read_owner(empty) == [("E-mail", MAIL)]


def test_text_behind_a_certificate_or_the_first_bytes_of_a_key_is_read() -> None:
    said = f"{NAME}, 12 Elm Street, {MAIL}, 219-07-4410".encode()
    for head in (b"\x98\x40\x04", b"\xc6\x06\x06", b"\x99\x01\x0d\x04"):
        value = json.dumps({"held": base64.b64encode(head + said).decode(), "of": 3})
        assert read_owner(head + said) is None
        assert MAIL in every_text(read("held.json", value.encode()))
    assert read_owner(certificate(PERSON).public_bytes(Encoding.DER) + said) is None
