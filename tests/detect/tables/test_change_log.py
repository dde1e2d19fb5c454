from __future__ import annotations


def test_rows_that_name_a_field_and_its_values_hold_what_the_field_says(columns) -> None:
    found = columns(
        ("ts", "user_id", "field", "old_value", "new_value"),
        ("1", "4", "date_of_birth", "1981-02-03", "1981-03-02"),
        ("2", "5", "phone", "212 555 0188", "(212) 555-0199"),
        ("3", "6", "status", "open", "closed"),
    )
    values = {(key.partition("@")[0], value) for key, held in found.items() for value in held}
    assert ("DATE_OF_BIRTH", "1981-03-02") in values
    assert ("PHONE_NUMBER", "(212) 555-0199") in values
    assert len(values) == 4


def test_settings_hold_nobodys_data(columns) -> None:
    assert columns(("key", "value"), ("timeout", "30"), ("retries", "5"), ("colour", "red")) == {}


def test_hosts_that_come_again_in_a_log_are_hosts(columns) -> None:
    found = columns(("event", "src"), ("in", "73.180.141.2"), ("out", "73.180.141.2"), ("in", "73.180.141.2"))
    assert found["IP_ADDRESS@src"] == ["73.180.141.2"] * 3
