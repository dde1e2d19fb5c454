"""Whom a bucket policy lets in, case by case as the S3 User Guide tells them."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pii_sweep.store.access import policy
from pii_sweep.store.access.policy import ANYONE

BUCKET = "orders"
BOTH = ["arn:aws:s3:::orders", "arn:aws:s3:::orders/*"]
OTHER = "arn:aws:iam::999999999999:root"


def allow(
    principal: Any = "*", action: Any = "s3:GetObject", resource: Any = None, **more: Any
) -> dict[str, Any]:
    return {"Effect": "Allow", "Principal": principal, "Action": action, "Resource": resource or BOTH} | more


def deny(principal: Any = "*", action: Any = "s3:*", resource: Any = None, **more: Any) -> dict[str, Any]:
    return {"Effect": "Deny", "Principal": principal, "Action": action, "Resource": resource or BOTH} | more


def granted(*items: dict[str, Any]) -> set[tuple[str, str]]:
    found = policy.grants(policy.statements({"Statement": list(items)}), BUCKET)
    return {(grant.who, grant.access) for grant in found}


def condition(operator: str, key: str, *values: str) -> dict[str, Any]:
    return {operator: {key: list(values)}}


PUBLIC = [
    allow(),
    allow({"AWS": "*"}),
    allow({"AWS": ["arn:aws:iam::111122223333:root", "*"]}),
    allow({"AWS": "arn:aws:iam::*:root"}),
    allow(action="*"),
    allow(action="s3:*"),
    allow(action=["s3:Get*"]),
    allow(action="S3:GETOBJECT"),
    allow(resource="*"),
    allow(resource="arn:aws:s3:::*"),
    allow(resource="arn:aws:s3:::orders/photos/*"),
    allow(resource="arn:aws:s3:::ord*"),
    allow(resource="arn:aws-us-gov:s3:::orders/*"),
    allow(resource="arn:aws:s3:::orders/${aws:username}/*"),
    {"Effect": "Allow", "NotPrincipal": {"AWS": OTHER}, "Action": "s3:GetObject", "Resource": "*"},
    {"Effect": "Allow", "Principal": "*", "NotAction": "s3:PutObject", "Resource": BOTH},
    {
        "Effect": "Allow",
        "Principal": "*",
        "Action": "s3:GetObject",
        "NotResource": "arn:aws:s3:::orders/secret/*",
    },
    allow(Condition=condition("IpAddress", "aws:SourceIp", "0.0.0.0/0")),
    allow(Condition=condition("IpAddress", "aws:SourceIp", "0.0.0.0/1")),
    allow(Condition=condition("IpAddress", "aws:SourceIp", "198.51.100.0/24", "0.0.0.0/0")),
    allow(Condition=condition("IpAddress", "aws:SourceIp", "2000::/3")),
    allow(Condition=condition("NotIpAddress", "aws:SourceIp", "198.51.100.0/24")),
    allow(Condition=condition("StringLike", "aws:Referer", "https://example.com/*")),
    allow(Condition=condition("StringLike", "aws:SourceVpce", "vpce-*")),
    allow(Condition=condition("StringEqualsIfExists", "aws:PrincipalOrgID", "o-abc123")),
    allow(Condition=condition("ForAllValues:StringEquals", "aws:PrincipalOrgPaths", "o-abc123/r-1/")),
    allow(Condition=condition("StringNotEquals", "aws:PrincipalOrgID", "o-abc123")),
    allow(Condition=condition("StringEquals", "s3:ExistingObjectTag/public", "yes")),
    allow(Condition=condition("Bool", "aws:SecureTransport", "true")),
    allow(Condition=condition("StringEquals", "aws:PrincipalAccount", "${aws:PrincipalAccount}")),
]


@pytest.mark.parametrize("statement", PUBLIC, ids=range(len(PUBLIC)))
def test_a_statement_for_everyone_is_public_unless_a_condition_names_owners(
    statement: dict[str, Any],
) -> None:
    assert (ANYONE, "read") in granted(statement)


HELD = [
    (condition("IpAddress", "aws:SourceIp", "198.51.100.0/24"), "aws:sourceip=198.51.100.0/24"),
    (condition("IpAddress", "aws:SourceIp", "10.0.0.0/8"), "aws:sourceip=10.0.0.0/8"),
    (condition("StringEquals", "aws:SourceVpce", "vpce-1a2b3c4d"), "aws:sourcevpce=vpce-1a2b3c4d"),
    (condition("StringEquals", "aws:PrincipalOrgID", "o-abc123"), "aws:principalorgid=o-abc123"),
    (condition("stringequals", "AWS:PRINCIPALORGID", "o-abc123"), "aws:principalorgid=o-abc123"),
    (
        condition("ForAnyValue:StringLike", "aws:PrincipalOrgPaths", "o-abc123/r-1/*"),
        "aws:principalorgpaths=o-abc123/r-1/*",
    ),
    (
        condition("ArnLike", "aws:PrincipalArn", "arn:aws:iam::111122223333:role/*"),
        "aws:principalarn=arn:aws:iam::111122223333:role/*",
    ),
    (
        condition("Bool", "aws:SecureTransport", "true")
        | condition("StringEquals", "aws:SourceVpc", "vpc-1"),
        "aws:sourcevpc=vpc-1",
    ),
]


@pytest.mark.parametrize(("held", "who"), HELD, ids=[who for _, who in HELD])
def test_a_condition_that_names_owners_holds_everyone_to_them(held: dict[str, Any], who: str) -> None:
    assert granted(allow(Condition=held)) == {(who, "read")}


def test_named_principals_are_named_by_their_kind() -> None:
    principal = {
        "AWS": [OTHER, "999999999999"],
        "CanonicalUser": "79a5",
        "Service": "cloudfront.amazonaws.com",
    }
    assert {who for who, _ in granted(allow(principal))} == {
        OTHER, "999999999999", "CanonicalUser:79a5", "Service:cloudfront.amazonaws.com",
    }  # fmt: skip


def test_listing_needs_the_bucket_and_reading_its_objects() -> None:
    assert granted(allow(action="s3:ListBucket", resource="arn:aws:s3:::orders/*")) == set()
    assert granted(allow(action="s3:GetObject", resource="arn:aws:s3:::orders")) == set()
    assert granted(allow(action="s3:ListBucket", resource="arn:aws:s3:::orders")) == {(ANYONE, "list")}
    assert granted(allow(action="s3:PutObject")) == {(ANYONE, "write")}
    assert granted(allow(action="s3:DeleteObject")) == {(ANYONE, "delete")}
    assert granted(allow(action="s3:DeleteObject*")) == {(ANYONE, "delete"), (ANYONE, "erase")}
    assert granted(allow(action="s3:GetBucketLocation")) == set()


def test_another_buckets_statement_says_nothing() -> None:
    assert granted(allow(resource=["arn:aws:s3:::orders-old/*", "arn:aws:s3:::order/*"])) == set()


@pytest.mark.parametrize(
    ("denial", "left"),
    [
        (deny(), set()),
        (deny(action="s3:GetObject", resource="arn:aws:s3:::orders/*"), set()),
        (deny(action="s3:GetObject", resource="arn:aws:s3:::orders/secret/*"), {(ANYONE, "read")}),
        (deny(action="s3:PutObject"), {(ANYONE, "read")}),
        (deny({"AWS": OTHER}), {(ANYONE, "read")}),
        (deny(Condition=condition("Bool", "aws:SecureTransport", "false")), {(ANYONE, "read")}),
        (
            deny(Condition=condition("NotIpAddress", "aws:SourceIp", "198.51.100.0/24")),
            {("aws:sourceip=198.51.100.0/24", "read")},
        ),
        (deny(Condition=condition("NotIpAddress", "aws:SourceIp", "0.0.0.0/0")), {(ANYONE, "read")}),
        (
            deny(Condition=condition("StringNotEquals", "aws:SourceVpce", "vpce-1")),
            {("aws:sourcevpce=vpce-1", "read")},
        ),
        (
            deny(
                Condition=condition("StringNotEquals", "aws:PrincipalOrgID", "o-abc123")
                | condition("StringEquals", "s3:prefix", "x")
            ),
            {(ANYONE, "read")},
        ),
        (
            {"Effect": "Deny", "NotPrincipal": {"AWS": OTHER}, "Action": "s3:*", "Resource": BOTH},
            {(OTHER, "read")},
        ),
    ],
    ids=range(11),
)
def test_a_denial_takes_away_what_it_covers_and_no_more(denial: dict[str, Any], left: set[Any]) -> None:
    assert granted(allow(), denial) == left


def test_a_denial_of_a_named_principal_takes_its_right_away() -> None:
    assert granted(allow({"AWS": OTHER}), deny({"AWS": OTHER}, action="s3:GetObject*")) == set()


def test_tls_only_is_a_denial_of_everything_sent_in_the_clear() -> None:
    def tls(*items: dict[str, Any]) -> bool:
        return policy.tls_only(policy.statements({"Statement": list(items)}), BUCKET)

    clear = condition("Bool", "aws:SecureTransport", "false")
    assert tls(deny(Condition=clear))
    assert tls(allow(), deny(Condition={"Bool": {"aws:SecureTransport": False}}))
    assert not tls(deny({"AWS": OTHER}, Condition=clear))
    none = {name: value for name, value in deny(Condition=clear).items() if name != "Principal"}
    assert not tls(none | {"NotPrincipal": "*"})
    for action in ("s3:PutObject", "s3:GetObject"):
        assert not tls(deny(action=action, Condition=clear))
    assert not tls(deny(resource="arn:aws:s3:::orders", Condition=clear))
    assert not tls(deny(Condition=clear | condition("StringEquals", "aws:SourceVpc", "vpc-1")))
    assert not tls(allow(Condition=condition("Bool", "aws:SecureTransport", "true")))


def test_a_single_statement_needs_no_list() -> None:
    assert policy.grants(policy.statements({"Statement": allow()}), BUCKET)


@pytest.mark.parametrize("document", [{"Statement": "x"}, {"Statement": [1]}])
def test_a_document_of_another_shape_is_refused(document: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="policy"):
        policy.statements(document)


ITEMS = st.sampled_from([*PUBLIC, *(allow(Condition=held) for held, _ in HELD)])
DENIALS = st.sampled_from([deny(), deny(action="s3:Get*"), deny(resource="arn:aws:s3:::orders/a/*")])


@given(st.lists(ITEMS, max_size=4), st.lists(DENIALS, max_size=2))
def test_a_denial_never_gives_and_an_allowance_never_takes(
    items: list[dict[str, Any]], denials: list[dict[str, Any]]
) -> None:
    assert granted(*items, *denials) <= granted(*items)
    assert granted(*items, *denials) <= granted(*items, allow(), *denials)
