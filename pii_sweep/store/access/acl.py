"""Whom an access control list lets in (Amazon S3 User Guide, "Access control list overview")."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pii_sweep.store.access.policy import ANYONE, Access, Grant

GROUPS = "http://acs.amazonaws.com/groups/global/"
RIGHTS: Mapping[str, tuple[Access, ...]] = {
    "READ": ("list",),
    "WRITE": ("write", "delete"),
    "WRITE_ACP": ("write", "delete"),
    "FULL_CONTROL": ("list", "write", "delete"),
}
OBJECT_RIGHTS: Mapping[str, tuple[Access, ...]] = {
    "READ": ("read",),
    "WRITE_ACP": ("write",),
    "FULL_CONTROL": ("read", "write"),
}
# CloudFront's log delivery account, as its documentation gives it.
LOG_DELIVERY = "c4c1ede66af53448b93c283ce9448c4ba468c9432aa01d700d3878632f77d2d0"


def grants(acl: Mapping[str, Any]) -> tuple[Grant, ...]:
    """Return the rights that a bucket's ACL gives to others than its owner."""
    return _grants(acl, RIGHTS)


def object_grants(acl: Mapping[str, Any]) -> tuple[Grant, ...]:
    """Return the rights that an object's ACL gives to others than its owner."""
    return _grants(acl, OBJECT_RIGHTS)


def _grants(acl: Mapping[str, Any], rights: Mapping[str, tuple[Access, ...]]) -> tuple[Grant, ...]:
    owner = acl.get("Owner", {}).get("ID")
    found: dict[Grant, None] = {}
    for entry in acl.get("Grants", []):
        grantee, permission = entry.get("Grantee", {}), entry.get("Permission", "")
        who = _name_grantee(grantee)
        if who is not None and who not in {f"CanonicalUser:{owner}", f"CanonicalUser:{LOG_DELIVERY}"}:
            group = grantee.get("URI", "").rpartition("/")[2]
            for access in rights.get(permission, ()):
                found[Grant(who, access, f"ACL grant {permission} to {group or who}")] = None
    return tuple(found)


def _name_grantee(grantee: Mapping[str, Any]) -> str | None:
    uri = grantee.get("URI", "")
    if uri.startswith(GROUPS):
        return ANYONE  # AuthenticatedUsers are the users of every AWS account
    if uri:
        return None  # the log delivery group
    if grantee.get("ID"):
        return f"CanonicalUser:{grantee['ID']}"
    return "AmazonCustomerByEmail" if grantee.get("EmailAddress") else None
