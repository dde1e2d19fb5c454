"""Binary workbooks, dBASE tables, binary property lists and winmail.dat: what hides in them, and lies."""

from __future__ import annotations

import plistlib
import struct
from datetime import datetime

from pii_sweep.extract.kinds import Kind
from pii_sweep.types import Gap, Passage, Table
from tests.extract.samples import CSV, MAIL, NAME, dbf, pdf, samples, tnef, xlsb
from tests.extract.test_formats import places, read


def reasons(pieces: list[object]) -> list[str]:
    """Return why places were not read."""
    return [piece.reason for piece in pieces if isinstance(piece, Gap)]


def listed(*objects: bytes) -> bytes:
    """Return a binary property list of some objects; the first is its root."""
    body, offsets = b"bplist00", []
    for one in objects:
        offsets.append(len(body))
        body += one
    table = b"".join(struct.pack(">H", offset) for offset in offsets)
    return body + table + struct.pack(">6xBBQQQ", 2, 1, len(objects), 0, len(body))


def test_two_lone_cells_in_far_corners_of_a_binary_workbook_are_refused_by_the_memory_budget() -> None:
    pieces = read("a.xlsb", xlsb([(0, 0, NAME), (1_048_575, 16_383, MAIL)]))
    assert reasons(pieces) == ["FILE_EXCEEDS_SIZE_LIMIT"]


def test_the_comments_of_a_binary_workbook_and_their_authors_are_read() -> None:
    texts = [piece.text for piece in read("a.xlsb", xlsb()) if isinstance(piece, Passage)]
    assert texts == [f"Maria Holt\nCall {NAME}"]


def test_records_that_are_marked_as_deleted_are_read_and_a_count_that_lies_is_reported() -> None:
    data = dbf()
    lying = data[:4] + struct.pack("<I", 4_000_000_000) + data[8:]
    for told, wanted in ((data, []), (lying, ["MALFORMED_FILE"])):
        pieces = read("people.dbf", told)
        assert [row[1] for piece in pieces if isinstance(piece, Table) for row in piece.rows] == [
            "Maria Holt",
            NAME,
            "Ann Lee",
        ]
        assert reasons(pieces) == wanted


def test_numbers_and_times_of_foxpro_and_an_older_code_page_are_read() -> None:
    columns = (("N", "I", 4), ("P", "Y", 8), ("T", "T", 8), ("V", "B", 8), ("NAME", "C", 5), ("M", "M", 4))
    told = b"".join(struct.pack("<11sc4xBB14x", n.encode(), k.encode(), size, 0) for n, k, size in columns)
    cells = struct.pack("<iqIId", -7, 123_4500, 2_460_312, 3_600_000, 2.5) + "Zoë".encode("cp437").ljust(5)
    head = struct.pack("<BBBBIHH17xB2x", 0x30, 24, 1, 2, 1, 33 + len(told), 1 + len(cells) + 4, 1)
    pieces = read("a.dbf", head + told + b"\r" + b" " + cells + b"   1")
    rows = [row for piece in pieces if isinstance(piece, Table) for row in piece.rows]
    assert rows == [("-7", "123.4500", "2024-01-02 1:00:00", "2.5", "Zoë", "")]


def test_a_property_list_keeps_paths_and_its_long_data_are_files() -> None:
    people = [{"name": "Maria Holt", "since": datetime(2024, 1, 2)}, {"name": NAME}, {"name": "Ann Lee"}]
    data = {"people": people, "page": pdf()}
    pieces = read("a.plist", plistlib.dumps(data, fmt=plistlib.FMT_BINARY))
    found = places(pieces, NAME)
    assert any(place.row == 2 for place in found) and any(place.inside == ("data-1",) for place in found)


def test_a_property_list_that_refers_to_itself_or_doubles_at_every_level_ends() -> None:
    itself = listed(b"\xa2\x00\x01", b"\x5cZoltanQuimby")
    doubling = [b"\xa2" + bytes([at + 1, at + 1]) for at in range(60)]
    for data, times in ((itself, 1), (listed(*doubling, b"\x5cZoltanQuimby"), 2)):
        texts = [piece.text for piece in read("a.plist", data) if isinstance(piece, Passage)]
        assert " ".join(texts).count("ZoltanQuimby") == times


def test_a_property_list_nested_without_end_is_a_gap_that_names_the_depth() -> None:
    deep = [b"\xa1" + struct.pack(">B", at + 1) for at in range(250)] + [b"\x51a"]
    assert not reasons(read("a.plist", listed(*deep)))
    pieces = read("a.plist", plistlib.dumps(nested(400), fmt=plistlib.FMT_BINARY))
    assert reasons(pieces) == ["JSON_NESTING_LEVEL_OVER_LIMIT"]


def nested(depth: int) -> list[object]:
    """Return a list in a list in a list."""
    value: list[object] = []
    for _ in range(depth):
        value = [value]
    return value


def test_a_message_attached_to_a_winmail_file_is_read_in_its_place() -> None:
    held = bytes(16) + tnef()
    value = struct.pack("<IHHII", 1, 0x0D, 0x3701, 1, len(held)) + held + bytes(-len(held) % 4)
    parts = [(0x00069002, bytes(14)), (0x00069005, value)]
    outer = struct.pack("<IH", 0x223E9F78, 1) + b"".join(
        struct.pack("<BII", 2, kind, len(data)) + data + b"\0\0" for kind, data in parts
    )
    inside = {place.inside for place in places(read("winmail.dat", outer), NAME)}
    assert inside == {("message-1",), ("message-1", "people.csv")}


def test_what_came_before_the_cut_of_a_winmail_file_is_kept() -> None:
    data = tnef()
    pieces = read("winmail.dat", data[: data.index(CSV) + 20])
    assert places(pieces, NAME) and reasons(pieces) == ["MALFORMED_FILE"]


def test_a_text_that_begins_like_a_table_is_no_table() -> None:
    assert not any(isinstance(piece, Table) for piece in read("a.txt", b"\x03" + b"Dear all, " * 40))
    assert Kind.DBF in samples()
