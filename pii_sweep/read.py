"""The worker: one object reference in, one `Reading` out; document text lives and dies here."""

from __future__ import annotations

import gc
import io
import secrets
import time
import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextvars import ContextVar
from dataclasses import replace
from functools import lru_cache, partial
from itertools import chain, islice
from pathlib import Path
from typing import BinaryIO, TypeVar

from pii_sweep import detect
from pii_sweep.config import Settings
from pii_sweep.detect.detector import Detector
from pii_sweep.detect.tables.cell import header_cell
from pii_sweep.errors import TAGS_UNREAD, BudgetSpent, StoreError, SweepError, Unreadable
from pii_sweep.extract.ceiling import release
from pii_sweep.extract.walk import preload, walk
from pii_sweep.journal import Drawn
from pii_sweep.link import quoted_place, seal, subjects
from pii_sweep.link.table_rows import Linked
from pii_sweep.progress import is_watched, report_progress
from pii_sweep.store import Store, connect
from pii_sweep.store.protocol import NO_HEADERS
from pii_sweep.store.remote import Channel, RemoteStore
from pii_sweep.tally import Tally
from pii_sweep.types import (
    Allowance,
    Blob,
    Box,
    Detection,
    Finding,
    Gap,
    Note,
    ObjectRef,
    Part,
    Passage,
    Piece,
    Reading,
    Subject,
    Table,
    Target,
    Where,
    characters,
)

Item = tuple[Detection, str | None] | Subject | Gap | Note
T = TypeVar("T")
# After so many objects garbage is looked for; Python's 700 cost a table a tenth of its time.
GARBAGE = 20_000
# Why an object is read in part whose readers yielded text that no recognizer saw.
NOT_EXAMINED = "TEXT_NOT_EXAMINED"
# What stands for a column where a finding lies in the user metadata or the tags of its object.
METADATA, TAGS = "object metadata", "object tags"
# The fetcher's end of a reader that may open no socket; None where it reads from the store itself.
CHANNEL: ContextVar[Channel | None] = ContextVar("channel", default=None)


def load_models(settings: Settings) -> None:
    """Load what every object needs."""
    preload()
    _detector(settings)
    detect.prepare()
    gc.set_threshold(GARBAGE)


def prepare(settings: Settings, channel: Channel | None) -> None:
    """Load what is not loaded yet, and read from a fetcher from now on, where there is one."""
    CHANNEL.set(channel)
    _detector(settings)


def read_object(
    settings: Settings,
    key: bytes,
    target: Target,
    ref: ObjectRef,
    allowance: Allowance | None = None,
    *,
    part: Part | None = None,
) -> Reading:
    """Read one object, or a part of it, and return all that may be known of it outside the worker.

    No more is asked of the store than the allowance, to the request and the byte. Never raises
    for what the object holds: see `examine_safely`.
    """
    started = time.monotonic()
    tally = Tally(ref, settings.report, key, partial(mask_place_name, settings))
    store = _store(target, settings)
    traffic = store.traffic
    before = traffic.requests, traffic.bytes_read
    traffic.limit(*((allowance.requests, allowance.bytes) if allowance else (None, None)))
    blob = blob_in(store, ref)
    try:
        for item in _safely(blob, lambda: _link_rows(blob, settings, key, tally.saw, part)):
            tally.add(item)
        if tally.unexamined() > 0:
            tally.add(Gap(Where(ref), NOT_EXAMINED))
    except SweepError:
        raise
    except Exception as error:  # noqa: BLE001  adding up is part of reading: its bugs cost one object too
        tally.add(Gap(Where(ref), bug(error)))
    release()
    tally.requests, tally.bytes_read = traffic.requests - before[0], traffic.bytes_read - before[1]
    return tally.reading(time.monotonic() - started)


def read_drawn(settings: Settings, key: bytes, targets: Mapping[str, Target], item: Drawn) -> Reading:
    """Read one drawn object; the function that travels to the workers.

    Raises MemoryError where there was not enough next to what earlier objects left: it is tried alone then.
    """
    target = targets[item.pick.bucket]
    reading = read_object(settings, key, target, item.pick.ref, item.allowance, part=item.part)
    if item.part is None and not is_watched() and any(gap.reason == "MEMORY_LIMIT" for gap in reading.gaps):
        raise MemoryError
    return reading


