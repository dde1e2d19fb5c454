"""Which codec a text is in: East Asian ones show by their script, accents of Western text are not."""

from __future__ import annotations

import io

import pytest

from pii_sweep.extract.sniff.decide import Kind, sniff
from pii_sweep.extract.text.decode import MAX_LINE, blocks, codec, in_pieces
from pii_sweep.types import Gap, Passage, Table
from tests.extract.samples import samples
from tests.extract.test_formats import read

TEXTS = {
    "cp932": "ご注文ありがとうございます。東京都渋谷区",
    "euc_jp": "ご注文ありがとうございます。東京都渋谷区",
    "euc_kr": "주문해 주셔서 감사합니다. 서울특별시",
    "big5": "感謝您的訂購，台北市",
    "gb18030": "北京市朝阳区建国路8号院9号楼2075室",
    "cp1251": "Кузнецов Сергей, г. Москва, ул. Ленина, д. 5",
    "koi8_r": "Кузнецов Сергей, г. Москва, ул. Ленина, д. 5",
    "cp866": "Кузнецов Сергей, г. Москва, ул. Ленина, д. 5",
    "cp1253": "Παπαδόπουλος Γιώργος, Οδός Ερμού 5, Αθήνα",
    "cp1255": "דוד כהן, רחוב הרצל 5, תל אביב",
    "cp1256": "محمد علي, شارع الملك فهد, الرياض",
    "cp874": "สมชาย ใจดี กรุงเทพมหานคร",
    "cp1250": "Małgorzata Wójcik, ul. Długa 5, Łódź",
    "cp1254": "Ayşegül Yıldırım, İstanbul",
}
KANJI_ALONE = "斎藤 大輔,東京都世田谷区三軒茶屋"  # names and addresses hold no kana


@pytest.mark.parametrize("name", TEXTS)
def test_text_before_unicode_is_read_in_its_codec(name: str) -> None:
    data = f"Order 1\n{TEXTS[name]}\nDear Zoltan Quimby\n".encode(name)
    assert sniff(io.BytesIO(data), "a.txt") is Kind.TEXT
    assert TEXTS[name] in "".join(blocks(io.BytesIO(data)))


def test_names_of_fields_run_together_do_not_hide_cyrillic() -> None:
    text = "ПлательщикСчет=1\nПлательщикИНН=2\nПолучательБанк1=ПАО Банк\nПолучатель=Зайцева Маргарита\n"
    purpose = "НазначениеПлатежа=Оплата по договору за март, налог не облагается\n"
    assert codec((text + purpose).encode("cp1251"))[0] == "cp1251"


def test_a_table_of_kanji_alone_is_japanese() -> None:
    assert codec(KANJI_ALONE.encode("cp932")) == ("cp932", 0)


def test_columns_of_one_character_do_not_hide_japanese() -> None:
    rows = (
        "回生,氏名,学部,住所,会費\n"
        + "31,上原恵子,法,愛知県名古屋市東区本町,未\n24,平野明美,文,福岡県福岡市南区,済\n" * 3
    )
    assert codec(rows.encode("cp932"))[0] == "cp932"


def test_croatian_names_between_foreign_ones_are_no_french_or_danish_ones() -> None:
    guests = "Kovačević Đurđa, Šibenik\nŽižić Mećava, Čakovec\nMüller Jürgen, Großweil\nHałas Piotr, Šolta\n"
    assert codec(guests.encode("cp1250")) == ("cp1250", 0)
    french = "Élève Hélène Crèvecœur, père\nSiège à Šabac, Žilina\nMère Thérèse, évêché\n"
    assert codec(french.encode("cp1252")) == ("utf-8", 0)


def test_czech_names_are_no_danish_ones() -> None:
    assert codec("Jiří Dvořák, Růžička".encode("cp1250")) == ("cp1250", 0)
    assert codec("Søren Kjærgård, Ærøskøbing".encode("cp1252")) == ("utf-8", 0)


