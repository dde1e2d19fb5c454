"""The Cross Industry Invoice that a ZUGFeRD or Factur-X PDF carries (UN/CEFACT CII, EN 16931)."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import ParseError, fromstring

from pii_sweep.detect.text import lexicon
from pii_sweep.detect.text.line.firm_line import names_firm

_STREAM = re.compile(rb"(?<!end)stream\r?\n")
_MARK = b"BuyerTradeParty"
_AUTHOR = re.compile(
    rb"/Author\s*(?:<(?P<hex>FEFF[0-9A-F]+)>|\((?P<plain>[^()]{1,80})\))"
    rb"|<dc:creator>(?:\s|<rdf:Seq>|<rdf:li[^>]*>)*(?P<xmp>[^<]{1,80})</rdf:li>"
)


@dataclass(frozen=True, slots=True)
class Invoice:
    """What the XML says: grand total, the buyer's address, and by whose names and addresses it is surrounded.

    `names` are the buyer's people: its contact, or the buyer itself where it is a person, not a firm.
    `others` are the other parties' addresses, `people` their contacts and account holders, `notes` what is
    written in full sentences (who directs the seller, where it sits). `authors` wrote the file.
    """

    total: str = field(repr=False)
    buyer: str = field(repr=False)
    names: tuple[str, ...] = field(default=(), repr=False)
    others: tuple[str, ...] = field(default=(), repr=False)
    people: tuple[str, ...] = field(default=(), repr=False)
    notes: tuple[str, ...] = field(default=(), repr=False)
    authors: tuple[str, ...] = field(default=(), repr=False)


def invoice_of(pdf: bytes) -> Invoice | None:
    """Return the embedded invoice of a PDF, or None where there is none.

    Streams are searched in the raw file, so that no PDF library stands between truth and reader.
    """
    for match in _STREAM.finditer(pdf):
        body = _inflate(pdf[match.end() :])
        if _MARK in body:
            found = _parse(body[body.index(b"<") : body.rindex(b">") + 1])
            return found and replace(found, authors=tuple(_authors(pdf)))
    return None


def _authors(pdf: bytes) -> Iterator[str]:
    """Yield who wrote a file, by its document information and XMP (ISO 32000-1, 14.3)."""
    for match in _AUTHOR.finditer(pdf):
        if match["hex"]:
            yield bytes.fromhex(match["hex"].decode()).decode("utf-16", "replace")
        else:
            yield (match["plain"] or match["xmp"]).decode("utf-8", "replace")


def _inflate(body: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(body)
    except zlib.error:
        end = body.find(b"endstream")
        return body[: max(end, 0)]


def _parse(xml: bytes) -> Invoice | None:
    try:
        root = fromstring(xml)
    except ParseError:
        return None
    total = _first_text(root, "GrandTotalAmount")
    buyer = _address(root, "BuyerTradeParty")
    if not total or not buyer:
        return None
    parties = ("SellerTradeParty", "ShipToTradeParty", "PayeeTradeParty", "SellerTaxRepresentativeTradeParty")
    others = (_address(root, name) for name in parties)
    return Invoice(
        total,
        buyer,
        names=tuple(_people(root, "BuyerTradeParty")),
        others=tuple(other for other in others if other),
        people=tuple(dict.fromkeys(_texts(root, "PersonName", "AccountName"))),
        notes=tuple(_texts(root, "Content")),
    )


def _local_name(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _texts(root: Element, *names: str) -> Iterator[str]:
    return (
        text for item in root.iter() if _local_name(item) in names and (text := (item.text or "").strip())
    )


def _first_text(root: Element, name: str) -> str:
    return next(_texts(root, name), "")


def _people(root: Element, party: str) -> Iterator[str]:
    """Yield a party's people: its contact, a line of its address without a digit, itself if it is no firm."""
    found = next((item for item in root.iter() if _local_name(item) == party), None)
    if found is None:
        return
    contact = _first_text(found, "PersonName")
    lines = [line for line in _texts(found, "LineOne", "LineTwo", "LineThree") if not re.search(r"\d", line)]
    if contact:
        yield contact
        return
    for name in [_first_text(found, "Name"), *lines]:
        words = name.split()
        if 2 <= len(words) <= 4 and lexicon.given_name(words[0].lower()) and not names_firm(name):
            yield name


def _address(root: Element, party: str) -> str:
    """Street, postcode and city of a party; a line without a digit is a name or a department."""
    found = next((item for item in root.iter() if _local_name(item) == party), None)
    if found is None:
        return ""
    lines = [_first_text(found, name) for name in ("LineOne", "LineTwo", "LineThree")]
    street = [line for line in lines if any(letter.isdecimal() for letter in line)] or lines[:1]
    place = f"{_first_text(found, 'PostcodeCode')} {_first_text(found, 'CityName')}".strip()
    return "\n".join(part for part in (*street, place) if part)
