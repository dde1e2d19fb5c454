"""Which of the callers that a configuration names are outside the owner's account."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pii_sweep.store.access.conditions import SERVICES
from pii_sweep.store.access.configuration import Account, Part
from pii_sweep.store.access.policy import ANYONE, Grant, list_invited, statements

# Services that hand objects on to whoever asks them.
PASSING_ON = frozenset({"Service:cloudfront.amazonaws.com"})


@dataclass(frozen=True, slots=True)
class Insiders:
    """The owner by account number and canonical id; None where it is not known."""

    number: str | None
    canonical: str | None

    @classmethod
    def of(cls, parts: Mapping[str, Part], account: Account, *, own: bool) -> Insiders:
        """Return the bucket's owner: the caller's account where it is the caller's `own`."""
        owner = parts["acl"].value.get("Owner", {}).get("ID")
        return cls(account.number if own else None, owner or (account.canonical if own else None))


def outsiders(grants: Iterable[Grant], points: Part, replication: Part, insiders: Insiders) -> list[str]:
    """Return the named callers outside the owner's account, sorted; those of unknown account count.

    `points` holds the policies of access points that the bucket's policy hands on to.
    """
    found = {grant.who for grant in grants if grant.who != ANYONE and _is_outside(grant.who, insiders)}
    found |= _admit_by_points(points, insiders)
    rules = replication.value.get("ReplicationConfiguration", {}).get("Rules", [])
    for rule in rules:
        target = rule.get("Destination", {})
        if target.get("Account") and target["Account"] != insiders.number:
            found.add(f"replication to account {target['Account']}")
    return sorted(found)


def _admit_by_points(points: Part, insiders: Insiders) -> set[str]:
    """Return who comes in by an access point; a policy that cannot be parsed may let anyone in."""
    found = set()
    for name, text in points.value.get("Policies", {}).items():
        try:
            callers = list_invited(statements(json.loads(text)))
        except (ValueError, AttributeError):
            callers = (ANYONE,)
        for who in callers:
            if who == ANYONE or _is_outside(who, insiders):
                found.add(f"{'anyone' if who == ANYONE else who} through access point {name}")
    return found


def _is_outside(who: str, insiders: Insiders) -> bool:
    kind, _, name = who.partition(":")
    if who == SERVICES or kind == "Service":
        return who in PASSING_ON
    if kind == "CanonicalUser":
        return name != insiders.canonical
    if re.fullmatch(r"\d{12}", who):
        return who != insiders.number
    if kind == "arn":
        return _arn_is_outside(who, insiders)
    owned = re.match(
        r"(?:aws:principalaccount|aws:sourceaccount|aws:sourceowner|s3:dataaccesspointaccount)=(.*)", who
    )
    if owned:
        return owned[1] != insiders.number
    held = re.match(r"(?:aws:principalarn|aws:sourcearn|s3:dataaccesspointarn)=(arn:.*)", who)
    return _arn_is_outside(held[1], insiders) if held else True


def _arn_is_outside(arn: str, insiders: Insiders) -> bool:
    """Compare an ARN's account; Ceph leaves it empty and names the user alone, or its tenant."""
    account, _, resource = arn.split(":", 4)[4].partition(":") if arn.count(":") >= 5 else ("", "", "")
    if re.fullmatch(r"\d{12}", account):
        return account != insiders.number
    user = resource.removeprefix("user/").partition(":")[0]
    owner = insiders.canonical or ""
    return owner not in {user, f"{account}${user}"}
