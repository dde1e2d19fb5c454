"""Exports of shops and registers whose headers are known: which column holds what."""

from __future__ import annotations

import pytest

PERSON = ("Maria Alvarez", "Peter Novak", "Ingrid Larsen")
STREET = ("12 Oak St", "9301 Elm Ave", "77 Pine Rd")
CITY, STATE, ZIP = ("Reno", "Duluth", "Austin"), ("NV", "MN", "TX"), ("89501", "55803", "78701")
MONEY, MORE = ("88.10", "12.45", "199.00"), ("8.00", "1.20", "19.00")
KNOWN = {
    "shopify": (
        {
            "Name": ("#1001", "#1002", "#1003"),
            "Subtotal": MORE,
            "Taxes": MORE,
            "Total": MONEY,
            "Billing Name": PERSON,
        },
        {"ORDER_ID@Name", "ORDER_VALUE@Total", "PERSON@Billing Name"},
    ),
    "etsy": (
        {
            "Full Name": PERSON,
            "Street 1": STREET,
            "Ship City": CITY,
            "Order Value": MORE,
            "Order Total": MONEY,
        },
        {"PERSON@Full Name", "STREET_ADDRESS@Street 1", "ORDER_VALUE@Order Total"},
    ),
    "paypal": (
        {
            "Name": PERSON,
            "Gross": MONEY,
            "Fee": MORE,
            "Net": MORE,
            "Address Line 1": STREET,
            "Town/City": CITY,
        },
        {"PERSON@Name", "ORDER_VALUE@Gross", "STREET_ADDRESS@Address Line 1"},
    ),
    "a register in capitals": (
        {
            "CUST_NM": PERSON,
            "ADDR_LN_1": STREET,
            "CITY_NM": CITY,
            "ST_CD": STATE,
            "ZIP_CD": ZIP,
            "ORD_AMT": MONEY,
        },
        {"PERSON@CUST_NM", "STREET_ADDRESS@ADDR_LN_1", "ORDER_VALUE@ORD_AMT"},
    ),
    "a hair salon in Japan": (
        {
            "お客様名（漢字）": ("坂本 修平", "遠藤 沙織", "藤原 真由美"),
            "お客様名（カナ）": ("サカモト シュウヘイ", "エンドウ サオリ", "フジワラ マユミ"),
            "スタイリスト": ("青木 隼人", "石井 健太", "三浦 沙織"),
            "メニュー": ("白髪染め", "前髪カット", "カット"),
            "緊急連絡先": ("09055505334", "09055507878", "09055506349"),
        },
        {
            "PERSON@お客様名（漢字）",
            "PERSON@お客様名（カナ）",
            "PERSON@スタイリスト",
            "PHONE_NUMBER@緊急連絡先",
        },
    ),
    "a court's roll": (
        {
            "No dossier": ("100-22-072221-259", "100-22-072509-254", "100-22-021072-258"),
            "Demandeur": ("BOUCHARD, France", "ÉMOND, Nathalie", "LAVOIE, Alain"),
            "Procureur (demande)": ("Me Yves Côté", "Me Manon Pelchat", "Me Alain Bouchard"),
        },
        {"PERSON@Demandeur", "PERSON@Procureur (demande)"},
    ),
    "fines of a province": (
        {
            "EXPEDIENTE": ("490049654323", "490047334649", "490047353921"),
            "DENUNCIADO/A": (
                "GARRIDO ESPINOSA, REMEDIOS",
                "LOZOYA ESPINOSA, GONZALO",
                "URRUTIA GARRIDO, LEANDRO",
            ),
            "MATRICULA": ("7449TPG", "5325TZM", "5789SJP"),
        },
        {"PERSON@DENUNCIADO/A", "LICENSE_PLATE@MATRICULA"},
    ),
    "names in four columns": (
        {
            "Primer nombre": ("Blanca", "Paola", "Marleny"),
            "Segundo nombre": ("Yurany", "Diana", "Claudia"),
            "Primer apellido": ("Cardona", "Duque", "Ocampo"),
            "Segundo apellido": ("Montoya", "Jaramillo", "Posada"),
        },
        {"PERSON@Primer nombre"},
    ),
    "a visitors' log": (
        {
            "Visitor Name": ("Seah Siew Lan", "Chua Wai Kit", "Yeo Jun Wei"),
            "Contact": ("98556702", "97556553", "91556723"),
            "Veh No": ("SLB2113R", "GBH0620M", "GBH9854S"),
            "Purpose": ("Delivery", "Social", "Tuition"),
        },
        {"PERSON@Visitor Name", "PHONE_NUMBER@Contact", "LICENSE_PLATE@Veh No"},
    ),
    "words for telephones and births anywhere in a header": (
        {
            "Alumno/a": ("Aitana Belmonte Roca", "Hugo Carrión Pla", "Leire Zubeldia Otaegi"),
            "F. Nacim.": ("03/05/2014", "17/10/2013", "28/01/2014"),
            "Tfno. tutor 1": ("600 555 112", "622 555 019", "655 555 871"),
            "Numero chiamato": ("3485550987", "3475550221", "3205550118"),
            "cell_id": ("310-410-2227-3", "310-410-9577-19", "310-410-1123-7"),
        },
        {
            *("PERSON@Alumno/a", "DATE_OF_BIRTH@F. Nacim.", "MINOR@F. Nacim."),
            *("PHONE_NUMBER@Tfno. tutor 1", "PHONE_NUMBER@Numero chiamato"),
        },
    ),
    "a zoo's stock": (
        {
            "House name": ("Otto", "Clara", "Bruno"),
            "Taxon": ("Rhinoceros unicornis", "Lama glama", "Ursus arctos"),
            "Birth/Hatch": ("14/05/2011", "02/06/2015", "30/06/2018"),
            "Enclosure": ("Savanna 2", "Farm", "Forest 1"),
        },
        set(),
    ),
    "a courier's list": (
        {
            "寄件方": ("王晓东", "陈国强", "孙伟"),
            "收件方": ("李静", "赵丽华", "周敏"),
            "收件手机": ("13987654321", "13733334444", "15055556666"),
        },
        {"PERSON@寄件方", "PERSON@收件方", "PHONE_NUMBER@收件手机"},
    ),
    "payroll": ({"EmpNo": ("1", "2", "3"), "Employee": PERSON, "Gross Pay": MONEY}, {"PERSON@Employee"}),
    "a ward in Poland": (
        {
            "ID_PAC": ("001742143", "001986463", "001907221"),
            "NAZWISKO": ("Wiśniewska", "Kowalczyk", "Zieliński"),
            "IMIE": ("Jolanta", "Łukasz", "Michał"),
        },
        {"MEDICAL_RECORD_NUMBER@ID_PAC", "PERSON@IMIE"},
    ),
    "a pharmacy in France": (
        {
            "Nom": ("LE GOFF", "BOUCHARD", "LEFÈVRE"),
            "Prénom": ("Loïc", "Geneviève", "Gérard"),
            "Mutuelle": ("HARMONIE", "MGEN", "HARMONIE"),
            "N° adhérent": ("00036486", "33730035", "29649968"),
        },
        {"PERSON@Prénom", "HEALTH_INSURANCE_NUMBER@N° adhérent"},
    ),
    "a salon in Greece": (
        {
            "Επώνυμο": ("Παπαδημητρίου", "Καραγιάννης", "Νικολάου"),
            "Όνομα": ("Ελένη", "Σπύρος", "Μαρία"),
            "Σταθερό": ("210 7562897", "2610-749385", "210 4330901"),
        },
        {"PERSON@Όνομα", "PHONE_NUMBER@Σταθερό"},
    ),
    "costs of a firm in Portugal": (
        {"Rubrica": ("Renda", "Seguro", "Água"), "Fixo": ("1200,00", "310,50", "89,10"), "Variável": MORE},
        set(),
    ),
    "arrears of a village in India": (
        {
            "Name of the Consumer": ("K. Venkateswarlu", "Mohd. Imtiyaz Ali", "P. Ramana Murthy"),
            "S/o W/o D/o": ("K. Subba Rao", "Mohd. Yousuf", "B. Srinivas Goud"),
            "Mobile No": ("6099580817", "8538088606", "9849012345"),
        },
        {"PERSON@Name of the Consumer", "PERSON@S/o W/o D/o", "PHONE_NUMBER@Mobile No"},
    ),
    "a day centre in Japan": (
        {
            "氏名": ("田中\u3000キヨ", "佐藤\u3000正雄", "小林\u3000ハナ"),
            "緊急連絡先": ("田中\u3000健一", "佐藤\u3000由美", "石川\u3000隆"),
            "続柄": ("長女", "次男", "長女"),
        },
        {"PERSON@氏名", "PERSON@緊急連絡先"},
    ),
    "films": ({"title": ("Dawn", "Dusk", "Noon"), "director": PERSON, "gross": MONEY}, {"PERSON@director"}),
}