@pytest.mark.parametrize(
    "text",
    [
        "Renée Zoë",
        "José Peña, François Noël",
        "Ñandú ÀÉÎÕÜ déjà",
        "naïve façade",
        "12 m³, 3¼ ¿qué?",
        "Jón Þórðarson",
    ],
)
@pytest.mark.parametrize("name", ["cp1252", "utf-8"])
def test_accents_are_no_east_asian_text(text: str, name: str) -> None:
    data = f"Dear {text},\n".encode(name)
    assert codec(data) == ("utf-8", 0)
    assert text in "".join(blocks(io.BytesIO(data)))


@pytest.mark.parametrize(
    "text",
    [
        "Würzburg",
        "MÜLLER;KÖLN",
        "Jörg Schäfer, Mühlweg 5",
        "André Françoise\nRené Béart",
        "Señora Muñoz y Peña",
    ],
)
def test_letters_of_dos_stand_within_words(text: str) -> None:
    assert "".join(blocks(io.BytesIO(text.encode("cp850")))) == text


@pytest.mark.parametrize(
    "text",
    [
        "FERRITINE ...: 88 µg/l, Loïc",
        "“so” he said, „quoted“ and noted",
        "Jörg Schäfer, 5¢ each",
        "“¡Hola!” ¿qué?",
    ],
)
def test_marks_of_windows_between_words_are_no_letters_of_dos(text: str) -> None:
    assert "".join(blocks(io.BytesIO(text.encode("cp1252")))) == text


@pytest.mark.parametrize("text", ["Málaga, Cádiz, Garcés, Pérez", "Prénom;Né(e) le;Adhérent;Chèque"])
def test_letters_of_a_macintosh_stand_within_words(text: str) -> None:
    assert "".join(blocks(io.BytesIO(text.encode("mac_roman")))) == text


@pytest.mark.parametrize(
    "text", ["l’eau, l’air, “so”", "cœur, sœur", "Tomášek, Kožený", "Lyon–Paris, Bern—Basel: so…"]
)
def test_marks_of_windows_within_words_are_no_letters_of_a_macintosh(text: str) -> None:
    assert "".join(blocks(io.BytesIO(text.encode("cp1252")))) == text


def test_capitals_of_dos_and_katakana_of_half_a_width_have_their_letters() -> None:
    assert codec("4417|NICOLÁS|ZAMORA|AVDA. CONSTITUCIÓN|VINARÒS".encode("cp850"))[0] == "cp850"
    assert codec("20001ﾐｽﾞﾎ           123ｼﾌﾞﾔ           ﾔﾏﾀﾞ ﾀﾛｳ".encode("cp932"))[0] == "cp932"
    assert codec("SMÖRGÅS ÄR GOTT, ÅKE ÖBERG".encode("cp1252"))[0] == "utf-8"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("iso8859_2", "Jiří Dvořák, Žižkova 12, Brno, děkujeme za důvěru"),
        ("iso8859_2", "Małgorzata Wąsik, ul. Śląska 5, Łódź, październik, źródło, są"),
        ("cp1250", "Jiří Dvořák, Brno, Příkop"),
        ("cp1250", "Kaźmierczak, Stanisław, Źrebięcin, ul. Wąska"),
        ("mac_roman", "Jürgen Müller, Königsallee 12, Düsseldorf"),
        ("mac_roman", "Élodie Lefèvre, né à Orléans, téléphone"),
    ],
)
def test_codecs_that_differ_in_few_letters_are_distinguished(name: str, text: str) -> None:
    assert "".join(blocks(io.BytesIO(f"{text}\n".encode(name)))) == f"{text}\n"


@pytest.mark.parametrize(
    "text",
    [
        "Daniëlle Geïmporteerd zei: «ja», Zoë ook, geïnd in België",
        "Bjørn y José; Lucía Íñiguez, Søren, Øyvind allá en Ávila",
    ],
)
def test_quotes_and_names_of_the_north_are_not_central_european(text: str) -> None:
    assert "".join(blocks(io.BytesIO(f"{text}\n".encode("latin-1")))) == f"{text}\n"


