"""Statements of banks: OFX before version 2 (SGML without end tags) and SWIFT's MT messages.

A booking is a record. In MT940 and MT942 the German subfields of `:86:` name the other party; in MT103 the
lines behind an account are a name and an address.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO, Final

from pii_sweep.errors import Unreadable
from pii_sweep.extract.budget import Budget
from pii_sweep.extract.message.segment import MAX_SEGMENT, Named, Numbered, Record, segments
from pii_sweep.extract.text.decode import lines, until_broken
from pii_sweep.types import Piece, Where

OFX: Final = re.compile(r"OFXHEADER:\d+\s")
SWIFT: Final = re.compile(r"\{1:[FAL]\d\d[A-Z0-9]{12}|:20:[^\n]{1,35}\n:(?:25|21|23B|28C?|32A|13D)[A-Z]?:")
OFX_WORDS: Final = {
    "ACCTID": "account number", "BANKID": "routing", "NAME": "memo", "MEMO": "memo", "PAYEE": "payee",
    "ADDR1": "street", "ADDR2": "unit", "CITY": "city", "STATE": "state", "POSTALCODE": "zip",
    "PHONE": "phone", "FIRSTNAME": "first name", "LASTNAME": "last name", "EMAIL": "email",
    "TAXID": "ssn", "USERID": "user name", "CHECKNUM": "check", "TRNAMT": "booked", "BALAMT": "balance",
}  # fmt: skip
OFX_SILENT: Final = frozenset({"FITID", "TRNUID", "SRVRTID", "REFNUM", "DTPOSTED", "DTUSER", "DTASOF"})
_SWIFT_LINE: Final = re.compile(r":(\d\d[A-Z]?):(.*)", re.S)
_SUBFIELD: Final = re.compile(r"\?(\d\d)")
# Words between strokes in `:86:`, as banks of the Netherlands and Belgium structure it.
_CODEWORD: Final = re.compile(r"/([A-Z]{3,4})/(?=[^/])")
CODEWORDS: Final = {"NAME": "payee", "IBAN": "account iban", "ADDR": "payee.address", "BIC": "bic"}
_PARTIES: Final = {"50": "payer", "59": "recipient", "52": "bank", "57": "bank", "56": "bank"}


def read_ofx(body: BinaryIO, where: Where, budget: Budget) -> Iterator[Piece]:
    """Yield each booking, and what stands around them, as fields; `row` counts them."""
    broken: list[Unreadable] = []
    record = Record(where, budget)
    for line, piece in until_broken(segments(body, "<"), broken):
        tag, mark, value = piece.partition(">")
        tag, value = (tag.strip().upper(), value) if mark else ("", piece)
        if tag.lstrip("/") in ("STMTTRN", "BANKTRANLIST"):
            yield from record.close()
        if value.strip() and tag not in OFX_SILENT:
            yield from record.add([(OFX_WORDS.get(tag, tag if tag.isalnum() else ""), value)], line)
    yield from record.close()
    if broken:
        raise broken[0]


def read_swift(body: BinaryIO, where: Where, budget: Budget) -> Iterator[Piece]:
    """Yield each booking or payment as fields with the line of each; `row` counts them."""
    broken: list[Unreadable] = []
    record = Record(where, budget)
    for line, whole in _read_tags(until_broken(lines(body), broken)):
        found = _SWIFT_LINE.match(whole)
        if found is None or found[1] in ("20", "61"):
            yield from record.close()
        yield from record.add(_split_booking(found[1], found[2]) if found else [("", whole)], line)
    yield from record.close()
    if broken:
        raise broken[0]


def _read_tags(source: Iterator[str]) -> Iterator[Numbered]:
    """Yield fields with their further lines, and the number of their first line."""
    held, first = "", 1
    for number, line in enumerate(source, 1):
        text = line.strip("\r\n\x01\x03")
        if text[:1] in (":", "{", "-") or len(held) > MAX_SEGMENT:
            if held:
                yield first, held
            held, first = text, number
        else:
            held = f"{held}\n{text}"
    if held:
        yield first, held


def _split_booking(tag: str, value: str) -> list[Named]:
    if tag == "86" and _SUBFIELD.search(value):
        parts = _SUBFIELD.split(value.replace("\n", ""))
        held = dict(zip(parts[1::2], parts[2::2], strict=True))
        other = " ".join(filter(None, (held.get("32", "").strip(), held.get("33", "").strip())))
        text = " ".join(held[key] for key in sorted(held) if key[0] in "26" or key == "00")
        return [("payee", other), ("account iban", held.get("31", "")), ("memo", text)]
    if tag == "86" and len(words := _CODEWORD.split(value.replace("\n", ""))) > 3:
        pairs = zip(words[1::2], words[2::2], strict=True)
        return [("memo", words[0]), *((CODEWORDS.get(word, "memo"), text) for word, text in pairs)]
    if tag[:2] in _PARTIES:
        account, *rest = value.split("\n")
        rest = rest if account.startswith("/") else [account, *rest]
        owner = _PARTIES[tag[:2]]
        named = [(f"{owner}.account", account.strip("/"))] if account.startswith("/") else []
        rest = [re.sub(r"^[1-8]/", "", line) for line in rest]
        return [*named, (f"{owner}.name", rest[0] if rest else ""), (f"{owner}.address", ", ".join(rest[1:]))]
    return [(f"field {tag}", value)]
