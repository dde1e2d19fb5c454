"""`report.html`: one self-contained page for the person who must decide what to do first."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib import resources
from typing import Any

from jinja2 import DictLoader, Environment, StrictUndefined
from markupsafe import Markup

from pii_sweep.report.pages.chain import Chain
from pii_sweep.report.tables.frames import Frames
from pii_sweep.report.view import NO_CHAIN, report_view

FOLDER, VENDOR = "templates", "vendor"
SOURCE_MAP = "//# sourceMappingURL="  # names a file that is not there
# What steers a terminal, or turns a line around, where a key or a member's name holds it.
STEERING = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")


def render_report(frames: Frames, created: str, chain: Chain = NO_CHAIN) -> str:
    """Return the report as HTML without any outside resource or unmasked value.

    Every value is escaped: object keys are written by whoever can write to the bucket.
    """
    return render("report.html.j2", scripts=("report.js",), view=report_view(frames, created, chain))


def render(
    template: str,
    *,
    styles: Sequence[str] = ("page.css",),
    scripts: Sequence[str] = (),
    pictures: bool = False,
    **values: object,
) -> str:
    """Return a template filled in, with its styles and scripts and a policy that allows them by hash alone.

    Styles and scripts are file names of the templates and vendor folders, joined in their order. With
    `pictures` the page may show those that it holds itself.
    """
    css, script = _join_texts(tuple(styles)), _join_texts(tuple(scripts))
    page = _environment().get_template(template)
    # Styles and scripts are this package's own files; everything else goes through autoescape.
    return page.render(
        css=Markup(css),
        script=Markup(script),
        policy=Markup(_policy(css, script, pictures=pictures)),
        **values,
    )


def drop_control_signs(text: str) -> str:
    """Return text without characters that steer what shows it."""
    return STEERING.sub("\ufffd", text)


def _policy(css: str, script: str, *, pictures: bool = False) -> str:
    """Return the page's Content-Security-Policy: no request, and no style and script but these two."""
    # The grid inserts an empty <style> and adds rules to it: hence the hash of the empty string.
    style = f"{_source(css)} {_source('')}" if script else _source(css)
    code = f"; script-src {_source(script)}" if script else ""
    shown = "; img-src data:" if pictures else ""
    return f"default-src 'none'; style-src {style}{code}{shown}; base-uri 'none'; form-action 'none'"


def _source(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


@lru_cache(maxsize=8)
def _join_texts(names: tuple[str, ...]) -> str:
    texts = [_sources()[name] for name in names]
    return "\n".join(line for text in texts for line in text.splitlines() if not line.startswith(SOURCE_MAP))


@lru_cache(maxsize=1)
def _sources() -> Mapping[str, str]:
    report = resources.files("pii_sweep.report")
    own = {item.name: item for item in (report / FOLDER).iterdir()}
    kept = {
        f"{folder.name}/{item.name}": item
        for folder in (report / VENDOR).iterdir()
        if folder.is_dir()
        for item in folder.iterdir()
    }
    return {name: item.read_text(encoding="utf-8") for name, item in (own | kept).items() if item.is_file()}


def _drop_control_signs(value: object) -> object:
    """Return a value that is printed without characters that steer what shows it."""
    if not isinstance(value, str) or isinstance(value, Markup):
        return value
    return drop_control_signs(value)


@lru_cache(maxsize=1)
def _environment() -> Environment:
    environment = Environment(
        loader=DictLoader(_sources()),
        autoescape=True,
        finalize=_drop_control_signs,
        undefined=StrictUndefined,
        trim_blocks=False,
        lstrip_blocks=True,
    )
    filters: dict[str, Any] = environment.filters
    filters.pop("safe")
    return environment
