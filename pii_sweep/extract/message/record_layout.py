"""Layouts of files of records with fields at fixed places and a code in front, as banks exchange them.

A layout says how a file begins, which records there are and what stands at their places; `fixed_record`
reads them all. Places are counted from 1, the last one included.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

Place = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class Layout:
    """One format: how its files begin, what each record's places hold, what goes on about the record before.

    `records` are tried in order. `width` is the length of a record, 0 where each has its own; one that is
    written over several lines has them put together.
    """

    header: re.Pattern[str]
    records: Mapping[str, Sequence[Place]]
    follows: str = r"\b\B"  # nothing
    width: int = 0
    folded: int = 1  # lines of a record
    mark: str = ""  # places are elements between such marks
    lead: re.Pattern[str] = re.compile(r"\b\B")  # groups are fields of a record's first element, not a place
    tag: re.Pattern[str] | None = None  # how a line writes its field's name and value
    codes: Mapping[str, str] = field(default_factory=dict)  # elements are codes and values in turn
    patterns: Sequence[tuple[re.Pattern[str], Sequence[Place]]] = field(init=False)

    def __post_init__(self) -> None:
        """Compile the records' codes."""
        compiled = tuple((re.compile(code), places) for code, places in self.records.items())
        object.__setattr__(self, "patterns", compiled)

    def goes_on(self, record: str) -> bool:
        """Return whether a record says more about the one before."""
        return re.match(self.follows, record) is not None

    def places(self, record: str) -> Sequence[Place]:
        """Return the places of a record by its code, none where it is not known."""
        return next((places for code, places in self.patterns if code.match(record)), ())


def _layout(header: str, records: Mapping[str, Sequence[Place]], **more: object) -> Layout:
    return Layout(re.compile(header), records, **more)  # type: ignore[arg-type]


