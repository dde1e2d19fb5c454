"""Which words behind a label of a credential are a sentence, a rule or a type."""

from __future__ import annotations

import pytest

from pii_sweep.detect.identifiers.login import login, not_a_credential


@pytest.mark.parametrize(
    "text",
    [
        "string",
        "aktiv",
        "Please ask us",
        "via SSO",
        "changes are logged",
        "wird per Post verschickt",
        "voir annexe",
    ],
)
def test_a_rule_a_type_and_a_sentence_are_none(text: str) -> None:
    word = text.split(maxsplit=1)[0]
    assert not_a_credential.is_sentence(text, 0, len(word))


@pytest.mark.parametrize("text", ["marmalade", "marmalade for us", "via", "Wint3r!9 is yours", "same: 4"])
def test_a_word_alone_or_with_marks_may_be_one(text: str) -> None:
    word = text.split(maxsplit=1)[0]
    assert not not_a_credential.is_sentence(text, 0, len(word))


def test_an_everyday_word_with_more_behind_it_is_no_account() -> None:
    assert not_a_credential.is_everyday("office staff", 0, 6)
    assert not not_a_credential.is_everyday("jkovar logged in", 0, 6)
    assert not not_a_credential.is_everyday("office", 0, 6)


def test_a_passphrase_ends_with_its_line_and_holds_no_small_words() -> None:
    assert not_a_credential.passphrase_end("copper lantern ribbon otter\n", 0) == 27
    assert not_a_credential.passphrase_end("ask the desk for yours\n", 0) is None
    assert not_a_credential.passphrase_end("copper lantern\n", 0) is None
    assert not_a_credential.passphrase_end("bigger lanterns than ribbons\n", 0) is None


def test_what_says_that_a_password_is_still_to_be_set_is_none() -> None:
    assert all(map(login.blank, ("changeme", "change-me-in-console", "REPLACE_ME", "set_this_later")))
    assert not any(map(login.blank, ("changeme42", "setter-Of-9", "Fill7it!")))
