"""The Cross Industry Invoice that a ZUGFeRD or Factur-X PDF carries (UN/CEFACT CII, EN 16931)."""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import ParseError, fromstring

_STREAM = re.compile(rb"(?<!end)stream\r?\n")
_MARK = b"BuyerTradeParty"


@dataclass(frozen=True, slots=True)
class Invoice:
    """What the XML says: grand total, the buyer's address, the other parties' addresses."""

    total: str = field(repr=False)
    buyer: str = field(repr=False)
    others: tuple[str, ...] = field(default=(), repr=False)


def invoice_of(pdf: bytes) -> Invoice | None:
    """Return the embedded invoice of a PDF, or None where there is none.

    Streams are searched in the raw file, so that no PDF library stands between truth and reader.
    """
    for match in _STREAM.finditer(pdf):
        body = _inflated(pdf[match.end() :])
        if _MARK in body:
            return _parsed(body[body.index(b"<") : body.rindex(b">") + 1])
    return None


def _inflated(body: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(body)
    except zlib.error:
        end = body.find(b"endstream")
        return body[: max(end, 0)]


def _parsed(xml: bytes) -> Invoice | None:
    try:
        root = fromstring(xml)
    except ParseError:
        return None
    total = _first(root, "GrandTotalAmount")
    buyer = _address(root, "BuyerTradeParty")
    if not total or not buyer:
        return None
    parties = ("SellerTradeParty", "ShipToTradeParty", "PayeeTradeParty", "SellerTaxRepresentativeTradeParty")
    others = (_address(root, name) for name in parties)
    return Invoice(total, buyer, tuple(other for other in others if other))


def _local(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _first(root: Element, name: str) -> str:
    return next(((item.text or "").strip() for item in root.iter() if _local(item) == name), "")


def _address(root: Element, party: str) -> str:
    """Street, postcode and city of a party; a line without a digit is a name or a department."""
    found = next((item for item in root.iter() if _local(item) == party), None)
    if found is None:
        return ""
    lines = [_first(found, name) for name in ("LineOne", "LineTwo", "LineThree")]
    street = [line for line in lines if any(letter.isdigit() for letter in line)] or lines[:1]
    place = f"{_first(found, 'PostcodeCode')} {_first(found, 'CityName')}".strip()
    return "\n".join(part for part in (*street, place) if part)
