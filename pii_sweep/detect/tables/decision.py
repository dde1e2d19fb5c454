"""What a table's columns hold: decided from the header, sampled values and distinct counts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import partial
from itertools import groupby

from pii_sweep.detect.address import whole_line
from pii_sweep.detect.health.anchor import NO_SIGNS, Anchor
from pii_sweep.detect.identifiers.parcel import tracking_number
from pii_sweep.detect.identifiers.phone.listed_phone import find_listed
from pii_sweep.detect.tables import (
    column_header,
    customer_number,
    dull_header,
    firm_table,
    goods_table,
    header_conflict,
    person_header,
    prefixed_header,
    table_language,
    value_evidence,
    value_kind,
)
from pii_sweep.detect.tables.cell import number_spelling
from pii_sweep.detect.tables.column import (
    account_column,
    birth_column,
    call_record,
    coordinate_columns,
    health_column,
    house_number,
    mixed_column,
    neighbouring_columns,
    phone_column,
    postal_columns,
    row_evidence,
    short_credential,
    social_security,
    street_type,
)
from pii_sweep.detect.tables.column.phone_column import has_mailboxes, share_fitting
from pii_sweep.detect.tables.column.total_column import total
from pii_sweep.detect.tables.column_header import (
    SHAPES,
    Column,
    Rule,
    Sampled,
    part,
    role_of,
    sampled,
)
from pii_sweep.detect.tables.people import (
    column_score,
    joint_owner,
    login_column,
    name_column,
    other_header,
    repeated_column,
    several_names,
    split_name_columns,
)
from pii_sweep.detect.tables.people.login_column import Neighbours
from pii_sweep.detect.tables.people.name_column import PEOPLE
from pii_sweep.detect.tables.team_header import find_teams
from pii_sweep.detect.text import lexicon

Vote = Callable[[Sequence[str]], float]


def rate_nothing(names: Sequence[str]) -> float:
    """Vote that none of some values is a person's name: for want of a model."""
    return 0.0


def decide(
    header: Sequence[str],
    rows: Sequence[Sequence[str]],
    vote: Vote = rate_nothing,
    owner: str = "",
    about: Anchor = NO_SIGNS,
    *,
    judge: column_score.Judge = column_score.judge,
) -> list[Column]:
    """Return the columns that hold personal data or a part of it, at most one claim a column.

    A kind that needs people needs another column of them. `vote` returns the share of values that a model
    takes for names, `judge` how likely features are people's; `owner` names the table, `about` precedes it.
    """
    if filled := dull_header.find_filled(header, rows):
        rows = [[row[at] if at < len(row) else "" for at in filled] for row in rows]
        decided = decide((), rows, vote, owner, about, judge=judge)
        return [replace(column, index=filled[column.index]) for column in decided]
    samples = _select_samples(header, rows)
    found, needing = _decide_headed(samples)
    names = partial(_decide_names, samples=samples, vote=vote, header=header)
    each = (_decide_address_or_kin, names, _decide_reading, postal_columns.decide_bare, mixed_column.decide)
    placed, named, read, parted, mixed = (partial(_decide_each, one) for one in each)
    for decider in (
        placed,
        named,
        read,
        partial(_decide_halves, every=samples, rows=rows),
        *street_type.DECIDERS,
        parted,
        parted,
        mixed,
    ):
        taken = {column.index for column in (*found, *needing)}
        found += decider([sample for sample in samples if sample.index not in taken], found)
    found = _weigh(samples, found, column_score.Sheet(samples, (), vote, owner), judge)
    found += _find_evident(samples, found, rows)
    personal = any(column.kind in PEOPLE for column in found)
    kept = needing if personal else customer_number.keep_of_numbered(needing, samples, owner, rows)
    found += _drop_decided(kept, found)
    found += account_column.find(samples, found, personal=personal)
    found += login_column.find_accounts(samples, found)
    found = account_column.drop_routing(samples, account_column.name_cards(samples, found))
    found = social_security.name_hyphenated(samples, found)
    found += call_record.find(samples, found)
    found += health_column.decide(samples, found, about)
    return _add_numbers(samples, found, owner, personal=personal)


