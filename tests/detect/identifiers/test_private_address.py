"""Addresses of private networks."""

from __future__ import annotations

import pytest

from pii_sweep.detect.identifiers.private_address import is_private


@pytest.mark.parametrize(
    "value", ["10.4.0.9", "192.168.1.20", "172.31.0.1", "100.64.3.2", "fe80::1%eth0", "fd12::7", "10.0.0.0/8"]
)
def test_each_private_network_gives_them_out_anew(value: str) -> None:
    assert is_private(value)


@pytest.mark.parametrize("value", ["8.8.8.8", "172.32.0.1", "203.0.113.7", "2001:db8::1", "no address", ""])
def test_others_are_one_host_s(value: str) -> None:
    assert not is_private(value)
