"""Hexadecimal of printable text is read, of one byte or two a letter; digests and keys are not."""

from __future__ import annotations

import hashlib

import pytest

from pii_sweep.extract.text.encoded.hex_text import find_hex

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


@pytest.mark.parametrize("form", ["run", "lines", "list"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le"])
def test_hexadecimal_of_any_length_is_read_to_its_end(form: str, encoding: str) -> None:
    lines = [f"Zażółć gęślą jaźń, Łukasz {number} 555 1234" for number in range(900)]
    data = "\n".join(lines).encode(encoding)
    data += b" " * (-len(data) % 40) if encoding == "utf-8" else b" \0" * (-len(data) % 40 // 2)
    digits = data.hex()
    written = {
        "run": digits,
        "lines": "\n".join(digits[at : at + 80] for at in range(0, len(digits), 80)),
        "list": ",".join(f"{byte:02x}" for byte in data),
    }[form]
    shown = "".join(shown for _, shown in find_hex(f"value=\n{written}\n"))
    assert [line.rstrip() for line in shown.splitlines()] == lines
    assert len(data) > 32_000


def test_lines_with_values_of_their_own_are_read_one_by_one() -> None:
    written = f"{BYTES.hex()}\n{hashlib.sha256(b'a').hexdigest()}\n{BYTES.hex()}"
    assert [shown for _, shown in find_hex(written)] == [TEXT, TEXT]


@pytest.mark.parametrize(
    "written",
    [
        BYTES.hex(" "),
        BYTES.hex(":"),
        ", ".join(map(str, BYTES)),
        ",".join(map(str, BYTES)),
        " ".join(f"{byte:08b}" for byte in BYTES),
        "".join(f"{byte:08b}" for byte in BYTES),
    ],
)
def test_bytes_written_as_numbers_with_marks_between_are_read(written: str) -> None:
    assert [shown for _, shown in find_hex(f"2024-05-01 body={written} done")] == [TEXT]
    assert [shown for _, shown in find_hex(f"body=[{written}]")] == [TEXT]


@pytest.mark.parametrize(
    "written",
    [
        hashlib.sha256(b"a").digest().hex(":"),
        hashlib.sha256(b"a").digest().hex(" "),
        ", ".join(str(34 + at * 7 % 90) for at in range(40)),
        "12 34 56 78 90 " * 9,
        "01010101 " * 40,
    ],
)
def test_fingerprints_and_figures_are_no_text(written: str) -> None:
    assert not list(find_hex(f"value {written} end"))


@pytest.mark.parametrize("prefix", ["", "0x"])
def test_what_a_packet_holds_is_read_once(prefix: str) -> None:
    data = TEXT.encode() * 3
    parts = [(at, data[at : at + 16]) for at in range(0, len(data), 16)]
    lines = "".join(
        f"\t{prefix}{at:04x}:  {part.hex(' ', 2):<39}  {part.decode('latin-1')}\n" for at, part in parts
    )
    assert [shown for _, shown in find_hex(lines)] == [data.decode()]


def test_a_dump_hides_no_bytes_with_blanks_between() -> None:
    head = f"00000000: {bytes(range(1, 17)).hex(' ', 2)}  {'.' * 16}"
    written = f"{head}\n\nThe packet:\n{BYTES.hex(' ')}\nEnd\n"
    assert [shown for _, shown in find_hex(written)] == [TEXT]
    assert [shown for _, shown in find_hex(f"{DUMP}\n\nThe packet:\n{BYTES.hex(' ')}\nEnd\n")] == [TEXT] * 2
