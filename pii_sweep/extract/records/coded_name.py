"""Names of fields that are codes of a standard become words, in trees of JSON and XML.

DICOM's model in JSON (PS3.18, annex F) names elements by their tags; ISO 20022 (pain, camt, pacs) shortens
words; DynamoDB puts a letter for the type around each value. Google's places are degrees times ten million.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from pii_sweep.extract.records import dicom

Path = tuple[str | int, ...]
Leaf = tuple[Path, str]

# Elements of ISO 20022's business model that say little by their own names.
PAYMENT: Final[Mapping[str, str]] = {
    "Nm": "name", "StrtNm": "street", "BldgNb": "house number", "BldgNm": "building", "PstBx": "po box",
    "PstCd": "zip", "TwnNm": "city", "TwnLctnNm": "suburb", "DstrctNm": "district", "CtrySubDvsn": "state",
    "Ctry": "country", "AdrLine": "address", "BirthDt": "date of birth", "CityOfBirth": "place of birth",
    "PhneNb": "phone", "MobNb": "mobile phone", "FaxNb": "fax", "EmailAdr": "email", "Ustrd": "memo",
    "Cdtr": "creditor", "Dbtr": "debtor", "UltmtCdtr": "creditor", "UltmtDbtr": "debtor", "PrvtId": "person",
}  # fmt: skip
_DOCUMENT: Final = "Document"
_ITEM: Final = "Item"
_TYPES, _NESTED = frozenset({"S", "N", "BOOL"}), frozenset({"M", "L"})
_TAG: Final = re.compile(r"[0-9A-Fa-f]{8}")
_FORM: Final = "vr"
_ENDS: Final = frozenset({"Alphabetic", "Ideographic", "Phonetic"})


# `latitudeE7`, `lngE7` (Google's Location History and its protocol buffers).
_SCALED: Final = re.compile(r"(?i)(lat(?:itude)?|lo?ng?(?:itude)?)_?e7")
_WHOLE: Final = re.compile(r"-?\d{5,10}")


def decode(leaves: Iterable[Leaf]) -> Iterator[Leaf]:
    """Yield leaves, those whose path is written in codes with the words for them."""
    for leaf in leaves:
        path, value = leaf
        if path and isinstance(path[-1], str) and path[-1][-1:] == "7" and (scaled := _degrees(path, value)):
            yield scaled
        elif len(path) < 2:
            yield leaf
        elif path[0] == _DOCUMENT:
            yield tuple(PAYMENT.get(step, step) if isinstance(step, str) else step for step in path), value
        elif path[-1] in _TYPES and (isinstance(path[-2], str) or "L" in path[:-2]):
            yield _without_types(path), value
        elif path[-1] in _ENDS or path[-1] == _FORM or path[-2] == "Value":
            yield _element(path, value)
        else:
            yield leaf


def _degrees(path: Path, value: str) -> Leaf | None:
    """Return a latitude or a longitude in degrees under its name without the scale; None for others."""
    name = _SCALED.fullmatch(str(path[-1]))
    if name is None or not _WHOLE.fullmatch(value):
        return None
    return (*path[:-1], name[1]), f"{int(value) / 1e7:.7f}"


def _without_types(path: Path) -> Path:
    """Return the path of a value of DynamoDB without the letters of its types."""
    kept = tuple(step for step in path[:-1] if step not in _NESTED)
    inner = tuple(step for step in kept if step != _ITEM)  # around each record of an export to S3
    return inner if inner and isinstance(inner[-1], str) else kept or path


def _element(path: Path, value: str) -> Leaf:
    """Return a value of DICOM under its element's name; another's as it stands."""
    for at in range(len(path) - 2, -1, -1):
        step = path[at]
        if not isinstance(step, str) or not _TAG.fullmatch(step):
            continue
        tag = int(step, 16)
        named = path[-1] in _ENDS
        own = (*path[:at], dicom.NAMES.get(tag, f"({step[:4]},{step[4:]})"))
        if path[-1] == _FORM:
            return (*own, _FORM), value
        return own, dicom.spell_value(tag, value, named)
    return path, value
