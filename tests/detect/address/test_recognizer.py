from __future__ import annotations

import pytest

from pii_sweep.detect.address import recognizer
from pii_sweep.detect.detector import Detector
from pii_sweep.detect.text.candidate import Hit
from pii_sweep.types import Box, Detection, Passage, Span, Where


@pytest.mark.parametrize(
    "address",
    [
        "1234 N OAK AVE APT 4B\nSPRINGFIELD, IL 62701-1234",
        "12 Oak Street\nUnit 7\nFresno, CA 93650",
        "P.O. Box 318\nCordova, AK 99574",
        "RR 2 Box 14\nDeale, MD 20751",
        "PSC 4926, Box 7979\nAPO AA 34035",
        "17375 Southwest Tualatin Valley Hwy, Beaverton, OR 97006",
        "88175 US Highway 278, Altoona, AL 35952",
        "239 South 500 East, Salt Lake City, UT 84102",
        "350 Fifth Ave Ste 300\nNew York, NY 10118\nUSA",
        "Hauptstraße 12a\n69115 Heidelberg\nDeutschland",
        "10 Downing Street\nLondon SW1A 2AA",
        "1185 Rue Sherbrooke O\nMontreal, QC H3A 2R7",
        "1400 NW 10th Ave Apt 1502\nMiami, FL 33136",
        "917½ W Saint Clair Ave\nApt 4B\nMyrtle Beach, SC 29502",
        "1188 S 1430 W\nProvo UT 84601",
        "94-1021 Waipahu St Apt C\nWaipahu, HI 96797-3349",
        "60-14 Catalpa Avenue\nRidgewood, NY 11385",
        "Calle 14 #2108\nUrb. Las Lomas\nSan Juan, PR 00921",
        "URB VILLA DEL CARMEN\n1145 CALLE SACRA\nPONCE PR 00716",
        "The Old Rectory\nChurch Lane\nRipe, East Sussex BN8 6AU",
        "4120 Farm to Market 2920, Tomball, TX 77375",
        "812 Ranch to Market Road 2222\nAustin, TX 78730",
        "N8W22520 Johnson Dr, Waukesha, WI 53186",
        "W156N8480 PILGRIM RD\nMENOMONEE FALLS WI 53051",
        "40 The Embarcadero\nSan Francisco, CA 94111",
        "907 THE ESPLANADE\nREDONDO BEACH CA 90277",
        "12 rue Nationale\nBP 40123\n59000 Lille Cedex\nFrance",
        "Kungsgatan 18 lgh 1104\n903 25 Umeå",
        "Hinter dem Turm 7, 04109 Leipzig",
    ],
)
def test_an_address_is_one_finding_however_many_lines_it_has(find, address: str) -> None:
    found = find(f"Ship to:\nJordan Example\n{address}\n\nThank you\n")
    assert found["STREET_ADDRESS"] == [address]


def test_the_name_above_an_address_is_a_person_and_not_part_of_the_address(find) -> None:
    found = find("SHIP TO:\nJOHN Q PUBLIC\n12 OAK ST\nFRESNO, CA 93650\n")
    assert found["PERSON"] == ["JOHN Q PUBLIC"]
    assert found["STREET_ADDRESS"] == ["12 OAK ST\nFRESNO, CA 93650"]


@pytest.mark.parametrize(
    "text",
    [
        "Street: 12 Oak St   City: Reno   State: NV   ZIP: 89501\n",
        "Address: 12 Oak St\nCity: Reno\nState: Nevada\nZip Code: 89501\n",
        "12 OAK ST\n\nRENO NV 89501\n\nSHIP TO\n",
    ],
)
def test_a_city_in_a_field_of_its_own_or_past_an_empty_line_is_part_of_the_address(find, text: str) -> None:
    (found,) = find(text)["STREET_ADDRESS"]
    assert found.endswith("89501")


