"""Tables of plain text whose columns are kept apart by spaces, tables on their side, several in one file."""

from __future__ import annotations

import csv
import io

import pytest

from pii_sweep.types import Passage, Piece, Table
from tests.extract.test_formats import read

ROLL = """\
ROLL OF THE SWIMMING CLUB     12 MAR 2024

NO   MEMBER NAME            BORN       PHONE           DUES
---  ---------------------  ---------  --------------  ------
1    LINDBERG, ADA          13Jun1939  (305) 706-3938    12.00
2    HORVAT, KARL           19Sep1984  (570) 698-7977     8.50
3    DE LA CRUZ, MARIA      25May1980  (225) 442-4048   112.00

Printed for the committee.
"""


def _tables(pieces: list[Piece]) -> list[Table]:
    return [piece for piece in pieces if isinstance(piece, Table)]


def _texts(pieces: list[Piece]) -> list[Passage]:
    return [piece for piece in pieces if isinstance(piece, Passage)]


def test_columns_kept_apart_by_spaces_are_a_table_where_they_tell_of_people() -> None:
    pieces = list(read("roll.txt", ROLL.encode()))
    (table,) = _tables(pieces)
    assert table.header == ("NO", "MEMBER NAME", "BORN", "PHONE", "DUES")
    assert table.rows[2] == ("3", "DE LA CRUZ, MARIA", "25May1980", "(225) 442-4048", "112.00")
    assert [text.text.strip() for text in _texts(pieces)] == [
        "ROLL OF THE SWIMMING CLUB     12 MAR 2024",
        "Printed for the committee.",
    ]
    assert [text.where.line for text in _texts(pieces)] == [1, 8]


def test_every_row_of_a_long_roll_is_read() -> None:
    row = "{:<5}{:<23}{:<11}{}\n"
    lines = [row.format("NO", "MEMBER NAME", "BORN", "PHONE")]
    lines += [row.format(at, "HORVAT, KARL", "19Sep1984", "(570) 698-7977") for at in range(500)]
    pieces = list(read("roll.txt", "".join(lines).encode()))
    assert sum(len(table.rows) for table in _tables(pieces)) == 500


@pytest.mark.parametrize(
    "text",
    (
        "QTY  ITEM NAME     PRICE\n1    Chair         12.00\n2    Table  oak    40.00\n"
        "3    Bench         80.00\n",
        "Dear Ms Lindberg,\nyour name   address   phone   mail are all we keep,\n"
        "and nothing   more.\nRegards\n",
    ),
)  # fmt: skip
def test_goods_and_letters_stay_text(text: str) -> None:
    assert not _tables(list(read("note.txt", text.encode())))


SIDE = [
    ["", "Applicant 1", "Applicant 2", "Applicant 3"],
    ["Name", "Ada Lindberg", "Karl Horvat", "Maria de la Cruz"],
    ["Phone", "305-706-3938", "570-698-7977", "225-442-4048"],
    ["Born", "1958-07-18", "1952-07-13", "1998-04-12"],
    ["Pets", "none", "1 cat", "none"],
]


def _csv(rows: list[list[str]]) -> bytes:
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue().encode()


def test_a_table_on_its_side_is_a_record_for_each_person() -> None:
    texts = _texts(list(read("compare.csv", _csv(SIDE))))
    assert [text.layout for text in texts] == ["fields"] * 3
    assert "Name: Karl Horvat\nPhone: 570-698-7977\nBorn: 1952-07-13" in texts[1].text
    assert texts[1].where.column == 3


FORM = [
    ["Intake form", ""],
    ["Name", "Ada Lindberg"],
    ["Date of birth", "1958-07-18"],
    ["Home phone", "305-706-3938"],
]
FORM += [["Email", "ada@mail.example.org"], ["Pets", "none"], ["Office use", ""]]


def test_a_form_of_two_columns_is_one_persons_record() -> None:
    (text,) = _texts(list(read("intake.csv", _csv(FORM))))
    assert text.layout == "fields"
    assert "Name: Ada Lindberg\nDate of birth: 1958-07-18\nHome phone: 305-706-3938" in text.text


def test_two_columns_of_people_or_of_settings_are_no_form() -> None:
    for rows in (
        [["Name", "Phone"], ["Ada Lindberg", "305-706-3938"], ["Karl Horvat", "570-698-7977"], ["Eva", "1"]],
        [["key", "value"], ["port", "8080"], ["mode", "fast"], ["name", "edge"], ["retries", "4"]],
    ):
        assert _tables(list(read("two.csv", _csv(rows))))


def test_a_table_that_stands_upright_stays_one() -> None:
    upright = [list(column) for column in zip(*SIDE, strict=True)]
    (table,) = _tables(list(read("compare.csv", _csv(upright))))
    assert len(table.rows) in (3, 4)


