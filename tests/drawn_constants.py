"""Every limit, weight, list, price and default of the package, by name: none changes unless that is meant."""

from __future__ import annotations

import dataclasses
import importlib
import inspect
import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import FunctionType, ModuleType
from typing import Any

import pii_sweep
from pii_sweep.detect.text.pattern.gate import Gated
from tests.held import brief, digest

PACKAGE = Path(pii_sweep.__file__).parent
# Commands' options and measures have tests and bars of their own.
LEFT_OUT = ("cli/", "evaluate/", "__main__.py")
SHORT = 60
PLAIN = (int, float, str, bytes, bool, type(None), tuple, list, set, frozenset, Mapping, re.Pattern)


def lines() -> Iterator[str]:
    """Yield `module.NAME value` of each constant and `module.function(name)` of each default."""
    for file in sorted(PACKAGE.rglob("*.py")):
        path = file.relative_to(PACKAGE).as_posix()
        if path.startswith(LEFT_OUT):
            continue
        parts = ("pii_sweep", *path.removesuffix(".py").split("/"))
        module = importlib.import_module(".".join(part for part in parts if part != "__init__"))
        yield from _of_module(module, module.__name__.removeprefix("pii_sweep."))
    for file in sorted(PACKAGE.rglob("data/*.[tj]*")):
        yield from _of_data(file)


def _of_data(file: Path) -> Iterator[str]:
    """Yield `room.data.file.key length value` of each list, table and weight under a folder of data."""
    name = ".".join(file.relative_to(PACKAGE).with_suffix("").parts)
    text = file.read_text("utf-8")
    read = {".toml": tomllib.loads, ".json": json.loads}.get(file.suffix)
    held = read(text) if read else {"words": text.split()}
    for key, value in held.items() if isinstance(held, dict) else [("all", held)]:
        size = len(value) if isinstance(value, (list, dict)) else 1
        yield f"{name}.{re.sub(r'[^!-~]', '_', key)} {size} {_shown(value)}"


def room_of(line: str) -> str:
    """Return the folder of the module that a line is about, with dots: `detect.person`, `types`, `pii_sweep`."""
    folder = PACKAGE
    for part in line.split(".")[:-1]:
        if not (folder / part).is_dir():
            break
        folder /= part
    return ".".join(folder.relative_to(PACKAGE.parent).parts[1:]) or PACKAGE.name


def _of_module(module: ModuleType, name: str) -> Iterator[str]:
    assigned = set(
        re.findall(
            r"^([A-Z_][A-Z0-9_]*)\b[^=\n]*=", Path(str(module.__file__)).read_text("utf-8"), re.MULTILINE
        )
    )
    for constant in sorted(assigned & vars(module).keys()):
        if _is_plain(value := vars(module)[constant]):
            yield f"{name}.{constant} {_shown(value)}"
    for function in vars(module).values():
        if getattr(function, "__module__", "") != module.__name__:
            continue
        if isinstance(function, FunctionType):
            yield from _defaults(f"{name}.{function.__name__}", function)
        elif inspect.isclass(function) and dataclasses.is_dataclass(function):
            for field in dataclasses.fields(function):
                if field.default is not dataclasses.MISSING and _is_plain(field.default):
                    yield f"{name}.{function.__name__}.{field.name} {_shown(field.default)}"


def _defaults(name: str, function: FunctionType) -> Iterator[str]:
    for given in inspect.signature(function).parameters.values():
        if given.default is not inspect.Parameter.empty and _is_plain(given.default):
            yield f"{name}({given.name}) {_shown(given.default)}"


def _is_plain(value: Any) -> bool:
    """Return whether a value is data through and through, whose text is the same in every process."""
    if isinstance(value, re.Pattern | Gated) or not isinstance(value, PLAIN):
        return isinstance(value, re.Pattern | Gated)
    if isinstance(value, Mapping):
        return all(_is_plain(key) and _is_plain(one) for key, one in value.items())
    if isinstance(value, tuple | list | set | frozenset):
        return all(map(_is_plain, value))
    return not (isinstance(value, str) and str(PACKAGE) in value)


def _shown(value: Any) -> str:
    text = brief(value)
    plain = " ".join(text.split())
    return (
        plain if len(plain) <= SHORT and plain == text and plain.isprintable() else f"digest {digest(text)}"
    )
