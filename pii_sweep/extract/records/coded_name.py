"""Names of fields that are codes of a standard become words, in trees of JSON and XML.

DICOM's model in JSON (PS3.18, annex F) names elements by their tags; ISO 20022 (pain, camt, pacs) shortens
words; NEMSIS (ambulances in the United States) numbers elements; DynamoDB puts a letter for the type around
each value. Google's places are degrees times ten million.
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
# NEMSIS 3: what the elements of a section are, in the order of their numbers; `-` for none of a person.
_PERSON: Final = "last name|first name|middle name|street"
_PLACE: Final = "city|state|zip|country"
EMERGENCY: Final[Mapping[str, str]] = {
    "ePatient": "patient id|last name|first name|middle name|street|city|county|state|zip|country|-|ssn"
    "|gender|race|age|-|date of birth|phone|email|license state|driver license number|-|suffix",
    "ePayment": f"-|-|-|-|-|-|-|-|-|insurance company|-|-|-|-|-|-|group number|insurance policy number"
    f"|last name|first name|middle name|relationship|{_PERSON}|{_PLACE}|phone|relationship|employer",
    "eHistory": "-|last name|first name|middle name",
    "dPersonnel": f"{_PERSON}|{_PLACE}|phone|email|date of birth",
}  # fmt: skip
_NUMBERED: Final = re.compile(r"([ed][A-Z][a-z]+)[._](\d\d)")
# Places are codes of a register (GNIS, FIPS) there.
_REGISTERED: Final = frozenset({"city", "county", "state", "license state"})
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
        elif known := _name_number(path, value):
            yield known
        elif path[0] == _DOCUMENT:
            yield tuple(PAYMENT.get(step, step) if isinstance(step, str) else step for step in path), value
        elif path[-1] in _TYPES and (isinstance(path[-2], str) or "L" in path[:-2]):
            yield _without_types(path), value
        elif path[-1] in _ENDS or path[-1] == _FORM or path[-2] == "Value":
            yield _element(path, value)
        else:
            yield leaf


def keeps_name(name: str) -> bool:
    """Return whether `decode` leaves the scalars below a name as they are, right below a record's number."""
    coded = name == _FORM or name in _ENDS or name in _TYPES or _NUMBERED.fullmatch(name)
    return not coded and name[-1:] != "7"


def _name_number(path: Path, value: str) -> Leaf | None:
    """Return an element of NEMSIS under the words for its number; None for others."""
    last = len(path) - 1 if isinstance(path[-1], str) else len(path) - 2
    step = path[last]
    if not isinstance(step, str) or step[-3:-2] not in _MARKS:
        return None
    found = _NUMBERED.fullmatch(step)
    words = EMERGENCY.get(found[1], "").split("|") if found else []
    if found is None or not 0 < int(found[2]) <= len(words) or (word := words[int(found[2]) - 1]) == "-":
        return None
    return (
        None
        if word in _REGISTERED and value.isdecimal()
        else ((*path[:last], word, *path[last + 1 :]), value)
    )


_MARKS: Final = frozenset({".", "_"})


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