def test_tables_of_one_file_are_apart_though_cells_are_quoted() -> None:
    text = (
        'Open orders\nOrder,Customer,Ship-to,Amount due\nC-1,Ada Lindberg,"12 Elm St, Reno, NV 89501",$4.10\n'
        'C-2,Karl Horvat,"9 Oak Ave, Reno, NV 89501",$5.10\n\nStock levels\nSKU,Item,On hand,Unit price\n'
        "90-38,Kit,86,$21.43\n70-07,Board,1,$24.33\n"
    )
    first, second = _tables(list(read("weekly.csv", text.encode())))
    assert first.header == ("Order", "Customer", "Ship-to", "Amount due")
    assert second.header == ("SKU", "Item", "On hand", "Unit price")


DUMP = """\
Table:        PA0002

----------------------------------------
|PERNR   |NACHN      |GBDAT     |PERID |
----------------------------------------
|10002001|Lindberg   |13.06.1939|4711  |
|10002002|Horvat     |19.09.1984|4712  |
|10002003|Novak      |25.05.1980|4713  |
|10002004|Kovacs     |25.05.1981|4714  |
----------------------------------------
"""
MANIFEST = """\
FLT QX2147  14MAR25
SEQ SEAT NAME              PASSPORT    DOB
001 26C  LINDBERG/ADA MRS  A43060957   19AUG65
002  5B  HORVAT/KARL MR    A98227279   14JUL59
003 11C  NOVAK/PETRA MRS   E63248931   11JUL97
"""


def test_lines_between_bars_are_a_table() -> None:
    (table,) = _tables(list(read("pa0002.txt", DUMP.encode())))
    assert table.header == ("PERNR", "NACHN", "GBDAT", "PERID")
    assert table.rows[1] == ("10002002", "Horvat", "19.09.1984", "4712") and len(table.rows) == 4


def test_columns_a_space_apart_are_parted_where_every_row_has_it() -> None:
    (table,) = _tables(list(read("manifest.txt", MANIFEST.encode())))
    assert table.header == ("SEQ", "SEAT", "NAME", "PASSPORT", "DOB")
    assert table.rows[1] == ("002", "5B", "HORVAT/KARL MR", "A98227279", "14JUL59")


def test_a_header_that_says_item_and_value_is_no_field() -> None:
    rows = ["item,value", "Applicant,Ada Lindberg", "Date of birth,12/07/1953", "SSN,331-89-9385"]
    (text,) = _texts(list(read("a.csv", "\n".join([*rows, "Home address,12 Oak St", "Phone,x"]).encode())))
    assert text.text.startswith("Applicant: Ada Lindberg\nDate of birth: 12/07/1953\n")


def test_a_row_of_what_a_file_is_before_its_header_is_a_title() -> None:
    lines = ["EXTF;700;16;Debitoren", "Konto;Name;Vorname;Ort;Steuer-ID"]
    lines += [f"1000{at};Lindberg;Ada;Ulm;2570614835{at}" for at in range(4)]
    (table,) = _tables(list(read("EXTF.csv", "\n".join(lines).encode())))
    assert table.header == ("Konto", "Name", "Vorname", "Ort", "Steuer-ID") and len(table.rows) == 4


def test_records_whose_fields_touch_are_parted() -> None:
    people = (
        ("LINDBERG", "ADA", "331899385", "19390613", "12 OAK ST"),
        ("HORVAT", "KARL", "457555462", "19840919", "9 ELM ST"),
        ("NOVAK", "PETRA", "219099999", "19800525", "77 PINE RD"),
        ("KOVACS", "IVO", "512345678", "19811112", "801 A ST"),
    )
    form = "01{:<12}{:<10}{}{}{:<20}RENO      NV89501"
    (table,) = _tables(list(read("w2.dat", "\n".join(form.format(*one) for one in people).encode())))
    assert table.rows == tuple(("01", *one, "RENO", "NV", "89501") for one in people)
    for text in (
        "The quick brown fox jumps over lazy dog 12",
        "2024-01-02 10:00:0{} INFO job A{} ended in time",
    ):
        assert not _tables(list(read("a.txt", "\n".join(text.format(at, at) for at in range(8)).encode())))


def test_a_table_of_people_whose_rows_begin_like_a_log_is_one() -> None:
    text = "LOANNUMBER BORROWER             SSN        PROPERTY ADDRESS              DUE\n" + "".join(
        f"37544867{at}2 {name:20s} 68735883{at}  {at}645 MILL POND WAY, ERIE, PA   0823{at}3\n"
        for at, name in enumerate(
            ("NAKAMURA, HOLLIS", "HATHAWAY, TARIQ", "ZUNIGA, MINH", "REDFERN, KAYLEE", "BROCKWAY, ROYCE")
        )
    )
    (table,) = _tables(list(read("LNMAST03.TXT", text.encode())))
    assert table.header == ("LOANNUMBER", "BORROWER", "SSN", "PROPERTY ADDRESS", "DUE")
    assert table.rows[0][:3] == ("3754486702", "NAKAMURA, HOLLIS", "687358830")


def test_a_header_of_two_words_over_numbers_with_spaces_is_one() -> None:
    text = "EMP   SURNAME           NI NUMBER      DOB         ADDRESS\n" + "".join(
        f"226{at}  {name:16s}  HZ 12 26 5{at} A  26/10/194{at}  9{at} High Street, Bristol\n"
        for at, name in enumerate(("Donnell", "MacAllister", "Ramsbottom", "Ashworth"))
    )
    (table,) = _tables(list(read("payroll.txt", text.encode())))
    assert table.header == ("EMP", "SURNAME", "NI NUMBER", "DOB", "ADDRESS")


