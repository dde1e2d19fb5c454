"""National numbers: those that authorities print as samples hold, one digit changed does not."""

from __future__ import annotations

import pytest

from pii_sweep.detect.identifiers.national import check
from pii_sweep.detect.identifiers.national.recognizer import announced, find, schemes
from pii_sweep.types import Detection, ObjectRef, Table, Where

WHO = ("Maria Gonzales", "Peter Brown", "Ann Lee", "Karl Horvat")
SSNS = ("331-89-9385", "412-55-1834", "219-09-8812", "517-23-9941")
LABELLED = [
    ("Aadhaar No: 2341 2341 2346", "IN", 1),
    ("Voter ID: ABC1234567", "IN", 0),
    ("CPF: 52998224725", "BR", 1),
    ("RFC: HEGG560427MV1", "MX", 0),
    ("DNI 12345678Z", "ES", 1),
    ("Personalausweis-Nr. L01X00T471", "DE", 1),
    ("Steuer-ID: 65 929 970 489", "DE", 1),
    ("PESEL 44051401359", "PL", 1),
    ("Seria i numer: ABA300000", "PL", 1),
    ("dow. ABA300000", "PL", 1),
    ("dow. os. ABA300000", "PL", 1),
    ("Identity number\n8001015009087", "ZA", 1),
    ("T.C. Kimlik No: 10000000146", "TR", 1),
    ("codice_fiscale=RSSMRA85T10A562S", "IT", 1),
    ("idno=8001015009087", "ZA", 1),
    ("NIK : 3174056008850001", "ID", 0),
    ("NIN: 12345678901", "NG", 0),
    ("SSS No. 34-1234567-8", "PH", 0),
    ("NHS number 943 476 5919", "GB", 1),
    ("Social insurance number: 046 454 286", "CA", 1),
    ("TFN 123 456 782", "AU", 1),
    ("BSN: 111222333", "NL", 1),
    ("Personnummer: 811228-9874", "SE", 1),
    ("Fødselsnummer 29029600013", "NO", 1),
    ("SVNR 1237 010180", "AT", 1),
    ("NIF 123456789", "PT", 1),
    ("CNP 1800101221144", "RO", 1),
    ("ПлательщикОКПО=2709676295", "UA", 1),
    ("DNI titular 23.874.019", "AR", 0),
    ("ПлательщикИНН=500100732259", "RU", 1),
    ("マイナンバー 1234 5678 9018", "JP", 1),
    ("身分證字號 A123456789", "TW", 1),
    ("MyKad 850101145678", "MY", 0),
    ("ИНН 500100732259", "RU", 1),
    ("ת.ז. 000000018", "IL", 1),
    ("EMŠO: 0101006500006", "RS", 1),
    ("Kennitala 120174-3399", "IS", 0),
    ("Isikukood 37605030299", "EE", 1),
    ("asmens kodas 33309240064", "LT", 1),
    ("Personas kods: 161175-19997", "LV", 0),
    ("کد ملی 0499370899", "IR", 1),
    ("IRD number 49-091-850", "NZ", 1),
    ("ΑΜΚΑ 01013099997", "GR", 1),
    ("ΑΦΜ 094259216", "GR", 1),
    ("TAJ szám: 111 111 110", "HU", 1),
    ("Adóazonosító jel: 8071592153", "HU", 1),
    ("PPSN 1234567FA", "IE", 1),
    ("Cédula 171430710-3", "EC", 0),
    ("Cédula: 1.234.567-2", "UY", 0),
    ("DUI 00016297-5", "SV", 1),
    ("PhilHealth 12-050123456-1", "PH", 0),
]
ALONE = [
    ("ABCPE1234F", "IN", 0),
    ("A123456(3)", "HK", 1),
    ("529.982.247-25", "BR", 1),
    ("HEGG560427MVZRRL04", "MX", 1),
    ("RSSMRA85T10A562S", "IT", 1),
    ("2 55 08 14 168 025 38", "FR", 1),
    ("93.05.18-223.61", "BE", 1),
    ("131052-308T", "FI", 1),
    ("756.9217.0769.85", "CH", 1),
    ("736028/5163", "CZ", 1),
    ("11010519491231002X", "CN", 1),
    ("S1234567D", "SG", 1),
    ("12.345.678-5", "CL", 1),
    ("112-233-445 95", "RU", 1),
    ("860824-1655068", "KR", 0),
    ("35202-1234567-1", "PK", 0),
]


