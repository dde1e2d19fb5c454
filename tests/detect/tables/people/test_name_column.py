"""Columns headed `name` alone: of people where the table tells of people, of things beside things."""

from __future__ import annotations

import pytest

from pii_sweep.detect.tables.decision import decide
from pii_sweep.detect.tables.people.name_column import is_thing


def kinds(header: list[str], rows: list[list[str]]) -> dict[str, str]:
    return {column.name: column.kind for column in decide(header, rows)}


FILMS = [["Annie Hall", "1977", "93"], ["Barry Lyndon", "1975", "185"], ["Erin Brockovich", "2000", "131"]]
PUPILS = [
    ["Okafor", "Ngozi", "Chinedu Okafor"],
    ["Lindqvist", "Elsa", "Håkan Berglund"],
    ["Moreau", "Hugo", "Sylvie Garnier"],
]


def test_a_name_next_to_years_and_runtimes_is_a_films() -> None:
    assert "name" not in kinds(["name", "year", "runtime"], FILMS).values()


def test_a_name_next_to_a_mailbox_is_somebodys_whatever_else_is_reported() -> None:
    rows = [[name, year, f"{name.split()[0].lower()}@mail.example"] for name, year, _ in FILMS]
    assert kinds(["name", "year", "email"], rows)["name"] == "name"


def test_towns_between_which_trains_run_are_no_halves_of_names() -> None:
    rows = [
        ["Adelaide", "Jackson"],
        ["Sydney", "Houston"],
        ["Florence", "Austin"],
        ["Charlotte", "Nelson"],
        ["Victoria", "Hamilton"],
    ]
    assert kinds(["from", "to"], rows) == {}


def test_half_names_of_other_languages_are_recognized_by_their_headers() -> None:
    rows = [["Nowak", "Zofia"], ["Zielińska", "Marek"]]
    assert kinds(["Nazwisko", "Imię"], rows) == {"Nazwisko": "last", "Imię": "first"}


def test_telephones_that_share_a_cell_are_read_one_by_one() -> None:
    rows = [[str(at), f"(503) 555-01{at}2, (206) 555-01{at}8"] for at in range(10, 16)]
    assert kinds(["id", "x"], rows)["x"] == "free"
    assert kinds(["id", "x"], [[at, pair.replace(", ", " / ")] for at, pair in rows])["x"] == "free"


def test_days_and_keys_that_share_a_cell_are_no_telephones() -> None:
    days = [[str(at), f"2024-01-{at}, 2024-02-{at}"] for at in range(10, 16)]
    assert kinds(["id", "range"], days) == {} or kinds(["id", "range"], days).get("range") != "phone"


def test_cells_of_a_network_of_telephones_are_no_telephones(columns) -> None:
    header = ("radio", "mcc", "mnc", "lac", "cell", "lon", "lat")
    rows = [
        ("LTE", "286", "1", str(40100 + at), str(30712345 + at * 7919), "32.8", "39.9") for at in range(12)
    ]
    assert "PHONE_NUMBER" not in str(columns(header, *rows))


def test_names_of_channels_priorities_and_sites_belong_to_no_one() -> None:
    rows = [
        ["grace-hopper-conf", "Minor", "Mount Tom"],
        ["team-violet", "Major", "Kelly Ranch"],
        ["austin-office", "Blocker", "Paul Bunyan"],
    ]
    assert "name" not in kinds(["name", "priority.name", "site_name"], rows).values()


def test_an_owner_of_which_the_lists_know_nothing_is_a_firm() -> None:
    rows = [["American Tower"], ["Crown"], ["SBA"], ["Own"]]
    assert "name" not in kinds(["owner"], rows).values()
    assert kinds(["owner"], [["Ngozi Okafor"], ["Elsa Lindqvist"], ["Hugo Moreau"]])["owner"] == "name"


def test_accounts_next_to_the_stage_of_a_sale_are_firms(columns) -> None:
    header = ("Opportunity Name", "Account Name", "Stage", "Contact")
    rows = (
        ("Renewal", "Henry Schein", "Closed Won", "Ngozi Okafor"),
        ("Upgrade", "Eli Lilly", "Prospecting", "Elsa Lindqvist"),
        ("Renewal", "Hugo Boss", "Closed Lost", "Sylvie Garnier"),
    )
    assert columns(header, *rows) == {"PERSON@Contact": ["Ngozi Okafor", "Elsa Lindqvist", "Sylvie Garnier"]}


