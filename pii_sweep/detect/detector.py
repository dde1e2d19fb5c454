"""Pieces in, detections out: passages in batches through the recognizers, tables by their columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import chain, islice

from pii_sweep.config import Settings
from pii_sweep.detect import entity_filter, role
from pii_sweep.detect.address import asia, growth, numbered_line, part, resident, span_check
from pii_sweep.detect.address import recognizer as address
from pii_sweep.detect.address_score import reading as address_score
from pii_sweep.detect.amount import order_reading, prefilter
from pii_sweep.detect.amount import recognizer as amount
from pii_sweep.detect.amount.duplicate_order import Orders
from pii_sweep.detect.amount.total import statement_total
from pii_sweep.detect.contact import owner as contact_owner
from pii_sweep.detect.document import identity_document
from pii_sweep.detect.health import anchor, member_number, record
from pii_sweep.detect.health import recognizer as health
from pii_sweep.detect.health.anchor import ALONE, NO_SIGNS, Anchor
from pii_sweep.detect.identifiers import (
    chance_number,
    coordinates,
    driver_license,
    email,
    number_confusion,
    number_list,
    order_number,
    placeholder,
    presidio,
    professional_licence,
    registry,
    sibling_order_number,
    social_security,
)
from pii_sweep.detect.identifiers.birth import adjoining_birth, birth_date, stated_birth
from pii_sweep.detect.identifiers.login import command_credential, credential_phrase, logged_user, login
from pii_sweep.detect.identifiers.national import passport
from pii_sweep.detect.identifiers.parcel import parcel_number, tracking_number
from pii_sweep.detect.identifiers.payment import bank_account, card_code, iban, national_account, pan
from pii_sweep.detect.identifiers.phone import phone
from pii_sweep.detect.model.ner import Entity, Ner
from pii_sweep.detect.number import reading as number_reading
from pii_sweep.detect.person import description, longest_name, second_reading, wrapped_name
from pii_sweep.detect.person import recognizer as person
from pii_sweep.detect.person.evidence import document_evidence, feature, name_shape, note
from pii_sweep.detect.person.evidence.document_evidence import Evidence
from pii_sweep.detect.person.name_confusion import company, review, spoken_opening
from pii_sweep.detect.person.span_edge import complete
from pii_sweep.detect.place_ownership import Ownership
from pii_sweep.detect.score import logistic
from pii_sweep.detect.score.calibration import calibrated
from pii_sweep.detect.score.overlap import settle
from pii_sweep.detect.suppression import Allowed
from pii_sweep.detect.tables import customer_number, table_reading
from pii_sweep.detect.tables import reader as tables
from pii_sweep.detect.tables.cell import file_name
from pii_sweep.detect.tables.cell.known_person import KnownPeople
from pii_sweep.detect.tables.cell_detection import split_tables
from pii_sweep.detect.tables.people import column_score
from pii_sweep.detect.tables.record import (
    embedded_record,
    field_record,
    fixed_record,
    label_block,
    labelled_address,
    labelled_number,
    literal_record,
    small_table,
)
from pii_sweep.detect.tables.record import form as forms
from pii_sweep.detect.tables.record.logged_field import join_cells, join_lines
from pii_sweep.detect.tables.table_reading import TableReading
from pii_sweep.detect.text import casing, chunks, digits, percent_encoding, small_line, unread_script
from pii_sweep.detect.text.candidate import Hit, detection, place_in_passage
from pii_sweep.detect.text.line import line_item
from pii_sweep.detect.text.line.layout import Line, boxed, lines_of
from pii_sweep.detect.text.line.reading_order import Flow, flow_of
from pii_sweep.detect.trait import recognizer as trait
from pii_sweep.types import Detection, Gap, Layout, Note, Passage, Piece, Rows, Table, Where, characters

BATCH = 100_000
CELLS = 1000
_LOGINS = (login, credential_phrase, command_credential)
# Recognizers of what has digits, behind a label as a rule.
_FIGURES = (order_number, card_code, pan, driver_license, passport, bank_account, birth_date, coordinates)
_NUMBERED = (*_FIGURES, fixed_record, professional_licence)


@dataclass(slots=True)
class Detector:
    """The recognizers of one worker; what it keeps between pieces is bounded."""

    settings: Settings
    ner: Ner = field(repr=False)
    second: Ner = field(repr=False)
    rows: tuple[presidio.Row, ...] = field(repr=False)
    allowed: Allowed = field(repr=False)
    orders: Orders = field(default_factory=Orders, repr=False)
    about: dict[Where, Anchor] = field(default_factory=dict, repr=False)
    evidence: dict[Where, Evidence] = field(default_factory=dict, repr=False)
    people: KnownPeople = field(default_factory=KnownPeople, repr=False)
    owners: Ownership = field(default_factory=Ownership, repr=False)
    lists: number_list.Lists = field(default_factory=number_list.Lists, repr=False)
    shapes: name_shape.Shapes = field(default_factory=name_shape.shipped, repr=False)

    def examine(self, pieces: Iterable[Piece]) -> Iterator[Detection | Gap | Note]:
        """Yield what the pieces hold, in their order; gaps pass through, notes before what waits."""
        return split_tables(self.survey(pieces))

    def survey(self, pieces: Iterable[Piece]) -> Iterator[Detection | Rows | Gap | Note]:
        """Yield what `examine` yields, with the rows of a table part together."""
        return entity_filter.keep_asked(frozenset(self.settings.detect.entities), self._survey(pieces))

    def _survey(self, pieces: Iterable[Piece]) -> Iterator[Detection | Rows | Gap | Note]:
        """Yield what pieces hold, also of entities that are not asked for."""
        waiting, size = list[Passage](), 0
        readings: dict[tuple[Where, Sequence[str]], TableReading] = {}
        names = file_name.Names()
        unread = unread_script.UnreadScripts(unread_script.read_scripts(self.second.words))
        self.orders, self.about, self.evidence, self.lists = Orders(), {}, {}, number_list.Lists()
        self.people, self.owners = KnownPeople(), Ownership()
        self.ner.begin()
        self.second.begin()
        for piece in chain.from_iterable(map(_split_long, pieces)):
            names.add(piece)
            unread.add(piece)
            if isinstance(piece, Passage):
                waiting.append(piece)
                size += len(piece.text)
            elif isinstance(piece, Note) and piece.measure != "member":
                yield piece
            if size >= BATCH or not isinstance(piece, Passage | Note):
                yield from self._count_passages(waiting)
                waiting, size = [], 0
            if isinstance(piece, Table):
                yield from self._table(piece, readings)
            elif not isinstance(piece, Passage | Note):
                yield piece
            if names.full():
                yield from self._examine_names(names)
        yield from self._count_passages(waiting)
        yield from self._examine_names(names)
        yield from chain(self.owners.rest(), unread.gaps())

    def _examine_names(self, names: file_name.Names) -> Iterator[Detection | Note]:
        """Yield what the names of members, sheets and tables of databases hold."""
        for found in names.examine(self):
            yield from self.allowed.pass_on(found, found[0].where)

    def _count_passages(self, passages: Sequence[Passage]) -> Iterator[Detection | Rows | Note]:
        """Yield what passages hold, and how much text that was."""
        if passages:
            yield from self._passages(passages)
            yield Note(passages[0].where, "examined", sum(map(characters, passages)))

    def _passages(
        self, passages: Sequence[Passage], about: Anchor = NO_SIGNS, table: Table | None = None
    ) -> Iterator[Detection | Rows | Note]:
        """Yield what passages hold; `about` says of whom, where they are cells of a `table` of people."""
        for passage, found in join_cells(self._detect(passages, about), table):
            yield from self.owners.of_passage(passage, self.allowed.pass_on(found, passage.where))

    def _detect(
        self, passages: Sequence[Passage], about: Anchor = NO_SIGNS
    ) -> Iterator[tuple[Passage, Iterable[Detection]]]:
        """Yield each passage with what it holds, what is on an allow list included."""
        flows, settled = self._read(passages, about)
        texts = [flow.text for flow in flows]
        settled = chance_number.drop_chance(texts, settled)
        form = sibling_order_number.find_format(list(zip(texts, settled, strict=True)))
        for passage, flow, known in zip(passages, flows, settled, strict=True):
            asked = sibling_order_number.find(flow.text, form, known) if form else ()
            more = list(filter(self._is_likely, asked))
            hits = settle([*known, *more]) if more else known
            found = [detection(passage, hit, flow.sources_of(hit.stretches())) for hit in hits]
            found = join_lines(passage, record.attribute(found) if passage.layout == "fields" else found)
            yield passage, filter(self.orders.fresh, found)

    def claims(self, passages: Sequence[Passage]) -> list[list[Hit]]:
        """Return what each passage holds by itself, without overlaps; offsets are those of the passage."""
        flows, settled = self._read(passages, ALONE)
        return [
            [place_in_passage(hit, flow.sources_of(hit.stretches())) for hit in hits]
            for flow, hits in zip(flows, settled, strict=True)
        ]

    def _read(
        self, passages: Sequence[Passage], about: Anchor = NO_SIGNS
    ) -> tuple[list[Flow], list[Sequence[Hit]]]:
        """Return each passage in reading order with the claims on it, and on what it holds encoded."""
        flows, settled = self._read_plain(passages, about)
        decoded = {at: those for at, one in enumerate(flows) if (those := percent_encoding.decode(one.text))}
        inner = [
            Passage(token.text, passages[at].where, (), "fields")
            for at, tokens in decoded.items()
            for token in tokens
        ]
        found = iter(self._read_plain(inner, about)[1] if inner else ())
        for at, tokens in decoded.items():
            settled[at] = percent_encoding.merge(settled[at], tokens, list(islice(found, len(tokens))))
        casing.forget_readings()
        return flows, settled

    def _read_plain(
        self, passages: Sequence[Passage], about: Anchor = NO_SIGNS
    ) -> tuple[list[Flow], list[Sequence[Hit]]]:
        """Return each passage in reading order with the claims on it as it is written."""
        lined = [lines_of(passage) if boxed(passage) else None for passage in passages]
        flows = [
            flow_of(passage, lines).upright() if lines else flow_of(passage, lines)
            for passage, lines in zip(passages, lined, strict=True)
        ]
        readable = [small_line.make_readable(flow.text) for flow in flows]
        entities = self.ner.read(readable)
        second = self._read_second(passages, readable, about)
        evidence = self._evidence(passages, flows)
        cell = "cell" if about is ALONE else "" if about is NO_SIGNS else "column"
        claims = [
            self._describe_hits(
                flow.text,
                list(self._hits(passage, lines, flow, named, known)),
                known,
                cell or passage.layout,
                again,
            )
            for passage, lines, flow, named, known, again in zip(
                passages, lined, flows, entities, evidence, second, strict=True
            )
        ]
        settled, readings = list[list[Hit]](), list[health.Reading]()
        for passage, flow, described, known, again in zip(
            passages, flows, claims, evidence, second, strict=True
        ):
            scored = self._score_claims(flow.text, described, known)
            hits = self._settle_claims(passage, flow, scored, about, again)
            settled.append(hits)
            readings.append(health.read(flow.text, hits, again, fields=passage.layout == "fields"))
            if about is NO_SIGNS:
                anchor.add(self.about, passage.where, readings[-1].own)
        every = zip(passages, flows, settled, readings, strict=True)
        whole = [self.add_health(*one, about) for one in every]
        return flows, whole if about is not NO_SIGNS else [*map(self.review_contacts, passages, flows, whole)]

    def _read_second(
        self, passages: Sequence[Passage], texts: Sequence[str], about: Anchor
    ) -> list[list[Entity] | None]:
        """Return what the second network reads of running text, None for cells and records."""
        running = [about is NO_SIGNS and passage.layout not in NOT_RUNNING for passage in passages]
        found = iter(self.second.read([text for text, runs in zip(texts, running, strict=True) if runs]))
        return [next(found) if runs else None for runs in running]

    def _settle_claims(
        self,
        passage: Passage,
        flow: Flow,
        claims: Iterable[Hit],
        about: Anchor,
        entities: Sequence[Entity] | None,
    ) -> list[Hit]:
        """Return the claims on a text without overlaps, with roles, and what they indicate the whole text."""
        sure = map(partial(complete, flow.text), map(calibrated, claims))
        whole = second_reading.drop_parts(sure, self.settings.detect.min_score)
        likely = filter(self._is_likely, spoken_opening.drop_openings(flow.text, whole))
        placed = resident.cut_named(flow.text, longest_name.join_readings(flow.text, likely))
        known = review.drop_confused(flow.text, settle(placed))
        known = social_security.drop_of_firms(flow.text, field_record.drop_of_devices(passage, known))
        hits = trait.drop_names(flow.text, placeholder.drop_placeholders(flow.text, known))
        hits = role.assign(order_number.drop_production(flow.text, hits), flow.text, passage.layout)
        if passage.layout in ("fields", "log"):
            hits = tracking_number.drop_references(flow.text, tracking_number.drop_lone(hits))
        if about is NO_SIGNS:
            hits = self.review_orders(passage, flow, hits, entities)
        numbered = list(customer_number.find(flow.text, passage))
        about_person = self._signs_of(passage, about).people or customer_number.names_person(numbered)
        extra = [
            *identity_document.find(flow.text, hits, passage.layout),
            *health.minors(flow.text, hits),
            *trait.find(flow.text, hits, about_person=bool(about_person)),
            *numbered,
            *adjoining_birth.find(flow.text, hits),
        ]
        found = settle([*hits, *filter(self._is_likely, extra)]) if extra else hits
        lone = entities is not None and not passage.where.row
        return second_reading.drop_lone(flow.text, found) if lone else found

    def review_orders(
        self, passage: Passage, flow: Flow, hits: Sequence[Hit], entities: Sequence[Entity] | None
    ) -> list[Hit]:
        """Return the claims on running text with the amounts that its words show to be orders'."""
        return list(filter(self._is_likely, order_reading.review(passage, flow, hits, entities)))

    def review_contacts(self, passage: Passage, flow: Flow, hits: Sequence[Hit]) -> Sequence[Hit]:
        """Return the claims on running text with what fitted scores read, and whose contact data is."""
        for score in (number_reading, trait, address_score):
            hits = score.add(flow.text, passage.layout, hits, self._is_likely)
        named = bool(self._signs_of(passage, NO_SIGNS).people)
        return contact_owner.review(flow.text, passage.layout, hits, named=named)

    def _signs_of(self, passage: Passage, about: Anchor) -> Anchor:
        """Return the personal signs that count for a passage: those given, or else its object's so far."""
        return about if about is not NO_SIGNS else self.about.get(anchor.of_object(passage.where), NO_SIGNS)

    def add_health(
        self, passage: Passage, flow: Flow, hits: list[Hit], reading: health.Reading, about: Anchor
    ) -> Sequence[Hit]:
        """Return the claims on a text with the health information that its object makes somebody's."""
        if not reading.found:
            return hits
        more = list(filter(self._is_likely, health.find(flow.text, reading, self._signs_of(passage, about))))
        return settle([*hits, *more]) if more else hits

    def _hits(
        self,
        passage: Passage,
        lines: list[Line] | None,
        flow: Flow,
        named: Sequence[Entity],
        evidence: Evidence,
    ) -> Iterator[Hit]:
        text, fields = flow.text, list[Hit]()
        if passage.layout == "fields":
            yield from (fields := list(wrapped_name.join_wrapped(text, field_record.find(passage))))
        elif passage.layout in ("prose", "page", "label"):
            yield from forms.find(text)
        if passage.layout in ("log", "prose"):
            yield from embedded_record.find(text)
            yield from literal_record.find(text)
            yield from (fields := list(label_block.find(text)))
        numbers = self.identifiers(casing.unwrap_numbers(text), passage.layout)
        yield from number_confusion.keep_meant(text, self.lists.extend(passage, text, numbers), fields)
        shown, lowered = small_line.as_read(text), casing.is_lower_case(text)
        read = [(one.start, one.end) for one in named if one.label == "STREET_ADDRESS"]
        listed = numbered_line.hide_counts(shown)
        unbroken = casing.unwrap_addresses(listed) if passage.layout in ("prose", "page") else listed
        ruled = asia.prefer_asian(unbroken, list(address.find(unbroken, part.take_part)))
        joined = address.join_spans(unbroken, ruled, read)
        standing = span_check.keep_plausible(joined, text, lowered=lowered, layout=passage.layout)
        whole = list(span_check.end_with_line(text, span_check.within_sentence(unbroken, standing)))
        whole = growth.grow(listed, whole, named) if passage.layout in ("prose", "page", "label") else whole
        addresses = list(line_item.drop_line_items(shown, field_record.drop_labels(passage, whole)))
        yield from addresses
        if passage.layout in ("prose", "page", "label"):
            yield from labelled_address.find(text, addresses)
        prose = passage.layout == "prose" and not lowered
        short = not evidence.is_document() and note.may_be_note(text, passage.layout)
        people = person.find(casing.unwrap_lines(shown), named, addresses, prose=prose, short=short)
        if passage.layout in ("page", "prose"):
            people = company.lower_companies(shown, line_item.drop_line_items(shown, people))
        if passage.layout in ("page", "label"):
            people = chain(
                wrapped_name.join_wrapped(shown, people), wrapped_name.run_together(shown, addresses)
            )
        yield from field_record.keep_in_values(passage, people, fields)
        yield from self._find_in_lines(passage, lines, flow)

    def _find_in_lines(self, passage: Passage, lines: list[Line] | None, flow: Flow) -> Iterator[Hit]:
        """Yield what is found in lines as they stand: sums of orders and records, fixed fields that touch."""
        charged = (
            list(amount.find(passage, lines or lines_of(passage)))
            if prefilter.may_charge(passage.text)
            else []
        )
        if passage.layout == "fields" and not charged and not statement_total.is_table_foot(passage):
            yield from field_record.find_charged(passage)
        for hit in chain(charged, fixed_record.find(passage.text)):
            start = flow.place(hit.start)
            yield hit.at(start=start, end=start + hit.end - hit.start)

    def _evidence(self, passages: Sequence[Passage], flows: Sequence[Flow]) -> list[Evidence]:
        """Return the evidence of each passage's object, with its characters counted."""
        every = [document_evidence.evidence_of(self.evidence, passage.where) for passage in passages]
        for known, flow in zip(every, flows, strict=True):
            known.count(flow.text)
        return every

    def _describe_hits(
        self, text: str, hits: list[Hit], evidence: Evidence, layout: str, again: Sequence[Entity] | None
    ) -> list[Described]:
        """Return claims, those on names with features where their text is scored, and add them as evidence.

        `again` is what the second network reads. Goods and lines of a till are for rules, whole cells for
        their column, and a short record or a line of a log for the recognizers' own factors.
        """
        if not (hits or again) or not (evidence.is_document() or note.is_note(text, hits, layout)):
            return [(hit, None) for hit in hits]
        hits = list(second_reading.trim(text, hits, again, self.shapes)) if again else hits
        hits += second_reading.find(text, again or (), hits, layout)
        shown = casing.unwrap_lines(small_line.as_read(text))
        least = len(text.strip()) * table_reading.WHOLE if layout == "cell" else float("inf")
        described: list[Described] = [
            (hit, description.describe(shown, hit, layout, again, self.shapes))
            if hit.recognizer == "Person" and hit.end - hit.start < least and not feature.is_decided(hit)
            else (hit, None)
            for hit in hits
        ]
        evidence.add(shown, described)
        return described

    def _score_claims(self, text: str, described: Iterable[Described], evidence: Evidence) -> Iterator[Hit]:
        """Yield claims, those on names with the probability that they and their object give."""
        for hit, features in described:
            shown = casing.unwrap_lines(small_line.as_read(text)) if features else text
            if features is None:
                yield hit
            elif not evidence.rules_out(shown, hit):
                known = features | evidence.describe(shown[hit.start : hit.end])
                yield self.score_person(text, hit, known, short=not evidence.is_document())

    def score_person(self, text: str, hit: Hit, features: feature.Features, *, short: bool) -> Hit:
        """Return a candidate for a name with its fitted probability; `short`: its object is no document."""
        placed = second_reading.is_placed(hit)
        if not short:
            kind = "cell" if "layout cell" in features else "placed" if placed else "read"
            return logistic.scored(hit, "person", features, _FACTORS[kind])
        english = "english" if "\n" in text.strip() else "line"
        kind = "placed in short" if placed else english if feature.reads_english(text) else "other"
        return logistic.scored(hit, "short_person", features, _FACTORS[kind])

    def judge_names(self, of: str, values: Sequence[str], features: feature.Features) -> float:
        """Return how likely a table's column (`columns`) or whole cell (`cells`) is people's names."""
        return column_score.judge(of, values, features)

    def identifiers(self, text: str, layout: Layout = "prose") -> Iterator[Hit]:
        """Yield the claims of the recognizers of identifiers on a text."""
        for hit in presidio.find(self.rows, text):
            yield email.trim_url(hit, text) if hit.entity == "EMAIL_ADDRESS" else hit
        yield from chain(email.find(text), iban.find(text), national_account.find_handles(text))
        yield from line_item.drop_line_items(
            text, phone.find(text, self.settings.detect.default_region, self.people.countries)
        )
        if digits.has_digit(text):
            yield from tracking_number.find(text, layout)
            yield from chain.from_iterable(one.find(text) for one in _NUMBERED)
        yield from chain(social_security.find(text), *(one.find(text) for one in _LOGINS))
        yield from logged_user.find(text) if layout == "log" else labelled_number.find(text)
        yield from (hit for hit in parcel_number.find(text, layout) if hit.score > 0)
        yield from chain(member_number.find(text), stated_birth.find(text))
        yield from chain.from_iterable(find(text) for find in registry.finders())

    def _table(
        self, table: Table, readings: dict[tuple[Where, Sequence[str]], TableReading]
    ) -> Iterator[Detection | Rows | Note]:
        at = table.where, table.header  # a sheet may hold several tables, one under the other
        held = document_evidence.evidence_of(self.evidence, table.where)
        if at not in readings:
            readings.clear()
            about = self.about.get(anchor.of_object(table.where), NO_SIGNS)
            about = about if about.personal() else anchor.of_path(table.where)
            readings[at], table = table_reading.begin(table, self, self.ner.people, about)
            yield from self.allowed.pass_on(readings[at].headers, table.where)
            held.claims.update(readings[at].plan.entities)
        reading = readings[at]
        size = characters(table)
        held.widen(table.header, size)
        counted = held.size
        rows, missed = reading.rows(table)
        if rows.cells:
            yield from self.owners.of_rows(self.allowed.pass_on((rows,), table.where))
        yield from self._read_cards(table, rows, counted)
        texts = chain.from_iterable(map(chunks.split_passage, tables.texts(table, reading.plan)))
        while batch := list(islice(texts, CELLS)):
            yield from self._passages(batch, reading.plan.about, table)
        yield Note(table.where, "examined", size - missed)

    def _read_cards(self, table: Table, rows: Rows, counted: int) -> Iterator[Detection | Rows | Note]:
        """Yield what rows of a small table without headers, or those on top of one, hold besides its cells.

        `counted` is the size of its object so far: the rows are in it, and do not make the object a document
        by being read again.
        """
        made = chain(small_table.make_cards(table), small_table.make_preamble(table))
        cards = list(chain.from_iterable(map(chunks.split_passage, made)))
        if cards:
            held = document_evidence.evidence_of(self.evidence, table.where)
            held.size = counted - sum(map(characters, cards))
        for card, found in self._detect(cards) if cards else ():
            # what the cells hold goes first: where it is on an allow list, it was counted with them
            new = self.allowed.pass_on(small_table.keep_new(found, table, rows), card.where)
            yield from self.owners.of_passage(card, new)

    def _is_likely(self, hit: Hit) -> bool:
        return hit.score >= self.settings.detect.min_score


# Layouts of what is no running text: the second network was not trained on it.
NOT_RUNNING = frozenset({"fields", "metadata"})
Described = tuple[Hit, feature.Features | None]
# How much of a text's odds are the recognizers' own. Of a line or a short text in English, of forms and
# columns in any, they know more than what is fitted on few of them (docs/decisions/name-scorer.md).
_FACTORS = {
    "line": 0.75, "english": 0.6, "other": 0.1, "placed": 0.3, "cell": 0.3, "placed in short": 0.6, "read": 0,
}  # fmt: skip


def _split_long(piece: Piece) -> Iterable[Piece]:
    return chunks.split_passage(piece) if isinstance(piece, Passage) else (piece,)
