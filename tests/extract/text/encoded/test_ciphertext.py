"""Encrypted text within a text or a cell is a gap; keys, signatures and mentions are none."""

from __future__ import annotations

import base64
import hashlib
import json
import textwrap

import pytest

from pii_sweep.errors import Encrypted
from pii_sweep.types import Gap, Passage
from tests.extract.samples import NAME
from tests.extract.test_formats import read


def _noise(size: int) -> bytes:
    return hashlib.shake_128(b"cipher").digest(size)


def _signs(size: int) -> str:
    return base64.b64encode(_noise(size)).decode()


def _armour(label: str, data: str, head: str = "") -> str:
    return f"-----BEGIN {label}-----\n{head}" + "\n".join(
        [*textwrap.wrap(data, 64), f"-----END {label}-----\n"]
    )


def _url(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def _der(tag: int, data: bytes) -> bytes:
    return bytes([tag, 0x82, *divmod(len(data), 256)]) + data


PGP = _armour("PGP MESSAGE", _signs(300), "Version: GnuPG v2\n\n")
VAULT = "$ANSIBLE_VAULT;1.1;AES256\n" + "\n".join(textwrap.wrap(_noise(240).hex(), 80)) + "\n"
SALTED = base64.b64encode(b"Salted__" + _noise(72)).decode()
OID = bytes.fromhex("06092a864886f70d0107")
ENVELOPE = base64.b64encode(b"\x30\x82\x01\x20" + OID + b"\x03" + _noise(200)).decode()
JWE = ".".join(
    (_url(b'{"alg":"dir","enc":"A256GCM"}'), "", _url(_noise(12)), _url(_noise(80)), _url(_noise(16)))
)
SOPS = f"ENC[AES256_GCM,data:{_signs(12)},iv:{_signs(32)},tag:{_signs(16)},type:str]"
FIELD = f"<x><d:CipherData xmlns:d='u'><d:CipherValue>{_signs(96)}</d:CipherValue></d:CipherData><y>1</y></x>"
MAIL = "From: a@example.org\nTo: b@example.org\nSubject: Note\n\nHello,\n"

ENCRYPTED = {
    "pgp.eml": MAIL + PGP,
    "pgp.txt": f"Hello {NAME},\n\n{PGP}",
    "quoted.txt": "Hello,\n" + textwrap.indent(PGP, "> ", lambda line: True),
    "pgp.json": json.dumps({"id": 1, "body": f"see\n{PGP}"}),
    "pgp.csv": f'id,body\n1,"{PGP}"\n2,x\n3,y\n',
    "age.txt": _armour("AGE ENCRYPTED FILE", _signs(300)),
    "p7.txt": "Dear all,\n" + _armour("PKCS7", ENVELOPE),
    "vault.yml": "a: 1\nsecret: !vault |\n" + textwrap.indent(VAULT, "  "),
    "vault.txt": VAULT,
    "salted.txt": f"the note is {SALTED}\nbye\n",
    "salted.csv": "id,note,when\n" + "".join(f"{at},{SALTED},2024-01-0{at}\n" for at in range(1, 6)),
    "jwe.txt": f"token {JWE} for you\n",
    "jwe.json": json.dumps({"id": 1, "token": JWE}),
    "parts.json": json.dumps({"iv": _url(_noise(12)), "ciphertext": _url(_noise(80))}),
    "parts.csv": "id,ciphertext\n" + "".join(f"{at},{_noise(40).hex()}\n" for at in range(1, 6)),
    "sops.yaml": f"db:\n  password: {SOPS}\n",
    "xenc.xml": f"<?xml version='1.0'?>{FIELD}",
}
OPEN = {
    "keys.txt": _armour("PGP PUBLIC KEY BLOCK", _signs(300), "\n")
    + _armour("PGP SIGNATURE", _signs(60), "\n")
    + _armour("CERTIFICATE", _signs(300)),
    "mention.txt": "A mail that begins with -----BEGIN PGP MESSAGE----- is encrypted, as is $ANSIBLE_VAULT.\n"
    "See /usr/share/documentation/of/the/program/and/others for more.\n",
    "code.txt": "ciphertext = encrypt_with_public_key(text)\ncipherText: getCipherTextFromTheMessage,\n",
    "signed.txt": ".".join(
        (_url(b'{"alg":"HS256","typ":"JWT"}'), _url(b'{"sub":"12345678"}'), _url(_noise(32)))
    ),
}


@pytest.mark.parametrize("name", ENCRYPTED)
def test_encrypted_text_within_a_text_is_a_gap(name: str) -> None:
    gaps = [piece.reason for piece in read(name, ENCRYPTED[name].encode()) if isinstance(piece, Gap)]
    assert gaps == [Encrypted.reason]


@pytest.mark.parametrize("name", OPEN)
def test_keys_signatures_and_mentions_are_no_gap(name: str) -> None:
    assert not [piece for piece in read(name, OPEN[name].encode()) if isinstance(piece, Gap)]


def test_what_is_only_signed_within_a_text_is_read() -> None:
    said = f"{NAME} wrote this.".encode()
    content = _der(0x30, OID + b"\x01" + _der(0xA0, _der(0x04, said)))
    signed = _der(0x30, b"\x02\x01\x01\x31\x00" + content + b"\x31\x00")
    whole = _der(0x30, OID + b"\x02" + _der(0xA0, signed))
    text = "Dear all,\n" + _armour("PKCS7", base64.b64encode(whole).decode())
    pieces = read("a.txt", text.encode())
    assert not [piece for piece in pieces if isinstance(piece, Gap)]
    assert said.decode() in [piece.text for piece in pieces if isinstance(piece, Passage)]
