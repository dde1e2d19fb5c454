"""What is kept of word lists between starts."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

PROGRAM = """
import json
from pii_sweep import derived
derived.begin(adding=True)
made = []
def make(name, value):
    made.append(name)
    return value
{body}
print(json.dumps(made))
"""
ASK = """
words = derived.recall("words", lambda: make("words", {"a": (1, frozenset({"be", "ce"}))}))
assert words == {"a": (1, frozenset({"be", "ce"}))}, words
derived.keep(asked=True)
"""
LOAD = """
import os
from pathlib import Path
from pii_sweep import kept_file, patterns  # modules and patterns stay compiled where they are
path_of = kept_file.path_of
kept_file.path_of = lambda source: (
    Path(os.environ["KEPT"]) / "derived.kept" if source == derived.__file__ else path_of(source)
)
patterns.begin()
from pii_sweep import work
from pii_sweep.config import Settings
recall = derived.recall
derived.recall = lambda name, value: recall(name, lambda: make(name, value()))
work.warm(Settings())
from pii_sweep.detect.health import terms
from pii_sweep.detect.text import lexicon
print(len(terms._phrases()), len(lexicon.name_list("given")))
"""


def start(body: str, cache: Path, **surroundings: str) -> tuple[list[str], list[str]]:
    """Run a program; return which values it worked out, and the lines that it printed before."""
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM.replace("{body}", body)],
        env=os.environ | {"PYTHONPYCACHEPREFIX": str(cache)} | surroundings,
        capture_output=True,
        text=True,
        check=True,
    )
    *said, made = done.stdout.splitlines()
    return json.loads(made), said


def kept(cache: Path) -> Path:
    """Return the only file of kept values."""
    (file,) = cache.rglob("derived.*.kept")
    return file


def test_a_value_is_worked_out_at_the_first_start_and_never_again(tmp_path: Path) -> None:
    assert start(ASK, tmp_path)[0] == ["words"]
    assert start(ASK, tmp_path)[0] == []


@pytest.mark.parametrize("damage", [b"", b"no values", None])
def test_where_the_file_is_damaged_values_are_worked_out_as_ever(
    damage: bytes | None, tmp_path: Path
) -> None:
    start(ASK, tmp_path)
    file = kept(tmp_path)
    whole = file.read_bytes()
    file.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]) if damage is None else damage)
    assert start(ASK, tmp_path)[0] == ["words"]


def test_a_file_of_another_state_of_the_package_is_not_used(tmp_path: Path) -> None:
    start(ASK, tmp_path)
    other = "derived._ENDINGS = ('.py',)\n"  # as if a word list were another
    assert start(other + ASK, tmp_path)[0] == ["words"]


def test_what_a_reader_loads_is_derived_once_and_stays_the_same(tmp_path: Path) -> None:
    file = {"KEPT": str(tmp_path / "kept"), "PYTHONPYCACHEPREFIX": ""}
    first, of_lists = start(LOAD, tmp_path, PYTHONHASHSEED="1", PYTHONDONTWRITEBYTECODE="", **file)
    again, of_file = start(LOAD, tmp_path, PYTHONHASHSEED="2", **file)
    assert len(first) > 50
    assert again == []
    assert of_lists == of_file


def test_no_value_is_written_where_python_may_write_nothing_of_modules(tmp_path: Path) -> None:
    start(ASK.replace("asked=True", ""), tmp_path, PYTHONDONTWRITEBYTECODE="1")
    assert list(tmp_path.rglob("*.kept")) == []


def test_a_folder_that_cannot_be_written_keeps_no_value(tmp_path: Path) -> None:
    place = tmp_path / "file"
    place.write_text("no folder")
    assert start(ASK, place)[0] == ["words"]


def test_a_program_that_has_the_package_as_a_library_works_out_everything(tmp_path: Path) -> None:
    start(ASK, tmp_path)
    library = "derived._kept.clear()\nassert derived.recall('words', lambda: make('words', 2)) == 2"
    assert start(library, tmp_path)[0] == ["words"]


def test_a_value_of_a_file_is_a_new_one_each_time(tmp_path: Path) -> None:
    start(ASK, tmp_path)
    body = """
derived.begin()
one, other = (derived.recall("words", lambda: make("words", None)) for _ in range(2))
assert one == other and one is not other
"""
    assert start(body, tmp_path)[0] == []
