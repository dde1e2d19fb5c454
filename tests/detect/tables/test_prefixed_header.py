from __future__ import annotations

import pytest

from pii_sweep.detect.tables import prefixed_header
from pii_sweep.detect.tables.column_header import sampled

CITIES = (("12 Oak St", "Fresno", "CA", "93650"), ("9 Elm Ave", "Tulsa", "OK", "74103"))


@pytest.mark.parametrize(
    "header",
    [
        ("*Name", "POAddressLine1", "POCity", "PORegion", "POPostalCode"),
        ("id", "Residence_Addresses_AddressLine", "Residence_Addresses_City", "Residence_Addresses_State",
         "Residence_Addresses_Zip"),
        ("id", "hm street", "hm city", "hm st", "hm zip"),
        ("id", "adresse_rue", "adresse_ville", "adresse_region", "adresse_cp"),
        ("id", "direccion_calle", "direccion_ciudad", "direccion_provincia", "direccion_cp"),
    ],
)  # fmt: skip
def test_the_parts_of_an_address_under_headers_with_shared_words_are_joined(columns, header) -> None:
    found = columns(header, *((str(at), *place) for at, place in enumerate(CITIES)))
    addresses = [values for key, values in found.items() if key.startswith("STREET_ADDRESS")]
    assert addresses == [["12 Oak St, Fresno, CA, 93650", "9 Elm Ave, Tulsa, OK, 74103"]]


def test_two_families_of_headers_are_two_addresses(columns) -> None:
    parts = ("AddressLine1", "City", "Region", "PostalCode")
    header = (*(f"PO{part}" for part in parts), *(f"SA{part}" for part in parts))
    found = columns(header, (*CITIES[0], *CITIES[1]), (*CITIES[1], *CITIES[0]))
    assert found["STREET_ADDRESS@POAddressLine1"][0] == "12 Oak St, Fresno, CA, 93650"
    assert found["STREET_ADDRESS@SAAddressLine1"][0] == "9 Elm Ave, Tulsa, OK, 74103"


def test_words_without_a_street_make_no_family() -> None:
    header = ("birth city", "birth state", "birth zip")
    assert prefixed_header.families(sampled(header, [("Fresno", "CA", "93650")])) == {}


def test_a_second_party_of_a_row_is_put_together_by_the_word_before_its_parts(columns) -> None:
    header = (
        "NOM",
        "PRENOM",
        "NE_LE",
        "RESP1_NOM",
        "RESP1_PRENOM",
        "RESP1_ADRESSE",
        "RESP1_CP",
        "RESP1_VILLE",
    )
    found = columns(
        header,
        (
            "MARCHAND",
            "Yannick",
            "21/01/2013",
            "AUBERTIN",
            "Amandine",
            "23 boulevard Carnot",
            "56000",
            "VANNES",
        ),
        ("FONTANEL", "Clotilde", "08/01/2013", "DELACROIX", "Thierry", "91 rue des Lilas", "81000", "ALBI"),
    )
    people = {value for key, values in found.items() if key.startswith("PERSON") for value in values}
    assert {"Amandine AUBERTIN", "Thierry DELACROIX", "Yannick MARCHAND", "Clotilde FONTANEL"} <= people


def test_letters_of_a_type_before_most_headers_are_no_part_of_them(columns) -> None:
    header = (
        "UnitID",
        "sFName",
        "sLName",
        "dDOB",
        "sLicense",
        "sLicRegion",
        "dcRent",
        "sFNameAlt",
        "sLNameAlt",
    )
    found = columns(
        header,
        ("1", "Marcus", "Ostrowski", "1971-11-09T00:00:00", "4373644", "OR", "89.0", "Ming", "Ostrowski"),
        ("2", "Denise", "Whitacre", "1981-02-24T00:00:00", "8786387", "OR", "99.0", "Shawna", "Yazzie"),
        (
            "3",
            "Travis",
            "Abernathy",
            "1998-08-24T00:00:00",
            "WDLB49L20X97",
            "WA",
            "59.0",
            "Heather",
            "Boudreaux",
        ),
    )
    assert found["DATE_OF_BIRTH@dDOB"] == ["1971-11-09", "1981-02-24", "1998-08-24"]
    assert not any(key.endswith("@UnitID") for key in found)
    assert found["US_DRIVER_LICENSE@sLicense"] == ["4373644", "8786387", "WDLB49L20X97"]
    assert "Heather Boudreaux" in found["PERSON@sFNameAlt"]