ACCOUNT: Final = "bank account number"
MONEY: Final = "booked"  # its last two digits are decimals
# NACHA Operating Rules, appendix three; AEB, Cuaderno 43; CFONB 120 and 160; Febelfin, CODA 2.6; Deutsche
# Kreditwirtschaft, DTAUS; Bankgirot, BgMax and Autogiro; Nets, OCR giro and AvtaleGiro; Telepay 2.0; APCA,
# direct entry (ABA); Zenginkyo; SIX, DTA (TA 827) and LSV (TA 875); CBI, RIBA and RH; ANSI X9.121, BAI2;
# FEBRABAN, CNAB; Polizia di Stato, Alloggiati Web; SARS, BRS;
# UIF; EPFO, ECR; SSO 1-10; MHLW, claims; SPED, EFD; GPC; BIR, alphalists; Companies House, product 195.
LAYOUTS: Final = (
    _layout(  # NACHA
        r"101[ \d]\d{9}[ \d][\dA-Z ]{9}\d{6}[^\n]{0,70}\r?\n5\d{3}[^\n]{20,91}",
        {
            # Codes of checking and savings accounts, loans and ledgers: credits, debits, prenotes.
            "6[2-5]": (
                (55, 76, "name"), (13, 29, ACCOUNT), (4, 12, "routing"), (30, 39, MONEY),
                (40, 54, "individual identification"),
            ),
            "7": ((4, 83, "memo"),),
        },
        follows="7",
    ),
    _layout(  # Cuaderno 43
        r"11\d{18}\d{12}[12]\d{14}\d{3}[\d ]",
        {
            "11": ((52, 77, "account company"), (11, 20, ACCOUNT)),
            "23": ((5, 42, "memo"), (43, 80, "memo")),
        },
        follows="2[34]",
    ),
    _layout(  # CFONB 120
        r"0[14]\d{5}[ \d]{4}\d{5}[A-Z]{3}[\d ][ \d]",
        {
            "0[17]": ((22, 32, ACCOUNT),),
            "04": ((22, 32, ACCOUNT), (49, 79, "memo")),
            "05.{43}N(?:PY|BE|PO)": ((49, 118, "payer.full name"),),
            "05": ((49, 118, "memo"),),
        },
        follows="05",
    ),
    _layout(  # CFONB 160
        r"03(?:02|76|05|06) {8}[^\n]{148}\r?\n06",
        {
            "03": ((31, 54, "sender company"), (92, 102, ACCOUNT)),
            "06": (
                (31, 54, "recipient.full name"), (92, 102, ACCOUNT), (55, 78, "bank company"),
                (119, 149, "memo"),
            ),
        },
    ),
    _layout(  # CODA
        r"00000\d{6}(?:\d{3}| {3})05[ D]",
        {
            "0": ((35, 60, "account company"),),
            "1": ((65, 90, "account company"), (6, 36, "account iban")),
            "21": ((63, 115, "memo"),),
            "22": ((11, 63, "memo"), (64, 98, "reference")),
            "23": ((48, 82, "counterparty.full name"), (11, 44, "account iban"), (83, 125, "memo")),
            "31": ((41, 113, "memo"),),
            "3": ((11, 115, "memo"),),
            "8": ((5, 35, "account iban"),),
        },
        follows="2[23]|3",
    ),
    _layout(  # DTAUS, without ends of lines
        r"0128A[GL][KB]\d{8}",
        {
            r"\d{4}A": ((24, 50, "creditor company"), (61, 70, ACCOUNT)),
            r"\d{4}C": ((94, 120, "recipient.full name"), (22, 31, ACCOUNT), (70, 79, ACCOUNT)),
            r"\d{4}E": (),
            "": ((1, 27, "sender company"), (28, 54, "memo"), (62, 88, "memo"), (91, 117, "memo")),
        },
        follows=r"(?!\d{4}[ACE])",
        width=128,
    ),
    _layout(  # BgMax
        r"01BGMAX {10,15}\d",
        {
            "25": ((3, 52, "memo"),),
            "26": ((3, 37, "payer.full name"), (38, 72, "payer.full name")),
            "27": ((3, 37, "payer.street"), (38, 46, "payer.zip")),
            "28": ((3, 37, "payer.city"), (38, 72, "payer.country")),
            "29": ((3, 14, "payer.personnummer"),),
        },
        follows="2[1-9]",
    ),
    _layout(  # Autogiro
        r"01(?:AUTOGIRO|\d{8}AUTOGIRO)",
        {"04": ((45, 56, "payer.personnummer"), (29, 44, ACCOUNT))},
    ),
    _layout(  # OCR giro, AvtaleGiro
        r"NY000010\d{8}\d{7}",
        {
            "NY....20": ((25, 35, ACCOUNT),),
            "NY21..31": ((16, 25, "payer.full name"), (51, 75, "memo")),
            "NY21..49": ((20, 59, "memo"),),
            "NY09..31": ((48, 58, ACCOUNT),),
        },
        follows="NY....(?:31|32|49)",
    ),
    _layout(  # Telepay
        r"AH[12]00T[BI]\w{2}\d{4}",
        {
            ".{40}BETFOR21": (
                (129, 158, "recipient.full name"), (159, 188, "recipient.street"),
                (189, 218, "recipient.unit"),
                (219, 222, "recipient.zip"), (223, 248, "recipient.city"), (118, 128, ACCOUNT),
            ),
            ".{40}BETFOR22": ((92, 121, "recipient.full name"), (81, 91, ACCOUNT)),
            ".{40}BETFOR23": ((81, 120, "memo"), (121, 160, "memo"), (161, 200, "memo")),
        },
        follows=".{40}BETFOR23",
        width=320,
        folded=4,
    ),
    _layout(  # ABA
        r"0 {17}\d\d[A-Z]{3} {7}",
        {
            "0": ((31, 56, "sender company"),),
            "1": (
                (31, 62, "recipient.full name"), (9, 17, ACCOUNT), (2, 8, "routing"), (63, 80, "memo"),
                (97, 112, "remitter company"),
            ),
        },
    ),
    _layout(  # Zengin
        r"1(?:21|11|12|71|72|91)[01]\d{10}.{40}\d{8}",
        {
            "1": ((15, 54, "sender company"),),
            "2": (
                (51, 80, "recipient.full name"), (44, 50, ACCOUNT), (6, 20, "bank company"),
                (25, 39, "branch company"),
            ),
        },
        width=120,
    ),
    _layout(  # DTA, LSV
        r"01\d{6}.{12}[\d ]{5}\d{6}.{12}\d{5}8(?:2\d|3\d|75)",
        {
            "01": ((70, 93, "payer.account iban"),),
            "02": (
                (3, 26, "payer company"), (27, 50, "payer.unit"), (51, 74, "payer.street"),
                (75, 98, "payer.city"),
            ),
            "03": (
                (33, 56, "recipient.full name"), (57, 80, "recipient.unit"), (81, 104, "recipient.street"),
                (105, 128, "recipient.city"), (6, 32, "recipient.account iban"),
            ),
            "04": ((3, 30, "memo"), (31, 58, "memo"), (59, 86, "memo"), (87, 114, "memo")),
        },
        follows="0[2-6]",
    ),
    _layout(  # CBI; a record begins with a space
        r" ?(?:IB|IR|PC|RH)[A-Z0-9]{5}\d{5}\d{6}",
        {
            " 14": ((58, 69, ACCOUNT),),
            " 20": ((11, 34, "creditor company"), (35, 58, "creditor.street"), (59, 82, "creditor.city")),
            " 30": (
                (11, 40, "debtor.full name"), (41, 70, "debtor.full name"),
                (71, 86, "debtor.codice fiscale"),
            ),
            " 40": (
                (11, 40, "debtor.street"), (41, 45, "debtor.zip"), (46, 70, "debtor.city"),
                (71, 120, "bank company"),
            ),
            " 50": ((11, 50, "memo"), (51, 90, "memo")),
            " 51": ((21, 40, "creditor company"),),
            " 63": ((11, 120, "memo"),),
        },
        follows=" (?:20|30|40|50|51|59|63|70)",
    ),
    _layout(  # CNAB 240: collections and payments
        r"\d{3}0000[0-9] {9}\d{15}",
        {
            ".{7}3.{5}Q": (
                (34, 73, "payer.full name"), (23, 33, "payer.cpf"), (74, 113, "payer.street"),
                (114, 128, "payer.unit"), (129, 136, "payer.zip"), (137, 151, "payer.city"),
                (152, 153, "payer.state"),
            ),
            ".{7}3.{5}A": ((44, 73, "recipient.full name"), (30, 41, ACCOUNT)),
            ".{7}3.{5}B": (
                (22, 32, "recipient.cpf"), (33, 62, "recipient.street"), (63, 67, "recipient.house number"),
                (98, 117, "recipient.city"), (118, 125, "recipient.zip"), (126, 127, "recipient.state"),
            ),
            ".{7}[01]": ((73, 102, "account company"),),
        },
        follows=".{7}3.{5}[BQRSYZ]",
    ),
    _layout(  # CNAB 400: collections; a payer has the number of a person or of a firm
        r"[0-2]2?[12](?:REMESSA|RETORNO)\d\d",
        {
            "1.{217}01": (
                (235, 274, "payer.full name"), (224, 234, "payer.cpf"), (275, 314, "payer.street"),
                (315, 326, "payer.unit"), (327, 334, "payer.zip"), (335, 349, "payer.city"),
                (350, 351, "payer.state"), (352, 381, "guarantor.full name"),
            ),
            "1.{217}02": (
                (235, 274, "payer company"), (275, 314, "payer.street"), (315, 326, "payer.unit"),
                (327, 334, "payer.zip"), (335, 349, "payer.city"), (350, 351, "payer.state"),
                (352, 381, "guarantor.full name"),
            ),
            "0": ((47, 76, "account company"),),
        },
    ),
    _layout(  # Alloggiati Web: guests of Italian hotels
        r"(?:16|17|18|19|20)\d\d/\d\d/\d{4}\d\d[^\W\d_][^\n]{79}[12]\d\d/",
        {
            "": (
                (15, 64, "guest.last name"), (65, 94, "guest.first name"), (96, 105, "guest.date of birth"),
                (140, 159, "guest.identity card number"), (135, 139, "document"), (115, 116, "province"),
            ),
        },
    ),
    _layout(  # IRP5 and IT3(a): certificates of wages in South Africa
        r'2010,"[^"\n]*",2015,',
        {},
        mark=",",
        codes={
            "2010": "employer company", "3030": "employee.last name", "3040": "employee.first name",
            "3060": "employee.identity number", "3070": "employee.passport number",
            "3080": "employee.date of birth", "3100": "employee.tax reference number",
            "3125": "employee.email",
            "3135": "employee.home phone", "3136": "employee.mobile phone", "3137": "employee.work phone",
            "3211": "employee.unit", "3212": "employee.complex", "3213": "employee.house number",
            "3214": "employee.street", "3215": "employee.suburb", "3216": "employee.city",
            "3217": "employee.zip", "2025": "contact.full name", "2026": "contact.work phone",
            "2027": "contact.email", "2061": "employer.unit", "2062": "employer.complex",
            "2063": "employer.house number", "2064": "employer.street", "2065": "employer.suburb",
            "2066": "employer.city", "2080": "employer.zip",
            "3241": f"employee.{ACCOUNT}",
        },
    ),
    _layout(  # UIF: declarations of employees in South Africa
        r'8000,"UICR",80\d\d,',
        {},
        mark=",",
        codes={
            "8040": "contact.full name", "8050": "contact.work phone", "8060": "contact.email",
            "8200": "employee.identity number", "8210": "employee.passport number",
            "8220": "employee number", "8230": "employee.last name", "8240": "employee.first name",
            "8250": "employee.date of birth", "8330": "bank branch code", "8340": f"employee.{ACCOUNT}",
        },
    ),
    _layout(  # RECEIPTC, RECEIPTK, RECEIPTD: claims of hospitals, chemists and dentists in Japan
        r"(?:IR|YK),[12],\d\d,[134],\w{7},",
        {
            "IR|YK": ((7, 7, "hospital company"), (10, 10, "hospital.work phone")),
            "RE": (
                (5, 5, "patient.full name"), (37, 37, "patient.full name"), (7, 7, "patient.date of birth"),
                (14, 14, "medical record number"),
            ),
            "HO": ((4, 4, "patient.health insurance number"), (2, 3, "insurer")),
            "KO": ((3, 3, "patient.health insurance number"), (2, 2, "insurer")),
            "CO": ((5, 5, "memo"),),
            "S[YIJ]|IY|TO": ((2, 999, "claimed"),),
        },
        follows="(?!RE)[A-Z]{2},",
        mark=",",
    ),
    _layout(  # SPED: bookkeeping of firms for Brazil's tax offices, with those they buy from and sell to
        r"\|0000\|\d{3}\|",
        {
            r"\|0005\|": (
                (3, 3, "company"), (5, 7, "company.street"), (4, 4, "company.zip"), (9, 9, "company.phone"),
                (11, 11, "company.email"),
            ),
            r"\|0100\|": (
                (3, 3, "accountant.full name"), (4, 4, "accountant.cpf"), (8, 10, "accountant.street"),
                (7, 7, "accountant.zip"), (12, 12, "accountant.work phone"), (14, 14, "accountant.email"),
            ),
            r"\|0150\|(?:[^|]*\|){4}\d{11}\|": (
                (4, 4, "customer.full name"), (7, 7, "customer.cpf"), (11, 13, "customer.street"),
                (14, 14, "customer.suburb"),
            ),
            r"\|0150\|": ((4, 4, "customer company"), (11, 13, "company.street")),
        },
        mark="|",
    ),
    _layout(  # ECR: contributions for employees in India (EPFO)
        r"\d{12}#~#[^#\n]+#~#\d+#~#\d+#~#",
        {r"\d{12}#": ((2, 2, "employee.full name"), (1, 1, "employee.national id number"))},
        mark="#~#",
    ),
    _layout(  # SSO 1-10: contributions for employees in Thailand
        r"1\d{26}[^\d\n][^\n]{30,140}\d{40,}[^\n]*\r?\n2\d{16}",
        {
            "1": ((28, 72, "employer company"),),
            "2": (
                (18, 47, "employee.first name"), (48, 82, "employee.last name"),
                (2, 14, "employee.national id number"),
            ),
        },
    ),
    _layout(  # GPC, ABO: statements of banks in Czechia and Slovakia
        r"074\d{16}.{20}\d{6}\d{14}[+-]",
        {
            "074": ((20, 39, "account company"), (4, 19, ACCOUNT)),
            "075": ((98, 117, "counterparty.full name"), (20, 35, ACCOUNT), (49, 60, MONEY)),
            "07[89]": ((4, 73, "memo"),),
        },
        follows="07[89]",
    ),
    _layout(  # Alphalists of employees and payees in the Philippines
        r"H160[14]\w{0,3},\d{9},",
        {
            r"D[\d.]*,1604C": (
                (9, 9, "employee.last name"), (10, 10, "employee.first name"),
                (11, 11, "employee.middle name"), (7, 7, "employee.tax reference number"),
            ),
            r"D[\d.]*,": (
                (9, 9, "payee company"), (10, 10, "payee.last name"), (11, 11, "payee.first name"),
                (12, 12, "payee.middle name"), (7, 7, "payee.tax reference number"),
            ),
        },
        mark=",",
    ),
    _layout(  # snapshots and updates of the officers of companies (Companies House)
        r"DDDD(?:SNAP|UPDT)\d{8,}",
        {
            r".{8}2[^<]*<[^<]*[^\W_]": (
                (2, 2, "officer.first name"), (3, 3, "officer.last name"), (5, 7, "officer.street"),
                (8, 10, "officer.city"), (11, 14, "occupation"),
            ),
            r".{8}2": ((3, 3, "officer company"),),
        },
        mark="<",
        lead=re.compile(r".{22,}(?P<date_of_birth>(?:1[89]|20)\d{6})\d{4}[A-Za-z .]*"),
    ),
    _layout(  # flat records of users of a library (SirsiDynix)
        r"\*\*\* DOCUMENT BOUNDARY \*\*\*\r?\n",
        {},
        follows=r"(?!\*\*\* DOCUMENT)",
        tag=re.compile(r"\.(?P<name>[\w/ ]{1,40})\. +\|a(?P<value>.*)"),
    ),
    _layout(  # BAI2
        r"01,\w*,\w*,\d{6},\d{4},",
        {"03": ((2, 2, ACCOUNT),), "88": ((2, 999, "memo"),)},
        follows="88",
        mark=",",
    ),
)  # fmt: skip


def find_layout(start: str) -> Layout | None:
    """Return the layout that a text's first characters are the header of, None for no layout."""
    return next((layout for layout in LAYOUTS if layout.header.match(start)), None)
