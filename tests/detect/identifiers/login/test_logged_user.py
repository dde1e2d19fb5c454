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


@pytest.mark.parametrize(
    ("line", "users"),
    [
        (
            "openvpn[11]: 94.46.245.71:576 TLS: Username/Password auth succeeded for username 'jekdahl'",
            ["jekdahl"],
        ),
        (
            "openvpn[11]: 94.46.245.71:576 [kim.lee] Peer Connection Initiated with [AF_INET]\n"
            "openvpn[1123]: kim.lee/94.46.245.71:576 MULTI: Learn: 10.8.0.10",
            ["kim.lee", "kim.lee"],
        ),
        ("%ASA-6-722022: Group <staff> User <jdoe7> IP <203.0.113.9> TCP connection established", ["jdoe7"]),
        ("charon: 08[IKE] EAP identity 'm.rossi' received from 203.0.113.9", ["m.rossi"]),
    ],
)
def test_who_dials_into_a_private_network_is_named_in_its_log(find, line: str, users: list[str]) -> None:
    assert sorted(find(f"{line}\n", "log")["USERNAME"]) == users


@pytest.mark.parametrize(
    "line",
    [
        "Mar 12 07:14:01 fw deny udp/10.8.0.6:53 to outside/203.0.113.9:443",
        "Mar 12 07:14:01 app error for user 'root' from host 'db-1'",
        "Mar 12 07:14:01 vpn01 openvpn[1123]: [undef] Inactivity timeout, restarting",
    ],
)
def test_protocols_and_machines_before_addresses_are_no_accounts(find, line: str) -> None:
    assert "USERNAME" not in find(f"{line}\n", "log")


def test_the_port_behind_an_address_of_version_six_is_no_part_of_it(find) -> None:
    line = (
        "scruz/2001:9b1:e322:6127::458:13952 TLS: Initial packet, 2001:db8:1:2:3:4:5:6:443, Foo::Bar:12345\n"
    )
    assert find(line, "log")["IP_ADDRESS"] == ["2001:9b1:e322:6127::458", "2001:db8:1:2:3:4:5:6"]


@pytest.mark.parametrize(("user", "held"), (("lindw", True), ("celery", False), ("gunicorn", False)))
def test_the_user_of_a_request_that_runs_jobs_is_a_program(find, user: str, held: bool) -> None:
    line = f'84.22.109.7 - {user} [14/May/2024:00:02:01 +0000] "POST /jobs HTTP/1.1" 202 0 "-" "Faraday"\n'
    assert ("USERNAME" in find(line, "log")) is held