def test_a_name_in_another_script_is_somebodys_though_no_list_knows_it() -> None:
    assert kinds(["name", "email"], [["王小明", "a@x.org"], ["李娜", "b@x.org"]])["name"] == "name"


@pytest.mark.parametrize(
    ("header", "names"),
    [
        ("姓名", ["王建国", "李秀英", "欧阳娜"]),
        ("氏名", ["佐藤 健一", "小林 恵", "松本 清"]),
        ("이름", ["김영수", "이지은", "남궁민수"]),
        ("الاسم الكامل", ["فاطمة منصور", "أحمد سليمان خليل"]),
        ("ФИО", ["Иванова Наталья Сергеевна", "Волков Алексей"]),
        ("Ονοματεπώνυμο", ["Γεωργία Παπαδοπούλου", "Νίκος Αντωνίου"]),
        ("שם מלא", ["דוד כהן", "שרה לוי"]),
    ],
)
def test_names_in_their_own_script_stand_under_headers_in_it(columns, header: str, names: list[str]) -> None:
    assert columns((header, "X"), *((name, "1") for name in names))[f"PERSON@{header}"] == names


@pytest.mark.parametrize("name", ["Philippa Quorndale", "Zorblat Ellery"])
def test_a_lone_half_known_name_next_to_a_telephone_is_a_person_s(name: str) -> None:
    assert kinds(["name", "phone"], [[name, "415-555-0134"]])["name"] == "name"


@pytest.mark.parametrize("name", ["Philippa Motors", "Mario's Pizza", "Wells Fargo", "Austin Energy"])
def test_a_lone_firm_next_to_a_telephone_is_none(name: str) -> None:
    assert "name" not in kinds(["name", "phone"], [[name, "415-555-0134"]])


def test_names_of_parents_next_to_a_childs_are_names_though_no_list_knows_them() -> None:
    header = ["Nama", "Nama Ayah", "Pekerjaan Ayah"]
    rows = [
        ["Bagas Prakoso", "Suparman", "Buruh"],
        ["Wulan Sasmita", "Tukijo", "Petani"],
        ["Intan Maharani", "Paijan", "Buruh"],
    ]
    assert kinds(header, rows) == {"Nama": "name", "Nama Ayah": "name"}


def test_an_agent_in_another_script_is_a_name_where_only_two_come_again_and_again() -> None:
    header = ["שם לקוח", "סוכן", "תנאי תשלום"]
    rows = [
        ["אורנה שגב", "טל ברקוביץ", "שוטף 30"],
        ["מרואן זועבי", "טל ברקוביץ", "מזומן"],
        ["ולרי קוגן", "טל ברקוביץ", "שוטף 60"],
    ]
    assert kinds(header, rows)["סוכן"] == "name"
    assert "תנאי תשלום" not in kinds(header, rows)


def test_the_kind_of_a_client_is_no_name_of_one() -> None:
    header = ["اسم العميل", "نوع العميل"]
    rows = [["سمير عبد الحق", "عميل دائم"], ["نجوى الطحان", "عميل جديد"], ["وليد شكري", "عميل دائم"]]
    assert kinds(header, rows) == {"اسم العميل": "name"}


def test_fathers_and_mothers_of_horses_are_no_people() -> None:
    header = ["Pferd", "Jockey", "Vater", "Mutter", "Quote"]
    rows = [
        ["Nachtfalter", "Dirk Lohmann", "Sternkönig", "Nachtigall", "4,1"],
        ["Donnerhall", "Eva Brandt", "Donnerwetter", "Ninive", "2,8"],
    ]
    assert not {"Vater", "Mutter"} & kinds(header, rows).keys()


def test_a_header_of_both_halves_is_of_people_though_firms_stand_among_them() -> None:
    header = ["NOM ET PRENOMS", "TELEPHONE"]
    rows = [
        ["FAYE Ndeye Khady", "77 555 01 01"],
        ["MBODJ Serigne Abdou", "77 555 01 02"],
        ["QUINCAILLERIE DU PORT SARL", "33 555 01 03"],
        ["TINE Ngor", "76 555 01 04"],
    ]
    assert kinds(header, rows)["NOM ET PRENOMS"] == "name"