@pytest.mark.parametrize(
    "text",
    [
        "Vaičiūnienė Daiva;Žirmūnų g. 14-3, Vilnius\nŠimkus Kęstutis;Ąžuolų g. 2, Šilutė\n",
        "Bērziņš Jānis;Brīvības iela 14, Rīga\nŠķēle Ilze;Čiekurkalna līnija 3, Rēzekne\n",
    ],
)
def test_lithuanian_and_latvian_text_is_read_in_its_codec(text: str) -> None:
    assert text in "".join(blocks(io.BytesIO(text.encode("cp1257"))))


@pytest.mark.parametrize(
    "text",
    [
        "Guðrún Þórðardóttir;Hafnarfjörður\nÆgir Þór;Vík í Mýrdal, Æðey\n",
        "Jógvan Dánjalsson;Á Hæddini 4, Tórshavn, Føroyar, Eiði\n",
        "Hélène Lefèvre;à Noël, Château-d'Œx, 12 rue de l'Abbé\n",
    ],
)
def test_accents_of_the_north_and_of_french_are_no_baltic_letters(text: str) -> None:
    assert text in "".join(blocks(io.BytesIO(text.encode("cp1252"))))


OTHERS = {
    "cp949": "단지명,한빛마을\n동,호,세대주,차량번호\n305,804,제갈민수,730거 6131\n303,401,황보 은,모닝\n",
    "cp852": "Zamówienie 7: Grażyna Świątek, ul. Źródlana 3, Łomża; część zapłacona, reszta później\n",
    "iso8859_2": "Objednávka: Ľubomír Kráľ, Štúrova 5, Košice; ďakujeme, tovar posielame v utorok\n",
    "cp1250": "Comanda nr. 7: Ştefan Pârvulescu, str. Cîmpului 5, Piteşti; plătită în întregime, mulţumim\n",
    "cp737": "Παραγγελία: Δέσποινα Μαυρίδου, Ερμού 12, Πάτρα, πληρώθηκε\n",
    "cp857": "Sipariş 7: Gülşen Öztürk, Çınarlı sokağı 5, İstanbul; ödeme yapıldı, teşekkür ederiz\n",
    "cp865": "Ordre 7: Bjørg Sæther, Ågotnesvegen 5, Øystese; betalt, takk for bestillinga\n",
    "cp1257": "Užsakymas: Birutė Šukienė, Žemaičių g. 5, Šiauliai; sumokėta iš karto, ačiū už pirkimą\n",
    "koi8_u": "Замовлення: Їжакевич Ґалина, вул. Лісова 5, Чернігів; сплачено, дякуємо за покупку\n",
    "ptcp154": "Тапсырыс: Әсел Қуанышқызы, Ұлан көшесі 5, Өскемен; төленді, рахмет\n",
    "cp1252": "Porosia: Ardita Çela, rruga e Dëshmorëve 5, Durrës; e paguar plotësisht\n",
}


@pytest.mark.parametrize("name", OTHERS)
def test_text_of_other_languages_is_read_in_the_codec_of_their_machines(name: str) -> None:
    assert "".join(blocks(io.BytesIO(OTHERS[name].encode(name)))) == OTHERS[name]


def test_letters_of_two_scripts_in_one_word_are_the_signs_of_another_codec() -> None:
    assert (
        "".join(blocks(io.BytesIO("the customer’s – not ours\n".encode("cp1252"))))
        == "the customer’s – not ours\n"
    )


