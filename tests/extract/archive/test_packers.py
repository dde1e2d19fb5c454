"""Archives and tables as packers wrote them that our own fixtures do not use."""

from __future__ import annotations

import base64
import gzip
import io
import lzma
import struct
import tarfile
import zipfile
import zlib

import fastavro
import inflate64
import pyarrow as pa
import pyarrow.parquet as pq
import pyarrow.parquet.encryption as locks
import pytest
import zstandard

from pii_sweep.extract.sniff.decide import is_tar
from pii_sweep.types import Gap, Passage, Piece, Table
from tests.extract.office.test_document import read, text_of
from tests.extract.samples import NAME, OTHER, PEOPLE, lz4

LETTER = f"Dear {NAME},\nyour order was sent today.\n".encode()


def deflate64(data: bytes) -> bytes:
    packer = inflate64.Deflater()
    return bytes(packer.deflate(data) + packer.flush())


def member(name: bytes, packed: bytes, method: int, plain: bytes) -> bytes:
    """Return a ZIP of one member packed by a method that the standard library cannot write."""
    common = struct.pack(
        "<HHHHHLLLHH", 20, 0, method, 0, 0, zlib.crc32(plain), len(packed), len(plain), len(name), 0
    )
    local = b"PK\3\4" + common + name
    directory = b"PK\1\2" + struct.pack("<H", 20) + common + struct.pack("<HHHLL", 0, 0, 0, 0, 0) + name
    end = b"PK\5\6" + struct.pack("<HHHHLLH", 0, 0, 1, 1, len(directory), len(local) + len(packed), 0)
    return local + packed + directory + end


PACKED = {
    9: deflate64(LETTER * 500),
    93: zstandard.ZstdCompressor().compress(LETTER * 500),
    95: lzma.compress(LETTER * 500),
}


@pytest.mark.parametrize("method", PACKED)
def test_members_of_newer_packers_are_read(method: int) -> None:
    pieces = read("a.zip", member(b"letter.txt", PACKED[method], method, LETTER * 500))
    (found,) = {piece.where.inside for piece in pieces if isinstance(piece, Passage)}
    assert found == ("letter.txt",) and text_of(pieces).count(NAME) == 500
    whole = member(b"letter.txt", PACKED[method], method, LETTER * 500)
    cut = read("a.zip", whole[:4] + whole[6:])  # so the directory says that the member begins before the file
    assert [piece.reason for piece in cut if isinstance(piece, Gap)]
    broken = read("a.zip", member(b"letter.txt", PACKED[method][:-9], method, LETTER * 500))
    assert method == 9 or [piece.reason for piece in broken if isinstance(piece, Gap)]


@pytest.mark.parametrize("codec", ["utf-8", "cp932"])
def test_names_of_members_are_read_in_the_codec_of_the_system_that_packed_them(codec: str) -> None:
    name = "顧客リスト一覧.txt"
    pieces = read("a.zip", member(name.encode(codec), LETTER, zipfile.ZIP_STORED, LETTER))
    assert {piece.where.inside for piece in pieces if isinstance(piece, Passage)} == {(name,)}


def old_tar() -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=tarfile.USTAR_FORMAT) as archive:
        info = tarfile.TarInfo("letter.txt")
        info.size = len(LETTER)
        archive.addfile(info, io.BytesIO(LETTER))
    data = bytearray(out.getvalue())
    data[257:512] = bytes(255)
    data[148:156] = b" " * 8
    data[148:156] = b"%06o\0 " % sum(data[:512])
    return bytes(data)


def test_a_tar_that_only_its_checksum_shows_is_read() -> None:
    data = old_tar()
    assert NAME in text_of(read("backup", data))
    assert not is_tar(b"x" + data[1:]) and not is_tar(bytes(512)) and not is_tar(data[:300])


