"""Draws redacted thumbnails of the pages of a sweep with most findings, in sealed readers, once all is read.

The pages are fetched once more: which ones they are is known when everything is read. Nothing is drawn where
a limit was set on what a sweep may fetch or how long it may take, and where OCR is off or missing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from pii_sweep.config import Settings
from pii_sweep.engine.cluster import Cluster
from pii_sweep.engine.host import Host
from pii_sweep.engine.local import Engine, Failure
from pii_sweep.extract.kinds import MEDIA_TYPES
from pii_sweep.journal import Journal
from pii_sweep.plan.budgets import is_drawing
from pii_sweep.plan.frames import Progress
from pii_sweep.report.pages.picture_reason import REFUSALS
from pii_sweep.report.pages.thumbnails import (
    ChosenPage,
    Thumbnail,
    ThumbnailFile,
    Undrawn,
    choose_pages,
    decode_thumbnail,
    digest_of,
    read_thumbnails,
)
from pii_sweep.report.publish import key_digest
from pii_sweep.store.grant import grant
from pii_sweep.work import PageToDraw, draw_page, prepare_drawing, sealing_of, warm

SECONDS = 180.0  # for one page
MEMORY = 4 << 30  # bytes of address space


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
    chosen = [page for bucket in targets for page in _choose_pages(journal, bucket)]
    digest = digest_of(chosen)
    if not chosen or read_thumbnails(journal.folder).chosen == digest:
        return NOTHING
    engine: Engine[PageToDraw, list[object]] = Engine(
        min(workers, len(chosen)),
        SECONDS,
        MEMORY,
        warm=partial(warm, settings) if host else None,
        prepare=partial(prepare_drawing, settings),
        grant=grant(plan.targets, settings.targets),
        sealing=partial(sealing_of, settings, required=require_sealed),
        host=host,
    )
    hide = key_digest(plan) if settings.report.hash_keys else str
    with Cluster(engine, scheduler) if scheduler else engine as driver:
        file, spent = _draw_pages(driver, partial(draw_page, settings, targets), chosen, hide, progress)
    for shut in sorted(engine.seals, key=str):
        journal.note_seal(str(shut))
    return Drawn(replace(file, chosen=digest), len(chosen), *spent)


def _choose_pages(journal: Journal, bucket: str) -> list[ChosenPage]:
    return choose_pages((reading for _, _, reading in journal.readings(bucket)), MEDIA_TYPES)


def _draw_pages(
    driver: Engine[PageToDraw, list[object]] | Cluster[PageToDraw, list[object]],
    work: Callable[[PageToDraw], list[object]],
    chosen: Sequence[ChosenPage],
    hide: Callable[[str], str],
    progress: Progress,
) -> tuple[ThumbnailFile, tuple[int, int]]:
    """Return the thumbnails and why others were not drawn, and the requests and bytes that they took."""
    thumbnails, undrawn, requests, size = list[Thumbnail](), list[Undrawn](), 0, 0
    # readers are sent no more than they need: this module's imports are tables and pages
    items = [(number, page.ref, page.page, page.boxes) for number, page in enumerate(chosen)]
    for done, (item, outcome) in enumerate(driver.run(work, items), start=1):
        page = chosen[item[0]]
        progress("thumbnails", done, len(chosen))
        data, reason, sent, received = ("", "", 0, 0) if isinstance(outcome, Failure) else outcome
        requests, size = requests + int(str(sent)), size + int(str(received))
        thumbnail = decode_thumbnail(page, str(data), hide)
        if thumbnail is not None:
            thumbnails.append(thumbnail)
        else:  # what a reader says is one of the known reasons, and nothing else of it is written
            known = str(reason) if str(reason) in REFUSALS else "unreadable"
            undrawn.append(Undrawn(page.ref.bucket, hide(page.ref.key), page.ref.version or "", known))
    return ThumbnailFile("", tuple(thumbnails), tuple(undrawn)), (requests, size)
