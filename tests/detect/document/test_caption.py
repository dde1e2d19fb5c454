"""The captions on a card announce its holder and its number, whatever language they are in."""

from __future__ import annotations

import pytest

from pii_sweep.detect.document import caption, identity_document

# A card as OCR reads it, its holder, and its number. People and numbers are invented.
CARDS = {
    "Brazil, a licence": (
        "REPÚBLICA FEDERATIVA DO BRASIL\nCARTEIRA NACIONAL DE HABILITAÇÃO\nNOME\nRAFAEL NUNES PRADO\n"
        "DOC. IDENTIDADE / ORG. EMISSOR / UF\n30114522 SSP SP\nDATA NASCIMENTO\n21/11/1985\n"
        "Nº REGISTRO\n04512398765\nVALIDADE\n18/02/2029",
        "RAFAEL NUNES PRADO",
        "04512398765",
    ),
    "Mexico": (
        "INSTITUTO NACIONAL ELECTORAL\nCREDENCIAL PARA VOTAR\nNOMBRE\nROJAS\nMORA\nLUIS ALBERTO\n"
        "FECHA DE NACIMIENTO\n11/05/1988\nSEXO H\nDOMICILIO\nC REFORMA 214\n"
        "CLAVE DE ELECTOR RJMRLS88051109H300\nSECCIÓN 0742",
        "ROJAS",
        "RJMRLS88051109H300",
    ),
    "Colombia, captions below": (
        "REPUBLICA DE COLOMBIA\nCEDULA DE CIUDADANIA\nNUMERO 1.032.456.789\nVARGAS OSPINA\nAPELLIDOS\n"
        "DIANA MARCELA\nNOMBRES\nFIRMA\nFECHA DE NACIMIENTO 19-FEB-1991\nESTATURA G.S. RH SEXO",
        "DIANA MARCELA",
        "1.032.456.789",
    ),
    "Germany": (
        "BUNDESREPUBLIK DEUTSCHLAND\nPERSONALAUSWEIS\nL01X00T47\n[a] Name/Surname/Nom\nHARTWIG\n"
        "Vornamen/Given names/Prénoms\nANNEGRET\nGeburtstag/Date of birth\n12.08.1983\n"
        "Staatsangehörigkeit/Nationality\nDEUTSCH\nGültig bis/Date of expiry\n31.10.2029",
        "ANNEGRET",
        "L01X00T47",
    ),
    "Japan": (
        "氏名 中村 健太 昭和61年2月14日生\n住所 大阪府大阪市北区梅田1-2-3\n交付 令和02年03月10日 12345\n"
        "2025年03月14日まで有効\n番号 第 621108765430 号\n運転免許証",
        "中村 健太",
        "621108765430",
    ),
    "Korea, no captions": (
        "주민등록증\n이서연(李瑞姸)\n900521-2345678\n서울특별시 마포구 월드컵로 212\n서울특별시 마포구청장",
        "이서연",
        "900521-2345678",
    ),
    "Egypt, no captions": (
        "جمهورية مصر العربية\nبطاقة تحقيق الشخصية\nمحمد\nأحمد عبد الله حسن\n١٥ شارع النيل\n29001010123456",
        "محمد",
        "29001010123456",
    ),
    "Ukraine": (
        "УКРАЇНА UKRAINE\nПАСПОРТ ГРОМАДЯНИНА УКРАЇНИ\nПрізвище/Surname\nКОВАЛЕНКО\nІм'я/Name\nОЛЕКСАНДРА\n"
        "По батькові/Patronymic\nІГОРІВНА\nСтать/Sex Ж/F\nДата народження/Date of birth 21 05 1993\n"
        "Дійсний до/Date of expiry 14 08 2030\nДокумент №/Document No. 004512987",
        "ОЛЕКСАНДРА",
        "004512987",
    ),
    "Kenya": (
        "JAMHURI YA KENYA REPUBLIC OF KENYA\nSERIAL NUMBER: 234098712 ID NUMBER: 28764512\nFULL NAMES\n"
        "WANJIKU MUTHONI KAMAU\nDATE OF BIRTH 14.06.1990\nSEX FEMALE\nDISTRICT OF BIRTH\nNYERI",
        "WANJIKU MUTHONI KAMAU",
        "28764512",
    ),
    "Czechia, a number alone on its line": (
        "ČESKÁ REPUBLIKA\nOBČANSKÝ PRŮKAZ / IDENTIFICATION CARD\n209384756\nPŘÍJMENÍ / SURNAME\nDVOŘÁKOVÁ\n"
        "JMÉNO / GIVEN NAMES\nTEREZA\nDATUM NAROZENÍ / DATE OF BIRTH 14.02.1993\nPOHLAVÍ / SEX F",
        "TEREZA",
        "209384756",
    ),
}


@pytest.mark.parametrize("country", CARDS)
def test_a_card_gives_its_holder_and_its_number(find, country: str) -> None:
    text, holder, number = CARDS[country]

    found = find(text, "page")

    assert "IDENTITY_DOCUMENT" in found
    assert any(holder in value for value in found["PERSON"]), found
    numbers = [*found.get("NATIONAL_ID", ()), *found.get("US_DRIVER_LICENSE", ())]
    assert any(number in value for value in numbers), found


def test_captions_without_values_announce_nothing() -> None:
    assert not list(caption.values("Surname\nGiven names\nDate of birth\nDocument No."))


def test_a_house_number_is_no_number_of_a_document(find) -> None:
    text = "KAD PENGENALAN MALAYSIA\n880714-10-5526\nNURUL AISYAH\nNO 12 JALAN MAWAR 3\nWARGANEGARA\nISLAM"

    assert find(text, "page")["NATIONAL_ID"] == ["880714-10-5526"]


def test_a_letter_about_a_card_gives_no_holder() -> None:
    text = "Please bring your identity card. Name and document number: see the form. Regards, the office."

    assert not list(identity_document.find(text, []))


def test_the_rest_of_a_sentence_is_no_holder(find) -> None:
    text = "In my passport No. K4471820 it is spelt so.\nAll names belong to one person, the deponent.\n"
    assert "the deponent" not in " ".join(find(text).get("PERSON", []))
