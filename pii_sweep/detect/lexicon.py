"""The word lists under `data/`, read once."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from importlib import resources
from typing import Any


@lru_cache(maxsize=16)
def table(name: str) -> Mapping[str, Any]:
    """Return a TOML file of `data/` by its name without the ending."""
    return tomllib.loads((resources.files(__package__) / "data" / f"{name}.toml").read_text(encoding="utf-8"))


@lru_cache(maxsize=64)
def words(name: str, key: str) -> frozenset[str]:
    """Return one list of a TOML file as a set."""
    return frozenset(table(name)[key])


@lru_cache(maxsize=1)
def state_codes() -> Mapping[str, str]:
    """Return the postal code of each state by its lower-case name or code."""
    names: Mapping[str, str] = table("states")["names"]
    return {name.lower(): code for code, name in names.items()} | {code.lower(): code for code in names}


@lru_cache(maxsize=4096)
def zip_fits(state: str, zip_code: str) -> bool | None:
    """Tell whether a ZIP lies in a state's ranges; None where either is no US code."""
    ranges = table("states")["zips"].get(state)
    if ranges is None or not zip_code[:5].isdigit() or len(zip_code[:5]) != 5:
        return None
    prefix = int(zip_code[:3])
    return any(low <= prefix <= high for low, high in ranges)


@lru_cache(maxsize=4)
def name_list(name: str) -> frozenset[str]:
    """Return a list of names (`given`, `surnames`) in lower case: those of the US Census and of the world."""
    return census(name) | _listed(f"{name}_world")


@lru_cache(maxsize=4)
def census(name: str) -> frozenset[str]:
    """Return the names (`given`, `surnames`) of the US Census alone, in lower case."""
    return _listed(name)


def _listed(file: str) -> frozenset[str]:
    text = (resources.files(__package__) / "data" / f"{file}.txt").read_text(encoding="utf-8")
    return frozenset(word for line in text.splitlines() if not line.startswith("#") for word in line.split())


def surname(word: str) -> bool:
    """Tell whether a lower-case word is a family name of the lists or ends like one."""
    return word in name_list("surnames") or foreign(word, "")


def foreign(last: str, first: str) -> bool:
    """Tell whether lower-case words look like a name of some language: other letters, a family ending."""
    if not (last.isascii() and first.isascii()):
        return True
    endings = tuple(words("persons", "endings"))
    return len(last) > 5 and (last.endswith(endings) or last in name_list("surnames"))