def test_a_city_with_its_state_alone_is_no_address(find) -> None:
    assert "STREET_ADDRESS" not in find("We ship from Springfield, IL to all of Ohio.", "prose")


@pytest.mark.parametrize(
    "text",
    [
        "Park Avenue Planter  $270.00",
        "01 Birch Tray 30x40\n02 Oak Panel Round\n03 Steel Easel\n",
        "Goods\n\n11 Birch Tray\n12 Harlow Panel Box\n13 Savoy Easel 9\n",
        "17 Linen Cover 20x30\n",
        "cache key=tile:7645298389 size=79865",
        "22 LB 6 OZ\n1 OF 1",
        "Copyright 2009 Red Hat Inc., Durham, North Carolina",
        "1992 Carnegie Mellon University, Pittsburgh, Pennsylvania",
        "The job ran for 11 hours on 4 nodes. 24 Hours a Day, 7 Days a Week.",
        "The pass is 90 miles north, and 78 degrees; ice stays until May.",
    ],
)
def test_goods_logs_and_weights_are_no_addresses(find, text: str) -> None:
    assert "STREET_ADDRESS" not in find(text)


def test_an_address_in_a_sentence_ends_where_the_sentence_goes_on(find) -> None:
    found = find("Please ship it to 961 6th Pl, Omaha, NE 68112 by Friday.", "prose")
    assert found["STREET_ADDRESS"] == ["961 6th Pl, Omaha, NE 68112"]


def test_columns_side_by_side_are_kept_apart_by_their_spaces(find) -> None:
    text = (
        "Bill To:                     Ship To:\n"
        "Jane Doe                     John Roe\n"
        "12 Oak Street                99 Elm Avenue Apt 4\n"
        "Fresno, CA 93650             Portland, OR 97201\n"
    )
    assert find(text)["STREET_ADDRESS"] == [
        "12 Oak Street\nFresno, CA 93650",
        "99 Elm Avenue Apt 4\nPortland, OR 97201",
    ]


def test_columns_side_by_side_are_kept_apart_by_the_boxes_of_their_words(
    detector: Detector, place: Where
) -> None:
    rows = [("12 Oak Street", "99 Elm Avenue"), ("Fresno, CA 93650", "Portland, OR 97201")]
    text, spans = "", []
    for number, row in enumerate(rows):
        for left, part in zip((50.0, 600.0), row, strict=True):
            for word in part.split():
                spans.append(
                    Span(
                        len(text),
                        len(text) + len(word),
                        Box(left, number * 30.0, left + 12 * len(word), number * 30.0 + 20),
                    )
                )
                text += word + " "
                left += 12 * len(word) + 8  # noqa: PLW2901
        text = text[:-1] + "\n"
    found = [
        d for d in detector.examine([Passage(text, place, tuple(spans), "page")]) if isinstance(d, Detection)
    ]
    addresses = [d for d in found if d.entity == "STREET_ADDRESS"]
    assert [d.value.replace("\n", " ") for d in addresses] == [
        "12 Oak Street Fresno, CA 93650",
        "99 Elm Avenue Portland, OR 97201",
    ]
    assert addresses[1].where.box is not None
    assert addresses[1].where.box.x0 == 600.0


def test_the_parts_of_an_address_name_its_state_and_zip(detector: Detector, place: Where) -> None:
    found = [*detector.examine([Passage("Jane Doe\n12 Oak Street\nFresno, California 93650\n", place)])]
    address = next(d for d in found if isinstance(d, Detection) and d.entity == "STREET_ADDRESS")
    assert (address.parts["state"], address.parts["zip"], address.parts["street"]) == (
        "CA",
        "93650",
        "12 Oak Street",
    )


