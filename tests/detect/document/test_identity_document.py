"""Identity documents are known by title, labels and number; what only speaks of them is none."""

from __future__ import annotations

import pytest

CARDS = {
    "PAN": (
        "INCOME TAX DEPARTMENT  GOVT. OF INDIA\nASHA RAO\nMOHAN RAO\n06/11/1988\n"
        "Permanent Account Number\nABCPE1234F\nSignature"
    ),
    "Aadhaar": "Government of India\nAsha Rao\nDOB: 06/11/1988\nFEMALE\n2341 2341 2346\nAadhaar",
    "voter": (
        "ELECTION COMMISSION OF INDIA\nIDENTITY CARD  ABC1234567\nElector's Name: Asha Rao\n"
        "Father's Name: Mohan Rao\nSex: Female\nDate of Birth: 06/11/1988"
    ),
    "Hong Kong": (
        "HONG KONG PERMANENTIDENTITY CARD\nCHAN, Siu Ming\nDate of Birth\n03-06-1985 M\n***AZ\n"
        "Date of Issue\n(06-96)\n26-11-18\nA123456(3)"
    ),
    "Brazil": (
        "REPÚBLICA FEDERATIVA DO BRASIL\nREGISTRO GERAL 12.345.678-9\nNOME Ana Souza\nFILIAÇÃO\n"
        "Rosa Souza\nNATURALIDADE Recife\nDATA DE NASCIMENTO 01/02/1980\nCPF 529.982.247-25\n"
        "VÁLIDA EM TODO O TERRITÓRIO NACIONAL"
    ),
    "Mexico": (
        "INSTITUTO NACIONAL ELECTORAL\nCREDENCIAL PARA VOTAR\nNOMBRE\nRUIZ\nPABLO\nDOMICILIO\n"
        "C ROBLE 12\nCLAVE DE ELECTOR RZPBLO80010109H100\nCURP HEGG560427MVZRRL04\nSEXO H\n"
        "FECHA DE NACIMIENTO 01/01/1980"
    ),
    "Spain": (
        "REINO DE ESPAÑA\nDOCUMENTO NACIONAL DE IDENTIDAD\nAPELLIDOS\nRUIZ SOLER\nNOMBRE\nPABLO\n"
        "SEXO M\nNACIONALIDAD ESP\nFECHA DE NACIMIENTO 01 01 1980\nVALIDEZ 01 01 2030\n"
        "DNI 12345678Z"
    ),
    "Italy": (
        "REPUBBLICA ITALIANA\nCARTA D'IDENTITÀ\nCOGNOME\nROSSI\nNOME\nMARIA\n"
        "LUOGO E DATA DI NASCITA\nROMA 01.01.1980\nSESSO F\nSTATURA 165\nCITTADINANZA ITA\n"
        "SCADENZA 01.01.2030"
    ),
    "Poland": (
        "RZECZPOSPOLITA POLSKA\nDOWÓD OSOBISTY\nNAZWISKO/SURNAME\nNOWAK\nIMIONA/GIVEN NAMES\n"
        "EWA\nOBYWATELSTWO POLSKIE\nDATA URODZENIA 14.05.1944\nPESEL 44051401359"
    ),
    "Indonesia": (
        "PROVINSI DKI JAKARTA\nNIK : 3174056008850001\nNama : SITI RAHMA\n"
        "Tempat/Tgl Lahir : JAKARTA\nJenis Kelamin : PEREMPUAN\nAlamat : JL MAWAR 3\n"
        "RT/RW : 001/002\nAgama : ISLAM\nPekerjaan : GURU"
    ),
    "Turkey": (
        "TÜRKİYE CUMHURİYETİ KİMLİK KARTI\nT.C. Kimlik No 10000000146\nSoyadı YILMAZ\nAdı AYŞE\n"
        "Doğum Tarihi 01.01.1980\nCinsiyeti K"
    ),
    "Nigeria": (
        "FEDERAL REPUBLIC OF NIGERIA\nNational Identification Number Slip\nSurname: OKAFOR\n"
        "First name: ADA\nGender: F\nNIN: 12345678901\nTracking ID: X"
    ),
    "China": (
        "姓名 王芳\n性别 女 民族 汉\n出生 1949年12月31日\n住址 北京市东城区\n公民身份号码 11010519491231002X"
    ),
    "Korea": "주민등록증\n김민수\n860824-1655068\n서울특별시 종로구",
    "Philippines": (
        "REPUBLIKA NG PILIPINAS\nPHILIPPINE IDENTIFICATION CARD\n1234-5678-9012-3456\n"
        "Apelyido/Last Name\nREYES\nMga Pangalan/Given Names\nLIZA\n"
        "Petsa ng Kapanganakan/Date of Birth\nMAY 3, 1990"
    ),
    "Bangladesh": (
        "Government of the People's Republic of Bangladesh\nNATIONAL ID CARD / জাতীয় পরিচয় পত্র\n"
        "Name: RAFIQUL ISLAM\nপিতা আব্দুল করিম\nDate of Birth: 12 Jan 1979\nNID No 334 812 7790"
    ),
    "Egypt": (
        "جمهورية مصر العربية\nبطاقة تحقيق الشخصية\nمحمد\nأحمد السيد علي\n١٢ شارع النيل\nالجيزة\n"
        "٢٨٥٠٧١٢٢١٠٣٤٥٨"
    ),
    "China, the back": (
        "中华人民共和国\n居民身份证\n签发机关 上海市公安局浦东分局\n有效期限 2015.06.01-2035.06.01"
    ),
    "Kenya": (
        "JAMHURI YA KENYA REPUBLIC OF KENYA\nNATIONAL IDENTITY CARD\n"
        "SERIAL NUMBER: 233810442 ID NUMBER: 28844190\nFULL NAMES\nWANJIKU MARY NJERI\nDATE OF BIRTH\n"
        "04.05.1990\nSEX\nFEMALE\nDISTRICT OF BIRTH\nNYERI\nPLACE OF ISSUE\nNAIROBI\nDATE OF ISSUE\n"
        "11.06.2010\nHOLDER'S SIGN."
    ),
    "Russia": (
        "РОССИЙСКАЯ ФЕДЕРАЦИЯ\nПаспорт выдан ОВД района Сокол города Москвы\n"
        "Дата выдачи 14.05.2009 Код подразделения 772-053\nФамилия СМИРНОВА\nИмя ОЛЬГА\n"
        "Отчество ПЕТРОВНА\nПол ЖЕН. Дата рождения 03.02.1989\nМесто рождения ГОР. МОСКВА\n45 09 123456"
    ),
    "Iran": (
        "جمهوری اسلامی ایران\nکارت ملی\nشماره ملی ۰۰۸۴۵۷۵۹۴۸\nنام علی\nنام خانوادگی رضایی\n"
        "تاریخ تولد ۱۳۶۵/۰۲/۱۴\nنام پدر حسن"
    ),
    "India, a licence": (
        "UNION OF INDIA\nDRIVING LICENCE\nMAHARASHTRA STATE\nDL No MH12 20140012345\nDOI : 14-06-2014\n"
        "Valid Till : 13-06-2034 (NT)\nDOB : 02-03-1990 BG : B+\nName : SANDEEP PATIL\n"
        "S/D/W of : RAMESH PATIL\nAdd : 12 FC Road, Pune 411004"
    ),
    "Ukraine": (
        "УКРАЇНА UKRAINE\nПАСПОРТ ГРОМАДЯНИНА УКРАЇНИ\nПрізвище/Surname КОВАЛЕНКО\nІм'я/Name ОКСАНА\n"
        "По батькові/Patronymic ІВАНІВНА\nДата народження/Date of birth 12 05 1991\n"
        "Запис №/Record No. 19910512-03347\nДокумент №/Document No. 001234567\n"
        "Дійсний до/Date of expiry 14 08 2028"
    ),
    "Ethiopia": (
        "FEDERAL DEMOCRATIC REPUBLIC OF ETHIOPIA\nEthiopian Digital ID Card\n"
        "Full Name ABEBE KEBEDE TESSEMA\nDate of Birth 1987/04/12\nSex Male\nFAN 4821 7735 9901 2284\n"
        "Date of Expiry 2032/01/01"
    ),
    "Peru": (
        "REPÚBLICA DEL PERÚ\nRegistro Nacional de Identificación y Estado Civil\nPrimer Apellido\nQUISPE\n"
        "Pre Nombres\nROSA\nFecha de Nacimiento 01 02 1980\nSexo F Estado Civil S\n40812773 - 1"
    ),
    "Romania": (
        "ROMÂNIA CARTE DE IDENTITATE\nSERIA RX NR 123456\nCNP 2800101221144\nNume POPESCU\n"
        "Prenume ANA\nLoc nastere Iași\nSex F\nValabilitate 01.01.20-01.01.30"
    ),
    "Nepal": (
        "नेपाल सरकार\nGovernment of Nepal\nनाम थर सीता शर्मा\nजन्म मिति 2045-03-12\n"
        "नागरिकता नं 27-01-68-12345\nSex F"
    ),
}


