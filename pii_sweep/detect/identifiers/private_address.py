"""Network addresses that mean a device only within one network: many networks have the same."""

from __future__ import annotations

import re
from functools import lru_cache
from ipaddress import ip_address, ip_network

# RFC 1918, RFC 6598 (carriers' own), RFC 3927 and RFC 4291 (a link's own), RFC 4193.
_NETWORKS = tuple(
    map(
        ip_network,
        (
            "10.0.0.0/8",
            "172.16.0.0/12",
            "192.168.0.0/16",
            "100.64.0.0/10",
            "169.254.0.0/16",
            "fe80::/10",
            "fc00::/7",
        ),
    )
)
_BEHIND = re.compile("[/%]")


@lru_cache(maxsize=4096)
def is_private(value: str) -> bool:
    """Return whether an address is one that each private network gives out anew."""
    try:
        found = ip_address(_BEHIND.split(value.strip())[0])
    except ValueError:
        return False
    return any(found.version == network.version and found in network for network in _NETWORKS)
