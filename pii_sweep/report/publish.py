"""Writes a sweep's files from its journal: tables, report, manifest."""

from __future__ import annotations

import hmac
from collections.abc import Callable
from hashlib import sha256

from pii_sweep import config, keys, resources
from pii_sweep.config import Settings
from pii_sweep.journal import Journal, Plan
from pii_sweep.report.html import render_report
from pii_sweep.report.manifest import Facts, write_manifest
from pii_sweep.report.pages.chain import earlier_sweeps
from pii_sweep.report.pages.findings_page import render_findings
from pii_sweep.report.pages.thumbnails import ThumbnailFile, read_thumbnails, write_thumbnails
from pii_sweep.report.rates import rates
from pii_sweep.report.tables.frames import Frames, frames
from pii_sweep.report.tables.parquet import write_tables, write_text
from pii_sweep.sample.correct import load_distributions


def frames_of(journal: Journal) -> Frames:
    """Return the tables of a journal as it stands, finished or not."""
    plan = journal.plan()
    settings = config.from_dict(plan.settings)
    hide = key_digest(plan) if settings.report.hash_keys else None
    return frames(plan.buckets, journal.readings, settings, hide, journal.verdicts)


def prepare(settings: Settings) -> None:
    """Load what `write` takes longest to load: while readers start, a command has nothing else to do."""
    if rates(settings):
        load_distributions()


def write(journal: Journal, settings: Settings, drawn: ThumbnailFile | None = None) -> Frames:
    """Write the Parquet tables, report.html, findings.html and manifest.json into the sweep directory.

    And thumbnails.json where some were `drawn`; else findings.html shows those that the signed file holds.
    Raises UsageError where it cannot be written, JournalError where that file was changed.
    """
    plan, built = journal.plan(), frames_of(journal)
    pictures = drawn or read_thumbnails(journal.folder)
    chain = earlier_sweeps(journal.folder, plan.previous)
    write_tables(built, journal.folder)
    write_text(journal.folder / "report.html", render_report(built, plan.created, chain))
    if drawn is not None:
        write_thumbnails(journal.folder, drawn)
    write_text(journal.folder / "findings.html", render_findings(built, plan.created, pictures))
    journal.settle()
    write_manifest(journal.folder, facts(journal, settings))
    return built


def facts(journal: Journal, settings: Settings) -> Facts:
    """Return what the manifest records of a sweep."""
    plan, head = journal.plan(), journal.head()
    model = settings.detect.model
    models = {"detect.model": model} if model else resources.model_hashes()
    return Facts(
        plan.seed,
        plan.settings_digest,
        plan.created,
        models,
        head.records,
        head.link.hex(),
        journal.finished,
        plan.previous,
        journal.seal_noted(),
    )


def key_digest(plan: Plan) -> Callable[[str], str]:
    """Return the function that hides object keys: HMAC-SHA256 under the sweep's key, 32 digits."""
    key = keys.sweep_key(plan.seed, plan.targets)
    return lambda text: hmac.digest(key, f"object key\0{text}".encode(), sha256().name).hex()[:32]
