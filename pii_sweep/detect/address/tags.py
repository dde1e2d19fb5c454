"""The parts of a postal address under the tags of usaddress, for whoever is shown the value itself.

The tags are those of datamade/usaddress, after the Thoroughfare, Landmark and Postal Address Data
Standard (FGDC-STD-016-2011): AddressNumber, StreetName, PlaceName, StateName, ZipCode, and so on.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

import usaddress

# Our own names of parts, for addresses that are not in the form of the US.
_ABROAD = {
    "unit": "OccupancyIdentifier",
    "box": "USPSBoxID",
    "city": "PlaceName",
    "state": "StateName",
    "zip": "ZipCode",
    "country": "CountryName",
}
# A house number before or behind the street's name.
_NUMBER_FIRST = re.compile(
    r"(?P<number>\d+\s?[A-Za-z]?(?:\s?[-/]\s?\d+[A-Za-z]?)?),?\s+(?P<name>\D.*)", re.DOTALL
)
_NUMBER_LAST = re.compile(
    r"(?P<name>.*\D)\s+(?P<number>\d+\s?[A-Za-z]?(?:\s?[-/]\s?\d+[A-Za-z]?)?)", re.DOTALL
)


def address_tags(value: str, parts: Mapping[str, str]) -> dict[str, str]:
    """Return an address's parts by their usaddress tags, in reading order.

    `value` is the address as found, `parts` what its recognizer knows of it. US addresses are tagged by
    usaddress itself; others by our own parts, as its model has seen none.
    """
    if parts.get("format") == "other":
        return _tag_foreign(parts)
    text = ", ".join(line.strip(" ,\t") for line in value.splitlines() if line.strip(" ,\t"))
    tags: dict[str, str] = {}
    before = ""
    for word, tag in usaddress.parse(text):
        part = word.strip(" ,;")
        if not part:
            continue
        if tag == before or tag not in tags:  # a tag that comes again elsewhere keeps its first place
            tags[tag] = f"{tags[tag]} {part}" if tag in tags else part
        before = tag
    return tags


def _tag_foreign(parts: Mapping[str, str]) -> dict[str, str]:
    street = " ".join(parts.get("street", "").split())
    match = _NUMBER_FIRST.fullmatch(street) or _NUMBER_LAST.fullmatch(street)
    split = {"AddressNumber": match["number"], "StreetName": match["name"].strip(" ,")} if match else {}
    tags = split or ({"StreetName": street} if street else {})
    return tags | {tag: " ".join(parts[name].split()) for name, tag in _ABROAD.items() if parts.get(name)}