def _add_numbers(
    samples: Sequence[Sampled], found: list[Column], owner: str, *, personal: bool
) -> list[Column]:
    """Return the decided columns with those of customers, orders and sums, in their order."""
    taken = {column.index for column in found}
    left = (one for one in samples if one.index not in taken)
    numbered = list(customer_number.decide(left, owner, found, named=personal))
    taken |= {one.index for one in numbered if not customer_number.holds_row_keys(one)}
    found += total([one for one in samples if one.index not in taken], found, people=personal)
    found += neighbouring_columns.find_order_number(samples, found)
    taken = {column.index for column in found}
    numbered = [column for column in numbered if column.index not in taken]
    return sorted([*found, *(numbered if found else ())], key=lambda column: column.index)


def _select_samples(header: Sequence[str], rows: Sequence[Sequence[str]]) -> list[Sampled]:
    """Return the columns with values, those of firms, teams and goods left out."""
    samples = [joint_owner.keep_first(sample) for sample in sampled(header, rows) if sample.values]
    samples = table_language.spell_out(prefixed_header.separate_families(samples))
    held = (one for one in short_credential.spell_out(samples) if not other_header.holds_label(one))
    samples = [one for one in held if not other_header.heads_others(one.name, header)]
    teams, goods = find_teams([one.titles for one in samples]), goods_table.find_goods(tuple(header))
    described, _ = goods_table.find_descriptions(tuple(header))
    samples = [one for at, one in enumerate(samples) if at not in teams and one.index not in described]
    return [one for one in samples if one.index not in goods or not column_header.may_be_names(one)]


def _weigh(
    samples: Sequence[Sampled], found: list[Column], sheet: column_score.Sheet, judge: column_score.Judge
) -> list[Column]:
    """Return the decided columns with those that their values decide, columns of names as far as scored.

    People whom the score alone has found back values, too.
    """
    backing = any(column.kind in PEOPLE for column in found)
    found = neighbouring_columns.drop_contradicted(
        samples, [*found, *value_evidence.decide_by_values(samples, found)]
    )
    found = column_score.keep_people(replace(sheet, decided=found), judge)
    found = coordinate_columns.drop_places(found, samples)
    if backing or not any(column.kind in PEOPLE for column in found):
        return found
    return neighbouring_columns.drop_contradicted(
        samples, [*found, *value_evidence.decide_by_values(samples, found)]
    )


def _find_evident(
    samples: Sequence[Sampled], found: Sequence[Column], rows: Sequence[Sequence[str]]
) -> list[Column]:
    """Return the columns that decided ones say row by row; people among them back values, too."""
    evident = row_evidence.find(samples, found, rows)
    if not any(column.kind in PEOPLE for column in evident):
        return evident
    return [*evident, *value_evidence.decide_by_values(samples, [*found, *evident])]


def _decide_headed(samples: Sequence[Sampled]) -> tuple[list[Column], list[Column]]:
    """Return the columns that their own headers and values decide, and those of them that need people."""
    found = [*birth_column.find_parted(samples), *phone_column.find_parted(samples)]
    found += [*house_number.find_parted(samples), *social_security.find_parted(samples)]
    found, needing = social_security.split_needing(found)
    housed = {column.index for column in (*found, *needing)}
    neighbours = Neighbours(samples)
    for sample in (one for one in samples if one.index not in housed):
        column, needs = _decide_by_rule(sample, neighbours)
        dropped = column is not None and (
            goods_table.is_of_goods(column, neighbours) or login_column.of_bots(column, sample, neighbours)
        )
        if column is None or dropped:
            firms = name_column.names_firms(sample, samples)
            half = None if firms else split_name_columns.decide_half(sample, samples)
            column = half or _decide_name_part(sample, samples)
            needs = False
        if column is not None:
            (needing if needs else found).append(column)
    return found, needing


def _drop_decided(columns: Sequence[Column], found: Sequence[Column]) -> list[Column]:
    # A social security number is a national one, and counts once.
    kinds = {"US_SSN": ("US_SSN", "NATIONAL_ID")}
    decided = {(one.index, kind) for one in found for kind in kinds.get(one.kind, (one.kind,))}
    return [column for column in columns if (column.index, column.kind) not in decided]


