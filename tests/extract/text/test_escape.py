"""Escapes of text, source code and logs."""

from __future__ import annotations

import pytest

from pii_sweep.extract.text.escape import unescape_line


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (r"contact.name=J\u00fcrgen M\u00FCller", "contact.name=Jürgen Müller"),
        (r"name = 'J\xfcrgen', b'M\xc3\xbcller'", "name = 'Jürgen', b'Müller'"),
        (r"\u{fc}ber \U0001F600 \ud83d\ude00", "über 😀 😀"),
        (r'msgstr "M\303\274ller"', 'msgstr "Müller"'),
        ("M&#252;ller, O&#x27;Brien, Garc&iacute;a", "Müller, O'Brien, García"),
        (r"{\"name\":\"J\\u00fcrgen\"}", r"{\"name\":\"Jürgen\"}"),
    ],
)
def test_an_escaped_character_is_the_character(written: str, read: str) -> None:
    assert unescape_line(written) == read


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (r'msg = "Dear Jack\n415-555-0134\nplease call"', 'msg = "Dear Jack\n415-555-0134\nplease call"'),
        (r"body=line one\r\n415-555-0135", "body=line one\n415-555-0135"),
        (r'"To:\tPhilippa Lee\nphilippa@lee.example"', '"To:\tPhilippa Lee\nphilippa@lee.example"'),
        (r'a [label="Ann Lee\lann@lee.example\l"];', 'a [label="Ann Lee\nann@lee.example\n"];'),
        (r'"note":"x\\n415-555-0177"', '"note":"x\n415-555-0177"'),
    ],
)  # fmt: skip
def test_an_escaped_end_of_line_parts_two_values(written: str, read: str) -> None:
    assert unescape_line(written) == read


@pytest.mark.parametrize(
    "text",
    [
        r"C:\Users\nancy\temp\report.txt",
        r'path = "C:\\Users\\nancy\\new"',
        r'"C:\Program Files\Tools\nero.exe"',
        r'"\\nas01\team\rosters\u00fc"',
        r"logon by CORP\nancy.jones from host",
        r'"user": "CORP\\tsmith"',
        r"$\nabla \times \theta$ \newcommand{\rho}{\tau} \t{oo} \r{a}",
        r"HKLM\Software\nero",
        r"\d+\s*\w{2}",
    ],
)
def test_a_backslash_of_a_path_a_login_or_tex_is_no_escape(text: str) -> None:
    assert unescape_line(text) == text


@pytest.mark.parametrize("part", [r"\u00fc ", r"\'", r"a:\x ", r"A\n\x", '"\\', r"\\a\ "])
def test_a_long_line_of_backslashes_is_read_to_its_end(part: str) -> None:
    assert unescape_line(part * (1 << 14) + "end").endswith("end")


@pytest.mark.parametrize(
    "written",
    [
        "||".join(f"CHR({ord(sign)})" for sign in "Ada Quist"),
        f"CHAR({','.join(str(ord(sign)) for sign in 'Ada Quist')})",
        " & ".join(f"Chr({ord(sign)})" for sign in "Ada Quist"),
        f"String.fromCharCode({', '.join(str(ord(sign)) for sign in 'Ada Quist')})",
    ],
)
def test_characters_written_by_their_numbers_are_those(written: str) -> None:
    assert unescape_line(f"x = {written};") == "x = 'Ada Quist';"


@pytest.mark.parametrize(
    "line", ["city CHAR(20), code NCHAR(4)", "a || CHR(10) || b", "replace(x, CHR(13)||CHR(10))"]
)
def test_types_and_single_characters_stay(line: str) -> None:
    assert unescape_line(line) == line


def test_bytes_of_two_a_letter_are_printed_as_text() -> None:
    printed = repr("call Ada Quist".encode("utf-16-le"))
    assert unescape_line(f"recv {printed}") == "recv b'call Ada Quist'"


def test_an_address_in_a_query_is_read_as_one() -> None:
    twice = (
        "GET /r?next=https%253A%252F%252Fa.example%252Ff%253Fname%253DAda%252BQuist%2526tel%253D1 HTTP/1.1"
    )
    assert unescape_line(twice) == "GET /r?next=https%3A%2F%2Fa.example%2Ff?name=Ada+Quist&tel=1 HTTP/1.1"
    assert unescape_line("GET /r?rate=25%25 off&x=a%3Db HTTP/1.1") == "GET /r?rate=25%25 off&x=a%3Db HTTP/1.1"


def test_a_query_within_a_query_is_undone_from_its_first_mark_to_its_last_value() -> None:
    address = "https://a.example/go?to=%2Fb%3Fname%3DAda%20Quist%26x%3D1"
    assert unescape_line(address) == "https://a.example/go?to=%2Fb?name=Ada Quist&x=1"
    for other in ("https://a.example/go?a%3Db%3Fc%20d", "https://a.example/x%3D" + "%3Fa" * 9):
        assert unescape_line(other) == other


@pytest.mark.parametrize(
    "written",
    [
        "".join(f"\\{ord(sign):03o}" for sign in "Ada Quist"),
        "".join(f"%{ord(sign):02X}" for sign in "Ada Quist"),
        "=?utf-8?Q?Ada=20Quist?=",
        "=?UTF-8?Q?Ada?= =?utf-8?B?IFF1aXN0?=",
    ],
)
def test_letters_by_number_and_words_of_headers_are_read(written: str) -> None:
    assert unescape_line(f"user={written}; ok") == "user=Ada Quist; ok"


@pytest.mark.parametrize(
    "written",
    [
        r"C:\101\102\103\104",
        r"s/\101\102/x/",
        "https://a.example/%41da%20Quist",
        r"value \x" + b"Ada Quist of Duluth".hex(),
    ],
)
def test_paths_addresses_and_bytes_stay_as_they_are(written: str) -> None:
    assert unescape_line(written) == written


def test_words_of_a_header_in_an_unknown_codec_are_read_as_in_a_mail() -> None:
    assert unescape_line("To: =?x-none?Q?Ada_Quist?=") == "To: Ada Quist"
    assert unescape_line("=?utf-8?B?Q?=") == "=?utf-8?B?Q?="
