"""What lies in every bucket and is about nobody: drawings, programs, packages."""

from __future__ import annotations

import pytest

from pii_sweep.detect.text.line.reading_order import Flow

NOISE = {
    "a drawing": '<path d="M 13.711832 25.266584 L 14.123456,26.654321 -3.123456,12.654321 Z"/>',
    "points": "points: 12.345678,45.678912 13.345678,46.678912 14.345678,47.678912",
    "a package": "Classifier: License :: OSI Approved :: MIT License\nuse Foo::Bar; my $x = A::B->new;",
    "listening": "server started on 127.0.0.1 and 0.0.0.0 and ::1",
}


@pytest.mark.parametrize("name", sorted(NOISE))
def test_noise_holds_no_place_and_no_host(find, name: str) -> None:
    assert not {"GEO_COORDINATES", "IP_ADDRESS"} & set(find(NOISE[name]))


@pytest.mark.parametrize(
    "text",
    [
        "37.774929, -122.419416",
        "seen at lat 37.7749 lon -122.4194",
        "40.712776 N, 74.005974 W",
        "pos.lat: 37.7749\npos.lng: -122.4194",
        '{"latitude": 37.7749, "longitude": -122.4194}',
    ],
)
def test_a_lone_pair_of_coordinates_is_a_place(find, text: str) -> None:
    assert len(find(text)["GEO_COORDINATES"]) == 1


@pytest.mark.parametrize("host", ["203.0.113.77", "2001:db8:85a3::8a2e:370:7334"])
def test_hosts_are_found(find, host: str) -> None:
    assert find(f"login from {host} ok")["IP_ADDRESS"] == [host]


def test_a_capital_that_ocr_reads_as_a_small_l_begins_a_name_all_the_same() -> None:
    assert Flow("Sandeep lyengar\nlvan Horvat").upright().text == "Sandeep Iyengar\nIvan Horvat"
    assert Flow("llama lyric lying last ls").upright().text == "llama lyric lying last ls"
