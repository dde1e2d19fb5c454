"""What XMP (ISO 16684-1) says of people, in pictures and PDFs: read as text, however well it was written.

Schemas: Dublin Core, photoshop, IPTC core and extension, PLUS, EXIF in XMP, face regions of MWG and
Microsoft, the trees of keywords of Lightroom and digiKam, which hold the names of people.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from itertools import chain, islice
from typing import Final

MAX_PACKET: Final = 200_000  # characters
NAMES: Final[Mapping[str, str]] = {
    "creator": "Author", "contributor": "Author", "Creator": "Author", "Artist": "Author", "Writer": "Writer",
    "CaptionWriter": "Writer", "OwnerName": "Camera owner", "CameraOwnerName": "Camera owner",
    "Owner": "Owner", "CopyrightOwnerName": "Owner", "ImageCreatorName": "Author", "LicensorName": "Licensor",
    "LicensorEmail": "E-mail", "LicensorTelephone1": "Phone", "description": "Description", "title": "Title",
    "Headline": "Headline", "Instructions": "Instructions", "UserComment": "Comment", "Nickname": "Title",
    "subject": "Keywords", "hierarchicalSubject": "Keywords", "TagsList": "Keywords",
    "LastKeywordXMP": "Keywords", "Keywords": "Keywords", "rights": "Copyright", "Credit": "Credit",
    "Source": "Source",
    "PersonInImage": "Person in image", "PersonInImageName": "Person in image",
    "PersonDisplayName": "Person in image", "Personality": "Person in image",
    "CiEmailWork": "E-mail", "CiTelWork": "Phone", "CiAdrExtadr": "Address", "CiAdrCity": "City",
    "CiAdrRegion": "State", "CiAdrPcode": "ZIP", "Location": "Sublocation", "Sublocation": "Sublocation",
    "City": "City", "State": "State", "ProvinceState": "State",
}  # fmt: skip
REGION: Final = "mwg-rs:Name"  # of a face, a pet or a barcode; other names are those of the packet's parts
MAX_HELD: Final = 8000  # characters of an element's content
MAX_VALUES: Final = 2000
_OPEN = re.compile(r"<([\w-]{1,40}:)(\w{1,40})(?:\s[^<>]{0,1000})?>")
_ATTRIBUTE = re.compile(r"\b([\w-]{1,40}:)(\w{1,40})=(?:\"([^\"<>]{1,4000})\"|'([^'<>]{1,4000})')")
_ITEM = "<rdf:li"
_TAG = re.compile(r"<[^<>]*>")


def xmp_values(packet: str) -> Iterator[tuple[str, str]]:
    """Yield what a packet says of people as names and values; the items of a list are parted by commas."""
    packet = packet[:MAX_PACKET]
    found = chain(_attributes(packet), _elements(packet))
    return islice(((name, value) for name, value in found if value), MAX_VALUES)


def _attributes(packet: str) -> Iterator[tuple[str, str]]:
    for prefix, tag, first, second in _ATTRIBUTE.findall(packet):
        if name := _name(prefix, tag):
            yield name, _strip_tags(first or second)


def _elements(packet: str) -> Iterator[tuple[str, str]]:
    for found in _OPEN.finditer(packet):
        prefix, tag = found.groups()
        name = _name(prefix, tag)
        end = packet.find(f"</{prefix}{tag}>", found.end(), found.end() + MAX_HELD) if name else -1
        if name and end >= 0 and not found[0].endswith("/>"):
            items = packet[found.end() : end].split(_ITEM)
            items = [items[0], *(item.partition(">")[2] for item in items[1:])]
            yield name, ", ".join(filter(None, map(_strip_tags, items)))


def _name(prefix: str, tag: str) -> str | None:
    return "Person in image" if prefix + tag == REGION else NAMES.get(tag)


def _strip_tags(text: str) -> str:
    return " ".join(html.unescape(_TAG.sub(" ", text)).replace("|", " / ").split())
