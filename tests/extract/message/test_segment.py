"""Messages of segments become records whose fields are named in words."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest

from pii_sweep.config import Extract
from pii_sweep.extract import walk as walking
from pii_sweep.extract.kinds import Kind
from pii_sweep.extract.sniff.decide import sniff
from pii_sweep.types import Blob, Gap, ObjectRef, Passage, Piece, Where
from tests.extract import samples

MESSAGES = (
    *(Kind.X12, Kind.EDIFACT, Kind.HL7, Kind.AAMVA, Kind.LDIF),
    *(Kind.FORM, Kind.OFX, Kind.SWIFT, Kind.FIXED_RECORDS, Kind.DSN, Kind.XDT),
    *(Kind.EFW2, Kind.SIP2, Kind.NCPDP),
)


def read(name: str, data: bytes, settings: Extract | None = None) -> list[Piece]:
    """Return the pieces of a file."""
    blob = Blob(Where(ObjectRef("b", name)), lambda: io.BytesIO(data), len(data))
    return list(walking.walk(blob, settings or Extract()))


def records(data: str) -> list[dict[str, list[str]]]:
    """Return each record's values by their names."""
    out: list[dict[str, list[str]]] = []
    for piece in read("a.txt", data.encode()):
        if isinstance(piece, Passage):
            out.append({})
            for line in piece.text.split("\n"):
                name, _, value = line.partition(": ")
                out[-1].setdefault(name, []).append(value)
    return out


def test_a_purchase_order_names_its_party_its_contact_and_its_total() -> None:
    (order,) = records(samples.X12)
    assert order["order number"] == ["8312703"]
    assert order["ship to.street"] == ["12 ELM ST"] and order["ship to.unit"] == ["APT 4"]
    assert order["contact.phone"] == ["7755550123"]
    assert order["order.grand total"] == ["295.62"]


def test_an_ach_entry_names_its_receiver_and_the_account() -> None:
    *_, entry = records(samples.NACHA)
    assert [entry["name"], entry["bank account number"]] == [["Zoltan Quimby"], ["2890415674"]]
    assert entry["memo"] == ["BONUS"]


def test_an_employee_of_a_wage_declaration_is_a_record() -> None:
    *_, employee = records(samples.DSN)
    assert employee["employee.numéro de sécurité sociale"] == ["2760859169010"]
    assert employee["employee.last name"] == ["Quimby"]
    assert employee["employee.date of birth"] == ["15/08/1976"]


def test_records_of_one_patient_of_a_practice_are_one() -> None:
    _, one, two = records(samples.XDT)
    assert one["last name"] == ["Hagenau"] and "finding" not in one
    assert two["health insurance number"] == ["A123456780"] and two["date of birth"] == ["15.08.1976"]
    assert two["finding"] == ["Asthma bronchiale"]


def test_passengers_of_an_airlines_records_are_one_each() -> None:
    data = (
        "UNA:+.?*'UNB+IATA:1+QX+US+250402:0830+1'UNH+1+PNRGOV:11:1:IA'SSR+DOCS:HK:1:QX:::::/P/GBR/512345678/GBR/"
        "12JUL64/M/23AUG29/QUIMBY/ZOLTAN'ADD++700:12 ELM ST:RENO:NV::US:89501:7755550123'"
        "TIF+QUIMBY:A+ZOLTAN:A:1'TIF+HOLT:A+MARIA:A:2'UNT+5+1'UNZ+1+1'"
    )
    whole, one, two = records(data)
    assert whole["passenger.passport number"] == ["512345678"] and whole["contact.zip"] == ["89501"]
    assert [one["passenger.last name"], two["passenger.first name"]] == [["QUIMBY"], ["MARIA"]]


def test_words_between_slashes_name_the_other_party_of_a_booking() -> None:
    line = ":86:/TRTP/SEPA OVERBOEKING/IBAN/NL91ABNA0417164300/NAME/Z QUIMBY/REMI/RENT"
    (booking,) = records(f":20:A\n:25:70050000/9876543\n:28C:42/1\n{line}\n")
    assert booking["payee"] == ["Z QUIMBY"] and booking["account iban"] == ["NL91ABNA0417164300"]


