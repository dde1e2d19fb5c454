"""Labels in printer languages: fields by their position, charsets, templates, barcodes."""

from __future__ import annotations

import io

from pii_sweep.config import Extract
from pii_sweep.extract.budget import Budget
from pii_sweep.extract.label.reader import read_epl, read_zpl
from pii_sweep.types import ObjectRef, Passage, Where

WHERE = Where(ObjectRef("bucket", "label.zpl"))


def zpl(source: str | bytes) -> list[Passage]:
    data = source.encode() if isinstance(source, str) else source
    pieces = read_zpl(io.BytesIO(data), WHERE, Budget(Extract()))
    return [piece for piece in pieces if isinstance(piece, Passage)]


def test_sender_and_recipient_are_blocks_whatever_the_order_of_commands() -> None:
    (found,) = zpl(
        "^XA^CF0,30^FO500,120^FDFresno, CA 93701^FS^FO40,60^FDShop Inc^FS^FO500,60^FDMaria Gonzalez^FS"
        "^FO40,90^FD1 Depot Rd^FS^FO500,90^FD1420 Oak St Apt 7^FS^FO40,120^FDReno, NV 89501^FS^XZ"
    )
    assert found.layout == "label"
    assert found.text.split("\n\n") == [
        "Shop Inc\n1 Depot Rd\nReno, NV 89501",
        "Maria Gonzalez\n1420 Oak St Apt 7\nFresno, CA 93701",
    ]


def test_every_word_has_the_box_of_its_field() -> None:
    (found,) = zpl("^XA^LH10,20^A0N,40,40^FO100,200^FDGONZALEZ^FS^XZ")
    box = found.spans[0].box
    assert box is not None
    assert (box.x0, box.y0, box.y1) == (110, 220, 260)
    assert 120 < box.x1 - box.x0 < 200


def test_hex_escapes_follow_the_charset() -> None:
    assert zpl("^XA^CI28^FO1,1^FH^FDJos_C3_A9 N_C3_BA_C3_B1ez^FS^XZ")[0].text == "José Núñez"
    assert zpl("^XA^CI27^FO1,1^FH\\^FDJos\\E9^FS^XZ")[0].text == "José"
    assert zpl("^XA^FO1,1^FH^FDJos_82^FS^XZ")[0].text == "José"  # code page 850 by default


def test_a_field_block_wraps_and_breaks_lines() -> None:
    (found,) = zpl("^XA^A0N,30,30^FO10,10^FB400,4^FDMaria Gonzalez\\&1420 Oak St\\&Fresno, CA^FS^XZ")
    assert found.text == "Maria Gonzalez\n1420 Oak St\nFresno, CA"


def test_templates_are_filled_from_their_numbers() -> None:
    found = zpl(
        "^XA^DFR:T.ZPL^FS^CF0,30^FO10,10^FDTo:^FS^FO10,45^FN1^FS^XZ"
        "^XA^XFR:T.ZPL^FN1^FDJane Doe^FS^XZ^XA^XFR:T.ZPL^FN1^FDLi Wei^FS^XZ"
    )
    assert [(item.text, item.where.page) for item in found] == [("To:\nJane Doe", 1), ("To:\nLi Wei", 2)]


def test_barcode_data_is_a_passage_without_its_start_codes() -> None:
    found = zpl("^XA^FO50,50^BY3^BCN,100,Y,N,N^FD>;>8420937019400100000000000000000^FS^XZ")
    assert [(item.layout, item.text) for item in found] == [("barcode", "420937019400100000000000000000")]
    assert found[0].where.box is not None


def test_graphics_and_settings_are_no_text() -> None:
    assert zpl("^XA^PW812^LL1218^FO0,0^GFA,8,8,1,FF00FF00FF00FF00^FS^GB800,4,4^FS^FXa comment^FS^XZ") == []


def test_text_turned_aside_is_a_passage_of_its_own_with_its_true_place() -> None:
    upright, aside = zpl("^XA^A0N,30,30^FO10,10^FDJane Doe^FS^A0R,30,30^FO700,300^FDREF 12345^FS^XZ")
    assert (upright.text, aside.text) == ("Jane Doe", "REF 12345")
    box = aside.spans[0].box
    assert box is not None and box.y0 >= 300 and box.x0 >= 600


def test_files_cut_anywhere_never_break_the_reader() -> None:
    source = "^XA^CI28^FO10,10^A0N,30,30^FH^FDJos_C3_A9^FS^FO10,50^BCN,10^FD>:AB^FS^XZ" * 2
    for end in range(len(source)):
        zpl(source[:end])


def test_epl_labels_are_read_by_position_one_page_each() -> None:
    source = 'N\nA50,60,0,3,1,1,N,"1420 Oak St"\nA50,30,0,3,1,1,N,"Maria \\"Mia\\" G."\n'
    source += 'B50,200,0,1,2,4,80,B,"94001"\nP1\n'
    pieces = list(
        read_epl(io.BytesIO((source + 'N\nA9,9,0,3,1,1,N,"Li Wei"\nP1\n').encode()), WHERE, Budget(Extract()))
    )
    found = [piece for piece in pieces if isinstance(piece, Passage)]
    assert [(item.layout, item.text, item.where.page) for item in found] == [
        ("label", 'Maria "Mia" G.\n1420 Oak St', 1),
        ("barcode", "94001", 1),
        ("label", "Li Wei", 2),
    ]
