"""Which findings of an undecided column stand: a name among product names needs more than one alone."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from pii_sweep.detect.identifiers import number_confusion
from pii_sweep.detect.tables import column_header, person_header, value_evidence
from pii_sweep.detect.tables.cell import cell_form
from pii_sweep.detect.tables.column_header import Sampled
from pii_sweep.detect.text import lexicon
from pii_sweep.detect.text.candidate import Hit
from pii_sweep.detect.text.line.firm_line import names_firm

# Evidence of a person, whatever the column is: labels, an address, a mailbox, a list's order.
_PLACED = frozenset(
    {
        *("label", "above_address", "before_address", "phrase", "cited", "mailbox", "family_first"),
        *("listed", "list"),
        *("nickname", "fields", "sibling", "airline", "airline_title", "parties"),
    }
)
_LISTED = frozenset({"listed", "list"})
# Names in scripts that part no words are found by a label or a form of address alone; with a telephone they
# are no word of goods: `花柄 さくら`.
_SCRIPT = "Script"
_WORDS = re.compile(r"[^\W\d_]+")
# `user.session.start`.
_KEY = re.compile(r"\s*[a-z]+(?:[.:/][a-z_]+){2,}\s*")
# Words apart, as text and the names of files part them.
_SEVERAL = re.compile(r"[^\W\d_][.,]? +[^\W\d_]|[^\W\d_][_.]+[^\W\d_a-z]")
# A cell of so many words is a sentence, which is read as prose is.
SENTENCE = 6
# So sure the model is of a name that stands among other words.
SURE = 0.54
# Numbers that goods, samples and devices have as well, where nothing but the shape speaks.
_SHAPES = frozenset(
    {"US_SSN", "US_ITIN", "PHONE_NUMBER", "IP_ADDRESS", "US_PASSPORT", "US_BANK_NUMBER", "CREDIT_CARD"}
)
# How a person is reached: cells that hold it stand next to people.
_REACHED = frozenset({"EMAIL_ADDRESS", "PHONE_NUMBER", "STREET_ADDRESS"})
# Headers of numbers of anything.
_NUMBERED = re.compile(r"(?:id|ref(?:erence)?|no|nr|num|number|code|key|c|n)s?")
# Numbers of parts and files of which few have the shape of a social security number.
_SECURED = frozenset({"US_SSN", "US_ITIN"})
_ANY_NUMBER = re.compile(r"(?:.* )?(?:ref(?:erence)?|no|nr|num|number|code|key)s?")
_SOCIAL = re.compile(
    r".*\b(?:ssn|ss|soc|social|sec(?:urity)?|tax|taxpayer|tin|itin|id|ident\w*|person\w*)\b.*"
)
# Values that were given to no one, of tests, stand under this header next to those of people.
_SECURITY = re.compile(r"(?:.* )?(?:ssn|soc(?:ial)? ?sec(?:urity)?)(?: .*)?")
# Headers of firms that may be people who trade under their own name.
EITHER = re.compile(
    r"(?:.* )?(?:vendor|supplier|payee|payer|merchant|seller|contractor|customer|client|account|company"
    r"|business|party|creditor|debtor|kunde|lieferant|client|fournisseur|proveedor)s?(?: names?)?"
)
# Headers of firms alone, in whose names those of their founders stand, and what parts a person from a firm.
_FIRM = re.compile(
    r"(?:.* )?(?:company|business|firm|organi[sz]ation|trading|legal(?: entity)?|corporate)(?: names?)?"
    r"|firm[ae](?: ?name)?|denominac(?:ao|ion) social|razon social|ragione sociale|raison sociale"
    r"|bedrijfsnaam"
)
_TRADING = re.compile(r"(?i)\bt/a\b|\bd\.?b\.?a\b|\btrading as\b|\bc/o\b|\battn\b|\binhaber|\bowner|:|\(")
# A URL with a query, and what a URL encodes.
_QUERY = re.compile(r"[?&][\w.\-\[\]]{1,40}=|%[0-9A-Fa-f]{2}")
# Check digits that a tenth of all numbers pass.
_CHECKED = frozenset({"CREDIT_CARD", "TRACKING_NUMBER"})
_MANY, _BY_CHANCE = 20, 0.3
# Kinds that a plan or a check digit decides: of so many numbers of one form, fewer than this share pass where
# they are no such numbers (`04460-8577-55`, a drug's, among others of its form).
_PLANNED = frozenset(
    {"CREDIT_CARD", "TRACKING_NUMBER", "PHONE_NUMBER", "US_SSN", "NATIONAL_ID", "US_BANK_NUMBER"}
)
_ALIKE, _MOST = 5, 0.5
# The same mailbox in so many rows is the house's own where another column has people's.
_SAME = 5


def keep_plausible(sample: Sampled, text: str, hits: Sequence[Hit]) -> Sequence[Hit]:
    """Return the hits of a cell without lone words that only a list knows."""
    if _KEY.fullmatch(text):
        return [hit for hit in hits if hit.entity != "PERSON"]
    if len(_WORDS.findall(text)) >= SENTENCE:
        return hits
    reached = any(hit.entity in _REACHED for hit in hits)
    return [
        hit
        for hit in hits
        if hit.entity != "PERSON"
        or hit.has_factor(_PLACED)
        or (hit.recognizer == _SCRIPT and reached)
        or hit.pieces
        or _SEVERAL.search(text, hit.start, hit.end)
    ]


def _is_known(hit: Hit) -> bool:
    """Indicate whether both halves of a name are known, or something else than the name shows it."""
    factors = {reason.partition(":")[0] for reason in hit.reasons}
    halves = factors & {"given_name", "surname", "name_like"}
    return bool(factors & _PLACED) or (len(halves) > 1 and "given_name" in halves)


def _is_shown(hit: Hit) -> bool:
    """Indicate whether the model is sure of a name, or something else shows it."""
    factors = dict(reason.partition(":")[::2] for reason in hit.reasons)
    return bool(factors.keys() & _PLACED) or float(factors.get("model", "0")) >= SURE


def is_sure(hit: Hit) -> bool:
    """Indicate whether a name stands by itself: both halves are known, and the model or a label agrees."""
    return _is_known(hit) and _is_shown(hit)


@dataclass(slots=True)
class Evidence:
    """What the different values of a column are, counted over the parts of its table."""

    mailed: bool = False
    rows: int = 0
    values: int = 0
    numbers: int = 0
    read: int = 0
    named: int = 0
    reached: int = 0
    guessed: int = 0
    shaped: int = 0
    checked: int = 0
    formed: Counter[str] = field(default_factory=Counter, repr=False)
    passed: Counter[tuple[str, str]] = field(default_factory=Counter, repr=False)
    secured: set[str] = field(default_factory=set, repr=False)
    longer: int = 0
    unissued: int = 0

    def count_form(self, form: str, values: Sequence[str]) -> None:
        """Count the values of a form, and those that speak against social security numbers of that form."""
        self.formed[form] += len(values)
        if not form.lstrip().startswith(_SECURED_FORM):
            return
        for found in filter(None, map(_DASHED.match, values)):
            self.longer += bool(found["more"])
            self.unissued += _ISSUED.fullmatch(found["number"]) is None

    def learn(self, hits: Mapping[str, Sequence[Hit]]) -> None:
        """Count the values that were read, by what they hold."""
        for text, found in hits.items():
            self.read += _WORDS.search(text) is not None
            people = [hit for hit in found if hit.entity == "PERSON"]
            self.named += any(map(_is_known, people))
            self.guessed += bool(people) and not any(map(_is_known, people))
            self.reached += any(hit.entity in _REACHED for hit in found)
            self.shaped += any(hit.entity in _SHAPES and _is_whole(hit, text) for hit in found)
            self.checked += any(hit.entity in _CHECKED and _is_whole(hit, text) for hit in found)
            self.secured.update(text for hit in found if hit.entity == "US_SSN" and _is_whole(hit, text))
            for hit in found:
                if hit.entity in _PLANNED and _is_whole(hit, text):
                    self.passed[hit.entity, cell_form.forms([text])[0]] += 1

    def holds(self, sample: Sampled, hit: Hit, text: str) -> bool:
        """Indicate whether a finding stands, given what the whole column holds."""
        if hit.entity == "PERSON":
            return self._has_person(sample, hit, text)
        if not _is_whole(hit, text):
            return True
        if hit.entity == "PHONE_NUMBER" and sample.titled(_SWITCHBOARD):
            return False
        if hit.entity in _CHECKED and self.numbers >= _MANY and 1 < self.checked < _BY_CHANCE * self.numbers:
            return False
        named = hit.entity == "US_SSN" and sample.titled(_SECURITY)
        if hit.entity in _PLANNED and not named and self._by_chance(hit.entity, cell_form.forms([text])[0]):
            return False
        bare = hit.entity == "US_SSN" and number_confusion.is_by_shape(hit)
        if bare and (number_confusion.are_counted(self.secured) or self._are_parts()):
            return False
        if hit.entity == "STREET_ADDRESS" and hit.reasons[0].startswith("model:") and _CODED.fullmatch(text):
            return not _names_territory(sample)
        if hit.entity == "EMAIL_ADDRESS":
            return not (self.mailed and self.values == 1 and self.rows >= _SAME)
        several = self.values > 1 or self.rows >= _SAME
        if hit.entity == "IP_ADDRESS" and several and not value_evidence.wide(text):
            return False
        few = 2 * self.shaped < self.values
        if hit.entity in _SECURED and few and sample.titled(_ANY_NUMBER) and not sample.titled(_SOCIAL):
            return False
        things = value_evidence.of_things(sample) or sample.titled(_NUMBERED)
        # parts of several makers have numbers of several forms
        few = _FEW_PARTS * self.shaped < self.values if bare else few
        return hit.entity not in _SHAPES or not things or self.shaped < 2 or few

    def _by_chance(self, entity: str, form: str) -> bool:
        """Indicate whether most numbers of a form are no such identifier, and a few pass for one."""
        return self.formed[form] >= _ALIKE and self.passed[entity, form] < _MOST * self.formed[form]

    def _are_parts(self) -> bool:
        """Indicate whether numbers as social security numbers are written are of parts, as others show."""
        return bool(self.unissued) and self.longer >= len(self.secured)

    def _has_person(self, sample: Sampled, hit: Hit, text: str) -> bool:
        if _QUERY.search(text):
            return _is_known(hit) or _is_shown(hit)  # whatever the header says of the URL
        if (
            sample.titled(_FIRM)
            and not _is_whole(hit, text)
            and names_firm(text)
            and not _TRADING.search(text)
        ):
            return False
        sentence, whole = len(_WORDS.findall(text)) >= SENTENCE, _is_whole(hit, text)
        fitting = column_header.open_to_names(sample) or person_header.human(sample) or sample.titled(EITHER)
        # `Carter & Lane` under `brand` is two names in a list, and a firm.
        places = _PLACED if fitting else _PLACED - _LISTED
        placed = hit.has_factor(places) or (hit.recognizer == _SCRIPT and self.reached)
        if (placed and not whole) or sentence:
            return True
        if not fitting and (whole or hit.has_factor(_PLACED)):
            return False
        if _is_known(hit) and self.reached and not whole:
            return True
        most = 2 * self.named >= self.read
        if not _is_known(hit):
            return (most or (not whole and 3 * self.named >= self.read)) and self.named > max(self.guessed, 1)
        if self.named < self._least_share(whole) * self.read:
            return False
        return _is_shown(hit) or most or bool(self.reached) or self.named > self.guessed + 2

    def _least_share(self, whole: bool) -> float:
        """Return the share of values that must name people for one name to stand among them."""
        if self.reached:
            return 0.0
        if self.rows >= _MANY and 3 * self.read < self.rows:
            return 0.25  # values that come again and again are kinds of things
        return 0.34 if whole and self.read <= SENTENCE else 0.15 if whole else 0.0


# In the form of a social security number, and with more behind it; among those that are or were issued to
# taxpayers (26 CFR 301.6109-1, 20 CFR 422.103).
_FEW_PARTS = 5
_SECURED_FORM = "000-00-0000"
_DASHED = re.compile(r"\s*(?P<number>\d{3}-\d\d-\d{4})(?P<more>[A-Z]|-\d{1,4})?\s*$", re.ASCII)
_ISSUED = re.compile(r"(?!000|666)(?:[0-8]\d\d|9\d\d(?=-[5-9]))-(?!00)\d\d-(?!0000)\d{4}")
_SWITCHBOARD = re.compile(rf"(?:.* )?(?:{number_confusion.SWITCHBOARDS})(?: .*)?")
# Offices of statistics write a place behind its number: `3401 Kongsvinger`.
_CODED = re.compile(r"\s*\d{1,8}[ .:\-–]{1,3}[^\W\d_][^\d]*")


_TERRITORY = re.compile(rf"(?:.* )?(?:{'|'.join(lexicon.table('header_things')['territories'])})")


def _names_territory(sample: Sampled) -> bool:
    """Indicate whether a header names towns, counties or countries: below it stands no street."""
    parts = (column_header.part(kind) for kind in ("city", "state", "country"))
    return sample.titled(_TERRITORY) or any(map(sample.titled, parts))


def _is_whole(hit: Hit, text: str) -> bool:
    return hit.end - hit.start >= 0.8 * len(text.strip())