def countries(text: str) -> set[str]:
    return {hit.parts["country"] for hit in find(text)}


def changed(text: str) -> str:
    """Return a text with its last digit one higher."""
    at = max(place for place, char in enumerate(text) if char.isdigit())
    return f"{text[:at]}{(int(text[at]) + 1) % 10}{text[at + 1 :]}"


@pytest.mark.parametrize(("text", "country", "checked"), LABELLED)
def test_a_number_behind_its_label_is_found_and_one_with_a_wrong_digit_less_surely(
    text: str, country: str, checked: int
) -> None:
    assert country in countries(f"Form 7\n{text}\nReceived")
    number = text[next(at for at, char in enumerate(text) if char.isdigit()) :]
    assert country not in countries(f"Lot {number} of 9")
    if checked:
        mine = (hit for hit in find(changed(text)) if hit.parts["country"] == country)
        assert all(hit.score < 0.9 for hit in mine)


@pytest.mark.parametrize(("text", "country", "checked"), ALONE)
def test_a_number_that_no_other_looks_like_needs_no_label(text: str, country: str, checked: int) -> None:
    assert country in countries(f"see {text} in the file")
    if checked:
        assert country not in countries(f"see {changed(text)} in the file")


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Mi DNI es 12345678Z y llego el lunes.", "ES"),
        ("Su DNI (12345678Z) consta en el expediente.", "ES"),
        ("Meine Steuer-ID lautet 65 929 970 489.", "DE"),
        ("Il suo codice fiscale è RSSMRA85T10A562S.", "IT"),
        ("o meu NIF é 123456789", "PT"),
        ("マイナンバーは 123456789018 です", "JP"),
    ],
)
def test_a_sentence_may_say_that_a_number_is_one(text: str, country: str) -> None:
    assert country in countries(text)


def test_a_number_goes_on_neither_in_a_longer_one_nor_in_a_price() -> None:
    assert not countries("ref 12.345.678-51, part X-2 55 08 14 168 025 380 and 736028/51630")
    assert not countries("BSN: 111222333,50")


@pytest.mark.parametrize(
    "text",
    [
        "the pan is 12345 grams",
        "sin 12 anos",
        "a nine: 12345678901",
        "RG 58 cable 12",
        "in tin 16 of 24 boxes",
    ],
)
def test_words_that_are_labels_too_announce_nothing_by_themselves(text: str) -> None:
    assert not countries(text)


def test_every_scheme_is_searched_for_behind_its_label_or_alone() -> None:
    assert len({scheme.country for scheme in schemes()}) > 35
    assert all(scheme.labels for scheme in schemes())
    assert all(scheme.shown or not scheme.alone for scheme in schemes())


def test_a_column_of_numbers_is_found_by_its_header(columns) -> None:
    rows = [("Asha Rao", "2341 2341 2346"), ("Ravi Nair", "4991 1866 5246"), ("Usha Das", "3675 9834 6012")]
    found = columns(("name", "aadhaar_no"), *rows)
    assert found["NATIONAL_ID@aadhaar_no"] == [number for _, number in rows]


@pytest.mark.parametrize(
    "header",
    ["आधार संख्या", "ЈМБГ", "EMŠO", "kennitala", "asmens_kodas", "isikukood", "کد_ملی", "ΑΜΚΑ", "CPF_Ativo"],
)  # fmt: skip
def test_a_column_is_found_by_its_header_in_other_languages(columns, header: str) -> None:
    rows = [("Asha Rao", "23412341234"), ("Ravi Nair", "49911866524"), ("Usha Das", "36759834601")]
    assert columns(("name", header), *rows)[f"NATIONAL_ID@{header}"] == [number for _, number in rows]


def test_numbers_whose_check_digits_all_hold_are_found_under_any_header(columns) -> None:
    bodies = [f"{day:02d}03955710{count:03d}" for count, day in enumerate(range(1, 25), 1)]
    numbers = [
        body[:12] + digit for body in bodies for digit in "0123456789" if check.yugoslavia(body[:12] + digit)
    ]
    rows = [(who, number) for who, number in zip(WHO * 3, numbers, strict=False)]
    assert columns(("Ime i prezime", "oznaka"), *rows)["NATIONAL_ID@oznaka"] == [number for _, number in rows]


