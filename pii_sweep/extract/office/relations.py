"""Which part of an OOXML package belongs to which, and in what order (ISO/IEC 29500-2, 9.3).

The numbers in parts' names say in what order the parts were made, not where sheets and slides stand.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass

from pii_sweep.extract.office.package import Handler, Package

RELATIONS = re.compile(r"(?:^|/)_rels/[^/]*\.rels$")


@dataclass(frozen=True, slots=True)
class Listed:
    """A sheet or slide that the main part lists: its part's name, and its title where it has one."""

    part: str
    title: str


class _Relations(Handler):
    """Collect relations by their ids: the last step of their type, and their target."""

    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, tuple[str, str]] = {}

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "Relationship" and attributes.get("TargetMode") != "External":
            kind = attributes.get("Type", "").rpartition("/")[2]
            self.found[attributes.get("Id", "")] = kind, attributes.get("Target", "")


class _Lists(Handler):
    """Collect the ids of relations, and the names, of elements called `tag`."""

    def __init__(self, tag: str) -> None:
        super().__init__()
        self.found: list[tuple[str, str]] = []
        self._tag = tag

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == self._tag:
            # the prefix of the relations' namespace is free; a slide's own `id` has none
            related = (value for name, value in attributes.items() if name.endswith(":id"))
            self.found.append((next(related, ""), attributes.get("name", "")))


def relations(package: Package, part: str) -> dict[str, tuple[str, str]]:
    """Return a part's relations by their ids: the kind, and the name of the part that is meant."""
    folder, name = posixpath.split(part)
    path = posixpath.join(folder, "_rels", f"{name}.rels")
    handler = _Relations()
    for info in package.matching(lambda found: found == path):
        for _ in package.parse(info, handler):
            pass
    return {key: (kind, _part(folder, target)) for key, (kind, target) in handler.found.items()}


def related(package: Package, kind: str) -> Iterator[str]:
    """Yield the names of the parts that relations of a kind mean, in whatever part they stand."""
    for info in package.matching(lambda found: bool(RELATIONS.search(found))):
        handler = _Relations()
        for _ in package.parse(info, handler):
            pass
        folder = posixpath.dirname(posixpath.dirname(info.filename))
        yield from (_part(folder, target) for found, target in handler.found.values() if found == kind)


def _part(folder: str, target: str) -> str:
    """Return the name of the part that a relation of a part in `folder` means."""
    return posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")


def list_parts(package: Package, main: str, tag: str) -> Iterator[Listed]:
    """Yield what the elements called `tag` of a main part list, in their order."""
    handler = _Lists(tag)
    for info in package.matching(lambda found: found == main):
        for _ in package.parse(info, handler):
            pass
    related = relations(package, main)
    for key, title in handler.found:
        yield Listed(related.get(key, ("", ""))[1], title)
