"""A signature holds for its bytes, key and spelling alone."""

from __future__ import annotations

import pytest

from pii_sweep.report import signing


def test_a_signature_holds_for_what_was_signed_and_in_its_one_spelling(key_folder) -> None:
    public, signature = signing.sign(b"manifest")
    assert signing.own_public_key() == signing.own_key() == public
    assert signing.holds(b"manifest", public, signature)
    assert not signing.holds(b"manifesto", public, signature)
    spelled = [
        (public, f" {signature}"),
        (public, f"{signature[:2]} {signature[2:]}"),
        (f" {public}", signature),
    ]
    spelled += [(public, signature.upper()), (public.upper(), signature), (public, ""), ("", signature)]
    for one, other in spelled:
        assert not signing.holds(b"manifest", one, other)
    broken = f"{(int(signature[0], 16) ^ 1):x}{signature[1:]}"
    assert not signing.holds(b"manifest", public, broken)


@pytest.mark.usefixtures("key_folder")
def test_a_user_who_signed_nothing_has_no_key_and_is_given_none() -> None:
    assert signing.own_public_key() is None
    assert signing.own_public_key() is None
