from __future__ import annotations

import pytest

from pii_sweep.detect.amount import order_score, prefilter
from pii_sweep.detect.model.ner import Entity
from pii_sweep.detect.text.candidate import Hit
from pii_sweep.detect.text.line.layout import lines_of
from pii_sweep.detect.text.line.reading_order import flow_of
from pii_sweep.types import ObjectRef, Passage, Where


def read(text: str, *hits: Hit, layout: str = "prose") -> list[str]:
    passage = Passage(text, Where(ObjectRef("test", "text")), layout=layout)  # type: ignore[arg-type]
    flow = flow_of(passage, lines_of(passage))
    found = order_score.review(passage, flow, hits)
    return [flow.text[hit.start : hit.end] for hit in found if hit.entity == "ORDER_VALUE"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Mrs Tallis took the oval mirror, agreed £85, she collects it on Saturday and pays cash.", "£85"),
        ("Frau Wenzel hat zwei Lampen mitgenommen, zusammen 118 €, zahlt Freitag bar.", "118 €"),
        ("Mme Roux, deux gâteaux pour samedi, elle a réglé 64 € en espèces.", "64 €"),
        ("Doña Pilar recogió las cortinas, pagó 96 € con tarjeta.", "96 €"),
        ("Pani Zawada odebrała sukienkę, zapłaciła 145 zł gotówką.", "145 zł"),
        ("Мария Львовна забрала шторы, заплатила 3 200 ₽ картой.", "3 200 ₽"),
        ("Zeynep Hanım perdeleri aldı, 1.450 TL nakit ödedi.", "1.450 TL"),
        ("山田様、ケーキ2個ご注文、代金5,400円お支払い済み。", "5,400円"),
        ("Rouva Salo haki verhot ja maksoi 84 € kortilla.", "84 €"),
    ],
)
def test_an_amount_that_somebody_paid_or_is_to_pay_is_an_order_value(text: str, value: str) -> None:
    assert read(text) == [value]


@pytest.mark.parametrize(
    "text",
    [
        "The rent is £640 a month and the deposit £640. Ask for Mr. Hale.",
        "Damenschnitt 42,00 €, Herrenschnitt 28,00 €, Färben ab 55,00 €. Montags geschlossen.",
        "M. Tessier a reçu une amende de 135 €, ramenée à 90 € s'il paie vite.",
        "El sueldo es de 1.650 € brutos, más 120 € de transporte.",
        "Lo stipendio è di 1.380 euro al mese. Inizia lunedì.",
        "We have £1,204.60 in the bank and expect £400 from subscriptions.",
        "The sky was 45 degrees and clear.",
    ],
)
def test_rents_prices_fines_wages_and_budgets_are_no_order_value(text: str) -> None:
    assert read(text) == []


def test_a_finding_is_dropped_where_its_sentence_speaks_of_other_money() -> None:
    text = "Opa hat jedem Kind 50 € geschenkt, zusammen 300 €, zu Weihnachten."
    start = text.index("300 €")
    hit = Hit("ORDER_VALUE", start, start + 5, 0.9, "OrderValue")
    assert read(text, hit) == []


def test_findings_of_a_page_stay_as_they_are() -> None:
    text = "The donation was 300 € in all."
    start = text.index("300 €")
    assert read(text, Hit("ORDER_VALUE", start, start + 5, 0.9, "OrderValue"), layout="page") == ["300 €"]


def test_only_a_text_with_a_currency_next_to_a_figure_shows_money() -> None:
    assert prefilter.shows_money("took 12 kr from")
    assert prefilter.shows_money("that is €12")
    assert not prefilter.shows_money("version 3.11, 12 krill, section 4")


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("Zawadi amelipa elfu thelathini na mbili kwa viti vya harusi.", "elfu thelathini na mbili"),
        ("மேசை இரண்டு வாங்கினோம், மொத்தம் ரூ. 11,460 கட்டியாச்சு, நன்றி.", "ரூ. 11,460"),
    ],
)  # fmt: skip
def test_amounts_that_the_second_network_alone_reads_are_candidates(text: str, amount: str) -> None:
    start = text.index(amount)
    said = [Entity("ORDER_VALUE", start, start + len(amount), 0.9)]
    passage = Passage(text, Where(ObjectRef("shop", "note.txt")), layout="prose")
    found = order_score.candidates(passage, flow_of(passage, lines_of(passage)), [], said)
    assert [text[item.money.start : item.money.end] for item, _ in found] == [amount]
    assert found[0][1]["read alone"] == 1.0
    assert order_score.candidates(passage, flow_of(passage, lines_of(passage)), [], []) == []


def test_a_stretch_that_overlaps_a_known_amount_is_no_second_candidate() -> None:
    text = "Thanks for the call. I paid £48.20 for the lamp and collect it on Friday."
    start = text.index("£48.20")
    passage = Passage(text, Where(ObjectRef("shop", "note.txt")), layout="prose")
    said = [Entity("ORDER_VALUE", start - 5, start + 6, 0.9)]
    found = order_score.candidates(passage, flow_of(passage, lines_of(passage)), [], said)
    assert ["read alone" in features for _, features in found] == [False]