@pytest.mark.parametrize(
    "value", ["Adeyemi-Clarke, Oluwaseun Grace (Mrs)", "मो. अशफाक कुरैशी", "AP GWILYM, Rhodri (Mr)"]
)
def test_titles_and_short_forms_make_no_thing_of_a_name(value: str) -> None:
    assert not is_thing(value)


@pytest.mark.parametrize("value", ["D Pritchard", "P. M. Watkins", "C Mainwaring", "K. Osei"])
def test_a_family_name_behind_initials_is_no_thing(value: str) -> None:
    assert not is_thing(value)


@pytest.mark.parametrize("value", ["B Warehouse", "C Industries", "A Delivery"])
def test_a_word_of_firms_and_things_behind_a_letter_is_one(value: str) -> None:
    assert is_thing(value)


def test_a_month_that_is_a_name_is_no_title_of_a_thing() -> None:
    assert not is_thing("Maj Lindqvist")
    assert is_thing("Walmart")


def test_counts_and_machines_under_a_plural_are_no_people(columns) -> None:
    rows = [
        ("north", "12", "db-01; db-02"),
        ("south", "9", "web-01; web-02"),
        ("west", "31", "mail-01; mail-02"),
    ]
    assert not any(key.startswith("PERSON") for key in columns(("Region", "Customers", "Clients"), *rows))


@pytest.mark.parametrize(
    "header", [("NAME", "FLAG", "IMO", "Captain"), ("Skipsheiti", "Heimahöfn", "Br.tonn", "Skipper")]
)
def test_ships_are_no_people_and_their_captains_are(columns, header: tuple[str, ...]) -> None:
    rows = (
        ("MARIA THERESA", "PA", "9477866", "Jan Novak"),
        ("Emma Mærsk", "DK", "9474890", "Ada Lindberg"),
        ("Jón Kjartansson", "IS", "9379387", "Petra Horvat"),
    )
    found = columns(header, *rows)
    assert f"PERSON@{header[0]}" not in found
    assert found[f"PERSON@{header[3]}"] == [row[3] for row in rows]


def test_the_titles_of_books_are_no_people_and_their_borrowers_are(columns) -> None:
    rows = (
        ("Katharina Blum verliert ihre Ehre (Hörspiel)", "SL M 574", "9783534949885", "Ada Lindberg"),
        ("Michael Kohlhaas", "SL K 984", "9783088045231", "Petra Horvat"),
        ("Maria Stuart", "SL M 173", "9783991212683", "Jan Novak"),
    )
    found = columns(("Titel", "Signatur", "ISBN", "Entleiher"), *rows)
    assert "PERSON@Titel" not in found and found["PERSON@Entleiher"] == [row[3] for row in rows]


def test_names_next_to_a_flag_alone_are_peoples(columns) -> None:
    rows = (("Maria Novak", "CZ"), ("Emma Lindberg", "DK"), ("Jón Kjartansson", "IS"))
    assert columns(("Name", "Flag"), *rows)["PERSON@Name"] == [row[0] for row in rows]
    crew = [(*row, "9477866", "Ocean Star") for row in rows]
    found = columns(("Name", "Flag", "IMO", "Vessel"), *crew)
    assert found["PERSON@Name"] == [row[0] for row in rows]


@pytest.mark.parametrize("name", ["P.J. Bakker", "H. Meijer", "E. Konarzewska", "J. van den Berg"])
def test_a_family_name_behind_initials_is_no_thing_among_people(name: str) -> None:
    assert not is_thing(name)
    assert is_thing("H. Company")


def test_a_sender_who_is_a_firm_in_all_rows_is_no_person_nor_is_how_it_is_read(columns) -> None:
    header = ("お届け先名", "お届け先住所", "ご依頼主住所", "ご依頼主名", "ご依頼主名(ｶﾅ)")
    firm = ("山形県天童市1-2-3", "有限会社さくらんぼの丘農園", "ｻｸﾗﾝﾎﾞﾉｵｶﾉｳｴﾝ")
    people = ("田中 太郎", "佐藤 花子", "鈴木 一郎")
    rows = [(one, f"東京都渋谷区神南{at}-2-3", *firm) for at, one in enumerate(people, 1)]
    found = columns(header, *rows)
    assert found["PERSON@お届け先名"] == list(people)
    assert not any(key.startswith("PERSON@ご依頼主名") for key in found)


