"""Layouts of filings: returns and declarations of persons that firms send to tax offices and insurers.

A layout says how a file begins, which records there are and what stands at their places (`fixed_layout`).
"""

from __future__ import annotations

import re
from typing import Final

from pii_sweep.extract.message.fixed_layout import ACCOUNT, Layout, Place, make_layout

# Polizia di Stato, Alloggiati Web; Agenzia delle entrate-Riscossione, 290; ElectraLink, DTC; SARS, BRS; UIF;
# EPFO, ECR; SSO 1-10; MHLW, claims; SPED, EFD; BIR, alphalists; AEAT, Orden HAC (190, 347 and others of their
# family); Previred; SIE-gruppen, SIE 4; Protean, TDS and TCS; Receita Federal, Dirf; Caixa, SEFIP; Resolución
# 2388 de 2016, PILA; IMSS, IDSE; SUNAT; INEP, Educacenso.
_PERSON = r"[\dKLMXYZ ]"  # first of a number of a person in Spain; a firm's begins with another letter


def _debtor(owner: str) -> tuple[Place, ...]:
    """Return the places of a person in the records of Minuta 290."""
    return (
        (25, 40, f"{owner}.codice fiscale"), (41, 64, f"{owner}.last name"),
        (65, 84, f"{owner}.first name"), (86, 93, f"{owner}.date of birth"),
        (102, 131, f"{owner}.street"), (155, 172, f"{owner}.zip"),
    )  # fmt: skip


