"""Records of `name: value` lines: fields that are parts of one name or one address come together."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import chain, groupby

from pii_sweep.detect.address import whole_line
from pii_sweep.detect.amount.total.statement_total import find_measured
from pii_sweep.detect.identifiers.login import login
from pii_sweep.detect.tables import column_header, value_kind
from pii_sweep.detect.tables.column import house_number, national_column, plate_column, postal_columns
from pii_sweep.detect.tables.column.total_column import total
from pii_sweep.detect.tables.column_header import SHAPES, Sampled, plain_header
from pii_sweep.detect.tables.record import address_lines, field_label, goods_field, name_field, paper_field
from pii_sweep.detect.tables.team_header import find_teams
from pii_sweep.detect.text import lexicon, vocabulary
from pii_sweep.detect.text.candidate import Hit
from pii_sweep.entities import having
from pii_sweep.types import Passage, Role

# Vowel signs and joiners of other scripts are parts of a label; so are apostrophes (`ko'cha`) and brackets.
_LINE = re.compile(
    r"^([\w.$@\[\]/\- '’‘ʻʼ#()&№°º\u0300-\u036f\u0591-\u07bf\u0900-\u109f\u135d-\u135f\u1780-\u18af"
    r"\u200c\u200d]{1,120}?)"
    r":[ ]([^\n]+)$",
    re.MULTILINE,
)
_LAST_INDEX = re.compile(r"\[\d+\]$")
_KINDS = (
    "first",
    "last",
    "middle",
    "name",
    "street",
    "house",
    "unit",
    "tail",
    "city",
    "state",
    "zip",
    "country",
)
_REASON = ("fields:0.99",)
# Fields next to a name that say it is a person's, and not a queue's, a theme's or a job's.
_PERSONAL = frozenset({"reach", "street", "zip", "house", "unit"})
_REACHING = having("reaches") - {"IP_ADDRESS"}
# What the lines of an address hold that say no town, and what says one.
_LINES, _PLACED = ("street", "unit"), frozenset({"city", "zip"})
# One value is weaker evidence than a column of them.
_LESS = 0.05

# The hour that programs add to a date: midnight, or what a time zone makes of it.
_HOUR = re.compile(r"(?<=\d)[T ]\d\d:\d\d\S*$")

# So many last steps of a path say whose a value is.
DEEP = 6

Field = tuple[Sampled, int, int]
Group = dict[str, Field]


def find(passage: Passage) -> Iterator[Hit]:
    """Yield the names and addresses that a record holds in several fields.

    Fields belong together where their paths differ in the last name alone; `pieces` of a hit are
    the values, given name before family name, street before city. Several values of one path are
    lines of one address. Other values are what their names say.
    """
    groups: dict[str, Group] = {}
    held: dict[str, list[Field]] = {}
    wholes: list[tuple[Group, list[Field], Mapping[str, str]]] = []
    headed: list[tuple[str, list[Field]]] = []
    lines = _leave_teams_out(fields(passage))
    yield from find_numbers(lines)
    yield from paper_field.find(lines)
    for path, run in groupby(lines, key=lambda line: line[0]):
        values = [value for _, value in run]
        if len(values) > 1 and (whole := address_lines.parse(values)):
            group = groups.setdefault(_parent(path), {})
            wholes.append((group, values, whole))
            # `line` of a street and its unit, and `city` next to it.
            group |= {kind: value for kind, value in zip(_LINES, values, strict=False) if kind not in group}
            continue
        if address_lines.are_headed(values):
            headed.append((_parent(path), values))
            continue
        yield from sort(groups.setdefault(_parent(path), {}), values)
        held.setdefault(_parent(path), []).extend(values)
    for path, values in headed:
        if joined := address_lines.complete(values, groups.setdefault(path, {})):
            yield _join_fields("STREET_ADDRESS", *joined)
        else:
            yield from sort(groups[path], values)
            held.setdefault(path, []).extend(values)
    for path in _find_goods(held):
        groups[path].pop("name", None)
    for path, values in held.items():
        yield from find_personal(groups[path], values)
    for group, values, parts in wholes:
        if parts.keys() & _PLACED or not group.keys() & {"city", "zip", "tail"}:
            for kind in _LINES:
                group.pop(kind, None)
            joined = None if "zip" in parts else address_lines.complete(values, group)
            yield _join_fields("STREET_ADDRESS", *(joined or (values, parts)))
    yield from join_fields(groups.values())


def _find_goods(held: Mapping[str, Sequence[Field]]) -> frozenset[str]:
    """Return the paths of records of goods."""
    return goods_field.find_goods(
        {path: [sample for sample, _, _ in values] for path, values in held.items()}
    )


def _leave_teams_out(lines: Sequence[tuple[str, Field]]) -> list[tuple[str, Field]]:
    """Return a record's fields without the teams of matches."""
    teams = find_teams([value[0].titles for _, value in lines])
    return [line for at, line in enumerate(lines) if at not in teams]