@pytest.mark.parametrize("header", ["$.peserta.jnsKelas.nama", "kategorie.name", "$.tipo.nombre"])
def test_the_name_of_a_kind_is_no_person_s(columns, header: str) -> None:
    rows = [("Siti Aminah", "KELAS II"), ("Agus Setiawan", "KELAS I"), ("Dewi Lestari", "KELAS III")]
    assert f"PERSON@{header}" not in columns(("$.peserta.nama", header), *rows)


LONE = ("Siti Aminah", "KARTINI", "AGUS SETIAWAN", "Tri Handayani", "UJANG", "JOKO SUSILO", "Dewi Lestari")


def test_people_of_one_name_are_some_next_to_their_births(columns) -> None:
    rows = [(name, f"{at:02}-09-19{50 + at}", "KELAS II") for at, name in enumerate(LONE, 1)]
    assert columns(("peserta.nama", "tglLahir", "kelas"), *rows)["PERSON@peserta.nama"] == list(LONE)


def test_firms_among_people_are_read_by_themselves_next_to_births_too(columns) -> None:
    mixed = ("Siti Aminah", "KARTINI", "Warehouse", "Walmart", "Delivery", "UJANG", "Express", "Agency")
    rows = [(name, f"{at:02}-09-19{50 + at}") for at, name in enumerate(mixed, 1)]
    found = columns(("peserta.nama", "tglLahir"), *rows).get("PERSON@peserta.nama", [])
    assert not {"Warehouse", "Delivery", "Express", "Agency"} & set(found)


PARTS = [
    ["51200", "NGK", "Стойка стабилизатора", ">10", "9220.50"],
    ["51201", "TRW", "Радиатор охлаждения", "8", "11829.50"],
    ["51202", "SACHS", "Амортизатор задний", ">10", "5722.00"],
    ["51203", "BOSCH", "Фильтр масляный", "9", "17248.50"],
    ["51204", "MANN", "Насос водяной", "3", "1248.00"],
]


@pytest.mark.parametrize(
    "header",
    [
        ["art", "brand", "name", "ostatok", "cena"],
        ["sku", "manufacturer", "name", "stock", "price"],
        ["artikul", "proizvoditel", "naziv", "kolichestvo", "tsena"],
    ],
)
def test_names_in_another_script_next_to_prices_and_stocks_are_of_goods(header: list[str]) -> None:
    assert "name" not in kinds(header, PARTS).values()


def test_names_of_people_next_to_what_they_bought_stay_names() -> None:
    people = ["Иванов Сергей", "Петрова Анна", "Кузнецов Олег", "Смирнова Ольга", "Попов Андрей"]
    rows = [[*row[:2], name, *row[3:]] for row, name in zip(PARTS, people, strict=True)]
    assert kinds(["art", "brand", "name", "ostatok", "cena"], rows)["name"] == "name"
    rows = [[*row, f"+7 903 854-04-1{at}"] for at, row in enumerate(PARTS)]
    assert kinds(["art", "brand", "name", "ostatok", "cena", "phone"], rows)["name"] == "name"


def test_people_with_an_aside_or_a_spouse_in_their_cell_are_people() -> None:
    rows = [
        ["Dona Neide Sarmento", "11 97204 3318"],
        ["Zé Carlos (serralheiro)", "4747-0921"],
        ["Ivone / Tadeu Barzotti", "11981663052"],
    ]
    assert kinds(["Nome", "fone"], rows)["Nome"] == "name"


def test_shops_with_a_telephone_are_not_people() -> None:
    rows = [["Bakker Bart", "0201234567"], ["Snackbar Joost", "0301234567"], ["De Hoek", "0301234561"]]
    assert "name" not in kinds(["naam", "telefoon"], rows).values()


def test_the_name_of_a_parent_is_of_a_person_in_other_languages() -> None:
    rows = [
        ["Fenna", "Hoekzema", "Jelle en Wietske Hoekzema"],
        ["Daan", "Ruijterkamp", "Marieke Schuttevaer"],
        ["Jayden", "Kartosemito", "Soenita Kartosemito / Delano Pinasar"],
    ]
    assert kinds(["Roepnaam", "Achternaam", "Naam ouder(s)"], rows)["Naam ouder(s)"] == "name"