def test_verhoeff_finds_every_single_error_and_every_swap_of_neighbours() -> None:
    number = "234123412346"
    assert check.verhoeff(number)
    for at, digit in enumerate(number):
        others = (other for other in "0123456789" if other != digit)
        assert not any(check.verhoeff(number[:at] + other + number[at + 1 :]) for other in others)
        if at and number[at - 1] != digit:
            assert not check.verhoeff(number[: at - 1] + digit + number[at - 1] + number[at + 1 :])


def test_a_column_of_social_security_numbers_is_one_whatever_its_header_says(detector) -> None:
    rows = tuple((name, number) for name, number in zip(WHO, SSNS, strict=True))
    found = detector.examine([Table(Where(ObjectRef("b", "o.csv")), ("FullName", "NationalId"), rows)])
    kinds = {item.entity for item in found if isinstance(item, Detection) and item.where.column == 2}
    assert kinds == {"US_SSN"}


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Ime        : Anže\nEMŠO            : 0101006500006\nTelefon    : 01/4", "RS"),
        ("           jmbg: 0101006500006", "RS"),
        ("আধার নং ২৩৪১ ২৩৪১ ২৩৪৬", "IN"),
        ("आधार सं. 2341 2341 2346", "IN"),
        ("کد ملی: ۰۴۹۹۳۷۰۸۹۹", "IR"),
        ("NAS : 046 454 286", "CA"),
        ("AHV-Nr.     : 756.9217.0769.85", "CH"),
    ],
)
def test_labels_and_numbers_are_read_as_lists_and_other_scripts_write_them(text: str, country: str) -> None:
    assert countries(text) == {country}


@pytest.mark.parametrize(
    ("text", "country", "number"),
    [
        ("doña Inés, con D.N.I. nº 12.345.678-Z, vecina de Lugo", "ES", "12.345.678-Z"),
        ("D. N. I.: 12345678 Z", "ES", "12345678 Z"),
        ("mi dni: 12345678z", "ES", "12345678z"),
        ("N.I.F. núm. 123 456 789", "PT", "123 456 789"),
        ("inscrito no C.P.F. n.º 529.982.247-25", "BR", "529.982.247-25"),
        ("C.U.R.P.: HEGG560427MVZRRL04", "MX", "HEGG560427MVZRRL04"),
        ("P.E.S.E.L. nr 44051401359", "PL", "44051401359"),
        ("B.S.N. 111222333", "NL", "111222333"),
        ("C.N.P. 1800101221144", "RO", "1800101221144"),
        ("И.Н.Н. 500100732259", "RU", "500100732259"),
        ("A.M.K.A. 01013099997", "GR", "01013099997"),
        ("T.C. 10000000146", "TR", "10000000146"),
        ("Nº de afiliación a la Seguridad Social: 28/12345678/40", "ES", "28/12345678/40"),
        ("P.P.S.N. 1234567FA", "IE", "1234567FA"),
        ("ma sécu : 255081416802538", "FR", "255081416802538"),
    ],
)
def test_a_label_of_initials_may_have_its_points(text: str, country: str, number: str) -> None:
    assert (country, number) in {(hit.parts["country"], text[hit.start : hit.end]) for hit in find(text)}


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Ausgewiesen durch Personalausweis Nr. L8XK40T1F", "L8XK40T1F"),
        ("Aufenthaltstitel-Nr.: Y71K2M3C4", "Y71K2M3C4"),
        ("munito di carta d'identità n. AX4415920", "AX4415920"),
        ("C.I.E. n. CA51234BK", "CA51234BK"),
        ("permesso di soggiorno n. I10482615", "I10482615"),
        ("carte nationale d’identité n° 110775301234", "110775301234"),
        ("carte de séjour n° 7503104512", "7503104512"),
        ("legitymująca się dowodem osobistym nr ABA300000", "ABA300000"),
        ("č. OP: 204857316", "204857316"),
        ("občanským průkazem č. 204857316", "204857316"),
        ("občianskeho preukazu: EA482013", "EA482013"),
        ("posesor al cărții de identitate seria CJ nr. 482913", "CJ nr. 482913"),
        ("identiteitskaart nr. IR4K8B072", "IR4K8B072"),
        ("titular do cartão de cidadão n.º 12345678 9 ZX1", "12345678 9 ZX1"),
        ("s ličnom kartom br. 004829137", "004829137"),
        ("personas apliecība PA1048271", "PA1048271"),
        ("Alien Registration Number: A087-654-321", "A087-654-321"),
        ("biometric residence permit ZU4829137", "ZU4829137"),
    ],
)
def test_an_identity_card_is_found_by_its_ordinary_name(text: str, number: str) -> None:
    assert number in {text[hit.start : hit.end] for hit in find(text)}


