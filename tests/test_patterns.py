"""What is kept of compiled patterns between starts."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from pii_sweep import patterns

PROGRAM = """
import json, re, sys
from pii_sweep import patterns
patterns.begin(adding=True)
made = []
make = patterns._make
patterns._make = lambda text, flags: made.append(text) or make(text, flags)
{body}
print(json.dumps(made))
"""
COMPILE = r"""
found = re.compile("(?P<word>al|be)(c)?[x-z]{2,}", re.IGNORECASE)
assert found.search("--BEzz--").groups() == ("BE", None), found
assert found == re.compile("(?P<word>al|be)(c)?[x-z]{2,}", re.IGNORECASE)
assert (found.groupindex, found.groups, found.flags) == ({"word": 1}, 2, re.IGNORECASE | re.UNICODE)
patterns.keep(asked=True)
"""
LOAD = """
import os
from pathlib import Path
from pii_sweep import kept_file  # Python's own modules stay compiled where they are
kept_file.path_of = lambda source: Path(os.environ["KEPT"]) / (Path(source).stem + ".kept")
from pii_sweep import work
from pii_sweep.config import Settings
work.warm(Settings())
made = [text for text in made if "\\\\r?\\\\n|\\\\Z" not in text]  # of Python's tokenizer
"""
WARM = """
from pii_sweep import work
work._load = lambda settings: [re.compile(f"a{number}[x-z]") for number in range(30)]
from pii_sweep.config import Settings
work.warm(Settings())
"""


def start(body: str, cache: Path, **surroundings: str) -> list[str]:
    """Run a program that prints which of its patterns were compiled."""
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM.format(body=body)],
        env={**os.environ, "PYTHONPYCACHEPREFIX": str(cache), **surroundings},
        capture_output=True,
        text=True,
        check=True,
    )
    compiled: list[str] = json.loads(done.stdout.splitlines()[-1])
    return compiled


def kept(cache: Path) -> Path:
    """Return the only file of kept patterns."""
    (file,) = cache.rglob("patterns.*.kept")
    return file


def test_a_pattern_is_compiled_at_the_first_start_and_never_again(tmp_path: Path) -> None:
    assert len(start(COMPILE, tmp_path)) >= 1
    assert start(COMPILE, tmp_path) == []


@pytest.mark.parametrize("damage", [b"", b"no patterns", None])
def test_where_the_file_is_damaged_patterns_are_compiled_as_ever(
    damage: bytes | None, tmp_path: Path
) -> None:
    start(COMPILE, tmp_path)
    file = kept(tmp_path)
    whole = file.read_bytes()
    file.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]) if damage is None else damage)
    assert len(start(COMPILE, tmp_path)) >= 1


def test_what_a_reader_loads_has_the_same_patterns_at_every_start(tmp_path: Path) -> None:
    file = {"KEPT": str(tmp_path / "kept"), "PYTHONPYCACHEPREFIX": ""}
    assert len(start(LOAD, tmp_path, PYTHONHASHSEED="1", PYTHONDONTWRITEBYTECODE="", **file)) > 1000
    assert start(LOAD, tmp_path, PYTHONHASHSEED="2", **file) == []


def test_nothing_is_written_where_python_may_write_nothing_of_modules(tmp_path: Path) -> None:
    start(WARM, tmp_path, PYTHONDONTWRITEBYTECODE="1")
    assert list(tmp_path.rglob("*.kept")) == []
    start(WARM, tmp_path, PYTHONDONTWRITEBYTECODE="")
    assert kept(tmp_path)


def test_a_folder_that_cannot_be_written_leaves_all_as_it_is(tmp_path: Path) -> None:
    place = tmp_path / "file"
    place.write_text("no folder")
    assert len(start(COMPILE, place)) >= 1


def test_a_pattern_that_is_none_is_refused_as_ever(tmp_path: Path) -> None:
    body = """
try:
    re.compile("(a")
except re.error as error:
    assert "unterminated" in str(error)
else:
    raise AssertionError
"""
    start(body, tmp_path)


def test_what_follows_from_a_pattern_is_made_anew_where_nothing_is_kept() -> None:
    assert patterns.recall("test", "text", 0, lambda: (1, 2)) == (1, 2)


def test_the_file_is_read_when_a_long_pattern_is_asked_for(tmp_path: Path) -> None:
    start(COMPILE, tmp_path)
    body = """
patterns.begin()
patterns._kept.entries = None
re.compile("short and not in the file")
assert patterns._kept.entries is None
re.compile("x" * 1000)
assert patterns._kept.entries
"""
    start(body, tmp_path)
