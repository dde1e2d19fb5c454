"""Hexadecimal of printable text is read, of one byte or two a letter; digests and keys are not."""

from __future__ import annotations

import hashlib

import pytest

from pii_sweep.extract.text.hex_text import find_hex

TEXT = "Dear Zoltan Kaplan, write to z.kaplan@mail.example"
BYTES = TEXT.encode()
WIDE = f"{TEXT}\0".encode("utf-16-le")
DUMP = "\n".join(
    f"{at:08x}: {BYTES[at : at + 16].hex(' ', 2):<39}  {'.' * 16}" for at in range(0, len(BYTES), 16)
)


@pytest.mark.parametrize(
    "written",
    [
        BYTES.hex(),
        f"payload={BYTES.hex().upper()} len=50",
        f"0x{BYTES.hex()}",
        '"Owner"=hex(1):' + ",".join(f"{byte:02x}" for byte in WIDE),
        '"Owner"=hex(1):' + ",\\\r\n  ".join(f"{byte:02x}" for byte in WIDE),
        "char note[] = {" + ", ".join(f"0x{byte:02x}" for byte in BYTES) + "};",
        DUMP,
    ],
)
def test_text_in_hexadecimal_is_read(written: str) -> None:
    assert [shown for _, shown in find_hex(f"before\n{written}\nbehind\n")] == [TEXT]


@pytest.mark.parametrize(
    "written",
    [
        hashlib.sha256(b"a").hexdigest(),
        "00:1a:2b:3c:4d:5e, 00:1a:2b:3c:4d:5f",
        "550e8400-e29b-41d4-a716-446655440000",
        "0000000000000000000000000000000000000000",
        "deadbeef" * 8,
    ],
)
def test_digests_and_addresses_of_devices_are_no_text(written: str) -> None:
    assert not list(find_hex(written))


@pytest.mark.parametrize("form", ["run", "list"])
def test_hexadecimal_of_any_length_is_read_to_its_end(form: str) -> None:
    lines = [f"{TEXT} number {number}" for number in range(700)]
    data = "\n".join(lines).encode()
    written = data.hex() if form == "run" else ",".join(f"{byte:02x}" for byte in data)
    shown = "".join(shown for _, shown in find_hex(f"value={written}\n"))
    assert shown.splitlines()[-1] == lines[-1]
    assert len(data) > 32_000
