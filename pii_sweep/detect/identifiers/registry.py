"""Recognizers that `entities.py` names: modules of this folder that run without anything else knowing them.

Such a module has `find(text)`, which yields candidates, and `COLUMN`, what a column's or a field's header and
values look like (the keys of a `[[kind]]` of `data/columns.toml`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from importlib import import_module
from typing import Any

from pii_sweep.detect.text.candidate import Hit
from pii_sweep.entities import ENTITIES


@lru_cache(maxsize=1)
def finders() -> tuple[Callable[[str], Iterator[Hit]], ...]:
    """Return the `find` of each recognizer that an entity's row names."""
    return tuple(_module(entity.recognizer).find for entity in ENTITIES if entity.recognizer)


def column_kinds() -> Iterator[Mapping[str, Any]]:
    """Yield the columns of such recognizers, as kinds of `data/columns.toml`."""
    for entity in ENTITIES:
        if entity.recognizer:
            yield {"name": entity.name, **_module(entity.recognizer).COLUMN}


def _module(name: str) -> Any:
    return import_module(f"{__package__}.{name}")