@pytest.mark.parametrize("header", ["kto", "komu", "quien", "Aan wie", "ποιος"])
def test_who_heads_a_column_of_people_and_none_of_things(header: str) -> None:
    people = [["Leszek Trzebiatowski", "38.4"], ["Kamila Bielawska", "12.15"], ["Jerzy Zaremba", "21.9"]]
    assert kinds([header, "x"], people)[header] == "name"
    things = [["klucz do bramy", "1"], ["kosiarka", "2"], ["altana", "3"]]
    assert header not in kinds([header, "x"], things)


def test_kana_next_to_names_without_a_header_is_how_they_are_read() -> None:
    rows = [["浅井 湊", "あさい みなと"], ["上條 陽葵", "かみじょう ひまり"], ["三枝 蓮", "さいぐさ れん"]]
    assert kinds(["氏名", ""], rows)[""] == "name"
    assert kinds(["品名", ""], [["緑茶", "りょく ちゃ"], ["紅茶", "こう ちゃ"]]) == {}
    half = [
        ["浅井 湊", "ｱｻｲ ﾐﾅﾄ"],
        ["上條 陽葵", "ｶﾐｼﾞｮｳ ﾋﾏﾘ"],
        ["三枝 蓮", "ｻｲｸﾞｻ ﾚﾝ"],
        ["小野寺 葵", "ｵﾉﾃﾞﾗ ｱｵｲ"],
    ]
    assert [column.kind for column in decide([], half)] == ["name", "name"]


@pytest.mark.parametrize(
    "header", [("Kod", "Ad", "Gr.", "TL"), ("Nr", "Ime", "ml", "EUR"), ("#", "Imię", "g", "zł")]
)
def test_dishes_below_a_word_for_given_names_are_no_people(columns, header: tuple[str, ...]) -> None:
    dishes = ("Adana", "Beyti", "Ali Nazik", "Urfa", "Ezogelin")
    rows = [(f"K-{at}", dish, "250", "510") for at, dish in enumerate(dishes)]
    assert not any(key.startswith("PERSON") for key in columns(header, *rows))
    people = ("Zofia", "Jonas", "Lea", "Emil", "Marta")
    rows = [(f"K-{at}", name, "250", "510") for at, name in enumerate(people)]
    assert columns(header, *rows)[f"PERSON@{header[1]}"] == list(people)


def test_a_header_in_latin_letters_says_nothing_of_people_in_another_script() -> None:
    names = ["江淑贞", "费德昌", "耿梦瑶", "顺捷货运有限公司", "卜建国", "闵雪芹"]
    mails = [f"a{at}@example.cn" for at in range(6)]
    assert kinds(["SYR", "mail"], [list(row) for row in zip(names, mails, strict=True)])["SYR"] == "name"
    makes = ["五菱", "大众", "比亚迪", "东风", "长安", "吉利"]
    assert "CLPP" not in kinds(["CLPP", "mail"], [list(row) for row in zip(makes, mails, strict=True)])


def test_a_sign_between_two_given_names_makes_a_couple_and_no_firm() -> None:
    assert not is_thing("Folke & Maria Granqvister")
    assert is_thing("Berg & Partner") and is_thing("Smith & Sons") and is_thing("Thelma & Louise")


COMPANIES = [
    ["Aceros Santa Bárbara", "aceros-sb.example", "MINING", "120", "0336 444-9000"],
    ["Don Alberto", "donalberto.example", "FOOD", "35", "11 4302-5000"],
    ["Clínica San Lucas", "sanlucas.example", "HEALTH", "88", "0299 449-6000"],
]


def test_a_name_next_to_what_is_known_of_companies_is_no_persons(columns) -> None:
    header = ("name", "domain", "industry", "numberofemployees", "phone")
    assert "name" not in kinds(list(header), COMPANIES).values()
    assert "PHONE_NUMBER@phone" not in columns(header, *COMPANIES)
    people = [("Rubén", "Galarza", *row[1:]) for row in COMPANIES]
    assert "PHONE_NUMBER@phone" in columns(("firstname", "lastname", *header[1:]), *people)


def test_a_name_next_to_what_maps_say_is_a_places(columns) -> None:
    places = [["Parque Benito Juárez", "park", "1450"], ["Cerro San Juan", "peak", "2230"]]
    places += [
        ["Mercado Venustiano Carranza", "marketplace", "920"],
        ["Ignacio Zaragoza", "bus_station", "14"],
    ]
    assert not columns(("name", "amenity", "ele"), *places)


