"""Records of fixed width: where the fields end."""

from __future__ import annotations

from pii_sweep.extract.table.layout.fixed_width import find_form

PEOPLE = (
    "440172301 WAKEFIELD       ORLA       19520417F AB",
    "440172302 TREVELYAN       HUGH       19610930M CD",
    "440172303 OKONKWO         ADA        19481102F AB",
    "440172304 LINDQVIST       PER        19700214M CD",
)
HOMES = (
    "440172301 2214 BIRCH LN                HATTON     8015550130 20180621",
    "440172302 PO BOX 442                   KELSO      8015550131 20190621",
    "440172303 18 KILN RD                   HATTON     8015550132 20200621",
    "440172304 RT 3 BOX 72                  ORRIN      8015550133 20210621",
)


def test_a_date_that_a_letter_follows_is_no_number_with_a_letter_of_its_own() -> None:
    form = find_form(PEOPLE)
    assert form is not None
    cells = form.cut(PEOPLE[0]) or []
    assert "19520417" in {cell.strip() for cell in cells}
    papers = [line.replace("19", "73", 1).replace("F AB", "Z AB").replace("M CD", "K CD") for line in PEOPLE]
    papers = [line[:37] + f"4{at}771{at}23" + line[45:] for at, line in enumerate(papers)]
    numbered = find_form(papers)
    assert numbered is not None
    assert "40771023Z" in {cell.strip() for cell in numbered.cut(papers[0]) or ()}


def test_the_key_of_a_record_is_no_part_of_the_street_behind_it() -> None:
    form = find_form(HOMES)
    assert form is not None
    assert [cell.strip() for cell in form.cut(HOMES[0]) or ()][:2] == ["440172301", "2214 BIRCH LN"]


WORKERS = (
    "220123456786QUIMBY LAVINIA      14051980CORDOBA 812         C1425   ROJAS       ADM 00047113000018732N ",
    "227234567891HOLT ZOE            02111991MITRE 45            X5000   FUNES       CAJ 00051237000029911S ",
    "220345678906SORREL HANNA        23091975ALBERDI 1190        S2000   ROJAS       ADM 00038820000031075N ",
    "227456789019VANCE OTTO          30011988BROWN 3 PB          X5000   FUNES       CAJ 00062215000044210S ",
    "220567890121TREVELYAN HUGH      11071969SAAVEDRA 77         B1900   ROJAS       ADM 00040098000050318N ",
)


def test_a_persons_number_behind_a_figure_for_the_kind_of_record_is_a_field_of_its_own() -> None:
    form = find_form(WORKERS)
    assert form is not None
    cells = [cell.strip() for cell in form.cut(WORKERS[0]) or ()]
    assert cells[:3] == ["2", "20123456786", "QUIMBY LAVINIA"]
    wrong = tuple(line[:11] + "0" + line[12:] for line in WORKERS)
    other = find_form(wrong)
    assert other is None or (other.cut(wrong[0]) or [""])[0] != "2"


def test_a_letter_of_several_before_figures_belongs_to_their_code() -> None:
    form = find_form(WORKERS)
    assert form is not None
    cells = [cell.strip() for cell in form.cut(WORKERS[0]) or ()]
    assert "C1425" in cells and "ROJAS" in cells
    assert "00047113000018732" in cells  # the mark behind sums is one of two letters, no check of theirs


ENTRIES = [
    line
    for at, name in enumerate(("Gill, Anil", "Pham, Quang", "Xu, Wei", "Vo, Hieu", "Yoon, Soo"))
    for line in (
        f"D1 RIVER  {name:<20}USA0716200{at}1{at}M309-66{at}-7722",
        f"D0 {name:<20}FREE 0716200{at}0413202410{at}14M     AB ",
    )
]


def test_records_whose_second_sign_says_their_kind_are_cut_by_kind() -> None:
    form = find_form(ENTRIES)
    assert form is not None and form.kind in ("D0", "D1") and set(form.others) == {"D0", "D1"} - {form.kind}
    cells = [cell.strip() for cell in form.cut_typed(ENTRIES[0])]
    assert cells[0] == "D1" and {"Gill, Anil", "07162000", "10", "309-660-7722"} <= set(cells)
    assert "07162000" in {cell.strip() for cell in form.cut_typed(ENTRIES[1])}


def test_a_second_sign_that_is_of_a_field_says_no_kind() -> None:
    lines = [f"D{at % 2}4017230 {name:<20}ORLA       1952041{at}F AB" for at, name in enumerate("ABCDEFGHI")]
    form = find_form(lines)
    assert form is None or len(form.kind) < 2
