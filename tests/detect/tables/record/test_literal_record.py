"""Records in the text of programs are found by their keys; settings are not taken for records."""

from __future__ import annotations

import pytest

from pii_sweep.detect.tables.record import literal_record

NAMES = ["Ana Ruiz", "Ottilie Brandvold", "Kwabena Osei"]
PAIRS = [name.split() for name in NAMES]
FORMS = {
    "javascript": "const seats = [\n{}\n];\n".format(
        "\n".join(f"  {{first: '{one}', last: '{two}', seat: '12{one[0]}'}}," for one, two in PAIRS)
    ),
    "python": "ROWS = [\n{}\n]\n".format(
        "\n".join(f"    dict(fname='{one}', lname='{two}', row=3)," for one, two in PAIRS)
    ),
    "python dictionary": "ROWS = [\n{}\n]\n".format(
        "\n".join(f"    {{'given': '{one}', 'family': '{two}', 'row': 5}}," for one, two in PAIRS)
    ),
    "ruby": "PEOPLE = [\n{}\n]\n".format(
        "\n".join(f"  {{ :first_name => '{one}', :last_name => '{two}', :desk => 3 }}," for one, two in PAIRS)
    ),
    "php": "<?php\nreturn [\n{}\n];\n".format(
        "\n".join(f"    ['prenom' => '{one}', 'nom' => '{two}', 'qty' => 2]," for one, two in PAIRS)
    ),
    "r": 'structure(list(vorname = c({}), \nnachname = c({})), row.names = c(NA, -3L))\n'.format(
        ", ".join(f'"{one}"' for one, _ in PAIRS), ",\n".join(f'"{two}"' for _, two in PAIRS)
    ),
}  # fmt: skip


@pytest.mark.parametrize("language", sorted(FORMS))
def test_the_halves_of_a_name_in_a_literal_are_found(find, language: str) -> None:
    halves = {half for pair in PAIRS for half in pair}
    found = find(FORMS[language], "prose").get("PERSON", [])
    assert len(found) == 3
    assert halves == {word for value in found for word in value.split()}


@pytest.mark.parametrize(
    "text",
    [
        "const font = {style: 'italic', weight: 'bold'};\nconst page = {size: 'letter', margin: 'wide'};\n",
        "COLOURS = [\n  { name: 'Scarlet', hex: '#ff2400' },\n  { name: 'Teal', hex: '#008080' },\n]\n",
        'structure(list(city = c("Bonn", "Kiel"), n = c("12", "14")), class = "data.frame")\n',
    ],
)
def test_settings_and_tables_of_things_name_no_people(text: str) -> None:
    assert not [hit for hit in literal_record.find(text) if hit.entity == "PERSON"]


@pytest.mark.parametrize(
    "text",
    [
        'var admin = User{FirstName: "Ottilie", LastName: "Brandvold"}\n',
        'var c = new Customer { FirstName = "Ottilie", LastName = "Brandvold" };\n',
        'let u = User {\n  first_name: "Ottilie".to_string(),\n  last_name: String::from("Brandvold"),\n};\n',
        'val f = User(firstName = "Ottilie", lastName = "Brandvold")\n',
        'let g = User(firstName: "Ottilie", lastName: "Brandvold")\n',
    ],
)
def test_one_literal_with_a_given_and_a_family_name_is_a_person(find, text: str) -> None:
    assert find(text, "prose").get("PERSON") == ["Ottilie Brandvold"]


@pytest.mark.parametrize(
    "text",
    [
        "const sides = {first: 'left', last: 'right'}\n",
        "labels = {'first_name': 'First name', 'last_name': 'Last name'}\n",
        "field(first='Left', title='Row') and field(first='Right', title='Column')\n",
    ],
)
def test_one_literal_of_labels_or_sides_is_no_person(text: str) -> None:
    assert not [hit for hit in literal_record.find(text) if hit.entity == "PERSON"]