def test_records_whose_first_is_of_another_kind_are_cut_by_the_others() -> None:
    sender = f"1190{'TALLERES CERVANTES SL':30}T941000000{'OTERO PILAR':24}"
    people = (("23772795H", "CEBRIAN BELMONTE PILAR"), ("51743071V", "BARRAGAN CARBALLO BORJA"),
              ("19728124N", "EL-AMRANI PENA RANIA"), ("53035480X", "OTERO CEBRIAN CONSUELO"))  # fmt: skip
    lines = [sender, *(f"2190B12345674{tax}    {name:30}26A{at:09}" for at, (tax, name) in enumerate(people))]
    found = read("190.txt", "\n".join(line.ljust(80) for line in lines).encode())
    (table,) = [piece for piece in found if isinstance(piece, Table)]
    assert table.rows[0][0].startswith(sender.rstrip())
    assert [row[3] for row in table.rows[1:]] == [tax for tax, _ in people]
    assert [row[4] for row in table.rows[1:]] == [name for _, name in people]


INSURED = (
    ("17057948840", "ΠΑΠΑΝΑΓΙΩΤΟΥ", "ΕΥΘΥΜΙΑ", "17051979"),
    ("02116832276", "ΜΟΣΧΟΒΑΚΗΣ", "ΕΜΜΑΝΟΥΗΛ", "02111968"),
    ("29089197783", "ΧΑΤΖΗΓΕΩΡΓΙΟΥ", "ΔΕΣΠΟΙΝΑ", "29081991"),
    ("24125937615", "ΤΣΙΡΙΓΩΤΗΣ", "ΑΡΙΣΤΕΙΔΗΣ", "24121959"),
)


def test_records_of_two_kinds_in_turn_are_a_table_each() -> None:
    lines = [f"1{'ΑΡΤΟΠΟΙΙΑ':60}"]
    for at, (number, last, first, born) in enumerate(INSURED):
        lines += [
            f"20000000000{number}{last:20}{first:20}{born}",
            f"3{at:08}{'ΜΙΣΘΟΣ':12}{at:08}{'ΕΤΟΣ':12}{at:08}",
        ]
    head, people, sums = _tables(list(read("CSL01", "\n".join([*lines, "EOF"]).encode())))[:3]
    assert (head.where.inside, people.where.inside, sums.where.inside) == (("*",), ("2",), ("3",))
    assert [row[1:] for row in people.rows] == list(INSURED)
    assert len(sums.rows) == len(INSURED)


def test_numbers_of_insured_people_in_poland_are_cut_out_of_longer_runs() -> None:
    numbers = ("74030921424", "88123039190", "93071866107", "62012527975")
    lines = [f"7440{at}{number}00{'KOWALSKI':20}{'JAN':16}WARSZAWA" for at, number in enumerate(numbers)]
    (table,) = _tables(list(read("zus.dat", "\n".join(lines).encode())))
    assert [row[1] for row in table.rows] == list(numbers)


def test_fields_of_fixed_width_that_do_not_touch_are_cut_where_all_lines_begin_one() -> None:
    people = [("YILDIRIM,EMRE", "19690710", "MAIN 92"), ("OLTMANNS,IDA", "19950420", "ELM 2")]
    people += [("BAKER,NORA J", "19740414", "OAK 141"), ("KUHN,ADA", "20021023", "ASH 3")]
    lines = (
        f"1{at:08} {name:<16}{born} {street:<12}DE415532899414430{at:05}"
        for at, (name, born, street) in enumerate(people)
    )
    (table,) = [piece for piece in read("a.dat", "\n".join(lines).encode()) if isinstance(piece, Table)]
    assert [cell.strip() for cell in table.rows[0]] == [
        "100000000", "YILDIRIM,EMRE", "19690710", "MAIN 92", "DE41553289941443000000",
    ]  # fmt: skip


def test_records_whose_sums_are_shorter_are_cut_around_numbers_and_dates() -> None:
    people = (("NARDELLI", "ILARIA", "NRDLRI83L45A124V", "05071983", "IT48X0542411101000000975581"),
              ("ZANETTI", "DARIO", "ZNTDRA80A11H163Y", "11011980", "IT32X0542411101000000142348"),
              ("QUARANTA", "LIA", "QRNCLL00A26A124M", "26012000", "IT94X0542411101000000990564"),
              ("FUMAGALLI", "CARLA", "FMGMSM72C30A124L", "30031972", "IT22X0542411101000000033112"),
              )  # fmt: skip
    lines = ["000DITTA 0441 OLEIFICIO VALLEFREDDA SRL", *(
        f"1000000{at}{last:<20}{first:<20}{tax}{born}RGOPE{iban}000120386+"
        for at, (last, first, tax, born, iban) in enumerate(people)
    ), "90000004TOTALE NETTI  0005402119+"]  # fmt: skip
    (table,) = _tables(list(read("PAGHE.TXT", "\r\n".join(lines).encode())))
    assert [(*(row[at] for at in (1, 2, 3, 4, 6)),) for row in table.rows[1:-1]] == list(people)
    assert table.rows[-1][0] == lines[-1]


