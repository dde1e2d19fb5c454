"""Hostile files end in a gap with its reason; what came before is kept, and nothing is touched."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import os
import struct
import subprocess
import sys
import tarfile
import textwrap
import tracemalloc
import zipfile
import zlib
from dataclasses import replace
from functools import partial
from pathlib import Path

import fastavro
import numpy as np
import pytest
import segno
from PIL import Image

from pii_sweep.config import Extract
from pii_sweep.errors import TooBig
from pii_sweep.extract.archive.zip_codec import unpack
from pii_sweep.extract.archive.zip_directory import entries
from pii_sweep.extract.budget import Budget
from pii_sweep.extract.image.barcode import read_barcodes
from pii_sweep.extract.kinds import Kind
from pii_sweep.extract.ocr.engine import engine
from pii_sweep.types import Gap, Passage, Piece, Table
from tests.extract.samples import CSV, NAME, compound, docx, seven_zip, tarred, zipped
from tests.extract.test_formats import places, read

SMALL = Extract(
    ocr="off", faces=False, max_unpacked_bytes=1 << 25, max_memory_bytes=1 << 24, max_seconds=20.0
)


def gaps(pieces: list[Piece]) -> list[tuple[str, str]]:
    """Return member and reason of every gap."""
    return [("/".join(piece.where.inside), piece.reason) for piece in pieces if isinstance(piece, Gap)]


def texts(pieces: list[Piece]) -> str:
    """Return all text of passages."""
    return "\n".join(piece.text for piece in pieces if isinstance(piece, Passage))


def test_an_empty_object_is_a_gap_and_an_empty_member_is_none() -> None:
    assert gaps(read("a.txt", b"")) == [("", "EMPTY")]
    assert gaps(read("a.zip", zipped({"a.txt": b"", "b.csv": CSV}))) == []


@pytest.mark.parametrize(
    "pack", [gzip.compress, partial(bz2.compress, compresslevel=1)], ids=["gzip", "bzip2"]
)
def test_a_stream_of_repeated_lines_stops_at_the_ratio(pack: object) -> None:
    bomb = pack((b"a line of text " * 60 + b"\n") * 20_000)  # type: ignore[operator]
    found = gaps(read("a.txt.gz", bomb, SMALL))
    assert found in ([("a.txt", "RATIO_LIMIT")], [("a.txt.gz", "RATIO_LIMIT")])


def test_unpacked_bytes_are_counted_over_all_members_and_what_came_before_is_kept() -> None:
    dice = zlib.crc32(b"seed")
    filler = b"".join(b"%d some words of a long file\n" % (dice ^ at) for at in range(100_000))
    tight = replace(SMALL, max_unpacked_bytes=6 << 20)
    pieces = read("a.zip", zipped({"a.csv": CSV, "b.txt": filler, "c.txt": filler, "d.txt": filler}), tight)
    assert places(pieces, NAME)
    assert gaps(pieces)[-1][1] == "ARCHIVE_TOTAL_BYTES_EXTRACTED_OVER_LIMIT"
    assert len(gaps(pieces)) == 1


def test_archives_in_archives_stop_at_the_depth() -> None:
    data = zipped({"people.csv": CSV})
    for _ in range(14):
        data = zipped({"inner.zip": data, "note.txt": b"hello there"})
    found = gaps(read("a.zip", data))
    assert {reason for _, reason in found} == {"ARCHIVE_NESTING_LEVEL_OVER_LIMIT"}
    assert max(name.count("inner.zip") for name, _ in found) == 11


def test_members_that_overlap_are_read_at_most_as_often_as_the_budget_allows() -> None:
    body = zipped({"a.txt": b"words and more words\n" * 50_000})
    at = body.index(b"PK\1\2")
    entry, end = body[at : body.index(b"PK\5\6")], bytearray(body[body.index(b"PK\5\6") :])
    count = 500
    end[8:10] = end[10:12] = count.to_bytes(2, "little")
    end[12:16] = (len(entry) * count).to_bytes(4, "little")
    found = gaps(
        read(
            "a.zip",
            body[:at] + entry * count + bytes(end),
            replace(SMALL, max_unpacked_bytes=1 << 23, max_seconds=900.0),
        )
    )
    assert found
    assert found[-1][1] in {"ARCHIVE_TOTAL_BYTES_EXTRACTED_OVER_LIMIT", "MALFORMED_FILE"}


def test_members_are_counted() -> None:
    archive = zipped({f"{at}.txt": b"hello there" for at in range(50)})
    found = read("a.zip", archive, Extract(max_members=20))
    assert gaps(found) == [("20.txt", "ARCHIVE_TOTAL_DOCUMENTS_PROCESSED_OVER_LIMIT")]
    assert texts(found).count("hello there") == 20


def test_a_directory_of_a_zip_is_read_entry_by_entry() -> None:
    data = zipped({"a.txt": b"Ship to: Zoltan Quimby"})
    begin, end = data.index(b"PK\1\2"), data.index(b"PK\5\6")
    entry, count = data[begin:end], 60_000
    last = struct.pack("<HHHHLLH", 0, 0, count & 0xFFFF, count & 0xFFFF, len(entry) * count, begin, 0)
    body = io.BytesIO(data[:begin] + entry * count + b"PK\5\6" + last)
    tracemalloc.start()
    try:
        assert sum(info.filename == "a.txt" for info in entries(body)) == count
        assert tracemalloc.get_traced_memory()[1] < 12 << 20
    finally:
        tracemalloc.stop()


def test_an_archive_behind_other_bytes_and_one_of_64_bits_are_read() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive, archive.open("a.txt", "w", force_zip64=True) as member:
        member.write(b"Ship to: Zoltan Quimby")
    data = out.getvalue()
    begin, end = data.index(b"PK\1\2"), data.index(b"PK\5\6")
    large = struct.pack("<QHHLLQQQQ", 44, 45, 45, 0, 0, 1, 1, end - begin, begin)
    locator = struct.pack("<LQL", 0, end, 1)
    told = struct.pack("<HHHHLLH", 0, 0, 0xFFFF, 0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0)
    whole = data[:end] + b"PK\6\6" + large + b"PK\6\7" + locator + b"PK\5\6" + told
    unread = [("before the start", "MALFORMED_FILE")]
    for made, wanted in ((whole, []), (b"PK\3\4 some other bytes" + whole, unread)):
        assert zipfile.ZipFile(io.BytesIO(made)).namelist() == ["a.txt"]
        found = read("a.zip", made)
        assert NAME in texts(found)
        assert gaps(found) == wanted


def test_gaps_of_one_object_are_bounded_and_the_rest_is_reported_as_one() -> None:
    archive = zipped({f"{at}.mp4": b"\0\0\0\x18ftypmp42\0\0\0\0" for at in range(1200)}, zipfile.ZIP_STORED)
    found = gaps(read("a.zip", archive))
    assert len(found) == 1001
    assert found[-1] == ("", "ARCHIVE_CONTAINS_UNPROCESSED_FILES")


def test_names_and_links_of_a_tar_touch_no_file_system(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for name, kind in (("up", tarfile.SYMTYPE), ("hard", tarfile.LNKTYPE), ("dev", tarfile.CHRTYPE)):
            info = tarfile.TarInfo(name)
            info.type, info.linkname = kind, "/etc/passwd"
            archive.addfile(info)
        for name in ("../../evil.csv", "/abs.csv"):
            info = tarfile.TarInfo(name)
            info.size = len(CSV)
            archive.addfile(info, io.BytesIO(CSV))
    pieces = read("a.tar", out.getvalue())
    assert {place.inside for place in places(pieces, NAME)} == {("../../evil.csv",), ("/abs.csv",)}
    assert gaps(pieces) == []
    assert list(tmp_path.iterdir()) == []


def test_a_tar_that_breaks_off_keeps_its_first_members() -> None:
    data = tarred({"a.csv": CSV, "b.txt": b"word " * 4000})
    pieces = read("a.tar", data[:4000])
    assert places(pieces, NAME)
    assert gaps(pieces)[-1] == ("", "MALFORMED_FILE")


def test_a_gzip_that_breaks_off_keeps_its_first_rows() -> None:
    rows = b"".join(b"%d,%s,x%d@example.com\n" % (at, NAME.encode(), at * 7919) for at in range(20_000))
    data = gzip.compress(b"id,name,email\n" + rows)
    pieces = read("people.csv.gz", data[: len(data) // 2])
    count = sum(len(piece.rows) for piece in pieces if isinstance(piece, Table))
    assert 8_000 < count < 12_000
    assert gaps(pieces) == [("people.csv", "MALFORMED_FILE")]


def test_encrypted_files_are_reported() -> None:
    locked = bytearray(zipped({"a.csv": CSV}))
    for mark, at in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        locked[locked.index(mark) + at] |= 1
    assert gaps(read("a.zip", bytes(locked))) == [("a.csv", "ENCRYPTED_DOCUMENT")]
    assert gaps(read("a.7z", seven_zip("secret"))) == [("", "ENCRYPTED_DOCUMENT")]
    assert gaps(read("a.docx", compound({"EncryptedPackage": b"x"}))) == [("", "ENCRYPTED_DOCUMENT")]
    assert gaps(read("a.parquet", b"PARE" + bytes(60) + b"PARE")) == [("", "ENCRYPTED_DOCUMENT")]


def test_entities_are_neither_expanded_nor_fetched(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("the secret words")
    outside = f'<!DOCTYPE a [<!ENTITY x SYSTEM "file://{secret}">]><a><b>{NAME}</b><c>&x;</c></a>'
    pieces = read("a.xml", outside.encode())
    assert NAME in texts(pieces)
    assert "secret words" not in texts(pieces)
    laughs = "".join(f'<!ENTITY l{at} "{f"&l{at - 1};" * 10}">' for at in range(1, 12))
    bomb = f'<!DOCTYPE a [<!ENTITY l0 "ha">{laughs}]><a>&l11;</a>'
    assert gaps(read("a.xml", bomb.encode())) == [("", "MALFORMED_FILE")]
    assert gaps(read("a.docx", docx({"word/document.xml": bomb}))) == [
        ("word/document.xml", "MALFORMED_FILE")
    ]


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.json", b'{"name": "x", "deep": ' + b"[" * 100_000, "JSON_NESTING_LEVEL_OVER_LIMIT"),
        ("a.json", b"[" * 300 + b"1" + b"]" * 300, "JSON_NESTING_LEVEL_OVER_LIMIT"),
        (
            "a.jsonl",
            b'{"a": 1}\n{"a": ' + b"[" * 5000 + b"]" * 5000 + b"}\n",
            "JSON_NESTING_LEVEL_OVER_LIMIT",
        ),
        ("a.xml", b"<a>" * 100_000, "XML_NESTING_LEVEL_OVER_LIMIT"),
        ("a.yaml", b"a: " + b"[" * 300 + b"]" * 300, "JSON_NESTING_LEVEL_OVER_LIMIT"),
    ],
    ids=["json", "closed-json", "jsonl", "xml", "yaml"],
)
def test_values_in_values_stop_at_the_depth(name: str, data: bytes, reason: str) -> None:
    assert gaps(read(name, data)) == [("", reason)]


def test_aliases_of_a_yaml_file_are_not_multiplied() -> None:
    lines = ["a0: &a0 [x, x]"] + [f"a{at}: &a{at} [{', '.join([f'*a{at - 1}'] * 9)}]" for at in range(1, 30)]
    pieces = read("a.yaml", "\n".join([*lines, f"name: {NAME}"]).encode())
    assert NAME in texts(pieces)
    assert len(texts(pieces)) < 2000


def test_tags_of_a_yaml_file_construct_nothing(tmp_path: Path) -> None:
    target = tmp_path / "made"
    read("a.yaml", f"a: !!python/object/apply:os.mkdir ['{target}']\n".encode())
    assert not target.exists()


def test_a_line_without_end_is_read_in_pieces_without_loss() -> None:
    words = [f"word{at}" for at in range(200_000)]
    for name in ("a.txt", "a.csv"):
        pieces = read(name, " ".join(words).encode())
        held = [piece.text for piece in pieces if isinstance(piece, Passage)]
        held += [cell for piece in pieces if isinstance(piece, Table) for row in piece.rows for cell in row]
        assert max(map(len, held)) <= 1 << 17
        assert " ".join(held).split() == words


def test_a_quote_that_is_never_closed_costs_no_row() -> None:
    rows = "".join(f'{at},"person {at}\n' if at == 5 else f"{at},person {at}\n" for at in range(20_000))
    pieces = read("a.csv", f"id,name\n{rows}".encode())
    count = sum(
        cell.count("person")
        for piece in pieces
        if isinstance(piece, Table)
        for row in piece.rows
        for cell in row
    )
    assert count == 20_000


def test_two_cells_in_far_corners_of_a_sheet_cost_no_memory() -> None:
    sheet = (
        "<worksheet><sheetData>"
        f'<row r="1"><c r="A1" t="inlineStr"><is><t>{NAME}</t></is></c></row>'
        '<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>far</t></is></c></row>'
        "</sheetData></worksheet>"
    )
    data = zipped(
        {
            "[Content_Types].xml": "<Types/>",
            "xl/workbook.xml": "<workbook/>",
            "xl/worksheets/sheet1.xml": sheet,
        }
    )
    assert places(read("a.xlsx", data), NAME)


def test_a_jpeg_with_a_zip_behind_it_is_a_jpeg() -> None:
    from tests.extract.samples import picture

    pieces = read("a.zip", picture("JPEG") + zipped({"a.csv": CSV}))
    assert [piece.label for piece in pieces if getattr(piece, "measure", "") == "media_type"] == [Kind.JPEG]


def test_a_parquet_footer_that_lies_is_a_gap() -> None:
    for size in (0, 1, 1 << 20, (1 << 31) - 1, (1 << 32) - 1):
        data = b"PAR1" + bytes(40) + size.to_bytes(4, "little") + b"PAR1"
        assert [reason for _, reason in gaps(read("a.parquet", data))] == ["MALFORMED_FILE"]


def test_an_error_holds_no_word_of_the_document() -> None:
    from pii_sweep.errors import Unreadable
    from pii_sweep.extract.budget import Budget
    from pii_sweep.extract.walk import reader
    from pii_sweep.types import ObjectRef, Where

    broken = json.dumps({"name": NAME}).encode()[:-2] + b"\x01}"
    with pytest.raises(Unreadable) as caught:
        list(reader(Kind.JSON)(io.BytesIO(broken), Where(ObjectRef("b", "k")), Budget(Extract())))
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__
    assert NAME not in str(caught.value)


AUDIT = """
    import sys

    touched = []
    ACTS = ("socket.connect", "socket.bind", "socket.sendto", "socket.getaddrinfo", "subprocess.",
            "os.system", "os.exec", "os.posix_spawn", "tempfile.", "os.mkdir", "os.rename", "os.remove",
            "shutil.", "sqlite3.enable_load_extension", "sqlite3.load_extension")

    def watch(event, args):
        if event == "open":
            path, mode, flags = args
            writes = isinstance(flags, int) and flags & 3 or isinstance(mode, str) and set(mode) & set("wax+")
            if writes and str(path) != "/dev/null":
                touched.append(str(path))
        elif event.startswith(ACTS):
            touched.append(event)

    from tests.extract.samples import pictures, samples
    from tests.extract.test_formats import read
    from pii_sweep.config import Extract
    files = {**samples(), **pictures()}
    sys.addaudithook(watch)
    for name, data in files.values():
        read(name, data, Extract(ocr="off", faces=False))
    assert not touched, touched
    print("nothing touched", len(files))