def test_a_passengers_document_and_birth_are_named() -> None:
    (_, passenger) = records(
        "UNB+UNOA:4+A:ZZ'UNH+1+PAXLST'BGM+745'NAD+FL+++BERG:ANA'DTM+329:840205'DOC+P:110:111+X39983346'"
    )
    assert passenger["passenger.date of birth"] == ["1984-02-05"]
    assert passenger["passenger.passport number"] == ["X39983346"]


def test_each_enrolled_member_is_a_record_with_number_and_birth() -> None:
    member = "INS*Y*18~NM1*IL*1*HOLT*{}****34*{}~PER*IP**HP*7755550123~DMG*D8*19840217*F~"
    found = records(samples.ISA + member.format("MARIA", "219331234") + member.format("PAT", "219331235"))
    assert [one["insured.first name"] for one in found] == [["MARIA"], ["PAT"]]
    assert [one["insured.ssn"] for one in found] == [["219331234"], ["219331235"]]
    assert found[0]["insured.date of birth"] == ["19840217"]
    assert found[0]["contact.home phone"] == ["7755550123"]


def test_a_persons_number_is_named_after_the_list_that_it_is_of() -> None:
    message = (
        "UNB+UNOC:3+1:14+2:14+260101:1200+1'UNH+1+MEDREF:D:93A:UN:D0130R'BGM+REF'"
        "NAD+PO+481516:YNR++Praksis Syd'PNA+PAT+0707614285:CPR+++SU:Quimby+FO:Zoltan+ME:Aksel'UNT+4+1'"
    )
    (patient,) = records(message)
    assert patient["patient.cpr number"] == ["0707614285"]
    assert patient["patient.last name"] == ["Quimby"] and patient["patient.first name"] == ["Zoltan"]
    assert "481516" not in str(patient)


def test_a_members_number_of_an_insurer_is_no_bare_reference() -> None:
    head = samples.X12[: samples.X12.index("~") + 1]
    member = "ST*834*0001~INS*Y*18~REF*0F*512340987~REF*17*QZH77120345~NM1*IL*1*QUIMBY*ZOLTAN~SE*4*0001~"
    (record,) = records(head + member)
    assert record["subscriber id"] == ["QZH77120345"]


def test_an_invoice_total_is_written_with_its_implied_decimals() -> None:
    (invoice,) = records(f"{samples.ISA}ST*810*0001~BIG*20250314*INV-1001**8312703~TDS*29562~")
    assert invoice["order.grand total"] == ["295.62"]
    assert invoice["invoice number"] == ["INV-1001"] and invoice["order number"] == ["8312703"]


def test_separators_are_those_that_the_header_says() -> None:
    odd = samples.X12.replace("*", "|").replace("~", "\n")
    assert sniff(io.BytesIO(odd.encode()), "a") is Kind.X12
    assert records(odd) == records(samples.X12)


def test_an_edifact_message_undoes_its_escapes_and_names_its_party() -> None:
    (order,) = records(samples.EDIFACT)
    assert order["delivery.city"] == ["Reno"] and order["contact.phone"] == ["7755550123"]
    assert order["FTX"] == ["AAI | Mrs O'Hara has the key"]
    assert order["order.grand total"] == ["345.60"]


def test_passengers_of_a_list_are_records() -> None:
    people = "NAD+FL+++HOLT:MARIA:F'DTM+329:840217'NAD+FL+++QUIMBY:ZOLTAN:M'DTM+329:910217'"
    found = records(f"UNB+UNOA:4+AIR+GOV+250314:0931+1'UNH+1+PAXLST:D:02B:UN'{people}")
    assert [one["passenger.last name"] for one in found] == [["HOLT"], ["QUIMBY"]]
    assert [one["passenger.date of birth"] for one in found] == [["1984-02-17"], ["1991-02-17"]]


