"""Draws redacted thumbnails of a sweep's most telling pages, in sealed readers, once all is read.

The pages are fetched once more: which ones they are is known when everything is read. Nothing is drawn where
a limit was set on what a sweep may fetch or how long it may take, and where OCR is off or missing.
"""

from __future__ import annotations

import base64
from collections.abc import Callable, Mapping, Sequence
from contextvars import ContextVar
from dataclasses import dataclass
from functools import lru_cache, partial
from importlib.util import find_spec

from pii_sweep.config import Settings
from pii_sweep.engine.cluster import Cluster
from pii_sweep.engine.host import Host
from pii_sweep.engine.local import Engine, Failure
from pii_sweep.errors import Unreadable
from pii_sweep.journal import Journal
from pii_sweep.plan.frames import Progress
from pii_sweep.report.pages.thumbnails import (
    ChosenPage,
    Thumbnail,
    ThumbnailFile,
    choose_pages,
    digest_of,
    read_thumbnails,
    taken,
)
from pii_sweep.report.publish import key_digest
from pii_sweep.store import Store, connect
from pii_sweep.store.remote import Channel, RemoteStore
from pii_sweep.types import Blob, Target, Where
from pii_sweep.work import sealing_of, warm

SECONDS = 180.0  # for one page
MEMORY = 4 << 30  # bytes of address space
CHANNEL: ContextVar[Channel | None] = ContextVar("channel", default=None)


@dataclass(frozen=True, slots=True)
class Drawn:
    """What was drawn, None where nothing new was, of how many pages, and what fetching those took."""

    file: ThumbnailFile | None = None
    chosen: int = 0
    requests: int = 0
    bytes: int = 0

    @property
    def drawn(self) -> int:
        """Return how many pages could be redacted surely."""
        return len(self.file.pages) if self.file else 0


NOTHING = Drawn()


def draw(
    journal: Journal,
    settings: Settings,
    workers: int,
    progress: Progress,
    *,
    require_sealed: bool = False,
    scheduler: str = "",
    host: Host | None = None,
) -> Drawn:
    """Draw the thumbnails of a sweep, unless its `thumbnails.json` holds those of the same pages.

    Readers are forked from what the `host` of the sweep has loaded, where one is given. Raises EngineError
    as `sweep.run` does.
    """
    if not is_drawing(settings):
        return NOTHING
    plan = journal.plan()
    targets = {target.bucket: target for target in plan.targets}
    chosen = [page for bucket in targets for page in _chosen(journal, bucket)]
    digest = digest_of(chosen)
    if not chosen or read_thumbnails(journal.folder).chosen == digest:
        return NOTHING
    engine: Engine[ChosenPage, list[object]] = Engine(
        min(workers, len(chosen)),
        SECONDS,
        MEMORY,
        warm=partial(warm, settings) if host else None,
        prepare=prepare,
        connect=partial(connect, settings=settings.targets),
        sealing=partial(sealing_of, settings, required=require_sealed),
        host=host,
    )
    hide = key_digest(plan) if settings.report.hash_keys else str
    with Cluster(engine, scheduler) if scheduler else engine as driver:
        thumbnails, spent = _drawn(driver, partial(draw_page, settings, targets), chosen, hide, progress)
    for shut in sorted(engine.seals, key=str):
        journal.note_seal(str(shut))
    return Drawn(ThumbnailFile(digest, tuple(thumbnails)), len(chosen), *spent)


def is_drawing(settings: Settings) -> bool:
    """Return whether thumbnails are wanted and can be drawn: not under a limit, nor without OCR."""
    sample = settings.sample
    limits = (sample.max_bytes, sample.max_requests, sample.max_dollars, sample.max_minutes)
    can = settings.extract.ocr != "off" and find_spec("onnxruntime") is not None
    return settings.report.thumbnails and can and all(limit is None for limit in limits)


def _chosen(journal: Journal, bucket: str) -> list[ChosenPage]:
    from pii_sweep.extract.thumbnail import MEDIA_TYPES

    return choose_pages((reading for _, _, reading in journal.readings(bucket)), MEDIA_TYPES)


def _drawn(
    driver: Engine[ChosenPage, list[object]] | Cluster[ChosenPage, list[object]],
    work: Callable[[ChosenPage], list[object]],
    chosen: Sequence[ChosenPage],
    hide: Callable[[str], str],
    progress: Progress,
) -> tuple[list[Thumbnail], tuple[int, int]]:
    """Return the thumbnails, and the requests and bytes that they took."""
    thumbnails, requests, size = list[Thumbnail](), 0, 0
    for done, (page, outcome) in enumerate(driver.run(work, chosen), start=1):
        progress("thumbnails", done, len(chosen))
        if isinstance(outcome, Failure):
            continue
        data, sent, received = outcome
        requests, size = requests + int(str(sent)), size + int(str(received))
        thumbnail = taken(page, str(data), hide)
        if thumbnail is not None:
            thumbnails.append(thumbnail)
    return thumbnails, (requests, size)


def prepare(channel: Channel | None) -> None:
    """Load what drawing needs, and read from a fetcher from now on, where there is one."""
    from pii_sweep.extract import thumbnail  # noqa: F401

    CHANNEL.set(channel)


def draw_page(settings: Settings, targets: Mapping[str, Target], page: ChosenPage) -> list[object]:
    """Return a page's thumbnail in base64, empty where there is none, and the requests and bytes it took."""
    from pii_sweep.extract.thumbnail import draw_thumbnail

    store = _store(targets[page.ref.bucket], settings)
    before = store.traffic.requests, store.traffic.bytes_read
    blob = Blob(Where(page.ref), lambda: store.open(page.ref), page.ref.size)
    try:
        data = draw_thumbnail(blob, page.page, page.boxes, settings.extract)
    except (Unreadable, MemoryError):
        data = b""
    traffic = store.traffic
    return [
        base64.b64encode(data).decode("ascii"), traffic.requests - before[0], traffic.bytes_read - before[1]
    ]  # fmt: skip


@lru_cache(maxsize=8)
def _store(target: Target, settings: Settings) -> Store:
    channel = CHANNEL.get()
    return RemoteStore(channel, target) if channel is not None else connect(target, settings.targets)
