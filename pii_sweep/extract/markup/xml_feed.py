"""Feed expat, which reads a token that goes over several chunks from its start again with each of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from xml.parsers.expat import XMLParserType

from pii_sweep.extract.budget import Budget

# Bytes that expat and the text made of them hold for each byte of a token.
TOKEN_COST = 8


def feed_parser(parser: XMLParserType, chunks: Iterable[bytes], budget: Budget) -> Iterator[None]:
    """Hand chunks to a parser and end its document; yields after each part that was read.

    A token (a comment, an attribute) that goes on and on is handed over in parts that double, so that
    it costs no more than its length. Raises expat's errors, and TooBig for a token past the memory budget.
    """
    held: list[bytes] = []
    size = waited = given = 0
    for chunk in chunks:
        held.append(chunk)
        size += len(chunk)
        if size < waited:
            continue
        parser.Parse(b"".join(held))
        given += size
        held, size = [], 0
        waited = given - max(0, parser.CurrentByteIndex)
        budget.memory(waited * TOKEN_COST)
        yield
    parser.Parse(b"".join(held), True)
    yield
