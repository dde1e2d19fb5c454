from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("Rendez-vous au 14 ter, allée des Acacias à 18h.", "14 ter, allée des Acacias"),
        ("Notre bureau : 9 bis quai Jean Moulin, 69002 LYON", "9 bis quai Jean Moulin, 69002 LYON"),
        (
            "Livrer à Résidence du Parc, 12 impasse des Lilas, 34000 Montpellier, merci.",
            "Résidence du Parc, 12 impasse des Lilas, 34000 Montpellier",
        ),
        ("Envíalo a C/ Alcalá, 210, 4º A, 28028 Madrid, por favor.", "C/ Alcalá, 210, 4º A, 28028 Madrid"),
        (
            "Vivo en la Plaza Mayor nº 12, 2º izda, 37002 Salamanca",
            "Plaza Mayor nº 12, 2º izda, 37002 Salamanca",
        ),
        (
            "Meu endereço é Rua das Acácias, 55, Porto Alegre - RS, 90020-004.",
            "Rua das Acácias, 55, Porto Alegre - RS, 90020-004",
        ),
        (
            "Alameda Lorena, 210 - apto 31, São Paulo - SP, 01424-000, Brasil",
            "Alameda Lorena, 210 - apto 31, São Paulo - SP, 01424-000, Brasil",
        ),
        ("Piazza Dante, 14\n80135 Napoli (NA)", "Piazza Dante, 14\n80135 Napoli (NA)"),
        ("Mieszkam przy ul. Długiej 14 m. 8.", "ul. Długiej 14 m. 8"),
        ("os. Kolorowe 5 m. 12, 31-940 Kraków", "os. Kolorowe 5 m. 12, 31-940 Kraków"),
        ("al. Jerozolimskie 44/12, 00-024 Warszawa", "al. Jerozolimskie 44/12, 00-024 Warszawa"),
        ("Esplanaden 8\n652 25 Karlstad", "Esplanaden 8\n652 25 Karlstad"),
        ("Vondelpark 14 hs, 1071AA Amsterdam", "Vondelpark 14 hs, 1071AA Amsterdam"),
        ("Liebknechtgürtel 22\nA-1050 Wien", "Liebknechtgürtel 22\nA-1050 Wien"),
        ("Gedimino pr. 9, LT-01103 Vilnius", "Gedimino pr. 9, LT-01103 Vilnius"),
        ("Václavské náměstí 12, 110 00 Praha 1", "Václavské náměstí 12, 110 00 Praha 1"),
        ("Calle 45 # 23-15, Bogotá", "Calle 45 # 23-15, Bogotá"),
        ("Bağdat Caddesi No: 112 D: 5, 34728 Kadıköy", "Bağdat Caddesi No: 112 D: 5, 34728 Kadıköy"),
        ("2-11-3 Meguro, Meguro-ku, Tokyo 153-0063", "2-11-3 Meguro, Meguro-ku, Tokyo 153-0063"),
        (
            "H.No. 5-9-22, Saifabad, Hyderabad - 500063, Telangana",
            "H.No. 5-9-22, Saifabad, Hyderabad - 500063, Telangana",
        ),
        (
            "Str. Mihai Eminescu nr. 12, bl. A3, sc. 2, ap. 15, București 020071",
            "Str. Mihai Eminescu nr. 12, bl. A3, sc. 2, ap. 15, București 020071",
        ),
        (
            "Lange Beeldekensstraat 14 bus 3, 2060 Antwerpen",
            "Lange Beeldekensstraat 14 bus 3, 2060 Antwerpen",
        ),
        ("we live at ul. lipowa 4/7, 15-424 białystok", "ul. lipowa 4/7, 15-424 białystok"),
        (
            "Client:  Mrs A. Poole\n         88 Mill Lane\n         Poole-on-Sea\n         ST5 1AB\nPet: cat",
            "88 Mill Lane\n         Poole-on-Sea\n         ST5 1AB",
        ),
        (
            "To: 17 Castle Grove\nRathmines\nDublin 6\nD06 X2K8",
            "17 Castle Grove\nRathmines\nDublin 6\nD06 X2K8",
        ),
        ("Calle Luna, 35 - 2ºA\n48009 Bilbao (Bizkaia)", "Calle Luna, 35 - 2ºA\n48009 Bilbao (Bizkaia)"),
        ("La señora Rojas vive en Cra. 7 # 45-23.", "Cra. 7 # 45-23"),
        ("Enviar a Av. Corrientes 1234, C1043AAZ Buenos Aires", "Av. Corrientes 1234, C1043AAZ Buenos Aires"),
        ("She lives in Building 45, Road 2803, Block 428, Seef.", "Building 45, Road 2803, Block 428, Seef"),
        ("Plot 24, Kampala Road, Kampala, Uganda", "Plot 24, Kampala Road, Kampala, Uganda"),
        ("Số 12, Đường Lê Lợi, Quận 1", "Số 12, Đường Lê Lợi, Quận 1"),
    ],
)
def test_addresses_of_other_countries_are_found_whole(find, text: str, address: str) -> None:
    assert [value.rstrip(".") for value in find(text, "prose")["STREET_ADDRESS"]] == [address]