def test_records_of_a_kind_of_two_figures_are_cut_around_numbers_that_some_lack() -> None:
    people = (("QUIMBY, ZOLTAN", "20311772049", "07/06/1961", "AV PARANA 812 2 A", "3000", "0342-4771209"),
              ("LINDBERG, ADA", "27229014433", "19/11/2009", "MITRE 77", "3000", ""),
              ("HORVAT, KARL", "20448810572", "02/01/1984", "RUTA 11 KM 471", "3016", "0342-154098112"),
              ("NOVAK, PETRA", "27305577118", "28/02/1973", "PJE MARE 1440", "3016", "0342-4120077"),
              ("BERG, NILS", "23117760042", "14/09/1950", "SAAVEDRA 2201 PB", "3014", "0342-156610233"),
              )  # fmt: skip
    lines = ["00MUTUAL 20260131 REGISTER OF MEMBERS", *(
        f"07{number} {name:<22}{born} {street:<26}{code} SANTA FE        Z{phone:<14}QXVA"
        for name, number, born, street, code, phone in people
    ), "9900000005"]  # fmt: skip
    (table,) = [piece for piece in read("a.txt", "\n".join(lines).encode()) if isinstance(piece, Table)]
    rows = [[cell.strip() for cell in row] for row in table.rows[1:-1]]
    assert rows[0] == [
        "07", "20311772049", "QUIMBY, ZOLTAN", "07/06/1961", "AV PARANA 812 2 A", "3000", "SANTA FE", "Z",
        "0342-4771209", "QXVA",
    ]  # fmt: skip
    assert rows[1][-2:] == ["", "QXVA"]


def test_a_houses_number_before_its_street_is_not_cut_from_it() -> None:
    people = (("YOUNG", "491118564", "6018 LARKSPUR CT"), ("RIVERS", "509608162", "2054 KEDZIE AVE"),
              ("REDDING", "587777908", "6096 OLD MILL LN"), ("STOKES", "680437852", "5195 ELM ST"),
              )  # fmt: skip
    lines = [f"{name:<12}{number}19730315{street:<24}TULSA     OK74105" for name, number, street in people]
    (table,) = [piece for piece in read("a.dat", "\n".join(lines).encode()) if isinstance(piece, Table)]
    assert "6018 LARKSPUR CT" in [cell.strip() for cell in table.rows[0]]


def test_a_line_may_be_empty_between_a_header_and_its_rows() -> None:
    rows = [f"    {at}    JETER{at}        QUINCY     21MAY198{at}    801 Ch. du Lac" for at in range(5)]
    header = "  Obs    SURNAME       GIVEN      BIRTHDT      PAYEE_ADDR1"
    (table,) = _tables(list(read("audit.lst", "\n".join(["Active Claims", "", header, "", *rows]).encode())))
    assert table.header == ("Obs", "SURNAME", "GIVEN", "BIRTHDT", "PAYEE_ADDR1") and len(table.rows) == 5


LISTING = """\

 SPRIDEN_ID SPRIDEN_LAST_NAME    SPRIDEN_FIRST_NA SPBPERS_BIRT STAT
----------- -------------------- ---------------- ------------ ----
 A00145192  Cutshaw              Jamaal           12-FEB-61    TX
 A00700522  Hathcock             Elroy            14-AUG-68    ME
"""


def test_a_listing_ruled_by_dashes_is_a_table_and_its_names_are_whole() -> None:
    (table,) = _tables(list(read("people.lst", LISTING.encode())))
    names = ("SPRIDEN_LAST_NAME", "SPRIDEN_FIRST_name", "SPBPERS_birthdate")
    assert table.header[1:4] == names
    assert tuple(table.rows[1])[1:4] == ("Hathcock", "Elroy", "14-AUG-68")
    heading = "Chapter one of the report\n---- --- -- --- ------\nIt was late in the year.\n"
    assert not _tables(list(read("a.txt", heading.encode())))


def test_a_table_between_tabs_behind_the_head_of_a_paper_is_one() -> None:
    head = "LISTA DORĘCZEŃ\tnr 7/2023\t\t\t\nKurier:\tHalina Mróz\tTrasa:\tWRO-3\n\n"
    rows = (
        "Lp\tOdbiorca\tAdres\tKod\tTelefon\tUwagi\n"
        "1\tBożena Kita\tLipowa 9/2\t50-112\t713345566\t\n"
        "2\tJerzy Wrona\tStawowa 31\t50-018\t713998877\tpo 16\n"
        "3\tLena Sroka\tRynek 4\t50-101\t501222333\t\n"
    )
    pieces = list(read("lista.txt", (head + rows).encode()))
    (table,) = _tables(pieces)
    assert table.header == ("Lp", "Odbiorca", "Adres", "Kod", "Telefon", "Uwagi")
    assert table.rows[1] == ("2", "Jerzy Wrona", "Stawowa 31", "50-018", "713998877", "po 16")
    assert "Halina Mróz" in _texts(pieces)[0].text


