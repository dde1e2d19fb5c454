"""Encrypted text within any text or cell: armour, vaults, tokens and fields of ciphers. It is a gap.

PGP messages (RFC 9580), age, CMS (RFC 7468), Ansible Vault, SOPS and eyaml, JWE (RFC 7516), XML-Encryption,
Fernet, and what OpenSSL writes. Public keys, signatures and certificates hide nothing, nor does a mention of
a format: what counts is a mark that its cipher follows.
"""

from __future__ import annotations

import base64
import binascii
import io
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from typing import Final

from pii_sweep.errors import Encrypted
from pii_sweep.extract.budget import Budget
from pii_sweep.extract.text.encoded.certificate import CMS_HEADER, SIGNED
from pii_sweep.extract.text.encoded.encoded_bytes import decode_base64, decode_token
from pii_sweep.types import Blob, Gap, Passage, Piece, Table, Where

LEAST: Final = 24  # characters: no shorter text or cell holds a mark and a cipher
_ARMOUR: Final = re.compile(r"-----BEGIN (?:PGP MESSAGE|AGE ENCRYPTED FILE)-----")
_CMS: Final = re.compile(r"-----BEGIN (PKCS7|CMS)-----([^-]{1,4000000})(-----END \1-----)?")
# Headers and quotes stand between a line of armour and its first line, which may be on the next page.
_NEAR: Final = 600
_LINE: Final = re.compile(r"[A-Za-z0-9+/]{32}")
_VALUES: Final = (
    ("$ANSIBLE_VAULT;", re.compile(r"\$ANSIBLE_VAULT;\d\.\d;\w")),
    ("U2FsdGVkX1", re.compile(r"U2FsdGVkX1[89+/_-][A-Za-z0-9+/_-]{31}")),
    ("ENC[", re.compile(r"\bENC\[(?:AES256_GCM,data:|PKCS7,|GPG,)[A-Za-z0-9+/]")),
    ("ENC(", re.compile(r"\bENC\([A-Za-z0-9+/]{22,}={0,2}\)")),
    ("vault:v", re.compile(r"\bvault:v\d{1,3}:[A-Za-z0-9+/]{22}")),
    ("gAAAAAB", re.compile(r"\bgAAAAAB[a-z][A-Za-z0-9_-]{64}")),
)
_JWE: Final = re.compile(
    r"\b(eyJ[A-Za-z0-9_-]{16,})\.[A-Za-z0-9_-]*\.[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]{16}"
)
_NAME: Final = re.compile(r"(?i)cipher_?(?:text|value)")
_FIELD: Final = re.compile(
    r"(?i)\bcipher_?(?:text|value|textblob)[\"']?\s{0,2}[:=>]\s{0,2}[\"']?((?-i:[A-Za-z0-9+/_-]{20,}={0,2}))"
)


def find_ciphers(pieces: Iterator[Piece | Blob], where: Where, budget: Budget) -> Iterator[Piece | Blob]:
    """Yield pieces, and one gap before the first one of them that holds encrypted text.

    Armour of CMS whose content is only signed is handed on as a member.
    """
    found = False
    for piece in pieces:
        if isinstance(piece, Passage | Table):
            text = _join(piece)
            if "-----BEGIN " in text:
                _open_signed(text, where, budget)
            if not found and (_holds_cipher(text) or _has_column(piece)):
                found = True
                yield Gap(where, Encrypted.reason)
        yield piece


def _join(piece: Passage | Table) -> str:
    """Return the texts of a piece that may hold a cipher."""
    if isinstance(piece, Passage):
        return piece.text
    return "\n".join(cell for row in piece.rows for cell in row if len(cell) >= LEAST)


def _holds_cipher(text: str) -> bool:
    """Indicate whether a text holds a cipher behind its mark."""
    if len(text) < LEAST:
        return False
    if any(mark in text and form.search(text) for mark, form in _VALUES):
        return True
    if "-----BEGIN " in text and (_is_armoured(text) or any(not done for _, done in _envelopes(text))):
        return True
    if "eyJ" in text and any(_names_cipher(found[1]) for found in _JWE.finditer(text)):
        return True
    named = "ipher" in text or "IPHER" in text
    return named and any(_is_cipher(found[1]) for found in _FIELD.finditer(text))


def _has_column(piece: Passage | Table) -> bool:
    """Indicate whether a column of a table is called a cipher and holds one."""
    if isinstance(piece, Passage):
        return False
    columns = [at for at, name in enumerate(piece.header) if _NAME.search(name)]
    return any(at < len(row) and _is_cipher(row[at]) for at in columns for row in piece.rows)


def _is_cipher(value: str) -> bool:
    """Indicate whether a value is bytes in Base64 or hexadecimal, no name of a source's."""
    if not any(map(str.isdigit, value)):
        return False
    return (decode_token(value) or decode_base64(value)) is not None


def _is_armoured(text: str) -> bool:
    for found in _ARMOUR.finditer(text):
        near = text[found.end() : found.end() + _NEAR]
        lines = (line[0] for line in _LINE.finditer(near))
        if any(map(_is_mixed, lines)) or not near.strip():
            return True
    return False


def _is_mixed(line: str) -> bool:
    """Indicate whether a line has capitals, small letters and figures, as ciphers do and paths do not."""
    return line not in (line.lower(), line.upper()) and any(map(str.isdigit, line))


def _names_cipher(header: str) -> bool:
    """Indicate whether the header of a token names how its content is encrypted."""
    data = decode_base64(header)
    return data is not None and b'"enc"' in data


def _envelopes(text: str) -> Iterator[tuple[bytes, bool]]:
    """Yield what stands in armour of CMS, each with whether it is only signed and whole."""
    for found in _CMS.finditer(text):
        signs = re.sub(r"[^A-Za-z0-9+/]", "", found[2])
        whole = found[3] is not None
        padded = signs + "=" * (-len(signs) % 4) if whole else signs[: len(signs) // 4 * 4]
        try:
            data = base64.b64decode(padded)
        except (binascii.Error, ValueError):
            continue
        head = CMS_HEADER.match(data)
        if head is not None:
            yield data, data[head.end() - 1] == SIGNED and whole


def _open_signed(text: str, where: Where, budget: Budget) -> None:
    """Hand on what is only signed as members."""
    for data, is_open in _envelopes(text):
        if is_open:
            inner = replace(
                where, inside=(*where.inside, f"value-{budget.count_file()}.p7m"), line=None, row=None,
                column=None, json_path=None,
            )  # fmt: skip
            budget.files.append(Blob(inner, partial(io.BytesIO, data), len(data)))
