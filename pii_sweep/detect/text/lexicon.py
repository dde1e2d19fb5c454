"""The word lists under `data/`, read once."""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Iterator, Mapping
from functools import lru_cache
from importlib import resources
from typing import Any

from pii_sweep.derived import recall, recalled

_DATA = resources.files("pii_sweep.detect") / "data"


@lru_cache(maxsize=64)
def table(name: str) -> Mapping[str, Any]:
    """Return a TOML file of `data/` by its name without the ending."""
    return recall(f"table {name}", lambda: _parse(name))


def _parse(name: str) -> dict[str, Any]:
    return tomllib.loads((_DATA / f"{name}.toml").read_text(encoding="utf-8"))


@lru_cache(maxsize=256)
def words(name: str, key: str) -> frozenset[str]:
    """Return one list of a TOML file as a set."""
    return frozenset(table(name)[key])


def patterns(name: str, key: str) -> str:
    """Return the patterns of every language of a TOML file's table as alternatives of one."""
    return "|".join(pattern for language in table(name)[key].values() for pattern in language)


def is_street_word(word: str) -> bool:
    """Return whether a lower-case word ends streets' names and is no everyday word: `street`, not `park`."""
    return word in words("streets", "suffixes") and word not in words("streets", "weak")


@lru_cache(maxsize=1)
def state_codes() -> Mapping[str, str]:
    """Return the postal code of each state by its lower-case name or code."""
    names: Mapping[str, str] = table("states")["names"]
    return {name.lower(): code for code, name in names.items()} | {code.lower(): code for code in names}


@lru_cache(maxsize=4096)
def zip_fits(state: str, zip_code: str) -> bool | None:
    """Return whether a ZIP lies in a state's ranges; None where either is no US code."""
    ranges = table("states")["zips"].get(state)
    if ranges is None or not zip_code[:5].isdecimal() or len(zip_code[:5]) != 5:
        return None
    prefix = int(zip_code[:3])
    return any(low <= prefix <= high for low, high in ranges)


@lru_cache(maxsize=4)
def name_list(name: str) -> frozenset[str]:
    """Return a list of names (`given`, `surnames`) in lower case: those of the US and of the world.

    A name of other letters is there without its marks too, as many programs write it.
    """
    return recall(f"names {name}", lambda: _join_names(name))


def _join_names(name: str) -> frozenset[str]:
    world = _read_list(f"{name}_world") | _read_list(f"{name}_origins") | _read_list(f"{name}_states")
    return census(name) | world | {bare for word in world if len(bare := plain(word)) > 3}


@lru_cache(maxsize=4)
def census(name: str) -> frozenset[str]:
    """Return the names (`given`, `surnames`) of the US Census alone, in lower case."""
    return _load_list(name)


@lru_cache(maxsize=1)
def ordinary() -> frozenset[str]:
    """Return everyday words of several languages that are no given names, in lower case."""
    return english() | _load_list("ordinary_world")


@lru_cache(maxsize=1)
def english() -> frozenset[str]:
    """Return everyday words of English that are no given names, in lower case."""
    return _load_list("ordinary")


@lru_cache(maxsize=1)
def script_given() -> frozenset[str]:
    """Return given names in other letters than Latin ones, in lower case."""
    return _load_list("given_scripts")


@lru_cache(maxsize=1)
def script_listed() -> frozenset[str]:
    """Return given names in other letters that count in lists of people, everyday words among them."""
    return script_given() | _load_list("given_scripts_listed")


@lru_cache(maxsize=1)
def script_families() -> frozenset[str]:
    """Return family names in other letters than Latin ones, in lower case."""
    return _load_list("surnames_scripts")


def _load_list(file: str) -> frozenset[str]:
    return recall(f"list {file}", lambda: _read_list(file))


def _read_list(file: str) -> frozenset[str]:
    text = (_DATA / f"{file}.txt").read_text(encoding="utf-8")
    return frozenset(word for line in text.splitlines() if not line.startswith("#") for word in line.split())


@lru_cache(maxsize=4)
def lines(file: str) -> frozenset[str]:
    """Return a list of phrases, one a line, from a text file of `data/`."""
    text = (_DATA / f"{file}.txt").read_text(encoding="utf-8")
    return frozenset(line for line in text.splitlines() if not line.startswith("#"))


def texts(folder: str) -> Iterator[str]:
    """Yield the text files of a folder of `data/`, in the order of their names."""
    files = sorted((_DATA / folder).iterdir(), key=lambda file: file.name)
    yield from (file.read_text(encoding="utf-8") for file in files if file.name.endswith(".txt"))


_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th", "ı": "i"}
)


def plain(word: str) -> str:
    """Return a lower-case word without the marks on its letters: `ibáñez` to `ibanez`."""
    if word.isascii():
        return word
    parted = unicodedata.normalize("NFD", word.translate(_LETTERS))
    return "".join(char for char in parted if not unicodedata.combining(char))


@lru_cache(maxsize=8192)
def given_name(word: str) -> bool:
    """Return whether a lower-case word is a given name of the lists, with its marks or without.

    Two names or syllables with a hyphen are one: `marie-claude`, `seung-hyun`.
    """
    if word in name_list("given") or plain(word) in name_list("given"):
        return True
    parts = word.split("-")
    syllables = words("persons", "syllables")
    return len(parts) == 2 and all(part in syllables or part in name_list("given") for part in parts)


@lru_cache(maxsize=8192)
def any_given_name(word: str) -> bool:
    """Return whether a lower-case word is a given name of the lists in any script, marked or not."""
    return given_name(word) or (not word.isascii() and plain(word) in _plain_script_given())


@lru_cache(maxsize=8192)
def clear_given_name(word: str) -> bool:
    """Return whether a word of three letters or more is a given name in any script, and no everyday word."""
    small = word.casefold()
    return len(small) > 2 and any_given_name(small) and small not in ordinary()


@lru_cache(maxsize=1)
@recalled
def _plain_script_given() -> frozenset[str]:
    return frozenset(map(plain, script_listed()))


@lru_cache(maxsize=8192)
def family_name(word: str) -> bool:
    """Return whether a lower-case word is a family name of the lists, with its marks or without; or two."""
    if word in name_list("surnames") or plain(word) in name_list("surnames"):
        return True
    parts = word.split("-")
    return len(parts) == 2 and any(len(part) > 2 and part in name_list("surnames") for part in parts)


def surname(word: str) -> bool:
    """Return whether a lower-case word is a family name of the lists or ends like one."""
    return word in name_list("surnames") or looks_foreign(word, "")


def looks_foreign(last: str, first: str) -> bool:
    """Return whether lower-case words look like a name of some language: other letters, a family ending."""
    if not (last.isascii() and first.isascii()):
        return True
    return ends_foreign(last)


@lru_cache(maxsize=8192)
def ends_foreign(last: str) -> bool:
    """Return whether a lower-case word has a family ending of some language; its letters do not count."""
    return len(last) > 5 and (plain(last).endswith(_family_endings()) or last in name_list("surnames"))


@lru_cache(maxsize=1)
def _family_endings() -> tuple[str, ...]:
    return tuple(words("persons", "endings"))