def test_goods_between_tabs_behind_the_head_of_a_paper_stay_text() -> None:
    goods = "Nr\tProduct\tQty\tPrice\n" + "".join(f"{at}\tHinge\t2\t4.50\n" for at in range(4))
    assert _tables(list(read("order.txt", ("DELIVERY NOTE\tno 4\n\n" + goods).encode()))) == []


def test_lines_of_settings_are_no_table() -> None:
    text = (
        "[kamar_1]\nnama = Wulan Sari\nalamat = Jl. Melati Gg. Mawar No. 3\nkota  = Solo  Baru      dua\n"
        "hp    = 0812  34   56\nwali  = Pak  Budi      Santoso\nkerja = staf toko      roti\n"
    )
    assert not _tables(list(read("kost.ini", text.encode())))


def test_records_with_one_field_of_names_that_touches_figures_are_a_table() -> None:
    names = ("PESONEN TAPI", "KINNUNEN U", "JÄRVI-MATTIL", "HEISKANEN A", "LEHTONEN OSK", "TURUNEN VILJ")
    rows = [
        f"35123040098{at}{at + 3}4561103{at}00000000001000{at}26{name:<12}1{'AJ'[at % 2]}0000058{at}00A0"
        for at, name in enumerate(names)
    ]
    text = "\n".join([f"0{'2611030915':<{len(rows[0]) - 1}}", *rows])
    (table,) = _tables(list(read("viitteet.ktl", text.encode("latin-1"))))
    assert set(names) <= {cell for row in table.rows for cell in row}


def test_fields_of_letters_with_signs_above_and_checked_numbers_are_cut() -> None:
    people = (("1101700203451", "มานะ", "รักเรียน"), ("3100600123453", "ชูใจ", "เลิศล้ำ"),
              ("5210300456782", "ปิติ", "พิทักษ์ถิ่น"), ("1940200789013", "วีระ", "ประสงค์สุข"),
              )  # fmt: skip
    lines = [
        f"D{_thai(number)}004{first:<20}{last:<24}000150000{at}  "
        for at, (number, first, last) in enumerate(people)
    ]
    (table,) = _tables(list(read("A.TXT", "\r\n".join(lines).encode())))
    found = [[cell.strip() for cell in row] for row in table.rows]
    assert all(
        number[:12] in row[1] and row[3:5] == [first, last]
        for row, (number, first, last) in zip(found, people, strict=True)
    )


def _thai(number: str) -> str:
    """Return a number of twelve figures and any other with the figure that checks them."""
    return number[:12] + str((11 - sum(int(one) * (13 - at) for at, one in enumerate(number[:12])) % 11) % 10)


def test_records_whose_one_word_is_a_kind_are_no_table() -> None:
    rows = [
        f"35123040098{at}{at + 3}4561103{at}00000000001000{at}26PENSION     1J0000058{at}00A0"
        for at in range(6)
    ]
    assert not _tables(list(read("pay.dat", "\n".join(rows).encode())))


FIELDS = (
    ("Name", "Orla Fennimore"),
    ("Telephone", "020 7946 0321"),
    ("Date of birth", "02/11/1979"),
    ("NI number", "CE447192B"),
    ("Passport number", "533910276"),
    ("Account number", "70114482"),
)


@pytest.mark.parametrize(
    ("line", "above", "name"),
    [
        ("{}\t{}\n", "", "form.txt"),
        ("{}:\t{}\n", "", "form.txt"),
        ("{};{}\n", "", "form.txt"),
        ("{},{}\n", "", "form.csv"),
        ("{},{}\n", "Field,Value\n", "form.csv"),
        ("| {} | {} |\n", "", "form.txt"),
        ("| {} | {} |\n", "| Field | Value |\n|---|---|\n", "form.txt"),
        ("| {} | {} |\n", "# Tenant\n\n| Field | Value |\n|---|---|\n", "form.md"),
        ("| {} | {} |\n", "Taken down when we met.\n\n| Item | Details |\n|:--|:--|\n", "form.txt"),
    ],
)
def test_two_columns_of_labels_and_values_are_the_fields_of_one_record(
    line: str, above: str, name: str
) -> None:
    text = above + "".join(line.format(*field) for field in FIELDS)
    pieces = read(name, text.encode())
    assert not _tables(pieces)
    (record,) = (piece for piece in pieces if isinstance(piece, Passage) and piece.layout == "fields")
    assert record.text == "\n".join(f"{label}: {value}" for label, value in FIELDS)


@pytest.mark.parametrize(
    "rows",
    [
        ("Item\tQuantity", "Chair\t4", "Table\t2", "Lamp\t11", "Shelf\t6"),
        ("Name\tPhone", "Orla Fennimore\t020 7946 0321", "Ben Achterberg\t020 7946 0322", "Ida Moe\t1"),
        ("Colour\tRed", "Weight\t12 kg", "Part number\t7731002", "Price\t12.50", "Voltage\t230"),
    ],
)
def test_two_columns_of_anything_else_stay_a_table(rows: tuple[str, ...]) -> None:
    assert _tables(read("list.tsv", "\n".join(rows).encode() + b"\n"))


