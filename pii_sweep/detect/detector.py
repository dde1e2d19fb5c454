"""Pieces in, detections out: passages in batches through the recognizers, tables by their columns."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain

from pii_sweep.config import Settings
from pii_sweep.detect import (
    address,
    alike,
    amount,
    asia,
    casing,
    customers,
    emails,
    embedded,
    fields,
    forms,
    goods,
    health,
    ibans,
    identity,
    lengths,
    mentions,
    numbers,
    parcels,
    parts,
    person,
    phones,
    presidio,
    reports,
    roles,
    spans,
    storefront,
    sums,
    tables,
    wrapped,
)
from pii_sweep.detect.allow import Allowed
from pii_sweep.detect.calibrate import calibrated
from pii_sweep.detect.flow import Flow, flow_of
from pii_sweep.detect.hits import Hit, detection
from pii_sweep.detect.layout import Line, boxed, lines_of
from pii_sweep.detect.linkage import CUSTOMER_ID
from pii_sweep.detect.ner import Entity, Ner
from pii_sweep.detect.orders import Orders
from pii_sweep.detect.resolve import settle
from pii_sweep.detect.rows import apart
from pii_sweep.types import Detection, Gap, Note, Passage, Piece, Rows, Table, Where

BATCH = 100_000
CELLS = 1000
_DIGIT = re.compile(r"\d")


@dataclass(slots=True)
class Detector:
    """The recognizers of one worker; what it keeps between pieces is bounded."""

    settings: Settings
    ner: Ner = field(repr=False)
    rows: tuple[presidio.Row, ...] = field(repr=False)
    allowed: Allowed = field(repr=False)
    orders: Orders = field(default_factory=Orders, repr=False)

    def examine(self, pieces: Iterable[Piece]) -> Iterator[Detection | Gap | Note]:
        """Yield what the pieces hold, in their order; gaps and notes pass through."""
        return apart(self.survey(pieces))

    def survey(self, pieces: Iterable[Piece]) -> Iterator[Detection | Rows | Gap | Note]:
        """Yield what `examine` yields, with the rows of a table part together."""
        waiting: list[Passage] = []
        size = 0
        plans: dict[Where, tables.Plan] = {}
        self.orders = Orders()
        for piece in chain.from_iterable(map(_short, pieces)):
            if isinstance(piece, Passage):
                waiting.append(piece)
                size += len(piece.text)
                if size < BATCH:
                    continue
            yield from self._passages(waiting)
            waiting, size = [], 0
            if isinstance(piece, Table):
                yield from self._table(piece, plans)
            elif not isinstance(piece, Passage):
                yield piece
        yield from self._passages(waiting)

    def _passages(self, passages: Sequence[Passage]) -> Iterator[Detection | Note]:
        if not passages:
            return
        lined = [lines_of(passage) if boxed(passage) else None for passage in passages]
        flows = [
            flow_of(passage, lines).upright() if lines else flow_of(passage, lines)
            for passage, lines in zip(passages, lined, strict=True)
        ]
        entities = self.ner.read([casing.readable(flow.text) for flow in flows])
        every = zip(passages, lined, flows, entities, strict=True)
        settled = [
            self._settled(passage, flow, self._hits(passage, lines, flow, named))
            for passage, lines, flow, named in every
        ]
        form = alike.form([(flow.text, hits) for flow, hits in zip(flows, settled, strict=True)])
        for passage, flow, known in zip(passages, flows, settled, strict=True):
            more = list(filter(self._wanted, alike.find(flow.text, form, known))) if form else []
            hits = settle([*known, *more]) if more else known
            found = [detection(passage, hit, _pieces(flow, hit)) for hit in hits]
            yield from self.allowed.pass_on(filter(self.orders.fresh, found), passage.where)

    def _settled(self, passage: Passage, flow: Flow, claims: Iterable[Hit]) -> Sequence[Hit]:
        """Return the claims on a text without overlaps, with roles, and what they tell of the whole text."""
        hits = settle(filter(self._wanted, map(calibrated, claims)))
        hits = roles.assigned(hits, flow.text, passage.layout)
        extra = [
            *identity.find(flow.text, hits),
            *health.find(flow.text, hits),
            *customers.find(flow.text, passage),
        ]
        return settle([*hits, *filter(self._wanted, extra)]) if extra else hits

    def _hits(
        self, passage: Passage, lines: list[Line] | None, flow: Flow, named: Sequence[Entity]
    ) -> Iterator[Hit]:
        text = flow.text
        if passage.layout == "fields":
            yield from wrapped.whole(text, fields.find(passage))
        elif passage.layout in ("prose", "page", "label"):
            yield from forms.find(text)
        if passage.layout in ("log", "prose"):
            yield from embedded.find(text)
        for hit in presidio.find(self.rows, text):
            yield emails.trimmed(hit, text) if hit.entity == "EMAIL_ADDRESS" else hit
        yield from emails.find(text)
        yield from ibans.find(text)
        yield from goods.spared(text, phones.find(text, self.settings.detect.default_region))
        yield from numbers.find(text, passage.layout)
        yield from (hit for hit in parcels.find(text, passage.layout) if hit.score > 0)
        shown = casing.titled(text) if casing.lowered(text) else text
        read = [(entity.start, entity.end) for entity in named if entity.label == "STREET_ADDRESS"]
        ruled = asia.preferred(shown, list(address.find(shown, parts.step)))
        joined = address.joined(shown, ruled, read)
        standing = spans.standing(joined, text, lowered=shown is not text, layout=passage.layout)
        addresses = list(goods.spared(shown, standing))
        yield from addresses
        people = person.find(shown, named, addresses, prose=passage.layout == "prose" and shown is text)
        if passage.layout in ("page", "prose"):
            people = storefront.told(shown, goods.spared(shown, people))
        if passage.layout in ("page", "label"):
            people = chain(wrapped.whole(shown, people), wrapped.run_together(shown, addresses))
        yield from fields.valued(passage, people) if passage.layout == "fields" else people
        charged = (
            list(amount.find(passage, lines or lines_of(passage)))
            if _DIGIT.search(text) and (mentions.mentioned(passage.text) or sums.mentioned(passage.text))
            else []
        )
        if passage.layout == "fields" and not charged and not reports.foot(passage):
            yield from fields.charged(passage)
        for hit in charged:
            start = flow.place(hit.start)
            yield hit.at(start=start, end=start + hit.end - hit.start)

    def _table(self, table: Table, plans: dict[Where, tables.Plan]) -> Iterator[Detection | Rows | Note]:
        if table.where not in plans:
            plans.clear()
            plans[table.where] = tables.plan(table, self.ner.people)
        rows = tables.read(table, plans[table.where], self.wants)
        if rows.cells:
            yield from self.allowed.pass_on((rows,), table.where)
        batch: list[Passage] = []
        for passage in chain.from_iterable(map(lengths.parted, tables.texts(table, plans[table.where]))):
            batch.append(passage)
            if len(batch) >= CELLS:
                yield from self._passages(batch)
                batch = []
        yield from self._passages(batch)

    def _wanted(self, hit: Hit) -> bool:
        return hit.score >= self.settings.detect.min_score and self.wants(hit.entity)

    def wants(self, entity: str) -> bool:
        """Tell whether the settings ask for an entity; no list asks for all."""
        asked = self.settings.detect.entities
        return not asked or entity in asked or entity == CUSTOMER_ID


def _short(piece: Piece) -> Iterable[Piece]:
    return lengths.parted(piece) if isinstance(piece, Passage) else (piece,)


def _pieces(flow: Flow, hit: Hit) -> list[tuple[int, int]]:
    """Return the stretches of the passage that a hit in its flow covers."""
    stretches = hit.pieces or ((hit.start, hit.end),)
    return [piece for start, end in stretches for piece in flow.source(start, end)]
