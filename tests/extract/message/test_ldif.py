"""Entries of a directory, their attributes in words."""

from __future__ import annotations

from tests.extract.message.test_segment import records

ENTRY = """dn: uid=aekdahl,ou=People,dc=example,dc=edu
objectClass: inetOrgPerson
uid: aekdahl
sn: Ekdahl
carLicense: JTM-5595
"""


def test_the_plate_of_a_persons_car_is_named_as_such() -> None:
    assert records(ENTRY)[0]["license plate"] == ["JTM-5595"]  # RFC 2798, section 2.1