def find_numbers(lines: Sequence[tuple[str, Field]]) -> Iterator[Hit]:
    """Yield national numbers in fields that come again record by record, by the check digits of all."""
    columns: dict[tuple[str, ...], list[Field]] = {}
    for _, value in lines:
        if any(map(str.isdecimal, value[0].values[0][-2:])):
            columns.setdefault(value[0].titles[-1:], []).append(value)
    for values in columns.values():
        samples = [sample for sample, _, _ in values]
        if column_header.find_rule(samples[0]) is None and national_column.decide_fields(samples):
            reasons = ("check_digits:+",)
            for sample, start, end in values:
                yield Hit("NATIONAL_ID", start, end, 0.8, "Fields", reasons, _role(sample))


def find_charged(passage: Passage) -> Iterator[Hit]:
    """Yield what a record's fields say was charged, by their names: `amounts.gross`, `base_grand_total`.

    One for each part of the record, and only where it indicates a person or an order.
    """
    measured = find_measured(passage.text)
    lines = [
        line for line in fields(passage) if not measured or _label(passage.text, line[1]) not in measured
    ]
    groups: dict[str, list[Field]] = {}
    for path, value in lines:
        groups.setdefault(_parent(path), []).append(value)
    goods = _find_goods(groups)
    offered = [values for path, values in groups.items() if path not in goods]
    people = any(kind_of(value[0]) in ("name", "first", "street") for values in offered for value in values)
    for values in offered:
        samples = [replace(sample, index=at) for at, (sample, _, _) in enumerate(values)]
        for column in total(samples, (), people=people):
            _, start, end = values[column.index]
            yield Hit("ORDER_VALUE", start, end, 0.9, "Fields", column.reasons)


def _label(text: str, value: Field) -> str:
    """Return the label of a field as it stands in its record."""
    return text[text.rfind("\n", 0, value[1]) + 1 : value[1]].removesuffix(": ")


def fields(passage: Passage) -> list[tuple[str, Field]]:
    """Return the values of a record with their paths, and where each stands."""
    paths = {span.start: span.json_path or "" for span in passage.spans}
    lines = list(_LINE.finditer(passage.text))
    naming, halves = field_label.find_labels(lines, paths), field_label.find_halves(lines, paths)
    return [
        _field(found, path, halves.get(path))
        for found in lines
        if found.start(2) not in naming
        for path in (paths.get(found.start(2), ""),)
    ]


def _parent(path: str) -> str:
    """Return what a field lies in: its path without the last name, which brackets may hold (`['ko'cha']`)."""
    if path.endswith("']"):
        return path[: path.rfind("['")]
    return path[: max(path.rfind("."), path.rfind("/"), 0)]


def _field(found: re.Match[str], path: str, half: str | None = None) -> tuple[str, Field]:
    """Return a value with its path in the record, without the place in a last list.

    `half` is the part of a name that the value's element says it is.
    """
    label, value = found.groups()
    # In a label a stroke is no step: `City/State`.
    whole = field_label.skip_form(path) or (label if label.startswith("/") else label.replace("/", " "))
    if (end := field_label.VALUE_OF.search(whole)) and field_label.names_itself(label, end):
        whole = f"{whole[: end.start()]}.{label}"
    whole = _LAST_INDEX.sub("", whole) if whole[-1] == "]" else whole
    return whole, (
        Sampled(0, whole, plain_header(half or field_label.shorten(label, path)), (value.strip(),)),
        *found.span(2),
    )


def keep_in_values(passage: Passage, hits: Iterable[Hit], joined: Iterable[Hit] = ()) -> Iterator[Hit]:
    """Yield the hits that begin in a value of a record: the names of its fields are not people's.

    Those inside a field of a `joined` name are parts of it, however sure they are, in any text.
    """
    starts = [span.start for span in passage.spans] if passage.layout == "fields" else []
    paths = {span.start: span.json_path or "" for span in passage.spans} if starts else {}
    named = any(map(field_label.VALUE_OF.search, paths.values()))
    naming = field_label.find_labels(list(_LINE.finditer(passage.text)), paths) if named else {}
    parts = [
        piece for one in joined if one.entity == "PERSON" and len(one.pieces) > 1 for piece in one.pieces
    ]
    for hit in hits:
        if any(low <= hit.start and hit.end <= high for low, high in chain(parts, naming.items())):
            continue
        place = bisect_right(starts, hit.start) - 1
        if not starts or (place >= 0 and hit.start < passage.spans[place].end):
            yield hit


