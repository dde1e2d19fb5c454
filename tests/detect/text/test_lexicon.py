"""Word lists: each word stands once."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from pii_sweep import resources

PACKAGE = Path(resources.__file__).parent
FILES = [PACKAGE / "label_words.toml", *sorted((PACKAGE / "detect" / "data").glob("*.toml"))]


def lists(name: str, value: object) -> Iterator[tuple[str, list[str]]]:
    """Yield each list of strings of a table, at any depth, with the path to it."""
    if isinstance(value, dict):
        for key, held in value.items():
            yield from lists(f"{name}.{key}", held)
    elif isinstance(value, list):
        if all(isinstance(word, str) for word in value):
            yield name, value
        else:
            for place, held in enumerate(value):
                yield from lists(f"{name}[{place}]", held)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_no_list_has_a_word_twice(file: Path) -> None:
    table = tomllib.loads(file.read_text("utf-8"))
    twice = {
        name: again
        for name, words in lists(file.stem, table)
        if (again := [word for word, times in Counter(words).items() if times > 1])
    }
    assert not twice
