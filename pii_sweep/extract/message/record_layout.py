"""Layouts of files of records with fields at fixed places and a code in front, as banks exchange them.

A layout says how a file begins, which records there are and what stands at their places; `fixed_record`
reads them all, those of `filing_layout` too.
"""

from __future__ import annotations

import re
from typing import Final

from pii_sweep.extract.message.filing_layout import FILINGS
from pii_sweep.extract.message.fixed_layout import ACCOUNT, MONEY, Layout, make_layout
from pii_sweep.extract.message.tagged_layout import TAGGED

# NACHA Operating Rules, appendix three; AEB, Cuaderno 43; CFONB 120 and 160; Febelfin, CODA 2.6; Deutsche
# Kreditwirtschaft, DTAUS; Bankgirot, BgMax and Autogiro; Nets, OCR giro and AvtaleGiro; Telepay 2.0; APCA,
# direct entry (ABA); Zenginkyo; SIX, DTA (TA 827) and LSV (TA 875); CBI, RIBA and RH; ANSI X9.121, BAI2;
# FEBRABAN, CNAB; GPC; Companies House, product 195; Bacs, Standard 18; Payments Canada, Standard 005; Masav;
# Finance Finland, TITO; KIR, Elixir.
# Those who are paid wages or benefits are identified by their social security number where it may be one.
_SECURED: Final = r"(?!000|666|9)\d{3}(?!00)\d\d(?!0000)\d{4}"
# A borrower's number, birth and telephone; blanks where the lender knows none.
_REPORTED: Final = r"(?:\d{9}| {9})(?:\d{8}| {8})(?:\d{10}| {10})"
LAYOUTS: Final = (
    *FILINGS,
    *TAGGED,
    make_layout(  # NACHA
        r"101[ \d]\d{9}[ \d][\dA-Z ]{9}\d{6}(?:[^\n]{0,70}\r?\n|[^\n]{65})5\d{3}[^\n]{20,91}",
        {
            # Paid to firms.
            "(?:CCD|CTX)6[2-5]": ((55, 76, "receiving company"), (30, 39, MONEY), (40, 54, "memo")),
            # Codes of checking and savings accounts, loans and ledgers: credits, debits, prenotes.
            rf"(?:[A-Z]{{3}})?6[2-5].{{37}}{_SECURED} {{6}}": (
                (55, 76, "name"), (13, 29, ACCOUNT), (4, 12, "routing"), (30, 39, MONEY),
                (40, 54, "individual.ssn"),
            ),
            # Paid abroad: the account stands elsewhere, and who receives it in the addenda.
            "IAT6[2-5]": ((40, 74, ACCOUNT), (30, 39, MONEY)),
            "(?:[A-Z]{3})?6[2-5]": (
                (55, 76, "name"), (13, 29, ACCOUNT), (4, 12, "routing"), (30, 39, MONEY),
                (40, 54, "individual identification"),
            ),
            "IAT710": ((47, 81, "recipient.full name"),),
            "IAT711": ((4, 38, "sender company"), (39, 73, "company.street")),
            "IAT71[234]": ((4, 38, "company"),),
            "IAT715": ((19, 53, "recipient.street"),),
            "IAT716": ((4, 38, "recipient.city"), (39, 73, "recipient.country")),
            "(?:[A-Z]{3})?7": ((4, 83, "memo"),),
        },
        follows="7",
        scope=re.compile(r"5(?:.{49}|.{0,48}\Z)([A-Z]{3}|)"),  # empty for a batch without a code
        unended=94,
    ),
    make_layout(  # Cuaderno 43
        r"11\d{18}\d{12}[12]\d{14}\d{3}[\d ]",
        {
            "11": ((52, 77, "account company"), (11, 20, ACCOUNT)),
            "23": ((5, 42, "memo"), (43, 80, "memo")),
        },
        follows="2[34]",
        unended=80,
    ),
    make_layout(  # CFONB 120
        r"0[14]\d{5}[ \d]{4}\d{5}[A-Z]{3}[\d ][ \d]",
        {
            "0[17]": ((22, 32, ACCOUNT),),
            "04": ((22, 32, ACCOUNT), (49, 79, "memo")),
            "05.{43}N(?:PY|BE|PO)": ((46, 48, "qualifier"), (49, 118, "payer.full name")),
            "05": ((49, 118, "memo"),),
        },
        follows="05",
        unended=120,
    ),
    make_layout(  # CFONB 160
        r"03(?:02|76|05|06) {8}[^\n]{148}(?:\r?\n)?06",
        {
            "03": ((31, 54, "sender company"), (92, 102, ACCOUNT)),
            "06": (
                (31, 54, "recipient.full name"), (92, 102, ACCOUNT), (55, 78, "bank company"),
                (119, 149, "memo"),
            ),
        },
        unended=160,
    ),
    make_layout(  # CODA
        r"00000\d{6}(?:\d{3}| {3})05[ D]",
        {
            "0": ((35, 60, "account company"),),
            "1": ((65, 90, "account company"), (6, 36, "account iban")),
            "21": ((63, 115, "memo"),),
            "22": ((11, 63, "memo"), (64, 98, "reference")),
            "23": (
                (45, 47, "currency"), (48, 82, "counterparty.full name"), (11, 44, "account iban"),
                (83, 125, "memo"),
            ),
            "31.{37}1001": ((44, 113, "counterparty.full name"),),
            "31": ((41, 113, "memo"),),
            r"32.{43}\d{4} \D": ((11, 45, "counterparty.street"), (46, 80, "counterparty.city")),
            "3": ((11, 115, "memo"),),
            "8": ((5, 35, "account iban"),),
        },
        follows="2[23]|3",
        unended=128,
    ),
    make_layout(  # DTAUS, without ends of lines
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
    make_layout(  # BgMax
        r"01BGMAX {10,15}\d",
        {
            "25": ((3, 52, "memo"),),
            "26": ((3, 37, "payer.full name"), (38, 72, "payer.full name")),
            "27": ((3, 37, "payer.street"), (38, 46, "payer.zip")),
            "28": ((3, 37, "payer.city"), (38, 72, "payer.country")),
            "29": ((3, 14, "payer.personnummer"),),
        },
        follows="2[1-9]",
        unended=80,
    ),
    make_layout(  # Autogiro
        r"01(?:AUTOGIRO|\d{8}AUTOGIRO)",
        {
            # A mandate as a firm sends it, and as its bank or the payer's own sends it.
            "04|51|73": ((45, 56, "payer.personnummer"), (29, 44, ACCOUNT)),
            "52": ((3, 74, "memo"),),
            "53": ((3, 38, "payer.full name"), (39, 74, "payer.full name")),
            "54": ((3, 38, "payer.street"), (39, 74, "payer.unit")),
            "55": ((3, 7, "payer.zip"), (8, 37, "payer.city")),
            "56": ((3, 7, "payer.zip"), (8, 37, "payer.city"), (38, 74, "payer.country")),
        },
        follows="5[2-6]",
        unended=80,
    ),
    make_layout(  # Leverantörsbetalningar: payments and wages in Sweden
        r"11\d{10}\d{6}LEVERANT",
        {
            "11": ((19, 50, "memo"),),
            "14|54": ((13, 37, "memo"),),
            "26": ((13, 47, "recipient.full name"), (48, 80, "memo")),
            "27": ((13, 47, "recipient.street"), (48, 52, "recipient.zip"), (53, 72, "recipient.city")),
            "40": ((13, 28, ACCOUNT), (29, 40, "memo")),
            "[25]5|65": ((3, 52, "memo"),),
        },
        follows="[24]7|40|25|55|65",
        unended=80,
    ),
    make_layout(  # OCR giro, AvtaleGiro
        r"NY000010\d{8}\d{7}",
        {
            "NY....20": ((25, 35, ACCOUNT),),
            "NY21..31": ((16, 25, "payer.full name"), (51, 75, "memo")),
            "NY21..49": ((20, 59, "memo"),),
            "NY09..31": ((48, 58, ACCOUNT),),
        },
        follows="NY....(?:31|32|49)",
        unended=80,
    ),
    make_layout(  # Betalingsservice: collections in Denmark
        r"BS002\d{8}BS1\d{6,9}",
        {
            "BS022.{8}02..00001": ((52, 86, "payer.full name"),),
            "BS022.{8}02..00002": ((52, 86, "payer.street"),),
            "BS022.{8}02..00009": ((67, 70, "payer.zip"), (52, 66, "payer.city"), (71, 73, "payer.country")),
            "BS022.{8}02..": ((52, 86, "payer.unit"),),
            "BS052": ((52, 111, "memo"),),
            "BS012": ((69, 128, "memo"),),
        },
        follows="BS(?:022.{8}02..(?!00001)|042.{8}0(?:23|24|28|29)|052)",
        unended=128,
    ),
    make_layout(  # ClieOp03: payments and collections in the Netherlands
        r"0001[AB]\d{6}CLIEOP03",
        {
            "0010|0020|0030": (),
            "0110": ((6, 40, "payer.full name"),),
            "0113": ((6, 40, "payer.city"),),
            "0170": ((6, 40, "recipient.full name"),),
            "0173": ((6, 40, "recipient.city"),),
            "0100": ((22, 31, ACCOUNT), (32, 41, ACCOUNT)),
            "01[56]0": ((6, 37, "memo"),),
        },
        follows="01[1-7]",
    ),
    make_layout(  # Cuaderno 19: collections in Spain before SEPA
        r"5180[A-Z\d]{9}\d{3}\d{6}",
        {
            "5[13]80": ((29, 68, "creditor company"),),
            "5680": ((29, 68, "payer.full name"), (69, 88, ACCOUNT), (115, 154, "memo")),
            "568[1-5]": ((29, 68, "memo"), (69, 108, "memo"), (109, 148, "memo")),
            "5686": ((29, 68, "payer.full name"), (69, 108, "payer.street"), (109, 143, "payer.city")),
        },
        follows="568[1-6]",
        unended=162,
    ),
    make_layout(  # Telepay
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
    make_layout(  # ABA
        r"0 {17}\d\d[A-Z]{3} {7}",
        {
            "0": ((31, 56, "sender company"),),
            "1": (
                (31, 62, "recipient.full name"), (9, 17, ACCOUNT), (2, 8, "routing"), (63, 80, "memo"),
                (97, 112, "remitter company"),
            ),
        },
        unended=120,
    ),
    make_layout(  # Zengin
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
    make_layout(  # DTA, LSV
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
        unended=128,
    ),
    make_layout(  # CBI; a record begins with a space
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
        unended=120,
    ),
    make_layout(  # CNAB 240: collections and payments
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
        unended=240,
    ),
    make_layout(  # CNAB 400: collections; a payer has the number of a person or of a firm
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
        unended=400,
    ),
    make_layout(  # GPC, ABO: statements of banks in Czechia and Slovakia
        r"074\d{16}.{20}\d{6}\d{14}[+-]",
        {
            "074": ((20, 39, "account company"), (4, 19, ACCOUNT)),
            "075": ((98, 117, "counterparty.full name"), (20, 35, ACCOUNT), (49, 60, MONEY)),
            "07[89]": ((4, 73, "memo"),),
        },
        follows="07[89]",
        unended=128,
    ),
    make_layout(  # snapshots and updates of the officers of companies (Companies House)
        r"DDDD(?:SNAP|UPDT)\d{8,}",
        {
            "DDDD": (),  # the header of the file
            # Without a care-of name and a PO box, two lines stand before the town.
            r".{8}2[^<]*<(?:[^\w<]|_)*[^\W_][^<]*<(?:[^<]*<){2}<<[^<]": (
                (2, 2, "officer.first name"), (3, 3, "officer.last name"), (7, 8, "officer.street"),
                (9, 11, "officer.city"), (12, 14, "occupation"),
            ),
            r".{8}2[^<]*<[^<]*[^\W_]": (
                (2, 2, "officer.first name"), (3, 3, "officer.last name"), (5, 7, "officer.street"),
                (8, 10, "officer.city"), (11, 14, "occupation"),
            ),
            r".{8}2": ((3, 3, "officer company"),),
            r".{8}1": ((1, 1, "merchant.company"), (2, 9, "merchant.street")),
        },
        mark="<",
        lead=re.compile(r".{22,}(?P<date_of_birth>(?:1[89]|20)\d{6})\d{4}[A-Za-z .]*"),
    ),
    make_layout(  # Metro 2: loans, as lenders report them to credit bureaus (CDIA), base, J1 and J2 segments
        r"\d{4}(?:HEADER|1(?:0\d|1[0-2])[0-3]\d20\d\d\d{6}.{22,24}[^\W_])",
        {"": ((2, 2, "memo"),)},
        mark="\0",
        within=rf"(?<=.{{424}})J[12].?[^\W\d_](?:[^\W\d_]|[' .,\-]){{63,65}}{_REPORTED}",
        lead=re.compile(
            r"\d{4}.{38}(?P<bank_account_number>.{30})"
            # A name that begins with neither a letter nor `'` is read at the standard's place.
            r"(?:.{157,160}?(?<![^\w\s])(?='?[^\W\d_])|.{159})"
            r"(?P<borrower_last_name>.{25})(?P<borrower_first_name>.{20})(?P<borrower_middle_name>.{20})."
            r"(?P<borrower_ssn>[\d ]{9})(?P<borrower_date_of_birth>[\d ]{8})(?P<borrower_phone>[\d ]{10}).{5}"
            r"(?P<borrower_street>.{32})(?P<borrower_unit>.{32})(?P<borrower_city>.{20})(?P<borrower_state>..)"
            r"(?P<borrower_zip>.{9})(?P<memo>.*)"
            r"|J[12].??(?P<cosigner__last_name>[^\W\d_].{24})(?P<cosigner__first_name>.{20})"
            r"(?P<cosigner__middle_name>.{20}).(?P<cosigner__ssn>[\d ]{9})"
            r"(?P<cosigner__date_of_birth>[\d ]{8})(?P<cosigner__phone>[\d ]{10})(?P<cosigner__address>.*)"
        ),
    ),
    make_layout(  # HPRIM: reports of laboratories and hospitals in France, twelve lines about whom they are
        r"(?=\S*\d)\S{1,40}\r?\n(?:[^\n\d]{1,60}\n){2}(?:[^\n]{0,60}\n){2}\d{5} [^\n]{1,60}\n"
        r"\d\d/\d\d/\d{4}\r?\n"
        r"(?:[12](?: ?[\dAB]){12}(?:(?: ?\d){2})?)? *\r?\n[^\n]{0,60}\n\d\d/\d\d/\d{4}\r?\n",
        {},
        follows="",
        heading=(
            "medical record number", "patient.last name", "patient.first name", "patient.street",
            "patient.unit", "patient.city", "patient.date of birth", "patient.nir", "report", "date",
            "laboratory company", "physician.full name",
        ),
    ),
    make_layout(  # TRF16: reports of tournaments of chess (FIDE)
        r"012 [^\n]+\n(?:\d[1-9]2 [^\n]*\n){2}",
        {
            "001": (
                (15, 47, "player.full name"), (70, 79, "player.date of birth"), (58, 68, "player number"),
            ),
            "1[01]2 [IFN]A ": ((8, 80, "arbiter.full name"),),
            "1[01]2": ((5, 80, "arbiter.full name"),),
            "0[45]2": ((5, 14, "date"),),
            "022": ((5, 80, "place"),),
        },
    ),
    make_layout(  # flat records of users of a library (SirsiDynix)
        r"\*\*\* DOCUMENT BOUNDARY \*\*\*\r?\n",
        {},
        follows=r"(?!\*\*\* DOCUMENT)",
        tag=re.compile(r"\.(?P<name>[\w/ ]{1,40})\. +\|a(?P<value>.*)"),
    ),
    make_layout(  # BAI2
        r"01,\w*,\w*,\d{6},\d{4},",
        {"03": ((2, 2, ACCOUNT),), "88": ((2, 999, "memo"),)},
        follows="88",
        within=r"(?<=/)\s*(?:0[23]|16|49|88|9[89]),",
        mark=",",
    ),
    make_layout(  # Standard 18 of Bacs: payments and collections in the United Kingdom
        r"VOL1[^\n]{74,}\r?\nHDR1",
        {
            "VOL|HDR|UHL|EOF|UTL": (),
            r"\d{17}": (
                (83, 100, "recipient.full name"), (7, 14, ACCOUNT), (1, 6, "sort code"),
                (47, 64, "sender company"), (65, 82, "memo"),
            ),
        },
    ),
    make_layout(  # Standard 005: payments and collections in Canada, six a record
        r"A\d{9}[\w ]{10}\d{4}0\d{5}",
        {
            "[CDEFIJSU]": tuple(
                place
                for start in range(24, 1464, 240)
                for place in (
                    (start + 81, start + 110, "recipient.full name"), (start + 29, start + 40, ACCOUNT),
                    (start + 20, start + 28, "routing"), (start + 66, start + 80, "sender company"),
                    (start + 111, start + 140, "sender company"),
                )
            ),
        },
        unended=1464,
    ),
    make_layout(  # Masav: payments and collections in Israel
        r"K\d{8}\d{2}\d{6}",
        {
            "K": ((40, 69, "sender company"),),
            "1": ((46, 61, "recipient.full name"), (37, 45, "recipient.ת.ז."), (27, 35, ACCOUNT)),
        },
        unended=128,
    ),
    make_layout(  # TITO: statements of accounts in Finland
        r"T00\d{3}1\d{2}\d{14}",
        {
            "T00": ((10, 23, ACCOUNT), (100, 129, "account company"), (148, 182, "account company")),
            "T10": ((109, 143, "counterparty.full name"), (53, 87, "booking")),
            "T11": ((9, 999, "memo"),),
        },
        follows="T1[01]",
    ),
    make_layout(  # Elixir: payments in Poland
        r'[12]10,\d{8},\d+,\d{8},\d*,"\d{26}","',
        {
            "": (
                (6, 6, ACCOUNT), (7, 7, ACCOUNT), (8, 8, "sender company|company.street|company.city"),
                (9, 9, "recipient.full name|recipient.street|recipient.city"), (12, 12, "memo"),
            ),
        },
        mark=",",
    ),
)  # fmt: skip


def find_layout(start: str) -> Layout | None:
    """Return the layout that a text's first characters are the header of, None for no layout."""
    return next((layout for layout in LAYOUTS if layout.header.match(start)), None)