def drop_labels(passage: Passage, hits: Iterable[Hit]) -> Iterator[Hit]:
    """Yield the hits of a record that end in a value: none runs on into the label of the next field."""
    spans = passage.spans if passage.layout == "fields" else ()
    starts = [span.start for span in spans]
    for hit in hits:
        last = bisect_right(starts, hit.end - 1) - 1
        if last < 0 or hit.pieces or hit.end <= spans[last].end:
            yield hit


def drop_of_devices(passage: Passage, hits: Sequence[Hit]) -> Sequence[Hit]:
    """Return the hits of a text without the births and names of a device whose record it is."""
    if passage.layout != "fields" or not any(hit.entity in _BORN for hit in hits):
        return hits
    samples = [sample for _, (sample, _, _) in fields(passage)]
    labels = {sample.titles[-1] for sample in samples if sample.titles}
    rules = [rule.kind for sample in samples if (rule := column_header.find_rule(sample))]
    personal = _OF_PEOPLE.intersection((*map(kind_of, samples), *rules))
    devices = sum(map(bool, map(_of_devices().fullmatch, labels))) >= _DEVICES
    if personal or not devices:
        return hits
    held = any(map(column_header.role_of, samples))  # `assigned_to`
    return [hit for hit in hits if hit.entity not in _BORN or (held and hit.entity == "PERSON")]


_BORN = frozenset({"DATE_OF_BIRTH", "PERSON"})
_DEVICES = 2
_OF_PEOPLE = frozenset({"first", "last", "name", "EMAIL_ADDRESS", "PHONE_NUMBER", "NATIONAL_ID", "USERNAME"})


@lru_cache(maxsize=1)
def _of_devices() -> re.Pattern[str]:
    """Compile the labels of what devices have and no person."""
    return re.compile("|".join(lexicon.table("header_things")["device_signs"]))


def decide_field(value: Field) -> Hit | None:
    """Return what a field's name and shape indicate its value: a telephone, a number of an order."""
    sample, start, end = value
    rule = column_header.find_rule(sample)
    if rule is None or (rule.kind == "USERNAME" and login.machine(sample.values[0])):
        return None
    score = rule.score - _LESS
    if rule.kind == "DATE_OF_BIRTH" and (hour := _HOUR.search(sample.values[0])):
        end = start + hour.start()
    return Hit(rule.kind, start, end, score, "Fields", (f"label:{score:.2f}",), _role(sample))


def sort(group: Group, values: Sequence[Field]) -> Iterator[Hit]:
    """Add values to the group of their record by the part of a name or an address that each holds.

    Yields what fields are by themselves.
    """
    for value in values:
        if hit := decide_field(value):
            yield hit
            if hit.entity in _REACHING:
                group.setdefault("reach", value)
            if hit.entity == "EMAIL_ADDRESS":
                group.setdefault("mailbox", value)
            if hit.entity in ("DATE_OF_BIRTH", "NATIONAL_ID"):
                group.setdefault("own", value)
        kind = kind_of(value[0])
        if not kind and value[0].titled(_of_things()):
            group.setdefault("thing", value)
        if value[0].titled(house_number.NUMBER) and value[0].share(SHAPES["house"]) == 1.0:
            group.setdefault("numbered", value)
        if kind in _HALVES and kind in group:
            group.setdefault(f"third {kind}" if f"another {kind}" in group else f"another {kind}", value)
        elif kind and (kind != "name" or _is_whole_name(value[0])):
            group.setdefault(kind, value)
        elif kind:  # `Nome` next to `Cognome`, `nom` next to `prénom`
            group.setdefault("given", value)


