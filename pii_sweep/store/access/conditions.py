"""Which conditions hold a statement for everyone to known callers.

The keys and the breadth of addresses are those of "The meaning of 'public'", Amazon S3 User
Guide; operators as in "IAM JSON policy elements: Condition operators", IAM User Guide.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from ipaddress import IPv4Network, ip_network

Audience = tuple[str, ...]
Condition = Mapping[str, Mapping[str, tuple[str, ...]]]

# Keys that name somebody who owns what they are held to.
OWNED_KEYS = frozenset({
    "aws:principalorgid", "aws:principalorgpaths", "aws:principalaccount", "aws:principalarn", "aws:userid",
    "aws:sourcearn", "aws:sourceaccount", "aws:sourceowner", "aws:sourceorgid", "aws:sourcevpc",
    "aws:sourcevpce", "s3:dataaccesspointarn", "s3:dataaccesspointaccount",
})  # fmt: skip
ADDRESS_KEY = "aws:sourceip"
SERVICES = "AWS services"
EQUAL = frozenset({"stringequals", "stringequalsignorecase", "stringlike", "arnequals", "arnlike"})
UNEQUAL = frozenset(
    {"stringnotequals", "stringnotequalsignorecase", "stringnotlike", "arnnotequals", "arnnotlike"}
)
EXEMPT_SERVICES = frozenset({"aws:viaawsservice", "aws:principalisawsservice"})
WIDEST_IPV4 = 8
WIDEST_IPV6 = 32


def allowed_by(condition: Condition) -> Audience | None:
    """Return whom an Allow's condition holds it to, or None where anyone can meet it.

    All conditions must be met, so one that holds is enough. `IfExists` and `ForAllValues:`
    are met by a request without the key, which an anonymous one is, and so do not hold.
    """
    for operator, held in condition.items():
        for key, values in held.items():
            plain = operator.removeprefix("foranyvalue:")
            address = operator.removesuffix("ifexists") == "ipaddress" and key == ADDRESS_KEY
            if (plain in EQUAL and key in OWNED_KEYS) or address:
                fixed = _find_fixed(key, values)
                if fixed:
                    return fixed
            if operator == "bool" and key == "aws:principalisawsservice" and values == ("true",):
                return (SERVICES,)
    return None


def spared_by(condition: Condition) -> Audience | None:
    """Return whom alone a Deny's condition spares, or None where it denies less than the rest.

    The denial applies where all conditions are met, so each must spare known callers only.
    """
    spared: list[str] = []
    for operator, held in condition.items():
        for key, values in held.items():
            plain = operator.removeprefix("forallvalues:").removesuffix("ifexists")
            negated = (plain in UNEQUAL and key in OWNED_KEYS) or (
                plain == "notipaddress" and key == ADDRESS_KEY
            )
            if plain == "bool" and key in EXEMPT_SERVICES and values == ("false",):
                spared.append(SERVICES)
                continue
            fixed = _find_fixed(key, values) if negated else None
            if not fixed:
                return None
            spared += fixed
    return tuple(spared) or None


def _find_fixed(key: str, values: tuple[str, ...]) -> Audience | None:
    check: Callable[[str], bool] = _is_narrow if key == ADDRESS_KEY else _is_owned
    if values and all(check(value) for value in values):
        return tuple(f"{key}={value}" for value in values)
    return None


def _is_narrow(text: str) -> bool:
    """Return whether a range of addresses is narrow enough to name somebody."""
    try:
        network = ip_network(text, strict=False)
    except ValueError:
        return False
    return network.prefixlen >= (WIDEST_IPV4 if isinstance(network, IPv4Network) else WIDEST_IPV6)


def _is_owned(value: str) -> bool:
    """Return whether a value names an owner: no variable, no wildcard before the owner's own part."""
    if not value or "${" in value:
        return False
    wild = min((value.index(letter) for letter in "*?" if letter in value), default=None)
    if wild is None:
        return True
    return bool(re.match(r"arn:[\w-]+:[\w-]+:[\w-]*:\d{12}:|o-[a-z0-9]+/|A[A-Z0-9]{15,}:", value[:wild]))
