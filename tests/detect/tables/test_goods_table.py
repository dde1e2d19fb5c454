"""Tables of assets, whose orders are the firm's own, and addresses of devices."""

from __future__ import annotations

import pytest

ORDERS, COSTS = ("PO4500011927", "PO4500072849", "PO4500003458"), ("495.56", "102.57", "283.96")


def test_orders_of_a_firms_assets_are_of_no_customer(columns) -> None:
    header = ("Asset ID", "Serial", "PO Ref", "Cost GBP")
    rows = zip(
        ("HC041000", "HC041003", "HC041006"),
        ("9NX3ZU9AZ", "8CHUKGKSD", "77QKXAB2D"),
        ORDERS,
        COSTS,
        strict=True,
    )
    assert columns(header, *rows) == {}


def test_orders_of_customers_with_a_serial_number_stay_orders(columns) -> None:
    header = ("Customer name", "Serial", "Warranty", "Order No")
    rows = zip(
        ("Ada Lindberg", "Karl Horvat", "Petra Novak"),
        ("9NX3ZU9AZ", "8CHUKGKSD", "77QKXAB2D"),
        ("1Y", "2Y", "1Y"),
        ("A100234", "A100391", "A100402"),
        strict=True,
    )
    assert "ORDER_ID@Order No" in columns(header, *rows)


def test_orders_of_a_machines_batches_are_of_no_customer(columns) -> None:
    rows = [(f"SGM-0{at % 4}", f"FA4908431{at}", f"L26122{at}") for at in range(3)]
    for header in (
        ("machine", "order", "batch"),
        ("Masch.", "Auftrag", "Chargen-Nr"),
        ("máquina", "pedido", "lote"),
    ):
        assert columns(header, *rows) == {}
    header = ("customer", "machine", "order", "batch")
    found = columns(
        header, *((who, *row) for who, row in zip(("Ann Lee", "Bob Ray", "Eva Roe"), rows, strict=True))
    )
    assert found["ORDER_ID@order"] == [row[1] for row in rows]
    bought = ("Order ID", "Machine", "Charge", "Email Sent")
    assert "ORDER_ID@Order ID" in columns(bought, *((order, name, "49.99", "yes") for name, order, _ in rows))


def test_addresses_of_devices_are_no_streets(columns) -> None:
    rows = (("260BB655", "25.3"), ("260B56B8", "21.8"), ("260B43BE", "21.5"))
    assert columns(("dev_addr", "temperature"), *rows) == {}
    hosts = (("70:B3:D5:49", "1"), ("70:B3:D5:50", "2"), ("0x3F20A1B2", "3"))
    assert columns(("Addr", "n"), *hosts) == {}


def test_streets_without_a_blank_stay_streets(columns) -> None:
    rows = (("Ada Lindberg", "Kirchweg5"), ("Karl Horvat", "Hauptstr.12"), ("Petra Novak", "Bachgasse7"))
    assert columns(("Name", "Addr"), *rows)["STREET_ADDRESS@Addr"] == [
        "Kirchweg5",
        "Hauptstr.12",
        "Bachgasse7",
    ]


def test_the_names_that_drivers_give_their_lorries_are_no_people(columns) -> None:
    names, rows = (
        ("Solveig", "Olsen", "Turid"),
        (("Volvo FH", "433885"), ("Iveco", "138638"), ("Scania", "9182")),
    )
    lorries = [(name, *row) for name, row in zip(names, rows, strict=True)]
    assert "PERSON@Kallenavn" not in columns(("Kallenavn", "Chassisnr", "Km-stand"), *lorries)
    people = columns(
        ("Kallenavn", "Etternavn", "Km-stand"), *zip(names, ("Berg", "Lie", "Dahl"), "123", strict=True)
    )
    assert "PERSON@Kallenavn" in people


def test_the_parents_of_cows_are_no_people(columns) -> None:
    rows = [
        ("AT 732.771.591", "Rosi", "PI", "Resi", "Manton"),
        ("AT 587.969.258", "Liesl", "BV", "Zenzi", "Zeppelin"),
        ("AT 995.101.552", "Susanne", "HF", "Alma", "Valentin"),
    ]
    found = columns(("Lebensnummer", "Name", "Rasse", "Mutter Name", "Vater Name"), *rows)
    assert not [name for name in found if name.startswith("PERSON")]
    children = columns(
        ("Nr", "Name", "Klasse", "Mutter Name", "Vater Name"),
        *[(r[0], r[1] + " Ott", "1b", "Rosa Ott", "Max Ott") for r in rows],
    )
    assert "PERSON@Mutter Name" in children


