"""Vehicle plates are found behind their labels and in their columns, and nowhere else."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pii_sweep.detect.identifiers.plate import license_plate

Find = Callable[..., dict[str, list[str]]]


@pytest.mark.parametrize(
    ("text", "plate"),
    [
        ("License plate: 7ABC123", "7ABC123"),
        ("Plate no. KLM 4821 parked in lot 4", "KLM 4821"),
        ("plate # CA 8XYZ921", "CA 8XYZ921"),
        ("Vehicle registration: TX BKR-2931", "TX BKR-2931"),
        ("The license plate was HQW-7719, a grey sedan.", "HQW-7719"),
        ('{"license_plate": "6TRJ244", "lot": "B"}', "6TRJ244"),
        ("the car, reg AB12 CDE, was on the pavement", "AB12 CDE"),
        ("mein Auto mit dem Kennzeichen M-AB 1234 wurde abgeschleppt", "M-AB 1234"),
        ("véhicule immatriculé AB-123-CD", "AB-123-CD"),
        ("matrícula 1234 BCD aparcado en doble fila", "1234 BCD"),
        ("targa FX 123 ZZ", "FX 123 ZZ"),
        ("my son will come, car KA19MD4471", "KA19MD4471"),
        ("als Führer des PKW OB-KS 812 gefahren", "OB-KS 812"),
        ("nr rej. WA 12345", "WA 12345"),
        ("гос. номер А123ВС77", "А123ВС77"),
        ("Tag no: 4821-KM", "4821-KM"),
        ("车牌号码：粤B12345", "粤B12345"),
        ("avain: Taisto Eronen (auto KZT-481)", "KZT-481"),
        ("hajný Zelinka (auto 5H3 8206)", "5H3 8206"),
        ("furgone GB 417 ZN di Rocco", "GB 417 ZN"),
        ("rue des Tanneurs 44190 Clisson, fourgon FK-482-QD", "FK-482-QD"),
        ("kierowca busa p. Leszek (rej. LTM 47KH)", "LTM 47KH"),
        ("bestelbus: VB-41-TK van Piet", "VB-41-TK"),
        ("차량번호: 12가3456", "12가3456"),
        ("номер авто А123ВС77", "А123ВС77"),
        ("inquilino Iker, matr. 4471 KLD plaza 6", "4471 KLD"),
        ("Kenteken voor parkeerpas: GK-482-T", "GK-482-T"),
        ("Kennzeichen für Parkausweis: RT-AB 482", "RT-AB 482"),
    ],
)
def test_a_plate_behind_its_label_is_found(find: Find, text: str, plate: str) -> None:
    assert find(text).get("LICENSE_PLATE") == [plate]


@pytest.mark.parametrize(
    "text",
    [
        "Steel plate 12 mm x 40",
        "plate: A-1-1-1-1-1",
        "Order 7ABC123 shipped",
        "dinner plate: blue, 27 cm",
        "placa base Z690",
        "matrícula de honor 10",
        "targa 911 for sale",
        "Kennzeichen 7 des Vertrags",
        "base plate no 3",
        "Tag number of the release: v2",
    ],
)
def test_what_only_looks_like_a_plate_is_not_one(find: Find, text: str) -> None:
    assert "LICENSE_PLATE" not in find(text)


def test_a_column_of_plates_is_found_by_its_header(columns: Find) -> None:
    rows = [("Ann Lee", "7ABC123", "CA"), ("Omar Diaz", "KLM 4821", "NV"), ("Mia Chen", "HQW-7719", "OR")]
    found = columns(("driver", "plate_number", "plate_state"), *rows)
    assert found["LICENSE_PLATE@plate_number"] == ["7ABC123", "KLM 4821", "HQW-7719"]
    assert "LICENSE_PLATE@plate_state" not in found


@pytest.mark.parametrize(
    "header", ["Domínio", "Tablica rejestracyjna", "kentekenplaat", "Rendszam", "placa vehículo"]
)
def test_a_label_of_texts_is_a_header_too(columns: Find, header: str) -> None:
    found = columns((header, "km"), ("AB123CD", "120"), ("KLM4821", "77"), ("HQW7719", "9"))
    assert len(found[f"LICENSE_PLATE@{header}"]) == 3


def test_a_chilean_patente_is_a_plate_and_an_italian_one_a_licence(columns) -> None:
    assert "LICENSE_PLATE@Patente" in columns(
        ("Patente", "Nombre"), ("FLHC-84", "Ana Rivera"), ("PHCK-30", "Luis Soto")
    )
    found = columns(("Patente", "Nome"), ("U1A23B456C", "Ana Rivera"), ("VR5123456X", "Luigi Rossi"))
    assert "US_DRIVER_LICENSE@Patente" in found and "LICENSE_PLATE@Patente" not in found


def test_an_estonian_plate_begins_with_figures(columns) -> None:
    found = columns(("Reg. nr", "Omanik"), ("471 BKT", "Maarja Saar"), ("882 HHR", "Kadri Sepp"))
    assert found["LICENSE_PLATE@Reg. nr"] == ["471 BKT", "882 HHR"]


def test_a_rego_is_a_plate(find) -> None:
    assert find("ute rego 1QX-4ZT, back on Monday")["LICENSE_PLATE"] == ["1QX-4ZT"]


@pytest.mark.parametrize(
    ("text", "plate"),
    [
        ("Insured states TP vehicle YK19 FDA reversed.", "YK19 FDA"),
        ("CHG DUI .08 PRIOR   PLATE 6UFT169", "6UFT169"),
        ("plaat 1-XKF-482 garage 7", "1-XKF-482"),
        ("his van (LB68 DKD) was towed", "LB68 DKD"),
        ("cash received agst bill 114, veh MH 09 DX 4417", "MH 09 DX 4417"),
    ],
)
def test_a_plate_of_its_country_stands_behind_a_word_for_a_vehicle(find, text: str, plate: str) -> None:
    assert find(text)["LICENSE_PLATE"] == [plate]


def test_models_of_vehicles_are_no_plates(find) -> None:
    for text in (
        "the vehicle SN 70 was sold",
        "a van XC90 with tow bar",
        "car BMW 320 AUT",
        "truck TGX 18 510",
        "wagen BMW 2002 Ti",
        "camionnette RN-100-20",
        "sąd rej. w Lublinie, rej. KRS 0000123456",
    ):
        assert "LICENSE_PLATE" not in find(text)


def test_a_key_for_a_vehicle_announces_its_plate_in_a_log(find: Find) -> None:
    line = "2024-06-14 06:05:41 INFO - Varaus 48213 luotu: ajoneuvo=ALL-786 (PA), vuoro=UTO-1100\n"
    assert find(line, "log")["LICENSE_PLATE"] == ["ALL-786"]
    assert "LICENSE_PLATE" not in find("2024-06-14 06:05:41 INFO - vehicle=4 vuoro=UTO-1100\n", "log")


@pytest.mark.parametrize(
    ("text", "plate"),
    [
        ('{"TransAmount":"1500.00","BillRefNumber":"KCE 784Y","MSISDN":"254725749075"}', "KCE 784Y"),
        ("Pay Bill from 254700000000 Acc. KDF 958A", "KDF 958A"),
        ("accountReference: UBJ 549T", "UBJ 549T"),
        ("narration=T 123 DKL", "T 123 DKL"),
    ],
)
def test_a_plate_that_a_payment_gives_as_its_account_is_one(find, text: str, plate: str) -> None:
    assert find(text, "log")["LICENSE_PLATE"] == [plate]


@pytest.mark.parametrize("text", ['"BillRefNumber":"SV00779"', "Acc. 4098217", "account KEY 100B2"])
def test_other_accounts_of_a_payment_are_no_plates(find, text: str) -> None:
    assert "LICENSE_PLATE" not in find(text, "log")


@pytest.mark.parametrize(("plate", "found"), [("AB12", True), ("AB1", False)])
def test_a_plate_has_four_characters_at_least(find, plate: str, found: bool) -> None:
    assert ("LICENSE_PLATE" in find(f"License plate: {plate}")) is found


def test_an_emirate_may_stand_before_a_plate_of_its_column(columns) -> None:
    plates = ("Dubai R 48172", "7741 BY", "Sharjah 3 22018")
    found = columns(
        ("name", "plate"), *zip(("Ada Lindberg", "Karl Horvat", "Petra Novak"), plates, strict=True)
    )
    assert found["LICENSE_PLATE@plate"] == list(plates)


def test_a_plate_may_stand_a_tab_behind_its_label_and_does_not_touch_it(find) -> None:
    assert find("Plaka:\t35 BKE 418\t\tŞoför\n")["LICENSE_PLATE"] == ["35 BKE 418"]
    assert find("车牌浙A·7K3F2\n", "prose").get("LICENSE_PLATE")
    assert "LICENSE_PLATE" not in find("Keilriemen SPZ1187LW, Lager A4\n")


def test_a_plate_of_iran_has_the_name_of_its_country_before_its_province(columns) -> None:
    plates = ("۶۱ب۱۸۵ ایران ۶۳", "64ج357 ایران 63", "ایران 73 - 83 ب 744")
    found = columns(("نام", "پلاک"), *zip(("کیومرث", "فریبا", "مهران"), plates, strict=True))
    assert found["LICENSE_PLATE@پلاک"] == list(plates)


def test_a_plate_of_mercosur_stands_behind_a_word_for_vehicles(find) -> None:
    found = find("Veículo no estacionamento: ZHJ1C67, responsável Ana", "prose")
    assert found["LICENSE_PLATE"] == ["ZHJ1C67"]
    assert "LICENSE_PLATE" not in find("Veículo no estacionamento: setor B12, lote AB12", "prose")


@pytest.mark.parametrize(
    ("text", "plates"),
    [
        ("Grey Skoda, KA 05 MK 2217, let it in", ["KA 05 MK 2217"]),
        ("the old Volvo in bay 3, YT68 RKD, may stay", ["YT68 RKD"]),
        ("Oma's van is 6KDM417", ["6KDM417"]),
        ("furgoneta de Koldo 4417 KZR y la de Ane 0291 MBD", ["4417 KZR", "0291 MBD"]),
        ("garaža 7: ZG 417-KR, garaža 8: W 40217 K", ["ZG 417-KR", "W 40217 K"]),
        ("Firmabilen DK 31 207 er hos Mads", ["DK 31 207"]),
        ("Ford Ranger 2019 XLT, Mercedes E 220 CDI, BMW X5 40d", []),
        ("bil SEK 450, truck TGX 500, warning CS8600 in VehReg", []),
        ("order WN19 OTB for the car", []),
    ],
)
def test_a_plate_of_a_countrys_form_comes_soon_behind_a_vehicle(
    find: Find, text: str, plates: list[str]
) -> None:
    assert find(text).get("LICENSE_PLATE", []) == plates


@pytest.mark.parametrize(
    ("text", "plate"),
    [
        ("He detailed my pickup (tag KDW-482) on Friday.", "KDW-482"),
        ("the truck (gov plate E 281 447) is his", "E 281 447"),
        ("wheelchair van, plate WD8 447.", "WD8 447"),
        ("vem de moto, placa RDK4J81.", "RDK4J81"),
        ("Fremmed varevogn CD 84 312 på pladsen", "CD 84 312"),
        ("still on the ramp, the truck, CD 84 HQ. Keys are here", "CD 84 HQ"),
        ("bitte umparken lassen: HB-FD 4812.", "HB-FD 4812"),
        ("Amtl. Kennzeichen\nHB-FD 4812\n", "HB-FD 4812"),
        ("Registreringsnummer: DN 48123\n", "DN 48123"),
        ("迎えの車は松本 530 さ 48-12。", "松本 530 さ 48-12"),
        ("Подъехал А 481 КЕ 116 к воротам", "А 481 КЕ 116"),
    ],
)
def test_a_plate_is_found_near_a_vehicle_below_a_label_or_by_a_form_of_its_own(text: str, plate: str) -> None:
    assert [text[hit.start : hit.end] for hit in license_plate.find(text)] == [plate]


@pytest.mark.parametrize(
    "text",
    [
        "asset tag KDW-4821 on the laptop",
        "See plate 12 AB 34 of the atlas.",
        "matrícula 2019-44812 do estudante",
        "Kennzeichen\nNORM 4812\n",
        "平成 30 年 4 月 12 日",
        "TRACTOR SUPPLY PRICE LIST, PAGE 12",
    ],
)
def test_a_bare_label_far_from_any_vehicle_announces_no_plate(text: str) -> None:
    assert not list(license_plate.find(text))


@pytest.mark.parametrize(
    "text",
    [
        "Parking sensor tag B14 52 returned an error.",
        "Each coach gets a tag C3-225 when it arrives.",
        "The vehicle's page jumps to tag L11 33, then exits.",
        "The tractor has tag REL-2031",
        "Base plate M13-51, for the trailer",
        "表200 は23-45の値",
        "図 310 に 23-45 を示す",
        "電車 510 は 23-45",
        "ГОСТ Р 456 АВ 88",
        "Насос К 200 ТУ 33",
        "break KD-482-WX on error",
        "Semis 4 KD 48 WX teams",
        "Caravan park: site KD 48 WX",
        "車 KD-4821 の型番",
    ],
)
def test_tags_of_things_and_figures_of_tables_are_no_plates(text: str) -> None:
    assert not list(license_plate.find(text))


@pytest.mark.parametrize(
    ("text", "plate", "score"),
    [
        ("my pickup, tag WX8 115", "WX8 115", 0.65),
        ("the trailer (tag WX8 115)", "WX8 115", 0.65),
        ("Her truck (MS tag KDW 4821) is in bay 3", "KDW 4821", 0.85),
        ("везёт водитель, А 481 КЕ 116", "А 481 КЕ 116", 0.85),
        ("wheelchair van, plate WD8 447.", "WD8 447", 0.65),
        ("迎えは尾張小牧 530 さ 48-12。", "尾張小牧 530 さ 48-12", 0.95),
        ("Припаркована А 481 КЕ 116 у ворот", "А 481 КЕ 116", 0.85),
        ("Пропуск А481КЕ116", "А481КЕ116", 0.95),
    ],
)
def test_a_tag_of_a_vehicle_and_an_offices_plate_are_still_found(text: str, plate: str, score: float) -> None:
    assert [(text[hit.start : hit.end], hit.score) for hit in license_plate.find(text)] == [(plate, score)]


@pytest.mark.parametrize(
    ("text", "plates"),
    [
        ("Föraren av BKT 61K backade in i grinden.", ["BKT 61K"]),
        ("Bestuurders: Hanneke Bos (K-614-XB) en ik.", ["K-614-XB"]),
        ("White Hilux 1BK 4TX, unsecured load", ["1BK 4TX"]),
        ("keep it in the pick-up KDB 614T.", ["KDB 614T"]),
        ("Mum tows the trailer, NC BKT-6142.", ["NC BKT-6142"]),
        ("DESK: What is the rego of your car?\nGUEST: BK 61 TX, a ute.", ["BK 61 TX"]),
        ("抵押车辆粤E·6K14M", ["粤E·6K14M"]),
        ("سيارته رقم ط س ب ٦١٤٢ أمام البيت", ["ط س ب ٦١٤٢"]),
        ("Tractor JD 61 AB", []),
        ("a new tractor MF 61 AB for sale", []),
        ("Golf GTI 16V and Golf TDI 20V", []),
        ("the NVIDIA driver BK61 TXE fails", []),
        ("Was the car sold?\nGUEST: order BK 61 TX.", []),
    ],
)
def test_a_plate_of_a_countrys_form_stands_near_drivers_and_models(
    find: Find, text: str, plates: list[str]
) -> None:
    assert find(text, "prose").get("LICENSE_PLATE", []) == plates


@pytest.mark.parametrize(
    ("text", "plate"),
    [
        ("Gate: can you send the plate\nMona: WTD 6617", "WTD 6617"),
        ("plate thickness\nSteel: MM 350", None),
        ("Registration\nCost: USD 150", None),
        ("What about the registration?\nCost: USD 150", None),
        ("placa base\nModelo: RTX 4090", None),
        ("targa florio\nAnno: SF 1965", None),
    ],
)
def test_a_plate_below_a_line_that_asks_for_none_is_none(text: str, plate: str | None) -> None:
    assert [text[hit.start : hit.end] for hit in license_plate.find(text)] == ([plate] if plate else [])


@pytest.mark.parametrize(
    ("text", "plate"),
    [
        ("The blue Civic EX 1600 is sold.", None),
        ("Black Jaguar XJR 575, one owner", None),
        ("The white van, BHP 130, is fast.", None),
        ("Blue car, EUR 4500", None),
        ("Vehicle type: MAN 460", None),
        ("Car model: BMW 320", None),
        ("Car model: TGX 463", None),
        ("Car park: LOT 450", None),
        ("The blue Civic, WTD 6610, is towed.", "WTD 6610"),
        ("plate of the blue Civic WTD 6610", "WTD 6610"),
        ("The blue Civic WTD 6617 is towed.", "WTD 6617"),
        ("Car parked: WTD 661", "WTD 661"),
    ],
)
def test_trims_sums_and_types_of_vehicles_are_no_plates(text: str, plate: str | None) -> None:
    assert [text[hit.start : hit.end] for hit in license_plate.find(text)] == ([plate] if plate else [])
