"""What an archive holds next to its members is read."""

from __future__ import annotations

import io
import struct
import tarfile
import zipfile

import pytest
import zstandard

from pii_sweep.types import Gap, Note, Passage, Table
from tests.extract.samples import CSV, NAME
from tests.extract.test_formats import read

LINES = b"The build passed.\n" * 9


def _texts(name: str, data: bytes) -> str:
    found = []
    for piece in read(name, data):
        if isinstance(piece, Passage):
            found.append(piece.text)
        elif isinstance(piece, Table):
            found += [cell for row in piece.rows for cell in row]
    return "\n".join(found)


def _zip(between: bytes = b"", extra: bytes = b"", *, streamed: bool = False) -> bytes:
    held = io.BytesIO()
    target = _Forward(held) if streamed else held
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", LINES)
        if between:
            held.write(between)
            archive.start_dir = held.tell()
        info = zipfile.ZipInfo("b.txt")
        info.extra = extra
        archive.writestr(info, LINES)
    return held.getvalue()


class _Forward(io.RawIOBase):
    def __init__(self, held: io.BytesIO) -> None:
        self.held = held

    def writable(self) -> bool:
        return True

    def write(self, data: bytes) -> int:
        return self.held.write(data)


def test_bytes_between_members_are_read() -> None:
    assert NAME in _texts("a.zip", _zip(CSV * 5))


@pytest.mark.parametrize("streamed", [False, True])
def test_usual_archives_have_nothing_between_their_members(streamed: bool) -> None:
    for extra in (b"", struct.pack("<HH", 0xD935, 200) + bytes(200)):
        pieces = read("a.zip", _zip(extra=extra, streamed=streamed))
        names = [piece.where.member for piece in pieces if isinstance(piece, Note) and piece.where.inside]
        assert names == ["a.txt", "b.txt"]
        assert not [piece for piece in pieces if isinstance(piece, Gap)]


def test_bytes_before_an_archive_without_members_are_a_gap_where_they_cannot_be_read() -> None:
    held = io.BytesIO()
    zipfile.ZipFile(held, "w").close()
    pieces = read("a.zip", b"PK\3\4" + LINES + held.getvalue())
    assert [piece.where.member for piece in pieces if isinstance(piece, Gap)] == ["before the start"]


def test_data_of_a_folder_are_read() -> None:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("rows.cs_", CSV)
    assert NAME in _texts("a.zip", held.getvalue().replace(b"rows.cs_", b"rows.cs/"))


def test_text_in_extra_fields_is_read() -> None:
    said = f"{NAME}, SSN 417-52-3886".encode()
    assert NAME in _texts("a.zip", _zip(extra=struct.pack("<HH", 0x4343, len(said)) + said))


def test_without_a_directory_the_members_before_an_encrypted_one_are_read() -> None:
    data = bytearray(_zip())
    data[data.index(b"PK\3\4", 1) + 6] |= 1  # of the second member's flags
    pieces = read("a.zip", bytes(data[: data.index(b"PK\1\2")]))
    assert {piece.where.member for piece in pieces if piece.where.inside} == {"a.txt"}
    assert [piece.where.member for piece in pieces if isinstance(piece, Gap)] == [None]


def test_targets_of_links_and_written_owners_are_seen() -> None:
    held = io.BytesIO()
    with tarfile.open(fileobj=held, mode="w") as archive:
        link = tarfile.TarInfo("l0")
        link.type, link.linkname, link.uname, link.gname = tarfile.SYMTYPE, f"files/{NAME}.pdf", NAME, "staff"
        archive.addfile(link)
    pieces = read("a.tar", held.getvalue())
    names = [piece.where.member or "" for piece in pieces if isinstance(piece, Note)]
    assert any(NAME in name for name in names)
    assert [piece.text for piece in pieces if isinstance(piece, Passage)] == [f"owner: {NAME}"]


def test_what_an_archive_says_of_all_its_members_is_read_once() -> None:
    held = io.BytesIO()
    with tarfile.open(
        fileobj=held, mode="w", format=tarfile.PAX_FORMAT, pax_headers={"comment": f"for {NAME}"}
    ) as archive:
        for name in ("a.txt", "b.txt"):
            info = tarfile.TarInfo(name)
            info.pax_headers = {"note": name}
            archive.addfile(info)
    texts = _texts("a.tar", held.getvalue())
    assert texts == f"note: a.txt\nnote: b.txt\ncomment: for {NAME}"


def test_a_target_that_link_after_link_names_is_seen_once() -> None:
    held = io.BytesIO()
    with tarfile.open(fileobj=held, mode="w") as archive:
        for name, target in (("l0", "one.pdf"), ("l1", "one.pdf"), ("l2", "two.pdf")):
            link = tarfile.TarInfo(name)
            link.type, link.linkname = tarfile.SYMTYPE, target
            archive.addfile(link)
    pieces = read("a.tar", held.getvalue())
    names = [piece.where.member for piece in pieces if isinstance(piece, Note) and piece.where.inside]
    assert names == ["l0", "one.pdf", "l1", "l2", "two.pdf"]


def test_frames_to_be_skipped_are_read() -> None:
    packed = zstandard.compress(LINES)
    frame = struct.pack("<II", 0x184D2A50, len(CSV)) + CSV
    for data in (packed + frame, frame + packed, packed + packed + frame):
        texts = _texts("a.txt.zst", data)
        assert NAME in texts
        assert "The build passed." in texts


def test_frames_of_compressors_are_skipped() -> None:
    frame = struct.pack("<III", 0x184D2A50, 4, 77)
    pieces = read("a.txt.zst", frame + zstandard.compress(LINES))
    assert [piece.where.inside for piece in pieces if isinstance(piece, Passage)] == [("a.txt",)]


def _typed_member(kind: bytes, data: bytes) -> bytes:
    held = io.BytesIO()
    with tarfile.open(fileobj=held, mode="w", format=tarfile.GNU_FORMAT) as archive:
        for name, written in (("a.csv", kind), ("b.txt", tarfile.REGTYPE)):
            info = tarfile.TarInfo(name)
            info.type, info.size = written, len(data)
            archive.addfile(info, io.BytesIO(data))
    return held.getvalue()


@pytest.mark.parametrize("kind", [b"M", b"Z", b"A", b"\x01"])
def test_members_of_a_type_that_no_reader_knows_are_read(kind: bytes) -> None:
    pieces = read("a.tar", _typed_member(kind, CSV))
    found = [piece.where.inside for piece in pieces if isinstance(piece, Table)]
    assert found == [("a.csv",), ("b.txt",)]


def test_members_of_an_unknown_type_that_cannot_be_read_are_a_gap() -> None:
    pieces = read("a.tar", _typed_member(b"Z", bytes(range(256)) * 9))
    assert [piece.where.member for piece in pieces if isinstance(piece, Gap)] == ["a.csv", "b.txt"]


def test_names_in_the_folders_of_an_incremental_archive_are_read() -> None:
    pieces = read("a.tar", _typed_member(b"D", f"Y{NAME}.pdf\0Dold\0\0".encode()))
    assert [piece.text for piece in pieces if isinstance(piece, Passage)] == [f"{NAME}.pdf\nold"]
    assert [piece.where.member for piece in pieces if isinstance(piece, Gap)] == ["b.txt"]
