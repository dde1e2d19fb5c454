"""Write the reference pages from the code; `make docs` runs it before it builds the site."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import fields
from pathlib import Path

import click
import typer.main

from pii_sweep import entities
from pii_sweep.cli.app import app
from pii_sweep.report.summary import BucketSummary, Prevalence, Threshold
from pii_sweep.report.tables.columns import SCHEMAS

FOLDER = Path(__file__).parent / "reference"
UNITS = {
    "size": "bytes", "bytes": "bytes", "bytes_read": "bytes", "seconds": "s",
    "x0": "page units", "y0": "page units", "x1": "page units", "y1": "page units",
}  # fmt: skip


def main() -> None:
    """Write every page that the code knows by itself."""
    for name, text in pages().items():
        (FOLDER / name).write_text(text, encoding="utf-8")


def pages() -> dict[str, str]:
    """Return the text of each page by its name; raises KeyError for a column without a meaning."""
    words = tomllib.loads((FOLDER / "words.toml").read_text(encoding="utf-8"))
    bodies = {
        "tables": _tables(words),
        "entities": _entities(),
        "commands": _commands(),
        "json": _json(words),
    }
    return {f"{name}.md": f"{words['pages'][name]}\n{body}\n" for name, body in bodies.items()}


def _tables(words: dict[str, dict[str, str]]) -> str:
    parts = []
    for name, schema in SCHEMAS.items():
        meanings = words[name]
        rows = [(f"`{at.name}`", at.type, UNITS.get(at.name, ""), meanings[at.name]) for at in schema]
        parts.append(f"## {name}\n\n{meanings['_']}\n\n" + _table("column type unit meaning", rows))
    return "\n\n".join(parts)


def _json(words: dict[str, dict[str, str]]) -> str:
    """Return the fields of the summary; raises KeyError for one without a meaning."""
    parts = []
    for name, kind in (("json", BucketSummary), ("prevalence", Prevalence), ("thresholds", Threshold)):
        meanings = words["buckets"] | words[name] if name == "json" else words[name]
        rows = [(f"`{at.name}`", meanings[at.name]) for at in fields(kind)]
        title = "buckets" if name == "json" else name
        parts.append(f"## {title}\n\n{meanings['_']}\n\n" + _table("field meaning", rows))
    return "\n\n".join(parts)


def _entities() -> str:
    every = entities.BY_NAME.values()
    rows = [(f"`{e.name}`", e.words, " ".join(e.letters), e.spi, e.breach, e.kind, e.dpc) for e in every]
    return _table("entity words letters sensitive breach context DPC", rows)


def _table(head: str, rows: Iterable[Iterable[object]]) -> str:
    lines = [head.split(), ["---"] * len(head.split()), *rows]
    return "\n".join(f"| {' | '.join(map(str, line))} |" for line in lines)


def _commands() -> str:
    parts = []
    group = typer.main.get_command(app)
    context = click.Context(group, info_name="pii-sweep")
    for name in group.list_commands(context):  # type: ignore[attr-defined]
        command = group.get_command(context, name)  # type: ignore[attr-defined]
        inner = click.Context(command, info_name=name, parent=context)
        summary = (command.help or "").split("\n\n")[0].replace("\n", " ").strip()
        rows = [_option(parameter.get_help_record(inner)) for parameter in command.get_params(inner)]
        parts.append(f"## {name}\n\n{summary}\n\n" + "\n".join(filter(None, rows)))
    return "\n\n".join(parts)


def _option(record: tuple[str, str] | None) -> str:
    return f"- `{record[0]}` {' '.join(record[1].split())}" if record else ""


if __name__ == "__main__":
    main()
