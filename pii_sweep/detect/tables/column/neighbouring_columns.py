"""What columns are by those next to them: streets next to towns, numbers of orders."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from pii_sweep.detect.tables import column_header, value_evidence, value_kind
from pii_sweep.detect.tables.column.house_number import CODE
from pii_sweep.detect.tables.column_header import SHAPES, Column, Sampled
from pii_sweep.detect.text import header_words

# So many columns away a street may stand from its town and its postal code.
NEAR = 3
_LINE = re.compile(
    r"(?=.*[^\W\d_]{3})(?=.*\d)(?!.*(?:\d{4}[-/]\d\d|\d[.:]\d\d[.:]|https?:|[@=_{}<>#;])).{5,80}"
)


def find_street(samples: Sequence[Sampled], found: Sequence[Column]) -> list[Column]:
    """Return the column of streets next to a town's and a postal code's, whatever its header and language."""
    if any(column.kind == "street" for column in found):
        return []
    towns, posts = ([column.index for column in found if column.kind == kind] for kind in ("city", "zip"))
    for town, post in ((town, post) for town in towns for post in posts):
        for sample in samples:
            away = min(abs(sample.index - town), abs(sample.index - post))
            if away <= NEAR and abs(town - post) <= NEAR and _is_line(sample):
                return [sample.as_column("street", 0.85, "town:+")]
    return []


def _is_line(sample: Sampled) -> bool:
    varied = value_kind.count_distinct(sample) >= min(3, len(sample.values))
    return varied and sample.share(_LINE) >= 0.85 and not value_evidence.of_things(sample)


def find_district(samples: Sequence[Sampled], found: Sequence[Column]) -> list[Column]:
    """Return the column of quarters of an address whose town is a code or missing: `bairro`, `colonia`."""
    kinds = {column.kind: column.index for column in found}
    if "city" in kinds or not kinds.keys() >= {"street", "zip"}:
        return []
    for sample in samples:
        near = min(abs(sample.index - kinds["street"]), abs(sample.index - kinds["zip"])) <= NEAR
        titles = {spelt for title in sample.titles for spelt in (title, header_words.close(title))}
        weak = any(one.weak.get(title) == "city" for one in header_words.languages() for title in titles)
        if near and weak and sample.share(SHAPES["city"]) >= _PLACED:
            return [sample.as_column("city", 0.8, "header:+", "street:+")]
    return []


_PLACED = 0.9


def decide_bare_addresses(samples: Sequence[Sampled], found: Sequence[Column]) -> list[Column]:
    """Return street, postal code and town of a table without a header, as they stand side by side."""
    streets = {column.index for column in found if column.kind == "street"}
    at = {sample.index: sample for sample in samples if column_header.blank(sample)}
    for index, sample in at.items():
        coded = sample.share(CODE) >= 0.95 or value_kind.zips(sample)
        if not coded or len({len(value) for value in sample.values}) > 4:
            continue
        places = [(index + 1, index - 1), (index - 1, index - 2), (index + 1, index + 2)]
        if (between := at.get(index - 2)) is not None and value_kind.units(between):
            places.append((index - 1, index - 3))
        for town, line in places:
            in_street = line in streets or (not streets and line in at and _is_line(at[line]))
            if not in_street or town not in at or (line in at and at[line].share(_UNBROKEN) > _HALF):
                continue
            if at[town].share(SHAPES["city"]) >= 0.95 and value_kind.count_distinct(at[town]) > 1:
                kinds = ((line, "street"), (index, "zip"), (town, "city"))
                return [at[place].as_column(kind, 0.75, "values:+") for place, kind in kinds if place in at]
    return []


# Numbers of chassis and of parts are in one word without small letters.
_UNBROKEN, _HALF = re.compile(r"[A-Z\d\-]+"), 0.5


def drop_contradicted(samples: Sequence[Sampled], found: Sequence[Column]) -> list[Column]:
    """Return the columns without those that the others speak against.

    A mailbox that is the same in every row is the house's own where another differs; `estado` is a
    status where no town or postal code is near.
    """
    by_index = {sample.index: sample for sample in samples}
    mailboxes = [column.index for column in found if column.kind == "EMAIL_ADDRESS"]
    same = {at for at in mailboxes if len(by_index[at].values) >= 5 and len(set(by_index[at].values)) == 1}
    if len(same) == len(mailboxes):
        same = set()
    places = [column.index for column in found if column.kind in ("city", "zip", "street")]
    for column in found:
        if column.kind == "state" and by_index[column.index].titled(_STATUS):
            near = any(abs(at - column.index) <= 2 for at in places)
            same |= set() if near and by_index[column.index].share(_DONE) < 0.3 else {column.index}
    return [column for column in found if column.index not in same]


# What became of an order, in Spanish and Portuguese.
_DONE = re.compile(
    r"(?i)(?:no |em |en )?(?:envi|pag|entreg|cancel|complet|confirm|aprob|aprov|rechaz|cerr|abiert"
    r"|proces|factur|prepar|devuel|reembols|pendient|activ|inactiv|nuev|nov[oa]$|transit|conclu).*"
)
_STATUS = re.compile(r"(?:.* )?(?:estado|status)")
# A header that a shop's, a renter's or an office's number of an order may have, and many others.
_NUMBERED = re.compile(
    r"(?:|ra|so|inv|ref(?:erence)?|beleg ?(?:nr|nummer|no)?|docket(?: ?no)?|agreement ?(?:no|num|number"
    r"|nbr|id)?"
    r"|contract ?(?:no|num|number|nbr|id)?|res|conf|trip ?(?:id|no)|nr|no|num|number|numero|n|c|id|code"
    r"|document(?: ?no)?)"
)
_ID = re.compile(r"\d{3}-\d{7}-\d{7}|#?[A-Z]{0,5}[-/ ]?\d{4,12}(?:[-/]\d{1,6}){0,2}")


# A marketplace's three groups, the sign or the letters before a shop's number.
_MARKET = re.compile(r"\d{3}-\d{7}-\d{7}|#\d{4,10}|[A-Z]{1,4}-?\d{5,10}")


def find_order_number(samples: Sequence[Sampled], found: Sequence[Column]) -> list[Column]:
    """Return the column of orders' numbers: an early one, all different, alike, next to what was charged."""
    kinds = {column.kind for column in found}
    if "ORDER_ID" in kinds or "ORDER_VALUE" not in kinds or not kinds & {"name", "first", "last", "street"}:
        return []
    taken = {column.index for column in found}
    for sample in (one for one in samples if one.index < 2 and one.index not in taken):
        own = len(set(sample.values)) == len(sample.values) >= 3
        if (
            own
            and (not sample.titles or sample.titled(_NUMBERED))
            and sample.share(_ID) >= 0.9
            and (_is_uniform(sample) or _marks_orders(sample, samples))
        ):
            return [sample.as_column("ORDER_ID", 0.75, "distinct:+", "form:+", "charged:+")]
    return []


def _marks_orders(sample: Sampled, samples: Sequence[Sampled]) -> bool:
    """Return whether the column before says in every row that a line is an order's: `ORD;40718823;…`."""
    before = next((one for one in samples if one.index == sample.index - 1), None)
    return before is not None and len(before.values) >= len(sample.values) and before.share(_RECORD) == 1.0


_RECORD = re.compile(r"(?i:ord(?:er|hdr|h)?|so|po|inv(?:oice)?)")


def _is_uniform(sample: Sampled) -> bool:
    """Return whether nearly all values are written alike, digit for digit, or as large shops write them."""
    forms = Counter(re.sub(r"\d", "9", value) for value in sample.values)
    alike = forms.most_common(1)[0][1] >= 0.8 * len(sample.values) and any(map(str.isalpha, sample.values[0]))
    return alike or sample.share(_MARKET) >= 0.3