def test_a_tar_that_ends_with_its_last_member_has_lost_nothing() -> None:
    text = LETTER.ljust(-(-len(LETTER) // 512) * 512)
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=tarfile.USTAR_FORMAT) as archive:
        info = tarfile.TarInfo("letter.txt")
        info.size = len(text)
        archive.addfile(info, io.BytesIO(text))
    found = read("a.tar", out.getvalue()[: 512 + len(text)])
    assert NAME in text_of(found)
    assert not [piece for piece in found if isinstance(piece, Gap)]


STREAMS = {
    "letter.txt.lzma": lzma.compress(LETTER, format=lzma.FORMAT_ALONE),
    "letter.txt.lz4": lz4(LETTER),
    "letter.txt.zst": struct.pack("<II", 0x184D2A50, 4)
    + b"size"
    + zstandard.ZstdCompressor().compress(LETTER),
}


@pytest.mark.parametrize("name", STREAMS)
def test_streams_of_other_packers_are_read(name: str) -> None:
    pieces = read(name, STREAMS[name])
    assert NAME in text_of(pieces) and not [piece for piece in pieces if isinstance(piece, Gap)]
    assert {piece.where.inside for piece in pieces if isinstance(piece, Passage)} == {("letter.txt",)}
    assert [piece for piece in read(name, STREAMS[name][:-6]) if isinstance(piece, Gap)]


def tables(pieces: list[Piece]) -> list[Table]:
    return [piece for piece in pieces if isinstance(piece, Table)]


class _Keys(locks.KmsClient):
    def __init__(self) -> None:
        super().__init__()

    def wrap_key(self, key: bytes, _name: str) -> bytes:
        return base64.b64encode(key)

    def unwrap_key(self, key: bytes, _name: str) -> bytes:
        return base64.b64decode(key)


def test_columns_that_are_not_encrypted_are_read_next_to_those_that_are() -> None:
    table = pa.table({"id": [1, 2], "email": ["a@example.com", "b@example.com"], "name": [NAME, OTHER]})
    settings = locks.EncryptionConfiguration(
        footer_key="f", column_keys={"c": ["email"]}, plaintext_footer=True
    )
    factory = locks.CryptoFactory(lambda _: _Keys())
    properties = factory.file_encryption_properties(locks.KmsConnectionConfig(), settings)
    out = io.BytesIO()
    with pq.ParquetWriter(out, table.schema, encryption_properties=properties) as writer:
        writer.write_table(table)
    pieces = read("a.parquet", out.getvalue())
    (found,) = tables(pieces)
    assert found.header == ("id", "email", "name") and found.rows == (("1", "", NAME), ("2", "", OTHER))
    assert [piece.reason for piece in pieces if isinstance(piece, Gap)] == ["ENCRYPTED_DOCUMENT"]


def test_a_stream_of_arrow_messages_is_read() -> None:
    table, out = pa.table({"id": [1, 2], "name": [NAME, OTHER]}), io.BytesIO()
    with pa.ipc.new_stream(out, table.schema) as stream:
        stream.write_table(table)
    (found,) = tables(read("a.arrows", out.getvalue()))
    assert found.rows == (("1", NAME), ("2", OTHER))


def avro(codec: str) -> bytes:
    """Return a container of a codec; that of Snappy is made of a plain one, as fastavro cannot write it."""
    fields = [
        {"name": "id", "type": "int"},
        {"name": "name", "type": "string"},
        {"name": "email", "type": "string"},
    ]
    out = io.BytesIO()
    schema = {"type": "record", "name": "person", "fields": fields}
    plain = codec if codec != "snappy" else "null"
    fastavro.writer(out, schema, PEOPLE, codec=plain, sync_marker=b"0123456789abcdef")
    data = out.getvalue()
    if codec != "snappy":
        return data
    sync = b"0123456789abcdef"
    header, body, _ = data.split(sync)
    held = body[3:]  # behind the count, and a size of two bytes
    packed = pa.compress(held, codec="snappy", asbytes=True) + struct.pack(">L", zlib.crc32(held))
    header = header.replace(b"\x14avro.codec\x08null", b"\x14avro.codec\x0csnappy")
    size = bytes([len(packed) % 64 * 2 | 0x80, len(packed) // 64])
    return header + sync + body[:1] + size + packed + sync


@pytest.mark.parametrize("codec", ["null", "deflate", "bzip2", "xz", "zstandard", "snappy"])
def test_avro_of_every_codec_is_read(codec: str) -> None:
    pieces = read("a.avro", avro(codec))
    (found,) = tables(pieces)
    assert found.rows[1][1] == NAME and not [piece for piece in pieces if isinstance(piece, Gap)]


def test_a_block_of_avro_that_unpacks_without_end_is_a_gap() -> None:
    schema = {"type": "record", "name": "r", "fields": [{"name": "a", "type": "string"}]}
    out = io.BytesIO()
    fastavro.writer(out, schema, [{"a": "x" * (160 << 20)}], codec="deflate")
    assert [piece.reason for piece in read("a.avro", out.getvalue()) if isinstance(piece, Gap)] == [
        "FILE_EXCEEDS_SIZE_LIMIT"
    ]


def test_binary_values_of_avro_are_read_as_files() -> None:
    schema = {"type": "record", "name": "r", "fields": [{"name": "scan", "type": "bytes"}]}
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("letter.txt", LETTER)
    out = io.BytesIO()
    fastavro.writer(out, schema, [{"scan": held.getvalue()}])
    pieces = read("a.avro", out.getvalue())
    assert {piece.where.inside for piece in pieces if isinstance(piece, Passage) and NAME in piece.text} == {
        ("scan-1.bin", "letter.txt")
    }


def test_an_empty_member_of_a_packed_tar_is_no_gap_and_a_missing_one_is() -> None:
    whole = io.BytesIO()
    with tarfile.open(fileobj=whole, mode="w") as archive:
        for name, data in (("empty.txt", b""), ("letter.txt", LETTER)):
            member = tarfile.TarInfo(name)
            member.size = len(data)
            archive.addfile(member, io.BytesIO(data))
    pieces = read("all.tar.gz", gzip.compress(whole.getvalue()))
    assert NAME in text_of(pieces) and not [piece for piece in pieces if isinstance(piece, Gap)]
    broken = read("all.tar.gz", gzip.compress(whole.getvalue()[: 2 * 512]))  # two heads, and no data
    assert {piece.reason for piece in broken if isinstance(piece, Gap)} == {"MALFORMED_FILE"}


def test_texts_in_the_header_of_a_gzip_member_are_read() -> None:
    extra = b"AP" + struct.pack("<H", len(LETTER)) + LETTER
    head = (
        b"\x1f\x8b\x08\x1c\0\0\0\0\x02\x03" + struct.pack("<H", len(extra)) + extra + b"a.txt\0by Ann Lee\0"
    )
    text = text_of(read("a.gz", head + gzip.compress(b"plain")[10:]))
    assert NAME in text and "by Ann Lee" in text and "plain" in text
    marked = b"\x1f\x8b\x08\x04\0\0\0\0\0\xff\x06\0BC\x02\0\x1b\0"  # as BGZF counts its blocks
    assert text_of(read("a.gz", marked + gzip.compress(b"plain")[10:])) == "plain"
