"""Users in the logs of routers."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("line", "user"),
    [
        (
            "mar/12/2024 00:14:21 l2tp,ppp,info,account ahmed39 logged in, 10.9.0.103 from 41.33.20.200",
            "ahmed39",
        ),
        ("mar/12/2024 00:38:52 hotspot,info mona.adel (10.5.53.113): logged out: timeout", "mona.adel"),
        ("mar/12/2024 01:58:57 pppoe,ppp,info <pppoe-fathykarim7>: connected", "fathykarim7"),
    ],
)
def test_who_goes_on_line_is_named_in_a_router_s_log(find, line: str, user: str) -> None:
    assert find(f"{line}\n", "log")["USERNAME"] == [user]
    assert "USERNAME" not in find("mar/12/2024 00:05:45 interface,info ether1 link up (speed 1G)\n", "log")