FILINGS: Final[tuple[Layout, ...]] = (
    make_layout(  # Alloggiati Web: guests of Italian hotels
        r"(?:16|17|18|19|20)\d\d/\d\d/\d{4}\d\d[^\W\d_][^\n]{79}[12]\d\d/",
        {
            "": (
                (15, 64, "guest.last name"), (65, 94, "guest.first name"), (96, 105, "guest.date of birth"),
                (140, 159, "guest.identity card number"), (135, 139, "document"), (115, 116, "province"),
            ),
        },
    ),
    make_layout(  # Minuta 290: fines, duties and taxes that Italian towns give to the collector
        r"N0\d{5}(?:19|20)\d{6}[^\n]{0,300}\n\s*N1\d{12}",
        {
            "N0": ((16, 70, "creditor company"),),
            r"N2\d{22}[A-Z]{6}": _debtor("debtor"),
            r"N3\d{22}[A-Z]{6}": _debtor("codebtor"),
            "N[23]": ((25, 40, "company tax number"), (41, 97, "company"), (102, 131, "company.street")),
            "N4": ((63, 999, "memo"),),
        },
        follows="N[34]",
    ),
    make_layout(  # D0302: customers whom suppliers of electricity in Britain name to the operators of grids
        r"ZHV\|[^|\n]*\|D0302\d{3}\|",
        {
            r"52C\|[^|]*\|D": ((2, 2, "customer.full name"),),
            r"52C\|": ((2, 2, "customer company"),),
            r"53C\|": ((2, 9, "customer.street"), (10, 10, "customer.zip")),
            r"54C\|": (
                (2, 2, "contact.full name"), (3, 4, "contact.phone"), (5, 5, "contact.email"),
            ),
            r"55C\|": ((3, 3, "need"),),
            r"56C\|": ((3, 3, "nominee.full name"), (4, 4, "nominee.phone")),
        },
        follows="5[2-9]C",
        mark="|",
    ),
    make_layout(  # IRP5 and IT3(a): certificates of wages in South Africa
        r'2010,"[^"\n]*",2015,',
        {},
        mark=",",
        codes={
            "2010": "employer company", "3030": "employee.last name", "3040": "employee.first name",
            "3060": "employee.identity number", "3070": "employee.passport number",
            "3080": "employee.date of birth", "3100": "employee.tax reference number",
            "3125": "employee.email",
            "3135": "employee.home phone", "3136": "employee.work phone", "3137": "employee.fax",
            "3138": "employee.mobile phone",
            "3211": "employee.unit", "3212": "employee.complex", "3213": "employee.house number",
            "3214": "employee.street", "3215": "employee.suburb", "3216": "employee.city",
            "3217": "employee.zip", "2025": "contact.full name", "2026": "contact.work phone",
            "2036": "contact.work phone", "2037": "contact.mobile phone", "2027": "contact.email",
            "2061": "employer.unit", "2062": "employer.complex",
            "2063": "employer.house number", "2064": "employer.street", "2065": "employer.suburb",
            "2066": "employer.city", "2080": "employer.zip",
            "3241": f"employee.{ACCOUNT}",
        },
    ),
    make_layout(  # UIF: declarations of employees in South Africa
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
    make_layout(  # RECEIPTC, RECEIPTK, RECEIPTD: claims of hospitals, chemists and dentists in Japan
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
    make_layout(  # SPED: bookkeeping of firms for Brazil's tax offices, with those they buy from and sell to
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
    make_layout(  # ECR: contributions for employees in India (EPFO)
        r"\d{12}#~#[^#\n]+#~#\d+#~#\d+#~#",
        {r"\d{12}#": ((2, 2, "employee.full name"), (1, 1, "employee.national id number"))},
        mark="#~#",
    ),
    make_layout(  # SSO 1-10: contributions for employees in Thailand
        r"1\d{26}[^\d\n][^\n]{30,140}\d{40,}[^\n]*\r?\n2\d{16}",
        {
            "1": ((28, 72, "employer company"),),
            "2": (
                (18, 47, "employee.first name"), (48, 82, "employee.last name"),
                (2, 14, "employee.national id number"),
            ),
        },
    ),
    make_layout(  # Alphalists of employees and payees in the Philippines
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
    make_layout(  # AEAT: informative returns of Spain, on wages, rents, gifts and trade with third parties
        r"1(?:1[789]\d|2[3789]\d|3[0-4]\d)(?:19|20)\d\d[A-Z\d]\d{7}[A-Z\d].{40}[TCDU ]",
        {
            "1": ((18, 57, "filer company"), (59, 67, "contact.phone"), (68, 107, "contact.full name")),
            rf"2.{{16}}{_PERSON}": (
                (18, 26, "declared.dni"), (27, 35, "representative.dni"), (36, 75, "declared.full name"),
            ),
            "2": ((36, 75, "declared company"), (27, 35, "representative.dni")),
        },
    ),
    make_layout(  # Previred: contributions for employees in Chile
        r"\d{6,8};[\dKk];[^;\d\n]+;[^;\d\n]*;[^;\d\n]+;[MF];\d;(?:[^;\n]*;){20}",
        {
            "": (
                (1, 2, "employee.rut"), (3, 4, "employee.last name"), (5, 5, "employee.first name"),
            ),
        },
        mark=";",
        glue=" ",
    ),
    make_layout(  # SIE: bookkeeping of firms in Sweden
        r"#FLAGGA [01]\s",
        {
            "#ADRESS": (
                (2, 2, "contact.full name"), (3, 3, "contact.street"), (4, 4, "contact.city"),
                (5, 5, "contact.phone"),
            ),
            r'#GEN \d+ "?[^\s"]+ ': ((3, 3, "contact.full name"),),
            "#GEN": ((3, 3, "user name"),),
            "#FNAMN": ((2, 2, "company"),),
            "#ORGNR": ((2, 2, "company number"),),
            "#OBJEKT 7 ": ((4, 4, "employee.full name"),),
            "#VER": ((5, 5, "memo"), (7, 7, "user name")),
        },
        follows=r"(?:\s*#TRANS|[{}])",
        mark=" ",
    ),
    make_layout(  # TDS and TCS: deductions from wages and other payments in India
        r"1\^FH\^\w{2,4}\^",
        {
            r"\d+\^BH\^": (
                (19, 19, "filer company"), (21, 21, "contact.full name"), (24, 25, "contact.phone"),
            ),
            r"\d+\^SD\^": ((7, 7, "employee.pan"), (9, 9, "employee.full name")),
            r"\d+\^DD\^": ((10, 10, "deductee.pan"), (13, 13, "deductee.full name")),
        },
        mark="^",
    ),
    make_layout(  # Dirf: taxes withheld in Brazil
        r"Dirf\|(?:20)\d\d\|20\d\d\|[SN]\|",
        {
            "RESPO": (
                (2, 2, "contact.cpf"), (3, 3, "contact.full name"), (4, 5, "contact.phone"),
                (8, 8, "contact.email"),
            ),
            "DECPF|BPFDEC|BPFFCI|BPFPROC|OPSE|TPSE": ((2, 2, "person.cpf"), (3, 3, "person.full name")),
            "DTPSE|INFPA": (
                (2, 2, "person.cpf"), (3, 3, "person.date of birth"), (4, 4, "person.full name"),
            ),
            "DECPJ|BPJDEC|BPJFCI": ((3, 3, "company"),),
        },
        follows="RT|RI|CJ|ESE",
        mark="|",
    ),
    make_layout(  # SEFIP: contributions for employees in Brazil
        r"00 {51}[12][12]\d{14}",
        {
            "00": (
                (70, 99, "filer company"), (100, 119, "contact.full name"), (120, 169, "filer.street"),
                (190, 197, "filer.zip"), (198, 217, "filer.city"), (220, 231, "contact.phone"),
                (232, 291, "contact.email"),
            ),
            "10": ((54, 93, "employer company"), (94, 143, "employer.street"), (164, 171, "employer.zip")),
            "30": (
                (33, 43, "employee.pis"), (54, 123, "employee.full name"),
                (155, 162, "employee.date of birth"),
            ),
        },
    ),
    make_layout(  # PILA: contributions for employees in Colombia
        r"01[12]\d{4}[^\n]{200}(?:NI|CC|CE)\d",
        {
            "01": ((8, 207, "employer company"),),
            "02": (
                (10, 25, "employee.cédula"), (37, 86, "employee.last name"), (87, 106, "employee.first name"),
                (107, 136, "employee.middle name"),
            ),
        },
    ),
    make_layout(  # IDSE: employees of firms in Mexico (IMSS)
        r"[A-Z]\d{10}\d{11}[A-ZÑ#/ ]{81}\d{6}",
        {
            "": (
                (12, 22, "employee.nss"), (23, 76, "employee.last name"), (77, 103, "employee.first name"),
                (150, 167, "employee.curp"),
            ),
        },
    ),
    make_layout(  # SUA: insured employees of firms in Mexico (IMSS), names parted by dollars
        r"[A-Z]\d{10}\d{11}[A-ZÑ&]{4}\d{6}[A-Z\d]{3}[A-ZÑ]{4}\d{6}[HM][A-ZÑ\d]{7}",
        {"": ((2, 2, "memo"),)},
        mark="\0",
        lead=re.compile(
            r".{11}(?P<employee_nss>\d{11})(?P<employee_rfc>.{13})(?P<employee_curp>.{18})"
            r"(?P<employee_last_name>[^$]{1,50})\$(?P<employee_apellido_materno>[^$]{0,50})"
            r"\$(?P<employee_first_name>[^$\d]{1,50}?)(?: *\d.*)?"
        ),
    ),
    make_layout(  # SIF: wages of employees in the United Arab Emirates (WPS)
        r"(?:EDR|EVP),\d{14},\d{9},",
        {
            "EDR": ((2, 2, "employee.national id number"), (4, 4, "account iban"), (3, 3, "routing")),
            "EVP": ((2, 2, "employee.national id number"), (3, 3, "routing")),
        },
        mark=",",
    ),
    make_layout(  # T-Registro: employees of firms in Peru
        r"0[1-9]\|\w{8,15}\|\d{0,3}\|\d\d/\d\d/\d{4}\|[^|\d\n]+\|[^|\d\n]*\|[^|\d\n]+\|[12]\|",
        {
            "": (
                (2, 2, "employee.dni"), (4, 4, "employee.date of birth"), (5, 6, "employee.last name"),
                (7, 7, "employee.first name"),
            ),
        },
        mark="|",
        glue=" ",
    ),
    make_layout(  # Educacenso: pupils and teachers of schools in Brazil
        r"00\|\d{8}\|[1-4]\|\d\d/\d\d/\d{4}\|\d\d/\d\d/\d{4}\|",
        {
            r"00\|": (
                (6, 6, "school company"), (10, 13, "school.street"), (7, 7, "school.zip"),
                (15, 15, "school.work phone"), (18, 18, "school.email"),
            ),
            r"30\|": (
                (5, 5, "person.cpf"), (6, 6, "person.full name"), (7, 7, "person.date of birth"),
                (9, 9, "mother.full name"), (10, 10, "father.full name"),
                (30, 30, "person.birth certificate number"), (50, 50, "person.email"),
            ),
        },
        mark="|",
    ),
)  # fmt: skip
