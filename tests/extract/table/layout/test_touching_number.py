"""Numbers of a fixed length that touch the number of a house."""

from __future__ import annotations

from pii_sweep.extract.table.layout.fixed_width import find_form

PEOPLE = (
    ("WAKEFIELD", "ORLA", "536228714", "123 MAIN ST", "FRESNO", "93722"),
    ("TREVELYAN", "HUGH", "041739051", "9 OAK HOLLOW DR", "AUSTIN", "78704"),
    ("OKONKWO", "ADA", "417362290", "18204 KILN RD", "DENVER", "80203"),
    ("LINDQVIST", "PER", "258914407", "PO BOX 77", "TAMPA", "33602"),
    ("MARCHETTI", "LIA", "603117725", "460 5TH AVE", "RENO", "89501"),
)
PHONES = ("5593814402", "5124479920", "3037734151", "8132250988", "7756634021")


def _fields(lines: list[str]) -> list[list[str]]:
    form = find_form(lines)
    assert form is not None
    return [[cell.strip() for cell in form.cut(line) or ()] for line in lines]


def test_a_number_of_nine_figures_ends_where_the_number_of_a_house_begins() -> None:
    lines = [f"{a:15}{b:12}{c}{d:25}{e:12}{f}" for a, b, c, d, e, f in PEOPLE]
    assert [fields[2:4] for fields in _fields(lines)] == [[one[2], one[3]] for one in PEOPLE]


def test_a_telephone_before_the_number_of_a_house_keeps_its_ten_figures() -> None:
    rows = list(zip(PEOPLE, PHONES, strict=True))
    lines = [f"{a:15}{b:12}{phone}{d:25}{e:12}{f}" for (a, b, _, d, e, f), phone in rows]
    assert [fields[2:4] for fields in _fields(lines)] == [[phone, one[3]] for one, phone in rows]
    both = [f"{a:15}{b:12}{c}{phone}{d:25}{e:12}{f}" for (a, b, c, d, e, f), phone in rows]
    assert [fields[2:5] for fields in _fields(both)] == [[one[2], phone, one[3]] for one, phone in rows]


def test_a_number_with_hyphens_is_a_field_between_other_figures() -> None:
    lines = [f"{a:15}{b:12}{c[:3]}-{c[3:5]}-{c[5:]}{d:25}{e:12}{f}" for a, b, c, d, e, f in PEOPLE]
    assert {fields[2] for fields in _fields(lines)} == {
        f"{one[2][:3]}-{one[2][3:5]}-{one[2][5:]}" for one in PEOPLE
    }


def test_a_number_behind_a_state_and_its_postal_code_is_a_field_of_its_own() -> None:
    states = ("CA", "TX", "CO", "FL", "NV")
    rows = zip(PEOPLE, states, strict=True)
    lines = [f"{a:15}{b:12}{d:25}{e:12}{state}{f}{c}" for (a, b, c, d, e, f), state in rows]
    assert [fields[-3:] for fields in _fields(lines)] == [
        [state, one[5], one[2]] for one, state in zip(PEOPLE, states, strict=True)
    ]


def test_numbers_of_parts_before_a_count_are_not_parted() -> None:
    parts = [
        f"{'CRATE':15}{'A' + str(at):12}9{at}0014{at}77120 BOXES OF BOLTS   SHELF {at}" for at in range(1, 7)
    ]
    form = find_form(parts)
    assert form is None or all(len(cell.strip()) != 9 for cell in form.cut(parts[0]) or ())
