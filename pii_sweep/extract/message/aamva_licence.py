"""The data of a US or Canadian licence as its PDF417 holds it: AAMVA Card Design Standard 2020, annex D."""

from __future__ import annotations

import re

ISSUER = re.compile(r"ANSI \d{6}")
AAMVA = re.compile(r"@\s*\n?.{0,4}ANSI \d{6}|^ANSI \d{6}", re.S)
ELEMENT = re.compile(r"^(?:DL|ID)?(D[A-D][A-Z])(.*)$", re.M)
ELEMENTS = {
    "DCS": "Family name", "DAB": "Family name", "DAC": "Given name", "DCT": "Given name",
    "DAD": "Middle name", "DAA": "Full name", "DAG": "Street address", "DAH": "Street address 2",
    "DAI": "City", "DAJ": "State",
    "DAK": "ZIP", "DBB": "Date of birth", "DAQ": "Driver license number", "DBA": "Expiration date",
    "DBD": "Issue date", "DBC": "Sex", "DAU": "Height", "DAY": "Eye color", "DCG": "Country",
}  # fmt: skip
DATES = {"DBB", "DBA", "DBD"}


def licence_fields(payload: str) -> str:
    """Return the elements of an AAMVA payload as `name: value` lines, dates as MM/DD/YYYY."""
    return "\n".join(f"{name}: {value}" for name, value in licence(payload).items())


def licence(payload: str, *, written: bool = False) -> dict[str, str]:
    """Return the elements of an AAMVA payload by their names, dates as MM/DD/YYYY or as `written`.

    The parts of the name and of the address are put together: a person has one of each.
    """
    found: dict[str, str] = {}
    text = re.sub(r"(?:DL|ID)(?=D[A-D][A-Z])", "\n", payload.replace("\r", "\n"))
    for name, rest in ELEMENT.findall(text):
        value = rest.strip().rstrip(",")
        if name in ELEMENTS and value and value not in ("NONE", "unavl"):
            dated = name in DATES and not written
            found.setdefault(ELEMENTS[name], _date(value) if dated else _value(name, value))
    person = " ".join(
        found.pop(part) for part in ("Given name", "Middle name", "Family name") if part in found
    )
    street = [found.pop(part) for part in ("Street address", "Street address 2", "City") if part in found]
    region = " ".join(found.pop(part) for part in ("State", "ZIP") if part in found)
    if issuer := ISSUER.search(payload):
        found["Issuer"] = issuer[0]  # which indicates that it is a licence's, not a form's
    named = {"Name": person, "Address": ", ".join([*street, region] if region else street)}
    return {name: value for name, value in (named | found).items() if value}


def _value(name: str, value: str) -> str:
    if name == "DAK" and re.fullmatch(r"\d{9}", value):
        return value[:5] if value.endswith("0000") else f"{value[:5]}-{value[5:]}"
    return {"1": "M", "2": "F"}.get(value, value) if name == "DBC" else value


def _date(value: str) -> str:
    """Return MMDDCCYY (US) or CCYYMMDD (Canada) as MM/DD/YYYY."""
    if not re.fullmatch(r"\d{8}", value):
        return value
    if value[:2] in ("19", "20") and int(value[4:6]) <= 12:
        return f"{value[4:6]}/{value[6:]}/{value[:4]}"
    return f"{value[:2]}/{value[2:4]}/{value[4:]}"