@pytest.mark.parametrize(
    "text",
    [
        "Ausweis bitte bis 12.04.2024 verlängern",
        "Seri No: A12B12345",
        "Seria: ABA300000",
        "Dupont & Cie FR1234567",
        "a number 555 123 456 of times",
        "une carte de séjour de 10 ans coûte 225 euros",
        "see section n. 12345678 of the index",
        "Nr. L01X00T47",
        "the alien landed 20240312",
        "dni 12345678a",
    ],
)
def test_words_near_a_number_that_name_no_paper_announce_nothing(text: str) -> None:
    assert not countries(text)


def test_numbers_next_to_several_of_their_scheme_may_be_written_otherwise(find) -> None:
    shown = "7.890.620-0 Ana\n17.552.373-1 Eva\n14.279.525-6 Leo\n"
    assert "14177205-8" in find(shown + "14177205-8 Ida\n")["NATIONAL_ID"]
    assert "NATIONAL_ID" not in find("Ref 14177205-8 paid\n")  # alone, it may be any
    assert "14177205-9" not in find(shown + "14177205-9 Ida\n")["NATIONAL_ID"]


def test_a_number_may_touch_words_of_scripts_without_blanks() -> None:
    for text in ("身份证330106198809234036，门禁卡待发", "证件号330106198809234036已登记"):
        assert {text[hit.start : hit.end] for hit in find(text)} == {"330106198809234036"}
    for text in ("编号A330106198809234036", "编号330106198809234036X", "编号1330106198809234036"):
        assert not list(find(text))


def test_a_swedish_birth_of_the_last_century_with_its_check_digit_needs_no_label(find) -> None:
    assert find("Holmgren Åke;19461015-6491;Björkvägen 70")["NATIONAL_ID"] == ["19461015-6491"]
    for other in ("19461015-6492", "19461315-6491", "20240315-0042"):
        assert "NATIONAL_ID" not in find(f"backup;{other};gz")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("GSTIN: 29DDJPB4034B1Z0", True),
        ("<PARTYGSTIN>29DLDPM1474B1Z8</PARTYGSTIN>", True),
        ("GSTIN: 27AAPFU0939F1ZV", False),  # a firm's, by its fourth letter
        ("GSTIN: 29DDJPB4034B1Z7", False),
    ],
)
def test_the_trade_number_of_a_person_in_india_is_found_and_a_firms_is_not(text: str, found: bool) -> None:
    assert ("IN" in countries(text)) is found


@pytest.mark.parametrize(
    "text",
    [
        "PESEL 12345678901", "Aadhaar 1234 5678 9012", "CPF: 111.222.111-22", "ID 4413205480087",
        "GSTIN: 29AAGCB4034B1Z7", "tin 123456788", "Sin 123 456 788",
    ],
)  # fmt: skip
def test_runs_of_figures_and_numbers_under_labels_of_many_things_need_their_check_digits(text: str) -> None:
    assert not list(find(text))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("CustomerTaxID: 245678905", ["245678905"]),  # a person's in Portugal
        ("CustomerTaxID: 245678906", []),  # another check digit
        ("CustomerTaxID: 501442600", []),  # a firm's
        ("VendorTaxNo: 245678905", []),
    ],
)
def test_a_customer_in_a_portuguese_audit_file_is_a_person_by_the_first_figure(text, found) -> None:
    assert [text[hit.start : hit.end] for hit in find(text)] == found


@pytest.mark.parametrize(
    ("text", "entity", "number"),
    [
        ("His prison number is A8123DK.", "NATIONAL_ID", "A8123DK"),
        ("CHI 0707491124, lives alone.", "MEDICAL_RECORD_NUMBER", "0707491124"),
        ("Donor no. WI-0044-51270, twice a year.", "MEDICAL_RECORD_NUMBER", "WI-0044-51270"),
        ("介護保険被保険者番号 0000551270", "HEALTH_INSURANCE_NUMBER", "0000551270"),
        ("환자번호 551270", "MEDICAL_RECORD_NUMBER", "551270"),
        ("nyugdíjas törzsszáma 051-551270-3", "NATIONAL_ID", "051-551270-3"),
        ("Numéro NEPH : 150633200481", "NATIONAL_ID", "150633200481"),
        ("The patient came 12 times.", "", None),
        ("prison records from 1934 to 1951", "", None),
    ],
)
def test_numbers_of_patients_and_of_the_insured_are_found_behind_labels_in_prose(
    text: str, entity: str, number: str | None
) -> None:
    assert [(one.entity, text[one.start : one.end]) for one in find(text)] == (
        [(entity, number)] if number else []
    )