def test_an_hl7_schedule_names_who_is_booked() -> None:
    head = "MSH|^~\\&|PAS|A|B|A|20250914||SIU^S12|1|P|2.4\r"
    booked = "SCH|95870||||||FUP^Follow up|||||||||89867^Begum^Elspeth^^^Dr\rAIP|1||44^Inglis^Magnus\r"
    (record,) = [piece for piece in read("siu.hl7", (head + booked).encode()) if isinstance(piece, Passage)]
    for name in ("Begum", "Elspeth", "Inglis", "Magnus"):
        assert f"name: {name}\n" in record.text


def test_an_hl7_message_keeps_each_professional_and_the_mother_apart() -> None:
    message = (
        "MSH|^~\\&|IIS|A|B|A|20250914||VXU^V04|1|P|2.5.1\r"
        "PID|1||26784^^^A^MR||Holt^Zoe|Quimby^Lavinia^^^^^M\r"
        "ORC|RE|||||||||Sorrel^Hanna^^^^^^^NIP001||4471^Vance^Otto\r"
        "RXA|0|1|20250914|20250914|94^MMRV|0.5|mL||00|jsorrel^Vance\r"
    )
    (record,) = records(message)
    assert record["mother.last name"] == ["Quimby"] and record["patient.last name"] == ["Holt"]
    assert record["provider.ORC 10 1.last name"] == ["Sorrel"]
    assert record["provider.ORC 10 1.first name"] == ["Hanna"]
    assert record["provider.ORC 12 1.last name"] == ["Vance"]
    assert record["provider.RXA 10 1.user name"] == ["jsorrel"]
    assert record["provider.RXA 10 1.name"] == ["Vance"]


def test_an_hl7_message_reads_repetitions_and_undoes_its_escapes() -> None:
    one, two = records(samples.HL7)
    assert one["patient.ssn"] == ["921-36-4410"] and one["patient.mrn"] == ["26784"]
    assert one["next of kin.first name"] == ["PAT"] and one["patient.middle name"] == ["J"]
    assert two["patient.city"] == ["RENO"] and two["NTE"] == ["1 | Smith & Sons pay"]


def test_licences_one_behind_the_other_are_records() -> None:
    one, two = records(samples.AAMVA)
    assert one["Driver license number"] == ["T42249799"] and two["Driver license number"] == ["T42249800"]
    assert one["Address"] == ["12 ELM ST, RENO, NV 89501"] and two["Name"] == ["MARIA HOLT"]


def test_a_directory_entry_is_decoded_and_named_in_words() -> None:
    _, entry = records(samples.LDIF)
    assert entry["last name"] == ["Quimby"] and entry["user name"] == ["zq1"]
    (student,) = records("dn: uid=a\nnorEduPersonNIN: 26078815514\nschacDateOfBirth: 19880726\n")
    assert student["national id number"] == ["26078815514"] and student["date of birth"] == ["19880726"]
    assert entry["postal address"] == ["12 Elm Street, Apt 4, Reno, NV 89501"]
    assert not [name for name in entry if "photo" in name.lower()]


def test_a_form_is_decoded_in_the_request_that_sent_it() -> None:
    found = records(
        "POST /checkout HTTP/1.1\nContent-Type: application/x-www-form-urlencoded\n\n"
        "bill_name=Ana+Rivera&addr1=12+Elm+St&city=Reading&grand_total=231.71\n"
    )
    assert any(record.get("bill_name") == ["Ana Rivera"] for record in found)


def test_a_form_is_decoded() -> None:
    one, two = records(samples.FORM)
    assert one["email"] == ["maria@example.com"] and two["address.0.street"] == ["12 Elm Street"]


def test_bookings_of_a_statement_are_records() -> None:
    account, booking = records(samples.OFX)
    assert account["account number"] == ["52908205691"] and booking["memo"] == [samples.NAME]
    assert "FITID" not in booking
    assert records(samples.SWIFT)[1]["account iban"] == ["DE64569584004944263223"]


