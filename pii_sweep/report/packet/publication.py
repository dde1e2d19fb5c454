"""Writes a packet as JSON, HTML and PDF; a packet that it replaces is kept and named by its hash."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pii_sweep.errors import UsageError
from pii_sweep.journal import Journal
from pii_sweep.report import words
from pii_sweep.report.html import render
from pii_sweep.report.manifest import write_manifest
from pii_sweep.report.packet import assessment
from pii_sweep.report.packet.activity import read_activity
from pii_sweep.report.packet.outstanding import Question, questions
from pii_sweep.report.packet.pdf import write_pdf
from pii_sweep.report.packet.statutes import explain
from pii_sweep.report.publish import facts, frames_of
from pii_sweep.report.tables.parquet import write_text

STYLES = ("page.css", "packet.css")


@dataclass(frozen=True, slots=True)
class Published:
    """A packet and the files that hold it; `lacking` is why there is no PDF, empty where there is one."""

    packet: Mapping[str, Any]
    paths: tuple[Path, ...]
    lacking: str = ""


def assess(journal: Journal, activity: Path, out: Path | None = None) -> Published:
    """Write the CCPA risk-assessment input of one activity as JSON, HTML and PDF.

    `out` names the JSON, by default `assessment-ID.json` in the sweep directory; the others lie
    next to it. An earlier packet there is kept as `assessment-ID.HASH.json` (11 CCR §7155(c): all
    versions are kept) and named by its hash in the new one; the manifest is signed again. Raises
    ConfigError for a wrong activity file, UsageError where the files cannot be written.
    """
    declared, built = read_activity(activity), frames_of(journal)
    known = facts(journal, built.settings)
    path = out or journal.folder / f"assessment-{_file_name(declared['activity']['id'])}.json"
    earlier = _hash_previous(path)
    packet = assessment.assess(built, declared, datetime.now(UTC), known.models, earlier)
    kept = kept_path(path, earlier) if earlier is not None else None
    if kept is not None:
        path.replace(kept)
    page = render_packet(packet)
    paths = [
        write_text(path, json.dumps(packet, indent=2, ensure_ascii=False) + "\n"),
        write_text(path.with_suffix(".html"), page),
    ]
    lacking = write_pdf(page, path.with_suffix(".pdf"))
    if not lacking:
        paths.append(path.with_suffix(".pdf"))
    if path.parent.resolve() == journal.folder.resolve():
        new = [item.name for item in (*paths, kept) if item is not None]
        write_manifest(journal.folder, known, new)
    return Published(packet, tuple(paths), lacking)


def kept_path(path: Path, digest: str) -> Path:
    """Return where the version of a packet with this hash is kept; `path` is any version's."""
    name = re.sub(r"\.[0-9a-f]{12}$", "", path.stem)
    return path.with_name(f"{name}.{digest[:12]}.json")


def open_questions(journal: Journal, activity: Path) -> list[Question]:
    """Return what a packet of an activity file as it stands would still ask of people."""
    packet = assessment.assess(frames_of(journal), read_activity(activity), datetime.now(UTC), {})
    return list(questions(packet))


def render_packet(packet: Mapping[str, Any]) -> str:
    """Return a packet as one self-contained page, for the screen and for paper."""
    return render(
        "assessment.html.j2", styles=STYLES, p=packet, entity=words.entity, plain=words.to_plain,
        reason=words.reason, explained=explain, moment=words.moment,
        level=words.LEVEL_WORDS.__getitem__,
    )  # fmt: skip


def _file_name(text: str) -> str:
    return re.sub(r"[^A-Za-z0-9._-]+", "-", text).strip("-.") or "activity"


def _hash_previous(path: Path) -> str | None:
    """Return the hash of the packet that is about to be replaced, None where there is none."""
    if not path.is_file():
        return None
    try:
        found = json.loads(path.read_bytes())
    except ValueError:
        raise UsageError(f"{path} is no assessment; give another --out FILE") from None
    digest = found.get("report_sha256") if isinstance(found, dict) else None
    if not isinstance(digest, str) or re.fullmatch("[0-9a-f]{64}", digest) is None:
        raise UsageError(f"{path} is no assessment; give another --out FILE")
    if assessment.digest(found) != digest:
        raise UsageError(
            f"{path} was edited by hand: write the answers into the activity file, and move this file away"
        )
    return digest
