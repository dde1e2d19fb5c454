"""Each kind of collection is known by its files and read as it is written."""

from __future__ import annotations

import json
import zlib
from dataclasses import replace
from pathlib import Path

import pytest
import weasyprint

from pii_sweep.config import Settings
from pii_sweep.errors import UsageError
from pii_sweep.evaluate import columns, evaluate
from pii_sweep.evaluate.corpora import items
from pii_sweep.evaluate.corpus.cii import invoice_of
from pii_sweep.evaluate.corpus.public import for_evaluation
from pii_sweep.types import Detection, ObjectRef, Table, Where

LETTER = """Dear customer,

Ship to:
Maria Gonzales
4821 Maple Avenue Apt 3
Springfield, IL 62704

Order total: $45.00
"""


def own(folder: Path, *lines: dict[str, object]) -> Path:
    text = "\n".join(json.dumps(line) for line in lines)
    (folder / "truth.jsonl").write_text(text, encoding="utf-8")
    return folder


def test_a_corpus_goes_the_real_way_and_is_scored(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text(LETTER, encoding="utf-8")
    entities = [
        {"type": "PERSON", "value": "Maria Gonzales"},
        {"type": "STREET_ADDRESS", "value": "4821 Maple Avenue Apt 3\nSpringfield, IL 62704"},
        {"type": "ORDER_VALUE", "value": "$45.00"},
    ]
    own(tmp_path, {"key": "letter.txt", "format": "txt", "kind": "letter", "entities": entities})
    told = evaluate(tmp_path, Settings())
    assert {name: told.overall[name].recall for name in ("PERSON", "STREET_ADDRESS", "ORDER_VALUE")} == {
        "PERSON": 1.0,
        "STREET_ADDRESS": 1.0,
        "ORDER_VALUE": 1.0,
    }
    assert told.objects.recall == 1.0
    assert "letter" in told.as_table()


def test_a_folder_without_truth_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"truth\.jsonl"):
        list(items(tmp_path))


def test_a_bad_line_is_named_by_its_number_alone(tmp_path: Path) -> None:
    (tmp_path / "truth.jsonl").write_text('{"key": "a", "secret": "Ann Lee"}\n', encoding="utf-8")
    with pytest.raises(UsageError, match=":1: not a truth line") as caught:
        list(items(tmp_path))
    assert "Ann Lee" not in str(caught.value)


def test_an_object_that_is_missing_is_an_error_not_a_miss(tmp_path: Path) -> None:
    own(tmp_path, {"key": "gone.pdf", "format": "pdf", "kind": "order", "entities": []})
    with pytest.raises(UsageError, match="lacks"):
        list(items(tmp_path))


def test_sentences_drop_unfilled_templates_and_join_address_pieces(tmp_path: Path) -> None:
    text = "Mr. Lee lives at 12 Elm Rd, Reno"
    spans = [
        ("PERSON", "Mr."),
        ("PERSON", "Lee"),
        ("ADDRESS", "12"),
        ("ADDRESS", "Elm Rd"),
        ("LOCATION", "Reno"),
    ]
    row = {
        "full_text": text,
        "spans": [
            {
                "entity_type": kind,
                "entity_value": value,
                "start_position": (at := text.index(value)),
                "end_position": at + len(value),
            }
            for kind, value in spans
        ],
    }  # fmt: skip
    rows = [row, {"full_text": "Hi {name}", "spans": []}]
    (tmp_path / "generated_large.json").write_text(json.dumps(rows), encoding="utf-8")
    (only,) = items(tmp_path)
    assert [item.value for item in only.truth.entities] == ["Lee", "12", "Elm Rd"]
    assert only.truth.ignore == ("Mr.",)
    assert only.truth.context["STREET_ADDRESS"] == ("12 Elm Rd, Reno",)


def test_addresses_are_one_half_and_postal_and_set_twice(tmp_path: Path) -> None:
    word = "<AddressString><AddressNumber>{}</AddressNumber> <StreetName>Elm</StreetName></AddressString>"
    landmark = "<AddressString><LandmarkName>Union Station</LandmarkName></AddressString>"
    text = "".join(word.format(number) for number in range(1, 41)) + landmark
    (tmp_path / "labeled.xml").write_text(f"<AddressCollection>{text}</AddressCollection>", encoding="utf-8")
    kept = list(items(tmp_path))
    assert 0 < len(kept) < 80
    assert all(for_evaluation(item.truth.entities[0].value) for item in kept)
    assert {item.truth.kind for item in kept} == {"sentence", "label"}