"""


def test_no_reader_writes_a_file_opens_a_socket_or_starts_a_process() -> None:
    root = Path(__file__).parents[2]
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(AUDIT)],
        cwd=root, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert "nothing touched" in done.stdout, done.stderr[-2000:]


def test_a_gif_too_large_for_its_first_frame_is_not_decoded_for_its_second() -> None:
    first, second = (Image.new("P", (8, 8), colour) for colour in (1, 2))
    out = io.BytesIO()
    first.save(out, "GIF", save_all=True, append_images=[second])
    data = bytearray(out.getvalue())
    frame = data.index(b"\x2c")
    for at in (6, 8, frame + 5, frame + 7):
        data[at : at + 2] = b"\xff\xff"
    assert gaps(read("a.gif", bytes(data))) == [("", "PIXEL_LIMIT")]


@pytest.mark.parametrize("end", [6024, 6607])
def test_a_workbook_that_makes_its_reader_panic_is_a_gap(end: int) -> None:
    """Calamine is written in Rust: its panics are no exceptions, and would end the worker."""
    whole = lzma.decompress((Path(__file__).parent / "files" / "old.xls.xz").read_bytes())
    assert gaps(read("a.xls", whole[:end])) == [("", "MALFORMED_FILE")]


def test_empty_cells_without_number_take_no_more_memory_than_filled_ones() -> None:
    wide = b"," * 60_000 + b"\n"
    found = read("a.csv", b"name,city\n" + wide * 60 + b"Zoltan Quimby,Ghent\n")
    assert len(found) > 1
    chunks = [piece for piece in found if isinstance(piece, Table)]
    assert max(len(chunk.rows) * len(chunk.rows[0]) for chunk in chunks) <= 50 * 60_001
    assert [chunk.first_row for chunk in chunks] == [
        1 + sum(len(c.rows) for c in chunks[:n]) for n in range(len(chunks))
    ]
    assert chunks[-1].rows[-1][:2] == ("Zoltan Quimby", "Ghent")


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA], ids=["bzip2", "lzma"])
def test_a_packed_member_is_read_in_pieces_whatever_its_block_becomes(method: int) -> None:
    words = b"Ship to: Zoltan Quimby, 12 Elm Street\n"
    made = zipped({"a.txt": words * 400_000, "b.txt": words}, method)
    tracemalloc.start()
    try:
        with zipfile.ZipFile(io.BytesIO(made)) as archive:
            info = archive.getinfo("a.txt")
            start = info.header_offset + 30 + len("a.txt")
            got = sum(len(chunk) for chunk in unpack(io.BytesIO(made), info, start))
        held = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert got == len(words) * 400_000
    assert held < 12 << 20
    few = zipped({"a.txt": words, "b.txt": words}, method)
    assert texts(read("a.zip", few)).count(NAME) == 2
    torn = bytearray(few)
    torn[56] ^= 0xFF
    assert [reason for _, reason in gaps(read("a.zip", bytes(torn)))] == ["MALFORMED_FILE"]


def test_a_dictionary_of_gigabytes_costs_its_member_alone() -> None:
    made = bytearray(
        zipped({"a.txt": b"Maria Holt " * 40, "b.txt": b"Ship to: Zoltan Quimby"}, zipfile.ZIP_LZMA)
    )
    struct.pack_into("<L", made, 30 + len("a.txt") + 5, 0xFFFFFFFF)
    found = read("a.zip", bytes(made))
    assert gaps(found) == [("a.txt", "FILE_EXCEEDS_SIZE_LIMIT")]
    assert NAME in texts(found)


def test_a_picture_of_hundreds_of_thousands_of_pixels_by_a_few_is_read_in_time() -> None:
    strips = engine("cascade")
    with pytest.raises(TooBig):
        strips.read(Image.new("L", (200_000, 24), 255), Budget(Extract(max_seconds=-1)).check_time)
    assert strips.read(Image.new("L", (9_000_000, 5))) == []
    assert read_barcodes(Image.new("L", (90_000, 3)), thorough=True) == []


def test_a_barcode_far_along_a_strip_is_read_where_it_stands() -> None:
    sign = segno.make("Ship to: Zoltan Quimby").matrix_iter(scale=4, border=4)
    code = Image.fromarray(255 * (1 - np.array([list(row) for row in sign], np.uint8)))
    image = Image.new("L", (70_000, code.height), 255)
    image.paste(code, (57_900, 0))
    found = read_barcodes(image, thorough=True)
    assert [one.text for one in found] == ["Ship to: Zoltan Quimby"]
    assert 57_900 < found[0].box.x0 < found[0].box.x1 < 57_900 + code.width


def test_records_of_nothing_without_number_end_at_the_time_limit() -> None:
    def number(value: int) -> bytes:
        value <<= 1
        out = b""
        while value > 127:
            out, value = out + bytes([value & 127 | 128]), value >> 7
        return out + bytes([value])

    out = io.BytesIO()
    schema = {"type": "record", "name": "R", "fields": [{"name": "n", "type": "null"}]}
    fastavro.writer(out, schema, [{"n": None}])
    made = out.getvalue()
    sync = made[-16:]
    head = made[: made.index(sync) + 16]
    found = read("a.avro", head + number(1 << 34) + number(0) + sync, Extract(max_seconds=0.3))
    assert gaps(found) == [("", "TIME_CUT_OFF_REACHED")]
