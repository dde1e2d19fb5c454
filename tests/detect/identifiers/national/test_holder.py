from __future__ import annotations

import pytest

from pii_sweep.detect.identifiers.national import recognizer


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("She showed her identity document 483920175", True),
        ("Holder presented an identity card AB483920", True),
        ("Ann Poole, identity card 483920175, Leeds", True),
        ("Identity document: 483920175", True),
        ("National ID 483920175", True),
        ("Identity document 483920175 is an internal code.", False),
        ("Note, identity card 483920175 is the model", False),
        ("We renamed identity document 483920175, then left.", False),
    ],
)
def test_a_number_behind_the_name_of_a_paper_needs_a_sign_of_its_holder(text: str, found: bool) -> None:
    assert bool(list(recognizer.find(text))) is found
