"""Arrays of PHP in cells become columns, whole or not at all."""

from __future__ import annotations

import io

import pytest

from pii_sweep.config import Settings
from pii_sweep.extract.table.php_array import parse
from pii_sweep.extract.walk import walk
from pii_sweep.types import Blob, ObjectRef, Table, Where

DUMP = """CREATE TABLE `wp_forms` (`id` int, `value` longtext);
INSERT INTO `wp_forms` (`id`, `value`) VALUES
(1, 'a:3:{s:7:\\"text-41\\";s:8:\\"Ann Lind\\";s:6:\\"tel-20\\";s:10:\\"0744318902\\";s:2:\\"ok\\";b:1;}'),
(2, 'a:2:{s:7:\\"text-41\\";s:8:\\"Ivo Berg\\";s:6:\\"note-1\\";s:6:\\"să vină\\";}'),
(3, 'a:b of c');
"""


def test_values_stand_under_their_keys_and_those_of_inner_arrays_under_dotted_ones() -> None:
    cell = 'a:3:{s:4:"name";s:8:"Ann Lind";i:0;d:2.5;s:4:"home";a:1:{s:4:"town";s:6:"Köln!";}}'
    assert parse(cell) == {"name": "Ann Lind", "0": "2.5", "home.town": "Köln!"}


@pytest.mark.parametrize(
    "cell",
    ("a:1 of 2", 'a:1:{s:4:"name";s:8:"Ann Lind";', 'a:1:{s:4:"name";O:3:"Foo":0:{}}', "a:9:{" * 30, ""),
)
def test_a_cell_that_is_no_whole_array_stays_as_it_is(cell: str) -> None:
    assert parse(cell) == {}


def test_a_string_whose_length_a_dump_has_changed_ends_at_its_quote() -> None:
    assert parse('a:1:{s:4:"name";s:30:"Ann Lind";}') == {"name": "Ann Lind"}


def test_fields_of_a_dump_are_columns_behind_its_own_and_rows_keep_their_places() -> None:
    body = DUMP.encode()
    blob = Blob(Where(ObjectRef("b", "a.sql", size=len(body))), lambda: io.BytesIO(body), len(body))
    table = next(one for one in walk(blob, Settings().extract) if isinstance(one, Table))
    assert table.header == ("id", "value", "value.text-41", "value.tel-20", "value.ok", "value.note-1")
    assert table.rows[0] == ("1", "", "Ann Lind", "0744318902", "1", "")
    assert table.rows[1] == ("2", "", "Ivo Berg", "", "", "să vină")
    assert table.rows[2] == ("3", "a:b of c", "", "", "", "")
