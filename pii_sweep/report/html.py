"""`report.html`: one self-contained page for the person who must decide what to do first."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Mapping
from functools import lru_cache
from importlib import resources
from typing import Any

from jinja2 import DictLoader, Environment, StrictUndefined
from markupsafe import Markup

from pii_sweep.report.frames import Frames
from pii_sweep.report.view import report_view

FOLDER = "templates"
# What steers a terminal, or turns a line around, where a key or a member's name holds it.
STEERING = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")


def render_report(frames: Frames, created: str) -> str:
    """Return the report as HTML without any outside resource, script or unmasked value.

    Every value is escaped: object keys are written by whoever can write to the bucket.
    """
    return render("report.html.j2", view=report_view(frames, created))


def render(template: str, **values: object) -> str:
    """Return a template filled in, with the page's style and the hash that its policy allows."""
    css = _sources()["page.css"]
    digest = base64.b64encode(hashlib.sha256(css.encode()).digest()).decode()
    page = _environment().get_template(template)
    # The style is this package's own file; everything else goes through autoescape.
    return page.render(css=Markup(css), style_hash=Markup(f"sha256-{digest}"), **values)


@lru_cache(maxsize=1)
def _sources() -> Mapping[str, str]:
    folder = resources.files("pii_sweep.report") / FOLDER
    return {item.name: item.read_text(encoding="utf-8") for item in folder.iterdir() if item.is_file()}


def _shown(value: object) -> object:
    """Return a value that is printed without characters that steer what shows it."""
    if not isinstance(value, str) or isinstance(value, Markup):
        return value
    return STEERING.sub("\ufffd", value)


@lru_cache(maxsize=1)
def _environment() -> Environment:
    environment = Environment(
        loader=DictLoader(_sources()),
        autoescape=True,
        finalize=_shown,
        undefined=StrictUndefined,
        trim_blocks=False,
        lstrip_blocks=True,
    )
    filters: dict[str, Any] = environment.filters
    filters.pop("safe")
    return environment
