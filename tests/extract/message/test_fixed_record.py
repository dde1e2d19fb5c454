"""Records with fields at fixed places: what banks exchange is named, whatever the country."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from pii_sweep.extract.kinds import Kind
from pii_sweep.extract.message.fixed_layout import Layout
from pii_sweep.extract.message.record_layout import LAYOUTS, find_layout
from pii_sweep.types import Note, Passage
from tests.extract.message.test_segment import read

FILES = Path(__file__).parents[1] / "files" / "records"
# What the record about one payment says: of whom, and of which account.
PAYMENTS = {
    "alphalist": "employee.last name: SALONGA\nemployee.first name: LIGAYA\nemployee.middle name: CRUZ",
    "cnab400": "payer.full name: MARIA HOLT\npayer.cpf: 05837955011\npayer.street: RUA XV DE NOVEMBRO 103",
    "officers": "date of birth: 19840217\nofficer.first name: Bronwen Mair\nofficer.last name: PROTHEROE",
    "alloggiati": "guest.last name: SANTARELLI\nguest.first name: SALVATORE\nguest.date of birth: 03/08/1948",
    "cnab240": "payer.full name: MARIA HOLT\npayer.cpf: 05837955011\npayer.street: RUA XV DE NOVEMBRO, 103",
    "flat": "user name: Quimby, Zoltan\nbirth date: 19420805\nstreet: 92 Harbor View Dr",
    "irp5": "employee.identity number: 8706229144088\nemployee.date of birth: 19870622",
    "aba": "recipient.full name: MCALLISTER BRONWYN J\nbank account number: 43321290",
    "autogiro": "payer.personnummer: 198112289874\nbank account number: 3300001212121212",
    "avtalegiro": "payer.full name: HANSEN KAR",
    "bai2": "memo: ORIG:MARGARET HOLLOWAY 1420 ALDER CREEK RD BOISE ID 83702/",
    "bgmax": "payer.full name: LINDQVIST ANNA-KARIN\npayer.street: BJÖRKVÄGEN 12\npayer.zip: 85230",
    "cfonb120": "payer.full name: MME LEFEBVRE CLAIRE",
    "cfonb160": "recipient.full name: LEFEBVRE CLAIRE\nbank account number: 00030456789",
    "coda": "counterparty.full name: VANDERSTRAETEN ELKE\naccount iban: BE68539007547034",
    "dta": "recipient.full name: MÜLLER-RÜEGG VRENI",
    "dtaus": "recipient.full name: BRANDHUBER ANNELIESE\nbank account number: 1234567800",
    "hprim": "medical record number: P2293017\npatient.last name: QUIMBY\npatient.first name: Maïa",
    "metro2": "bank account number: L0662300017\nborrower last name: QUIMBY\nborrower first name: MARIA",
    "n43": "memo: TRANSFER. DE GARCIA MORENO LUCIA\nmemo: NOMINA MARZO",
    "nacha": "name: HOLLOWAY MARGARET\nbank account number: 987654320",
    "riba": "debtor.full name: ESPOSITO CARMELA\ndebtor.codice fiscale: SPSCML75H48F839K",
    "telepay": "recipient.full name: Kari Hansen\nrecipient.street: Storgata 12\nrecipient.zip: 0182",
    "uif": "employee.identity number: 8706229144088\nemployee number: 12\nemployee.last name: QUIMBY",
    "receipt": "patient.full name: 春野 すみれ\npatient.full name: ハルノ スミレ",
    "sped": "customer.full name: MARIA HOLT\ncustomer.cpf: 05837955011\ncustomer.street: RUA XV",
    "ecr": "employee.full name: QUIMBY ZOLTAN\nemployee.national id number: 100200300401",
    "sso": "employee.last name: รักเรียน\nemployee.national id number: 1101700203450",
    "gpc": "counterparty.full name: Holtová Žofie\nbank account number: 0000002900987656\nbooked: 500.00",
    "aeat": "declared.dni: 12345678Z\ndeclared.full name: QUIMBY HOLT MARIA",
    "previred": "employee.rut: 14447686 7\nemployee.last name: QUIMBY HOLT\nemployee.first name: MARIA",
    "sie": "contact.full name: Otto Holt\ncontact.street: Storgatan 6\ncontact.city: 431 36 STADEN",
    "tds": "employee.pan: ABCPH1276K\nemployee.full name: MARIA QUIMBY",
    "dirf": "person.cpf: 05837955011\nperson.full name: MARIA HOLT",
    "sefip": "employee.pis: 12056412547\nemployee.full name: MARIA HOLT\nemployee.date of birth: 05061980",
    "pila": "employee.cédula: 52917127\nemployee.last name: QUIMBY HOLT",
    "idse": "employee.nss: 72795608040\nemployee.last name: QUIMBY HOLT",
    "sua": "employee nss: 72795608040\nemployee rfc: QUMH800605AB1\nemployee curp: QUHM800605MDFMLR09",
    "sif": "employee.national id number: 00005201692784\naccount iban: AE070331234567890123456",
    "tregistro": "employee.dni: 43211234\nemployee.date of birth: 12/05/1984",
    "bacs": "recipient.full name: QUIMBY M\nbank account number: 12345678",
    "cpa005": "recipient.full name: OTTO HOLT\nbank account number: 1234567",
    "masav": "recipient.full name: הולט מרים\nrecipient.ת.ז.: 278757422\nbank account number: 000123456",
    "tito": "counterparty.full name: QUIMBY MARIA\nbooking: VIITESIIRTO",
    "elixir": "recipient.full name: MARIA QUIMBY\nrecipient.street: UL. LEŚNA 14/2\nrecipient.city: 87-100",
    "betalingsservice": "payer.full name: Maria Quimby",
    "clieop": "bank account number: 0123456789\nbank account number: 0987654321",
    "cuaderno19": "payer.full name: QUIMBY HOLT MARIA\npayer.street: CALLE MAYOR 14 2 B\npayer.city: TOLEDO",
    "gedcom": "sex: F\nperson.date of birth: 5 JUN 1980\nperson.street: Lange Gracht 14",
    "dicom_dump": "Patient name: Maria Quimby\nmedical record number: 384074921\nDate of birth: 1980-06-05",
    "trf": "player.full name: Quimby, Maria\nplayer.date of birth: 1980/06/05",
    "minuta290": "debtor.codice fiscale: QMBMRA80H45F205X\ndebtor.last name: QUIMBY\ndebtor.first name",
    "d0302": "customer.street: FLAT 3, 14 QUARRY ROAD, HOLLOWBY, BRISTOL\ncustomer.zip: BS8 9ZZ",
    "educacenso": "person.cpf: 05837955011\nperson.full name: MARIA HOLT QUIMBY\nperson.date of birth",
    "leverantor": "recipient.full name: Maria Quimby\nmemo: C/O Otto Holt\nrecipient.street: Björkvägen 12",
    "zengin": "recipient.full name: ヤマダ タロウ\nbank account number: 7654320",
}  # fmt: skip


def _text_of(name: str) -> str:
    data = (FILES / f"{name}.txt").read_bytes()
    try:
        return data.decode()
    except UnicodeDecodeError:
        return data.decode("iso-8859-1")


def _layout_of(name: str) -> Layout:
    layout = find_layout(_text_of(name))
    assert layout is not None
    return layout


@pytest.mark.parametrize("name", PAYMENTS)
def test_a_payment_names_whom_it_is_about_and_the_account(name: str) -> None:
    note, *pieces = read("a.bin", (FILES / f"{name}.txt").read_bytes())
    assert isinstance(note, Note) and note.label == Kind.FIXED_RECORDS.value
    assert any(PAYMENTS[name] in piece.text for piece in pieces if isinstance(piece, Passage))


def test_every_layout_has_a_file_and_reads_no_other() -> None:
    texts = [path.read_bytes().decode("iso-8859-1") for path in sorted(FILES.glob("*.txt"))]
    assert len(texts) == len(LAYOUTS) == len({id(find_layout(text)) for text in texts})
    for text in texts:
        assert sum(layout.header.match(text) is not None for layout in LAYOUTS) == 1


def test_records_are_cut_by_their_width_where_lines_have_other_ends() -> None:
    whole = (FILES / "dtaus.txt").read_bytes()
    by_line = b"\r\n".join(whole[at : at + 128].rstrip() for at in range(0, len(whole), 128)) + b"\r\n"
    texts = [[p.text for p in read("a", data) if isinstance(p, Passage)] for data in (whole, by_line)]
    assert texts[0] == texts[1] and len(texts[0]) == 2


def test_words_at_places_that_no_layout_names_are_kept() -> None:
    line = (FILES / "n43.txt").read_text().splitlines()
    line[1] = line[1][:64] + "Zoltan Quimby   "
    texts = [p.text for p in read("a", "\r\n".join(line).encode()) if isinstance(p, Passage)]
    assert any("Zoltan Quimby" in text for text in texts)


@pytest.mark.parametrize("value", ["Quimby", "536-90-4321", "+17754380199", "DE89370400440532013000"])
def test_what_is_no_code_of_the_bank_is_kept_behind_the_fields_of_a_record(value: str) -> None:
    lines = (FILES / "nacha.txt").read_text().splitlines()
    at = next(place for place, line in enumerate(lines) if line.startswith("6"))
    lines[at] = lines[at][:76] + value
    texts = [p.text for p in read("a", "\r\n".join(lines).encode()) if isinstance(p, Passage)]
    assert any(text.splitlines()[-1].endswith(value) and "name: " in text for text in texts)


def read_file(name: str) -> list[Passage]:
    """Return the passages of a sample file."""
    return [piece for piece in read("a", (FILES / f"{name}.txt").read_bytes()) if isinstance(piece, Passage)]


def test_a_firm_among_payers_and_officers_is_named_as_one() -> None:
    held = {
        name: "\n".join(
            p.text for p in read("a", (FILES / f"{name}.txt").read_bytes()) if isinstance(p, Passage)
        )
        for name in ("cnab400", "officers", "minuta290", "d0302")
    }
    assert "payer company: PADARIA BOM DIA ME" in held["cnab400"]
    assert "guarantor.full name: OTTO HOLT" in held["cnab400"]
    assert "officer company: HOLLOW OAK NOMINEES LIMITED" in held["officers"]
    assert "company: PASTICCERIA VALDASTRA SRL" in held["minuta290"]
    assert "codebtor.first name: OTTO" in held["minuta290"]
    assert "customer company: HOLLOW OAK BAKERY LTD" in held["d0302"]
    assert "officer.street: 3 Chapel Row\nofficer.city: Llandeilo, Dyfed, SA19 6AB" in held["officers"]


def test_a_house_number_of_words_is_the_street() -> None:
    head = '2010,"KAROO BK",2015,"LIVE",9999\n'
    for codes in ('3213,"12",3214,"Long Street"', '3213,"Long Street",3214,""'):
        pieces = read("a", f'{head}3010,"7",{codes},3217,"7646",9999\n'.encode())
        assert any("employee.street: Long Street" in p.text for p in pieces if isinstance(p, Passage))


def test_a_field_that_is_written_some_places_off_is_read_to_the_ends_of_its_words() -> None:
    lines = (FILES / "aeat.txt").read_text().splitlines()
    lines[1] = (
        lines[1]
        .replace("QUIMBY HOLT MARIA   ", "")
        .replace("12345678Z     ", "12345678Z    QUIMBY HOLT MARIA ")
    )
    texts = [p.text for p in read("a", "\n".join(lines).encode()) if isinstance(p, Passage)]
    assert any("declared.full name: QUIMBY HOLT MARIA" in text for text in texts)


def test_a_payer_who_may_be_identified_by_a_social_security_number_is() -> None:
    lines = (FILES / "nacha.txt").read_text().splitlines()
    at = next(place for place, line in enumerate(lines) if line.startswith("6"))
    for number, name in (("331899385", "ssn"), ("000123456", "identification"), ("EMP0", "identification")):
        lines[at] = lines[at][:39] + number.ljust(15) + lines[at][54:]
        texts = [p.text for p in read("a", "\r\n".join(lines).encode()) if isinstance(p, Passage)]
        assert any(f"{name}: {number}" in text for text in texts)


def test_the_lines_of_a_payer_of_betalingsservice_are_one_record() -> None:
    first, second = [one.text for one in read_file("betalingsservice") if "payer.street" in one.text]
    assert "payer.street: Bygaden 21, 1. tv" in first and "payer.zip: 7500" in first
    assert "memo: Spring over: ring til Otto Holt" in first and "payer.full name: Otto Holt" in second


def test_a_mandate_that_a_payer_gave_at_the_bank_is_one_record() -> None:
    lines = ("01AUTOGIRO              20250315            AG-EMEDGIV".ljust(80),
             "5100099123460000000000000105330000121212121219811228987400000 0", "52Hyra", "53Maria Quimby",
             "54Björkvägen 12", "5585230SUNDSVALL", "592025031599000000001")  # fmt: skip
    text = read_texts(*lines)[1]
    assert text.startswith("payer.personnummer: 198112289874\nbank account number: 3300001212121212\n")
    assert "payer.full name: Maria Quimby\npayer.street: Björkvägen 12\npayer.zip: 85230\n" in text
    assert not any("payer" in text for text in read_texts("01KONTORET", *lines[1:]))


def test_what_is_said_of_a_school_s_classes_is_no_person_s() -> None:
    school, *rest = [one.text for one in read_file("educacenso")]
    assert "school company: ESCOLA HOLLOW OAK" in school and "mother.full name: ANA QUIMBY" in rest[1]
    assert rest[0].startswith("20|12345678|7||1 ANO A")


def test_a_mobile_telephone_of_a_certificate_of_wages_is_one() -> None:
    head = '2010,"KAROO BK",2015,"LIVE",9999\n'
    pieces = read("a", f'{head}3010,"7",3136,"0218643312",3138,"0832832603",9999\n'.encode())
    text = "\n".join(piece.text for piece in pieces if isinstance(piece, Passage))
    assert "employee.work phone: 0218643312\nemployee.mobile phone: 0832832603" in text


def test_a_tag_is_read_by_what_it_is_below_and_signs_of_the_format_are_taken_away() -> None:
    text = read_file("gedcom")[1].text
    assert text.startswith("person.full name: Maria Quimby-Holt\n")
    assert text.endswith("person.city: 9999 ZZ Veldwijk\nperson.email: maria@quimby.example")


def test_elements_as_pydicom_prints_them_are_read_as_those_of_other_dumps() -> None:
    data = b"(0008, 0005) Character Set   CS: 'ISO_IR 100'\n(0010, 0010) Patient's Name   PN: 'Holt^Otto'\n"
    texts = [piece.text for piece in read("a.txt", data) if isinstance(piece, Passage)]
    assert any("Patient name: Otto Holt" in text for text in texts)


def test_who_borrows_together_is_a_record_of_its_own_wherever_programs_write_it() -> None:
    lines = (FILES / "metro2.txt").read_text().splitlines()
    off = lines[1][:231] + " " + lines[1][231:].replace("J1 ", "J1")
    for line in (lines[1], off):
        texts = [p.text for p in read("a", f"{lines[0]}\n{line}\n".encode()) if isinstance(p, Passage)]
        assert "borrower ssn: 219090017\nborrower date of birth: 06051980" in texts[1]
        assert "cosigner.last name: HOLT\ncosigner.first name: OTTO\ncosigner.ssn: 219090025" in texts[2]


def test_accounts_of_firms_have_no_name_of_a_persons() -> None:
    data = (FILES / "nacha.txt").read_text().replace("PPD", "CCD").encode()
    text = "\n".join(piece.text for piece in read("a", data) if isinstance(piece, Passage))
    assert "receiving company: HOLLOWAY MARGARET" in text and "bank account number" not in text


def test_a_payment_abroad_names_account_and_address_of_whom_it_is_for() -> None:
    head, batch, _ = (FILES / "nacha.txt").read_text().splitlines()
    entry = "6220719171060007".ljust(29) + "0000044390" + "8356436336".ljust(39) + "1281188440000018"
    addenda = (
        "710SAL" + "44390".rjust(18, "0") + " " * 22 + "Maria Quimby Holt".ljust(35) + " " * 6 + "0000018",
        "715W490495".ljust(18) + "Calle Hidalgo 418 Int 3".ljust(69) + "0000018",
    )
    data = "\n".join((head, batch.replace("PPD", "IAT"), entry, *addenda))
    text = next(p.text for p in read("a", data.encode()) if isinstance(p, Passage) and "8356436336" in p.text)
    assert "bank account number: 8356436336\n" in text
    assert "recipient.full name: Maria Quimby Holt\n" in text
    assert "recipient.street: Calle Hidalgo 418 Int 3" in text


def test_the_lines_of_an_officer_s_address_stand_before_the_town() -> None:
    lines = (FILES / "officers.txt").read_text().splitlines()
    for written, street in (("<3 Chapel Row<<<", "3 Chapel Row"), ("<<<14<Tanner Row<", "14, Tanner Row")):
        data = "\n".join((lines[0], lines[1].replace("<3 Chapel Row<<<", written)))
        texts = [p.text for p in read("a", data.encode()) if isinstance(p, Passage)]
        assert any(f"officer.street: {street}\nofficer.city: Llandeilo" in text for text in texts)


def test_an_address_of_a_firm_of_the_register_is_a_merchant_s() -> None:
    line = "072345611A 197104120027THOMAS STREET MILLS LIMITED<UNIT 2<FOUNDRY ESTATE<LEEDS<<LS1 0XX<"
    texts = [p.text for p in read("a", f"DDDDSNAP441720260306\n{line}\n".encode()) if isinstance(p, Passage)]
    assert any("merchant.street: UNIT 2, FOUNDRY ESTATE, LEEDS, LS1 0XX" in text for text in texts)


def read_texts(*lines: str) -> list[str]:
    """Return the passages of a file of such lines."""
    return [piece.text for piece in read("a", "\n".join(lines).encode()) if isinstance(piece, Passage)]


@pytest.mark.parametrize("surname", ["ÁLVAREZ", "'T HOOFT", "-QUIMBY", "O.BRIEN"])
def test_a_borrower_is_read_whatever_the_surname_begins_with(surname: str) -> None:
    head, base, _ = (FILES / "metro2.txt").read_text().splitlines()
    one = read_texts(head, base[:231] + surname.ljust(25) + base[256:])[1]
    assert f"borrower last name: {surname}\n" in one and "borrower ssn: 219090017\n" in one


def test_segments_behind_a_borrower_are_kept_whether_known_or_not() -> None:
    head, base, _ = (FILES / "metro2.txt").read_text().splitlines()
    joined = base[:426] + base[426:].replace("HOLT ", "O.HÖ ")
    assert any("cosigner.last name: O.HÖ" in text for text in read_texts(head, joined))
    employer = "N1" + "ACME EMPLOYER LLC".ljust(30) + "77 WORK ST"
    one = read_texts(head, base[:426] + employer)[1]
    assert "ACME EMPLOYER LLC" in one and one.endswith("77 WORK ST")


def test_a_record_of_which_nothing_stands_at_its_place_is_kept_whole() -> None:
    head, base, _ = (FILES / "metro2.txt").read_text().splitlines()
    broken = base.replace("219090017060519807755550148", "219-09-0017 06051980 775555")
    assert any("219-09-0017 06051980" in text for text in read_texts(head, broken))


LETTER = (
    "{}\nService clients\nMadame Durand\n12 rue de la Paix\nBatiment B\n75002 Paris\n12/03/2024\n{}\n{}\n"
)


@pytest.mark.parametrize(
    ("first", "eighth", "rest"),
    [
        ("SARL Dupont", "", "Madame,\nle 12 mars"),
        ("SARL Dupont", "", "2603115230\n11/03/2026"),
        ("P2293017", "Madame,", "2603115230\n11/03/2026"),
        ("P2293017", "", "2603115230\nMadame,"),
    ],
)
def test_a_letter_is_no_report_of_a_laboratory(first: str, eighth: str, rest: str) -> None:
    assert find_layout(LETTER.format("P2293017", "", "2603115230\n11/03/2026")) is not None
    assert find_layout(LETTER.format("P2293017", "280062927003020", "1\n11/03/2026")) is not None
    assert find_layout(LETTER.format(first, eighth, rest)) is None


@pytest.mark.parametrize("before", [b"", b"\r\n", b"\x04", b"\n \n\n"])
def test_lines_of_a_heading_are_counted_from_the_first_that_is_not_empty(before: bytes) -> None:
    data = before + (FILES / "hprim.txt").read_bytes()
    text = "\n".join(piece.text for piece in read("a", data) if isinstance(piece, Passage))
    assert "medical record number: P2293017\npatient.last name: QUIMBY\n" in text
    assert "physician.full name: MSS0001 Dr HOLT Otto" in text


def test_a_batch_without_a_code_is_not_read_by_the_code_of_the_one_before() -> None:
    head, batch, entry = (FILES / "nacha.txt").read_text().splitlines()[:3]
    for bare in (batch.replace("PPD", "   "), "5200RIVERSIDE"):
        text = "\n".join(read_texts(head, batch.replace("PPD", "CCD"), bare, entry))
        assert "\nname: HOLLOWAY MARGARET" in f"\n{text}" and "receiving company" not in text


def test_the_header_of_the_register_is_no_firm() -> None:
    lines = (FILES / "officers.txt").read_text().splitlines()
    assert not any("merchant" in text for text in read_texts("DDDDSNAP195020240501", lines[1]))


def test_an_officer_s_long_name_is_read_in_a_time_that_grows_with_it() -> None:
    layout = find_layout("DDDDSNAP01950000411920240501")
    assert layout is not None
    begun = time.perf_counter()
    layout.places("0723456122<" + "a" * 50_000)
    assert time.perf_counter() - begun < 1


@pytest.mark.parametrize("name", [name for name in PAYMENTS if _layout_of(name).unended])
@pytest.mark.parametrize("times", [1, 300])
def test_records_without_ends_of_lines_are_read_as_those_with_them(name: str, times: int) -> None:
    layout, lines = _layout_of(name), _text_of(name).splitlines()
    size = layout.unended
    lines = [line[:size] for line in lines if line] * times
    texts = [
        [piece.text for piece in read("a", sep.join(line.ljust(size) for line in lines).encode())
         if isinstance(piece, Passage)]
        for sep in ("\n", "")
    ]  # fmt: skip
    assert texts[0] == texts[1] and PAYMENTS[name] in "\n".join(texts[1])


def test_records_of_bai2_without_ends_of_lines_are_read() -> None:
    text = "".join(line.ljust(80) for line in _text_of("bai2").splitlines())
    texts = [piece.text for piece in read("a", text.encode()) if isinstance(piece, Passage)]
    assert any(PAYMENTS["bai2"] in text for text in texts)