@pytest.mark.parametrize(
    "text",
    [
        "Vitals: BP 138/84, pulse 70.\nBP 138 over 84, temp 98.4\n",
        "Cashier: 04  Reg 7\n",
        "Route sheet 0317 – Monday\n",
        "3 Crystal Palace 30 12 9 9 45\n4 Leeds United 30 12 8 10 44\n",
        "a limit of 100 web ACLs, 255 characters, within 30 days; 20 The Other ways\n",
        "Tue 18:30 Yoga; Room 7 Pool; 24 Side Hall\n",
    ],
)
def test_a_number_before_any_word_is_no_address(find, text: str) -> None:
    assert "STREET_ADDRESS" not in find(text, "prose")
    assert "STREET_ADDRESS" not in find(text)


def test_labels_below_one_another_keep_their_own_first_lines(find) -> None:
    labels = "Bo McRae\n132 N Tenth Ln\nKissimmee, FL 34741\n\n"
    labels += "Forrest Cove\n81 N Van Buren Dr\nSuite 6\nTroy, NY 12180\n"
    assert find(labels)["STREET_ADDRESS"] == [
        "132 N Tenth Ln\nKissimmee, FL 34741", "81 N Van Buren Dr\nSuite 6\nTroy, NY 12180",
    ]  # fmt: skip


def test_the_numbered_name_above_a_licences_address_is_no_part_of_it(find) -> None:
    card = "DRIVER LICENSE\n4d DLN 0193866506342\n3 DOB 10/20/1983\n1 ALVAREZ\n2 WINONA\n"
    card += "19 WEST LARKSPUR RD, APT 6\nNEW HAVEN, CT 06511\n15 SEX F 16 HGT 5-06 18 EYES BRO 9 CLASS D\n"
    found = find(card)
    assert found["STREET_ADDRESS"] == ["19 WEST LARKSPUR RD, APT 6\nNEW HAVEN, CT 06511"]
    assert found["PERSON"] == ["WINONA ALVAREZ"]


LOG = """\
batch 1074 processed in 7 ms
batch 1111 processed in 14 ms
node 17 joined ring, 128 tokens moved
flushed 9000 rows, 12 columns wide
cache hit 93 percent, 12 evictions, 400 entries
migrated schema 41 to 42 in 37510 ms
retry 2 of 5 after 3700 ms
"""


@pytest.mark.parametrize("layout", ["log", "prose"])
def test_a_log_without_capitals_holds_no_addresses(find, layout: str) -> None:
    assert "STREET_ADDRESS" not in find(LOG * 8, layout)


def test_an_address_without_capitals_is_one_still(find) -> None:
    text = "please send it to 88 pine rd, boise, id 83702, thanks.\n\nhauptstraße 12, 10115 berlin"
    assert find(text, "prose")["STREET_ADDRESS"] == [
        "88 pine rd, boise, id 83702",
        "hauptstraße 12, 10115 berlin",
    ]


def test_who_lives_at_an_address_is_no_part_of_it_though_no_list_knows_them(find) -> None:
    found = find("SHIPPING ADDRESS\nLuningning Dimaculangan\n65 North Mill Pond Blvd\nAndrews, NC 28901\n")
    assert found["STREET_ADDRESS"] == ["65 North Mill Pond Blvd\nAndrews, NC 28901"]
    assert found["PERSON"] == ["Luningning Dimaculangan"]


@pytest.mark.parametrize(
    "text", ["Packstation 131\nPostnummer 12345678\n50667 Köln", "C/ Real, 14 bajo\n15003 A Coruña"]
)
def test_a_parcel_locker_and_a_city_with_an_article_are_whole(find, text: str) -> None:
    assert find(f"Eva Ruiz\n{text}\n")["STREET_ADDRESS"] == [text]


def test_a_house_before_its_lane_and_welsh_streets_are_part_of_the_address(find) -> None:
    cottage = "Rose Cottage, Church Lane\nLittle Bredy\nDorchester\nDT2 9HG"
    assert find(f"Invoice to:\nSiobhan Gunn\n{cottage}\n", "page")["STREET_ADDRESS"] == [cottage]
    welsh = "31 Heol y Deri\nRhiwbina\nCardiff\nCF14 6HB"
    assert find(f"Invoice to:\nBronwen Akhtar\n{welsh}\n", "page")["STREET_ADDRESS"] == [welsh]