def _decide_by_rule(sample: Sampled, neighbours: Neighbours) -> tuple[Column | None, bool]:
    for rule, title in header_conflict.open_rules(sample.titles):
        meant = number_spelling.as_meant(rule, sample)
        share = share_fitting(rule, meant)
        if (
            title is not None
            and share >= rule.headed
            and not rule.refuse.search(title)
            and not header_conflict.is_doubted(rule, meant, neighbours)
            and not column_header.is_plate(rule, sample, sample.values)
        ):
            reasons = ("header:+", f"values:{share:.2f}")
            only = None if rule.kind == "USERNAME" and login_column.are_accounts(sample) else rule.only
            return Column(
                sample.index, sample.name, rule.kind, rule.score, reasons, role_of(sample), only
            ), _needs_people(rule, sample)
        refused = any(map(rule.refuse.search, sample.titles))
        if share >= rule.bare and not refused and len(set(sample.values)) >= min(3, len(sample.values)):
            column = sample.as_column(rule.kind, rule.score - 0.1, f"values:{share:.2f}")
            return column, _needs_people(rule, sample)
    parcels = (tracking_number.tracking_kind(value.replace(" ", "")) for value in sample.values)
    tracked = sum(kind is not None for kind in parcels) / len(sample.values)
    if (
        tracked >= 0.9
        and min(map(len, sample.values)) >= 12
        and (len(set(sample.values)) >= min(3, len(sample.values)) or min(map(len, sample.values)) >= 18)
    ):
        return Column(sample.index, sample.name, "TRACKING_NUMBER", 0.9, ("check_digits:+",)), False
    orders = sample.share(_ORDERS)
    if (
        orders >= 0.3
        and "".join(sample.titles) in ("name", "order")
        and sample.share(_IDS) >= 0.9
        and _stand_together(sample.values)
    ):
        return Column(sample.index, sample.name, "ORDER_ID", 0.6, ("values:+",)), False
    return value_evidence.valued(sample), False


def _needs_people(rule: Rule, sample: Sampled) -> bool:
    """Indicate whether a kind counts next to people alone.

    No ledger's account is as long as a bank's, and telephones mixed with mailboxes are somebody's.
    """
    accounts = rule.kind == "US_BANK_NUMBER" and sample.share(_LONG_ACCOUNT) >= rule.headed
    return rule.needs and not accounts and not (rule.kind == "PHONE_NUMBER" and has_mailboxes(sample))


_LONG_ACCOUNT = re.compile(r"(?=(?:\D*\d){16,28}\D*$)[\d .\-/]{16,40}")
# Order numbers of several shops in one column: a marketplace's three groups, prefixed numbers.
_ORDERS = re.compile(r"\d{3}-\d{7}-\d{7}|[A-Z]{1,4}-?\d{5,10}|#\d{4,10}")
_IDS = re.compile(r"\d{3}-\d{7}-\d{7}|#?[A-Z]{0,4}-?\d{5,12}|#\d{4,10}")


def _stand_together(found: Sequence[str]) -> bool:
    """Return whether each number comes once, or in rows that follow one another: an order's articles."""
    runs = [value for value, _ in groupby(found)]
    return len(set(runs)) == len(runs) >= min(3, len(found))


# Addresses of devices, memory and nodes: `260BB655`, `70:B3:D5:49`, `0x3F20`; no street is written so.
_DEVICE, _MOSTLY = re.compile(r"(?=.*\d)(?:0x)?[\dA-Fa-f]{2,4}(?:[:\-]?[\dA-Fa-f]{2,4}){1,9}"), 0.9


def _decide_name_part(sample: Sampled, samples: Sequence[Sampled]) -> Column | None:
    free = re.compile(rf"(?:.* )?(?:{lexicon.table('columns')['words']['free']})")
    for kind in (
        "first",
        "last",
        "middle",
        "name",
        "street",
        "unit",
        "tail",
        "city",
        "state",
        "zip",
        "country",
        "lat",
        "lon",
    ):
        shape = SHAPES.get(kind, SHAPES["first"])
        if not sample.titled(part(kind)) or (kind == "street" and _is_no_street(sample, samples)):
            continue
        if kind == "name" and (named := several_names.separate(sample)) is not sample:
            samples = [named if one is sample else one for one in samples]
            sample = named
        if sample.share(shape) < 0.5 and not (kind == "name" and value_kind.share_in_script(sample) >= 0.5):
            if kind == "street" and (
                whole_line.share(sample.values) >= _WHOLE or house_number.is_placed(sample, samples)
            ):
                return sample.as_column("street", 0.85, "header:+")
            continue
        if kind in _NAMES and _is_of_others(kind, sample, samples):
            continue
        if kind == "unit" and split_name_columns.abbreviates_family(sample):
            continue
        if kind == "unit" and house_number.is_second_line(sample, samples):
            return sample.as_column("street", 0.85, "values:+")
        whole = kind != "name" or name_column.holds_lone_names(sample, samples)
        reasons = ("header:+", *(() if whole else name_column.marks(sample)))
        return sample.as_column(kind, _score_sureness(kind, sample), *reasons)
    if value_kind.is_running_text(sample, free_text=sample.titled(free)) and not find_listed(sample.values):
        return Column(sample.index, sample.name, "free", 0.5, ("free_text:+",), None)
    return None


