"""Writes a sweep's files from its journal: tables, report, manifest, assessment."""

from __future__ import annotations

import hmac
import json
import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from pii_sweep import config, keys, resources
from pii_sweep.config import Settings
from pii_sweep.errors import UsageError
from pii_sweep.journal import Journal, Plan
from pii_sweep.report import assessment
from pii_sweep.report.activity import read_activity
from pii_sweep.report.frames import Frames, frames
from pii_sweep.report.html import render, render_report
from pii_sweep.report.manifest import Facts, write_manifest
from pii_sweep.report.pages.findings_page import render_findings
from pii_sweep.report.parquet import write_tables, write_text


def frames_of(journal: Journal) -> Frames:
    """Return the tables of a journal as it stands, finished or not."""
    plan = journal.plan()
    settings = config.from_dict(plan.settings)
    hide = key_digest(plan) if settings.report.hash_keys else None
    return frames(plan.buckets, journal.readings, settings, hide, journal.verdicts)


def write(journal: Journal, settings: Settings) -> Frames:
    """Write the Parquet tables, report.html, findings.html and manifest.json into the sweep directory.

    Raises UsageError where it cannot be written.
    """
    plan, built = journal.plan(), frames_of(journal)
    write_tables(built, journal.folder)
    write_text(journal.folder / "report.html", render_report(built, plan.created))
    write_text(journal.folder / "findings.html", render_findings(built, plan.created))
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
    )


def key_digest(plan: Plan) -> Callable[[str], str]:
    """Return the function that hides object keys: HMAC-SHA256 under the sweep's key, 32 digits."""
    key = keys.sweep_key(plan.seed, plan.targets)
    return lambda text: hmac.digest(key, f"object key\0{text}".encode(), sha256().name).hex()[:32]


def assess(journal: Journal, activity: Path, out: Path | None = None) -> tuple[Mapping[str, Any], list[Path]]:
    """Write the CCPA risk-assessment input of one activity as JSON and HTML; return it and the paths.

    `out` names the JSON, by default `assessment-ID.json` in the sweep directory; the HTML lies
    beside it. An earlier packet there is named by its hash in the new one. Raises ConfigError
    for a wrong activity file, UsageError where the files cannot be written.
    """
    declared, built = read_activity(activity), frames_of(journal)
    known = facts(journal, built.settings)
    path = out or journal.folder / f"assessment-{_file_name(declared['activity']['id'])}.json"
    packet = assessment.assess(built, declared, datetime.now(UTC), known.models, _previous(path))
    text = json.dumps(packet, indent=2, ensure_ascii=False) + "\n"
    paths = [
        write_text(path, text),
        write_text(path.with_suffix(".html"), render("assessment.html.j2", p=packet)),
    ]
    if path.parent.resolve() == journal.folder.resolve():
        write_manifest(journal.folder, known, [item.name for item in paths])
    return packet, paths


def _file_name(text: str) -> str:
    return re.sub(r"[^A-Za-z0-9._-]+", "-", text).strip("-.") or "activity"


def _previous(path: Path) -> str | None:
    """Return the hash of the packet that is about to be replaced, None where there is none."""
    if not path.is_file():
        return None
    try:
        found = json.loads(path.read_bytes())
    except ValueError:
        raise UsageError(f"{path} is no assessment; give another --out FILE") from None
    digest = found.get("report_sha256") if isinstance(found, dict) else None
    if not isinstance(digest, str):
        raise UsageError(f"{path} is no assessment; give another --out FILE")
    return digest
