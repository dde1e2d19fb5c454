"""`findings.html`: every finding of a sweep in one page, to filter, search and sort."""

from __future__ import annotations

import base64
import json
from collections.abc import Sequence
from typing import Any

import pandas as pd
from markupsafe import Markup

from pii_sweep.report import words
from pii_sweep.report.html import drop_control_signs, render
from pii_sweep.report.pages.packed import MAX_PACKED, choose_findings, pack_findings
from pii_sweep.report.pages.picture_reason import picture_reasons
from pii_sweep.report.pages.thumbnails import Thumbnail, ThumbnailFile
from pii_sweep.report.summary import name_part
from pii_sweep.report.tables.frames import Frames

SCRIPTS = (
    "slickgrid/slick.core.js",
    "slickgrid/slick.interactions.js",
    "slickgrid/slick.grid.js",
    "findings.js",
)
NOT_DRAWN = ThumbnailFile()
STYLES = ("slickgrid/slick.grid.css", "page.css", "findings.css")


def render_findings(
    frames: Frames, created: str, drawn: ThumbnailFile = NOT_DRAWN, limit: int = MAX_PACKED
) -> str:
    """Return the findings browser as HTML without any outside resource or unmasked value.

    `drawn` are redacted thumbnails of objects, shown with their findings; where an object has none, the
    page says why.
    """
    chosen = _most_urgent_first(frames, choose_findings(frames.findings, limit))
    chosen = chosen.assign(picture=picture_reasons(frames, drawn, chosen))
    return render(
        "findings.html.j2",
        scripts=SCRIPTS,
        styles=STYLES,
        view=_view(frames, len(chosen), created),
        names=Markup(json.dumps(dict(words.ENTITY_WORDS))),  # this package's own words
        data=Markup(pack_findings(chosen, drop_control_signs)),  # base64: no character of it is markup
        pictures=bool(drawn.pages),
        thumbnails=Markup(_pack_pictures(frames, drawn.pages)),  # base64, too
    )


def _pack_pictures(frames: Frames, pictures: Sequence[Thumbnail]) -> str:
    """Return thumbnails as JSON in base64, the most urgent bucket's first."""
    places = {detail.frame.bucket: place for place, detail in enumerate(frames.details)}
    shown = [
        {
            "bucket": drop_control_signs(one.bucket),
            "key": drop_control_signs(one.key),
            "page": one.page,
            "width": one.width,
            "height": one.height,
            "alt": drop_control_signs(one.alt),
            "source": "data:image/webp;base64," + base64.b64encode(one.webp).decode("ascii"),
        }
        for one in sorted(pictures, key=lambda one: places.get(one.bucket, len(places)))
    ]
    return base64.b64encode(json.dumps(shown).encode()).decode("ascii")


def _most_urgent_first(frames: Frames, findings: pd.DataFrame) -> pd.DataFrame:
    places = {detail.frame.bucket: place for place, detail in enumerate(frames.details)}
    return findings.sort_values(
        "bucket", key=lambda names: names.map(places), kind="stable", ignore_index=True
    )


def _view(frames: Frames, shown: int, created: str) -> dict[str, Any]:
    total, found = len(frames.findings), _count_findings(frames)
    return {
        "created": words.moment(created),
        "shown": f"{shown:,}",
        "left": f"{total - shown:,}" if shown < total else "",
        "unlisted": f"{found - total:,}" if found > total else "",
        "parts": "; ".join(
            name_part(detail.frame.bucket, detail.frame.prefixes)
            for detail in frames.details
            if detail.frame.prefixes
        ),
        "keys": "keys as digests" if frames.settings.report.hash_keys else "object keys as they are",
    }


def _count_findings(frames: Frames) -> int:
    """Return how many findings the readings counted; faces are counted and have no findings."""
    return sum(
        count for detail in frames.details for entity, count in detail.tally.hits.items() if entity != "FACE"
    )