def test_a_payment_names_who_pays_and_who_is_paid() -> None:
    text = (
        ":20:REF1\n:23B:CRED\n:50K:/123456\nMARIA HOLT\n12 ELM STREET\nRENO, NV 89501\n:59:PAT HOLT\nRENO\n"
    )
    (payment,) = records(text)
    assert payment["payer.name"] == ["MARIA HOLT"] and payment["recipient.name"] == ["PAT HOLT"]
    assert payment["payer.address"] == ["12 ELM STREET, RENO, NV 89501"]


def test_each_payment_of_a_list_is_a_record() -> None:
    payment = ":21:{}\n:32B:USD100,00\n:59:/9988776{}\n{}\n12 ELM STREET\n"
    text = ":20:LIST7\n:28D:1/1\n:50H:/123456\nHOLT GARAGE LLC\nRENO\n:30:260204\n"
    _, one, two = records(text + payment.format(1, 1, "MARIA QUIMBY") + payment.format(2, 2, "PAT HOLT"))
    assert one["recipient.name"] == ["MARIA QUIMBY"] and two["recipient.account"] == ["99887762"]


def test_numbered_lines_of_a_party_hold_its_identity_document_and_its_birth() -> None:
    (payment,) = records(
        ":20:REF1\n:23B:CRED\n:50F:CCPT/US/512345678\n1/MARIA HOLT\n2/12 ELM STREET\n3/US/RENO, NV 89501\n"
        "4/19720830\n5/BE/BRUSSELS\n:59:PAT HOLT\n1/2 OAK STREET\n"
    )
    assert payment["payer.passport number"] == ["512345678"] and payment["payer.name"] == ["MARIA HOLT"]
    assert payment["payer.address"] == ["12 ELM STREET, RENO, NV 89501"]
    assert payment["payer.date of birth"] == ["19720830"] and payment["payer.place of birth"] == ["BRUSSELS"]
    assert payment["recipient.name"] == ["PAT HOLT"] and payment["recipient.address"] == ["1/2 OAK STREET"]


@pytest.mark.parametrize(
    ("written", "name", "value"),
    [
        ("TXID/DE/12/345/67890", "tax number", "12/345/67890"),
        ("DRLC/US/DMV NEVADA/T42249799", "driver license number", "T42249799"),
        ("CUST/DE/BANKA/12/345", "customer number", "12/345"),
    ],
)
def test_only_the_number_of_a_document_that_names_who_issued_it_stands_behind_it(
    written: str, name: str, value: str
) -> None:
    (payment,) = records(f":20:REF1\n:23B:CRED\n:50F:{written}\n1/MARIA HOLT\n:59:PAT HOLT\n")
    assert payment[f"payer.{name}"] == [value]


def test_a_line_of_slashes_alone_continues_the_one_before_and_only_the_first_is_the_account() -> None:
    party = ":50:/D/KZ826010311000284417\n/NAME/QUIMBY\n//AND HOLT\n/IDN/911104426731\nRENO\n"
    (payment,) = records(f":20:417\n:32A:260204KZT1,00\n{party}")
    assert payment["payer.name"] == ["QUIMBY AND HOLT"] and payment["memo"] == ["RENO"]
    assert payment["payer.account"] == ["D/KZ826010311000284417"]


def test_codes_between_slashes_name_the_lines_of_a_party_and_of_a_person_on_a_list() -> None:
    party = ":50:/D/KZ826010311000284417\n/NAME/НАН\n/IDN/{}\n/CHIEF/ОСПАНОВ Д.К.\n"
    person = (
        ":21:1\n:32B:KZT1,00\n:70:/OPV/D\n//FM/ТАЙЖАНОВА\n//NM/ДИНАРА\n//DT/19911104\n//IDN/911104426731\n"
    )
    firm, one = records(":20:417\n" + party.format("090340011826") + person)
    assert firm["payer.name"] == ["НАН"] and firm["payer.chief.name"] == ["ОСПАНОВ Д.К."]
    assert firm["payer.company number"] == ["090340011826"] and "payer.iin" not in firm
    assert one["person.last name"] == ["ТАЙЖАНОВА"] and one["person.iin"] == ["911104426731"]
    assert one["person.date of birth"] == ["19911104"]
    (trader,) = records(":20:417\n" + party.format("911104426731"))
    assert trader["payer.iin"] == ["911104426731"]


