"""Prefix clusters, found in the key tree while objects arrive in any order.

A node whose children of one kind outnumber its cap is closed for that kind: all below lies at the node.
Where these are numbered or dated folders, what lies below them is brought together by their shape instead:
`p#/` stands for `p000/` to `p999/`, `#/#/#/` for `2024/03/17/`, so that `p#/invoices/` stays apart from
`p#/thumbs/`. The tree at the end is a function of the set of keys, whatever their order, and its size is
bounded by the caps alone. Objects that were filed below a node before it closed are brought up by
`resolve`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

# Children by kind: folder names in letters, in numbers (dates, ids), the shapes of these once they are too
# many, and the letters that lead a numbered name (`order-` of order-1001.pdf). One kind's flood leaves the
# others open. Many top folders in letters may stand: `partition` keeps the large ones.
CAPS: Mapping[str, tuple[int, ...]] = {
    "numbers": (32, 16, 4, 2, 1),
    "shapes": (8, 4, 4, 2, 2),
    "letters": (512, 32, 8, 4, 2),
    "heads": (32, 16, 4, 2, 1),
}
DEPTH = 5
NUMBER = "#"  # stands for digits in a shape
_DIGIT = re.compile(r"[0-9#]")
_DIGITS = re.compile(r"[0-9#]+")
_OPAQUE = re.compile(r"[0-9A-Fa-f-]{16,}/")


def steps(key: str) -> Iterator[tuple[str, str]]:
    """Yield (kind, text) from the root down, the text after the folder that it lies in; never a shape."""
    at = 0
    while True:
        slash = key.find("/", at)
        part = key[at:] if slash < 0 else key[at : slash + 1]
        if _OPAQUE.fullmatch(part):
            return
        digit = _DIGIT.search(part)
        if digit and digit.start() >= 2 - (slash >= 0):
            yield "heads", part[: digit.start()]
        if slash < 0:
            return
        yield ("numbers" if digit else "letters"), part
        at = slash + 1


def steps_of(prefix: str) -> Iterator[tuple[str, str]]:
    """Yield the steps of a prefix of the tree, which may end in the letters that lead a number."""
    folder, _, head = prefix.rpartition("/")
    yield from steps(f"{folder}/" if folder or len(prefix) > len(head) else "")
    if head:
        yield "heads", head


class PrefixTree:
    """The open part of the key tree: per node and kind the children, or None once closed."""

    def __init__(self) -> None:
        self.children: dict[tuple[str, str], set[str] | None] = {}

    def leaf(self, key: str) -> str:
        """Take in a key and return the deepest open prefix that holds it; the root is empty.

        A prefix is a literal start of the key, but for the folders that a shape stands for.
        """
        node = base = ""
        for depth, (kind, text) in enumerate(steps(key)):
            child = self._put(node, kind, base + text, depth) if depth < DEPTH else None
            if child is None:
                return node
            node, base = child, base if kind == "heads" else child
        return node

    def path(self, leaf: str) -> list[str]:
        """Return the open prefixes from the first level down to where a leaf now lies."""
        chain: list[str] = []
        base = ""
        for kind, text in steps_of(leaf):
            child = self._find(chain[-1] if chain else "", kind, base + text)
            if child is None:
                return chain
            chain.append(child)
            base = base if kind == "heads" else child
        return chain

    def resolve(self, leaf: str) -> str:
        """Return the open prefix where objects filed under `leaf` belong now."""
        path = self.path(leaf)
        return path[-1] if path else ""

    def merge(self, other: PrefixTree) -> None:
        """Take in the tree of another part of the same listing."""
        order = sorted(other.children.items(), key=lambda item: (len(item[0][0]), item[0]))
        for (node, kind), theirs in order:
            depth = len([*steps_of(node)])
            path = self.path(node)
            if len(path) < depth:  # closed here above it
                continue
            home = path[-1] if path else ""
            if theirs is None:
                self._shut(home, kind, depth)
            for child in sorted(theirs or ()):
                start = len(node)
                self._put(home, kind, home + child[start:], depth)

    def _find(self, node: str, kind: str, prefix: str) -> str | None:
        """Return the child that stands for a prefix now, or None where its kind is closed."""
        for each, child in ((kind, prefix), ("shapes", _shape(prefix))):
            children = self.children.get((node, each))
            if children is not None and child in children:
                return child
            if kind != "numbers":
                return None
        return None

    def _put(self, node: str, kind: str, prefix: str, depth: int) -> str | None:
        """Take in a child and return what stands for it, or None where its kind is closed."""
        if self._enter(node, kind, prefix, depth):
            return prefix
        shape = _shape(prefix)
        return shape if kind == "numbers" and self._enter(node, "shapes", shape, depth) else None

    def _enter(self, node: str, kind: str, prefix: str, depth: int) -> bool:
        children = self.children.setdefault((node, kind), set())
        if children is None:
            return False
        if prefix not in children:
            children.add(prefix)
            if len(children) > CAPS[kind][depth]:
                self._shut(node, kind, depth)
                return False
        return True

    def _shut(self, node: str, kind: str, depth: int) -> None:
        """Close a kind of a node's children; what lies below numbered ones goes to their shapes."""
        gone = self.children.get((node, kind), set()) or ()
        self.children[node, kind] = None
        for child in sorted(gone):
            shape = _shape(child)
            if kind == "numbers" and self._enter(node, "shapes", shape, depth):
                self._move(child, shape, depth + 1)
            else:
                self._forget(child)

    def _move(self, old: str, new: str, depth: int) -> None:
        """Bring all that lies below one node to another."""
        for kind in CAPS:
            if (old, kind) not in self.children:
                continue
            below = self.children.pop((old, kind))
            if below is None:
                self._shut(new, kind, depth)
            for child in sorted(below or ()):
                home = self._put(new, kind, new + child[len(old) :], depth) if depth < DEPTH else None
                if home is None:
                    self._forget(child)
                else:
                    self._move(child, home, depth + 1)

    def _forget(self, node: str) -> None:
        for kind in CAPS:
            for child in self.children.pop((node, kind), None) or ():
                self._forget(child)


def _shape(prefix: str) -> str:
    """Return a folder's prefix with the digits of its last part replaced."""
    start = prefix.rfind("/", 0, len(prefix) - 1) + 1
    return prefix[:start] + _DIGITS.sub(NUMBER, prefix[start:])
