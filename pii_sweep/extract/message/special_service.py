"""Special service requests of airlines (IATA, SSR), which bookings and lists of passengers hold.

A request of a kind says what it is about between strokes: a passenger's document, an address, who a child is.
What systems of reservation cannot write is spelled with other signs: `//` for @, `..` for an underline.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from pii_sweep.extract.message.segment import Named, party_fields

_NAMES: Final = ("last name", "first name", "middle name")
# What stands between strokes, behind what stands before the first one, by the code of a request.
ELEMENTS: Final[Mapping[str, Sequence[str]]] = {
    "DOCS": (
        "document", "issued by", "passport number", "nationality", "date of birth", "sex", "expires", *_NAMES,
    ),
    "DOCO": ("place of birth", "document", "visa number", "issued by", "issued on", "country"),
    "DOCA": ("kind", "country", "street", "city", "state", "zip"),
    "CTCE": ("email",),
    "CTCM": ("phone",),
    "CTCB": ("phone",),
    "CTCH": ("phone",),
    "FOID": ("identity card number",),
    "PCTC": ("contact.full name", "contact.phone"),
    "CHLD": ("date of birth",),
}  # fmt: skip
# Letters before the number that says who a passenger is.
_IDENTIFIED: Final[Mapping[str, str]] = {
    "PP": "passport number", "NI": "identity card number", "ID": "identity card number",
    "DL": "driver licence number", "CC": "credit card number", "FF": "frequent flyer number",
}  # fmt: skip
_MARKS: Final = (("./", "-"), ("..", "_"), ("//", "@"))


def name_request(elements: Sequence[str]) -> list[Named]:
    """Return what a request holds in words, nothing where its kind, which comes first, is not known."""
    code = elements[0].strip()
    names = ELEMENTS.get(code, ())
    begun = next((part for part in elements if "/" in part), "").partition("/")[2]
    if not names or not begun:
        return []
    if code == "CTCE":
        return party_fields("passenger", [("email", _spell_address(begun))])
    values = begun.split("/")
    if code == "FOID":
        name = _IDENTIFIED.get(values[0][:2], names[0])
        return [*party_fields("passenger", [(name, values[0][2:])]), ("", " ".join(values[1:]))]
    known = zip(names, values, strict=False)
    return [*party_fields("passenger", list(known)), ("", " ".join(values[len(names) :]))]


def _spell_address(text: str) -> str:
    """Return an address of mail as people write it: `ZOLTAN..HOLT//MAIL.EXAMPLE`."""
    for mark, sign in _MARKS:
        text = text.replace(mark, sign)
    return text.partition("/")[0]
