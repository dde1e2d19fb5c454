"""`thumbnails.json`: redacted pictures of the pages of a sweep with most findings, and which pages these are.

They are drawn in sealed readers (`pii_sweep.thumbnails`). A reader may have been taken over by the document
that it read, so what it sends is checked here: a still picture in WebP, small in pixels and in bytes, and
nothing else in the file.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from pathlib import Path
from typing import Any

from pii_sweep.entities import BY_NAME
from pii_sweep.errors import JournalError
from pii_sweep.report import words
from pii_sweep.report.manifest import file_sha256, read_signed
from pii_sweep.report.tables.parquet import write_text
from pii_sweep.sample.cost.costs import THUMBNAIL_BYTES, THUMBNAILS
from pii_sweep.types import Box, ObjectRef, Reading

NAME = "thumbnails.json"
FORMAT = "pii-sweep-thumbnails/1"
A_BUCKET = THUMBNAILS
MOST_SIDE, MOST_BYTES = 320, 24_000
CONTAINER, FRAME, START = 20, b"VP8 ", b"\x9d\x01\x2a"  # RFC 9649 §2.5, RFC 6386 §9.1
FACE = "FACE"


@dataclass(frozen=True, slots=True)
class ChosenPage:
    """A page that is worth a picture: its object, what was found on it, and where."""

    ref: ObjectRef
    page: int
    entities: tuple[str, ...]
    boxes: tuple[Box, ...]

    @property
    def weight(self) -> float:
        """Return its weight: the sum of what its kinds of data weigh (ENISA's DPC)."""
        return sum(BY_NAME[name].dpc for name in self.entities)


@dataclass(frozen=True, slots=True)
class Thumbnail:
    """A picture of a page: where the page is, what was found on it, and the picture as WebP."""

    bucket: str
    key: str
    version: str
    page: int
    entities: tuple[str, ...]
    width: int
    height: int
    webp: bytes = field(repr=False)

    @property
    def alt(self) -> str:
        """Return what the picture shows, in words."""
        kinds = [words.ENTITY_WORDS.get(name, name).lower() for name in self.entities]
        return f"Page {self.page} of {self.key}, redacted. Found on it: {', '.join(kinds)}."


@dataclass(frozen=True, slots=True)
class Undrawn:
    """An object whose page was chosen and has no thumbnail; `reason` is a key of `picture_reason.REASONS`."""

    bucket: str
    key: str
    version: str
    reason: str


@dataclass(frozen=True, slots=True)
class ThumbnailFile:
    """What the file holds: thumbnails, pages not drawn, and the digest of the pages that were chosen."""

    chosen: str = ""
    pages: tuple[Thumbnail, ...] = ()
    undrawn: tuple[Undrawn, ...] = ()


def choose_pages(readings: Iterable[Reading], media: frozenset[str]) -> list[ChosenPage]:
    """Return the pages of one bucket with most findings, at most 6, unlike ones first.

    Of objects whose media type is in `media`. One page of an object, the one with the weightiest kinds of
    data; an object of which not every place was kept is left out. Pages on which the same kinds were found
    take turns with others.
    """
    alike: dict[tuple[str, tuple[str, ...]], list[ChosenPage]] = {}
    for reading in readings:
        if reading.media_type in media and reading.ref.size <= THUMBNAIL_BYTES:
            for chosen in _choose_best(reading):
                held = alike.setdefault((reading.media_type, chosen.entities), [])
                held.append(chosen)
                if len(held) > 2 * A_BUCKET:  # in any order of the readings the same ones stay
                    held.sort(key=_order)
                    del held[A_BUCKET:]
    turns = [
        (at, *_order(one), one) for held in alike.values() for at, one in enumerate(sorted(held, key=_order))
    ]
    return [turn[-1] for turn in sorted(turns, key=lambda turn: turn[:-1])[:A_BUCKET]]


def _order(page: ChosenPage) -> tuple[float, str, str]:
    return -page.weight, page.ref.key, page.ref.version or ""


def _choose_best(reading: Reading) -> Iterator[ChosenPage]:
    """Yield the heaviest page of an object, if it has one."""
    kept: dict[str, int] = {}
    boxes: dict[int, list[Box]] = {}
    kinds: dict[int, set[str]] = {}
    for finding in reading.findings:
        kept[finding.entity] = kept.get(finding.entity, 0) + 1
        where = finding.where
        if where.inside or where.page is None:
            continue  # of a member, or of a document's metadata
        kinds.setdefault(where.page, set()).add(finding.entity)
        if where.box is not None:  # a photo's metadata has none
            boxes.setdefault(where.page, []).append(where.box)
    if any(count.hits > kept.get(name, 0) for name, count in reading.counts.items() if name != FACE):
        return
    if reading.faces and reading.pages == 1:
        kinds.setdefault(1, set()).add(FACE)
    pages = [
        ChosenPage(reading.ref, page, tuple(sorted(held)), tuple(boxes.get(page, ())))
        for page, held in kinds.items()
    ]
    if pages:
        yield min(pages, key=lambda page: (-page.weight, page.page))


def digest_of(chosen: Sequence[ChosenPage]) -> str:
    """Return a digest of which pages were chosen and what was found on them."""
    said = [
        [page.ref.bucket, page.ref.key, page.ref.version, page.ref.etag, page.page, page.entities, page.boxes]
        for page in chosen
    ]
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()


def decode_thumbnail(page: ChosenPage, data: str, hide: Callable[[str], str] = str) -> Thumbnail | None:
    """Return the thumbnail that a reader sent, in base64; None for anything else."""
    try:
        webp = base64.b64decode(data, validate=True)
    except (binascii.Error, ValueError):
        return None
    size = _size(webp)
    if size is None:
        return None
    ref = page.ref
    return Thumbnail(ref.bucket, hide(ref.key), ref.version or "", page.page, page.entities, *size, webp)


def _size(webp: bytes) -> tuple[int, int] | None:
    """Return the width and height of a still WebP picture of one chunk; None where it is anything else."""
    whole = len(webp) - 8
    if not CONTAINER + 10 <= len(webp) <= MOST_BYTES or webp[:4] != b"RIFF" or webp[8:16] != b"WEBP" + FRAME:
        return None
    held = int.from_bytes(webp[16:20], "little")
    if int.from_bytes(webp[4:8], "little") != whole or whole != 12 + held + held % 2:
        return None
    frame = webp[CONTAINER:]
    if frame[0] & 1 or frame[3:6] != START:  # a key frame
        return None
    width, height = (int.from_bytes(frame[at : at + 2], "little") & 0x3FFF for at in (6, 8))
    return (width, height) if 0 < width <= MOST_SIDE and 0 < height <= MOST_SIDE else None


def write_thumbnails(folder: Path, drawn: ThumbnailFile) -> None:
    """Write the file."""
    pages = [
        {
            "bucket": one.bucket, "key": one.key, "version_id": one.version, "page": one.page,
            "entities": list(one.entities), "width": one.width, "height": one.height,
            "webp": base64.b64encode(one.webp).decode("ascii"),
        }
        for one in sorted(drawn.pages, key=attrgetter("bucket", "key", "version"))
    ]  # fmt: skip
    undrawn = [
        {"bucket": one.bucket, "key": one.key, "version_id": one.version, "reason": one.reason}
        for one in sorted(drawn.undrawn, key=attrgetter("bucket", "key", "version"))
    ]
    body = {"format": FORMAT, "chosen": drawn.chosen, "pages": pages, "undrawn": undrawn}
    write_text(folder / NAME, json.dumps(body, indent=1, sort_keys=True) + "\n")


def read_thumbnails(folder: Path) -> ThumbnailFile:
    """Return the thumbnails of a sweep; none where there is no such file.

    Raises JournalError where the file was changed after the manifest was signed; one that the manifest does
    not list is not read.
    """
    path, signed = folder / NAME, read_signed(folder)
    if signed is None or NAME not in signed.files or not path.is_file():
        return ThumbnailFile()
    if file_sha256(path) != signed.files[NAME]:
        raise JournalError(
            f"{path} was changed after the manifest was signed; delete it; `pii-sweep run` draws it again"
        )
    try:
        body = json.loads(path.read_text(encoding="utf-8"))
        undrawn = (
            Undrawn(one["bucket"], one["key"], one["version_id"], one["reason"])
            for one in body.get("undrawn", ())
        )
        pages = (_thumbnail(page) for page in body["pages"])
        return ThumbnailFile(str(body["chosen"]), tuple(pages), tuple(undrawn))
    except (ValueError, KeyError, TypeError):
        raise JournalError(f"{path} is no file of thumbnails; delete it") from None


def _thumbnail(page: dict[str, Any]) -> Thumbnail:
    webp = base64.b64decode(page["webp"], validate=True)
    width, height = _size(webp) or (0, 0)
    if not width:
        raise ValueError
    return Thumbnail(
        page["bucket"], page["key"], page["version_id"], page["page"], tuple(page["entities"]),
        width, height, webp,
    )  # fmt: skip