@pytest.mark.parametrize(
    "text",
    [
        "ISA is an individual savings account.\nAsk your bank * for the terms ~ of yours.\n" * 20,
        "ISA*my note\n*bread\n*milk\n*eggs\n" * 20,
        "UNA says: hello there.\nUNB is a university.\n",
        "MSH stands for Marshfield; the paper wrote of it.\n",
        "@ ANSI standards are dull\n",
        "GS*PO*A*B~ST*850*0001~\n",
        "dn: the domain name\n\nSee the manual.\n",
        "0 HEAD of cattle were sold\n1 was kept\n",
        "x=1&y is a formula, and a=b&c=d another\n",
        "a=1&b=2&c=3 where c is <b>bold</b>\n",
        "!Types of cheese\nBrie\n",
        "0138000 is the code\n0138001 as well\n",
        "0318000 people\nlive there\n",
        ":20: is a tag of SWIFT\n:30: as well\n",
    ],
)
def test_words_that_begin_like_a_header_are_no_message(text: str) -> None:
    assert sniff(io.BytesIO(text.encode()), "a.txt") not in MESSAGES


@pytest.mark.parametrize("kind", MESSAGES, ids=lambda kind: kind.name)
def test_a_message_without_an_end_is_read_whole_in_bounded_passages(kind: Kind) -> None:
    name, data = samples.samples()[kind]
    long = data + b"word+word|word*word^word?" * 60_000
    pieces = read(name, long)
    assert not [piece for piece in pieces if isinstance(piece, Gap)]
    passages = [piece for piece in pieces if isinstance(piece, Passage)]
    assert max(len(piece.text) for piece in passages) < 70_000
    assert sum(piece.text.count("word") for piece in passages) > 230_000


@pytest.mark.parametrize("kind", MESSAGES, ids=lambda kind: kind.name)
def test_a_message_is_cut_off_at_the_budget_of_characters(kind: Kind) -> None:
    name, data = samples.samples()[kind]
    pieces = read(name, data * 50, replace(Extract(), max_characters=300))
    assert isinstance(pieces[-1], Gap) and pieces[-1].reason == "CHARACTER_LIMIT"


@pytest.mark.parametrize(
    "text",
    [
        "ISA**" + "aa*" * 2700,
        "#\n" + "\n" * 8000 + "x",
        "0 HEAD" + "\n" * 8000 + "x",
        "a=b&" * 2000 + "c",
        "a" * 8000 + "=",
        "UNA" + ":" * 8000,
        "MSH" + "|" * 8000 + "x",
        "---\n" + "a: b\n---\n" * 800,
        "09:02 <" + "@" * 8000,
    ],
    ids=lambda text: text[:6],
)
def test_a_header_that_never_ends_is_reported_at_once(text: str) -> None:
    assert sniff(io.BytesIO(text.encode()), "a.txt") is not Kind.UNKNOWN


def test_empty_and_broken_segments_are_read_without_a_fault() -> None:
    for text in (
        f"{samples.ISA}N1~NM1~REF~PER~TDS~AMT~HI~BEG~*~**~~",
        "UNB+UNOA:4'NAD'PNA'COM'MOA+'RFF'BGM'DTM'CTA+''?",
        "MSH|^~\\&|A\rPID\rNK1|\rPID|||^^^^SS~~||^^|\r|\r",
        "@\nANSI 636000\nD\nDA\n@\n",
    ):
        assert not [piece for piece in read("a", text.encode()) if isinstance(piece, Gap)]


def test_the_head_of_a_page_does_not_make_it_yaml() -> None:
    page = b"---\ntitle: Runbook\nowner: us\n---\n\n| who | cell |\n|---|---|\n| Maria Holt | 5550123 |\n"
    assert sniff(io.BytesIO(page), "a.md") is Kind.TEXT
    several = b"---\nname: Maria Holt\n---\nname: Zoltan Quimby\n"
    assert sniff(io.BytesIO(several), "a") is Kind.YAML