@pytest.mark.parametrize(
    "text",
    [
        "Contacto: Ana Ruiz, 91 234 56 78",
        "Kontaktperson: Ola Vik, 912 34 567",
        "Saludos\nAna Ruiz\nVentas\n612 345 678",
    ],
)
def test_the_groups_of_a_telephone_are_no_amount(find, text: str) -> None:
    assert "ORDER_VALUE" not in find(text, "prose")


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Please send me the last billed amount for cc 5302640992170800 by mail.", "5302640992170800"),
        ("Andrea Johansen\nFactset\n08 251 Charilaou Trikoupi Str.\nPigenia", "08 251"),
        ("Name: Angela Bravo\nPhone: 040 898 9331", "040 898"),
    ],
)
def test_a_part_of_a_longer_number_is_no_amount_where_the_network_alone_reads_it(
    text: str, read: str
) -> None:
    start = text.index(read)
    said = [Entity("ORDER_VALUE", start, start + len(read), 0.9)]
    passage = Passage(text, Where(ObjectRef("shop", "note.txt")), layout="prose")
    assert order_score.candidates(passage, flow_of(passage, lines_of(passage)), [], said) == []


@pytest.mark.parametrize("amount", ["119", "1800", "7000."])
def test_a_short_number_without_a_currency_is_no_amount_that_the_network_alone_reads(amount: str) -> None:
    text = f"Agreed with Mrs Tallis on the phone, {amount} and she pays cash on Saturday."
    start = text.index(amount)
    said = [Entity("ORDER_VALUE", start, start + len(amount), 0.9)]
    passage = Passage(text, Where(ObjectRef("shop", "note.txt")), layout="prose")
    assert order_score.candidates(passage, flow_of(passage, lines_of(passage)), [], said) == []


def test_what_is_found_as_something_else_is_no_amount_where_the_network_alone_reads_it() -> None:
    text = "Ana gave her address for the parcel: 95 199 Beach Road"
    start = text.index("95 199")
    passage = Passage(text, Where(ObjectRef("shop", "note.txt")), layout="prose")
    said = [Entity("ORDER_VALUE", start, start + 6, 0.9)]
    flow = flow_of(passage, lines_of(passage))
    house = Hit("STREET_ADDRESS", start, len(text), 0.9, "StreetAddress")
    assert order_score.candidates(passage, flow, [house], said) == []
    assert len(order_score.candidates(passage, flow, [], said)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Laporan tutup shift 2\nPenjualan Rp 6.214.500\nTunai Rp 2.180.000\nDebit Rp 632.000\nModal awal",
        "Fecho do dia 21/11\nNumerário 318,40 €\nMultibanco 902,15 €\nTotal 1.220,55 €\nQuebra -0,45 €",
        "Fixed assets at net book value stand at £418,302. Debtors fell to £96,771. Creditors due"
        " within one year amount to £134,655, leaving net current assets of £23,164.",
        "Stationnement : forfait post-stationnement 25 €, minoré à 17 € si réglé sous 5 jours.",
    ],
)
def test_takings_balances_and_fines_are_no_orders(find, text: str) -> None:
    assert "ORDER_VALUE" not in find(text, "prose")


def test_every_amount_that_is_likely_an_orders_is_found_in_a_book_of_orders(find) -> None:
    text = (
        "Order book, tailor\n\nCustomer: Cyrus Daruwalla. Suit ordered 14/11, he paid £325.00 on delivery.\n"
        "Customer: Ana Ruiz. Sherwani ordered 15/11, she paid £410.00 on delivery.\n"
    )
    assert set(find(text, "prose")["ORDER_VALUE"]) == {"£325.00", "£410.00"}


PLAN = "Dental plan. Patient: Mrs Tallis, the policy holder; claims and deductible as insured.\n"


def read_alone(text: str, amount: str, sure: float) -> list[str]:
    start = text.index(amount)
    said = [Entity("ORDER_VALUE", start, start + len(amount), sure)]
    passage = Passage(text, Where(ObjectRef("shop", "letter.txt")), layout="prose")
    found = order_score.candidates(passage, flow_of(passage, lines_of(passage)), [], said)
    return [text[item.money.start : item.money.end] for item, _ in found]


def test_an_amount_that_its_sentence_makes_an_orders_counts_in_a_letter_of_many_subjects() -> None:
    text = f"{PLAN}Agreed fee: £1,095\nThe loan of £40 is repaid."
    assert read_alone(text, "£1,095", 0.9) == ["£1,095"]
    assert read_alone(text, "£1,095", 0.4) == []


@pytest.mark.parametrize("line", ["Total: £1,095", "The tenant owes the landlord rent, £1,095"])
def test_a_total_or_a_sentence_of_the_other_transactions_of_a_text_is_no_order(line: str) -> None:
    assert read_alone(f"{PLAN}{line}\n", "£1,095", 0.9) == []


