"""Directory entries in LDIF (RFC 2849), attributes named in words after RFC 4519 and RFC 2798."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator
from typing import BinaryIO, Final

from pii_sweep.errors import Unreadable
from pii_sweep.extract.budget import Budget
from pii_sweep.extract.message.segment import MAX_SEGMENT, Named, Numbered, Record
from pii_sweep.extract.text.decode import lines, until_broken
from pii_sweep.extract.text.encoded.embedded_file import embedded
from pii_sweep.types import Blob, Piece, Where

HEADER: Final = re.compile(
    r"(?:#[^\n]*\n|version: ?\d+[ \t\r]*\n|[ \t\r]*\n){0,40}"
    r"dn::? ?\S[^\n]*\n(?: [^\n]*\n){0,20}[\w;.-]+::? ?\S"
)
_LINE: Final = re.compile(r"([A-Za-z][\w.-]*)((?:;[\w-]+)*)(::|:<|:)[ ]*(.*)", re.S)
# Attributes whose own names say little, by what they hold.
WORDS: Final = {
    "sn": "last name", "surname": "last name", "givenname": "first name", "gn": "first name",
    "cn": "full name", "displayname": "full name", "gecos": "full name", "uid": "user name",
    "samaccountname": "user name", "userid": "user name", "mail": "email", "email": "email",
    "mailalternateaddress": "email", "telephonenumber": "phone", "homephone": "home phone",
    "mobile": "mobile phone", "pager": "phone", "facsimiletelephonenumber": "fax",
    "ipphone": "phone", "street": "street", "streetaddress": "street", "l": "city", "st": "state",
    "postalcode": "zip", "co": "country", "c": "country", "postaladdress": "postal address",
    "homepostaladdress": "home address", "registeredaddress": "registered address",
    "manager": "manager", "dateofbirth": "date of birth", "employeenumber": "employee number",
    "description": "description", "userpassword": "password", "carlicense": "license plate",
    # Of universities (norEduPerson, SCHAC).
    "noredupersonnin": "national id number", "noredupersonbirthdate": "date of birth",
    "schacpersonaluniqueid": "national id number", "schacdateofbirth": "date of birth",
}  # fmt: skip
SILENT: Final = frozenset({"objectclass", "changetype", "version", "entryuuid", "objectguid", "objectsid"})
PICTURES: Final = frozenset({"jpegphoto", "photo", "thumbnailphoto", "usercertificate", "cacertificate"})

MAX_PICTURE: Final = 1 << 24  # characters of Base64: a photograph of 12 MB


def read_ldif(body: BinaryIO, where: Where, budget: Budget) -> Iterator[Piece | Blob]:
    """Yield each entry as fields with the line of each attribute, and its files; `row` counts the entries."""
    broken: list[Unreadable] = []
    record = Record(where, budget)
    remark = ""
    for line, whole in _unfold(until_broken(lines(body), broken)):
        if (
            remark and remark.partition(",")[0] not in whole
        ):  # an entry's own name is written above it once more
            yield from record.add([("", remark)], line - 1)
        remark = whole.lstrip("# ") if whole.startswith("#") else ""
        if not whole:
            yield from record.close()
        elif (file := _open_file(whole, line, where)) is not None:
            yield file
        elif not whole.startswith("#"):
            yield from record.add(_name_attribute(whole), line)
    if remark:
        yield from record.add([("", remark)], line)
    yield from record.close()
    if broken:
        raise broken[0]


def _unfold(source: Iterator[str]) -> Iterator[Numbered]:
    """Yield logical lines with the number of their first one; an empty one stands between entries."""
    held, first, most = "", 1, MAX_SEGMENT
    for number, line in enumerate(source, 1):
        text = line.rstrip("\r\n")
        if text.startswith(" ") and held and len(held) < most:
            held += text[1:]
            continue
        if held:
            yield first, held
        if not text:
            yield number, ""
        held, first = text, number
        most = MAX_PICTURE if text.partition(":")[0].partition(";")[0].lower() in PICTURES else MAX_SEGMENT
    if held:
        yield first, held


def _open_file(whole: str, line: int, where: Where) -> Blob | None:
    """Return the picture or document that an attribute holds; None where its value is text or a key."""
    found = _LINE.match(whole)
    if found is None or found[3] != "::" or found[1].lower() not in PICTURES:
        return None
    return embedded(found[4], f"{found[1]}-{line}.bin", where)


def _name_attribute(whole: str) -> list[Named]:
    found = _LINE.match(whole)
    if found is None:
        return [("", whole)]
    name, mark, value = found[1].lower(), found[3], found[4]
    if name in SILENT or name in PICTURES:
        return []
    if mark == "::":
        value = _decode(value)
    if "address" in name:
        value = ", ".join(part.strip() for part in _strip_dollars(value) if part.strip())
    return [(WORDS.get(name, found[1]), value)]


def _decode(value: str) -> str:
    try:
        return base64.b64decode(value + "==", validate=False).decode("utf-8", "replace")
    except (binascii.Error, ValueError):
        return value


def _strip_dollars(value: str) -> list[str]:
    """Return the lines of a postal address, which dollar signs part (RFC 4517, section 3.3.28)."""
    return [part.replace("\\24", "$").replace("\\5C", "\\") for part in value.split("$")]