def test_a_customer_of_energy_has_family_and_given_name_and_a_house() -> None:
    party = "NAD+UD+++Holt:Maria::::Z01'NAD+DP++++Elmweg::12 a+Kempten++87435+DE'"
    (message,) = records(f"UNB+UNOC:3+1+2+250401:0712+A'UNH+1+UTILMD:D:11A:UN'{party}")
    assert message["customer.last name"] == ["Holt"] and message["customer.first name"] == ["Maria"]
    assert message["delivery.street"] == ["Elmweg 12 a"] and "delivery.unit" not in message


def test_an_employee_of_a_wage_return_is_a_record_by_its_places() -> None:
    *_, employee, _ = records(samples.EFW2)
    assert employee["employee.ssn"] == ["219094417"] and employee["employee.last name"] == ["Holt"]
    assert employee["employee.street"] == ["12 ELM ST"] and employee["employee.zip"] == ["89501"]


def test_a_payees_number_is_a_persons_where_its_kind_says_so() -> None:
    def payee(kind: str, name: str) -> str:
        whole = f"B2024 HOLT{kind}219094417{'ACCT1':20}".ljust(54) + "000000060000" * 16
        return (whole.ljust(247) + name.ljust(40)).ljust(750)

    head = "T2024 123456789".ljust(750) + "\nA2024  123456789".ljust(751)
    *_, firm, person = records("\n".join((head, payee("1", "SAWMILL LLC"), payee("2", "MARIA HOLT"))))
    assert person["payee.ssn"] == ["219094417"] and person["payee.full name"] == ["MARIA HOLT"]
    assert "payee.ssn" not in firm


def test_letters_before_a_value_name_it() -> None:
    (patron,) = records(samples.SIP2)
    assert patron["home address"] == ["12 Elm St, Reno"] and patron["date of birth"] == ["19760815"]
    (claim,) = records(samples.NCPDP)
    assert claim["patient.last name"] == ["HOLT"] and claim["patient.date of birth"] == ["19760815"]


def test_an_instruments_patient_is_read_by_its_own_marks() -> None:
    (patient,) = records(
        "H|\\^&|||Cobas|||||||P|1394-97\nP|1|MR55|||Holt^Maria||19760815|F||12 Elm St^^Reno^NV^89501\n"
    )
    assert patient["patient.last name"] == ["Holt"] and patient["patient.first name"] == ["Maria"]
    assert patient["patient.city"] == ["Reno"]


def test_a_policy_s_number_one_field_too_late_is_still_the_insured_person_s() -> None:
    head = "MSH|^~\\&|A|B|C|D|20240318||ADT^A08|1|P|2.3\rPID|1||M037^^^S^MR||BERG^ADA||19510311|F\r"
    for before in (35, 36):
        fields = ["IN1", "1", "BCPPO", "0047", "BLUE CROSS", *[""] * (before - 4), "JQP521391291"]
        held = records(head + "|".join(fields) + "\r")
        assert held[0]["insured.policy number"] == ["JQP521391291"]
    dear = ["IN1", "1", "BCPPO", "0047", "BLUE CROSS", *[""] * 32, "500.00"]
    assert "insured.policy number" not in records(head + "|".join(dear) + "\r")[0]


def test_a_persons_number_may_name_the_agency_and_an_address_stands_by_itself() -> None:
    message = (
        "UNB+UNOC:3+1:14+2:14+260101:1200+1'UNH+1+MEDRPT:D:93A:UN:L0131K'BGM+LRP+LAB506561'"
        "PNA+PAT+0707614285:::CPR+++SU:Quimby+FO:Zoltan'"
        "ADR+1+1:Elmevej 14, 2. tv+Odense M+5230+DK+Fyn'UNT+4+1'"
    )
    (patient,) = records(message)
    assert patient["patient.cpr number"] == ["0707614285"]
    assert patient["patient.street"] == ["Elmevej 14, 2. tv"] and patient["patient.zip"] == ["5230"]
    assert patient["patient.region"] == ["Fyn"]