@pytest.mark.parametrize("card", CARDS)
def test_a_card_is_known_by_its_title_and_labels(find, card: str) -> None:
    expected = "driver_license" if "licence" in card else "identity_card"
    assert find(CARDS[card]).get("IDENTITY_DOCUMENT") == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "The Income Tax Department of India will post your Permanent Account Number card within two weeks.",
        "Please bring a national identity card or a passport to the desk. Sign with your name.",
        "Le document est publié par la République française. Nom du fichier : notice. Date : 3 mai.",
        "La Repubblica Italiana riconosce il nome e la provincia del comune di nascita.",
        "Паспорт выдан гражданину, названному ниже. Российская Федерация, код подразделения, дата выдачи 3.",
        "The Government of Nepal and the Republic of Kenya signed it on 01/02/2024. No name is asked.",
        "Provinsi Jawa Barat has 27 regencies; agama and pekerjaan are asked in the census.",
    ],
)
def test_a_text_about_documents_is_none(find, text: str) -> None:
    assert "IDENTITY_DOCUMENT" not in find(text, "prose")


@pytest.mark.parametrize(
    "text",
    [
        "FIRST CITY BANK\nDEBIT\n4111 1111 1111 1111\nVALID THRU 09/28\nANN B LEE",
        "4111 1111 1111 1111\n09/28\nANN B LEE",
        "5500 0000 0000 0004\nMONTH/YEAR 11/27\nMR OMAR DIAZ",
    ],
)
def test_a_payment_card_is_known_by_its_layout(find, text: str) -> None:
    assert find(text).get("IDENTITY_DOCUMENT") == ["payment_card"]


