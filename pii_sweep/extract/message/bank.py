"""Statements of banks: OFX before version 2 (SGML without end tags) and SWIFT's MT messages.

A booking is a record, and each payment of a list (MT101, MT102). In MT940 and MT942 the German subfields of
`:86:` name the other party; in MT103 the lines behind an account are a name and an address, or have the
numbers of option F. Banks of Kazakhstan put a code between slashes before each line of a party or a person.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import BinaryIO, Final

from pii_sweep.errors import Unreadable
from pii_sweep.extract.budget import Budget
from pii_sweep.extract.message.segment import MAX_SEGMENT, Named, Numbered, Record, party_fields, segments
from pii_sweep.extract.text.decode import lines, until_broken
from pii_sweep.types import Piece, Where

OFX: Final = re.compile(r"OFXHEADER:\d+\s")
SWIFT: Final = re.compile(r"\{1:[FAL]\d\d[A-Z0-9]{12}|:20:[^\n]{1,35}\n:(?:25|21|23|28|32A|50|13D)[A-Z]?:")
OFX_WORDS: Final = {
    "ACCTID": "account number", "BANKID": "routing", "NAME": "memo", "MEMO": "memo", "PAYEE": "payee",
    "ADDR1": "street", "ADDR2": "unit", "CITY": "city", "STATE": "state", "POSTALCODE": "zip",
    "PHONE": "phone", "FIRSTNAME": "first name", "LASTNAME": "last name", "EMAIL": "email",
    "TAXID": "ssn", "USERID": "user name", "CHECKNUM": "check", "TRNAMT": "booked", "BALAMT": "balance",
}  # fmt: skip
OFX_SILENT: Final = frozenset({"FITID", "TRNUID", "SRVRTID", "REFNUM", "DTPOSTED", "DTUSER", "DTASOF"})
_SWIFT_LINE: Final = re.compile(r":(\d\d[A-Z]?):(.*)", re.S)
_SUBFIELD: Final = re.compile(r"\?(\d\d)")
# Words between slashes in `:86:`, as banks of the Netherlands and Belgium structure it.
_CODEWORD: Final = re.compile(r"/([A-Z]{3,4})/(?=[^/])")
CODEWORDS: Final = {"NAME": "payee", "IBAN": "account iban", "ADDR": "payee.address", "BIC": "bic"}
# A line with its code: `/NAME/` of a party, `//FM/` of a person on a list of wages or contributions.
_CODED: Final = re.compile(r"/(?P<inner>/?)(?P<code>[A-Z]{2,8})/(?P<value>.*)")
CODES: Final = {
    "NAME": "name", "CHIEF": "chief.name", "MAINBK": "accountant.name", "IDN": "iin", "RNN": "tax number",
    "FM": "last name", "NM": "first name", "FT": "middle name", "DT": "date of birth", "LA": "account iban",
    "ADDR": "address",
}  # fmt: skip
_PERSON: Final = "person"
# The fifth digit of a firm's number, where a person's has the day of birth.
_FIRM: Final = frozenset("456")
# The lines of a party in option F by their number, and its identity document in place of an account
# (SWIFT's field 50F).
_OPTION_F: Final = {
    "1": "name", "2": "address", "3": "address", "4": "date of birth", "5": "place of birth",
    "6": "customer number", "7": "national id",
}  # fmt: skip
_DOCUMENTS: Final = {
    "CCPT": "passport number", "NIDN": "national id", "SOSE": "ssn", "DRLC": "driver license number",
    "ARNU": "alien registration number", "TXID": "tax number", "CUST": "customer number",
}  # fmt: skip
_OPTION_F_LINE: Final = re.compile(r"([1-8])/(?:[A-Z]{2}(?:/|\Z))?(.*)")
# Who issued it stands before the number of a customer and of a driver's licence; others may hold slashes.
_DOCUMENT: Final = re.compile(rf"({'|'.join(_DOCUMENTS)})/[A-Z]{{2}}/(?:(?<=(?:CUST|DRLC)/../)[^/]*/)?(.+)")
_LEAST_CODED: Final = 2
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
        if found is None or found[1] in ("20", "21", "61"):
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
    coded = [match for line in value.split("\n") if (match := _CODED.fullmatch(line))]
    if len(coded) >= _LEAST_CODED:
        return _name_coded(_PARTIES.get(tag[:2], ""), value.split("\n"))
    return _split_party(_PARTIES[tag[:2]], value) if tag[:2] in _PARTIES else [(f"field {tag}", value)]


def _name_coded(owner: str, written: Sequence[str]) -> list[Named]:
    """Return a field's lines, those with a code by what it stands for; `//` continues the line before."""
    named: list[Named] = []
    for line in written:
        match = _CODED.fullmatch(line)
        if named and not match and line.startswith("//"):
            named[-1] = (named[-1][0], f"{named[-1][1]} {line.strip('/ ')}")
            continue
        word = CODES.get(match["code"], "memo") if match else "memo" if named or not owner else "account"
        value = match["value"] if match else line.strip("/")
        if word == "iin" and value[4:5] in _FIRM:
            word = "company number"
        party = _PERSON if match and match["inner"] else owner
        named.append((f"{party}.{word}" if party and word != "memo" else word, value))
    return named


def _split_party(owner: str, value: str) -> list[Named]:
    """Return a party's account or identity document, name and address, and its birth in option F."""
    account, *rest = value.split("\n")
    document = _DOCUMENT.fullmatch(account)
    named = [(_DOCUMENTS[document[1]], document[2])] if document else []
    if account.startswith("/"):
        named = [("account", account.strip("/"))]
    rest = rest if named else [account, *rest]
    kinds: dict[str, list[str]] = {"name": [], "address": []}
    with_numbers = rest[0].startswith("1/") if rest else False
    for place, line in enumerate(rest):
        numbered = _OPTION_F_LINE.fullmatch(line) if with_numbers else None
        kind = _OPTION_F.get(numbered[1], "memo") if numbered else "address" if place else "name"
        kinds.setdefault(kind, []).append(numbered[2] if numbered else line)
    joined = {kind: (" " if kind == "name" else ", ").join(held) for kind, held in kinds.items()}
    return party_fields(owner, [*named, *joined.items()])