def find_personal(group: Group, values: Sequence[Field]) -> Iterator[Hit]:
    """Yield what fields of a record are that names a person or a vehicle: `idno`, `reg` next to `make`."""
    if not group.keys().isdisjoint(_NAMED):
        for sample, start, end in values:
            rule = column_header.find_rule(sample, personal=True) if sample.values[0] else None
            if rule and column_header.find_rule(sample) is None:
                score = rule.score - _LESS
                yield Hit(rule.kind, start, end, score, "Fields", (f"label:{score:.2f}",), _role(sample))
    if plate := plate_column.find_plate([sample for sample, _, _ in values]):
        start, end = next((start, end) for sample, start, end in values if sample is plate)
        yield Hit("LICENSE_PLATE", start, end, 0.8, "Fields", ("adjacent:+",), _role(plate))


_NAMED = frozenset({"name", "first", "last"})


def join_fields(groups: Iterable[Group]) -> Iterator[Hit]:
    """Yield the name and the address of each group of fields."""
    for group in groups:
        yield from _name(group)
        yield from _address(group)


def kind_of(sample: Sampled) -> str:
    """Return which part of a name or an address a field holds, by its label and the shape of its value."""
    for kind in _parts_of_label(sample.titles):
        if sample.share(SHAPES.get(kind, SHAPES["first"])) == 1.0:
            return kind
        if kind == "street" and whole_line.is_address(sample.values[0]):
            return kind
        if kind == "street" and sample.share(_ROAD) == 1.0:
            return "road"
    return ""


@lru_cache(maxsize=1)
def _of_things() -> re.Pattern[str]:
    """Compile the labels of what machines, buildings and ships have."""
    return re.compile("|".join(lexicon.table("header_things")["thing_signs"]))


# A street whose number is a field of its own.
_ROAD = re.compile(r"[^\W\d_][^\d@{}<>]{2,60}")


# The same few names come again in every record.
@lru_cache(maxsize=4096)
def _parts_of_label(titles: tuple[str, ...]) -> tuple[str, ...]:
    """Return the parts of names and addresses that a label fits."""
    return tuple(kind for kind in _KINDS if any(map(column_header.part(kind).fullmatch, titles)))


def _is_whole_name(sample: Sampled) -> bool:
    """Return whether a value under a name's label is a whole name and no other label."""
    caption = _is_caption(sample) or name_field.is_of_thing(sample.name)
    return value_kind.is_whole_name(sample) and not caption


def _is_proper_name(value: Field) -> bool:
    """Return whether a name is written as one, of words that are not all a language's own: `Primary Pool`."""
    name = value[0].values[0]
    words = re.findall(r"[^\W\d_]+", name.lower())
    ordinary, goods = lexicon.english(), vocabulary.thing_words()
    return not name.islower() and not all(word in ordinary or word in goods for word in words)


def _is_single_name(value: Field) -> bool:
    """Return whether a value is one word with a capital and none of a language's own: `Supriyono`.

    Many people have one name; a birth or a national number in the same record says that it is a person's.
    """
    name = value[0].values[0]
    written = name.isalpha() and len(name) > 2 and name[0].isupper()
    return written and _is_proper_name(value) and not _is_caption(value[0])


def _is_caption(sample: Sampled) -> bool:
    """Return whether a value is a field's label: `First name` on a blank form, `Vorname` in a translation."""
    if {"first", "last", "name"} & set(_parts_of_label(column_header.plain_header(sample.values[0]))):
        return True
    words = re.findall(r"[^\W\d_]+", sample.values[0].lower())
    return any(word in _CAPTIONS for word in words) and all(
        word in lexicon.english() or word in _CAPTIONS for word in words
    )


_CAPTIONS = frozenset(
    ["name", "names", "address", "date", "birth", "city", "sex", "email", "phone", "telephone"]
)


def _name(group: Mapping[str, Field]) -> Iterator[Hit]:
    if "first" not in group and {"name", "last"} <= group.keys() and _lacks_family(group):
        group = {**group, "first": group["name"]}
    elif "given" in group and len({"first", "last"} & group.keys()) == 1:
        group = {"first": group["given"], "last": group["given"], **group}
    elif ("own" in group and "given" in group and _is_single_name(group["given"])) or _is_mailed(group):
        yield _join_fields("PERSON", [group["given"]], {})
    if (
        "first" in group
        and "last" in group
        and not any(_is_caption(group[kind][0]) for kind in ("first", "last"))
        and not name_field.is_article(group["first"][0].values[0])
        and not name_field.is_repeated(group["first"][0].values[0], group["last"][0].values[0])
    ):
        yield _join_fields("PERSON", [group[kind] for kind in _select_halves(group)], {})
    elif "name" not in group or not _is_whole_name(group["name"][0]):
        return
    elif "thing" in group and not _PERSONAL & group.keys():
        return  # what a machine, a building or a ship is called
    elif _PERSONAL & group.keys() or _is_proper_name(group["name"]):
        yield _join_fields("PERSON", [group["name"]], {})