@pytest.mark.parametrize(
    "header", [("sName", "iCount", "bOpen", "dBuilt"), ("sSKU", "dcPrice", "iStock", "dAdded")]
)
def test_letters_of_a_type_before_headers_of_things_make_no_people(columns, header: tuple[str, ...]) -> None:
    assert columns(header, ("North Pier", "4", "true", "1990"), ("East Hall", "9", "false", "1971")) == {}


def test_the_code_of_a_table_before_all_its_headers_is_no_part_of_them(columns) -> None:
    header = ("A1_COD", "A1_NOME", "A1_DTNASC", "A1_TEL", "A1_MUN")
    people = ("ADELAIDE FONTOURA PRATES", "RUI LIMA DA COSTA", "BEATRIZ REIS PINTO")
    rows = [
        (f"00{at}", name, f"19{at}0412", f"9915501{at}2", "CAMPINAS") for at, name in enumerate(people, 44)
    ]
    found = columns(header, *rows)
    assert found["DATE_OF_BIRTH@A1_DTNASC"] == [row[2] for row in rows]
    assert found["PERSON@A1_NOME"] == list(people)


INSURED = [
    ("J.M.", "van der", "Bergh-Tolsma", "19620514", "E.", "de", "Wrede"),
    ("T.", "", "Oosterbeek", "19881130", "", "", ""),
    ("A.W.H.", "ten", "Klooster", "19901204", "G.", "ten", "Klooster-Smit"),
    ("D.", "de la", "Fosse", "19550617", "R.", "", "Westerhuis"),
]


def test_initials_particle_and_family_name_share_the_words_before_them(columns) -> None:
    header = ("VP_VOORL", "VP_VOORV", "VP_ANAAM", "VP_GEBDAT", "BS_VOORL", "BS_VOORV", "BS_ANAAM")
    found = columns(header, *INSURED)
    names = {value for key, values in found.items() if key.startswith("PERSON") for value in values}
    joined = {" ".join(filter(None, part)) for row in INSURED for part in (row[:3], row[4:])}
    assert names == joined - {""}


def test_letters_that_a_few_headers_begin_with_are_no_file() -> None:
    header = ("STATUS", "STATE", "STREET", "PHONE", "CITY", "NAME")
    samples = sampled(header, [("x",) * len(header)])
    assert [sample.titles for sample in prefixed_header.separate_families(samples)] == [
        sample.titles for sample in samples
    ]


def test_the_letter_before_the_attributes_of_a_core_data_store_is_no_part_of_their_names(columns) -> None:
    header = ("Z_PK", "ZSTREET", "ZCITY", "ZZIPCODE", "ZFULLNUMBER", "ZCREATIONDATE")
    rows = (("1", "14 Elm Rise", "Leeds", "LS6 2AA", "07700900118", "738201934"),
            ("2", "3 Oak Walk", "Otley", "LS21 3AB", "0131 496 0117", "741882345"))  # fmt: skip
    found = columns(header, *rows)
    assert found["PHONE_NUMBER@ZFULLNUMBER"] == ["07700900118", "0131 496 0117"]
    assert "Leeds" in found["STREET_ADDRESS@ZSTREET"][0]
    assert not any("ZCREATIONDATE" in key for key in found)


def test_a_z_before_other_headers_stays() -> None:
    plain = prefixed_header.separate_families(sampled(("ZSTREET", "ZCITY"), [("14 Elm Rise", "Leeds")]))
    assert all("street" not in one.titles for one in plain)
