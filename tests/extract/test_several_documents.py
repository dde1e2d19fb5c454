"""A file that holds several documents is read whole: archives with any first member, documents end to end."""

from __future__ import annotations

import gzip
import io
import lzma
import zipfile
from collections.abc import Callable

import py7zr
import pytest

from pii_sweep.extract.kinds import Kind
from pii_sweep.extract.remainder import BEFORE, BEHIND
from pii_sweep.types import Gap, Note, Piece
from tests.extract.samples import NAME, pdf, picture, pictures, samples, tarred, zipped
from tests.extract.test_formats import places, read

LAST = b"Dear Marguerite Oakley,\nyour parcel is on its way.\n"
FIRST = {**{kind: sample for kind, sample in samples().items()}, Kind.PDF: ("a.pdf", pdf())} | {
    kind: sample for kind, sample in pictures().items() if kind in (Kind.JPEG, Kind.PNG, Kind.TIFF, Kind.GIF)
}


def seven(files: dict[str, bytes]) -> bytes:
    """Return a 7z archive."""
    out = io.BytesIO()
    with py7zr.SevenZipFile(out, "w") as archive:
        for name, data in files.items():
            archive.writestr(data, name)
    return out.getvalue()


CONTAINERS: dict[str, Callable[[dict[str, bytes]], bytes]] = {
    "tar": tarred,
    "tar.gz": lambda files: gzip.compress(tarred(files)),
    "tar.xz": lambda files: lzma.compress(tarred(files)),
    "zip": lambda files: zipped(dict(files)),
    "stored.zip": lambda files: zipped(dict(files), zipfile.ZIP_STORED),
    "7z": seven,
}


@pytest.mark.parametrize("container", CONTAINERS)
@pytest.mark.parametrize("kind", FIRST, ids=lambda kind: kind.name)
def test_whatever_member_comes_first_the_others_are_read(container: str, kind: Kind) -> None:
    name, data = FIRST[kind]
    pieces = read(f"backup.{container}", CONTAINERS[container]({name: data, "last.txt": LAST}))
    assert places(pieces, "Marguerite Oakley"), [piece for piece in pieces if isinstance(piece, Gap)]


@pytest.mark.parametrize("inner", ["tar", "zip"])
@pytest.mark.parametrize("outer", CONTAINERS)
def test_an_archive_of_documents_inside_another_is_read(outer: str, inner: str) -> None:
    held = CONTAINERS[inner]({"invoice.pdf": pdf(), "last.txt": LAST})
    pieces = read(f"backup.{outer}", CONTAINERS[outer]({f"invoices.{inner}": held}))
    assert places(pieces, "Marguerite Oakley")
    assert places(pieces, NAME)


ENDED = {
    "pdf": pdf(),
    "png": picture("PNG"),
    "jpeg": picture("JPEG"),
    "gif": picture("GIF"),
    "zip": zipped({"a.txt": b"Dear Ada"}),
    "docx": samples()[Kind.DOCX][1],
    "tar": tarred({"a.txt": b"Dear Ada"}),
    "sqlite": samples()[Kind.SQLITE][1],
    "7z": seven({"a.txt": b"Dear Ada"}),
    "rtf": samples()[Kind.RTF][1],
}
SECOND = {"pdf": pdf(), "zip": zipped({"last.txt": LAST}), "tar": tarred({"last.txt": LAST}), "text": LAST}


@pytest.mark.parametrize("second", SECOND)
@pytest.mark.parametrize("first", ENDED)
def test_a_second_document_behind_the_first_is_read_or_is_a_gap(first: str, second: str) -> None:
    wanted = NAME if second == "pdf" else "Marguerite Oakley"
    pieces = read(f"a.{first}", ENDED[first] + SECOND[second])
    alone = read(f"a.{first}", ENDED[first])
    more = len(places(pieces, wanted)) - len(places(alone, wanted))
    assert more > 0 or len(gaps(pieces)) > len(gaps(alone))