CUSTOMERS = (
    ("Đoàn Thị Hường Giang", "1988-03-14"),
    ("Lương Văn Khải", "1979-11-02"),
    ("Nhà thuốc Tâm Phúc 2", ""),
    ("Huỳnh Ngọc Như Ý", "1996-07-30"),
    ("Trịnh Công Bằng", "1965-01-09"),
    ("Kỳ Duyên shop", ""),
    ("Cao Thị Xuyến", "1959-05-21"),
)


def test_people_among_firms_are_found_where_most_rows_have_a_birth(columns) -> None:
    people = [name for name, born in CUSTOMERS if born]
    rows = [(f"KH{at}", name, f"0913 447 1{at}", born) for at, (name, born) in enumerate(CUSTOMERS, 11)]
    header = ("code", "name", "contactNumber", "birthDate")
    assert columns(header, *rows)["PERSON@name"] == people
    few = [(*row[:3], row[3] if at == 0 else "") for at, row in enumerate(rows)]
    assert columns(header, *few).get("PERSON@name", []) != people


def test_names_in_a_table_of_rates_are_of_currencies() -> None:
    named = ("דולר", "לירה שטרלינג", "ין יפני", "אירו", "דולר קנדי", "פרנק שוויצרי")
    codes = ("USD", "GBP", "JPY", "EUR", "CAD", "CHF")
    rates = [[code, name, f"3.18{at}"] for at, (code, name) in enumerate(zip(codes, named, strict=True))]
    assert kinds(["key", "name", "rate"], rates) == {}
    paid = [["USD", name, f"3.18{at}"] for at, name in enumerate(("רבקה אוחיון", "משה פרידלנדר", "יעל רז"))]
    assert kinds(["key", "name", "rate"], paid)["name"] == "name"


@pytest.mark.parametrize(
    ("value", "thing"),
    [("Petrosyan, Ani", False), ("Petrosyan, Ani M.", False), ("Tools, Hand", True), ("Parts, Ford", True)],
)
def test_a_given_name_that_is_a_word_stands_behind_a_family_name(value: str, thing: bool) -> None:
    assert is_thing(value) is thing


SERVED = [
    ("Lindqvist, Maria", "9 Quarry Lane", "775-555-0101"),
    ("Otto Holloway", "4 Mill Road", "775-555-0102"),
    ("Garcia, Juan", "12 Elm Street", "775-555-0103"),
    ("Anna Schmidt", "88 Oak Avenue", "775-555-0104"),
    ("Walker, Susan", "7 Pine Street", "775-555-0105"),
    ("James Brown", "31 Hill Road", "775-555-0106"),
]


def test_places_served_are_called_after_people_next_to_a_street_and_a_telephone() -> None:
    header = ["Location", "Address", "Phone"]
    assert kinds(header, list(map(list, SERVED)))["Location"] == "name"
    bare = [
        [name, amount] for (name, _, _), amount in zip(SERVED, ("1", "2", "3", "4", "5", "6"), strict=True)
    ]
    assert "Location" not in kinds(["Location", "Visits"], bare)


def test_places_served_that_are_called_otherwise_are_no_people() -> None:
    towns = ("Depot North", "Main Office", "Oak Ridge", "Airport Hall", "Harbour", "Mill Yard")
    rows = [[town, *row[1:]] for town, row in zip(towns, SERVED, strict=True)]
    assert kinds(["Location", "Address", "Phone"], rows).get("Location") != "name"


@pytest.mark.parametrize("cell", ["Lady Hawthorne Motel", "Barry's Bakery"])
def test_a_firm_that_begins_with_a_given_name_is_a_thing(cell: str) -> None:
    assert is_thing(cell) and not is_thing("Barry Lindqvist")


@pytest.mark.parametrize("header", ["運転手", "driver", "乗客"])
def test_names_of_another_script_stand_below_any_word_for_people(columns, header: str) -> None:
    names = ["山田太郎", "佐藤花子", "高橋健"]
    assert columns(("no", header), *zip("123", names, strict=True))[f"PERSON@{header}"] == names
    towns = ["高山", "松本", "宮崎"]
    assert f"PERSON@{header}" not in columns(("no", header), *zip("123", towns, strict=True))
