"""What every public function of one text finds in drawn texts: those that a pattern of the detector matches, and near ones.

The texts lie in `drawn_texts.xz`, so that a changed pattern does not change what it is tried on;
`python -m tests.detect.drawn_finds` draws them again.
"""

from __future__ import annotations

import importlib
import inspect
import lzma
import pkgutil
import random
import re
from collections.abc import Callable, Iterator
from dataclasses import asdict, is_dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from pii_sweep import detect
from pii_sweep.config import Settings
from pii_sweep.detect.identifiers.national import check, recognizer
from pii_sweep.detect.identifiers.parcel import parcel_number
from pii_sweep.detect.text import lexicon
from pii_sweep.detect.text.pattern import gate
from tests.detect.text.pattern.test_gate import samples
from tests.held import brief, digest

TEXTS = Path(__file__).with_name("drawn_texts.xz")
ROOMS = ("identifiers", "amount", "address", "person", "health", "trait", "document", "text", "tables")
EACH, BLOCK = 4, 400
TEXT = ("text", "value", "name", "line", "header", "word", "words", "street", "digits", "code", "number")
NUMBERS = 300  # of each scheme, and of each length


def lines() -> Iterator[str]:
    """Yield a digest for each function and block of texts, then for each check of numbers."""
    texts = lzma.decompress(TEXTS.read_bytes()).decode("utf-8").split("\0")
    blocks = [texts[start : start + BLOCK] for start in range(0, len(texts), BLOCK)]
    for name, function in _functions():
        for number, block in enumerate(blocks):
            found = [_outcome(function, text) for text in block]
            answers = sum(one not in {"False", "None", "()", ""} for one in found)
            yield f"{name} block-{number} {answers} {digest(found)}"
    for layout in ("prose", "page"):
        for number, block in enumerate(blocks):
            found = [_outcome(lambda text: parcel_number.find(text, layout), text) for text in block]  # noqa: B023
            yield f"parcel_number.find {layout} block-{number} {digest(found)}"
    yield from _checks()


def room_of(line: str) -> str:
    """Return the room of the function that a line is about; numbers and their checks are identifiers."""
    room = line.split(".", 1)[0]
    return room if room in ROOMS else "identifiers"


def _functions() -> Iterator[tuple[str, Callable[[str], Any]]]:
    """Yield the public functions of the detector's rooms that need one text and nothing else."""
    for module in _modules():
        if module in (check, lexicon):
            continue
        for name, function in sorted(vars(module).items()):
            own = getattr(function, "__module__", "") == module.__name__
            if own and not name.startswith("_") and callable(function) and not inspect.isclass(function):
                given = list(inspect.signature(function).parameters.values())
                needed = [one for one in given if one.default is inspect.Parameter.empty]
                if len(needed) == 1 and given[0].annotation == "str" and given[0].name in TEXT:
                    yield f"{module.__name__.removeprefix('pii_sweep.detect.')}.{name}", function


def _modules() -> Iterator[ModuleType]:
    for room in ROOMS:
        package = importlib.import_module(f"pii_sweep.detect.{room}")
        for one in sorted(
            pkgutil.walk_packages(package.__path__, f"{package.__name__}."), key=lambda one: one.name
        ):
            yield importlib.import_module(one.name)


def _outcome(function: Callable[[str], Any], text: str) -> str:
    try:
        found = function(text)
        return _described(list(found) if inspect.isgenerator(found) else found)
    except (ValueError, IndexError, KeyError) as error:
        return type(error).__name__


def _described(value: Any) -> str:
    if isinstance(value, list | tuple):
        return "(" + " ".join(map(_described, value)) + ")"
    if isinstance(value, re.Match):
        return brief((value.span(), value.groups()))
    return brief(asdict(value)) if is_dataclass(value) and not isinstance(value, type) else brief(value)


def _checks() -> Iterator[str]:
    """Yield which drawn numbers each scheme's check lets pass; of a number that it refuses the last sign is tried."""
    for place, scheme in enumerate(recognizer.schemes()):
        draw = random.Random(place)
        drawn = [re.sub(r"[^A-ZÑ\d]", "", text.upper()) for text in samples(scheme.shape)]
        numbers = [changed(number, draw) for number in drawn for _ in range(NUMBERS // 12)]
        held = [number for number in numbers if scheme.shape.fullmatch(number) and scheme.holds(number)]
        yield f"scheme {scheme.country} {scheme.holds.__name__} {place} {len(numbers)} {len(held)} {digest(held)}"
    for name, function in sorted(vars(check).items()) + sorted(vars(_check_digits()).items()):
        if callable(function) and inspect.isfunction(function) and not name.startswith("_"):
            yield f"check {name} {digest(_passing(name, function))}"


def _passing(name: str, function: Callable[..., Any]) -> list[str]:
    """Return the drawn digits of each length that pass a check that takes digits alone."""
    if len(inspect.signature(function).parameters) != 1:
        return []
    draw, found = random.Random(name), list[str]()
    for length in range(4, 24):
        for _ in range(NUMBERS):
            digits = "".join(draw.choice("0123456789") for _ in range(length))
            try:
                answer = function(digits)
            except (ValueError, IndexError, KeyError):
                continue
            if answer:
                found.append(f"{digits} {answer}")
    return found


def _check_digits() -> ModuleType:
    return importlib.import_module("pii_sweep.detect.identifiers.check_digits")


def changed(text: str, draw: random.Random) -> str:
    """Return a text with one sign changed for one of its kind, left out or doubled, or as it is."""
    if not text:
        return text
    at, how = draw.randrange(len(text)), draw.randrange(6)
    if how == 0:
        return text
    sign = text[at]
    if sign.isdigit() or how == 1:
        return text[:at] + draw.choice("0123456789") + text[at + 1 :]
    if how == 2:
        return text[:at] + text[at + 1 :]
    if how == 3:
        return text[:at] + sign * 2 + text[at + 1 :]
    return text[:at] + sign.swapcase() + text[at + 1 :]


def _write() -> None:
    """Draw texts from every pattern of the detector that can be reached, and near ones."""
    detect.load(Settings())
    patterns = {one.pattern.pattern: one.pattern for one in gate.all_gates}
    for module in _modules():
        for value in vars(module).values():
            pattern = value if isinstance(value, re.Pattern) else getattr(value, "pattern", None)
            if isinstance(pattern, re.Pattern) and isinstance(pattern.pattern, str):
                patterns[pattern.pattern] = pattern
    draw, texts = random.Random(15), dict[str, None]()
    for pattern in (patterns[key] for key in sorted(patterns)):
        for text in samples(pattern)[:EACH]:
            whole = text.replace("\0", " ")[:300]
            texts |= dict.fromkeys(
                (whole, changed(whole, draw), f"{draw.choice(_AROUND)}{whole}{draw.choice(_BEHIND)}")
            )
    TEXTS.write_bytes(lzma.compress("\0".join(texts).encode("utf-8", "replace"), preset=9))


_AROUND = (
    "",
    "Name: ",
    "Ref 12 ",
    "x",
    "4",
    "2024-01-02 ",
    "Phone ",
    "the ",
    "ID: ",
    "\n",
    "$",
    "SSN ",
    "Order ",
)
_BEHIND = ("", ".", " 7", "x", "\n12 Elm Street", ", CA 94016", " total", "-1", " of 3", "%", " USD", " Inc.")

if __name__ == "__main__":
    _write()