TEXTS = {
    "html": b"<html><body><p>Hello there</p></body></html>",
    "json": b'[{"a": 1}, {"a": 2}]',
    "jsonl": b'{"a": 1}\n{"a": 2}\n',
    "xml": b"<?xml version='1.0'?><r><a>x</a></r>\n",
    "csv": b"a,b\n1,2\n3,4\n",
    "txt": b"Hello there\n",
    "eml": b"From: a@example.com\nTo: b@example.com\nSubject: hi\n\nbody\n",
    "sql": b"CREATE TABLE t (a int);\nINSERT INTO t VALUES (1);\n",
}
BINARY = {
    "pdf": pdf(),
    "zip": zipped({"last.txt": LAST}),
    "gz": gzip.compress(LAST),
    "7z": seven({"last.txt": LAST}),
}


@pytest.mark.parametrize("padding", [0, 9000, (1 << 18) - 60])
@pytest.mark.parametrize("second", BINARY)
@pytest.mark.parametrize("first", TEXTS)
def test_a_document_behind_a_text_is_read(first: str, second: str, padding: int) -> None:
    pieces = read(f"a.{first}", TEXTS[first] + b"\n" * padding + BINARY[second])
    assert places(pieces, NAME if second == "pdf" else "Marguerite Oakley")


@pytest.mark.parametrize("padding", [0, 9000])
def test_a_text_is_read_up_to_the_document_behind_it(padding: int) -> None:
    pieces = read("a.txt", LAST + b"\n" * padding + pdf())
    assert places(pieces, "Marguerite Oakley")
    assert any(place.inside == (BEHIND,) for place in places(pieces, NAME)) or not padding


def test_a_picture_in_a_field_and_words_about_a_format_end_no_text() -> None:
    dump = b"INSERT INTO t VALUES (1,'" + picture("PNG").replace(b"'", b"''") + b"');\n-- " + LAST
    note = b"A file begins with\n%PDF-1.7\nand ends with a mark.\n" + LAST
    for name, data in (("a.sql", dump), ("a.txt", note)):
        assert all(BEHIND not in where.inside for where in places(read(name, data), "Marguerite Oakley")), (
            name
        )


def test_invoices_put_one_behind_the_other_are_all_read() -> None:
    pieces = read("all.pdf", pdf() + pdf() + pdf())
    notes = [piece for piece in pieces if isinstance(piece, Note) and piece.measure == "pages"]
    assert {note.where.inside for note in notes} == {(f"document {number}",) for number in (1, 2, 3)}


def test_what_stands_before_a_document_is_read() -> None:
    for data in (LAST + pdf(), LAST + zipped({"a.txt": b"Dear Ada"})):
        pieces = read("a.bin", data)
        assert places(pieces, "Marguerite Oakley") or gaps(pieces)
    (place, *_) = places(read("a.pdf", LAST + pdf()), "Marguerite Oakley")
    assert place.inside == (BEFORE,)


@pytest.mark.parametrize("second", [LAST, pdf()])
def test_what_stands_around_labels_is_read(second: bytes) -> None:
    label, wanted = b"^XA^FO50,50^FDDear Ada^FS^XZ\n", NAME if second != LAST else "Marguerite Oakley"
    assert places(read("a.zpl", label + second), wanted)
    assert second != LAST or places(read("a.zpl", second + label + label), wanted)
    assert not gaps(read("a.zpl", b"CT~~CD,~CC^~CT~\n" + label + b"~JS\n"))


@pytest.mark.parametrize("padding", [b"\0" * 700, b"\r\n\r\n", b"\n\x1a"])
@pytest.mark.parametrize("first", ENDED)
def test_padding_behind_a_document_is_no_gap(first: str, padding: bytes) -> None:
    if first == "sqlite" and padding[0]:
        pytest.skip("a database is whole pages")
    assert gaps(read(f"a.{first}", ENDED[first] + padding)) == gaps(read(f"a.{first}", ENDED[first]))


def test_bytes_behind_a_document_that_nothing_reads_are_a_gap() -> None:
    noise = bytes(range(128, 256)) * 40
    for first in ("pdf", "png", "jpeg", "tar", "zip"):
        found = gaps(read(f"a.{first}", ENDED[first] + noise))
        assert any(BEHIND in gap.where.inside or gap.where.inside == () for gap in found), first


def test_a_second_member_of_gzip_that_is_none_is_a_gap() -> None:
    assert gaps(read("a.gz", gzip.compress(b"Dear Ada") + b"not a member"))


def gaps(pieces: list[Piece]) -> list[Gap]:
    """Return the gaps among pieces."""
    return [piece for piece in pieces if isinstance(piece, Gap)]