@pytest.mark.parametrize("label", ["From", "Ship", "An", "Adresse"])
def test_the_label_of_a_field_is_no_part_of_the_street_behind_it(find, label: str) -> None:
    assert find(f"{label} Lindenallee 47\n20259 Hamburg\n", "page")["STREET_ADDRESS"] == [
        "Lindenallee 47\n20259 Hamburg"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Files: debian/*\nCopyright: 2014 Peter Grove\n    2016 Iain Lane\n    2019 Marta Court\n",
        "# Copyright (c) 2012-2016 Iain Lane\n# 2018 Susan Street\n",
        "(c) 1998, 2004 Penny Lane Software\n",
    ],
)
def test_years_before_whom_a_copyright_is_are_no_houses(find, text: str) -> None:
    assert "STREET_ADDRESS" not in find(text, "prose")


def test_a_house_with_a_years_number_stays_an_address_where_a_code_follows(find) -> None:
    text = "Copyright notices go to Karen Hill,\n2016 Oak Street, Denver, CO 80202\n"
    assert "2016 Oak Street, Denver, CO 80202" in find(text, "prose")["STREET_ADDRESS"][0]


@pytest.mark.parametrize(
    ("text", "address"),
    [
        (
            "Ich bestelle drei Säcke Erde. Bitte liefern Sie an Rosenweg 8, 31134\nHildesheim. Danke",
            "Rosenweg 8, 31134\nHildesheim",
        ),
        (
            "Kolme mattoa, yhteensä 267,00 €, toimitus Kutojankuja 8 B 4, 33720\nTampere.",
            "Kutojankuja 8 B 4, 33720\nTampere",
        ),
        (
            "Заказ: шкаф, итого 23 400 руб., доставка ул. Кузнечная, д. 14, кв.\n3, 620075 Екатеринбург.",
            "ул. Кузнечная, д. 14, кв.\n3, 620075 Екатеринбург",
        ),
    ],
)
def test_an_address_goes_on_where_a_full_line_of_a_paragraph_ends(find, text: str, address: str) -> None:
    assert find(text, "prose")["STREET_ADDRESS"] == [address]


def test_a_sentence_that_ends_with_its_line_ends_the_address(find) -> None:
    text = "We met the new owners at 14 Marine Parade, Whitby YO21 3PR.\nCarla came too, by train.\n"
    assert find(text, "prose")["STREET_ADDRESS"] == ["14 Marine Parade, Whitby YO21 3PR"]


@pytest.mark.parametrize(
    "address",
    [
        "6720 Szeged, Oskola utca 23",
        "2500 Esztergom, Malom köz 6. II/3",
        "Rákóczi u. 9., 3200 Gyöngyös",
        "The Old Forge, 6 Cinder Lane, Thornbury BS35 9ZZ",
        "Travessa das Acácias, 88, 59600-140 Mossoró - RN",
        "Via Roma 23, 40068 San Lazzaro di Savena",
        "Laugavegi 44, 101 Reykjavík",
        "Straße des Friedens 22, 98693 Ilmenau",
        "Gorriti 2718, 3.º B, Rosario, Santa Fe",
    ],
)
def test_the_order_of_each_country_is_one_finding_in_a_sentence(find, address: str) -> None:
    assert find(f"Please send it to {address}, before noon.", "prose")["STREET_ADDRESS"] == [address]


@pytest.mark.parametrize(
    "text",
    [
        "40 Cotton 1.20\n60 Cotton 1.40\n60 Delicate 1.80",
        "70 GOSUB 500\n80 END",
        "Lane 3 Smith Lane 4 Jones 50 m free",
        "1500 Passed Cape Spartel. 1540 Dolphins. 1600 Watch relieved.",
        "Bestuursvergadering 6 maart, agenda volgt.",
    ],
)
def test_programmes_prices_and_a_word_with_its_own_number_are_no_streets(find, text: str) -> None:
    assert "STREET_ADDRESS" not in find(text, "prose")


def test_a_direction_makes_a_street_of_a_name_with_a_unit_s_number(find) -> None:
    assert find("Send it to 2820 N. Greenview Unit 1", "prose")["STREET_ADDRESS"] == [
        "2820 N. Greenview Unit 1"
    ]


@pytest.mark.parametrize("label", ["TFN", "SSN", "NHS No", "DNI:"])
def test_a_label_whose_number_is_missing_ends_an_address(find, label: str) -> None:
    assert find(f"12 Hill Road, Cardiff, {label}", "prose")["STREET_ADDRESS"] == ["12 Hill Road, Cardiff"]


def test_the_number_of_a_line_is_not_of_the_stop_behind_it(find) -> None:
    text = "La linea 14 Piazza Garibaldi – Ospedale San Giovanni è deviata per lavori fino al 30."
    assert "STREET_ADDRESS" not in find(text, "prose")


def test_an_address_does_not_begin_before_the_date_of_a_birth(find) -> None:
    text = (
        "Subsemnata Ana Munteanu, născută la data de 05.01.1984, domiciliată în Ploiești, str. Morii nr. 92."
    )
    found = find(text, "prose")
    assert found["DATE_OF_BIRTH"] == ["05.01.1984"]
    assert found["STREET_ADDRESS"] == ["Ploiești, str. Morii nr. 92"]


def test_a_number_before_an_address_and_an_account_behind_it_are_no_part_of_it(find) -> None:
    found = find("Kadry\nPESEL 70121453430\nzam. ul. Młyńska 66/35, 23-144 Radom", "prose")
    assert found["NATIONAL_ID"] == ["70121453430"]
    found = find("ROUTE DE BERNE 53, 6300 Zug IBAN CH5909000012846178176 MITTEILUNG: RG 1", "fields")
    assert found["IBAN_CODE"] == ["CH5909000012846178176"]
    assert found["STREET_ADDRESS"] == ["ROUTE DE BERNE 53, 6300 Zug"]


def test_telephones_on_lines_of_their_own_around_an_address_are_no_part_of_it(find) -> None:
    found = find("Zoe Holt\nteam 3\n06 39 98 41 27\n12 avenue Foch, 44000 Nantes\n", "prose")
    assert found["STREET_ADDRESS"] == ["12 avenue Foch, 44000 Nantes"]
    assert found["PHONE_NUMBER"] == ["06 39 98 41 27"]
    found = find("14 High St\n01632 960 983\n", "prose")
    assert found["STREET_ADDRESS"] == ["14 High St"] and found["PHONE_NUMBER"] == ["01632 960 983"]
    assert find("14 Elm St\n62704-1234\n", "prose")["STREET_ADDRESS"] == ["14 Elm St\n62704-1234"]


def test_a_code_stays_among_the_parts_of_an_address_that_loses_a_telephone_below_it() -> None:
    text = "12 avenue Foch, 44000 Nantes\n02 40 44 00 00 12\n"
    parts = {"street": "12 avenue Foch", "zip": "44000"}
    hit = Hit("STREET_ADDRESS", 0, len(text) - 1, 0.9, "StreetAddress", ("suffix:0.60",), None, parts)
    (kept,) = recognizer.join_spans(text, [hit], [])
    assert (text[kept.start : kept.end], kept.parts) == ("12 avenue Foch, 44000 Nantes", parts)
    below = hit.at(end=len(text) - 1, parts={"street": "12 avenue Foch", "zip": "00 12"})
    (kept,) = recognizer.join_spans(text, [below], [])
    assert kept.parts == {"street": "12 avenue Foch"}


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("In der Kanzlei 15 Euro. Diese Summe wird erlassen.", None),
        ("Le bac de la rue Cuvier, 24 € le bac.", None),
        ("Whoever is ill stays home for 48 hours after that.", None),
        ("Er wohnt in der Lindengasse 15 in Wien.", "Lindengasse 15"),
        ("ул. Садовая 4 р-н Северный", "ул. Садовая 4"),
    ],
)
def test_a_figure_of_money_or_a_measure_is_no_house_number(find, text: str, address: str | None) -> None:
    assert find(text, "prose").get("STREET_ADDRESS") == ([address] if address else None)


def test_a_telephone_behind_a_code_of_four_figures_is_no_part_of_an_address(find) -> None:
    found = find("Contact: 21 Great Eastern Hwy, Midvale WA 6056 - 08 9274 5511")
    assert found["STREET_ADDRESS"] == ["21 Great Eastern Hwy, Midvale WA 6056"]


@pytest.mark.parametrize(
    ("text", "street"),
    [
        ("Treffpunkt: Ulmenweg 14 Fr. 18 Uhr", "Ulmenweg 14"),
        ("wohnt Ulmenstrasse 14 Fr. Haller", "Ulmenstrasse 14"),
        ("Anna-Berg-Straße 14 CHF 50", "Anna-Berg-Straße 14"),
        ("Ulmenstrasse 14 Fr. pro Tag", None),
        ("Ulmenstrasse 14 CHF", None),
    ],
)
def test_a_house_number_before_a_day_a_title_or_another_amount_stays_in_its_address(
    find, text: str, street: str | None
) -> None:
    found = find(text, "prose").get("STREET_ADDRESS", [])
    assert [one.startswith(street) for one in found] == [True] if street else not found


@pytest.mark.parametrize(
    "text",
    ["Taggar: 4 av 5 inlämnade, 1 borta", "Tote 9, box 31 dented corner", "Shows: Sat June 14, gates 10 AM"],
)
def test_counted_things_and_days_are_no_address(find, text: str) -> None:
    assert "STREET_ADDRESS" not in find(text, "prose")


def test_a_box_with_a_town_is_an_address(find) -> None:
    assert "STREET_ADDRESS" in find("Mail to PO Box 31, Denton, TX 76201.", "prose")


@pytest.mark.parametrize(
    "text",
    [
        "Copyright: 1999 - 2003 Ximian\n 1998 - 2000, 2005 Red Hat\n 2002 - 2005 Dom Lachowicz",
        "Copyright 2006, 2007 Sony Corporation",
        "Copyright (C) 1991, 1996, 1999, 2000, 2007 Free Software Foundation, Inc.",
        "Copyright: 2015 Ann Lee\n"
        + "  (unspecified) Bo Roe\n" * 40
        + "  2014 Benjamin Sago\n  2016 Itoa Makers",
        "Inspect the unit. Insulation test at 500 VDC. New parts are in the box.",
        "Shop hours: Sat 10-12, Mon 9-17. Call us.",
        "key = b'-----BEGIN RSA PRIVATE KEY-----'\n-----END PGP PUBLIC KEY BLOCK-----",
        "<901D 52BF 662F 55DC 566C 9002 4ED5 4F8D 91CA 9970>",
        "Layout\n   1 Factor\n   9 Treatments\n   201 Replicates/Cell\n",
    ],
)
def test_years_volts_hours_keys_and_counts_are_no_streets(find, text: str) -> None:
    assert "STREET_ADDRESS" not in find(text, "prose")


def test_houses_that_are_numbered_like_years_stay_next_to_a_copyright(find) -> None:
    text = "Copyright 2006, 2007 Quay Books\n\n2010 Elm Street, Austin, TX 78701\n"
    assert find(text, "prose")["STREET_ADDRESS"] == ["2010 Elm Street, Austin, TX 78701"]
