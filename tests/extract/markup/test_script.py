"""What scripts and bound attributes of a page hold as objects and in strings is read as records."""

from __future__ import annotations

import base64
import json

import pytest

from pii_sweep.extract.markup.script import object_of, read_protected, strings, unescaped
from pii_sweep.types import Passage, Table
from tests.extract.test_formats import read

PEOPLE = [
    {"name": f"Ada {last}", "mail": f"a.{last[-4:].lower()}@mail.example"}
    for last in ("Quist", "O'Dell", "Sand")
]
JSON = json.dumps(PEOPLE)
ROWS = "5:" + JSON + "\n"


def page(body: str) -> tuple[list[tuple[str, ...]], str]:
    pieces = read("a.html", f"<!doctype html><html><body><p>Shop</p>{body}</body></html>".encode())
    rows = [row for piece in pieces if isinstance(piece, Table) for row in piece.rows]
    return rows, "\n".join(piece.text for piece in pieces if isinstance(piece, Passage))


def script(text: str) -> str:
    return f"<script>{text}</script>"


@pytest.mark.parametrize(
    "body",
    [
        script(f"window.S={json.dumps(JSON)};"),
        script(f"var x=JSON.parse({json.dumps(JSON)});"),
        script("var x=JSON.parse('" + JSON.replace("'", "\\'") + "');"),
        script(f"self.__next_f.push([1,{json.dumps(ROWS)}])"),
        script(f"self.__next_f.push([1,{json.dumps(ROWS[:40])}])")
        + script(f"self.__next_f.push([1,{json.dumps(ROWS[40:])}])"),
        "".join(
            f"<u-card :user=\"{{name: '{one['name']}', mail: '{one['mail']}'}}\"></u-card>".replace(
                "O'D", "O\\'D"
            )
            for one in PEOPLE
        ),
    ],
)
def test_json_in_strings_and_objects_in_attributes_are_records(body: str) -> None:
    rows, _ = page(body)
    assert [row for row in rows if row[0] == "Ada O'Dell"] == [("Ada O'Dell", "a.dell@mail.example")]


def test_expressions_and_short_strings_are_no_records() -> None:
    rows, text = page(script("call('{x}');") + '<b :class="{on: isOn(3), off: x}">Hi</b>')
    assert not rows
    assert text == "Shop\n\nHi"


def test_short_rows_of_a_state_are_read() -> None:
    _, text = page(
        script('self.__next_f.push([1,"1:\\"quist@x.io\\"\\n2:\\"219-09-9999\\"\\n3:\\"on\\"\\n"])')
    )
    assert "quist@x.io" in text
    assert "219-09-9999" in text
    assert '"on"' not in text


def test_strings_without_an_end_are_followed_once() -> None:
    """No quote behind a backslash begins a string, or each would be followed to the end of the line."""
    held = r"{\"name\":\"Ada Quist\"," * 3
    assert list(strings(held, ())) == []
    assert list(strings(f'x("{held}", "Ada Quist")', ())) == [unescaped(held), "Ada Quist"]
    assert object_of('{"name": "Ada Quist", "note": "' + held + '"}')


def test_short_strings_part_no_others() -> None:
    assert list(strings('say("ab", person, "Ada Quist of Duluth")', ())) == ["Ada Quist of Duluth"]


def test_long_strings_are_read() -> None:
    _, text = page(script('var x="' + "lorem ipsum; " * 2000 + 'Ada Quist of Duluth";'))
    assert text.endswith("Ada Quist of Duluth")


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("'<b class=\"p7\">Ada Quist</b>, 41 Fjord Terrace'", "Ada Quist , 41 Fjord Terrace"),
        ('\'<input name="n7" value="Ada Quist"/>\'', "Ada Quist"),
        ("'Ada Quist <quist@x.io>'", "Ada Quist <quist@x.io>"),
        ("'<i class=\"wide-250 tall\"></i>'", ""),
    ],
)
def test_mark_up_in_strings_is_its_text(written: str, said: str) -> None:
    assert " ".join(" ".join(strings(f"box.innerHTML = {written};", ())).split()) == said


def test_quotes_in_expressions_of_signs_begin_no_string() -> None:
    written = 's = s.replace(/`/g, \'\').replace(/["/]/, x);\nlet a = "Ada Quist of Duluth";\nlet t = `x`;'
    assert list(strings(written, ())) == ["Ada Quist of Duluth"]
    assert list(strings('x = a / 2 + "Ada Quist" / 3;', ())) == ["Ada Quist"]


def test_a_stray_quote_of_a_template_hides_no_string() -> None:
    written = '// it\'s ` here\nlet n = 4;\nif (i <n && o == "Ada Quist of Duluth" || j >2) {}\nlet t = `x`;'
    assert "Ada Quist of Duluth" in list(strings(written, ()))
    template = 'let t = `<p title="Ada Quist">\n  Duluth, 41 Fjord Terrace</p>`;'
    (said,) = strings(template, ())
    assert said.split() == ["Ada", "Quist", "Duluth,", "41", "Fjord", "Terrace"]


def test_attributes_of_programs_in_strings_are_read_where_they_say_something() -> None:
    (said,) = strings(
        'x = \'<a class="wide tall" data-who="quist@fjord.example" data-n="250 4">Write to</a>\'', ()
    )
    assert said.split() == ["quist@fjord.example", "Write", "to"]


@pytest.mark.parametrize("call", ["var n=atob('{}')", 'send("{}");', "const n = Buffer.from(`{}`, 'base64')"])
def test_text_in_base64_in_a_string_is_read(call: str) -> None:
    text = "Ada Quist, SSN 562-69-9046"
    _, shown = page(script(call.format(base64.b64encode(text.encode()).decode())))
    assert text in shown.splitlines()


def test_a_string_in_letters_of_base64_that_is_no_text_is_left_out() -> None:
    token = base64.b64encode(bytes(range(128, 158))).decode()
    assert list(strings(f"x('{token}')", ())) == []


def hide(address: str) -> str:
    return bytes([0x42, *(byte ^ 0x42 for byte in address.encode())]).hex()


@pytest.mark.parametrize(
    "link",
    [
        "<a class='__cf_email__' data-cfemail='{}'>[email&#160;protected]</a>",
        "<a href='/cdn-cgi/l/email-protection#{}'>write</a>",
    ],
)
def test_a_mailbox_that_cloudflare_hides_is_read(link: str) -> None:
    _, shown = page(link.format(hide("ada.quist@mail.example")))
    assert "ada.quist@mail.example" in shown.splitlines()


@pytest.mark.parametrize("code", ["", "42", "4203", "zz" * 8, hide("no mailbox"), hide("a@b.example")[:-1]])
def test_a_code_that_hides_no_mailbox_gives_nothing(code: str) -> None:
    assert read_protected(code) == ""
