from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pii_sweep.detect.text import percent_encoding


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("/s?full_name=Ngozi%20Iqbal&x=1", {"PERSON": ["Ngozi Iqbal"]}),
        ("name=Aurelio+Petrov&room=12", {"PERSON": ["Aurelio Petrov"]}),
        ("/api/members?q=Aurelio+Rasmussen&page=2", {"PERSON": ["Aurelio Rasmussen"]}),
        ('"GET /u/Ana%20Lindberg/photo?size=3 HTTP/1.1" 200', {"PERSON": ["Ana Lindberg"]}),
        ("/c?email=a.lee%40mail.example", {"EMAIL_ADDRESS": ["a.lee@mail.example"]}),
        ("/c?phone=%28208%29%20555-1234", {"PHONE_NUMBER": ["208\n555-1234"]}),
        (
            "https://x.example/r?u=https%3A%2F%2Fy.example%2F%3Fq%3DAna%2520Lindberg",
            {"PERSON": ["Ana Lindberg"]},
        ),
        (
            "/c?ship=2999%20Pinecone%20Ct%2C%20Boise%2C%20ID%2083702",
            {"STREET_ADDRESS": ["2999\nPinecone\nCt\nBoise\nID\n83702"]},
        ),
        ("contact.phone=+49 89 4567213", {"PHONE_NUMBER": ["+49 89 4567213"]}),
        ("tel=+33 1 42 68 53 07", {"PHONE_NUMBER": ["+33 1 42 68 53 07"]}),
        ("/call?to=+442079460123&x=1", {"PHONE_NUMBER": ["+442079460123"]}),
        (
            "/c?phone=+442079460123&fname=Ana+Berg",
            {"PHONE_NUMBER": ["+442079460123"], "PERSON": ["Ana Berg"]},
        ),
        ("rates rose 5%de then, 20%ab of all", {}),
    ],
)
def test_what_a_url_holds_encoded_is_found_decoded(find, text: str, found: dict[str, list[str]]) -> None:
    assert find(text, "log") == found


def test_forms_in_a_column_are_no_mailboxes(columns) -> None:
    names = ("Aurelio+Petrov", "Ana+Berg", "Karl+Horvat")
    rows = ((str(at), f"name={name}&email=a{at}@b.com&room=4") for at, name in enumerate(names))
    found = columns(("n", "portal_input"), *rows)
    assert found["EMAIL_ADDRESS@portal_input"] == ["a0@b.com", "a1@b.com", "a2@b.com"]
    assert found["PERSON@portal_input"] == ["Aurelio Petrov", "Ana Berg", "Karl Horvat"]


def test_each_line_of_a_log_is_a_form_of_its_own(find) -> None:
    lines = (
        f'"GET /signup?fn={a}&ln={b}&t=%28x%29 HTTP/1.1" 200'
        for a, b in (("Ana", "Berg"), ("Karl", "Horvat"))
    )
    assert find("\n".join(lines), "log")["PERSON"] == ["Ana Berg", "Karl Horvat"]


def test_queries_in_a_column_are_read(columns) -> None:
    paths = ("/s?q=Paula+Rasmussen", "/s?q=Olga%20Lindberg", "/s?q=red+sofa", "/s?q=Karl+Horvat")
    found = columns(("n", "uri"), *((str(at), path) for at, path in enumerate(paths)))
    assert found == {"PERSON@uri": ["Paula Rasmussen", "Olga Lindberg", "Karl Horvat"]}


@given(st.text(alphabet="%+&=?/aB2cé; \n", max_size=80))
def test_each_decoded_character_says_where_it_is_written(text: str) -> None:
    for token in percent_encoding.decode(text):
        assert len(token.text) == len(token.chars)
        for _, start, end in token.chars:
            assert token.start <= start <= end <= token.end <= len(text)
