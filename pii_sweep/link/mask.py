"""What may be shown of a value: first letters, last digits, lengths; never the value."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache

from pii_sweep.entities import BY_NAME, Mask

BLOCK = "█"
_LETTER_OR_DIGIT = re.compile(r"[^\W_]")
_DIGIT, _SIGN = re.compile(r"\d"), re.compile(r"\w")
DOCUMENTS = frozenset(
    {
        "driver_license",
        "passport",
        "identity_card",
        "payment_card",
        "social_security_card",
        "insurance_card",
        "residence_permit",
    }
)


def mask_value(entity: str, value: str, parts: Mapping[str, str]) -> str:
    """Return a value's mask: names keep initials, addresses state and ZIP3, cards the last four."""
    kind = BY_NAME[entity].mask if entity in BY_NAME else "hidden"
    return _address(parts) if kind == "address" else _RULES[kind](value)


def _hide(value: str) -> str:
    return BLOCK * min(len(value), 32)


def _name(value: str) -> str:
    return " ".join(word[0] + BLOCK * min(len(word) - 1, 20) for word in value.split() if word)


def _address(parts: Mapping[str, str]) -> str:
    return _state_and_code(parts.get("state", ""), parts.get("zip", ""))


@lru_cache(maxsize=1024)  # those of a table are few
def _state_and_code(state: str, code: str) -> str:
    code = re.sub(r"\D", "", code)
    tail = " ".join(part for part in (state, code[:3] + "██" if len(code) >= 5 else "") if part)
    return f"{BLOCK * 8}, {tail}" if tail else BLOCK * 8


def _digits(keep: int) -> Callable[[str], str]:
    def rule(value: str) -> str:
        places = [at for at, char in enumerate(value) if char.isdecimal()]
        shown = min(keep, max(0, len(places) - keep))
        first = places[-shown] if shown else len(value)
        end = [BLOCK if char.isalnum() and not char.isdecimal() else char for char in value[first:]]
        return _LETTER_OR_DIGIT.sub(BLOCK, value[:first]) + "".join(end)

    return rule


def _email(value: str) -> str:
    local, _, host = value.partition("@")
    return f"{local[:1]}███@{host[:1]}███"


def _amount(value: str) -> str:
    return _DIGIT.sub(BLOCK, value)


def _document(value: str) -> str:
    """Return the class of a document of identity, and nothing else that its value may hold."""
    return value if value in DOCUMENTS else _hide(value)


def _year(value: str) -> str:
    return _SIGN.sub(BLOCK, value)


_RULES: Mapping[Mask, Callable[[str], str]] = {
    "hidden": _hide,
    "name": _name,
    "email": _email,
    "amount": _amount,
    "year": _year,
    "document": _document,
    "last2": _digits(2),
    "last4": _digits(4),
}