def draw_page(
    settings: Settings, target: Target, ref: ObjectRef, page: int, boxes: Sequence[Box]
) -> tuple[bytes, str, int, int]:
    """Return a page's redacted thumbnail, or why there is none, and the requests and bytes it took."""
    from pii_sweep.extract.thumbnail import draw_thumbnail

    store = _store(target, settings)
    traffic = store.traffic
    before = traffic.requests, traffic.bytes_read
    traffic.limit(None, None)
    blob = blob_in(store, ref)
    try:
        data, reason = draw_thumbnail(blob, page, boxes, settings.extract)
    except (Unreadable, MemoryError):
        data, reason = b"", "unreadable"
    return data, reason, traffic.requests - before[0], traffic.bytes_read - before[1]


def examine_safely(
    blob: Blob, settings: Settings, key: bytes, saw: Callable[[int], None] = lambda count: None
) -> Iterator[Item]:
    """Yield what `examine` yields; whatever goes wrong becomes a last `Gap`.

    A bug becomes `Gap("bug: TypeError at read_pdf:31")`, without the message, which may quote
    the document; what was found before it is kept.
    """
    return _safely(blob, lambda: examine(blob, settings, key, saw))


def _safely(blob: Blob, items: Callable[[], Iterator[T]]) -> Iterator[T | Gap]:
    try:
        yield from items()
    except Unreadable as error:
        yield Gap(blob.where, error.reason)
    except MemoryError:
        yield Gap(blob.where, "MEMORY_LIMIT")
    except SweepError:
        raise  # not of this object: no model, wrong settings
    except Exception as error:  # noqa: BLE001  the one catch-all: see `examine_safely`
        yield Gap(blob.where, bug(error))


def lines_of(blob: Blob, settings: Settings) -> Iterator[str]:
    """Yield the lines of text that a blob's readers find, for a person who was asked what it holds.

    For the terminal alone. Whatever goes wrong is a last line without the document's words.
    """
    for piece in _safely(blob, lambda: walk(blob, settings.extract)):
        if isinstance(piece, Passage):
            yield from piece.text.splitlines()
        elif isinstance(piece, Table):
            yield from ("\t".join(row) for row in (piece.header, *piece.rows) if row)
        elif isinstance(piece, Gap):
            yield f"not read: {piece.reason}"


def examine(
    blob: Blob, settings: Settings, key: bytes, saw: Callable[[int], None] = lambda count: None
) -> Iterator[Item]:
    """Yield the detections of a blob with their subjects, the subjects, the gaps and the notes.

    `saw` is called with the characters of every piece of text that was read, so that "read, and nothing
    found" is distinguished from "not read".
    """
    return subjects.split_tables(_link_rows(blob, settings, key, saw))


def _link_rows(
    blob: Blob, settings: Settings, key: bytes, saw: Callable[[int], None], part: Part | None = None
) -> Iterator[Item | Linked]:
    """Yield what `examine` yields, with the rows of a table part together."""
    pieces = _count_characters(_report_progress(walk(blob, settings.extract), part, blob.where), saw)
    pieces = _add_metadata(pieces, blob)
    named = chain((Note(blob.where, "member"),), pieces)  # its key is examined like the name of a member
    return subjects.link(_detector(settings).survey(named), key)


def _count_characters(pieces: Iterator[Piece], saw: Callable[[int], None]) -> Iterator[Piece]:
    for piece in pieces:
        if isinstance(piece, (Passage, Table)):
            saw(characters(piece))
        yield piece


def _add_metadata(pieces: Iterator[Piece], blob: Blob) -> Iterator[Piece]:
    """Yield pieces, and behind them metadata and tags of the object, also of one that cannot be read.

    They are no text of the object: what counts as read is the body.
    """
    try:
        yield from pieces
    except Unreadable as error:
        yield Gap(blob.where, error.reason)
    yield from _label_values(blob, METADATA, blob.metadata())
    came, reason = dict[str, str](), ""
    try:
        came.update(blob.tags())  # those before an error stay
    except StoreError as error:
        reason = error.reason if isinstance(error, BudgetSpent) else TAGS_UNREAD
    yield from _label_values(blob, TAGS, came)
    if reason:
        yield Note(blob.where, "unread_tags")
        yield Gap(blob.where, reason)


