"""`init`: a commented settings file to start from."""

from __future__ import annotations

from importlib import resources
from pathlib import Path
from typing import Annotated

import typer

from pii_sweep.errors import UsageError

TEMPLATE = "sweep.example.toml"


def init(
    path: Annotated[Path, typer.Argument(metavar="FILE", help="Where the file goes.")] = Path("sweep.toml"),
) -> int:
    """Write a commented sweep.toml with every setting at its default.

    Example: pii-sweep init && pii-sweep run s3://my-bucket --config sweep.toml

    Exit codes: 0 written, 2 the file is there already or cannot be written.
    """
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(example())
    except FileExistsError:
        raise UsageError(f"{path} is there already; give another file name") from None
    except OSError as error:
        raise UsageError(f"cannot write {path}: {error.strerror}; give another file name") from None
    typer.echo(f"{path}: remove the # before a setting to change it")
    return 0


def example() -> str:
    """Return the commented settings file."""
    return (resources.files("pii_sweep.cli") / TEMPLATE).read_text(encoding="utf-8")