def test_greek_in_capitals_is_not_taken_for_small_letters_of_cyrillic() -> None:
    rows = "1;ΠΑΠΑΔΟΠΟΥΛΟΣ ΔΗΜΗΤΡΗΣ;ΚΟΖΑΝΗ;Γιώτης\n2;ΡΗΓΑ ΕΛΕΝΗ;ΓΡΕΒΕΝΑ;Σταλίκος\n"
    table = f"ΚΩΔΙΚΟΣ;ΕΠΩΝΥΜΙΑ;ΠΟΛΗ;ΠΩΛΗΤΗΣ\n{rows}"
    assert "".join(blocks(io.BytesIO(table.encode("cp1253")))) == table


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("cp1253", "17057948840 ΠΑΠΑΝΑΓΙΩΤΟΥ ΕΥΘΥΜΙΑ ΣΠΥΡΙΔΩΝ\n02116832276 ΜΟΣΧΟΒΑΚΗΣ ΕΜΜΑΝΟΥΗΛ ΙΩΑΝΝΗΣ\n"),
        ("cp1251", "001 КУЗНЕЦОВА МАРИНА СЕРГЕЕВНА\n002 ЩЕРБАКОВ ИГОРЬ ПЕТРОВИЧ\n"),
        ("koi8_r", "001 КУЗНЕЦОВА МАРИНА СЕРГЕЕВНА\n002 ЩЕРБАКОВ ИГОРЬ ПЕТРОВИЧ\n"),
        ("cp866", "001 КУЗНЕЦОВА МАРИНА СЕРГЕЕВНА\n002 ЩЕРБАКОВ ИГОРЬ ПЕТРОВИЧ\n"),
        ("cp1250", "ŽUPANČIČ ALEŠ, ŠIŠKA\nKRANJČAN ŽELJKO, POŽEŠKA 5\nĆOSIĆ ĐURĐA, DAŽDARSKA 11\n"),
    ],
)
def test_text_in_capitals_is_read_as_its_small_letters_would_be(name: str, text: str) -> None:
    assert "".join(blocks(io.BytesIO(text.encode(name)))) == text


def test_one_letter_among_few_leaves_names_of_several_languages_western() -> None:
    table = "name;city\nJosé Núñez;Córdoba\nZoë Müller;Köln\nAnn Lee;Boston\n"
    assert "".join(blocks(io.BytesIO(table.encode("cp1252")))) == table


def test_the_first_accents_of_a_long_table_decide_wherever_they_stand() -> None:
    table = (
        "id;name;city\n"
        + "1;John Smith;Boston\n" * 4000
        + "2;Małgorzata Wójcik;Łódź\n3;Grażyna Świątek;Łomża\n" * 20
    )
    assert codec(table.encode("cp1250")) == ("cp1250", 0)
    kana = "id,氏名\n" + "1,山田太郎様、東京都渋谷区神宮前三丁目\n" * 2000
    for shift in range(3):
        assert codec(b"x" * shift + kana.encode("cp932"))[0] == "cp932"


@pytest.mark.parametrize(
    "codec", ["utf-16-le", "utf-16-be", "utf-16", "utf-32", "utf-32-le", "cp037", "utf-8-sig"]
)
@pytest.mark.parametrize("kind", [Kind.EML, Kind.MBOX])
def test_a_mail_is_read_in_every_codec(kind: Kind, codec: str) -> None:
    name, data = samples()[kind]
    text = data.decode()
    (plain, other) = (read(name, written) for written in (data, text.encode(codec)))
    assert [piece.text for piece in other if isinstance(piece, Passage)] == [
        piece.text for piece in plain if isinstance(piece, Passage)
    ]
    assert [piece.rows for piece in other if isinstance(piece, Table)] == [
        piece.rows for piece in plain if isinstance(piece, Table)
    ]
    assert not any(isinstance(piece, Gap) for piece in other)


@pytest.mark.parametrize("name", ["cp1251", "koi8_r", "cp932", "gb18030", "cp1253"])
def test_lines_before_unicode_behind_others_are_read_in_their_codec(name: str) -> None:
    plain = "Order 17 was packed: 3 × A5\n"
    data = (plain * 9000).encode() + f"{TEXTS[name]}\n".encode(name) * 3 + plain.encode() * 90
    text = "".join(blocks(io.BytesIO(data)))
    assert text.count(TEXTS[name]) == 3
    assert text.count(plain) == 9090


def test_a_character_cut_by_a_block_is_whole() -> None:
    data = ("x" + "é" * ((1 << 18) + 99) + "\n").encode() + "señor\n".encode("cp1252")
    text = "".join(blocks(io.BytesIO(data)))
    assert text == "x" + "é" * ((1 << 18) + 99) + "\nseñor\n"


def test_a_long_line_is_cut_in_no_number() -> None:
    for filler in (" ", ", ", "word. ", "(312) ", "a,"):
        for shift in range(24):
            line = (filler * MAX_LINE)[: MAX_LINE - shift] + "4539 1488 0343 6467" + filler * 90
            assert any("4539 1488 0343 6467" in part for part in in_pieces(line, MAX_LINE)), (filler, shift)
