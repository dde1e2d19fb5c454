"""A large archive costs what is read of it: members that are not read are not fetched."""

from __future__ import annotations

import io
import random
import zipfile

import pytest

from pii_sweep.config import Extract
from pii_sweep.errors import Corrupt
from pii_sweep.extract.archive import zip_directory
from pii_sweep.extract.walk import walk
from pii_sweep.store.stream import RangeStream
from pii_sweep.types import Blob, Gap, ObjectRef, Table, Where
from tests.extract.samples import CSV

FILM = b"\0\0\0\x18ftypmp42"
MIB = 1 << 20


class Server:
    """A store that counts the bytes it sends."""

    def __init__(self, data: bytes) -> None:
        self.data, self.sent = data, 0

    def fetch(self, start: int, end: int | None) -> io.BytesIO:
        server = self

        class Body(io.BytesIO):
            md5 = None

            def read(self, size: int | None = -1) -> bytes:
                part = super().read(size)
                server.sent += len(part)
                return part

        return Body(self.data[start:end])


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_members_of_a_large_zip_that_are_not_read_are_not_fetched(method: int) -> None:
    noise = random.Random(1).randbytes(12 * MIB)  # does not pack
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in (("a.mp4", FILM + noise), ("people.csv", CSV), ("b.mp4", FILM + noise)):
            archive.writestr(name, data, compress_type=method)
    server = Server(out.getvalue())
    size = len(server.data)

    def opened() -> io.BufferedReader:
        # As an object is read that is larger than what one GET takes whole.
        return io.BufferedReader(RangeStream(server.fetch, size, whole=MIB), MIB // 4)

    pieces = list(walk(Blob(Where(ObjectRef("b", "a.zip")), opened, size), Extract()))
    assert [piece.rows[1][1] for piece in pieces if isinstance(piece, Table)] == ["Zoltan Quimby"]
    reasons = {piece.reason for piece in pieces if isinstance(piece, Gap)}
    assert reasons == {"UNSUPPORTED_FILE_TYPE_EXCEPTION"}
    assert size > 20 * MIB > 5 * MIB > server.sent


def test_a_directory_whose_last_entry_breaks_off_is_corrupt() -> None:
    body = io.BytesIO()
    with zipfile.ZipFile(body, "w") as archive:
        archive.writestr("people.csv", CSV)
    whole = body.getvalue()
    assert [entry.filename for entry in zip_directory.entries(io.BytesIO(whole))] == ["people.csv"]
    at = whole.rindex(b"PK\5\6")
    record = zip_directory.END.unpack_from(whole, at)
    begun = b"PK\1\2".ljust(10, b"\0")
    longer = zip_directory.END.pack(*record[:5], record[5] + len(begun), *record[6:])
    with pytest.raises(Corrupt, match="breaks off"):
        list(zip_directory.entries(io.BytesIO(whole[:at] + begun + longer)))