@pytest.mark.parametrize("line", ["**{}:** {}\n", "- **{}:** {}\n", "**{}**: {}\n", "* **{}:** {}\n"])
def test_labels_in_bold_are_lines_of_text_and_no_table(line: str) -> None:
    assert not _tables(read("form.txt", "".join(line.format(*field) for field in FIELDS).encode()))


def test_a_sentence_above_a_list_is_no_header_of_it() -> None:
    lines = "".join(f"{label:20}{value}\n" for label, value in FIELDS)
    text = f"We met the tenant on Tuesday and took the details below.\n\n{lines}"
    assert not _tables(read("note.txt", text.encode()))


def test_records_framed_by_others_as_long_are_cut_by_those_between() -> None:
    people = (
        ("012071549105", "0417428377", "MR", "ALISTAIR", "DRUMMOND-KEANE", "NSW2830", "19601003"),
        ("012656659643", "0369338289", "MS", "PHUONG", "LE", "TAS7310", "19431207"),
        ("012483901657", "0393128338", "MRS", "BERYL", "HOCKING", "VIC3073", "19840512"),
        ("012899220810", "0445566626", "MR", "JARRAH", "WILLIAMSON", "SA 5082", "19950419"),
        ("012476958011", "0891228448", "MR", "STAVROS", "KARAGIANNIS", "SA 5082", "19841019"),
        ("012271678311", "0794427962", "MISS", "TAYLA", "MCCORMACK", "QLD4350", "19531007"),
        ("012755321784", "0429173345", "DR", "SANJEEV", "RAMANATHAN", "WA 6230", "19810421"),
        ("012257562869", "0866854960", "MRS", "COLLEEN", "ODWYER", "WA 6230", "19530127"),
    )
    form = "D{}{}  {:<5}{:<15}{:<20}{}{}"
    lines = [
        "H0120240531CYCLE07".ljust(80),
        *(form.format(*one).ljust(80) for one in people),
        "T00000008".ljust(80),
    ]
    (table,) = _tables(list(read("b.dat", "\n".join(lines).encode())))
    rows = [[cell.strip() for cell in row] for row in table.rows[1:-1]]
    assert [row[1:6] for row in rows] == [list(one[:5]) for one in people]
    assert [row[-1] for row in rows] == [one[-1] for one in people]


def test_numbers_and_letters_that_many_lines_lack_are_parted() -> None:
    held = (
        "282996951OHUG798770",
        "284661821OHTK008204",
        "",
        "301400033OHTB925703",
        "278506008",
        "296470907OHSF708011",
    )
    lines = [
        f"24-{3100 + at:06} {name:<16}0107197{at % 10}WM{number:<21}{at % 10}17 MAIN ST    "
        for at, (name, number) in enumerate(
            zip(
                ("BLEVINS, ASHLEY", "ESTEP, CODY", "FANNIN, JUSTIN", "DELONG, TRAVIS") * 3,
                held * 2,
                strict=True,
            )
        )
    ]
    (table,) = _tables(list(read("i.dat", "\n".join(lines).encode())))
    cells = [cell.strip() for row in table.rows for cell in row]
    assert "282996951" in cells and "OHUG798770" in cells and "278506008" in cells


def test_records_between_a_shorter_first_and_last_one_are_cut() -> None:
    names = (
        "J. de Vries",
        "M. van den Berg",
        "Sanne Jansen",
        "P.J. Bakker",
        "Daan Visser",
        "Emma Smit",
        "H. Meijer",
    )
    numbers = ("336668326", "392613839", "644645738", "327866883", "358758749", "454557954", "343628533")
    form = "00{:05}{:<24}Hof {:<12}8020KL ZWOLLE    {} {}{:08}  "
    lines = [
        form.format(at + 65548, name, at, number, " AB"[at % 3], at + 72019)
        for at, (name, number) in enumerate(zip(names, numbers, strict=True))
    ]
    (table,) = _tables(
        list(read("k.txt", "\n".join(["0000000KLNT001 V2", *lines, "9999999000007"]).encode()))
    )
    cells = [[cell.strip() for cell in row] for row in table.rows[1:-1]]
    assert all(name in row and number in row for name, number, row in zip(names, numbers, cells, strict=True))


def test_a_column_of_one_letter_is_ruled_by_one_dash() -> None:
    text = "SQ LN          FN          M DB        \n-- ----------- ----------- - ----------\n"
    rows = (
        "01 Lewis       DeShawn     M 07/07/2011\n",
        "02 Walker      Ethan       M 04/04/2011\n",
        "03 Martinez    Maria       R 04/08/2011\n",
    )
    (table,) = _tables(list(read("r.txt", (text + "".join(rows)).encode())))
    assert table.header == ("SQ", "LN", "FN", "M", "DB")
    assert [cell.strip() for cell in table.rows[0]] == ["01", "Lewis", "DeShawn", "M", "07/07/2011"]


