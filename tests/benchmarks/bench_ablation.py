"""What each compiled pattern of the detector is worth: truths found and wrong findings with and without it.

`python -m tests.benchmarks.bench_ablation CORPUS ... [--room ROOM ...] [--out FILE]`: labelled folders, as
`pii-sweep evaluate` takes them, and `fixtures/exports`. Every `re.compile` of `pii_sweep.detect` is watched
while all objects are read once. A pattern that matched is then switched off, and up to `--documents` of the
objects in which it matched are read again, of those that take at most `--seconds`; 0 documents reads all
objects once and no more, which takes a minute or two. `--room person --room address` switches off only what
those folders compile. Patterns that raise no figure are listed: those that never matched, and those without
which no finding moves, or no truth is missed and no finding is wrong. What only countries, scripts and
formats need that no collection holds is among the first, and so is what pictures need, which are left out:
the list says where to look, not what to delete.
"""

from __future__ import annotations

import argparse
import gc
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import wraps
from pathlib import Path
from typing import Any, NamedTuple

NEEDED = -1  # changes of a pattern without which the code around it fails
_ROOM = "/pii_sweep/detect/"
_SCANS = ("findall", "finditer")
_MATCHES = ("search", "match", "fullmatch")
_COMPILE = re.compile


class Watched:
    """A compiled pattern that remembers in which objects it matched, and can be switched off."""

    def __init__(self, pattern: re.Pattern[str], place: str) -> None:
        self.compiled, self.place, self.off = pattern, place, False
        self.calls, self.objects = 0, Counter[int]()

    def __getattr__(self, name: str) -> Any:
        """Return an attribute of the pattern; its methods are watched."""
        made = getattr(self.compiled, name)
        if name in (*_SCANS, *_MATCHES, "split", "sub", "subn"):
            made = _watched(self, name, made)
            setattr(self, name, made)
        return made


