"""What may be shown of a value: first letters, last digits, lengths; never the value."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from pii_sweep.entities import BY_NAME, Mask

BLOCK = "█"
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


def masked(entity: str, value: str, parts: Mapping[str, str]) -> str:
    """Return a value's mask: names keep initials, addresses state and ZIP3, cards the last four."""
    kind = BY_NAME[entity].mask if entity in BY_NAME else "hidden"
    return _address(parts) if kind == "address" else _RULES[kind](value)


def _hidden(value: str) -> str:
    return BLOCK * min(len(value), 32)


def _name(value: str) -> str:
    return " ".join(word[0] + BLOCK * min(len(word) - 1, 20) for word in value.split() if word)


def _address(parts: Mapping[str, str]) -> str:
    state, code = parts.get("state", ""), re.sub(r"\D", "", parts.get("zip", ""))
    tail = " ".join(part for part in (state, code[:3] + "██" if len(code) >= 5 else "") if part)
    return f"{BLOCK * 8}, {tail}" if tail else BLOCK * 8


def _digits(keep: int) -> Callable[[str], str]:
    def rule(value: str) -> str:
        total = sum(char.isdigit() for char in value)
        hide, out = total - min(keep, max(0, total - keep)), []
        for char in value:
            if char.isalnum():
                shown = char.isdigit() and hide <= 0
                hide -= char.isdigit()
                out.append(char if shown else BLOCK)
            else:
                out.append(char)
        return "".join(out)

    return rule


def _email(value: str) -> str:
    local, _, host = value.partition("@")
    return f"{local[:1]}███@{host[:1]}███"


def _amount(value: str) -> str:
    return re.sub(r"\d", BLOCK, value)


def _document(value: str) -> str:
    """Return the class of a document of identity, and nothing else that its value may hold."""
    return value if value in DOCUMENTS else _hidden(value)


def _year(value: str) -> str:
    return re.sub(r"\w", BLOCK, value)


_RULES: Mapping[Mask, Callable[[str], str]] = {
    "hidden": _hidden,
    "name": _name,
    "email": _email,
    "amount": _amount,
    "year": _year,
    "document": _document,
    "last2": _digits(2),
    "last4": _digits(4),
}