@pytest.mark.parametrize("name", sorted(KNOWN))
def test_the_columns_of_a_known_export_are_recognized(columns, name: str) -> None:
    table, kinds = KNOWN[name]
    assert set(columns(tuple(table), *zip(*table.values(), strict=True))) == kinds


def test_the_parts_of_an_address_are_read_without_any_header(columns) -> None:
    found = columns((), *zip(PERSON, STREET, CITY, STATE, ZIP, strict=True))
    assert found["STREET_ADDRESS@2"][0] == "12 Oak St, Reno, NV, 89501"


def test_slips_of_canadas_revenue_agency_name_who_was_paid(columns) -> None:
    header = (
        "/EMPE_NM/snm",
        "/EMPE_NM/gvn_nm",
        "/EMPE_ADDR/addr_l1_txt",
        "/EMPE_ADDR/addr_l2_txt",
        "/EMPE_ADDR/cty_nm",
    )
    rows = (
        ("Desrosiers", "Mélanie", "2240 boul. des Érables", "app. 4", "Gatineau"),
        ("Kowalchuk", "Brent", "718 Prairie Rose Cres", "", "Saskatoon"),
        ("Tootoosis", "Marlene", "12 Elm Street", "Bsmt", "Cut Knife"),
    )
    found = columns(header, *rows)
    names = [
        set(one.split()) for one in found.get("PERSON@/EMPE_NM/gvn_nm", found.get("PERSON@/EMPE_NM/snm", []))
    ]
    assert names == [{row[0], row[1]} for row in rows]
    assert "app. 4" in found["STREET_ADDRESS@/EMPE_ADDR/addr_l1_txt"][0]
