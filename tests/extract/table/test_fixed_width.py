"""Records of fixed width: where the fields end."""

from __future__ import annotations

from pii_sweep.extract.table.fixed_width import find_form

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
