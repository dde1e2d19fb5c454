"""Whom a condition holds a statement to, and whom a denial spares; what names nobody holds nobody."""

from __future__ import annotations

import json

import pytest

from pii_sweep.store.access.conditions import SERVICES, allowed_by, spared_by
from pii_sweep.store.access.configuration import Part
from pii_sweep.store.access.outsiders import Insiders, outsiders
from pii_sweep.store.access.policy import Grant

OURS, THEIRS = "111122223333", "999988887777"
INSIDERS = Insiders(OURS, "me")
NARROW = ("aws:sourceip=203.0.113.0/24",)


@pytest.mark.parametrize(
    ("operator", "key", "values", "allowed"),
    [
        ("ipaddress", "aws:sourceip", ("203.0.113.0/24",), NARROW),
        ("ipaddressifexists", "aws:sourceip", ("203.0.113.0/24",), NARROW),
        ("ipaddress", "aws:sourceip", ("10.0.0.0/8",), ("aws:sourceip=10.0.0.0/8",)),
        ("ipaddress", "aws:sourceip", ("10.0.0.0/7",), None),
        ("ipaddress", "aws:sourceip", ("203.0.113.0/24", "0.0.0.0/0"), None),
        ("ipaddress", "aws:sourceip", ("2001:db8::/32",), ("aws:sourceip=2001:db8::/32",)),
        ("ipaddress", "aws:sourceip", ("2001:db8::/31",), None),
        ("ipaddress", "aws:sourceip", ("office",), None),
        ("ipaddress", "aws:sourceip", (), None),
        ("ipaddress", "aws:vpcsourceip", ("203.0.113.0/24",), None),
        ("stringequals", "aws:principalorgid", ("o-abc",), ("aws:principalorgid=o-abc",)),
        ("foranyvalue:stringlike", "aws:principalorgpaths", ("o-abc/*",), ("aws:principalorgpaths=o-abc/*",)),
        ("forallvalues:stringlike", "aws:principalorgpaths", ("o-abc/*",), None),
        ("stringequalsifexists", "aws:principalaccount", (OURS,), None),
        (
            "stringlike",
            "aws:principalarn",
            (f"arn:aws:iam::{OURS}:role/*",),
            (f"aws:principalarn=arn:aws:iam::{OURS}:role/*",),
        ),
        ("stringlike", "aws:principalarn", ("arn:aws:iam::*:role/x",), None),
        ("stringlike", "aws:userid", ("AROAEXAMPLEID1234:*",), ("aws:userid=AROAEXAMPLEID1234:*",)),
        ("stringlike", "aws:userid", ("AROA:?",), None),
        ("stringequals", "aws:principalaccount", ("${aws:username}",), None),
        ("stringequals", "aws:principalaccount", ("",), None),
        ("stringequals", "aws:referer", ("https://shop.example",), None),
        ("bool", "aws:principalisawsservice", ("true",), (SERVICES,)),
        ("bool", "aws:principalisawsservice", ("false",), None),
        ("bool", "aws:securetransport", ("true",), None),
    ],
)
def test_a_condition_of_an_allow_holds_it_to_those_whom_it_names(
    operator: str, key: str, values: tuple[str, ...], allowed: tuple[str, ...] | None
) -> None:
    condition = {operator: {key: values}}
    assert allowed_by(condition) == allowed
    assert allowed_by({"bool": {"aws:securetransport": ("true",)}, **condition}) == allowed


@pytest.mark.parametrize(
    ("condition", "spared"),
    [
        ({"stringnotequals": {"aws:principalaccount": (OURS,)}}, (f"aws:principalaccount={OURS}",)),
        ({"stringnotequalsifexists": {"aws:principalaccount": (OURS,)}}, (f"aws:principalaccount={OURS}",)),
        (
            {"forallvalues:stringnotlike": {"aws:principalorgpaths": ("o-a/*",)}},
            ("aws:principalorgpaths=o-a/*",),
        ),
        ({"notipaddress": {"aws:sourceip": ("203.0.113.0/24",)}}, NARROW),
        ({"notipaddressifexists": {"aws:sourceip": ("203.0.113.0/24",)}}, NARROW),
        ({"notipaddress": {"aws:sourceip": ("0.0.0.0/0",)}}, None),
        ({"notipaddress": {"aws:vpcsourceip": ("203.0.113.0/24",)}}, None),
        ({"bool": {"aws:viaawsservice": ("false",)}}, (SERVICES,)),
        ({"boolifexists": {"aws:principalisawsservice": ("false",)}}, (SERVICES,)),
        ({"bool": {"aws:viaawsservice": ("true",)}}, None),
        ({"bool": {"aws:securetransport": ("false",)}}, None),
        (
            {
                "bool": {"aws:viaawsservice": ("false",)},
                "notipaddress": {"aws:sourceip": ("203.0.113.0/24",)},
            },
            (SERVICES, *NARROW),
        ),
        ({"notipaddress": {"aws:sourceip": ("203.0.113.0/24",)}, "null": {"aws:referer": ("true",)}}, None),
        ({}, None),
    ],
)
def test_a_denial_spares_known_callers_only_where_each_of_its_conditions_does(condition, spared) -> None:
    assert spared_by(condition) == spared


@pytest.mark.parametrize(
    ("who", "outside"),
    [
        (OURS, False),
        (THEIRS, True),
        (f"arn:aws:iam::{OURS}:root", False),
        (f"arn:aws:iam::{THEIRS}:role/x", True),
        ("CanonicalUser:me", False),
        ("CanonicalUser:them", True),
        (SERVICES, False),
        ("Service:logging.s3.amazonaws.com", False),
        ("Service:cloudfront.amazonaws.com", True),
        (f"aws:principalaccount={OURS}", False),
        (f"aws:sourceowner={THEIRS}", True),
        (f"aws:sourcearn=arn:aws:s3:::{OURS}", True),
        (f"aws:principalarn=arn:aws:iam::{OURS}:role/*", False),
        ("aws:principalorgid=o-abc", True),
        ("aws:sourceip=203.0.113.0/24", True),
        ("Federated:accounts.google.com", True),
        ("arn:aws:iam:::user/me", False),
        ("arn:aws:iam:::user/them", True),
        ("arn:aws:iam::tenant:user/me", False),
        ("arn:short", True),
        ("*", False),  # anyone is no outsider by name
    ],
)
def test_callers_of_another_account_are_outside_and_so_are_those_whose_account_is_not_known(
    who: str, outside: bool
) -> None:
    nothing = Part("access points", "read", {}), Part("replication", "read", {})
    assert outsiders([Grant(who, "read", "policy")], *nothing, INSIDERS) == ([who] if outside else [])


def test_an_access_point_whose_policy_cannot_be_parsed_may_let_anyone_in() -> None:
    allow = {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*"}
    policies = {
        "broken": "{",
        "open": json.dumps({"Statement": [{**allow, "Principal": "*"}]}),
        "ours": json.dumps({"Statement": [{**allow, "Principal": {"AWS": OURS}}]}),
        "theirs": json.dumps({"Statement": [{**allow, "Principal": {"AWS": THEIRS}}]}),
    }
    rules = [{"Destination": {"Account": account}} for account in (OURS, THEIRS, None)]
    points = Part("access points", "read", {"Policies": policies})
    copies = Part("replication", "read", {"ReplicationConfiguration": {"Rules": rules}})
    assert outsiders([], points, copies, INSIDERS) == [
        f"{THEIRS} through access point theirs",
        "anyone through access point broken",
        "anyone through access point open",
        f"replication to account {THEIRS}",
    ]
