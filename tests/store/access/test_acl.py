"""Whom an access control list lets in."""

from __future__ import annotations

import pytest

from pii_sweep.store.access import acl

OTHER = "b" * 64


@pytest.mark.parametrize(
    ("grantee", "who"),
    [
        ({"ID": "owner"}, None),
        ({"ID": acl.LOG_DELIVERY}, None),
        ({"ID": OTHER}, f"CanonicalUser:{OTHER}"),
        ({"EmailAddress": "a@b.example"}, "AmazonCustomerByEmail"),
    ],
)
def test_neither_the_owner_nor_log_delivery_is_an_outsider(grantee: dict[str, str], who: str | None) -> None:
    given = acl.grants({"Owner": {"ID": "owner"}, "Grants": [{"Grantee": grantee, "Permission": "READ"}]})
    assert [grant.who for grant in given] == ([who] if who else [])