def test_remarks_below_rows_and_sums_below_a_rule_do_not_end_a_table() -> None:
    rule = "-" * 62
    rows = [
        "No     Name         Vorname      Strasse            Ort",
        rule,
        "1001   Ruppert      Gesa         Am Bruch 7         Kassel",
        "       > Bem.: kommt mit Partner (Ruppert, Kai) zur Fahrt am Montag",
        "1002   Weiser       Hans         Zum Born 3         Guxhagen",
        "1003   Nolte        Frauke       Kirchweg 9         Fuldatal",
        rule,
        "Summe aller Fahrten in diesem Quartal laut Liste: 3 von 40",
    ]
    pieces = read("fahrten.lst", "\n".join(rows).encode())
    (table,) = _tables(pieces)
    assert [row[0] for row in table.rows] == ["1001", "1002", "1003"]
    assert table.rows[1] == ("1002", "Weiser", "Hans", "Zum Born 3", "Guxhagen")
    prose = "\n".join(passage.text for passage in _texts(pieces))
    assert "Ruppert, Kai" in prose and "Summe aller Fahrten" in prose


def test_remarks_below_the_last_row_are_read_wherever_a_table_is_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pii_sweep.extract.table.emit.ROWS", 50)
    header = "No     Name         Vorname      Strasse            Ort"
    rows = [f"{1001 + at}   Ruppert      Gesa         Am Bruch {at:<9} Kassel" for at in range(50)]
    remark = "       > Bem.: kommt mit Partner (Ruppert, Kai) zur Fahrt am Montag"
    pieces = read("fahrten.lst", "\n".join([header, *rows, remark]).encode())
    assert [len(table.rows) for table in _tables(pieces)] == [50]
    assert "Ruppert, Kai" in "\n".join(passage.text for passage in _texts(pieces))
    monkeypatch.setattr("pii_sweep.extract.table.layout.aligned.MOST_REMARKS", 2)
    pieces = read("fahrten.lst", "\n".join([header, *rows, *[remark] * 5]).encode())
    assert "\n".join(passage.text for passage in _texts(pieces)).count("Ruppert, Kai") == 5


LISTED = (
    "No   Name             Born         Phone         Town\n"
    "1    Ana Lind         12.03.1984   555-0100      Reno\n"
    "2    Ivo Berg         01.02.1990   555-0101      Lodi\n"
    "3    Cy Dorn          07.08.1971   555-0102      Reno\n"
)
MORE = (
    "4    Di Falk          09.10.1966   555-0103      Lodi\n"
    "5    Ed Gill          11.12.1958   555-0104      Reno\n"
)


@pytest.mark.parametrize("between", ["\n", "\nGroup two\n"])
def test_a_table_goes_on_below_an_empty_line_and_a_title(between: str) -> None:
    found = [
        one for one in read("a.txt", f"{LISTED}{between}{MORE}".encode()) if isinstance(one, (Passage, Table))
    ]
    (table,) = [one for one in found if isinstance(one, Table)]
    assert [row[1] for row in table.rows] == ["Ana Lind", "Ivo Berg", "Cy Dorn", "Di Falk", "Ed Gill"]
    said = " ".join(one.text for one in found if isinstance(one, Passage))
    assert ("Group two" in said) == ("Group" in between)


def test_prose_and_sums_below_an_empty_line_are_no_rows_of_the_table_above() -> None:
    below = "\nAll of them were asked in 2024 by the board and agreed.\n\nTotal 3\n"
    found = [one for one in read("a.txt", f"{LISTED}{below}".encode()) if isinstance(one, (Passage, Table))]
    (table,) = [one for one in found if isinstance(one, Table)]
    assert len(table.rows) == 3
    said = " ".join(one.text for one in found if isinstance(one, Passage))
    assert "agreed" in said and "Total 3" in said


@pytest.mark.parametrize(
    ("header", "rows"),
    [
        (
            "data    ora    defunto/a                 n.           fam.",
            (
                "02/10   10.00  Zanardelli Bruna          14/02/1936   figlia Ada 338 7712094",
                "05/10   15.00  Pedretti Luigi (Gino)     30/7/1941    nipote Ugo 3471180526",
                "11/10   9.30   Bontempi Caterina         9/11/1929    Onoranze",
            ),
        ),
        (
            "lp  wpis                  odb.        kl.  gr.",
            (
                "1   Kos Marek             601774290   A    x",
                "2   Wrona Ewa             733018526   B    y",
                "3   Bąk-Sroka Anna Maria  605118937   A    x",
            ),
        ),
    ],
)
def test_a_header_between_rules_that_no_list_knows_heads_rows_of_people(
    header: str, rows: tuple[str, ...]
) -> None:
    rule = "-" * 60
    text = "\n".join(["Registro a mano", "=" * 60, header, rule, *rows, rule, "tot. 3", ""])
    (table,) = _tables(read("a.txt", text.encode()))
    assert table.header == tuple(header.split())
    assert [row[2 if "data" in header else 1] for row in table.rows[:3]][1][0] in "PW"
    assert not _tables(read("a.txt", text.replace(f"{header}\n{rule}", header).encode()))


