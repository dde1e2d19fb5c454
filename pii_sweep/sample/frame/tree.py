"""Prefix clusters, found in the key tree while objects arrive in any order.

A node whose children of one kind outnumber its cap is closed for that kind: all below
lies at the node. The tree at the end is a function of the set of keys, whatever their
order, and its size is bounded by the caps alone. Objects that were filed below a node
before it closed are brought up by `resolve`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

# Children by kind: folder names in letters, in numbers (dates, ids), and the letters that
# lead a numbered name (`order-` of order-1001.pdf). One kind's flood leaves the others open.
# Many top folders in letters may stand: `partition` keeps the large ones.
CAPS: Mapping[str, tuple[int, ...]] = {
    "letters": (512, 32, 8),
    "numbers": (32, 16, 4),
    "heads": (32, 16, 4),
}
DEPTH = 3
_DIGIT = re.compile(r"[0-9]")
_OPAQUE = re.compile(r"[0-9A-Fa-f-]{16,}")


def steps(key: str) -> Iterator[tuple[str, str]]:
    """Yield (kind, prefix) from the root down; each prefix is a literal start of the key."""
    at = 0
    while True:
        slash = key.find("/", at)
        part = key[at:] if slash < 0 else key[at:slash]
        if slash >= 0 and _OPAQUE.fullmatch(part):
            return
        digit = _DIGIT.search(part)
        if digit and digit.start() >= 2 - (slash >= 0):
            yield "heads", key[: at + digit.start()]
        if slash < 0:
            return
        yield "numbers" if digit else "letters", key[: slash + 1]
        at = slash + 1


class PrefixTree:
    """The open part of the key tree: per node and kind the children, or None once closed."""

    def __init__(self) -> None:
        self.children: dict[tuple[str, str], set[str] | None] = {}
        self.parents: dict[str, tuple[str, str, int]] = {}

    def leaf(self, key: str) -> str:
        """Take in a key and return the deepest open prefix that holds it; the root is empty."""
        node = ""
        for depth, (kind, prefix) in enumerate(steps(key)):
            if depth == DEPTH or not self._enter(node, kind, prefix, depth):
                return node
            node = prefix
        return node

    def _enter(self, node: str, kind: str, prefix: str, depth: int) -> bool:
        children = self.children.setdefault((node, kind), set())
        if children is None:
            return False
        if prefix not in children:
            children.add(prefix)
            self.parents[prefix] = (node, kind, depth)
            if len(children) > CAPS[kind][depth]:
                self._close(node, kind)
                return False
        return True

    def _close(self, node: str, kind: str) -> None:
        # What hangs below is forgotten; its ancestry stays, so that cells filed there find home.
        gone = list(self.children[node, kind] or ())
        self.children[node, kind] = None
        while gone:
            below = gone.pop()
            for each in CAPS:
                gone += self.children.pop((below, each), None) or ()

    def path(self, leaf: str) -> list[str]:
        """Return the open prefixes from the first level down to where a leaf now lies."""
        chain: list[str] = []
        while leaf:
            parent, kind, _ = self.parents[leaf]
            chain = [] if self.children.get((parent, kind)) is None else [leaf, *chain]
            leaf = parent
        return chain

    def resolve(self, leaf: str) -> str:
        """Return the open prefix where objects filed under `leaf` belong now."""
        path = self.path(leaf)
        return path[-1] if path else ""

    def merge(self, other: PrefixTree) -> None:
        """Take in the tree of another part of the same listing."""
        for prefix, parent in other.parents.items():
            self.parents.setdefault(prefix, parent)
        for (node, kind), theirs in sorted(other.children.items(), key=lambda item: len(item[0][0])):
            mine = self.children.setdefault((node, kind), set())
            if mine is None:
                continue
            if theirs is None:
                self._close(node, kind)
                continue
            mine |= theirs
            depth = self.parents[node][2] + 1 if node else 0
            if len(mine) > CAPS[kind][depth]:
                self._close(node, kind)