def test_the_training_half_and_the_evaluation_half_are_apart() -> None:
    from models.train.official import for_training

    texts = [f"{number} Elm Street, Reno" for number in range(200)]
    assert all(for_training(text) != for_evaluation(text) for text in texts)
    assert 60 < sum(map(for_training, texts)) < 140


@pytest.mark.parametrize("packed", [True, False])
def test_the_invoice_inside_a_pdf_is_read_from_the_raw_file(packed: bool) -> None:
    party = (
        "<r:{0}TradeParty><r:PostcodeCode>{1}</r:PostcodeCode><r:LineOne>{2}</r:LineOne>"
        "<r:LineTwo>{3}</r:LineTwo><r:CityName>Ulm</r:CityName></r:{0}TradeParty>"
    )
    xml = (
        '<r:I xmlns:r="urn:x">'
        + party.format("Seller", "89073", "Hof 1", "")
        + party.format("Buyer", "89077", "Eva Ott", "Weg 5")
    )
    xml += "<r:PersonName>Kai Rehm</r:PersonName><r:Content>Sitz: Ulm</r:Content>"
    xml += "<r:GrandTotalAmount>12.50</r:GrandTotalAmount></r:I>"
    body = zlib.compress(xml.encode()) if packed else xml.encode()
    pdf = b"%PDF-1.7\n1 0 obj <<>> stream\nabc\nendstream\n2 0 obj <<>> stream\n" + body + b"\nendstream"
    pdf += b"\n3 0 obj <</Author (Lea Moll)>>"
    invoice = invoice_of(pdf)
    assert invoice is not None
    assert (invoice.total, invoice.buyer, invoice.others) == (
        "12.50",
        "Weg 5\n89077 Ulm",
        ("Hof 1\n89073 Ulm",),
    )
    assert (invoice.names, invoice.people, invoice.notes) == (("Eva Ott",), ("Kai Rehm",), ("Sitz: Ulm",))
    assert invoice.authors == ("Lea Moll",)
    assert invoice_of(b"%PDF-1.7\n1 0 obj <<>> stream\nabc\nendstream") is None


def test_an_invoice_is_measured_without_its_attachment(tmp_path: Path) -> None:
    party = (
        "<{0}TradeParty><Name>{1}</Name><PostcodeCode>89077</PostcodeCode><LineOne>Weg 5</LineOne>"
        "<CityName>Ulm</CityName></{0}TradeParty>"
    )
    xml = f"<I>{party.format('Buyer', 'Eva Ott')}<GrandTotalAmount>12.50</GrandTotalAmount></I>"
    (tmp_path / "factur-x.xml").write_text(xml, encoding="utf-8")
    page = weasyprint.HTML(string="<p>Lieferschein ohne Angaben</p>")
    attached = weasyprint.Attachment(tmp_path / "factur-x.xml")
    page.write_pdf(tmp_path / "invoice.pdf", attachments=[attached])
    told = evaluate(tmp_path, Settings())
    assert {name: score.truths for name, score in told.overall.items()} == {
        "ORDER_VALUE": 1,
        "PERSON": 1,
        "STREET_ADDRESS": 1,
    }
    assert not any(score.found for score in told.overall.values())


def test_typed_columns_are_judged_as_columns(tmp_path: Path) -> None:
    rows = "\n".join(f"{number},ann.lee{number}@example.com,{number * 7}" for number in range(40))
    (tmp_path / "people.csv").write_text(f"id,email,age\n{rows}\n", encoding="utf-8")
    expected = {"people": {"email": "Email_Address", "age": "Age"}}
    (tmp_path / "expected_infotypes.json").write_text(json.dumps(expected), encoding="utf-8")
    told = evaluate(tmp_path, Settings())
    assert told.overall["EMAIL_ADDRESS"].f1 == 1.0
    assert list(told.overall) == ["EMAIL_ADDRESS"]


def test_a_column_is_of_a_type_where_a_fifth_of_its_filled_cells_are(tmp_path: Path) -> None:
    mails = [f"a{at}@mail.example" for at in range(3)]
    table = Table(
        Where(ObjectRef("b", "t.csv")), ("mail", "note"), tuple((one, "x") for one in mails) + (("", ""),)
    )
    found = [
        Detection(
            "EMAIL_ADDRESS",
            mails[at],
            replace(table.where, row=at + 1, column=1, column_name="mail"),
            0.9,
            0,
            5,
            "Column",
        )
        for at in range(3)
    ]
    assert columns.count_filled([table]) == {"mail": 3, "note": 3}
    assert [one.value for one in columns.by_column(found[:1], {"mail": 5})] == ["mail"]
    assert columns.by_column(found[:1], {"mail": 6}) == []