def _watched(watch: Watched, name: str, method: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(method)
    def call(*given: Any, **named: Any) -> Any:
        watch.calls += 1
        if watch.off:
            return _nothing(name, given)
        made = list(method(*given, **named)) if name in _SCANS else method(*given, **named)
        if made is not None and made != _nothing(name, given, listed=True):
            watch.objects[_reading.number] += 1
        return iter(made) if name == "finditer" else made

    return call


def _nothing(name: str, given: Sequence[Any], *, listed: bool = False) -> Any:
    """Return what a method of a pattern returns that matches nowhere."""
    if name in _SCANS:
        return [] if listed or name == "findall" else iter(())
    if name in _MATCHES:
        return None
    return [given[0]] if name == "split" else given[1] if name == "sub" else (given[1], 0)


@dataclass(slots=True)
class _Reading:
    """The number of the object that is being read."""

    number: int = -1


_reading = _Reading()
_watches: dict[tuple[str, str, int], Watched] = {}


def watch() -> None:
    """Watch every pattern that a module of the detector compiles from now on."""
    compiled = re._compile  # type: ignore[attr-defined]
    re.compile = _compile
    re._compile = lambda pattern, flags: (  # type: ignore[attr-defined]
        pattern if isinstance(pattern, Watched) else compiled(pattern, flags)
    )


def _compile(pattern: Any, flags: int = 0) -> Any:
    if isinstance(pattern, Watched):
        return pattern
    made = _COMPILE(pattern, flags)
    frame = sys._getframe(1)
    while frame.f_back is not None and frame.f_code.co_filename.endswith("/detect/text/pattern/gate.py"):
        frame = frame.f_back
    _, room, module = frame.f_code.co_filename.partition(_ROOM)
    if not room:
        return made
    place = f"{module}:{frame.f_lineno}"
    return _watches.setdefault((place, made.pattern, made.flags), Watched(made, place))


class Effect(NamedTuple):
    """What a pattern does: objects that it matched in and that were read again, findings that its absence
    changes, and by how many it raises the counts of truths found and of wrong findings."""

    place: str
    pattern: str
    matched: int
    read: int
    changed: int
    found: int
    wrong: int

    @property
    def raises(self) -> bool:
        """Return whether a figure is better with the pattern; True for one that was not switched off."""
        if self.matched == 0:
            return False
        return self.read == 0 or self.changed < 0 or self.found > 0 or (self.changed > 0 > self.wrong)


@dataclass(slots=True)
class Bench:
    """The objects of the collections with the outcome of each, and the detector that reads them."""

    detector: Any
    items: list[Any]
    pieces: list[list[Any]] = field(default_factory=list)
    base: list[tuple[Any, Any]] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)

    def read(self, number: int) -> tuple[tuple[Any, ...], tuple[int, int]]:
        """Return an object's findings, and how many truths were found and how many findings are wrong."""
        from pii_sweep.evaluate.run import examine_item

        _reading.number = number
        verdict, outcome = examine_item(self.items[number], self.pieces[number], self.detector)
        scores = outcome.scores.values()
        found, wrong = (sum(one.found for one in scores), sum(one.findings - one.right for one in scores))
        shown = tuple((one.entity, one.start, one.end, one.value, one.role) for one in verdict.detections)
        return shown, (found, wrong)

    def begin(self) -> None:
        """Read every object once, with its processor seconds."""
        for number in range(len(self.items)):
            begun = time.process_time()
            self.base.append(self.read(number))
            self.seconds.append(time.process_time() - begun)

    def effect(self, one: Watched, caches: Sequence[Any], documents: int, seconds: float) -> Effect:
        """Return what changes without a pattern in so many of the objects that it matches in."""
        numbers = [number for number, _ in one.objects.most_common() if number >= 0]
        quick = [number for number in numbers if self.seconds[number] <= seconds]
        chosen = quick[:: max(1, len(quick) // max(1, documents))][:documents]
        one.off = True
        changed = found = wrong = 0
        for cache in caches:
            cache.cache_clear()
        for number in chosen:
            try:
                shown, counts = self.read(number)
            except (AttributeError, TypeError, ValueError, LookupError):
                changed = NEEDED
                break
            before = self.base[number]
            changed += shown != before[0]
            found += before[1][0] - counts[0]
            wrong += before[1][1] - counts[1]
        one.off = False
        for cache in caches:
            cache.cache_clear()
        return Effect(one.place, one.compiled.pattern, len(numbers), len(chosen), changed, found, wrong)


def _load(corpora_folders: Sequence[Path], most: int) -> Bench:
    from pii_sweep import detect
    from pii_sweep.config import Settings
    from pii_sweep.evaluate.run import pieces_of

    settings = Settings()
    bench = Bench(detect.load(settings), [])
    for folder in corpora_folders:
        every = [item for item in _items(folder) if item.truth.damage is None]
        for item in every[:: max(1, len(every) // most)]:
            bench.items.append(item)
            bench.pieces.append(list(pieces_of(item, settings)))
    bench.begin()
    return bench


def _items(folder: Path) -> Iterator[Any]:
    """Yield the labelled objects of a folder; of several types of a value the first is taken."""
    from pii_sweep.evaluate import corpora, truth
    from tests.benchmarks import bench_exports

    if folder.resolve() != bench_exports.ROOT:
        yield from corpora.items(folder)
        return
    for key, values in bench_exports.truths():
        true = tuple(truth.Truth(min(types), value) for types, value in values)
        labelled = truth.Labelled(key, Path(key).suffix[1:], key.split("/")[0], true, clean=not true)
        yield corpora.Item(labelled, file=folder / key, members=True)


def _caches() -> list[Any]:
    """Return the caches of results: those of what is made once, patterns and lists, are left alone."""
    found = {
        id(thing): thing
        for name, module in list(sys.modules.items())
        if name.startswith("pii_sweep.detect") and not name.endswith((".lexicon", ".literals"))
        for thing in vars(module).values()
        if hasattr(thing, "cache_clear") and (thing.cache_parameters()["maxsize"] or 0) > 64
    }
    small = [
        thing
        for name, module in list(sys.modules.items())
        if name.endswith((".casing", ".gate", ".total_label"))
        for thing in vars(module).values()
        if hasattr(thing, "cache_clear") and (thing.cache_parameters()["maxsize"] or 0) > 4
    ]
    return [*found.values(), *(one for one in small if id(one) not in found)]


def _rows(bench: Bench, rooms: Sequence[str], documents: int, seconds: float) -> Iterator[Effect]:
    caches = _caches()
    for one in sorted(_watches.values(), key=lambda one: one.place):
        if not rooms or one.place.startswith(tuple(rooms)):
            yield bench.effect(one, caches, documents, seconds)


def _line(one: Effect) -> str:
    pattern = one.pattern.replace("\n", "\\n")[:70]
    return f"{one.matched:6} {one.changed:7} {one.found:+6} {one.wrong:+6}  {one.place:46} {pattern}"


def main() -> None:
    """Print the patterns without effect, and all of them to a file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpora", type=Path, nargs="+", help="labelled folders")
    parser.add_argument("--most", type=int, default=500, help="objects of a folder that are read")
    parser.add_argument("--documents", type=int, default=40, help="objects read again for a pattern")
    parser.add_argument("--seconds", type=float, default=0.3, help="processor time of an object read again")
    parser.add_argument("--room", action="append", default=[], help="a folder of pii_sweep/detect")
    parser.add_argument("--out", type=Path, help="file for the rows of all patterns")
    given = parser.parse_args()
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    watch()
    bench = _load(given.corpora, given.most)
    gc.freeze()
    rows = list(_rows(bench, given.room, given.documents, given.seconds))
    heads = f"{'match':>6} {'changed':>7} {'found':>6} {'wrong':>6}  place"
    idle = [row for row in rows if not row.raises]
    print(f"{len(rows)} patterns over {len(bench.items)} objects; {len(idle)} raise no figure:\n{heads}")
    for row in idle:
        print(_line(row))
    if given.out:
        text = "\n".join([heads, *map(_line, rows)]) + "\n"
        given.out.write_text(text, encoding="utf-8", errors="backslashreplace")


if __name__ == "__main__":
    main()