@pytest.mark.parametrize(
    "text",
    [
        "See Smith et al. 2019 and OS Windows 11.",
        "Le 5 mai, 3 cours de danse et 12 places.",
        "El 5 de mayo de 2024 nos vemos.",
        "Nacido el 3 de mayo de 1980.",
        "Windows Server 2019, 10240 Kilobytes.",
        "Im Jahr 2024 gab es 12 Tage.",
        "We flew via Dublin 4 times.",
        "Albrecht-Dürer-Str. 06:20 06:40",
        "R. Smith 12, P. Taylor 22.",
        "PL Series 12",
        "Gastos: Calle limpia 12,50 €; Paseo en barco 25 €",
        "2-11-3 win over Tokyo. Score 3-2-1, Kyoto-shi.",
        "Allegro Bold 12, 14000 Units sold.",
        "La carrera 10 de Madrid fue dura.",
        "Block 428 of the disk failed, building 45 modules took 28 s.",
        "House 7, please bring Main Course and Side Street Food.",
        "Zone 3, Block 12: watering from six.",
    ],
)
def test_dates_counts_and_initials_are_no_streets(find, text: str) -> None:
    assert "STREET_ADDRESS" not in find(text, "prose")


def test_who_lives_there_is_no_part_of_a_street_before_a_code(find) -> None:
    found = find("Karl Meier Seewinkel 5, D-04229 Leipzig", "prose")
    assert found["STREET_ADDRESS"] == ["Seewinkel 5, D-04229 Leipzig"]


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("Er wohnt in der Hauptstraße 12 in Kassel.", "Hauptstraße 12"),
        ("Sie zog zur Eichenallee 4a.", "Eichenallee 4a"),
        ("Wir wohnen An der Alten Mühle 7, 01067 Dresden.", "An der Alten Mühle 7, 01067 Dresden"),
        ("Hij verhuist naar Kerkstraat 8-II, 1017 GL Amsterdam", "Kerkstraat 8-II, 1017 GL Amsterdam"),
        ("Mieszka przy ul. Długiej 15/4.", "ul. Długiej 15/4"),
    ],
)
def test_what_leads_to_a_street_is_no_part_of_it(find, text: str, address: str) -> None:
    assert [value.rstrip(".") for value in find(text, "prose")["STREET_ADDRESS"]] == [address]


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("NOWAK EWA UL.LIPOWA 4 30-124 KRAKÓW", "UL.LIPOWA 4 30-124 KRAKÓW"),
        ("EWA LIS AL.JEROZOLIMSKIE 44 M.3 00-024 WARSZAWA", "AL.JEROZOLIMSKIE 44 M.3 00-024 WARSZAWA"),
    ],
)
def test_a_polish_street_may_follow_its_point_at_once(find, text: str, address: str) -> None:
    assert find(text, "prose")["STREET_ADDRESS"] == [address]