def test_a_number_whose_check_digits_hold_may_stand_behind_words_of_its_label() -> None:
    text = "Steuer-ID für den Antrag 47036892816, danke"
    assert [text[one.start : one.end] for one in find(text)] == ["47036892816"]
    assert not list(find("Steuer-ID für den Antrag 47036892817, danke"))
    assert not list(find("Steuer-ID fehlt; Rückruf 47036892816"))


def test_labels_of_prose_do_not_name_columns() -> None:
    assert not announced("Patient") and not announced("Permis")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The patient 4471203 records were read.", False),
        ("export: patient 20240317 rows", False),
        ("Average per donor: 310000 was given.", False),
        ("cell line donor QX-2017-44120, frozen", False),
        ("patient PQX-551270", False),
        ("Patient ID PQX-551270", True),
        ("Patient: 4471203, seen today", True),
        ("donor #4471203 came", True),
        ("patient no. 4471203 was seen", True),
        ("CI XB551270 failed: log", False),
        ("CI XB551270, domiciliat", True),
        ("crn B551270 in the list of courses", False),
        ("CRN B551270", True),
        ("HN 44-55127 reached us", False),
        ("HN: 44-55127", True),
        ("Ticket HN: 44-55127", False),
        ("Part CRN: B551270", False),
        ("Client CRN: B551270", True),
        ("Build MBO 551270338", False),
        ("MBO 551270338", True),
        ("CI: AB 551270", False),
        ("CI: XB 551270", True),
        ("Patient: 0655127033", True),
        ("Donor: 2155512703", True),
        ("Donor 2155512703", False),
        ("Patient: 1655127033", True),
        ("Patient no.: 2155512703", True),
        ("Customer reference 551 270 331B", False),
        ("Tax reference 2551270331 of the firm", False),
        ("tax ref 2551270331.", True),
        ("Permis 551270331204 de construire", False),
        ("社保卡 20240317", False),
        ("社保卡 55127033", True),
        ("被保険者 55127033 人", False),
        ("被保険者番号 55127033", True),
    ],
)
def test_labels_of_many_things_need_a_word_for_a_number_or_the_end_of_a_field(text: str, found: bool) -> None:
    assert bool(list(find(text))) is found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Steuer-ID des Kunden, Kundennummer 47036892816", False),
        ("Steuer-ID des Kunden und Telefon 47036892816", False),
        ("Steuer-ID des Kunden und Kunden-Nr. 47036892816", False),
        ("Steuer-ID der Kundin, Ottilie Brandhuber, 47036892816", True),
        ("Steuer-ID der Kundin, Zbyslav Qvortrup 47036892816", True),
        ("Steuer-ID von Vater und Sohn 47036892816", True),
        ("Steuer-ID der Kundin mit der Nummer 47036892816", True),
    ],
)
def test_no_label_reaches_over_the_label_of_another_number(text: str, found: bool) -> None:
    assert bool(list(find(text))) is found


@pytest.mark.parametrize(
    ("text", "score"),
    [
        ("Patient: 0655127033", 0.65),
        ("Permis : 150633200481", 0.65),
        ("Permis n° 150633200481", 0.85),
        ("NEPH 150633200481\n", 0.65),
    ],
)
def test_a_label_of_many_things_alone_says_less_than_one_with_a_word_for_a_number(text, score) -> None:
    assert [hit.score for hit in find(text)] == [score]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Patient\nNHS No.\n\nOttilie BRANDHUBER\n943 476 5919\nFlat 2\n", "943 476 5919"),
        ("Patient\nNHS No.\n\nOttilie BRANDHUBER\n943 476 5918\nFlat 2\n", None),
        ("The NHS in figures\nOttilie BRANDHUBER\n943 476 5919\n", None),
    ],
)
def test_a_label_in_a_column_of_labels_has_its_number_in_the_next_one(text: str, number: str | None) -> None:
    found = [text[one.start : one.end] for one in find(text) if one.score != 0.65]
    assert found == ([number] if number else [])


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("le numéro national élève (INE) 081947362KH", "081947362KH"),
        ("UPN: H801300002004", "H801300002004"),
        ("NIE escolar: 22-0147718.", "22-0147718"),
        ("OM azonosító: 71234807690", "71234807690"),
        ("με αριθμό οικογενειακής μερίδας 30517/4, είναι", "30517/4"),
        ("título de residência R018M5527; moro aqui", "R018M5527"),
        ("the INE published 081947362 figures", None),
        ("ULN of 1234807690 people", None),
        ("ULN: 1234807690", None),
        ("Stock NSN: 9305348076", None),
        ("LRN 480769012345, reference of the customs declaration", None),
        ("The learner has ULN 1234807690.", "1234807690"),
        ("School record, NSN: 130534807", "130534807"),
        ("Surname: Qvortrup\nLRN: 480769012345", "480769012345"),
    ],
)
def test_numbers_of_pupils_families_and_residents_are_found_behind_their_labels(text, number) -> None:
    assert [text[one.start : one.end] for one in find(text)] == ([number] if number else [])