def test_timetables_and_goods_between_rules_stay_text() -> None:
    rule = "-" * 50
    times = ["Postaja           rd     sub    ned", rule, "Sv. Ivan          06:05  06:45  07:40"]
    times += ["Trg bana Jelačića 06:11  06:51  07:46", "Dom zdravlja      06:27  07:07  08:02", rule]
    goods = ["kod   naziv          kom   cij", rule, "A-1   Vijak Inox     100   2,50"]
    goods += ["A-2   Kliješta Knipex  4   31,20", "A-3   Lim Crni       12    9,90", rule]
    for lines in (times, goods):
        assert not _tables(read("a.txt", "\n".join(["Popis", *lines, ""]).encode()))


SHEETS = """\
Staff of the workshop

No\tName\tPhone\tEmail
1\tAda Lindberg\t305 706 3938\tada@example.com
2\tKarl Horvat\t570 698 7977\tkarl@example.com
3\tMaria Vella\t225 442 4048\tmaria@example.com

Keys and lockers
key\tlocker\troom
A1\t17\t2
A2\t18\t2
A3\t19\t4
"""


def test_tables_below_one_between_tabs_are_read_as_those_of_a_sheet() -> None:
    people, keys = _tables(read("a.txt", SHEETS.encode()))
    assert people.rows[0][1] == "Ada Lindberg" and len(people.rows) == 3
    assert keys.header == ("key", "locker", "room") and keys.rows[2] == ("A3", "19", "4")
    assert "Keys and lockers" in "".join(piece.text for piece in _texts(read("a.txt", SHEETS.encode())))


def test_lines_of_text_below_a_table_between_tabs_stay_text() -> None:
    notes = "Ada Lindberg is away.\nCall Karl Horvat instead.\nMaria\tVella has the key.\n"
    text = SHEETS.partition("Keys")[0] + notes
    assert len(_tables(read("a.txt", text.encode()))) == 1
    assert "Call Karl Horvat instead." in "".join(
        piece.text for piece in _texts(read("a.txt", text.encode()))
    )


PAID = """\
CLINICA DEL VALLE SA DE CV                    LAYOUT NOMINA      QNA 21
NO_EMP  BENEFICIARIO                          RFC            CLABE               IMPORTE
001003  ROBLEDO PARRA KARLA YAZMIN            ROPK700121G14  002680882811882516    17046.12
001010  OSEGUERA LUNA EFRAIN                  OELE941124SF0  002680862671317500     9391.66
001017  TINAJERO PONCE VERONICA               TIPV810420P98  002680061537710000     7749.12
001024  ARVIZU MEDELLIN SAUL                  AIMS890316QEA  002680647875797361     6269.14
001031  CHAPARRO GUDINO ADRIANA               CAGA800120A44  014680460675928055     9319.35
"""


def test_a_taxpayers_number_of_mexico_is_one_field_of_a_record_without_header() -> None:
    lines = [line for line in PAID.splitlines() if line[:1] == "0"]
    (table,) = _tables(read("pay.txt", "\n".join(lines).encode()))
    cells = [cell for row in table.rows for cell in row] + list(table.header)
    assert "OELE941124SF0" in cells and "ROPK700121G14" in cells


def test_lines_of_one_column_alone_go_on_in_the_cell_above() -> None:
    rows = [("A01", "Ms Ada Lindberg", "Ada Lindberg", "01632 960114")]
    rows += [("B02", "Horvat Bakery", "Karl Horvat", "01632 960402")]
    rows += [("C03", "Mrs Rosa Diaz", "", "01632 960588"), ("D04", "Dr Otto Vance", "", "01632 960721")]
    text = f"{'A/C':<8}{'Name & Address':<30}{'Contact Name':<20}Telephone\n"
    for code, name, contact, phone in rows:
        text += f"{code:<8}{name:<30}{contact:<20}{phone}\n        4 Elm Road\n        Norwich\n"
    (table,) = _tables(list(read("list.prn", text.encode())))
    assert [list(row) for row in table.rows] == [
        [code, f"{name}\n4 Elm Road\nNorwich", contact, phone] for code, name, contact, phone in rows
    ]


STACKED_FORM = """\
PERSON INVOLVED
SURNAME              FORENAMES             D.O.B.          M/F
Okonjo               Emmanuel T.           09/12/98        M
ADDRESS                                    TEL
90 Percy Street, Woking                    07700 900 252
"""


def test_the_next_labels_of_a_form_end_the_table_above_them() -> None:
    rows = [row for table in _tables(list(read("form.txt", STACKED_FORM.encode()))) for row in table.rows]
    assert not any("ADDRESS" in cell or "Percy" in cell for row in rows for cell in row)


def test_a_roll_that_repeats_its_header_on_each_page_stays_one_table() -> None:
    head = "NAME              TEL              ADDRESS\n"
    rows = "".join(f"HORVAT, KARL      570-698-79{at:02}     {at} Mill Road, Leeds\n" for at in range(1, 5))
    (table,) = _tables(list(read("roll.txt", (head + rows + head + rows).encode())))
    assert sum(row[0] == "HORVAT, KARL" for row in table.rows) == 8