@pytest.mark.parametrize(
    "text", ["4111 1111 1111 1111\nANN B LEE", "Order 4111 1111 1111 1111 was paid on 09/28 by Ann Lee."]
)
def test_a_card_number_alone_is_no_picture_of_a_card(find, text: str) -> None:
    assert "IDENTITY_DOCUMENT" not in find(text)


def test_each_licence_that_a_log_quotes_is_found(find) -> None:
    scan = "door scan\n@\nANSI 636001090002DL00410238DLDCAD\nDCS{0}\nDACMARIA\nDBB07061997\nDAQ{1}\n"
    found = find(scan.format("HOLT", "641558824") + "retry\n" + scan.format("RUIZ", "641558825"))
    assert found["US_DRIVER_LICENSE"] == ["641558824", "641558825"]
    assert len(found["PERSON"]) == len(found["US_DRIVER_LICENSE"])


def test_a_record_with_a_licence_keeps_its_other_numbers_and_its_registers(find) -> None:
    text = (
        "resource.identifier.use: usual\nMedical Record Number: MRN-6157330\nssn: 306-26-4524\n"
        "resource.identifier.system: urn:oid:2.16.840.1.113883.4.3.25\nDriver's License: S15523135\n"
        "resource.name.family: Rinaldi\nresource.name.given: Giulia\nbirthDate: 1992-02-22\n"
        "address.line: 6347 Old Mill Ave\naddress.city: El Paso\naddress.state: TX\n"
    )
    found = find(text, "fields")
    assert found["MEDICAL_RECORD_NUMBER"] == ["MRN-6157330"]
    assert found["US_DRIVER_LICENSE"] == ["S15523135"]