def test_a_portuguese_tax_number_of_a_firm_is_no_persons() -> None:
    assert not list(find("NIF 509442013"))
    assert len(list(find("NIF 245678905"))) == 1


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("BSN 111 222 333, relatie", ["111 222 333"]),
        ("UTR 61428 35709.", ["61428 35709"]),
        ("BSN 111 222 334, relatie", []),
        ("UTR 12.03.2024, due", []),
        ("her Medicare 2953 70415 2 line 3", ["2953 70415 2"]),
        ("her Medicare 2953 70416 2 line 3", []),
        ("National ID 61428357, Kisumu", ["61428357"]),
        ("opholdskort: 61 428 357\n", ["61 428 357"]),
        ("δελτίου ταυτότητας ΑΝ 614283, κάτοικος", ["ΑΝ 614283"]),
        ("Adóazonosító jele: 8371642563", ["8371642563"]),
    ],
)
def test_a_number_may_be_grouped_otherwise_and_its_label_inflected(text: str, numbers: list[str]) -> None:
    assert [text[hit.start : hit.end] for hit in find(text)] == numbers


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("the staff SIN (Moreau: 046 454 286) is kept", ["046 454 286"]),
        ("the staff sin (Moreau: 046 454 286) is kept", []),
        ("IRD no, she had it with her today: 49-091-850", ["49-091-850"]),
        ("il codice fiscale: quello di ieri, RSSMRA85T10A562T, va bene?", ["RSSMRA85T10A562T"]),
        ("要身份证号,妈妈已补交:110101199003078888。", ["110101199003078888"]),
        ("NIF do cliente (tel: 123456789)", []),
        ("BSN volgt. Klantnummer 111222333", []),
        ("BSN volgt, klantnummer: 111222333", []),
    ],
)
def test_a_number_may_stand_behind_a_clause_about_its_label(text: str, numbers: list[str]) -> None:
    assert [text[hit.start : hit.end] for hit in find(text)] == numbers


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        (
            "[08:03] Ann: he wants your ID number\n[08:04] Ben: 800101 5009 087, as before",
            ["800101 5009 087"],
        ),
        ("Ann: hi\nBen: hi\nAnn: your UTR please\nBen: 6142835709\n", ["6142835709"]),
        ("Ann: ditt personnummer?\nBen: 811228-9874\n", ["811228-9874"]),
        ("Note: UTR is missing\nTotal: 6142835709\n", []),
        ("Ann: UTR missing in form?\nTotal: 6142835709\n", []),
        ("Ann: is the UTR in the export?\nRows: 6142835709\n", []),
        ("[08:03] Ann: the BSN please\n[08:04] Klantnummer: 111222333\n", []),
    ],
)
def test_a_number_answers_the_line_of_a_talk_that_asks_for_it(text: str, numbers: list[str]) -> None:
    assert [text[hit.start : hit.end] for hit in find(text)] == numbers


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("GSA SIN: 541330111", []),
        ("The SIN (special item number): 541519000", []),
        ("SIN: 541330112", []),
        ("her SIN: 541330112", ["541330112"]),
        ("Employee of our Toronto site (Canada), SIN: 541330112", ["541330112"]),
        ("SIN: 046454286", ["046454286"]),
    ],
)
def test_a_mistyped_sin_needs_a_word_of_canada_or_its_holder(text: str, numbers: list[str]) -> None:
    assert [text[hit.start : hit.end] for hit in find(text)] == numbers
