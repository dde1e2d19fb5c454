"""Values of fields of names, and what the fields next to them add."""

from __future__ import annotations

from pii_sweep.detect.tables.record import name_field


def test_an_article_is_no_given_name() -> None:
    assert name_field.is_article("Walnut Frame")
    assert not name_field.is_article("Ann Marie")
    assert not name_field.is_article("Rose")


def test_a_mailbox_is_called_by_both_words_of_a_name() -> None:
    assert name_field.is_mailed("Soazig Quéméneur", "s.quemeneur@mail.example")
    assert name_field.is_mailed("Quéméneur Soazig", "soazig.quemeneur@mail.example")
    assert not name_field.is_mailed("Soazig Quéméneur", "info@quemeneur.example")


def test_a_name_lacks_the_family_name_that_stands_next_to_it() -> None:
    assert name_field.lacks_family("Francisco Javier", "Ruiz Luna")
    assert not name_field.lacks_family("Francisco Ruiz", "Ruiz")


def test_both_halves_of_a_name_are_one_word_only_where_it_is_a_given_name() -> None:
    assert name_field.is_repeated("Incomplete", "incomplete")
    assert not name_field.is_repeated("Thomas", "Thomas")
    assert not name_field.is_repeated("Incomplete", "Other")