def test_an_amount_of_a_report_is_no_order_where_the_network_alone_reads_it() -> None:
    text = "PAY ADVICE\nBasic salary  2,992.02\nNet total paid to order  2,393.62\n"
    assert read_alone(text, "2,393.62", 0.9) == []


@pytest.mark.parametrize(
    ("second", "values"), [("Ivo Quimby", ["£85", "£85"]), ("Mona Tallis", ["£85"]), ("MONA TALLIS", ["£85"])]
)
def test_the_same_amount_is_said_twice_of_one_person_and_is_an_order_of_each_of_two(
    second: str, values: list[str]
) -> None:
    text = (
        "Mona Tallis took the oval mirror, she agreed to pay £85 and collects it on Saturday.\n"
        f"{second} took the square mirror, agreed to pay £85 and collects it on Sunday.\n"
    )
    first = text.index("£85")
    hits = [Hit("ORDER_VALUE", first, first + 3, 0.9, "OrderValue")]
    for name in ("Mona Tallis", second):
        at = text.rindex(name)
        hits.append(Hit("PERSON", at, at + len(name), 0.9, "Person"))
    assert read(text, *hits) == values


@pytest.mark.parametrize(
    "text",
    [
        "Hi Mona, you agreed to pay £85 for the mirror. Thanks, Ivo\nYou paid £85 for it by card.",
        "Mona took the mirror and Ivo collects it.\nThe total is £85 for both.\nPaid £85 for it by card.",
        "Mona took the mirror, agreed to pay £85, and Ivo collects it.\nMona paid £85 for it by card.",
    ],
)
def test_an_amount_without_a_person_of_its_own_repeats_the_one_before_it(text: str) -> None:
    first = text.index("£85")
    hits = [Hit("ORDER_VALUE", first, first + 3, 0.9, "OrderValue")]
    for name in ("Mona", "Ivo"):
        at = text.index(name)
        hits.append(Hit("PERSON", at, at + len(name), 0.9, "Person"))
    if text.count("Mona") > 1:
        at = text.rindex("Mona")
        hits.append(Hit("PERSON", at, at + len("Mona"), 0.9, "Person"))
    assert read(text, *hits) == ["£85"]


@pytest.mark.parametrize(("rival", "found"), [(0.02, ["£180"]), (0.3, [])])
def test_one_of_several_amounts_counts_from_half_where_no_other_one_is_likely(
    monkeypatch: pytest.MonkeyPatch, rival: float, found: list[str]
) -> None:
    text = "Mrs Tallis took the oval mirror for £180, deposit £40, and collects it on Saturday."
    shares = {1.0: 0.58, 0.0: rival}  # by whether an amount is the largest
    monkeypatch.setattr(order_score.logistic, "share", lambda _, features, *rest: shares[features["largest"]])
    passage = Passage(text, Where(ObjectRef("shop", "note.txt")), layout="prose")
    said = [
        Entity("ORDER_VALUE", text.index(value), text.index(value) + len(value), 0.9)
        for value in ("£180", "£40")
    ]
    hits = order_score.review(passage, flow_of(passage, lines_of(passage)), [], said)
    assert [text[hit.start : hit.end] for hit in hits] == found


LETTER = {"person": 1.0, "address": 1.0, "read": order_score.SURELY_READ + 1, "several": 1.0}


def test_the_one_likely_amount_of_a_letter_needs_less_where_the_network_reads_it() -> None:
    assert order_score.find_least(LETTER, clear=True) == order_score.ADDRESSED
    assert order_score.find_least({**LETTER, "address": 0.0}, clear=True) > order_score.ADDRESSED
    assert order_score.find_least(LETTER) > order_score.ADDRESSED
    assert order_score.find_least({**LETTER, "sentence rent": 1.0}, clear=True) > order_score.ADDRESSED


def test_a_labelled_total_of_a_letter_stays_where_the_network_reads_it_too() -> None:
    cart = {"text unordered": 1.0}
    assert order_score.find_bar({**LETTER, **cart}, doubted=False) == order_score.VETO
    assert order_score.find_bar({**LETTER, **cart, "person": 0.0}, doubted=False) == order_score.UNSOLD
    assert order_score.find_bar(LETTER, doubted=True) == 0


def test_a_sum_of_the_amounts_above_it_is_not_doubted_for_the_words_of_its_text() -> None:
    assert order_score.find_bar({"sum of those before": 1.0}, doubted=True) == 0
    assert order_score.find_bar({}, doubted=True) == order_score.VETO


def test_an_amount_that_a_sentence_compares_with_the_one_charged_is_an_order_value(find) -> None:
    text = "Dear Mr Osgood, you have been charged £81.20 instead of £76.40 for your order, we are sorry."
    assert find(text, "prose")["ORDER_VALUE"] == ["£81.20", "£76.40"]
    assert "ORDER_VALUE" not in find("Mr Osgood, the rent is £810 instead of £790 from May.", "prose")