def _is_mailed(group: Mapping[str, Field]) -> bool:
    values = [group[kind][0].values[0] for kind in ("given", "mailbox") if kind in group]
    return len(values) > 1 and name_field.is_mailed(*values)


def _lacks_family(group: Mapping[str, Field]) -> bool:
    return name_field.lacks_family(group["name"][0].values[0], group["last"][0].values[0])


def _select_halves(group: Mapping[str, Field]) -> list[str]:
    """Return the parts of one name: two family names or two given names are one person's, both are two's."""
    several = [kind for kind in _HALVES if f"another {kind}" in group]
    kinds = ("first", "another first", "third first", "middle", "last", "another last")
    return [kind for kind in kinds if kind in group and (len(several) == 1 or " " not in kind)]


# A record of one person has each of them once, or one of them twice: of birth and of marriage.
_HALVES = ("first", "last")


def _address(group: Mapping[str, Field]) -> Iterator[Hit]:
    code = group["zip"][0].values[0] if "zip" in group else ""
    before = {"zip", "city"} <= group.keys() and group["zip"][1] < group["city"][1]
    street = group["street"][0].values[0] if "street" in group else ""
    order = postal_columns.order_parts(street, code, code_before_town=before)
    held = [kind for kind in order if kind in group and kind != "house"]
    if "street" in held and {"city", "zip", "tail"} & set(held):
        values = {kind: group[kind][0].values[0] for kind in held}
        yield _join_fields("STREET_ADDRESS", [group[kind] for kind in held], values)
    elif (
        "road" in group
        and (house := _house(group))
        and ({"city", "zip", "tail"} & set(held) or house_number.is_road(group["road"][0].values[0]))
    ):
        line = sorted((group["road"], house), key=lambda field: field[1])
        values = {kind: group[kind][0].values[0] for kind in held}
        values["street"] = " ".join(sample.values[0] for sample, _, _ in line)
        yield _join_fields("STREET_ADDRESS", [*line, *(group[kind] for kind in held)], values)
    elif "road" in group and "zip" in group and _is_numberless(group):
        values = {kind: group[kind][0].values[0] for kind in held}
        values["street"] = group["road"][0].values[0]
        yield _join_fields("STREET_ADDRESS", [group["road"], *(group[kind] for kind in held)], values)
    elif "street" in group and ({"name", "first", "reach"} & group.keys() or _is_whole(group["street"][0])):
        sample, start, end = group["street"]
        yield Hit("STREET_ADDRESS", start, end, 0.9, "Fields", ("label:0.90",), _role(sample))


def _is_numberless(group: Mapping[str, Field]) -> bool:
    """Return whether a street without a number is an address: by its label, or as the home of who has halves.

    `Skovgården` next to a postal code and a town; the sites of firms have no given name next to them.
    """
    if house_number.is_whole(group["road"][0], group["zip"][0]):
        return True
    return {"first", "last", "city"} <= group.keys() and group["zip"][0].share(house_number.CODE) == 1.0


def _house(group: Mapping[str, Field]) -> Field | None:
    """Return the field of a house's number; one of a bare name (`number`) is a house's next to its street."""
    if "road" not in group or "house" in group:
        return group.get("house") if "road" in group else None
    near = "numbered" in group and abs(group["numbered"][1] - group["road"][1]) <= _NEAR
    return group["numbered"] if near else None


# So many characters a bare number stands from its street.
_NEAR = 80


def _is_whole(sample: Sampled) -> bool:
    """Return whether a value under an address's label is one that has no house number."""
    value = sample.values[0]
    return SHAPES["street"].fullmatch(value) is None and whole_line.is_address(value)


def _join_fields(entity: str, fields: Sequence[Field], values: Mapping[str, str]) -> Hit:
    pieces = tuple((start, end) for _, start, end in fields)
    role = _role(fields[0][0])
    start, end = min(low for low, _ in pieces), max(high for _, high in pieces)
    return Hit(entity, start, end, 0.99, "Fields", _REASON, role, values, pieces)


def _role(sample: Sampled) -> Role | None:
    """Return whose it is, by the last steps of its path: a supplier's, a customer's."""
    steps = re.split(r"[./]", sample.name)[-DEEP:]
    words = column_header.plain_header(".".join(steps))
    return column_header.role_of(Sampled(0, sample.name, words, sample.values))