def _label_values(blob: Blob, column: str, values: Mapping[str, str]) -> Iterator[Piece]:
    """Yield a passage of names and values that a store keeps of an object."""
    if lines := [f"{name}: {value}" for name, value in values.items()]:
        text = "\n".join(lines)
        yield Passage(text, replace(blob.where, column_name=column), layout="metadata")
        yield Note(blob.where, "examined", -len(text))


def _report_progress(pieces: Iterator[Piece], part: Part | None, where: Where) -> Iterator[Piece]:
    """Yield pieces and report how many there were; where a part is asked for, a gap stands for the rest."""
    for number, piece in enumerate(pieces if part is None else islice(pieces, part.pieces), start=1):
        report_progress(number)
        yield piece
    if part is not None:
        yield Gap(where, part.reason)


def inspect(source: str | Path | bytes, settings: Settings | None = None) -> list[Finding]:
    """Return the findings of a local file or of bytes, masked, under a key that is thrown away.

    Raises Unreadable for a file that cannot be opened.
    """
    settings, key = settings or Settings(), secrets.token_bytes(32)
    items = examine(blob_of(source), settings, key)
    conceal = partial(mask_place_name, settings)
    return [seal.seal(item[0], item[1], key, conceal) for item in items if isinstance(item, tuple)]


def blob_in(store: Store, ref: ObjectRef) -> Blob:
    """Return a blob for an object of a store; what came with another object is not taken for its own."""
    store.headers, opened = NO_HEADERS, list[ObjectRef]()

    def open_object() -> BinaryIO:
        if not opened:
            store.headers = NO_HEADERS
            opened.append(ref)
        return store.open(ref)

    def read_tags() -> Iterator[tuple[str, str]]:
        counted = store.headers.tags if opened else 0
        tags = store.read_tags(ref) if counted else {}
        yield from tags.items()
        if len(tags) < counted:
            raise StoreError(f"an object has {counted} tags, of which {len(tags)} came")

    def read_metadata() -> Mapping[str, str]:
        return store.headers.metadata if opened else {}

    return Blob(Where(ref), open_object, ref.size, read_metadata, read_tags)


def blob_of(source: str | Path | bytes, folder: Path | None = None) -> Blob:
    """Return a blob for a local path or for bytes; below a folder, its key is the path from there."""
    if isinstance(source, bytes):
        return Blob(Where(ObjectRef("", "bytes", size=len(source))), lambda: io.BytesIO(source), len(source))
    path = Path(source)
    size = path.stat().st_size
    ref = ObjectRef("", path.relative_to(folder).as_posix() if folder else path.name, size=size)

    def open_file() -> BinaryIO:
        return path.open("rb")

    return Blob(Where(ref), open_file, size)


def bug(error: Exception) -> str:
    """Return the kind and the place of an error, never its message: that may quote the document."""
    frames: Iterable[traceback.FrameSummary] = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if "pii_sweep" in frame.filename]
    place = f"{ours[-1].name}:{ours[-1].lineno}" if ours else "unknown"
    return f"bug: {type(error).__name__} at {place}"


@lru_cache(maxsize=4096)
def mask_place_name(settings: Settings, text: str) -> str:
    """Return a name that a place quotes (of a member, a sheet, a key, a header) with what it holds masked."""
    hits = header_cell.find_personal(text, _detector(settings))
    return quoted_place.mask_spans(text, [(hit.start, hit.end, hit.entity) for hit in hits])


@lru_cache(maxsize=1)
def _detector(settings: Settings) -> Detector:
    detector = detect.load(settings)
    gc.freeze()  # the models stay as long as the worker: garbage is not looked for among them
    gc.set_threshold(GARBAGE)
    return detector


@lru_cache(maxsize=8)
def _store(target: Target, settings: Settings) -> Store:
    channel = CHANNEL.get()
    if channel is not None:
        return RemoteStore(channel, target)
    return connect(target, settings.targets)