_NAMES = frozenset({"first", "last", "name"})


def _is_no_street(sample: Sampled, samples: Sequence[Sampled]) -> bool:
    """Return whether addresses are of devices, or the last step of a path names a part of a house alone."""
    return house_number.is_inside(sample, samples) or sample.share(_DEVICE) >= _MOSTLY


def _is_of_others(kind: str, sample: Sampled, samples: Sequence[Sampled]) -> bool:
    """Return whether a column headed as a part of names is of firms, goods, vehicles, cargo or kinds."""
    if name_column.names_firms(sample, samples):
        return True
    if kind == "name" and firm_table.names_branches(sample, samples):
        return True
    if kind == "last":
        kin = sample.titled(split_name_columns.KINDS) and _of_kin(sample, samples)
        return kin or split_name_columns.names_cargo(sample, samples)
    if name_column.names_goods(sample, samples):
        return True
    if kind == "first":
        whole = name_column.holds_whole_names(sample)
        priced = name_column.is_of_price_list(sample, samples)
        return whole or priced or goods_table.nicknames_vehicles(sample, samples)
    return not _heads_people(sample, samples)


def _heads_people(sample: Sampled, samples: Sequence[Sampled]) -> bool:
    """Return whether a column headed as names is of people, rather than of things or of firms besides."""
    if person_header.of_relative(sample) and goods_table.are_of_animals(tuple(one.name for one in samples)):
        return False
    if sample.titled(_PARENT) and len(sample.values) >= _SIBLINGS * len(set(sample.values)):
        return False
    if name_column.says_halves(sample) and value_kind.select_different(sample):
        return True
    if name_column.holds_single_names(sample, samples):
        return True
    born = name_column.are_mostly_born(sample, samples)
    return (
        (born or value_kind.are_people(sample) or name_column.is_backed(sample, samples))
        and not (name_column.holds_firms(sample) and not born)
        and not name_column.is_doubtful(sample, samples)
    )


# So many rows for each parent are accounts and goods below their groups.
_PARENT, _SIBLINGS = re.compile(r"(?:.* )?parent(?: (?:name|group|account))?"), 3
# So many values of a column of addresses are ones that have no house number.
_WHOLE = 0.5


def _of_kin(sample: Sampled, samples: Sequence[Sampled]) -> bool:
    """Return whether a header `family` is of kinds of things, as its values or two headers next to it say."""
    return split_name_columns.family(sample) < 0.5 or column_header.things(samples) > 1


def _score_sureness(kind: str, sample: Sampled) -> float:
    return 0.98 if kind != "name" or value_kind.share_of_known_names(sample) >= 0.3 else 0.92


def _decide_each(
    decider: Callable[[Sampled, Sequence[Column]], Column | None],
    samples: Iterable[Sampled],
    found: Sequence[Column],
) -> list[Column]:
    return [column for sample in samples if (column := decider(sample, found))]


def _decide_address_or_kin(sample: Sampled, found: Sequence[Column]) -> Column | None:
    """Decide a column of addresses, of their last lines, or of relatives, under whatever header."""
    if value_kind.addresses(sample) >= 0.6:
        return _decide_by_values(sample, "street", 0.92)
    if value_kind.tails(sample) >= 0.6:
        return _decide_by_values(sample, "tail", 0.9)
    return several_names.decide_kin(sample)


