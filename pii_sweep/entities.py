"""One row an entity type: name, words, law, weight, mask. All tables of entities derive from it.

A new entity needs a row here, a recognizer in `detect/` and a fixture; everything else follows. The order of
the rows is the order of precedence: where two candidates on the same text score alike, the earlier row
wins.

Letters are those of Cal. Civ. Code §1798.140(v)(1)(A)-(L); sensitive personal information is §1798.140(ae)
and 11 CCR §7001(bbb); breach elements are §1798.81.5(d)(1)(A). DPC (data processing context, 0 to 4) and EI
(ease of identification, 0.25 to 1) are those of ENISA, "Recommendations for a methodology of the assessment
of severity of personal data breaches", 2013. The mapping from entity types to the statutes is this
project's reading.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Literal

Kind = Literal["simple", "behavioural", "financial", "sensitive", "none"]
# How far a finding by itself proves that an entity is there (`risk.evidence`): by check digit or shape with
# context; next to a name; by words and pictures only; or by repetition alone.
Proof = Literal["hard", "strict", "soft", "weak"]
# How a value is masked (`link.mask`) and compared (`detect.text.normal`).
Mask = Literal["hidden", "name", "address", "email", "amount", "year", "document", "last2", "last4"]
Comparison = Literal["words", "exact", "marks", "digits"]


@dataclass(frozen=True, slots=True)
class Entity:
    """What the project knows of an entity type.

    `ei` is the ease of identification of the entity alone and `ei_named` that next to a name; None where it
    adds nothing. `reduced` is the DPC where it is held of a person who cannot be reached. `link` ranks the
    entities that identify a data subject without a name (1 is the strongest).
    """

    name: str
    words: str
    letters: tuple[str, ...]
    kind: Kind = "simple"
    dpc: float = 1
    proof: Proof = "weak"
    check_digit: bool = False  # one number in ten passes by chance
    grave: bool = False  # one object with it settles a draw's question
    reaches: bool = False  # its holder can be reached or looked up
    contact: bool = False
    needs_person: bool = False  # says nothing where nobody is identified
    reduced: float | None = None
    ei: float | None = None
    ei_named: float | None = None
    nist_grave: bool = False
    nist_place: bool = False
    nist_revealing: bool = False
    breach: str = ""  # the numeral of §1798.81.5(d)(1)(A) that a name with it meets
    breach_review: str = ""  # what a person must answer before that element is sure
    breach_notice: bool = False  # §1798.82(h)(1) is met without that answer: its definition is wider
    breach_loose: bool = False  # matters as soon as a name is tied to it
    hipaa: str = ""  # 45 CFR §164.514(b)(2)(i), the Safe Harbor identifier
    special: str = ""  # GDPR Art. 9(1)
    money: bool = False  # gives access to money or credit
    personal_number: bool = False  # one person alone has it
    number_for_life: bool = False  # and has no other one
    link: int = 0
    aside: bool = False  # describes a stretch of text without claiming its characters
    mask: Mask = "hidden"
    comparison: Comparison = "marks"
    distinguishing: bool = False  # held of somebody, it can only be one person's
    of_order: bool = False  # an order has one, and so its addressee
    government: bool = False  # a number or document that a government issues
    spi: str = ""  # the cite of §1798.140(ae) or 11 CCR §7001(bbb) that the entity alone meets
    spi_question: str = ""  # what a person must answer before that is confirmed; empty where it is
    macie: str = ""  # Amazon Macie's managed data identifier; a custom one where there is none
    recognizer: str = ""  # a module of `detect/identifiers` with `find` and `COLUMN`, run as it is


@dataclass(frozen=True, slots=True)
class Combination:
    """What several entities on one person mean beyond each of them.

    `breach` is a numeral of §1798.81.5(d)(1)(A) met by a name with them; `login` says that they open an
    online account (§1798.150(a)(1) and §1798.82(h)(2); a user name only the latter).
    """

    names: frozenset[str]
    ei: float | None = None
    dpc: float | None = None
    breach: str = ""
    login: bool = False
    credential: bool = False
    spi: str = ""


# Cal. Civ. Code §1798.140(ae): numbers, credentials, precise location, origin or belief, health; minors.
SPI_NUMBER, SPI_CREDENTIAL, SPI_LOCATION = (f"§1798.140(ae)(1)({letter})" for letter in "ABC")
SPI_ORIGIN, SPI_HEALTH, SPI_MINOR = "§1798.140(ae)(1)(D)", "§1798.140(ae)(2)(B)", "11 CCR §7001(bbb)"
SPI_CITES = (SPI_NUMBER, SPI_CREDENTIAL, SPI_LOCATION, SPI_ORIGIN, SPI_HEALTH, SPI_MINOR)
_KEPT = "Is a password or credential kept with the account number?"

_DOCUMENT_REVIEW = "read the number on the document"
_ACCOUNT_REVIEW = "does the number alone open the account?"

ENTITIES: tuple[Entity, ...] = (
    Entity("EMAIL_ADDRESS", "E-mail addresses", ("A",), reaches=True, contact=True, ei=0.75, ei_named=1.0,
           hipaa="F", link=1, mask="email", comparison="exact",
           distinguishing=True),
    Entity("CREDIT_CARD", "Card numbers", ("B",), "financial", 3, "hard", check_digit=True, grave=True,
           reaches=True, ei=0.5, ei_named=1.0, breach="iii",
           breach_review="is a code or password needed and kept with the card number?", hipaa="J",
           money=True, personal_number=True, link=4, mask="last4", spi=SPI_CREDENTIAL,
           spi_question="Is a code, PIN or password kept with the card number?",
           macie="CREDIT_CARD_NUMBER",
           distinguishing=True),
    Entity("US_SSN", "Social security numbers", ("A", "B", "L"), "financial", 4, "hard", grave=True,
           reaches=True, ei=0.75, ei_named=1.0, nist_grave=True, breach="i", breach_loose=True, hipaa="G",
           money=True, personal_number=True, number_for_life=True, link=2, government=True, spi=SPI_NUMBER,
           macie="USA_SOCIAL_SECURITY_NUMBER",
           distinguishing=True),
    Entity("IBAN_CODE", "IBANs", ("B",), "financial", 3, "hard", check_digit=True, grave=True, reaches=True,
           ei=0.5, ei_named=1.0, breach="iii", breach_review=_ACCOUNT_REVIEW, hipaa="J", money=True,
           personal_number=True, link=9, mask="last4", spi=SPI_CREDENTIAL, spi_question=_KEPT,
           distinguishing=True),
    Entity("STREET_ADDRESS", "Postal addresses", ("A", "B"), reaches=True, contact=True, ei=0.5,
           ei_named=1.0, nist_place=True, hipaa="B", link=5, mask="address", comparison="words",
           macie="ADDRESS",
           distinguishing=True, of_order=True),
    # Orders, invoices and what was charged: "financial: income, transactions, invoices".
    Entity("ORDER_VALUE", "Order values", ("B", "D"), "financial", 3, "soft", needs_person=True,
           reduced=2.0, nist_revealing=True, mask="amount", comparison="digits",
           of_order=True),
    Entity("TRACKING_NUMBER", "Tracking numbers", ("A",), needs_person=True, ei_named=0.75, hipaa="R",
           mask="last4",
           of_order=True),
    Entity("ORDER_ID", "Order numbers", ("A", "D"), needs_person=True, ei_named=0.75, nist_revealing=True,
           hipaa="R", mask="last2",
           of_order=True),
    Entity("GEO_COORDINATES", "Coordinates", ("G",), "behavioural", 2, "soft", needs_person=True,
           reduced=1.0, nist_place=True, nist_revealing=True, hipaa="B", mask="amount", spi=SPI_LOCATION,
           spi_question="Is the location used, or meant to be used, to locate a person?",
           macie="LATITUDE_LONGITUDE"),
    Entity("DATE_OF_BIRTH", "Dates of birth", ("C",), reaches=True, contact=True, ei_named=1.0, hipaa="C",
           mask="year",
           macie="DATE_OF_BIRTH"),
    # Government numbers open accounts in a person's name; they are rated as financial data.
    Entity("US_ITIN", "Taxpayer numbers (ITIN)", ("A", "B", "L"), "financial", 3, "hard", grave=True,
           reaches=True, ei=0.75, ei_named=1.0, breach="ii", breach_loose=True, hipaa="R", money=True,
           personal_number=True, government=True, spi=SPI_NUMBER,
           spi_question="Is the ITIN used like a social security number?",
           macie="USA_INDIVIDUAL_TAX_IDENTIFICATION_NUMBER"),
    Entity("IP_ADDRESS", "IP addresses", ("A", "F"), "behavioural", 2, "soft", needs_person=True,
           reduced=1.0, hipaa="O"),
    Entity("PASSWORD", "Passwords", ("A",), "financial", 3, "hard", grave=True, breach_loose=True,
           comparison="exact", spi=SPI_CREDENTIAL,
           spi_question="Does the password open an account, and whose?"),
    # A hash opens no account by itself: that its password can be recovered is for a person to say.
    Entity("PASSWORD_HASH", "Password hashes", ("A",), "financial", 3, "soft", needs_person=True,
           reduced=2.0, comparison="exact", spi=SPI_CREDENTIAL,
           spi_question="Can the password be recovered from the hash, and which account does it open?",
           recognizer="login.password_hash"),
    Entity("USERNAME", "User names", ("A",), reaches=True, contact=True, ei=0.5, hipaa="R", link=6,
           comparison="exact"),
    Entity("CREDIT_CARD_CODE", "Card security codes", ("B",), "financial", 3, "hard", check_digit=True,
           grave=True,
           macie="CREDIT_CARD_SECURITY_CODE"),
    Entity("US_DRIVER_LICENSE", "Driver's licences", ("A", "B", "L"), "financial", 3, "strict", grave=True,
           reaches=True, ei=0.75, ei_named=1.0, nist_grave=True, breach="ii", breach_loose=True, hipaa="K",
           money=True, personal_number=True, link=7, government=True, spi=SPI_NUMBER,
           macie="US_DRIVERS_LICENSE"),
    Entity("US_PASSPORT", "Passport numbers", ("A", "B", "L"), "financial", 3, "strict", grave=True,
           reaches=True, ei=0.75, ei_named=1.0, nist_grave=True, breach="ii", breach_loose=True, hipaa="R",
           personal_number=True, link=8, government=True, spi=SPI_NUMBER,
           macie="USA_PASSPORT_NUMBER"),
    Entity("NATIONAL_ID", "National identity numbers", ("A", "B", "L"), "financial", 3, "strict", grave=True,
           reaches=True, ei=0.75, ei_named=1.0, nist_grave=True, breach="ii", breach_loose=True, hipaa="R",
           personal_number=True, government=True, spi=SPI_NUMBER,
           spi_question="Is the number used to verify who somebody is, as a state's identification card is?",
           distinguishing=True, recognizer="national.recognizer"),
    Entity("US_BANK_NUMBER", "Bank account numbers", ("B",), "financial", 3, "strict", grave=True,
           reaches=True, ei=0.5, ei_named=1.0, breach="iii", breach_review=_ACCOUNT_REVIEW, hipaa="J",
           money=True, spi=SPI_CREDENTIAL, spi_question=_KEPT,
           macie="BANK_ACCOUNT_NUMBER"),
    Entity("MEDICAL_LICENSE", "Professional licences", ("A", "I"), grave=True, reaches=True, ei=0.75,
           ei_named=1.0, hipaa="K", personal_number=True),
    Entity("PHONE_NUMBER", "Phone numbers", ("A", "B"), reaches=True, contact=True, ei=0.5, ei_named=1.0,
           hipaa="D", link=3, mask="last2",
           macie="PHONE_NUMBER",
           distinguishing=True),
    # "Any unique identifier used by a health insurer to identify the individual" (§1798.81.5(d)(2)); a family
    # may share it, so that it links no records.
    Entity("HEALTH_INSURANCE_NUMBER", "Health insurance numbers", ("A", "B"), "financial", 3, "strict",
           grave=True, reaches=True, ei=0.5, ei_named=1.0, breach="v", hipaa="I", money=True,
           personal_number=True, mask="last2"),
    # A provider gives one to a patient: health information next to it comes from a professional.
    Entity("MEDICAL_RECORD_NUMBER", "Medical record numbers", ("A", "B"), "simple", 1, "strict",
           reaches=True, ei_named=0.75, hipaa="H", personal_number=True, mask="last2"),
    # A plate names a vehicle, and its holder only with a register (18 U.S.C. §2721); as a vehicle identifier
    # it is one of HIPAA's (45 CFR §164.514(b)(2)(i)(L)).
    Entity("LICENSE_PLATE", "Vehicle plates", ("A",), ei=0.5, ei_named=0.75, hipaa="L", mask="last2",
           recognizer="plate.license_plate"),
    Entity("PERSON", "Names", ("A", "B"), ei=0.5, hipaa="A", mask="name", comparison="words",
           macie="NAME"),
    Entity("HEALTH", "Health information", ("B", "L"), "sensitive", 4, "soft", grave=True,
           needs_person=True, reduced=3.0, nist_grave=True, breach="iv",
           breach_review="is it history, treatment or diagnosis by a professional?", breach_notice=True,
           special="health (Art. 9(1))", aside=True, spi=SPI_HEALTH,
           spi_question="Is the health information collected and analysed?"),
    Entity("MINOR", "Minors", ("C", "L"), "simple", 2, "soft", grave=True, aside=True, spi=SPI_MINOR,
           spi_question="Does the business know that these people are under 16?"),
    # One entity for the traits of §1798.140(ae)(1)(D) and for sexual orientation, (ae)(2)(C); the reasons of
    # a finding name the trait. Words alone confirm none of them.
    Entity("SENSITIVE_TRAIT", "Origin, belief, union, orientation, immigration", ("C", "L"), "sensitive", 4,
           "soft", needs_person=True, reduced=2.0, special="origin, belief or membership (Art. 9(1))",
           aside=True, spi=SPI_ORIGIN,
           spi_question="Does the data state a person's origin, religion, union membership or immigration "
           "status, or sexual orientation (§1798.140(ae)(2)(C))?"),
    Entity("IDENTITY_DOCUMENT", "Identity documents", ("A", "B", "H", "L"), "financial", 3, "strict",
           grave=True, reaches=True, ei=1.0, nist_grave=True, breach="ii", breach_review=_DOCUMENT_REVIEW,
           breach_loose=True, aside=True, mask="document", government=True, spi=SPI_NUMBER,
           spi_question="Does the document show a licence, ID or passport number?"),
    # A photo shows family and private life: simple data raised by one (ENISA 2013, annex 1, context).
    Entity("FACE", "Photos with faces", ("H",), "simple", 2, "soft", ei=0.75, ei_named=1.0,
           nist_revealing=True, hipaa="Q"),
    # Presidio's wide types name no person by themselves.
    Entity("NRP", "Origin, belief or membership", ("C",), proof="soft",
           special="origin, belief or membership (Art. 9(1))", spi=SPI_ORIGIN,
           spi_question="Does the data state origin, religion or union membership of a person?"),
    Entity("LOCATION", "Places", (), "none", 0),
    Entity("DATE_TIME", "Dates", (), "none", 0),
    Entity("URL", "Web addresses", (), "none", 0),
    Entity("ORGANIZATION", "Organizations", (), "none", 0),
)  # fmt: skip


def _combine(names: str, **facts: Any) -> Combination:
    return Combination(frozenset(names.split()), **facts)


COMBINATIONS: tuple[Combination, ...] = (
    _combine(
        "CREDIT_CARD CREDIT_CARD_CODE", ei=0.75, dpc=4.0, breach="iii", credential=True, spi=SPI_CREDENTIAL
    ),
    _combine("CREDIT_CARD PASSWORD", breach="iii", spi=SPI_CREDENTIAL),
    _combine("US_BANK_NUMBER PASSWORD", breach="iii", credential=True, spi=SPI_CREDENTIAL),
    _combine("IBAN_CODE PASSWORD", breach="iii", spi=SPI_CREDENTIAL),
    _combine("EMAIL_ADDRESS PASSWORD", login=True, credential=True, spi=SPI_CREDENTIAL),
    _combine("USERNAME PASSWORD", login=True, credential=True, spi=SPI_CREDENTIAL),
    _combine("HEALTH MEDICAL_RECORD_NUMBER", breach="iv"),
    # Whoever knows the name knows whose diagnosis it is, and the name with it is to be notified.
    _combine("PERSON HEALTH", dpc=4.0),
    _combine("PERSON US_SSN", dpc=4.0),
    _combine("PERSON US_PASSPORT DATE_OF_BIRTH", dpc=4.0),
    _combine("PERSON US_DRIVER_LICENSE DATE_OF_BIRTH", dpc=4.0),
    _combine("FACE GEO_COORDINATES", ei=1.0),
    _combine("FACE STREET_ADDRESS", ei=1.0),
    _combine("STREET_ADDRESS PHONE_NUMBER", ei=0.75),
)
BY_NAME: Mapping[str, Entity] = MappingProxyType({entity.name: entity for entity in ENTITIES})
# An entity of a custom recognizer that no override places: an identifier, simple data.
UNPLACED = Entity("", "", ("A",))
# A number under which one firm knows a customer; it links records, and is not a finding.
CUSTOMER_ID = "CUSTOMER_ID"
PERSON, STREET_ADDRESS, ORDER_VALUE = "PERSON", "STREET_ADDRESS", "ORDER_VALUE"


def having(trait: str) -> frozenset[str]:
    """Return the names of the entities of which a field of `Entity` is set."""
    return frozenset(entity.name for entity in ENTITIES if getattr(entity, trait))


def names_proven(*proofs: Proof) -> frozenset[str]:
    """Return the names of the entities with one of some grades of proof."""
    return frozenset(entity.name for entity in ENTITIES if entity.proof in proofs)


def names_linking() -> tuple[str, ...]:
    """Return the entities that identify a data subject without a name, the strongest first."""
    return tuple(entity.name for entity in sorted(ENTITIES, key=lambda entity: entity.link) if entity.link)


def words(name: str) -> str:
    """Return an entity in plain words, as reports show it; a custom one by its name in words."""
    known = BY_NAME.get(name)
    return known.words if known else name.replace("_", " ").capitalize()