def test_orders_and_costs_of_tagged_assets_are_of_no_customer_under_any_header(columns) -> None:
    header = ("name", "asset_tag", "serial", "purchase_cost", "order_number", "warranty_months")
    rows = [
        (f"Dell dock {n}", f"HFX-0310{n}", f"CN0ZK3SAC{n}", f"{n}74.95", f"PO-4447{n}", "36")
        for n in range(1, 6)
    ]
    assert columns(header, *rows) == {}


def test_orders_next_to_a_lone_word_for_assets_stay_orders(columns) -> None:
    rows = zip(ORDERS, COSTS, ("Ada Lindberg", "Karl Horvat", "Petra Novak"), strict=True)
    assert "ORDER_ID@Order No" in columns(("Order No", "Order Total", "Customer"), *rows)


METERED = ("lineItem/UsageAmount", "lineItem/UsageType", "lineItem/UnblendedCost", "lineItem/ResourceId")


def test_invoices_of_metered_resources_are_of_no_customer(columns) -> None:
    rows = [(f"EUINSE25-11804{n}7", f"0.4{n}", "Hrs", f"1.{n}3", f"i-62ebe57{n}4") for n in range(1, 7)]
    assert columns(("bill/InvoiceId", *METERED), *rows) == {}


def test_invoices_next_to_two_headers_of_meters_stay_invoices(columns) -> None:
    rows = [(f"EUINSE25-11804{n}7", f"0.4{n}", "Hrs", f"1.{n}3") for n in range(1, 7)]
    assert "ORDER_ID@Invoice ID" in columns(("Invoice ID", *METERED[:2], "Price"), *rows)


def test_orders_of_a_fleet_whose_lorries_have_names_are_of_no_customer(columns) -> None:
    header, names = ("Ordrenr", "Kallenavn", "Merke/modell", "Km-stand"), ("Solveig", "Olsen", "Turid")
    rows = list(zip(("240120", "247316", "247887"), names, ("Volvo", "Iveco", "Scania"), "789", strict=True))
    assert columns(header, *rows) == {}
    assert "ORDER_ID@Ordrenr" in columns(("Ordrenr", "Kunde", "Merke/modell", "Km-stand"), *rows)


AISLES = ("Rua E nº 20 Piso 2", "Rua A nº 40 Piso 4", "Rua B nº 16 Piso 3", "Rua F nº 11 Piso 2")


def test_aisles_of_a_warehouse_are_no_streets(columns) -> None:
    header = ("Artigo", "Descrição", "Lote", "Localização", "Unid.", "Cód. Barras")
    goods = ("Bacalhau", "Vinho Porto", "Queijo", "Azeite")
    rows = [
        (f"BAC.{at}", name, f"L24{at}", aisle, "UN", f"56{at}")
        for at, (name, aisle) in enumerate(zip(goods, AISLES, strict=True))
    ]
    assert columns(header, *rows) == {}


def test_streets_of_people_who_get_goods_stay_streets(columns) -> None:
    header, people = (
        ("Cliente", "Lote", "Localização", "Unid."),
        ("Ana Silva", "Rui Costa", "Eva Pires", "Ivo Reis"),
    )
    rows = [
        (name, f"L{at}", aisle, "UN") for at, (name, aisle) in enumerate(zip(people, AISLES, strict=True))
    ]
    assert len(columns(header, *rows)["STREET_ADDRESS@Localização"]) == 4
    bare = [row[2:] for row in rows]
    assert len(columns(("Localização", "Unid."), *bare)["STREET_ADDRESS@Localização"]) == 4


def test_names_of_roses_and_parents_of_orchids_are_no_people(columns) -> None:
    roses = (("Rosa", "Gertrude Jekyll"), ("Rosa", "Alfred Carrière"), ("Rosa", "Ludwig Späth"))
    assert columns(("Geslacht", "Cultivar"), *roses) == {}
    parents = (
        ("Sharry Baby", "Jamie Sutton"),
        ("Mini Mark", "Stefan Isler"),
        ("Lady Amboin", "Ada Lindberg"),
    )
    assert columns(("Grex", "Pollen parent"), *parents) == {}
    assert "PERSON@Parent" in columns(("Pupil", "Parent"), *parents)
    assert "PERSON@Breeder" in columns(("Grex", "Breeder"), *parents)


def test_names_within_those_of_products_are_no_people(columns) -> None:
    header = ("Artikelnummer", "Artikelname", "GTIN", "Hersteller", "Lagerbestand")
    beds = ("Hochbett Finn", "Vitrine Margarete Antikweiß", "Sessel Tante Erna", "Kommode Klaus Berg")
    rows = [(f"017{at}-84", name, f"40620{at}", "Wimex", "85") for at, name in enumerate(beds)]
    assert not any(column.startswith("PERSON") for column in columns(header, *rows))