def _decide_names(
    sample: Sampled, found: Sequence[Column], samples: Sequence[Sampled], vote: Vote, header: Sequence[str]
) -> Column | None:
    """Decide a column of names: the less its table indicates people, the surer its values must be.

    The word lists decide first, then the model. In a table of animals fathers and mothers are such, too.
    """
    human = person_header.human(sample) or several_names.is_next_to_kin(sample, found)
    if person_header.of_relative(sample) and goods_table.are_of_animals(tuple(header)):
        return None
    if human and split_name_columns.share_of_given_names(sample) >= 0.7:
        return _decide_by_values(sample, "name", 0.9)
    if human and name_column.holds_relatives(sample, found):
        return sample.as_column("name", 0.85, "values:+")
    if not name_column.may_name(sample, found) or value_evidence.logins(sample):
        return None
    if split_name_columns.are_families(sample, samples):
        return None
    if name_column.is_list(sample, found):
        return sample.as_column("name", 0.85, "list:+", *name_column.marks(sample))
    if name_column.in_script(sample):
        goods = name_column.names_goods(sample, samples)
        return None if goods else _decide_by_values(sample, "name", 0.85)
    if (
        _TITLED.match(sample.values[0])
        and sample.share(_TITLED) >= 0.8
        and value_kind.count_distinct(sample) > 1
    ):
        return sample.as_column("name", 0.9, TITLED)
    shaped, one, two = value_kind.persons(sample)
    blank = column_header.blank(sample) and not value_kind.are_categories(sample)
    backed = human or blank or any(column.kind in PEOPLE for column in found)
    sure = two >= 0.5 or (
        backed and (one >= 0.6 or (one >= 0.4 and value_kind.share_of_turned_names(sample) >= 0.8))
    )
    if shaped < (0.6 if human else 0.75) or (not sure and not backed and one < 0.1):
        return None
    if not sure:
        asked = value_kind.select_proper(sample)
        enough = 2 if backed else 5
        share = 0.5 if human else 0.8  # by hand, `Novák st.` and `the neighbour` stand among them
        asked = asked if len(asked) >= max(enough, share * value_kind.count_distinct(sample)) else []
        sure = bool(asked) and vote(asked) >= (0.6 if human else 0.85)
    return _decide_by_values(sample, "name", 0.9) if sure else None


def _decide_reading(sample: Sampled, found: Sequence[Column]) -> Column | None:
    """Decide a column that says in kana how the names next to it are read."""
    return sample.as_column("name", 0.85, "values:+") if name_column.reads_names(sample, found) else None


# `Dr. Berg`.
TITLED = "titled:+"
_TITLED = re.compile(
    r"(?:Dr|Prof|Mrs?|Ms|Mx|Mme|Herr|Frau|Sra?)\.? [^\W\d_a-z][^\d@#$%*=<>{}\[\]|_:;!?\"/\\]{1,40}"
)


def _decide_halves(
    samples: Sequence[Sampled],
    found: Sequence[Column],
    every: Sequence[Sampled],
    rows: Sequence[Sequence[str]],
) -> list[Column]:
    """Decide columns of given names next to columns of family names that no header names."""
    kinds = {column.kind for column in found}
    if kinds & {"first", "last"}:
        return []
    left = [one for one in samples if column_header.open_to_names(one) and not set(one.titles) & _ROUTE]
    left = [one for one in left if not value_kind.are_months(value_kind.select_different(one))]
    left = repeated_column.drop_repeated(left, rows)
    backed = any(column.kind in PEOPLE for column in found)
    pairs = [*split_name_columns.find_initials(left)] or [*split_name_columns.parted(left)]
    if not pairs and "name" not in kinds:  # next to whole names of others, halves must be sure
        identified = not kinds.isdisjoint({"DATE_OF_BIRTH", "NATIONAL_ID"})
        identified = identified or any(map(value_evidence.holds_births, left))
        mailed = {column.index for column in found if column.kind == "EMAIL_ADDRESS"}
        boxes = [value for one in every if one.index in mailed for value in one.values]
        pairs = list(split_name_columns.paired(left, backed=backed, identified=identified, mailboxes=boxes))
        if pairs and identified:
            pairs += split_name_columns.find_parents([one for one, _ in pairs], left)
    return [sample.as_column(half, 0.88, "values:+") for sample, half in pairs]


# Headers of where something goes, which are towns.
_ROUTE = frozenset(
    {"from", "to", "origin", "destination", "departure", "arrival", "via", "landfall", "home", "away"}
)


# From one place to another: `Jackson - Lincoln`; no name has a dash between spaces.
_LANE = re.compile(r"\w[ ]+(?:[-–—]+>?|→|>)[ ]+\w")


def _decide_by_values(sample: Sampled, kind: str, score: float) -> Column | None:
    """Return the column that its values decide; one value alone decides nothing."""
    if kind == "name" and 2 * sum(map(bool, map(_LANE.search, sample.values))) >= len(sample.values):
        return None
    distinct = value_kind.count_distinct(sample)
    reasons = ("values:+", f"distinct:{distinct}", *(name_column.marks(sample) if kind == "name" else ()))
    return sample.as_column(kind, score, *reasons) if distinct > 1 else None