@pytest.mark.parametrize(
    ("lines", "held"),
    [
        ("LEEDS+WEST YORKSHIRE+LS1 4AB", {"zip": "LS1 4AB", "region": "WEST YORKSHIRE"}),
        ("LEEDS++LS1 4AB", {"zip": "LS1 4AB"}),
        ("LEEDS+LS1 4AB+826", {"zip": "LS1 4AB", "country": "826"}),
    ],
)
def test_a_region_where_others_have_the_code_of_a_town_is_kept(lines: str, held: dict[str, str]) -> None:
    head = (
        "UNB+UNOB:2+R:14+B:14+260310:0834+1'UNH+1+MEDRPT:0:1:RT:NHS003'BGM+LSR'NAD+PO+G61:900++HOLT:DR N K'"
    )
    (message,) = records(f"{head}ADR++1:12 High Street+{lines}'UNT+5+1'")
    expected = {"city": "LEEDS", **held}
    for name in ("city", "zip", "region", "country"):
        assert message.get(f"party.{name}") == ([expected[name]] if name in expected else None)


def test_only_orders_and_invoices_give_their_numbers_such_names() -> None:
    message = "UNB+UNOA:2+A:ZZ+B:ZZ+260101:0610+1'UNH+1+{}:D:95B:UN'BGM+{}+9762600070+9'UNT+3+1'"
    (status,) = records(message.format("IFTSTA", "44"))
    assert "order number" not in status
    (order,) = records(message.format("ORDERS", "220"))
    assert order["order number"] == ["9762600070"]


def test_a_patient_of_the_national_health_service_has_number_name_and_code() -> None:
    message = (
        "UNB+UNOB:2+R:14+B:14+260310:0834+1'UNH+1+MEDRPT:0:1:RT:NHS003'BGM+LSR'NAD+PO+G61:900++HOLT:DR N K'"
        "ADR++US:17 ALMA TERRACE:SOWERBY BRIDGE+++HX5 4QQ'PNA+PAT+9434765919:OPI+++SU:QUIMBY+FO:DORIS'"
        "RFF+HOS:CH039467'UNT+7+1'"
    )
    (patient,) = records(message)
    assert patient["patient.nhs number"] == ["9434765919"]
    assert patient["medical record number"] == ["CH039467"]
    assert patient["party.zip"] == ["HX5 4QQ"] and "party.country" not in patient
    assert patient["party.last name"] == ["HOLT"] and patient["party.first name"] == ["DR N K"]


def test_a_long_name_of_a_directory_entry_is_folded_before_its_attributes() -> None:
    entry = (
        "dn: CN=Ulrike Sandoval-Pratt,OU=Warehouse,OU=Staff,DC=intra,DC=example,D\n C=net\n"
        "changetype: add\ncn: Ulrike Sandoval-Pratt\nsAMAccountName: usandoval\n"
    )
    assert records(entry)[0]["user name"] == ["usandoval"]
    assert not any("user name" in one for one in records(entry.replace("\n C=net", "\n\n C=net")))


def test_a_declaration_of_wages_keeps_apart_who_sends_it_and_who_answers() -> None:
    sent = "S10.G00.00.001,'PAIE'\nS10.G00.02.002,'MOREL Yann'\nS20.G00.07.001,'ROY Lise'\n"
    held = records(sent)[0]
    assert held["contact.name"] == ["MOREL Yann"] and held["correspondent.name"] == ["ROY Lise"]


def test_the_state_of_a_drivers_licence_is_no_part_of_its_number() -> None:
    pid = "PID|1||7821866^^^A^MR||Joshi^Priyanka||19480916|F" + "|" * 11 + "211819889|124960446^ID^20280101"
    (message,) = records(f"MSH|^~\\&|LAB|A|EHR|A|20240311||ORU^R01|1|P|2.5.1\r{pid}\r")
    assert message["patient.driver license number"] == ["124960446"]  # HL7 v2.5.1, section 2.A.23
    assert message["patient.issuing state"] == ["ID"] and message["patient.ssn"] == ["211819889"]
