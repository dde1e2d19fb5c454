"""A mailbox in a URL or a line of fields is the address alone."""

from __future__ import annotations

import pytest

from pii_sweep.detect.identifiers import email
from pii_sweep.detect.text.candidate import Hit


@pytest.mark.parametrize(
    ("claim", "address"),
    [
        ("https://x.example/?email=ann@mail.example", "ann@mail.example"),
        ("https://x.example/a@b/unsubscribe?to=ann@mail.example", "ann@mail.example"),
        ("mailto:ann@mail.example", "ann@mail.example"),
        ("Reno|NV|ann@mail.example", "ann@mail.example"),
        ("ann+shop@mail.example", "ann+shop@mail.example"),
    ],
)
def test_a_claim_is_trimmed_to_the_address(claim: str, address: str) -> None:
    hit = Hit("EMAIL_ADDRESS", 3, 3 + len(claim), 1.0, "Email", ())
    found = email.trim_url(hit, f"to {claim} ")
    assert (found.start, found.end) == (3 + len(claim) - len(address), 3 + len(claim))


def test_a_percent_encoded_address_is_found_where_one_is_written() -> None:
    text = "GET /u?m=ann.lee%40mail.example&x=1 and ann%2Bshop%40mail.example, but 100%40 of them"
    assert [text[hit.start : hit.end] for hit in email.find(text)] == [
        "ann.lee%40mail.example", "ann%2Bshop%40mail.example",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "addresses"),
    [
        ("scans/cv_orla@mail.co.uk.pdf", ["cv_orla@mail.co.uk"]),
        ("orla@mail.com.docx, 2 pages", ["orla@mail.com"]),
        ("icon@2x.png and logo@3x.jpeg", []),
    ],
)
def test_a_mailbox_that_names_a_file_is_one(text: str, addresses: list[str]) -> None:
    assert [text[hit.start : hit.end] for hit in email.find(text)] == addresses


@pytest.mark.parametrize(
    "address",
    [
        "ann.lee [at] mail [dot] com", "ann (at) mail.com",
        "ann_lee<at>web<dot>de", "ann.lee AT mail DOT com",
        "ann.lee at web dot co dot uk",
    ],
)  # fmt: skip
def test_an_address_that_is_spelt_out_is_found_whole(address: str) -> None:
    text = f"Reach me: {address}, or call"
    assert [text[hit.start : hit.end] for hit in email.find(text)] == [address]


def test_an_address_that_is_spelt_out_ends_with_its_sentence() -> None:
    for address in ("anna.berg [at] mail [dot] com", "info(at)verein.de", "post [ät] verein [punkt] de"):
        text = f"Write to {address}. It is read."
        assert [text[hit.start : hit.end] for hit in email.find(text)] == [address]


@pytest.mark.parametrize(
    "text",
    [
        "look at home dot com",
        "arr[at] (dot) product",
        "we met at noon (dot).",
        "Picnic (at) lake. In case of rain: hall.",
        "Moss (@) Apollo. In May",
        "Hello <at>build.bot</at>",
        "List.fold_left (@) acc.it",
        "8 (at) max. In winter",
    ],
)
def test_words_that_only_look_spelt_out_are_no_address(text: str) -> None:
    assert list(email.find(text)) == []