def test_units_of_goods_are_no_names(columns) -> None:
    units = ("pk", "pk", "kt", "kt", "kl", "kl", "pk", "kt")
    rows = [(f"KR-8{at}", "Defter A4", unit, "12") for at, unit in enumerate(units)]
    assert columns(("Kod", "Ürün", "Ad.", "Brm"), *rows) == {}
    names = ("Ayşe", "Ali", "Mehmet", "Can", "Elif", "Ece", "Ömer", "Su")
    rows = [(f"8{at}", name, "Kaya", "12") for at, name in enumerate(names)]
    assert "PERSON@Ad" in columns(("No", "Ad", "Soyad", "Not"), *rows)


@pytest.mark.parametrize(
    ("kind", "bought"), [("Purchase", True), ("Eingangsrechnung", True), ("Sale", False)]
)
def test_numbers_and_totals_of_bills_to_pay_are_no_orders(columns, kind: str, bought: bool) -> None:
    header = ("Contact", "Invoice Number", "Invoice Total", "Type")
    rows = [("Marlowe Ltd", "SI-40118", "118.20", kind), ("Vance & Sons Ltd", "SI-40177", "92.75", kind)]
    assert ("ORDER_ID@Invoice Number" in columns(header, *rows)) is not bought
    assert ("ORDER_VALUE@Invoice Total" in columns(header, *rows)) is not bought


CATALOGUE = ("Handle", "Title", "Body (HTML)", "Vendor", "Variant SKU", "Variant Price", "Variant Barcode")


def _offer(at: int, title: str, body: str, maker: str) -> tuple[str, ...]:
    return (f"goods-{at}", title, body, maker, f"QX-{at}0", "49.90", f"40063813339{at}")


def test_makers_in_descriptions_of_goods_are_no_people_but_others_are(columns) -> None:
    rows = [
        _offer(1, "Ted Baker Tote", "<p>The <b>Ted Baker Tote</b> by Ted Baker. Canvas.</p>", "Ted Baker"),
        _offer(2, "Marc Jacobs Wallet", "<p>The wallet by Marc Jacobs, in leather.</p>", "Marc Jacobs"),
        _offer(3, "Oak Stool", "<p>Made for us. Call Petra Lindqvist on +46 8 123 456 78.</p>", "Ekverk"),
    ]
    found = columns(CATALOGUE, *rows)
    assert found["PERSON@Body (HTML)"] == ["Petra Lindqvist"]
    orders = ("Billing Name", *CATALOGUE)
    people = ("Ana Ruiz", "Ivo Novak", "Eva Berg")
    of_orders = columns(orders, *((who, *row) for who, row in zip(people, rows, strict=True)))
    assert of_orders["PERSON@Billing Name"] == list(people)


def test_numbers_of_models_in_descriptions_are_no_social_security_numbers(columns) -> None:
    numbers = ("531-22-8046", "417-65-9930", "602-11-7358")
    rows = [
        _offer(at, "Lamp", f"<p>A lamp.<br>Model no. {number}</p>", "Ekverk")
        for at, number in enumerate(numbers)
    ]
    assert not any(key.startswith("US_SSN") for key in columns(CATALOGUE, *rows))


def test_a_bill_of_materials_names_parts_and_no_people(columns) -> None:
    header = ("Lv", "Component number", "Object description", "Qty (CUn)", "Un", "Vendor mat.", "Chg. no.")
    numbers = ("798-23-0495", "B3926916", "037-29-3137", "X5582990", "725-07-8752", "K5624447")
    names = (
        "PHILLIPS SCREW 7",
        "SPRING BELLEVILLE 59",
        "WOODRUFF KEY 35",
        "O-RING",
        "BOLT HEX",
        "SHAFT SEAL",
    )
    rows = [
        (f".{at}", f"34528353{at}", name, f"{at}.5", "PC", number, f"50004074984{at}")
        for at, (name, number) in enumerate(zip(names, numbers, strict=True))
    ]
    assert columns(header, *rows) == {}


def test_a_column_that_ranks_the_codes_of_a_classification_numbers_no_orders(columns) -> None:
    rows = [(f"{84139 + 7 * at}", f"A0{at}", f"Cholera due to form {at}") for at in range(5)]
    assert columns(("ORDER", "CODE", "SHORT_DESC"), *rows) == {}
    sold = columns(
        ("ORDER", "ITEM CODE", "DESCRIPTION", "CUSTOMER", "TOTAL"),
        *((*row, "Ann Lee", "9.50") for row in rows),
    )
    assert any(name.startswith("ORDER_ID") for name in sold)


def test_a_box_among_counted_goods_is_no_postbox(columns) -> None:
    header = ("Bin", "Item No", "Description", "UoM", "System Qty", "Counted", "Unit Cost", "Barcode")
    rows = [
        (f"B-{at}", f"1321{at}", 'Junction Box 3/4"', "EA", "8", "9", "3.10", f"590641030194{at}")
        for at in range(5)
    ]
    assert columns(header, *rows) == {}
